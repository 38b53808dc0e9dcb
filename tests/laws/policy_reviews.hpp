// The part of the permission table about peer review, as cases that can be tried: a cycle with a review of one of its
// schools, by viewers who are something to it.
#pragma once
#include "tests/laws/policy_cases.hpp"

namespace staffroom::tests {

/// How far it has come.
enum class Lap { drafted, opened, started, scoped, proposed, confirmed, submitted, visiting, checked, final, kept };

struct Panel {
  Situation situation;  // name and who
  Lap lap = Lap::started;
  bool names_self = false;  // proposes themselves
  bool agreed = false;      // the grant that is asked about is an agreed exception
};
std::vector<Panel> const& panels();

class PanelStage {
 public:
  using Case = Panel;
  explicit PanelStage(Scenario& scenario) : scenario_(scenario) {}
  static std::vector<Panel> const& cases() { return panels(); }
  void visit(Panel const& panel, std::function<void(PolicyCase const&)> const& visit);

 private:
  Scenario& scenario_;
};

/// What there is in one of them.
struct PanelWorld {
  Scenario& s;
  Panel const& it;
  Colleague viewer;
  Colleague organiser, head, delegate, colleague, named, lead, reviewer, gone, refused, grantee, seat;
  OrganisationId node{}, visiting{}, third{}, invited{};
  ReviewCycleId cycle{};
  ReviewId review{};
  InterestId interest{}, declared{};  // the one that is asked about; the lead's
  ReviewActivityId activity{};
  EvidenceNoteId note{};
  ReportCommentId comment{};
  ReportGrantId grant{};
  ReportReadingId reading{};
  PersonId heir;  // who could take the viewer's cycle, or a reviewer's place
  std::string content_hash = std::string(64, '0');
};
PanelWorld arrange(Scenario& scenario, Panel const& panel);
/// The same with ids that never existed.
PanelWorld spoilt_of(PanelWorld world);

struct PanelEntry {
  char const* record;
  char const* action;
  std::function<Asking(PanelWorld const&)> ask;
  std::function<std::string(PanelWorld const&)> listed = {};
};
std::vector<PanelEntry> const& panel_entries();

}  // namespace staffroom::tests
