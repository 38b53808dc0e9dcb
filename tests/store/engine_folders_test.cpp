// Golden folders: the database of each earlier version of the layout, as tests/golden/folders keeps it, opens today and
// still says what it said. "family key-in-hex value", a row on a line; a value's bytes that are not plain are "\x1f".
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "store/derive.hpp"
#include "store/keys.hpp"
#include "store/migrations.hpp"
#include "store/rocks.hpp"
#include "store/stored_record.hpp"
#include "tests/support/temp_store.hpp"

namespace staffroom::tests {
namespace {

namespace fs = std::filesystem;
using FolderJson = nlohmann::json;

struct StoredRow {
  Family family;
  std::string key;
  std::string value;
};

constexpr std::pair<Family, std::string_view> families[] = {
    {Family::records, "records"}, {Family::indexes, "indexes"}, {Family::window, "window"}, {Family::meta, "meta"}};

fs::path dump_of(std::uint32_t version) {
  return fs::path(STAFFROOM_SOURCE_FOLDER) / "tests/golden/folders" / ("version_" + std::to_string(version) + ".txt");
}

int hex_digit(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

char byte_of(std::string_view two) { return static_cast<char>(hex_digit(two[0]) * 16 + hex_digit(two[1])); }

std::string hex_of_byte(char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  auto const number = static_cast<unsigned char>(byte);
  return {digits[number >> 4], digits[number & 15]};
}

std::string escaped(std::string_view bytes) {
  std::string out;
  for (char const byte : bytes) {
    if (byte == '\\') {
      out += "\\\\";
    } else if (byte > ' ' - 1 && byte < 127) {
      out += byte;
    } else {
      out += "\\x" + hex_of_byte(byte);
    }
  }
  return out;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
    } else if (text[++i] == '\\') {
      out += '\\';
    } else {
      out += byte_of(text.substr(i + 1, 2));
      i += 2;
    }
  }
  return out;
}

std::vector<StoredRow> rows_in(fs::path const& dump) {
  std::vector<StoredRow> rows;
  std::ifstream file(dump);
  for (std::string line; std::getline(file, line);) {
    auto const first = line.find(' ');
    auto const second = std::min(line.find(' ', first + 1), line.size());
    auto const name = line.substr(0, first);
    auto const family =
        std::find_if(std::begin(families), std::end(families), [&](auto& it) { return it.second == name; });
    REQUIRE(family != std::end(families));
    StoredRow row{family->first, {}, {}};
    for (std::size_t i = first + 1; i < second; i += 2) row.key += byte_of(std::string_view(line).substr(i, 2));
    if (second < line.size()) row.value = unescaped(std::string_view(line).substr(second + 1));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::unique_ptr<Database> database_in(TempStore& store, bool create = false) {
  return Database::open({store.folder() / "database", create, nullptr, {}}).value();
}

void write_rows(TempStore& store, std::vector<StoredRow> const& rows) {
  store.close();
  fs::remove_all(store.folder());
  fs::create_directories(store.folder());
  auto const database = database_in(store, true);
  Batch batch(*database);
  for (auto const& row : rows) batch.put(row.family, row.key, row.value);
  REQUIRE(database->write(batch) == WriteResult::done);
}

/// All rows as a dump. The folder's random name is not written: each dump is the same.
std::string dump(TempStore& store) {
  store.close();
  auto const database = database_in(store);
  std::string out;
  for (auto const& [family, name] : families) {
    auto cursor = database->cursor(family, {}, {});
    for (cursor.any(); cursor.valid(); cursor.next()) {
      bool const is_incarnation = family == Family::meta && cursor.key() == meta_key(MetaTag::incarnation);
      auto const value = escaped(is_incarnation ? "00000000000000aa" : cursor.value());
      out += std::string(name) + ' ';
      for (char const byte : cursor.key()) out += hex_of_byte(byte);
      out += (value.empty() ? "" : " ") + value + '\n';
    }
  }
  return out;
}

/// Each file with its bytes.
std::map<std::string, std::string> everything_in(fs::path const& folder) {
  std::map<std::string, std::string> out;
  for (auto const& it : fs::recursive_directory_iterator(folder)) {
    if (!it.is_regular_file()) continue;
    std::ifstream file(it.path(), std::ios::binary);
    out[fs::relative(it.path(), folder)] = {std::istreambuf_iterator<char>(file), {}};
  }
  return out;
}

/// What the record said then, it says now; members may have been added.
void check_says_the_same(Kind kind, std::string_view then, std::string_view now) {
  auto const before = FolderJson::parse(then.substr(then.find('{')));
  auto const after = FolderJson::parse(stored::json(now));
  for (auto const& [name, value] : before.items()) {
    INFO(name_of(kind) << " " << name);
    REQUIRE(after.contains(name));
    CHECK(after.at(name) == value);
  }
}

void put_meta(TempStore& store, MetaTag tag, std::string const& value) {
  auto const database = database_in(store);
  Batch batch(*database);
  batch.put(Family::meta, meta_key(tag), value);
  REQUIRE(database->write(batch) == WriteResult::done);
}

std::string version_bytes(std::uint32_t version) {
  std::string out;
  append_u32(out, version);
  return out;
}

/// A hub in which a little has happened.
SmallHub lived_in(TempStore& store) {
  SmallHub const hub(store);
  store.does(OpenSession{hub.bob, std::string(64, 'a'), "Firefox on Linux"});
  REQUIRE(store.as(hub.bob, SmallHub::message(hub.topic, "Who has counters?")).has_value());
  REQUIRE(store.as(hub.alice, SmallHub::message(hub.topic, "\u2713 I have."), "with-a-key").has_value());
  return hub;
}

}  // namespace

TEST_CASE("a folder of every version there was opens, is sound, and says what it said") {
  for (std::uint32_t version = 1; version <= migrations::schema_current; ++version) {
    CAPTURE(version);
    auto const rows = rows_in(dump_of(version));
    REQUIRE(rows.size() > 30);
    TempStore store;
    write_rows(store, rows);
    auto database = database_in(store);
    REQUIRE(migrations::bring_up_to_date(*database).has_value());
    CHECK(database->find(Family::meta, meta_key(MetaTag::schema), {}) == version_bytes(migrations::schema_current));
    std::size_t seen = 0;
    for (auto const& row : rows) {
      if (row.family != Family::records) continue;
      auto const kind = static_cast<Kind>(static_cast<std::uint8_t>(row.key.front()));
      auto const now = database->find(Family::records, row.key, {});
      REQUIRE_MESSAGE(now.has_value(), name_of(kind));
      CHECK_MESSAGE(stored::decode(kind, *now).has_value(), name_of(kind));
      check_says_the_same(kind, row.value, *now);
      ++seen;
    }
    CHECK(seen >= 15);
    // What is due by now, as an erasure that was asked for, is done when the store opens.
    database.reset();
    store.reopen();
    auto const problems = store->verify();
    CHECK_MESSAGE(problems.empty(), (problems.empty() ? "" : problems.front()));
  }
}

TEST_CASE("in a golden folder of today people go on") {
  TempStore written;
  auto const hub = lived_in(written);
  TempStore store;
  write_rows(store, rows_in(dump_of(migrations::schema_current)));
  store.reopen();
  auto const messages = *store->ask({hub.bob, {}, {}}, ListMessages{hub.topic}, {10, {}}, ReadTier::disk);
  REQUIRE(messages.has_value());
  CHECK(messages->json.find("Who has counters?") != std::string::npos);
  CHECK(messages->json.find("\u2713 I have.") != std::string::npos);
  CHECK(store->session_of(std::string(64, 'a')).has_value());
  auto const seq = store->seq();
  auto const again = store.as(hub.alice, SmallHub::message(hub.topic, "\u2713 I have."), "with-a-key");
  REQUIRE(again.has_value());
  CHECK(again->repeated);
  CHECK(store->seq() == seq);
  CHECK(store.as(hub.bob, SmallHub::message(hub.topic, "Thank you.")).has_value());
  CHECK(store->verify().empty());
}

// When schema_current moves: copy what this leaves in the temporary folder to tests/golden/folders. What lies there is
// never changed.
TEST_CASE("there is a golden folder of the present version") {
  TempStore store;
  lived_in(store);
  auto const now = dump(store);
  TempStore again;
  lived_in(again);
  CHECK(dump(again) == now);
  auto const path = dump_of(migrations::schema_current);
  if (!fs::exists(path)) std::ofstream(fs::temp_directory_path() / ("staffroom-" + path.filename().string())) << now;
  CHECK(fs::exists(path));
}

TEST_CASE("a folder of a newer version is refused, and not a byte of it is changed") {
  TempStore store;
  lived_in(store);
  store.close();
  put_meta(store, MetaTag::schema, version_bytes(migrations::schema_current + 1));
  auto const before = everything_in(store.folder());
  auto const refused = store.open();
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().reason == "newer_version");
  CHECK(refused.error().detail.find("Start the newer program") != std::string::npos);
  auto const after = everything_in(store.folder());
  CHECK(after.size() == before.size());
  for (auto const& [name, bytes] : before) CHECK_MESSAGE((after.contains(name) && after.at(name) == bytes), name);
}

TEST_CASE("a record of a newer version is not served, and nothing is put in its place") {
  TempStore store;
  auto const hub = lived_in(store);
  store.close();
  auto const key = record_key<Person>(hub.carol);
  std::string newer;
  {
    auto const database = database_in(store);
    newer = *database->find(Family::records, key, {});
    newer.front() = static_cast<char>(stored::schema_version + 1);
    Batch batch(*database);
    batch.put(Family::records, key, newer);
    REQUIRE(database->write(batch) == WriteResult::done);
  }
  store.reopen();
  CHECK_FALSE(store->verify().empty());
  auto const answer = store->ask({hub.bob, {}, {}}, GetPerson{hub.carol}, {1, {}}, ReadTier::disk);
  REQUIRE(answer.has_value());
  CHECK_FALSE(answer->has_value());
  CHECK(answer->error().code == ErrorCode::unavailable);
  CHECK(store->ask({hub.bob, {}, {}}, GetPerson{hub.alice}, {1, {}}, ReadTier::disk)->has_value());
  store.close();
  CHECK(database_in(store)->find(Family::records, key, {}) == newer);
}

}  // namespace staffroom::tests
