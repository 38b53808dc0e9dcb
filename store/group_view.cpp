// The committer's view of one commit group.
#include "store/group_view.hpp"

#include <algorithm>

#include "protocol/codec.hpp"
#include "store/index_rows.hpp"
#include "store/stored_record.hpp"
#include "store/views.hpp"

namespace staffroom {
namespace {

/// Talk is written once and read by queries: keeping it would push out what every command needs.
bool worth_keeping(Kind kind) {
  return kind != Kind::message && kind != Kind::message_revision && kind != Kind::notification &&
         kind != Kind::team_mention;
}

/// Only prefixes of this length are remembered as empty: a tag and two ids, say a person's notices about a topic.
constexpr std::size_t empty_prefix_bytes = 17;
constexpr std::size_t empty_prefixes_max = 65'536;

Kind kind_at(std::string_view key) { return static_cast<Kind>(static_cast<std::uint8_t>(key.front())); }

}  // namespace

// ---- WrittenRecord

std::string const& WrittenRecord::json() const {
  if (json_.empty()) json_ = to_json(*record_);
  return json_;
}

std::vector<PersonId> const& WrittenRecord::named() const {
  if (!named_) named_ = named_in(*record_);
  return *named_;
}

std::string WrittenRecord::stored() const { return stored::encode(json(), named()); }

// ---- GroupView: the group's own changes

GroupView::GroupView(Database const& database, RecordCache& records, StandingCache& standings)
    : database_(database), cache_(records), standings_(standings) {}

void GroupView::begin(Seq seq) {
  committed_ = seq;
  seq_ = seq;
  records_.clear();
  indexes_.clear();
  touched_.clear();
  own_standings_.clear();
  idle_cursors_.clear();
  everyone_touched_ = false;
  due_changes_ = {};
}

void GroupView::note_command(Seq seq, std::string_view because) {
  seq_ = seq;
  because_ = because;
}

std::vector<Applied> GroupView::apply(Change change, std::uint64_t fresh_from) {
  // A command that puts a record twice means the later one; one that also removes it means the removal.
  auto& puts = change.puts;
  for (std::size_t i = 0; i < puts.size(); ++i) {
    auto const again = [&](auto const& it) { return it.key == puts[i].key; };
    auto const removed = [&](auto const& it) { return it.second == puts[i].key; };
    if (std::any_of(puts.begin() + static_cast<std::ptrdiff_t>(i) + 1, puts.end(), again) ||
        std::any_of(change.removals.begin(), change.removals.end(), removed)) {
      puts.erase(puts.begin() + static_cast<std::ptrdiff_t>(i--));
    }
  }
  std::vector<Applied> out;
  out.reserve(change.puts.size() + change.removals.size());
  for (auto const& [kind, key] : change.removals) {
    if (auto before = find_record(kind, key)) {
      auto const id = id_of(*before);
      auto readers = audience_of(*this, *before);
      out.push_back({kind, id, key, std::move(before), nullptr, std::move(readers), {}});
    }
  }
  for (auto& put : change.puts) {
    auto const kind = kind_of(put.record);
    auto const id = id_of(put.record);
    auto before = id >= fresh_from ? nullptr : find_record(kind, put.key);
    auto readers = before ? audience_of(*this, *before) : Audiences();
    auto after = std::make_shared<WrittenRecord const>(std::move(put.record));
    out.push_back({kind, id, std::move(put.key), std::move(before), std::move(after), std::move(readers), {}});
  }
  touch_standings(out);
  for (auto const& it : out) {
    records_[it.key] = it.after;
    if (it.kind == Kind::org_settings) absent_settings_.erase(it.key);
    change_indexes(it);
  }
  for (auto& it : out) {
    if (it.after) it.readers_after = audience_of(*this, *it.after->record());
  }
  return out;
}

void GroupView::touch_standings(std::vector<Applied> const& changes) {
  StandingsTouched touched;
  for (auto const& it : changes) {
    add_standings_touched(touched, it.before.get(), it.after ? it.after->record().get() : nullptr);
  }
  for (auto const person : touched.people) {
    if (!touched_.contains(person)) touched_[person].before = standing(person);
    touched_[person].last = seq_;
    touched_[person].because = because_;
    own_standings_.erase(person);
  }
  if (touched.everyone) {
    everyone_touched_ = true;
    own_standings_.clear();
  }
}

void GroupView::change_indexes(Applied const& change) {
  for (auto& row : index_changes(change.before.get(), change.after ? change.after->record().get() : nullptr)) {
    if (row.key.front() == static_cast<char>(Index::due)) {
      (row.value ? due_changes_.added : due_changes_.removed).push_back(row.key);
    }
    if (row.value && !empty_prefixes_.empty()) {
      empty_prefixes_.erase(row.key.substr(0, empty_prefix_bytes));
    }
    indexes_[std::move(row.key)] = std::move(row.value);
  }
}

void GroupView::write_to(Batch& batch) const {
  for (auto const& [key, written] : records_) {
    written ? batch.put(Family::records, key, written->stored()) : batch.remove(Family::records, key);
  }
  for (auto const& [key, value] : indexes_) {
    value ? batch.put(Family::indexes, key, *value) : batch.remove(Family::indexes, key);
  }
}

void GroupView::keep_in_cache() {
  for (auto const& [key, written] : records_) {
    if (written && worth_keeping(kind_at(key))) {
      cache_.keep(key, written->record());
    } else {
      cache_.forget(key);
    }
  }
}

// ---- GroupView: reading

std::shared_ptr<WrittenRecord const> GroupView::find_written(std::string const& key) const {
  auto const found = records_.find(key);
  return found == records_.end() ? nullptr : found->second;
}

SharedRecord GroupView::find_record(Kind kind, std::string const& key) const {
  if (auto const found = records_.find(key); found != records_.end()) {
    return found->second ? found->second->record() : nullptr;
  }
  if (kind == Kind::org_settings && absent_settings_.contains(key)) return nullptr;
  if (auto cached = cache_.find(key)) return cached;
  auto const stored = database_.find(Family::records, key, {});
  if (!stored) {
    if (kind == Kind::org_settings) absent_settings_.insert(key);
    return nullptr;
  }
  auto decoded = stored::decode(kind, *stored);
  if (!decoded) throw ReadFailed("a stored record cannot be decoded: " + decoded.error().detail);
  auto record = std::make_shared<Record const>(std::move(*decoded));
  cache_.keep(key, record);
  return record;
}

std::shared_ptr<void const> GroupView::find_decoded(Kind kind, std::string const& key) const {
  return as_decoded(find_record(kind, key));
}

std::optional<std::string> GroupView::find_raw(Kind, std::string const& key) const {
  if (auto const found = records_.find(key); found != records_.end()) {
    return found->second ? std::optional(found->second->stored()) : std::nullopt;
  }
  return database_.find(Family::records, key, {});
}

void GroupView::scan_index(std::string const& prefix, std::string const& from, IndexVisitor const& visit) const {
  auto const& start = from.empty() ? prefix : from;
  if (prefix.size() == empty_prefix_bytes && empty_prefixes_.contains(prefix)) return;
  if (idle_cursors_.empty()) idle_cursors_.push_back(database_.cursor(Family::indexes, {}, {}));
  auto cursor = std::move(idle_cursors_.back());
  idle_cursors_.pop_back();
  auto own = indexes_.lower_bound(start);
  cursor.seek(start);
  auto const own_left = [&] { return own != indexes_.end() && own->first.starts_with(prefix); };
  auto const stored_left = [&] { return cursor.valid() && cursor.key().starts_with(prefix); };
  bool any = false;
  auto const see = [&](std::string_view key, std::string_view value) {
    any = true;
    return visit(key, value);
  };
  for (bool more = true; more && (own_left() || stored_left());) {
    if (stored_left() && (!own_left() || cursor.key() < own->first)) {
      more = see(cursor.key(), cursor.value());
      if (more) cursor.next();
      continue;
    }
    if (stored_left() && cursor.key() == own->first) cursor.next();  // the group's own row hides it
    if (own->second) more = see(own->first, *own->second);
    ++own;
  }
  idle_cursors_.push_back(std::move(cursor));
  if (!any && from.empty()) note_empty(prefix);
}

void GroupView::note_empty(std::string const& prefix) const {
  if (prefix.size() != empty_prefix_bytes) return;
  if (empty_prefixes_.size() >= empty_prefixes_max) empty_prefixes_.clear();
  empty_prefixes_.insert(prefix);
}

void GroupView::scan_records_down(std::string const& prefix, std::string const& below,
                                  RecordVisitor const& visit) const {
  auto cursor = database_.cursor(Family::records, prefix, {});
  below.empty() ? cursor.seek_last() : cursor.seek_below(below);
  auto const end = below.empty() ? prefix_end(prefix) : below;
  auto own = end.empty() ? records_.end() : records_.lower_bound(end);
  auto const first = records_.lower_bound(prefix);
  auto const own_left = [&] { return own != first; };
  while (own_left() || cursor.valid()) {
    if (cursor.valid() && (!own_left() || cursor.key() > std::prev(own)->first)) {
      if (!visit(cursor.key(), cursor.value())) return;
      cursor.previous();
      continue;
    }
    --own;
    if (cursor.valid() && cursor.key() == own->first) cursor.previous();
    if (own->second && !visit(own->first, own->second->stored())) return;
  }
}

void GroupView::scan_audit_down(Seq below, AuditVisitor const& visit) const {
  scan_audit_rows_down(database_, {}, below, visit);
}

std::shared_ptr<PersonStanding const> GroupView::standing(PersonId person) const {
  bool const own = everyone_touched_ || touched_.contains(person);
  if (own) {
    if (auto const found = own_standings_.find(person); found != own_standings_.end()) return found->second;
    return own_standings_[person] = compute_standing(*this, person);
  }
  if (auto cached = standings_.standing(person, committed_)) return cached;
  auto computed = compute_standing(*this, person);
  if (computed) standings_.keep_standing(person, computed, committed_);
  return computed;
}

std::string GroupView::name_json(PersonId person) const {
  auto const written = records_.find(record_key<Person>(person));
  if (written != records_.end()) return written->second ? name_json_of(*find<Person>(person)) : std::string();
  if (auto const cached = standings_.name(person, committed_)) return *cached;
  auto const found = find<Person>(person);
  if (!found) return {};
  auto name = std::make_shared<std::string const>(name_json_of(*found));
  standings_.keep_name(person, name, committed_);
  return *name;
}

}  // namespace staffroom
