// Taking, handing over, reporting.
#include "server/mail.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>

#include "server/log.hpp"
#include "server/mail_message.hpp"
#include "server/mail_text.hpp"
#include "server/records.hpp"

namespace staffroom {
namespace {

constexpr std::chrono::milliseconds look_every{250};
constexpr std::chrono::milliseconds report_again_after{1'000};
constexpr std::size_t looked_at_once = 50;

Outcome submit(Store& store, Command command) {
  Submission submission;
  submission.command = std::move(command);
  submission.lane = Lane::background;
  return store.submit_and_wait(std::move(submission));
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
}

void Mailer::settle() {
  constexpr std::size_t all = 100'000;
  for (auto const& note : store_.emails_waiting(all)) {
    if (note.state == EmailState::sending) {
      report(note.id, {EmailResult::uncertain, "The hub stopped while this mail was being handed over."});
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
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    if (store_.health() == Health::ok) send_due();
    lock.lock();
    wake_.wait_for(lock, look_every, [this] { return stopping_.load(); });
  }
}

void Mailer::send_due() {
  for (auto const& note : store_.emails_waiting(looked_at_once)) {
    if (stopping_ || note.next_at > store_.now()) return;
    if (note.state == EmailState::due && !send(note)) return;
  }
}

bool Mailer::send(EmailNote const& due) {
  auto const taken = submit(store_, TakeEmail{due.id});
  if (!taken) return taken.error().code == ErrorCode::conflict || taken.error().code == ErrorCode::not_found;
  auto const note = records::read<EmailNote>(taken->record);
  if (!note || note->state != EmailState::sending) return true;
  auto const letter = mail::letter_of(store_, key_, address_, *note);
  mail::Delivered delivered{EmailResult::dropped, {}};
  if (letter) {
    auto const domain = sender_.address.substr(sender_.address.find('@') + 1);
    // Stable: the same for each try, so that a receiver who gets it twice after all shows it once.
    auto const id = "email-" + std::to_string(note->id.value) + "-" + store_.incarnation() + "@" + domain;
    auto const message = mail::encode({note->to.value, sender_, id, store_.now(), *letter});
    delivered = delivery_->hand_over(file_name(note->id), note->to.value, message, stopping_);
  }
  return report(note->id, delivered);
}

bool Mailer::report(EmailId email, mail::Delivered const& delivered) {
  bool const well = delivered.result == EmailResult::sent || delivered.result == EmailResult::dropped;
  log::write(well ? log::Level::info : log::Level::warn, "mail",
             {{"email", email.value}, {"result", boost::describe::enum_to_string(delivered.result, "")}});
  ReportEmail report{email, delivered.result, {}};
  if (!delivered.trouble.empty()) report.trouble = {delivered.trouble};
  std::unique_lock lock(mutex_);
  do {
    lock.unlock();
    auto const outcome = submit(store_, report);
    if (outcome) return true;
    if (outcome.error().code == ErrorCode::conflict || outcome.error().code == ErrorCode::not_found) return true;
    log::warn("mail_not_reported", {{"email", email.value}, {"code", to_text(outcome.error().code)}});
    lock.lock();
    wake_.wait_for(lock, report_again_after, [this] { return stopping_.load(); });
  } while (!stopping_);
  return false;  // found as sending at the next start: uncertain
}

std::unique_ptr<mail::Delivery> delivery_of(MailSettings const& settings) {
  if (!settings.spool.empty()) return mail::spool_delivery(settings.spool);
  if (settings.smtp_url.empty()) return nullptr;
  mail::Sender sender;
  mail::parse_sender(settings.from, sender);
  return mail::smtp_delivery(settings, sender.address);
}

}  // namespace staffroom
