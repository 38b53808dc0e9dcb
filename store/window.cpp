// The window's rows, and how they leave.
#include "store/window.hpp"

#include <algorithm>

#include "protocol/limits.hpp"
#include "store/bytes.hpp"

namespace staffroom {
namespace {

constexpr std::uint8_t row_version = 1;
constexpr int rows_trimmed_at_once = 8;

/// Command names and audiences repeat: they are listed once, events name their places.
template <class T>
std::uint16_t place_of(std::vector<T const*>& list, T const& value) {
  // The last ones used are the likeliest.
  for (std::size_t i = list.size(); i-- > 0;) {
    if (*list[i] == value) return static_cast<std::uint16_t>(i);
  }
  list.push_back(&value);
  return static_cast<std::uint16_t>(list.size() - 1);
}

void append_event(std::string& out, Event const& event, Seq first, std::uint16_t name, std::uint16_t audience) {
  append_u32(out, static_cast<std::uint32_t>(event.seq - first));
  append_u16(out, name);
  append_u16(out, audience);
  append_u8(out, static_cast<std::uint8_t>(event.type));
  if (event.type == Event::Type::access) {
    append_u8(out, static_cast<std::uint8_t>(event.access.scope));
    append_u8(out, static_cast<std::uint8_t>(event.access.change));
    append_u64(out, event.access.id);
  } else {
    append_u8(out, static_cast<std::uint8_t>(event.kind));
    append_u64(out, event.id);
    append_text(out, event.key);
  }
}

Event read_event(ByteReader& in, Seq first, std::vector<std::string> const& names,
                 std::vector<Audiences> const& lists) {
  Event event;
  event.seq = first + in.u32();
  auto const name = in.u16();
  auto const audience = in.u16();
  if (name < names.size()) event.because = names[name];
  if (audience < lists.size()) event.audiences = lists[audience];
  event.type = static_cast<Event::Type>(in.u8());
  if (event.type == Event::Type::access) {
    event.access.scope = static_cast<Scope>(in.u8());
    event.access.change = static_cast<AccessChange>(in.u8());
    event.access.id = in.u64();
  } else {
    event.kind = static_cast<Kind>(in.u8());
    event.id = in.u64();
    event.key = in.text();
  }
  return event;
}

}  // namespace

std::string encode_window_group(WindowGroup const& group) {
  std::vector<std::string const*> names;
  std::vector<Audiences const*> lists;
  std::string events;
  events.reserve(group.events.size() * 40);
  for (auto const& event : group.events) {
    auto const name = place_of(names, event.because);
    append_event(events, event, group.first, name, place_of(lists, event.audiences));
  }
  std::string out;
  append_u8(out, row_version);
  append_u64(out, group.first);
  append_u64(out, static_cast<std::uint64_t>(group.time.value));
  append_u64(out, group.bytes);
  append_u32(out, static_cast<std::uint32_t>(group.keys.size()));
  for (auto const& key : group.keys) append_text(out, key);
  append_u16(out, static_cast<std::uint16_t>(names.size()));
  for (auto const* name : names) append_text(out, *name);
  append_u16(out, static_cast<std::uint16_t>(lists.size()));
  for (auto const* list : lists) {
    append_u16(out, static_cast<std::uint16_t>(list->size()));
    for (auto const atom : *list) append_u64(out, atom.value);
  }
  append_u32(out, static_cast<std::uint32_t>(group.events.size()));
  out.append(events);
  return out;
}

std::optional<WindowGroup> decode_window_group(std::string_view bytes) {
  ByteReader in(bytes);
  WindowGroup group;
  if (in.u8() != row_version) return std::nullopt;
  group.first = in.u64();
  group.time = {static_cast<std::int64_t>(in.u64())};
  group.bytes = in.u64();
  for (auto left = in.u32(); left > 0 && in.sound(); --left) group.keys.emplace_back(in.text());
  std::vector<std::string> names;
  for (auto left = in.u16(); left > 0 && in.sound(); --left) names.emplace_back(in.text());
  std::vector<Audiences> lists;
  for (auto left = in.u16(); left > 0 && in.sound(); --left) {
    auto& list = lists.emplace_back();
    for (auto atoms = in.u16(); atoms > 0 && in.sound(); --atoms) list.emplace_back().value = in.u64();
  }
  for (auto left = in.u32(); left > 0 && in.sound(); --left) {
    group.events.push_back(read_event(in, group.first, names, lists));
  }
  if (!in.sound() || !in.at_end()) return std::nullopt;
  return group;
}

std::string encode_idempotency(IdempotencyRow const& row) {
  std::string out;
  append_u64(out, row.fingerprint);
  append_u64(out, row.seq);
  out.append(row.answer_key);
  return out;
}

IdempotencyRow decode_idempotency(std::string_view bytes) {
  ByteReader in(bytes);
  IdempotencyRow row;
  row.fingerprint = in.u64();
  row.seq = in.u64();
  row.answer_key = in.rest();
  return row;
}

void Window::add(Batch& batch, CommitState& state, WindowGroup group, std::vector<Keyed> const& keyed) {
  std::uint64_t bytes = 0;
  for (auto const& it : keyed) {
    auto const value = encode_idempotency(it.row);
    batch.put(Family::window, it.key, value);
    bytes += it.key.size() + value.size();
    group.keys.push_back(it.key);
  }
  auto const key = window_group_key(state.seq);
  // What is counted need not be exact, only the same when the row leaves.
  for (auto const& event : group.events) bytes += 40 + 8 * event.audiences.size();
  group.bytes = bytes + 64;
  state.window_bytes += group.bytes;
  batch.put(Family::window, key, encode_window_group(group));
}

bool Window::load_oldest(Seq after) {
  if (oldest_) return true;
  auto cursor = database_.cursor(Family::window, std::string(1, static_cast<char>(WindowTag::group)), {});
  cursor.seek(window_group_key(after + 1));
  if (!cursor.valid()) return false;
  auto group = decode_window_group(cursor.value());
  // A damaged row leaves at the next occasion, whatever its age.
  oldest_ = Oldest{std::string(cursor.key()), group ? std::move(*group) : WindowGroup()};
  return true;
}

void Window::trim(Batch& batch, CommitState& state) {
  for (int left = rows_trimmed_at_once; left > 0 && load_oldest(state.window_floor); --left) {
    bool const aged = state.now - oldest_->group.time > limits::window_age_max;
    if (!aged && state.window_bytes <= bytes_max_) return;
    batch.remove(Family::window, oldest_->key);
    for (auto const& key : oldest_->group.keys) batch.remove(Family::window, key);
    state.window_bytes -= std::min(state.window_bytes, oldest_->group.bytes);
    state.window_floor = read_u64(std::string_view(oldest_->key).substr(1));
    oldest_.reset();
  }
}

}  // namespace staffroom
