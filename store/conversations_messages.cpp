// Messages: posting, editing, deleting, reacting, reporting; and how far each person has read.
#include <algorithm>

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/notices.hpp"
#include "store/stored_record.hpp"
#include "store/talk.hpp"

namespace staffroom {

Many<PersonId, limits::mentions_max> talk::readers_among(View const& view, Audiences const& readers,
                                                         Many<PersonId, limits::mentions_max> const& named) {
  Many<PersonId, limits::mentions_max> out;
  for (auto const person : named) {
    if (out.contains(person)) continue;
    auto const standing = view.standing(person);
    if (standing && meets(readers, standing->audiences)) out.values.push_back(person);
  }
  return out;
}

void talk::remove_revisions(Change& change, View const& view, TopicId topic, Ordinal ordinal) {
  auto prefix = record_key<MessageRevision>(topic, ordinal, 0);
  prefix.resize(prefix.size() - 4);
  view.scan_records_down(prefix, {}, [&](std::string_view key, std::string_view) {
    change.removals.emplace_back(Kind::message_revision, std::string(key));
    return true;
  });
}

namespace {

/// Open needs of the person about this message are no longer there to answer.
void drop_needs(Change& change, View const& view, PersonId person, TopicId topic, Ordinal ordinal,
                std::optional<Because> only = {}) {
  auto const prefix = IndexKey(Index::notifications_by_topic).id(person).id(topic).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    NotificationId const id{read_u64(key.substr(17))};
    auto const notification = view.find<Notification>(id);
    if (notification && notification->ordinal == ordinal && (!only || notification->because == *only)) {
      change.remove<Notification>(id);
    }
    return true;
  });
}

void drop_team_mention(Change& change, View const& view, TeamId team, TopicId topic, Ordinal ordinal) {
  auto const prefix = IndexKey(Index::team_mentions_by_team).id(team).take();
  std::size_t seen = 0;
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view value) {
    if (read_u64(value) == topic.value && read_u32(value.substr(8)) == ordinal) {
      change.remove<TeamMention>(TeamMentionId{~read_u64(key.substr(9))});
      return false;
    }
    return ++seen < limits::decide_scanned_rows_max;
  });
}

struct MessageSpot {
  talk::Place place;
  std::shared_ptr<Message const> message;
  Subject subject() const {
    auto out = place.subject();
    out.author = message->author;
    return out;
  }
};

/// A message of a topic that the actor may read.
Result<MessageSpot> spot_for(View const& view, Door const& door, TopicId topic, Ordinal ordinal) {
  TRY_INTO(auto place, talk::topic_for(view, door, topic));
  TRY_INTO(auto message, view.get<Message>("ids.ordinal", topic, ordinal));
  return MessageSpot{std::move(place), std::move(message)};
}

Error deleted() { return Error::conflict("wrong_state", "This message was deleted."); }

/// Notices for those mentioned who were not mentioned before.
void notify_mentioned(Change& change, View const& view, Asked& asked, talk::Place const& place, Message const& message,
                      Many<PersonId, limits::mentions_max> const& before) {
  for (auto const person : message.mentions) {
    if (before.contains(person)) continue;
    notify(change, view, asked, talk::notice_of(place, person, Because::mentioned, message.topic, message.ordinal));
  }
}

/// Tells the author of the message that is replied to, while they may still read it and are not mentioned anyway.
Result<void> notify_replied_to(Change& change, View const& view, Asked& asked, talk::Place const& place,
                               Message const& message) {
  if (!message.reply_to) return {};
  if (*message.reply_to == 0 || *message.reply_to >= message.ordinal) {
    return Error::unprocessable("body.reply_to", "There is no such message in this topic.");
  }
  auto const original = view.find<Message>(message.topic, *message.reply_to);
  if (!original || original->deleted) {
    return Error::unprocessable("body.reply_to", "The message that this replies to was deleted.");
  }
  if (message.mentions.contains(original->author)) return {};
  auto const author = view.standing(original->author);
  if (!author || !meets(talk::readers_of(view, place), author->audiences)) return {};
  notify(change, view, asked,
         talk::notice_of(place, original->author, Because::replied_to, message.topic, message.ordinal));
  return {};
}

}  // namespace

void talk::drop_team_mentions(Change& change, View const& view, TeamId team, TopicId topic) {
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::team_mentions_by_team).id(team).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view value) {
    if (read_u64(value) == topic.value) change.remove<TeamMention>(TeamMentionId{~read_u64(key.substr(9))});
    return ++seen < limits::decide_scanned_rows_max;
  });
}

