// Organisations: the tree network → trust → school, and the partner organisations that hang on a network or a trust.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/rare.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class OrganisationType : std::uint8_t { network, trust, school, partner };
BOOST_DESCRIBE_ENUM(OrganisationType, network, trust, school, partner)
enum class Phase : std::uint8_t { nursery, primary, secondary, all_through, special, sixteen_plus };
BOOST_DESCRIBE_ENUM(Phase, nursery, primary, secondary, all_through, special, sixteen_plus)
enum class PartnerType : std::uint8_t { diocese, university, local_authority, supplier, charity };
BOOST_DESCRIBE_ENUM(PartnerType, diocese, university, local_authority, supplier, charity)
/// Listed: known from the register, seen by administrators only. Joined: part of the network. Closed: kept for its
/// records; nobody is added to it.
enum class OrganisationState : std::uint8_t { listed, joined, closed };
BOOST_DESCRIBE_ENUM(OrganisationState, listed, joined, closed)

/// A school's mark, drawn by the page: no picture is uploaded, so it is sharp at every size and cannot be hostile.
enum class CrestShape : std::uint8_t { shield, roundel, lozenge, square };
BOOST_DESCRIBE_ENUM(CrestShape, shield, roundel, lozenge, square)
enum class CrestPattern : std::uint8_t { plain, halves, chevron, bend, cross, bars };
BOOST_DESCRIBE_ENUM(CrestPattern, plain, halves, chevron, bend, cross, bars)
enum class CrestSymbol : std::uint8_t { none, oak, book, lamp, star, river, hill, bird, key, anchor, wheat, sun };
BOOST_DESCRIBE_ENUM(CrestSymbol, none, oak, book, lamp, star, river, hill, bird, key, anchor, wheat, sun)
/// House colours from a fixed set, each with a light and a dark value that meet the contrast rules.
enum class HouseColour : std::uint8_t { pine, navy, maroon, plum, rust, ochre, teal, slate, forest, royal };
BOOST_DESCRIBE_ENUM(HouseColour, pine, navy, maroon, plum, rust, ochre, teal, slate, forest, royal)

struct Crest {
  CrestShape shape = CrestShape::shield;
  CrestPattern pattern = CrestPattern::plain;
  CrestSymbol symbol = CrestSymbol::none;
  HouseColour first = HouseColour::pine;
  HouseColour second = HouseColour::slate;
};
STAFFROOM_DESCRIBE(Crest, (), (shape, pattern, symbol, first, second))

/// What the national register (Get Information About Schools) says; replaced as a whole by each import.
struct Register {
  std::optional<std::uint32_t> urn;        // of a school
  std::optional<std::uint32_t> group_uid;  // of a trust; of a school: the trust that the register names
  std::optional<Name> group_id;            // "TR00017"
  std::optional<Name> companies_house;
  std::optional<std::uint32_t> laestab;  // local authority (3 digits), establishment (4)
  std::optional<std::uint32_t> ukprn;
  std::optional<Name> status;              // "Open, but proposed to close"
  std::optional<Name> establishment_type;  // "Academy converter"
  std::optional<Name> gender;
  std::optional<std::uint32_t> age_low;
  std::optional<std::uint32_t> age_high;
  std::optional<std::uint32_t> pupils;
  std::optional<std::uint32_t> capacity;
  std::optional<Name> local_authority;
  std::optional<Name> region;
  std::optional<Name> diocese;
  std::optional<Name> opened;  // "1992-09-01"; may lie before 2000, so no Date
  std::optional<Name> closed;
  std::optional<std::uint32_t> easting;  // British National Grid, metres
  std::optional<std::uint32_t> northing;
  std::optional<Name> postcode;
  std::optional<OrganisationId> successor;  // the school that followed this one
};
STAFFROOM_DESCRIBE(Register, (),
                   (urn, group_uid, group_id, companies_house, laestab, ukprn, status, establishment_type, gender,
                    age_low, age_high, pupils, capacity, local_authority, region, diocese, opened, closed, easting,
                    northing, postcode, successor))

