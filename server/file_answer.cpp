// A file as an answer.
#include "server/file_answer.hpp"

#include <fcntl.h>

#include <algorithm>
#include <array>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "protocol/utf8.hpp"
#include "server/digits.hpp"

namespace staffroom {
namespace {

bool is_unreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$&+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos;
}

/// Pages, markup and programs are handed over as bytes: the ending says enough to whoever saves them.
std::string_view served_type(std::string_view media_type) {
  bool const active = media_type == "text/html" || media_type == "image/svg+xml" || media_type.ends_with("xml");
  return active || media_type.empty() ? std::string_view("application/octet-stream") : media_type;
}

}  // namespace

RangeAsked::RangeAsked(net::Request const& request)
    : if_none_match(request.if_none_match.data() ? request.if_none_match : std::string_view()),
      if_range(request.if_range.data() ? request.if_range : std::string_view()),
      range(request.range.data() ? request.range : std::string_view()),
      has_range(request.range.data() != nullptr) {}

RangeVerdict parse_range(std::string_view header, std::uint64_t bytes, ByteRange& out) {
  constexpr std::string_view unit = "bytes=";
  if (!header.starts_with(unit)) return RangeVerdict::whole;
  header.remove_prefix(unit.size());
  if (header.find(',') != std::string_view::npos) return RangeVerdict::unsatisfiable;
  auto const dash = header.find('-');
  if (dash == std::string_view::npos) return RangeVerdict::whole;
  auto const first = digits_as<std::uint64_t>(header.substr(0, dash));
  auto const last = digits_as<std::uint64_t>(header.substr(dash + 1));
  if (dash == 0) {  // the last so many bytes
    if (!last) return RangeVerdict::whole;
    if (*last == 0 || bytes == 0) return RangeVerdict::unsatisfiable;
    out.bytes = std::min(*last, bytes);
    out.from = bytes - out.bytes;
    return RangeVerdict::part;
  }
  bool const is_open = dash + 1 == header.size();
  if (!first || (!is_open && (!last || *last < *first))) return RangeVerdict::whole;
  if (*first >= bytes) return RangeVerdict::unsatisfiable;
  out.from = *first;
  out.bytes = (is_open ? bytes - 1 : std::min(*last, bytes - 1)) - *first + 1;
  return RangeVerdict::part;
}

std::string disposition_of(Shown shown, std::string_view name) {
  std::string plain, encoded;
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (std::size_t at = 0; at < name.size();) {
    auto const length = std::max<std::size_t>(utf8_sequence_length(name, at), 1);
    auto const c = static_cast<unsigned char>(name[at]);
    plain += length > 1 || c < 0x20 || c >= 0x7f || c == '"' || c == '\\' || c == '%' ? '_' : name[at];
    for (unsigned char const byte : name.substr(at, length)) {
      if (is_unreserved(byte)) {
        encoded += static_cast<char>(byte);
      } else {
        encoded += {'%', digits[byte >> 4], digits[byte & 15]};
      }
    }
    at += length;
  }
  std::string out = shown == Shown::inline_ ? "inline" : "attachment";
  return out + "; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

bool may_be_shown(std::string_view media_type) {
  constexpr std::array<std::string_view, 6> types{"application/pdf", "image/png",  "image/jpeg",
                                                  "image/gif",       "image/webp", "text/plain"};
  return std::find(types.begin(), types.end(), media_type) != types.end();
}

net::Response file_answer(FileAnswer answer, RangeAsked const& asked, WorkerPool& pool) {
  net::Response response;
  response.add("ETag", answer.etag).add("Cache-Control", "private, no-cache").add("Accept-Ranges", "bytes");
  response.add("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  if (asked.if_none_match == "*" || asked.if_none_match.find(answer.etag) != std::string::npos) {
    response.status = 304;
    return response;
  }
  auto const total = answer.file->bytes();
  ByteRange range{0, total};
  bool const wants_part = asked.has_range && (asked.if_range.empty() || asked.if_range == answer.etag);
  auto const verdict = wants_part ? parse_range(asked.range, total, range) : RangeVerdict::whole;
  if (verdict == RangeVerdict::unsatisfiable) {
    auto refused = net::problem(Error{ErrorCode::range_not_satisfiable,
                                      "header.range",
                                      "The file has no such stretch, or several were asked for.",
                                      {}});
    return std::move(refused.add("Content-Range", "bytes */" + std::to_string(total)));
  }
  if (verdict == RangeVerdict::whole) range = {0, total};
  if (verdict == RangeVerdict::part) {
    response.status = 206;
    auto const last = range.from + range.bytes - 1;
    response.add("Content-Range",
                 "bytes " + std::to_string(range.from) + "-" + std::to_string(last) + "/" + std::to_string(total));
  }
  bool const is_text = answer.media_type == "text/plain";
  response.add("Content-Type", std::string(served_type(answer.media_type)) + (is_text ? "; charset=utf-8" : ""));
  response.add("Content-Disposition", disposition_of(answer.shown, answer.name));
  if (range.bytes == 0) return response;
  net::FileStretch stretch;
  stretch.descriptor = answer.file->descriptor();
  stretch.from = range.from;
  stretch.bytes = range.bytes;
  ::posix_fadvise(stretch.descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  stretch.file = std::move(answer.file);
  stretch.run_blocking = [&pool](std::function<void()> task) { return pool.run(std::move(task)); };
  response.file = std::move(stretch);
  return response;
}

std::string pages_json(std::string_view text, std::uint32_t from, std::uint32_t to) {
  std::string out = R"({"pages":[)";
  std::uint32_t number = 0;
  std::uint32_t next = 0;
  std::size_t shown = 0;
  while (!text.empty()) {
    auto const end = std::min(text.find('\f'), text.size());
    auto const page = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (number < from || number > to || next != 0) continue;
    if (shown > 0 && shown + page.size() > limits::file_text_answer_bytes) {
      next = number;
      continue;
    }
    auto const line = std::min(page.find('\n'), page.size());
    out += shown > 0 ? "," : "";
    out += R"({"number":)" + std::to_string(number) + R"(,"heading":)";
    append_json_string(out, page.substr(0, line));
    out += R"(,"text":)";
    append_json_string(out, page.substr(std::min(line + 1, page.size())));
    out += '}';
    shown += page.size() + 1;
  }
  out += R"(],"total":)" + std::to_string(number) + R"(,"next":)";
  return out + (next == 0 ? "null" : std::to_string(next)) + "}";
}

}  // namespace staffroom
