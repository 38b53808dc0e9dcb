// How fast a large network is looked through for people who can help: makes schools with their places, people with
// profiles and a year of askings, then times the directory's first page and the suggestions for a request.
#include <functional>
#include <random>
#include <string>

#include "tools/bench/own_hub.hpp"

namespace staffroom {
namespace {

using bench::fail;
using bench::OwnHub;

constexpr std::size_t people_a_school = 50;
constexpr std::size_t schools_a_trust = 20;
constexpr std::size_t at_once = 150;

constexpr char const* subjects[] = {
    "Mathematics", "English", "Science", "History", "Geography",           "French",  "Music",
    "Computing",   "SEND",    "EAL",     "Spanish", "Phonics and reading", "Physics", "Art and design"};
constexpr char const* strengths[] = {"Bar modelling",   "Required practicals",   "Phonics with few adults",
                                     "Mixed-age maths", "Moderating writing",    "Number talks",
                                     "Enquiry",         "Coaching new teachers", "GCSE foundation tier"};

/// A network whose trusts and schools come from a register, with their places.
class Network {
 public:
  Network(OwnHub& hub, std::size_t people) : hub_(hub), wanted_(people) {}

  void make() {
    node = {hub_.does({}, CreateOrganisation{OrganisationType::network, std::nullopt, Name{"Network"}})};
    make_schools();
    make_people();
  }

  OrganisationId node;
  std::vector<OrganisationId> trusts, schools;
  std::vector<PersonId> people;  // in the order of their schools
  PersonId broker, requester, teacher;

 private:
  using Rows = std::vector<std::vector<std::string>>;

  void import(ImportSource source, std::vector<std::string> const& headers, Rows const& rows) {
    OpenImport open{.organisation = node, .source = source, .file_name = {"register.csv"}};
    for (auto const& header : headers) open.columns.values.push_back({.header = {header}});
    open.rows = static_cast<std::uint32_t>(rows.size());
    ImportId const job{hub_.does({}, std::move(open))};
    for (std::size_t first = 0; first < rows.size(); first += limits::import_chunk_max) {
      AddImportRows add{.import = job, .rows = {}};
      for (auto i = first; i < std::min(rows.size(), first + limits::import_chunk_max); ++i) {
        ImportRow row{.number = static_cast<std::uint32_t>(i + 2)};
        for (auto const& cell : rows[i]) row.cells.values.push_back({cell});
        add.rows.values.push_back(std::move(row));
      }
      hub_.does({}, std::move(add));
    }
    hub_.does({}, StartImportCheck{job});
    let_pass();
    hub_.does({}, CommitImport{job, {}});
    let_pass();
  }

  void let_pass() {
    for (auto due = hub_.store->next_due(); due && *due <= hub_.store->now(); due = hub_.store->next_due()) {
      hub_.does({}, Tick{});
    }
  }

  void make_schools() {
    auto const count = (wanted_ + people_a_school - 1) / people_a_school;
    auto const groups = (count + schools_a_trust - 1) / schools_a_trust;
    Rows rows;
    for (std::size_t i = 0; i < groups; ++i) {
      rows.push_back({std::to_string(9000 + i), "TR" + std::to_string(90000 + i), "Trust " + std::to_string(i),
                      "Multi-academy trust", "Open"});
    }
    import(ImportSource::register_groups, {"Group UID", "Group ID", "Group Name", "Group Type", "Group Status"}, rows);
    rows.clear();
    for (std::size_t i = 0; i < count; ++i) {
      auto const phase = i % 3 == 0 ? "Secondary" : "Primary";
      rows.push_back({std::to_string(900001 + i), "School " + std::to_string(i), "Academy converter", "Open", phase,
                      std::to_string(60 + 37 * (i % 40)), std::to_string(9000 + i / schools_a_trust),
                      std::to_string(400'000 + 1'700 * (i % 83)), std::to_string(300'000 + 2'300 * (i % 71))});
    }
    import(ImportSource::register_schools,
           {"URN", "EstablishmentName", "TypeOfEstablishment (name)", "EstablishmentStatus (name)",
            "PhaseOfEducation (name)", "NumberOfPupils", "Trusts (code)", "Easting", "Northing"},
           rows);
    find("trust", trusts);
    find("school", schools);
    if (schools.size() != count || trusts.size() != groups) fail("the register was not imported");
    for (auto const trust : trusts) hub_.does({}, JoinOrganisation{trust});
    for (auto const school : schools) hub_.does({}, JoinOrganisation{school});
  }