struct Organisation {
  static constexpr Kind kind = Kind::organisation;
  static constexpr std::string_view path = "/organisations/{id}";
  OrganisationId id;
  std::uint32_t version = 1;
  OrganisationType type = OrganisationType::school;
  std::optional<OrganisationId> parent;  // absent for the network, the root
  OrganisationState state = OrganisationState::joined;
  Name name;
  std::optional<Phase> phase;
  std::optional<Name> character;  // religious character, as the register words it
  std::optional<PartnerType> partner_type;
  std::optional<Name> town;
  std::optional<Purpose> ethos;
  std::optional<Name> motto;
  std::optional<Line> website;
  std::optional<Crest> crest;
  Many<Name, limits::leads_on_max> leads_on;  // "Early reading", "SEND assessment"
  Rare<Register> register_facts;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(Organisation, (),
                   (id, version, type, parent, state, name, phase, character, partner_type, town, ethos, motto, website,
                    crest, leads_on, register_facts, created))

/// By an administrator of the parent. The network itself is made by the system (`staffroom user add`, imports, demo).
struct CreateOrganisation {
  static constexpr std::string_view name = "create_organisation";
  static constexpr Route route{Method::post, "/organisations"};
  static constexpr Success success = Success::created;
  OrganisationType type = OrganisationType::school;
  std::optional<OrganisationId> parent;
  Name title;
  std::optional<Phase> phase;
  std::optional<Name> character;
  std::optional<PartnerType> partner_type;
  std::optional<Name> town;
  std::optional<Purpose> ethos;
};
STAFFROOM_DESCRIBE(CreateOrganisation, (), (type, parent, title, phase, character, partner_type, town, ethos))

/// What is absent stays; an empty text or list clears.
struct EditOrganisation {
  static constexpr std::string_view name = "edit_organisation";
  static constexpr Route route{Method::patch, "/organisations/{organisation}"};
  static constexpr Success success = Success::changed;
  OrganisationId organisation;
  std::optional<Name> title;
  std::optional<Phase> phase;
  std::optional<Line> character;
  std::optional<Line> town;
  std::optional<Purpose> ethos;
  std::optional<Line> motto;
  std::optional<Line> website;  // https:// or http://
  std::optional<Crest> crest;
  std::optional<Many<Name, limits::leads_on_max>> leads_on;
};
STAFFROOM_DESCRIBE(EditOrganisation, (),
                   (organisation, title, phase, character, town, ethos, motto, website, crest, leads_on))

/// From listed to joined. `with_schools`: its listed schools that are open come along (at most 200).
struct JoinOrganisation {
  static constexpr std::string_view name = "join_organisation";
  static constexpr Route route{Method::post, "/organisations/{organisation}/join"};
  static constexpr Success success = Success::changed;
  OrganisationId organisation;
  bool with_schools = false;
};
STAFFROOM_DESCRIBE(JoinOrganisation, (), (organisation, with_schools))

struct CloseOrganisation {
  static constexpr std::string_view name = "close_organisation";
  static constexpr Route route{Method::post, "/organisations/{organisation}/close"};
  static constexpr Success success = Success::changed;
  OrganisationId organisation;
};
STAFFROOM_DESCRIBE(CloseOrganisation, (), (organisation))

struct ReopenOrganisation {
  static constexpr std::string_view name = "reopen_organisation";
  static constexpr Route route{Method::post, "/organisations/{organisation}/reopen"};
  static constexpr Success success = Success::changed;
  OrganisationId organisation;
};
STAFFROOM_DESCRIBE(ReopenOrganisation, (), (organisation))

/// A school joins another trust: what is inherited changes with the same commit.
struct MoveOrganisation {
  static constexpr std::string_view name = "move_organisation";
  static constexpr Route route{Method::post, "/organisations/{organisation}/move"};
  static constexpr Success success = Success::changed;
  OrganisationId organisation;
  OrganisationId parent;
};
STAFFROOM_DESCRIBE(MoveOrganisation, (), (organisation, parent))

/// Those I may read: joined and closed ones; an administrator also the listed ones at or below their node.
struct ListOrganisations {
  static constexpr std::string_view name = "list_organisations";
  static constexpr Route route{Method::get, "/organisations"};
  using Item = Organisation;
};
STAFFROOM_DESCRIBE(ListOrganisations, (), ())

struct GetOrganisation {
  static constexpr std::string_view name = "get_organisation";
  static constexpr Route route{Method::get, "/organisations/{organisation}"};
  using Item = Organisation;
  OrganisationId organisation;
};
STAFFROOM_DESCRIBE(GetOrganisation, (), (organisation))

}  // namespace staffroom
