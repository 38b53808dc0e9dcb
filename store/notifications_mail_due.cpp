// Which mail may leave: what a notification or a digest becomes when its time comes, and what is looked at again when
// it is to be sent.
#include <algorithm>

#include "store/accounts.hpp"
#include "store/digest.hpp"
#include "store/digest_plans.hpp"
#include "store/mail_window.hpp"
#include "store/mails.hpp"
#include "store/notices.hpp"
#include "store/notification_settings.hpp"
#include "store/permissions.hpp"
#include "store/supplier_pages.hpp"

namespace staffroom {
namespace {

constexpr std::chrono::milliseconds stale_after = std::chrono::hours{24 * 7};

bool is_disabled(View const& view, PersonId person) {
  auto const account = view.find<Account>(person);
  return account && account->state == AccountState::disabled;
}

/// Needs the person, who has neither seen it nor read as far as the message that it is about.
bool is_unseen(View const& view, Notification const& it) {
  if (it.state != NotificationState::fresh) return false;
  auto const read = it.topic && it.ordinal ? view.find<ReadState>(it.person, *it.topic) : nullptr;
  return !read || read->mark < *it.ordinal;
}

/// Whether it is to be mailed as things stand now.
bool is_mailed(View const& view, Notification const& it) {
  return is_unseen(view, it) && effective_pace(view, it.person, notice_kind_of(it)) == MailPace::at_once &&
         mails::reaches(view, it.person) && reads(view, Actor{it.person, {}, {}}, it);
}

bool is_wanted_notice(View const& view, EmailNote const& note) {
  auto const it = note.notification ? view.find<Notification>(*note.notification) : nullptr;
  return it && is_mailed(view, *it) && told_item(view, *it).has_value();
}

bool is_wanted_digest(View const& view, EmailNote const& note) {
  auto const plan = note.person ? view.find<DigestPlan>(*note.person) : nullptr;
  bool const may_leave = plan && note.covers_from && note.covers_to && mails::reaches(view, *note.person) &&
                         effective_setting(view, *note.person).digest != DigestPace::never;
  if (!may_leave) return false;
  // What another digest told meanwhile is not told again.
  auto const from = std::max(*note.covers_from, plan->covers_from);
  return from < *note.covers_to && !is_digest_empty(view, *note.person, from, *note.covers_to);
}

/// To a supplier: never by a link that leads nowhere any more, and never what has passed.
bool is_wanted_by_supplier(View const& view, Asked const& asked, EmailNote const& note) {
  auto const page = note.supplier_link ? purchases::supplier_page(view, asked.now, *note.supplier_link) : std::nullopt;
  if (!page) return false;
  switch (note.about) {
    case EmailAbout::quote_invited:
      return page->is_live && page->view.stage == SupplierStage::asking && page->link.email == note.to;
    case EmailAbout::quote_deadline: return page->is_live && page->view.stage == SupplierStage::asking;
    case EmailAbout::quote_received: return page->view.sent.has_value();  // also when the link was revoked since
    case EmailAbout::award_letter: return page->view.letter.has_value();
    case EmailAbout::purchase_cancelled: return page->view.stage == SupplierStage::cancelled;
    case EmailAbout::award_withdrawn: return page->is_live && page->view.stage == SupplierStage::over;
    default: return false;
  }
}

/// So that its owner asks for a right address.
void mark_bounced(Change& change, View const& view, EmailNote const& note) {
  auto const found = note.supplier_link ? view.find<SupplierLink>(*note.supplier_link) : nullptr;
  if (!found || found->email != note.to || found->bounced || note.about != EmailAbout::quote_invited) return;
  auto link = *found;
  link.bounced = true;
  ++link.version;
  change.put(std::move(link));
}

}  // namespace

bool mails::reaches(View const& view, PersonId person) {
  auto const standing = view.standing(person);
  auto const account = view.find<Account>(person);
  bool const in_use = !account || (account->state == AccountState::active && !account->mail_off);
  return standing && standing->is_current() && in_use && view.find<Credential>(person);
}

bool mails::is_security(EmailAbout about) { return about != EmailAbout::notice && about != EmailAbout::digest; }

bool mails::is_wanted(View const& view, Asked const& asked, EmailNote const& note) {
  if (asked.now - note.next_at > stale_after) return false;
  switch (note.about) {
    case EmailAbout::invitation: {
      auto const invitation = note.invitation ? view.find<Invitation>(*note.invitation) : nullptr;
      return invitation && invitation->state == InvitationState::pending && invitation->expires > asked.now;
    }
    case EmailAbout::welcome: {
      auto const credential = note.person ? view.find<Credential>(*note.person) : nullptr;
      return credential && credential->password_hash.empty() && !is_disabled(view, *note.person);
    }
    case EmailAbout::reset: {
      auto const standing = note.person ? view.standing(*note.person) : nullptr;
      return standing && standing->is_current() && !is_disabled(view, *note.person);
    }
    case EmailAbout::email_confirm: {
      auto const account = note.person ? view.find<Account>(*note.person) : nullptr;
      return account && account->pending_email == note.to;
    }
    case EmailAbout::email_changed:
    case EmailAbout::password_changed:
    case EmailAbout::farewell:
    case EmailAbout::erased: return true;
    case EmailAbout::notice: return is_wanted_notice(view, note);
    case EmailAbout::digest: return is_wanted_digest(view, note);
    case EmailAbout::quote_invited:
    case EmailAbout::quote_deadline:
    case EmailAbout::quote_received:
    case EmailAbout::award_letter:
    case EmailAbout::purchase_cancelled:
    case EmailAbout::award_withdrawn: return is_wanted_by_supplier(view, asked, note);
  }
  return false;
}

void mails::note_to(Change& change, View const& view, Asked& asked, PersonId person, EmailNote wanted) {
  auto const credential = view.find<Credential>(person);
  if (!credential || !reaches(view, person)) return;
  auto const next_at = mail_window::next_moment(view, person, asked.now);
  if (!next_at) return;
  wanted.person = person;
  wanted.organisation = organisation_of(view, person);
  wanted.to = credential->email;
  wanted.next_at = *next_at;
  wanted.state = *next_at > asked.now ? EmailState::held : EmailState::due;
  note(change, asked, std::move(wanted));
}

void mails::apply_due(Change& change, View const& view, Asked& asked, Due what, std::uint64_t id) {
  if (what == Due::make_digest) {
    if (auto const plan = view.find<DigestPlan>(PersonId{id})) digest_plans::make(change, view, asked, *plan);
    return;
  }
  auto const found = view.find<Notification>(NotificationId{id});
  if (!found || !found->mail_at) return;
  auto told = *found;
  told.mail_at.reset();
  ++told.version;
  change.put(told);
  if (is_mailed(view, told)) {
    note_to(change, view, asked, told.person, {.about = EmailAbout::notice, .notification = told.id});
  }
}

void mails::count_bounce(Change& change, View const& view, Asked& asked, EmailNote const& note) {
  mark_bounced(change, view, note);
  auto const found = note.person ? view.find<Account>(*note.person) : nullptr;
  if (!found || found->email != note.to) return;
  auto account = *found;
  account.bounces = account.bounces.value_or(0) + 1;
  bool const goes_off = *account.bounces >= limits::bounces_max && !account.mail_off;
  if (goes_off) account.mail_off = asked.now;
  ++account.version;
  change.put(std::move(account));
  if (goes_off) notify(change, view, asked, {.to = *note.person, .because = Because::email_off});
}

void mails::forget_bounces(Change& change, View const& view, EmailNote const& note) {
  auto const found = note.person ? view.find<Account>(*note.person) : nullptr;
  if (!found || found->email != note.to || !found->bounces) return;
  auto account = *found;
  account.bounces.reset();
  account.mail_off.reset();
  ++account.version;
  change.put(std::move(account));
  if (found->mail_off) answer_email_off(change, view, *note.person);
}

void mails::answer_email_off(Change& change, View const& view, PersonId person) {
  auto const prefix = IndexKey(Index::notifications_by_person).id(person).byte(0).take();
  auto const answer_key = change.answer_key;
  std::size_t seen = 0;
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const found = view.find<Notification>(NotificationId{~read_u64(key.substr(10))});
    if (found && found->because == Because::email_off) {
      auto done = *found;
      done.state = NotificationState::done;
      done.snoozed_until.reset();
      done.mail_at.reset();
      ++done.version;
      change.put(std::move(done));
    }
    return ++seen < limits::decide_scanned_rows_max;
  });
  change.answer_key = answer_key;
}

}  // namespace staffroom
