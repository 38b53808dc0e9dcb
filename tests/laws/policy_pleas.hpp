// What there is in one situation of the cases of support, and what each action asks for there.
#pragma once
#include "tests/laws/policy_cases_help.hpp"

namespace staffroom::tests {

struct PleaWorld {
  Scenario& s;
  Plea const& it;
  Colleague viewer;
  Colleague requester, head, broker, supporter, supporter_head, candidate, declined, helper;
  OrganisationId node{}, helping{};
  TeamId team{};
  SupportRequestId request{};
  SupportMatchId match{};
  SupportAgreementId agreement{};
  SupportVisitId visit{};
  SupportEvaluationId evaluation{};
  std::string content_hash = std::string(64, '0');
};
PleaWorld arrange(Scenario& scenario, Plea const& plea);
/// The same with ids that never existed.
PleaWorld spoilt_of(PleaWorld world);

struct PleaEntry {
  char const* record;
  char const* action;
  std::function<Asking(PleaWorld const&)> ask;
  std::function<std::string(PleaWorld const&)> listed = {};
};
std::vector<PleaEntry> const& plea_entries();

}  // namespace staffroom::tests
