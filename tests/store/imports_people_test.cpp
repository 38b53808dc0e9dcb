// Staff files: joiners, movers and leavers, each row through its author's door, once and only once.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/imports.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

constexpr char const* header = "Email,Name,School,Role,Job title,Subjects,Teams,Start,End,Staff ID,Status\n";

Import staff(Scenario& s, Colleague const& author, OrganisationId at, std::string const& rows,
             ImportExtent extent = ImportExtent::delta) {
  return {s, author.id(), at, ImportSource::staff_file, header + rows, extent};
}

/// What the first row would do.
std::string says(Scenario& s, Colleague const& author, OrganisationId at, std::string const& row) {
  return staff(s, author, at, row + "\n").checked().says(0);
}

std::vector<Membership> members(Scenario& s, OrganisationId at, bool ended = false) {
  std::vector<Membership> out;
  auto const list = s.nadia.sees(ListOrganisationPeople{at, ended});
  for (auto const& it : list.at("items")) {
    Membership one;
    one.id = {it.at("id").get<std::uint64_t>()};
    one.person = {it.at("person").get<std::uint64_t>()};
    one.title = it.contains("title") ? std::optional(Name{it.at("title").get<std::string>()}) : std::nullopt;
    out.push_back(std::move(one));
  }
  return out;
}

std::string many(int from, int to) {
  std::string rows;
  for (int i = from; i < to; ++i) {
    auto const n = std::to_string(i);
    rows += "p" + n + "@aire.example,Person " + n + ",Kirkby Road Primary,Teacher,,,,,,S" + n + ",\n";
  }
  return rows;
}

}  // namespace

TEST_CASE("imports: joiners get an account without a password, a membership with dates, and a welcome") {
  Scenario s;
  auto import = staff(s, s.tom, s.aire,
                      "Ada@Aire.example,Ada Okafor,Kirkby Road Primary,Head of maths,,,,2024-09-01,31/08/2027,101,\n"
                      "zed@aire.example,\"Marsh, Zed\",Mosslands High,Staff,,,,2026-10-05,,102,active\n");
  import.checked();
  CHECK(import.says(0) == "added: Joins Kirkby Road Primary as subject lead until 31 August 2027.");
  CHECK(import.says(1) == "added: Joins Mosslands High as staff from 5 October 2026.");
  import.committed();
  CHECK(in_words(import.job().counts) == "2 new");
  CHECK((import.job().state == ImportState::done));
  CHECK(s.tom.told_because(Because::import_finished));
  auto const row = import.rows().at(0);
  REQUIRE(row.membership.has_value());
  auto const ada = s.tom.sees(GetMembership{*row.membership});
  CHECK(ada.at("title") == "Head of maths");
  CHECK(ada.at("subjects") == Json::array({"maths"}));
  CHECK(s.tom.sees(GetMembershipTerms{*row.membership}).at("source") == "staff_file");
  CHECK(s.tom.sees(GetPerson{*row.person}).at("name") == "Ada Okafor");
  CHECK(s.tom.sees(GetAccount{*row.person}).at("email") == "ada@aire.example");
  auto const zed = import.rows().at(1);
  CHECK(s.tom.sees(GetPerson{*zed.person}).at("name") == "Zed Marsh");
  CHECK(s.tom.sees(GetMembership{*zed.membership}).at("state") == "planned");
  CHECK(s.store().verify().empty());
}

TEST_CASE("imports: in the audit trail every row that changed something is its author's deed, on every page size") {
  Scenario s;
  auto const deeds = [&](std::uint32_t limit) {
    std::vector<std::string> out;
    Page page{limit, {}};
    while (true) {
      auto const json = Json::parse(s.nadia.asks(ListAudit{.command = Name{"apply_import_row"}}, page)->json);
      for (auto const& it : json.at("items")) out.push_back(it.dump());
      if (!json.contains("next")) return out;
      page.cursor = json.at("next");
    }
  };
  auto import = staff(s, s.tom, s.aire, many(0, 150)).committed();
  auto const whole = deeds(200);
  CHECK(whole.size() == 150);
  for (auto const limit : {1U, 7U, 50U}) CHECK(deeds(limit) == whole);
  auto const line = Json::parse(whole.front());
  CHECK(line.at("person") == s.tom.id().value);
  CHECK(line.at("record") == "membership");
  CHECK(line.at("id") == import.rows().at(149).membership->value);
  CHECK(line.at("organisation") == s.kirkby.value);
  staff(s, s.tom, s.aire, many(0, 150)).committed();
  CHECK(deeds(200).size() == 150);
}

