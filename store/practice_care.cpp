// Keeping practice posts in order: withdrawing, taking down, deleting, handing over, working on them together,
// featuring.
#include <algorithm>

#include "store/notices.hpp"
#include "store/practice.hpp"
#include "store/resources.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

using practice::Post;

/// From now on only those who work on it read it; schools that tried it keep what they said.
Change hidden(View const& view, PracticePost post) {
  post.state = ResourceState::withdrawn;
  post.featured_by.reset();
  ++post.version;
  Change change;
  change.put(post);
  practice::put_adoptions_again(change, view, post);
  answer_needs(change, view, post.id, Because::review_due);
  answer_needs(change, view, post.id, Because::adoption_follow_up);
  return change;
}

/// The invitation of this person to be co-author needs no answer any more.
void answer_invitation(Change& change, View const& view, PracticeId post, PersonId person) {
  answer_needs(change, view, post, Because::coauthor_invited,
               [&](Notification const& it) { return it.person == person; });
}

void tell(Change& change, View const& view, Asked& asked, std::vector<PersonId> const& people, Because because,
          PracticeId post) {
  for (auto const person : people) {
    notify(change, view, asked, {.to = person, .because = because, .practice = post});
  }
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, WithdrawPractice const& command) {
  TRY_INTO(auto const post, practice::post_for(view, asked, command.practice, Action::withdraw));
  if (post->state != ResourceState::published) return wrong_state("Only what is published can be withdrawn.");
  return hidden(view, *post);
}

Result<Change> decide(View const& view, Asked& asked, TakeDownPractice const& command) {
  TRY_INTO(auto const post, practice::post_for(view, asked, command.practice, Action::take_down));
  if (post->state != ResourceState::published) return wrong_state("Only what is published can be taken down.");
  if (command.reason.empty()) return Error::unprocessable("body.reason", "Say why: its author will read it.");
  auto taken_down = *post;
  taken_down.taken_down = command.reason;
  auto const people = resources::editors_of(view, taken_down);
  auto change = hidden(view, std::move(taken_down));
  tell(change, view, asked, people, Because::practice_taken_down, post->id);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, DeletePractice const& command) {
  TRY_INTO(auto const post, practice::post_for(view, asked, command.practice, Action::remove));
  if (post->state == ResourceState::published) return wrong_state("Withdraw it first: schools may be trying it.");
  // Nobody reads it from now on; its parts go by tick, a chunk at a time.
  auto deleted = *post;
  deleted.state = ResourceState::deleted;
  ++deleted.version;
  Change change;
  change.put(deleted);
  practice::put_adoptions_again(change, view, deleted);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, TransferPractice const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const post, door.readable<PracticePost>("ids.practice", command.practice));
  if (command.owner) TRY(door.readable<Person>("body.owner", *command.owner));
  TRY(door.may(Thing::practice_post, Action::transfer_owner, practice::subject_of(post)));
  TRY(check_version(asked, post->version));
  if (post->owner == command.owner) return Change::unchanged<PracticePost>(command.practice);
  if (command.owner && !tree::belongs(view, tree::memberships_of(view, *command.owner), post->organisation)) {
    return Error::unprocessable("body.owner", "Choose somebody who belongs to the organisation that owns it.");
  }
  auto transferred = *post;
  transferred.owner = command.owner;
  ++transferred.version;
  Change change;
  change.put(transferred);
  practice::put_inner_again(change, view, transferred.id);
  answer_needs(change, view, transferred.id, Because::review_due);
  tell(change, view, asked, resources::accountable_for(view, transferred), Because::practice_passed_on, transferred.id);
  return change;
}

// ---- co-authors

Result<Change> decide(View const& view, Asked& asked, InvitePracticeCoauthor const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const post, door.readable<PracticePost>("ids.practice", command.practice));
  TRY_INTO(auto const person, door.readable<Person>("body.person", command.person));
  auto subject = practice::subject_of(post);
  subject.target = person->id;
  TRY(door.may(Thing::practice_post, Action::invite_coauthor, subject));
  TRY(check_version(asked, post->version));
  if (post->state != ResourceState::draft && post->state != ResourceState::published) {
    return wrong_state("It is withdrawn. Co-authors are asked while it is a draft, or published.");
  }
  auto const standing = view.standing(person->id);
  if (!standing || !standing->is_current()) {
    return Error::unprocessable("body.person", "This person has left and can't be a co-author.");
  }
  if (person->id == post->author || post->coauthors.contains(person->id)) {
    return Error::conflict("already_coauthor", "This person works on it already.");
  }
  if (post->invited.contains(person->id)) {
    return Error::conflict("already_invited", "This person has been asked and has not answered yet.");
  }
  if (post->coauthors.size() + post->invited.size() >= limits::coauthors_max) {
    return Error::conflict("too_many_coauthors", "A post can't have more co-authors than this.");
  }
  auto invited = *post;
  invited.invited.values.push_back(person->id);
  ++invited.version;
  Change change;
  change.put(std::move(invited));
  tell(change, view, asked, {person->id}, Because::coauthor_invited, post->id);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AcceptPracticeCoauthorship const& command) {
  TRY_INTO(auto const post, practice::post_for(view, asked, command.practice, Action::accept_coauthorship));
  auto const me = asked.actor.person;
  if (!post->invited.contains(me)) return wrong_state("You are a co-author already.");
  auto accepted = *post;
  std::erase(accepted.invited.values, me);
  accepted.coauthors.values.push_back(me);
  // Nobody features their own.
  if (accepted.featured_by == me) accepted.featured_by.reset();
  ++accepted.version;
  Change change;
  change.put(accepted);
  practice::put_inner_again(change, view, accepted.id);
  answer_invitation(change, view, accepted.id, me);
  tell(change, view, asked, resources::editors_of(view, *post), Because::coauthor_answered, accepted.id);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, LeavePracticeCoauthorship const& command) {
  TRY_INTO(auto const post, practice::post_for(view, asked, command.practice, Action::leave_coauthorship));
  auto const me = asked.actor.person;
  auto without = *post;
  std::erase(without.coauthors.values, me);
  std::erase(without.invited.values, me);
  if (without.contact == me) {
    without.contact.reset();
    without.visits_offered = false;
  }
  ++without.version;
  Change change;
  change.put(without);
  practice::put_inner_again(change, view, without.id);
  answer_invitation(change, view, without.id, me);
  tell(change, view, asked, resources::editors_of(view, without), Because::coauthor_answered, without.id);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, FeaturePractice const& command) {
  auto const action = command.featured ? Action::feature : Action::unfeature;
  TRY_INTO(auto const post, practice::post_for(view, asked, command.practice, action));
  if (post->state != ResourceState::published) return wrong_state("Only what is published can be featured.");
  if (post->featured_by.has_value() == command.featured) return Change::unchanged<PracticePost>(command.practice);
  auto featured = *post;
  featured.featured_by = command.featured ? std::optional(asked.actor.person) : std::nullopt;
  ++featured.version;
  Change change;
  change.put(featured);
  if (command.featured) {
    tell(change, view, asked, resources::editors_of(view, featured), Because::practice_featured, featured.id);
  }
  return change;
}

}  // namespace staffroom
