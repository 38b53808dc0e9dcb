// Conversations: channels and topics. Messages are in conversations_messages.cpp.
#include "store/actions.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/links.hpp"
#include "store/notices.hpp"
#include "store/talk.hpp"

namespace staffroom {

Subject talk::Place::subject() const {
  Subject out{.team = team, .channel = channel, .topic = topic, .resource = resource, .practice = practice};
  if (team) out.organisation = team->organisation;
  if (resource) out.organisation = resource->organisation;
  if (practice) out.organisation = practice->organisation;
  if (topic) out.author = topic->author;
  return out;
}

bool talk::Place::is_archived() const {
  return (team && team->state == Archival::archived) || (channel && channel->state == Archival::archived);
}

Result<talk::Place> talk::channel_for(View const& view, Door const& door, ChannelId id, std::string_view path) {
  TRY_INTO(auto channel, door.readable<Channel>(path, id));
  TRY_INTO(auto team, view.get<Team>(path, channel->team));
  return Place{.channel = std::move(channel), .team = std::move(team)};
}

Result<talk::Place> talk::topic_for(View const& view, Door const& door, TopicId id) {
  Place place;
  TRY_INTO(place.topic, door.readable<Topic>("ids.topic", id));
  TRY_INTO(place.activity, view.get<TopicActivity>("ids.topic", id));
  if (place.topic->resource) {
    TRY_INTO(place.resource, view.get<Resource>("ids.topic", *place.topic->resource));
    return place;
  }
  if (place.topic->practice) {
    TRY_INTO(place.practice, view.get<PracticePost>("ids.topic", *place.topic->practice));
    return place;
  }
  TRY_INTO(place.channel, view.get<Channel>("ids.topic", place.topic->channel.value_or(ChannelId{})));
  TRY_INTO(place.team, view.get<Team>("ids.topic", place.topic->team.value_or(TeamId{})));
  return place;
}

Audiences talk::readers_of(View const& view, Place const& place) {
  if (place.practice) return audience_of(view, Record{*place.practice});
  return audience_of(view, place.channel ? Record{*place.channel} : Record{*place.resource});
}

void talk::remove_topic(Change& change, View const& view, Topic const& topic, TopicActivity activity, TimestampMs now) {
  links::remove_all(change, view, {Linked::topic, topic.id.value});
  activity.purge_from = 1;
  ++activity.version;
  change.remove<Topic>(topic.id).put(std::move(activity));
  actions::cancel_all(change, view, topic.id, now);
}

namespace {

using talk::Place;

Error archived() { return Error::conflict("wrong_state", "This is archived. Restore it first."); }

Result<Place> channel_to(View const& view, Asked const& asked, ChannelId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto place, talk::channel_for(view, door, id, "ids.channel"));
  TRY(door.may(Thing::channel, action, place.subject()));
  TRY(check_version(asked, place.channel->version));
  return place;
}

Result<Place> topic_to(View const& view, Asked const& asked, TopicId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto place, talk::topic_for(view, door, id));
  TRY(door.may(Thing::topic, action, place.subject()));
  TRY(check_version(asked, place.topic->version));
  // What is archived is read, not written; its leads still keep order in it.
  bool const writes = action == Action::edit_title || action == Action::agree || action == Action::reopen ||
                      action == Action::accept_answer;
  if (writes && place.is_archived()) return archived();
  return place;
}

Result<Change> archive_channel(View const& view, Asked& asked, ChannelId id, Action action, Archival wanted) {
  TRY_INTO(auto const place, channel_to(view, asked, id, action));
  if (place.team->state == Archival::archived) return archived();
  if (place.channel->state == wanted) {
    return Error::conflict("wrong_state", "The channel is in this state already.");
  }
  auto changed = *place.channel;
  changed.state = wanted;
  ++changed.version;
  return Change{}.put(std::move(changed));
}

/// Moves a topic's state along a row of its table; anything else is wrong_state.
Result<Change> move_state(View const& view, Asked& asked, TopicId id, Action action, std::string const& otherwise,
                          std::function<std::optional<TopicState>(Topic const&)> const& next) {
  TRY_INTO(auto const place, topic_to(view, asked, id, action));
  auto const state = next(*place.topic);
  if (!state) return Error::conflict("wrong_state", otherwise);
  auto changed = *place.topic;
  if (*state == TopicState::locked) {
    changed.state_before_lock = changed.state;
  } else {
    changed.state_before_lock.reset();
  }
  changed.state = *state;
  ++changed.version;
  return Change{}.put(std::move(changed));
}

}  // namespace

// ---- channels

