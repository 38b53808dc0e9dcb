// People's files on disk: kept by hash, once; nothing half-written is left behind, whatever the disk does.
#include "store/files.hpp"

#include <doctest/doctest.h>

#include <unistd.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "protocol/limits.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/temp_store.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

constexpr OrganisationId kirkby{7}, mosslands{8};
constexpr char const* hash_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

struct Cabinet {
  explicit Cabinet(std::shared_ptr<FaultyFileSystem> on = nullptr) : disk(std::move(on)) { open(); }
  void open() {
    files.reset();
    files = *Files::open(folder.path(), disk);
  }
  std::size_t count(char const* where) const {
    std::size_t files_there = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder.path() / where)) {
      files_there += entry.is_regular_file() ? 1 : 0;
    }
    return files_there;
  }
  StoreFolder folder;
  std::shared_ptr<FaultyFileSystem> disk;
  std::unique_ptr<Files> files;
};

std::string bytes_of(OpenFile const& file) {
  std::string bytes(file.bytes(), '\0');
  CHECK(::pread(file.descriptor(), bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
  return bytes;
}

}  // namespace

TEST_CASE("files: the same bytes are kept once in an organisation, and apart from another's") {
  Cabinet cabinet;
  auto const first = cabinet.files->put_bytes(kirkby, "abc");
  REQUIRE(first.has_value());
  CHECK(first->sha256 == hash_of_abc);
  CHECK(first->bytes == 3);
  CHECK(cabinet.files->put_bytes(kirkby, "abc")->sha256 == hash_of_abc);
  CHECK(cabinet.count("files") == 1);
  CHECK(cabinet.files->used(kirkby) == 3);
  CHECK(cabinet.files->find(mosslands, hash_of_abc) == nullptr);
  REQUIRE(cabinet.files->put_bytes(mosslands, "abc").has_value());
  CHECK(cabinet.count("files") == 2);
  CHECK(cabinet.count("uploads") == 0);
  CHECK(bytes_of(*cabinet.files->find(kirkby, hash_of_abc)) == "abc");
}

TEST_CASE("files: what is no hash finds nothing, whatever path it spells") {
  Cabinet cabinet;
  std::ofstream(cabinet.folder.path() / "secret") << "secret";
  for (auto const* name :
       {"../../secret", "..", "", "/etc/passwd", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"}) {
    CAPTURE(name);
    CHECK(cabinet.files->find(kirkby, name) == nullptr);
    CHECK_FALSE(cabinet.files->text(kirkby, name).has_value());
    CHECK(cabinet.files->preview(kirkby, name) == nullptr);
  }
}

TEST_CASE("files: text and preview lie beside the file, and go with it") {
  Cabinet cabinet;
  auto const stored = *cabinet.files->put_bytes(kirkby, "abc");
  CHECK_FALSE(cabinet.files->text(kirkby, stored.sha256).has_value());
  REQUIRE(cabinet.files->put_text(kirkby, stored.sha256, "Rivers\nflow\fHills\n"));
  REQUIRE(cabinet.files->put_preview(kirkby, stored.sha256, "png"));
  CHECK(cabinet.files->text(kirkby, stored.sha256) == "Rivers\nflow\fHills\n");
  CHECK(bytes_of(*cabinet.files->preview(kirkby, stored.sha256)) == "png");
  REQUIRE(cabinet.files->put_text(kirkby, stored.sha256, "Read again"));
  CHECK(cabinet.files->text(kirkby, stored.sha256) == "Read again");
  cabinet.files->remove(kirkby, stored.sha256);
  CHECK(cabinet.count("files") + cabinet.count("derived") == 0);
  CHECK(cabinet.files->used(kirkby) == 0);
}

TEST_CASE("files: an upload goes on where it stopped, also after a restart, and its hash is that of the whole") {
  Cabinet cabinet;
  {
    auto file = *cabinet.files->incoming(UploadId{12});
    REQUIRE(file->append("a"));
    cabinet.files->note_incoming(*file);
  }
  cabinet.open();
  CHECK(cabinet.files->all_incoming() == std::vector{UploadId{12}});
  auto file = *cabinet.files->incoming(UploadId{12});
  CHECK(file->bytes() == 1);
  file->mark();
  REQUIRE(file->append("something else"));
  REQUIRE(file->roll_back());
  CHECK(file->bytes() == 1);
  REQUIRE(file->append("bc"));
  auto const stored = cabinet.files->complete(*file);
  REQUIRE(stored.has_value());
  CHECK(stored->sha256 == hash_of_abc);
  REQUIRE(cabinet.files->keep(kirkby, *file, *stored));
  CHECK(cabinet.count("uploads") == 0);
  CHECK(bytes_of(*cabinet.files->find(kirkby, hash_of_abc)) == "abc");
}

TEST_CASE("files: of an upload only counts what was noted and is still so; a power cut leaves bytes that nobody sent") {
  Cabinet cabinet;
  {
    auto file = *cabinet.files->incoming(UploadId{12});
    REQUIRE(file->append("ab"));
    cabinet.files->note_incoming(*file);
    REQUIRE(file->append("??"));
  }
  auto const path = cabinet.files->folder() / "uploads" / "12";
  cabinet.open();
  CHECK(cabinet.files->incoming_bytes(UploadId{12}) == 2);
  {
    auto file = *cabinet.files->incoming(UploadId{12});
    CHECK(file->bytes() == 2);
    REQUIRE(file->append("c"));
    auto const stored = *cabinet.files->complete(*file);
    CHECK(stored.sha256 == hash_of_abc);
    CHECK(stored.bytes == 3);
  }
  std::ofstream(path) << "a\1";
  auto file = *cabinet.files->incoming(UploadId{12});
  CHECK(file->bytes() == 0);
}

TEST_CASE("files: one that the disk has changed is not handed out, and comes back when somebody brings it again") {
  Cabinet cabinet;
  auto const stored = *cabinet.files->put_bytes(kirkby, "abc");
  auto const other = *cabinet.files->put_bytes(kirkby, "another");
  REQUIRE(cabinet.files->put_text(kirkby, stored.sha256, "Rivers"));
  REQUIRE(cabinet.files->put_text(kirkby, other.sha256, "Hills"));
  auto const derived = cabinet.files->folder() / "derived" / std::to_string(kirkby.value);
  std::ofstream(cabinet.files->file_path(kirkby, stored.sha256)) << "abd";
  CHECK(cabinet.files->find(kirkby, stored.sha256) == nullptr);
  CHECK(cabinet.files->is_damaged(kirkby, stored.sha256));
  CHECK_FALSE(cabinet.files->is_damaged(kirkby, other.sha256));
  CHECK(cabinet.files->damaged_found() > 0);
  CHECK(cabinet.files->put_bytes(kirkby, "abc")->sha256 == stored.sha256);
  CHECK(bytes_of(*cabinet.files->find(kirkby, stored.sha256)) == "abc");
  std::filesystem::copy_file(derived / (other.sha256 + ".text"), derived / (stored.sha256 + ".text"),
                             std::filesystem::copy_options::overwrite_existing);
  CHECK_FALSE(cabinet.files->text(kirkby, stored.sha256).has_value());
  CHECK(cabinet.files->text(kirkby, other.sha256) == "Hills");
  std::filesystem::resize_file(derived / (other.sha256 + ".text"), 60);
  CHECK_FALSE(cabinet.files->text(kirkby, other.sha256).has_value());
}

TEST_CASE("files: whichever call of the disk fails, nothing is left behind, and it works when the disk does again") {
  std::uint64_t failed = 0;
  for (auto const fault : {Fault::io_error, Fault::no_space, Fault::short_write}) {
    for (std::uint64_t call = 1;; ++call) {
      StoreFolder undo;
      auto disk = std::make_shared<FaultyFileSystem>(undo.path());
      Cabinet cabinet(disk);
      disk->fail_nth(call, fault, true);
      auto const put = cabinet.files->put_bytes(kirkby, std::string(600'000, 'x'));
      auto const faults = disk->faults();
      disk->heal();
      if (faults == 0) {
        CHECK(put.has_value());
        break;
      }
      CAPTURE(call);
      ++failed;
      if (!put) {
        bool const full = put.error().code == ErrorCode::no_space, down = put.error().code == ErrorCode::unavailable;
        CHECK((full || down));
        if (fault == Fault::no_space) CHECK(full);
      }
      CHECK(cabinet.count("uploads") == 0);
      CHECK(cabinet.files->used(kirkby) == (put ? 600'000 : cabinet.count("files") * 600'000));
      auto const again = cabinet.files->put_bytes(kirkby, std::string(600'000, 'x'));
      REQUIRE(again.has_value());
      CHECK(cabinet.files->find(kirkby, again->sha256)->bytes() == 600'000);
      CHECK(cabinet.count("files") == 1);
    }
  }
  CHECK(failed > 10);
}

TEST_CASE("files: what was kept is there after a power cut, whole") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    StoreFolder undo;
    auto disk = std::make_shared<FaultyFileSystem>(undo.path());
    Cabinet cabinet(disk);
    disk->fail_nth(3 + seed % 40, Fault::io_error, true);
    std::vector<std::string> kept;
    for (int i = 0; i < 6; ++i) {
      if (auto const put = cabinet.files->put_bytes(kirkby, std::string(3'000, static_cast<char>('a' + i)))) {
        kept.push_back(put->sha256);
      }
    }
    cabinet.files.reset();
    disk->heal();
    disk->lose_unsynced(seed);
    cabinet.open();
    for (auto const& sha256 : kept) {
      auto const file = cabinet.files->find(kirkby, sha256);
      REQUIRE(file != nullptr);
      // By its name: the same bytes put again are the same file.
      CHECK(cabinet.files->put_bytes(kirkby, bytes_of(*file))->sha256 == sha256);
    }
  }
}

TEST_CASE("57 files: room that is promised to fifty at once is never more than there is") {
  Cabinet cabinet;
  cabinet.files->set_quota(1'000'000);
  std::atomic<int> promised{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 50; ++i) {
    threads.emplace_back([&] {
      if (cabinet.files->reserve(kirkby, 40'000)) ++promised;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(promised == 25);
  auto const refused = cabinet.files->reserve(kirkby, 1);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().reason == "quota");
  CHECK(cabinet.files->reserve(mosslands, 1'000'000).has_value());
  cabinet.files->release(kirkby, 40'000);
  CHECK(cabinet.files->reserve(kirkby, 40'000).has_value());
  CHECK(cabinet.files->put_bytes(kirkby, "one more").error().code == ErrorCode::too_large);
  CHECK(cabinet.count("files") == 0);
}

TEST_CASE("files: a file that nobody names goes after its grace, and not if somebody names it again before") {
  Cabinet cabinet;
  auto const stored = *cabinet.files->put_bytes(kirkby, "abc");
  auto const other = *cabinet.files->put_bytes(kirkby, "named");
  bool is_named = false;
  auto const named = [&](OrganisationId organisation, std::string_view sha256) {
    CHECK(organisation == kirkby);
    return is_named || sha256 == other.sha256;
  };
  TimestampMs const monday{1'800'000'000'000};
  CHECK(cabinet.files->sweep(monday, named) == 0);
  CHECK(cabinet.files->sweep(monday + limits::unnamed_file_grace + std::chrono::milliseconds{-1}, named) == 0);
  cabinet.open();
  is_named = true;
  CHECK(cabinet.files->sweep(monday + limits::unnamed_file_grace, named) == 0);
  is_named = false;
  CHECK(cabinet.files->sweep(monday + limits::unnamed_file_grace, named) == 0);  // its time begins anew
  // Put again meanwhile: so it is wanted, though no record says so yet.
  CHECK(cabinet.files->put_bytes(kirkby, "abc")->sha256 == stored.sha256);
  CHECK(cabinet.files->sweep(monday + limits::unnamed_file_grace * 2, named) == 0);
  CHECK(cabinet.files->sweep(monday + limits::unnamed_file_grace * 3, named) == 1);
  CHECK(cabinet.files->find(kirkby, stored.sha256) == nullptr);
  CHECK(cabinet.files->find(kirkby, other.sha256) != nullptr);
  CHECK(cabinet.count("files") == 1);
  CHECK(cabinet.files->used(kirkby) == 5);
}
