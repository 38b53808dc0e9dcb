// The permission table: who may do what, as data. The door (permissions.hpp) evaluates it, the help page prints it, and
// an oracle made from another copy of the table tests it cell by cell. Rows exist for what exists.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace staffroom {

/// What a rule speaks of. Not quite the kinds of records: presence and reactions have rules but no records of their
/// own.
enum class Thing : std::uint8_t {
  organisation,
  person,
  membership,
  session,
  team,
  team_membership,
  join_request,
  channel,
  topic,
  message,
  reaction,
  presence,
  flag,
  read_state,
  notification
};
BOOST_DESCRIBE_ENUM(Thing, organisation, person, membership, session, team, team_membership, join_request, channel,
                    topic, message, reaction, presence, flag, read_state, notification)

enum class Action : std::uint8_t {
  read,
  create,
  edit,
  end,
  change_password,
  archive,
  restore,
  set_joining,
  appoint_lead,
  join,
  create_guest,
  extend_guest,
  change_relation,
  grant_channel,
  accept,
  refuse,
  withdraw,
  set_posting,
  remove,
  edit_title,
  agree,
  reopen,
  edit_summary,
  move,
  lock,
  unlock,
  resolve,
  mark,
  follow,
  mark_seen,
  mark_done,
  snooze
};
BOOST_DESCRIBE_ENUM(Action, read, create, edit, end, change_password, archive, restore, set_joining, appoint_lead, join,
                    create_guest, extend_guest, change_relation, grant_channel, accept, refuse, withdraw, set_posting,
                    remove, edit_title, agree, reopen, edit_summary, move, lock, unlock, resolve, mark, follow,
                    mark_seen, mark_done, snooze)

enum class Relation : std::uint8_t {
  self,
  network,
  belongs,
  admin,
  leader,
  business,
  subject_lead,
  team_mate,
  team_lead,
  team_member,
  team_guest,
  author,
  reader
};
BOOST_DESCRIBE_ENUM(Relation, self, network, belongs, admin, leader, business, subject_lead, team_mate, team_lead,
                    team_member, team_guest, author, reader)

enum class Condition : std::uint8_t {
  // Sight: failing one hides the record.
  reads,
  granted,
  visible,
  current,
  // Act: failing one is forbidden, with the condition's name as the reason.
  not_self,
  not_own,
  fresh,
  cap,
  write_target,
  invite_outside,
  partners_allowed,
  end_date,
  no_lead,
  not_closed_team,
  open_team,
  by_request,
  may_post,
  guests_may_start
};
BOOST_DESCRIBE_ENUM(Condition, reads, granted, visible, current, not_self, not_own, fresh, cap, write_target,
                    invite_outside, partners_allowed, end_date, no_lead, not_closed_team, open_team, by_request,
                    may_post, guests_may_start)
constexpr bool is_sight(Condition condition) { return condition <= Condition::current; }

/// How those are refused who may read the record but not act on it.
enum class Refused : std::uint8_t { forbidden, not_found };

struct Grant {
  Relation relation;
  std::vector<Condition> only_if;  // besides the rule's own
};

struct Rule {
  Thing thing;
  std::vector<Action> actions;
  std::vector<Grant> grants;
  std::vector<Condition> conditions;  // for every relation in the rule, in the order in which they are told
  Refused refused = Refused::forbidden;
};

std::span<Rule const> policy();
/// Null when the action does not exist for the thing.
Rule const* rule_for(Thing thing, Action action);
/// For the page "who may do what": {"rules":[{"thing","actions","grants":[{"relation","only_if"}],"conditions"}]}.
std::string policy_json();

}  // namespace staffroom
