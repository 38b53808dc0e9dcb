// From method and path to the endpoint: every route is found, and nothing else is.
#include <doctest/doctest.h>

#include "protocol/codec.hpp"
#include "tests/protocol/examples.hpp"

using namespace staffroom;
using namespace staffroom::examples;

TEST_CASE("every route leads to its endpoint, with its ids") {
  CHECK(endpoints().size() == described::request_types().size());
  for (auto const& request : described::request_types()) {
    for (auto fullness : {Fullness::least, Fullness::full}) {
      auto const ids = ids_of(request, fullness);
      auto const path = path_of(request, ids);
      CAPTURE(path);
      auto const routed = route(request.route.method, path);
      REQUIRE(routed.has_value());
      CHECK(routed->endpoint->name == request.name);
      CHECK(routed->endpoint == endpoint_of(request.name));
      CHECK(routed->endpoint->success == request.success);
      for (auto const& id : ids) CHECK(std::count(routed->ids.begin(), routed->ids.end(), id) == 1);
      CHECK(routed->ids.size() == ids.size());
    }
  }
}

TEST_CASE("the fixed names are what clients were promised") {
  std::tuple<Method, std::string_view, std::string_view> const fixed[] = {
      {Method::post, "/session", "sign_in"},
      {Method::remove, "/session", "sign_out"},
      {Method::get, "/me", "get_me"},
      {Method::get, "/people", "list_people"},
      {Method::get, "/organisations", "list_organisations"},
      {Method::get, "/teams", "list_teams"},
      {Method::get, "/teams/5/channels", "list_channels"},
      {Method::get, "/channels/5/topics", "list_topics"},
      {Method::get, "/topics/5/messages", "list_messages"},
      {Method::post, "/topics/5/messages", "post_message"},
  };
  for (auto const& [method, path, name] : fixed) {
    CAPTURE(path);
    CHECK(route(method, path)->endpoint->name == name);
  }
  CHECK(endpoint_of("sign_in")->is_server_command);
  CHECK(endpoint_of("list_teams")->is_query);
  CHECK(endpoint_of("post_message")->success == Success::created);
}

TEST_CASE("a path that is not exactly a route is not found") {
  for (std::string_view path : {"",
                                "/",
                                "//",
                                "teams",
                                "/teams/",
                                "//teams",
                                "/teams//channels",
                                "/team",
                                "/Teams",
                                "/teams/0",
                                "/teams/01",
                                "/teams/-1",
                                "/teams/+1",
                                "/teams/1.0",
                                "/teams/x",
                                "/teams/9007199254740992",
                                "/teams/99999999999999999999",
                                "/teams/5/",
                                "/teams/5/nothing",
                                "/teams/5/channels/6",
                                "/teams/%35",
                                "/teams/5%2fchannels",
                                "/teams/5/%2e%2e",
                                "/./teams",
                                "/teams/../people",
                                "/teams/.",
                                "/teams\\5",
                                "/teams/5\\channels",
                                "/teams/5;a=b",
                                "/teams/ 5",
                                "/teams/5 ",
                                "/teams?x=1",
                                "/topics/5/messages/4294967296",
                                "/topics/5/messages/1/reactions/clap",
                                "/topics/5/messages/1/reactions/",
                                "/api/v1/teams",
                                "/__proto__",
                                "/teams/{team}",
                                "/people/٣"}) {
    CAPTURE(path);
    for (auto method : {Method::get, Method::post, Method::put, Method::patch, Method::remove}) {
      auto const routed = route(method, path);
      REQUIRE(routed.has_error());
      CHECK(routed.error() == Error::not_found());
    }
  }
  CHECK(route(Method::get, std::string_view("/teams/5\0", 9)).error() == Error::not_found());
  CHECK(route(Method::get, std::string(100'000, '/')).error() == Error::not_found());
}

TEST_CASE("a known path with another method says which methods it has") {
  auto const refused = route(Method::remove, "/topics/5/messages");
  REQUIRE(refused.has_error());
  CHECK(refused.error().code == ErrorCode::method_not_allowed);
  CHECK(refused.error().detail == "GET, POST");
  CHECK(route(Method::get, "/topics/5/messages/1/reactions/thanks").error().detail == "PUT, DELETE");
  CHECK(route(Method::post, "/me").error().detail == "GET");
}
