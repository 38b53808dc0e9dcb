// The bytes of a record: written and read.
#include "store/stored_record.hpp"

#include "protocol/codec.hpp"
#include "store/keys.hpp"
#include "store/rocks.hpp"

namespace staffroom::stored {
namespace {

constexpr std::uint8_t names_not_listed = 255;

std::uint8_t count_of(std::string_view stored) { return static_cast<std::uint8_t>(stored[1]); }

/// Where the JSON starts; 0 when the bytes are not ours.
std::size_t json_start(std::string_view stored) {
  if (stored.size() < 2 || static_cast<std::uint8_t>(stored[0]) != schema_version) return 0;
  auto const count = count_of(stored);
  std::size_t const start = 2 + (count == names_not_listed ? 0 : std::size_t{8} * count);
  return start <= stored.size() ? start : 0;
}

/// The same. Bytes of another version are as good as damaged: whoever asked hears that the disk cannot be read.
std::size_t json_start_of_ours(std::string_view stored) {
  auto const start = json_start(stored);
  if (start == 0) throw ReadFailed("A stored record is damaged, or a newer program wrote it.");
  return start;
}

}  // namespace

std::string encode(std::string_view json, std::vector<PersonId> const& named) {
  bool const listed = named.size() <= names_max;
  std::string out;
  out.reserve(2 + 8 * named.size() + json.size());
  out.push_back(static_cast<char>(schema_version));
  out.push_back(static_cast<char>(listed ? static_cast<std::uint8_t>(named.size()) : names_not_listed));
  if (listed) {
    for (auto const person : named) append_u64(out, person.value);
  }
  out.append(json);
  return out;
}

std::string encode(Record const& record) { return encode(to_json(record), named_in(record)); }

std::string_view json(std::string_view stored) { return stored.substr(json_start_of_ours(stored)); }

bool append_named(std::string_view stored, std::vector<PersonId>& named) {
  json_start_of_ours(stored);
  auto const count = count_of(stored);
  if (count == names_not_listed) return false;
  for (std::size_t i = 0; i < count; ++i) named.push_back(PersonId{read_u64(stored.substr(2 + 8 * i))});
  return true;
}

void append_named(Kind kind, std::string_view stored, std::vector<PersonId>& named) {
  if (append_named(stored, named)) return;
  if (auto const record = decode(kind, stored)) {
    auto const more = named_in(*record);
    named.insert(named.end(), more.begin(), more.end());
  }
}

Result<Record> decode(Kind kind, std::string_view stored) {
  auto const start = json_start(stored);
  if (start == 0) return Error::bad_request("stored", "the stored bytes have another schema version");
  return record_from_json(kind, stored.substr(start));
}

}  // namespace staffroom::stored
