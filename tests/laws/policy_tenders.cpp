// Who looks at the cases of purchases, and what each is to the purchase, its declarations, quotes, scores and award,
// told from how it was arranged and never from the code.
#include "tests/laws/policy_tenders.hpp"

#include <algorithm>

#include "tests/laws/policy_visit.hpp"
#include "tests/laws/policy_words.hpp"

namespace staffroom::tests {
namespace {

/// Where somebody has which role.
struct BidPost {
  char const* who;
  char const* role;
  char const* at;
};
constexpr BidPost bid_posts[] = {{"owner", "business", "lead"},
                                 {"manager", "business", "lead"},
                                 {"head", "leader", "lead"},
                                 {"governor", "governor", "lead"},
                                 {"keeper", "admin", "lead"},
                                 {"staff", "staff", "lead"},
                                 {"mate head", "leader", "mate"},
                                 {"mate manager", "business", "mate"},
                                 {"mate signatory", "business", "mate"},
                                 {"other head", "leader", "other"},
                                 {"far manager", "business", "far"},
                                 {"chair", "staff", "far"},
                                 {"eva", "staff", "far"},
                                 {"second", "staff", "far"},
                                 {"price", "staff", "far"},
                                 {"refused", "staff", "far"},
                                 {"undeclared", "staff", "far"},
                                 {"dan", "staff", "beckside"},
                                 {"helen", "leader", "mosslands"},
                                 {"trust manager", "business", "aire"},
                                 {"tess", "leader", "aire"},
                                 {"tom", "admin", "aire"},
                                 {"nadia", "admin", "network"},
                                 {"network manager", "business", "network"}};

struct BidGrounds {
  Bid const& it;
  TenderWorld const& w;
  std::string record;
  std::string action;

  std::string const& who() const { return it.situation.who; }
  bool is(std::initializer_list<char const*> words) const { return is_one_of(who(), words); }
  bool does(std::initializer_list<char const*> words) const { return is_one_of(action, words); }
  BidPost const* post() const {
    auto const found =
        std::find_if(std::begin(bid_posts), std::end(bid_posts), [&](auto const& one) { return who() == one.who; });
    return found == std::end(bid_posts) ? nullptr : found;
  }
  bool in_network() const { return post() != nullptr; }
  /// On it or above it.
  bool stands_over(std::string const& place) const {
    if (!post()) return false;
    std::string const at = post()->at;
    return at == place || at == "network" || (at == "aire" && is_one_of(place, {"lead", "mate", "other"}));
  }
  bool has(char const* role, std::string const& place) const {
    return post() && std::string(post()->role) == role && stands_over(place);
  }
  std::string home() const {
    std::string const at = post() ? post()->at : "lead";
    return is_one_of(at, {"mate", "other"}) || is({"far manager", "helen"}) ? at : "lead";
  }

  // ---- what they are to the purchase

  bool owns() const { return is({it.of_head ? "head" : "owner"}); }
  bool chairs() const { return is({"chair"}); }
  /// In the place of the one who was refused comes another, and in the viewer's world one who has not declared yet.
  bool evaluates() const {
    if (is({"eva"})) return true;
    return (is({"second"}) && it.leg >= Leg::market) || (is({"undeclared"}) && it.leg >= Leg::opened);
  }
  bool prices() const { return it.self_price ? is({"owner"}) : is({"price"}); }
  bool signs_for(std::string const& school) const {
    return has("leader", school) || (is({"mate signatory"}) && school == "mate");
  }
  bool takes_part() const { return signs_for("mate") || signs_for("other"); }
  bool reads_purchase() const {
    return owns() || chairs() || evaluates() || prices() || takes_part() || has("business", "lead") ||
           has("leader", "lead") || has("governor", "lead");
  }
  bool is_declared() const { return !is({"undeclared"}) && !(it.leg == Leg::sourcing && is({"eva"})); }
  bool is_unsealed() const { return it.leg >= Leg::opened; }
  bool all_scored() const { return it.leg >= Leg::scored; }
  bool is_author() const {
    if (record == "score") return is({"eva"}) || (action == "submit" && (is({"second"}) || prices()));
    return it.own || is({"eva"});
  }
  bool reads_quote() const {
    bool const reads = owns() || chairs() || evaluates() || (prices() && all_scored());
    return reads && is_declared() && is_unsealed();
  }

