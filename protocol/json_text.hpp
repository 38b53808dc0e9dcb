// A JSON object written member by member, for what has no struct: frames, problems, the OpenAPI document.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/codec.hpp"

namespace staffroom {

class JsonText {
 public:
  /// `opening` may hold outer objects: {"hello":{  which close() must then end.
  explicit JsonText(std::string opening = "{") : text_(std::move(opening)) {}
  JsonText& number(std::string_view name, std::int64_t value) { return raw(name, std::to_string(value)); }
  JsonText& number(std::string_view name, std::uint64_t value) { return raw(name, std::to_string(value)); }
  JsonText& text(std::string_view name, std::string_view value) {
    append_json_string(key(name), value);
    return *this;
  }
  /// `json` as it stands.
  JsonText& raw(std::string_view name, std::string_view json) {
    key(name) += json;
    return *this;
  }
  std::string close(std::string_view end = "}") {
    text_ += end;
    return std::move(text_);
  }

 private:
  std::string& key(std::string_view name) {
    if (text_.back() != '{') text_ += ',';
    append_json_string(text_, name);
    return text_ += ':';
  }
  std::string text_;
};

}  // namespace staffroom
