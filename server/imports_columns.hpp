// What the headers of files mean: of staff files as information systems write them, of the national register's files
// through the years.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/imports.hpp"

namespace staffroom {

/// What is done with a column.
struct ColumnPlan {
  std::string header;                // as it is kept
  std::optional<ImportField> field;  // of a staff file
  enum class Fate : std::uint8_t { keep, ignore, drop } fate = Fate::keep;
};

struct FilePlan {
  std::vector<ColumnPlan> columns;
  std::string failure;  // why the file can't be used; empty when it can
};

/// `sample`: the first cells that are not empty, one for each column.
FilePlan plan_of_staff(std::vector<std::string> const& headers, std::vector<std::string> const& sample);
FilePlan plan_of_contracts(std::vector<std::string> const& headers, std::vector<std::string> const& sample);
FilePlan plan_of_register(ImportSource source, std::vector<std::string> const& headers);

// ---- parts

/// Personal facts that the hub has no use for, by the plain header: the column is not kept, and named in the report.
bool is_personal(std::string_view word);
/// Why a file must not be taken in at all, since it looks like pupils' records. Empty when it may be.
std::string refusal_of_pupils(std::vector<std::string> const& headers);

}  // namespace staffroom
