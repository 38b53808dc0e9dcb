// Families, and the bounds of their buckets.
#include "server/metric_families.hpp"

#include <utility>

namespace staffroom::metric {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricType;

// Powers of two, so that what our histogram keeps fits them exactly.
constexpr int shortest_bit = 7;  // 128 µs
constexpr int longest_bit = 23;  // 8.4 s
constexpr int largest_bit = 12;  // 4,095 of something
constexpr double microseconds_per_second = 1e6;

MetricFamily family(std::string name, std::string help, MetricType type) {
  MetricFamily made;
  // What the process is has names that all programs share.
  made.name = name.starts_with("process_") ? std::move(name) : "staffroom_" + name;
  made.help = std::move(help);
  made.type = type;
  return made;
}

std::uint64_t below(int bit) { return (std::uint64_t{1} << bit) - 1; }

enum class Counted { microseconds, numbers };

void add_buckets(MetricFamily& family, Histogram const& histogram, Labels labels, Counted counted) {
  bool const is_time = counted == Counted::microseconds;
  // Durations are cut down to whole microseconds: all that are below 2^bit are meant.
  auto const bound = [is_time](int bit) {
    return is_time ? static_cast<double>(below(bit) + 1) / microseconds_per_second : static_cast<double>(below(bit));
  };
  ClientMetric made;
  made.label = std::move(labels);
  for (int bit = is_time ? shortest_bit : 1; bit <= (is_time ? longest_bit : largest_bit); ++bit) {
    made.histogram.bucket.push_back({histogram.up_to(below(bit)), bound(bit)});
  }
  auto const sum = static_cast<double>(histogram.sum());
  made.histogram.sample_sum = is_time ? sum / microseconds_per_second : sum;
  made.histogram.sample_count = histogram.total();
  family.metric.push_back(std::move(made));
}

}  // namespace

MetricFamily counter(std::string name, std::string help) {
  return family(std::move(name), std::move(help), MetricType::Counter);
}
MetricFamily gauge(std::string name, std::string help) {
  return family(std::move(name), std::move(help), MetricType::Gauge);
}
MetricFamily seconds(std::string name, std::string help) {
  return family(std::move(name), std::move(help), MetricType::Histogram);
}
MetricFamily sizes(std::string name, std::string help) {
  return family(std::move(name), std::move(help), MetricType::Histogram);
}

void add(MetricFamily& family, double value, Labels labels) {
  ClientMetric made;
  (family.type == MetricType::Counter ? made.counter.value : made.gauge.value) = value;
  made.label = std::move(labels);
  family.metric.push_back(std::move(made));
}

void add_seconds(MetricFamily& family, Histogram const& microseconds, Labels labels) {
  add_buckets(family, microseconds, std::move(labels), Counted::microseconds);
}

void add_sizes(MetricFamily& family, Histogram const& numbers) { add_buckets(family, numbers, {}, Counted::numbers); }

}  // namespace staffroom::metric
