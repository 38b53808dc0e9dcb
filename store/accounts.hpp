// What the rules of people, invitations and imports share about accounts: the credential (a secret) and the account
// (what administrators see), which are always changed together.
#pragma once
#include <string>
#include <string_view>

#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom::accounts {

/// Who has this e-mail address; 0 when nobody has.
PersonId person_with(View const& view, std::string_view email);

/// A new person: puts credential and account, and returns the person, which memberships::begin() (or the caller) puts.
/// Nobody else may have the address. An empty hash: the person sets a password by a link.
Person make(Change& change, Asked& asked, Name const& name, Email const& email, std::string password_hash = {});

/// The account of somebody who has a credential.
Account account_of(View const& view, Credential const& credential);

/// Puts the credential in its next version and the account in step with it.
void put_credential(Change& change, View const& view, Credential credential);

/// The person's sessions, newest first.
std::vector<SessionId> sessions_of(View const& view, PersonId person);

/// Ends them all but one; open pages close with it.
void end_sessions(Change& change, View const& view, PersonId person, SessionId but = {});

/// The person's tokens for programs, newest first.
std::vector<ApiTokenId> tokens_of(View const& view, PersonId person);
void remove_token(Change& change, ApiTokenId token);
/// Where all sessions end, tokens end too.
void end_tokens(Change& change, View const& view, PersonId person);

}  // namespace staffroom::accounts
