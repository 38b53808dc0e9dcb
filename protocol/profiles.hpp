// Profiles: what a person knows, offers and has time for. Each field is seen as far as its person chose: it lies in a
// record of its own for each reach, so that nobody finds or counts by what they may not read.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/audit.hpp"
#include "protocol/described.hpp"
#include "protocol/people.hpp"
#include "protocol/resources.hpp"

namespace staffroom {

/// How far a field is seen. Each holds the narrower ones: who shares a team reads whatever is not for oneself alone.
enum class Sight : std::uint8_t { network, trust, school, teams, self };
BOOST_DESCRIBE_ENUM(Sight, network, trust, school, teams, self)

enum class ProfileField : std::uint8_t {
  about,
  email,
  working_hours,
  phases,
  subjects,
  exam_boards,
  strengths,
  offers,
  languages,
  send_experience,
  capacity,
  working_days
};
BOOST_DESCRIBE_ENUM(ProfileField, about, email, working_hours, phases, subjects, exam_boards, strengths, offers,
                    languages, send_experience, capacity, working_days)

enum class Offer : std::uint8_t { visit, host_visit, coach, moderate, speak, review_peers, answer_questions };
BOOST_DESCRIBE_ENUM(Offer, visit, host_visit, coach, moderate, speak, review_peers, answer_questions)

enum class SendNeed : std::uint8_t {
  spld,
  mld,
  sld,
  pmld,
  semh,
  slcn,
  hearing,
  vision,
  multi_sensory,
  physical,
  autism,
  other
};
BOOST_DESCRIBE_ENUM(SendNeed, spld, mld, sld, pmld, semh, slcn, hearing, vision, multi_sensory, physical, autism, other)

enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday };
BOOST_DESCRIBE_ENUM(Weekday, monday, tuesday, wednesday, thursday, friday)

/// What shows a strength. A review comes with its own records.
enum class EvidenceOf : std::uint8_t { resource, practice, support_request, review };
BOOST_DESCRIBE_ENUM(EvidenceOf, resource, practice, support_request, review)

/// Named by its number alone: a page shows the strength without it to those who may not read the record.
struct StrengthEvidence {
  EvidenceOf what = EvidenceOf::resource;
  std::uint64_t id = 0;
  friend bool operator==(StrengthEvidence const&, StrengthEvidence const&) = default;
};
STAFFROOM_DESCRIBE(StrengthEvidence, (), (what, id))

struct Strength {
  Name what;  // in the person's own words: "Bar modelling"
  Many<StrengthEvidence, limits::evidence_max> evidence;
  friend bool operator==(Strength const&, Strength const&) = default;
};
STAFFROOM_DESCRIBE(Strength, (), (what, evidence))

struct WorkingHours {
  std::uint32_t from = 450;  // minutes after midnight
  std::uint32_t to = 1080;
  Line reply;  // "I answer within two days"
  friend bool operator==(WorkingHours const&, WorkingHours const&) = default;
};
STAFFROOM_DESCRIBE(WorkingHours, (), (from, to, reply))

struct Capacity {
  std::uint32_t days_a_term = 0;
  Line note;
  friend bool operator==(Capacity const&, Capacity const&) = default;
};
STAFFROOM_DESCRIBE(Capacity, (), (days_a_term, note))

/// Absent and empty fields are not told, or not for this reader: both look the same.
struct ProfileFields {
  Note about;
  std::optional<Email> email;  // shown to colleagues; the account's is never shown
  std::optional<WorkingHours> working_hours;
  Many<KeyStage, 6> phases;
  Many<Name, limits::profile_subjects_max> subjects;
  Many<ExamBoard, 6> exam_boards;
  Many<Strength, limits::strengths_max> strengths;
  Many<Offer, 7> offers;
  Many<Name, limits::languages_max> languages;
  Many<SendNeed, 12> send_experience;
  std::optional<Capacity> capacity;
  Many<Weekday, 5> working_days;
};
STAFFROOM_DESCRIBE(ProfileFields, (),
                   (about, email, working_hours, phases, subjects, exam_boards, strengths, offers, languages,
                    send_experience, capacity, working_days))

struct FieldSight {
  ProfileField field = ProfileField::about;
  Sight sight = Sight::trust;
  friend bool operator==(FieldSight const&, FieldSight const&) = default;
};
STAFFROOM_DESCRIBE(FieldSight, (), (field, sight))

/// The whole, for the person alone. Has the person's id.
struct Profile {
  static constexpr Kind kind = Kind::profile;
  static constexpr std::string_view path = "/people/{id}/profile";
  PersonId id;
  std::uint32_t version = 0;
  ProfileFields fields;
  Many<FieldSight, 12> sights;  // of those that are not as by default
  bool suggestible = true;      // may be suggested to those who ask for support
};
STAFFROOM_DESCRIBE(Profile, (), (id, version, fields, sights, suggestible))

/// The fields of one sight, for those who may see them. `for_matching`: those that tell what somebody can help with
/// (phases, subjects, exam boards, strengths, offers, languages, SEND experience, capacity, working days) lie apart
/// from the others (about, e-mail, working hours).
struct ProfilePart {
  static constexpr Kind kind = Kind::profile_part;
  static constexpr std::string_view path = "/profile-parts/{id}";
  ProfilePartId id;
  std::uint32_t version = 1;
  PersonId person;
  Sight sight = Sight::network;
  bool for_matching = false;  // of a suggestible person: brokers of their organisations read it, too
  ProfileFields fields;
};
STAFFROOM_DESCRIBE(ProfilePart, (), (id, version, person, sight, for_matching, fields))

