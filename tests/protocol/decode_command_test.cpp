// Commands from the wire: what each rule accepts and what it refuses, with the path of the field at fault.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "tests/protocol/examples.hpp"

using namespace staffroom;
using namespace staffroom::examples;
using Json = nlohmann::ordered_json;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

Result<Command> decoded(std::string_view name, PathIds const& ids, std::string_view body) {
  return decode_command(*endpoint_of(name), ids, body);
}

Result<Command> posted(std::string_view body) { return decoded("post_message", {{"topic", "12"}}, body); }

/// "body.text: required", or "accepted".
std::string verdict(Result<Command> const& result) {
  if (result) return "accepted";
  CHECK(result.error().code == ErrorCode::bad_request);
  return result.error().path + ": " + result.error().detail;
}

constexpr auto not_an_id = ": expected an integer from 1 to 9007199254740991";
constexpr auto not_an_ordinal = ": expected an integer from 0 to 4294967295";

}  // namespace

TEST_CASE("a command is read from the path's ids and the body") {
  auto const result = posted(R"({"text":"Happy to host.","reply_to":4,"mentions":[9,7],"to_team":true})");
  REQUIRE(result.has_value());
  auto const& command = get<PostMessage>(*result);
  CHECK(command.topic == TopicId{12});
  CHECK(command.text.value == "Happy to host.");
  CHECK(command.reply_to == 4u);
  CHECK(command.mentions.values == std::vector<PersonId>{{9}, {7}});
  CHECK(command.to_team == true);
}

TEST_CASE("optional members may be absent or null, and absent lists are empty") {
  for (std::string_view body :
       {R"({"text":"a"})", R"({"text":"a","reply_to":null,"to_team":null})", R"({"text":"a","mentions":[]})"}) {
    auto const result = posted(body);
    REQUIRE(result.has_value());
    CHECK(get<PostMessage>(*result).reply_to == std::nullopt);
    CHECK(get<PostMessage>(*result).mentions.empty());
  }
  CHECK(verdict(posted(R"({"text":"a","mentions":null})")) == "body.mentions: expected a list");
}

TEST_CASE("a body that does not fit its command is refused with the path of the field") {
  std::pair<std::string, std::string> const refused[] = {
      {"", "body.text: required"},
      {"{}", "body.text: required"},
      {"[]", "body: expected an object"},
      {"null", "body: expected an object"},
      {"\"text\"", "body: expected an object"},
      {R"({"text":null})", "body.text: expected a text"},
      {R"({"text":["a"]})", "body.text: expected a text"},
      {R"({"text":{"a":1}})", "body.text: expected a text"},
      {R"({"text":1})", "body.text: expected a text"},
      {R"({"text":true})", "body.text: expected a text"},
      {R"({"txt":"a"})", "body.txt: unknown field"},
      {R"({"text":"a","author":7})", "body.author: unknown field"},
      {R"({"text":"a","role":"administrator"})", "body.role: unknown field"},
      {R"({"text":"a","__proto__":{}})", "body.__proto__: unknown field"},
      {R"({"text":"a","constructor":{}})", "body.constructor: unknown field"},
      {R"({"text":"a","":1})", "body.: unknown field"},
      {R"({"text":"a","topic":12})", "body.topic: unknown field"},
      {R"({"text":"a","kind":"message"})", "body.kind: unknown field"},
      {R"({"text":"a","mentions":9})", "body.mentions: expected a list"},
      {R"({"text":"a","mentions":{"0":9}})", "body.mentions: expected a list"},
      {R"({"text":"a","mentions":[7,8,9,"x"]})", "body.mentions[3]" + std::string(not_an_id)},
      {R"({"text":"a","mentions":[null]})", "body.mentions[0]" + std::string(not_an_id)},
      {R"({"text":"a","to_team":1})", "body.to_team: expected true or false"},
      {R"({"text":"a","to_team":"true"})", "body.to_team: expected true or false"},
      {"{\"text\":\"a\",\"" + repeated("k", 5000) + "\":1}", "body." + repeated("k", 64) + ": unknown field"},
  };
  for (auto const& [body, expected] : refused) {
    CAPTURE(body);
    CHECK(verdict(posted(body)) == expected);
  }
}

