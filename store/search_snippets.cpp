// Finding the words in a text once more, and cutting out what is around them.
#include "store/search_snippets.hpp"

#include <algorithm>

#include "protocol/utf8.hpp"
#include "store/search_index.hpp"

namespace staffroom::search {
namespace {

constexpr std::size_t quote_bytes = 220;
constexpr std::size_t before_bytes = 60;
constexpr std::string_view ellipsis = "…";

std::size_t start_of(std::string_view word) {
  auto const byte = [&](std::size_t i) { return i < word.size() ? static_cast<unsigned char>(word[i]) : 0U; };
  return byte(0) << 8U | byte(1);
}

/// Runs of white space become one space.
std::string smooth(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      if (out.empty() || out.back() != ' ') out += ' ';
      ++at;
      continue;
    }
    // Whatever was read out of a file: what is no text is left out.
    auto const bytes = utf8_sequence_length(text, at);
    out.append(text.substr(at, bytes));
    at += std::max<std::size_t>(bytes, 1);
  }
  return out;
}

/// The nearest place at or before `at` where a word begins; not before `least`.
std::size_t word_start(std::string_view text, std::size_t at, std::size_t least) {
  auto here = at;
  while (here > least && !is_space(text[here - 1])) --here;
  // A text without spaces is cut at a character.
  constexpr std::size_t longest_word = 60;
  if (at - here <= longest_word) return here;
  here = at;
  while (here > least && (static_cast<unsigned char>(text[here]) & 0xC0U) == 0x80U) --here;
  return here;
}

void append(std::vector<Snippet>& pieces, std::string_view text, bool hit) {
  auto smoothed = smooth(text);
  if (!pieces.empty() && !pieces.back().text.empty() && pieces.back().text.back() == ' ' && smoothed.starts_with(' ')) {
    smoothed.erase(0, 1);
  }
  if (smoothed.empty()) return;
  if (!pieces.empty() && pieces.back().hit == hit) {
    pieces.back().text += smoothed;
  } else {
    pieces.push_back({std::move(smoothed), hit});
  }
}

}  // namespace

Quoting::Quoting(std::vector<Term> const& terms) {
  MeaningSpotter spotter;
  for (auto const& term : terms) {
    if (term.without) {
      spotter.interrupt();
      continue;
    }
    auto const thing = things_;
    if (term.quoted || term.words.size() > 1) {
      spotter.interrupt();
      phrases_.emplace_back(term.words, thing);
      longest_phrase_ = std::max(longest_phrase_, term.words.size());
    } else {
      auto const& word = term.words.front();
      for (auto const& spotted : spotter.next(word)) meanings_.try_emplace(spotted.meaning, thing);
      if (is_stop_word(word)) continue;
      auto const stem = stem_of(word);
      stems_.try_emplace(stem, thing);
      starts_.set(start_of(stem));
    }
    ++things_;
  }
}

void Quoting::find_phrases(std::vector<Word> const& last, std::vector<Match>& matches) const {
  for (auto const& [words, thing] : phrases_) {
    if (words.size() > last.size()) continue;
    auto const from = last.size() - words.size();
    bool const is_here = std::equal(words.begin(), words.end(), last.begin() + static_cast<std::ptrdiff_t>(from),
                                    [](std::string const& wanted, Word const& word) { return wanted == word.text; });
    if (is_here) matches.push_back({last[from].at, last.back().end, thing});
  }
}

