// Audiences of peer review: who sees which part of a review in which state.
#include <algorithm>

#include "store/audience_making.hpp"
#include "store/reviews.hpp"

namespace staffroom::audience {
namespace {

void add_people_of_host(Audiences& out, Review const& it) {
  add(out, AudienceType::leaders, it.host.value);
  if (it.delegate) add(out, AudienceType::person, it.delegate->value);
}

/// Those of the host school who work on it: until the plan is there.
void add_colleagues(Audiences& out, Review const& it, ReviewState from) {
  if (it.state < from || it.state > ReviewState::action_plan) return;
  for (auto const& one : it.colleagues) add(out, AudienceType::person, one.person.value);
}

/// Reviewers while they are assigned: from the day they are confirmed until the plan is there.
void add_active_team(Audiences& out, Review const& it, ReviewState from) {
  if (it.state < from || it.state > ReviewState::action_plan) return;
  for (auto const& one : it.team) {
    if (one.state == ReviewerState::active) add(out, AudienceType::person, one.person.value);
  }
}

void add_kept_lead(Audiences& out, Review const& it) {
  if (it.state != ReviewState::impact_check || !it.lead_kept) return;
  if (auto const* lead = reviews::lead_of(it)) add(out, AudienceType::person, lead->person.value);
}

}  // namespace

void add_cycle(Audiences& out, View const& view, ReviewCycle const& it) {
  add(out, AudienceType::person, it.owner.value);
  if (it.state == CycleState::draft) return;
  add_leaders(out, view, it.organisation);
  add(out, AudienceType::leaders_within, it.organisation.value);
  for (auto const school : it.invited) add(out, AudienceType::leaders, school.value);
  for (auto const& one : it.schools) add(out, AudienceType::leaders, one.school.value);
}

void add_review(Audiences& out, View const&, Review const& it) {
  add_people_of_host(out, it);
  add(out, AudienceType::person, it.organiser.value);
  add_colleagues(out, it, ReviewState::team_proposed);
  add_active_team(out, it, ReviewState::confirmed);
  add_kept_lead(out, it);
  if (it.state < ReviewState::team_proposed || it.state > ReviewState::factual_check) return;
  for (auto const& one : it.team) {
    if (one.state != ReviewerState::active) add(out, AudienceType::person, one.person.value);
  }
}

void add_scope(Audiences& out, View const& view, ReviewId review) {
  auto const it = view.find<Review>(review);
  if (!it) return;
  add_people_of_host(out, *it);
  add_colleagues(out, *it, ReviewState::confirmed);
  add_active_team(out, *it, ReviewState::confirmed);
  add_kept_lead(out, *it);
}

void add_interest(Audiences& out, View const& view, Interest const& interest) {
  add(out, AudienceType::person, interest.person.value);
  auto const it = view.find<Review>(interest.review);
  if (!it) return;
  add_people_of_host(out, *it);
  bool const planning = it->state >= ReviewState::team_proposed && it->state <= ReviewState::self_review_submitted;
  if (planning || it->state == ReviewState::scoped) add(out, AudienceType::person, it->organiser.value);
}

void add_self_review(Audiences& out, View const& view, SelfReview const& self_review) {
  auto const it = view.find<Review>(self_review.id);
  if (!it) return;
  add_people_of_host(out, *it);
  add_colleagues(out, *it, ReviewState::confirmed);
  if (self_review.submitted) add_active_team(out, *it, ReviewState::confirmed);
}

void add_timetable(Audiences& out, View const& view, ReviewId review) {
  auto const it = view.find<Review>(review);
  if (!it) return;
  add_people_of_host(out, *it);
  add_colleagues(out, *it, ReviewState::confirmed);
  add_active_team(out, *it, ReviewState::confirmed);
}

void add_notes(Audiences& out, View const& view, ReviewId review) {
  if (auto const it = view.find<Review>(review)) add_active_team(out, *it, ReviewState::visiting);
}

void add_report(Audiences& out, View const& view, ReviewId review) {
  auto const it = view.find<Review>(review);
  auto const report = view.find<ReviewReport>(review);
  if (!it || !report) return;
  add_active_team(out, *it, ReviewState::visiting);
  add_kept_lead(out, *it);
  if (report->state == ReviewReportState::drafting) return;
  add_people_of_host(out, *it);
  if (it->state > ReviewState::action_plan) return;
  for (auto const& one : it->colleagues) {
    if (one.report) add(out, AudienceType::person, one.person.value);
  }
}

void add_grant(Audiences& out, View const& view, ReportGrant const& grant) {
  add_host(out, view, grant.review);
  auto const it = view.find<Review>(grant.review);
  if (it && grant.end_asked && grant.state != GrantState::ended) {
    add(out, AudienceType::person, it->organiser.value);
  }
  if (grant.state == GrantState::current) reviews::add_reader(out, grant.reader);
}

void add_host(Audiences& out, View const& view, ReviewId review) {
  if (auto const it = view.find<Review>(review)) add_people_of_host(out, *it);
}

bool may_read_cycle(View const& view, PersonId person, ReviewCycleId cycle) {
  auto const found = view.find<ReviewCycle>(cycle);
  if (!found) return false;
  Audiences readers;
  add_cycle(readers, view, *found);
  return is_reader(view, person, std::move(readers));
}

bool may_read_review(View const& view, PersonId person, ReviewId review) {
  auto const found = view.find<Review>(review);
  if (!found) return false;
  Audiences readers;
  add_review(readers, view, *found);
  return is_reader(view, person, std::move(readers));
}

bool may_read_grant(View const& view, PersonId person, ReportGrantId grant) {
  auto const found = view.find<ReportGrant>(grant);
  if (!found) return false;
  Audiences readers;
  add_grant(readers, view, *found);
  return is_reader(view, person, std::move(readers));
}

}  // namespace staffroom::audience
