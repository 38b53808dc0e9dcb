// Following, building, swapping.
#include "store/search_follower.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "store/files.hpp"
#include "store/index_rows.hpp"
#include "store/search_seal.hpp"
#include "store/search_updating.hpp"
#include "store/stored_record.hpp"
#include "store/window.hpp"

namespace staffroom::search {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr auto look_every = 50ms;
constexpr auto commit_every = 400ms;
constexpr auto position_kept_every = 60s;  // when nothing that happened concerns the index
constexpr auto behind_after = 5s;
constexpr auto report_every = 1s;
constexpr auto again_after = 2s;
constexpr std::size_t events_at_once = 2'000;
constexpr auto build_stretch = 60ms;
constexpr std::size_t build_commit_bytes = 24 * 1024 * 1024;
constexpr std::string_view folder_start = "index-";

constexpr std::array built_kinds{Kind::organisation,    Kind::person,     Kind::team,          Kind::resource,
                                 Kind::curriculum_unit, Kind::collection, Kind::practice_post, Kind::support_request,
                                 Kind::contract,        Kind::pool,       Kind::purchase,      Kind::supplier,
                                 Kind::topic,           Kind::message};

std::int64_t steady_now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now().time_since_epoch()).count();
}

std::string prefix_of(Kind kind) { return std::string(1, static_cast<char>(kind)); }

std::uint64_t number_of(std::filesystem::path const& folder) {
  auto const name = folder.filename().string();
  if (!name.starts_with(folder_start)) return 0;
  return std::strtoull(name.c_str() + folder_start.size(), nullptr, 10);
}

void remove_folder(std::filesystem::path const& folder) {
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

}  // namespace

/// The index that answers.
struct Follower::Serving {
  std::unique_ptr<IndexWriter> writer;
  std::filesystem::path folder;
  Position position;          // up to where `writer` was told
  std::int64_t shown_at = 0;  // when that was the newest state
  bool is_dirty = false;      // told, not committed
  Steady::time_point committed{};
};

/// The index that is being made.
struct Follower::Build {
  explicit Build(std::filesystem::path path)
      : folder(std::move(path)), writer(std::make_unique<IndexWriter>(folder, IndexWriter::Purpose::build)) {}

  std::filesystem::path folder;
  std::unique_ptr<IndexWriter> writer;
  SearchRebuildId asked;  // 0: nobody did
  std::shared_ptr<Snapshot const> snapshot;
  std::optional<Cursor> cursor;
  std::size_t kind = 0;  // of built_kinds
  Position position;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  std::size_t bytes = 0;  // not committed
  bool is_walked = false;
  Steady::time_point reported{};
};

Follower::Follower(Engine& engine, Files const& files, std::function<void(Command)> submit)
    : engine_(engine), files_(files), submit_(std::move(submit)), folder_(engine.settings.folder / "search") {}

Follower::~Follower() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Follower::start() {
  thread_ = std::thread([this] { run(); });
}

std::shared_ptr<SearchIndex> Follower::index() const {
  std::lock_guard const lock(mutex_);
  return index_;
}

bool Follower::is_behind() const {
  auto const late = std::chrono::milliseconds(steady_now() - followed_at_.load());
  return !is_whole_ || late > behind_after;
}

