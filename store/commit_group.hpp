// One commit group from its first command to its answers: decides, derives, fills one batch, and, once that is on disk,
// hands over caches, publication and answers in this order. Committer's thread only.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/audit.hpp"
#include "store/engine.hpp"
#include "store/group_view.hpp"
#include "store/publishing.hpp"
#include "store/window.hpp"

namespace staffroom {

class CommitGroup {
 public:
  /// Something that happens when its time comes.
  struct Due {
    std::string key;
    TimestampMs at;
  };

  explicit CommitGroup(Engine& engine);

  void begin(CommitState const& state);
  /// Decides the command; its completion is kept until the group is on disk. Expiries that are due come first.
  void decide(Submission const& submission, Completion completion);
  /// Whether it should be written before anything more is decided.
  bool is_full() const;
  std::size_t commands() const { return commands_; }
  std::chrono::steady_clock::duration age() const { return std::chrono::steady_clock::now() - begun_; }
  bool has_writes() const { return state_.seq != begun_at_; }
  bool is_broken() const { return broken_; }
  /// Puts everything that the group writes into its batch. False when a read failed: the group is then to be refused.
  bool prepare();
  Batch& batch() { return batch_; }
  /// The state as it is after the group; also when it could not be written: its numbers are not used again.
  CommitState const& state() const { return state_; }

  /// After the sync (or when there was nothing to write).
  void finish();
  /// Drops the group: every command in it gets the error, nothing else is seen of it.
  void refuse(Error const& error);

 private:
  struct Answered {
    Completion completion;
    Outcome outcome;
  };

  void expire_due(TimestampMs now);
  void find_due();
  void refresh_due();
  Outcome decide_now(Submission const& submission, TimestampMs now);
  std::optional<Outcome> repeated(Submission const& submission);
  Outcome accept(Submission const& submission, Asked const& asked, Change change);
  enum class Lending : bool { no, yes };  // shown though its reader may not read it: the command opened it
  Accepted answer(Actor const& actor, std::string const& key, std::vector<Applied> const& applied, Lending lending);
  void audit(PersonId person, std::string command, std::string const& answer_key, std::vector<Applied> const& applied,
             TimestampMs at);
  void record_applied(Seq seq, std::string_view because, std::vector<Applied> const& applied);
  void fill_batch();
  void derive_access();
  void add_lost_card(GroupView::Touched const& touched, PersonStanding const* now, PersonId person, TeamId team);
  void publish();
  void swap_caches();

  Engine& engine_;
  RecordCache records_;
  GroupView view_;
  Window window_;
  Batch batch_;

  CommitState state_;
  Seq begun_at_ = 0;
  std::chrono::steady_clock::time_point begun_;
  std::size_t commands_ = 0;
  std::size_t bytes_ = 0;
  bool broken_ = false;  // a read failed half-way through a change: nothing of the group is kept
  std::vector<Answered> answered_;
  GroupEvents gathered_;
  std::vector<Event> events_;
  std::vector<AuditEntry> audit_;
  std::vector<Window::Keyed> keyed_;
  std::vector<SessionId> sessions_changed_;
  std::shared_ptr<Publication> publication_;
  Audiences gained_;
  bool due_known_ = false;
  std::optional<Due> first_due_;        // of all
  std::optional<Due> first_timed_due_;  // of those with a time: they come before any command
};

}  // namespace staffroom
