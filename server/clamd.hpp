// A virus scanner beside the hub: clamd's INSTREAM. The file is sent; clamd needs no right to read it.
#pragma once
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "protocol/result.hpp"

namespace staffroom::clamd {

/// The virus's name, or nothing when there is none. `address`: a socket's path, or "host:port". Reads the descriptor
/// from its start; blocks. Errors: unavailable when there is no clear answer: not reached, too large for its settings.
Result<std::optional<std::string>> scan(std::string const& address, int descriptor, std::uint64_t bytes,
                                        std::atomic<bool> const& stopping);

}  // namespace staffroom::clamd
