// Practice posts: describing, sharing, publishing and listing them. What is kept in order later is in
// practice_care.cpp.
#include "store/practice.hpp"

#include <algorithm>

#include "store/answering.hpp"
#include "store/links.hpp"
#include "store/notices.hpp"
#include "store/organisations.hpp"
#include "store/resources.hpp"
#include "store/talk.hpp"

namespace staffroom {

using resources::Sharing;

Subject practice::subject_of(Post const& post) {
  Subject out{.organisation = post->organisation, .author = post->author};
  out.practice = post;
  return out;
}

Result<practice::Post> practice::post_for(View const& view, Asked const& asked, PracticeId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto post, door.readable<PracticePost>("ids.practice", id));
  TRY(door.may(Thing::practice_post, action, subject_of(post)));
  TRY(check_version(asked, post->version));
  return post;
}

namespace {

resources::Bounds bounds_of(PracticePost const& it) { return {.owner = it.organisation}; }

template <class Command>
void describe(PracticePost& it, Command const& command) {
  it.title = command.title;
  it.result = command.result;
  it.context = command.context;
  it.pupils = command.pupils;
  it.subject = command.subject;
  it.stages = command.stages;
  it.problems = command.problems;
  it.steps = command.steps;
  it.cost = command.cost;
  it.cost_note = command.cost_note;
  it.time = command.time;
  it.time_note = command.time_note;
  it.evidence_kind = command.evidence_kind;
  it.evidence_strength = command.evidence_strength;
  it.evidence = command.evidence;
  it.impact = command.impact;
  it.cannot_claim = command.cannot_claim;
  it.differently = command.differently;
  it.contact = command.contact;
  it.visits_offered = command.visits_offered;
  it.resources = command.resources;
  it.pins = command.pins;
}

/// What a post holds in words, and no certain detail of a pupil in any of them.
Result<void> check_words(PracticePost const& it, std::optional<Note> const& reason) {
  std::string lists;
  for (auto const& step : it.steps) lists += step.value + '\n';
  for (auto const& problem : it.problems) lists += problem.value + '\n';
  TRY(talk::check_pupils(
      {it.title.value, it.result.value, it.context.value, it.pupils.value, lists, it.cost_note.value,
       it.time_note.value, it.evidence.value, it.impact.value, it.cannot_claim.value, it.differently.value},
      reason));
  return {};
}

/// What a post names: what stood there before may stay, though its editor can't read it any more.
Result<void> check_named(View const& view, Door const& door, PracticePost const& it, PracticePost const* before) {
  for (std::size_t i = 0; i < it.resources.size(); ++i) {
    auto const resource = it.resources.values[i];
    auto const path = "body.resources[" + std::to_string(i) + "]";
    if (std::find(it.resources.begin(), it.resources.begin() + std::ptrdiff_t(i), resource) !=
        it.resources.begin() + std::ptrdiff_t(i)) {
      return Error::unprocessable(path, "The same resource is named twice.");
    }
    if (!before || !before->resources.contains(resource)) TRY(door.readable<Resource>(path, resource));
  }
  TRY(resources::check_pins(view, it.pins));
  if (!it.contact || (before && it.contact == before->contact)) return {};
  TRY(door.readable<Person>("body.contact", *it.contact));
  auto const standing = view.standing(*it.contact);
  if (!standing || !standing->is_current()) {
    return Error::unprocessable("body.contact", "This person has left. Name somebody else, or nobody.");
  }
  return {};
}

struct Lacking {
  char const* reason = nullptr;
  char const* field = nullptr;
  char const* detail = nullptr;
};

/// The first thing that a published post needs and this one lacks.
std::optional<Lacking> lacking(PracticePost const& it) {
  auto const is_blank = [](std::string const& text) { return text.find_first_not_of(" \n\t") == std::string::npos; };
  if (is_blank(it.title.value)) return Lacking{"no_title", "title", "Give it a title."};
  if (is_blank(it.context.value)) {
    return Lacking{"no_context", "context", "Say why you did it: the situation that it answers."};
  }
  if (std::all_of(it.steps.begin(), it.steps.end(), [&](auto const& step) { return is_blank(step.value); })) {
    return Lacking{"no_steps", "steps", "Say what you did, in one step at least."};
  }
  if (!it.evidence_kind) return Lacking{"no_evidence_kind", "evidence_kind", "Say what kind of evidence there is."};
  if (is_blank(it.impact.value)) return Lacking{"no_impact", "impact", "Say what came of it."};
  return std::nullopt;
}

}  // namespace

