// A program that is started to be killed.
#include "tests/crash/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

namespace staffroom::crash {

ChildProcess::ChildProcess(std::vector<std::string> words, Errors errors) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  output_ = ends[0];
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  process_ = ::fork();
  if (process_ == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    if (errors == Errors::dropped) ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  if (process_ < 0) throw std::runtime_error("no process");
}

ChildProcess::~ChildProcess() {
  if (process_ > 0) kill();
  ::close(output_);
}

std::optional<std::string> ChildProcess::line(std::optional<std::chrono::milliseconds> at_most) {
  using Clock = std::chrono::steady_clock;
  auto const until = at_most ? std::optional(Clock::now() + *at_most) : std::nullopt;
  for (;;) {
    if (auto const end = unread_.find('\n'); end != std::string::npos) {
      auto out = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      return out;
    }
    if (until) {
      auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(*until - Clock::now()).count();
      pollfd waiting{output_, POLLIN, 0};
      if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0) return std::nullopt;
    }
    char bytes[65536];
    auto const count = ::read(output_, bytes, sizeof bytes);
    if (count <= 0) return std::nullopt;
    unread_.append(bytes, static_cast<std::size_t>(count));
  }
}

bool ChildProcess::kill() {
  int status = 0;
  ::kill(process_, SIGKILL);
  ::waitpid(std::exchange(process_, -1), &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

}  // namespace staffroom::crash
