// Resources: describing, sharing, publishing and listing them. What is kept in order later is in resources_care.cpp.
#include "store/resources.hpp"

#include <algorithm>
#include <chrono>

#include "store/answering.hpp"
#include "store/notices.hpp"
#include "store/organisations.hpp"

namespace staffroom {

using resources::Place;
using resources::Sharing;

Subject resources::Place::subject() const {
  Subject out{.organisation = resource->organisation, .author = resource->author};
  out.resource = resource;
  out.version = version;
  if (version) out.judged = version->author;
  return out;
}

Result<Place> resources::place_of(View const&, Door const& door, ResourceId id, std::string_view path) {
  TRY_INTO(auto resource, door.readable<Resource>(path, id));
  return Place{std::move(resource), nullptr};
}

Result<Place> resources::place_of(View const&, Door const& door, ResourceVersionId id) {
  TRY_INTO(auto version, door.readable<ResourceVersion>("ids.resource_version", id));
  TRY_INTO(auto resource, door.readable<Resource>("ids.resource_version", version->resource));
  return Place{std::move(resource), std::move(version)};
}

Result<Place> resources::place_for(View const& view, Asked const& asked, ResourceId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto place, place_of(view, door, id));
  TRY(door.may(Thing::resource, action, place.subject()));
  TRY(check_version(asked, place.resource->version));
  return place;
}

Error resources::missing(std::string reason, std::string path, std::string detail) {
  auto error = Error::conflict(std::move(reason), std::move(detail));
  error.path = std::move(path);
  return error;
}

namespace {

resources::Bounds bounds_of(Resource const& it) { return {it.organisation, it.licence, it.third_party}; }

template <class Command>
void describe(Resource& it, Command const& command) {
  it.title = command.title;
  it.summary = command.summary;
  it.type = command.type;
  it.subject = command.subject;
  it.stages = command.stages;
  it.years = command.years;
  it.unit = command.unit;
  it.exam_board = command.exam_board;
  it.tier = command.tier;
  it.pins = command.pins;
  it.threads = command.threads;
  it.keywords = command.keywords;
  it.licence = command.licence;
  it.attribution = command.attribution;
  it.third_party = command.third_party;
}

}  // namespace

Result<void> resources::check_pins(View const& view, Many<Pin, limits::pins_max> const& pins) {
  for (std::size_t i = 0; i < pins.size(); ++i) {
    auto const& pin = pins.values[i];
    auto const path = "body.pins[" + std::to_string(i) + "]";
    auto const unit = view.find<CurriculumUnit>(pin.unit);
    if (!unit) return Error::unprocessable(path + ".unit", "There is no such unit in the curriculum.");
    auto const is_it = [&](CurriculumLesson const& lesson) { return lesson.slug == *pin.lesson; };
    if (pin.lesson && std::none_of(unit->lessons.begin(), unit->lessons.end(), is_it)) {
      return Error::unprocessable(path + ".lesson", "The unit has no such lesson.");
    }
    if (std::find(pins.begin(), pins.begin() + std::ptrdiff_t(i), pin) != pins.begin() + std::ptrdiff_t(i)) {
      return Error::unprocessable(path, "The same place in the curriculum is named twice.");
    }
  }
  return {};
}

namespace {

/// The same day so many years later; of 29 February the last of the month.
Date years_later(Date date, int years) {
  using namespace std::chrono;
  year_month_day const day{sys_days{days{date.days}}};
  auto later = day + std::chrono::years{years};
  if (!later.ok()) later = later.year() / later.month() / last;
  return {static_cast<std::int32_t>(sys_days{later}.time_since_epoch().count())};
}

}  // namespace

Result<void> resources::check_review_by(Asked const& asked, Date review_by) {
  if (review_by <= asked.today) {
    return Error::unprocessable("body.review_by", "Choose a day to come, on which somebody looks at it again.");
  }
  if (review_by > years_later(asked.today, limits::review_years_max)) {
    return Error::unprocessable("body.review_by", "At most " + std::to_string(limits::review_years_max) +
                                                      " years from now: then it is looked at again.");
  }
  return {};
}

