// Who has to do with a resource: those who work on it, who judge it, who use it; and what becomes of it when they
// leave.
#include <algorithm>

#include "store/notices.hpp"
#include "store/practice.hpp"
#include "store/resources.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::size_t told_max = 5;    // of those who hold a seat
constexpr std::size_t users_max = 50;  // of those who said that their school uses it

std::vector<OrganisationId> from_upwards(View const& view, OrganisationId owner) {
  auto nodes = tree::ancestors(view, owner);
  nodes.insert(nodes.begin(), owner);
  return nodes;
}

template <class Wanted>
std::vector<PersonId> on_node(View const& view, OrganisationId node, Wanted const& wanted) {
  std::vector<PersonId> out;
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::memberships_by_organisation).id(node).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const it = view.find<Membership>(MembershipId{read_u64(key.substr(9))});
    if (it && wanted(*it) && std::find(out.begin(), out.end(), it->person) == out.end()) out.push_back(it->person);
    return ++seen < limits::decide_scanned_rows_max && out.size() < told_max;
  });
  return out;
}

/// Of the nearest node that has one: a subject lead of the subject, else a head or trust leader.
template <class MayBe>
std::vector<PersonId> nearest_seat(View const& view, OrganisationId owner, std::optional<Name> const& subject,
                                   MayBe const& may_be) {
  for (auto const node : from_upwards(view, owner)) {
    auto people = on_node(view, node, [&](Membership const& it) {
      return it.role == Role::subject_lead && (!subject || it.subjects.contains(*subject)) && may_be(it.person);
    });
    if (people.empty()) {
      people = on_node(view, node, [&](Membership const& it) {
        return (it.role == Role::headteacher || it.role == Role::trust_leader) && may_be(it.person);
      });
    }
    if (!people.empty()) return people;
  }
  return {};
}

template <class Shared>
std::vector<PersonId> accountable(View const& view, Shared const& it) {
  if (it.owner) return {*it.owner};
  auto const team = it.team ? view.find<Team>(*it.team) : nullptr;
  if (team && !team->leads.empty()) {
    auto leads = team->leads.values;
    if (leads.size() > told_max) leads.resize(told_max);
    return leads;
  }
  return nearest_seat(view, it.organisation, it.subject, [](PersonId) { return true; });
}

void add_person(std::vector<PersonId>& people, PersonId person) {
  if (std::find(people.begin(), people.end(), person) == people.end()) people.push_back(person);
}

bool is_reader(View const& view, Audiences const& readers, PersonId person) {
  auto const standing = view.standing(person);
  return standing && meets(readers, standing->audiences);
}

}  // namespace

std::vector<PersonId> resources::judges_of(View const& view, Resource const& resource) {
  return nearest_seat(view, resource.organisation, resource.subject, [&](PersonId person) {
    return person != resource.author && !resource.coauthors.contains(person);
  });
}

std::vector<PersonId> resources::administrators_for(View const& view, OrganisationId owner) {
  auto nodes = from_upwards(view, owner);
  auto const node = view.find<Organisation>(owner);
  // A partner without an administrator of its own is looked after by the node that it hangs on.
  if (node && node->type == OrganisationType::partner && node->parent) nodes.push_back(*node->parent);
  for (auto const it : nodes) {
    auto people = tree::administrators_of(view, it, told_max);
    if (!people.empty()) return people;
  }
  return {};
}

std::vector<PersonId> resources::accountable_for(View const& view, Resource const& resource) {
  return accountable(view, resource);
}
std::vector<PersonId> resources::accountable_for(View const& view, Collection const& collection) {
  return accountable(view, collection);
}

std::vector<PersonId> resources::accountable_for(View const& view, PracticePost const& post) {
  return accountable(view, post);
}

std::vector<PersonId> resources::seat_for(View const& view, OrganisationId node, std::optional<Name> const& subject) {
  return nearest_seat(view, node, subject, [](PersonId) { return true; });
}

namespace {

template <class Shared>
std::vector<PersonId> editors(View const& view, Shared const& it) {
  auto const readers = audience_of(view, Record{it});
  std::vector<PersonId> out;
  if (is_reader(view, readers, it.author)) out.push_back(it.author);
  for (auto const person : it.coauthors) {
    if (is_reader(view, readers, person)) add_person(out, person);
  }
  if (it.owner || it.team || out.empty()) {
    for (auto const person : accountable(view, it)) add_person(out, person);
  }
  return out;
}

}  // namespace

std::vector<PersonId> resources::editors_of(View const& view, Resource const& resource) {
  return editors(view, resource);
}
std::vector<PersonId> resources::editors_of(View const& view, PracticePost const& post) { return editors(view, post); }

std::vector<PersonId> resources::users_of(View const& view, ResourceId id) {
  std::vector<PersonId> out;
  auto const resource = view.find<Resource>(id);
  if (!resource) return out;
  auto const readers = audience_of(view, Record{*resource});
  view.scan_index(IndexKey(Index::uses_by_resource).id(id).take(), {}, [&](std::string_view key, std::string_view) {
    ResourceUseId const use{~read_u64(key.substr(9))};
    auto const said = view.find<ResourceUse>(use);
    auto const by = view.find<UseAuthor>(use);
    bool const uses = said && said->state == UseState::in_use && by && is_reader(view, readers, by->person);
    if (uses) add_person(out, by->person);
    return out.size() < users_max;
  });
  return out;
}

// ---- leaving

