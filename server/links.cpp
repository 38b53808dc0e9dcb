// Making and reading tokens.
#include "server/links.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "store/index_rows.hpp"

namespace staffroom::links {
namespace {

constexpr std::size_t content_bytes = 1 + 8 + 8 + 8;
constexpr std::size_t token_bytes = content_bytes + crypto_auth_hmacsha256_BYTES;
constexpr std::size_t token_length = token_bytes * 4 / 3;
static_assert(token_bytes % 3 == 0, "a token has no padding and one spelling only");
static_assert(std::tuple_size_v<Key> == crypto_auth_hmacsha256_KEYBYTES);

using Token = std::array<unsigned char, token_bytes>;

Error key_trouble(std::filesystem::path const& file, std::string const& what) {
  return {ErrorCode::unavailable, {}, "The key of links, " + file.string() + ", " + what, "link_key"};
}

std::string reason() { return std::string(std::strerror(errno)) + "."; }

/// Beside its place first, then renamed: a crash leaves the whole key or none.
Result<Key> make_key(std::filesystem::path const& file) {
  Key key{};
  randombytes_buf(key.data(), key.size());
  auto const beside = file.string() + ".new";
  int const descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return key_trouble(file, "cannot be made: " + reason());
  auto const written = ::write(descriptor, key.data(), key.size());
  bool const whole = written == static_cast<ssize_t>(key.size()) && ::fsync(descriptor) == 0;
  auto const why = reason();
  ::close(descriptor);
  if (!whole || ::rename(beside.c_str(), file.c_str()) != 0) {
    return key_trouble(file, "cannot be written: " + (whole ? reason() : why));
  }
  int const folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
  return key;
}

}  // namespace

Result<Key> open_key(std::filesystem::path const& folder) {
  auto const file = folder / "link.key";
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) return make_key(file);
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 64> bytes{};
  stream.read(bytes.data(), bytes.size());
  Key key{};
  if (stream.bad() || static_cast<std::size_t>(stream.gcount()) != key.size()) {
    return key_trouble(file, "is damaged. Restore it, or delete it: links mailed so far then stop working.");
  }
  std::transform(bytes.begin(), bytes.begin() + key.size(), key.begin(),
                 [](char byte) { return static_cast<unsigned char>(byte); });
  return key;
}

namespace {

std::string text_of(Token const& token) {
  std::array<char, token_length + 1> text{};
  sodium_bin2base64(text.data(), text.size(), token.data(), token.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

}  // namespace

std::string token_of(Key const& key, Link const& link) {
  Token token{};
  token[0] = static_cast<unsigned char>(link.type);
  std::size_t at = 1;
  for (std::uint64_t const number : {link.id, link.state, static_cast<std::uint64_t>(link.expires.value)}) {
    for (int shift = 56; shift >= 0; shift -= 8) token[at++] = static_cast<unsigned char>(number >> shift);
  }
  crypto_auth_hmacsha256(token.data() + content_bytes, token.data(), content_bytes, key.data());
  return text_of(token);
}

std::optional<Link> read_token(Key const& key, std::string_view token) {
  Token bytes{};
  std::size_t length = 0;
  bool const decoded = token.size() == token_length &&
                       sodium_base642bin(bytes.data(), bytes.size(), token.data(), token.size(), nullptr, &length,
                                         nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
                       length == token_bytes;
  // libsodium takes some bytes over 127 for letters: a token has one spelling.
  if (!decoded || text_of(bytes) != token) return std::nullopt;
  if (crypto_auth_hmacsha256_verify(bytes.data() + content_bytes, bytes.data(), content_bytes, key.data()) != 0) {
    return std::nullopt;
  }
  std::size_t at = 1;
  auto const number = [&] {
    std::uint64_t value = 0;
    for (int count = 0; count < 8; ++count) value = value << 8 | bytes[at++];
    return value;
  };
  Link link;
  link.type = static_cast<LinkType>(bytes[0]);
  link.id = number();
  link.state = number();
  link.expires = {static_cast<std::int64_t>(number())};
  return link;
}

std::uint64_t address_mark(std::string_view email) {
  auto const text = folded(email);
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<unsigned char const*>(text.data()), text.size());
  std::uint64_t mark = 0;
  for (std::size_t at = 0; at < 8; ++at) mark = mark << 8 | digest[at];
  return mark;
}

}  // namespace staffroom::links
