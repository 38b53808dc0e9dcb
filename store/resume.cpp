// What a client missed. Every record comes once, as it is now; what the person may no longer read comes as a delete.
#include "store/resume.hpp"

#include <unordered_map>

#include "protocol/codec.hpp"
#include "store/stored_record.hpp"
#include "store/window.hpp"

namespace staffroom {
namespace {

constexpr std::size_t frame_bytes = 60 * 1024;
/// Past this many events of others, walking the window costs more than fetching afresh.
constexpr std::size_t events_walked_max = 200'000;

/// When one of these goes out of sight, all that hangs on it goes with it.
bool takes_along(Event const& event) {
  bool const is_whole = event.kind == Kind::topic || event.kind == Kind::resource || event.kind == Kind::practice_post;
  return event.type == Event::Type::remove && is_whole;
}

class Resume {
 public:
  Resume(SnapshotView const& view, PersonStanding const& standing) : view_(view), standing_(standing) {}

  /// False when there is too much of it.
  bool collect(Database const& database, Snapshot const& snapshot, Seq since) {
    auto cursor = database.cursor(Family::window, std::string(1, static_cast<char>(WindowTag::group)),
                                  {&snapshot, ReadTier::disk});
    std::size_t walked = 0;
    for (cursor.seek(window_group_key(since + 1)); cursor.valid(); cursor.next()) {
      auto group = decode_window_group(cursor.value());
      if (!group) return false;
      walked += group->events.size();
      if (walked > events_walked_max) return false;
      for (auto& event : group->events) {
        if (event.seq > since && meets(event.audiences, standing_.audiences)) note(std::move(event));
      }
      if (newest_.size() > limits::resume_events_max) return false;
    }
    return true;
  }

  std::vector<std::string> frames(Seq last) {
    std::vector<std::string> out;
    EventsFrame frame;
    for (auto& event : events_) {
      if (event.seq == 0) continue;  // a newer one of the same record follows
      if (frame.bytes() > frame_bytes) {
        out.push_back(EventsFrame::with_more(frame.start(view_)));
        frame.clear();
      }
      add(frame, event);
    }
    if (!frame.empty()) out.push_back(EventsFrame::with_last(frame.start(view_), last));
    return out;
  }

 private:
  /// Access events all stay; of a record's events the newest. All in the order of the window.
  /// What went out of sight with all that hangs on it stays told, although it may be back: what happened to that
  /// meanwhile was not told. The same of one that moved: of what was said in a team that the person has left since,
  /// nothing is told.
  void note(Event event) {
    if (event.type == Event::Type::put && event.kind == Kind::topic && event.because == MoveTopic::name) {
      auto gone = event;
      gone.type = Event::Type::remove;
      events_.push_back(std::move(gone));
    }
    if (event.type != Event::Type::access && !takes_along(event)) {
      auto const [newest, added] = newest_.try_emplace(event.key, events_.size());
      if (!added) {
        events_[newest->second].seq = 0;
        newest->second = events_.size();
      }
    }
    events_.push_back(std::move(event));
  }

  void add(EventsFrame& frame, Event& event) {
    std::vector<PersonId> named;
    std::string json;
    std::string text;
    if (event.type != Event::Type::access && !takes_along(event)) {
      auto const record = view_.find_record(event.kind, event.key);
      bool const readable = record && meets(audience_of(view_, *record), standing_.audiences);
      event.type = readable ? Event::Type::put : Event::Type::remove;
      if (readable) {
        json = to_json(*record);
        named = named_in(*record);
      }
    }
    append_event_json(text, event, json);
    frame.add(text, named);
  }

  SnapshotView const& view_;
  PersonStanding const& standing_;
  std::vector<Event> events_;
  std::unordered_map<std::string, std::size_t> newest_;
};

Missed resync(std::string_view reason, Seq seq) { return {true, reason, seq, {}}; }

}  // namespace

Missed missed_since(Engine& engine, PersonId person, std::string_view incarnation, Seq since) {
  auto const snapshot = engine.shown();
  auto const seq = snapshot->seq();
  if (since == 0 || incarnation.empty()) return resync("first", seq);
  if (incarnation != engine.incarnation) return resync("incarnation", seq);
  if (since > seq) return resync("cursor", seq);
  if (since == seq) return {false, {}, seq, {}};
  try {
    SnapshotView const view(*engine.database, snapshot, ReadTier::disk, engine.decoded, engine.standings);
    auto const stored = engine.database->find(Family::meta, meta_key(MetaTag::state), {snapshot.get(), ReadTier::disk});
    auto const standing = view.standing(person);
    if (!stored || since < decode_commit_state(*stored).window_floor || !standing) return resync("window", seq);
    Resume resume(view, *standing);
    if (!resume.collect(*engine.database, *snapshot, since)) return resync("window", seq);
    return {false, {}, seq, resume.frames(seq)};
  } catch (ReadFailed const&) {
    return resync("window", seq);
  }
}

}  // namespace staffroom
