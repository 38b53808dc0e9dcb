// The log, over spdlog's standard error sink.
#include "server/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace staffroom::log {
namespace {

spdlog::logger& logger() {
  static auto made = [] {
    auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    auto fresh = std::make_shared<spdlog::logger>("staffroom", std::move(sink));
    fresh->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    fresh->set_level(spdlog::level::info);
    return fresh;
  }();
  return *made;
}

spdlog::level::level_enum level_of(Level level) {
  switch (level) {
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warn: return spdlog::level::warn;
    case Level::error: return spdlog::level::err;
  }
  return spdlog::level::err;
}

void append_value(std::string& out, std::string_view value) {
  constexpr std::size_t value_length_max = 300;
  constexpr char digits[] = "0123456789abcdef";
  bool cut = value.size() > value_length_max;
  if (cut) value = value.substr(0, value_length_max);
  bool plain = !value.empty() && std::all_of(value.begin(), value.end(), [](unsigned char c) {
    return c > 0x20 && c < 0x7f && c != '"' && c != '=' && c != '\\';
  });
  if (plain && !cut) {
    out += value;
    return;
  }
  out += '"';
  for (unsigned char c : value) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c < 0x20 || c >= 0x7f) {
      out += "\\x";
      out += digits[c >> 4];
      out += digits[c & 15];
    } else {
      out += static_cast<char>(c);
    }
  }
  out += cut ? "…\"" : "\"";
}

}  // namespace

std::string line_of(std::string_view event, Fields fields) {
  std::string line(event);
  for (auto const& field : fields) {
    line += ' ';
    line += field.name;
    line += '=';
    append_value(line, field.value);
  }
  return line;
}

void set_level(Level level) { logger().set_level(level_of(level)); }

void write(Level level, std::string_view event, Fields fields) {
  auto wanted = level_of(level);
  if (!logger().should_log(wanted)) return;
  logger().log(wanted, "{}", line_of(event, fields));
}

}  // namespace staffroom::log
