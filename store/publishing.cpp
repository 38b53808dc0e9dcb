// From the events of a commit group to per-audience texts.
#include "store/publishing.hpp"

#include <algorithm>

namespace staffroom {

void GroupEvents::clear() {
  events_.clear();
  superseded_.clear();
  last_put_.clear();
}

void GroupEvents::add(Seq seq, std::string_view because, Applied const& applied) {
  if (is_internal(applied.kind)) return;
  auto gone = subtract(applied.readers_before, applied.readers_after);
  bool const same_readers = gone.empty();
  if (!gone.empty()) {
    events_.push_back({seq,
                       std::string(because),
                       Event::Type::remove,
                       applied.kind,
                       applied.id,
                       applied.key,
                       {},
                       std::move(gone),
                       nullptr});
    superseded_.push_back(false);
  }
  if (!applied.after || applied.readers_after.empty()) {
    last_put_.erase(applied.key);
    return;
  }
  auto const place = events_.size();
  auto const [last, added] = last_put_.try_emplace(applied.key, place);
  if (!added) {
    if (same_readers && events_[last->second].audiences == applied.readers_after) superseded_[last->second] = true;
    last->second = place;
  }
  events_.push_back({seq,
                     std::string(because),
                     Event::Type::put,
                     applied.kind,
                     applied.id,
                     applied.key,
                     {},
                     applied.readers_after,
                     applied.after});
  superseded_.push_back(false);
}

void GroupEvents::add_access(Seq seq, std::string_view because, PersonId person, AccessEvent access) {
  events_.push_back({seq,
                     std::string(because),
                     Event::Type::access,
                     {},
                     0,
                     {},
                     access,
                     {Audience{AudienceType::person, person.value}},
                     nullptr});
  superseded_.push_back(false);
}

void GroupEvents::add_put_for(Seq seq, std::string_view because, PersonId person, Kind kind, std::uint64_t id,
                              std::string key, std::shared_ptr<WrittenRecord const> record) {
  events_.push_back({seq,
                     std::string(because),
                     Event::Type::put,
                     kind,
                     id,
                     std::move(key),
                     {},
                     {Audience{AudienceType::person, person.value}},
                     std::move(record)});
  superseded_.push_back(false);
}

std::vector<Event> GroupEvents::take() {
  std::vector<Event> out;
  out.reserve(events_.size());
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (!superseded_[i]) out.push_back(std::move(events_[i]));
  }
  clear();
  return out;
}

void add_parts(Publication& publication, std::vector<Event> const& events, View const& view,
               PublicationSink const& sink, Audiences const& gained) {
  std::map<Audience, EventsFrame> frames;
  std::unordered_map<std::uint64_t, bool> heard;
  auto const listens = [&](Audience audience) {
    auto const [known, fresh] = heard.try_emplace(audience.value, false);
    if (fresh) {
      known->second = sink.listens(audience) || std::binary_search(gained.begin(), gained.end(), audience);
    }
    return known->second;
  };
  std::vector<EventsFrame*> told;
  std::string json;
  for (auto const& event : events) {
    told.clear();
    for (auto const audience : event.audiences) {
      if (listens(audience)) told.push_back(&frames[audience]);
    }
    if (told.empty()) continue;
    json.clear();
    append_event_json(json, event, event.written ? event.written->json() : std::string_view());
    for (auto* frame : told) {
      frame->add(json, event.written ? event.written->named() : std::vector<PersonId>());
    }
  }
  for (auto const& [audience, frame] : frames) {
    auto start = frame.start(view);
    auto more = EventsFrame::with_more(start);
    publication.parts.push_back(
        {audience, std::move(more), EventsFrame::with_last(std::move(start), publication.last)});
  }
}

}  // namespace staffroom
