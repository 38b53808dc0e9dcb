// Contract registers: spreadsheets as they are, each row through its author's door, once and only once.
#include <doctest/doctest.h>

#include "tests/support/buying_case.hpp"
#include "tests/support/imports.hpp"

namespace staffroom::tests {
namespace {

constexpr char const* contracts_header =
    "Reference,Contract,Supplier,Category,School,Start date,End date,Notice period,Auto renew,Extensions,Annual value,"
    "VAT,Owner,Comments\n";

Import contracts(Scenario& s, Colleague const& author, OrganisationId at, std::string const& rows,
                 std::string const& head = contracts_header) {
  return {s, author.id(), at, ImportSource::contracts, head + rows};
}

/// What the first row would do.
std::string row_says(Scenario& s, Colleague const& author, OrganisationId at, std::string const& row,
                     std::string const& head = contracts_header) {
  return contracts(s, author, at, row + "\n", head).checked().says(0);
}

std::vector<Contract> register_of(BuyingCase const& it, OrganisationId at) {
  std::vector<Contract> out;
  for (auto const id : it.tilda.lists(ListContracts{.organisation = at})) out.push_back(it.contract(ContractId{id}));
  return out;
}

std::size_t supplier_count(BuyingCase const& it) { return it.tilda.lists(ListSuppliers{}).size(); }

MapImportColumns mapping_of(Import const& import) { return {import.id(), import.job().columns, import.job().words}; }

constexpr char const* cleaning =
    "C-1,Cleaning of all buildings,Sparkle Ltd,Cleaning,Oakfield Primary,01/09/2025,31/08/2027,3 months,12 months,"
    "2 x 12 months,\"£12,345.67\",ex VAT,Business manager,Nightly";

}  // namespace

TEST_CASE("contract imports: rows become contracts with money, suppliers are made when they are taken in") {
  Scenario s;
  BuyingCase it(s);
  auto import = contracts(s, it.tilda, s.aire,
                          std::string(cleaning) +
                              "\n,,Power & Co,Electricity,,2026-04-01,31-Mar-28,none,no,none,90000,,,\n"
                              ",Copiers,SPARKLE LTD,Photocopiers,Elmhurst High,1 Jan 2026,31/12/2026,90 days,,,,,,\n");
  import.checked();
  CHECK(import.says(0) == "added: Cleaning of all buildings, until 31 August 2027; Sparkle Ltd is a new supplier.");
  CHECK(
      import.says(1) ==
      "added: Electricity with Power & Co, until 31 March 2028; Power & Co is a new supplier; the amounts are taken to "
      "include VAT.");
  CHECK(import.says(2) == "added: Copiers, until 31 December 2026.");
  CHECK(supplier_count(it) == 0);
  CHECK(register_of(it, s.aire).empty());
  import.committed();
  CHECK(in_words(import.job().counts) == "3 new");
  CHECK((import.job().state == ImportState::done));
  CHECK(supplier_count(it) == 2);
  CHECK(it.tilda.told_because(Because::import_finished));
  CHECK_FALSE(s.tom.told_because(Because::import_finished));

  auto const id = *import.rows().at(0).contract;
  auto const made = it.contract(id);
  CHECK((made.organisation == it.oak));
  CHECK((made.state == ContractState::current));
  CHECK((made.details.notice == NoticePeriod{3, PeriodUnit::months}));
  CHECK((made.details.renewal_months == 12 && made.details.extensions_left == 2));
  CHECK((made.details.owner == ContractSeat{it.oak, Role::business_manager}));
  CHECK((made.notice_by == BuyingCase::date(2027, 5, 28)));
  CHECK((made.shared_with == s.network));
  CHECK_FALSE(made.money_shared);
  CHECK((it.terms(id).money.annual == Amount{1'234'567, AmountBasis::net, VatRate::standard}));
  auto const power = it.contract(*import.rows().at(1).contract);
  CHECK((power.organisation == s.aire));
  CHECK((it.terms(power.id).money.annual == BuyingCase::gross(9'000'000)));
  CHECK(s.store().verify().empty());
}

TEST_CASE("contract imports: the same file again is all the same, and nothing is told") {
  Scenario s;
  BuyingCase it(s);
  auto const rows = std::string(cleaning) + "\n,,Power & Co,Electricity,,2026-04-01,31-Mar-28,none,,,90000,,,\n";
  contracts(s, it.tilda, s.aire, rows).committed();
  auto const before = it.contract(register_of(it, it.oak).at(0).id).version;
  auto again = contracts(s, it.tilda, s.aire, rows);
  again.committed();
  CHECK(in_words(again.job().counts) == "2 same");
  CHECK(it.contract(register_of(it, it.oak).at(0).id).version == before);
  CHECK(register_of(it, s.aire).size() == 2);
  CHECK(supplier_count(it) == 2);
}

TEST_CASE("contract imports: what changed is said in words, and what has no column stays") {
  Scenario s;
  BuyingCase it(s);
  contracts(s, it.tilda, s.aire, std::string(cleaning) + "\n").committed();
  auto const id = register_of(it, it.oak).at(0).id;
  auto changed = contracts(s, it.tilda, s.aire, "C-1,Sparkle Ltd,Cleaning,Oakfield Primary,1/9/2025,30/11/2027,13000\n",
                           "Ref,Supplier,Category,School,Start,Expiry,Annual cost (£)\n");
  changed.committed();
  CHECK(changed.says(0) == "changed: Last day: 30 November 2027; cost a year: £13000.00 ex VAT, 20%.");
  auto const now = it.contract(id);
  CHECK(now.details.title.value == "Cleaning of all buildings");
  CHECK(now.details.description.value == "Nightly");
  CHECK((now.details.notice == NoticePeriod{3, PeriodUnit::months}));
  // A number that the file had not then is found by supplier and title.
  auto const same = row_says(s, it.tilda, s.aire,
                             "Cleaning of all buildings,Sparkle Ltd,Oakfield Primary,1/9/2025,"
                             "30/11/2027",
                             "Contract,Supplier,School,Start,End\n");
  CHECK(same == "same");
}

TEST_CASE("contract imports: rows with errors name the column and what to do, and lose no other") {
  Scenario s;
  BuyingCase it(s);
  auto const row = [&](std::string const& cells) { return row_says(s, it.tilda, s.aire, cells); };
  CHECK(row(",A,,Cleaning,,01/01/2026,31/12/2026,,,,,,,") == "error, column Supplier: The supplier is missing.");
  CHECK(row(",A,B,Grounds,,01/01/2026,31/12/2026,,,,,,,") ==
        "error, column Category: “Grounds” is not known. Choose what it means.");
  CHECK(row(",A,B,Cleaning,Nowhere,01/01/2026,31/12/2026,,,,,,,") ==
        "error, column School: This school is not in your organisations.");
  CHECK(row(",A,B,Cleaning,Fell View Academy,01/01/2026,31/12/2026,,,,,,,") ==
        "error, column School: This school is not in your organisations.");
  CHECK(row(",A,B,Cleaning,,,31/12/2026,,,,,,,") == "error, column Start date: The first day is missing.");
  CHECK(row(",A,B,Cleaning,,01/01/2026,46265,,,,,,,")
            .starts_with("error, column End date: This is a spreadsheet's number for a day."));
  CHECK(row(",A,B,Cleaning,,01/01/2027,31/12/2026,,,,,,,") ==
        "error, column End date: The last day lies before the first. Change one of them.");
  CHECK(row(",A,B,Cleaning,,01/01/2026,31/12/2026,soon,,,,,,")
            .starts_with("error, column Notice period: How long before the end"));
  CHECK(row(",A,B,Cleaning,,01/01/2026,31/12/2026,,yes,,,,,")
            .starts_with("error, column Auto renew: For how long does it renew?"));
  CHECK(row(",A,B,Cleaning,,01/01/2026,31/12/2026,,,,12k,,,").starts_with("error, column Annual value: Write the"));
  CHECK(row(",A,B,Cleaning,,01/01/2026,31/12/2026,,,,12,17.5%,,").starts_with("error, column VAT: This says nothing"));
  CHECK(row(",=1+1,B,Cleaning,,01/01/2026,31/12/2026,,,,,,,") ==
        "error, column Contract: This begins like a formula. Take the sign at its beginning away.");
  CHECK(row(",A,B,Cleaning,,01/01/2026,31/12/2026,,,,,,," + std::string(301, 'x'))
            .starts_with("error, column Comments: Longer than 300 characters"));
  CHECK(row(",A,B,Cleaning,,01/01/2026,31/12/2026,,,,,,-,") ==
        "added: A, until 31 December 2026; B is a new supplier.");

  auto both = contracts(s, it.tilda, s.aire,
                        ",Bad,B,Grounds,,1/1/26,31/12/26,,,,,,,\n" + std::string(cleaning) + "\n" + cleaning + "\n");
  both.committed();
  CHECK(in_words(both.job().counts) == "1 new, 2 errors");
  CHECK((both.job().state == ImportState::done_with_errors));
  CHECK(both.says(2) == "error: The same as a row further up of this file: leave one of them out.");
  CHECK(register_of(it, s.aire).size() == 1);
}

TEST_CASE("contract imports: what a column and a word mean is said once, and remembered for the next file") {
  Scenario s;
  BuyingCase it(s);
  std::string const head = "What,Who,Type,Begins,Ends,Pounds\n";
  std::string const rows =
      "Mowing,Green Ltd,Grounds,1/1/2026,31/12/2026,900\nSalt,Green Ltd,grounds,1/1/26,31/12/26,50\n";
  auto import = contracts(s, it.orla, it.oak, rows, head);
  import.checked();
  CHECK(in_words(import.job().counts) == "2 errors");
  auto mapping = mapping_of(import);
  CHECK((told(it.orla.tries(mapping)) == "unprocessable body.columns"));
  using enum ImportField;
  std::array const meant{contract_title, supplier, category, starts, ends, annual_value};
  for (std::size_t i = 0; i < meant.size(); ++i) mapping.columns.values[i].field = meant.at(i);
  it.orla.does(mapping);
  import.checked();
  CHECK(import.says(0) == "error, column Type: “Grounds” is not known. Choose what it means.");
  mapping.words.values.push_back({{"Grounds"}, SpendCategory::grounds_and_winter});
  it.orla.does(mapping);
  import.committed();
  CHECK(in_words(import.job().counts) == "2 new");
  CHECK((it.contract(*import.rows().at(1).contract).details.category == SpendCategory::grounds_and_winter));

  auto next = contracts(s, it.orla, it.oak, rows, head);
  next.checked();
  CHECK(in_words(next.job().counts) == "2 same");
  CHECK(next.job().words.size() == 1);
  // Of another organisation nothing is known of it, and a word that is taken out is forgotten.
  auto elsewhere = contracts(s, it.ellis, it.elm, rows, head);
  elsewhere.checked();
  CHECK(in_words(elsewhere.job().counts) == "2 errors");
  auto without = mapping_of(next);
  without.words = {};
  it.orla.does(without);
  next.checked();
  CHECK(in_words(next.job().counts) == "2 errors");
  auto last = contracts(s, it.orla, it.oak, rows, head);
  CHECK(last.job().words.empty());
}

TEST_CASE("contract imports: of two contracts of one name the reference says which is meant") {
  Scenario s;
  BuyingCase it(s);
  contracts(s, it.orla, it.oak,
            "N1,Copiers,A,Printing,,1/1/26,31/12/26,,,,,,,\nN2,Copiers,A,Printing,,1/1/26,31/12/26,,,,,,,\n")
      .committed();
  CHECK(row_says(s, it.orla, it.oak, "N2,Copiers,A,Printing,,1/1/26,31/12/27,,,,,,,") ==
        "changed: Last day: 31 December 2027.");
  CHECK(row_says(s, it.orla, it.oak, ",Copiers,A,Printing,,1/1/26,31/12/27,,,,,,,") ==
        "error, column Contract: Several of your contracts are called so: give the reference.");
  CHECK(row_says(s, it.orla, it.oak, "N3,Copiers,A,Printing,,1/1/26,31/12/27,,,,,,,") ==
        "added: Copiers, until 31 December 2027.");
  // A supplier that was entered twice: contracts keep the id that they were given, and are found by either name.
  auto const kept = it.supplier("A plc");
  it.orla.does(MergeSupplier{it.supplier("A"), kept});
  CHECK(row_says(s, it.orla, it.oak, "N1,Copiers,A,Printing,,1/1/26,31/12/26,,,,,,,") == "same");
  CHECK(row_says(s, it.orla, it.oak, "N1,Copiers,A plc,Printing,,1/1/26,31/12/26,,,,,,,") == "same");
}

TEST_CASE("contract imports: a column of people's names is not kept, one of roles is") {
  Scenario s;
  BuyingCase it(s);
  std::string const rest = "Supplier,Category,Start,End\n";
  auto named = contracts(s, it.orla, it.oak, "Jane Smith,j@x.example,Ann,A,Legal,1/1/26,31/12/26\n",
                         "Owner,Contact email,Responsible officer," + rest);
  CHECK(named.job().dropped.size() == 3);
  CHECK(named.job().columns.size() == 4);
  auto role = contracts(s, it.orla, it.oak, "Headteacher,A,Legal,1/1/26,31/12/26\n", "Owner," + rest);
  role.committed();
  auto const made = it.contract(*role.rows().at(0).contract);
  CHECK((made.details.owner == ContractSeat{it.oak, Role::headteacher}));
  CHECK(row_says(s, it.orla, it.oak, "Headteacher,A,Legal,1/1/26,31/12/26\nAnn,B,Legal,1/1/26,31/12/26",
                 "Owner," + rest) == "same");
}

TEST_CASE("contract imports: managers and leaders of the organisation import, and only the author reads the rows") {
  Scenario s;
  BuyingCase it(s);
  auto const tries = [&](Colleague const& who, OrganisationId at) {
    return told(
        tries_import(s, who.id(), at, ImportSource::contracts, std::string(contracts_header) + cleaning + "\n"));
  };
  for (auto const* who : {&it.ollie, &it.grace, &s.tom, &s.nadia, &it.ellis}) {
    CHECK(tries(*who, it.oak).starts_with("forbidden"));
  }
  for (auto const* who : {&it.orla, &it.otto, &it.tilda, &s.tess}) CHECK(tries(*who, it.oak) == "accepted");
  auto const import = contracts(s, it.orla, it.oak, std::string(cleaning) + "\n").checked();
  CHECK(it.orla.finds(GetImport{import.id()}));
  for (auto const* who : {&s.tom, &s.nadia, &it.tilda, &it.otto}) {
    CHECK_FALSE(who->finds(GetImport{import.id()}));
    CHECK_FALSE(who->finds(ListImportRows{import.id(), {}}));
  }
}

TEST_CASE("contract imports: long notes and those of many lines come back from a spreadsheet as they were") {
  Scenario s;
  BuyingCase it(s);
  auto wanted = it.wanted_contract(it.oak);
  wanted.details.description = {"One line.\nAnother, " + std::string(600, 'y')};
  auto const id = it.contract(it.orla, wanted);
  std::string const head = "Contract,Supplier,Category,Start,End,Description\n";
  auto const row = [&](std::string const& text) {
    auto const days = std::string(to_text(wanted.details.starts)) + "," + to_text(wanted.details.ends);
    return row_says(s, it.orla, it.oak,
                    "Cleaning of all buildings,Sparkle Cleaning Ltd,Cleaning," + days + ",\"" + text + "\"", head);
  };
  CHECK(row(wanted.details.description.value) == "same");
  CHECK(row("One line. Another, " + std::string(600, 'y')) == "same");
  CHECK(row("One more line. " + std::string(600, 'y')).starts_with("error, column Description: Longer than 300"));
  CHECK(row("Short now.") == "changed: Other details.");
  CHECK(it.contract(id).details.description == wanted.details.description);
}

TEST_CASE("contract imports: what renewed by itself, took an option or ended is not turned back by an old file") {
  Scenario s;
  BuyingCase it(s);
  std::string const rows =
      "R1,Renews,A,Legal,,01/01/2026,31/12/2026,,12 months,,,,,\n"
      "R2,Options,A,Legal,,01/01/2026,31/12/2026,,,2 x 12 months,,,,\n"
      "R3,Ends,A,Legal,,01/01/2026,31/12/2026,,,,,,,\n"
      "R4,Long ago,A,Legal,,01/01/2020,31/12/2020,,12 months,,,,,\n";
  auto first = contracts(s, it.orla, it.oak, rows);
  first.committed();
  CHECK(first.says(3) == "added: Long ago, until 31 December 2026, as it renewed by itself.");
  it.orla.does(ExtendContract{*first.rows().at(1).contract});
  s.advance_to({1'798'934'400'000});  // 2027-01-03
  auto again = contracts(s, it.orla, it.oak, rows);
  again.checked();
  CHECK(in_words(again.job().counts) == "4 same");
  CHECK(again.says(2) == "same: It has ended.");
  auto next = row_says(s, it.orla, it.oak, "R3,Ends,A,Legal,,01/01/2027,31/12/2027,,,,,,,");
  CHECK(next == "added: Ends, until 31 December 2027.");
  CHECK(row_says(s, it.orla, it.oak, "R9,Over,A,Legal,,1/1/24,31/12/27,,,,,,,,Expired",
                 "Reference,Contract,Supplier,Category,School,Start date,End date,Notice period,Auto renew,Extensions,"
                 "Annual value,VAT,Owner,Comments,Status\n") == "same: Over, says the file: it is not taken in.");
}

TEST_CASE("contract imports: sites, seats elsewhere, headers that say ex VAT, a cap on sharing") {
  Scenario s;
  BuyingCase it(s);
  std::string const head =
      "Supplier,Category,Commencement date,Expiry date,Total value (ex VAT),Sites,Owner,CFR,Route\n";
  auto import = contracts(s, it.tilda, s.aire,
                          "A,Legal,1/1/26,31/12/26,\"1,000.00\",Oakfield Primary; Elmhurst High,CEO,E28a,Direct award\n"
                          "B,Legal,1/1/26,31/12/26,5 inc VAT,\"Oakfield Primary, Elmhurst High\","
                          "Business manager at Oakfield Primary,,\n"
                          "C,Legal,1/1/26,31/12/26,5,All schools,,,\n"
                          "D,Legal,1/1/26,31/12/26,5,Fell View Academy,,,\n",
                          head);
  import.committed();
  auto const one = it.contract(*import.rows().at(0).contract);
  CHECK((one.details.sites.values == std::vector{it.oak, it.elm}));
  CHECK((one.details.owner == ContractSeat{s.aire, Role::trust_leader}));
  CHECK((one.details.method == ProcurementMethod::direct_award));
  CHECK((it.terms(one.id).money.total == BuyingCase::net(100'000)));
  auto const two = it.contract(*import.rows().at(1).contract);
  CHECK((two.details.owner == ContractSeat{it.oak, Role::business_manager}));
  CHECK((it.terms(two.id).money.total == BuyingCase::gross(500)));
  CHECK(it.contract(*import.rows().at(2).contract).details.sites.empty());
  CHECK(import.says(3).starts_with("error, column Sites: “Fell View Academy”"));
}

TEST_CASE("contract imports: a chunk that was not begun when its author lost the right stays undone") {
  Scenario s;
  BuyingCase it(s);
  std::string rows;
  for (int i = 0; i < 150; ++i) {
    auto const n = std::to_string(i);
    rows += "N" + n + ",Contract " + n + ",Supplier " + std::to_string(i % 7) + ",Legal,,1/1/26,31/12/26,,,,9,,,\n";
  }
  auto import = contracts(s, it.orla, it.oak, rows);
  import.checked();
  REQUIRE(import.commit().has_value());
  import.step();
  s.ends_memberships_of(it.orla);
  s.tick();
  CHECK((import.job().state == ImportState::no_longer_allowed));
  CHECK(register_of(it, it.oak).size() == 100);
  CHECK(supplier_count(it) == 7);
}

}  // namespace staffroom::tests
