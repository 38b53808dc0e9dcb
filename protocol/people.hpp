// People and what they are: a person has one account and many memberships, each in one organisation with a role.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// Roles of a membership. On partner nodes only `partner` and `administrator`.
enum class Role : std::uint8_t {
  staff,
  subject_lead,
  business_manager,
  headteacher,
  governor,
  trust_leader,
  administrator,
  partner
};
BOOST_DESCRIBE_ENUM(Role, staff, subject_lead, business_manager, headteacher, governor, trust_leader, administrator,
                    partner)
enum class Duty : std::uint8_t { broker, hub_manager, signatory };
BOOST_DESCRIBE_ENUM(Duty, broker, hub_manager, signatory)
/// Right-holding records (membership, team membership): ended is terminal, a new one is a new record.
enum class Standing : std::uint8_t { planned, current, ended };
BOOST_DESCRIBE_ENUM(Standing, planned, current, ended)

/// What those who may know a person see of them. Label: job title and organisation, "Head of maths, Mosslands High".
struct Person {
  static constexpr Kind kind = Kind::person;
  static constexpr std::string_view path = "/people/{id}";
  PersonId id;
  std::uint32_t version = 1;
  Name name;
  std::string label;
  bool left = false;  // no current membership
  TimestampMs created;
};
STAFFROOM_DESCRIBE(Person, (), (id, version, name, label, left, created))

/// Visible to all who know the person. Its dates and where it came from are in MembershipTerms.
struct Membership {
  static constexpr Kind kind = Kind::membership;
  static constexpr std::string_view path = "/memberships/{id}";
  MembershipId id;
  std::uint32_t version = 1;
  PersonId person;
  OrganisationId organisation;
  Role role = Role::staff;
  std::optional<Name> title;  // job title in the person's own words
  Many<Name, 20> subjects;    // of a subject_lead
  Many<Duty, 3> duties;
  Standing state = Standing::current;
};
STAFFROOM_DESCRIBE(Membership, (), (id, version, person, organisation, role, title, subjects, duties, state))

enum class MembershipSource : std::uint8_t { hub, staff_file, one_roster, invitation };
BOOST_DESCRIBE_ENUM(MembershipSource, hub, staff_file, one_roster, invitation)

/// When a membership begins and ends and where it came from: for the person, their leaders and administrators. Has the
/// membership's id.
struct MembershipTerms {
  static constexpr Kind kind = Kind::membership_terms;
  static constexpr std::string_view path = "/memberships/{id}/terms";
  MembershipId id;
  std::uint32_t version = 1;
  PersonId person;
  OrganisationId organisation;
  Standing state = Standing::current;
  std::optional<Date> starts;  // from 00:00
  std::optional<Date> ends;    // to 24:00
  MembershipSource source = MembershipSource::hub;
  std::optional<Name> staff_id;  // of the source
};
STAFFROOM_DESCRIBE(MembershipTerms, (), (id, version, person, organisation, state, starts, ends, source, staff_id))

/// Internal: makes the person, the credential and the account, and nothing else. The password hash is made beforehand,
/// off the committer; empty: the person sets a password by a link.
struct CreatePerson {
  static constexpr std::string_view name = "create_person";
  Name person_name;
  Email email;
  std::string password_hash;
};
STAFFROOM_DESCRIBE(CreatePerson, (), (person_name, email, password_hash))

