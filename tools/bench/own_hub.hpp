// A store that a benchmark fills by commands and asks, and how its times are printed.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <latch>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "store/store.hpp"

namespace staffroom::bench {

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point began) {
  return std::chrono::duration<double>(Clock::now() - began).count();
}

[[noreturn]] inline void fail(std::string const& what) {
  std::fprintf(stderr, "benchmark: %s\n", what.c_str());
  std::exit(1);
}

inline std::uint64_t id_of(Accepted const& accepted) {
  auto const at = accepted.record.find("\"id\":");
  return at == std::string::npos ? 0 : std::strtoull(accepted.record.c_str() + at + 5, nullptr, 10);
}

class OwnHub {
 public:
  explicit OwnHub(std::filesystem::path const& folder, bool search = false, bool manual_clock = false) {
    StoreSettings settings;
    settings.folder = folder;
    settings.manual_clock = manual_clock;
    settings.search = search;
    auto opened = Store::open(settings);
    if (!opened) fail(opened.error().detail);
    store = std::move(*opened);
  }

  std::uint64_t does(PersonId person, Command command) const {
    auto const outcome = store->submit_and_wait(by(person, std::move(command)));
    if (!outcome) fail(outcome.error().detail + " " + outcome.error().path);
    return id_of(*outcome);
  }

  /// All at once, in this order, each by its person.
  std::vector<std::uint64_t> all_do(std::vector<std::pair<PersonId, Command>> commands) const {
    std::vector<std::uint64_t> ids(commands.size());
    std::latch waiting(static_cast<std::ptrdiff_t>(commands.size()));
    std::vector<Store::Call> calls;
    for (std::size_t i = 0; i < commands.size(); ++i) {
      calls.emplace_back(by(commands[i].first, std::move(commands[i].second)), [&, i](Outcome outcome) {
        if (!outcome) fail(outcome.error().detail + " " + outcome.error().path);
        ids[i] = id_of(*outcome);
        waiting.count_down();
      });
    }
    store->submit_all(std::move(calls));
    waiting.wait();
    return ids;
  }

  std::unique_ptr<Store> store;

 private:
  static Submission by(PersonId person, Command command) {
    return {{person, {}, {}}, std::move(command), {}, 0, {}, Lane::people};
  }
};

inline void print_times(char const* what, std::vector<double> times) {
  if (times.empty()) return;
  std::sort(times.begin(), times.end());
  auto const at = [&](double part) {
    return times[std::min(times.size() - 1, static_cast<std::size_t>(part * static_cast<double>(times.size())))];
  };
  std::printf("%-52s p50 %7.2f ms   p95 %7.2f ms   p99 %7.2f ms   max %7.2f ms   n=%zu\n", what, at(0.5), at(0.95),
              at(0.99), times.back(), times.size());
  std::fflush(stdout);
}

}  // namespace staffroom::bench
