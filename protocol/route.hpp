// How a command or a query is reached by HTTP: method and path below /api/v1. The same struct is a WebSocket call.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string_view>

namespace staffroom {

enum class Method : std::uint8_t { get, post, put, patch, remove };
BOOST_DESCRIBE_ENUM(Method, get, post, put, patch, remove)

/// `path` holds the struct's members in braces: "/topics/{topic}/messages". A body never repeats them.
struct Route {
  Method method = Method::get;
  std::string_view path;
};

/// What HTTP answers when the command is accepted: 201 with the record that was made, or 200 with the record as it is
/// now, or 204 when the record is gone for the person.
enum class Success : std::uint8_t { created, changed, gone };

/// Whether a command takes part in optimistic concurrency: `required` answers precondition_failed without If-Match.
enum class IfMatch : std::uint8_t { ignored, accepted };

inline constexpr std::string_view api_root = "/api/v1";

}  // namespace staffroom
