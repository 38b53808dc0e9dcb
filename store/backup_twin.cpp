// A copied database, opened without touching it.
#include "store/backup_twin.hpp"

#include "store/index_rows.hpp"
#include "store/keys.hpp"
#include "store/migrations.hpp"
#include "store/rocks_file_system.hpp"
#include "store/stored_record.hpp"

namespace staffroom::backup {
namespace {

std::string name_of_network(Database const& database) {
  auto rows = database.cursor(Family::indexes, IndexKey(Index::organisations_by_parent).u64(0).take(), {});
  if (!rows.any() || rows.key().size() < 17) return {};
  auto const id = OrganisationId{read_u64(rows.key().substr(9))};
  auto const bytes = database.find(Family::records, record_key<Organisation>(id), {});
  auto const record = bytes ? stored::decode(Kind::organisation, *bytes) : Result<Record>(Error::not_found());
  return record ? get<Organisation>(*record).name.value : std::string();
}

}  // namespace

Result<Facts> facts_of(Database const& database) {
  auto const foreign = [] {
    return Error{ErrorCode::unavailable, {}, "The database is not one of ours, or it is damaged.", "damaged"};
  };
  try {
    Facts facts;
    auto const schema = database.find(Family::meta, meta_key(MetaTag::schema), {});
    auto const incarnation = database.find(Family::meta, meta_key(MetaTag::incarnation), {});
    if (!schema || schema->size() != 4 || !incarnation) return foreign();
    facts.schema = read_u32(*schema);
    facts.incarnation = *incarnation;
    if (auto const state = database.find(Family::meta, meta_key(MetaTag::state), {})) {
      facts.state = decode_commit_state(*state);
    }
    facts.network_name = name_of_network(database);
    return facts;
  } catch (ReadFailed const&) {
    return foreign();
  }
}

std::vector<Erasure> erasures_in(Database const& database) {
  std::vector<Erasure> out;
  auto records = database.cursor(Family::records, std::string(1, static_cast<char>(Kind::erasure)), {});
  for (records.any(); records.valid(); records.next()) {
    auto const record = stored::decode(Kind::erasure, records.value());
    if (!record) continue;
    auto const& erasure = get<Erasure>(*record);
    if (erasure.state >= ErasureState::erasing) out.push_back(erasure);
  }
  return out;
}

Result<Twin> Twin::open(std::filesystem::path const& database, std::filesystem::path place,
                        std::shared_ptr<RocksFileSystem> const& disk) {
  Twin twin(std::move(place));
  TRY(make_folder(*disk, twin.place_));
  TRY_INTO(auto lock, FolderLock::take(twin.place_));
  twin.lock_.emplace(std::move(lock));
  TRY_INTO(auto const files, tree_of(database));
  for (auto const& file : files) {
    // Of those that are not tables the database may change any.
    bool const immutable = file.path.ends_with(".sst");
    if (immutable && disk->link_file(database / file.path, twin.place_ / file.path)) continue;
    TRY(copy_file(*disk, database / file.path, twin.place_ / file.path, nullptr));
  }
  TRY_INTO(twin.database_, Database::open({twin.place_, false, disk, nullptr, true}));
  return twin;
}

Twin::~Twin() {
  database_.reset();
  if (!place_.empty()) remove_folder(place_);
}

}  // namespace staffroom::backup
