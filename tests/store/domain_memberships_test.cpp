// Memberships: adding people, who may change whom, first and last days, and what a leaver leaves behind.
#include <doctest/doctest.h>

#include "store/calendar.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

using namespace std::chrono_literals;

namespace {

AddPerson somebody(OrganisationId at, std::string email = "nina.new@example.org", Role role = Role::staff) {
  return {.organisation = at, .person_name = {"Nina New"}, .email = {std::move(email)}, .role = role};
}

MembershipId membership_of(Scenario& s, Colleague const& person, OrganisationId at) {
  auto const list = s.nadia.sees(ListOrganisationPeople{at, true});
  MembershipId found;
  for (auto const& it : list.at("items")) {
    if (it.at("person") == person.id().value && it.at("state") != "ended") {
      found = MembershipId{it.at("id").get<std::uint64_t>()};
    }
  }
  return found;
}

std::vector<EmailAbout> mails_to(Scenario& s, std::string_view address) {
  std::vector<EmailAbout> out;
  for (auto const& it : s.store().emails_waiting(100)) {
    if (it.to.value == address) out.push_back(it.about);
  }
  return out;
}

std::string email_of(Scenario& s, Colleague const& person) { return s.store().credential_of(person.id())->email.value; }

Json made_by(Accepted const& accepted) { return Json::parse(accepted.record); }

}  // namespace

TEST_CASE("an administrator adds somebody new, who is welcomed by mail and can sign in") {
  Scenario s;
  auto const made = made_by(s.hugo.does(somebody(s.mosslands)));
  CHECK(made.at("kind") == "membership");
  CHECK(made.at("state") == "current");
  PersonId const nina{made.at("person").get<std::uint64_t>()};
  CHECK(s.dan.sees(GetPerson{nina}).at("label") == "Staff, Mosslands High");
  auto const account = s.hugo.sees(GetAccount{nina});
  CHECK(account.at("email") == "nina.new@example.org");
  CHECK(account.at("has_password") == false);
  CHECK_FALSE(s.dan.finds(GetAccount{nina}));
  CHECK(mails_to(s, "nina.new@example.org") == std::vector{EmailAbout::welcome});
  auto const terms = s.helen.sees(GetMembershipTerms{MembershipId{made.at("id").get<std::uint64_t>()}});
  CHECK(terms.at("source") == "hub");
  CHECK(told(s.as_system(OpenSession{nina, std::string(64, 'c'), "Edge"})) == "accepted");
  CHECK(s.store().verify().empty());
}

TEST_CASE("adding somebody who has an account is one more membership, and the answer does not tell") {
  Scenario s;
  auto const fresh = made_by(s.hugo.does(somebody(s.mosslands)));
  auto const known = made_by(s.hugo.does(somebody(s.mosslands, email_of(s, s.carol))));
  CHECK(known.at("person") == s.carol.id().value);
  auto shape = [](Json const& it) {
    std::vector<std::string> keys;
    for (auto const& [key, value] : it.items()) keys.push_back(key);
    return keys;
  };
  CHECK(shape(fresh) == shape(known));
  CHECK(fresh.at("version") == known.at("version"));
  CHECK(s.dan.sees(GetPerson{s.carol.id()}).at("name") == "Carol Carr");
  CHECK(mails_to(s, email_of(s, s.carol)).empty());
  CHECK(told(s.hugo.tries(somebody(s.mosslands, email_of(s, s.carol)))) == "conflict already_member");
  // It gives no power over the account: that needs to cover all memberships.
  CHECK(told(s.hugo.tries(DisablePerson{s.carol.id()})) == "forbidden covers");
  CHECK(told(s.hugo.tries(RenamePerson{s.carol.id(), {"Carol Changed"}})) == "forbidden covers");
}