TEST_CASE("imports: the same staff file again changes nothing") {
  Scenario s;
  auto const rows =
      "ada@aire.example,Ada Okafor,Kirkby Road Primary,Head of maths,,,Maths,2024-09-01,31/08/2027,101,\n"
      "zed@aire.example,Zed Marsh,Mosslands High,,,,,,,102,\n" +
      many(0, 20);
  staff(s, s.nadia, s.network, rows).committed();
  auto const before = members(s, s.kirkby).size();
  auto const again = staff(s, s.nadia, s.network, rows, ImportExtent::full).committed();
  CHECK(in_words(again.job().counts) == "22 same");
  CHECK(members(s, s.kirkby).size() == before);
}

TEST_CASE("imports: a changed role, title, date or team is a change in words") {
  Scenario s;
  auto const ada = [&](std::string const& rest) {
    return staff(s, s.tom, s.aire, "ada@aire.example,Ada Okafor,Kirkby Road Primary," + rest + "\n");
  };
  ada("Staff,,,,,,101,").committed();
  auto import = ada("Subject lead,Maths lead,Maths,Maths,,2027-08-31,101,");
  CHECK(
      import.committed().says(0) ==
      "changed: Staff becomes subject lead; job title: Maths lead; other subjects; last day: 31 August 2027; joins the "
      "team Maths.");
  CHECK(s.bob.sees(ListTeamMembers{s.maths.team}).at("items").size() == 6);
  CHECK(ada("Subject lead,Maths lead,Maths,Maths,,2027-08-31,101,").checked().says(0) == "same");
}

TEST_CASE("imports: one account, many memberships") {
  Scenario s;
  auto import =
      staff(s, s.nadia, s.network,
            "ada@x.example,Ada,Kirkby Road Primary,Staff,,,,,,,\nada@x.example,Ada,Tarn Lane Primary,Staff,,,,,,,\n");
  import.committed();
  CHECK(in_words(import.job().counts) == "2 new");
  CHECK((import.rows().at(0).person == import.rows().at(1).person));
  CHECK(import.says(1) == "added: Joins Tarn Lane Primary as staff, besides Kirkby Road Primary.");
}

TEST_CASE("imports: rows with errors name the column and what to do, and leave nothing") {
  Scenario s;
  Import const listed(s, {}, s.network, ImportSource::register_schools, "URN,EstablishmentName\n700001,Fell Top\n");
  auto at = listed;
  at.committed();
  auto const row = [&](std::string const& cells) { return says(s, s.nadia, s.network, cells); };
  CHECK(row(",Ada,Kirkby Road Primary,Staff,,,,,,,") == "error, column Email: The e-mail address is missing.");
  CHECK(row("ada,Ada,Kirkby Road Primary,Staff,,,,,,,") == "error, column Email: This is no e-mail address.");
  CHECK(row("a@b.example,,Kirkby Road Primary,Staff,,,,,,,") == "error, column Name: The name is missing.");
  CHECK(row("a@b.example,Ada,Nowhere,Staff,,,,,,,") ==
        "error, column School: This school is not in your organisations.");
  CHECK(row("a@b.example,Ada,Fell Top,Staff,,,,,,,").find("Fell Top is listed only: let it join first.") !=
        std::string::npos);
  CHECK(row("a@b.example,Ada,Kirkby Road Primary,Wizard,,,,,,,")
            .starts_with("error, column Role: This role is not known."));
  CHECK(row("a@b.example,Ada,Kirkby Road Primary,Administrator,,,,,,,").find("can mean two things") !=
        std::string::npos);
  CHECK(row("a@b.example,Ada,Kirkby Road Primary,Staff,,,,32/01/2026,,,").starts_with("error, column Start:"));
  CHECK(row("a@b.example,Ada,Kirkby Road Primary,Staff,,,,2026-09-02,2026-09-01,,") ==
        "error, column End: The last day lies before the first.");
  CHECK(row("a@b.example,Ada,Kirkby Road Primary,Staff,,,Chess,,,,").starts_with("error, column Teams:"));
  CHECK(row("a@b.example,Ada,Kirkby Road Primary,Staff,,,,,,,perhaps").starts_with("error, column Status:"));
  auto import = staff(s, s.nadia, s.network, "bad,Ada,Kirkby Road Primary,Staff,,,,,,,\n");
  auto const before = members(s, s.kirkby).size();
  CHECK((import.committed().job().state == ImportState::done_with_errors));
  CHECK(members(s, s.kirkby).size() == before);
}

