// Working days and school days, by the calendars that the network and its schools keep.
#include <algorithm>

#include "store/calendar.hpp"
#include "store/tree.hpp"
#include "store/view.hpp"

namespace staffroom::calendar {
namespace {

constexpr int roll_days_max = 60;

template <class Day>
bool holds(std::span<Day const> days, Date date) {
  return std::any_of(days.begin(), days.end(), [&](auto const& it) { return it.date == date; });
}

/// The network's table, found once for a computation.
class WorkingDays {
 public:
  explicit WorkingDays(View const& view) : stored_(view.find<OrgCalendar>(tree::root(view))) {
    if (stored_ && stored_->bank_holidays.empty()) stored_ = nullptr;
  }
  bool contains(Date date) const {
    if (!is_weekday(date)) return false;
    if (stored_) return !holds(std::span(stored_->bank_holidays.values), date);
    return !holds(england_bank_holidays(), date);
  }
  Date next(Date date, int step) const {
    do {
      date.days += step;
    } while (!contains(date));
    return date;
  }

 private:
  std::shared_ptr<OrgCalendar const> stored_;
};

/// The organisation and those above it, nearest first, as far as they have a calendar.
std::vector<std::shared_ptr<OrgCalendar const>> calendars_above(View const& view, OrganisationId node) {
  auto nodes = tree::ancestors(view, node);
  nodes.insert(nodes.begin(), node);
  std::vector<std::shared_ptr<OrgCalendar const>> out;
  for (auto const id : nodes) {
    if (auto found = view.find<OrgCalendar>(id)) out.push_back(std::move(found));
  }
  return out;
}

std::shared_ptr<OrgCalendar const> first_with(std::vector<std::shared_ptr<OrgCalendar const>> const& calendars,
                                              bool (*has)(OrgCalendar const&)) {
  auto const found = std::find_if(calendars.begin(), calendars.end(), [&](auto const& it) { return has(*it); });
  return found == calendars.end() ? nullptr : *found;
}

/// The year of the September in which the school year began.
int school_year_of(Date date) {
  std::chrono::year_month_day const day{std::chrono::sys_days{std::chrono::days{date.days}}};
  return int(day.year()) - (unsigned(day.month()) < 9 ? 1 : 0);
}

class SchoolDays {
 public:
  SchoolDays(View const& view, OrganisationId school) : working_(view) {
    auto const calendars = calendars_above(view, school);
    terms_ = first_with(calendars, [](auto const& it) { return !it.terms.empty(); });
    training_ = first_with(calendars, [](auto const& it) { return !it.training_days.empty(); });
  }
  bool contains(Date date) const {
    if (!working_.contains(date)) return false;
    if (training_ && holds(std::span(training_->training_days.values), date)) return true;
    if (!terms_) return true;
    bool year_known = false;
    for (auto const& term : terms_->terms) {
      if (term.starts <= date && date <= term.ends) return true;
      year_known = year_known || school_year_of(term.starts) == school_year_of(date);
    }
    return !year_known;
  }

 private:
  WorkingDays working_;
  std::shared_ptr<OrgCalendar const> terms_;
  std::shared_ptr<OrgCalendar const> training_;
};

}  // namespace

bool is_working_day(View const& view, Date date) { return WorkingDays(view).contains(date); }

Date add_working_days(View const& view, Date date, int n) {
  WorkingDays const days(view);
  if (n == 0) return days.contains(date) ? date : days.next(date, 1);
  int const step = n > 0 ? 1 : -1;
  for (int left = n > 0 ? n : -n; left > 0; --left) date = days.next(date, step);
  return date;
}

std::optional<Date> standstill_end(View const& view, Date published) {
  auto const first = add_working_days(view, published, 0);
  auto const last = add_working_days(view, first, limits::standstill_days - 1);
  if (last > effective(view, tree::root(view)).covers_until) return std::nullopt;
  return last;
}

bool is_school_day(View const& view, OrganisationId school, Date date) {
  return SchoolDays(view, school).contains(date);
}

std::optional<Date> next_school_day(View const& view, OrganisationId school, Date from, int days_max,
                                    std::function<bool(Date)> const& fits) {
  SchoolDays const days(view, school);
  for (int on = 0; on <= days_max; ++on) {
    Date const day{from.days + on};
    if (days.contains(day) && fits(day)) return day;
  }
  return std::nullopt;
}

Date roll_to_school_day(View const& view, OrganisationId school, Date date) {
  SchoolDays const days(view, school);
  for (int on = 0; on <= roll_days_max; ++on) {
    Date const day{date.days + on};
    if (days.contains(day)) return day;
  }
  return add_working_days(view, date, 0);
}

EffectiveCalendar effective(View const& view, OrganisationId node) {
  EffectiveCalendar out{.own = {.id = node}, .seq = view.seq()};
  auto const calendars = calendars_above(view, node);
  if (!calendars.empty() && calendars.front()->id == node) out.own = *calendars.front();
  if (auto const found = first_with(calendars, [](auto const& it) { return !it.terms.empty(); })) {
    out.terms = found->terms.values;
    out.terms_of = found->id;
  }
  if (auto const found = first_with(calendars, [](auto const& it) { return !it.training_days.empty(); })) {
    out.training_days = found->training_days.values;
  }
  auto const network = view.find<OrgCalendar>(tree::root(view));
  if (network && !network->bank_holidays.empty()) {
    out.bank_holidays = network->bank_holidays.values;
    out.covers_until = network->covers_until.value_or(out.bank_holidays.back().date);
    out.source = network->source.value;
    return out;
  }
  for (auto const& it : england_bank_holidays()) out.bank_holidays.push_back({it.date, {std::string(it.name)}});
  out.covers_until = england_covers_until();
  out.source = england_source();
  return out;
}

}  // namespace staffroom::calendar
