// Attribution sheets, LRMI rows, names in archives.
#include "server/downloads_sheet.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/enum_to_string.hpp>
#include <functional>

#include "protocol/utf8.hpp"
#include "server/ascii.hpp"
#include "server/file_types.hpp"
#include "store/calendar.hpp"

namespace staffroom {
namespace {

constexpr std::size_t name_bytes_max = 100;

std::string_view licence_name(std::optional<Licence> const& licence) {
  if (!licence) return "no licence was said";
  switch (*licence) {
    case Licence::all_rights: return "All rights reserved; for use within the trust only";
    case Licence::cc0: return "CC0 1.0 (public domain)";
    case Licence::cc_by: return "CC BY 4.0 (name the maker)";
    case Licence::cc_by_sa: return "CC BY-SA 4.0 (name the maker, share alike)";
    case Licence::cc_by_nc: return "CC BY-NC 4.0 (name the maker, not for money)";
    case Licence::cc_by_nc_sa: return "CC BY-NC-SA 4.0 (name the maker, not for money, share alike)";
    case Licence::ogl: return "Open Government Licence 3.0";
  }
  return {};
}

std::string_view licence_address(std::optional<Licence> const& licence) {
  if (!licence) return {};
  switch (*licence) {
    case Licence::all_rights: return {};
    case Licence::cc0: return "https://creativecommons.org/publicdomain/zero/1.0/";
    case Licence::cc_by: return "https://creativecommons.org/licenses/by/4.0/";
    case Licence::cc_by_sa: return "https://creativecommons.org/licenses/by-sa/4.0/";
    case Licence::cc_by_nc: return "https://creativecommons.org/licenses/by-nc/4.0/";
    case Licence::cc_by_nc_sa: return "https://creativecommons.org/licenses/by-nc-sa/4.0/";
    case Licence::ogl: return "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";
  }
  return {};
}

/// 2026-09-07
std::string day_of(TimestampMs at) { return to_text(calendar::date_of(at)); }

std::string page_of(DownloadItem const& item, std::string const& address) {
  return address + "/library/" + std::to_string(item.resource->id.value);
}

std::string version_of(DownloadItem const& item) {
  auto const& version = *item.version;
  std::string words = "version " + std::to_string(version.number);
  if (version.label) words += " (" + version.label->value + ")";
  return words + ", " + day_of(version.created);
}

struct Fact {
  std::string_view name;
  std::string value;
};

/// What is said of one resource; without what is empty.
std::vector<Fact> facts_of(DownloadItem const& item, std::string const& address) {
  auto const& resource = *item.resource;
  std::vector<Fact> facts{{"Made by", item.author},
                          {"For", item.organisation},
                          {"Licence", std::string(licence_name(resource.licence))},
                          {"Licence text", std::string(licence_address(resource.licence))},
                          {"Also name", resource.attribution.value},
                          {"Version", version_of(item)},
                          {"Found at", page_of(item, address)},
                          {"Web page", item.version->address ? item.version->address->value : ""},
                          {"Note", item.note}};
  std::erase_if(facts, [](Fact const& fact) { return fact.value.empty(); });
  return facts;
}

constexpr std::string_view introduction =
    "These files were shared by the people named here. Keep this sheet with them, and name the makers when you use "
    "or adapt what they made.";

std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
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

/// Always quoted; what a spreadsheet would take for a formula gets an apostrophe before it.
void add_cell(std::string& line, std::string_view text) {
  if (!line.empty()) line += ',';
  line += '"';
  if (!text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos) line += '\'';
  for (char const c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

template <class List, class Word>
std::string joined(List const& list, Word const& word_of) {
  std::string out;
  for (auto const& item : list) out += (out.empty() ? "" : "; ") + std::string(word_of(item));
  return out;
}

std::string levels_of(Resource const& resource) {
  auto const words = [](auto it) { return boost::describe::enum_to_string(it, ""); };
  auto stages = joined(resource.stages, words);
  auto const years = joined(resource.years, words);
  if (!stages.empty() && !years.empty()) stages += "; ";
  return stages + years;
}

bool is_device(std::string const& lower_name) {
  constexpr std::array<std::string_view, 6> plain{"con", "prn", "aux", "nul", "com", "lpt"};
  auto const stem = lower_name.substr(0, lower_name.find('.'));
  for (auto const name : plain) {
    bool const numbered = name == "com" || name == "lpt";
    if (!numbered && stem == name) return true;
    if (numbered && stem.size() == 4 && stem.starts_with(name) && stem[3] >= '0' && stem[3] <= '9') return true;
  }
  return false;
}

/// At most so many bytes, cut between letters.
std::string_view cut(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  while (at < text.size()) {
    auto const next = at + std::max<std::size_t>(utf8_sequence_length(text, at), 1);
    if (next > most) break;
    at = next;
  }
  return text.substr(0, at);
}

/// Stem and ending, with its dot; an ending is short.
std::pair<std::string, std::string> split_ending(std::string const& name) {
  auto const dot = name.rfind('.');
  if (dot == std::string::npos || dot == 0 || name.size() - dot > 12) return {name, {}};
  return {name.substr(0, dot), name.substr(dot)};
}

}  // namespace

std::string attribution_text(std::string const& title, std::vector<DownloadItem> const& items,
                             std::string const& address) {
  std::string out = title + "\r\n\r\n" + std::string(introduction) + "\r\n";
  for (auto const& item : items) {
    out += "\r\n" + item.resource->title.value + "\r\n";
    for (auto const& [name, value] : facts_of(item, address)) {
      out += "  " + std::string(name) + ": ";
      for (char const c : value) out += c == '\n' ? ' ' : c;
      out += "\r\n";
    }
  }
  return out;
}

std::string attribution_page(std::string const& title, std::vector<DownloadItem> const& items,
                             std::string const& address) {
  std::string out =
      "<!doctype html>\n<html lang=\"en-GB\">\n<meta charset=\"utf-8\">\n<title>Who made these</title>\n<h1>" +
      escaped(title) + "</h1>\n<p>" + std::string(introduction) + "</p>\n";
  for (auto const& item : items) {
    out += "<h2>" + escaped(item.resource->title.value) + "</h2>\n<dl>\n";
    for (auto const& [name, value] : facts_of(item, address)) {
      out += "<dt>" + std::string(name) + "</dt><dd>";
      bool const links = name == "Found at" || name == "Licence text";
      out += links ? "<a href=\"" + escaped(value) + "\">" + escaped(value) + "</a>" : escaped(value);
      out += "</dd>\n";
    }
    out += "</dl>\n";
  }
  return out + "</html>\n";
}

std::string library_csv(std::vector<DownloadItem> const& items, std::vector<std::string> const& paths,
                        std::string const& address) {
  std::string out =
      "\xEF\xBB\xBF\"name\",\"description\",\"learningResourceType\",\"about\",\"educationalLevel\",\"teaches\","
      "\"keywords\",\"license\",\"creditText\",\"author\",\"publisher\",\"version\",\"dateCreated\",\"dateModified\","
      "\"inLanguage\",\"url\",\"encoding\"\r\n";
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto const& item = items[i];
    auto const& it = *item.resource;
    auto const value = [](auto const& text) { return std::string_view(text.value); };
    auto const licence = licence_address(it.licence);
    std::string line;
    add_cell(line, it.title.value);
    add_cell(line, it.summary.value);
    add_cell(line, boost::describe::enum_to_string(it.type, ""));
    add_cell(line, it.subject ? it.subject->value : "");
    add_cell(line, levels_of(it));
    add_cell(line, joined(it.threads, value));
    add_cell(line, joined(it.keywords, value));
    add_cell(line, licence.empty() ? licence_name(it.licence) : licence);
    add_cell(line, it.attribution.value);
    add_cell(line, item.author);
    add_cell(line, item.organisation);
    add_cell(line, std::to_string(item.version->number));
    add_cell(line, day_of(it.created));
    add_cell(line, day_of(item.version->created));
    add_cell(line, "en-GB");
    add_cell(line, page_of(item, address));
    add_cell(line, i < paths.size() ? paths[i] : "");
    out += line + "\r\n";
  }
  return out;
}

std::string archive_name(std::string_view name) {
  std::string flat(name);
  std::replace(flat.begin(), flat.end(), '/', '-');
  std::replace(flat.begin(), flat.end(), '\\', '-');
  auto out = safe_file_name(flat);
  if (is_device(lowered(out))) out.insert(0, "_");
  auto const [stem, ending] = split_ending(out);
  if (out.size() > name_bytes_max) out = std::string(cut(stem, name_bytes_max - ending.size())) + ending;
  return out.empty() ? "file" : out;
}

std::string ArchiveNames::take(std::string const& folder, std::string_view name) {
  auto const [stem, ending] = split_ending(archive_name(name));
  for (int number = 1;; ++number) {
    auto const path = folder + stem + (number > 1 ? " (" + std::to_string(number) + ")" : "") + ending;
    if (taken_.insert(lowered(path)).second) return path;
  }
}

}  // namespace staffroom
