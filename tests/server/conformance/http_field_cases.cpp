// RFC 9112 §5: fields of a request's head.
#include "tests/server/conformance/http_cases.hpp"

namespace staffroom::tests::conformance {
namespace {

std::string in_hex(unsigned byte) {
  constexpr char digits[] = "0123456789abcdef";
  return {digits[byte >> 4], digits[byte & 15]};
}

void names(HttpCases& cases) {
  for (char const mark : std::string("\"(),/;<=>?@[\\]{} \t\v\x01\x7f\x80\xff")) {
    auto const line = std::string("X") + mark + "Name: value\r\n";
    auto const byte = static_cast<unsigned char>(mark);
    cases.push_back({"5", "a name with byte " + in_hex(byte), get_with(line), "400 closed"});
  }
  cases.push_back({"5", "a name with a NUL", get_with(std::string("X\0Name: value\r\n", 15)), "400 closed"});
  cases.push_back({"5", "a name of every other mark", get_with("!#$%&'*+-.^_`|~09azAZ: value\r\n"), "200 open"});
  cases.push_back({"5", "no name", get_with(": value\r\n"), "400 closed"});
  cases.push_back({"5", "no colon", get_with("X-Name\r\n"), "400 closed"});
  cases.push_back({"5", "nothing but a colon", get_with(":\r\n"), "400 closed"});
  for (auto const* name : {"X-Name", "Content-Length", "Transfer-Encoding", "Host", "Cookie"}) {
    cases.push_back({"5.1", "a space before the colon of " + std::string(name),
                     get_with(std::string(name) + " : 0\r\n"), "400 closed"});
    cases.push_back({"5.1", "a tab before the colon of " + std::string(name), get_with(std::string(name) + "\t: 0\r\n"),
                     "400 closed"});
  }
}

void values(HttpCases& cases) {
  for (auto const* line : {"X-Name:value", "X-Name:   value   ", "X-Name:\tvalue\t",
                           "X-Name:", "X-Name: ", "X-Name: a:b:c", "X-Name: a\tb", "X-Name: \"quoted \\\" text\"",
                           "X-Name: (comment)", "X-Name: caf\xc3\xa9", "X-Name: \x80\xff", "x-NAME: value"}) {
    cases.push_back({"5", "\"" + std::string(line) + '"', get_with(std::string(line) + "\r\n"), "200 open"});
  }
  for (unsigned byte = 0; byte < 32; ++byte) {
    if (byte == '\t' || byte == '\r' || byte == '\n') continue;
    auto const line = std::string("X-Name: a") + static_cast<char>(byte) + "b\r\n";
    cases.push_back({"5.5", "a value with byte " + in_hex(byte), get_with(line), "400 closed"});
  }
  cases.push_back({"5.5", "a value with DEL", get_with("X-Name: a\x7f\r\n"), "400 closed"});
  cases.push_back({"5.5", "a value with a bare CR", get_with("X-Name: a\rb\r\n"), "400 closed"});
  cases.push_back({"5.5", "a value that ends in two CRs", get_with("X-Name: a\r\r\n"), "400 closed"});
  cases.push_back({"5.5", "a value with a bare line feed", get_with("X-Name: a\nb: c\r\n"), "400 closed"});
}

void folds_and_sizes(HttpCases& cases) {
  cases.push_back({"5.2", "a folded line", get_with("X-Name: a\r\n b\r\n"), "400 closed"});
  cases.push_back({"5.2", "a folded line, by a tab", get_with("X-Name: a\r\n\tb\r\n"), "400 closed"});
  cases.push_back({"5.2", "a fold that is empty", get_with("X-Name: a\r\n \r\n"), "400 closed"});
  cases.push_back(
      {"5.2", "Transfer-Encoding behind a fold", get_with("Transfer-Encoding:\r\n chunked\r\n"), "400 closed"});
  cases.push_back({"5.2", "Content-Length behind a fold", get_with("Content-Length:\r\n 3\r\n") + "abc", "400 closed"});
  std::string many;
  for (int number = 0; number < 400; ++number) many += "X-" + std::to_string(number) + ": y\r\n";
  cases.push_back({"5.4", "four hundred fields", get_with(many), "200 open"});
  cases.push_back({"5.4", "a field of 7 KiB", get_with("X-Name: " + std::string(7 * 1'024, 'v') + "\r\n"), "200 open"});
  cases.push_back(
      {"5.4", "a head of over 8 KiB", get_with("X-Name: " + std::string(8'192, 'v') + "\r\n"), "431 closed"});
  cases.push_back({"5.4", "a head without end", get_with("").substr(0, 30) + std::string(20'000, 'v'), "431 closed"});
  for (auto const* name : {"Cookie", "Origin", "Content-Type", "If-Match", "Range", "Idempotency-Key", "Expect"}) {
    auto const line = std::string(name) + ": x\r\n";
    cases.push_back({"5.2", std::string(name) + " twice", get_with(line + line), "400 closed"});
  }
}

}  // namespace

HttpCases field_cases() {
  HttpCases cases;
  names(cases);
  values(cases);
  folds_and_sizes(cases);
  return cases;
}

}  // namespace staffroom::tests::conformance
