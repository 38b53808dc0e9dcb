// Using links: an invitation works once, for its address, while its inviter may still make it; passwords and addresses
// likewise. That a link is ours was checked by the server (tests/server/links_test.cpp).
#include <doctest/doctest.h>

#include "tests/support/scenario.hpp"
#include "tests/support/temp_store.hpp"

namespace staffroom::tests {

using namespace std::chrono_literals;

namespace {

constexpr char const* another_hash = "$argon2id$another";

struct Invited {
  InvitationId id;
  std::uint32_t generation = 1;
};

Invited to_tarn(Scenario& s, std::string email = "nia@tarn.example", Role role = Role::subject_lead) {
  InviteToOrganisation invite{.organisation = s.tarn, .email = {std::move(email)}, .person_name = Name{"Nia New"}};
  invite.role = role;
  invite.title = Name{"Maths lead"};
  invite.subjects = {{Name{"Maths"}}};
  invite.ends = s.in_days(200);
  return {InvitationId{id_in(s.nadia.does(std::move(invite)))}};
}

Invited guest(Scenario& s, std::string email = "vicar@diocese.example") {
  InviteToTeam invite{.team = s.maths.team, .email = {std::move(email)}, .organisation = s.diocese};
  invite.relation = TeamRelation::guest;
  invite.channels = {{s.maths.partners}};
  invite.ends = s.in_days(60);
  return {InvitationId{id_in(s.sana.does(std::move(invite)))}};
}

Outcome accept_new(Scenario& s, Invited const& it) {
  return s.as_system(AcceptInvitation{it.id, it.generation, {}, Name{"Nia New"}, another_hash});
}

Outcome accept_as(Colleague const& who, Invited const& it) {
  return who.tries(AcceptInvitation{it.id, it.generation, who.id(), {}, {}});
}

std::string address_of(Scenario& s, Colleague const& who) { return s.store().credential_of(who.id())->email.value; }

std::vector<EmailNote> mails_about(Scenario& s, EmailAbout about) {
  auto all = s.store().emails_waiting(1'000);
  std::erase_if(all, [&](auto const& note) { return note.about != about; });
  return all;
}

}  // namespace

TEST_CASE("accepting makes account and membership in one commit, as invited, and tells the inviter") {
  Scenario s;
  auto const it = to_tarn(s);
  auto const accepted = accept_new(s, it);
  REQUIRE(accepted);
  auto const invitation = Json::parse(accepted->record);
  CHECK(invitation.at("state") == "accepted");
  Colleague const nia(s, PersonId{invitation.at("person").get<std::uint64_t>()});
  CHECK(s.store().credential_of("nia@tarn.example")->id == nia.id());
  nia.signs_in();
  auto const me = nia.sees(GetMe{});
  CHECK(me.at("name") == "Nia New");
  CHECK(me.at("label") == "Maths lead, Tarn Lane Primary");
  REQUIRE(me.at("memberships").size() == 1);
  CHECK(me.at("memberships")[0].at("organisation") == s.tarn.value);
  CHECK(me.at("memberships")[0].at("role") == "subject_lead");
  CHECK(me.at("memberships")[0].at("subjects") == Json{"Maths"});
  CHECK(s.nadia.told_because(Because::invitation_accepted));
  s.advance_to({s.store().now().value + std::chrono::milliseconds(24h * 202).count()});
  CHECK_FALSE(s.store().standing(nia.id())->is_current());  // its last day is over
}

TEST_CASE("it works once") {
  Scenario s;
  auto const it = to_tarn(s);
  REQUIRE(accept_new(s, it));
  CHECK(told(accept_new(s, it)) == "not_found");
  CHECK(told(s.as_system(DeclineInvitation{it.id, it.generation})) == "not_found");
}

TEST_CASE("sent again, withdrawn, declined or expired: the old link is as good as none") {
  Scenario s;
  auto const again = to_tarn(s, "a@tarn.example");
  s.nadia.does(ResendInvitation{again.id});
  CHECK(told(accept_new(s, again)) == "not_found");
  CHECK(told(accept_new(s, {again.id, 2})) == "accepted");
  auto const withdrawn = to_tarn(s, "b@tarn.example");
  s.nadia.does(RevokeInvitation{withdrawn.id});
  CHECK(told(accept_new(s, withdrawn)) == "not_found");
  auto const declined = to_tarn(s, "c@tarn.example");
  CHECK(told(s.as_system(DeclineInvitation{declined.id, 1})) == "accepted");
  CHECK(s.nadia.told_because(Because::invitation_declined));
  CHECK(told(accept_new(s, declined)) == "not_found");
  auto const late = to_tarn(s, "d@tarn.example");
  s.advance(24h * 14);
  CHECK(told(accept_new(s, late)) == "not_found");
  CHECK(told(accept_new(s, {InvitationId{999'999}})) == "not_found");
}

TEST_CASE("it stands on its inviter: without the right there is no acceptance") {
  Scenario s;
  InviteToOrganisation invite{.organisation = s.tarn, .email = {"nia@tarn.example"}};
  Invited const it{InvitationId{id_in(s.harry.does(invite))}};
  s.ends_memberships_of(s.harry);
  CHECK(told(accept_new(s, it)) == "not_found");
  CHECK_FALSE(s.store().credential_of("nia@tarn.example"));
}

TEST_CASE("who has an account accepts signed in, with that address and no other") {
  Scenario s;
  auto const it = to_tarn(s, address_of(s, s.bob));
  CHECK(told(accept_new(s, it)) == "forbidden invited_address");
  CHECK(told(accept_as(s.dan, it)) == "forbidden invited_address");
  // Nobody accepts in another's name.
  CHECK(told(s.dan.tries(AcceptInvitation{it.id, 1, s.bob.id(), {}, {}})) == "not_found");
  CHECK(told(accept_as(s.bob, it)) == "accepted");
  CHECK(s.store().standing(s.bob.id())->roles.size() == 2);
}

TEST_CASE("who left comes back by a new password and a new membership, and nothing else is restored") {
  Scenario s;
  auto const it = to_tarn(s, address_of(s, s.leo));
  auto const before = s.store().credential_of(s.leo.id());
  REQUIRE(accept_new(s, it));
  auto const after = s.store().credential_of(s.leo.id());
  CHECK(after->password_hash == another_hash);
  CHECK(after->version > before->version);
  auto const standing = s.store().standing(s.leo.id());
  REQUIRE(standing->roles.size() == 1);
  CHECK(standing->roles[0].organisation == s.tarn);
  CHECK(s.leo.sees(GetPerson{s.leo.id()}).at("name") == "Leo Leaver");
  CHECK(s.store().verify().empty());
}

TEST_CASE("a guest gets a partner's account, the place and its channels, all until the same day") {
  Scenario s;
  auto const it = guest(s);
  auto const accepted = accept_new(s, it);
  REQUIRE(accepted);
  Colleague const vicar(s, PersonId{Json::parse(accepted->record).at("person").get<std::uint64_t>()});
  CHECK(vicar.lists(ListChannels{s.maths.team}) == std::vector{s.maths.partners.value});
  CHECK_FALSE(vicar.finds(GetTopic{s.maths.topic}));
  CHECK_FALSE(s.store().standing(vicar.id())->in_network());
  CHECK(s.sana.told_because(Because::invitation_accepted));
  s.advance(24h * 62);
  CHECK(s.store().standing(vicar.id())->teams.empty());
  CHECK_FALSE(s.store().standing(vicar.id())->is_current());
}

TEST_CASE("a colleague who is invited to a team joins it as a member; without an account their school comes first") {
  Scenario s;
  auto const invite = [&](std::string email) {
    return Invited{InvitationId{id_in(s.sana.does(InviteToTeam{.team = s.maths.team, .email = {std::move(email)}}))}};
  };
  auto const to_dan = invite(address_of(s, s.dan));
  CHECK(told(accept_as(s.dan, to_dan)) == "accepted");
  CHECK(s.place_of(s.dan, s.maths.team));
  CHECK(s.sana.sees(GetTeam{s.maths.team}).at("members") == 5);
  CHECK(told(accept_new(s, invite("unknown@tarn.example"))) == "conflict no_account");
  auto const to_paul = invite(address_of(s, s.paul));  // of a partner organisation: a guest only
  CHECK(told(accept_as(s.paul, to_paul)).starts_with("unprocessable"));
}

TEST_CASE("a place that is not open any more takes nobody") {
  Scenario s;
  auto const it = guest(s);
  s.sana.does(ArchiveTeam{s.maths.team});
  CHECK(told(accept_new(s, it)) == "not_found");
}

TEST_CASE("a forgotten password: only who may sign in gets a mail, and the asker learns nothing") {
  Scenario s;
  auto const known = s.as_system(AskReset{{address_of(s, s.bob)}});
  auto const unknown = s.as_system(AskReset{{"nobody@nowhere.example"}});
  auto const left = s.as_system(AskReset{{address_of(s, s.leo)}});
  REQUIRE((known && unknown && left));
  CHECK(unknown->record.empty());
  auto const mails = mails_about(s, EmailAbout::reset);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].person == s.bob.id());
  CHECK(told(s.bob.tries(AskReset{{address_of(s, s.alice)}})) == "not_found");  // no command of people
}

TEST_CASE("a new password ends every session, is told by mail, and its link is used up") {
  Scenario s;
  s.bob.signs_in();
  s.bob.signs_in();
  auto const version = s.store().credential_of(s.bob.id())->version;
  REQUIRE(s.as_system(SetPassword{s.bob.id(), version, another_hash}));
  CHECK(s.bob.lists(ListSessions{}).empty());
  CHECK(s.store().credential_of(s.bob.id())->password_hash == another_hash);
  CHECK(mails_about(s, EmailAbout::password_changed).size() == 1);
  CHECK(told(s.as_system(SetPassword{s.bob.id(), version, another_hash})) == "not_found");
  CHECK(told(s.bob.tries(SetPassword{s.bob.id(), version + 1, another_hash})) == "not_found");
}

TEST_CASE("this was not me: the link is dead, the password and the sessions stay") {
  Scenario s;
  s.bob.signs_in();
  auto const before = *s.store().credential_of(s.bob.id());
  REQUIRE(s.as_system(DisownReset{s.bob.id(), before.version}));
  CHECK(s.store().credential_of(s.bob.id())->password_hash == before.password_hash);
  CHECK(s.bob.lists(ListSessions{}).size() == 1);
  CHECK(told(s.as_system(SetPassword{s.bob.id(), before.version, another_hash})) == "not_found");
}

TEST_CASE("a disabled account is opened by no link") {
  Scenario s;
  auto const version = s.store().credential_of(s.carol.id())->version;
  s.nadia.does(DisablePerson{s.carol.id()});
  CHECK(told(s.as_system(SetPassword{s.carol.id(), version, another_hash})) == "not_found");
  auto const now = s.store().credential_of(s.carol.id())->version;
  CHECK(told(s.as_system(SetPassword{s.carol.id(), now, another_hash})) == "not_found");
  REQUIRE(s.as_system(AskReset{{address_of(s, s.carol)}}));
  CHECK(mails_about(s, EmailAbout::reset).empty());
}

TEST_CASE("a new address counts when it is confirmed, and only the one that waits") {
  Scenario s;
  auto const old = address_of(s, s.bob);
  s.bob.does(ChangeEmail{s.bob.id(), {"bob.brook@kirkby.example"}});
  CHECK(address_of(s, s.bob) == old);
  CHECK(mails_about(s, EmailAbout::email_confirm).size() == 1);
  CHECK(told(s.as_system(ConfirmEmail{s.bob.id(), {"other@kirkby.example"}})) == "not_found");
  REQUIRE(s.as_system(ConfirmEmail{s.bob.id(), {"bob.brook@kirkby.example"}}));
  CHECK(address_of(s, s.bob) == "bob.brook@kirkby.example");
  CHECK_FALSE(s.store().credential_of(old));
  CHECK(told(s.as_system(ConfirmEmail{s.bob.id(), {"bob.brook@kirkby.example"}})) == "not_found");
  CHECK_FALSE(s.bob.sees(GetAccount{s.bob.id()}).contains("pending_email"));
}

}  // namespace staffroom::tests
