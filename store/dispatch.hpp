// From what one command or query holds to its overload: every command has a decide(), every query an answer(). One that
// is missing does not compile. (Named apart from them: it must not convert back into one of many instead.)
#pragma once
#include <optional>
#include <string>

#include "protocol/kinds.hpp"
#include "protocol/result.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom {

/// Pure: the same view, asker and command give the same result on any machine. Permission first, then If-Match, then
/// the state's guards. Errors: not_found, forbidden, precondition_failed, conflict, unprocessable.
Result<Change> dispatch(View const& view, Asked& asked, Command const& command);

/// Which slice of a list is asked for. Queries of one record ignore it.
struct Page {
  std::uint32_t limit = limits::page_size_default;
  std::string cursor;  // opaque, as answered before; empty for the first page
};

/// A whole response body, ready to send.
struct Answer {
  std::string json;
  std::optional<std::uint32_t> version;  // of a single record: its ETag
};

/// Errors: not_found; bad_request for a cursor that is not ours.
Result<Answer> dispatch_query(View const& view, Actor const& actor, TimestampMs now, Query const& query,
                              Page const& page);

}  // namespace staffroom
