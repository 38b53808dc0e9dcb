// Fills the flat array from nlohmann/json's SAX events; the limits are checked as the events come, before anything is
// kept, and what the library lets pass (NUL as the end of the text, doubled keys) is refused here.
#include "protocol/json_document.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"

namespace staffroom {

/// The library calls it for each piece of the text, in order. A handler that answers false ends the parse; `problem`
/// then says why, or is empty where the text is no JSON.
class JsonReader {
 public:
  explicit JsonReader(JsonDocument& document) : document_(document) {}
  std::string const& problem() const { return problem_; }

  bool null() { return leaf(JsonType::null); }
  bool boolean(bool value) { return leaf(JsonType::boolean, value ? 1 : 0); }
  /// Only with a minus sign: of -0 nothing would be left of it, so it is no integer of ours.
  bool number_integer(std::int64_t value) { return value == 0 ? real("-0") : leaf(JsonType::integer, value); }
  bool number_unsigned(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return real(std::to_string(value));
    return leaf(JsonType::integer, static_cast<std::int64_t>(value));
  }
  bool number_float(double, std::string const& written) { return real(written); }
  bool string(std::string const& value) {
    auto const [at, size] = keep(value);
    auto& node = add(JsonType::text);
    node.text_at = at;
    node.text_size = size;
    return true;
  }
  bool binary(nlohmann::json::binary_t const&) { return false; }
  bool start_object(std::size_t) { return open(JsonType::object); }
  bool key(std::string const& name) {
    if (++document_.nodes_[open_.back()].keys > limits::json_keys_max) {
      return refuse("an object has more than " + std::to_string(limits::json_keys_max) + " fields");
    }
    key_ = keep(name);
    return true;
  }
  bool end_object() {
    auto const place = open_.back();
    close();
    return !has_doubled_key(place) || refuse("a field is given twice");
  }
  bool start_array(std::size_t) { return open(JsonType::list); }
  bool end_array() {
    close();
    return true;
  }
  bool parse_error(std::size_t position, std::string const&, nlohmann::json::exception const&) {
    // The library's own words may repeat the text.
    return refuse("not valid JSON in UTF-8 at byte " + std::to_string(position));
  }

 private:
  using Node = JsonDocument::Node;
  struct Span {
    std::uint32_t at = 0, size = 0;
  };

  bool refuse(std::string why) {
    problem_ = std::move(why);
    return false;
  }
  Span keep(std::string_view text) {
    auto const at = static_cast<std::uint32_t>(document_.texts_.size());
    document_.texts_ += text;
    return {at, static_cast<std::uint32_t>(text.size())};
  }
  Node& add(JsonType type) {
    if (!open_.empty()) ++document_.nodes_[open_.back()].size;
    auto& node = document_.nodes_.emplace_back();
    node.type = type;
    node.key_at = key_.at;
    node.key_size = key_.size;
    node.end = static_cast<std::uint32_t>(document_.nodes_.size());
    key_ = {};
    return node;
  }
  bool leaf(JsonType type, std::int64_t value = 0) {
    add(type).integer = value;
    return true;
  }
  bool real(std::string_view written) {
    auto const [at, size] = keep(written);
    auto& node = add(JsonType::real);
    node.text_at = at;
    node.text_size = size;
    return true;
  }
  bool open(JsonType type) {
    if (open_.size() >= limits::json_depth_max) {
      return refuse("nested deeper than " + std::to_string(limits::json_depth_max));
    }
    add(type);
    open_.push_back(static_cast<std::uint32_t>(document_.nodes_.size() - 1));
    return true;
  }
  void close() {
    document_.nodes_[open_.back()].end = static_cast<std::uint32_t>(document_.nodes_.size());
    open_.pop_back();
  }
  bool has_doubled_key(std::uint32_t object) {
    auto const& nodes = document_.nodes_;
    keys_.clear();
    for (auto place = object + 1; place != nodes[object].end; place = nodes[place].end) {
      keys_.push_back(document_.key(place));
    }
    std::sort(keys_.begin(), keys_.end());
    return std::adjacent_find(keys_.begin(), keys_.end()) != keys_.end();
  }

  JsonDocument& document_;
  std::vector<std::uint32_t> open_;  // places of the parents around the value to come
  Span key_;                         // of the value to come
  std::vector<std::string_view> keys_;
  std::string problem_;
};

Result<JsonDocument> JsonDocument::parse(std::string_view json, std::string_view path) {
  auto const refused = [&](std::string why) { return Error::bad_request(std::string(path), std::move(why)); };
  if (json.empty()) return refused("expected JSON, found nothing");
  if (json.starts_with("\xEF\xBB\xBF")) return refused("starts with a byte order mark: send plain UTF-8");
  if (json.size() > std::numeric_limits<std::uint32_t>::max() / 2) return refused("too long");
  // The library takes NUL for the end of the text.
  if (auto const nul = json.find('\0'); nul != json.npos) {
    return refused("not valid JSON in UTF-8 at byte " + std::to_string(nul + 1));
  }
  Result<JsonDocument> result{JsonDocument{}};
  result->texts_.reserve(json.size());
  result->nodes_.reserve(8 + json.size() / 16);
  JsonReader reader{*result};
  if (!nlohmann::json::sax_parse(json.begin(), json.end(), &reader)) return refused(reader.problem());
  return result;
}

JsonValue JsonDocument::value(std::uint32_t place) const {
  Node const& node = nodes_[place];
  return {node.type, node.integer, {texts_.data() + node.text_at, node.text_size}, this, place};
}

std::string_view JsonDocument::key(std::uint32_t place) const {
  return {texts_.data() + nodes_[place].key_at, nodes_[place].key_size};
}

void JsonDocument::append(std::string& out, JsonValue const& value) const {
  switch (value.type) {
    case JsonType::null: out += "null"; return;
    case JsonType::boolean: out += value.integer != 0 ? "true" : "false"; return;
    case JsonType::integer: out += std::to_string(value.integer); return;
    case JsonType::real: out += value.text; return;
    case JsonType::text: append_json_string(out, value.text); return;
    case JsonType::list:
    case JsonType::object: break;
  }
  bool const is_object = value.type == JsonType::object;
  out += is_object ? '{' : '[';
  for (auto place = first(value); place != end(value); place = next(place)) {
    if (place != first(value)) out += ',';
    if (is_object) {
      append_json_string(out, key(place));
      out += ':';
    }
    append(out, this->value(place));
  }
  out += is_object ? '}' : ']';
}

}  // namespace staffroom
