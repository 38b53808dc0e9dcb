// Every path that fits, asked for by somebody who is not signed in.
#pragma once
#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "protocol/codec.hpp"
#include "tests/support/test_client.hpp"

namespace staffroom::tests {

/// Each must answer 401, whatever it names. Returns how many were asked.
inline std::size_t ask_signed_out(TestServer& server, std::function<bool(std::string const&)> const& fits,
                                  std::uint64_t id) {
  TestClient nobody(server.port());
  std::size_t asked = 0;
  for (auto const& endpoint : endpoints()) {
    std::string path(endpoint.path);
    if (!fits(path)) continue;
    for (auto open = path.find('{'); open != path.npos; open = path.find('{')) {
      path.replace(open, path.find('}', open) - open + 1, std::to_string(id));
    }
    auto const method = endpoint.method == Method::get      ? "GET"
                        : endpoint.method == Method::post   ? "POST"
                        : endpoint.method == Method::put    ? "PUT"
                        : endpoint.method == Method::remove ? "DELETE"
                                                            : "PATCH";
    std::optional<std::string> body;
    if (endpoint.method != Method::get && endpoint.method != Method::remove) body = "{}";
    CHECK_MESSAGE(nobody.call(method, "/api/v1" + path, body, {}).status == 401, path);
    ++asked;
  }
  return asked;
}

}  // namespace staffroom::tests
