// What the rules of conversations share: a topic with all that permissions ask about, and what goes with a message.
#pragma once
#include "store/decide.hpp"
#include "store/notices.hpp"
#include "store/permissions.hpp"

namespace staffroom::talk {

/// Where people talk: a channel of a team, or a resource or a practice post to which the topic is bound.
struct Place {
  std::shared_ptr<Topic const> topic;
  std::shared_ptr<Channel const> channel;
  std::shared_ptr<Team const> team;
  std::shared_ptr<Resource const> resource;
  std::shared_ptr<TopicActivity const> activity;
  std::shared_ptr<PracticePost const> practice;
  Subject subject() const;
  bool is_archived() const;
  bool is_bound() const { return resource || practice; }
};

/// What a topic begins with.
struct FirstWords {
  Title const& title;
  MessageText const& text;
  Many<PersonId, limits::mentions_max> const& mentions;
  std::optional<Note> const& not_pupil_data;
};

/// The channel with its team, if the actor may read it.
Result<Place> channel_for(View const& view, Door const& door, ChannelId id, std::string_view path);
/// The topic with everything around it, if the actor may read it.
Result<Place> topic_for(View const& view, Door const& door, TopicId id);

/// Who may read what is said there.
Audiences readers_of(View const& view, Place const& place);
/// Of those named, the ones among these readers; the rest stay plain text, and nobody learns which.
Many<PersonId, limits::mentions_max> readers_among(View const& view, Audiences const& readers,
                                                   Many<PersonId, limits::mentions_max> const& named);

/// A notice about a message there.
Notice notice_of(Place const& place, PersonId to, Because because, TopicId topic, Ordinal ordinal);

/// Errors: conflict `pupil_data` when one of the texts holds what is certainly a pupil's detail and nothing says why it
/// is none. The reason, when one was needed.
Result<std::optional<Note>> check_pupils(std::initializer_list<std::string_view> texts,
                                         std::optional<Note> const& reason);

/// Who asks or answers about a resource or a practice post follows the topic, unless they muted it.
void follow_bound(Change& change, View const& view, PersonId person, Topic const& topic, Ordinal read);

/// Nobody reads the topic from now on; its links go, what was to be done is cancelled, and its messages' texts by tick,
/// a chunk at a time.
void remove_topic(Change& change, View const& view, Topic const& topic, TopicActivity activity, TimestampMs now);

/// How many topics there are about what the place is bound to, `more` more.
void count_topic(Change& change, View const& view, Place const& place, int more);

/// A topic about what the place is bound to, with its first message; those named there and those who work on it are
/// told. The topic is what the answer shows.
Result<Change> begin_bound(View const& view, Asked& asked, Place const& place, FirstWords const& words);

/// Empties a message: text, history, mentions and reactions go; author and ordinal stay. Ends what waited on it.
/// `team` is the topic's.
void empty_message(Change& change, View const& view, TeamId team, Message message, TimestampMs now);

/// A topic leaves its team: those who were mentioned as a team are not asked any more.
void drop_team_mentions(Change& change, View const& view, TeamId team, TopicId topic);

/// Removes the earlier texts of a message.
void remove_revisions(Change& change, View const& view, TopicId topic, Ordinal ordinal);

}  // namespace staffroom::talk
