// Reading and checking the settings of backups.
#include "server/backup_settings.hpp"

#include "server/digits.hpp"

namespace staffroom {
namespace {

using std::chrono::minutes;

Error wrong_backup(std::string name, std::string what) {
  return Error::unprocessable(std::move(name), std::move(what));
}

/// "90m", "24h", "2d"
std::optional<minutes> span_in(std::string_view text) {
  constexpr unsigned longest = 10'000;
  if (text.size() < 2) return std::nullopt;
  auto const number = digits_as<unsigned>(text.substr(0, text.size() - 1));
  if (!number || *number == 0 || *number > longest) return std::nullopt;
  if (text.back() == 'm') return minutes{*number};
  if (text.back() == 'h') return std::chrono::hours{*number};
  return text.back() == 'd' ? std::optional<minutes>(std::chrono::days{*number}) : std::nullopt;
}

/// "02:30"
std::optional<minutes> time_of_day_in(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  auto const hour = digits_as<unsigned>(text.substr(0, 2));
  auto const minute = digits_as<unsigned>(text.substr(3));
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return std::chrono::hours{*hour} + minutes{*minute};
}

}  // namespace

Result<void> assign_backup(BackupSettings& backup, std::string_view key, std::string const& text,
                           std::string const& name) {
  if (key == "folder") {
    backup.folder = text;
  } else if (key == "every") {
    backup.every = span_in(text);
    if (!backup.every) return wrong_backup(name, "Expected how often, such as 24h or 90m.");
  } else if (key == "at") {
    backup.at = time_of_day_in(text);
    if (!backup.at) return wrong_backup(name, "Expected a time of the day, such as 02:30.");
  } else if (key == "keep_daily" || key == "keep_weekly") {
    auto const number = digits_as<unsigned>(text);
    if (!number) return wrong_backup(name, "Expected a whole number.");
    (key == "keep_daily" ? backup.keep_daily : backup.keep_weekly) = *number;
  } else if (key == "verify") {
    if (text != "on" && text != "off" && text != "true" && text != "false") {
      return wrong_backup(name, "Expected on or off.");
    }
    backup.verify = text == "on" || text == "true";
  } else {
    return wrong_backup(name, "There is no such setting.");
  }
  return {};
}

Result<void> check_backup(BackupSettings const& backup, std::filesystem::path const& data_folder) {
  if (backup.folder.empty()) return {};
  if (backup.every && backup.at) return wrong_backup("backup.at", "Name how often, or at which time, not both.");
  if (backup.keep_daily + backup.keep_weekly == 0) {
    return wrong_backup("backup.keep_daily", "At least one copy has to be kept.");
  }
  std::error_code error;
  auto const from = std::filesystem::weakly_canonical(data_folder, error);
  auto const inside = std::filesystem::weakly_canonical(backup.folder, error).lexically_relative(from);
  if (!inside.empty() && *inside.begin() != "..") {
    return wrong_backup("backup.folder", "Copies can't lie in the data folder itself: name one on another disk.");
  }
  return {};
}

}  // namespace staffroom
