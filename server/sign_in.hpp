// Signing in and changing the password: the work that needs a hash, on a bounded pool, and the back-off that makes
// guessing useless without ever locking the victim out. Thread-safe.
#pragma once
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "server/pool.hpp"
#include "server/rates.hpp"
#include "store/store.hpp"

namespace staffroom {

/// Counts failed sign-ins only. Three fences, all of which open by themselves:
/// - the same e-mail address from the same address: after five failures each further one doubles a wait, up to 15
/// minutes;
/// - an address that fails for many accounts (a spray): a trickle of one try in two seconds, which a school behind one
///   address can live with;
/// - an e-mail address that fails from many addresses: a trickle of one try in ten seconds, from which an address that
///   has signed in there before is exempt.
class SignInBackOff {
 public:
  explicit SignInBackOff(bool off) : off_(off) {}
  /// Seconds to wait, 0 when the try may be made: it then counts as failed until succeeded() is called.
  int try_from(std::string const& email, std::string const& address);
  void succeeded(std::string const& email, std::string const& address);

 private:
  struct Pair {
    int failures = 0;
    TokenBucket::Time open_at{};
  };
  static constexpr std::size_t pairs_max = 50'000;
  bool off_;
  std::mutex mutex_;
  std::unordered_map<std::string, Pair> pairs_;
  std::unordered_set<std::string> known_;  // pairs that have signed in
  Buckets by_address_{30, 0.5};
  Buckets by_email_{50, 0.1};
};

class SignInDesk {
 public:
  SignInDesk(Store& store, bool limits_off);

  struct Opened {
    std::string token;  // for the cookie; never stored, never logged
    Accepted session;
  };
  template <class T>
  using Done = std::function<void(Result<T>, int retry_after_seconds)>;

  /// `done` is called on another thread. Errors: sign_in_required (wrong address or password, one text for both),
  /// too_many_requests, unavailable.
  void sign_in(SignIn request, std::string address, std::string device, Done<Opened> done);
  void change_password(Actor actor, std::string address, ChangePassword request, Done<Accepted> done);
  /// The password again: the session is fresh for a while.
  void confirm_password(Actor actor, std::string address, ConfirmPassword request, Done<Accepted> done);
  void stop() { pool_.stop(); }
  std::size_t waiting() const { return pool_.waiting(); }
  std::uint64_t failures() const { return failures_; }

 private:
  void check_and_open(SignIn const& request, std::string const& address, std::string device, Done<Opened> const& done);
  void check_and_refresh(Actor const& actor, std::string const& address, ConfirmPassword const& request,
                         Done<Accepted> const& done);
  void check_and_replace(Actor const& actor, std::string const& address, ChangePassword const& request,
                         Done<Accepted> const& done);
  Store& store_;
  SignInBackOff back_off_;
  std::atomic<std::uint64_t> failures_{0};
  WorkerPool pool_;
};

/// "Chrome on Windows", from the User-Agent header.
std::string device_of(std::string_view user_agent);

}  // namespace staffroom
