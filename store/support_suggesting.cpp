// Plain facts for the ranking, from what the actor may read.
#include "store/support_suggesting.hpp"

#include <algorithm>

#include "store/index_rows.hpp"
#include "store/person_load.hpp"
#include "store/support.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

using matching::Candidate;
using matching::SchoolFacts;
using matching::Wanted;

constexpr std::size_t works_looked_at = 10;  // posts and resources of one person, the newest
constexpr std::size_t cases_looked_at = 20;

SchoolFacts facts_of(View const& view, OrganisationId id) {
  SchoolFacts out{.id = id};
  auto const node = view.find<Organisation>(id);
  if (!node) return out;
  out.phase = node->phase;
  if (node->character) out.character = node->character->value;
  if (!node->register_facts) return out;
  auto const& facts = *node->register_facts;
  out.pupils = facts.pupils;
  if (facts.region) out.region = facts.region->value;
  if (facts.easting && facts.northing) out.place = std::pair{*facts.easting, *facts.northing};
  return out;
}

bool leads(View const& view, PersonStanding const& who, OrganisationId node) {
  return who.holds(view, node, Role::headteacher) || who.holds(view, node, Role::trust_leader);
}

template <class T, class From>
void add_all(std::vector<T>& out, From const& from) {
  for (auto const& it : from) {
    if (std::find(out.begin(), out.end(), it) == out.end()) out.push_back(it);
  }
}

void add_words(std::vector<std::string>& out, Many<Name, limits::profile_subjects_max> const& names) {
  for (auto const& name : names) {
    if (std::find(out.begin(), out.end(), name.value) == out.end()) out.push_back(name.value);
  }
}

/// What somebody made, and whether it is about what is asked for.
template <class Work>
bool is_on_it(Wanted const& wanted, Work const& work) {
  if (wanted.subject && work.subject && work.subject->value == *wanted.subject) return true;
  auto const words = matching::words_of(work.title.value);
  return std::any_of(words.begin(), words.end(), [&](auto const& word) {
    return std::find(wanted.words.begin(), wanted.words.end(), word) != wanted.words.end();
  });
}

template <class Work, class IdType>
void look_at_works(View const& view, Door const& door, Wanted const& wanted, PersonId person, Index index,
                   std::function<void(Work const&)> const& found) {
  std::size_t seen = 0;
  view.scan_index(IndexKey(index).id(person).take(), {}, [&](std::string_view key, std::string_view) {
    auto const it = view.find<Work>(IdType{~read_u64(key.substr(9))});
    bool const made = it && (it->author == person || it->coauthors.contains(person));
    if (made && it->state == ResourceState::published && is_on_it(wanted, *it) && door.may_read(*it)) found(*it);
    return ++seen < works_looked_at;
  });
}

void add_evidence(View const& view, Door const& door, Wanted const& wanted, Candidate& it) {
  look_at_works<PracticePost, PracticeId>(view, door, wanted, it.person, Index::practice_by_party,
                                          [&](PracticePost const& post) { it.posts.push_back(post.title.value); });
  look_at_works<Resource, ResourceId>(view, door, wanted, it.person, Index::resources_by_party,
                                      [&](Resource const&) { ++it.resources; });
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::support_requests_by_party).id(it.person).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const request = view.find<SupportRequest>(SupportRequestId{~read_u64(key.substr(9))});
    bool const helped = request && request->supporter == it.person && request->evaluation;
    auto const evaluation = helped ? view.find<SupportEvaluation>(*request->evaluation) : nullptr;
    if (evaluation && evaluation->may_be_told) ++it.told_cases;
    return ++seen < cases_looked_at;
  });
}

/// Adds the parts of the profile that the actor may read; the days a term, if they are among them.
std::optional<Capacity> add_profile(View const& view, Door const& door, Candidate& it, bool only_network) {
  std::optional<Capacity> capacity;
  auto const prefix = IndexKey(Index::profile_parts_by_person).id(it.person).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const part = view.find<ProfilePart>(ProfilePartId{read_u64(key.substr(9))});
    if (!part || !part->for_matching || (only_network && part->sight != Sight::network) || !door.may_read(*part)) {
      return true;
    }
    auto const& fields = part->fields;
    add_words(it.subjects, fields.subjects);
    add_all(it.phases, fields.phases);
    add_all(it.exam_boards, fields.exam_boards);
    for (auto const& strength : fields.strengths) it.strengths.push_back(strength.what.value);
    add_all(it.offers, fields.offers);
    add_all(it.send_experience, fields.send_experience);
    if (fields.capacity) capacity = fields.capacity;
    return true;
  });
  return capacity;
}

}  // namespace

