// Golden links: who may tie what, what is tied on its own, and what each reader is shown of it.
#include "store/links.hpp"

#include <algorithm>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/index_rows.hpp"
#include "store/search_places.hpp"
#include "store/talk.hpp"

namespace staffroom {
namespace {

std::shared_ptr<Record const> record_at(View const& view, LinkEnd end) {
  auto const found = [&]<class R>(R*) { return view.find_record(R::kind, record_key<R>(decltype(R::id){end.id})); };
  switch (end.what) {
    case Linked::resource: return found(static_cast<Resource*>(nullptr));
    case Linked::practice: return found(static_cast<PracticePost*>(nullptr));
    case Linked::support_request: return found(static_cast<SupportRequest*>(nullptr));
    case Linked::topic: return found(static_cast<Topic*>(nullptr));
    case Linked::collection: return found(static_cast<Collection*>(nullptr));
    case Linked::review: return found(static_cast<Review*>(nullptr));
  }
  return nullptr;
}

/// What permissions ask about an end that was read.
Subject subject_of(Record const& record) {
  Subject out{.within = true};
  auto const fill = [&](auto const& it) {
    using R = std::decay_t<decltype(it)>;
    auto const shared = std::make_shared<R const>(it);
    if constexpr (requires { it.organisation; }) out.organisation = it.organisation;
    if constexpr (requires { it.author; }) out.author = it.author;
    if constexpr (std::is_same_v<R, Resource>) out.resource = shared;
    if constexpr (std::is_same_v<R, PracticePost>) out.practice = shared;
    if constexpr (std::is_same_v<R, SupportRequest>) out.request = shared;
    if constexpr (std::is_same_v<R, Topic>) out.topic = shared;
    if constexpr (std::is_same_v<R, Collection>) out.collection = shared;
    if constexpr (std::is_same_v<R, Review>) {
      out.organisation = it.host;
      out.review = shared;
    }
  };
  if (auto const* it = get_if<Resource>(&record)) fill(*it);
  if (auto const* it = get_if<PracticePost>(&record)) fill(*it);
  if (auto const* it = get_if<SupportRequest>(&record)) fill(*it);
  if (auto const* it = get_if<Topic>(&record)) fill(*it);
  if (auto const* it = get_if<Collection>(&record)) fill(*it);
  if (auto const* it = get_if<Review>(&record)) fill(*it);
  return out;
}

/// Links of one reader.
class Links {
 public:
  Links(View const& view, Asked const& asked) : view_(view), door_(view, asked) {}

  bool reads(LinkEnd end) const { return readable(end) != nullptr; }

  std::shared_ptr<Record const> readable(LinkEnd end) const {
    auto record = record_at(view_, end);
    return record && door_.may_read(*record) ? record : nullptr;
  }

  /// Whether it is theirs to edit: who works on a resource, a post or a collection; requester, broker and supporter of
  /// a request; author and leads of a topic.
  bool edits(LinkEnd end) const {
    auto const record = readable(end);
    if (!record) return false;
    auto const subject = subject_of(*record);
    auto const may = [&](Thing thing, Action action) { return door_.may(thing, action, subject).has_value(); };
    switch (end.what) {
      case Linked::resource: return may(Thing::resource, Action::edit);
      case Linked::practice: return may(Thing::practice_post, Action::edit);
      case Linked::collection: return may(Thing::collection, Action::edit);
      case Linked::support_request:
        return may(Thing::support_request, Action::edit) || may(Thing::support_request, Action::take) ||
               may(Thing::visit, Action::create);
      case Linked::review: return may(Thing::review, Action::write_plan);
      case Linked::topic: {
        auto const place = talk::topic_for(view_, door_, TopicId{end.id});
        return place && door_.may(Thing::topic, Action::edit_title, place->subject()).has_value();
      }
    }
    return false;
  }

  Result<void> may(Action action, LinkEnd from, LinkEnd to) const {
    auto const record = readable(from);
    if (!record) return Error::not_found();
    auto subject = subject_of(*record);
    subject.reads_both = reads(to);
    subject.writes = edits(from) || edits(to);
    return door_.may(Thing::link, action, subject);
  }

  /// As the page of `of` shows it, if the reader reads the other end.
  std::optional<LinkedThing> shown(Link const& link, LinkEnd of) const {
    bool const outgoing = link.from == of;
    auto thing = shown(outgoing ? link.to : link.from);
    if (!thing) return std::nullopt;
    thing->link = link.id;
    thing->type = link.type;
    thing->outgoing = outgoing;
    thing->message = link.message;
    thing->mine_to_remove = edits(link.from) || edits(link.to);
    return thing;
  }

  std::optional<LinkedThing> shown(LinkEnd other) const {
    auto const record = readable(other);
    if (!record) return std::nullopt;
    search::Places const places(view_, door_);
    LinkedThing out{.other = other, .self = self_of(*record)};
    auto const fill = [&](auto const& it) {
      out.title = it.title.value;
      out.place = places.of(it);
    };
    if (auto const* it = get_if<Resource>(record.get())) fill(*it);
    if (auto const* it = get_if<PracticePost>(record.get())) fill(*it);
    if (auto const* it = get_if<SupportRequest>(record.get())) fill(*it);
    if (auto const* it = get_if<Topic>(record.get())) fill(*it);
    if (auto const* it = get_if<Collection>(record.get())) fill(*it);
    if (auto const* it = get_if<Review>(record.get())) {
      out.title = it->title.value;
      if (auto const school = view_.find<Organisation>(it->host)) out.place = school->name.value;
    }
    return out;
  }

