// Cutting, folding, and the table of things with several names.
#include "store/search_words.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "protocol/utf8.hpp"

namespace staffroom::search {
namespace {

struct Folding {
  char32_t first, last;
  std::string_view to;
};

// Latin letters beyond ASCII, in order.
constexpr std::array foldings{
    Folding{0xAA, 0xAA, "a"},      Folding{0xB2, 0xB2, "2"},      Folding{0xB3, 0xB3, "3"},
    Folding{0xB9, 0xB9, "1"},      Folding{0xBA, 0xBA, "o"},      Folding{0xC0, 0xC5, "a"},
    Folding{0xC6, 0xC6, "ae"},     Folding{0xC7, 0xC7, "c"},      Folding{0xC8, 0xCB, "e"},
    Folding{0xCC, 0xCF, "i"},      Folding{0xD0, 0xD0, "d"},      Folding{0xD1, 0xD1, "n"},
    Folding{0xD2, 0xD6, "o"},      Folding{0xD8, 0xD8, "o"},      Folding{0xD9, 0xDC, "u"},
    Folding{0xDD, 0xDD, "y"},      Folding{0xDE, 0xDE, "th"},     Folding{0xDF, 0xDF, "ss"},
    Folding{0xE0, 0xE5, "a"},      Folding{0xE6, 0xE6, "ae"},     Folding{0xE7, 0xE7, "c"},
    Folding{0xE8, 0xEB, "e"},      Folding{0xEC, 0xEF, "i"},      Folding{0xF0, 0xF0, "d"},
    Folding{0xF1, 0xF1, "n"},      Folding{0xF2, 0xF6, "o"},      Folding{0xF8, 0xF8, "o"},
    Folding{0xF9, 0xFC, "u"},      Folding{0xFD, 0xFD, "y"},      Folding{0xFE, 0xFE, "th"},
    Folding{0xFF, 0xFF, "y"},      Folding{0x100, 0x105, "a"},    Folding{0x106, 0x10D, "c"},
    Folding{0x10E, 0x111, "d"},    Folding{0x112, 0x11B, "e"},    Folding{0x11C, 0x123, "g"},
    Folding{0x124, 0x127, "h"},    Folding{0x128, 0x131, "i"},    Folding{0x132, 0x133, "ij"},
    Folding{0x134, 0x135, "j"},    Folding{0x136, 0x138, "k"},    Folding{0x139, 0x142, "l"},
    Folding{0x143, 0x14B, "n"},    Folding{0x14C, 0x151, "o"},    Folding{0x152, 0x153, "oe"},
    Folding{0x154, 0x159, "r"},    Folding{0x15A, 0x161, "s"},    Folding{0x162, 0x167, "t"},
    Folding{0x168, 0x173, "u"},    Folding{0x174, 0x175, "w"},    Folding{0x176, 0x178, "y"},
    Folding{0x179, 0x17E, "z"},    Folding{0x17F, 0x17F, "s"},    Folding{0xFB00, 0xFB00, "ff"},
    Folding{0xFB01, 0xFB01, "fi"}, Folding{0xFB02, 0xFB02, "fl"}, Folding{0xFB03, 0xFB03, "ffi"},
    Folding{0xFB04, 0xFB04, "ffl"}};

struct Range {
  char32_t first, last;
};

// What parts words among the signs beyond ASCII: punctuation, symbols, arrows, private use.
constexpr std::array partings{Range{0x80, 0xBF},     Range{0xD7, 0xD7},       Range{0xF7, 0xF7},
                              Range{0x2000, 0x200B}, Range{0x200E, 0x206F},   Range{0x20A0, 0x2BFF},
                              Range{0x2E00, 0x2E7F}, Range{0x3000, 0x3004},   Range{0x3008, 0x3020},
                              Range{0xE000, 0xF8FF}, Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF0F},
                              Range{0xFF1A, 0xFF20}, Range{0x1F000, 0x1FAFF}, Range{0xF0000, 0x10FFFF}};
constexpr std::array lone_signs{Range{0x3040, 0x30FF}, Range{0x3400, 0x4DBF}, Range{0x4E00, 0x9FFF},
                                Range{0xF900, 0xFAFF}, Range{0x20000, 0x3FFFF}};
// Marks that go with the letter before them, soft hyphens and joiners: nothing of them is left.
constexpr std::array marks{Range{0xAD, 0xAD}, Range{0x300, 0x36F}, Range{0x200C, 0x200D}, Range{0xFE00, 0xFE0F}};

template <std::size_t Size>
bool is_in(std::array<Range, Size> const& ranges, char32_t sign) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](Range const& range) { return range.first <= sign && sign <= range.last; });
}

