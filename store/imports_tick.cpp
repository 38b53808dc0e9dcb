// Imports by the tick: one chunk of rows at a time, with the place where the next begins in the same change, so that a
// crash loses nothing and does nothing twice.
#include <algorithm>
#include <set>

#include "store/imports.hpp"
#include "store/index_rows.hpp"
#include "store/notices.hpp"
#include "store/overlay_view.hpp"

namespace staffroom::imports {
namespace {

constexpr std::size_t organisations_per_tick = 64;
constexpr std::uint32_t chunks_purged_per_tick = 32;

Asked as_author(Asked const& asked, ImportJob const& job) {
  Asked out = asked;
  out.actor = {job.author.value_or(PersonId{}), {}, {}};
  out.if_match.reset();
  return out;
}

std::uint32_t& count_of(ImportCounts& counts, RowOutcome outcome) {
  static std::uint32_t ignored;
  switch (outcome) {
    case RowOutcome::added: return counts.added;
    case RowOutcome::changed: return counts.changed;
    case RowOutcome::same: return counts.same;
    case RowOutcome::leaver: return counts.leaver;
    case RowOutcome::skipped: return counts.skipped;
    case RowOutcome::error: return counts.error;
    case RowOutcome::waiting: break;
  }
  return ignored;
}

void tell(Change& change, Asked& asked, View const& view, ImportJob const& job) {
  std::set<PersonId> to;
  if (job.author) to.insert(*job.author);
  // What a contract costs is not the administrators' to read.
  if (job.state != ImportState::ready && job.source != ImportSource::contracts) {
    auto const prefix = IndexKey(Index::memberships_by_organisation).id(job.organisation).take();
    view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      auto const membership = view.find<Membership>(MembershipId{read_u64(key.substr(9))});
      if (membership && membership->role == Role::administrator) to.insert(membership->person);
      return to.size() < limits::home_items_max;
    });
  }
  for (auto const person : to) {
    notify(change, view, asked, {.to = person, .because = Because::import_finished, .import = job.id});
  }
}

void finish(Change& change, View const& view, Asked& asked, ImportJob job, ImportState state) {
  job.state = state;
  job.seeking_leavers = false;
  job.finished = asked.now;
  ++job.version;
  change.put(job);
  tell(change, asked, view, job);
}

/// What the row was about, for the audit trail.
std::string key_of(ImportRow const& row) {
  if (row.membership) return record_key<Membership>(*row.membership);
  if (row.person) return record_key<Person>(*row.person);
  if (row.contract) return record_key<Contract>(*row.contract);
  return row.organisation ? record_key<Organisation>(*row.organisation) : std::string();
}

/// A chunk that is not there must not stop the clock.
void pass_over(Change& change, ImportJob job) {
  ++job.at;
  ++job.version;
  change.put(std::move(job));
}

// ---- checking

/// What the dry run would make is not there: its ids are not told, nor who has an account that the author can't see.
void forget_what_is_not(View const& view, Asked const& author, ImportRow& row) {
  if (row.membership && !view.find<Membership>(*row.membership)) row.membership.reset();
  if (row.organisation && !view.find<Organisation>(*row.organisation)) row.organisation.reset();
  if (row.contract && !Door(view, author).readable<Contract>("", *row.contract)) row.contract.reset();
  if (row.person && !Door(view, author).readable<Person>("", *row.person)) row.person.reset();
}

void check_chunk(Change& change, View const& view, Asked& asked, ImportJob job) {
  auto const found = chunk_of(view, job.id, job.at);
  if (!found) return pass_over(change, std::move(job));
  OverlayView dry(view);
  Desk desk(dry, job);
  auto author = as_author(asked, job);  // the ids that it takes are given back
  auto rows = *found;
  std::set<std::string> seen;
  for (auto& row : rows.rows.values) {
    bool const unreadable = row.outcome == RowOutcome::error && row.cells.empty();
    if (!unreadable) {
      row.membership.reset();
      row.person.reset();
      auto const identity = identity_of(desk, row);
      auto planned = plan(desk, author, row);
      row = std::move(planned.row);
      auto const again = identity.empty() ? 0 : earlier_row(desk, row, identity);
      if (again != 0 || (!identity.empty() && !seen.insert(identity).second)) {
        auto const where = again != 0 ? "row " + std::to_string(again) : std::string("a row further up");
        row = failed(std::move(row), "The same as " + where + " of this file: leave one of them out.").row;
      } else {
        dry.add(planned.change);
      }
      if (!identity.empty()) row.likeness = likeness_of(identity);
      forget_what_is_not(view, author, row);
    }
    ++count_of(job.counts, row.outcome);
  }
  ++rows.version;
  ++job.at;
  ++job.version;
  change.put(std::move(job)).put(std::move(rows));
}

