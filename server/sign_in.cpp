// Signing in.
#include "server/sign_in.hpp"

#include <algorithm>

#include "protocol/limits.hpp"
#include "server/ascii.hpp"
#include "server/log.hpp"
#include "server/passwords.hpp"

namespace staffroom {
namespace {

constexpr int free_failures = 5;
constexpr int wait_seconds_max = 15 * 60;
constexpr std::chrono::hours pair_forgotten_after{1};

Error wrong_credentials() {
  return {ErrorCode::sign_in_required, {}, "The e-mail address or the password is not right.", "credentials"};
}

Error too_many_tries() {
  return {ErrorCode::too_many_requests, {}, "Too many tries. Wait a little, then try again.", "back_off"};
}

Error pool_full() {
  return {ErrorCode::too_many_requests, {}, "Many people are signing in at this moment. Try again.", "busy"};
}

}  // namespace

int SignInBackOff::try_from(std::string const& email, std::string const& address) {
  if (off_) return 0;
  auto now = std::chrono::steady_clock::now();
  auto key = email + '\n' + address;
  bool known = false;
  {
    std::lock_guard lock(mutex_);
    if (pairs_.size() > pairs_max) {
      std::erase_if(pairs_, [&](auto const& entry) { return entry.second.open_at + pair_forgotten_after < now; });
      if (pairs_.size() > pairs_max) pairs_.clear();  // the fence by address still stands
    }
    auto& pair = pairs_[key];
    if (pair.open_at + pair_forgotten_after < now) pair.failures = 0;
    if (now < pair.open_at) {
      return static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(pair.open_at - now).count()) + 1;
    }
    ++pair.failures;
    auto beyond = std::min(pair.failures - free_failures, 12);
    auto wait = beyond < 0 ? 0 : std::min(wait_seconds_max, 1 << beyond);
    pair.open_at = now + std::chrono::seconds(wait);
    known = known_.contains(key);
  }
  if (!by_address_.take(address)) return 2;
  if (!known && !by_email_.take(email)) {
    by_address_.give_back(address);
    return 10;
  }
  return 0;
}

void SignInBackOff::succeeded(std::string const& email, std::string const& address) {
  if (off_) return;
  auto key = email + '\n' + address;
  by_address_.give_back(address);
  by_email_.give_back(email);
  std::lock_guard lock(mutex_);
  pairs_.erase(key);
  if (known_.size() > pairs_max) known_.clear();
  known_.insert(std::move(key));
}

SignInDesk::SignInDesk(Store& store, bool limits_off)
    : store_(store),
      back_off_(limits_off),
      pool_("passwords", limits::password_hashes_at_once,
            {limits::password_hashes_waiting_max, limits::password_hashes_waiting_max}, hashing_niceness) {
  // Made now, so that the first unknown address costs one hash like all others.
  passwords::dummy();
}

void SignInDesk::sign_in(SignIn request, std::string address, std::string device, Done<Opened> done) {
  if (auto seconds = back_off_.try_from(lowered(request.email.value), address)) {
    return done(too_many_tries(), seconds);
  }
  auto work = [this, request = std::move(request), address = std::move(address), device = std::move(device), done] {
    check_and_open(request, address, device, done);
  };
  if (!pool_.run(std::move(work))) done(pool_full(), 2);
}

void SignInDesk::check_and_open(SignIn const& request, std::string const& address, std::string device,
                                Done<Opened> const& done) {
  auto email = lowered(request.email.value);
  auto credential = store_.credential_of(email);
  auto const& stored = credential ? credential->password_hash : passwords::dummy();
  bool right = passwords::verify(stored, request.password.value) && credential;
  if (!right) {
    ++failures_;
    log::info("sign_in_failed", {{"address", address}, {"person", credential ? credential->id.value : 0}});
    return done(wrong_credentials(), 0);
  }
  auto token = passwords::fresh_token();
  OpenSession open{credential->id, passwords::hash_of_token(token), std::move(device)};
  Submission submission;
  submission.command = std::move(open);
  auto person = credential->id;
  store_.submit(std::move(submission), [this, token, email, address, person, done](Outcome outcome) {
    if (!outcome) {
      // Somebody without a current membership: told like a wrong password.
      bool hidden = outcome.error().code == ErrorCode::not_found;
      return done(hidden ? wrong_credentials() : outcome.error(), 5);
    }
    back_off_.succeeded(email, address);
    log::info("signed_in", {{"person", person.value}, {"address", address}});
    done(Opened{token, *std::move(outcome)}, 0);
  });
}

