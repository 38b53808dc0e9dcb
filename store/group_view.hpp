// The committer's view of one commit group: the committed state with the changes of the group's earlier commands over
// it. Committer's thread only. Nothing of it is on disk until the group is written.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "store/change.hpp"
#include "store/derive.hpp"
#include "store/record_cache.hpp"
#include "store/rocks.hpp"
#include "store/standing_cache.hpp"
#include "store/view.hpp"

namespace staffroom {

/// A record that a group puts, encoded when someone needs it and then only once.
class WrittenRecord {
 public:
  explicit WrittenRecord(Record record) : record_(std::make_shared<Record const>(std::move(record))) {}

  SharedRecord const& record() const { return record_; }
  std::string const& json() const;
  std::vector<PersonId> const& named() const;
  std::string stored() const;

 private:
  SharedRecord record_;
  mutable std::string json_;
  mutable std::optional<std::vector<PersonId>> named_;
};

/// One record of a command's change, with who could read it before and who can after.
struct Applied {
  Kind kind;
  std::uint64_t id = 0;
  std::string key;
  SharedRecord before;                         // null: there was none
  std::shared_ptr<WrittenRecord const> after;  // null: it is removed
  Audiences readers_before;
  Audiences readers_after;
};

class GroupView : public View {
 public:
  GroupView(Database const& database, RecordCache& records, StandingCache& standings);

  /// Starts a group over the state committed at `seq`.
  void begin(Seq seq);
  /// The command whose change is applied next.
  void note_command(Seq seq, std::string_view because);
  /// Makes a command's change visible to the commands after it. Records with an id of at least `fresh_from` are new.
  std::vector<Applied> apply(Change change, std::uint64_t fresh_from);
  /// Final values only, however often a record was put.
  void write_to(Batch& batch) const;
  /// After the write: the record cache shows the group's records.
  void keep_in_cache();
  /// Lets go of what it holds of the database.
  void release() { idle_cursors_.clear(); }
  /// After a group that was refused.
  void forget_empty_prefixes() { empty_prefixes_.clear(); }

  struct Touched {
    std::shared_ptr<PersonStanding const> before;  // the group; null for someone who is new
    Seq last = 0;                                  // the last command that touched them
    std::string_view because;
  };
  /// People whose standing may have changed in this group.
  std::map<PersonId, Touched> const& touched() const { return touched_; }
  bool everyone_touched() const { return everyone_touched_; }

  /// Keys of rows of things due that came and went since this was last asked.
  struct DueChanges {
    std::vector<std::string> added;
    std::vector<std::string> removed;
  };
  DueChanges take_due_changes() { return std::exchange(due_changes_, {}); }

  /// The record under a key, whatever its kind.
  SharedRecord find_record(Kind kind, std::string const& key) const override;
  /// The record as this group wrote it, or null when it did not.
  std::shared_ptr<WrittenRecord const> find_written(std::string const& key) const;

  std::optional<std::string> find_raw(Kind kind, std::string const& key) const override;
  void scan_index(std::string const& prefix, std::string const& from, IndexVisitor const& visit) const override;
  void scan_records_down(std::string const& prefix, std::string const& below,
                         RecordVisitor const& visit) const override;
  void scan_audit_down(Seq below, AuditVisitor const& visit) const override;
  void take_time() const override {}
  std::shared_ptr<PersonStanding const> standing(PersonId person) const override;
  std::string name_json(PersonId person) const override;
  Seq seq() const override { return seq_; }

 protected:
  std::shared_ptr<void const> find_decoded(Kind kind, std::string const& key) const override;

 private:
  void touch_standings(std::vector<Applied> const& changes);
  void change_indexes(Applied const& change);
  void note_empty(std::string const& prefix) const;

  Database const& database_;
  RecordCache& cache_;
  StandingCache& standings_;

  Seq committed_ = 0;
  Seq seq_ = 0;
  std::string_view because_;
  std::map<std::string, std::shared_ptr<WrittenRecord const>, std::less<>> records_;  // null: removed
  std::map<std::string, std::optional<std::string>, std::less<>> indexes_;            // nothing: removed
  std::map<PersonId, Touched> touched_;
  bool everyone_touched_ = false;
  DueChanges due_changes_;
  mutable std::unordered_map<PersonId, std::shared_ptr<PersonStanding const>> own_standings_;
  // Prefixes of index keys under which there is no row: a command asks for the same absence again and again.
  mutable std::unordered_set<std::string> empty_prefixes_;
  // Every write asks what its organisation and those above it have tightened, and most never tightened anything.
  mutable std::unordered_set<std::string> absent_settings_;
  // The database does not change while a group is decided, so cursors are used again; one for each scan under way.
  mutable std::vector<Cursor> idle_cursors_;
};

}  // namespace staffroom
