// The control door: a few callers, one thread that waits for all of them.
#include "server/control_door.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "server/log.hpp"

namespace staffroom {
namespace {

constexpr char const* door_name = "control";
using Steady = std::chrono::steady_clock;

/// By way of the open folder, as the path of a socket may have 107 bytes only.
class DoorAddress {
 public:
  explicit DoorAddress(std::filesystem::path const& folder)
      : folder_(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
    address_.sun_family = AF_UNIX;
    auto const path = "/proc/self/fd/" + std::to_string(folder_) + "/" + door_name;
    std::memcpy(address_.sun_path, path.c_str(), std::min(path.size() + 1, sizeof address_.sun_path));
  }
  ~DoorAddress() {
    if (folder_ >= 0) ::close(folder_);
  }
  DoorAddress(DoorAddress const&) = delete;
  DoorAddress& operator=(DoorAddress const&) = delete;
  sockaddr const* get() const { return reinterpret_cast<sockaddr const*>(&address_); }
  static constexpr socklen_t size = sizeof(sockaddr_un);

 private:
  int folder_;
  sockaddr_un address_{};
};

Error door_trouble(std::filesystem::path const& path, char const* what) {
  return {ErrorCode::unavailable, {}, path.string() + " " + what + ": " + std::strerror(errno) + ".", {}};
}

bool is_own(int socket) {
  ucred who{};
  socklen_t size = sizeof who;
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0) return false;
  return who.uid == 0 || who.uid == ::geteuid();
}

ControlDoor::Request words_in(std::string_view line) {
  ControlDoor::Request words;
  for (std::size_t at = 0; at <= line.size();) {
    auto const end = std::min(line.find('\t', at), line.size());
    words.emplace_back(line.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

struct ControlDoor::Caller {
  enum class State { asking, waiting, taking, gone };
  int socket;
  std::uint64_t number;
  Steady::time_point ends;
  State state = State::asking;
  std::string line = {};
  std::string answer = {};
};

/// Answers on their way, from any thread; it outlives the door as long as somebody holds a Reply.
struct ControlDoor::Mailbox {
  Mailbox() : bell(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~Mailbox() { ::close(bell); }
  void ring() const {
    std::uint64_t const one = 1;
    static_cast<void>(!::write(bell, &one, sizeof one));
  }
  std::mutex mutex;
  std::vector<std::pair<std::uint64_t, std::string>> answers;
  std::uint64_t callers = 0;
  bool closing = false;
  int bell;
};

Result<std::unique_ptr<ControlDoor>> ControlDoor::open(std::filesystem::path const& data_folder, Take take) {
  auto const path = data_folder / door_name;
  int const listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0) return door_trouble(path, "could not be made");
  // The folder is locked by us: what lies there is left of a hub that was killed.
  ::unlink(path.c_str());
  DoorAddress const address(data_folder);
  bool const is_open = ::fchmod(listener, 0600) == 0 && ::bind(listener, address.get(), DoorAddress::size) == 0 &&
                       ::chmod(path.c_str(), 0600) == 0 && ::listen(listener, static_cast<int>(callers_max)) == 0;
  if (!is_open) {
    auto error = door_trouble(path, "could not be opened");
    ::close(listener);
    return error;
  }
  return std::unique_ptr<ControlDoor>(new ControlDoor(listener, path, std::move(take)));
}

ControlDoor::ControlDoor(int listener, std::filesystem::path path, Take take)
    : listener_(listener), path_(std::move(path)), take_(std::move(take)), mailbox_(std::make_shared<Mailbox>()) {
  thread_ = std::thread([this] { run(); });
}

ControlDoor::~ControlDoor() {
  {
    std::lock_guard const lock(mailbox_->mutex);
    mailbox_->closing = true;
  }
  mailbox_->ring();
  thread_.join();
  for (auto const& caller : callers_) ::close(caller.socket);
  ::close(listener_);
  ::unlink(path_.c_str());
}

void ControlDoor::run() {
  for (;;) {
    std::vector<pollfd> waiting{{mailbox_->bell, POLLIN, 0}, {listener_, POLLIN, 0}};
    if (callers_.size() >= callers_max) waiting[1].fd = -1;
    auto next = Steady::now() + std::chrono::hours{1};
    for (auto const& caller : callers_) {
      bool const writes = caller.state == Caller::State::taking;
      waiting.push_back({caller.socket, static_cast<short>(writes ? POLLOUT : POLLIN), 0});
      if (caller.state != Caller::State::waiting) next = std::min(next, caller.ends);
    }
    auto const span = std::chrono::ceil<std::chrono::milliseconds>(next - Steady::now()).count();
    ::poll(waiting.data(), waiting.size(), static_cast<int>(std::max<std::int64_t>(span, 0)));
    if (waiting[0].revents != 0) deliver();
    {
      std::lock_guard const lock(mailbox_->mutex);
      if (mailbox_->closing) return;
    }
    std::size_t at = 2;
    for (auto& caller : callers_) {
      if (at < waiting.size() && waiting[at++].revents != 0) hear(caller);
      bool const is_late = caller.state != Caller::State::waiting && Steady::now() >= caller.ends;
      if (is_late) caller.state = Caller::State::gone;
      if (caller.state == Caller::State::gone) ::close(caller.socket);
    }
    callers_.remove_if([](Caller const& caller) { return caller.state == Caller::State::gone; });
    if (waiting[1].revents != 0) welcome();
  }
}

void ControlDoor::welcome() {
  int const socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (socket < 0) return;
  if (!is_own(socket)) {
    log::warn("control_refused");
    ::close(socket);
    return;
  }
  callers_.push_back({socket, ++mailbox_->callers, Steady::now() + patience});
}

void ControlDoor::hear(Caller& caller) {
  if (caller.state == Caller::State::taking) return write_answer(caller);
  if (caller.state == Caller::State::asking) return read_line(caller);
  // Who waits says nothing more: they hung up, or speak out of turn.
  caller.state = Caller::State::gone;
}

void ControlDoor::read_line(Caller& caller) {
  std::array<char, 1024> bytes{};
  auto const count = ::recv(caller.socket, bytes.data(), bytes.size(), 0);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count <= 0) {
    caller.state = Caller::State::gone;
    return;
  }
  caller.line.append(bytes.data(), static_cast<std::size_t>(count));
  auto const end = caller.line.find('\n');
  bool const is_too_long = std::min(end, caller.line.size()) > line_bytes_max;
  bool const is_more = end != std::string::npos && end + 1 != caller.line.size();
  if (is_too_long || is_more) {
    caller.answer = "error\tbad_request\tExpected one line of at most " + std::to_string(line_bytes_max) + " bytes.\n";
    caller.state = Caller::State::taking;
    caller.ends = Steady::now() + patience;
    return;
  }
  if (end == std::string::npos) return;
  caller.state = Caller::State::waiting;
  take_(words_in(std::string_view(caller.line).substr(0, end)),
        [mailbox = mailbox_, number = caller.number](std::string answer) {
          std::replace(answer.begin(), answer.end(), '\n', ' ');
          {
            std::lock_guard const lock(mailbox->mutex);
            mailbox->answers.emplace_back(number, std::move(answer) + "\n");
          }
          mailbox->ring();
        });
}

void ControlDoor::deliver() {
  std::uint64_t rung = 0;
  static_cast<void>(!::read(mailbox_->bell, &rung, sizeof rung));
  std::vector<std::pair<std::uint64_t, std::string>> answers;
  {
    std::lock_guard const lock(mailbox_->mutex);
    answers.swap(mailbox_->answers);
  }
  for (auto& [number, answer] : answers) {
    for (auto& caller : callers_) {
      if (caller.number != number || caller.state != Caller::State::waiting) continue;
      caller.answer = std::move(answer);
      caller.state = Caller::State::taking;
      caller.ends = Steady::now() + patience;
      break;
    }
  }
}

void ControlDoor::write_answer(Caller& caller) {
  auto const count = ::send(caller.socket, caller.answer.data(), caller.answer.size(), MSG_NOSIGNAL);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  caller.answer.erase(0, count > 0 ? static_cast<std::size_t>(count) : caller.answer.size());
  if (caller.answer.empty()) caller.state = Caller::State::gone;
}

Result<std::string> ask_control(std::filesystem::path const& data_folder, ControlDoor::Request const& request,
                                std::chrono::seconds patience) {
  struct Socket {
    int number = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ~Socket() { ::close(number); }
  } const socket;
  DoorAddress const address(data_folder);
  if (::connect(socket.number, address.get(), DoorAddress::size) != 0) {
    if (errno == ENOENT || errno == ECONNREFUSED || errno == ENOTDIR) {
      return Error{ErrorCode::not_found, {}, "No hub runs on " + data_folder.string() + ".", "no_hub"};
    }
    return door_trouble(data_folder / door_name, "could not be asked");
  }
  std::string line;
  for (auto const& word : request) {
    if (word.find_first_of("\t\n") != std::string::npos) return Error::unprocessable({}, "No tabs and line breaks.");
    line += (line.empty() ? "" : "\t") + word;
  }
  line += '\n';
  if (::send(socket.number, line.data(), line.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(line.size())) {
    return door_trouble(data_folder / door_name, "could not be asked");
  }
  std::string answer;
  auto const ends = Steady::now() + patience;
  while (answer.empty() || answer.back() != '\n') {
    std::array<char, 4096> bytes{};
    pollfd waiting{socket.number, POLLIN, 0};
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(ends - Steady::now()).count();
    if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000))) < 0) break;
    if (waiting.revents == 0) continue;
    auto const count = ::recv(socket.number, bytes.data(), bytes.size(), 0);
    if (count <= 0) break;
    answer.append(bytes.data(), static_cast<std::size_t>(count));
  }
  if (answer.empty() || answer.back() != '\n') {
    return Error{ErrorCode::unavailable, {}, "The hub gave no answer: it stopped, or is busy. See its log.", {}};
  }
  answer.pop_back();
  return answer;
}

}  // namespace staffroom
