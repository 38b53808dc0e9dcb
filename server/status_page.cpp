// The status, from counters and from what was measured.
#include "server/status_page.hpp"

#include "server/version.hpp"

namespace staffroom {
namespace {

HubHealth shown_health(Health health) {
  switch (health) {
    case Health::ok: return HubHealth::ok;
    case Health::read_only_no_space: return HubHealth::read_only_no_space;
    case Health::read_only_failed: return HubHealth::read_only_failed;
  }
  return HubHealth::read_only_failed;
}

WritesStatus writes_of(Store::Counters const& counters) {
  constexpr double half = 0.5, most = 0.99;
  WritesStatus out;
  out.commands = counters.commands;
  out.rejected = counters.rejected;
  out.groups = counters.groups;
  out.waiting = counters.waiting;
  out.sync_us_half = counters.sync_times.quantile(half);
  out.sync_us_most = counters.sync_times.quantile(most);
  return out;
}

PeopleStatus people_of(Metrics const& metrics) {
  constexpr std::size_t server_errors = 5;
  return {metrics.sockets, metrics.sockets_too_slow, metrics.refused_too_many, metrics.answers[server_errors]};
}

}  // namespace

MailWay mail_way_of(MailSettings const& settings) {
  if (!settings.spool.empty()) return MailWay::spool;
  return settings.smtp_url.empty() ? MailWay::off : MailWay::on;
}

HubStatus status_of(Shared const& shared) {
  auto const& store = shared.store;
  auto const& watch = shared.watch;
  auto const& sources = watch.sources();
  auto const measured = watch.measured();
  HubStatus out;
  out.version = program_version();
  out.health = shown_health(store.health());
  out.started = watch.started();
  out.now = store.now();
  out.clock_leapt = store.clock_leapt();
  out.seq = store.seq();
  out.disk = measured->disk;
  out.writes = writes_of(store.counters());
  out.people = people_of(shared.metrics);
  out.followers = measured->followers;
  out.mail.way = mail_way_of(shared.settings.mail);
  out.mail.waiting = measured->mail_waiting;
  out.mail.oldest = measured->mail_oldest;
  if (sources.mail) {
    auto const mail = sources.mail();
    out.mail.uncertain = mail.of(EmailResult::uncertain);
    if (!mail.problem.empty()) out.mail.problem = mail.problem;
  }
  if (sources.backups) out.backup = sources.backups();
  if (sources.certificate_ends) out.certificate_ends = sources.certificate_ends();
  return out;
}

}  // namespace staffroom
