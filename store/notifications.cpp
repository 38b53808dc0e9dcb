// Notifications, and Home: what needs me apart from what is new.
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/notices.hpp"
#include "store/notification_settings.hpp"
#include "store/permissions.hpp"

namespace staffroom {

void notify(Change& change, View const& view, Asked& asked, Notice const& notice) {
  if (notice.to == asked.actor.person) return;
  auto const by = notice.unnamed ? PersonId{} : notice.by ? notice.by : asked.actor.person;
  Notification made{.id = asked.take<NotificationId>(),
                    .person = notice.to,
                    .because = notice.because,
                    .needs = !notice.news && needs_answer(notice.because),
                    .team = notice.team,
                    .topic = notice.topic,
                    .ordinal = notice.ordinal,
                    .lead_message = notice.lead_message,
                    .invitation = notice.invitation,
                    .import = notice.import,
                    .erasure = notice.erasure,
                    .resource = notice.resource,
                    .resource_version = notice.resource_version,
                    .resource_use = notice.resource_use,
                    .resource_report = notice.resource_report,
                    .practice = notice.practice,
                    .adoption = notice.adoption,
                    .support_request = notice.support_request,
                    .support_match = notice.support_match,
                    .support_agreement = notice.support_agreement,
                    .support_visit = notice.support_visit,
                    .action = notice.action,
                    .review_cycle = notice.review_cycle,
                    .review = notice.review,
                    .report_grant = notice.report_grant,
                    .review_action = notice.review_action,
                    .contract = notice.contract,
                    .pool = notice.pool,
                    .supplier = notice.supplier,
                    .saving = notice.saving,
                    .purchase = notice.purchase,
                    .by = by ? std::optional(by) : std::nullopt,
                    .created = asked.now};
  bool const mailed = made.needs && effective_pace(view, made.person, notice_kind_of(made)) == MailPace::at_once;
  if (mailed) made.mail_at = asked.now + limits::notice_mailed_after;
  change.put(std::move(made));
}

namespace {

void put_done(Change& change, Notification const& answered) {
  auto done = answered;
  done.state = NotificationState::done;
  done.snoozed_until.reset();
  done.mail_at.reset();
  ++done.version;
  change.put(std::move(done));
}

/// The open needs under the prefix of an index by what they are about; `only`: which of them.
template <class Only>
void answer_open(Change& change, View const& view, std::string const& prefix, Only const& only) {
  std::size_t seen = 0;
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const found = view.find<Notification>(NotificationId{read_u64(key.substr(10))});
    if (found && found->needs && only(*found)) put_done(change, *found);
    return ++seen < limits::decide_scanned_rows_max;
  });
}

template <class IdType>
void answer_about(Change& change, View const& view, Index index, IdType about, Because because,
                  std::function<bool(Notification const&)> const& only) {
  answer_open(change, view, IndexKey(index).id(about).byte(0).take(),
              [&](Notification const& it) { return it.because == because && (!only || only(it)); });
}

}  // namespace

void answer_needs(Change& change, View const& view, PersonId person, TopicId topic) {
  auto const prefix = IndexKey(Index::notifications_by_topic).id(person).id(topic).take();
  std::size_t seen = 0;
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const found = view.find<Notification>(NotificationId{read_u64(key.substr(17))});
    if (found && found->state != NotificationState::done && !found->action) put_done(change, *found);
    return ++seen < limits::home_items_max;
  });
}

void answer_needs(Change& change, View const& view, ActionItem const& action) {
  auto const prefix = IndexKey(Index::notifications_by_topic).id(action.owner).id(action.topic).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const found = view.find<Notification>(NotificationId{read_u64(key.substr(17))});
    if (found && found->action == action.id) put_done(change, *found);
    return true;
  });
}

void answer_needs(Change& change, View const& view, ResourceId resource, Because because,
                  std::function<bool(Notification const&)> const& only) {
  answer_about(change, view, Index::notifications_by_resource, resource, because, only);
}

void answer_needs(Change& change, View const& view, PracticeId practice, Because because,
                  std::function<bool(Notification const&)> const& only) {
  answer_about(change, view, Index::notifications_by_practice, practice, because, only);
}

