// Purchases in tests.
#include "tests/support/purchase_case.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "protocol/codec.hpp"
#include "store/purchases.hpp"

namespace staffroom::tests {
namespace {

/// As the hub itself sees it.
template <class R>
R purchase_record(Scenario& s, Query const& query) {
  auto const answer = *s.store().ask({}, query, {200, {}}, ReadTier::disk);
  if (!answer) throw std::runtime_error(std::string(R::path) + ": " + told(answer));
  auto record = record_from_json(R::kind, answer->json);
  return get<R>(*record);
}

template <class R>
std::vector<R> purchase_records(Scenario& s, Query const& query) {
  auto const answer = *s.store().ask({}, query, {200, {}}, ReadTier::disk);
  if (!answer) throw std::runtime_error("a list of " + std::string(R::path) + ": " + told(answer));
  std::vector<R> out;
  auto const json = Json::parse(answer->json);
  for (auto const& item : json.at("items")) {
    auto record = record_from_json(R::kind, item.dump());
    out.push_back(get<R>(*record));
  }
  return out;
}

constexpr std::int64_t bright_pence = 400'000;
constexpr std::int64_t shine_pence = 500'000;

}  // namespace

PurchaseCase::PurchaseCase(Scenario& scenario)
    : BuyingCase(scenario), bright(supplier("Bright Floors Ltd")), shine(supplier("Shine & Co")) {}

// ---- stage by stage

PurchaseId PurchaseCase::bare() {
  return {id_in(orla.does(CreatePurchase{.organisation = oak,
                                         .title = {"Cleaning of Oakfield"},
                                         .category = SpendCategory::cleaning_services,
                                         .agreement = AgreementType::ongoing}))};
}

PurchaseId PurchaseCase::purchase(BoughtFor whom) {
  PurchaseId id;
  if (whom == BoughtFor::many) {
    auto const pool = pool_closed();
    s.advance(std::chrono::hours(24 * 31));
    id = {id_in(orla.does(StartPurchase{pool}))};
  } else {
    id = bare();
    orla.does(SetPurchaseValue{id, {wanted_value()}});
  }
  describes(id);
  return id;
}

PurchaseId PurchaseCase::at_market_analysis(BoughtFor whom) {
  auto const id = purchase(whom);
  orla.does(AdvancePurchase{id, {}});
  return id;
}

PurchaseId PurchaseCase::in_sourcing(BoughtFor whom) {
  auto const id = at_market_analysis(whom);
  surveys(id);
  orla.does(AdvancePurchase{id, {}});
  return id;
}

PurchaseId PurchaseCase::ready_for_market(BoughtFor whom) {
  auto const id = in_sourcing(whom);
  orla.does(SetTenderPack{id, wanted_pack()});
  auto const way = whom == BoughtFor::many ? BuyingRoute::full_procedure : BuyingRoute::quotes;
  orla.does(ChooseRoute{id, way, {"It is what the value asks for."}});
  names(id);
  clears_all(id);
  all_sign_tender(id);
  otto.does(ApprovePurchase{id, {"Within the budget."}});
  return id;
}

PurchaseId PurchaseCase::gone_to_market(BoughtFor whom) {
  auto const id = ready_for_market(whom);
  orla.does(AdvancePurchase{id, {}});
  for (auto const supplier : {bright, shine}) invites(id, supplier);
  return id;
}

PurchaseId PurchaseCase::past_deadline(BoughtFor whom) {
  auto const id = gone_to_market(whom);
  for (auto const& it : purchase_records<SupplierLink>(s, ListSupplierLinks{id})) {
    quote_of(it.id, it.supplier == bright ? bright_pence : shine_pence);
  }
  passes_deadline(id);
  return id;
}

PurchaseId PurchaseCase::opened(BoughtFor whom) {
  auto const id = past_deadline(whom);
  orla.does(OpenQuotes{id});
  return id;
}

PurchaseId PurchaseCase::scored(BoughtFor whom) {
  auto const id = opened(whom);
  scores(ollie, id);
  scores(fred, id);
  ellis.does(wanted_prices(id));
  return id;
}

PurchaseId PurchaseCase::moderated(BoughtFor whom) {
  auto const id = scored(whom);
  agrees(id);
  tilda.does(CloseModeration{.purchase = id});
  return id;
}

PurchaseId PurchaseCase::award_proposed(BoughtFor whom) {
  auto const id = moderated(whom);
  orla.does(ProposeAward{id, {"The best and the cheapest."}});
  return id;
}

PurchaseId PurchaseCase::award_published(BoughtFor whom) {
  auto const id = award_proposed(whom);
  all_sign_award(id);
  orla.does(PublishAward{id});
  return id;
}

PurchaseId PurchaseCase::awarded(BoughtFor whom) {
  auto const id = award_published(whom);
  auto const ends = award(id).standstill_ends;
  if (ends) moves_to({ends->days + 1});
  orla.does(ConfirmAward{id});
  return id;
}

// ---- what is wanted

EditPurchase PurchaseCase::edit_of(PurchaseId id) const {
  auto const it = purchase(id);
  return {.purchase = id,
          .title = it.title,
          .category = it.category,
          .law = it.law,
          .agreement = it.agreement,
          .what = it.what,
          .why = it.why,
          .starts = it.starts,
          .months = it.months,
          .market_on = it.market_on,
          .market_notes = it.market_notes,
          .related = it.related,
          .splitting_answer = it.splitting_answer};
}

TenderPack PurchaseCase::wanted_pack() const {
  return {.specification = {"Daily cleaning of classrooms and halls, in term time."},
          .criteria = {{{{"Quality"}, {"How do you make sure that it is clean?"}, 3'000},
                        {{"Staffing"}, {"Who comes, and who stands in?"}, 3'000}}},
          .price_weight = 4'000,
          .scale = {{{"No answer"}, {"Poor"}, {"Fair"}, {"Good"}, {"Excellent"}}},
          .deadline = working_day_in(14),
          .contact = {"office@oakfield.example"}};
}

std::vector<ValueLine> PurchaseCase::wanted_value() const {
  return {{.what = {"A year of cleaning"}, .amount = net(800'000), .times = 3}};
}

NamePurchasePeople PurchaseCase::wanted_people(PurchaseId id) const {
  using enum PurchaseRole;
  return {.purchase = id,
          .people = {
              {{tilda.id(), chair}, {ollie.id(), evaluator}, {fred.id(), evaluator}, {ellis.id(), price_evaluator}}}};
}

Date PurchaseCase::working_day_in(int days) const {
  auto day = s.in_days(days);
  auto const is_holiday = [&] {
    auto const all = calendar::england_bank_holidays();
    return std::any_of(all.begin(), all.end(), [&](auto const& it) { return it.date == day; });
  };
  while (!calendar::is_weekday(day) || is_holiday()) ++day.days;
  return day;
}

// ---- steps

void PurchaseCase::describes(PurchaseId id) {
  auto edit = edit_of(id);
  edit.what = {"Cleaning of all rooms."};
  edit.why = {"The contract ends."};
  if (!edit.starts) edit.starts = s.in_days(120);
  if (edit.months == 0) edit.months = 36;
  if (purchase(id).splitting) edit.splitting_answer = {"The other one is another building."};
  orla.does(edit);
}

void PurchaseCase::surveys(PurchaseId id) {
  auto edit = edit_of(id);
  edit.market_notes = {"Five firms clean schools here."};
  edit.related = RelatedPartyCheck{};
  orla.does(edit);
}

void PurchaseCase::names(PurchaseId id) { orla.does(wanted_people(id)); }

PurchaseDeclarationId PurchaseCase::declares(Colleague const& who, PurchaseId id) {
  return {id_in(who.does(DeclareForPurchase{.purchase = id}))};
}

void PurchaseCase::clears_all(PurchaseId id) {
  for (auto const& who : {tilda, ollie, fred, ellis}) {
    orla.does(ClearPurchaseDeclaration{declares(who, id), {"Nothing to declare."}});
  }
  tilda.does(ClearPurchaseDeclaration{declares(orla, id), {"Nothing to declare."}});
}

void PurchaseCase::signs_tender(Colleague const& who, PurchaseId id, OrganisationId school) {
  who.does(SignTender{id, school, {purchase(id).pack_hash}});
}

void PurchaseCase::all_sign_tender(PurchaseId id) {
  for (auto const& one : purchase(id).schools) signs_tender(one.school == oak ? otto : felix, id, one.school);
}

SupplierLinkId PurchaseCase::invites(PurchaseId id, SupplierId supplier) {
  return {id_in(orla.does(InviteToQuote{.purchase = id,
                                        .supplier = supplier,
                                        .email = {supplier == bright ? "bids@bright.example" : "sales@shine.example"},
                                        .contact = {supplier == bright ? "Bea Bright" : "Sid Shine"}}))};
}

Outcome PurchaseCase::saves_quote(SupplierLinkId link, std::int64_t pence_gross) {
  return s.as_system(SaveQuote{.supplier_link = link,
                               .answers = {{{"We inspect every week."}, {"The same two people, and a relief team."}}},
                               .lines = {{{.what = {"All of it"}, .amount = gross(pence_gross)}}},
                               .remarks = {"Valid for ninety days."}});
}

QuoteId PurchaseCase::quote_of(SupplierLinkId link, std::int64_t pence_gross) {
  auto const saved = saves_quote(link, pence_gross);
  if (!saved) throw std::runtime_error("a quote: " + told(saved) + " " + saved.error().path);
  auto const draft = Json::parse(saved->record);
  auto const sent = s.as_system(SubmitQuote{link, draft.at("content_hash").get<std::string>()});
  if (!sent) throw std::runtime_error("a quote, submitted: " + told(sent) + " " + sent.error().path);
  return {draft.at("id").get<std::uint64_t>()};
}

void PurchaseCase::passes_deadline(PurchaseId id) {
  auto const at = *purchase(id).deadline_at;
  if (s.store().now() < at) s.advance_to(at);
}

ScoreQuote PurchaseCase::wanted_score(PurchaseId id, QuoteId quote, std::uint32_t points) const {
  ScoreQuote out{.quote = quote};
  auto const criteria = static_cast<std::uint32_t>(purchase(id).pack.criteria.size());
  for (std::uint32_t i = 0; i < criteria; ++i) out.scores.values.push_back({i, points, {"As they answered."}});
  return out;
}

void PurchaseCase::scores(Colleague const& who, PurchaseId id) {
  for (auto const& it : quotes(id)) who.does(wanted_score(id, it.id, it.supplier == bright ? 3 : 2));
  who.does(SubmitScores{id});
}

SubmitPriceScores PurchaseCase::wanted_prices(PurchaseId id) const {
  auto const weight = purchase(id).pack.price_weight;
  auto const all = quotes(id);
  auto lowest = limits::pence_max;
  for (auto const& it : all) lowest = std::min(lowest, price(it.id).gross);
  SubmitPriceScores out{.purchase = id};
  for (auto const& it : all) {
    auto const part = purchases::price_part(weight, lowest, price(it.id).gross);
    out.scores.values.push_back({it.id, purchases::rounded(part)});
  }
  return out;
}

void PurchaseCase::agrees(PurchaseId id) {
  AgreeScores agreed{.purchase = id};
  auto const criteria = static_cast<std::uint32_t>(purchase(id).pack.criteria.size());
  for (auto const& it : quotes(id)) {
    for (std::uint32_t i = 0; i < criteria; ++i) {
      agreed.agreed.values.push_back({it.id, i, it.supplier == bright ? 3u : 2u, {}});
    }
  }
  tilda.does(agreed);
}

void PurchaseCase::signs_award(Colleague const& who, PurchaseId id, OrganisationId school) {
  who.does(SignAward{id, school, {award(id).content_hash}});
}

void PurchaseCase::all_sign_award(PurchaseId id) {
  for (auto const& one : purchase(id).schools) signs_award(one.school == oak ? otto : felix, id, one.school);
}

// ---- as the store has it

Purchase PurchaseCase::purchase(PurchaseId id) const { return purchase_record<Purchase>(s, GetPurchase{id}); }
std::vector<PurchaseGate> PurchaseCase::gates(PurchaseId id) const {
  return purchase_records<PurchaseGate>(s, ListPurchaseGates{id});
}
PurchaseDeclaration PurchaseCase::declaration(PurchaseDeclarationId id) const {
  return purchase_record<PurchaseDeclaration>(s, GetPurchaseDeclaration{id});
}
SupplierLink PurchaseCase::link(SupplierLinkId id) const {
  return purchase_record<SupplierLink>(s, GetSupplierLink{id});
}
Quote PurchaseCase::quote(QuoteId id) const { return purchase_record<Quote>(s, GetQuote{id}); }
QuotePrice PurchaseCase::price(QuoteId id) const { return purchase_record<QuotePrice>(s, GetQuotePrice{id}); }
Moderation PurchaseCase::moderation(PurchaseId id) const { return purchase_record<Moderation>(s, GetModeration{id}); }
Award PurchaseCase::award(PurchaseId id) const { return purchase_record<Award>(s, GetAward{id}); }
AwardLetters PurchaseCase::letters(PurchaseId id) const {
  return purchase_record<AwardLetters>(s, GetAwardLetters{id});
}

std::vector<Quote> PurchaseCase::quotes(PurchaseId id) const {
  auto all = purchase_records<Quote>(s, ListQuotes{id});
  std::erase_if(all, [](Quote const& it) {
    using enum QuoteState;
    constexpr std::array scored{opened, admitted, won, lost};
    return std::find(scored.begin(), scored.end(), it.state) == scored.end();
  });
  return all;
}

Quote PurchaseCase::quote_by(PurchaseId id, SupplierId supplier) const {
  for (auto& it : quotes(id)) {
    if (it.supplier == supplier) return it;
  }
  throw std::runtime_error("the supplier has no quote that was opened");
}

}  // namespace staffroom::tests