/// What is asked of a person, by the hub's own books: read by those who read their capacity. Has the person's id.
struct PersonLoad {
  static constexpr Kind kind = Kind::person_load;
  static constexpr std::string_view path = "/people/{id}/load";
  PersonId id;
  std::uint32_t version = 1;
  std::uint32_t promised_days = 0;          // of agreements that have not ended, and of matches accepted
  Many<Date, limits::asks_kept_max> asked;  // when somebody asked for their support; the newest
};
STAFFROOM_DESCRIBE(PersonLoad, (), (id, version, promised_days, asked))

/// Replaces all fields.
struct EditProfile {
  static constexpr std::string_view name = "edit_profile";
  static constexpr Route route{Method::put, "/people/{person}/profile/fields"};
  static constexpr Success success = Success::changed;
  PersonId person;
  ProfileFields fields;
};
STAFFROOM_DESCRIBE(EditProfile, (), (person, fields))

/// How far each field is seen; those not named are as by default: about, phases, subjects, exam boards, strengths and
/// offers the network; all others the trust.
struct SetProfileSights {
  static constexpr std::string_view name = "set_profile_sights";
  static constexpr Route route{Method::put, "/people/{person}/profile/sights"};
  static constexpr Success success = Success::changed;
  PersonId person;
  Many<FieldSight, 12> sights;
};
STAFFROOM_DESCRIBE(SetProfileSights, (), (person, sights))

struct SetSuggestible {
  static constexpr std::string_view name = "set_suggestible";
  static constexpr Route route{Method::put, "/people/{person}/profile/suggestible"};
  static constexpr Success success = Success::changed;
  PersonId person;
  bool suggestible = true;
};
STAFFROOM_DESCRIBE(SetSuggestible, (), (person, suggestible))

/// My own; an empty one with version 0 when I never edited it.
struct GetProfile {
  static constexpr std::string_view name = "get_profile";
  static constexpr Route route{Method::get, "/people/{person}/profile"};
  using Item = Profile;
  PersonId person;
};
STAFFROOM_DESCRIBE(GetProfile, (), (person))

/// What I may see of a person's profile; `also`: their load, as far as I may.
struct ListProfileParts {
  static constexpr std::string_view name = "list_profile_parts";
  static constexpr Route route{Method::get, "/people/{person}/profile/parts"};
  using Item = ProfilePart;
  PersonId person;
};
STAFFROOM_DESCRIBE(ListProfileParts, (), (person))

struct GetProfilePart {
  static constexpr std::string_view name = "get_profile_part";
  static constexpr Route route{Method::get, "/profile-parts/{profile_part}"};
  using Item = ProfilePart;
  ProfilePartId profile_part;
};
STAFFROOM_DESCRIBE(GetProfilePart, (), (profile_part))

struct GetPersonLoad {
  static constexpr std::string_view name = "get_person_load";
  static constexpr Route route{Method::get, "/people/{person}/load"};
  using Item = PersonLoad;
  PersonId person;
};
STAFFROOM_DESCRIBE(GetPersonLoad, (), (person))

enum class DirectorySort : std::uint8_t { asked_least, name, free_days };
BOOST_DESCRIBE_ENUM(DirectorySort, asked_least, name, free_days)

/// A person and what I may see of their profile.
struct DirectoryEntry {
  Person person;
  std::vector<Membership> memberships;
  ProfileFields fields;  // of the parts that I read, together
  std::optional<std::uint32_t> promised_days;
  std::optional<std::uint32_t> asked;  // times in the last 365 days
  std::vector<std::uint32_t> miles;    // from my main school, when both places are known; at most one
};
STAFFROOM_DESCRIBE(DirectoryEntry, (), (person, memberships, fields, promised_days, asked, miles))

struct DirectoryFacetValue {
  std::string value;  // as in the request
  std::string label;  // of an organisation: its name; else empty
  std::uint32_t count = 0;
};
STAFFROOM_DESCRIBE(DirectoryFacetValue, (), (value, label, count))

struct DirectoryFacet {
  std::string name;  // a member of the request
  std::vector<DirectoryFacetValue> values;
};
STAFFROOM_DESCRIBE(DirectoryFacet, (), (name, values))

struct DirectoryPage {
  std::vector<DirectoryEntry> items;
  std::vector<DirectoryFacet> facets;
  std::uint32_t total = 0;
  Seq seq = 0;
  std::optional<std::string> next;
};
STAFFROOM_DESCRIBE(DirectoryPage, (), (items, facets, total, seq, next))

/// People I may know who match all that is asked, by what I may see of them; facets count the same way.
struct FindPeople {
  static constexpr std::string_view name = "find_people";
  static constexpr Route route{Method::get, "/directory"};
  using Answers = DirectoryPage;
  std::optional<Line> q;  // words that stand in the name, the job title or a field
  std::optional<Name> subject;
  std::optional<KeyStage> phase;
  std::optional<Offer> offer;
  std::optional<Name> strength;
  std::optional<ExamBoard> exam_board;
  std::optional<SendNeed> send;
  std::optional<Name> language;
  std::optional<OrganisationId> organisation;  // on it or below it
  std::optional<Role> role;
  std::optional<bool> free;  // has days left this term
  std::optional<DirectorySort> sort;
};
STAFFROOM_DESCRIBE(FindPeople, (),
                   (q, subject, phase, offer, strength, exam_board, send, language, organisation, role, free, sort))

}  // namespace staffroom
