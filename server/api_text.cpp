// Query strings and headers.
#include "server/api_text.hpp"

#include <algorithm>
#include <charconv>

#include "protocol/limits.hpp"
#include "server/digits.hpp"

namespace staffroom {
namespace {

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+') {
      out += ' ';
    } else if (text[at] != '%') {
      out += text[at];
    } else {
      unsigned byte = 0;
      if (at + 2 >= text.size()) return {};
      auto [end, error] = std::from_chars(text.data() + at + 1, text.data() + at + 3, byte, 16);
      if (error != std::errc{} || end != text.data() + at + 3) return {};
      out += static_cast<char>(byte);
      at += 2;
    }
  }
  if (!is_valid_utf8(out)) return {};
  return out;
}

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool same_word(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b; });
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

Result<PathIds> parse_query(std::string_view query) {
  PathIds parameters;
  for (std::size_t at = 0; at < query.size();) {
    auto end = std::min(query.find('&', at), query.size());
    auto pair = query.substr(at, end - at);
    at = end + 1;
    auto equals = pair.find('=');
    auto name = percent_decoded(pair.substr(0, equals));
    auto value = equals == std::string_view::npos ? std::optional<std::string>(std::string())
                                                  : percent_decoded(pair.substr(equals + 1));
    if (!name || !value || name->empty()) {
      return Error::bad_request("query", "The query string is not well-formed.");
    }
    auto same = [&](auto const& other) { return other.first == *name; };
    if (std::any_of(parameters.begin(), parameters.end(), same)) {
      return Error::bad_request("query." + name->substr(0, 64), "This parameter may come once.");
    }
    parameters.emplace_back(*std::move(name), *std::move(value));
  }
  return parameters;
}

Result<Page> take_page(PathIds& parameters) {
  Page page;
  for (auto at = parameters.begin(); at != parameters.end();) {
    auto const& [name, value] = *at;
    if (name == "limit") {
      auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), page.limit);
      if (error != std::errc{} || end != value.data() + value.size() || page.limit < 1 ||
          page.limit > limits::page_size_max) {
        return Error::bad_request("query.limit", "Expected a number from 1 to 200.");
      }
    } else if (name == "cursor") {
      if (value.empty() || value.size() > limits::cursor_length_max ||
          !std::all_of(value.begin(), value.end(), is_word_character)) {
        return Error::bad_request("query.cursor", "Expected `next` of an earlier page, verbatim.");
      }
      page.cursor = value;
    } else {
      ++at;
      continue;
    }
    at = parameters.erase(at);
  }
  return page;
}

bool is_json(std::string_view content_type) {
  auto semicolon = content_type.find(';');
  if (!same_word(trimmed(content_type.substr(0, semicolon)), "application/json")) return false;
  if (semicolon == std::string_view::npos) return true;
  auto parameter = trimmed(content_type.substr(semicolon + 1));
  return same_word(parameter, "charset=utf-8") || same_word(parameter, "charset=\"utf-8\"");
}

Result<std::optional<std::uint32_t>> parse_if_match(std::string_view header) {
  if (!header.data()) return std::optional<std::uint32_t>();
  bool quoted = header.size() > 2 && header.front() == '"' && header.back() == '"';
  if (quoted) {
    if (auto version = digits_as<std::uint32_t>(header.substr(1, header.size() - 2))) return version;
  }
  return Error::bad_request("header.if-match", "Expected one version in quotes, such as \"3\".");
}

Result<std::string> parse_idempotency_key(std::string_view header) {
  if (!header.data()) return std::string();
  bool fits = !header.empty() && header.size() <= limits::idempotency_key_length_max;
  if (fits && std::all_of(header.begin(), header.end(), [](char c) { return is_word_character(c) || c == '.'; })) {
    return std::string(header);
  }
  return Error::bad_request("header.idempotency-key", "Expected 1 to 64 of A-Z, a-z, 0-9, dot, underscore, hyphen.");
}

}  // namespace staffroom
