// The oracle of peer review: for everybody who is something to a review or nothing, in each of its states, which parts
// of it they can read, by every way on which something comes out. Judged by the written matrix (review_matrix.hpp).
#include <doctest/doctest.h>

#include <boost/describe/enum_to_string.hpp>

#include "protocol/codec.hpp"
#include "server/calendar_feed.hpp"
#include "server/mail_words.hpp"
#include "server/personal_copy.hpp"
#include "tests/laws/client.hpp"
#include "tests/laws/review_walk.hpp"
#include "tests/laws/signed_out.hpp"
#include "tests/support/searching.hpp"
#include "tests/support/test_client.hpp"

namespace staffroom::tests {
namespace {

/// Every way out of the hub but the search, asked by everybody.
class ReviewOracle {
 public:
  ReviewOracle(Scenario& s, ReviewWalk& walk) : s_(s), walk_(walk), begun_(s.store().now()) {
    for (auto const& it : walk.onlookers()) {
      live_.emplace_back(s, it.name, it.who);
      live_.back().open_everything();
    }
    away_ = live_;
    s.sink().take();
  }

  void look(bool closely) {
    events();
    if (!closely) return;
    for (auto const& it : walk_.onlookers()) {
      for (auto const& one : gets(it)) check_get(it, one);
      lists(it);
      told(it);
      copies(it);
      readings(it);
    }
    pages();
    audit();
    ++states;
  }

  std::size_t states = 0, gets_asked = 0, frames = 0;

 private:
  struct Get {
    std::string what;
    Query query;
    bool may;
  };

  std::string at(Onlooker const& it) const {
    std::string const state = walk_.is_withdrawn() ? "withdrawn" : boost::describe::enum_to_string(walk_.state(), "");
    return it.name + " (" + it.row + ") in " + state;
  }
  std::string header() const { return "/api/v1/peer-reviews/" + std::to_string(walk_.things().review.value) + "\""; }

  /// No word reaches them that the matrix keeps from them, nor that there is the review.
  void check_words(Onlooker const& it, std::string const& text, char const* way) const {
    auto const mine = walk_.words_for(it);
    for (auto const& [word, part] : ReviewWalk::words()) {
      bool const leaks = !mine.contains(word) && text.find(word) != std::string::npos;
      if (leaks) FAIL_CHECK(at(it) << " is told " << word << " by " << way);
    }
    bool const shows = text.find(header()) != std::string::npos;
    if (shows && !walk_.sees(it, 'H')) FAIL_CHECK(at(it) << " is told of the review by " << way);
  }

  // ---- one record after the other

  std::vector<Get> gets(Onlooker const& it) const {
    auto const& t = walk_.things();
    auto const id = t.review;
    auto const sees = [&](char part, bool mine = false) { return walk_.sees(it, part, mine); };
    std::vector<Get> out{{"header", GetReview{id}, sees('H')},
                         {"scope", GetReviewScope{id}, sees('S')},
                         {"self-review", GetSelfReview{id}, t.self_review && sees('R')},
                         {"report", GetReviewReport{id}, t.report && sees('P')},
                         {"plan", GetReviewPlan{id}, t.plan && sees('A')},
                         {"themes", GetReviewTheme{id}, t.theme && sees('A')}};
    for (auto const& [person, interest] : t.interests) {
      out.push_back({"declaration", GetInterest{interest}, sees('I', person == it.who.id())});
    }
    for (auto const note : t.notes) out.push_back({"note", GetEvidenceNote{note}, sees('N')});
    if (t.activity) out.push_back({"timetable", GetReviewActivity{t.activity}, sees('T')});
    if (t.comment) out.push_back({"comment", GetReportComment{t.comment}, sees('P')});
    if (t.reading) out.push_back({"reading", GetReportReading{t.reading}, sees('G')});
    if (t.action) out.push_back({"action", GetReviewAction{t.action}, sees('A', it.owns_action)});
    for (auto const& [word, grant] : t.grants) {
      out.push_back({"grant", GetReportGrant{grant}, sees('G', it.own.contains(word))});
    }
    return out;
  }

