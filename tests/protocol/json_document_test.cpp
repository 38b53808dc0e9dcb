// The strict reading of JSON itself: what is no exact JSON value never becomes a document.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "protocol/codec.hpp"
#include "protocol/json_document.hpp"
#include "protocol/limits.hpp"
#include "protocol/utf8.hpp"

using namespace staffroom;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

std::string keys(std::size_t count) {
  std::string text = "{";
  for (std::size_t key = 0; key < count; ++key) text += (key == 0 ? "\"" : ",\"") + std::to_string(key) + "\":1";
  return text + "}";
}

std::string written(std::string_view json) {
  auto const document = JsonDocument::parse(json, "body");
  if (!document) return "refused";
  std::string text;
  document->append(text, document->root());
  return text;
}

}  // namespace

TEST_CASE("a text that is not exactly one JSON value in good UTF-8 is refused") {
  static std::pair<std::string_view, std::string> const refused[] = {
      {"nothing", ""},
      {"only white space", " \n"},
      {"truncated", R"({"text":"a)"},
      {"truncated list", "[1"},
      {"trailing comma", R"({"a":1,})"},
      {"trailing text", "{} x"},
      {"a second value", "{}{}"},
      {"a trailing NUL", std::string("{}\0", 3)},
      {"a text behind a NUL", std::string("{}\0{}", 5)},
      {"a comment", "{/* */}"},
      {"single quotes", "{'a':1}"},
      {"an unquoted key", "{a:1}"},
      {"a byte order mark", "\xEF\xBB\xBF{}"},
      {"UTF-16", std::string("\xFF\xFE{\0}\0", 6)},
      {"NaN", R"({"a":NaN})"},
      {"Infinity", R"({"a":Infinity})"},
      {"-Infinity", R"({"a":-Infinity})"},
      {"1e999", R"({"a":1e999})"},
      {"hexadecimal", R"({"a":0x10})"},
      {"a leading zero", R"({"a":01})"},
      {"a leading plus", R"({"a":+1})"},
      {"a bare point", R"({"a":1.})"},
      {"True", R"({"a":True})"},
      {"a raw line break in a string", "\"a\nb\""},
      {"a raw NUL in a string", std::string("\"a\0b\"", 5)},
      {"an unknown escape", R"("\x41")"},
      {"a short escape", R"("\u12")"},
      {"a lone high surrogate", R"("\ud800")"},
      {"a lone low surrogate", R"("\udc00")"},
      {"surrogates in the wrong order", R"("\udc00\ud800")"},
      {"a high surrogate and a letter", R"("\ud800A")"},
      {"a surrogate in UTF-8", "\"\xED\xA0\x80\""},
      {"overlong UTF-8 of two bytes", "\"\xC0\xAF\""},
      {"overlong UTF-8 of three bytes", "\"\xE0\x80\xAF\""},
      {"overlong UTF-8 of four bytes", "\"\xF0\x80\x80\xAF\""},
      {"UTF-8 above U+10FFFF", "\"\xF4\x90\x80\x80\""},
      {"a cut UTF-8 sequence", "\"\xE2\x82\""},
      {"a lone continuation byte", "\"\x80\""},
      {"bad UTF-8 in a key", "{\"\xFF\":1}"},
      {"a doubled key", R"({"a":1,"a":1})"},
      {"a doubled key, once escaped", R"({"a":1,"\u0061":2})"},
      {"a doubled key far away", R"({"a":1,"b":{},"c":[1,2],"a":1})"},
      {"a doubled key deep down", R"({"a":[{"b":1,"b":2}]})"},
      {"a list too deep", repeated("[", limits::json_depth_max + 1) + repeated("]", limits::json_depth_max + 1)},
      {"a depth of 100,000", repeated("[", 100'000)},
      {"objects too deep", repeated("{\"a\":", limits::json_depth_max + 1) + "1" + repeated("}", 33)},
      {"too many keys", keys(limits::json_keys_max + 1)},
      {"a million keys", keys(1'000'000)},
  };
  for (auto const& [name, text] : refused) {
    CAPTURE(name);
    auto const document = JsonDocument::parse(text, "body");
    REQUIRE(document.has_error());
    CHECK(document.error().code == ErrorCode::bad_request);
    CHECK(document.error().path == "body");
    CHECK(document.error().detail.size() < 100);
  }
}

TEST_CASE("what is exact JSON comes back as it was, without white space") {
  for (std::string_view json : {"null", "true", "false", "0", "-1", "9223372036854775807", "-9223372036854775808",
                                "18446744073709551615", "1.5", "-0", "1e3", R"("")", R"("a\"\\\n\té😀")", "[]", "{}",
                                R"([1,[2,[]],{"a":{}}])", R"({"a":1,"b":[true,null],"c":{"d":"e"}})", R"({"":""})"}) {
    CAPTURE(json);
    CHECK(written(json) == json);
  }
  CHECK(written(" { \"a\" :\t[ 1 , 2 ]\r\n} ") == R"({"a":[1,2]})");
  CHECK(written(R"("\u00e9\ud83d\ude00\/\u0041")") == "\"é😀/A\"");
  CHECK(written(repeated("[", limits::json_depth_max) + repeated("]", limits::json_depth_max)) != "refused");
  CHECK(written(keys(limits::json_keys_max)) != "refused");
}

TEST_CASE("an error never repeats what was sent") {
  auto const document = JsonDocument::parse(R"({"password":"hunter2 and more)", "body");
  REQUIRE(document.has_error());
  CHECK(document.error().detail.find("hunter2") == std::string::npos);
}

TEST_CASE("every text becomes a JSON string that reads back as it was") {
  std::string all;
  for (int byte = 0; byte < 128; ++byte) all += static_cast<char>(byte);
  all += "é€😀\u2028\u202E\uFFFD";
  std::string json;
  append_json_string(json, all);
  CHECK(nlohmann::json::parse(json).get<std::string>() == all);
  CHECK(json.find('\n') == std::string::npos);
}

TEST_CASE("bytes that are not UTF-8 become replacement characters, so that what we send is always JSON") {
  for (std::string_view bad : {"\xFF", "\xC0\xAF", "\xE2\x82", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\x80"}) {
    CHECK_FALSE(is_valid_utf8(bad));
    std::string json;
    append_json_string(json, "a" + std::string(bad) + "b");
    CHECK(is_valid_utf8(json));
    auto const text = nlohmann::json::parse(json).get<std::string>();
    CHECK(text.starts_with("a\uFFFD"));
    CHECK(text.ends_with("b"));
  }
  CHECK(is_valid_utf8("aé€😀"));
  CHECK(is_valid_utf8(""));
}

TEST_CASE("a UTF-8 sequence is as long as its first byte says, in shortest form, no surrogate, at most U+10FFFF") {
  std::pair<std::string_view, std::size_t> const sequences[] = {
      {"a", 1},
      {"\x7F", 1},
      {"\xC2\x80", 2},
      {"\xDF\xBF", 2},
      {"\xE0\xA0\x80", 3},
      {"\xED\x9F\xBF", 3},
      {"\xEE\x80\x80", 3},
      {"\xEF\xBF\xBF", 3},
      {"\xF0\x90\x80\x80", 4},
      {"\xF1\x80\x80\x80", 4},
      {"\xF4\x8F\xBF\xBF", 4},
      // A first byte that is none.
      {"\x80", 0},
      {"\xC1\xBF", 0},
      {"\xF5\x80\x80\x80", 0},
      {"\xFF", 0},
      // Cut off, or not gone on with.
      {"\xC2", 0},
      {"\xC2\x41", 0},
      {"\xC2\xC0", 0},
      {"\xE1\x80", 0},
      {"\xE1\x41\x80", 0},
      {"\xE1\x80\x41", 0},
      {"\xF1\x80\x80", 0},
      {"\xF1\x41\x80\x80", 0},
      {"\xF1\x80\x41\x80", 0},
      {"\xF1\x80\x80\x41", 0},
      // Longer than it need be, a surrogate, too high.
      {"\xE0\x9F\xBF", 0},
      {"\xED\xA0\x80", 0},
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xF4\x90\x80\x80", 0},
  };
  for (auto const& [text, length] : sequences) {
    CAPTURE(text);
    CHECK(utf8_sequence_length(text, 0) == length);
    CHECK(is_valid_utf8(text) == (length == text.size()));
    // A cut sequence stays cut whatever stood before it.
    CHECK(utf8_sequence_length("é" + std::string(text), 2) == length);
  }
}
