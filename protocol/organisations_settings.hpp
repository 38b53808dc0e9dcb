// What an organisation tightens for itself and all below it. Nothing can loosen what stands above.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/organisations.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"

namespace staffroom {

/// How far something may reach at most; the narrower of two wins.
enum class Reach : std::uint8_t { school, trust, network };
BOOST_DESCRIBE_ENUM(Reach, school, trust, network)

/// One relation that a right is taken from: the words of the policy (GET /policy): "team", "create", "subject_lead".
struct RightRemoved {
  Name thing;
  Name action;
  Name relation;
  friend bool operator==(RightRemoved const&, RightRemoved const&) = default;
};
STAFFROOM_DESCRIBE(RightRemoved, (), (thing, action, relation))

/// One for each organisation that set something; id is the organisation's. Effective is the meet of this and all above.
struct OrgSettings {
  static constexpr Kind kind = Kind::org_settings;
  static constexpr std::string_view path = "/organisations/{id}/settings";
  OrganisationId id;
  std::uint32_t version = 0;
  Many<RightRemoved, limits::rights_removed_max> rights_removed;
  Reach team_reach = Reach::network;                  // the widest that a team of this organisation may be found
  bool partners_allowed = true;                       // guests of partner organisations
  bool invite_outside = true;                         // leads may bring in people of other organisations
  bool members_may_invite = false;                    // members of a team may invite to it, not only its leads
  std::uint32_t guest_days = limits::guest_days_max;  // how long a guest may stay at most
  std::optional<Reach> resource_reach;    // the widest that resources and collections may be shared; absent: network
  std::optional<bool> partners_publish;   // partners may share with the whole network; absent: no
  std::optional<bool> requesters_choose;  // who asks for support may see suggestions and ask people; absent: no
  std::optional<Reach> contract_reach;    // the widest that contracts and pools may be shared; absent: network
};
STAFFROOM_DESCRIBE(OrgSettings, (),
                   (id, version, rights_removed, team_reach, partners_allowed, invite_outside, members_may_invite,
                    guest_days, resource_reach, partners_publish, requesters_choose, contract_reach))

/// Replaces the whole. Refused with `not_looser` where it would loosen what stands above.
struct EditSettings {
  static constexpr std::string_view name = "edit_settings";
  static constexpr Route route{Method::put, "/organisations/{organisation}/settings"};
  static constexpr Success success = Success::changed;
  OrganisationId organisation;
  Many<RightRemoved, limits::rights_removed_max> rights_removed;
  Reach team_reach = Reach::network;
  bool partners_allowed = true;
  bool invite_outside = true;
  bool members_may_invite = false;
  std::uint32_t guest_days = limits::guest_days_max;
  std::optional<Reach> resource_reach;
  std::optional<bool> partners_publish;
  std::optional<bool> requesters_choose;
  std::optional<Reach> contract_reach;
};
STAFFROOM_DESCRIBE(EditSettings, (),
                   (organisation, rights_removed, team_reach, partners_allowed, invite_outside, members_may_invite,
                    guest_days, resource_reach, partners_publish, requesters_choose, contract_reach))

/// The organisation's own settings; the defaults with version 0 when it never set any.
struct GetSettings {
  static constexpr std::string_view name = "get_settings";
  static constexpr Route route{Method::get, "/organisations/{organisation}/settings"};
  using Item = OrgSettings;
  OrganisationId organisation;
};
STAFFROOM_DESCRIBE(GetSettings, (), (organisation))

}  // namespace staffroom
