// Support in tests.
#include "tests/support/support_case.hpp"

#include "tests/support/stored_record.hpp"

#include <stdexcept>

#include "protocol/codec.hpp"

namespace staffroom::tests {
namespace {

/// As the hub itself sees it.
}  // namespace

SupportCase::SupportCase(Scenario& scenario) : s(scenario), brenda(s.engages("Brenda Broker", s.aire, Role::staff)) {
  brokers(brenda);
}

void SupportCase::brokers(Colleague const& who) {
  who.signs_in();
  auto const membership = who.sees(GetMe{}).at("memberships").front().at("id").get<std::uint64_t>();
  if (!s.as_system(GiveDuty{MembershipId{membership}, Duty::broker})) throw std::runtime_error("give_duty");
}

CreateSupportRequest SupportCase::wanted() const {
  CreateSupportRequest out{.organisation = s.kirkby,
                           .title = {"Bar modelling in Year 4"},
                           .need = {"Word problems stop many of them."},
                           .subject = Name{"Maths"},
                           .stages = {{KeyStage::ks2}},
                           .priority = {"Problem solving"},
                           .outcomes = {"Teachers model with bars each week."},
                           .wanted_from = s.in_days(1),
                           .wanted_to = s.in_days(60),
                           .ways = {{SupportWay::visit}},
                           .days = 2};
  return out;
}

SupportRequestId SupportCase::drafts() { return {id_in(s.bob.does(wanted()))}; }

SupportRequestId SupportCase::opens() {
  auto const id = drafts();
  s.bob.does(OpenSupportRequest{id});
  return id;
}

SupportMatchId SupportCase::asks(Colleague const& person, SupportRequestId request, std::uint32_t days) {
  return {id_in(brenda.does(AskCandidate{.support_request = request, .person = person.id(), .days = days}))};
}

SupportRequestId SupportCase::matches() {
  auto const id = opens();
  s.carol.does(AcceptMatch{asks(s.carol, id)});
  return id;
}

SupportAgreementId SupportCase::writes(SupportRequestId request) {
  return {id_in(s.bob.does(CreateAgreement{.support_request = request,
                                           .aims = {"Bars in every lesson"},
                                           .days = 2,
                                           .starts = weekday(s.in_days(7)),
                                           .ends = weekday(s.in_days(67)),
                                           .exit = {"Two teachers go on alone."}}))};
}

void SupportCase::signs(Colleague const& who, SupportAgreementId id, SigningCapacity capacity) {
  who.does(SignAgreement{id, capacity, {agreement(id).content_hash}});
}

SupportRequestId SupportCase::agrees() {
  auto const id = matches();
  auto const agreement = writes(id);
  signs(s.bob, agreement, SigningCapacity::requester);
  signs(s.tess, agreement, SigningCapacity::requester_head);
  signs(s.carol, agreement, SigningCapacity::supporter);
  signs(s.harry, agreement, SigningCapacity::supporter_head);
  return id;
}

SupportRequestId SupportCase::begins() {
  auto const id = agrees();
  s.advance_to(calendar::end_of({agreement(*request(id).agreement).starts.days - 1}));
  return id;
}

SupportVisitId SupportCase::plans(SupportAgreementId agreement, Date date) {
  return {id_in(s.carol.does(CreateVisit{.support_agreement = agreement, .date = date}))};
}

SupportRequestId SupportCase::evaluates() {
  auto const id = begins();
  auto const visit = plans(*request(id).agreement, s.today());
  s.carol.does(RecordVisit{.support_visit = visit, .happened = {"We taught a lesson together."}, .full_day = true});
  s.bob.does(SubmitEvaluation{.support_request = id, .changed = {"Bars are used."}, .may_be_told = true});
  return id;
}

void SupportCase::offers(Colleague const& who, std::uint32_t days) {
  ProfileFields fields;
  fields.subjects = {{Name{"Maths"}}};
  fields.phases = {{KeyStage::ks2}};
  fields.offers = {{Offer::visit}};
  fields.capacity = Capacity{.days_a_term = days};
  who.does(EditProfile{who.id(), fields});
}

SupportRequest SupportCase::request(SupportRequestId id) {
  return stored_record<SupportRequest>(s, GetSupportRequest{id});
}
SupportMatch SupportCase::match(SupportMatchId id) { return stored_record<SupportMatch>(s, GetMatch{id}); }
SupportAgreement SupportCase::agreement(SupportAgreementId id) {
  return stored_record<SupportAgreement>(s, GetAgreement{id});
}
SupportVisit SupportCase::visit(SupportVisitId id) { return stored_record<SupportVisit>(s, GetVisit{id}); }
SupportEvaluation SupportCase::evaluation(SupportEvaluationId id) {
  return stored_record<SupportEvaluation>(s, GetEvaluation{id});
}
std::uint32_t SupportCase::promised(Colleague const& who) {
  return stored_record<PersonLoad>(s, GetPersonLoad{who.id()}).promised_days;
}

Date SupportCase::weekday(Date date) {
  while (!calendar::is_weekday(date)) ++date.days;
  return date;
}

Date SupportCase::working_days_on(Date from, int n) const {
  while (n > 0) {
    ++from.days;
    if (calendar::is_weekday(from)) --n;
  }
  return from;
}

}  // namespace staffroom::tests
