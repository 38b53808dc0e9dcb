// Gathering a digest: what needs the person, what is new to them, and topics of theirs with something unread.
#include "store/digest.hpp"

#include <algorithm>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/index_rows.hpp"
#include "store/notification_settings.hpp"
#include "store/permissions.hpp"
#include "store/planned_dates.hpp"

namespace staffroom {
namespace {

constexpr std::size_t items_max = 20;  // listed of what needs the person, and of news; the rest is counted
constexpr std::size_t topics_max = 5;  // listed of a place
constexpr std::size_t places_max = 12;
constexpr std::size_t rows_max = limits::decide_scanned_rows_max;
constexpr std::size_t topics_looked_at_max = 200;  // of a channel
constexpr Ordinal messages_looked_at_max = 100;    // of a topic
constexpr int days_ahead = 6;                      // besides the day itself

enum class Wanted : std::uint8_t { whole, whether_any };

class Gathering {
 public:
  Gathering(View const& view, PersonId person, TimestampMs from, TimestampMs to, Wanted wanted)
      : view_(view),
        person_(person),
        from_(from),
        to_(to),
        wanted_(wanted),
        asked_(asking({.person = person, .session = {}, .fresh_until = {}}, to)),
        door_(view, asked_),
        setting_(effective_setting(view, person)) {}

