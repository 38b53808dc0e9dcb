// RocksDB as the store uses it. Options are explained where they differ from RocksDB's own.
#include "store/rocks.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/options.h>
#include <rocksdb/perf_level.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/checkpoint.h>
#include <rocksdb/write_batch.h>

#include <array>
#include <cstdarg>
#include <cstdio>
#include <mutex>

#include "store/keys.hpp"
#include "store/rocks_file_system.hpp"

namespace staffroom {
namespace {

constexpr std::array<char const*, 4> family_names{"records", "indexes", "window", "meta"};
constexpr std::size_t cache_bytes = 64 * 1024 * 1024;
constexpr std::size_t write_buffer_bytes = 16 * 1024 * 1024;
constexpr std::uint64_t room_beside_bytes = 1024 * 1024;  // for a new log and a new manifest

rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view(rocksdb::Slice const& slice) { return {slice.data(), slice.size()}; }

/// RocksDB's own text log. It never touches the disk of the database: Debian's RocksDB is built with assertions, and an
/// error on writing that log ends the process.
class ForwardingLog : public rocksdb::Logger {
 public:
  using Sink = std::function<void(std::string_view level, std::string const& line)>;
  explicit ForwardingLog(Sink sink)
      : rocksdb::Logger(sink ? rocksdb::InfoLogLevel::INFO_LEVEL : rocksdb::InfoLogLevel::FATAL_LEVEL),
        sink_(std::move(sink)) {}

  using rocksdb::Logger::Logv;
  void Logv(rocksdb::InfoLogLevel level, char const* format, va_list arguments) override {
    if (!sink_ || level < GetInfoLogLevel()) return;
    std::array<char, 1024> line{};
    std::vsnprintf(line.data(), line.size(), format, arguments);
    sink_(name_of(level), line.data());
  }
  void Logv(char const* format, va_list arguments) override {
    Logv(rocksdb::InfoLogLevel::INFO_LEVEL, format, arguments);
  }

 private:
  static std::string_view name_of(rocksdb::InfoLogLevel level) {
    if (level >= rocksdb::InfoLogLevel::ERROR_LEVEL) return "error";
    return level == rocksdb::InfoLogLevel::WARN_LEVEL ? "warn" : "debug";
  }
  Sink sink_;
};

/// Where there is no room for a new log RocksDB gives up until the next start: it fears for what it has not yet written
/// to the old one. Here every write is synced before it counts, so that this is a full disk as any other: Resume()
/// writes what is in memory into files, and begins the new log then.
class FullDiskIsNoEnd : public rocksdb::EventListener {
 public:
  void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* error) override {
    if (reason != rocksdb::BackgroundErrorReason::kMemTable || !error->IsNoSpace()) return;
    *error = rocksdb::Status(*error, rocksdb::Status::Severity::kHardError);
  }
};

rocksdb::DBOptions database_options(DatabaseSettings const& settings, rocksdb::Env* env) {
  rocksdb::DBOptions options;
  options.env = env;
  options.create_if_missing = settings.create;
  options.create_missing_column_families = true;
  options.info_log = std::make_shared<ForwardingLog>(settings.log);
  options.max_background_jobs = 2;
  options.max_file_opening_threads = 4;  // at each start so many for each family, whether there are files or not
  // A torn tail is what a power cut leaves, and is dropped; damage before it also ends the replay, and is found by the
  // high-water note.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  options.max_total_wal_size = 32 * 1024 * 1024;  // what a start after a crash has to replay
  // The manifest names the first and last key of each file, and index keys hold names and addresses: no line of it is
  // to outlive its file. It is small, and changes with every few megabytes written only.
  options.max_manifest_file_size = 1;
  options.db_write_buffer_size = 64 * 1024 * 1024;  // of all families together
  // What to do after an error is decided by the committer, never in the background.
  options.max_bgerror_resume_count = 0;
  options.listeners.push_back(std::make_shared<FullDiskIsNoEnd>());
  options.enable_pipelined_write = false;
  options.avoid_flush_during_shutdown = true;  // what counts is in the log
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.skip_stats_update_on_db_open = true;
  return options;
}

rocksdb::ColumnFamilyOptions family_options(std::shared_ptr<rocksdb::Cache> const& cache, bool compress) {
  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = write_buffer_bytes;
  options.max_write_buffer_number = 3;
  options.compression = compress ? rocksdb::kLZ4Compression : rocksdb::kNoCompression;
  // Most reads by the committer are for what is not there: a new key, a first mark.
  options.memtable_prefix_bloom_size_ratio = 0.02;
  options.memtable_whole_key_filtering = true;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.block_size = 8 * 1024;
  table.format_version = 5;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

/// RocksDB counts what each thread does, by default, and nobody here asks for it: it is a tenth of a short read.
void count_nothing() {
  thread_local bool const once = (rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable), true);
  static_cast<void>(once);
}

rocksdb::ReadOptions read_options(ReadFrom from, rocksdb::Snapshot const* snapshot) {
  count_nothing();
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  if (from.tier == ReadTier::cache_only) options.read_tier = rocksdb::kBlockCacheTier;
  return options;
}

Error open_error(rocksdb::Status const& status, std::filesystem::path const& folder) {
  auto const text = status.ToString();
  auto const where = folder.string();
  bool const lock = text.find("/LOCK") != std::string::npos;
  if (status.IsIOError() && lock && text.find("ermission") == std::string::npos) {
    return Error::conflict("folder_in_use", "The data folder " + where + " is in use by another process. Stop that " +
                                                "one first, or name another folder.");
  }
  if (status.IsNoSpace()) {
    return Error{ErrorCode::no_space, {}, "The disk of " + where + " is full. Free some space and start again.", {}};
  }
  // A disk that fails says nothing of the files; one that is missing does.
  bool const disk = status.IsIOError() && !status.IsPathNotFound();
  return Error{ErrorCode::unavailable,
               {},
               "The database in " + where + " cannot be opened: " + text +
                   ". Check the disk; if the files are damaged, restore the newest backup.",
               disk ? "" : "damaged"};
}

}  // namespace

