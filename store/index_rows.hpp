// Which index rows a record has: a pure function of the record, so that rows can be checked and rebuilt.
#pragma once
#include <string>
#include <vector>

#include "protocol/kinds.hpp"
#include "store/keys.hpp"

namespace staffroom {

struct IndexRow {
  std::string key;
  std::string value;
  friend auto operator<=>(IndexRow const&, IndexRow const&) = default;
};

std::vector<IndexRow> index_rows(Record const& record);

/// Index::due rows: what happens to a record when its time comes.
enum class Due : std::uint8_t {
  end_session = 1,              // Session: its absolute limit
  end_team_membership = 2,      // TeamMembership: a guest's last day is over
  purge_topic = 3,              // TopicActivity of a deleted topic: its messages' texts go, a chunk at a time
  wake_notification = 4,        // Notification: snoozed until now
  start_membership = 5,         // MembershipTerms: its first day has begun
  end_membership = 6,           // MembershipTerms: its last day is over
  expire_invitation = 7,        // Invitation
  continue_import = 8,          // ImportJob that checks or commits: the next chunk, at time 0
  expire_import = 9,            // ImportJob: ready for too long; or its rows are purged
  continue_erasure = 10,        // Erasure: the next stretch of messages, at time 0
  forget_email = 11,            // EmailNote: the note is old
  expire_upload = 12,           // Upload: no version took it in time
  alarm_check = 13,             // ResourceVersion: still in checking
  purge_held = 14,              // ResourceVersion: held or quarantined for too long
  remind_review = 15,           // Resource: its review-by date is near
  pass_review = 16,             // Resource: its review-by date has passed
  ask_use_story = 17,           // ResourceUse: how did it go?
  expire_download = 18,         // Download
  purge_resource = 19,          // Resource, deleted: its parts go, a chunk at a time, at time 0
  purge_collection = 20,        // Collection, deleted
  remind_practice_review = 21,  // PracticePost: its review-by date is near
  pass_practice_review = 22,    // PracticePost: its review-by date has passed
  purge_practice = 23,          // PracticePost, deleted: its parts go, a chunk at a time, at time 0
  ask_adoption = 24,            // Adoption: what happened?
  remind_adoption = 25,         // Adoption: asked, and nobody said
  give_up_adoption = 26,        // Adoption: reminded, and nobody said
  drop_support_draft = 27,      // SupportRequest: never opened
  support_late = 28,            // SupportRequest: no broker took it
  agreement_late = 29,          // SupportRequest, matched: nothing is agreed
  no_match = 30,                // SupportRequest: the last wanted date is long over
  lapse_match = 31,             // SupportMatch
  start_support = 32,           // SupportAgreement in force: its first day
  ask_midterm = 33,             // SupportAgreement
  end_agreement = 34,           // SupportAgreement: its last day is over
  want_visit_record = 35,       // SupportVisit: the day after
  visit_record_late = 36,       // SupportVisit: five working days after
  ask_usefulness = 37,          // SupportEvaluation: six weeks after
  close_unrated = 38,           // SupportEvaluation: asked, and nobody said
  mail_notice = 39,             // Notification: nobody saw it, so it becomes a mail
  make_digest = 40,             // DigestPlan
  remind_action = 41,           // ActionItem: its day is near
  action_late = 42,             // ActionItem: its day has passed
  cycle_join_late = 43,         // ReviewCycle, open: the day to join has passed
  remind_of_review = 44,        // Review: what its state waits for
  start_visit = 45,             // Review: its first day, the self-review is there
  end_visit = 46,               // Review: the day after the last
  begin_impact_check = 47,      // Review with a plan: thirty days after the report
  close_review = 48,            // Review: sixty days after its last check was due
  end_report_grant = 49,        // ReportGrant: its last day is over
  review_action_late = 50,      // ReviewAction: its day has passed
  start_contract = 51,          // Contract, planned: its first day
  remind_contract = 52,         // Contract, current: its notice date is near
  end_contract = 53,            // Contract: its last day is over
  contract_trigger = 54,        // Contract: one begins to look for what follows
  pool_join_over = 55,          // Pool, open: the last day to join is over
  purchase_deadline = 56,       // Purchase, gone to the market: quotes may be opened
  standstill_over = 57,         // Award, published: it may be confirmed
  end_api_token = 58,           // ApiToken: its last moment
};

/// Starts an index key: the tag, and fields in order.
class IndexKey {
 public:
  explicit IndexKey(Index index) : key_(1, static_cast<char>(index)) {}
  IndexKey& u64(std::uint64_t value) {
    append_u64(key_, value);
    return *this;
  }
  IndexKey& u32(std::uint32_t value) {
    append_u32(key_, value);
    return *this;
  }
  /// So that larger values come first.
  IndexKey& descending(std::uint64_t value) { return u64(~value); }
  IndexKey& byte(std::uint8_t value) {
    key_.push_back(static_cast<char>(value));
    return *this;
  }
  IndexKey& text(std::string_view value) {
    key_.append(value);
    return *this;
  }
  template <class IdType>
  IndexKey& id(IdType value) {
    return u64(value.value);
  }
  std::string take() { return std::move(key_); }

 private:
  std::string key_;
};

/// Lower-cased (ASCII) for names and e-mail addresses in index keys.
std::string folded(std::string_view text);
/// 64 hex digits to 32 bytes; empty when it is not that.
std::string bytes_from_hex(std::string_view hex);

}  // namespace staffroom
