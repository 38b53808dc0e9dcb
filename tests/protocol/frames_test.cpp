// The WebSocket's frames: every literal frame of docs/protocol.md is sent or expected as it stands there.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "protocol/described_json.hpp"
#include "protocol/frames.hpp"
#include "protocol/limits.hpp"

using namespace staffroom;
using Json = nlohmann::ordered_json;

namespace {

/// Each JSON value in the page's ```json blocks; a block may hold several, one after the other.
std::vector<std::string> literal_values() {
  std::ifstream file(STAFFROOM_SOURCE_FOLDER "/docs/protocol.md");
  REQUIRE(file);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  std::vector<std::string> values;
  for (auto open = text.find("```json\n"); open != text.npos; open = text.find("```json\n", open)) {
    open += 8;
    auto const close = text.find("```", open);
    std::istringstream block(text.substr(open, close - open));
    for (std::string value, line; std::getline(block, line);) {
      value += line;
      if (!Json::accept(value)) continue;
      values.push_back(std::exchange(value, {}));
    }
    open = close + 3;
  }
  return values;
}

std::string compact(std::string const& json) { return Json::parse(json).dump(); }

Result<ClientFrame> decoded(std::string_view text) {
  std::optional<std::uint64_t> call;
  return decode_frame(text, call);
}

std::string verdict(std::string_view text) {
  auto const frame = decoded(text);
  if (frame) return "accepted";
  return frame.error().path + ": " + frame.error().detail;
}

/// The hub's frames, written again from what the literal one says.
std::string written_again(Json const& frame) {
  auto const name = frame.begin().key();
  auto const& body = frame.begin().value();
  auto const person = [](Json const& id) { return PersonId{id.get<std::uint64_t>()}; };
  if (name == "hello") {
    return encode_hello(body["incarnation"].get<std::string>(), body["seq"], person(body["person"]));
  }
  if (name == "resync") {
    return encode_resync(body["incarnation"].get<std::string>(), body["seq"], person(body["person"]),
                         body["reason"].get<std::string>());
  }
  if (name == "answer") return encode_answer(body, frame["status"], frame["seq"], frame["record"].dump());
  if (name == "error") {
    return encode_error(body, Error{ErrorCode::forbidden, frame["path"], frame["detail"], frame["reason"]});
  }
  if (name == "heartbeat") return encode_heartbeat(body["seq"]);
  if (name == "ephemeral" && body.contains("typing")) {
    auto const& typing = body["typing"];
    return encode_typing({typing["topic"]}, person(typing["person"]), typing["name"].get<std::string>());
  }
  if (name == "ephemeral") {
    auto const& presence = body["presence"];
    std::vector<PersonId> people;
    for (auto const& id : presence["people"]) people.push_back(person(id));
    return encode_presence({presence["team"]}, people, presence["names"].dump());
  }
  return {};
}

}  // namespace

TEST_CASE("every literal frame of the protocol page is read or written exactly so") {
  std::set<std::string> seen;
  for (auto const& literal : literal_values()) {
    CAPTURE(literal);
    auto const frame = Json::parse(literal);
    auto const name = frame.begin().key();
    seen.insert(name);
    if (name == "kind") {
      auto const record = record_from_json(Kind::message, literal);
      REQUIRE(record.has_value());
      CHECK(to_json(*record) == compact(literal));
    } else if (name == "events") {
      CHECK((frame.contains("last") != frame.contains("more")));
      for (auto const& event : frame["events"]) {
        CHECK(event["seq"].is_number_unsigned());
        CHECK(event["because"].is_string());
        CHECK((event.contains("put") + event.contains("delete") + event.contains("access")) == 1);
      }
    } else if (name == "call" || name == "looking" || name == "typing" ||
               (name == "hello" && frame["hello"].contains("since"))) {
      auto sent = frame;
      if (sent.contains("key")) sent["key"] = "01J9";  // the page shortens it
      CHECK(verdict(sent.dump()) == "accepted");
    } else {
      CHECK(written_again(frame) == compact(literal));
    }
  }
  CHECK(seen == std::set<std::string>{"answer", "call", "ephemeral", "error", "events", "heartbeat", "hello", "kind",
                                      "looking", "resync", "typing"});
}