/// A person at this organisation: a new account with a mail that welcomes them, or one more membership of the account
/// that has this address. The answer does not tell which.
struct AddPerson {
  static constexpr std::string_view name = "add_person";
  static constexpr Route route{Method::post, "/organisations/{organisation}/people"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  Name person_name;
  Email email;
  Role role = Role::staff;
  std::optional<Name> title;
  Many<Name, 20> subjects;
  std::optional<Date> starts;
  std::optional<Date> ends;
};
STAFFROOM_DESCRIBE(AddPerson, (), (organisation, person_name, email, role, title, subjects, starts, ends))

/// Recomputes the person's label.
struct CreateMembership {
  static constexpr std::string_view name = "create_membership";
  static constexpr Route route{Method::post, "/people/{person}/memberships"};
  static constexpr Success success = Success::created;
  PersonId person;
  OrganisationId organisation;
  Role role = Role::staff;
  std::optional<Name> title;
  Many<Name, 20> subjects;
  Many<Duty, 3> duties;
  std::optional<Date> starts;
  std::optional<Date> ends;
};
STAFFROOM_DESCRIBE(CreateMembership, (), (person, organisation, role, title, subjects, duties, starts, ends))

/// Role, title and subjects; what is absent stays.
struct ChangeRole {
  static constexpr std::string_view name = "change_role";
  static constexpr Route route{Method::put, "/memberships/{membership}/role"};
  static constexpr Success success = Success::changed;
  MembershipId membership;
  Role role = Role::staff;
  std::optional<Line> title;  // empty: none
  std::optional<Many<Name, 20>> subjects;
};
STAFFROOM_DESCRIBE(ChangeRole, (), (membership, role, title, subjects))

struct EditMembershipDates {
  static constexpr std::string_view name = "edit_membership_dates";
  static constexpr Route route{Method::put, "/memberships/{membership}/dates"};
  static constexpr Success success = Success::changed;
  MembershipId membership;
  std::optional<Date> starts;
  std::optional<Date> ends;
};
STAFFROOM_DESCRIBE(EditMembershipDates, (), (membership, starts, ends))

struct GiveDuty {
  static constexpr std::string_view name = "give_duty";
  static constexpr Route route{Method::put, "/memberships/{membership}/duties/{duty}"};
  static constexpr Success success = Success::changed;
  MembershipId membership;
  Duty duty = Duty::broker;
};
STAFFROOM_DESCRIBE(GiveDuty, (), (membership, duty))

struct TakeDuty {
  static constexpr std::string_view name = "take_duty";
  static constexpr Route route{Method::remove, "/memberships/{membership}/duties/{duty}"};
  static constexpr Success success = Success::changed;
  MembershipId membership;
  Duty duty = Duty::broker;
};
STAFFROOM_DESCRIBE(TakeDuty, (), (membership, duty))

/// By an administrator, or oneself. Access, sockets and team places go with the same commit.
struct EndMembership {
  static constexpr std::string_view name = "end_membership";
  static constexpr Route route{Method::remove, "/memberships/{membership}"};
  static constexpr Success success = Success::gone;
  MembershipId membership;
};
STAFFROOM_DESCRIBE(EndMembership, (), (membership))

struct RenamePerson {
  static constexpr std::string_view name = "rename_person";
  static constexpr Route route{Method::patch, "/people/{person}"};
  static constexpr Success success = Success::changed;
  PersonId person;
  Name person_name;
};
STAFFROOM_DESCRIBE(RenamePerson, (), (person, person_name))

/// People I may know, by name. `also`: their memberships.
struct ListPeople {
  static constexpr std::string_view name = "list_people";
  static constexpr Route route{Method::get, "/people"};
  using Item = Person;
};
STAFFROOM_DESCRIBE(ListPeople, (), ())

struct GetPerson {
  static constexpr std::string_view name = "get_person";
  static constexpr Route route{Method::get, "/people/{person}"};
  using Item = Person;
  PersonId person;
};
STAFFROOM_DESCRIBE(GetPerson, (), (person))

struct GetMembership {
  static constexpr std::string_view name = "get_membership";
  static constexpr Route route{Method::get, "/memberships/{membership}"};
  using Item = Membership;
  MembershipId membership;
};
STAFFROOM_DESCRIBE(GetMembership, (), (membership))

struct GetMembershipTerms {
  static constexpr std::string_view name = "get_membership_terms";
  static constexpr Route route{Method::get, "/memberships/{membership}/terms"};
  using Item = MembershipTerms;
  MembershipId membership;
};
STAFFROOM_DESCRIBE(GetMembershipTerms, (), (membership))

/// Everyone with a membership on this organisation that I may read, oldest first. `also`: the people, and as far as I
/// may read them the terms and accounts. `ended`: also memberships that have ended.
struct ListOrganisationPeople {
  static constexpr std::string_view name = "list_organisation_people";
  static constexpr Route route{Method::get, "/organisations/{organisation}/people"};
  using Item = Membership;
  OrganisationId organisation;
  std::optional<bool> ended;
};
STAFFROOM_DESCRIBE(ListOrganisationPeople, (), (organisation, ended))

}  // namespace staffroom
