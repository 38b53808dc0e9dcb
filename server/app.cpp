// Starting and stopping.
#include "server/app.hpp"

#include <sys/resource.h>

#include "protocol/limits.hpp"
#include "server/api.hpp"
#include "server/log.hpp"
#include "server/net/listener.hpp"
#include "server/passwords.hpp"

namespace staffroom {
namespace {
constexpr unsigned reader_threads = 2;
constexpr std::size_t reads_waiting_max = 20'000;
constexpr std::size_t reads_waiting_of_person_max = 64;
constexpr int reader_niceness = 5;  // searching is for the processor, and the committer has everybody waiting
constexpr std::chrono::milliseconds connections_patience{2'500};
constexpr std::chrono::milliseconds presence_every{1'000};
constexpr std::size_t files_kept_back_min = 512;
// A school whose staff all come back at once is one address, and each of them is a stranger for a moment only.
constexpr std::size_t strangers_of_address_max = 1'024;
constexpr double arrivals_of_address_burst = 2'000;
constexpr double arrivals_of_address_per_second = 500;
}  // namespace

/// One network thread and what it has to itself.
struct App::Thread {
  Thread(unsigned index, int wheel_speed, Hub& hub, Store& store)
      : loop(index, wheel_speed),
        shard(hub.add_shard([this](std::function<void()> task) { loop.post(std::move(task)); })),
        tokens(store),
        calls(loop, store),
        own{loop, shard, tokens, calls} {}
  net::Loop loop;
  HubShard& shard;
  TokenCache tokens;
  CallBatch calls;
  Own own;
  std::unique_ptr<Api> api;
  std::unique_ptr<net::Listener> listener;
  std::unique_ptr<net::Listener> redirect;  // of the first thread, when there is one
};

App::App(Settings settings) : settings_(std::move(settings)) {}

App::~App() { stop(); }

Result<std::unique_ptr<App>> App::open(Settings settings, StoreSettings store_settings) {
  passwords::start();
  net::set_security_headers(settings.is_tls());
  std::unique_ptr<App> app(new App(std::move(settings)));
  TRY_INTO(app->files_, net::StaticFiles::load(app->settings_.static_folder));
  if (auto const& tls = app->settings_.tls; tls.is_on()) {
    TRY_INTO(app->certificates_, net::Certificates::open(tls.certificate, tls.key));
  }
  store_settings.folder = app->settings_.data_folder;
  store_settings.manual_clock = app->settings_.manual_clock;
  store_settings.search = true;
  if (!store_settings.database_log) store_settings.database_log = log_database_line;
  TRY_INTO(app->store_, Store::open(std::move(store_settings)));
  app->store_->set_sink(&app->hub_);
  TRY_INTO(app->link_key_, links::open_key(app->settings_.data_folder));
  TRY(app->listen());
  return app;
}

Result<void> App::listen() {
  for (unsigned index = 0; index < settings_.threads; ++index) {
    threads_.push_back(std::make_unique<Thread>(index, settings_.wheel_speed, hub_, *store_));
  }
  make_shared_parts();
  auto port = settings_.port;
  auto joins_our_own = net::Listener::JoinsOurOwn::no;
  for (auto& thread : threads_) {
    thread->api = std::make_unique<Api>(*shared_, thread->own);
    TRY_INTO(thread->listener, net::Listener::open(thread->loop, settings_.host, port, joins_our_own, *thread->api,
                                                   certificates_.get(), door_settings()));
    port = thread->listener->port();  // the others join the first, also when it took a free one
    joins_our_own = net::Listener::JoinsOurOwn::yes;
    thread->shard.session_ended = [tokens = &thread->tokens](SessionId session) { tokens->ended(session); };
    thread->shard.lost_sight = [this](Subscriber& subscriber, TeamId team) {
      presence_->moved(subscriber.person(), team, {});
    };
  }
  if (!settings_.tls.redirect_listen.empty()) TRY(listen_for_redirects());
  *origins_ = Origins(settings_, port);
  make_mailer();
  file_checks_ = std::make_unique<FileChecks>(*store_, file_check_settings());
  backups_ = std::make_unique<Backups>(*store_, settings_.data_folder, settings_.backup);
  file_rounds_ = std::make_unique<FileRounds>(settings_.data_folder);
  set_watch_sources();
  return {};
}

Result<void> App::listen_for_redirects() {
  redirect_ = std::make_unique<net::Redirect>(settings_.public_address);
  auto& first = *threads_.front();
  TRY_INTO(first.redirect, net::Listener::open(first.loop, settings_.tls.redirect_host, settings_.tls.redirect_port,
                                               net::Listener::JoinsOurOwn::no, *redirect_, nullptr, door_settings()));
  return {};
}

/// For one network thread of several. Descriptors are kept back for the store, for files and for who is turned away.
net::DoorSettings App::door_settings() const {
  if (settings_.limits_off) return {};
  rlimit open_files{};
  ::getrlimit(RLIMIT_NOFILE, &open_files);
  auto const allowed = static_cast<std::size_t>(open_files.rlim_cur);
  auto const kept_back = std::min(std::max(files_kept_back_min, allowed / 8), allowed / 2);
  auto const share = [&](std::size_t of_all) { return std::max<std::size_t>(of_all / settings_.threads, 1); };
  return {share(allowed - kept_back), share(strangers_of_address_max), arrivals_of_address_burst / settings_.threads,
          arrivals_of_address_per_second / settings_.threads, settings_.trusted_proxies};
}

/// Of the hub, as it stands in mail and on sheets.
std::string App::address() const {
  if (!settings_.public_address.empty()) return settings_.public_address;
  bool const is_v6 = settings_.host.find(':') != std::string::npos;
  return (settings_.is_tls() ? "https://" : "http://") + (is_v6 ? "[" + settings_.host + "]" : settings_.host) + ":" +
         std::to_string(port());
}

FileCheckSettings App::file_check_settings() const { return {settings_.files.extractor, settings_.files.clamd}; }

void App::make_mailer() {
  mailer_ = std::make_unique<Mailer>(*store_, link_key_, settings_.mail, address(), delivery_of(settings_.mail));
}

void App::make_shared_parts() {
  presence_ = std::make_unique<Presence>(hub_, [this](PersonId person) { return store_->name_json(person); });
  readers_ = std::make_unique<WorkerPool>(
      "readers", reader_threads, WorkerPool::Bounds{reads_waiting_max, reads_waiting_of_person_max}, reader_niceness);
  desk_ = std::make_unique<SignInDesk>(*store_, settings_.limits_off);
  links_ = std::make_unique<LinkDesk>(*store_, link_key_, settings_.limits_off);
  quote_files_ = std::make_unique<QuoteFiles>(*store_, file_check_settings());
  suppliers_ = std::make_unique<SupplierDesk>(*store_, link_key_, *quote_files_, settings_.limits_off);
  uploads_ = std::make_unique<Uploads>(*store_, settings_.files.quota_gib * (std::uint64_t{1} << 30));
  downloads_ = std::make_unique<Downloads>(*store_);
  calendars_ = std::make_unique<CalendarFeeds>(*store_, link_key_);
  watch_ = std::make_unique<Watch>(*store_, settings_.data_folder);
  rates_ = std::make_unique<Rates>(settings_.limits_off);
  origins_ = std::make_unique<Origins>(settings_, settings_.port);
  shared_ = std::make_unique<Shared>(Shared{settings_, *store_, hub_, *presence_, *readers_, *desk_, *links_,
                                            *suppliers_, *quote_files_, *rates_, metrics_, *origins_, *files_,
                                            *uploads_, *downloads_, *calendars_, *watch_, stopping_});
}

void App::set_watch_sources() {
  WatchSources sources;
  sources.traffic = [this] {
    net::Traffic sum;
    for (auto const& thread : threads_) {
      auto const its = thread->loop.traffic();
      sum.sent_bytes += its.sent_bytes;
      sum.queued_bytes += its.queued_bytes;
      sum.sent_away += thread->listener->sent_away();
    }
    return sum;
  };
  if (certificates_) sources.certificate_ends = [this] { return std::optional(certificates_->ends()); };
  sources.mail = [this] { return mailer_->state(); };
  sources.backups = [this] { return backups_->state(); };
  sources.file_rounds = [this] { return file_rounds_->state(); };
  watch_->set_sources(std::move(sources));
}

std::uint16_t App::port() const { return threads_.front()->listener->port(); }

std::uint16_t App::redirect_port() const { return threads_.front()->redirect->port(); }

void App::look_at_certificate() {
  if (certificates_) certificates_->look();
}

void App::tell_presence() {
  presence_turn_->arm(threads_.front()->loop.wheel(), presence_every);
  presence_->tell();
}

void App::start() {
  tick_until_nothing_is_due(*store_);
  mailer_->settle();
  uploads_->start();
  downloads_->start(address());
  calendars_->start(address());
  watch_->start();
  if (certificates_) certificates_->start();
  for (auto& thread : threads_) thread->listener->start();
  if (redirect_) threads_.front()->redirect->start();
  for (auto& thread : threads_) thread->loop.start();
  presence_turn_ = std::make_unique<net::Deadline>([this] { tell_presence(); });
  threads_.front()->loop.post([this] { tell_presence(); });
  if (!settings_.manual_clock) {
    scheduler_ = std::make_unique<Scheduler>(*store_);
    scheduler_->start();
  }
  mailer_->start();
  file_checks_->start();
  backups_->start();
  file_rounds_->start();
  log::info("started", {{"port", port()}, {"threads", threads_.size()}, {"seq", store_->seq()}});
}

void App::stop() {
  if (stopping_.exchange(true)) return;
  bool started = presence_turn_ != nullptr;
  if (started) {
    for (auto& thread : threads_) thread->listener->close();
    if (redirect_) threads_.front()->redirect->close();
    if (certificates_) certificates_->stop();
    if (scheduler_) scheduler_->stop();
    watch_->stop();
    mailer_->stop();
    downloads_->stop();
    file_checks_->stop();
    backups_->stop();
    file_rounds_->stop();
    for (auto& thread : threads_) thread->loop.stop(connections_patience);
    presence_turn_.reset();
  }
  if (desk_) desk_->stop();
  if (links_) links_->stop();
  if (quote_files_) quote_files_->stop();
  if (suppliers_) suppliers_->stop();
  if (uploads_) uploads_->stop();
  if (readers_) readers_->stop();
  // Drains, syncs, closes. What it still publishes goes to loops that have ended, and is resumed by seq.
  store_.reset();
  threads_.clear();
  if (started) log::info("stopped");
}

void raise_open_files_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) log::warn("open_files_limit_kept");
}

void log_database_line(std::string_view level, std::string const& line) {
  if (level == "error" || level == "fatal") {
    log::error("database", {{"line", line}});
  } else if (level == "warn") {
    log::warn("database", {{"line", line}});
  } else {
    log::debug("database", {{"line", line}});
  }
}

}  // namespace staffroom
