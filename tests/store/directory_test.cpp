// The directory: found, counted and sorted by what the asker may see, and by nothing else.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/rocks.hpp"
#include "store/stored_record.hpp"
#include "store/views.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

using Names = std::vector<std::string>;

Names names_in(Json const& page) {
  Names out;
  for (auto const& it : page.at("items")) out.push_back(it.at("person").at("name"));
  return out;
}

Names found(Colleague const& who, FindPeople query) {
  if (!query.sort) query.sort = DirectorySort::name;
  return names_in(who.sees(query));
}

/// value → count of a facet.
std::map<std::string, unsigned> facet(Json const& page, std::string_view name) {
  std::map<std::string, unsigned> out;
  for (auto const& it : page.at("facets")) {
    if (it.at("name") != name) continue;
    for (auto const& value : it.at("values")) out[value.at("value")] = value.at("count");
  }
  return out;
}

void says(Colleague const& who, ProfileFields fields, std::vector<FieldSight> sights = {}) {
  who.does(EditProfile{who.id(), std::move(fields)});
  if (!sights.empty()) who.does(SetProfileSights{who.id(), {std::move(sights)}});
}

Json without_empty(Json fields) {
  for (auto it = fields.begin(); it != fields.end();) {
    bool const says_nothing = it->is_null() || *it == "" || *it == Json::array();
    it = says_nothing ? fields.erase(it) : std::next(it);
  }
  return fields;
}

/// What the parts that the reader may read say together.
Json parts_together(Json const& listed) {
  Json out = Json::object();
  for (auto const& part : listed.at("items")) out.update(without_empty(part.at("fields")));
  return out;
}

}  // namespace

TEST_CASE("everybody of the network is there, but no partners, nobody who left, and nothing for guests") {
  Scenario s;
  auto const all = found(s.carol, {});
  CHECK(all.size() == 14);
  CHECK(all.front() == "Alice Able");
  for (auto const* absent : {"Priya Partner", "Paul Professor", "Leo Leaver"}) {
    CHECK(std::find(all.begin(), all.end(), absent) == all.end());
  }
  for (auto const& guest : {s.priya, s.paul}) {
    auto const page = guest.sees(FindPeople{});
    CHECK(page.at("items").empty());
    CHECK(page.at("facets").empty());
    CHECK(page.at("total") == 0);
  }
}

TEST_CASE("words and filters are met all together; a facet counts as if it were not chosen") {
  Scenario s;
  says(s.bob, {.about = {"I love long multiplication."},
               .phases = {{KeyStage::ks2}},
               .subjects = {{{"Maths"}}},
               .strengths = {{{.what = {"Bar modelling"}}}},
               .offers = {{Offer::visit}}});
  says(s.alice, {.phases = {{KeyStage::ks3}},
                 .subjects = {{{"maths"}, {"Français"}}},
                 .exam_boards = {{ExamBoard::aqa}},
                 .offers = {{Offer::visit, Offer::coach}}});
  says(s.carol, {.subjects = {{{"History"}}}, .languages = {{{"Welsh"}}}, .send_experience = {{SendNeed::autism}}});
  auto const& me = s.erin;
  CHECK(found(me, {.subject = Name{"MATHS"}}) == Names{"Alice Able", "Bob Brook"});
  CHECK(found(me, {.subject = Name{"Mat"}}).empty());
  CHECK(found(me, {.phase = KeyStage::ks2}) == Names{"Bob Brook"});
  CHECK(found(me, {.offer = Offer::visit}) == Names{"Alice Able", "Bob Brook"});
  CHECK(found(me, {.subject = Name{"maths"}, .offer = Offer::coach}) == Names{"Alice Able"});
  CHECK(found(me, {.strength = Name{"bar modelling"}}) == Names{"Bob Brook"});
  CHECK(found(me, {.exam_board = ExamBoard::aqa}) == Names{"Alice Able"});
  CHECK(found(s.harry, {.send = SendNeed::autism}) == Names{"Carol Carr"});
  CHECK(found(s.harry, {.language = Name{"welsh"}}) == Names{"Carol Carr"});
  CHECK(found(me, {.role = Role::headteacher}) == Names{"Harry Head", "Helen Head"});
  CHECK(found(me, {.organisation = s.kirkby}) == Names{"Bob Brook", "Gwen Governor", "Sana Subjectlead"});
  CHECK(found(me, {.organisation = s.moor, .role = Role::staff}) == Names{"Carol Carr", "Dan Dale"});
  CHECK(found(me, {.q = Line{"long mult"}}) == Names{"Bob Brook"});
  CHECK(found(me, {.q = Line{"kirkby"}}) == Names{"Bob Brook", "Gwen Governor", "Sana Subjectlead"});
  CHECK(found(me, {.q = Line{"francais"}}) == Names{"Alice Able"});
  CHECK(found(me, {.q = Line{"kirkby bar"}}) == Names{"Bob Brook"});
  CHECK(found(me, {.q = Line{"ultiplication"}}).empty());
  CHECK(found(me, {.q = Line{"label"}}).empty());
  auto const page = me.sees(FindPeople{.phase = KeyStage::ks2, .offer = Offer::visit});
  CHECK(page.at("total") == 1);
  CHECK(facet(page, "phase") == std::map<std::string, unsigned>{{"ks2", 1}, {"ks3", 1}});
  CHECK(facet(page, "offer") == std::map<std::string, unsigned>{{"visit", 1}});
  CHECK(facet(page, "subject") == std::map<std::string, unsigned>{{"Maths", 1}});
  CHECK(facet(page, "role") == std::map<std::string, unsigned>{{"staff", 1}});
  CHECK(facet(me.sees(FindPeople{}), "role").at("headteacher") == 2);
  auto const nodes = facet(me.sees(FindPeople{}), "organisation");
  CHECK(nodes.at(std::to_string(s.aire.value)) == 9);
  CHECK(nodes.at(std::to_string(s.network.value)) == 14);
}

