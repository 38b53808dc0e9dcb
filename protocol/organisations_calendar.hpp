// When schools are open: terms, training days and bank holidays. Below the network only terms and training days.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/limits.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

struct Term {
  Name name;    // "Autumn term, first half"
  Date starts;  // the first school day
  Date ends;    // the last one
  friend bool operator==(Term const&, Term const&) = default;
};
STAFFROOM_DESCRIBE(Term, (), (name, starts, ends))

struct NamedDay {
  Date date;
  Name name;
  friend bool operator==(NamedDay const&, NamedDay const&) = default;
};
STAFFROOM_DESCRIBE(NamedDay, (), (date, name))

/// Has the organisation's id. A school without terms of its own has those of the nearest above it that has some.
struct OrgCalendar {
  static constexpr Kind kind = Kind::org_calendar;
  static constexpr std::string_view path = "/organisations/{id}/calendar";
  OrganisationId id;
  std::uint32_t version = 0;
  Many<Term, limits::terms_max> terms;
  Many<NamedDay, limits::named_days_max> training_days;
  Many<NamedDay, limits::named_days_max> bank_holidays;  // the network's only; empty: England's, as shipped
  std::optional<Date> covers_until;                      // of its bank holidays
  Line source;
};
STAFFROOM_DESCRIBE(OrgCalendar, (), (id, version, terms, training_days, bank_holidays, covers_until, source))

/// Replaces the whole.
struct EditCalendar {
  static constexpr std::string_view name = "edit_calendar";
  static constexpr Route route{Method::put, "/organisations/{organisation}/calendar"};
  static constexpr Success success = Success::changed;
  OrganisationId organisation;
  Many<Term, limits::terms_max> terms;
  Many<NamedDay, limits::named_days_max> training_days;
  Many<NamedDay, limits::named_days_max> bank_holidays;
  std::optional<Date> covers_until;
  Line source;
};
STAFFROOM_DESCRIBE(EditCalendar, (), (organisation, terms, training_days, bank_holidays, covers_until, source))

/// What holds at an organisation, and what it set itself.
struct EffectiveCalendar {
  OrgCalendar own;
  std::vector<Term> terms;                 // that hold here
  std::optional<OrganisationId> terms_of;  // whose they are
  std::vector<NamedDay> training_days;
  std::vector<NamedDay> bank_holidays;
  Date covers_until;
  std::string source;
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(EffectiveCalendar, (),
                   (own, terms, terms_of, training_days, bank_holidays, covers_until, source, seq))

struct GetCalendar {
  static constexpr std::string_view name = "get_calendar";
  static constexpr Route route{Method::get, "/organisations/{organisation}/calendar"};
  using Answers = EffectiveCalendar;
  OrganisationId organisation;
};
STAFFROOM_DESCRIBE(GetCalendar, (), (organisation))

}  // namespace staffroom