Result<Change> decide(View const& view, Asked& asked, CreateChannel const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const team, door.readable<Team>("ids.team", command.team));
  TRY(door.may(Thing::channel, Action::create, {.organisation = team->organisation, .team = team}));
  if (team->state == Archival::archived) return archived();
  std::size_t channels = 0;
  view.scan_index(IndexKey(Index::channels_by_team).id(team->id).take(), {},
                  [&](std::string_view, std::string_view) { return ++channels < limits::channels_per_team_max; });
  if (channels >= limits::channels_per_team_max) {
    return Error::conflict("too_many_channels",
                           "A team can't have more channels than this. Archive won't help: use topics.");
  }
  Channel channel{.id = asked.take<ChannelId>(),
                  .team = team->id,
                  .name = command.channel_name,
                  .purpose = command.purpose,
                  .posting = command.posting,
                  .created = asked.now};
  return Change{}.put(std::move(channel));
}

Result<Change> decide(View const& view, Asked& asked, EditChannel const& command) {
  TRY_INTO(auto const place, channel_to(view, asked, command.channel, Action::edit));
  auto edited = *place.channel;
  if (place.is_archived()) return archived();
  if (command.channel_name) edited.name = *command.channel_name;
  if (command.purpose) edited.purpose = *command.purpose;
  if (command.guests_may_start) edited.guests_may_start = *command.guests_may_start;
  ++edited.version;
  return Change{}.put(std::move(edited));
}

Result<Change> decide(View const& view, Asked& asked, SetPosting const& command) {
  TRY_INTO(auto const place, channel_to(view, asked, command.channel, Action::set_posting));
  if (place.is_archived()) return archived();
  auto changed = *place.channel;
  changed.posting = command.posting;
  ++changed.version;
  return Change{}.put(std::move(changed));
}

Result<Change> decide(View const& view, Asked& asked, ArchiveChannel const& command) {
  return archive_channel(view, asked, command.channel, Action::archive, Archival::archived);
}

Result<Change> decide(View const& view, Asked& asked, RestoreChannel const& command) {
  return archive_channel(view, asked, command.channel, Action::restore, Archival::active);
}

// ---- topics

Result<Change> decide(View const& view, Asked& asked, CreateTopic const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, talk::channel_for(view, door, command.channel, "ids.channel"));
  TRY(door.may(Thing::topic, Action::create, place.subject()));
  TRY_INTO(auto reason, talk::check_pupils({command.title.value, command.text.value}, command.not_pupil_data));
  Topic topic{.id = asked.take<TopicId>(),
              .channel = place.channel->id,
              .team = place.team->id,
              .title = command.title,
              .question = command.question.value_or(false) ? std::optional(true) : std::nullopt,
              .author = asked.actor.person,
              .created = asked.now};
  Message first{.id = asked.take<MessageId>(),
                .topic = topic.id,
                .ordinal = 1,
                .author = asked.actor.person,
                .created = asked.now,
                .text = command.text.value,
                .mentions = talk::readers_among(view, talk::readers_of(view, place), command.mentions),
                .not_pupil_data = std::move(reason)};
  TopicActivity activity{
      .id = topic.id, .channel = topic.channel, .messages = 1, .last_at = asked.now, .last_by = asked.actor.person};
  Change change;
  auto const mentions = first.mentions;
  TopicId const id = topic.id;
  change.put(std::move(topic)).put(std::move(activity)).put(std::move(first));
  for (auto const person : mentions) {
    notify(change, view, asked, talk::notice_of(place, person, Because::mentioned, id, 1));
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditTopicTitle const& command) {
  TRY_INTO(auto const place, topic_to(view, asked, command.topic, Action::edit_title));
  if (place.topic->state != TopicState::open) {
    return Error::conflict("wrong_state", "Reopen or unlock the topic first.");
  }
  TRY(talk::check_pupils({command.title.value}, {}));
  auto edited = *place.topic;
  edited.title = command.title;
  ++edited.version;
  return Change{}.put(std::move(edited));
}

Result<Change> decide(View const& view, Asked& asked, EditTopicSummary const& command) {
  TRY_INTO(auto const place, topic_to(view, asked, command.topic, Action::edit_summary));
  if (place.topic->state != TopicState::open) {
    return Error::conflict("wrong_state", "Reopen or unlock the topic first.");
  }
  TRY(talk::check_pupils({command.text.value}, {}));
  auto edited = *place.topic;
  if (command.text.empty()) {
    edited.summary.reset();
  } else {
    edited.summary = Summary{command.text, asked.actor.person, asked.now};
  }
  ++edited.version;
  return Change{}.put(std::move(edited));
}

