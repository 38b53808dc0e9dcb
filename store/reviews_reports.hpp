// What the rules of a review's report share: finding it, its content hash, who signed, and how it comes back.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "store/reviews.hpp"

namespace staffroom::review_reports {

struct Found {
  reviews::ReviewPtr review;
  std::shared_ptr<ReviewReport const> report;
};

/// The report, if the actor may do this to it; with `yes` it is the version that they saw.
Result<Found> report_for(View const& view, Asked const& asked, ReviewId id, Action action,
                         reviews::CheckVersion check = reviews::CheckVersion::yes);

/// Head of the host school or acting for the head; the team's lead reviewer, cleared.
bool is_host(View const& view, Review const& review, PersonId person);
bool is_lead(Review const& review, PersonId person);
/// Errors: forbidden `role` with the words, unless the actor leads the team.
Result<void> check_lead(Asked const& asked, Review const& review, std::string words);
std::vector<PersonId> leads_of(Review const& review);
/// Those who are cleared, the lead first.
std::vector<PersonId> team_of(Review const& review);
/// The host's people who read it: hosts and the colleagues named for the report.
std::vector<PersonId> readers_at_host(View const& view, Review const& review);

/// As canonical JSON, hashed: what signatures are bound to. When it was sent belongs to it: what was signed before it
/// came back counts for nothing.
std::string content_hash_of(ReviewReport const& it);
bool is_signed(ReviewReport const& it, ReportCapacity capacity);
bool has_sentence(ReviewReport const& it, std::uint32_t number);
bool has_open_comments(View const& view, ReviewId review);

/// One version on, with its hash; it is what the answer shows.
void put(Change& change, ReviewReport report);
/// From the host back to the team, if it is not there: puts the report, and the review with it.
void put_back(Change& change, View const& view, Asked& asked, Review const& review, ReviewReport report);
/// Those of them on whom it does not wait already.
void tell_once(Change& change, View const& view, Asked& asked, Review const& review, std::vector<PersonId> people,
               Because because);

}  // namespace staffroom::review_reports
