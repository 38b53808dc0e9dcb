// Links by mail: invitations, setting a password, confirming an address. A link's token is never stored: it is a code
// over what the record says (server/links.hpp), opened by GET and used by POST only.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/notifications_mail.hpp"
#include "protocol/people.hpp"
#include "protocol/route.hpp"
#include "protocol/teams.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class InvitationState : std::uint8_t { pending, accepted, declined, revoked, expired };
BOOST_DESCRIBE_ENUM(InvitationState, pending, accepted, declined, revoked, expired)

/// For one address, one place, one role. With a team: to that team as `relation`; who has no account yet gets one at
/// `organisation` (a partner organisation for guests) with `role`.
struct Invitation {
  static constexpr Kind kind = Kind::invitation;
  static constexpr std::string_view path = "/invitations/{id}";
  InvitationId id;
  std::uint32_t version = 1;
  PersonId author;
  Email email;
  std::optional<Name> person_name;
  OrganisationId organisation;
  Role role = Role::staff;
  std::optional<Name> title;
  Many<Name, 20> subjects;
  std::optional<TeamId> team;
  TeamRelation relation = TeamRelation::member;          // in the team
  Many<ChannelId, limits::guest_channels_max> channels;  // of a guest
  std::optional<Date> ends;                              // of a guest, or of the membership: last day
  Note note;                                             // the inviter's own words, in the mail
  InvitationState state = InvitationState::pending;
  std::uint32_t generation = 1;  // of the link: a new one ends the old
  std::optional<Date> resent_on;
  std::uint32_t resent = 0;        // times on that day
  std::optional<PersonId> person;  // who accepted
  TimestampMs created;
  TimestampMs expires;
};
STAFFROOM_DESCRIBE(Invitation, (),
                   (id, version, author, email, person_name, organisation, role, title, subjects, team, relation,
                    channels, ends, note, state, generation, resent_on, resent, person, created, expires))

