// Organisations: founding, editing, joining from the register, closing, moving to another trust, and what they tighten.
#include <doctest/doctest.h>

#include "store/organisations_settings.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

namespace {

CreateOrganisation school_on(OrganisationId parent, std::string name = "Hollin Bank Primary") {
  return {.type = OrganisationType::school, .parent = parent, .title = {std::move(name)}, .phase = Phase::primary};
}

Json answered(Accepted const& accepted) { return Json::parse(accepted.record); }

/// Rows of the national register, as an import by the system brings them in: the organisations are then listed.
void lists(Scenario& s, ImportSource source, std::vector<std::string> const& headers,
           std::vector<std::vector<std::string>> const& lines) {
  OpenImport open{.organisation = s.network, .source = source, .file_name = {"register.csv"}};
  for (auto const& header : headers) open.columns.values.push_back({.header = {header}});
  open.rows = static_cast<std::uint32_t>(lines.size());
  auto const opened = s.as_system(std::move(open));
  REQUIRE(opened.has_value());
  AddImportRows rows{ImportId{id_in(*opened)}, {}};
  for (auto const& line : lines) {
    ImportRow row{.number = static_cast<std::uint32_t>(rows.rows.size() + 2)};
    for (auto const& cell : line) row.cells.values.push_back({cell});
    rows.rows.values.push_back(std::move(row));
  }
  auto const import = rows.import;
  REQUIRE(s.as_system(std::move(rows)).has_value());
  REQUIRE(s.as_system(StartImportCheck{import}).has_value());
  s.tick();
  INFO(s.nadia.sees(GetImport{import}).dump());
  REQUIRE(told(s.as_system(CommitImport{import, {}})) == "accepted");
  s.tick();
  REQUIRE(s.nadia.sees(GetImport{import}).at("state") == "done");
}

/// A listed trust with two open schools and one that the register calls closed.
OrganisationId listed_trust(Scenario& s) {
  lists(s, ImportSource::register_groups, {"Group UID", "Group Name", "Group Type", "Group Status"},
        {{"9901", "Fell Trust", "Multi-academy trust", "Open"}});
  lists(s, ImportSource::register_schools, {"URN", "EstablishmentName", "Trusts (code)", "EstablishmentStatus (name)"},
        {{"990101", "Fell Top Primary", "9901", "Open"},
         {"990102", "Fell Foot Primary", "9901", "Open"},
         {"990103", "Old Fell Infants", "9901", "Closed"}});
  auto const list = s.nadia.sees(ListOrganisations{});
  for (auto const& it : list.at("items")) {
    if (it.at("name") == "Fell Trust") return {it.at("id").get<std::uint64_t>()};
  }
  return {};
}

std::map<std::string, std::string> states_below(Colleague const& reader, OrganisationId parent) {
  std::map<std::string, std::string> out;
  auto const list = reader.sees(ListOrganisations{});
  for (auto const& it : list.at("items")) {
    if (it.contains("parent") && it.at("parent") == parent.value) {
      out[it.at("name").get<std::string>()] = it.at("state").get<std::string>();
    }
  }
  return out;
}

}  // namespace

TEST_CASE("an administrator founds organisations below their own node, where the type may hang") {
  Scenario s;
  CHECK(answered(s.tom.does(school_on(s.aire))).at("state") == "joined");
  CHECK(told(s.tom.tries(school_on(s.moor))) == "forbidden role");
  CHECK(told(s.tom.tries(school_on(s.network))) == "forbidden role");
  CHECK(told(s.tess.tries(school_on(s.aire))) == "forbidden role");
  CHECK(told(s.priya.tries(school_on(s.aire))) == "not_found");
  CHECK(told(s.nadia.tries(school_on(s.network))) == "accepted");
  CHECK(told(s.hugo.tries(school_on(s.mosslands))) == "unprocessable body.parent");
  CHECK(told(s.nadia.tries(CreateOrganisation{.title = {"Another"}})) == "unprocessable body.parent");
  CreateOrganisation network{.type = OrganisationType::network, .parent = s.network, .title = {"Another"}};
  CHECK(told(s.nadia.tries(network)) == "unprocessable body.parent");
  CreateOrganisation trust{
      .type = OrganisationType::trust, .parent = s.network, .title = {"T"}, .phase = Phase::primary};
  CHECK(told(s.nadia.tries(trust)) == "unprocessable body.phase");
}