  void check_get(Onlooker const& it, Get const& one) {
    auto const answer = it.who.asks(one.query);
    ++gets_asked;
    CHECK_MESSAGE(answer.has_value() == one.may, at(it) << ": " << one.what);
    if (answer) return check_words(it, answer->json, "a record");
    CHECK_MESSAGE(answer.error().code == ErrorCode::not_found, at(it) << ": " << one.what);
  }

  // ---- lists

  /// Whether the list holds what they may read of its kind, and that alone.
  void check_list(Onlooker const& it, Query const& query, std::string const& kind, std::set<std::uint64_t> const& may) {
    auto const answer = it.who.asks(query, {200, {}});
    std::set<std::uint64_t> shown;
    if (answer) {
      check_words(it, answer->json, "a list");
      auto const page = Json::parse(answer->json);
      for (auto const& one : page.at("items")) {
        if (one.at("kind") == kind) shown.insert(one.at("id").get<std::uint64_t>());
      }
    }
    CHECK_MESSAGE(shown == may, at(it) << ": the list of kind " << kind);
  }

  void lists(Onlooker const& it) {
    auto const& t = walk_.things();
    auto const sees = [&](char part, bool mine = false) { return walk_.sees(it, part, mine); };
    std::set<std::uint64_t> interests, notes, grants, own_grants;
    for (auto const& [person, interest] : t.interests) {
      if (sees('I', person == it.who.id())) interests.insert(interest.value);
    }
    for (auto const note : t.notes) {
      if (sees('N')) notes.insert(note.value);
    }
    for (auto const& [word, grant] : t.grants) {
      bool const own = it.own.contains(word);
      if (sees('G', own) && sees('H')) grants.insert(grant.value);
      if (own && walk_.parts_of(it).find('g') != std::string::npos) own_grants.insert(grant.value);
    }
    auto const one = [](bool may, auto id) { return may && id ? std::set{id.value} : std::set<std::uint64_t>(); };
    auto const id = t.review;
    check_list(it, ListReviews{}, "review",
               one(sees('H'), id).empty() ? other_reviews(it) : with(other_reviews(it), id));
    check_list(it, ListInterests{id}, "review_interest", interests);
    check_list(it, ListReviewActivities{id}, "review_activity", one(sees('T'), t.activity));
    check_list(it, ListEvidenceNotes{id}, "evidence_note", notes);
    check_list(it, ListReportGrants{id}, "report_grant", grants);
    check_list(it, ListMyGrants{}, "report_grant", own_grants);
    if (t.reading) check_log(it);
    check_list(it, ListReviewActions{id}, "review_action", one(sees('A', it.owns_action) && sees('H'), t.action));
    check_list(it, ListMyReviewActions{}, "review_action", one(it.owns_action, t.action));
  }

  /// Each reading by a grant is a line for the host, and for nobody else.
  void check_log(Onlooker const& it) {
    auto const answer = it.who.asks(ListReportReadings{walk_.things().review}, {200, {}});
    auto const lines = answer ? Json::parse(answer->json).at("items").size() : 0;
    CHECK_MESSAGE(lines == (walk_.sees(it, 'G') ? 1 + read_ : 0), at(it) << ": the log of readings");
    if (answer) check_words(it, answer->json, "the log");
  }

  /// The two other schools' reviews of the cycle, which are still drafts.
  std::set<std::uint64_t> other_reviews(Onlooker const& it) const {
    std::set<std::uint64_t> out;
    bool const all = it.name == "organiser";
    auto const page = Json::parse((*s_.store().ask({}, ListReviews{}, {200, {}}, ReadTier::disk))->json);
    for (auto const& one : page.at("items")) {
      auto const host = one.at("host").get<std::uint64_t>();
      if (one.at("id") == walk_.things().review.value) continue;
      bool const heads = it.name == "visiting head" ? host == s_.mosslands.value
                                                    : it.name == "third head" && host != s_.mosslands.value;
      if (all || heads) out.insert(one.at("id").get<std::uint64_t>());
    }
    return out;
  }
  static std::set<std::uint64_t> with(std::set<std::uint64_t> all, ReviewId id) {
    all.insert(id.value);
    return all;
  }

  // ---- what else is asked for

