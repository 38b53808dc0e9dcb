// The audit trail's rows.
#include "store/audit.hpp"

#include <algorithm>

#include "store/bytes.hpp"

namespace staffroom {
namespace {

constexpr std::uint8_t row_version = 1;

}  // namespace

bool is_audited(Command const& command) {
  return !std::holds_alternative<MarkRead>(command) && !std::holds_alternative<TouchSession>(command);
}

std::string encode_audit(std::vector<AuditEntry> const& entries) {
  std::vector<std::string> names;
  std::string rows;
  for (auto const& entry : entries) {
    auto found = std::find(names.begin(), names.end(), entry.command);
    if (found == names.end()) found = names.insert(names.end(), entry.command);
    append_u16(rows, static_cast<std::uint16_t>(found - names.begin()));
    append_u64(rows, entry.seq);
    append_u64(rows, entry.person.value);
    append_u64(rows, static_cast<std::uint64_t>(entry.at.value));
    append_u8(rows, static_cast<std::uint8_t>(entry.kind));
    append_u64(rows, entry.id);
  }
  std::string out;
  append_u8(out, row_version);
  append_u16(out, static_cast<std::uint16_t>(names.size()));
  for (auto const& name : names) append_text(out, name);
  append_u32(out, static_cast<std::uint32_t>(entries.size()));
  out.append(rows);
  return out;
}

std::optional<std::vector<AuditEntry>> decode_audit(std::string_view bytes) {
  ByteReader in(bytes);
  if (in.u8() != row_version) return std::nullopt;
  std::vector<std::string> names;
  for (auto left = in.u16(); left > 0 && in.sound(); --left) names.emplace_back(in.text());
  std::vector<AuditEntry> entries;
  for (auto left = in.u32(); left > 0 && in.sound(); --left) {
    auto& entry = entries.emplace_back();
    auto const name = in.u16();
    if (name < names.size()) entry.command = names[name];
    entry.seq = in.u64();
    entry.person = PersonId{in.u64()};
    entry.at = {static_cast<std::int64_t>(in.u64())};
    entry.kind = static_cast<Kind>(in.u8());
    entry.id = in.u64();
  }
  if (!in.sound() || !in.at_end()) return std::nullopt;
  return entries;
}

}  // namespace staffroom
