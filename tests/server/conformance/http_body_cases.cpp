// RFC 9112 §6, how long a body is, §7, chunks, and §9, which request comes next.
#include "tests/server/conformance/http_cases.hpp"

namespace staffroom::tests::conformance {
namespace {

std::string const chunked_line = "Transfer-Encoding: chunked\r\n";

std::string length_line(std::string const& value) { return "Content-Length: " + value + "\r\n"; }

std::string size_of_good() { return std::to_string(good_body.size()); }

std::string hex_of(std::size_t size) {
  constexpr char digits[] = "0123456789abcdef";
  std::string hex;
  for (; size > 0; size /= 16) hex.insert(hex.begin(), digits[size % 16]);
  return hex;
}

/// The good body as one chunk, whose size is written so.
std::string one_chunk(std::string const& size_line, std::string const& end = "0\r\n\r\n") {
  return size_line + "\r\n" + std::string(good_body) + "\r\n" + end;
}

void lengths(HttpCases& cases) {
  std::string const body(good_body), size = size_of_good();
  cases.push_back({"6.2", "a length", post_with(length_line(size), body), "201 open"});
  cases.push_back({"6.2", "a length with spaces around", post_with(length_line("  " + size + "  "), body), "201 open"});
  cases.push_back({"6.2", "a length with zeros before", post_with(length_line("000" + size), body), "201 open"});
  cases.push_back({"6.3", "no length and no encoding: no body", post_with("", ""), "400 open"});
  cases.push_back(
      {"6.3", "no length: what follows is the next request", post_with("", "") + get_with(""), "400 200 open"});
  cases.push_back({"6.2", "a length of nothing on a read", get_with(length_line("0")), "200 open"});
  cases.push_back(
      {"6.3", "a body on a read is read past", get_with(length_line("3")) + "abc" + get_with(""), "200 200 open"});
  for (auto const* value : {"",
                            " ",
                            "+3",
                            "-3",
                            "3 3",
                            "3;",
                            "3,",
                            ",3",
                            "0x3",
                            "3.0",
                            "3e0",
                            "three",
                            "\"3\"",
                            "3, 4",
                            "3,3",
                            "18446744073709551615",
                            "18446744073709551616",
                            "99999999999999999999999",
                            "9223372036854775808",
                            "\xef\xbc\x93"}) {
    auto const name = "Content-Length: \"" + std::string(value) + '"';
    bool const is_number = std::string_view(value).starts_with("18446744073709551615") ||
                           std::string_view(value).starts_with("9223372036854775808");
    cases.push_back({"6.3", name, post_with(length_line(value), "{}x"), is_number ? "413 closed" : "400 closed"});
  }
  cases.push_back({"6.3", "two lengths", post_with(length_line("3") + length_line("4"), "{} x"), "400 closed"});
  cases.push_back({"6.3", "two lengths alike", post_with(length_line("3") + length_line("3"), "{} "), "400 closed"});
  cases.push_back({"6.3", "two lengths, names in other letters",
                   post_with(length_line("3") + "content-LENGTH: 4\r\n", "{} x"), "400 closed"});
  cases.push_back({"6.2", "a length over the limit", post_with(length_line("10000000"), ""), "413 closed"});
}

void encodings(HttpCases& cases) {
  auto const chunk = one_chunk(hex_of(good_body.size()));
  cases.push_back({"6.1", "chunked", post_with(chunked_line, chunk), "201 open"});
  cases.push_back({"6.1", "chunked in other letters", post_with("transfer-encoding: CHUNKED\r\n", chunk), "201 open"});
  cases.push_back(
      {"6.1", "chunked with spaces around", post_with("Transfer-Encoding:  \tchunked \t\r\n", chunk), "201 open"});
  for (auto const* value : {"",
                            " ",
                            "gzip",
                            "identity",
                            "xchunked",
                            "chunkedx",
                            "chunked, chunked",
                            "gzip, chunked",
                            "chunked, gzip",
                            "chunked,",
                            ",chunked",
                            "chunked;q=1",
                            "\"chunked\"",
                            "chun ked",
                            "chunked identity",
                            "deflate",
                            "compress",
                            "trailers",
                            "chunked\x80",
                            "cow",
                            "'chunked'",
                            "chunked, identity",
                            "identity, chunked"}) {
    auto const name = "Transfer-Encoding: \"" + std::string(value) + '"';
    auto const line = "Transfer-Encoding: " + std::string(value) + "\r\n";
    cases.push_back({"6.1", name, post_with(line, chunk), "400 closed"});
  }
  auto const both = {length_line("5") + chunked_line,
                     chunked_line + length_line("5"),
                     chunked_line + length_line("0"),
                     length_line(std::to_string(chunk.size())) + chunked_line,
                     length_line("5") + "Transfer-Encoding: identity\r\n",
                     length_line("5") + "tRANSFER-eNCODING: x\r\n"};
  for (auto const& lines : both) {
    cases.push_back({"6.3", "a length and an encoding: " + lines, post_with(lines, chunk), "400 closed"});
  }
  cases.push_back({"6.1", "two encodings", post_with(chunked_line + chunked_line, chunk), "400 closed"});
  cases.push_back({"6.1", "two encodings, one of them unknown",
                   post_with(chunked_line + "Transfer-Encoding: cow\r\n", chunk), "400 closed"});
  cases.push_back({"6.1", "chunked in HTTP/1.0",
                   "POST /api/v1/session HTTP/1.0\r\nHost: {host}\r\n" + chunked_line + "\r\n" + chunk, "400 closed"});
  cases.push_back({"6.1", "chunked on a read", get_with(chunked_line) + "0\r\n\r\n", "200 closed"});
}

void chunks(HttpCases& cases) {
  auto const hex = hex_of(good_body.size());
  auto const good = [&](std::string const& name, std::string const& body, std::string const& expected = "201 open") {
    cases.push_back({"7.1", name, post_with(chunked_line, body), expected});
  };
  std::string bytewise;
  for (char const c : good_body) bytewise += std::string("1\r\n") + c + "\r\n";
  good("a chunk for each byte", bytewise + "0\r\n\r\n");
  std::string capitals = hex;
  for (auto& c : capitals) c = c >= 'a' ? static_cast<char>(c - 32) : c;
  good("a size in capitals", one_chunk(capitals));
  good("a size with zeros before", one_chunk("000" + hex));
  good("a last chunk of several zeros", one_chunk(hex, "000\r\n\r\n"));
  good("no chunk but the last", "0\r\n\r\n", "400 open");
  good("two chunked bodies, one after the other", one_chunk(hex) + "{post}" + chunked_line + "\r\n" + one_chunk(hex),
       "201 201 open");
  for (std::string const& size : {std::string("x") + hex,
                                  "0x" + hex,
                                  "+" + hex,
                                  "-" + hex,
                                  " " + hex,
                                  "\t" + hex,
                                  std::string(),
                                  std::string(" "),
                                  hex + "g",
                                  hex + " g",
                                  hex + "\v",
                                  hex + "h",
                                  std::string(17, 'F'),
                                  std::string(16, 'F') + "0",
                                  "1" + std::string(16, '0'),
                                  hex + ".0",
                                  hex + ",",
                                  "\"" + hex + "\"",
                                  std::string("-1"),
                                  hex + "\x80"}) {
    good("a chunk's size \"" + size + '"', one_chunk(size), "400 closed");
  }
  good("a size of 2^64 - 1", one_chunk(std::string(16, 'F')), "413 closed");
  good("a size of 2^63", one_chunk("8000000000000000"), "413 closed");
  good("a chunk over the limit", "100000\r\n" + std::string(70'000, ' '), "413 closed");
}

void chunk_ends(HttpCases& cases) {
  auto const hex = hex_of(good_body.size());
  std::string const body(good_body);
  auto const bad = [&](std::string const& name, std::string const& chunks) {
    cases.push_back({"7.1", name, post_with(chunked_line, chunks), "400 closed"});
  };
  bad("a line feed alone after the size", hex + "\n" + body + "\r\n0\r\n\r\n");
  bad("a CR alone after the size", hex + "\r" + body + "\r\n0\r\n\r\n");
  bad("a line feed alone after the data", hex + "\r\n" + body + "\n0\r\n\r\n");
  bad("a CR alone after the data", hex + "\r\n" + body + "\r0\r\n\r\n");
  bad("nothing after the data", hex + "\r\n" + body + "0\r\n\r\n");
  bad("more data than the size says", hex_of(good_body.size() - 2) + "\r\n" + body + "\r\n0\r\n\r\n");
  bad("less data than the size says", hex_of(good_body.size() + 2) + "\r\n" + body + "\r\n0\r\n\r\n");
  bad("data where the next size should be", hex + "\r\n" + body + "\r\nGET / HTTP/1.1\r\n\r\n");
}

void extensions_and_trailers(HttpCases& cases) {
  auto const hex = hex_of(good_body.size());
  for (auto const* extension :
       {";a", ";a=b", ";a=\"b\"", ";a=\"b;c\"", "; a", " ;a", " ; a = b", ";a;b;c=d", ";a=\"\\\"\"", ";a=\"\""}) {
    cases.push_back({"7.1.1", "extension \"" + std::string(extension) + '"',
                     post_with(chunked_line, one_chunk(hex + extension)), "201 open"});
  }
  using namespace std::string_literals;
  for (auto const& extension : {";"s, ";;"s, ";=b"s, ";a="s, ";a=\"b"s, ";a b"s, " a"s, ";a\nb"s, ";a\rb"s, ";a\0b"s,
                                ";a=\"b\nc\""s, ";\x80"s, ";a=\x7f"s}) {
    cases.push_back({"7.1.1", "broken extension \"" + extension + '"',
                     post_with(chunked_line, one_chunk(hex + extension)), "400 closed"});
  }
  cases.push_back({"7.1.1", "an extension without end", post_with(chunked_line, hex + ";a=" + std::string(70'000, 'b')),
                   "400 closed"});
  auto const trailed = [&](std::string const& name, std::string const& lines, std::string const& expected) {
    cases.push_back({"7.1.2", name, post_with(chunked_line, one_chunk(hex, "0\r\n" + lines + "\r\n")), expected});
  };
  trailed("a trailer", "X-Name: value\r\n", "201 open");
  trailed("two trailers", "X-Name: value\r\nX-Other: value\r\n", "201 open");
  // Whatever a trailer says of framing, of who asks or of what for: it changes nothing, or ends the connection.
  trailed("Host in a trailer", "Host: elsewhere.example\r\n", "201 open");
  trailed("Cookie in a trailer", "Cookie: staffroom=x\r\n", "201 open");
  trailed("Content-Length in a trailer", "Content-Length: 3\r\n", "400 closed");
  trailed("Transfer-Encoding in a trailer", "Transfer-Encoding: chunked\r\n", "400 closed");
  trailed("a folded trailer", "X-Name: value\r\n more\r\n", "201 open");
  trailed("a trailer with a space before its colon", "X-Name : value\r\n", "400 closed");
  trailed("a trailer without a colon", "X-Name\r\n", "400 closed");
  trailed("a trailer with a NUL", std::string("X-Name: \0\r\n", 11), "400 closed");
  trailed("trailers without end", "X-Name: " + std::string(70'000, 'v'), "400 closed");
}

}  // namespace

HttpCases body_cases() {
  HttpCases cases;
  lengths(cases);
  encodings(cases);
  return cases;
}

HttpCases chunk_cases() {
  HttpCases cases;
  chunks(cases);
  chunk_ends(cases);
  extensions_and_trailers(cases);
  return cases;
}

HttpCases connection_cases() {
  HttpCases cases;
  auto const get = get_with(""), length = length_line(size_of_good());
  std::string const body(good_body);
  auto const row = [&cases](std::string section, std::string name, std::string bytes, std::string expected) {
    cases.push_back({std::move(section), std::move(name), std::move(bytes), std::move(expected)});
  };
  row("9.3", "a connection stays open", get, "200 open");
  row("9.6", "Connection: close", get_with("Connection: close\r\n"), "200 closed");
  row("9.6", "Connection: close among others", get_with("Connection: keep-alive, x, Close\r\n"), "200 closed");
  row("9.6", "what follows Connection: close is not answered", get_with("Connection: close\r\n") + get, "200 closed");
  row("9.3", "HTTP/1.0 with keep-alive", "GET /healthz HTTP/1.0\r\nHost: {host}\r\nConnection: keep-alive\r\n\r\n",
      "200 open");
  row("9.3.2", "two requests at once", get + get, "200 200 open");
  row("9.3.2", "ten requests at once", get + get + get + get + get + get + get + get + get + get,
      "200 200 200 200 200 200 200 200 200 200 open");
  row("9.3.2", "answers come in order", get + "GET /api/v1/me HTTP/1.1\r\nHost: {host}\r\n\r\n" + get,
      "200 401 200 open");
  row("9.3.2", "a write among reads", get + post_with(length, body) + get, "200 201 200 open");
  row("9.3.2", "a HEAD among reads", get + "HEAD /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n" + get,
      "200 200/head 200 open");
  row("9.3.2", "nothing behind a malformed request is answered", "GET  / HTTP/1.1\r\n\r\n" + get, "400 closed");
  row("9.3.2", "nothing behind a body that is refused is answered", post_with(length_line("10000000"), "") + get,
      "413 closed");
  std::string const smuggled = "GET /smuggled HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n";
  row("9.3.2", "a request that is smuggled in a body is not answered",
      get_with(length_line(std::to_string(smuggled.size()))) + smuggled, "200 open");
  row("9.8", "half a request line, and then the end", "GET /heal", "closed");
  row("9.8", "half a head, and then the end", get.substr(0, get.size() - 2), "closed");
  row("9.8", "half a body, and then the end", post_with(length_line("100"), body), "closed");
  row("9.8", "half a chunk, and then the end", post_with(chunked_line, "ff\r\n{"), "closed");
  // A line feed is no end of a line: these bodies are not whole yet, and never will be.
  auto const hex = hex_of(good_body.size());
  row("7.1", "a line feed alone after the last chunk", post_with(chunked_line, one_chunk(hex, "0\n\n")), "closed");
  row("7.1", "a line feed alone for the empty line", post_with(chunked_line, one_chunk(hex, "0\r\n\n")), "closed");
  row("7.1.2", "a trailer with a bare line feed", post_with(chunked_line, one_chunk(hex, "0\r\nX-Name: value\n\r\n")),
      "closed");
  row("7.8", "an upgrade that nobody knows", get_with("Connection: upgrade\r\nUpgrade: h2c\r\n"), "200 open");
  row("7.8", "Upgrade without Connection", get_with("Upgrade: websocket\r\n"), "200 open");
  auto const expecting = "Expect: 100-continue\r\n" + length;
  row("10.1.1", "Expect: 100-continue", post_with(expecting, body), "100 201 open");
  row("10.1.1", "Expect: 100-Continue", post_with("Expect: 100-Continue\r\n" + length, body), "100 201 open");
  row("10.1.1", "another expectation", post_with("Expect: a-miracle\r\n" + length, body), "400 closed");
  return cases;
}

}  // namespace staffroom::tests::conformance
