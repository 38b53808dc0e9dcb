// From the description of a struct to tables that a decoder, an encoder and the generators walk. The templates here
// only make tables; what reads and writes by them is in described_json.cpp, compiled once. Included by codec*.cpp,
// openapi.cpp and the generator of the TypeScript types.
#pragma once
#include <algorithm>
#include <array>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "protocol/codec.hpp"
#include "protocol/ids.hpp"
#include "protocol/json_document.hpp"
#include "protocol/kind.hpp"
#include "protocol/kinds.hpp"
#include "protocol/rare.hpp"
#include "protocol/result.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom::described {

struct Struct;
struct RecordType;

/// Where a reader stands, and the first thing that it refused.
class Reading {
 public:
  void enter(std::string_view name) { steps_[depth_++] = {name, no_index}; }
  void enter(std::size_t index) { steps_[depth_++] = {{}, index}; }
  void leave() { --depth_; }
  /// Always false, so that a reader can end with it.
  bool refuse(std::string detail);
  Error take() { return std::move(error_); }

 private:
  static constexpr std::size_t no_index = ~std::size_t{0};
  struct Step {
    std::string_view name;
    std::size_t index = no_index;  // of a list's item, which has no name
  };
  std::array<Step, 16> steps_;  // our structs nest four deep; the nesting is fixed by their types
  std::size_t depth_ = 0;
  Error error_;
};

enum class Form : std::uint8_t { boolean, integer, text, date, word, list, object };

/// What is known of a member's type: its bounds, and how a value of it is read and written.
struct Type {
  Form form = Form::text;
  bool is_id = false;
  bool is_instant = false;
  std::int64_t least = 0, most = 0;            // of integers
  std::size_t length_min = 0, length_max = 0;  // of bounded texts, in code points; 0 and 0: not bounded
  Lines lines = Lines::many;                   // of bounded texts
  std::size_t size_max = 0;                    // of lists; 0: not bounded
  std::string_view name;                       // of enums and structs: "ReactionWord"
  std::span<std::string_view const> words;     // of enums
  Type const* item = nullptr;                  // of lists
  Struct const* fields = nullptr;              // of structs
  RecordType const* record = nullptr;          // of structs that are records
  void (*write)(std::string& out, void const* value) = nullptr;
  bool (*read)(JsonValue const& from, void* value, Reading& reading) = nullptr;
  bool (*is_absent)(void const* value) = nullptr;  // null: always written, and required
  void (*name_people)(void const* value, std::vector<PersonId>& people) = nullptr;  // null: names none
};

struct Field {
  std::string_view name;
  std::string_view key;  // as it is written: "name":
  Type const* type = nullptr;
  void* (*in)(void* object) = nullptr;
  void const* of(void const* object) const { return in(const_cast<void*>(object)); }
};

struct Struct {
  std::string_view name;
  std::span<Field const> fields;
};

struct RecordType {
  struct Piece {
    std::string_view literal;  // comes before the field
    Field const* field = nullptr;
  };
  Kind kind;
  std::string_view word;  // of the kind
  std::string_view path;
  Struct const* fields = nullptr;
  std::array<Piece, 4> pieces;  // of the path
};

/// What a request answers with: a record of any kind, one of `item`, a page of `item`, a page of any kind, or the
/// struct `object`.
enum class Answer : std::uint8_t { any_record, record, list, list_of_any, object };

/// A command or query that has a route.
struct RequestType {
  std::string_view name;
  Route route;
  Success success = Success::changed;
  bool is_query = false;
  bool is_server_command = false;
  Struct const* fields = nullptr;
  Answer answer = Answer::any_record;
  RecordType const* item = nullptr;  // of queries for records of one kind
  Type const* object = nullptr;
  std::uint64_t in_path = 0;  // a bit for each field that the path holds
  bool in_path_has(std::size_t field) const { return (in_path >> field & 1) != 0; }
};

std::span<RecordType const* const> record_types();
std::span<RequestType const> request_types();  // commands, then server commands, then queries
bool is_internal(RecordType const& type);

