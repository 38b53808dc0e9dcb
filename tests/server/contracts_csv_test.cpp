// The register of contracts as CSV: what I may read and no more, in parts, and read again by an import as it was.
#include "server/contracts_csv.hpp"

#include <doctest/doctest.h>

#include <boost/describe/enum_to_string.hpp>

#include "server/csv.hpp"
#include "server/imports_columns.hpp"
#include "server/imports_file.hpp"
#include "server/scheduler.hpp"
#include "tests/support/buying_case.hpp"
#include "tests/support/imports.hpp"
#include "tests/support/test_client.hpp"

namespace staffroom::tests {
namespace {

std::string exported_register(Scenario& s, Colleague const& who, OrganisationId at) {
  std::string out = contracts_csv_header();
  std::string from;
  for (;;) {
    auto const part = s.store().contract_lines(who.actor(), at, from);
    if (!part) return told(Outcome(part.error()));
    out += contracts_csv_of(*part);
    if (!part->next) return out;
    from = *part->next;
  }
}

/// Line by line, header by header.
std::vector<std::map<std::string, std::string>> register_lines(std::string const& file) {
  auto const text = csv::to_utf8(file);
  REQUIRE(text.has_value());
  csv::Reader reader(*text);
  std::vector<std::string> headers, cells;
  REQUIRE(*reader.next(headers));
  std::vector<std::map<std::string, std::string>> out;
  while (*reader.next(cells)) {
    REQUIRE(cells.size() == headers.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i == 0) out.emplace_back();
      out.back()[headers[i]] = cells[i];
    }
  }
  return out;
}

CreateContract rich_contract(BuyingCase& it, OrganisationId at, std::string const& title) {
  auto wanted = it.wanted_contract(at);
  auto& details = wanted.details;
  details.title = {title};
  details.reference = {"REF " + title.substr(0, 20)};
  details.description = {"What it is, \"in words\"; and more"};
  details.method = ProcurementMethod::framework;
  details.framework = {"RM6187, lot 2"};
  details.cfr = CfrCode::e28a;
  details.renewal_months = 12;
  details.extension_months = 6;
  details.extensions_left = 2;
  details.trigger = it.s.in_days(50);
  details.sites.values = {it.oak, it.elm};
  details.owner = {it.oak, Role::headteacher};
  wanted.money = {.annual = Amount{1'234'567, AmountBasis::net, VatRate::reduced},
                  .total = Amount{99, AmountBasis::gross, VatRate::exempt},
                  .early_termination = {"A month's fee"},
                  .exit_plan = {"Hand the keys back"},
                  .data_protection = {"DPA-7"}};
  return wanted;
}

}  // namespace

TEST_CASE("contracts.csv: an import of what was exported, by another hub, makes the same contracts to the penny") {
  Scenario first;
  BuyingCase one(first);
  one.contract(one.tilda, rich_contract(one, first.aire, "Everything, of \"all\" sorts"));
  one.contract(one.orla, one.oak);
  auto odd = one.wanted_contract(one.elm);
  odd.details.title = {"=cmd|' /C calc'!A0"};
  odd.details.notice = {};
  odd.money = {};
  odd.money.total = one.gross(10'000'000'000'000);
  odd.details.supplier = one.supplier("-Minus & Söhne");
  one.contract(one.tilda, odd);
  auto const file = exported_register(first, one.tilda, first.aire);

  // Into the same: all the same.
  Import again(first, one.tilda.id(), first.aire, ImportSource::contracts, file);
  again.checked();
  CHECK_MESSAGE(in_words(again.job().counts) == "3 same", again.first_error());

  Scenario second;
  BuyingCase two(second);
  Import import(second, two.tilda.id(), second.aire, ImportSource::contracts, file);
  import.committed();
  REQUIRE_MESSAGE(in_words(import.job().counts) == "3 new", import.first_error());
  CHECK(exported_register(second, two.tilda, second.aire) == file);
  for (auto const& row : import.rows()) {
    auto const made = two.contract(*row.contract);
    bool found = false;
    for (auto const id : one.tilda.lists(ListContracts{.organisation = first.aire})) {
      auto const was = one.contract(ContractId{id});
      if (was.details.title != made.details.title) continue;
      found = true;
      auto details = made.details;
      details.supplier = was.details.supplier;
      details.category = was.details.category;
      CHECK((made.details.category == was.details.category));
      CHECK((details == was.details));
      CHECK((one.terms(was.id).money == two.terms(made.id).money));
      CHECK(one.supplier(was.details.supplier).name.value == two.supplier(made.details.supplier).name.value);
    }
    CHECK(found);
  }
}