  /// Those of a type, page by page.
  void find(std::string const& type, std::vector<OrganisationId>& out) {
    std::string cursor;
    do {
      auto const answer = hub_.store->ask({}, ListOrganisations{}, {limits::page_size_max, cursor}, ReadTier::disk);
      if (!*answer) fail(answer->error().detail);
      auto const& json = (*answer)->json;
      std::string const mark = "{\"kind\":\"organisation\",\"id\":";
      for (auto at = json.find(mark); at != json.npos; at = json.find(mark, at + 1)) {
        if (text_after(json, "\"type\":\"", at) != type) continue;
        out.push_back({std::strtoull(json.c_str() + at + mark.size(), nullptr, 10)});
      }
      cursor = text_after(json, "\"next\":\"", json.rfind("\"next\":"));
    } while (!cursor.empty());
  }

  static std::string text_after(std::string const& json, std::string const& mark, std::size_t from) {
    auto const at = from == json.npos ? from : json.find(mark, from);
    if (at == json.npos) return {};
    auto const begins = at + mark.size();
    return json.substr(begins, json.find('"', begins) - begins);
  }

  void make_people() {
    for (std::size_t first = 0; first < wanted_; first += at_once) {
      auto const last = std::min(wanted_, first + at_once);
      std::vector<std::pair<PersonId, Command>> commands;
      for (auto i = first; i < last; ++i) {
        auto const number = std::to_string(i);
        commands.emplace_back(PersonId{}, CreatePerson{{"Person " + number}, {"p" + number + "@a.example"}, "hash"});
      }
      for (auto const id : hub_.all_do(std::move(commands))) people.push_back({id});
      commands.clear();
      for (auto i = first; i < last; ++i) commands.emplace_back(PersonId{}, membership_of(i));
      hub_.all_do(std::move(commands));
      commands.clear();
      for (auto i = first; i < last; ++i) {
        if (i % 5 != 4) commands.emplace_back(people[i], profile_of(i));  // one of five told nothing
      }
      hub_.all_do(std::move(commands));
    }
    requester = people[1];
    teacher = people[people.size() / 2 + 1];
    broker = {hub_.does({}, CreatePerson{{"Broker"}, {"broker@a.example"}, "hash"})};
    CreateMembership join{broker, node, Role::staff};
    join.duties.values.push_back(Duty::broker);
    hub_.does({}, std::move(join));
  }

  CreateMembership membership_of(std::size_t i) const {
    CreateMembership join{people[i], schools[i / people_a_school], Role::staff};
    join.title = Name{"Teacher"};
    if (i % people_a_school == 0) join.role = Role::headteacher;
    if (i % people_a_school == 2) {
      join.role = Role::subject_lead;
      join.subjects.values.push_back({subjects[i % std::size(subjects)]});
    }
    return join;
  }

  EditProfile profile_of(std::size_t i) {
    EditProfile edit{.person = people[i]};
    auto& it = edit.fields;
    it.about = {"I teach, and I write about it here in a sentence or two, as people do when they are asked to."};
    bool const secondary = (i / people_a_school) % 3 == 0;
    it.phases.values =
        secondary ? std::vector{KeyStage::ks3, KeyStage::ks4} : std::vector{KeyStage::ks1, KeyStage::ks2};
    it.subjects.values.push_back({subjects[random_() % std::size(subjects)]});
    if (random_() % 3 == 0) it.subjects.values.push_back({subjects[random_() % std::size(subjects)]});
    if (it.subjects.size() == 2 && it.subjects.values[0] == it.subjects.values[1]) it.subjects.values.pop_back();
    if (secondary) it.exam_boards.values.push_back(static_cast<ExamBoard>(random_() % 4));
    it.strengths.values.push_back({{strengths[random_() % std::size(strengths)]}, {}});
    it.offers.values = {Offer::visit, Offer::coach};
    it.capacity = Capacity{.days_a_term = static_cast<std::uint32_t>(random_() % 7)};
    if (random_() % 4 == 0) it.send_experience.values.push_back(static_cast<SendNeed>(random_() % 12));
    if (random_() % 10 == 0) it.working_days.values = {Weekday::monday, Weekday::tuesday, Weekday::thursday};
    return edit;
  }