// Reading and writing by the tables. A reader that refuses answers false, and the reading holds the error.
void write_integer(std::string& out, std::int64_t value);
void write_struct(std::string& out, Struct const& type, void const* object);
void write_record(std::string& out, RecordType const& type, void const* object);
void write_self(std::string& out, RecordType const& type, void const* object);
bool read_boolean(JsonValue const& from, bool& value, Reading& reading);
bool read_integer(JsonValue const& from, Type const& type, std::int64_t& value, Reading& reading);
bool read_text(JsonValue const& from, std::string& value, Reading& reading);
bool read_bounded_text(JsonValue const& from, Type const& type, std::string& value, Reading& reading);
bool read_date(JsonValue const& from, Date& value, Reading& reading);
/// The word's place in type.words.
bool read_word(JsonValue const& from, Type const& type, std::size_t& place, Reading& reading);
bool check_list(JsonValue const& from, Type const& type, Reading& reading);
bool read_struct(JsonValue const& from, Struct const& type, void* object, Reading& reading);
/// As a struct, with `kind` (which must be the type's when given) and `self` besides.
bool read_record(JsonValue const& from, RecordType const& type, void* object, Reading& reading);
/// What the path holds from `ids`, all else from `body`.
bool read_request(RequestType const& type, PathIds const& ids, std::string_view body, void* object, Reading& reading);
/// What the path holds from `ids`, all else from the query string's parameters.
bool read_query(RequestType const& type, PathIds const& ids, PathIds const& parameters, void* object, Reading& reading);
void name_people(Struct const& type, void const* object, std::vector<PersonId>& people);

// ---- the tables

template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept DescribedStruct = boost::describe::has_describe_members<T>::value && !std::is_enum_v<T>;
template <class T>
concept RecordStruct = DescribedStruct<T> && requires { T::kind; };

template <class T>
struct HasRoute : std::bool_constant<OnTheWire<T>> {};
using RoutedCommands = boost::mp11::mp_copy_if<Commands, HasRoute>;

template <class T>
struct Unwrapped {};
template <class Tag>
struct Unwrapped<Id<Tag>> {
  static constexpr bool is_id = true;
};
template <std::size_t Min, std::size_t Max, Lines Shape>
struct Unwrapped<BoundedText<Min, Max, Shape>> {
  static constexpr bool is_bounded_text = true;
};
template <class T>
struct Unwrapped<std::optional<T>> {
  static constexpr bool is_optional = true;
  using Item = T;
};
template <class T>
struct Unwrapped<Rare<T>> {
  static constexpr bool is_optional = true;
  using Item = T;
};
template <class T>
struct Unwrapped<std::vector<T>> {
  static constexpr bool is_list = true;
  static constexpr std::size_t size_max = 0;
  using Item = T;
  static std::vector<T>& values(std::vector<T>& list) { return list; }
};
template <class T, std::size_t Max>
struct Unwrapped<Many<T, Max>> {
  static constexpr bool is_list = true;
  static constexpr std::size_t size_max = Max;
  using Item = T;
  static std::vector<T>& values(Many<T, Max>& list) { return list.values; }
};

template <class T>
constexpr std::string_view type_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  text.remove_prefix(text.find("T = ") + 4);
  text = text.substr(0, text.find_first_of(";]"));
  return text.substr(text.rfind(':') + 1);
}

template <class T>
extern Type const type_of;
template <class T>
extern Struct const struct_of;
template <class R>
extern RecordType const record_of;

template <DescribedEnum E>
struct Words {
  using Enumerators = boost::describe::describe_enumerators<E>;
  static constexpr std::size_t count = boost::mp11::mp_size<Enumerators>::value;
  template <class... D>
  static constexpr std::array<std::string_view, count> texts_of(boost::mp11::mp_list<D...>) {
    return {std::string_view{D::name}...};
  }
  template <class... D>
  static constexpr std::array<E, count> values_of(boost::mp11::mp_list<D...>) {
    return {D::value...};
  }
  static constexpr auto texts = texts_of(boost::mp11::mp_rename<Enumerators, boost::mp11::mp_list>{});
  static constexpr auto values = values_of(boost::mp11::mp_rename<Enumerators, boost::mp11::mp_list>{});
};

template <class T>
constexpr Type boolean_type() {
  return {.form = Form::boolean,
          .write = [](std::string& out, void const* value) { out += *static_cast<T const*>(value) ? "true" : "false"; },
          .read = [](JsonValue const& from, void* value,
                     Reading& reading) { return read_boolean(from, *static_cast<T*>(value), reading); }};
}

template <std::integral T>
constexpr Type integer_type() {
  constexpr auto wire_max = static_cast<std::int64_t>(id_max);
  constexpr bool is_wide = sizeof(T) >= 8;
  return {
      .form = Form::integer,
      .least = std::is_unsigned_v<T> ? 0
               : is_wide             ? -wire_max
                                     : std::int64_t{std::numeric_limits<T>::min()},
      .most = is_wide ? wire_max : static_cast<std::int64_t>(std::numeric_limits<T>::max()),
      .write = [](std::string& out,
                  void const* value) { write_integer(out, static_cast<std::int64_t>(*static_cast<T const*>(value))); },
      .read =
          [](JsonValue const& from, void* value, Reading& reading) {
            std::int64_t number = 0;
            if (!read_integer(from, type_of<T>, number, reading)) return false;
            *static_cast<T*>(value) = static_cast<T>(number);
            return true;
          }};
}

