// Reads and writes structs by their tables: the strict decoder and the encoder behind codec.hpp.
#include "protocol/described_json.hpp"

#include <algorithm>
#include <charconv>

#include "protocol/limits.hpp"

namespace staffroom::described {
namespace {

/// A code point of valid UTF-8; moves `at` past it.
char32_t take_code_point(std::string_view text, std::size_t& at) {
  auto const byte = [&] { return static_cast<unsigned char>(text[at++]); };
  auto const first = byte();
  if (first < 0x80) return first;
  int const more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  char32_t point = first & (0x3Fu >> more);
  for (int left = more; left > 0; --left) point = point << 6 | (byte() & 0x3Fu);
  return point;
}

bool is_between(char32_t point, char32_t first, char32_t last) { return point >= first && point <= last; }

bool is_control(char32_t point) { return point < 0x20 || is_between(point, 0x7F, 0x9F); }

/// They turn the direction of what follows, so that a text can look like another.
bool is_bidi_override(char32_t point) { return is_between(point, 0x202A, 0x202E) || is_between(point, 0x2066, 0x2069); }

bool is_line_break(char32_t point) { return point == '\n' || point == 0x2028 || point == 0x2029; }

/// Takes no room on the screen, so that two names can look the same. (Joiners are needed by scripts and emoji.)
bool is_invisible(char32_t point) { return point == 0x200B || is_between(point, 0x2060, 0x2064) || point == 0xFEFF; }

bool is_blank(char32_t point) {
  return point == ' ' || point == '\t' || is_line_break(point) || point == 0xA0 || point == 0x1680 ||
         is_between(point, 0x2000, 0x200D) || point == 0x202F || point == 0x205F || point == 0x3000 ||
         is_invisible(point);
}

std::string joined(std::span<std::string_view const> words) {
  std::string text;
  for (auto word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text;
}

/// A name that a client made up, short enough for an error.
std::string_view shortened(std::string_view name) {
  std::size_t size = std::min<std::size_t>(name.size(), 64);
  while (size > 0 && size < name.size() && (static_cast<unsigned char>(name[size]) & 0xC0) == 0x80) --size;
  return name.substr(0, size);
}

}  // namespace

bool Reading::refuse(std::string detail) {
  std::string path;
  for (std::size_t step = 0; step < depth_; ++step) {
    auto const& [name, index] = steps_[step];
    if (index != no_index)
      path.append("[").append(std::to_string(index)).append("]");
    else
      path.append(step == 0 ? "" : ".").append(shortened(name));
  }
  error_ = Error::bad_request(std::move(path), std::move(detail));
  return false;
}

bool is_internal(RecordType const& type) { return staffroom::is_internal(type.kind); }

// ---- writing

void write_integer(std::string& out, std::int64_t value) {
  std::array<char, 20> digits;
  auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

namespace {

/// The fields with a comma before each; without what is absent, and without `left_out`.
void write_fields(std::string& out, Struct const& type, void const* object, std::string_view left_out) {
  for (auto const& field : type.fields) {
    void const* value = field.of(object);
    if (field.type->is_absent != nullptr && field.type->is_absent(value)) continue;
    if (field.name == left_out) continue;
    if (out.back() != '{') out += ',';
    out += field.key;
    field.type->write(out, value);
  }
}

}  // namespace

void write_struct(std::string& out, Struct const& type, void const* object) {
  out += '{';
  write_fields(out, type, object, {});
  out += '}';
}

void write_self(std::string& out, RecordType const& type, void const* object) {
  if (type.path.empty()) return;
  out += api_root;
  for (auto const& piece : type.pieces) {
    out += piece.literal;
    if (piece.field == nullptr) return;
    piece.field->type->write(out, piece.field->of(object));
  }
}

void write_record(std::string& out, RecordType const& type, void const* object) {
  auto const& id = type.fields->fields.front();
  out.append(R"({"kind":")").append(type.word).append("\",").append(id.key);
  id.type->write(out, id.of(object));
  out += R"(,"self":")";
  write_self(out, type, object);
  out += '"';
  write_fields(out, *type.fields, object, id.name);
  out += '}';
}

void name_people(Struct const& type, void const* object, std::vector<PersonId>& people) {
  for (auto const& field : type.fields) {
    if (field.type->name_people != nullptr) field.type->name_people(field.of(object), people);
  }
}

// ---- reading single values

bool read_boolean(JsonValue const& from, bool& value, Reading& reading) {
  if (from.type != JsonType::boolean) return reading.refuse("expected true or false");
  value = from.integer != 0;
  return true;
}

bool read_integer(JsonValue const& from, Type const& type, std::int64_t& value, Reading& reading) {
  if (from.type != JsonType::integer || from.integer < type.least || from.integer > type.most) {
    return reading.refuse("expected an integer from " + std::to_string(type.least) + " to " +
                          std::to_string(type.most));
  }
  value = from.integer;
  return true;
}

bool read_text(JsonValue const& from, std::string& value, Reading& reading) {
  if (from.type != JsonType::text) return reading.refuse("expected a text");
  value = from.text;
  return true;
}

bool read_bounded_text(JsonValue const& from, Type const& type, std::string& value, Reading& reading) {
  if (from.type != JsonType::text) return reading.refuse("expected a text");
  std::size_t length = 0;
  bool is_all_blank = true;
  for (std::size_t at = 0; at < from.text.size(); ++length) {
    auto const point = take_code_point(from.text, at);
    if (is_line_break(point) && type.lines == Lines::one) return reading.refuse("must be one line");
    if (is_control(point) && (type.lines == Lines::one || (point != '\n' && point != '\t'))) {
      return reading.refuse("must not hold control characters");
    }
    if (is_bidi_override(point)) return reading.refuse("must not hold characters that turn the writing direction");
    if (is_invisible(point) && type.lines == Lines::one) return reading.refuse("must not hold invisible characters");
    is_all_blank = is_all_blank && is_blank(point);
  }
  if (length > type.length_max) {
    return reading.refuse("expected at most " + std::to_string(type.length_max) + " characters, found " +
                          std::to_string(length));
  }
  if (length < type.length_min && type.length_min > 1) {
    return reading.refuse("expected at least " + std::to_string(type.length_min) + " characters");
  }
  if (is_all_blank && type.length_min > 0) return reading.refuse("must not be blank");
  value = from.text;
  return true;
}

bool read_date(JsonValue const& from, Date& value, Reading& reading) {
  auto date = parse_date(from.type == JsonType::text ? from.text : std::string_view{});
  if (!date) return reading.refuse(std::move(date).error().detail);
  value = *date;
  return true;
}

bool read_word(JsonValue const& from, Type const& type, std::size_t& place, Reading& reading) {
  auto const word = std::find(type.words.begin(), type.words.end(), from.text);
  if (from.type != JsonType::text || word == type.words.end()) {
    return reading.refuse("expected one of: " + joined(type.words));
  }
  place = static_cast<std::size_t>(word - type.words.begin());
  return true;
}

bool check_list(JsonValue const& from, Type const& type, Reading& reading) {
  if (from.type != JsonType::list) return reading.refuse("expected a list");
  if (type.size_max != 0 && from.document->size(from) > type.size_max) {
    return reading.refuse("expected at most " + std::to_string(type.size_max) + " items, found " +
                          std::to_string(from.document->size(from)));
  }
  return true;
}

// ---- reading structs

namespace {

enum class Tolerance { none, of_kind_and_self };

/// Fields mostly come in the order described: looks on from `hint` first.
std::size_t place_of(std::span<Field const> fields, std::string_view name, std::size_t hint) {
  if (hint < fields.size() && fields[hint].name == name) return hint;
  auto const field = std::find_if(fields.begin(), fields.end(), [&](Field const& one) { return one.name == name; });
  return static_cast<std::size_t>(field - fields.begin());
}

bool read_field(JsonValue const& from, Field const& field, void* object, Reading& reading) {
  reading.enter(field.name);
  if (!field.type->read(from, field.in(object), reading)) return false;
  reading.leave();
  return true;
}

bool refuse_field(std::string_view name, std::string_view why, Reading& reading) {
  reading.enter(name);
  return reading.refuse(std::string(why));
}

bool refuse_first_missing(std::span<Field const> fields, std::uint64_t found, Reading& reading) {
  for (std::size_t place = 0; place < fields.size(); ++place) {
    bool const is_required = fields[place].type->is_absent == nullptr;
    if (is_required && (found >> place & 1) == 0) return refuse_field(fields[place].name, "required", reading);
  }
  return true;
}

/// A wire may name a field unknown to us: nothing is read before that is known. `found`: what was read before.
bool read_members(JsonValue const& from, Struct const& type, void* object, std::uint64_t found, Tolerance tolerance,
                  Reading& reading) {
  if (from.type != JsonType::object) return reading.refuse("expected an object");
  JsonDocument const& document = *from.document;
  auto const before = found;
  std::array<std::uint32_t, 64> places{};  // in the document, of each field
  std::size_t hint = 0;
  for (auto at = JsonDocument::first(from); at != document.end(from); at = document.next(at)) {
    auto const name = document.key(at);
    auto const place = place_of(type.fields, name, hint);
    if (place == type.fields.size() || (before >> place & 1) != 0) {
      if (tolerance == Tolerance::of_kind_and_self && (name == "kind" || name == "self")) continue;
      return refuse_field(name, "unknown field", reading);
    }
    places[place] = at;
    found |= std::uint64_t{1} << place;
    hint = place + 1;
  }
  for (std::size_t place = 0; place < type.fields.size(); ++place) {
    if (places[place] == 0) continue;
    if (!read_field(document.value(places[place]), type.fields[place], object, reading)) return false;
  }
  return refuse_first_missing(type.fields, found, reading);
}

/// An id or a parameter, which is text until its field says what it is.
bool read_from_text(std::string_view text, Field const& field, void* object, Reading& reading) {
  auto value = JsonValue::of_text(text);
  if (!is_valid_utf8(text)) return refuse_field(field.name, "not valid UTF-8", reading);
  if (field.type->form == Form::boolean && (text == "true" || text == "false")) {
    value = {JsonType::boolean, text == "true"};
  }
  if (field.type->form == Form::integer) {
    std::int64_t number = 0;
    auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const is_canonical = problem == std::errc{} && end == text.data() + text.size() && text != "-0" &&
                              (text.size() == 1 || !(text.starts_with("0") || text.starts_with("-0")));
    if (is_canonical) value = JsonValue::of_integer(number);
  }
  return read_field(value, field, object, reading);
}

/// Those of the fields that the path holds, or (parameters) those that it does not.
bool read_texts(RequestType const& type, PathIds const& texts, std::uint64_t wanted, std::uint64_t& found, void* object,
                Reading& reading) {
  auto const fields = type.fields->fields;
  for (auto const& [name, text] : texts) {
    auto const place = place_of(fields, name, fields.size());
    if (place == fields.size() || (wanted >> place & 1) == 0) return refuse_field(name, "unknown field", reading);
    if ((found >> place & 1) != 0) return refuse_field(name, "given twice", reading);
    if (!read_from_text(text, fields[place], object, reading)) return false;
    found |= std::uint64_t{1} << place;
  }
  return true;
}

bool read_ids(RequestType const& type, PathIds const& ids, void* object, Reading& reading) {
  reading.enter("ids");
  std::uint64_t found = ~type.in_path;
  if (!read_texts(type, ids, type.in_path, found, object, reading)) return false;
  if (!refuse_first_missing(type.fields->fields, found, reading)) return false;
  reading.leave();
  return true;
}

}  // namespace

bool read_struct(JsonValue const& from, Struct const& type, void* object, Reading& reading) {
  return read_members(from, type, object, 0, Tolerance::none, reading);
}

bool read_record(JsonValue const& from, RecordType const& type, void* object, Reading& reading) {
  if (!read_members(from, *type.fields, object, 0, Tolerance::of_kind_and_self, reading)) return false;
  bool is_right_kind = true;
  each_member(from, [&](std::string_view name, JsonValue const& value) {
    if (name == "kind") is_right_kind = value.type == JsonType::text && value.text == type.word;
    return name != "kind";
  });
  return is_right_kind || refuse_field("kind", "expected " + std::string(type.word), reading);
}

bool read_request(RequestType const& type, PathIds const& ids, std::string_view body, void* object, Reading& reading) {
  if (!read_ids(type, ids, object, reading)) return false;
  reading.enter("body");
  if (body.size() > limits::body_bytes_max) return reading.refuse("too long");
  auto document = JsonDocument::parse(body.empty() ? "{}" : body, "body");
  if (!document) return reading.refuse(std::move(document).error().detail);
  return read_members(document->root(), *type.fields, object, type.in_path, Tolerance::none, reading);
}

bool read_query(RequestType const& type, PathIds const& ids, PathIds const& parameters, void* object,
                Reading& reading) {
  if (!read_ids(type, ids, object, reading)) return false;
  reading.enter("query");
  auto found = type.in_path;
  if (!read_texts(type, parameters, ~type.in_path, found, object, reading)) return false;
  return refuse_first_missing(type.fields->fields, found, reading);
}

}  // namespace staffroom::described