void answer_needs(Change& change, View const& view, SupportRequestId request, Because because,
                  std::function<bool(Notification const&)> const& only) {
  answer_about(change, view, Index::notifications_by_support, request, because, only);
}

void answer_needs(Change& change, View const& view, ReviewId review, Because because,
                  std::function<bool(Notification const&)> const& only) {
  answer_about(change, view, Index::notifications_by_review, review, because, only);
}

void answer_needs(Change& change, View const& view, ReviewCycleId cycle, Because because,
                  std::function<bool(Notification const&)> const& only) {
  answer_about(change, view, Index::notifications_by_cycle, cycle, because, only);
}

void answer_needs(Change& change, View const& view, ContractId contract, Because because,
                  std::function<bool(Notification const&)> const& only) {
  answer_about(change, view, Index::notifications_by_contract, contract, because, only);
}

void answer_needs(Change& change, View const& view, PoolId pool, Because because,
                  std::function<bool(Notification const&)> const& only) {
  answer_about(change, view, Index::notifications_by_pool, pool, because, only);
}

void answer_all_needs(Change& change, View const& view, ContractId contract) {
  answer_open(change, view, IndexKey(Index::notifications_by_contract).id(contract).byte(0).take(),
              [](Notification const&) { return true; });
}

void answer_all_needs(Change& change, View const& view, PoolId pool) {
  answer_open(change, view, IndexKey(Index::notifications_by_pool).id(pool).byte(0).take(),
              [](Notification const&) { return true; });
}

void answer_needs(Change& change, View const& view, PurchaseId purchase, Because because,
                  std::function<bool(Notification const&)> const& only) {
  answer_about(change, view, Index::notifications_by_purchase, purchase, because, only);
}

void answer_all_needs(Change& change, View const& view, PurchaseId purchase) {
  answer_open(change, view, IndexKey(Index::notifications_by_purchase).id(purchase).byte(0).take(),
              [](Notification const&) { return true; });
}

void answer_all_needs(Change& change, View const& view, SavingId saving) {
  answer_open(change, view, IndexKey(Index::notifications_by_saving).id(saving).byte(0).take(),
              [](Notification const&) { return true; });
}

void answer_all_needs(Change& change, View const& view, ReviewId review) {
  answer_open(change, view, IndexKey(Index::notifications_by_review).id(review).byte(0).take(),
              [](Notification const&) { return true; });
}

void answer_all_needs(Change& change, View const& view, SupportRequestId request) {
  answer_open(change, view, IndexKey(Index::notifications_by_support).id(request).byte(0).take(),
              [](Notification const&) { return true; });
}

namespace {

Result<std::shared_ptr<Notification const>> mine(View const& view, Asked const& asked, NotificationId id,
                                                 Action action) {
  Door const door(view, asked);
  TRY_INTO(auto const found, door.readable<Notification>("ids.notification", id));
  TRY(door.may(Thing::notification, action, {.about = found->person}));
  TRY(check_version(asked, found->version));
  return found;
}

// ---- Home

/// Puts into one bag what Home shows. The page, and every later event, makes the screen from it.
class HomeBag {
 public:
  HomeBag(View const& view, Asked const& asked)
      : view_(view),
        asked_(asked),
        door_(view, asked),
        setting_(effective_setting(view, asked.actor.person)),
        bag_(view) {}

  Answer fill() {
    add_notifications();
    bag_.item_of<NotificationSetting>(asked_.actor.person);
    bag_.item_of<DigestPlan>(asked_.actor.person);
    for (auto const& place : door_.standing().teams) add_team(place);
    add_bound_topics();
    return bag_.finish(std::nullopt);
  }

