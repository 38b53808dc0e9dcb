// XML parts of documents: parsed without document types and entities, walked without recursion.
#pragma once
#include <functional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "server/extract/package.hpp"

namespace staffroom::extract {

enum class Step { into, over };

/// Calls enter(node) before and leave(node) after the children of each node below `root`, in document order.
/// Step::over leaves the children out, and leave() as well.
void walk(pugi::xml_node root, std::function<Step(pugi::xml_node)> const& enter,
          std::function<void(pugi::xml_node)> const& leave);

/// Null nodes when the part is missing or damaged.
class XmlPart {
 public:
  XmlPart(Package& package, std::string_view name);
  explicit XmlPart(std::string text);
  pugi::xml_node root() const { return document_.document_element(); }
  explicit operator bool() const { return static_cast<bool>(root()); }

 private:
  void parse();
  std::string text_;  // parsed in place
  pugi::xml_document document_;
};

/// The name without its prefix: programs may choose prefixes as they like.
std::string_view local(pugi::xml_node node);
std::string_view local(pugi::xml_attribute attribute);
/// By local name; empty when there is none.
std::string_view attribute(pugi::xml_node node, std::string_view name);
pugi::xml_node child(pugi::xml_node node, std::string_view name);
/// All text below: a line for each paragraph ("p", "h") or element that holds text by itself.
std::string all_text(pugi::xml_node root);

/// What a part of an office document points to: id → path in the package, and the kinds that the path is of.
struct Relation {
  std::string id;
  std::string kind;  // the last word of its type: "notesSlide"
  std::string target;
};
std::vector<Relation> relations_of(Package& package, std::string_view part);

/// "ppt/slides/slide1.xml" and "../notesSlides/notesSlide1.xml" → "ppt/notesSlides/notesSlide1.xml"
std::string resolved(std::string_view part, std::string_view target);

/// Title, author and the like: looked at, not found by search.
void look_at_properties(Package& package, std::string_view part, Document& document);
/// Charts, diagrams, embedded documents: what nobody has read so far. The text of `also_text` (a piece of their path)
/// can be found by search.
void look_at_the_rest(Package& package, Document& document, std::string_view also_text);

}  // namespace staffroom::extract