TEST_CASE("a number that is not an integer within its bounds is refused") {
  for (std::string_view number : {"1.0", "1.5", "-0", "-0.0", "0.0", "1e3", "-1", "4294967296", "9007199254740993",
                                  "9223372036854775808", "18446744073709551616", "1e308", "\"1\"", "true", "[]"}) {
    CAPTURE(number);
    auto const body = R"({"text":"a","reply_to":)" + std::string(number) + "}";
    CHECK(verdict(posted(body)) == "body.reply_to" + std::string(not_an_ordinal));
  }
  for (std::string_view number : {"0", "1", "4294967295"}) {
    CAPTURE(number);
    CHECK(verdict(posted(R"({"text":"a","reply_to":)" + std::string(number) + "}")) == "accepted");
  }
  for (std::string_view id : {"0", "-1", "9007199254740992", "9007199254740993", "1.0", "-0"}) {
    CAPTURE(id);
    CHECK(verdict(posted(R"({"text":"a","mentions":[)" + std::string(id) + "]}")) ==
          "body.mentions[0]" + std::string(not_an_id));
  }
  CHECK(verdict(posted(R"({"text":"a","mentions":[1,9007199254740991]})")) == "accepted");
}

TEST_CASE("a list takes as many items as its limit says") {
  auto const body = [](std::size_t count) {
    std::string list = "1";
    for (std::size_t item = 1; item < count; ++item) list += ",1";
    return R"({"text":"a","mentions":[)" + list + "]}";
  };
  CHECK(verdict(posted(body(limits::mentions_max))) == "accepted");
  CHECK(verdict(posted(body(limits::mentions_max + 1))) == "body.mentions: expected at most 50 items, found 51");
}

