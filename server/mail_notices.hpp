// Letters that tell people what happens: a mail of its own for what needs them, and the digest. They can be stopped.
#pragma once
#include <optional>
#include <string>

#include "protocol/notifications_mail.hpp"
#include "server/links.hpp"
#include "server/mail_message.hpp"
#include "store/store.hpp"

namespace staffroom::mail {

struct Telling {
  Store& store;
  links::Key const& key;
  std::string const& address;     // of the hub
  std::string const& replies_to;  // empty: replies are not read
};

/// Of a notice or a digest, as its person may read things now. Blocks on reads. nullopt when there is nothing to tell
/// any more.
std::optional<Letter> told_letter_of(Telling const& with, EmailNote const& note);

}  // namespace staffroom::mail
