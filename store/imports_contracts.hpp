// Inside of contract registers: what a row says, over what a contract is already.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "store/imports.hpp"

namespace staffroom::imports {

/// A row read, and not yet compared with the hub.
struct WantedContract {
  std::shared_ptr<Organisation const> node;
  Name supplier;
  std::optional<SpendCategory> category;  // absent: the row says none
  bool over = false;                      // has ended, says the file
  bool sme = false;
  ContractDetails details;
  ContractMoney money;
  std::string remarks;  // what was assumed
};

/// Whose it is, with whom, what for: what it is known again by. `details` hold title and reference.
std::optional<Wrong> read_contract_key(Desk& desk, ImportRow const& row, WantedContract& wanted);
/// The rest, over `base`, a contract that is there already: what the file has no column for stays.
std::optional<Wrong> read_contract(Desk& desk, ImportRow const& row, WantedContract& wanted, Contract const* base,
                                   ContractMoney const& money);

/// Cut off by the reader of the file, because it was too long for a cell.
bool is_cut_cell(std::string_view cell);
/// Two texts, but for blanks and ends of lines; of one that was cut, what is left.
bool is_same_text(std::string_view cell, std::string_view kept);

/// "Business manager"; "Trust leader at Moor Trust" of a seat elsewhere.
std::string words_of_seat(View const& view, Contract const& contract);
/// Schools by name, by URN when the names are too long for a cell; semicolons between.
std::string words_of_sites(View const& view, ContractDetails const& details);

}  // namespace staffroom::imports
