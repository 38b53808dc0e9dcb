// The part of the permission table about purchases, as cases that can be tried: a pool that is bought for, led as far
// as the case wants, by viewers who are something to it.
#pragma once
#include <memory>

#include "tests/laws/policy_cases.hpp"

namespace staffroom::tests {

/// How far it has come. sourcing: one evaluator's interest was refused, the other's waits to be cleared. opened: that
/// one has drafted scores. scored: all scores are in. confirmed: there is an award, and nothing stands still.
enum class Leg { sourcing, market, opened, scored, confirmed };

struct Bid {
  Situation situation;  // name, who and fresh
  Leg leg = Leg::sourcing;
  bool of_head = false;     // the purchase was handed over to its school's head
  bool self_price = false;  // the owner scores the prices
  bool own = false;         // the declaration that is asked about is the viewer's
};
std::vector<Bid> const& bids();

struct TenderCast;

class TenderStage {
 public:
  using Case = Bid;
  explicit TenderStage(Scenario& scenario);
  ~TenderStage();
  static std::vector<Bid> const& cases() { return bids(); }
  void visit(Bid const& bid, std::function<void(PolicyCase const&)> const& visit);

 private:
  std::unique_ptr<TenderCast> cast_;
};

/// Schools and people of all cases of a stage: `lead` buys, `mate` and `other` take part, all of one trust; the panel
/// is of elsewhere. Viewers who are nothing of these are engaged when they are wanted.
struct TenderCast {
  explicit TenderCast(Scenario& scenario);
  Colleague viewer(std::string const& who);

  Scenario& s;
  OrganisationId lead, mate, other, far;
  Colleague owner, head, mate_head, other_head;
  Colleague chair, evaluator, second, price, refused, undeclared;
  std::map<std::string, Colleague> others;
};

struct TenderWorld {
  TenderCast& cast;
  Bid const& it;
  Colleague viewer;
  OrganisationId home{}, school{};  // where the viewer makes things; for which it is signed
  PurchaseId purchase{};
  PurchaseDeclarationId declaration{};
  SupplierId supplier{};
  SupplierLinkId link{};
  QuoteId quote{}, late{};
  QuoteScoreId score{};
  PersonId heir{};
  std::string content_hash = std::string(64, '0');
};
TenderWorld arrange(TenderCast& cast, Bid const& bid);
/// The same with ids that never existed.
TenderWorld spoilt_of(TenderWorld world);

struct TenderEntry {
  char const* record;
  char const* action;
  std::function<Asking(TenderWorld const&)> ask;
  std::function<std::string(TenderWorld const&)> listed = {};
};
std::vector<TenderEntry> const& tender_entries();

}  // namespace staffroom::tests
