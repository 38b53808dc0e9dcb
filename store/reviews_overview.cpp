// What an organiser sees of a cycle: phase, lateness and names, and themes only from three hosts on who share them.
#include <algorithm>
#include <array>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/reviews.hpp"

namespace staffroom {
namespace {

/// What the state waits for. Nothing when nobody is waited for.
std::optional<Date> awaited(ReviewCycle const& cycle, Review const& it) {
  switch (it.state) {
    case ReviewState::draft:
    case ReviewState::requested:
    case ReviewState::scoped: return cycle.phases.visits_from;
    case ReviewState::team_proposed: return it.declare_by;
    case ReviewState::interests_declared: return it.first_day;
    case ReviewState::confirmed: return it.self_review_by;
    case ReviewState::self_review_submitted: return it.first_day;
    case ReviewState::visiting: return it.last_day;
    case ReviewState::draft_report: return it.report_by;
    case ReviewState::factual_check: return it.check_by;
    case ReviewState::final:
    case ReviewState::action_plan: return it.plan_by;
    case ReviewState::impact_check: return it.ninety_days_checked ? it.one_year_on : it.ninety_days_on;
    case ReviewState::closed: return std::nullopt;
  }
  return std::nullopt;
}

OverviewLine overview_line(ReviewCycle const& cycle, OrganisationId host, Review const* review, Date today) {
  OverviewLine out{.host = host};
  if (!review) return out;
  out.review = review->id;
  out.state = review->state;
  out.due = awaited(cycle, *review);
  if (out.due && *out.due < today) out.days_late = static_cast<std::uint32_t>(today.days - out.due->days);
  return out;
}

std::vector<std::shared_ptr<ReviewTheme const>> shared_themes(View const& view, ReviewCycleId cycle) {
  std::vector<std::shared_ptr<ReviewTheme const>> out;
  auto const prefix = IndexKey(Index::themes_by_cycle).id(cycle).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto found = view.find<ReviewTheme>(ReviewId{read_u64(key.substr(key.size() - 8))});
    if (found && found->shared) out.push_back(std::move(found));
    return true;
  });
  return out;
}

/// Figures are told in whole threes, so that the difference of two tells of no single school.
std::uint32_t in_threes(std::size_t schools) { return static_cast<std::uint32_t>(schools - schools % 3); }

/// Under each heading strengths and then needs, of how many schools; whose they are is not told, and nothing of fewer
/// than three.
std::vector<ThemeLine> theme_lines(Framework const& framework,
                                   std::vector<std::shared_ptr<ReviewTheme const>> const& shared) {
  std::vector<ThemeLine> out;
  for (std::uint32_t heading = 0; heading < framework.headings.size(); ++heading) {
    for (bool const strength : {true, false}) {
      ThemeLine line{.heading = framework.headings.values[heading].title.value, .strength = strength};
      for (auto const& one : shared) {
        auto const told_before = line.words.size();
        for (auto const& theme : one->themes) {
          if (theme.heading == heading && theme.strength == strength) line.words.push_back(theme.words.value);
        }
        if (line.words.size() > told_before) ++line.schools;
      }
      std::sort(line.words.begin(), line.words.end());
      if (line.schools < limits::themes_shown_from) continue;
      line.schools = in_threes(line.schools);
      out.push_back(std::move(line));
    }
  }
  return out;
}

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, GetCycleOverview const& query, Page const&) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const cycle, door.readable<ReviewCycle>("ids.review_cycle", query.review_cycle));
  auto const subject = reviews::subject_of(cycle);
  TRY(door.may(Thing::cycle_overview, Action::read, subject));
  auto const all = reviews::reviews_of(view, cycle->id);
  CycleOverview made;
  for (auto const& one : cycle->schools) {
    auto const found =
        std::find_if(all.begin(), all.end(), [&](auto const& review) { return review->host == one.school; });
    made.lines.push_back(overview_line(*cycle, one.school, found == all.end() ? nullptr : found->get(), asked.today));
  }
  if (door.may(Thing::cycle_overview, Action::read_themes, subject)) {
    auto const shared = shared_themes(view, cycle->id);
    made.sharing = in_threes(shared.size());
    made.themes = theme_lines(cycle->framework, shared);
  }
  made.seq = view.seq();
  Answer out;
  append_json(out.json, made);
  return out;
}

}  // namespace staffroom
