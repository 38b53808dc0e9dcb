// Support in tests: a case that is led from need to evaluation, as far as a test wants it.
#pragma once
#include "store/calendar.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

/// Bob of Kirkby asks; Brenda brokers in Aire; Tess leads Aire and so Kirkby; Carol of Tarn Lane helps, whose head is
/// Harry. All take the request further by a step and give back what the step made.
class SupportCase {
 public:
  explicit SupportCase(Scenario& scenario);

  CreateSupportRequest wanted() const;
  SupportRequestId drafts();
  SupportRequestId opens();
  /// Brenda asks them for two days.
  SupportMatchId asks(Colleague const& person, SupportRequestId request, std::uint32_t days = 2);
  /// Carol has said yes.
  SupportRequestId matches();
  SupportAgreementId writes(SupportRequestId request);
  void signs(Colleague const& who, SupportAgreementId agreement, SigningCapacity capacity);
  /// All four have signed; it starts in a week.
  SupportRequestId agrees();
  /// Its first day has come.
  SupportRequestId begins();
  SupportVisitId plans(SupportAgreementId agreement, Date date);
  /// One visit was recorded, and Bob has evaluated.
  SupportRequestId evaluates();

  /// Carol offers so many days a term, and knows maths at key stage 2.
  void offers(Colleague const& who, std::uint32_t days);
  void brokers(Colleague const& who);

  /// As the store has it.
  SupportRequest request(SupportRequestId id);
  SupportMatch match(SupportMatchId id);
  SupportAgreement agreement(SupportAgreementId id);
  SupportVisit visit(SupportVisitId id);
  SupportEvaluation evaluation(SupportEvaluationId id);
  std::uint32_t promised(Colleague const& who);

  /// The date, or the next Monday to Friday; in tests no bank holiday is in the way.
  static Date weekday(Date date);
  Date working_days_on(Date from, int n) const;

  Scenario& s;
  Colleague brenda;
};

}  // namespace staffroom::tests
