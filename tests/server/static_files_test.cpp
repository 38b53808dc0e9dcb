// The web app's files: what is served, how it is cached, and what a path must not do.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "server/net/static_files.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

/// A built web app of a few files.
struct BuiltApp {
  BuiltApp() {
    std::string pattern = (std::filesystem::temp_directory_path() / "staffroom-web-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    std::filesystem::create_directory(folder / "assets");
    write("index.html", "<!doctype html><title>Staffroom</title>");
    write("index.html.br", "brotli index");
    write("assets/app-1a2b3c.js", "let x = 1;");
    write("assets/app-1a2b3c.js.br", "brotli");
    write("assets/app-1a2b3c.js.gz", "gzip");
    write("favicon.svg", "<svg/>");
    write(".secret", "hidden");
  }
  ~BuiltApp() { std::filesystem::remove_all(folder); }
  void write(std::string const& name, std::string const& text) { std::ofstream(folder / name) << text; }
  std::filesystem::path folder;
};

struct Web {
  BuiltApp app;
  TestServer server{{.static_folder = app.folder}};
  TestClient client{server.port()};
};

}  // namespace

TEST_CASE("hashed files are immutable and come compressed as the browser likes it") {
  Web web;
  auto plain = web.client.get("/assets/app-1a2b3c.js");
  CHECK(plain.status == 200);
  CHECK(plain.body == "let x = 1;");
  CHECK(plain.header("cache-control") == "public, max-age=31536000, immutable");
  CHECK(plain.header("content-type") == "text/javascript; charset=utf-8");
  CHECK(plain.header("vary") == "Accept-Encoding");
  auto brotli = web.client.get("/assets/app-1a2b3c.js", {{"Accept-Encoding", "gzip, deflate, br;q=0.9"}});
  CHECK(brotli.body == "brotli");
  CHECK(brotli.header("content-encoding") == "br");
  CHECK(brotli.header("etag") != plain.header("etag"));
  CHECK(web.client.get("/assets/app-1a2b3c.js", {{"Accept-Encoding", "gzip, br;q=0"}}).body == "gzip");
  CHECK(web.client.get("/assets/app-1a2b3c.js", {{"Accept-Encoding", "identity"}}).body == "let x = 1;");
  auto known = web.client.get("/assets/app-1a2b3c.js", {{"If-None-Match", plain.header("etag")}});
  CHECK(known.status == 304);
  CHECK(known.body.empty());
}

TEST_CASE("app paths get the page, which is not cached; files that are not there get 404") {
  Web web;
  for (auto const* path : {"/", "/teams/5", "/teams/5/topics/7?x=1", "/sign-in", "/index.html"}) {
    CAPTURE(path);
    auto page = web.client.get(path);
    CHECK(page.status == 200);
    CHECK(page.header("content-type") == "text/html; charset=utf-8");
    CHECK(page.header("cache-control") == "no-cache");
  }
  for (auto const* path : {"/assets/app-old.js", "/missing.css", "/assets/x", "/.secret", "/.git/config", "/x/.ssh/key",
                           "/index.html.br"}) {
    CAPTURE(path);
    CHECK(web.client.get(path).status == 404);
  }
  auto post = web.client.post("/teams", {{"x", 1}});
  CHECK(post.status == 405);
  CHECK(post.header("allow") == "GET, HEAD");
}

TEST_CASE("13 and 17 paths that climb, hide or deceive are 404, never the page") {
  Web web;
  for (auto const* path :
       {"/..%2findex.html", "/%252e%252e/index.html", "/..\\index.html", "/../index.html", "/a/../index.html",
        "/./index.html", "/%2e%2e/index.html", "/a%2fb", "/a%5cb", "/a%00", "/%c0%ae%c0%ae/index.html", "/%ff",
        "//evil.example", "/a//b", "/%", "/%zz", "/assets/..%2f..%2fetc/passwd", "/..%2f..%2f..%2fetc%2fpasswd"}) {
    CAPTURE(path);
    CHECK(web.client.get(path).status == 404);
  }
  auto next = web.client.get("/sign-in?next=//evil.example");
  CHECK(next.status == 200);
  CHECK(next.header("location").empty());
}
