// What each mail says, from what the hub knows when it is sent.
#pragma once
#include <optional>
#include <string>

#include "protocol/notifications_mail.hpp"
#include "server/links.hpp"
#include "server/mail_message.hpp"
#include "store/store.hpp"

namespace staffroom::mail {

/// Blocks on reads. nullopt when what it is about is not there any more. `address`: of the hub as browsers show it,
/// without a slash at the end. `replies_to`: where replies are read; empty: nowhere.
std::optional<Letter> letter_of(Store& store, links::Key const& key, std::string const& address,
                                std::string const& replies_to, EmailNote const& note);

}  // namespace staffroom::mail
