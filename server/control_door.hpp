// DATA/control: a socket by which commands on the same machine ask the hub that runs on a data folder. One line asks,
// one line answers. Only the hub's own user, and root, get in.
#pragma once
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "protocol/result.hpp"

namespace staffroom {

class ControlDoor {
 public:
  static constexpr std::size_t line_bytes_max = 8 * 1024;
  static constexpr std::size_t callers_max = 8;
  static constexpr std::chrono::seconds patience{5};  // for the line, and for its answer to be taken

  /// The words of a line, which tabs part.
  using Request = std::vector<std::string>;
  /// Any thread, at any time, once; without line breaks.
  using Reply = std::function<void(std::string answer)>;
  using Take = std::function<void(Request request, Reply reply)>;

  /// `take` is called on the door's thread and must not block. Errors: unavailable.
  static Result<std::unique_ptr<ControlDoor>> open(std::filesystem::path const& data_folder, Take take);
  ~ControlDoor();  // callers that still wait are told nothing

 private:
  struct Caller;
  struct Mailbox;
  ControlDoor(int listener, std::filesystem::path path, Take take);
  void run();
  void welcome();
  void read_line(Caller& caller);
  void hear(Caller& caller);
  void deliver();
  void write_answer(Caller& caller);

  int listener_;
  std::filesystem::path path_;
  Take take_;
  std::shared_ptr<Mailbox> mailbox_;
  std::list<Caller> callers_;
  std::thread thread_;
};

/// Asks the hub on a data folder, and waits for its answer. Errors: not_found when no hub is there to ask; unavailable.
Result<std::string> ask_control(std::filesystem::path const& data_folder, ControlDoor::Request const& request,
                                std::chrono::seconds patience);

}  // namespace staffroom
