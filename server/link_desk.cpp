// Using links.
#include "server/link_desk.hpp"

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/log.hpp"
#include "server/passwords.hpp"
#include "server/records.hpp"
#include "store/index_rows.hpp"

namespace staffroom {
namespace {

constexpr std::size_t waiting_max = 64;
constexpr double resets_burst_of_address = 10, resets_per_second_of_address = 1.0 / 30;
constexpr double resets_burst_of_email = 3, resets_per_second_of_email = 1.0 / 600;

Error busy() { return {ErrorCode::unavailable, {}, "Many people use a link at this moment. Try again.", "busy"}; }

Error asked_too_often() {
  return {ErrorCode::too_many_requests,
          {},
          "Links were asked for several times already. Look into your inbox, or try again in ten minutes.",
          "back_off"};
}

/// "n…@school.example"
Email masked(Email const& email) {
  auto const at = email.value.find('@');
  if (at == std::string::npos || at == 0) return {};
  return {email.value.substr(0, 1) + "…" + email.value.substr(at)};
}

/// Checked and hashed; tens of milliseconds.
Result<std::string> hash_of(UseLink const& body, std::vector<std::string> const& context) {
  if (!body.password) return Error::unprocessable("body.password", "Choose a password of at least 10 characters.");
  auto const weakness = passwords::weakness_of(body.password->value, context);
  if (!weakness.empty()) return Error::unprocessable("body.password", std::string(weakness));
  auto hash = passwords::hash(body.password->value);
  if (hash.empty()) return Error{ErrorCode::unavailable, {}, "No memory to hash the password. Try again.", {}};
  return hash;
}

}  // namespace

LinkDesk::LinkDesk(Store& store, links::Key const& key, bool limits_off)
    : store_(store),
      key_(key),
      limits_off_(limits_off),
      resets_by_address_(resets_burst_of_address, resets_per_second_of_address),
      resets_by_email_(resets_burst_of_email, resets_per_second_of_email),
      pool_("links", limits::password_hashes_at_once, {waiting_max, waiting_max}, hashing_niceness) {}

void LinkDesk::look(std::string token, Done<LinkView> done) {
  if (!pool_.run([this, token = std::move(token), done] { done(view_of(token)); })) done(busy());
}

void LinkDesk::accept(Use asked, Done<Used> done) {
  if (!pool_.run([this, asked = std::move(asked), done] { use(asked, done); })) done(busy());
}

void LinkDesk::decline(std::string token, Done<Accepted> done) {
  if (!pool_.run([this, token = std::move(token), done] { refuse(token, done); })) done(busy());
}

void LinkDesk::unsubscribe(std::string token, Done<Unsubscribed> done) {
  auto work = [this, token = std::move(token), done] {
    auto const link = live(token);
    if (!link || link->type != LinkType::unsubscribe) return done(Error::not_found());
    stop_mail(*link, done);
  };
  if (!pool_.run(std::move(work))) done(busy());
}

Result<void> LinkDesk::forgot(ForgotPassword const& asked, std::string const& address) {
  if (!limits_off_ && (!resets_by_address_.take(address) || !resets_by_email_.take(folded(asked.email.value)))) {
    return asked_too_often();
  }
  if (auto const health = store_.health(); health != Health::ok) {
    auto const code = health == Health::read_only_no_space ? ErrorCode::no_space : ErrorCode::unavailable;
    return Error{code, {}, "Nothing can be changed at this moment. Try again later.", {}};
  }
  submit(AskReset{asked.email}, {}, [](Outcome const& outcome) {
    if (!outcome) log::warn("ask_reset_refused", {{"code", to_text(outcome.error().code)}});
  });
  return {};
}

void LinkDesk::submit(Command command, Actor actor, Completion completion) {
  Submission submission;
  submission.actor = actor;
  submission.command = std::move(command);
  store_.submit(std::move(submission), std::move(completion));
}

// ---- what a link leads to

std::optional<links::Link> LinkDesk::live(std::string_view token) const {
  auto const link = links::read_token(key_, token);
  return link && store_.now() < link->expires ? link : std::nullopt;
}

std::shared_ptr<Invitation const> LinkDesk::pending(links::Link const& link) const {
  if (link.type != LinkType::invitation) return nullptr;
  auto const invitation = records::find<Invitation>(store_, GetInvitation{{link.id}});
  bool const works = invitation && invitation->state == InvitationState::pending &&
                     invitation->generation == link.state && store_.now() < invitation->expires;
  return works ? invitation : nullptr;
}

std::shared_ptr<Person const> LinkDesk::person_of(links::Link const& link) const {
  bool const is_elsewhere = link.type == LinkType::calendar || link.type == LinkType::quote;
  if (link.type == LinkType::invitation || is_elsewhere) return nullptr;
  auto const account = records::find<Account>(store_, GetAccount{{link.id}});
  if (!account || account->state == AccountState::disabled) return nullptr;
  if (link.type == LinkType::password) {
    auto const credential = store_.credential_of(account->id);
    if (!credential || credential->version != link.state) return nullptr;
  } else if (link.type == LinkType::unsubscribe) {
    if (link.state > std::uint64_t(Unsubscribed::buying)) return nullptr;
  } else if (!account->pending_email || links::address_mark(account->pending_email->value) != link.state) {
    return nullptr;
  }
  return records::find<Person>(store_, GetPerson{account->id});
}

/// Whether somebody signs in with this address, now: who has left or never set a password starts by the link.
bool LinkDesk::can_sign_in(std::string_view email) const {
  auto const credential = store_.credential_of(email);
  if (!credential || credential->password_hash.empty()) return false;
  auto const standing = store_.standing(credential->id);
  return standing && standing->is_current();
}

Result<LinkView> LinkDesk::view_of(Invitation const& invitation) const {
  LinkView view;
  view.type = LinkType::invitation;
  view.email = invitation.email;
  view.person_name = invitation.person_name;
  view.has_account = can_sign_in(invitation.email.value);
  view.expires = invitation.expires;
  if (!invitation.note.empty()) view.note = invitation.note;
  view.ends = invitation.ends;
  if (auto const author = records::find<Person>(store_, GetPerson{invitation.author})) {
    view.invited_by = author->name.value;
    view.invited_by_label = author->label;
  }
  if (auto const node = records::find<Organisation>(store_, GetOrganisation{invitation.organisation})) {
    view.organisation = node->name;
  }
  if (!invitation.team) {
    view.role = invitation.role;
  } else if (auto const team = records::find<Team>(store_, GetTeam{*invitation.team})) {
    view.team = team->name;
    view.team_purpose = team->purpose;
    view.relation = invitation.relation;
  }
  return view;
}

Result<LinkView> LinkDesk::view_of(std::string_view token) const {
  auto const link = live(token);
  if (!link) return Error::not_found();
  if (auto const invitation = pending(*link)) return view_of(*invitation);
  auto const person = person_of(*link);
  if (!person) return Error::not_found();
  LinkView view;
  view.type = link->type;
  view.person_name = person->name;
  view.has_account = true;
  view.expires = link->expires;
  if (auto const credential = store_.credential_of(person->id)) view.email = credential->email;
  if (link->type == LinkType::email) {
    auto const account = records::find<Account>(store_, GetAccount{person->id});
    if (account && account->pending_email) view.email = *account->pending_email;
  }
  if (link->type == LinkType::unsubscribe) {
    view.unsubscribe = static_cast<Unsubscribed>(link->state);
    // Mail is passed on: whoever has it need not learn the whole address.
    view.email = masked(view.email);
  }
  return view;
}

// ---- using it

void LinkDesk::use(Use const& asked, Done<Used> const& done) {
  auto const link = live(asked.token);
  if (!link) return done(Error::not_found());
  switch (link->type) {
    case LinkType::invitation: {
      auto const invitation = pending(*link);
      if (!invitation) return done(Error::not_found());
      bool const signs_in = can_sign_in(invitation->email.value);
      return signs_in ? accept_signed_in(asked, *invitation, done) : accept_new(asked, *invitation, done);
    }
    case LinkType::password: return set_password(asked, *link, done);
    case LinkType::unsubscribe:
      return stop_mail(*link,
                       [done](Result<Unsubscribed> const& stopped) { stopped ? done(Used{}) : done(stopped.error()); });
    case LinkType::calendar:
    case LinkType::quote: return done(Error::not_found());
    case LinkType::email: return confirm_email(*link, done);
  }
  done(Error::not_found());
}

void LinkDesk::accept_signed_in(Use const& asked, Invitation const& invitation, Done<Used> const& done) {
  auto const credential = asked.signed_in.person ? store_.credential_of(asked.signed_in.person) : std::nullopt;
  if (!credential || folded(credential->email.value) != folded(invitation.email.value)) {
    return done(
        Error::forbidden("invited_address", "Sign in with the address that was invited, then open this link again."));
  }
  AcceptInvitation command{invitation.id, invitation.generation, credential->id, {}, {}};
  submit(std::move(command), asked.signed_in, [done, id = invitation.id](Outcome outcome) {
    if (!outcome) return done(outcome.error());
    log::info("invitation_accepted", {{"invitation", id.value}});
    done(Used{});
  });
}

void LinkDesk::accept_new(Use const& asked, Invitation const& invitation, Done<Used> const& done) {
  // Who was here before keeps the name that the hub knows.
  auto const name = asked.body.person_name ? asked.body.person_name : invitation.person_name;
  if (!name) return done(Error::unprocessable("body.person_name", "Enter your name, as colleagues know you."));
  auto hash = hash_of(asked.body, {"staffroom", invitation.email.value, name->value});
  if (!hash) return done(hash.error());
  AcceptInvitation command{invitation.id, invitation.generation, {}, name, *std::move(hash)};
  submit(std::move(command), {}, [this, asked, done, id = invitation.id](Outcome const& outcome) {
    if (!outcome) return done(outcome.error());
    log::info("invitation_accepted", {{"invitation", id.value}});
    auto const accepted = records::read<Invitation>(outcome->record);
    if (!accepted || !accepted->person) return done(Used{});
    open_session(*accepted->person, asked, done);
  });
}

void LinkDesk::open_session(PersonId person, Use const& asked, Done<Used> const& done) {
  auto token = passwords::fresh_token();
  OpenSession open{person, passwords::hash_of_token(token), asked.device};
  submit(std::move(open), {}, [token, done, person, address = asked.address](Outcome outcome) {
    // Whose first day is still to come has an account now, and signs in on that day.
    if (!outcome) return done(Used{});
    log::info("signed_in", {{"person", person.value}, {"address", address}});
    done(Used{token, *std::move(outcome)});
  });
}

void LinkDesk::set_password(Use const& asked, links::Link const& link, Done<Used> const& done) {
  auto const person = person_of(link);
  auto const credential = person ? store_.credential_of(person->id) : std::nullopt;
  if (!credential) return done(Error::not_found());
  auto hash = hash_of(asked.body, {"staffroom", credential->email.value, person->name.value});
  if (!hash) return done(hash.error());
  SetPassword command{person->id, static_cast<std::uint32_t>(link.state), *std::move(hash)};
  submit(std::move(command), {}, [done, id = person->id](Outcome const& outcome) {
    if (!outcome) return done(outcome.error());
    log::info("password_set", {{"person", id.value}});
    done(Used{});
  });
}

void LinkDesk::confirm_email(links::Link const& link, Done<Used> const& done) {
  auto const person = person_of(link);
  auto const account = person ? records::find<Account>(store_, GetAccount{person->id}) : nullptr;
  if (!account || !account->pending_email) return done(Error::not_found());
  submit(ConfirmEmail{account->id, *account->pending_email}, {}, [done, id = account->id](Outcome const& outcome) {
    if (!outcome) return done(outcome.error());
    log::info("email_confirmed", {{"person", id.value}});
    done(Used{});
  });
}

void LinkDesk::stop_mail(links::Link const& link, Done<Unsubscribed> const& done) {
  auto const person = person_of(link);
  if (!person) return done(Error::not_found());
  auto const what = static_cast<Unsubscribed>(link.state);
  submit(Unsubscribe{person->id, what}, {}, [done, what, id = person->id](Outcome const& outcome) {
    if (!outcome) return done(outcome.error());
    log::info("unsubscribed", {{"person", id.value}});
    done(what);
  });
}

void LinkDesk::refuse(std::string_view token, Done<Accepted> const& done) {
  auto const link = live(token);
  if (!link) return done(Error::not_found());
  if (auto const invitation = pending(*link)) {
    return submit(DeclineInvitation{invitation->id, invitation->generation}, {}, done);
  }
  // "This was not me" of an address that waits for its confirmation needs nothing: unconfirmed, it never counts.
  auto const person = link->type == LinkType::password ? person_of(*link) : nullptr;
  if (!person) return done(Error::not_found());
  submit(DisownReset{person->id, static_cast<std::uint32_t>(link->state)}, {}, done);
}

}  // namespace staffroom
