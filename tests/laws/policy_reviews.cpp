// Who looks at the cases of peer review, and what each is to the cycle and to the review, told from how it was arranged
// and never from the code.
#include "tests/laws/policy_reviews.hpp"

#include <algorithm>

#include "tests/laws/policy_visit.hpp"
#include "tests/laws/policy_words.hpp"
#include "tests/laws/review_matrix.hpp"

namespace staffroom::tests {
namespace {

ReviewState state_at(Lap lap) {
  switch (lap) {
    case Lap::drafted:
    case Lap::opened:
    case Lap::started: return ReviewState::draft;
    case Lap::scoped: return ReviewState::scoped;
    case Lap::proposed: return ReviewState::team_proposed;
    case Lap::confirmed: return ReviewState::confirmed;
    case Lap::submitted: return ReviewState::self_review_submitted;
    case Lap::visiting: return ReviewState::visiting;
    case Lap::checked: return ReviewState::factual_check;
    case Lap::final: return ReviewState::final;
    case Lap::kept: return ReviewState::impact_check;
  }
  return ReviewState::draft;
}

struct PanelGrounds {
  Panel const& it;
  PanelWorld const& w;
  std::string record;
  std::string action;

  std::string const& who() const { return it.situation.who; }
  bool is(std::initializer_list<char const*> words) const { return is_one_of(who(), words); }
  bool of_cycle() const { return record == "review_cycle" || record == "cycle_overview"; }
  bool hosts() const { return is({"host", "delegate"}) && (who() == "host" || it.lap >= Lap::scoped); }
  bool in_team() const { return is({"lead", "reviewer"}) || (who() == "gone" && it.lap < Lap::visiting); }
  bool is_assigned() const { return in_team() && it.lap >= Lap::confirmed && it.lap < Lap::kept; }
  bool is_candidate() const { return in_team() && it.lap == Lap::proposed; }
  bool is_colleague() const { return is({"colleague", "named"}) && it.lap >= Lap::scoped; }
  bool is_kept_lead() const { return who() == "lead" && it.lap == Lap::kept; }
  bool is_grantee() const { return is({"grantee", "seat"}) && it.lap >= Lap::final; }

  // ---- what they see

  std::string row() const {
    if (hosts()) return "host";
    if (is_colleague()) return "colleague";
    if (who() == "lead") return "kept lead";
    if (in_team()) return "reviewer";
    if (is({"gone", "refused"})) return "former";
    if (who() == "organiser") return "organiser";
    return is_grantee() ? "grantee" : "nobody";
  }
  /// A part that is not there yet nobody sees.
  bool sees(char part) const {
    auto const parts = parts_seen(row(), state_at(it.lap));
    return it.lap >= Lap::started && parts.find(part) != std::string::npos;
  }
  bool is_submitted() const { return it.lap >= Lap::submitted; }
  bool is_sent() const { return it.lap >= Lap::checked; }
  bool sees_interest() const { return it.lap >= Lap::proposed && (sees('I') || (sees('i') && is_author())); }
  bool sees_self_review() const { return sees('R') || (sees('r') && is_submitted()); }
  bool sees_report() const {
    if (it.lap < Lap::visiting) return false;
    return sees('P') || (is_sent() && (sees('p') || (sees('Q') && who() == "named")));
  }
  bool reads_cycle() const {
    if (who() == "organiser") return true;
    return it.lap >= Lap::opened && (is_head_in_it() || in_audience());
  }
  /// The one that is asked about is the viewer's own.
  bool is_author() const {
    if (record == "evidence_note") {
      return is({"lead", "reviewer", "gone"}) && it.lap >= Lap::visiting && action != "create";
    }
    return is({"lead", "refused"}) || (is({"reviewer", "gone"}) && it.lap >= Lap::confirmed);
  }

