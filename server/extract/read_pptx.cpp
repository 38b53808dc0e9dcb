// Slides (Office Open XML): in the order in which they are shown, hidden ones too, with notes and comments.
#include "server/extract/readers.hpp"
#include "server/extract/xml.hpp"

namespace staffroom::extract {
namespace {

/// Paragraph by paragraph; what a placeholder says of the slide's number or date is left out.
class Shapes {
 public:
  Shapes(Document& document, std::string_view beside) : document_(document), beside_(beside) {}

  void read(pugi::xml_node root) {
    walk(root, [this](pugi::xml_node node) { return enter(node); }, [this](pugi::xml_node node) { leave(node); });
    if (!text_.empty()) document_.add_beside(text_, beside_);
  }

 private:
  Step enter(pugi::xml_node node) {
    auto const name = local(node);
    if (name == "Fallback") return Step::over;
    if (name == "sp") {
      auto const type = attribute(child(child(child(node, "nvSpPr"), "nvPr"), "ph"), "type");
      if (type == "sldNum" || type == "dt") return Step::over;
      is_title_ = type == "title" || type == "ctrTitle";
    }
    if (name == "t") line_ += node.text().get();
    if (name == "br") line_ += ' ';
    if (name == "tab") line_ += '\t';
    if (name == "tbl") rows_ = 0;
    if (name == "tr") cells_.clear();
    if (name == "tc") cell_.clear();
    return Step::into;
  }

  void leave(pugi::xml_node node) {
    auto const name = local(node);
    if (name == "p") end_paragraph();
    if (name == "sp") is_title_ = false;
    if (name == "tc") cells_.push_back(cell_);
    if (name == "tr" && rows_++ == 0) document_.look_at_headers(cells_, document_.here() + ", a table");
  }

  void end_paragraph() {
    cell_ += line_;
    if (line_.empty()) return;
    if (!beside_.empty()) {
      text_ += line_ + "\n";
    } else {
      if (is_title_) document_.set_heading(line_);
      document_.add(line_);
    }
    line_.clear();
  }

  Document& document_;
  std::string_view beside_;
  std::string text_;
  std::string line_;
  std::string cell_;
  std::vector<std::string> cells_;
  int rows_ = 0;
  bool is_title_ = false;
};

void read_slide(Package& package, std::string const& path, Document& document) {
  document.begin_page();
  XmlPart const slide(package, path);
  if (!slide) return;
  auto const shown = attribute(slide.root(), "show");
  if (shown == "0" || shown == "false") document.set_hidden();
  Shapes(document, {}).read(slide.root());
  document.set_heading_from_text();
  for (auto const& relation : relations_of(package, path)) {
    if (relation.kind == "notesSlide") {
      if (XmlPart const notes(package, relation.target); notes) Shapes(document, "notes").read(notes.root());
    } else if (relation.kind == "comments") {
      if (XmlPart const comments(package, relation.target); comments) {
        document.add_beside(all_text(comments.root()), "comment");
      }
    } else if (relation.kind == "diagramData") {
      if (XmlPart const diagram(package, relation.target); diagram) {
        document.add_beside(all_text(diagram.root()), "diagram");
      }
    }
  }
}

}  // namespace

void read_pptx(Bytes bytes, Document& document) {
  auto const package = Package::open(bytes, document);
  if (!package) return;
  constexpr std::string_view main = "ppt/presentation.xml";
  XmlPart const presentation(*package, main);
  if (!presentation) return document.set_trouble("The file is damaged: it holds no slides that can be read.");
  auto const relations = relations_of(*package, main);
  for (auto const slide : child(presentation.root(), "sldIdLst").children()) {
    for (auto const& relation : relations) {
      // `id` is the slide's number, `r:id` the relation.
      if (relation.id == slide.attribute("r:id").value()) read_slide(*package, relation.target, document);
    }
  }
  document.finish();
  for (auto const* part : {"docProps/core.xml", "docProps/custom.xml", "docProps/app.xml"}) {
    look_at_properties(*package, part, document);
  }
  look_at_the_rest(*package, document, {});
}

}  // namespace staffroom::extract