TEST_CASE("contracts.csv: money only where it may be read, nothing that is void or hidden") {
  Scenario s;
  BuyingCase it(s);
  it.contract(it.orla, it.oak);
  auto hidden = it.wanted_contract(it.oak);
  hidden.details.title = {"Hidden"};
  hidden.shared_with.reset();
  it.contract(it.orla, hidden);
  auto gone = it.wanted_contract(it.oak);
  gone.details.title = {"Gone"};
  it.orla.does(VoidContract{it.contract(it.orla, gone), {"Entered twice"}});
  auto const mine = register_lines(exported_register(s, it.orla, it.oak));
  REQUIRE(mine.size() == 2);
  CHECK(mine.at(0).at("Annual value") == "12000.00");
  CHECK(mine.at(0).at("VAT") == "ex VAT, 20%");
  CHECK(mine.at(0).at("State") == "Current");
  CHECK(mine.at(0).at("School") == "Oakfield Primary");
  CHECK(mine.at(0).at("URN").size() == 6);
  for (auto const* who : {&it.fay, &it.ollie}) {
    auto const theirs = register_lines(exported_register(s, *who, it.oak));
    REQUIRE(theirs.size() == 1);
    CHECK(theirs.at(0).at("Contract") == "Cleaning of all buildings");
    for (auto const* money : {"Annual value", "Total value", "VAT", "Exit plan"}) CHECK(theirs.at(0).at(money).empty());
  }
  CHECK(register_lines(exported_register(s, it.tilda, s.aire)).size() == 2);
  CHECK(register_lines(exported_register(s, it.tilda, s.network)).size() == 2);
  CHECK(register_lines(exported_register(s, it.fay, it.elm)).empty());
  CHECK(exported_register(s, s.priya, it.oak).find("Cleaning") == std::string::npos);
}

TEST_CASE("79 contracts.csv: a cell that a spreadsheet would take for a formula gets an apostrophe") {
  ContractLine line;
  line.contract.details.title = {"=1+1"};
  line.contract.details.reference = {"+44"};
  line.contract.details.description = {"-dash \"quoted\"\nand another line"};
  line.contract.details.framework = {"@sum"};
  line.supplier = "\tTab";
  auto const text = contracts_csv_of({{line}, {}});
  for (auto const* cell :
       {"\"'=1+1\"", "\"'+44\"", "\"'-dash \"\"quoted\"\"\nand another line\"", "\"'@sum\"", "\"'\tTab\""}) {
    CHECK_MESSAGE(text.find(cell) != std::string::npos, cell);
  }
  CHECK(text.ends_with("\r\n"));
  CHECK(contracts_csv_header().starts_with("\xEF\xBB\xBF\"Reference\",\"Contract\","));
}

TEST_CASE("contracts.csv: many lines come in parts, each once, and rights are looked at for each part") {
  Scenario s;
  BuyingCase it(s);
  std::string rows = "Reference,Supplier,Category,Start,End\n";
  for (int i = 0; i < 450; ++i) rows += "N" + std::to_string(i) + ",Power Ltd,Electricity,1/1/26,31/12/26\n";
  Import(s, it.orla.id(), it.oak, ImportSource::contracts, rows).committed();
  CHECK(register_lines(exported_register(s, it.orla, it.oak)).size() == 450);
  CHECK(register_lines(exported_register(s, it.orla, s.network)).size() == 450);
  auto const part = s.store().contract_lines(it.orla.actor(), it.oak, {});
  REQUIRE(part->next.has_value());
  CHECK(part->lines.size() == limits::page_size_max);
  s.ends_memberships_of(it.orla);
  auto const after = s.store().contract_lines(it.orla.actor(), it.oak, *part->next);
  CHECK((!after || after->lines.empty()));
}

TEST_CASE("contracts.csv: over HTTP it is a file, and for nobody it is there when the organisation is not") {
  TestServer server;
  auto const path = "/api/v1/organisations/" + std::to_string(server.network.value) + "/contracts.csv";
  TestClient bob(server.port(), server.token_of(server.bob));
  auto const answer = bob.get(path);
  REQUIRE(answer.status == 200);
  CHECK(answer.header("content-type") == "text/csv; charset=utf-8");
  CHECK(answer.header("content-disposition") == "attachment; filename=\"contracts.csv\"");
  CHECK(answer.header("cache-control") == "no-store");
  CHECK(answer.body == contracts_csv_header());
  CHECK(bob.get("/api/v1/organisations/999999/contracts.csv").status == 404);
  CHECK(bob.get("/api/v1/organisations/0/contracts.csv").status == 404);
  CHECK(bob.get(path + "?colour=green").status == 400);
  CHECK(bob.call("POST", path, "{}", {}).status == 405);
}

