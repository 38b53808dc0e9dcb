// Asking people whether they can help, and what they say.
#include <algorithm>

#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/person_load.hpp"
#include "store/support.hpp"
#include "store/support_suggesting.hpp"
#include "store/talk.hpp"

namespace staffroom {
namespace {

using support::Request;

struct Asking {
  std::shared_ptr<SupportMatch const> match;
  Request request;
};

/// The asking, if the actor may do this to it. Candidate is whom it asks, not everybody who is asked about the request.
Result<Asking> asking_for(View const& view, Asked const& asked, SupportMatchId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto match, door.readable<SupportMatch>("ids.support_match", id));
  TRY_INTO(auto request, support::request_of(view, match->request, "ids.support_match"));
  auto seen = std::make_shared<SupportRequest>(*request);
  std::erase_if(seen->asked.values, [&](PersonId person) { return person != match->person; });
  auto subject = support::subject_of(seen);
  subject.author = match->author;
  subject.target = match->person;
  TRY(door.may(Thing::support_match, action, subject));
  TRY(check_version(asked, match->version));
  return Asking{std::move(match), std::move(request)};
}

Result<void> check_asked(SupportMatch const& match) {
  if (match.state == MatchState::asked) return {};
  return wrong_state("This has been answered, or is no longer asked.");
}

std::size_t characters(std::string const& text) {
  auto const is_first = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_first));
}

Error conflict_in_words(LeftOutBecause because) {
  switch (because) {
    case LeftOutBecause::same_school:
      return Error::conflict("same_school", "They work at the school that asks. Ask somebody from another school.");
    case LeftOutBecause::line_manager:
      return Error::conflict("line_manager", "One of them leads the other's school. Ask somebody else.");
    case LeftOutBecause::not_suggestible:
      return Error::conflict("not_suggestible", "They don't want to be asked for support. Ask somebody else.");
    case LeftOutBecause::already_asked:
      return Error::conflict("already_asked", "They have been asked. Wait for the answer.");
    case LeftOutBecause::declined:
      return Error::conflict("declined", "They said no to this request. Ask somebody else.");
    default: return Error::conflict("barred", "They can't be asked about this. Ask somebody else.");
  }
}

/// Days enough, or a reason by a broker why they are asked all the same.
Result<void> check_diary(View const& view, Door const& door, Request const& request, AskCandidate const& command) {
  auto const free = person_load::free_days(view, command.person);
  if (!free || *free >= command.days) return {};
  bool const is_broker = door.may(Thing::support_request, Action::take, support::subject_of(request)).has_value();
  if (!is_broker) {
    return Error::conflict("full_diary", "They have fewer days left this term. Ask somebody else, or for fewer days.");
  }
  if (characters(command.override_reason.value) >= limits::reason_length_min) return {};
  auto error = Error::conflict("full_diary", "They have fewer days left this term. Say in at least " +
                                                 std::to_string(limits::reason_length_min) +
                                                 " characters why they are asked all the same.");
  error.path = "body.override_reason";
  return error;
}

/// Nobody waits for this asking any more. Puts the request; the brokers look further.
void close_asking(Change& change, View const& view, Asked& asked, SupportRequest request, SupportMatch const& match) {
  auto const mine = [&](Notification const& it) { return it.person == match.person && it.support_match == match.id; };
  answer_needs(change, view, request.id, Because::match_asked, mine);
  std::erase(request.asked.values, match.person);
  ++request.version;
  support::tell_brokers(change, view, asked, request, {.because = Because::match_answered, .support_match = match.id});
  auto const brokers = support::brokers_for(view, request);
  bool const told = std::find(brokers.begin(), brokers.end(), match.author) != brokers.end();
  if (!told && match.author == request.requester) {
    support::tell(change, view, asked, request, {match.author},
                  {.because = Because::match_answered, .support_match = match.id});
  }
  change.put(std::move(request));
}

