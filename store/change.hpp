// What a command does: records put or removed, and things due. Nothing else: the store derives index rows, audiences,
// audit and events from the old and the new record.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "protocol/kinds.hpp"
#include "store/keys.hpp"

namespace staffroom {

struct Change {
  struct Put {
    std::string key;
    Record record;
  };
  /// For the audit trail, of a command that is many deeds: the rows of an import by its author, what a tick found due.
  struct Deed {
    PersonId by;  // 0: the hub
    std::string_view name;
    std::string key;  // of the record that it is about
  };
  std::vector<Put> puts;
  std::vector<std::pair<Kind, std::string>> removals;  // record keys
  /// The record that the command's answer shows; the first one put unless said otherwise.
  std::string answer_key;
  /// The command itself opens what its answer shows: once, to the person who gave it (reading a report by a grant).
  bool lends = false;
  std::vector<Deed> deeds;  // none: the command itself is the deed

  template <class R>
  Change& put(R record) {
    Record any{std::move(record)};
    auto key = key_of(any);
    if (answer_key.empty()) answer_key = key;
    puts.push_back({std::move(key), std::move(any)});
    return *this;
  }
  template <class R, class... Key>
  Change& remove(Key... key) {
    removals.emplace_back(R::kind, record_key<R>(key...));
    return *this;
  }
  /// Nothing changes, and the command is accepted: the answer shows the record under this key.
  template <class R, class... Key>
  static Change unchanged(Key... key) {
    Change change;
    change.answer_key = record_key<R>(key...);
    return change;
  }
};

/// Who does it. The system acts for imports, the demo and the tick; it has no path from the wire.
struct Actor {
  PersonId person;          // 0 for the system
  SessionId session;        // 0 when not by a session
  TimestampMs fresh_until;  // password entered in this session until then
  bool is_system() const { return !person; }
};

/// What decide() is given besides the view and the command: who asks, the committer's stamp, and ids from the range
/// that it reserved. Taking ids is the only thing it may change.
struct Asked {
  Actor actor;
  TimestampMs now;
  Date today;  // in Europe/London
  std::optional<std::uint32_t> if_match;
  std::uint64_t id_next = 1;

  template <class IdType>
  IdType take() {
    return IdType{id_next++};
  }
};

}  // namespace staffroom
