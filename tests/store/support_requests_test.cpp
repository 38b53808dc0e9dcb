// Requests for support: opening, taking, handing on, and how they end.
#include <doctest/doctest.h>

#include "tests/support/days.hpp"
#include "tests/support/support_case.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

}  // namespace

TEST_CASE("a draft is its requester's alone, also when it was withdrawn unopened; it goes after half a year") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.drafts();
  CHECK(s.bob.finds(GetSupportRequest{id}));
  for (auto const& who : {c.brenda, s.tess, s.tom, s.sana}) CHECK(told(who.asks(GetSupportRequest{id})) == "not_found");
  s.bob.does(WithdrawSupportRequest{id, {}});
  CHECK(c.request(id).state == SupportState::withdrawn);
  for (auto const& who : {c.brenda, s.tess, s.tom}) CHECK(told(who.asks(GetSupportRequest{id})) == "not_found");

  auto const other = c.drafts();
  s.advance(one_day * limits::support_draft_kept_days - 1ms);
  CHECK(s.bob.finds(GetSupportRequest{other}));
  s.advance(1ms);
  CHECK_FALSE(s.bob.finds(GetSupportRequest{other}));
}

TEST_CASE("support is asked for by one's own school, with what describes it") {
  Scenario s;
  SupportCase c(s);
  auto wanted = c.wanted();
  CHECK(told(s.carol.tries(wanted)) == "forbidden own_school");
  CHECK(told(s.priya.tries(wanted)) == "not_found");
  wanted.organisation = s.aire;
  CHECK(told(s.tess.tries(wanted)) == "unprocessable body.organisation");
  wanted.organisation = s.kirkby;
  wanted.days = 0;
  CHECK(told(s.bob.tries(wanted)) == "unprocessable body.days");
  wanted.days = 2;
  wanted.wanted = s.bob.id();
  CHECK(told(s.bob.tries(wanted)) == "unprocessable body.wanted");
  wanted.wanted.reset();
  wanted.wanted_to = s.in_days(0);
  CHECK(told(s.bob.tries(wanted)) == "unprocessable body.wanted_to");
  wanted.wanted_to = s.in_days(60);
  wanted.need = {"Her UPN is A123456789012."};
  auto const pupil = told(s.bob.tries(wanted));
  wanted.not_pupil_data = Note{"It is the serial number of a printer."};
  CHECK(told(s.bob.tries(wanted)) == "accepted");
  CHECK((pupil == "conflict pupil_data" || pupil == "accepted"));
}

TEST_CASE("opening wants need, outcomes, dates and ways, tells the brokers, and sets the day of the first answer") {
  Scenario s;
  SupportCase c(s);
  auto wanted = c.wanted();
  wanted.need = {};
  wanted.outcomes = {};
  wanted.wanted_from.reset();
  wanted.ways = {};
  SupportRequestId const id{id_in(s.bob.does(wanted))};
  // A draft may lack anything but its title.
  CHECK(told(s.bob.tries(EditSupportRequest{.support_request = id, .title = wanted.title, .days = 1})) == "accepted");
  auto const edit = [&] {
    s.bob.does(EditSupportRequest{.support_request = id,
                                  .title = wanted.title,
                                  .need = wanted.need,
                                  .outcomes = wanted.outcomes,
                                  .wanted_from = wanted.wanted_from,
                                  .wanted_to = wanted.wanted_to,
                                  .ways = wanted.ways,
                                  .days = 1});
  };
  CHECK(told(s.bob.tries(OpenSupportRequest{id})) == "conflict no_need");
  wanted.need = {"Help."};
  edit();
  CHECK(told(s.bob.tries(OpenSupportRequest{id})) == "conflict no_outcomes");
  wanted.outcomes = {"Better."};
  edit();
  CHECK(told(s.bob.tries(OpenSupportRequest{id})) == "conflict no_dates");
  wanted.wanted_from = s.in_days(1);
  edit();
  CHECK(told(s.bob.tries(OpenSupportRequest{id})) == "conflict no_ways");
  wanted.ways = {{SupportWay::call}};
  edit();
  s.bob.does(OpenSupportRequest{id});
  auto const it = c.request(id);
  CHECK(it.state == SupportState::open);
  CHECK(it.broker_node == s.aire);
  CHECK(it.answer_by == c.working_days_on(s.today(), 3));
  CHECK(c.brenda.told_because(Because::support_opened));
  CHECK(s.tess.told_because(Because::support_opened));  // leads the school: news
  CHECK_FALSE(s.carol.finds(GetSupportRequest{id}));
  CHECK(told(s.bob.tries(OpenSupportRequest{id})) == "conflict wrong_state");
  CHECK(told(s.bob.tries(DeleteSupportRequest{id})) == "conflict wrong_state");
  CHECK(told(s.tess.tries(EditSupportRequest{.support_request = id, .title = {"Mine"}})) == "forbidden role");
}

