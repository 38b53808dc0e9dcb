// Imports in tests.
#include "tests/support/imports.hpp"

#include <boost/describe/enum_to_string.hpp>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "protocol/codec.hpp"
#include "server/imports.hpp"
#include "tests/support/deeds.hpp"

namespace staffroom::tests {
namespace {

Actor actor_of(PersonId person) { return {person, {}, {}}; }

template <class R>
R record_from(std::string const& json) {
  auto record = record_from_json(R::kind, json);
  if (!record) throw std::runtime_error(record.error().path + ": " + record.error().detail);
  return get<R>(*std::move(record));
}

}  // namespace

std::string fixture(std::string_view path) {
  std::ifstream in(std::string(STAFFROOM_SOURCE_FOLDER) + "/tests/fixtures/" + std::string(path), std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) throw std::runtime_error("no fixture " + std::string(path));
  return bytes.str();
}

Outcome tries_import(Scenario& scenario, PersonId author, OrganisationId at, ImportSource source, std::string file) {
  UploadImport const upload{at, source, ImportExtent::delta};
  return submit_import(scenario.store(), actor_of(author), upload, {"file.csv"},
                       read_import_file(source, std::move(file)));
}

Import::Import(Scenario& scenario, PersonId author, OrganisationId at, ImportSource source, std::string file,
               ImportExtent extent)
    : scenario_(scenario), author_(author) {
  UploadImport const upload{at, source, extent};
  auto const begun = submit_import(scenario.store(), actor_of(author), upload, {"file.csv"},
                                   read_import_file(source, std::move(file)));
  if (!begun) throw std::runtime_error("import: " + told(begun));
  id_ = ImportId{id_in(*begun)};
}

ImportJob Import::job() const {
  auto const answer = scenario_.store().ask({}, GetImport{id_}, {}, ReadTier::disk);
  return record_from<ImportJob>(answer->value().json);
}

std::vector<ImportRow> Import::rows() const {
  std::vector<ImportRow> out;
  Page page{200, {}};
  auto const answer = scenario_.store().ask({}, ListImportRows{id_, {}}, page, ReadTier::disk);
  auto const list = Json::parse(answer->value().json);
  for (auto const& item : list.at("items")) {
    for (auto const& row : record_from<ImportRows>(item.dump()).rows) out.push_back(row);
  }
  return out;
}

std::string Import::says(std::size_t row) const {
  auto const all = rows();
  auto const& it = all.at(row);
  std::string out = boost::describe::enum_to_string(it.outcome, "");
  if (it.column) out += ", column " + it.column->value;
  if (it.problem) out += ": " + it.problem->value;
  return out;
}

std::string Import::first_error() const {
  auto const all = rows();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].outcome == RowOutcome::error) return says(i);
  }
  return {};
}

Import& Import::checked() {
  scenario_.tick();
  return *this;
}

Outcome Import::commit(std::optional<std::uint32_t> leavers) {
  Submission submission;
  submission.actor = actor_of(author_);
  submission.command = CommitImport{id_, leavers};
  note_deed(scenario_.store(), submission);
  return scenario_.store().submit_and_wait(std::move(submission));
}

Import& Import::committed() {
  checked();
  if (auto const begun = commit(); !begun) throw std::runtime_error("commit: " + told(begun));
  return checked();
}

void Import::step() {
  if (!scenario_.as_system(Tick{})) throw std::runtime_error("a tick was refused");
}

std::string in_words(ImportCounts const& counts) {
  std::string out;
  auto const add = [&](std::uint32_t count, char const* word) {
    if (count == 0) return;
    out += (out.empty() ? "" : ", ") + std::to_string(count) + " " + word;
  };
  add(counts.added, "new");
  add(counts.changed, "changed");
  add(counts.same, "same");
  add(counts.leaver, "leavers");
  add(counts.skipped, "left out");
  add(counts.error, "errors");
  return out;
}

}  // namespace staffroom::tests
