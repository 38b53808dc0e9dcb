// Reading the audit trail: an administrator what happened at or below their node, everyone their own deeds.
#include <algorithm>
#include <map>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/audit.hpp"
#include "store/calendar.hpp"
#include "store/decide.hpp"
#include "store/derive.hpp"
#include "store/stored_record.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::size_t entries_looked_at_max = 20'000;  // for one page; a page may be short, and `next` goes on
/// More seqs than one commit group has: the group that holds a place ends before this much after it.
constexpr Seq group_seqs_max = limits::group_commands_max * 32;

/// Where a page goes on: after so many entries of this seq, newest first. One command may be many deeds.
struct AuditSpot {
  Seq seq = ~Seq{0};
  std::uint32_t passed = 0;

  void pass(Seq one) {
    passed = one == seq ? passed + 1 : 1;
    seq = one;
  }
};

std::string cursor_of(AuditSpot spot) {
  std::string out;
  append_u64(out, spot.seq);
  append_u32(out, spot.passed);
  return encode_cursor(out);
}

class Reading {
 public:
  Reading(View const& view, Asked const& asked, ListAudit const& query)
      : view_(view), asked_(asked), query_(query), door_(view, asked), root_(tree::root(view)) {}

  Result<void> check() const {
    if (query_.organisation) {
      TRY(door_.readable<Organisation>("query.organisation", *query_.organisation));
    }
    if (query_.person) {
      TRY(door_.readable<Person>("query.person", *query_.person));
    }
    return {};
  }

  AuditPage page(AuditSpot from, std::uint32_t limit) {
    AuditPage out;
    out.seq = view_.seq();
    std::size_t looked_at = 0;
    AuditSpot last = from;
    bool more = false;
    walk(from, [&](AuditEntry const& entry) {
      if (looked_at++ == entries_looked_at_max) return !(more = true);
      bool const shown = shows(entry);
      if (shown && out.items.size() == limit) return !(more = true);
      last.pass(entry.seq);
      if (shown) out.items.push_back(line_of(entry));
      return true;
    });
    if (more) out.next = cursor_of(last);
    add_names(out);
    return out;
  }

 private:
  /// All entries after the spot, newest first.
  template <class Visit>
  void walk(AuditSpot from, Visit const& visit) const {
    Seq const below = from.seq > ~Seq{0} - group_seqs_max ? ~Seq{0} : from.seq + group_seqs_max;
    bool stopped = false;
    std::uint32_t passed = 0;
    view_.scan_audit_down(below, [&](Seq, std::string_view row) {
      auto entries = decode_audit(row);
      if (!entries) return true;  // damaged: the rest is shown all the same
      for (auto it = entries->rbegin(); it != entries->rend() && !stopped; ++it) {
        bool const before = it->seq > from.seq || (it->seq == from.seq && passed++ < from.passed);
        if (!before) stopped = !visit(*it);
      }
      return !stopped;
    });
  }

  bool shows(AuditEntry const& entry) {
    if (entry.organisation == nobodys) return false;
    if (query_.person && entry.person != *query_.person) return false;
    if (query_.command && entry.command != query_.command->value) return false;
    auto const day = calendar::date_of(entry.at);
    if ((query_.from && day < *query_.from) || (query_.to && day > *query_.to)) return false;
    auto const node = entry.organisation ? entry.organisation : root_;
    if (query_.organisation && !tree::is_within(view_, node, *query_.organisation)) return false;
    if (entry.person && entry.person == asked_.actor.person) return true;
    auto const known = administered_.find(node);
    if (known != administered_.end()) return known->second;
    return administered_[node] = door_.may(Thing::audit, Action::read, {.organisation = node}).has_value();
  }

  AuditLine line_of(AuditEntry const& entry) const {
    AuditLine line{.seq = entry.seq, .at = entry.at, .command = entry.command};
    if (entry.person) line.person = entry.person;
    if (entry.organisation) line.organisation = entry.organisation;
    if (entry.kind == Kind{} || is_internal(entry.kind)) return line;
    line.record = name_of(entry.kind);
    line.id = entry.id;
    // Talk lies under its topic, not under its id; and its place there is nobody's who may not read it.
    bool const by_place =
        entry.kind == Kind::message || entry.kind == Kind::message_revision || entry.kind == Kind::read_state;
    if (by_place) return line;
    std::string key(1, static_cast<char>(entry.kind));
    append_u64(key, entry.id);
    auto const stored = view_.find_raw(entry.kind, key);
    if (!stored) return line;
    if (auto const record = stored::decode(entry.kind, *stored); record && reads(view_, asked_.actor, *record)) {
      line.self = self_of(*record);
    }
    return line;
  }

  void add_names(AuditPage& page) const {
    std::vector<PersonId> people;
    for (auto const& line : page.items) {
      if (line.person) people.push_back(*line.person);
    }
    page.names = name_people(view_, std::move(people));
  }

  View const& view_;
  Asked const& asked_;
  ListAudit const& query_;
  Door door_;
  OrganisationId root_;
  std::map<OrganisationId, bool> administered_;
};

}  // namespace

Result<Change> decide(View const&, Asked& asked, NoteAuditRead const&) {
  if (asked.actor.is_system()) return Error::not_found();
  return Change{};
}

Result<AuditPage> audit_page(View const& view, Asked const& asked, ListAudit const& query, Page const& page) {
  view.take_time();
  Reading reading(view, asked, query);
  TRY(reading.check());
  AuditSpot from;
  if (!page.cursor.empty()) {
    TRY_INTO(std::string const place, decode_cursor(page.cursor));
    if (place.size() != 12) {
      return Error::bad_request("query.cursor",
                                "This cursor is not one of ours: send `next` of the page before as it was.");
    }
    from = {read_u64(place), read_u32(std::string_view(place).substr(8))};
  }
  return reading.page(from, page.limit);
}

Result<Answer> answer(View const& view, Asked const& asked, ListAudit const& query, Page const& page) {
  TRY_INTO(auto const found, audit_page(view, asked, query, page));
  Answer out;
  append_json(out.json, found);
  return out;
}

}  // namespace staffroom
