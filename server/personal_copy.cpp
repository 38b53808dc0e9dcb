// A copy of everything that the hub holds about a person.
#include "server/personal_copy.hpp"

#include <zip.h>

#include <cstdlib>
#include <memory>

#include "protocol/codec.hpp"
#include "store/calendar.hpp"

namespace staffroom {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char const c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

/// "7 September 2026"
std::string day_of(TimestampMs at) {
  static constexpr char const* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                           "July",    "August",   "September", "October", "November", "December"};
  auto const date = to_text(calendar::date_of(at));
  auto const month = static_cast<std::size_t>(std::stoi(date.substr(5, 2)) - 1);
  return std::to_string(std::stoi(date.substr(8, 2))) + " " + months[month] + " " + date.substr(0, 4);
}

constexpr std::string_view page_head = R"(<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>My data in Staffroom</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f1d; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #b9c2bd; }
li { margin: 0 0 1rem; }
.when { color: #4a544f; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .25rem 0 0; }
</style>
</head>
<body>
)";

struct ZipCloser {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

Error cannot() {
  return {ErrorCode::unavailable, {}, "The copy could not be put together. Try again in a moment.", {}};
}

bool add_file(zip_t* archive, char const* name, std::string const& text) {
  auto* const source = zip_source_buffer(archive, text.data(), text.size(), 0);
  if (!source) return false;
  if (zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8) >= 0) return true;
  zip_source_free(source);
  return false;
}

}  // namespace

std::string copy_as_json(PersonalCopy const& data) {
  std::string out = "{\"person\":";
  append_json_string(out, data.person_name);
  out += ",\"made\":" + std::to_string(data.made.value) + ",\"seq\":" + std::to_string(data.seq);
  for (auto const& part : data.parts) {
    out += ",\"" + part.name + "\":[";
    for (bool first = true; auto const& item : part.items) {
      if (!first) out += ',';
      first = false;
      out += '\n';
      out += item.json;
    }
    out += ']';
  }
  return out + "}\n";
}

std::string copy_as_page(PersonalCopy const& data) {
  std::string out(page_head);
  out += "<h1>" + escaped(data.person_name) + "</h1>\n<p>Everything that this hub held about you on " +
         day_of(data.made) + ". The same is in data.json for programs.</p>\n<nav><ul>\n";
  for (auto const& part : data.parts) {
    if (part.items.empty()) continue;
    out += "<li><a href=\"#" + part.name + "\">" + escaped(part.title) + "</a> (" + std::to_string(part.items.size()) +
           ")</li>\n";
  }
  out += "</ul></nav>\n<main>\n";
  for (auto const& part : data.parts) {
    if (part.items.empty()) continue;
    out += "<section id=\"" + part.name + "\"><h2>" + escaped(part.title) + "</h2>\n<ul>\n";
    for (auto const& item : part.items) {
      out += "<li>" + escaped(item.about);
      if (item.at.value != 0) out += " <span class=\"when\">" + day_of(item.at) + "</span>";
      if (!item.text.empty()) out += "<p class=\"text\">" + escaped(item.text) + "</p>";
      out += "</li>\n";
    }
    out += "</ul></section>\n";
  }
  return out + "</main>\n</body>\n</html>\n";
}

Result<std::string> copy_as_zip(PersonalCopy const& data) {
  // The archive reads them when it is closed.
  auto const json = copy_as_json(data);
  auto const html = copy_as_page(data);
  zip_error_t error;
  zip_error_init(&error);
  auto* const source = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (!source) return cannot();
  zip_source_keep(source);  // ours, to read the bytes from afterwards
  std::unique_ptr<zip_source_t, decltype(&zip_source_free)> const bytes(source, &zip_source_free);
  std::unique_ptr<zip_t, ZipCloser> archive(zip_open_from_source(source, ZIP_TRUNCATE, &error));
  if (!archive) {
    zip_source_free(source);
    return cannot();
  }
  if (!add_file(archive.get(), "data.html", html) || !add_file(archive.get(), "data.json", json)) return cannot();
  if (zip_close(archive.get()) != 0) return cannot();
  static_cast<void>(archive.release());
  std::string out;
  zip_stat_t stat;
  if (zip_source_open(source) != 0) return cannot();
  if (zip_source_stat(source, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0) {
    out.resize(stat.size);
    auto const read = zip_source_read(source, out.data(), out.size());
    if (read < 0 || static_cast<std::size_t>(read) != out.size()) out.clear();
  }
  zip_source_close(source);
  if (out.empty()) return cannot();
  return out;
}

}  // namespace staffroom
