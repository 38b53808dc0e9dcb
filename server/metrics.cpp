// The metrics page, through prometheus-cpp's text serialiser.
#include "server/metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <sstream>
#include <vector>

#include "server/hub.hpp"
#include "server/sign_in.hpp"
#include "store/store.hpp"

namespace staffroom {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

MetricFamily family(std::string name, std::string help, MetricType type, double value) {
  MetricFamily made;
  made.name = "staffroom_" + std::move(name);
  made.help = std::move(help);
  made.type = type;
  ClientMetric metric;
  (type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
  made.metric.push_back(std::move(metric));
  return made;
}

template <class Number>
MetricFamily counter(std::string name, std::string help, Number const& value) {
  return family(std::move(name), std::move(help), MetricType::Counter, static_cast<double>(value));
}

template <class Number>
MetricFamily gauge(std::string name, std::string help, Number const& value) {
  return family(std::move(name), std::move(help), MetricType::Gauge, static_cast<double>(value));
}

MetricFamily answers_by_class(Metrics const& metrics) {
  MetricFamily made;
  made.name = "staffroom_http_answers_total";
  made.help = "HTTP answers by class of status.";
  made.type = MetricType::Counter;
  for (std::size_t digit = 2; digit < metrics.answers.size(); ++digit) {
    ClientMetric metric;
    metric.counter.value = static_cast<double>(metrics.answers[digit].load());
    metric.label.push_back({"class", std::to_string(digit) + "xx"});
    made.metric.push_back(std::move(metric));
  }
  return made;
}

}  // namespace

std::string metrics_page(Metrics const& metrics, Store const& store, Hub const& hub, SignInDesk const& desk) {
  auto const& counters = store.counters();
  std::vector<MetricFamily> families{
      counter("http_requests_total", "HTTP requests.", metrics.requests),
      answers_by_class(metrics),
      gauge("sockets", "Live connections that are open.", metrics.sockets),
      counter("sockets_opened_total", "Live connections ever opened.", metrics.sockets_opened),
      counter("sockets_too_slow_total", "Live connections closed because they did not keep up.",
              metrics.sockets_too_slow),
      counter("frames_received_total", "Frames from live connections.", metrics.frames_received),
      counter("calls_total", "Commands by live connections.", metrics.calls),
      counter("resyncs_total", "Live connections that had to fetch everything afresh.", metrics.resyncs),
      counter("deliveries_total", "Frames of events handed to live connections.", hub.deliveries()),
      counter("commands_total", "Commands decided.", counters.commands),
      counter("commands_rejected_total", "Commands refused.", counters.rejected),
      counter("commands_repeated_total", "Commands answered from an earlier acceptance.", counters.repeated),
      counter("commit_groups_total", "Groups of commands that shared a sync.", counters.groups),
      counter("sync_seconds_total", "Time spent in syncs.", static_cast<double>(counters.sync_microseconds) / 1e6),
      gauge("commands_waiting", "Commands waiting for the committer.", counters.waiting),
      counter("queries_total", "Queries.", counters.queries),
      counter("queries_missed_cache_total", "Queries that had to go to the read pool.", counters.queries_missed_cache),
      gauge("seq", "Position in the total order.", store.seq()),
      gauge("health", "0 writes and reads, 1 read-only for want of space, 2 read-only until restart.",
            static_cast<int>(store.health())),
      gauge("sign_ins_waiting", "Password checks waiting.", desk.waiting()),
      counter("sign_ins_failed_total", "Failed password checks.", desk.failures())};
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, families);
  return out.str();
}

}  // namespace staffroom
