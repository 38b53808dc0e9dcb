// The law's bench: does a command in front of many viewers, and checks after it that each one's page is right.
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/laws/client.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

class Law {
 public:
  struct Settings {
    std::size_t lag = 0;                                      // frames reach the viewers so many commands late
    bool resuming = false;                                    // also: viewers who were away and come back
    bool looking = true;                                      // looks at every page after every command
    bool watched = true;                                      // false: nobody has a page open, the story is only told
    std::function<void(std::string const&)> after_each = {};  // the command, or "time"
  };
  explicit Law(Scenario& scenario) : Law(scenario, Settings{}) {}
  Law(Scenario& scenario, Settings settings);

  Scenario& scenario() { return scenario_; }
  /// Sends the command twice with one key; then looks at every viewer's page.
  Accepted does(Colleague const& who, Command command);
  Accepted system(Command command);
  /// The same, and looks only after the command that follows: what is of a kind that is looked at elsewhere.
  Accepted quietly(Colleague const& who, Command command) { return quietly(who.actor(), std::move(command)); }
  Accepted quietly(Command command) { return quietly(Actor(), std::move(command)); }
  /// Sends the command, which is to change nothing. `why`: what is told, where it is known; else anything but yes.
  void refuses(Colleague const& who, Command command, std::string_view why = {});
  /// Sends all at once, so that they share commit groups; looks when all are answered. Refusals are fine.
  void together(std::vector<std::pair<Colleague, Command>> commands);
  void advance(std::chrono::milliseconds span);
  /// Hands over what was published; checks unless it is not the time.
  void settle();
  /// Lets everything arrive, checks all.
  void finish();

  std::set<std::string> const& accepted() const { return accepted_; }
  std::size_t resumes() const { return resumes_; }
  std::size_t checks() const { return checks_; }

 private:
  Accepted twice(Actor const& actor, Command command);
  Accepted quietly(Actor const& actor, Command command);
  bool is_in_turn(std::size_t viewer) const;
  void watch_confidentiality(Client& client);
  void check_resume(std::size_t viewer);
  void report(std::vector<std::string> const& problems, std::string const& where);

  Scenario& scenario_;
  Settings settings_;
  std::vector<std::pair<Client, Colleague>> viewers_;
  std::vector<std::deque<Client>> earlier_;  // copies of each viewer, the newest last
  std::set<std::string> accepted_;
  std::string doing_;
  std::size_t step_ = 0;
  std::size_t turn_ = 0;  // how often was settled
  std::size_t resumes_ = 0;
  std::size_t checks_ = 0;
  std::size_t failures_ = 0;
  bool single_ = true;
  std::size_t held_every_;  // records that are held are asked for at every so manieth command; lists at each
};

}  // namespace staffroom::tests