TEST_CASE("contract columns: headers as English schools and trusts write them") {
  auto const field = [](std::string const& header, std::string const& sample = "") -> std::string {
    auto const plan = plan_of_contracts({header}, {sample});
    if (!plan.failure.empty()) return "refused";
    if (plan.columns.at(0).fate == ColumnPlan::Fate::drop) return "dropped";
    auto const found = plan.columns.at(0).field;
    return found ? boost::describe::enum_to_string(*found, "") : "";
  };
  for (auto const& [header, wanted] :
       std::vector<std::pair<std::string, std::string>>{{"Supplier", "supplier"},
                                                        {"Provider", "supplier"},
                                                        {"Contractor Name", "supplier"},
                                                        {"Contract", "contract_title"},
                                                        {"Contract title", "contract_title"},
                                                        {"Name of contract", "contract_title"},
                                                        {"Start", "starts"},
                                                        {"Contract start date (dd/mm/yyyy)", "starts"},
                                                        {"Commencement", "starts"},
                                                        {"END DATE", "ends"},
                                                        {"Expiry", "ends"},
                                                        {"Annual value", "annual_value"},
                                                        {"Annual cost (£)", "annual_value"},
                                                        {"Annual contract value (£ ex VAT)", "annual_value"},
                                                        {"Cost per annum inc. VAT", "annual_value"},
                                                        {"Total value", "total_value"},
                                                        {"Contract value", "total_value"},
                                                        {"VAT", "vat"},
                                                        {"VAT rate", "vat"},
                                                        {"Rate of VAT", "vat"},
                                                        {"Notice", "notice"},
                                                        {"Notice period (months)", "notice"},
                                                        {"Auto renew", "renewal"},
                                                        {"Auto-renewal? (Y/N)", "renewal"},
                                                        {"Extensions", "extensions"},
                                                        {"Extension options", "extensions"},
                                                        {"Lead-in / trigger date", "trigger"},
                                                        {"School", "school_name"},
                                                        {"Academy", "school_name"},
                                                        {"School / Trust", "school_name"},
                                                        {"URN", "school_urn"},
                                                        {"Site(s)", "sites"},
                                                        {"Category of spend", "category"},
                                                        {"CFR", "cfr_code"},
                                                        {"Framework", "framework"},
                                                        {"Procurement route", "method"},
                                                        {"Contract number", "reference"},
                                                        {"Ref.", "reference"},
                                                        {"Break clause", "early_termination"},
                                                        {"DPIA", "data_protection"},
                                                        {"SME?", "sme"},
                                                        {"Status", "status"},
                                                        {"Responsible officer", "dropped"},
                                                        {"Contract manager", "dropped"},
                                                        {"Contact email", "dropped"},
                                                        {"Telephone", "dropped"},
                                                        {"Cost centre", ""},
                                                        {"Give notice by", ""},
                                                        {"UPN", "refused"}}) {
    CHECK_MESSAGE(field(header) == wanted, header);
  }
  CHECK(field("Owner", "Business Manager") == "owner_role");
  CHECK(field("Owner", "Headteacher at Oakfield Primary") == "owner_role");
  CHECK(field("Contract owner", "Jane Smith") == "dropped");
  auto const file = contracts_csv_header();
  auto const read = read_import_file(ImportSource::contracts, file + "\"R\"\r\n");
  CHECK_FALSE(read.failure);
  for (auto const& column : read.columns) CHECK_MESSAGE(column.field.has_value(), column.header.value);
}

TEST_CASE("contract columns: what is too long for a cell is cut, and says so; bytes of old spreadsheets are read") {
  auto const read = read_import_file(
      ImportSource::contracts, "Supplier,Annual cost (\xA3)\n" + std::string(400, 'x') + ",\xA3 12.50\nB,\"a\nb\"\n");
  REQUIRE(read.rows.size() == 2);
  auto const& cut = read.rows.at(0).cells.values.at(0).value;
  CHECK(cut == std::string(299, 'x') + "…");
  CHECK(read.rows.at(0).cells.values.at(1).value == "£ 12.50");
  CHECK(read.rows.at(1).cells.values.at(1).value == "a b");
  CHECK((read.columns.at(1).field == ImportField::annual_value));
}

TEST_CASE("contract imports: a business manager sends a register by HTTP, others are refused") {
  TestServer server;
  auto const manager = server.add_person("bea");
  server.does(CreateMembership{.person = manager, .organisation = server.school, .role = Role::business_manager});
  auto const path = "/api/v1/organisations/" + std::to_string(server.school.value);
  auto const sends = [&](PersonId who) {
    TestClient client(server.port(), server.token_of(who));
    return client.call("POST", path + "/imports/contracts/delta",
                       "Supplier,Category,Start,End,Cost a year (\xC2\xA3)\nA,Legal,1/1/26,31/12/27,12.50\n",
                       {{"Content-Type", "text/csv"}});
  };
  CHECK(sends(server.bob).status == 403);
  auto const sent = sends(manager);
  REQUIRE(sent.status == 201);
  CHECK(sent.json().at("extent") == "delta");
  tick_until_nothing_is_due(server.store());
  TestClient client(server.port(), server.token_of(manager));
  auto const job = client.get(sent.header("location"));
  CHECK(job.json().at("counts").at("added") == 1);
  CHECK(client.post(sent.header("location") + "/commit", ServerJson::object()).status == 200);
  tick_until_nothing_is_due(server.store());
  auto const file = client.get(path + "/contracts.csv");
  CHECK(file.status == 200);
  CHECK(file.body.find("\"Legal services with A\",\"A\",\"Legal services\"") != std::string::npos);
  CHECK(file.body.find("\"12.50\",\"\",\"inc VAT, 20%\"") != std::string::npos);
}

}  // namespace staffroom::tests