TEST_CASE("where nobody brokers, the leaders above are told, and the requester may look for people") {
  Scenario s;
  auto const wanted = [&] {
    return CreateSupportRequest{.organisation = s.kirkby,
                                .title = {"Phonics"},
                                .need = {"Help"},
                                .outcomes = {"Better"},
                                .wanted_from = s.in_days(1),
                                .wanted_to = s.in_days(9),
                                .ways = {{SupportWay::call}}};
  };
  SupportRequestId const id{id_in(s.bob.does(wanted()))};
  s.bob.does(OpenSupportRequest{id});
  CHECK(s.tess.told_because(Because::support_opened));
  CHECK(s.bob.finds(ListSuggestions{id}));
  SupportCase c(s);
  CHECK_FALSE(s.bob.finds(ListSuggestions{id}));
  CHECK(c.brenda.finds(ListSuggestions{id}));
}

TEST_CASE("confidentiality: team and trust read an open request; narrowed or ended, they don't") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.opens();
  CHECK_FALSE(s.sana.finds(GetSupportRequest{id}));
  s.bob.does(SetConfidentiality{id, Confidentiality::trust, {}});
  CHECK(s.sana.finds(GetSupportRequest{id}));
  CHECK(s.alice.finds(GetSupportRequest{id}));
  CHECK_FALSE(s.carol.finds(GetSupportRequest{id}));
  CHECK(told(s.bob.tries(SetConfidentiality{id, Confidentiality::team, {}})) == "unprocessable body.team");
  CHECK(told(s.bob.tries(SetConfidentiality{id, Confidentiality::team, s.heads.team})) == "not_found");
  s.bob.does(SetConfidentiality{id, Confidentiality::team, s.maths.team});
  CHECK(s.carol.finds(GetSupportRequest{id}));
  CHECK_FALSE(s.priya.finds(GetSupportRequest{id}));  // a guest of the team
  CHECK_FALSE(s.erin.finds(GetSupportRequest{id}));
  CHECK(told(s.sana.tries(SetConfidentiality{id, Confidentiality::brokers, {}})) == "forbidden role");
  s.bob.does(WithdrawSupportRequest{id, {"No longer needed"}});
  CHECK_FALSE(s.carol.finds(GetSupportRequest{id}));
  CHECK(c.brenda.finds(GetSupportRequest{id}));
  CHECK(told(s.bob.tries(SetConfidentiality{id, Confidentiality::trust, {}})) == "conflict wrong_state");
}

TEST_CASE("a school that keeps its library to itself does not show requests to the trust") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.opens();
  auto const draft = [&] {
    auto wanted = c.wanted();
    wanted.confidentiality = Confidentiality::trust;
    return SupportRequestId{id_in(s.bob.does(wanted))};
  }();
  REQUIRE(s.as_system(EditSettings{.organisation = s.kirkby, .resource_reach = Reach::school}).has_value());
  CHECK(told(s.bob.tries(SetConfidentiality{id, Confidentiality::trust, {}})) == "forbidden cap");
  CHECK(told(s.bob.tries(OpenSupportRequest{draft})) == "forbidden cap");
  s.bob.does(SetConfidentiality{draft, Confidentiality::brokers, {}});
  s.bob.does(OpenSupportRequest{draft});
}

