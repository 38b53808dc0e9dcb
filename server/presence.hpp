// Who looks at which team, over all threads and connections, and the typing that their pages show. Never stored.
#pragma once
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "server/hub.hpp"

namespace staffroom {

/// Thread-safe. Looking changes at most a few times a minute per page, so one lock does.
class Presence {
 public:
  /// Names as JSON objects {"id","name","label"}; called by tell(), on its thread.
  Presence(Hub& hub, std::function<std::string(PersonId)> name_json) : hub_(hub), name_json_(std::move(name_json)) {}

  void moved(PersonId person, TeamId from, TeamId to);
  /// Once a second: each team where something changed hears who is there.
  void tell();
  void typing(PersonId person, std::string_view name, TopicId topic);

 private:
  struct Room {
    std::map<PersonId, unsigned> people;  // with the number of their pages
    bool changed = false;
  };
  Hub& hub_;
  std::function<std::string(PersonId)> name_json_;
  std::mutex mutex_;
  std::map<TeamId, Room> rooms_;
};

}  // namespace staffroom
