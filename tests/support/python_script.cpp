// Starting a script and reading what it says.
#include "tests/support/python_script.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

extern char** environ;

namespace staffroom::tests {
namespace {

constexpr char const* python = "/usr/bin/python3";  // Debian's own, whatever else is in the path

}  // namespace

PythonScript::PythonScript(std::string const& name, std::vector<std::string> const& arguments) {
  std::vector<std::string> words{python, std::string(STAFFROOM_SOURCE_FOLDER) + "/tests/server/" + name};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  int const failed = ::posix_spawn(&process_, python, &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  output_ = ends[0];
  if (failed != 0) throw std::runtime_error(std::string(python) + " can't be started");
}

PythonScript::~PythonScript() {
  ::close(output_);
  if (process_ == 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

bool PythonScript::read_more() {
  std::array<char, 4'096> bytes{};
  auto const count = ::read(output_, bytes.data(), bytes.size());
  if (count <= 0) return false;
  unread_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

std::string PythonScript::line() {
  while (unread_.find('\n') == std::string::npos) {
    if (!read_more()) return {};
  }
  auto const end = unread_.find('\n');
  auto line = unread_.substr(0, end);
  unread_.erase(0, end + 1);
  return line;
}

std::string PythonScript::all() {
  while (read_more()) {
  }
  int status = 0;
  ::waitpid(process_, &status, 0);
  process_ = 0;
  if (status != 0) throw std::runtime_error("the script ended badly: see what it wrote above");
  return std::move(unread_);
}

}  // namespace staffroom::tests
