// Index rows of peer review: its lists, and what is due.
#include <algorithm>

#include "store/index_rows_making.hpp"

namespace staffroom::rows {
namespace {

std::uint32_t day_of(Date date) { return static_cast<std::uint32_t>(date.days); }

void add_review_due(Rows& out, Review const& it) {
  auto const id = it.id.value;
  auto const add = [&](std::optional<Date> day, Due what, auto const& when) {
    if (day) out.push_back(when(*day, Kind::review, id, what));
  };
  auto const remind_after = [&](std::optional<Date> day) {
    if (it.reminded == 0) add(day, Due::remind_of_review, due_after);
  };
  switch (it.state) {
    case ReviewState::team_proposed: remind_after(it.declare_by); break;
    case ReviewState::confirmed:
      if (it.reminded == 0) add(it.self_review_remind_on, Due::remind_of_review, due_on);
      if (it.reminded == 1) add(it.self_review_by, Due::remind_of_review, due_on);
      if (it.reminded == 2) add(it.first_day, Due::remind_of_review, due_on);
      break;
    case ReviewState::self_review_submitted: add(it.first_day, Due::start_visit, due_on); break;
    case ReviewState::visiting: add(it.last_day, Due::end_visit, due_after); break;
    case ReviewState::draft_report: remind_after(it.report_by); break;
    case ReviewState::factual_check: remind_after(it.check_by); break;
    case ReviewState::final: remind_after(it.plan_by); break;
    case ReviewState::action_plan: add(it.plan_by, Due::begin_impact_check, due_after); break;
    case ReviewState::impact_check:
      if (it.reminded == 0) add(it.ninety_days_on, Due::remind_of_review, due_on);
      if (it.reminded == 1) add(it.one_year_on, Due::remind_of_review, due_on);
      if (it.one_year_on) {
        out.push_back(
            due_after({it.one_year_on->days + limits::closed_after_days}, Kind::review, id, Due::close_review));
      }
      break;
    default: break;
  }
}

}  // namespace

Rows rows(ReviewCycle const& it) {
  Rows out{row(IndexKey(Index::review_cycles_all).descending(it.id.value))};
  if (it.state == CycleState::open && !it.join_asked) {
    out.push_back(due_after(it.phases.join_by, Kind::review_cycle, it.id.value, Due::cycle_join_late));
  }
  return out;
}

Rows rows(Review const& it) {
  Rows out{row(IndexKey(Index::reviews_all).descending(it.id.value)),
           row(IndexKey(Index::reviews_by_cycle).id(it.cycle).id(it.id)),
           row(IndexKey(Index::reviews_by_host).id(it.host).descending(it.id.value))};
  std::vector<PersonId> people{it.organiser};
  auto const add = [&](PersonId person) {
    if (std::find(people.begin(), people.end(), person) == people.end()) people.push_back(person);
  };
  for (auto const& one : it.team) add(one.person);
  for (auto const& one : it.colleagues) add(one.person);
  if (it.delegate) add(*it.delegate);
  for (auto const person : people) {
    out.push_back(row(IndexKey(Index::reviews_by_person).id(person).descending(it.id.value)));
  }
  add_review_due(out, it);
  return out;
}

Rows rows(ReviewScope const&) { return {}; }

Rows rows(Interest const& it) {
  return {row(IndexKey(Index::interests_by_review).id(it.review).id(it.id)),
          row(IndexKey(Index::interests_by_person).id(it.person).descending(it.id.value))};
}

Rows rows(SelfReview const&) { return {}; }

Rows rows(ReviewActivity const& it) {
  return {row(IndexKey(Index::activities_by_review).id(it.review).u32(day_of(it.date)).u32(it.starts).id(it.id))};
}

Rows rows(EvidenceNote const& it) {
  return {row(IndexKey(Index::evidence_notes_by_review).id(it.review).descending(it.id.value))};
}

Rows rows(ReviewReport const&) { return {}; }

Rows rows(ReportComment const& it) { return {row(IndexKey(Index::report_comments_by_review).id(it.review).id(it.id))}; }

Rows rows(ReportGrant const& it) {
  Rows out{row(IndexKey(Index::report_grants_by_review).id(it.review).id(it.id))};
  if (it.state != GrantState::current) return out;
  IndexKey reader(Index::report_grants_by_reader);
  if (it.reader.person) {
    reader.byte(0).id(*it.reader.person);
  } else if (it.reader.organisation) {
    reader.byte(1).id(*it.reader.organisation);
  }
  out.push_back(row(std::move(reader.descending(it.id.value))));
  if (it.ends) out.push_back(due_after(*it.ends, Kind::report_grant, it.id.value, Due::end_report_grant));
  return out;
}

Rows rows(ReportReading const& it) {
  return {row(IndexKey(Index::report_readings_by_review).id(it.review).descending(it.id.value))};
}

Rows rows(ReviewPlan const&) { return {}; }

Rows rows(ReviewAction const& it) {
  bool const ended = it.state == ReviewActionState::done || it.state == ReviewActionState::cancelled;
  Rows out{
      row(IndexKey(Index::review_actions_by_review).id(it.review).u32(day_of(it.due)).id(it.id)),
      row(IndexKey(Index::review_actions_by_owner).id(it.owner).byte(ended ? 1 : 0).u32(day_of(it.due)).id(it.id))};
  if (!ended && !it.late) {
    out.push_back(due_after(it.due, Kind::review_action, it.id.value, Due::review_action_late));
  }
  return out;
}

Rows rows(ReviewTheme const& it) {
  if (!it.shared) return {};
  return {row(IndexKey(Index::themes_by_cycle).id(it.cycle).id(it.id))};
}

}  // namespace staffroom::rows