  void told(Onlooker const& it) {
    auto const& t = walk_.things();
    auto const from = s_.in_days(-300);
    std::vector<Query> const queries{GetHome{},
                                     ListNotifications{},
                                     ListReviewCycles{},
                                     GetReviewCycle{t.cycle},
                                     GetCycleOverview{t.cycle},
                                     CheckRota{t.cycle},
                                     ListReviews{.cycle = t.cycle},
                                     ListReportComments{t.review},
                                     ListPeople{},
                                     ListLinks{.what = Linked::review, .id = t.review.value},
                                     ListDates{.from = from, .to = {from.days + 399}}};
    for (auto const& query : queries) {
      if (auto const answer = it.who.asks(query)) check_words(it, answer->json, "another page");
    }
    auto const notices = it.who.asks(ListNotifications{});
    auto const page = notices ? Json::parse(notices->json) : Json{{"items", Json::array()}};
    for (auto const& one : page.at("items")) {
      bool const about = number(one, "review") == t.review.value && !one.contains("review_action");
      CHECK_MESSAGE((!about || walk_.sees(it, 'H')), at(it) << " has " << one.dump());
      mail(it, s_.store().told({one.at("id").get<std::uint64_t>()}));
    }
    // Mail and calendars: titles, never what was found.
    auto const digest = s_.store().digest(it.who.id(), begun_, s_.store().now());
    for (auto const* part : {&digest.needs, &digest.news}) {
      for (auto const& one : *part) mail(it, one);
    }
    auto dates = s_.store().planned_dates(it.who.id(), from, {from.days + 800});
    dates.insert(dates.end(), digest.dates.begin(), digest.dates.end());
    check_titles(it, icalendar_of(dates, "hub", "https://staffroom.example", s_.store().now()), "the calendar");
    for (auto const& one : dates) check_titles(it, words::sentence_of(one) + " " + one.self + "\"", "a date");
  }

  void mail(Onlooker const& it, std::optional<ToldItem> const& item) {
    if (item) check_titles(it, words::sentence_of(*item) + item->place + item->self + "\"", "mail");
  }

  void check_titles(Onlooker const& it, std::string const& text, char const* way) {
    check_words(it, text, way);
    for (auto const& [word, part] : ReviewWalk::words()) {
      bool const found = word != "actionword" && text.find(word) != std::string::npos;
      if (found) FAIL_CHECK(at(it) << " reads " << word << " in " << way);
    }
  }

  /// A copy of what is mine: my own words, as far as I read what they stand in. What somebody else takes of me, they
  /// read.
  void copies(Onlooker const& it) {
    if (auto const own = s_.store().data_about(it.who.id(), it.who.id())) check_words(it, texts_of(*own), "my copy");
    for (auto const* about : {"lead", "host", "released reviewer"}) {
      if (it.name != "trust administrator" && it.name != "own administrator") continue;
      for (auto const& other : walk_.onlookers()) {
        if (other.name != about) continue;
        auto const copy = s_.store().data_about(it.who.id(), other.who.id());
        if (copy) check_words(it, texts_of(*copy), "a copy about somebody");
      }
    }
  }
  /// Without paths: that one took part in a review is one's own.
  static std::string texts_of(PersonalCopy const& copy) {
    auto text = copy_as_json(copy) + copy_as_page(copy);
    std::string const path = "/api/v1/peer-reviews/";
    for (auto place = text.find(path); place != text.npos; place = text.find(path, place)) {
      text.erase(place, path.size());
    }
    return text;
  }

  /// The report by a grant: its words are in the answer, and in nothing else.
  void readings(Onlooker const& it) {
    for (auto const& [word, grant] : walk_.things().grants) {
      bool const may = it.own.contains(word) && walk_.parts_of(it).find('g') != std::string::npos;
      auto const outcome = it.who.tries(ReadReport{grant, ReadingWay::page});
      CHECK_MESSAGE(outcome.has_value() == may, at(it) << " reads by " << word);
      if (!outcome) continue;
      ++read_;
      CHECK(outcome->record.find("reportword") != std::string::npos);
      CHECK(outcome->record.find("noteword") == std::string::npos);
    }
    events();
  }

  // ---- live

  void events() {
    auto const publications = s_.sink().take();
    for (std::size_t i = 0; i < live_.size(); ++i) {
      for (auto const& one : publications) live_[i].receive(*one);
      live_[i].drain();
      check_frames(walk_.onlookers()[i], live_[i], "an event");
    }
  }

