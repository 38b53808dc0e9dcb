// The view of a query: one RocksDB snapshot, decoded records and standings from the readers' caches.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "store/record_cache.hpp"
#include "store/rocks.hpp"
#include "store/standing_cache.hpp"
#include "store/view.hpp"

namespace staffroom {

/// {"id":7,"name":"Ruth Fell","label":"Maths lead, Kirkby Road Primary"}
std::string name_json_of(Person const& person);

/// View::scan_audit_down over what is stored.
void scan_audit_rows_down(Database const& database, ReadFrom from, Seq below, View::AuditVisitor const& visit);

class SnapshotView : public View {
 public:
  SnapshotView(Database const& database, std::shared_ptr<Snapshot const> snapshot, ReadTier tier, DecodedCache& decoded,
               StandingCache& standings, search::Follower* searching = nullptr)
      : database_(database),
        snapshot_(std::move(snapshot)),
        tier_(tier),
        decoded_(decoded),
        standings_(standings),
        searching_(searching) {}

  std::optional<std::string> find_raw(Kind kind, std::string const& key) const override;
  void scan_index(std::string const& prefix, std::string const& from, IndexVisitor const& visit) const override;
  void scan_records_down(std::string const& prefix, std::string const& below,
                         RecordVisitor const& visit) const override;
  void scan_audit_down(Seq below, AuditVisitor const& visit) const override;
  void take_time() const override;
  void scan_window_up(Seq after, WindowVisitor const& visit) const override;
  search::Follower* searching() const override { return searching_; }
  std::shared_ptr<PersonStanding const> standing(PersonId person) const override;
  std::string name_json(PersonId person) const override;
  Seq seq() const override { return snapshot_->seq(); }

  /// The record under a key of any kind.
  SharedRecord find_record(Kind kind, std::string const& key) const override;

 protected:
  std::shared_ptr<void const> find_decoded(Kind kind, std::string const& key) const override;

 private:
  ReadFrom from() const { return {snapshot_.get(), tier_}; }
  /// The cursor stands on the newest message to be shown.
  static void scan_messages_down(Cursor& cursor, Ordinal newest, RecordVisitor const& visit);

  Database const& database_;
  std::shared_ptr<Snapshot const> snapshot_;
  ReadTier tier_;
  DecodedCache& decoded_;
  StandingCache& standings_;
  search::Follower* searching_;
};

}  // namespace staffroom
