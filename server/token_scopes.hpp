// What each request needs of a token for programs: one scope, or no token opens it. Decided by the route alone, before
// anything is read, so that an answer tells nothing but what stands in the documents.
#pragma once
#include <optional>
#include <string_view>

#include "protocol/api_tokens.hpp"

namespace staffroom {

/// By the name of the command or query. Nothing: no token opens it, as with names that there are not.
std::optional<TokenScope> scope_of(std::string_view request);

}  // namespace staffroom
