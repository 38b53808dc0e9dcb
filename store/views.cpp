// The view of a query.
#include "store/views.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "protocol/codec.hpp"

namespace staffroom {
namespace {

/// Messages are read upwards in runs of this many, a page and one more: every step down in RocksDB's memory is a
/// search.
constexpr Ordinal run_length = limits::page_size_default + 2;

}  // namespace

std::string name_json_of(Person const& person) {
  std::string out = "{\"id\":" + std::to_string(person.id.value) + ",\"name\":";
  append_json_string(out, person.name.value);
  out += ",\"label\":";
  append_json_string(out, person.label);
  out += '}';
  return out;
}

std::optional<std::string> SnapshotView::find_raw(Kind, std::string const& key) const {
  return database_.find(Family::records, key, from());
}

SharedRecord SnapshotView::find_record(Kind kind, std::string const& key) const {
  auto const stored = find_raw(kind, key);
  if (!stored) return nullptr;
  auto record = decoded_.decode(kind, key, *stored);
  if (!record) throw ReadFailed("a stored record cannot be decoded");
  return record;
}

std::shared_ptr<void const> SnapshotView::find_decoded(Kind kind, std::string const& key) const {
  return as_decoded(find_record(kind, key));
}

void SnapshotView::scan_index(std::string const& prefix, std::string const& from_key, IndexVisitor const& visit) const {
  auto cursor = database_.cursor(Family::indexes, prefix, from());
  for (cursor.seek(from_key.empty() ? prefix : from_key); cursor.valid(); cursor.next()) {
    if (!visit(cursor.key(), cursor.value())) return;
  }
}

void SnapshotView::scan_records_down(std::string const& prefix, std::string const& below,
                                     RecordVisitor const& visit) const {
  auto cursor = database_.cursor(Family::records, prefix, from());
  below.empty() ? cursor.seek_last() : cursor.seek_below(below);
  bool const of_topic = !prefix.empty() && prefix[0] == static_cast<char>(Kind::message) && prefix.size() == 9;
  if (of_topic && cursor.valid()) {
    return scan_messages_down(cursor, read_u32(cursor.key().substr(prefix.size())), visit);
  }
  for (; cursor.valid(); cursor.previous()) {
    if (!visit(cursor.key(), cursor.value())) return;
  }
}

void SnapshotView::scan_messages_down(Cursor& cursor, Ordinal newest, RecordVisitor const& visit) {
  std::string key(cursor.key());
  std::string bytes;                                      // of a run: keys and values, one after another
  std::vector<std::pair<std::size_t, std::size_t>> rows;  // where a row starts, and the length of its value
  auto const key_bytes = key.size();
  for (Ordinal end = newest + 1; end > 1;) {
    Ordinal const start = end > run_length ? end - run_length : 1;
    bytes.clear();
    rows.clear();
    key.resize(key_bytes - 4);
    append_u32(key, start);
    for (cursor.seek(key); cursor.valid() && read_u32(cursor.key().substr(key_bytes - 4)) < end; cursor.next()) {
      rows.emplace_back(bytes.size(), cursor.value().size());
      bytes.append(cursor.key()).append(cursor.value());
    }
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
      auto const whole = std::string_view(bytes).substr(row->first, key_bytes + row->second);
      if (!visit(whole.substr(0, key_bytes), whole.substr(key_bytes))) return;
    }
    end = start;
  }
}

void scan_audit_rows_down(Database const& database, ReadFrom from, Seq below, View::AuditVisitor const& visit) {
  auto cursor = database.cursor(Family::meta, std::string(1, static_cast<char>(MetaTag::audit)), from);
  for (cursor.seek_below(audit_key(below)); cursor.valid(); cursor.previous()) {
    if (!visit(read_u64(cursor.key().substr(1)), cursor.value())) return;
  }
}

void SnapshotView::scan_audit_down(Seq below, AuditVisitor const& visit) const {
  take_time();
  scan_audit_rows_down(database_, from(), below, visit);
}

void View::scan_window_up(Seq, WindowVisitor const&) const { ensure(false, "the window is read by queries alone"); }

void SnapshotView::scan_window_up(Seq after, WindowVisitor const& visit) const {
  take_time();
  auto cursor = database_.cursor(Family::window, std::string(1, static_cast<char>(WindowTag::group)), from());
  for (cursor.seek(window_group_key(after + 1)); cursor.valid(); cursor.next()) {
    if (!visit(read_u64(cursor.key().substr(1)), cursor.value())) return;
  }
}

void SnapshotView::take_time() const {
  if (tier_ == ReadTier::cache_only) throw ReadIncomplete();
}

std::shared_ptr<PersonStanding const> SnapshotView::standing(PersonId person) const {
  if (auto cached = standings_.standing(person, seq())) return cached;
  auto computed = compute_standing(*this, person);
  if (computed) standings_.keep_standing(person, computed, seq());
  return computed;
}

std::string SnapshotView::name_json(PersonId person) const {
  if (auto const cached = standings_.name(person, seq())) return *cached;
  auto const found = find<Person>(person);
  if (!found) return {};
  auto name = std::make_shared<std::string const>(name_json_of(*found));
  standings_.keep_name(person, name, seq());
  return *name;
}

}  // namespace staffroom
