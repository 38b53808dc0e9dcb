// What people write about resources in a table, and what the hub calls it: "KS3", "Year 7", "CC BY-SA", "Lesson
// materials". Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/resources.hpp"
#include "protocol/result.hpp"

namespace staffroom::library_words {

// Errors: unprocessable, with the words that work.
Result<ResourceType> type_of(std::string_view words);
Result<Licence> licence_of(std::string_view words);
Result<ThirdParty> third_party_of(std::string_view words);
Result<ExamBoard> exam_board_of(std::string_view words);
Result<Tier> tier_of(std::string_view words);
/// Several, parted by semicolons, commas or "and"; ranges: "Years 7 to 9", "KS1-KS2".
Result<Many<KeyStage, 6>> stages_of(std::string_view words);
Result<Many<SchoolYear, 15>> years_of(std::string_view words);
/// "2027-07-31" or "31/7/2027".
Result<Date> date_of(std::string_view words);

/// As the curriculum calls it, when it is one of its subjects ("maths" is Mathematics); else as it stands.
std::string subject_of(std::string_view words);
/// Parted by semicolons; by commas when there is no semicolon. Trimmed, without empty ones.
std::vector<std::string> list_of(std::string_view words);

}  // namespace staffroom::library_words
