// A script beside the tests, run by Debian's Python with the libraries that `tools/dev setup` installs: real mail
// servers and calendar programs to talk to. That Python or a library of it is missing fails the test.
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

namespace staffroom::tests {

class PythonScript {
 public:
  /// `name`: in tests/server.
  PythonScript(std::string const& name, std::vector<std::string> const& arguments);
  ~PythonScript();  // ends it
  PythonScript(PythonScript const&) = delete;
  PythonScript& operator=(PythonScript const&) = delete;
  /// The next line that it writes; empty at the end.
  std::string line();
  /// All that it writes, until it ends by itself. Throws when it ends badly.
  std::string all();

 private:
  bool read_more();
  pid_t process_ = 0;
  int output_ = -1;
  std::string unread_;
};

}  // namespace staffroom::tests
