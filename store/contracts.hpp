// What the rules of the contract register share: what describes a contract, and what its dates come to.
#pragma once
#include "store/buying.hpp"

namespace staffroom::contracts {

/// As far as dates reach: 2100-12-31.
constexpr Date last_date{47'846};

/// Who may look after a contract.
bool may_look_after(Role role);

/// What describes it: dates, periods, sites, the owner's seat, the supplier. `before`: as it was; what stays as it is
/// is not asked for again. Errors: not_found and unprocessable at
/// `body.details.…`, conflict `pupil_data`.
Result<void> check_details(View const& view, Door const& door, OrganisationId organisation, ContractDetails const& it,
                           ContractDetails const* before);
/// Errors: unprocessable at `body.money.…`, conflict `pupil_data`.
Result<void> check_money(ContractMoney const& it);

/// Periods and dates alone. Errors: unprocessable at `body.details.…`.
Result<void> check_periods(ContractDetails const& it);
/// Makes it with its terms, in the state that its dates say. Nothing is asked and nothing checked: that is done.
ContractId make(Change& change, View const& view, Asked& asked, CreateContract const& wanted);

/// Its last day as renewals that nobody stopped have moved it: not before `today` unless it ends.
Date renewed_until(ContractDetails const& details, Date today);

/// Whether reminders of its notice date are sent: notice is needed, or it renews by itself.
inline bool is_reminded(ContractDetails const& it) { return it.notice.count > 0 || it.renewal_months > 0; }
/// All reminders were sent or passed over, and the notice date is over.
constexpr std::uint32_t reminders_over = limits::notice_reminders.size() + 1;

/// Open needs that a deed of its owner answers: of its notice date and that it renewed; with `exit` also what follows.
enum class AlsoExit : bool { no, yes };
void answer_notices(Change& change, View const& view, ContractId id, AlsoExit exit);

}  // namespace staffroom::contracts
