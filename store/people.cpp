// People and their memberships: adding, changing roles and dates, ending, and the lists of people.
#include "store/accounts.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/mails.hpp"
#include "store/memberships.hpp"
#include "store/organisations.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

/// The membership, if the actor may read it and do this to it.
Result<std::shared_ptr<Membership const>> membership_for(View const& view, Asked const& asked, MembershipId id,
                                                         Action action, std::optional<Role> role_given = {}) {
  Door const door(view, asked);
  TRY_INTO(auto membership, door.readable<Membership>("ids.membership", id));
  Subject const subject{.organisation = membership->organisation,
                        .about = membership->person,
                        .target = membership->person,
                        .membership = membership,
                        .role_given = role_given};
  TRY(door.may(Thing::membership, action, subject));
  return membership;
}

Result<Change> set_duty(View const& view, Asked& asked, MembershipId id, Duty duty, Action action) {
  TRY_INTO(auto const membership, membership_for(view, asked, id, action));
  TRY(check_version(asked, membership->version));
  if (membership->role == Role::partner) {
    return Error::unprocessable("ids.duty", "People of partner organisations have no duties.");
  }
  bool const wanted = action == Action::give_duty;
  if (membership->duties.contains(duty) == wanted) return Change::unchanged<Membership>(id);
  auto changed = *membership;
  auto& duties = changed.duties.values;
  wanted ? duties.push_back(duty) : static_cast<void>(std::erase(duties, duty));
  Change change;
  TRY(memberships::change_to(change, view, asked, std::move(changed)));
  return change;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreatePerson const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  if (accounts::person_with(view, command.email.value)) {
    return Error::conflict("email_taken", "There is an account with this e-mail address already.");
  }
  Change change;
  auto person = accounts::make(change, asked, command.person_name, command.email, command.password_hash);
  change.answer_key = record_key<Person>(person.id);
  change.put(std::move(person));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AddPerson const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("ids.organisation", command.organisation));
  auto const known = accounts::person_with(view, command.email.value);
  Subject const subject{.organisation = node->id, .target = known, .role_given = command.role};
  TRY(door.may(Thing::person, Action::create, subject));
  if (!mails::is_address(command.email.value)) {
    return Error::unprocessable("body.email", "This does not look like an e-mail address.");
  }
  memberships::Wanted const wanted{.organisation = node->id,
                                   .role = command.role,
                                   .title = command.title,
                                   .subjects = command.subjects,
                                   .starts = command.starts,
                                   .ends = command.ends};
  Change change;
  if (known) {
    TRY_INTO(auto const person, view.get<Person>("body.email", known));
    TRY(memberships::begin(change, view, asked, *person, wanted));
    return change;
  }
  auto person = accounts::make(change, asked, command.person_name, command.email);
  change.answer_key.clear();
  auto const id = person.id;
  TRY(memberships::begin(change, view, asked, std::move(person), wanted));
  mails::note(change, asked,
              {.about = EmailAbout::welcome, .person = id, .organisation = node->id, .to = command.email});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, CreateMembership const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const person, door.readable<Person>("ids.person", command.person));
  TRY_INTO(auto const node, door.readable<Organisation>("body.organisation", command.organisation));
  Subject const subject{.organisation = node->id, .target = person->id, .role_given = command.role};
  TRY(door.may(Thing::membership, Action::create, subject));
  memberships::Wanted const wanted{.organisation = node->id,
                                   .role = command.role,
                                   .title = command.title,
                                   .subjects = command.subjects,
                                   .duties = command.duties,
                                   .starts = command.starts,
                                   .ends = command.ends};
  Change change;
  TRY(memberships::begin(change, view, asked, *person, wanted));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ChangeRole const& command) {
  TRY_INTO(auto const membership, membership_for(view, asked, command.membership, Action::change_role, command.role));
  TRY(check_version(asked, membership->version));
  auto changed = *membership;
  changed.role = command.role;
  if (command.title) {
    if (organisations::length_of(command.title->value) > limits::name_length_max) {
      return Error::unprocessable("body.title", "At most " + std::to_string(limits::name_length_max) + " characters.");
    }
    changed.title = command.title->empty() ? std::nullopt : std::optional(Name{command.title->value});
  }
  if (command.subjects) changed.subjects = *command.subjects;
  Change change;
  TRY(memberships::change_to(change, view, asked, std::move(changed)));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditMembershipDates const& command) {
  TRY_INTO(auto const membership, membership_for(view, asked, command.membership, Action::edit_dates));
  TRY(check_version(asked, memberships::terms_of(view, *membership).version));
  Change change;
  TRY(memberships::set_dates(change, view, asked, *membership, command.starts, command.ends));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, GiveDuty const& command) {
  return set_duty(view, asked, command.membership, command.duty, Action::give_duty);
}

Result<Change> decide(View const& view, Asked& asked, TakeDuty const& command) {
  return set_duty(view, asked, command.membership, command.duty, Action::take_duty);
}

Result<Change> decide(View const& view, Asked& asked, EndMembership const& command) {
  TRY_INTO(auto const membership, membership_for(view, asked, command.membership, Action::end));
  TRY(check_version(asked, membership->version));
  Change change;
  TRY(memberships::end(change, view, asked, *membership));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RenamePerson const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const person, door.readable<Person>("ids.person", command.person));
  TRY(door.may(Thing::person, Action::edit_name, {.about = person->id, .target = person->id}));
  TRY(check_version(asked, person->version));
  auto renamed = *person;
  renamed.name = command.person_name;
  ++renamed.version;
  return Change{}.put(std::move(renamed));
}

Result<Answer> answer(View const& view, Asked const& asked, ListPeople const&, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  auto const prefix = IndexKey(Index::people_by_name).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    PersonId const id{read_u64(key.substr(key.size() - 8))};
    auto const found = door.readable<Person>("", id);
    if (!found) return false;
    if (into) {
      into->item_of<Person>(id);
      for (auto const& membership : tree::memberships_of(view, id)) {
        if (door.may_read(*membership)) into->also_of<Membership>(membership->id);
      }
    }
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetPerson const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Person>("ids.person", query.person));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetMembership const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Membership>("ids.membership", query.membership));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetMembershipTerms const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<MembershipTerms>("ids.membership", query.membership));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, ListOrganisationPeople const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Organisation>("ids.organisation", query.organisation));
  bool const ended_too = query.ended.value_or(false);
  auto const prefix = IndexKey(Index::memberships_at).id(query.organisation).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    MembershipId const id{read_u64(key.substr(9))};
    auto const found = door.readable<Membership>("", id);
    if (!found || ((*found)->state == Standing::ended && !ended_too)) return false;
    if (!into) return true;
    into->item_of<Membership>(id);
    into->also_of<Person>((*found)->person);
    auto const terms = view.find<MembershipTerms>(id);
    if (terms && door.may_read(*terms)) into->also_of<MembershipTerms>(id);
    auto const account = view.find<Account>((*found)->person);
    if (account && door.may_read(*account)) into->also_of<Account>(account->id);
    return true;
  });
}

}  // namespace staffroom
