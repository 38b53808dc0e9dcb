// The contract register as CSV, in the words that its import understands: the figures of what is exported are read
// again as the same pence. Pure.
#pragma once
#include <string>

#include "store/contracts_lines.hpp"

namespace staffroom {

/// With a mark, for spreadsheets; ends with CR LF.
std::string contracts_csv_header();
/// A line for each; no cell can be taken for a formula.
std::string contracts_csv_of(ContractLines const& lines);

}  // namespace staffroom
