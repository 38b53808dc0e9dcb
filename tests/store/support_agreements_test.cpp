// Agreements: written, signed by four lines, kept, ended.
#include <doctest/doctest.h>

#include "store/support_agreements.hpp"
#include "tests/support/support_case.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

EditAgreement as_it_is(SupportAgreement const& it) {
  return {.support_agreement = it.id,
          .aims = it.aims,
          .days = it.days,
          .funding = it.funding,
          .pence_a_day = it.pence_a_day,
          .funding_note = it.funding_note,
          .starts = it.starts,
          .ends = it.ends,
          .exit = it.exit};
}

}  // namespace

TEST_CASE("an agreement is written once there is somebody who helps, by the parties or the broker") {
  Scenario s;
  SupportCase c(s);
  auto const open = c.opens();
  CreateAgreement wanted{.support_request = open,
                         .aims = {"Bars"},
                         .days = 1,
                         .starts = s.in_days(7),
                         .ends = s.in_days(30),
                         .exit = {"They go on alone."}};
  CHECK(told(s.bob.tries(wanted)) == "conflict wrong_state");
  auto const id = c.matches();
  wanted.support_request = id;
  CHECK(told(s.tess.tries(wanted)) == "forbidden role");
  wanted.ends = s.in_days(6);
  CHECK(told(s.bob.tries(wanted)) == "unprocessable body.ends");
  wanted.ends = s.in_days(30);
  wanted.days = 0;
  CHECK(told(s.bob.tries(wanted)) == "unprocessable body.days");
  wanted.days = 1;
  wanted.pence_a_day = 35'000;
  CHECK(told(s.bob.tries(wanted)) == "unprocessable body.funding");
  wanted.funding = Funding::school_pays;
  SupportAgreementId const agreement{id_in(c.brenda.does(wanted))};
  CHECK(c.request(id).agreement == agreement);
  CHECK(c.agreement(agreement).content_hash == agreements::content_hash_of(c.agreement(agreement)));
  for (auto const& who : {s.bob, s.tess, s.carol, s.harry}) CHECK(who.told_because(Because::agreement_to_sign));
  CHECK(told(s.bob.tries(wanted)) == "conflict wrong_state");
}

TEST_CASE("each signs their own line on what they saw; all four bring it into force") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.matches();
  auto const agreement = c.writes(id);
  auto const hash = c.agreement(agreement).content_hash;
  auto const sign = [&](SigningCapacity capacity) { return SignAgreement{agreement, capacity, {hash}}; };
  CHECK(told(s.bob.tries(sign(SigningCapacity::supporter))) == "forbidden own_line");
  CHECK(told(s.harry.tries(sign(SigningCapacity::requester_head))) == "forbidden own_line");
  CHECK(told(c.brenda.tries(sign(SigningCapacity::requester))) == "forbidden role");
  CHECK(told(s.bob.tries(SignAgreement{agreement, SigningCapacity::requester, {"another"}})) == "conflict changed");
  s.bob.does(sign(SigningCapacity::requester));
  CHECK(c.agreement(agreement).state == AgreementState::signing);
  CHECK_FALSE(s.bob.told_because(Because::agreement_to_sign));
  CHECK(s.tess.told_because(Because::agreement_to_sign));
  CHECK(told(s.bob.tries(sign(SigningCapacity::requester))) == "conflict already_signed");
  s.harry.does(sign(SigningCapacity::supporter_head));
  CHECK_FALSE(s.harry.told_because(Because::release_wanted));
  s.tess.does(sign(SigningCapacity::requester_head));
  CHECK(c.request(id).state == SupportState::matched);
  s.carol.does(sign(SigningCapacity::supporter));
  CHECK(c.agreement(agreement).state == AgreementState::in_force);
  CHECK(c.request(id).state == SupportState::agreed);
  CHECK(s.bob.told_because(Because::agreement_in_force));
  CHECK(told(s.bob.tries(as_it_is(c.agreement(agreement)))) == "conflict wrong_state");
}

TEST_CASE("a change makes earlier signatures count for nothing; they stay as history") {
  Scenario s;
  SupportCase c(s);
  auto const agreement = c.writes(c.matches());
  c.signs(s.bob, agreement, SigningCapacity::requester);
  auto edit = as_it_is(c.agreement(agreement));
  s.carol.does(edit);  // the same words
  CHECK(c.agreement(agreement).state == AgreementState::signing);
  edit.days = 1;
  s.carol.does(edit);
  auto const it = c.agreement(agreement);
  CHECK(it.state == AgreementState::draft);
  CHECK(it.signatures.size() == 1);
  CHECK_FALSE(agreements::is_signed(it, SigningCapacity::requester));
  CHECK(s.bob.told_because(Because::agreement_to_sign));
  c.signs(s.bob, agreement, SigningCapacity::requester);
  CHECK(c.agreement(agreement).signatures.size() == 2);
}

