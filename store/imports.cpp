// Imports as people see them: opened by the author when the file was read, mapped, committed, cancelled, read.
#include "store/imports.hpp"

#include <algorithm>
#include <set>

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/refusals.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

using namespace imports;

bool is_under_way(ImportState state) {
  return state == ImportState::uploaded || state == ImportState::checking || state == ImportState::ready ||
         state == ImportState::committing;
}

/// The import, when it is the asker's own to go on with.
Result<std::shared_ptr<ImportJob const>> mine(View const& view, Asked const& asked, ImportId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto const job, door.readable<ImportJob>("ids.import", id));
  TRY(door.may(Thing::import_job, action, subject_of(*job)));
  return job;
}

Result<void> check_register_fields(std::set<ImportField> const& seen) {
  if (!seen.contains(ImportField::supplier)) {
    return Error::unprocessable("body.columns", "One column must be the supplier.");
  }
  if (!seen.contains(ImportField::starts) || !seen.contains(ImportField::ends)) {
    return Error::unprocessable("body.columns", "One column must be the first day, and one the last.");
  }
  return {};
}

Result<void> check_fields(ImportJob const& job, std::vector<ImportColumn> const& columns) {
  if (columns.size() != job.columns.size()) {
    return Error::unprocessable("body.columns", "Say for each column of the file what it means, in their order.");
  }
  std::set<ImportField> seen;
  for (auto const& it : columns) {
    if (it.field && !seen.insert(*it.field).second) {
      return Error::unprocessable("body.columns", "Two columns can't mean the same. Choose one of them.");
    }
  }
  if (job.source == ImportSource::contracts) return check_register_fields(seen);
  if (!seen.contains(ImportField::email)) {
    return Error::unprocessable("body.columns", "One column must be the e-mail address: people are known by it.");
  }
  if (!seen.contains(ImportField::full_name) && !seen.contains(ImportField::family_name)) {
    return Error::unprocessable("body.columns", "One column must be the name, or two: first name and surname.");
  }
  return {};
}

/// Leavers who are not in the file were added by the check: another check looks for them anew.
void remove_leavers(Change& change, View const& view, ImportJob& job) {
  while (job.chunks > 0) {
    auto const last = chunk_of(view, job.id, job.chunks - 1);
    if (last && (last->rows.empty() || last->rows.values.front().number != 0)) return;
    if (last) change.remove<ImportRows>(last->id);
    --job.chunks;
  }
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, OpenImport const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("ids.organisation", command.organisation));
  Subject const subject{
      .organisation = command.organisation, .author = asked.actor.person, .import_source = command.source};
  TRY(door.may(Thing::import_job, Action::create, subject));
  bool const of_contracts = command.source == ImportSource::contracts;
  if (!is_of_people(command.source) && !of_contracts && node->type != OrganisationType::network) {
    return Error::unprocessable("ids.organisation", "The national register is imported at the network.");
  }
  if (of_contracts && node->state != OrganisationState::joined) {
    return Error::conflict("not_joined", node->name.value + " has not joined: it keeps no contracts here yet.");
  }
  if (is_of_people(command.source) && node->state != OrganisationState::joined) {
    return Error::conflict("not_joined", node->name.value + " has not joined: people can't be added to it yet.");
  }
  ImportJob job{.id = asked.take<ImportId>(),
                .author = asked.actor.is_system() ? std::nullopt : std::optional(asked.actor.person),
                .organisation = command.organisation,
                .source = command.source,
                .extent = of_contracts ? ImportExtent::delta : command.extent,
                .file_name = command.file_name,
                .state = command.failure ? ImportState::failed : ImportState::uploaded,
                .columns = command.columns,
                .dropped = command.dropped,
                .rows = command.rows,
                .failure = command.failure,
                .created = asked.now};
  job.counts.skipped = command.skipped;
  if (command.failure) job.finished = asked.now;
  if (of_contracts) remember_into(view, job);
  return Change{}.put(std::move(job));
}

Result<Change> decide(View const& view, Asked& asked, AddImportRows const& command) {
  TRY_INTO(auto const found, mine(view, asked, command.import, Action::commit));
  if (found->state != ImportState::uploaded) return wrong_state("This file is whole already.");
  auto job = *found;
  ImportRows chunk{.id = asked.take<ImportRowsId>(), .import = job.id, .chunk = job.chunks++, .rows = command.rows};
  ++job.version;
  return Change{}.put(std::move(job)).put(std::move(chunk));
}

