// What the rules of hosting and of the team share: days that fit, who works where, who leaves and what waited on them.
#pragma once
#include "store/reviews.hpp"

namespace staffroom::reviews {

/// Two working days to come, inside the cycle's phase. Errors: unprocessable body.first_day, body.last_day.
Result<void> check_days(View const& view, Asked const& asked, Review const& review, Date first, Date last);
/// The self-review is due ten working days before the first day.
void set_self_review_dates(View const& view, Review& review);
/// A current membership on exactly this school.
bool works_at(View const& view, PersonId person, OrganisationId school);
/// What waited on the person about the review is over.
void forget_needs(Change& change, View const& view, ReviewId review, PersonId person);
/// What the organiser and the host were asked about the person's declaration is answered.
void answer_declared(Change& change, View const& view, ReviewId review, PersonId person);
/// The team is not what the host was asked to accept: they are asked again.
void propose_again(Change& change, View const& view, Review& review);
/// One leads, and somebody goes with them.
bool is_team_whole(Review const& review);

}  // namespace staffroom::reviews
