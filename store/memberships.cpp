// Beginning, changing and ending memberships.
#include "store/memberships.hpp"

#include <algorithm>

#include "store/accounts.hpp"
#include "store/buying.hpp"
#include "store/erasure.hpp"
#include "store/mails.hpp"
#include "store/memberships_leaving.hpp"
#include "store/organisations.hpp"
#include "store/profiles.hpp"
#include "store/resources.hpp"
#include "store/reviews.hpp"
#include "store/support.hpp"
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

std::vector<Membership> copies_of(View const& view, PersonId person) {
  std::vector<Membership> out;
  for (auto const& it : tree::memberships_of(view, person)) out.push_back(*it);
  return out;
}

/// The person's memberships with one that is new or changed.
std::vector<Membership> with(View const& view, Membership const& changed) {
  auto out = copies_of(view, changed.person);
  auto const same = std::find_if(out.begin(), out.end(), [&](auto const& it) { return it.id == changed.id; });
  if (same == out.end()) {
    out.push_back(changed);
  } else {
    *same = changed;
  }
  return out;
}

/// Who knows a person, and who administers the account, rests on all their memberships: what stays as it is gets its
/// readers anew.
void settle(Change& change, View const& view, Person const& person, std::vector<Membership> const& memberships,
            MembershipId changed) {
  for (auto const& it : memberships) {
    if (it.id != changed) change.put(it);
  }
  auto after = memberships::refreshed(view, person, memberships);
  bool const comes_or_goes = after.left != person.left;
  change.put(std::move(after));
  for (auto const& it : memberships) {
    auto const terms = comes_or_goes && it.id != changed ? view.find<MembershipTerms>(it.id) : nullptr;
    if (terms) change.put(*terms);
  }
  if (auto const account = view.find<Account>(person.id)) change.put(*account);
  profiles::put_again(change, view, person.id);
}

/// Whether the role exists in an organisation of this type.
Result<void> check_role(Organisation const& node, Role role) {
  bool fits = true;
  switch (node.type) {
    case OrganisationType::network:
    case OrganisationType::trust: fits = role != Role::partner && role != Role::headteacher; break;
    case OrganisationType::school: fits = role != Role::partner && role != Role::trust_leader; break;
    case OrganisationType::partner: fits = role == Role::partner || role == Role::administrator; break;
  }
  if (fits) return {};
  return Error::unprocessable("body.role", "This role does not exist in an organisation of this type.");
}

Result<void> check_dates(Asked const& asked, std::optional<Date> starts, std::optional<Date> ends) {
  if (starts && ends && *ends < *starts) {
    return Error::unprocessable("body.ends", "The last day lies before the first. Change one of them.");
  }
  if (ends && *ends < asked.today) {
    return Error::unprocessable("body.ends", "This day is over. Choose today or a later day.");
  }
  return {};
}

Error has_ended() { return Error::conflict("wrong_state", "This membership has ended. Make a new one instead."); }
Error last_administrator() {
  return Error::conflict("keeps_admin", "This is the network's last administrator. Appoint another one first.");
}

}  // namespace

Person memberships::refreshed(View const& view, Person person, std::vector<Membership> const& memberships) {
  auto label = label_of(view, memberships);
  bool const left = std::none_of(memberships.begin(), memberships.end(),
                                 [](auto const& it) { return it.state == Standing::current; });
  if (view.find<Person>(person.id) && (label != person.label || left != person.left)) ++person.version;
  person.label = std::move(label);
  person.left = left;
  return person;
}

void memberships::put_again(Change& change, View const& view, PersonId id) {
  auto const person = view.find<Person>(id);
  if (!person) return;
  settle(change, view, *person, copies_of(view, id), {});
  for (auto const& it : tree::memberships_of(view, id)) {
    if (auto const terms = view.find<MembershipTerms>(it->id)) change.put(*terms);
  }
}

