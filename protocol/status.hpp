// How the hub is, for those who run it.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/route.hpp"
#include "protocol/time.hpp"

namespace staffroom {

enum class HubHealth : std::uint8_t { ok, read_only_no_space, read_only_failed };
BOOST_DESCRIBE_ENUM(HubHealth, ok, read_only_no_space, read_only_failed)

enum class MailWay : std::uint8_t { off, on, spool };
BOOST_DESCRIBE_ENUM(MailWay, off, on, spool)

struct DiskStatus {
  std::uint64_t free_bytes = 0;   // of the file system on which the data lie
  std::uint64_t total_bytes = 0;  // of that file system
  std::uint64_t database_bytes = 0;
  std::uint64_t files_bytes = 0;   // people's files, and what was read out of them
  std::uint64_t search_bytes = 0;  // the search index
  std::uint64_t uploads_bytes = 0;
};
STAFFROOM_DESCRIBE(DiskStatus, (), (free_bytes, total_bytes, database_bytes, files_bytes, search_bytes, uploads_bytes))

/// Since the start.
struct WritesStatus {
  std::uint64_t commands = 0;
  std::uint64_t rejected = 0;
  std::uint64_t groups = 0;        // commits, each with one sync
  std::uint64_t waiting = 0;       // commands, now
  std::uint64_t sync_us_half = 0;  // microseconds: half of the syncs took no longer
  std::uint64_t sync_us_most = 0;  // 99 of 100 took no longer
};
STAFFROOM_DESCRIBE(WritesStatus, (), (commands, rejected, groups, waiting, sync_us_half, sync_us_most))

struct PeopleStatus {
  std::uint64_t connections = 0;       // live ones, now
  std::uint64_t too_slow = 0;          // live connections closed since the start, because they did not keep up
  std::uint64_t refused_too_many = 0;  // requests answered with 429 since the start
  std::uint64_t failed = 0;            // requests answered with 5xx since the start
};
STAFFROOM_DESCRIBE(PeopleStatus, (), (connections, too_slow, refused_too_many, failed))

/// Something that follows what is written: the search index, the checks of files.
struct FollowerStatus {
  std::string name;          // "search", "file_checks"
  std::uint64_t behind = 0;  // commands, or files
};
STAFFROOM_DESCRIBE(FollowerStatus, (), (name, behind))

struct MailStatus {
  MailWay way = MailWay::off;
  std::uint64_t waiting = 0;           // due now
  std::uint64_t uncertain = 0;         // handed over when the hub stopped: sent or not
  std::optional<TimestampMs> oldest;   // of those waiting
  std::optional<std::string> problem;  // what the mail server said last, when it refused
};
STAFFROOM_DESCRIBE(MailStatus, (), (way, waiting, uncertain, oldest, problem))

struct BackupStatus {
  bool scheduled = false;
  std::optional<TimestampMs> last;  // when the newest complete one was begun
  std::optional<std::uint64_t> last_bytes;
  std::optional<std::uint64_t> last_ms;  // how long it took
  std::optional<TimestampMs> verified;   // when a copy was last read as a whole and found sound
  std::optional<TimestampMs> next;
  std::optional<std::string> problem;  // why the last try failed
  std::uint64_t kept = 0;              // copies
};
STAFFROOM_DESCRIBE(BackupStatus, (), (scheduled, last, last_bytes, last_ms, verified, next, problem, kept))

struct HubStatus {
  std::string version;  // of the program
  HubHealth health = HubHealth::ok;
  TimestampMs started;
  TimestampMs now;
  bool clock_leapt = false;  // the machine's time jumped: what is due waits for a restart
  Seq seq = 0;
  DiskStatus disk;
  WritesStatus writes;
  PeopleStatus people;
  std::vector<FollowerStatus> followers;
  MailStatus mail;
  BackupStatus backup;
  std::optional<TimestampMs> certificate_ends;  // of TLS inside the program
};
STAFFROOM_DESCRIBE(HubStatus, (),
                   (version, health, started, now, clock_leapt, seq, disk, writes, people, followers, mail, backup,
                    certificate_ends))

/// For administrators of the whole network.
struct GetStatus {
  static constexpr std::string_view name = "get_status";
  static constexpr Route route{Method::get, "/status"};
  using Answers = HubStatus;
};
STAFFROOM_DESCRIBE(GetStatus, (), ())

}  // namespace staffroom
