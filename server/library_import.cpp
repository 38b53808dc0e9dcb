// Libraries from folders, by the commands of the page.
#include "server/library_import.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <vector>

#include "protocol/codec.hpp"
#include "server/app.hpp"
#include "server/file_checks.hpp"
#include "server/file_types.hpp"
#include "server/imports_tool.hpp"
#include "server/library_import_rows.hpp"
#include "server/library_import_words.hpp"
#include "server/records.hpp"
#include "store/calendar.hpp"
#include "store/files.hpp"

namespace staffroom {
namespace {

constexpr int reviewed_after_days = 365;  // where the table names no date
constexpr std::size_t findings_told_max = 5;

std::string_view words_of(FindingType type) {
  switch (type) {
    case FindingType::upn:
    case FindingType::former_upn: return "looks like a pupil's number";
    case FindingType::national_insurance: return "looks like a National Insurance number";
    case FindingType::nhs_number: return "looks like an NHS number";
    case FindingType::uln: return "looks like a learner's number";
    case FindingType::class_list: return "looks like a list of pupils";
    case FindingType::virus: return "holds a virus";
    case FindingType::wrong_type: return "is not what its name says";
    case FindingType::bomb: return "unpacks to too much";
    case FindingType::unreadable: break;
  }
  return "can't be read";
}

/// A file as it lies in the folder.
struct LocalFile {
  std::filesystem::path path;
  std::string name, sha256;
  std::uint64_t bytes = 0;
  FileType type;
};

/// Opened once for all that is asked of it, never through a link.
Result<LocalFile> look_at(std::filesystem::path const& path) {
  LocalFile file{.path = path, .name = safe_file_name(path.filename().string())};
  OpenFile const open(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC), 0);
  if (open.descriptor() < 0) return Error::unprocessable("file", "It can't be read.");
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::array<unsigned char, 64 * 1024> bytes;
  for (;;) {
    auto const read = ::read(open.descriptor(), bytes.data(), bytes.size());
    if (read < 0) return Error::unprocessable("file", "It can't be read.");
    if (read == 0) break;
    crypto_hash_sha256_update(&state, bytes.data(), static_cast<std::size_t>(read));
    file.bytes += static_cast<std::uint64_t>(read);
  }
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
  crypto_hash_sha256_final(&state, hash.data());
  file.sha256.resize(hash.size() * 2 + 1);
  sodium_bin2hex(file.sha256.data(), file.sha256.size(), hash.data(), hash.size());
  file.sha256.pop_back();
  if (file.bytes == 0) return Error::unprocessable("file", "It is empty.");
  TRY_INTO(file.type, type_of_file(file.name, open.descriptor(), file.bytes));
  return file;
}

enum class RowResult : std::uint8_t { added, same, error };

/// A row that became a resource, or is one already.
struct Imported {
  LibraryRow const* row;
  ResourceId resource;
  RowResult result;
};

class LibraryImporter {
 public:
  LibraryImporter(Store& store, LibraryToImport const& what, std::ostream& out)
      : store_(store), what_(what), out_(out) {}

  Result<void> run(std::vector<LibraryRow> const& rows);

 private:
  Result<void> find_places();
  Result<void> find_owner();
  Result<void> find_team();
  Result<void> read_held();
  /// Errors: why the row can't be used.
  Result<Imported> import(LibraryRow const& row);
  Result<ResourceId> make(LibraryRow const& row, std::vector<LocalFile> const& files);
  Result<UploadId> upload(LocalFile const& file);
  Result<void> share(LibraryRow const& row, ResourceId resource);
  Result<std::string> publish(Imported const& it);
  std::optional<std::string> what_was_found(ResourceId resource) const;
  std::vector<Pin> pins_of(LibraryRow const& row) const;
  std::optional<ResourceId> find_same(LibraryRow const& row, std::vector<LocalFile> const& files) const;
  Result<OrganisationId> audience_of(std::string const& words) const;
  Outcome submit(Command command);
  void tell(LibraryRow const& row, std::string_view words);