  void check_frames(Onlooker const& it, Client& client, char const* way) {
    for (auto const& frame : client.take_applied()) {
      check_words(it, frame, way);
      ++frames;
    }
  }

  /// What is held on a page that was open all the time, and on one that comes back.
  void pages() {
    for (std::size_t i = 0; i < live_.size(); ++i) {
      auto const& it = walk_.onlookers()[i];
      auto& client = live_[i];
      for (auto const& problem : client.problems()) FAIL_CHECK(at(it) << ": " << problem);
      client.open_everything();
      for (auto const& [key, held] : client.state().bag()) check_words(it, held.record->dump(), "what is held");
      away_[i].resume();
      check_frames(it, away_[i], "a replayed event");
      away_[i] = client;
    }
  }

  void audit() {
    for (auto const& it : walk_.onlookers()) {
      auto const lines = s_.store().audit(it.who.actor(), ListAudit{.organisation = s_.kirkby}, {200, {}});
      if (!lines) continue;
      std::string json;
      append_json(json, lines->page);
      for (auto const& [word, part] : ReviewWalk::words()) {
        CHECK_MESSAGE(json.find(word) == std::string::npos, at(it) << " reads " << word << " in the audit trail");
      }
    }
  }

  Scenario& s_;
  ReviewWalk& walk_;
  TimestampMs begun_;
  std::size_t read_ = 0;  // by grants, here
  std::vector<Client> live_, away_;
};

}  // namespace

TEST_CASE("reviews oracle: in each state everybody reads the parts that the matrix gives them, and nothing else") {
  for (bool const keeps_lead : {false, true}) {
    Scenario s;
    ReviewWalk walk(s, keeps_lead);
    ReviewOracle oracle(s, walk);
    walk.walk([&](bool closely) { oracle.look(closely); });
    CHECK(walk.state() == ReviewState::closed);
    CHECK(oracle.states > 20);
    CHECK(oracle.frames > 100);
    CHECK(s.store().verify().empty());
    MESSAGE(oracle.states << " looks, " << oracle.gets_asked << " records asked for, " << oracle.frames << " frames");
  }
}

TEST_CASE("reviews oracle: a review that was withdrawn leaves nothing to read but the audit line") {
  Scenario s;
  ReviewWalk walk(s, false);
  ReviewOracle oracle(s, walk);
  walk.walk_and_withdraw([&](bool closely) { oracle.look(closely); });
  auto const lines = s.store().audit(s.tom.actor(), ListAudit{.organisation = s.kirkby}, {200, {}});
  REQUIRE(lines.has_value());
  bool const is_told = std::any_of(lines->page.items.begin(), lines->page.items.end(),
                                   [](auto const& it) { return it.command == "withdraw_review"; });
  CHECK(is_told);
  for (auto const& stored : s.stored_texts()) {
    auto const key = "\"kind\":\"review\",\"id\":" + std::to_string(walk.things().review.value);
    CHECK(stored.find(key) == std::string::npos);
  }
}

TEST_CASE("reviews oracle: nobody finds a word of a review by searching, in no state") {
  SearchedHub hub;
  ReviewWalk walk(hub.s(), true);
  walk.walk([&](bool closely) {
    if (!closely) return;
    for (auto const& it : walk.onlookers()) {
      for (auto const& [word, part] : ReviewWalk::words()) {
        auto const page = hub.page(it.who.id(), word);
        CHECK_MESSAGE(page.at("items").empty(), it.name << " finds " << word);
      }
    }
  });
}

TEST_CASE("reviews oracle: who is not signed in is told so by every path, whatever it names") {
  TestServer server({.populated = false});
  Scenario s(server.store(), Scenario::Fill::with_teams);
  ReviewCase c(s);
  auto const id = c.final_report();
  auto const of_reviews = [](std::string const& path) {
    bool const named = path.find("review") != path.npos || path.find("report-") != path.npos ||
                       path.find("evidence-notes") != path.npos;
    return named && !path.starts_with("/resource-reports");
  };
  auto const asked = ask_signed_out(server, of_reviews, id.value);
  CHECK(asked > 75);
}

}  // namespace staffroom::tests