bool Follower::wait_for(Seq seq, std::chrono::milliseconds at_most) const {
  auto const end = Steady::now() + at_most;
  while (!is_whole_ || followed_ < seq) {
    if (Steady::now() > end) return false;
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

void Follower::say(std::string_view level, std::string const& line) const {
  if (engine_.settings.database_log) engine_.settings.database_log(level, "search index: " + line);
}

void Follower::run() {
  while (!stopping_) {
    auto pause = std::chrono::milliseconds(look_every);
    try {
      turn();
      if (build_) pause = 0ms;
    } catch (IndexFailed const& failure) {
      say("error", failure.what());
      if (build_) fail_build(failure.what());
      auto const folder = serving_ && failure.is_damaged ? serving_->folder : std::filesystem::path();
      serving_.reset();
      if (!folder.empty()) remove_folder(folder);
      pause = again_after;
    } catch (ReadFailed const& failure) {
      say("error", failure.what());
      pause = again_after;
    } catch (std::filesystem::filesystem_error const& failure) {
      say("error", failure.what());
      pause = again_after;
    }
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, pause, [this] { return stopping_.load(); });
  }
  try {
    if (!serving_) return;
    serving_->writer->commit(serving_->position);
    serving_->writer.reset();
    seal(serving_->folder);
  } catch (IndexFailed const& failure) {
    say("error", failure.what());
  }
}

void Follower::turn() {
  if (!serving_ && !(build_ && !is_whole_)) open_newest();
  if (serving_) follow_serving();
  if (!build_) look_for_rebuilds();
  bool const is_wanted = anew_ || damaged_ || !serving_;
  if (!build_ && is_wanted) {
    anew_ = false;
    damaged_ = false;
    start_build({});
  }
  if (build_) continue_build();
}

Seq Follower::window_floor() const {
  auto const stored = engine_.database->find(Family::meta, meta_key(MetaTag::state), {});
  return stored ? decode_commit_state(*stored).window_floor : 0;
}

std::filesystem::path Follower::next_folder() {
  return folder_ / (std::string(folder_start) + std::to_string(++last_folder_));
}

/// The newest folder that is whole and can still be brought up to date; all others go.
void Follower::open_newest() {
  std::filesystem::create_directories(folder_);
  std::vector<std::filesystem::path> folders;
  for (auto const& entry : std::filesystem::directory_iterator(folder_)) {
    if (number_of(entry.path()) > 0) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end(), [](auto const& a, auto const& b) { return number_of(a) > number_of(b); });
  for (auto const& folder : folders) {
    last_folder_ = std::max(last_folder_, number_of(folder));
    bool const is_broken = !serving_ && take_seal(folder) == Seal::broken;
    if (is_broken) say("error", "the disk has damaged " + folder.string() + "; it is made anew");
    if (!serving_ && !is_broken) {
      try {
        auto writer = std::make_unique<IndexWriter>(folder, IndexWriter::Purpose::follow);
        auto const position = writer->position();
        bool const is_usable = position && position->incarnation == engine_.incarnation &&
                               position->seq >= window_floor() && position->seq <= shown()->seq();
        if (is_usable) {
          serve(std::move(writer), folder, *position);
          continue;
        }
      } catch (IndexFailed const& failure) {
        say("warn", "cannot be opened and is made anew: " + std::string(failure.what()));
      }
    }
    remove_folder(folder);
  }
}

void Follower::serve(std::unique_ptr<IndexWriter> writer, std::filesystem::path const& folder, Position position) {
  auto const seq = position.seq;
  auto const old = serving_ ? serving_->folder : std::filesystem::path();
  serving_ = std::make_unique<Serving>();
  serving_->writer = std::move(writer);
  serving_->folder = folder;
  serving_->position = std::move(position);
  serving_->committed = Steady::now();
  serving_->shown_at = steady_now();
  {
    std::lock_guard const lock(mutex_);
    if (!index_ || index_->folder() != folder) index_ = std::make_shared<SearchIndex>(folder);
  }
  if (seq == shown()->seq()) followed_at_ = steady_now();
  followed_ = seq;
  is_whole_ = true;
  damaged_ = false;
  if (!old.empty() && old != folder) remove_folder(old);
}

/// Whether anything was told to the writer. Goes as far as so many events lead.
bool Follower::follow(IndexWriter& writer, Position& position, std::size_t events_max) {
  auto const snapshot = shown();
  if (snapshot->seq() == position.seq) return false;
  SnapshotView const view(*engine_.database, snapshot, ReadTier::disk, decoded_, engine_.standings);
  Updating updating(writer, view, &files_);
  std::size_t events = 0;
  bool told = false;
  bool is_damaged = false;
  view.scan_window_up(position.seq, [&](Seq last, std::string_view row) {
    auto const group = decode_window_group(row);
    is_damaged = !group.has_value();
    if (is_damaged) return false;
    for (auto const& event : group->events) {
      rebuilds_changed_ |= event.kind == Kind::search_rebuild && event.type != Event::Type::access;
      told |= updating.apply(event);
    }
    position.seq = last;
    events += group->events.size();
    return events < events_max && !stopping_;
  });
  if (is_damaged) throw IndexFailed("the window cannot be read");
  if (events < events_max && !stopping_) position.seq = snapshot->seq();
  updating.finish(*engine_.database, *snapshot);
  return told;
}

void Follower::follow_serving() {
  auto& it = *serving_;
  auto const looked_at = steady_now();
  it.is_dirty |= follow(*it.writer, it.position, events_at_once);
  bool const is_newest = it.position.seq == shown()->seq();
  if (is_newest) it.shown_at = looked_at;
  auto const since = Steady::now() - it.committed;
  bool const commits = it.is_dirty ? since >= commit_every : since >= position_kept_every;
  if (commits) {
    it.writer->commit(it.position);
    it.is_dirty = false;
    it.committed = Steady::now();
  }
  if (it.is_dirty) return;
  followed_at_ = it.shown_at;
  followed_ = it.position.seq;
}

void Follower::look_for_rebuilds() {
  if (!std::exchange(rebuilds_changed_, false)) return;
  auto const view = engine_.view(ReadTier::disk);
  SearchRebuildId asked;
  view.scan_index(IndexKey(Index::search_rebuilds_waiting).take(), {}, [&](std::string_view key, std::string_view) {
    asked = {read_u64(key.substr(1))};
    return false;
  });
  if (asked && asked != ended_) start_build(asked);
}

void Follower::start_build(SearchRebuildId asked) {
  std::filesystem::create_directories(folder_);
  auto const folder = next_folder();
  remove_folder(folder);
  build_ = std::make_unique<Build>(folder);
  build_->asked = asked;
  build_->snapshot = shown();
  build_->position = {engine_.incarnation, build_->snapshot->seq()};
  for (auto const kind : built_kinds) {
    auto cursor = engine_.database->cursor(Family::records, prefix_of(kind), {build_->snapshot.get(), ReadTier::disk});
    for (cursor.any(); cursor.valid(); cursor.next()) ++build_->total;
  }
  if (!serving_) {
    // Better a part of what there is than nothing; every answer says that it is not all.
    build_->writer->commit(std::nullopt);
    std::lock_guard const lock(mutex_);
    index_ = std::make_shared<SearchIndex>(folder);
    is_whole_ = false;
    followed_ = 0;
  }
  report(RebuildState::running);
}

void Follower::report(RebuildState state) {
  auto& it = *build_;
  bool const is_last = state != RebuildState::running;
  if (!it.asked || (!is_last && Steady::now() - it.reported < report_every)) return;
  it.reported = Steady::now();
  if (is_last) ended_ = it.asked;
  submit_(AdvanceRebuild{it.asked, state, it.done, it.total});
}

void Follower::continue_build() {
  if (!build_->is_walked) {
    walk_records();
    if (build_) report(RebuildState::running);
    return;
  }
  finish_build();
}

void Follower::walk_records() {
  auto& it = *build_;
  auto const end = Steady::now() + build_stretch;
  SnapshotView const view(*engine_.database, it.snapshot, ReadTier::disk, decoded_, engine_.standings);
  Updating updating(*it.writer, view, &files_);
  while (!stopping_ && Steady::now() < end) {
    if (it.kind == built_kinds.size()) {
      it.is_walked = true;
      break;
    }
    auto const kind = built_kinds[it.kind];
    if (!it.cursor) {
      it.cursor.emplace(
          engine_.database->cursor(Family::records, prefix_of(kind), {it.snapshot.get(), ReadTier::disk}));
      it.cursor->any();
    }
    if (!it.cursor->valid()) {
      it.cursor.reset();
      ++it.kind;
      continue;
    }
    auto const record = stored::decode(kind, it.cursor->value());
    if (record) updating.put(std::string(it.cursor->key()), *record);
    it.bytes += 2'000 + it.cursor->value().size();
    if (kind == Kind::resource) it.bytes += 20'000;
    ++it.done;
    it.cursor->next();
  }
  if (it.bytes < build_commit_bytes && !(it.is_walked && !serving_)) return;
  it.writer->commit(std::nullopt);
  it.bytes = 0;
}

/// What happened meanwhile comes last; then the new index takes the old one's place.
void Follower::finish_build() {
  auto& it = *build_;
  follow(*it.writer, it.position, events_at_once);
  // Never behind the old one: who asked that one up to where it had followed must not be sent back.
  if (it.position.seq < followed_ || shown()->seq() > it.position.seq + events_at_once) return;
  it.cursor.reset();
  it.writer->finish(it.position);
  it.writer.reset();
  it.done = it.total;
  report(RebuildState::done);
  auto const folder = it.folder;
  auto position = it.position;
  build_.reset();
  serve(std::make_unique<IndexWriter>(folder, IndexWriter::Purpose::follow), folder, std::move(position));
}

void Follower::fail_build(std::string const& why) {
  say("error", "cannot be built: " + why);
  report(RebuildState::failed);
  auto const folder = build_->folder;
  build_.reset();
  remove_folder(folder);
}

}  // namespace staffroom::search
