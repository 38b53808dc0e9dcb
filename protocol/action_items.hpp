// Actions: what somebody is to do by a day, agreed on in a topic. Open until done or cancelled.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>

#include "protocol/audit.hpp"
#include "protocol/conversations.hpp"
#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class ActionState : std::uint8_t { open, done, cancelled };
BOOST_DESCRIBE_ENUM(ActionState, open, done, cancelled)

/// Read by the readers of its topic, and by its owner, whatever becomes of these.
struct ActionItem {
  static constexpr Kind kind = Kind::action_item;
  static constexpr std::string_view path = "/actions/{id}";
  ActionId id;
  std::uint32_t version = 1;
  TopicId topic;
  std::optional<ChannelId> channel;  // of the topic, as the topic says
  std::optional<ResourceId> resource;
  std::optional<PracticeId> practice;
  std::optional<Ordinal> ordinal;  // the message it came from
  Title title;
  PersonId owner;
  Date due;
  ActionState state = ActionState::open;
  PersonId author;
  TimestampMs created;
  std::optional<Date> remind_on;  // the working day before `due`; absent once it was said
  bool late = false;              // it was said that the day has passed
  std::optional<TimestampMs> ended;
};
STAFFROOM_DESCRIBE(ActionItem, (),
                   (id, version, topic, channel, resource, practice, ordinal, title, owner, due, state, author, created,
                    remind_on, late, ended))

/// By whoever may post in the topic, for a person who reads it (else conflict `not_a_reader`). `ordinal`: of a message
/// that is there. Pupils' data as in PostMessage.
struct CreateAction {
  static constexpr std::string_view name = "create_action";
  static constexpr Route route{Method::post, "/topics/{topic}/actions"};
  TopicId topic;
  std::optional<Ordinal> ordinal;
  Title title;
  PersonId owner;
  Date due;
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(CreateAction, (), (topic, ordinal, title, owner, due, not_pupil_data))

struct EditAction {
  static constexpr std::string_view name = "edit_action";
  static constexpr Route route{Method::put, "/actions/{action}"};
  static constexpr Success success = Success::changed;
  ActionId action;
  Title title;
  Date due;
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(EditAction, (), (action, title, due, not_pupil_data))

struct ReassignAction {
  static constexpr std::string_view name = "reassign_action";
  static constexpr Route route{Method::put, "/actions/{action}/owner"};
  static constexpr Success success = Success::changed;
  ActionId action;
  PersonId owner;
};
STAFFROOM_DESCRIBE(ReassignAction, (), (action, owner))

struct CompleteAction {
  static constexpr std::string_view name = "complete_action";
  static constexpr Route route{Method::post, "/actions/{action}/complete"};
  static constexpr Success success = Success::changed;
  ActionId action;
};
STAFFROOM_DESCRIBE(CompleteAction, (), (action))

struct CancelAction {
  static constexpr std::string_view name = "cancel_action";
  static constexpr Route route{Method::post, "/actions/{action}/cancel"};
  static constexpr Success success = Success::changed;
  ActionId action;
};
STAFFROOM_DESCRIBE(CancelAction, (), (action))

struct ReopenAction {
  static constexpr std::string_view name = "reopen_action";
  static constexpr Route route{Method::post, "/actions/{action}/reopen"};
  static constexpr Success success = Success::changed;
  ActionId action;
};
STAFFROOM_DESCRIBE(ReopenAction, (), (action))

/// Mine: open ones by their day, earliest first; `ended`: those done or cancelled, latest first.
struct ListMyActions {
  static constexpr std::string_view name = "list_my_actions";
  static constexpr Route route{Method::get, "/actions"};
  using Item = ActionItem;
  bool ended = false;
};
STAFFROOM_DESCRIBE(ListMyActions, (), (ended))

/// Of a topic, oldest first.
struct ListActions {
  static constexpr std::string_view name = "list_actions";
  static constexpr Route route{Method::get, "/topics/{topic}/actions"};
  using Item = ActionItem;
  TopicId topic;
};
STAFFROOM_DESCRIBE(ListActions, (), (topic))

struct GetAction {
  static constexpr std::string_view name = "get_action";
  static constexpr Route route{Method::get, "/actions/{action}"};
  using Item = ActionItem;
  ActionId action;
};
STAFFROOM_DESCRIBE(GetAction, (), (action))

}  // namespace staffroom
