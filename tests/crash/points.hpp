// Points of chance that are tried one after another, each from its own seed: as many as STAFFROOM_POINTS says, for as
// long as STAFFROOM_SECONDS, from STAFFROOM_SEED on. What is said of them at the end is read by tools/campaigns.
#pragma once
#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <iostream>
#include <string>

#include "tests/support/share.hpp"

namespace staffroom::crash {

class Points {
 public:
  /// So many where nothing else is said.
  explicit Points(std::uint64_t count) : points_(tests::number_from("STAFFROOM_POINTS", count)) {}

  std::uint64_t seed() const { return seed_ + done_; }
  std::uint64_t done() const { return done_; }
  bool goes_on() const { return done_ < points_ && SteadyClock::now() - begin_ < budget_; }
  void next() { ++done_; }

  /// `attempt(seed)` answers nothing, or what is wrong: the first that is ends it, and is told with how to repeat it.
  template <class Attempt>
  void each(Attempt attempt) {
    for (; goes_on(); next()) {
      std::string const wrong = attempt(seed());
      REQUIRE_MESSAGE(wrong.empty(), "STAFFROOM_SEED=" << seed() << " STAFFROOM_POINTS=1: " << wrong);
    }
  }

  /// "points power cuts in the story": how many there were, in what unit and of what name.
  void tell(char const* unit_and_name) const { figure(done_, unit_and_name); }
  void tell_rate(char const* name) const {
    auto const spent = std::chrono::duration<double>(SteadyClock::now() - begin_).count();
    std::cout << "figure: " << static_cast<std::uint64_t>(static_cast<double>(done_) / spent) << " =1/s " << name
              << "\n";
  }
  static void figure(std::uint64_t value, char const* unit_and_name) {
    std::cout << "figure: " << value << " " << unit_and_name << "\n";
  }
  /// The last word: from where the next run goes on.
  void remember() const { std::cout << "remembered: " << seed() << "\n"; }

 private:
  using SteadyClock = std::chrono::steady_clock;
  std::uint64_t points_;
  std::uint64_t seed_ = tests::number_from("STAFFROOM_SEED", 20261122);
  std::chrono::seconds budget_{tests::number_from("STAFFROOM_SECONDS", 3600)};
  SteadyClock::time_point begin_ = SteadyClock::now();
  std::uint64_t done_ = 0;
};

}  // namespace staffroom::crash
