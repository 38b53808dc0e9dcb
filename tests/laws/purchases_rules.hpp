// What STATES says of purchases, quotes and evaluation that never fails: looked at from outside after every command.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {

class PurchaseRules {
 public:
  /// `keeper`: owns all the purchases that are looked at.
  PurchaseRules(Scenario& scenario, Colleague keeper) : s_(scenario), keeper_(keeper) {}

  void check(std::string const& after);

  std::size_t checks = 0;       // purchases looked at
  std::size_t sealed = 0;       // times that somebody asked for a sealed quote
  std::size_t standstills = 0;  // awards that were confirmed after one
  std::size_t ranked = 0;       // rankings worked out anew

 private:
  struct Seen {
    Json const& it;
    Json gates, quotes, prices, scores;
    Json moderation, award;  // null: there is none
  };
  struct Kept {
    std::string market;                           // what went to the market, and by which gate
    std::map<std::uint64_t, std::string> scores;  // that were submitted
    std::map<std::uint64_t, std::string> hashes;  // of quotes that are no drafts
    std::set<std::uint64_t> schools;              // when the quotes were opened
  };

  Json as_hub(Query const& query) const;
  Json list(Query const& query) const;
  void fails(std::string const& what) const;
  void check_gates(Seen const& seen) const;
  void check_people(Seen const& seen) const;
  void check_market(Seen const& seen, Kept& kept) const;
  void check_quotes(Seen const& seen, Kept& kept) const;
  void check_seal(Seen const& seen);
  void check_scores(Seen const& seen, Kept& kept) const;
  void check_ranking(Seen const& seen);
  void check_award(Seen const& seen);

  Scenario& s_;
  Colleague keeper_;
  std::string after_;
  std::map<std::uint64_t, Kept> kept_;
};

}  // namespace staffroom::tests
