// Any file of a copy is changed behind our back. Looking through the copy says so and names the file; a restore of it
// leaves nothing behind. There is no harmless damage: all of a copy is under its manifest.
#include <doctest/doctest.h>

#include <fstream>

#include "store/backup.hpp"
#include "store/files.hpp"
#include "tests/crash/damaging.hpp"
#include "tests/crash/points.hpp"
#include "tests/crash/story_disk.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

namespace fs = std::filesystem;

/// A copy of a hub in the middle of the story, with people's files.
class WholeCopy {
 public:
  WholeCopy() {
    auto const data = place_.path() / "data";
    fs::copy(crash::stretches().back().folder, data, fs::copy_options::recursive);
    std::ofstream(data / "link.key", std::ios::binary) << std::string(32, 'k');
    auto const store = Store::open(crash::settings_for(data, nullptr)).value();
    std::mt19937_64 random(11);
    for (std::uint64_t i = 0; i < 6; ++i) {
      std::string bytes(500 + random() % 20'000, '\0');
      for (auto& byte : bytes) byte = static_cast<char>(random());
      auto const stored = store->files().put_bytes(OrganisationId{1 + i % 3}, bytes).value();
      REQUIRE(
          store->files().put_text(OrganisationId{1 + i % 3}, stored.sha256, "Page of " + stored.sha256).has_value());
    }
    auto const made = backup::make(backup::source_of(*store, data), place_.path() / "copies", {"0.1.0", {1}, nullptr});
    REQUIRE_MESSAGE(made.has_value(), made.error().detail);
    folder_ = made->folder;
    names_ = crash::names_below(folder_);
    REQUIRE(backup::verify(folder_, backup::Depth::bytes).has_value());
  }
  fs::path const& folder() const { return folder_; }
  std::vector<std::string> const& names() const { return names_; }

 private:
  TempFolder place_;
  fs::path folder_;
  std::vector<std::string> names_;
};

/// What is wrong, or nothing.
std::string damaged_copy_is_refused(WholeCopy const& whole, std::mt19937_64& random, std::string& what) {
  TempFolder const place;
  auto const copy = place.path() / "copies" / whole.folder().filename();
  fs::create_directories(copy);
  fs::copy(whole.folder(), copy, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  auto const& name = whole.names()[random() % whole.names().size()];
  do {
    what = crash::damage(copy, name, whole.folder(), whole.names(), random);
  } while (what.empty());
  auto const verified = backup::verify(copy, backup::Depth::bytes);
  if (verified) return "it is taken for whole";
  bool const is_manifest = name.starts_with("manifest.");
  auto const& error = verified.error();
  bool const is_clear = error.reason == "damaged" || (is_manifest && error.reason == "unfinished");
  if (!is_clear) return "it is refused for another reason: " + error.detail;
  if (error.detail.find(is_manifest ? "manifest." : name) == std::string::npos) return "not named: " + error.detail;
  backup::Restoring restoring;
  restoring.program = "0.1.0";
  restoring.now = {2};
  auto const target = place.path() / "again";
  auto const restored = backup::restore(copy, target, restoring);
  if (restored || fs::exists(target)) return "it is restored";
  if (fs::exists(target.string() + ".restoring")) return "a restore by halves is left";
  bool const is_named = restored.error().detail.find(is_manifest ? "manifest." : name) != std::string::npos;
  return is_named ? "" : "the restore does not name it: " + restored.error().detail;
}

}  // namespace

TEST_CASE("damaged copies: whatever a disk does to a file of a copy, the copy is refused, and the file named") {
  WholeCopy const whole;
  crash::Points points(share_of(40, 10));
  points.each([&](std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::string what;
    auto const wrong = damaged_copy_is_refused(whole, random, what);
    return wrong.empty() ? wrong : what + ": " + wrong;
  });
  points.tell("- files of copies damaged, each refused and named");
  points.remember();
}