TEST_CASE("imports: what a file says twice is an error, also far apart and under another spelling") {
  Scenario s;
  auto import = staff(s, s.tom, s.aire, many(0, 150) + "P3@aire.example,Person,kirkby road primary,Staff,,,,,,,\n");
  import.checked();
  CHECK(import.first_error() == "error: The same as row 5 of this file: leave one of them out.");
  CHECK(in_words(import.job().counts) == "150 new, 1 errors");
}

TEST_CASE("imports: an author reaches their own organisations only, and learns nothing of other accounts") {
  Scenario s;
  CHECK(says(s, s.tom, s.aire, "x@y.example,Ada,Tarn Lane Primary,Staff,,,,,,,") ==
        "error, column School: This school is not in your organisations.");
  CHECK(says(s, s.tom, s.aire, "leo16@example.org,Leo,Kirkby Road Primary,Staff,,,,,,,") ==
        says(s, s.tom, s.aire, "nobody@example.org,Leo,Kirkby Road Primary,Staff,,,,,,,"));
  auto const sends = [&](Colleague const& who) {
    return told(tries_import(s, who.id(), s.aire, ImportSource::staff_file, header + many(0, 1)));
  };
  CHECK(sends(s.tess) == "forbidden right_of_kind");
  for (auto const& who : {s.helen, s.bob, s.harry}) CHECK(sends(who) == "forbidden role");
  CHECK(sends(s.priya) == "not_found");
}

TEST_CASE("imports: nobody raises themselves, and a school's administrator makes no administrators' betters") {
  Scenario s;
  CHECK(says(s, s.hugo, s.mosslands, "hugo3@example.org,Hugo,Mosslands High,Headteacher,,,,,,,").starts_with("error"));
  CHECK(says(s, s.tom, s.aire, "nadia0@example.org,Nadia,Kirkby Road Primary,Staff,,,,,,,").starts_with("added"));
  CHECK(says(s, s.hugo, s.mosslands, "hugo3@example.org,Hugo,Mosslands High,,,,,,,,left").starts_with("error"));
}

TEST_CASE("imports: a full file ends who is missing, after the number was typed; they lose everything at once") {
  Scenario s;
  staff(s, s.tom, s.aire, many(0, 5) + "ada@x.example,Ada,Kirkby Road Primary,Staff,,,Maths,,,9,\n").committed();
  auto const ada = members(s, s.kirkby).back().person;
  auto import = staff(s, s.tom, s.aire, many(0, 5), ImportExtent::full);
  import.checked();
  CHECK(in_words(import.job().counts) == "5 same, 1 leavers");
  CHECK(import.job().members == 6);
  CHECK(import.says(5) == "leaver: Leaves Kirkby Road Primary; access to the hub ends.");
  CHECK(told(import.commit()) == "conflict confirm_leavers");
  CHECK(told(import.commit(2)) == "conflict confirm_leavers");
  CHECK(told(import.commit(1)) == "accepted");
  s.tick();
  CHECK(in_words(import.job().counts) == "5 same, 1 leavers");
  CHECK(s.nadia.sees(GetPerson{ada}).at("left") == true);
  CHECK(s.bob.sees(ListTeamMembers{s.maths.team}).at("items").size() == 5);
  CHECK(members(s, s.kirkby).size() == 8);
  CHECK(s.store().verify().empty());
}

