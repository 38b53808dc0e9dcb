// What people do with a link from a mail: look at it, use it, say no; and ask for a new password. Hashes and reads on a
// pool of its own. A link that is used, withdrawn, expired, altered or foreign is not_found, always alike. Thread-safe.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "protocol/accounts_links.hpp"
#include "server/links.hpp"
#include "server/pool.hpp"
#include "server/rates.hpp"
#include "store/store.hpp"

namespace staffroom {

class LinkDesk {
 public:
  LinkDesk(Store& store, links::Key const& key, bool limits_off);

  template <class T>
  using Done = std::function<void(Result<T>)>;

  struct Use {
    std::string token;
    UseLink body;
    Actor signed_in;  // 0 when nobody is
    std::string address, device;
  };
  struct Used {
    std::string cookie;  // the new session's token; empty when none was opened
    Accepted session;
  };

  // `done` is called on another thread. Errors: not_found; of `accept` also unprocessable (name, password), forbidden
  // invited_address (an account exists: sign in with it first), conflict (the store's guards).
  void look(std::string token, Done<LinkView> done);
  void accept(Use use, Done<Used> done);
  void decline(std::string token, Done<Accepted> done);
  /// By the link of a mail, at once. Errors: not_found.
  void unsubscribe(std::string token, Done<Unsubscribed> done);

  /// Answers at once, and alike for every address: what is found is found afterwards. Errors: too_many_requests,
  /// unavailable, no_space.
  Result<void> forgot(ForgotPassword const& asked, std::string const& address);

  void stop() { pool_.stop(); }

 private:
  std::optional<links::Link> live(std::string_view token) const;
  std::shared_ptr<Invitation const> pending(links::Link const& link) const;
  std::shared_ptr<Person const> person_of(links::Link const& link) const;
  bool can_sign_in(std::string_view email) const;

  Result<LinkView> view_of(std::string_view token) const;
  Result<LinkView> view_of(Invitation const& invitation) const;
  void use(Use const& use, Done<Used> const& done);
  void accept_signed_in(Use const& use, Invitation const& invitation, Done<Used> const& done);
  void accept_new(Use const& use, Invitation const& invitation, Done<Used> const& done);
  void open_session(PersonId person, Use const& use, Done<Used> const& done);
  void set_password(Use const& use, links::Link const& link, Done<Used> const& done);
  void confirm_email(links::Link const& link, Done<Used> const& done);
  void stop_mail(links::Link const& link, Done<Unsubscribed> const& done);
  void refuse(std::string_view token, Done<Accepted> const& done);
  void submit(Command command, Actor actor, Completion completion);

  Store& store_;
  links::Key key_;
  bool limits_off_;
  Buckets resets_by_address_;
  Buckets resets_by_email_;
  WorkerPool pool_;
};

}  // namespace staffroom
