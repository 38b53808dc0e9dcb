// Asking people whether they can help.
#include <doctest/doctest.h>

#include "tests/support/support_case.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

/// In Aire, and in the network, without which no trust may.
void let_requesters_choose(Scenario& s) {
  for (auto const node : {s.network, s.aire}) {
    REQUIRE(s.as_system(EditSettings{.organisation = node, .requesters_choose = true}).has_value());
  }
}

AskCandidate asking(SupportRequestId request, Colleague const& person, std::uint32_t days = 1) {
  return {.support_request = request, .person = person.id(), .days = days};
}

}  // namespace

TEST_CASE("brokers ask; own school, line management, opt-outs and a second asking are refused") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.opens();
  CHECK(told(s.bob.tries(asking(id, s.carol))) == "forbidden self_match");
  CHECK(told(s.tess.tries(asking(id, s.carol))) == "forbidden role");
  CHECK(told(s.carol.tries(asking(id, s.dan))) == "not_found");
  CHECK(told(c.brenda.tries(asking(id, s.sana))) == "conflict same_school");
  CHECK(told(c.brenda.tries(asking(id, s.tess))) == "conflict line_manager");
  CHECK(told(c.brenda.tries(asking(id, s.priya))) == "unprocessable body.person");
  s.dan.does(SetSuggestible{s.dan.id(), false});
  CHECK(told(c.brenda.tries(asking(id, s.dan))) == "conflict not_suggestible");
  CHECK(told(c.brenda.tries(asking(id, s.carol, 0))) == "unprocessable body.days");
  c.brenda.does(asking(id, s.carol));
  CHECK(told(c.brenda.tries(asking(id, s.carol))) == "conflict already_asked");
  CHECK(c.request(id).broker == c.brenda.id());
  CHECK(c.request(id).first_response);
  CHECK(s.carol.told_because(Because::match_asked));
}

TEST_CASE("where brokers let requesters choose, the requester asks") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.opens();
  let_requesters_choose(s);
  s.bob.does(asking(id, s.carol));
  CHECK_FALSE(c.request(id).broker);
}

TEST_CASE("at most three are asked at a time") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.opens();
  for (auto const& who : {s.carol, s.dan, s.alice}) c.brenda.does(asking(id, who));
  CHECK(told(c.brenda.tries(asking(id, s.erin))) == "conflict too_many_pending");
  c.brenda.does(WithdrawMatch{SupportMatchId{c.brenda.lists(ListMatches{id}).front()}});
  c.brenda.does(asking(id, s.erin));
}

TEST_CASE("a full diary needs a broker's reason of some length") {
  Scenario s;
  SupportCase c(s);
  c.offers(s.carol, 1);
  auto const id = c.opens();
  auto wanted = asking(id, s.carol, 2);
  CHECK(told(c.brenda.tries(wanted)) == "conflict full_diary");
  wanted.override_reason = {"Please."};
  CHECK(told(c.brenda.tries(wanted)) == "conflict full_diary");
  wanted.override_reason = {"She said that she would make room for it."};
  SupportMatchId const match{id_in(c.brenda.does(wanted))};
  s.carol.does(AcceptMatch{match});
  CHECK(c.promised(s.carol) == 2);

  auto const other = c.opens();
  let_requesters_choose(s);
  auto mine = asking(other, s.carol, 2);
  mine.override_reason = {"She said that she would make room for it."};
  CHECK(told(s.bob.tries(mine)) == "conflict full_diary");
}

TEST_CASE("accepting promises the days, lets the others go and asks the head for the release") {
  Scenario s;
  SupportCase c(s);
  c.offers(s.carol, 5);
  auto const id = c.opens();
  auto const carols = c.asks(s.carol, id, 2);
  auto const dans = c.asks(s.dan, id, 1);
  CHECK(told(s.dan.tries(AcceptMatch{carols})) == "not_found");
  CHECK(told(c.brenda.tries(AcceptMatch{carols})) == "forbidden role");
  CHECK_FALSE(s.harry.finds(GetSupportRequest{id}));
  s.carol.does(AcceptMatch{carols});
  auto const it = c.request(id);
  CHECK(it.state == SupportState::matched);
  CHECK(it.supporter == s.carol.id());
  CHECK(it.supporter_school == s.tarn);
  CHECK(it.asked.empty());
  CHECK(it.agreement_by == c.working_days_on(s.today(), 10));
  CHECK(c.promised(s.carol) == 2);
  CHECK(c.match(dans).state == MatchState::withdrawn);
  CHECK_FALSE(s.dan.finds(GetSupportRequest{id}));
  CHECK(s.dan.told_because(Because::match_ended));
  CHECK_FALSE(s.dan.told_because(Because::match_asked));
  CHECK(s.harry.told_because(Because::release_wanted));
  CHECK(s.harry.finds(GetMatch{carols}));
  CHECK(s.bob.told_because(Because::match_answered));
  CHECK(told(s.carol.tries(AcceptMatch{carols})) == "forbidden role");
  CHECK(told(s.dan.tries(AcceptMatch{dans})) == "not_found");
  CHECK(s.store().verify().empty());
}

TEST_CASE("days promised elsewhere meanwhile can't be promised again") {
  Scenario s;
  SupportCase c(s);
  c.offers(s.carol, 2);
  auto const one = c.opens();
  auto const two = c.opens();
  auto const first = c.asks(s.carol, one, 2);
  auto const second = c.asks(s.carol, two, 2);
  s.carol.does(AcceptMatch{first});
  CHECK(told(s.carol.tries(AcceptMatch{second})) == "conflict full_diary");
  s.carol.does(DeclineMatch{second, {"My days are gone."}});
}

