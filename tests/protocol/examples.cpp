// Makes the examples from the tables: each text as long, each list and number as large as its bounds allow, or as
// small.
#include "tests/protocol/examples.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace staffroom::examples {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(described::Struct const& type, Fullness fullness);

Json json_of(described::Type const& type, Fullness fullness) {
  using described::Form;
  bool const is_full = fullness == Fullness::full;
  switch (type.form) {
    case Form::boolean: return is_full;
    case Form::integer: return is_full ? type.most : type.least;
    case Form::text: {
      if (type.length_max == 0) return is_full ? "any \"text\"\nat all" : "";
      std::string text(is_full ? 1 : type.length_min, 'x');
      while (is_full && text.size() < type.length_max * 2 - 1) text += "é";
      return text;
    }
    case Form::date: return is_full ? "2100-12-31" : "2000-01-01";
    case Form::word: return is_full ? type.words.back() : type.words.front();
    case Form::list: {
      Json list = Json::array();
      auto const items = type.size_max == 0 ? 3 : std::min<std::size_t>(3, type.size_max);
      for (std::size_t item = 0; is_full && item < items; ++item) list.push_back(json_of(*type.item, fullness));
      return list;
    }
    case Form::object: return json_of(*type.fields, fullness);
  }
  return nullptr;
}

Json json_of(described::Struct const& type, Fullness fullness) {
  Json object = Json::object();
  for (auto const& field : type.fields) {
    if (fullness == Fullness::least && field.type->is_absent != nullptr) continue;
    object[std::string(field.name)] = json_of(*field.type, fullness);
  }
  return object;
}

PathIds texts_of(described::RequestType const& request, Fullness fullness, bool in_path) {
  PathIds texts;
  auto const object = json_of(*request.fields, fullness);
  for (std::size_t place = 0; place < request.fields->fields.size(); ++place) {
    std::string const name{request.fields->fields[place].name};
    if (request.in_path_has(place) != in_path || !object.contains(name)) continue;
    texts.emplace_back(name, object[name].is_string() ? object[name].get<std::string>() : object[name].dump());
  }
  return texts;
}

}  // namespace

std::string object_of(described::Struct const& type, Fullness fullness) { return json_of(type, fullness).dump(); }

PathIds ids_of(described::RequestType const& request, Fullness fullness) { return texts_of(request, fullness, true); }

std::string body_of(described::RequestType const& request, Fullness fullness) {
  auto body = json_of(*request.fields, fullness);
  for (auto const& [name, text] : ids_of(request, fullness)) body.erase(name);
  return body.dump();
}

PathIds parameters_of(described::RequestType const& request, Fullness fullness) {
  return texts_of(request, fullness, false);
}

std::string path_of(described::RequestType const& request, PathIds const& ids) {
  std::string path{request.route.path};
  for (auto const& [name, text] : ids) path.replace(path.find('{' + name + '}'), name.size() + 2, text);
  return path;
}

}  // namespace staffroom::examples
