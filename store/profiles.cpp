// Profiles: what a person says of themselves, how far each field is seen, and whether they may be suggested.
#include "store/profiles.hpp"

#include <algorithm>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/mails.hpp"
#include "store/person_load.hpp"
#include "store/talk.hpp"

namespace staffroom {
namespace {

constexpr std::uint32_t minutes_a_day = 24 * 60;

std::string at(std::string_view list, std::size_t i) {
  return "body.fields." + std::string(list) + "[" + std::to_string(i) + "]";
}

std::string same_of(Name const& name) { return folded(name.value); }
std::string same_of(Strength const& strength) { return folded(strength.what.value); }
template <class Enum>
  requires std::is_enum_v<Enum>
Enum same_of(Enum word) {
  return word;
}

template <class T, std::size_t Max>
Result<void> check_once(std::string_view list, Many<T, Max> const& values) {
  for (std::size_t i = 1; i < values.size(); ++i) {
    for (std::size_t before = 0; before < i; ++before) {
      if (same_of(values.values[i]) == same_of(values.values[before])) {
        return Error::unprocessable(at(list, i), "This is named twice. Take one of them out.");
      }
    }
  }
  return {};
}

Result<void> check_lists(ProfileFields const& fields) {
  TRY(check_once("phases", fields.phases));
  TRY(check_once("subjects", fields.subjects));
  TRY(check_once("exam_boards", fields.exam_boards));
  TRY(check_once("strengths", fields.strengths));
  TRY(check_once("offers", fields.offers));
  TRY(check_once("languages", fields.languages));
  TRY(check_once("send_experience", fields.send_experience));
  return check_once("working_days", fields.working_days);
}

Result<void> check_numbers(ProfileFields const& fields) {
  if (fields.email && !mails::is_address(fields.email->value)) {
    return Error::unprocessable("body.fields.email", "This does not look like an e-mail address.");
  }
  if (auto const& hours = fields.working_hours; hours && (hours->from >= hours->to || hours->to > minutes_a_day)) {
    return Error::unprocessable("body.fields.working_hours",
                                "The day begins before it ends. Give both as minutes after midnight.");
  }
  if (fields.capacity && fields.capacity->days_a_term > limits::capacity_days_max) {
    return Error::unprocessable("body.fields.capacity.days_a_term",
                                "At most " + std::to_string(limits::capacity_days_max) + " days a term.");
  }
  return {};
}

Result<void> check_pupils(ProfileFields const& fields) {
  TRY(talk::check_pupils({fields.about.value}, {}));
  if (fields.working_hours) TRY(talk::check_pupils({fields.working_hours->reply.value}, {}));
  if (fields.capacity) TRY(talk::check_pupils({fields.capacity->note.value}, {}));
  for (auto const& it : fields.subjects) TRY(talk::check_pupils({it.value}, {}));
  for (auto const& it : fields.languages) TRY(talk::check_pupils({it.value}, {}));
  for (auto const& it : fields.strengths) TRY(talk::check_pupils({it.what.value}, {}));
  return {};
}

/// A support case is evidence for whoever gave the support, when those who were helped allow it.
Result<void> check_case(View const& view, Door const& door, std::string const& path, SupportRequestId id) {
  TRY_INTO(auto const request, door.readable<SupportRequest>(path, id));
  auto const told = request->evaluation ? view.find<SupportEvaluation>(*request->evaluation) : nullptr;
  bool const is_mine = request->supporter == door.standing().person;
  if (is_mine && told && told->may_be_told) return {};
  return Error::unprocessable(path, "Only support that you gave, and that the school allows you to name.");
}

Result<void> check_evidence(View const& view, Door const& door, std::string const& path, StrengthEvidence const& it) {
  switch (it.what) {
    case EvidenceOf::resource: TRY(door.readable<Resource>(path, ResourceId{it.id})); return {};
    case EvidenceOf::practice: TRY(door.readable<PracticePost>(path, PracticeId{it.id})); return {};
    case EvidenceOf::support_request: return check_case(view, door, path, SupportRequestId{it.id});
    case EvidenceOf::review: break;
  }
  return Error::unprocessable(path, "Reviews can't be named yet. Name a resource, a post or a support case.");
}

bool was_named(Profile const* before, StrengthEvidence const& it) {
  if (!before) return false;
  auto const& strengths = before->fields.strengths;
  return std::any_of(strengths.begin(), strengths.end(), [&](auto const& one) { return one.evidence.contains(it); });
}

/// What the profile named before may stay, even if it can't be read any more.
Result<void> check_all_evidence(View const& view, Door const& door, ProfileFields const& fields,
                                Profile const* before) {
  for (std::size_t i = 0; i < fields.strengths.size(); ++i) {
    auto const& evidence = fields.strengths.values[i].evidence.values;
    for (std::size_t j = 0; j < evidence.size(); ++j) {
      auto const path = at("strengths", i) + ".evidence[" + std::to_string(j) + "]";
      if (std::find(evidence.begin(), evidence.begin() + std::ptrdiff_t(j), evidence[j]) !=
          evidence.begin() + std::ptrdiff_t(j)) {
        return Error::unprocessable(path, "This is named twice. Take one of them out.");
      }
      if (!was_named(before, evidence[j])) TRY(check_evidence(view, door, path, evidence[j]));
    }
  }
  return {};
}

/// The person's own profile as it stands, version 0 when there is none, if the actor may do this to it.
Result<Profile> profile_for(View const& view, Asked const& asked, PersonId person, Action action) {
  Door const door(view, asked);
  TRY(door.readable<Person>("ids.person", person));
  TRY(door.may(Thing::profile, action, {.about = person}));
  auto const stored = view.find<Profile>(person);
  TRY(check_version(asked, stored ? stored->version : 0));
  return stored ? *stored : Profile{.id = person};
}

Change settled(View const& view, Asked& asked, Profile profile) {
  ++profile.version;
  Change change;
  change.put(profile);
  profiles::put_parts(change, view, asked, profile);
  person_load::begin(change, view, profile.id);
  person_load::put_again(change, view, profile.id);  // its readers follow the sight of the capacity
  return change;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, EditProfile const& command) {
  TRY_INTO(auto profile, profile_for(view, asked, command.person, Action::edit));
  Door const door(view, asked);
  auto const before = view.find<Profile>(command.person);
  TRY(check_lists(command.fields));
  TRY(check_numbers(command.fields));
  if (!asked.actor.is_system()) TRY(check_all_evidence(view, door, command.fields, before.get()));
  TRY(check_pupils(command.fields));
  profile.fields = command.fields;
  return settled(view, asked, std::move(profile));
}

Result<Change> decide(View const& view, Asked& asked, SetProfileSights const& command) {
  TRY_INTO(auto profile, profile_for(view, asked, command.person, Action::set_visibility));
  profile.sights = {};
  for (std::size_t i = 0; i < command.sights.size(); ++i) {
    auto const& wanted = command.sights.values[i];
    for (std::size_t before = 0; before < i; ++before) {
      if (command.sights.values[before].field != wanted.field) continue;
      return Error::unprocessable("body.sights[" + std::to_string(i) + "]", "This field is named twice.");
    }
    if (wanted.sight != profiles::default_sight(wanted.field)) profile.sights.values.push_back(wanted);
  }
  return settled(view, asked, std::move(profile));
}

Result<Change> decide(View const& view, Asked& asked, SetSuggestible const& command) {
  TRY_INTO(auto profile, profile_for(view, asked, command.person, Action::set_suggestible));
  if (profile.version > 0 && profile.suggestible == command.suggestible) {
    return Change::unchanged<Profile>(profile.id);
  }
  profile.suggestible = command.suggestible;
  return settled(view, asked, std::move(profile));
}

Result<Answer> answer(View const& view, Asked const& asked, GetProfile const& query, Page const&) {
  if (query.person != asked.actor.person) return Error::not_found("ids.person");
  if (auto const stored = view.find<Profile>(query.person)) return answer_of(view, *stored, stored->id);
  return Answer{to_json(Record{Profile{.id = query.person}}), 0};
}

Result<Answer> answer(View const& view, Asked const& asked, ListProfileParts const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Person>("ids.person", query.person));
  if (door.readable<PersonLoad>("", query.person)) envelope.also_of<PersonLoad>(query.person);
  auto const prefix = IndexKey(Index::profile_parts_by_person).id(query.person).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    ProfilePartId const id{read_u64(key.substr(9))};
    if (!door.readable<ProfilePart>("", id)) return false;
    if (into) into->item_of<ProfilePart>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetProfilePart const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ProfilePart>("ids.profile_part", query.profile_part));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetPersonLoad const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<PersonLoad>("ids.person", query.person));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
