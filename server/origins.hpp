// Which names this server answers to, and from which pages it accepts writes: the configured public address, or else
// the address that it listens on, with the other names of the loopback when it listens there.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/config.hpp"

namespace staffroom {

class Origins {
 public:
  /// `port` is the one that is listened on in the end.
  Origins(Settings const& settings, std::uint16_t port);
  bool accepts_host(std::string_view host) const;
  /// "null" and everything else that is not ours: false.
  bool accepts_origin(std::string_view origin) const;
  std::string const& cookie_name() const { return cookie_name_; }
  bool is_tls() const { return is_tls_; }

 private:
  std::vector<std::string> hosts_;
  std::vector<std::string> origins_;
  std::string cookie_name_;
  bool is_tls_;
};

/// The value of the cookie; empty when there is none, or more than one of that name.
std::string_view cookie_value(std::string_view cookies, std::string_view name);

}  // namespace staffroom