TEST_CASE("people are added by administrators on the node or above, and nobody adds themselves") {
  Scenario s;
  CHECK(told(s.hugo.tries(somebody(s.kirkby))) == "forbidden role");
  CHECK(told(s.helen.tries(somebody(s.mosslands))) == "forbidden role");
  CHECK(told(s.tom.tries(somebody(s.tarn))) == "forbidden role");
  CHECK(told(s.priya.tries(somebody(s.mosslands))) == "not_found");
  CHECK(told(s.leo.tries(somebody(s.beckside))) == "not_found");
  CHECK(told(s.tom.tries(somebody(s.kirkby, "one@example.org"))) == "accepted");
  CHECK(told(s.nadia.tries(somebody(s.tarn, "two@example.org"))) == "accepted");
  CHECK(told(s.hugo.tries(somebody(s.mosslands, email_of(s, s.hugo), Role::headteacher))) == "forbidden not_self");
  CHECK(told(s.hugo.tries(CreateMembership{.person = s.hugo.id(), .organisation = s.mosslands})) ==
        "forbidden not_self");
  CHECK(told(s.hugo.tries(somebody(s.mosslands, "not an address"))) == "unprocessable body.email");
}

TEST_CASE("a role exists only where it makes sense") {
  Scenario s;
  CHECK(told(s.tom.tries(somebody(s.aire, "a@example.org", Role::headteacher))) == "unprocessable body.role");
  CHECK(told(s.tom.tries(somebody(s.kirkby, "a@example.org", Role::trust_leader))) == "unprocessable body.role");
  CHECK(told(s.tom.tries(somebody(s.kirkby, "a@example.org", Role::partner))) == "unprocessable body.role");
  CHECK(told(s.paul.tries(somebody(s.university, "a@example.org", Role::staff))) == "unprocessable body.role");
  CHECK(told(s.paul.tries(somebody(s.university, "a@example.org", Role::partner))) == "accepted");
}

TEST_CASE("a partner organisation without an administrator is looked after by those above it, until it has one") {
  Scenario s;
  CHECK(told(s.tom.tries(somebody(s.diocese, "a@example.org", Role::partner))) == "forbidden role");
  CHECK(told(s.nadia.tries(somebody(s.diocese, "a@example.org", Role::administrator))) == "accepted");
  CHECK(told(s.nadia.tries(somebody(s.diocese, "b@example.org", Role::partner))) == "forbidden role");
  CHECK(told(s.tom.tries(somebody(s.university, "c@example.org", Role::partner))) == "forbidden role");
}

TEST_CASE("an administrator is changed from strictly above; on the network by a peer; nobody raises themselves") {
  Scenario s;
  auto const hetty = s.engages("Hetty Helper", s.mosslands, Role::administrator);
  auto const hers = membership_of(s, hetty, s.mosslands);
  auto const his = membership_of(s, s.hugo, s.mosslands);
  CHECK(told(s.hugo.tries(ChangeRole{.membership = hers, .role = Role::staff})) == "forbidden rank");
  CHECK(told(s.hugo.tries(EndMembership{hers})) == "forbidden rank");
  CHECK(told(s.hugo.tries(ChangeRole{.membership = his, .role = Role::headteacher})) == "forbidden rank");
  CHECK(told(s.helen.tries(ChangeRole{.membership = hers, .role = Role::staff})) == "forbidden role");
  CHECK(told(s.tom.tries(ChangeRole{.membership = hers, .role = Role::staff})) == "accepted");
  CHECK(s.dan.sees(GetPerson{hetty.id()}).at("label") == "Staff, Mosslands High");
  auto const peer = s.engages("Petra Peer", s.network, Role::administrator);
  auto const petras = membership_of(s, peer, s.network);
  auto const nadias = membership_of(s, s.nadia, s.network);
  CHECK(told(s.nadia.tries(ChangeRole{.membership = nadias, .role = Role::trust_leader})) == "forbidden not_self");
  CHECK(told(s.tom.tries(ChangeRole{.membership = petras, .role = Role::staff})) == "forbidden role");
  CHECK(told(s.nadia.tries(ChangeRole{.membership = petras, .role = Role::trust_leader})) == "accepted");
}

