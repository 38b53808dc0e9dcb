// The curriculum's spine: who brings it in, who reads it, in which order it stands.
#include <doctest/doctest.h>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

PutCurriculumUnit unit(std::string slug, std::string subject, KeyStage stage, std::string title) {
  return {.source = {"Our own"},
          .slug = {std::move(slug)},
          .subject = {std::move(subject)},
          .stage = stage,
          .title = {std::move(title)},
          .lessons = {{CurriculumLesson{{"one"}, {"The first"}, {"I can begin."}, {{Name{"begin"}}}},
                       CurriculumLesson{{"two"}, {"The second"}, {}, {}}}}};
}

std::vector<std::string> titles(Colleague const& who, ListCurriculum const& query, std::uint32_t limit = 200) {
  std::vector<std::string> out;
  Page page{limit, {}};
  while (true) {
    auto const answer = who.asks(query, page);
    REQUIRE(answer.has_value());
    auto const json = Json::parse(answer->json);
    for (auto const& it : json.at("items")) out.push_back(it.at("title"));
    if (json.at("next").is_null()) return out;
    page.cursor = json.at("next");
  }
}

}  // namespace

TEST_CASE("the system and the network's administrators put curriculum units; nobody else") {
  Scenario s(Scenario::Fill::network_only);
  auto const fractions = unit("fractions", "Maths", KeyStage::ks2, "Fractions");
  CHECK(told(s.as_system(fractions)) == "accepted");
  CHECK(told(s.nadia.tries(unit("ratio", "Maths", KeyStage::ks3, "Ratio"))) == "accepted");
  CHECK(told(s.tom.tries(fractions)) == "forbidden role");
  CHECK(told(s.alice.tries(fractions)) == "forbidden role");
  CHECK(told(s.leo.tries(fractions)) == "not_found");
}

TEST_CASE("a unit with a known slug is changed, the same one changes nothing, and another source has its own") {
  Scenario s(Scenario::Fill::network_only);
  auto wanted = unit("fractions", "Maths", KeyStage::ks2, "Fractions");
  auto const first = s.as_system(wanted);
  auto const seq = s.store().seq();
  auto const same = s.as_system(wanted);
  CHECK(id_in(*same) == id_in(*first));
  CHECK(same->version == 1);
  CHECK(s.store().seq() == seq);
  wanted.lessons.values.pop_back();
  auto const changed = s.as_system(wanted);
  CHECK(id_in(*changed) == id_in(*first));
  CHECK(changed->version == 2);
  // Whatever of it is another makes another version.
  auto version = changed->version;
  auto const changes_it = [&] { return s.as_system(wanted)->version == ++version; };
  wanted.stage = KeyStage::ks3;
  CHECK(changes_it());
  wanted.title = {"Fractions again"};
  CHECK(changes_it());
  wanted.lessons.values[0].title = {"Halves"};
  CHECK(changes_it());
  wanted.lessons.values[0].outcome = {"I can halve."};
  CHECK(changes_it());
  wanted.lessons.values[0].keywords.values.push_back({"half"});
  CHECK(changes_it());
  wanted.source = {"Another"};
  CHECK(id_in(*s.as_system(wanted)) != id_in(*first));
  // A slug that begins like another one is another one.
  CHECK(id_in(*s.as_system(unit("fraction", "Maths", KeyStage::ks2, "Fraction"))) != id_in(*first));
  CHECK(s.store().verify().empty());
}

TEST_CASE("lessons of a unit have slugs of their own") {
  Scenario s(Scenario::Fill::network_only);
  auto twice = unit("fractions", "Maths", KeyStage::ks2, "Fractions");
  twice.lessons.values[1].slug = {"one"};
  CHECK(told(s.as_system(twice)) == "unprocessable body.lessons[1].slug");
  twice.lessons.values[1].slug = {};
  CHECK(told(s.as_system(twice)) == "unprocessable body.lessons[1].slug");
  CHECK(told(s.as_system(unit("", "Maths", KeyStage::ks2, "No slug"))) == "unprocessable body.slug");
}

TEST_CASE("the curriculum is read by everyone with an account, by subject, stage and title, in pages of any size") {
  Scenario s(Scenario::Fill::network_only);
  auto const ratio = id_in(*s.as_system(unit("ratio", "Maths", KeyStage::ks3, "Ratio")));
  s.as_system(unit("tudors", "History", KeyStage::ks2, "The Tudors"));
  s.as_system(unit("fractions", "Maths", KeyStage::ks2, "Fractions"));
  s.as_system(unit("romans", "History", KeyStage::ks2, "romans"));
  s.as_system(unit("mathsy", "Maths for life", KeyStage::ks4, "Budgets"));
  std::vector<std::string> const all{"romans", "The Tudors", "Fractions", "Ratio", "Budgets"};
  for (auto const& who : {s.alice, s.paul, s.nadia}) {
    CHECK(titles(who, {}) == all);
    CHECK(who.finds(GetCurriculumUnit{{ratio}}));
  }
  CHECK(titles(s.alice, {}, 1) == all);
  CHECK(titles(s.alice, {.subject = Name{"maths"}}) == std::vector<std::string>{"Fractions", "Ratio"});
  CHECK(titles(s.alice, {.subject = Name{"Maths"}, .stage = KeyStage::ks3}) == std::vector<std::string>{"Ratio"});
  CHECK(titles(s.alice, {.stage = KeyStage::ks2}, 1) == std::vector<std::string>{"romans", "The Tudors", "Fractions"});
  CHECK_FALSE(s.leo.finds(GetCurriculumUnit{{ratio}}));
  CHECK(titles(s.leo, {}).empty());
}

}  // namespace staffroom::tests
