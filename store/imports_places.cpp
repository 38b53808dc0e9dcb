// Which organisation a row of a file speaks of.
#include <utility>

#include "store/imports.hpp"
#include "store/index_rows.hpp"
#include "store/tree.hpp"

namespace staffroom::imports {
namespace {

constexpr std::string_view not_yours = "This school is not in your organisations.";
constexpr std::string_view two_of_them = "Two of your organisations have this name: give the URN.";

bool is_number(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

std::shared_ptr<Organisation const> within_job(Desk const& desk, OrganisationId id) {
  bool const within = id && tree::is_within(desk.view, id, desk.job.organisation);
  return within ? desk.view.find<Organisation>(id) : nullptr;
}

std::shared_ptr<Organisation const> place_by_urn(Desk const& desk, std::string_view urn, std::string& wrong) {
  OrganisationId id;
  auto const key = IndexKey(Index::organisations_by_urn).u32(static_cast<std::uint32_t>(std::stoul(std::string(urn))));
  desk.view.scan_index(IndexKey(key).take(), {}, [&](std::string_view, std::string_view value) {
    id = OrganisationId{read_u64(value)};
    return false;
  });
  auto node = within_job(desk, id);
  if (!node) wrong = not_yours;
  return node;
}

void find_places(Desk& desk) {
  if (std::exchange(desk.looked_for_schools, true)) return;
  for (auto const id : organisations_of(desk.view, desk.job.organisation)) {
    if (auto const node = desk.view.find<Organisation>(id)) desk.schools[folded(node->name.value)].push_back(id);
  }
}

std::shared_ptr<Organisation const> place_by_name(Desk& desk, std::string_view name, std::string& wrong) {
  find_places(desk);
  auto const found = desk.schools.find(folded(name));
  if (found != desk.schools.end() && found->second.size() > 1) {
    wrong = two_of_them;
    return nullptr;
  }
  auto node = found == desk.schools.end() ? nullptr : within_job(desk, found->second.front());
  if (!node) wrong = not_yours;
  return node;
}

}  // namespace

std::shared_ptr<Organisation const> school_of(Desk& desk, std::string_view said, std::string& wrong) {
  bool const is_urn = said.size() == 6 && is_number(said);
  return is_urn ? place_by_urn(desk, said, wrong) : place_by_name(desk, said, wrong);
}

std::shared_ptr<Organisation const> place_of(Desk& desk, ImportRow const& row, std::optional<Wrong>& wrong) {
  auto const urn = desk.columns.cell(row, ImportField::school_urn);
  auto const name = desk.columns.cell(row, ImportField::school_name);
  auto const field = urn.empty() ? ImportField::school_name : ImportField::school_urn;
  std::string words;
  std::shared_ptr<Organisation const> node;
  if (!urn.empty() && (urn.size() > 9 || !is_number(urn))) {
    words = "The URN is the school's number of six digits.";
  } else if (!urn.empty()) {
    node = place_by_urn(desk, urn, words);
  } else if (!name.empty()) {
    node = place_by_name(desk, name, words);
  } else {
    node = within_job(desk, desk.job.organisation);
    if (!node) words = not_yours;
  }
  if (!node) wrong = {std::move(words), field};
  return node;
}

}  // namespace staffroom::imports
