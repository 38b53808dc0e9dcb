// The mail follower: one thread that takes what is due, makes its text, hands it over and reports. At most one
// hand-over of a mail: that it is being sent is on disk before, and what a crash left uncertain is not sent again.
#pragma once
#include <array>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "server/links.hpp"
#include "server/mail_delivery.hpp"
#include "server/mail_message.hpp"
#include "store/store.hpp"

namespace staffroom {

/// How it went since the start.
struct MailState {
  std::array<std::uint64_t, 5> results{};  // by EmailResult
  std::string problem;                     // what was said last, while no mail has gone since
  std::uint64_t of(EmailResult result) const { return results[static_cast<std::size_t>(result)]; }
};

class Mailer {
 public:
  /// `delivery` null: mail stays due until there is a place to send it to. `address`: of the hub, in links.
  Mailer(Store& store, links::Key const& key, MailSettings const& settings, std::string address,
         std::unique_ptr<mail::Delivery> delivery);
  ~Mailer() { stop(); }

  /// What was being handed over when the hub stopped is uncertain. Blocks; before the first request is served.
  void settle();
  void start();
  void stop();
  /// Any thread.
  MailState state() const;

 private:
  void run();
  /// Whether there may be more to send at once.
  bool send_due();
  /// Recorded as being sent, handed over one by one, reported. False when there is no sense in going on now.
  bool send(std::span<EmailNote const> due);
  mail::Delivered hand_over(EmailNote const& note);
  bool report(std::vector<ReportEmail> reports);
  void remember(mail::Delivered const& delivered);

  Store& store_;
  links::Key key_;
  std::string address_;
  mail::Sender sender_;
  mail::Sender reply_to_;   // what becomes of replies, in its name
  std::string replies_to_;  // where they are read; empty: nowhere
  std::unique_ptr<mail::Delivery> delivery_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
  mutable std::mutex state_mutex_;
  MailState state_;
};

/// As the settings say: a spool, a mail server, or null.
std::unique_ptr<mail::Delivery> delivery_of(MailSettings const& settings);

}  // namespace staffroom
