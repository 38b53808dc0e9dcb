// All key layouts. Big-endian fixed-width fields, so that byte order is number order. docs/storage_format.md has the
// table; golden bytes are tested. Tags and layouts are append-only.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/kinds.hpp"

namespace staffroom {

void append_u64(std::string& out, std::uint64_t value);  // big-endian
void append_u32(std::string& out, std::uint32_t value);
std::uint64_t read_u64(std::string_view bytes);  // the first eight bytes
std::uint32_t read_u32(std::string_view bytes);

/// Column family `records`: tag (Kind, 1) | the record's key.
///   most kinds            tag | id (8)
///   topic_activity        tag | topic (8)
///   message               tag | topic (8) | ordinal (4)
///   message_revision      tag | topic (8) | ordinal (4) | version (4)
///   read_state            tag | person (8) | topic (8)
template <class R, class IdType>
std::string record_key(IdType id) {
  std::string key(1, static_cast<char>(R::kind));
  append_u64(key, id.value);
  return key;
}
template <class R>
std::string record_key(TopicId topic, Ordinal ordinal) {
  static_assert(R::kind == Kind::message);
  std::string key(1, static_cast<char>(R::kind));
  append_u64(key, topic.value);
  append_u32(key, ordinal);
  return key;
}
template <class R>
std::string record_key(TopicId topic, Ordinal ordinal, std::uint32_t version) {
  static_assert(R::kind == Kind::message_revision);
  std::string key(1, static_cast<char>(R::kind));
  append_u64(key, topic.value);
  append_u32(key, ordinal);
  append_u32(key, version);
  return key;
}
template <class R>
std::string record_key(PersonId person, TopicId topic) {
  static_assert(R::kind == Kind::read_state);
  std::string key(1, static_cast<char>(R::kind));
  append_u64(key, person.value);
  append_u64(key, topic.value);
  return key;
}

/// The key of a record as it stands (for puts and removals).
std::string key_of(Record const& record);

/// Column family `indexes`: tag (Index, 1) | fields. Values are given in docs/storage_format.md. Append only.
enum class Index : std::uint8_t {
  organisations_by_parent = 1,       // parent (8; 0 for the root) | organisation (8)  → "l" of a listed one
  people_by_name = 2,                // lower-cased name, NUL, person (8)
  memberships_by_person = 3,         // person (8) | membership (8)
  memberships_by_organisation = 4,   // organisation (8) | membership (8)
  person_by_email = 5,               // lower-cased e-mail                       → person (8)
  sessions_by_person = 6,            // person (8) | ~session (8)
  session_by_token = 7,              // SHA-256 (32 bytes)                       → session (8) | person (8)
  teams_all = 10,                    // ~team (8): newest first
  team_memberships_by_team = 11,     // team (8) | team_membership (8), current ones
  team_memberships_by_person = 12,   // person (8) | team_membership (8), current ones
  join_requests_by_team = 13,        // team (8) | pending 0 or 1 (1) | ~id (8)
  join_requests_by_person = 14,      // person (8) | ~id (8), pending ones
  channels_by_team = 20,             // team (8) | channel (8)
  topics_by_activity = 21,           // channel (8) | ~last_at (8) | topic (8)
  team_mentions_by_team = 22,        // team (8) | ~id (8)                       → topic (8) | ordinal (4)
  flags_by_team = 23,                // team (8) | open 0 or 1 (1) | ~id (8)
  notifications_by_person = 30,      // person (8) | done 0 or 1 (1) | ~id (8)
  notifications_by_topic = 31,       // person (8) | topic (8) | id (8), open ones that need the person
  organisations_by_urn = 8,          // urn (4)                                  → organisation (8)
  organisations_by_group = 9,        // group uid (4)                            → organisation (8), trusts
  memberships_by_staff_id = 15,      // organisation (8) | source (1) | staff id → membership (8), not ended
  lead_messages_by_team = 16,        // team (8) | answered 0 or 1 (1) | ~id (8)
  schools_awaiting_group = 17,       // group uid (4) | organisation (8): listed schools whose trust is not here yet
  invitations_by_organisation = 50,  // organisation (8) | ~id (8)
  invitations_by_team = 51,          // team (8) | ~id (8)
  invitations_by_email = 52,         // lower-cased e-mail, NUL, id (8), pending ones
  invitations_by_author = 53,        // person (8) | ~id (8), pending ones
  emails_due = 54,                   // next_at (8) | id (8), due or sending
  emails_by_organisation = 55,       // organisation (8) | ~id (8)
  imports_all = 56,                  // ~id (8)
  import_rows_by_import = 57,        // import (8) | chunk (4)                   → id (8)
  erasures_all = 58,                 // ~id (8)
  invitations_made_by = 60,          // person (8) | ~id (8), all of them
  import_rows_by_subject = 59,       // import (8) | likeness 0 or membership 1 (1) | value (8) | number (4) → id (8)
  memberships_at = 61,               // organisation (8) | membership (8), planned and ended ones too
  resources_all = 70,                // ~resource (8), not deleted ones
  resources_by_party = 71,           // person (8) | ~resource (8): author, owner, co-authors, invited
  resources_by_team = 72,            // team (8) | ~resource (8)
  resources_by_organisation = 73,    // organisation (8) | ~resource (8): the owner's
  resources_by_unit = 74,            // curriculum unit (8) | ~resource (8)
  versions_by_resource = 75,         // resource (8) | ~number (4)                → version id (8)
  versions_checking = 76,            // version (8)
  approvals_by_resource = 77,        // resource (8) | ~id (8)
  uses_by_resource = 78,             // resource (8) | ~id (8)
  use_by_school = 79,                // resource (8) | organisation (8)           → use id (8)
  scores_by_resource = 80,           // resource (8) | person (8)                 → score id (8)
  reports_by_resource = 81,          // resource (8) | resolved 0 or 1 (1) | ~id (8)
  adaptations_by_source = 82,        // source (8) | ~id (8)                      → copy (8)
  adaptation_by_copy = 83,           // copy (8)                                  → id (8)
  uploads_by_person = 84,            // person (8) | ~id (8)
  files_by_hash = 85,                // organisation (8) | SHA-256 (32) | kind (1) | id (8): who names the file
  collections_all = 86,              // ~id (8), not deleted ones
  collections_by_party = 87,         // person (8) | ~id (8): author, owner
  collections_by_resource = 88,      // resource (8) | ~collection (8)
  curriculum_units_all = 89,         // lower-cased subject, NUL, stage (1), lower-cased title, NUL, id (8)
  curriculum_unit_by_slug = 90,      // source, NUL, slug                         → id (8)
  downloads_by_person = 91,          // person (8) | ~id (8)
  downloads_preparing = 92,          // id (8)
  search_rebuilds_all = 93,          // ~id (8)
  search_rebuilds_waiting = 94,      // id (8): waiting or running
  topics_by_resource = 95,           // resource (8) | ~topic (8)
  bound_topics_followed = 96,        // person (8) | topic (8): topics bound to a record
  notifications_by_resource = 97,    // resource (8) | done 0 or 1 (1) | id (8)
  profile_parts_by_person = 98,      // person (8) | part (8)                     → store/directory_rows.hpp
  people_suggestible = 99,           // person (8) | part (8): parts for matching → the same
  practice_all = 100,                // ~id (8), not deleted ones
  practice_by_party = 101,           // person (8) | ~id (8): author, owner, co-authors, invited, contact
  practice_by_team = 102,            // team (8) | ~id (8)
  practice_by_organisation = 103,    // organisation (8) | ~id (8): the owner's
  practice_by_resource = 104,        // resource (8) | ~id (8)
  practice_by_unit = 105,            // curriculum unit (8) | ~id (8)
  adoptions_by_practice = 106,       // practice post (8) | ~id (8)
  adoption_by_school = 107,          // practice post (8) | organisation (8) → id (8), not stopped
  topics_by_practice = 108,          // practice post (8) | ~topic (8)
  links_by_end = 109,                // what (1) | id (8) | link (8), both ends
  support_requests_all = 110,        // ~id (8)
  support_requests_by_party = 111,   // person (8) | ~id (8): requester, broker, asked, supporter
  support_requests_by_broker_node = 112,  // organisation (8) | ~id (8), opened ones
  support_requests_by_school = 113,       // organisation (8) | ~id (8)
  matches_by_request = 114,               // request (8) | id (8)
  matches_by_person = 115,                // person (8) | ~id (8)
  agreements_by_request = 116,            // request (8) | ~id (8)
  agreements_by_supporter = 117,          // person (8) | id (8), not ended
  visits_by_request = 118,                // request (8) | date (4) | id (8)
  notifications_by_practice = 119,        // practice post (8) | done 0 or 1 (1) | id (8)
  notifications_by_support = 120,         // request (8) | done 0 or 1 (1) | id (8)
  practice_by_uptake = 121,               // ~(trying + adopted) (4) | ~practice post (8)
  person_loads = 122,                     // person (8)                           → days promised, dates of askings
  profiles_all = 123,                     // person (8)                           → sight of the capacity, suggestible
  actions_by_topic = 124,                 // topic (8) | id (8)
  actions_by_owner = 125,                 // person (8) | ended 0 or 1 (1) | due, or ~ended (8) | id (8)
  review_cycles_all = 126,                // ~id (8)
  reviews_all = 127,                      // ~id (8)
  reviews_by_cycle = 128,                 // cycle (8) | id (8)
  reviews_by_person = 129,                // person (8) | ~id (8): organiser, team, delegate, colleagues
  reviews_by_host = 130,                  // organisation (8) | ~id (8)
  interests_by_review = 131,              // review (8) | id (8)
  interests_by_person = 132,              // person (8) | ~id (8)
  activities_by_review = 133,             // review (8) | date (4) | starts (4) | id (8)
  evidence_notes_by_review = 134,         // review (8) | ~id (8)
  report_comments_by_review = 135,        // review (8) | id (8)
  report_grants_by_review = 136,          // review (8) | id (8)
  report_grants_by_reader = 137,          // person 0 or seat 1 (1) | person or organisation (8) | ~id (8), current ones
  report_readings_by_review = 138,        // review (8) | ~id (8)
  review_actions_by_review = 139,         // review (8) | due (4) | id (8)
  review_actions_by_owner = 140,          // person (8) | ended 0 or 1 (1) | due (4) | id (8)
  notifications_by_review = 141,          // review (8) | done 0 or 1 (1) | id (8)
  notifications_by_cycle = 142,           // cycle (8) | done 0 or 1 (1) | id (8)
  themes_by_cycle = 143,                  // cycle (8) | review (8), shared ones
  contracts_by_organisation = 144,        // organisation (8) | ends (4) | id (8)
  contracts_all = 145,                    // over 0 or 1 (1) | ends (4) | id (8)
  contracts_by_supplier = 146,            // supplier (8) | organisation (8) | id (8), not void
  contracts_by_identity = 147,  // organisation (8) | hash of reference, or of supplier and title (8) | id (8), not void
  radar = 148,                  // id (8), live → facts (store/radar.hpp)
  radar_money = 149,            // id (8), live → annual gross pence
  suppliers_by_name = 150,      // folded name | 0 (1) | id (8)
  suppliers_by_number = 151,    // company number | 0 (1) | id (8)
  experience_by_supplier = 152,        // supplier (8) | ~id (8)
  experience_by_organisation = 153,    // organisation (8) | supplier (8) | id (8)
  pools_all = 154,                     // ~id (8)
  pools_by_owner = 155,                // person (8) | ~id (8)
  pools_by_school = 156,               // school (8) | ~id (8): asked or taking part
  participations_by_pool = 157,        // pool (8) | school (8) | id (8)
  participations_by_school = 158,      // school (8) | ~id (8)
  savings_by_organisation = 159,       // organisation (8) | ~id (8)
  savings_all = 160,                   // ~id (8)
  contract_entries_by_contract = 161,  // contract (8) | ~id (8)
  notifications_by_contract = 162,     // contract (8) | done 0 or 1 (1) | id (8)
  notifications_by_pool = 163,         // pool (8) | done 0 or 1 (1) | id (8)
  contracts_by_seat = 164,             // organisation (8) | role (1) | notice_by (4) | id (8), live
  notifications_by_saving = 165,       // saving (8) | done 0 or 1 (1) | id (8)
  contracts_provisional = 166,         // id (8), live: notice dates beyond the calendar
  suppliers_by_target = 168,           // supplier (8) | id (8): merged into it
  organisation_places = 167,           // organisation (8) → facts (store/radar.hpp)
  purchases_all = 169,                 // ~id (8)
  purchases_by_owner = 170,            // person (8) | ~id (8)
  purchases_by_school = 171,           // school (8) | ~id (8)
  purchases_by_organisation = 172,     // organisation (8) | ~id (8)
  purchases_by_pool = 173,             // pool (8) | ~id (8)
  purchases_by_person = 174,           // person (8) | ~id (8): named in it, or its owner
  gates_by_purchase = 175,             // purchase (8) | number (4) | id (8)
  declarations_by_purchase = 176,      // purchase (8) | id (8)
  supplier_links_by_purchase = 177,    // purchase (8) | id (8)
  quotes_by_purchase = 178,            // purchase (8) | id (8)
  quote_scores_by_purchase = 179,      // purchase (8) | quote (8) | id (8)
  quote_scans_by_purchase = 180,       // purchase (8) | id (8)
  purchase_files = 181,                // organisation (8) | SHA-256 (32) | kind (1) | id (8)
  notifications_by_purchase = 182,     // purchase (8) | done 0 or 1 (1) | id (8)
  api_tokens_by_person = 183,          // person (8) | ~token (8)
  api_token_by_hash = 184,             // SHA-256 of the token (32)                → token (8), person (8)
  due = 40,                            // time (8) | kind (1) | id (8)             → what
};

/// Column family `window`: tag (1) | fields.
enum class WindowTag : std::uint8_t {
  group = 1,        // last seq of the commit group (8)
  idempotency = 2,  // person (8) | the client's key
};
std::string window_group_key(Seq last);
std::string idempotency_key(PersonId person, std::string_view key);

/// Column family `meta`: tag (1) | fields.
enum class MetaTag : std::uint8_t {
  schema = 1,       // → version of the whole layout (4)
  incarnation = 2,  // → 16 hex digits
  state = 3,        // → CommitState (store/commit_state.hpp)
  probe = 4,        // written to see whether there is space again
  audit = 16,       // last seq of the commit group (8) → who did what, to which record, when
};
std::string meta_key(MetaTag tag);
std::string audit_key(Seq last);

}  // namespace staffroom
