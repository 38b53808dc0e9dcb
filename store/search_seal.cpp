// Sealing a search index.
#include "store/search_seal.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "store/files_reading.hpp"

namespace staffroom::search {
namespace {

namespace fs = std::filesystem;

constexpr char const* seal_name = "sealed";
constexpr std::uint64_t sealed_bytes_max = 512ull * 1024 * 1024;  // read in a second or so, when the hub stops

/// By libsodium, which has nothing that is put away at the end of the process: the last seal may come after that.
std::string hex_of(crypto_hash_sha256_state& digest) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> bytes{};
  crypto_hash_sha256_final(&digest, bytes.data());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  return hex.data();
}

/// A line for each file: its hash and its name. Empty when one cannot be read, or when they are too large.
std::string hashes_in(fs::path const& folder) {
  std::vector<fs::path> paths;
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    // The lock is taken by whoever opens it, and says nothing.
    auto const name = at->path().filename();
    if (name == seal_name || name == "flintlock") continue;
    bytes += at->file_size(error);
    paths.push_back(at->path());
  }
  if (error || bytes > sealed_bytes_max) return {};
  std::sort(paths.begin(), paths.end());
  std::string out;
  for (auto const& path : paths) {
    auto const file = open_to_read(path);
    if (!file) return {};
    crypto_hash_sha256_state digest;
    crypto_hash_sha256_init(&digest);
    auto const read = read_parts(*file, [&](std::string_view part) -> Result<void> {
      crypto_hash_sha256_update(&digest, reinterpret_cast<unsigned char const*>(part.data()), part.size());
      return {};
    });
    if (!read) return {};
    out += hex_of(digest) + ' ' + path.filename().string() + '\n';
  }
  return out;
}

}  // namespace

void seal(fs::path const& folder) {
  auto const hashes = hashes_in(folder);
  if (!hashes.empty()) std::ofstream(folder / seal_name, std::ios::trunc) << hashes;
}

Seal take_seal(fs::path const& folder) {
  std::ifstream in(folder / seal_name);
  if (!in) return Seal::none;
  std::ostringstream noted;
  noted << in.rdbuf();
  bool const is_whole = !noted.str().empty() && noted.str() == hashes_in(folder);
  std::error_code ignored;
  fs::remove(folder / seal_name, ignored);
  return is_whole ? Seal::whole : Seal::broken;
}

}  // namespace staffroom::search
