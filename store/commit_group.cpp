// One commit group: deciding and what follows from it.
#include "store/commit_group.hpp"

#include <algorithm>

#include "protocol/codec.hpp"
#include "store/calendar.hpp"
#include "store/dispatch.hpp"
#include "store/index_rows.hpp"
#include "store/stored_record.hpp"

namespace staffroom {
namespace {

constexpr int tick_rounds_max = 16;
constexpr std::size_t bytes_per_record = 256;  // beside its text: keys, index rows, window

Kind kind_at(std::string const& key) { return static_cast<Kind>(static_cast<std::uint8_t>(key.front())); }

bool may_read(View const& view, Actor const& actor, Audiences const& readers) {
  if (actor.is_system()) return true;
  auto const standing = view.standing(actor.person);
  return standing && meets(readers, standing->audiences);
}

Error disk_error() {
  return {
      ErrorCode::unavailable, {}, "The disk could not be read. Try again; if it stays so, tell an administrator.", {}};
}

}  // namespace

CommitGroup::CommitGroup(Engine& engine)
    : engine_(engine),
      view_(*engine.database, records_, engine.standings),
      window_(*engine.database, engine.settings.window_bytes_max),
      batch_(*engine.database) {}

void CommitGroup::begin(CommitState const& state) {
  state_ = state;
  begun_at_ = state.seq;
  begun_ = std::chrono::steady_clock::now();
  commands_ = 0;
  bytes_ = 0;
  broken_ = false;
  answered_.clear();
  gathered_.clear();
  events_.clear();
  audit_.clear();
  keyed_.clear();
  sessions_changed_.clear();
  gained_.clear();
  publication_ = nullptr;
  batch_.clear();
  view_.begin(state.seq);
  if (!due_known_) find_due();
  engine_.next_due = first_due_ ? first_due_->at.value : Engine::nothing_due;
}

bool CommitGroup::is_full() const {
  return broken_ || commands_ >= limits::group_commands_max || bytes_ >= limits::group_bytes_max ||
         std::chrono::steady_clock::now() - begun_ >= limits::group_deciding_max;
}

// ---- deciding

void CommitGroup::decide(Submission const& submission, Completion completion) {
  ++commands_;
  auto const now = std::max(state_.now, engine_.clock.now());
  state_.now = now;
  Outcome outcome = disk_error();
  try {
    expire_due(now);
    outcome = decide_now(submission, now);
  } catch (ReadFailed const&) {
    outcome = disk_error();
  } catch (std::exception const& exception) {
    outcome = Error{ErrorCode::internal, {}, exception.what(), {}};
  }
  answered_.push_back({std::move(completion), std::move(outcome)});
}

Outcome CommitGroup::decide_now(Submission const& submission, TimestampMs now) {
  if (auto earlier = repeated(submission)) return std::move(*earlier);
  Asked asked{submission.actor, now, calendar::date_of(now), submission.if_match, state_.id_next};
  auto change = dispatch(view_, asked, submission.command);
  if (!change) return change.error();
  return accept(submission, asked, std::move(*change));
}

std::optional<Outcome> CommitGroup::repeated(Submission const& submission) {
  if (submission.key.empty()) return std::nullopt;
  auto const key = idempotency_key(submission.actor.person, submission.key);
  std::optional<IdempotencyRow> row;
  for (auto const& it : keyed_) {
    if (it.key == key) row = it.row;
  }
  if (!row) {
    auto const stored = engine_.database->find(Family::window, key, {});
    if (!stored) return std::nullopt;
    row = decode_idempotency(*stored);
  }
  if (row->fingerprint != submission.fingerprint) {
    return Error::conflict("key_reused", "This idempotency key was used for another request. Use a new key.");
  }
  auto accepted = answer(submission.actor, row->answer_key, {}, Lending::no);
  accepted.seq = row->seq;
  accepted.repeated = true;
  return accepted;
}

Outcome CommitGroup::accept(Submission const& submission, Asked const& asked, Change change) {
  bool const changes = !change.puts.empty() || !change.removals.empty();
  bool const noted = is_note(submission.command);
  auto const name = name_of(submission.command);
  auto const answer_key = change.answer_key;
  auto const lending = change.lends ? Lending::yes : Lending::no;
  auto const deeds = std::move(change.deeds);
  std::vector<Applied> applied;
  // A key needs a row of its own in the window, so it takes a seq although nothing changed.
  if (changes || noted || !submission.key.empty()) {
    ++state_.seq;
    view_.note_command(state_.seq, name);
    broken_ = true;  // until the change is whole
    applied = view_.apply(std::move(change), state_.id_next);
    record_applied(state_.seq, name, applied);
    broken_ = false;
    state_.id_next = std::max(state_.id_next, asked.id_next);
  }
  if (!submission.key.empty()) {
    keyed_.push_back(
        {idempotency_key(submission.actor.person, submission.key), {submission.fingerprint, state_.seq, answer_key}});
  }
  if ((changes || noted) && is_audited(submission.command)) {
    for (auto const& deed : deeds) audit(deed.by, std::string(deed.name), deed.key, applied, asked.now);
    if (deeds.empty()) audit(submission.actor.person, std::string(name), answer_key, applied, asked.now);
  }
  auto accepted = answer(submission.actor, answer_key, applied, lending);
  accepted.seq = state_.seq;
  return accepted;
}

/// Of the record that the answer shows, or else of the first that changed.
void CommitGroup::audit(PersonId person, std::string command, std::string const& answer_key,
                        std::vector<Applied> const& applied, TimestampMs at) {
  AuditEntry entry{state_.seq, person, std::move(command), Kind{}, 0, at, {}};
  auto const shown = std::find_if(applied.begin(), applied.end(), [&](auto const& it) { return it.key == answer_key; });
  auto const as_changed = [](Applied const& one) { return one.after ? one.after->record() : one.before; };
  auto record = shown != applied.end() ? as_changed(*shown) : SharedRecord();
  if (!record && !answer_key.empty()) record = view_.find_record(kind_at(answer_key), answer_key);
  if (!record && !applied.empty()) record = as_changed(applied.front());
  if (record) {
    entry.kind = kind_of(*record);
    entry.id = id_of(*record);
    entry.organisation = owner_of(view_, *record);
  } else if (person) {
    entry.organisation = owner_of(view_, person);
  }
  if (is_sealed(entry.command)) entry.organisation = nobodys;
  audit_.push_back(std::move(entry));
}

void CommitGroup::record_applied(Seq seq, std::string_view because, std::vector<Applied> const& applied) {
  for (auto const& it : applied) {
    gathered_.add(seq, because, it);
    // New records are encoded once anyway, and tell how big the batch will be.
    bytes_ += bytes_per_record + (it.after && !it.before ? it.after->json().size() : 0);
    if (it.kind == Kind::session) sessions_changed_.push_back(SessionId{it.id});
  }
}

Accepted CommitGroup::answer(Actor const& actor, std::string const& key, std::vector<Applied> const& applied,
                             Lending lending) {
  Accepted accepted;
  if (key.empty() || is_internal(kind_at(key))) return accepted;
  auto const it = std::find_if(applied.begin(), applied.end(), [&](auto const& one) { return one.key == key; });
  bool const fresh = it != applied.end() && it->after;
  auto const record = fresh ? it->after->record() : view_.find_record(kind_at(key), key);
  if (!record) return accepted;
  bool const lent = lending == Lending::yes;
  if (!lent && !may_read(view_, actor, fresh ? it->readers_after : audience_of(view_, *record))) return accepted;
  if (fresh) {
    accepted.record = it->after->json();
  } else if (auto const written = view_.find_written(key)) {
    accepted.record = written->json();
  } else {
    accepted.record = to_json(*record);
  }
  accepted.self = self_of(*record);
  accepted.version = version_of(*record);
  return accepted;
}

// ---- what is due

namespace {

/// The first row of things due at or after that key.
std::optional<CommitGroup::Due> first_due_from(View const& view, std::string const& from) {
  std::optional<CommitGroup::Due> due;
  view.scan_index(IndexKey(Index::due).take(), from, [&due](std::string_view key, std::string_view) {
    due = CommitGroup::Due{std::string(key), {static_cast<std::int64_t>(read_u64(key.substr(1)))}};
    return false;
  });
  return due;
}

std::string first_timed_key() { return IndexKey(Index::due).u64(1).take(); }

/// Looks again only when the first one went or another came before it, and only from there: what was due before is
/// gone, and the database would walk over all that is left of it.
void follow_due(View const& view, std::optional<CommitGroup::Due>& first, std::string const& least,
                GroupView::DueChanges const& changes) {
  auto from = first ? first->key : std::string();
  bool changed = first && std::find(changes.removed.begin(), changes.removed.end(), from) != changes.removed.end();
  for (auto const& key : changes.added) {
    if (key < least || (!from.empty() && key >= from)) continue;
    from = key;
    changed = true;
  }
  if (changed) first = first_due_from(view, from);
}

}  // namespace

void CommitGroup::find_due() {
  first_due_ = first_due_from(view_, {});
  first_timed_due_ = first_due_from(view_, first_timed_key());
  due_known_ = true;
}

void CommitGroup::refresh_due() {
  auto const changes = view_.take_due_changes();
  if (!due_known_) return find_due();
  if (changes.added.empty() && changes.removed.empty()) return;
  due_known_ = false;  // should a read fail: everything is looked for again
  follow_due(view_, first_due_, {}, changes);
  follow_due(view_, first_timed_due_, first_timed_key(), changes);
  due_known_ = true;
}

void CommitGroup::expire_due(TimestampMs now) {
  for (int round = 0; round < tick_rounds_max; ++round) {
    refresh_due();
    if (!first_timed_due_ || first_timed_due_->at > now) return;
    auto const before = first_timed_due_->key;
    Submission const tick{{}, Tick{}, {}, 0, std::nullopt, Lane::people};
    Asked asked{tick.actor, now, calendar::date_of(now), std::nullopt, state_.id_next};
    auto change = dispatch(view_, asked, tick.command);
    if (!change) return;
    accept(tick, asked, std::move(*change));
    refresh_due();
    if (first_timed_due_ && first_timed_due_->key == before) return;  // it stays: the command must not wait for it
  }
}

// ---- standing

void CommitGroup::derive_access() {
  for (auto const& [person, touched] : view_.touched()) {
    auto const now = view_.standing(person);
    auto const& before = touched.before;
    if (before && now && before->audiences == now->audiences) continue;
    for (auto const& access : access_events(before.get(), now.get())) {
      gathered_.add_access(touched.last, touched.because, person, access);
      if (access.scope == Scope::team && access.change == AccessChange::lost) {
        add_lost_card(touched, now.get(), person, TeamId{access.id});
      }
    }
    auto audiences = now ? now->audiences : Audiences();
    if (publication_) publication_->access.push_back({person, audiences});
    auto const* sink = engine_.sink.load();
    if (sink && sink->listens({AudienceType::person, person.value})) {
      gained_.insert(gained_.end(), audiences.begin(), audiences.end());
    }
  }
  std::sort(gained_.begin(), gained_.end());
}

/// Who loses a team may still find it: its card then follows the loss.
void CommitGroup::add_lost_card(GroupView::Touched const& touched, PersonStanding const* now, PersonId person,
                                TeamId team) {
  auto key = record_key<Team>(team);
  auto const record = view_.find_record(Kind::team, key);
  if (!record || !now || !meets(audience_of(view_, *record), now->audiences)) return;
  auto written = view_.find_written(key);
  if (!written) written = std::make_shared<WrittenRecord const>(*record);
  gathered_.add_put_for(touched.last, touched.because, person, Kind::team, team.value, std::move(key),
                        std::move(written));
}

// ---- writing and handing over

bool CommitGroup::prepare() {
  try {
    fill_batch();
    refresh_due();
    return true;
  } catch (ReadFailed const&) {
    return false;
  }
}

void CommitGroup::fill_batch() {
  publication_ = std::make_shared<Publication>();
  publication_->first = begun_at_ + 1;
  publication_->last = state_.seq;
  derive_access();
  events_ = gathered_.take();
  view_.write_to(batch_);
  WindowGroup group;
  group.first = publication_->first;
  group.time = state_.now;
  group.events = events_;
  window_.add(batch_, state_, std::move(group), keyed_);
  window_.trim(batch_, state_);
  if (!audit_.empty()) batch_.put(Family::meta, audit_key(state_.seq), encode_audit(audit_));
  batch_.put(Family::meta, meta_key(MetaTag::state), encode_commit_state(state_));
}

void CommitGroup::swap_caches() {
  engine_.next_due = first_due_ ? first_due_->at.value : Engine::nothing_due;
  view_.keep_in_cache();
  if (view_.everyone_touched()) engine_.standings.changed_all(state_.seq);
  for (auto const& [person, touched] : view_.touched()) {
    auto now = view_.standing(person);
    engine_.standings.changed(person, state_.seq);
    if (now) engine_.standings.keep_standing(person, std::move(now), state_.seq);
  }
  for (auto const session : sessions_changed_) engine_.sessions.changed(session, state_.seq);
  engine_.show(engine_.database->snapshot(state_.seq));
}

void CommitGroup::publish() {
  auto* const sink = engine_.sink.load();
  if (!sink) return;
  for (auto const session : sessions_changed_) {
    bool const ended = !view_.find_record(Kind::session, record_key<Session>(session));
    if (ended) publication_->ended.push_back(session);
  }
  add_parts(*publication_, events_, view_, *sink, gained_);
  sink->publish(std::move(publication_));
}

void CommitGroup::finish() {
  if (has_writes()) {
    swap_caches();
    publish();
    ++engine_.counters.groups;
  }
  view_.release();
  for (auto& it : answered_) {
    if (!it.outcome) {
      ++engine_.counters.rejected;
    } else {
      ++(it.outcome->repeated ? engine_.counters.repeated : engine_.counters.commands);
    }
    it.completion(std::move(it.outcome));
  }
  answered_.clear();
}

void CommitGroup::refuse(Error const& error) {
  // What rested on the group's own changes is read again.
  window_.forget_position();
  due_known_ = false;
  view_.release();
  view_.forget_empty_prefixes();
  // The refused ones too: they were decided after changes that are no longer there.
  for (auto& it : answered_) it.completion(error);
  answered_.clear();
}

}  // namespace staffroom
