// The high-water note.
#include "store/high_water.hpp"

#include <charconv>
#include <string_view>

#include "store/rocks_file_system.hpp"

namespace staffroom {
namespace {

constexpr std::string_view first_word = "staffroom-high-water";

struct HighWaterNote {
  std::string incarnation;
  Seq seq = 0;
};

/// "staffroom-high-water 9f2c6f0be1d94a57 4711\n"; nothing when it is not that.
std::optional<HighWaterNote> parse(std::string_view text) {
  auto const take = [&text](char end) {
    auto const at = text.find(end);
    auto const word = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return word;
  };
  if (take(' ') != first_word) return std::nullopt;
  HighWaterNote note{std::string(take(' ')), 0};
  auto const digits = take('\n');
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), note.seq);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return note;
}

}  // namespace

HighWater::HighWater(RocksFileSystem& file_system, std::filesystem::path const& folder)
    : file_system_(file_system), path_(folder / "high-water") {}

Result<void> HighWater::check(std::string const& incarnation, Seq seq) {
  auto const text = file_system_.read_file(path_);
  if (!text) return {};
  auto const where = path_.string();
  auto const refused = [](std::string detail) {
    return Error{ErrorCode::unavailable, {}, std::move(detail), "damaged"};
  };
  auto const note = parse(*text);
  if (!note) {
    return refused("The note " + where + " is damaged. Check the disk. If the database is known to be whole, delete " +
                   "the note and start again.");
  }
  if (note->incarnation != incarnation) {
    return refused("The note " + where + " belongs to another database. Restore database and note together; if the " +
                   "database was put here on purpose, delete the note and start again.");
  }
  if (note->seq > seq) {
    return refused("The database ends at " + std::to_string(seq) + ", but had reached " + std::to_string(note->seq) +
                   ": acknowledged changes are missing, the disk lost or damaged them. Restore the newest backup; to " +
                   "accept the loss, delete " + where + " and start again.");
  }
  noted_ = note->seq;
  return {};
}

void HighWater::note(std::string const& incarnation, Seq seq) {
  if (seq <= noted_) return;
  auto const text = std::string(first_word) + ' ' + incarnation + ' ' + std::to_string(seq) + '\n';
  if (file_system_.replace_file(path_, text)) noted_ = seq;
}

}  // namespace staffroom
