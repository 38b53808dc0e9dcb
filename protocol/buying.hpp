// What buying is measured against: thresholds of the law by date, the trust's own bands; the radar over contracts that
// end; the overview.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/contracts.hpp"
#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/savings.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// Of the Procurement Act 2023.
enum class ThresholdType : std::uint8_t { goods_services, light_touch, works, concessions };
BOOST_DESCRIBE_ENUM(ThresholdType, goods_services, light_touch, works, concessions)

/// Holds from its day until the next row of its type.
struct Threshold {
  ThresholdType type = ThresholdType::goods_services;
  Date from;
  std::uint64_t pence = 0;  // with VAT, over the whole life
  Line source;
  friend bool operator==(Threshold const&, Threshold const&) = default;
};
STAFFROOM_DESCRIBE(Threshold, (), (type, from, pence, source))

/// The network's: rows beyond those that are shipped. Has the network's id.
struct ThresholdTable {
  static constexpr Kind kind = Kind::threshold_table;
  static constexpr std::string_view path = "/organisations/{id}/thresholds";
  OrganisationId id;
  std::uint32_t version = 0;
  Many<Threshold, limits::thresholds_max> rows;
};
STAFFROOM_DESCRIBE(ThresholdTable, (), (id, version, rows))

/// A new dated row; rows are never changed. By an administrator of the network.
struct AddThreshold {
  static constexpr std::string_view name = "add_threshold";
  static constexpr Route route{Method::post, "/organisations/{organisation}/thresholds"};
  static constexpr Success success = Success::changed;
  OrganisationId organisation;
  Threshold row;
};
STAFFROOM_DESCRIBE(AddThreshold, (), (organisation, row))

