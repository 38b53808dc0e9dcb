// The ledger of erasures.
#include "store/backup_erasures.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "protocol/codec.hpp"
#include "protocol/json_document.hpp"
#include "store/calendar.hpp"
#include "store/commit_state.hpp"
#include "store/erasure.hpp"
#include "store/group_view.hpp"
#include "store/rocks_file_system.hpp"
#include "store/store.hpp"

namespace staffroom::backup {
namespace {

constexpr std::uint32_t erasures_per_page = 200;

Result<Erasure> erasure_in(std::string const& json) {
  TRY_INTO(auto const record, record_from_json(Kind::erasure, json));
  return get<Erasure>(record);
}

/// As it stands in the ledger: when and who, no more.
std::string line_of(Erasure erasure) {
  erasure.progress.clear();
  return to_json(Record(std::move(erasure))) + "\n";
}

/// Adds a page of the list, and says where the next one begins.
Result<std::string> add_page(std::string_view json, std::vector<Erasure>& out) {
  TRY_INTO(auto const page, JsonDocument::parse(json, "erasures"));
  std::string next;
  Result<void> read;
  each_member(page.root(), [&](std::string_view name, JsonValue const& value) {
    if (name == "next" && value.type == JsonType::text) next = value.text;
    if (name != "items" || value.type != JsonType::list) return true;
    for (auto place = JsonDocument::first(value); place != page.end(value); place = page.next(place)) {
      std::string text;
      page.append(text, page.value(place));
      auto erasure = erasure_in(text);
      if (!erasure) {
        read = erasure.error();
        return false;
      }
      if (erasure->state >= ErasureState::erasing) out.push_back(*std::move(erasure));
    }
    return true;
  });
  TRY(std::move(read));
  return next;
}

/// One person after another, each in a write of its own.
Result<void> forget_one(Database& database, GroupView& view, CommitState& state, Erasure erasure, TimestampMs now) {
  state.now = std::max(state.now, now);
  view.begin(state.seq);
  Asked asked{{}, state.now, calendar::date_of(state.now), std::nullopt, state.id_next};
  erasure.state = ErasureState::erasing;
  erasure.settles.reset();
  erasure.done.reset();
  erasure.progress.clear();
  erasure.memberships = erasure.team_places = erasure.messages = erasure.notifications = erasure.other = 0;
  ++erasure.version;
  Change change;
  erasure::leave(change, view, asked, erasure);
  change.put(std::move(erasure));
  view.note_command(++state.seq, "approve_erasure");
  view.apply(std::move(change), state.id_next);
  state.id_next = std::max(state.id_next, asked.id_next);
  Batch batch(database);
  view.write_to(batch);
  batch.put(Family::meta, meta_key(MetaTag::state), encode_commit_state(state));
  auto const written = database.write(batch);
  if (written == WriteResult::done) {
    view.keep_in_cache();
    return {};
  }
  return Error{written == WriteResult::no_space ? ErrorCode::no_space : ErrorCode::unavailable,
               {},
               "The restored database could not be written: " + database.last_error() + ".",
               {}};
}

}  // namespace

Result<std::vector<Erasure>> erasures_of(Store& store) {
  std::vector<Erasure> out;
  Page page{erasures_per_page, {}};
  do {
    auto answer = store.ask({}, ListErasures{}, page, ReadTier::disk);
    if (!answer) return Error{ErrorCode::unavailable, {}, "The erasures could not be read.", {}};
    TRY(*answer);
    TRY_INTO(page.cursor, add_page((*answer)->json, out));
  } while (!page.cursor.empty());
  return out;
}

Result<std::vector<Erasure>> read_erasures(std::filesystem::path const& ledger) {
  std::vector<Erasure> out;
  std::error_code error;
  if (!std::filesystem::exists(ledger, error)) return out;
  std::ifstream stream(ledger, std::ios::binary);
  std::string line;
  for (std::size_t number = 1; std::getline(stream, line); ++number) {
    auto erasure = erasure_in(line);
    if (!erasure) {
      return Error{ErrorCode::unavailable,
                   {},
                   "Line " + std::to_string(number) + " of " + ledger.string() + " is damaged (" +
                       erasure.error().path + "). It says who must not come back: put a whole one in its place.",
                   "damaged"};
    }
    out.push_back(*std::move(erasure));
  }
  if (stream.bad() || !stream.eof()) {
    return Error{ErrorCode::unavailable, {}, ledger.string() + " could not be read.", "damaged"};
  }
  return out;
}

Result<void> note_erasures(RocksFileSystem& disk, std::filesystem::path const& ledger,
                           std::vector<Erasure> const& erasures) {
  TRY_INTO(auto noted, read_erasures(ledger));
  auto const before = noted.size();
  for (auto const& erasure : erasures) {
    bool const there = std::any_of(noted.begin(), noted.end(), [&](Erasure const& it) {
      return it.id == erasure.id && it.person == erasure.person;
    });
    if (!there) noted.push_back(erasure);
  }
  if (noted.size() == before) return {};
  std::string text;
  for (auto const& erasure : noted) text += line_of(erasure);
  if (disk.replace_file(ledger, text)) return {};
  return Error{ErrorCode::unavailable, {}, ledger.string() + " could not be written.", {}};
}

Result<std::size_t> forget_again(Database& database, std::vector<Erasure> const& erasures, TimestampMs now) {
  CommitState state;
  if (auto const stored = database.find(Family::meta, meta_key(MetaTag::state), {})) {
    state = decode_commit_state(*stored);
  }
  RecordCache records;
  StandingCache standings;
  GroupView view(database, records, standings);
  view.begin(state.seq);
  std::size_t forgotten = 0;
  for (auto const& erasure : erasures) {
    auto const known = view.find<Erasure>(erasure.id);
    auto const person = view.find<Person>(erasure.person);
    if (!person || (known && known->state >= ErasureState::erasing)) continue;
    if (person->left && person->name.value == erasure::former_member) continue;
    TRY(forget_one(database, view, state, erasure, now));
    standings.changed_all(state.seq);
    view.release();
    ++forgotten;
  }
  return forgotten;
}

}  // namespace staffroom::backup