struct Database::State {
  DatabaseSettings settings;
  std::shared_ptr<RocksFileSystem> file_system;
  std::unique_ptr<rocksdb::Env> env;
  std::unique_ptr<rocksdb::DB> database;
  std::array<rocksdb::ColumnFamilyHandle*, 4> families{};
  std::string last_error;
  /// Held by whoever writes, resumes, or has RocksDB write what is in memory into files. A write that finds no room
  /// between the wish for a file and its beginning makes RocksDB forget the wish, and Resume() waits for it for ever.
  /// So writes wait while a copy begins: as long as it takes to write 64 MiB at most.
  std::mutex flushing;

  rocksdb::ColumnFamilyHandle* family(Family which) const { return families[static_cast<std::size_t>(which)]; }
  ~State() {
    if (!database) return;
    for (auto* handle : families) database->DestroyColumnFamilyHandle(handle);
    database->Close();
  }
};

// ---- Batch

struct Batch::Entries {
  rocksdb::WriteBatch batch;
  std::array<rocksdb::ColumnFamilyHandle*, 4> families{};
};

Batch::Batch(Database const& database) : entries_(std::make_unique<Entries>()) {
  entries_->families = database.state_->families;
}
Batch::~Batch() = default;
Batch::Batch(Batch&&) noexcept = default;
Batch& Batch::operator=(Batch&&) noexcept = default;

void Batch::put(Family family, std::string_view key, std::string_view value) {
  auto* const where = entries_->families[static_cast<std::size_t>(family)];
  ensure(entries_->batch.Put(where, slice(key), slice(value)).ok(), "a batch takes any row");
}

void Batch::remove(Family family, std::string_view key) {
  auto* const where = entries_->families[static_cast<std::size_t>(family)];
  ensure(entries_->batch.Delete(where, slice(key)).ok(), "a batch takes any row");
}

std::size_t Batch::bytes() const { return entries_->batch.GetDataSize(); }
bool Batch::empty() const { return entries_->batch.Count() == 0; }
void Batch::clear() { entries_->batch.Clear(); }

// ---- Snapshot

Snapshot::Snapshot(rocksdb::DB& database, Seq seq)
    : database_(database), snapshot_(database.GetSnapshot()), seq_(seq) {}
Snapshot::~Snapshot() { database_.ReleaseSnapshot(snapshot_); }

// ---- Cursor

struct Cursor::State {
  std::string lower;
  std::string upper;
  rocksdb::Slice lower_slice;
  rocksdb::Slice upper_slice;
  std::unique_ptr<rocksdb::Iterator> iterator;
};

Cursor::Cursor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Cursor::~Cursor() = default;
Cursor::Cursor(Cursor&&) noexcept = default;