TEST_CASE("texts are limited in code points") {
  auto const body = [](std::string const& text) { return "{\"text\":\"" + text + "\"}"; };
  CHECK(verdict(posted(body(repeated("x", limits::message_length_max)))) == "accepted");
  CHECK(verdict(posted(body(repeated("é", limits::message_length_max)))) == "accepted");
  CHECK(verdict(posted(body(repeated("😀", limits::message_length_max)))) == "accepted");
  CHECK(verdict(posted(body(repeated("x", limits::message_length_max + 1)))) ==
        "body.text: expected at most 10000 characters, found 10001");
  CHECK(verdict(posted(body("a" + repeated("\u0301", 20'000)))) ==
        "body.text: expected at most 10000 characters, found 20001");
  CHECK(verdict(posted(body(repeated("\u0301", 5'000'000)))) == "body: too long");
}

TEST_CASE("a text that must hold something is not blank") {
  for (std::string_view text :
       {"", " ", "\\n", " \\t\\n ", "\u00A0", "\u2003", "\u3000", "\u200B", "\uFEFF", "\u200D"}) {
    CAPTURE(text);
    CHECK(verdict(posted("{\"text\":\"" + std::string(text) + "\"}")) == "body.text: must not be blank");
  }
  CHECK(verdict(posted(R"({"text":" a "})")) == "accepted");
  CHECK(verdict(decoded("edit_topic_summary", {{"topic", "1"}}, R"({"text":""})")) == "accepted");
  CHECK(verdict(decoded("edit_topic_summary", {{"topic", "1"}}, R"({"text":"  "})")) == "accepted");
}

TEST_CASE("characters that control, turn or hide text are refused") {
  auto const titled = [](std::string_view title) {
    return verdict(decoded("edit_topic_title", {{"topic", "1"}}, "{\"title\":\"a" + std::string(title) + "b\"}"));
  };
  auto const texted = [](std::string_view text) {
    return verdict(posted("{\"text\":\"a" + std::string(text) + "b\"}"));
  };
  for (std::string_view control :
       {"\\u0000", "\\u0001", "\\u0008", "\\r", "\\u001b", "\\u007f", "\\u0085", "\\u009f"}) {
    CAPTURE(control);
    CHECK(titled(control) == "body.title: must not hold control characters");
    CHECK(texted(control) == "body.text: must not hold control characters");
  }
  for (std::string_view bidi :
       {"\\u202a", "\\u202b", "\\u202c", "\\u202d", "\u202E", "\u2066", "\\u2067", "\\u2068", "\\u2069"}) {
    CAPTURE(bidi);
    CHECK(titled(bidi) == "body.title: must not hold characters that turn the writing direction");
    CHECK(texted(bidi) == "body.text: must not hold characters that turn the writing direction");
  }
  for (std::string_view line_break : {"\\n", "\\u2028", "\u2029"}) {
    CAPTURE(line_break);
    CHECK(titled(line_break) == "body.title: must be one line");
    CHECK(texted(line_break) == "accepted");
  }
  CHECK(titled("\\t") == "body.title: must not hold control characters");
  CHECK(texted("\\t") == "accepted");
  for (std::string_view invisible : {"\u200B", "\u2060", "\uFEFF"}) {
    CAPTURE(invisible);
    CHECK(titled(invisible) == "body.title: must not hold invisible characters");
    CHECK(texted(invisible) == "accepted");
  }
  CHECK(titled("\u200D") == "accepted");  // joins emoji and letters
  CHECK(titled(" é 漢字 😀 \u200F") == "accepted");
}

TEST_CASE("words and dates are exactly those that are described") {
  auto const level = [](std::string_view word) {
    return verdict(decoded("follow_topic", {{"topic", "1"}}, "{\"level\":" + std::string(word) + "}"));
  };
  CHECK(level("\"mute\"") == "accepted");
  for (std::string_view word : {"\"Mute\"", "\"\"", "\"mute \"", "2", "null", "[\"mute\"]", "\"muted\""}) {
    CAPTURE(word);
    CHECK(level(word) == "body.level: expected one of: normal, follow, mute");
  }
  auto const ends = [](std::string_view date) {
    return verdict(decoded("extend_team_guest", {{"team_membership", "1"}}, "{\"ends\":" + std::string(date) + "}"));
  };
  CHECK(ends("\"2027-02-28\"") == "accepted");
  CHECK(ends("null") == "accepted");
  for (std::string_view date : {"\"2027-02-29\"", "\"27-02-28\"", "\"2027-2-28\"", "\"2027-02-28T00:00\"", "20270228",
                                "\"1999-12-31\"", "\"2101-01-01\"", "\" 2027-02-28\"", "\"2027-00-10\"", "\"\""}) {
    CAPTURE(date);
    CHECK(ends(date).starts_with("body.ends: expected a date as YYYY-MM-DD"));
  }
}

TEST_CASE("the path's ids are required, known, and written in the one right way") {
  auto const edited = [](PathIds const& ids) { return verdict(decoded("delete_message", ids, "")); };
  CHECK(edited({{"topic", "12"}, {"ordinal", "5"}}) == "accepted");
  CHECK(edited({{"ordinal", "5"}, {"topic", "12"}}) == "accepted");
  CHECK(edited({{"topic", "12"}}) == "ids.ordinal: required");
  CHECK(edited({}) == "ids.topic: required");
  CHECK(edited({{"topic", "12"}, {"ordinal", "5"}, {"team", "1"}}) == "ids.team: unknown field");
  CHECK(edited({{"topic", "12"}, {"topic", "13"}, {"ordinal", "5"}}) == "ids.topic: given twice");
  for (std::string_view id : {"", "0", "012", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "9007199254740992",
                              "99999999999999999999", "abc", "١"}) {
    CAPTURE(id);
    CHECK(edited({{"topic", std::string(id)}, {"ordinal", "5"}}) == "ids.topic" + std::string(not_an_id));
  }
  CHECK(edited({{"topic", "\xFF"}, {"ordinal", "5"}}) == "ids.topic: not valid UTF-8");
  CHECK(verdict(decoded("react", {{"topic", "1"}, {"ordinal", "2"}, {"word", "clap"}}, "")) ==
        "ids.word: expected one of: helpful, trying_this, thanks");
}

TEST_CASE("a name that is no command on the wire is refused, not run") {
  CHECK(endpoint_of("tick") == nullptr);
  CHECK(endpoint_of("create_person") == nullptr);
  CHECK(endpoint_of("open_session") == nullptr);
  CHECK(endpoint_of("") == nullptr);
  CHECK(decode_command(*endpoint_of("list_teams"), {}, "").error().path == "command");
  CHECK(decode_command(*endpoint_of("sign_in"), {}, "").error().path == "command");
  CHECK(decode_query(*endpoint_of("post_message"), {}, {}).error().path == "command");
}

TEST_CASE("secrets never come back in an error") {
  auto const secret = std::string("correct-horse");
  for (std::string const& body :
       {R"({"email":"a@b.c","password":"correct-horse\u0000"})", R"({"email":"a@b.c","password":["correct-horse"]})",
        R"({"email":"a@b.c","password":"correct-horse","x":1})", R"({"email":"a@b.c","password":"correct-horse)"}) {
    auto const result = decode_sign_in(body);
    REQUIRE(result.has_error());
    CHECK(result.error().detail.find(secret) == std::string::npos);
    CHECK(result.error().path.find(secret) == std::string::npos);
  }
  auto const changed = decode_change_password(R"({"current_password":"old","new_password":"short"})");
  REQUIRE(changed.has_error());
  CHECK(changed.error().path == "body.new_password");
  CHECK(changed.error().detail == "expected at least 10 characters");
  CHECK(decode_change_password(R"({"current_password":"old","new_password":"long enough"})").has_value());
  CHECK(decode_sign_in(R"({"email":"a@b.c","password":"x"})")->password.value == "x");
}

TEST_CASE("every command accepts its least and its fullest body, and misses each required member by name") {
  for (auto const& request : described::request_types()) {
    if (request.is_query || request.is_server_command) continue;
    CAPTURE(request.name);
    auto const& endpoint = *endpoint_of(request.name);
    for (auto fullness : {Fullness::least, Fullness::full}) {
      auto const ids = ids_of(request, fullness);
      auto const body = Json::parse(body_of(request, fullness));
      CHECK(verdict(decode_command(endpoint, ids, body.dump())) == "accepted");
      for (auto const& field : request.fields->fields) {
        std::string const name{field.name};
        if (!body.contains(name)) continue;
        auto without = body;
        without.erase(name);
        auto const expected = field.type->is_absent != nullptr ? "accepted" : "body." + name + ": required";
        CHECK(verdict(decode_command(endpoint, ids, without.dump())) == expected);
      }
      auto with = body;
      with["admin"] = true;
      CHECK(verdict(decode_command(endpoint, ids, with.dump())) == "body.admin: unknown field");
    }
  }
}

TEST_CASE("every member of every command refuses every other type") {
  for (auto const& request : described::request_types()) {
    if (request.is_query || request.is_server_command) continue;
    auto const ids = ids_of(request, Fullness::full);
    auto const body = Json::parse(body_of(request, Fullness::full));
    for (auto const& [name, value] : body.items()) {
      for (auto const& other :
           {Json(true), Json(-1), Json(1.5), Json("\x01"), Json::array({Json::object()}), Json::object({{"a", 1}})}) {
        if (other.type() == value.type() && value.is_boolean()) continue;
        auto changed = body;
        changed[name] = other;
        CAPTURE(request.name);
        CAPTURE(changed[name].dump());
        auto const result = decode_command(*endpoint_of(request.name), ids, changed.dump());
        REQUIRE(result.has_error());
        CHECK(result.error().path.starts_with("body." + name));
      }
    }
  }
}

TEST_CASE("the fingerprint is of what was meant, not of how it was written") {
  auto const fingerprint = [](std::string_view body) { return fingerprint_of(posted(body).value()); };
  auto const one = fingerprint(R"({"text":"a","reply_to":4})");
  CHECK(one == fingerprint(" {\"reply_to\" : 4,\n\"text\":\"\\u0061\", \"mentions\":[], \"to_team\":null} "));
  CHECK(one != fingerprint(R"({"text":"a"})"));
  CHECK(one != fingerprint(R"({"text":"b","reply_to":4})"));
  CHECK(one != fingerprint_of(decoded("post_message", {{"topic", "13"}}, R"({"text":"a","reply_to":4})").value()));
  CHECK(fingerprint_of(Command{ArchiveTeam{{1}}}) != fingerprint_of(Command{RestoreTeam{{1}}}));
}
