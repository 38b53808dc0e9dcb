// The law of profiles: whatever people chose to show, each viewer is told exactly the fields that the ladder allows, by
// the profile, by the directory, by its counts and by its words; worked out here from places alone.
#include <doctest/doctest.h>

#include <boost/describe/enum_to_string.hpp>
#include <boost/mp11.hpp>
#include <map>
#include <random>
#include <set>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

using Fields = std::set<std::string>;

/// Where somebody stands, as the test arranged it.
struct Places {
  std::set<std::uint64_t> nodes;
  std::set<std::uint64_t> brokers_at;
  std::set<std::uint64_t> teams;  // as lead or member
};

class Sights {
  std::size_t below(std::size_t many) { return random_() % many; }
  template <class List>
  auto const& one_of(List const& list) {
    return list[below(list.size())];
  }

 public:
  explicit Sights(unsigned seed) : random_(seed) {
    people_ = {s_.nadia,  s_.tom,   s_.tess, s_.hugo,  s_.helen, s_.harry, s_.sana,
               s_.marcus, s_.alice, s_.bob,  s_.carol, s_.dan,   s_.erin};
    parents_ = {{s_.aire.value, s_.network.value}, {s_.moor.value, s_.network.value},
                {s_.kirkby.value, s_.aire.value},  {s_.mosslands.value, s_.aire.value},
                {s_.tarn.value, s_.moor.value},    {s_.beckside.value, s_.moor.value}};
    for (auto const& person : people_) read_places(person);
  }

  void run(int rounds) {
    for (auto const& person : people_) choose(person);
    for (int round = 0; round < rounds; ++round) {
      change();
      for (int i = 0; i < 3; ++i) check(one_of(people_));
    }
    for (auto const& guest : {s_.priya, s_.paul}) {
      CHECK(guest.sees(FindPeople{}).at("items").empty());
      for (auto const& person : people_) CHECK_FALSE(shows_anything(guest, person));
    }
  }

  std::size_t shown = 0;
  std::size_t hidden = 0;

 private:
  void read_places(Colleague const& person) {
    Places out;
    auto const standing = s_.store().standing(person.id());
    for (auto const& role : standing->roles) {
      out.nodes.insert(role.organisation.value);
      if (role.duties.contains(Duty::broker)) out.brokers_at.insert(role.organisation.value);
    }
    for (auto const& place : standing->teams) {
      if (place.relation != TeamRelation::guest) out.teams.insert(place.team.value);
    }
    places_[person.id()] = out;
  }

  /// Everything is told, and said to be for some only.
  void choose(Colleague const& person) {
    auto const id = std::to_string(person.id().value);
    ProfileFields fields;
    fields.about = {"about" + id};
    fields.email = Email{"mail" + id + "@example.org"};
    fields.phases = {{KeyStage::ks2}};
    fields.subjects = {{Name{"Maths"}}};
    fields.exam_boards = {{ExamBoard::aqa}};
    fields.strengths = {{Strength{{"strength" + id}, {}}}};
    fields.offers = {{Offer::coach}};
    fields.languages = {{Name{"language" + id}}};
    fields.send_experience = {{SendNeed::autism}};
    fields.capacity = Capacity{3, {}};
    fields.working_days = {{Weekday::monday}};
    person.does(EditProfile{person.id(), fields});
    SetProfileSights sights{.person = person.id()};
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<ProfileField>>([&](auto field) {
      auto const sight = static_cast<Sight>(below(5));
      sights_[person.id()][field.name] = sight;
      sights.sights.values.push_back({field.value, sight});
    });
    person.does(sights);
    suggestible_[person.id()] = below(3) != 0;
    person.does(SetSuggestible{person.id(), suggestible_[person.id()]});
  }

