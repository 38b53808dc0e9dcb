// The words of staff files: roles as schools write them, dates, states, lists. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/organisations.hpp"
#include "protocol/people.hpp"
#include "protocol/result.hpp"

namespace staffroom::imports {

struct RoleWord {
  Role role;
  bool is_title = false;        // says more than the role: "Head of maths" is a subject lead with that title
  std::optional<Name> subject;  // "maths"
};
/// Errors: unprocessable, naming words that work; for "administrator" it asks which is meant.
Result<RoleWord> role_of(std::string_view words, OrganisationType at);
std::string_view name_of(Role role);

/// "2026-09-01", "1/9/2026", "01-09-26". Nothing for a day before 2000: it was long ago. Errors: unprocessable.
Result<std::optional<Date>> date_of(std::string_view text);
/// "1 September 2026"
std::string words_of(Date date);

/// Whether the state says that the person has gone. Errors: unprocessable for a word that is not known.
Result<bool> has_left(std::string_view text);

/// Parts between semicolons, commas and bars, without blanks.
std::vector<std::string> list_of(std::string_view text);

}  // namespace staffroom::imports
