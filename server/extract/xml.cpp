// Parsing and walking.
#include "server/extract/xml.hpp"

#include "server/extract/readers.hpp"

namespace staffroom::extract {

void walk(pugi::xml_node root, std::function<Step(pugi::xml_node)> const& enter,
          std::function<void(pugi::xml_node)> const& leave) {
  auto node = root.first_child();
  while (node) {
    bool const into = enter(node) == Step::into;
    if (into && node.first_child()) {
      node = node.first_child();
      continue;
    }
    if (into) leave(node);
    while (!node.next_sibling()) {
      node = node.parent();
      if (!node || node == root) return;
      leave(node);
    }
    node = node.next_sibling();
  }
}

XmlPart::XmlPart(Package& package, std::string_view name) {
  if (auto text = package.read(name)) text_ = *std::move(text);
  parse();
}

XmlPart::XmlPart(std::string text) : text_(std::move(text)) { parse(); }

void XmlPart::parse() {
  if (text_.empty()) return;
  constexpr unsigned options = (pugi::parse_default | pugi::parse_ws_pcdata) & ~unsigned{pugi::parse_doctype};
  document_.load_buffer_inplace(text_.data(), text_.size(), options);
}

std::string_view local(pugi::xml_node node) {
  std::string_view const name = node.name();
  auto const colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

std::string_view local(pugi::xml_attribute attribute) {
  std::string_view const name = attribute.name();
  auto const colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
  for (auto const it : node.attributes()) {
    if (local(it) == name) return it.value();
  }
  return {};
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  for (auto const it : node.children()) {
    if (local(it) == name) return it;
  }
  return {};
}

std::string all_text(pugi::xml_node root) {
  std::string out;
  walk(
      root,
      [&](pugi::xml_node node) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) out += node.value();
        return Step::into;
      },
      [&](pugi::xml_node node) {
        auto const name = local(node);
        // Runs of one paragraph belong together.
        bool const is_run = name == "t" || name == "r" || name == "span" || name == "a" || name == "s" || name == "rPr";
        if (!is_run && !out.empty() && out.back() != '\n') out += '\n';
      });
  return out;
}

std::string resolved(std::string_view part, std::string_view target) {
  std::string path;
  if (target.starts_with("/")) {
    path = target.substr(1);
  } else {
    auto const slash = part.rfind('/');
    path = std::string(slash == part.npos ? std::string_view{} : part.substr(0, slash + 1)) + std::string(target);
  }
  for (auto up = path.find("/../"); up != path.npos; up = path.find("/../")) {
    auto const before = up == 0 ? path.npos : path.rfind('/', up - 1);
    auto const from = before == path.npos ? 0 : before + 1;
    path.erase(from, up + 4 - from);
  }
  return path;
}

std::vector<Relation> relations_of(Package& package, std::string_view part) {
  auto const slash = part.rfind('/');
  auto const folder = slash == part.npos ? std::string_view{} : part.substr(0, slash + 1);
  auto const file = slash == part.npos ? part : part.substr(slash + 1);
  XmlPart const list(package, std::string(folder) + "_rels/" + std::string(file) + ".rels");
  std::vector<Relation> out;
  for (auto const node : list.root().children()) {
    if (local(node) != "Relationship" || attribute(node, "TargetMode") == "External") continue;
    auto kind = attribute(node, "Type");
    kind = kind.substr(kind.rfind('/') + 1);
    out.push_back({std::string(attribute(node, "Id")), std::string(kind), resolved(part, attribute(node, "Target"))});
  }
  return out;
}

void look_at_properties(Package& package, std::string_view part, Document& document) {
  if (XmlPart const properties(package, part); properties) {
    document.look_at(all_text(properties.root()), "document properties");
  }
}

void look_at_the_rest(Package& package, Document& document, std::string_view also_text) {
  for (auto const& name : package.unread()) {
    auto const format = format_by_name(name);
    if (format && document.depth() < depth_max) {
      auto const bytes = package.read(name);
      if (!bytes) continue;
      auto const inner = read_inside(*bytes, *format, Purpose::guard, document.depth() + 1);
      document.take_findings(inner, "a file inside it");
      continue;
    }
    if (!name.ends_with(".xml")) continue;
    XmlPart const part(package, name);
    if (!part) continue;
    auto const text = all_text(part.root());
    if (!also_text.empty() && name.find(also_text) != name.npos) {
      document.add_beside(text, "a drawing");
    } else {
      document.look_at(text, "a part of the file that is not shown on a page");
    }
  }
}

}  // namespace staffroom::extract
