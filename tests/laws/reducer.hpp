// The client's one reducer, exactly as docs/protocol.md says it: put, delete, and access gained or lost. The web app
// has the same one, and passes the recording that is made with this one.
#pragma once
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "protocol/ids.hpp"

namespace staffroom::tests {

using Json = nlohmann::json;

struct Held {
  std::shared_ptr<Json const> record;
  Seq seq = 0;
};
/// "message/381" → the record.
using Bag = std::map<std::string, Held>;

std::string bag_key(Json const& record);
/// 0 where the record lacks it, or has something else there (a review's `team` are its people).
inline std::uint64_t number(Json const& record, char const* member) {
  auto const found = record.find(member);
  return found == record.end() || !found->is_number() ? 0 : found->get<std::uint64_t>();
}

/// Scopes of which something was gained or lost: "team/5", "channel/9", "topic/12", "resource/31", "practice_post/7",
/// "support_request/8", "review/6", "contract/4", "pool/2", "purchase/3", "supplier/10", "person/3", "organisation/1".
/// Lists that belong to one of them are fetched again. "back/31": what was lost is here again; Home and the
/// notifications are.
using Touched = std::vector<std::pair<std::string, std::uint64_t>>;

/// What other records are bound to: a resource or a practice post. The id is 0 when it is nothing.
struct Anchor {
  std::string kind;
  std::uint64_t id = 0;
  explicit operator bool() const { return id != 0; }
  std::string key() const { return kind + "/" + std::to_string(id); }
  friend auto operator<=>(Anchor const&, Anchor const&) = default;
};

class Reducer {
 public:
  /// Whose page it is: their own actions stay when the topic goes.
  explicit Reducer(PersonId person) : person_(person.value) {}
  /// What a fetch answered.
  void fetched(Json const& record, Seq seq) { put(record, seq); }
  /// One event of a frame. Adds to `touched` what has to be fetched again.
  void apply(Json const& event, Touched& touched);
  void forget(std::string const& key) { changes_ += bag_.erase(key); }

  Bag const& bag() const { return bag_; }
  /// Grows with every change of what is held.
  std::uint64_t changes() const { return changes_; }
  Json const* find(std::string const& key) const;
  /// The channel of a topic, from the topic or its activity; 0 when it is not known here.
  std::uint64_t channel_of_topic(std::uint64_t topic) const;
  std::uint64_t team_of_channel(std::uint64_t channel) const;
  /// What a topic is bound to; nothing when it is bound to nothing, or not known here.
  Anchor anchor_of_topic(std::uint64_t topic) const;
  /// What I am to do: it stays with me, whatever it is about.
  bool is_mine(Json const& record) const;

 private:
  void put(Json const& record, Seq seq);
  void drop_topic(std::uint64_t topic, Seq before);
  void drop_bound(Anchor const& anchor, Seq before);
  void drop_scope(std::string const& scope, std::uint64_t id, Seq before);
  bool is_in_team(Json const& record, std::uint64_t team) const;
  bool is_in_channel(Json const& record, std::uint64_t channel) const;
  bool hangs_on(Json const& record, Anchor const& anchor) const;

  std::uint64_t person_;
  Bag bag_;
  std::set<Anchor> lost_;
  std::uint64_t changes_ = 0;
};

/// The topic that a record hangs on; 0 when it hangs on none.
std::uint64_t topic_of(Json const& record);
/// What it is bound to by itself, or is. A report counts as bound, too.
Anchor anchor_of(Json const& record);

}  // namespace staffroom::tests