/// Ids and instants: a number in a struct of its own.
template <class T>
constexpr Type number_type() {
  constexpr bool is_id = requires { Unwrapped<T>::is_id; };
  return {.form = Form::integer,
          .is_id = is_id,
          .is_instant = !is_id,
          .least = is_id ? 1 : 0,
          .most = static_cast<std::int64_t>(id_max),
          .write =
              [](std::string& out, void const* value) {
                write_integer(out, static_cast<std::int64_t>(static_cast<T const*>(value)->value));
              },
          .read =
              [](JsonValue const& from, void* value, Reading& reading) {
                std::int64_t number = 0;
                if (!read_integer(from, type_of<T>, number, reading)) return false;
                static_cast<T*>(value)->value = static_cast<decltype(T::value)>(number);
                return true;
              },
          .name_people =
              !std::same_as<T, PersonId>
                  ? nullptr
                  : [](void const* value,
                       std::vector<PersonId>& people) { people.push_back(*static_cast<PersonId const*>(value)); }};
}

template <class T>
constexpr Type bounded_text_type() {
  return {.form = Form::text,
          .length_min = T::length_min,
          .length_max = T::length_max,
          .lines = T::lines,
          .write = [](std::string& out,
                      void const* value) { append_json_string(out, static_cast<T const*>(value)->value); },
          .read =
              [](JsonValue const& from, void* value, Reading& reading) {
                return read_bounded_text(from, type_of<T>, static_cast<T*>(value)->value, reading);
              }};
}

inline constexpr Type plain_text_type{
    .form = Form::text,
    .write = [](std::string& out,
                void const* value) { append_json_string(out, *static_cast<std::string const*>(value)); },
    .read = [](JsonValue const& from, void* value,
               Reading& reading) { return read_text(from, *static_cast<std::string*>(value), reading); }};

inline constexpr Type date_type{
    .form = Form::date,
    .write = [](std::string& out,
                void const* value) { append_json_string(out, to_text(*static_cast<Date const*>(value))); },
    .read = [](JsonValue const& from, void* value,
               Reading& reading) { return read_date(from, *static_cast<Date*>(value), reading); }};

template <DescribedEnum T>
constexpr Type word_type() {
  return {.form = Form::word,
          .name = type_name<T>(),
          .words = Words<T>::texts,
          .write =
              [](std::string& out, void const* value) {
                out += '"';
                out += boost::describe::enum_to_string(*static_cast<T const*>(value), "");
                out += '"';
              },
          .read =
              [](JsonValue const& from, void* value, Reading& reading) {
                std::size_t place = 0;
                if (!read_word(from, type_of<T>, place, reading)) return false;
                *static_cast<T*>(value) = Words<T>::values[place];
                return true;
              }};
}

/// As what is optional, but absent or null means none.
template <class T>
constexpr Type optional_type() {
  using Item = typename Unwrapped<T>::Item;
  Type type = type_of<Item>;
  type.is_absent = [](void const* value) { return !static_cast<T const*>(value)->has_value(); };
  type.write = [](std::string& out, void const* value) { type_of<Item>.write(out, &**static_cast<T const*>(value)); };
  type.read = [](JsonValue const& from, void* value, Reading& reading) {
    auto& optional = *static_cast<T*>(value);
    if (from.type == JsonType::null) return optional.reset(), true;
    return type_of<Item>.read(from, &optional.emplace(), reading);
  };
  if (type_of<Item>.name_people != nullptr) {
    type.name_people = [](void const* value, std::vector<PersonId>& people) {
      if (auto const& optional = *static_cast<T const*>(value)) type_of<Item>.name_people(&*optional, people);
    };
  }
  return type;
}

template <class T>
auto& values(void const* list) {
  return Unwrapped<T>::values(*static_cast<T*>(const_cast<void*>(list)));
}

template <class T>
constexpr Type list_type() {
  using Item = typename Unwrapped<T>::Item;
  Type type{.form = Form::list, .size_max = Unwrapped<T>::size_max, .item = &type_of<Item>};
  if constexpr (Unwrapped<T>::size_max != 0) type.is_absent = [](void const* list) { return values<T>(list).empty(); };
  type.write = [](std::string& out, void const* list) {
    out += '[';
    for (bool is_first = true; auto const& value : values<T>(list)) {
      if (!std::exchange(is_first, false)) out += ',';
      type_of<Item>.write(out, &value);
    }
    out += ']';
  };
  type.read = [](JsonValue const& from, void* list, Reading& reading) {
    if (!check_list(from, type_of<T>, reading)) return false;
    JsonDocument const& document = *from.document;
    auto& read = values<T>(list);
    read.reserve(document.size(from));
    for (auto place = JsonDocument::first(from); place != document.end(from); place = document.next(place)) {
      reading.enter(read.size());
      if (!type_of<Item>.read(document.value(place), &read.emplace_back(), reading)) return false;
      reading.leave();
    }
    return true;
  };
  if (type_of<Item>.name_people != nullptr) {
    type.name_people = [](void const* list, std::vector<PersonId>& people) {
      for (auto const& value : values<T>(list)) type_of<Item>.name_people(&value, people);
    };
  }
  return type;
}

