// Accounts: signing in and out, sessions, passwords. Secrets are hashed before they become a command.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/organisations.hpp"
#include "protocol/people.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// Internal record, never on the wire: key is the person. The e-mail is stored lower-cased.
struct Credential {
  static constexpr Kind kind = Kind::credential;
  static constexpr std::string_view path = "";
  PersonId id;
  std::uint32_t version = 1;
  Email email;
  std::string password_hash;  // libsodium's argon2id string
};
STAFFROOM_DESCRIBE(Credential, (), (id, version, email, password_hash))

enum class AccountState : std::uint8_t { active, disabled };
BOOST_DESCRIBE_ENUM(AccountState, active, disabled)

/// What the person and those who administer them see of the account. Has the person's id.
struct Account {
  static constexpr Kind kind = Kind::account;
  static constexpr std::string_view path = "/people/{id}/account";
  PersonId id;
  std::uint32_t version = 1;
  Email email;
  AccountState state = AccountState::active;
  bool has_password = false;           // false: has not set one yet
  std::optional<Email> pending_email;  // waits for its confirmation by a link
  TimestampMs created;
  std::optional<std::uint32_t> bounces;  // mails in a row that came back
  std::optional<TimestampMs> mail_off;   // so many that since then only security mail goes to this address
};
STAFFROOM_DESCRIBE(Account, (), (id, version, email, state, has_password, pending_email, created, bounces, mail_off))

/// One signed-in browser. Visible to its person only.
struct Session {
  static constexpr Kind kind = Kind::session;
  static constexpr std::string_view path = "/sessions/{id}";
  SessionId id;
  std::uint32_t version = 1;
  PersonId person;
  std::string device;  // "Chrome on Windows", from the user agent, at most 120 characters
  TimestampMs created;
  TimestampMs last_seen;  // moves in steps of limits::session_touch_every
  TimestampMs expires;    // absolute limit
};
STAFFROOM_DESCRIBE(Session, (), (id, version, person, device, created, last_seen, expires))

/// Internal record, never on the wire: key is the session; an index row leads from the token's hash to it.
struct SessionSecret {
  static constexpr Kind kind = Kind::session_secret;
  static constexpr std::string_view path = "";
  SessionId id;
  std::uint32_t version = 1;
  PersonId person;
  std::string token_hash;   // SHA-256 of the cookie's token, 64 hex digits
  TimestampMs fresh_until;  // the password was entered in this session not long ago
};
STAFFROOM_DESCRIBE(SessionSecret, (), (id, version, person, token_hash, fresh_until))

/// POST /session; answered by the server, which checks the password on its pool and then submits OpenSession.
struct SignIn {
  static constexpr std::string_view name = "sign_in";
  static constexpr Route route{Method::post, "/session"};
  Email email;
  Password password;
};
STAFFROOM_DESCRIBE(SignIn, (), (email, password))

/// DELETE /session: ends the session that asks.
struct SignOut {
  static constexpr std::string_view name = "sign_out";
  static constexpr Route route{Method::remove, "/session"};
};
STAFFROOM_DESCRIBE(SignOut, (), ())

/// PUT /me/password; answered by the server, which hashes on its pool and then submits ReplacePassword.
struct ChangePassword {
  static constexpr std::string_view name = "change_password";
  static constexpr Route route{Method::put, "/me/password"};
  Password current_password;
  NewPassword new_password;
};
STAFFROOM_DESCRIBE(ChangePassword, (), (current_password, new_password))

/// POST /me/confirm: the password again, before what needs it; answered by the server, which then submits
/// RefreshSession.
struct ConfirmPassword {
  static constexpr std::string_view name = "confirm_password";
  static constexpr Route route{Method::post, "/me/confirm"};
  Password password;
};
STAFFROOM_DESCRIBE(ConfirmPassword, (), (password))

/// Internal, from ConfirmPassword: the session is fresh for limits::session_fresh_for.
struct RefreshSession {
  static constexpr std::string_view name = "refresh_session";
  SessionId session;
};
STAFFROOM_DESCRIBE(RefreshSession, (), (session))