  bool gets_there() const {
    // What is made in a review hangs on the review.
    if (!of_cycle() && action == "create" && record != "report") return sees('H');
    if (of_cycle()) return action == "create" ? !is({"paul", "leo", "stranger"}) : reads_cycle();
    if (record == "interest") return action == "edit" ? sees('H') : sees_interest();
    if (record == "self_review") return sees_self_review() || (hosts() && action == "edit");
    if (record == "review_activity") return sees('T');
    if (record == "evidence_note") return sees('N');
    if (record == "report") return sees_report() || (is_grantee() && it.lap >= Lap::final);
    if (record == "report_grant") return sees('G') || sees('g');
    return sees('H');
  }

  // ---- what they are

  bool is_head_in_it() const { return is({"host", "visiting head", "invited head"}); }
  /// The headteachers and leaders of what runs it, below it and above it.
  bool in_audience() const { return is({"organiser", "leader above", "helen"}) || is_head_in_it(); }

  void add_relations(std::set<std::string>& out) const {
    if (record == "review_cycle" || record == "cycle_overview") {
      if (is({"organiser", "leader above"})) out.insert("leader");
      if (action != "create" && who() == "organiser") out.insert("organiser");
      if (who() == "organiser") out.insert("audience");
      if (it.lap < Lap::opened && action != "create") return;
      if (in_audience()) out.insert("audience");
      if (action == "create") return;
      if (is({"host", "visiting head"})) out.insert("host");
      if (is_head_in_it()) out.insert("candidate");
      return;
    }
    bool const is_read = record != "interest" || !sees('H') || sees_interest() || action == "create";
    if (who() == "organiser" && is_one_of(record, {"review", "interest"}) && is_read) out.insert("organiser");
    if (hosts()) out.insert("host");
    if (record == "interest" && is_author() && action != "create") out.insert("author");
    if (record == "evidence_note" && is_author()) out.insert("author");
    if (is_colleague() && record != "interest") out.insert("host_colleague");
    if (is_assigned() || is_kept_lead()) out.insert(who() == "lead" ? "lead_reviewer" : "reviewer");
    if (is_candidate()) out.insert("candidate");
    if (is_grantee() && is_one_of(record, {"report", "report_grant"})) out.insert("grantee");
  }

  Facts facts() const {
    Facts out;
    out.gets_there = gets_there();
    add_relations(out.relations);
    std::erase_if(out.relations, [&](auto const& relation) { return !is_named(relation); });
    if (out.relations.empty()) {
      bool const was = is({"leo", "gone", "refused"});
      out.relations.insert(who() == "paul" ? "partner" : was ? "former" : "other");
    }
    bool const own = record == "interest" ? is_author() : it.names_self;
    out.truths = {{"submitted", is_submitted()},
                  {"sent", is_sent()},
                  {"final", it.lap >= Lap::final},
                  {"named", who() == "named"},
                  {"three_hosts", false},
                  {"not_exception", !it.agreed},
                  {"mine", is_grantee()},
                  {"own_school", is({"organiser", "leader above", "host", "visiting head", "invited head"})},
                  {"purchasing", false},
                  {"reads", sees('N')},
                  {"not_self", !own},
                  {"not_own", !own}};
    return out;
  }

  /// Whether the table speaks of it for this record.
  bool is_named(std::string const& relation) const {
    auto const& rows = policy_rows();
    return std::any_of(rows.begin(), rows.end(),
                       [&](auto const& row) { return row.record == record && row.relation == relation; });
  }

  // ---- what can be asked

  /// What is made in a review, or in an organisation, by who reads that and whom the table does not name.
  bool is_unnamed_maker() const {
    if (action != "create") return false;
    std::set<std::string> relations;
    add_relations(relations);
    bool const named = std::any_of(relations.begin(), relations.end(), [&](auto const& one) { return is_named(one); });
    return !named && (record == "review_cycle" || sees('H'));
  }

