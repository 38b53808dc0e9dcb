// What the rules of purchases share: the stages with their chain of gates, who is named and was cleared, what is
// sealed, and what goes with a change.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "store/buying.hpp"

namespace staffroom {
class Following;
}

namespace staffroom::purchases {

using PurchasePtr = std::shared_ptr<Purchase const>;
using QuotePtr = std::shared_ptr<Quote const>;
using PricePtr = std::shared_ptr<QuotePrice const>;
using ScorePtr = std::shared_ptr<QuoteScore const>;

// ---- what it says (purchases_parties.cpp)

bool is_named(Purchase const& it, PersonId person, PurchaseRole role);
/// Of the owner and all who are named; nullopt for others.
std::optional<PurchaseInterestState> interest_of(Purchase const& it, PersonId person);
bool all_cleared(Purchase const& it);
std::vector<PersonId> named_as(Purchase const& it, PurchaseRole role);
PurchaseSchool const* school_in(Purchase const& it, OrganisationId school);

/// The quotes were opened.
inline bool is_unsealed(Purchase const& it) { return it.opened.has_value(); }
/// A quote that belongs to the file of a purchase whose quotes were opened; others are nobody's but the supplier's.
bool is_in_file(QuoteState state);
/// Opened or admitted, not rejected; after publishing won or lost.
bool is_scored(QuoteState state);
/// Every evaluator, and whoever scores prices, has submitted.
bool all_scored(View const& view, PurchaseId purchase);
/// The award is confirmed.
bool is_awarded(View const& view, PurchaseId purchase);
/// The most points of a criterion; 0: there is no scale.
std::uint32_t points_max(TenderPack const& pack);

// ---- finding what is bound to it, oldest first

std::vector<std::shared_ptr<PurchaseGate const>> gates_of(View const& view, PurchaseId purchase);
std::vector<std::shared_ptr<PurchaseDeclaration const>> declarations_of(View const& view, PurchaseId purchase);
std::vector<std::shared_ptr<SupplierLink const>> links_of(View const& view, PurchaseId purchase);
/// All, drafts too: for rules that know what they may say of them.
std::vector<QuotePtr> quotes_of(View const& view, PurchaseId purchase);
/// Opened or admitted, not rejected: those that are scored, and after publishing won or lost.
std::vector<QuotePtr> scored_quotes_of(View const& view, PurchaseId purchase);
std::vector<ScorePtr> scores_of(View const& view, PurchaseId purchase);

/// `school`: for whom it is asked.
Subject subject_of(PurchasePtr const& purchase, OrganisationId school = {});
/// The purchase, if the actor may read it and do this to `thing` of it; with `yes` it is the version that they saw.
Result<PurchasePtr> purchase_for(View const& view, Asked const& asked, PurchaseId id, Thing thing, Action action,
                                 buying::CheckVersion check = buying::CheckVersion::yes);

// ---- changing

/// Puts the purchase, one version on, with what follows from its fields: interests of who is named, value, what is
/// asked, the pack's hash, which sign-offs and approval count. With it whatever changes its readers by it: gates,
/// declarations, links, quotes, scores, moderation, award, letters and notices, as `change` leaves them. Call it once,
/// last. `before`: absent for a new one.
void put(Change& change, View const& view, Asked const& asked, Purchase const* before, Purchase after);
/// Whatever is bound to it, with its notices: those whose readers `following` finds to be others are put again.
void follow_bound(Following& following, View const& view, PurchaseId id);
/// What put() makes of its fields. From go_to_market on only interests and value follow.
Purchase settled(View const& view, Asked const& asked, Purchase it);
/// The next link of its chain, and its stage. `facts`: canonical JSON of what it rests on. Put `it` afterwards.
void pass_gate(Change& change, Asked& asked, Purchase& it, PurchaseStage to, Note reason, std::string facts);
/// Hex SHA-256 of the gate without its own hash.
std::string hash_of(PurchaseGate const& gate);
/// Of the pack with its files, as they are now, or as they went to the market.
std::string pack_hash(View const& view, Purchase const& it);
/// The pack's files: what they are now, or what they were when they went to the market.
std::vector<PurchaseFile> files_of(View const& view, Purchase const& it);
/// Of answers, prices and files.
std::string hash_of(Quote const& quote, QuotePrice const& price);
/// Tells whoever has to do with it: each once, not the actor.
void tell(Change& change, View const& view, Asked& asked, Purchase const& it, std::vector<PersonId> const& people,
          Because because);
/// Before put(): whoever has to declare by `after` and had not before is told (purchase_declare), and nothing waits any
/// more on whoever is out of it. (purchases_people.cpp)
void ask_people(Change& change, View const& view, Asked& asked, Purchase const& before, Purchase const& after);
/// Before put(), in sourcing options with a whole pack: schools are asked to sign it and a leader to approve it, as far
/// as they have not; whoever was asked already is not told twice. (purchases_people.cpp)
void ask_consent(Change& change, View const& view, Asked& asked, Purchase const& before, Purchase const& after);
/// Another owns it: they are told, and what waited on the owner waits on them. Put `after` yourself.
/// (purchases_people.cpp)
void give(Change& change, View const& view, Asked& asked, Purchase const& before, Purchase& after, PersonId owner);
/// Whether the person declared an interest in it that was refused: they are barred for good. (purchases_people.cpp)
bool is_barred(View const& view, PurchaseId purchase, PersonId person);
/// It ends without a contract: through its gate, quotes shut, suppliers and everyone in it told, the pool closed again.
/// Put `it` yourself; awards are another matter. (purchases_gates.cpp)
void cancel(Change& change, View const& view, Asked& asked, Purchase& it, Note reason);
/// Who signs for its schools: those who have not signed yet the thing asked about.
std::vector<PersonId> signers_of(View const& view, Purchase const& it, SignOffOf what);
/// Its owner, everyone named, and who signs for its schools.
std::vector<PersonId> everyone_in(View const& view, Purchase const& it);

/// Net and gross of lines: each rounded once. `quantity`: of lines for each unit. Errors: unprocessable at
/// `path[N].amount`, `path[N].times`.
struct Sum {
  std::int64_t net = 0;
  std::int64_t gross = 0;
};
Result<Sum> sum_of(Many<ValueLine, limits::value_lines_max> const& lines, std::uint64_t quantity,
                   std::string_view path);
Result<Sum> sum_of(Many<PriceLine, limits::price_lines_max> const& lines, std::string_view path);
/// The greatest quantity of all its schools; 1 when it is one organisation's.
std::uint64_t quantity_of(Purchase const& it);

// ---- in files of their own

/// What value, bands and threshold ask for on the day on which it is to go to the market. (purchases_ways.cpp)
RouteAsked asked_for(View const& view, Purchase const& it, Date today);
/// Other purchases and contracts of its trust in its category that begin within a year of it. (purchases_ways.cpp)
std::vector<AlikePurchase> alike(View const& view, Purchase const& it);
/// Whether it would be over a band or the threshold together with them, and is not alone.
bool is_split(View const& view, Purchase const& it);
/// What goes to suppliers is whole, for a deadline after `today`. Errors: unprocessable at `body.pack.…`, conflict
/// `calendar_not_covered`. (purchases_gates.cpp)
Result<void> check_pack(View const& view, Purchase const& it, Date today);
/// Why it can't go to the next stage: the guard of its gate, and the facts on which it rests. (purchases_gates.cpp)
Result<std::string> gate_facts(View const& view, Asked const& asked, Purchase const& it);
/// Whether the chain of its gates holds, recomputed.
GateCheck check_gates(View const& view, Purchase const& it);
/// Ends what was asked of suppliers: their quotes are shut, they are told. (quotes.cpp)
void shut_quotes(Change& change, View const& view, Asked& asked, Purchase const& it);
/// Scores of who is not named any more, or was refused, are void unless they were submitted. (evaluations.cpp)
void void_scores(Change& change, View const& view, Purchase const& before, Purchase const& after);
/// Opens moderation when everyone who is named has scored: then put the purchase, its readers see more.
/// (evaluations.cpp)
bool open_moderation_if_all_in(Change& change, View const& view, Asked& asked, Purchase const& it);
/// The parts of the whole of a quote with these points; exact fractions, compared by cross-multiplication.
/// (evaluations_ranking.cpp)
struct Part {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};
/// Price weight × lowest ÷ price; lowest = 0: zero prices get the weight, others nothing.
Part price_part(std::uint32_t weight, std::int64_t lowest, std::int64_t price);
/// Basis points, rounded half up.
std::uint32_t rounded(Part part);
/// Best first. Two of the same total: by quality, then as `winner` says. `tie`: not even quality tells the first two
/// apart.
struct Ranking {
  std::vector<RankedQuote> quotes;
  bool tie = false;
};
Ranking ranking_of(View const& view, Purchase const& it, Moderation const& moderation, std::optional<QuoteId> winner);
/// Hex SHA-256 of the award with all that it rests on. (awards.cpp)
std::string award_hash(View const& view, Purchase const& it, Award const& award);
/// The owner is gone: another takes over; evaluators who leave are taken out. (purchases_leaving.cpp)
void pass_on(Change& change, View const& view, Asked& asked, PersonId person);
/// Those of organisations that have moved in the tree, and those in which one of them takes part.
std::set<PurchaseId> touched_by_move(View const& view, std::set<OrganisationId> const& moved);
/// Who runs it, and what is asked of it, as the tree is now; puts nothing when that is as it was.
void correct_moved(Change& change, View const& now, Asked& asked, PurchaseId id);
/// What time does: the deadline has passed, the standstill is over. (purchases_ticks.cpp)
void apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id);

}  // namespace staffroom::purchases
