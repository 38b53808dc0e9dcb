// Letters to bidders: drafted with the award, each with the bidder's own scores and reasons, and of the others nothing
// but who won and with what total. The owner edits them until they are sent.
#include <algorithm>
#include <set>

#include "store/answering.hpp"
#include "store/awards.hpp"

namespace staffroom {
namespace {

/// Basis points of the whole as points of a hundred: 8820 is 88.20.
std::string letter_points(std::uint32_t basis_points) {
  auto const rest = std::to_string(basis_points % 100);
  return std::to_string(basis_points / 100) + (rest.size() < 2 ? ".0" : ".") + rest;
}

bool begins_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::size_t letter_length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_code_point));
}

/// At most so many code points; what is left out is an ellipsis.
std::string letter_clipped(std::string text, std::size_t length_max) {
  if (letter_length(text) <= length_max) return text;
  if (length_max == 0) return {};
  std::size_t at = 0;
  for (std::size_t seen = 0; at < text.size(); ++at) {
    if (begins_code_point(text[at]) && ++seen == length_max) break;
  }
  text.resize(at);
  return text + "…";
}

/// One criterion as the bidder is told of it.
struct LetterLine {
  std::string score;
  std::string reason;
};

std::string letter_supplier(View const& view, SupplierId id) {
  auto const supplier = buying::supplier_of(view, id);
  return supplier ? supplier->name.value : "the supplier";
}

class LetterWriter {
 public:
  LetterWriter(View const& view, Purchase const& it, Moderation const& moderation)
      : view_(view), it_(it), moderation_(moderation), scores_(purchases::scores_of(view, it.id)) {}

  std::string to(Quote const& quote) const {
    auto const opening = "To " + letter_supplier(view_, quote.supplier) + "\n\n" + it_.title.value + "\n\n";
    if (quote.state == QuoteState::late) {
      return opening + "Thank you for your quote. It came after the deadline and was not considered.\n\n" + outcome();
    }
    if (quote.state == QuoteState::rejected) {
      return opening + "Thank you for your quote. It could not be considered: " + quote.reason.value + "\n\n" +
             outcome();
    }
    auto const* ranked = ranked_of(quote.id);
    if (!ranked) return opening + outcome();
    bool const wins = moderation_.ranking.values.front().quote == quote.id;
    auto const begins = opening + "Thank you for your quote. " + (wins ? won() : outcome());
    return whole(begins, lines_of(quote.id), sums(*ranked));
  }

