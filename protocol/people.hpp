// People and what they are: a person has one account and many memberships, each in one organisation with a role.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>

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
BOOST_DESCRIBE_STRUCT(Person, (), (id, version, name, label, left, created))

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
BOOST_DESCRIBE_STRUCT(Membership, (), (id, version, person, organisation, role, title, subjects, duties, state))

/// Internal: makes the person, the credential and nothing else. The password hash is made beforehand, off the
/// committer.
struct CreatePerson {
  static constexpr std::string_view name = "create_person";
  Name person_name;
  Email email;
  std::string password_hash;
};
BOOST_DESCRIBE_STRUCT(CreatePerson, (), (person_name, email, password_hash))

/// Internal. Recomputes the person's label.
struct CreateMembership {
  static constexpr std::string_view name = "create_membership";
  PersonId person;
  OrganisationId organisation;
  Role role = Role::staff;
  std::optional<Name> title;
  Many<Name, 20> subjects;
  Many<Duty, 3> duties;
};
BOOST_DESCRIBE_STRUCT(CreateMembership, (), (person, organisation, role, title, subjects, duties))

/// Internal until people are administered; here so that losing access is tested for organisations too.
struct EndMembership {
  static constexpr std::string_view name = "end_membership";
  MembershipId membership;
};
BOOST_DESCRIBE_STRUCT(EndMembership, (), (membership))

/// People I may know, by name. `also`: their memberships.
struct ListPeople {
  static constexpr std::string_view name = "list_people";
  static constexpr Route route{Method::get, "/people"};
  using Item = Person;
};
BOOST_DESCRIBE_STRUCT(ListPeople, (), ())

struct GetPerson {
  static constexpr std::string_view name = "get_person";
  static constexpr Route route{Method::get, "/people/{person}"};
  using Item = Person;
  PersonId person;
};
BOOST_DESCRIBE_STRUCT(GetPerson, (), (person))

struct GetMembership {
  static constexpr std::string_view name = "get_membership";
  static constexpr Route route{Method::get, "/memberships/{membership}"};
  using Item = Membership;
  MembershipId membership;
};
BOOST_DESCRIBE_STRUCT(GetMembership, (), (membership))

}  // namespace staffroom
