// The WebSocket's frames: hello, call, looking and typing are read strictly, the rest is written.
#include "protocol/frames.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/class.hpp>

#include "protocol/codec.hpp"
#include "protocol/described_json.hpp"
#include "protocol/json_text.hpp"
#include "protocol/limits.hpp"

namespace staffroom {

// The objects in the frames, as they stand on the wire.
struct HelloObject {
  std::string incarnation;
  Seq since = 0;
};
BOOST_DESCRIBE_STRUCT(HelloObject, (), (incarnation, since))
struct LookingObject {
  std::optional<std::uint64_t> team;
  std::optional<std::uint64_t> topic;
};
BOOST_DESCRIBE_STRUCT(LookingObject, (), (team, topic))
struct TypingObject {
  TopicId topic;
};
BOOST_DESCRIBE_STRUCT(TypingObject, (), (topic))

namespace {

using described::Form;

template <class T>
Result<T> read_only_member(JsonValue const& frame, JsonValue const& from, std::string_view name) {
  if (frame.document->size(frame) != 1) return Error::bad_request({}, "a frame has one member, unless it is a call");
  described::Reading reading;
  reading.enter(name);
  T object;
  if (!described::read_struct(from, described::struct_of<T>, &object, reading)) return reading.take();
  return object;
}

/// At most 64 bytes of a name that a client made up.
Error refused_member(std::string_view parent, std::string_view name, std::string detail) {
  described::Reading reading;
  reading.enter(parent);
  reading.enter(name);
  reading.refuse(std::move(detail));
  return reading.take();
}

Result<PathIds> read_ids(JsonValue const& from) {
  if (from.type != JsonType::object) return Error::bad_request("call.ids", "expected an object");
  Result<PathIds> ids{PathIds{}};
  each_member(from, [&](std::string_view name, JsonValue const& value) {
    if (is_word_id(name) && value.type == JsonType::text) {
      ids->emplace_back(name, value.text);
    } else if (!is_word_id(name) && value.type == JsonType::integer) {
      ids->emplace_back(name, std::to_string(value.integer));
    } else {
      ids = refused_member("call.ids", name, is_word_id(name) ? "expected a word" : "expected an integer");
    }
    return ids.has_value();
  });
  return ids;
}

bool is_idempotency_key(std::string_view key) {
  return !key.empty() && key.size() <= limits::idempotency_key_length_max &&
         std::ranges::all_of(key, [](char character) {
           return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
                  (character >= '0' && character <= '9') || character == '.' || character == '_' || character == '-';
         });
}

Result<void> read_call_member(std::string_view name, JsonValue const& value, CallFrame& call) {
  auto const refused = [&](char const* why) { return Error::bad_request("call." + std::string(name), why); };
  if (name == "command") {
    if (value.type != JsonType::text || value.text.empty()) return refused("expected a command's name");
    call.command = value.text;
  } else if (name == "ids") {
    TRY_INTO(call.ids, read_ids(value));
  } else if (name == "body") {
    if (value.type == JsonType::null) return {};
    if (value.type != JsonType::object) return refused("expected an object");
    value.document->append(call.body, value);
  } else if (name == "key") {
    if (value.type == JsonType::null) return {};
    if (value.type != JsonType::text || !is_idempotency_key(value.text)) {
      return refused("expected 1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen");
    }
    call.key = value.text;
  } else if (name == "if_match") {
    if (value.type == JsonType::null) return {};
    if (value.type != JsonType::integer || value.integer < 0 || value.integer > 0xFFFFFFFF) {
      return refused("expected a record's version");
    }
    call.if_match = static_cast<std::uint32_t>(value.integer);
  } else {
    return refused_member("call", name, "unknown field");
  }
  return {};
}

Result<ClientFrame> read_call(JsonValue const& frame, std::optional<std::uint64_t>& number) {
  CallFrame call;
  each_member(frame, [&](std::string_view name, JsonValue const& value) {
    bool const is_number =
        value.type == JsonType::integer && value.integer >= 0 && value.integer <= static_cast<std::int64_t>(id_max);
    if (name == "call" && is_number) number = static_cast<std::uint64_t>(value.integer);
    return name != "call";
  });
  if (!number) return Error::bad_request("call", "expected an integer from 0 to " + std::to_string(id_max));
  call.call = *number;
  Result<void> problem;
  each_member(frame, [&](std::string_view name, JsonValue const& value) {
    if (name != "call") problem = read_call_member(name, value, call);
    return problem.has_value();
  });
  TRY(std::move(problem));
  if (call.command.empty()) return Error::bad_request("call.command", "required");
  return call;
}

}  // namespace

bool is_word_id(std::string_view name) {
  static auto const words = [] {
    std::vector<std::string_view> names;
    for (auto const& request : described::request_types()) {
      for (std::size_t place = 0; place < request.fields->fields.size(); ++place) {
        auto const& field = request.fields->fields[place];
        if (request.in_path_has(place) && field.type->form == Form::word) names.push_back(field.name);
      }
    }
    return names;
  }();
  return std::find(words.begin(), words.end(), name) != words.end();
}

Result<ClientFrame> decode_frame(std::string_view text, std::optional<std::uint64_t>& call) {
  call.reset();
  if (text.size() > limits::frame_bytes_max) {
    return Error{
        ErrorCode::too_large, {}, "a frame has at most " + std::to_string(limits::frame_bytes_max) + " bytes", {}};
  }
  TRY_INTO(auto const document, JsonDocument::parse(text, {}));
  auto const frame = document.root();
  if (frame.type != JsonType::object) return Error::bad_request({}, "expected an object");
  JsonValue hello, looking, typing;
  bool is_call = false;
  each_member(frame, [&](std::string_view name, JsonValue const& value) {
    if (name == "call")
      is_call = true;
    else if (name == "hello")
      hello = value;
    else if (name == "looking")
      looking = value;
    else if (name == "typing")
      typing = value;
    return true;
  });
  if (is_call) return read_call(frame, call);
  if (hello.document != nullptr) {
    TRY_INTO(auto object, read_only_member<HelloObject>(frame, hello, "hello"));
    return HelloFrame{std::move(object.incarnation), object.since};
  }
  if (looking.document != nullptr) {
    TRY_INTO(auto const object, read_only_member<LookingObject>(frame, looking, "looking"));
    return LookingFrame{{object.team.value_or(0)}, {object.topic.value_or(0)}};
  }
  if (typing.document != nullptr) {
    TRY_INTO(auto const object, read_only_member<TypingObject>(frame, typing, "typing"));
    return TypingFrame{object.topic};
  }
  return Error::bad_request({}, "expected hello, call, looking or typing");
}

// ---- writing

namespace {

std::string_view title_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_request: return "The request could not be read";
    case ErrorCode::sign_in_required: return "Sign in first";
    case ErrorCode::forbidden: return "Not allowed";
    case ErrorCode::not_found: return "Not found";
    case ErrorCode::method_not_allowed: return "Method not allowed";
    case ErrorCode::request_timeout: return "The request took too long to arrive";
    case ErrorCode::conflict: return "Conflict";
    case ErrorCode::precondition_failed: return "Changed in the meantime";
    case ErrorCode::too_large: return "Too large";
    case ErrorCode::unsupported_media_type: return "Unsupported media type";
    case ErrorCode::range_not_satisfiable: return "Range not satisfiable";
    case ErrorCode::unprocessable: return "A value is refused";
    case ErrorCode::too_many_requests: return "Too many requests";
    case ErrorCode::header_too_large: return "Header too large";
    case ErrorCode::internal: return "An error of ours";
    case ErrorCode::unavailable: return "Unavailable for now";
    case ErrorCode::no_space: return "The disk is full";
  }
  return "Error";
}

