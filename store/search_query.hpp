// What a person typed into the search box, taken apart: words, phrases, exclusions, operators. Never fails: what is not
// understood is words.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/search.hpp"

namespace staffroom::search {

/// Words that belong together: one, or a phrase in this order.
struct Term {
  std::vector<std::string> words;  // folded
  bool without = false;
  bool quoted = false;
  std::size_t at = 0;  // of a single word: where it stands in what was typed
  std::size_t end = 0;
};

enum class Has : std::uint8_t { file, link, preview, approval, uses, summary };

/// name:value, understood.
struct Condition {
  enum class Type : std::uint8_t { subject, stage, year, type, record, by, place, has, format };
  Type type = Type::subject;
  bool without = false;
  std::string value;        // of subject, by and place: folded words
  std::uint8_t choice = 0;  // of the others: the enumerator
};

struct ParsedQuery {
  std::vector<Term> terms;
  std::vector<Condition> conditions;
  std::optional<TimestampMs> from;   // after:
  std::optional<TimestampMs> until;  // before:, exclusive
};

ParsedQuery parse_query(std::string_view typed);

/// The words of an enumerator as people write them: "Key stage 3" and "ks3" are KeyStage::ks3.
std::optional<KeyStage> stage_called(std::string_view folded);
std::optional<SchoolYear> year_called(std::string_view folded);
std::optional<ResourceType> type_called(std::string_view folded);
std::optional<SearchKind> record_called(std::string_view folded);

}  // namespace staffroom::search
