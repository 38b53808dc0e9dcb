// An event as the store derives it: a reference to a record and who is told. Its text is made when someone listens.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/kinds.hpp"
#include "store/audience.hpp"
#include "store/derive.hpp"
#include "store/view.hpp"

namespace staffroom {

class WrittenRecord;

struct Event {
  enum class Type : std::uint8_t { put = 1, remove = 2, access = 3 };
  Seq seq = 0;
  std::string because;  // the command's name
  Type type = Type::put;
  Kind kind{};  // of puts and removals
  std::uint64_t id = 0;
  std::string key;
  AccessEvent access{};
  Audiences audiences;                           // who is told
  std::shared_ptr<WrittenRecord const> written;  // of puts in the group at hand; the window does not keep it
};

/// {"seq":…,"because":…,"put":…}; `json` is the record's, for puts only.
void append_event_json(std::string& out, Event const& event, std::string_view json);

/// One frame's worth of events for one reader or audience, with the names they need.
class EventsFrame {
 public:
  void add(std::string_view event_json, std::vector<PersonId> const& named);
  bool empty() const { return events_.empty(); }
  std::size_t bytes() const { return events_.size(); }
  std::size_t count() const { return count_; }
  /// {"events":[…],"names":[…]   without the end: one of the two below goes on.
  std::string start(View const& view) const;
  static std::string with_more(std::string start) { return std::move(start += ",\"more\":true}"); }
  static std::string with_last(std::string start, Seq last);
  void clear();

 private:
  std::string events_;
  std::vector<PersonId> named_;
  std::size_t count_ = 0;
};

}  // namespace staffroom
