// What the store does when the disk refuses: full, failing, damaged, of a newer version, or in use.
#include <doctest/doctest.h>

#include <fstream>
#include <thread>

#include "store/migrations.hpp"
#include "store/rocks.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/temp_store.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

struct FaultyStore {
  StoreFolder undo;
  std::shared_ptr<FaultyFileSystem> disk = std::make_shared<FaultyFileSystem>(undo.path());
  TempStore store{settings(disk)};
  SmallHub hub{store};

  static StoreSettings settings(std::shared_ptr<FaultyFileSystem> const& disk) {
    auto out = TempStore::manual();
    out.file_system = disk;
    out.space_retry_every = std::chrono::milliseconds{1};
    return out;
  }
  void fail_log(Operation operation, Fault fault) {
    disk->set_rule([=](Call const& call) {
      return call.operation == operation && call.path.ends_with(".log") ? fault : Fault::none;
    });
  }
  Outcome post(std::string text) { return store.as(hub.bob, SmallHub::message(hub.topic, std::move(text))); }
  std::string page() {
    auto answer = store->ask({hub.bob, {}, {}}, ListMessages{hub.topic, std::nullopt}, {}, ReadTier::disk);
    return answer && *answer ? (*answer)->json : std::string();
  }
};

}  // namespace

TEST_CASE("a full disk makes the store read-only at once; when space returns it goes on with new numbers") {
  FaultyStore it;
  auto const kept = it.post("before");
  REQUIRE(kept);
  Fault fault = Fault::no_space;
  SUBCASE("no space") { fault = Fault::no_space; }
  SUBCASE("half a write, then no space") { fault = Fault::short_write; }
  it.fail_log(Operation::append, fault);
  auto const refused = it.post("lost");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::no_space);
  CHECK(it.store->health() == Health::read_only_no_space);
  CHECK(it.post("lost too").error().code == ErrorCode::no_space);
  CHECK(it.store->seq() == kept->seq);
  CHECK(it.page().find("before") != std::string::npos);
  CHECK(it.page().find("lost") == std::string::npos);

  it.disk->heal();
  while (it.store->health() != Health::ok) std::this_thread::yield();
  auto const resumed = it.post("after");
  REQUIRE(resumed);
  CHECK(resumed->seq > kept->seq + 1);
  CHECK(it.page().find("lost") == std::string::npos);
  CHECK(it.store->verify().empty());
  it.store.reopen();
  CHECK(it.page().find("after") != std::string::npos);
  CHECK(it.page().find("lost") == std::string::npos);
  CHECK(it.store->verify().empty());
}

TEST_CASE("a disk that stays full for long, also for what is in memory, is written to again when there is room") {
  FaultyStore it;
  REQUIRE(it.post("before"));
  SUBCASE("with rows in memory") {}
  // After a copy nothing is in memory: then a log that failed once would be the one that is written to again.
  SUBCASE("with nothing in memory") { REQUIRE(it.store->checkpoint(it.store.folder() / "copy")); }
  it.disk->set_rule([](Call const&) { return Fault::no_space; });
  // A backup asks for a copy just then: it is refused, and does no harm.
  CHECK(it.store->checkpoint(it.store.folder() / "another").error().code == ErrorCode::no_space);
  CHECK(it.post("lost").error().code == ErrorCode::no_space);
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  CHECK(it.store->health() == Health::read_only_no_space);
  it.disk->heal();
  auto const patience = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  while (it.store->health() != Health::ok && std::chrono::steady_clock::now() < patience) std::this_thread::yield();
  REQUIRE(it.store->health() == Health::ok);
  REQUIRE(it.post("after"));
  it.store.reopen();
  CHECK(it.page().find("after") != std::string::npos);
  CHECK(it.page().find("lost") == std::string::npos);
  CHECK(it.store->verify().empty());
}

