// Numbers with check letters and check digits; words of headers.
#include "store/pupil_data.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace staffroom {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool is_letter(char c) { return upper(c) >= 'A' && upper(c) <= 'Z'; }
bool is_word(char c) { return is_digit(c) || is_letter(c); }

/// Bytes of a space, a no-break space, a hyphen or a dash, which people put inside of numbers; 0 when there is none.
std::size_t gap_at(std::string_view text, std::size_t at) {
  for (std::string_view const gap : {" ", "-", "\u00A0", "\u2010", "\u2011", "\u2013"}) {
    if (text.substr(at).starts_with(gap)) return gap.size();
  }
  return 0;
}

/// The next `size` letters and digits from a word's start, upper-cased, without single gaps between them; ends where a
/// word ends. Empty when there are not so many, or more gaps than people put there.
struct Candidate {
  std::string characters;
  std::size_t end = 0;
};
Candidate candidate_at(std::string_view text, std::size_t at, std::size_t size) {
  constexpr std::size_t gaps_max = 4;
  Candidate out;
  std::size_t gaps = 0;
  while (at < text.size() && out.characters.size() < size) {
    if (is_word(text[at])) {
      out.characters += upper(text[at++]);
      continue;
    }
    auto const gap = gap_at(text, at);
    if (gap == 0 || ++gaps > gaps_max) return {};
    at += gap;
    if (at >= text.size() || !is_word(text[at])) return {};
  }
  if (out.characters.size() < size || (at < text.size() && is_word(text[at]))) return {};
  out.end = at;
  return out;
}

constexpr std::string_view upn_letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

bool is_upn(std::string_view text) {
  constexpr std::size_t size = 13;
  if (text.size() != size) return false;
  std::size_t sum = 0;
  bool only_zeros = true;
  for (std::size_t place = 1; place < size; ++place) {
    std::size_t value = 0;
    if (is_digit(text[place])) {
      value = static_cast<std::size_t>(text[place] - '0');
    } else {
      value = place + 1 == size ? upn_letters.find(text[place]) : std::string_view::npos;
      if (value == std::string_view::npos) return false;
    }
    only_zeros = only_zeros && value == 0;
    sum += value * (place + 1);
  }
  return !only_zeros && upn_letters[sum % upn_letters.size()] == text[0];
}

bool is_national_insurance(std::string_view text) {
  if (text.size() != 9 || text[8] < 'A' || text[8] > 'D') return false;
  if (!std::all_of(text.begin() + 2, text.begin() + 8, is_digit)) return false;
  constexpr std::string_view never = "DFIQUV";
  if (!is_letter(text[0]) || !is_letter(text[1]) || text[1] == 'O') return false;
  if (never.find(text[0]) != never.npos || never.find(text[1]) != never.npos) return false;
  constexpr std::array<std::string_view, 7> unused{"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
  return std::find(unused.begin(), unused.end(), text.substr(0, 2)) == unused.end();
}

/// The first nine of ten digits, weighted 10 … 2, modulo 11; nothing for what is no number of ten digits, or all alike.
std::optional<int> remainder_of_ten(std::string_view text) {
  if (text.size() != 10 || !std::all_of(text.begin(), text.end(), is_digit)) return {};
  if (text.find_first_not_of(text[0]) == text.npos) return {};
  int sum = 0;
  for (int place = 0; place < 9; ++place) sum += (text[static_cast<std::size_t>(place)] - '0') * (10 - place);
  return sum % 11;
}
bool is_nhs_number(std::string_view text) {
  auto const rest = remainder_of_ten(text);
  return rest && (11 - *rest) % 11 == text[9] - '0';
}
bool is_uln(std::string_view text) {
  auto const rest = remainder_of_ten(text);
  return rest && *rest != 0 && 10 - *rest == text[9] - '0';
}

/// Where a word was seen last, while walking a text: numbers a few words after it are what it says.
class Announced {
 public:
  explicit Announced(std::string_view word) : word_(word) {}
  void pass(std::string_view text, std::size_t start, std::size_t end) {
    if (end - start != word_.size()) return;
    for (std::size_t i = 0; i < word_.size(); ++i) {
      if (upper(text[start + i]) != word_[i]) return;
    }
    last_ = end;
  }
  bool is_near(std::size_t at) const { return last_ && at - *last_ <= near; }

 private:
  static constexpr std::size_t near = 60;
  std::string_view word_;
  std::optional<std::size_t> last_;
};

class Search {
 public:
  Search(std::string_view text, std::string_view column) : text_(text) {
    column_says_nhs_ = says(column, "NHS");
    column_says_uln_ = says(column, "ULN");
    column_says_former_ = says(column, "FORMER") || says(column, "FORMERUPN");
  }

  std::vector<PupilDataHit> run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      if (!is_word(text_[at])) {
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < text_.size() && is_word(text_[end])) ++end;
      for (auto* word : {&nhs_, &uln_, &former_}) word->pass(text_, at, end);
      at = std::max(end, take(at));
    }
    return std::move(hits_);
  }

 private:
  static bool says(std::string_view text, std::string_view word) {
    std::size_t at = 0;
    while (at < text.size()) {
      std::size_t end = at;
      while (end < text.size() && is_word(text[end])) ++end;
      Announced seen(word);
      seen.pass(text, at, end);
      if (seen.is_near(end)) return true;
      at = end + 1;
    }
    return false;
  }

  /// Of the word at `start`; where the number ends, or `start`.
  std::size_t take(std::size_t start) {
    if (is_letter(text_[start])) {
      if (auto const found = candidate_at(text_, start, 13); is_upn(found.characters)) {
        bool const former = former_.is_near(start) || column_says_former_;
        return add(former ? FindingType::former_upn : FindingType::upn, start, found.end, true);
      }
      if (auto const found = candidate_at(text_, start, 9); is_national_insurance(found.characters)) {
        return add(FindingType::national_insurance, start, found.end, true);
      }
      return start;
    }
    auto const found = candidate_at(text_, start, 10);
    if (found.characters.empty()) return start;
    bool const uln_here = uln_.is_near(start) || column_says_uln_;
    if (uln_here && is_uln(found.characters)) return add(FindingType::uln, start, found.end, true);
    if (!is_nhs_number(found.characters)) return start;
    return add(FindingType::nhs_number, start, found.end,
               nhs_.is_near(start) || column_says_nhs_ || nhs_follows(found));
  }

  /// "943 476 5919 (NHS number)"
  bool nhs_follows(Candidate const& found) const {
    constexpr std::size_t near = 20;
    return says(text_.substr(found.end, near), "NHS");
  }

  std::size_t add(FindingType type, std::size_t start, std::size_t end, bool certain) {
    hits_.push_back({type, start, end - start, certain});
    return end;
  }

  std::string_view text_;
  bool column_says_nhs_ = false;
  bool column_says_uln_ = false;
  bool column_says_former_ = false;
  Announced nhs_{"NHS"};
  Announced uln_{"ULN"};
  Announced former_{"FORMER"};
  std::vector<PupilDataHit> hits_;
};

