// Notices: how a command tells people that something needs them or is new. Part of the same change.
#pragma once
#include <functional>

#include "protocol/kinds.hpp"
#include "store/change.hpp"
#include "store/view.hpp"

namespace staffroom {

/// Whom it concerns and why. Nobody is told of what they did themselves.
struct Notice {
  PersonId to;
  Because because;
  std::optional<TeamId> team = {};
  std::optional<TopicId> topic = {};
  std::optional<Ordinal> ordinal = {};
  PersonId by = {};  // who caused it, when the system acts; else the actor
  std::optional<LeadMessageId> lead_message = {};
  std::optional<InvitationId> invitation = {};
  std::optional<ImportId> import = {};
  std::optional<ErasureId> erasure = {};
  std::optional<ResourceId> resource = {};
  std::optional<ResourceVersionId> resource_version = {};
  std::optional<ResourceUseId> resource_use = {};
  std::optional<ResourceReportId> resource_report = {};
  std::optional<PracticeId> practice = {};
  std::optional<AdoptionId> adoption = {};
  std::optional<SupportRequestId> support_request = {};
  std::optional<SupportMatchId> support_match = {};
  std::optional<SupportAgreementId> support_agreement = {};
  std::optional<SupportVisitId> support_visit = {};
  std::optional<ActionId> action = {};
  std::optional<ReviewCycleId> review_cycle = {};
  std::optional<ReviewId> review = {};
  std::optional<ReportGrantId> report_grant = {};
  std::optional<ReviewActionId> review_action = {};
  std::optional<ContractId> contract = {};
  std::optional<PoolId> pool = {};
  std::optional<SupplierId> supplier = {};
  std::optional<SavingId> saving = {};
  std::optional<PurchaseId> purchase = {};
  bool news = false;     // nothing to answer, though others may have to
  bool unnamed = false;  // by whom is not told
};

constexpr bool needs_answer(Because because) {
  return because == Because::mentioned || because == Because::replied_to || because == Because::lead_needed ||
         because == Because::wrote_to_leads || because == Because::erasure_requested ||
         because == Because::version_held || because == Because::version_bad || because == Because::approval_asked ||
         because == Because::review_due || because == Because::coauthor_invited ||
         because == Because::use_story_wanted || because == Because::resource_reported ||
         because == Because::adoption_follow_up || because == Because::support_opened ||
         because == Because::support_late || because == Because::hand_on_wanted || because == Because::match_asked ||
         because == Because::match_answered || because == Because::release_wanted ||
         because == Because::agreement_wanted || because == Because::agreement_to_sign ||
         because == Because::midterm_due || because == Because::visit_record_due ||
         because == Because::evaluation_due || because == Because::usefulness_due ||
         because == Because::broker_wanted || because == Because::action_given || because == Because::action_due ||
         because == Because::action_late || because == Because::email_off || because == Because::cycle_opened ||
         because == Because::cycle_to_start || because == Because::cycle_started ||
         because == Because::review_requested || because == Because::interest_wanted ||
         because == Because::interest_declared || because == Because::team_to_accept ||
         because == Because::self_review_due || because == Because::report_wanted || because == Because::report_sent ||
         because == Because::report_commented || because == Because::report_returned ||
         because == Because::report_to_sign || because == Because::grant_end_wanted ||
         because == Because::plan_wanted || because == Because::review_action_given ||
         because == Because::review_action_late || because == Because::check_wanted ||
         because == Because::reviewer_wanted || because == Because::contract_notice_due ||
         because == Because::contract_renewed || because == Because::contract_exit_due ||
         because == Because::pool_opened || because == Because::pool_sign_again || because == Because::pool_too_few ||
         because == Because::saving_to_confirm || because == Because::purchase_declare ||
         because == Because::purchase_declared || because == Because::purchase_to_approve ||
         because == Because::purchase_to_sign || because == Because::purchase_to_open ||
         because == Because::purchase_to_score || because == Because::purchase_to_moderate ||
         because == Because::purchase_to_award || because == Because::award_to_sign ||
         because == Because::award_to_confirm;
}

void notify(Change& change, View const& view, Asked& asked, Notice const& notice);

/// What waited on anybody for this reason, about the resource, is answered.
void answer_needs(Change& change, View const& view, ResourceId resource, Because because,
                  std::function<bool(Notification const&)> const& only = {});

/// The same about a practice post.
void answer_needs(Change& change, View const& view, PracticeId practice, Because because,
                  std::function<bool(Notification const&)> const& only = {});

/// The same about a support request.
void answer_needs(Change& change, View const& view, SupportRequestId request, Because because,
                  std::function<bool(Notification const&)> const& only = {});

/// Whatever waited on anybody about the support request is over: it has come to an end.
void answer_all_needs(Change& change, View const& view, SupportRequestId request);

/// The same about a peer review, and about a cycle.
void answer_needs(Change& change, View const& view, ReviewId review, Because because,
                  std::function<bool(Notification const&)> const& only = {});
void answer_needs(Change& change, View const& view, ReviewCycleId cycle, Because because,
                  std::function<bool(Notification const&)> const& only = {});
void answer_all_needs(Change& change, View const& view, ReviewId review);

/// The same about a contract, a pool, a saving, a purchase.
void answer_needs(Change& change, View const& view, ContractId contract, Because because,
                  std::function<bool(Notification const&)> const& only = {});
void answer_needs(Change& change, View const& view, PoolId pool, Because because,
                  std::function<bool(Notification const&)> const& only = {});
void answer_all_needs(Change& change, View const& view, ContractId contract);
void answer_all_needs(Change& change, View const& view, PoolId pool);
void answer_all_needs(Change& change, View const& view, SavingId saving);
void answer_needs(Change& change, View const& view, PurchaseId purchase, Because because,
                  std::function<bool(Notification const&)> const& only = {});
void answer_all_needs(Change& change, View const& view, PurchaseId purchase);

/// What waited on the action's owner about it is over.
void answer_needs(Change& change, View const& view, ActionItem const& action);

/// What this person owed in the topic is answered: their open needs there are done. Actions are not: these are done
/// when somebody says so.
void answer_needs(Change& change, View const& view, PersonId person, TopicId topic);

}  // namespace staffroom
