// The part of the permission table about the library and about practice, as cases that can be tried: a resource and a
// collection of a school, with versions, approval, uses, scores and a copy; or a practice post with an adoption and a
// link; by viewers who are something to them.
#pragma once
#include "tests/laws/policy_cases.hpp"

namespace staffroom::tests {

/// With whom it is shared.
enum class With { school, trust, network, team };

/// A viewer, and how things stand with the resource.
struct Shelf {
  Situation situation;  // name and who
  With with = With::school;
  ResourceState state = ResourceState::published;
  bool on_seat = false;         // nobody is its owner: whoever holds the seat is
  bool has_subject = true;      // Maths
  bool unclean = false;         // the version that is asked about is held
  bool over_cap = false;        // what is asked for is wider than the settings allow by now
  bool all_rights = false;      // the licence
  bool copies_away = false;     // copying goes to a school of another trust
  bool copy_shared = false;     // the copy that was made of it, with whom the source is shared
  bool used_by_viewer = false;  // "we use this" is theirs
  bool used_elsewhere = false;  // by a school of another trust
  bool practice = false;        // a practice post stands there, and nothing of the library
  bool other_shared = true;     // what the post is linked with is shared as the post is; else it is a draft
};
std::vector<Shelf> const& shelves();

/// What there is in one situation, and what it is about.
struct ShelfWorld {
  Scenario& s;
  Shelf const& it;
  Colleague viewer;
  Colleague author, owner, coauthor, candidate, helper;
  OrganisationId node{}, target{}, user{};
  TeamId team{};
  ResourceId resource{}, copy{};
  ResourceVersionId version{};
  ApprovalId approval{};
  ResourceUseId use{};
  CollectionId collection{};
  UploadId upload{};
  CurriculumUnitId unit{};
  PracticeId practice{}, other{};
  AdoptionId adoption{};
  LinkId link{};
  std::string content_hash;
  bool upload_is_own = false;
};
ShelfWorld arrange(Scenario& scenario, Shelf const& shelf);
/// The practice post, its adoption, and the link to another one.
void arrange_practice(ShelfWorld& world);

struct ShelfEntry {
  char const* record;
  char const* action;
  std::function<Asking(ShelfWorld const&)> ask;
  std::function<std::string(ShelfWorld const&)> listed = {};
};
std::vector<ShelfEntry> const& shelf_entries();
std::vector<ShelfEntry> const& practice_entries();

class ShelfStage {
 public:
  explicit ShelfStage(Scenario& scenario) : scenario_(scenario) {}
  void visit(Shelf const& shelf, std::function<void(PolicyCase const&)> const& visit);

 private:
  Scenario& scenario_;
};

/// Whether an answer of a list holds what the case looks for.
bool holds(PolicyCase const& one, Json const& answer);

}  // namespace staffroom::tests
