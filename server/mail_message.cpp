// Writing a mail, and reading back our own.
#include "server/mail_message.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "store/mails.hpp"

namespace staffroom::mail {
namespace {

constexpr std::size_t base64_line = 76;
constexpr std::size_t word_bytes_max = 39;  // of one encoded word: 52 characters of Base64, 64 with its marks
constexpr std::string_view word_start = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";
constexpr std::string_view part_end = "\r\n--";

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the NUL
  return out;
}

std::string from_base64(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), "\r\n ",
                        &length, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0) {
    return {};
  }
  out.resize(length);
  return out;
}

/// Of a header: no line break, no control character.
std::string one_line(std::string_view text) {
  std::string out;
  for (char c : text) {
    auto const byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7f ? ' ' : c;
  }
  return out;
}

/// RFC 2047, whatever the text is: encoded words of whole characters, folded one to a line.
std::string encoded_words(std::string_view text) {
  auto const line = one_line(text);
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    auto end = std::min(at + word_bytes_max, line.size());
    while (end < line.size() && end > at && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) --end;
    if (!out.empty()) out += "\r\n ";
    out += word_start;
    out += base64(std::string_view(line).substr(at, end - at));
    out += word_end;
    at = end;
  }
  return out;
}

std::string decoded_words(std::string_view text) {
  std::string out;
  for (auto at = text.find(word_start); at != text.npos; at = text.find(word_start, at)) {
    at += word_start.size();
    auto const end = text.find(word_end, at);
    if (end == text.npos) break;
    out += from_base64(text.substr(at, end - at));
    at = end;
  }
  return out;
}

std::string date_text(TimestampMs at) {
  std::time_t const time = at.value / 1'000;
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  static constexpr std::array<char const*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<char const*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::string(days[static_cast<std::size_t>(parts.tm_wday)]) + ", " + std::to_string(parts.tm_mday) + " " +
         months[static_cast<std::size_t>(parts.tm_mon)] + " " + std::to_string(1900 + parts.tm_year) + " " +
         two(parts.tm_hour) + ":" + two(parts.tm_min) + ":" + two(parts.tm_sec) + " +0000";
}

