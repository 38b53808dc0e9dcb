// Who looks at the cases of buying together, and what each is to the contract, the pool, the supplier and the saving,
// told from how it was arranged and never from the code.
#include "tests/laws/policy_bargains.hpp"

#include <algorithm>

#include "tests/laws/policy_visit.hpp"
#include "tests/laws/policy_words.hpp"

namespace staffroom::tests {
namespace {

/// Where somebody has which role.
struct BargainPost {
  char const* who;
  char const* role;
  char const* at;
};
constexpr BargainPost bargain_posts[] = {{"organiser", "business", "lead"},
                                         {"manager", "business", "node"},
                                         {"signatory", "business", "node"},
                                         {"head", "leader", "node"},
                                         {"keeper", "admin", "node"},
                                         {"governor", "governor", "node"},
                                         {"staff", "staff", "node"},
                                         {"mate head", "leader", "mate"},
                                         {"mate manager", "business", "mate"},
                                         {"helen", "leader", "mosslands"},
                                         {"third manager", "business", "third"},
                                         {"far manager", "business", "far"},
                                         {"dan", "staff", "beckside"},
                                         {"trust manager", "business", "aire"},
                                         {"tess", "leader", "aire"},
                                         {"tom", "admin", "aire"},
                                         {"nadia", "admin", "network"},
                                         {"network manager", "business", "network"}};

struct BargainGrounds {
  Bargain const& it;
  BargainWorld const& w;
  std::string record;
  std::string action;

  std::string const& who() const { return it.situation.who; }
  bool is(char const* name) const { return who() == name; }
  bool creates() const { return action == "create"; }
  BargainPost const* post() const {
    auto const found = std::find_if(std::begin(bargain_posts), std::end(bargain_posts),
                                    [&](auto const& one) { return who() == one.who; });
    return found == std::end(bargain_posts) ? nullptr : found;
  }
  bool in_network() const { return post() != nullptr; }
  static bool in_aire(std::string const& place) { return !is_one_of(place, {"far", "beckside", "network"}); }
  /// On it or above it.
  bool stands_over(std::string const& place) const {
    if (!post()) return false;
    std::string const at = post()->at;
    return at == place || at == "network" || (at == "aire" && in_aire(place));
  }
  bool has(char const* role, std::string const& place) const {
    return post() && std::string(post()->role) == role && stands_over(place);
  }
  std::string home() const {
    return is_one_of(post() ? post()->at : "", {"aire", "network", "beckside"}) ? "node" : own();
  }
  std::string own() const { return post() ? post()->at : "node"; }

  // ---- what they see

  bool in_base() const {
    if (!in_network() || it.shown == Shown::nobody) return false;
    return it.shown == Shown::network || in_aire(own()) || own() == "network";
  }
  bool keeps() const { return is("keeper") || has("business", "node") || has("leader", "node") || is("governor"); }
  bool reads_contract() const { return keeps() || in_base(); }

  std::vector<std::string> schools() const {
    if (it.deal == Deal::draft) return {};
    if (it.deal == Deal::shared) return {"mate", "third"};
    return {"mate", "third", "node"};
  }
  bool has_signed(std::string const& school) const {
    if (it.deal == Deal::joined) return school == "mate" || school == "node";
    return (it.deal == Deal::shared || it.deal == Deal::half) && school == "mate";
  }
  bool signs_for(std::string const& school) const {
    return has("leader", school) || (is("signatory") && school == "node");
  }
  bool takes_part() const {
    auto const all = schools();
    return std::any_of(all.begin(), all.end(), [&](auto const& one) { return has_signed(one) && signs_for(one); });
  }
  bool reads_pool() const {
    if (is("organiser")) return true;
    if (it.deal == Deal::draft) return false;
    if (it.deal == Deal::shared && in_network() && (in_aire(own()) || own() == "network")) return true;
    auto const all = schools();
    return std::any_of(all.begin(), all.end(),
                       [&](auto const& one) { return has("business", one) || has("leader", one); });
  }
  /// Which school's participation is asked about.
  std::string school() const {
    bool const reading = action == "read" || action == "list";
    return reading && it.deal == Deal::shared ? "mate" : "node";
  }

  bool gets_there() const {
    if (record == "contract") return creates() ? in_network() : reads_contract();
    if (record == "pool") return creates() ? in_network() : reads_pool();
    if (record == "participation") return reads_pool();
    if (record == "saving") return creates() ? in_network() : keeps();
    return in_network();
  }

  // ---- what they are

