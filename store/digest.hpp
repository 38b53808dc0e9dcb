// What a digest tells a person: what came in a stretch of time and still matters, as they may read it now. Titles only;
// the words are the server's.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "protocol/calendar_feeds.hpp"
#include "protocol/notifications.hpp"
#include "store/view.hpp"

namespace staffroom {

/// Why something is told: a notification's cause, or what Home shows among "what needs me" without one.
enum class Told : std::uint8_t { notification, team_mention, join_request, flag };

/// One thing, with what it takes to say it and to lead to it.
struct ToldItem {
  Told what = Told::notification;
  Because because = Because::mentioned;  // of a notification
  bool needs = false;
  std::string by;            // name; empty: the hub, or not told
  std::string title;         // of the record that it is about; empty when that has none, or is not for this person
  std::string place;         // the team, or the school of a request; may be empty
  std::string self;          // what to open for it, as in events; empty: Home
  Ordinal ordinal = 0;       // of the message, when that is a topic
  std::optional<Date> date;  // by when, where that is known
};

/// A topic in which there is something that the person has not read.
struct ToldTopic {
  std::string title;
  std::string self;
  std::uint32_t unread = 0;  // messages of the period
};

struct ToldPlace {
  std::string name;  // of a team; of the resource or practice post that the questions are about
  std::vector<ToldTopic> topics;
  std::uint32_t more = 0;  // topics that are not listed
};

struct Digest {
  std::vector<ToldItem> needs;  // newest first
  std::uint32_t needs_more = 0;
  std::uint32_t needs_older = 0;  // from before, that still wait
  std::vector<ToldItem> news;
  std::uint32_t news_more = 0;
  std::vector<ToldPlace> places;  // by name
  std::uint32_t places_more = 0;
  std::vector<PlannedDate> dates;  // of the seven days from its end on

  /// Nothing came: then none is sent, whatever waits from before and whatever is planned.
  bool is_empty() const { return needs.empty() && news.empty() && places.empty(); }
};

/// Of what happened after `from`, up to `to`. Reads with bounds, on the disk.
Digest digest_of(View const& view, PersonId person, TimestampMs from, TimestampMs to);

/// Whether that would be empty; stops at the first thing that it finds. For the committer.
bool is_digest_empty(View const& view, PersonId person, TimestampMs from, TimestampMs to);

/// The one notification as its person may read it now; nullopt when they may not read what it is about any more.
std::optional<ToldItem> told_item(View const& view, Notification const& notification);

}  // namespace staffroom
