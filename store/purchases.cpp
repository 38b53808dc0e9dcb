// Purchases: begun for one organisation or for the schools of a pool, and described until they go to the market. Who is
// named is in purchases_people.cpp, the gates in purchases_gates.cpp.
#include "store/purchases.hpp"

#include <algorithm>
#include <set>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/organisations.hpp"
#include "store/pools.hpp"
#include "store/resources.hpp"
#include "store/thresholds.hpp"

namespace staffroom {

using purchases::PurchasePtr;

// ---- beginning

Result<Change> decide(View const& view, Asked& asked, CreatePurchase const& command) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody owns it
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("body.organisation", command.organisation));
  TRY(door.may(Thing::purchase, Action::create, {.organisation = node->id, .within = true}));
  TRY(organisations::check_joined(*node));
  if (node->type != OrganisationType::school && node->type != OrganisationType::trust) {
    return Error::unprocessable("body.organisation", "A school or a trust buys. Choose one.");
  }
  TRY(check_words({command.title.value}));
  Purchase made{.id = asked.take<PurchaseId>(),
                .organisation = node->id,
                .owner = asked.actor.person,
                .title = command.title,
                .category = command.category,
                .law = command.law,
                .agreement = command.agreement,
                .created = asked.now};
  Change change;
  purchases::put(change, view, asked, nullptr, std::move(made));
  return change;
}

