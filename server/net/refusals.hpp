// What is said to those who are too many, or ask too often, at the least cost. For the files of net/ only: names Asio.
#pragma once
#include "protocol/result.hpp"
#include "server/net/transport.hpp"

namespace staffroom::net {

/// To a connection that makes room for others.
Error no_room();
/// The cheapest of answers, in clear: 503, and when to come again. Closing is the caller's.
void turn_away(Socket& socket);
/// Who asks too often is heard again a little later, whatever they say meanwhile: refusing costs time as well.
Awaitable<void> hold_back(Loop& loop);

}  // namespace staffroom::net
