// Refusals that the rules of every domain share.
#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/result.hpp"
#include "protocol/text.hpp"

namespace staffroom {

/// The record is in a state in which this can't be done; `detail` says why, and what to do.
Error wrong_state(std::string detail);
/// Errors: conflict `pupil_data`, unless a reason is given why it is none.
Result<void> check_words(std::initializer_list<std::string_view> texts, std::optional<Note> const& reason = {});
/// Errors: unprocessable at `body.reason` when there is none, conflict `pupil_data`.
Result<void> check_reason(Note const& reason, std::string_view if_missing);

}  // namespace staffroom