Result<Change> decide(View const& view, Asked& asked, AcceptAnswer const& command) {
  TRY_INTO(auto const place, topic_to(view, asked, command.topic, Action::accept_answer));
  if (place.topic->state == TopicState::locked) {
    return Error::conflict("wrong_state", "This topic is locked. Unlock it first.");
  }
  if (!place.topic->question.value_or(false)) {
    return Error::conflict("not_a_question", "Only a question has an answer that is accepted.");
  }
  auto const message = command.ordinal > 0 ? view.find<Message>(command.topic, command.ordinal) : nullptr;
  if (!message) return Error::unprocessable("body.ordinal", "There is no such message in this topic.");
  if (message->deleted) return Error::conflict("message_deleted", "This message was deleted. Choose another one.");
  if (place.topic->answer == command.ordinal) return Change::unchanged<Topic>(command.topic);
  auto answered = *place.topic;
  answered.answer = command.ordinal;
  ++answered.version;
  Change change;
  change.put(std::move(answered));
  notify(change, view, asked,
         talk::notice_of(place, message->author, Because::answer_accepted, command.topic, command.ordinal));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ClearAnswer const& command) {
  TRY_INTO(auto const place, topic_to(view, asked, command.topic, Action::accept_answer));
  if (place.topic->state == TopicState::locked) {
    return Error::conflict("wrong_state", "This topic is locked. Unlock it first.");
  }
  if (!place.topic->answer) return Change::unchanged<Topic>(command.topic);
  auto cleared = *place.topic;
  cleared.answer.reset();
  ++cleared.version;
  return Change{}.put(std::move(cleared));
}

Result<Change> decide(View const& view, Asked& asked, AgreeTopic const& command) {
  auto const next = [](Topic const& topic) {
    return topic.state == TopicState::open ? std::optional(TopicState::agreed) : std::nullopt;
  };
  TRY_INTO(auto change,
           move_state(view, asked, command.topic, Action::agree, "Only an open topic can be agreed.", next));
  if (!get<Topic>(change.puts.front().record).summary) {
    return Error::conflict("no_summary", "Write \"where we've got to\" first: it says what is agreed.");
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ReopenTopic const& command) {
  auto const next = [](Topic const& topic) {
    return topic.state == TopicState::agreed ? std::optional(TopicState::open) : std::nullopt;
  };
  return move_state(view, asked, command.topic, Action::reopen, "This topic is not agreed.", next);
}

Result<Change> decide(View const& view, Asked& asked, LockTopic const& command) {
  auto const next = [](Topic const& topic) {
    return topic.state == TopicState::locked ? std::nullopt : std::optional(TopicState::locked);
  };
  return move_state(view, asked, command.topic, Action::lock, "This topic is locked already.", next);
}

Result<Change> decide(View const& view, Asked& asked, UnlockTopic const& command) {
  auto const next = [](Topic const& topic) { return topic.state_before_lock; };
  return move_state(view, asked, command.topic, Action::unlock, "This topic is not locked.", next);
}

Result<Change> decide(View const& view, Asked& asked, MoveTopic const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, talk::topic_for(view, door, command.topic));
  TRY_INTO(auto const target, talk::channel_for(view, door, command.channel, "body.channel"));
  auto subject = place.subject();
  if (place.is_bound()) {
    TRY(door.may(Thing::topic, Action::lock, subject));
    auto const* const what = place.resource ? "a resource" : "a practice post";
    return Error::conflict("bound",
                           std::string("What was asked about ") + what + " stays with it. Link to it from there.");
  }
  subject.target_channel = target.channel;
  subject.target_team = target.team;
  TRY(door.may(Thing::topic, Action::move, subject));
  TRY(check_version(asked, place.topic->version));
  if (place.channel->id == target.channel->id) {
    return Error::conflict("wrong_state", "The topic is in this channel already.");
  }
  auto moved = *place.topic;
  moved.channel = target.channel->id;
  moved.team = target.team->id;
  ++moved.version;
  auto activity = *place.activity;
  activity.channel = target.channel->id;
  ++activity.version;
  Change change;
  if (moved.team != place.team->id) talk::drop_team_mentions(change, view, place.team->id, moved.id);
  change.put(moved).put(std::move(activity));
  actions::move_along(change, view, moved);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, DeleteTopic const& command) {
  TRY_INTO(auto const place, topic_to(view, asked, command.topic, Action::remove));
  Change change;
  talk::remove_topic(change, view, *place.topic, *place.activity, asked.now);
  talk::count_topic(change, view, place, -1);
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListChannels const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Team>("ids.team", query.team));
  auto const prefix = IndexKey(Index::channels_by_team).id(query.team).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    ChannelId const id{read_u64(key.substr(9))};
    if (!door.readable<Channel>("", id)) return false;
    if (into) into->item_of<Channel>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetChannel const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Channel>("ids.channel", query.channel));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, ListTopics const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Channel>("ids.channel", query.channel));
  auto const prefix = IndexKey(Index::topics_by_activity).id(query.channel).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    TopicId const id{read_u64(key.substr(17))};
    if (into) {
      into->item_of<Topic>(id);
      into->also_of<TopicActivity>(id);
      into->also_of<ReadState>(asked.actor.person, id);
    }
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetTopic const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Topic>("ids.topic", query.topic));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetTopicActivity const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<TopicActivity>("ids.topic", query.topic));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
