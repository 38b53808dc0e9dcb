// `staffroom import curriculum`: units and lessons from files of JSON lines, in the shape of Oak National Academy's, on
// a data folder on which no server runs. Resources are pinned to them.
#pragma once
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/kinds.hpp"
#include "protocol/result.hpp"
#include "store/store.hpp"

namespace staffroom {

/// Whose curriculum it is, and whom to name with it.
struct CurriculumSource {
  std::string name = "Oak National Academy";
  std::string attribution =
      "Oak National Academy. Contains public sector information licensed under the Open Government Licence v3.0.";
};

struct CurriculumToImport {
  std::string units, lessons;  // files
  std::string folder;          // the data folder
  CurriculumSource source;
  bool dry_run = false;
};

struct CurriculumFiles {
  std::vector<PutCurriculumUnit> units;  // each with its lessons, in the order of the files
  std::size_t lessons = 0;
  std::vector<std::string> problems;  // "lessons, line 7: …": what was left out
};

/// Pure. One JSON object a line. A unit: id, subject, keyStage, title, slug; and if it has them year, description,
/// whyThisWhyNow, threads. A lesson: unit (the ids of its units), title, slug; pupilLessonOutcome, keywords. Other
/// members are passed over; a line that can't be used is told and left out.
CurriculumFiles read_curriculum(std::string_view units, std::string_view lessons, CurriculumSource const& source);

struct CurriculumCounts {
  std::size_t added = 0, changed = 0, same = 0;
};

/// By the system; what the hub holds already as it is, is not sent. Errors: those of the store.
Result<CurriculumCounts> put_curriculum(Store& store, std::vector<PutCurriculumUnit> units);

/// Reads, reports and, unless it is a dry run, puts. Errors: unprocessable for files that can't be used, and for a
/// folder that holds no hub; those of the store.
Result<void> import_curriculum(CurriculumToImport const& what, std::ostream& out);

}  // namespace staffroom
