// What is asked of a person, by the hub's own books: days promised, and when somebody asked for their support.
#pragma once
#include <optional>

#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom::person_load {

/// The person's load as the change leaves it; version 0 when there is none yet.
PersonLoad of(Change const& change, View const& view, PersonId person);
/// Puts an empty one when there is none, so that their days can be counted.
void begin(Change& change, View const& view, PersonId person);

/// So many days more are promised, or fewer; never below none. May be called several times for one change.
void promise_days(Change& change, View const& view, PersonId person, std::int32_t days);
/// Somebody asked for their support today.
void note_asked(Change& change, View const& view, PersonId person, Date today);

/// Days a term that they offer, less those promised; never negative. Nothing when they never said how many.
std::optional<std::uint32_t> free_days(std::optional<Capacity> const& capacity, std::uint32_t promised_days);
/// The same by what is stored, whoever may read it.
std::optional<std::uint32_t> free_days(View const& view, PersonId person);
/// How often they were asked in the 365 days up to today.
std::uint32_t asked_in_last_year(PersonLoad const& load, Date today);

/// The readers of the load rest on memberships, team places and the profile: gives it its readers anew.
void put_again(Change& change, View const& view, PersonId person);

}  // namespace staffroom::person_load
