// A JSON text, parsed strictly into one flat array: what the decoders read. Knows nothing of our structs.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/result.hpp"

namespace staffroom {

/// `real`: any number that is not an integer of 64 bits, and -0; nothing of ours takes one.
enum class JsonType : std::uint8_t { null, boolean, integer, real, text, list, object };

class JsonDocument;

/// One value of a document, or a lone value; a view that must not outlive what it looks at.
struct JsonValue {
  JsonType type = JsonType::null;
  std::int64_t integer = 0;  // 0 or 1 of a boolean
  std::string_view text;     // of a real: as it was written
  JsonDocument const* document = nullptr;
  std::uint32_t node = 0;

  static JsonValue of_integer(std::int64_t value) { return {JsonType::integer, value, {}, nullptr, 0}; }
  static JsonValue of_text(std::string_view value) { return {JsonType::text, 0, value, nullptr, 0}; }
};

class JsonDocument {
 public:
  /// Refuses what is not exactly one JSON value in good UTF-8: no byte order mark, comment, trailing text, lone
  /// surrogate or doubled key; at most limits::json_depth_max deep and limits::json_keys_max keys in an object.
  /// Errors: bad_request with `path`; the detail never repeats the text.
  static Result<JsonDocument> parse(std::string_view json, std::string_view path);

  JsonValue root() const { return value(0); }
  /// Elements of a list or members of an object; 0 for other values.
  std::uint32_t size(JsonValue const& parent) const { return nodes_[parent.node].size; }
  /// Places of the children, in the order written: from first() until end(), step by next().
  static std::uint32_t first(JsonValue const& parent) { return parent.node + 1; }
  std::uint32_t end(JsonValue const& parent) const { return nodes_[parent.node].end; }
  std::uint32_t next(std::uint32_t place) const { return nodes_[place].end; }
  JsonValue value(std::uint32_t place) const;
  /// The member's name, of a place in an object.
  std::string_view key(std::uint32_t place) const;
  /// Appends the value as JSON without white space.
  void append(std::string& out, JsonValue const& value) const;

 private:
  friend class JsonReader;
  struct Node {
    JsonType type = JsonType::null;
    std::uint32_t key_at = 0, key_size = 0;    // in texts_
    std::uint32_t text_at = 0, text_size = 0;  // in texts_
    std::uint32_t size = 0;                    // children
    std::uint32_t keys = 0;                    // of an object, while it is read
    std::uint32_t end = 0;                     // one past the last node below this one
    std::int64_t integer = 0;
  };
  std::vector<Node> nodes_;
  std::string texts_;  // keys and strings, unescaped, one after another
};

/// Calls visit(key, value) for each member of an object, in the order written, until it answers false.
template <class Visit>
void each_member(JsonValue const& object, Visit&& visit) {
  JsonDocument const& document = *object.document;
  for (auto place = JsonDocument::first(object); place != document.end(object); place = document.next(place)) {
    if (!visit(document.key(place), document.value(place))) return;
  }
}

}  // namespace staffroom
