// Reading a file in a program of its own, which may do nothing but that (server/extract/). A process for each file:
// what one file does to it, the next does not see.
#pragma once
#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>

#include "protocol/resources.hpp"
#include "protocol/result.hpp"
#include "server/extract/outcome.hpp"

namespace staffroom {

struct Extraction {
  extract::Outcome outcome;
  std::string text;         // as store/files.hpp describes it
  std::string picture;      // PNG; empty when there is none
  bool has_outcome = true;  // the program came to an end and said what it saw; without, nobody has looked inside
};

class Extractor {
 public:
  static constexpr std::chrono::seconds patience{30};

  /// The program's path; empty: staffroom-extract beside the running program.
  explicit Extractor(std::filesystem::path program);

  /// Blocks for at most `patience`, or until `stopping`. The file is read from its start; its descriptor's offset
  /// stays. A file that breaks the program, or takes too long, has no text, and says so. Errors: unavailable when the
  /// program can't be started or can't build its cage, or while stopping.
  Result<Extraction> read(int descriptor, FileFormat format, std::atomic<bool> const& stopping,
                          std::chrono::milliseconds at_most = patience) const;

  std::filesystem::path const& program() const { return program_; }

 private:
  std::filesystem::path program_;
};

}  // namespace staffroom