TEST_CASE("law 27: a hidden field is not found by its value, not counted, and moves nobody in the order") {
  Scenario s;
  says(s.bob, {.about = {"Secretly a juggler"}, .languages = {{{"Polish"}}}, .capacity = Capacity{.days_a_term = 3}},
       {{ProfileField::about, Sight::school}, {ProfileField::languages, Sight::self}});
  says(s.erin, {.subjects = {{{"Art"}}}, .capacity = Capacity{.days_a_term = 1}});
  auto const& stranger = s.dan;  // of another trust: capacity is not his to see
  auto const unknown = stranger.sees(FindPeople{.language = Name{"Klingon"}});
  auto const hidden = stranger.sees(FindPeople{.language = Name{"Polish"}});
  CHECK(hidden == unknown);
  CHECK(found(s.alice, {.language = Name{"Polish"}}).empty());
  CHECK(found(s.bob, {.language = Name{"Polish"}}) == Names{"Bob Brook"});
  CHECK(found(s.gwen, {.q = Line{"juggler"}}) == Names{"Bob Brook"});
  CHECK(found(s.tess, {.q = Line{"juggler"}}).empty());
  CHECK(found(stranger, {.q = Line{"polish"}}).empty());
  CHECK(found(stranger, {.free = true}).empty());
  CHECK(found(s.helen, {.free = true}) == Names{"Bob Brook", "Erin Eden"});
  for (auto const* name : {"language", "free"}) CHECK(facet(stranger.sees(FindPeople{}), name).empty());
  CHECK(facet(s.helen.sees(FindPeople{}), "free").at("true") == 2);
  CHECK(found(s.helen, {.sort = DirectorySort::free_days}).front() == "Bob Brook");
  CHECK(found(stranger, {.sort = DirectorySort::free_days}) == found(stranger, {.sort = DirectorySort::name}));
  CHECK(found(stranger, {.sort = DirectorySort::asked_least}) == found(stranger, {.sort = DirectorySort::name}));
}

TEST_CASE("for every reader and person the directory says what the parts say that the reader may read") {
  Scenario s;
  auto const bea = s.engages("Bea Broker", s.aire, Role::staff);
  bea.signs_in();
  MembershipId const at_aire{bea.sees(GetMe{}).at("memberships").at(0).at("id").get<std::uint64_t>()};
  REQUIRE(s.as_system(GiveDuty{at_aire, Duty::broker}).has_value());
  ProfileFields const fields{.about = {"About"},
                             .email = Email{"a@b.example"},
                             .phases = {{KeyStage::ks1}},
                             .subjects = {{{"Maths"}}},
                             .languages = {{{"Polish"}}},
                             .capacity = Capacity{.days_a_term = 4},
                             .working_days = {{Weekday::friday}}};
  std::vector<FieldSight> const mixed{{ProfileField::about, Sight::teams},
                                      {ProfileField::email, Sight::school},
                                      {ProfileField::subjects, Sight::self},
                                      {ProfileField::languages, Sight::teams},
                                      {ProfileField::capacity, Sight::school}};
  s.takes_on(s.carol, s.beckside, Role::staff);
  int turn = 0;
  for (auto const& [name, person] : s.everybody()) {
    if (name == "Leo") continue;
    says(person, fields, ++turn % 2 == 0 ? mixed : std::vector<FieldSight>{});
    if (turn % 3 == 0) person.does(SetSuggestible{person.id(), false});
  }
  int compared = 0;
  for (auto const& [name, reader] : s.everybody()) {
    if (name == "Leo") continue;
    auto const page = reader.sees(FindPeople{});
    for (auto const& entry : page.at("items")) {
      PersonId const id{entry.at("person").at("id").get<std::uint64_t>()};
      CHECK(without_empty(entry.at("fields")) == parts_together(reader.sees(ListProfileParts{id})));
      CHECK(entry.contains("promised_days") == reader.finds(GetPersonLoad{id}));
      CHECK(reader.finds(GetPerson{id}));
      ++compared;
    }
  }
  CHECK(compared == 15 * 15);
}

// ---- orders, pages and miles, over records that a test puts there

