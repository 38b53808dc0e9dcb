// First accounts and load-test sessions, by ordinary commands of the system.
#include "server/set_up.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <vector>

#include "protocol/codec.hpp"
#include "server/app.hpp"
#include "server/passwords.hpp"
#include "server/records.hpp"
#include "store/store.hpp"

namespace staffroom {
namespace {

constexpr char const* load_test_mark = "LOAD_TEST";

Result<Accepted> run(Store& store, Command command, PersonId actor = {}) {
  Submission submission;
  submission.actor.person = actor;
  submission.command = std::move(command);
  submission.lane = Lane::background;
  return store.submit_and_wait(std::move(submission));
}

template <class Record>
Result<Record> made(Result<Accepted> const& accepted) {
  if (!accepted) return accepted.error();
  TRY_INTO(auto record, record_from_json(Record::kind, accepted->record));
  return get<Record>(std::move(record));
}

std::string ask_password() {
  if (char const* given = std::getenv("STAFFROOM_PASSWORD")) return given;
  termios shown{};
  bool terminal = ::isatty(STDIN_FILENO) == 1 && ::tcgetattr(STDIN_FILENO, &shown) == 0;
  if (terminal) {
    std::cerr << "Password: " << std::flush;
    auto hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
  }
  std::string password;
  std::getline(std::cin, password);
  if (terminal) {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &shown);
    std::cerr << "\n";
  }
  return password;
}

Result<std::unique_ptr<Store>> open_folder(std::string const& folder) {
  StoreSettings settings;
  settings.folder = folder;
  settings.database_log = log_database_line;
  return Store::open(std::move(settings));
}

Result<OrganisationId> make_network(Store& store, std::string const& name) {
  CreateOrganisation command;
  command.type = OrganisationType::network;
  command.title = {name};
  TRY_INTO(auto network, made<Organisation>(run(store, std::move(command))));
  return network.id;
}

/// The network, which is made in an empty folder, and may have come with the register before the first account.
Result<OrganisationId> network_of(Store& store, NewUser const& user) {
  TRY_INTO(auto const people, records::page<Person>(store, ListPeople{}, {1, {}}));
  if (!people.items.empty()) {
    return Error::conflict("not_empty", "This folder has its first account. Further people are added in the hub.");
  }
  TRY_INTO(auto const first, records::page<Organisation>(store, ListOrganisations{}, {1, {}}));
  if (!first.items.empty()) return first.items.front().id;
  if (user.organisation.empty()) {
    return Error::unprocessable("organisation", "The folder is empty: name the network with --organisation.");
  }
  return make_network(store, user.organisation);
}

}  // namespace

Result<void> add_user(NewUser const& user) {
  passwords::start();
  auto password = ask_password();
  if (password.size() < limits::password_length_min || password.size() > limits::password_length_max) {
    return Error::unprocessable("password", "A password has 10 to 256 characters.");
  }
  auto weakness = passwords::weakness_of(password, {user.name, user.email, user.organisation, "staffroom"});
  if (!weakness.empty()) return Error::unprocessable("password", std::string(weakness));
  auto at = user.email.find('@');
  if (at == 0 || at == std::string::npos || at + 1 == user.email.size() || user.email.find(' ') != std::string::npos) {
    return Error::unprocessable("email", "This is no e-mail address.");
  }
  if (user.name.empty() || user.name.size() > limits::name_length_max) {
    return Error::unprocessable("name", "A name has 1 to 120 characters.");
  }
  TRY_INTO(auto store, open_folder(user.folder));
  TRY_INTO(auto network, network_of(*store, user));
  CreatePerson create{{user.name}, {user.email}, passwords::hash(password)};
  TRY_INTO(auto person, made<Person>(run(*store, std::move(create))));
  CreateMembership join;
  join.person = person.id;
  join.organisation = network;
  join.role = Role::administrator;
  TRY(run(*store, std::move(join)));
  return {};
}