/// Shipped rows and the network's own, by type and day.
struct EffectiveThresholds {
  std::vector<Threshold> rows;
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(EffectiveThresholds, (), (rows, seq))

struct GetThresholds {
  static constexpr std::string_view name = "get_thresholds";
  static constexpr Route route{Method::get, "/thresholds"};
  using Answers = EffectiveThresholds;
};
STAFFROOM_DESCRIBE(GetThresholds, (), ())

/// How one buys below a value.
enum class BuyingRoute : std::uint8_t { catalogue, quotes, tender, framework, full_procedure };
BOOST_DESCRIBE_ENUM(BuyingRoute, catalogue, quotes, tender, framework, full_procedure)

/// From the value upwards, until the next band.
struct BuyingBand {
  std::uint64_t from_pence = 0;
  BuyingRoute route = BuyingRoute::quotes;
  std::uint32_t quotes = 0;  // that are wanted at least
  Line approved_by;          // who approves, in the scheme's words
  friend bool operator==(BuyingBand const&, BuyingBand const&) = default;
};
STAFFROOM_DESCRIBE(BuyingBand, (), (from_pence, route, quotes, approved_by))

/// The organisation's own scheme of delegation; holds below it unless a node has its own. Has the organisation's id.
struct BuyingBands {
  static constexpr Kind kind = Kind::buying_bands;
  static constexpr std::string_view path = "/organisations/{id}/buying-bands";
  OrganisationId id;
  std::uint32_t version = 0;
  Many<BuyingBand, limits::buying_bands_max> bands;  // none: those of the node above, in the end those of the DfE
  Line source;
};
STAFFROOM_DESCRIBE(BuyingBands, (), (id, version, bands, source))

struct EditBands {
  static constexpr std::string_view name = "edit_bands";
  static constexpr Route route{Method::put, "/organisations/{organisation}/buying-bands"};
  static constexpr Success success = Success::changed;
  OrganisationId organisation;
  Many<BuyingBand, limits::buying_bands_max> bands;
  Line source;
};
STAFFROOM_DESCRIBE(EditBands, (), (organisation, bands, source))

struct EffectiveBands {
  std::uint32_t version = 0;  // of the organisation's own; 0: it has none
  std::vector<BuyingBand> bands;
  std::optional<OrganisationId> of;  // whose they are; absent: the DfE's, as shipped
  std::string source;
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(EffectiveBands, (), (version, bands, of, source, seq))

struct GetBands {
  static constexpr std::string_view name = "get_bands";
  static constexpr Route route{Method::get, "/organisations/{organisation}/buying-bands"};
  using Answers = EffectiveBands;
  OrganisationId organisation;
};
STAFFROOM_DESCRIBE(GetBands, (), (organisation))

struct PutAway {
  SpendCategory category = SpendCategory::other;
  OrganisationId organisation;  // whose contract ends first in it
  Date until;
  friend bool operator==(PutAway const&, PutAway const&) = default;
};
STAFFROOM_DESCRIBE(PutAway, (), (category, organisation, until))

/// For the person alone: how far they look. Has their id.
struct RadarPlan {
  static constexpr Kind kind = Kind::radar_plan;
  static constexpr std::string_view path = "/people/{id}/radar-plan";
  PersonId id;
  std::uint32_t version = 0;
  std::uint32_t km = 25;
  std::uint32_t days = 90;  // between the first and the last end of a group
  Many<PutAway, limits::put_away_max> put_away;
};
STAFFROOM_DESCRIBE(RadarPlan, (), (id, version, km, days, put_away))

struct EditRadarPlan {
  static constexpr std::string_view name = "edit_radar_plan";
  static constexpr Route route{Method::put, "/people/{person}/radar-plan"};
  static constexpr Success success = Success::changed;
  PersonId person;
  std::uint32_t km = 25;
  std::uint32_t days = 90;
  Many<PutAway, limits::put_away_max> put_away;
};
STAFFROOM_DESCRIBE(EditRadarPlan, (), (person, km, days, put_away))

struct RadarContract {
  ContractId contract;
  OrganisationId organisation;
  SupplierId supplier;
  std::string title;
  Date notice_by;
  Date ends;
  std::optional<std::int64_t> annual_gross;  // pence a year; absent: not shown to me, or not known
};
STAFFROOM_DESCRIBE(RadarContract, (), (contract, organisation, supplier, title, notice_by, ends, annual_gross))

/// Contracts of one category, of two organisations or more, that end within the days and the distance.
struct RadarGroup {
  SpendCategory category = SpendCategory::other;
  std::vector<RadarContract> contracts;  // by their end
  std::uint32_t organisations = 0;
  std::uint32_t km = 0;  // the farthest from the first, rounded up; 0 when no place is known
  Date first_notice;
  Date last_end;
};
STAFFROOM_DESCRIBE(RadarGroup, (), (category, contracts, organisations, km, first_notice, last_end))

/// Sums of what I may read. `known`: of how many the value is known to me.
struct RadarSum {
  std::uint64_t id = 0;  // of the supplier or the organisation
  std::optional<SpendCategory> category;
  std::string name;  // of a month: 2026-09
  std::uint32_t contracts = 0;
  std::uint32_t known = 0;
  std::int64_t annual_gross = 0;  // pence
};
STAFFROOM_DESCRIBE(RadarSum, (), (id, category, name, contracts, known, annual_gross))

struct Radar {
  std::vector<RadarGroup> groups;  // the soonest first, at most limits::radar_groups_max
  std::vector<RadarSum> months;    // twelve, from this month: contracts by the month of their end
  std::vector<RadarSum> categories;
  std::vector<RadarSum> suppliers;      // the largest
  std::vector<RadarSum> organisations;  // the largest
  std::uint32_t contracts = 0;          // live, that I may read
  std::uint32_t known = 0;
  std::int64_t annual_gross = 0;
  RadarPlan plan;
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(Radar, (),
                   (groups, months, categories, suppliers, organisations, contracts, known, annual_gross, plan, seq))

/// Over all contracts that I may read; groups hold one of mine, where I am business manager or leader.
struct GetRadar {
  static constexpr std::string_view name = "get_radar";
  static constexpr Route route{Method::get, "/radar"};
  using Answers = Radar;
  std::optional<OrganisationId>
      organisation;  // totals of it and what is below it; groups that hold one of its contracts
};
STAFFROOM_DESCRIBE(GetRadar, (), (organisation))

struct SavingSum {
  std::uint64_t id = 0;  // of the organisation
  std::optional<SpendCategory> category;
  std::int64_t pence = 0;       // over the whole period of each
  std::int64_t annualised = 0;  // of each a year
  std::uint32_t count = 0;
};
STAFFROOM_DESCRIBE(SavingSum, (), (id, category, pence, annualised, count))

struct SchoolBuying {
  OrganisationId school;
  std::uint32_t contracts = 0;  // live
  std::uint32_t pools = 0;      // signed
  std::uint32_t asked = 0;      // to join one, without joining
};
STAFFROOM_DESCRIBE(SchoolBuying, (), (school, contracts, pools, asked))

/// Over the organisations where I am business manager, leader or governor. Realised and potential are never added.
struct BuyingOverview {
  std::vector<SavingSum> realised_by_category;
  std::vector<SavingSum> potential_by_category;
  std::vector<SavingSum> realised_by_organisation;
  std::vector<SavingSum> potential_by_organisation;
  SavingSum realised;
  SavingSum potential;
  std::vector<RadarSum> ending;       // twelve months
  std::vector<SchoolBuying> schools;  // by name; at most limits::overview_schools_max
  std::uint32_t schools_all = 0;
  std::uint32_t schools_with_register = 0;
  std::uint32_t schools_in_pools = 0;
  std::optional<std::uint32_t> year;  // savings of this financial year, from 1 September; absent: all
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(BuyingOverview, (),
                   (realised_by_category, potential_by_category, realised_by_organisation, potential_by_organisation,
                    realised, potential, ending, schools, schools_all, schools_with_register, schools_in_pools, year,
                    seq))

struct GetBuyingOverview {
  static constexpr std::string_view name = "get_buying_overview";
  static constexpr Route route{Method::get, "/organisations/{organisation}/buying-overview"};
  using Answers = BuyingOverview;
  OrganisationId organisation;
  std::optional<std::uint32_t> year;
};
STAFFROOM_DESCRIBE(GetBuyingOverview, (), (organisation, year))

}  // namespace staffroom
