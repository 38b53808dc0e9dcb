// Starting, waiting, believing little.
#include "server/extraction.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <utility>
#include <vector>

#include "protocol/codec.hpp"
#include "server/log.hpp"

namespace staffroom {
namespace {

constexpr int no_cage = 3;
constexpr std::size_t words_bytes_max = 64 * 1024;
constexpr std::size_t picture_bytes_max = 4 * 1024 * 1024;

Error unavailable(std::string words) { return {ErrorCode::unavailable, {}, std::move(words), {}}; }

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

/// A file in memory that goes with its descriptor.
Descriptor scratch(char const* name) { return Descriptor(::memfd_create(name, MFD_CLOEXEC)); }

/// Everything in it; empty when it is more than `bytes_max`.
std::string content_of(Descriptor const& file, std::size_t bytes_max) {
  struct stat state{};
  if (::fstat(file.number(), &state) != 0 || state.st_size <= 0) return {};
  auto const size = static_cast<std::size_t>(state.st_size);
  if (size > bytes_max) return {};
  std::string out(size, '\0');
  std::size_t at = 0;
  while (at < size) {
    auto const got = ::pread(file.number(), out.data() + at, size - at, static_cast<off_t>(at));
    if (got <= 0) return {};
    at += static_cast<std::size_t>(got);
  }
  return out;
}

/// The descriptors that the program is given, by their numbers there.
struct Given {
  int file;
  int text;
  int picture;
  int words;
};

/// The process, or −1.
pid_t start(std::filesystem::path const& program, std::string const& format, Given const& given) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawnattr_init(&attributes);
  // First up, out of the way of each other and of the numbers that they shall have; all others are closed.
  std::vector<std::pair<int, int>> const places{{given.file, 0}, {given.text, 3}, {given.picture, 4}, {given.words, 5}};
  int const above = std::max({given.file, given.text, given.picture, given.words, 5}) + 1;
  for (auto const& [from, to] : places) ::posix_spawn_file_actions_adddup2(&actions, from, above + to);
  for (auto const& [from, to] : places) ::posix_spawn_file_actions_adddup2(&actions, above + to, to);
  ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  constexpr int first_closed = 6;
  ::posix_spawn_file_actions_addclosefrom_np(&actions, first_closed);
  sigset_t none;
  ::sigemptyset(&none);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  auto path = program.string();
  auto argument = format;
  char* const arguments[] = {path.data(), argument.data(), nullptr};
  char* const environment[] = {nullptr};
  pid_t process = -1;
  if (::posix_spawn(&process, path.c_str(), &actions, &attributes, arguments, environment) != 0) process = -1;
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  return process;
}

enum class Ended { by_itself, in_time_out, because_we_stop };

Ended wait_for(pid_t process, std::chrono::milliseconds at_most, std::atomic<bool> const& stopping, int& status) {
  using Clock = std::chrono::steady_clock;
  auto const end = Clock::now() + at_most;
  constexpr std::chrono::milliseconds look_every{100};
  Descriptor const handle(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
  auto ended = Ended::by_itself;
  for (;;) {
    pollfd waited{handle.number(), POLLIN, 0};
    auto const wait = handle.number() < 0 ? std::chrono::milliseconds{5} : look_every;
    ::poll(&waited, handle.number() < 0 ? 0 : 1, static_cast<int>(wait.count()));
    auto const got = ::waitpid(process, &status, WNOHANG);
    if (got != 0) return ended;
    if (stopping) ended = Ended::because_we_stop;
    if (Clock::now() >= end) ended = Ended::in_time_out;
    if (ended == Ended::by_itself) continue;
    ::kill(process, SIGKILL);
    ::waitpid(process, &status, 0);
    return ended;
  }
}

bool is_png(std::string_view bytes) { return bytes.starts_with("\x89PNG\r\n\x1A\n"); }

}  // namespace

Extractor::Extractor(std::filesystem::path program) : program_(std::move(program)) {
  if (!program_.empty()) return;
  std::error_code error;
  auto const folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  program_ = folder / "staffroom-extract";
  // Installed, or in a build tree, where tests and tools stand one folder below.
  for (auto const* place : {"../libexec/staffroom/staffroom-extract", "../staffroom-extract"}) {
    if (std::filesystem::exists(program_, error)) return;
    program_ = (folder / place).lexically_normal();
  }
}

Result<Extraction> Extractor::read(int descriptor, FileFormat format, std::atomic<bool> const& stopping,
                                   std::chrono::milliseconds at_most) const {
  auto const text = scratch("text");
  auto const picture = scratch("picture");
  auto const words = scratch("words");
  if (text.number() < 0 || picture.number() < 0 || words.number() < 0) return unavailable("No memory to read a file.");
  auto const process = start(program_, boost::describe::enum_to_string(format, ""),
                             {descriptor, text.number(), picture.number(), words.number()});
  if (process < 0) return unavailable("The program that reads files can't be started: " + program_.string());
  int status = 0;
  auto const ended = wait_for(process, at_most, stopping, status);
  if (ended == Ended::because_we_stop) return unavailable("The hub is stopping.");
  bool const exited = WIFEXITED(status);
  if (exited && WEXITSTATUS(status) == no_cage)
    return unavailable("The program that reads files can't build its cage.");
  constexpr int not_found = 127;
  if (exited && WEXITSTATUS(status) == not_found) return unavailable("The program that reads files can't be run.");
  Extraction out;
  auto const said = content_of(words, words_bytes_max);
  auto const line_end = said.find('\n');
  auto outcome = extract::outcome_from_line(std::string_view(said).substr(0, line_end));
  if (line_end == said.npos || !outcome) {
    log::warn("file_not_read", {{"format", boost::describe::enum_to_string(format, "")},
                                {"in_time", ended == Ended::by_itself},
                                {"signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0}});
    out.outcome.trouble =
        ended == Ended::in_time_out ? "The file takes too long to be read." : "The file is damaged: it can't be read.";
    out.has_outcome = false;
    return out;
  }
  out.outcome = *std::move(outcome);
  if (out.outcome.has_text) out.text = content_of(text, limits::extracted_text_max + limits::extracted_text_max / 4);
  if (out.text.empty() || !is_valid_utf8(out.text)) {
    out.text.clear();
    out.outcome.has_text = false;
  }
  if (std::string_view(said).substr(line_end + 1) == "picture\n") out.picture = content_of(picture, picture_bytes_max);
  if (!is_png(out.picture)) out.picture.clear();
  return out;
}

}  // namespace staffroom
