// Who is suggested, and why: the ranking on made-up people, against what one would expect.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "protocol/codec.hpp"
#include "store/support_matching.hpp"

namespace staffroom::tests {
namespace {

using matching::Candidate;
using matching::Wanted;

Wanted gcse_maths() {
  return {.request = {900},
          .school = {.id = {1},
                     .phase = Phase::secondary,
                     .pupils = 900,
                     .character = {},
                     .region = "North West",
                     .place = std::pair{400'000U, 400'000U}},
          .subject = "Maths",
          .stages = {KeyStage::ks4},
          .exam_board = ExamBoard::aqa,
          .send_needs = {},
          .ways = {SupportWay::visit},
          .words = matching::words_of("Ratio and proportion for the foundation tier"),
          .days = 2,
          .wanted = {}};
}

Candidate teacher(std::uint64_t id, std::vector<std::string> subjects = {"Maths"}) {
  return {.person = {id},
          .school = {.id = {id + 1000}, .phase = {}, .pupils = {}, .character = {}, .region = {}, .place = {}},
          .subjects = std::move(subjects),
          .phases = {KeyStage::ks4},
          .exam_boards = {ExamBoard::aqa},
          .strengths = {},
          .offers = {Offer::visit},
          .send_experience = {},
          .free_days = 3};
}

std::vector<std::uint64_t> people(matching::Ranking const& ranking) {
  std::vector<std::uint64_t> out;
  for (auto const& it : ranking.suggested) out.push_back(it.person.value);
  return out;
}

std::string in_words(matching::Ranking const& ranking) {
  SuggestionList list{.items = ranking.suggested, .left_out = ranking.left_out};
  std::string out;
  append_json(out, list);
  return out;
}

}  // namespace

TEST_CASE("the reasons are told in words, and what speaks against it apart from them") {
  auto it = teacher(7);
  it.school = {.id = {2},
               .phase = Phase::secondary,
               .pupils = 800,
               .character = {},
               .region = "North West",
               .place = std::pair{400'000U, 409'656U}};
  it.strengths = {"Ratio tables", "Chess club"};
  it.posts = {"Double number lines"};
  it.told_cases = 2;
  it.asked = 4;
  auto const ranking = matching::rank(gcse_maths(), {it});
  REQUIRE(ranking.suggested.size() == 1);
  auto const& shown = ranking.suggested.front();
  CHECK(shown.reasons == std::vector<std::string>{"Teaches Maths at key stage 4 with AQA", "Strength: Ratio tables",
                                                  "Offers to visit", "Three days free this term",
                                                  "Similar school, 6 miles away",
                                                  "Wrote down what worked: Double number lines",
                                                  "Helped two schools that said how it went"});
  CHECK(shown.to_weigh == std::vector<std::string>{"Asked four times in the last year"});
  CHECK(shown.miles == 6U);
  CHECK(shown.free_days == 3U);
}

TEST_CASE("subject, stage and board count before nearness; somebody of another field is not in the list") {
  auto right = teacher(1);
  auto other_board = teacher(2);
  other_board.exam_boards = {ExamBoard::ocr};
  auto other_age = teacher(3);
  other_age.phases = {KeyStage::ks2};
  auto stranger = teacher(4, {"History"});
  CHECK(people(matching::rank(gcse_maths(), {stranger, other_age, other_board, right})) ==
        std::vector<std::uint64_t>{1, 2, 3});
}

TEST_CASE("a strength in the words of the request brings in who did not name the subject") {
  auto it = teacher(5, {});
  it.strengths = {"Teaching proportion with ratio tables"};
  CHECK(people(matching::rank(gcse_maths(), {it})) == std::vector<std::uint64_t>{5});
}

TEST_CASE("without a subject the stage or experience of needs decides") {
  auto wanted = gcse_maths();
  wanted.subject.reset();
  wanted.send_needs = {SendNeed::autism};
  auto knows = teacher(1, {});
  knows.send_experience = {SendNeed::autism};
  auto works = teacher(2, {});
  auto neither = teacher(3, {});
  neither.phases = {KeyStage::ks1};
  auto const ranking = matching::rank(wanted, {neither, works, knows});
  CHECK(people(ranking) == std::vector<std::uint64_t>{1, 2});
  auto const& reasons = ranking.suggested.front().reasons;
  CHECK(std::find(reasons.begin(), reasons.end(), "Experience with autism") != reasons.end());
}

TEST_CASE("who can't be asked is left out, with the cause in words") {
  auto full = teacher(1);
  full.free_days = 1;
  auto same = teacher(2);
  same.conflict = LeftOutBecause::same_school;
  auto manager = teacher(3);
  manager.conflict = LeftOutBecause::line_manager;
  auto asked = teacher(4);
  asked.conflict = LeftOutBecause::already_asked;
  auto said_no = teacher(5);
  said_no.conflict = LeftOutBecause::declined;
  auto closed = teacher(6);
  closed.conflict = LeftOutBecause::not_suggestible;
  auto const ranking = matching::rank(gcse_maths(), {full, same, manager, asked, said_no, closed});
  CHECK(ranking.suggested.empty());
  REQUIRE(ranking.left_out.size() == 6);
  for (auto const& it : ranking.left_out) {
    CHECK_FALSE(it.words.empty());
    CHECK(it.may_ask_anyway == (it.because == LeftOutBecause::full_diary));
    if (it.because == LeftOutBecause::full_diary) {
      CHECK(it.words == "One day free this term; two days are asked for");
    }
  }
}

TEST_CASE("who has not said how many days there are is in the list, after an equal who has") {
  auto silent = teacher(1);
  silent.free_days.reset();
  auto const ranking = matching::rank(gcse_maths(), {silent, teacher(2)});
  CHECK(people(ranking) == std::vector<std::uint64_t>{2, 1});
  CHECK(ranking.suggested.back().to_weigh == std::vector<std::string>{"Has not said how many days there are"});
}

TEST_CASE("the list does not depend on the order in which people are looked at") {
  std::mt19937_64 random(20261122);
  std::vector<Candidate> all;
  for (std::uint64_t id = 1; id <= 120; ++id) {
    auto it = teacher(id, {id % 3 == 0 ? "Maths" : "Science"});
    if (id % 5 == 0) it.strengths = {"Ratio tables"};
    if (id % 4 == 0) it.phases = {KeyStage::ks3};
    it.free_days = static_cast<std::uint32_t>(id % 6);
    it.asked = static_cast<std::uint32_t>(random() % 3);
    if (id % 11 == 0) it.conflict = LeftOutBecause::declined;
    all.push_back(std::move(it));
  }
  auto const expected = in_words(matching::rank(gcse_maths(), all));
  for (int round = 0; round < 50; ++round) {
    std::shuffle(all.begin(), all.end(), random);
    CHECK(in_words(matching::rank(gcse_maths(), all)) == expected);
  }
  CHECK(matching::rank(gcse_maths(), all).suggested.size() == limits::suggestions_max);
}

TEST_CASE("nobody stands first three times running when an equal is there; asks are shared out evenly") {
  std::vector<Candidate> equals;
  for (std::uint64_t id = 1; id <= 4; ++id) equals.push_back(teacher(id));
  std::vector<std::uint64_t> first;
  for (std::uint64_t round = 0; round < 40; ++round) {
    auto wanted = gcse_maths();
    wanted.request = {1000 + round};
    first.push_back(matching::rank(wanted, equals).suggested.front().person.value);
    auto& it = equals[first.back() - 1];
    ++it.asked;
    it.last_asked = Date{static_cast<std::int32_t>(20'000 + round)};
  }
  for (std::size_t i = 2; i < first.size(); ++i) {
    CHECK_FALSE((first[i] == first[i - 1] && first[i] == first[i - 2]));
  }
  for (auto const& it : equals) CHECK(it.asked == 10);
}

TEST_CASE("among equals whom nobody asked yet, another one is first for another request") {
  std::vector<Candidate> equals;
  for (std::uint64_t id = 1; id <= 10; ++id) equals.push_back(teacher(id));
  std::vector<std::uint64_t> first;
  for (std::uint64_t request = 1; request <= 50; ++request) {
    auto wanted = gcse_maths();
    wanted.request = {request};
    first.push_back(matching::rank(wanted, equals).suggested.front().person.value);
  }
  std::sort(first.begin(), first.end());
  first.erase(std::unique(first.begin(), first.end()), first.end());
  CHECK(first.size() >= 8);
}

TEST_CASE("who is asked often comes after somebody who fits a little less") {
  auto often = teacher(1);
  often.asked = 5;
  auto rarely = teacher(2);
  rarely.exam_boards = {};
  CHECK(people(matching::rank(gcse_maths(), {often, rarely})) == std::vector<std::uint64_t>{2, 1});
}

TEST_CASE("words that say nothing bring nobody in") {
  CHECK(matching::words_of("Support with the teaching of Year 4 pupils").empty());
  CHECK(matching::words_of("Bar modelling, bar Modelling") == std::vector<std::string>{"modelling"});
}

}  // namespace staffroom::tests
