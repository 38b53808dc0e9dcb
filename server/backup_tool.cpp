// Copies from the command line.
#include "server/backup_tool.hpp"

#include <chrono>
#include <ostream>

#include "server/control_door.hpp"
#include "server/links.hpp"
#include "server/version.hpp"
#include "store/backup.hpp"

namespace staffroom {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours copy_patience{24};

TimestampMs time_now() {
  auto const now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

/// "done<TAB>words", or "error<TAB>code<TAB>detail".
Result<void> tell_answer(std::string const& answer, std::ostream& out) {
  auto const tab = answer.find('\t');
  auto const rest = tab == std::string::npos ? std::string() : answer.substr(tab + 1);
  if (answer.substr(0, tab) == "done") {
    out << rest << "\n";
    return {};
  }
  auto const second = rest.find('\t');
  return Error{ErrorCode::unavailable, {}, second == std::string::npos ? rest : rest.substr(second + 1), "hub"};
}

Result<void> make_here(CopyToMake const& what, std::ostream& out) {
  if (fs::is_regular_file(what.data / "database" / "CURRENT")) TRY(links::open_key(what.data));
  TRY_INTO(auto const made, backup::make_of_folder(what.data, what.to, {std::string(program_version()), time_now()}));
  out << made.folder.string() << ": " << made.manifest.files.size() << " files, " << made.bytes
      << " bytes, of these new " << made.bytes_new << ", in " << made.manifest.took_ms << " ms\n";
  if (what.keep == 0) return {};
  TRY(backup::verify(made.folder, backup::Depth::everything));
  for (auto const& copy : backup::not_kept(backup::copies_in(what.to), {0, 0, what.keep})) {
    TRY(backup::let_go(copy));
    out << "let go of " << copy.string() << "\n";
  }
  return {};
}

}  // namespace

Result<void> make_copy(CopyToMake const& what, std::ostream& out) {
  auto const to = fs::absolute(what.to).lexically_normal();
  ControlDoor::Request request{"backup", to.string()};
  if (what.keep > 0) request.push_back(std::to_string(what.keep));
  auto const answer = ask_control(what.data, request, copy_patience);
  if (answer) return tell_answer(*answer, out);
  if (answer.error().reason != "no_hub") return answer.error();
  return make_here({what.data, to, what.keep}, out);
}

Result<void> verify_copy(fs::path const& copy, std::ostream& out) {
  auto const whole = fs::absolute(copy / "").lexically_normal().parent_path();
  TRY_INTO(auto const checked, backup::verify(whole, backup::Depth::everything));
  auto const& manifest = checked.manifest;
  out << "The copy is whole: " << manifest.network_name << " (" << manifest.network << "), seq " << manifest.seq << ", "
      << manifest.files.size() << " files, " << checked.bytes << " bytes, " << checked.records << " records.\n";
  return {};
}

Result<void> restore_copy(CopyToRestore const& what, std::ostream& out) {
  backup::Restoring restoring;
  restoring.program = program_version();
  restoring.expected_network = what.expected_network;
  restoring.erasures = what.erasures;
  restoring.now = time_now();
  TRY_INTO(auto const restored, backup::restore(what.copy, what.data, restoring));
  out << "Restored " << restored.bytes << " bytes of " << restored.manifest.network_name << ", seq "
      << restored.manifest.seq << ", into " << what.data.string() << ".\n";
  if (restored.forgotten > 0) {
    out << restored.forgotten << " people were forgotten after the copy was made; they are forgotten again.\n";
  }
  out << "Start the hub on it. Pages that are open fetch everything afresh.\n";
  return {};
}

}  // namespace staffroom
