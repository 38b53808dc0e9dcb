// A view with changes over it that are not applied yet.
#include "store/overlay_view.hpp"

#include <algorithm>

#include "store/stored_record.hpp"
#include "store/views.hpp"

namespace staffroom {

void OverlayView::set(Kind kind, std::string const& key, SharedRecord after) {
  auto const before = find_record(kind, key);
  for (auto& row : index_changes(before.get(), after.get())) indexes_[std::move(row.key)] = std::move(row.value);
  add_standings_touched(touched_, before.get(), after.get());
  auto const [place, added] = records_.insert_or_assign(key, std::move(after));
  if (added) order_.push_back(key);
}

void OverlayView::add(Change const& change) {
  // As GroupView::apply: of two puts the later counts, and a removal counts most.
  for (auto const& put : change.puts) set(kind_of(put.record), put.key, std::make_shared<Record const>(put.record));
  for (auto const& [kind, key] : change.removals) set(kind, key, nullptr);
  standings_.clear();
}

Change OverlayView::take() {
  Change out;
  for (auto const& key : order_) {
    auto const& record = records_.at(key);
    if (record) {
      out.puts.push_back({key, *record});
    } else {
      out.removals.emplace_back(static_cast<Kind>(static_cast<std::uint8_t>(key.front())), key);
    }
  }
  return out;
}

bool OverlayView::has_index_row(std::string const& key) const {
  if (auto const own = indexes_.find(key); own != indexes_.end()) return own->second.has_value();
  bool found = false;
  base_.scan_index(key, {}, [&](std::string_view row, std::string_view) {
    found = row == key;
    return false;
  });
  return found;
}

SharedRecord OverlayView::find_record(Kind kind, std::string const& key) const {
  auto const own = records_.find(key);
  return own == records_.end() ? base_.find_record(kind, key) : own->second;
}

std::shared_ptr<void const> OverlayView::find_decoded(Kind kind, std::string const& key) const {
  return as_decoded(find_record(kind, key));
}

std::optional<std::string> OverlayView::find_raw(Kind kind, std::string const& key) const {
  auto const own = records_.find(key);
  if (own == records_.end()) return base_.find_raw(kind, key);
  return own->second ? std::optional(stored::encode(*own->second)) : std::nullopt;
}

void OverlayView::scan_index(std::string const& prefix, std::string const& from, IndexVisitor const& visit) const {
  auto own = indexes_.lower_bound(from.empty() ? prefix : from);
  auto const own_left = [&] { return own != indexes_.end() && own->first.starts_with(prefix); };
  bool more = true;
  auto const show_own_below = [&](std::string_view key) {
    for (; more && own_left() && own->first < key; ++own) {
      if (own->second) more = visit(own->first, *own->second);
    }
  };
  base_.scan_index(prefix, from, [&](std::string_view key, std::string_view value) {
    show_own_below(key);
    // The own row hides it; it is shown in its turn.
    if (more && !(own_left() && own->first == key)) more = visit(key, value);
    return more;
  });
  for (; more && own_left(); ++own) {
    if (own->second) more = visit(own->first, *own->second);
  }
}

void OverlayView::scan_records_down(std::string const& prefix, std::string const& below,
                                    RecordVisitor const& visit) const {
  std::vector<decltype(records_)::const_iterator> own;  // the next one to be shown last
  for (auto it = records_.lower_bound(prefix); it != records_.end() && it->first.starts_with(prefix); ++it) {
    if (below.empty() || it->first < below) own.push_back(it);
  }
  bool more = true;
  auto const show_own = [&] {
    auto const it = own.back();
    own.pop_back();
    if (it->second) more = visit(it->first, stored::encode(*it->second));
  };
  base_.scan_records_down(prefix, below, [&](std::string_view key, std::string_view value) {
    while (more && !own.empty() && own.back()->first > key) show_own();
    if (more && !own.empty() && own.back()->first == key) return show_own(), more;
    if (more) more = visit(key, value);
    return more;
  });
  while (more && !own.empty()) show_own();
}

std::shared_ptr<PersonStanding const> OverlayView::standing(PersonId person) const {
  auto const& people = touched_.people;
  bool const touched = touched_.everyone || std::find(people.begin(), people.end(), person) != people.end();
  if (!touched) return base_.standing(person);
  auto const [place, added] = standings_.try_emplace(person);
  if (added) place->second = compute_standing(*this, person);
  return place->second;
}

std::string OverlayView::name_json(PersonId person) const {
  if (!records_.contains(record_key<Person>(person))) return base_.name_json(person);
  auto const found = find<Person>(person);
  return found ? name_json_of(*found) : std::string();
}

}  // namespace staffroom
