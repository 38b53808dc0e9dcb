// What the rules of profiles share: which field is seen how far, and the parts of a profile that follow from it.
#pragma once
#include <optional>

#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom::profiles {

/// Tells what somebody can help with: phases, subjects, exam boards, strengths, offers, languages, SEND experience,
/// capacity and working days.
bool is_for_matching(ProfileField field);
/// How far the field is seen while the person says nothing else.
Sight default_sight(ProfileField field);
Sight sight_of(Profile const& profile, ProfileField field);

/// Copies what `from` says in the field.
void copy_field(ProfileFields& to, ProfileFields const& from, ProfileField field);
/// Adds what the part holds: each field lies in one part alone.
void add_part(ProfileFields& to, ProfilePart const& part);

/// The person's parts, oldest first.
std::vector<std::shared_ptr<ProfilePart const>> parts_of(View const& view, PersonId person);

/// Puts and removes parts so that they are what the profile makes them; those that stay as they are are put again, for
/// `suggestible` decides on their readers.
void put_parts(Change& change, View const& view, Asked& asked, Profile const& profile);

/// Who reads parts and load rests on the person's memberships and team places: gives them their readers anew.
void put_again(Change& change, View const& view, PersonId person);

/// Nothing is left of profile, parts and load.
void forget(Change& change, View const& view, PersonId person);

}  // namespace staffroom::profiles
