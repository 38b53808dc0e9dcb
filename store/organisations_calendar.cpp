// Calendars of organisations: terms and training days of each, and the network's bank holidays.
#include "protocol/organisations_calendar.hpp"

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/buying.hpp"
#include "store/calendar.hpp"
#include "store/decide.hpp"
#include "store/organisations.hpp"
#include "store/overlay_view.hpp"

namespace staffroom {
namespace {

constexpr int term_days_max = 200;

std::string at(std::string_view list, std::size_t i) {
  return "body." + std::string(list) + "[" + std::to_string(i) + "]";
}

Result<void> check_terms(EditCalendar const& wanted) {
  std::optional<Date> after;
  for (std::size_t i = 0; i < wanted.terms.size(); ++i) {
    auto const& term = wanted.terms.values[i];
    if (term.ends < term.starts) {
      return Error::unprocessable(at("terms", i) + ".ends", "The last day lies before the first. Change one of them.");
    }
    if (term.ends.days - term.starts.days > term_days_max) {
      return Error::unprocessable(at("terms", i) + ".ends", "A term has at most 200 days. Enter each term by itself.");
    }
    if (after && term.starts <= *after) {
      return Error::unprocessable(at("terms", i) + ".starts",
                                  "Terms follow each other and don't overlap. Put them in the order of their dates.");
    }
    after = term.ends;
  }
  return {};
}

Result<void> check_days(std::string_view list, std::vector<NamedDay> const& days) {
  for (std::size_t i = 1; i < days.size(); ++i) {
    if (days[i].date == days[i - 1].date) return Error::unprocessable(at(list, i), "The same day is named twice.");
    if (days[i].date < days[i - 1].date) return Error::unprocessable(at(list, i), "Put the days in order.");
  }
  return {};
}

Result<void> check_bank_holidays(EditCalendar const& wanted, Organisation const& node) {
  auto const& days = wanted.bank_holidays.values;
  if (node.type != OrganisationType::network) {
    if (!days.empty()) return Error::unprocessable("body.bank_holidays", "Bank holidays are kept on the network.");
    if (wanted.covers_until) {
      return Error::unprocessable("body.covers_until", "Bank holidays are kept on the network. Leave this empty.");
    }
    return {};
  }
  TRY(check_days("bank_holidays", days));
  if (days.empty()) {
    if (!wanted.covers_until) return {};
    return Error::unprocessable("body.covers_until", "Leave this empty: England's bank holidays hold as shipped.");
  }
  if (!wanted.covers_until) {
    return Error::unprocessable("body.covers_until", "Say up to which day all bank holidays are listed.");
  }
  if (*wanted.covers_until < days.back().date) {
    return Error::unprocessable("body.covers_until", "The last bank holiday listed lies after this day.");
  }
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, EditCalendar const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("ids.organisation", command.organisation));
  TRY(door.may(Thing::org_settings, Action::edit_calendar, {.organisation = node->id}));
  auto const stored = view.find<OrgCalendar>(node->id);
  TRY(check_version(asked, stored ? stored->version : 0));
  if (node->state == OrganisationState::listed) TRY(organisations::check_joined(*node));
  TRY(check_terms(command));
  TRY(check_days("training_days", command.training_days.values));
  TRY(check_bank_holidays(command, *node));
  Change change;
  change.put(OrgCalendar{.id = node->id,
                         .version = (stored ? stored->version : 0) + 1,
                         .terms = command.terms,
                         .training_days = command.training_days,
                         .bank_holidays = command.bank_holidays,
                         .covers_until = command.covers_until,
                         .source = command.source});
  if (node->type == OrganisationType::network) {
    OverlayView after(view);
    after.add(change);
    buying::recompute_notice_dates(change, view, after, asked.today);
  }
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, GetCalendar const& query, Page const&) {
  TRY_INTO(auto const node, Door(view, asked).readable<Organisation>("ids.organisation", query.organisation));
  Answer out;
  append_json(out.json, calendar::effective(view, node->id));
  return out;
}

}  // namespace staffroom