  /// What is asked for by its own id, and not by the purchase's.
  bool names_part() const {
    if (record == "interest") return does({"read", "clear", "refuse"});
    if (record == "supplier_link") return does({"read", "revoke"});
    if (record == "quote") return does({"read", "read_price", "admit_late", "reject"});
    return record == "score" && action == "read";
  }
  bool scores_quote() const { return record == "score" && does({"create", "edit"}); }
  bool gets_there() const {
    if (record == "purchase" && action == "create") return in_network();
    if (record == "interest" && does({"read", "list"}) && is_author()) return true;
    if (scores_quote()) return reads_quote();
    return names_part() || reads_purchase();
  }

  void add_of_panel(std::set<std::string>& out) const {
    if (owns()) out.insert("owner");
    if (chairs()) out.insert("chair");
    if (evaluates()) out.insert("evaluator");
    if (prices()) out.insert("price_evaluator");
  }
  void add_managing(std::set<std::string>& out, std::string const& place) const {
    for (auto const* role : {"business", "leader", "governor"}) {
      if (has(role, place)) out.insert(role);
    }
  }
  void add_relations(std::set<std::string>& out) const {
    if (record == "purchase" && action == "create") return add_managing(out, home());
    if (record == "participation") {
      if (is({"owner"})) out.insert("organiser");
      add_managing(out, "mate");
      if (takes_part()) out.insert("participant");
      return;
    }
    add_of_panel(out);
    bool const has_author = is_one_of(record, {"interest", "score"}) && action != "create";
    if (has_author && is_author()) out.insert("author");
    if (record == "interest" && has("leader", "lead")) out.insert("leader");
    bool const has_participants = is_one_of(record, {"purchase", "score", "moderation", "award"});
    if (has_participants && takes_part()) out.insert("participant");
    if (is_one_of(record, {"purchase", "award"})) add_managing(out, "lead");
  }

  Facts facts() const {
    Facts out;
    out.gets_there = gets_there();
    add_relations(out.relations);
    std::erase_if(out.relations, [&](auto const& relation) { return !is_named(relation); });
    if (out.relations.empty()) {
      bool const was = is({"leo", "refused"});
      out.relations.insert(is({"paul"}) ? "partner" : was ? "former" : "other");
    }
    // Who opens them asks for it of the purchase; prices are read for themselves, before the answers are.
    bool const opens = action == "open_all" && (owns() || chairs());
    bool const reads_prices = action == "read_price" && prices() && is_unsealed();
    bool const own = record == "interest" ? is_author() : owns();
    out.truths = {{"cap", true},
                  {"fresh", it.situation.fresh},
                  {"purchasing", true},
                  {"unsealed", is_unsealed() || opens},
                  {"declared", is_declared()},
                  {"all_scored", all_scored() || reads_prices},
                  {"awarded", it.leg >= Leg::confirmed},
                  {"not_evaluator", !evaluates() && !prices()},
                  {"mine", stands_over("mate")},
                  {"own_school", stands_over("mate")},
                  {"signatory", signs_for("mate")},
                  {"not_own", !own},
                  {"not_self", !own}};
    return out;
  }
  /// Whether the table speaks of it for this record.
  bool is_named(std::string const& relation) const {
    auto const& rows = policy_rows();
    return std::any_of(rows.begin(), rows.end(),
                       [&](auto const& row) { return row.record == record && row.relation == relation; });
  }

  // ---- what can be asked

