// The words of mails: who writes, why, what to do, what happens if one does nothing.
#include "server/mail_text.hpp"

#include "protocol/limits.hpp"
#include "server/mail_notices.hpp"
#include "server/mail_suppliers.hpp"
#include "server/mail_words.hpp"
#include "server/records.hpp"
#include "store/calendar.hpp"

namespace staffroom::mail {
namespace {

using words::day_text;

struct LinkWriter {
  Store& store;
  links::Key const& key;
  std::string const& address;
  EmailNote const& note;

  std::optional<Letter> write() const;

 private:
  std::string hello(std::optional<Name> const& name) const { return name ? "Hello " + name->value + "," : "Hello,"; }
  std::string hello() const {
    auto const person = note.person ? records::find<Person>(store, GetPerson{*note.person}) : nullptr;
    return hello(person ? std::optional(person->name) : std::nullopt);
  }
  /// " at Kirkby Road Primary", or nothing.
  std::string at_organisation() const {
    auto const node =
        note.organisation ? records::find<Organisation>(store, GetOrganisation{*note.organisation}) : nullptr;
    return node ? " at " + node->name.value : "";
  }
  std::string link_to(links::Link const& link) const { return address + "/link/" + links::token_of(key, link); }
  std::optional<std::string> password_link(std::chrono::milliseconds lives) const {
    auto const credential = note.person ? store.credential_of(*note.person) : std::nullopt;
    if (!credential) return std::nullopt;
    return link_to({LinkType::password, credential->id.value, credential->version, store.now() + lives});
  }

