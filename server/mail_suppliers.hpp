// Letters to suppliers who are asked for a quote. They leave at once and cannot be stopped; nothing in them is of any
// other supplier, but what the letter after the award says.
#pragma once
#include <optional>
#include <string>

#include "protocol/notifications_mail.hpp"
#include "server/links.hpp"
#include "server/mail_message.hpp"
#include "store/store.hpp"

namespace staffroom::mail {

bool is_to_supplier(EmailAbout about);

/// Blocks on reads. nullopt when what it is about is not there any more. `address`: of the hub.
std::optional<Letter> supplier_letter_of(Store& store, links::Key const& key, std::string const& address,
                                         EmailNote const& note);

}  // namespace staffroom::mail