 private:
  void add_notifications() {
    auto const prefix = IndexKey(Index::notifications_by_person).id(asked_.actor.person).byte(0).take();
    std::size_t shown = 0;
    view_.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      NotificationId const id{~read_u64(key.substr(10))};
      auto const found = view_.find<Notification>(id);
      if (!found || !door_.may_read(*found)) return true;
      bag_.item_of<Notification>(id);
      auto const team = found->team ? view_.find<Team>(*found->team) : nullptr;
      if (team && door_.may_read(*team)) bag_.item_of<Team>(team->id);
      add_readable<LeadMessage>(found->lead_message);
      add_readable<Invitation>(found->invitation);
      add_readable<ImportJob>(found->import);
      add_readable<Erasure>(found->erasure);
      add_readable<Resource>(found->resource);
      add_readable<ResourceReport>(found->resource_report);
      add_readable<PracticePost>(found->practice);
      add_readable<Adoption>(found->adoption);
      add_readable<SupportRequest>(found->support_request);
      add_readable<SupportMatch>(found->support_match);
      add_readable<SupportAgreement>(found->support_agreement);
      add_readable<SupportVisit>(found->support_visit);
      add_readable<ActionItem>(found->action);
      add_readable<ReviewCycle>(found->review_cycle);
      add_readable<Review>(found->review);
      add_readable<ReportGrant>(found->report_grant);
      add_readable<ReviewAction>(found->review_action);
      add_readable<Contract>(found->contract);
      add_readable<Pool>(found->pool);
      add_readable<Supplier>(found->supplier);
      add_readable<Saving>(found->saving);
      add_readable<Purchase>(found->purchase);
      // An action is mine, though I may not read its topic any more.
      if (found->topic && (!found->action || is_readable<Topic>(*found->topic))) add_topic(*found->topic);
      if (found->topic && found->ordinal) bag_.item_of<Message>(*found->topic, *found->ordinal);
      return ++shown < limits::home_items_max;
    });
  }

  template <class R, class IdType>
  bool is_readable(IdType id) const {
    auto const record = view_.find<R>(id);
    return record && door_.may_read(*record);
  }

  template <class R, class IdType>
  void add_readable(std::optional<IdType> id) {
    if (id && is_readable<R>(*id)) bag_.item_of<R>(*id);
  }

  void add_team(PersonStanding::TeamPlace const& place) {
    bag_.item_of<Team>(place.team);
    bag_.item_of<TeamMembership>(place.membership);
    if (place.relation == TeamRelation::lead) {
      add_rows<JoinRequest>(IndexKey(Index::join_requests_by_team).id(place.team).byte(0).take());
      add_rows<Flag>(IndexKey(Index::flags_by_team).id(place.team).byte(0).take());
      add_rows<LeadMessage>(IndexKey(Index::lead_messages_by_team).id(place.team).byte(0).take());
    }
    auto const membership = view_.find<TeamMembership>(place.membership);
    add_channels(place, membership ? membership->since : TimestampMs{});
    if (place.relation != TeamRelation::guest) add_team_mentions(place.team);
  }

  template <class R>
  void add_rows(std::string const& prefix) {
    std::size_t shown = 0;
    view_.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      bag_.item_of<R>(decltype(R::id){~read_u64(key.substr(10))});
      return ++shown < limits::home_items_max;
    });
  }

  void add_channels(PersonStanding::TeamPlace const& place, TimestampMs since) {
    bool const muted = level_of(setting_, place.team) == FollowLevel::mute;
    view_.scan_index(IndexKey(Index::channels_by_team).id(place.team).take(), {}, [&](std::string_view key, auto) {
      ChannelId const id{read_u64(key.substr(9))};
      bool const granted = std::find(place.channels.begin(), place.channels.end(), id) != place.channels.end();
      if (place.relation == TeamRelation::guest && !granted) return true;
      bag_.item_of<Channel>(id);
      if (!muted) add_news(id, since);
      return topics_ < limits::home_topics_max;
    });
  }

  /// Topics with something I have not read, latest first. A topic that I never opened counts from when I joined.
  void add_news(ChannelId channel, TimestampMs since) {
    std::size_t looked_at = 0;
    auto const prefix = IndexKey(Index::topics_by_activity).id(channel).take();
    view_.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      if (++looked_at > limits::home_items_max) return false;
      TopicId const id{read_u64(key.substr(17))};
      auto const activity = view_.find<TopicActivity>(id);
      auto const mine = view_.find<ReadState>(asked_.actor.person, id);
      if (!activity || (mine && mine->level == FollowLevel::mute)) return true;
      bool const unread = mine ? mine->mark < activity->messages : activity->last_at > since;
      if (!unread) return true;
      add_topic(id);
      bag_.item_of<Message>(id, activity->messages);
      return ++topics_ < limits::home_topics_max;
    });
  }

  void add_team_mentions(TeamId team) {
    std::size_t looked_at = 0;
    view_.scan_index(IndexKey(Index::team_mentions_by_team).id(team).take(), {}, [&](std::string_view key, auto value) {
      TopicId const topic{read_u64(value)};
      Ordinal const ordinal = read_u32(value.substr(8));
      auto const mine = view_.find<ReadState>(asked_.actor.person, topic);
      TeamMentionId const id{~read_u64(key.substr(9))};
      auto const mention = view_.find<TeamMention>(id);
      bool const waits = mention && (!mine || mine->mark < ordinal) && mention->author != asked_.actor.person;
      if (waits && door_.may_read(*mention)) {
        bag_.item_of<TeamMention>(id);
        bag_.item_of<Message>(topic, ordinal);
        add_topic(topic);
      }
      return ++looked_at < limits::home_items_max;
    });
  }

  /// Questions about resources and practice posts that I follow, with something I have not read.
  void add_bound_topics() {
    std::size_t looked_at = 0;
    auto const prefix = IndexKey(Index::bound_topics_followed).id(asked_.actor.person).take();
    view_.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      TopicId const id{read_u64(key.substr(9))};
      auto const topic = view_.find<Topic>(id);
      auto const activity = view_.find<TopicActivity>(id);
      auto const mine = view_.find<ReadState>(asked_.actor.person, id);
      bool const unread = activity && mine && mine->mark < activity->messages;
      if (topic && unread && door_.may_read(*topic)) {
        add_topic(id);
        bag_.item_of<Message>(id, activity->messages);
        ++topics_;
      }
      return ++looked_at < limits::home_topics_max;
    });
  }

  void add_topic(TopicId id) {
    auto const topic = view_.find<Topic>(id);
    if (!topic) return;
    bag_.item_of<Topic>(id);
    if (topic->channel) bag_.item_of<Channel>(*topic->channel);
    if (topic->resource) bag_.item_of<Resource>(*topic->resource);
    if (topic->practice) bag_.item_of<PracticePost>(*topic->practice);
    bag_.item_of<TopicActivity>(id);
    bag_.item_of<ReadState>(asked_.actor.person, id);
  }

  View const& view_;
  Asked const& asked_;
  Door door_;
  NotificationSetting setting_;
  Envelope bag_;
  std::size_t topics_ = 0;
};

}  // namespace