  bool is_possible() const {
    if (!of_cycle() && it.lap < Lap::started) return false;
    if (of_cycle() && it.lap > Lap::started) return false;
    bool const creates = action == "create";
    if (record == "interest" && !creates && action != "edit" && it.lap < Lap::proposed) return false;
    // Declaring again is asked of the review: who left it does so no more.
    if (record == "interest" && action == "edit" && (!sees('H') || is_kept_lead())) return false;
    if (record == "interest" && action == "edit" && !sees_interest()) return false;
    if (action == "release_reviewer" && it.lap < Lap::proposed) return false;
    if (record == "self_review" && it.lap < Lap::confirmed) return false;
    if (record == "review_activity" && !creates && it.lap < Lap::confirmed) return false;
    if (record == "evidence_note" && !creates && (it.lap < Lap::visiting || it.lap == Lap::kept)) return false;
    if (record == "report" && it.lap < Lap::visiting) return false;
    if (record == "report" && action == "respond" && it.lap < Lap::checked) return false;
    if (record == "report_grant" && it.lap < Lap::final) return false;
    // Who reads by a grant knows the grant, and no review that they could name.
    bool const names_review = (record == "report" && action != "read") || (record == "report_grant" && creates);
    if (is_grantee() && names_review) return false;
    // STATES §12 and §13: the lead alone ends the visit, sends and answers, and changes what the host has.
    bool const of_lead = is_one_of(action, {"send", "respond"}) || (action == "edit" && it.lap >= Lap::checked);
    if (record == "report" && of_lead && is_assigned() && who() != "lead") return false;
    if (action == "end_visit" && hosts()) return false;
    // Who is kept as a reader reads, and is assigned no more.
    if (is_kept_lead() && !is_one_of(action, {"read", "list"})) return false;
    if (is_kept_lead() && is_one_of(record, {"self_review", "review_activity", "evidence_note"})) return false;
    return !is_unnamed_maker();
  }

  /// That a cycle has an overview is no secret to who reads the cycle.
  bool is_no_secret() const { return record == "cycle_overview" && reads_cycle(); }
};

}  // namespace

void PanelStage::visit(Panel const& panel, std::function<void(PolicyCase const&)> const& visit) {
  visit_entries<PanelGrounds, PanelWorld>(scenario_, panel, panel_entries(), visit);
}

std::vector<Panel> const& panels() {
  static std::vector<Panel> const all = [] {
    std::vector<Panel> out;
    auto const add = [&](char const* who, Lap lap) { out.push_back({{.name = {}, .who = who}, lap}); };
    for (auto const lap : {Lap::drafted, Lap::opened}) {
      for (auto const* who : {"organiser", "host", "visiting head", "invited head", "leader above", "helen", "harry",
                              "tom", "nadia", "staff", "dan", "paul", "leo", "stranger"}) {
        add(who, lap);
      }
    }
    for (auto const lap : {Lap::started, Lap::scoped, Lap::proposed, Lap::confirmed, Lap::submitted, Lap::visiting,
                           Lap::checked, Lap::final, Lap::kept}) {
      for (auto const* who : {"organiser", "host", "delegate", "colleague", "named", "lead", "reviewer", "gone",
                              "refused", "grantee", "seat"}) {
        add(who, lap);
      }
    }
    for (auto const lap : {Lap::visiting, Lap::final}) {
      for (auto const* who : {"visiting head", "leader above", "tom", "nadia", "own admin", "helen", "harry", "staff",
                              "dan", "paul", "leo", "stranger"}) {
        add(who, lap);
      }
    }
    for (auto const* who : {"organiser", "lead"}) {
      out.push_back({{.name = {}, .who = who}, Lap::proposed, true});
      out.push_back({{.name = {}, .who = who}, Lap::confirmed, true});
    }
    for (auto const* who : {"host", "seat"}) out.push_back({{.name = {}, .who = who}, Lap::final, false, true});
    for (auto& it : out) {
      it.situation.name = it.situation.who + " to a review (" + std::to_string(&it - out.data()) + ")";
    }
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
