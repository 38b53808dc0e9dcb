// Who sees what of buying together, written by hand from POLICY section F and STATES section 14: the twin of the
// audiences in store/audience_buying.cpp, for the people of tests/support/buying_case.hpp.
#pragma once
#include <array>
#include <set>
#include <string>
#include <string_view>

namespace staffroom::tests {

/// A contract of Oakfield. P shared with nobody · T with its trust · t also its money · N with the network · n also its
/// money · V void, though shared with all · S shared with nobody, looked after by Aire's administrator · W that one,
/// void. m: with its terms and entries · c: without · -: there is no such thing.
struct ContractSight {
  char const* who;
  char const* sees;
};
constexpr std::string_view contract_columns = "PTtNnVSW";
// clang-format off
constexpr ContractSight contract_sights[] = {
    {"orla",  "mmmmmmmm"},  // its business manager
    {"tilda", "mmmmmmmm"},  // and the trust's
    {"otto",  "mmmmm-m-"},  // its head
    {"tess",  "mmmmm-m-"},  // leads its trust
    {"grace", "mmmmm-m-"},  // its governor
    {"tom",   "-cmcm-mm"},  // administers its trust: that is no reason to read, the seat is
    {"ollie", "-cmcm---"},  // its staff
    {"ellis", "-cmcm---"},  // manages another school of the trust
    {"edna",  "-cmcm---"},
    {"nadia", "-cmcm---"},  // administers the network
    {"fay",   "---cm---"},  // of another trust, as all that follow
    {"felix", "---cm---"},
    {"fred",  "---cm---"},
    {"mo",    "---cm---"},
    {"cara",  "---cm---"},
    {"priya", "--------"},  // of a partner
    {"leo",   "--------"},  // has left
};

/// Orla's pool for Oakfield, to which Oakfield, Elmhurst and Fell View are asked. d a draft · o open, nobody has signed
/// · s Oakfield has signed · a that, and shared with Aire · b not shared, Oakfield and Fell View have signed · c that,
/// closed. p: the pool, its schools by name and its total · o, e, f: what Oakfield, Elmhurst and Fell View take of it.
struct PoolSight {
  char const* who;
  std::array<char const*, 6> sees;
};
constexpr std::string_view pool_columns = "dosabc";
constexpr PoolSight pool_sights[] = {
    {"orla",  {"poef", "poef", "poef", "poef", "poef", "poef"}},  // organises it
    {"otto",  {"",     "po",   "poef", "poef", "poef", "poef"}},  // signs for Oakfield
    {"tess",  {"",     "poe",  "poef", "poef", "poef", "poef"}},  // signs for both
    {"tilda", {"",     "poe",  "poe",  "poe",  "poe",  "poe"}},   // manages both, and signs for none
    {"ellis", {"",     "pe",   "pe",   "pe",   "pe",   "e"}},     // Elmhurst was asked, and did not sign in time
    {"edna",  {"",     "pe",   "pe",   "pe",   "pe",   "e"}},
    {"fay",   {"",     "pf",   "pf",   "pf",   "pf",   "pf"}},
    {"felix", {"",     "pf",   "pf",   "pf",   "poef", "poef"}},  // signs for Fell View
    {"mo",    {"",     "pf",   "pf",   "pf",   "poef", "poef"}},
    {"grace", {"",     "",     "",     "p",    "",     ""}},      // governs, and buys nothing
    {"ollie", {"",     "",     "",     "p",    "",     ""}},
    {"tom",   {"",     "",     "",     "p",    "",     ""}},
    {"nadia", {"",     "",     "",     "p",    "",     ""}},
    {"fred",  {"",     "",     "",     "",     "",     ""}},
    {"cara",  {"",     "",     "",     "",     "",     ""}},
    {"priya", {"",     "",     "",     "",     "",     ""}},
    {"leo",   {"",     "",     "",     "",     "",     ""}},
};
// clang-format on

/// Savings of Oakfield; with the contract that Aire's administrator looks after, he too.
inline std::set<std::string> const saving_readers{"orla", "otto", "grace", "tilda", "tess"};
/// Who has a radar: business managers and leaders.
inline std::set<std::string> const radar_readers{"orla", "otto", "tilda", "tess", "ellis",
                                                 "edna", "fay",  "felix", "mo",   "cara"};
/// Suppliers, what schools say of them, thresholds, bands: everyone of the network.
inline std::set<std::string> const outsiders{"priya", "leo"};

inline std::set<std::string> contract_readers(char column, std::string_view of) {
  std::set<std::string> out;
  for (auto const& row : contract_sights) {
    if (of.find(row.sees[contract_columns.find(column)]) != of.npos) out.insert(row.who);
  }
  return out;
}

inline std::set<std::string> pool_readers(char column, char letter) {
  std::set<std::string> out;
  for (auto const& row : pool_sights) {
    if (std::string_view(row.sees[pool_columns.find(column)]).find(letter) != std::string_view::npos)
      out.insert(row.who);
  }
  return out;
}

}  // namespace staffroom::tests
