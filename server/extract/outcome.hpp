// What the program that reads files says of one, and how it says it: a line of JSON, strictly read by the server, for
// whoever breaks into the program writes it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/resources_versions.hpp"
#include "protocol/result.hpp"

namespace staffroom::extract {

/// Read, as far as it can be (see `trouble`); unpacks to more than we unpack.
enum class Verdict : std::uint8_t { read, bomb };

/// Where something stands, in words, never the value.
struct Spot {
  FindingType type = FindingType::upn;
  std::string where;
  friend bool operator==(Spot const&, Spot const&) = default;
};

struct Outcome {
  Verdict verdict = Verdict::read;
  std::optional<std::uint32_t> pages;  // pages, slides or sheets
  bool has_text = false;
  std::vector<Spot> spots;  // at most limits::findings_max
  std::uint32_t found = 0;  // all of them
  std::string trouble;      // for the editors; empty when all went well
};

std::string to_line(Outcome const& outcome);
/// Errors: bad_request.
Result<Outcome> outcome_from_line(std::string_view line);

}  // namespace staffroom::extract
