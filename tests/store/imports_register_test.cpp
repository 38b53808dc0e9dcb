// The national register: listed organisations, in either order, updated and never made twice.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/imports.hpp"

namespace staffroom::tests {
namespace {

Import groups(Scenario& s, PersonId author = {}) {
  return {s, author, s.network, ImportSource::register_groups, fixture("gias/allgroupsdata.csv")};
}
Import schools(Scenario& s, PersonId author = {}) {
  return {s, author, s.network, ImportSource::register_schools, fixture("gias/edubasealldata.csv")};
}

/// What Nadia, the network's administrator, sees of it.
Json named(Scenario& s, std::string_view name) {
  std::string cursor;
  do {
    auto const page = Json::parse(s.nadia.asks(ListOrganisations{}, {200, cursor})->json);
    for (auto const& item : page.at("items")) {
      if (item.at("name") == name) return item;
    }
    cursor = page.at("next").is_null() ? "" : page.at("next").get<std::string>();
  } while (!cursor.empty());
  return {};
}

std::uint64_t parent_of(Scenario& s, std::string_view name) {
  auto const found = named(s, name);
  return found.is_null() ? 0 : found.value("parent", std::uint64_t{});
}
std::uint64_t id_of(Scenario& s, std::string_view name) {
  auto const found = named(s, name);
  return found.is_null() ? 0 : found.value("id", std::uint64_t{});
}

constexpr char const* harris = "HARRIS FEDERATION";
constexpr char const* one_school = "URN,EstablishmentName,PhaseOfEducation (code),Trusts (code),Town\n";

}  // namespace

TEST_CASE("imports: trusts and schools of the register are listed, whichever file comes first") {
  for (bool const groups_first : {true, false}) {
    CAPTURE(groups_first);
    Scenario s(Scenario::Fill::network_only);
    if (groups_first) groups(s).committed();
    auto const job = schools(s, s.nadia.id()).committed().job();
    if (!groups_first) groups(s).committed();
    CHECK((job.state == ImportState::done));
    CHECK(in_words(job.counts) == "30 new");
    auto const school = named(s, "St Thomas à Becket Catholic Secondary School, A Voluntary Academy");
    REQUIRE(school.is_object());
    CHECK(school.at("state") == "listed");
    CHECK(school.at("phase") == "secondary");
    auto const trust = id_of(s, harris);
    CHECK(trust != 0);
    auto const list = Json::parse(s.nadia.asks(ListOrganisations{}, {200, {}})->json);
    auto const under = std::count_if(list.at("items").begin(), list.at("items").end(),
                                     [&](Json const& it) { return it.value("parent", std::uint64_t{}) == trust; });
    CHECK(under == 6);
    CHECK(s.store().verify().empty());
  }
}

TEST_CASE("imports: listed organisations are seen by their administrators only") {
  Scenario s(Scenario::Fill::network_only);
  groups(s).committed();
  CHECK(s.nadia.finds(GetOrganisation{{id_of(s, harris)}}));
  for (auto const& who : {s.tom, s.helen, s.dan, s.priya}) CHECK_FALSE(who.finds(GetOrganisation{{id_of(s, harris)}}));
}

TEST_CASE("imports: groups that are no academy trusts are left out and counted") {
  Scenario s(Scenario::Fill::network_only);
  auto const job = groups(s).committed().job();
  CHECK(in_words(job.counts) == "20 new, 7 left out");
}

TEST_CASE("imports: the same file again is all the same, and nobody is told of any organisation") {
  Scenario s(Scenario::Fill::network_only);
  groups(s).committed();
  schools(s).committed();
  s.sink().take();
  CHECK(in_words(schools(s).committed().job().counts) == "30 same");
  CHECK(in_words(groups(s).committed().job().counts) == "20 same, 7 left out");
  for (auto const& publication : s.sink().take()) {
    for (auto const& part : publication->parts) CHECK(part.last.find("\"kind\":\"organisation\"") == std::string::npos);
  }
}

TEST_CASE("imports: both forms of dates, lost zeros, old headers and personal columns are dealt with") {
  Scenario s(Scenario::Fill::network_only);
  Import made(s, {}, s.network, ImportSource::register_schools,
              "URN,LA (code),EstablishmentNumber,EstablishmentName,HeadFirstName,HeadLastName,HeadHonours,TelephoneNum,"
              "EstablishmentStatus (name),OpenDate,CloseDate,PhaseOfEducation (code),SchoolWebsite,Novelty\r\n"
              "123456,6,3,Dale View,Grace,Canarysson,OBE,01130000000,Closed,01-09-1962,31/08/2024,02,"
              "www.daleview.example,x\r\n");
  auto const job = made.committed().job();
  CHECK(in_words(job.counts) == "1 new");
  CHECK(job.dropped.size() == 4);
  auto const facts = named(s, "Dale View").at("register_facts");
  CHECK(facts.at("opened") == "1962-09-01");
  CHECK(facts.at("closed") == "2024-08-31");
  CHECK(facts.at("laestab") == 60'003);
  CHECK(named(s, "Dale View").at("website") == "http://www.daleview.example");
  for (auto const& text : s.stored_texts()) CHECK(text.find("Canarysson") == std::string::npos);
}

TEST_CASE("imports: a joined school keeps its name and its place, and the row says what the register says") {
  Scenario s(Scenario::Fill::network_only);
  groups(s).committed();
  Import(s, {}, s.network, ImportSource::register_schools, std::string(one_school) + "700001,Fell Top,2,3320,Leeds\n")
      .committed();
  auto const id = OrganisationId{id_of(s, "Fell Top")};
  auto const trust = OrganisationId{id_of(s, harris)};
  REQUIRE(told(s.as_system(JoinOrganisation{trust, true})) == "accepted");
  Import again(s, s.nadia.id(), s.network, ImportSource::register_schools,
               std::string(one_school) + "700001,Fell Top Academy,4,4119,York\n");
  again.committed();
  CHECK(again.says(0) ==
        "changed: The register names another trust, OUTWOOD GRANGE ACADEMIES TRUST. Move the school on its own page.");
  auto const school = s.nadia.sees(GetOrganisation{id});
  CHECK(school.at("name") == "Fell Top");
  CHECK(school.at("parent") == trust.value);
  CHECK(school.at("state") == "joined");
}

TEST_CASE("imports: a listed school follows the register to another trust and to another name") {
  Scenario s(Scenario::Fill::network_only);
  groups(s).committed();
  Import(s, {}, s.network, ImportSource::register_schools, std::string(one_school) + "700001,Fell Top,2,3320,Leeds\n")
      .committed();
  auto const id = id_of(s, "Fell Top");
  Import(s, {}, s.network, ImportSource::register_schools,
         std::string(one_school) + "0700001,Fell Top Academy,4,4119,York\n")
      .committed();
  CHECK(id_of(s, "Fell Top Academy") == id);
  CHECK(parent_of(s, "Fell Top Academy") == id_of(s, "OUTWOOD GRANGE ACADEMIES TRUST"));
}

TEST_CASE("imports: a joined school that the register closes is closed once, and may be opened again") {
  Scenario s(Scenario::Fill::network_only);
  std::string const header = "URN,EstablishmentName,EstablishmentStatus (name)\n";
  auto const import = [&](std::string const& status) {
    Import(s, {}, s.network, ImportSource::register_schools, header + "700001,Fell Top," + status + "\n").committed();
    return named(s, "Fell Top").at("state").get<std::string>();
  };
  CHECK(import("Open") == "listed");
  OrganisationId const id{id_of(s, "Fell Top")};
  REQUIRE(told(s.as_system(JoinOrganisation{id, false})) == "accepted");
  CHECK(import("Closed") == "closed");
  REQUIRE(told(s.as_system(ReopenOrganisation{id})) == "accepted");
  CHECK(import("Closed") == "joined");
}

TEST_CASE("imports: links name who followed a school") {
  Scenario s(Scenario::Fill::network_only);
  schools(s).committed();
  auto const links = [&] {
    return Import(s, {}, s.network, ImportSource::register_links, fixture("gias/links_edubasealldata.csv")).committed();
  };
  CHECK(links().job().counts.changed >= 2);
  auto const old_school = named(s, "Prendergast Ladywell School");
  CHECK(old_school.at("register_facts").contains("urn"));
  CHECK(links().job().counts.changed == 0);
  schools(s).committed();
  CHECK(links().job().counts.changed == 0);
}

TEST_CASE("imports: rows without number or name, and numbers that come twice, are errors of their own") {
  Scenario s(Scenario::Fill::network_only);
  Import made(s, {}, s.network, ImportSource::register_schools,
              std::string(one_school) + "x,No Number,2,,\n700002,,2,,\n700003,Good,2,,\n0700003,Again,2,,\n");
  made.committed();
  CHECK(made.says(0) == "error, column URN: The URN is missing or is no number.");
  CHECK(made.says(1) == "error, column EstablishmentName: The name is missing.");
  CHECK(made.says(2) == "added: Listed: Good");
  CHECK(made.says(3) == "error: The same as a row further up of this file: leave one of them out.");
  CHECK((made.job().state == ImportState::done_with_errors));
}

TEST_CASE("imports: only an administrator of the network imports the register") {
  Scenario s(Scenario::Fill::network_only);
  auto const told_to = [&](Colleague const& who, OrganisationId at) {
    return told(tries_import(s, who.id(), at, ImportSource::register_groups, fixture("gias/allgroupsdata.csv")));
  };
  CHECK(told_to(s.nadia, s.network) == "accepted");
  CHECK(told_to(s.nadia, s.aire) == "unprocessable ids.organisation");
  CHECK(told_to(s.tom, s.aire) == "forbidden right_of_kind");
  CHECK(told_to(s.tom, s.network) == "forbidden role");
  CHECK(told_to(s.priya, s.network) == "not_found");
}

TEST_CASE("imports: a dry run leaves nothing but its report") {
  Scenario s(Scenario::Fill::network_only);
  s.sink().take();
  auto import = schools(s, s.nadia.id());
  import.checked();
  CHECK((import.job().state == ImportState::ready));
  CHECK(in_words(import.job().counts) == "30 new");
  CHECK(id_of(s, "Prendergast Ladywell School") == 0);
  CHECK(s.nadia.told_because(Because::import_finished));
  for (auto const& publication : s.sink().take()) {
    for (auto const& part : publication->parts) CHECK(part.last.find("\"kind\":\"organisation\"") == std::string::npos);
  }
  CHECK(told(s.nadia.tries(CancelImport{import.id()})) == "accepted");
  CHECK((import.job().state == ImportState::cancelled));
}

}  // namespace staffroom::tests