void Quoting::find(std::string_view page, std::vector<Match>& matches) {
  matches.clear();
  MeaningSpotter spotter;
  std::vector<Word> last;  // as many as the longest phrase or name
  constexpr std::size_t names_words_max = 8;
  auto const kept = std::max(longest_phrase_, meanings_.empty() ? 1 : names_words_max);
  bool const keeps = !phrases_.empty() || !meanings_.empty();
  WordWalk walk(page);
  for (Word word; walk.next(word);) {
    if (keeps) {
      if (last.size() == kept) last.erase(last.begin());
      last.push_back(word);
      find_phrases(last, matches);
    }
    if (!meanings_.empty()) {
      for (auto const& spotted : spotter.next(word.text)) {
        auto const meant = meanings_.find(spotted.meaning);
        if (meant == meanings_.end() || spotted.words > last.size()) continue;
        matches.push_back({last[last.size() - spotted.words].at, word.end, meant->second});
      }
    }
    if (!starts_.test(start_of(word.text))) continue;
    auto const stem = stems_.find(stem_of(word.text));
    if (stem != stems_.end()) matches.push_back({word.at, word.end, stem->second});
  }
  std::sort(matches.begin(), matches.end(),
            [](Match const& a, Match const& b) { return a.at != b.at ? a.at < b.at : a.end > b.end; });
}

std::size_t Quoting::distinct(std::vector<Match> const& matches) const {
  std::vector<bool> seen(things_);
  std::size_t count = 0;
  for (auto const& match : matches) {
    if (seen[match.what]) continue;
    seen[match.what] = true;
    ++count;
  }
  return count;
}

std::vector<Snippet> Quoting::pieces_of(std::string_view page, std::vector<Match> const& matches) const {
  // The stretch that begins with a match and holds most of what is searched for.
  std::size_t best = 0;
  std::size_t most = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    std::vector<Match> near;
    for (auto j = i; j < matches.size() && matches[j].end <= matches[i].at + quote_bytes - before_bytes; ++j) {
      near.push_back(matches[j]);
    }
    auto const score = distinct(near);
    if (score > most) {
      most = score;
      best = i;
    }
    if (most == things_) break;
  }
  auto const first = matches[best].at;
  auto const from = word_start(page, first > before_bytes ? first - before_bytes : 0, 0);
  auto const wanted_end = std::max(from + quote_bytes, matches[best].end);
  auto const end = wanted_end >= page.size() ? page.size() : word_start(page, wanted_end, matches[best].end);
  std::vector<Snippet> pieces;
  if (from > 0) append(pieces, ellipsis, false);
  auto at = from;
  for (auto const& match : matches) {
    if (match.at < at || match.end > end) continue;
    append(pieces, page.substr(at, match.at - at), false);
    append(pieces, page.substr(match.at, match.end - match.at), true);
    at = match.end;
  }
  append(pieces, page.substr(at, end - at), false);
  if (end < page.size()) append(pieces, ellipsis, false);
  return pieces;
}

std::optional<Excerpt> Quoting::quote(std::string_view text) {
  std::vector<Match> matches;
  std::vector<Match> best;
  std::string_view best_page;
  Excerpt out;
  std::uint32_t number = 1;
  std::size_t occurrences = 0;
  constexpr std::size_t occurrences_counted = 6;
  for (; !text.empty() && things_ > 0; ++number) {
    auto const end = std::min(text.find('\f'), text.size());
    auto const page = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    find(page, matches);
    if (matches.empty()) continue;
    auto const found = distinct(matches);
    auto const here = std::min(matches.size(), occurrences_counted);
    if (found < out.found || (found == out.found && here <= occurrences)) continue;
    out.found = found;
    out.page = number;
    occurrences = here;
    best.swap(matches);
    best_page = page;
  }
  if (out.found == 0) return std::nullopt;
  out.pieces = pieces_of(best_page, best);
  return out;
}

std::vector<Snippet> Quoting::beginning(std::string_view text) {
  std::vector<Snippet> pieces;
  text = text.substr(0, std::min(text.find('\f'), text.size()));
  auto const end = text.size() <= quote_bytes ? text.size() : word_start(text, quote_bytes, 0);
  append(pieces, text.substr(0, end), false);
  if (end < text.size()) append(pieces, ellipsis, false);
  return pieces;
}

}  // namespace staffroom::search
