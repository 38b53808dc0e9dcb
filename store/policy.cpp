// The permission table's rows.
#include "store/policy_rules.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>

namespace staffroom {

std::vector<Grant> any_of(std::initializer_list<Relation> relations) {
  std::vector<Grant> out;
  for (auto const relation : relations) out.push_back({relation, {}});
  return out;
}

namespace {

using enum Action;
using enum Condition;
using R = Relation;

/// Those who talk in a channel: its team, and the guests to whom it is granted.
/// Of a topic that is bound to a record: those who may read that.
std::vector<Grant> talk() {
  return {{R::team_lead, {}}, {R::team_member, {}}, {R::team_guest, {granted}}, {R::audience, {bound}}};
}

std::vector<Grant> knowers() {
  return {{R::self, {}}, {R::admin, {}}, {R::network, {current}}, {R::team_mate, {current}}, {R::belongs, {current}}};
}

std::vector<Rule> people_rules() {
  return {
      {Thing::organisation, {read}, any_of({R::network, R::belongs}), {}, Refused::not_found},
      {Thing::organisation, {create_child, edit, close, reopen}, any_of({R::admin}), {}},
      {Thing::organisation, {move}, any_of({R::admin}), {covers_target, fresh}},
      {Thing::org_settings, {read}, any_of({R::network, R::belongs}), {}, Refused::not_found},
      {Thing::org_settings, {edit_calendar, edit_bands}, any_of({R::admin, R::leader}), {}},
      {Thing::org_settings, {edit_rights, edit_caps}, any_of({R::admin}), {not_looser, fresh}},
      {Thing::person, {read}, knowers(), {}, Refused::not_found},
      {Thing::membership, {read}, knowers(), {}, Refused::not_found},
      {Thing::membership_terms, {read}, any_of({R::self, R::admin, R::leader}), {}, Refused::not_found},
      {Thing::membership, {create}, any_of({R::admin}), {rank, not_self}},
      {Thing::person, {create}, any_of({R::admin}), {rank, not_self}},
      {Thing::membership, {change_role, edit_dates, give_duty, take_duty}, any_of({R::admin}), {rank, not_self}},
      {Thing::membership, {end}, {{R::admin, {rank}}, {R::self, {}}}, {keeps_admin}},
      {Thing::person, {edit_name, request_erasure, export_about}, {{R::self, {}}, {R::admin, {covers}}}, {}},
      {Thing::person, {edit_email}, {{R::self, {}}, {R::admin, {covers, rank, not_self}}}, {fresh}},
      {Thing::person, {change_password}, any_of({R::self}), {fresh}},
      {Thing::person,
       {send_reset, end_sessions, disable, enable},
       any_of({R::admin}),
       {covers, rank, not_self, keeps_admin}},
      {Thing::person, {approve_erasure}, any_of({R::admin}), {covers, rank, not_self, second_person, keeps_admin}},
      {Thing::account, {read}, any_of({R::self, R::admin}), {}, Refused::not_found},
      {Thing::erasure, {read}, any_of({R::self, R::admin}), {}, Refused::not_found},
      {Thing::erasure, {withdraw}, any_of({R::author}), {}},
      {Thing::invitation, {read}, any_of({R::author, R::admin, R::team_lead}), {}, Refused::not_found},
      {Thing::invitation, {create_for_organisation}, any_of({R::admin, R::leader}), {rank}},
      {Thing::invitation,
       {create_for_team},
       {{R::team_lead, {}}, {R::team_member, {members_may_invite}}},
       {invite_outside, partners_allowed}},
      {Thing::invitation, {revoke, resend}, any_of({R::author, R::admin, R::team_lead}), {}},
      {Thing::email, {read}, any_of({R::self, R::admin}), {}, Refused::not_found},
      {Thing::email, {resend}, any_of({R::admin}), {}},
      {Thing::import_job, {read}, any_of({R::author, R::admin}), {}, Refused::not_found},
      {Thing::import_job, {create}, any_of({R::colleague}), {right_of_kind}},
      {Thing::import_job, {commit, cancel}, any_of({R::author}), {right_of_kind}},
      {Thing::audit, {read}, {{R::admin, {}}, {R::self, {mine}}}, {}, Refused::not_found},
      {Thing::session, {read}, any_of({R::self}), {}, Refused::not_found},
      {Thing::session, {remove}, any_of({R::self}), {}, Refused::not_found},
      {Thing::api_token, {read, remove}, any_of({R::self}), {}, Refused::not_found},
      {Thing::api_token, {create}, any_of({R::self}), {fresh}},
      {Thing::hub_status, {read}, any_of({R::admin}), {}, Refused::not_found},
      {Thing::read_state, {read}, any_of({R::self}), {}, Refused::not_found},
      {Thing::read_state, {mark, follow}, any_of({R::self}), {}, Refused::not_found},
      {Thing::notification, {read}, any_of({R::self}), {}, Refused::not_found},
      {Thing::notification, {mark_seen, mark_done, snooze}, any_of({R::self}), {}, Refused::not_found},
      {Thing::notification_setting, {read, edit, unsubscribe}, any_of({R::self}), {}, Refused::not_found},
      {Thing::calendar_feed, {read, create, remove, download}, any_of({R::self}), {}, Refused::not_found},
  };
}

std::vector<Rule> team_rules() {
  return {
      {Thing::team,
       {read},
       {{R::team_lead, {}}, {R::team_member, {}}, {R::team_guest, {}}, {R::admin, {}}, {R::network, {visible}}},
       {},
       Refused::not_found},
      {Thing::team, {create}, any_of({R::admin, R::leader, R::subject_lead, R::business}), {}},
      {Thing::team, {edit, archive, restore, set_joining}, any_of({R::team_lead, R::admin}), {cap}},
      {Thing::team, {appoint_lead}, {{R::team_lead, {}}, {R::admin, {no_lead, not_self}}}, {}},
      {Thing::team, {join}, any_of({R::network}), {open_team}},
      {Thing::team_membership,
       {read},
       {{R::team_lead, {}}, {R::team_member, {}}, {R::team_guest, {granted}}, {R::admin, {}}},
       {},
       Refused::not_found},
      {Thing::team_membership,
       {create},
       {{R::team_lead, {invite_outside}}, {R::admin, {not_self, not_closed_team}}},
       {}},
      {Thing::team_membership, {create_guest, extend_guest}, any_of({R::team_lead}), {partners_allowed, end_date}},
      {Thing::team_membership, {change_relation, grant_channel}, any_of({R::team_lead}), {}},
      {Thing::team_membership, {end}, any_of({R::team_lead, R::admin, R::self}), {}},
      {Thing::join_request, {create}, any_of({R::network}), {by_request}},
      {Thing::join_request, {read}, any_of({R::author, R::team_lead}), {}, Refused::not_found},
      {Thing::join_request, {accept, refuse}, any_of({R::team_lead}), {not_own}},
      {Thing::join_request, {withdraw}, any_of({R::author}), {}},
      {Thing::lead_message,
       {create},
       {{R::network, {visible}}, {R::team_member, {}}, {R::team_guest, {}}, {R::admin, {}}},
       {}},
      {Thing::lead_message, {read}, any_of({R::author, R::team_lead}), {}, Refused::not_found},
      {Thing::lead_message, {answer}, any_of({R::team_lead}), {not_own}},
  };
}

/// Those who work on a resource or collection, while they read it.
std::vector<Grant> editors() { return {{R::author, {reads}}, {R::coauthor, {reads}}, {R::owner, {reads}}}; }

std::vector<Rule> library_rules() {
  auto const judges = [](std::vector<Condition> lead) -> std::vector<Grant> {
    return {{R::leader, {reads}}, {R::subject_lead, std::move(lead)}};
  };
  std::vector<Rule> out{
      {Thing::upload, {create}, {{R::colleague, {}}, {R::team_guest, {granted}}}, {}},
      {Thing::upload, {read}, any_of({R::self}), {}, Refused::not_found},
      {Thing::upload, {edit, remove}, any_of({R::self}), {}, Refused::not_found},
      {Thing::resource, {invite_coauthor, set_review_by, confirm_current}, editors(), {cap}},
      {Thing::resource,
       {accept_coauthorship, leave_coauthorship},
       {{R::coauthor, {reads}}, {R::candidate, {reads}}},
       {}},
      {Thing::resource, {feature, unfeature}, judges({reads, subject_match}), {not_own}},
      {Thing::resource, {copy_to_adapt}, any_of({R::audience}), {licence_allows, write_target}},
      {Thing::version,
       {read},
       {{R::audience, {clean}}, {R::author, {reads}}, {R::coauthor, {reads}}, {R::owner, {reads}}},
       {},
       Refused::not_found},
      {Thing::version,
       {download},
       {{R::audience, {clean}}, {R::author, {reads}}, {R::coauthor, {reads}}, {R::owner, {reads}}},
       {},
       Refused::not_found},
      {Thing::version, {create, restore, label, replace, confirm_false_alarm}, editors(), {}},
      {Thing::version, {remove}, {{R::owner, {reads}}}, {}},
      {Thing::approval, {read}, any_of({R::audience}), {}, Refused::not_found},
      {Thing::rubric_score, {read}, any_of({R::audience}), {}, Refused::not_found},
      {Thing::use, {read}, any_of({R::audience}), {}, Refused::not_found},
      {Thing::approval, {ask}, editors(), {}},
      {Thing::approval, {approve, refuse, withdraw}, judges({reads, subject_match}), {not_own}},
      {Thing::use, {create}, any_of({R::audience}), {own_school}},
      {Thing::use,
       {edit, follow_up, change_state},
       {{R::author, {reads}}, {R::leader, {reads}}, {R::subject_lead, {reads}}},
       {own_school}},
      {Thing::rubric_score, {create, edit, remove}, any_of({R::audience}), {not_own}},
      {Thing::adaptation, {read}, {{R::audience, {both}}}, {}, Refused::not_found},
      {Thing::curriculum, {read}, any_of({R::network, R::partner}), {}, Refused::not_found},
      {Thing::curriculum, {edit}, any_of({R::admin}), {}},
      {Thing::resource_report, {create}, any_of({R::reader}), {}},
      {Thing::resource_report,
       {read},
       any_of({R::self, R::author, R::coauthor, R::owner, R::admin}),
       {},
       Refused::not_found},
      {Thing::resource_report, {resolve}, any_of({R::author, R::coauthor, R::owner, R::admin}), {}},
      {Thing::download, {read, create, remove}, any_of({R::self}), {}, Refused::not_found},
      {Thing::search_rebuild, {read, create}, any_of({R::admin}), {}, Refused::not_found},
  };
  for (auto const thing : {Thing::resource, Thing::collection}) {
    out.push_back({thing, {read}, any_of({R::audience}), {}, Refused::not_found});
    out.push_back({thing, {create}, any_of({R::colleague}), {}});
    out.push_back({thing, {edit, publish, set_audience, withdraw}, editors(), {cap}});
    out.push_back({thing, {take_down, transfer_owner}, {{R::owner, {reads}}, {R::admin, {reads}}}, {}});
    out.push_back({thing, {remove}, {{R::author, {reads}}, {R::owner, {reads}}}, {}});
  }
  return out;
}

std::vector<Rule> practice_rules() {
  std::vector<Grant> const ladder{{R::self, {}},
                                  {R::team_mate, {vis_team}},
                                  {R::same_school, {vis_school}},
                                  {R::same_trust, {vis_trust}},
                                  {R::network, {vis_network}},
                                  {R::broker, {suggestible}}};
  return {
      {Thing::profile, {read}, ladder, {}, Refused::not_found},
      {Thing::profile, {edit, set_visibility, set_suggestible}, any_of({R::self}), {}},
      {Thing::practice_post, {read}, any_of({R::audience}), {}, Refused::not_found},
      {Thing::practice_post, {create}, any_of({R::colleague}), {}},
      {Thing::practice_post,
       {edit, publish, set_audience, withdraw, invite_coauthor, set_review_by, confirm_current},
       editors(),
       {cap}},
      {Thing::practice_post,
       {accept_coauthorship, leave_coauthorship},
       {{R::coauthor, {reads}}, {R::candidate, {reads}}},
       {}},
      {Thing::practice_post, {take_down, transfer_owner}, {{R::owner, {reads}}, {R::admin, {reads}}}, {}},
      {Thing::practice_post, {remove}, {{R::author, {reads}}, {R::owner, {reads}}}, {}},
      {Thing::practice_post,
       {feature, unfeature},
       {{R::leader, {reads}}, {R::subject_lead, {reads, subject_match}}},
       {not_own}},
      {Thing::adoption, {read}, any_of({R::audience}), {}, Refused::not_found},
      {Thing::adoption, {create}, any_of({R::audience}), {own_school}},
      {Thing::adoption,
       {follow_up, change_state},
       {{R::author, {reads}}, {R::leader, {reads}}, {R::subject_lead, {reads}}},
       {own_school}},
      {Thing::link, {read}, {{R::reader, {both}}}, {}, Refused::not_found},
      {Thing::link, {create, remove}, {{R::reader, {both}}}, {write_target}},
  };
}

std::vector<Rule> support_rules() {
  auto const helpers = [] {
    return any_of({R::requester, R::requester_head, R::supporter, R::supporter_head, R::broker});
  };
  auto readers = helpers();
  readers.push_back({R::candidate, {}});
  auto request_readers = readers;
  request_readers.push_back({R::audience, {}});
  return {
      {Thing::support_request, {read}, request_readers, {}, Refused::not_found},
      {Thing::support_request, {create}, any_of({R::network}), {own_school}},
      {Thing::support_request, {edit, open, set_confidentiality, remove}, any_of({R::requester}), {cap}},
      {Thing::support_request, {withdraw}, any_of({R::requester, R::requester_head}), {}},
      {Thing::support_request, {take, decline, hand_on}, any_of({R::broker}), {}},
      {Thing::support_request, {read_left_out}, any_of({R::broker}), {}, Refused::not_found},
      {Thing::support_request,
       {read_suggestions},
       {{R::broker, {}}, {R::requester, {self_match}}},
       {},
       Refused::not_found},
      {Thing::support_request, {close}, any_of({R::broker, R::requester}), {}},
      {Thing::support_match, {read}, readers, {}, Refused::not_found},
      {Thing::support_match, {create}, {{R::broker, {}}, {R::requester, {self_match}}}, {}},
      {Thing::support_match, {accept, decline, hand_on}, any_of({R::candidate}), {}},
      {Thing::support_match, {withdraw}, {{R::author, {reads}}, {R::broker, {}}}, {}},
      {Thing::agreement, {read}, helpers(), {}, Refused::not_found},
      {Thing::agreement, {create, edit}, any_of({R::requester, R::supporter, R::broker}), {}},
      {Thing::agreement, {sign, end}, any_of({R::requester, R::requester_head, R::supporter, R::supporter_head}), {}},
      {Thing::agreement, {answer}, any_of({R::requester, R::supporter}), {}},
      {Thing::visit, {read}, helpers(), {}, Refused::not_found},
      {Thing::visit, {create, edit, cancel, record}, any_of({R::requester, R::supporter}), {}},
      {Thing::visit, {acknowledge}, any_of({R::requester_head, R::supporter_head}), {}},
      {Thing::support_evaluation, {read}, helpers(), {}, Refused::not_found},
      {Thing::support_evaluation, {submit}, any_of({R::requester_head, R::requester}), {}},
      {Thing::support_evaluation, {rate_usefulness}, any_of({R::requester}), {}},
      {Thing::support_evaluation, {check_quality}, any_of({R::broker}), {not_own}},
      {Thing::overview, {read}, any_of({R::leader, R::governor, R::business, R::broker}), {}, Refused::not_found},
  };
}

/// Of a review, or of a purchase.
std::vector<Rule> interest_rules() {
  return {
      {Thing::interest,
       {read},
       {{R::author, {}}, {R::organiser, {}}, {R::host, {}}, {R::chair, {}}, {R::owner, {}}, {R::leader, {purchasing}}},
       {},
       Refused::not_found},
      {Thing::interest,
       {create},
       any_of({R::candidate, R::reviewer, R::lead_reviewer, R::evaluator, R::price_evaluator, R::chair, R::owner}),
       {}},
      {Thing::interest,
       {clear, refuse},
       {{R::organiser, {}}, {R::host, {}}, {R::chair, {}}, {R::owner, {}}, {R::leader, {purchasing}}},
       {not_own, not_self}},
  };
}

std::vector<Rule> review_rules() {
  auto const of_team = [] { return any_of({R::lead_reviewer, R::reviewer}); };
  return {
      {Thing::review_cycle, {read}, any_of({R::organiser, R::host, R::candidate, R::audience}), {}, Refused::not_found},
      {Thing::review_cycle, {create}, any_of({R::leader}), {}},
      {Thing::review_cycle, {edit, set_rota, open, start, close, cancel, hand_over}, any_of({R::organiser}), {}},
      {Thing::review_cycle, {join, leave}, {{R::host, {}}, {R::candidate, {}}, {R::audience, {own_school}}}, {}},
      {Thing::cycle_overview, {read}, any_of({R::organiser}), {}, Refused::not_found},
      {Thing::cycle_overview, {read_themes}, {{R::organiser, {three_hosts}}}, {}, Refused::not_found},
      {Thing::review,
       {read},
       any_of({R::organiser, R::host, R::host_colleague, R::lead_reviewer, R::reviewer, R::candidate}),
       {},
       Refused::not_found},
      {Thing::review,
       {request, edit_scope, accept_team, delegate, name_colleague, withdraw, consent_theme, write_plan, check_impact,
        close},
       any_of({R::host}),
       {}},
      {Thing::review, {propose_team, replace_reviewer}, any_of({R::organiser, R::lead_reviewer}), {not_own}},
      {Thing::review, {step_down}, any_of({R::reviewer, R::lead_reviewer, R::candidate}), {}},
      {Thing::review, {release_reviewer}, any_of({R::host, R::organiser}), {}},
      {Thing::review, {set_dates, start_visit, end_visit}, any_of({R::host, R::lead_reviewer}), {}},
      {Thing::self_review,
       {read},
       {{R::host, {}}, {R::host_colleague, {}}, {R::lead_reviewer, {submitted}}, {R::reviewer, {submitted}}},
       {},
       Refused::not_found},
      {Thing::self_review, {edit}, any_of({R::host, R::host_colleague}), {}},
      {Thing::self_review, {submit, reopen}, any_of({R::host}), {}},
      {Thing::review_activity,
       {read},
       any_of({R::host, R::host_colleague, R::lead_reviewer, R::reviewer}),
       {},
       Refused::not_found},
      {Thing::review_activity, {create, edit, cancel}, any_of({R::host, R::lead_reviewer}), {}},
      {Thing::evidence_note, {read}, of_team(), {}, Refused::not_found},
      {Thing::evidence_note, {create}, of_team(), {}},
      {Thing::evidence_note, {edit, remove}, {{R::author, {reads}}}, {}},
      {Thing::report,
       {read, download},
       {{R::lead_reviewer, {}},
        {R::reviewer, {}},
        {R::host, {sent}},
        {R::host_colleague, {sent, named}},
        {R::grantee, {final}}},
       {},
       Refused::not_found},
      {Thing::report, {create, edit, send, respond}, of_team(), {}},
      {Thing::report, {comment, dissent}, any_of({R::host, R::host_colleague, R::lead_reviewer, R::reviewer}), {}},
      {Thing::report, {sign, return_report}, any_of({R::host, R::lead_reviewer}), {}},
      {Thing::report_grant, {read}, {{R::host, {}}, {R::grantee, {mine}}}, {}, Refused::not_found},
      {Thing::report_grant, {read_log}, any_of({R::host}), {}, Refused::not_found},
      {Thing::report_grant, {create, ask_end}, any_of({R::host}), {}},
      {Thing::report_grant, {agree_end}, any_of({R::organiser}), {}},
      {Thing::report_grant, {end}, {{R::host, {not_exception}}, {R::grantee, {mine}}}, {}},
  };
}

std::vector<Rule> conversation_rules() {
  return {
      {Thing::channel,
       {read},
       {{R::team_lead, {}}, {R::team_member, {}}, {R::team_guest, {granted}}},
       {},
       Refused::not_found},
      {Thing::channel, {create, edit, archive, restore, set_posting}, any_of({R::team_lead}), {}},
      {Thing::topic, {read}, talk(), {}, Refused::not_found},
      {Thing::message, {read}, talk(), {}, Refused::not_found},
      {Thing::reaction, {read}, talk(), {}, Refused::not_found},
      {Thing::topic,
       {create},
       {{R::team_lead, {}}, {R::team_member, {}}, {R::team_guest, {granted, guests_may_start}}, {R::audience, {bound}}},
       {may_post}},
      {Thing::message, {create}, talk(), {may_post}},
      {Thing::reaction, {create}, talk(), {may_post}},
      {Thing::message, {edit}, {{R::author, {reads}}}, {may_post}},
      {Thing::message, {convert}, {{R::team_lead, {}}, {R::team_member, {}}, {R::audience, {bound}}}, {write_target}},
      {Thing::message, {remove}, {{R::author, {reads}}, {R::team_lead, {}}}, {}},
      {Thing::reaction, {remove}, {{R::author, {reads}}}, {}},
      {Thing::topic, {edit_title, agree, reopen, accept_answer}, {{R::author, {reads}}, {R::team_lead, {}}}, {}},
      {Thing::topic,
       {edit_summary},
       {{R::team_lead, {}}, {R::team_member, {}}, {R::author, {reads}}, {R::audience, {bound}}},
       {may_post}},
      {Thing::topic, {move}, any_of({R::team_lead}), {write_target}},
      {Thing::topic, {lock, unlock, remove}, any_of({R::team_lead}), {}},
      {Thing::action_item, {read}, any_of({R::audience, R::owner}), {}, Refused::not_found},
      {Thing::action_item, {create}, any_of({R::reader}), {write_target}},
      {Thing::action_item,
       {edit, complete, reopen, cancel, reassign},
       {{R::owner, {}}, {R::author, {reads}}, {R::leader, {reads}}},
       {}},
      {Thing::presence, {read, create}, any_of({R::team_lead, R::team_member}), {}, Refused::not_found},
      {Thing::flag, {create}, any_of({R::reader}), {}},
      {Thing::flag, {read}, any_of({R::author, R::team_lead, R::admin}), {}, Refused::not_found},
      {Thing::flag, {resolve}, any_of({R::team_lead, R::admin}), {not_own}},
  };
}

template <class Enum>
std::string quoted(Enum value) {
  return std::string("\"") + boost::describe::enum_to_string(value, "") + "\"";
}

template <class Enum>
std::string quoted_list(std::vector<Enum> const& values) {
  std::string out = "[";
  for (auto const value : values) {
    if (out.size() > 1) out += ',';
    out += quoted(value);
  }
  return out + "]";
}

}  // namespace

std::vector<Rule> written_policy() {
  auto all = people_rules();
  for (auto part : {team_rules(), conversation_rules(), library_rules(), practice_rules(), support_rules(),
                    review_rules(), interest_rules(), buying_rules(), purchase_rules()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

std::string policy_json() {
  std::string out = "{\"rules\":[";
  for (auto const& rule : policy()) {
    if (out.back() == '}') out += ',';
    out += "{\"thing\":" + quoted(rule.thing) + ",\"actions\":" + quoted_list(rule.actions) + ",\"grants\":[";
    bool first = true;
    for (auto const& grant : rule.grants) {
      if (!first) out += ',';
      first = false;
      out += "{\"relation\":" + quoted(grant.relation) + ",\"only_if\":" + quoted_list(grant.only_if) + "}";
    }
    out += "],\"conditions\":" + quoted_list(rule.conditions) + "}";
  }
  return out + "]}";
}

}  // namespace staffroom