PracticeActivity practice::activity_of(View const& view, PracticeId post) {
  if (auto const found = view.find<PracticeActivity>(post)) return *found;
  return {.id = post, .version = 0};
}

void practice::put_activity(Change& change, PracticeActivity activity) {
  ++activity.version;
  change.put(std::move(activity));
}

namespace {

/// Of what it is made, if of anything: a message, or a case of support.
Result<std::vector<links::Origin>> origins_of(View const& view, Asked const& asked, CreatePractice const& command) {
  std::vector<links::Origin> out;
  if (command.origin_message && !command.origin) {
    return Error::unprocessable("body.origin", "Name the topic of the message as well.");
  }
  if (command.origin) {
    TRY_INTO(auto origin, links::message_origin(view, asked, *command.origin, command.origin_message));
    out.push_back(origin);
  }
  if (command.support_request) {
    TRY(Door(view, asked).readable<SupportRequest>("body.support_request", *command.support_request));
    out.push_back({{Linked::support_request, command.support_request->value}, std::nullopt});
  }
  return out;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreatePractice const& command) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody answers for each
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("body.organisation", command.organisation));
  TRY(door.may(Thing::practice_post, Action::create, {.organisation = node->id}));
  TRY(organisations::check_joined(*node));
  PracticePost made{
      .organisation = node->id, .author = asked.actor.person, .owner = asked.actor.person, .created = asked.now};
  describe(made, command);
  TRY(check_named(view, door, made, nullptr));
  TRY_INTO(auto const origins, origins_of(view, asked, command));
  TRY(check_words(made, command.not_pupil_data));
  made.id = asked.take<PracticeId>();
  Change change;
  change.put(made).put(PracticeActivity{.id = made.id});
  for (auto const& origin : origins) links::came_of(change, asked, {Linked::practice, made.id.value}, origin);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditPractice const& command) {
  TRY_INTO(auto const post, practice::post_for(view, asked, command.practice, Action::edit));
  auto edited = *post;
  describe(edited, command);
  if (auto const what = lacking(edited); what && edited.state == ResourceState::published) {
    return Error::unprocessable(std::string("body.") + what->field,
                                std::string("It is published, and stays complete. ") + what->detail);
  }
  TRY(check_named(view, Door(view, asked), edited, post.get()));
  TRY(check_words(edited, command.not_pupil_data));
  ++edited.version;
  return Change{}.put(std::move(edited));
}

Result<Change> decide(View const& view, Asked& asked, SharePractice const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const post, door.readable<PracticePost>("ids.practice", command.practice));
  Sharing const wanted{command.team, command.shared_with};
  auto const before = resources::sharing_of(*post);
  TRY(resources::check_named(view, door, post->organisation, wanted));
  // What is wider already than it could be shared now may be narrowed.
  bool const narrows = post->state == ResourceState::published && resources::is_narrower(view, before, wanted);
  auto const why = narrows ? std::nullopt : resources::beyond_cap(view, bounds_of(*post), wanted);
  auto subject = practice::subject_of(post);
  subject.within = !why;
  TRY(resources::explain_cap(door.may(Thing::practice_post, Action::set_audience, subject), why));
  TRY(check_version(asked, post->version));
  TRY(resources::check_target(view, asked, post->organisation, wanted));
  if (before == wanted) return Change::unchanged<PracticePost>(command.practice);
  auto shared = *post;
  shared.team = command.team;
  shared.shared_with = command.shared_with;
  ++shared.version;
  Change change;
  change.put(std::move(shared));
  practice::put_inner_again(change, view, command.practice);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, PublishPractice const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const post, door.readable<PracticePost>("ids.practice", command.practice));
  auto const with = resources::sharing_of(*post);
  auto const why = resources::beyond_cap(view, bounds_of(*post), with);
  auto subject = practice::subject_of(post);
  subject.within = !why;
  TRY(resources::explain_cap(door.may(Thing::practice_post, Action::publish, subject), why));
  TRY(check_version(asked, post->version));
  if (post->state != ResourceState::draft && post->state != ResourceState::withdrawn) {
    return Error::conflict("wrong_state", "It is published already.");
  }
  if (auto const what = lacking(*post)) return resources::missing(what->reason, what->field, what->detail);
  if (!post->invited.empty()) {
    return resources::missing("open_invitation", "invited",
                              "Somebody was asked to be co-author and has not answered. Wait for the answer.");
  }
  if (with.is_nobody()) return resources::missing("no_audience", "shared_with", "Say with whom it is shared.");
  TRY(resources::check_target(view, asked, post->organisation, with));
  TRY(resources::check_review_by(asked, command.review_by));
  auto published = *post;
  published.state = ResourceState::published;
  published.review_by = command.review_by;
  published.review_reminded = false;
  published.stale = false;
  published.taken_down.reset();
  if (!published.published) published.published = asked.now;
  ++published.version;
  Change change;
  change.put(published);
  practice::put_adoptions_again(change, view, published);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ConfirmPractice const& command) {
  TRY_INTO(auto const post, practice::post_for(view, asked, command.practice, Action::confirm_current));
  if (post->state != ResourceState::published) {
    return Error::conflict("wrong_state", "Only what is published is looked at again.");
  }
  TRY(resources::check_review_by(asked, command.review_by));
  auto confirmed = *post;
  confirmed.review_by = command.review_by;
  confirmed.review_reminded = false;
  confirmed.stale = false;
  ++confirmed.version;
  Change change;
  change.put(std::move(confirmed));
  answer_needs(change, view, command.practice, Because::review_due);
  return change;
}

