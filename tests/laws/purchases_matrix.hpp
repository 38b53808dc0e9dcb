// Who sees what of a purchase, written by hand from POLICY section F and STATES section 14 to 16: the twin of the
// audiences in store/audience_purchases.cpp, for the people of tests/support/purchase_case.hpp.
#pragma once
#include <array>
#include <set>
#include <string>
#include <string_view>

namespace staffroom::tests {

/// Orla's purchase for Oakfield and Fell View, as it goes on: b before anybody is named · n named, up to the opening ·
/// o opened · s all scores are in · a the award is confirmed. p: the purchase, its gates, the award · d what Ollie
/// declared · l who is asked · q quotes · £ prices (as P) · c Ollie's scores, once he has drafted some · m moderation ·
/// t letters. Quotes and prices are nobody's before o, moderation before s.
struct PurchaseSight {
  char const* who;
  std::array<char const*, 5> sees;
};
constexpr std::string_view purchase_columns = "bnosa";
// clang-format off
constexpr PurchaseSight purchase_sights[] = {
    {"orla",  {"pd", "pdlt", "pdltqP", "pdltqPcm", "pdltqPcm"}},  // owns it
    {"tilda", {"p",  "pd",   "pdqP",   "pdqPcm",   "pdqPcm"}},    // the chair
    {"ollie", {"d",  "pd",   "pdqc",   "pdqPcm",   "pdqPcm"}},    // scores quality
    {"fred",  {"",   "p",    "pq",     "pqPcm",    "pqPcm"}},     // does, too
    {"ellis", {"",   "p",    "pP",     "pqPcm",    "pqPcm"}},     // scores prices
    {"otto",  {"pd", "pd",   "pd",     "pd",       "pdcm"}},      // leads Oakfield and signs for it
    {"tess",  {"pd", "pd",   "pd",     "pd",       "pdcm"}},      // leads its trust
    {"felix", {"p",  "p",    "p",      "p",        "pcm"}},       // signs for Fell View
    {"mo",    {"p",  "p",    "p",      "p",        "pcm"}},       // leads that trust
    {"grace", {"p",  "p",    "p",      "p",        "p"}},         // governs Oakfield
    {"tom",   {"",   "",     "",       "",         ""}},
    {"nadia", {"",   "",     "",       "",         ""}},
    {"edna",  {"",   "",     "",       "",         ""}},          // Elmhurst was asked to pool, and did not
    {"fay",   {"",   "",     "",       "",         ""}},          // Fell View's business manager may not sign
    {"cara",  {"",   "",     "",       "",         ""}},
    {"priya", {"",   "",     "",       "",         ""}},
    {"leo",   {"",   "",     "",       "",         ""}},
};
// clang-format on

inline std::set<std::string> purchase_readers(char column, char letter) {
  std::set<std::string> out;
  for (auto const& row : purchase_sights) {
    auto const sees = std::string_view(row.sees[purchase_columns.find(column)]);
    if (sees.find(letter) != std::string_view::npos) out.insert(row.who);
  }
  return out;
}

}  // namespace staffroom::tests