 private:
  View const& view_;
  Door door_;
};

/// Oldest first.
template <class Visit>
void each_link(View const& view, LinkEnd end, Visit const& visit) {
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::links_by_end).byte(std::uint8_t(end.what)).u64(end.id).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const link = view.find<Link>(LinkId{read_u64(key.substr(prefix.size()))});
    return (!link || visit(*link)) && ++seen < limits::decide_scanned_rows_max;
  });
}

std::size_t count_links(View const& view, LinkEnd end) {
  std::size_t count = 0;
  each_link(view, end, [&](Link const&) { return ++count < limits::links_per_record_max; });
  return count;
}

}  // namespace

Result<links::Origin> links::message_origin(View const& view, Asked const& asked, TopicId topic,
                                            std::optional<Ordinal> message) {
  Door const door(view, asked);
  auto const place = talk::topic_for(view, door, topic);
  if (!place) return Error::not_found("body.origin");
  auto const ordinal = message.value_or(1);
  auto const found = ordinal > 0 ? view.find<Message>(topic, ordinal) : nullptr;
  if (!found || found->deleted) {
    return Error::unprocessable("body.origin_message", "There is no such message any more.");
  }
  auto subject = place->subject();
  subject.author = found->author;
  subject.writes = true;  // what is made of it is decided by its own rule, in the same command
  TRY(door.may(Thing::message, Action::convert, subject));
  return Origin{{Linked::topic, topic.value}, message};
}

void links::came_of(Change& change, Asked& asked, LinkEnd made, Origin const& origin) {
  change.put(Link{.id = asked.take<LinkId>(),
                  .type = TieType::came_of,
                  .from = made,
                  .to = origin.end,
                  .message = origin.message,
                  .author = asked.actor.person,
                  .created = asked.now});
}

void links::remove_all(Change& change, View const& view, LinkEnd end) {
  each_link(view, end, [&](Link const& link) {
    change.remove<Link>(link.id);
    return true;
  });
}

Result<Change> decide(View const& view, Asked& asked, CreateLink const& command) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody ties them
  Links const mine(view, asked);
  if (!mine.reads(command.from)) return Error::not_found("body.from");
  if (!mine.reads(command.to)) return Error::not_found("body.to");
  TRY(mine.may(Action::create, command.from, command.to));
  if (command.from == command.to) return Error::unprocessable("body.to", "Choose another one: this is the same.");
  bool tied = false;
  each_link(view, command.from, [&](Link const& it) {
    tied = it.type == command.type && it.from == command.from && it.to == command.to;
    return !tied;
  });
  if (tied) return Error::conflict("already_linked", "These two are linked like this already.");
  if (std::max(count_links(view, command.from), count_links(view, command.to)) >= limits::links_per_record_max) {
    return Error::conflict("too_many_links", "One of the two has as many links as it can have. Remove some first.");
  }
  return Change{}.put(Link{.id = asked.take<LinkId>(),
                           .type = command.type,
                           .from = command.from,
                           .to = command.to,
                           .author = asked.actor.person,
                           .created = asked.now});
}

Result<Change> decide(View const& view, Asked& asked, RemoveLink const& command) {
  auto const link = view.find<Link>(command.link);
  Links const mine(view, asked);
  if (!link || !mine.reads(link->from) || !mine.reads(link->to)) return Error::not_found("ids.link");
  TRY(mine.may(Action::remove, link->from, link->to));
  Change change;
  change.remove<Link>(command.link);
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, ListLinks const& query, Page const&) {
  if (asked.actor.is_system()) return Error::not_found("query.id");
  LinkEnd const of{query.what, query.id};
  Links const mine(view, asked);
  auto const record = mine.readable(of);
  if (!record) return Error::not_found("query.id");
  LinkList out;
  auto const add = [&](std::optional<LinkedThing> thing) {
    if (thing) out.items.push_back(std::move(*thing));
    return out.items.size() < limits::links_per_record_max;
  };
  each_link(view, of, [&](Link const& link) { return add(mine.shown(link, of)); });
  // What a practice post names itself: no link is stored, and none is to be removed.
  auto const add_use = [&](LinkEnd other, bool outgoing) {
    auto thing = mine.shown(other);
    if (thing) {
      thing->type = TieType::uses;
      thing->outgoing = outgoing;
    }
    return add(std::move(thing));
  };
  if (auto const* post = get_if<PracticePost>(record.get())) {
    for (auto const resource : post->resources) add_use({Linked::resource, resource.value}, true);
  }
  if (query.what == Linked::resource) {
    auto const prefix = IndexKey(Index::practice_by_resource).u64(query.id).take();
    view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      return add_use({Linked::practice, ~read_u64(key.substr(prefix.size()))}, false);
    });
  }
  out.seq = view.seq();
  Answer answer;
  append_json(answer.json, out);
  return answer;
}

}  // namespace staffroom
