// What a reader of files gathers, piece by piece: text by pages, places where pupil data stands (never the value), what
// went wrong. Part of the caged program.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/resources_versions.hpp"
#include "server/extract/outcome.hpp"

namespace staffroom::extract {

using Bytes = std::string_view;

/// What of a document is read: its text as well, or only whether pupil data stands in it.
enum class Purpose { text, guard };

/// What the pieces of a format are called.
enum class Unit { none, page, slide, sheet, file };

class Document {
 public:
  explicit Document(Unit unit, Purpose purpose = Purpose::text, unsigned depth = 0)
      : unit_(unit), purpose_(purpose), depth_(depth) {}

  void begin_page(std::string_view heading = {});
  /// Of the page that is being read; the first one counts.
  void set_heading(std::string_view heading);
  /// When nothing else says how the page is called: its first line, if that is short.
  void set_heading_from_text();
  /// A line of the page's own text. Its numbers are looked for when the page is over: "page 3".
  void add(std::string_view line);
  /// Text that stands beside: "page 3, comment".
  void add_beside(std::string_view text, std::string_view beside);
  /// Text that was looked at already, cell by cell: a row of a table, or what was written about a cell.
  void add_row(std::string_view line);
  void add_remark(std::string_view text);
  /// Ends the last page.
  void finish();

  void look_at(std::string_view text, std::string_view where, std::string_view column = {});
  void look_at_headers(std::vector<std::string> const& cells, std::string_view where);
  /// Takes over what was found in a document inside of this one.
  void take_findings(Document const& inner, std::string_view where);
  void set_trouble(std::string words);
  /// The file is no good: a bomb. The first word counts.
  void refuse(Verdict verdict, std::string words);

  /// "page 3", "slide 2 (hidden)"
  std::string here() const;
  void set_hidden() { hidden_ = true; }
  void set_unit(Unit unit) { unit_ = unit; }

  std::uint32_t page_number() const { return page_; }
  unsigned depth() const { return depth_; }
  bool is_refused() const { return verdict_ != Verdict::read; }

  /// As store/files.hpp describes it.
  std::string const& text() const { return text_; }
  Outcome outcome(bool has_pages) const;
  /// For the picture of a file that has none: its first page.
  std::string const& first_page() const { return first_page_; }

 private:
  void append(std::string_view line);

  Unit unit_;
  Purpose purpose_;
  unsigned depth_;
  std::uint32_t page_ = 0;
  bool open_ = false;
  bool hidden_ = false;
  bool has_words_ = false;
  std::string heading_;
  std::string body_;    // looked at when the page is over
  std::string beside_;  // looked at already
  std::string rows_;    // of the first page, for its picture
  std::string text_;
  std::string first_page_;  // without what stands beside, where it has words of its own
  std::vector<Spot> spots_;
  std::uint32_t found_ = 0;
  std::string trouble_;
  Verdict verdict_ = Verdict::read;
};

/// Valid UTF-8 on one line: what is none becomes a space.
std::string one_line(std::string_view text);
/// So many code points at most.
std::string shortened(std::string_view text, std::size_t length);

}  // namespace staffroom::extract
