// What the hub holds about each person of the law's story: the copy that they may ask for, and what is left of them
// once they are forgotten.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "protocol/codec.hpp"
#include "store/derive.hpp"
#include "store/personal_copy.hpp"
#include "tests/laws/script.hpp"
#include "tests/laws/twin.hpp"
#include "tests/support/share.hpp"

namespace staffroom::tests {
namespace {

/// Whose a record is, by the members that say so.
bool is_theirs(Json const& record, std::uint64_t person) {
  for (auto const* member : {"author", "person", "requester"}) {
    auto const found = record.find(member);
    if (found != record.end() && found->is_number() && *found == person) return true;
  }
  return false;
}

/// Kinds that are not copied although they are a person's: the profile has its parts, the message its mention of a
/// team; what was seen at a school stays with its team; that an administrator had the search built anew says nothing of
/// them.
std::set<std::string> const not_copied{"profile_part", "team_mention", "evidence_note", "search_rebuild"};
/// What belongs to a review or a purchase more than to its author: copied while they may read it.
std::set<std::string> const while_read{"quote_score", "report_comment"};

std::string place_in_hub(Json const& record) {
  return record.at("kind").get<std::string>() + " " + record.at("self").get<std::string>();
}

/// Whether they are shown it, or nobody is ever shown it by itself.
bool is_read_by(Colleague const& person, Json const& record) {
  auto const self = record.at("self").get<std::string>();
  auto const routed = route(Method::get, self.starts_with("/api/v1/") ? self.substr(7) : self);
  if (!routed || !routed->endpoint->is_query) return true;
  auto const query = decode_query(*routed->endpoint, routed->ids, {});
  return !query || person.finds(*query);
}

class Copies {
 public:
  explicit Copies(Scenario& scenario) : scenario_(scenario), twin_(scenario) {
    twin_.each_record([&](Record const& record) {
      if (is_internal(kind_of(record))) return;
      auto json = Json::parse(to_json(record));
      if (json.contains("self")) records_.push_back(std::move(json));
    });
  }

  /// Their own has all that is theirs.
  void check_own(Colleague const& person) {
    auto const copy = scenario_.store().data_about(person.id(), person.id()).value();
    std::set<std::string> held;
    for (auto const& part : copy.parts) {
      for (auto const& item : part.items) {
        auto const json = Json::parse(item.json);
        if (json.contains("self")) held.insert(place_in_hub(json));
        CHECK_MESSAGE(!item.about.empty(), part.title << ": " << item.json);
        ++items;
      }
    }
    for (auto const& record : records_) {
      auto const kind = record.at("kind").get<std::string>();
      if (!is_theirs(record, person.id().value) || not_copied.contains(kind)) continue;
      if (while_read.contains(kind) && !is_read_by(person, record)) continue;
      CHECK_MESSAGE(held.contains(place_in_hub(record)), copy.person_name << " gets no copy of " << record.dump());
    }
  }

  /// Somebody else's has what the asker reads anyway, and nothing more.
  void check_others(Colleague const& asker, Colleague const& person) {
    if (asker.id() == person.id()) return;
    auto const copy = scenario_.store().data_about(asker.id(), person.id()).value();
    for (auto const& part : copy.parts) {
      for (auto const& item : part.items) {
        auto const json = Json::parse(item.json);
        if (!json.contains("self")) continue;
        CHECK_MESSAGE(is_read_by(asker, json), item.json << " is copied for who may not read it");
      }
    }
  }

  std::size_t items = 0;

 private:
  Scenario& scenario_;
  Twin twin_;
  std::vector<Json> records_;
};

}  // namespace

TEST_CASE("law: the copy of what is known about somebody has all that is theirs; who asks about others reads no more") {
  Scenario scenario;
  std::size_t told = 0, items = 0, turn = 0;
  auto const look = [&] {
    Copies copies(scenario);
    auto const everybody = scenario.everybody();
    for (auto const& [name, person] : everybody) {
      if (!is_in_share(turn++)) continue;
      copies.check_own(person);
      copies.check_others(everybody[turn % everybody.size()].second, person);
    }
    items += copies.items;
  };
  Law law(scenario, {.looking = false, .watched = false, .after_each = [&](std::string const&) {
                       if (++told % 150 == 0) look();
                     }});
  story::whole(law);
  law.finish();
  look();
  MESSAGE(items << " items");
  CHECK(items > share_of(3'000, 500));
}

TEST_CASE("law: of whoever is forgotten no record holds the name or the address") {
  Scenario scenario;
  {
    Law law(scenario, {.looking = false, .watched = false});
    story::whole(law);
    law.finish();
  }
  std::map<PersonId, std::pair<std::string, std::string>> known;  // name, address
  auto const people = scenario.everybody();
  {
    Twin const twin(scenario);
    twin.each_record([&](Record const& record) {
      if (auto const* person = get_if<Person>(&record)) known[person->id].first = person->name.value;
      if (auto const* account = get_if<Account>(&record)) known[account->id].second = account->email.value;
    });
  }
  std::set<PersonId> forgotten;
  for (std::size_t i = 0; i < people.size(); ++i) {
    auto const& person = people[i].second;
    if (person.id() == scenario.nadia.id()) continue;  // the last administrator
    auto const manner = i % 2 == 0 ? ErasureManner::forget_who : ErasureManner::forget_all;
    auto const asked = person.tries(RequestErasure{person.id(), manner});
    auto const done = asked ? scenario.nadia.tries(ApproveErasure{{id_in(*asked)}}) : asked;
    if (!done) continue;
    for (int ticks = 0; ticks < 50; ++ticks) scenario.tick();
    forgotten.insert(person.id());
  }
  CHECK(forgotten.size() > people.size() / 2);
  Twin const twin(scenario);
  twin.each_record([&](Record const& record) {
    auto const json = to_json(record);
    for (auto const person : forgotten) {
      auto const& [name, address] = known[person];
      CHECK_MESSAGE((name.empty() || json.find(name) == json.npos), name << ": " << json);
      CHECK_MESSAGE((address.empty() || json.find(address) == json.npos), address << ": " << json);
    }
  });
  auto const unsound = scenario.store().verify();
  CHECK_MESSAGE(unsound.empty(), (unsound.empty() ? "" : unsound.front()));
}

}  // namespace staffroom::tests