  void change() {
    auto const& person = one_of(people_);
    switch (below(5)) {
      case 0: return choose(person);
      case 1: {
        if (s_.place_of(person, s_.maths.team)) {
          s_.as_system(EndTeamMembership{s_.place_of(person, s_.maths.team)});
        } else {
          s_.as_system(AddTeamMember{s_.maths.team, person.id()});
        }
        break;
      }
      case 2: give_or_take_broker(person); break;
      case 3: {
        auto const at = below(2) == 0 ? s_.tarn : s_.kirkby;
        if (places_[person.id()].nodes.contains(at.value) && places_[person.id()].nodes.size() > 1) {
          s_.ends_memberships_of(person, at);
        } else if (!places_[person.id()].nodes.contains(at.value)) {
          s_.takes_on(person, at, Role::staff);
        }
        break;
      }
      default: {
        auto& parent = parents_[s_.tarn.value];
        parent = parent == s_.moor.value ? s_.aire.value : s_.moor.value;
        s_.as_system(MoveOrganisation{s_.tarn, {parent}});
      }
    }
    read_places(person);
  }

  void give_or_take_broker(Colleague const& person) {
    person.signs_in();
    auto const me = person.sees(GetMe{});
    MembershipId const membership{me.at("memberships")[0].at("id").get<std::uint64_t>()};
    bool const has = me.at("memberships")[0].contains("duties") && !me.at("memberships")[0].at("duties").empty();
    if (has) {
      s_.nadia.tries(TakeDuty{membership, Duty::broker});
    } else {
      s_.nadia.tries(GiveDuty{membership, Duty::broker});
    }
  }

  // ---- the ladder

  std::vector<std::uint64_t> upwards(std::uint64_t node) const {
    std::vector<std::uint64_t> out{node};
    while (parents_.contains(out.back())) out.push_back(parents_.at(out.back()));
    return out;
  }
  std::uint64_t trust_of(std::uint64_t node) const {
    auto const up = upwards(node);
    return up.size() >= 2 ? up[up.size() - 2] : node;
  }

  bool may_see(Colleague const& viewer, Colleague const& person, std::string const& field, Sight sight) const {
    if (viewer.id() == person.id()) return true;
    auto const& mine = places_.at(viewer.id());
    auto const& theirs = places_.at(person.id());
    auto const shares = [](auto const& a, auto const& b) {
      return std::any_of(a.begin(), a.end(), [&](auto const it) { return b.contains(it); });
    };
    auto const trusts = [&](Places const& it) {
      std::set<std::uint64_t> out;
      for (auto const node : it.nodes) {
        if (node != s_.network.value) out.insert(trust_of(node));
      }
      return out;
    };
    if (sight <= Sight::teams && shares(mine.teams, theirs.teams)) return true;
    if (sight <= Sight::school && shares(mine.nodes, theirs.nodes)) return true;
    if (sight <= Sight::trust && shares(trusts(mine), trusts(theirs))) return true;
    if (sight == Sight::network) return true;
    bool const for_matching = field != "about" && field != "email" && field != "working_hours";
    if (!for_matching || !suggestible_.at(person.id())) return false;
    return std::any_of(theirs.nodes.begin(), theirs.nodes.end(), [&](auto const node) {
      auto const up = upwards(node);
      return std::any_of(up.begin(), up.end(), [&](auto const it) { return mine.brokers_at.contains(it); });
    });
  }

  Fields expected(Colleague const& viewer, Colleague const& person) const {
    Fields out;
    for (auto const& [field, sight] : sights_.at(person.id())) {
      if (field != "working_hours" && may_see(viewer, person, field, sight)) out.insert(field);
    }
    return out;
  }

  // ---- what is told

  static void add_told(Fields& out, Json const& fields) {
    for (auto const& [name, value] : fields.items()) {
      if (!value.empty() && value != "") out.insert(name);
    }
  }

  bool shows_anything(Colleague const& viewer, Colleague const& person) {
    auto const answer = viewer.asks(ListProfileParts{person.id()});
    return answer && !Json::parse(answer->json).at("items").empty();
  }

