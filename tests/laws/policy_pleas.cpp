// Who looks at the cases of support, and what each is to the request, told from how it was arranged and never from the
// code.
#include "tests/laws/policy_pleas.hpp"

#include <algorithm>

#include "tests/laws/policy_visit.hpp"
#include "tests/laws/policy_words.hpp"

namespace staffroom::tests {
namespace {

struct PleaGrounds {
  Plea const& it;
  PleaWorld const& w;
  std::string record;
  std::string action;

  std::string const& who() const { return it.situation.who; }
  bool in_network() const { return !is_one_of(who(), {"paul", "leo", "stranger"}); }
  bool has_supporter() const { return it.stage >= Stage::matched; }
  bool is_requester() const { return who() == "requester"; }
  bool heads_asking() const { return is_one_of(who(), {"head", "tess"}); }
  bool brokers() const { return is_one_of(who(), {"broker", "network broker"}); }
  bool supports() const { return has_supporter() && who() == "supporter"; }
  bool heads_helping() const { return has_supporter() && who() == "supporter head"; }
  bool is_candidate() const { return it.stage == Stage::open && who() == "candidate"; }
  bool helps() const { return is_requester() || heads_asking() || brokers() || supports() || heads_helping(); }
  bool at_school() const {
    return is_one_of(who(), {"requester", "head", "staff", "governor", "business", "own admin", "tess", "tom", "nadia",
                             "broker", "network broker"});
  }
  bool in_base() const {
    switch (it.confidentiality) {
      case Confidentiality::brokers: return false;
      case Confidentiality::trust: return at_school() || who() == "helen";
      case Confidentiality::team: return is_one_of(who(), {"requester", "team member"});
    }
    return false;
  }
  bool reads() const {
    if (it.stage == Stage::draft) return is_requester();
    return helps() || is_candidate() || in_base();
  }

  bool creates_request() const { return record == "support_request" && action == "create"; }
  bool is_of_school() const { return record == "overview" || record == "org_settings" || creates_request(); }

  bool is_possible() const {
    if (record == "match" && action != "create") return w.match.value != 0;
    if (record == "agreement" && action != "create") return w.agreement.value != 0;
    if (record == "visit" && action == "create") return w.agreement.value != 0;
    if (record == "visit") return w.visit.value != 0;
    if (record == "support_evaluation" && !is_one_of(action, {"create", "submit"})) return w.evaluation.value != 0;
    // People are looked for while it is open.
    if (action == "read_left_out" && it.stage != Stage::open && brokers()) return false;
    // Brokers see the overview, too, which the written table does not say.
    if (record == "overview") return !brokers();
    // What hangs on the request is made by its parties: who merely reads it the table does not name.
    bool const makes = action == "create" || action == "submit";
    bool const is_bound = is_one_of(record, {"match", "agreement", "support_evaluation"});
    bool const is_named = helps() || (record == "match" && is_candidate());
    return !(is_bound && makes && reads() && !is_named);
  }

  /// That there are suggestions and an overview is no secret to who reads the request, or knows the school.
  bool is_no_secret() const {
    if (record == "overview") return true;
    return (action == "read_suggestions" || action == "read_left_out") && reads();
  }

  Facts facts() const {
    Facts out;
    // What stands in the organisation is there for the whole network.
    out.gets_there = is_of_school() ? in_network() : reads();
    add_relations(out.relations);
    if (out.relations.empty()) {
      bool const was = is_one_of(who(), {"leo", "declined"});
      out.relations.insert(who() == "paul" ? "partner" : was ? "former" : "other");
    }
    out.truths = {{"cap", true},
                  {"own_school", at_school()},
                  {"self_match", it.choose},
                  {"reads", reads()},
                  {"not_own", !is_requester()}};
    return out;
  }

 private:
  void add_relations(std::set<std::string>& out) const {
    if (record == "org_settings") {
      if (in_network()) out.insert("network");
      if (at_school()) out.insert("belongs");
      if (is_one_of(who(), {"nadia", "tom", "own admin"})) out.insert("admin");
      if (heads_asking()) out.insert("leader");
      return;
    }
    if (record == "overview") {
      if (heads_asking()) out.insert("leader");
      if (who() == "governor") out.insert("governor");
      if (who() == "business") out.insert("business");
      return;
    }
    if (record == "support_request" && in_network()) out.insert("network");
    if (creates_request()) return;
    if (is_requester()) out.insert("requester");
    if (heads_asking()) out.insert("requester_head");
    if (brokers()) out.insert("broker");
    if (supports()) out.insert("supporter");
    if (heads_helping()) out.insert("supporter_head");
    if (record == "support_request" && reads()) out.insert("audience");
    if (is_one_of(record, {"support_request", "match"}) && is_candidate()) out.insert("candidate");
    if (record == "match" && action == "withdraw" && who() == "broker") out.insert("author");
  }
};

}  // namespace

void PleaStage::visit(Plea const& plea, std::function<void(PolicyCase const&)> const& visit) {
  visit_entries<PleaGrounds, PleaWorld>(scenario_, plea, plea_entries(), visit);
}

std::vector<Plea> const& pleas() {
  static std::vector<Plea> const all = [] {
    std::vector<Plea> out;
    auto const add = [&](char const* who, Stage stage, Confidentiality confidentiality, bool choose = false) {
      out.push_back({{.name = {}, .who = who}, stage, confidentiality, choose});
    };
    for (auto const stage : {Stage::open, Stage::matched, Stage::evaluated}) {
      for (auto const* who :
           {"requester", "head", "tess", "broker", "network broker", "other broker", "candidate", "declined",
            "supporter", "supporter head", "staff", "own admin", "nadia", "helen", "dan", "paul", "leo", "stranger"}) {
        add(who, stage, Confidentiality::brokers);
      }
    }
    for (auto const* who : {"requester", "head", "broker", "staff", "candidate", "dan", "paul"}) {
      add(who, Stage::draft, Confidentiality::trust);
    }
    for (auto const stage : {Stage::open, Stage::evaluated}) {
      for (auto const* who : {"staff", "helen", "tom", "governor", "business", "dan", "declined", "leo"}) {
        add(who, stage, Confidentiality::trust);
      }
      for (auto const* who : {"team member", "staff", "helen", "dan"}) add(who, stage, Confidentiality::team);
    }
    for (auto const* who : {"requester", "head", "broker", "candidate"}) {
      add(who, Stage::open, Confidentiality::brokers, true);
    }
    for (auto& it : out) {
      it.situation.name = it.situation.who + " to a request (" + std::to_string(&it - out.data()) + ")";
    }
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
