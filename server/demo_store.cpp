// Filling a new data folder by ordinary commands.
#include "server/demo_store.hpp"

#include "server/file_checks.hpp"
#include "server/scheduler.hpp"
#include "store/calendar.hpp"

namespace staffroom {
namespace {

Error named(Error error, std::string const& what) {
  error.detail = what + ": " + std::string(to_text(error.code)) + " " + error.path + " " + error.detail;
  return error;
}

}  // namespace

DemoDays::DemoDays(TimestampMs now) {
  constexpr int ends_hour = 8, ends_minute = 31;  // of the last morning that is told of
  zero_ = calendar::date_of(now);
  if (now < calendar::local(zero_, ends_hour, ends_minute)) --zero_.days;
  while (!calendar::is_weekday(zero_)) --zero_.days;
  constexpr int days_before_first = 290;  // 190 working days and a week
  start_ = calendar::local({zero_.days - days_before_first}, 7, 0);
}

TimestampMs DemoDays::moment(std::string const& at) const {
  auto space = at.find(' ');
  auto const on = day(-std::stoi(at.substr(0, space)));
  return calendar::local(on, std::stoi(at.substr(space + 1, 2)), std::stoi(at.substr(space + 4, 2)));
}

Date DemoDays::day(int working_days) const {
  auto day = zero_;
  auto const step = working_days < 0 ? -1 : 1;
  while (working_days != 0) {
    day.days += step;
    if (calendar::is_weekday(day)) working_days -= step;
  }
  return day;
}

Result<void> DemoStore::open(std::filesystem::path const& folder, TimestampMs start) {
  StoreSettings settings;
  settings.folder = folder;
  settings.manual_clock = true;
  settings.manual_start = start;
  TRY_INTO(store_, Store::open(std::move(settings)));
  if (store_->seq() != 0) {
    return Error::conflict("not_empty", "The folder " + folder.string() + " is in use already. Name an empty one.");
  }
  return {};
}

Actor DemoStore::actor_of(PersonId person) const {
  Actor actor;
  actor.person = person;
  actor.fresh_until = store_->now() + std::chrono::hours{24};
  return actor;
}

Submission DemoStore::submission_of(PersonId actor, Command command) const {
  Submission submission;
  submission.actor = actor_of(actor);
  submission.command = std::move(command);
  submission.lane = Lane::background;
  return submission;
}

Result<Accepted> DemoStore::run(PersonId actor, Command command, std::string const& what) {
  auto outcome = store_->submit_and_wait(submission_of(actor, std::move(command)));
  if (!outcome) return named(outcome.error(), what);
  return outcome;
}

void DemoStore::wait_until(TimestampMs at) {
  auto const go_to = [this](TimestampMs moment) {
    auto const now = store_->now();
    if (moment > now) store_->advance_clock(moment - now);
  };
  std::optional<TimestampMs> before;
  for (auto due = store_->next_due(); due && *due <= at && due != before; due = store_->next_due()) {
    go_to(*due);
    tick_until_nothing_is_due(*store_);
    before = due;
  }
  go_to(at);
}

void DemoStore::check_files() {
  FileChecks checks(*store_, {.extractor = file_reader_, .clamd = {}});
  checks.run_waiting();
}

void DemoStore::run_later(PersonId actor, Command command, std::string what) {
  auto promise = std::make_shared<std::promise<Outcome>>();
  later_.emplace_back(std::move(what), promise->get_future());
  store_->submit(submission_of(actor, std::move(command)),
                 [promise](Outcome outcome) { promise->set_value(std::move(outcome)); });
}

Result<std::vector<Accepted>> DemoStore::finish_later() {
  auto waiting = std::move(later_);
  later_.clear();
  std::vector<Accepted> answers;
  std::optional<Error> first;
  for (auto& [what, one] : waiting) {
    auto outcome = one.get();
    if (outcome) {
      answers.push_back(*std::move(outcome));
    } else if (!first) {
      first = named(outcome.error(), what);
    }
  }
  if (first) return *first;
  return answers;
}

}  // namespace staffroom
