// Web pages: the words between the tags. Nothing is run, fetched or resolved.
#include <array>
#include <charconv>

#include "server/extract/readers.hpp"

namespace staffroom::extract {
namespace {

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_name(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

/// Case does not matter.
std::size_t find_folded(std::string_view text, std::string_view word, std::size_t from) {
  for (auto at = text.find(word[0], from); at != text.npos; at = text.find(word[0], at + 1)) {
    if (at + word.size() > text.size()) return text.npos;
    std::size_t same = 1;
    while (same < word.size() &&
           (text[at + same] == word[same] || (is_letter(word[same]) && (text[at + same] | 0x20) == word[same]))) {
      ++same;
    }
    if (same == word.size()) return at;
  }
  return text.npos;
}

void append_entity(std::string_view name, std::string& out) {
  struct Row {
    std::string_view name;
    std::string_view text;
  };
  static constexpr std::array rows{Row{"amp", "&"},   Row{"lt", "<"},        Row{"gt", ">"},     Row{"quot", "\""},
                                   Row{"apos", "'"},  Row{"nbsp", "\u00A0"}, Row{"pound", "£"},  Row{"ndash", "–"},
                                   Row{"mdash", "—"}, Row{"lsquo", "‘"},     Row{"rsquo", "’"},  Row{"ldquo", "“"},
                                   Row{"rdquo", "”"}, Row{"hellip", "…"},    Row{"eacute", "é"}, Row{"copy", "©"}};
  if (name.starts_with("#")) {
    bool const is_hex = name.size() > 1 && (name[1] | 0x20) == 'x';
    auto const digits = name.substr(is_hex ? 2 : 1);
    unsigned code = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, is_hex ? 16 : 10);
    if (error != std::errc{} || end != digits.data() + digits.size() || code > 0x10FFFF || code == 0) return;
    std::u16string wide;
    if (code >= 0x10000) {
      wide += static_cast<char16_t>(0xD800 + ((code - 0x10000) >> 10));
      wide += static_cast<char16_t>(0xDC00 + ((code - 0x10000) & 0x3FF));
    } else {
      wide += static_cast<char16_t>(code);
    }
    out += utf8_of(wide);
    return;
  }
  for (auto const& row : rows) {
    if (row.name == name) {
      out += row.text;
      return;
    }
  }
  out += ' ';
}

class Page {
 public:
  Page(std::string_view text, Document& document) : text_(text), document_(document) {}

  void read() {
    document_.begin_page();
    while (at_ < text_.size()) {
      char const c = text_[at_];
      if (c == '<') {
        read_tag();
      } else if (c == '&') {
        read_entity();
      } else {
        if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
          if (!line_.empty() && line_.back() != ' ') line_ += ' ';
        } else {
          line_ += c;
        }
        ++at_;
      }
    }
    end_line();
  }

 private:
  void read_entity() {
    constexpr std::size_t name_max = 10;
    auto const end = text_.substr(at_, name_max).find(';');
    if (end == text_.npos) {
      line_ += '&';
      ++at_;
      return;
    }
    append_entity(text_.substr(at_ + 1, end - 1), line_);
    at_ += end + 1;
  }

  void read_tag() {
    if (text_.substr(at_, 4) == "<!--") {
      auto const end = std::min(text_.find("-->", at_ + 4), text_.size());
      document_.look_at(text_.substr(at_ + 4, end - at_ - 4), "a comment in the page's source");
      at_ = std::min(end + 3, text_.size());
      return;
    }
    std::size_t name_at = at_ + 1;
    bool const closes = text_.substr(name_at, 1) == "/";
    if (closes) ++name_at;
    if (name_at >= text_.size() || (!is_letter(text_[name_at]) && text_[name_at] != '!' && text_[name_at] != '?')) {
      line_ += '<';
      ++at_;
      return;
    }
    auto name_end = name_at;
    std::string name;
    while (name_end < text_.size() && is_name(text_[name_end])) name += static_cast<char>(text_[name_end++] | 0x20);
    auto const end = end_of_tag(name_end);
    // Alternative texts, addresses and fields' values are looked at as they stand.
    document_.look_at(text_.substr(name_end, end - name_end), "a tag in the page's source");
    at_ = std::min(end + 1, text_.size());
    if (!closes && (name == "script" || name == "style")) return skip_raw(name);
    act(name, closes);
  }

  std::size_t end_of_tag(std::size_t at) const {
    char quote = 0;
    for (; at < text_.size(); ++at) {
      char const c = text_[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return at;
      }
    }
    return text_.size();
  }

  void skip_raw(std::string const& name) {
    auto const end = std::min(find_folded(text_, "</" + name, at_), text_.size());
    document_.look_at(text_.substr(at_, end - at_), "a script in the page's source");
    at_ = end;
  }

  void act(std::string_view name, bool closes) {
    static constexpr std::array<std::string_view, 20> inline_names{
        "a",    "b",    "i",    "em",   "strong", "span", "u",    "sub", "sup",   "small",
        "code", "font", "abbr", "mark", "img",    "q",    "cite", "wbr", "label", "s"};
    if (std::find(inline_names.begin(), inline_names.end(), name) != inline_names.end()) return;
    if (name == "td" || name == "th") {
      if (closes) cells_.push_back(line_.substr(std::min(cell_at_, line_.size())));
      if (closes) line_ += '\t';
      cell_at_ = line_.size();
      return;
    }
    if (name == "tr") in_row_ = !closes;
    if (in_row_ && name != "tr" && name != "table") {
      line_ += ' ';
      return;
    }
    if (closes && (name == "title" || name == "h1")) document_.set_heading(line_);
    if (name == "tr" && closes) document_.look_at_headers(cells_, "a table");
    end_line();
  }

  void end_line() {
    if (line_.find_first_not_of(" \t") != line_.npos) document_.add(line_);
    line_.clear();
    cells_.clear();
    cell_at_ = 0;
  }

  std::string_view text_;
  Document& document_;
  std::size_t at_ = 0;
  std::string line_;
  std::size_t cell_at_ = 0;
  bool in_row_ = false;
  std::vector<std::string> cells_;
};

}  // namespace

void read_html(Bytes bytes, Document& document) {
  auto const text = text_of(bytes);
  Page(text, document).read();
}

}  // namespace staffroom::extract
