// Reading and checking the settings.
#include "server/config.hpp"

#include <toml++/toml.h>

#include <cstdlib>
#include <fstream>
#include <thread>

#include "server/digits.hpp"
#include "server/mail_message.hpp"

namespace staffroom {
namespace {

Error wrong(std::string name, std::string what) { return Error::unprocessable(std::move(name), std::move(what)); }

Result<bool> truth_of(std::string_view text, std::string const& name) {
  if (text == "on" || text == "true" || text == "1") return true;
  if (text == "off" || text == "false" || text == "0") return false;
  return wrong(name, "Expected on or off.");
}

Result<unsigned> number_of(std::string_view text, std::string const& name) {
  if (auto const number = digits_as<unsigned>(text)) return *number;
  return wrong(name, "Expected a whole number.");
}

Result<void> assign_mail(MailSettings& mail, std::string_view key, std::string const& text, std::string const& name) {
  if (key == "smtp_url") {
    mail.smtp_url = text;
  } else if (key == "user") {
    mail.user = text;
  } else if (key == "password_file") {
    mail.password_file = text;
  } else if (key == "from") {
    mail.from = text;
  } else if (key == "reply_to") {
    mail.reply_to = text;
  } else if (key == "tls") {
    TRY_INTO(mail.tls, truth_of(text, name));
  } else if (key == "ca_file") {
    mail.ca_file = text;
  } else if (key == "spool") {
    mail.spool = text;
  } else {
    return wrong(name, "There is no such setting.");
  }
  return {};
}

Result<void> assign_files(FilesSettings& files, std::string_view key, std::string const& text,
                          std::string const& name) {
  if (key == "quota_gib") {
    TRY_INTO(files.quota_gib, number_of(text, name));
  } else if (key == "clamd") {
    files.clamd = text;
  } else if (key == "extractor") {
    files.extractor = text;
  } else {
    return wrong(name, "There is no such setting.");
  }
  return {};
}

Result<void> assign_tls(TlsSettings& tls, std::string_view key, std::string const& text, std::string const& name) {
  if (key == "certificate") {
    tls.certificate = text;
  } else if (key == "key") {
    tls.key = text;
  } else if (key == "redirect_listen") {
    tls.redirect_listen = text;
  } else {
    return wrong(name, "There is no such setting.");
  }
  return {};
}

/// One setting by its name, from a text. The same names in the file and, in capitals, in the environment.
Result<void> assign(Settings& settings, std::string_view key, std::string const& text, std::string const& name) {
  constexpr std::string_view of_mail = "mail_";
  if (key.starts_with(of_mail)) return assign_mail(settings.mail, key.substr(of_mail.size()), text, name);
  constexpr std::string_view of_files = "files_";
  if (key.starts_with(of_files)) return assign_files(settings.files, key.substr(of_files.size()), text, name);
  constexpr std::string_view of_tls = "tls_";
  if (key.starts_with(of_tls)) return assign_tls(settings.tls, key.substr(of_tls.size()), text, name);
  constexpr std::string_view of_backup = "backup_";
  if (key.starts_with(of_backup)) return assign_backup(settings.backup, key.substr(of_backup.size()), text, name);
  if (key == "data") {
    settings.data_folder = text;
  } else if (key == "listen") {
    settings.listen = text;
  } else if (key == "public_address") {
    settings.public_address = text;
  } else if (key == "static") {
    settings.static_folder = text;
  } else if (key == "threads") {
    TRY_INTO(settings.threads, number_of(text, name));
  } else if (key == "limits") {
    TRY_INTO(bool on, truth_of(text, name));
    settings.limits_off = !on;
  } else if (key == "clock") {
    if (text != "manual" && text != "real") return wrong(name, "Expected real or manual.");
    settings.manual_clock = text == "manual";
  } else if (key == "log_level") {
    settings.log_level = text;
  } else if (key == "trusted_proxies") {
    settings.trusted_proxies.clear();
    for (std::size_t at = 0; at <= text.size();) {
      auto end = std::min(text.find(',', at), text.size());
      if (end > at) settings.trusted_proxies.push_back(text.substr(at, end - at));
      at = end + 1;
    }
  } else {
    return wrong(name, "There is no such setting.");
  }
  return {};
}

Result<std::string> text_of(toml::node const& node, std::string const& name) {
  if (auto text = node.value_exact<std::string>()) return *text;
  if (auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (auto truth = node.value_exact<bool>()) return std::string(*truth ? "on" : "off");
  if (auto const* list = node.as_array()) {
    std::string joined;
    for (auto const& item : *list) {
      auto text = item.value_exact<std::string>();
      if (!text) return wrong(name, "Expected a list of texts.");
      joined += joined.empty() ? *text : "," + *text;
    }
    return joined;
  }
  return wrong(name, "Expected a text, a number, true or false, or a list of texts.");
}

}  // namespace

Result<void> read_settings_file(std::filesystem::path const& file, Settings& settings) {
  toml::table table;
  try {
    table = toml::parse_file(file.string());
  } catch (toml::parse_error const& failed) {
    auto line = failed.source().begin.line;
    return wrong(file.string() + ":" + std::to_string(line), std::string(failed.description()) + ".");
  }
  auto const take = [&](toml::key const& key, toml::node const& node, std::string const& before) -> Result<void> {
    auto name = file.string() + ":" + std::to_string(node.source().begin.line) + " " + std::string(key.str());
    TRY_INTO(auto text, text_of(node, name));
    return assign(settings, before + std::string(key.str()), text, name);
  };
  for (auto const& [key, node] : table) {
    auto const* part = key == "mail" || key == "files" || key == "backup" || key == "tls" ? node.as_table() : nullptr;
    if (!part) TRY(take(key, node, ""));
    if (!part) continue;
    for (auto const& [inner, value] : *part) TRY(take(inner, value, std::string(key.str()) + "_"));
  }
  return {};
}

Result<void> read_environment(Settings& settings) {
  constexpr std::pair<char const*, char const*> variables[] = {{"STAFFROOM_DATA", "data"},
                                                               {"STAFFROOM_LISTEN", "listen"},
                                                               {"STAFFROOM_STATIC", "static"},
                                                               {"STAFFROOM_PUBLIC_ADDRESS", "public_address"},
                                                               {"STAFFROOM_THREADS", "threads"},
                                                               {"STAFFROOM_LIMITS", "limits"},
                                                               {"STAFFROOM_CLOCK", "clock"},
                                                               {"STAFFROOM_TRUSTED_PROXIES", "trusted_proxies"},
                                                               {"STAFFROOM_LOG_LEVEL", "log_level"},
                                                               {"STAFFROOM_FILES_QUOTA_GIB", "files_quota_gib"},
                                                               {"STAFFROOM_FILES_CLAMD", "files_clamd"},
                                                               {"STAFFROOM_FILES_EXTRACTOR", "files_extractor"},
                                                               {"STAFFROOM_BACKUP_FOLDER", "backup_folder"},
                                                               {"STAFFROOM_BACKUP_EVERY", "backup_every"},
                                                               {"STAFFROOM_BACKUP_AT", "backup_at"},
                                                               {"STAFFROOM_BACKUP_KEEP_DAILY", "backup_keep_daily"},
                                                               {"STAFFROOM_BACKUP_KEEP_WEEKLY", "backup_keep_weekly"},
                                                               {"STAFFROOM_BACKUP_VERIFY", "backup_verify"},
                                                               {"STAFFROOM_TLS_CERTIFICATE", "tls_certificate"},
                                                               {"STAFFROOM_TLS_KEY", "tls_key"},
                                                               {"STAFFROOM_TLS_REDIRECT_LISTEN", "tls_redirect_listen"},
                                                               {"STAFFROOM_MAIL_SMTP_URL", "mail_smtp_url"},
                                                               {"STAFFROOM_MAIL_USER", "mail_user"},
                                                               {"STAFFROOM_MAIL_PASSWORD_FILE", "mail_password_file"},
                                                               {"STAFFROOM_MAIL_FROM", "mail_from"},
                                                               {"STAFFROOM_MAIL_REPLY_TO", "mail_reply_to"},
                                                               {"STAFFROOM_MAIL_TLS", "mail_tls"},
                                                               {"STAFFROOM_MAIL_CA_FILE", "mail_ca_file"},
                                                               {"STAFFROOM_MAIL_SPOOL", "mail_spool"}};
  for (auto const& [variable, key] : variables) {
    if (char const* text = std::getenv(variable)) TRY(assign(settings, key, text, variable));
  }
  return {};
}

namespace {

/// The file's first line.
Result<std::string> password_in(std::filesystem::path const& file) {
  std::ifstream stream(file);
  std::string password;
  if (!stream || !std::getline(stream, password) || password.empty()) {
    return wrong("mail.password_file", "Cannot read a password from " + file.string() + ".");
  }
  if (password.back() == '\r') password.pop_back();
  return password;
}

Result<void> check_mail(MailSettings& mail) {
  if (!mail.spool.empty() && !mail.smtp_url.empty()) {
    return wrong("mail.spool", "Name a mail server or a spool, not both.");
  }
  if (mail.from.empty() && mail.smtp_url.empty()) mail.from = "Staffroom <staffroom@staffroom.example>";
  mail::Sender sender;
  if (!mail::parse_sender(mail.from, sender)) {
    return wrong("mail.from", "Expected an address, such as Staffroom <staffroom@example.org>.");
  }
  if (!mail.reply_to.empty() && !mail::parse_sender(mail.reply_to, sender)) {
    return wrong("mail.reply_to", "Expected an address, such as Office <office@example.org>, or leave it out.");
  }
  if (mail.smtp_url.empty()) return {};
  bool const implicit = mail.smtp_url.starts_with("smtps://");
  while (mail.smtp_url.ends_with('/')) mail.smtp_url.pop_back();
  auto const host = implicit                               ? mail.smtp_url.substr(8)
                    : mail.smtp_url.starts_with("smtp://") ? mail.smtp_url.substr(7)
                                                           : std::string();
  if (host.empty() || host.find_first_of("/?#@ ") != std::string::npos) {
    return wrong("mail.smtp_url", "Expected smtp://HOST:PORT or smtps://HOST; the user is a setting of its own.");
  }
  if (mail.user.empty() != mail.password_file.empty()) {
    return wrong("mail.user", "Name a user and a password file, or neither.");
  }
  bool const near = host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
  if (!mail.user.empty() && !mail.tls && !implicit && !near) {
    return wrong("mail.tls", "A password is sent over an encrypted connection only: leave tls on.");
  }
  if (!mail.ca_file.empty() && !std::filesystem::is_regular_file(mail.ca_file)) {
    return wrong("mail.ca_file", "There is no file " + mail.ca_file.string() + ".");
  }
  if (mail.password_file.empty()) return {};
  TRY_INTO(mail.password, password_in(mail.password_file));
  return {};
}

/// "HOST:PORT", the host of IPv6 in brackets.
Result<void> read_address(std::string const& text, std::string const& name, std::string& host, std::uint16_t& port) {
  auto const colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return wrong(name, "Expected HOST:PORT, such as 127.0.0.1:8080.");
  host = text.substr(0, colon);
  if (host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  TRY_INTO(auto number, number_of(text.substr(colon + 1), name));
  if (number > 65'535) return wrong(name, "A port is at most 65535.");
  port = static_cast<std::uint16_t>(number);
  return {};
}

Result<void> check_tls(TlsSettings& tls, std::string const& public_address) {
  if (tls.certificate.empty() != tls.key.empty()) {
    return wrong(tls.key.empty() ? "tls.key" : "tls.certificate", "Name a certificate and its key, or neither.");
  }
  if (tls.is_on() && public_address.starts_with("http://")) {
    return wrong("public_address", "With a certificate it starts with https://.");
  }
  if (tls.redirect_listen.empty()) return {};
  if (!tls.is_on() || public_address.empty()) {
    return wrong("tls.redirect_listen", "Leads to public_address, of a hub with a certificate: set these, too.");
  }
  return read_address(tls.redirect_listen, "tls.redirect_listen", tls.redirect_host, tls.redirect_port);
}

}  // namespace

Result<void> check_settings(Settings& settings) {
  TRY(read_address(settings.listen, "listen", settings.host, settings.port));
  if (settings.data_folder.empty()) return wrong("data", "Name the data folder: --data DIR.");
  if (settings.limits_off && !settings.is_loopback()) {
    return wrong("limits", "Rate limits can be off on a loopback address only.");
  }
  auto& address = settings.public_address;
  if (!address.empty()) {
    while (address.ends_with('/')) address.pop_back();
    auto host = address.starts_with("https://")  ? address.substr(8)
                : address.starts_with("http://") ? address.substr(7)
                                                 : std::string();
    if (host.empty() || host.find_first_of("/?#@ ") != std::string::npos) {
      return wrong("public_address", "Expected what browsers show, such as https://staffroom.example.org.");
    }
  }
  if (settings.threads == 0) {
    auto cores = std::thread::hardware_concurrency();
    settings.threads = cores > 1 ? cores - 1 : 1;
  }
  if (settings.threads > 256) return wrong("threads", "At most 256 network threads.");
  if (settings.log_level != "debug" && settings.log_level != "info" && settings.log_level != "warn" &&
      settings.log_level != "error") {
    return wrong("log_level", "Expected debug, info, warn or error.");
  }
  TRY(check_mail(settings.mail));
  TRY(check_backup(settings.backup, settings.data_folder));
  TRY(check_tls(settings.tls, settings.public_address));
  if (settings.static_folder.empty()) {
    settings.static_folder = find_static_folder();
  } else if (!std::filesystem::is_regular_file(settings.static_folder / "index.html")) {
    return wrong("static", "There is no index.html in " + settings.static_folder.string() + ".");
  }
  return {};
}

std::filesystem::path find_static_folder() {
  std::error_code error;
  auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return {};
  auto folder = program.parent_path();
  for (auto const* place : {"../../static/dist", "../share/staffroom/web", "../static/dist"}) {
    auto candidate = (folder / place).lexically_normal();
    if (std::filesystem::is_regular_file(candidate / "index.html", error)) return candidate;
  }
  return {};
}

}  // namespace staffroom
