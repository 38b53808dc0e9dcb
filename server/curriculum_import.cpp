// Curricula from files of JSON lines.
#include "server/curriculum_import.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <future>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "protocol/codec.hpp"
#include "protocol/json_document.hpp"
#include "server/app.hpp"
#include "server/records.hpp"

namespace staffroom {
namespace {

constexpr std::size_t file_bytes_max = limits::import_bytes_max;
constexpr std::size_t line_bytes_max = 256 * 1024;
constexpr std::size_t units_max = 5'000;
constexpr std::size_t problems_told_max = 100;

/// A line of a file, and what may be asked of it.
class Entry {
 public:
  explicit Entry(JsonValue object) : object_(object) {}

  std::optional<JsonValue> member(std::string_view name) const {
    std::optional<JsonValue> found;
    each_member(object_, [&](std::string_view key, JsonValue const& value) {
      if (key == name) found = value;
      return !found;
    });
    return found;
  }
  /// Empty when it is not there.
  std::string text(std::string_view name) const {
    auto const value = member(name);
    return value && value->type == JsonType::text ? std::string(value->text) : std::string();
  }
  /// Of a list of texts, or of objects with `inner`; a text alone is a list of one.
  std::vector<std::string> texts(std::string_view name, std::string_view inner = {}) const {
    std::vector<std::string> out;
    auto const list = member(name);
    if (list && list->type == JsonType::text) out.emplace_back(list->text);
    if (!list || list->type != JsonType::list) return out;
    auto const& document = *list->document;
    for (auto place = JsonDocument::first(*list); place != document.end(*list); place = document.next(place)) {
      auto const value = document.value(place);
      if (value.type == JsonType::text) out.emplace_back(value.text);
      if (value.type == JsonType::object && !inner.empty()) {
        auto found = Entry(value).text(inner);
        if (!found.empty()) out.push_back(std::move(found));
      }
    }
    return out;
  }

