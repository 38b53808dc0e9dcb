// Password hashes and session tokens: libsodium. Hashing takes tens of milliseconds and 19 MiB: on the pool only.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace staffroom::passwords {

/// Once, before anything else here. Aborts when the system has no randomness.
void start();
/// argon2id, two passes over 19 MiB. Empty when there is no memory for it.
std::string hash(std::string_view password);
/// Same work for every hash made here.
bool verify(std::string const& stored, std::string_view password);
/// A hash that no password has: what an unknown e-mail address is verified against.
std::string const& dummy();

/// 32 random bytes in base64url.
std::string fresh_token();
/// SHA-256 in hex: what is stored of a token.
std::string hash_of_token(std::string_view token);

/// Why a new password is refused, or empty. `context`: the person's name, e-mail address and the like.
std::string_view weakness_of(std::string_view password, std::vector<std::string> const& context);

}  // namespace staffroom::passwords
