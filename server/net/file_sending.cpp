// Files leave a step at a time, so that one download never holds up the others of its thread: by sendfile(), or, where
// the connection is encrypted, through memory of ours.
#include "server/net/file_sending.hpp"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/uio.h>

#include <algorithm>
#include <vector>

#include "protocol/limits.hpp"
#include "server/net/traffic.hpp"

namespace staffroom::net {
namespace asio = boost::asio;

namespace {

constexpr std::uint64_t step_bytes = 1024 * 1024;
constexpr std::uint64_t encrypted_step_bytes = 256 * 1024;  // as long in time
constexpr std::size_t read_at_once = 64 * 1024;
constexpr std::uint64_t ahead_bytes = 4 * step_bytes;
constexpr std::uint64_t probe_every = 64 * 1024;

bool is_cached_at(int descriptor, std::uint64_t at) {
  char byte = 0;
  iovec part{&byte, 1};
  return ::preadv2(descriptor, &part, 1, static_cast<off_t>(at), RWF_NOWAIT) == 1;
}

bool is_cached(int descriptor, std::uint64_t from, std::uint64_t bytes) {
  for (auto at = from; at < from + bytes; at += probe_every) {
    if (!is_cached_at(descriptor, at)) return false;
  }
  return is_cached_at(descriptor, from + bytes - 1);
}

/// Blocks until the bytes are in the page cache, and asks for those behind them.
void bring_into_cache(int descriptor, std::uint64_t from, std::uint64_t bytes) {
  ::readahead(descriptor, static_cast<off_t>(from), bytes + ahead_bytes);
  std::vector<char> part(probe_every);
  for (std::uint64_t done = 0; done < bytes;) {
    auto const want = std::min<std::uint64_t>(part.size(), bytes - done);
    auto const count = ::pread(descriptor, part.data(), want, static_cast<off_t>(from + done));
    if (count <= 0) return;
    done += static_cast<std::uint64_t>(count);
  }
}

/// Runs it where it may block, and waits; not at all when there is no room for it.
Awaitable<void> run_blocking(Loop& loop, FileStretch const& stretch, std::function<void()> task) {
  auto token = asio::use_awaitable_t<Executor>{};
  auto wait = asio::async_initiate<decltype(token), void()>(
      [&loop, &stretch, task = std::move(task)](auto resume) mutable {
        auto shared = std::make_shared<decltype(resume)>(std::move(resume));
        auto wake = [&loop, shared] { loop.post([shared] { std::move (*shared)(); }); };
        auto run = [task = std::move(task), wake, file = stretch.file] {
          task();
          wake();
        };
        if (!stretch.run_blocking || !stretch.run_blocking(std::move(run))) wake();
      },
      token);
  co_await std::move(wait);
}

/// What lies in the cache, into the outbox. False when the file is shorter than was said.
bool send_read(Link& link, int descriptor, off_t& at, off_t until) {
  thread_local std::vector<char> part(read_at_once);
  auto const want = std::min(part.size(), static_cast<std::size_t>(until - at));
  auto const count = ::pread(descriptor, part.data(), want, at);
  if (count <= 0) return false;
  link.outbox.send_copy({part.data(), static_cast<std::size_t>(count)});
  at += count;
  return true;
}

}  // namespace

Awaitable<bool> send_file(std::shared_ptr<Link> link, Deadline& deadline, FileStretch stretch) {
  auto& loop = link->loop;
  auto at = static_cast<off_t>(stretch.from);
  auto const end = static_cast<off_t>(stretch.from + stretch.bytes);
  off_t cached_until = at;
  auto const step_most = link->tls ? encrypted_step_bytes : step_bytes;
  while (at < end && !link->outbox.is_dead()) {
    if (at >= cached_until) {
      auto const from = static_cast<std::uint64_t>(at);
      auto const step = std::min<std::uint64_t>(step_most, static_cast<std::uint64_t>(end - at));
      if (!is_cached(stretch.descriptor, from, step)) {
        std::function<void()> task = [descriptor = stretch.descriptor, from, step] {
          bring_into_cache(descriptor, from, step);
        };
        co_await run_blocking(loop, stretch, std::move(task));
      } else if (cached_until > static_cast<off_t>(stretch.from)) {
        co_await asio::post(loop.context(), asio::use_awaitable_t<Executor>{});
      }
      cached_until = at + static_cast<off_t>(step);
      continue;
    }
    if (link->tls) {
      if (!send_read(*link, stretch.descriptor, at, cached_until)) co_return false;
      if (link->outbox.is_empty()) continue;
      deadline.arm(loop.wheel(), limits::write_deadline);
      co_await link->drained();
      deadline.cancel();
      continue;
    }
    auto const sent =
        ::sendfile(link->socket.native_handle(), stretch.descriptor, &at, static_cast<std::size_t>(cached_until - at));
    if (sent > 0) {
      traffic_here.sent_bytes += static_cast<std::uint64_t>(sent);
      continue;
    }
    if (sent == 0) co_return false;
    if (errno == EINTR) continue;
    if (errno != EAGAIN && errno != EWOULDBLOCK) co_return false;
    deadline.arm(loop.wheel(), limits::write_deadline);
    auto [error] = co_await link->socket.async_wait(Socket::wait_write, as_values);
    deadline.cancel();
    if (error) co_return false;
  }
  co_return at >= end && !link->outbox.is_dead();
}

}  // namespace staffroom::net
