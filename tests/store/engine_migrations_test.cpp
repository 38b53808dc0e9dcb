// A data folder of an earlier version is brought up to date when it is opened.
#include <doctest/doctest.h>

#include "store/keys.hpp"
#include "store/migrations.hpp"
#include "store/rocks.hpp"
#include "tests/support/temp_store.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

/// Takes `,"name":…` out of the stored JSON.
std::string without(std::string stored, std::string const& name) {
  auto const from = stored.find(",\"" + name + "\":");
  REQUIRE(from != std::string::npos);
  auto const to = stored.find_first_of(",}", from + 1);
  return stored.erase(from, to - from);
}

/// The folder as a program of version 1 left it.
void take_back_to_1(Database& database) {
  Batch batch(database);
  auto records = database.cursor(Family::records, {}, {});
  for (records.any(); records.valid(); records.next()) {
    auto const kind = static_cast<Kind>(static_cast<std::uint8_t>(records.key().front()));
    std::string const stored(records.value());
    if (kind == Kind::organisation) batch.put(Family::records, records.key(), without(stored, "state"));
    if (kind == Kind::session_secret) batch.put(Family::records, records.key(), without(stored, "fresh_until"));
    if (kind == Kind::account || kind == Kind::membership_terms) batch.remove(Family::records, records.key());
  }
  std::string version;
  append_u32(version, 1);
  batch.put(Family::meta, meta_key(MetaTag::schema), version);
  auto rows = database.cursor(Family::indexes, {}, {});
  for (std::size_t n = 0; rows.valid() || n == 0; rows.next(), ++n) {
    if (n == 0 && !rows.any()) break;
    if (n % 3 == 0) batch.remove(Family::indexes, rows.key());  // rows that version 1 did not have
  }
  REQUIRE(database.write(batch) == WriteResult::done);
}

/// The folder as a program of version 2 left it: nothing tells where organisations lie.
void take_back_to_2(Database& database) {
  Batch batch(database);
  std::string version;
  append_u32(version, 2);
  batch.put(Family::meta, meta_key(MetaTag::schema), version);
  std::size_t taken = 0;
  auto rows = database.cursor(Family::indexes, std::string(1, static_cast<char>(Index::organisation_places)), {});
  for (rows.any(); rows.valid(); rows.next(), ++taken) batch.remove(Family::indexes, rows.key());
  CHECK(taken == 3);
  REQUIRE(database.write(batch) == WriteResult::done);
}

}  // namespace

TEST_CASE("a folder of version 1 opens, is sound, and people can go on") {
  TempStore store;
  SmallHub const hub(store);
  store.does(OpenSession{hub.bob, std::string(64, 'a'), "Firefox on Linux"});
  store.close();
  take_back_to_1(*Database::open({store.folder() / "database", false, nullptr, {}}).value());
  store.reopen();
  CHECK(store->verify().empty());
  REQUIRE(store->session_of(std::string(64, 'a')).has_value());
  CHECK(store.as(hub.bob, SmallHub::message(hub.topic, "Still here.")).has_value());
  CHECK(store.as(hub.bob, NoteExport{hub.bob}).has_value());
  auto const account = *store->ask({hub.bob, {}, {}}, GetAccount{hub.bob}, {}, ReadTier::disk);
  REQUIRE(account.has_value());
  CHECK(account->json.find("bob@school.example") != std::string::npos);
  store.reopen();
  CHECK(store->verify().empty());
}

TEST_CASE("a folder of version 2 learns where its organisations lie") {
  TempStore store;
  SmallHub const hub(store);
  store.close();
  take_back_to_2(*Database::open({store.folder() / "database", false, nullptr, {}}).value());
  store.reopen();
  CHECK(store->verify().empty());
  CHECK(store.as(hub.bob, SmallHub::message(hub.topic, "Still here.")).has_value());
  store.reopen();
  CHECK(store->verify().empty());
}
