// Where a mail is handed over: a mail server (SMTP, by libcurl), or a folder of files for development.
#pragma once
#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

#include "protocol/notifications_mail.hpp"
#include "server/config.hpp"

namespace staffroom::mail {

struct Delivered {
  EmailResult result = EmailResult::sent;
  std::string trouble;  // what was said, without addresses; one line
};

class Delivery {
 public:
  virtual ~Delivery() = default;
  /// Blocks, at most about a minute; ends early when `stopping` becomes true. `name`: of the mail, for a file.
  virtual Delivered hand_over(std::string const& name, std::string const& to, std::string const& message,
                              std::atomic<bool> const& stopping) = 0;
};

/// Before other threads are started. `sender`: the address that bounces go to.
std::unique_ptr<Delivery> smtp_delivery(MailSettings settings, std::string sender);
std::unique_ptr<Delivery> spool_delivery(std::filesystem::path folder);

/// What a mail server said, fit to be kept and shown: no address, no control character, at most 200 characters.
std::string without_addresses(std::string_view text);

/// The spool as a page, newest first, its links to be clicked; no scripts.
std::string spool_page(std::filesystem::path const& folder);

}  // namespace staffroom::mail
