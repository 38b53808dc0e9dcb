// The program that kill_test.cpp kills: opens the store in a folder and posts from many sides at once, for ever. Each
// acknowledged post is written to the standard output as one line, after the acknowledgement.
#include <unistd.h>

#include <cstdio>
#include <string>

#include "store/store.hpp"
#include "tests/crash/crash_hub.hpp"

using namespace staffroom;

namespace {

/// write() and not a stream: what was acknowledged is in the pipe when the process dies.
void tell(std::string const& line) {
  if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) ::_exit(3);
}

struct Writer {
  Store& store;
  crash::Hub hub;
  std::string run;  // differs from start to start, so that every text is unique

  /// Posts again from the completion: the committer is never without work.
  void post(int side, int number) {
    auto const text = run + "-" + std::to_string(side) + "-" + std::to_string(number);
    auto const& topic = hub.topics[static_cast<std::size_t>(side) % hub.topics.size()];
    Submission submission{{hub.person, {}, {}}, crash::message(topic, text), text, 1, std::nullopt, Lane::people};
    store.submit(std::move(submission), [this, side, number, text](Outcome outcome) {
      if (!outcome) ::_exit(4);
      tell(text + "\n");
      post(side, number + 1);
    });
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  StoreSettings settings;
  settings.folder = argv[1];
  auto opened = Store::open(settings);
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.error().detail.c_str());
    return 1;
  }
  auto& store = **opened;
  Writer writer{store, crash::hub_in(store), argv[2]};
  tell("ready\n");
  for (int side = 0; side < 16; ++side) writer.post(side, 0);
  for (;;) ::pause();
}
