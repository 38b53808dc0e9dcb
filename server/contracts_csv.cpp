// The contract register as CSV.
#include "server/contracts_csv.hpp"

#include <array>

#include "store/imports_contracts_words.hpp"

namespace staffroom {
namespace {

constexpr std::array contract_headers{"Reference",        "Contract",   "Supplier",          "Category",
                                      "School",           "URN",        "Schools covered",   "Start date",
                                      "End date",         "State",      "Notice period",     "Give notice by",
                                      "Renews by itself", "Extensions", "Trigger date",      "Annual value",
                                      "Total value",      "VAT",        "Procurement route", "Framework",
                                      "CFR code",         "Owner",      "Early termination", "Exit plan",
                                      "Data protection",  "Description"};

class CsvLine {
 public:
  CsvLine& add(std::string_view text) {
    if (!out_.empty()) out_ += ',';
    out_ += '"';
    for (char const c : imports::guarded_cell(text)) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
    return *this;
  }
  std::string take() { return out_ + "\r\n"; }

 private:
  std::string out_;
};

std::string_view state_word(ContractState state) {
  switch (state) {
    case ContractState::planned: return "Planned";
    case ContractState::current: return "Current";
    case ContractState::notice_given: return "Notice given";
    case ContractState::ended: return "Ended";
    case ContractState::voided: break;
  }
  return "Void";
}

void add_contract_money(CsvLine& line, ContractMoney const& money) {
  auto const said = money.annual ? money.annual : money.total;
  auto const vat = said ? imports::words_of_vat(*said) : std::string();
  // One column of VAT: what has another rate says so itself.
  bool const differ = money.annual && money.total && imports::words_of_vat(*money.total) != vat;
  line.add(money.annual ? imports::words_of_pence(money.annual->pence) : "");
  auto total = money.total ? imports::words_of_pence(money.total->pence) : std::string();
  if (differ) total += " " + imports::words_of_vat(*money.total);
  line.add(total).add(vat);
}

std::string contract_csv_line(ContractLine const& it) {
  auto const& details = it.contract.details;
  CsvLine line;
  line.add(details.reference.value).add(details.title.value).add(it.supplier).add(imports::name_of(details.category));
  line.add(it.organisation).add(it.urn).add(it.sites);
  line.add(imports::words_of_day(details.starts))
      .add(imports::words_of_day(details.ends))
      .add(state_word(it.contract.state));
  line.add(imports::words_of_notice(details.notice))
      .add(details.notice.count > 0 ? imports::words_of_day(it.contract.notice_by) : "");
  line.add(imports::words_of_renewal(details.renewal_months));
  line.add(imports::words_of_extensions({details.extensions_left, details.extension_months}));
  line.add(details.trigger ? imports::words_of_day(*details.trigger) : "");
  auto const money = it.money.value_or(ContractMoney{});
  add_contract_money(line, money);
  line.add(imports::name_of(details.method))
      .add(details.framework.value)
      .add(details.cfr ? imports::name_of(*details.cfr) : "");
  line.add(it.owner).add(money.early_termination.value).add(money.exit_plan.value).add(money.data_protection.value);
  return line.add(details.description.value).take();
}

}  // namespace

std::string contracts_csv_header() {
  CsvLine line;
  for (auto const* header : contract_headers) line.add(header);
  return "\xEF\xBB\xBF" + line.take();
}

std::string contracts_csv_of(ContractLines const& lines) {
  std::string out;
  for (auto const& it : lines.lines) out += contract_csv_line(it);
  return out;
}

}  // namespace staffroom