Change refused(View const& view, Asked& asked, Asking const& it, SupportMatch match, Note const& reason) {
  match.answered = asked.now;
  ++match.version;
  Change change;
  change.put(match);
  change.put(MatchAnswer{.id = match.id, .request = match.request, .person = match.person, .reason = reason});
  close_asking(change, view, asked, *it.request, match);
  return change;
}

constexpr std::string_view why_not = "Say why in a few words: the brokers alone read it.";

}  // namespace

Result<Change> decide(View const& view, Asked& asked, AskCandidate const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const request, door.readable<SupportRequest>("ids.support_request", command.support_request));
  TRY(door.readable<Person>("body.person", command.person));
  auto subject = support::subject_of(request);
  subject.target = command.person;
  TRY(door.may(Thing::support_match, Action::create, subject));
  TRY(check_version(asked, request->version));
  if (request->state != SupportState::open) return wrong_state("People are asked while a request is open.");
  if (auto const conflict = suggesting::conflict_of(view, *request, command.person)) {
    return conflict_in_words(*conflict);
  }
  if (request->asked.size() >= limits::pending_matches_max) {
    return Error::conflict("too_many_pending", "Three people have been asked. Wait for one of them, or take one back.");
  }
  auto const school = suggesting::main_school_of(view, command.person);
  if (!school) return Error::unprocessable("body.person", "Choose somebody who works in the network.");
  if (command.days < 1 || command.days > limits::support_days_max) {
    return Error::unprocessable("body.days", "From 1 day to " + std::to_string(limits::support_days_max) + ".");
  }
  TRY(check_diary(view, door, request, command));
  TRY(talk::check_pupils({command.message.value, command.override_reason.value}, {}));
  SupportMatch match{.id = asked.take<SupportMatchId>(),
                     .request = request->id,
                     .person = command.person,
                     .organisation = *school,
                     .days = command.days,
                     .message = command.message,
                     .override_reason = command.override_reason,
                     .author = asked.actor.person,
                     .asked = asked.now,
                     .lapses = calendar::add_working_days(view, asked.today, limits::match_lapses_working_days)};
  for (auto& reason : suggesting::reasons_for(view, *request, asked.today, command.person)) {
    if (match.reasons.size() < limits::match_reasons_max) match.reasons.values.push_back({std::move(reason)});
  }
  auto changed = *request;
  changed.asked.values.push_back(command.person);
  ++changed.version;
  Change change;
  change.put(match);
  // To ask somebody is a response: the request is theirs who asks, unless somebody took it before.
  bool const by_broker = door.may(Thing::support_request, Action::take, support::subject_of(request)).has_value();
  if (by_broker && !changed.broker) {
    changed.broker = asked.actor.person;
    if (!changed.first_response) changed.first_response = asked.now;
    support::tell(change, view, asked, changed, {changed.requester}, {.because = Because::support_taken});
  }
  if (by_broker) {
    answer_needs(change, view, changed.id, Because::support_opened);
    answer_needs(change, view, changed.id, Because::support_late);
  }
  answer_needs(change, view, changed.id, Because::match_answered);
  person_load::note_asked(change, view, command.person, asked.today);
  support::tell(change, view, asked, changed, {command.person},
                {.because = Because::match_asked, .support_match = match.id});
  change.put(std::move(changed));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AcceptMatch const& command) {
  TRY_INTO(auto const it, asking_for(view, asked, command.support_match, Action::accept));
  TRY(check_asked(*it.match));
  if (it.request->state != SupportState::open) return wrong_state("Somebody else helps with it already.");
  auto const free = person_load::free_days(view, it.match->person);
  if (free && *free < it.match->days && it.match->override_reason.empty()) {
    return Error::conflict("full_diary", "You have promised your days meanwhile. Say no, or offer more days a term.");
  }
  auto accepted = *it.match;
  accepted.state = MatchState::accepted;
  accepted.answered = asked.now;
  ++accepted.version;
  auto request = *it.request;
  Change change;
  change.put(accepted);
  std::erase(request.asked.values, accepted.person);
  support::end_askings(change, view, asked, request, MatchState::withdrawn);
  for (auto const because : {Because::support_opened, Because::support_late, Because::match_asked,
                             Because::match_answered, Because::hand_on_wanted}) {
    answer_needs(change, view, request.id, because);
  }
  person_load::promise_days(change, view, accepted.person, static_cast<std::int32_t>(accepted.days));
  request.state = SupportState::matched;
  request.supporter = accepted.person;
  request.supporter_school = accepted.organisation;
  request.match = accepted.id;
  request.agreement_by = calendar::add_working_days(view, asked.today, limits::agreement_working_days);
  ++request.version;
  support::tell(change, view, asked, request, support::heads_of_supporter(view, request),
                {.because = Because::release_wanted, .support_match = accepted.id});
  auto people = support::brokers_for(view, request);
  people.push_back(request.requester);
  support::tell(change, view, asked, request, people,
                {.because = Because::match_answered, .support_match = accepted.id, .news = true});
  auto const id = request.id;
  change.put(std::move(request));
  support::put_bound_again(change, view, id);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, DeclineMatch const& command) {
  TRY_INTO(auto const it, asking_for(view, asked, command.support_match, Action::decline));
  TRY(check_asked(*it.match));
  TRY(check_reason(command.reason, why_not));
  auto declined = *it.match;
  declined.state = MatchState::declined;
  return refused(view, asked, it, std::move(declined), command.reason);
}

