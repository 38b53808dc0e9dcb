// The story: registers of contracts, a supplier that was entered twice, a pool that is signed, left and signed anew,
// savings, and what time does to all of it.
#include "tests/laws/script.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

/// Who has to do with it: bob is Kirkby Road's business manager and may sign, alice is Mosslands', marcus Beckside's;
/// harry heads Tarn Lane, tess leads Aire, gwen governs Kirkby Road.
struct Market {
  Law& law;
  Scenario& s = law.scenario();

  Amount pounds(std::int64_t amount) const { return {amount * 100, AmountBasis::net, VatRate::standard}; }

  ContractDetails details(OrganisationId node, std::string title, SupplierId supplier, int ends) const {
    return {.title = {std::move(title)},
            .supplier = supplier,
            .category = SpendCategory::cleaning_services,
            .starts = s.in_days(-300),
            .ends = s.in_days(ends),
            .notice = {30, PeriodUnit::days},
            .owner = {node, Role::business_manager}};
  }
  ContractId enters(Colleague const& who, OrganisationId node, ContractDetails what,
                    std::optional<OrganisationId> shared_with, bool money_shared = false) const {
    CreateContract command{.organisation = node, .details = std::move(what)};
    command.money.annual = pounds(12'000);
    command.shared_with = shared_with;
    command.money_shared = money_shared;
    return {id_in(law.does(who, command))};
  }

  PoolTerms terms(std::string title) const {
    return {.title = {std::move(title)},
            .category = SpendCategory::cleaning_services,
            .specification = {"Cleaning on school days, from half past three."},
            .unit = {"hours a week"},
            .units_a_year = 52,
            .price = pounds(18),
            .starts = s.in_days(90),
            .months = 36,
            .extension_months = 12,
            .join_by = s.in_days(20),
            .leave_by = s.in_days(15)};
  }
  PoolId plans(Colleague const& who, OrganisationId node, std::string title,
               std::vector<OrganisationId> schools) const {
    CreatePool command{.organisation = node, .terms = terms(std::move(title))};
    command.schools = {std::move(schools)};
    return {id_in(law.does(who, command))};
  }
  void signs(Colleague const& who, PoolId pool, OrganisationId school, std::uint32_t hours) const {
    auto const hash = who.sees(GetPool{pool}).at("content_hash").get<std::string>();
    law.does(who, SignPool{pool, school, hours, hours + 10, {hash}});
  }

  CreateSaving saving(OrganisationId node, std::string title) const {
    CreateSaving out{.organisation = node, .title = {std::move(title)}};
    out.category = SpendCategory::cleaning_services;
    out.from = s.in_days(0);
    out.to = s.in_days(364);
    out.baseline = pounds(12'000);
    out.baseline_source = {"The contract until now"};
    out.against = pounds(10'500);
    return out;
  }
};

MembershipId take_office(Law& law) {
  auto& s = law.scenario();
  CreateMembership const office{.person = s.bob.id(), .organisation = s.kirkby, .role = Role::business_manager};
  MembershipId const bobs{id_in(law.system(office))};
  law.does(s.tom, GiveDuty{bobs, Duty::signatory});
  law.system(CreateMembership{.person = s.alice.id(), .organisation = s.mosslands, .role = Role::business_manager});
  law.system(CreateMembership{.person = s.carol.id(), .organisation = s.beckside, .role = Role::business_manager});
  return bobs;
}

SupplierId know_suppliers(Market const& m) {
  auto& s = m.s;
  auto& law = m.law;
  SupplierId const first{id_in(law.does(s.marcus, CreateSupplier{s.beckside, {"Sparkle Limited"}, {"01234567"}}))};
  SupplierId const twice{id_in(law.does(s.bob, CreateSupplier{s.kirkby, {"Sparkle (North)"}, {}, true}))};
  law.does(s.alice, EditSupplier{twice, {"Sparkle North"}, {}, true, {}, {"Our region."}});
  auto const old = m.enters(s.bob, s.kirkby, m.details(s.kirkby, "Windows", twice, 200), s.network);
  CreateExperience told{.supplier = twice, .organisation = s.kirkby, .text = {"They came when they said."}};
  told.category = SpendCategory::cleaning_services;
  ExperienceId const experience{id_in(law.does(s.bob, told))};
  law.does(s.bob, EditExperience{experience, Delivered::mostly, PriceHeld::yes, BuyAgain::with_changes, {"Mostly."}});
  law.does(s.tess, ReplyToExperience{experience, {"We have talked to them."}});
  law.does(s.tess, ReplyToExperience{experience, {"We have talked to them, and it is better."}});
  law.does(s.marcus, MergeSupplier{twice, first});
  law.does(s.bob, VoidContract{old, {"It is in the other contract."}});
  m.enters(s.alice, s.mosslands, m.details(s.mosslands, "Halls", first, 300), {});
  ExperienceId const other{id_in(law.does(s.alice, CreateExperience{.supplier = first, .organisation = s.mosslands}))};
  law.does(s.alice, WithdrawExperience{other});
  return first;
}

ContractId keep_register(Market const& m, SupplierId supplier) {
  auto& s = m.s;
  auto& law = m.law;
  CreateContract wanted{.organisation = s.kirkby, .details = m.details(s.kirkby, "Grounds", {}, 120)};
  wanted.details.supplier = {
      id_in(law.does(s.bob, CreateSupplier{.organisation = s.kirkby, .supplier_name = {"Green & Sons"}}))};
  wanted.shared_with = s.network;
  ContractId const grounds{id_in(law.does(s.bob, wanted))};
  auto const cleaning = m.enters(s.bob, s.kirkby, m.details(s.kirkby, "Cleaning", supplier, 70), {});
  // Shown to more and to fewer, with its money and without.
  law.does(s.bob, ShareContract{cleaning, s.aire, true});
  ContractEntryId const delivery{id_in(law.does(
      s.bob, AddContractEntry{cleaning, EntryType::delivery, s.in_days(-3), {"Autumn"}, 12, {}, true, {"In time."}}))};
  law.does(s.bob, AddContractEntry{cleaning, EntryType::price_check, s.in_days(-2), {"Rate"}, {}, m.pounds(18), true});
  law.does(s.bob, ShareContract{cleaning, s.network, false});
  law.does(s.bob, ShareContract{cleaning, {}, false});
  law.does(s.bob, ShareContract{cleaning, s.network, true});
  law.does(s.bob, RemoveContractEntry{delivery});
  // Another owner: the trust's leader, then again who it was.
  auto changed = m.details(s.kirkby, "Cleaning", supplier, 75);
  changed.owner = {s.aire, Role::administrator};
  changed.sites = {{s.kirkby, s.mosslands}};
  changed.renewal_months = 12;
  changed.extension_months = 6;
  changed.extensions_left = 1;
  law.does(s.bob, EditContract{cleaning, changed});
  law.does(s.bob, ShareContract{cleaning, {}, false});
  changed.owner = {s.kirkby, Role::business_manager};
  law.does(s.tom, EditContract{cleaning, changed});
  law.does(s.bob, ShareContract{cleaning, s.network, false});
  law.does(s.bob, EditContractMoney{cleaning, {.annual = m.pounds(13'000), .exit_plan = {"Keys back."}}});
  ResourceId const paper{id_in(law.does(s.bob, CreateResource{.organisation = s.kirkby, .title = {"The contract"}}))};
  law.does(s.bob, SetContractDocuments{cleaning, {{paper}}});
  law.does(s.bob, ExtendContract{cleaning});
  law.does(s.bob, EndContract{grounds, s.in_days(40), {"They give up."}});
  return cleaning;
}

void pool_needs(Market const& m, MembershipId bobs) {
  auto& s = m.s;
  auto& law = m.law;
  auto const pool = m.plans(s.marcus, s.beckside, "Cleaning together", {s.kirkby, s.beckside});
  law.does(s.marcus, EditPool{pool, m.terms("Cleaning, together")});
  law.does(s.marcus, InviteToPool{pool, {{s.mosslands}}});
  law.does(s.marcus, OpenPool{pool});
  law.does(s.marcus, SharePool{pool, s.network});
  m.signs(s.bob, pool, s.kirkby, 40);
  m.signs(s.harry, pool, s.tarn, 25);  // not asked: it is shared with the network
  m.signs(s.bob, pool, s.kirkby, 45);
  law.does(s.marcus, SharePool{pool, {}});
  law.does(s.harry, LeavePool{pool, s.tarn, {"Our own cleaner stays."}});
  m.signs(s.tess, pool, s.mosslands, 60);
  law.does(s.marcus, RemoveFromPool{pool, s.beckside});
  law.does(s.marcus, HandOverPool{pool, s.carol.id()});
  law.does(s.carol, HandOverPool{pool, s.marcus.id()});
  auto changed = m.terms("Cleaning, together");
  changed.months = 24;
  law.does(s.marcus, EditPool{pool, changed});
  m.signs(s.bob, pool, s.kirkby, 45);
  law.does(s.marcus, InviteToPool{pool, {{s.tarn}}});
  m.signs(s.tess, pool, s.mosslands, 50);
  // Who may sign changes.
  law.does(s.tom, TakeDuty{bobs, Duty::signatory});
  law.does(s.tom, GiveDuty{bobs, Duty::signatory});
  law.does(s.marcus, ClosePool{pool});
  m.signs(s.bob, pool, s.kirkby, 30);
  // Two that come to nothing: too few sign, and it is given up.
  auto const lonely = m.plans(s.alice, s.mosslands, "Windows together", {s.kirkby, s.tarn});
  law.does(s.alice, SharePool{lonely, s.aire});
  law.does(s.alice, OpenPool{lonely});
  m.signs(s.bob, lonely, s.kirkby, 5);
  law.does(s.alice, CancelPool{m.plans(s.alice, s.mosslands, "Never opened", {s.kirkby}), {"Not needed."}});
  law.advance(24h * 21);
  law.does(s.alice, CancelPool{lonely, {"Nobody else wants it."}});
}

void count_savings(Market const& m, ContractId contract) {
  auto& s = m.s;
  auto& law = m.law;
  auto wanted = m.saving(s.kirkby, "Cleaning");
  wanted.contract = contract;
  SavingId const had{id_in(law.does(s.bob, wanted))};
  EditSaving edited{.saving = had, .title = {"Cleaning, anew"}, .from = wanted.from, .to = wanted.to};
  edited.baseline = wanted.baseline;
  edited.baseline_source = wanted.baseline_source;
  edited.against = m.pounds(10'000);
  auto const page = s.bob.sees(GetContractTerms{contract});
  edited.evidence = {{ResourceId{page.at("documents").front().get<std::uint64_t>()}}};
  law.does(s.bob, edited);
  ConfirmSaving confirmed{.saving = had, .baseline = wanted.baseline, .baseline_source = {"Invoices of last year"}};
  confirmed.against = m.pounds(10'100);
  confirmed.evidence = edited.evidence;
  law.does(s.tess, confirmed);
  SavingId const dropped{id_in(law.does(s.alice, m.saving(s.mosslands, "Halls")))};
  law.does(s.alice, DropSaving{dropped, {"Prices rose."}});
  SavingId const wrong{id_in(law.does(s.marcus, m.saving(s.beckside, "Twice")))};
  law.does(s.marcus, VoidSaving{wrong, {"It was counted twice."}});
}

void set_rules(Market const& m) {
  auto& s = m.s;
  auto& law = m.law;
  AddThreshold const row{s.network, {ThresholdType::goods_services, s.in_days(500), 21'000'000, {"From the gazette"}}};
  law.does(s.nadia, row);
  EditBands bands{.organisation = s.aire, .source = {"Scheme of delegation"}};
  bands.bands = {{BuyingBand{0, BuyingRoute::catalogue, 1, {"Head"}}, BuyingBand{500'000, BuyingRoute::quotes, 3, {}}}};
  law.does(s.tess, bands);
  law.does(s.tess, EditBands{.organisation = s.aire});
  law.does(s.tess, bands);
  EditRadarPlan plan{.person = s.bob.id(), .km = 40, .days = 120};
  plan.put_away = {{PutAway{SpendCategory::cleaning_services, s.kirkby, s.in_days(30)}}};
  law.does(s.bob, plan);
}

}  // namespace

void story::buying(Law& law) {
  Market const m{law};
  auto& s = m.s;
  auto const bobs = take_office(law);
  auto const supplier = know_suppliers(m);
  auto const cleaning = keep_register(m, supplier);
  set_rules(m);
  pool_needs(m, bobs);
  count_savings(m, cleaning);
  // A school of the other trust has one, and takes it along when it moves and comes back.
  auto const lane = m.enters(s.harry, s.tarn, m.details(s.tarn, "Cleaning", supplier, 30), s.moor, true);
  law.does(s.nadia, MoveOrganisation{s.tarn, s.aire});
  law.does(s.nadia, MoveOrganisation{s.tarn, s.moor});
  CreateMembership const office{.person = s.leo.id(), .organisation = s.tarn, .role = Role::business_manager};
  MembershipId const leos{id_in(law.system(office))};
  law.does(s.leo, GiveNotice{lane, s.in_days(0), {"We knew too late."}});
  law.system(EndMembership{leos});
  // Notice dates come near and contracts end; one renews itself while other chapters are told.
  law.advance(24h * 40);
  law.advance(24h * 30);
}

}  // namespace staffroom::tests
