// The audit trail: whom it shows what, filters, pages, and that reading it is itself a deed.
#include <doctest/doctest.h>

#include "store/audit.hpp"
#include "store/bytes.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

using Lines = std::vector<Json>;

/// All pages.
Lines reads_audit(Colleague const& who, ListAudit const& query = {}, std::uint32_t limit = 7) {
  Lines out;
  Page page{limit, {}};
  while (true) {
    auto const answer = who.asks(query, page);
    REQUIRE_MESSAGE(answer.has_value(), told(answer));
    auto const json = Json::parse(answer->json);
    CHECK(json.at("items").size() <= limit);
    for (auto const& it : json.at("items")) out.push_back(it);
    if (!json.contains("next") || json.at("next").is_null()) return out;
    page.cursor = json.at("next").get<std::string>();
  }
}

bool has(Lines const& lines, std::string const& command, PersonId person) {
  return std::any_of(lines.begin(), lines.end(), [&](Json const& it) {
    return it.at("command") == command && it.value("person", std::uint64_t{0}) == person.value;
  });
}

}  // namespace

TEST_CASE("an administrator reads what happened at or below their node, everyone their own deeds") {
  Scenario s;
  s.dan.does(JoinTeam{s.maths.team});  // of Kirkby Road Primary, Aire Trust; Dan is of Moor Trust
  s.bob.posts(s.maths.topic, "A word.");
  CHECK(has(reads_audit(s.nadia), "join_team", s.dan.id()));
  CHECK(has(reads_audit(s.tom), "join_team", s.dan.id()));
  CHECK(has(reads_audit(s.tom), "post_message", s.bob.id()));
  // Hugo administers Mosslands High: Helen's team, not Sana's.
  CHECK_FALSE(has(reads_audit(s.hugo), "join_team", s.dan.id()));
  CHECK(has(reads_audit(s.hugo), "create_team", s.helen.id()));
  auto const own = reads_audit(s.dan);
  CHECK(has(own, "join_team", s.dan.id()));
  for (auto const& line : own) CHECK(line.at("person") == s.dan.id().value);
}

TEST_CASE("the trail says who, what, which record and when, names the doers, and links what I may read") {
  Scenario s;
  auto const flag = s.bob.reports(s.maths.topic, 1);
  auto const page = s.tom.sees(ListAudit{});
  auto const& line = page.at("items").at(0);
  CHECK(line.at("command") == "flag_message");
  CHECK(line.at("record") == "flag");
  CHECK(line.at("id") == flag.value);
  CHECK(line.at("organisation") == s.kirkby.value);
  CHECK(line.at("at") == s.store().now().value);
  CHECK(line.at("self") == "/api/v1/flags/" + std::to_string(flag.value));
  CHECK(page.at("names").dump().find("Bob Brook") != std::string::npos);
  // A message is talk: its place is shown to nobody by the trail.
  s.bob.posts(s.maths.topic, "A word.");
  CHECK(s.tom.sees(ListAudit{}).at("items").at(0).at("self") == "");
}

TEST_CASE("the audit page filters by person, organisation, command and day") {
  Scenario s;
  s.bob.posts(s.maths.topic, "One.");
  s.advance(std::chrono::hours{48});
  s.bob.posts(s.maths.topic, "Two.");
  s.helen.posts(s.phonics.topic, "Three.");
  for (auto const& it : reads_audit(s.nadia, {.person = s.bob.id()})) CHECK(it.at("person") == s.bob.id().value);
  auto const at_mosslands = reads_audit(s.nadia, {.organisation = s.mosslands});
  CHECK(has(at_mosslands, "post_message", s.helen.id()));
  CHECK_FALSE(has(at_mosslands, "post_message", s.bob.id()));
  auto const posted = reads_audit(s.nadia, {.person = s.bob.id(), .command = Name{"post_message"}});
  CHECK(posted.size() == 2);
  auto const today = s.today();
  CHECK(reads_audit(s.nadia, {.person = s.bob.id(), .command = Name{"post_message"}, .from = today}).size() == 1);
  CHECK(reads_audit(s.nadia, {.person = s.bob.id(), .command = Name{"post_message"}, .to = s.in_days(-1)}).size() == 1);
  CHECK(reads_audit(s.nadia, {.person = s.bob.id(), .command = Name{"post_message"}, .to = today}).size() == 2);
  CHECK(reads_audit(s.nadia, {.from = s.in_days(1)}).empty());
  CHECK(told(s.dan.asks(ListAudit{.person = s.leo.id()})) == "not_found");
}