bool memberships::is_last_administrator(View const& view, Membership const& membership) {
  if (membership.role != Role::administrator || membership.state != Standing::current) return false;
  auto const root = tree::root(view);
  if (membership.organisation != root) return false;
  auto const all = tree::administrators_of(view, root, 2);
  return all.size() == 1 && all.front() == membership.person;
}

MembershipTerms memberships::terms_of(View const& view, Membership const& membership) {
  if (auto const found = view.find<MembershipTerms>(membership.id)) return *found;
  return {.id = membership.id,
          .version = 0,
          .person = membership.person,
          .organisation = membership.organisation,
          .state = membership.state};
}

Result<void> memberships::check(View const& view, Asked const& asked, PersonId person, Wanted const& wanted) {
  TRY_INTO(auto const node, view.get<Organisation>("body.organisation", wanted.organisation));
  TRY(organisations::check_joined(*node));
  TRY(check_role(*node, wanted.role));
  TRY(check_dates(asked, wanted.starts, wanted.ends));
  if (!person) return {};
  if (erasure::is_forgotten(view, person)) {
    return Error::conflict("forgotten", "This person has been forgotten. Add them anew, as somebody new.");
  }
  std::size_t open = 0;
  for (auto const& it : tree::memberships_of(view, person)) {
    if (it->state == Standing::ended) continue;
    ++open;
    if (it->organisation == wanted.organisation && it->role == wanted.role) {
      return Error::conflict("already_member", "This person has this role there already.");
    }
  }
  if (open >= limits::memberships_per_person_max) {
    return Error::conflict("too_many_memberships", "This person has as many memberships as one can have.");
  }
  return {};
}

Result<Membership> memberships::begin(Change& change, View const& view, Asked& asked, Person person,
                                      Wanted const& wanted) {
  TRY(check(view, asked, view.find<Person>(person.id) ? person.id : PersonId{}, wanted));
  bool const planned = wanted.starts && *wanted.starts > asked.today;
  Membership made{.id = asked.take<MembershipId>(),
                  .person = person.id,
                  .organisation = wanted.organisation,
                  .role = wanted.role,
                  .title = wanted.title,
                  .subjects = wanted.subjects,
                  .duties = wanted.duties,
                  .state = planned ? Standing::planned : Standing::current};
  change.put(made);
  change.put(MembershipTerms{.id = made.id,
                             .person = person.id,
                             .organisation = made.organisation,
                             .state = made.state,
                             .starts = wanted.starts,
                             .ends = wanted.ends,
                             .source = wanted.source,
                             .staff_id = wanted.staff_id});
  auto const after = with(view, made);
  settle(change, view, person, after, made.id);
  resources::pass_on(change, view, asked, made.person, after);
  support::pass_on(change, view, asked, made.person);
  reviews::pass_on(change, view, asked, made.person);
  buying::pass_on(change, view, asked, made.person);
  return made;
}

Result<void> memberships::change_to(Change& change, View const& view, Asked& asked, Membership changed) {
  TRY_INTO(auto const before, view.get<Membership>("ids.membership", changed.id));
  if (before->state == Standing::ended) return has_ended();
  TRY_INTO(auto const node, view.get<Organisation>("ids.membership", changed.organisation));
  TRY_INTO(auto const person, view.get<Person>("ids.membership", changed.person));
  if (changed.role != before->role) {
    TRY(check_role(*node, changed.role));
    if (is_last_administrator(view, *before)) return last_administrator();
  }
  changed.version = before->version + 1;
  change.put(changed);
  settle(change, view, *person, with(view, changed), changed.id);
  if (changed.role != before->role) leaving::revoke_invitations(change, view, changed.person, changed);
  support::pass_on(change, view, asked, changed.person);
  reviews::pass_on(change, view, asked, changed.person);
  buying::pass_on(change, view, asked, changed.person);
  return {};
}