TEST_CASE("imports: a full file touches neither those who came otherwise nor those whose row has an error") {
  Scenario s;
  auto const before = members(s, s.kirkby).size();
  staff(s, s.tom, s.aire, many(0, 3)).committed();
  auto import = staff(s, s.tom, s.aire,
                      many(0, 1) +
                          "p1@aire.example,Person 1,Kirkby Road Primary,Wizard,,,,,,S1,\n"
                          "p2@aire.example,Person 2,Kirkby Rd,Teacher,,,,,,S2,\n",
                      ImportExtent::full);
  import.checked();
  CHECK(in_words(import.job().counts) == "1 same, 2 errors");
  CHECK(members(s, s.kirkby).size() == before + 3);
}

TEST_CASE("imports: a delta ends only those whom it marks; other memberships stay") {
  Scenario s;
  staff(s, s.nadia, s.network, many(0, 20) + "ada@x.example,Ada,Tarn Lane Primary,Staff,,,,,,1,\n").committed();
  staff(s, s.nadia, s.network, "ada@x.example,Ada,Kirkby Road Primary,Staff,,,,,,1,\n").committed();
  auto import = staff(s, s.nadia, s.network, "ada@x.example,Ada,Tarn Lane Primary,Staff,,,,,,1,left\n");
  CHECK(import.checked().says(0) == "leaver: Leaves Tarn Lane Primary; stays at Kirkby Road Primary.");
  CHECK(told(import.commit()) == "accepted");
  s.tick();
  CHECK(in_words(import.job().counts) == "1 leavers");
  CHECK(staff(s, s.nadia, s.network, "ada@x.example,Ada,Tarn Lane Primary,Staff,,,,,,1,left\n").checked().says(0) ==
        "same: Has left, and is not here.");
}

TEST_CASE("imports: the last administrator is never a leaver, and no administrator goes without being named") {
  Scenario s;
  staff(s, s.nadia, s.network, "new@x.example,New,,Hub administrator,,,,,,1,\n" + many(0, 30)).committed();
  auto const import = [&](std::string const& rows) {
    return Import(s, {}, s.network, ImportSource::staff_file, header + rows, ImportExtent::full);
  };
  CHECK(in_words(import(many(0, 30)).checked().job().counts) == "30 same");
  auto one = import("new@x.example,New,,,,,,,,1,left\n" + many(0, 30));
  CHECK(one.checked().says(0) == "leaver: Leaves Two Valleys Partnership; access to the hub ends.");
  CHECK(told(one.commit(1)) == "accepted");
  s.tick();
  auto last = import("nadia0@example.org,Nadia,,,,,,,,,left\n" + many(0, 30));
  CHECK(last.checked().says(0) == "error: This is the last administrator: appoint another one first.");
}

TEST_CASE("imports: an import that is cut off anywhere goes on where it was, and does nothing twice") {
  auto const rows = many(0, 250);
  for (int const cut : {1, 2, 3, 5, 6}) {
    CAPTURE(cut);
    Scenario s(Scenario::Fill::network_only);
    auto import = staff(s, s.tom, s.aire, rows);
    for (int i = 0; i < cut && i < 3; ++i) import.step();
    s.reopen();
    import.checked();
    CHECK(in_words(import.job().counts) == "250 new");
    REQUIRE(told(import.commit()) == "accepted");
    for (int i = 0; i < cut - 3; ++i) import.step();
    s.reopen();
    import.checked();
    CHECK((import.job().state == ImportState::done));
    CHECK(in_words(import.job().counts) == "250 new");
    CHECK(told(import.commit()) == "conflict wrong_state");
    std::size_t mine = 0;
    for (auto const& row : import.rows()) mine += row.membership && row.applied ? 1 : 0;
    CHECK(mine == 250);
    CHECK(in_words(staff(s, s.tom, s.aire, rows).checked().job().counts) == "250 same");
    CHECK(s.store().verify().empty());
  }
}

