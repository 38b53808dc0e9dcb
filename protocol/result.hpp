// Errors as values: what a client, a disk or a peer can cause is a Result, never an exception.
#pragma once
#include <boost/describe/enum.hpp>
#include <boost/system/result.hpp>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace staffroom {

/// Stable names: they are the `code` of a problem document and of a WebSocket error frame. Append only.
enum class ErrorCode : std::uint8_t {
  bad_request,             // 400: the request could not be decoded; `path` names the field
  sign_in_required,        // 401
  forbidden,               // 403: only for a record that the person may read; `reason` says which condition failed
  not_found,               // 404: unknown and hidden look the same
  method_not_allowed,      // 405
  request_timeout,         // 408
  conflict,                // 409: `reason` is wrong_state, the guard's name, or key_reused
  precondition_failed,     // 412: If-Match names another version
  too_large,               // 413
  unsupported_media_type,  // 415
  range_not_satisfiable,   // 416
  unprocessable,           // 422: a value that decodes but that the view refuses; `path` names the field
  too_many_requests,       // 429, with Retry-After
  header_too_large,        // 431
  internal,                // 500: a bug of ours
  unavailable,             // 503, with Retry-After
  no_space,                // 507: read-only until space returns
};
BOOST_DESCRIBE_ENUM(ErrorCode, bad_request, sign_in_required, forbidden, not_found, method_not_allowed, request_timeout,
                    conflict, precondition_failed, too_large, unsupported_media_type, range_not_satisfiable,
                    unprocessable, too_many_requests, header_too_large, internal, unavailable, no_space)

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string path;    // field of the body or the ids, e.g. "body.text"; empty when no field is at fault
  std::string detail;  // one plain sentence that says what is wrong and what to do
  std::string reason;  // machine-readable: "role", "wrong_state", "not_self" …; may be empty

  static Error bad_request(std::string path, std::string detail);
  static Error not_found(std::string path = {});
  static Error forbidden(std::string reason, std::string detail = {});
  static Error conflict(std::string reason, std::string detail);
  static Error unprocessable(std::string path, std::string detail);

  friend bool operator==(Error const&, Error const&) = default;
};

std::string_view to_text(ErrorCode code);
int http_status(ErrorCode code);
std::ostream& operator<<(std::ostream& out, Error const& error);
[[noreturn]] void throw_exception_from_error(Error const& error, boost::source_location const& where);

template <class T>
using Result = boost::system::result<T, Error>;

/// Aborts, also in release, when an invariant of ours does not hold: never for what a client can cause.
void ensure(bool condition, char const* what);

}  // namespace staffroom

/// TRY(expression): returns its error from the enclosing function.
#define STAFFROOM_TRY_CAT2(a, b) a##b
#define STAFFROOM_TRY_CAT(a, b) STAFFROOM_TRY_CAT2(a, b)
#define TRY(expression)                                                                    \
  do {                                                                                     \
    if (auto try_result = (expression); !try_result) return std::move(try_result).error(); \
  } while (false)
/// TRY_INTO(declaration, expression): as TRY, and binds the value.
#define TRY_INTO(declaration, expression)                                                                            \
  auto STAFFROOM_TRY_CAT(try_result_, __LINE__) = (expression);                                                      \
  if (!STAFFROOM_TRY_CAT(try_result_, __LINE__)) return std::move(STAFFROOM_TRY_CAT(try_result_, __LINE__)).error(); \
  declaration = *std::move(STAFFROOM_TRY_CAT(try_result_, __LINE__))
