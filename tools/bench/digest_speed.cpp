// How long the digests of a large network take on their day, and what posting feels of it: makes schools and teams in
// which everybody has something unread and something that needs them, then lets the hour come.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/log.hpp"
#include "server/mail.hpp"
#include "server/passwords.hpp"
#include "store/calendar.hpp"
#include "tools/bench/own_hub.hpp"

namespace staffroom {
namespace {

using namespace std::chrono_literals;
using bench::Clock;
using bench::fail;
using bench::OwnHub;
using bench::print_times;
using bench::seconds_since;

constexpr std::size_t people_a_school = 50;
constexpr std::size_t people_a_team = 25;
constexpr std::size_t at_once = 150;
constexpr auto idle_seconds = 10.0;
constexpr auto post_every = 25ms;

/// Counts what it is handed, and where the last one went.
class Sink final : public mail::Delivery {
 public:
  mail::Delivered hand_over(std::string const&, std::string const&, std::string const& message,
                            std::atomic<bool> const&) override {
    bytes += message.size();
    ++taken;
    return {EmailResult::sent, {}};
  }
  static inline std::atomic<std::size_t> taken{0}, bytes{0};
};

class Network {
 public:
  Network(OwnHub& hub, std::size_t people) : hub_(hub), wanted_(people) {}

  void make() {
    auto const node = organisation(OrganisationType::network, std::nullopt, "Network");
    auto const trust = organisation(OrganisationType::trust, node, "Trust");
    for (std::size_t i = 0; i * people_a_school < wanted_; ++i) {
      schools_.push_back(organisation(OrganisationType::school, trust, "School " + std::to_string(i)));
    }
    hire();
    for (std::size_t first = 0; first < wanted_; first += people_a_team) fill_team(first);
  }
  /// A week's talk in each team: everybody began a topic, somebody wrote in it, and mentioned them.
  void talk() {
    for (std::size_t team = 0; team < channels_.size(); ++team) {
      std::vector<std::pair<PersonId, Command>> commands;
      for (std::size_t i = 0; i < people_a_team; ++i) {
        commands.emplace_back(person(team, i), CreateTopic{channels_[team],
                                                           {"What works in unit " + std::to_string(i)},
                                                           {"This is what we tried, and what came of it."}});
      }
      auto const topics = hub_.all_do(std::move(commands));
      commands.clear();
      for (std::size_t i = 0; i < people_a_team; ++i) {
        PostMessage post{.topic = {topics[i]}, .text = {"Thank you. Could you say more about the second step?"}};
        post.mentions.values = {person(team, i)};
        commands.emplace_back(person(team, i + 1), std::move(post));
        commands.emplace_back(person(team, i + 2), PostMessage{.topic = {topics[i]}, .text = {"We tried it, too."}});
      }
      hub_.all_do(std::move(commands));
      last_topic = {topics.front()};
    }
  }

  std::vector<PersonId> people;
  TopicId last_topic;

 private:
  PersonId person(std::size_t team, std::size_t i) const { return people[team * people_a_team + i % people_a_team]; }
  OrganisationId organisation(OrganisationType type, std::optional<OrganisationId> parent, std::string name) {
    return {hub_.does({}, CreateOrganisation{type, parent, Name{std::move(name)}})};
  }

  void hire() {
    for (std::size_t first = 0; first < wanted_; first += at_once) {
      auto const last = std::min(wanted_, first + at_once);
      std::vector<std::pair<PersonId, Command>> commands;
      for (auto i = first; i < last; ++i) {
        auto const number = std::to_string(i);
        commands.emplace_back(PersonId{}, CreatePerson{{"Person " + number}, {"p" + number + "@a.example"}, "hash"});
      }
      for (auto const id : hub_.all_do(std::move(commands))) people.push_back({id});
      commands.clear();
      for (auto i = first; i < last; ++i) {
        auto const role = i % people_a_team == 0 ? Role::headteacher : Role::staff;
        commands.emplace_back(PersonId{}, CreateMembership{people[i], schools_[i / people_a_school], role});
      }
      hub_.all_do(std::move(commands));
      commands.clear();
      for (auto i = first; i < last; ++i) {
        auto const token = passwords::hash_of_token(passwords::fresh_token());
        commands.emplace_back(PersonId{}, OpenSession{people[i], token, "a browser"});
        // No mails of their own: only the digests are measured.
        EditNotificationSetting setting{.person = people[i], .digest = DigestPace::weekly};
        setting.paces.values = {{NoticeKind::conversations, MailPace::digest}};
        commands.emplace_back(people[i], std::move(setting));
      }
      hub_.all_do(std::move(commands));
    }
  }

