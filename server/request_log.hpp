// One line of the log for a request: at debug level for each, as a warning when the hub took long over it. The route
// is named as it stands in the API's description, never the path itself: paths carry links' codes.
#pragma once
#include <chrono>
#include <string>

#include "server/net/http.hpp"

namespace staffroom {

inline constexpr std::chrono::milliseconds slow_request{1'000};

void log_request(net::Request const& request, int status, std::chrono::microseconds took);
/// "/topics/{topic}/messages"; "file" for what is none of the API.
std::string route_name(net::Verb verb, std::string_view target);

}  // namespace staffroom
