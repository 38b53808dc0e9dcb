// What the rules of conversations share: a topic with all that permissions ask about, and what goes with a message.
#pragma once
#include "store/decide.hpp"
#include "store/permissions.hpp"

namespace staffroom::talk {

struct Place {
  std::shared_ptr<Topic const> topic;
  std::shared_ptr<Channel const> channel;
  std::shared_ptr<Team const> team;
  std::shared_ptr<TopicActivity const> activity;
  Subject subject() const;
};

/// The channel with its team, if the actor may read it.
Result<Place> channel_for(View const& view, Door const& door, ChannelId id, std::string_view path);
/// The topic with everything around it, if the actor may read it.
Result<Place> topic_for(View const& view, Door const& door, TopicId id);

/// Of those named, the ones who may read the topic's channel; the rest stay plain text, and nobody learns which.
Many<PersonId, limits::mentions_max> readers_among(View const& view, Channel const& channel,
                                                   Many<PersonId, limits::mentions_max> const& named);

/// Empties a message: text, history, mentions and reactions go; author and ordinal stay. Ends what waited on it.
/// `team` is the topic's.
void empty_message(Change& change, View const& view, TeamId team, Message message, TimestampMs now);

/// A topic leaves its team: those who were mentioned as a team are not asked any more.
void drop_team_mentions(Change& change, View const& view, TeamId team, TopicId topic);

/// Removes the earlier texts of a message.
void remove_revisions(Change& change, View const& view, TopicId topic, Ordinal ordinal);

}  // namespace staffroom::talk
