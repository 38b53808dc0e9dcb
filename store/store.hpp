// The store's front: submit a command, ask a query, listen to what was committed. Knows disk and order; knows nothing
// of sockets. Thread-safe. One process per data folder.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "protocol/kinds.hpp"
#include "protocol/result.hpp"
#include "store/audience.hpp"
#include "store/change.hpp"
#include "store/dispatch.hpp"
#include "store/histogram.hpp"

namespace staffroom {

struct ContractLines;
struct Digest;
struct DownloadItem;
struct ToldItem;
class Files;
class RocksFileSystem;
struct PersonalCopy;
struct PurchaseRecords;
struct SupplierPage;

struct StoreSettings {
  std::filesystem::path folder;
  bool manual_clock = false;                     // time moves by advance_clock() only
  TimestampMs manual_start{1'788'768'000'000};   // where a manual clock stands in a new folder: 2026-09-07, 08:00 UTC
  bool create = true;                            // refuse a missing folder when false
  std::shared_ptr<RocksFileSystem> file_system;  // null: the real one
  std::function<void(std::string_view level, std::string const& line)> database_log;  // RocksDB's own log; may be null
  std::chrono::milliseconds space_retry_every{1'000};  // after no_space: how often writing is tried again
  std::uint64_t window_bytes_max = limits::window_bytes_max;
  bool compress = true;  // the database's files; off in tests that look for words in them
  bool search = false;   // keep the search index up to date, in `search` of the folder: where people search
};

enum class Lane : std::uint8_t { people, background };

struct Submission {
  Actor actor;
  Command command;
  std::string key;                // idempotency key; empty: none
  std::uint64_t fingerprint = 0;  // of the decoded request without its secrets
  std::optional<std::uint32_t> if_match;
  Lane lane = Lane::people;
};

struct Accepted {
  Seq seq = 0;
  bool repeated = false;  // answered from an earlier acceptance of the same key
  std::string record;     // JSON of the record the answer shows; empty when gone, or not readable
  std::string self;       // its path
  std::uint32_t version = 0;
};
using Outcome = Result<Accepted>;
/// Called once, on the committer's thread, after the sync and after the publication was handed over; at once, on the
/// caller's thread, when too many commands wait or the store is stopping. Must not block.
using Completion = std::function<void(Outcome)>;

/// What one commit group means for the pages that are open: per audience one text, in two encodings.
struct Publication {
  Seq first = 0;
  Seq last = 0;
  struct Part {
    Audience audience;
    std::string more;  // a frame's JSON text: {"events":[…],"names":[…],"more":true}
    std::string last;  // the same with "last":n
  };
  std::vector<Part> parts;  // in order; a session gets `more` for all of its parts but the final one
  struct Access {
    PersonId person;
    Audiences now;  // what the person's sessions carry from this group on
  };
  std::vector<Access> access;    // applied before the parts are delivered
  std::vector<SessionId> ended;  // sessions to close
};

class PublicationSink {
 public:
  virtual ~PublicationSink() = default;
  /// Committer's thread; must not block.
  virtual void publish(std::shared_ptr<Publication const> publication) = 0;
  /// Whether anyone carries this audience now: parts that nobody wants are not encoded. To be asked after the group's
  /// changes can be read (who subscribes later reads them). Audiences that the group itself gives to somebody
  /// (`Access::now`) are encoded whatever this says.
  virtual bool listens(Audience audience) const = 0;
};

/// A signed-in person as a request carries them.
struct SignedIn {
  Actor actor;
  TimestampMs idle_ends;
  TimestampMs ends;
  TimestampMs last_seen;
};

/// A program that carries a person's token.
struct TokenHolder {
  Actor actor;
  ApiTokenId token;
  Many<TokenScope, 7> scopes;
  TimestampMs ends;
  std::optional<TimestampMs> last_used;
};

/// What a client missed: the records' present state, in frames ready to send, or a reason to fetch everything afresh.
struct Missed {
  bool resync = false;
  std::string_view reason;  // first, incarnation, window, cursor
  Seq seq = 0;
  std::vector<std::string> frames;
};

enum class Health : std::uint8_t { ok, read_only_no_space, read_only_failed };

class Store {
 public:
  /// Errors: conflict (folder in use), unavailable (damaged: says what to do), unprocessable (newer version).
  static Result<std::unique_ptr<Store>> open(StoreSettings settings);
  ~Store();  // drains, syncs, closes

  void submit(Submission submission, Completion completion);
  /// All at once, in this order: what a network thread has read in one turn becomes one commit group.
  using Call = std::pair<Submission, Completion>;
  void submit_all(std::vector<Call> calls);
  /// Blocks; for tools and tests, never on a network thread.
  Outcome submit_and_wait(Submission submission);

  /// nullopt (only with cache_only): the caches did not hold it, ask again on the read pool.
  std::optional<Result<Answer>> ask(Actor const& actor, Query const& query, Page const& page, ReadTier tier);

