// What all kinds of import rows share: cells by meaning, duplicates, how a row ends.
#include <algorithm>

#include "protocol/utf8.hpp"
#include "store/imports.hpp"
#include "store/index_rows.hpp"
#include "store/tree.hpp"

namespace staffroom::imports {
namespace {

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The first `most` code points.
std::string_view shortened(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < most; ++count) {
    at += std::max<std::size_t>(1, utf8_sequence_length(text, at));
  }
  return text.substr(0, std::min(at, text.size()));
}

IndexKey rows_by_subject(ImportId import, std::uint8_t what, std::uint64_t value) {
  auto key = IndexKey(Index::import_rows_by_subject);
  key.id(import).byte(what).u64(value);
  return key;
}
constexpr std::uint8_t by_likeness = 0;
constexpr std::uint8_t by_membership = 1;

/// Visits the rows of the file that stand under this key, in their order, until `visit` says false.
template <class Visit>
void visit_rows(Desk const& desk, std::uint8_t what, std::uint64_t value, Visit const& visit) {
  auto const prefix = rows_by_subject(desk.job.id, what, value).take();
  desk.view.scan_index(prefix, {}, [&](std::string_view key, std::string_view chunk) {
    auto const number = read_u32(key.substr(prefix.size()));
    auto const rows = desk.view.find<ImportRows>(ImportRowsId{read_u64(chunk)});
    if (!rows || number == 0) return true;
    for (auto const& row : rows->rows) {
      if (row.number == number && !visit(row)) return false;
    }
    return true;
  });
}

}  // namespace

Subject subject_of(ImportJob const& job) {
  return {.organisation = job.organisation, .author = job.author.value_or(PersonId{}), .import_source = job.source};
}

Columns::Columns(ImportJob const& job) {
  headers_.reserve(job.columns.size());
  for (auto const& column : job.columns) {
    auto const place = headers_.size();
    headers_.push_back(column.header);
    if (column.field) by_field_.try_emplace(*column.field, place);
  }
  for (std::size_t place = 0; place < headers_.size(); ++place) by_header_.try_emplace(headers_[place].value, place);
}

std::string_view Columns::cell(ImportRow const& row, ImportField field) const {
  auto const found = by_field_.find(field);
  if (found == by_field_.end() || found->second >= row.cells.size()) return {};
  return trimmed(row.cells.values[found->second].value);
}

std::string_view Columns::cell(ImportRow const& row, std::string_view header) const {
  auto const found = by_header_.find(header);
  if (found == by_header_.end() || found->second >= row.cells.size()) return {};
  return trimmed(row.cells.values[found->second].value);
}

std::optional<Line> Columns::header_of(ImportField field) const {
  auto const found = by_field_.find(field);
  return found == by_field_.end() ? std::nullopt : std::optional(headers_[found->second]);
}

template <class Text>
std::optional<Text> text_of(std::string_view text) {
  auto const kept = shortened(trimmed(text), Text::length_max);
  if (kept.empty()) return std::nullopt;
  return Text{std::string(kept)};
}
template std::optional<Name> text_of(std::string_view);
template std::optional<Line> text_of(std::string_view);
template std::optional<Title> text_of(std::string_view);

Planned failed(ImportRow row, std::string_view words, std::optional<Line> column) {
  row.outcome = RowOutcome::error;
  row.problem = text_of<Line>(words);
  row.column = std::move(column);
  return {std::move(row), {}};
}

Planned failed(ImportRow row, Error const& error, std::optional<Line> column) {
  std::string_view words = error.detail;
  if (error.code == ErrorCode::not_found) words = "This is not in your organisations.";
  if (error.code == ErrorCode::forbidden) words = "You may not do this: it is for an administrator who stands higher.";
  if (error.reason == "keeps_admin") words = "This is the last administrator: appoint another one first.";
  if (error.reason == "not_self") words = "This is you: what you are is changed by another administrator.";
  if (words.empty()) words = "This could not be done.";
  return failed(std::move(row), words, std::move(column));
}

Planned passed(ImportRow row, RowOutcome outcome, std::string_view words, Change change) {
  row.outcome = outcome;
  row.problem = text_of<Line>(words);
  row.column.reset();
  return {std::move(row), std::move(change)};
}

std::uint32_t likeness_of(std::string_view identity) {
  std::uint32_t hash = 2'166'136'261U;  // FNV-1a
  for (unsigned char const byte : identity) hash = (hash ^ byte) * 16'777'619U;
  return hash;
}

std::uint32_t earlier_row(Desk& desk, ImportRow const& row, std::string_view identity) {
  std::uint32_t found = 0;
  visit_rows(desk, by_likeness, likeness_of(identity), [&](ImportRow const& other) {
    if (other.number >= row.number) return false;
    if (identity_of(desk, other) == identity) found = other.number;
    return found == 0;
  });
  if (found != 0 || !row.membership) return found;
  visit_rows(desk, by_membership, row.membership->value, [&](ImportRow const& other) {
    if (other.number < row.number) found = other.number;
    return false;
  });
  return found;
}

std::vector<MembershipId> members_of_source(View const& view, ImportJob const& job, OrganisationId node) {
  auto const source =
      job.source == ImportSource::one_roster ? MembershipSource::one_roster : MembershipSource::staff_file;
  std::vector<MembershipId> out;
  auto const prefix = IndexKey(Index::memberships_by_organisation).id(node).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    MembershipId const id{read_u64(key.substr(9))};
    auto const terms = view.find<MembershipTerms>(id);
    if (terms && terms->source == source) out.push_back(id);
    return true;
  });
  return out;
}

bool is_in_file(Desk& desk, Membership const& membership) {
  bool found = false;
  visit_rows(desk, by_membership, membership.id.value, [&](ImportRow const&) { return !(found = true); });
  if (found) return true;
  auto const credential = desk.view.find<Credential>(membership.person);
  if (!credential) return false;
  // A row about them whose school could not be told: they have not left.
  auto const identity = folded(credential->email.value);
  visit_rows(desk, by_likeness, likeness_of(identity), [&](ImportRow const& other) {
    found = identity_of(desk, other) == identity;
    return !found;
  });
  return found;
}

std::vector<OrganisationId> organisations_of(View const& view, OrganisationId node) {
  std::vector<OrganisationId> out{node};
  for (std::size_t next = 0; next < out.size(); ++next) {
    auto const prefix = IndexKey(Index::organisations_by_parent).id(out[next]).take();
    view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      out.push_back(OrganisationId{read_u64(key.substr(9))});
      return true;
    });
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::shared_ptr<ImportRows const> chunk_of(View const& view, ImportId import, std::uint32_t chunk) {
  ImportRowsId id;
  auto const key = IndexKey(Index::import_rows_by_import).id(import).u32(chunk).take();
  view.scan_index(key, {}, [&](std::string_view, std::string_view value) {
    id = ImportRowsId{read_u64(value)};
    return false;
  });
  return id ? view.find<ImportRows>(id) : nullptr;
}

Planned plan(Desk& desk, Asked& asked, ImportRow row) {
  if (row.number == 0) return plan_leaver(desk, asked, std::move(row));
  switch (desk.job.source) {
    case ImportSource::register_schools: return plan_school(desk, asked, std::move(row));
    case ImportSource::register_groups: return plan_group(desk, asked, std::move(row));
    case ImportSource::register_links: return plan_link(desk, asked, std::move(row));
    case ImportSource::contracts: return plan_contract(desk, asked, std::move(row));
    case ImportSource::staff_file:
    case ImportSource::one_roster: break;
  }
  return plan_person(desk, asked, std::move(row));
}

}  // namespace staffroom::imports
