// "We use this", how it went, and what peers think of it; and how far a resource has come by it.
#include <algorithm>

#include "store/answering.hpp"
#include "store/notices.hpp"
#include "store/organisations.hpp"
#include "store/resources.hpp"

namespace staffroom {

ResourceActivity resources::activity_of(View const& view, ResourceId resource) {
  if (auto const found = view.find<ResourceActivity>(resource)) return *found;
  return {.id = resource, .version = 0};
}

namespace {

using resources::Place;

struct Spot {
  Place place;
  std::shared_ptr<ResourceUse const> use;
};

/// The use, if the actor may do this to it: whoever said it, or a leader or subject lead of its school.
Result<Spot> use_for(View const& view, Asked const& asked, ResourceUseId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto use, door.readable<ResourceUse>("ids.resource_use", id));
  TRY_INTO(auto place, resources::place_of(view, door, use->resource, "ids.resource_use"));
  auto const author = view.find<UseAuthor>(id);
  Subject subject{.organisation = use->organisation, .author = author ? author->person : PersonId{}};
  subject.resource = place.resource;
  subject.school = use->organisation;
  TRY(door.may(Thing::use, action, subject));
  TRY(check_version(asked, use->version));
  return Spot{std::move(place), std::move(use)};
}

std::shared_ptr<ResourceUse const> use_of(View const& view, ResourceId resource, OrganisationId school) {
  std::shared_ptr<ResourceUse const> out;
  auto const prefix = IndexKey(Index::use_by_school).id(resource).id(school).take();
  view.scan_index(prefix, {}, [&](std::string_view, std::string_view id) {
    out = view.find<ResourceUse>(ResourceUseId{read_u64(id)});
    return false;
  });
  return out;
}

void put_activity(Change& change, ResourceActivity activity) {
  ++activity.version;
  change.put(std::move(activity));
}

void answer_story(Change& change, View const& view, ResourceUse const& use) {
  answer_needs(change, view, use.resource, Because::use_story_wanted,
               [&](Notification const& it) { return it.resource_use == use.id; });
}

}  // namespace

// ---- uses

Result<Change> decide(View const& view, Asked& asked, UseResource const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const place, resources::place_of(view, door, command.resource));
  TRY_INTO(auto const node, door.readable<Organisation>("body.organisation", command.organisation));
  auto subject = place.subject();
  subject.organisation = node->id;
  subject.school = node->id;
  TRY(door.may(Thing::use, Action::create, subject));
  if (node->type != OrganisationType::school) {
    return Error::unprocessable("body.organisation", "Choose the school that uses it.");
  }
  TRY(organisations::check_joined(*node));
  if (place.resource->state != ResourceState::published) {
    return Error::conflict("wrong_state", "It is not published, so no school can use it yet.");
  }
  auto const earlier = use_of(view, command.resource, node->id);
  if (earlier && earlier->state == UseState::in_use) {
    return Error::conflict("already_used", "This school has said so already.");
  }
  ResourceUse use{.id = {}, .resource = command.resource, .organisation = node->id, .since = asked.now};
  auto activity = resources::activity_of(view, command.resource);
  ++activity.uses;
  if (earlier) {
    use = *earlier;
    use.state = UseState::in_use;
    use.since = asked.now;
    use.story_asked = false;
    ++use.version;
  } else {
    use.id = asked.take<ResourceUseId>();
  }
  UseAuthor author{.id = use.id, .resource = use.resource, .person = asked.actor.person};
  if (auto const before = view.find<UseAuthor>(use.id)) author.version = before->version + 1;
  Change change;
  change.put(std::move(use)).put(std::move(author));
  put_activity(change, std::move(activity));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, TellUse const& command) {
  TRY_INTO(auto const it, use_for(view, asked, command.resource_use, Action::follow_up));
  if (command.what.empty() && command.happened.empty()) {
    return Error::unprocessable("body.happened", "Say what you used it for, or what happened.");
  }
  auto told = *it.use;
  bool const first = !told.story;
  told.story = UseStory{command.what, command.with_whom, command.changed, command.happened, asked.now};
  ++told.version;
  Change change;
  change.put(told);
  if (first) {
    auto activity = resources::activity_of(view, told.resource);
    ++activity.stories;
    put_activity(change, std::move(activity));
  }
  answer_story(change, view, told);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, SetUse const& command) {
  TRY_INTO(auto const it, use_for(view, asked, command.resource_use, Action::change_state));
  if (it.use->state == command.state) return Change::unchanged<ResourceUse>(it.use->id);
  auto changed = *it.use;
  changed.state = command.state;
  ++changed.version;
  auto activity = resources::activity_of(view, changed.resource);
  if (command.state == UseState::in_use) {
    changed.since = asked.now;
    ++activity.uses;
  } else {
    activity.uses -= std::min(activity.uses, 1U);
  }
  Change change;
  change.put(changed);
  put_activity(change, std::move(activity));
  if (command.state == UseState::stopped) answer_story(change, view, changed);
  return change;
}

// ---- scores