namespace {

class Staff {
 public:
  Staff() {
    put(Organisation{.id = network_, .type = OrganisationType::network, .name = {"Network"}});
    put(at(1, 400'000, 400'000));
    put(at(2, 409'656, 400'000));  // six miles east
    put(Organisation{.id = {103}, .type = OrganisationType::school, .parent = network_, .name = {"Nowhere"}});
  }
  void add(std::uint64_t id, std::string name, OrganisationId school, std::optional<unsigned> asked = {},
           std::optional<unsigned> days = {}, unsigned promised = 0) {
    put(Person{.id = {id}, .name = {std::move(name)}});
    put(Membership{.id = {1'000 + id}, .person = {id}, .organisation = school, .state = Standing::current});
    if (!asked) return;
    PersonLoad load{.id = {id}, .promised_days = promised};
    for (unsigned i = 0; i < *asked; ++i) load.asked.values.push_back(today);
    put(load);
    if (!days) return;
    ProfileFields fields;
    fields.capacity = Capacity{.days_a_term = *days};
    put(ProfilePart{.id = {2'000 + id}, .person = {id}, .sight = Sight::trust, .for_matching = true, .fields = fields});
  }
  Json asks(FindPeople const& query, Page const& page = {200, {}}) {
    SnapshotView const view(*database_, database_->snapshot(1), ReadTier::disk, decoded_, standings_);
    auto asked = asking(Actor{.person = {1}}, {});
    asked.today = today;
    return Json::parse(answer(view, asked, query, page).value().json);
  }

  static constexpr Date today{20'000};

 private:
  Organisation at(std::uint64_t number, std::uint32_t easting, std::uint32_t northing) {
    Register facts;
    facts.easting = easting;
    facts.northing = northing;
    return {.id = {100 + number},
            .type = OrganisationType::school,
            .parent = network_,
            .name = {"School"},
            .register_facts = facts};
  }
  void put(Record const& record) {
    Batch batch(*database_);
    batch.put(Family::records, key_of(record), stored::encode(record));
    for (auto const& row : index_rows(record)) batch.put(Family::indexes, row.key, row.value);
    REQUIRE(database_->write(batch) == WriteResult::done);
  }

  OrganisationId network_{100};
  TempFolder folder_;
  std::unique_ptr<Database> database_ = Database::open({folder_.path(), true, nullptr, nullptr}).value();
  DecodedCache decoded_;
  StandingCache standings_;
};

}  // namespace

TEST_CASE("who was asked least stands first, who has most days free on request; the unknown are last, by name") {
  Staff staff;
  OrganisationId const school{101};
  staff.add(1, "Me", school);
  staff.add(2, "Dora", school, 2, 5);
  staff.add(3, "Cleo", school, 0, 2, 2);
  staff.add(4, "Bert", school, 1, 6, 1);
  staff.add(5, "Anna", school, 0);
  staff.add(6, "Zoe", OrganisationId{102}, 9, 9);  // of no trust that is mine: unknown to me
  CHECK(names_in(staff.asks({})) == Names{"Anna", "Cleo", "Bert", "Dora", "Me", "Zoe"});
  CHECK(names_in(staff.asks({.sort = DirectorySort::name})) == Names{"Anna", "Bert", "Cleo", "Dora", "Me", "Zoe"});
  CHECK(names_in(staff.asks({.sort = DirectorySort::free_days})) == Names{"Bert", "Dora", "Cleo", "Anna", "Me", "Zoe"});
  CHECK(names_in(staff.asks({.free = true, .sort = DirectorySort::name})) == Names{"Bert", "Dora"});
  for (auto const sort : {DirectorySort::asked_least, DirectorySort::free_days, DirectorySort::name}) {
    Names paged;
    Page page{2, {}};
    for (int pages = 0; pages < 4; ++pages) {
      auto const part = staff.asks({.sort = sort}, page);
      CHECK(part.at("total") == 6);
      for (auto const& name : names_in(part)) paged.push_back(name);
      if (!part.contains("next") || part.at("next").is_null()) break;
      page.cursor = part.at("next").get<std::string>();
    }
    CHECK(paged == names_in(staff.asks({.sort = sort})));
  }
}

TEST_CASE("miles are told when both schools' places are known") {
  Staff staff;
  staff.add(1, "Me", OrganisationId{101});
  staff.add(2, "Far", OrganisationId{102});
  staff.add(3, "Near", OrganisationId{101});
  staff.add(4, "Nowhere", OrganisationId{103});
  std::map<std::string, Json> miles;
  auto const page = staff.asks({});
  for (auto const& it : page.at("items")) {
    miles[it.at("person").at("name")] = it.value("miles", Json::array());
  }
  CHECK(miles.at("Far") == Json::array({6}));
  CHECK(miles.at("Near") == Json::array({0}));
  CHECK(miles.at("Nowhere") == Json::array());
  CHECK(miles.at("Me") == Json::array());
}

TEST_CASE("a cursor of something else is refused") {
  Staff staff;
  staff.add(1, "Me", OrganisationId{101});
  CHECK_THROWS(staff.asks({}, {2, "AAAA"}));
}

}  // namespace staffroom::tests