/// "Pupil's Name" → "pupilsname"
std::string word_of(std::string_view header) {
  std::string out;
  for (char const c : header) {
    if (is_digit(c)) out += c;
    if (is_letter(c)) out += static_cast<char>(upper(c) - 'A' + 'a');
  }
  return out;
}

template <std::size_t N>
bool is_one_of(std::string_view word, std::array<std::string_view, N> const& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_name(std::string_view word) {
  constexpr std::array<std::string_view, 10> names{"name",     "names",    "forename",  "firstname",     "surname",
                                                   "lastname", "fullname", "legalname", "preferredname", "familyname"};
  return is_one_of(word, names);
}

bool names_a_pupil(std::string_view word) {
  constexpr std::array<std::string_view, 12> numbers{
      "upn",   "formerupn",         "upnnumber",           "uln",         "ulnnumber",   "nhsnumber",
      "nhsno", "uniquepupilnumber", "uniquelearnernumber", "nameofpupil", "nameofchild", "nameofstudent"};
  if (is_one_of(word, numbers)) return true;
  for (std::string_view const who : {"pupil", "student", "child", "learner"}) {
    if (!word.starts_with(who)) continue;
    auto const rest = word.substr(who.size());
    if (is_name(rest) || (rest.starts_with("s") && is_name(rest.substr(1)))) return true;
  }
  return false;
}

}  // namespace

std::vector<PupilDataHit> find_pupil_data(std::string_view text, std::string_view column) {
  return Search(text, column).run();
}

bool has_certain_pupil_data(std::string_view text) {
  auto const hits = find_pupil_data(text);
  return std::any_of(hits.begin(), hits.end(), [](auto const& hit) { return hit.certain; });
}

bool looks_like_class_list(std::vector<std::string> const& headers) {
  constexpr std::array<std::string_view, 6> forenames{"forename",      "firstname",         "givenname",
                                                      "legalforename", "preferredforename", "chosenforename"};
  constexpr std::array<std::string_view, 5> surnames{"surname", "lastname", "familyname", "legalsurname",
                                                     "preferredsurname"};
  constexpr std::array<std::string_view, 3> whole{"name", "fullname", "names"};
  constexpr std::array<std::string_view, 5> births{"dob", "dateofbirth", "birthdate", "birthday", "dateofbirthdob"};
  bool forename = false;
  bool surname = false;
  bool name = false;
  bool birth = false;
  bool ethnicity = false;
  for (auto const& header : headers) {
    auto const word = word_of(header);
    if (names_a_pupil(word)) return true;
    forename = forename || is_one_of(word, forenames);
    surname = surname || is_one_of(word, surnames);
    name = name || is_one_of(word, whole);
    birth = birth || is_one_of(word, births);
    ethnicity = ethnicity || word.starts_with("ethnic");
  }
  bool const named = name || forename || surname;
  return (named && ethnicity) || (birth && (name || (forename && surname)));
}

}  // namespace staffroom