 private:
  JsonValue object_;
};

/// Oak's words for subjects where ours are others; else the word itself, with a capital letter.
std::string subject_of(std::string word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> others{{
      {"maths", "Mathematics"},
      {"art", "Art and design"},
      {"design-technology", "Design and technology"},
      {"cooking-nutrition", "Cooking and nutrition"},
      {"rshe-pshe", "PSHE"},
      {"pshe", "PSHE"},
      {"rshe", "PSHE"},
      {"early-years", "Early years"},
  }};
  for (auto const& [theirs, ours] : others) {
    if (word == theirs) return std::string(ours);
  }
  std::ranges::replace(word, '-', ' ');
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

std::optional<KeyStage> stage_of(std::string word) {
  std::ranges::transform(word, word.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  static constexpr std::array<std::string_view, 6> words{"eyfs", "ks1", "ks2", "ks3", "ks4", "ks5"};
  if (word.starts_with("early-years")) return KeyStage::eyfs;
  auto const found = std::ranges::find(words, word);
  if (found == words.end()) return std::nullopt;
  return KeyStage(found - words.begin());
}

/// 7, "7" or "Year 7"; reception and nursery by name. Nothing for what is no school year, as "all-years".
std::optional<SchoolYear> year_of(std::optional<JsonValue> const& value) {
  if (!value) return std::nullopt;
  std::int64_t number = value->integer;
  if (value->type == JsonType::text) {
    auto text = value->text;
    if (text == "reception" || text == "Reception") return SchoolYear::reception;
    if (text == "nursery" || text == "Nursery") return SchoolYear::nursery;
    for (std::string_view const start : {"Year ", "year-", "year "}) {
      if (text.starts_with(start)) text.remove_prefix(start.size());
    }
    auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  } else if (value->type != JsonType::integer) {
    return std::nullopt;
  }
  constexpr std::int64_t last = 13;
  if (number < 1 || number > last) return std::nullopt;
  return SchoolYear(static_cast<int>(SchoolYear::y1) + static_cast<int>(number) - 1);
}

template <class Texts>
void fill(Texts& names, std::vector<std::string> const& texts) {
  for (auto const& text : texts) {
    if (names.size() < Texts::size_max && !names.contains({text})) names.values.push_back({text});
  }
}

CurriculumUnit record_of(PutCurriculumUnit const& it) {
  return {CurriculumUnitId{1}, 1,          it.source,  it.slug,       it.subject, it.stage, it.year, it.title,
          it.description,      it.threads, it.lessons, it.attribution};
}

PutCurriculumUnit command_of(CurriculumUnit const& it) {
  return {it.source, it.slug,        it.subject, it.stage,   it.year,
          it.title,  it.description, it.threads, it.lessons, it.attribution};
}

/// As it will be stored. Two are the same when these are.
std::string text_of(PutCurriculumUnit const& it) { return to_json(Record(record_of(it))); }

/// What a text may not be, as the decoder says it. Nothing when all is well.
std::optional<std::string> what_is_wrong(PutCurriculumUnit const& unit) {
  auto const read = record_from_json(Kind::curriculum_unit, text_of(unit));
  if (read) return std::nullopt;
  constexpr std::string_view start = "record.";
  auto const& path = read.error().path;
  return (path.starts_with(start) ? path.substr(start.size()) : path) + " " + read.error().detail + ".";
}

class CurriculumReader {
 public:
  explicit CurriculumReader(CurriculumSource const& source) : source_(source) {}

  CurriculumFiles read(std::string_view units, std::string_view lessons) {
    each_line("units", units, [&](Entry const& entry) { return read_unit(entry); });
    each_line("lessons", lessons, [&](Entry const& entry) { return read_lesson(entry); });
    return std::move(files_);
  }

 private:
  template <class Read>
  void each_line(std::string_view file, std::string_view text, Read const& read) {
    std::size_t number = 0;
    while (!text.empty()) {
      ++number;
      auto const end = text.find('\n');
      auto line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      auto const problem = read_line(line, read);
      if (problem) files_.problems.push_back(std::string(file) + ", line " + std::to_string(number) + ": " + *problem);
    }
  }

  template <class Read>
  static std::optional<std::string> read_line(std::string_view line, Read const& read) {
    if (line.size() > line_bytes_max) return "This line is over 256 KiB.";
    auto const document = JsonDocument::parse(line, "line");
    if (!document) return "This is no JSON: " + document.error().detail;
    if (document->root().type != JsonType::object) return "This is no JSON object.";
    return read(Entry(document->root()));
  }

  std::optional<std::string> read_unit(Entry const& entry) {
    auto const id = entry.text("id");
    auto const stage = stage_of(entry.text("keyStage"));
    PutCurriculumUnit unit{.source = {source_.name},
                           .slug = {entry.text("slug")},
                           .subject = {subject_of(entry.text("subject"))},
                           .title = {entry.text("title")},
                           .description = {entry.text("description")},
                           .attribution = {source_.attribution}};
    if (id.empty()) return "id is missing.";
    if (unit.slug.empty()) return "slug is missing.";
    if (unit.title.empty()) return "title is missing.";
    if (!stage) return "keyStage must be one of EYFS, KS1, KS2, KS3, KS4, KS5.";
    unit.stage = *stage;
    unit.year = year_of(entry.member("year"));
    if (auto const why = entry.text("whyThisWhyNow"); !why.empty()) {
      if (!unit.description.empty()) unit.description.value += "\n\n";
      unit.description.value += why;
    }
    fill(unit.threads, entry.texts("threads", "title"));
    if (auto wrong = what_is_wrong(unit)) return wrong;
    if (files_.units.size() == units_max) return "There are over 5,000 units.";
    if (!slugs_.insert(unit.slug.value).second) return "The slug " + unit.slug.value + " stands in an earlier line.";
    if (!units_.emplace(id, files_.units.size()).second) return "The id " + id + " stands in an earlier line.";
    files_.units.push_back(std::move(unit));
    return std::nullopt;
  }

  std::optional<std::string> read_lesson(Entry const& entry) {
    CurriculumLesson lesson{.slug = {entry.text("slug")},
                            .title = {entry.text("title")},
                            .outcome = {entry.text("pupilLessonOutcome")},
                            .keywords = {}};
    if (lesson.slug.empty()) return "slug is missing.";
    if (lesson.title.empty()) return "title is missing.";
    fill(lesson.keywords, entry.texts("keywords", "keyword"));
    auto const wanted = entry.texts("unit");
    if (wanted.empty()) return "unit is missing: the ids of the units that it belongs to.";
    for (auto const& id : wanted) {
      auto const found = units_.find(id);
      if (found == units_.end()) return "There is no unit " + id + ".";
      auto& unit = files_.units[found->second];
      if (unit.lessons.size() == limits::curriculum_lessons_max) return "The unit " + id + " has 80 lessons already.";
      auto const has_slug = [&](CurriculumLesson const& it) { return it.slug == lesson.slug; };
      if (std::ranges::any_of(unit.lessons, has_slug)) return "The slug " + lesson.slug.value + " is there already.";
      unit.lessons.values.push_back(lesson);
      auto wrong = what_is_wrong(unit);
      if (!wrong) continue;
      unit.lessons.values.pop_back();
      return wrong;
    }
    ++files_.lessons;
    return std::nullopt;
  }

  CurriculumSource const& source_;
  CurriculumFiles files_;
  std::map<std::string, std::size_t> units_;  // by id
  std::set<std::string> slugs_;
};

Result<std::string> bytes_of(std::string const& file) {
  std::error_code error;
  auto const size = std::filesystem::file_size(file, error);
  if (error) return Error::unprocessable("file", "There is no file " + file + ".");
  if (size > file_bytes_max) return Error::unprocessable("file", "The file " + file + " is over 96 MiB.");
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) return Error::unprocessable("file", "The file " + file + " can't be read.");
  return std::move(bytes).str();
}

/// What would be done, by unit.
struct Plan {
  std::vector<PutCurriculumUnit> puts;
  CurriculumCounts counts;
};

Result<Plan> plan_of(Store& store, std::vector<PutCurriculumUnit> units) {
  TRY_INTO(auto const held, records::all<CurriculumUnit>(store, ListCurriculum{}));
  std::map<std::pair<std::string, std::string>, std::string> now;
  for (auto const& it : held) now[{it.source.value, it.slug.value}] = text_of(command_of(it));
  Plan plan;
  for (auto& unit : units) {
    auto const found = now.find({unit.source.value, unit.slug.value});
    if (found != now.end() && found->second == text_of(unit)) {
      ++plan.counts.same;
      continue;
    }
    ++(found == now.end() ? plan.counts.added : plan.counts.changed);
    plan.puts.push_back(std::move(unit));
  }
  return plan;
}

void report(CurriculumFiles const& files, CurriculumCounts const& counts, std::ostream& out) {
  std::size_t told = 0;
  for (auto const& problem : files.problems) {
    if (++told <= problems_told_max) out << problem << "\n";
  }
  if (told > problems_told_max) out << "… and " << told - problems_told_max << " more lines with errors\n";
  out << counts.added + counts.changed + counts.same << " units with " << files.lessons << " lessons: " << counts.added
      << " new, " << counts.changed << " changed, " << counts.same << " same; " << files.problems.size()
      << " lines with errors\n";
}

}  // namespace

CurriculumFiles read_curriculum(std::string_view units, std::string_view lessons, CurriculumSource const& source) {
  return CurriculumReader(source).read(units, lessons);
}

Result<CurriculumCounts> put_curriculum(Store& store, std::vector<PutCurriculumUnit> units) {
  TRY_INTO(auto plan, plan_of(store, std::move(units)));
  std::vector<std::future<Outcome>> waiting;  // many share one sync
  for (auto& unit : plan.puts) {
    auto promise = std::make_shared<std::promise<Outcome>>();
    waiting.push_back(promise->get_future());
    Submission submission;
    submission.command = std::move(unit);
    submission.lane = Lane::background;
    store.submit(std::move(submission), [promise](Outcome outcome) { promise->set_value(std::move(outcome)); });
  }
  std::optional<Error> first;
  for (auto& one : waiting) {
    auto const outcome = one.get();
    if (!outcome && !first) first = outcome.error();
  }
  if (first) return *first;
  return plan.counts;
}

Result<void> import_curriculum(CurriculumToImport const& what, std::ostream& out) {
  TRY_INTO(auto const units, bytes_of(what.units));
  TRY_INTO(auto const lessons, bytes_of(what.lessons));
  auto files = read_curriculum(units, lessons, what.source);
  if (files.units.empty()) {
    auto const first = files.problems.empty() ? std::string() : " " + files.problems.front();
    return Error::unprocessable("file", "The file " + what.units + " holds no unit." + first);
  }
  StoreSettings settings;
  settings.folder = what.folder;
  settings.create = false;
  settings.database_log = log_database_line;
  TRY_INTO(auto const store, Store::open(std::move(settings)));
  if (what.dry_run) {
    TRY_INTO(auto const plan, plan_of(*store, files.units));
    report(files, plan.counts, out);
    out << "Nothing was changed: this was a dry run.\n";
    return {};
  }
  TRY_INTO(auto const counts, put_curriculum(*store, files.units));
  report(files, counts, out);
  return {};
}

}  // namespace staffroom