namespace {

/// What was accepted as the answer is there no more. The change may hold the topic already.
void clear_answer(Change& change, View const& view, TopicId id, Ordinal ordinal) {
  auto const key = record_key<Topic>(id);
  auto const held =
      std::find_if(change.puts.rbegin(), change.puts.rend(), [&](auto const& it) { return it.key == key; });
  if (held != change.puts.rend()) {
    auto& topic = get<Topic>(held->record);
    if (topic.answer == ordinal) topic.answer.reset();
    return;
  }
  auto const topic = view.find<Topic>(id);
  if (!topic || topic->answer != ordinal) return;
  auto cleared = *topic;
  cleared.answer.reset();
  ++cleared.version;
  change.put(std::move(cleared));
}

}  // namespace

void talk::empty_message(Change& change, View const& view, TeamId team, Message message, TimestampMs now) {
  for (auto const person : message.mentions) drop_needs(change, view, person, message.topic, message.ordinal);
  if (message.reply_to) {
    if (auto const original = view.find<Message>(message.topic, *message.reply_to)) {
      drop_needs(change, view, original->author, message.topic, message.ordinal);
    }
  }
  if (message.to_team && team) drop_team_mention(change, view, team, message.topic, message.ordinal);
  remove_revisions(change, view, message.topic, message.ordinal);
  clear_answer(change, view, message.topic, message.ordinal);
  message.text.clear();
  message.mentions = {};
  message.to_team.reset();
  message.edited.reset();
  message.reactions = {};
  message.not_pupil_data.reset();
  message.deleted = now;
  ++message.version;
  change.put(std::move(message));
}

Result<Change> decide(View const& view, Asked& asked, PostMessage const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, talk::topic_for(view, door, command.topic));
  TRY(door.may(Thing::message, Action::create, place.subject()));
  if (place.activity->messages >= limits::messages_per_topic_max) {
    return Error::conflict("topic_full", "This topic is full. Start a new one.");
  }
  bool const to_team = command.to_team.value_or(false);
  if (to_team && !place.team) {
    return Error::unprocessable("body.to_team", "There is no team here. Name those whom you want to ask.");
  }
  TRY_INTO(auto reason, talk::check_pupils({command.text.value}, command.not_pupil_data));
  Message message{.id = asked.take<MessageId>(),
                  .topic = command.topic,
                  .ordinal = place.activity->messages + 1,
                  .author = asked.actor.person,
                  .created = asked.now,
                  .text = command.text.value,
                  .reply_to = command.reply_to,
                  .mentions = talk::readers_among(view, talk::readers_of(view, place), command.mentions),
                  .to_team = to_team ? std::optional(true) : std::nullopt,
                  .not_pupil_data = std::move(reason)};
  auto activity = *place.activity;
  activity.messages = message.ordinal;
  activity.last_at = asked.now;
  activity.last_by = asked.actor.person;
  ++activity.version;

  Change change;
  change.put(message).put(std::move(activity));
  TRY(notify_replied_to(change, view, asked, place, message));
  notify_mentioned(change, view, asked, place, message, {});
  if (message.to_team) {
    change.put(TeamMention{.id = asked.take<TeamMentionId>(),
                           .team = place.team->id,
                           .topic = message.topic,
                           .ordinal = message.ordinal,
                           .author = message.author,
                           .created = asked.now});
  }
  answer_needs(change, view, asked.actor.person, command.topic);
  if (place.is_bound()) talk::follow_bound(change, view, asked.actor.person, *place.topic, message.ordinal);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditMessage const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const spot, spot_for(view, door, command.topic, command.ordinal));
  TRY(door.may(Thing::message, Action::edit, spot.subject()));
  TRY(check_version(asked, spot.message->version));
  if (spot.message->deleted) return deleted();
  auto edited = *spot.message;
  if (edited.text == command.text.value) return Change::unchanged<Message>(command.topic, command.ordinal);
  TRY_INTO(auto reason, talk::check_pupils({command.text.value}, command.not_pupil_data));
  MessageRevision revision{.id = asked.take<RevisionId>(),
                           .version = edited.version,
                           .topic = edited.topic,
                           .ordinal = edited.ordinal,
                           .text = edited.text,
                           .replaced = asked.now};
  auto const before = edited.mentions;
  edited.text = command.text.value;
  edited.mentions = talk::readers_among(view, talk::readers_of(view, spot.place), command.mentions);
  if (reason) edited.not_pupil_data = std::move(reason);
  edited.edited = asked.now;
  ++edited.version;
  Change change;
  change.put(edited).put(std::move(revision));
  for (auto const person : before) {
    if (!edited.mentions.contains(person)) {
      drop_needs(change, view, person, edited.topic, edited.ordinal, Because::mentioned);
    }
  }
  notify_mentioned(change, view, asked, spot.place, edited, before);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, DeleteMessage const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const spot, spot_for(view, door, command.topic, command.ordinal));
  TRY(door.may(Thing::message, Action::remove, spot.subject()));
  TRY(check_version(asked, spot.message->version));
  if (spot.message->deleted) return deleted();
  Change change;
  change.answer_key = record_key<Message>(command.topic, command.ordinal);
  talk::empty_message(change, view, spot.place.topic->team.value_or(TeamId{}), *spot.message, asked.now);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, React const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const spot, spot_for(view, door, command.topic, command.ordinal));
  TRY(door.may(Thing::reaction, Action::create, spot.subject()));
  if (spot.message->deleted) return deleted();
  Reaction const mine{command.word, asked.actor.person};
  if (spot.message->reactions.contains(mine)) return Change::unchanged<Message>(command.topic, command.ordinal);
  auto reacted = *spot.message;
  reacted.reactions.values.push_back(mine);
  return Change{}.put(std::move(reacted));
}

