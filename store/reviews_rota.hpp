// Who reviews whom, and which rules that breaks: from plain facts to problems in words.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "protocol/organisations.hpp"
#include "protocol/reviews.hpp"
#include "store/view.hpp"

namespace staffroom::rota {

struct School {
  OrganisationId id;
  std::string name;
  OrganisationId trust;  // the school itself when it is in none
  std::optional<Phase> phase;
  std::optional<std::pair<double, double>> place;  // easting and northing, metres
  bool joined = true;
  std::uint32_t days_given = 0;
  std::vector<OrganisationId> interests;  // schools that it should not review
  std::string interests_why;
};

struct Facts {
  std::vector<School> schools;  // those that joined, in their order, and whatever else the rota names
  std::vector<RotaPair> pairs;
  std::uint32_t visit_days = 2;
  std::uint32_t travel_km = 40;
};

/// Of the whole first, then pair by pair, then school by school. Pure.
RotaCheck check(Facts const& facts);

Facts facts_of(View const& view, ReviewCycle const& cycle);

/// The first problem that is in the way; null when the rota is ready.
RotaProblem const* in_the_way(RotaCheck const& check);

}  // namespace staffroom::rota
