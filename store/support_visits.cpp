// Visits, calls and coaching sessions under an agreement: planned, recorded, read by both heads.
#include <algorithm>

#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/support_agreements.hpp"
#include "store/talk.hpp"

namespace staffroom {
namespace {

using agreements::CheckVersion;
using support::Request;

constexpr std::uint32_t day_minutes = 24 * 60;

struct FoundVisit {
  std::shared_ptr<SupportVisit const> visit;
  std::shared_ptr<SupportAgreement const> agreement;
  Request request;
};

Result<FoundVisit> visit_for(View const& view, Asked const& asked, SupportVisitId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto visit, door.readable<SupportVisit>("ids.support_visit", id));
  TRY_INTO(auto agreement, view.get<SupportAgreement>("ids.support_visit", visit->agreement));
  TRY_INTO(auto request, support::request_of(view, visit->request, "ids.support_visit"));
  TRY(door.may(Thing::visit, action, support::subject_of(request)));
  TRY(check_version(asked, visit->version));
  return FoundVisit{std::move(visit), std::move(agreement), std::move(request)};
}

template <class Command>
Result<void> check_plan(View const& view, SupportAgreement const& agreement, Command const& command) {
  if (command.date < agreement.starts || command.date > agreement.ends) {
    return Error::unprocessable("body.date", "Choose a day from " + to_text(agreement.starts) + " to " +
                                                 to_text(agreement.ends) + ", as it is agreed.");
  }
  if (!calendar::is_working_day(view, command.date)) {
    return Error::unprocessable("body.date", "Choose a working day: this is a weekend or a bank holiday.");
  }
  if (command.ends <= command.starts || command.ends > day_minutes) {
    return Error::unprocessable("body.ends", "It ends after it starts, on the same day.");
  }
  TRY(talk::check_pupils({command.place.value, command.purpose.value}, {}));
  return {};
}

template <class Command>
void plan(SupportVisit& it, View const& view, Command const& command) {
  it.date = command.date;
  it.starts = command.starts;
  it.ends = command.ends;
  it.type = command.type;
  it.place = command.place;
  it.purpose = command.purpose;
  it.record_by = calendar::add_working_days(view, it.date, limits::visit_record_working_days);
}

/// Those whose calendar it is in, and both heads.
void tell_visit(Change& change, View const& view, Asked& asked, FoundVisit const& it, Because because) {
  auto people = support::heads_of_requester(view, *it.request);
  auto const others = support::heads_of_supporter(view, *it.request);
  people.insert(people.end(), others.begin(), others.end());
  people.push_back(it.request->requester);
  if (it.request->supporter) people.push_back(*it.request->supporter);
  support::tell(change, view, asked, *it.request, people,
                {.because = because, .support_agreement = it.agreement->id, .support_visit = it.visit->id});
}

Result<FoundVisit> planned_for(View const& view, Asked const& asked, SupportVisitId id, Action action) {
  TRY_INTO(auto it, visit_for(view, asked, id, action));
  if (it.visit->state != VisitState::planned) return wrong_state("It is not a plan any more.");
  if (it.visit->date <= asked.today) {
    return Error::conflict("too_late", "Its day has come: record it, and say if it did not happen.");
  }
  return it;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreateVisit const& command) {
  TRY_INTO(auto const under, agreements::agreement_for(view, asked, command.support_agreement, Thing::visit,
                                                       Action::create, CheckVersion::no));
  auto const& agreement = *under.agreement;
  if (agreement.state != AgreementState::in_force) {
    return wrong_state("Visits are planned while an agreement is in force.");
  }
  TRY(check_plan(view, agreement, command));
  auto const visits = support::visits_of(view, under.request->id);
  auto const planned = std::count_if(visits.begin(), visits.end(), [&](auto const& it) {
    bool const waits = it->state == VisitState::planned || it->state == VisitState::due_record;
    return waits && it->agreement == agreement.id;
  });
  // Each takes half a day at least.
  if (agreement.half_days_used + static_cast<std::uint32_t>(planned) + 1 > 2 * agreement.days) {
    return Error::conflict("no_days_left", "All days that were agreed are used or planned.");
  }
  SupportVisit made{.id = asked.take<SupportVisitId>(),
                    .request = under.request->id,
                    .agreement = agreement.id,
                    .created = asked.now};
  plan(made, view, command);
  Change change;
  change.put(made);
  FoundVisit const found{std::make_shared<SupportVisit const>(made), under.agreement, under.request};
  tell_visit(change, view, asked, found, Because::visit_planned);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditVisit const& command) {
  TRY_INTO(auto const it, planned_for(view, asked, command.support_visit, Action::edit));
  TRY(check_plan(view, *it.agreement, command));
  auto edited = *it.visit;
  plan(edited, view, command);
  ++edited.version;
  Change change;
  change.put(std::move(edited));
  tell_visit(change, view, asked, it, Because::visit_changed);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, CancelVisit const& command) {
  TRY_INTO(auto const it, planned_for(view, asked, command.support_visit, Action::cancel));
  auto cancelled = *it.visit;
  cancelled.state = VisitState::cancelled;
  ++cancelled.version;
  Change change;
  change.put(std::move(cancelled));
  tell_visit(change, view, asked, it, Because::visit_changed);
  return change;
}

void support::start(Change& change, SupportRequest& request, SupportAgreement& agreement) {
  agreement.started = true;
  if (request.state != SupportState::agreed) return;
  request.state = SupportState::active;
  ++request.version;
  change.put(request);
}

Result<Change> decide(View const& view, Asked& asked, RecordVisit const& command) {
  TRY_INTO(auto const it, visit_for(view, asked, command.support_visit, Action::record));
  if (it.visit->state != VisitState::planned && it.visit->state != VisitState::due_record) {
    return wrong_state("It is recorded already, or was cancelled.");
  }
  if (it.visit->date > asked.today) {
    return Error::conflict("not_yet", "Its day is to come. Record it when it has happened.");
  }
  if (command.happened.empty()) return Error::unprocessable("body.happened", "Say in a few words what happened.");
  TRY(talk::check_pupils({command.happened.value, command.next.value}, command.not_pupil_data));
  auto agreement = *it.agreement;
  auto const half_days = agreement.half_days_used + (command.full_day ? 2U : 1U);
  if (half_days > 2 * agreement.days) {
    return Error::conflict("no_days_left", "There is only half a day left. Record it as half a day.");
  }
  auto recorded = *it.visit;
  recorded.state = VisitState::recorded;
  recorded.record = VisitRecord{.happened = command.happened,
                                .next = command.next,
                                .full_day = command.full_day,
                                .at = asked.now,
                                .by = asked.actor.person,
                                .late = asked.today > recorded.record_by};
  ++recorded.version;
  Change change;
  change.put(recorded);
  agreement.half_days_used = half_days;
  auto request = *it.request;
  support::start(change, request, agreement);
  ++agreement.version;
  change.put(std::move(agreement));
  answer_needs(change, view, request.id, Because::visit_record_due,
               [&](Notification const& notice) { return notice.support_visit == recorded.id; });
  tell_visit(change, view, asked, it, Because::visit_recorded);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AcknowledgeVisit const& command) {
  TRY_INTO(auto const it, visit_for(view, asked, command.support_visit, Action::acknowledge));
  if (asked.actor.is_system()) return Error::not_found();
  if (it.visit->state != VisitState::recorded) return wrong_state("There is no record that waits to be read.");
  auto const standing = view.standing(asked.actor.person);
  auto const leads = [&](std::optional<OrganisationId> node) {
    return node && standing &&
           (standing->holds(view, *node, Role::headteacher) || standing->holds(view, *node, Role::trust_leader));
  };
  auto read = *it.visit;
  read.requester_head_read = read.requester_head_read || leads(it.request->organisation);
  read.supporter_head_read = read.supporter_head_read || leads(it.request->supporter_school);
  bool const same = read.requester_head_read == it.visit->requester_head_read &&
                    read.supporter_head_read == it.visit->supporter_head_read;
  if (same) return Change::unchanged<SupportVisit>(read.id);
  if (read.requester_head_read && read.supporter_head_read) read.state = VisitState::acknowledged;
  ++read.version;
  return Change{}.put(std::move(read));
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListVisits const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<SupportRequest>("ids.support_request", query.support_request));
  auto const prefix = IndexKey(Index::visits_by_request).id(query.support_request).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<SupportVisit>(SupportVisitId{read_u64(key.substr(13))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<SupportVisit>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetVisit const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<SupportVisit>("ids.support_visit", query.support_visit));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
