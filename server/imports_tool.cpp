// Imports from the command line.
#include "server/imports_tool.hpp"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "protocol/codec.hpp"
#include "server/app.hpp"
#include "server/imports.hpp"
#include "server/records.hpp"
#include "server/scheduler.hpp"

namespace staffroom {
namespace {

constexpr std::size_t errors_told_max = 500;
constexpr std::size_t rows_told_max = 20;  // of each other outcome

Outcome submit(Store& store, Command command) {
  Submission submission;
  submission.command = std::move(command);
  return store.submit_and_wait(std::move(submission));
}

Result<std::string> bytes_of(std::string const& file) {
  std::error_code error;
  auto const size = std::filesystem::file_size(file, error);
  if (error) return Error::unprocessable("file", "There is no file " + file + ".");
  if (size > limits::import_bytes_max) return Error::unprocessable("file", "This file is over 96 MiB.");
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) return Error::unprocessable("file", "The file " + file + " can't be read.");
  return std::move(bytes).str();
}

template <class R>
Result<R> record_of(std::string const& json) {
  TRY_INTO(auto record, record_from_json(R::kind, json));
  return get<R>(std::move(record));
}

Result<OrganisationId> place_of(Store& store, FileToImport const& what) {
  bool const of_register = !is_of_people(what.source);
  TRY_INTO(auto const all, records::all<Organisation>(store, ListOrganisations{}));
  if (all.empty() && of_register) {
    CreateOrganisation create{.type = OrganisationType::network, .title = {what.network}};
    TRY_INTO(auto const made, submit(store, std::move(create)));
    TRY_INTO(auto const network, record_of<Organisation>(made.record));
    return network.id;
  }
  auto const wanted = std::find_if(all.begin(), all.end(), [&](auto const& it) {
    return of_register || what.organisation.empty() ? it.type == OrganisationType::network
                                                    : is_named(it, what.organisation);
  });
  if (wanted != all.end()) return wanted->id;
  return Error::unprocessable("organisation",
                              "There is no organisation with this id, URN or name: " + what.organisation);
}

/// Where to work: the folder, or for a dry run into an empty one a folder that goes when it is done.
class Workplace {
 public:
  explicit Workplace(FileToImport const& what) : folder_(what.folder) {
    std::error_code ignored;
    bool const is_new = !std::filesystem::exists(folder_, ignored) || std::filesystem::is_empty(folder_, ignored);
    if (!what.dry_run || !is_new) return;
    auto pattern = (std::filesystem::temp_directory_path() / "staffroom-import-XXXXXX").string();
    if (::mkdtemp(pattern.data())) folder_ = passing_ = pattern;
  }
  ~Workplace() {
    std::error_code ignored;
    if (!passing_.empty()) std::filesystem::remove_all(passing_, ignored);
  }
  Workplace(Workplace const&) = delete;
  Workplace& operator=(Workplace const&) = delete;
  std::filesystem::path const& folder() const { return folder_; }

 private:
  std::filesystem::path folder_, passing_;
};

Result<ImportJob> job_now(Store& store, ImportId id) {
  auto const answer = store.ask({}, GetImport{id}, {}, ReadTier::disk);
  if (!*answer) return answer->error();
  return record_of<ImportJob>((*answer)->json);
}

std::string_view word_of(RowOutcome outcome) {
  switch (outcome) {
    case RowOutcome::added: return "new";
    case RowOutcome::changed: return "changed";
    case RowOutcome::same: return "same";
    case RowOutcome::leaver: return "leaves";
    case RowOutcome::skipped: return "left out";
    case RowOutcome::error: return "ERROR";
    case RowOutcome::waiting: break;
  }
  return "waiting";
}

std::size_t told_max(RowOutcome outcome) {
  return outcome == RowOutcome::error || outcome == RowOutcome::leaver ? errors_told_max : rows_told_max;
}

/// A line for each row that is not as it was; many of one kind are counted after the first.
void report(std::vector<ImportRows> const& chunks, std::ostream& out) {
  std::map<RowOutcome, std::size_t> told;
  for (auto const& chunk : chunks) {
    for (auto const& row : chunk.rows) {
      bool const worth = row.outcome == RowOutcome::error || row.outcome == RowOutcome::leaver || row.problem;
      if (!worth || ++told[row.outcome] > told_max(row.outcome)) continue;
      out << (row.number == 0 ? std::string("not in the file") : "row " + std::to_string(row.number)) << ": "
          << word_of(row.outcome);
      if (row.column) out << ", column " << row.column->value;
      if (row.problem) out << ": " << row.problem->value;
      out << "\n";
    }
  }
  for (auto const& [outcome, count] : told) {
    if (count > told_max(outcome))
      out << "… and " << count - told_max(outcome) << " more: " << word_of(outcome) << "\n";
  }
}

void summary(ImportJob const& job, std::ostream& out) {
  auto const& it = job.counts;
  out << job.rows << " rows: " << it.added << " new, " << it.changed << " changed, " << it.same << " same, "
      << it.skipped << " left out, " << it.error << " with errors";
  if (is_of_people(job.source)) out << ", " << it.leaver << " leavers";
  out << "\n";
  if (!job.dropped.empty()) {
    out << "not kept:";
    for (auto const& header : job.dropped) out << " “" << header.value << "”";
    out << "\n";
  }
}

Error failed(ImportJob const& job) {
  return Error::conflict("import_failed", job.failure ? job.failure->value : "The import could not be finished.");
}

}  // namespace

bool is_named(Organisation const& it, std::string const& wanted) {
  if (it.name.value == wanted || std::to_string(it.id.value) == wanted) return true;
  return it.register_facts && it.register_facts->urn && std::to_string(*it.register_facts->urn) == wanted;
}

Result<void> import_file(FileToImport const& what, std::ostream& out) {
  TRY_INTO(auto bytes, bytes_of(what.file));
  auto file = read_import_file(what.source, std::move(bytes));
  if (file.failure) return Error::unprocessable("file", file.failure->value);
  StoreSettings settings;
  Workplace const workplace(what);
  settings.folder = workplace.folder();
  settings.database_log = log_database_line;
  TRY_INTO(auto const store, Store::open(std::move(settings)));
  TRY_INTO(auto const place, place_of(*store, what));
  UploadImport const upload{place, what.source, what.extent};
  auto name = line_of_cell(std::filesystem::path(what.file).filename().string()).value_or(Line{"file"});
  TRY_INTO(auto const begun, submit_import(*store, {}, upload, std::move(name), std::move(file)));
  TRY_INTO(auto job, record_of<ImportJob>(begun.record));
  tick_until_nothing_is_due(*store);
  TRY_INTO(job, job_now(*store, job.id));
  if (job.state != ImportState::ready) return failed(job);
  if (!what.dry_run) {
    TRY(submit(*store, CommitImport{job.id, what.leavers}));
    tick_until_nothing_is_due(*store);
    TRY_INTO(job, job_now(*store, job.id));
  }
  TRY_INTO(auto const chunks, records::all<ImportRows>(*store, ListImportRows{job.id, {}}));
  report(chunks, out);
  summary(job, out);
  if (what.dry_run) {
    TRY(submit(*store, CancelImport{job.id}));
    out << "Nothing was changed: this was a dry run.\n";
    return {};
  }
  if (job.state != ImportState::done && job.state != ImportState::done_with_errors) return failed(job);
  if (job.counts.error == job.rows && job.rows > 0) {
    return Error::conflict("import_failed", "No row of this file could be used.");
  }
  return {};
}

}  // namespace staffroom
