// The store's front: opens the folder in the right order, and passes on to the committer and the readers.
#include "store/store.hpp"

#include <future>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/audit.hpp"
#include "store/committer.hpp"
#include "store/contracts_lines.hpp"
#include "store/digest.hpp"
#include "store/engine.hpp"
#include "store/files.hpp"
#include "store/index_rows.hpp"
#include "store/integrity.hpp"
#include "store/migrations.hpp"
#include "store/personal_copy.hpp"
#include "store/planned_dates.hpp"
#include "store/purchases.hpp"
#include "store/purchases_records.hpp"
#include "store/resources_downloads.hpp"
#include "store/resume.hpp"
#include "store/search_follower.hpp"
#include "store/supplier_pages.hpp"

namespace staffroom {
namespace {

constexpr int catching_up_rounds_max = 256;

Error unreadable(ReadFailed const& failure) {
  return {ErrorCode::unavailable, {}, std::string("The disk could not be read: ") + failure.what(), {}};
}

/// 32 bytes, given as such or as 64 hex digits.
std::string token_bytes(std::string_view token_hash) {
  return token_hash.size() == 32 ? std::string(token_hash) : bytes_from_hex(token_hash);
}

}  // namespace

struct Store::Impl {
  std::unique_ptr<Files> files;
  std::unique_ptr<Engine> engine;
  std::unique_ptr<Committer> committer;         // stops before the engine goes
  std::unique_ptr<search::Follower> searching;  // stops before both
  ~Impl() {
    if (engine) engine->searching = nullptr;
  }
};

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
  std::error_code error;
  if (settings.create) std::filesystem::create_directories(settings.folder, error);
  if (error) {
    return Error{
        ErrorCode::unavailable, {}, "The data folder " + where + " cannot be made: " + error.message() + ".", "folder"};
  }
  auto const inside = settings.folder / "database";
  if (settings.create) std::filesystem::create_directories(inside, error);
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

std::optional<SignedIn> Store::session_of(std::string_view token_hash) const {
  auto& engine = *impl_->engine;
  auto const token = token_bytes(token_hash);
  if (token.empty()) return std::nullopt;
  auto live = engine.sessions.find(token);
  if (!live) {
    try {
      auto const view = engine.view(ReadTier::disk);
      SessionId id;
      view.scan_index(IndexKey(Index::session_by_token).text(token).take(), {}, [&](auto, std::string_view value) {
        id = SessionId{read_u64(value)};
        return false;
      });
      auto const session = id ? view.find<Session>(id) : nullptr;
      auto const secret = session ? view.find<SessionSecret>(id) : nullptr;
      if (!secret) return std::nullopt;
      live = std::make_shared<CachedSession const>(*session, secret->fresh_until);
      engine.sessions.keep(token, live, view.seq());
    } catch (ReadFailed const&) {
      return std::nullopt;
    }
  }
  using namespace limits;
  auto const& session = live->session;
  SignedIn out;
  out.actor = {session.person, session.id, live->fresh_until};
  out.idle_ends = session.last_seen + session_idle_max;
  out.ends = session.expires;
  out.last_seen = session.last_seen;
  auto const now = engine.clock.now();
  if (now >= out.ends || now >= out.idle_ends) return std::nullopt;
  return out;
}

std::optional<Credential> Store::credential_of(std::string_view email) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    auto const wanted = IndexKey(Index::person_by_email).text(folded(email)).take();
    PersonId person;
    view.scan_index(wanted, {}, [&](std::string_view key, std::string_view value) {
      if (key == wanted) person = PersonId{read_u64(value)};
      return false;
    });
    if (!person) return std::nullopt;
    auto const credential = view.find<Credential>(person);
    if (!credential) return std::nullopt;
    return *credential;
  } catch (ReadFailed const&) {
    return std::nullopt;
  }
}

std::optional<Credential> Store::credential_of(PersonId person) const {
  try {
    auto const credential = impl_->engine->view(ReadTier::disk).find<Credential>(person);
    return credential ? std::optional(*credential) : std::nullopt;
  } catch (ReadFailed const&) {
    return std::nullopt;
  }
}

