// What the rules of the library share: a resource with all that permissions ask about, with whom it may be shared, who
// is told of what happens to it, and what goes with its changes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/permissions.hpp"
#include "store/refusals.hpp"
#include "store/tree.hpp"

namespace staffroom::resources {

struct Place {
  std::shared_ptr<Resource const> resource;
  std::shared_ptr<ResourceVersion const> version;  // when it is about one of its versions
  Subject subject() const;
};

/// The resource, if the actor may read it.
Result<Place> place_of(View const& view, Door const& door, ResourceId id, std::string_view path = "ids.resource");
/// The version with its resource, if the actor may read both.
Result<Place> place_of(View const& view, Door const& door, ResourceVersionId id);
/// As the first, and they may do this to it, and it is the version that they saw.
Result<Place> place_for(View const& view, Asked const& asked, ResourceId id, Action action);

// ---- what resources and practice posts have alike

/// A guard that publishing needs; `path` says which part is missing.
Error missing(std::string reason, std::string path, std::string detail);
/// Errors: unprocessable body.pins[…] for a place in the curriculum that there is not, or named twice.
Result<void> check_pins(View const& view, Many<Pin, limits::pins_max> const& pins);
/// Errors: unprocessable body.review_by unless it is to come, and not too far away.
Result<void> check_review_by(Asked const& asked, Date review_by);

// ---- with whom: of resources, practice posts and collections

/// Exactly one of both; none: nobody but those who work on it.
struct Sharing {
  std::optional<TeamId> team;
  std::optional<OrganisationId> shared_with;
  bool is_nobody() const { return !team && !shared_with; }
  friend bool operator==(Sharing const&, Sharing const&) = default;
};

/// What has a say in how far something may be shared. A collection has no licence.
struct Bounds {
  OrganisationId owner;
  std::optional<Licence> licence = {};
  ThirdParty third_party = ThirdParty::none;
};

/// Why its licence, or other people's work in it, does not allow this; nothing when it does.
std::optional<std::string> beyond_licence(View const& view, Bounds const& bounds, Sharing const& with);
/// The same with what the owner's settings allow.
std::optional<std::string> beyond_cap(View const& view, Bounds const& bounds, Sharing const& with);
/// Whether all who are in `to` are in `from`.
bool is_narrower(View const& view, Sharing const& from, Sharing const& to);
/// Errors: not_found body.team, body.shared_with for what the actor may not read. People of a partner that may share
/// with everyone name the network, which they don't read.
Result<void> check_named(View const& view, Door const& door, OrganisationId owner, Sharing const& with);
/// Errors: unprocessable body.shared_with when not exactly one of both, or neither the owner nor above it; forbidden
/// write_target in a team where the actor can't write; conflict wrong_state when the team is archived.
Result<void> check_target(View const& view, Asked const& asked, OrganisationId owner, Sharing const& with);
/// A refusal because of `cap` says why.
Result<void> explain_cap(Result<void> allowed, std::optional<std::string> const& why);

template <class Shared>
Sharing sharing_of(Shared const& it) {
  return {it.team, it.shared_with};
}

// ---- who is told

/// Current people of the node nearest to the owner, from it upwards, that has a subject lead for the resource, or else
/// a head or trust leader; at most a few. Neither its author nor its co-authors.
std::vector<PersonId> judges_of(View const& view, Resource const& resource);
/// Administrators of the nearest node, from the owner upwards, that has any; at most a few.
std::vector<PersonId> administrators_for(View const& view, OrganisationId owner);
/// Whoever is accountable: the owner, or those who hold the seat.
std::vector<PersonId> accountable_for(View const& view, Resource const& resource);
std::vector<PersonId> accountable_for(View const& view, Collection const& collection);
std::vector<PersonId> accountable_for(View const& view, PracticePost const& post);
/// Who speaks for the node in a subject: subject leads of the nearest node, from it upwards, that has one, or else its
/// head or trust leader; at most a few.
std::vector<PersonId> seat_for(View const& view, OrganisationId node, std::optional<Name> const& subject);
/// Those who work on it: its author and co-authors who read it, and whoever is accountable.
std::vector<PersonId> editors_of(View const& view, Resource const& resource);
std::vector<PersonId> editors_of(View const& view, PracticePost const& post);
/// Who said for a school that it uses it, and still reads it; at most a few dozen.
std::vector<PersonId> users_of(View const& view, ResourceId resource);

// ---- what goes with a change

/// As canonical JSON, hashed: what an approval is bound to.
std::string content_hash_of(Resource const& resource, ResourceVersion const& version);
/// SHA-256 over the files' hashes in order, or over the address.
std::string bytes_hash_of(ResourceVersion const& version);
/// With its scheme, http or https, and nothing in it that hides where it leads.
bool is_web_address(std::string_view text);
/// 64 hex digits.
std::string sha256_of(std::string_view text);

/// What an approval was bound to changed: it falls, and so does what was asked for.
void drop_approvals(Change& change, View const& view, Asked& asked, Resource& resource);
/// Its current version as the record tells it; an approval falls when the content is another one than before.
void set_current(Change& change, View const& view, Asked& asked, Resource& resource, ResourceVersion const& version);
/// Clean: from now on everyone with whom it is shared reads it. Puts it, and the resource when it is the newest.
void make_ready(Change& change, View const& view, Asked& asked, Resource resource, ResourceVersion version);
/// Takes the bytes away; note and dates stay. Puts it, and the resource when it was the current one.
void purge_version(Change& change, View const& view, Asked& asked, Resource resource, ResourceVersion version);
/// All versions, newest first.
std::vector<std::shared_ptr<ResourceVersion const>> versions_of(View const& view, ResourceId resource);

/// Who works on it, or who administers its organisation, reads more than the others: what only they read is put again
/// after they, or the audience, changed.
void put_inner_again(Change& change, View const& view, ResourceId resource);

/// What uses, stories and scores have come to.
ResourceActivity activity_of(View const& view, ResourceId resource);
/// A person's judgement goes, and counts no more.
void remove_score(Change& change, View const& view, RubricScore const& score);

/// The memberships of a person have changed to `after`: what they wrote or were accountable for in an organisation to
/// which they belong no more passes on to the seat; what they gain or lose by it is put again.
void pass_on(Change& change, View const& view, Asked& asked, PersonId person, std::vector<Membership> const& after);
/// An organisation has moved in the tree, which `after` shows: its library goes along, and so does what its people
/// wrote elsewhere.
void move_along(Change& change, View const& view, View const& after, Asked& asked, OrganisationId moved);

/// Of what an organisation owns that has moved: shared with a trust that it has left, it is shared with the
/// organisation alone, for widening is nobody's side effect; an owner who no longer belongs to it gives it to the seat.
template <class Shared>
void tree_moved(View const& after, Shared& it) {
  bool changed = false;
  if (it.shared_with && !tree::is_within(after, it.organisation, *it.shared_with)) {
    it.shared_with = it.organisation;
    changed = true;
  }
  if (it.owner && !tree::belongs(after, tree::memberships_of(after, *it.owner), it.organisation)) {
    it.owner.reset();
    changed = true;
  }
  if (changed) ++it.version;
}

/// What time does to uploads, versions, resources, uses, collections and downloads.
void apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id);

}  // namespace staffroom::resources