  std::set<std::uint64_t> found_by(Colleague const& viewer, FindPeople const& query) {
    std::set<std::uint64_t> out;
    auto const page = viewer.sees(query);
    for (auto const& it : page.at("items")) out.insert(it.at("person").at("id").get<std::uint64_t>());
    CHECK(page.at("total") == out.size());
    return out;
  }

  void check(Colleague const& viewer) {
    auto const directory = viewer.sees(FindPeople{});
    std::map<std::uint64_t, Fields> listed;
    for (auto const& it : directory.at("items")) {
      auto& fields = listed[it.at("person").at("id").get<std::uint64_t>()];
      add_told(fields, it.at("fields"));
    }
    std::size_t maths = 0;
    std::set<std::string> languages;
    for (auto const& person : people_) {
      auto const id = std::to_string(person.id().value);
      auto const fields = expected(viewer, person);
      CAPTURE(viewer.id().value);
      CAPTURE(person.id().value);
      Fields told;
      auto const parts = viewer.sees(ListProfileParts{person.id()});
      for (auto const& part : parts.at("items")) add_told(told, part.at("fields"));
      CHECK(told == fields);
      CHECK(listed[person.id().value] == fields);
      maths += fields.contains("subjects");
      if (fields.contains("languages")) languages.insert("language" + id);
      shown += fields.size();
      hidden += 11 - fields.size();
    }
    check_facets(directory, maths, languages);
    check_words(viewer, one_of(people_));
  }

  static void check_facets(Json const& directory, std::size_t maths, std::set<std::string> const& languages) {
    std::map<std::string, std::map<std::string, std::size_t>> counted;
    for (auto const& facet : directory.at("facets")) {
      for (auto const& value : facet.at("values")) counted[facet.at("name")][value.at("value")] = value.at("count");
    }
    CHECK(counted["subject"]["Maths"] == maths);
    std::set<std::string> seen;
    for (auto const& [language, count] : counted["language"]) {
      CHECK(count == 1);
      seen.insert(language);
    }
    CHECK(seen == languages);
  }

  /// Nobody is found by what one may not see of them.
  void check_words(Colleague const& viewer, Colleague const& person) {
    auto const id = std::to_string(person.id().value);
    auto const fields = expected(viewer, person);
    auto const found = [&](char const* field) {
      return fields.contains(field) ? std::set<std::uint64_t>{person.id().value} : std::set<std::uint64_t>{};
    };
    CHECK(found_by(viewer, {.language = Name{"language" + id}}) == found("languages"));
    CHECK(found_by(viewer, {.strength = Name{"strength" + id}}) == found("strengths"));
    CHECK(found_by(viewer, {.q = Line{"about" + id}}) == found("about"));
    CHECK(found_by(viewer, {.q = Line{"language" + id}}) == found("languages"));
    CHECK(found_by(viewer, {.q = Line{"strength" + id}}) == found("strengths"));
    bool const is_coach = found_by(viewer, {.offer = Offer::coach}).contains(person.id().value);
    CHECK(is_coach == fields.contains("offers"));
  }

  Scenario s_;
  std::mt19937 random_;
  std::vector<Colleague> people_;
  std::map<std::uint64_t, std::uint64_t> parents_;
  std::map<PersonId, Places> places_;
  std::map<PersonId, std::map<std::string, Sight>> sights_;
  std::map<PersonId, bool> suggestible_;
};

}  // namespace

TEST_CASE("law: of a profile each viewer is told, counts and finds exactly what the person shows them") {
  std::size_t shown = 0;
  std::size_t hidden = 0;
  for (unsigned seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    Sights sights(seed);
    sights.run(25);
    shown += sights.shown;
    hidden += sights.hidden;
  }
  CHECK(shown > 5'000);
  CHECK(hidden > 5'000);
}

}  // namespace staffroom::tests
