// OpenDocument texts, slides and sheets: content.xml, the headers and footers of styles.xml, meta.xml.
#include <charconv>
#include <set>

#include "server/extract/grid.hpp"
#include "server/extract/readers.hpp"
#include "server/extract/xml.hpp"

namespace staffroom::extract {
namespace {

std::size_t number_of(std::string_view text, std::size_t otherwise) {
  std::size_t out = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

/// Names of styles whose properties say `key`="`value`", or whose parent's do.
std::set<std::string> styles_with(std::initializer_list<pugi::xml_node> lists, std::string_view key,
                                  std::string_view value) {
  std::set<std::string> out;
  for (auto const list : lists) {
    for (auto const style : list.children()) {
      bool says = out.contains(std::string(attribute(style, "parent-style-name")));
      for (auto const properties : style.children()) {
        if (auto const own = attribute(properties, key); !own.empty()) says = own == value;
      }
      if (says) out.insert(std::string(attribute(style, "name")));
    }
  }
  return out;
}

/// Text as OpenDocument writes it: spaces and tabs are elements.
void add_characters(pugi::xml_node node, std::string& line) {
  constexpr std::size_t spaces_max = 100;
  auto const name = local(node);
  if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) line += node.value();
  if (name == "s") line.append(std::min(number_of(attribute(node, "c"), 1), spaces_max), ' ');
  if (name == "tab") line += '\t';
  if (name == "line-break") line += ' ';
}

std::string paragraphs_of(pugi::xml_node root) {
  std::string out;
  walk(
      root,
      [&](pugi::xml_node node) {
        add_characters(node, out);
        return local(node) == "annotation" ? Step::over : Step::into;
      },
      [&](pugi::xml_node node) {
        if (local(node) == "p" || local(node) == "h") out += '\n';
      });
  return out;
}

/// The body of a text or the shapes of a slide.
class Flow {
 public:
  /// `breaks`: styles of paragraphs that begin a page.
  Flow(Document& document, std::set<std::string> breaks) : document_(document), breaks_(std::move(breaks)) {}

  void read(pugi::xml_node root) {
    walk(root, [this](pugi::xml_node node) { return enter(node); }, [this](pugi::xml_node node) { leave(node); });
  }

 private:
  Step enter(pugi::xml_node node) {
    auto const name = local(node);
    if (name == "annotation") return beside(node, "comment");
    if (name == "note") return beside(node, attribute(node, "note-class") == "endnote" ? "endnote" : "footnote");
    if (name == "notes") return beside(node, "notes");
    if (name == "tracked-changes") {
      document_.look_at(paragraphs_of(node), document_.here() + ", deleted text");
      return Step::over;
    }
    if (name == "date-time" || name == "page-number" || name == "forms") return Step::over;
    if (name == "soft-page-break") break_after_ = true;
    if (name == "frame") is_title_ = attribute(node, "class") == "title";
    if (name == "table") rows_ = 0;
    if (name == "table-row") cells_.clear();
    if (name == "table-cell") cell_.clear();
    if (depth_ > 0) add_characters(node, line_);
    if ((name == "p" || name == "h") && depth_++ == 0) begin_paragraph(node);
    return Step::into;
  }

  void leave(pugi::xml_node node) {
    auto const name = local(node);
    if (name == "p" || name == "h") {
      --depth_;
      end_paragraph(name == "h");
    }
    if (name == "frame") is_title_ = false;
    if (name == "table-cell") cells_.push_back(cell_);
    if (name == "table-row" && rows_++ == 0) document_.look_at_headers(cells_, document_.here() + ", a table");
  }

  void begin_paragraph(pugi::xml_node node) {
    if (!has_text_ || !breaks_.contains(std::string(attribute(node, "style-name")))) return;
    document_.begin_page();
    has_text_ = false;
  }

  void end_paragraph(bool is_heading) {
    cell_ += line_;
    if (is_heading || is_title_) document_.set_heading(line_);
    if (!line_.empty()) document_.add(line_);
    has_text_ = has_text_ || !line_.empty();
    line_.clear();
    if (!break_after_ || depth_ > 0) return;
    break_after_ = false;
    document_.begin_page();
    has_text_ = false;
  }

