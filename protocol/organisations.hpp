// Organisations: the tree network → trust → school, and the partner organisations that hang on a network or a trust.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>

#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
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

struct Organisation {
  static constexpr Kind kind = Kind::organisation;
  static constexpr std::string_view path = "/organisations/{id}";
  OrganisationId id;
  std::uint32_t version = 1;
  OrganisationType type = OrganisationType::school;
  std::optional<OrganisationId> parent;  // absent for the network, the root
  Name name;
  std::optional<Phase> phase;
  std::optional<Name> character;  // religious character, as the register words it
  std::optional<PartnerType> partner_type;
  std::optional<Name> town;
  std::optional<Purpose> ethos;
  TimestampMs created;
};
BOOST_DESCRIBE_STRUCT(Organisation, (),
                      (id, version, type, parent, name, phase, character, partner_type, town, ethos, created))

/// Internal until organisations are administered: the demo network and `staffroom user add` make them.
struct CreateOrganisation {
  static constexpr std::string_view name = "create_organisation";
  OrganisationType type = OrganisationType::school;
  std::optional<OrganisationId> parent;
  Name title;
  std::optional<Phase> phase;
  std::optional<Name> character;
  std::optional<PartnerType> partner_type;
  std::optional<Name> town;
  std::optional<Purpose> ethos;
};
BOOST_DESCRIBE_STRUCT(CreateOrganisation, (), (type, parent, title, phase, character, partner_type, town, ethos))

struct ListOrganisations {
  static constexpr std::string_view name = "list_organisations";
  static constexpr Route route{Method::get, "/organisations"};
  using Item = Organisation;
};
BOOST_DESCRIBE_STRUCT(ListOrganisations, (), ())

struct GetOrganisation {
  static constexpr std::string_view name = "get_organisation";
  static constexpr Route route{Method::get, "/organisations/{organisation}"};
  using Item = Organisation;
  OrganisationId organisation;
};
BOOST_DESCRIBE_STRUCT(GetOrganisation, (), (organisation))

}  // namespace staffroom
