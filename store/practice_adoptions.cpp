// Schools that try what a practice post tells: trying, adopted, stopped, and what happened six and twelve weeks later.
// A post's makers are told of the school, never of the person.
#include <algorithm>

#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/notices.hpp"
#include "store/organisations.hpp"
#include "store/practice.hpp"
#include "store/resources.hpp"
#include "store/talk.hpp"

namespace staffroom {

std::vector<std::shared_ptr<Adoption const>> practice::adoptions_of(View const& view, PracticeId post) {
  std::vector<std::shared_ptr<Adoption const>> out;
  auto const prefix = IndexKey(Index::adoptions_by_practice).id(post).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    if (auto found = view.find<Adoption>(AdoptionId{~read_u64(key.substr(9))})) out.push_back(std::move(found));
    return out.size() < limits::decide_scanned_rows_max;
  });
  return out;
}

void practice::put_inner_again(Change& change, View const& view, PracticeId post) {
  for (auto const& adoption : adoptions_of(view, post)) {
    if (auto const author = view.find<AdoptionAuthor>(adoption->id)) change.put(*author);
  }
}

void practice::put_adoptions_again(Change& change, View const& view, PracticePost const& post) {
  for (auto const& found : adoptions_of(view, post.id)) {
    auto adoption = *found;
    bool const shown = post.state == ResourceState::published;
    auto const title = shown ? std::nullopt : std::optional(post.title);
    if (adoption.title.has_value() == shown) {
      adoption.title = title;
      ++adoption.version;
    }
    change.put(std::move(adoption));
    if (auto const author = view.find<AdoptionAuthor>(found->id)) change.put(*author);
  }
}

namespace {

struct Spot {
  practice::Post post;
  std::shared_ptr<Adoption const> adoption;
};

/// The adoption, if the actor may do this to it: whoever said it, or a leader or subject lead of its school.
Result<Spot> adoption_for(View const& view, Asked const& asked, AdoptionId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto adoption, door.readable<Adoption>("ids.adoption", id));
  TRY_INTO(auto post, view.get<PracticePost>("ids.adoption", adoption->practice));
  auto const author = view.find<AdoptionAuthor>(id);
  Subject subject{.organisation = adoption->organisation, .author = author ? author->person : PersonId{}};
  subject.practice = post;
  subject.school = adoption->organisation;
  TRY(door.may(Thing::adoption, action, subject));
  TRY(check_version(asked, adoption->version));
  return Spot{std::move(post), std::move(adoption)};
}

bool is_live(View const& view, PracticeId post, OrganisationId school) {
  bool live = false;
  auto const prefix = IndexKey(Index::adoption_by_school).id(post).id(school).take();
  view.scan_index(prefix, {}, [&](std::string_view, std::string_view) {
    live = true;
    return false;
  });
  return live;
}

void tell_editors(Change& change, View const& view, Asked& asked, PracticePost const& post, Because because,
                  AdoptionId adoption) {
  for (auto const person : resources::editors_of(view, post)) {
    notify(change, view, asked,
           {.to = person, .because = because, .practice = post.id, .adoption = adoption, .unnamed = true});
  }
}

void answer_follow_up(Change& change, View const& view, Adoption const& adoption) {
  answer_needs(change, view, adoption.practice, Because::adoption_follow_up,
               [&](Notification const& it) { return it.adoption == adoption.id; });
}

void take_one(std::uint32_t& count) { count -= std::min(count, 1U); }

}  // namespace

