// The contract register as it is exported: contract by contract, with the names that stand in it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "protocol/kinds.hpp"
#include "protocol/result.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom {

struct ContractLine {
  Contract contract;
  std::optional<ContractMoney> money;  // when it is theirs to read
  std::string organisation, urn, supplier, sites, owner;
};

struct ContractLines {
  std::vector<ContractLine> lines;
  std::optional<std::string> next;  // where the part after this one begins
};

namespace contracts {

/// A part of the register of the organisation and all below it, as the actor may read it at this moment; void ones are
/// left out. `from`: empty, or the `next` of the part before. Errors: not_found.
Result<ContractLines> lines_of(View const& view, Asked const& asked, OrganisationId organisation,
                               std::string const& from);

}  // namespace contracts

}  // namespace staffroom
