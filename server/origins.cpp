// Names and origins.
#include "server/origins.hpp"

#include <algorithm>
#include <cctype>

namespace staffroom {
namespace {

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace

Origins::Origins(Settings const& settings, std::uint16_t port)
    : cookie_name_(settings.is_tls() ? "__Host-staffroom" : "staffroom"), is_tls_(settings.is_tls()) {
  auto add = [this](std::string const& scheme, std::string const& host) {
    hosts_.push_back(host);
    origins_.push_back(scheme + host);
  };
  if (!settings.public_address.empty()) {
    auto slashes = settings.public_address.find("//") + 2;
    auto host = settings.public_address.substr(slashes);
    add(settings.public_address.substr(0, slashes), host);
    // Proxies may name the default port.
    if (host.find(':') == std::string::npos) hosts_.push_back(host + (is_tls_ ? ":443" : ":80"));
  }
  std::string const scheme = is_tls_ ? "https://" : "http://";
  auto with_port = [port](std::string const& host) {
    return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + std::to_string(port);
  };
  if (settings.public_address.empty()) add(scheme, with_port(settings.host));
  if (settings.is_loopback()) {
    for (auto const* host : {"127.0.0.1", "localhost", "::1"}) {
      if (settings.public_address.empty()) {
        add(scheme, with_port(host));
      } else {
        hosts_.push_back(with_port(host));  // a proxy on this machine
      }
    }
  }
}

bool Origins::accepts_host(std::string_view host) const {
  return std::any_of(hosts_.begin(), hosts_.end(), [&](auto const& ours) { return same(ours, host); });
}

bool Origins::accepts_origin(std::string_view origin) const {
  return std::any_of(origins_.begin(), origins_.end(), [&](auto const& ours) { return same(ours, origin); });
}

std::string_view cookie_value(std::string_view cookies, std::string_view name) {
  std::string_view found;
  bool seen = false;
  for (std::size_t at = 0; at < cookies.size();) {
    auto end = std::min(cookies.find(';', at), cookies.size());
    auto cookie = cookies.substr(at, end - at);
    at = end + 1;
    while (cookie.starts_with(' ')) cookie.remove_prefix(1);
    if (!cookie.starts_with(name) || cookie.size() <= name.size() || cookie[name.size()] != '=') continue;
    if (seen) return {};
    seen = true;
    found = cookie.substr(name.size() + 1);
  }
  return found;
}

}  // namespace staffroom