std::string error_members(JsonText object, Error const& error) {
  return object.number("status", static_cast<std::uint64_t>(http_status(error.code)))
      .text("code", to_text(error.code))
      .text("path", error.path)
      .text("detail", error.detail)
      .text("reason", error.reason)
      .close();
}

}  // namespace

std::string encode_hello(std::string_view incarnation, Seq seq, PersonId person) {
  return JsonText(R"({"hello":{)")
      .text("incarnation", incarnation)
      .number("seq", seq)
      .number("person", person.value)
      .close("}}");
}

std::string encode_resync(std::string_view incarnation, Seq seq, PersonId person, std::string_view reason) {
  return JsonText(R"({"resync":{)")
      .text("incarnation", incarnation)
      .number("seq", seq)
      .number("person", person.value)
      .text("reason", reason)
      .close("}}");
}

std::string encode_answer(std::uint64_t call, int status, Seq seq, std::string_view record) {
  JsonText object;
  object.number("answer", call).number("status", static_cast<std::uint64_t>(status)).number("seq", seq);
  if (!record.empty()) object.raw("record", record);
  return object.close();
}

std::string encode_error(std::uint64_t call, Error const& error) {
  JsonText object;
  object.number("error", call);
  return error_members(std::move(object), error);
}

std::string encode_heartbeat(Seq seq) { return JsonText(R"({"heartbeat":{)").number("seq", seq).close("}}"); }

std::string encode_presence(TeamId team, std::vector<PersonId> const& people, std::string_view names_json) {
  std::string list = "[";
  for (auto person : people) {
    if (list.size() > 1) list += ',';
    described::write_integer(list, static_cast<std::int64_t>(person.value));
  }
  list += ']';
  return JsonText(R"({"ephemeral":{"presence":{)")
      .number("team", team.value)
      .raw("people", list)
      .raw("names", names_json.empty() ? "[]" : names_json)
      .close("}}}");
}

std::string encode_typing(TopicId topic, PersonId person, std::string_view name) {
  return JsonText(R"({"ephemeral":{"typing":{)")
      .number("topic", topic.value)
      .number("person", person.value)
      .text("name", name)
      .close("}}}");
}

std::string encode_problem(Error const& error) {
  JsonText object;
  object.text("type", "about:blank").text("title", title_of(error.code));
  return error_members(std::move(object), error);
}

}  // namespace staffroom
