// What a disk does to a file.
#include "tests/crash/damaging.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace staffroom::crash {
namespace {

namespace fs = std::filesystem;

std::string bytes_of_file(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string zeroed(fs::path const& path, std::uint64_t at, std::uint64_t bytes) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(at));
  file << std::string(bytes, '\0');
  return " zeroed from " + std::to_string(at) + " for " + std::to_string(bytes);
}

std::string flipped(fs::path const& path, std::uint64_t at, std::uint64_t bit) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(at));
  auto const byte = static_cast<char>(file.get());
  file.seekp(static_cast<std::streamoff>(at));
  file.put(static_cast<char>(byte ^ (1 << bit)));
  return " bit " + std::to_string(bit) + " of byte " + std::to_string(at) + " flipped";
}

std::string changed(fs::path const& path, fs::path const& other, std::mt19937_64& random) {
  auto const bytes = fs::file_size(path);
  auto const at = random() % bytes;
  switch (random() % 6) {
    case 0: fs::resize_file(path, at); return " cut to " + std::to_string(at);
    case 1: return zeroed(path, at, std::min<std::uint64_t>(4'096, bytes - at));
    case 2:
      fs::copy_file(other, path, fs::copy_options::overwrite_existing);
      return " replaced by " + other.filename().string();
    case 3: fs::remove(path); return " removed";
    default: return flipped(path, at, random() % 8);
  }
}

}  // namespace

std::string damage(fs::path const& folder, std::string const& name, fs::path const& original,
                   std::vector<std::string> const& names, std::mt19937_64& random) {
  auto const how = changed(folder / name, original / names[random() % names.size()], random);
  bool const is_there = fs::exists(folder / name);
  return is_there && bytes_of_file(folder / name) == bytes_of_file(original / name) ? std::string() : name + how;
}

std::vector<std::string> names_below(fs::path const& folder) {
  std::vector<std::string> out;
  for (auto const& entry : fs::recursive_directory_iterator(folder)) {
    bool const counts = entry.is_regular_file() && entry.file_size() > 0 && entry.path().filename() != "LOCK";
    if (counts) out.push_back(fs::relative(entry.path(), folder).string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace staffroom::crash