// ---- queries

namespace {

/// Whether a post that is read is one of those asked for.
bool is_wanted(ListPractice const& query, PersonId me, PracticePost const& it) {
  auto const on_unit = [&](Pin const& pin) { return pin.unit == *query.unit; };
  bool const mine = it.author == me || it.owner == me || it.coauthors.contains(me) || it.invited.contains(me);
  bool const place = (!query.mine || *query.mine == mine) && (!query.team || it.team == query.team) &&
                     (!query.organisation || it.organisation == *query.organisation) &&
                     (!query.resource || it.resources.contains(*query.resource)) &&
                     (!query.unit || std::any_of(it.pins.begin(), it.pins.end(), on_unit)) &&
                     (!query.subject || it.subject == query.subject) &&
                     (!query.stage || it.stages.contains(*query.stage)) &&
                     (!query.problem || it.problems.contains(*query.problem));
  return place && (!query.cost || it.cost <= *query.cost) &&
         (!query.strength || (it.evidence_kind && it.evidence_strength >= *query.strength)) &&
         (!query.featured || it.featured_by.has_value() == *query.featured) &&
         (!query.visits || it.visits_offered == *query.visits) && (!query.stale || it.stale == *query.stale);
}

/// The shortest list that holds them all, newest first.
std::string list_of(ListPractice const& query, PersonId me) {
  if (query.mine.value_or(false)) return IndexKey(Index::practice_by_party).id(me).take();
  if (query.team) return IndexKey(Index::practice_by_team).id(*query.team).take();
  if (query.resource) return IndexKey(Index::practice_by_resource).id(*query.resource).take();
  if (query.unit) return IndexKey(Index::practice_by_unit).id(*query.unit).take();
  if (query.organisation) return IndexKey(Index::practice_by_organisation).id(*query.organisation).take();
  return IndexKey(Index::practice_all).take();
}

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, ListPractice const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  if (query.team) TRY(door.readable<Team>("query.team", *query.team));
  if (query.organisation) TRY(door.readable<Organisation>("query.organisation", *query.organisation));
  if (query.resource) TRY(door.readable<Resource>("query.resource", *query.resource));
  auto const me = asked.actor.person;
  bool const newest = query.sort ? *query.sort == PracticeSort::newest : query.mine.value_or(false);
  auto const prefix = newest ? list_of(query, me) : IndexKey(Index::practice_by_uptake).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    PracticeId const id{~read_u64(key.substr(key.size() - 8))};
    auto const found = door.readable<PracticePost>("", id);
    if (!found || !is_wanted(query, me, **found)) return false;
    if (into) {
      into->item_of<PracticePost>(id);
      into->also_of<PracticeActivity>(id);
    }
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetPractice const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<PracticePost>("ids.practice", query.practice));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
