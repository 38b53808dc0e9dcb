// Whether what is stored agrees with itself.
#include "store/integrity.hpp"

#include "store/derive.hpp"
#include "store/index_rows.hpp"
#include "store/stored_record.hpp"

namespace staffroom::integrity {
namespace {

constexpr std::size_t problems_max = 100;

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (unsigned char const byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

class Check {
 public:
  Check(Database const& database, Snapshot const& snapshot) : database_(database), from_{&snapshot, ReadTier::disk} {}

  std::vector<std::string> run() {
    auto cursor = database_.cursor(Family::records, {}, from_);
    for (cursor.any(); cursor.valid(); cursor.next()) check_record(cursor.key(), cursor.value());
    std::uint64_t rows = 0;
    auto index = database_.cursor(Family::indexes, {}, from_);
    for (index.any(); index.valid(); index.next()) ++rows;
    if (rows != rows_sound_) {
      say(std::to_string(rows) + " index rows are stored, " + std::to_string(rows_sound_) + " follow from the records");
    }
    return std::move(problems_);
  }

 private:
  void say(std::string problem) {
    if (problems_.size() < problems_max) problems_.push_back(std::move(problem));
  }

  void check_record(std::string_view key, std::string_view bytes) {
    auto const name = hex_of(key);
    auto const record = stored::decode(static_cast<Kind>(static_cast<std::uint8_t>(key.front())), bytes);
    if (!record) return say("record " + name + " cannot be decoded: " + record.error().detail);
    if (key_of(*record) != key) say("record " + name + " does not lie under its own key");
    if (stored::encode(*record) != bytes) say("record " + name + " is not stored as it would be written");
    for (auto const& row : index_rows(*record)) {
      auto const found = database_.find(Family::indexes, row.key, from_);
      if (!found) {
        say("record " + name + " lacks its index row " + hex_of(row.key));
      } else if (*found != row.value) {
        say("index row " + hex_of(row.key) + " of record " + name + " has another value");
      } else {
        ++rows_sound_;
      }
    }
  }

  Database const& database_;
  ReadFrom from_;
  std::uint64_t rows_sound_ = 0;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> problems(Database const& database, Snapshot const& snapshot) {
  return Check(database, snapshot).run();
}

}  // namespace staffroom::integrity
