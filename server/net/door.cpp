// The door.
#include "server/net/door.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

namespace staffroom::net {

void Stranger::waits() {
  if (!door_ || waits_) return;
  waits_ = true;
  among_all_ = door_->waiting_.insert(door_->waiting_.end(), this);
  auto& line = door_->addresses_[address_].waiting;
  at_address_ = line.insert(line.end(), this);
}

void Stranger::is_served() {
  if (!door_ || !waits_) return;
  waits_ = false;
  door_->waiting_.erase(among_all_);
  door_->addresses_[address_].waiting.erase(at_address_);
}

void Stranger::leave() {
  if (!door_) return;
  is_served();
  --door_->strangers_;
  auto const found = door_->addresses_.find(address_);
  if (--found->second.strangers == 0) door_->addresses_.erase(found);
  door_ = nullptr;
}

void Stranger::is_known() {
  if (!door_) return;
  door_->arrivals_.give_back(address_);
  leave();
}

Door::Door(DoorSettings settings)
    : settings_(std::move(settings)),
      arrivals_(settings_.arrivals_of_address_burst, settings_.arrivals_of_address_per_second) {}

bool Door::is_proxy(std::string_view address) const {
  auto const& proxies = settings_.proxies;
  return std::find(proxies.begin(), proxies.end(), address) != proxies.end();
}

bool Door::may_arrive(std::string_view address) {
  if (settings_.arrivals_of_address_burst <= 0 || is_proxy(address)) return true;
  if (arrivals_.take(address_key(address))) return true;
  ++sent_away_;
  return false;
}

bool Door::make_room(Stranger::Line& waiting) {
  if (waiting.empty()) return false;
  auto& stranger = *waiting.front();
  stranger.leave();
  ++sent_away_;
  stranger.give_way_();
  return true;
}

bool Door::let_in(Stranger& stranger, std::string_view address, std::size_t connections) {
  auto const key = address_key(address);
  auto const found = addresses_.find(key);
  bool const address_is_full =
      !is_proxy(address) && found != addresses_.end() && found->second.strangers >= settings_.strangers_of_address_max;
  bool const is_full = connections >= settings_.connections_max;
  bool const has_room = address_is_full ? make_room(found->second.waiting) : !is_full || make_room(waiting_);
  if (!has_room) {
    ++sent_away_;
    return false;
  }
  stranger.door_ = this;
  stranger.address_ = key;
  ++strangers_;
  ++addresses_[key].strangers;
  stranger.waits();
  return true;
}

std::uint64_t address_key(std::string_view address) {
  std::string const text(address);
  in_addr v4{};
  in6_addr v6{};
  constexpr std::uint64_t is_v4 = std::uint64_t{1} << 32;  // no network of IPv6 that is in use
  std::uint64_t key = 0;
  if (::inet_pton(AF_INET, text.c_str(), &v4) == 1) return is_v4 | v4.s_addr;
  if (::inet_pton(AF_INET6, text.c_str(), &v6) != 1) return key;
  std::uint32_t last = 0;
  std::memcpy(&last, v6.s6_addr + 12, sizeof last);
  if (IN6_IS_ADDR_V4MAPPED(&v6)) return is_v4 | last;
  std::memcpy(&key, v6.s6_addr, sizeof key);
  return key;
}

}  // namespace staffroom::net
