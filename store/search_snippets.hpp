// Quoting: the piece of a text in which the words searched for stand closest together, in parts that say which of it is
// a hit. Plain text; whoever shows it marks the hits.
#pragma once
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "protocol/search.hpp"
#include "store/search_query.hpp"
#include "store/search_words.hpp"

namespace staffroom::search {

struct Excerpt {
  std::vector<Snippet> pieces;
  std::size_t found = 0;  // how many of the words stand on this page
  std::uint32_t page = 1;
};

class Quoting {
 public:
  explicit Quoting(std::vector<Term> const& terms);

  /// Of a text whose pages end with form feeds: from the page on which most of the words stand. Nothing when none does.
  std::optional<Excerpt> quote(std::string_view text);
  bool is_empty() const { return things_ == 0; }
  /// How a text begins, when nothing in it was searched for.
  static std::vector<Snippet> beginning(std::string_view text);

 private:
  struct Match {
    std::size_t at = 0;
    std::size_t end = 0;
    std::size_t what = 0;  // which of the things searched for
  };
  void find(std::string_view page, std::vector<Match>& matches);
  void find_phrases(std::vector<Word> const& last, std::vector<Match>& matches) const;
  std::size_t distinct(std::vector<Match> const& matches) const;
  std::vector<Snippet> pieces_of(std::string_view page, std::vector<Match> const& matches) const;

  static constexpr std::size_t two_bytes = 65'536;
  std::unordered_map<std::string, std::size_t> stems_;
  std::unordered_map<Meaning, std::size_t> meanings_;
  std::vector<std::pair<std::vector<std::string>, std::size_t>> phrases_;
  std::bitset<two_bytes> starts_;  // the first two bytes of the stems
  std::size_t things_ = 0;
  std::size_t longest_phrase_ = 1;
};

}  // namespace staffroom::search
