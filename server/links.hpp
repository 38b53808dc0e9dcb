// Links by mail. A token is a code (HMAC-SHA-256) over what the records say, under a key of this data folder: it is
// stored nowhere, so the mail's text can be made again whenever it is sent, and a database that leaks opens nothing. It
// works once because it names a state (generation, version, address) that its use changes. docs/adr/0018.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/accounts_links.hpp"
#include "protocol/result.hpp"

namespace staffroom::links {

using Key = std::array<unsigned char, 32>;

/// What a token says. `state`: of an invitation its generation, of a password the credential's version, of an address
/// its mark.
struct Link {
  LinkType type = LinkType::invitation;
  std::uint64_t id = 0;  // invitation, or person
  std::uint64_t state = 0;
  TimestampMs expires;
  friend bool operator==(Link const&, Link const&) = default;
};

/// DATA/link.key, made at the first start, readable by its owner only; with another key all links are dead. Errors:
/// unavailable, saying what is wrong with the file.
Result<Key> open_key(std::filesystem::path const& folder);

std::string token_of(Key const& key, Link const& link);
/// nullopt when it is not ours: cut short, altered, or made with another key. Constant time.
std::optional<Link> read_token(Key const& key, std::string_view token);
/// Tells addresses apart, without regard to case.
std::uint64_t address_mark(std::string_view email);

}  // namespace staffroom::links