TEST_CASE("room that is gone again before it was used is no end: what was full is written to when there is room") {
  FaultyStore it;
  REQUIRE(it.post("before"));
  // The try of the room succeeds each time, and nothing that comes after it.
  auto const room_for_a_try = [](Call const& call) {
    return call.path.ends_with("room.new") ? Fault::none : Fault::no_space;
  };
  SUBCASE("found by a post, and by each try to go on") {
    it.fail_log(Operation::append, Fault::no_space);
    CHECK(it.post("lost").error().code == ErrorCode::no_space);
    it.disk->set_rule(room_for_a_try);
  }
  SUBCASE("found by a copy, which wants a new log") {
    it.disk->set_rule(room_for_a_try);
    CHECK(it.store->checkpoint(it.store.folder() / "copy").error().code == ErrorCode::no_space);
    CHECK(it.post("lost").error().code == ErrorCode::no_space);
  }
  auto const faults = it.disk->faults();
  auto const patience = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  auto const is_waiting = [&](bool still) { return still && std::chrono::steady_clock::now() < patience; };
  while (is_waiting(it.disk->faults() < faults + 3)) std::this_thread::yield();
  CHECK(it.disk->faults() >= faults + 3);
  CHECK(it.store->health() == Health::read_only_no_space);
  CHECK(it.post("lost too").error().code == ErrorCode::no_space);
  CHECK(it.page().find("before") != std::string::npos);

  it.disk->heal();
  while (is_waiting(it.store->health() != Health::ok)) std::this_thread::yield();
  REQUIRE(it.store->health() == Health::ok);
  REQUIRE(it.post("after"));
  it.store.close();
  it.disk->lose_unsynced(7);
  it.store.reopen();
  CHECK(it.page().find("before") != std::string::npos);
  CHECK(it.page().find("after") != std::string::npos);
  CHECK(it.page().find("lost") == std::string::npos);
  CHECK(it.store->verify().empty());
}

TEST_CASE("a sync that fails ends all writing until a restart; reads go on") {
  FaultyStore it;
  REQUIRE(it.post("before"));
  it.fail_log(Operation::sync, Fault::io_error);
  auto const refused = it.post("unknown");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::unavailable);
  CHECK(it.store->health() == Health::read_only_failed);
  it.disk->heal();
  CHECK(it.post("still not").error().code == ErrorCode::unavailable);
  CHECK(it.page().find("before") != std::string::npos);
  it.store.reopen();
  CHECK(it.store->health() == Health::ok);
  REQUIRE(it.post("after"));
  CHECK(it.store->verify().empty());
}

TEST_CASE(
    "each call that changes the disk fails in turn, once or for ever: no abort, and nothing acknowledged is lost") {
  for (auto const fault : {Fault::io_error, Fault::no_space, Fault::short_write}) {
    for (bool const for_ever : {false, true}) {
      for (std::uint64_t nth = 1; nth <= 8; ++nth) {
        CAPTURE(static_cast<int>(fault));
        CAPTURE(for_ever);
        CAPTURE(nth);
        FaultyStore it;
        it.disk->fail_nth(nth, fault, for_ever);
        std::vector<std::string> acknowledged;
        for (int i = 0; i < 6; ++i) {
          auto const text = "post-" + std::to_string(i) + ".";
          if (it.post(text)) acknowledged.push_back(text);
        }
        it.store.close();
        it.disk->heal();
        it.store.reopen();
        for (auto const& text : acknowledged) CHECK(it.page().find(text) != std::string::npos);
        CHECK(it.store->verify().empty());
        REQUIRE(it.post("and on"));
      }
    }
  }
}

