// What brokers do with a request that is open: take it, decline it, hand it on to brokers elsewhere.
#include <algorithm>

#include "store/calendar.hpp"
#include "store/seats.hpp"
#include "store/support.hpp"
#include "store/talk.hpp"

namespace staffroom {
namespace {

using support::Request;

Result<Request> open_for(View const& view, Asked const& asked, SupportRequestId id, Action action) {
  TRY_INTO(auto request, support::request_for(view, asked, id, action));
  if (request->state != SupportState::open) return wrong_state("This is done while a request is open.");
  return request;
}

constexpr std::string_view why = "Say why: whoever asked for support reads it.";

std::vector<PersonId> requester_and_heads(View const& view, SupportRequest const& request) {
  auto people = support::heads_of_requester(view, request);
  people.insert(people.begin(), request.requester);
  return people;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, TakeSupportRequest const& command) {
  TRY_INTO(auto const request, open_for(view, asked, command.support_request, Action::take));
  if (asked.actor.is_system()) return Error::not_found();
  if (request->broker == asked.actor.person) return Change::unchanged<SupportRequest>(request->id);
  auto taken = *request;
  taken.broker = asked.actor.person;
  if (!taken.first_response) taken.first_response = asked.now;
  ++taken.version;
  Change change;
  change.put(taken);
  answer_needs(change, view, taken.id, Because::support_opened);
  answer_needs(change, view, taken.id, Because::support_late);
  support::tell(change, view, asked, taken, {taken.requester}, {.because = Because::support_taken});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, DeclineSupportRequest const& command) {
  TRY_INTO(auto const request, open_for(view, asked, command.support_request, Action::decline));
  TRY(check_reason(command.reason, why));
  auto declined = *request;
  Change change;
  change.answer_key = record_key<SupportRequest>(declined.id);
  support::end_askings(change, view, asked, declined, MatchState::withdrawn);
  answer_all_needs(change, view, declined.id);
  declined.state = SupportState::declined;
  declined.ended = asked.now;
  declined.reason = command.reason;
  ++declined.version;
  support::tell(change, view, asked, declined, requester_and_heads(view, declined),
                {.because = Because::support_declined});
  change.put(std::move(declined));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AgreeHandOn const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const request, open_for(view, asked, command.support_request, Action::edit));
  if (request->hand_on_agreed == command.agreed) return Change::unchanged<SupportRequest>(request->id);
  auto changed = *request;
  changed.hand_on_agreed = command.agreed;
  ++changed.version;
  Change change;
  change.put(changed);
  if (command.agreed) {
    support::tell_brokers(change, view, asked, changed, {.because = Because::hand_on_wanted});
  } else {
    answer_needs(change, view, changed.id, Because::hand_on_wanted);
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, HandOnSupportRequest const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const request, door.readable<SupportRequest>("ids.support_request", command.support_request));
  TRY_INTO(auto const node, door.readable<Organisation>("body.broker_node", command.broker_node));
  TRY(open_for(view, asked, command.support_request, Action::hand_on));
  if (!request->hand_on_agreed) {
    return Error::conflict("not_agreed", "Whoever asked has to agree first: people elsewhere will read it.");
  }
  TRY(check_reason(command.reason, why));
  if (node->id == request->broker_node || node->type == OrganisationType::partner) {
    return Error::unprocessable("body.broker_node", "Choose another school, trust or network that has brokers.");
  }
  if (!has_broker(view, node->id)) {
    return Error::conflict("no_broker", "Nobody brokers there. Choose an organisation that has a broker.");
  }
  auto old = *request;
  auto next = old;
  next.id = asked.take<SupportRequestId>();
  next.version = 1;
  next.broker_node = node->id;
  next.broker.reset();
  next.asked = {};
  next.handed_from = old.id;
  next.handed_to.reset();
  next.hand_on_agreed = false;
  next.late_reminded = false;
  next.created = asked.now;
  next.opened = asked.now;
  next.first_response.reset();
  next.answer_by = calendar::add_working_days(view, asked.today, limits::first_answer_working_days);
  Change change;
  change.answer_key = record_key<SupportRequest>(old.id);  // who hands it on does not read where it goes
  change.put(next);
  support::end_askings(change, view, asked, old, MatchState::withdrawn);
  answer_all_needs(change, view, old.id);
  old.state = SupportState::handed_on;
  old.handed_to = next.id;
  old.ended = asked.now;
  old.reason = command.reason;
  ++old.version;
  change.put(old);
  support::tell(change, view, asked, next, requester_and_heads(view, next), {.because = Because::support_handed_on});
  support::tell_brokers(change, view, asked, next, {.because = Because::support_opened});
  return change;
}

}  // namespace staffroom
