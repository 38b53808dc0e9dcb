// What becomes of support when people leave, schools move, and people are forgotten.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "store/personal_copy.hpp"
#include "tests/support/support_case.hpp"

namespace staffroom::tests {
namespace {

MembershipId membership_of(Colleague const& who) {
  who.signs_in();
  return {who.sees(GetMe{}).at("memberships").front().at("id").get<std::uint64_t>()};
}

}  // namespace

TEST_CASE("when the requester leaves, the head becomes the requester") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.matches();
  auto const agreement = c.writes(id);
  c.signs(s.bob, agreement, SigningCapacity::requester);
  auto const match = *c.request(id).match;
  s.ends_memberships_of(s.bob);
  CHECK(c.request(id).requester == s.tess.id());
  CHECK(c.agreement(agreement).requester == s.tess.id());
  CHECK(c.agreement(agreement).state == AgreementState::draft);
  CHECK_FALSE(s.bob.finds(GetSupportRequest{id}));
  CHECK_FALSE(s.bob.finds(GetMatch{match}));
  s.tess.does(WithdrawSupportRequest{id, {"He has left."}});
  CHECK(s.store().verify().empty());
}

TEST_CASE("when the supporter leaves before the first visit, the request is open again; later it stays active") {
  Scenario s;
  SupportCase c(s);
  c.offers(s.carol, 6);
  auto const early = c.agrees();
  auto const late = c.begins();
  auto const agreement = *c.request(late).agreement;
  REQUIRE(c.request(early).state == SupportState::active);  // its first day came as well
  auto const again = c.agrees();
  s.ends_memberships_of(s.carol);
  CHECK(c.request(again).state == SupportState::open);
  CHECK_FALSE(c.request(again).supporter);
  CHECK(c.request(late).state == SupportState::active);
  CHECK(c.agreement(agreement).state == AgreementState::ended);
  CHECK(c.brenda.told_because(Because::match_answered));
  CHECK_FALSE(s.carol.finds(GetSupportRequest{late}));
  CHECK_FALSE(s.carol.finds(GetAgreement{agreement}));
  s.bob.does(SubmitEvaluation{.support_request = late, .changed = {"Some."}});
  CHECK(s.store().verify().empty());
}

TEST_CASE("who is asked and leaves is asked no more; the broker looks further") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.opens();
  auto const match = c.asks(s.carol, id);
  s.ends_memberships_of(s.carol);
  CHECK(c.request(id).asked.empty());
  CHECK(c.match(match).state == MatchState::withdrawn);
  CHECK(c.brenda.told_because(Because::match_answered));
  CHECK_FALSE(s.carol.finds(GetMatch{match}));
}

TEST_CASE("a broker who leaves, or brokers no more, leaves the request to the seat") {
  Scenario s;
  SupportCase c(s);
  auto const bert = s.engages("Bert Broker", s.network, Role::staff);
  c.brokers(bert);
  auto const one = c.opens();
  auto const two = c.opens();
  c.brenda.does(TakeSupportRequest{one});
  REQUIRE(s.as_system(TakeDuty{membership_of(c.brenda), Duty::broker}).has_value());
  CHECK_FALSE(c.request(one).broker);
  CHECK(bert.told_because(Because::support_opened));
  CHECK_FALSE(c.brenda.finds(GetSupportRequest{one}));
  bert.does(TakeSupportRequest{two});
  s.ends_memberships_of(bert);
  CHECK_FALSE(c.request(two).broker);
}

