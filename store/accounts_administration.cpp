// Accounts as those who administer people see and change them; and what credential and account have in common.
#include "store/accounts.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/mails.hpp"

namespace staffroom {

PersonId accounts::person_with(View const& view, std::string_view email) {
  PersonId person;
  auto const wanted = IndexKey(Index::person_by_email).text(folded(email)).take();
  view.scan_index(wanted, {}, [&](std::string_view key, std::string_view value) {
    if (key == wanted) person = PersonId{read_u64(value)};
    return false;
  });
  return person;
}

Person accounts::make(Change& change, Asked& asked, Name const& name, Email const& email, std::string password_hash) {
  Person person{.id = asked.take<PersonId>(), .name = name, .left = true, .created = asked.now};
  Email const address{folded(email.value)};
  Account account{.id = person.id, .email = address, .has_password = !password_hash.empty(), .created = asked.now};
  change.put(Credential{.id = person.id, .email = address, .password_hash = std::move(password_hash)});
  change.put(std::move(account));
  return person;
}

Account accounts::account_of(View const& view, Credential const& credential) {
  if (auto const found = view.find<Account>(credential.id)) return *found;
  auto const person = view.find<Person>(credential.id);
  return {.id = credential.id,
          .version = 0,
          .email = credential.email,
          .has_password = !credential.password_hash.empty(),
          .created = person ? person->created : TimestampMs{}};
}

void accounts::put_credential(Change& change, View const& view, Credential credential) {
  auto account = account_of(view, credential);
  account.email = credential.email;
  account.has_password = !credential.password_hash.empty();
  ++account.version;
  ++credential.version;
  change.put(std::move(credential)).put(std::move(account));
}

std::vector<SessionId> accounts::sessions_of(View const& view, PersonId person) {
  std::vector<SessionId> out;
  auto const prefix = IndexKey(Index::sessions_by_person).id(person).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    out.push_back(SessionId{~read_u64(key.substr(9))});
    return true;
  });
  return out;
}

void accounts::end_sessions(Change& change, View const& view, PersonId person, SessionId but) {
  for (auto const session : sessions_of(view, person)) {
    if (session != but) change.remove<Session>(session).remove<SessionSecret>(session);
  }
  if (!but) end_tokens(change, view, person);
}

namespace {

struct Administered {
  std::shared_ptr<Person const> person;
  std::shared_ptr<Credential const> credential;
  Account account;
};

/// The account of a person whom the actor may read and do this to. Errors: as the door's; not_found for somebody who
/// was erased.
Result<Administered> administered(View const& view, Asked const& asked, PersonId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto const person, door.readable<Person>("ids.person", id));
  TRY(door.may(Thing::person, action, {.about = id, .target = id}));
  auto const credential = view.find<Credential>(id);
  if (!credential) return Error::not_found("ids.person");
  auto account = accounts::account_of(view, *credential);
  TRY(check_version(asked, account.version));
  return Administered{person, credential, std::move(account)};
}

Change shows(PersonId person) { return Change::unchanged<Account>(person); }

Result<Change> set_state(View const& view, Asked const& asked, PersonId id, Action action, AccountState wanted) {
  TRY_INTO(auto it, administered(view, asked, id, action));
  if (it.account.state == wanted) return Error::conflict("wrong_state", "The account is in this state already.");
  it.account.state = wanted;
  ++it.account.version;
  auto change = shows(id);
  change.put(std::move(it.account));
  // Nobody stays signed in with an account that is off.
  if (wanted == AccountState::disabled) accounts::end_sessions(change, view, id);
  return change;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, DisablePerson const& command) {
  return set_state(view, asked, command.person, Action::disable, AccountState::disabled);
}

Result<Change> decide(View const& view, Asked& asked, EnablePerson const& command) {
  return set_state(view, asked, command.person, Action::enable, AccountState::active);
}

Result<Change> decide(View const& view, Asked& asked, EndSessions const& command) {
  TRY(administered(view, asked, command.person, Action::end_sessions));
  auto change = shows(command.person);
  accounts::end_sessions(change, view, command.person);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, SendReset const& command) {
  TRY_INTO(auto const it, administered(view, asked, command.person, Action::send_reset));
  if (it.account.state == AccountState::disabled) {
    return Error::conflict("disabled", "This account is switched off. Switch it on first.");
  }
  auto const standing = view.standing(command.person);
  bool const current = standing && standing->is_current();
  // Who has not begun yet is welcomed again; who has left is not let in by a link.
  if (!current && it.account.has_password) {
    return Error::conflict("wrong_state", "This person has no current membership and can't sign in.");
  }
  auto change = shows(command.person);
  mails::note(change, asked,
              {.about = it.account.has_password ? EmailAbout::reset : EmailAbout::welcome,
               .person = command.person,
               .organisation = mails::organisation_of(view, command.person),
               .to = it.credential->email});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ChangeEmail const& command) {
  TRY_INTO(auto it, administered(view, asked, command.person, Action::edit_email));
  if (!mails::is_address(command.email.value)) {
    return Error::unprocessable("body.email", "This does not look like an e-mail address.");
  }
  Email const wanted{folded(command.email.value)};
  if (wanted == it.credential->email) {
    return Error::conflict("wrong_state", "This is the account's address already.");
  }
  it.account.pending_email = wanted;
  ++it.account.version;
  auto change = shows(command.person);
  change.put(std::move(it.account));
  // Whether somebody else has the address is told to nobody: then no link is sent, and it never counts.
  if (accounts::person_with(view, wanted.value)) return change;
  auto const organisation = mails::organisation_of(view, command.person);
  EmailNote const confirm{
      .about = EmailAbout::email_confirm, .person = command.person, .organisation = organisation, .to = wanted};
  mails::note(change, asked, confirm);
  EmailNote const told{.about = EmailAbout::email_changed,
                       .person = command.person,
                       .organisation = organisation,
                       .to = it.credential->email};
  mails::note(change, asked, told);
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, GetAccount const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Account>("ids.person", query.person));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
