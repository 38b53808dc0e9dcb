// Counting, then unpacking into memory.
#include "server/extract/package.hpp"

#include <zip.h>

#include <algorithm>
#include <cstring>

namespace staffroom::extract {
namespace {

constexpr std::uint64_t part_bytes_max = 64ull * 1024 * 1024;
// Deflate cannot do better than 1,032 to 1; honest documents rarely pass 200 to 1.
constexpr std::uint64_t suspicious_ratio = 400;
constexpr std::uint64_t suspicious_bytes = 16ull * 1024 * 1024;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::uint64_t little_endian(Bytes bytes, std::size_t at, std::size_t size) {
  std::uint64_t out = 0;
  for (std::size_t i = size; i > 0; --i) out = out << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
  return out;
}

}  // namespace

std::optional<std::uint64_t> entries_said(Bytes bytes) {
  constexpr std::size_t record = 22;
  constexpr std::size_t comment_max = 65'535;
  if (bytes.size() < record) return {};
  auto const from = bytes.size() > record + comment_max ? bytes.size() - record - comment_max : 0;
  auto const end = bytes.substr(from).rfind("PK\5\6");
  if (end == bytes.npos || from + end + record > bytes.size()) return {};
  auto const at = from + end;
  auto const small = little_endian(bytes, at + 10, 2);
  constexpr std::size_t locator = 20;
  if (small != 0xFFFF || at < locator || bytes.substr(at - locator, 4) != "PK\6\7") return small;
  auto const large_at = little_endian(bytes, at - locator + 8, 8);
  constexpr std::size_t large_record = 56;
  if (bytes.size() < large_record || large_at > bytes.size() - large_record) return small;
  return little_endian(bytes, large_at + 32, 8);
}

std::unique_ptr<Package> Package::open(Bytes bytes, Document& document) {
  auto const said = entries_said(bytes);
  if (said && *said > limits::zip_entries_max) {
    document.refuse(Verdict::bomb, "It holds too many files.");
    return nullptr;
  }
  zip_error_t error;
  zip_error_init(&error);
  auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto* const archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  zip_error_fini(&error);
  if (!archive) {
    if (source) zip_source_free(source);
    document.set_trouble("The file is damaged: it can't be unpacked.");
    return nullptr;
  }
  std::unique_ptr<Package> out(new Package());
  out->archive_ = archive;
  if (!out->list(document)) return nullptr;
  return out;
}

Package::~Package() {
  if (archive_) zip_discard(archive_);
}

bool Package::list(Document& document) {
  auto const count = zip_get_num_entries(archive_, 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > limits::zip_entries_max) {
    document.refuse(Verdict::bomb, "It holds too many files.");
    return false;
  }
  std::uint64_t sum = 0;
  for (zip_uint64_t place = 0; place < static_cast<zip_uint64_t>(count); ++place) {
    zip_stat_t stat;
    if (zip_stat_index(archive_, place, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE)) {
      entries_.emplace_back();
      continue;
    }
    entries_.push_back({stat.name ? stat.name : "", stat.size, stat.comp_size});
    bool const too_good = stat.size > suspicious_bytes && stat.size / suspicious_ratio > stat.comp_size;
    if (too_good || stat.size > limits::unzipped_bytes_max || (sum += stat.size) > limits::unzipped_bytes_max) {
      document.refuse(Verdict::bomb, "It unpacks to far more than it should.");
      return false;
    }
    by_name_.emplace(lower(entries_.back().name), entries_.size() - 1);
  }
  was_read_.resize(entries_.size());
  return true;
}

std::optional<std::string> Package::read(std::string_view name) {
  while (name.starts_with("/")) name.remove_prefix(1);
  auto const found = by_name_.find(lower(name));
  if (found == by_name_.end()) return {};
  auto const& entry = entries_[found->second];
  was_read_[found->second] = true;
  if (entry.bytes > part_bytes_max) return {};
  auto* const file = zip_fopen_index(archive_, found->second, 0);
  if (!file) return {};
  std::string out(entry.bytes, '\0');
  std::size_t size = 0;
  while (size < out.size()) {
    auto const got = zip_fread(file, out.data() + size, out.size() - size);
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
  }
  char more = 0;
  bool const lies = size < out.size() || zip_fread(file, &more, 1) != 0;  // more or less than the directory says
  zip_fclose(file);
  if (lies) return {};
  return out;
}

std::vector<std::string> Package::unread() const {
  std::vector<std::string> out;
  for (std::size_t place = 0; place < entries_.size(); ++place) {
    if (!was_read_[place] && !entries_[place].name.empty()) out.push_back(entries_[place].name);
  }
  return out;
}

}  // namespace staffroom::extract
