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
  team = 10,
  team_membership = 11,
  join_request = 12,
  channel = 20,
  topic = 21,
  topic_activity = 22,
  message = 23,
  message_revision = 24,
  team_mention = 25,
  flag = 26,
  read_state = 27,
  notification = 30,
};
BOOST_DESCRIBE_ENUM(Kind, organisation, person, membership, credential, session, session_secret, team, team_membership,
                    join_request, channel, topic, topic_activity, message, message_revision, team_mention, flag,
                    read_state, notification)

}  // namespace staffroom
