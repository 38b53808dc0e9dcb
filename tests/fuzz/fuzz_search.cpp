// Fuzzes what is typed into the search box. Whatever it is, it is taken apart into words that can be asked for.
#include "store/search_query.hpp"

#include "protocol/codec.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  using namespace staffroom;
  std::string_view const typed(reinterpret_cast<char const*>(bytes), size);
  if (!is_valid_utf8(typed)) return 0;
  auto const query = search::parse_query(typed);
  ensure(query.terms.size() <= limits::search_terms_max, "there are no more terms than allowed");
  for (auto const& term : query.terms) {
    ensure(!term.words.empty(), "a term has words");
    for (auto const& word : term.words) ensure(!word.empty() && is_valid_utf8(word), "a word is UTF-8");
    ensure(term.words.size() == 1 || term.quoted, "only a phrase has several words");
  }
  return 0;
}
