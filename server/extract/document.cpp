// Gathering.
#include "server/extract/document.hpp"

#include <algorithm>

#include "protocol/utf8.hpp"
#include "store/pupil_data.hpp"

namespace staffroom::extract {
namespace {

constexpr std::size_t heading_length = 160;
constexpr std::size_t where_length = 120;
constexpr std::size_t body_bytes_looked_at = 1024 * 1024;  // of a page at a time

std::string_view word(Unit unit) {
  switch (unit) {
    case Unit::none: return "text";
    case Unit::page: return "page";
    case Unit::slide: return "slide";
    case Unit::sheet: return "sheet";
    case Unit::file: return "file";
  }
  return "";
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto const length = utf8_sequence_length(text, at);
    auto const first = static_cast<unsigned char>(text[at]);
    bool const is_control = length == 1 && (first < 0x20 || first == 0x7F) && first != '\t';
    if (length == 0 || is_control ||
        (length == 2 && first == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0)) {
      out += ' ';
    } else {
      out += text.substr(at, length);
    }
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t length) {
  std::size_t at = 0;
  for (; at < text.size() && length > 0; --length) at += std::max<std::size_t>(utf8_sequence_length(text, at), 1);
  return std::string(text.substr(0, at));
}

void Document::begin_page(std::string_view heading) {
  finish();
  ++page_;
  open_ = true;
  hidden_ = false;
  heading_.clear();
  set_heading(heading);
}

void Document::set_heading(std::string_view heading) {
  if (heading_.empty()) heading_ = shortened(one_line(heading), heading_length);
}

void Document::set_heading_from_text() {
  constexpr std::size_t most = 120;
  auto const start = body_.find_first_not_of(" \n\t");
  if (start == body_.npos) return;
  auto const line = std::string_view(body_).substr(start, body_.find('\n', start) - start);
  if (line.size() <= most) set_heading(line);
}

void Document::add(std::string_view line) {
  if (!open_) begin_page();
  body_ += one_line(line);
  body_ += '\n';
  if (body_.size() < body_bytes_looked_at) return;
  look_at(body_, here());
  append(body_);
  body_.clear();
}

void Document::add_beside(std::string_view text, std::string_view beside) {
  if (!open_) begin_page();
  look_at(text, here() + ", " + std::string(beside));
  append(one_line(text) + "\n");
}

void Document::add_row(std::string_view line) {
  constexpr std::size_t shown_bytes = 16 * 1024;
  if (!open_) begin_page();
  auto const row = one_line(line) + "\n";
  if (page_ == 1 && rows_.size() + row.size() <= shown_bytes) rows_ += row;
  append(row);
}

void Document::add_remark(std::string_view text) {
  if (!open_) begin_page();
  append(one_line(text) + "\n");
}

void Document::append(std::string_view lines) {
  if (purpose_ == Purpose::guard) return;
  if (text_.size() + beside_.size() + lines.size() > limits::extracted_text_max) return;
  has_words_ = has_words_ || lines.find_first_not_of(" \t\n") != lines.npos;
  beside_ += lines;
}

void Document::finish() {
  if (!open_) return;
  open_ = false;
  look_at(body_, here());
  if (page_ == 1 && purpose_ == Purpose::text) {
    constexpr std::size_t most = 16 * 1024;
    first_page_ = heading_ + "\n" + shortened(body_.empty() ? rows_ : body_, most);
  }
  // The page's own words come first, then what stands beside them.
  auto beside = std::move(beside_);
  beside_.clear();
  append(body_);
  if (text_.size() + beside_.size() + beside.size() <= limits::extracted_text_max) beside_ += beside;
  body_.clear();
  if (purpose_ == Purpose::text && page_ <= limits::extracted_pages_max) {
    if (heading_.empty() || text_.size() + heading_.size() > limits::extracted_text_max) heading_.clear();
    has_words_ = has_words_ || !heading_.empty();
    text_ += heading_ + "\n" + beside_ + "\f";
  }
  beside_.clear();
}

void Document::look_at(std::string_view text, std::string_view where, std::string_view column) {
  for (auto const& hit : find_pupil_data(text, column)) {
    if (!hit.certain) continue;
    ++found_;
    Spot spot{hit.type, shortened(one_line(where), where_length)};
    if (std::find(spots_.begin(), spots_.end(), spot) != spots_.end()) continue;
    if (spots_.size() < limits::findings_max) spots_.push_back(std::move(spot));
  }
}

void Document::look_at_headers(std::vector<std::string> const& cells, std::string_view where) {
  if (!looks_like_class_list(cells)) return;
  Spot spot{FindingType::class_list, shortened(one_line(where), where_length)};
  if (std::find(spots_.begin(), spots_.end(), spot) != spots_.end()) return;
  ++found_;
  if (spots_.size() < limits::findings_max) spots_.push_back(std::move(spot));
}

void Document::take_findings(Document const& inner, std::string_view where) {
  found_ += inner.found_;
  for (auto const& spot : inner.spots_) {
    if (spots_.size() >= limits::findings_max) break;
    spots_.push_back({spot.type, shortened(one_line(std::string(where) + ", " + spot.where), where_length)});
  }
  if (inner.is_refused()) refuse(inner.verdict_, inner.trouble_);
}

void Document::set_trouble(std::string words) {
  if (trouble_.empty()) trouble_ = std::move(words);
}

void Document::refuse(Verdict verdict, std::string words) {
  if (is_refused()) return;
  verdict_ = verdict;
  trouble_ = std::move(words);
}

std::string Document::here() const {
  std::string out(word(unit_));
  if (unit_ != Unit::none) out += ' ' + std::to_string(std::max<std::uint32_t>(page_, 1));
  if (hidden_) out += " (hidden)";
  return out;
}

Outcome Document::outcome(bool has_pages) const {
  Outcome out;
  out.verdict = verdict_;
  if (has_pages && page_ > 0) out.pages = page_;
  out.has_text = has_words_ && !is_refused();
  out.spots = spots_;
  out.found = found_;
  out.trouble = trouble_;
  return out;
}

}  // namespace staffroom::extract
