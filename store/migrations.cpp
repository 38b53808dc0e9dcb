// The version of the layout on disk. Steps are added here, each from one version to the next.
#include "store/migrations.hpp"

#include <sodium.h>

#include <array>

#include "store/keys.hpp"

namespace staffroom::migrations {
namespace {

std::string random_incarnation() {
  ensure(sodium_init() >= 0, "libsodium can be initialised");
  std::array<unsigned char, 8> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 2 * bytes.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  return hex.data();
}

Error unavailable(std::string detail) { return {ErrorCode::unavailable, {}, std::move(detail), "damaged"}; }

Result<void> begin_folder(Database& database) {
  bool const empty = !database.cursor(Family::records, {}, {}).any() && !database.cursor(Family::meta, {}, {}).any();
  if (!empty) return unavailable("The database has records but no version: it is not one of ours, or it is damaged.");
  Batch batch(database);
  std::string version;
  append_u32(version, schema_current);
  batch.put(Family::meta, meta_key(MetaTag::schema), version);
  batch.put(Family::meta, meta_key(MetaTag::incarnation), random_incarnation());
  if (database.write(batch) == WriteResult::done) return {};
  return unavailable("The new database could not be written: " + database.last_error());
}

}  // namespace

Result<void> bring_up_to_date(Database& database) {
  auto const stored = database.find(Family::meta, meta_key(MetaTag::schema), {});
  if (!stored) return begin_folder(database);
  auto const version = stored->size() == 4 ? read_u32(*stored) : 0;
  if (version > schema_current) {
    return Error{ErrorCode::unprocessable,
                 {},
                 "The data folder has version " + std::to_string(version) + ", this program knows versions up to " +
                     std::to_string(schema_current) +
                     ". Start the newer program, or restore a backup made by this one.",
                 "newer_version"};
  }
  if (version == 0) return unavailable("The version of the data folder is damaged. Restore the newest backup.");
  return {};
}

std::string incarnation_of(Database const& database) {
  auto stored = database.find(Family::meta, meta_key(MetaTag::incarnation), {});
  ensure(stored.has_value(), "a folder that was brought up to date has an incarnation");
  return std::move(*stored);
}

}  // namespace staffroom::migrations