Result<Change> decide(View const& view, Asked& asked, WithdrawReaction const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const spot, spot_for(view, door, command.topic, command.ordinal));
  // The reaction's own author: nobody can name somebody else's.
  auto subject = spot.subject();
  subject.author = asked.actor.person;
  TRY(door.may(Thing::reaction, Action::remove, subject));
  Reaction const mine{command.word, asked.actor.person};
  if (!spot.message->reactions.contains(mine)) return Change::unchanged<Message>(command.topic, command.ordinal);
  auto reacted = *spot.message;
  std::erase(reacted.reactions.values, mine);
  return Change{}.put(std::move(reacted));
}

Result<Change> decide(View const& view, Asked& asked, FlagMessage const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const spot, spot_for(view, door, command.topic, command.ordinal));
  TRY(door.may(Thing::flag, Action::create, spot.subject()));
  if (spot.message->deleted) return deleted();
  if (spot.place.practice) {
    return Error::conflict("bound", "Tell those who look after the post: they can take this message away.");
  }
  if (spot.place.resource) {
    return Error::conflict("bound", "Report the resource instead: those who look after it can take this message away.");
  }
  bool already = false;
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::flags_by_team).id(spot.place.team->id).byte(0).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const flag = view.find<Flag>(FlagId{~read_u64(key.substr(10))});
    already =
        flag && flag->author == asked.actor.person && flag->topic == command.topic && flag->ordinal == command.ordinal;
    return !already && ++seen < limits::decide_scanned_rows_max;
  });
  if (already) return Error::conflict("already_flagged", "You have reported this message. The leads will look at it.");
  Flag flag{.id = asked.take<FlagId>(),
            .team = spot.place.team->id,
            .topic = command.topic,
            .ordinal = command.ordinal,
            .message_author = spot.message->author,
            .copy = spot.message->text,
            .author = asked.actor.person,
            .reason = command.reason,
            .created = asked.now};
  return Change{}.put(std::move(flag));
}

Result<Change> decide(View const& view, Asked& asked, ResolveFlag const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const flag, door.readable<Flag>("ids.flag", command.flag));
  TRY_INTO(auto const team, view.get<Team>("ids.flag", flag->team));
  TRY(door.may(
      Thing::flag, Action::resolve,
      {.organisation = team->organisation, .team = team, .author = flag->author, .judged = flag->message_author}));
  TRY(check_version(asked, flag->version));
  if (flag->state != FlagState::open) return Error::conflict("wrong_state", "This report was settled already.");
  auto resolved = *flag;
  resolved.state = command.outcome == FlagOutcome::keep ? FlagState::kept : FlagState::taken_down;
  resolved.resolved_by = asked.actor.person;
  resolved.outcome = command.note;
  resolved.copy.clear();  // the window closes with the report
  ++resolved.version;
  Change change;
  change.put(std::move(resolved));
  auto const message = view.find<Message>(flag->topic, flag->ordinal);
  auto const topic = view.find<Topic>(flag->topic);
  if (command.outcome == FlagOutcome::take_down && message && topic && !message->deleted) {
    talk::empty_message(change, view, topic->team.value_or(TeamId{}), *message, asked.now);
    notify(change, view, asked,
           {.to = flag->message_author,
            .because = Because::taken_down,
            .team = team->id,
            .topic = flag->topic,
            .ordinal = flag->ordinal});
  }
  return change;
}

// ---- how far one has read

namespace {

ReadState read_state_of(View const& view, PersonId person, Topic const& topic) {
  if (auto const found = view.find<ReadState>(person, topic.id)) return *found;
  return ReadState{
      .id = topic.id, .version = 0, .person = person, .resource = topic.resource, .practice = topic.practice};
}

}  // namespace