TEST_CASE("roles, titles, subjects and duties change with the label; a stale version is refused") {
  Scenario s;
  auto const alices = membership_of(s, s.alice, s.mosslands);
  ChangeRole const change{
      .membership = alices, .role = Role::subject_lead, .title = {{"Head of maths"}}, .subjects = {{{{"Maths"}}}}};
  CHECK(told(s.hugo.tries(change, {}, 7)) == "precondition_failed version");
  auto const changed = made_by(s.hugo.does(change));
  CHECK(changed.at("subjects") == Json::array({"Maths"}));
  CHECK(s.dan.sees(GetPerson{s.alice.id()}).at("label") == "Head of maths, Mosslands High");
  s.hugo.does(ChangeRole{.membership = alices, .role = Role::staff, .title = {{""}}});
  CHECK(s.dan.sees(GetPerson{s.alice.id()}).at("label") == "Staff, Mosslands High");
  CHECK(s.dan.sees(GetMembership{alices}).at("subjects") == Json::array({"Maths"}));
  CHECK(made_by(s.hugo.does(GiveDuty{alices, Duty::broker})).at("duties") == Json::array({"broker"}));
  CHECK(told(s.hugo.tries(GiveDuty{alices, Duty::broker})) == "accepted");
  CHECK_FALSE(made_by(s.hugo.does(TakeDuty{alices, Duty::broker})).contains("duties"));
  CHECK(told(s.alice.tries(GiveDuty{alices, Duty::broker})) == "forbidden role");
  CHECK(told(s.priya.tries(GiveDuty{alices, Duty::broker})) == "not_found");
}

