// Messages of a topic: posting, editing, reactions, reports to the leads, and how far each person has read.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>

#include "protocol/conversations.hpp"
#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class ReactionWord : std::uint8_t { helpful, trying_this, thanks };
BOOST_DESCRIBE_ENUM(ReactionWord, helpful, trying_this, thanks)

struct Reaction {
  ReactionWord word = ReactionWord::helpful;
  PersonId by;
  friend bool operator==(Reaction const&, Reaction const&) = default;
};
STAFFROOM_DESCRIBE(Reaction, (), (word, by))

/// Addressed by topic and ordinal. A reaction does not raise `version`: it can't be lost by an edit. A deleted message
/// keeps author, ordinal and place; text, mentions and reactions are gone.
struct Message {
  static constexpr Kind kind = Kind::message;
  static constexpr std::string_view path = "/topics/{topic}/messages/{ordinal}";
  MessageId id;
  std::uint32_t version = 1;
  TopicId topic;
  Ordinal ordinal = 0;
  PersonId author;
  TimestampMs created;
  std::string text;  // safe Markdown; empty only when deleted
  std::optional<Ordinal> reply_to;
  Many<PersonId, limits::mentions_max> mentions;  // those who may read it; others stay plain text
  std::optional<bool> to_team;                    // mentions every lead and member
  std::optional<TimestampMs> edited;
  std::optional<TimestampMs> deleted;
  Many<Reaction, 3 * limits::members_per_team_max> reactions;
  std::optional<Note> not_pupil_data;  // why what looks like a pupil's details is none, as its author said
};
STAFFROOM_DESCRIBE(Message, (),
                   (id, version, topic, ordinal, author, created, text, reply_to, mentions, to_team, edited, deleted,
                    reactions, not_pupil_data))

/// An earlier text of an edited message.
struct MessageRevision {
  static constexpr Kind kind = Kind::message_revision;
  static constexpr std::string_view path = "/topics/{topic}/messages/{ordinal}/revisions/{version}";
  RevisionId id;
  std::uint32_t version = 1;  // the message's version that had this text
  TopicId topic;
  Ordinal ordinal = 0;
  std::string text;
  TimestampMs replaced;
};
STAFFROOM_DESCRIBE(MessageRevision, (), (id, version, topic, ordinal, text, replaced))

