// The words in which a suggestion is explained, one by one, and which offers and schools count as fitting.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "store/support_matching.hpp"

namespace staffroom::tests {
namespace {

using matching::Candidate;
using matching::SchoolFacts;
using matching::Wanted;

Candidate matching_somebody() {
  return {.person = {7},
          .school = {.id = {1007}, .phase = {}, .pupils = {}, .character = {}, .region = {}, .place = {}},
          .subjects = {"Maths"},
          .phases = {},
          .exam_boards = {},
          .strengths = {},
          .offers = {},
          .send_experience = {},
          .free_days = {}};
}

Wanted matching_maths() {
  return {.request = {900},
          .school = {.id = {1}, .phase = {}, .pupils = {}, .character = {}, .region = {}, .place = {}},
          .subject = "Maths",
          .stages = {},
          .exam_board = {},
          .send_needs = {},
          .ways = {},
          .words = {},
          .wanted = {}};
}

Suggestion matching_only(Wanted const& wanted, Candidate const& it) {
  auto const ranking = matching::rank(wanted, {it});
  REQUIRE(ranking.suggested.size() == 1);
  return ranking.suggested.front();
}

bool matching_says(std::vector<std::string> const& words, std::string const& one) {
  return std::find(words.begin(), words.end(), one) != words.end();
}

}  // namespace

TEST_CASE("a stage and an exam board that both name are told by their names") {
  std::pair<KeyStage, std::string> const stages[] = {
      {KeyStage::eyfs, "in the early years"}, {KeyStage::ks1, "at key stage 1"}, {KeyStage::ks2, "at key stage 2"},
      {KeyStage::ks3, "at key stage 3"},      {KeyStage::ks4, "at key stage 4"}, {KeyStage::ks5, "after 16"}};
  for (auto const& [stage, words] : stages) {
    auto wanted = matching_maths();
    auto it = matching_somebody();
    wanted.stages = {stage};
    it.phases = {stage};
    CHECK(matching_only(wanted, it).reasons.front() == "Teaches Maths " + words);
    it.phases = {stage == KeyStage::ks5 ? KeyStage::ks1 : KeyStage::ks5};
    CHECK(matching_says(matching_only(wanted, it).to_weigh, "Works with another age group"));
  }
  std::pair<ExamBoard, std::string> const boards[] = {
      {ExamBoard::aqa, "AQA"}, {ExamBoard::edexcel, "Edexcel"}, {ExamBoard::eduqas, "Eduqas"},
      {ExamBoard::ocr, "OCR"}, {ExamBoard::wjec, "WJEC"},       {ExamBoard::other, "another board"}};
  for (auto const& [board, words] : boards) {
    auto wanted = matching_maths();
    auto it = matching_somebody();
    wanted.exam_board = board;
    it.exam_boards = {board};
    CHECK(matching_only(wanted, it).reasons.front() == "Teaches Maths with " + words);
    it.exam_boards = {board == ExamBoard::aqa ? ExamBoard::ocr : ExamBoard::aqa};
    CHECK(matching_says(matching_only(wanted, it).to_weigh, "Teaches with another exam board"));
  }
}

TEST_CASE("experience with a need is told once, by the need's name") {
  std::pair<SendNeed, std::string> const needs[] = {{SendNeed::spld, "specific learning difficulties"},
                                                    {SendNeed::mld, "moderate learning difficulties"},
                                                    {SendNeed::sld, "severe learning difficulties"},
                                                    {SendNeed::pmld, "profound and multiple learning difficulties"},
                                                    {SendNeed::semh, "social, emotional and mental health"},
                                                    {SendNeed::slcn, "speech, language and communication"},
                                                    {SendNeed::hearing, "hearing impairment"},
                                                    {SendNeed::vision, "vision impairment"},
                                                    {SendNeed::multi_sensory, "multi-sensory impairment"},
                                                    {SendNeed::physical, "physical disability"},
                                                    {SendNeed::autism, "autism"},
                                                    {SendNeed::other, "other needs"}};
  for (auto const& [need, words] : needs) {
    auto wanted = matching_maths();
    auto it = matching_somebody();
    wanted.send_needs = {need, need};
    it.send_experience = {need};
    auto const reasons = matching_only(wanted, it).reasons;
    CHECK(std::count(reasons.begin(), reasons.end(), "Experience with " + words) == 1);
    it.send_experience = {need == SendNeed::other ? SendNeed::mld : SendNeed::other};
    CHECK_FALSE(matching_says(matching_only(wanted, it).reasons, "Experience with " + words));
  }
}

TEST_CASE("an offer counts for the ways of helping that it fits, and speaks against no other") {
  using enum Offer;
  std::pair<Offer, std::string> const offers[] = {{visit, "Offers to visit"},
                                                  {host_visit, "Offers to host a visit"},
                                                  {coach, "Offers coaching"},
                                                  {moderate, "Offers to moderate work"},
                                                  {speak, "Offers to speak to staff"},
                                                  {review_peers, "Takes part in peer reviews"},
                                                  {answer_questions, "Offers to answer questions"}};
  std::pair<SupportWay, std::vector<Offer>> const ways[] = {{SupportWay::call, {answer_questions, coach}},
                                                            {SupportWay::visit, {visit, host_visit}},
                                                            {SupportWay::coaching, {coach}},
                                                            {SupportWay::documents, {answer_questions, moderate}}};
  for (auto const& [way, fitting] : ways) {
    for (auto const& [offer, words] : offers) {
      CAPTURE(words);
      auto wanted = matching_maths();
      auto it = matching_somebody();
      wanted.ways = {way};
      it.offers = {offer};
      bool const fits = std::find(fitting.begin(), fitting.end(), offer) != fitting.end();
      auto const shown = matching_only(wanted, it);
      CHECK(matching_says(shown.reasons, words) == fits);
      CHECK(matching_says(shown.to_weigh, "Does not offer what is asked for") == !fits);
    }
  }
}

TEST_CASE("a similar school has the phase, two thirds of the pupils, and the faith or region") {
  SchoolFacts const ours{.id = {1},
                         .phase = Phase::secondary,
                         .pupils = 900,
                         .character = "Catholic",
                         .region = "North West",
                         .place = {}};
  auto const is_similar = [&](auto&& change) {
    auto wanted = matching_maths();
    auto it = matching_somebody();
    wanted.school = ours;
    it.school = ours;
    it.school.id = {2};
    change(wanted.school, it.school);
    return matching_says(matching_only(wanted, it).reasons, "Similar school");
  };
  CHECK(is_similar([](auto&, auto&) {}));
  CHECK(is_similar([](auto&, auto& theirs) { theirs.region = "London"; }));
  CHECK(is_similar([](auto&, auto& theirs) { theirs.character = "Methodist"; }));
  CHECK(is_similar([](auto&, auto& theirs) { theirs.pupils = 600; }));
  CHECK(is_similar([](auto&, auto& theirs) { theirs.pupils = 1350; }));
  CHECK_FALSE(is_similar([](auto&, auto& theirs) { theirs.id = {1}; }));
  CHECK_FALSE(is_similar([](auto&, auto& theirs) { theirs.pupils = 599; }));
  CHECK_FALSE(is_similar([](auto&, auto& theirs) { theirs.pupils = 1351; }));
  CHECK_FALSE(is_similar([](auto&, auto& theirs) { theirs.phase = Phase::primary; }));
  CHECK_FALSE(is_similar([](auto& own, auto& theirs) { own.phase = theirs.phase = std::nullopt; }));
  CHECK_FALSE(is_similar([](auto& own, auto&) { own.pupils.reset(); }));
  CHECK_FALSE(is_similar([](auto&, auto& theirs) { theirs.pupils.reset(); }));
  CHECK_FALSE(is_similar([](auto&, auto& theirs) { theirs.character = theirs.region = "Elsewhere"; }));
  CHECK_FALSE(
      is_similar([](auto& own, auto& theirs) { own.character = theirs.character = own.region = theirs.region = ""; }));
}

TEST_CASE("distance, days and cases are told in words that read well") {
  auto const shown_at = [](std::uint32_t metres) {
    auto wanted = matching_maths();
    auto it = matching_somebody();
    wanted.school.place = std::pair{400'000U, 400'000U};
    it.school.place = std::pair{400'000U, 400'000U + metres};
    return matching_only(wanted, it);
  };
  CHECK(matching_says(shown_at(0).reasons, "Under a mile away"));
  CHECK(matching_says(shown_at(1609).reasons, "1 mile away"));
  CHECK(matching_says(shown_at(16'093).reasons, "10 miles away"));
  CHECK(shown_at(17'703).reasons == std::vector<std::string>{"Teaches Maths"});  // 11 miles: neither near nor far
  CHECK_FALSE(matching_says(shown_at(48'280).to_weigh, "30 miles away"));
  CHECK(matching_says(shown_at(49'890).to_weigh, "31 miles away"));

  auto it = matching_somebody();
  it.free_days = 11;
  it.resources = 1;
  it.told_cases = 1;
  it.asked = 1;
  it.let_lapse = true;
  auto wanted = matching_maths();
  wanted.wanted = it.person;
  auto const shown = matching_only(wanted, it);
  CHECK(shown.reasons ==
        std::vector<std::string>{"Teaches Maths", "11 days free this term", "One resource on it in the library",
                                 "Helped one school that said how it went", "Whom the school has in mind"});
  CHECK(shown.to_weigh ==
        std::vector<std::string>{"Asked once in the last year", "Did not answer when asked about this before"});
}

}  // namespace staffroom::tests