void add_part(std::string& out, std::string const& boundary, std::string_view type, std::string_view text) {
  out += "--" + boundary + "\r\nContent-Type: " + std::string(type) + "; charset=utf-8\r\n";
  out += "Content-Transfer-Encoding: base64\r\n\r\n";
  auto const encoded = base64(text);
  for (std::size_t at = 0; at < encoded.size(); at += base64_line) {
    out += encoded.substr(at, base64_line) + "\r\n";
  }
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

/// The value of our own header, folded lines joined.
std::string header_of(std::string_view message, std::string_view name) {
  auto const start = "\r\n" + std::string(name) + ": ";
  auto at = message.find(start);
  if (at == message.npos) return {};
  at += start.size();
  std::string out;
  for (;;) {
    auto const end = message.find("\r\n", at);
    if (end == message.npos) return out;
    out += message.substr(at, end - at);
    at = end + 2;
    if (at >= message.size() || message[at] != ' ') return out;
  }
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string plain_text(Letter const& letter) {
  std::string out;
  auto const add_link = [&](Letter::Button const& link) { out += link.label + ":\n" + link.address + "\n\n"; };
  for (auto const& paragraph : letter.paragraphs) out += paragraph + "\n\n";
  for (auto const& section : letter.sections) {
    out += section.heading + "\n" + std::string(characters_in(section.heading), '-') + "\n";
    for (auto const& line : section.lines) {
      out += line.text + "\n";
      if (!line.address.empty()) out += line.address + "\n";
    }
    out += "\n";
  }
  for (auto const& button : letter.buttons) add_link(button);
  for (auto const& paragraph : letter.closing) out += paragraph + "\n\n";
  for (auto const& link : letter.links) add_link(link);
  return out;
}

std::string html(Letter const& letter) {
  auto const paragraph = [](std::string const& text) {
    std::string out = "<p>";
    for (char c : escaped(text)) out += c == '\n' ? std::string("<br>") : std::string(1, c);
    return out + "</p>\n";
  };
  auto const link = [](std::string const& text, std::string const& address) {
    return "<a href=\"" + escaped(address) + "\">" + escaped(text) + "</a>";
  };
  std::string out = "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>";
  out += escaped(letter.subject) + "</title></head>\n<body style=\"font-family:sans-serif;line-height:1.5\">\n";
  for (auto const& text : letter.paragraphs) out += paragraph(text);
  for (auto const& section : letter.sections) {
    out += "<h2>" + escaped(section.heading) + "</h2>\n<ul>\n";
    for (auto const& line : section.lines) {
      out += "<li>" + (line.address.empty() ? escaped(line.text) : link(line.text, line.address)) + "</li>\n";
    }
    out += "</ul>\n";
  }
  for (auto const& button : letter.buttons) out += "<p>" + link(button.label, button.address) + "</p>\n";
  for (auto const& text : letter.closing) out += paragraph(text);
  for (auto const& one : letter.links) out += "<p>" + link(one.label, one.address) + "</p>\n";
  return out + "</body></html>\n";
}

std::string encode(Message const& message) {
  auto const& letter = message.letter;
  // No line of Base64 starts with two hyphens, so no part can hold the boundary.
  auto const boundary = "part-of-" + message.id.substr(0, message.id.find('@'));
  std::string out = "Date: " + date_text(message.date) + "\r\n";
  out += "From: " + encoded_words(message.from.name) + "\r\n <" + one_line(message.from.address) + ">\r\n";
  if (!message.reply_to.address.empty()) {
    auto const& to = message.reply_to;
    out += "Reply-To: " + encoded_words(to.name) + "\r\n <" + one_line(to.address) + ">\r\n";
  }
  out += "To: <" + one_line(message.to) + ">\r\n";
  out += "Subject: " + encoded_words(letter.subject) + "\r\n";
  out += "Message-ID: <" + one_line(message.id) + ">\r\n";
  out += "MIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n";
  if (!letter.unsubscribe.empty()) {
    out += "List-Unsubscribe: <" + one_line(letter.unsubscribe) + ">\r\n";
    out += "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
  }
  out += "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n";
  add_part(out, boundary, "text/plain", plain_text(letter));
  add_part(out, boundary, "text/html", html(letter));
  return out + "--" + boundary + "--\r\n";
}

bool parse_sender(std::string_view text, Sender& sender) {
  auto const open = text.rfind('<');
  if (open == text.npos) {
    sender = {"Staffroom", std::string(text)};
  } else {
    if (!text.ends_with('>')) return false;
    auto name = text.substr(0, open);
    while (name.ends_with(' ')) name.remove_suffix(1);
    sender = {name.empty() ? "Staffroom" : std::string(name), std::string(text.substr(open + 1))};
    sender.address.pop_back();
  }
  bool const plain = std::all_of(sender.name.begin(), sender.name.end(),
                                 [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
  return plain && mails::is_address(sender.address);
}

Shown decode(std::string_view message) {
  Shown shown;
  shown.date = std::string(message.substr(0, message.find("\r\n"))).substr(std::string_view("Date: ").size());
  shown.to = header_of(message, "To");
  if (shown.to.size() > 2) shown.to = shown.to.substr(1, shown.to.size() - 2);
  shown.subject = decoded_words(header_of(message, "Subject"));
  auto const plain = message.find("Content-Type: text/plain");
  auto const start = plain == message.npos ? plain : message.find("\r\n\r\n", plain);
  if (start == message.npos) return shown;
  auto const end = message.find(part_end, start);
  shown.text = from_base64(message.substr(start + 4, end == message.npos ? end : end - start - 4));
  return shown;
}

}  // namespace staffroom::mail
