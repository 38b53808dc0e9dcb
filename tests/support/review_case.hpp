// Peer review in tests: a cycle of three schools that is led from its draft to the closed review, as far as a test
// wants it, by commands alone.
#pragma once
#include "store/calendar.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

/// Tess of Aire organises; Kirkby, Mosslands and Hazel Grove take part, in a ring: Mosslands reviews Kirkby, Hazel
/// Grove reviews Mosslands, Kirkby reviews Hazel Grove. Kate heads Kirkby, Helen Mosslands, Hanif Hazel Grove. What is
/// called "the review" is Kirkby's, with Alice as its lead and Erin as its reviewer.
///
/// Who else there is: gwen, governor of Kirkby, who reads its final report by the agreed exception; tom, administrator
/// of Aire; vera, who leads Aire beside Tess; harry, head of Tarn Lane, which takes no part; priya and paul, of
/// partners.
class ReviewCase {
 public:
  explicit ReviewCase(Scenario& scenario);

  // ---- commands, as these people would give them
  static Framework framework();
  CyclePhases phases() const;
  CreateReviewCycle wanted_cycle() const;
  static std::vector<RotaPair> ring(OrganisationId first, OrganisationId second, OrganisationId third);
  JoinReviewCycle joining(ReviewCycleId cycle, OrganisationId school, std::uint32_t days = 4) const;
  EditReviewScope wanted_scope(ReviewId review) const;
  EditSelfReview answered(ReviewId review, std::uint32_t heading) const;
  CreateReviewActivity planned(ReviewId review) const;
  CreateEvidenceNote noted(ReviewId review) const;
  CreateReviewAction wanted_action(ReviewId review) const;

  // ---- the cycle
  ReviewCycleId drafts_cycle();
  /// Opened: the three heads are asked to join.
  ReviewCycleId opens_cycle();
  /// All three have joined, and the rota is filled in.
  ReviewCycleId cycle_open();
  /// Started: three reviews in draft.
  ReviewCycleId running();

  // ---- the review, in each of its states
  ReviewId drafted();
  ReviewId requested();
  ReviewId scoped();
  ReviewId team_proposed();
  /// interests_declared: both have declared nil, and Tess has cleared it.
  ReviewId declared();
  ReviewId confirmed();
  ReviewId self_review_submitted();
  /// The first day has come. The timetable has a row, Alice and Erin have each written a note.
  ReviewId visiting();
  /// The report is written, and not sent.
  ReviewId draft_report();
  ReviewId factual_check();
  ReviewId final_report();
  ReviewId action_plan();
  ReviewId impact_check();
  ReviewId closed();
  /// Any of the three, from where it stands to this state: its own host, its own team.
  ReviewId reach(ReviewId review, ReviewState state);
  /// The review of that host.
  ReviewId review_of(ReviewCycleId cycle, OrganisationId host) const;

  // ---- who is who, of any of the three
  Colleague head_of(OrganisationId school) const;
  Colleague lead_from(OrganisationId school) const;
  Colleague reviewer_from(OrganisationId school) const;
  Colleague host(ReviewId review) const;
  Colleague lead(ReviewId review) const;
  Colleague reviewer(ReviewId review) const;

  // ---- single steps
  void proposes_team(ReviewId review);
  InterestId declares(Colleague const& who, ReviewId review, std::vector<InterestPoint> points = {});
  /// The declaration that counts; 0 when there is none.
  InterestId declaration_of(Colleague const& who, ReviewId review) const;
  void writes_self_review(ReviewId review);
  void writes_report(ReviewId review);
  void signs(Colleague const& who, ReviewId review, ReportCapacity capacity);
  /// A working day in the cycle's phase on which the review's visit is to begin.
  Date first_day(ReviewId review) const;
  void moves_to(Date date);  // its first minute, if that is to come

  // ---- as the store has it
  ReviewCycle cycle(ReviewCycleId id) const;
  Review review(ReviewId id) const;
  ReviewScope scope(ReviewId id) const;
  SelfReview self_review(ReviewId id) const;
  ReviewReport report(ReviewId id) const;
  ReviewPlan plan(ReviewId id) const;
  Interest interest(InterestId id) const;
  ReportGrant grant(ReportGrantId id) const;
  ReviewAction action(ReviewActionId id) const;
  std::vector<ReportGrantId> grants(ReviewId id) const;

  /// The date, or the next one that is neither at a weekend nor a bank holiday in England.
  static Date working_day(Date date);
  static Date working_days_on(Date from, int n);  // n < 0: back

  Scenario& s;
  OrganisationId hazel;  // Hazel Grove Primary, of Aire
  Colleague kate;        // heads Kirkby
  Colleague hanif;       // heads Hazel Grove
  Colleague rosa;        // of Mosslands, in no team: takes somebody's place
  Colleague hana, hal;   // of Hazel Grove, who review Mosslands
  Colleague dev;         // deputy at Kirkby, to whom Kate may hand things
  Colleague vera;        // leads Aire as well, and organises nothing
  // Of the scenario: tess organises; helen heads Mosslands; alice and erin review Kirkby; bob and sana review Hazel
  // Grove, and are colleagues of the host at Kirkby.

 private:
  void step(ReviewId review, ReviewState from);
  void visits(ReviewId review);
  void waits_for_check(ReviewId review);
};

}  // namespace staffroom::tests
