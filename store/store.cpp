// The store's front: opens the folder in the right order, and passes on to the committer and the readers.
#include "store/store.hpp"

#include <future>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/audit.hpp"
#include "store/contracts_lines.hpp"
#include "store/digest.hpp"
#include "store/index_rows.hpp"
#include "store/integrity.hpp"
#include "store/migrations.hpp"
#include "store/personal_copy.hpp"
#include "store/planned_dates.hpp"
#include "store/purchases_records.hpp"
#include "store/resume.hpp"
#include "store/rocks_file_system.hpp"
#include "store/store_parts.hpp"

namespace staffroom {
namespace {

constexpr int catching_up_rounds_max = 256;

}  // namespace

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::~Store() = default;

namespace {

struct Opened {
  std::unique_ptr<Engine> engine;
  CommitState state;
  HighWater high_water;
};

Result<Opened> open_engine(StoreSettings settings) {
  auto const where = settings.folder.string();
  if (!settings.file_system) settings.file_system = std::make_shared<RocksFileSystem>();
  auto const inside = settings.folder / "database";
  auto const made = settings.create ? settings.file_system->make_folders(inside) : DiskAnswer::ok;
  if (made == DiskAnswer::no_space) {
    return Error{ErrorCode::no_space, {}, "The disk of " + where + " is full. Free some space and start again.", {}};
  }
  if (made != DiskAnswer::ok) {
    return Error{ErrorCode::unavailable,
                 {},
                 "The data folder " + where +
                     " cannot be made. Check the disk, and who may "
                     "write there.",
                 "folder"};
  }
  TRY(migrations::refuse_newer(inside, settings.file_system));
  TRY_INTO(auto database,
           Database::open({inside, settings.create, settings.file_system, settings.database_log, settings.compress}));
  TRY(migrations::bring_up_to_date(*database));
  auto incarnation = migrations::incarnation_of(*database);
  CommitState state;
  if (auto const stored = database->find(Family::meta, meta_key(MetaTag::state), {})) {
    state = decode_commit_state(*stored);
  }
  HighWater high_water(database->file_system(), settings.folder);
  TRY(high_water.check(incarnation, state.seq));
  auto engine = std::make_unique<Engine>(std::move(settings), std::move(database), std::move(incarnation), state);
  engine->show(engine->database->snapshot(state.seq));
  return Opened{std::move(engine), state, std::move(high_water)};
}

/// What came due while the program was down is done before anyone asks.
void catch_up(Store& store) {
  for (int round = 0; round < catching_up_rounds_max; ++round) {
    auto const due = store.next_due();
    if (!due || *due > store.now()) return;
    if (!store.submit_and_wait({{}, Tick{}, {}, 0, std::nullopt, Lane::people})) return;
  }
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(StoreSettings settings) {
  try {
    TRY_INTO(auto opened, open_engine(std::move(settings)));
    auto impl = std::make_unique<Impl>();
    impl->engine = std::move(opened.engine);
    TRY_INTO(impl->files, Files::open(impl->engine->settings.folder, impl->engine->settings.file_system));
    impl->committer = std::make_unique<Committer>(*impl->engine, opened.state, std::move(opened.high_water));
    impl->committer->start();
    auto store = std::unique_ptr<Store>(new Store(std::move(impl)));
    catch_up(*store);
    store->follow_with_search();
    return store;
  } catch (ReadFailed const& failure) {
    return unreadable(failure);
  }
}

void Store::submit(Submission submission, Completion completion) {
  impl_->committer->submit(std::move(submission), std::move(completion));
}

void Store::submit_all(std::vector<Call> calls) { impl_->committer->submit_all(std::move(calls)); }

Outcome Store::submit_and_wait(Submission submission) {
  std::promise<Outcome> promise;
  auto outcome = promise.get_future();
  submit(std::move(submission), [&promise](Outcome it) { promise.set_value(std::move(it)); });
  return outcome.get();
}

std::optional<Result<Answer>> Store::ask(Actor const& actor, Query const& query, Page const& page, ReadTier tier) {
  auto& engine = *impl_->engine;
  try {
    auto const view = engine.view(tier);
    if (tier == ReadTier::cache_only) ++engine.counters.queries;
    return dispatch_query(view, actor, engine.clock.now(), query, page);
  } catch (ReadIncomplete const&) {
    ++engine.counters.queries_missed_cache;
    return std::nullopt;
  } catch (ReadFailed const& failure) {
    return Result<Answer>(unreadable(failure));
  }
}

std::vector<EmailNote> Store::emails_waiting(std::size_t at_most) const {
  std::vector<EmailNote> out;
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    view.scan_index(IndexKey(Index::emails_due).take(), {}, [&](std::string_view key, std::string_view) {
      if (auto const note = view.find<EmailNote>(EmailId{read_u64(key.substr(9))})) out.push_back(*note);
      return out.size() < at_most;
    });
  } catch (ReadFailed const&) {
    out.clear();
  }
  return out;
}

Digest Store::digest(PersonId person, TimestampMs from, TimestampMs to) const {
  try {
    return digest_of(impl_->engine->view(ReadTier::disk), person, from, to);
  } catch (ReadFailed const&) {
    return {};
  }
}

std::optional<ToldItem> Store::told(NotificationId notification) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    auto const found = view.find<Notification>(notification);
    return found ? told_item(view, *found) : std::nullopt;
  } catch (ReadFailed const&) {
    return std::nullopt;
  }
}

