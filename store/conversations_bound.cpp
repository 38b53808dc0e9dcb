// Topics that are bound to a resource or a practice post: questions about it, whose readers are its readers; and the
// guard against pupils' details in what is written.
#include <algorithm>

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/notices.hpp"
#include "store/practice.hpp"
#include "store/pupil_data.hpp"
#include "store/resources.hpp"
#include "store/talk.hpp"

namespace staffroom {

Notice talk::notice_of(Place const& place, PersonId to, Because because, TopicId topic, Ordinal ordinal) {
  Notice notice{.to = to, .because = because, .topic = topic, .ordinal = ordinal};
  if (place.team) notice.team = place.team->id;
  if (place.resource) notice.resource = place.resource->id;
  if (place.practice) notice.practice = place.practice->id;
  return notice;
}

Result<std::optional<Note>> talk::check_pupils(std::initializer_list<std::string_view> texts,
                                               std::optional<Note> const& reason) {
  if (std::none_of(texts.begin(), texts.end(), has_certain_pupil_data)) return std::optional<Note>{};
  auto const is_continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  auto const characters = [&](std::string const& text) {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
  };
  if (reason && characters(reason->value) >= limits::reason_length_min) return reason;
  return Error::conflict("pupil_data",
                         "This holds a number that identifies a pupil or a person. Take it out, or say in a sentence "
                         "why it is none.");
}

void talk::count_topic(Change& change, View const& view, Place const& place, int more) {
  auto const counted = [&](std::uint32_t count) { return more < 0 ? count - std::min(count, 1U) : count + 1; };
  if (place.resource) {
    auto activity = resources::activity_of(view, place.resource->id);
    activity.questions = counted(activity.questions);
    ++activity.version;
    change.put(std::move(activity));
  }
  if (place.practice) {
    auto activity = practice::activity_of(view, place.practice->id);
    activity.comments = counted(activity.comments);
    practice::put_activity(change, std::move(activity));
  }
}

Result<Change> talk::begin_bound(View const& view, Asked& asked, Place const& place, FirstWords const& words) {
  TRY_INTO(auto reason, check_pupils({words.title.value, words.text.value}, words.not_pupil_data));
  auto const me = asked.actor.person;
  Topic topic{.id = asked.take<TopicId>(), .title = words.title, .author = me, .created = asked.now};
  if (place.resource) topic.resource = place.resource->id;
  if (place.practice) topic.practice = place.practice->id;
  Message const first{.id = asked.take<MessageId>(),
                      .topic = topic.id,
                      .ordinal = 1,
                      .author = me,
                      .created = asked.now,
                      .text = words.text.value,
                      .mentions = readers_among(view, readers_of(view, place), words.mentions),
                      .not_pupil_data = std::move(reason)};
  Change change;
  change.put(topic).put(first);
  change.put(TopicActivity{.id = topic.id, .messages = 1, .last_at = asked.now, .last_by = me});
  follow_bound(change, view, me, topic, 1);
  count_topic(change, view, place, 1);
  for (auto const person : first.mentions) {
    notify(change, view, asked, notice_of(place, person, Because::mentioned, topic.id, 1));
  }
  auto const because = place.resource ? Because::asked_about_resource : Because::asked_about_practice;
  auto const editors =
      place.resource ? resources::editors_of(view, *place.resource) : resources::editors_of(view, *place.practice);
  for (auto const person : editors) {
    if (!first.mentions.contains(person)) notify(change, view, asked, notice_of(place, person, because, topic.id, 1));
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AskAboutResource const& command) {
  Door const door(view, asked);
  TRY_INTO(auto resource, door.readable<Resource>("ids.resource", command.resource));
  talk::Place const place{.resource = std::move(resource)};
  TRY(door.may(Thing::topic, Action::create, place.subject()));
  return talk::begin_bound(view, asked, place, {command.title, command.text, command.mentions, command.not_pupil_data});
}

Result<Change> decide(View const& view, Asked& asked, AskAboutPractice const& command) {
  Door const door(view, asked);
  TRY_INTO(auto post, door.readable<PracticePost>("ids.practice", command.practice));
  talk::Place const place{.practice = std::move(post)};
  TRY(door.may(Thing::topic, Action::create, place.subject()));
  return talk::begin_bound(view, asked, place, {command.title, command.text, command.mentions, command.not_pupil_data});
}

namespace {

/// Topics bound to a record, newest first, with how far they and their reader have come.
Result<Answer> answer_topics(View const& view, Asked const& asked, std::string const& prefix, Page const& page) {
  Envelope envelope(view);
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    TopicId const id{~read_u64(key.substr(9))};
    if (into) {
      into->item_of<Topic>(id);
      into->also_of<TopicActivity>(id);
      into->also_of<ReadState>(asked.actor.person, id);
    }
    return true;
  });
}

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, ListResourceTopics const& query, Page const& page) {
  TRY(Door(view, asked).readable<Resource>("ids.resource", query.resource));
  return answer_topics(view, asked, IndexKey(Index::topics_by_resource).id(query.resource).take(), page);
}

Result<Answer> answer(View const& view, Asked const& asked, ListPracticeTopics const& query, Page const& page) {
  TRY(Door(view, asked).readable<PracticePost>("ids.practice", query.practice));
  return answer_topics(view, asked, IndexKey(Index::topics_by_practice).id(query.practice).take(), page);
}

}  // namespace staffroom