template <DescribedStruct T>
constexpr Type object_type() {
  Type type{.form = Form::object, .name = type_name<T>(), .fields = &struct_of<T>};
  if constexpr (RecordStruct<T>) {
    type.record = &record_of<T>;
    type.write = [](std::string& out, void const* value) { write_record(out, record_of<T>, value); };
    type.read = [](JsonValue const& from, void* value, Reading& reading) {
      return read_record(from, record_of<T>, value, reading);
    };
  } else {
    type.write = [](std::string& out, void const* value) { write_struct(out, struct_of<T>, value); };
    type.read = [](JsonValue const& from, void* value, Reading& reading) {
      return read_struct(from, struct_of<T>, value, reading);
    };
  }
  type.name_people = [](void const* value, std::vector<PersonId>& people) { name_people(struct_of<T>, value, people); };
  return type;
}

template <class T>
constexpr Type make_type() {
  if constexpr (std::same_as<T, bool>)
    return boolean_type<T>();
  else if constexpr (std::integral<T>)
    return integer_type<T>();
  else if constexpr (std::same_as<T, std::string>)
    return plain_text_type;
  else if constexpr (std::same_as<T, Date>)
    return date_type;
  else if constexpr (std::same_as<T, TimestampMs> || requires { Unwrapped<T>::is_id; })
    return number_type<T>();
  else if constexpr (requires { Unwrapped<T>::is_bounded_text; })
    return bounded_text_type<T>();
  else if constexpr (requires { Unwrapped<T>::is_optional; })
    return optional_type<T>();
  else if constexpr (requires { Unwrapped<T>::is_list; })
    return list_type<T>();
  else if constexpr (DescribedEnum<T>)
    return word_type<T>();
  else
    return object_type<T>();  // does not compile for what is not described
}

template <class D>
constexpr auto make_key() {
  constexpr std::string_view name = D::name;
  std::array<char, name.size() + 3> key{'"'};
  std::copy(name.begin(), name.end(), key.begin() + 1);
  key[name.size() + 1] = '"';
  key[name.size() + 2] = ':';
  return key;
}
template <class D>
inline constexpr auto key_of_member = make_key<D>();

template <class T, class D>
constexpr Field make_field() {
  using Member = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;
  return {D::name, std::string_view(key_of_member<D>.data(), key_of_member<D>.size()), &type_of<Member>,
          [](void* object) -> void* { return &(static_cast<T*>(object)->*D::pointer); }};
}

template <class T, class... D>
constexpr std::array<Field, sizeof...(D)> make_fields(boost::mp11::mp_list<D...>) {
  static_assert(sizeof...(D) <= 64, "a reader keeps a bit for each field");
  return {make_field<T, D>()...};
}
template <class T>
inline constexpr auto fields_of = make_fields<T>(
    boost::mp11::mp_rename<boost::describe::describe_members<T, boost::describe::mod_public>, boost::mp11::mp_list>{});

/// Splits "/topics/{topic}/messages/{ordinal}"; a name that is no member does not compile.
template <class R>
constexpr RecordType make_record() {
  RecordType type{
      .kind = R::kind, .word = boost::describe::enum_to_string(R::kind, ""), .path = R::path, .fields = &struct_of<R>};
  std::string_view rest = R::path;
  for (std::size_t piece = 0; !rest.empty(); ++piece) {
    auto const open = rest.find('{');
    type.pieces.at(piece).literal = rest.substr(0, open);
    if (open == rest.npos) break;
    auto const close = rest.find('}', open);
    for (auto const& field : fields_of<R>) {
      if (field.name == rest.substr(open + 1, close - open - 1)) type.pieces.at(piece).field = &field;
    }
    if (type.pieces.at(piece).field == nullptr) throw "a path names what is no member";
    rest.remove_prefix(close + 1);
  }
  return type;
}

/// For each of the types how to make an Any that holds one.
template <class Any, class... T>
constexpr std::array<Any (*)(), sizeof...(T)> make_makers(boost::mp11::mp_list<T...>) {
  return {+[] { return Any(std::in_place_type<T>); }...};
}

template <class T>
inline constexpr Type type_of = make_type<T>();
template <class T>
inline constexpr Struct struct_of{type_name<T>(), fields_of<T>};
template <class R>
inline constexpr RecordType record_of = make_record<R>();

}  // namespace staffroom::described
