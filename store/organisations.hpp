// What the rules of organisations, of memberships and of imports share.
#pragma once
#include <string_view>

#include "protocol/kinds.hpp"
#include "protocol/result.hpp"

namespace staffroom::organisations {

/// Whether a node of the type may hang on the parent: network → trust → school, partners on a network or a trust.
bool may_hang(OrganisationType type, Organisation const* parent);

/// Errors: conflict not_joined, closed.
Result<void> check_joined(Organisation const& node);

/// Code points of valid UTF-8.
std::size_t length_of(std::string_view text);

}  // namespace staffroom::organisations
