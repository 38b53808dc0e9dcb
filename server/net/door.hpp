// Whom one network thread lets in, and who makes room for them: it counts strangers, the connections whose requests
// have not shown yet who they are. Whoever is signed in is never sent away for others; a stranger who only waits is. On
// its loop's thread only. Knows no sockets.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/rates.hpp"

namespace staffroom::net {

class Door;

/// A connection until it has shown who it is. Ends before its door does.
class Stranger {
 public:
  /// `give_way` is called at most once, while it waits, when somebody else needs the place: it should end soon.
  explicit Stranger(std::function<void()> give_way) : give_way_(std::move(give_way)) {}
  ~Stranger() { leave(); }
  Stranger(Stranger const&) = delete;
  Stranger& operator=(Stranger const&) = delete;

  /// It waits for a request's head: little is lost when it goes. Counts from the first time on.
  void waits();
  /// Its request is here, and being answered.
  void is_served();
  /// It has shown who it is: it counts no longer, nor does that it came.
  void is_known();
  /// It is gone.
  void leave();

 private:
  friend class Door;
  using Line = std::list<Stranger*>;
  std::function<void()> give_way_;
  Door* door_ = nullptr;  // null: does not count
  std::uint64_t address_ = 0;
  bool waits_ = false;
  Line::iterator among_all_, at_address_;  // while it waits
};

struct DoorSettings {
  std::size_t connections_max = SIZE_MAX;  // open ones, of everybody
  std::size_t strangers_of_address_max = SIZE_MAX;
  double arrivals_of_address_burst = 0;  // 0: as many as may come. Of those who do not show who they are
  double arrivals_of_address_per_second = 0;
  std::vector<std::string> proxies;  // behind each of these are many: no bound of its own
};

class Door {
 public:
  explicit Door(DoorSettings settings);
  Door(Door const&) = delete;
  Door& operator=(Door const&) = delete;

  /// A connection that has just come, while so many others are open. True: it counts from now on, and where its place
  /// was needed the stranger who had waited longest gives way: of its address, or of all. False: there is no room.
  bool let_in(Stranger& stranger, std::string_view address, std::size_t connections);
  /// Before that, and the cheapest of all: false for an address from which far too many come. Counted as sent away.
  bool may_arrive(std::string_view address);
  bool is_proxy(std::string_view address) const;
  /// Those that found no room, and those that gave way. Any thread.
  std::uint64_t sent_away() const { return sent_away_; }
  std::size_t strangers() const { return strangers_; }

 private:
  friend class Stranger;
  struct Address {
    std::size_t strangers = 0;
    Stranger::Line waiting;  // the first has waited longest
  };
  bool make_room(Stranger::Line& waiting);
  DoorSettings settings_;
  Buckets arrivals_;
  std::unordered_map<std::uint64_t, Address> addresses_;
  Stranger::Line waiting_;
  std::size_t strangers_ = 0;
  std::atomic<std::uint64_t> sent_away_{0};
};

/// IPv4 addresses one by one; of IPv6 the network of 64 bits, which is one customer's.
std::uint64_t address_key(std::string_view address);

}  // namespace staffroom::net