TEST_CASE("pages of the trail meet without a gap and without a repetition") {
  Scenario s;
  auto const whole = reads_audit(s.nadia, {}, 200);
  CHECK(whole.size() > 60);
  CHECK(reads_audit(s.nadia, {}, 1) == whole);
  CHECK(reads_audit(s.nadia, {}, 13) == whole);
  for (std::size_t i = 1; i < whole.size(); ++i) CHECK(whole[i].at("seq") < whole[i - 1].at("seq"));
  CHECK(told(s.nadia.asks(ListAudit{}, {7, "AAAA"})) == "bad_request query.cursor");
}

TEST_CASE("reading the trail stands in it, once it is noted") {
  Scenario s;
  s.tom.does(NoteAuditRead{});
  s.tom.does(NoteAuditRead{.exported = true});
  auto const lines = reads_audit(s.nadia, {.person = s.tom.id()});
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].at("command") == "note_audit_read");
  CHECK(lines[0].at("organisation") == s.aire.value);
  CHECK(s.store().verify().empty());
}

TEST_CASE("a copy of a person's data stands in the trail with whose it is") {
  Scenario s;
  s.dan.does(NoteExport{s.dan.id()});
  s.tom.does(NoteExport{s.bob.id()});
  CHECK(told(s.tom.tries(NoteExport{s.dan.id()})) == "forbidden role");
  CHECK(told(s.bob.tries(NoteExport{s.alice.id()})) == "forbidden role");
  auto const lines = reads_audit(s.nadia, {.command = Name{"note_export"}});
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].at("id") == s.bob.id().value);
  CHECK(lines[0].at("record") == "person");
}

TEST_CASE("rows written before entries had an organisation are still read") {
  AuditEntry const entry{7, PersonId{3}, "post_message", Kind::message, 60, {1'788'768'000'000}, {}};
  std::string old;
  append_u8(old, 1);
  append_u16(old, 1);
  append_text(old, entry.command);
  append_u32(old, 1);
  append_u16(old, 0);
  append_u64(old, entry.seq);
  append_u64(old, entry.person.value);
  append_u64(old, static_cast<std::uint64_t>(entry.at.value));
  append_u8(old, static_cast<std::uint8_t>(entry.kind));
  append_u64(old, entry.id);
  auto const read = decode_audit(old);
  REQUIRE(read.has_value());
  CHECK(*read == std::vector{entry});
  auto owned = entry;
  owned.organisation = OrganisationId{5};
  CHECK(decode_audit(encode_audit({owned, entry})) == std::vector{owned, entry});
  CHECK_FALSE(decode_audit(encode_audit({owned}) + "x").has_value());
}

TEST_CASE("the trail names a record that is gone, and never one that is the hub's own") {
  Scenario s;
  s.bob.does(CreateCalendarFeed{s.bob.id()});
  s.bob.does(DeleteCalendarFeed{s.bob.id()});
  auto const lines = reads_audit(s.nadia, {.person = s.bob.id()});
  REQUIRE(!lines.empty());
  CHECK(lines[0].at("command") == "delete_calendar_feed");
  CHECK(lines[0].at("record") == "calendar_feed");
  CHECK(lines[0].at("id") == s.bob.id().value);
  s.bob.signs_in();
  for (auto const& line : reads_audit(s.nadia)) {
    auto const record = line.value("record", "");
    CHECK_MESSAGE((record != "credential" && record != "session_secret" && record != "api_token_secret"), line.dump());
    if (line.value("id", std::uint64_t{0}) != 0) CHECK_MESSAGE(!record.empty(), line.dump());
  }
}

TEST_CASE("a page of the trail that holds all there is to show says so, whatever else happened") {
  Scenario s;
  s.bob.posts(s.maths.topic, "The only one of that day.");
  for (int i = 0; i < 3; ++i) s.helen.posts(s.phonics.topic, "Not asked for.");
  auto const answer = s.nadia.asks(ListAudit{.person = s.bob.id(), .command = Name{"post_message"}}, {1, {}});
  REQUIRE(answer.has_value());
  auto const page = Json::parse(answer->json);
  CHECK(page.at("items").size() == 1);
  CHECK_FALSE(page.contains("next"));
}

}  // namespace staffroom::tests
