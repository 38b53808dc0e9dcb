// The baseline of the fan-out figures: a server that does nothing but pass texts on, with the same write path as the
// hub (Beast handshakes and reads, pre-encoded shared frames leave by one direct send()), but without sessions,
// permission, disk or order. "SUB" subscribes; any other text goes to all subscribers, `group` texts at a time in one
// buffer.
#include <sys/socket.h>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "server/net/transport.hpp"

namespace staffroom::bench {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using net::Bytes;
using tcp = asio::ip::tcp;

struct Subscribers {
  std::vector<std::shared_ptr<net::Link>> links;
  std::string waiting;
  std::size_t count = 0, group = 1;

  void publish(std::string_view text) {
    net::append_frame_head(waiting, 0x81, text.size());
    waiting += text;
    if (++count < group) return;
    auto bytes = std::make_shared<std::string const>(std::move(waiting));
    waiting.clear();
    count = 0;
    for (auto const& link : links) link->outbox.send(bytes);
  }
};

net::Awaitable<void> serve(std::shared_ptr<net::Link> link, Subscribers& subscribers) {
  beast::websocket::stream<net::Transport, false> stream{net::Transport(link)};
  auto [refused] = co_await stream.async_accept(net::as_values);
  beast::flat_buffer buffer;
  while (!refused) {
    auto [error, count] = co_await stream.async_read(buffer, net::as_values);
    if (error) break;
    std::string_view text(static_cast<char const*>(buffer.data().data()), buffer.size());
    if (text == "SUB") {
      subscribers.links.push_back(link);
    } else {
      subscribers.publish(text);
    }
    buffer.clear();
  }
  std::erase(subscribers.links, link);
  link->abort();
}

net::Awaitable<void> accept_all(net::Loop& loop, std::uint16_t port, Subscribers& subscribers) {
  tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
  asio::basic_socket_acceptor<tcp, net::Executor> acceptor(loop.context().get_executor(), endpoint);
  acceptor.listen(4'096);
  for (;;) {
    auto [error, socket] = co_await acceptor.async_accept(net::as_values);
    if (error) continue;
    auto link = std::make_shared<net::Link>(loop, std::move(socket));
    net::spawn(loop, "subscriber", serve(std::move(link), subscribers));
  }
}

}  // namespace
}  // namespace staffroom::bench

int main(int count, char** words) {
  if (count < 3) {
    std::cerr << "fanout_baseline PORT GROUP\n";
    return 1;
  }
  using namespace staffroom;
  net::Loop loop(0);
  bench::Subscribers subscribers;
  subscribers.group = static_cast<std::size_t>(std::atoi(words[2]));
  net::spawn(loop, "accept", bench::accept_all(loop, static_cast<std::uint16_t>(std::atoi(words[1])), subscribers));
  loop.context().run();
  return 0;
}
