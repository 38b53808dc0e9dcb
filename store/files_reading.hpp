// Reading people's files: opening, hashing, and whether what lies on the disk is still what its name says.
#pragma once
#include <openssl/evp.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

#include "store/files.hpp"

namespace staffroom {

/// SHA-256, which can be gone back to.
class FileDigest {
 public:
  FileDigest() : context_(::EVP_MD_CTX_new()) { restart(); }
  ~FileDigest() { ::EVP_MD_CTX_free(context_); }
  FileDigest(FileDigest const&) = delete;
  FileDigest& operator=(FileDigest const&) = delete;

  void restart() { ::EVP_DigestInit_ex(context_, ::EVP_sha256(), nullptr); }
  void add(std::string_view bytes) { ::EVP_DigestUpdate(context_, bytes.data(), bytes.size()); }
  void become(FileDigest const& other) { ::EVP_MD_CTX_copy_ex(context_, other.context_); }
  /// Of what was added up to now; more may be added.
  std::string hex() const;

 private:
  EVP_MD_CTX* context_;
};

std::string hash_of_bytes(std::string_view bytes);

/// Null when there is no such plain file.
std::shared_ptr<OpenFile> open_to_read(std::filesystem::path const& path);
/// Calls `take` for each part. Errors: unavailable, or what `take` returns.
Result<void> read_parts(OpenFile const& file, std::function<Result<void>(std::string_view)> const& take);

/// Remembers which files were found to be what their names say. Each is read whole before it is used for the first
/// time, and again once a day, for a disk may forget what it was told. Thread-safe.
class SoundFiles {
 public:
  /// Blocks when the file was not looked at lately.
  bool is_sound(OpenFile const& file, std::string_view sha256);
  std::uint64_t damaged_found() const { return damaged_; }

 private:
  using Clock = std::chrono::steady_clock;
  using Identity = std::tuple<std::uint64_t, std::uint64_t, std::int64_t>;  // device, inode, time of the last change
  struct Look {
    std::string sha256;
    Clock::time_point at;
  };
  std::mutex mutex_;
  std::map<Identity, Look> looks_;
  std::atomic<std::uint64_t> damaged_{0};
};

/// What was read out of a file is kept with a hash behind it, of its name and of itself: nothing else would tell that a
/// bit has changed, or that it is another's.
inline constexpr std::size_t seal_bytes = 8 + 64;
std::string sealed(std::string_view name, std::string_view bytes);
/// How many of the bytes are the content; nothing when they are not what was sealed under this name.
std::optional<std::uint64_t> unsealed_bytes(OpenFile const& file, std::string_view name);

}  // namespace staffroom
