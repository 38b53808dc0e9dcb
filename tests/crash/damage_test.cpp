// Any file of a data folder is changed behind the hub's back: a bit, a block, its end, all of it. What is served
// afterwards is what was there before, or a clear error that names what is damaged; it is never something else.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "protocol/search.hpp"
#include "store/files.hpp"
#include "tests/crash/damaging.hpp"
#include "tests/crash/points.hpp"
#include "tests/crash/story_disk.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

namespace fs = std::filesystem;

std::string read_all(OpenFile const& file) {
  std::string out(file.bytes(), '\0');
  auto const count = ::pread(file.descriptor(), out.data(), out.size(), 0);
  return count == static_cast<ssize_t>(out.size()) ? out : std::string("(could not be read)");
}

/// A folder with everything in it: the whole story, files with text and pictures, a search index.
class Original {
 public:
  Original() {
    fill();
    seal();
  }

  static Result<std::unique_ptr<Store>> open(fs::path const& folder) {
    auto settings = crash::settings_for(folder, nullptr);
    settings.search = true;
    settings.create = false;
    return Store::open(std::move(settings));
  }
  static std::string found(Store& store);

  struct Kept {
    OrganisationId at;
    std::string sha256, bytes;
  };
  fs::path const& folder() const { return folder_.path(); }
  crash::Contents const& contents() const { return contents_; }
  std::vector<std::string> const& names() const { return names_; }
  std::vector<Kept> const& files() const { return files_; }
  std::string const& words_found() const { return found_; }

 private:
  void fill() {
    auto const& last = crash::stretches().back();
    fs::copy(last.folder, folder_.path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    auto const store = open(folder_.path()).value();
    for (auto const& deed : last.deeds) static_cast<void>(crash::again(*store, deed));
    std::mt19937_64 random(7);
    for (std::uint64_t i = 0; i < 8; ++i) {
      OrganisationId const at{1 + i % 3};
      std::string bytes(500 + random() % 60'000, '\0');
      for (auto& byte : bytes) byte = static_cast<char>(random());
      auto const stored = store->files().put_bytes(at, bytes).value();
      REQUIRE(store->files().put_text(at, stored.sha256, "Page of " + stored.sha256));
      REQUIRE(store->files().put_preview(at, stored.sha256, "picture of " + stored.sha256));
      files_.push_back({at, stored.sha256, bytes});
    }
    REQUIRE(store->wait_for_search(std::chrono::seconds{60}));
    found_ = found(*store);
  }
  void seal() {
    contents_ = crash::contents_of_copy(folder_.path());
    names_ = crash::names_below(folder_.path());
  }

  TempFolder folder_;
  crash::Contents contents_;
  std::vector<Kept> files_;
  std::vector<std::string> names_;
  std::string found_;
};

/// What is found for some words, by everybody who says anything in the story.
std::string Original::found(Store& store) {
  std::string out;
  for (auto const* words : {"fractions", "maths", "reading", "year", "first", "phonics", "school"}) {
    Search search;
    search.q = SearchWords{words};
    for (std::uint64_t person = 1; person < 60; ++person) {
      auto const answer = store.ask({PersonId{person}, {}, {}}, search, {50, {}}, ReadTier::disk);
      if (!answer || !*answer) continue;
      auto const page = Json::parse((*answer)->json);
      // An index that was made anew may order otherwise what is equally good.
      std::set<std::string> items;
      for (auto const& item : page.at("items")) items.insert(item.dump());
      for (auto const& item : items) out += item;
    }
    out += '\n';
  }
  return out;
}

Original const& original() {
  static Original const it;
  return it;
}

enum class Verdict { refused, found, harmless };

class DamagedFolder {
 public:
  explicit DamagedFolder(std::uint64_t seed) : random_(seed) {
    fs::copy(original().folder(), folder_.path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    auto const& names = original().names();
    name_ = names[random_() % names.size()];
    what_ = crash::damage(folder_.path(), name_, original().folder(), names, random_);
  }
  std::string const& what() const { return what_; }
  std::string const& wrong() const { return wrong_; }
  Verdict look() {
    try {
      auto opened = Original::open(folder_.path());
      if (!opened) {
        if (opened.error().detail.empty()) wrong_ = "it does not say why it does not open";
        return Verdict::refused;
      }
      return look_at(std::move(*opened));
    } catch (std::exception const& thrown) {
      wrong_ = std::string("an exception leaves the store: ") + thrown.what();
      return Verdict::found;
    }
  }

 private:
  Verdict look_at(std::unique_ptr<Store> store) {
    auto const problems = store->verify();
    bool is_found = !problems.empty();
    for (auto const& [at, sha256, bytes] : original().files()) {
      auto const file = store->files().find(at, sha256);
      auto const text = store->files().text(at, sha256);
      auto const picture = store->files().preview(at, sha256);
      is_found = is_found || !file || !text || !picture;
      if (file && read_all(*file) != bytes) wrong_ = "a file is served wrong";
      if (text && *text != "Page of " + sha256) wrong_ = "the text of a file is served wrong";
      if (picture && read_all(*picture) != "picture of " + sha256) wrong_ = "a picture is served wrong";
    }
    if (name_.starts_with("search/") && store->wait_for_search(std::chrono::seconds{30})) {
      if (Original::found(*store) != original().words_found()) wrong_ = "search finds something else";
    }
    store.reset();
    if (is_found) return Verdict::found;
    try {
      if (crash::contents_of_copy(folder_.path()) != original().contents()) wrong_ = "records are served wrong";
    } catch (std::runtime_error const&) {
      return Verdict::found;
    }
    return Verdict::harmless;
  }

  std::mt19937_64 random_;
  TempFolder folder_;
  std::string name_, what_, wrong_;
};

}  // namespace

TEST_CASE("damage: whatever a disk does to a file of the data folder is found or harmless, never served") {
  original();
  crash::Points points(share_of(20, 5));
  std::map<Verdict, std::size_t> verdicts;
  points.each([&](std::uint64_t seed) {
    DamagedFolder folder(seed);
    ++verdicts[folder.look()];
    return folder.wrong().empty() ? std::string() : folder.what() + ": " + folder.wrong();
  });
  points.tell("- files damaged");
  crash::Points::figure(verdicts[Verdict::refused], "- refused at the start, with its name");
  crash::Points::figure(verdicts[Verdict::found], "- found when it was read");
  crash::Points::figure(verdicts[Verdict::harmless], "- harmless");
  points.remember();
}
