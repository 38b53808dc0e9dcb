// Messages to the leads of a team.
#include <doctest/doctest.h>

#include <set>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

LeadMessageId writes(Colleague const& who, TeamId team, std::string const& text = "May we join your moderation day?") {
  return {id_in(who.does(WriteToLeads{team, {text}}))};
}

}  // namespace

TEST_CASE("whoever may find a team may write to its leads, and reads the answer") {
  Scenario s;
  auto const message = writes(s.dan, s.maths.team);
  auto const needed = s.sana.told_because(Because::wrote_to_leads);
  CHECK(needed);
  CHECK(s.sana.finds(GetLeadMessage{message}));
  CHECK_FALSE(s.bob.finds(GetLeadMessage{message}));
  CHECK_FALSE(s.nadia.finds(GetLeadMessage{message}));

  s.sana.does(AnswerLeadMessage{message, {"Yes, on Thursday."}});
  CHECK_FALSE(s.sana.told_because(Because::wrote_to_leads));
  CHECK(s.dan.told_because(Because::leads_answered));
  auto const seen = s.dan.sees(GetLeadMessage{message});
  CHECK(seen.at("answer") == "Yes, on Thursday.");
  CHECK(seen.at("answered_by") == s.sana.id().value);
  CHECK(told(s.sana.tries(AnswerLeadMessage{message, {"Twice."}})) == "conflict wrong_state");
}

TEST_CASE("a team that I may not find takes no message from me, as if it did not exist") {
  Scenario s;
  CHECK(told(s.dan.tries(WriteToLeads{s.heads.team, {"Hello."}})) == "not_found");
  CHECK(told(s.dan.tries(WriteToLeads{TeamId{999'999}, {"Hello."}})) == "not_found");
  CHECK(told(s.priya.tries(WriteToLeads{s.phonics.team, {"Hello."}})) == "not_found");
}

TEST_CASE("members, guests and administrators may write; a lead has nobody to write to") {
  Scenario s;
  CHECK(told(s.bob.tries(WriteToLeads{s.maths.team, {"A word?"}})) == "accepted");
  CHECK(told(s.priya.tries(WriteToLeads{s.maths.team, {"A word?"}})) == "accepted");
  CHECK(told(s.tom.tries(WriteToLeads{s.heads.team, {"A word?"}})) == "accepted");
  CHECK(told(s.sana.tries(WriteToLeads{s.maths.team, {"A word?"}})) == "conflict wrong_state");
}

TEST_CASE("five messages of one person may wait in one team") {
  Scenario s;
  std::vector<LeadMessageId> sent;
  for (int i = 0; i < 5; ++i) sent.push_back(writes(s.dan, s.maths.team));
  CHECK(told(s.dan.tries(WriteToLeads{s.maths.team, {"One more."}})) == "conflict too_many_waiting");
  CHECK(told(s.carol.tries(WriteToLeads{s.maths.team, {"Mine."}})) == "accepted");
  s.sana.does(AnswerLeadMessage{sent.front(), {"Yes."}});
  CHECK(told(s.dan.tries(WriteToLeads{s.maths.team, {"One more."}})) == "accepted");
}

TEST_CASE("an empty message, an archived team and a team without a lead are refused") {
  Scenario s;
  CHECK(told(s.dan.tries(WriteToLeads{s.maths.team, {}})) == "unprocessable body.text");
  s.sana.leaves(s.maths.team);
  CHECK(told(s.dan.tries(WriteToLeads{s.maths.team, {"Hello?"}})) == "conflict no_lead");
  s.tom.does(AppointLead{s.maths.team, s.alice.id()});
  s.alice.does(ArchiveTeam{s.maths.team});
  CHECK(told(s.dan.tries(WriteToLeads{s.maths.team, {"Hello?"}})) == "conflict wrong_state");
}

TEST_CASE("nobody answers their own message, and only leads answer") {
  Scenario s;
  auto const message = writes(s.bob, s.maths.team);
  CHECK(told(s.bob.tries(AnswerLeadMessage{message, {"Yes."}})) == "forbidden role");
  s.sana.appoints(s.maths.team, s.bob);
  CHECK(told(s.bob.tries(AnswerLeadMessage{message, {"Yes."}})) == "forbidden not_own");
  CHECK(told(s.dan.tries(AnswerLeadMessage{message, {"Yes."}})) == "not_found");
}

TEST_CASE("leads see all messages of their team, unanswered ones first, and on Home those that wait") {
  Scenario s;
  auto const first = writes(s.dan, s.maths.team);
  auto const second = writes(s.carol, s.maths.team);
  s.sana.does(AnswerLeadMessage{second, {"Yes."}});
  CHECK(s.sana.lists(ListLeadMessages{s.maths.team}) == std::vector{first.value, second.value});
  CHECK(s.carol.lists(ListLeadMessages{s.maths.team}) == std::vector{second.value});
  CHECK(s.bob.lists(ListLeadMessages{s.maths.team}).empty());
  std::set<std::uint64_t> on_home;
  auto const home = s.sana.sees(GetHome{});
  for (auto const& it : home.at("items")) {
    if (it.at("kind") == "lead_message") on_home.insert(it.at("id").get<std::uint64_t>());
  }
  CHECK(on_home.size() == 1);
  CHECK(on_home.contains(first.value));
  // A lead no longer: the letters are for the leads.
  s.sana.appoints(s.maths.team, s.alice);
  s.sana.leaves(s.maths.team);
  CHECK_FALSE(s.sana.finds(GetLeadMessage{first}));
  CHECK(s.alice.finds(GetLeadMessage{first}));
}

}  // namespace staffroom::tests
