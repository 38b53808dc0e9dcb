// Requests for support: describing, opening, who reads them, and how they end. What brokers do is in
// support_brokers.cpp.
#include "store/support.hpp"

#include <algorithm>

#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/links.hpp"
#include "store/organisations.hpp"
#include "store/organisations_settings.hpp"
#include "store/resources.hpp"
#include "store/seats.hpp"
#include "store/talk.hpp"
#include "store/tree.hpp"

namespace staffroom {

using support::Request;

namespace {

template <class Command>
void describe(SupportRequest& it, Command const& command) {
  it.title = command.title;
  it.need = command.need;
  it.subject = command.subject;
  it.stages = command.stages;
  it.exam_board = command.exam_board;
  it.send_needs = command.send_needs;
  it.priority = command.priority;
  it.outcomes = command.outcomes;
  it.wanted_from = command.wanted_from;
  it.wanted_to = command.wanted_to;
  it.ways = command.ways;
  it.days = command.days;
  it.wanted = command.wanted;
}

template <class Command>
Result<void> check_described(Door const& door, Asked const& asked, Command const& command) {
  if (command.wanted) {
    TRY(door.readable<Person>("body.wanted", *command.wanted));
    if (*command.wanted == asked.actor.person) {
      return Error::unprocessable("body.wanted", "Name somebody else, or nobody: the brokers look for people.");
    }
  }
  if (command.days < 1 || command.days > limits::support_days_max) {
    return Error::unprocessable("body.days",
                                "From 1 day to " + std::to_string(limits::support_days_max) + ". A guess will do.");
  }
  if (command.wanted_from && command.wanted_to && *command.wanted_to < *command.wanted_from) {
    return Error::unprocessable("body.wanted_to", "The last day lies before the first. Change one of them.");
  }
  TRY(talk::check_pupils({command.title.value, command.need.value, command.priority.value, command.outcomes.value},
                         command.not_pupil_data));
  return {};
}

Error missing(std::string reason, std::string path, std::string detail) {
  auto error = Error::conflict(std::move(reason), std::move(detail));
  error.path = std::move(path);
  return error;
}

/// What opening wants; an open one stays complete.
Result<void> check_complete(Asked const& asked, SupportRequest const& it) {
  if (it.need.empty()) return missing("no_need", "need", "Say what you need help with.");
  if (it.outcomes.empty()) return missing("no_outcomes", "outcomes", "Say what should be different afterwards.");
  if (!it.wanted_from || !it.wanted_to) {
    return missing("no_dates", it.wanted_from ? "wanted_to" : "wanted_from", "Say from when to when you could use it.");
  }
  if (*it.wanted_to < asked.today) {
    return missing("no_dates", "wanted_to", "These dates are over. Choose a last day that is to come.");
  }
  if (it.ways.empty()) return missing("no_ways", "ways", "Say how: by a call, a visit, coaching or documents.");
  return {};
}

resources::Sharing sharing_of(View const& view, OrganisationId school, Confidentiality confidentiality,
                              std::optional<TeamId> team) {
  if (confidentiality == Confidentiality::team) return {.team = team, .shared_with = {}};
  if (confidentiality == Confidentiality::trust) return {.team = {}, .shared_with = tree::trust_of(view, school)};
  return {};
}

/// Why the school's settings do not allow so many readers; nothing when they do.
std::optional<std::string> beyond_cap(View const& view, OrganisationId school, resources::Sharing const& with) {
  if (!resources::beyond_cap(view, {.owner = school}, with)) return std::nullopt;
  return "Your organisation keeps requests within narrower bounds. Choose fewer readers, or the brokers alone.";
}

/// A team is named when, and only when, a team reads it: one of the requester's own.
Result<void> check_readers(View const& view, Door const& door, Asked const& asked, OrganisationId school,
                           Confidentiality confidentiality, std::optional<TeamId> team) {
  if (team) TRY(door.readable<Team>("body.team", *team));
  if ((confidentiality == Confidentiality::team) != team.has_value()) {
    return Error::unprocessable("body.team", "Name the team that may read it; no team for other readers.");
  }
  if (!team) return {};
  return resources::check_target(view, asked, school, {.team = team, .shared_with = {}});
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreateSupportRequest const& command) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody asks
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("body.organisation", command.organisation));
  TRY(door.may(Thing::support_request, Action::create, {.organisation = node->id, .school = node->id}));
  TRY(organisations::check_joined(*node));
  if (node->type != OrganisationType::school) {
    return Error::unprocessable("body.organisation", "Support is asked for by a school. Choose the school.");
  }
  TRY(check_readers(view, door, asked, node->id, command.confidentiality, command.team));
  TRY(check_described(door, asked, command));
  SupportRequest made{.id = asked.take<SupportRequestId>(),
                      .organisation = node->id,
                      .confidentiality = command.confidentiality,
                      .team = command.team,
                      .requester = asked.actor.person,
                      .broker_node = support::broker_node_for(view, node->id),
                      .created = asked.now};
  describe(made, command);
  std::optional<links::Origin> origin;
  if (command.origin) {
    TRY_INTO(origin, links::message_origin(view, asked, *command.origin, command.origin_message));
  }
  LinkEnd const self{Linked::support_request, made.id.value};
  Change change;
  change.put(std::move(made));
  if (origin) links::came_of(change, asked, self, *origin);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditSupportRequest const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const request, support::request_for(view, asked, command.support_request, Action::edit));
  bool const is_open = request->state == SupportState::open;
  if (request->state != SupportState::draft && !is_open) {
    return wrong_state("Somebody has agreed to help with it as it is: what changes belongs in the agreement.");
  }
  TRY(check_described(door, asked, command));
  auto edited = *request;
  describe(edited, command);
  if (is_open) TRY(check_complete(asked, edited));
  ++edited.version;
  Change change;
  change.put(edited);
  if (is_open && edited.broker) {
    support::tell(change, view, asked, edited, {*edited.broker}, {.because = Because::support_opened, .news = true});
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, OpenSupportRequest const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const request, door.readable<SupportRequest>("ids.support_request", command.support_request));
  auto const with = sharing_of(view, request->organisation, request->confidentiality, request->team);
  auto const why = beyond_cap(view, request->organisation, with);
  auto subject = support::subject_of(request);
  subject.within = !why;
  TRY(resources::explain_cap(door.may(Thing::support_request, Action::open, subject), why));
  TRY(check_version(asked, request->version));
  if (request->state != SupportState::draft) return wrong_state("It is open already, or has ended.");
  TRY(check_complete(asked, *request));
  if (request->team) TRY(resources::check_target(view, asked, request->organisation, with));
  auto opened = *request;
  opened.state = SupportState::open;
  opened.opened = asked.now;
  opened.broker_node = support::broker_node_for(view, opened.organisation);
  opened.answer_by = calendar::add_working_days(view, asked.today, limits::first_answer_working_days);
  ++opened.version;
  Change change;
  change.put(opened);
  support::tell_brokers(change, view, asked, opened, {.because = Because::support_opened});
  // The head hears of it, unless it is the head whom it waits for.
  auto waits_for = support::brokers_for(view, opened);
  if (waits_for.empty()) waits_for = nearest_leaders(view, opened.broker_node);
  auto heads = support::heads_of_requester(view, opened);
  std::erase_if(heads,
                [&](PersonId head) { return std::find(waits_for.begin(), waits_for.end(), head) != waits_for.end(); });
  support::tell(change, view, asked, opened, heads, {.because = Because::support_opened, .news = true});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, SetConfidentiality const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const request, door.readable<SupportRequest>("ids.support_request", command.support_request));
  if (command.team) TRY(door.readable<Team>("body.team", *command.team));
  bool const same = command.confidentiality == request->confidentiality && command.team == request->team;
  bool const narrows = command.confidentiality == Confidentiality::brokers;
  std::optional<std::string> why;
  if (!same && !narrows) {
    auto const with = sharing_of(view, request->organisation, command.confidentiality, command.team);
    why = beyond_cap(view, request->organisation, with);
  }
  auto subject = support::subject_of(request);
  subject.within = !why;
  TRY(resources::explain_cap(door.may(Thing::support_request, Action::set_confidentiality, subject), why));
  TRY(check_version(asked, request->version));
  if (support::has_ended(*request)) return wrong_state("It has ended: its parties alone read it.");
  TRY(check_readers(view, door, asked, request->organisation, command.confidentiality, command.team));
  if (same) return Change::unchanged<SupportRequest>(request->id);
  auto changed = *request;
  changed.confidentiality = command.confidentiality;
  changed.team = command.team;
  ++changed.version;
  return Change{}.put(std::move(changed));
}

