// A measuring program from its arguments to its end: what is thrown is said in one line.
#pragma once
#include <exception>
#include <iostream>

namespace staffroom::bench {

/// The exit code of `main_of`, or 1.
inline int run_main(char const* name, int (*main_of)(int, char**), int count, char** words) {
  try {
    return main_of(count, words);
  } catch (std::exception const& thrown) {
    std::cerr << name << ": " << thrown.what() << "\n";
    return 1;
  }
}

}  // namespace staffroom::bench
