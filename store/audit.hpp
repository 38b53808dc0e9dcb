// The audit trail: who did what, to which record, and when; never content. One row per commit group, kept for good.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/kinds.hpp"

namespace staffroom {

struct AuditEntry {
  Seq seq = 0;
  PersonId person;      // 0: the system
  std::string command;  // its name
  Kind kind{};          // of the record that the command's answer shows
  std::uint64_t id = 0;
  TimestampMs at;
  friend bool operator==(AuditEntry const&, AuditEntry const&) = default;
};

/// Reading marks and "still here" are no deeds.
bool is_audited(Command const& command);

std::string encode_audit(std::vector<AuditEntry> const& entries);
/// Nothing when the bytes are damaged.
std::optional<std::vector<AuditEntry>> decode_audit(std::string_view bytes);

}  // namespace staffroom
