// What is asked of a person: kept with each asking and each agreement.
#include "store/person_load.hpp"

#include <algorithm>

namespace staffroom {

PersonLoad person_load::of(Change const& change, View const& view, PersonId person) {
  auto const key = record_key<PersonLoad>(person);
  for (auto it = change.puts.rbegin(); it != change.puts.rend(); ++it) {
    if (it->key == key) return get<PersonLoad>(it->record);
  }
  if (auto const found = view.find<PersonLoad>(person)) return *found;
  return {.id = person, .version = 0};
}

namespace {

/// One record is put once: what the change holds already is replaced.
void put_load(Change& change, PersonLoad load) {
  auto const key = record_key<PersonLoad>(load.id);
  auto const same = std::find_if(change.puts.begin(), change.puts.end(), [&](auto const& it) { return it.key == key; });
  if (same != change.puts.end()) {
    same->record = Record{std::move(load)};
    return;
  }
  auto const answer_key = change.answer_key;
  change.put(std::move(load));
  change.answer_key = answer_key;
}

PersonLoad next_of(Change const& change, View const& view, PersonId person) {
  auto load = person_load::of(change, view, person);
  auto const stored = view.find<PersonLoad>(person);
  load.version = (stored ? stored->version : 0) + 1;
  return load;
}

}  // namespace

void person_load::begin(Change& change, View const& view, PersonId person) {
  if (of(change, view, person).version == 0) put_load(change, next_of(change, view, person));
}

void person_load::promise_days(Change& change, View const& view, PersonId person, std::int32_t days) {
  auto load = next_of(change, view, person);
  auto const promised = std::int64_t{load.promised_days} + days;
  load.promised_days = static_cast<std::uint32_t>(std::max<std::int64_t>(promised, 0));
  put_load(change, std::move(load));
}

void person_load::note_asked(Change& change, View const& view, PersonId person, Date today) {
  auto load = next_of(change, view, person);
  auto& asked = load.asked.values;
  asked.push_back(today);
  if (asked.size() > limits::asks_kept_max) asked.erase(asked.begin());
  put_load(change, std::move(load));
}

std::optional<std::uint32_t> person_load::free_days(std::optional<Capacity> const& capacity,
                                                    std::uint32_t promised_days) {
  if (!capacity) return std::nullopt;
  return capacity->days_a_term - std::min(capacity->days_a_term, promised_days);
}

std::optional<std::uint32_t> person_load::free_days(View const& view, PersonId person) {
  auto const profile = view.find<Profile>(person);
  if (!profile) return std::nullopt;
  auto const load = view.find<PersonLoad>(person);
  return free_days(profile->fields.capacity, load ? load->promised_days : 0);
}

std::uint32_t person_load::asked_in_last_year(PersonLoad const& load, Date today) {
  constexpr int days = 365;
  return static_cast<std::uint32_t>(
      std::count_if(load.asked.begin(), load.asked.end(), [&](Date date) { return date.days > today.days - days; }));
}

void person_load::put_again(Change& change, View const& view, PersonId person) {
  auto const load = of(change, view, person);
  if (load.version > 0) put_load(change, load);
}

}  // namespace staffroom
