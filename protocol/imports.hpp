// Imports: a file becomes rows, the rows are checked against the hub, and committed in chunks that survive a restart.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "protocol/contracts.hpp"
#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class ImportSource : std::uint8_t {
  staff_file,
  one_roster,
  register_schools,
  register_groups,
  register_links,
  contracts
};
BOOST_DESCRIBE_ENUM(ImportSource, staff_file, one_roster, register_schools, register_groups, register_links, contracts)
constexpr bool is_of_people(ImportSource source) { return source <= ImportSource::one_roster; }
/// A full file says who is here: who came from the same source and is missing has left. A delta ends only marked rows.
enum class ImportExtent : std::uint8_t { full, delta };
BOOST_DESCRIBE_ENUM(ImportExtent, full, delta)
enum class ImportState : std::uint8_t {
  uploaded,
  checking,
  ready,
  committing,
  done,
  done_with_errors,
  cancelled,
  failed,
  no_longer_allowed,
  expired
};
BOOST_DESCRIBE_ENUM(ImportState, uploaded, checking, ready, committing, done, done_with_errors, cancelled, failed,
                    no_longer_allowed, expired)
/// What a column of a staff file or of a contract register means.
enum class ImportField : std::uint8_t {
  email,
  given_name,
  family_name,
  full_name,
  school_urn,
  school_name,
  role,
  title,
  subjects,
  teams,
  starts,
  ends,
  staff_id,
  status,
  contract_title,
  supplier,
  category,
  reference,
  description,
  method,
  framework,
  cfr_code,
  annual_value,
  total_value,
  vat,
  notice,
  renewal,
  extensions,
  trigger,
  sites,
  owner_role,
  sme,
  early_termination,
  exit_plan,
  data_protection
};
BOOST_DESCRIBE_ENUM(ImportField, email, given_name, family_name, full_name, school_urn, school_name, role, title,
                    subjects, teams, starts, ends, staff_id, status, contract_title, supplier, category, reference,
                    description, method, framework, cfr_code, annual_value, total_value, vat, notice, renewal,
                    extensions, trigger, sites, owner_role, sme, early_termination, exit_plan, data_protection)
/// What a row does. `leaver` rows of a full file are added by the check. `skipped`: a pupil or parent; dropped,
/// counted.
enum class RowOutcome : std::uint8_t { waiting, added, changed, same, leaver, skipped, error };
BOOST_DESCRIBE_ENUM(RowOutcome, waiting, added, changed, same, leaver, skipped, error)

struct ImportColumn {
  Line header;
  std::optional<ImportField> field;  // absent: not used
  Line sample;                       // the first cell that is not empty
};
STAFFROOM_DESCRIBE(ImportColumn, (), (header, field, sample))

/// A word of a file for a category of spend.
struct ImportWord {
  Line word;
  SpendCategory category = SpendCategory::other;
};
STAFFROOM_DESCRIBE(ImportWord, (), (word, category))

struct ImportCounts {
  std::uint32_t added = 0;
  std::uint32_t changed = 0;
  std::uint32_t same = 0;
  std::uint32_t leaver = 0;
  std::uint32_t skipped = 0;
  std::uint32_t error = 0;
};
STAFFROOM_DESCRIBE(ImportCounts, (), (added, changed, same, leaver, skipped, error))

struct ImportJob {
  static constexpr Kind kind = Kind::import_job;
  static constexpr std::string_view path = "/imports/{id}";
  ImportId id;
  std::uint32_t version = 1;
  std::optional<PersonId> author;  // absent: from the command line
  OrganisationId organisation;     // where it was begun: its people, or the network for the register
  ImportSource source = ImportSource::staff_file;
  ImportExtent extent = ImportExtent::delta;
  Line file_name;
  ImportState state = ImportState::uploaded;
  Many<ImportColumn, limits::import_columns_max> columns;
  Many<ImportWord, limits::import_words_max> words;  // of a contract register
  Many<Line, 300> dropped;   // headers of columns that were not kept: personal data the hub does not need
  std::uint32_t rows = 0;    // of the file
  std::uint32_t chunks = 0;  // of at most 100 rows, leavers' chunks included
  std::uint32_t at = 0;      // chunks (or, looking for leavers, organisations) done in this state
  bool seeking_leavers = false;
  std::uint32_t members = 0;  // current memberships of this source where leavers were looked for
  ImportCounts counts;
  std::optional<Note> failure;  // what to do, in words; never a value of the file
  TimestampMs created;
  std::optional<TimestampMs> finished;
};
STAFFROOM_DESCRIBE(ImportJob, (),
                   (id, version, author, organisation, source, extent, file_name, state, columns, words, dropped, rows,
                    chunks, at, seeking_leavers, members, counts, failure, created, finished))

struct ImportRow {
  std::uint32_t number = 0;  // in the file, the header is 1; 0 for a leaver who is not in it
  Many<Line, limits::import_columns_max> cells;
  RowOutcome outcome = RowOutcome::waiting;
  std::optional<Line> problem;  // what is wrong and what to do; or what will happen, in words
  std::optional<Line> column;   // the header concerned
  std::optional<PersonId> person;
  std::optional<MembershipId> membership;
  std::optional<OrganisationId> organisation;
  std::optional<ContractId> contract;
  std::optional<std::uint32_t> likeness;  // a hash of whom it speaks of; rows of a file that share it are compared
  bool applied = false;
};
STAFFROOM_DESCRIBE(ImportRow, (),
                   (number, cells, outcome, problem, column, person, membership, organisation, contract, likeness,
                    applied))

