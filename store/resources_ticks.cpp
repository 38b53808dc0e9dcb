// What time does in the library: uploads run out, checks are late, what is held goes, reviews come due, and what was
// deleted is taken apart.
#include <algorithm>

#include "store/links.hpp"
#include "store/notices.hpp"
#include "store/resources.hpp"
#include "store/resources_collections.hpp"
#include "store/talk.hpp"

namespace staffroom {
namespace {

constexpr std::size_t parts_per_tick = 64;  // of a deleted resource

void alarm(Change& change, View const& view, Asked& asked, ResourceVersion version) {
  if (version.state != VersionState::checking || version.check_late) return;
  version.check_late = true;
  ++version.version;
  auto const resource = view.find<Resource>(version.resource);
  change.put(std::move(version));
  if (!resource || resource->state == ResourceState::deleted) return;
  for (auto const person : resources::administrators_for(view, resource->organisation)) {
    notify(change, view, asked, {.to = person, .because = Because::check_late});
  }
}

void purge_held(Change& change, View const& view, Asked& asked, ResourceVersion const& version) {
  auto const resource = view.find<Resource>(version.resource);
  bool const held = version.state == VersionState::held || version.state == VersionState::quarantined;
  if (!resource || !held) return;
  resources::purge_version(change, view, asked, *resource, version);
  for (auto const person : resources::editors_of(view, *resource)) {
    notify(
        change, view, asked,
        {.to = person, .because = Because::version_purged, .resource = resource->id, .resource_version = version.id});
  }
}

void remind(Change& change, View const& view, Asked& asked, Resource resource) {
  resource.review_reminded = true;
  ++resource.version;
  for (auto const person : resources::accountable_for(view, resource)) {
    notify(change, view, asked, {.to = person, .because = Because::review_due, .resource = resource.id});
  }
  change.put(std::move(resource));
}

void pass_review(Change& change, View const& view, Asked& asked, Resource resource) {
  resource.stale = true;
  ++resource.version;
  auto people = resources::accountable_for(view, resource);
  auto const team = resource.team ? view.find<Team>(*resource.team) : nullptr;
  if (team) {
    for (auto const person : team->leads) {
      if (std::find(people.begin(), people.end(), person) == people.end()) people.push_back(person);
    }
  }
  for (auto const person : people) {
    notify(change, view, asked, {.to = person, .because = Because::review_passed, .resource = resource.id});
  }
  change.put(std::move(resource));
}

void ask_story(Change& change, View const& view, Asked& asked, ResourceUse use) {
  use.story_asked = true;
  ++use.version;
  auto const by = view.find<UseAuthor>(use.id);
  if (by) {
    notify(change, view, asked,
           {.to = by->person, .because = Because::use_story_wanted, .resource = use.resource, .resource_use = use.id});
  }
  change.put(std::move(use));
}

/// Takes a deleted resource apart, so many parts at a time; the resource itself goes last.
class Purge {
 public:
  Purge(Change& change, View const& view, TimestampMs now, ResourceId resource)
      : change_(change), view_(view), now_(now), resource_(resource) {}

  void go() {
    auto const of = [&](Index index) { return IndexKey(index).id(resource_).take(); };
    walk(of(Index::versions_by_resource), [&](auto, auto id) { remove_version(ResourceVersionId{read_u64(id)}); });
    walk(of(Index::approvals_by_resource), [&](auto key, auto) { remove<Approval>(~last_of(key)); });
    walk(of(Index::uses_by_resource), [&](auto key, auto) {
      remove<ResourceUse>(~last_of(key));
      if (view_.find<UseAuthor>(ResourceUseId{~last_of(key)})) remove<UseAuthor>(~last_of(key));
    });
    walk(of(Index::scores_by_resource), [&](auto, auto id) { remove<RubricScore>(read_u64(id)); });
    walk(of(Index::reports_by_resource), [&](auto key, auto) { remove<ResourceReport>(~last_of(key)); });
    walk(of(Index::adaptation_by_copy), [&](auto, auto id) { remove<Adaptation>(read_u64(id)); });
    walk(of(Index::adaptations_by_source), [&](auto key, auto) { remove<Adaptation>(~last_of(key)); });
    walk(of(Index::topics_by_resource), [&](auto key, auto) { remove_topic(TopicId{~last_of(key)}); });
    walk(of(Index::notifications_by_resource), [&](auto key, auto) { remove<Notification>(last_of(key)); });
    if (parts_ >= parts_per_tick) return;
    links::remove_all(change_, view_, {Linked::resource, resource_.value});
    if (view_.find<ResourceActivity>(resource_)) change_.remove<ResourceActivity>(resource_);
    change_.remove<Resource>(resource_);
  }

 private:
  static std::uint64_t last_of(std::string_view key) { return read_u64(key.substr(key.size() - 8)); }

  template <class Visit>
  void walk(std::string const& prefix, Visit const& visit) {
    view_.scan_index(prefix, {}, [&](std::string_view key, std::string_view value) {
      if (parts_ >= parts_per_tick) return false;
      ++parts_;
      visit(key, value);
      return true;
    });
  }

  template <class R>
  void remove(std::uint64_t id) {
    change_.remove<R>(decltype(R::id){id});
  }

  void remove_version(ResourceVersionId id) {
    change_.remove<ResourceVersion>(id);
    if (view_.find<VersionCheck>(id)) change_.remove<VersionCheck>(id);
  }

  void remove_topic(TopicId id) {
    auto const topic = view_.find<Topic>(id);
    auto const activity = view_.find<TopicActivity>(id);
    if (topic && activity) talk::remove_topic(change_, view_, *topic, *activity, now_);
  }

  Change& change_;
  View const& view_;
  TimestampMs now_;
  ResourceId resource_;
  std::size_t parts_ = 0;
};

}  // namespace

void resources::apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id) {
  switch (what) {
    case Due::expire_upload: change.remove<Upload>(UploadId{id}); break;
    case Due::expire_download: change.remove<Download>(DownloadId{id}); break;
    case Due::alarm_check:
      if (auto const found = view.find<ResourceVersion>(ResourceVersionId{id})) alarm(change, view, asked, *found);
      break;
    case Due::purge_held:
      if (auto const found = view.find<ResourceVersion>(ResourceVersionId{id})) purge_held(change, view, asked, *found);
      break;
    case Due::remind_review:
      if (auto const found = view.find<Resource>(ResourceId{id})) remind(change, view, asked, *found);
      break;
    case Due::pass_review:
      if (auto const found = view.find<Resource>(ResourceId{id})) pass_review(change, view, asked, *found);
      break;
    case Due::ask_use_story:
      if (auto const found = view.find<ResourceUse>(ResourceUseId{id})) ask_story(change, view, asked, *found);
      break;
    case Due::purge_resource: Purge(change, view, asked.now, ResourceId{id}).go(); break;
    case Due::purge_collection: purge_collection(change, view, CollectionId{id}); break;
    default: break;
  }
}

}  // namespace staffroom
