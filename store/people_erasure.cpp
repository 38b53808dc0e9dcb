// Erasing a person: asked for by themselves or an administrator, approved by another one, and my data as a copy.
#include <algorithm>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/erasure.hpp"
#include "store/index_rows.hpp"
#include "store/notices.hpp"
#include "store/stored_record.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::size_t told_max = 5;

/// Where the person is, or last was: the first of these owns the erasure.
std::vector<OrganisationId> nodes_of(View const& view, PersonId person) {
  std::vector<OrganisationId> current;
  std::vector<OrganisationId> last;
  for (auto const& it : tree::memberships_of(view, person)) {
    last = {it->organisation};
    if (it->state == Standing::current) current.push_back(it->organisation);
  }
  return current.empty() ? last : current;
}

std::vector<PersonId> administrators_on(View const& view, OrganisationId node) {
  std::vector<PersonId> out;
  std::size_t seen = 0;
  view.scan_index(IndexKey(Index::memberships_by_organisation).id(node).take(), {}, [&](std::string_view key, auto) {
    auto const membership = view.find<Membership>(MembershipId{read_u64(key.substr(9))});
    if (membership && membership->role == Role::administrator) out.push_back(membership->person);
    return ++seen < limits::decide_scanned_rows_max;
  });
  return out;
}

/// Administrators who could approve: of the nearest node that lies above (or is) each of the person's nodes, and that
/// has one who is neither the person nor the one who asked.
std::vector<PersonId> who_could_approve(View const& view, Erasure const& erasure) {
  auto const nodes = nodes_of(view, erasure.person);
  if (nodes.empty()) return {};
  auto candidates = tree::ancestors(view, nodes.front());
  candidates.insert(candidates.begin(), nodes.front());
  for (auto const node : candidates) {
    bool const covers =
        std::all_of(nodes.begin(), nodes.end(), [&](auto const it) { return tree::is_within(view, it, node); });
    if (!covers) continue;
    auto people = administrators_on(view, node);
    std::erase_if(people, [&](auto const it) { return it == erasure.person || it == erasure.requested_by; });
    if (people.size() > told_max) people.resize(told_max);
    if (!people.empty()) return people;
  }
  return {};
}

/// They need not decide any more.
void answer_asked(Change& change, View const& view, Erasure const& erasure) {
  for (auto const person : who_could_approve(view, erasure)) {
    std::size_t seen = 0;
    auto const prefix = IndexKey(Index::notifications_by_person).id(person).byte(0).take();
    view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      auto const found = view.find<Notification>(NotificationId{~read_u64(key.substr(10))});
      if (found && found->because == Because::erasure_requested && found->erasure == erasure.id) {
        auto done = *found;
        done.state = NotificationState::done;
        done.snoozed_until.reset();
        ++done.version;
        change.put(std::move(done));
      }
      return ++seen < limits::home_items_max;
    });
  }
}

Subject subject_of(Erasure const& erasure) {
  return {.about = erasure.person, .author = erasure.requested_by, .target = erasure.person};
}

/// The erasure of the person that was asked for, is under way or done; null when there is none.
std::shared_ptr<Erasure const> erasure_of(View const& view, PersonId person) {
  std::shared_ptr<Erasure const> out;
  std::size_t seen = 0;
  view.scan_index(IndexKey(Index::erasures_all).take(), {}, [&](std::string_view key, std::string_view) {
    auto found = view.find<Erasure>(ErasureId{~read_u64(key.substr(1))});
    bool const counts = found && found->person == person && found->state != ErasureState::refused &&
                        found->state != ErasureState::withdrawn;
    if (counts) out = std::move(found);
    return !out && ++seen < limits::decide_scanned_rows_max;
  });
  return out;
}

Result<std::shared_ptr<Erasure const>> asked_for(View const& view, Asked const& asked, ErasureId id) {
  return Door(view, asked).readable<Erasure>("ids.erasure", id);
}

Result<void> must_be_waiting(Asked const& asked, Erasure const& erasure) {
  TRY(check_version(asked, erasure.version));
  if (erasure.state == ErasureState::requested) return {};
  return Error::conflict("wrong_state", "This has been decided already.");
}

