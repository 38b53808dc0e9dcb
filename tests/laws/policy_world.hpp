// What there is in one situation of the policy's cases, and what each action asks for there.
#pragma once
#include "tests/laws/policy_cases.hpp"
#include "tests/laws/policy_words.hpp"

namespace staffroom::tests {

/// What there is in one situation, and what it is about.
struct World {
  Scenario& s;
  Situation const& it;
  Colleague viewer;
  Colleague lead, mate, other;  // lead of the team, a member, somebody outside (all of Kirkby Road Primary)
  PersonId target;
  TeamId team{};
  ChannelId general{}, channel{}, elsewhere{}, target_channel{};
  TopicId topic{}, agreed{}, locked{};
  Ordinal message = 1;
  JoinRequestId request{};
  FlagId flag{};
  TeamMembershipId place{}, guest_place{};
  PersonId person{};
  MembershipId membership{};
  SessionId session{};
  ApiTokenId api_token{};
  NotificationId notification{};
  ActionId action{};
  Date ends{};
  bool asked_by_viewer = false;  // the request to join is theirs
  bool owned = false;            // the action is theirs
};

/// People whom the situations need besides the scenario's.
struct Cast {
  Colleague lead, mate, other, milly, sid, olga, leaver, asker;
};

Cast cast_of(Scenario& scenario);
World arrange(Scenario& scenario, Cast const& cast, Situation const& situation);
/// Everybody leaves the team again: people may be in so many teams only.
void dismantle(World& world, Cast const& cast);

/// What an action asks for.
using Ask = std::function<Asking(World const&)>;
struct Entry {
  char const* record;
  char const* action;
  Ask ask;
  std::function<std::string(World const&)> listed = {};
  std::function<void(World&)> spoil = {};  // puts an id that never existed where the hidden one stands
};

std::vector<Entry> const& policy_entries();

}  // namespace staffroom::tests
