// Starts serving one accepted socket. For the files of net/ only: names Asio.
#pragma once
#include "server/net/http.hpp"
#include "server/net/transport.hpp"

namespace staffroom::net {

/// `certificates`: null for a connection in clear.
void start_connection(Loop& loop, Socket socket, Service& service, Certificates const* certificates);

}  // namespace staffroom::net
