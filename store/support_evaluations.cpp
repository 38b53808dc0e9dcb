// What came of it: written by the supported school, asked about again six weeks later, looked at once by a broker.
#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/support_agreements.hpp"
#include "store/talk.hpp"

namespace staffroom {
namespace {

constexpr std::uint32_t usefulness_max = 4;

struct FoundEvaluation {
  std::shared_ptr<SupportEvaluation const> evaluation;
  support::Request request;
};

Result<FoundEvaluation> evaluation_for(View const& view, Asked const& asked, SupportEvaluationId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto evaluation, door.readable<SupportEvaluation>("ids.support_evaluation", id));
  TRY_INTO(auto request, support::request_of(view, evaluation->request, "ids.support_evaluation"));
  auto subject = support::subject_of(request);
  subject.author = evaluation->author;
  // What is judged is what the supporter did.
  if (request->supporter) subject.judged = *request->supporter;
  TRY(door.may(Thing::support_evaluation, action, subject));
  TRY(check_version(asked, evaluation->version));
  return FoundEvaluation{std::move(evaluation), std::move(request)};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, SubmitEvaluation const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const request, door.readable<SupportRequest>("ids.support_request", command.support_request));
  TRY(door.may(Thing::support_evaluation, Action::submit, support::subject_of(request)));
  TRY(check_version(asked, request->version));
  if (request->state != SupportState::active) return wrong_state("It is evaluated once, after the support.");
  auto const agreement = request->agreement ? view.find<SupportAgreement>(*request->agreement) : nullptr;
  bool const ended = agreement && agreement->state == AgreementState::ended;
  if (!ended && !support::has_recorded_visit(view, request->id)) {
    return Error::conflict("no_visit", "Record a visit first, or end the agreement.");
  }
  if (command.changed.empty()) return Error::unprocessable("body.changed", "Say what is different now.");
  TRY(talk::check_pupils({command.changed.value, command.next.value}, command.not_pupil_data));
  Date const later{asked.today.days + limits::usefulness_asked_after_days};
  SupportEvaluation made{.id = asked.take<SupportEvaluationId>(),
                         .request = request->id,
                         .author = asked.actor.person,
                         .outcomes = command.outcomes,
                         .changed = command.changed,
                         .next = command.next,
                         .may_be_told = command.may_be_told,
                         .usefulness_on = calendar::roll_to_school_day(view, request->organisation, later),
                         .created = asked.now};
  auto evaluated = *request;
  Change change;
  change.put(made);
  if (!ended) agreements::end(change, view, asked, evaluated, {});
  answer_needs(change, view, evaluated.id, Because::evaluation_due);
  evaluated.state = SupportState::evaluated;
  evaluated.evaluation = made.id;
  ++evaluated.version;
  auto people = support::heads_of_supporter(view, evaluated);
  if (evaluated.supporter) people.push_back(*evaluated.supporter);
  auto const brokers = support::brokers_for(view, evaluated);
  people.insert(people.end(), brokers.begin(), brokers.end());
  support::tell(change, view, asked, evaluated, people, {.because = Because::support_evaluated});
  change.put(std::move(evaluated));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RateUsefulness const& command) {
  TRY_INTO(auto const it, evaluation_for(view, asked, command.support_evaluation, Action::rate_usefulness));
  if (it.request->state != SupportState::evaluated) return wrong_state("It has been closed.");
  if (command.usefulness < 1 || command.usefulness > usefulness_max) {
    return Error::unprocessable("body.usefulness", "From 1, of no use, to 4, of great use.");
  }
  TRY(talk::check_pupils({command.note.value}, {}));
  auto rated = *it.evaluation;
  rated.usefulness = command.usefulness;
  rated.usefulness_note = command.note;
  ++rated.version;
  Change change;
  change.put(std::move(rated));
  support::close(change, view, asked, *it.request, {.because = Because::usefulness_rated});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, CheckQuality const& command) {
  TRY_INTO(auto const it, evaluation_for(view, asked, command.support_evaluation, Action::check_quality));
  if (asked.actor.is_system()) return Error::not_found();
  if (it.evaluation->checked_by) return wrong_state("A broker has looked at it already.");
  TRY(talk::check_pupils({command.note.value}, {}));
  auto checked = *it.evaluation;
  checked.checked_by = asked.actor.person;
  checked.check_note = command.note;
  ++checked.version;
  Change change;
  change.put(std::move(checked));
  auto people = support::heads_of_requester(view, *it.request);
  auto const others = support::heads_of_supporter(view, *it.request);
  people.insert(people.end(), others.begin(), others.end());
  support::tell(change, view, asked, *it.request, people, {.because = Because::quality_checked});
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, GetEvaluation const& query, Page const&) {
  TRY_INTO(auto const found,
           Door(view, asked).readable<SupportEvaluation>("ids.support_evaluation", query.support_evaluation));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
