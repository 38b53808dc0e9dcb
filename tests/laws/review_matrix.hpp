// Who sees which part of a peer review in which state, as it is written in the design (STATES §12), and never made from
// the code: what the oracle of reviews and the cases of the permission table judge by.
#pragma once
#include <string>

#include "protocol/reviews_hosting.hpp"

namespace staffroom::tests {

/// Parts, each a letter:
///   H header · S scope · I all declarations · i their own · R self-review · r that, once it is submitted · T timetable
///   N notes · P report with its comments · p that, once it was sent to the host, as the next · Q that, when named for
///   it A plan and actions · a an action of their own · G grants and readings · g their own grant, and the report by it
/// Columns: draft to scoped · team_proposed, interests_declared · confirmed, self_review_submitted · visiting,
/// draft_report · factual_check · final, action_plan · impact_check · closed
struct MatrixRow {
  char const* who;
  char const* parts[8];
};

// clang-format off
inline constexpr MatrixRow review_matrix[] = {
    {"host",      {"HS", "HSI", "HSIRT", "HSIRTp", "HSIRTp", "HSIRTpAG", "HSIRTpAG", "HSIRTpAG"}},
    {"colleague", {"",   "H",   "HSRT",  "HSRTQ",  "HSRTQ",  "HSRTQa",   "a",        "a"}},
    {"lead",      {"",   "Hi",  "HSTir", "HSTirNP", "HSTirNP", "HSTirNP", "i",       "i"}},
    {"kept lead", {"",   "Hi",  "HSTir", "HSTirNP", "HSTirNP", "HSTirNP", "HSPi",    "i"}},
    {"reviewer",  {"",   "Hi",  "HSTir", "HSTirNP", "HSTirNP", "HSTirNP", "i",       "i"}},
    {"successor", {"",   "",    "Hi",    "Hi",     "Hi",     "i",        "i",        "i"}},
    {"former",    {"",   "i",   "i",     "i",      "i",      "i",        "i",        "i"}},
    {"organiser", {"H",  "HI",  "HI",    "H",      "H",      "H",        "H",        "H"}},
    {"grantee",   {"",   "",    "",      "",       "",       "g",        "g",        "g"}},
    {"nobody",    {"",   "",    "",      "",       "",       "",         "",         ""}},
};
// clang-format on

inline int matrix_column(ReviewState state) {
  switch (state) {
    case ReviewState::draft:
    case ReviewState::requested:
    case ReviewState::scoped: return 0;
    case ReviewState::team_proposed:
    case ReviewState::interests_declared: return 1;
    case ReviewState::confirmed:
    case ReviewState::self_review_submitted: return 2;
    case ReviewState::visiting:
    case ReviewState::draft_report: return 3;
    case ReviewState::factual_check: return 4;
    case ReviewState::final:
    case ReviewState::action_plan: return 5;
    case ReviewState::impact_check: return 6;
    case ReviewState::closed: return 7;
  }
  return 0;
}

/// Empty for whoever is nothing to the review.
inline std::string parts_seen(std::string const& who, ReviewState state) {
  for (auto const& row : review_matrix) {
    if (who == row.who) return row.parts[matrix_column(state)];
  }
  return {};
}

}  // namespace staffroom::tests
