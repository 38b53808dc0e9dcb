// Inside of imports: what a row means, decided against a view. The check keeps only the words; the commit applies the
// change. Both ask in the author's name, at that moment.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/permissions.hpp"
#include "store/view.hpp"

namespace staffroom::imports {

/// What the door is asked about an import.
Subject subject_of(ImportJob const& job);

/// Where things stand in the file's rows.
class Columns {
 public:
  explicit Columns(ImportJob const& job);
  /// The cell, trimmed; empty when there is no such column.
  std::string_view cell(ImportRow const& row, ImportField field) const;
  std::string_view cell(ImportRow const& row, std::string_view header) const;
  bool has(ImportField field) const { return by_field_.contains(field); }
  std::optional<Line> header_of(ImportField field) const;

 private:
  std::vector<Line> headers_;
  std::map<ImportField, std::size_t> by_field_;
  std::unordered_map<std::string_view, std::size_t> by_header_;
};

/// What the rows of one chunk are decided with; what is looked up for one is kept for the next.
struct Desk {
  Desk(View const& its_view, ImportJob const& its_job) : view(its_view), job(its_job), columns(its_job) {}
  View const& view;
  ImportJob const& job;
  Columns columns;
  std::map<std::string, std::vector<OrganisationId>> schools;  // by folded name, within the job's organisation
  std::map<std::string, std::vector<TeamId>> teams;            // by folded name
  bool looked_for_schools = false;
  bool looked_for_teams = false;
};

/// A row with its outcome in words, and what it changes: nothing when it is an error.
struct Planned {
  ImportRow row;
  Change change;
};

/// `asked` carries the author; taking ids is the only thing that is changed in it.
Planned plan(Desk& desk, Asked& asked, ImportRow row);
Planned plan_group(Desk const& desk, Asked& asked, ImportRow row);
Planned plan_school(Desk const& desk, Asked& asked, ImportRow row);
Planned plan_link(Desk const& desk, Asked& asked, ImportRow row);
Planned plan_person(Desk& desk, Asked& asked, ImportRow row);
Planned plan_leaver(Desk const& desk, Asked& asked, ImportRow row);
Planned plan_contract(Desk& desk, Asked& asked, ImportRow row);

/// What is wrong, and in which column.
struct Wrong {
  std::string words;
  ImportField field;
};
/// The organisation that a row speaks of. By URN, else by name, else where the import was begun.
std::shared_ptr<Organisation const> place_of(Desk& desk, ImportRow const& row, std::optional<Wrong>& wrong);
/// By URN or by name, within the job's organisation. `wrong` says its words when there is none, or more than one.
std::shared_ptr<Organisation const> school_of(Desk& desk, std::string_view said, std::string& wrong);

/// Whom or what the row speaks of: two rows of a file with the same are one too many. Empty when it can't be told.
std::string identity_of(Desk& desk, ImportRow const& row);
std::string identity_of_contract(Desk& desk, ImportRow const& row);
std::uint32_t likeness_of(std::string_view identity);
/// The row of the file before this one that speaks of the same, in what was checked before. 0: none.
std::uint32_t earlier_row(Desk& desk, ImportRow const& row, std::string_view identity);

/// The organisation's current memberships of the job's source.
std::vector<MembershipId> members_of_source(View const& view, ImportJob const& job, OrganisationId node);
/// Whether the file speaks of this person at this organisation, be it in a row that has an error.
bool is_in_file(Desk& desk, Membership const& membership);
/// The job's organisation and all below it, by id: one that is added meanwhile comes last.
std::vector<OrganisationId> organisations_of(View const& view, OrganisationId node);

std::shared_ptr<ImportRows const> chunk_of(View const& view, ImportId import, std::uint32_t chunk);

// ---- how a row ends

Planned failed(ImportRow row, std::string_view words, std::optional<Line> column = {});
/// The words of a refusal, for people.
Planned failed(ImportRow row, Error const& error, std::optional<Line> column = {});
Planned passed(ImportRow row, RowOutcome outcome, std::string_view words, Change change = {});

/// At most `Max` code points of a text that is not empty.
template <class Text>
std::optional<Text> text_of(std::string_view text);

// ---- what is remembered of contract registers (imports_mapping.cpp)

/// What the organisation's last register meant by the same headers, and its words for categories.
void remember_into(View const& view, ImportJob& job);
/// Keeps what the columns and words of this one mean for the next.
void keep_mapping(Change& change, View const& view, ImportJob const& before, ImportJob const& job);

// ---- by the tick

/// The next chunk of a check or a commit. Nothing else may be in the change.
void go_on(Change& change, View const& view, Asked& asked, ImportJob job);
/// Ready for too long, or the rows have been kept long enough.
void expire(Change& change, View const& view, Asked& asked, ImportJob job);

}  // namespace staffroom::imports
