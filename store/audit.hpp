// The audit trail: who did what, to which record, and when; never content. One row per commit group, kept for good.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/kinds.hpp"
#include "protocol/result.hpp"
#include "store/view.hpp"

namespace staffroom {

struct Asked;
struct Page;

struct AuditEntry {
  Seq seq = 0;
  PersonId person;      // 0: the system
  std::string command;  // its name
  Kind kind{};          // of the record that the command's answer shows
  std::uint64_t id = 0;
  TimestampMs at;
  OrganisationId organisation;  // to which it belonged then; 0: the network
  friend bool operator==(AuditEntry const&, AuditEntry const&) = default;
};

/// Reading marks and "still here" are no deeds.
bool is_audited(Command const& command);
/// What changes nothing and is a deed all the same: somebody read the audit trail, or took a copy of a person's data.
bool is_note(Command const& command);

/// Stands for the organisation of what nobody is told, not even who did it: before quotes are opened, a line about them
/// would say that one came. Such rows are kept, and shown nowhere.
inline constexpr OrganisationId nobodys{~std::uint64_t{0}};
/// A command of which every row is nobody's, whatever it changed.
bool is_sealed(std::string_view command);

/// The organisation whose administrators are told of what happens to the record: its owner's; of a person, that of the
/// first current membership, else of the last. 0: the network; `nobodys`: nobody is told.
OrganisationId owner_of(View const& view, Record const& record);
OrganisationId owner_of(View const& view, PersonId person);

/// One page of the trail as `actor` may read it, newest first; `query` and `page` as of ListAudit. Errors: not_found;
/// bad_request for a cursor that is not ours.
Result<AuditPage> audit_page(View const& view, Asked const& asked, ListAudit const& query, Page const& page);

std::string encode_audit(std::vector<AuditEntry> const& entries);
/// Rows of both versions: the first did not say to which organisation an entry belonged. Nothing when the bytes are
/// damaged.
std::optional<std::vector<AuditEntry>> decode_audit(std::string_view bytes);

}  // namespace staffroom
