// Errors as values: their standard wordings, their HTTP status, and what an invariant of ours does when it breaks.
#include "protocol/result.hpp"

#include <boost/describe/enum_to_string.hpp>
#include <boost/throw_exception.hpp>
#include <cstdio>
#include <cstdlib>
#include <ostream>
#include <stdexcept>

namespace staffroom {

Error Error::bad_request(std::string path, std::string detail) {
  return {ErrorCode::bad_request, std::move(path), std::move(detail), {}};
}

Error Error::not_found(std::string path) {
  return {ErrorCode::not_found, std::move(path), "There is nothing here, or you may not see it.", {}};
}

Error Error::forbidden(std::string reason, std::string detail) {
  if (detail.empty()) detail = "You may see this, but you may not do this to it.";
  return {ErrorCode::forbidden, {}, std::move(detail), std::move(reason)};
}

Error Error::conflict(std::string reason, std::string detail) {
  return {ErrorCode::conflict, {}, std::move(detail), std::move(reason)};
}

Error Error::unprocessable(std::string path, std::string detail) {
  return {ErrorCode::unprocessable, std::move(path), std::move(detail), {}};
}

std::string_view to_text(ErrorCode code) { return boost::describe::enum_to_string(code, "internal"); }

int http_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_request: return 400;
    case ErrorCode::sign_in_required: return 401;
    case ErrorCode::forbidden: return 403;
    case ErrorCode::not_found: return 404;
    case ErrorCode::method_not_allowed: return 405;
    case ErrorCode::request_timeout: return 408;
    case ErrorCode::conflict: return 409;
    case ErrorCode::precondition_failed: return 412;
    case ErrorCode::too_large: return 413;
    case ErrorCode::unsupported_media_type: return 415;
    case ErrorCode::range_not_satisfiable: return 416;
    case ErrorCode::unprocessable: return 422;
    case ErrorCode::too_many_requests: return 429;
    case ErrorCode::header_too_large: return 431;
    case ErrorCode::internal: return 500;
    case ErrorCode::unavailable: return 503;
    case ErrorCode::no_space: return 507;
  }
  return 500;
}

std::ostream& operator<<(std::ostream& out, Error const& error) {
  out << to_text(error.code);
  if (!error.path.empty()) out << " at " << error.path;
  if (!error.reason.empty()) out << " (" << error.reason << ')';
  if (!error.detail.empty()) out << ": " << error.detail;
  return out;
}

void throw_exception_from_error(Error const& error, boost::source_location const& where) {
  std::string text{to_text(error.code)};
  if (!error.path.empty()) text.append(" at ").append(error.path);
  if (!error.detail.empty()) text.append(": ").append(error.detail);
  boost::throw_exception(std::runtime_error(text), where);
}

void ensure(bool condition, char const* what) {
  if (condition) [[likely]]
    return;
  std::fprintf(stderr, "staffroom: broken invariant: %s\n", what);
  std::abort();
}

}  // namespace staffroom
