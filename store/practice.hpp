// What the rules of practice posts share: a post with all that permissions ask about, how far it has come, who is told,
// and what goes with its changes. What it has alike with a resource is in resources.hpp.
#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/permissions.hpp"

namespace staffroom::practice {

using Post = std::shared_ptr<PracticePost const>;

Subject subject_of(Post const& post);
/// The post, if the actor may read it and do this to it, and it is the version that they saw.
Result<Post> post_for(View const& view, Asked const& asked, PracticeId id, Action action);

/// How many schools try it, and how many topics are about it.
PracticeActivity activity_of(View const& view, PracticeId post);
void put_activity(Change& change, PracticeActivity activity);
/// Adoptions of the post, newest first.
std::vector<std::shared_ptr<Adoption const>> adoptions_of(View const& view, PracticeId post);

/// Those who work on the post, or who read it, have become others: who says what of a school is put again.
void put_inner_again(Change& change, View const& view, PracticeId post);
/// The post is no longer published, or is again: its schools keep what they said, with its title.
void put_adoptions_again(Change& change, View const& view, PracticePost const& post);

/// An organisation has moved in the tree, which `after` shows: its posts go along.
void move_along(Change& change, View const& view, View const& after, OrganisationId moved);

/// What time does to posts and adoptions.
void apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id);

}  // namespace staffroom::practice
