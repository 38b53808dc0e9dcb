// Word documents (Office Open XML): paragraphs by the pages that Word last made, notes and comments where they are
// referred to, headers, footers, tables, text boxes, deleted text.
#include <algorithm>

#include "server/extract/readers.hpp"
#include "server/extract/xml.hpp"

namespace staffroom::extract {
namespace {

/// Footnotes, endnotes or comments by their id.
std::map<std::string, std::string> notes_in(Package& package, std::string_view part) {
  std::map<std::string, std::string> out;
  XmlPart const notes(package, part);
  for (auto const note : notes.root().children()) out.emplace(attribute(note, "id"), all_text(note));
  return out;
}

class Body {
 public:
  Body(Package& package, Document& document)
      : document_(document),
        footnotes_(notes_in(package, "word/footnotes.xml")),
        endnotes_(notes_in(package, "word/endnotes.xml")),
        comments_(notes_in(package, "word/comments.xml")) {}

  void read(pugi::xml_node body) {
    document_.begin_page();
    walk(body, [this](pugi::xml_node node) { return enter(node); }, [this](pugi::xml_node node) { leave(node); });
    for (auto const& [id, text] : comments_) document_.add_beside(text, "comment");
  }

 private:
  Step enter(pugi::xml_node node) {
    auto const name = local(node);
    if (name == "Fallback" || name == "instrText") return Step::over;  // said twice; a field's formula
    if (name == "t") line_ += node.text().get();
    if (name == "tab") line_ += '\t';
    if (name == "noBreakHyphen") line_ += '-';
    if (name == "delText") deleted_ += node.text().get();
    if (name == "br" || name == "cr") page_or_line_break(node);
    if (name == "lastRenderedPageBreak") break_page();
    if (name == "pStyle") style_ = attribute(node, "val");
    if (name == "footnoteReference") add_note(footnotes_, node, "footnote");
    if (name == "endnoteReference") add_note(endnotes_, node, "endnote");
    if (name == "commentReference") add_note(comments_, node, "comment");
    if (name == "tbl") rows_.push_back(0);
    if (name == "tr" && !rows_.empty()) cells_.clear();
    if (name == "tc") cell_.clear();
    return Step::into;
  }

  void leave(pugi::xml_node node) {
    auto const name = local(node);
    if (name == "p") end_paragraph();
    if (name == "tc") cells_.push_back(cell_);
    if (name == "tr" && !rows_.empty() && rows_.back()++ == 0) {
      document_.look_at_headers(cells_, document_.here() + ", a table");
    }
    if (name == "tbl" && !rows_.empty()) rows_.pop_back();
  }

  void end_paragraph() {
    if (style_.starts_with("Heading") || style_.starts_with("Title")) document_.set_heading(line_);
    if (!line_.empty()) document_.add(line_);
    if (!deleted_.empty()) document_.look_at(deleted_, document_.here() + ", deleted text");
    cell_ += line_;
    has_text_ = has_text_ || !line_.empty();
    line_.clear();
    deleted_.clear();
    style_.clear();
    // A break inside of a paragraph takes effect after it, so that no word is torn apart.
    if (!break_after_) return;
    break_after_ = false;
    document_.begin_page();
    has_text_ = false;
  }

  void page_or_line_break(pugi::xml_node node) {
    if (attribute(node, "type") == "page") {
      if (line_.empty()) return break_page();
      break_after_ = true;
    } else {
      line_ += ' ';
    }
  }

  void break_page() {
    if (!line_.empty()) {
      break_after_ = true;
    } else if (has_text_) {  // Word says a page break twice: where it was asked for, and where the page begins
      document_.begin_page();
      has_text_ = false;
    }
  }

  void add_note(std::map<std::string, std::string>& notes, pugi::xml_node node, std::string_view what) {
    auto const found = notes.find(std::string(attribute(node, "id")));
    if (found == notes.end()) return;
    document_.add_beside(found->second, what);
    notes.erase(found);
  }

  Document& document_;
  std::map<std::string, std::string> footnotes_;
  std::map<std::string, std::string> endnotes_;
  std::map<std::string, std::string> comments_;
  std::string line_;
  std::string deleted_;
  std::string style_;
  std::string cell_;
  std::vector<std::string> cells_;
  std::vector<int> rows_;  // of the tables that are open: how many rows so far
  bool has_text_ = false;  // on this page
  bool break_after_ = false;
};

}  // namespace

void read_docx(Bytes bytes, Document& document) {
  auto const package = Package::open(bytes, document);
  if (!package) return;
  XmlPart const main(*package, "word/document.xml");
  if (!main) return document.set_trouble("The file is damaged: it holds no text that can be read.");
  Body(*package, document).read(main.root());
  for (auto const& entry : package->entries()) {
    bool const is_header = entry.name.starts_with("word/header");
    if (!is_header && !entry.name.starts_with("word/footer")) continue;
    if (XmlPart const part(*package, entry.name); part) {
      document.add_beside(all_text(part.root()), is_header ? "header" : "footer");
    }
  }
  for (auto const* part : {"docProps/core.xml", "docProps/custom.xml", "docProps/app.xml"}) {
    look_at_properties(*package, part, document);
  }
  look_at_the_rest(*package, document, "/diagrams/data");
}

}  // namespace staffroom::extract
