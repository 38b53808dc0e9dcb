// The audit trail as administrators read it: who did what to which record, and when; never content.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// {"id","name","label"}: as everywhere where people are named.
struct NamedPerson {
  PersonId id;
  std::string name;
  std::string label;
};
STAFFROOM_DESCRIBE(NamedPerson, (), (id, name, label))

struct AuditLine {
  Seq seq = 0;
  TimestampMs at;
  std::optional<PersonId> person;  // absent: the hub itself
  std::string command;             // its name: "end_membership"
  std::string record;              // "membership"; empty when none
  std::uint64_t id = 0;            // of the record; 0 when none
  std::optional<OrganisationId> organisation;
  std::string self;  // the record's path, when I may read it; else empty
};
STAFFROOM_DESCRIBE(AuditLine, (), (seq, at, person, command, record, id, organisation, self))

struct AuditPage {
  std::vector<AuditLine> items;
  std::vector<NamedPerson> names;
  Seq seq = 0;
  std::optional<std::string> next;
};
STAFFROOM_DESCRIBE(AuditPage, (), (items, names, seq, next))

/// Entries on records at or below the nodes that I administer, and my own; newest first. Reading it is itself audited.
struct ListAudit {
  static constexpr std::string_view name = "list_audit";
  static constexpr Route route{Method::get, "/audit"};
  using Answers = AuditPage;
  std::optional<PersonId> person;
  std::optional<OrganisationId> organisation;
  std::optional<Name> command;
  std::optional<Date> from;
  std::optional<Date> to;
};
STAFFROOM_DESCRIBE(ListAudit, (), (person, organisation, command, from, to))

/// Internal: somebody read or exported the audit trail.
struct NoteAuditRead {
  static constexpr std::string_view name = "note_audit_read";
  bool exported = false;
};
STAFFROOM_DESCRIBE(NoteAuditRead, (), (exported))

}  // namespace staffroom
