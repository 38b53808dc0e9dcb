// Profiles: each field is read as far as its person chose, and by brokers as long as the person may be suggested.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "store/directory_rows.hpp"
#include "store/person_load.hpp"
#include "store/rocks.hpp"
#include "store/stored_record.hpp"
#include "store/views.hpp"
#include "tests/support/library.hpp"

namespace staffroom::tests {
namespace {

using Fields = std::set<std::string>;

ProfileFields full() {
  return {.about = {"I teach Year 5 and like bar models."},
          .email = Email{"bob.brook@kirkby.example"},
          .working_hours = WorkingHours{.from = 480, .to = 960, .reply = {"Within two days"}},
          .phases = {{KeyStage::ks1, KeyStage::ks2}},
          .subjects = {{{"Maths"}, {"Computing"}}},
          .exam_boards = {{ExamBoard::aqa}},
          .strengths = {{{.what = {"Bar modelling"}}}},
          .offers = {{Offer::visit, Offer::coach}},
          .languages = {{{"Polish"}}},
          .send_experience = {{SendNeed::autism}},
          .capacity = Capacity{.days_a_term = 3, .note = {"Not in June"}},
          .working_days = {{Weekday::monday, Weekday::tuesday}}};
}

Colleague const& fills(Colleague const& who, ProfileFields fields = full()) {
  who.does(EditProfile{who.id(), std::move(fields)});
  return who;
}

bool says(Json const& value) { return !value.is_null() && value != "" && value != Json::array(); }

/// The fields that the reader is told, over all parts.
Fields read_by(Colleague const& reader, Colleague const& person) {
  Fields out;
  if (!reader.finds(ListProfileParts{person.id()})) return out;
  auto const listed = reader.sees(ListProfileParts{person.id()});
  for (auto const& part : listed.at("items")) {
    for (auto const& [name, value] : part.at("fields").items()) {
      if (says(value)) out.insert(name);
    }
  }
  return out;
}

std::vector<std::uint64_t> parts_of(Colleague const& person) { return person.lists(ListProfileParts{person.id()}); }

Fields const in_network{"about", "phases", "subjects", "exam_boards", "strengths", "offers"};
Fields const all{"about",     "phases", "subjects", "exam_boards",     "strengths",    "offers",
                 "languages", "email",  "capacity", "send_experience", "working_days", "working_hours"};

/// How many records of the kind a person's page was given or has lost since. Of two events of one seq the put holds.
int told_of(Scenario& s, Colleague const& person, char const* what, char const* kind) {
  auto const carried = s.store().standing(person.id())->audiences;
  std::map<std::uint64_t, std::pair<Seq, std::string>> last;  // by id
  for (auto const& publication : s.sink().take()) {
    for (auto const& part : publication->parts) {
      if (!std::binary_search(carried.begin(), carried.end(), part.audience)) continue;
      auto const frame = Json::parse(part.last);
      for (auto const& event : frame.at("events")) {
        for (std::string const sort : {"delete", "put"}) {
          if (!event.contains(sort) || event.at(sort).value("kind", "") != kind) continue;
          auto& held = last[event.at(sort).at("id")];
          std::pair const told{event.at("seq").get<Seq>(), sort};
          if (told > held) held = told;  // "put" > "delete"
        }
      }
    }
  }
  return static_cast<int>(
      std::count_if(last.begin(), last.end(), [&](auto const& it) { return it.second.second == what; }));
}

}  // namespace

TEST_CASE("a profile is its person's own; the first one is empty, and nobody else reads or changes the whole") {
  Scenario s;
  auto const first = s.bob.sees(GetProfile{s.bob.id()});
  CHECK(first.at("version") == 0);
  CHECK(first.at("suggestible") == true);
  CHECK(parts_of(s.bob).empty());
  CHECK_FALSE(s.bob.finds(GetPersonLoad{s.bob.id()}));
  fills(s.bob);
  CHECK(s.bob.sees(GetProfile{s.bob.id()}).at("version") == 1);
  CHECK(told(s.bob.tries(EditProfile{s.bob.id(), full()}, {}, 0)) == "precondition_failed version");
  CHECK(s.bob.sees(GetPersonLoad{s.bob.id()}).at("promised_days") == 0);
  for (auto const& other : {s.alice, s.nadia, s.gwen}) {
    CHECK_FALSE(other.finds(GetProfile{s.bob.id()}));
    CHECK(told(other.tries(EditProfile{s.bob.id(), {}})) == "forbidden role");
    CHECK(told(other.tries(SetProfileSights{s.bob.id(), {}})) == "forbidden role");
    CHECK(told(other.tries(SetSuggestible{s.bob.id(), false})) == "forbidden role");
  }
  CHECK(told(s.paul.tries(EditProfile{PersonId{9'999}, {}})) == "not_found");
}

TEST_CASE("by default the network reads what helps to find somebody, the trust and team-mates read the rest") {
  Scenario s;
  fills(s.bob);
  CHECK(read_by(s.bob, s.bob) == all);
  CHECK(read_by(s.dan, s.bob) == in_network);    // another trust
  CHECK(read_by(s.nadia, s.bob) == in_network);  // administrators are no readers
  CHECK(read_by(s.erin, s.bob) == all);          // another school of the trust
  CHECK(read_by(s.tess, s.bob) == all);          // on the trust itself
  CHECK(read_by(s.carol, s.bob) == all);         // another trust, and a member of the same team
  CHECK(read_by(s.priya, s.bob).empty());        // a guest of that team
  CHECK(read_by(s.paul, s.bob).empty());
  CHECK(s.erin.finds(GetPersonLoad{s.bob.id()}));
  CHECK_FALSE(s.dan.finds(GetPersonLoad{s.bob.id()}));
  CHECK(s.erin.sees(ListProfileParts{s.bob.id()}).at("also").size() == 1);
  CHECK(s.dan.sees(ListProfileParts{s.bob.id()}).at("also").empty());
}

TEST_CASE("each field is read as far as its person says, and a part that holds nothing is gone") {
  Scenario s;
  fills(s.bob);
  auto const before = parts_of(s.bob);
  s.sink().take();
  s.bob.does(SetProfileSights{s.bob.id(),
                              {{{ProfileField::email, Sight::teams},
                                {ProfileField::strengths, Sight::school},
                                {ProfileField::capacity, Sight::school},
                                {ProfileField::about, Sight::self},
                                {ProfileField::languages, Sight::network},
                                {ProfileField::offers, Sight::network}}}});
  CHECK(s.bob.sees(GetProfile{s.bob.id()}).at("sights").size() == 5);  // what is as by default is not kept
  auto without = [](Fields fields, std::initializer_list<char const*> names) {
    for (auto const* name : names) fields.erase(name);
    return fields;
  };
  CHECK(read_by(s.bob, s.bob) == all);
  CHECK(read_by(s.carol, s.bob) == without(all, {"about"}));
  CHECK(read_by(s.gwen, s.bob) == without(all, {"about", "email"}));
  CHECK(read_by(s.erin, s.bob) == without(all, {"about", "email", "strengths", "capacity"}));
  auto network = without(in_network, {"about", "strengths"});
  network.insert("languages");
  CHECK(read_by(s.dan, s.bob) == network);
  CHECK(s.gwen.finds(GetPersonLoad{s.bob.id()}));
  CHECK_FALSE(s.erin.finds(GetPersonLoad{s.bob.id()}));
  // Back to the defaults: the parts that were there all along kept their ids.
  s.bob.does(SetProfileSights{s.bob.id(), {}});
  auto const after = parts_of(s.bob);
  CHECK(after.size() == before.size());
  int kept = 0;
  for (auto const id : before) kept += std::count(after.begin(), after.end(), id) == 1 ? 1 : 0;
  CHECK(kept >= 3);  // all but that of `about`, which was empty for a while
  fills(s.bob, {.about = {"Only this."}});
  CHECK(parts_of(s.bob).size() == 1);
  CHECK(told(s.bob.tries(SetProfileSights{
            s.bob.id(), {{{ProfileField::email, Sight::teams}, {ProfileField::email, Sight::self}}}})) ==
        "unprocessable body.sights[1]");
}

TEST_CASE("brokers of one's organisations read what is for matching, as long as one may be suggested") {
  Scenario s;
  auto const bea = s.engages("Bea Broker", s.moor, Role::staff);
  auto const duty = [&](Colleague const& who) {
    who.signs_in();
    MembershipId const membership{who.sees(GetMe{}).at("memberships").at(0).at("id").get<std::uint64_t>()};
    REQUIRE(s.as_system(GiveDuty{membership, Duty::broker}).has_value());
  };
  auto const ned = s.engages("Ned Networkbroker", s.network, Role::staff);
  fills(s.bob);
  s.bob.does(SetProfileSights{s.bob.id(),
                              {{{ProfileField::capacity, Sight::self}, {ProfileField::working_hours, Sight::self}}}});
  CHECK(read_by(ned, s.bob) == in_network);
  duty(ned);
  duty(bea);  // of another trust
  CHECK(read_by(bea, s.bob) == in_network);
  Fields matching = all;
  matching.erase("email");
  matching.erase("working_hours");
  CHECK(read_by(ned, s.bob) == matching);
  CHECK(ned.finds(GetPersonLoad{s.bob.id()}));
  s.sink().take();
  s.bob.does(SetSuggestible{s.bob.id(), false});
  CHECK(told_of(s, ned, "delete", "profile_part") == 2);  // what he read as a broker alone
  CHECK(read_by(ned, s.bob) == in_network);
  CHECK_FALSE(ned.finds(GetPersonLoad{s.bob.id()}));
  s.bob.does(SetSuggestible{s.bob.id(), true});
  CHECK(read_by(ned, s.bob) == matching);
}

TEST_CASE("who reads follows teams and memberships, and those who lose or gain are told at once") {
  Scenario s;
  fills(s.dan);
  s.dan.does(SetProfileSights{s.dan.id(), {{{ProfileField::email, Sight::teams}}}});
  CHECK(read_by(s.bob, s.dan).count("email") == 0);
  auto const hidden = s.bob.sees(ListProfileParts{s.dan.id()}).at("items").size();
  s.sink().take();
  auto const place = s.dan.joins(s.maths.team);
  auto const shown = s.bob.sees(ListProfileParts{s.dan.id()}).at("items").size();
  CHECK(shown == hidden + 3);  // for the team, and both that are for the trust
  CHECK(told_of(s, s.bob, "put", "profile_part") >= 3);
  CHECK(read_by(s.bob, s.dan) == all);
  CHECK(s.bob.finds(GetPersonLoad{s.dan.id()}));
  s.dan.removes(place);
  CHECK(told_of(s, s.bob, "delete", "profile_part") == 3);
  CHECK(read_by(s.bob, s.dan) == in_network);
  s.takes_on(s.dan, s.mosslands, Role::staff);
  CHECK(read_by(s.erin, s.dan).count("capacity") == 1);
  s.ends_memberships_of(s.dan, s.mosslands);
  CHECK(read_by(s.erin, s.dan).count("capacity") == 0);
  CHECK(read_by(s.erin, s.dan) == in_network);
  s.ends_memberships_of(s.dan);                                           // leaves
  CHECK(s.nadia.sees(ListProfileParts{s.dan.id()}).at("items").empty());  // she knows who left
  CHECK(read_by(s.erin, s.dan).empty());
}

TEST_CASE("what a profile says is checked field by field") {
  Scenario s;
  auto const tries = [&](auto change) {
    auto fields = full();
    change(fields);
    return told(s.bob.tries(EditProfile{s.bob.id(), fields}));
  };
  CHECK(tries([](auto& it) { it.email = Email{"bob at home"}; }) == "unprocessable body.fields.email");
  CHECK(tries([](auto& it) { it.working_hours->to = 480; }) == "unprocessable body.fields.working_hours");
  CHECK(tries([](auto& it) { it.working_hours->to = 1441; }) == "unprocessable body.fields.working_hours");
  CHECK(tries([](auto& it) { it.capacity->days_a_term = 61; }) == "unprocessable body.fields.capacity.days_a_term");
  CHECK(tries([](auto& it) { it.capacity->days_a_term = 60; }) == "accepted");
  CHECK(tries([](auto& it) { it.subjects = {{{"Maths"}, {"maths"}}}; }) == "unprocessable body.fields.subjects[1]");
  CHECK(tries([](auto& it) { it.phases = {{KeyStage::ks1, KeyStage::ks1}}; }) == "unprocessable body.fields.phases[1]");
  CHECK(tries([](auto& it) { it.working_days = {{Weekday::monday, Weekday::friday, Weekday::monday}}; }) ==
        "unprocessable body.fields.working_days[2]");
  CHECK(tries([](auto& it) { it.strengths = {{{.what = {"Phonics"}}, {.what = {"PHONICS"}}}}; }) ==
        "unprocessable body.fields.strengths[1]");
  CHECK(tries([](auto& it) { it.about = {"Ask about UPN B801200005001."}; }) == "conflict pupil_data");
  CHECK(tries([](auto& it) { it.strengths = {{{.what = {"UPN B801200005001"}}}}; }) == "conflict pupil_data");
  CHECK(tries([](auto& it) { it.capacity->note = {"UPN B801200005001"}; }) == "conflict pupil_data");
}

TEST_CASE("a strength names as evidence what its person may read; what was named may stay") {
  Scenario s;
  Library library(s);
  auto const shown = library.shows(s.bob, s.kirkby, s.network);
  auto const draft = library.drafts(s.carol, s.tarn);
  auto const names = [&](StrengthEvidence one, std::string what = "Fractions") {
    ProfileFields fields{.strengths = {{{.what = {std::move(what)}, .evidence = {{one}}}}}};
    return told(s.alice.tries(EditProfile{s.alice.id(), fields}));
  };
  CHECK(names({EvidenceOf::resource, draft.value}).starts_with("not_found"));
  CHECK(names({EvidenceOf::resource, 99'999}) == names({EvidenceOf::resource, draft.value}));
  CHECK(names({EvidenceOf::practice, shown.value}).starts_with("not_found"));
  CHECK(names({EvidenceOf::support_request, 99'999}).starts_with("not_found"));
  CHECK(names({EvidenceOf::review, 1}) == "unprocessable body.fields.strengths[0].evidence[0]");
  CHECK(names({EvidenceOf::resource, shown.value}) == "accepted");
  s.bob.does(WithdrawResource{shown});
  CHECK(names({EvidenceOf::resource, shown.value}, "Fractions and more") == "accepted");
}

TEST_CASE("of somebody who is forgotten no word of the profile stays, and the copy of one's data holds it") {
  Scenario s(Scenario::Fill::with_teams, Scenario::Files::plain);
  fills(s.bob, {.about = {"Quokkas on the playing field"}, .capacity = Capacity{.days_a_term = 2}});
  auto const erasure = id_in(s.tom.does(RequestErasure{s.bob.id(), {}}));
  s.nadia.does(ApproveErasure{ErasureId{erasure}});
  s.tick();
  for (auto const& text : s.stored_texts()) CHECK(text.find("uokkas") == std::string::npos);
  CHECK(read_by(s.alice, s.bob).empty());
  CHECK_FALSE(s.alice.finds(GetPersonLoad{s.bob.id()}));
}

// ---- the load

TEST_CASE("days promised and askings are counted, never below none, and old askings are forgotten") {
  TempFolder folder;
  auto const database = Database::open({folder.path(), true, nullptr, nullptr}).value();
  DecodedCache decoded;
  StandingCache standings;
  SnapshotView const view(*database, database->snapshot(1), ReadTier::disk, decoded, standings);
  PersonId const bob{7};
  Date const today = parse_date("2026-11-20").value();
  Change change;
  person_load::begin(change, view, bob);
  person_load::promise_days(change, view, bob, 3);
  person_load::promise_days(change, view, bob, 2);
  CHECK(person_load::of(change, view, bob).promised_days == 5);
  person_load::promise_days(change, view, bob, -9);
  CHECK(person_load::of(change, view, bob).promised_days == 0);
  for (int i = 0; i < 60; ++i) person_load::note_asked(change, view, bob, {today.days - 400 + 10 * i});
  auto const load = person_load::of(change, view, bob);
  CHECK(load.version == 1);
  CHECK(load.asked.size() == limits::asks_kept_max);
  CHECK(load.asked.values.back().days == today.days - 400 + 590);
  CHECK(change.puts.size() == 1);
  CHECK(change.answer_key.empty());
  PersonLoad const some{.asked = {{{today.days - 365}, {today.days - 364}, today}}};
  CHECK(person_load::asked_in_last_year(some, today) == 2);
  CHECK(directory::load_in(directory::row_of(some), today).asked == 2);
  CHECK_FALSE(person_load::free_days(std::nullopt, 1));
  CHECK(person_load::free_days(Capacity{.days_a_term = 3}, 1) == 2);
  CHECK(person_load::free_days(Capacity{.days_a_term = 3}, 5) == 0);
}

TEST_CASE("what a row says of a part is what the part says") {
  auto fields = full();
  fields.subjects.values.push_back({std::string(100, 'x') + "é"});
  ProfilePart const part{.sight = Sight::school, .for_matching = true, .fields = fields};
  auto const row = directory::row_of(part);
  auto const facts = directory::facts_in(row);
  auto const list = [](directory::Texts const& texts) {
    std::vector<std::string> out;
    texts.each([&](std::string_view text) { out.emplace_back(text); });
    return out;
  };
  CHECK(facts.sight == Sight::school);
  CHECK(facts.for_matching);
  CHECK(facts.phases == (1U << unsigned(KeyStage::ks1) | 1U << unsigned(KeyStage::ks2)));
  CHECK(facts.offers == (1U << unsigned(Offer::visit) | 1U << unsigned(Offer::coach)));
  CHECK(facts.exam_boards == 1U << unsigned(ExamBoard::aqa));
  CHECK(facts.send == 1U << unsigned(SendNeed::autism));
  CHECK(facts.days == 3);
  CHECK(list(facts.subjects) == std::vector<std::string>{"Maths", "Computing", std::string(100, 'x') + "é"});
  CHECK(list(facts.strengths) == std::vector<std::string>{"Bar modelling"});
  CHECK(list(facts.languages) == std::vector<std::string>{"Polish"});
  CHECK(list(facts.other).size() == 4);
  auto const empty = directory::facts_in(directory::row_of(ProfilePart{}));
  CHECK_FALSE(empty.days);
  CHECK(list(empty.subjects).empty());
}

}  // namespace staffroom::tests