std::shared_ptr<PersonStanding const> Store::standing(PersonId person) const {
  try {
    return impl_->engine->view(ReadTier::disk).standing(person);
  } catch (ReadFailed const&) {
    return nullptr;
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

std::vector<Upload> Store::uploads() const {
  std::vector<Upload> out;
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    view.scan_index(IndexKey(Index::uploads_by_person).take(), {}, [&](std::string_view key, std::string_view) {
      if (auto const upload = view.find<Upload>(UploadId{~read_u64(key.substr(9))})) out.push_back(*upload);
      return true;
    });
  } catch (ReadFailed const&) {
    out.clear();
  }
  return out;
}

std::vector<Download> Store::downloads_preparing() const {
  std::vector<Download> out;
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    view.scan_index(IndexKey(Index::downloads_preparing).take(), {}, [&](std::string_view key, std::string_view) {
      if (auto const download = view.find<Download>(DownloadId{read_u64(key.substr(1))})) out.push_back(*download);
      return true;
    });
  } catch (ReadFailed const&) {
    out.clear();
  }
  return out;
}

std::vector<ResourceVersion> Store::versions_checking() const {
  std::vector<ResourceVersion> out;
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    view.scan_index(IndexKey(Index::versions_checking).take(), {}, [&](std::string_view key, std::string_view) {
      auto const version = view.find<ResourceVersion>(ResourceVersionId{read_u64(key.substr(1))});
      if (version) out.push_back(*version);
      return true;
    });
  } catch (ReadFailed const&) {
    out.clear();
  }
  return out;
}

bool Store::names_file(OrganisationId organisation, std::string_view sha256) const {
  try {
    bool found = false;
    auto const view = impl_->engine->view(ReadTier::disk);
    for (auto const index : {Index::files_by_hash, Index::purchase_files}) {
      auto const prefix = IndexKey(index).id(organisation).text(bytes_from_hex(sha256)).take();
      view.scan_index(prefix, {}, [&](std::string_view, std::string_view) {
        found = true;
        return false;
      });
    }
    return found;
  } catch (ReadFailed const&) {
    return true;
  }
}

bool Store::may_upload(Actor const& actor, OrganisationId organisation) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    auto const asked = asking(actor, impl_->engine->clock.now());
    Subject subject;
    subject.organisation = organisation;
    subject.about = actor.person;
    return Door(view, asked).may(Thing::upload, Action::create, subject).has_value();
  } catch (ReadFailed const&) {
    return false;
  }
}

std::vector<DownloadItem> Store::download_contents(Download const& download) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    Actor actor;
    actor.person = download.person;
    return contents_of(view, asking(actor, impl_->engine->clock.now()), download);
  } catch (ReadFailed const&) {
    return {};
  }
}

bool Store::may_take(Actor const& actor, ResourceVersionId version) const {
  try {
    return staffroom::may_take(impl_->engine->view(ReadTier::disk), asking(actor, impl_->engine->clock.now()), version);
  } catch (ReadFailed const&) {
    return false;
  }
}

Result<SupplierPage> Store::supplier_page(SupplierLinkId link) const {
  try {
    auto page = purchases::supplier_page(impl_->engine->view(ReadTier::disk), impl_->engine->clock.now(), link);
    if (!page) return Error::not_found();
    return *std::move(page);
  } catch (ReadFailed const& failure) {
    return unreadable(failure);
  }
}

Result<OrganisationId> Store::may_enter_quote(Actor const& actor, PurchaseId purchase) const {
  try {
    auto const view = impl_->engine->view(ReadTier::disk);
    auto const asked = asking(actor, impl_->engine->clock.now());
    TRY_INTO(auto const found, purchases::purchase_for(view, asked, purchase, Thing::quote, Action::enter_by_hand,
                                                       buying::CheckVersion::no));
    return found->organisation;
  } catch (ReadFailed const& failure) {
    return unreadable(failure);
  }
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
