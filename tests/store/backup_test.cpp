// Copies of a data folder: what is in them, what is refused, what comes back.
#include "store/backup.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <atomic>
#include <thread>

#include "store/backup_erasures.hpp"
#include "store/keys.hpp"
#include "store/rocks.hpp"
#include "store/rocks_file_system.hpp"
#include "tests/support/backup_case.hpp"

namespace staffroom::tests {
namespace {

namespace fs = std::filesystem;

/// Keys and values of a database that nobody has open, without what a restore makes anew.
std::map<std::string, std::string> rows_in(fs::path const& data_folder) {
  std::map<std::string, std::string> out;
  auto const database = Database::open({data_folder / "database", false, nullptr, nullptr, true}).value();
  for (auto const family : {Family::records, Family::indexes, Family::window, Family::meta}) {
    auto rows = database->cursor(family, {}, {});
    for (rows.any(); rows.valid(); rows.next()) {
      auto const key = std::string(1, static_cast<char>(family)) + std::string(rows.key());
      out[key] = rows.value();
    }
  }
  for (auto const tag : {MetaTag::incarnation, MetaTag::state}) {
    out.erase(std::string(1, static_cast<char>(Family::meta)) + meta_key(tag));
  }
  return out;
}

ino_t inode_of(fs::path const& path) {
  struct stat about{};
  CHECK(::stat(path.c_str(), &about) == 0);
  return about.st_ino;
}

/// Another disk: nothing of the data folder can be linked into it.
class OtherDisk : public RocksFileSystem {
 public:
  explicit OtherDisk(fs::path from) : from_(std::move(from)) {}
  rocksdb::IOStatus LinkFile(std::string const& from, std::string const& to, rocksdb::IOOptions const& options,
                             rocksdb::IODebugContext* debug) override {
    bool const leaves = from.starts_with(from_.string()) && !to.starts_with(from_.string());
    return leaves ? rocksdb::IOStatus::NotSupported("another disk")
                  : RocksFileSystem::LinkFile(from, to, options, debug);
  }

