// The permission table: who may do what, as data. The door (permissions.hpp) evaluates it, the help page prints it, and
// an oracle made from another copy of the table tests it cell by cell. Rows exist for what exists.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace staffroom {

/// What a rule speaks of. Not quite the kinds of records: presence and reactions have rules but no records of their
/// own.
// More words than BOOST_DESCRIBE_ENUM takes at once: the list makes the enum and its description.
// clang-format off
#define STAFFROOM_THINGS(X) \
  X(organisation) X(person) X(membership) X(session) X(team) X(team_membership) X(join_request) X(channel) \
  X(topic) X(message) X(reaction) X(presence) X(flag) X(read_state) X(notification) X(org_settings) \
  X(account) X(membership_terms) X(invitation) X(email) X(import_job) X(erasure) X(audit) X(lead_message) \
  X(upload) X(resource) X(version) X(approval) X(rubric_score) X(use) X(adaptation) X(collection) \
  X(curriculum) X(resource_report) X(download) X(search_rebuild) X(profile) X(practice_post) X(adoption) \
  X(link) X(support_request) X(support_match) X(agreement) X(visit) X(support_evaluation) X(overview) \
  X(notification_setting) X(calendar_feed) X(action_item) X(review_cycle) X(cycle_overview) X(review) \
  X(interest) X(self_review) X(review_activity) X(evidence_note) X(report) X(report_grant) \
  X(contract) X(radar) X(pool) X(participation) X(supplier) X(supplier_experience) X(threshold_table) X(saving) \
  X(purchase) X(supplier_link) X(quote) X(score) X(moderation) X(award) X(api_token) X(hub_status)
// clang-format on
enum class Thing : std::uint8_t {
#define STAFFROOM_ENUMERATOR(word) word,
  STAFFROOM_THINGS(STAFFROOM_ENUMERATOR)
#undef STAFFROOM_ENUMERATOR
};
#define STAFFROOM_DESCRIPTION(word) BOOST_DESCRIBE_ENUM_ENTRY(Thing, word)
BOOST_DESCRIBE_ENUM_BEGIN(Thing)
STAFFROOM_THINGS(STAFFROOM_DESCRIPTION)
BOOST_DESCRIBE_ENUM_END(Thing)
#undef STAFFROOM_DESCRIPTION
#undef STAFFROOM_THINGS

// clang-format off
#define STAFFROOM_ACTIONS(X) \
  X(read) X(create) X(edit) X(end) X(change_password) X(archive) X(restore) X(set_joining) X(appoint_lead) \
  X(join) X(create_guest) X(extend_guest) X(change_relation) X(grant_channel) X(accept) X(refuse) X(withdraw) \
  X(set_posting) X(remove) X(edit_title) X(agree) X(reopen) X(edit_summary) X(move) X(lock) X(unlock) X(resolve) \
  X(mark) X(follow) X(mark_seen) X(mark_done) X(snooze) X(create_child) X(close) X(edit_rights) X(edit_caps) \
  X(change_role) X(edit_dates) X(give_duty) X(take_duty) X(edit_name) X(edit_email) X(send_reset) \
  X(end_sessions) X(disable) X(enable) X(request_erasure) X(approve_erasure) X(export_about) \
  X(create_for_organisation) X(create_for_team) X(revoke) X(resend) X(commit) X(cancel) X(answer) \
  X(publish) X(set_audience) X(invite_coauthor) X(set_review_by) X(confirm_current) X(accept_coauthorship) \
  X(leave_coauthorship) X(take_down) X(transfer_owner) X(feature) X(unfeature) X(copy_to_adapt) X(download) X(label) \
  X(replace) X(confirm_false_alarm) X(ask) X(approve) X(follow_up) X(change_state) \
  X(set_visibility) X(set_suggestible) X(accept_answer) X(edit_calendar) X(open) X(set_confidentiality) X(take) \
  X(decline) X(hand_on) X(read_left_out) X(read_suggestions) X(sign) X(record) X(acknowledge) X(submit) \
  X(rate_usefulness) X(check_quality) X(convert) X(unsubscribe) X(complete) X(reassign) \
  X(set_rota) X(start) X(leave) X(hand_over) X(read_themes) X(request) X(edit_scope) X(accept_team) \
  X(delegate) X(name_colleague) X(consent_theme) X(write_plan) X(check_impact) X(propose_team) \
  X(replace_reviewer) X(step_down) X(release_reviewer) X(set_dates) X(start_visit) X(end_visit) X(clear) X(send) \
  X(respond) X(comment) X(dissent) X(return_report) X(read_log) X(ask_end) X(agree_end) \
  X(read_money) X(give_notice) X(extend) X(void_entry) X(attach) X(merge) X(reply) X(change_quantity) \
  X(edit_bands) X(confirm_realised) \
  X(set_value) X(set_criteria) X(choose_route) X(advance) X(name_people) X(approve_gate) X(export_file) \
  X(to_purchase) X(extend_all) X(enter_by_hand) X(read_price) X(open_all) X(admit_late) X(reject) \
  X(propose) X(edit_letters) X(record_challenge) X(confirm) X(abandon) X(sign_off) X(sign_off_tender) \
  X(sign_off_award) X(refuse_award) X(read_letter)