TEST_CASE("a broker takes it: named, and the time of the first response stays") {
  Scenario s;
  SupportCase c(s);
  auto const other = s.engages("Bert Broker", s.network, Role::staff);
  c.brokers(other);
  auto const id = c.opens();
  CHECK(told(s.bob.tries(TakeSupportRequest{id})) == "forbidden role");
  CHECK(told(s.dan.tries(TakeSupportRequest{id})) == "not_found");
  s.advance(1h);
  c.brenda.does(TakeSupportRequest{id});
  auto const first = c.request(id).first_response;
  REQUIRE(first);
  CHECK(c.request(id).broker == c.brenda.id());
  CHECK_FALSE(c.brenda.told_because(Because::support_opened));
  CHECK(s.bob.told_because(Because::support_taken));
  s.advance(1h);
  other.does(TakeSupportRequest{id});
  CHECK(c.request(id).broker == other.id());
  CHECK(c.request(id).first_response == first);
}

TEST_CASE("nobody took it for three working days: the brokers are asked again, once, and leaders hear") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.opens();
  s.advance_to(calendar::end_of(*c.request(id).answer_by) + -1ms);
  CHECK_FALSE(c.brenda.told_because(Because::support_late));
  s.advance(1ms);
  CHECK(c.brenda.told_because(Because::support_late));
  CHECK(s.tess.told_because(Because::support_late));
  CHECK(c.request(id).late_reminded);
  s.advance(one_day * 5);
  c.brenda.does(TakeSupportRequest{id});
  CHECK_FALSE(c.brenda.told_because(Because::support_late));
}

TEST_CASE("a month after the last wanted day a request that found nobody is declined") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.opens();
  c.offers(s.carol, 9);
  auto const last = *c.request(id).wanted_to;
  s.advance_to(calendar::end_of({last.days + limits::no_match_after_days}) + -1ms);
  CHECK(c.request(id).state == SupportState::open);
  auto const match = c.asks(s.carol, id);
  s.advance(1ms);
  CHECK(c.request(id).state == SupportState::declined);
  CHECK(c.match(match).state == MatchState::withdrawn);
  CHECK(s.bob.told_because(Because::support_declined));
  CHECK(s.carol.told_because(Because::match_ended));
  CHECK_FALSE(s.carol.finds(GetSupportRequest{id}));
}

TEST_CASE("declining wants a reason and lets those who were asked go") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.opens();
  auto const match = c.asks(s.carol, id);
  CHECK(s.carol.finds(GetSupportRequest{id}));
  CHECK(told(c.brenda.tries(DeclineSupportRequest{id, {}})) == "unprocessable body.reason");
  c.brenda.does(DeclineSupportRequest{id, {"Ask the LA's adviser first."}});
  CHECK(c.request(id).state == SupportState::declined);
  CHECK(c.match(match).state == MatchState::withdrawn);
  CHECK_FALSE(s.carol.finds(GetSupportRequest{id}));
  CHECK(s.carol.finds(GetMatch{match}));
  CHECK_FALSE(s.carol.told_because(Because::match_asked));
  CHECK(s.bob.told_because(Because::support_declined));
  CHECK(told(c.brenda.tries(TakeSupportRequest{id})) == "conflict wrong_state");
}

