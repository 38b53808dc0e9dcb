// Golden records of buying together. What is here was written to disks out there: new members are added, none is
// changed.
#include "tests/store/golden_buying.hpp"

namespace staffroom::tests {
namespace {
namespace buying_bytes {

constexpr TimestampMs at{1'788'768'000'000};
constexpr Date day{20'703};
constexpr Date later{20'789};
constexpr OrganisationId network{1};
constexpr OrganisationId trust{2};
constexpr OrganisationId school{3};
constexpr OrganisationId other{5};
constexpr PersonId manager{7};
constexpr PersonId head{8};
constexpr ContractId contract{220};
constexpr SupplierId supplier{221};
constexpr ExperienceId experience{222};
constexpr PoolId pool{223};
constexpr ParticipationId participation{224};
constexpr ContractEntryId entry{225};
constexpr SavingId saving{226};
std::string const hash = "ee00000000000000000000000000000000000000000000000000000000000005";

using RecordList = std::vector<Record>;

Contract of_cleaning() {
  ContractDetails details{.title = {"Cleaning"}, .description = {"School days, after lessons."}, .supplier = supplier};
  details.category = SpendCategory::cleaning_services;
  details.reference = {"K-17"};
  details.method = ProcurementMethod::framework;
  details.framework = {"RM6232"};
  details.cfr = CfrCode::e14;
  details.starts = Date{20'000};
  details.ends = later;
  details.notice = {3, PeriodUnit::months};
  details.renewal_months = 12;
  details.extension_months = 6;
  details.extensions_left = 1;
  details.trigger = day;
  details.sites = {{school, other}};
  details.owner = {trust, Role::administrator};
  Contract out{.id = contract, .version = 3, .organisation = school, .state = ContractState::current};
  out.details = details;
  out.notice_by = Date{20'698};
  out.shared_with = network;
  out.money_shared = true;
  out.reminded = 1;
  out.author = manager;
  out.created = at;
  return out;
}

/// One in each state, with what is due in it.
RecordList of_contracts() {
  auto const current = of_cleaning();
  auto planned = current;
  planned.id = ContractId{227};
  planned.state = ContractState::planned;
  planned.details.starts = later;
  planned.details.trigger.reset();
  planned.shared_with.reset();
  planned.money_shared = false;
  planned.author.reset();
  auto far = current;
  far.id = ContractId{228};
  far.details.notice = {};
  far.notice_provisional = true;
  far.reminded = 5;
  far.trigger_told = true;
  auto leaving = current;
  leaving.id = ContractId{229};
  leaving.state = ContractState::notice_given;
  leaving.notice_given = day;
  auto ended = current;
  ended.id = ContractId{230};
  ended.state = ContractState::ended;
  ended.ended = at;
  ended.reason = {"They gave up."};
  auto wrong = ended;
  wrong.id = ContractId{231};
  wrong.state = ContractState::voided;
  ContractTerms terms{.id = contract, .version = 2};
  terms.money.annual = Amount{1'200'000, AmountBasis::net, VatRate::standard};
  terms.money.total = Amount{4'320'000, AmountBasis::gross, VatRate::reduced};
  terms.money.early_termination = {"Three months' pay."};
  terms.money.exit_plan = {"Keys come back."};
  terms.money.data_protection = {"Folder 7"};
  terms.documents = {{ResourceId{90}}};
  ContractTerms const bare{.id = planned.id, .version = 1};
  ContractEntry delivered{.id = entry, .version = 1, .contract = contract, .type = EntryType::price_check, .date = day};
  delivered.what = {"Hourly rate"};
  delivered.quantity = 12;
  delivered.amount = Amount{1'800, AmountBasis::net, VatRate::exempt};
  delivered.as_agreed = true;
  delivered.note = {"As in the offer."};
  delivered.author = manager;
  delivered.created = at;
  return {current, planned, far, leaving, ended, wrong, terms, bare, delivered};
}

RecordList of_suppliers() {
  Supplier kept{.id = supplier, .version = 2, .organisation = school, .name = {"Sparkle Limited"}};
  kept.company_number = {"01234567"};
  kept.sme = true;
  kept.website = {"https://sparkle.example"};
  kept.note = {"Our region."};
  kept.created = at;
  auto merged = kept;
  merged.id = SupplierId{232};
  merged.company_number = {};
  merged.merged_into = supplier;
  SupplierExperience told{.id = experience, .version = 2, .supplier = supplier, .organisation = school};
  told.author = manager;
  told.category = SpendCategory::cleaning_services;
  told.delivered = Delivered::mostly;
  told.price_held = PriceHeld::rose_as_agreed;
  told.buy_again = BuyAgain::with_changes;
  told.text = {"They came when they said."};
  told.reply = ExperienceReply{head, {"We have talked to them."}, at};
  told.created = at;
  told.changed = at;
  return {kept, merged, told};
}

RecordList of_pools() {
  PoolTerms terms{.title = {"Cleaning together"}, .category = SpendCategory::cleaning_services};
  terms.specification = {"School days, from half past three."};
  terms.unit = {"hours a week"};
  terms.units_a_year = 52;
  terms.price = {1'800, AmountBasis::net, VatRate::standard};
  terms.price_limit = Amount{2'000, AmountBasis::net, VatRate::standard};
  terms.starts = later;
  terms.months = 36;
  terms.extension_months = 12;
  terms.join_by = Date{20'740};
  terms.leave_by = Date{20'735};
  Pool open{.id = pool, .version = 5, .organisation = school, .state = PoolState::open, .terms = terms};
  open.content_hash = hash;
  open.owner = manager;
  open.shared_with = trust;
  open.schools = {{PoolSchool{school, true}, PoolSchool{other, false}}};
  open.total = {1, 40, 50, 18'720'000, 22'464'000};
  open.created = at;
  auto asked = open;
  asked.id = PoolId{233};
  asked.close_asked = true;
  auto cancelled = open;
  cancelled.id = PoolId{234};
  cancelled.state = PoolState::cancelled;
  cancelled.ended = at;
  cancelled.reason = {"Too few."};
  Participation in{.id = participation, .version = 3, .pool = pool, .school = school};
  in.state = ParticipationState::signed_up;
  in.committed = 40;
  in.maximum = 50;
  in.signatures = {{PoolSignature{head, PoolCapacity::signatory, 40, 50, hash, at}}};
  in.created = at;
  auto left = in;
  left.id = ParticipationId{235};
  left.state = ParticipationState::left;
  left.reason = {"Our own cleaner stays."};
  return {open, asked, cancelled, in, left};
}

RecordList of_savings() {
  SavingFigure expected{.method = SavingMethod::previous_estimated};
  expected.baseline = {1'200'000, AmountBasis::net, VatRate::standard};
  expected.baseline_source = {"Invoices"};
  expected.against = {1'000'000, AmountBasis::net, VatRate::standard};
  expected.pence = 240'000;
  expected.annualised = 240'000;
  expected.evidence = {{ResourceId{90}}};
  expected.by = manager;
  expected.at = at;
  Saving hoped{.id = saving, .version = 1, .organisation = school, .title = {"Cleaning"}};
  hoped.category = SpendCategory::cleaning_services;
  hoped.contract = contract;
  hoped.pool = pool;
  hoped.from = day;
  hoped.to = Date{21'067};
  hoped.expected = expected;
  hoped.author = manager;
  hoped.created = at;
  hoped.changed = at;
  auto had = hoped;
  had.id = SavingId{236};
  had.state = SavingState::realised;
  had.had = expected;
  had.had->method = SavingMethod::previous_award;
  had.had->pence = -1'250;
  auto dropped = hoped;
  dropped.id = SavingId{237};
  dropped.state = SavingState::unrealised;
  dropped.reason = {"Prices rose."};
  return {hoped, had, dropped};
}

RecordList of_rules() {
  ThresholdTable table{.id = network, .version = 1};
  table.rows = {{Threshold{ThresholdType::light_touch, day, 66'354'000, {"The gazette"}}}};
  BuyingBands bands{.id = trust, .version = 2, .bands = {}, .source = {"Scheme of delegation"}};
  bands.bands = {
      {BuyingBand{0, BuyingRoute::catalogue, 1, {"Head"}}, BuyingBand{1'000'000, BuyingRoute::quotes, 3, {}}}};
  RadarPlan plan{.id = manager, .version = 1, .km = 40, .days = 120};
  plan.put_away = {{PutAway{SpendCategory::water, school, later}}};
  ImportMapping mapping{.id = school, .version = 1};
  mapping.columns = {{ImportColumn{{"Provider"}, ImportField::supplier, {}}}};
  mapping.words = {{ImportWord{{"Grounds"}, SpendCategory::grounds_and_winter}}};
  return {table, bands, plan, mapping};
}

/// What older kinds have gained.
RecordList of_gains() {
  Notification due{.id = NotificationId{238}, .person = manager, .because = Because::contract_notice_due};
  due.needs = true;
  due.contract = contract;
  due.created = at;
  auto asked = due;
  asked.id = NotificationId{239};
  asked.because = Because::pool_opened;
  asked.contract.reset();
  asked.pool = pool;
  Notification told{.id = NotificationId{240}, .person = manager, .because = Because::experience_replied};
  told.state = NotificationState::done;
  told.supplier = supplier;
  told.created = at;
  auto confirms = due;
  confirms.id = NotificationId{241};
  confirms.because = Because::saving_to_confirm;
  confirms.contract.reset();
  confirms.saving = saving;
  ImportJob job{.id = ImportId{242}, .version = 1, .author = manager, .organisation = school};
  job.source = ImportSource::contracts;
  job.extent = ImportExtent::delta;
  job.file_name = {"contracts.csv"};
  job.words = {{ImportWord{{"Grounds"}, SpendCategory::grounds_and_winter}}};
  job.created = at;
  return {due, asked, told, confirms, job};
}

}  // namespace buying_bytes
}  // namespace

std::vector<Record> golden_buying() {
  using namespace buying_bytes;
  RecordList all;
  for (auto const& part : {of_contracts(), of_suppliers(), of_pools(), of_savings(), of_rules(), of_gains()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace staffroom::tests
