// The log, over spdlog's standard error sink.
#include "server/log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace staffroom::log {
namespace {

/// "<6>", as the journal reads how grave a line is (sd-daemon(3)).
class Priority : public spdlog::custom_flag_formatter {
 public:
  void format(spdlog::details::log_msg const& line, std::tm const&, spdlog::memory_buf_t& out) override {
    char const digit = line.level >= spdlog::level::err    ? '3'
                       : line.level == spdlog::level::warn ? '4'
                       : line.level == spdlog::level::info ? '6'
                                                           : '7';
    for (char const c : {'<', digit, '>'}) out.push_back(c);
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<Priority>(); }
};

/// Whether standard error goes to the journal: systemd names its device and inode.
bool goes_to_journal() {
  char const* const named = std::getenv("JOURNAL_STREAM");
  struct stat state{};
  if (!named || ::fstat(STDERR_FILENO, &state) != 0) return false;
  return named == std::to_string(state.st_dev) + ":" + std::to_string(state.st_ino);
}

/// The journal stamps time and priority itself.
std::unique_ptr<spdlog::formatter> layout() {
  auto made = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
  made->add_flag<Priority>('*');
  made->set_pattern(goes_to_journal() ? "%*%v" : "%Y-%m-%dT%H:%M:%S.%eZ %l %v");
  return made;
}

spdlog::logger& logger() {
  static auto made = [] {
    auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    auto fresh = std::make_shared<spdlog::logger>("staffroom", std::move(sink));
    fresh->set_formatter(layout());
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

bool is_on(Level level) { return logger().should_log(level_of(level)); }

void write(Level level, std::string_view event, Fields fields) {
  auto wanted = level_of(level);
  if (!logger().should_log(wanted)) return;
  logger().log(wanted, "{}", line_of(event, fields));
}

}  // namespace staffroom::log
