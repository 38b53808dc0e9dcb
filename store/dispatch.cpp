// From what one command or query holds to its overload.
#include "store/dispatch.hpp"

#include "store/answering.hpp"
#include "store/decide.hpp"

namespace staffroom {

Result<Change> dispatch(View const& view, Asked& asked, Command const& command) {
  return visit([&](auto const& it) { return decide(view, asked, it); }, command);
}

Result<Answer> dispatch_query(View const& view, Actor const& actor, TimestampMs now, Query const& query,
                              Page const& page) {
  auto const asked = asking(actor, now);
  return visit([&](auto const& it) { return answer(view, asked, it, page); }, query);
}

Result<void> check_version(Asked const& asked, std::uint32_t version) {
  if (!asked.if_match || *asked.if_match == version) return {};
  return Error{ErrorCode::precondition_failed, "header.if-match",
               "Someone changed this since you opened it. Look at it again, then repeat your change.", "version"};
}

}  // namespace staffroom