TEST_CASE("imports: whoever loses the right in the middle is stopped; what was done stays") {
  Scenario s;
  auto import = staff(s, s.tom, s.aire, many(0, 250));
  import.checked();
  REQUIRE(told(import.commit()) == "accepted");
  import.step();
  s.ends_memberships_of(s.tom);
  s.tick();
  CHECK((import.job().state == ImportState::no_longer_allowed));
  CHECK(members(s, s.kirkby).size() == 103);
}

TEST_CASE("imports: another meaning of the columns is checked anew") {
  Scenario s;
  Import import(s, s.tom.id(), s.aire, ImportSource::staff_file,
                "Contact,Person,School\nada@x.example,Ada,Kirkby Road Primary\n");
  import.checked();
  CHECK(in_words(import.job().counts) == "1 errors");
  auto columns = import.job().columns;
  CHECK(columns.values.at(0).sample.value == "ada@x.example");
  CHECK(told(s.tom.tries(MapImportColumns{import.id(), columns})) == "unprocessable body.columns");
  columns.values.at(0).field = ImportField::email;
  columns.values.at(1).field = ImportField::email;
  CHECK(told(s.tom.tries(MapImportColumns{import.id(), columns})) == "unprocessable body.columns");
  columns.values.at(1).field = ImportField::full_name;
  CHECK(told(s.nadia.tries(MapImportColumns{import.id(), columns})) == "forbidden role");
  CHECK(told(s.tom.tries(MapImportColumns{import.id(), columns})) == "accepted");
  CHECK(import.checked().says(0) == "added: Joins Kirkby Road Primary as staff.");
}

TEST_CASE("imports: author and administrators read an import; it expires, and its rows go") {
  Scenario s;
  auto import = staff(s, s.tom, s.aire, many(0, 3));
  import.checked();
  CHECK(s.nadia.finds(GetImport{import.id()}));
  CHECK(s.nadia.lists(ListImportRows{import.id(), {}}).size() == 1);
  CHECK(s.nadia.lists(ListImportRows{import.id(), RowOutcome::error}).empty());
  for (auto const& who : {s.hugo, s.tess, s.bob, s.priya}) {
    CHECK_FALSE(who.finds(GetImport{import.id()}));
    CHECK(who.lists(ListImports{}).empty());
  }
  CHECK(told(s.nadia.tries(CommitImport{import.id(), {}})) == "forbidden role");
  s.advance(std::chrono::hours{24 * 8});
  CHECK((import.job().state == ImportState::expired));
  CHECK(import.rows().empty());
  for (auto const& column : import.job().columns) CHECK(column.sample.value.empty());
  auto done = staff(s, s.tom, s.aire, many(0, 3)).committed();
  CHECK(done.rows().size() == 3);
  s.advance(std::chrono::hours{24 * 31});
  CHECK(done.rows().empty());
  CHECK((done.job().state == ImportState::done));
}

TEST_CASE("imports: a file that never arrived whole fails by itself") {
  Scenario s;
  OpenImport open{.organisation = s.aire, .file_name = {"staff.csv"}};
  auto const opened = s.tom.does(open);
  ImportId const id{id_in(opened)};
  CHECK(told(s.nadia.tries(AddImportRows{id, {}})) == "forbidden role");
  s.advance(2h);
  CHECK(s.tom.sees(GetImport{id}).at("state") == "failed");
  CHECK(told(s.tom.tries(StartImportCheck{id})) == "conflict wrong_state");
}

TEST_CASE("imports: pupils of a OneRoster file are counted and never stored") {
  Scenario s(Scenario::Fill::network_only);
  for (auto const* file : {"staff/oneroster_1_1.zip", "staff/oneroster_1_2.zip"}) {
    CAPTURE(file);
    Import import(s, s.tom.id(), s.aire, ImportSource::one_roster, fixture(file));
    import.checked();
    CHECK(import.job().counts.skipped == (std::string(file).find("1_1") != std::string::npos ? 3 : 1));
  }
  for (auto const& text : s.stored_texts()) {
    for (auto const* canary : {"Pupilcanary", "pupil-canary", "parent-canary", "hunter2-canary", "07700900001"}) {
      CHECK(text.find(canary) == std::string::npos);
    }
  }
}

}  // namespace staffroom::tests
