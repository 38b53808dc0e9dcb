// Reading people's files.
#include "store/files_reading.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "protocol/limits.hpp"

namespace staffroom {
namespace {

constexpr std::size_t reading_bytes = limits::upload_chunk_bytes;
constexpr std::chrono::hours sound_for{24};
constexpr std::size_t looks_kept_max = 100'000;
constexpr std::string_view seal_mark = "\nsealed ";

}  // namespace

std::string FileDigest::hex() const {
  FileDigest copy;
  copy.become(*this);
  std::array<unsigned char, 32> bytes{};
  ::EVP_DigestFinal_ex(copy.context_, bytes.data(), nullptr);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (auto const byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::string hash_of_bytes(std::string_view bytes) {
  FileDigest digest;
  digest.add(bytes);
  return digest.hex();
}

std::shared_ptr<OpenFile> open_to_read(std::filesystem::path const& path) {
  int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return nullptr;
  struct stat about{};
  if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
    ::close(descriptor);
    return nullptr;
  }
  return std::make_shared<OpenFile>(descriptor, static_cast<std::uint64_t>(about.st_size));
}

Result<void> read_parts(OpenFile const& file, std::function<Result<void>(std::string_view)> const& take) {
  std::string part(reading_bytes, '\0');
  for (std::uint64_t at = 0;;) {
    auto const count = ::pread(file.descriptor(), part.data(), part.size(), static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Error{ErrorCode::unavailable, {}, "The file could not be read.", {}};
    if (count == 0) return {};
    TRY(take(std::string_view(part.data(), static_cast<std::size_t>(count))));
    at += static_cast<std::uint64_t>(count);
  }
}

bool SoundFiles::is_sound(OpenFile const& file, std::string_view sha256) {
  struct stat about{};
  if (::fstat(file.descriptor(), &about) != 0) return false;
  Identity const identity{about.st_dev, about.st_ino,
                          std::int64_t{about.st_ctim.tv_sec} * 1'000'000'000 + about.st_ctim.tv_nsec};
  auto const now = Clock::now();
  {
    std::lock_guard const lock(mutex_);
    auto const found = looks_.find(identity);
    if (found != looks_.end() && found->second.sha256 == sha256 && now - found->second.at < sound_for) return true;
  }
  FileDigest digest;
  auto const read = read_parts(file, [&](std::string_view part) -> Result<void> {
    digest.add(part);
    return {};
  });
  if (!read || digest.hex() != sha256) {
    ++damaged_;
    return false;
  }
  std::lock_guard const lock(mutex_);
  if (looks_.size() >= looks_kept_max) looks_.clear();
  looks_[identity] = {std::string(sha256), now};
  return true;
}

std::string sealed(std::string_view name, std::string_view bytes) {
  FileDigest digest;
  digest.add(name);
  digest.add(bytes);
  return std::string(bytes) + std::string(seal_mark) + digest.hex();
}

std::optional<std::uint64_t> unsealed_bytes(OpenFile const& file, std::string_view name) {
  static_assert(seal_bytes == seal_mark.size() + 64);
  if (file.bytes() < seal_bytes) return std::nullopt;
  auto const content = file.bytes() - seal_bytes;
  FileDigest digest;
  digest.add(name);
  std::string seal;
  std::uint64_t at = 0;
  auto const read = read_parts(file, [&](std::string_view part) -> Result<void> {
    auto const of_content = at < content ? std::min<std::uint64_t>(content - at, part.size()) : 0;
    digest.add(part.substr(0, of_content));
    seal += part.substr(of_content);
    at += part.size();
    return {};
  });
  if (!read || seal != std::string(seal_mark) + digest.hex()) return std::nullopt;
  return content;
}

}  // namespace staffroom