TEST_CASE("a log of which a power cut left no whole record does not stand in the way of a copy") {
  StoreFolder folder;
  auto const place = folder.path() / "database";
  auto const open = [&] { return Database::open({place, true, nullptr, nullptr}).value(); };
  {
    auto const database = open();
    Batch batch(*database);
    batch.put(Family::records, "key", "value");
    REQUIRE(database->write(batch) == WriteResult::done);
  }
  // What the log held is in files now, and nothing is in the new log.
  open();
  std::filesystem::path newest;
  for (auto const& entry : std::filesystem::directory_iterator(place)) {
    if (entry.path().extension() == ".log" && entry.path() > newest) newest = entry.path();
  }
  REQUIRE(std::filesystem::file_size(newest) == 0);
  // A record by its head, whose sum does not agree.
  std::string torn(217, 'x');
  torn.replace(4, 3, {'\x0A', '\0', '\x01'});
  std::ofstream(newest, std::ios::binary) << torn;
  auto const database = open();
  auto const copied = database->checkpoint(folder.path() / "copy");
  REQUIRE_MESSAGE(copied, copied.error().detail);
  CHECK_FALSE(std::filesystem::exists(newest));
  auto const copy = Database::open({folder.path() / "copy", false, nullptr, nullptr}).value();
  CHECK(copy->find(Family::records, "key", {}) == "value");
  CHECK(database->find(Family::records, "key", {}) == "value");
}

TEST_CASE("a folder in use, a missing one and one of a newer version are refused with what to do") {
  TempStore store;
  auto const second = Store::open(store.settings());
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::conflict);
  CHECK(second.error().detail.find("in use") != std::string::npos);
  store.close();

  auto missing = store.settings();
  missing.folder = store.folder() / "nowhere";
  missing.create = false;
  auto const refused = Store::open(missing);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::not_found);

  {
    auto const database = Database::open({store.folder() / "database", false, nullptr, nullptr}).value();
    Batch batch(*database);
    std::string newer;
    append_u32(newer, migrations::schema_current + 1);
    batch.put(Family::meta, meta_key(MetaTag::schema), newer);
    REQUIRE(database->write(batch) == WriteResult::done);
  }
  auto const newer = store.open();
  REQUIRE_FALSE(newer);
  CHECK(newer.error().code == ErrorCode::unprocessable);
  CHECK(newer.error().detail.find("newer program") != std::string::npos);
}

TEST_CASE("a database that fell behind its high-water note is refused") {
  TempStore store;
  SmallHub const hub(store);
  auto const note = store.folder() / "high-water";
  auto const incarnation = store->incarnation();
  auto const seq = store->seq();
  store.close();
  REQUIRE(std::filesystem::exists(note));
  auto const write = [&](std::string const& text) { std::ofstream(note) << text; };
  auto const refusal = [&] {
    auto const opened = store.open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::unavailable);
    return opened.error().detail;
  };

  write("staffroom-high-water " + incarnation + " " + std::to_string(seq + 1) + "\n");
  CHECK(refusal().find("Restore the newest backup") != std::string::npos);
  write("staffroom-high-water 0123456789abcdef 1\n");
  CHECK(refusal().find("another database") != std::string::npos);
  write("");
  CHECK(refusal().find("damaged") != std::string::npos);
  write("staffroom-high-water " + incarnation + " " + std::to_string(seq) + "\n");
  CHECK(store.open());
  store.close();
  std::filesystem::remove(note);
  CHECK(store.open());
}

TEST_CASE("a flipped bit in the write-ahead log never silently drops acknowledged posts") {
  TempStore store;
  SmallHub const hub(store);
  std::uintmax_t half = 0;
  std::filesystem::path log;
  auto const find_log = [&] {
    for (auto const& file : std::filesystem::directory_iterator(store.folder() / "database")) {
      if (file.path().extension() == ".log" && file.file_size() > 0) log = file.path();
    }
    REQUIRE_FALSE(log.empty());
    return std::filesystem::file_size(log);
  };
  half = find_log();
  for (int i = 0; i < 50; ++i) REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "text")));
  store.close();
  REQUIRE(find_log() > half);
  {
    std::fstream file(log, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(half));
    char const byte = static_cast<char>(file.get());
    file.seekp(static_cast<std::streamoff>(half));
    file.put(static_cast<char>(byte ^ 0x10));
  }
  auto const opened = store.open();
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::unavailable);
  CHECK(opened.error().detail.find("acknowledged changes are missing") != std::string::npos);
}
