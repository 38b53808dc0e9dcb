// The law's story on a disk of one's choice.
#include "tests/crash/story_disk.hpp"

#include <rocksdb/db.h>
#include <rocksdb/wal_filter.h>

#include <future>
#include <set>
#include <stdexcept>

#include "store/commit_state.hpp"
#include "store/keys.hpp"
#include "store/rocks.hpp"
#include "tests/laws/script.hpp"

namespace staffroom::crash {
namespace {

namespace fs = std::filesystem;
using tests::Deed;

constexpr std::size_t stretch_deeds = 120;
constexpr std::array<char const*, 4> story_families{"records", "indexes", "window", "meta"};

void copy_folder(fs::path const& from, fs::path const& to) {
  fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

/// Of a store that is open: its database may drop a file that it no longer wants while this goes through the folder.
void copy_open_folder(fs::path const& from, fs::path const& to) {
  for (int attempt = 1;; ++attempt) {
    try {
      return copy_folder(from, to);
    } catch (fs::filesystem_error const& gone) {
      if (gone.code() != std::errc::no_such_file_or_directory || attempt == 20) throw;
      for (auto const& entry : fs::directory_iterator(to)) fs::remove_all(entry);
    }
  }
}

std::set<std::string> names_of(fs::path const& folder) {
  std::set<std::string> names;
  for (auto const& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

/// The sums over rows, kept up to date as rows are put and removed.
class Sums {
 public:
  void put(std::size_t family, std::string key, std::string_view value) {
    if (family == 3 && !counts(key)) return;
    if (family == 3 && key == meta_key(MetaTag::state)) sums_.seq = decode_commit_state(value).seq;
    auto const hash = hash_of(family, key, value);
    auto& held = rows_[family][std::move(key)];
    add(family, hash - held);
    held = hash;
  }
  void remove(std::size_t family, std::string const& key) {
    auto const found = rows_[family].find(key);
    if (found == rows_[family].end()) return;
    add(family, std::uint64_t{0} - found->second);
    rows_[family].erase(found);
  }
  Contents const& sums() const { return sums_; }

 private:
  static bool counts(std::string const& key) {
    return key != meta_key(MetaTag::incarnation) && key != meta_key(MetaTag::probe);
  }
  static std::uint64_t hash_of(std::size_t family, std::string_view key, std::string_view value) {
    std::hash<std::string_view> const hash;
    return (hash(key) * 0x9e3779b97f4a7c15u + hash(value)) * 0xff51afd7ed558ccdu + family;
  }
  void add(std::size_t family, std::uint64_t change) {
    sums_.all += change;
    if (family < 2) sums_.truth += change;
  }
  std::array<std::map<std::string, std::uint64_t>, 4> rows_;
  Contents sums_;
};

Sums sums_of(fs::path const& folder) {
  Sums sums;
  if (!fs::exists(folder / "database" / "CURRENT")) return sums;
  auto const opened = Database::open({folder / "database", false, nullptr, nullptr});
  if (!opened) throw std::runtime_error(opened.error().detail);
  for (std::size_t family = 0; family < story_families.size(); ++family) {
    auto cursor = (*opened)->cursor(static_cast<Family>(family), {}, {});
    for (cursor.any(); cursor.valid(); cursor.next()) sums.put(family, std::string(cursor.key()), cursor.value());
  }
  return sums;
}

/// Hears every batch of the write-ahead log, in order, as the database is opened.
class LogReader : public rocksdb::WalFilter {
 public:
  explicit LogReader(Sums sums) : sums_(std::move(sums)) { note(); }
  std::map<Seq, Contents> take() { return std::move(after_); }

  void ColumnFamilyLogNumberMap(std::map<std::uint32_t, std::uint64_t> const&,
                                std::map<std::string, std::uint32_t> const& ids) override {
    for (std::size_t family = 0; family < story_families.size(); ++family) {
      auto const found = ids.find(story_families[family]);
      if (found != ids.end()) places_[found->second] = family;
    }
  }
  WalProcessingOption LogRecordFound(unsigned long long, std::string const&, rocksdb::WriteBatch const& batch,
                                     rocksdb::WriteBatch*, bool*) override {
    Rows rows(*this);
    if (!batch.Iterate(&rows).ok()) throw std::runtime_error("a batch of the log cannot be read");
    note();
    return WalProcessingOption::kContinueProcessing;
  }
  char const* Name() const override { return "LogReader"; }

 private:
  class Rows : public rocksdb::WriteBatch::Handler {
   public:
    explicit Rows(LogReader& reader) : reader_(reader) {}
    rocksdb::Status PutCF(std::uint32_t family, rocksdb::Slice const& key, rocksdb::Slice const& value) override {
      reader_.sums_.put(reader_.places_.at(family), key.ToString(), value.ToStringView());
      return {};
    }
    rocksdb::Status DeleteCF(std::uint32_t family, rocksdb::Slice const& key) override {
      reader_.sums_.remove(reader_.places_.at(family), key.ToString());
      return {};
    }

   private:
    LogReader& reader_;
  };
  void note() { after_[sums_.sums().seq] = sums_.sums(); }

  Sums sums_;
  std::map<std::uint32_t, std::size_t> places_;
  std::map<Seq, Contents> after_;
};

/// What the database held after each commit since `before`, from its log. The folder is used up.
std::map<Seq, Contents> commits_in(fs::path const& folder, Sums before) {
  LogReader reader(std::move(before));
  rocksdb::DBOptions options;
  options.wal_filter = &reader;
  std::vector<rocksdb::ColumnFamilyDescriptor> families{{rocksdb::kDefaultColumnFamilyName, {}}};
  for (auto const* name : story_families) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  auto const status = rocksdb::DB::Open(options, (folder / "database").string(), families, &handles, &opened);
  if (!status.ok()) throw std::runtime_error(status.ToString());
  for (auto* handle : handles) opened->DestroyColumnFamilyHandle(handle);
  delete opened;
  return reader.take();
}

std::vector<Deed> told_story() {
  std::vector<Deed> deeds;
  tests::keep_deeds(&deeds);
  {
    tests::Scenario scenario;
    tests::Law law(scenario, {.looking = false, .watched = false});
    tests::story::whole(law);
  }
  tests::keep_deeds(nullptr);
  return deeds;
}

struct Library {
  tests::TempFolder place;
  std::vector<Stretch> stretches;

  Library() {
    auto const deeds = told_story();
    auto const folder = place.path() / "now";
    fs::create_directories(folder);
    for (std::size_t at = 0; at < deeds.size(); at += stretch_deeds) {
      auto const end = std::min(deeds.size(), at + stretch_deeds);
      add(folder, {deeds.begin() + static_cast<std::ptrdiff_t>(at), deeds.begin() + static_cast<std::ptrdiff_t>(end)});
    }
  }
  void add(fs::path const& folder, std::vector<Deed> deeds) {
    Stretch stretch;
    stretch.folder = place.path() / std::to_string(stretches.size());
    copy_folder(folder, stretch.folder);
    tests::TempFolder before, log;
    copy_folder(folder, before.path());
    {
      auto const store = Store::open(settings_for(folder, nullptr)).value();
      for (auto const& deed : deeds) {
        stretch.accepted += again(*store, deed).has_value() ? 1u : 0u;
        stretch.done.push_back(store->seq());
        do_what_is_due(*store);
        stretch.seqs.push_back(store->seq());
      }
      copy_open_folder(folder, log.path());
    }
    stretch.deeds = std::move(deeds);
    stretch.after = commits_in(log.path(), sums_of(before.path()));
    if (stretch.after.at(stretch.seqs.back()) != contents_of_copy(folder)) {
      throw std::runtime_error("the log of a stretch does not say what is in its database");
    }
    stretches.push_back(std::move(stretch));
  }
};

/// Whether the disk, and not the rules, refused it.
bool is_stopped(Store const& store) { return store.health() != Health::ok; }

}  // namespace

Contents contents_of(fs::path const& folder) { return sums_of(folder).sums(); }

Contents contents_of_copy(fs::path const& folder) {
  tests::TempFolder const copy;
  auto const to = copy.path() / "database";
  // An open database removes in the background what it needs no more: until nothing has changed meanwhile.
  for (bool is_quiet = !fs::exists(folder / "database"); !is_quiet;) {
    fs::remove_all(to);
    auto const before = names_of(folder / "database");
    std::error_code changed;
    fs::copy(folder / "database", to, fs::copy_options::recursive, changed);
    is_quiet = !changed && before == names_of(folder / "database");
  }
  return contents_of(copy.path());
}

std::vector<Stretch> const& stretches() {
  static Library const library;
  return library.stretches;
}

StoreSettings settings_for(fs::path const& folder, std::shared_ptr<RocksFileSystem> disk) {
  StoreSettings settings;
  settings.folder = folder;
  settings.manual_clock = true;
  settings.file_system = std::move(disk);
  settings.space_retry_every = std::chrono::milliseconds{1};
  return settings;
}

Outcome again(Store& store, Deed const& deed) {
  if (store.now() < deed.at) store.advance_clock(deed.at - store.now());
  return store.submit_and_wait(deed.submission);
}

void do_what_is_due(Store& store) {
  for (auto due = store.next_due(); due && *due <= store.now(); due = store.next_due()) {
    if (!store.submit_and_wait({.actor = {}, .command = Tick{}})) return;
  }
}

Machine::Machine(Stretch const& stretch)
    : stretch_(stretch), disk_(std::make_shared<tests::FaultyFileSystem>(undo_.path())) {
  copy_folder(stretch.folder, folder_.path());
}

void Machine::do_one(Store& store) {
  begun_ = answered_ + 1;
  static_cast<void>(again(store, stretch_.deeds[answered_]));
  if (is_stopped(store)) return;
  answered_ = begun_;
  ++answered_in_all_;
  do_what_is_due(store);
}

void Machine::do_burst(Store& store) {
  auto const& first = stretch_.deeds[answered_];
  if (store.now() < first.at) store.advance_clock(first.at - store.now());
  std::vector<Store::Call> calls;
  std::vector<std::promise<bool>> answers(8);
  while (calls.size() < answers.size() && answered_ + calls.size() < stretch_.deeds.size()) {
    auto const& deed = stretch_.deeds[answered_ + calls.size()];
    // What became due with a deed happens before the next one.
    auto const place = answered_ + calls.size();
    if (deed.at != first.at || (!calls.empty() && stretch_.seqs[place - 1] != stretch_.done[place - 1])) break;
    auto* const answer = &answers[calls.size()];
    calls.emplace_back(deed.submission, [answer, &store](Outcome const& outcome) {
      answer->set_value(outcome.has_value() || !is_stopped(store));
    });
  }
  auto const count = calls.size();
  is_grouped_otherwise_ = is_grouped_otherwise_ || count > 1;
  begun_ = answered_ + count;
  store.submit_all(std::move(calls));
  // The prefix of those that were answered by the rules; what stands behind the first that was not may be there or not.
  bool all = true;
  for (std::size_t i = 0; i < count; ++i) {
    all = answers[i].get_future().get() && all;
    if (all) ++answered_in_all_;
    if (all) ++answered_;
  }
  if (all) do_what_is_due(store);
}

void Machine::go_on(Store& store, bool in_bursts) {
  while (answered_ < stretch_.deeds.size() && !is_stopped(store)) in_bursts ? do_burst(store) : do_one(store);
}

std::string Machine::look() {
  Contents found;
  try {
    found = contents_of_copy(folder_.path());
  } catch (std::exception const& thrown) {
    return std::string("the database cannot be read: ") + thrown.what();
  }
  auto const first = stretch_.after.begin()->first;
  auto const least = answered_ == 0 ? first : stretch_.done[answered_ - 1];
  auto const most = begun_ == 0 ? first : stretch_.seqs[begun_ - 1];
  auto const where = " (at " + std::to_string(found.seq) + ", answered " + std::to_string(least) + ", begun " +
                     std::to_string(most) + ")";
  if (found.seq < least) return "what was answered is lost" + where;
  if (found.seq > most) return "there is more than was asked for" + where;
  auto const expected = stretch_.after.find(found.seq);
  // A folder that is new has no state before its first commit.
  if (expected == stretch_.after.end()) return "a commit is there by halves" + where;
  if (found.truth != expected->second.truth) return "records or index rows are others" + where;
  if (!is_grouped_otherwise_ && found.seq != 0 && found.all != expected->second.all) {
    return "rows of the window or the trail are others" + where;
  }
  while (answered_ < begun_ && stretch_.done[answered_] <= found.seq) ++answered_;
  begun_ = answered_;
  return {};
}

std::string Machine::finish() {
  auto opened = Store::open(settings());
  if (!opened) return "it does not open any more: " + opened.error().detail;
  auto& store = **opened;
  if (answered_ > 0) {
    // Whoever heard no answer sends it again.
    auto const& last = stretch_.deeds[answered_ - 1];
    auto const seq = store.seq();
    bool const was_it = !last.submission.key.empty() && again(store, last).has_value();
    if (was_it && store.seq() != seq) return "what was sent again with its key was done again";
  }
  is_grouped_otherwise_ = true;
  go_on(store, false);
  if (answered_ != stretch_.deeds.size()) return "it does not go on";
  if (auto const problems = store.verify(); !problems.empty()) return problems.front();
  opened->reset();
  auto const& expected = stretch_.after.at(stretch_.seqs.back());
  auto const found = contents_of_copy(folder_.path());
  if (found.truth != expected.truth) return "in the end there is something else than when nothing fails";
  return {};
}

}  // namespace staffroom::crash
