// Weighing with what the kernel counts.
#include "tests/support/weighed.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "server/log.hpp"

namespace staffroom::tests {
namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define STAFFROOM_KEEPS_MEMORY
#endif
#endif

/// A line of /proc/self/status, in bytes.
std::size_t memory(std::string_view name) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(name)) return std::stoul(line.substr(name.size())) * 1024;
  }
  throw std::runtime_error("the kernel does not say how much memory there is");
}

std::chrono::nanoseconds processor_time() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

}  // namespace

Weighed::Weighed() {
  log_ = ::memfd_create("log", MFD_CLOEXEC);
  standard_error_ = ::dup(STDERR_FILENO);
  if (log_ < 0 || standard_error_ < 0 || ::dup2(log_, STDERR_FILENO) < 0) throw std::runtime_error("no log to read");
  log::set_level(log::Level::info);
  // The most that was ever held is from now on counted from here.
  std::ofstream("/proc/self/clear_refs") << "5" << std::flush;
  before_ = memory("VmRSS:");
  began_ = processor_time();
}

Weighed::~Weighed() {
  log::set_level(log::Level::error);
  ::dup2(standard_error_, STDERR_FILENO);
  ::close(standard_error_);
  ::close(log_);
}

std::size_t Weighed::grown_by() const {
#if defined(STAFFROOM_KEEPS_MEMORY)
  return 0;
#else
  auto const most = memory("VmHWM:");
  return most > before_ ? most - before_ : 0;
#endif
}

std::chrono::milliseconds Weighed::took() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(processor_time() - began_);
}

std::vector<std::string> Weighed::lines() const {
  std::string text(static_cast<std::size_t>(::lseek(log_, 0, SEEK_END)), '\0');
  auto const count = ::pread(log_, text.data(), text.size(), 0);
  text.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  std::vector<std::string> all;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

std::size_t Weighed::logged(std::string_view text) const {
  std::size_t times = 0;
  for (auto const& line : lines()) times += line.find(text) != std::string::npos ? 1 : 0;
  return times;
}

}  // namespace staffroom::tests
