// Imports in tests: a file is sent as the page and the command line send it, and goes on as far as the test lets it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {

/// Files of the tests, by their path under tests/fixtures.
std::string fixture(std::string_view path);

class Import {
 public:
  /// Sends the file. A person of 0 is the command line. Throws when the store refuses.
  Import(Scenario& scenario, PersonId author, OrganisationId at, ImportSource source, std::string file,
         ImportExtent extent = ImportExtent::delta);
  ImportId id() const { return id_; }
  ImportJob job() const;
  /// All rows in order, leavers last.
  std::vector<ImportRow> rows() const;
  /// "added: Joins Kirkby Road Primary as staff."
  std::string says(std::size_t row) const;
  /// "error, column Role: …" for the first row with an error, or nothing.
  std::string first_error() const;

  Import& checked();    // lets it be checked
  Import& committed();  // checks and commits it, and lets it end
  Outcome commit(std::optional<std::uint32_t> leavers = {});
  /// One tick.
  void step();

 private:
  Scenario& scenario_;
  PersonId author_;
  ImportId id_;
};

/// What sending the file is answered with.
Outcome tries_import(Scenario& scenario, PersonId author, OrganisationId at, ImportSource source, std::string file);

/// "1 new, 2 changed": what is not 0, in this order: new, changed, same, leavers, left out, errors.
std::string in_words(ImportCounts const& counts);

}  // namespace staffroom::tests
