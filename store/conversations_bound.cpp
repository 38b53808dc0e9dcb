// Topics that are bound to a resource: questions about it, whose readers are its readers; and the guard against pupils'
// details in what is written.
#include <algorithm>

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/notices.hpp"
#include "store/pupil_data.hpp"
#include "store/resources.hpp"
#include "store/talk.hpp"

namespace staffroom {

Notice talk::notice_of(Place const& place, PersonId to, Because because, TopicId topic, Ordinal ordinal) {
  Notice notice{.to = to, .because = because, .topic = topic, .ordinal = ordinal};
  if (place.team) notice.team = place.team->id;
  if (place.resource) notice.resource = place.resource->id;
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

void talk::count_question(Change& change, View const& view, ResourceId resource, int more) {
  auto activity = resources::activity_of(view, resource);
  activity.questions = more < 0 ? activity.questions - std::min(activity.questions, 1U) : activity.questions + 1;
  ++activity.version;
  change.put(std::move(activity));
}

Result<Change> decide(View const& view, Asked& asked, AskAboutResource const& command) {
  Door const door(view, asked);
  TRY_INTO(auto resource, door.readable<Resource>("ids.resource", command.resource));
  talk::Place const place{.resource = std::move(resource)};
  TRY(door.may(Thing::topic, Action::create, place.subject()));
  TRY_INTO(auto reason, talk::check_pupils({command.title.value, command.text.value}, command.not_pupil_data));
  auto const me = asked.actor.person;
  Topic const topic{.id = asked.take<TopicId>(),
                    .resource = place.resource->id,
                    .title = command.title,
                    .author = me,
                    .created = asked.now};
  Message const first{.id = asked.take<MessageId>(),
                      .topic = topic.id,
                      .ordinal = 1,
                      .author = me,
                      .created = asked.now,
                      .text = command.text.value,
                      .mentions = talk::readers_among(view, talk::readers_of(view, place), command.mentions),
                      .not_pupil_data = std::move(reason)};
  Change change;
  change.put(topic).put(first);
  change.put(TopicActivity{.id = topic.id, .messages = 1, .last_at = asked.now, .last_by = me});
  talk::follow_bound(change, view, me, topic, 1);
  talk::count_question(change, view, place.resource->id, 1);
  for (auto const person : first.mentions) {
    notify(change, asked, talk::notice_of(place, person, Because::mentioned, topic.id, 1));
  }
  for (auto const person : resources::editors_of(view, *place.resource)) {
    if (first.mentions.contains(person)) continue;
    notify(change, asked, talk::notice_of(place, person, Because::asked_about_resource, topic.id, 1));
  }
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, ListResourceTopics const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Resource>("ids.resource", query.resource));
  auto const prefix = IndexKey(Index::topics_by_resource).id(query.resource).take();
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

}  // namespace staffroom
