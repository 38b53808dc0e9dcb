// The library in tests: resources with files, whose checks the test lets pass or fail.
#pragma once
#include <string>
#include <string_view>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {

class Library {
 public:
  explicit Library(Scenario& scenario) : s_(scenario) {}

  /// A draft of maths under CC BY, shared with nobody.
  ResourceId drafts(Colleague const& who, OrganisationId at, std::string_view title = "Fractions");
  /// A file that has arrived. Equal bytes have equal hashes.
  UploadId uploads(Colleague const& who, OrganisationId at, std::string_view name = "Fractions.pptx",
                   std::string_view bytes = "Halves and quarters");
  /// A version with one new file, waiting for its checks.
  ResourceVersionId adds(Colleague const& who, ResourceId resource, std::string_view bytes = "Halves and quarters");
  void shares(Colleague const& who, ResourceId resource, OrganisationId with);
  void shares(Colleague const& who, ResourceId resource, TeamId with);
  void publishes(Colleague const& who, ResourceId resource);
  /// Drafted, with a clean version, shared with the organisation, published.
  ResourceId shows(Colleague const& who, OrganisationId at, OrganisationId with, std::string_view title = "Fractions");
  ResourceId shows_team(Colleague const& who, OrganisationId at, TeamId with);

  void passes(ResourceVersionId version);
  void finds_pupils(ResourceVersionId version);
  void finds_virus(ResourceVersionId version);

  /// As the store has it.
  Resource resource(ResourceId id);
  ResourceVersion version(ResourceVersionId id);
  ResourceActivity activity(ResourceId id);
  /// The newest version.
  ResourceVersion newest(ResourceId id);
  std::string current_hash(ResourceId id);

 private:
  void finish(ResourceVersionId version, CheckResult result);
  Scenario& s_;
};

}  // namespace staffroom::tests