TEST_CASE("what is signed is bound: every part of it makes another hash") {
  SupportAgreement const it{.id = {9}, .aims = {"Bars"}, .days = 1, .starts = {20'000}, .ends = {20'100}};
  auto const hash = agreements::content_hash_of(it);
  CHECK(hash.size() == 64);
  auto const differs = [&](auto const& change) {
    auto other = it;
    change(other);
    return agreements::content_hash_of(other) != hash;
  };
  CHECK(differs([](auto& a) { a.aims = {"Lines"}; }));
  CHECK(differs([](auto& a) { a.days = 2; }));
  CHECK(differs([](auto& a) { a.funding = Funding::trust_pays; }));
  CHECK(differs([](auto& a) { a.pence_a_day = 1; }));
  CHECK(differs([](auto& a) { a.funding_note = {"Twice"}; }));
  CHECK(differs([](auto& a) { a.starts = {20'001}; }));
  CHECK(differs([](auto& a) { a.ends = {20'101}; }));
  CHECK(differs([](auto& a) { a.exit = {"Never"}; }));
  CHECK(differs([](auto& a) { a.supporter = {4}; }));
  CHECK_FALSE(differs([](auto& a) { a.half_days_used = 4; }));
}

TEST_CASE("one person signs two lines only when nobody else could") {
  Scenario s;
  SupportCase c(s);
  auto wanted = c.wanted();
  SupportRequestId const id{id_in(s.tess.does(wanted))};  // leads Kirkby herself
  s.tess.does(OpenSupportRequest{id});
  s.carol.does(AcceptMatch{c.asks(s.carol, id)});
  SupportAgreementId const agreement{id_in(s.tess.does(CreateAgreement{.support_request = id,
                                                                       .aims = {"Bars"},
                                                                       .days = 1,
                                                                       .starts = s.in_days(1),
                                                                       .ends = s.in_days(20),
                                                                       .exit = {"Alone."}}))};
  c.signs(s.tess, agreement, SigningCapacity::requester);
  auto const kim = s.engages("Kim Kirkbyhead", s.kirkby, Role::headteacher);
  CHECK(told(s.tess.tries(
            SignAgreement{agreement, SigningCapacity::requester_head, {c.agreement(agreement).content_hash}})) ==
        "conflict two_lines");
  s.ends_memberships_of(kim);
  c.signs(s.tess, agreement, SigningCapacity::requester_head);
}

TEST_CASE("it is not signed without a way out, nor when its days are over") {
  Scenario s;
  SupportCase c(s);
  auto const agreement = c.writes(c.matches());
  auto edit = as_it_is(c.agreement(agreement));
  edit.exit = {};
  s.bob.does(edit);
  auto const sign = [&] {
    return SignAgreement{agreement, SigningCapacity::requester, {c.agreement(agreement).content_hash}};
  };
  CHECK(told(s.bob.tries(sign())) == "conflict no_exit");
  edit.exit = {"They go on alone."};
  s.bob.does(edit);
  s.advance_to(calendar::end_of(edit.ends));
  CHECK(told(s.bob.tries(sign())) == "conflict dates_over");
}

TEST_CASE("days that are agreed are promised, and no more than there are") {
  Scenario s;
  SupportCase c(s);
  c.offers(s.carol, 3);
  auto const id = c.matches();
  CHECK(c.promised(s.carol) == 2);
  auto const agreement = c.writes(id);
  CHECK(c.promised(s.carol) == 2);
  auto edit = as_it_is(c.agreement(agreement));
  edit.days = 3;
  s.bob.does(edit);
  CHECK(c.promised(s.carol) == 3);
  edit.days = 4;
  CHECK(told(s.bob.tries(edit)) == "conflict full_diary");
  edit.days = 1;
  s.bob.does(edit);
  CHECK(c.promised(s.carol) == 1);
}

TEST_CASE("nothing agreed after ten working days: both are reminded once") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.matches();
  s.advance_to(calendar::end_of(*c.request(id).agreement_by) + -1ms);
  CHECK_FALSE(s.bob.told_because(Because::agreement_wanted));
  s.advance(1ms);
  CHECK(s.bob.told_because(Because::agreement_wanted));
  CHECK(s.carol.told_because(Because::agreement_wanted));
  c.writes(id);
  CHECK_FALSE(s.bob.told_because(Because::agreement_wanted));
}

TEST_CASE("ended before the first visit, the request is open again without the supporter, and the days are free") {
  Scenario s;
  SupportCase c(s);
  c.offers(s.carol, 5);
  auto const id = c.agrees();
  auto const agreement = *c.request(id).agreement;
  auto const visit = c.plans(agreement, c.agreement(agreement).starts);
  CHECK(told(s.harry.tries(EndAgreement{agreement, {}})) == "unprocessable body.reason");
  s.harry.does(EndAgreement{agreement, {"We need her here."}});
  auto const it = c.request(id);
  CHECK(it.state == SupportState::open);
  CHECK_FALSE(it.supporter);
  CHECK_FALSE(it.agreement);
  CHECK(c.promised(s.carol) == 0);
  CHECK(c.agreement(agreement).state == AgreementState::ended);
  CHECK(c.visit(visit).state == VisitState::cancelled);
  CHECK_FALSE(s.carol.finds(GetSupportRequest{id}));
  CHECK_FALSE(s.harry.finds(GetAgreement{agreement}));
  CHECK_FALSE(s.carol.finds(GetVisit{visit}));
  CHECK(s.bob.finds(GetAgreement{agreement}));
  CHECK(c.brenda.told_because(Because::match_answered));
  CHECK(s.carol.told_because(Because::agreement_ended));
  CHECK_FALSE(s.carol.told_because(Because::agreement_in_force));
  CHECK(s.bob.lists(ListAgreements{id}) == std::vector{agreement.value});
  s.dan.does(AcceptMatch{c.asks(s.dan, id)});
  auto const next = c.writes(id);
  CHECK(s.bob.lists(ListAgreements{id}) == std::vector{next.value, agreement.value});
  CHECK(s.store().verify().empty());
}

TEST_CASE("the first day makes it active; half way both are asked; after the last day the school evaluates") {
  Scenario s;
  SupportCase c(s);
  c.offers(s.carol, 5);
  auto const id = c.agrees();
  auto const agreement = *c.request(id).agreement;
  auto const it = c.agreement(agreement);
  s.advance_to(calendar::end_of({it.starts.days - 1}) + -1ms);
  CHECK(c.request(id).state == SupportState::agreed);
  CHECK(told(s.bob.tries(AnswerMidterm{agreement, true, {}})) == "conflict wrong_state");
  s.advance(1ms);
  CHECK(c.request(id).state == SupportState::active);
  s.advance_to(calendar::end_of({it.midterm_on.days - 1}));
  CHECK(s.bob.told_because(Because::midterm_due));
  CHECK(s.carol.told_because(Because::midterm_due));
  CHECK(told(s.tess.tries(AnswerMidterm{agreement, true, {}})) == "forbidden role");
  s.bob.does(AnswerMidterm{agreement, false, {"More time in lessons."}});
  CHECK_FALSE(s.bob.told_because(Because::midterm_due));
  CHECK(s.carol.told_because(Because::midterm_due));
  s.bob.does(AnswerMidterm{agreement, true, {}});
  CHECK(c.agreement(agreement).midterm.size() == 1);
  s.advance_to(calendar::end_of(it.ends) + -1ms);
  CHECK(c.agreement(agreement).state == AgreementState::in_force);
  s.advance(1ms);
  CHECK(c.agreement(agreement).state == AgreementState::ended);
  CHECK(c.request(id).state == SupportState::active);
  CHECK(c.promised(s.carol) == 0);
  CHECK(s.bob.told_because(Because::evaluation_due));
  CHECK(s.tess.told_because(Because::evaluation_due));
  s.tess.does(SubmitEvaluation{.support_request = id, .changed = {"Little, sadly."}});
  CHECK_FALSE(s.bob.told_because(Because::evaluation_due));
}

TEST_CASE("ended with a reason while active, it stays active and is evaluated") {
  Scenario s;
  SupportCase c(s);
  auto const id = c.begins();
  s.carol.does(EndAgreement{*c.request(id).agreement, {"Illness."}});
  CHECK(c.request(id).state == SupportState::active);
  CHECK(s.bob.told_because(Because::evaluation_due));
  CHECK(told(s.bob.tries(EndAgreement{*c.request(id).agreement, {"Again."}})) == "conflict wrong_state");
  s.bob.does(SubmitEvaluation{.support_request = id, .changed = {"Not much."}});
}

}  // namespace staffroom::tests
