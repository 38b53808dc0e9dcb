// Which index rows the records of expertise, practice and support have.
#include <algorithm>

#include "store/directory_rows.hpp"
#include "store/index_rows_making.hpp"

namespace staffroom::rows {
namespace {

/// What comes next for the first follow-up that is open.
void add_follow_up(Rows& out, Adoption const& it) {
  for (auto const& one : it.follow_ups) {
    if (one.told || one.unanswered) continue;
    if (!one.asked) {
      out.push_back(due_on(one.due, Kind::adoption, it.id.value, Due::ask_adoption));
    } else if (!one.reminded) {
      Date const day{one.due.days + limits::follow_up_reminder_days};
      out.push_back(due_on(day, Kind::adoption, it.id.value, Due::remind_adoption));
    } else {
      Date const day{one.due.days + 2 * limits::follow_up_reminder_days};
      out.push_back(due_on(day, Kind::adoption, it.id.value, Due::give_up_adoption));
    }
    return;
  }
}

}  // namespace

// ---- expertise and practice

Rows rows(OrgCalendar const&) { return {}; }
Rows rows(Profile const& it) { return {row(IndexKey(Index::profiles_all).id(it.id), directory::row_of(it))}; }

Rows rows(ProfilePart const& it) {
  auto const facts = directory::row_of(it);
  Rows out{row(IndexKey(Index::profile_parts_by_person).id(it.person).id(it.id), facts)};
  if (it.for_matching) out.push_back(row(IndexKey(Index::people_suggestible).id(it.person).id(it.id), facts));
  return out;
}

Rows rows(PersonLoad const& it) { return {row(IndexKey(Index::person_loads).id(it.id), directory::row_of(it))}; }

Rows rows(PracticePost const& it) {
  if (it.state == ResourceState::deleted) {
    return {due_row({0}, Kind::practice_post, it.id.value, Due::purge_practice)};
  }
  Rows out{row(IndexKey(Index::practice_all).descending(it.id.value)),
           row(IndexKey(Index::practice_by_organisation).id(it.organisation).descending(it.id.value))};
  if (it.team) out.push_back(row(IndexKey(Index::practice_by_team).id(*it.team).descending(it.id.value)));
  add_parties(out, Index::practice_by_party, it);
  if (it.contact) out.push_back(row(IndexKey(Index::practice_by_party).id(*it.contact).descending(it.id.value)));
  for (auto const resource : it.resources) {
    out.push_back(row(IndexKey(Index::practice_by_resource).id(resource).descending(it.id.value)));
  }
  for (auto const& pin : it.pins) {
    out.push_back(row(IndexKey(Index::practice_by_unit).id(pin.unit).descending(it.id.value)));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (it.state != ResourceState::published || !it.review_by || it.stale) return out;
  auto const days_before = it.review_reminded ? 0 : limits::review_reminder_days;
  auto const at = calendar::end_of(*it.review_by) + std::chrono::hours{-24 * days_before};
  auto const what = it.review_reminded ? Due::pass_practice_review : Due::remind_practice_review;
  out.push_back(due_row(at, Kind::practice_post, it.id.value, what));
  return out;
}

Rows rows(Adoption const& it) {
  Rows out{row(IndexKey(Index::adoptions_by_practice).id(it.practice).descending(it.id.value))};
  if (it.state == AdoptionState::stopped) return out;
  out.push_back(row(IndexKey(Index::adoption_by_school).id(it.practice).id(it.organisation), value_of(it.id.value)));
  add_follow_up(out, it);
  return out;
}

Rows rows(AdoptionAuthor const&) { return {}; }

Rows rows(PracticeActivity const& it) {
  return {row(IndexKey(Index::practice_by_uptake).u32(~(it.trying + it.adopted)).descending(it.id.value))};
}

Rows rows(Link const& it) {
  Rows out;
  for (auto const& end : {it.from, it.to}) {
    out.push_back(row(IndexKey(Index::links_by_end).byte(std::uint8_t(end.what)).u64(end.id).id(it.id)));
  }
  return out;
}

// ---- support

Rows rows(SupportRequest const& it) {
  Rows out{row(IndexKey(Index::support_requests_all).descending(it.id.value)),
           row(IndexKey(Index::support_requests_by_school).id(it.organisation).descending(it.id.value))};
  std::vector<PersonId> parties{it.requester};
  auto const add = [&](PersonId person) {
    if (std::find(parties.begin(), parties.end(), person) == parties.end()) parties.push_back(person);
  };
  if (it.broker) add(*it.broker);
  if (it.supporter) add(*it.supporter);
  for (auto const person : it.asked) add(person);
  for (auto const person : parties) {
    out.push_back(row(IndexKey(Index::support_requests_by_party).id(person).descending(it.id.value)));
  }
  auto const id = it.id.value;
  if (it.state == SupportState::draft) {
    auto const at = it.created + std::chrono::hours{24 * limits::support_draft_kept_days};
    out.push_back(due_row(at, Kind::support_request, id, Due::drop_support_draft));
    return out;
  }
  out.push_back(row(IndexKey(Index::support_requests_by_broker_node).id(it.broker_node).descending(id)));
  if (it.state == SupportState::open) {
    bool const waits = !it.broker && it.answer_by && !it.late_reminded;
    if (waits) out.push_back(due_after(*it.answer_by, Kind::support_request, id, Due::support_late));
    if (it.wanted_to) {
      Date const day{it.wanted_to->days + limits::no_match_after_days};
      out.push_back(due_after(day, Kind::support_request, id, Due::no_match));
    }
  }
  if (it.state == SupportState::matched && it.agreement_by) {
    out.push_back(due_after(*it.agreement_by, Kind::support_request, id, Due::agreement_late));
  }
  return out;
}

Rows rows(SupportMatch const& it) {
  Rows out{row(IndexKey(Index::matches_by_request).id(it.request).id(it.id)),
           row(IndexKey(Index::matches_by_person).id(it.person).descending(it.id.value))};
  if (it.state == MatchState::asked) {
    out.push_back(due_after(it.lapses, Kind::support_match, it.id.value, Due::lapse_match));
  }
  return out;
}

Rows rows(MatchAnswer const&) { return {}; }

Rows rows(SupportAgreement const& it) {
  Rows out{row(IndexKey(Index::agreements_by_request).id(it.request).descending(it.id.value))};
  if (it.state == AgreementState::ended) return out;
  out.push_back(row(IndexKey(Index::agreements_by_supporter).id(it.supporter).id(it.id)));
  if (it.state != AgreementState::in_force) return out;
  if (!it.started) out.push_back(due_on(it.starts, Kind::support_agreement, it.id.value, Due::start_support));
  if (it.started && !it.midterm_asked) {
    out.push_back(due_on(it.midterm_on, Kind::support_agreement, it.id.value, Due::ask_midterm));
  }
  out.push_back(due_after(it.ends, Kind::support_agreement, it.id.value, Due::end_agreement));
  return out;
}

Rows rows(SupportVisit const& it) {
  auto const day = static_cast<std::uint32_t>(it.date.days);
  Rows out{row(IndexKey(Index::visits_by_request).id(it.request).u32(day).id(it.id))};
  if (it.state == VisitState::planned) {
    out.push_back(due_after(it.date, Kind::support_visit, it.id.value, Due::want_visit_record));
  } else if (it.state == VisitState::due_record && !it.late_told) {
    out.push_back(due_after(it.record_by, Kind::support_visit, it.id.value, Due::visit_record_late));
  }
  return out;
}

Rows rows(NotificationSetting const&) { return {}; }
Rows rows(CalendarFeed const&) { return {}; }

Rows rows(DigestPlan const& it) { return {due_row(it.next_at, Kind::digest_plan, it.id.value, Due::make_digest)}; }

Rows rows(ActionItem const& it) {
  bool const open = it.state == ActionState::open;
  auto const order = open ? static_cast<std::uint64_t>(calendar::end_of(it.due).value)
                          : ~static_cast<std::uint64_t>(it.ended.value_or(TimestampMs{}).value);
  Rows out{row(IndexKey(Index::actions_by_topic).id(it.topic).id(it.id)),
           row(IndexKey(Index::actions_by_owner).id(it.owner).byte(open ? 0 : 1).u64(order).id(it.id))};
  if (!open) return out;
  if (it.remind_on) {
    out.push_back(due_row(calendar::local(*it.remind_on, 0, 0), Kind::action_item, it.id.value, Due::remind_action));
  }
  if (!it.late) out.push_back(due_row(calendar::end_of(it.due), Kind::action_item, it.id.value, Due::action_late));
  return out;
}

Rows rows(SupportEvaluation const& it) {
  if (it.usefulness || it.given_up) return {};
  if (!it.usefulness_asked) {
    return {due_on(it.usefulness_on, Kind::support_evaluation, it.id.value, Due::ask_usefulness)};
  }
  Date const day{it.usefulness_on.days + limits::unrated_closed_after_days};
  return {due_on(day, Kind::support_evaluation, it.id.value, Due::close_unrated)};
}

}  // namespace staffroom::rows
