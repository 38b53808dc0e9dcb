// The part of the permission table about buying together, as cases that can be tried: a school with a contract, a
// saving and a word about its supplier, and a pool that it is asked to join, by viewers who are something to them.
#pragma once
#include "tests/laws/policy_cases.hpp"

namespace staffroom::tests {

/// The pool. In `shared` it is open to the trust and the school was not asked; in those after it, it is shared with
/// nobody else, and the school is asked. In `shared`, `half` and `joined` the mate has signed.
enum class Deal { draft, shared, asked, half, joined };
/// The contract, and its money.
enum class Shown { nobody, trust, trust_with_money, network };

struct Bargain {
  Situation situation;  // name, who and fresh
  Deal deal = Deal::shared;
  Shown shown = Shown::nobody;
  bool used = true;  // the supplier of whom is told
};
std::vector<Bargain> const& bargains();

class BargainStage {
 public:
  using Case = Bargain;
  explicit BargainStage(Scenario& scenario) : scenario_(scenario) {}
  static std::vector<Bargain> const& cases() { return bargains(); }
  void visit(Bargain const& bargain, std::function<void(PolicyCase const&)> const& visit);

 private:
  Scenario& scenario_;
};

/// What there is in one of them: the school `node`; `mate` and `third` of the same trust, `lead` organises the pool;
/// `far` is of the other trust.
struct BargainWorld {
  Scenario& s;
  Bargain const& it;
  Colleague viewer;
  Colleague organiser, manager, head, keeper, mate_head;  // keeper: in the contract's seat
  OrganisationId node{}, mate{}, third{}, lead{}, far{};
  OrganisationId home{};  // where the viewer makes things: their own, else the school
  ContractId contract{};
  SupplierId supplier{}, other_supplier{};
  ExperienceId experience{};
  SavingId saving{};
  PoolId pool{};
  ParticipationId participation{};  // the school's; where it was not asked, the mate's
  OrganisationId school{};          // whose that is
  std::string content_hash = std::string(64, '0');
  PersonId heir;  // who could take the pool
};
BargainWorld arrange(Scenario& scenario, Bargain const& bargain);
/// The same with ids that never existed.
BargainWorld spoilt_of(BargainWorld world);

struct BargainEntry {
  char const* record;
  char const* action;
  std::function<Asking(BargainWorld const&)> ask;
  std::function<std::string(BargainWorld const&)> listed = {};
};
std::vector<BargainEntry> const& bargain_entries();

}  // namespace staffroom::tests
