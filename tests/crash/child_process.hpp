// A program that is started to be killed; what it says can be read.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace staffroom::crash {

class ChildProcess {
 public:
  enum class Errors { shown, dropped };
  explicit ChildProcess(std::vector<std::string> words, Errors errors);
  ~ChildProcess();
  ChildProcess(ChildProcess const&) = delete;
  ChildProcess& operator=(ChildProcess const&) = delete;

  /// The next line of its standard output. Nothing when there is none in this time, or will be none.
  std::optional<std::string> line(std::optional<std::chrono::milliseconds> at_most = std::nullopt);
  /// With SIGKILL; what it had said can still be read. Whether that ended it, and not something before.
  bool kill();

 private:
  int output_ = -1;
  pid_t process_ = -1;
  std::string unread_;
};

}  // namespace staffroom::crash
