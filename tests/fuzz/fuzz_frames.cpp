// Fuzzes the decoder of the WebSocket's frames. Input: the text of one frame.
#include <nlohmann/json.hpp>

#include "protocol/frames.hpp"

namespace {

using namespace staffroom;
using Json = nlohmann::ordered_json;

std::string written(HelloFrame const& frame) {
  return Json{{"hello", {{"incarnation", frame.incarnation}, {"since", frame.since}}}}.dump();
}

std::string written(CallFrame const& frame) {
  Json json{{"call", frame.call}, {"command", frame.command}, {"ids", Json::object()}};
  for (auto const& [name, text] : frame.ids) {
    json["ids"][name] = is_word_id(name) ? Json(text) : Json::parse(text);
  }
  if (!frame.key.empty()) json["key"] = frame.key;
  if (frame.if_match) json["if_match"] = *frame.if_match;
  auto text = json.dump();
  if (!frame.body.empty()) text.replace(text.size() - 1, 1, ",\"body\":" + frame.body + "}");
  return text;
}

std::string written(LookingFrame const& frame) {
  return Json{{"looking", {{"team", frame.team.value}, {"topic", frame.topic.value}}}}.dump();
}

std::string written(TypingFrame const& frame) { return Json{{"typing", {{"topic", frame.topic.value}}}}.dump(); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(bytes), size);
  std::optional<std::uint64_t> call;
  auto const frame = decode_frame(text, call);
  if (!frame) {
    ensure(nlohmann::json::accept(encode_error(call.value_or(0), frame.error())), "an error is JSON");
    return 0;
  }
  auto const again = std::visit([](auto const& any) { return written(any); }, *frame);
  auto const twice = decode_frame(again, call);
  ensure(twice.has_value(), "what was decoded is accepted again");
  ensure(twice->index() == frame->index(), "a frame stays what it is");
  ensure(std::visit([](auto const& any) { return written(any); }, *twice) == again, "decode(encode(x)) is x");
  return 0;
}