  std::optional<Letter> invitation() const;
  std::optional<Letter> welcome() const;
  std::optional<Letter> reset() const;
  std::optional<Letter> email_confirm() const;
};

std::optional<Letter> LinkWriter::invitation() const {
  auto const it = note.invitation ? records::find<Invitation>(store, GetInvitation{*note.invitation}) : nullptr;
  if (!it || it->state != InvitationState::pending) return std::nullopt;
  auto const author = records::find<Person>(store, GetPerson{it->author});
  auto const node = records::find<Organisation>(store, GetOrganisation{it->organisation});
  auto const team = it->team ? records::find<Team>(store, GetTeam{*it->team}) : nullptr;
  if (!author || !node || (it->team && !team)) return std::nullopt;
  auto const& place = team ? team->name.value : node->name.value;
  auto const who = author->label.empty() ? author->name.value : author->name.value + " (" + author->label + ")";
  std::string what = who + " has invited you to ";
  if (!team) {
    what += "join " + place + " on Staffroom, where the schools of the partnership work together.";
  } else if (it->relation == TeamRelation::guest) {
    what += "work with the team “" + place + "” on Staffroom as a guest";
    what += it->ends ? ", until " + day_text(*it->ends) + "." : ".";
  } else {
    what += "join the team “" + place + "” on Staffroom.";
  }
  Letter letter;
  letter.subject = author->name.value + " has invited you to " + place;
  letter.paragraphs = {hello(it->person_name), what};
  if (!it->note.empty()) letter.paragraphs.push_back(author->name.value + " writes:\n" + it->note.value);
  letter.buttons = {
      {"See the invitation and decide", link_to({LinkType::invitation, it->id.value, it->generation, it->expires})}};
  auto const last_day = day_text(calendar::date_of(it->expires));
  letter.closing = {"The link works once, until " + last_day + ". Nothing happens before you accept.",
                    "If you did not expect this, decline on that page or leave this mail unanswered."};
  return letter;
}

std::optional<Letter> LinkWriter::welcome() const {
  auto const link = password_link(limits::invitation_lives);
  if (!link) return std::nullopt;
  return Letter{.subject = "Your Staffroom account",
                .paragraphs = {hello(),
                               "An account has been made for you" + at_organisation() +
                                   ". Staffroom is where the schools of the partnership work together.",
                               "Choose a password, and sign in with it and this e-mail address."},
                .buttons = {{"Choose your password", *link}},
                .closing = {"The link works once, for 14 days. Afterwards, “Forgotten your password?” on the sign-in "
                            "page sends you a new one."}};
}

std::optional<Letter> LinkWriter::reset() const {
  auto const link = password_link(limits::reset_lives);
  if (!link) return std::nullopt;
  return Letter{.subject = "Choose a new password for Staffroom",
                .paragraphs = {hello(), "A new password was asked for, for the account with this address."},
                .buttons = {{"Choose a new password", *link}},
                .closing = {"The link works once, for one hour. Until you use it, your present password stays.",
                            "If this was not you, open the link and choose “This was not me”, or leave this mail: "
                            "nothing changes by itself."}};
}

std::optional<Letter> LinkWriter::email_confirm() const {
  if (!note.person) return std::nullopt;
  auto const life = std::chrono::milliseconds{limits::email_confirmation_lives};
  links::Link const link{LinkType::email, note.person->value, links::address_mark(note.to.value), store.now() + life};
  return Letter{.subject = "Confirm your new e-mail address",
                .paragraphs = {hello(), "This address was entered as the new one of your Staffroom account."},
                .buttons = {{"Confirm this address", link_to(link)}},
                .closing = {"The link works once, for one day. Until then you sign in with the old address.",
                            "If this was not you, leave this mail: nothing changes."}};
}

std::optional<Letter> LinkWriter::write() const {
  switch (note.about) {
    case EmailAbout::invitation: return invitation();
    case EmailAbout::welcome: return welcome();
    case EmailAbout::reset: return reset();
    case EmailAbout::email_confirm: return email_confirm();
    case EmailAbout::email_changed:
      return Letter{.subject = "A new e-mail address for your Staffroom account",
                    .paragraphs = {hello(),
                                   "A new e-mail address was entered for your account. It counts as soon as "
                                   "it is confirmed from there; then this one does not work any more."},
                    .buttons = {},
                    .closing = {"If this was not you, change your password and tell your administrator today."}};
    case EmailAbout::password_changed:
      return Letter{.subject = "Your Staffroom password was changed",
                    .paragraphs = {hello(),
                                   "The password of your account was changed, and all other sessions have "
                                   "ended. If this was you, there is nothing to do."},
                    .buttons = {{"If it was not you, choose another password now", address + "/forgot"}},
                    .closing = {}};
    case EmailAbout::farewell:
      return Letter{.subject = "Your Staffroom account is closed",
                    .paragraphs = {hello(),
                                   "Your last membership" + at_organisation() +
                                       " has ended, so you can't sign in to Staffroom any more. What you "
                                       "shared stays with your colleagues, under your name.",
                                   "Thank you for what you gave."},
                    .buttons = {},
                    .closing = {"If this is a mistake, ask an administrator of your organisation."}};
    case EmailAbout::notice:
    case EmailAbout::digest: return std::nullopt;  // in mail_notices.cpp
    case EmailAbout::quote_invited:
    case EmailAbout::quote_deadline:
    case EmailAbout::quote_received:
    case EmailAbout::award_letter:
    case EmailAbout::purchase_cancelled:
    case EmailAbout::award_withdrawn: return std::nullopt;  // in mail_suppliers.cpp
    case EmailAbout::erased:
      return Letter{.subject = "Your Staffroom account has been erased",
                    .paragraphs = {"Hello,",
                                   "As was asked and approved, what Staffroom kept about you is being erased. "
                                   "This is the last mail to this address."},
                    .buttons = {},
                    .closing = {}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Letter> letter_of(Store& store, links::Key const& key, std::string const& address,
                                std::string const& replies_to, EmailNote const& note) {
  if (note.about == EmailAbout::notice || note.about == EmailAbout::digest) {
    return told_letter_of({store, key, address, replies_to}, note);
  }
  if (is_to_supplier(note.about)) return supplier_letter_of(store, key, address, note);
  return LinkWriter{store, key, address, note}.write();
}

}  // namespace staffroom::mail
