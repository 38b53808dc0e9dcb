// Invitations: making, sending again, withdrawing, listing. Using them is in accounts_links_use.cpp.
#include <algorithm>

#include "store/accounts.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/invitations.hpp"
#include "store/mails.hpp"
#include "store/memberships.hpp"
#include "store/notices.hpp"
#include "store/organisations_settings.hpp"
#include "store/places.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::chrono::milliseconds a_day = std::chrono::hours{24};

/// Who reads the place but may not invite to it is told so; the table's rows speak of invitations only.
Result<void> may_invite(Door const& door, Action action, Subject const& subject) {
  auto allowed = door.may(Thing::invitation, action, subject);
  if (allowed || allowed.error().code != ErrorCode::not_found) return allowed;
  return Error::forbidden("role", action == Action::create_for_team
                                      ? "This is not yours to do. It is for: the team's leads."
                                      : "This is not yours to do. It is for: administrators, heads and trust leaders.");
}

Subject place_of(Invitation const& wanted, std::shared_ptr<Team const> team, View const& view) {
  Subject subject;
  if (!team) {
    subject.organisation = wanted.organisation;
    subject.role_given = wanted.role;
    return subject;
  }
  subject.organisation = team->organisation;
  subject.team = std::move(team);
  subject.ends = wanted.ends;
  if (auto const person = accounts::person_with(view, wanted.email.value)) {
    subject.target = person;
  }
  // A guest is of the partner organisation, whoever has the address.
  if (wanted.relation == TeamRelation::guest) {
    subject.target = {};
    subject.target_organisation = wanted.organisation;
  }
  return subject;
}

Result<void> check_address(Email const& email) {
  if (mails::is_address(email.value)) return {};
  return Error::unprocessable("body.email", "This is no e-mail address that mail can be sent to.");
}

/// No other pending invitation of this address to this place, and not too many by one person in a day.
Result<void> check_number(View const& view, Asked const& asked, Invitation const& wanted) {
  bool invited = false;
  auto const prefix = IndexKey(Index::invitations_by_email).text(folded(wanted.email.value)).byte(0).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const other = view.find<Invitation>(InvitationId{read_u64(key.substr(key.size() - 8))});
    bool const same_place =
        other && other->team == wanted.team && (wanted.team || other->organisation == wanted.organisation);
    invited = invited || same_place;
    return !invited;
  });
  if (invited) {
    return Error::conflict("already_invited", "This address is invited already. Send that invitation again instead.");
  }
  std::size_t made = 0;
  auto const mine = IndexKey(Index::invitations_made_by).id(asked.actor.person).take();
  view.scan_index(mine, {}, [&](std::string_view key, std::string_view) {
    auto const one = view.find<Invitation>(InvitationId{~read_u64(key.substr(9))});
    if (one && asked.now - one->created >= a_day) return false;
    return ++made < limits::invitations_per_day_max;
  });
  if (made < limits::invitations_per_day_max) return {};
  return Error::conflict("too_many_invitations",
                         "You have invited 200 people in a day. Go on tomorrow, or import them.");
}

bool belongs_to(View const& view, PersonId person, OrganisationId node) {
  auto const all = tree::memberships_of(view, person);
  return std::any_of(all.begin(), all.end(),
                     [&](auto const& it) { return it->organisation == node && it->state != Standing::ended; });
}

void mail_link(Change& change, View const& view, Asked& asked, Invitation const& invitation) {
  EmailNote note{.about = EmailAbout::invitation, .invitation = invitation.id, .to = invitation.email};
  // Those who administer the inviting place see how far it got.
  auto const team = invitation.team ? view.find<Team>(*invitation.team) : nullptr;
  note.organisation = team ? team->organisation : invitation.organisation;
  mails::note(change, asked, std::move(note));
}

Change made(View const& view, Asked& asked, Invitation wanted) {
  wanted.id = asked.take<InvitationId>();
  wanted.author = asked.actor.person;
  wanted.created = asked.now;
  wanted.expires = asked.now + limits::invitation_lives;
  Change change;
  change.put(wanted);
  mail_link(change, view, asked, wanted);
  return change;
}

