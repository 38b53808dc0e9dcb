// What the headers of contract registers mean, as schools and trusts write them.
#include <algorithm>
#include <array>
#include <set>

#include "server/imports_columns.hpp"
#include "server/imports_file.hpp"
#include "store/imports_contracts_words.hpp"

namespace staffroom {
namespace {

using Fate = ColumnPlan::Fate;
using enum ImportField;

struct FieldWords {
  ImportField field;
  std::string_view words;  // headers without blanks, between bars
};
constexpr std::array contract_words{
    FieldWords{contract_title,
               "contract|title|name|service|services|goodsservices|goodsorservices|goodsandservices|"
               "item|subject"},
    FieldWords{description, "description|details|notes|comments|comment|scope|servicedescription|purpose"},
    FieldWords{supplier,
               "supplier|suppliername|provider|providername|vendor|vendorname|company|companyname|contractor|"
               "contractorname|supplierprovider|currentsupplier|currentprovider"},
    FieldWords{category,
               "category|spendcategory|categoryspend|procurementcategory|servicecategory|suppliercategory|"
               "spendarea"},
    FieldWords{reference, "reference|ref|number|no|id|referencenumber|refno|referenceno|refnumber"},
    FieldWords{starts,
               "start|starts|startdate|startson|commencement|commencementdate|commences|from|firstday|begins|"
               "begindate|datefrom"},
    FieldWords{ends,
               "end|ends|enddate|endson|expiry|expirydate|expires|expirationdate|expiration|to|until|lastday|"
               "dateto|finish|finishdate|renewaldate|endexpirydate|currentenddate"},
    FieldWords{notice,
               "notice|noticeperiod|noticerequired|terminationnotice|terminationnoticeperiod|noticetermination"},
    FieldWords{renewal,
               "renewal|renews|renewsbyitself|autorenew|autorenews|autorenewal|automaticrenewal|autorollover|"
               "rollover|rolling|renewalterm|renewalperiod|automaticallyrenews"},
    FieldWords{extensions,
               "extensions|extension|extensionoptions|extensionoption|optionstoextend|optiontoextend|options|"
               "extensionsavailable|extensionperiod|extensionperiods"},
    FieldWords{trigger,
               "trigger|triggerdate|leadin|leadindate|leadintriggerdate|reviewdate|reprocurementdate|"
               "retenderdate|procurementstart|procurementstartdate|startprocurement"},
    FieldWords{annual_value,
               "annual|annualvalue|annualcost|annualamount|annualcharge|annualspend|annualprice|annualfee|"
               "costperyear|valueperyear|costayear|yearlycost|peryear|perannum|costperannum|"
               "valueperannum|costpa|valuepa|pa|amountperyear"},
    FieldWords{total_value,
               "total|totalvalue|totalcost|totalspend|totalprice|totalamount|value|lifetimevalue|"
               "lifetimecost|wholelifevalue|wholelifecost|costoveritsterm|valueovertheterm"},
    FieldWords{vat, "vat|vatrate|ratevat|vatbasis|vatstatus|vattreatment"},
    FieldWords{method,
               "procurementroute|procurementmethod|procurement|procurementprocess|procurementtype|routetomarket|"
               "route|method|howitwasbought|howbought|procuredvia|procuredby"},
    FieldWords{framework, "framework|frameworkreference|frameworkref|frameworkname|frameworkused|frameworkagreement"},
    FieldWords{cfr_code, "cfr|cfrcode|cfrcategory"},
    FieldWords{school_urn, "urn|schoolurn|academyurn|establishmenturn"},
    FieldWords{school_name,
               "school|schoolname|academy|academyname|establishment|establishmentname|organisation|"
               "organization|schoolacademy|schoolortrust|schooltrust|schoolorganisation"},
    FieldWords{sites,
               "site|sites|schoolscovered|sitescovered|academiescovered|schools|academies|covers|location|"
               "locations|sitesincluded|schoolsincluded"},
    FieldWords{owner_role, "owner|ownerrole|role|responsible|responsiblerole|lookedafterby|rolethatlooksafterit"},
    FieldWords{sme, "sme|smeflag|smeyn|smesupplier|smallormediumsizedsupplier"},
    FieldWords{status, "state|status"},
    FieldWords{early_termination,
               "earlytermination|earlyterminationterms|earlyterminationpenalties|breakclause|"
               "breakclauses|break|termination|terminationterms|penalties|endingearly"},
    FieldWords{exit_plan, "exitplan|exit|exitstrategy|reprocurementplan|exitorreprocurementplan"},
    FieldWords{data_protection,
               "dataprotection|dpa|dpia|dpadpia|gdpr|dataprocessingagreement|dpialink|dpalink|"
               "dataprotectionagreement"}};

/// Of people: a contract is looked after by a role.
constexpr std::string_view people_words =
    "|responsibleofficer|officer|leadofficer|manager|contact|contactname|contacts|leadcontact|suppliercontact|"
    "accountmanager|budgetholder|requestor|requester|buyer|purchaser|signedby|signatory|leadperson|person|"
    "responsibleperson|keycontact|contactdetails|contactperson|";

/// The header's words without what says VAT, currency, units or the form of a date: "annualcost" of "Contract annual
/// cost (£, ex VAT)".
std::string contract_header_word(std::string_view header) {
  constexpr std::string_view passed_over =
      "|£|gbp|pounds|vat|inc|incl|including|inclusive|ex|exc|excl|excluding|exclusive|net|gross|dd|mm|yyyy|yy|of|the|"
      "contract|yesno|yn|?|";
  std::string out, whole;
  bool of_notice = false;
  for (auto const& token : imports::tokens_of(header)) {
    whole += token;
    of_notice = of_notice || token == "notice";
    bool const is_unit = of_notice && (token == "days" || token == "months" || token == "weeks");
    bool const nothing = is_unit || passed_over.find("|" + token + "|") != std::string_view::npos;
    if (!nothing) out += token;
  }
  if (whole.starts_with("vat") || whole == "ratevat" || whole == "rateofvat") {
    return whole == "rateofvat" ? "ratevat" : whole;
  }
  return out.empty() && whole.find("contract") != std::string::npos ? "contract" : out;
}

std::optional<ImportField> contract_field_of(std::string_view word) {
  if (word.empty()) return std::nullopt;
  for (auto const& it : contract_words) {
    for (std::size_t start = 0; start < it.words.size();) {
      auto const end = std::min(it.words.find('|', start), it.words.size());
      if (it.words.substr(start, end - start) == word) return it.field;
      start = end + 1;
    }
  }
  return std::nullopt;
}

bool names_a_seat(std::string_view cell) {
  auto const at = cell.find(" at ");
  return imports::says_nothing(cell) || imports::seat_of(cell.substr(0, at)).has_value();
}

}  // namespace

FilePlan plan_of_contracts(std::vector<std::string> const& headers, std::vector<std::string> const& sample) {
  FilePlan plan;
  plan.failure = refusal_of_pupils(headers);
  if (!plan.failure.empty()) return plan;
  std::set<ImportField> taken;
  for (std::size_t place = 0; place < headers.size(); ++place) {
    ColumnPlan column{.header = headers[place]};
    auto const word = contract_header_word(headers[place]);
    auto const plain = plain_header(headers[place]);
    auto known = contract_field_of(word);
    bool const of_person = people_words.find("|" + word + "|") != std::string_view::npos ||
                           (known == owner_role && !names_a_seat(sample[place])) ||
                           (!known && plain.find("email") != std::string::npos);
    if (plain.empty() || word == "givenoticeby") {
      column.fate = Fate::ignore;
    } else if (of_person || (!known && is_personal(plain))) {
      column.fate = Fate::drop;
    } else if (known && taken.insert(*known).second) {
      column.field = known;
    }
    plan.columns.push_back(std::move(column));
  }
  auto const kept =
      std::count_if(plan.columns.begin(), plan.columns.end(), [](auto const& it) { return it.fate == Fate::keep; });
  if (std::size_t(kept) > limits::import_columns_max) {
    plan.failure = "This file has over " + std::to_string(limits::import_columns_max) +
                   " columns. Keep the ones about the contract: what, with whom, dates, notice, amounts.";
  }
  return plan;
}

}  // namespace staffroom
