// The curriculum's spine: units and their lessons, imported, to which resources are pinned.
#pragma once
#include <optional>
#include <string>

#include "protocol/described.hpp"
#include "protocol/resources.hpp"

namespace staffroom {

struct CurriculumLesson {
  Line slug;
  Line title;
  Note outcome;  // "I can …"
  Many<Name, 40> keywords;
};
STAFFROOM_DESCRIBE(CurriculumLesson, (), (slug, title, outcome, keywords))

/// Read by everyone with an account.
struct CurriculumUnit {
  static constexpr Kind kind = Kind::curriculum_unit;
  static constexpr std::string_view path = "/curriculum/units/{id}";
  CurriculumUnitId id;
  std::uint32_t version = 1;
  Name source;  // "Oak National Academy"
  Line slug;    // unique within the source
  Name subject;
  KeyStage stage = KeyStage::ks1;
  std::optional<SchoolYear> year;
  Line title;
  SummaryText description;
  Many<Name, limits::keywords_max> threads;
  Many<CurriculumLesson, limits::curriculum_lessons_max> lessons;
  Note attribution;  // as its licence wants it
};
STAFFROOM_DESCRIBE(CurriculumUnit, (),
                   (id, version, source, slug, subject, stage, year, title, description, threads, lessons, attribution))

/// Internal: by the import. The unit with this slug is made or changed; nothing happens when it is the same.
struct PutCurriculumUnit {
  static constexpr std::string_view name = "put_curriculum_unit";
  Name source;
  Line slug;
  Name subject;
  KeyStage stage = KeyStage::ks1;
  std::optional<SchoolYear> year;
  Line title;
  SummaryText description;
  Many<Name, limits::keywords_max> threads;
  Many<CurriculumLesson, limits::curriculum_lessons_max> lessons;
  Note attribution;
};
STAFFROOM_DESCRIBE(PutCurriculumUnit, (),
                   (source, slug, subject, stage, year, title, description, threads, lessons, attribution))

/// By subject, stage and title.
struct ListCurriculum {
  static constexpr std::string_view name = "list_curriculum";
  static constexpr Route route{Method::get, "/curriculum/units"};
  using Item = CurriculumUnit;
  std::optional<Name> subject;
  std::optional<KeyStage> stage;
};
STAFFROOM_DESCRIBE(ListCurriculum, (), (subject, stage))

struct GetCurriculumUnit {
  static constexpr std::string_view name = "get_curriculum_unit";
  static constexpr Route route{Method::get, "/curriculum/units/{curriculum_unit}"};
  using Item = CurriculumUnit;
  CurriculumUnitId curriculum_unit;
};
STAFFROOM_DESCRIBE(GetCurriculumUnit, (), (curriculum_unit))

}  // namespace staffroom