 private:
  RankedQuote const* ranked_of(QuoteId id) const {
    auto const& all = moderation_.ranking.values;
    auto const found = std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.quote == id; });
    return found == all.end() ? nullptr : &*found;
  }

  std::string stands() const {
    if (!awards::stands_still(it_)) return {};
    return " We stand still for eight working days, beginning with the day of this letter, before the contract is "
           "agreed.";
  }

  std::string won() const { return "We intend to award the contract to you." + stands(); }

  std::string outcome() const {
    if (moderation_.ranking.empty()) return {};
    auto const& first = moderation_.ranking.values.front();
    auto const winner = view_.find<Quote>(first.quote);
    auto const name = winner ? letter_supplier(view_, winner->supplier) : "another bidder";
    return "We intend to award the contract to " + name + ", whose quote reached a total of " +
           letter_points(first.total) + " of 100 points." + stands();
  }

  /// The agreed reason, else those of the evaluators; who gave them is not told.
  std::string reason_of(QuoteId quote, std::uint32_t criterion, AgreedScore const* agreed) const {
    if (agreed && !agreed->reason.empty()) return agreed->reason.value;
    std::string out;
    for (auto const& score : scores_) {
      if (score->quote != quote || score->state != ScoreState::submitted) continue;
      for (auto const& one : score->scores) {
        if (one.criterion != criterion || one.reason.empty()) continue;
        if (!out.empty()) out += ' ';
        out += one.reason.value;
      }
    }
    return out;
  }

  std::vector<LetterLine> lines_of(QuoteId quote) const {
    std::vector<LetterLine> out;
    auto const most = std::to_string(purchases::points_max(it_.pack));
    for (std::uint32_t i = 0; i < it_.pack.criteria.size(); ++i) {
      auto const& criterion = it_.pack.criteria.values[i];
      auto const is_it = [&](auto const& one) { return one.quote == quote && one.criterion == i; };
      auto const& all = moderation_.agreed.values;
      auto const found = std::find_if(all.begin(), all.end(), is_it);
      auto const* agreed = found == all.end() ? nullptr : &*found;
      auto const points = std::to_string(agreed ? agreed->points : 0);
      out.push_back({letter_clipped(criterion.title.value, 30) + " (" + letter_points(criterion.weight) +
                         "): " + points + " of " + most + ". ",
                     reason_of(quote, i, agreed)});
    }
    return out;
  }

  std::string sums(RankedQuote const& ranked) const {
    return "Quality: " + letter_points(ranked.quality) + ". Price: " + letter_points(ranked.price) + " of " +
           letter_points(it_.pack.price_weight) + ". Your total: " + letter_points(ranked.total) + " of 100 points.";
  }

  /// Reasons are cut so that everything finds room, each alike; nothing else is.
  std::string whole(std::string const& begins, std::vector<LetterLine> const& lines, std::string const& ends) const {
    std::size_t fixed = letter_length(begins) + letter_length(ends) + 2;
    for (auto const& one : lines) fixed += letter_length(one.score) + 1;
    auto const room = limits::summary_length_max > fixed ? limits::summary_length_max - fixed : 0;
    auto const each = lines.empty() ? 0 : room / lines.size();
    std::string out = begins + "\n\n";
    for (auto const& one : lines) out += one.score + letter_clipped(one.reason, each) + "\n";
    return out + ends;
  }

  View const& view_;
  Purchase const& it_;
  Moderation const& moderation_;
  std::vector<purchases::ScorePtr> scores_;
};

}  // namespace

Many<BidderLetter, limits::quotes_max> awards::letters_of(View const& view, Purchase const& it,
                                                          Moderation const& moderation) {
  LetterWriter const writer(view, it, moderation);
  Many<BidderLetter, limits::quotes_max> out;
  for (auto const& quote : bids_told(view, it.id)) {
    if (out.size() >= limits::quotes_max) break;
    out.values.push_back({quote->id, {letter_clipped(writer.to(*quote), limits::summary_length_max)}});
  }
  return out;
}

Result<Change> decide(View const& view, Asked& asked, EditLetters const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  using buying::CheckVersion;
  TRY_INTO(auto const it, purchases::purchase_for(view, asked, command.purchase, Thing::award, Action::edit_letters,
                                                  CheckVersion::no));
  auto const award = view.find<Award>(it->id);
  auto const letters = view.find<AwardLetters>(it->id);
  if (!award || !letters) return wrong_state("Letters are drafted with the award.");
  // Who is not cleared is shown no letter, and writes none.
  if (!Door(view, asked).may_read(*letters)) return Error::not_found("ids.purchase");
  TRY(check_version(asked, letters->version));
  if (award->state != AwardState::proposed) return wrong_state("The letters are sent, or the award was given up.");
  auto edited = *letters;
  std::set<QuoteId> seen;
  for (std::size_t i = 0; i < command.letters.size(); ++i) {
    auto const& one = command.letters.values[i];
    auto const path = "body.letters[" + std::to_string(i) + "]";
    auto& all = edited.letters.values;
    auto const found =
        std::find_if(all.begin(), all.end(), [&](auto const& letter) { return letter.quote == one.quote; });
    if (found == all.end()) return Error::unprocessable(path + ".quote", "There is no letter about this quote.");
    if (!seen.insert(one.quote).second) return Error::unprocessable(path + ".quote", "This letter is given twice.");
    if (one.text.empty()) return Error::unprocessable(path + ".text", "Every bidder gets a letter. Write it.");
    TRY(check_words({one.text.value}));
    found->text = one.text;
  }
  ++edited.version;
  return Change().put(std::move(edited));
}

}  // namespace staffroom
