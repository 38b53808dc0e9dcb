// The law's bench.
#include "tests/laws/law.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <future>

#include "protocol/codec.hpp"
#include "tests/support/deeds.hpp"
#include "tests/support/share.hpp"

namespace staffroom::tests {
namespace {

constexpr std::size_t copies_kept = 12;
constexpr std::size_t failures_told = 12;

std::string name_in(Command const& command) {
  return visit([](auto const& it) { return std::string(it.name); }, command);
}

}  // namespace

/// What is wrong stays wrong: asked for by turns, it is found a few commands later. Campaigns ask at each.
Law::Law(Scenario& scenario, Settings settings)
    : scenario_(scenario), settings_(settings), held_every_(std::getenv("STAFFROOM_THOROUGH") ? 1 : 4) {
  scenario_.sink().take();
  if (!settings_.watched) return;
  std::size_t place = 0;
  for (auto const& [name, person] : scenario_.everybody()) {
    Client client(scenario_, name, person);
    // One in three has everything open at all times, one what there was in the beginning, one only Home.
    if (place % 3 == 2) {
      client.open({Open::List::home});
    } else {
      client.open_everything();
    }
    viewers_.emplace_back(std::move(client), person);
    earlier_.emplace_back();
    ++place;
  }
}

Accepted Law::twice(Actor const& actor, Command command) {
  doing_ = name_in(command);
  auto& store = scenario_.store();
  auto const key = "law-" + std::to_string(++step_);
  auto const fingerprint = fingerprint_of(command);
  Submission const submission{actor, std::move(command), key, fingerprint, {}, Lane::people};
  note_deed(store, submission);
  auto const first = store.submit_and_wait(submission);
  if (!first) throw std::runtime_error(doing_ + ": " + told(first) + " " + first.error().path);
  accepted_.insert(doing_);
  auto const seq = store.seq();
  // What became due with it happens before the next command, this one's repetition included.
  auto const due = store.next_due();
  bool const is_due = due && *due <= store.now();
  auto const again = store.submit_and_wait(submission);
  if (again) {
    CHECK_MESSAGE(again->repeated, doing_);
    CHECK(again->seq == first->seq);
  } else {
    // What the command took away from its sender they cannot be shown again; but nothing is done twice.
    FAIL_CHECK(doing_ << " with the same key: " << told(again));
  }
  CHECK_MESSAGE((is_due || store.seq() == seq), doing_ << " with the same key changed something");
  return *first;
}

Accepted Law::does(Colleague const& who, Command command) {
  auto const accepted = twice(who.actor(), std::move(command));
  settle();
  return accepted;
}

Accepted Law::system(Command command) {
  auto const accepted = twice({}, std::move(command));
  settle();
  return accepted;
}

Accepted Law::quietly(Actor const& actor, Command command) {
  auto const accepted = twice(actor, std::move(command));
  single_ = false;
  if (settings_.after_each) settings_.after_each(doing_);
  return accepted;
}

void Law::refuses(Colleague const& who, Command command, std::string_view why) {
  auto const name = name_in(command);
  auto const answer = told(who.tries(std::move(command)));
  CHECK_MESSAGE((why.empty() ? answer != "accepted" : answer == why), name << " is answered " << answer);
}

void Law::together(std::vector<std::pair<Colleague, Command>> commands) {
  doing_ = "together";
  std::vector<std::promise<void>> done(commands.size());
  for (std::size_t i = 0; i < commands.size(); ++i) {
    doing_ += " " + name_in(commands[i].second);
    Submission submission{commands[i].first.actor(), std::move(commands[i].second)};
    note_deed(scenario_.store(), submission);
    scenario_.store().submit(std::move(submission), [&done, i](Outcome const&) { done[i].set_value(); });
  }
  for (auto& it : done) it.get_future().wait();
  single_ = false;
  settle();
}

void Law::advance(std::chrono::milliseconds span) {
  doing_ = "time";
  scenario_.advance(span);
  // Who was away for longer than the window fetches everything afresh: that is no law to look at.
  if (span >= limits::window_age_max) {
    for (auto& copies : earlier_) copies.clear();
  }
  settle();
}

/// All that is published reaches everybody and everybody opens their lists; each looks at their page in their turn.
void Law::settle() {
  auto const publications = scenario_.sink().take();
  for (std::size_t i = 0; i < viewers_.size(); ++i) {
    auto& client = viewers_[i].first;
    for (auto const& it : publications) client.receive(*it);
    bool const in_turn = is_in_turn(i);
    if (settings_.lag == 0) {
      client.drain();
      if (single_ && in_turn) watch_confidentiality(client);
      if (settings_.looking && in_turn) {
        report(client.problems((step_ + i) % held_every_ == 0), doing_);
        ++checks_;
      }
    } else if ((step_ + i) % settings_.lag == 0) {
      // What is opened now is newer than the frames that are still on their way.
      if (i % 3 == 0) client.open_everything();
      client.drain();
      if (in_turn) {
        report(client.problems(), doing_ + ", seen late");
        ++checks_;
      }
    } else if (i % 3 == 0) {
      client.open_everything();
    }
    client.take_applied();
    if (settings_.lag == 0 && i % 3 == 0) client.open_everything();
    if (settings_.resuming) {
      if ((step_ + i) % held_every_ == 0 && in_turn) check_resume(i);
      earlier_[i].push_back(client);
      if (earlier_[i].size() > copies_kept) earlier_[i].pop_front();
    }
  }
  single_ = true;
  ++turn_;
  if (settings_.after_each) settings_.after_each(doing_);
}

/// Always, unless only a share of the law is done: then each viewer after so many commands, everybody equally often.
bool Law::is_in_turn(std::size_t viewer) const { return is_in_share(turn_ + viewer); }

/// Nobody was sent a record that they may not read when it was sent.
void Law::watch_confidentiality(Client& client) {
  for (auto const& text : client.take_applied()) {
    auto const frame = Json::parse(text);
    for (auto const& event : frame.at("events")) {
      if (!event.contains("put")) continue;
      auto const self = event.at("put").at("self").get<std::string>();
      Colleague const viewer(scenario_, client.person());
      if (!reads_self(viewer, self)) report({client.name() + " was sent " + self + " without the right"}, doing_);
    }
  }
}

/// Copies of the viewer from before come back now: they end where the one stands who was never away.
void Law::check_resume(std::size_t viewer) {
  auto const& copies = earlier_[viewer];
  if (copies.empty()) return;
  for (auto const back : {std::size_t{1}, 2 + (step_ + viewer) % (copies_kept - 1)}) {
    if (back > copies.size()) continue;
    Client client = copies[copies.size() - back];
    auto const reason = client.resume();
    CHECK_MESSAGE(reason.empty(), "a resync after " << back << " commands: " << reason);
    std::set<std::string> seen;
    for (auto const& text : client.take_applied()) {
      auto const frame = Json::parse(text);
      for (auto const& event : frame.at("events")) {
        if (!event.contains("put")) continue;
        auto const key = bag_key(event.at("put"));
        bool const once = seen.insert(key).second || event.at("put").at("kind") == "team";
        if (!once) report({client.name() + " was sent " + key + " twice on coming back"}, doing_);
        Colleague const person(scenario_, client.person());
        auto const self = event.at("put").at("self").get<std::string>();
        auto const fresh = person.asks(query_of_self(self));
        bool const is_own = !fresh && reads_self(person, self);
        if (!is_own && (!fresh || !is_as_fresh(event.at("put"), fresh_of(*fresh)))) {
          report({client.name() + " was sent " + key + " on coming back as it is not to be read now"}, doing_);
        }
      }
    }
    report(client.problems(), doing_ + ", after " + std::to_string(back) + " commands away");
    ++resumes_;
  }
}

void Law::finish() {
  doing_ = "the end";
  for (auto& [client, person] : viewers_) {
    client.drain();
    report(client.problems(), doing_);
  }
}

void Law::report(std::vector<std::string> const& problems, std::string const& where) {
  for (auto const& it : problems) {
    if (++failures_ > failures_told) return;
    FAIL_CHECK("step " << step_ << " (" << where << "): " << it);
  }
}

}  // namespace staffroom::tests