Result<Change> decide(View const& view, Asked& asked, TryPractice const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const post, door.readable<PracticePost>("ids.practice", command.practice));
  TRY_INTO(auto const node, door.readable<Organisation>("body.organisation", command.organisation));
  auto subject = practice::subject_of(post);
  subject.organisation = node->id;
  subject.school = node->id;
  TRY(door.may(Thing::adoption, Action::create, subject));
  if (node->type != OrganisationType::school) {
    return Error::unprocessable("body.organisation", "Choose the school that tries it.");
  }
  TRY(organisations::check_joined(*node));
  if (post->state != ResourceState::published) {
    return Error::conflict("wrong_state", "It is not published, so no school can try it yet.");
  }
  if (is_live(view, post->id, node->id)) {
    return Error::conflict("already_trying", "This school has said that it tries it already.");
  }
  Adoption adoption{.id = asked.take<AdoptionId>(),
                    .practice = post->id,
                    .organisation = node->id,
                    .since = asked.now,
                    .changed = asked.now};
  for (std::uint32_t const time : {1U, 2U}) {
    constexpr std::uint32_t weeks_between = limits::follow_up_days / 7;
    Date const day{asked.today.days + static_cast<int>(time) * limits::follow_up_days};
    adoption.follow_ups.values.push_back(
        {.week = time * weeks_between, .due = calendar::roll_to_school_day(view, node->id, day)});
  }
  auto activity = practice::activity_of(view, post->id);
  ++activity.trying;
  Change change;
  change.put(adoption);
  change.put(
      AdoptionAuthor{.id = adoption.id, .practice = post->id, .organisation = node->id, .person = asked.actor.person});
  practice::put_activity(change, std::move(activity));
  tell_editors(change, view, asked, *post, Because::adoption_new, adoption.id);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, TellAdoption const& command) {
  TRY_INTO(auto const it, adoption_for(view, asked, command.adoption, Action::follow_up));
  if (it.adoption->state == AdoptionState::stopped) {
    return Error::conflict("wrong_state", "The school has stopped. Say so as a comment, or try it again.");
  }
  auto told = *it.adoption;
  auto const found = std::find_if(told.follow_ups.values.begin(), told.follow_ups.values.end(),
                                  [&](FollowUp const& one) { return one.week == command.week; });
  if (found == told.follow_ups.values.end()) return Error::unprocessable("body.week", "Six or twelve.");
  if (found->told) return Error::conflict("wrong_state", "This was told already. Add to it as a comment on the post.");
  if (command.happened.empty()) return Error::unprocessable("body.happened", "Say what happened.");
  TRY(talk::check_pupils({command.with_whom.value, command.changed.value, command.happened.value},
                         command.not_pupil_data));
  found->told = asked.now;
  found->unanswered = false;
  found->with_whom = command.with_whom;
  found->changed = command.changed;
  found->happened = command.happened;
  told.changed = asked.now;
  ++told.version;
  Change change;
  change.put(told);
  answer_follow_up(change, view, told);
  tell_editors(change, view, asked, *it.post, Because::adoption_told, told.id);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, SetAdoption const& command) {
  TRY_INTO(auto const it, adoption_for(view, asked, command.adoption, Action::change_state));
  auto changed = *it.adoption;
  if (changed.state == command.state) return Change::unchanged<Adoption>(changed.id);
  if (changed.state == AdoptionState::stopped) {
    return Error::conflict("wrong_state", "The school has stopped. To try it again, begin anew.");
  }
  if (command.state == AdoptionState::trying) {
    return Error::conflict("wrong_state", "It is adopted already. It can only be stopped.");
  }
  bool const stops = command.state == AdoptionState::stopped;
  if (stops && command.reason.empty()) {
    return Error::unprocessable("body.reason", "Say why the school stopped: that helps others most.");
  }
  TRY(talk::check_pupils({command.reason.value}, {}));
  auto activity = practice::activity_of(view, changed.practice);
  take_one(changed.state == AdoptionState::trying ? activity.trying : activity.adopted);
  ++(stops ? activity.stopped : activity.adopted);
  changed.state = command.state;
  changed.changed = asked.now;
  if (stops) changed.stop_reason = command.reason;
  ++changed.version;
  Change change;
  change.put(changed);
  practice::put_activity(change, std::move(activity));
  if (stops) answer_follow_up(change, view, changed);
  tell_editors(change, view, asked, *it.post, Because::adoption_changed, changed.id);
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListAdoptions const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  if (auto const post = door.readable<PracticePost>("ids.practice", query.practice); !post) {
    // Of a post that is withdrawn its schools still read what they said themselves.
    auto const all = practice::adoptions_of(view, query.practice);
    if (std::none_of(all.begin(), all.end(), [&](auto const& it) { return door.may_read(*it); })) return post.error();
  }
  auto const prefix = IndexKey(Index::adoptions_by_practice).id(query.practice).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    AdoptionId const id{~read_u64(key.substr(9))};
    if (!door.readable<Adoption>("", id)) return false;
    if (!into) return true;
    into->item_of<Adoption>(id);
    if (door.readable<AdoptionAuthor>("", id)) into->also_of<AdoptionAuthor>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetAdoption const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Adoption>("ids.adoption", query.adoption));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetAdoptionAuthor const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<AdoptionAuthor>("ids.adoption", query.adoption));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetPracticeActivity const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<PracticeActivity>("ids.practice", query.practice));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