TEST_CASE("a school's page is edited by its administrators; names in labels follow") {
  Scenario s;
  EditOrganisation edit{.organisation = s.mosslands,
                        .title = {{"Mosslands Academy"}},
                        .motto = {{"Onward"}},
                        .website = {{"https://www.mosslands.example"}},
                        .crest = Crest{.symbol = CrestSymbol::oak},
                        .leads_on = {{{{"Reading"}}}}};
  CHECK(told(s.helen.tries(edit)) == "forbidden role");
  CHECK(told(s.hugo.tries(edit, {}, 5)) == "precondition_failed version");
  auto const edited = answered(s.hugo.does(edit));
  CHECK(edited.at("crest").at("symbol") == "oak");
  CHECK(s.dan.sees(GetPerson{s.alice.id()}).at("label") == "Staff, Mosslands Academy");
  auto const cleared = answered(s.hugo.does(EditOrganisation{.organisation = s.mosslands, .motto = {{""}}}));
  CHECK_FALSE(cleared.contains("motto"));
  CHECK(cleared.at("website") == "https://www.mosslands.example");
  CHECK(told(s.tom.tries(EditOrganisation{.organisation = s.aire, .phase = Phase::primary})) ==
        "unprocessable body.phase");
}

TEST_CASE("a website is a web address and nothing else") {
  Scenario s;
  auto const tries = [&](std::string website) {
    return told(s.hugo.tries(EditOrganisation{.organisation = s.mosslands, .website = {{std::move(website)}}}));
  };
  for (auto const* good : {"http://a.example", "HTTPS://www.a-b.example:8443/x?y=1#z", ""}) {
    CHECK_MESSAGE(tries(good) == "accepted", good);
  }
  for (auto const* bad : {"javascript:alert(1)", "www.a.example", "https://", "https://localhost",
                          "https://a.example/\"onclick=", "ftp://a.example", "https://user@a.example",
                          "https:// a.example", "https://a.example/<b>", "https://.example."}) {
    CHECK_MESSAGE(tries(bad) == "unprocessable body.website", bad);
  }
}

TEST_CASE("listed organisations are seen by administrators above only, and nobody is added to them") {
  Scenario s;
  auto const trust = listed_trust(s);
  REQUIRE(trust);
  CHECK(s.nadia.finds(GetOrganisation{trust}));
  CHECK_FALSE(s.tom.finds(GetOrganisation{trust}));
  CHECK_FALSE(s.dan.finds(GetOrganisation{trust}));
  CHECK(states_below(s.dan, trust).empty());
  CHECK(states_below(s.tom, trust).empty());
  CHECK(states_below(s.nadia, trust).size() == 3);
  AddPerson const add{.organisation = trust, .person_name = {"Nina"}, .email = {"nina@example.org"}};
  CHECK(told(s.nadia.tries(add)) == "conflict not_joined");
  CHECK(told(s.tom.tries(add)) == "not_found");
  CHECK(told(s.nadia.tries(school_on(trust))) == "conflict not_joined");
  CHECK(s.store().verify().empty());
}

TEST_CASE("a listed trust joins with its open schools; a school waits for its trust") {
  Scenario s;
  auto const trust = listed_trust(s);
  OrganisationId school;
  auto const list = s.nadia.sees(ListOrganisations{});
  for (auto const& it : list.at("items")) {
    if (it.at("name") == "Fell Top Primary") school = {it.at("id").get<std::uint64_t>()};
  }
  CHECK(told(s.nadia.tries(JoinOrganisation{school})) == "conflict not_joined");
  CHECK(told(s.tom.tries(JoinOrganisation{trust, true})) == "not_found");
  CHECK(told(s.nadia.tries(JoinOrganisation{s.aire})) == "conflict wrong_state");
  CHECK(answered(s.nadia.does(JoinOrganisation{trust, true})).at("state") == "joined");
  CHECK(states_below(s.dan, trust) ==
        std::map<std::string, std::string>{{"Fell Top Primary", "joined"}, {"Fell Foot Primary", "joined"}});
  CHECK(states_below(s.nadia, trust).at("Old Fell Infants") == "listed");
  CHECK(s.engages("Fern Fell", school, Role::staff).finds(GetTeam{s.maths.team}));
}

