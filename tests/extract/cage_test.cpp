// The cage, from inside: the program enters it as it does before each file, and tries what is forbidden.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace staffroom::tests {
namespace {

int runs(std::string const& arguments) {
  auto const status = std::system((std::string(STAFFROOM_EXTRACTOR) + " " + arguments).c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("inside the cage nothing can be opened, started, reached or run, and a gigabyte is refused") {
  for (std::string const probe : {"socket", "open", "write", "stat", "fork", "exec", "kill", "run"}) {
    CAPTURE(probe);
    CHECK(runs("--probe " + probe) == 0);
  }
#if !defined(__has_feature) || !__has_feature(address_sanitizer)  // it reserves terabytes itself
  CHECK(runs("--probe memory") == 0);
#endif
  constexpr int not_refused = 4;  // what the program says of a probe that nothing refuses
  CHECK(runs("--probe nothing") == not_refused);
}

TEST_CASE("the program refuses what it does not know") {
  constexpr int wrong_use = 2;
  CHECK(runs("") == wrong_use);
  CHECK(runs("cheese") == wrong_use);
  CHECK(runs("pdf pdf") == wrong_use);
}

}  // namespace staffroom::tests
