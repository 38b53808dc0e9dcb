// What is done to a data folder while no server runs on it: the first account, and the sessions of a load test.
#pragma once
#include <cstddef>
#include <ostream>
#include <string>

#include "protocol/result.hpp"

namespace staffroom {

struct NewUser {
  std::string folder, email, name, organisation;
  bool is_administrator = false;
};

/// Reads the password from the environment or the terminal. In an empty folder it makes the network first. Errors:
/// those of the store; unprocessable for a password, an e-mail address or a name that the hub would refuse.
Result<void> add_user(NewUser const& user);

struct MintedSessions {
  std::string folder;
  std::size_t count = 0;
  std::size_t own_topics = 0;  // so many of them also get a team and a topic for themselves
};

/// Makes a network for load tests in an empty folder: `count` people in one team, each signed in. Prints the team, its
/// topic, the own topics, and for each person id and token. Refuses a folder that is not empty.
Result<void> mint_sessions(MintedSessions const& minted, std::ostream& out);

}  // namespace staffroom
