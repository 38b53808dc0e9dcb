// Queries from the wire: ids from the path, the rest from the query string.
#include <doctest/doctest.h>

#include "protocol/codec.hpp"
#include "tests/protocol/examples.hpp"

using namespace staffroom;
using namespace staffroom::examples;

namespace {

std::string verdict(PathIds const& ids, PathIds const& parameters) {
  auto const result = decode_query(*endpoint_of("list_messages"), ids, parameters);
  if (result) return "accepted";
  CHECK(result.error().code == ErrorCode::bad_request);
  return result.error().path + ": " + result.error().detail;
}

}  // namespace

TEST_CASE("a query is read from the path's ids and the query string") {
  auto const result = decode_query(*endpoint_of("list_messages"), {{"topic", "12"}}, {{"before", "40"}});
  REQUIRE(result.has_value());
  CHECK(get<ListMessages>(*result).topic == TopicId{12});
  CHECK(get<ListMessages>(*result).before == 40u);
}

TEST_CASE("a parameter that does not fit its query is refused with its path") {
  CHECK(verdict({{"topic", "12"}}, {}) == "accepted");
  CHECK(verdict({}, {}).starts_with("ids.topic: required"));
  CHECK(verdict({{"topic", "12"}}, {{"after", "1"}}) == "query.after: unknown field");
  CHECK(verdict({{"topic", "12"}}, {{"topic", "1"}}) == "query.topic: unknown field");
  CHECK(verdict({{"topic", "12"}}, {{"before", "1"}, {"before", "2"}}) == "query.before: given twice");
  for (std::string_view text : {"", "x", "-1", "-0", "007", "1.0", "1e2", "4294967296", " 1", "null", "true"}) {
    CAPTURE(text);
    CHECK(verdict({{"topic", "12"}}, {{"before", std::string(text)}}) ==
          "query.before: expected an integer from 0 to 4294967295");
  }
  CHECK(verdict({{"topic", "12"}}, {{"before", "\xC0"}}) == "query.before: not valid UTF-8");
  CHECK(verdict({{"topic", "12"}}, {{"\xC0", "1"}}).ends_with("unknown field"));
}

TEST_CASE("every query accepts its least and its fullest parameters") {
  for (auto const& request : described::request_types()) {
    if (!request.is_query) continue;
    CAPTURE(request.name);
    for (auto fullness : {Fullness::least, Fullness::full}) {
      CHECK(decode_query(*endpoint_of(request.name), ids_of(request, fullness), parameters_of(request, fullness))
                .has_value());
    }
  }
}
