// Starts serving one accepted socket. For the files of net/ only: names Asio.
#pragma once
#include "server/net/door.hpp"
#include "server/net/http.hpp"
#include "server/net/transport.hpp"

namespace staffroom::net {

/// `certificates`: null for a connection in clear. Where the door has no room it says so, and no more.
void start_connection(Loop& loop, Socket socket, Service& service, Certificates const* certificates,
                      std::shared_ptr<Door> door);

}  // namespace staffroom::net
