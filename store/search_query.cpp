// Taking apart what was typed.
#include "store/search_query.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11.hpp>
#include <charconv>

#include "store/calendar.hpp"
#include "store/search_words.hpp"

namespace staffroom::search {
namespace {

template <class Enum>
struct Called {
  std::string_view name;
  Enum value;
};

template <class Enum, std::size_t Size>
std::optional<Enum> find_called(std::array<Called<Enum>, Size> const& all, std::string_view name) {
  for (auto const& it : all) {
    if (it.name == name) return it.value;
  }
  return std::nullopt;
}

/// By its own name: "lesson_materials" as "lesson materials".
template <class Enum>
std::optional<Enum> named(std::string_view folded) {
  std::optional<Enum> out;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto const& it) {
    std::string name(it.name);
    std::replace(name.begin(), name.end(), '_', ' ');
    if (name == folded) out = it.value;
  });
  return out;
}

std::optional<int> number(std::string_view text) {
  int out = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(out) : std::nullopt;
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::optional<TimestampMs> start_of(int year, int month, int day) {
  auto const date = parse_date(std::to_string(year) + '-' + two_digits(month) + '-' + two_digits(day));
  return date ? std::optional(calendar::local(*date, 0, 0)) : std::nullopt;
}

/// "2026", "2026-11", "2026-11-22", "22/11/2026": the instant at which it begins.
std::optional<TimestampMs> instant_of(std::string_view text) {
  std::vector<int> parts;
  bool const british = text.find('/') != std::string_view::npos;
  char const parting = british ? '/' : '-';
  while (!text.empty()) {
    auto const end = std::min(text.find(parting), text.size());
    auto const part = number(text.substr(0, end));
    if (!part || *part < 1 || parts.size() == 3) return std::nullopt;
    parts.push_back(*part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (british) std::reverse(parts.begin(), parts.end());
  if (parts.empty()) return std::nullopt;
  parts.resize(3, 1);
  return start_of(parts[0], parts[1], parts[2]);
}

constexpr std::array has_called{Called<Has>{"file", Has::file},         Called<Has>{"files", Has::file},
                                Called<Has>{"attachment", Has::file},   Called<Has>{"link", Has::link},
                                Called<Has>{"links", Has::link},        Called<Has>{"address", Has::link},
                                Called<Has>{"preview", Has::preview},   Called<Has>{"picture", Has::preview},
                                Called<Has>{"approval", Has::approval}, Called<Has>{"approved", Has::approval},
                                Called<Has>{"use", Has::uses},          Called<Has>{"uses", Has::uses},
                                Called<Has>{"summary", Has::summary}};
constexpr std::array formats_called{
    Called<FileFormat>{"slides", FileFormat::pptx},      Called<FileFormat>{"powerpoint", FileFormat::pptx},
    Called<FileFormat>{"word", FileFormat::docx},        Called<FileFormat>{"excel", FileFormat::xlsx},
    Called<FileFormat>{"spreadsheet", FileFormat::xlsx}, Called<FileFormat>{"images", FileFormat::image},
    Called<FileFormat>{"sound", FileFormat::audio},      Called<FileFormat>{"film", FileFormat::video},
    Called<FileFormat>{"zip", FileFormat::archive}};

std::optional<FileFormat> format_called(std::string_view folded) {
  if (auto const found = find_called(formats_called, folded)) return found;
  return named<FileFormat>(folded);
}

class Parser {
 public:
  explicit Parser(std::string_view typed) : typed_(typed) {}

  ParsedQuery parse() {
    while (skip_spaces() && words_ < limits::search_terms_max) {
      bool const without = typed_[at_] == '-' && at_ + 1 < typed_.size() && !is_space(typed_[at_ + 1]);
      if (without) ++at_;
      if (typed_[at_] == '"') {
        auto const start = at_;
        add_phrase(quoted(), without, true, start);
      } else {
        take_piece(without);
      }
    }
    return std::move(out_);
  }

 private:
  bool skip_spaces() {
    while (at_ < typed_.size() && is_space(typed_[at_])) ++at_;
    return at_ < typed_.size();
  }

  /// What stands between the quotation mark here and the next one, or the end.
  std::string_view quoted() {
    auto const start = ++at_;
    auto const end = std::min(typed_.find('"', start), typed_.size());
    at_ = std::min(end + 1, typed_.size());
    return typed_.substr(start, end - start);
  }

  std::string_view unquoted() {
    auto const start = at_;
    while (at_ < typed_.size() && !is_space(typed_[at_]) && typed_[at_] != '"') ++at_;
    return typed_.substr(start, at_ - start);
  }

  void take_piece(bool without) {
    auto const start = at_;
    auto const piece = unquoted();
    auto const colon = piece.find(':');
    if (colon != std::string_view::npos && colon > 0) {
      auto const name = folded_words(piece.substr(0, colon));
      auto value = piece.substr(colon + 1);
      if (value.empty() && at_ < typed_.size() && typed_[at_] == '"') value = quoted();
      if (add_condition(name, value, without)) return;
      at_ = std::max(at_, start + piece.size());
      add_phrase(piece.substr(0, colon), without, false, start);
      add_phrase(value, without, false, static_cast<std::size_t>(value.data() - typed_.data()));
      return;
    }
    add_phrase(piece, without, false, start);
  }

  /// The words of one piece stand together: "cause-effect" is a phrase.
  void add_phrase(std::string_view text, bool without, bool was_quoted, std::size_t at) {
    Term term{{}, without, was_quoted, 0, 0};
    WordWalk walk(text);
    for (Word word; words_ < limits::search_terms_max && walk.next(word); ++words_) {
      term.at = at + word.at;
      term.end = at + word.end;
      term.words.push_back(word.text);
    }
    if (!term.words.empty()) out_.terms.push_back(std::move(term));
  }

  bool add_condition(std::string_view name, std::string_view value, bool without) {
    using Type = Condition::Type;
    auto const folded = folded_words(value);
    if (folded.empty()) return false;
    auto const choose = [&](Type type, auto found) {
      if (found) add(Condition{type, without, {}, static_cast<std::uint8_t>(*found)});
      return found.has_value();
    };
    if (name == "subject") return add(Condition{Type::subject, without, folded, 0});
    if (name == "by" || name == "from") return add(Condition{Type::by, without, folded, 0});
    if (name == "stage") return choose(Type::stage, stage_called(folded));
    if (name == "year") return choose(Type::year, year_called(folded));
    if (name == "kind" || name == "type") {
      return choose(Type::type, type_called(folded)) || choose(Type::record, record_called(folded));
    }
    if (name == "in") {
      return choose(Type::record, record_called(folded)) || add(Condition{Type::place, without, folded, 0});
    }
    if (name == "has") {
      return choose(Type::has, find_called(has_called, folded)) || choose(Type::format, format_called(folded));
    }
    if (without) return false;
    if (name == "after") return narrow(out_.from, instant_of(value));
    if (name == "before") return narrow(out_.until, instant_of(value));
    return false;
  }

  bool add(Condition condition) {
    out_.conditions.push_back(std::move(condition));
    ++words_;
    return true;
  }

  bool narrow(std::optional<TimestampMs>& limit, std::optional<TimestampMs> found) {
    if (found) {
      limit = found;
      ++words_;
    }
    return found.has_value();
  }

  std::string_view typed_;
  std::size_t at_ = 0;
  std::size_t words_ = 0;
  ParsedQuery out_;
};

}  // namespace

std::optional<KeyStage> stage_called(std::string_view folded) {
  static constexpr std::array all{
      Called<KeyStage>{"1", KeyStage::ks1},          Called<KeyStage>{"2", KeyStage::ks2},
      Called<KeyStage>{"3", KeyStage::ks3},          Called<KeyStage>{"4", KeyStage::ks4},
      Called<KeyStage>{"5", KeyStage::ks5},          Called<KeyStage>{"early years", KeyStage::eyfs},
      Called<KeyStage>{"sixth form", KeyStage::ks5}, Called<KeyStage>{"gcse", KeyStage::ks4}};
  constexpr std::string_view in_full = "key stage ";
  if (folded.starts_with(in_full)) folded.remove_prefix(in_full.size());
  if (auto const found = find_called(all, folded)) return found;
  return named<KeyStage>(folded);
}

std::optional<SchoolYear> year_called(std::string_view folded) {
  for (std::string_view const before : {"year ", "yr ", "yr", "y"}) {
    if (folded.size() > before.size() && folded.starts_with(before)) {
      folded.remove_prefix(before.size());
      break;
    }
  }
  if (folded == "r") return SchoolYear::reception;
  if (auto const found = named<SchoolYear>(folded)) return found;
  return named<SchoolYear>("y" + std::string(folded));
}

std::optional<ResourceType> type_called(std::string_view folded) {
  using enum ResourceType;
  static constexpr std::array all{Called<ResourceType>{"lesson", lesson_materials},
                                  Called<ResourceType>{"lessons", lesson_materials},
                                  Called<ResourceType>{"materials", lesson_materials},
                                  Called<ResourceType>{"scheme", scheme_of_work},
                                  Called<ResourceType>{"schemes", scheme_of_work},
                                  Called<ResourceType>{"assessments", assessment},
                                  Called<ResourceType>{"test", assessment},
                                  Called<ResourceType>{"organiser", knowledge_organiser},
                                  Called<ResourceType>{"policies", policy},
                                  Called<ResourceType>{"training", staff_training},
                                  Called<ResourceType>{"cpd", staff_training},
                                  Called<ResourceType>{"template", template_form},
                                  Called<ResourceType>{"form", template_form}};
  if (auto const found = find_called(all, folded)) return found;
  return named<ResourceType>(folded);
}

std::optional<SearchKind> record_called(std::string_view folded) {
  using enum SearchKind;
  static constexpr std::array all{Called<SearchKind>{"resources", resource},
                                  Called<SearchKind>{"library", resource},
                                  Called<SearchKind>{"collections", collection},
                                  Called<SearchKind>{"topics", topic},
                                  Called<SearchKind>{"conversations", topic},
                                  Called<SearchKind>{"messages", message},
                                  Called<SearchKind>{"people", person},
                                  Called<SearchKind>{"teams", team},
                                  Called<SearchKind>{"organisations", organisation},
                                  Called<SearchKind>{"schools", organisation},
                                  Called<SearchKind>{"school", organisation},
                                  Called<SearchKind>{"units", curriculum},
                                  Called<SearchKind>{"unit", curriculum},
                                  Called<SearchKind>{"posts", practice},
                                  Called<SearchKind>{"support", support_request},
                                  Called<SearchKind>{"requests", support_request},
                                  Called<SearchKind>{"contracts", contract},
                                  Called<SearchKind>{"pools", pool},
                                  Called<SearchKind>{"suppliers", supplier}};
  if (auto const found = find_called(all, folded)) return found;
  return named<SearchKind>(folded);
}

ParsedQuery parse_query(std::string_view typed) { return Parser(typed).parse(); }

}  // namespace staffroom::search