struct InviteToOrganisation {
  static constexpr std::string_view name = "invite_to_organisation";
  static constexpr Route route{Method::post, "/organisations/{organisation}/invitations"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  Email email;
  std::optional<Name> person_name;
  Role role = Role::staff;
  std::optional<Name> title;
  Many<Name, 20> subjects;
  std::optional<Date> ends;
  Note note;
};
STAFFROOM_DESCRIBE(InviteToOrganisation, (), (organisation, email, person_name, role, title, subjects, ends, note))

/// As member, or as guest of a partner organisation with a last day and channels.
struct InviteToTeam {
  static constexpr std::string_view name = "invite_to_team";
  static constexpr Route route{Method::post, "/teams/{team}/invitations"};
  static constexpr Success success = Success::created;
  TeamId team;
  Email email;
  std::optional<Name> person_name;
  std::optional<OrganisationId> organisation;  // of a guest: their partner organisation
  TeamRelation relation = TeamRelation::member;
  Many<ChannelId, limits::guest_channels_max> channels;
  std::optional<Date> ends;
  Note note;
};
STAFFROOM_DESCRIBE(InviteToTeam, (), (team, email, person_name, organisation, relation, channels, ends, note))

/// A new link; the old one is dead. At most limits::resends_per_day_max a day.
struct ResendInvitation {
  static constexpr std::string_view name = "resend_invitation";
  static constexpr Route route{Method::post, "/invitations/{invitation}/resend"};
  static constexpr Success success = Success::changed;
  InvitationId invitation;
};
STAFFROOM_DESCRIBE(ResendInvitation, (), (invitation))

struct RevokeInvitation {
  static constexpr std::string_view name = "revoke_invitation";
  static constexpr Route route{Method::post, "/invitations/{invitation}/revoke"};
  static constexpr Success success = Success::changed;
  InvitationId invitation;
};
STAFFROOM_DESCRIBE(RevokeInvitation, (), (invitation))

/// Internal: the server has checked the link. `person`: the signed-in one who accepts; absent: a new account is made
/// from name and password hash.
struct AcceptInvitation {
  static constexpr std::string_view name = "accept_invitation";
  InvitationId invitation;
  std::uint32_t generation = 0;
  std::optional<PersonId> person;
  std::optional<Name> person_name;
  std::string password_hash;
};
STAFFROOM_DESCRIBE(AcceptInvitation, (), (invitation, generation, person, person_name, password_hash))

struct DeclineInvitation {
  static constexpr std::string_view name = "decline_invitation";
  InvitationId invitation;
  std::uint32_t generation = 0;
};
STAFFROOM_DESCRIBE(DeclineInvitation, (), (invitation, generation))

/// Internal: somebody forgot a password. Accepted whether or not there is such an account; only one that exists, is
/// current and not disabled gets a mail.
struct AskReset {
  static constexpr std::string_view name = "ask_reset";
  Email email;
};
STAFFROOM_DESCRIBE(AskReset, (), (email))

/// Internal: from a link (reset or welcome), which names the credential's version: it works once. Ends all sessions.
struct SetPassword {
  static constexpr std::string_view name = "set_password";
  PersonId person;
  std::uint32_t checked_version = 0;
  std::string password_hash;
};
STAFFROOM_DESCRIBE(SetPassword, (), (person, checked_version, password_hash))

/// Internal: "this was not me": the link is dead.
struct DisownReset {
  static constexpr std::string_view name = "disown_reset";
  PersonId person;
  std::uint32_t checked_version = 0;
};
STAFFROOM_DESCRIBE(DisownReset, (), (person, checked_version))

/// Internal: the link to the new address was used.
struct ConfirmEmail {
  static constexpr std::string_view name = "confirm_email";
  PersonId person;
  Email email;
};
STAFFROOM_DESCRIBE(ConfirmEmail, (), (person, email))

/// `unsubscribe`: of a mail; `calendar`: the address of a feed, which no page opens; `quote`: a supplier's own page.
enum class LinkType : std::uint8_t { invitation, password, email, unsubscribe, calendar, quote };
BOOST_DESCRIBE_ENUM(LinkType, invitation, password, email, unsubscribe, calendar, quote)

/// What the page behind a link shows before anything is done. Only the bearer of the link sees it.
struct LinkView {
  LinkType type = LinkType::invitation;
  Email email;
  std::optional<Name> person_name;
  bool has_account = false;               // an invitation to somebody who signs in to accept
  std::optional<std::string> invited_by;  // name
  std::optional<std::string> invited_by_label;
  std::optional<Name> organisation;
  std::optional<Name> team;
  std::optional<Purpose> team_purpose;
  std::optional<Role> role;
  std::optional<TeamRelation> relation;
  std::optional<Date> ends;
  std::optional<Note> note;
  std::optional<Unsubscribed> unsubscribe;  // what would not be mailed any more
  TimestampMs expires;
};
STAFFROOM_DESCRIBE(LinkView, (),
                   (type, email, person_name, has_account, invited_by, invited_by_label, organisation, team,
                    team_purpose, role, relation, ends, note, unsubscribe, expires))

/// POST /password-resets, by anybody: always answered alike.
struct ForgotPassword {
  static constexpr std::string_view name = "forgot_password";
  static constexpr Route route{Method::post, "/password-resets"};
  Email email;
};
STAFFROOM_DESCRIBE(ForgotPassword, (), (email))

/// POST /links/{token}/accept. For an invitation with an account: signed in, empty body.
struct UseLink {
  static constexpr std::string_view name = "use_link";
  std::optional<Name> person_name;
  std::optional<NewPassword> password;
};
STAFFROOM_DESCRIBE(UseLink, (), (person_name, password))

/// Those to this organisation (and to teams of it) that I may read, newest first.
struct ListInvitations {
  static constexpr std::string_view name = "list_invitations";
  static constexpr Route route{Method::get, "/organisations/{organisation}/invitations"};
  using Item = Invitation;
  OrganisationId organisation;
};
STAFFROOM_DESCRIBE(ListInvitations, (), (organisation))

struct ListTeamInvitations {
  static constexpr std::string_view name = "list_team_invitations";
  static constexpr Route route{Method::get, "/teams/{team}/invitations"};
  using Item = Invitation;
  TeamId team;
};
STAFFROOM_DESCRIBE(ListTeamInvitations, (), (team))

struct GetInvitation {
  static constexpr std::string_view name = "get_invitation";
  static constexpr Route route{Method::get, "/invitations/{invitation}"};
  using Item = Invitation;
  InvitationId invitation;
};
STAFFROOM_DESCRIBE(GetInvitation, (), (invitation))

}  // namespace staffroom
