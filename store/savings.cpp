// Savings: what was, less what is. Hoped for until somebody else confirms them with evidence; the two are never added.
#include "store/savings.hpp"

#include <algorithm>

#include "store/answering.hpp"
#include "store/money.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr bool is_expected(SavingMethod method) { return method <= SavingMethod::recommended_estimated; }

/// What a command says of a figure; the rest is reckoned.
template <class Command>
Result<SavingFigure> figure_of(Asked const& asked, Command const& command, Date from, Date to) {
  TRY(money::check_price(command.baseline, "body.baseline"));
  TRY(money::check_price(command.against, "body.against"));
  if (from > to) return Error::unprocessable("body.to", "The period ends before it begins.");
  SavingFigure figure{.method = command.method,
                      .baseline = command.baseline,
                      .baseline_source = command.baseline_source,
                      .against = command.against,
                      .evidence = command.evidence,
                      .by = asked.actor.person,
                      .at = asked.now};
  figure.pence = money::split(command.baseline).gross - money::split(command.against).gross;
  TRY_INTO(figure.annualised, money::scaled(figure.pence, 365, to.days - from.days + 1, "body.baseline"));
  return figure;
}

/// Evidence that is new must be there for the actor.
Result<void> check_evidence(Door const& door, Many<ResourceId, limits::saving_evidence_max> const& evidence,
                            SavingFigure const* before) {
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    auto const id = evidence.values[i];
    if (before && before->evidence.contains(id)) continue;
    TRY(door.readable<Resource>("body.evidence[" + std::to_string(i) + "]", id));
  }
  return {};
}

Result<void> check_expected(SavingMethod method) {
  if (is_expected(method)) return {};
  return Error::unprocessable("body.method",
                              "Say what you hope for against the cheapest offer or an estimate. What "
                              "was awarded is for confirming it.");
}

Result<void> check_confirming(ConfirmSaving const& command) {
  if (is_expected(command.method)) {
    return Error::unprocessable("body.method", "Confirm it against what was awarded and is paid.");
  }
  if (command.baseline_source.empty()) {
    return Error::unprocessable("body.baseline_source", "Say where the earlier price is from: an invoice, a contract.");
  }
  if (command.evidence.empty()) {
    return Error::unprocessable("body.evidence", "Attach what shows it, from the library: an invoice or the contract.");
  }
  return {};
}

Result<void> check_bound(View const& view, Door const& door, CreateSaving const& command) {
  if (command.contract) {
    TRY_INTO(auto const contract, door.readable<Contract>("body.contract", *command.contract));
    if (!tree::is_within(view, contract->organisation, command.organisation)) {
      return Error::unprocessable("body.contract", "This contract is of another organisation.");
    }
  }
  if (command.pool) TRY(door.readable<Pool>("body.pool", *command.pool));
  return {};
}

/// Others who may confirm it are asked once its period has begun.
void ask_to_confirm(Change& change, View const& view, Asked& asked, Saving const& saving) {
  if (saving.from > asked.today) return;
  auto people = buying::managers_of(view, saving.organisation);
  std::erase(people, saving.author);
  if (people.empty()) people = buying::leaders_of(view, saving.organisation);
  std::erase(people, saving.author);
  buying::tell(change, view, asked, people, {.because = Because::saving_to_confirm, .saving = saving.id});
}

Result<buying::SavingPtr> expected_saving(View const& view, Asked const& asked, SavingId id, Action action) {
  TRY_INTO(auto found, buying::saving_for(view, asked, id, action));
  if (found->state != SavingState::potential) {
    return wrong_state("This saving is settled: it was confirmed, given up or made void.");
  }
  return found;
}

}  // namespace

