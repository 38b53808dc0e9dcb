// Who the hub suggests for a request. Profiles of a large network are looked through as they are stored, without being
// parsed; those that fit best at first sight are looked at closely, as far as the actor may read them.
#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/person_load.hpp"
#include "store/remembering_view.hpp"
#include "store/stored_record.hpp"
#include "store/support.hpp"
#include "store/support_suggesting.hpp"

namespace staffroom {
namespace {

using matching::Wanted;

constexpr std::size_t looked_at_closely = 400;

template <class Enum>
std::string quoted(Enum word) {
  return std::string("\"") + boost::describe::enum_to_string(word, "") + "\"";
}

/// The number behind `"name":`, which no text holds: quotes are escaped there. 0 when there is none.
std::uint64_t number_at(std::string_view json, std::string_view name) {
  auto const at = json.find(name);
  if (at == std::string_view::npos) return 0;
  std::uint64_t out = 0;
  std::from_chars(json.data() + at + name.size(), json.data() + json.size(), out);
  return out;
}

/// What a stored part of a profile says at first sight.
class FirstSight {
 public:
  explicit FirstSight(Wanted const& wanted) : words_(wanted.words) {
    if (wanted.subject) append_json_string(subject_, *wanted.subject);
    for (auto const stage : wanted.stages) stages_.push_back(quoted(stage));
    for (auto const need : wanted.send_needs) needs_.push_back(quoted(need));
    if (wanted.exam_board) board_ = quoted(*wanted.exam_board);
  }

  struct Seen {
    int points = 0;
    bool fits = false;
  };
  Seen look(std::string_view json) const {
    auto const says = [&](std::string const& word) { return json.find(word) != std::string_view::npos; };
    Seen out;
    auto const add = [&](int points, bool fits) {
      out.points += points;
      out.fits = out.fits || fits;
    };
    if (!subject_.empty() && says(subject_)) add(40, true);
    if (std::any_of(stages_.begin(), stages_.end(), says)) add(15, subject_.empty());
    for (auto const& need : needs_) {
      if (says(need)) add(15, true);
    }
    if (!board_.empty() && says(board_)) add(10, false);
    if (has_strength(json)) add(20, true);
    return out;
  }

 private:
  bool has_strength(std::string_view json) const {
    auto const at = json.find("\"strengths\":[{");
    if (at == std::string_view::npos || words_.empty()) return false;
    std::string text(json.substr(at, json.find("],\"offers\"", at) - at));
    for (auto& c : text) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return std::any_of(words_.begin(), words_.end(),
                       [&](auto const& word) { return text.find(word) != std::string::npos; });
  }

  std::vector<std::string> words_;
  std::string subject_;
  std::vector<std::string> stages_;
  std::vector<std::string> needs_;
  std::string board_;
};

using Sightings = std::unordered_map<PersonId, FirstSight::Seen>;

/// Of everybody with a part for matching: of others than brokers only what is shown to the whole network counts here.
Sightings look_through(View const& view, Wanted const& wanted, bool for_broker) {
  Sightings out;
  FirstSight const sight(wanted);
  std::string const prefix(1, static_cast<char>(Kind::profile_part));
  view.scan_records_down(prefix, {}, [&](std::string_view, std::string_view stored) {
    auto const json = stored::json(stored);
    if (json.find("\"for_matching\":true") == std::string_view::npos) return true;
    if (!for_broker && json.find("\"sight\":\"network\"") == std::string_view::npos) return true;
    auto const seen = sight.look(json);
    auto& of_person = out[PersonId{number_at(json, "\"person\":")}];
    of_person.points += seen.points;
    of_person.fits = of_person.fits || seen.fits;
    return true;
  });
  return out;
}

/// Those that fit at first sight, the best first; who was asked often comes later.
std::vector<PersonId> look_closely_at(View const& view, Sightings const& sightings, Date today) {
  std::unordered_map<PersonId, int> asked;
  std::string const prefix(1, static_cast<char>(Kind::person_load));
  view.scan_records_down(prefix, {}, [&](std::string_view key, std::string_view stored) {
    PersonId const person{read_u64(key.substr(1))};
    auto const seen = sightings.find(person);
    if (seen == sightings.end() || !seen->second.fits) return true;
    if (stored::json(stored).find("\"asked\":[\"") == std::string_view::npos) return true;
    auto const load = stored::decode(Kind::person_load, stored);
    if (load) asked[person] = static_cast<int>(person_load::asked_in_last_year(get<PersonLoad>(*load), today));
    return true;
  });
  std::vector<std::pair<int, PersonId>> ordered;
  for (auto const& [person, seen] : sightings) {
    if (!seen.fits) continue;
    auto const often = asked.find(person);
    ordered.emplace_back((often == asked.end() ? 0 : 6 * often->second) - seen.points, person);
  }
  std::sort(ordered.begin(), ordered.end());
  std::vector<PersonId> out;
  for (auto const& [points, person] : ordered) {
    if (out.size() == looked_at_closely) break;
    out.push_back(person);
  }
  return out;
}

/// People of the network who told nothing that could be matched.
std::uint32_t count_silent(View const& view, Sightings const& sightings) {
  std::unordered_set<PersonId> silent;
  std::unordered_map<OrganisationId, bool> partners;
  std::string const prefix(1, static_cast<char>(Kind::membership));
  view.scan_records_down(prefix, {}, [&](std::string_view, std::string_view stored) {
    auto const json = stored::json(stored);
    if (json.find("\"state\":\"current\"") == std::string_view::npos) return true;
    PersonId const person{number_at(json, "\"person\":")};
    if (sightings.contains(person)) return true;
    OrganisationId const node{number_at(json, "\"organisation\":")};
    auto [at, is_new] = partners.try_emplace(node, false);
    if (is_new) {
      auto const found = view.find<Organisation>(node);
      at->second = found && found->type == OrganisationType::partner;
    }
    if (!at->second) silent.insert(person);
    return true;
  });
  return static_cast<std::uint32_t>(silent.size());
}

}  // namespace

Result<Answer> answer(View const& base, Asked const& asked, ListSuggestions const& query, Page const&) {
  if (asked.actor.is_system()) return Error::not_found();
  base.take_time();
  RememberingView const view(base);
  Door const door(view, asked);
  TRY_INTO(auto const request, door.readable<SupportRequest>("ids.support_request", query.support_request));
  auto const subject = support::subject_of(request);
  TRY(door.may(Thing::support_request, Action::read_suggestions, subject));
  bool const for_broker = door.may(Thing::support_request, Action::read_left_out, subject).has_value();
  SuggestionList out;
  out.seq = view.seq();
  if (request->state == SupportState::open) {
    auto const wanted = suggesting::wanted_of(view, *request);
    auto const sightings = look_through(view, wanted, for_broker);
    std::vector<matching::Candidate> candidates;
    for (auto const person : look_closely_at(view, sightings, asked.today)) {
      auto candidate = suggesting::candidate_of(view, door, asked, *request, wanted, person);
      if (candidate) candidates.push_back(std::move(*candidate));
    }
    auto ranking = matching::rank(wanted, candidates);
    out.items = std::move(ranking.suggested);
    if (for_broker) {
      out.left_out = std::move(ranking.left_out);
      out.silent = count_silent(view, sightings);
    }
  }
  std::vector<PersonId> people;
  for (auto const& it : out.items) people.push_back(it.person);
  for (auto const& it : out.left_out) people.push_back(it.person);
  out.names = name_people(view, std::move(people));
  Answer made;
  append_json(made.json, out);
  return made;
}

}  // namespace staffroom
