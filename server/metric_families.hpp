// From counters of ours to families of Prometheus.
#pragma once
#include <prometheus/metric_family.h>

#include <string>

#include "store/histogram.hpp"

namespace staffroom::metric {

using prometheus::MetricFamily;
using Labels = std::vector<prometheus::ClientMetric::Label>;

MetricFamily counter(std::string name, std::string help);
MetricFamily gauge(std::string name, std::string help);
/// Seconds, from a histogram of microseconds; or a number of something.
MetricFamily seconds(std::string name, std::string help);
MetricFamily sizes(std::string name, std::string help);

/// One value of the family.
void add(MetricFamily& family, double value, Labels labels = {});
void add_seconds(MetricFamily& family, Histogram const& microseconds, Labels labels = {});
void add_sizes(MetricFamily& family, Histogram const& numbers);

template <class Number>
MetricFamily counter(std::string name, std::string help, Number const& value) {
  auto made = counter(std::move(name), std::move(help));
  add(made, static_cast<double>(value));
  return made;
}
template <class Number>
MetricFamily gauge(std::string name, std::string help, Number const& value) {
  auto made = gauge(std::move(name), std::move(help));
  add(made, static_cast<double>(value));
  return made;
}
inline MetricFamily seconds(std::string name, std::string help, Histogram const& microseconds) {
  auto made = seconds(std::move(name), std::move(help));
  add_seconds(made, microseconds);
  return made;
}
inline MetricFamily sizes(std::string name, std::string help, Histogram const& numbers) {
  auto made = sizes(std::move(name), std::move(help));
  add_sizes(made, numbers);
  return made;
}

}  // namespace staffroom::metric
