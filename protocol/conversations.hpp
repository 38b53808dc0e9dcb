// Conversations: channels of a team and their topics. Messages are in conversations_messages.hpp.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/teams.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class Posting : std::uint8_t { everyone, members, leads };
BOOST_DESCRIBE_ENUM(Posting, everyone, members, leads)

struct Channel {
  static constexpr Kind kind = Kind::channel;
  static constexpr std::string_view path = "/channels/{id}";
  ChannelId id;
  std::uint32_t version = 1;
  TeamId team;
  Name name;
  Purpose purpose;
  Posting posting = Posting::everyone;
  bool guests_may_start = false;
  Archival state = Archival::active;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(Channel, (), (id, version, team, name, purpose, posting, guests_may_start, state, created))

enum class TopicState : std::uint8_t { open, agreed, locked };
BOOST_DESCRIBE_ENUM(TopicState, open, agreed, locked)

/// "Where we've got to", pinned above a topic.
struct Summary {
  SummaryText text;
  PersonId by;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(Summary, (), (text, by, at))

struct Topic {
  static constexpr Kind kind = Kind::topic;
  static constexpr std::string_view path = "/topics/{id}";
  TopicId id;
  std::uint32_t version = 1;
  std::optional<ChannelId> channel;  // both absent of a topic that is bound to …
  std::optional<TeamId> team;
  std::optional<ResourceId> resource;  // … this resource, whose readers are its readers …
  std::optional<PracticeId> practice;  // … or this practice post
  Title title;
  std::optional<bool> question;   // asks for an answer
  std::optional<Ordinal> answer;  // the message that was accepted as such
  TopicState state = TopicState::open;
  std::optional<TopicState> state_before_lock;
  std::optional<Summary> summary;
  PersonId author;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(Topic, (),
                   (id, version, channel, team, resource, practice, title, question, answer, state, state_before_lock,
                    summary, author, created))

/// How far a topic has come. Apart from the topic so that posting never disturbs the edit of a title or a summary.
/// unread = messages − my mark. The id is the topic's.
struct TopicActivity {
  static constexpr Kind kind = Kind::topic_activity;
  static constexpr std::string_view path = "/topics/{id}/activity";
  TopicId id;
  std::uint32_t version = 1;
  std::optional<ChannelId> channel;  // absent of a bound topic
  Ordinal messages = 0;              // the last message's ordinal
  TimestampMs last_at;
  PersonId last_by;
  std::optional<Ordinal> purge_from;  // of a deleted topic only, which nobody reads: texts from here on still to go
};
STAFFROOM_DESCRIBE(TopicActivity, (), (id, version, channel, messages, last_at, last_by, purge_from))

// ---- channels

struct CreateChannel {
  static constexpr std::string_view name = "create_channel";
  static constexpr Route route{Method::post, "/teams/{team}/channels"};
  static constexpr Success success = Success::created;
  TeamId team;
  Name channel_name;
  Purpose purpose;
  Posting posting = Posting::everyone;
};
STAFFROOM_DESCRIBE(CreateChannel, (), (team, channel_name, purpose, posting))

struct EditChannel {
  static constexpr std::string_view name = "edit_channel";
  static constexpr Route route{Method::patch, "/channels/{channel}"};
  static constexpr Success success = Success::changed;
  ChannelId channel;
  std::optional<Name> channel_name;
  std::optional<Purpose> purpose;
  std::optional<bool> guests_may_start;
};
STAFFROOM_DESCRIBE(EditChannel, (), (channel, channel_name, purpose, guests_may_start))

struct SetPosting {
  static constexpr std::string_view name = "set_posting";
  static constexpr Route route{Method::put, "/channels/{channel}/posting"};
  static constexpr Success success = Success::changed;
  ChannelId channel;
  Posting posting = Posting::everyone;
};
STAFFROOM_DESCRIBE(SetPosting, (), (channel, posting))

struct ArchiveChannel {
  static constexpr std::string_view name = "archive_channel";
  static constexpr Route route{Method::post, "/channels/{channel}/archive"};
  static constexpr Success success = Success::changed;
  ChannelId channel;
};
STAFFROOM_DESCRIBE(ArchiveChannel, (), (channel))

struct RestoreChannel {
  static constexpr std::string_view name = "restore_channel";
  static constexpr Route route{Method::post, "/channels/{channel}/restore"};
  static constexpr Success success = Success::changed;
  ChannelId channel;
};
STAFFROOM_DESCRIBE(RestoreChannel, (), (channel))

// ---- topics

/// The first message comes in the same command.
struct CreateTopic {
  static constexpr std::string_view name = "create_topic";
  static constexpr Route route{Method::post, "/channels/{channel}/topics"};
  static constexpr Success success = Success::created;
  ChannelId channel;
  Title title;
  MessageText text;
  Many<PersonId, limits::mentions_max> mentions;
  std::optional<Note> not_pupil_data;  // as of PostMessage
  std::optional<bool> question;        // that wants an answer
};
STAFFROOM_DESCRIBE(CreateTopic, (), (channel, title, text, mentions, not_pupil_data, question))

struct EditTopicTitle {
  static constexpr std::string_view name = "edit_topic_title";
  static constexpr Route route{Method::patch, "/topics/{topic}"};
  static constexpr Success success = Success::changed;
  TopicId topic;
  Title title;
};
STAFFROOM_DESCRIBE(EditTopicTitle, (), (topic, title))

struct EditTopicSummary {
  static constexpr std::string_view name = "edit_topic_summary";
  static constexpr Route route{Method::put, "/topics/{topic}/summary"};
  static constexpr Success success = Success::changed;
  TopicId topic;
  SummaryText text;  // blank removes it
};
STAFFROOM_DESCRIBE(EditTopicSummary, (), (topic, text))

/// Of a question: this message answers it. Another may take its place; deleting the message clears it.
struct AcceptAnswer {
  static constexpr std::string_view name = "accept_answer";
  static constexpr Route route{Method::put, "/topics/{topic}/answer"};
  static constexpr Success success = Success::changed;
  TopicId topic;
  Ordinal ordinal = 0;
};
STAFFROOM_DESCRIBE(AcceptAnswer, (), (topic, ordinal))

struct ClearAnswer {
  static constexpr std::string_view name = "clear_answer";
  static constexpr Route route{Method::remove, "/topics/{topic}/answer"};
  static constexpr Success success = Success::changed;
  TopicId topic;
};
STAFFROOM_DESCRIBE(ClearAnswer, (), (topic))

struct AgreeTopic {
  static constexpr std::string_view name = "agree_topic";
  static constexpr Route route{Method::post, "/topics/{topic}/agree"};
  static constexpr Success success = Success::changed;
  TopicId topic;
};
STAFFROOM_DESCRIBE(AgreeTopic, (), (topic))

struct ReopenTopic {
  static constexpr std::string_view name = "reopen_topic";
  static constexpr Route route{Method::post, "/topics/{topic}/reopen"};
  static constexpr Success success = Success::changed;
  TopicId topic;
};
STAFFROOM_DESCRIBE(ReopenTopic, (), (topic))

struct LockTopic {
  static constexpr std::string_view name = "lock_topic";
  static constexpr Route route{Method::post, "/topics/{topic}/lock"};
  static constexpr Success success = Success::changed;
  TopicId topic;
};
STAFFROOM_DESCRIBE(LockTopic, (), (topic))

struct UnlockTopic {
  static constexpr std::string_view name = "unlock_topic";
  static constexpr Route route{Method::post, "/topics/{topic}/unlock"};
  static constexpr Success success = Success::changed;
  TopicId topic;
};
STAFFROOM_DESCRIBE(UnlockTopic, (), (topic))

struct MoveTopic {
  static constexpr std::string_view name = "move_topic";
  static constexpr Route route{Method::post, "/topics/{topic}/move"};
  static constexpr Success success = Success::changed;
  TopicId topic;
  ChannelId channel;
};
STAFFROOM_DESCRIBE(MoveTopic, (), (topic, channel))

struct DeleteTopic {
  static constexpr std::string_view name = "delete_topic";
  static constexpr Route route{Method::remove, "/topics/{topic}"};
  static constexpr Success success = Success::gone;
  TopicId topic;
};
STAFFROOM_DESCRIBE(DeleteTopic, (), (topic))

// ---- queries

struct ListChannels {
  static constexpr std::string_view name = "list_channels";
  static constexpr Route route{Method::get, "/teams/{team}/channels"};
  using Item = Channel;
  TeamId team;
};
STAFFROOM_DESCRIBE(ListChannels, (), (team))

struct GetChannel {
  static constexpr std::string_view name = "get_channel";
  static constexpr Route route{Method::get, "/channels/{channel}"};
  using Item = Channel;
  ChannelId channel;
};
STAFFROOM_DESCRIBE(GetChannel, (), (channel))

/// Latest activity first. `also`: their activity and my read states.
struct ListTopics {
  static constexpr std::string_view name = "list_topics";
  static constexpr Route route{Method::get, "/channels/{channel}/topics"};
  using Item = Topic;
  ChannelId channel;
};
STAFFROOM_DESCRIBE(ListTopics, (), (channel))

struct GetTopic {
  static constexpr std::string_view name = "get_topic";
  static constexpr Route route{Method::get, "/topics/{topic}"};
  using Item = Topic;
  TopicId topic;
};
STAFFROOM_DESCRIBE(GetTopic, (), (topic))

struct GetTopicActivity {
  static constexpr std::string_view name = "get_topic_activity";
  static constexpr Route route{Method::get, "/topics/{topic}/activity"};
  using Item = TopicActivity;
  TopicId topic;
};
STAFFROOM_DESCRIBE(GetTopicActivity, (), (topic))

}  // namespace staffroom