struct ImportRows {
  static constexpr Kind kind = Kind::import_rows;
  static constexpr std::string_view path = "/import-rows/{id}";
  ImportRowsId id;
  std::uint32_t version = 1;
  ImportId import;
  std::uint32_t chunk = 0;
  Many<ImportRow, limits::import_chunk_max> rows;
};
STAFFROOM_DESCRIBE(ImportRows, (), (id, version, import, chunk, rows))

/// POST with the file as the body (text/csv or application/zip), answered by the server, which reads it off the network
/// threads and then submits OpenImport, AddImportRows and StartImportCheck.
struct UploadImport {
  static constexpr std::string_view name = "upload_import";
  static constexpr Route route{Method::post, "/organisations/{organisation}/imports/{source}/{extent}"};
  OrganisationId organisation;
  ImportSource source = ImportSource::staff_file;
  ImportExtent extent = ImportExtent::delta;
};
STAFFROOM_DESCRIBE(UploadImport, (), (organisation, source, extent))

/// Internal: by the author, after the file was read.
struct OpenImport {
  static constexpr std::string_view name = "open_import";
  OrganisationId organisation;
  ImportSource source = ImportSource::staff_file;
  ImportExtent extent = ImportExtent::delta;
  Line file_name;
  Many<ImportColumn, limits::import_columns_max> columns;
  Many<Line, 300> dropped;
  std::uint32_t rows = 0;
  std::uint32_t skipped = 0;
  std::optional<Note> failure;  // the file could not be used: the import is `failed` at once
};
STAFFROOM_DESCRIBE(OpenImport, (), (organisation, source, extent, file_name, columns, dropped, rows, skipped, failure))

struct AddImportRows {
  static constexpr std::string_view name = "add_import_rows";
  ImportId import;
  Many<ImportRow, limits::import_chunk_max> rows;
};
STAFFROOM_DESCRIBE(AddImportRows, (), (import, rows))

struct StartImportCheck {
  static constexpr std::string_view name = "start_import_check";
  ImportId import;
};
STAFFROOM_DESCRIBE(StartImportCheck, (), (import))

/// Internal: what the columns and words of an organisation's contract registers meant the last time. Has its id.
struct ImportMapping {
  static constexpr Kind kind = Kind::import_mapping;
  static constexpr std::string_view path = "";
  OrganisationId id;
  std::uint32_t version = 1;
  Many<ImportColumn, limits::import_columns_max> columns;  // without samples
  Many<ImportWord, limits::import_words_max> words;
};
STAFFROOM_DESCRIBE(ImportMapping, (), (id, version, columns, words))

/// Says anew what the columns mean, one for each column in order, and what the file's words for categories mean; the
/// check runs again. Of a contract register it is kept for the organisation's next one.
struct MapImportColumns {
  static constexpr std::string_view name = "map_import_columns";
  static constexpr Route route{Method::put, "/imports/{import}/columns"};
  static constexpr Success success = Success::changed;
  ImportId import;
  Many<ImportColumn, limits::import_columns_max> columns;
  Many<ImportWord, limits::import_words_max> words;
};
STAFFROOM_DESCRIBE(MapImportColumns, (), (import, columns, words))

/// `leavers`: how many will leave, typed by the author; needed when they are many.
struct CommitImport {
  static constexpr std::string_view name = "commit_import";
  static constexpr Route route{Method::post, "/imports/{import}/commit"};
  static constexpr Success success = Success::changed;
  ImportId import;
  std::optional<std::uint32_t> leavers;
};
STAFFROOM_DESCRIBE(CommitImport, (), (import, leavers))

struct CancelImport {
  static constexpr std::string_view name = "cancel_import";
  static constexpr Route route{Method::post, "/imports/{import}/cancel"};
  static constexpr Success success = Success::changed;
  ImportId import;
};
STAFFROOM_DESCRIBE(CancelImport, (), (import))

/// Those I may read, newest first.
struct ListImports {
  static constexpr std::string_view name = "list_imports";
  static constexpr Route route{Method::get, "/imports"};
  using Item = ImportJob;
};
STAFFROOM_DESCRIBE(ListImports, (), ())

struct GetImport {
  static constexpr std::string_view name = "get_import";
  static constexpr Route route{Method::get, "/imports/{import}"};
  using Item = ImportJob;
  ImportId import;
};
STAFFROOM_DESCRIBE(GetImport, (), (import))

/// Chunks of rows in the file's order. `outcome`: only chunks with such a row.
struct ListImportRows {
  static constexpr std::string_view name = "list_import_rows";
  static constexpr Route route{Method::get, "/imports/{import}/rows"};
  using Item = ImportRows;
  ImportId import;
  std::optional<RowOutcome> outcome;
};
STAFFROOM_DESCRIBE(ListImportRows, (), (import, outcome))

struct GetImportRows {
  static constexpr std::string_view name = "get_import_rows";
  static constexpr Route route{Method::get, "/import-rows/{import_rows}"};
  using Item = ImportRows;
  ImportRowsId import_rows;
};
STAFFROOM_DESCRIBE(GetImportRows, (), (import_rows))

}  // namespace staffroom
