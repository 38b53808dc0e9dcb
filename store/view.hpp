// What decide() and answer() read: one consistent state. In a query it is a snapshot; in the committer it also shows
// the changes of the commands before it in the same group. No clock, no randomness, no other I/O.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/kinds.hpp"
#include "protocol/result.hpp"
#include "store/keys.hpp"

namespace staffroom {

struct PersonStanding;
namespace search {
class Follower;
}

/// Where a read may go: cached blocks only (on a network thread), or the disk as well.
enum class ReadTier : std::uint8_t { cache_only, disk };

class View {
 public:
  virtual ~View() = default;

  /// The record, or nothing. Throws ReadIncomplete (store/rocks.hpp) when a cache-only view misses its cache.
  /// The pointer is shared with a cache of decoded records: cheap to copy, never changed.
  template <class R, class... Key>
  std::shared_ptr<R const> find(Key... key) const {
    return std::static_pointer_cast<R const>(find_decoded(R::kind, record_key<R>(key...)));
  }
  /// As find, but not_found with `path` when there is none.
  template <class R, class... Key>
  Result<std::shared_ptr<R const>> get(std::string_view path, Key... key) const {
    if (auto found = find<R>(key...)) return found;
    return Error::not_found(std::string(path));
  }

  /// The record under a key of any kind; null when there is none.
  virtual std::shared_ptr<Record const> find_record(Kind kind, std::string const& key) const = 0;

  /// The stored bytes (store/stored_record.hpp), for answers that are concatenated and not parsed.
  virtual std::optional<std::string> find_raw(Kind kind, std::string const& key) const = 0;

  /// Walks index rows whose key starts with `prefix`, in key order; `from` (when not empty) is the first key to look
  /// at. Stops when the visitor says false. The key passed is whole.
  using IndexVisitor = std::function<bool(std::string_view key, std::string_view value)>;
  virtual void scan_index(std::string const& prefix, std::string const& from, IndexVisitor const& visit) const = 0;

  /// Walks raw records whose key starts with `prefix`, downwards from `below` (exclusive; empty: from the end).
  using RecordVisitor = std::function<bool(std::string_view key, std::string_view stored)>;
  virtual void scan_records_down(std::string const& prefix, std::string const& below,
                                 RecordVisitor const& visit) const = 0;

  /// Walks the audit trail's rows (store/audit.hpp), one for each commit group, downwards from the group whose last seq
  /// is below `below`. Throws ReadIncomplete in a cache-only view: it is never short.
  using AuditVisitor = std::function<bool(Seq last, std::string_view row)>;
  virtual void scan_audit_down(Seq below, AuditVisitor const& visit) const = 0;
  /// For what reads much: a cache-only view throws ReadIncomplete, so that it is asked where time may pass.
  virtual void take_time() const = 0;

  /// Walks the window's rows (store/window.hpp), one for each commit group with its last seq, upwards from the group
  /// after `after`. Of queries only.
  using WindowVisitor = std::function<bool(Seq last, std::string_view row)>;
  virtual void scan_window_up(Seq after, WindowVisitor const& visit) const;
  /// What keeps the search index; null where nothing is searched: in the committer, and in tools.
  virtual search::Follower* searching() const { return nullptr; }

  /// Who the person is here: memberships, team relations, audiences. Cached; null for an unknown person.
  virtual std::shared_ptr<PersonStanding const> standing(PersonId person) const = 0;

  /// {"id":…,"name":…,"label":…}: what everyone who reads a record that names the person is told. Cached.
  virtual std::string name_json(PersonId person) const = 0;

  /// The seq this view shows.
  virtual Seq seq() const = 0;

 protected:
  virtual std::shared_ptr<void const> find_decoded(Kind kind, std::string const& key) const = 0;
};

}  // namespace staffroom
