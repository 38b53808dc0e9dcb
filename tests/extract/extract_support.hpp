// Files made up for the tests of the readers: packages of parts, documents of the fixtures.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "server/extract/readers.hpp"

namespace staffroom::tests {

using Parts = std::vector<std::pair<std::string, std::string>>;

std::string fixture(std::string const& name);
/// A zip archive of these entries.
std::string zipped(Parts const& parts);
std::string docx_of(std::string const& body);
std::string xlsx_of(Parts const& sheets_by_name);

extract::Document read(std::string const& bytes, FileFormat format);
/// By page: heading and text.
std::vector<std::string> pages_of(extract::Document const& document);
/// "upn at sheet Marks (hidden), cell A2", in order.
std::vector<std::string> findings_of(extract::Document const& document);

}  // namespace staffroom::tests
