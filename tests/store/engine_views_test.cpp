// What views show: the group's own changes over the database, pages of history, and caches that never show the wrong
// time.
#include <doctest/doctest.h>

#include <map>
#include <random>

#include "store/group_view.hpp"
#include "store/index_rows.hpp"
#include "store/rocks.hpp"
#include "store/standing_cache.hpp"
#include "store/stored_record.hpp"
#include "store/views.hpp"
#include "tests/support/temp_store.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

struct OpenDatabase {
  StoreFolder folder;
  std::unique_ptr<Database> database = Database::open({folder.path(), true, nullptr, nullptr}).value();
  RecordCache records;
  StandingCache standings;
  DecodedCache decoded;

  void put(Record const& record) {
    Batch batch(*database);
    batch.put(Family::records, key_of(record), stored::encode(record));
    for (auto const& row : index_rows(record)) batch.put(Family::indexes, row.key, row.value);
    REQUIRE(database->write(batch) == WriteResult::done);
  }
};

Message message(TopicId topic, Ordinal ordinal) {
  return {.id = MessageId{1'000 + ordinal}, .topic = topic, .ordinal = ordinal, .author = PersonId{7}, .text = "x"};
}

std::vector<Ordinal> ordinals_down(View const& view, TopicId topic, std::string const& below, std::size_t max) {
  auto prefix = record_key<Message>(topic, 0);
  prefix.resize(9);
  std::vector<Ordinal> out;
  view.scan_records_down(prefix, below, [&](std::string_view key, std::string_view) {
    out.push_back(read_u32(key.substr(9)));
    return out.size() < max;
  });
  return out;
}

std::vector<std::string> keys_under(View const& view, std::string const& prefix, std::string const& from = {}) {
  std::vector<std::string> out;
  view.scan_index(prefix, from, [&](std::string_view key, std::string_view) {
    out.emplace_back(key);
    return true;
  });
  return out;
}

}  // namespace

TEST_CASE("history is read downwards from anywhere, in runs that fit together") {
  OpenDatabase it;
  TopicId const topic{5};
  for (Ordinal ordinal = 1; ordinal <= 150; ++ordinal) it.put(message(topic, ordinal));
  it.put(message(TopicId{4}, 1));
  it.put(message(TopicId{6}, 1));
  SnapshotView const view(*it.database, it.database->snapshot(1), ReadTier::disk, it.decoded, it.standings);
  auto const expect_from = [](Ordinal newest, std::size_t count) {
    std::vector<Ordinal> out;
    for (Ordinal ordinal = newest; ordinal > 0 && out.size() < count; --ordinal) out.push_back(ordinal);
    return out;
  };
  CHECK(ordinals_down(view, topic, {}, 1'000) == expect_from(150, 150));
  CHECK(ordinals_down(view, topic, {}, 51) == expect_from(150, 51));
  for (Ordinal const below : {1U, 2U, 52U, 53U, 54U, 150U, 151U, 1'000U}) {
    CAPTURE(below);
    CHECK(ordinals_down(view, topic, record_key<Message>(topic, below), 1'000) ==
          expect_from(std::min(below - 1, 150U), 150));
  }
  CHECK(ordinals_down(view, TopicId{7}, {}, 10).empty());
}

TEST_CASE("a group sees its own puts and removals among the committed ones, whatever the order") {
  OpenDatabase it;
  std::mt19937 random(20261122);
  std::map<std::uint64_t, bool> truth;  // channels of team 5
  TeamId const team{5};
  auto const channel = [&](std::uint64_t id) { return Channel{.id = ChannelId{id}, .team = team, .name = Name{"c"}}; };
  for (std::uint64_t id = 2; id <= 40; id += 2) {
    it.put(channel(id));
    truth[id] = true;
  }
  GroupView view(*it.database, it.records, it.standings);
  view.begin(1);
  for (int step = 0; step < 60; ++step) {
    std::uint64_t const id = 1 + random() % 42;
    Change change;
    if (random() % 2) {
      change.put(channel(id));
      truth[id] = true;
    } else {
      change.remove<Channel>(ChannelId{id});
      truth.erase(id);
    }
    view.note_command(2 + static_cast<Seq>(step), "test");
    view.apply(std::move(change), id_max);
    std::vector<std::string> expected;
    for (auto const& [there, _] : truth) expected.push_back(index_rows(channel(there)).front().key);
    auto const prefix = IndexKey(Index::channels_by_team).id(team).take();
    REQUIRE(keys_under(view, prefix) == expected);
    auto const from = IndexKey(Index::channels_by_team).id(team).u64(20).take();
    std::erase_if(expected, [&](auto const& key) { return key < from; });
    REQUIRE(keys_under(view, prefix, from) == expected);
    std::vector<std::uint64_t> down;
    view.scan_records_down(std::string(1, static_cast<char>(Kind::channel)), {}, [&](std::string_view key, auto) {
      down.push_back(read_u64(key.substr(1)));
      return true;
    });
    std::vector<std::uint64_t> expected_down;
    for (auto at = truth.rbegin(); at != truth.rend(); ++at) expected_down.push_back(at->first);
    REQUIRE(down == expected_down);
  }
  Batch batch(*it.database);
  view.write_to(batch);
  REQUIRE(it.database->write(batch) == WriteResult::done);
  view.keep_in_cache();
  view.begin(100);
  for (std::uint64_t id = 1; id <= 42; ++id)
    CHECK((view.find<Channel>(ChannelId{id}) != nullptr) == truth.contains(id));
}

TEST_CASE("a scan inside a scan does not disturb it, and absence is not remembered for too long") {
  OpenDatabase it;
  for (std::uint64_t id = 1; id <= 3; ++id) it.put(Channel{.id = ChannelId{id}, .team = TeamId{5}, .name = Name{"c"}});
  GroupView view(*it.database, it.records, it.standings);
  view.begin(1);
  auto const prefix = IndexKey(Index::channels_by_team).id(TeamId{5}).take();
  std::size_t pairs = 0;
  for (auto const& key : keys_under(view, prefix)) pairs += keys_under(view, prefix, key).size();
  view.scan_index(prefix, {}, [&](auto, auto) {
    pairs += keys_under(view, prefix).size();
    return true;
  });
  CHECK(pairs == 3 + 2 + 1 + 9);

  auto const notices = IndexKey(Index::notifications_by_topic).id(PersonId{7}).id(TopicId{9}).take();
  CHECK(keys_under(view, notices).empty());
  CHECK(keys_under(view, notices).empty());
  view.note_command(2, "test");
  Change change;
  change.put(Notification{.id = NotificationId{70}, .person = PersonId{7}, .needs = true, .topic = TopicId{9}});
  view.apply(std::move(change), id_max);
  CHECK(keys_under(view, notices).size() == 1);
}

TEST_CASE("a cached standing is used only by readers for whose time it holds") {
  StandingCache cache;
  PersonId const person{7};
  auto const old_one = std::make_shared<PersonStanding const>();
  auto const new_one = std::make_shared<PersonStanding const>();
  cache.keep_standing(person, old_one, 10);
  CHECK(cache.standing(person, 10) == old_one);
  CHECK(cache.standing(person, 15) == old_one);

  cache.changed(person, 20);
  CHECK_FALSE(cache.standing(person, 20));
  cache.keep_standing(person, old_one, 19);  // a slow reader of an older snapshot
  CHECK_FALSE(cache.standing(person, 20));
  cache.keep_standing(person, new_one, 20);
  CHECK(cache.standing(person, 21) == new_one);
  CHECK_FALSE(cache.standing(person, 19));

  cache.changed_all(30);
  cache.keep_standing(person, new_one, 29);
  CHECK_FALSE(cache.standing(person, 30));
  cache.keep_standing(person, new_one, 30);
  CHECK(cache.standing(person, 30) == new_one);
}

TEST_CASE("access events: losses first, a part of a team counts as the team, a guest's channels apart") {
  auto const standing = [](std::vector<Audience> atoms, std::vector<PersonStanding::TeamPlace> places = {}) {
    PersonStanding out;
    out.audiences = std::move(atoms);
    std::sort(out.audiences.begin(), out.audiences.end());
    out.teams = std::move(places);
    return out;
  };
  Audience const team{AudienceType::team, 5};
  Audience const leads{AudienceType::team_leads, 5};
  Audience const guests{AudienceType::team_guests, 5};
  Audience const granted{AudienceType::channel_guests, 9};
  PersonStanding::TeamPlace const as_guest{TeamId{5}, TeamMembershipId{6}, TeamRelation::guest, {ChannelId{9}}};
  using Events = std::vector<AccessEvent>;
  AccessEvent const lost{Scope::team, 5, AccessChange::lost};
  AccessEvent const gained{Scope::team, 5, AccessChange::gained};

  auto const nobody = standing({});
  auto const member = standing({team});
  auto const lead = standing({team, leads});
  auto const guest = standing({guests, granted}, {as_guest});
  auto const guest_of_none = standing({guests}, {{TeamId{5}, TeamMembershipId{6}, TeamRelation::guest, {}}});
  CHECK(access_events(&nobody, &member) == Events{gained});
  CHECK(access_events(nullptr, &member) == Events{gained});
  CHECK(access_events(&member, &nobody) == Events{lost});
  CHECK(access_events(&member, &lead) == Events{gained});
  CHECK(access_events(&lead, &member) == Events{lost, gained});
  CHECK(access_events(&guest, &member) == Events{lost, gained});
  CHECK(access_events(&nobody, &guest) == Events{gained});
  CHECK(access_events(&guest_of_none, &guest) == Events{{Scope::channel, 9, AccessChange::gained}});
  CHECK(access_events(&guest, &guest_of_none) == Events{{Scope::channel, 9, AccessChange::lost}});
  CHECK(access_events(&member, &member).empty());
}
