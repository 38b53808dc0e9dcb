// The only way to start a coroutine: by name, on its loop, with what escapes from it logged and never rethrown into the
// event loop. For the files of net/ only: names Asio.
#pragma once
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "server/net/loop.hpp"

namespace staffroom::net {

using Executor = boost::asio::io_context::executor_type;
template <class T>
using Awaitable = boost::asio::awaitable<T, Executor>;
/// Completion token of every wait: network results are values.
inline constexpr boost::asio::as_tuple_t<boost::asio::use_awaitable_t<Executor>> as_values{
    boost::asio::use_awaitable_t<Executor>{}};

/// `name` must outlive the coroutine: a literal.
void spawn(Loop& loop, char const* name, Awaitable<void> coroutine);

}  // namespace staffroom::net