  OwnHub& hub_;
  std::size_t wanted_;
  std::mt19937_64 random_{7};
};

Date days_from_now(OwnHub const& hub, int days) {
  constexpr std::int64_t day_ms = 24LL * 3600 * 1000;
  return {static_cast<std::int32_t>(hub.store->now().value / day_ms) + days};
}

SupportRequestId open_request(OwnHub& hub, Network& network, std::size_t i) {
  CreateSupportRequest create;
  create.organisation = network.schools[i % network.schools.size()];
  create.title = {"A need that somebody knows"};
  create.need = {"We teach fractions with bar modelling and would like to see it done well."};
  create.subject = Name{subjects[i % std::size(subjects)]};
  create.stages.values = {KeyStage::ks2};
  create.outcomes = {"Two teachers who can do it."};
  create.wanted_from = days_from_now(hub, 7);
  create.wanted_to = days_from_now(hub, 60);
  create.ways.values = {SupportWay::visit};
  create.days = 2;
  auto const by = network.people[(i % network.schools.size()) * people_a_school + 1];
  SupportRequestId const id{hub.does(by, std::move(create))};
  hub.does(by, OpenSupportRequest{id});
  return id;
}

/// What was asked before: the same few more often than others.
void ask_around(OwnHub& hub, Network& network, std::size_t requests) {
  std::mt19937_64 random(11);
  for (std::size_t i = 0; i < requests; ++i) {
    auto const request = open_request(hub, network, i);
    hub.does(network.broker, TakeSupportRequest{request});
    AskCandidate ask{.support_request = request};
    auto const some = random() % 3 == 0 ? network.people.size() : network.people.size() / 20;
    ask.person =
        network.people[(people_a_school * (i % network.schools.size() + 1) + random() % some) % network.people.size()];
    ask.days = 1;
    ask.override_reason = {"Nobody else has done just this before."};
    Submission submission{{network.broker, {}, {}}, std::move(ask), {}, 0, {}, Lane::people};
    static_cast<void>(hub.store->submit_and_wait(std::move(submission)));  // refused where it would be a conflict
  }
}

void time_questions(OwnHub& hub, char const* what, PersonId person, std::size_t rounds,
                    std::function<Query(std::size_t round)> const& make) {
  std::vector<double> times;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < rounds; ++i) {
    auto const query = make(i);
    auto const began = bench::Clock::now();
    auto const answer = hub.store->ask({person, {}, {}}, query, {limits::page_size_default, {}}, ReadTier::disk);
    times.push_back(bench::seconds_since(began) * 1'000);
    if (!*answer) fail(std::string(what) + ": " + answer->error().detail);
    bytes += (*answer)->json.size();
  }
  bench::print_times(what, times);
  std::printf("    %zu bytes an answer\n", bytes / rounds);
}

void measure(OwnHub& hub, Network& network) {
  constexpr std::size_t rounds = 60;
  auto const any = [](std::size_t) { return Query{FindPeople{}}; };
  time_questions(hub, "the very first question after writing", network.teacher, 1, any);
  time_questions(hub, "directory, first page, by a teacher", network.teacher, rounds, any);
  time_questions(hub, "directory, first page, by a broker", network.broker, rounds, any);
  time_questions(hub, "directory, a subject and a phase", network.teacher, rounds, [](std::size_t i) {
    FindPeople query;
    query.subject = Name{subjects[i % std::size(subjects)]};
    query.phase = KeyStage::ks2;
    return Query{query};
  });
  time_questions(hub, "directory, words in any field", network.teacher, rounds, [](std::size_t) {
    FindPeople query;
    query.q = Line{"bar modelling"};
    return Query{query};
  });
  time_questions(hub, "directory, those with days left, most first", network.broker, rounds, [](std::size_t) {
    FindPeople query;
    query.free = true;
    query.sort = DirectorySort::free_days;
    return Query{query};
  });
  std::vector<SupportRequestId> requests;
  for (std::size_t i = 0; i < std::size(subjects); ++i) requests.push_back(open_request(hub, network, i));
  auto const suggest = [&](std::size_t i) { return Query{ListSuggestions{requests[i % requests.size()]}}; };
  time_questions(hub, "suggestions for a request, by a broker: first", network.broker, 1, suggest);
  time_questions(hub, "suggestions for a request, by a broker", network.broker, rounds, suggest);
}

void run(std::filesystem::path const& folder, std::size_t people) {
  OwnHub hub(folder);
  Network network(hub, people);
  auto const began = bench::Clock::now();
  network.make();
  std::printf("%zu people in %zu schools of %zu trusts: written in %.0f s\n", network.people.size(),
              network.schools.size(), network.trusts.size(), bench::seconds_since(began));
  constexpr std::size_t people_for_one_request = 40;
  ask_around(hub, network, std::min<std::size_t>(500, people / people_for_one_request));
  measure(hub, network);
}

}  // namespace
}  // namespace staffroom

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: matching_speed FOLDER PEOPLE   (FOLDER is made, and not removed)\n");
    return 2;
  }
  staffroom::run(argv[1], std::strtoull(argv[2], nullptr, 10));
}
