// Actions: what somebody is to do by a day, agreed on in a topic. What time and leaving do is in actions_care.cpp.
#include "store/actions.hpp"

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/talk.hpp"

namespace staffroom {
namespace {

/// The topic's place, whoever may read it; nothing is left of one that is deleted.
talk::Place place_of(View const& view, TopicId id) {
  talk::Place place{.topic = view.find<Topic>(id)};
  if (!place.topic) return place;
  if (place.topic->channel) place.channel = view.find<Channel>(*place.topic->channel);
  if (place.topic->team) place.team = view.find<Team>(*place.topic->team);
  if (place.topic->resource) place.resource = view.find<Resource>(*place.topic->resource);
  if (place.topic->practice) place.practice = view.find<PracticePost>(*place.topic->practice);
  return place;
}

Result<std::shared_ptr<ActionItem const>> action_for(View const& view, Asked const& asked, ActionId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<ActionItem>("ids.action", id));
  auto subject = place_of(view, found->topic).subject();
  subject.author = found->author;
  subject.action = found;
  TRY(door.may(Thing::action_item, action, subject));
  TRY(check_version(asked, found->version));
  return found;
}

Error not_open() { return Error::conflict("wrong_state", "This is done or cancelled. Reopen it first."); }

Result<std::shared_ptr<ActionItem const>> open_for(View const& view, Asked const& asked, ActionId id, Action action) {
  TRY_INTO(auto found, action_for(view, asked, id, action));
  if (found->state != ActionState::open) return not_open();
  return found;
}

Error not_a_reader() {
  return Error::conflict("not_a_reader",
                         "They can't read this topic. Choose somebody who can, or bring them into the team first.");
}

struct Count {
  std::size_t all = 0;
  std::size_t open = 0;
};

/// A topic never has more than limits::decide_scanned_rows_max, so that whatever moves it looks through so many.
Count count_in(View const& view, TopicId topic) {
  Count count;
  view.scan_index(IndexKey(Index::actions_by_topic).id(topic).take(), {}, [&](std::string_view key, std::string_view) {
    auto const it = view.find<ActionItem>(ActionId{read_u64(key.substr(9))});
    if (it && it->state == ActionState::open) ++count.open;
    return ++count.all < limits::decide_scanned_rows_max;
  });
  return count;
}

Result<void> check_room(Count const& count) {
  if (count.open < limits::actions_per_topic_max) return {};
  return Error::conflict("too_many_actions",
                         "There is too much to do here already. Finish or cancel some of it first.");
}

Result<void> check_day(Date due, Date today) {
  if (due >= today) return {};
  return Error::unprocessable("body.due", "This day has passed. Choose today or a day to come.");
}

Change end(View const& view, Asked const& asked, ActionItem ended, ActionState state) {
  Change change;
  answer_needs(change, view, ended);
  ended.state = state;
  ended.ended = asked.now;
  ended.remind_on.reset();
  ++ended.version;
  change.answer_key = record_key<ActionItem>(ended.id);
  change.put(std::move(ended));
  return change;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreateAction const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, talk::topic_for(view, door, command.topic));
  auto subject = place.subject();
  subject.writes = door.may(Thing::message, Action::create, subject).has_value();
  TRY(door.may(Thing::action_item, Action::create, subject));
  auto const count = count_in(view, command.topic);
  TRY(check_room(count));
  if (count.all >= limits::decide_scanned_rows_max) {
    return Error::conflict("too_many_actions", "This topic has had as many actions as it can hold. Begin another one.");
  }
  if (!actions::may_own(view, command.owner, command.topic)) return not_a_reader();
  if (command.ordinal) {
    auto const message = *command.ordinal > 0 ? view.find<Message>(command.topic, *command.ordinal) : nullptr;
    if (!message) return Error::unprocessable("body.ordinal", "There is no such message in this topic.");
    if (message->deleted) return Error::conflict("message_deleted", "This message was deleted. Choose another one.");
  }
  TRY(talk::check_pupils({command.title.value}, command.not_pupil_data));
  TRY(check_day(command.due, asked.today));
  ActionItem const made{.id = asked.take<ActionId>(),
                        .topic = command.topic,
                        .channel = place.topic->channel,
                        .resource = place.topic->resource,
                        .practice = place.topic->practice,
                        .ordinal = command.ordinal,
                        .title = command.title,
                        .owner = command.owner,
                        .due = command.due,
                        .author = asked.actor.person,
                        .created = asked.now,
                        .remind_on = actions::reminder_for(view, command.due, asked.today)};
  Change change;
  change.put(made);
  actions::tell_owner(change, view, asked, made, Because::action_given);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditAction const& command) {
  TRY_INTO(auto const found, open_for(view, asked, command.action, Action::edit));
  if (found->title == command.title && found->due == command.due) return Change::unchanged<ActionItem>(found->id);
  bool const other_day = found->due != command.due;
  if (found->title != command.title) TRY(talk::check_pupils({command.title.value}, command.not_pupil_data));
  if (other_day) TRY(check_day(command.due, asked.today));
  auto edited = *found;
  edited.title = command.title;
  Change change;
  if (other_day) {
    edited.due = command.due;
    edited.remind_on = actions::reminder_for(view, command.due, asked.today);
    edited.late = false;
  }
  ++edited.version;
  change.put(edited);
  if (other_day) {
    // What was said of the day before is over; the new one is told by whoever chose it.
    answer_needs(change, view, *found);
    actions::tell_owner(change, view, asked, edited, Because::action_given);
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ReassignAction const& command) {
  TRY_INTO(auto const found, open_for(view, asked, command.action, Action::reassign));
  if (found->owner == command.owner) return Change::unchanged<ActionItem>(found->id);
  if (!actions::may_own(view, command.owner, found->topic)) return not_a_reader();
  auto given = *found;
  given.owner = command.owner;
  ++given.version;
  Change change;
  change.put(given);
  answer_needs(change, view, *found);
  actions::tell_owner(change, view, asked, given, Because::action_given);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, CompleteAction const& command) {
  TRY_INTO(auto const found, open_for(view, asked, command.action, Action::complete));
  auto change = end(view, asked, *found, ActionState::done);
  if (actions::may_own(view, found->author, found->topic)) {
    Notice news{.to = found->author, .because = Because::action_done, .topic = found->topic, .action = found->id};
    if (auto const place = place_of(view, found->topic); place.team) news.team = place.team->id;
    notify(change, view, asked, news);
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, CancelAction const& command) {
  TRY_INTO(auto const found, open_for(view, asked, command.action, Action::cancel));
  return end(view, asked, *found, ActionState::cancelled);
}

Result<Change> decide(View const& view, Asked& asked, ReopenAction const& command) {
  TRY_INTO(auto const found, action_for(view, asked, command.action, Action::reopen));
  if (found->state == ActionState::open) return Error::conflict("wrong_state", "This is open already.");
  if (!view.find<Topic>(found->topic)) {
    return Error::conflict("wrong_state", "The topic that it belonged to was deleted. Make a new one where you talk.");
  }
  TRY(check_room(count_in(view, found->topic)));
  auto const owner = view.standing(found->owner);
  if (!owner || !owner->is_current()) return not_a_reader();
  auto opened = *found;
  opened.state = ActionState::open;
  opened.ended.reset();
  opened.late = false;
  opened.remind_on = actions::reminder_for(view, opened.due, asked.today);
  ++opened.version;
  Change change;
  change.put(opened);
  actions::tell_owner(change, view, asked, opened, Because::action_given);
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListMyActions const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  auto const prefix = IndexKey(Index::actions_by_owner).id(asked.actor.person).byte(query.ended ? 1 : 0).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<ActionItem>(ActionId{read_u64(key.substr(18))});
    if (!found || !door.may_read(*found)) return false;
    if (!into) return true;
    into->item_of<ActionItem>(found->id);
    // Mine, though I may not read its topic any more.
    auto const topic = view.find<Topic>(found->topic);
    if (topic && door.may_read(*topic)) into->also_of<Topic>(topic->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, ListActions const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Topic>("ids.topic", query.topic));
  auto const prefix = IndexKey(Index::actions_by_topic).id(query.topic).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    ActionId const id{read_u64(key.substr(9))};
    if (into) into->item_of<ActionItem>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetAction const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ActionItem>("ids.action", query.action));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