// ---- load tests

namespace {

struct LoadTestWorld {
  OrganisationId network;
  PersonId lead;
};
struct Place {
  TeamId team;
  TopicId topic;
};

Result<PersonId> make_staff(Store& store, OrganisationId network, std::string const& name, Role role) {
  // No password opens these accounts.
  CreatePerson create{{name}, {name + "@load-test.example"}, passwords::dummy()};
  TRY_INTO(auto person, made<Person>(run(store, std::move(create))));
  CreateMembership join;
  join.person = person.id;
  join.organisation = network;
  join.role = role;
  TRY(run(store, std::move(join)));
  return person.id;
}

Result<LoadTestWorld> make_world(Store& store) {
  LoadTestWorld world;
  TRY_INTO(world.network, make_network(store, "Load test"));
  TRY_INTO(world.lead, make_staff(store, world.network, "lead", Role::administrator));
  return world;
}

/// A team of the network with a topic in it, led by this person.
Result<Place> make_place(Store& store, OrganisationId network, PersonId lead, std::string const& name) {
  CreateTeam found;
  found.organisation = network;
  found.team_name = {name};
  found.joining = Joining::open;
  found.reach = network;
  TRY_INTO(auto team, made<Team>(run(store, std::move(found), lead)));
  CreateChannel open;
  open.team = team.id;
  open.channel_name = {"Load"};
  TRY_INTO(auto channel, made<Channel>(run(store, std::move(open), lead)));
  CreateTopic start;
  start.channel = channel.id;
  start.title = {"Load"};
  start.text = {"The first message."};
  TRY_INTO(auto topic, made<Topic>(run(store, std::move(start), lead)));
  return Place{team.id, topic.id};
}

}  // namespace

Result<void> mint_sessions(MintedSessions const& minted, std::ostream& out) {
  passwords::start();
  std::filesystem::path folder(minted.folder);
  bool is_new = !std::filesystem::exists(folder) || std::filesystem::is_empty(folder);
  if (!is_new) {
    return Error::conflict("not_empty", "Sessions are minted in an empty folder only. Name another one.");
  }
  TRY_INTO(auto store, open_folder(minted.folder));
  std::ofstream(folder / load_test_mark) << "Made by a load test.\n";
  TRY_INTO(auto world, make_world(*store));
  TRY_INTO(auto all, make_place(*store, world.network, world.lead, "Everybody"));
  out << "team " << all.team.value << "\ntopic " << all.topic.value << "\n";
  std::vector<std::pair<PersonId, std::string>> people;
  std::vector<std::future<Outcome>> waiting;
  auto submit = [&](PersonId actor, Command command) {
    auto promise = std::make_shared<std::promise<Outcome>>();
    waiting.push_back(promise->get_future());
    Submission submission;
    submission.actor.person = actor;
    submission.command = std::move(command);
    store->submit(std::move(submission), [promise](Outcome outcome) { promise->set_value(std::move(outcome)); });
  };
  for (std::size_t number = 0; number < minted.count; ++number) {
    bool has_own = number < minted.own_topics;
    auto name = "person" + std::to_string(number);
    TRY_INTO(auto person, make_staff(*store, world.network, name, has_own ? Role::administrator : Role::staff));
    if (has_own) {
      TRY_INTO(auto own, make_place(*store, world.network, person, name));
      out << "own " << own.topic.value << "\n";
    }
    auto token = passwords::fresh_token();
    JoinTeam join{all.team};
    if (number + 1 < limits::members_per_team_max) submit(person, std::move(join));
    OpenSession open{person, passwords::hash_of_token(token), "load test"};
    submit({}, std::move(open));
    people.emplace_back(person, std::move(token));
  }
  for (auto& one : waiting) TRY(one.get());
  for (auto const& [person, token] : people) out << "session " << person.value << " " << token << "\n";
  return {};
}

}  // namespace staffroom
