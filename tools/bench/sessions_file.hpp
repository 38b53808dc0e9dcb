// What `staffroom mint-sessions` has printed.
#pragma once
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace staffroom::bench {

struct Minted {
  std::string team, topic;
  std::vector<std::string> cookies;
  std::vector<std::string> own_topics;  // of the first people: a topic that only they hear
};

inline Minted read_minted(std::string const& file, std::string const& cookie_name = "staffroom") {
  Minted minted;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string what, first, second;
    words >> what >> first >> second;
    if (what == "team") minted.team = first;
    if (what == "topic") minted.topic = first;
    if (what == "session") minted.cookies.push_back(cookie_name + "=" + second);
    if (what == "own") minted.own_topics.push_back(first);
  }
  if (minted.cookies.empty()) throw std::runtime_error("no sessions in " + file);
  return minted;
}

}  // namespace staffroom::bench