TEST_CASE("a membership begins at midnight of its first day and ends at midnight after its last, London time") {
  Scenario s;
  auto add = somebody(s.mosslands);
  add.starts = s.in_days(2);
  add.ends = s.in_days(4);
  auto const made = made_by(s.hugo.does(add));
  MembershipId const id{made.at("id").get<std::uint64_t>()};
  PersonId const nina{made.at("person").get<std::uint64_t>()};
  Colleague const herself(s, nina);
  CHECK(made.at("state") == "planned");
  CHECK(s.hugo.finds(GetPerson{nina}));
  CHECK_FALSE(s.erin.finds(GetPerson{nina}));
  s.advance_to({calendar::local(*add.starts, 0, 0).value - 1});
  CHECK(told(s.as_system(OpenSession{nina, std::string(64, 'd'), "Edge"})) == "not_found");
  s.advance(1ms);
  CHECK(s.erin.sees(GetMembership{id}).at("state") == "current");
  auto const session = herself.signs_in();
  s.advance_to({calendar::end_of(*add.ends).value - 1});
  CHECK(s.erin.finds(GetPerson{nina}));
  CHECK(herself.finds(GetSession{session}));
  s.advance(1ms);
  CHECK(s.hugo.sees(GetMembership{id}).at("state") == "ended");
  CHECK_FALSE(s.erin.finds(GetPerson{nina}));
  CHECK_FALSE(herself.finds(GetSession{session}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("what ends in the same moment is counted as if one came after the other") {
  Scenario s;
  s.takes_on(s.bob, s.tarn, Role::staff);
  for (auto const& [person, node] : {std::pair(s.alice, s.mosslands), {s.bob, s.kirkby}, {s.bob, s.tarn}}) {
    s.nadia.does(EditMembershipDates{membership_of(s, person, node), {}, s.in_days(1)});
  }
  s.advance(72h);
  CHECK(s.nadia.sees(GetPerson{s.bob.id()}).at("left") == true);
  CHECK(s.carol.sees(GetTeam{s.maths.team}).at("members") == 2);
  CHECK(s.store().verify().empty());
}

TEST_CASE("dates are checked: not over, not the wrong way round, and what has begun is not planned again") {
  Scenario s;
  auto const alices = membership_of(s, s.alice, s.mosslands);
  auto edit = [&](std::optional<Date> starts, std::optional<Date> ends) {
    return told(s.hugo.tries(EditMembershipDates{alices, starts, ends}));
  };
  CHECK(edit({}, s.in_days(-1)) == "unprocessable body.ends");
  CHECK(edit(s.in_days(-1), s.in_days(-2)) == "unprocessable body.ends");
  CHECK(edit(s.in_days(1), {}) == "unprocessable body.starts");
  CHECK(edit(s.in_days(-400), s.in_days(400)) == "accepted");
  CHECK(edit({}, {}) == "accepted");
  auto add = somebody(s.mosslands);
  add.ends = s.in_days(-1);
  CHECK(told(s.hugo.tries(add)) == "unprocessable body.ends");
  add.ends = {};
  add.starts = s.in_days(30);
  auto const planned = made_by(s.hugo.does(add));
  MembershipId const id{planned.at("id").get<std::uint64_t>()};
  auto const terms = made_by(s.hugo.does(EditMembershipDates{id, s.today(), {}}));
  CHECK(terms.at("state") == "current");
  CHECK(s.erin.sees(GetMembership{id}).at("state") == "current");
}

TEST_CASE("the last administrator of the network stays, whoever asks and whatever the calendar says") {
  Scenario s;
  auto const nadias = membership_of(s, s.nadia, s.network);
  CHECK(told(s.nadia.tries(EndMembership{nadias})) == "forbidden keeps_admin");
  CHECK(told(s.as_system(EndMembership{nadias})) == "conflict keeps_admin");
  CHECK(told(s.as_system(ChangeRole{.membership = nadias, .role = Role::staff})) == "conflict keeps_admin");
  CHECK(told(s.as_system(EditMembershipDates{nadias, {}, s.in_days(1)})) == "conflict keeps_admin");
  auto const peer = s.engages("Petra Peer", s.network, Role::administrator);
  auto const petras = membership_of(s, peer, s.network);
  SUBCASE("a disabled one does not count") {
    s.nadia.does(DisablePerson{peer.id()});
    CHECK(told(s.nadia.tries(EndMembership{nadias})) == "forbidden keeps_admin");
  }
  SUBCASE("with another one she may go") { CHECK(told(s.nadia.tries(EndMembership{nadias})) == "accepted"); }
  SUBCASE("when both end on the same day, one stays without end") {
    s.nadia.does(EditMembershipDates{petras, {}, s.in_days(1)});
    peer.does(EditMembershipDates{nadias, {}, s.in_days(1)});
    s.advance(96h);
    auto const list = s.as_system(Tick{});
    CHECK(list.has_value());
    int current = 0;
    for (auto const& [person, membership] : {std::pair(s.nadia, nadias), {peer, petras}}) {
      auto const standing = s.store().standing(person.id());
      if (standing->is_current()) {
        ++current;
        CHECK_FALSE(person.sees(GetMembershipTerms{membership}).contains("ends"));
      }
    }
    CHECK(current == 1);
  }
}

TEST_CASE("one may end one's own membership; others need to administer it") {
  Scenario s;
  auto const erins = membership_of(s, s.erin, s.mosslands);
  CHECK(told(s.alice.tries(EndMembership{erins})) == "forbidden role");
  CHECK(told(s.tom.tries(EndMembership{erins}, {}, 9)) == "precondition_failed version");
  CHECK(told(s.erin.tries(EndMembership{erins})) == "accepted");
  CHECK(told(s.as_system(EndMembership{erins})) == "conflict wrong_state");
  // Of a leaver, leaders see nothing any more; administrators see what was.
  CHECK_FALSE(s.helen.finds(GetMembershipTerms{erins}));
  CHECK(s.hugo.finds(GetMembershipTerms{erins}));
  CHECK(s.erin.finds(GetMembershipTerms{erins}));
  CHECK(told(s.hugo.tries(ChangeRole{.membership = erins, .role = Role::staff})) == "conflict wrong_state");
}

TEST_CASE("a leaver loses sessions, places, requests and invitations in one commit, and is told by mail") {
  Scenario s;
  auto const session = s.helen.signs_in();
  auto const request = s.erin.asks_to_join(s.phonics.team);
  s.erin.signs_in();
  auto const email = email_of(s, s.helen);
  auto const invited = made_by(s.helen.does(
      InviteToOrganisation{.organisation = s.mosslands, .email = {"new.one@example.org"}, .role = Role::staff}));
  InvitationId const invitation{invited.at("id").get<std::uint64_t>()};
  auto const before = s.store().seq();
  s.hugo.does(EndMembership{membership_of(s, s.helen, s.mosslands)});
  CHECK(s.store().seq() == before + 1);
  CHECK_FALSE(s.helen.finds(GetSession{session}));
  CHECK_FALSE(s.place_of(s.helen, s.phonics.team));
  CHECK_FALSE(s.place_of(s.helen, s.heads.team));
  CHECK(s.hugo.sees(GetInvitation{invitation}).at("state") == "revoked");
  CHECK(mails_to(s, email) == std::vector{EmailAbout::farewell});
  s.hugo.does(EndMembership{membership_of(s, s.erin, s.mosslands)});
  CHECK(s.erin.sees(GetJoinRequest{request}).at("state") == "withdrawn");
  CHECK(told(s.hugo.tries(SendReset{s.helen.id()})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("who stays in another school keeps what did not rest on the membership that ended") {
  Scenario s;
  s.takes_on(s.bob, s.tarn, Role::staff);
  auto const before = s.store().seq();
  s.nadia.does(EndMembership{membership_of(s, s.bob, s.kirkby)});
  CHECK(s.store().seq() == before + 1);
  CHECK(s.place_of(s.bob, s.maths.team));          // open to the network
  CHECK_FALSE(s.place_of(s.bob, s.phonics.team));  // for Aire only
  CHECK(s.dan.sees(GetPerson{s.bob.id()}).at("label") == "Staff, Tarn Lane Primary");
}

TEST_CASE("an invitation falls with the role that it rests on") {
  Scenario s;
  auto const invited = made_by(s.hugo.does(
      InviteToOrganisation{.organisation = s.mosslands, .email = {"new.one@example.org"}, .role = Role::headteacher}));
  InvitationId const invitation{invited.at("id").get<std::uint64_t>()};
  s.tom.does(ChangeRole{.membership = membership_of(s, s.hugo, s.mosslands), .role = Role::staff});
  CHECK(s.tom.sees(GetInvitation{invitation}).at("state") == "revoked");
}

TEST_CASE("the people of an organisation: dates and accounts for those who administer, ended ones on request") {
  Scenario s;
  auto const also_kinds = [&](Colleague const& reader) {
    std::map<std::string, int> out;
    auto const list = reader.sees(ListOrganisationPeople{s.mosslands, {}});
    for (auto const& it : list.at("also")) ++out[it.at("kind").get<std::string>()];
    return out;
  };
  CHECK(also_kinds(s.hugo) == std::map<std::string, int>{{"account", 4}, {"membership_terms", 4}, {"person", 4}});
  CHECK(also_kinds(s.erin) == std::map<std::string, int>{{"account", 1}, {"membership_terms", 1}, {"person", 4}});
  CHECK(also_kinds(s.helen) == std::map<std::string, int>{{"account", 1}, {"membership_terms", 4}, {"person", 4}});
  CHECK(told(s.priya.asks(ListOrganisationPeople{s.mosslands, {}})) == "not_found");
  s.hugo.does(EndMembership{membership_of(s, s.erin, s.mosslands)});
  CHECK(s.hugo.lists(ListOrganisationPeople{s.mosslands, {}}).size() == 3);
  CHECK(s.hugo.lists(ListOrganisationPeople{s.mosslands, true}).size() == 4);
}

}  // namespace staffroom::tests