Result<SavingId> savings::make(Change& change, View const& view, Asked& asked, CreateSaving const& wanted) {
  TRY(check_expected(wanted.method));
  TRY_INTO(auto figure, figure_of(asked, wanted, wanted.from, wanted.to));
  Saving saving{.id = asked.take<SavingId>(),
                .organisation = wanted.organisation,
                .title = wanted.title,
                .category = wanted.category,
                .contract = wanted.contract,
                .pool = wanted.pool,
                .from = wanted.from,
                .to = wanted.to,
                .expected = std::move(figure),
                .author = asked.actor.person,
                .created = asked.now,
                .changed = asked.now};
  change.put(saving);
  ask_to_confirm(change, view, asked, saving);
  return saving.id;
}

Result<Change> decide(View const& view, Asked& asked, CreateSaving const& command) {
  Door const door(view, asked);
  TRY(door.readable<Organisation>("body.organisation", command.organisation));
  Subject subject{.organisation = command.organisation};
  // Whoever looks after the contract may say what it saves.
  if (command.contract) {
    TRY_INTO(auto const contract, door.readable<Contract>("body.contract", *command.contract));
    if (contract->organisation == command.organisation) subject.contract = contract;
  }
  TRY(door.may(Thing::saving, Action::create, subject));
  TRY(check_bound(view, door, command));
  TRY(check_evidence(door, command.evidence, nullptr));
  Change change;
  TRY(savings::make(change, view, asked, command));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditSaving const& command) {
  TRY_INTO(auto const found, expected_saving(view, asked, command.saving, Action::edit));
  TRY(check_evidence(Door(view, asked), command.evidence, &found->expected));
  TRY(check_expected(command.method));
  TRY_INTO(auto figure, figure_of(asked, command, command.from, command.to));
  auto saving = *found;
  saving.title = command.title;
  saving.from = command.from;
  saving.to = command.to;
  saving.expected = std::move(figure);
  saving.changed = asked.now;
  ++saving.version;
  return Change().put(std::move(saving));
}

Result<Change> decide(View const& view, Asked& asked, ConfirmSaving const& command) {
  TRY_INTO(auto const found, expected_saving(view, asked, command.saving, Action::confirm_realised));
  TRY(check_confirming(command));
  TRY(check_evidence(Door(view, asked), command.evidence, &found->expected));
  TRY_INTO(auto figure, figure_of(asked, command, found->from, found->to));
  auto saving = *found;
  saving.state = SavingState::realised;
  saving.had = std::move(figure);
  saving.changed = asked.now;
  ++saving.version;
  Change change;
  change.put(std::move(saving));
  answer_all_needs(change, view, found->id);
  return change;
}

namespace {

Result<Change> settle_saving(View const& view, Asked const& asked, Saving saving, SavingState state,
                             Note const& reason) {
  TRY(check_reason(reason, "Say in a few words why."));
  saving.state = state;
  saving.reason = reason;
  saving.changed = asked.now;
  ++saving.version;
  Change change;
  auto const id = saving.id;
  change.put(std::move(saving));
  answer_all_needs(change, view, id);
  return change;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, DropSaving const& command) {
  TRY_INTO(auto const found, expected_saving(view, asked, command.saving, Action::edit));
  return settle_saving(view, asked, *found, SavingState::unrealised, command.reason);
}

Result<Change> decide(View const& view, Asked& asked, VoidSaving const& command) {
  TRY_INTO(auto const found, buying::saving_for(view, asked, command.saving, Action::void_entry));
  if (found->state == SavingState::voided) return wrong_state("This saving is void already.");
  return settle_saving(view, asked, *found, SavingState::voided, command.reason);
}

Result<Answer> answer(View const& view, Asked const& asked, ListSavings const& query, Page const& page) {
  Door const door(view, asked);
  if (query.organisation) TRY(door.readable<Organisation>("query.organisation", *query.organisation));
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::savings_all).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<Saving>(SavingId{~read_u64(key.substr(key.size() - 8))});
    if (!found) return false;
    bool const wanted = query.state ? found->state == *query.state : found->state != SavingState::voided;
    bool const here = !query.organisation || tree::is_within(view, found->organisation, *query.organisation);
    if (!wanted || !here || !door.may_read(*found)) return false;
    if (into) into->item_of<Saving>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetSaving const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Saving>("ids.saving", query.saving));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
