// People and their memberships. Until people are administered, only the system makes them.
#include <algorithm>

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/places.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

std::string_view word(Role role) {
  switch (role) {
    case Role::staff: return "Staff";
    case Role::subject_lead: return "Subject lead";
    case Role::business_manager: return "Business manager";
    case Role::headteacher: return "Headteacher";
    case Role::governor: return "Governor";
    case Role::trust_leader: return "Trust leader";
    case Role::administrator: return "Administrator";
    case Role::partner: return "Partner";
  }
  return "";
}

/// "Head of maths, Mosslands High": by the oldest current membership, which is the main one.
std::string label_of(View const& view, std::vector<Membership> const& memberships) {
  for (auto const& it : memberships) {
    if (it.state != Standing::current) continue;
    std::string label = it.title ? it.title->value : std::string(word(it.role));
    if (auto const node = view.find<Organisation>(it.organisation)) label += ", " + node->name.value;
    return label;
  }
  return {};
}

/// The person with label and `left` as these memberships make them.
Person refreshed(View const& view, Person person, std::vector<Membership> const& memberships) {
  person.label = label_of(view, memberships);
  person.left = std::none_of(memberships.begin(), memberships.end(),
                             [](auto const& it) { return it.state == Standing::current; });
  ++person.version;
  return person;
}

std::vector<Membership> copies_of(View const& view, PersonId person) {
  std::vector<Membership> out;
  for (auto const& it : tree::memberships_of(view, person)) out.push_back(*it);
  return out;
}

/// Who knows a person rests on all their memberships: those that stay as they are get their readers anew.
void put_again(Change& change, std::vector<Membership> const& memberships, MembershipId changed) {
  for (auto const& it : memberships) {
    if (it.id != changed) change.put(it);
  }
}

/// What a leaver was in teams ends with it, and never comes back by itself; who is left with a partner's membership
/// stays as guest only.
void end_places(Change& change, View const& view, Asked& asked, std::vector<Membership> const& memberships) {
  bool current = false;
  bool in_network = false;
  for (auto const& it : memberships) {
    if (it.state != Standing::current) continue;
    auto const node = view.find<Organisation>(it.organisation);
    current = true;
    in_network = in_network || (node && node->type != OrganisationType::partner);
  }
  auto const standing = view.standing(memberships.front().person);
  if (in_network || !standing) return;
  for (auto const& it : standing->teams) {
    if (current && it.relation == TeamRelation::guest) continue;
    if (auto const place = view.find<TeamMembership>(it.membership)) places::end(change, view, asked, *place);
  }
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreatePerson const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  bool taken = false;
  auto const prefix = IndexKey(Index::person_by_email).text(folded(command.email.value)).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    taken = key.size() == prefix.size();
    return false;
  });
  if (taken) return Error::conflict("email_taken", "There is an account with this e-mail address already.");
  Person person{.id = asked.take<PersonId>(), .name = command.person_name, .left = true, .created = asked.now};
  Credential credential{
      .id = person.id, .email = {folded(command.email.value)}, .password_hash = command.password_hash};
  return Change{}.put(std::move(person)).put(std::move(credential));
}

Result<Change> decide(View const& view, Asked& asked, CreateMembership const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const person, view.get<Person>("body.person", command.person));
  TRY_INTO(auto const node, view.get<Organisation>("body.organisation", command.organisation));
  bool const partner_role = command.role == Role::partner;
  bool const fits =
      node->type == OrganisationType::partner ? partner_role || command.role == Role::administrator : !partner_role;
  if (!fits || (command.role == Role::headteacher && node->type != OrganisationType::school)) {
    return Error::unprocessable("body.role", "This role does not exist in an organisation of this type.");
  }
  Membership made{.id = asked.take<MembershipId>(),
                  .person = command.person,
                  .organisation = command.organisation,
                  .role = command.role,
                  .title = command.title,
                  .subjects = command.subjects,
                  .duties = command.duties};
  auto memberships = copies_of(view, command.person);
  Change change;
  change.put(made);
  put_again(change, memberships, made.id);
  memberships.push_back(std::move(made));
  change.put(refreshed(view, *person, memberships));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EndMembership const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const found, view.get<Membership>("ids.membership", command.membership));
  if (found->state == Standing::ended) return Error::conflict("wrong_state", "This membership has ended already.");
  TRY_INTO(auto const person, view.get<Person>("ids.membership", found->person));
  auto ended = *found;
  ended.state = Standing::ended;
  ++ended.version;
  auto memberships = copies_of(view, found->person);
  for (auto& it : memberships) {
    if (it.id == ended.id) it = ended;
  }
  auto after = refreshed(view, *person, memberships);
  bool const leaves = after.left;
  Change change;
  change.put(ended);
  put_again(change, memberships, ended.id);
  change.put(std::move(after));
  auto const answer_key = change.answer_key;
  end_places(change, view, asked, memberships);
  change.answer_key = answer_key;
  if (leaves) {
    // A leaver's sessions end in the same commit; sockets close with it.
    auto const prefix = IndexKey(Index::sessions_by_person).id(found->person).take();
    view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      SessionId const session{~read_u64(key.substr(9))};
      change.remove<Session>(session).remove<SessionSecret>(session);
      return true;
    });
  }
  return change;
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

}  // namespace staffroom
