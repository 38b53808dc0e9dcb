// A copy of everything that the hub holds about a person, as one zip: data.json for programs, data.html for people.
#pragma once
#include <string>

#include "protocol/result.hpp"
#include "store/personal_copy.hpp"

namespace staffroom {

/// {"person","made","seq","account":[…],"messages":[…],…}: the records as the API shows them.
std::string copy_as_json(PersonalCopy const& data);
/// A page without scripts and without anything from elsewhere; every text escaped.
std::string copy_as_page(PersonalCopy const& data);
/// The bytes of the zip. Errors: unavailable when it cannot be made.
Result<std::string> copy_as_zip(PersonalCopy const& data);

}  // namespace staffroom