  /// The session behind a token's SHA-256, if it is live and not idle for too long.
  std::optional<SignedIn> session_of(std::string_view token_hash) const;
  /// The token behind a SHA-256, if it is live and its person belongs to the network. Blocks when it is not cached.
  std::optional<TokenHolder> token_of(std::string_view token_hash) const;
  std::optional<Credential> credential_of(std::string_view email) const;
  std::optional<Credential> credential_of(PersonId person) const;
  std::shared_ptr<PersonStanding const> standing(PersonId person) const;
  /// Mail that is due, now or later, and mail that is being handed over; by the time it is tried, at most so many.
  std::vector<EmailNote> emails_waiting(std::size_t at_most) const;
  /// {"id","name","label"} for presence and typing.
  std::string name_json(PersonId person) const;

  /// Frames that bring a client of `person` from `since` to now. The caller subscribes first, then asks.
  Missed missed(PersonId person, std::string_view incarnation, Seq since) const;

  void set_sink(PublicationSink* sink);  // before the first submit
  Seq seq() const;
  std::string const& incarnation() const;
  Health health() const;
  TimestampMs now() const;                             // the committer's clock, never backwards
  void advance_clock(std::chrono::milliseconds span);  // manual clock only
  /// The next time at which a tick has something to do.
  std::optional<TimestampMs> next_due() const;
  /// The machine's time has leapt by over a day while running: stamps go on evenly, due things wait for a restart.
  bool clock_leapt() const;
  /// A page of the audit trail with the names of the organisations in it, one for each item. Blocks: read pool only.
  struct AuditLines {
    AuditPage page;
    std::vector<std::string> organisations;
  };
  Result<AuditLines> audit(Actor const& actor, ListAudit const& query, Page const& page) const;
  /// A part of the register of contracts as `actor` may read it (store/contracts_lines.hpp). Blocks: read pool only.
  Result<ContractLines> contract_lines(Actor const& actor, OrganisationId organisation, std::string const& from) const;
  /// The file of a purchase as `actor` may read it at this moment (store/purchases_records.hpp). Errors: those of the
  /// permission table. Blocks: read pool only.
  Result<PurchaseRecords> purchase_records(Actor const& actor, PurchaseId purchase) const;
  /// Whether they may read it still, as it is now. Blocks.
  bool still_reads(Actor const& actor, Record const& record) const;
  /// Erasures whose window has rolled past: rewrites the files that held the person, and says that it is done. Blocks,
  /// for background threads; nothing happens while no erasure waits for it.
  Result<void> finish_erasures();
  /// Everything that the hub holds about a person, and that `asker` may read (store/personal_copy.hpp). Blocks, reads
  /// everything. Whether it may be asked for is decided by NoteExport, which comes first.
  Result<PersonalCopy> data_about(PersonId asker, PersonId person) const;
  /// Compares every index row with the records; blocks, reads everything. Empty when all is sound.
  std::vector<std::string> verify() const;

  struct Counters {
    std::atomic<std::uint64_t> commands{0}, rejected{0}, groups{0}, repeated{0}, sync_microseconds{0};
    std::atomic<std::uint64_t> queries{0}, queries_missed_cache{0}, waiting{0};
    Histogram sync_times;   // microseconds
    Histogram group_times;  // microseconds, from the first decision of a group to its answers
    Histogram group_sizes;  // commands
  };
  Counters const& counters() const;
  /// Waits until the search index holds everything that was committed before the call. False when the time is over, or
  /// nothing is searched here. For tests and tools.
  bool wait_for_search(std::chrono::milliseconds at_most);
  /// How far the search index is behind; nothing where nothing is searched.
  std::optional<std::uint64_t> search_behind() const;
  /// Copies the database as it is at some moment during the call into `to`, which must not exist yet; by hard links
  /// where that is possible. Blocks; reads and writes go on. Everything acknowledged before the call is in it.
  /// Errors: no_space, unavailable.
  Result<Seq> checkpoint(std::filesystem::path const& to);
  /// People's files, in the same folder.
  Files& files();
  /// All uploads there are; downloads that are being prepared.
  std::vector<Upload> uploads() const;
  std::vector<Download> downloads_preparing() const;
  /// Versions whose files nobody has looked at yet, oldest first.
  std::vector<ResourceVersion> versions_checking() const;
  /// Whether an upload, a version, a purchase or a quote names it. True when that cannot be read.
  bool names_file(OrganisationId organisation, std::string_view sha256) const;
  bool may_upload(Actor const& actor, OrganisationId organisation) const;
  /// What the download's person may take of it at this moment (store/resources_downloads.hpp).
  std::vector<DownloadItem> download_contents(Download const& download) const;
  bool may_take(Actor const& actor, ResourceVersionId version) const;
  /// What is behind a supplier's link (store/supplier_pages.hpp). Errors: not_found; unavailable.
  Result<SupplierPage> supplier_page(SupplierLinkId link) const;
  /// Whose files a quote becomes that the actor enters by hand. Errors: those of the permission table; unavailable.
  Result<OrganisationId> may_enter_quote(Actor const& actor, PurchaseId purchase) const;

  // For mail and calendars: what the person reads at this moment (store/digest.hpp, store/planned_dates.hpp).
  Digest digest(PersonId person, TimestampMs from, TimestampMs to) const;
  /// nullopt when it is gone, or they don't read any more what it is about.
  std::optional<ToldItem> told(NotificationId notification) const;
  std::vector<PlannedDate> planned_dates(PersonId person, Date from, Date to) const;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  void follow_with_search();
  std::unique_ptr<Impl> impl_;
};

}  // namespace staffroom