  Step beside(pugi::xml_node node, std::string_view what) {
    if (auto const text = paragraphs_of(node); text.find_first_not_of(" \n") != text.npos) {
      document_.add_beside(text, what);
    }
    return Step::over;
  }

  Document& document_;
  std::set<std::string> breaks_;
  std::string line_;
  std::string cell_;
  std::vector<std::string> cells_;
  int rows_ = 0;
  int depth_ = 0;  // of paragraphs inside of paragraphs (text boxes)
  bool is_title_ = false;
  bool break_after_ = false;
  bool has_text_ = false;  // on this page
};

/// The text of the cell, or its value when it shows none.
std::string text_of_cell(pugi::xml_node cell) {
  auto out = paragraphs_of(cell);
  while (out.ends_with('\n')) out.pop_back();
  return out.empty() ? std::string(attribute(cell, "value")) : out;
}

void read_row(pugi::xml_node row, std::size_t number, Grid& grid) {
  std::size_t column = 0;
  for (auto const cell : row.children()) {
    if (local(cell) != "table-cell" && local(cell) != "covered-table-cell") continue;
    auto const times = number_of(attribute(cell, "number-columns-repeated"), 1);
    grid.cell({column, number}, text_of_cell(cell));
    // A long number may be shown rounded or grouped.
    if (auto const value = attribute(cell, "value"); !value.empty()) grid.look({column, number}, value);
    if (auto const note = child(cell, "annotation")) grid.comment({column, number}, paragraphs_of(note));
    column += times;
  }
  grid.end_row(number);
}

void read_table(pugi::xml_node table, Grid& grid) {
  std::size_t row = 0;
  walk(
      table,
      [&](pugi::xml_node node) {
        if (local(node) != "table-row") return Step::into;
        read_row(node, row, grid);
        row += number_of(attribute(node, "number-rows-repeated"), 1);
        return Step::over;
      },
      [](pugi::xml_node) {});
}

/// The package's main part, and what all three kinds have beside it. read(content, styles, body)
template <class Read>
void read_package(Bytes bytes, Document& document, std::string_view kind, Read&& read) {
  auto const package = Package::open(bytes, document);
  if (!package) return;
  XmlPart const content(*package, "content.xml");
  XmlPart const styles(*package, "styles.xml");
  auto const body = child(child(content.root(), "body"), kind);
  if (!body) return document.set_trouble("The file is damaged: it holds no text that can be read.");
  read(content.root(), styles.root(), body);
  auto const margins = all_text(child(styles.root(), "master-styles"));
  if (kind == "text" && margins.find_first_not_of(" \n") != margins.npos) {
    document.add_beside(margins, "header or footer");
  } else {
    document.look_at(margins, "header or footer");
  }
  document.finish();
  look_at_properties(*package, "meta.xml", document);
  look_at_the_rest(*package, document, {});
}

}  // namespace

void read_open_text(Bytes bytes, Document& document) {
  read_package(bytes, document, "text", [&](pugi::xml_node root, pugi::xml_node styles, pugi::xml_node body) {
    document.begin_page();
    auto const lists = {child(styles, "styles"), child(root, "automatic-styles")};
    Flow(document, styles_with(lists, "break-before", "page")).read(body);
  });
}

void read_open_slides(Bytes bytes, Document& document) {
  read_package(bytes, document, "presentation", [&](pugi::xml_node root, pugi::xml_node, pugi::xml_node body) {
    auto const hidden = styles_with({child(root, "automatic-styles")}, "visibility", "hidden");
    for (auto const page : body.children()) {
      if (local(page) != "page") continue;
      document.begin_page();
      if (hidden.contains(std::string(attribute(page, "style-name")))) document.set_hidden();
      Flow(document, {}).read(page);
      document.set_heading_from_text();
    }
  });
}

void read_open_sheets(Bytes bytes, Document& document) {
  read_package(bytes, document, "spreadsheet", [&](pugi::xml_node root, pugi::xml_node, pugi::xml_node body) {
    auto const hidden = styles_with({child(root, "automatic-styles")}, "display", "false");
    for (auto const table : body.children()) {
      if (local(table) != "table") continue;
      Grid grid(document, attribute(table, "name"), hidden.contains(std::string(attribute(table, "style-name"))));
      read_table(table, grid);
    }
  });
}

}  // namespace staffroom::extract
