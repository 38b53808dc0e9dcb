// The whole server: opens the store, starts the threads in order, and stops them in reverse. Members stand in start
// order, so destruction is the reverse.
#pragma once
#include <atomic>
#include <memory>
#include <vector>

#include "server/backups.hpp"
#include "server/file_checks.hpp"
#include "server/file_rounds.hpp"
#include "server/mail.hpp"
#include "server/net/door.hpp"
#include "server/net/redirect.hpp"
#include "server/net/tls.hpp"
#include "server/parts.hpp"
#include "server/scheduler.hpp"

namespace staffroom {

class App {
 public:
  /// Opens everything and listens, but serves nobody yet. Errors: those of Store::open, of the static folder, of the
  /// listening address.
  static Result<std::unique_ptr<App>> open(Settings settings, StoreSettings store_settings = {});
  ~App();  // as stop()

  void start();
  /// Orderly, in less than limits::stop_deadline: no new connections, answers under way finish, live connections are
  /// told to come back, then the store drains, syncs and closes.
  void stop();
  std::uint16_t port() const;
  /// Of [tls] redirect_listen, which must be set.
  std::uint16_t redirect_port() const;
  /// Looks now whether the certificate's files have changed. Any thread; blocks.
  void look_at_certificate();
  Store& store() { return *store_; }
  Metrics const& metrics() const { return metrics_; }

 private:
  struct Thread;
  explicit App(Settings settings);
  Result<void> listen();
  Result<void> listen_for_redirects();
  void make_shared_parts();
  void make_mailer();
  void set_watch_sources();
  FileCheckSettings file_check_settings() const;
  net::DoorSettings door_settings() const;
  std::string address() const;
  void tell_presence();

  Settings settings_;
  std::atomic<bool> stopping_{false};
  Metrics metrics_;
  Hub hub_;
  std::unique_ptr<net::StaticFiles> files_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Presence> presence_;
  std::unique_ptr<WorkerPool> readers_;
  std::unique_ptr<SignInDesk> desk_;
  links::Key link_key_{};
  std::unique_ptr<LinkDesk> links_;
  std::unique_ptr<QuoteFiles> quote_files_;
  std::unique_ptr<SupplierDesk> suppliers_;
  std::unique_ptr<Uploads> uploads_;
  std::unique_ptr<Downloads> downloads_;
  std::unique_ptr<CalendarFeeds> calendars_;
  std::unique_ptr<Watch> watch_;
  std::unique_ptr<Rates> rates_;
  std::unique_ptr<Origins> origins_;
  std::unique_ptr<Shared> shared_;
  std::unique_ptr<net::Certificates> certificates_;  // null: plain
  std::unique_ptr<net::Redirect> redirect_;
  std::vector<std::unique_ptr<Thread>> threads_;
  std::unique_ptr<Scheduler> scheduler_;
  std::unique_ptr<Mailer> mailer_;
  std::unique_ptr<FileChecks> file_checks_;
  std::unique_ptr<Backups> backups_;
  std::unique_ptr<FileRounds> file_rounds_;
  std::unique_ptr<net::Deadline> presence_turn_;
};

/// Raises the limit of open files as far as the system allows.
void raise_open_files_limit();
/// RocksDB's own log, as lines of ours.
void log_database_line(std::string_view level, std::string const& line);

}  // namespace staffroom
