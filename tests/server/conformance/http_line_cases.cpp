// RFC 9112 §2 and §3: what a request starts with.
#include "tests/server/conformance/http_cases.hpp"

namespace staffroom::tests::conformance {

std::string get_with(std::string const& lines) { return "GET /healthz HTTP/1.1\r\nHost: {host}\r\n" + lines + "\r\n"; }

std::string post_with(std::string const& lines, std::string const& body) { return "{post}" + lines + "\r\n" + body; }

namespace {

std::string request(std::string const& line) { return line + "\r\nHost: {host}\r\n\r\n"; }

std::string with_host(std::string const& lines) { return "GET /readyz HTTP/1.1\r\n" + lines + "\r\n"; }

void message_format(HttpCases& cases) {
  cases.push_back({"2.1", "a plain request", get_with(""), "200 open"});
  cases.push_back({"2.2", "bare line feeds", "GET /healthz HTTP/1.1\nHost: {host}\n\n", "400 closed"});
  cases.push_back(
      {"2.2", "a bare line feed after the request line", "GET /healthz HTTP/1.1\nHost: {host}\r\n\r\n", "400 closed"});
  cases.push_back(
      {"2.2", "a bare line feed after a field", "GET /healthz HTTP/1.1\r\nHost: {host}\n\r\n", "400 closed"});
  cases.push_back(
      {"2.2", "a bare line feed for the empty line", "GET /healthz HTTP/1.1\r\nHost: {host}\r\n\n", "400 closed"});
  cases.push_back({"2.2", "a bare CR in the request line", request("GET /healthz\rx HTTP/1.1"), "400 closed"});
  cases.push_back(
      {"2.2", "a bare CR at the end of the request line", request("GET /healthz HTTP/1.1\r"), "400 closed"});
  cases.push_back({"2.2", "an empty line before the request", "\r\n" + get_with(""), "200 open"});
  cases.push_back({"2.2", "an empty line between two requests", get_with("") + "\r\n" + get_with(""), "200 200 open"});
  cases.push_back(
      {"2.2", "empty lines without end before the request", "\r\n\r\n\r\n\r\n" + get_with(""), "400 closed"});
  cases.push_back({"2.2", "a bare line feed before the request", "\n" + get_with(""), "400 closed"});
  cases.push_back({"2.2", "whitespace between the request line and the first field",
                   "GET /healthz HTTP/1.1\r\n Host: {host}\r\n\r\n", "400 closed"});
  cases.push_back({"2.2", "a space before the request line", " " + get_with(""), "400 closed"});
  cases.push_back(
      {"2.2", "a NUL in the request line", request(std::string("GET /heal\0thz HTTP/1.1", 22)), "400 closed"});
  cases.push_back({"2.2", "an escape character in the request line", request("GET /\x1b[31m HTTP/1.1"), "400 closed"});
  cases.push_back({"2.2", "DEL in the request line", request("GET /\x7f HTTP/1.1"), "400 closed"});
  cases.push_back({"2.2", "bytes over 127 in the request line", request("GET /h\xc3\xa9 HTTP/1.1"), "400 closed"});
  cases.push_back(
      {"2.2", "the first bytes of TLS", std::string("\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03", 11), "400 closed"});
  cases.push_back({"2.2", "the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400 closed"});
  cases.push_back({"2.2", "the greeting of a mail server", "EHLO mail.example\r\n\r\n", "400 closed"});
}

void versions(HttpCases& cases) {
  cases.push_back({"2.3", "HTTP/1.0 is answered and closed", request("GET /healthz HTTP/1.0"), "200 closed"});
  for (auto const* version :
       {"HTTP/0.9",  "HTTP/1.2",  "HTTP/1.9",  "HTTP/2.0", "HTTP/9.9",   "HTTP/3",   "HTTP/1",    "HTTP/1.",
        "HTTP/.1",   "HTTP/1.10", "HTTP/01.1", "HTTP/11",  "HTTP/1.1.1", "HTTP/1,1", "HTTP/-1.1", "HTTP/1.1 ",
        "HTTP/1.1x", "http/1.1",  "Http/1.1",  "HTTP 1.1", "HTTPS/1.1",  "ICAP/1.0", "HTTP/ 1.1", "HTTP/1 .1"}) {
    cases.push_back({"2.3", "version \"" + std::string(version) + '"', request("GET /healthz " + std::string(version)),
                     "400 closed"});
  }
}

void request_lines(HttpCases& cases) {
  for (auto const* line :
       {"GET  /healthz HTTP/1.1", "GET /healthz  HTTP/1.1", "GET\t/healthz HTTP/1.1", "GET /healthz\tHTTP/1.1",
        "GET /healthz", "GET", "GET ", "GET HTTP/1.1", "GET  HTTP/1.1", "/healthz HTTP/1.1", "GET /a b HTTP/1.1",
        "GET /healthz HTTP/1.1 HTTP/1.1", "GET /healthz\x0bHTTP/1.1", "GET\x0c/healthz HTTP/1.1", ""}) {
    cases.push_back({"3", "request line \"" + std::string(line) + '"', request(line), "400 closed"});
  }
  for (auto const* method : {"G(T", "G\"T", "G,T", "G/T", "G:T", "G;T", "G=T", "G@T", "G[T", "G{T", "G\\T", "G<T"}) {
    cases.push_back({"3.1", "method \"" + std::string(method) + "\", no token",
                     request(std::string(method) + " /healthz HTTP/1.1"), "400 closed"});
  }
  for (auto const* method : {"get", "Get", "PROPFIND", "HELLO", "X-1", "GETS", "GE", "PRI"}) {
    cases.push_back({"3.1", "method \"" + std::string(method) + "\", unknown",
                     request(std::string(method) + " /healthz HTTP/1.1"), "501 closed"});
  }
  cases.push_back({"3.1", "HEAD has no body", request("HEAD /healthz HTTP/1.1"), "200/head open"});
  for (auto const* method : {"POST", "PUT", "PATCH", "DELETE"}) {
    cases.push_back({"3.1", std::string(method) + " on a page that is only read",
                     request(std::string(method) + " /healthz HTTP/1.1"), "405 open"});
  }
  cases.push_back({"3.1", "TRACE", request("TRACE / HTTP/1.1"), "405 closed"});
  cases.push_back(
      {"3", "a target of 2 KiB", request("GET /healthz?" + std::string(2'039, 'a') + " HTTP/1.1"), "200 open"});
  cases.push_back(
      {"3", "a target of 2 KiB and a byte", request("GET /" + std::string(2'048, 'a') + " HTTP/1.1"), "431 closed"});
  cases.push_back({"3", "a method without end", std::string(9'000, 'A'), "431 closed"});
}

void targets(HttpCases& cases) {
  cases.push_back({"3.2.1", "origin form with a query", request("GET /healthz?a=b HTTP/1.1"), "200 open"});
  cases.push_back({"3.2.1", "a target without a slash", request("GET healthz HTTP/1.1"), "400 closed"});
  cases.push_back({"3.2.1", "a fragment is no part of a target", request("GET /healthz#part HTTP/1.1"), "400 closed"});
  cases.push_back({"3.2.2", "absolute form", request("GET http://{host}/healthz HTTP/1.1"), "200 open"});
  cases.push_back(
      {"3.2.2", "absolute form, scheme in capitals", request("GET HTTP://{host}/healthz HTTP/1.1"), "200 open"});
  cases.push_back({"3.2.2", "absolute form without a path", request("GET http://{host} HTTP/1.1"), "404 open"});
  cases.push_back(
      {"3.2.2", "absolute form with a query and no path", request("GET http://{host}?a=b HTTP/1.1"), "400 closed"});
  cases.push_back(
      {"3.2.2", "absolute form of another host", request("GET http://elsewhere.example/ HTTP/1.1"), "400 open"});
  cases.push_back({"3.2.2", "absolute form wins over Host",
                   "GET http://{host}/ HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n", "404 open"});
  cases.push_back({"3.2.2", "absolute form with a name and a password",
                   request("GET http://bob:secret@{host}/ HTTP/1.1"), "400 open"});
  for (auto const* target : {"ftp://{host}/", "file:///etc/passwd", "http:/healthz", "http:///healthz", "javascript:1",
                             "://{host}/", "gopher://{host}/"}) {
    cases.push_back({"3.2.2", "target \"" + std::string(target) + '"',
                     request("GET " + std::string(target) + " HTTP/1.1"), "400 closed"});
  }
  cases.push_back({"3.2.3", "authority form", request("CONNECT {host} HTTP/1.1"), "405 closed"});
  cases.push_back({"3.2.3", "authority form without CONNECT", request("GET {host} HTTP/1.1"), "400 closed"});
  cases.push_back({"3.2.4", "asterisk form", request("OPTIONS * HTTP/1.1"), "405 closed"});
  cases.push_back({"3.2.4", "asterisk form without OPTIONS", request("GET * HTTP/1.1"), "400 closed"});
}

void hosts(HttpCases& cases) {
  cases.push_back({"3.2", "no Host", with_host("Accept: */*\r\n"), "400 closed"});
  cases.push_back({"3.2", "no Host in HTTP/1.0", "GET /healthz HTTP/1.0\r\n\r\n", "400 closed"});
  cases.push_back({"3.2", "Host twice, alike", with_host("Host: {host}\r\nHost: {host}\r\n"), "400 closed"});
  cases.push_back(
      {"3.2", "Host twice, not alike", with_host("Host: {host}\r\nHost: elsewhere.example\r\n"), "400 closed"});
  cases.push_back(
      {"3.2", "Host twice, names in other letters", with_host("Host: {host}\r\nhOST: {host}\r\n"), "400 closed"});
  cases.push_back({"3.2", "Host in small letters", with_host("host: {host}\r\n"), "200 open"});
  for (auto const* host : {"", "elsewhere.example", "{host}, {host}", "bob@{host}", "{host}/", "{host}.",
                           "http://{host}", "{host}:80", "[::1]", "{host} elsewhere", "*", "127.0.0.1:0"}) {
    // Not the operators' page, which health checks ask for by any name.
    cases.push_back({"3.2", "Host: \"" + std::string(host) + '"',
                     "GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n", "400 open"});
  }
}

}  // namespace

HttpCases line_cases() {
  HttpCases cases;
  message_format(cases);
  versions(cases);
  request_lines(cases);
  targets(cases);
  hosts(cases);
  return cases;
}

}  // namespace staffroom::tests::conformance
