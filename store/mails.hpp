// Notes that a mail is to be sent. The text is made when it is sent; here is only to whom, about what, and how far it
// got.
#pragma once
#include <string_view>

#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/index_rows.hpp"
#include "store/view.hpp"

namespace staffroom::mails {

/// Puts the note, due at once. Fill in `about`, `to`, and what there is of invitation, person and organisation; the
/// rest follows. The change's answer stays what it was, or becomes what is put after it.
void note(Change& change, Asked& asked, EmailNote wanted);

/// A notice or a digest, which waits for the person's hours: fill in what it is about. None is noted when mail does not
/// reach the person, or never may.
void note_to(Change& change, View const& view, Asked& asked, PersonId person, EmailNote wanted);

/// Whether mail about the hub's life reaches the person: current, with an account in use and an address that takes it.
bool reaches(View const& view, PersonId person);

/// Whether what the mail is about still holds, now that its turn has come.
bool is_wanted(View const& view, Asked const& asked, EmailNote const& note);

/// Leaves at any hour, and cannot be stopped.
bool is_security(EmailAbout about);

/// The mail came back, or arrived: after too many that came back only security mail goes to the address.
void count_bounce(Change& change, View const& view, Asked& asked, EmailNote const& note);
void forget_bounces(Change& change, View const& view, EmailNote const& note);
/// The person's address is another one now, or takes mail again: they need not be told any more that it does not.
void answer_email_off(Change& change, View const& view, PersonId person);

/// A notification that nobody saw becomes a mail; a digest's hour has come.
void apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id);

/// The organisation whose administrators see how far a mail to this person got: of the oldest current membership, else
/// of the last.
std::optional<OrganisationId> organisation_of(View const& view, PersonId person);

/// Whether mail can be sent there: one name and one domain in plain ASCII, and nothing that a header or the mail
/// server's language could take for anything else.
bool is_address(std::string_view text);

}  // namespace staffroom::mails
