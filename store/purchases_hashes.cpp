// What is hashed of purchases, as canonical JSON: the pack that is signed, quotes, and the chain of gates. What lines
// of money come to.
#include <boost/describe/enum_to_string.hpp>

#include "protocol/json_text.hpp"
#include "store/money.hpp"
#include "store/purchases.hpp"
#include "store/resources.hpp"

namespace staffroom {
namespace {

template <class List, class JsonOf>
std::string purchase_json_list(List const& list, JsonOf const& json_of) {
  std::string out = "[";
  for (auto const& one : list) {
    if (out.size() > 1) out += ',';
    out += json_of(one);
  }
  return out + "]";
}

std::string purchase_json_text(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

template <class Enum>
std::string_view purchase_word(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

// Members in the order of their names.

std::string json_of_file(PurchaseFile const& it) {
  return JsonText().text("name", it.name.value).text("sha256", it.sha256).close();
}

std::string json_of_criterion(Criterion const& it) {
  JsonText json;
  json.text("question", it.question.value).text("title", it.title.value);
  return json.number("weight", std::uint64_t{it.weight}).close();
}

std::string json_of_price_line(PriceLine const& it) {
  JsonText json;
  json.text("basis", purchase_word(it.amount.basis)).number("pence", it.amount.pence);
  json.number("times", std::uint64_t{it.times}).text("vat", purchase_word(it.amount.vat));
  return json.text("what", it.what.value).close();
}

}  // namespace

std::vector<PurchaseFile> purchases::files_of(View const& view, Purchase const& it) {
  if (it.stage >= PurchaseStage::go_to_market) return it.pack_files.values;
  std::vector<PurchaseFile> out;
  for (auto const id : it.pack.files) {
    auto const resource = view.find<Resource>(id);
    if (!resource || !resource->current) continue;
    auto const version = view.find<ResourceVersion>(resource->current->version);
    if (!version) continue;
    for (auto const& file : version->files) {
      out.push_back({file.name, file.media_type.value, version->organisation, file.sha256, file.bytes});
    }
  }
  return out;
}

std::string purchases::pack_hash(View const& view, Purchase const& it) {
  auto const& pack = it.pack;
  JsonText json;
  json.text("contact", pack.contact.value).raw("criteria", purchase_json_list(pack.criteria, json_of_criterion));
  if (pack.deadline) json.text("deadline", to_text(*pack.deadline));
  json.raw("files", purchase_json_list(files_of(view, it), json_of_file)).number("id", it.id.value);
  json.text("kind", "tender_pack").number("price_weight", std::uint64_t{pack.price_weight});
  json.raw("scale", purchase_json_list(pack.scale, [](Line const& one) { return purchase_json_text(one.value); }));
  json.number("schema", std::uint64_t{1}).text("specification", pack.specification.value);
  return resources::sha256_of(json.close());
}

std::string purchases::hash_of(Quote const& quote, QuotePrice const& price) {
  auto const answer = [](SummaryText const& one) { return purchase_json_text(one.value); };
  JsonText json;
  json.raw("answers", purchase_json_list(quote.answers, answer));
  json.raw("files", purchase_json_list(quote.files, json_of_file)).number("id", quote.id.value).text("kind", "quote");
  json.raw("lines", purchase_json_list(price.lines, json_of_price_line)).number("purchase", quote.purchase.value);
  json.text("remarks", quote.remarks.value).number("schema", std::uint64_t{1});
  json.number("supplier", quote.supplier.value);
  return resources::sha256_of(json.close());
}

std::string purchases::hash_of(PurchaseGate const& gate) {
  JsonText json;
  json.number("at", gate.at.value).number("by", gate.by.value).text("facts", gate.facts);
  json.text("from", purchase_word(gate.from)).number("id", gate.id.value).text("kind", "purchase_gate");
  json.number("number", std::uint64_t{gate.number}).text("previous", gate.previous);
  json.number("purchase", gate.purchase.value).text("reason", gate.reason.value).number("schema", std::uint64_t{1});
  json.text("to", purchase_word(gate.to));
  return resources::sha256_of(json.close());
}

void purchases::pass_gate(Change& change, Asked& asked, Purchase& it, PurchaseStage to, Note reason,
                          std::string facts) {
  PurchaseGate gate{.id = asked.take<PurchaseGateId>(),
                    .purchase = it.id,
                    .number = it.gates + 1,
                    .from = it.stage,
                    .to = to,
                    .by = asked.actor.person,
                    .at = asked.now,
                    .reason = std::move(reason),
                    .facts = std::move(facts),
                    .previous = it.last_gate};
  gate.content_hash = hash_of(gate);
  it.stage = to;
  it.gates = gate.number;
  it.last_gate = gate.content_hash;
  auto const answer_key = change.answer_key.empty() ? record_key<Purchase>(it.id) : change.answer_key;
  change.put(std::move(gate));
  change.answer_key = answer_key;
}

// ---- money

namespace {

/// `quantity`: how often over, besides `times`. Added to `sum`.
Result<void> add_line(purchases::Sum& sum, Amount amount, std::uint32_t times, std::uint64_t quantity,
                      std::string const& path) {
  TRY(money::check_price(amount, path + ".amount"));
  if (times < 1 || times > limits::value_times_max) {
    return Error::unprocessable(path + ".times", "From once to " + std::to_string(limits::value_times_max) + " times.");
  }
  TRY_INTO(auto const one, money::scaled(amount.pence, times, 1, path + ".amount"));
  TRY_INTO(amount.pence, money::scaled(one, static_cast<std::int64_t>(quantity), 1, path + ".amount"));
  TRY(money::check(amount, path + ".amount"));
  auto const line = money::split(amount);
  TRY_INTO(sum.net, money::sum(sum.net, line.net, path + ".amount"));
  TRY_INTO(sum.gross, money::sum(sum.gross, line.gross, path + ".amount"));
  return {};
}

std::string place_of_line(std::string_view path, std::size_t number) {
  return std::string(path) + "[" + std::to_string(number) + "]";
}

}  // namespace

Result<purchases::Sum> purchases::sum_of(Many<ValueLine, limits::value_lines_max> const& lines, std::uint64_t quantity,
                                         std::string_view path) {
  Sum sum;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto const& line = lines.values[i];
    TRY(add_line(sum, line.amount, line.times, line.per_unit ? quantity : 1, place_of_line(path, i)));
  }
  return sum;
}

Result<purchases::Sum> purchases::sum_of(Many<PriceLine, limits::price_lines_max> const& lines, std::string_view path) {
  Sum sum;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto const& line = lines.values[i];
    TRY(add_line(sum, line.amount, line.times, 1, place_of_line(path, i)));
  }
  return sum;
}

std::uint64_t purchases::quantity_of(Purchase const& it) {
  if (it.schools.empty()) return 1;
  std::uint64_t total = 0;
  for (auto const& one : it.schools) total += one.maximum;
  return total;
}

}  // namespace staffroom