TEST_CASE("handing on needs the requester's word, and opens a new request with other brokers") {
  Scenario s;
  SupportCase c(s);
  auto const moira = s.engages("Moira Mediator", s.moor, Role::staff);
  auto const id = c.opens();
  CHECK(told(c.brenda.tries(HandOnSupportRequest{id, s.moor, {"They know more."}})) == "conflict not_agreed");
  s.bob.does(AgreeHandOn{id, true});
  CHECK(c.brenda.told_because(Because::hand_on_wanted));
  CHECK(told(c.brenda.tries(HandOnSupportRequest{id, s.moor, {"They know more."}})) == "conflict no_broker");
  c.brokers(moira);
  CHECK(told(c.brenda.tries(HandOnSupportRequest{id, s.aire, {"Us."}})) == "unprocessable body.broker_node");
  CHECK(told(s.bob.tries(HandOnSupportRequest{id, s.moor, {"They know more."}})) == "forbidden role");
  c.brenda.does(HandOnSupportRequest{id, s.moor, {"They know more."}});
  auto const next = c.request(id).handed_to.value();
  CHECK(c.request(id).state == SupportState::handed_on);
  CHECK(c.request(next).handed_from == id);
  CHECK(c.request(next).state == SupportState::open);
  CHECK(c.request(next).broker_node == s.moor);
  CHECK(moira.finds(GetSupportRequest{next}));
  CHECK_FALSE(moira.finds(GetSupportRequest{id}));
  CHECK_FALSE(c.brenda.finds(GetSupportRequest{next}));
  CHECK(moira.told_because(Because::support_opened));
  CHECK(s.bob.told_because(Because::support_handed_on));
}

TEST_CASE("withdrawing frees the days that were promised; after the first visit it is too late") {
  Scenario s;
  SupportCase c(s);
  c.offers(s.carol, 5);
  auto const id = c.agrees();
  CHECK(c.promised(s.carol) == 2);
  s.tess.does(WithdrawSupportRequest{id, {"The teacher has left."}});  // leads the school
  CHECK(c.request(id).state == SupportState::withdrawn);
  CHECK(c.promised(s.carol) == 0);
  CHECK(c.agreement(*c.request(id).agreement).state == AgreementState::ended);
  CHECK(s.carol.told_because(Because::support_withdrawn));
  CHECK(s.carol.finds(GetSupportRequest{id}));
  auto const other = c.begins();
  CHECK(told(s.bob.tries(WithdrawSupportRequest{other, {"Too late."}})) == "conflict visited");
  CHECK(s.store().verify().empty());
}

TEST_CASE("lists: mine, what I may take, by state and school") {
  Scenario s;
  SupportCase c(s);
  auto const draft = c.drafts();
  auto const open = c.opens();
  CHECK(s.bob.lists(ListSupportRequests{.mine = true}) == std::vector{open.value, draft.value});
  CHECK(s.bob.lists(ListSupportRequests{.mine = true, .state = SupportState::open}) == std::vector{open.value});
  CHECK(c.brenda.lists(ListSupportRequests{.brokered = true}) == std::vector{open.value});
  CHECK(c.brenda.lists(ListSupportRequests{.mine = true}).empty());
  c.brenda.does(TakeSupportRequest{open});
  CHECK(c.brenda.lists(ListSupportRequests{.mine = true}) == std::vector{open.value});
  CHECK(s.tess.lists(ListSupportRequests{.organisation = s.kirkby}) == std::vector{open.value});
  CHECK(s.tess.lists(ListSupportRequests{.brokered = true}).empty());
  CHECK(s.dan.lists(ListSupportRequests{}).empty());
}

TEST_CASE("evaluated, it may be closed") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.evaluates();
  CHECK(told(s.carol.tries(CloseSupportRequest{id})) == "forbidden role");
  c.brenda.does(CloseSupportRequest{id});
  CHECK(c.request(id).state == SupportState::closed);
  CHECK(c.evaluation(*c.request(id).evaluation).given_up);
  CHECK(s.bob.told_because(Because::support_closed));
  CHECK(told(s.bob.tries(CloseSupportRequest{id})) == "conflict wrong_state");
  s.advance(one_day * 200);
  CHECK_FALSE(s.bob.told_because(Because::usefulness_due));
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
