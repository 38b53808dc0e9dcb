// People's words for types, years, licences and dates.
#include "server/library_import_words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <span>

#include "server/imports_file.hpp"

namespace staffroom::library_words {
namespace {

/// A word as it is told, and others that mean the same; all compared by their letters and digits alone.
template <class Value>
struct Word {
  Value value;
  std::string_view told;
  std::vector<std::string_view> others;
};

template <class Value>
using Words = std::vector<Word<Value>>;

template <class Value>
Words<Value> const& words_for();

template <>
Words<ResourceType> const& words_for<ResourceType>() {
  static Words<ResourceType> const words{
      {ResourceType::lesson_materials, "Lesson materials", {"Lesson", "Lesson plan", "Slides", "Worksheet"}},
      {ResourceType::scheme_of_work, "Scheme of work", {"Scheme", "SoW", "Medium term plan"}},
      {ResourceType::assessment, "Assessment", {"Test", "Quiz", "Exam"}},
      {ResourceType::knowledge_organiser, "Knowledge organiser", {"Knowledge organizer"}},
      {ResourceType::policy, "Policy", {}},
      {ResourceType::staff_training, "Staff training", {"Training", "CPD", "INSET"}},
      {ResourceType::template_form, "Template", {"Template or form", "Form", "Template form"}},
      {ResourceType::reading, "Reading", {"Reading list"}},
      {ResourceType::other, "Other", {}}};
  return words;
}

template <>
Words<Licence> const& words_for<Licence>() {
  static Words<Licence> const words{
      {Licence::all_rights, "All rights within the trust", {"All rights", "All rights reserved", "Copyright"}},
      {Licence::cc0, "CC0", {"CC0 1.0", "Public domain"}},
      {Licence::cc_by, "CC BY", {"CC BY 4.0", "CC BY 3.0"}},
      {Licence::cc_by_sa, "CC BY-SA", {"CC BY-SA 4.0", "CC BY-SA 3.0"}},
      {Licence::cc_by_nc, "CC BY-NC", {"CC BY-NC 4.0", "CC BY-NC 3.0"}},
      {Licence::cc_by_nc_sa, "CC BY-NC-SA", {"CC BY-NC-SA 4.0", "CC BY-NC-SA 3.0"}},
      {Licence::ogl,
       "OGL",
       {"OGL v3", "OGL v3.0", "OGL 3.0", "Open Government Licence", "Open Government Licence v3.0"}}};
  return words;
}

template <>
Words<ThirdParty> const& words_for<ThirdParty>() {
  static Words<ThirdParty> const words{{ThirdParty::none, "None", {"No"}},
                                       {ThirdParty::school_only, "School only", {}},
                                       {ThirdParty::trust_only, "Trust only", {}}};
  return words;
}

template <>
Words<ExamBoard> const& words_for<ExamBoard>() {
  static Words<ExamBoard> const words{
      {ExamBoard::aqa, "AQA", {}},       {ExamBoard::edexcel, "Edexcel", {"Pearson", "Pearson Edexcel"}},
      {ExamBoard::eduqas, "Eduqas", {}}, {ExamBoard::ocr, "OCR", {}},
      {ExamBoard::wjec, "WJEC", {}},     {ExamBoard::other, "Other", {}}};
  return words;
}

template <>
Words<Tier> const& words_for<Tier>() {
  static Words<Tier> const words{{Tier::foundation, "Foundation", {"Foundation tier"}},
                                 {Tier::higher, "Higher", {"Higher tier"}}};
  return words;
}

template <>
Words<KeyStage> const& words_for<KeyStage>() {
  static Words<KeyStage> const words{{KeyStage::eyfs, "EYFS", {"Early years", "Foundation stage"}},
                                     {KeyStage::ks1, "KS1", {"Key stage 1", "1"}},
                                     {KeyStage::ks2, "KS2", {"Key stage 2", "2"}},
                                     {KeyStage::ks3, "KS3", {"Key stage 3", "3"}},
                                     {KeyStage::ks4, "KS4", {"Key stage 4", "4", "GCSE"}},
                                     {KeyStage::ks5, "KS5", {"Key stage 5", "5", "Post-16", "Sixth form", "A level"}}};
  return words;
}

template <>
Words<SchoolYear> const& words_for<SchoolYear>() {
  static Words<SchoolYear> const words{
      {SchoolYear::nursery, "Nursery", {}},        {SchoolYear::reception, "Reception", {"Year R", "YR"}},
      {SchoolYear::y1, "Year 1", {"Y1", "1"}},     {SchoolYear::y2, "Year 2", {"Y2", "2"}},
      {SchoolYear::y3, "Year 3", {"Y3", "3"}},     {SchoolYear::y4, "Year 4", {"Y4", "4"}},
      {SchoolYear::y5, "Year 5", {"Y5", "5"}},     {SchoolYear::y6, "Year 6", {"Y6", "6"}},
      {SchoolYear::y7, "Year 7", {"Y7", "7"}},     {SchoolYear::y8, "Year 8", {"Y8", "8"}},
      {SchoolYear::y9, "Year 9", {"Y9", "9"}},     {SchoolYear::y10, "Year 10", {"Y10", "10"}},
      {SchoolYear::y11, "Year 11", {"Y11", "11"}}, {SchoolYear::y12, "Year 12", {"Y12", "12"}},
      {SchoolYear::y13, "Year 13", {"Y13", "13"}}};
  return words;
}

template <class Value>
std::optional<Value> find_word(std::string_view words) {
  auto const wanted = plain_header(words);
  for (auto const& word : words_for<Value>()) {
    auto const is_it = [&](std::string_view other) { return plain_header(other) == wanted; };
    if (is_it(word.told) || std::ranges::any_of(word.others, is_it)) return word.value;
  }
  return std::nullopt;
}

template <class Value>
Error unknown(std::string_view words) {
  std::string known;
  for (auto const& word : words_for<Value>()) {
    if (!known.empty()) known += ", ";
    known += word.told;
  }
  constexpr std::size_t repeated_max = 60;
  auto const repeated = line_of_cell(words.substr(0, repeated_max)).value_or(Line{"this word"}).value;
  return Error::unprocessable({}, "“" + repeated + "” is not known. These work: " + known + ".");
}

template <class Value>
Result<Value> one_of(std::string_view words) {
  if (auto const found = find_word<Value>(words)) return *found;
  return unknown<Value>(words);
}

std::string_view trimmed(std::string_view text) {
  auto const start = text.find_first_not_of(" \t");
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

std::vector<std::string> parted(std::string_view text, std::span<std::string_view const> marks) {
  std::vector<std::string> out{std::string(text)};
  for (auto const mark : marks) {
    std::vector<std::string> finer;
    for (std::string_view rest : out) {
      for (auto at = rest.find(mark); at != std::string_view::npos; at = rest.find(mark)) {
        finer.emplace_back(rest.substr(0, at));
        rest.remove_prefix(at + mark.size());
      }
      finer.emplace_back(rest);
    }
    out = std::move(finer);
  }
  std::vector<std::string> kept;
  for (auto const& one : out) {
    if (auto const word = trimmed(one); !word.empty()) kept.emplace_back(word);
  }
  return kept;
}

/// "Years 7" is Year 7: how a range begins.
std::string singular(std::string const& words) {
  constexpr std::string_view plural = "years ";
  if (words.size() < plural.size()) return words;
  auto const starts = std::ranges::equal(words.substr(0, plural.size()), plural,
                                         [](char a, char b) { return a == b || (a == 'Y' && b == 'y'); });
  return starts ? "Year " + words.substr(plural.size()) : words;
}

template <class Value, std::size_t Max>
Result<Many<Value, Max>> several_of(std::string_view words) {
  static constexpr std::array<std::string_view, 6> marks{";", ",", "|", "&", "/", " and "};
  static constexpr std::array<std::string_view, 3> ranges{" to ", "–", "-"};
  Many<Value, Max> out;
  auto const add = [&](Value value) {
    if (!out.contains(value)) out.values.push_back(value);
  };
  for (auto const& part : parted(words, marks)) {
    // A range comes first: "1-2" are two years, not the twelfth; "Post-16" is no range.
    auto const ends = parted(part, ranges);
    auto const first = ends.size() == 2 ? find_word<Value>(singular(ends[0])) : std::nullopt;
    auto const last = ends.size() == 2 ? find_word<Value>(singular(ends[1])) : std::nullopt;
    if (first && last && *first < *last) {
      for (auto value = static_cast<int>(*first); value <= static_cast<int>(*last); ++value) add(Value(value));
      continue;
    }
    auto const whole = first && last ? std::nullopt : find_word<Value>(singular(part));
    if (!whole) return unknown<Value>(part);
    add(*whole);
  }
  std::ranges::sort(out.values);
  return out;
}

std::optional<int> number_of(std::string_view text) {
  int number = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Result<ResourceType> type_of(std::string_view words) { return one_of<ResourceType>(words); }
Result<Licence> licence_of(std::string_view words) { return one_of<Licence>(words); }
Result<ThirdParty> third_party_of(std::string_view words) { return one_of<ThirdParty>(words); }
Result<ExamBoard> exam_board_of(std::string_view words) { return one_of<ExamBoard>(words); }
Result<Tier> tier_of(std::string_view words) { return one_of<Tier>(words); }
Result<Many<KeyStage, 6>> stages_of(std::string_view words) { return several_of<KeyStage, 6>(words); }
Result<Many<SchoolYear, 15>> years_of(std::string_view words) { return several_of<SchoolYear, 15>(words); }

Result<Date> date_of(std::string_view words) {
  static constexpr std::array<std::string_view, 3> marks{"/", "-", "."};
  auto const parts = parted(words, marks);
  auto const wrong = [] { return Error::unprocessable({}, "This is no date. Write it as 2027-07-31 or 31/7/2027."); };
  if (parts.size() != 3) return wrong();
  constexpr std::size_t year_digits = 4;
  bool const year_first = parts[0].size() == year_digits;
  auto const year = number_of(parts[year_first ? 0 : 2]);
  auto const month = number_of(parts[1]);
  auto const day = number_of(parts[year_first ? 2 : 0]);
  if (!year || !month || !day || *month < 1 || *day < 1) return wrong();
  std::chrono::year_month_day const date{std::chrono::year{*year}, std::chrono::month(unsigned(*month)),
                                         std::chrono::day(unsigned(*day))};
  constexpr int first_year = 2000, last_year = 2100;
  if (!date.ok() || *year < first_year || *year > last_year) return wrong();
  return Date{static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

std::string subject_of(std::string_view words) {
  static constexpr std::array<std::string_view, 35> subjects{"English",
                                                             "Mathematics",
                                                             "Science",
                                                             "Art and design",
                                                             "Computing",
                                                             "Design and technology",
                                                             "Geography",
                                                             "History",
                                                             "Music",
                                                             "Physical education",
                                                             "Languages",
                                                             "Citizenship",
                                                             "Religious education",
                                                             "Relationships and health education",
                                                             "Biology",
                                                             "Chemistry",
                                                             "Physics",
                                                             "Combined science",
                                                             "Cooking and nutrition",
                                                             "French",
                                                             "German",
                                                             "Spanish",
                                                             "Latin",
                                                             "PSHE",
                                                             "SEND",
                                                             "EAL",
                                                             "Early years",
                                                             "Careers",
                                                             "Online safety",
                                                             "Phonics and reading",
                                                             "Oracy",
                                                             "Pastoral",
                                                             "Drama",
                                                             "Business",
                                                             "Psychology"};
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> others{{
      {"maths", "Mathematics"},
      {"math", "Mathematics"},
      {"re", "Religious education"},
      {"pe", "Physical education"},
      {"dt", "Design and technology"},
      {"art", "Art and design"},
      {"phonics", "Phonics and reading"},
      {"reading", "Phonics and reading"},
      {"ict", "Computing"},
      {"rse", "Relationships and health education"},
      {"relationships education", "Relationships and health education"},
      {"health education", "Relationships and health education"},
      {"relationships and sex education", "Relationships and health education"},
  }};
  auto const wanted = plain_header(words);
  for (auto const& subject : subjects) {
    if (plain_header(subject) == wanted) return std::string(subject);
  }
  for (auto const& [word, subject] : others) {
    if (word == wanted) return std::string(subject);
  }
  return std::string(trimmed(words));
}

std::vector<std::string> list_of(std::string_view words) {
  static constexpr std::array<std::string_view, 1> semicolons{";"}, commas{","};
  bool const has_semicolon = words.find(';') != std::string_view::npos;
  return parted(words, has_semicolon ? std::span<std::string_view const>(semicolons) : commas);
}

}  // namespace staffroom::library_words
