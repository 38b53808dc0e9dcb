// Notes that a mail is to be sent. The text is made when it is sent; here is only to whom, about what, and how far it
// got.
#pragma once
#include <string_view>

#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom::mails {

/// Puts the note, due at once. Fill in `about`, `to`, and what there is of invitation, person and organisation; the
/// rest follows. The change's answer stays what it was, or becomes what is put after it.
void note(Change& change, Asked& asked, EmailNote wanted);

/// The organisation whose administrators see how far a mail to this person got: of the oldest current membership, else
/// of the last.
std::optional<OrganisationId> organisation_of(View const& view, PersonId person);

/// Whether mail can be sent there: one name and one domain in plain ASCII, and nothing that a header or the mail
/// server's language could take for anything else.
bool is_address(std::string_view text);

}  // namespace staffroom::mails