void tell_decided(Change& change, View const& view, Asked& asked, Erasure const& erasure) {
  if (erasure.requested_by == erasure.person && erasure.state == ErasureState::erasing) return;
  notify(change, view, asked, {.to = erasure.requested_by, .because = Because::erasure_decided, .erasure = erasure.id});
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, RequestErasure const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const person, door.readable<Person>("ids.person", command.person));
  TRY(door.may(Thing::person, Action::request_erasure, {.about = person->id, .target = person->id}));
  if (auto const earlier = erasure_of(view, person->id)) {
    return earlier->state == ErasureState::requested
               ? Error::conflict("already_asked", "This has been asked for. An administrator will decide.")
               : Error::conflict("already_erased", "This person has been forgotten already.");
  }
  auto const nodes = nodes_of(view, person->id);
  if (nodes.empty()) return Error::conflict("no_organisation", "This person belongs to no organisation yet.");
  Erasure erasure{.id = asked.take<ErasureId>(),
                  .person = person->id,
                  .organisation = nodes.front(),
                  .manner = command.manner,
                  .requested_by = asked.actor.person,
                  .requested = asked.now};
  Change change;
  change.put(erasure);
  for (auto const one : who_could_approve(view, erasure)) {
    notify(change, view, asked, {.to = one, .because = Because::erasure_requested, .erasure = erasure.id});
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, WithdrawErasure const& command) {
  TRY_INTO(auto const found, asked_for(view, asked, command.erasure));
  auto subject = subject_of(*found);
  subject.organisation = found->organisation;
  TRY(Door(view, asked).may(Thing::erasure, Action::withdraw, subject));
  TRY(must_be_waiting(asked, *found));
  auto withdrawn = *found;
  withdrawn.state = ErasureState::withdrawn;
  withdrawn.decided = asked.now;
  ++withdrawn.version;
  Change change;
  change.put(std::move(withdrawn));
  answer_asked(change, view, *found);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RefuseErasure const& command) {
  TRY_INTO(auto const found, asked_for(view, asked, command.erasure));
  TRY(Door(view, asked).may(Thing::person, Action::request_erasure, subject_of(*found)));
  if (asked.actor.person == found->requested_by || asked.actor.person == found->person) {
    return Error::forbidden("second_person");
  }
  TRY(must_be_waiting(asked, *found));
  auto refused = *found;
  refused.state = ErasureState::refused;
  refused.decided_by = asked.actor.person;
  refused.decided = asked.now;
  ++refused.version;
  Change change;
  change.put(refused);
  answer_asked(change, view, *found);
  tell_decided(change, view, asked, refused);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ApproveErasure const& command) {
  TRY_INTO(auto const found, asked_for(view, asked, command.erasure));
  TRY(Door(view, asked).may(Thing::person, Action::approve_erasure, subject_of(*found)));
  TRY(must_be_waiting(asked, *found));
  auto approved = *found;
  approved.state = ErasureState::erasing;
  approved.decided_by = asked.actor.person;
  approved.decided = asked.now;
  ++approved.version;
  Change change;
  change.answer_key = record_key<Erasure>(approved.id);
  answer_asked(change, view, *found);
  erasure::leave(change, view, asked, approved);
  tell_decided(change, view, asked, approved);
  change.put(std::move(approved));
  change.answer_key = record_key<Erasure>(found->id);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, CompleteErasure const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const found, view.get<Erasure>("ids.erasure", command.erasure));
  if (found->state != ErasureState::settling || !found->settles || *found->settles > asked.now) {
    return Error::conflict("wrong_state", "The window has not rolled past yet.");
  }
  auto done = *found;
  done.state = ErasureState::done;
  done.done = asked.now;
  ++done.version;
  return Change{}.put(std::move(done));
}

