// The rehearsal of a restore.
#include "server/drill.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <iomanip>
#include <ostream>

#include "server/app.hpp"
#include "server/version.hpp"
#include "store/backup.hpp"

namespace staffroom {
namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds answer_patience{30};
constexpr std::chrono::minutes search_patience{30};
constexpr std::uint64_t bytes_that_tell = 100'000'000;  // of less, starting is most of the time
constexpr double bytes_of_report = 10e9;                // what times are said for

double seconds_since(Steady::time_point begun) { return std::chrono::duration<double>(Steady::now() - begun).count(); }

/// The temporary folder of a drill, which goes with it.
class DrillPlace {
 public:
  explicit DrillPlace(fs::path const& in) {
    auto name = (in / "staffroom-drill-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) folder_ = name;
  }
  ~DrillPlace() {
    if (!folder_.empty()) backup::remove_folder(folder_);
  }
  DrillPlace(DrillPlace const&) = delete;
  DrillPlace& operator=(DrillPlace const&) = delete;
  fs::path const& folder() const { return folder_; }

 private:
  fs::path folder_;
};

/// The first line of the answer to GET `path`; empty when there is none in time.
std::string status_line_of(std::uint16_t port, std::string const& path) {
  int const wire = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (wire < 0) return {};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  auto const request =
      "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\nConnection: close\r\n\r\n";
  bool const asked = ::connect(wire, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0 &&
                     ::send(wire, request.data(), request.size(), MSG_NOSIGNAL) > 0;
  auto const ends = Steady::now() + answer_patience;
  while (asked && answer.find('\n') == std::string::npos && Steady::now() < ends) {
    pollfd waiting{wire, POLLIN, 0};
    std::array<char, 1024> bytes{};
    if (::poll(&waiting, 1, 1'000) <= 0) continue;
    auto const count = ::recv(wire, bytes.data(), bytes.size(), 0);
    if (count <= 0) break;
    answer.append(bytes.data(), static_cast<std::size_t>(count));
  }
  ::close(wire);
  return answer.substr(0, answer.find('\r'));
}

Error drill_failed(std::string what) { return {ErrorCode::unavailable, {}, std::move(what), "drill"}; }

class Rehearsal {
 public:
  Rehearsal(Drill const& drill, std::ostream& out) : drill_(drill), out_(out) {}

  Result<void> run() {
    DrillPlace const place(drill_.in.empty() ? fs::temp_directory_path() : drill_.in);
    if (place.folder().empty()) return drill_failed("No temporary folder could be made: name a place with --in.");
    TRY(verify());
    TRY(restore(place.folder() / "data"));
    TRY(serve(place.folder() / "data"));
    auto const back = restored_s_ + started_s_;
    out_ << "back in service after " << back << " s";
    if (bytes_ >= bytes_that_tell) {
      // Files take their time each; the start reads none of them.
      auto const larger = restored_s_ * bytes_of_report / static_cast<double>(bytes_) + started_s_;
      out_ << "; a copy of 10 GB: about " << larger << " s";
    }
    out_ << "\nThe copy can be restored.\n";
    return {};
  }

 private:
  Result<void> verify() {
    auto const begun = Steady::now();
    TRY_INTO(auto const checked, backup::verify(drill_.copy, backup::Depth::everything));
    bytes_ = checked.bytes;
    auto const& manifest = checked.manifest;
    out_ << std::fixed << std::setprecision(2) << "copy of " << manifest.network_name << " (" << manifest.network
         << "), seq " << manifest.seq << ", made by " << manifest.program << "\n"
         << "verified: " << manifest.files.size() << " files, " << checked.bytes << " bytes, " << checked.records
         << " records in " << seconds_since(begun) << " s\n";
    for (auto const& [kind, count] : checked.kinds) out_ << "  " << kind << " " << count << "\n";
    return {};
  }

  Result<void> restore(fs::path const& data) {
    auto const begun = Steady::now();
    backup::Restoring restoring;
    restoring.program = program_version();
    restoring.now = {
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count()};
    TRY_INTO(auto const restored, backup::restore(drill_.copy, data, restoring));
    restored_s_ = seconds_since(begun);
    out_ << "restored in " << restored_s_ << " s; " << restored.forgotten << " people forgotten again\n";
    return {};
  }

  Result<void> serve(fs::path const& data) {
    auto const begun = Steady::now();
    Settings settings;
    settings.data_folder = data;
    settings.listen = "127.0.0.1:0";
    settings.static_folder = drill_.static_folder;
    TRY(check_settings(settings));
    TRY_INTO(auto const app, App::open(std::move(settings)));
    app->start();
    auto const ready = status_line_of(app->port(), "/readyz");
    started_s_ = seconds_since(begun);
    if (ready.find(" 200") == std::string::npos) {
      return drill_failed("The hub on the restored folder is not ready: " + (ready.empty() ? "no answer" : ready) +
                          ".");
    }
    out_ << "started and ready in " << started_s_ << " s\n";
    if (auto const problems = app->store().verify(); !problems.empty()) {
      return drill_failed("The restored records do not agree with themselves: " + problems.front() + ".");
    }
    auto const index_begun = Steady::now();
    if (!app->store().wait_for_search(search_patience)) return drill_failed("The search index was not made again.");
    out_ << "records agree with themselves; search index made again in " << seconds_since(index_begun) << " s\n";
    app->stop();
    return {};
  }

  Drill const& drill_;
  std::ostream& out_;
  std::uint64_t bytes_ = 0;
  double restored_s_ = 0;
  double started_s_ = 0;
};

}  // namespace

Result<void> rehearse(Drill const& drill, std::ostream& out) { return Rehearsal(drill, out).run(); }

}  // namespace staffroom