  void add_managing(std::set<std::string>& out, std::string const& place) const {
    if (has("business", place)) out.insert("business");
    if (has("leader", place)) out.insert("leader");
  }
  void add_of_pool(std::set<std::string>& out) const {
    if (is("organiser")) out.insert("organiser");
    if (takes_part()) out.insert("participant");
  }
  void add_relations(std::set<std::string>& out) const {
    if (record == "contract" || record == "saving") {
      auto const place = record == "contract" && creates() ? home() : "node";
      add_managing(out, place);
      if (is("governor")) out.insert("governor");
      if (is("keeper") && !(record == "contract" && creates())) out.insert("owner");
      if (record == "contract" && !creates() && reads_contract()) out.insert("audience");
    } else if (record == "radar") {
      add_managing(out, home());
    } else if (record == "pool") {
      add_managing(out, creates() ? home() : "lead");
      if (creates()) return;
      add_of_pool(out);
      if (reads_pool()) out.insert("audience");
    } else if (record == "participation") {
      add_managing(out, school());
      add_of_pool(out);
    } else {
      add_of_all(out);
    }
  }
  void add_of_all(std::set<std::string>& out) const {
    if (in_network()) out.insert("network");
    if (record == "supplier") {
      add_managing(out, own());
    } else if (record == "supplier_experience") {
      add_managing(out, action == "reply" ? "aire" : "node");
      if (is("manager") && !creates() && action != "reply") out.insert("author");
    } else if (record == "threshold_table") {
      if (is("nadia")) out.insert("admin");
    } else {
      if (stands_over("node")) out.insert("belongs");
      if (has("admin", "node")) out.insert("admin");
      if (has("leader", "node")) out.insert("leader");
    }
  }

  Facts facts() const {
    Facts out;
    out.gets_there = gets_there();
    add_relations(out.relations);
    if (out.relations.empty()) out.relations.insert(is("paul") ? "partner" : is("leo") ? "former" : "other");
    out.truths = {{"cap", true},
                  {"fresh", it.situation.fresh},
                  {"reads", in_network()},
                  {"money_shared", it.shown == Shown::trust_with_money},
                  {"mine", stands_over(school())},
                  {"own_school", stands_over(school())},
                  {"signatory", signs_for("node")},
                  {"used_supplier", it.used},
                  {"not_own", !is("manager")}};
    return out;
  }

  // ---- what can be asked

  bool is_possible() const {
    // What is made in an organisation or a pool, by who reads that and whom the table does not name.
    if (creates() && is_one_of(record, {"contract", "pool", "participation", "saving"}) && gets_there()) {
      std::set<std::string> relations;
      add_relations(relations);
      if (relations.empty()) return false;
    }
    if (record == "participation") {
      if (action == "create") return it.deal == Deal::shared;
      if (action == "sign") return it.deal == Deal::asked || it.deal == Deal::half;
      if (action == "change_quantity" || action == "leave") return it.deal == Deal::joined;
      if (action == "remove") return it.deal >= Deal::asked;
    }
    return true;
  }
  /// Thresholds, bands, the radar: that there are some is no secret.
  bool is_no_secret() const { return record == "threshold_table" || (record == "radar" && in_network()); }
};

}  // namespace

void BargainStage::visit(Bargain const& bargain, std::function<void(PolicyCase const&)> const& visit) {
  visit_entries<BargainGrounds, BargainWorld>(scenario_, bargain, bargain_entries(), visit);
}

std::vector<Bargain> const& bargains() {
  static std::vector<Bargain> const all = [] {
    std::vector<Bargain> out;
    std::pair<Deal, Shown> const worlds[] = {{Deal::draft, Shown::nobody},
                                             {Deal::shared, Shown::trust},
                                             {Deal::asked, Shown::trust_with_money},
                                             {Deal::joined, Shown::network}};
    for (auto const& [deal, shown] : worlds) {
      for (auto const* who : {"organiser",       "manager",       "signatory",   "head",
                              "keeper",          "governor",      "staff",       "mate head",
                              "mate manager",    "third manager", "far manager", "trust manager",
                              "network manager", "tess",          "tom",         "helen",
                              "nadia",           "dan",           "paul",        "leo",
                              "stranger"}) {
        out.push_back({{.name = {}, .who = who}, deal, shown});
      }
    }
    for (auto const* who : {"manager", "tess"})
      out.push_back({{.name = {}, .who = who}, Deal::asked, Shown::nobody, false});
    out.push_back({{.name = {}, .who = "nadia", .fresh = false}, Deal::shared, Shown::nobody});
    for (auto const* who : {"organiser", "mate head", "tess", "head", "trust manager", "third manager"}) {
      out.push_back({{.name = {}, .who = who}, Deal::half, Shown::nobody});
    }
    for (auto& it : out) {
      it.situation.name = it.situation.who + " to what is bought (" + std::to_string(&it - out.data()) + ")";
    }
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