/// Looks at the next organisations for members of this source who are not in the file. A delta is only counted against
/// them: it says itself who leaves.
void seek_leavers(Change& change, View const& view, Asked& asked, ImportJob job) {
  auto const all = organisations_of(view, job.organisation);
  Desk desk(view, job);
  auto author = as_author(asked, job);
  std::vector<ImportRow> leavers;
  for (std::size_t looked = 0;
       job.at < all.size() && looked < organisations_per_tick && leavers.size() < limits::import_chunk_max;
       ++looked, ++job.at) {
    for (auto const id : members_of_source(view, job, all[job.at])) {
      ++job.members;
      auto const membership = view.find<Membership>(id);
      if (!membership || job.extent == ImportExtent::delta || is_in_file(desk, *membership)) continue;
      ImportRow row{.person = membership->person, .membership = id, .organisation = membership->organisation};
      auto trial = author;
      auto planned = plan_leaver(desk, trial, std::move(row));
      ++count_of(job.counts, planned.row.outcome);
      leavers.push_back(std::move(planned.row));
    }
  }
  if (job.at >= all.size() && leavers.empty()) return finish(change, view, asked, std::move(job), ImportState::ready);
  ImportRows chunk;
  std::vector<ImportRows> chunks;
  for (std::size_t first = 0; first < leavers.size(); first += limits::import_chunk_max) {
    auto const last = std::min(leavers.size(), first + limits::import_chunk_max);
    ImportRows made{.id = asked.take<ImportRowsId>(), .import = job.id, .chunk = job.chunks++};
    made.rows.values.assign(leavers.begin() + std::ptrdiff_t(first), leavers.begin() + std::ptrdiff_t(last));
    chunks.push_back(std::move(made));
  }
  ++job.version;
  change.put(std::move(job));
  for (auto& made : chunks) change.put(std::move(made));
}

void check(Change& change, View const& view, Asked& asked, ImportJob job) {
  if (job.seeking_leavers) return seek_leavers(change, view, asked, std::move(job));
  if (job.at < job.chunks) return check_chunk(change, view, asked, std::move(job));
  if (!is_of_people(job.source)) return finish(change, view, asked, std::move(job), ImportState::ready);
  job.seeking_leavers = true;
  job.at = 0;
  seek_leavers(change, view, asked, std::move(job));
}

// ---- committing

void commit_chunk(Change& change, View const& view, Asked& asked, ImportJob job) {
  auto const found = chunk_of(view, job.id, job.at);
  if (!found) return pass_over(change, std::move(job));
  auto rows = *found;
  OverlayView made(view);
  Desk desk(made, job);
  auto author = as_author(asked, job);
  std::vector<Change::Deed> deeds;
  for (auto& row : rows.rows.values) {
    if (row.outcome == RowOutcome::error || row.outcome == RowOutcome::skipped || row.applied) continue;
    --count_of(job.counts, row.outcome);
    auto planned = plan(desk, author, std::move(row));
    row = std::move(planned.row);
    row.applied = row.outcome != RowOutcome::error;
    ++count_of(job.counts, row.outcome);
    if (!row.applied) continue;
    made.add(planned.change);
    bool const changes = !planned.change.puts.empty() || !planned.change.removals.empty();
    if (changes) deeds.push_back({author.actor.person, "apply_import_row", key_of(row)});
  }
  asked.id_next = author.id_next;
  change = made.take();
  change.answer_key.clear();
  change.deeds = std::move(deeds);
  ++rows.version;
  ++job.at;
  ++job.version;
  change.put(std::move(job)).put(std::move(rows));
}

void commit(Change& change, View const& view, Asked& asked, ImportJob job) {
  auto const author = as_author(asked, job);
  if (!Door(view, author).may(Thing::import_job, Action::commit, subject_of(job))) {
    job.failure = Note{"Whoever began this import may no longer do it. What was done stays; the rest was not begun."};
    return finish(change, view, asked, std::move(job), ImportState::no_longer_allowed);
  }
  if (job.at < job.chunks) return commit_chunk(change, view, asked, std::move(job));
  auto const state = job.counts.error > 0 ? ImportState::done_with_errors : ImportState::done;
  finish(change, view, asked, std::move(job), state);
}

// ---- purging

void purge_rows(Change& change, View const& view, ImportJob& job) {
  for (std::uint32_t purged = 0; job.chunks > 0 && purged < chunks_purged_per_tick; ++purged) {
    if (auto const chunk = chunk_of(view, job.id, --job.chunks)) change.remove<ImportRows>(chunk->id);
  }
  for (auto& column : job.columns.values) column.sample = {};
  ++job.version;
}

}  // namespace

void go_on(Change& change, View const& view, Asked& asked, ImportJob job) {
  if (job.state == ImportState::checking) check(change, view, asked, std::move(job));
  if (job.state == ImportState::committing) commit(change, view, asked, std::move(job));
}

void expire(Change& change, View const& view, Asked& asked, ImportJob job) {
  if (job.state == ImportState::uploaded) {
    job.failure = Note{"The file did not arrive whole. Send it again."};
    return finish(change, view, asked, std::move(job), ImportState::failed);
  }
  if (job.state == ImportState::ready) {
    job.state = ImportState::expired;
    job.finished = asked.now;
  }
  purge_rows(change, view, job);
  change.put(std::move(job));
}

}  // namespace staffroom::imports
