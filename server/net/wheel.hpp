// The timer wheel of one network thread: all deadlines of all connections in one structure, in steps of a tenth of a
// second. Arming and cancelling cost a few pointer writes; there is no timer per connection. Knows no sockets.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

namespace staffroom::net {

class Wheel;

/// One deadline, owned by whom it concerns. Not movable: the wheel points to it. Cancelled when destroyed.
class Deadline {
 public:
  explicit Deadline(std::function<void()> expired) : expired_(std::move(expired)) {}
  ~Deadline() { cancel(); }
  Deadline(Deadline const&) = delete;
  Deadline& operator=(Deadline const&) = delete;

  /// Fires once, at the earliest after `after`, at the latest a tenth of a second later. Arming again replaces.
  void arm(Wheel& wheel, std::chrono::milliseconds after);
  void cancel();
  bool armed() const { return next_ != nullptr; }

 private:
  friend class Wheel;
  Deadline() = default;  // a slot's head
  void unlink();
  Deadline* previous_ = nullptr;
  Deadline* next_ = nullptr;
  std::uint64_t due_ = 0;
  std::function<void()> expired_;
};

class Wheel {
 public:
  static constexpr std::chrono::milliseconds step{100};

  Wheel();
  ~Wheel();
  Wheel(Wheel const&) = delete;
  Wheel& operator=(Wheel const&) = delete;

  /// Fires what is due. Deadlines may be armed, cancelled and destroyed by what is fired.
  void advance(std::chrono::milliseconds elapsed_since_start);

 private:
  friend class Deadline;
  void insert(Deadline& deadline);
  void fire(std::uint64_t slot);
  static constexpr std::size_t slots_max = 1024;  // 102 seconds; what is later goes round again
  std::uint64_t now_ = 0;
  std::vector<Deadline*> heads_;
};

}  // namespace staffroom::net
