// Audiences: who may read a record, as a set of atoms; who a person is here, as the atoms they carry.
// May read = the two sets meet. The same sets drive lists, fetches, event fan-out and counts.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "protocol/kinds.hpp"

namespace staffroom {

class View;

enum class AudienceType : std::uint8_t {
  person = 1,  // exactly this person
  team = 2,    // current leads and members
  team_leads = 3,
  team_guests = 4,      // current guests, whatever was granted: the card
  channel_guests = 5,   // guests to whom this channel is granted
  organisation = 6,     // current memberships on the node or below it; never partner memberships, unless it is theirs
  above = 7,            // a current membership on exactly this node: for records of the nodes below it
  administrators = 8,   // administrators on exactly this node
  leaders = 9,          // headteachers and trust leaders on exactly this node
  subject_leads = 10,   // subject leads on exactly this node
  everyone = 11,        // everyone with a current membership, partners too; the id is 0
  brokers = 12,         // who holds the duty of broker on exactly this node
  governors = 13,       // governors on exactly this node
  hub_managers = 14,    // who holds that duty on exactly this node
  leaders_within = 15,  // heads and trust leaders on the node or below it
  managers = 16,        // business managers on exactly this node
  signatories = 17,     // business managers on exactly this node who hold the duty to sign
};

/// One atom: type in the top byte, id below.
struct Audience {
  std::uint64_t value = 0;
  Audience() = default;
  Audience(AudienceType type, std::uint64_t id) : value(std::uint64_t(type) << 56 | id) {}
  AudienceType type() const { return AudienceType(value >> 56); }
  std::uint64_t id() const { return value & ((std::uint64_t{1} << 56) - 1); }
  friend auto operator<=>(Audience, Audience) = default;
};

/// Sorted, without duplicates.
using Audiences = std::vector<Audience>;

bool meets(Audiences const& a, Audiences const& b);

/// What a person is in the hub, computed from the view; cached by the store, replaced when a record it rests on
/// changes.
struct PersonStanding {
  struct OrganisationRole {
    OrganisationId organisation;
    Role role;
    Many<Duty, 3> duties;
    bool on_partner = false;
    std::vector<OrganisationId> above;  // ancestors, nearest first; empty on a partner node
  };
  struct TeamPlace {
    TeamId team;
    TeamMembershipId membership;
    TeamRelation relation;
    std::vector<ChannelId> channels;  // granted, of a guest
  };
  PersonId person;
  std::vector<OrganisationRole> roles;
  std::vector<TeamPlace> teams;
  Audiences audiences;

  TeamPlace const* place_in(TeamId team) const;
  bool in_network() const;  // a current membership on a network, trust or school node
  bool is_current() const { return !roles.empty(); }
  /// Holds the role on the node or above it.
  bool holds(View const& view, OrganisationId node, Role role) const;
};

std::shared_ptr<PersonStanding const> compute_standing(View const& view, PersonId person);

/// Who may read the record, as the view stands.
Audiences audience_of(View const& view, Record const& record);

}  // namespace staffroom