namespace {

using Memberships = std::vector<std::shared_ptr<Membership const>>;

/// What changes for the works of a person whose memberships, or their places in the tree, become others.
class PassingOn {
 public:
  PassingOn(Change& change, View const& view, View const& after_view, Asked& asked, PersonId person, Memberships after)
      : change_(change),
        view_(view),
        after_view_(after_view),
        asked_(asked),
        person_(person),
        before_(tree::memberships_of(view, person)),
        after_(std::move(after)) {}

  void pass_resources() {
    auto const prefix = IndexKey(Index::resources_by_party).id(person_).take();
    scan(prefix, [&](std::uint64_t id) {
      auto const found = view_.find<Resource>(ResourceId{id});
      if (!found || !concerns(*found)) return;
      auto passed = *found;
      bool const passes = take_from(passed);
      change_.put(passed);
      resources::put_inner_again(change_, view_, passed.id);
      if (passes) tell(passed);
    });
  }

  /// What practice posts say of a contact, or ask of somebody, ends with the person's place.
  void pass_practice() {
    auto const prefix = IndexKey(Index::practice_by_party).id(person_).take();
    scan(prefix, [&](std::uint64_t id) {
      auto const found = view_.find<PracticePost>(PracticeId{id});
      if (!found || !concerns(*found)) return;
      auto passed = *found;
      bool const passes = take_from(passed);
      bool changed = false;
      if (passed.contact == person_ && !tree::belongs(after_view_, after_, passed.organisation)) {
        passed.contact.reset();
        passed.visits_offered = false;
        changed = true;
      }
      if (!is_current(after_)) changed = std::erase(passed.invited.values, person_) > 0 || changed;
      if (changed && !passes) ++passed.version;
      change_.put(passed);
      practice::put_inner_again(change_, view_, passed.id);
      if (passes) tell(passed);
    });
  }

  void pass_collections() {
    auto const prefix = IndexKey(Index::collections_by_party).id(person_).take();
    scan(prefix, [&](std::uint64_t id) {
      auto const found = view_.find<Collection>(CollectionId{id});
      if (!found || !concerns(*found)) return;
      auto passed = *found;
      take_from(passed);
      change_.put(std::move(passed));
    });
  }

 private:
  template <class Visit>
  void scan(std::string const& prefix, Visit const& visit) {
    view_.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      visit(~read_u64(key.substr(9)));
      return ++seen_ < limits::passed_on_per_leaver_max;
    });
  }

  static bool is_current(Memberships const& memberships) {
    return std::any_of(memberships.begin(), memberships.end(),
                       [](auto const& it) { return it->state == Standing::current; });
  }

  /// Whether who reads it, or who is accountable, is another one by it.
  template <class Shared>
  bool concerns(Shared const& it) const {
    if (is_current(before_) != is_current(after_)) return true;
    return tree::belongs(view_, before_, it.organisation) != tree::belongs(after_view_, after_, it.organisation);
  }

  template <class Shared>
  bool take_from(Shared& it) const {
    if (it.owner != person_ || tree::belongs(after_view_, after_, it.organisation)) return false;
    it.owner.reset();
    ++it.version;
    return true;
  }

  void tell(Resource const& resource) {
    tell(resources::accountable_for(view_, resource),
         {.because = Because::resource_passed_on, .resource = resource.id});
  }
  void tell(PracticePost const& post) {
    tell(resources::accountable_for(view_, post), {.because = Because::practice_passed_on, .practice = post.id});
  }
  void tell(std::vector<PersonId> const& people, Notice notice) {
    if (told_ >= told_max) return;  // a long list says no more than a short one
    ++told_;
    notice.by = person_;
    for (auto const person : people) {
      if (person == person_) continue;
      notice.to = person;
      notify(change_, view_, asked_, notice);
    }
  }

  Change& change_;
  View const& view_;
  View const& after_view_;
  Asked& asked_;
  PersonId person_;
  Memberships before_;
  Memberships after_;
  std::size_t seen_ = 0;
  std::size_t told_ = 0;
};

}  // namespace

void resources::pass_on(Change& change, View const& view, Asked& asked, PersonId person,
                        std::vector<Membership> const& after) {
  Memberships shared;
  for (auto const& it : after) shared.push_back(std::make_shared<Membership const>(it));
  PassingOn work(change, view, view, asked, person, std::move(shared));
  work.pass_resources();
  work.pass_practice();
  work.pass_collections();
}

void resources::move_along(Change& change, View const& view, View const& after, Asked& asked, OrganisationId moved) {
  std::vector<PersonId> people;
  view.scan_index(IndexKey(Index::memberships_at).id(moved).take(), {}, [&](std::string_view key, std::string_view) {
    if (auto const it = view.find<Membership>(MembershipId{read_u64(key.substr(9))})) add_person(people, it->person);
    return true;
  });
  for (auto const person : people) {
    PassingOn work(change, view, after, asked, person, tree::memberships_of(view, person));
    work.pass_resources();
    work.pass_practice();
    work.pass_collections();
  }
  auto const prefix = IndexKey(Index::resources_by_organisation).id(moved).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const found = view.find<Resource>(ResourceId{~read_u64(key.substr(9))});
    if (!found) return true;
    auto resource = *found;
    tree_moved(after, resource);
    change.put(std::move(resource));
    put_inner_again(change, view, found->id);
    return true;
  });
  practice::move_along(change, view, after, moved);
  view.scan_index(IndexKey(Index::collections_all).take(), {}, [&](std::string_view key, std::string_view) {
    auto const found = view.find<Collection>(CollectionId{~read_u64(key.substr(1))});
    if (!found || found->organisation != moved) return true;
    auto collection = *found;
    tree_moved(after, collection);
    change.put(std::move(collection));
    return true;
  });
}

}  // namespace staffroom