TEST_CASE("a closed organisation stays readable, takes nobody, and can be reopened") {
  Scenario s;
  CHECK(told(s.hugo.tries(CloseOrganisation{s.aire})) == "forbidden role");
  CHECK(told(s.tom.tries(CloseOrganisation{s.aire})) == "conflict has_children");
  CHECK(told(s.nadia.tries(CloseOrganisation{s.network})) == "conflict root");
  CHECK(answered(s.hugo.does(CloseOrganisation{s.mosslands})).at("state") == "closed");
  CHECK(s.dan.finds(GetOrganisation{s.mosslands}));
  CHECK(s.alice.finds(GetTopic{s.maths.topic}));
  AddPerson const add{.organisation = s.mosslands, .person_name = {"Nina"}, .email = {"nina@example.org"}};
  CHECK(told(s.hugo.tries(add)) == "conflict closed");
  CHECK(told(s.hugo.tries(CloseOrganisation{s.mosslands})) == "conflict wrong_state");
  s.hugo.does(ReopenOrganisation{s.mosslands});
  CHECK(told(s.hugo.tries(ReopenOrganisation{s.mosslands})) == "conflict wrong_state");
  CHECK(told(s.hugo.tries(add)) == "accepted");
}

TEST_CASE("who was to begin at a school that closed meanwhile does not") {
  Scenario s;
  AddPerson const add{
      .organisation = s.mosslands, .person_name = {"Nina"}, .email = {"nina@example.org"}, .starts = s.in_days(2)};
  auto const made = answered(s.hugo.does(add));
  s.hugo.does(CloseOrganisation{s.mosslands});
  s.advance(std::chrono::hours{72});
  CHECK(s.hugo.sees(GetMembership{MembershipId{made.at("id").get<std::uint64_t>()}}).at("state") == "ended");
}

