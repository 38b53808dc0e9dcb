// Password hashes and session tokens.
#include "server/passwords.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "protocol/result.hpp"
#include "server/ascii.hpp"

namespace staffroom::passwords {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19ull * 1024 * 1024;

// The most used ones of ten characters and more. What is shorter is refused by its length.
constexpr std::string_view common[] = {
    "1234567890",    "12345678910",  "123456789a",   "1234567891",    "0123456789",    "0987654321",
    "9876543210",    "1111111111",   "0000000000",   "1122334455",    "1212121212",    "1231231234",
    "123123123123",  "123456123456", "qwertyuiop",   "qwertyuiop123", "1q2w3e4r5t",    "1q2w3e4r5t6y",
    "q1w2e3r4t5",    "q1w2e3r4t5y6", "qwerty1234",   "qwerty12345",   "qwerty123456",  "qwerty123!",
    "asdfghjkl1",    "asdfghjkl;",   "zxcvbnm123",   "password12",    "password123",   "password1234",
    "password12345", "password123!", "password1!",   "password01",    "passw0rd123",   "passw0rd12",
    "p@ssw0rd12",    "p@ssword123",  "p@ssw0rd123",  "mypassword",    "yourpassword",  "iloveyou12",
    "iloveyou123",   "iloveyou1234", "letmein123",   "letmein1234",   "welcome123",    "welcome1234",
    "welcome12345",  "welcome123!",  "admin12345",   "admin123456",   "administrator", "changeme123",
    "changeme1234",  "football123",  "football12",   "liverpool1",    "liverpool12",   "liverpool123",
    "manchester",    "manchester1",  "sunshine123",  "princess123",   "princess12",    "superman123",
    "batman1234",    "charlie123",   "monkey1234",   "dragon1234",    "michael123",    "jennifer123",
    "arsenal123",    "arsenal1234",  "chelsea123",   "chelsea1234",   "england123",    "england1966",
    "summer2024",    "summer2025",   "summer2026",   "winter2024",    "winter2025",    "winter2026",
    "autumn2025",    "autumn2026",   "spring2025",   "spring2026",    "january2026",   "september2025",
    "september2026", "christmas1",   "christmas123", "school1234",    "school12345",   "school123!",
    "teacher123",    "teacher1234",  "headteacher",  "headteacher1",  "education1",    "education123",
    "classroom1",    "classroom123", "staffroom1",   "staffroom123",  "abcdefghij",    "abcdefghijk",
    "abcd123456",    "abc1234567",   "abc123456789", "a123456789",    "aa12345678",    "aaaaaaaaaa",
    "qazwsxedc1",    "qazwsxedcrfv", "1qaz2wsx3edc", "zaq12wsxcde3",  "zaq1zaq1zaq1",  "correcthorsebatterystaple",
    "trustno1234",   "basketball",   "basketball1",  "strawberry",    "strawberry1",   "chocolate1",
    "chocolate123",  "butterfly1",   "butterfly123", "elizabeth1",    "elizabeth123",  "university",
    "university1",   "secret12345",  "access12345",  "computer123",   "internet123",   "hello12345",
    "hello123456",   "helloworld",   "helloworld1",  "whatever123",   "starwars123",   "pokemon123",
    "minecraft1",    "minecraft123", "ronaldo123",   "cristiano7"};

}  // namespace

void start() { ensure(sodium_init() >= 0, "libsodium has found no randomness"); }

std::string hash(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), passes, memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return {};
  }
  return out.data();
}

bool verify(std::string const& stored, std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> padded{};
  if (stored.size() >= padded.size()) return false;
  std::copy(stored.begin(), stored.end(), padded.begin());
  return crypto_pwhash_str_verify(padded.data(), password.data(), password.size()) == 0;
}

std::string const& dummy() {
  static std::string const made = hash(fresh_token());
  return made;
}

std::string fresh_token() {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 64> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

std::string hash_of_token(std::string_view token) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<unsigned char const*>(token.data()), token.size());
  std::array<char, crypto_hash_sha256_BYTES * 2 + 1> text{};
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  return {text.data(), text.size() - 1};
}

std::string_view weakness_of(std::string_view password, std::vector<std::string> const& context) {
  auto rest = lowered(password);
  if (std::find(std::begin(common), std::end(common), std::string_view(rest)) != std::end(common)) {
    return "This password is one of those that everybody tries first. Choose another.";
  }
  if (std::all_of(rest.begin(), rest.end(), [&](char c) { return c == rest.front(); })) {
    return "This password is one character over and over. Choose another.";
  }
  // What is left when the words that anybody could know of you are taken out must still be a secret.
  constexpr std::size_t word_length_min = 3, rest_length_min = 6;
  std::string word;
  auto take_out = [&] {
    if (word.size() >= word_length_min) {
      for (auto at = rest.find(word); at != std::string::npos; at = rest.find(word)) rest.erase(at, word.size());
    }
    word.clear();
  };
  for (auto const& text : context) {
    for (unsigned char c : lowered(text)) {
      if (std::isalnum(c) || c >= 0x80) {
        word += static_cast<char>(c);
      } else {
        take_out();
      }
    }
    take_out();
  }
  if (rest.size() < rest_length_min) {
    return "This password is mostly your name, your e-mail address or the name of this place. Choose another.";
  }
  return {};
}

}  // namespace staffroom::passwords
