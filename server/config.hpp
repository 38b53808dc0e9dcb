// Settings from the TOML file, the environment (STAFFROOM_*) and the command line, the later ones winning; checked as a
// whole before anything starts.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "protocol/limits.hpp"
#include "protocol/result.hpp"
#include "server/backup_settings.hpp"

namespace staffroom {

/// [mail] of the settings file. Without a server and a spool, mail waits.
struct MailSettings {
  std::string smtp_url;  // "smtp://mail.example.org:587" (STARTTLS) or "smtps://mail.example.org"
  std::string user;      // with a password file; empty: the server takes mail without
  std::filesystem::path password_file;
  std::string from;               // "Staffroom <staffroom@example.org>"
  std::string reply_to;           // where replies are read; empty: nowhere, and mails say so
  bool tls = true;                // refuse a server that does not encrypt
  std::filesystem::path ca_file;  // certificates to trust instead of the system's
  std::filesystem::path spool;    // instead of a server: a folder of files, for development

  std::string password;  // by check_settings(), from the file
};

/// [files] of the settings file.
struct FilesSettings {
  std::uint64_t quota_gib = limits::organisation_files_gib;  // of one organisation; 0: as much as the disk holds
  std::string clamd;                // virus scanner: a socket's path or "host:port"; empty: none
  std::filesystem::path extractor;  // the program that reads files; empty: the one that came with this program
};

/// [tls] of the settings file: both files, or neither.
struct TlsSettings {
  std::filesystem::path certificate;  // PEM: the hub's own certificate first, then those between it and the root's
  std::filesystem::path key;          // PEM, without a password
  std::string redirect_listen;        // "0.0.0.0:80": answers 308 to the public address, and nothing else

  bool is_on() const { return !certificate.empty(); }

  // From `redirect_listen`, by check_settings():
  std::string redirect_host;
  std::uint16_t redirect_port = 0;
};

struct Settings {
  std::filesystem::path data_folder;
  std::string listen = "127.0.0.1:8080";
  std::string public_address;                // "https://staffroom.example.org"; empty: that of `listen`
  std::filesystem::path static_folder;       // empty: looked for beside the program
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For is believed
  unsigned threads = 0;                      // network threads; 0: cores − 1, at least one
  bool manual_clock = false;
  bool limits_off = false;
  std::string log_level = "info";
  MailSettings mail;
  FilesSettings files;
  BackupSettings backup;
  TlsSettings tls;

  int wheel_speed = 1;  // tests only: deadlines pass so many times faster

  // From `listen`, by check():
  std::string host;
  std::uint16_t port = 0;

  bool is_loopback() const { return host == "localhost" || host == "::1" || host.starts_with("127."); }
  /// Browsers speak TLS to the hub, or to the proxy before it.
  bool is_tls() const { return tls.is_on() || public_address.starts_with("https://"); }
};

/// Reads the file over what is there. Errors: unprocessable, naming file, line and key.
Result<void> read_settings_file(std::filesystem::path const& file, Settings& settings);
/// Errors: unprocessable, naming the variable.
Result<void> read_environment(Settings& settings);
/// Fills what follows from the rest. Errors: unprocessable, naming the setting and what it should be.
Result<void> check_settings(Settings& settings);
/// static/dist beside the build tree, or share/staffroom/web beside the installed program; empty when neither is there.
std::filesystem::path find_static_folder();

}  // namespace staffroom