Result<Change> decide(View const& view, Asked& asked, NoteExport const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const person, door.readable<Person>("ids.person", command.person));
  TRY(door.may(Thing::person, Action::export_about, {.about = person->id, .target = person->id}));
  return Change::unchanged<Person>(person->id);
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListErasures const&, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  auto const prefix = IndexKey(Index::erasures_all).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    ErasureId const id{~read_u64(key.substr(1))};
    if (!door.readable<Erasure>("", id)) return false;
    if (into) into->item_of<Erasure>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetErasure const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Erasure>("ids.erasure", query.erasure));
  return answer_of(view, *found, found->id);
}

namespace {

bool is_last_administrator(View const& view, PersonId person) {
  auto const people = administrators_on(view, tree::root(view));
  return std::find(people.begin(), people.end(), person) != people.end() &&
         std::all_of(people.begin(), people.end(), [&](auto const it) { return it == person; });
}

std::uint32_t count_messages(View const& view, PersonId person) {
  std::uint32_t count = 0;
  std::vector<PersonId> named;
  std::string const all(1, static_cast<char>(Kind::message));
  view.scan_records_down(all, {}, [&](std::string_view, std::string_view stored) {
    named.clear();
    bool const listed = stored::append_named(stored, named);
    if (listed && std::find(named.begin(), named.end(), person) == named.end()) return true;
    auto const record = stored::decode(Kind::message, stored);
    if (!record) return true;
    auto const& message = get<Message>(*record);
    if (message.author == person && !message.deleted) ++count;
    return true;
  });
  return count;
}

std::uint32_t count_rows(View const& view, std::string const& prefix) {
  std::uint32_t count = 0;
  view.scan_index(prefix, {}, [&](std::string_view, std::string_view) { return ++count != 0; });
  return count;
}

void add_words(ErasurePreview& preview, View const& view, PersonId person) {
  if (is_last_administrator(view, person)) {
    preview.obstacles.emplace_back(
        "This is the network's last administrator. Make somebody else an administrator first.");
  }
  if (auto const earlier = erasure_of(view, person)) {
    preview.obstacles.emplace_back(earlier->state == ErasureState::requested
                                       ? "It has been asked for already, and waits for an administrator's decision."
                                       : "This person has been forgotten already.");
  }
  if (auto const standing = view.standing(person)) {
    for (auto const& place : standing->teams) {
      auto const team = view.find<Team>(place.team);
      if (team && team->leads.size() == 1 && team->leads.contains(person)) {
        preview.stays.push_back("The team " + team->name.value +
                                " stays without a lead: administrators are asked to appoint one.");
      }
    }
  }
  preview.stays.emplace_back("Where others wrote the name in a message of theirs, it stays: the words are theirs.");
  preview.stays.emplace_back(
      "Resources and collections stay with the organisation; whoever keeps its library in order answers for them.");
  preview.stays.emplace_back("Stories of how a resource was used stay: they speak for the school, without a name.");
  preview.stays.emplace_back("Reports of peer reviews stay with their schools as they were signed, dissent included.");
  preview.stays.emplace_back(
      "The file of a purchase stays as it was made: its gates, sign-offs and the scores that were given.");
  preview.stays.emplace_back("The audit trail keeps who did what and when by number, without the name.");
}

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, PreviewErasure const& query, Page const&) {
  Door const door(view, asked);
  TRY_INTO(auto const person, door.readable<Person>("ids.person", query.person));
  TRY(door.may(Thing::person, Action::request_erasure, {.about = person->id, .target = person->id}));
  view.take_time();
  ErasurePreview preview{.person = person->id};
  preview.memberships = static_cast<std::uint32_t>(tree::memberships_of(view, person->id).size());
  if (auto const standing = view.standing(person->id)) {
    preview.team_places = static_cast<std::uint32_t>(standing->teams.size());
  }
  preview.messages = count_messages(view, person->id);
  preview.notifications = count_rows(view, IndexKey(Index::notifications_by_person).id(person->id).take());
  preview.invitations = count_rows(view, IndexKey(Index::invitations_by_author).id(person->id).take());
  add_words(preview, view, person->id);
  Answer out;
  append_json(out.json, preview);
  return out;
}

}  // namespace staffroom
