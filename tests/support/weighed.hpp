// What hostile input costs: the most memory that the process held beyond what it held before, the processor's time, and
// the lines that it wrote into the log. For tests of a server that runs in the test's own process.
#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace staffroom::tests {

class Weighed {
 public:
  /// From here on. The log, with its lines of level info, goes to a file of ours until the end.
  Weighed();
  ~Weighed();
  Weighed(Weighed const&) = delete;
  Weighed& operator=(Weighed const&) = delete;
  /// 0 under a sanitizer, which keeps memory for reasons of its own.
  std::size_t grown_by() const;
  /// Of all processors together, whatever else they do.
  std::chrono::milliseconds took() const;
  std::vector<std::string> lines() const;
  /// How often this stands in the log.
  std::size_t logged(std::string_view text) const;

 private:
  std::size_t before_ = 0;
  std::chrono::nanoseconds began_{};
  int log_ = -1;
  int standard_error_ = -1;
};

inline constexpr std::size_t mebibyte = 1024 * 1024;

}  // namespace staffroom::tests