TEST_CASE("a school that moves takes its requests along; the old trust loses them, and nothing is widened") {
  Scenario s;
  SupportCase c(s);
  auto const moira = s.engages("Moira Mediator", s.moor, Role::staff);
  c.brokers(moira);
  auto const id = c.opens();
  s.bob.does(SetConfidentiality{id, Confidentiality::trust, {}});
  c.brenda.does(TakeSupportRequest{id});
  auto const match = c.asks(s.dan, id);
  CHECK(s.tess.finds(GetMatch{match}));
  REQUIRE(s.as_system(MoveOrganisation{s.kirkby, s.moor}).has_value());
  auto const it = c.request(id);
  CHECK(it.broker_node == s.moor);
  CHECK_FALSE(it.broker);
  CHECK(it.confidentiality == Confidentiality::brokers);
  for (auto const& who : {c.brenda, s.tess, s.alice}) CHECK_FALSE(who.finds(GetSupportRequest{id}));
  CHECK_FALSE(s.tess.finds(GetMatch{match}));
  CHECK(moira.finds(GetSupportRequest{id}));
  CHECK(moira.told_because(Because::support_opened));
  CHECK(s.dan.finds(GetSupportRequest{id}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("who loses a case loses the notices about it, and is told that each of its records is gone") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.agrees();
  auto const agreement = *c.request(id).agreement;
  auto const visit = c.plans(agreement, c.agreement(agreement).starts);
  static_cast<void>(s.sink().take());
  s.harry.does(EndAgreement{agreement, {"We need her."}});
  auto const inbox = s.carol.sees(ListNotifications{});
  for (auto const& it : inbox.at("items")) {
    bool const of_it = it.contains("support_request") && it.at("support_request") == id.value;
    CHECK_FALSE(of_it);
  }
  std::set<std::pair<std::string, std::uint64_t>> gone;
  auto const carried = s.store().standing(s.carol.id())->audiences;
  for (auto const& publication : s.sink().take()) {
    for (auto const& part : publication->parts) {
      if (!std::binary_search(carried.begin(), carried.end(), part.audience)) continue;
      auto const frame = Json::parse(part.last);
      for (auto const& event : frame.at("events")) {
        if (!event.contains("delete")) continue;
        gone.emplace(event.at("delete").at("kind").get<std::string>(),
                     event.at("delete").at("id").get<std::uint64_t>());
      }
    }
  }
  CHECK(gone.contains({"support_request", id.value}));
  CHECK(gone.contains({"support_agreement", agreement.value}));
  CHECK(gone.contains({"support_visit", visit.value}));
}

TEST_CASE("who is forgotten leaves the cases to the schools, and no word that only they gave") {
  Scenario s;
  SupportCase c(s);
  auto const moira = s.engages("Moira Mediator", s.moor, Role::staff);
  c.brokers(moira);
  for (auto const node : {s.network, s.aire}) {
    REQUIRE(s.as_system(EditSettings{.organisation = node, .requesters_choose = true}).has_value());
  }
  auto const draft = c.drafts();
  auto const id = c.opens();
  SupportMatchId const asked{id_in(s.bob.does(
      AskCandidate{.support_request = id, .person = s.dan.id(), .days = 1, .message = {"We met at the fair."}}))};
  auto wanted = c.wanted();
  wanted.organisation = s.tarn;
  wanted.wanted = s.bob.id();
  SupportRequestId const other{id_in(s.carol.does(wanted))};
  s.carol.does(OpenSupportRequest{other});
  SupportMatchId const refused{
      id_in(moira.does(AskCandidate{.support_request = other, .person = s.bob.id(), .days = 1}))};
  s.bob.does(DeclineMatch{refused, {"My back hurts."}});
  REQUIRE(moira.finds(GetMatchAnswer{refused}));

  auto const copy = s.store().data_about(s.bob.id(), s.bob.id());
  REQUIRE(copy.has_value());
  std::string told_to_bob;
  for (auto const& part : copy->parts) {
    if (part.name != "support") continue;
    for (auto const& item : part.items) told_to_bob += item.about + ": " + item.text + "\n";
  }
  for (auto const* word : {"Bar modelling", "We met at the fair.", "My back hurts."}) {
    CHECK(told_to_bob.find(word) != std::string::npos);
  }

  ErasureId const erasure{id_in(s.tom.does(RequestErasure{s.bob.id(), ErasureManner::forget_who}))};
  s.nadia.does(ApproveErasure{erasure});
  s.tick();
  CHECK_FALSE((*s.store().ask({}, GetSupportRequest{draft}, {200, {}}, ReadTier::disk)).has_value());
  CHECK(c.request(id).requester == s.tess.id());
  CHECK_FALSE(c.request(other).wanted);
  CHECK(c.match(asked).message.empty());
  CHECK_FALSE(moira.finds(GetMatchAnswer{refused}));
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