Result<void> check_guest(View const& view, Door const& door, Asked const& asked, InviteToTeam const& command,
                         Team const& team) {
  if (!command.organisation) {
    return Error::unprocessable("body.organisation", "Say which partner organisation the guest is of.");
  }
  TRY_INTO(auto const node, door.readable<Organisation>("body.organisation", *command.organisation));
  if (node->type != OrganisationType::partner) {
    return Error::unprocessable("body.organisation",
                                "Guests are of partner organisations. Colleagues are invited as members.");
  }
  if (node->state != OrganisationState::joined) {
    return Error::conflict("not_joined", node->name.value + " has not joined, or is closed.");
  }
  auto const days_max = settings::effective(view, team.organisation).guest_days;
  bool const in_time = command.ends && *command.ends >= asked.today &&
                       command.ends->days - asked.today.days <= static_cast<std::int32_t>(days_max);
  if (!in_time) return Error::forbidden("end_date");
  return places::check_channels(view, team, command.channels);
}

/// May this person withdraw it or send it again? Its place is the team's organisation and, of a guest, also the
/// partner organisation.
Result<std::shared_ptr<Invitation const>> invitation_for(View const& view, Asked const& asked, InvitationId id,
                                                         Action action) {
  Door const door(view, asked);
  TRY_INTO(auto const found, door.readable<Invitation>("ids.invitation", id));
  Subject subject{.organisation = found->organisation, .author = found->author};
  if (found->team) subject.team = view.find<Team>(*found->team);
  auto allowed = door.may(Thing::invitation, action, subject);
  if (!allowed && subject.team && subject.team->organisation != found->organisation) {
    subject.organisation = subject.team->organisation;
    allowed = door.may(Thing::invitation, action, subject);
  }
  TRY(allowed);
  TRY(check_version(asked, found->version));
  if (found->state != InvitationState::pending) {
    return Error::conflict("wrong_state", "This invitation has been answered, withdrawn, or is over.");
  }
  return found;
}

void revoke(Change& change, Invitation invitation) {
  invitation.state = InvitationState::revoked;
  ++invitation.version;
  change.put(std::move(invitation));
}

}  // namespace

Result<void> invitations::may_stand(View const& view, Asked const& asked, Invitation const& invitation) {
  auto as_inviter = asked;
  as_inviter.actor = Actor{invitation.author, {}, {}};
  Door const door(view, as_inviter);
  auto const team = invitation.team ? view.find<Team>(*invitation.team) : nullptr;
  if (invitation.team && !team) return Error::not_found();
  auto const action = team ? Action::create_for_team : Action::create_for_organisation;
  return door.may(Thing::invitation, action, place_of(invitation, team, view));
}

void invitations::revoke_to_team(Change& change, View const& view, TeamId team, PersonId author) {
  auto const answer_key = change.answer_key;
  std::size_t seen = 0;
  view.scan_index(IndexKey(Index::invitations_by_team).id(team).take(), {}, [&](std::string_view key, auto) {
    auto const found = view.find<Invitation>(InvitationId{~read_u64(key.substr(9))});
    bool const falls = found && found->state == InvitationState::pending && (!author || found->author == author);
    if (falls) revoke(change, *found);
    return ++seen < limits::decide_scanned_rows_max;
  });
  change.answer_key = answer_key;
}

void invitations::expire(Change& change, View const& view, Asked& asked, InvitationId id) {
  auto const found = view.find<Invitation>(id);
  if (!found || found->state != InvitationState::pending || found->expires > asked.now) return;
  auto expired = *found;
  expired.state = InvitationState::expired;
  ++expired.version;
  change.put(std::move(expired));
  notify(change, view, asked,
         {.to = found->author, .because = Because::invitation_expired, .team = found->team, .invitation = id});
}

Result<Change> decide(View const& view, Asked& asked, InviteToOrganisation const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY(door.readable<Organisation>("ids.organisation", command.organisation));
  Invitation wanted{.email = {folded(command.email.value)},
                    .person_name = command.person_name,
                    .organisation = command.organisation,
                    .role = command.role,
                    .title = command.title,
                    .subjects = command.subjects,
                    .ends = command.ends,
                    .note = command.note};
  TRY(may_invite(door, Action::create_for_organisation, place_of(wanted, nullptr, view)));
  TRY(check_address(wanted.email));
  memberships::Wanted const membership{
      .organisation = wanted.organisation, .role = wanted.role, .title = wanted.title, .ends = wanted.ends};
  TRY(memberships::check(view, asked, {}, membership));
  auto const person = accounts::person_with(view, wanted.email.value);
  if (person && belongs_to(view, person, wanted.organisation)) {
    return Error::conflict("already_member", "This person belongs to the organisation already.");
  }
  TRY(check_number(view, asked, wanted));
  return made(view, asked, std::move(wanted));
}

