// The cases of profiles: who looks at somebody's profile, what of it that person shows, and what the viewer is to them,
// told from how it was arranged and never from the code.
#include <algorithm>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11.hpp>

#include "tests/laws/policy_cases_help.hpp"
#include "tests/laws/policy_words.hpp"

namespace staffroom::tests {
namespace {

struct SelfWorld {
  Scenario& s;
  Self const& it;
  Colleague viewer;
  Colleague person;
  OrganisationId node{};
};

ProfileFields all_fields() {
  ProfileFields out;
  out.about = {"I teach Year 5."};
  out.email = Email{"shown@example.org"};
  out.working_hours = WorkingHours{480, 1020, {}};
  out.phases = {{KeyStage::ks2}};
  out.subjects = {{Name{"Maths"}}};
  out.exam_boards = {{ExamBoard::aqa}};
  out.strengths = {{Strength{{"Bar modelling"}, {}}}};
  out.offers = {{Offer::coach}};
  out.languages = {{Name{"Urdu"}}};
  out.send_experience = {{SendNeed::autism}};
  out.capacity = Capacity{3, {}};
  out.working_days = {{Weekday::monday}};
  return out;
}

Colleague viewer_of(Scenario& s, Self const& it, OrganisationId node, Colleague const& person) {
  auto const& who = it.situation.who;
  std::map<std::string, Colleague> const known{{"self", person},   {"tom", s.tom}, {"tess", s.tess}, {"nadia", s.nadia},
                                               {"helen", s.helen}, {"dan", s.dan}, {"paul", s.paul}, {"leo", s.leo}};
  if (auto const found = known.find(who); found != known.end()) return found->second;
  if (who == "staff") return s.engages("Stella Staff", node, Role::staff);
  if (who == "own admin") return s.engages("Otis Ownadmin", node, Role::administrator);
  if (who == "broker") return broker_at(s, s.aire);
  if (who == "network broker") return broker_at(s, s.network);
  if (who == "other broker") return broker_at(s, s.moor);
  if (who == "mate" || who == "guest") return s.engages("Terry Team", s.beckside, Role::staff);
  if (who == "partner guest") return s.engages("Greta Guest", s.diocese, Role::partner);
  auto const email = "stan" + std::to_string(node.value) + "@x.example";
  return {s, PersonId{id_in(*s.as_system(CreatePerson{{"Stan Stranger"}, {email}, "x"}))}};
}

SelfWorld arrange(Scenario& s, Self const& it) {
  static std::uint64_t number = 0;
  auto const node = s.found(OrganisationType::school, "Profile " + std::to_string(++number), s.aire);
  auto const person = s.engages("Pia Profile", node, Role::staff);
  SelfWorld w{.s = s, .it = it, .viewer = viewer_of(s, it, node, person), .person = person, .node = node};
  auto const lead = s.engages("Lara Lead", node, Role::subject_lead);
  auto const team = lead.founds(node, "Team " + std::to_string(number), Joining::closed, node);
  lead.adds(team, person);
  auto const& who = it.situation.who;
  if (who == "mate") lead.adds(team, w.viewer);
  if (who == "guest" || who == "partner guest") {
    lead.adds_guest(team, w.viewer, {s.first_channel(team)}, s.in_days(90));
  }
  person.does(EditProfile{person.id(), all_fields()});
  SetProfileSights sights{.person = person.id()};
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<ProfileField>>(
      [&](auto field) { sights.sights.values.push_back({field.value, it.sight}); });
  person.does(sights);
  person.does(SetSuggestible{person.id(), it.suggestible});
  return w;
}

struct SelfEntry {
  std::string record;
  std::string action;
  std::function<Asking(SelfWorld const&, PersonId)> ask;
  std::optional<std::string> listed;
};

std::vector<SelfEntry> self_entries() {
  auto const parts = [](SelfWorld const&, PersonId person) { return Query(ListProfileParts{person}); };
  std::vector<SelfEntry> out;
  for (auto const* field : {"about", "email", "working_hours", "phases", "subjects", "exam_boards", "strengths",
                            "offers", "languages", "send_experience", "capacity", "working_days", "promised_days"}) {
    out.push_back({"profile." + std::string(field), "read", parts, "field/" + std::string(field)});
  }
  out.push_back({"profile", "read", parts, {}});
  out.push_back({"profile", "list", parts, {}});
  out.push_back({"profile",
                 "edit",
                 [](SelfWorld const&, PersonId person) { return Command(EditProfile{person, all_fields()}); },
                 {}});
  out.push_back({"profile",
                 "set_visibility",
                 [](SelfWorld const&, PersonId person) { return Command(SetProfileSights{person, {}}); },
                 {}});
  out.push_back({"profile",
                 "set_suggestible",
                 [](SelfWorld const&, PersonId person) { return Command(SetSuggestible{person, true}); },
                 {}});
  return out;
}

Facts facts_of(Self const& it, std::string const& record) {
  auto const& who = it.situation.who;
  Facts out;
  auto const is = [&](std::initializer_list<char const*> names, char const* relation) {
    if (is_one_of(who, names)) out.relations.insert(relation);
  };
  is({"self"}, "self");
  is({"mate"}, "team_mate");
  if (!is_one_of(who, {"paul", "leo", "stranger", "partner guest"})) out.relations.insert("network");
  if (record == "profile") {
    is({"self", "staff", "own admin", "tom", "tess", "nadia", "broker", "network broker"}, "belongs");
    is({"own admin", "tom", "nadia"}, "admin");
  } else {
    is({"self", "staff", "own admin"}, "same_school");
    is({"self", "staff", "own admin", "tom", "tess", "helen", "broker"}, "same_trust");
    is({"broker", "network broker"}, "broker");
  }
  if (out.relations.empty()) {
    bool const partner = is_one_of(who, {"paul", "partner guest"});
    out.relations.insert(partner ? "partner" : who == "leo" ? "former" : "other");
  }
  out.truths = {{"current", true},
                {"suggestible", it.suggestible},
                {"vis_team", it.sight <= Sight::teams},
                {"vis_school", it.sight <= Sight::school},
                {"vis_trust", it.sight <= Sight::trust},
                {"vis_network", it.sight <= Sight::network}};
  return out;
}

}  // namespace

void SelfStage::visit(Self const& self, std::function<void(PolicyCase const&)> const& visit) {
  auto const world = arrange(scenario_, self);
  for (auto const& entry : self_entries()) {
    PolicyCase one{entry.record,
                   entry.action,
                   &self.situation,
                   facts_of(self, entry.record),
                   world.viewer.id(),
                   true,
                   entry.ask(world, world.person.id()),
                   entry.ask(world, {never}),
                   true,
                   entry.listed};
    visit(one);
  }
}

std::vector<Self> const& selves() {
  static std::vector<Self> const all = [] {
    std::vector<Self> out;
    for (auto const sight : {Sight::network, Sight::trust, Sight::school, Sight::teams, Sight::self}) {
      for (auto const* who : {"self", "mate", "guest", "partner guest", "staff", "own admin", "tom", "tess", "nadia",
                              "helen", "dan", "broker", "network broker", "other broker", "paul", "leo", "stranger"}) {
        bool const may_match = is_one_of(who, {"self", "broker", "network broker", "staff"});
        out.push_back({.situation = {.who = who}, .sight = sight});
        if (may_match) out.push_back({.situation = {.who = who}, .sight = sight, .suggestible = false});
      }
    }
    for (auto& it : out) {
      it.situation.name = it.situation.who + " at a profile (" + std::to_string(&it - out.data()) + ")";
    }
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