Result<Change> decide(View const& view, Asked& asked, HandOnMatch const& command) {
  TRY_INTO(auto const it, asking_for(view, asked, command.support_match, Action::hand_on));
  TRY(Door(view, asked).readable<Person>("body.person", command.person));
  TRY(check_asked(*it.match));
  if (command.person == it.match->person) {
    return Error::unprocessable("body.person", "Name somebody else who could help.");
  }
  TRY(check_reason(command.reason, why_not));
  auto handed_on = *it.match;
  handed_on.state = MatchState::handed_on;
  handed_on.handed_to = command.person;
  return refused(view, asked, it, std::move(handed_on), command.reason);
}

namespace {

/// Taken back, or not answered in time.
void end_asking(Change& change, View const& view, Asked& asked, SupportRequest const& request, SupportMatch match,
                MatchState how) {
  match.state = how;
  match.answered = asked.now;
  ++match.version;
  change.put(match);
  notify(change, view, asked, {.to = match.person, .because = Because::match_ended, .support_match = match.id});
  close_asking(change, view, asked, request, match);
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, WithdrawMatch const& command) {
  TRY_INTO(auto const it, asking_for(view, asked, command.support_match, Action::withdraw));
  TRY(check_asked(*it.match));
  Change change;
  end_asking(change, view, asked, *it.request, *it.match, MatchState::withdrawn);
  return change;
}

void support::lapse(Change& change, View const& view, Asked& asked, SupportMatch const& match) {
  auto const request = view.find<SupportRequest>(match.request);
  if (match.state != MatchState::asked || !request) return;
  end_asking(change, view, asked, *request, match, MatchState::lapsed);
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListMatches const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<SupportRequest>("ids.support_request", query.support_request));
  auto const prefix = IndexKey(Index::matches_by_request).id(query.support_request).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<SupportMatch>(SupportMatchId{read_u64(key.substr(9))});
    if (!found || !door.may_read(*found)) return false;
    if (!into) return true;
    into->item_of<SupportMatch>(found->id);
    auto const why = view.find<MatchAnswer>(found->id);
    if (why && door.may_read(*why)) into->also_of<MatchAnswer>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetMatch const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<SupportMatch>("ids.support_match", query.support_match));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetMatchAnswer const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<MatchAnswer>("ids.support_match", query.support_match));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
