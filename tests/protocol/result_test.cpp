// Errors and dates as values.
#include <doctest/doctest.h>

#include <set>
#include <sstream>

#include "protocol/described_json.hpp"
#include "protocol/result.hpp"
#include "protocol/time.hpp"

using namespace staffroom;

TEST_CASE("every error code has a name of its own and an HTTP status for errors") {
  std::set<std::string_view> names;
  for (auto code : described::Words<ErrorCode>::values) {
    names.insert(to_text(code));
    CHECK(http_status(code) >= 400);
    CHECK(http_status(code) < 600);
  }
  CHECK(names.size() == described::Words<ErrorCode>::count);
}

TEST_CASE("an error prints what is needed to find it") {
  std::ostringstream out;
  out << Error{ErrorCode::conflict, "body.text", "It was changed.", "wrong_state"};
  CHECK(out.str() == "conflict at body.text (wrong_state): It was changed.");
  out.str({});
  out << Error{ErrorCode::no_space, "", "", ""};
  CHECK(out.str() == "no_space");
}

TEST_CASE("taking the value of an error throws, so that a test can't go on with it") {
  Result<int> const result = Error::not_found();
  CHECK_THROWS_AS(static_cast<void>(result.value()), std::runtime_error);
}

TEST_CASE("a date is exactly YYYY-MM-DD, a real day, from 2000 to 2100") {
  for (std::string_view text : {"2000-01-01", "2024-02-29", "2026-11-22", "2000-02-29", "2100-02-28", "2100-12-31"}) {
    CAPTURE(text);
    auto const date = parse_date(text);
    REQUIRE(date.has_value());
    CHECK(to_text(*date) == text);
  }
  CHECK(parse_date("2000-01-01")->days == 10957);
  for (std::string_view text : {"", "2026", "2026-11-2", "2026-11-022", "2026/11/22", "20261122", "2026-13-01",
                                "2026-00-01", "2026-11-00", "2026-11-31", "2025-02-29", "2100-02-29", "1999-12-31",
                                "2101-01-01", "-026-11-22", "2026-+1-22", "2026-11-2x", " 2026-11-22", "２026-11-22"}) {
    CAPTURE(text);
    REQUIRE(parse_date(text).has_error());
    CHECK(parse_date(text).error().code == ErrorCode::bad_request);
  }
}
