// Using links: accepting and declining invitations, setting a password, confirming an address. The server has checked
// the link's code; here it is checked against the present state, so that it works once.
#include <algorithm>

#include "store/accounts.hpp"
#include "store/audience.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/invitations.hpp"
#include "store/mails.hpp"
#include "store/memberships.hpp"
#include "store/notices.hpp"
#include "store/places.hpp"

namespace staffroom {
namespace {

bool is_disabled(View const& view, PersonId person) {
  auto const account = view.find<Account>(person);
  return account && account->state == AccountState::disabled;
}

bool is_current(View const& view, PersonId person) {
  auto const standing = view.standing(person);
  return standing && standing->is_current();
}

/// Pending, of this generation, in time, and its inviter could still make it: else it does not exist for the bearer.
Result<std::shared_ptr<Invitation const>> live(View const& view, Asked const& asked, InvitationId id,
                                               std::uint32_t generation) {
  auto const found = view.find<Invitation>(id);
  bool const works = found && found->state == InvitationState::pending && found->generation == generation &&
                     found->expires > asked.now && invitations::may_stand(view, asked, *found);
  if (!works) return Error::not_found();
  return found;
}

/// Who accepts.
struct Accepting {
  Person person;
  bool is_new = false;      // made by this change
  bool comes_back = false;  // has an account, but no membership or no password: starts by this link
};

/// Signed in: the one who has the address. Not signed in: somebody new, or somebody who can't sign in.
Result<Accepting> accepting(Change& change, View const& view, Asked& asked, Invitation const& invitation,
                            AcceptInvitation const& command) {
  auto const owner = accounts::person_with(view, invitation.email.value);
  if (command.person) {
    if (owner != *command.person || !is_current(view, owner)) {
      return Error::forbidden("invited_address", "Sign in with the address that was invited.");
    }
    TRY_INTO(auto const person, view.get<Person>("", owner));
    return Accepting{*person};
  }
  if (command.password_hash.empty() || (!owner && !command.person_name)) return Error::not_found();
  if (!owner) {
    if (invitation.team && invitation.relation != TeamRelation::guest) {
      return Error::conflict("no_account",
                             "There is no account with this address. Ask your own school to add you first; then open "
                             "this link again.");
    }
    auto made = accounts::make(change, asked, *command.person_name, invitation.email, command.password_hash);
    return Accepting{.person = std::move(made), .is_new = true};
  }
  auto const credential = view.find<Credential>(owner);
  if (!credential || is_disabled(view, owner)) return Error::not_found();
  if (is_current(view, owner) && !credential->password_hash.empty()) {
    return Error::forbidden("invited_address", "There is an account with this address. Sign in with it first.");
  }
  TRY_INTO(auto const person, view.get<Person>("", owner));
  return Accepting{.person = *person, .comes_back = true};
}

/// Of who starts by this link: the password chosen with it. What begin() put of the account is older.
void set_first_password(Change& change, View const& view, PersonId person, std::string const& hash) {
  auto const credential = view.find<Credential>(person);
  if (!credential) return;
  std::erase_if(change.puts, [&](auto const& put) { return put.key == record_key<Account>(person); });
  auto set = *credential;
  set.password_hash = hash;
  accounts::put_credential(change, view, std::move(set));
}

Result<void> join_organisation(Change& change, View const& view, Asked& asked, Invitation const& invitation,
                               Accepting const& who) {
  memberships::Wanted const wanted{.organisation = invitation.organisation,
                                   .role = invitation.role,
                                   .title = invitation.title,
                                   .subjects = invitation.subjects,
                                   .ends = invitation.ends,
                                   .source = MembershipSource::invitation};
  TRY(memberships::begin(change, view, asked, who.person, wanted));
  return {};
}

Result<void> join_team(Change& change, View const& view, Asked& asked, Invitation const& invitation,
                       Accepting const& who) {
  TRY_INTO(auto const team, view.get<Team>("", *invitation.team));
  if (team->state == Archival::archived) return Error::not_found();
  auto const standing = view.standing(who.person.id);
  if (standing && standing->place_in(team->id)) {
    return Error::conflict("already_member", "You belong to this team already.");
  }
  if (invitation.relation != TeamRelation::guest) {
    TRY(places::check_room(view, who.person.id, *team, ""));
    places::admit(change, view, asked, *team, who.person.id, invitation.relation);
    return {};
  }
  if (!invitation.ends || *invitation.ends < asked.today) return Error::not_found();
  // Channels may be gone meanwhile; those that are left are granted.
  Many<ChannelId, limits::guest_channels_max> channels;
  for (auto const channel : invitation.channels) {
    if (view.find<Channel>(channel)) channels.values.push_back(channel);
  }
  if (channels.empty()) return Error::not_found();
  // Who belongs somewhere already is guest as who they are.
  if (who.is_new || !is_current(view, who.person.id)) TRY(join_organisation(change, view, asked, invitation, who));
  change.put(TeamMembership{.id = asked.take<TeamMembershipId>(),
                            .team = team->id,
                            .person = who.person.id,
                            .relation = TeamRelation::guest,
                            .channels = std::move(channels),
                            .ends = invitation.ends,
                            .since = asked.now});
  return {};
}

/// The credential that a link to set a password names, if it still has that version.
Result<std::shared_ptr<Credential const>> credential_for(View const& view, Asked const& asked, PersonId person,
                                                         std::uint32_t version) {
  if (!asked.actor.is_system()) return Error::not_found();
  auto const found = view.find<Credential>(person);
  if (!found || found->version != version || is_disabled(view, person)) return Error::not_found();
  return found;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, AcceptInvitation const& command) {
  bool const as_themselves = command.person && asked.actor.person == *command.person;
  if (!asked.actor.is_system() && !as_themselves) return Error::not_found();
  TRY_INTO(auto const found, live(view, asked, command.invitation, command.generation));
  Change change;
  change.answer_key = record_key<Invitation>(found->id);
  TRY_INTO(auto const who, accepting(change, view, asked, *found, command));
  if (found->team) {
    TRY(join_team(change, view, asked, *found, who));
  } else {
    TRY(join_organisation(change, view, asked, *found, who));
  }
  if (who.comes_back) set_first_password(change, view, who.person.id, command.password_hash);
  auto accepted = *found;
  accepted.state = InvitationState::accepted;
  accepted.person = who.person.id;
  ++accepted.version;
  change.put(std::move(accepted));
  notify(change, view, asked,
         {.to = found->author,
          .because = Because::invitation_accepted,
          .team = found->team,
          .by = who.person.id,
          .invitation = found->id});
  change.answer_key = record_key<Invitation>(found->id);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, DeclineInvitation const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const found, live(view, asked, command.invitation, command.generation));
  auto declined = *found;
  declined.state = InvitationState::declined;
  ++declined.version;
  Change change;
  change.put(std::move(declined));
  notify(change, view, asked,
         {.to = found->author, .because = Because::invitation_declined, .team = found->team, .invitation = found->id});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AskReset const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  auto const person = accounts::person_with(view, command.email.value);
  auto const credential = person ? view.find<Credential>(person) : nullptr;
  if (!credential || !is_current(view, person) || is_disabled(view, person)) return Change{};
  Change change;
  mails::note(change, asked,
              {.about = EmailAbout::reset,
               .person = person,
               .organisation = mails::organisation_of(view, person),
               .to = credential->email});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, SetPassword const& command) {
  TRY_INTO(auto const found, credential_for(view, asked, command.person, command.checked_version));
  if (command.password_hash.empty()) return Error::not_found();
  bool const had_one = !found->password_hash.empty();
  auto set = *found;
  set.password_hash = command.password_hash;
  Change change;
  accounts::put_credential(change, view, std::move(set));
  accounts::end_sessions(change, view, command.person);
  if (had_one) {
    mails::note(change, asked,
                {.about = EmailAbout::password_changed,
                 .person = command.person,
                 .organisation = mails::organisation_of(view, command.person),
                 .to = found->email});
  }
  change.answer_key = record_key<Account>(command.person);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, DisownReset const& command) {
  TRY_INTO(auto const found, credential_for(view, asked, command.person, command.checked_version));
  Change change;
  accounts::put_credential(change, view, *found);
  change.answer_key = record_key<Account>(command.person);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ConfirmEmail const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  auto const credential = view.find<Credential>(command.person);
  auto const account = view.find<Account>(command.person);
  bool const waits =
      credential && account && account->state == AccountState::active && account->pending_email == command.email;
  if (!waits) return Error::not_found();
  auto const owner = accounts::person_with(view, command.email.value);
  if (owner && owner != command.person) return Error::not_found();
  auto confirmed = *credential;
  confirmed.email = {folded(command.email.value)};
  Change change;
  accounts::put_credential(change, view, std::move(confirmed));
  for (auto& put : change.puts) {
    if (auto* put_account = get_if<Account>(&put.record)) {
      put_account->pending_email.reset();
      put_account->bounces.reset();
      put_account->mail_off.reset();
    }
  }
  mails::answer_email_off(change, view, command.person);
  change.answer_key = record_key<Account>(command.person);
  return change;
}

}  // namespace staffroom
