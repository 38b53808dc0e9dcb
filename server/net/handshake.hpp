// The beginning of an encrypted connection. For the files of net/ only: names Asio.
#pragma once
#include <memory>

#include "server/net/transport.hpp"

namespace staffroom::net {

/// `in_clear`: the peer speaks HTTP to a port of HTTPS; the link is plain still, so that it can be told.
enum class Handshake { done, in_clear, failed };

/// Ends when the peer has proved that it speaks TLS, or when the link's reading is cancelled. Handshakes are the
/// costliest thing that a stranger can ask for: a thread makes one step of one handshake, then serves whoever else is
/// waiting, then makes the next.
Awaitable<Handshake> shake_hands(std::shared_ptr<Link> link, Certificates const& certificates);

}  // namespace staffroom::net