  void fill_team(std::size_t first) {
    auto const lead = people[first];
    auto const school = schools_[first / people_a_school];
    TeamId const team{hub_.does(lead, CreateTeam{.organisation = school,
                                                 .team_name = {"Team " + std::to_string(first / people_a_team)},
                                                 .joining = Joining::by_request,
                                                 .reach = school})};
    std::vector<std::pair<PersonId, Command>> commands;
    for (std::size_t i = 1; i < people_a_team; ++i) commands.emplace_back(lead, AddTeamMember{team, people[first + i]});
    hub_.all_do(std::move(commands));
    channels_.push_back({hub_.does(lead, CreateChannel{team, Name{"Ideas"}, {}, Posting::everyone})});
  }

  OwnHub& hub_;
  std::size_t wanted_;
  std::vector<OrganisationId> schools_;
  std::vector<ChannelId> channels_;
};

/// Posts steadily until it is told to stop, and notes how long each took.
std::vector<double> post_until(OwnHub const& hub, PersonId person, TopicId topic, std::atomic<bool> const& stop) {
  std::vector<double> times;
  for (auto next = Clock::now(); !stop; next += post_every) {
    std::this_thread::sleep_until(next);
    auto const began = Clock::now();
    hub.does(person, PostMessage{.topic = topic, .text = {"A message like any other."}});
    times.push_back(seconds_since(began) * 1'000);
  }
  return times;
}

int run(char const* folder, std::size_t count) {
  log::set_level(log::Level::error);
  passwords::start();
  constexpr bool search = false, manual_clock = true;
  OwnHub hub(folder, search, manual_clock);
  Network network(hub, count);
  auto began = Clock::now();
  network.make();
  hub.store->advance_clock(24h);
  network.talk();
  std::printf("a network of %zu people and their week: %.0f s\n", network.people.size(), seconds_since(began));
  auto const poster = network.people[network.people.size() - 2];  // of the team that the topic is in

  auto const during = [&](auto const& work) {
    std::atomic<bool> stop{false};
    std::vector<double> times;
    std::thread posting([&] { times = post_until(hub, poster, network.last_topic, stop); });
    work();
    stop = true;
    posting.join();
    return times;
  };
  auto const idle = during([] { std::this_thread::sleep_for(std::chrono::duration<double>(idle_seconds)); });

  MailSettings settings;
  settings.from = "Staffroom <hub@staffroom.example>";
  Mailer mailer(*hub.store, {}, settings, "https://staffroom.example", std::make_unique<Sink>());
  mailer.start();
  auto const monday = calendar::local({calendar::date_of(hub.store->now()).days + 6}, 7, 30);
  double seconds = 0;
  auto const busy = during([&] {
    began = Clock::now();
    hub.store->advance_clock(monday - hub.store->now());
    for (bool waits = true; waits;) {
      auto const due = hub.store->next_due();
      if (due && *due <= hub.store->now()) {
        hub.does({}, Tick{});
        continue;
      }
      std::this_thread::sleep_for(5ms);
      auto const next = hub.store->emails_waiting(1);
      waits = !next.empty() && next.front().next_at <= hub.store->now();
    }
    seconds = seconds_since(began);
  });
  mailer.stop();
  std::printf("%zu of %zu digests made and handed over: %.1f s, %.1f ms each, %zu bytes each\n", Sink::taken.load(),
              count, seconds, 1'000 * seconds / static_cast<double>(count),
              Sink::bytes / std::max<std::size_t>(1, Sink::taken));
  print_times("posting, idle", idle);
  print_times("posting while digests are made", busy);
  return Sink::taken == count ? 0 : 1;
}

}  // namespace
}  // namespace staffroom

int main(int count, char** words) {
  if (count != 3) {
    std::fprintf(stderr, "usage: digest_speed FOLDER PEOPLE\n");
    return 2;
  }
  return staffroom::run(words[1], std::strtoull(words[2], nullptr, 10));
}
