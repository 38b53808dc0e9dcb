// Golden links: who may tie what, what is tied on its own when one thing is made of another, and what goes with a
// record.
#pragma once
#include <optional>
#include <string_view>

#include "store/decide.hpp"
#include "store/permissions.hpp"

namespace staffroom::links {

/// Of what something is made: a message of a topic, or another record.
struct Origin {
  LinkEnd end;
  std::optional<Ordinal> message;
};

/// The topic and its message (the first one if none is named) out of which the actor makes something else.
/// Errors: not_found body.origin, unprocessable body.origin_message when it was deleted; forbidden for who may not
/// convert what is said there, guests for instance.
Result<Origin> message_origin(View const& view, Asked const& asked, TopicId topic, std::optional<Ordinal> message);

/// `made` came of `origin`: a link in the same change.
void came_of(Change& change, Asked& asked, LinkEnd made, Origin const& origin);

/// The record goes, and so do its links.
void remove_all(Change& change, View const& view, LinkEnd end);

}  // namespace staffroom::links