  Digest gather() {
    if (!view_.standing(person_)) return {};
    add_notifications();
    for (auto const& place : door_.standing().teams) {
      if (has_enough()) return std::move(out_);
      add_waiting(place);
      add_team(place);
    }
    add_bound_topics();
    std::sort(out_.places.begin(), out_.places.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    if (out_.places.size() > places_max) {
      out_.places_more = static_cast<std::uint32_t>(out_.places.size() - places_max);
      out_.places.resize(places_max);
    }
    if (wanted_ == Wanted::whole) {
      auto const today = calendar::date_of(to_);
      out_.dates = planned_dates(view_, person_, today, {today.days + days_ahead});
    }
    return std::move(out_);
  }

 private:
  bool has_enough() const { return wanted_ == Wanted::whether_any && !out_.is_empty(); }
  bool is_of_period(TimestampMs at) const { return from_ < at && at <= to_; }

  bool is_told(NoticeKind kind) const { return pace_of(setting_, kind) != MailPace::hub; }

  /// `visit` says whether to go on.
  template <class Visit>
  void walk(IndexKey prefix, std::size_t at_most, Visit const& visit) const {
    std::size_t seen = 0;
    view_.scan_index(prefix.take(), {}, [&](std::string_view key, std::string_view value) {
      return visit(key, value) && !has_enough() && ++seen < at_most;
    });
  }

  // ---- what needs the person, and news

  void add_need(TimestampMs created, std::optional<ToldItem> item) {
    if (!item || created > to_) return;
    if (created <= from_) {
      ++out_.needs_older;
    } else if (out_.needs.size() < items_max) {
      out_.needs.push_back(*std::move(item));
    } else {
      ++out_.needs_more;
    }
  }

  void add_notifications() {
    walk(std::move(IndexKey(Index::notifications_by_person).id(person_).byte(0)), rows_max,
         [&](std::string_view key, std::string_view) {
           auto const found = view_.find<Notification>(NotificationId{~read_u64(key.substr(10))});
           if (!found || found->state == NotificationState::done || !is_told(notice_kind_of(*found))) return true;
           if (found->snoozed_until && *found->snoozed_until > to_) return true;
           if (found->needs) {
             add_need(found->created, told_item(view_, *found));
           } else if (found->state == NotificationState::fresh && is_of_period(found->created)) {
             add_news(*found);
           }
           return true;
         });
  }

  void add_news(Notification const& found) {
    auto item = told_item(view_, found);
    if (!item) return;
    if (out_.news.size() < items_max) {
      out_.news.push_back(*std::move(item));
    } else {
      ++out_.news_more;
    }
  }

  std::string name_of(PersonId person) const {
    auto const found = view_.find<Person>(person);
    return found ? found->name.value : std::string();
  }

  /// What Home shows to leads and members without a notification of their own.
  void add_waiting(PersonStanding::TeamPlace const& place) {
    auto const team = view_.find<Team>(place.team);
    if (!team) return;
    ToldItem item{.needs = true, .place = team->name.value, .self = self_of(Record{*team})};
    if (place.relation == TeamRelation::lead && is_told(NoticeKind::teams)) {
      add_records<JoinRequest>(Index::join_requests_by_team, place.team, [&](JoinRequest const& it) {
        item.what = Told::join_request;
        item.by = name_of(it.person);
        return item;
      });
      add_records<Flag>(Index::flags_by_team, place.team, [&](Flag const&) {
        item.what = Told::flag;
        item.by.clear();
        return item;
      });
    }
    if (place.relation != TeamRelation::guest && is_told(NoticeKind::conversations)) add_team_mentions(*team);
  }

  /// Open ones of a team.
  template <class R, class Tell>
  void add_records(Index index, TeamId team, Tell const& tell) {
    walk(std::move(IndexKey(index).id(team).byte(0)), rows_max, [&](std::string_view key, std::string_view) {
      auto const found = view_.find<R>(decltype(R::id){~read_u64(key.substr(10))});
      if (found && door_.may_read(*found)) add_need(found->created, tell(*found));
      return true;
    });
  }

  void add_team_mentions(Team const& team) {
    walk(std::move(IndexKey(Index::team_mentions_by_team).id(team.id)), items_max,
         [&](std::string_view key, std::string_view) {
           auto const mention = view_.find<TeamMention>(TeamMentionId{~read_u64(key.substr(9))});
           if (!mention || mention->author == person_) return true;
           auto const mine = view_.find<ReadState>(person_, mention->topic);
           bool const is_read = mine && mine->mark >= mention->ordinal;
           auto const topic = is_read ? nullptr : view_.find<Topic>(mention->topic);
           if (!topic || !door_.may_read(*mention)) return true;
           add_need(mention->created, ToldItem{.what = Told::team_mention,
                                               .needs = true,
                                               .by = name_of(mention->author),
                                               .title = topic->title.value,
                                               .place = team.name.value,
                                               .self = self_of(Record{*topic}),
                                               .ordinal = mention->ordinal});
           return true;
         });
  }

  // ---- topics

  void add_team(PersonStanding::TeamPlace const& place) {
    auto const level = level_of(setting_, place.team);
    auto const team = view_.find<Team>(place.team);
    if (!team || level == FollowLevel::mute || !is_told(NoticeKind::conversations)) return;
    auto const membership = view_.find<TeamMembership>(place.membership);
    auto const since = membership ? membership->since : TimestampMs{};
    ToldPlace told{.name = team->name.value};
    walk(std::move(IndexKey(Index::channels_by_team).id(place.team)), limits::channels_per_team_max,
         [&](std::string_view key, std::string_view) {
           ChannelId const channel{read_u64(key.substr(9))};
           auto const& granted = place.channels;
           bool const mine = place.relation != TeamRelation::guest ||
                             std::find(granted.begin(), granted.end(), channel) != granted.end();
           if (mine) add_channel(channel, level, since, told);
           return true;
         });
    if (!told.topics.empty()) out_.places.push_back(std::move(told));
  }

  void add_channel(ChannelId channel, FollowLevel level, TimestampMs since, ToldPlace& told) {
    // Latest first: what has been quiet since before the period ends the walk.
    walk(std::move(IndexKey(Index::topics_by_activity).id(channel)), topics_looked_at_max,
         [&](std::string_view key, std::string_view) {
           TimestampMs const last{static_cast<std::int64_t>(~read_u64(key.substr(9)))};
           if (last <= from_) return false;
           auto const topic = view_.find<Topic>(TopicId{read_u64(key.substr(17))});
           if (topic) add_topic(*topic, level, since, told);
           return told.topics.empty() || wanted_ == Wanted::whole;
         });
  }

  void add_topic(Topic const& topic, FollowLevel level, TimestampMs since, ToldPlace& told) {
    auto const mine = view_.find<ReadState>(person_, topic.id);
    if (mine && mine->level == FollowLevel::mute) return;
    auto const activity = view_.find<TopicActivity>(topic.id);
    if (!activity || !door_.may_read(topic)) return;
    auto const unread = unread_in(*activity, mine ? mine->mark : 0, mine ? from_ : std::max(from_, since));
    bool const follows = level == FollowLevel::follow || (mine && mine->level == FollowLevel::follow);
    if (unread == 0 || (!follows && !took_part(topic, *activity))) return;
    if (told.topics.size() < topics_max) {
      told.topics.push_back({topic.title.value, self_of(Record{topic}), unread});
    } else {
      ++told.more;
    }
  }

  /// Messages of others of the period, as far as one looks back.
  std::uint32_t unread_in(TopicActivity const& activity, Ordinal mark, TimestampMs after) const {
    std::uint32_t unread = 0;
    Ordinal looked_at = 0;
    for (Ordinal at = activity.messages; at > mark && looked_at < messages_looked_at_max; --at, ++looked_at) {
      auto const message = view_.find<Message>(activity.id, at);
      if (!message) continue;
      if (message->created <= after) break;
      bool const counts = message->created <= to_ && !message->deleted && message->author != person_;
      if (counts) ++unread;
    }
    return unread;
  }

  /// Began it, or wrote in it not long ago.
  bool took_part(Topic const& topic, TopicActivity const& activity) const {
    if (topic.author == person_) return true;
    Ordinal looked_at = 0;
    for (Ordinal at = activity.messages; at > 0 && looked_at < messages_looked_at_max; --at, ++looked_at) {
      auto const message = view_.find<Message>(topic.id, at);
      if (message && message->author == person_) return true;
    }
    return false;
  }

  /// Questions about resources and practice posts that I follow.
  void add_bound_topics() {
    if (!is_told(NoticeKind::conversations)) return;
    walk(std::move(IndexKey(Index::bound_topics_followed).id(person_)), topics_looked_at_max,
         [&](std::string_view key, std::string_view) {
           auto const topic = view_.find<Topic>(TopicId{read_u64(key.substr(9))});
           if (!topic || topic->channel) return true;
           ToldPlace told;
           if (auto const it = topic->resource ? view_.find<Resource>(*topic->resource) : nullptr) {
             told.name = it->title.value;
           } else if (auto const post = topic->practice ? view_.find<PracticePost>(*topic->practice) : nullptr) {
             told.name = post->title.value;
           }
           add_topic(*topic, FollowLevel::follow, {}, told);
           if (!told.topics.empty()) merge(std::move(told));
           return true;
         });
  }

  void merge(ToldPlace told) {
    auto const same =
        std::find_if(out_.places.begin(), out_.places.end(), [&](auto const& it) { return it.name == told.name; });
    if (same == out_.places.end()) {
      out_.places.push_back(std::move(told));
    } else if (same->topics.size() < topics_max) {
      same->topics.push_back(std::move(told.topics.front()));
    } else {
      ++same->more;
    }
  }

  View const& view_;
  PersonId person_;
  TimestampMs from_;
  TimestampMs to_;
  Wanted wanted_;
  Asked asked_;
  Door door_;
  NotificationSetting setting_;
  Digest out_;
};

}  // namespace

Digest digest_of(View const& view, PersonId person, TimestampMs from, TimestampMs to) {
  return Gathering(view, person, from, to, Wanted::whole).gather();
}

bool is_digest_empty(View const& view, PersonId person, TimestampMs from, TimestampMs to) {
  return Gathering(view, person, from, to, Wanted::whether_any).gather().is_empty();
}

}  // namespace staffroom