Result<Change> decide(View const& view, Asked& asked, DeleteSupportRequest const& command) {
  TRY_INTO(auto const request, support::request_for(view, asked, command.support_request, Action::remove));
  if (request->state != SupportState::draft) {
    return wrong_state("Only a draft can be deleted. Withdraw it instead.");
  }
  Change change;
  change.remove<SupportRequest>(request->id);
  links::remove_all(change, view, {Linked::support_request, request->id.value});
  change.answer_key.clear();
  return change;
}

Result<Change> decide(View const& view, Asked& asked, WithdrawSupportRequest const& command) {
  TRY_INTO(auto const request, support::request_for(view, asked, command.support_request, Action::withdraw));
  auto const state = request->state;
  if (support::has_ended(*request)) return wrong_state("It has ended already.");
  bool const visited = support::has_recorded_visit(view, request->id);
  if (visited || state == SupportState::active || state == SupportState::evaluated) {
    return Error::conflict("visited", "The support has begun. End the agreement, and say how it went.");
  }
  TRY(talk::check_pupils({command.reason.value}, {}));
  auto withdrawn = *request;
  Change change;
  change.answer_key = record_key<SupportRequest>(request->id);
  support::free_promises(change, view, asked, withdrawn, command.reason);
  support::end_askings(change, view, asked, withdrawn, MatchState::withdrawn);
  answer_all_needs(change, view, withdrawn.id);
  withdrawn.state = SupportState::withdrawn;
  withdrawn.ended = asked.now;
  withdrawn.reason = command.reason;
  ++withdrawn.version;
  if (withdrawn.opened) {
    auto people = support::parties_of(view, withdrawn);
    auto const brokers = support::brokers_for(view, withdrawn);
    people.insert(people.end(), brokers.begin(), brokers.end());
    support::tell(change, view, asked, withdrawn, people, {.because = Because::support_withdrawn});
  }
  change.put(std::move(withdrawn));
  return change;
}

