// Figures on support: only of enough schools, and people named only to those who may.
#include <doctest/doctest.h>

#include "tests/support/support_case.hpp"

namespace staffroom::tests {
namespace {

/// A request by somebody of each school, opened.
std::vector<SupportRequestId> opens_at(Scenario& s, std::vector<std::pair<Colleague, OrganisationId>> const& schools) {
  std::vector<SupportRequestId> out;
  for (auto const& [who, school] : schools) {
    SupportRequestId const id{id_in(who.does(CreateSupportRequest{.organisation = school,
                                                                  .title = {"Fractions"},
                                                                  .need = {"Help"},
                                                                  .subject = Name{"Maths"},
                                                                  .outcomes = {"Better"},
                                                                  .wanted_from = s.in_days(1),
                                                                  .wanted_to = s.in_days(90),
                                                                  .ways = {{SupportWay::call}}}))};
    who.does(OpenSupportRequest{id});
    out.push_back(id);
  }
  return out;
}

}  // namespace

TEST_CASE("a group is told of from three schools up") {
  Scenario s;
  auto const nora = s.engages("Nora Network", s.network, Role::trust_leader);
  opens_at(s, {{s.bob, s.kirkby}, {s.alice, s.mosslands}});
  auto const few = nora.sees(GetSupportOverview{s.network});
  REQUIRE(few.at("by_size").size() == 1);  // the register says nothing of these schools
  CHECK_FALSE(few.at("by_size").front().contains("requests"));
  opens_at(s, {{s.carol, s.tarn}, {s.bob, s.kirkby}});
  auto const more = nora.sees(GetSupportOverview{s.network});
  CHECK(more.at("by_size").front().at("requests") == 4);
  CHECK(more.at("by_region").front().at("requests") == 4);
  CHECK_FALSE(more.at("by_size").front().contains("days"));  // nobody has answered yet
  auto const aire = s.tess.sees(GetSupportOverview{s.aire});
  CHECK_FALSE(aire.at("by_size").front().contains("requests"));
}

TEST_CASE("two figures that differ by one or two are not told together") {
  Scenario s;
  SupportCase c(s);
  auto const nora = s.engages("Nora Network", s.network, Role::trust_leader);
  c.brokers(nora);
  auto const ids = opens_at(s, {{s.bob, s.kirkby}, {s.alice, s.mosslands}, {s.dan, s.beckside}});
  auto const helps = [&](SupportRequestId id) {
    auto const match = id_in(nora.does(AskCandidate{.support_request = id, .person = s.carol.id(), .days = 1}));
    s.carol.does(AcceptMatch{SupportMatchId{match}});
  };
  auto const shown = [&] { return nora.sees(GetSupportOverview{s.network}).at("by_size").front(); };
  CHECK(shown().at("requests") == 3);
  CHECK(shown().at("answered") == 0);
  helps(ids[0]);
  CHECK_FALSE(shown().contains("answered"));
}

TEST_CASE("what is offered by whom may be suggested; who is asked far more often is named to leaders and brokers") {
  Scenario s;
  SupportCase c(s);
  auto const nora = s.engages("Nora Network", s.network, Role::trust_leader);
  c.brokers(nora);
  c.offers(s.carol, 5);
  c.offers(s.dan, 4);
  c.offers(s.alice, 3);
  s.alice.does(SetSuggestible{s.alice.id(), false});
  auto const ask = [&](Colleague const& who) {
    auto const id = c.opens();
    nora.does(AskCandidate{.support_request = id, .person = who.id(), .days = 1});
  };
  ask(s.dan);
  for (int i = 0; i < 3; ++i) ask(s.carol);
  auto const seen = nora.sees(GetSupportOverview{s.network});
  auto const& maths = seen.at("supply").front();
  CHECK(maths.at("subject") == "Maths");
  CHECK(maths.at("offers") == 2);
  CHECK_FALSE(maths.contains("requests"));  // of one school
  REQUIRE(seen.at("over_asked").size() == 1);
  CHECK(seen.at("over_asked").front().at("person") == s.carol.id().value);
  CHECK(seen.at("names").size() == 1);
  CHECK_FALSE(s.gwen.finds(GetSupportOverview{s.network}));
  auto const governor = s.gwen.sees(GetSupportOverview{s.kirkby});
  CHECK(governor.at("over_asked").empty());
  CHECK(told(s.bob.asks(GetSupportOverview{s.kirkby})) == "not_found");
}

}  // namespace staffroom::tests
