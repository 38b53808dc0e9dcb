// The demo network's organisations: trusts and schools come from an invented register, by the very import that a real
// one comes by, and join; then each gets its page.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "protocol/kinds.hpp"
#include "server/demo_store.hpp"

namespace staffroom {

/// `content`: of organisations.json. By key. Errors: whatever the store refuses, with the organisation's name.
Result<std::map<std::string, OrganisationId>> make_demo_organisations(DemoStore& store, std::string_view content);

}  // namespace staffroom