TEST_CASE("why somebody said no is for brokers and that person; they are not asked again") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.opens();
  auto const match = c.asks(s.carol, id);
  CHECK(told(s.carol.tries(DeclineMatch{match, {}})) == "unprocessable body.reason");
  s.carol.does(DeclineMatch{match, {"We have our own inspection."}});
  CHECK(c.match(match).state == MatchState::declined);
  CHECK(s.carol.finds(GetMatchAnswer{match}));
  CHECK(c.brenda.finds(GetMatchAnswer{match}));
  CHECK_FALSE(s.bob.finds(GetMatchAnswer{match}));
  CHECK_FALSE(s.tess.finds(GetMatchAnswer{match}));
  CHECK(s.bob.finds(GetMatch{match}));
  CHECK_FALSE(s.carol.finds(GetSupportRequest{id}));
  CHECK(c.brenda.told_because(Because::match_answered));
  CHECK(c.brenda.sees(ListMatches{id}).at("also").size() == 1);
  CHECK(s.bob.sees(ListMatches{id}).at("also").empty());
  CHECK(told(c.brenda.tries(asking(id, s.carol))) == "conflict declined");
}

TEST_CASE("somebody hands an asking on by naming another; the broker decides") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.opens();
  auto const match = c.asks(s.carol, id);
  CHECK(told(s.carol.tries(HandOnMatch{match, s.carol.id(), {"Not me."}})) == "unprocessable body.person");
  s.carol.does(HandOnMatch{match, s.dan.id(), {"Dan knows this better."}});
  CHECK(c.match(match).state == MatchState::handed_on);
  CHECK(c.match(match).handed_to == s.dan.id());
  CHECK_FALSE(s.dan.finds(GetSupportRequest{id}));
  CHECK(c.request(id).state == SupportState::open);
  c.brenda.does(asking(id, s.dan));
}

TEST_CASE("an asking lapses after five working days") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.opens();
  auto const match = c.asks(s.carol, id);
  CHECK(c.match(match).lapses == c.working_days_on(s.today(), 5));
  s.advance_to(calendar::end_of(c.match(match).lapses) + -1ms);
  CHECK(c.match(match).state == MatchState::asked);
  s.advance(1ms);
  CHECK(c.match(match).state == MatchState::lapsed);
  CHECK(c.request(id).asked.empty());
  CHECK_FALSE(s.carol.finds(GetSupportRequest{id}));
  CHECK(c.brenda.told_because(Because::match_answered));
  CHECK(told(s.carol.tries(AcceptMatch{match})) == "not_found");
  c.brenda.does(asking(id, s.carol));  // who did not answer may be asked once more
}

TEST_CASE("each asking counts in the books of who is asked") {
  Scenario s;
  SupportCase c(s);
  c.offers(s.carol, 9);
  c.asks(s.carol, c.opens());
  c.asks(s.carol, c.opens());
  CHECK(s.carol.sees(GetPersonLoad{s.carol.id()}).at("asked").size() == 2);
}

TEST_CASE("suggestions: reasons from what the broker may read, who was left out and why, and how many are silent") {
  Scenario s;
  SupportCase c(s);
  auto const nora = s.engages("Nora Network", s.network, Role::staff);
  c.brokers(nora);
  c.offers(s.carol, 5);
  c.offers(s.dan, 1);
  c.offers(s.sana, 9);
  c.offers(s.alice, 9);
  s.alice.does(SetSuggestible{s.alice.id(), false});
  auto const id = c.opens();
  auto const list = nora.sees(ListSuggestions{id});
  REQUIRE(list.at("items").size() >= 1);
  CHECK(list.at("items").front().at("person") == s.carol.id().value);
  CHECK(list.at("items").front().at("reasons").front() == "Teaches Maths at key stage 2");
  auto const because = [&](Colleague const& who) {
    for (auto const& it : list.at("left_out")) {
      if (it.at("person") == who.id().value) return it.at("because").get<std::string>();
    }
    return std::string("not left out");
  };
  CHECK(because(s.dan) == "full_diary");
  CHECK(because(s.sana) == "same_school");
  CHECK(because(s.alice) == "not_suggestible");
  CHECK(list.at("silent").get<std::uint32_t>() > 3);
  CHECK(nora.sees(ListSuggestions{id}).at("items") == list.at("items"));
  CHECK(told(s.tess.asks(ListSuggestions{id})) == "not_found");
  CHECK(told(s.bob.asks(ListSuggestions{id})) == "not_found");
  let_requesters_choose(s);
  auto const mine = s.bob.sees(ListSuggestions{id});
  CHECK(mine.at("left_out").empty());
  CHECK(mine.at("silent") == 0);
  CHECK(mine.at("items").size() >= 1);
}

TEST_CASE("a field that the asker may not see brings nobody into the list") {
  Scenario s;
  SupportCase c(s);
  c.offers(s.dan, 5);
  s.dan.does(
      SetProfileSights{s.dan.id(), {{{ProfileField::subjects, Sight::school}, {ProfileField::phases, Sight::school}}}});
  auto const id = c.opens();
  // Brenda brokers in Aire; Dan works in Moor.
  auto const suggested = c.brenda.sees(ListSuggestions{id});
  for (auto const& it : suggested.at("items")) CHECK(it.at("person") != s.dan.id().value);
  auto const nora = s.engages("Nora Network", s.network, Role::staff);
  c.brokers(nora);
  auto const items = nora.sees(ListSuggestions{id}).at("items");
  REQUIRE(items.size() == 1);
  CHECK(items.front().at("person") == s.dan.id().value);
  // What is kept of the reasons is what everybody may read.
  nora.does(asking(id, s.dan));
  CHECK_FALSE(s.bob.sees(ListMatches{id}).at("items").front().contains("reasons"));
}

}  // namespace staffroom::tests