Result<void> memberships::set_dates(Change& change, View const& view, Asked& asked, Membership const& membership,
                                    std::optional<Date> starts, std::optional<Date> ends) {
  if (membership.state == Standing::ended) return has_ended();
  TRY(check_dates(asked, starts, ends));
  bool const later = starts && *starts > asked.today;
  if (membership.state == Standing::current && later) {
    return Error::unprocessable("body.starts", "This membership has begun. End it, and make one that starts later.");
  }
  if (membership.state == Standing::current && ends && is_last_administrator(view, membership)) {
    return last_administrator();
  }
  auto terms = terms_of(view, membership);
  terms.starts = starts;
  terms.ends = ends;
  ++terms.version;
  auto changed = membership;
  if (membership.state == Standing::planned && !later) {
    changed.state = Standing::current;
    ++changed.version;
    terms.state = Standing::current;
  }
  auto const key = record_key<MembershipTerms>(terms.id);
  change.put(std::move(terms));
  if (changed.state == membership.state) return {};
  TRY_INTO(auto const person, view.get<Person>("ids.membership", membership.person));
  change.put(changed);
  auto const after = with(view, changed);
  settle(change, view, *person, after, changed.id);
  resources::pass_on(change, view, asked, changed.person, after);
  support::pass_on(change, view, asked, changed.person);
  reviews::pass_on(change, view, asked, changed.person);
  buying::pass_on(change, view, asked, changed.person);
  change.answer_key = key;
  return {};
}

Result<void> memberships::end(Change& change, View const& view, Asked& asked, Membership const& membership) {
  if (membership.state == Standing::ended) return has_ended();
  if (is_last_administrator(view, membership)) return last_administrator();
  TRY_INTO(auto const person, view.get<Person>("ids.membership", membership.person));
  auto ended = membership;
  ended.state = Standing::ended;
  ++ended.version;
  auto terms = terms_of(view, membership);
  if (membership.state == Standing::current && (!terms.ends || *terms.ends > asked.today)) terms.ends = asked.today;
  terms.state = Standing::ended;
  ++terms.version;
  auto const answer_key = change.answer_key.empty() ? record_key<Membership>(ended.id) : change.answer_key;
  change.put(ended).put(std::move(terms));
  auto const after = with(view, ended);
  settle(change, view, *person, after, ended.id);
  if (membership.state == Standing::current) leaving::clear_away(change, view, asked, ended, after);
  change.answer_key = answer_key;
  return {};
}

// ---- the tick

void memberships::start_due(Change& change, View const& view, Asked& asked, MembershipId id) {
  auto const membership = view.find<Membership>(id);
  auto const terms = view.find<MembershipTerms>(id);
  if (!membership || !terms || membership->state != Standing::planned) return;
  auto const node = view.find<Organisation>(membership->organisation);
  if (!node || node->state != OrganisationState::joined) {
    // It closed meanwhile: nobody is added to it.
    static_cast<void>(end(change, view, asked, *membership));
    return;
  }
  auto begun = *membership;
  begun.state = Standing::current;
  ++begun.version;
  auto of_it = *terms;
  of_it.state = Standing::current;
  ++of_it.version;
  change.put(begun).put(std::move(of_it));
  auto const person = view.find<Person>(begun.person);
  if (!person) return;
  auto const after = with(view, begun);
  settle(change, view, *person, after, begun.id);
  resources::pass_on(change, view, asked, begun.person, after);
  support::pass_on(change, view, asked, begun.person);
  reviews::pass_on(change, view, asked, begun.person);
  buying::pass_on(change, view, asked, begun.person);
}

void memberships::end_due(Change& change, View const& view, Asked& asked, MembershipId id) {
  auto const membership = view.find<Membership>(id);
  auto const terms = view.find<MembershipTerms>(id);
  if (!membership || !terms || membership->state == Standing::ended) return;
  if (end(change, view, asked, *membership)) return;
  // The last administrator stays until there is another one: an administrator sees that the end is gone.
  auto endless = *terms;
  endless.ends.reset();
  ++endless.version;
  change.put(std::move(endless));
}

}  // namespace staffroom