Result<Change> decide(View const& view, Asked& asked, MarkNotificationSeen const& command) {
  TRY_INTO(auto const found, mine(view, asked, command.notification, Action::mark_seen));
  if (found->state != NotificationState::fresh) return Change::unchanged<Notification>(found->id);
  auto seen = *found;
  // News goes when it is seen; what needs an answer stays.
  seen.state = seen.needs ? NotificationState::seen : NotificationState::done;
  seen.mail_at.reset();
  ++seen.version;
  return Change{}.put(std::move(seen));
}

Result<Change> decide(View const& view, Asked& asked, MarkNotificationDone const& command) {
  TRY_INTO(auto const found, mine(view, asked, command.notification, Action::mark_done));
  if (found->state == NotificationState::done) return Change::unchanged<Notification>(found->id);
  auto done = *found;
  done.state = NotificationState::done;
  done.snoozed_until.reset();
  done.mail_at.reset();
  ++done.version;
  return Change{}.put(std::move(done));
}

Result<Change> decide(View const& view, Asked& asked, SnoozeNotification const& command) {
  TRY_INTO(auto const found, mine(view, asked, command.notification, Action::snooze));
  if (found->state == NotificationState::done) {
    return Error::conflict("wrong_state", "This is done already.");
  }
  if (command.until <= asked.now) return Error::unprocessable("body.until", "Choose a time to come.");
  auto snoozed = *found;
  snoozed.snoozed_until = command.until;
  snoozed.state = NotificationState::seen;
  snoozed.mail_at.reset();
  ++snoozed.version;
  return Change{}.put(std::move(snoozed));
}

Result<Answer> answer(View const& view, Asked const& asked, ListNotifications const&, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  auto const prefix = IndexKey(Index::notifications_by_person).id(asked.actor.person).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<Notification>(NotificationId{~read_u64(key.substr(10))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<Notification>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetNotification const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Notification>("ids.notification", query.notification));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetHome const&, Page const&) {
  return HomeBag(view, asked).fill();
}

}  // namespace staffroom
