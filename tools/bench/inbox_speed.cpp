// How fast a full inbox opens: one person is mentioned, replied to and asked many times over in many teams' topics,
// then the first page, a later page and Home are timed.
#include <string>

#include "tools/bench/own_hub.hpp"

namespace staffroom {
namespace {

using bench::fail;
using bench::OwnHub;

constexpr std::size_t teams = 20;
constexpr std::size_t topics_a_team = 25;
constexpr std::size_t at_once = 200;
constexpr std::size_t rounds = 200;

class Inbox {
 public:
  explicit Inbox(OwnHub& hub) : hub_(hub) {
    OrganisationId const network{
        hub_.does({}, CreateOrganisation{OrganisationType::network, std::nullopt, Name{"Network"}})};
    OrganisationId const school{hub_.does({}, CreateOrganisation{OrganisationType::school, network, Name{"School"}})};
    owner = person("Owner", school, Role::staff);
    writer_ = person("Writer", school, Role::headteacher);
    for (std::size_t i = 0; i < teams; ++i) make_team(school, network, std::to_string(i));
  }

  /// Each message mentions the owner: one notification each.
  void fill(std::size_t items) {
    for (std::size_t first = 0; first < items; first += at_once) {
      std::vector<std::pair<PersonId, Command>> commands;
      for (auto i = first; i < std::min(items, first + at_once); ++i) {
        commands.emplace_back(writer_, PostMessage{.topic = topics_[i % topics_.size()],
                                                   .text = {"What do you think of the third question?"},
                                                   .mentions = {{owner}}});
      }
      hub_.all_do(std::move(commands));
    }
  }

  PersonId owner;

 private:
  PersonId person(std::string const& name, OrganisationId school, Role role) {
    PersonId const id{hub_.does({}, CreatePerson{{name}, {name + "@a.example"}, "hash"})};
    hub_.does({}, CreateMembership{.person = id, .organisation = school, .role = role});
    return id;
  }

  void make_team(OrganisationId school, OrganisationId network, std::string const& number) {
    TeamId const team{hub_.does(writer_, CreateTeam{.organisation = school,
                                                    .team_name = {"Team " + number},
                                                    .purpose = {"To measure."},
                                                    .joining = Joining::open,
                                                    .reach = network})};
    hub_.does(owner, JoinTeam{team});
    ChannelId const channel{hub_.does(writer_, CreateChannel{team, {"Talk"}, {}, Posting::everyone})};
    for (std::size_t i = 0; i < topics_a_team; ++i) {
      topics_.push_back({hub_.does(writer_, CreateTopic{channel, {"Topic " + std::to_string(i)}, {"First."}, {}})});
    }
  }

  OwnHub& hub_;
  PersonId writer_;
  std::vector<TopicId> topics_;
};

std::string next_of(std::string const& json) {
  std::string const mark = "\"next\":\"";
  auto const at = json.rfind(mark);
  if (at == json.npos) return {};
  return json.substr(at + mark.size(), json.find('"', at + mark.size()) - at - mark.size());
}

std::string ask(OwnHub& hub, PersonId person, Query const& query, Page const& page) {
  auto const answer = hub.store->ask({person, {}, {}}, query, page, ReadTier::disk);
  if (!*answer) fail(answer->error().detail);
  return (*answer)->json;
}

void measure(OwnHub& hub, char const* what, PersonId person, Query const& query, Page const& page) {
  std::vector<double> times;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < rounds; ++i) {
    auto const began = bench::Clock::now();
    auto const json = ask(hub, person, query, page);
    times.push_back(bench::seconds_since(began) * 1'000);
    bytes = json.size();
  }
  std::printf("%-52s first %5.2f ms\n", what, times.front());
  bench::print_times(what, std::move(times));
  std::printf("    %zu bytes an answer\n", bytes);
}

void run(std::filesystem::path const& folder, std::size_t items) {
  PersonId owner;
  {
    OwnHub hub(folder);
    Inbox inbox(hub);
    inbox.fill(items);
    owner = inbox.owner;
  }
  OwnHub hub(folder);  // opened anew: nothing is remembered
  Page page{limits::page_size_default, {}};
  measure(hub, "inbox, first page", owner, ListNotifications{}, page);
  std::size_t seen = 0;
  for (auto cursor = std::string("x"); !cursor.empty() && seen < items / 2; seen += page.limit) {
    cursor = next_of(ask(hub, owner, ListNotifications{}, page));
    page.cursor = cursor;
  }
  measure(hub, "inbox, the page in the middle", owner, ListNotifications{}, page);
  measure(hub, "home", owner, GetHome{}, {});
}

}  // namespace
}  // namespace staffroom

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: inbox_speed FOLDER ITEMS   (FOLDER is made, and not removed)\n");
    return 2;
  }
  staffroom::run(argv[1], std::strtoull(argv[2], nullptr, 10));
}