/// One row for a mention of the whole team, which its members' Homes read through: it needs me while my mark is
/// below `ordinal`.
struct TeamMention {
  static constexpr Kind kind = Kind::team_mention;
  static constexpr std::string_view path = "/team-mentions/{id}";
  TeamMentionId id;
  std::uint32_t version = 1;
  TeamId team;
  TopicId topic;
  Ordinal ordinal = 0;
  PersonId author;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(TeamMention, (), (id, version, team, topic, ordinal, author, created))

enum class FlagState : std::uint8_t { open, kept, taken_down };
BOOST_DESCRIBE_ENUM(FlagState, open, kept, taken_down)

/// A report to the leads. `copy` is the text when it was reported: the only window for an administrator.
struct Flag {
  static constexpr Kind kind = Kind::flag;
  static constexpr std::string_view path = "/flags/{id}";
  FlagId id;
  std::uint32_t version = 1;
  TeamId team;
  TopicId topic;
  Ordinal ordinal = 0;
  PersonId message_author;
  std::string copy;
  PersonId author;
  Note reason;
  FlagState state = FlagState::open;
  std::optional<PersonId> resolved_by;
  std::optional<Note> outcome;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(Flag, (),
                   (id, version, team, topic, ordinal, message_author, copy, author, reason, state, resolved_by,
                    outcome, created))

enum class FollowLevel : std::uint8_t { normal, follow, mute };
BOOST_DESCRIBE_ENUM(FollowLevel, normal, follow, mute)

/// My mark and level in a topic; mine only. The id is the topic's. The mark goes forward only.
struct ReadState {
  static constexpr Kind kind = Kind::read_state;
  static constexpr std::string_view path = "/topics/{id}/read-state";
  TopicId id;
  std::uint32_t version = 1;
  PersonId person;
  Ordinal mark = 0;
  FollowLevel level = FollowLevel::normal;
  std::optional<ResourceId> resource;  // to which the topic is bound …
  std::optional<PracticeId> practice;  // … or to this
};
STAFFROOM_DESCRIBE(ReadState, (), (id, version, person, mark, level, resource, practice))

// ---- messages

/// A text with what is certainly a pupil's number is refused with conflict `pupil_data`, unless `not_pupil_data` says
/// why it is none (at least limits::reason_length_min characters).
struct PostMessage {
  static constexpr std::string_view name = "post_message";
  static constexpr Route route{Method::post, "/topics/{topic}/messages"};
  static constexpr Success success = Success::created;
  TopicId topic;
  MessageText text;
  std::optional<Ordinal> reply_to;
  Many<PersonId, limits::mentions_max> mentions;
  std::optional<bool> to_team;
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(PostMessage, (), (topic, text, reply_to, mentions, to_team, not_pupil_data))

struct EditMessage {
  static constexpr std::string_view name = "edit_message";
  static constexpr Route route{Method::patch, "/topics/{topic}/messages/{ordinal}"};
  static constexpr Success success = Success::changed;
  TopicId topic;
  Ordinal ordinal = 0;
  MessageText text;
  Many<PersonId, limits::mentions_max> mentions;
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(EditMessage, (), (topic, ordinal, text, mentions, not_pupil_data))

struct DeleteMessage {
  static constexpr std::string_view name = "delete_message";
  static constexpr Route route{Method::remove, "/topics/{topic}/messages/{ordinal}"};
  static constexpr Success success = Success::changed;  // answers with the emptied message
  TopicId topic;
  Ordinal ordinal = 0;
};
STAFFROOM_DESCRIBE(DeleteMessage, (), (topic, ordinal))

struct React {
  static constexpr std::string_view name = "react";
  static constexpr Route route{Method::put, "/topics/{topic}/messages/{ordinal}/reactions/{word}"};
  static constexpr Success success = Success::changed;  // answers with the message
  TopicId topic;
  Ordinal ordinal = 0;
  ReactionWord word = ReactionWord::helpful;
};
STAFFROOM_DESCRIBE(React, (), (topic, ordinal, word))

struct WithdrawReaction {
  static constexpr std::string_view name = "withdraw_reaction";
  static constexpr Route route{Method::remove, "/topics/{topic}/messages/{ordinal}/reactions/{word}"};
  static constexpr Success success = Success::changed;
  TopicId topic;
  Ordinal ordinal = 0;
  ReactionWord word = ReactionWord::helpful;
};
STAFFROOM_DESCRIBE(WithdrawReaction, (), (topic, ordinal, word))

struct FlagMessage {
  static constexpr std::string_view name = "flag_message";
  static constexpr Route route{Method::post, "/topics/{topic}/messages/{ordinal}/flags"};
  static constexpr Success success = Success::created;
  TopicId topic;
  Ordinal ordinal = 0;
  Note reason;
};
STAFFROOM_DESCRIBE(FlagMessage, (), (topic, ordinal, reason))

enum class FlagOutcome : std::uint8_t { keep, take_down };
BOOST_DESCRIBE_ENUM(FlagOutcome, keep, take_down)

struct ResolveFlag {
  static constexpr std::string_view name = "resolve_flag";
  static constexpr Route route{Method::post, "/flags/{flag}/resolve"};
  static constexpr Success success = Success::changed;
  FlagId flag;
  FlagOutcome outcome = FlagOutcome::keep;
  std::optional<Note> note;
};
STAFFROOM_DESCRIBE(ResolveFlag, (), (flag, outcome, note))

/// Forward only; a smaller or equal mark changes nothing. No key, no audit row.
struct MarkRead {
  static constexpr std::string_view name = "mark_read";
  static constexpr Route route{Method::put, "/topics/{topic}/read-state/mark"};
  static constexpr Success success = Success::changed;
  TopicId topic;
  Ordinal ordinal = 0;
};
STAFFROOM_DESCRIBE(MarkRead, (), (topic, ordinal))

struct FollowTopic {
  static constexpr std::string_view name = "follow_topic";
  static constexpr Route route{Method::put, "/topics/{topic}/read-state/level"};
  static constexpr Success success = Success::changed;
  TopicId topic;
  FollowLevel level = FollowLevel::normal;
};
STAFFROOM_DESCRIBE(FollowTopic, (), (topic, level))

// ---- queries

/// Newest first. `before` starts below an ordinal (a link to a message).
struct ListMessages {
  static constexpr std::string_view name = "list_messages";
  static constexpr Route route{Method::get, "/topics/{topic}/messages"};
  using Item = Message;
  TopicId topic;
  std::optional<Ordinal> before;  // from the query string
};
STAFFROOM_DESCRIBE(ListMessages, (), (topic, before))

struct GetMessage {
  static constexpr std::string_view name = "get_message";
  static constexpr Route route{Method::get, "/topics/{topic}/messages/{ordinal}"};
  using Item = Message;
  TopicId topic;
  Ordinal ordinal = 0;
};
STAFFROOM_DESCRIBE(GetMessage, (), (topic, ordinal))

struct ListRevisions {
  static constexpr std::string_view name = "list_revisions";
  static constexpr Route route{Method::get, "/topics/{topic}/messages/{ordinal}/revisions"};
  using Item = MessageRevision;
  TopicId topic;
  Ordinal ordinal = 0;
};
STAFFROOM_DESCRIBE(ListRevisions, (), (topic, ordinal))

struct GetRevision {
  static constexpr std::string_view name = "get_revision";
  static constexpr Route route{Method::get, "/topics/{topic}/messages/{ordinal}/revisions/{version}"};
  using Item = MessageRevision;
  TopicId topic;
  Ordinal ordinal = 0;
  std::uint32_t version = 0;
};
STAFFROOM_DESCRIBE(GetRevision, (), (topic, ordinal, version))

struct GetTeamMention {
  static constexpr std::string_view name = "get_team_mention";
  static constexpr Route route{Method::get, "/team-mentions/{team_mention}"};
  using Item = TeamMention;
  TeamMentionId team_mention;
};
STAFFROOM_DESCRIBE(GetTeamMention, (), (team_mention))

struct ListFlags {
  static constexpr std::string_view name = "list_flags";
  static constexpr Route route{Method::get, "/teams/{team}/flags"};
  using Item = Flag;
  TeamId team;
};
STAFFROOM_DESCRIBE(ListFlags, (), (team))

struct GetFlag {
  static constexpr std::string_view name = "get_flag";
  static constexpr Route route{Method::get, "/flags/{flag}"};
  using Item = Flag;
  FlagId flag;
};
STAFFROOM_DESCRIBE(GetFlag, (), (flag))

struct GetReadState {
  static constexpr std::string_view name = "get_read_state";
  static constexpr Route route{Method::get, "/topics/{topic}/read-state"};
  using Item = ReadState;
  TopicId topic;
};
STAFFROOM_DESCRIBE(GetReadState, (), (topic))

}  // namespace staffroom
