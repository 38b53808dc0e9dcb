// Refusals that the rules of every domain share.
#include "store/refusals.hpp"

#include "store/talk.hpp"

namespace staffroom {

Error wrong_state(std::string detail) { return Error::conflict("wrong_state", std::move(detail)); }

Result<void> check_words(std::initializer_list<std::string_view> texts, std::optional<Note> const& reason) {
  TRY(talk::check_pupils(texts, reason));
  return {};
}

Result<void> check_reason(Note const& reason, std::string_view if_missing) {
  if (reason.empty()) return Error::unprocessable("body.reason", std::string(if_missing));
  return check_words({reason.value});
}

}  // namespace staffroom
