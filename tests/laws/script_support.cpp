// The story: support from school to school, from need to evaluation, and the ways in which it ends early.
#include "tests/laws/script.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

/// Who has to do with a case: bob asks for Kirkby Road Primary, whose leader is tess; carol of Tarn Lane Primary helps,
/// whose head is harry; tom brokers for the trust.
struct Case {
  Law& law;
  Scenario& s = law.scenario();

  SupportRequestId drafts(std::string title, Confidentiality confidentiality = Confidentiality::brokers) {
    CreateSupportRequest command{.organisation = s.kirkby, .title = {std::move(title)}};
    command.need = {"Few pupils reach it."};
    command.subject = Name{"Maths"};
    command.stages = {{KeyStage::ks2}};
    command.outcomes = {"A plan for each class."};
    command.wanted_from = s.in_days(1);
    command.wanted_to = s.in_days(90);
    command.ways = {{SupportWay::visit}};
    command.days = 2;
    command.confidentiality = confidentiality;
    if (confidentiality == Confidentiality::team) command.team = s.maths.team;
    return {id_in(law.does(s.bob, command))};
  }

  SupportRequestId opens(std::string title, Confidentiality confidentiality = Confidentiality::brokers) {
    auto const request = drafts(std::move(title), confidentiality);
    law.does(s.bob, OpenSupportRequest{request});
    return request;
  }

  SupportMatchId asks(SupportRequestId request, Colleague const& who) {
    AskCandidate command{.support_request = request, .person = who.id(), .days = 1};
    command.message = {"Could you?"};
    command.override_reason = {"They have offered to fit it in."};
    return {id_in(law.does(s.tom, command))};
  }

  void finds(SupportRequestId request) {
    law.does(s.tom, TakeSupportRequest{request});
    law.does(s.carol, AcceptMatch{asks(request, s.carol)});
  }

  CreateAgreement terms(SupportRequestId request, int starts_in_days = 0) {
    CreateAgreement out{.support_request = request, .aims = {"A plan for each class."}, .days = 2};
    out.starts = s.in_days(starts_in_days);
    out.ends = s.in_days(20);
    out.exit = {"A week's notice."};
    return out;
  }

  void sign(SupportAgreementId agreement) {
    Name const hash{s.bob.sees(GetAgreement{agreement}).at("content_hash").get<std::string>()};
    law.does(s.bob, SignAgreement{agreement, SigningCapacity::requester, hash});
    law.does(s.tess, SignAgreement{agreement, SigningCapacity::requester_head, hash});
    law.does(s.carol, SignAgreement{agreement, SigningCapacity::supporter, hash});
    law.does(s.harry, SignAgreement{agreement, SigningCapacity::supporter_head, hash});
  }

  /// For some days later: nothing has begun yet.
  SupportAgreementId agrees(SupportRequestId request) {
    finds(request);
    SupportAgreementId const agreement{id_in(law.does(s.carol, terms(request, 2)))};
    sign(agreement);
    return agreement;
  }

  /// Monday to Friday, in so many days or as soon after as can be.
  Date working_day(int in_days) {
    auto day = s.in_days(in_days);
    while ((day.days + 3) % 7 >= 5) ++day.days;  // the first of January 1970 was a Thursday
    return day;
  }

  SupportVisitId plans(SupportAgreementId agreement, Date day) {
    CreateVisit command{.support_agreement = agreement, .date = day};
    command.place = {"Kirkby Road"};
    command.purpose = {"Look at books"};
    return {id_in(law.does(s.bob, command))};
  }

  SupportEvaluationId evaluates(SupportRequestId request) {
    SubmitEvaluation command{.support_request = request, .outcomes = OutcomesMet::mostly};
    command.changed = {"Each class has a plan."};
    command.next = {"Keep to it."};
    return {id_in(law.does(s.bob, command))};
  }
};

MembershipId makes_broker(Law& law, Colleague const& who, OrganisationId at) {
  auto& s = law.scenario();
  auto const me = who.sees(GetMe{});
  for (auto const& it : me.at("memberships")) {
    if (it.at("organisation") != at.value) continue;
    MembershipId const id{it.at("id").get<std::uint64_t>()};
    law.does(s.nadia, GiveDuty{id, Duty::broker});
    return id;
  }
  throw std::runtime_error("they have no membership there");
}

}  // namespace

