// What time does to practice posts: reviews come due, schools are asked what happened, and what was deleted is taken
// apart. And what a move in the tree does to them.
#include <algorithm>

#include "store/links.hpp"
#include "store/notices.hpp"
#include "store/practice.hpp"
#include "store/resources.hpp"
#include "store/talk.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::size_t parts_per_tick = 64;  // of a deleted post

void remind(Change& change, View const& view, Asked& asked, PracticePost post) {
  post.review_reminded = true;
  ++post.version;
  for (auto const person : resources::accountable_for(view, post)) {
    notify(change, view, asked, {.to = person, .because = Because::review_due, .practice = post.id});
  }
  change.put(std::move(post));
}

void pass_review(Change& change, View const& view, Asked& asked, PracticePost post) {
  post.stale = true;
  ++post.version;
  for (auto const person : resources::accountable_for(view, post)) {
    notify(change, view, asked, {.to = person, .because = Because::review_passed, .practice = post.id});
  }
  change.put(std::move(post));
}

// ---- what happened?

FollowUp* open_follow_up(Adoption& adoption) {
  for (auto& one : adoption.follow_ups.values) {
    if (!one.told && !one.unanswered) return &one;
  }
  return nullptr;
}

/// Whoever said it, while they belong to the school and read the post; else the seat of the school.
std::vector<PersonId> asked_people(View const& view, Adoption const& adoption, PracticePost const& post) {
  if (auto const author = view.find<AdoptionAuthor>(adoption.id)) {
    bool const there = tree::belongs(view, tree::memberships_of(view, author->person), adoption.organisation);
    if (there && reads(view, {.person = author->person, .session = {}, .fresh_until = {}}, Record{post})) {
      return {author->person};
    }
  }
  return resources::seat_for(view, adoption.organisation, post.subject);
}

/// Asks, reminds, or gives up: the record says what comes next.
void follow_up(Change& change, View const& view, Asked& asked, Adoption adoption) {
  auto* const one = open_follow_up(adoption);
  auto const post = view.find<PracticePost>(adoption.practice);
  if (!one || adoption.state == AdoptionState::stopped) return;
  answer_needs(change, view, adoption.practice, Because::adoption_follow_up,
               [&](Notification const& it) { return it.adoption == adoption.id; });
  bool const is_shown = post && post->state == ResourceState::published;
  if (!is_shown || one->reminded) {
    one->unanswered = true;
  } else {
    (one->asked ? one->reminded : one->asked) = true;
    for (auto const person : asked_people(view, adoption, *post)) {
      notify(change, view, asked,
             {.to = person, .because = Because::adoption_follow_up, .practice = post->id, .adoption = adoption.id});
    }
  }
  ++adoption.version;
  change.put(std::move(adoption));
}

// ---- deleted

/// Takes a deleted post apart, so many parts at a time; the post itself goes last.
class Purge {
 public:
  Purge(Change& change, View const& view, TimestampMs now, PracticeId post)
      : change_(change), view_(view), now_(now), post_(post) {}

  void go() {
    walk(of(Index::adoptions_by_practice), [&](std::uint64_t id) { remove_adoption(AdoptionId{~id}); });
    walk(of(Index::topics_by_practice), [&](std::uint64_t id) { remove_topic(TopicId{~id}); });
    walk(of(Index::notifications_by_practice),
         [&](std::uint64_t id) { change_.remove<Notification>(NotificationId{id}); });
    if (parts_ >= parts_per_tick) return;
    links::remove_all(change_, view_, {Linked::practice, post_.value});
    if (view_.find<PracticeActivity>(post_)) change_.remove<PracticeActivity>(post_);
    change_.remove<PracticePost>(post_);
  }

 private:
  std::string of(Index index) const { return IndexKey(index).id(post_).take(); }

  template <class Visit>
  void walk(std::string const& prefix, Visit const& visit) {
    view_.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      if (parts_ >= parts_per_tick) return false;
      ++parts_;
      visit(read_u64(key.substr(key.size() - 8)));
      return true;
    });
  }

  void remove_adoption(AdoptionId id) {
    change_.remove<Adoption>(id);
    if (view_.find<AdoptionAuthor>(id)) change_.remove<AdoptionAuthor>(id);
  }

  void remove_topic(TopicId id) {
    auto const topic = view_.find<Topic>(id);
    auto const activity = view_.find<TopicActivity>(id);
    if (topic && activity) talk::remove_topic(change_, view_, *topic, *activity, now_);
  }

  Change& change_;
  View const& view_;
  TimestampMs now_;
  PracticeId post_;
  std::size_t parts_ = 0;
};

}  // namespace

void practice::apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id) {
  switch (what) {
    case Due::remind_practice_review:
      if (auto const found = view.find<PracticePost>(PracticeId{id})) remind(change, view, asked, *found);
      break;
    case Due::pass_practice_review:
      if (auto const found = view.find<PracticePost>(PracticeId{id})) pass_review(change, view, asked, *found);
      break;
    case Due::purge_practice: Purge(change, view, asked.now, PracticeId{id}).go(); break;
    case Due::ask_adoption:
    case Due::remind_adoption:
    case Due::give_up_adoption:
      if (auto const found = view.find<Adoption>(AdoptionId{id})) follow_up(change, view, asked, *found);
      break;
    default: break;
  }
}

void practice::move_along(Change& change, View const& view, View const& after, OrganisationId moved) {
  // Who said what of a school is told in its trust, and that is another one now.
  view.scan_index(IndexKey(Index::practice_all).take(), {}, [&](std::string_view key, std::string_view) {
    PracticeId const id{~read_u64(key.substr(1))};
    auto const found = view.find<PracticePost>(id);
    if (!found) return true;
    bool const owned = found->organisation == moved;
    if (owned) {
      auto post = *found;
      resources::tree_moved(after, post);
      change.put(std::move(post));
    }
    for (auto const& adoption : adoptions_of(view, id)) {
      if (!owned && !tree::is_within(after, adoption->organisation, moved)) continue;
      change.put(*adoption);
      if (auto const author = view.find<AdoptionAuthor>(adoption->id)) change.put(*author);
    }
    return true;
  });
}

}  // namespace staffroom