void Cursor::check() const {
  if (state_->iterator->Valid()) return;
  auto const status = state_->iterator->status();
  if (status.ok()) return;
  if (status.IsIncomplete()) throw ReadIncomplete();
  throw ReadFailed(status.ToString());
}

void Cursor::seek(std::string_view key) {
  state_->iterator->Seek(slice(key));
  check();
}
void Cursor::seek_below(std::string_view key) {
  state_->iterator->SeekForPrev(slice(key));
  check();
  if (valid() && this->key() == key) previous();
}
void Cursor::seek_last() {
  state_->iterator->SeekToLast();
  check();
}
bool Cursor::any() {
  state_->iterator->SeekToFirst();
  check();
  return valid();
}
bool Cursor::valid() const { return state_->iterator->Valid(); }
std::string_view Cursor::key() const { return view(state_->iterator->key()); }
std::string_view Cursor::value() const { return view(state_->iterator->value()); }
void Cursor::next() {
  state_->iterator->Next();
  check();
}
void Cursor::previous() {
  state_->iterator->Prev();
  check();
}

// ---- Database

namespace {

/// All files that are in the folder, here and now; RocksDB does it by itself every six hours, and in the background.
rocksdb::Status delete_what_nobody_needs(rocksdb::DB& database) {
  auto const status = database.DisableFileDeletions();
  return status.ok() ? database.EnableFileDeletions(true) : status;
}

/// A log of which a power cut left no whole record stays until something was written to the next one and flushed, and
/// somebody looks for what nobody needs. No copy can be made beside it: RocksDB reads the first record of every log.
void let_go_of_torn_log(rocksdb::DB& database, rocksdb::ColumnFamilyHandle& meta) {
  rocksdb::VectorLogPtr logs;
  if (!database.GetSortedWalFiles(logs).IsCorruption()) return;
  auto const key = meta_key(MetaTag::probe);
  // What fails here fails again, and is told, when somebody writes or copies.
  auto status = database.Put(rocksdb::WriteOptions(), &meta, slice(key), slice("0"));
  if (status.ok()) status = database.Flush(rocksdb::FlushOptions(), &meta);
  if (status.ok()) status = delete_what_nobody_needs(database);
  status.PermitUncheckedError();
}

}  // namespace

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(DatabaseSettings settings) {
  auto state = std::make_unique<State>();
  state->file_system = settings.file_system ? settings.file_system : std::make_shared<RocksFileSystem>();
  state->env = rocksdb::NewCompositeEnv(state->file_system);
  auto const current = (settings.folder / "CURRENT").string();
  if (!settings.create && state->file_system->FileExists(current, {}, nullptr).IsNotFound()) {
    return Error{ErrorCode::not_found, {}, "There is no database in " + settings.folder.string() + ".", "no_folder"};
  }
  auto const options = database_options(settings, state->env.get());
  auto const families = family_options(rocksdb::NewLRUCache(cache_bytes), settings.compress);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  descriptors.emplace_back(rocksdb::kDefaultColumnFamilyName, families);
  for (auto const* name : family_names) descriptors.emplace_back(name, families);
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* database = nullptr;
  auto const status = rocksdb::DB::Open(options, settings.folder.string(), descriptors, &handles, &database);
  if (!status.ok()) return open_error(status, settings.folder);
  state->database.reset(database);
  database->DestroyColumnFamilyHandle(handles.front());
  std::copy(handles.begin() + 1, handles.end(), state->families.begin());
  let_go_of_torn_log(*database, *state->family(Family::meta));
  state->settings = std::move(settings);
  return std::unique_ptr<Database>(new Database(std::move(state)));
}

std::optional<std::string> Database::find(Family family, std::string_view key, ReadFrom from) const {
  std::string value;
  auto const options = read_options(from, from.snapshot ? from.snapshot->snapshot_ : nullptr);
  auto const status = state_->database->Get(options, state_->family(family), slice(key), &value);
  if (status.ok()) return value;
  if (status.IsNotFound()) return std::nullopt;
  if (status.IsIncomplete()) throw ReadIncomplete();
  throw ReadFailed(status.ToString());
}

Cursor Database::cursor(Family family, std::string const& prefix, ReadFrom from) const {
  auto state = std::make_unique<Cursor::State>();
  auto options = read_options(from, from.snapshot ? from.snapshot->snapshot_ : nullptr);
  state->lower = prefix;
  state->upper = prefix_end(prefix);
  state->lower_slice = state->lower;
  state->upper_slice = state->upper;
  if (!state->lower.empty()) options.iterate_lower_bound = &state->lower_slice;
  if (!state->upper.empty()) options.iterate_upper_bound = &state->upper_slice;
  state->iterator.reset(state_->database->NewIterator(options, state_->family(family)));
  return Cursor(std::move(state));
}

