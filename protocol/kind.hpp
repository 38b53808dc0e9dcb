// The kinds of records. The number is the first byte of a stored key: append only, never reuse.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>

namespace staffroom {

enum class Kind : std::uint8_t {
  organisation = 1,
  person = 2,
  membership = 3,
  credential = 4,  // internal: password hash, e-mail
  session = 5,
  session_secret = 6,  // internal: token hash
  account = 7,
  membership_terms = 8,
  org_settings = 9,
  team = 10,
  team_membership = 11,
  join_request = 12,
  lead_message = 13,
  org_calendar = 14,
  channel = 20,
  topic = 21,
  topic_activity = 22,
  message = 23,
  message_revision = 24,
  team_mention = 25,
  flag = 26,
  read_state = 27,
  notification = 30,
  notification_setting = 31,
  digest_plan = 32,
  calendar_feed = 33,
  action_item = 34,
  invitation = 40,
  email = 41,
  import_job = 42,
  import_rows = 43,
  erasure = 44,
  resource = 50,
  resource_version = 51,
  version_check = 52,
  approval = 53,
  resource_use = 54,
  use_author = 55,
  rubric_score = 56,
  resource_activity = 57,
  resource_report = 58,
  adaptation = 59,  // internal: which resource was made from which
  upload = 60,
  collection = 61,
  collection_contents = 62,  // internal: each reader sees of it what they may read
  curriculum_unit = 63,
  download = 64,
  search_rebuild = 65,
  profile = 70,
  profile_part = 71,
  person_load = 72,
  practice_post = 73,
  adoption = 74,
  adoption_author = 75,
  practice_activity = 76,
  link = 77,  // internal: each reader is told of those whose ends they may read
  support_request = 80,
  support_match = 81,
  match_answer = 82,
  support_agreement = 83,
  support_visit = 84,
  support_evaluation = 85,
  review_cycle = 90,
  review = 91,
  review_scope = 92,
  review_interest = 93,
  self_review = 94,
  review_activity = 95,
  evidence_note = 96,
  review_report = 97,
  report_comment = 98,
  report_grant = 99,
  report_reading = 100,
  review_plan = 101,
  review_action = 102,
  review_theme = 103,
  contract = 110,
  contract_terms = 111,
  supplier = 112,
  supplier_experience = 113,
  pool = 114,
  participation = 115,
  radar_plan = 116,
  threshold_table = 117,
  buying_bands = 118,
  import_mapping = 119,  // internal: what columns of a register meant the last time
  saving = 120,
  contract_entry = 121,
  purchase = 122,
  purchase_gate = 123,
  purchase_declaration = 124,
  supplier_link = 125,
  quote = 126,
  quote_price = 127,
  quote_scan = 128,
  quote_score = 129,
  moderation = 130,
  award = 131,
  award_letters = 132,
  api_token = 133,
  api_token_secret = 134,
};
// More words than BOOST_DESCRIBE_ENUM takes at once.
// clang-format off
#define STAFFROOM_KINDS(X) \
  X(organisation) X(person) X(membership) X(credential) X(session) X(session_secret) X(account) \
  X(membership_terms) X(org_settings) X(team) X(team_membership) X(join_request) X(lead_message) \
  X(org_calendar) X(channel) X(topic) X(topic_activity) X(message) X(message_revision) X(team_mention) \
  X(flag) X(read_state) X(notification) X(invitation) X(email) X(import_job) X(import_rows) X(erasure) \
  X(resource) X(resource_version) X(version_check) X(approval) X(resource_use) X(use_author) \
  X(rubric_score) X(resource_activity) X(resource_report) X(adaptation) X(upload) X(collection) \
  X(collection_contents) X(curriculum_unit) X(download) X(search_rebuild) X(profile) X(profile_part) \
  X(person_load) X(practice_post) X(adoption) X(adoption_author) X(practice_activity) X(link) \
  X(support_request) X(support_match) X(match_answer) X(support_agreement) X(support_visit) \
  X(support_evaluation) X(notification_setting) X(digest_plan) X(calendar_feed) X(action_item) \
  X(review_cycle) X(review) X(review_scope) X(review_interest) X(self_review) X(review_activity) \
  X(evidence_note) X(review_report) X(report_comment) X(report_grant) X(report_reading) X(review_plan) \
  X(review_action) X(review_theme) X(contract) X(contract_terms) X(supplier) X(supplier_experience) X(pool) \
  X(participation) X(radar_plan) X(threshold_table) X(buying_bands) X(import_mapping) X(saving) \
  X(contract_entry) X(purchase) X(purchase_gate) X(purchase_declaration) X(supplier_link) X(quote) \
  X(quote_price) X(quote_scan) X(quote_score) X(moderation) X(award) X(award_letters) X(api_token) X(api_token_secret)
// clang-format on
#define STAFFROOM_DESCRIPTION(word) BOOST_DESCRIBE_ENUM_ENTRY(Kind, word)
BOOST_DESCRIBE_ENUM_BEGIN(Kind)
STAFFROOM_KINDS(STAFFROOM_DESCRIPTION)
BOOST_DESCRIBE_ENUM_END(Kind)
#undef STAFFROOM_DESCRIPTION
#undef STAFFROOM_KINDS

}  // namespace staffroom
