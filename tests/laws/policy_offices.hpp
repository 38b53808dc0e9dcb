// The part of the permission table about administration, as cases that can be tried: people, memberships, settings,
// invitations, imports and the audit trail of a school, by viewers who are something to it, and by partners, leavers
// and strangers.
#pragma once
#include "tests/laws/policy_cases.hpp"

namespace staffroom::tests {

/// Who the person concerned is.
enum class Concerned { staff, administrator, elsewhere_too, left, viewer };

/// A viewer, and how things stand at the school.
struct Office {
  Situation situation;  // name, who and fresh
  Concerned concerned = Concerned::staff;
  Role given = Role::staff;         // by adding or inviting
  bool looser = false;              // the settings asked for loosen what stands above
  bool author = false;              // the invitation, the import, the deed are the viewer's
  bool asked_by_viewer = false;     // the erasure
  bool target_administered = true;  // of a move
};
std::vector<Office> const& offices();

class OfficeStage {
 public:
  explicit OfficeStage(Scenario& scenario) : scenario_(scenario) {}
  void visit(Office const& office, std::function<void(PolicyCase const&)> const& visit);

 private:
  Scenario& scenario_;
};

}  // namespace staffroom::tests
