// The states of a mail: taken before it is handed over, tried again when refused, never sent twice by itself.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/scenario.hpp"
#include "tests/support/temp_store.hpp"

namespace staffroom::tests {

using namespace std::chrono_literals;

namespace {

EmailId reset_of(Scenario& s, Colleague const& who) {
  auto const email = s.store().credential_of(who.id())->email;
  REQUIRE(s.as_system(AskReset{email}));
  for (auto const& note : s.store().emails_waiting(1'000)) {
    if (note.about == EmailAbout::reset && note.person == who.id() && note.state == EmailState::due) return note.id;
  }
  FAIL("no mail is due");
  return {};
}

std::string state_of(Scenario& s, EmailId id) { return s.nadia.sees(GetEmail{id}).at("state").get<std::string>(); }

}  // namespace

TEST_CASE("a mail is taken once, reported once") {
  Scenario s;
  auto const mail = reset_of(s, s.carol);
  CHECK(told(s.as_system(ReportEmail{mail, EmailResult::sent, {}})) == "conflict wrong_state");
  REQUIRE(s.as_system(TakeEmail{mail}));
  CHECK(state_of(s, mail) == "sending");
  CHECK(told(s.as_system(TakeEmail{mail})) == "conflict wrong_state");
  REQUIRE(s.as_system(ReportEmail{mail, EmailResult::sent, {}}));
  CHECK(state_of(s, mail) == "sent");
  CHECK(told(s.as_system(ReportEmail{mail, EmailResult::bounced, {}})) == "conflict wrong_state");
  CHECK(told(s.nadia.tries(TakeEmail{mail})) == "not_found");
  CHECK(told(s.nadia.tries(ReportEmail{mail, EmailResult::sent, {}})) == "not_found");
}

TEST_CASE("a refused mail is tried after 1, 5, 30 minutes, 2 and 8 hours, then it has failed") {
  Scenario s;
  auto const mail = reset_of(s, s.carol);
  for (auto const wait : {1min, 5min, 30min, 120min, 480min}) {
    REQUIRE(s.as_system(TakeEmail{mail}));
    REQUIRE(s.as_system(ReportEmail{mail, EmailResult::refused, Line{"451 try later"}}));
    CHECK(state_of(s, mail) == "due");
    s.advance(wait - 1ms);
    CHECK(told(s.as_system(TakeEmail{mail})) == "conflict wrong_state");
    s.advance(1ms);
  }
  REQUIRE(s.as_system(TakeEmail{mail}));
  REQUIRE(s.as_system(ReportEmail{mail, EmailResult::refused, Line{"451 try later"}}));
  CHECK(state_of(s, mail) == "failed");
  CHECK(s.nadia.sees(GetEmail{mail}).at("trouble") == "451 try later");
}

TEST_CASE("what failed, came back or is uncertain is sent again by an administrator only") {
  Scenario s;
  for (auto const result : {EmailResult::uncertain, EmailResult::bounced}) {
    auto const mail = reset_of(s, s.carol);
    CHECK(told(s.nadia.tries(SendEmailAgain{mail})) == "conflict wrong_state");
    REQUIRE(s.as_system(TakeEmail{mail}));
    REQUIRE(s.as_system(ReportEmail{mail, result, {}}));
    CHECK(told(s.as_system(TakeEmail{mail})) == "conflict wrong_state");
    CHECK(told(s.carol.tries(SendEmailAgain{mail})) == "forbidden role");  // reads it: it is about her
    CHECK(told(s.tom.tries(SendEmailAgain{mail})) == "not_found");
    s.nadia.does(SendEmailAgain{mail});
    CHECK(state_of(s, mail) == "due");
    CHECK(told(s.as_system(TakeEmail{mail})) == "accepted");
    REQUIRE(s.as_system(ReportEmail{mail, EmailResult::sent, {}}));
  }
}

TEST_CASE("what is over when its turn comes is dropped") {
  Scenario s;
  auto const reset = reset_of(s, s.carol);
  s.ends_memberships_of(s.carol);
  REQUIRE(s.as_system(TakeEmail{reset}));
  CHECK(state_of(s, reset) == "dropped");
  auto const id = id_in(s.nadia.does(InviteToOrganisation{.organisation = s.tarn, .email = {"nia@tarn.example"}}));
  EmailId mail;
  for (auto const& note : s.store().emails_waiting(1'000)) {
    if (note.invitation == InvitationId{id}) mail = note.id;
  }
  REQUIRE(mail);
  s.nadia.does(RevokeInvitation{InvitationId{id}});
  REQUIRE(s.as_system(TakeEmail{mail}));
  CHECK(state_of(s, mail) == "dropped");
}

TEST_CASE("a mail that could not leave for a week is dropped") {
  Scenario s;
  auto const mail = reset_of(s, s.carol);
  s.advance(24h * 7 + 1min);
  REQUIRE(s.as_system(TakeEmail{mail}));
  CHECK(state_of(s, mail) == "dropped");
}

TEST_CASE("the person and administrators see how far a mail got; it is forgotten after 90 days") {
  Scenario s;
  auto const mail = reset_of(s, s.carol);
  CHECK(s.carol.finds(GetEmail{mail}));
  CHECK(s.nadia.lists(ListEmails{s.tarn}) == std::vector{mail.value});
  CHECK_FALSE(s.harry.finds(GetEmail{mail}));
  CHECK(s.dan.lists(ListEmails{s.tarn}).empty());
  REQUIRE(s.as_system(TakeEmail{mail}));
  REQUIRE(s.as_system(ReportEmail{mail, EmailResult::sent, {}}));
  s.advance(24h * 90 - 1min);
  CHECK(s.nadia.finds(GetEmail{mail}));
  s.advance(1min);
  CHECK_FALSE(s.nadia.finds(GetEmail{mail}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("an organisation's list holds the mail of all below it, newest first, page by page") {
  Scenario s;
  std::vector<std::uint64_t> of_moor;
  for (int round = 0; round < 6; ++round) {
    for (auto const* who : {&s.carol, &s.dan, &s.bob}) {
      auto const mail = reset_of(s, *who);
      REQUIRE(s.as_system(TakeEmail{mail}));
      if (who != &s.bob) of_moor.insert(of_moor.begin(), mail.value);
    }
  }
  auto listed = s.nadia.lists(ListEmails{s.moor});
  std::erase_if(listed, [&](auto id) { return std::find(of_moor.begin(), of_moor.end(), id) == of_moor.end(); });
  CHECK(listed == of_moor);
  auto const all = s.nadia.lists(ListEmails{s.network});
  CHECK(std::is_sorted(all.rbegin(), all.rend()));
  CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
  CHECK(all.size() >= 18);
  CHECK(s.tom.lists(ListEmails{s.moor}).empty());
  CHECK(told(s.nadia.asks(ListEmails{s.moor}, {5, "AAAA"})) == "bad_request query.cursor");
}

}  // namespace staffroom::tests