namespace {

std::shared_ptr<RubricScore const> score_of(View const& view, ResourceId resource, PersonId person) {
  std::shared_ptr<RubricScore const> out;
  auto const prefix = IndexKey(Index::scores_by_resource).id(resource).id(person).take();
  view.scan_index(prefix, {}, [&](std::string_view, std::string_view id) {
    out = view.find<RubricScore>(RubricScoreId{read_u64(id)});
    return false;
  });
  return out;
}

void add(ScoreSums& sums, RubricScore const& score, std::uint32_t times) {
  sums.clear += times * score.clear;
  sums.accurate += times * score.accurate;
  sums.adaptable += times * score.adaptable;
  sums.inclusive += times * score.inclusive;
}

/// What the activity says after one score went and another came. Below the number from which means are shown there
/// are so few that they are added up.
void count(ResourceActivity& activity, View const& view, RubricScore const* gone, RubricScore const* came) {
  std::uint32_t number = 0;
  ScoreSums sums;
  if (activity.scores && activity.sums) {
    number = *activity.scores;
    sums = *activity.sums;
  } else {
    view.scan_index(IndexKey(Index::scores_by_resource).id(activity.id).take(), {}, [&](auto, std::string_view id) {
      if (auto const score = view.find<RubricScore>(RubricScoreId{read_u64(id)})) {
        ++number;
        add(sums, *score, 1);
      }
      return number < limits::decide_scanned_rows_max;
    });
  }
  if (gone) {
    --number;
    add(sums, *gone, ~0U);  // modulo 2^32: minus one
  }
  if (came) {
    ++number;
    add(sums, *came, 1);
  }
  bool const shown = number >= limits::scores_shown_from;
  activity.scores = shown ? std::optional(number) : std::nullopt;
  activity.sums = shown ? std::optional(sums) : std::nullopt;
}

void put_counted(Change& change, View const& view, ResourceId resource, RubricScore const* gone,
                 RubricScore const* came) {
  auto const before = resources::activity_of(view, resource);
  auto activity = before;
  count(activity, view, gone, came);
  // Nothing is shown of the first few, not even that there is one.
  if (!before.scores && !activity.scores) return;
  put_activity(change, std::move(activity));
}

}  // namespace

void resources::remove_score(Change& change, View const& view, RubricScore const& score) {
  change.remove<RubricScore>(score.id);
  put_counted(change, view, score.resource, &score, nullptr);
}

Result<Change> decide(View const& view, Asked& asked, ScoreResource const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, resources::place_of(view, door, command.resource));
  auto const me = asked.actor.person;
  auto const before = score_of(view, command.resource, me);
  TRY(door.may(Thing::rubric_score, before ? Action::edit : Action::create, place.subject()));
  if (place.resource->state != ResourceState::published) {
    return Error::conflict("wrong_state", "Only what is published is judged.");
  }
  auto const fits = [](std::uint32_t value) { return value >= 1 && value <= limits::score_max; };
  for (auto const& [name, value] :
       {std::pair{"clear", command.clear}, std::pair{"accurate", command.accurate},
        std::pair{"adaptable", command.adaptable}, std::pair{"inclusive", command.inclusive}}) {
    if (!fits(value)) {
      return Error::unprocessable(std::string("body.") + name, "From 1 to " + std::to_string(limits::score_max) + ".");
    }
  }
  RubricScore score{.id = {}, .resource = command.resource, .person = me, .created = asked.now};
  if (before) {
    score = *before;
    ++score.version;
  } else {
    score.id = asked.take<RubricScoreId>();
  }
  score.clear = command.clear;
  score.accurate = command.accurate;
  score.adaptable = command.adaptable;
  score.inclusive = command.inclusive;
  Change change;
  change.put(score);
  put_counted(change, view, command.resource, before.get(), &score);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, WithdrawScore const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, resources::place_of(view, door, command.resource));
  TRY(door.may(Thing::rubric_score, Action::remove, place.subject()));
  auto const mine = score_of(view, command.resource, asked.actor.person);
  if (!mine) return Error::conflict("wrong_state", "You have not judged this.");
  Change change;
  resources::remove_score(change, view, *mine);
  change.answer_key.clear();
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListUses const& query, Page const& page) {
  Envelope envelope(view);
  TRY(Door(view, asked).readable<Resource>("ids.resource", query.resource));
  auto const prefix = IndexKey(Index::uses_by_resource).id(query.resource).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    ResourceUseId const id{~read_u64(key.substr(9))};
    if (!into) return true;
    into->item_of<ResourceUse>(id);
    auto const by = view.find<UseAuthor>(id);
    if (by && by->person == asked.actor.person) into->also_of<UseAuthor>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetUse const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ResourceUse>("ids.resource_use", query.resource_use));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetUseAuthor const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<UseAuthor>("ids.resource_use", query.resource_use));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetActivity const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ResourceActivity>("ids.resource", query.resource));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, ListScores const& query, Page const& page) {
  Envelope envelope(view);
  TRY(Door(view, asked).readable<Resource>("ids.resource", query.resource));
  auto const prefix = IndexKey(Index::scores_by_resource).id(query.resource).id(asked.actor.person).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view, std::string_view id, Envelope* into) {
    if (into) into->item_of<RubricScore>(RubricScoreId{read_u64(id)});
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetScore const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<RubricScore>("ids.rubric_score", query.rubric_score));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
