// The gates of a purchase: what each rests on, and how it goes on, back, or ends without a contract.
#include <algorithm>
#include <boost/describe/enum_to_string.hpp>

#include "protocol/codec.hpp"
#include "protocol/json_text.hpp"
#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/purchases.hpp"
#include "store/quotes.hpp"
#include "store/thresholds.hpp"
#include "store/tree.hpp"

namespace staffroom {

using purchases::PurchasePtr;

// ---- what a gate asks for

namespace {

constexpr std::uint32_t whole_pack_weight = 10'000;  // basis points
constexpr std::size_t scale_points_min = 2;
constexpr std::size_t gate_evaluators_min = 2;

Error lacking(std::string const& field, std::string what) {
  return Error::unprocessable("body." + field, std::move(what));
}

Result<void> check_need(Purchase const& it) {
  if (it.what.empty()) return lacking("what", "Say what is needed.");
  if (it.why.empty()) return lacking("why", "Say why it is needed.");
  if (!it.starts) return lacking("starts", "Say when it is to start.");
  if (it.value.lines.empty()) return lacking("value.lines", "Estimate what it costs over its whole life.");
  if (it.splitting && it.splitting_answer.empty()) {
    return Error::conflict("splitting_unanswered",
                           "Together with others like it, it would be over a band or the threshold. Say why it is "
                           "bought apart from them.");
  }
  return {};
}

Result<void> check_market(Purchase const& it) {
  if (it.market_notes.empty()) return lacking("market_notes", "Write down what you found out about the market.");
  if (it.value.lines.empty()) return lacking("value.lines", "Give the value over its whole life, line by line.");
  if (!it.related) {
    return Error::conflict("related_party_unchecked",
                           "Look into the register of interests first: has anybody to do with a likely supplier?");
  }
  return {};
}

Result<void> check_route(Purchase const& it) {
  if (!it.route) return Error::conflict("no_route", "Choose the route, and say why.");
  bool const asks_more = thresholds::is_stricter({.route = it.asked.route}, {.route = it.route->route});
  if (asks_more && !it.route->deviates) {
    return Error::conflict("no_route", "The value asks for more than the chosen route now. Choose the route again.");
  }
  return {};
}

Result<void> check_panel(Purchase const& it) {
  using purchases::named_as;
  auto const evaluators = named_as(it, PurchaseRole::evaluator);
  bool const whole = named_as(it, PurchaseRole::chair).size() == 1 && evaluators.size() >= gate_evaluators_min &&
                     !named_as(it, PurchaseRole::price_evaluator).empty();
  if (!whole) {
    return Error::conflict("people_missing", "Name a chair, two evaluators or more, and who scores the price.");
  }
  if (std::find(evaluators.begin(), evaluators.end(), it.owner) != evaluators.end()) {
    return Error::conflict("people_missing", "The owner does not score quality. Name somebody else.");
  }
  if (!purchases::all_cleared(it)) {
    return Error::conflict("interests_open",
                           "The owner and everyone who is named declare their interests first, and these are cleared; "
                           "whoever was refused is replaced.");
  }
  return {};
}

Result<void> check_consent(Purchase const& it) {
  for (auto const& one : it.schools) {
    if (!one.tender_signed) {
      return Error::conflict("tender_unsigned", "Every school signs what goes to suppliers first, as it is now.");
    }
  }
  if (!it.approval) {
    return Error::conflict("not_approved", "A leader who does not own it approves what goes to suppliers first.");
  }
  return {};
}

Result<void> check_sourcing(View const& view, Purchase const& it, Date today) {
  TRY(check_need(it));
  TRY(check_market(it));
  TRY(check_route(it));
  TRY(purchases::check_pack(view, it, today));
  TRY(check_panel(it));
  return check_consent(it);
}

}  // namespace

Result<void> purchases::check_pack(View const& view, Purchase const& it, Date today) {
  auto const& pack = it.pack;
  if (pack.specification.empty()) return lacking("pack.specification", "Say what suppliers are to quote for.");
  if (pack.criteria.empty()) return lacking("pack.criteria", "Say by what quotes are judged.");
  std::uint32_t weights = pack.price_weight;
  for (std::size_t i = 0; i < pack.criteria.size(); ++i) {
    auto const& one = pack.criteria.values[i];
    weights += one.weight;
    if (one.weight == 0) {
      return lacking("pack.criteria[" + std::to_string(i) + "].weight", "Give it a weight, or take it out.");
    }
  }
  if (weights != whole_pack_weight) {
    return lacking("pack.criteria", "The weights of all criteria, with that of the price, come to 100 %.");
  }
  if (pack.scale.size() < scale_points_min) return lacking("pack.scale", "Say what points mean: 0, 1 and so on.");
  if (files_of(view, it).size() > limits::pack_files_max) {
    return lacking("pack.files", "At most " + std::to_string(limits::pack_files_max) + " files go to suppliers.");
  }
  if (!pack.deadline) return lacking("pack.deadline", "Say until when suppliers answer.");
  if (*pack.deadline <= today) return lacking("pack.deadline", "This day is over, or today. Choose a later one.");
  if (!calendar::is_working_day(view, *pack.deadline)) return lacking("pack.deadline", "Choose a working day.");
  if (*pack.deadline > calendar::effective(view, tree::root(view)).covers_until) {
    return Error::conflict("calendar_not_covered",
                           "The table of bank holidays does not reach as far as the deadline. Ask the network's "
                           "administrators to add what is missing.");
  }
  return {};
}

// ---- its facts: canonical JSON, members in the order of their names

namespace {

template <class Enum>
std::string_view gate_word(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

std::uint64_t gate_flag(bool value) { return value ? 1 : 0; }

template <class List, class JsonOf>
std::string gate_list(List const& list, JsonOf const& json_of) {
  std::string out = "[";
  for (auto const& one : list) {
    if (out.size() > 1) out += ',';
    out += json_of(one);
  }
  return out + "]";
}

std::string facts_of_need(Purchase const& it) {
  JsonText json;
  json.text("category", gate_word(it.category)).number("gross", it.value.gross).text("law", gate_word(it.law));
  json.number("months", std::uint64_t{it.months}).number("net", it.value.net);
  json.number("splitting", gate_flag(it.splitting)).text("splitting_answer", it.splitting_answer.value);
  return json.text("starts", to_text(*it.starts)).text("what", it.what.value).text("why", it.why.value).close();
}

std::string facts_of_market(Purchase const& it) {
  auto const line = [](ValueLine const& one) {
    JsonText json;
    json.text("basis", gate_word(one.amount.basis)).number("pence", one.amount.pence);
    json.number("per_unit", gate_flag(one.per_unit)).number("times", std::uint64_t{one.times});
    json.text("type", gate_word(one.type)).text("vat", gate_word(one.amount.vat)).text("what", one.what.value);
    return json.close();
  };
  JsonText json;
  json.number("gross", it.value.gross).raw("lines", gate_list(it.value.lines, line));
  json.text("market_notes", it.market_notes.value).number("net", it.value.net);
  json.number("quantity", purchases::quantity_of(it)).number("related", gate_flag(it.related->related));
  return json.text("related_approval", it.related->approval.value).close();
}

std::string approval_json(PurchaseApproval const& it) {
  JsonText json;
  json.number("at", it.at.value).text("content_hash", it.content_hash).number("gross", it.gross);
  return json.text("note", it.note.value).number("person", it.person.value).close();
}

std::string asked_route_json(RouteAsked const& it) {
  JsonText json;
  if (it.bands_of) json.number("bands_of", it.bands_of->value);
  json.number("over", gate_flag(it.over)).number("quotes", std::uint64_t{it.quotes});
  json.text("route", gate_word(it.route));
  if (it.threshold) {
    json.text("threshold_from", to_text(it.threshold->from)).number("threshold_pence", it.threshold->pence);
  }
  return json.close();
}

std::string facts_of_sourcing(View const& view, Purchase const& it) {
  auto const file = [](PurchaseFile const& one) {
    return JsonText().text("name", one.name.value).text("sha256", one.sha256).close();
  };
  auto const cleared = [](PurchaseInterest const& one) { return std::to_string(one.person.value); };
  auto const person = [](PurchasePerson const& one) {
    return JsonText().number("person", one.person.value).text("role", gate_word(one.role)).close();
  };
  auto const school = [](PurchaseSchool const& one) {
    JsonText json;
    json.number("committed", std::uint64_t{one.committed}).number("maximum", std::uint64_t{one.maximum});
    return json.number("school", one.school.value).close();
  };
  JsonText json;
  json.raw("approval", approval_json(*it.approval)).raw("asked", asked_route_json(it.asked));
  json.raw("cleared", gate_list(it.interests, cleared)).text("deadline", to_text(*it.pack.deadline));
  json.number("deviates", gate_flag(it.route->deviates));
  json.raw("files", gate_list(purchases::files_of(view, it), file)).number("gross", it.value.gross);
  json.number("net", it.value.net).number("owner", it.owner.value).text("pack_hash", it.pack_hash);
  json.raw("people", gate_list(it.people, person)).text("route", gate_word(it.route->route));
  json.text("route_reason", it.route->reason.value).raw("schools", gate_list(it.schools, school));
  auto const signed_off = [](PurchaseSignOff const* one) {
    JsonText sign_off;
    sign_off.number("at", one->at.value).text("capacity", gate_word(one->capacity));
    return sign_off.number("person", one->person.value).number("school", one->school.value).close();
  };
  std::vector<PurchaseSignOff const*> counted;
  for (auto const& one : it.sign_offs) {
    if (one.what == SignOffOf::tender && one.content_hash == it.pack_hash) counted.push_back(&one);
  }
  return json.raw("signed", gate_list(counted, signed_off)).close();
}

std::string what_instead(PurchaseStage stage) {
  switch (stage) {
    case PurchaseStage::go_to_market: return "Open the quotes once the deadline has passed.";
    case PurchaseStage::evaluation: return "The chair closes the moderation once every score is agreed.";
    case PurchaseStage::contract_award: return "Confirm the award once it may be confirmed.";
    case PurchaseStage::handover: return "Complete it: say from when to when the contract runs.";
    default: return "It has ended.";
  }
}

}  // namespace

Result<std::string> purchases::gate_facts(View const& view, Asked const& asked, Purchase const& it) {
  switch (it.stage) {
    case PurchaseStage::need: TRY(check_need(it)); return facts_of_need(it);
    case PurchaseStage::market_analysis:
      TRY(check_need(it));
      TRY(check_market(it));
      return facts_of_market(it);
    case PurchaseStage::sourcing_options:
      TRY(check_sourcing(view, it, asked.today));
      return facts_of_sourcing(view, it);
    default: return wrong_state(what_instead(it.stage));
  }
}

// ---- on

namespace {

/// As it goes to suppliers: what they are told, and by when they answer, stays.
void freeze_pack(View const& view, Purchase& it) {
  it.pack_files.values = purchases::files_of(view, it);
  it.deadline_at = calendar::end_of(*it.pack.deadline);
  it.deadline_told = false;
  it.extended = {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, AdvancePurchase const& command) {
  TRY_INTO(auto const found, purchases::purchase_for(view, asked, command.purchase, Thing::purchase, Action::advance));
  TRY(check_words({command.reason.value}));
  bool const goes_to_market = found->stage == PurchaseStage::sourcing_options;
  auto wanted = *found;
  if (goes_to_market) wanted.market_on = asked.today;  // this day's threshold decides
  auto it = purchases::settled(view, asked, std::move(wanted));
  TRY_INTO(auto facts, purchases::gate_facts(view, asked, it));
  Change change;
  change.answer_key = record_key<Purchase>(it.id);
  auto const to = static_cast<PurchaseStage>(static_cast<int>(it.stage) + 1);
  if (goes_to_market) {
    freeze_pack(view, it);
    quotes::tell_deadline(change, view, asked, it.id);  // those asked before it went back
    answer_needs(change, view, it.id, Because::purchase_to_sign);
    answer_needs(change, view, it.id, Because::purchase_to_approve);
  }
  purchases::pass_gate(change, asked, it, to, command.reason, std::move(facts));
  purchases::ask_consent(change, view, asked, *found, it);
  purchases::put(change, view, asked, found.get(), std::move(it));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ApprovePurchase const& command) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody approves
  TRY_INTO(auto const found,
           purchases::purchase_for(view, asked, command.purchase, Thing::purchase, Action::approve_gate));
  if (found->stage != PurchaseStage::sourcing_options) {
    return wrong_state("It is approved once its sourcing options are weighed, before it goes to the market.");
  }
  if (found->approval) return wrong_state("It is approved, as it is now.");
  TRY(check_words({command.note.value}));
  auto const now = purchases::settled(view, asked, *found);
  if (now.pack_hash != found->pack_hash) {
    return Error::conflict("changed", "A file of the pack has changed. Ask the owner to save the pack again.");
  }
  if (now.value.lines.empty() || !purchases::check_pack(view, now, asked.today)) {
    return Error::conflict("incomplete", "What goes to suppliers is not whole yet. Its owner finishes it first.");
  }
  auto approved = now;
  approved.approval = PurchaseApproval{.person = asked.actor.person,
                                       .content_hash = now.pack_hash,
                                       .gross = now.value.gross,
                                       .note = command.note,
                                       .at = asked.now};
  Change change;
  change.answer_key = record_key<Purchase>(found->id);
  purchases::ask_consent(change, view, asked, *found, approved);
  purchases::tell(change, view, asked, approved, {approved.owner}, Because::purchase_approved);
  purchases::put(change, view, asked, found.get(), std::move(approved));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, SignTender const& command) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody signs
  Door const door(view, asked);
  TRY_INTO(auto const found, door.readable<Purchase>("ids.purchase", command.purchase));
  TRY(door.readable<Organisation>("ids.school", command.school));
  auto const* school = purchases::school_in(*found, command.school);
  if (!school) return Error::not_found("ids.school");
  auto subject = purchases::subject_of(found, command.school);
  if (found->pool) subject.pool = view.find<Pool>(*found->pool);
  TRY(door.may(Thing::participation, Action::sign_off_tender, subject));
  auto const capacity = buying::capacity_of(view, door.standing(), command.school);
  if (!capacity) return Error::forbidden("signatory", "Only those who may sign for this school can do this.");
  TRY(check_version(asked, found->version));
  if (found->stage != PurchaseStage::sourcing_options) {
    return wrong_state("Schools sign once the sourcing options are weighed, before it goes to the market.");
  }
  auto signed_now = purchases::settled(view, asked, *found);
  if (command.content_hash.value != found->pack_hash || signed_now.pack_hash != found->pack_hash) {
    return Error::conflict("changed", "What goes to suppliers has changed. Read it again, then sign.");
  }
  if (!purchases::check_pack(view, signed_now, asked.today)) {
    return Error::conflict("incomplete", "What goes to suppliers is not whole yet. Its owner finishes it first.");
  }
  if (school->tender_signed) return Change::unchanged<Purchase>(found->id);
  auto& sign_offs = signed_now.sign_offs.values;
  if (sign_offs.size() >= limits::sign_offs_max) sign_offs.erase(sign_offs.begin());
  sign_offs.push_back({.school = command.school,
                       .what = SignOffOf::tender,
                       .person = asked.actor.person,
                       .capacity = *capacity,
                       .content_hash = found->pack_hash,
                       .at = asked.now});
  Change change;
  change.answer_key = record_key<Purchase>(found->id);
  purchases::ask_consent(change, view, asked, *found, signed_now);
  purchases::tell(change, view, asked, signed_now, {signed_now.owner}, Because::purchase_signed);
  purchases::put(change, view, asked, found.get(), std::move(signed_now));
  return change;
}

// ---- back, and out

Result<Change> decide(View const& view, Asked& asked, ReturnPurchase const& command) {
  TRY_INTO(auto const found, purchases::purchase_for(view, asked, command.purchase, Thing::purchase, Action::advance));
  if (found->stage != PurchaseStage::go_to_market) {
    return wrong_state("Only a purchase that is on the market, and for which nothing came, goes back.");
  }
  // Before the deadline nobody learns whether anything came; after it, whoever may open.
  if (asked.now < *found->deadline_at) {
    return Error::conflict("deadline_not_over", "Wait until the deadline has passed.");
  }
  if (!purchases::all_cleared(*found)) {
    return Error::conflict("interests_open", "First everyone who is named is cleared, or replaced.");
  }
  auto const quotes = purchases::quotes_of(view, found->id);
  bool const something_came = std::any_of(quotes.begin(), quotes.end(), [](auto const& it) {
    return it->state == QuoteState::sealed || it->state == QuoteState::late;
  });
  if (something_came) return Error::conflict("quotes_there", "Quotes came. Open them.");
  TRY(check_reason(command.reason, "Say why it goes back, and what is to change."));
  auto back = *found;
  Change change;
  change.answer_key = record_key<Purchase>(found->id);
  answer_needs(change, view, found->id, Because::purchase_to_open);
  auto facts = JsonText().number("deadline_at", back.deadline_at->value).number("quotes", std::uint64_t{0}).close();
  purchases::pass_gate(change, asked, back, PurchaseStage::sourcing_options, command.reason, std::move(facts));
  back.pack_files = {};
  back.deadline_at.reset();
  back.deadline_told = false;
  back.extended = {};
  purchases::put(change, view, asked, found.get(), std::move(back));
  return change;
}

void purchases::cancel(Change& change, View const& view, Asked& asked, Purchase& it, Note reason) {
  auto const answer_key = change.answer_key.empty() ? record_key<Purchase>(it.id) : change.answer_key;
  change.answer_key = answer_key;
  shut_quotes(change, view, asked, it);
  auto facts = JsonText().number("opened", gate_flag(is_unsealed(it))).close();
  pass_gate(change, asked, it, PurchaseStage::cancelled, reason, std::move(facts));
  it.reason = std::move(reason);
  it.ended = asked.now;
  answer_all_needs(change, view, it.id);
  tell(change, view, asked, it, everyone_in(view, it), Because::purchase_cancelled);
  auto const pool = it.pool ? view.find<Pool>(*it.pool) : nullptr;
  if (pool && pool->state == PoolState::purchasing) {
    auto again = *pool;
    again.state = PoolState::closed;
    buying::put(change, view, *pool, std::move(again));
  }
  change.answer_key = answer_key;
}

Result<Change> decide(View const& view, Asked& asked, CancelPurchase const& command) {
  TRY_INTO(auto const found, purchases::purchase_for(view, asked, command.purchase, Thing::purchase, Action::cancel));
  if (found->stage >= PurchaseStage::handover) return wrong_state("It has been awarded, or has ended.");
  auto const award = view.find<Award>(found->id);
  if (award && award->state != AwardState::abandoned) {
    return wrong_state("An award has been proposed. Abandon it: that can cancel the purchase, too.");
  }
  TRY(check_reason(command.reason, "Say why, for everyone who took part."));
  auto cancelled = *found;
  Change change;
  purchases::cancel(change, view, asked, cancelled, command.reason);
  purchases::put(change, view, asked, found.get(), std::move(cancelled));
  return change;
}

// ---- queries

GateCheck purchases::check_gates(View const& view, Purchase const& it) {
  GateCheck check{.gates = it.gates, .seq = view.seq()};
  std::string last;
  std::uint32_t number = 0;
  auto stage = PurchaseStage::need;
  for (auto const& gate : gates_of(view, it.id)) {
    ++number;
    bool const fits =
        gate->number == number && gate->previous == last && gate->from == stage && gate->content_hash == hash_of(*gate);
    if (!fits && !check.broken) check.broken = gate->id;
    last = gate->content_hash;
    stage = gate->to;
  }
  check.holds = !check.broken && number == it.gates && last == it.last_gate && stage == it.stage;
  return check;
}

Result<Answer> answer(View const& view, Asked const& asked, ListPurchaseGates const& query, Page const& page) {
  Door const door(view, asked);
  TRY_INTO(auto const found, door.readable<Purchase>("ids.purchase", query.purchase));
  Envelope envelope(view);
  auto const prefix = std::move(IndexKey(Index::gates_by_purchase).id(found->id)).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    PurchaseGateId const id{read_u64(key.substr(key.size() - 8))};
    auto const gate = view.find<PurchaseGate>(id);
    if (!gate || !door.may_read(*gate)) return false;
    if (into) into->item_of<PurchaseGate>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetPurchaseGate const& query, Page const&) {
  TRY_INTO(auto const gate, Door(view, asked).readable<PurchaseGate>("ids.purchase_gate", query.purchase_gate));
  return answer_of(view, *gate, gate->id);
}

Result<Answer> answer(View const& view, Asked const& asked, CheckPurchaseGates const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Purchase>("ids.purchase", query.purchase));
  Answer out;
  append_json(out.json, purchases::check_gates(view, *found));
  return out;
}

}  // namespace staffroom
