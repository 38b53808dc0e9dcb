// Fuzzes the search box. Input: what was typed, a line break, and a text in which it is to be quoted.
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "store/search_query.hpp"
#include "store/search_snippets.hpp"
#include "store/search_words.hpp"

namespace {

using namespace staffroom;

void check_words(std::string_view text) {
  search::WordWalk walk(text);
  search::Word word;
  std::size_t after = 0;
  while (walk.next(word)) {
    ensure(word.at >= after && word.end > word.at && word.end <= text.size(), "words stand in the text, in order");
    ensure(!word.text.empty() && word.text.size() < search::word_bytes_max + 16, "a word is short");
    ensure(is_valid_utf8(word.text), "a word is UTF-8");
    after = word.at;
  }
  auto const folded = search::folded_words(text);
  ensure(search::folded_words(folded) == folded, "what is folded stays as it is");
}

void check_quotation(std::vector<search::Term> const& terms, std::string_view text) {
  search::Quoting quoting(terms);
  auto const pieces = [](std::vector<Snippet> const& all) {
    std::size_t bytes = 0;
    for (auto const& piece : all) {
      ensure(is_valid_utf8(piece.text), "a quotation is UTF-8");
      bytes += piece.text.size();
    }
    ensure(bytes <= 4'096, "a quotation is short");
  };
  if (auto const excerpt = quoting.quote(text)) pieces(excerpt->pieces);
  pieces(search::Quoting::beginning(text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  std::string_view const all(reinterpret_cast<char const*>(bytes), size);
  auto const line_end = std::min(all.find('\n'), all.size());
  auto const typed = all.substr(0, line_end), text = all.substr(std::min(line_end + 1, all.size()));
  auto const query = search::parse_query(typed);
  std::size_t words = 0;
  for (auto const& term : query.terms) {
    ensure(!term.words.empty(), "a term has words");
    words += term.words.size();
    for (auto const& word : term.words) ensure(is_valid_utf8(word) && !word.empty(), "a word is UTF-8");
  }
  ensure(words + query.conditions.size() <= 2 * limits::search_terms_max, "what is asked for is bounded");
  check_words(typed);
  if (!is_valid_utf8(text)) return 0;
  check_words(text);
  check_quotation(query.terms, text);
  return 0;
}
