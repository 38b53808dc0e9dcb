// Words as the search sees them: the same cutting and folding for what is indexed, what is asked and what is quoted.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace staffroom::search {

struct Word {
  std::string text;  // folded: lower case, without accents
  std::size_t at = 0;
  std::size_t end = 0;  // bytes in the text that was walked
};

inline constexpr std::size_t word_bytes_max = 48;

inline bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

/// Cuts a text into words: letters and digits of any script; "teacher's" is "teacher"; Chinese and Japanese signs stand
/// alone. Bytes that are no UTF-8 part words.
class WordWalk {
 public:
  explicit WordWalk(std::string_view text) : text_(text) {}
  /// False at the end. Reuses the word's memory.
  bool next(Word& word);

 private:
  bool take_apostrophe(std::string_view folded);

  std::string_view text_;
  std::size_t at_ = 0;
};

std::vector<std::string> words_of(std::string_view text);
/// Words with one space between: for comparing names.
std::string folded_words(std::string_view text);

/// Too common to be looked for among other words.
bool is_stop_word(std::string_view word);

/// How many letters have to change, go, come or swap places; more than `most`: some number above it.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

/// Things that staff rooms call by several names ("KS2", "key stage 2") have a number each.
using Meaning = std::uint16_t;

/// Feed it words in order: says which many-named things end with the word.
class MeaningSpotter {
 public:
  struct Spotted {
    Meaning meaning = 0;
    std::size_t words = 1;  // how many words it took
  };
  /// Valid until the next word.
  std::vector<Spotted> const& next(std::string_view word);
  /// What stood before does not belong to what follows.
  void interrupt() { recent_.clear(); }

 private:
  std::vector<std::string> recent_;  // the last few words, newest last
  std::vector<Spotted> spotted_;
};

}  // namespace staffroom::search
