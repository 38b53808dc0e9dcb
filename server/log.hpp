// One line per fact: event name and key=value. Ids, never content, names, e-mail addresses or tokens.
// error: someone must act; warn: degraded; info: start, stop, sign-in; debug: frames.
#pragma once
#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace staffroom::log {

struct Field {
  std::string_view name;
  std::string value;
  Field(std::string_view field_name, std::string_view text) : name(field_name), value(text) {}
  Field(std::string_view field_name, char const* text) : name(field_name), value(text) {}
  Field(std::string_view field_name, std::string const& text) : name(field_name), value(text) {}
  template <std::integral Number>
  Field(std::string_view field_name, Number number) : name(field_name), value(std::to_string(number)) {}
};
using Fields = std::initializer_list<Field>;

enum class Level { debug, info, warn, error };

/// Before the first thread is started. Lines go to standard error.
void set_level(Level level);
bool is_on(Level level);
void write(Level level, std::string_view event, Fields fields);
/// The line as it is written, without time and level: values are quoted when need be, CR, LF and escapes shown as \xNN.
std::string line_of(std::string_view event, Fields fields);

inline void debug(std::string_view event, Fields fields = {}) { write(Level::debug, event, fields); }
inline void info(std::string_view event, Fields fields = {}) { write(Level::info, event, fields); }
inline void warn(std::string_view event, Fields fields = {}) { write(Level::warn, event, fields); }
inline void error(std::string_view event, Fields fields = {}) { write(Level::error, event, fields); }

}  // namespace staffroom::log