Wanted suggesting::wanted_of(View const& view, SupportRequest const& request) {
  Wanted out{.request = request.id,
             .school = facts_of(view, request.organisation),
             .stages = request.stages.values,
             .exam_board = request.exam_board,
             .send_needs = request.send_needs.values,
             .ways = request.ways.values,
             .words = matching::words_of(request.title.value),
             .days = request.days,
             .wanted = request.wanted};
  if (request.subject) out.subject = request.subject->value;
  return out;
}

std::optional<OrganisationId> suggesting::main_school_of(View const& view, PersonId person) {
  auto const standing = view.standing(person);
  if (!standing) return std::nullopt;
  for (auto const& role : standing->roles) {
    if (!role.on_partner) return role.organisation;
  }
  return std::nullopt;
}

std::optional<LeftOutBecause> suggesting::conflict_of(View const& view, SupportRequest const& request,
                                                      PersonId person) {
  auto const standing = view.standing(person);
  if (!standing) return LeftOutBecause::barred;
  auto const is_there = [&](auto const& role) { return role.organisation == request.organisation; };
  if (person == request.requester || std::any_of(standing->roles.begin(), standing->roles.end(), is_there)) {
    return LeftOutBecause::same_school;
  }
  auto const requester = view.standing(request.requester);
  bool const is_led = requester && std::any_of(standing->roles.begin(), standing->roles.end(), [&](auto const& role) {
                        return !role.on_partner && leads(view, *requester, role.organisation);
                      });
  if (is_led || leads(view, *standing, request.organisation)) return LeftOutBecause::line_manager;
  auto const profile = view.find<Profile>(person);
  if (profile && !profile->suggestible) return LeftOutBecause::not_suggestible;
  if (request.asked.contains(person)) return LeftOutBecause::already_asked;
  auto const matches = support::matches_of(view, request.id);
  bool const refused = std::any_of(matches.begin(), matches.end(), [&](auto const& it) {
    return it->person == person && (it->state == MatchState::declined || it->state == MatchState::handed_on);
  });
  return refused ? std::optional(LeftOutBecause::declined) : std::nullopt;
}

std::optional<Candidate> suggesting::candidate_of(View const& view, Door const& door, Asked const& asked,
                                                  SupportRequest const& request, Wanted const& wanted, PersonId person,
                                                  bool only_network) {
  auto const school = main_school_of(view, person);
  if (!school) return std::nullopt;
  Candidate out{.person = person};
  auto const capacity = add_profile(view, door, out, only_network);
  if (!matching::fits(wanted, out)) return std::nullopt;
  out.school = facts_of(view, *school);
  auto const load = view.find<PersonLoad>(person);
  bool const knows_load = load && door.may_read(*load);
  out.free_days = person_load::free_days(capacity, knows_load ? load->promised_days : 0);
  if (knows_load) {
    out.asked = person_load::asked_in_last_year(*load, asked.today);
    if (!load->asked.empty()) out.last_asked = load->asked.values.back();
  }
  add_evidence(view, door, wanted, out);
  out.conflict = conflict_of(view, request, person);
  auto const matches = support::matches_of(view, request.id);
  out.let_lapse = std::any_of(matches.begin(), matches.end(),
                              [&](auto const& it) { return it->person == person && it->state == MatchState::lapsed; });
  return out;
}

std::vector<std::string> suggesting::reasons_for(View const& view, SupportRequest const& request, Date today,
                                                 PersonId person) {
  Asked const requester{Actor{request.requester, {}, {}}, {}, today, std::nullopt, 0};
  Door const door(view, requester);
  if (!view.standing(request.requester)) return {};
  auto const wanted = wanted_of(view, request);
  auto candidate = candidate_of(view, door, requester, request, wanted, person, true);
  if (!candidate) return {};
  candidate->conflict.reset();
  candidate->free_days.reset();  // of this term, which the asking outlives
  auto ranking = matching::rank(wanted, {std::move(*candidate)});
  return ranking.suggested.empty() ? std::vector<std::string>() : std::move(ranking.suggested.front().reasons);
}

}  // namespace staffroom
