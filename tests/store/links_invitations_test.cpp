// Invitations: who may send them to where, how often, and what ends them. What accepting does is told in
// links_use_test.cpp.
#include <doctest/doctest.h>

#include "tests/support/scenario.hpp"
#include "tests/support/temp_store.hpp"

namespace staffroom::tests {

using namespace std::chrono_literals;

namespace {

InviteToOrganisation to_tarn(std::string email = "new.colleague@tarn.example", Role role = Role::staff) {
  return {.organisation = {}, .email = {std::move(email)}, .person_name = Name{"Nia New"}, .role = role};
}

InvitationId invites(Colleague const& who, InviteToOrganisation command, OrganisationId to) {
  command.organisation = to;
  return InvitationId{id_in(who.does(std::move(command)))};
}

Outcome tries(Colleague const& who, InviteToOrganisation command, OrganisationId to) {
  command.organisation = to;
  return who.tries(std::move(command));
}

std::string state_of(Colleague const& who, InvitationId id) {
  return who.sees(GetInvitation{id}).at("state").get<std::string>();
}

InviteToTeam guest_of_maths(Scenario& s, std::string email = "vicar@diocese.example") {
  return {.team = s.maths.team,
          .email = {std::move(email)},
          .organisation = s.diocese,
          .relation = TeamRelation::guest,
          .channels = {{s.maths.partners}},
          .ends = s.in_days(60)};
}

}  // namespace

TEST_CASE("an invitation is for one address and one place, lives 14 days, and has a mail that is due at once") {
  Scenario s;
  auto const accepted = s.harry.does([&] {
    auto command = to_tarn("New.Colleague@Tarn.Example");
    command.organisation = s.tarn;
    return command;
  }());
  auto const it = Json::parse(accepted.record);
  CHECK(it.at("kind") == "invitation");
  CHECK(it.at("state") == "pending");
  CHECK(it.at("email") == "new.colleague@tarn.example");
  CHECK(it.at("author") == s.harry.id().value);
  CHECK(it.at("expires").get<std::int64_t>() - it.at("created").get<std::int64_t>() == 14ll * 24 * 3'600'000);
  auto const waiting = s.store().emails_waiting(100);
  auto const mail = std::find_if(waiting.begin(), waiting.end(),
                                 [](auto const& note) { return note.about == EmailAbout::invitation; });
  REQUIRE(mail != waiting.end());
  CHECK(mail->to.value == "new.colleague@tarn.example");
  CHECK(mail->invitation->value == id_in(accepted));
  CHECK(mail->next_at == s.store().now());
}

TEST_CASE("administrators and heads invite to their organisation, others are refused, strangers find nothing") {
  Scenario s;
  CHECK(told(tries(s.carol, to_tarn(), s.tarn)) == "forbidden role");
  CHECK(told(tries(s.tom, to_tarn(), s.tarn)) == "forbidden role");  // of the other trust
  CHECK(told(tries(s.priya, to_tarn(), s.tarn)) == "not_found");
  CHECK(told(tries(s.harry, to_tarn(), OrganisationId{999'999})) == "not_found");
  CHECK(told(tries(s.harry, to_tarn(), s.tarn)) == "accepted");
  CHECK(told(tries(s.nadia, to_tarn("another@tarn.example"), s.tarn)) == "accepted");
}

TEST_CASE("a head gives roles below their own only, an administrator every role that exists there") {
  Scenario s;
  CHECK(told(tries(s.harry, to_tarn("a@tarn.example", Role::administrator), s.tarn)) == "forbidden rank");
  CHECK(told(tries(s.harry, to_tarn("b@tarn.example", Role::headteacher), s.tarn)) == "forbidden rank");
  CHECK(told(tries(s.harry, to_tarn("c@tarn.example", Role::subject_lead), s.tarn)) == "accepted");
  CHECK(told(tries(s.nadia, to_tarn("d@tarn.example", Role::administrator), s.tarn)) == "accepted");
  CHECK(told(tries(s.nadia, to_tarn("e@tarn.example", Role::partner), s.tarn)) == "unprocessable body.role");
}

TEST_CASE("what no mail can be sent to is refused") {
  Scenario s;
  for (auto const* address : {"nobody", "a b@tarn.example", "a@b", "x@tarn.example>\n", "<x@tarn.example>",
                              "x@tarn.example, y@tarn.example", "\"x y\"@tarn.example", ".x@tarn.example",
                              "x@-tarn.example", "x..y@tarn.example", "x@tarn..example", "schön@tarn.example"}) {
    CAPTURE(address);
    CHECK(told(tries(s.harry, to_tarn(address), s.tarn)) == "unprocessable body.email");
  }
}

TEST_CASE("a place that has not joined or is closed takes nobody") {
  Scenario s;
  auto const listed =
      s.as_system(CreateOrganisation{.type = OrganisationType::school, .parent = s.moor, .title = {"Listed School"}});
  REQUIRE(listed);
  OrganisationId const school{id_in(*listed)};
  if (s.nadia.sees(GetOrganisation{school}).value("state", "joined") == "joined") {
    REQUIRE(told(s.nadia.tries(CloseOrganisation{school})) == "accepted");
  }
  CHECK(told(tries(s.nadia, to_tarn(), school)).starts_with("conflict"));
}

TEST_CASE("the same address is invited to the same place once, and not when it belongs there already") {
  Scenario s;
  invites(s.harry, to_tarn(), s.tarn);
  CHECK(told(tries(s.harry, to_tarn("NEW.colleague@tarn.example"), s.tarn)) == "conflict already_invited");
  CHECK(told(tries(s.nadia, to_tarn(), s.moor)) == "accepted");  // another place
  auto const carol = s.store().credential_of(s.carol.id())->email.value;
  CHECK(told(tries(s.harry, to_tarn(carol), s.tarn)) == "conflict already_member");
}

TEST_CASE("nobody invites more than 200 people in a day, withdrawn ones included") {
  Scenario s(Scenario::Fill::network_only);
  for (std::size_t number = 0; number < limits::invitations_per_day_max; ++number) {
    auto const id = invites(s.harry, to_tarn("person" + std::to_string(number) + "@tarn.example"), s.tarn);
    if (number % 2 == 0) s.harry.does(RevokeInvitation{id});
  }
  CHECK(told(tries(s.harry, to_tarn("one.more@tarn.example"), s.tarn)) == "conflict too_many_invitations");
  CHECK(told(tries(s.nadia, to_tarn("one.more@tarn.example"), s.tarn)) == "accepted");
  s.advance(24h);
  CHECK(told(tries(s.harry, to_tarn("two.more@tarn.example"), s.tarn)) == "accepted");
}

TEST_CASE("sent again it has a new link and a new term, three times a day") {
  Scenario s;
  auto const id = invites(s.harry, to_tarn(), s.tarn);
  auto const before = s.harry.sees(GetInvitation{id});
  s.advance(1h);
  for (int time = 0; time < 3; ++time) s.harry.does(ResendInvitation{id});
  CHECK(told(s.harry.tries(ResendInvitation{id})) == "conflict resent_often");
  auto const after = s.harry.sees(GetInvitation{id});
  CHECK(after.at("generation") == 4);
  CHECK(after.at("expires").get<std::int64_t>() == before.at("expires").get<std::int64_t>() + 3'600'000);
  s.advance(24h);
  CHECK(told(s.harry.tries(ResendInvitation{id})) == "accepted");
}

TEST_CASE("the inviter, administrators and a team's leads withdraw; others do not know of it") {
  Scenario s;
  auto const id = invites(s.harry, to_tarn(), s.tarn);
  CHECK(told(s.carol.tries(RevokeInvitation{id})) == "not_found");
  CHECK(told(s.tom.tries(RevokeInvitation{id})) == "not_found");
  CHECK(s.carol.tries(RevokeInvitation{id}).error() == s.carol.tries(RevokeInvitation{InvitationId{999'999}}).error());
  s.nadia.does(RevokeInvitation{id});
  CHECK(state_of(s.harry, id) == "revoked");
  CHECK(told(s.harry.tries(RevokeInvitation{id})) == "conflict wrong_state");
  CHECK(told(s.harry.tries(ResendInvitation{id})) == "conflict wrong_state");
  auto const guest = InvitationId{id_in(s.sana.does(guest_of_maths(s)))};
  CHECK(told(s.bob.tries(RevokeInvitation{guest})) == "not_found");  // a member, no lead
  s.tom.does(RevokeInvitation{guest});                               // administers the team's organisation
}

TEST_CASE("leads invite to their team: colleagues as members, partners as guests with channels and a last day") {
  Scenario s;
  InviteToTeam const member{.team = s.maths.team, .email = {"somebody@moor.example"}};
  CHECK(told(s.bob.tries(member)) == "forbidden members_may_invite");
  CHECK(told(s.dan.tries(member)) == "forbidden role");  // finds the team, is not in it
  CHECK(told(s.sana.tries(member)) == "accepted");
  CHECK(told(s.sana.tries(member)) == "conflict already_invited");
  auto with_end = member;
  with_end.ends = s.in_days(3);
  CHECK(told(s.sana.tries(with_end)) == "unprocessable body.ends");
  auto as_lead = member;
  as_lead.relation = TeamRelation::lead;
  CHECK(told(s.sana.tries(as_lead)) == "unprocessable body.relation");
  auto const hidden = InviteToTeam{.team = s.heads.team, .email = {"somebody@moor.example"}};
  CHECK(told(s.sana.tries(hidden)) == "not_found");

  auto guest = guest_of_maths(s);
  guest.organisation.reset();
  CHECK(told(s.sana.tries(guest)) == "unprocessable body.organisation");
  guest.organisation = s.tarn;
  CHECK(told(s.sana.tries(guest)) == "unprocessable body.organisation");
  guest = guest_of_maths(s);
  guest.ends.reset();
  CHECK(told(s.sana.tries(guest)) == "forbidden end_date");
  guest.ends = s.in_days(400);
  CHECK(told(s.sana.tries(guest)) == "forbidden end_date");
  guest = guest_of_maths(s);
  guest.channels = {{s.phonics.partners}};
  CHECK(told(s.sana.tries(guest)) == "not_found");
  CHECK(told(s.sana.tries(guest_of_maths(s))) == "accepted");
  auto const alice = s.store().credential_of(s.alice.id())->email.value;
  CHECK(told(s.sana.tries(InviteToTeam{.team = s.maths.team, .email = {alice}})) == "conflict already_member");
}

TEST_CASE("what an organisation tightens binds invitations, also those on their way") {
  Scenario s;
  InviteToTeam const member{.team = s.maths.team, .email = {"somebody@moor.example"}};
  s.nadia.does(EditSettings{.organisation = s.network, .members_may_invite = true});
  s.tom.does(EditSettings{.organisation = s.aire, .members_may_invite = true});
  s.tom.does(EditSettings{.organisation = s.kirkby, .members_may_invite = true});
  CHECK(told(s.bob.tries(member)) == "accepted");
  auto const guest = InvitationId{id_in(s.sana.does(guest_of_maths(s)))};
  s.tom.does(EditSettings{.organisation = s.kirkby, .partners_allowed = false, .invite_outside = false});
  auto other = member;
  other.email = {"another@moor.example"};
  CHECK(told(s.sana.tries(other)) == "forbidden invite_outside");
  CHECK(told(s.sana.tries(guest_of_maths(s, "curate@diocese.example"))) == "forbidden invite_outside");
  CHECK(told(s.as_system(AcceptInvitation{guest, 1, {}, Name{"Vic"}, "$hash"})) == "not_found");
}

TEST_CASE("an archived team takes nobody, and archiving withdraws what is pending") {
  Scenario s;
  auto const id = InvitationId{id_in(s.sana.does(guest_of_maths(s)))};
  s.sana.does(ArchiveTeam{s.maths.team});
  CHECK(state_of(s.sana, id) == "revoked");
  CHECK(told(s.sana.tries(guest_of_maths(s))) == "conflict wrong_state");
}

TEST_CASE("a lead who goes takes the invitations along") {
  Scenario s;
  s.sana.appoints(s.maths.team, s.alice);
  auto const id = InvitationId{id_in(s.alice.does(guest_of_maths(s)))};
  auto const other = InvitationId{id_in(s.sana.does(guest_of_maths(s, "curate@diocese.example")))};
  s.sana.does(ChangeTeamRelation{s.place_of(s.alice, s.maths.team), TeamRelation::member});
  CHECK(state_of(s.sana, id) == "revoked");
  CHECK(state_of(s.sana, other) == "pending");
  s.sana.appoints(s.maths.team, s.bob);
  auto const third = InvitationId{id_in(s.bob.does(guest_of_maths(s)))};
  s.bob.leaves(s.maths.team);
  CHECK(state_of(s.sana, third) == "revoked");
}

TEST_CASE("nobody answers: it is over after 14 days, and the inviter is told") {
  Scenario s;
  auto const id = invites(s.harry, to_tarn(), s.tarn);
  s.advance(24h * 14 - 1min);
  CHECK(state_of(s.harry, id) == "pending");
  s.advance(1min);
  CHECK(state_of(s.harry, id) == "expired");
  CHECK(s.harry.told_because(Because::invitation_expired));
}

TEST_CASE("lists show invitations to those who may read them, newest first") {
  Scenario s;
  auto const first = invites(s.harry, to_tarn("a@tarn.example"), s.tarn);
  auto const second = invites(s.nadia, to_tarn("b@tarn.example"), s.tarn);
  CHECK(s.nadia.lists(ListInvitations{s.tarn}) == std::vector{second.value, first.value});
  CHECK(s.harry.lists(ListInvitations{s.tarn}) == std::vector{first.value});
  CHECK(s.carol.lists(ListInvitations{s.tarn}).empty());
  auto const guest = id_in(s.sana.does(guest_of_maths(s)));
  CHECK(s.sana.lists(ListTeamInvitations{s.maths.team}) == std::vector{guest});
  CHECK(s.tom.lists(ListTeamInvitations{s.maths.team}) == std::vector{guest});
  CHECK(s.tom.lists(ListInvitations{s.kirkby}) == std::vector{guest});  // the team's organisation
  auto const member = id_in(s.sana.does(InviteToTeam{.team = s.maths.team, .email = {"somebody@moor.example"}}));
  CHECK(s.tom.lists(ListInvitations{s.kirkby}) == std::vector{member, guest});  // each once
  CHECK(s.sana.lists(ListTeamInvitations{s.maths.team}) == std::vector{member, guest});
  CHECK(s.bob.lists(ListTeamInvitations{s.maths.team}).empty());
  CHECK_FALSE(s.bob.finds(GetInvitation{InvitationId{guest}}));
}

}  // namespace staffroom::tests