// clang-format on
enum class Action : std::uint8_t {
#define STAFFROOM_ENUMERATOR(word) word,
  STAFFROOM_ACTIONS(STAFFROOM_ENUMERATOR)
#undef STAFFROOM_ENUMERATOR
};
#define STAFFROOM_DESCRIPTION(word) BOOST_DESCRIBE_ENUM_ENTRY(Action, word)
BOOST_DESCRIBE_ENUM_BEGIN(Action)
STAFFROOM_ACTIONS(STAFFROOM_DESCRIPTION)
BOOST_DESCRIBE_ENUM_END(Action)
#undef STAFFROOM_DESCRIPTION
#undef STAFFROOM_ACTIONS

enum class Relation : std::uint8_t {
  self,
  network,
  colleague,
  belongs,
  admin,
  leader,
  business,
  subject_lead,
  governor,
  same_school,
  same_trust,
  team_mate,
  team_lead,
  team_member,
  team_guest,
  author,
  coauthor,
  candidate,
  owner,
  audience,
  partner,
  requester,
  requester_head,
  broker,
  supporter,
  supporter_head,
  organiser,
  host,
  host_colleague,
  lead_reviewer,
  reviewer,
  grantee,
  participant,
  chair,
  evaluator,
  price_evaluator,
  reader
};
BOOST_DESCRIBE_ENUM(Relation, self, network, colleague, belongs, admin, leader, business, subject_lead, governor,
                    same_school, same_trust, team_mate, team_lead, team_member, team_guest, author, coauthor, candidate,
                    owner, audience, partner, requester, requester_head, broker, supporter, supporter_head, organiser,
                    host, host_colleague, lead_reviewer, reviewer, grantee, participant, chair, evaluator,
                    price_evaluator, reader)

// Of sight first: failing one hides the record. Then of acting: failing one is forbidden, with the condition's name as
// the reason. More words than BOOST_DESCRIBE_ENUM takes at once.
// clang-format off
#define STAFFROOM_CONDITIONS(X) \
  X(reads) X(granted) X(visible) X(current) X(mine) X(clean) X(both) X(vis_team) X(vis_school) X(vis_trust) \
  X(vis_network) X(suggestible) X(submitted) X(sent) X(final) X(named) X(three_hosts) X(money_shared) \
  X(purchasing) X(unsealed) X(declared) X(all_scored) X(awarded) X(bound) \
  X(not_self) X(not_own) X(fresh) X(cap) X(write_target) X(invite_outside) X(partners_allowed) X(end_date) \
  X(no_lead) X(not_closed_team) X(open_team) X(by_request) X(may_post) X(guests_may_start) X(rank) X(covers) \
  X(covers_target) X(keeps_admin) X(second_person) X(not_looser) X(members_may_invite) X(right_of_kind) \
  X(subject_match) X(licence_allows) X(own_school) X(self_match) X(not_exception) X(signatory) X(used_supplier) \
  X(not_evaluator)
// clang-format on
enum class Condition : std::uint8_t {
#define STAFFROOM_ENUMERATOR(word) word,
  STAFFROOM_CONDITIONS(STAFFROOM_ENUMERATOR)
#undef STAFFROOM_ENUMERATOR
};
#define STAFFROOM_DESCRIPTION(word) BOOST_DESCRIBE_ENUM_ENTRY(Condition, word)
BOOST_DESCRIBE_ENUM_BEGIN(Condition)
STAFFROOM_CONDITIONS(STAFFROOM_DESCRIPTION)
BOOST_DESCRIBE_ENUM_END(Condition)
#undef STAFFROOM_DESCRIPTION
#undef STAFFROOM_CONDITIONS
constexpr bool is_sight(Condition condition) { return condition <= Condition::bound; }

/// How those are refused who may read the record but not act on it.
enum class Refused : std::uint8_t { forbidden, not_found };

struct Grant {
  Relation relation;
  std::vector<Condition> only_if;  // besides the rule's own
};

struct Rule {
  Thing thing;
  std::vector<Action> actions;
  std::vector<Grant> grants;
  std::vector<Condition> conditions;  // for every relation in the rule, in the order in which they are told
  Refused refused = Refused::forbidden;
};

std::span<Rule const> policy();
/// Null when the action does not exist for the thing.
Rule const* rule_for(Thing thing, Action action);
/// For the page "who may do what": {"rules":[{"thing","actions","grants":[{"relation","only_if"}],"conditions"}]}.
std::string policy_json();

}  // namespace staffroom