  Store& store_;
  LibraryToImport const& what_;
  std::ostream& out_;
  Actor actor_;
  OrganisationId organisation_;
  std::optional<TeamId> team_;
  std::vector<Organisation> organisations_;
  std::vector<CurriculumUnit> units_;
  std::multimap<std::string, ResourceId> held_;  // by title
};

Outcome LibraryImporter::submit(Command command) {
  Submission submission;
  submission.actor = actor_;
  submission.command = std::move(command);
  submission.lane = Lane::background;
  return store_.submit_and_wait(std::move(submission));
}

void LibraryImporter::tell(LibraryRow const& row, std::string_view words) {
  if (row.number > 0) out_ << "row " << row.number << ", ";
  out_ << (row.name.empty() ? "the folder itself" : row.name) << ": " << words << "\n";
}

template <class R>
std::uint64_t id_of(Accepted const& accepted) {
  auto const record = records::read<R>(accepted.record);
  ensure(record != nullptr, "a command shows the record that it made");
  return record->id.value;
}

// ---- who and where

Result<void> LibraryImporter::find_owner() {
  auto const credential = store_.credential_of(what_.owner);
  auto const standing = credential ? store_.standing(credential->id) : nullptr;
  if (!standing || !standing->is_current()) {
    return Error::unprocessable("owner", "Nobody has an account with the address " + what_.owner + ".");
  }
  actor_.person = credential->id;
  if (store_.may_upload(actor_, organisation_)) return {};
  return Error::unprocessable("owner", what_.owner + " may not share files in this organisation.");
}

Result<void> LibraryImporter::find_team() {
  if (what_.team.empty()) return {};
  TRY_INTO(auto const teams, records::all<Team>(store_, ListTeams{}));
  for (auto const& it : teams) {
    if (it.name.value == what_.team || std::to_string(it.id.value) == what_.team) team_ = it.id;
  }
  if (team_) return {};
  return Error::unprocessable("team", "There is no team with this id or name: " + what_.team);
}

Result<void> LibraryImporter::find_places() {
  TRY_INTO(organisations_, records::all<Organisation>(store_, ListOrganisations{}));
  auto const wanted =
      std::ranges::find_if(organisations_, [&](auto const& it) { return is_named(it, what_.organisation); });
  if (wanted == organisations_.end()) {
    return Error::unprocessable("organisation",
                                "There is no organisation with this id, URN or name: " + what_.organisation);
  }
  organisation_ = wanted->id;
  TRY(find_owner());
  TRY(find_team());
  TRY_INTO(units_, records::all<CurriculumUnit>(store_, ListCurriculum{}));
  return read_held();
}

Result<void> LibraryImporter::read_held() {
  ListResources query;
  query.organisation = organisation_;
  TRY_INTO(auto const all, records::all<Resource>(store_, query));
  for (auto const& it : all) {
    if (it.state != ResourceState::deleted) held_.emplace(it.title.value, it.id);
  }
  return {};
}

/// "Trust" is the owner's trust, "Network" all of it, "School" the owner itself; else an organisation by its name.
Result<OrganisationId> LibraryImporter::audience_of(std::string const& words) const {
  if (words.empty()) return organisation_;
  auto const by_id = [&](OrganisationId id) {
    return std::ranges::find_if(organisations_, [&](auto const& it) { return it.id == id; });
  };
  std::string wanted = words;
  std::ranges::transform(wanted, wanted.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  for (auto it = by_id(organisation_); it != organisations_.end();) {
    bool const is_meant = (wanted == "school" && it->id == organisation_) ||
                          (wanted == "trust" && it->type == OrganisationType::trust) ||
                          (wanted == "network" && it->type == OrganisationType::network) || is_named(*it, words);
    if (is_meant) return it->id;
    it = it->parent ? by_id(*it->parent) : organisations_.end();
  }
  return Error::unprocessable("shared_with",
                              "“" + words +
                                  "” is not known. These work: School, Trust, Network, or the name of an "
                                  "organisation above this one.");
}

// ---- a row

std::vector<Pin> LibraryImporter::pins_of(LibraryRow const& row) const {
  std::vector<Pin> pins;
  for (auto const& unit : units_) {
    if (!row.unit.empty() && (unit.title.value == row.unit || unit.slug.value == row.unit))
      pins.push_back({unit.id, {}});
  }
  if (pins.size() > limits::pins_max) pins.resize(limits::pins_max);
  return pins;
}

std::optional<ResourceId> LibraryImporter::find_same(LibraryRow const& row, std::vector<LocalFile> const& files) const {
  auto const [first, last] = held_.equal_range(row.description.title.value);
  for (auto it = first; it != last; ++it) {
    auto const versions = records::all<ResourceVersion>(store_, ListVersions{it->second});
    if (!versions) continue;
    for (auto const& version : *versions) {
      bool const equal = std::ranges::equal(version.files, files, {}, &VersionFile::sha256, &LocalFile::sha256);
      if (equal && version.state != VersionState::purged) return it->second;
    }
  }
  return std::nullopt;
}

Result<UploadId> LibraryImporter::upload(LocalFile const& file) {
  OpenUpload open{organisation_, {file.name}, file.bytes};
  TRY_INTO(auto const opened, submit(std::move(open)));
  UploadId const id{id_of<Upload>(opened)};
  auto const give_up = [&](Error error) {
    (void)submit(DropUpload{id});
    return error;
  };
  auto const stored = store_.files().put(organisation_, file.path);
  if (!stored) return give_up(stored.error());
  if (stored->sha256 != file.sha256) {
    return give_up(Error::conflict("changed", file.name + " was changed while it was read. Try again."));
  }
  StoreUpload keep{id, stored->sha256, file.type.format, file.type.media_type};
  auto const kept = submit(std::move(keep));
  if (!kept) return give_up(kept.error());
  return id;
}

Result<ResourceId> LibraryImporter::make(LibraryRow const& row, std::vector<LocalFile> const& files) {
  auto const& it = row.description;
  CreateResource create{organisation_, it.title,   it.summary,     it.type,       it.subject, it.stages,
                        it.years,      it.unit,    it.exam_board,  it.tier,       {},         it.threads,
                        it.keywords,   it.licence, it.attribution, it.third_party};
  create.pins.values = pins_of(row);
  TRY_INTO(auto const made, submit(std::move(create)));
  ResourceId const id{id_of<Resource>(made)};
  CreateVersion version;
  version.resource = id;
  version.may_share = true;
  auto const give_up = [&](Error error) {
    for (auto const upload : version.uploads) (void)submit(DropUpload{upload});
    (void)submit(DeleteResource{id});
    return error;
  };
  for (auto const& file : files) {
    auto const uploaded = upload(file);
    if (!uploaded) return give_up(uploaded.error());
    version.uploads.values.push_back(*uploaded);
  }
  if (auto const done = submit(version); !done) return give_up(done.error());
  held_.emplace(it.title.value, id);
  return id;
}

Result<Imported> LibraryImporter::import(LibraryRow const& row) {
  if (!row.problem.empty()) return Error::unprocessable("row", row.problem);
  std::vector<LocalFile> files;
  for (auto const& path : row.files) {
    auto file = look_at(path);
    if (!file) return Error::unprocessable("file", path.filename().string() + ": " + file.error().detail);
    files.push_back(*std::move(file));
  }
  if (!team_) TRY(audience_of(row.shared_with));
  if (auto const same = find_same(row, files)) return Imported{&row, *same, RowResult::same};
  if (what_.dry_run) {
    held_.emplace(row.description.title.value, ResourceId{});
    return Imported{&row, {}, RowResult::added};
  }
  TRY_INTO(auto const made, make(row, files));
  return Imported{&row, made, RowResult::added};
}

// ---- after the checks

Result<void> LibraryImporter::share(LibraryRow const& row, ResourceId resource) {
  ShareResource share;
  share.resource = resource;
  if (team_) {
    share.team = team_;
  } else {
    TRY_INTO(share.shared_with, audience_of(row.shared_with));
  }
  TRY(submit(share));
  return {};
}

/// Where what looks like pupils' data is, or what else is wrong with the files. Nothing when they are clean.
std::optional<std::string> LibraryImporter::what_was_found(ResourceId resource) const {
  auto const versions = records::all<ResourceVersion>(store_, ListVersions{resource});
  if (!versions || versions->empty()) return "its files could not be looked at";
  auto const& newest = versions->front();
  if (newest.state == VersionState::ready) return std::nullopt;
  if (newest.state == VersionState::checking) return "its files wait for their checks";
  std::string words = newest.state == VersionState::held ? "held" : "kept apart";
  auto const check = records::find<VersionCheck>(store_, GetVersionCheck{newest.id});
  if (!check) return words;
  std::size_t told = 0;
  for (auto const& finding : check->findings) {
    if (++told > findings_told_max) break;
    words += told == 1 ? ": " : "; ";
    if (newest.files.size() > 1 && finding.file < newest.files.size())
      words += newest.files.values[finding.file].name.value + ", ";
    words += finding.where.value + " " + std::string(words_of(finding.type));
  }
  if (check->found > told) words += "; and more";
  return words;
}

/// What to tell. Errors: those of the store.
Result<std::string> LibraryImporter::publish(Imported const& it) {
  auto const found = records::find<Resource>(store_, GetResource{it.resource});
  if (!found) return Error::not_found();
  if (found->state != ResourceState::draft) return std::string("published already");
  if (auto const trouble = what_was_found(it.resource)) return "a draft, " + *trouble;
  if (!what_.publish) return std::string("a draft");
  if (!found->team && !found->shared_with) TRY(share(*it.row, it.resource));
  auto const today = calendar::date_of(store_.now());
  PublishResource publish{it.resource, it.row->review_by.value_or(Date{today.days + reviewed_after_days})};
  TRY(submit(publish));
  return std::string("published");
}

Result<void> LibraryImporter::run(std::vector<LibraryRow> const& rows) {
  TRY(find_places());
  std::vector<Imported> done;
  std::size_t added = 0, same = 0, failed = 0;
  for (auto const& row : rows) {
    auto const outcome = import(row);
    if (!outcome) {
      ++failed;
      tell(row, "ERROR: " + outcome.error().detail);
      if (outcome.error().code == ErrorCode::no_space || outcome.error().code == ErrorCode::unavailable)
        return outcome.error();
      continue;
    }
    ++(outcome->result == RowResult::same ? same : added);
    if (what_.dry_run) tell(row, outcome->result == RowResult::same ? "same" : "would be new");
    done.push_back(*outcome);
  }
  if (!what_.dry_run) {
    FileChecks checks(store_, {.extractor = what_.file_reader, .clamd = {}});
    checks.run_waiting();
    for (auto const& it : done) {
      auto const told = publish(it);
      auto const words = std::string(it.result == RowResult::same ? "same, " : "new, ");
      tell(*it.row, told ? words + *told : words + "a draft, not published: " + told.error().detail);
    }
  }
  out_ << rows.size() << " rows: " << added << " new, " << same << " same, " << failed << " with errors\n";
  if (what_.dry_run) out_ << "Nothing was changed: this was a dry run.\n";
  if (failed == rows.size()) return Error::conflict("import_failed", "No row could be used.");
  return {};
}

}  // namespace

Result<void> import_library(LibraryToImport const& what, std::ostream& out) {
  LibrarySource source{.folder = what.folder, .map = what.map, .folders = what.folders};
  if (!what.licence.empty()) {
    TRY_INTO(source.licence, library_words::licence_of(what.licence));
  }
  TRY_INTO(auto const read, read_library(source));
  for (auto const& words : read.left_out) out << "left out, " << words << "\n";
  if (read.rows.empty()) return Error::unprocessable("folder", "There is nothing to import in " + what.folder + ".");
  StoreSettings settings;
  settings.folder = what.data;
  settings.create = false;
  settings.database_log = log_database_line;
  TRY_INTO(auto const store, Store::open(std::move(settings)));
  return LibraryImporter(*store, what, out).run(read.rows);
}

}  // namespace staffroom
