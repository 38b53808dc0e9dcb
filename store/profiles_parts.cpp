// The parts of a profile: one record for each sight, and for what matching asks about or not, that holds something.
#include <algorithm>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11.hpp>

#include "protocol/codec.hpp"
#include "store/index_rows.hpp"
#include "store/person_load.hpp"
#include "store/profiles.hpp"

namespace staffroom {
namespace {

template <class Enum, class Visit>
void for_each_word(Visit const& visit) {
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto word) { visit(word.value); });
}

bool holds(ProfileFields const& from, ProfileField field) {
  switch (field) {
    case ProfileField::about: return !from.about.empty();
    case ProfileField::email: return from.email.has_value();
    case ProfileField::working_hours: return from.working_hours.has_value();
    case ProfileField::phases: return !from.phases.empty();
    case ProfileField::subjects: return !from.subjects.empty();
    case ProfileField::exam_boards: return !from.exam_boards.empty();
    case ProfileField::strengths: return !from.strengths.empty();
    case ProfileField::offers: return !from.offers.empty();
    case ProfileField::languages: return !from.languages.empty();
    case ProfileField::send_experience: return !from.send_experience.empty();
    case ProfileField::capacity: return from.capacity.has_value();
    case ProfileField::working_days: return !from.working_days.empty();
  }
  return false;
}

/// The fields of one part; nothing when none of them says anything.
std::optional<ProfileFields> fields_for(Profile const& profile, Sight sight, bool for_matching) {
  ProfileFields out;
  bool any = false;
  for_each_word<ProfileField>([&](ProfileField field) {
    if (profiles::is_for_matching(field) != for_matching || profiles::sight_of(profile, field) != sight) return;
    if (!holds(profile.fields, field)) return;
    profiles::copy_field(out, profile.fields, field);
    any = true;
  });
  return any ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

bool profiles::is_for_matching(ProfileField field) {
  return field != ProfileField::about && field != ProfileField::email && field != ProfileField::working_hours;
}

Sight profiles::default_sight(ProfileField field) {
  switch (field) {
    case ProfileField::about:
    case ProfileField::phases:
    case ProfileField::subjects:
    case ProfileField::exam_boards:
    case ProfileField::strengths:
    case ProfileField::offers: return Sight::network;
    case ProfileField::email:
    case ProfileField::working_hours:
    case ProfileField::languages:
    case ProfileField::send_experience:
    case ProfileField::capacity:
    case ProfileField::working_days: break;
  }
  return Sight::trust;
}

Sight profiles::sight_of(Profile const& profile, ProfileField field) {
  for (auto const& set : profile.sights) {
    if (set.field == field) return set.sight;
  }
  return default_sight(field);
}

void profiles::copy_field(ProfileFields& to, ProfileFields const& from, ProfileField field) {
  switch (field) {
    case ProfileField::about: to.about = from.about; break;
    case ProfileField::email: to.email = from.email; break;
    case ProfileField::working_hours: to.working_hours = from.working_hours; break;
    case ProfileField::phases: to.phases = from.phases; break;
    case ProfileField::subjects: to.subjects = from.subjects; break;
    case ProfileField::exam_boards: to.exam_boards = from.exam_boards; break;
    case ProfileField::strengths: to.strengths = from.strengths; break;
    case ProfileField::offers: to.offers = from.offers; break;
    case ProfileField::languages: to.languages = from.languages; break;
    case ProfileField::send_experience: to.send_experience = from.send_experience; break;
    case ProfileField::capacity: to.capacity = from.capacity; break;
    case ProfileField::working_days: to.working_days = from.working_days; break;
  }
}

void profiles::add_part(ProfileFields& to, ProfilePart const& part) {
  for_each_word<ProfileField>([&](ProfileField field) {
    if (holds(part.fields, field)) copy_field(to, part.fields, field);
  });
}

std::vector<std::shared_ptr<ProfilePart const>> profiles::parts_of(View const& view, PersonId person) {
  std::vector<ProfilePartId> ids;
  auto const prefix = IndexKey(Index::profile_parts_by_person).id(person).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    ids.push_back(ProfilePartId{read_u64(key.substr(9))});
    return true;
  });
  std::vector<std::shared_ptr<ProfilePart const>> out;
  for (auto const id : ids) {
    if (auto part = view.find<ProfilePart>(id)) out.push_back(std::move(part));
  }
  return out;
}

void profiles::put_parts(Change& change, View const& view, Asked& asked, Profile const& profile) {
  auto const before = parts_of(view, profile.id);
  for_each_word<Sight>([&](Sight sight) {
    for (bool const for_matching : {false, true}) {
      auto fields = fields_for(profile, sight, for_matching);
      auto const same = std::find_if(before.begin(), before.end(), [&](auto const& it) {
        return it->sight == sight && it->for_matching == for_matching;
      });
      if (!fields) {
        if (same != before.end()) change.remove<ProfilePart>((*same)->id);
        continue;
      }
      ProfilePart part{.id = same == before.end() ? asked.take<ProfilePartId>() : (*same)->id,
                       .version = same == before.end() ? 1 : (*same)->version,
                       .person = profile.id,
                       .sight = sight,
                       .for_matching = for_matching,
                       .fields = std::move(*fields)};
      if (same != before.end() && to_json(Record{part}) != to_json(Record{**same})) ++part.version;
      change.put(std::move(part));
    }
  });
}

void profiles::put_again(Change& change, View const& view, PersonId person) {
  auto const answer_key = change.answer_key;
  for (auto const& part : parts_of(view, person)) change.put(*part);
  change.answer_key = answer_key;
  person_load::put_again(change, view, person);
}

void profiles::forget(Change& change, View const& view, PersonId person) {
  for (auto const& part : parts_of(view, person)) change.remove<ProfilePart>(part->id);
  if (view.find<Profile>(person)) change.remove<Profile>(person);
  if (view.find<PersonLoad>(person)) change.remove<PersonLoad>(person);
}

}  // namespace staffroom