TEST_CASE("a call gives its name, ids, key and the text of its body") {
  std::optional<std::uint64_t> call;
  auto const frame = decode_frame(
      R"({"call":3,"command":"react","ids":{"topic":12,"ordinal":5,"word":"thanks"},"body":{ "a" : [1.50,"\u00e9"]},)"
      R"("key":"k-1","if_match":2})",
      call);
  REQUIRE(frame.has_value());
  auto const& read = std::get<CallFrame>(*frame);
  CHECK(call == 3u);
  CHECK(read.call == 3);
  CHECK(read.command == "react");
  CHECK(read.ids == PathIds{{"topic", "12"}, {"ordinal", "5"}, {"word", "thanks"}});
  CHECK(read.body == R"({"a":[1.50,"é"]})");
  CHECK(read.key == "k-1");
  CHECK(read.if_match == 2u);
}

TEST_CASE("a call may leave out ids, body, key and if_match, or say null for the last three") {
  for (auto text : {R"({"call":3,"command":"sign_out"})",
                    R"({"command":"sign_out","call":3,"body":null,"key":null,"if_match":null})"}) {
    auto const frame = decoded(text);
    REQUIRE(frame.has_value());
    auto const& call = std::get<CallFrame>(*frame);
    CHECK(call.body.empty());
    CHECK(call.key.empty());
    CHECK(call.if_match == std::nullopt);
  }
}

TEST_CASE("a frame that breaks the page is refused with the path of the member") {
  std::pair<std::string_view, std::string_view> const refused[] = {
      {"[]", ": expected an object"},
      {"{}", ": expected hello, call, looking or typing"},
      {R"({"events":[]})", ": expected hello, call, looking or typing"},
      {R"({"hello":{"incarnation":"a","since":1},"x":1})", ": a frame has one member, unless it is a call"},
      {R"({"hello":{"incarnation":"a"}})", "hello.since: required"},
      {R"({"hello":{"incarnation":1,"since":1}})", "hello.incarnation: expected a text"},
      {R"({"hello":{"incarnation":"a","since":1,"person":7}})", "hello.person: unknown field"},
      {R"({"hello":null})", "hello: expected an object"},
      {R"({"typing":{"topic":0}})", "typing.topic: expected an integer from 1 to 9007199254740991"},
      {R"({"typing":{}})", "typing.topic: required"},
      {R"({"looking":{"team":-1}})", "looking.team: expected an integer from 0 to 9007199254740991"},
      {R"({"call":"3","command":"a"})", "call: expected an integer from 0 to 9007199254740991"},
      {R"({"call":3})", "call.command: required"},
      {R"({"call":3,"command":""})", "call.command: expected a command's name"},
      {R"({"call":3,"command":7})", "call.command: expected a command's name"},
      {R"({"call":3,"command":"a","ids":[]})", "call.ids: expected an object"},
      {R"({"call":3,"command":"a","ids":{"topic":"12"}})", "call.ids.topic: expected an integer"},
      {R"({"call":3,"command":"a","ids":{"topic":12.0}})", "call.ids.topic: expected an integer"},
      {R"({"call":3,"command":"a","ids":{"word":1}})", "call.ids.word: expected a word"},
      {R"({"call":3,"command":"a","body":[]})", "call.body: expected an object"},
      {R"({"call":3,"command":"a","body":"{}"})", "call.body: expected an object"},
      {R"({"call":3,"command":"a","key":""})",
       "call.key: expected 1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen"},
      {R"({"call":3,"command":"a","key":"a b"})",
       "call.key: expected 1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen"},
      {R"({"call":3,"command":"a","key":7})",
       "call.key: expected 1 to 64 of A-Z, a-z, 0-9, dot, underscore and hyphen"},
      {R"({"call":3,"command":"a","if_match":4294967296})", "call.if_match: expected a record's version"},
      {R"({"call":9007199254740992,"command":"a"})", "call: expected an integer from 0 to 9007199254740991"},
      {R"({"call":3,"command":"a","if_match":"3"})", "call.if_match: expected a record's version"},
      {R"({"call":3,"command":"a","if_match":-1})", "call.if_match: expected a record's version"},
      {R"({"call":3,"command":"a","admin":true})", "call.admin: unknown field"},
      {R"({"call":3,"command":"a","hello":{}})", "call.hello: unknown field"},
  };
  for (auto const& [text, expected] : refused) {
    CAPTURE(text);
    CHECK(verdict(text) == expected);
  }
  CHECK(decoded("{\"hello\"").error().code == ErrorCode::bad_request);
  CHECK(decoded(std::string(limits::frame_bytes_max + 1, ' ')).error().code == ErrorCode::too_large);
}