char32_t decoded(std::string_view bytes) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  constexpr std::uint32_t low_bits = 0x3F;
  char32_t sign = bytes.size() == 2 ? byte(0) & 0x1FU : bytes.size() == 3 ? byte(0) & 0x0FU : byte(0) & 0x07U;
  for (std::size_t i = 1; i < bytes.size(); ++i) sign = sign << 6 | (byte(i) & low_bits);
  return sign;
}

void append_sign(std::string& out, char32_t sign) {
  if (sign < 0x800) {
    out += static_cast<char>(0xC0 | sign >> 6);
  } else if (sign < 0x10000) {
    out += static_cast<char>(0xE0 | sign >> 12);
    out += static_cast<char>(0x80 | (sign >> 6 & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | sign >> 18);
    out += static_cast<char>(0x80 | (sign >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (sign >> 6 & 0x3F));
  }
  out += static_cast<char>(0x80 | (sign & 0x3F));
}

enum class Sign : std::uint8_t { letter, mark, lone, parting };

/// Appends what is left of a sign beyond ASCII.
Sign fold(char32_t sign, std::string& out) {
  if (sign < 0x180 || (sign >= 0xFB00 && sign <= 0xFB04)) {
    for (auto const& folding : foldings) {
      if (folding.first > sign || sign > folding.last) continue;
      out += folding.to;
      return Sign::letter;
    }
  }
  if (is_in(marks, sign)) return Sign::mark;
  if (is_in(partings, sign)) return Sign::parting;
  bool const upper_greek = sign >= 0x391 && sign <= 0x3A9;
  bool const upper_cyrillic = sign >= 0x410 && sign <= 0x42F;
  append_sign(out, upper_greek || upper_cyrillic ? sign + 0x20 : sign);
  return is_in(lone_signs, sign) ? Sign::lone : Sign::letter;
}

char folded_ascii(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '\0';
}

constexpr std::string_view curly = "\xE2\x80\x99";  // ’

std::size_t apostrophe_at(std::string_view text, std::size_t at) {
  if (text[at] == '\'') return 1;
  return text.substr(at).starts_with(curly) ? curly.size() : 0;
}

// Each line: one thing by all of its names. Append only; the index is made anew when this changes (layout in
// search_index.hpp).
constexpr std::string_view many_named[] = {
    "send|sen|special educational needs|special educational needs and disabilities",
    "ks1|key stage 1|key stage one",
    "ks2|key stage 2|key stage two",
    "ks3|key stage 3|key stage three",
    "ks4|key stage 4|key stage four",
    "ks5|key stage 5|key stage five|sixth form",
    "eyfs|early years|early years foundation stage|foundation stage",
    "ta|tas|teaching assistant|teaching assistants|lsa|learning support assistant",
    "maths|math|mathematics",
    "pe|physical education",
    "re|religious education|religious studies",
    "dt|d t|design and technology|design technology",
    "pshe|personal social health and economic education",
    "rshe|rse|relationships and sex education|relationships sex and health education",
    "mfl|modern foreign languages|modern languages",
    "ict|computing|computer science",
    "cpd|professional development",
    "inset|training day|training days",
    "sats|national curriculum tests|national curriculum assessments",
    "ehcp|ehc plan|education health and care plan",
    "eal|english as an additional language",
    "slt|senior leadership team",
    "ect|nqt|early career teacher|newly qualified teacher",
    "mat|multi academy trust",
    "pupil premium|pp",
    "fsm|free school meals",
    "times tables|times table|multiplication tables|multiplication table",
    "knowledge organiser|knowledge organisers|knowledge organizer",
    "scheme of work|schemes of work|sow",
    "afl|assessment for learning|formative assessment",
    "dsl|designated safeguarding lead",
    "senco|sendco",
    "spag|gps|spelling punctuation and grammar|grammar punctuation and spelling",
    "wagoll|what a good one looks like",
    "pupil|pupils|student|students",
    "timetable|timetables|time table",
    "homework|prep|home learning",
    "worksheet|worksheets|work sheet|handout|handouts",
    "slides|powerpoint|slideshow|presentation",
    "quiz|quizzes|low stakes test",
    "exam|exams|examination|examinations",
    "colour|color|colours|colors",
    "practical work|practicals|required practical|required practicals",
    "dfe|department for education"};

constexpr std::string_view years[] = {"year r", "year 1", "year 2", "year 3",  "year 4",  "year 5",  "year 6",
                                      "year 7", "year 8", "year 9", "year 10", "year 11", "year 12", "year 13"};

struct Names {
  struct Name {
    std::vector<std::string> words;
    Meaning meaning;
  };
  std::unordered_map<std::string, std::vector<Name>> by_last_word;
  std::size_t longest = 1;

  Names() {
    Meaning meaning = 1;
    for (auto line : many_named) {
      while (!line.empty()) {
        auto const end = std::min(line.find('|'), line.size());
        add(line.substr(0, end), meaning);
        line.remove_prefix(std::min(end + 1, line.size()));
      }
      ++meaning;
    }
    for (auto const year : years) {
      add(year, meaning);
      add("y" + std::string(year.substr(5)), meaning);
      add("yr" + std::string(year.substr(5)), meaning);
      if (year == "year r") add("reception", meaning);
      ++meaning;
    }
  }

  void add(std::string_view name, Meaning meaning) {
    auto words = words_of(name);
    longest = std::max(longest, words.size());
    auto const last = words.back();
    by_last_word[last].push_back({std::move(words), meaning});
  }
};

Names const& names() {
  static Names const all;
  return all;
}

}  // namespace

bool WordWalk::take_apostrophe(std::string_view folded) {
  auto const bytes = apostrophe_at(text_, at_);
  if (bytes == 0 || folded.empty() || at_ + bytes >= text_.size()) return false;
  char const after = folded_ascii(text_[at_ + bytes]);
  if (!after) return false;
  auto const beyond = at_ + bytes + 1;
  bool const ends_there = beyond >= text_.size() || (static_cast<signed char>(text_[beyond]) >= 0 &&
                                                     !folded_ascii(text_[beyond]) && text_[beyond] != '\'');
  if (after == 's' && ends_there) {
    at_ = beyond;
    return false;
  }
  at_ += bytes;
  return true;
}

bool WordWalk::next(Word& word) {
  word.text.clear();
  while (at_ < text_.size()) {
    auto const here = at_;
    Sign sign = Sign::parting;
    if (static_cast<signed char>(text_[at_]) >= 0) {
      if (char const c = folded_ascii(text_[at_])) {
        if (word.text.empty()) word.at = here;
        word.text += c;
        sign = Sign::letter;
      } else if (!word.text.empty() && text_[at_] == '\'') {
        word.end = here;
        if (take_apostrophe(word.text)) continue;
        return true;
      }
      ++at_;
    } else {
      auto const bytes = utf8_sequence_length(text_, at_);
      if (bytes > 1) {
        if (!word.text.empty() && text_.substr(at_, bytes) == curly) {
          word.end = here;
          if (take_apostrophe(word.text)) continue;
          return true;
        }
        auto const before = word.text.size();
        sign = fold(decoded(text_.substr(at_, bytes)), word.text);
        if (sign == Sign::lone && before > 0) {
          word.text.resize(before);
          word.end = here;
          return true;
        }
        if (before == 0) word.at = here;
      }
      at_ += std::max<std::size_t>(bytes, 1);
    }
    if (sign == Sign::parting && !word.text.empty()) {
      word.end = here;
      return true;
    }
    if (sign == Sign::lone || word.text.size() >= word_bytes_max) {
      word.end = at_;
      return true;
    }
  }
  word.end = at_;
  return !word.text.empty();
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  WordWalk walk(text);
  for (Word word; walk.next(word);) out.push_back(word.text);
  return out;
}

std::string folded_words(std::string_view text) {
  std::string out;
  WordWalk walk(text);
  for (Word word; walk.next(word);) {
    if (!out.empty()) out += ' ';
    out += word.text;
  }
  return out;
}

bool is_stop_word(std::string_view word) {
  static std::unordered_set<std::string_view> const all{
      "a",    "about", "an",  "and",  "any",  "are",   "as",    "at",   "be",   "by",    "can",  "do",    "for",
      "from", "had",   "has", "have", "how",  "i",     "if",    "in",   "into", "is",    "it",   "its",   "me",
      "my",   "of",    "on",  "or",   "our",  "so",    "some",  "that", "the",  "their", "them", "there", "this",
      "to",   "was",   "we",  "what", "when", "where", "which", "with", "you",  "your"};
  return all.contains(word);
}

std::vector<MeaningSpotter::Spotted> const& MeaningSpotter::next(std::string_view word) {
  spotted_.clear();
  auto const& all = names();
  if (recent_.size() >= all.longest) recent_.erase(recent_.begin());
  recent_.emplace_back(word);
  auto const found = all.by_last_word.find(recent_.back());
  if (found == all.by_last_word.end()) return spotted_;
  for (auto const& name : found->second) {
    auto const count = name.words.size();
    if (count <= recent_.size() && std::equal(name.words.rbegin(), name.words.rend(), recent_.rbegin())) {
      spotted_.push_back({name.meaning, count});
    }
  }
  return spotted_;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

}  // namespace staffroom::search