TEST_CASE("a school moves to another trust by who administers both; the old trust loses it and the new one has it") {
  Scenario s;
  auto const mona = s.engages("Mona Moor", s.moor, Role::administrator);
  CHECK(told(s.tom.tries(MoveOrganisation{s.mosslands, s.moor})) == "forbidden covers_target");
  CHECK(told(mona.tries(MoveOrganisation{s.mosslands, s.moor})) == "forbidden role");
  CHECK(told(s.nadia.tries(MoveOrganisation{s.mosslands, s.aire})) == "conflict wrong_state");
  CHECK(told(s.nadia.tries(MoveOrganisation{s.mosslands, s.kirkby})) == "unprocessable body.parent");
  CHECK(told(s.nadia.tries(MoveOrganisation{s.aire, s.moor})) == "unprocessable body.parent");
  CHECK(told(s.nadia.tries(MoveOrganisation{s.network, s.moor})) == "conflict root");
  CHECK_FALSE(mona.finds(GetAccount{s.alice.id()}));
  auto const before = s.store().seq();
  s.nadia.does(MoveOrganisation{s.mosslands, s.moor});
  CHECK(s.store().seq() == before + 1);
  CHECK(mona.finds(GetAccount{s.alice.id()}));
  CHECK_FALSE(s.tom.finds(GetAccount{s.alice.id()}));
  CHECK(told(s.tom.tries(RenamePerson{s.alice.id(), {"Alice Altered"}})) == "forbidden role");
  CHECK(told(mona.tries(RenamePerson{s.alice.id(), {"Alice Altered"}})) == "accepted");
  // Its own team goes along and is not widened; what was the old trust's is lost.
  CHECK(mona.finds(GetTeam{s.phonics.team}));
  CHECK(s.erin.finds(GetTeam{s.phonics.team}));
  CHECK_FALSE(s.dan.finds(GetTeam{s.phonics.team}));
  CHECK_FALSE(s.gwen.finds(GetTeam{s.phonics.team}));
  CHECK(s.bob.finds(GetTopic{s.phonics.topic}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("an organisation tightens for itself and below; nothing loosens what stands above") {
  Scenario s;
  EditSettings const strict{.organisation = s.aire,
                            .team_reach = Reach::trust,
                            .partners_allowed = false,
                            .invite_outside = false,
                            .guest_days = 30};
  CHECK(told(s.tess.tries(strict)) == "forbidden role");
  CHECK(s.tess.sees(GetSettings{s.aire}).at("version") == 0);
  CHECK(answered(s.tom.does(strict)).at("version") == 1);
  EditSettings loose{.organisation = s.kirkby};
  CHECK(told(s.tom.tries(loose)) == "forbidden not_looser");
  loose = strict;
  loose.organisation = s.kirkby;
  CHECK(told(s.tom.tries(loose)) == "accepted");
  loose.members_may_invite = true;
  CHECK(told(s.tom.tries(loose)) == "forbidden not_looser");
  loose.members_may_invite = false;
  loose.guest_days = 0;
  CHECK(told(s.tom.tries(loose)) == "unprocessable body.guest_days");
  CHECK(told(s.nadia.tries(EditSettings{.organisation = s.network})) == "accepted");
  auto stale = s.store().submit_and_wait({.actor = {s.tom.id(), {}, {}}, .command = strict});
  CHECK(told(stale) == "forbidden fresh");
}

TEST_CASE("what is looser than above is so in each respect by itself, and what is not said is as it stands above") {
  OrgSettings const open{.team_reach = Reach::network,
                         .members_may_invite = true,
                         .guest_days = 90,
                         .resource_reach = Reach::trust,
                         .partners_publish = true,
                         .requesters_choose = true,
                         .contract_reach = Reach::trust};
  OrgSettings const tight{.team_reach = Reach::trust,
                          .partners_allowed = false,
                          .invite_outside = false,
                          .members_may_invite = false,
                          .guest_days = 30,
                          .resource_reach = Reach::school,
                          .partners_publish = false,
                          .requesters_choose = false,
                          .contract_reach = Reach::school};
  CHECK(settings::is_not_looser(tight, open));
  CHECK(settings::is_not_looser(tight, tight));
  CHECK(settings::is_not_looser(open, open));
  auto const loosened = [&](auto member) {
    auto wanted = tight;
    wanted.*member = open.*member;
    return !settings::is_not_looser(wanted, tight);
  };
  CHECK(loosened(&OrgSettings::team_reach));
  CHECK(loosened(&OrgSettings::partners_allowed));
  CHECK(loosened(&OrgSettings::invite_outside));
  CHECK(loosened(&OrgSettings::members_may_invite));
  CHECK(loosened(&OrgSettings::guest_days));
  CHECK(loosened(&OrgSettings::resource_reach));
  CHECK(loosened(&OrgSettings::partners_publish));
  CHECK(loosened(&OrgSettings::requesters_choose));
  CHECK(loosened(&OrgSettings::contract_reach));
  auto unsaid = tight;
  unsaid.resource_reach.reset();
  unsaid.partners_publish.reset();
  unsaid.requesters_choose.reset();
  unsaid.contract_reach.reset();
  CHECK(settings::is_not_looser(unsaid, tight));
}

TEST_CASE("settings bind at once: reach, partners, guests' days, people from outside") {
  Scenario s;
  EditSettings strict{.organisation = s.aire,
                      .team_reach = Reach::trust,
                      .partners_allowed = false,
                      .invite_outside = false,
                      .guest_days = 30};
  s.tom.does(strict);
  CreateTeam team{.organisation = s.kirkby, .team_name = {"Art"}, .purpose = {"Art."}, .reach = s.network};
  CHECK(told(s.sana.tries(team)) == "forbidden cap");
  team.reach = s.moor;
  CHECK(told(s.sana.tries(team)) == "forbidden cap");
  team.reach = s.aire;
  CHECK(told(s.sana.tries(team)) == "accepted");
  CHECK(told(s.sana.tries(SetJoining{s.maths.team, Joining::by_request, s.network})) ==
        "accepted");  // as wide as it was
  CHECK(told(s.helen.tries(SetJoining{s.phonics.team, Joining::open, s.network})) == "forbidden cap");
  CHECK(told(s.helen.tries(SetJoining{s.phonics.team, Joining::open, s.mosslands})) == "accepted");
  CHECK(told(s.helen.tries(AddTeamMember{s.phonics.team, s.dan.id()})) == "forbidden invite_outside");
  CHECK(told(s.helen.tries(AddTeamMember{s.phonics.team, s.gwen.id()})) == "forbidden invite_outside");
  CHECK(told(s.helen.tries(AddTeamMember{s.phonics.team, s.erin.id()})) == "accepted");
  ChannelId const channel = s.first_channel(s.phonics.team);
  CHECK(told(s.helen.tries(AddTeamGuest{s.phonics.team, s.paul.id(), {{channel}}, s.in_days(10)})) ==
        "forbidden partners_allowed");
  CHECK(told(s.helen.tries(AddTeamGuest{s.phonics.team, s.carol.id(), {{channel}}, s.in_days(31)})) ==
        "forbidden end_date");
  CHECK(told(s.helen.tries(AddTeamGuest{s.phonics.team, s.carol.id(), {{channel}}, s.in_days(30)})) == "accepted");
  strict.partners_allowed = true;
  s.tom.does(strict);
  CHECK(told(s.helen.tries(AddTeamGuest{s.phonics.team, s.paul.id(), {{channel}}, s.in_days(10)})) == "accepted");
}

TEST_CASE("a right can be taken from a role, not from people, from administrators, or from everybody") {
  Scenario s;
  auto const without = [&](OrganisationId node, std::vector<RightRemoved> rights) {
    return EditSettings{.organisation = node, .rights_removed = {std::move(rights)}};
  };
  RightRemoved const founding{{"team"}, {"create"}, {"subject_lead"}};
  CreateTeam team{.organisation = s.kirkby, .team_name = {"Art"}, .purpose = {"Art."}, .reach = s.kirkby};
  CHECK(told(s.sana.tries(team)) == "accepted");
  s.tom.does(without(s.aire, {founding}));
  CHECK(told(s.sana.tries(team)) == "forbidden role");
  s.tom.does(without(s.aire, {{{"message"}, {"create"}, {"team_member"}}}));
  CHECK(told(s.sana.tries(team)) == "accepted");
  CHECK(told(s.bob.tries(PostMessage{.topic = s.maths.topic, .text = {"Hello"}})) == "forbidden role");
  CHECK(told(s.sana.tries(PostMessage{.topic = s.maths.topic, .text = {"Hello"}})) == "accepted");
  s.tom.does(without(s.aire, {}));
  CHECK(told(s.bob.tries(PostMessage{.topic = s.maths.topic, .text = {"Hello"}})) == "accepted");
  for (auto const& wrong : {RightRemoved{{"team"}, {"create"}, {"admin"}},
                            {{"message"}, {"edit"}, {"author"}},
                            {{"team"}, {"read"}, {"network"}},
                            {{"team"}, {"fly"}, {"network"}},
                            {{"team"}, {"create"}, {"network"}},
                            {{"team"}, {"join"}, {"network"}}}) {
    CHECK(told(s.tom.tries(without(s.aire, {wrong}))) == "unprocessable body.rights_removed[0]");
  }
}

TEST_CASE("a team says for which phases it is") {
  Scenario s;
  CreateTeam team{.organisation = s.kirkby,
                  .team_name = {"Art"},
                  .purpose = {"Art."},
                  .phases = {{Phase::primary}},
                  .reach = s.kirkby};
  auto const made = answered(s.sana.does(team));
  CHECK(made.at("phases") == Json::array({"primary"}));
  TeamId const id{made.at("id").get<std::uint64_t>()};
  auto const edited = answered(s.sana.does(EditTeam{.team = id, .phases = Many<Phase, 6>{}}));
  CHECK_FALSE(edited.contains("phases"));
}

}  // namespace staffroom::tests