Result<Change> decide(View const& view, Asked& asked, StartImportCheck const& command) {
  TRY_INTO(auto const found, mine(view, asked, command.import, Action::commit));
  if (found->state != ImportState::uploaded) return wrong_state("This import is being checked already.");
  auto job = *found;
  job.state = ImportState::checking;
  ++job.version;
  return Change{}.put(std::move(job));
}

Result<Change> decide(View const& view, Asked& asked, MapImportColumns const& command) {
  TRY_INTO(auto const found, mine(view, asked, command.import, Action::commit));
  TRY(check_version(asked, found->version));
  if (found->state != ImportState::ready && found->state != ImportState::checking) {
    return wrong_state("The columns can be changed until the import begins.");
  }
  if (found->source != ImportSource::staff_file && found->source != ImportSource::contracts) {
    return Error::conflict("wrong_source", "The columns of this kind of file are fixed.");
  }
  TRY(check_fields(*found, command.columns.values));
  auto job = *found;
  for (std::size_t i = 0; i < job.columns.size(); ++i) {
    job.columns.values[i].field = command.columns.values[i].field;
  }
  Change change;
  if (job.source == ImportSource::contracts) {
    job.words = command.words;
    keep_mapping(change, view, *found, job);
  }
  remove_leavers(change, view, job);
  job.state = ImportState::checking;
  job.at = 0;
  job.members = 0;
  job.seeking_leavers = false;
  job.counts = {.skipped = job.counts.skipped};
  job.finished.reset();
  ++job.version;
  change.answer_key = record_key<ImportJob>(job.id);
  return std::move(change.put(std::move(job)));
}

Result<Change> decide(View const& view, Asked& asked, CommitImport const& command) {
  TRY_INTO(auto const found, mine(view, asked, command.import, Action::commit));
  TRY(check_version(asked, found->version));
  if (found->state != ImportState::ready) return wrong_state("Only an import that was checked and waits can begin.");
  auto const leavers = found->counts.leaver;
  bool const many =
      leavers > 0 && std::uint64_t{leavers} * 100 > std::uint64_t{found->members} * limits::leavers_confirmed_percent;
  if (command.leavers ? *command.leavers != leavers : many) {
    return Error::conflict("confirm_leavers", std::to_string(leavers) + " of " + std::to_string(found->members) +
                                                  " people would leave. If that is right, type the number.");
  }
  auto job = *found;
  job.state = ImportState::committing;
  job.at = 0;
  job.finished.reset();
  ++job.version;
  return Change{}.put(std::move(job));
}

Result<Change> decide(View const& view, Asked& asked, CancelImport const& command) {
  TRY_INTO(auto const found, mine(view, asked, command.import, Action::cancel));
  TRY(check_version(asked, found->version));
  if (!is_under_way(found->state)) return wrong_state("This import has ended already.");
  auto job = *found;
  job.state = ImportState::cancelled;
  job.finished = asked.now;
  ++job.version;
  return Change{}.put(std::move(job));
}

Result<Answer> answer(View const& view, Asked const& asked, ListImports const&, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  auto const prefix = IndexKey(Index::imports_all).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    ImportId const id{~read_u64(key.substr(1))};
    if (!door.readable<ImportJob>("", id)) return false;
    if (into) into->item_of<ImportJob>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetImport const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ImportJob>("ids.import", query.import));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, ListImportRows const& query, Page const& page) {
  TRY_INTO(auto const job, Door(view, asked).readable<ImportJob>("ids.import", query.import));
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::import_rows_by_import).id(job->id).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view, std::string_view value, Envelope* into) {
    ImportRowsId const id{read_u64(value)};
    auto const chunk = view.find<ImportRows>(id);
    if (!chunk) return false;
    auto const wanted = [&](auto const& row) { return !query.outcome || row.outcome == *query.outcome; };
    if (std::none_of(chunk->rows.begin(), chunk->rows.end(), wanted)) return false;
    if (into) into->item_of<ImportRows>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetImportRows const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ImportRows>("ids.import_rows", query.import_rows));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
