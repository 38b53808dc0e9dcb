// That the table of the hub is the written one, row by row: also where nobody asks by a row, as by those of reading
// most kinds of records, whose audience decides (docs/adr/0037). The page "who may do what" shows them.
#include <doctest/doctest.h>

#include <iostream>

#include "tests/laws/policy_mutants.hpp"
#include "tests/laws/policy_rows.hpp"

namespace staffroom::tests {

TEST_CASE("every cell of the written policy of which there is a rule: the table says the same, and nothing more") {
  auto const compared = compare_rows();
  for (auto const& each : compared.differing) MESSAGE(each);
  CHECK(compared.differing.empty());
  CHECK(compared.same > 5'700);
  CHECK(compared.explained < 40);
  std::cout << "policy: " << compared.same << " cells of the table are as written\n";
}

TEST_CASE("rules of which nothing is written are known: each has tests of its own") {
  std::vector<std::string> const known{"membership_terms.read",
                                       "account.read",
                                       "erasure.read",
                                       "erasure.withdraw",
                                       "email.read",
                                       "email.resend",
                                       "lead_message.create",
                                       "lead_message.read",
                                       "lead_message.answer",
                                       "resource_report.create",
                                       "resource_report.read",
                                       "resource_report.resolve",
                                       "download.read",
                                       "download.create",
                                       "download.remove",
                                       "search_rebuild.read",
                                       "search_rebuild.create",
                                       "profile.edit",
                                       "profile.set_visibility",
                                       "profile.set_suggestible",
                                       "agreement.answer",
                                       "report_grant.ask_end",
                                       "report_grant.agree_end",
                                       "pool.set_audience",
                                       "purchase.hand_over"};
  CHECK(rules_of_our_own() == known);
}

TEST_CASE("what is read is never forbidden: a rule of reading hides") {
  for (auto const& rule : policy()) CHECK_FALSE(tells_what_is_hidden(rule));
}

}  // namespace staffroom::tests
