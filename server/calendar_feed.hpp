// People's calendars for other programs: iCalendar behind an address that only its bearer knows. Reads the disk: never
// on a network thread. Thread-safe.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/calendar_feeds.hpp"
#include "server/links.hpp"
#include "store/store.hpp"

namespace staffroom {

class CalendarFeeds {
 public:
  CalendarFeeds(Store& store, links::Key const& key) : store_(store), key_(key) {}
  /// `address`: of the hub. Before the first request is served.
  void start(std::string address) { address_ = std::move(address); }

  struct Feed {
    std::string text;
    std::string tag;  // the same while the same is told
  };
  /// nullopt when the token is altered or taken back, or its person has no account now: always alike.
  std::optional<Feed> feed_of(std::string_view token) const;
  /// https://…/calendar/TOKEN.ics; nullopt while the person has none.
  std::optional<std::string> address_of(PersonId person) const;

 private:
  Store& store_;
  links::Key key_;
  std::string address_;
};

/// As text of iCalendar (RFC 5545). `hub`: makes the entries' ids this hub's; `address`: of its pages.
std::string icalendar_of(std::vector<PlannedDate> const& dates, std::string_view hub, std::string_view address,
                         TimestampMs now);

}  // namespace staffroom
