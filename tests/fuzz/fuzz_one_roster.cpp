// Fuzzes OneRoster files, whose CSV lies in a zip. Input: the files of the archive, each a line with its name and then
// its text, with a line "----" between them. They are packed here: a fuzzer that has to get checksums right finds
// nothing.
#include <zip.h>

#include "protocol/codec.hpp"
#include "server/oneroster.hpp"
#include "server/zip_archive.hpp"

namespace {

using namespace staffroom;

struct Packed {
  std::string name;
  std::string_view text;
};

std::vector<Packed> files_of(std::string_view input) {
  constexpr std::string_view between = "\n----\n";
  std::vector<Packed> files;
  while (!input.empty() && files.size() < 12) {
    auto const end = std::min(input.find(between), input.size());
    auto const file = input.substr(0, end);
    input.remove_prefix(std::min(end + between.size(), input.size()));
    auto const line = std::min(file.find('\n'), file.size());
    // libzip takes names as C strings.
    std::string name(file.substr(0, std::min(line, file.substr(0, line).find('\0'))));
    if (!name.empty()) files.push_back({std::move(name), file.substr(std::min(line + 1, file.size()))});
  }
  return files;
}

std::string packed(std::vector<Packed> const& files) {
  zip_error_t error{};
  auto* const source = ::zip_source_buffer_create(nullptr, 0, 0, &error);
  auto* const archive = source ? ::zip_open_from_source(source, ZIP_TRUNCATE, &error) : nullptr;
  if (!archive) return {};
  ::zip_source_keep(source);
  for (auto const& file : files) {
    auto* const text = ::zip_source_buffer(archive, file.text.data(), file.text.size(), 0);
    auto const place = text ? ::zip_file_add(archive, file.name.c_str(), text, ZIP_FL_OVERWRITE) : -1;
    if (place < 0) {
      if (text) ::zip_source_free(text);
    } else {
      ::zip_set_file_compression(archive, static_cast<zip_uint64_t>(place), ZIP_CM_STORE, 0);
    }
  }
  std::string bytes;
  if (::zip_close(archive) != 0) {
    ::zip_discard(archive);
  } else {
    zip_stat_t told{};
    ::zip_source_open(source);
    ::zip_source_stat(source, &told);
    bytes.resize(told.size);
    ::zip_source_read(source, bytes.data(), bytes.size());
    ::zip_source_close(source);
  }
  ::zip_source_free(source);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const bytes = packed(files_of({reinterpret_cast<char const*>(data), size}));
  if (bytes.empty()) return 0;
  constexpr std::size_t most = 4'096;
  if (auto const read = read_zip(bytes, {"users.csv", "orgs.csv"}, most)) {
    std::size_t all = 0;
    for (auto const& [name, text] : *read) all += text.size();
    ensure(all <= most, "an archive gives no more than was asked for");
  }
  auto const file = read_one_roster(bytes);
  ensure(!file.failure || file.rows.empty(), "a file that can't be used has no rows");
  for (auto const& row : file.rows) {
    ensure(row.cells.size() == file.columns.size() || row.outcome == RowOutcome::error, "a cell for each column");
    for (auto const& cell : row.cells) ensure(is_valid_utf8(cell.value), "a cell is UTF-8");
  }
  return 0;
}