namespace {

/// The pool's estimate, over its whole term, for each unit. None when it would not fit: the owner writes it in parts.
std::vector<ValueLine> value_of_pool(PoolTerms const& terms, std::uint64_t quantity) {
  constexpr std::uint64_t months_a_year = 12;
  std::uint64_t times = 1;
  if (terms.months > 0) {
    std::uint64_t const units = std::uint64_t{terms.units_a_year} * (terms.months + terms.extension_months);
    times = (units + months_a_year - 1) / months_a_year;
  }
  if (times > limits::value_times_max) return {};
  ValueLine line{.what = {"Estimate of the pool"},
                 .amount = terms.price,
                 .times = static_cast<std::uint32_t>(times),
                 .per_unit = true};
  Many<ValueLine, limits::value_lines_max> const lines{{line}};
  return purchases::sum_of(lines, quantity, "body") ? lines.values : std::vector<ValueLine>{};
}

std::vector<PurchaseSchool> signed_schools_of(View const& view, PoolId pool) {
  std::vector<PurchaseSchool> out;
  for (auto const& it : buying::participations_of(view, pool)) {
    if (it->state != ParticipationState::signed_up) continue;
    out.push_back({.school = it->school, .committed = it->committed, .maximum = it->maximum});
  }
  return out;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, StartPurchase const& command) {
  TRY_INTO(auto const pool, buying::pool_for(view, asked, command.pool, Action::to_purchase));
  if (pool->state == PoolState::open) return wrong_state("Close the pool first: its schools are bought for together.");
  if (pool->state == PoolState::purchasing) return wrong_state("Its purchase has been started already.");
  if (pool->state != PoolState::closed) return wrong_state("Only a closed pool is bought for.");
  if (asked.today <= pool->terms.leave_by) {
    return Error::conflict("leave_by_not_over",
                           "Schools may leave until the end of " + to_text(pool->terms.leave_by) + ".");
  }
  auto const& terms = pool->terms;
  Purchase made{.id = asked.take<PurchaseId>(),
                .organisation = pool->organisation,
                .owner = asked.actor.person,
                .title = terms.title,
                .category = terms.category,
                .agreement = terms.months > 0 ? AgreementType::ongoing : AgreementType::one_off,
                .starts = terms.starts,
                .months = terms.months + terms.extension_months,
                .pool = pool->id,
                .schools = {signed_schools_of(view, pool->id)},
                .pack = {.specification = terms.specification},
                .created = asked.now};
  made.value.lines.values = value_of_pool(terms, purchases::quantity_of(made));
  auto bought = *pool;
  bought.state = PoolState::purchasing;
  Change change;
  change.answer_key = record_key<Purchase>(made.id);
  buying::put(change, view, *pool, std::move(bought));
  change.answer_key = record_key<Purchase>(made.id);
  purchases::put(change, view, asked, nullptr, std::move(made));
  return change;
}

// ---- describing

namespace {

bool is_same_purchase(Purchase const& a, Purchase const& b) { return to_json(Record{a}) == to_json(Record{b}); }

Result<void> check_before_market(Purchase const& it) {
  if (it.stage < PurchaseStage::go_to_market) return {};
  return wrong_state("It has gone to the market: what suppliers were told stays as it is.");
}

/// Nothing but the reference of the DfE's approval of a related party, which may come as late as the award.
bool is_late_approval(Purchase const& before, Purchase const& edited) {
  bool const is_related = before.related && before.related->related && edited.related && edited.related->related;
  if (!is_related || before.stage < PurchaseStage::go_to_market || before.stage > PurchaseStage::contract_award) {
    return false;
  }
  if (edited.related->approval == before.related->approval) return false;
  auto without = edited;
  without.related = before.related;
  return is_same_purchase(without, before);
}

Result<void> check_purchase_dates(EditPurchase const& command, Purchase const& before, Date today) {
  constexpr std::uint32_t months_max = 2 * limits::contract_months_max;  // a term, and options as long
  if (command.months > months_max) {
    return Error::unprocessable("body.months", "At most " + std::to_string(months_max) + " months.");
  }
  if (command.market_on && command.market_on != before.market_on && *command.market_on < today) {
    return Error::unprocessable("body.market_on", "This day has passed. Say when you plan to ask suppliers.");
  }
  if (command.market_on && command.starts && *command.starts <= *command.market_on) {
    return Error::unprocessable("body.starts", "What is bought starts after the day on which suppliers are asked.");
  }
  return {};
}

/// What the change makes of it, with those told whose signature or approval is wanted anew.
Change described_purchase(View const& view, Asked& asked, Purchase const& before, Purchase after) {
  Change change;
  change.answer_key = record_key<Purchase>(before.id);
  purchases::ask_consent(change, view, asked, before, after);
  purchases::put(change, view, asked, &before, std::move(after));
  return change;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, EditPurchase const& command) {
  TRY_INTO(auto const found, purchases::purchase_for(view, asked, command.purchase, Thing::purchase, Action::edit));
  auto edited = *found;
  edited.title = command.title;
  edited.category = command.category;
  edited.law = command.law;
  edited.agreement = command.agreement;
  edited.what = command.what;
  edited.why = command.why;
  edited.starts = command.starts;
  edited.months = command.months;
  edited.market_on = command.market_on;
  edited.market_notes = command.market_notes;
  edited.related = command.related;
  edited.splitting_answer = command.splitting_answer;
  if (!is_late_approval(*found, edited)) {
    TRY(check_before_market(*found));
    TRY(check_purchase_dates(command, *found, asked.today));
  }
  TRY(check_words({command.title.value, command.what.value, command.why.value, command.market_notes.value,
                   command.splitting_answer.value}));
  if (command.related) TRY(check_words({command.related->approval.value}));
  if (is_same_purchase(edited, *found)) return Change::unchanged<Purchase>(found->id);
  return described_purchase(view, asked, *found, std::move(edited));
}

Result<Change> decide(View const& view, Asked& asked, SetPurchaseValue const& command) {
  TRY_INTO(auto const found,
           purchases::purchase_for(view, asked, command.purchase, Thing::purchase, Action::set_value));
  TRY(check_before_market(*found));
  TRY(purchases::sum_of(command.lines, purchases::quantity_of(*found), "body.lines"));
  for (std::size_t i = 0; i < command.lines.size(); ++i) {
    auto const& what = command.lines.values[i].what;
    if (what.empty()) {
      return Error::unprocessable("body.lines[" + std::to_string(i) + "].what", "Say what this line is for.");
    }
    TRY(check_words({what.value}));
  }
  if (command.lines == found->value.lines) return Change::unchanged<Purchase>(found->id);
  auto valued = *found;
  valued.value.lines = command.lines;
  return described_purchase(view, asked, *found, std::move(valued));
}

namespace {

constexpr std::uint32_t whole_weight = 10'000;  // basis points

Error refused_pack(std::string const& field, std::string what) {
  return Error::unprocessable("body.pack." + field, std::move(what));
}

Result<void> check_criteria(TenderPack const& pack) {
  std::uint64_t all = pack.price_weight;
  if (all > whole_weight) return refused_pack("price_weight", "At most 100 %.");
  for (std::size_t i = 0; i < pack.criteria.size(); ++i) {
    auto const& one = pack.criteria.values[i];
    auto const at = "criteria[" + std::to_string(i) + "]";
    auto const is_same = [&](auto const& other) { return other.title == one.title; };
    if (std::any_of(pack.criteria.begin(), pack.criteria.begin() + static_cast<std::ptrdiff_t>(i), is_same)) {
      return refused_pack(at + ".title", "There is a criterion of this name already.");
    }
    all += one.weight;
    if (one.weight > whole_weight || all > whole_weight) {
      return refused_pack(at + ".weight", "All weights together, with that of the price, come to 100 %.");
    }
    TRY(check_words({one.title.value, one.question.value}));
  }
  for (std::size_t i = 0; i < pack.scale.size(); ++i) {
    auto const& one = pack.scale.values[i];
    if (one.empty()) {
      return refused_pack("scale[" + std::to_string(i) + "]", "Say what " + std::to_string(i) + " points mean.");
    }
    TRY(check_words({one.value}));
  }
  return {};
}

/// Of the library, clean, and fit to be passed on. What stays in the pack is not asked for again.
Result<void> check_pack_files(View const& view, Door const& door, TenderPack const& pack, TenderPack const& before) {
  std::set<ResourceId> seen;
  std::size_t files = 0;
  for (std::size_t i = 0; i < pack.files.size(); ++i) {
    auto const id = pack.files.values[i];
    auto const at = "files[" + std::to_string(i) + "]";
    bool const stays = before.files.contains(id);
    auto resource = view.find<Resource>(id);
    if (!stays) {
      TRY_INTO(resource, door.readable<Resource>("body.pack." + at, id));
    }
    if (!seen.insert(id).second) return refused_pack(at, "This is in the pack already.");
    if (stays) continue;
    if (!resource->current || resource->current->files == 0) {
      return refused_pack(at, "Only files that have passed their checks go to suppliers.");
    }
    if (resource->third_party != ThirdParty::none) {
      return refused_pack(at, "There is other people's work in it, which may not be passed on to suppliers.");
    }
  }
  for (auto const id : pack.files) {
    auto const resource = view.find<Resource>(id);
    if (resource && resource->current) files += resource->current->files;
  }
  if (files > limits::pack_files_max) {
    return refused_pack("files", "At most " + std::to_string(limits::pack_files_max) + " files go to suppliers.");
  }
  return {};
}

Result<void> check_pack_deadline(View const& view, TenderPack const& pack, TenderPack const& before, Date today) {
  if (!pack.deadline || pack.deadline == before.deadline) return {};
  if (*pack.deadline <= today) return refused_pack("deadline", "Choose a day after today.");
  if (!calendar::is_working_day(view, *pack.deadline)) {
    return refused_pack("deadline", "Choose a working day: suppliers answer on these.");
  }
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, SetTenderPack const& command) {
  TRY_INTO(auto const found,
           purchases::purchase_for(view, asked, command.purchase, Thing::purchase, Action::set_criteria));
  TRY(check_before_market(*found));
  auto const& pack = command.pack;
  TRY(check_criteria(pack));
  TRY(check_pack_files(view, Door(view, asked), pack, found->pack));
  TRY(check_pack_deadline(view, pack, found->pack, asked.today));
  TRY(check_words({pack.specification.value, pack.contact.value}));
  auto packed = *found;
  packed.pack = pack;
  // A file of it may be another one by now: saved again, the pack is the one of today.
  bool const same = pack == found->pack && purchases::pack_hash(view, packed) == found->pack_hash;
  if (same) return Change::unchanged<Purchase>(found->id);
  return described_purchase(view, asked, *found, std::move(packed));
}

Result<Change> decide(View const& view, Asked& asked, ChooseRoute const& command) {
  TRY_INTO(auto const found,
           purchases::purchase_for(view, asked, command.purchase, Thing::purchase, Action::choose_route));
  if (found->stage != PurchaseStage::sourcing_options) {
    return wrong_state("The route is chosen when the sourcing options are weighed.");
  }
  TRY(check_reason(command.reason, "Say why this route."));
  auto const asked_for = purchases::settled(view, asked, *found).asked.route;
  auto chosen = *found;
  chosen.route = RouteChoice{.route = command.way,
                             .reason = command.reason,
                             .deviates = thresholds::is_stricter({.route = asked_for}, {.route = command.way})};
  if (is_same_purchase(chosen, *found)) return Change::unchanged<Purchase>(found->id);
  return described_purchase(view, asked, *found, std::move(chosen));
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListPurchases const& query, Page const& page) {
  if (asked.actor.is_system()) return Error::not_found();
  Envelope envelope(view);
  Door const door(view, asked);
  if (query.pool) TRY(door.readable<Pool>("query.pool", *query.pool));
  auto const prefix = query.pool ? std::move(IndexKey(Index::purchases_by_pool).id(*query.pool)).take()
                                 : IndexKey(Index::purchases_all).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    PurchaseId const id{~read_u64(key.substr(key.size() - 8))};
    auto const found = view.find<Purchase>(id);
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<Purchase>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetPurchase const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Purchase>("ids.purchase", query.purchase));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