void SignInDesk::change_password(Actor actor, std::string address, ChangePassword request, Done<Accepted> done) {
  if (auto seconds = back_off_.try_from("person " + std::to_string(actor.person.value), address)) {
    return done(too_many_tries(), seconds);
  }
  auto work = [this, actor, address = std::move(address), request = std::move(request), done] {
    check_and_replace(actor, address, request, done);
  };
  if (!pool_.run(std::move(work))) done(pool_full(), 2);
}

void SignInDesk::check_and_replace(Actor const& actor, std::string const& address, ChangePassword const& request,
                                   Done<Accepted> const& done) {
  auto credential = store_.credential_of(actor.person);
  if (!credential || !passwords::verify(credential->password_hash, request.current_password.value)) {
    ++failures_;
    Error wrong = Error::unprocessable("body.current_password", "This is not your present password.");
    return done(std::move(wrong), 0);
  }
  back_off_.succeeded("person " + std::to_string(actor.person.value), address);
  std::vector<std::string> context{"staffroom", credential->email.value, store_.name_json(actor.person)};
  auto weakness = passwords::weakness_of(request.new_password.value, context);
  if (!weakness.empty()) return done(Error::unprocessable("body.new_password", std::string(weakness)), 0);
  auto hash = passwords::hash(request.new_password.value);
  if (hash.empty()) return done(Error{ErrorCode::unavailable, {}, "No memory to hash the password. Try again.", {}}, 5);
  ReplacePassword replace{actor.session, credential->version, std::move(hash)};
  Submission submission;
  submission.actor = actor;
  submission.actor.fresh_until = store_.now() + std::chrono::milliseconds{limits::session_fresh_for};
  submission.command = std::move(replace);
  store_.submit(std::move(submission), [done, actor](Outcome outcome) {
    if (!outcome) return done(outcome.error(), 5);
    log::info("password_changed", {{"person", actor.person.value}});
    done(*std::move(outcome), 0);
  });
}

void SignInDesk::confirm_password(Actor actor, std::string address, ConfirmPassword request, Done<Accepted> done) {
  if (auto seconds = back_off_.try_from("person " + std::to_string(actor.person.value), address)) {
    return done(too_many_tries(), seconds);
  }
  auto work = [this, actor, address = std::move(address), request = std::move(request), done] {
    check_and_refresh(actor, address, request, done);
  };
  if (!pool_.run(std::move(work))) done(pool_full(), 2);
}

void SignInDesk::check_and_refresh(Actor const& actor, std::string const& address, ConfirmPassword const& request,
                                   Done<Accepted> const& done) {
  auto credential = store_.credential_of(actor.person);
  if (!credential || !passwords::verify(credential->password_hash, request.password.value)) {
    ++failures_;
    Error wrong = Error::unprocessable("body.password", "This is not your password.");
    return done(std::move(wrong), 0);
  }
  back_off_.succeeded("person " + std::to_string(actor.person.value), address);
  RefreshSession refresh{actor.session};
  Submission submission;
  submission.actor = actor;
  submission.command = std::move(refresh);
  store_.submit(std::move(submission), [done](Outcome outcome) {
    if (!outcome) return done(outcome.error(), 5);
    done(*std::move(outcome), 0);
  });
}

std::string device_of(std::string_view user_agent) {
  auto first_of = [&](std::initializer_list<std::pair<std::string_view, std::string_view>> names,
                      std::string_view otherwise) {
    for (auto const& [mark, name] : names) {
      if (user_agent.find(mark) != std::string_view::npos) return name;
    }
    return otherwise;
  };
  auto browser = first_of({{"Edg/", "Edge"},
                           {"OPR/", "Opera"},
                           {"Firefox/", "Firefox"},
                           {"Chrome/", "Chrome"},
                           {"Safari/", "Safari"},
                           {"curl/", "curl"}},
                          "A program");
  auto system = first_of({{"Windows", "Windows"},
                          {"CrOS", "ChromeOS"},
                          {"iPhone", "iPhone"},
                          {"iPad", "iPad"},
                          {"Android", "Android"},
                          {"Mac OS X", "macOS"},
                          {"Linux", "Linux"}},
                         "");
  auto device = std::string(browser);
  if (!system.empty()) device += " on " + std::string(system);
  return device;
}

}  // namespace staffroom
