// The curriculum's spine: units and lessons, brought in from outside. Everyone with an account reads them.
#include <algorithm>

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/permissions.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

std::shared_ptr<CurriculumUnit const> unit_by_slug(View const& view, Name const& source, Line const& slug) {
  auto const wanted = IndexKey(Index::curriculum_unit_by_slug).text(source.value).byte(0).text(slug.value).take();
  std::shared_ptr<CurriculumUnit const> found;
  view.scan_index(wanted, {}, [&](std::string_view key, std::string_view value) {
    if (key == wanted) found = view.find<CurriculumUnit>(CurriculumUnitId{read_u64(value)});
    return false;  // the first row is the shortest: the slug itself, if it is there
  });
  return found;
}

bool is_same(CurriculumLesson const& one, CurriculumLesson const& other) {
  return one.slug == other.slug && one.title == other.title && one.outcome == other.outcome &&
         one.keywords == other.keywords;
}

bool says_the_same(CurriculumUnit const& unit, PutCurriculumUnit const& command) {
  auto const& was = unit.lessons.values;
  auto const& is = command.lessons.values;
  return unit.subject == command.subject && unit.stage == command.stage && unit.year == command.year &&
         unit.title == command.title && unit.description == command.description && unit.threads == command.threads &&
         unit.attribution == command.attribution && std::equal(was.begin(), was.end(), is.begin(), is.end(), is_same);
}

Result<void> check_lessons(PutCurriculumUnit const& command) {
  if (command.slug.empty()) return Error::unprocessable("body.slug", "A unit needs a slug.");
  auto const& lessons = command.lessons.values;
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    auto const is_again = [&](auto const& before) { return before.slug == lessons[i].slug; };
    auto const end = lessons.begin() + static_cast<std::ptrdiff_t>(i);
    if (lessons[i].slug.empty() || std::any_of(lessons.begin(), end, is_again)) {
      return Error::unprocessable("body.lessons[" + std::to_string(i) + "].slug",
                                  "Each lesson needs a slug of its own within the unit.");
    }
  }
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, PutCurriculumUnit const& command) {
  Door const door(view, asked);
  TRY(door.may(Thing::curriculum, Action::edit, {.organisation = tree::root(view)}));
  TRY(check_lessons(command));
  auto const found = unit_by_slug(view, command.source, command.slug);
  if (found && says_the_same(*found, command)) return Change::unchanged<CurriculumUnit>(found->id);
  auto unit = found ? *found : CurriculumUnit{.id = asked.take<CurriculumUnitId>(), .version = 0};
  unit.source = command.source;
  unit.slug = command.slug;
  unit.subject = command.subject;
  unit.stage = command.stage;
  unit.year = command.year;
  unit.title = command.title;
  unit.description = command.description;
  unit.threads = command.threads;
  unit.lessons = command.lessons;
  unit.attribution = command.attribution;
  ++unit.version;
  return Change{}.put(std::move(unit));
}

Result<Answer> answer(View const& view, Asked const& asked, ListCurriculum const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  IndexKey prefix(Index::curriculum_units_all);
  if (query.subject) {
    prefix.text(folded(query.subject->value)).byte(0);
    if (query.stage) prefix.byte(std::uint8_t(*query.stage));
  }
  return answer_page(view, page, prefix.take(), envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    CurriculumUnitId const id{read_u64(key.substr(key.size() - 8))};
    auto const unit = view.find<CurriculumUnit>(id);
    if (!unit || (query.stage && unit->stage != *query.stage) || !door.may_read(*unit)) return false;
    if (into) into->item_of<CurriculumUnit>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetCurriculumUnit const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<CurriculumUnit>("ids.curriculum_unit", query.curriculum_unit));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
