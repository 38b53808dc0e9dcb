// The oracle: every cell of the written permission table that the hub can be asked about, tried in the store by
// commands, fetches and presence in lists.
#include <doctest/doctest.h>

#include <cstdlib>
#include <iostream>

#include "protocol/codec.hpp"
#include "tests/laws/policy_bargains.hpp"
#include "tests/laws/policy_cases.hpp"
#include "tests/laws/policy_cases_help.hpp"
#include "tests/laws/policy_offices.hpp"
#include "tests/laws/policy_reviews.hpp"
#include "tests/laws/policy_shelves.hpp"
#include "tests/laws/policy_tenders.hpp"
#include "tests/laws/policy_trying.hpp"
#include "tests/support/share.hpp"

namespace staffroom::tests {
namespace {

constexpr std::size_t situations_per_scenario = 12;

struct Tally {
  std::set<std::string> covered;
  std::set<std::string> tried;  // record.action
  std::size_t cases = 0;
};

void check(Scenario& scenario, PolicyCase const& one, Tally& tally) {
  auto const verdict = judge(one.record, one.action, one.facts);
  auto const wrong = complaint(the_store(scenario.store()), one, verdict);
  CHECK_MESSAGE(wrong.empty(), in_words(one) << ": " << wrong);
  ++tally.cases;
  tally.tried.insert(one.record + "." + one.action);
  for (auto const* row : verdict.because) tally.covered.insert(row->text);
}

/// Why a cell of an action that is tried stays out.
std::string reason_of(PolicyRow const& row) {
  if (row.relation == "anonymous") return "without a session: the server's tests";
  if (row.relation == "erased") return "who was forgotten has no session: the tests of erasing";
  if (row.relation == "link") return "by the link of a mail: the tests of links";
  bool const of_talk = row.record == "topic" || row.record == "message" || row.record == "reaction";
  if (row.relation == "audience" && of_talk) return "topics bound to a resource: the tests of bound topics";
  if (row.record == "upload" && row.relation == "team_guest") return "files in conversations come with a later issue";
  bool const by_grant = row.relation == "grantee" && (row.record == "report" || row.record == "report_grant");
  if (by_grant) return "who reads by a grant names the grant, and no review";
  if (row.record == "report" && row.relation == "reviewer") return "of the team the lead alone, as the states say";
  if (row.record == "saving" && row.relation == "participant")
    return "savings are a school's: who signs for it leads it";
  if (row.relation == "supplier") return "by the supplier's link: the tests of the supplier's desk";
  if (row.record == "cycle_overview") return "themes that three hosts share: the tests of the overview";
  for (auto const& [name, wanted] : row.conditions) {
    bool const setting = name == "cap" || name == "invite_outside" || name == "partners_allowed";
    if (setting && !wanted) return "the settings that make it fail: the tests of settings";
  }
  if (row.relation == "reader" || row.relation == "author") return "nobody holds this relation alone here";
  return "another relation that cannot be avoided answers more";
}

void report(Tally const& tally) {
  std::map<std::string, std::string> to_come;
  for (auto const& [action, why] : actions_to_come()) to_come.emplace(action, why);
  std::map<std::string, std::size_t> uncovered;
  for (auto const& row : policy_rows()) {
    auto const action = row.record + "." + row.action;
    bool const tried = tally.tried.contains(action);
    bool const told = tried != to_come.contains(action);
    CHECK_MESSAGE((told || is_sampled()), action << " is neither tried nor explained, or both");
    if (tally.covered.contains(row.text)) continue;
    auto const why = tried ? reason_of(row) : to_come[action];
    ++uncovered[why];
    if (std::getenv("STAFFROOM_POLICY")) std::cout << "uncovered: " << row.text << "  # " << why << "\n";
  }
  std::cout << "policy: " << tally.cases << " cases, " << tally.covered.size() << " of " << policy_rows().size()
            << " cells covered\n";
  for (auto const& [why, count] : uncovered) std::cout << "  " << count << " not: " << why << "\n";
}

/// One record alone, for who looks for one mistake in its rules (`tools/dev campaign matrix`); empty: all of them.
std::string const& only_record() {
  static std::string const it = [] {
    char const* const text = std::getenv("STAFFROOM_POLICY_RECORD");
    return std::string(text ? text : "");
  }();
  return it;
}

/// So many in each scenario: it grows with what they arrange.
template <class Stage, class Case>
void try_all(std::vector<Case> const& all, Tally& tally) {
  auto const before = tally.cases;
  for (std::size_t first = 0; first < all.size(); first += situations_per_scenario) {
    Scenario scenario(Scenario::Fill::network_only);
    Stage stage(scenario);
    for (std::size_t i = first; i < std::min(all.size(), first + situations_per_scenario); ++i) {
      if (!is_in_share(i)) continue;
      stage.visit(all[i], [&](PolicyCase const& one) {
        if (only_record().empty() || one.record == only_record()) check(scenario, one, tally);
      });
    }
    bool const has_seen_enough = first + situations_per_scenario > all.size() * 2 / 3;
    if (!only_record().empty() && tally.cases == before && has_seen_enough) return;  // it asks about other records
  }
}

}  // namespace

TEST_CASE("every cell of the written policy that can be asked about is answered as it says, and hidden is as unknown") {
  Tally tally;
  try_all<PolicyStage>(situations(), tally);
  try_all<OfficeStage>(offices(), tally);
  try_all<ShelfStage>(shelves(), tally);
  try_all<SelfStage>(selves(), tally);
  try_all<PleaStage>(pleas(), tally);
  try_all<PanelStage>(panels(), tally);
  try_all<BargainStage>(bargains(), tally);
  try_all<TenderStage>(bids(), tally);
  if (only_record().empty()) report(tally);
  CHECK(tally.cases > 0);
}

TEST_CASE("what the policy's cases ask goes over the wire, and comes back the same") {
  Scenario scenario(Scenario::Fill::network_only);
  PolicyStage stage(scenario);
  std::size_t compared = 0;
  stage.visit(situations().front(), [&](PolicyCase const& one) {
    auto const form = wire_form(one.asking);
    if (!form) return;
    auto const routed = route(form->method, form->path);
    REQUIRE_MESSAGE(routed.has_value(), form->path);
    CHECK(routed->endpoint->name == form->name);
    if (auto const* command = std::get_if<Command>(&one.asking)) {
      auto const decoded =
          decode_command(*routed->endpoint, routed->ids, form->body.is_null() ? "" : form->body.dump());
      REQUIRE_MESSAGE(decoded.has_value(), form->name);
      CHECK(fingerprint_of(*decoded) == fingerprint_of(*command));
    } else {
      CHECK(decode_query(*routed->endpoint, routed->ids, {}).has_value());
    }
    ++compared;
  });
  CHECK(compared > 60);
}

}  // namespace staffroom::tests
