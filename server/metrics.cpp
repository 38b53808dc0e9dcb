// The metrics page, through prometheus-cpp's text serialiser.
#include "server/metrics.hpp"

#include <prometheus/text_serializer.h>
#include <sys/resource.h>

#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <sstream>
#include <vector>

#include "server/metric_families.hpp"
#include "server/parts.hpp"
#include "server/version.hpp"

namespace staffroom {
namespace {

using Families = std::vector<prometheus::MetricFamily>;

constexpr double ms_per_second = 1'000;

double in_seconds(TimestampMs at) { return static_cast<double>(at.value) / ms_per_second; }

double in_seconds(timeval const& span) {
  constexpr double microseconds = 1e6;
  return static_cast<double>(span.tv_sec) + static_cast<double>(span.tv_usec) / microseconds;
}

void add_requests(Families& out, Shared const& shared) {
  auto const& metrics = shared.metrics;
  out.push_back(metric::counter("http_requests_total", "HTTP requests.", metrics.requests));
  auto answers = metric::counter("http_answers_total", "HTTP answers by class of status.");
  for (std::size_t digit = 2; digit < metrics.answers.size(); ++digit) {
    metric::add(answers, static_cast<double>(metrics.answers[digit].load()), {{"class", std::to_string(digit) + "xx"}});
  }
  out.push_back(std::move(answers));
  out.push_back(metric::counter("http_refused_too_many_total", "Requests and calls answered with 429: asked too often.",
                                metrics.refused_too_many));
  out.push_back(metric::seconds("http_seconds", "From a request's head to its answer, without waiting for its bytes.",
                                metrics.request_times));
  out.push_back(metric::gauge("sign_ins_waiting", "Password checks waiting.", shared.desk.waiting()));
  out.push_back(metric::counter("sign_ins_failed_total", "Failed password checks.", shared.desk.failures()));
}

void add_live(Families& out, Shared const& shared) {
  auto const& metrics = shared.metrics;
  out.push_back(metric::gauge("sockets", "Live connections that are open.", metrics.sockets));
  out.push_back(metric::counter("sockets_opened_total", "Live connections ever opened.", metrics.sockets_opened));
  out.push_back(metric::counter("sockets_too_slow_total", "Live connections closed because they did not keep up.",
                                metrics.sockets_too_slow));
  out.push_back(metric::counter("sockets_too_much_total", "Live connections closed because they sent far too much.",
                                metrics.sockets_too_much));
  out.push_back(metric::counter("frames_received_total", "Frames from live connections.", metrics.frames_received));
  out.push_back(metric::counter("calls_total", "Commands by live connections.", metrics.calls));
  out.push_back(
      metric::counter("resyncs_total", "Live connections that had to fetch everything afresh.", metrics.resyncs));
  out.push_back(
      metric::counter("deliveries_total", "Frames of events handed to live connections.", shared.hub.deliveries()));
  auto lags = metric::seconds("fan_out_seconds", "From the sync to the last send of a publication, by thread.");
  auto const threads = shared.hub.lags();
  for (std::size_t i = 0; i < threads.size(); ++i)
    metric::add_seconds(lags, *threads[i], {{"thread", std::to_string(i)}});
  out.push_back(std::move(lags));
  if (!shared.watch.sources().traffic) return;
  auto const traffic = shared.watch.sources().traffic();
  out.push_back(metric::counter("sent_bytes_total", "Bytes handed to sockets.", traffic.sent_bytes));
  out.push_back(metric::gauge("queued_bytes", "Bytes that wait for slow readers.", traffic.queued_bytes));
  out.push_back(metric::counter("connections_sent_away_total",
                                "Connections of strangers that found no room, or gave way to others.",
                                traffic.sent_away));
}

void add_store(Families& out, Store const& store) {
  auto const& counters = store.counters();
  constexpr double microseconds = 1e6;
  out.push_back(metric::counter("commands_total", "Commands decided.", counters.commands));
  out.push_back(metric::counter("commands_rejected_total", "Commands refused.", counters.rejected));
  out.push_back(
      metric::counter("commands_repeated_total", "Commands answered from an earlier acceptance.", counters.repeated));
  out.push_back(metric::gauge("commands_waiting", "Commands waiting for the committer.", counters.waiting));
  out.push_back(metric::counter("commit_groups_total", "Groups of commands that shared a sync.", counters.groups));
  out.push_back(metric::sizes("commit_group_commands", "Commands in a group that was written.", counters.group_sizes));
  out.push_back(
      metric::seconds("commit_group_seconds", "From a group's first decision to its answers.", counters.group_times));
  out.push_back(metric::seconds("sync_seconds", "A group's write and sync.", counters.sync_times));
  out.push_back(metric::counter("sync_seconds_total", "Time spent in writes and syncs.",
                                static_cast<double>(counters.sync_microseconds) / microseconds));
  out.push_back(metric::counter("queries_total", "Queries.", counters.queries));
  out.push_back(metric::counter("queries_missed_cache_total", "Queries that had to go to the read pool.",
                                counters.queries_missed_cache));
  out.push_back(metric::gauge("seq", "Position in the total order.", store.seq()));
  out.push_back(metric::gauge("health", "0 writes and reads, 1 read-only for want of space, 2 read-only until restart.",
                              static_cast<int>(store.health())));
  out.push_back(metric::gauge("clock_leapt", "1 when the machine's time has jumped: due things wait for a restart.",
                              static_cast<int>(store.clock_leapt())));
}

void add_mail(Families& out, Measured const& measured, WatchSources const& sources, TimestampMs now) {
  out.push_back(metric::gauge("mail_waiting", "Mails that are due, and those tried in vain; counted up to 5,000.",
                              measured.mail_waiting));
  out.push_back(metric::gauge("mail_oldest_seconds", "Age of the oldest mail that waits.",
                              measured.mail_oldest ? in_seconds(now) - in_seconds(*measured.mail_oldest) : 0));
  if (!sources.mail) return;
  auto const state = sources.mail();
  auto results = metric::counter("mail_results_total", "Tries to hand a mail over, by how they went.");
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<EmailResult>>(
      [&](auto it) { metric::add(results, static_cast<double>(state.of(it.value)), {{"result", it.name}}); });
  out.push_back(std::move(results));
}

void add_measured(Families& out, Shared const& shared) {
  auto const measured = shared.watch.measured();
  auto const& disk = measured->disk;
  if (disk.total_bytes == 0) return;  // nothing was measured yet
  out.push_back(metric::gauge("disk_free_bytes", "Free space where the data lie.", disk.free_bytes));
  out.push_back(metric::gauge("disk_total_bytes", "All space where the data lie.", disk.total_bytes));
  auto data = metric::gauge("data_bytes", "What the hub keeps, by part.");
  for (auto const& [part, bytes] : {std::pair{"database", disk.database_bytes},
                                    {"files", disk.files_bytes},
                                    {"search", disk.search_bytes},
                                    {"uploads", disk.uploads_bytes}}) {
    metric::add(data, static_cast<double>(bytes), {{"part", part}});
  }
  out.push_back(std::move(data));
  auto behind = metric::gauge("follower_behind",
                              "What a follower has yet to do: commands (search), versions (file_checks), "
                              "files to read again (file_rounds); damaged_files: found damaged.");
  for (auto const& it : measured->followers)
    metric::add(behind, static_cast<double>(it.behind), {{"follower", it.name}});
  out.push_back(std::move(behind));
  add_mail(out, *measured, shared.watch.sources(), shared.store.now());
  out.push_back(metric::gauge("process_resident_memory_bytes", "Memory of the process.", measured->resident_bytes));
  out.push_back(metric::gauge("process_open_fds", "Open files and sockets.", measured->open_files));
  out.push_back(metric::gauge("process_max_fds", "Open files and sockets that are allowed.", measured->open_files_max));
}

/// Families without a value are left out where there is nothing to say: no backups, no certificate.
void add_care(Families& out, WatchSources const& sources) {
  auto const backup = sources.backups ? sources.backups() : BackupStatus{};
  out.push_back(
      metric::gauge("backup_scheduled", "1 when backups are made by the settings.", backup.scheduled ? 1 : 0));
  out.push_back(metric::gauge("backup_failed", "1 when the last try failed.", backup.problem ? 1 : 0));
  out.push_back(metric::gauge("backups_kept", "Copies that are kept.", backup.kept));
  auto last = metric::gauge("backup_last_timestamp_seconds", "When the newest complete backup was begun.");
  if (backup.last) metric::add(last, in_seconds(*backup.last));
  out.push_back(std::move(last));
  auto verified =
      metric::gauge("backup_verified_timestamp_seconds", "When a backup was last read as a whole and found sound.");
  if (backup.verified) metric::add(verified, in_seconds(*backup.verified));
  out.push_back(std::move(verified));
  auto certificate =
      metric::gauge("certificate_expiry_seconds", "When the certificate of TLS ends, in seconds since 1970.");
  auto const ends = sources.certificate_ends ? sources.certificate_ends() : std::nullopt;
  if (ends) metric::add(certificate, in_seconds(*ends));
  out.push_back(std::move(certificate));
}

void add_process(Families& out, Shared const& shared) {
  auto build = metric::gauge("build_info", "The version of the program, as a label.");
  metric::add(build, 1, {{"version", std::string(program_version())}});
  out.push_back(std::move(build));
  out.push_back(metric::gauge("process_start_time_seconds", "When the process started, in seconds since 1970.",
                              in_seconds(shared.watch.started())));
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  out.push_back(metric::counter("process_cpu_seconds_total", "Time of the processors.",
                                in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime)));
}

}  // namespace

std::string metrics_page(Shared const& shared) {
  Families families;
  add_requests(families, shared);
  add_live(families, shared);
  add_store(families, shared.store);
  add_measured(families, shared);
  add_care(families, shared.watch.sources());
  add_process(families, shared);
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, families);
  return out.str();
}

}  // namespace staffroom