void Database::keep_something_to_flush() {
  auto* const meta = state_->family(Family::meta);
  std::uint64_t rows = 1;
  if (!state_->database->GetIntProperty(meta, rocksdb::DB::Properties::kNumEntriesActiveMemTable, &rows)) return;
  if (rows > 0) return;
  rocksdb::WriteOptions options;
  options.disableWAL = true;
  auto const key = meta_key(MetaTag::probe);
  state_->database->Put(options, meta, slice(key), slice("0")).PermitUncheckedError();
}

WriteResult Database::write(Batch& batch) {
  count_nothing();
  std::lock_guard const alone(state_->flushing);
  keep_something_to_flush();
  rocksdb::WriteOptions options;
  options.sync = true;
  auto const status = state_->database->Write(options, &batch.entries_->batch);
  if (status.ok()) return WriteResult::done;
  state_->last_error = status.ToString();
  return status.IsNoSpace() ? WriteResult::no_space : WriteResult::failed;
}

Result<void> Database::rewrite_everything() {
  auto& database = *state_->database;
  auto const failed = [](rocksdb::Status const& status) {
    return Error{ErrorCode::unavailable, {}, "The database could not be rewritten: " + status.ToString() + ".", {}};
  };
  if (!has_room_to_flush()) return failed(rocksdb::Status::NoSpace());
  std::vector<rocksdb::ColumnFamilyHandle*> const all(state_->families.begin(), state_->families.end());
  // What is in memory also stands in the log, which is deleted when all of it is in files.
  {
    std::lock_guard const alone(state_->flushing);
    if (auto const status = database.Flush(rocksdb::FlushOptions(), all); !status.ok()) return failed(status);
  }
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  for (auto* const family : all) {
    auto const status = database.CompactRange(options, family, nullptr, nullptr);
    if (!status.ok()) return failed(status);
  }
  if (auto const status = delete_what_nobody_needs(database); !status.ok()) return failed(status);
  return {};
}

Result<void> Database::checkpoint(std::filesystem::path const& to) {
  auto const failed = [](rocksdb::Status const& status) {
    return Error{status.IsNoSpace() ? ErrorCode::no_space : ErrorCode::unavailable,
                 {},
                 "The database could not be copied: " + status.ToString() + ".",
                 {}};
  };
  if (!has_room_to_flush()) return failed(rocksdb::Status::NoSpace());
  rocksdb::Checkpoint* made = nullptr;
  if (auto const status = rocksdb::Checkpoint::Create(state_->database.get(), &made); !status.ok()) {
    return failed(status);
  }
  std::unique_ptr<rocksdb::Checkpoint> const checkpoint(made);
  std::lock_guard const alone(state_->flushing);
  // With 0 what is in memory goes into files first, so that the copy needs no piece of a log that is still written.
  if (auto const status = checkpoint->CreateCheckpoint(to.string(), 0); !status.ok()) return failed(status);
  return {};
}

bool Database::has_room_to_flush() {
  std::uint64_t in_memory = 0;
  state_->database->GetAggregatedIntProperty(rocksdb::DB::Properties::kCurSizeAllMemTables, &in_memory);
  return state_->file_system->has_room(state_->settings.folder, in_memory + room_beside_bytes);
}

WriteResult Database::resume() {
  if (!has_room_to_flush()) return WriteResult::no_space;
  std::lock_guard const alone(state_->flushing);
  auto const status = state_->database->Resume();
  if (status.ok()) return WriteResult::done;
  state_->last_error = status.ToString();
  return status.severity() >= rocksdb::Status::Severity::kFatalError ? WriteResult::failed : WriteResult::no_space;
}

std::string const& Database::last_error() const { return state_->last_error; }

std::shared_ptr<Snapshot const> Database::snapshot(Seq seq) const {
  return std::shared_ptr<Snapshot const>(new Snapshot(*state_->database, seq));
}

RocksFileSystem& Database::file_system() const { return *state_->file_system; }

std::string prefix_end(std::string prefix) {
  while (!prefix.empty() && static_cast<unsigned char>(prefix.back()) == 0xFF) prefix.pop_back();
  if (!prefix.empty()) prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1);
  return prefix;
}

}  // namespace staffroom
