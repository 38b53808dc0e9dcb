// The story: people, teams, guests and leads.
#include "tests/laws/script.hpp"

namespace staffroom::tests {

void story::people(Law& law) {
  auto& s = law.scenario();
  auto const school = law.system(CreateOrganisation{
      .type = OrganisationType::school, .parent = s.moor, .title = {"Fell View School"}, .phase = Phase::special});
  auto const person = law.system(CreatePerson{{"Nora New"}, {"nora@example.org"}, "$argon2id$hash"});
  PersonId const nora{id_in(person)};
  law.system(CreateMembership{.person = nora, .organisation = {id_in(school)}, .role = Role::staff});
  law.system(CreateMembership{.person = nora, .organisation = s.beckside, .role = Role::subject_lead});
  // Dan comes to a second school of another trust, and leaves the first.
  law.system(CreateMembership{.person = s.dan.id(), .organisation = s.kirkby, .role = Role::staff});
  auto const session = law.system(OpenSession{s.dan.id(), std::string(64, '1'), "Chrome on Windows"});
  s.remember_session(s.dan.id(), {id_in(session)});
  auto const me = s.dan.sees(GetMe{});
  law.system(EndMembership{{me.at("memberships")[0].at("id").get<std::uint64_t>()}});
  auto const other = law.system(OpenSession{s.dan.id(), std::string(64, '2'), "Safari on iPhone"});
  auto const third = law.system(OpenSession{s.dan.id(), std::string(64, '3'), "Edge on Windows"});
  law.advance(std::chrono::minutes{6});
  law.does(s.dan, TouchSession{{id_in(session)}});
  law.does(s.dan, EndSession{{id_in(other)}});
  law.does(s.dan, ReplacePassword{{id_in(session)}, 1, "$argon2id$new"});
  if (s.dan.finds(GetSession{{id_in(third)}})) throw std::runtime_error("a session outlived the password");
  // Tokens for programs: one that is revoked, one that runs out in a later chapter, one whose person leaves.
  auto const token = [&](Colleague const& person, std::uint32_t days, char digit) {
    auto const made = law.does(
        person, OpenApiToken{{"Timetable"}, {{TokenScope::read, TokenScope::talk}}, days, std::string(64, digit)});
    return ApiTokenId{id_in(made)};
  };
  auto const revoked = token(s.dan, 90, '4');
  law.advance(std::chrono::minutes{61});
  law.does(s.dan, TouchApiToken{revoked});
  law.does(s.dan, RevokeApiToken{revoked});
  token(s.bob, 1, '5');
  token(s.alice, 366, '6');
  // Leo comes back as a partner's person, then to a school as well.
  law.system(CreateMembership{.person = s.leo.id(), .organisation = s.university, .role = Role::partner});
  law.system(CreateMembership{.person = s.leo.id(), .organisation = s.tarn, .role = Role::staff});
}

void story::teams(Law& law) {
  auto& s = law.scenario();
  auto const made = law.does(s.sana, CreateTeam{.organisation = s.kirkby,
                                                .team_name = {"Science"},
                                                .purpose = {"Practical work."},
                                                .joining = Joining::closed,
                                                .reach = s.aire});
  TeamId const science{id_in(made)};
  law.does(s.tom, EditTeam{.team = science, .team_name = Name{"Science and nature"}});
  law.does(s.sana, SetJoining{science, Joining::open, s.network});
  law.does(s.carol, JoinTeam{science});
  law.does(s.sana, SetJoining{science, Joining::closed, s.aire});
  law.does(s.sana, AddTeamMember{science, s.alice.id()});
  law.does(s.sana, SetJoining{science, Joining::by_request, s.network});
  auto const first = law.does(s.erin, RequestToJoin{science, {"Please."}});
  law.does(s.erin, WithdrawJoinRequest{{id_in(first)}});
  auto const second = law.does(s.erin, RequestToJoin{science, {"Please, after all."}});
  law.does(s.sana, RefuseJoinRequest{{id_in(second)}, Note{"Next term."}});
  auto const third = law.does(s.erin, RequestToJoin{science, {"It is next term."}});
  law.does(s.sana, AcceptJoinRequest{{id_in(third)}});
  auto const fourth = law.does(s.harry, RequestToJoin{science, {"Me too."}});
  law.does(s.tom, AddTeamMember{science, s.harry.id()});  // answers the request
  (void)fourth;
  law.does(s.tom, ArchiveTeam{science});
  law.does(s.sana, RestoreTeam{science});
  law.does(s.harry, EndTeamMembership{s.place_of(s.harry, science)});
  law.does(s.sana, EndTeamMembership{s.place_of(s.carol, science)});
  law.does(s.sana, SetJoining{science, Joining::closed, s.aire});
}

void story::guests(Law& law) {
  auto& s = law.scenario();
  auto const team = s.maths.team;
  auto const made = law.does(s.sana, CreateChannel{team, {"Moderation"}, {"Shared marking."}, Posting::members});
  ChannelId const moderation{id_in(made)};
  auto const paul = law.does(s.sana, AddTeamGuest{team, s.paul.id(), {{moderation}}, s.in_days(2)});
  TeamMembershipId const place{id_in(paul)};
  law.does(s.sana, GrantChannels{place, {{moderation, s.maths.partners}}});
  law.does(s.sana, GrantChannels{s.place_of(s.priya, team), {{moderation, s.maths.partners}}});
  law.does(s.sana, GrantChannels{place, {{moderation}}});
  law.does(s.sana, GrantChannels{s.place_of(s.priya, team), {{s.maths.partners}}});
  law.does(s.sana, ExtendTeamGuest{place, s.in_days(4)});
  law.does(s.sana, SetPosting{moderation, Posting::everyone});
  law.does(s.sana, EditChannel{.channel = moderation, .guests_may_start = true});
  law.does(s.paul, CreateTopic{moderation, {"Scripts"}, {"Whose turn?"}, {{s.alice.id(), s.priya.id()}}});
  law.does(s.sana, ArchiveChannel{moderation});
  law.does(s.sana, RestoreChannel{moderation});
  // A colleague as guest, who then becomes a member, and one whose time runs out.
  law.does(s.sana, AddTeamGuest{team, s.erin.id(), {{s.maths.partners}}, s.in_days(3)});
  law.does(s.sana, ChangeTeamRelation{s.place_of(s.erin, team), TeamRelation::member});
  law.does(s.sana, EndTeamMembership{place});
  law.does(s.sana, AddTeamGuest{team, s.paul.id(), {{moderation, s.maths.partners}}, s.in_days(1)});
  law.advance(std::chrono::hours{48});
}

void story::leads(Law& law) {
  auto& s = law.scenario();
  auto const team = s.maths.team;
  law.does(s.sana, AppointLead{team, s.bob.id()});
  law.does(s.bob, ChangeTeamRelation{s.place_of(s.alice, team), TeamRelation::lead});
  law.does(s.alice, ChangeTeamRelation{s.place_of(s.bob, team), TeamRelation::member});
  law.does(s.alice, EndTeamMembership{s.place_of(s.alice, team)});
  law.does(s.sana, EndTeamMembership{s.place_of(s.sana, team)});
  law.does(s.tom, AppointLead{team, s.bob.id()});
  law.does(s.bob, AppointLead{team, s.sana.id()});
  law.does(s.alice, JoinTeam{team});
  law.does(s.bob, ChangeTeamRelation{s.place_of(s.bob, team), TeamRelation::member});
}

void story::leaving(Law& law) {
  auto& s = law.scenario();
  auto const end = [&](Colleague const& person) {
    // Nobody shares a token with anybody, also where the numbers of those who left before are others.
    auto const number = std::to_string(person.id().value);
    auto const token = std::string(64 - number.size(), '5') + number;
    auto const session = law.system(OpenSession{person.id(), token, "Edge"});
    s.remember_session(person.id(), {id_in(session)});
    auto const me = person.sees(GetMe{});
    for (auto const& it : me.at("memberships")) law.system(EndMembership{{it.at("id").get<std::uint64_t>()}});
  };
  end(s.alice);
  end(s.helen);  // leads a team
  end(s.priya);  // a guest
  end(s.hugo);   // an administrator
  law.system(CreateMembership{.person = s.helen.id(), .organisation = s.mosslands, .role = Role::headteacher});
  law.system(CreateMembership{.person = s.tess.id(), .organisation = s.network, .role = Role::administrator});
}

}  // namespace staffroom::tests
