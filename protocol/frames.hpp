// The WebSocket's frames, decoded and encoded: docs/protocol.md has a literal example of each.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "protocol/codec.hpp"
#include "protocol/kinds.hpp"
#include "protocol/result.hpp"

namespace staffroom {

struct HelloFrame {
  std::string incarnation;
  Seq since = 0;
};
struct CallFrame {
  std::uint64_t call = 0;
  std::string command;
  PathIds ids;
  std::string body;  // raw JSON text of the body, "" when absent
  std::string key;
  std::optional<std::uint32_t> if_match;
};
struct LookingFrame {
  TeamId team;    // 0: at none
  TopicId topic;  // 0: at none
};
struct TypingFrame {
  TopicId topic;
};
using ClientFrame = std::variant<HelloFrame, CallFrame, LookingFrame, TypingFrame>;

/// Whether this id of a call is a word ("word", "duty") and not a number, by the paths of all requests.
bool is_word_id(std::string_view name);

/// Errors: bad_request with the path ("call.ids.topic"). When the text was a call whose number could be read, it is
/// given in `call`, so that the error can be answered to it.
Result<ClientFrame> decode_frame(std::string_view text, std::optional<std::uint64_t>& call);

std::string encode_hello(std::string_view incarnation, Seq seq, PersonId person);
std::string encode_resync(std::string_view incarnation, Seq seq, PersonId person, std::string_view reason);
std::string encode_answer(std::uint64_t call, int status, Seq seq, std::string_view record);
std::string encode_error(std::uint64_t call, Error const& error);
std::string encode_heartbeat(Seq seq);
std::string encode_presence(TeamId team, std::vector<PersonId> const& people, std::string_view names_json);
std::string encode_typing(TopicId topic, PersonId person, std::string_view name);
/// RFC 9457, for HTTP.
std::string encode_problem(Error const& error);

}  // namespace staffroom
