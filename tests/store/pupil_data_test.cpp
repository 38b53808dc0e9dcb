// The pupil-data guard against the table of cases that the web app's twin is held to as well.
#include "store/pupil_data.hpp"

#include <doctest/doctest.h>

#include <boost/describe/enum_to_string.hpp>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>

namespace staffroom::tests {
namespace {

nlohmann::json cases() {
  std::ifstream file(std::string(STAFFROOM_SOURCE_FOLDER) + "/tests/fixtures/pupil_data.json");
  return nlohmann::json::parse(file);
}

}  // namespace

TEST_CASE("the pupil-data guard finds what the table says, and nothing else") {
  auto const table = cases();
  REQUIRE(table.at("texts").size() > 30);
  for (auto const& example : table.at("texts")) {
    CAPTURE(example.at("why").get<std::string>());
    auto const text = example.at("text").get<std::string>();
    auto const hits = find_pupil_data(text, example.value("column", std::string()));
    nlohmann::json found = nlohmann::json::array();
    bool certain = false;
    for (auto const& hit : hits) {
      certain = certain || hit.certain;
      found.push_back({{"type", boost::describe::enum_to_string(hit.type, "")},
                       {"text", text.substr(hit.at, hit.size)},
                       {"certain", hit.certain}});
    }
    CHECK(found == example.at("found"));
    if (!example.contains("column")) CHECK(has_certain_pupil_data(text) == certain);
  }
}

TEST_CASE("columns that look like a class list are told from others") {
  auto const table = cases();
  REQUIRE(table.at("headers").size() > 15);
  for (auto const& example : table.at("headers")) {
    CAPTURE(example.at("why").get<std::string>());
    CHECK(looks_like_class_list(example.at("headers").get<std::vector<std::string>>()) ==
          example.at("class_list").get<bool>());
  }
}

TEST_CASE("looking for pupil data takes time in proportion to the text") {
  for (std::string const piece : {"A ", "1", "1-", "A1", "B80120000500 ", "NHS ", "943 476 591 "}) {
    std::string text;
    while (text.size() < 4'000'000) text += piece;
    auto const start = std::chrono::steady_clock::now();
    find_pupil_data(text);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{10});  // quadratic: hours
  }
}

}  // namespace staffroom::tests
