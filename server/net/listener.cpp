// The accept loop, with a pause when the process has run out of descriptors.
#include "server/net/listener.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <future>

#include "server/log.hpp"
#include "server/net/connection.hpp"
#include "server/net/refusals.hpp"

namespace staffroom::net {
namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Pause =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

struct Listener::Impl {
  Impl(Loop& its_loop, Service& its_service, Certificates const* its_certificates, DoorSettings its_door)
      : loop(its_loop),
        service(its_service),
        certificates(its_certificates),
        door(std::make_shared<Door>(std::move(its_door))),
        acceptor(its_loop.context().get_executor()),
        pause(its_loop.context().get_executor()) {}
  Loop& loop;
  Service& service;
  Certificates const* certificates;
  std::shared_ptr<Door> door;  // its connections may outlive us
  Acceptor acceptor;
  Pause pause;
};

namespace {

/// Without SO_REUSEPORT the kernel refuses an address on which any other process listens.
void ask_for_it_alone(Loop& loop, tcp::endpoint const& endpoint, error_code& error) {
  Acceptor probe(loop.context().get_executor());
  probe.open(endpoint.protocol(), error);
  if (!error) probe.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) probe.bind(endpoint, error);
}

}  // namespace

Result<std::unique_ptr<Listener>> Listener::open(Loop& loop, std::string const& host, std::uint16_t port,
                                                 JoinsOurOwn joins_our_own, Service& service,
                                                 Certificates const* certificates, DoorSettings door) {
  error_code error;
  auto address = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, error);
  auto refuse = [&](std::string const& what) {
    return Error{ErrorCode::unavailable,
                 "listen",
                 "Cannot listen on " + host + ":" + std::to_string(port) + ": " + what + ".",
                 {}};
  };
  if (error) return refuse("the host must be an IP address or localhost");
  auto impl = std::make_shared<Impl>(loop, service, certificates, std::move(door));
  tcp::endpoint endpoint(address, port);
  if (joins_our_own == JoinsOurOwn::no && port != 0) ask_for_it_alone(loop, endpoint, error);
  if (!error) impl->acceptor.open(endpoint.protocol(), error);
  if (!error) impl->acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) impl->acceptor.set_option(ReusePort(true), error);
  if (!error) impl->acceptor.bind(endpoint, error);
  if (!error) impl->acceptor.listen(4'096, error);
  if (error) return refuse(error.message());
  return std::unique_ptr<Listener>(new Listener(std::move(impl)));
}

Listener::Listener(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

Listener::~Listener() = default;

std::uint16_t Listener::port() const {
  error_code error;
  return impl_->acceptor.local_endpoint(error).port();
}

std::uint64_t Listener::sent_away() const { return impl_->door->sent_away(); }

namespace {

Awaitable<void> accept_all(std::shared_ptr<Listener::Impl> impl) {
  while (impl->acceptor.is_open()) {
    tcp::endpoint peer;
    auto [error, socket] = co_await impl->acceptor.async_accept(peer, as_values);
    if (!error) {
      if (!impl->door->may_arrive(peer.address().to_string())) {
        if (!impl->certificates) turn_away(socket);
        continue;  // and closes it
      }
      start_connection(impl->loop, std::move(socket), impl->service, impl->certificates, impl->door);
      continue;
    }
    if (error == asio::error::operation_aborted || !impl->acceptor.is_open()) co_return;
    bool exhausted = error == asio::error::no_descriptors || error.value() == ENFILE || error.value() == ENOMEM ||
                     error.value() == ENOBUFS;
    if (!exhausted) continue;  // the peer went away while it waited in the queue
    log::warn("accept_paused", {{"reason", error.message()}});
    impl->pause.expires_after(std::chrono::milliseconds{100});
    co_await impl->pause.async_wait(as_values);
  }
}

}  // namespace

void Listener::start() { spawn(impl_->loop, "accept", accept_all(impl_)); }

void Listener::close() {
  std::promise<void> closed;
  impl_->loop.post([this, &closed] {
    error_code ignored;
    impl_->acceptor.close(ignored);
    impl_->pause.cancel();
    closed.set_value();
  });
  closed.get_future().wait();
}

}  // namespace staffroom::net
