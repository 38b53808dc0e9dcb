// Sends stretches of files. For the files of net/ only: names Asio.
#pragma once
#include <memory>

#include "server/net/http.hpp"
#include "server/net/transport.hpp"

namespace staffroom::net {

/// From the page cache straight into the socket; what is not in the cache yet is brought there off this thread first.
/// The link's outbox must be empty. False when the peer is gone or too slow, or the file is shorter than was said.
Awaitable<bool> send_file(std::shared_ptr<Link> link, Deadline& deadline, FileStretch stretch);

}  // namespace staffroom::net
