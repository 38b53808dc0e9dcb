// The program: reads the command line, and calls what was asked for.
#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>

#include "server/app.hpp"
#include "server/backup_tool.hpp"
#include "server/config.hpp"
#include "server/curriculum_import.hpp"
#include "server/demo.hpp"
#include "server/drill.hpp"
#include "server/imports_tool.hpp"
#include "server/library_import.hpp"
#include "server/log.hpp"
#include "server/service_notice.hpp"
#include "server/set_up.hpp"

namespace staffroom {
namespace {

int fail(Error const& error) {
  std::cerr << "staffroom: " << (error.path.empty() ? "" : error.path + ": ") << error.detail << "\n";
  return 1;
}

TimestampMs wall_clock() {
  auto now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

log::Level level_of(std::string const& name) {
  if (name == "debug") return log::Level::debug;
  if (name == "warn") return log::Level::warn;
  return name == "error" ? log::Level::error : log::Level::info;
}

int serve(Settings settings) {
  // Blocked before any thread is started, so that only the wait below ever takes them.
  sigset_t signals;
  sigemptyset(&signals);
  for (int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, number);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  raise_open_files_limit();
  log::set_level(level_of(settings.log_level));
  auto static_folder = settings.static_folder;
  auto host = settings.host;
  bool const spools = !settings.mail.spool.empty();
  bool const encrypts = settings.tls.is_on();
  auto app = App::open(std::move(settings));
  if (!app) return fail(app.error());
  (*app)->start();
  if (static_folder.empty()) log::warn("no_web_app", {{"hint", "build it, or name it with --static"}});
  auto const address = (encrypts ? "https://" : "http://") + host + ":" + std::to_string((*app)->port());
  std::cout << "Staffroom listens on " << address << std::endl;
  if (spools) std::cout << "Mail is kept, not sent: " << address << "/spool" << std::endl;
  tell_service("READY=1");
  int number = 0;
  while (sigwait(&signals, &number) == 0 && number == SIGHUP) (*app)->look_at_certificate();
  tell_service("STOPPING=1");
  log::info("stopping", {{"signal", number}});
  (*app)->stop();
  return 0;
}

struct Flags {
  std::string data, listen, config, static_folder, clock, limits, mail_spool, certificate, key;
  unsigned threads = 0;
  std::uint64_t files_quota_gib = 0;
};

Result<Settings> settings_of(CLI::App const& command, Flags const& flags) {
  Settings settings;
  if (!flags.config.empty()) TRY(read_settings_file(flags.config, settings));
  TRY(read_environment(settings));
  if (command.count("--data") > 0) settings.data_folder = flags.data;
  if (command.count("--listen") > 0) settings.listen = flags.listen;
  if (command.count("--static") > 0) settings.static_folder = flags.static_folder;
  if (command.count("--threads") > 0) settings.threads = flags.threads;
  if (command.count("--clock") > 0) settings.manual_clock = flags.clock == "manual";
  if (command.count("--mail-spool") > 0) settings.mail.spool = flags.mail_spool;
  if (command.count("--files-quota") > 0) settings.files.quota_gib = flags.files_quota_gib;
  if (command.count("--tls-certificate") > 0) settings.tls.certificate = flags.certificate;
  if (command.count("--tls-key") > 0) settings.tls.key = flags.key;
  if (command.count("--limits") > 0) settings.limits_off = flags.limits == "off";
  TRY(check_settings(settings));
  return settings;
}

CLI::App* add_serve(CLI::App& program, Flags& flags) {
  auto* command = program.add_subcommand("serve", "Serve the hub until SIGTERM");
  command->add_option("--data", flags.data, "Data folder; made when it does not exist");
  command->add_option("--listen", flags.listen, "HOST:PORT, an IP address or localhost; default 127.0.0.1:8080");
  command->add_option("--config", flags.config, "Settings in TOML")->check(CLI::ExistingFile);
  command->add_option("--clock", flags.clock, "manual: time moves by POST /api/v1/test/clock only")
      ->check(CLI::IsMember({"real", "manual"}));
  command->add_option("--limits", flags.limits, "off: no rate limits, on a loopback address only")
      ->check(CLI::IsMember({"on", "off"}));
  command->add_option("--static", flags.static_folder, "The built web app; default: beside the program");
  command->add_option("--mail-spool", flags.mail_spool, "Keep mail in this folder, shown at /spool, and send none");
  command->add_option("--files-quota", flags.files_quota_gib, "GiB of files of one organisation; default 50, 0: any");
  command->add_option("--tls-certificate", flags.certificate, "Certificate chain in PEM: serve HTTPS");
  command->add_option("--tls-key", flags.key, "The certificate's key in PEM");
  command->add_option("--threads", flags.threads, "Network threads; default: cores - 1");
  return command;
}

CLI::App* add_user(CLI::App& program, NewUser& user) {
  auto* group = program.add_subcommand("user", "People, from the command line");
  group->require_subcommand(1);
  auto* add = group->add_subcommand("add",
                                    "Add the first account; makes the network in an empty folder. The password "
                                    "is read from STAFFROOM_PASSWORD or asked for");
  add->add_option("--data", user.folder, "Data folder")->required();
  add->add_flag("--administrator", user.is_administrator, "Of the whole network")->required();
  add->add_option("--email", user.email, "E-mail address to sign in with")->required();
  add->add_option("--name", user.name, "Name")->required();
  add->add_option("--organisation", user.organisation, "Name of the network, when it is made");
  return add;
}

CLI::App* add_import_curriculum(CLI::App& group, CurriculumToImport& what) {
  auto* command = group.add_subcommand("curriculum", "Units and lessons: JSON lines in the shape of Oak's");
  command->add_option("units", what.units, "File of units")->required()->check(CLI::ExistingFile);
  command->add_option("lessons", what.lessons, "File of lessons")->required()->check(CLI::ExistingFile);
  command->add_option("--data", what.folder, "Data folder")->required();
  command->add_option("--source", what.source.name, "Whose curriculum it is; default: Oak National Academy");
  command->add_option("--attribution", what.source.attribution, "Whom to name, as its licence wants it");
  command->add_flag("--dry-run", what.dry_run, "Check and report only");
  return command;
}

CLI::App* add_import_library(CLI::App& group, LibraryToImport& what) {
  auto* command = group.add_subcommand("resources", "A folder of files, each of which becomes a resource");
  command->add_option("folder", what.folder, "The folder; links in it are not followed")->required();
  command->add_option("--data", what.data, "Data folder")->required();
  command->add_option("--organisation", what.organisation, "To which they belong: its id, URN or name")->required();
  command->add_option("--owner", what.owner, "E-mail address of who makes them, may share them and is asked about them")
      ->required();
  command->add_option("--map", what.map, "CSV: a row a file, with columns file, title, type, subject …")
      ->check(CLI::ExistingFile);
  command->add_option("--team", what.team, "Share with this team; default: with the organisation");
  command->add_option("--licence", what.licence, "Where the table names none; default: all rights within the trust");
  command->add_flag("--folders", what.folders, "One resource for each folder that holds files");
  command->add_flag("--publish", what.publish, "Publish what passes its checks; default: drafts");
  command->add_flag("--dry-run", what.dry_run, "Check and report only");
  return command;
}

/// One command for each kind of file. `what` is filled in by the one that is asked for.
CLI::App* add_import(CLI::App& program, FileToImport& what) {
  auto* group = program.add_subcommand("import", "Files into a data folder on which no server runs");
  group->require_subcommand(1);
  auto const add = [&](char const* name, char const* words, ImportSource source) {
    auto* command = group->add_subcommand(name, words);
    command->add_option("file", what.file, "The file")->required()->check(CLI::ExistingFile);
    command->add_option("--data", what.folder, "Data folder; made when it does not exist")->required();
    command->add_flag("--dry-run", what.dry_run, "Check and report only");
    command->callback([&what, source] { what.source = source; });
    return command;
  };
  for (auto* command :
       {add("gias-groups", "The national register's groups (allgroupsdata)", ImportSource::register_groups),
        add("gias-schools", "The national register's schools (edubasealldata)", ImportSource::register_schools),
        add("gias-links", "Which school followed which (links_edubasealldata)", ImportSource::register_links)}) {
    command->add_option("--network", what.network, "Name of the network, when the folder is empty");
  }
  auto* staff = add("staff", "Staff: CSV, or a OneRoster zip file", ImportSource::staff_file);
  staff->add_option("--organisation", what.organisation, "Its id, URN or name; default: the network");
  staff->add_option("--leavers", what.leavers, "How many may leave, when they are many");
  staff->add_flag_callback("--full", [&what] { what.extent = ImportExtent::full; }, "Who is not in the file has left");
  staff->callback(
      [&what] { what.source = what.file.ends_with(".zip") ? ImportSource::one_roster : ImportSource::staff_file; });
  return group;
}

/// Copies: what each of the commands was asked for.
struct CopyFlags {
  CopyToMake to_make;
  CopyToRestore to_restore;
  Drill drill;
  CLI::App* backup = nullptr;
  CLI::App* verify = nullptr;
  CLI::App* restore = nullptr;
  CLI::App* rehearse = nullptr;
};

void add_copies(CLI::App& program, CopyFlags& flags) {
  flags.backup = program.add_subcommand("backup", "Copy a data folder, also while a hub runs on it");
  flags.backup->add_option("--data", flags.to_make.data, "Data folder")->required()->check(CLI::ExistingDirectory);
  flags.backup->add_option("--to", flags.to_make.to, "Folder of copies, best on another disk")->required();
  flags.backup->add_option("--keep", flags.to_make.keep, "Verify the new copy, and let go of all but so many");
  flags.verify = program.add_subcommand("verify", "Read a copy as a whole, and say whether it is sound");
  flags.verify->add_option("--backup", flags.drill.copy, "The copy")->required();
  flags.restore = program.add_subcommand("restore", "Put a copy back");
  flags.restore->add_option("--backup", flags.to_restore.copy, "The copy")->required();
  flags.restore->add_option("--data", flags.to_restore.data, "Data folder; must not exist, or be empty")->required();
  flags.restore->add_option("--expect", flags.to_restore.expected_network, "Refuse a copy of another hub than this");
  flags.restore->add_option("--erasures", flags.to_restore.erasures, "Ledger of erasures; default: beside the copy");
  flags.rehearse = program.add_subcommand("drill", "Rehearse a restore in a temporary folder, and report");
  flags.rehearse->add_option("--backup", flags.drill.copy, "The copy")->required();
  flags.rehearse->add_option("--in", flags.drill.in, "Where the temporary folder is made")
      ->check(CLI::ExistingDirectory);
}

/// Nothing when none of them was asked for.
std::optional<Result<void>> run_copies(CopyFlags const& flags) {
  log::set_level(log::Level::warn);
  if (flags.backup->parsed()) return make_copy(flags.to_make, std::cout);
  if (flags.verify->parsed()) return verify_copy(flags.drill.copy, std::cout);
  if (flags.restore->parsed()) return restore_copy(flags.to_restore, std::cout);
  if (flags.rehearse->parsed()) return rehearse(flags.drill, std::cout);
  return std::nullopt;
}

int run(int count, char** words) {
  CLI::App program{"Staffroom: one staffroom for the schools of a trust"};
  program.require_subcommand(1);
  Flags flags;
  auto* serve_command = add_serve(program, flags);
  std::string demo_folder, demo_password;
  auto* demo_command = program.add_subcommand("demo", "Load the demo network into an empty folder");
  demo_command->add_option("--data", demo_folder, "Data folder, empty")->required();
  demo_command->add_option("--password", demo_password, "Of all its accounts")->required();
  NewUser user;
  auto* user_command = add_user(program, user);
  FileToImport import;
  auto* import_command = add_import(program, import);
  CurriculumToImport curriculum;
  auto* curriculum_command = add_import_curriculum(*import_command, curriculum);
  LibraryToImport library;
  auto* library_command = add_import_library(*import_command, library);
  MintedSessions minted;
  auto* mint_command = program.add_subcommand("mint-sessions", "")->group("");
  mint_command->add_option("--data", minted.folder, "Data folder, empty or of an earlier load test")->required();
  mint_command->add_option("--count", minted.count, "People, each with a session")->required();
  mint_command->add_option("--own-topics", minted.own_topics, "Of these people, with a topic for themselves");
  CopyFlags copies;
  add_copies(program, copies);
  CLI11_PARSE(program, count, words);
  auto finish = [](Result<void> const& outcome) { return outcome ? 0 : fail(outcome.error()); };
  if (demo_command->parsed()) return finish(load_demo(demo_folder, demo_password, wall_clock(), std::cout));
  if (user_command->parsed()) return finish(add_user(user));
  if (curriculum_command->parsed()) return finish(import_curriculum(curriculum, std::cout));
  if (library_command->parsed()) return finish(import_library(library, std::cout));
  if (import_command->parsed()) return finish(import_file(import, std::cout));
  if (mint_command->parsed()) return finish(mint_sessions(minted, std::cout));
  if (auto const copied = run_copies(copies)) return finish(*copied);
  auto settings = settings_of(*serve_command, flags);
  return settings ? serve(*std::move(settings)) : fail(settings.error());
}

}  // namespace
}  // namespace staffroom

int main(int count, char** words) {
  try {
    return staffroom::run(count, words);
  } catch (std::exception const& thrown) {
    std::cerr << "staffroom: " << thrown.what() << "\n";
    return 2;
  }
}
