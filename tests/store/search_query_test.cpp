// What a person types into the search box: words, phrases, exclusions, operators; and how words are cut and folded.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "store/calendar.hpp"
#include "store/search_query.hpp"
#include "store/search_snippets.hpp"
#include "store/search_words.hpp"

namespace staffroom::tests {
namespace {

using search::Condition;
using search::parse_query;
using search::words_of;
using Words = std::vector<std::string>;

/// Phrases in brackets, exclusions with a minus.
std::string told(std::string_view typed) {
  std::string out;
  for (auto const& term : parse_query(typed).terms) {
    if (!out.empty()) out += ' ';
    if (term.without) out += '-';
    bool const is_phrase = term.quoted || term.words.size() > 1;
    if (is_phrase) out += '[';
    for (std::size_t i = 0; i < term.words.size(); ++i) out += (i > 0 ? " " : "") + term.words[i];
    if (is_phrase) out += ']';
  }
  return out;
}

bool is(std::string_view typed, Condition::Type type, std::size_t choice) {
  auto const parsed = parse_query(typed);
  return parsed.terms.empty() && parsed.conditions.size() == 1 && parsed.conditions[0].type == type &&
         parsed.conditions[0].choice == choice;
}

TimestampMs start_of(std::string_view date) { return calendar::local(*parse_date(date), 0, 0); }

std::string marked(std::vector<Snippet> const& pieces) {
  std::string out;
  for (auto const& piece : pieces) out += piece.hit ? "<" + piece.text + ">" : piece.text;
  return out;
}

}  // namespace

TEST_CASE("search words are folded: case, accents, apostrophes; anything but letters and digits parts them") {
  CHECK(words_of("The Teacher's café, Mr O'Brien's Straße!") ==
        Words{"the", "teacher", "cafe", "mr", "obrien", "strasse"});
  CHECK(words_of("pupils' work; don’t ﬁnd x²") == Words{"pupils", "work", "dont", "find", "x2"});
  CHECK(words_of("five-a-day 0.5 snake_case") == Words{"five", "a", "day", "0", "5", "snake", "case"});
  CHECK(words_of("Ἑλλάς Привет 数学") == Words{"Ἑλλάς", "привет", "数", "学"});
  CHECK(words_of("a\xff\xfe"
                 "b") == Words{"a", "b"});
  CHECK(words_of("'' \" - ").empty());
  for (auto const& word : words_of(std::string(1'000, 'x'))) CHECK(word.size() <= search::word_bytes_max);
}

TEST_CASE("search queries are taken apart into words, phrases and exclusions") {
  CHECK(told("adding fractions") == "adding fractions");
  CHECK(told("\"equal parts\" -half -\"two thirds\"") == "[equal parts] -half -[two thirds]");
  CHECK(told("cause-effect") == "[cause effect]");
  CHECK(told("\"unfinished phrase") == "[unfinished phrase]");
  CHECK(told("- -- \"\" \"  \" :") == "");
  CHECK(told("unknown:value http://oak.example") == "unknown value http [oak example]");
}

TEST_CASE("search operators take names as people write them, and quoted values") {
  using Type = Condition::Type;
  CHECK(is("stage:ks3", Type::stage, std::size_t(KeyStage::ks3)));
  CHECK(is("Stage:3", Type::stage, std::size_t(KeyStage::ks3)));
  CHECK(is("stage:\"Key Stage 3\"", Type::stage, std::size_t(KeyStage::ks3)));
  CHECK(is("year:7", Type::year, std::size_t(SchoolYear::y7)));
  CHECK(is("year:\"Year 7\"", Type::year, std::size_t(SchoolYear::y7)));
  CHECK(is("year:R", Type::year, std::size_t(SchoolYear::reception)));
  CHECK(is("kind:scheme", Type::type, std::size_t(ResourceType::scheme_of_work)));
  CHECK(is("kind:\"knowledge organiser\"", Type::type, std::size_t(ResourceType::knowledge_organiser)));
  CHECK(is("kind:people", Type::record, std::size_t(SearchKind::person)));
  CHECK(is("in:messages", Type::record, std::size_t(SearchKind::message)));
  CHECK(is("has:link", Type::has, std::size_t(search::Has::link)));
  CHECK(is("has:slides", Type::format, std::size_t(FileFormat::pptx)));
  auto const parsed = parse_query("subject:\"Religious Education\" by:Sana in:\"Maths leads\" -by:me");
  REQUIRE(parsed.conditions.size() == 4);
  CHECK(parsed.conditions[0].value == "religious education");
  CHECK(parsed.conditions[1].value == "sana");
  CHECK(parsed.conditions[2].type == Type::place);
  CHECK(parsed.conditions[3].without);
}

TEST_CASE("search operators that are not understood are plain words") {
  for (auto const* typed :
       {"stage:99", "year:fourteen", "has:wings", "before:yesterday", "after:2026-02-31", "kind:x"}) {
    auto const parsed = parse_query(typed);
    CAPTURE(typed);
    CHECK(parsed.conditions.empty());
    CHECK_FALSE(parsed.terms.empty());
    CHECK_FALSE(parsed.from);
    CHECK_FALSE(parsed.until);
  }
}

TEST_CASE("search dates are days, months or years in the United Kingdom") {
  CHECK(parse_query("after:2026-11-22").from == start_of("2026-11-22"));
  CHECK(parse_query("after:22/11/2026").from == start_of("2026-11-22"));
  CHECK(parse_query("before:2026-06").until == start_of("2026-06-01"));
  CHECK(parse_query("before:2026").until == start_of("2026-01-01"));
}

TEST_CASE("a search query of any length and shape is bounded") {
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "word" + std::to_string(i) + " ";
  CHECK(parse_query(many).terms.size() == limits::search_terms_max);
  std::string quotes(10'000, '"');
  CHECK(parse_query(quotes).terms.empty());
  std::string operators;
  for (int i = 0; i < 1'000; ++i) operators += "subject:a ";
  CHECK(parse_query(operators).conditions.size() <= limits::search_terms_max);
  CHECK(told("a*a*a*a*b") == "[a a a a b]");
  CHECK(told("\"*") == "");
}

TEST_CASE("things with several names are spotted in a row of words") {
  search::MeaningSpotter spotter;
  auto const last = [&](std::string_view text) {
    spotter.interrupt();
    std::vector<search::MeaningSpotter::Spotted> out;
    for (auto const& word : words_of(text)) out = spotter.next(word);
    return out.empty() ? 0 : out.front().meaning;
  };
  CHECK(last("KS2") != 0);
  CHECK(last("KS2") == last("Key Stage 2"));
  CHECK(last("KS2") != last("KS3"));
  CHECK(last("SEND") == last("special educational needs"));
  CHECK(last("a teaching assistant") == last("TA"));
  CHECK(last("year 7") == last("Y7"));
  CHECK(last("stage 2") == 0);
}

TEST_CASE("a quotation comes from the page on which most of the words stand, and says what is a hit") {
  search::Quoting quoting(parse_query("counting fractions").terms);
  std::string const text =
      "Starter\nCount in halves.\fMain\nWe count a fraction and a fraction: counting fractions with one "
      "denominator.\fEnd\n"
      "Count it up.";
  auto const quote = quoting.quote(text);
  REQUIRE(quote);
  CHECK(quote->page == 2);
  CHECK(quote->found == 2);
  CHECK(marked(quote->pieces) ==
        "Main We <count> a <fraction> and a <fraction>: <counting> <fractions> with one denominator.");
  CHECK_FALSE(quoting.quote("Nothing of the kind."));
  CHECK(search::Quoting(parse_query("adding").terms).quote("Add and added."));
}

TEST_CASE("a quotation is short, cut between words, and knows phrases and other names") {
  std::string const filler = "word after word and so on without end ";
  std::string text;
  for (int i = 0; i < 50; ++i) text += filler;
  auto const long_text = text + "then a teaching assistant reads " + text;
  auto const quote = search::Quoting(parse_query("TA").terms).quote(long_text);
  REQUIRE(quote);
  auto const shown = marked(quote->pieces);
  CHECK(shown.size() < 300);
  CHECK(shown.find("a <teaching assistant> reads") != std::string::npos);
  CHECK(shown.starts_with("…"));
  CHECK(shown.ends_with("…"));
  auto const phrase =
      search::Quoting(parse_query("\"equal parts\"").terms).quote("Parts that are equal. Two equal parts.");
  REQUIRE(phrase);
  CHECK(marked(phrase->pieces) == "Parts that are equal. Two <equal parts>.");
  CHECK_FALSE(search::Quoting(parse_query("\"equal parts\"").terms).quote("Parts that are equal."));
}

}  // namespace staffroom::tests