 private:
  fs::path from_;
};

/// The manifest as somebody with an editor leaves it, with a hash that is right.
void edit_manifest(fs::path const& copy, std::string const& from, std::string const& to) {
  auto json = bytes_in(copy / backup::manifest_name);
  auto const at = json.find(from);
  REQUIRE(at != std::string::npos);
  json.replace(at, from.size(), to);
  write_anew(copy / backup::manifest_name, json);
  write_anew(copy / backup::manifest_hash_name, backup::hash_of_text(json) + "  manifest.json\n");
}

}  // namespace

TEST_CASE("backup: what is restored is the same hub, byte for byte, in a new life") {
  BackupCase it;
  auto const made = it.makes();
  auto const checked = backup::verify(made.folder, backup::Depth::everything);
  REQUIRE_MESSAGE(checked.has_value(), checked.error().detail);
  CHECK(checked->records > 100);
  CHECK(checked->manifest.network_name == "Two Valleys Partnership");
  CHECK(checked->manifest.seq == it.s.store().seq());
  auto const restored = backup::restore(made.folder, it.target(), it.restoring());
  REQUIRE_MESSAGE(restored.has_value(), restored.error().detail);
  auto const old_life = it.s.store().incarnation();
  auto const seq = it.s.store().seq();
  auto const bob = it.s.bob.id();
  {
    auto const again = open_restored(it.target(), it.s.store().now()).value();
    CHECK(again->verify().empty());
    CHECK(again->seq() == seq);
    CHECK(again->incarnation() == restored->incarnation);
    CHECK(again->incarnation() != old_life);
    // A page that was open is told to fetch everything afresh.
    auto const missed = again->missed(bob, old_life, seq);
    CHECK(missed.resync);
    CHECK(missed.reason == "incarnation");
  }
  for (auto const* folder : {"files", "derived"}) {
    CAPTURE(folder);
    CHECK(all_in(it.target() / folder).size() >= 1);
    CHECK(all_in(it.target() / folder) == all_in(it.s.folder() / folder));
  }
  CHECK(bytes_in(it.target() / "link.key") == std::string(32, 'k'));
  CHECK(fs::status(it.target() / "link.key").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  auto const originals = [&] {
    TempFolder twin;
    fs::copy(made.folder / "database", twin.path() / "database");
    return rows_in(twin.path());
  }();
  CHECK(originals.size() > 300);
  CHECK(rows_in(it.target()) == originals);
  // Ids of the lost life are not given again.
  auto const before = it.s.engages("Last of the old life", it.s.kirkby, Role::staff).id();
  auto const again = open_restored(it.target(), it.s.store().now()).value();
  CreatePerson const first{.person_name = {"First of the new life"}, .email = {"new@x.example"}};
  auto const after = again->submit_and_wait({{}, first, {}, 0, std::nullopt, Lane::people});
  REQUIRE(after.has_value());
  CHECK(id_in(*after) > before.value + 1'000'000);
}

TEST_CASE("backup: a copy made under load holds whatever was acknowledged before, and agrees with itself") {
  BackupCase it;
  std::atomic<bool> enough{false};
  std::atomic<int> posted{0};
  std::jthread const writer([&] {
    for (int i = 0; !enough; ++i) {
      it.s.bob.posts(it.s.maths.topic, "Message " + std::to_string(i));
      posted = i + 1;
    }
  });
  std::jthread const keeper([&] {
    for (int i = 0; !enough && i < 15; ++i) {  // so many may wait to be used
      auto const bytes = "Slides " + std::to_string(i);
      it.keeps(it.s.kirkby, bytes);
      Library(it.s).uploads(it.s.sana, it.s.kirkby, "Slides.pptx", bytes);
    }
  });
  struct Stop {
    std::atomic<bool>& flag;
    ~Stop() { flag = true; }
  } const stop{enough};
  while (posted < 20) std::this_thread::yield();
  for (int round = 0; round < 3; ++round) {
    CAPTURE(round);
    int const acknowledged = posted;
    auto const made = backup::make(it.source(), it.backups(), it.making());
    REQUIRE_MESSAGE(made.has_value(), made.error().detail);
    auto const checked = backup::verify(made->folder, backup::Depth::everything);
    REQUIRE_MESSAGE(checked.has_value(), checked.error().detail);
    auto const target = it.place.path() / ("again" + std::to_string(round));
    REQUIRE(backup::restore(made->folder, target, it.restoring()).has_value());
    auto const again = open_restored(target, it.s.store().now()).value();
    auto const page = again->ask(it.s.bob.actor(), GetTopicActivity{it.s.maths.topic}, {}, ReadTier::disk);
    REQUIRE((page && *page));
    auto const messages = Json::parse((*page)->json).at("messages").get<int>();
    CHECK(messages >= acknowledged + 2);
    CHECK(again->verify().empty());
  }
}

TEST_CASE("backup: the second copy writes only what is new, also on another disk") {
  for (bool const elsewhere : {false, true}) {
    CAPTURE(elsewhere);
    BackupCase it;
    std::shared_ptr<RocksFileSystem> disk;
    if (elsewhere) disk = std::make_shared<OtherDisk>(it.s.folder());
    it.keeps(it.s.kirkby, std::string(3'000'000, 'v'));
    auto const first = backup::make(it.source(disk), it.backups(), it.making()).value();
    CHECK(first.bytes_new == first.bytes);
    it.s.bob.posts(it.s.maths.topic, "One more.");
    it.keeps(it.s.mosslands, "A new file");
    auto const second = backup::make(it.source(disk), it.backups(), it.making()).value();
    CHECK(second.bytes > 3'000'000);
    CHECK(second.bytes_new < 300'000);
    std::size_t same = 0;
    for (auto const& file : first.manifest.files) {
      std::error_code error;
      if (!fs::exists(second.folder / file.path, error)) continue;
      bool const immutable = file.path.ends_with(".sst") || file.path.starts_with("files/");
      bool const is_one = inode_of(first.folder / file.path) == inode_of(second.folder / file.path);
      if (immutable) CHECK_MESSAGE(is_one, file.path);
      same += is_one ? 1 : 0;
    }
    CHECK(same > 5);
    if (!elsewhere) CHECK(second.bytes_read < 300'000);
    REQUIRE(backup::verify(second.folder, backup::Depth::everything).has_value());
    // The first one going takes nothing from the second.
    REQUIRE(backup::let_go(first.folder).has_value());
    REQUIRE(backup::verify(second.folder, backup::Depth::everything).has_value());
    CHECK(backup::copies_in(it.backups()) == std::vector{second.folder});
  }
}

TEST_CASE("backup: a copy in which anything was changed is refused by name, and nothing is restored") {
  BackupCase it;
  it.makes();
  it.keeps(it.s.mosslands, "Another file, later");
  auto const made = it.makes();
  auto const path_like = [&](std::string const& part) {
    for (auto const& file : made.manifest.files) {
      if (file.path.find(part) != std::string::npos) return file.path;
    }
    return std::string();
  };
  std::vector<std::string> const victims{path_like(".sst"),   path_like("MANIFEST"), "database/CURRENT",
                                         path_like("files/"), path_like(".text"),    path_like(".png"),
                                         "link.key",          "manifest.json",       "manifest.sha256"};
  struct Harm {
    char const* name;
    std::function<void(fs::path const&)> does;
  };
  std::vector<Harm> const harms{
      {"one bit",
       [](fs::path const& path) {
         auto bytes = bytes_in(path);
         bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
         write_anew(path, bytes);
       }},
      {"cut", [](fs::path const& path) { write_anew(path, bytes_in(path).substr(0, bytes_in(path).size() - 1)); }},
      {"empty", [](fs::path const& path) { write_anew(path, {}); }},
      {"longer", [](fs::path const& path) { write_anew(path, bytes_in(path) + "x"); }},
      {"missing", [](fs::path const& path) { fs::remove(path); }},
      {"a link", [](fs::path const& path) {
         fs::rename(path, path.parent_path().parent_path() / "away");
         fs::create_symlink("../away", path);
       }}};
  for (auto const& victim : victims) {
    REQUIRE(!victim.empty());
    for (auto const& harm : harms) {
      CAPTURE(victim);
      CAPTURE(harm.name);
      TempFolder place;
      auto const copy = place.path() / made.folder.filename();
      fs::copy(made.folder, copy, fs::copy_options::recursive);
      harm.does(copy / victim);
      auto const verified = backup::verify(copy, backup::Depth::everything);
      auto const restored = backup::restore(copy, it.target(), it.restoring());
      auto const name = victim.starts_with("manifest") ? std::string("manifest") : victim;
      for (auto const& error : {verified.error(), restored.error()}) {
        CHECK((error.reason == "damaged" || error.reason == "unfinished" || error.detail.ends_with("a folder.")));
        CHECK_MESSAGE(error.detail.find(name) != std::string::npos, error.detail);
      }
      CHECK_FALSE(fs::exists(it.target()));
      CHECK_FALSE(fs::exists(it.target().string() + ".restoring"));
    }
  }
}

TEST_CASE("backup: what does not belong to a copy, and what was taken from another, is refused by name") {
  BackupCase it;
  auto const first = it.makes();
  it.s.bob.posts(it.s.maths.topic, "Later.");
  auto const second = it.makes();
  auto const is_refused = [&](std::string const& naming, std::function<void(fs::path const&)> const& change) {
    TempFolder place;
    auto const copy = place.path() / second.folder.filename();
    fs::copy(second.folder, copy, fs::copy_options::recursive);
    REQUIRE(backup::verify(copy, backup::Depth::everything).has_value());
    change(copy);
    auto const restored = backup::restore(copy, it.target(), it.restoring());
    auto const verified = backup::verify(copy, backup::Depth::everything);
    CHECK(reason_of(verified) == "damaged");
    CHECK(reason_of(restored) == "damaged");
    CHECK_MESSAGE(restored.error().detail.find(naming) != std::string::npos, restored.error().detail);
    CHECK_FALSE(fs::exists(it.target()));
  };
  is_refused("database/evil.sst", [](auto const& copy) { write_anew(copy / "database" / "evil.sst", "x"); });
  is_refused("derived/.hidden", [](auto const& copy) { write_anew(copy / "derived" / ".hidden", ""); });
  // The manifest of another copy, hash and all.
  is_refused("damaged", [&](auto const& copy) {
    for (auto const* name : {backup::manifest_name, backup::manifest_hash_name}) {
      write_anew(copy / name, bytes_in(first.folder / name));
    }
  });
  // A database of another copy.
  is_refused("database/", [&](auto const& copy) {
    fs::remove_all(copy / "database");
    fs::copy(first.folder / "database", copy / "database");
  });
  // Edited, without its hash, and with it.
  is_refused("manifest.json", [](auto const& copy) {
    write_anew(copy / backup::manifest_name, bytes_in(copy / backup::manifest_name) + " ");
  });
  is_refused("files[0].path", [](auto const& copy) { edit_manifest(copy, "database/", "database/../../../"); });
  is_refused("files[0].path",
             [](auto const& copy) { edit_manifest(copy, "\"path\":\"database/", "\"path\":\"/etc/"); });
  is_refused("manifest.json", [](auto const& copy) { edit_manifest(copy, "\"seq\":", "\"seq\":-"); });
  is_refused("manifest.json", [](auto const& copy) { edit_manifest(copy, "{", "{\"more\":1,"); });
}

TEST_CASE("backup: newer, unfinished and foreign copies are refused") {
  BackupCase it;
  auto const made = it.makes();
  auto const copied = [&](TempFolder const& place) {
    auto const copy = place.path() / made.folder.filename();
    fs::copy(made.folder, copy, fs::copy_options::recursive);
    return copy;
  };
  auto const told = [&](std::function<void(fs::path const&)> const& change) {
    TempFolder place;
    auto const copy = copied(place);
    change(copy);
    auto const restored = backup::restore(copy, it.target(), it.restoring());
    CHECK_FALSE(fs::exists(it.target()));
    return reason_of(restored);
  };
  CHECK(told([](auto const& copy) { edit_manifest(copy, "\"format\":1", "\"format\":2"); }) == "newer_version");
  CHECK(told([](auto const& copy) { edit_manifest(copy, "\"format\":1", "\"format\":2,\"what\":[]"); }) ==
        "newer_version");
  CHECK(told([](auto const& copy) { edit_manifest(copy, "\"schema\":", "\"schema\":9"); }) == "newer_version");
  CHECK(told([](auto const& copy) { edit_manifest(copy, "\"program\":\"0.1.0\"", "\"program\":\"0.1.10\""); }) ==
        "newer_version");
  CHECK(told([](auto const& copy) { fs::remove(copy / backup::manifest_name); }) == "unfinished");
  CHECK(told([](auto const& copy) { fs::remove_all(copy); }) == "missing");

  auto expecting = it.restoring();
  expecting.expected_network = "0123456789abcdef";
  CHECK(reason_of(backup::restore(made.folder, it.target(), expecting)) == "foreign");
  BackupCase other;
  write_anew(other.s.folder() / "link.key", std::string(32, 'o'));
  CHECK(reason_of(backup::make(other.source(), it.backups(), other.making())) == "foreign");
  auto const others = other.makes();
  // Put beside ours: whichever is asked for, one of the two is not at home.
  fs::copy(others.folder, it.backups() / "20300101T000000Z", fs::copy_options::recursive);
  CHECK(reason_of(backup::restore(it.backups() / "20300101T000000Z", it.target(), it.restoring())) == "foreign");
  expecting.expected_network = made.manifest.network;
  CHECK(reason_of(backup::restore(made.folder, it.target(), expecting)) == "done");
  CHECK(reason_of(backup::restore(made.folder, it.target(), expecting)) == "not_empty");
}

TEST_CASE("backup: a place in the data folder, a second one at the same time and a hub without a key are refused") {
  BackupCase it;
  CHECK_FALSE(backup::make(it.source(), it.s.folder() / "copies", it.making()).has_value());
  CHECK_FALSE(fs::exists(it.s.folder() / "copies"));
  it.makes();
  {
    auto const lock = backup::FolderLock::take(it.backups());
    CHECK(reason_of(backup::make(it.source(), it.backups(), it.making())) == "busy");
  }
  CHECK(reason_of(backup::make_of_folder(it.s.folder(), it.backups(), it.making())) == "folder_in_use");
  fs::remove(it.s.folder() / "link.key");
  CHECK(reason_of(backup::make(it.source(), it.backups(), it.making())) == "no_key");
  CHECK(backup::copies_in(it.backups()).size() == 1);
  auto const none = backup::make_of_folder(it.place.path() / "nowhere", it.backups(), it.making());
  CHECK(reason_of(none) == "no_folder");
  CHECK_FALSE(fs::exists(it.place.path() / "nowhere"));
}

TEST_CASE("backup: what is stopped or was killed leaves nothing that counts, and goes with the next copy") {
  BackupCase it;
  auto const first = it.makes();
  int stopped = 0;
  for (;; ++stopped) {
    auto making = it.making();
    making.stop = [left = stopped]() mutable { return left-- <= 0; };
    auto const made = backup::make(it.source(), it.backups(), making);
    if (made) {
      REQUIRE(backup::let_go(made->folder).has_value());
      break;
    }
    CHECK(reason_of(made) == "stopped");
    CHECK(backup::copies_in(it.backups()) == std::vector{first.folder});
  }
  CHECK(stopped > 8);
  // As a kill leaves them.
  auto const part = it.backups() / "20260101T000000Z.part";
  fs::create_directories(part / "database");
  fs::create_directories(it.backups() / "20260102T000000Z.gone");
  fs::create_directories(it.backups() / "20260103T000000Z" / "files");
  fs::create_directories(it.s.folder() / "backup.staging" / "x");
  fs::create_directories(it.s.folder() / "backup.staging.tmp");
  fs::create_directories(it.s.folder() / "backup.twin" / "x");
  CHECK(backup::copies_in(it.backups()) == std::vector{first.folder});
  // What another process works in at this moment is left alone.
  auto const in_use = it.backups() / "20260104T000000Z.checking-1";
  fs::create_directories(in_use);
  auto lock = std::make_optional(backup::FolderLock::take(in_use).value());
  auto const second = it.makes();
  CHECK(fs::exists(in_use));
  lock.reset();
  REQUIRE(backup::let_go(it.makes().folder).has_value());
  CHECK_FALSE(fs::exists(in_use));
  CHECK_FALSE(fs::exists(part));
  CHECK_FALSE(fs::exists(it.backups() / "20260102T000000Z.gone"));
  for (auto const* left : {"backup.staging", "backup.staging.tmp", "backup.twin"}) {
    CHECK_FALSE(fs::exists(it.s.folder() / left));
  }
  // A restore that was killed is begun anew.
  fs::create_directories(it.target().string() + ".restoring/database");
  write_anew(it.target().string() + ".restoring/database/CURRENT", "MANIFEST-000009\n");
  REQUIRE(backup::restore(second.folder, it.target(), it.restoring()).has_value());
  CHECK_FALSE(fs::exists(it.target().string() + ".restoring"));
}

TEST_CASE("backup: a file that a record names and that is not there is found") {
  BackupCase it;
  auto const bytes = std::string("Never kept");
  Library(it.s).uploads(it.s.sana, it.s.kirkby, "Lost.pptx", bytes);
  auto const made = it.makes();
  auto const verified = backup::verify(made.folder, backup::Depth::everything);
  CHECK(reason_of(verified) == "damaged");
  CHECK(verified.error().detail.find(backup::hash_of_text(bytes)) != std::string::npos);
  CHECK(backup::verify(made.folder, backup::Depth::bytes).has_value());
}

TEST_CASE("backup: whoever was forgotten after the copy was made does not come back with it") {
  BackupCase it;
  auto const bob = it.s.bob.id();
  auto const made = it.makes();
  ErasureId const erasure{id_in(it.s.tom.does(RequestErasure{bob, ErasureManner::forget_all}))};
  it.s.nadia.does(ApproveErasure{erasure});
  auto const erasures = backup::erasures_of(it.s.store());
  REQUIRE(erasures.has_value());
  CHECK(erasures->size() == 1);
  RocksFileSystem disk;
  auto const ledger = it.backups() / backup::erasures_name;
  REQUIRE(backup::note_erasures(disk, ledger, *erasures).has_value());
  CHECK(bytes_in(ledger).find("Bob") == std::string::npos);

  // Without the ledger he is there: it is the ledger that keeps him away.
  auto const without = it.place.path() / "without";
  auto restoring = it.restoring();
  restoring.erasures = it.place.path() / "empty.jsonl";
  CHECK(reason_of(backup::restore(made.folder, without, restoring)) == "missing");
  write_anew(restoring.erasures, "");
  REQUIRE(backup::restore(made.folder, without, restoring).has_value());
  CHECK(open_restored(without, it.s.store().now()).value()->name_json(bob).find("Bob Brook") != std::string::npos);

  auto const restored = backup::restore(made.folder, it.target(), it.restoring());
  REQUIRE_MESSAGE(restored.has_value(), restored.error().detail);
  CHECK(restored->forgotten == 1);
  auto const again = open_restored(it.target(), it.s.store().now()).value();
  CHECK(again->name_json(bob).find("Former member") != std::string::npos);
  CHECK_FALSE(again->standing(bob)->is_current());
  while (again->next_due() && *again->next_due() <= again->now()) {
    REQUIRE(again->submit_and_wait({{}, Tick{}, {}, 0, std::nullopt, Lane::background}).has_value());
  }
  CHECK(again->verify().empty());
  CHECK_FALSE(again->credential_of(bob).has_value());
  auto const page = again->ask(it.s.sana.actor(), ListMessages{it.s.maths.topic, {}}, {200, {}}, ReadTier::disk);
  REQUIRE((page && *page));
  CHECK((*page)->json.find("Bar models first") == std::string::npos);
  CHECK((*page)->json.find("Bob") == std::string::npos);

  // A second time nothing is left to do; a ledger that can't be read is never passed over.
  auto const later = it.makes();
  auto const twice = backup::restore(later.folder, it.place.path() / "twice", it.restoring());
  REQUIRE(twice.has_value());
  CHECK(twice->forgotten == 0);
  write_anew(ledger, bytes_in(ledger) + "{\"id\":");
  CHECK(reason_of(backup::restore(made.folder, it.place.path() / "thrice", it.restoring())) == "damaged");
  CHECK_FALSE(fs::exists(it.place.path() / "thrice"));
}

TEST_CASE("backup: the newest copy of each of some days and weeks stays, and the last one always") {
  std::vector<fs::path> copies;
  auto const at = [](int day, int hour) {
    return fs::path("/b") / backup::name_of({(20'416 + day) * 86'400'000LL + hour * 3'600'000LL});  // a Monday
  };
  for (int day = 0; day < 40; ++day) {
    for (int hour : {2, 14}) copies.push_back(at(day, hour));
  }
  auto const gone = backup::not_kept(copies, {7, 4, std::nullopt});
  std::vector<fs::path> kept;
  std::set_difference(copies.begin(), copies.end(), gone.begin(), gone.end(), std::back_inserter(kept));
  // The last seven days, and the last day of each of three weeks before.
  CHECK(kept == std::vector{at(20, 14), at(27, 14), at(33, 14), at(34, 14), at(35, 14), at(36, 14), at(37, 14),
                            at(38, 14), at(39, 14)});
  CHECK(backup::not_kept(copies, {0, 0, 3}).size() == 77);
  CHECK(backup::not_kept(copies, {0, 0, 0}).size() == 79);
  CHECK(backup::not_kept({at(1, 2)}, {0, 0, std::nullopt}).empty());
  CHECK(backup::not_kept({}, {7, 4, std::nullopt}).empty());
  CHECK(backup::name_of({1'795'400'000'000}) == "20261123T021320Z");
  CHECK(backup::time_of("/b/20261123T021320Z") == TimestampMs{1'795'400'000'000});
  for (auto const* name : {"", "manifest.json", "20261323T001320Z", "20261123T021320Z.part", "20261123T241320Z"}) {
    CHECK_FALSE(backup::time_of(name).has_value());
  }
}

}  // namespace staffroom::tests