/// A new address counts when it is confirmed by the link sent to it; the old one is told.
struct ChangeEmail {
  static constexpr std::string_view name = "change_email";
  static constexpr Route route{Method::put, "/people/{person}/email"};
  static constexpr Success success = Success::changed;
  PersonId person;
  Email email;
};
STAFFROOM_DESCRIBE(ChangeEmail, (), (person, email))

/// By an administrator: a link to set a new password is mailed.
struct SendReset {
  static constexpr std::string_view name = "send_reset";
  static constexpr Route route{Method::post, "/people/{person}/reset"};
  static constexpr Success success = Success::changed;
  PersonId person;
};
STAFFROOM_DESCRIBE(SendReset, (), (person))

struct EndSessions {
  static constexpr std::string_view name = "end_sessions";
  static constexpr Route route{Method::post, "/people/{person}/end-sessions"};
  static constexpr Success success = Success::changed;
  PersonId person;
};
STAFFROOM_DESCRIBE(EndSessions, (), (person))

/// Nobody signs in with it, and who is signed in is signed out.
struct DisablePerson {
  static constexpr std::string_view name = "disable_person";
  static constexpr Route route{Method::post, "/people/{person}/disable"};
  static constexpr Success success = Success::changed;
  PersonId person;
};
STAFFROOM_DESCRIBE(DisablePerson, (), (person))

struct EnablePerson {
  static constexpr std::string_view name = "enable_person";
  static constexpr Route route{Method::post, "/people/{person}/enable"};
  static constexpr Success success = Success::changed;
  PersonId person;
};
STAFFROOM_DESCRIBE(EnablePerson, (), (person))

/// Internal, from SignIn.
struct OpenSession {
  static constexpr std::string_view name = "open_session";
  PersonId person;
  std::string token_hash;
  std::string device;
};
STAFFROOM_DESCRIBE(OpenSession, (), (person, token_hash, device))

/// Internal, from ChangePassword: ends all of the person's other sessions. `checked_version` is the credential's
/// version whose password was verified: if another change came first, this one is refused.
struct ReplacePassword {
  static constexpr std::string_view name = "replace_password";
  SessionId session;
  std::uint32_t checked_version = 0;
  std::string password_hash;
};
STAFFROOM_DESCRIBE(ReplacePassword, (), (session, checked_version, password_hash))

/// Internal: "still here", at most every limits::session_touch_every. No audit row.
struct TouchSession {
  static constexpr std::string_view name = "touch_session";
  SessionId session;
};
STAFFROOM_DESCRIBE(TouchSession, (), (session))

struct EndSession {
  static constexpr std::string_view name = "end_session";
  static constexpr Route route{Method::remove, "/sessions/{session}"};
  static constexpr Success success = Success::gone;
  SessionId session;
};
STAFFROOM_DESCRIBE(EndSession, (), (session))

/// What the web app needs first. Visible to the person only.
struct Me {
  PersonId person;
  Name name;
  std::string label;
  Email email;
  SessionId session;
  TimestampMs session_idle_ends;
  TimestampMs session_ends;
  TimestampMs server_time;
  std::vector<Membership> memberships;      // current ones
  std::vector<Organisation> organisations;  // of these memberships, and those above them that I may read
};
STAFFROOM_DESCRIBE(Me, (),
                   (person, name, label, email, session, session_idle_ends, session_ends, server_time, memberships,
                    organisations))

/// GET /me. Answers with Me, not with a list. Counts as activity of the session.
struct GetMe {
  static constexpr std::string_view name = "get_me";
  static constexpr Route route{Method::get, "/me"};
  using Answers = Me;
};
STAFFROOM_DESCRIBE(GetMe, (), ())

struct GetAccount {
  static constexpr std::string_view name = "get_account";
  static constexpr Route route{Method::get, "/people/{person}/account"};
  using Item = Account;
  PersonId person;
};
STAFFROOM_DESCRIBE(GetAccount, (), (person))

struct ListSessions {
  static constexpr std::string_view name = "list_sessions";
  static constexpr Route route{Method::get, "/me/sessions"};
  using Item = Session;
};
STAFFROOM_DESCRIBE(ListSessions, (), ())

struct GetSession {
  static constexpr std::string_view name = "get_session";
  static constexpr Route route{Method::get, "/sessions/{session}"};
  using Item = Session;
  SessionId session;
};
STAFFROOM_DESCRIBE(GetSession, (), (session))

}  // namespace staffroom