void support::close(Change& change, View const& view, Asked& asked, SupportRequest request, Notice notice) {
  answer_all_needs(change, view, request.id);
  request.state = SupportState::closed;
  request.ended = asked.now;
  ++request.version;
  tell(change, view, asked, request, parties_of(view, request), std::move(notice));
  change.put(std::move(request));
}

void support::close_unrated(Change& change, View const& view, Asked& asked, SupportRequest request) {
  auto const evaluation = request.evaluation ? view.find<SupportEvaluation>(*request.evaluation) : nullptr;
  change.answer_key = record_key<SupportRequest>(request.id);
  if (evaluation && !evaluation->usefulness && !evaluation->given_up) {
    auto given_up = *evaluation;
    given_up.given_up = true;
    ++given_up.version;
    change.put(std::move(given_up));
  }
  close(change, view, asked, std::move(request), {.because = Because::support_closed});
}

Result<Change> decide(View const& view, Asked& asked, CloseSupportRequest const& command) {
  TRY_INTO(auto const request, support::request_for(view, asked, command.support_request, Action::close));
  if (request->state != SupportState::evaluated) {
    return wrong_state("It is closed once it has been evaluated.");
  }
  Change change;
  support::close_unrated(change, view, asked, *request);
  return change;
}

// ---- queries

namespace {

bool brokers(View const& view, PersonStanding const& me, OrganisationId node) {
  return std::any_of(me.roles.begin(), me.roles.end(), [&](auto const& role) {
    return role.duties.contains(Duty::broker) && !role.on_partner && tree::is_within(view, node, role.organisation);
  });
}

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, ListSupportRequests const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  if (asked.actor.is_system()) return Error::not_found();
  auto const me = asked.actor.person;
  if (query.organisation) TRY(door.readable<Organisation>("query.organisation", *query.organisation));
  auto prefix = IndexKey(Index::support_requests_all).take();
  if (query.organisation) prefix = IndexKey(Index::support_requests_by_school).id(*query.organisation).take();
  if (query.mine.value_or(false)) prefix = IndexKey(Index::support_requests_by_party).id(me).take();
  auto const is_party = [&](SupportRequest const& it) {
    return it.requester == me || it.broker == me || it.supporter == me || it.asked.contains(me);
  };
  auto const is_brokered = [&](SupportRequest const& it) {
    if (it.broker == me) return true;
    return it.state == SupportState::open && brokers(view, door.standing(), it.broker_node);
  };
  auto const is_wanted = [&](SupportRequest const& it) {
    return (!query.mine || is_party(it) == *query.mine) && (!query.brokered || is_brokered(it) == *query.brokered) &&
           (!query.state || it.state == *query.state) &&
           (!query.organisation || it.organisation == *query.organisation);
  };
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    SupportRequestId const id{~read_u64(key.substr(key.size() - 8))};
    auto const found = view.find<SupportRequest>(id);
    if (!found || !is_wanted(*found) || !door.may_read(*found)) return false;
    if (into) into->item_of<SupportRequest>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetSupportRequest const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<SupportRequest>("ids.support_request", query.support_request));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
