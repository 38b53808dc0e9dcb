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
  channel = 20,
  topic = 21,
  topic_activity = 22,
  message = 23,
  message_revision = 24,
  team_mention = 25,
  flag = 26,
  read_state = 27,
  notification = 30,
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
};
BOOST_DESCRIBE_ENUM(Kind, organisation, person, membership, credential, session, session_secret, account,
                    membership_terms, org_settings, team, team_membership, join_request, lead_message, channel, topic,
                    topic_activity, message, message_revision, team_mention, flag, read_state, notification, invitation,
                    email, import_job, import_rows, erasure, resource, resource_version, version_check, approval,
                    resource_use, use_author, rubric_score, resource_activity, resource_report, adaptation, upload,
                    collection, collection_contents, curriculum_unit, download, search_rebuild)

}  // namespace staffroom