void talk::follow_bound(Change& change, View const& view, PersonId person, Topic const& topic, Ordinal read) {
  auto state = read_state_of(view, person, topic);
  if (state.level != FollowLevel::normal) return;
  if (state.version == 0) state.mark = read;
  state.level = FollowLevel::follow;
  ++state.version;
  change.put(std::move(state));
}

Result<Change> decide(View const& view, Asked& asked, MarkRead const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, talk::topic_for(view, door, command.topic));
  TRY(door.may(Thing::read_state, Action::mark, {.about = asked.actor.person}));
  if (command.ordinal > place.activity->messages) {
    return Error::unprocessable("body.ordinal", "The topic has no such message yet.");
  }
  auto state = read_state_of(view, asked.actor.person, *place.topic);
  if (state.version > 0 && command.ordinal <= state.mark) {
    return Change::unchanged<ReadState>(asked.actor.person, command.topic);
  }
  state.mark = command.ordinal;
  ++state.version;
  return Change{}.put(std::move(state));
}

Result<Change> decide(View const& view, Asked& asked, FollowTopic const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, talk::topic_for(view, door, command.topic));
  TRY(door.may(Thing::read_state, Action::follow, {.about = asked.actor.person}));
  auto state = read_state_of(view, asked.actor.person, *place.topic);
  if (state.version > 0 && state.level == command.level) {
    return Change::unchanged<ReadState>(asked.actor.person, command.topic);
  }
  state.level = command.level;
  ++state.version;
  return Change{}.put(std::move(state));
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListMessages const& query, Page const& page) {
  Door const door(view, asked);
  TRY(door.readable<Topic>("ids.topic", query.topic));
  Envelope envelope(view);
  auto prefix = record_key<Message>(query.topic, 0);
  prefix.resize(prefix.size() - 4);
  std::string below;
  if (!page.cursor.empty()) {
    TRY_INTO(std::string const rest, decode_cursor(page.cursor));
    if (rest.size() != 4) {
      return Error::bad_request("query.cursor",
                                "This cursor is not one of ours: send `next` of the page before as it was.");
    }
    below = prefix + rest;
  } else if (query.before) {
    below = record_key<Message>(query.topic, *query.before);
  }
  // One audience for the whole topic, asked above: the page is concatenated from stored bytes.
  std::uint32_t shown = 0;
  std::string last;
  bool more = false;
  view.scan_records_down(prefix, below, [&](std::string_view key, std::string_view stored) {
    if (shown == page.limit) {
      more = true;
      return false;
    }
    envelope.item(stored);
    ++shown;
    last.assign(key.substr(prefix.size()));
    return true;
  });
  return envelope.finish(more ? std::optional(encode_cursor(last)) : std::nullopt);
}

Result<Answer> answer(View const& view, Asked const& asked, GetMessage const& query, Page const&) {
  Door const door(view, asked);
  TRY_INTO(auto const spot, spot_for(view, door, query.topic, query.ordinal));
  return answer_of(view, *spot.message, query.topic, query.ordinal);
}

Result<Answer> answer(View const& view, Asked const& asked, ListRevisions const& query, Page const& page) {
  Door const door(view, asked);
  TRY(spot_for(view, door, query.topic, query.ordinal));
  Envelope envelope(view);
  auto prefix = record_key<MessageRevision>(query.topic, query.ordinal, 0);
  prefix.resize(prefix.size() - 4);
  std::uint32_t shown = 0;
  view.scan_records_down(prefix, {}, [&](std::string_view, std::string_view stored) {
    envelope.item(stored);
    return ++shown < page.limit;
  });
  return envelope.finish(std::nullopt);
}

Result<Answer> answer(View const& view, Asked const& asked, GetRevision const& query, Page const&) {
  Door const door(view, asked);
  TRY(spot_for(view, door, query.topic, query.ordinal));
  TRY_INTO(auto const found, view.get<MessageRevision>("ids.version", query.topic, query.ordinal, query.version));
  return answer_of(view, *found, query.topic, query.ordinal, query.version);
}

Result<Answer> answer(View const& view, Asked const& asked, GetTeamMention const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<TeamMention>("ids.team_mention", query.team_mention));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, ListFlags const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Team>("ids.team", query.team));
  auto const prefix = IndexKey(Index::flags_by_team).id(query.team).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    FlagId const id{~read_u64(key.substr(10))};
    if (!door.readable<Flag>("", id)) return false;
    if (into) into->item_of<Flag>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetFlag const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Flag>("ids.flag", query.flag));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetReadState const& query, Page const&) {
  Door const door(view, asked);
  TRY(door.readable<Topic>("ids.topic", query.topic));
  TRY_INTO(auto const found, view.get<ReadState>("ids.topic", asked.actor.person, query.topic));
  return answer_of(view, *found, asked.actor.person, query.topic);
}

}  // namespace staffroom