Result<Change> decide(View const& view, Asked& asked, InviteToTeam const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const team, door.readable<Team>("ids.team", command.team));
  bool const guest = command.relation == TeamRelation::guest;
  Invitation wanted{.email = {folded(command.email.value)},
                    .person_name = command.person_name,
                    .organisation = guest && command.organisation ? *command.organisation : team->organisation,
                    .role = guest ? Role::partner : Role::staff,
                    .team = team->id,
                    .relation = command.relation,
                    .channels = command.channels,
                    .ends = command.ends,
                    .note = command.note};
  TRY(may_invite(door, Action::create_for_team, place_of(wanted, team, view)));
  if (team->state == Archival::archived) {
    return Error::conflict("wrong_state", "This team is archived. Restore it first.");
  }
  if (command.relation == TeamRelation::lead) {
    return Error::unprocessable("body.relation", "Invite them as a member, then make them a lead.");
  }
  if (guest) {
    TRY(check_guest(view, door, asked, command, *team));
  } else if (command.organisation || !command.channels.empty() || command.ends) {
    return Error::unprocessable(command.ends           ? "body.ends"
                                : command.organisation ? "body.organisation"
                                                       : "body.channels",
                                "Members have no organisation, channels or last day of their own: leave this out.");
  }
  TRY(check_address(wanted.email));
  auto const person = accounts::person_with(view, wanted.email.value);
  auto const standing = person ? view.standing(person) : nullptr;
  if (standing && standing->place_in(team->id)) {
    return Error::conflict("already_member", "This person belongs to the team already.");
  }
  TRY(check_number(view, asked, wanted));
  return made(view, asked, std::move(wanted));
}

Result<Change> decide(View const& view, Asked& asked, ResendInvitation const& command) {
  TRY_INTO(auto const found, invitation_for(view, asked, command.invitation, Action::resend));
  auto sent = *found;
  if (sent.resent_on != asked.today) sent.resent = 0;
  if (sent.resent >= limits::resends_per_day_max) {
    return Error::conflict("resent_often", "This invitation was sent three times today. Try again tomorrow.");
  }
  sent.resent_on = asked.today;
  ++sent.resent;
  ++sent.generation;
  ++sent.version;
  sent.expires = asked.now + limits::invitation_lives;
  Change change;
  change.put(sent);
  mail_link(change, view, asked, sent);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RevokeInvitation const& command) {
  TRY_INTO(auto const found, invitation_for(view, asked, command.invitation, Action::revoke));
  Change change;
  revoke(change, *found);
  return change;
}

namespace {

Result<Answer> list(View const& view, Asked const& asked, Page const& page, std::vector<std::string> const& lists) {
  Door const door(view, asked);
  return answer_merged(view, page, lists, [&](std::uint64_t id, Envelope* into) {
    if (!into) return door.readable<Invitation>("", InvitationId{id}).has_value();
    into->item_of<Invitation>(InvitationId{id});
    return true;
  });
}

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, ListInvitations const& query, Page const& page) {
  TRY(Door(view, asked).readable<Organisation>("ids.organisation", query.organisation));
  std::vector<std::string> lists{IndexKey(Index::invitations_by_organisation).id(query.organisation).take()};
  // A guest of one of its teams is invited to a partner organisation: found by the team.
  view.scan_index(IndexKey(Index::teams_all).take(), {}, [&](std::string_view key, std::string_view) {
    TeamId const id{~read_u64(key.substr(1))};
    auto const team = view.find<Team>(id);
    if (team && team->organisation == query.organisation) {
      lists.push_back(IndexKey(Index::invitations_by_team).id(id).take());
    }
    return true;
  });
  return list(view, asked, page, lists);
}

Result<Answer> answer(View const& view, Asked const& asked, ListTeamInvitations const& query, Page const& page) {
  TRY(Door(view, asked).readable<Team>("ids.team", query.team));
  return list(view, asked, page, {IndexKey(Index::invitations_by_team).id(query.team).take()});
}

Result<Answer> answer(View const& view, Asked const& asked, GetInvitation const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Invitation>("ids.invitation", query.invitation));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
