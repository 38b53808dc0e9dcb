// [backup] of the settings file: where copies go, when they are made, how long they stay.
#pragma once
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/result.hpp"

namespace staffroom {

struct BackupSettings {
  std::filesystem::path folder;               // empty: no copies are made by themselves
  std::optional<std::chrono::minutes> every;  // "24h", "90m"; the first one when the newest copy is that old
  std::optional<std::chrono::minutes> at;     // "02:30", by the machine's own clock; when neither is named
  std::size_t keep_daily = 7;                 // the newest copy of each of so many days
  std::size_t keep_weekly = 4;                // and of each of so many weeks
  bool verify = true;                         // read each new copy as a whole

  static constexpr std::chrono::minutes at_default{2 * 60 + 30};
};

/// One setting by its name. Errors: unprocessable, naming `name`.
Result<void> assign_backup(BackupSettings& backup, std::string_view key, std::string const& text,
                           std::string const& name);
/// Errors: unprocessable, naming the setting.
Result<void> check_backup(BackupSettings const& backup, std::filesystem::path const& data_folder);

}  // namespace staffroom