std::vector<PlannedDate> Store::planned_dates(PersonId person, Date from, Date to) const {
  try {
    return staffroom::planned_dates(impl_->engine->view(ReadTier::disk), person, from, to);
  } catch (ReadFailed const&) {
    return {};
  }
}

std::string Store::name_json(PersonId person) const {
  try {
    return impl_->engine->view(ReadTier::disk).name_json(person);
  } catch (ReadFailed const&) {
    return {};
  }
}

Missed Store::missed(PersonId person, std::string_view incarnation, Seq since) const {
  return missed_since(*impl_->engine, person, incarnation, since);
}

void Store::set_sink(PublicationSink* sink) { impl_->engine->sink = sink; }
Seq Store::seq() const { return impl_->engine->shown()->seq(); }
std::string const& Store::incarnation() const { return impl_->engine->incarnation; }
Health Store::health() const { return impl_->engine->health; }
TimestampMs Store::now() const { return impl_->engine->clock.now(); }
void Store::advance_clock(std::chrono::milliseconds span) { impl_->engine->clock.advance(span); }
bool Store::clock_leapt() const { return impl_->engine->clock.leapt(); }
Store::Counters const& Store::counters() const { return impl_->engine->counters; }
void Store::follow_with_search() {
  if (!impl_->engine->settings.search) return;
  auto const submit = [this](Command command) {
    impl_->committer->submit({{}, std::move(command), {}, 0, std::nullopt, Lane::background}, [](Outcome const&) {});
  };
  impl_->searching = std::make_unique<search::Follower>(*impl_->engine, *impl_->files, submit);
  impl_->engine->searching = impl_->searching.get();
  impl_->searching->start();
}

bool Store::wait_for_search(std::chrono::milliseconds at_most) {
  return impl_->searching && impl_->searching->wait_for(seq(), at_most);
}

std::optional<std::uint64_t> Store::search_behind() const {
  if (!impl_->searching) return std::nullopt;
  auto const followed = impl_->searching->followed();
  auto const now = seq();
  return now > followed ? now - followed : 0;
}

Result<Seq> Store::checkpoint(std::filesystem::path const& to) {
  auto const at_least = seq();
  TRY(impl_->engine->database->checkpoint(to));
  return at_least;
}

Files& Store::files() { return *impl_->files; }

std::optional<TimestampMs> Store::next_due() const {
  auto const due = impl_->engine->next_due.load();
  if (due == Engine::nothing_due) return std::nullopt;
  return TimestampMs{due};
}

Result<Store::AuditLines> Store::audit(Actor const& actor, ListAudit const& query, Page const& page) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    TRY_INTO(auto found, audit_page(view, asking(actor, impl_->engine->clock.now()), query, page));
    AuditLines out{std::move(found), {}};
    for (auto const& line : out.page.items) {
      auto const node = line.organisation ? view.find<Organisation>(*line.organisation) : nullptr;
      out.organisations.push_back(node ? node->name.value : std::string());
    }
    return out;
  } catch (ReadFailed const& failure) {
    return unreadable(failure);
  }
}

Result<ContractLines> Store::contract_lines(Actor const& actor, OrganisationId organisation,
                                            std::string const& from) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    return contracts::lines_of(view, asking(actor, impl_->engine->clock.now()), organisation, from);
  } catch (ReadFailed const& failure) {
    return unreadable(failure);
  }
}

Result<PurchaseRecords> Store::purchase_records(Actor const& actor, PurchaseId purchase) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    return purchases::records_of(view, asking(actor, impl_->engine->clock.now()), purchase);
  } catch (ReadFailed const& failure) {
    return unreadable(failure);
  }
}

bool Store::still_reads(Actor const& actor, Record const& record) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    auto const now = view.find_record(kind_of(record), key_of(record));
    return now && reads(view, actor, *now);
  } catch (ReadFailed const&) {
    return false;
  }
}

Result<void> Store::finish_erasures() {
  try {
    std::vector<ErasureId> settled;
    {
      auto const view = impl_->engine->view(ReadTier::disk);
      auto const now = impl_->engine->clock.now();
      view.scan_index(IndexKey(Index::erasures_all).take(), {}, [&](std::string_view key, std::string_view) {
        auto const found = view.find<Erasure>(ErasureId{~read_u64(key.substr(1))});
        bool const waits = found && found->state == ErasureState::settling && found->settles.value_or(now) <= now;
        if (waits) settled.push_back(found->id);
        return true;
      });
    }
    if (settled.empty() || health() != Health::ok) return {};
    TRY(impl_->engine->database->rewrite_everything());
    if (impl_->searching) impl_->searching->make_anew();
    for (auto const id : settled) {
      auto const outcome = submit_and_wait({{}, CompleteErasure{id}, {}, 0, std::nullopt, Lane::background});
      if (!outcome) return outcome.error();
    }
    return {};
  } catch (ReadFailed const& failure) {
    return unreadable(failure);
  }
}

Result<PersonalCopy> Store::data_about(PersonId asker, PersonId person) const {
  try {
    return collect_copy(*impl_->engine, asker, person);
  } catch (ReadFailed const& failure) {
    return unreadable(failure);
  }
}

std::vector<std::string> Store::verify() const {
  try {
    return integrity::problems(*impl_->engine->database, *impl_->engine->shown());
  } catch (ReadFailed const& failure) {
    return {failure.what()};
  }
}

}  // namespace staffroom
