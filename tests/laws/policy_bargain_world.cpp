// Arranging the cases of buying together, four schools of their own for each; and what each action asks for.
#include "tests/laws/policy_bargains.hpp"
#include "tests/laws/policy_words.hpp"

namespace staffroom::tests {
namespace {

Amount pounds(std::int64_t amount) { return {amount * 100, AmountBasis::net, VatRate::standard}; }

Colleague signatory_at(Scenario& s, OrganisationId at) {
  auto const who = s.engages("Sid Signatory", at, Role::business_manager);
  auto const page = s.nadia.sees(ListOrganisationPeople{.organisation = at});
  for (auto const& it : page.at("items")) {
    if (it.at("person") != who.id().value) continue;
    s.nadia.does(GiveDuty{MembershipId{it.at("id").get<std::uint64_t>()}, Duty::signatory});
  }
  return who;
}

Colleague viewer_of(BargainWorld const& w) {
  auto& s = w.s;
  auto const& who = w.it.situation.who;
  std::map<std::string, Colleague> const known{
      {"organiser", w.organiser}, {"manager", w.manager}, {"head", w.head}, {"keeper", w.keeper},
      {"mate head", w.mate_head}, {"tess", s.tess},       {"tom", s.tom},   {"nadia", s.nadia},
      {"helen", s.helen},         {"dan", s.dan},         {"paul", s.paul}, {"leo", s.leo}};
  if (auto const found = known.find(who); found != known.end()) return found->second;
  auto const manages = [&](OrganisationId at) { return s.engages("Mina Manager", at, Role::business_manager); };
  if (who == "signatory") return signatory_at(s, w.node);
  if (who == "governor") return s.engages("Gus Governor", w.node, Role::governor);
  if (who == "staff") return s.engages("Stella Staff", w.node, Role::staff);
  if (who == "mate manager") return manages(w.mate);
  if (who == "third manager") return manages(w.third);
  if (who == "far manager") return manages(w.far);
  if (who == "trust manager") return manages(s.aire);
  if (who == "network manager") return manages(s.network);
  if (who == "stranger") {
    auto const email = "stan" + std::to_string(w.node.value) + "@x.example";
    return {s, PersonId{id_in(*s.as_system(CreatePerson{{"Stan Stranger"}, {email}, "x"}))}};
  }
  throw std::runtime_error("nobody is " + who);
}

/// People without a role that buys name the school.
OrganisationId home_of(BargainWorld const& w) {
  auto const& who = w.it.situation.who;
  if (who == "organiser") return w.lead;
  if (who == "mate manager" || who == "mate head") return w.mate;
  if (who == "third manager") return w.third;
  if (who == "far manager") return w.far;
  if (who == "helen") return w.s.mosslands;
  return w.node;
}

ContractDetails details_of(BargainWorld const& w) {
  return {.title = {"Cleaning"},
          .supplier = w.supplier,
          .category = SpendCategory::cleaning_services,
          .starts = w.s.in_days(-100),
          .ends = w.s.in_days(200),
          .notice = {3, PeriodUnit::months},
          .extension_months = 12,
          .extensions_left = 1,
          .owner = {w.node, Role::administrator}};
}

std::optional<OrganisationId> shared_with(BargainWorld const& w) {
  if (w.it.shown == Shown::nobody) return {};
  return w.it.shown == Shown::network ? w.s.network : w.s.aire;
}

void enter_contract(BargainWorld& w) {
  auto const number = std::to_string(w.node.value);
  w.supplier = {id_in(w.manager.does(CreateSupplier{w.node, {"Supplier " + number}}))};
  w.other_supplier = {id_in(w.manager.does(CreateSupplier{w.node, {"Other " + number}}))};
  CreateContract wanted{.organisation = w.node, .details = details_of(w)};
  wanted.money.annual = pounds(12'000);
  wanted.shared_with = shared_with(w);
  wanted.money_shared = w.it.shown == Shown::trust_with_money;
  w.contract = {id_in(w.manager.does(wanted))};
  w.experience = {id_in(w.manager.does(CreateExperience{.supplier = w.supplier, .organisation = w.node}))};
}

CreateSaving saving_of(BargainWorld const& w, OrganisationId node) {
  CreateSaving out{.organisation = node, .title = {"Cleaning"}, .from = w.s.in_days(0), .to = w.s.in_days(364)};
  if (node == w.node) out.contract = w.contract;
  out.baseline = pounds(12'000);
  out.baseline_source = {"The contract"};
  out.against = pounds(10'000);
  return out;
}

PoolTerms terms_of(BargainWorld const& w, char const* title) {
  return {.title = {title},
          .category = SpendCategory::cleaning_services,
          .specification = {"Cleaning on school days."},
          .unit = {"hours a week"},
          .units_a_year = 52,
          .price = pounds(18),
          .starts = w.s.in_days(90),
          .join_by = w.s.in_days(20),
          .leave_by = w.s.in_days(15)};
}

Command signing(BargainWorld const& w, OrganisationId school) {
  return SignPool{w.pool, school, 10, 20, {w.content_hash}};
}

void start_pool(BargainWorld& w) {
  CreatePool wanted{.organisation = w.lead, .terms = terms_of(w, "Together")};
  wanted.schools = {{w.mate, w.third}};
  if (w.it.deal != Deal::shared) wanted.schools.values.push_back(w.node);
  if (w.it.deal == Deal::shared) wanted.shared_with = w.s.aire;
  w.pool = {id_in(w.organiser.does(wanted))};
  if (w.it.deal != Deal::draft) w.organiser.does(OpenPool{w.pool});
  w.content_hash = w.organiser.sees(GetPool{w.pool}).at("content_hash").get<std::string>();
  bool const mate_signs = w.it.deal != Deal::draft && w.it.deal != Deal::asked;
  if (mate_signs) w.mate_head.does(signing(w, w.mate));
  if (w.it.deal == Deal::joined) w.head.does(signing(w, w.node));
  w.school = w.it.deal == Deal::shared ? w.mate : w.node;
  auto const page = w.organiser.sees(ListParticipations{w.pool});
  for (auto const& it : page.at("items")) {
    if (it.at("school") == w.school.value) w.participation = {it.at("id").get<std::uint64_t>()};
  }
}

}  // namespace

BargainWorld arrange(Scenario& s, Bargain const& it) {
  static std::uint64_t number = 0;
  auto const name = std::to_string(++number);
  auto const found = [&](char const* what, OrganisationId trust) {
    return s.found(OrganisationType::school, what + name, trust);
  };
  auto const node = found("Buyer ", s.aire);
  auto const mate = found("Mate ", s.aire);
  auto const lead = found("Lead ", s.aire);
  auto const organiser = s.engages("Ora Organiser", lead, Role::business_manager);
  BargainWorld w{.s = s,
                 .it = it,
                 .viewer = organiser,
                 .organiser = organiser,
                 .manager = s.engages("Mona Manager", node, Role::business_manager),
                 .head = s.engages("Hetty Head", node, Role::headteacher),
                 .keeper = s.engages("Kit Keeper", node, Role::administrator),
                 .mate_head = s.engages("Mat Head", mate, Role::headteacher),
                 .node = node,
                 .mate = mate,
                 .third = found("Third ", s.aire),
                 .lead = lead,
                 .far = found("Far ", s.moor),
                 .heir = s.engages("Harper Heir", lead, Role::business_manager).id()};
  w.viewer = viewer_of(w);
  w.home = home_of(w);
  enter_contract(w);
  w.saving = {id_in(w.manager.does(saving_of(w, w.node)))};
  start_pool(w);
  return w;
}

BargainWorld spoilt_of(BargainWorld w) {
  constexpr std::uint64_t never = 999'999'999;
  w.home = {never};
  w.node = {never};
  w.contract = {never};
  w.supplier = {never};
  w.experience = {never};
  w.saving = {never};
  w.pool = {never};
  w.participation = {never};
  return w;
}

// ---- what each action asks for

namespace {

std::vector<BargainEntry> contract_entries() {
  auto const edit = [](BargainWorld const& w) { return Command(EditContract{w.contract, details_of(w)}); };
  return {
      {"contract", "read", [](BargainWorld const& w) { return Query(GetContract{w.contract}); }},
      {"contract", "list", [](BargainWorld const&) { return Query(ListContracts{}); },
       [](BargainWorld const& w) { return key("contract", w.contract); }},
      {"contract", "read_money", [](BargainWorld const& w) { return Query(GetContractTerms{w.contract}); }},
      {"contract", "create",
       [](BargainWorld const& w) {
         CreateContract out{.organisation = w.home, .details = details_of(w)};
         out.details.owner = {w.home, Role::business_manager};
         return Command(out);
       }},
      {"contract", "edit", edit},
      {"contract", "set_owner", edit},
      {"contract", "give_notice",
       [](BargainWorld const& w) { return Command(GiveNotice{w.contract, w.s.in_days(0), {"We look elsewhere."}}); }},
      {"contract", "extend", [](BargainWorld const& w) { return Command(ExtendContract{w.contract}); }},
      {"contract", "end",
       [](BargainWorld const& w) { return Command(EndContract{w.contract, w.s.in_days(50), {"Too dear."}}); }},
      {"contract", "void", [](BargainWorld const& w) { return Command(VoidContract{w.contract, {"Entered twice."}}); }},
      {"contract", "attach", [](BargainWorld const& w) { return Command(SetContractDocuments{w.contract, {}}); }},
      {"contract", "set_audience", [](BargainWorld const& w) { return Command(ShareContract{w.contract, {}, false}); }},
      {"radar", "read", [](BargainWorld const& w) { return Query(GetRadar{w.home}); }},
  };
}

std::vector<BargainEntry> pool_entries() {
  auto const signs = [](BargainWorld const& w) { return signing(w, w.node); };
  return {
      {"pool", "read", [](BargainWorld const& w) { return Query(GetPool{w.pool}); }},
      {"pool", "list", [](BargainWorld const&) { return Query(ListPools{}); },
       [](BargainWorld const& w) { return key("pool", w.pool); }},
      {"pool", "create",
       [](BargainWorld const& w) {
         CreatePool out{.organisation = w.home, .terms = terms_of(w, "Another")};
         out.schools = {{w.mate}};
         return Command(out);
       }},
      {"pool", "edit", [](BargainWorld const& w) { return Command(EditPool{w.pool, terms_of(w, "Changed")}); }},
      {"pool", "open", [](BargainWorld const& w) { return Command(OpenPool{w.pool}); }},
      {"pool", "close", [](BargainWorld const& w) { return Command(ClosePool{w.pool}); }},
      {"pool", "cancel", [](BargainWorld const& w) { return Command(CancelPool{w.pool, {"Not needed."}}); }},
      {"pool", "to_purchase", [](BargainWorld const& w) { return Command(StartPurchase{w.pool}); }},
      {"pool", "hand_over", [](BargainWorld const& w) { return Command(HandOverPool{w.pool, w.heir}); }},
      {"participation", "read", [](BargainWorld const& w) { return Query(GetParticipation{w.participation}); }},
      {"participation", "list", [](BargainWorld const& w) { return Query(ListParticipations{w.pool}); },
       [](BargainWorld const& w) { return key("participation", w.participation); }},
      {"participation", "create", signs},
      {"participation", "sign", signs},
      {"participation", "change_quantity", signs},
      {"participation", "leave",
       [](BargainWorld const& w) { return Command(LeavePool{w.pool, w.node, {"Too dear."}}); }},
      {"participation", "remove", [](BargainWorld const& w) { return Command(RemoveFromPool{w.pool, w.node}); }},
  };
}

std::vector<BargainEntry> supplier_entries() {
  auto const edit = [](BargainWorld const& w) { return Command(EditExperience{.experience = w.experience}); };
  return {
      {"supplier", "read", [](BargainWorld const& w) { return Query(GetSupplier{w.supplier}); }},
      {"supplier", "list", [](BargainWorld const&) { return Query(ListSuppliers{}); },
       [](BargainWorld const& w) { return key("supplier", w.supplier); }},
      {"supplier", "create",
       [](BargainWorld const& w) { return Command(CreateSupplier{w.home, {"Made by a viewer"}}); }},
      {"supplier", "edit",
       [](BargainWorld const& w) { return Command(EditSupplier{w.supplier, {"Changed by a viewer"}}); }},
      {"supplier", "merge", [](BargainWorld const& w) { return Command(MergeSupplier{w.supplier, w.other_supplier}); }},
      {"supplier_experience", "read", [](BargainWorld const& w) { return Query(GetExperience{w.experience}); }},
      {"supplier_experience", "list", [](BargainWorld const& w) { return Query(ListExperience{w.supplier}); },
       [](BargainWorld const& w) { return key("supplier_experience", w.experience); }},
      {"supplier_experience", "create",
       [](BargainWorld const& w) {
         CreateExperience out{.supplier = w.it.used ? w.supplier : w.other_supplier, .organisation = w.node};
         out.category = SpendCategory::grounds_and_winter;
         return Command(out);
       }},
      {"supplier_experience", "edit", edit},
      {"supplier_experience", "withdraw",
       [](BargainWorld const& w) { return Command(WithdrawExperience{w.experience}); }},
      {"supplier_experience", "reply",
       [](BargainWorld const& w) { return Command(ReplyToExperience{w.experience, {"Thanks."}}); }},
  };
}

std::vector<BargainEntry> other_entries() {
  return {
      {"threshold_table", "read", [](BargainWorld const&) { return Query(GetThresholds{}); }},
      {"threshold_table", "edit",
       [](BargainWorld const& w) {
         auto const later = w.s.in_days(400 + static_cast<int>(w.node.value % 10'000));
         return Command(AddThreshold{w.s.network, {ThresholdType::works, later, 600'000'000, {"The gazette"}}});
       }},
      {"org_settings", "edit_bands",
       [](BargainWorld const& w) {
         EditBands out{.organisation = w.node, .source = {"The scheme"}};
         out.bands = {{BuyingBand{0, BuyingRoute::quotes, 3, {"Head"}}}};
         return Command(out);
       }},
      {"saving", "read", [](BargainWorld const& w) { return Query(GetSaving{w.saving}); }},
      {"saving", "list", [](BargainWorld const&) { return Query(ListSavings{}); },
       [](BargainWorld const& w) { return key("saving", w.saving); }},
      {"saving", "create", [](BargainWorld const& w) { return Command(saving_of(w, w.node)); }},
      {"saving", "edit",
       [](BargainWorld const& w) {
         EditSaving out{.saving = w.saving, .title = {"Changed"}, .from = w.s.in_days(0), .to = w.s.in_days(364)};
         out.baseline = pounds(12'000);
         out.baseline_source = {"The contract"};
         out.against = pounds(11'000);
         return Command(out);
       }},
      {"saving", "void", [](BargainWorld const& w) { return Command(VoidSaving{w.saving, {"Counted twice."}}); }},
      {"saving", "confirm_realised",
       [](BargainWorld const& w) {
         ConfirmSaving out{.saving = w.saving, .baseline = pounds(12'000), .baseline_source = {"Invoices"}};
         out.against = pounds(11'000);
         return Command(out);
       }},
  };
}

}  // namespace

std::vector<BargainEntry> const& bargain_entries() {
  static std::vector<BargainEntry> const all = [] {
    auto out = contract_entries();
    for (auto part : {pool_entries(), supplier_entries(), other_entries()}) {
      out.insert(out.end(), part.begin(), part.end());
    }
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