TEST_CASE("an error in a call can be answered to it when its number could be read") {
  std::optional<std::uint64_t> call = 99;
  CHECK(decode_frame(R"({"admin":1,"call":3})", call).has_error());
  CHECK(call == 3u);
  CHECK(decode_frame(R"({"call":-3,"command":"a"})", call).has_error());
  CHECK(call == std::nullopt);
  call = 99;
  CHECK(decode_frame("{", call).has_error());
  CHECK(call == std::nullopt);
}

TEST_CASE("looking at nothing is said by leaving out, null or 0") {
  for (auto text : {R"({"looking":{}})", R"({"looking":{"team":null,"topic":null}})", R"({"looking":{"team":0}})"}) {
    auto const frame = decoded(text);
    REQUIRE(frame.has_value());
    CHECK_FALSE(std::get<LookingFrame>(*frame).team);
    CHECK_FALSE(std::get<LookingFrame>(*frame).topic);
  }
}

TEST_CASE("an answer without a record says so by leaving it out") {
  CHECK(encode_answer(3, 204, 4721, "") == R"({"answer":3,"status":204,"seq":4721})");
}

TEST_CASE("a problem names its status, code and field") {
  CHECK(encode_problem(Error::bad_request("body.text", "required")) ==
        R"({"type":"about:blank","title":"The request could not be read","status":400,"code":"bad_request",)"
        R"("path":"body.text","detail":"required","reason":""})");
  CHECK(encode_problem(Error::not_found()) == encode_problem(Error::not_found()));
}

TEST_CASE("a problem has a title of its own for each code") {
  std::set<std::string> titles;
  for (auto const code : described::Words<ErrorCode>::values) {
    auto const problem = nlohmann::json::parse(encode_problem(Error{code, "", "", ""}));
    CHECK(problem.at("code") == to_text(code));
    CHECK(problem.at("status") == http_status(code));
    titles.insert(problem.at("title"));
  }
  CHECK(titles.size() == described::Words<ErrorCode>::count);
  CHECK_FALSE(titles.contains("Error"));
}

TEST_CASE("a key is of letters, digits, dot, underscore and hyphen, 1 to 64 of them") {
  auto const is_taken = [](std::string const& key) {
    return decoded(R"({"call":3,"command":"a","key":")" + key + R"("})").has_value();
  };
  for (auto const* key : {"a", "z", "A", "Z", "0", "9", ".", "_", "-", "aZ09._-"}) {
    CAPTURE(key);
    CHECK(is_taken(key));
  }
  for (auto const* key : {"", "`", "{", "@", "[", "/", ":", ",", "é", " "}) {
    CAPTURE(key);
    CHECK_FALSE(is_taken(key));
  }
  CHECK(is_taken(std::string(64, 'k')));
  CHECK_FALSE(is_taken(std::string(65, 'k')));
}
