// Zip archives, by libzip.
#include "server/zip_archive.hpp"

#include <zip.h>

#include <algorithm>
#include <memory>

#include "server/ascii.hpp"

namespace staffroom {
namespace {

constexpr zip_int64_t entries_max = 1'000;

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

Error unusable(std::string_view words) { return Error::unprocessable("body", std::string(words)); }

bool is_odd(std::string_view name) {
  return name.empty() || name.size() > 200 || name.front() == '/' || name.find('\\') != std::string_view::npos ||
         name.find("..") != std::string_view::npos || name.find(':') != std::string_view::npos;
}

Result<std::string> read_entry(zip_t* archive, zip_uint64_t index, std::size_t size) {
  std::unique_ptr<zip_file_t, Discard> const file(zip_fopen_index(archive, index, 0));
  if (!file) return unusable("A file of the archive can't be read. Make the archive anew.");
  std::string out(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    auto const count = zip_fread(file.get(), out.data() + filled, size - filled);
    if (count <= 0) return unusable("A file of the archive is damaged. Make the archive anew.");
    filled += static_cast<std::size_t>(count);
  }
  char more = 0;
  if (zip_fread(file.get(), &more, 1) > 0) return unusable("A file of the archive is larger than it says: refused.");
  return out;
}

Result<std::unique_ptr<zip_t, Discard>> open_archive(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto* const opened = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : nullptr;
  if (!opened && source) zip_source_free(source);
  zip_error_fini(&error);
  if (!opened) return unusable("This is no zip file, or it is damaged.");
  return std::unique_ptr<zip_t, Discard>(opened);
}

}  // namespace

Result<std::map<std::string, std::string>> read_zip(std::string_view bytes, std::vector<std::string> const& wanted,
                                                    std::size_t bytes_max) {
  TRY_INTO(auto const archive, open_archive(bytes));
  auto const entries = zip_get_num_entries(archive.get(), 0);
  if (entries > entries_max) return unusable("This archive has too many files.");
  std::map<std::string, std::string> out;
  std::size_t left = bytes_max;
  for (zip_int64_t i = 0; i < entries; ++i) {
    auto const index = static_cast<zip_uint64_t>(i);
    zip_stat_t stat;
    zip_stat_init(&stat);
    constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE;
    if (zip_stat_index(archive.get(), index, 0, &stat) != 0 || (stat.valid & needed) != needed) {
      return unusable("This archive is damaged.");
    }
    if (is_odd(stat.name)) return unusable("This archive holds a file with an odd path: refused.");
    if (stat.size > left) return unusable("This archive unpacks to too much: refused.");
    left -= static_cast<std::size_t>(stat.size);
    auto const name = lowered(stat.name);
    if (std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
      return unusable("This archive is encrypted. Send it without a password.");
    }
    if (out.contains(name)) return unusable("This archive holds a file twice.");
    TRY_INTO(auto text, read_entry(archive.get(), index, static_cast<std::size_t>(stat.size)));
    out.emplace(name, std::move(text));
  }
  return out;
}

}  // namespace staffroom
