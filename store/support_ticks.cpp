// What time does to support: reminders, askings that lapse, agreements that begin and end, ratings that nobody gave.
#include <algorithm>

#include "store/links.hpp"
#include "store/seats.hpp"
#include "store/support_agreements.hpp"

namespace staffroom {
namespace {

void remind_brokers(Change& change, View const& view, Asked& asked, SupportRequest request) {
  request.late_reminded = true;
  ++request.version;
  answer_needs(change, view, request.id, Because::support_opened);
  auto const brokers = support::brokers_for(view, request);
  support::tell_brokers(change, view, asked, request, {.because = Because::support_late});
  // Leaders elsewhere don't read it.
  auto leaders = nearest_leaders(view, request.broker_node);
  auto const readers = audience_of(view, Record{request});
  std::erase_if(leaders, [&](PersonId person) {
    auto const standing = view.standing(person);
    bool const reads = standing && meets(readers, standing->audiences);
    return !reads || std::find(brokers.begin(), brokers.end(), person) != brokers.end();
  });
  if (!brokers.empty()) {
    support::tell(change, view, asked, request, leaders, {.because = Because::support_late, .news = true});
  }
  change.put(std::move(request));
}

void want_agreement(Change& change, View const& view, Asked& asked, SupportRequest request) {
  request.agreement_by.reset();
  ++request.version;
  std::vector<PersonId> people{request.requester};
  if (request.supporter) people.push_back(*request.supporter);
  support::tell(change, view, asked, request, people, {.because = Because::agreement_wanted});
  change.put(std::move(request));
}

void give_up(Change& change, View const& view, Asked& asked, SupportRequest request) {
  support::end_askings(change, view, asked, request, MatchState::withdrawn);
  answer_all_needs(change, view, request.id);
  request.state = SupportState::declined;
  request.ended = asked.now;
  request.reason = {"Nobody was found in time."};
  ++request.version;
  auto people = support::heads_of_requester(view, request);
  people.push_back(request.requester);
  support::tell(change, view, asked, request, people, {.because = Because::support_declined});
  change.put(std::move(request));
}

void apply_to_request(Change& change, View const& view, Asked& asked, Due what, SupportRequest const& request) {
  switch (what) {
    case Due::drop_support_draft:
      if (request.state != SupportState::draft) return;
      change.remove<SupportRequest>(request.id);
      links::remove_all(change, view, {Linked::support_request, request.id.value});
      return;
    case Due::support_late:
      if (request.state == SupportState::open) remind_brokers(change, view, asked, request);
      return;
    case Due::agreement_late:
      if (request.state == SupportState::matched) want_agreement(change, view, asked, request);
      return;
    case Due::no_match:
      if (request.state == SupportState::open) give_up(change, view, asked, request);
      return;
    default: return;
  }
}

void apply_to_agreement(Change& change, View const& view, Asked& asked, Due what, SupportAgreement agreement) {
  auto const request = view.find<SupportRequest>(agreement.request);
  if (!request || agreement.state != AgreementState::in_force) return;
  if (what == Due::end_agreement) {
    change.answer_key = record_key<SupportAgreement>(agreement.id);
    agreements::end(change, view, asked, *request, {});
    if (request->state == SupportState::active) agreements::ask_to_evaluate(change, view, asked, *request);
    return;
  }
  if (what == Due::start_support) {
    auto started = *request;
    support::start(change, started, agreement);
  } else {
    agreement.midterm_asked = true;
    std::vector<PersonId> const people{request->requester, request->supporter.value_or(agreement.supporter)};
    support::tell(change, view, asked, *request, people,
                  {.because = Because::midterm_due, .support_agreement = agreement.id});
  }
  ++agreement.version;
  change.put(std::move(agreement));
}

void apply_to_visit(Change& change, View const& view, Asked& asked, Due what, SupportVisit visit) {
  auto const request = view.find<SupportRequest>(visit.request);
  if (!request) return;
  Notice notice{.support_agreement = visit.agreement, .support_visit = visit.id};
  std::vector<PersonId> people;
  if (what == Due::want_visit_record) {
    visit.state = VisitState::due_record;
    notice.because = Because::visit_record_due;
    if (request->supporter) people = {*request->supporter};
  } else {
    visit.late_told = true;
    notice.because = Because::visit_record_late;
    people = support::heads_of_requester(view, *request);
    for (auto const& more : {support::heads_of_supporter(view, *request), support::brokers_for(view, *request)}) {
      people.insert(people.end(), more.begin(), more.end());
    }
  }
  ++visit.version;
  support::tell(change, view, asked, *request, people, notice);
  change.put(std::move(visit));
}

void apply_to_evaluation(Change& change, View const& view, Asked& asked, Due what, SupportEvaluation evaluation) {
  auto const request = view.find<SupportRequest>(evaluation.request);
  if (!request || request->state != SupportState::evaluated) return;
  if (what == Due::close_unrated) return support::close_unrated(change, view, asked, *request);
  evaluation.usefulness_asked = true;
  ++evaluation.version;
  change.put(std::move(evaluation));
  support::tell(change, view, asked, *request, {request->requester}, {.because = Because::usefulness_due});
}

void act_on(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id) {
  switch (what) {
    case Due::drop_support_draft:
    case Due::support_late:
    case Due::agreement_late:
    case Due::no_match:
      if (auto const it = view.find<SupportRequest>(SupportRequestId{id})) {
        apply_to_request(change, view, asked, what, *it);
      }
      return;
    case Due::lapse_match:
      if (auto const it = view.find<SupportMatch>(SupportMatchId{id})) support::lapse(change, view, asked, *it);
      return;
    case Due::start_support:
    case Due::ask_midterm:
    case Due::end_agreement:
      if (auto const it = view.find<SupportAgreement>(SupportAgreementId{id})) {
        apply_to_agreement(change, view, asked, what, *it);
      }
      return;
    case Due::want_visit_record:
    case Due::visit_record_late:
      if (auto const it = view.find<SupportVisit>(SupportVisitId{id})) apply_to_visit(change, view, asked, what, *it);
      return;
    case Due::ask_usefulness:
    case Due::close_unrated:
      if (auto const it = view.find<SupportEvaluation>(SupportEvaluationId{id})) {
        apply_to_evaluation(change, view, asked, what, *it);
      }
      return;
    default: return;
  }
}

}  // namespace

void support::apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id) {
  act_on(change, view, asked, what, id);
  // The audit trail tells of the first: what it is about, not a notice.
  auto const is_deed = [](auto const& put) { return !holds_alternative<Notification>(put.record); };
  auto const first = std::find_if(change.puts.begin(), change.puts.end(), is_deed);
  if (first != change.puts.end()) std::rotate(change.puts.begin(), first, first + 1);
}

}  // namespace staffroom