void story::support(Law& law) {
  Case c{law};
  auto& s = c.s;
  for (auto const& who : {s.tom, s.tess, s.carol}) who.signs_in();
  makes_broker(law, s.tom, s.aire);
  auto const request = c.opens("Greater depth in Year 6", Confidentiality::team);
  EditSupportRequest better{.support_request = request, .title = {"Greater depth in Years 5 and 6"}};
  better.need = {"Few pupils reach it."};
  better.subject = Name{"Maths"};
  better.stages = {{KeyStage::ks2}};
  better.outcomes = {"A plan for each class."};
  better.wanted_from = s.in_days(1);
  better.wanted_to = s.in_days(80);
  better.ways = {{SupportWay::visit, SupportWay::call}};
  law.does(s.bob, better);
  law.does(s.bob, SetConfidentiality{request, Confidentiality::trust, {}});
  // Who shares the team reads it, comes and goes.
  law.does(s.bob, SetConfidentiality{request, Confidentiality::team, s.maths.team});
  law.does(s.sana, EndTeamMembership{s.place_of(s.alice, s.maths.team)});
  law.does(s.alice, JoinTeam{s.maths.team});
  law.does(s.bob, SetConfidentiality{request, Confidentiality::brokers, {}});
  law.does(s.tom, TakeSupportRequest{request});
  law.does(s.alice, DeclineMatch{c.asks(request, s.alice), {"Not this term."}});
  HandOnMatch instead{c.asks(request, s.marcus), s.carol.id(), {"Carol knows more."}};
  law.does(s.marcus, instead);
  law.does(s.tom, WithdrawMatch{c.asks(request, s.erin)});
  auto const pending = c.asks(request, s.harry);
  law.does(s.carol, AcceptMatch{c.asks(request, s.carol)});  // Harry's asking ends with it
  (void)pending;
  SupportAgreementId const agreement{id_in(law.does(s.carol, c.terms(request)))};
  EditAgreement other{.support_agreement = agreement, .aims = {"A plan for each year."}, .days = 2};
  other.starts = s.today();
  other.ends = s.in_days(20);
  other.exit = {"A week's notice."};
  law.does(s.tom, other);
  c.sign(agreement);
  auto const early = c.plans(agreement, c.working_day(3));
  EditVisit moved{.support_visit = early, .date = c.working_day(4)};
  moved.type = VisitKind::call;
  law.does(s.carol, moved);
  law.does(s.carol, CancelVisit{early});
  auto const day = c.working_day(1);
  auto const visit = c.plans(agreement, day);
  law.advance(24h * (day.days - s.today().days + 1));
  RecordVisit record{.support_visit = visit, .happened = {"We looked at books."}, .next = {"Again."}};
  law.does(s.carol, record);
  law.does(s.tess, AcknowledgeVisit{visit});
  law.does(s.harry, AcknowledgeVisit{visit});
  law.advance(24h * 10);
  law.does(s.bob, AnswerMidterm{agreement, true, {}});
  // The supporter's school changes its trust, and its head goes and comes back.
  law.does(s.nadia, MoveOrganisation{s.tarn, s.aire});
  law.does(s.nadia, MoveOrganisation{s.tarn, s.moor});
  auto const evaluation = c.evaluates(request);
  law.does(s.tom, CheckQuality{evaluation, {"Sound."}});
  law.does(s.bob, RateUsefulness{evaluation, 4, {"Still in use."}});
}

void story::support_that_ends_early(Law& law) {
  Case c{law};
  auto& s = c.s;
  law.does(s.bob, DeleteSupportRequest{c.drafts("Never sent")});
  law.does(s.bob, WithdrawSupportRequest{c.opens("Not needed after all"), {"It is done."}});
  auto const declined = c.opens("Too far");
  c.asks(declined, s.carol);
  law.does(s.tom, DeclineSupportRequest{declined, {"Nobody near."}});
  // Moor Trust has a broker from now on.
  CreateMembership broker{.person = s.marcus.id(), .organisation = s.moor, .role = Role::staff};
  broker.duties = {{Duty::broker}};
  law.system(broker);
  auto const elsewhere = c.opens("Elsewhere", Confidentiality::trust);
  c.asks(elsewhere, s.marcus);
  law.does(s.bob, AgreeHandOn{elsewhere, true});
  law.does(s.tom, HandOnSupportRequest{elsewhere, s.moor, {"They have more people."}});
  // Ended before the first visit: it is open again. Then it is closed without being rated.
  auto const request = c.opens("Reasoning");
  law.does(s.tess, EndAgreement{c.agrees(request), {"Carol is ill."}});
  auto const asked_again = c.asks(request, s.carol);
  law.does(s.carol, AcceptMatch{asked_again});
  SupportAgreementId const agreement{id_in(law.does(s.carol, c.terms(request)))};
  c.sign(agreement);
  law.advance(24h * (c.working_day(0).days - s.today().days));
  auto const visit = c.plans(agreement, s.today());
  law.does(s.carol, RecordVisit{.support_visit = visit, .happened = {"We met."}, .next = {"Again."}});
  c.evaluates(request);
  law.does(s.tom, CloseSupportRequest{request});
  // What goes on while people leave: the supporter, and then whoever asked.
  auto const going_on = c.opens("Going on");
  c.agrees(going_on);
  c.opens("Waiting", Confidentiality::team);
  law.advance(24h * 12);
}

}  // namespace staffroom::tests
