// Names of routes, and the line.
#include "server/request_log.hpp"

#include <array>
#include <utility>

#include "protocol/codec.hpp"
#include "server/log.hpp"

namespace staffroom {
namespace {

constexpr std::string_view api_prefix = "/api/v1";

/// Of what is none of the API's routes. What stands behind them may be a secret, and is not named.
constexpr std::array<std::string_view, 8> other_paths{"/api/v1/links/", "/api/v1/supplier/", "/api/v1/session",
                                                      "/api/v1/live",   "/api/v1/policy",    "/healthz",
                                                      "/readyz",        "/metrics"};

constexpr std::pair<net::Verb, Method> methods[] = {
    {net::Verb::get, Method::get}, {net::Verb::head, Method::get},    {net::Verb::post, Method::post},
    {net::Verb::put, Method::put}, {net::Verb::patch, Method::patch}, {net::Verb::remove, Method::remove}};

}  // namespace

std::string route_name(net::Verb verb, std::string_view target) {
  auto const path = target.substr(0, target.find('?'));
  if (path.starts_with("/api/v1/")) {
    for (auto const& [its, method] : methods) {
      if (its != verb) continue;
      if (auto const routed = route(method, path.substr(api_prefix.size()))) return std::string(routed->endpoint->path);
    }
  }
  for (auto const& other : other_paths) {
    if (path.starts_with(other)) return std::string(other);
  }
  return path.starts_with("/api/") ? "other" : "file";
}

void log_request(net::Request const& request, int status, std::chrono::microseconds took) {
  bool const slow = took >= slow_request;
  auto const level = slow ? log::Level::warn : log::Level::debug;
  if (!log::is_on(level)) return;
  static constexpr std::array<std::string_view, 7> verbs{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  auto const ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
  log::write(level, slow ? "slow_request" : "request",
             {{"method", std::string(verbs[static_cast<std::size_t>(request.verb)])},
              {"route", route_name(request.verb, request.target)},
              {"status", status},
              {"ms", ms}});
}

}  // namespace staffroom
