// The pupil-data guard: numbers that stand for a pupil, a patient or an employee, and columns that look like a list of
// pupils. Pure, in linear time, and never says the value. The reader of people's files links it too. Its twin for the
// web app is static/src/lib/pupil_data.ts; both are held to tests/fixtures/pupil_data.json.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/resources_versions.hpp"

namespace staffroom {

/// upn, former_upn, national_insurance, nhs_number or uln. What is not certain may be a telephone or an order number:
/// worth a warning, not a refusal.
struct PupilDataHit {
  FindingType type;
  std::size_t at;  // in bytes
  std::size_t size;
  bool certain;
};

/// In the order in which they stand. `column`: what heads the column that the text stands in; "NHS" there makes a
/// number with a right check digit certain.
std::vector<PupilDataHit> find_pupil_data(std::string_view text, std::string_view column = {});
bool has_certain_pupil_data(std::string_view text);

/// The cells of a row that could be a table's head: pupils' numbers, pupils' names, names with a date of birth or an
/// ethnicity.
bool looks_like_class_list(std::vector<std::string> const& headers);

}  // namespace staffroom
