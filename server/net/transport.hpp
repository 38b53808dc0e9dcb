// The one stream type: Beast reads from it and writes into the connection's outbox. Whether the socket is plain or
// encrypted is known to Link, below this type, so that nothing is instantiated twice. For the files of net/ only: names
// Asio.
#pragma once
#include <boost/asio/async_result.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <functional>
#include <memory>
#include <string>

#include "server/net/outbox.hpp"
#include "server/net/spawn.hpp"
#include "server/net/tls.hpp"

namespace boost::beast {
enum class role_type;
}

namespace staffroom::net {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using boost::system::error_code;

/// Bytes that are asked of a socket at once.
inline constexpr std::size_t read_size = 4 * 1024;

/// A socket and its outbox, kept alive together by whoever reads or waits.
struct Link final : std::enable_shared_from_this<Link>, OutboxOwner {
  Link(Loop& its_loop, Socket its_socket);

  void wait_until_writable() override;
  void outbox_drained() override;
  void outbox_overflowed() override;
  void outbox_died() override;
  /// From now on all bytes go through the session.
  void encrypt(std::unique_ptr<TlsSession> session);
  /// What the session makes of what the socket holds; would_block: nothing yet.
  error_code read_decrypted(boost::asio::mutable_buffer into, std::size_t& count);
  /// Stops the reading that is under way; what is queued still leaves.
  void cancel_reading();
  /// Says that no more will come, and sends no more.
  void shut_down_sending();
  /// Both directions, at once: the reader sees the end and closes. Said to the peer when nothing is cut off by it.
  void abort();
  /// Waits until the outbox is empty or dead.
  Awaitable<void> drained();

  Loop& loop;
  Socket socket;
  std::string unread;                   // read from the socket, but not by this reader: comes first
  std::size_t reading_left = SIZE_MAX;  // bytes until `flooded` is called and reading fails
  std::function<void()> flooded;
  std::function<void()> overflowed;
  std::unique_ptr<TlsSession> tls;  // null: plain
  Outbox outbox;

 private:
  void wake();
  std::function<void()> waiting_for_drain_;
};

class Transport {
 public:
  using executor_type = Executor;
  explicit Transport(std::shared_ptr<Link> link) : link_(std::move(link)) {}
  executor_type get_executor() { return link_->socket.get_executor(); }
  Link& link() { return *link_; }

  template <class Buffers, class Token>
  auto async_read_some(Buffers const& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(error_code, std::size_t)>(
        [link = link_](auto&& on_read, Buffers const& into) {
          if (!link->unread.empty() || link->reading_left == 0) {
            auto count = boost::asio::buffer_copy(into, boost::asio::buffer(link->unread));
            link->unread.erase(0, count);
            error_code error;
            if (count == 0) {
              if (link->flooded) link->flooded();
              error = boost::asio::error::connection_aborted;
            }
            post_result(*link, std::forward<decltype(on_read)>(on_read), error, count);
            return;
          }
          auto limited = Counting<std::decay_t<decltype(on_read)>>{link, std::forward<decltype(on_read)>(on_read)};
          if (link->tls) {
            boost::asio::mutable_buffer first(*boost::asio::buffer_sequence_begin(into));
            return read_encrypted(std::move(limited), first);
          }
          link->socket.async_read_some(into, std::move(limited));
        },
        token, buffers);
  }

  /// Joins the outbox: completes as soon as the bytes are sent or queued.
  template <class Buffers, class Token>
  auto async_write_some(Buffers const& buffers, Token&& token) {
    return boost::asio::async_initiate<Token, void(error_code, std::size_t)>(
        [link = link_](auto&& on_written, Buffers const& from) {
          std::string bytes;
          bytes.reserve(boost::asio::buffer_size(from));
          for (auto at = boost::asio::buffer_sequence_begin(from); at != boost::asio::buffer_sequence_end(from); ++at) {
            boost::asio::const_buffer piece(*at);
            bytes.append(static_cast<char const*>(piece.data()), piece.size());
          }
          link->outbox.send_copy(bytes);
          error_code error;
          if (link->outbox.is_dead()) error = boost::asio::error::broken_pipe;
          post_result(*link, std::forward<decltype(on_written)>(on_written), error, bytes.size());
        },
        token, buffers);
  }

 private:
  /// Counts what is read, and passes the handler's executor and allocator on.
  template <class Next>
  struct Counting {
    std::shared_ptr<Link> link;
    Next next;
    using executor_type = boost::asio::associated_executor_t<Next, Executor>;
    using allocator_type = boost::asio::associated_allocator_t<Next>;
    using cancellation_slot_type = boost::asio::associated_cancellation_slot_t<Next>;
    executor_type get_executor() const noexcept {
      return boost::asio::get_associated_executor(next, link->loop.context().get_executor());
    }
    allocator_type get_allocator() const noexcept { return boost::asio::get_associated_allocator(next); }
    cancellation_slot_type get_cancellation_slot() const noexcept {
      return boost::asio::get_associated_cancellation_slot(next);
    }
    void operator()(error_code error, std::size_t count) {
      if (link->reading_left != SIZE_MAX) link->reading_left -= std::min(link->reading_left, count);
      std::move(next)(error, count);
    }
  };

  /// Looks again whenever the socket has something, until that makes whole bytes.
  template <class Next>
  struct Decrypting {
    Counting<Next> done;
    boost::asio::mutable_buffer into;
    using executor_type = typename Counting<Next>::executor_type;
    using allocator_type = typename Counting<Next>::allocator_type;
    using cancellation_slot_type = typename Counting<Next>::cancellation_slot_type;
    executor_type get_executor() const noexcept { return done.get_executor(); }
    allocator_type get_allocator() const noexcept { return done.get_allocator(); }
    cancellation_slot_type get_cancellation_slot() const noexcept { return done.get_cancellation_slot(); }
    void operator()(error_code error) {
      std::size_t count = 0;
      if (!error) error = done.link->read_decrypted(into, count);
      if (error == boost::asio::error::would_block) {
        auto& socket = done.link->socket;
        socket.async_wait(Socket::wait_read, std::move(*this));
        return;
      }
      done(error, count);
    }
  };

  template <class Next>
  static void read_encrypted(Counting<Next> done, boost::asio::mutable_buffer into) {
    std::size_t count = 0;
    auto& link = *done.link;
    auto const error = link.read_decrypted(into, count);
    if (error != boost::asio::error::would_block) {
      post_result(link, std::move(done), error, count);
    } else {
      link.socket.async_wait(Socket::wait_read, Decrypting<Next>{std::move(done), into});
    }
  }

  template <class Next>
  static void post_result(Link& link, Next&& next, error_code error, std::size_t count) {
    boost::asio::post(link.loop.context(),
                      [next = std::forward<Next>(next), error, count]() mutable { std::move(next)(error, count); });
  }

  std::shared_ptr<Link> link_;
};

// Beast finds these by argument-dependent lookup when it ends a WebSocket.
void beast_close_socket(Transport& transport);
void teardown(boost::beast::role_type role, Transport& transport, error_code& error);

template <class Next>
void async_teardown(boost::beast::role_type role, Transport& transport, Next&& next) {
  error_code error;
  teardown(role, transport, error);
  boost::asio::post(transport.get_executor(),
                    [next = std::forward<Next>(next), error]() mutable { std::move(next)(error); });
}

}  // namespace staffroom::net