  bool is_in_time() const {
    auto const leg = it.leg;
    bool const reads = does({"read", "list", "read_price"});
    if (record == "purchase") return reads || leg == Leg::sourcing;
    if (record == "interest") return leg == Leg::sourcing || (reads && leg == Leg::market);
    if (record == "participation") return leg == (action == "sign_off_tender" ? Leg::sourcing : Leg::confirmed);
    if (record == "supplier_link") return leg == Leg::market;
    if (record == "quote") {
      if (reads) return leg >= Leg::market && leg <= Leg::scored;
      return leg == Leg::market || (leg == Leg::opened && action != "open_all");
    }
    if (record == "score") return leg == Leg::opened || (reads && leg > Leg::opened);
    if (record == "moderation") return leg == Leg::opened || leg == Leg::scored || (reads && leg == Leg::confirmed);
    return leg == Leg::confirmed || (leg == Leg::scored && action == "propose");
  }
  bool is_possible() const {
    if (!is_in_time()) return false;
    std::set<std::string> relations;
    add_relations(relations);
    // What is made in an organisation by who reads that and whom the table does not name.
    if (record == "purchase" && action == "create" && in_network() && relations.empty()) return false;
    // Scores of one's own are all that can be named; prices are scored at once.
    if (record == "score" && action == "edit" && evaluates() && !is_author()) return false;
    if (scores_quote() && prices()) return false;
    // The table speaks of it for the award as well: to those whom it names there only.
    bool const of_award = record == "participation" && does({"sign_off_award", "refuse_award"});
    if (of_award && reads_purchase() && (relations.empty() || relations.contains("governor"))) return false;
    return true;
  }
  /// Who reads the purchase knows that it may have such a thing.
  bool is_no_secret() const {
    if (record == "purchase" && action == "create") return false;
    if (scores_quote()) return reads_quote();
    return !names_part() && reads_purchase();
  }
};

}  // namespace

TenderStage::TenderStage(Scenario& scenario) : cast_(std::make_unique<TenderCast>(scenario)) {}
TenderStage::~TenderStage() = default;

void TenderStage::visit(Bid const& bid, std::function<void(PolicyCase const&)> const& visit) {
  visit_entries<BidGrounds, TenderWorld>(*cast_, bid, tender_entries(), visit);
}

std::vector<Bid> const& bids() {
  static std::vector<Bid> const all = [] {
    std::vector<Bid> out;
    auto const add = [&](Leg leg, std::initializer_list<char const*> viewers) {
      for (auto const* who : viewers) out.push_back({{.name = {}, .who = who}, leg});
    };
    add(Leg::sourcing, {"owner",
                        "head",
                        "mate head",
                        "other head",
                        "mate signatory",
                        "mate manager",
                        "chair",
                        "eva",
                        "second",
                        "price",
                        "refused",
                        "governor",
                        "keeper",
                        "staff",
                        "manager",
                        "trust manager",
                        "network manager",
                        "far manager",
                        "tess",
                        "tom",
                        "nadia",
                        "helen",
                        "dan",
                        "paul",
                        "leo",
                        "stranger"});
    add(Leg::market, {"owner", "head", "mate head", "chair", "eva", "second", "price", "refused", "governor", "manager",
                      "tess", "tom", "nadia", "dan", "paul", "leo", "stranger"});
    add(Leg::opened, {"owner", "head", "mate head", "chair", "eva", "second", "price", "undeclared", "refused",
                      "manager", "governor", "tess", "nadia", "dan"});
    add(Leg::scored,
        {"owner", "head", "mate head", "chair", "eva", "second", "price", "refused", "manager", "tess", "nadia"});
    add(Leg::confirmed,
        {"owner",  "head",  "mate head", "other head", "mate signatory", "mate manager", "chair",         "eva",
         "second", "price", "refused",   "governor",   "keeper",         "manager",      "trust manager", "tess",
         "tom",    "nadia", "helen",     "dan",        "paul",           "leo",          "stranger"});
    for (auto const* who : {"owner", "chair", "refused"}) {
      out.push_back({.situation = {.name = {}, .who = who}, .leg = Leg::sourcing, .own = true});
    }
    out.push_back({.situation = {.name = {}, .who = "second"}, .leg = Leg::market, .own = true});
    for (auto const* who : {"owner", "head"}) {
      out.push_back({.situation = {.name = {}, .who = who}, .leg = Leg::sourcing, .of_head = true});
    }
    out.push_back({.situation = {.name = {}, .who = "owner"}, .leg = Leg::market, .self_price = true});
    for (auto& one : out) {
      one.situation.name = one.situation.who + " to a purchase (" + std::to_string(&one - out.data()) + ")";
    }
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
