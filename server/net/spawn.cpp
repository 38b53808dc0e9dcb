// Starting coroutines.
#include "server/net/spawn.hpp"

#include <boost/asio/co_spawn.hpp>
#include <exception>

#include "server/log.hpp"

namespace staffroom::net {

void spawn(Loop& loop, char const* name, Awaitable<void> coroutine) {
  boost::asio::co_spawn(loop.context().get_executor(), std::move(coroutine), [name](std::exception_ptr escaped) {
    if (!escaped) return;
    try {
      std::rethrow_exception(escaped);
    } catch (std::exception const& thrown) {
      log::error("coroutine_threw", {{"name", name}, {"what", thrown.what()}});
    } catch (...) {
      log::error("coroutine_threw", {{"name", name}});
    }
  });
}

}  // namespace staffroom::net
