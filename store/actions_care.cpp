// What becomes of actions: their day comes and passes, their topic moves or goes, their owner leaves.
#include <algorithm>

#include "store/actions.hpp"
#include "store/audience.hpp"
#include "store/calendar.hpp"
#include "store/notices.hpp"
#include "store/overlay_view.hpp"

namespace staffroom {
namespace {

/// Of a topic, oldest first.
std::vector<std::shared_ptr<ActionItem const>> actions_of(View const& view, TopicId topic) {
  std::vector<std::shared_ptr<ActionItem const>> out;
  view.scan_index(IndexKey(Index::actions_by_topic).id(topic).take(), {}, [&](std::string_view key, std::string_view) {
    if (auto it = view.find<ActionItem>(ActionId{read_u64(key.substr(9))})) out.push_back(std::move(it));
    return true;
  });
  return out;
}

void put_cancelled(Change& change, View const& view, ActionItem action, TimestampMs now) {
  answer_needs(change, view, action);
  action.state = ActionState::cancelled;
  action.ended = now;
  action.remind_on.reset();
  ++action.version;
  change.put(std::move(action));
}

/// Whoever gave it, else a lead of the topic's team; nobody, when there is none who may read it.
std::optional<PersonId> heir_of(View const& view, ActionItem const& action, PersonId leaver) {
  if (action.author != leaver && actions::may_own(view, action.author, action.topic)) return action.author;
  auto const topic = view.find<Topic>(action.topic);
  auto const team = topic && topic->team ? view.find<Team>(*topic->team) : nullptr;
  if (!team) return std::nullopt;
  for (auto const lead : team->leads) {
    if (lead != leaver && actions::may_own(view, lead, action.topic)) return lead;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Date> actions::reminder_for(View const& view, Date due, Date today) {
  auto const day = calendar::add_working_days(view, due, -1);
  return day > today ? std::optional(day) : std::nullopt;
}

bool actions::may_own(View const& view, PersonId person, TopicId topic) {
  auto const found = view.find<Topic>(topic);
  auto const standing = found ? view.standing(person) : nullptr;
  return standing && standing->is_current() && meets(audience_of(view, Record{*found}), standing->audiences);
}

void actions::tell_owner(Change& change, View const& view, Asked& asked, ActionItem const& action, Because because,
                         PersonId by) {
  Notice notice{.to = action.owner, .because = because, .topic = action.topic, .by = by, .action = action.id};
  auto const topic = view.find<Topic>(action.topic);
  if (topic) notice.team = topic->team;
  notify(change, view, asked, notice);
}

void actions::apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id) {
  auto const found = view.find<ActionItem>(ActionId{id});
  if (!found || found->state != ActionState::open) return;
  auto said = *found;
  if (what == Due::action_late) said.late = true;
  said.remind_on.reset();
  ++said.version;
  change.put(said);
  // One open need for each action.
  answer_needs(change, view, *found);
  tell_owner(change, view, asked, said, said.late ? Because::action_late : Because::action_due);
}

void actions::move_along(Change& change, View const& view, Topic const& moved) {
  for (auto const& it : actions_of(view, moved.id)) {
    auto along = *it;
    along.channel = moved.channel;
    ++along.version;
    change.put(std::move(along));
  }
}

void actions::cancel_all(Change& change, View const& view, TopicId topic, TimestampMs now) {
  for (auto const& it : actions_of(view, topic)) {
    if (it->state == ActionState::open) put_cancelled(change, view, *it, now);
  }
}

void actions::pass_on(Change& change, View const& view, Asked& asked, PersonId leaver) {
  std::vector<std::shared_ptr<ActionItem const>> open;
  auto const prefix = IndexKey(Index::actions_by_owner).id(leaver).byte(0).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    if (auto it = view.find<ActionItem>(ActionId{read_u64(key.substr(18))})) open.push_back(std::move(it));
    return open.size() < limits::passed_on_per_leaver_max;
  });
  if (open.empty()) return;
  OverlayView after(view);
  after.add(change);
  auto const answer_key = change.answer_key;
  for (auto const& it : open) {
    auto const heir = heir_of(after, *it, leaver);
    if (!heir) {
      put_cancelled(change, after, *it, asked.now);
      continue;
    }
    answer_needs(change, after, *it);
    auto passed = *it;
    passed.owner = *heir;
    ++passed.version;
    change.put(passed);
    tell_owner(change, after, asked, passed, Because::action_given, leaver);
  }
  change.answer_key = answer_key;
}

}  // namespace staffroom
