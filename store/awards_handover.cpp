// Handing over what was bought: a contract in the register of each school, and what it hopes to save.
#include <algorithm>

#include "protocol/json_text.hpp"
#include "store/awards.hpp"
#include "store/contracts.hpp"
#include "store/money.hpp"
#include "store/organisations_settings.hpp"
#include "store/savings.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

ProcurementMethod procurement_of(Purchase const& it) {
  if (!it.route) return ProcurementMethod::unknown;
  switch (it.route->route) {
    case BuyingRoute::catalogue: return ProcurementMethod::catalogue;
    case BuyingRoute::quotes: return ProcurementMethod::quotes;
    case BuyingRoute::tender: return ProcurementMethod::tender;
    case BuyingRoute::framework: return ProcurementMethod::framework;
    case BuyingRoute::full_procedure: return ProcurementMethod::full_procedure;
  }
  return ProcurementMethod::unknown;
}

/// As the form of the register proposes: with the whole network, as far as its settings go, and without the money.
std::optional<OrganisationId> usual_sharing(View const& view, OrganisationId school) {
  switch (settings::effective(view, school).contract_reach.value_or(Reach::network)) {
    case Reach::network: return tree::root(view);
    case Reach::trust: return tree::trust_of(view, school);
    default: return school;
  }
}

/// What the school pays, with VAT; of several rates it is only known that they are in it.
Amount share_amount(View const& view, Award const& award, std::int64_t pence) {
  auto const price = view.find<QuotePrice>(award.winner);
  bool const is_standard = price && std::all_of(price->lines.begin(), price->lines.end(),
                                                [](auto const& one) { return one.amount.vat == VatRate::standard; });
  return {pence, AmountBasis::gross, is_standard ? VatRate::standard : VatRate::outside};
}

CreateContract contract_of(View const& view, awards::OfPurchase const& of, CompletePurchase const& command,
                           AwardShare const& share) {
  auto const& it = *of.purchase;
  return {.organisation = share.school,
          .details = {.title = it.title,
                      .description = it.what,
                      .supplier = of.award->supplier,
                      .category = it.category,
                      .method = procurement_of(it),
                      .starts = command.starts,
                      .ends = command.ends,
                      .notice = command.notice,
                      .extension_months = command.extension_months,
                      .extensions_left = command.extensions,
                      .owner = {share.school, Role::business_manager}},
          .money = {.total = share_amount(view, *of.award, share.pence)},
          .shared_with = usual_sharing(view, share.school)};
}

/// A refusal of what is made, as a field of the command that asks for it.
Error of_command(Error error, std::string_view made, std::string_view asked) {
  if (error.path.starts_with(made)) error.path.replace(0, made.size(), asked);
  if (error.path == "body.extensions_left") error.path = "body.extensions";
  return error;
}

/// The baseline of each share, by the shares' quantities.
Result<std::vector<money::Share>> baselines_of(Award const& award, AwardSaving const& saving) {
  TRY(money::check_price(saving.baseline, "body.saving.baseline"));
  std::vector<money::Share> out;
  for (auto const& one : award.shares) out.push_back({one.school, one.quantity});
  TRY(money::allocate(saving.baseline.pence, out));
  return out;
}

struct Made {
  std::vector<std::uint64_t> contracts;
  std::vector<std::uint64_t> savings;
};

Result<Made> make_entries(Change& change, View const& view, Asked& asked, awards::OfPurchase const& of,
                          CompletePurchase const& command) {
  Made made;
  auto const& award = *of.award;
  std::vector<money::Share> baselines;
  if (command.saving) {
    TRY_INTO(baselines, baselines_of(award, *command.saving));
  }
  for (std::size_t i = 0; i < award.shares.size(); ++i) {
    auto const& share = award.shares.values[i];
    auto const wanted = contract_of(view, of, command, share);
    if (auto const fits = contracts::check_periods(wanted.details); !fits) {
      return of_command(fits.error(), "body.details.", "body.");
    }
    auto const contract = contracts::make(change, view, asked, wanted);
    made.contracts.push_back(contract.value);
    if (!command.saving) continue;
    auto baseline = command.saving->baseline;
    baseline.pence = baselines[i].pence;
    CreateSaving const saving{.organisation = share.school,
                              .title = of.purchase->title,
                              .category = of.purchase->category,
                              .contract = contract,
                              .pool = of.purchase->pool,
                              .from = command.starts,
                              .to = command.ends,
                              .method = command.saving->method,
                              .baseline = baseline,
                              .baseline_source = command.saving->baseline_source,
                              .against = *wanted.money.total};
    auto const id = savings::make(change, view, asked, saving);
    if (!id) return of_command(id.error(), "body.", "body.saving.");
    made.savings.push_back(id->value);
  }
  return made;
}

std::string handover_facts(Award const& award, Made const& made) {
  auto const number = [](std::uint64_t id) { return std::to_string(id); };
  JsonText json;
  json.text("award", award.content_hash).raw("contracts", purchases::json_list(made.contracts, number));
  return json.raw("savings", purchases::json_list(made.savings, number)).close();
}

void finish_pool(Change& change, View const& view, Asked const& asked, Purchase const& it) {
  auto const pool = it.pool ? view.find<Pool>(*it.pool) : nullptr;
  if (!pool || pool->state != PoolState::purchasing) return;
  auto done = *pool;
  done.state = PoolState::done;
  done.ended = asked.now;
  buying::put(change, view, *pool, std::move(done));
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CompletePurchase const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const it, purchases::purchase_for(view, asked, command.purchase, Thing::purchase, Action::advance));
  auto const award = view.find<Award>(it->id);
  if (it->stage != PurchaseStage::handover || !award || award->state != AwardState::confirmed) {
    return wrong_state("A purchase is complete once its award is confirmed and handed over.");
  }
  if (command.saving) TRY(check_words({command.saving->baseline_source.value}));
  Change change;
  change.answer_key = record_key<Purchase>(it->id);
  TRY_INTO(auto const made, make_entries(change, view, asked, {it, award}, command));
  finish_pool(change, view, asked, *it);
  answer_all_needs(change, view, it->id);
  auto after = *it;
  purchases::pass_gate(change, asked, after, PurchaseStage::complete, {}, handover_facts(*award, made));
  after.ended = asked.now;
  purchases::tell(change, view, asked, after, purchases::everyone_in(view, after), Because::purchase_complete);
  change.answer_key = record_key<Purchase>(it->id);
  purchases::put(change, view, asked, it.get(), std::move(after));
  return change;
}

}  // namespace staffroom