namespace {

Error gone() { return Error::conflict("wrong_state", "This resource was deleted."); }

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreateResource const& command) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody answers for each
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("body.organisation", command.organisation));
  TRY(door.may(Thing::resource, Action::create, {.organisation = node->id}));
  TRY(organisations::check_joined(*node));
  TRY(resources::check_pins(view, command.pins));
  Resource made{.id = asked.take<ResourceId>(),
                .organisation = node->id,
                .author = asked.actor.person,
                .owner = asked.actor.person,
                .created = asked.now};
  describe(made, command);
  ResourceActivity activity{.id = made.id};
  Change change;
  change.put(std::move(made)).put(std::move(activity));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditResource const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, resources::place_of(view, door, command.resource));
  auto edited = *place.resource;
  describe(edited, command);
  // Only what is shared already is held to its licence here; publishing looks again.
  bool const is_shared = edited.state == ResourceState::published;
  bool const looser = edited.licence != place.resource->licence || edited.third_party != place.resource->third_party;
  auto const why = is_shared && looser && edited.licence
                       ? resources::beyond_licence(view, bounds_of(edited), resources::sharing_of(edited))
                       : std::nullopt;
  auto subject = place.subject();
  subject.within = !why;
  TRY(resources::explain_cap(door.may(Thing::resource, Action::edit, subject), why));
  TRY(check_version(asked, place.resource->version));
  if (edited.state == ResourceState::deleted) return gone();
  if (is_shared && !edited.licence) {
    return Error::unprocessable("body.licence", "What is shared needs a licence. Choose one.");
  }
  TRY(resources::check_pins(view, command.pins));
  ++edited.version;
  Change change;
  change.answer_key = record_key<Resource>(edited.id);
  if (edited.current) {
    if (auto const current = view.find<ResourceVersion>(edited.current->version)) {
      resources::set_current(change, view, asked, edited, *current);
    }
  }
  change.put(std::move(edited));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ShareResource const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, resources::place_of(view, door, command.resource));
  Sharing const wanted{command.team, command.shared_with};
  auto const before = resources::sharing_of(*place.resource);
  TRY(resources::check_named(view, door, place.resource->organisation, wanted));
  // What is wider already than it could be shared now may be narrowed.
  bool const narrows =
      place.resource->state == ResourceState::published && resources::is_narrower(view, before, wanted);
  std::optional<std::string> why;
  if (!narrows) why = resources::beyond_licence(view, bounds_of(*place.resource), wanted);
  if (!narrows && !why) why = resources::beyond_cap(view, bounds_of(*place.resource), wanted);
  auto subject = place.subject();
  subject.within = !why;
  TRY(resources::explain_cap(door.may(Thing::resource, Action::set_audience, subject), why));
  TRY(check_version(asked, place.resource->version));
  TRY(resources::check_target(view, asked, place.resource->organisation, wanted));
  if (before == wanted) return Change::unchanged<Resource>(command.resource);
  auto shared = *place.resource;
  shared.team = command.team;
  shared.shared_with = command.shared_with;
  ++shared.version;
  Change change;
  change.put(std::move(shared));
  resources::put_inner_again(change, view, command.resource);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, PublishResource const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, resources::place_of(view, door, command.resource));
  auto published = *place.resource;
  auto const with = resources::sharing_of(published);
  auto why = resources::beyond_licence(view, bounds_of(published), with);
  if (!why) why = resources::beyond_cap(view, bounds_of(published), with);
  auto subject = place.subject();
  subject.within = !why;
  TRY(resources::explain_cap(door.may(Thing::resource, Action::publish, subject), why));
  TRY(check_version(asked, published.version));
  if (published.state != ResourceState::draft && published.state != ResourceState::withdrawn) {
    return Error::conflict("wrong_state", "It is published already.");
  }
  if (!published.current) {
    return resources::missing("no_clean_version", "current",
                              "It needs a file or a web address that has passed its checks.");
  }
  if (!published.licence) return resources::missing("no_licence", "licence", "Say under which licence it is shared.");
  if (with.is_nobody()) return resources::missing("no_audience", "shared_with", "Say with whom it is shared.");
  TRY(resources::check_target(view, asked, published.organisation, with));
  TRY(resources::check_review_by(asked, command.review_by));
  published.state = ResourceState::published;
  published.review_by = command.review_by;
  published.review_reminded = false;
  published.stale = false;
  published.taken_down.reset();
  if (!published.published) published.published = asked.now;
  ++published.version;
  Change change;
  change.put(std::move(published));
  resources::put_inner_again(change, view, command.resource);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ConfirmResource const& command) {
  TRY_INTO(auto const place, resources::place_for(view, asked, command.resource, Action::confirm_current));
  if (place.resource->state != ResourceState::published) {
    return Error::conflict("wrong_state", "Only what is published is looked at again.");
  }
  TRY(resources::check_review_by(asked, command.review_by));
  auto confirmed = *place.resource;
  confirmed.review_by = command.review_by;
  confirmed.review_reminded = false;
  confirmed.stale = false;
  ++confirmed.version;
  Change change;
  change.put(std::move(confirmed));
  answer_needs(change, view, command.resource, Because::review_due);
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListResources const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  bool const mine = query.mine.value_or(false);
  if (query.team) TRY(door.readable<Team>("query.team", *query.team));
  if (query.organisation) TRY(door.readable<Organisation>("query.organisation", *query.organisation));
  auto prefix = IndexKey(Index::resources_all).take();
  if (query.organisation) prefix = IndexKey(Index::resources_by_organisation).id(*query.organisation).take();
  if (query.unit) prefix = IndexKey(Index::resources_by_unit).id(*query.unit).take();
  if (query.team) prefix = IndexKey(Index::resources_by_team).id(*query.team).take();
  if (mine) prefix = IndexKey(Index::resources_by_party).id(asked.actor.person).take();
  auto const is_wanted = [&](Resource const& it) {
    auto const has_unit = [&](Pin const& pin) { return pin.unit == *query.unit; };
    return (!query.team || it.team == query.team) && (!query.organisation || it.organisation == *query.organisation) &&
           (!query.unit || std::any_of(it.pins.begin(), it.pins.end(), has_unit)) &&
           (!query.stale || it.stale == *query.stale);
  };
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    ResourceId const id{~read_u64(key.substr(key.size() - 8))};
    auto const found = door.readable<Resource>("", id);
    if (!found || !is_wanted(**found)) return false;
    if (into) {
      into->item_of<Resource>(id);
      into->also_of<ResourceActivity>(id);
    }
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetResource const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Resource>("ids.resource", query.resource));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
