// The version of the layout on disk. Steps are added here, each from one version to the next.
#include "store/migrations.hpp"

#include <sodium.h>

#include <array>

#include "store/index_rows.hpp"
#include "store/keys.hpp"
#include "store/rocks_peek.hpp"
#include "store/stored_record.hpp"

namespace staffroom::migrations {
namespace {

Error unavailable(std::string detail) { return {ErrorCode::unavailable, {}, std::move(detail), "damaged"}; }

Error newer(std::uint32_t version) {
  return {ErrorCode::unprocessable,
          {},
          "The data folder has version " + std::to_string(version) + ", this program knows versions up to " +
              std::to_string(schema_current) + ". Start the newer program, or restore a backup made by this one.",
          "newer_version"};
}

/// 0 when the bytes are damaged.
std::uint32_t version_in(std::string_view stored) { return stored.size() == 4 ? read_u32(stored) : 0; }

Result<void> begin_folder(Database& database) {
  bool const empty = !database.cursor(Family::records, {}, {}).any() && !database.cursor(Family::meta, {}, {}).any();
  if (!empty) return unavailable("The database has records but no version: it is not one of ours, or it is damaged.");
  Batch batch(database);
  std::string version;
  append_u32(version, schema_current);
  batch.put(Family::meta, meta_key(MetaTag::schema), version);
  batch.put(Family::meta, meta_key(MetaTag::incarnation), new_incarnation());
  if (database.write(batch) == WriteResult::done) return {};
  return unavailable("The new database could not be written: " + database.last_error());
}

/// Writes in parts: a step that was interrupted is done again from its start, and changes nothing twice.
class Writer {
 public:
  explicit Writer(Database& database) : database_(database), batch_(database) {}

  void put(Family family, std::string_view key, std::string_view value) {
    batch_.put(family, key, value);
    write_when_large();
  }
  void remove(Family family, std::string_view key) {
    batch_.remove(family, key);
    write_when_large();
  }
  void put(Record const& record) {
    put(Family::records, key_of(record), stored::encode(record));
    for (auto const& row : index_rows(record)) put(Family::indexes, row.key, row.value);
  }
  Result<void> finish() {
    write();
    if (sound_) return {};
    return unavailable("The data folder could not be brought up to date: " + database_.last_error());
  }

 private:
  static constexpr std::size_t part_bytes = 1024 * 1024;
  void write_when_large() {
    if (batch_.bytes() > part_bytes) write();
  }
  void write() {
    sound_ = sound_ && database_.write(batch_) == WriteResult::done;
    batch_.clear();
  }

  Database& database_;
  Batch batch_;
  bool sound_ = true;
};

/// A member that the record did not have yet, before its closing brace.
void add_member(std::string& stored, std::string_view name, std::string_view value) {
  if (stored.find("\"" + std::string(name) + "\":") != std::string::npos) return;
  stored.pop_back();
  stored += ",\"" + std::string(name) + "\":" + std::string(value) + "}";
}

Account account_of(Credential const& credential) {
  return {.id = credential.id, .email = credential.email, .has_password = !credential.password_hash.empty()};
}

MembershipTerms terms_of(Membership const& membership) {
  return {.id = membership.id,
          .person = membership.person,
          .organisation = membership.organisation,
          .state = membership.state};
}

/// Organisations have a state, session secrets say how long they are fresh, people have accounts and memberships terms
/// of their own; and all index rows are made anew.
Result<void> from_1_to_2(Database& database) {
  Writer writer(database);
  auto rows = database.cursor(Family::indexes, {}, {});
  for (rows.any(); rows.valid(); rows.next()) writer.remove(Family::indexes, rows.key());
  auto records = database.cursor(Family::records, {}, {});
  for (records.any(); records.valid(); records.next()) {
    auto const kind = static_cast<Kind>(static_cast<std::uint8_t>(records.key().front()));
    std::string stored(records.value());
    if (kind == Kind::organisation) add_member(stored, "state", "\"joined\"");
    if (kind == Kind::session_secret) add_member(stored, "fresh_until", "0");
    auto const record = stored::decode(kind, stored);
    if (!record) return unavailable("A record cannot be brought up to date: " + record.error().detail);
    writer.put(*record);
    auto const* credential = get_if<Credential>(&*record);
    if (credential && !database.find(Family::records, record_key<Account>(credential->id), {})) {
      writer.put(account_of(*credential));
    }
    auto const* membership = get_if<Membership>(&*record);
    if (membership && !database.find(Family::records, record_key<MembershipTerms>(membership->id), {})) {
      writer.put(terms_of(*membership));
    }
  }
  std::string version;
  append_u32(version, 2);
  writer.put(Family::meta, meta_key(MetaTag::schema), version);
  return writer.finish();
}

/// Organisations have a row with their place.
Result<void> from_2_to_3(Database& database) {
  Writer writer(database);
  auto records = database.cursor(Family::records, std::string(1, static_cast<char>(Kind::organisation)), {});
  for (records.any(); records.valid(); records.next()) {
    auto const record = stored::decode(Kind::organisation, std::string(records.value()));
    if (!record) return unavailable("A record cannot be brought up to date: " + record.error().detail);
    for (auto const& row : index_rows(*record)) writer.put(Family::indexes, row.key, row.value);
  }
  std::string version;
  append_u32(version, 3);
  writer.put(Family::meta, meta_key(MetaTag::schema), version);
  return writer.finish();
}

}  // namespace

std::string new_incarnation() {
  ensure(sodium_init() >= 0, "libsodium can be initialised");
  std::array<unsigned char, 8> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 2 * bytes.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  return hex.data();
}

Result<void> refuse_newer(std::filesystem::path const& database, std::shared_ptr<RocksFileSystem> const& files) {
  auto const stored = peek_meta(database, files, meta_key(MetaTag::schema));
  if (stored && version_in(*stored) > schema_current) return newer(version_in(*stored));
  return {};
}

Result<void> bring_up_to_date(Database& database) {
  auto const stored = database.find(Family::meta, meta_key(MetaTag::schema), {});
  if (!stored) return begin_folder(database);
  auto const version = version_in(*stored);
  if (version > schema_current) return newer(version);
  if (version == 0) return unavailable("The version of the data folder is damaged. Restore the newest backup.");
  if (version <= 1) TRY(from_1_to_2(database));
  if (version <= 2) TRY(from_2_to_3(database));
  return {};
}

std::string incarnation_of(Database const& database) {
  auto stored = database.find(Family::meta, meta_key(MetaTag::incarnation), {});
  ensure(stored.has_value(), "a folder that was brought up to date has an incarnation");
  return std::move(*stored);
}

}  // namespace staffroom::migrations
