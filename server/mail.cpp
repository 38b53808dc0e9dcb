// Taking, handing over, reporting.
#include "server/mail.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <latch>

#include "server/log.hpp"
#include "server/mail_message.hpp"
#include "server/mail_text.hpp"
#include "server/records.hpp"

namespace staffroom {
namespace {

constexpr std::chrono::milliseconds look_for_mails_every{250};
constexpr std::chrono::milliseconds report_again_after{1'000};
constexpr std::size_t looked_at_once = 50;
constexpr std::size_t digests_at_once = 2;  // people who post meanwhile wait for so many
constexpr int niceness = 10;

/// In this order, as one group; blocks.
std::vector<Outcome> submit_all(Store& store, std::vector<Command> commands) {
  std::vector<Outcome> outcomes(commands.size(), Error::not_found());
  std::latch waiting(static_cast<std::ptrdiff_t>(commands.size()));
  std::vector<Store::Call> calls;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    Submission submission;
    submission.command = std::move(commands[i]);
    submission.lane = Lane::background;
    calls.emplace_back(std::move(submission), [&, i](Outcome outcome) {
      outcomes[i] = std::move(outcome);
      waiting.count_down();
    });
  }
  store.submit_all(std::move(calls));
  waiting.wait();
  return outcomes;
}

/// Decided meanwhile in another way: nothing is wrong.
bool is_settled(Outcome const& outcome) {
  return outcome || outcome.error().code == ErrorCode::conflict || outcome.error().code == ErrorCode::not_found;
}

ReportEmail report_of(EmailId email, mail::Delivered const& delivered) {
  bool const well = delivered.result == EmailResult::sent || delivered.result == EmailResult::dropped;
  log::write(well ? log::Level::info : log::Level::warn, "mail",
             {{"email", email.value}, {"result", boost::describe::enum_to_string(delivered.result, "")}});
  ReportEmail report{email, delivered.result, {}};
  if (!delivered.trouble.empty()) report.trouble = {delivered.trouble};
  return report;
}

/// So wide that names sort like numbers.
std::string file_name(EmailId id) {
  constexpr std::size_t width = 16;
  auto const number = std::to_string(id.value);
  return std::string(width - std::min(width, number.size()), '0') + number;
}

}  // namespace

Mailer::Mailer(Store& store, links::Key const& key, MailSettings const& settings, std::string address,
               std::unique_ptr<mail::Delivery> delivery)
    : store_(store), key_(key), address_(std::move(address)), delivery_(std::move(delivery)) {
  mail::parse_sender(settings.from, sender_);
  if (!settings.reply_to.empty() && mail::parse_sender(settings.reply_to, reply_to_)) {
    replies_to_ = reply_to_.address;
  } else {
    reply_to_ = {"Replies are not read", "no-reply@" + sender_.address.substr(sender_.address.find('@') + 1)};
  }
}

void Mailer::settle() {
  constexpr std::size_t all = 100'000;
  for (auto const& note : store_.emails_waiting(all)) {
    if (note.state == EmailState::sending) {
      mail::Delivered const left{EmailResult::uncertain, "The hub stopped while this mail was being handed over."};
      remember(left);
      report({report_of(note.id, left)});
    }
  }
}

void Mailer::start() {
  if (!delivery_) return;
  thread_ = std::thread([this] { run(); });
}

void Mailer::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Mailer::run() {
  // People who are waiting for an answer come first.
  ::setpriority(PRIO_PROCESS, 0, niceness);
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    bool const more = store_.health() == Health::ok && send_due();
    lock.lock();
    if (!more) wake_.wait_for(lock, look_for_mails_every, [this] { return stopping_.load(); });
  }
}

bool Mailer::send_due() {
  auto waiting = store_.emails_waiting(looked_at_once);
  bool const all_looked_at = waiting.size() < looked_at_once;
  std::erase_if(
      waiting, [&](EmailNote const& note) { return note.next_at > store_.now() || note.state == EmailState::sending; });
  for (std::span<EmailNote const> rest = waiting; !rest.empty();) {
    // Digests together: what a crash left uncertain of them, the next ones tell. Of all else at most one is.
    std::size_t count = 1;
    auto const is_digest = [&](std::size_t at) { return rest[at].about == EmailAbout::digest; };
    while (is_digest(0) && count < rest.size() && count < digests_at_once && is_digest(count)) ++count;
    if (stopping_ || !send(rest.first(count))) return false;
    rest = rest.subspan(count);
  }
  return !waiting.empty() && !all_looked_at;
}

bool Mailer::send(std::span<EmailNote const> due) {
  std::vector<Command> takes;
  for (auto const& note : due) takes.emplace_back(TakeEmail{note.id});
  auto const taken = submit_all(store_, std::move(takes));
  std::vector<ReportEmail> reports;
  bool sound = true;
  for (auto const& outcome : taken) {
    sound = sound && is_settled(outcome);
    auto const note = outcome ? records::read<EmailNote>(outcome->record) : nullptr;
    if (note && note->state == EmailState::sending) {
      auto const delivered = hand_over(*note);
      remember(delivered);
      reports.push_back(report_of(note->id, delivered));
    }
  }
  return report(std::move(reports)) && sound;
}

void Mailer::remember(mail::Delivered const& delivered) {
  std::lock_guard const lock(state_mutex_);
  ++state_.results[static_cast<std::size_t>(delivered.result)];
  if (delivered.result == EmailResult::sent) state_.problem.clear();
  if (delivered.result == EmailResult::refused && !stopping_) state_.problem = delivered.trouble;
}

MailState Mailer::state() const {
  std::lock_guard const lock(state_mutex_);
  return state_;
}

mail::Delivered Mailer::hand_over(EmailNote const& note) {
  if (stopping_) return {EmailResult::refused, "The hub stopped before this mail was handed over."};
  auto const letter = mail::letter_of(store_, key_, address_, replies_to_, note);
  if (!letter) return {EmailResult::dropped, {}};
  auto const domain = sender_.address.substr(sender_.address.find('@') + 1);
  // Stable: the same for each try, so that a receiver who gets it twice after all shows it once.
  auto const id = "email-" + std::to_string(note.id.value) + "-" + store_.incarnation() + "@" + domain;
  auto const message = mail::encode({note.to.value, sender_, reply_to_, id, store_.now(), *letter});
  return delivery_->hand_over(file_name(note.id), note.to.value, message, stopping_);
}

bool Mailer::report(std::vector<ReportEmail> reports) {
  std::unique_lock lock(mutex_);
  while (!reports.empty()) {
    lock.unlock();
    auto const outcomes = submit_all(store_, {reports.begin(), reports.end()});
    std::vector<ReportEmail> again;
    for (std::size_t i = 0; i < reports.size(); ++i) {
      if (is_settled(outcomes[i])) continue;
      log::warn("mail_not_reported", {{"email", reports[i].email.value}, {"code", to_text(outcomes[i].error().code)}});
      again.push_back(std::move(reports[i]));
    }
    reports = std::move(again);
    lock.lock();
    if (reports.empty()) break;
    if (stopping_) return false;  // found as sending at the next start: uncertain
    wake_.wait_for(lock, report_again_after, [this] { return stopping_.load(); });
  }
  return true;
}

std::unique_ptr<mail::Delivery> delivery_of(MailSettings const& settings) {
  if (!settings.spool.empty()) return mail::spool_delivery(settings.spool);
  if (settings.smtp_url.empty()) return nullptr;
  mail::Sender sender;
  mail::parse_sender(settings.from, sender);
  return mail::smtp_delivery(settings, sender.address);
}

}  // namespace staffroom
