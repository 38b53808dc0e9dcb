// Support from school to school: a request, from need to evaluation. Who is asked is in support_matches.hpp, what is
// agreed and done in support_agreements.hpp.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/conversations.hpp"
#include "protocol/described.hpp"
#include "protocol/profiles.hpp"

namespace staffroom {

enum class SupportState : std::uint8_t {
  draft,
  open,
  matched,
  agreed,
  active,
  evaluated,
  closed,
  declined,
  withdrawn,
  handed_on
};
BOOST_DESCRIBE_ENUM(SupportState, draft, open, matched, agreed, active, evaluated, closed, declined, withdrawn,
                    handed_on)

enum class SupportWay : std::uint8_t { call, visit, coaching, documents };
BOOST_DESCRIBE_ENUM(SupportWay, call, visit, coaching, documents)

/// Who reads the request besides the parties and the brokers: a team, the trust, nobody.
enum class Confidentiality : std::uint8_t { team, trust, brokers };
BOOST_DESCRIBE_ENUM(Confidentiality, team, trust, brokers)

/// A draft is its requester's. From open on, for the parties: requester, leaders of the school, brokers, who is asked,
/// supporter and leaders of the supporter's school; and as far as `confidentiality` says.
struct SupportRequest {
  static constexpr Kind kind = Kind::support_request;
  static constexpr std::string_view path = "/support-requests/{id}";
  SupportRequestId id;
  std::uint32_t version = 1;
  OrganisationId organisation;  // the school that asks
  SupportState state = SupportState::draft;
  Title title;                  // the need, in a line
  SummaryText need;             // as it is, without names of pupils
  std::optional<Name> subject;  // absent: none in particular
  Many<KeyStage, 6> stages;
  std::optional<ExamBoard> exam_board;
  Many<SendNeed, 12> send_needs;
  Line priority;         // of the school's plan that it serves
  SummaryText outcomes;  // what should be different
  std::optional<Date> wanted_from;
  std::optional<Date> wanted_to;
  Many<SupportWay, 4> ways;
  std::uint32_t days = 1;          // that it might take
  std::optional<PersonId> wanted;  // whom the requester has in mind
  Confidentiality confidentiality = Confidentiality::brokers;
  std::optional<TeamId> team;  // that reads it, of confidentiality team
  PersonId requester;
  OrganisationId broker_node;                         // whose brokers, and those above it, look after it
  std::optional<PersonId> broker;                     // who took it
  Many<PersonId, limits::pending_matches_max> asked;  // candidates who have not answered
  std::optional<PersonId> supporter;                  // who accepted
  std::optional<OrganisationId> supporter_school;
  std::optional<SupportMatchId> match;  // the accepted one
  std::optional<SupportAgreementId> agreement;
  std::optional<SupportEvaluationId> evaluation;
  std::optional<SupportRequestId> handed_to;  // the request that goes on elsewhere
  std::optional<SupportRequestId> handed_from;
  bool hand_on_agreed = false;  // by the requester
  bool late_reminded = false;   // brokers were reminded that nobody answered
  TimestampMs created;
  std::optional<TimestampMs> opened;
  std::optional<TimestampMs> first_response;  // a broker took it; set once
  std::optional<Date> answer_by;              // brokers are reminded after this working day
  std::optional<Date> agreement_by;           // of a matched one: both are reminded after it
  std::optional<TimestampMs> ended;           // closed, declined, withdrawn or handed on
  Note reason;                                // why it was declined, withdrawn or handed on
};
STAFFROOM_DESCRIBE(SupportRequest, (),
                   (id, version, organisation, state, title, need, subject, stages, exam_board, send_needs, priority,
                    outcomes, wanted_from, wanted_to, ways, days, wanted, confidentiality, team, requester, broker_node,
                    broker, asked, supporter, supporter_school, match, agreement, evaluation, handed_to, handed_from,
                    hand_on_agreed, late_reminded, created, opened, first_response, answer_by, agreement_by, ended,
                    reason))

/// A draft. For a school where I am; never for a partner.
struct CreateSupportRequest {
  static constexpr std::string_view name = "create_support_request";
  static constexpr Route route{Method::post, "/support-requests"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  Title title;                  // the need, in a line
  SummaryText need;             // as it is, without names of pupils
  std::optional<Name> subject;  // absent: none in particular
  Many<KeyStage, 6> stages;
  std::optional<ExamBoard> exam_board;
  Many<SendNeed, 12> send_needs;
  Line priority;         // of the school's plan that it serves
  SummaryText outcomes;  // what should be different
  std::optional<Date> wanted_from;
  std::optional<Date> wanted_to;
  Many<SupportWay, 4> ways;
  std::uint32_t days = 1;          // that it might take
  std::optional<PersonId> wanted;  // whom the requester has in mind
  Confidentiality confidentiality = Confidentiality::brokers;
  std::optional<TeamId> team;
  std::optional<TopicId> origin;          // the topic …
  std::optional<Ordinal> origin_message;  // … and its message of which it is made: a link keeps it
  std::optional<Note> not_pupil_data;     // as of PostMessage
};
STAFFROOM_DESCRIBE(CreateSupportRequest, (),
                   (organisation, title, need, subject, stages, exam_board, send_needs, priority, outcomes, wanted_from,
                    wanted_to, ways, days, wanted, confidentiality, team, origin, origin_message, not_pupil_data))

/// Of a draft or an open one; replaces the whole description.
struct EditSupportRequest {
  static constexpr std::string_view name = "edit_support_request";
  static constexpr Route route{Method::put, "/support-requests/{support_request}/description"};
  static constexpr Success success = Success::changed;
  SupportRequestId support_request;
  Title title;                  // the need, in a line
  SummaryText need;             // as it is, without names of pupils
  std::optional<Name> subject;  // absent: none in particular
  Many<KeyStage, 6> stages;
  std::optional<ExamBoard> exam_board;
  Many<SendNeed, 12> send_needs;
  Line priority;         // of the school's plan that it serves
  SummaryText outcomes;  // what should be different
  std::optional<Date> wanted_from;
  std::optional<Date> wanted_to;
  Many<SupportWay, 4> ways;
  std::uint32_t days = 1;          // that it might take
  std::optional<PersonId> wanted;  // whom the requester has in mind
  std::optional<Note> not_pupil_data;
};
STAFFROOM_DESCRIBE(EditSupportRequest, (),
                   (support_request, title, need, subject, stages, exam_board, send_needs, priority, outcomes,
                    wanted_from, wanted_to, ways, days, wanted, not_pupil_data))

/// Wants need, outcomes, dates and ways; it goes to the brokers, and the head is told.
struct OpenSupportRequest {
  static constexpr std::string_view name = "open_support_request";
  static constexpr Route route{Method::post, "/support-requests/{support_request}/open"};
  static constexpr Success success = Success::changed;
  SupportRequestId support_request;
};
STAFFROOM_DESCRIBE(OpenSupportRequest, (), (support_request))

struct SetConfidentiality {
  static constexpr std::string_view name = "set_confidentiality";
  static constexpr Route route{Method::put, "/support-requests/{support_request}/confidentiality"};
  static constexpr Success success = Success::changed;
  SupportRequestId support_request;
  Confidentiality confidentiality = Confidentiality::brokers;
  std::optional<TeamId> team;
};
STAFFROOM_DESCRIBE(SetConfidentiality, (), (support_request, confidentiality, team))

/// Of a draft.
struct DeleteSupportRequest {
  static constexpr std::string_view name = "delete_support_request";
  static constexpr Route route{Method::remove, "/support-requests/{support_request}"};
  static constexpr Success success = Success::gone;
  SupportRequestId support_request;
};
STAFFROOM_DESCRIBE(DeleteSupportRequest, (), (support_request))

/// Before the first visit; what was promised is free again.
struct WithdrawSupportRequest {
  static constexpr std::string_view name = "withdraw_support_request";
  static constexpr Route route{Method::post, "/support-requests/{support_request}/withdraw"};
  static constexpr Success success = Success::changed;
  SupportRequestId support_request;
  Note reason;
};
STAFFROOM_DESCRIBE(WithdrawSupportRequest, (), (support_request, reason))

/// By a broker: names them, and fixes the time of the first response.
struct TakeSupportRequest {
  static constexpr std::string_view name = "take_support_request";
  static constexpr Route route{Method::post, "/support-requests/{support_request}/take"};
  static constexpr Success success = Success::changed;
  SupportRequestId support_request;
};
STAFFROOM_DESCRIBE(TakeSupportRequest, (), (support_request))

struct DeclineSupportRequest {
  static constexpr std::string_view name = "decline_support_request";
  static constexpr Route route{Method::post, "/support-requests/{support_request}/decline"};
  static constexpr Success success = Success::changed;
  SupportRequestId support_request;
  Note reason;
};
STAFFROOM_DESCRIBE(DeclineSupportRequest, (), (support_request, reason))

/// By the requester: brokers elsewhere may get it.
struct AgreeHandOn {
  static constexpr std::string_view name = "agree_hand_on";
  static constexpr Route route{Method::put, "/support-requests/{support_request}/hand-on-agreed"};
  static constexpr Success success = Success::changed;
  SupportRequestId support_request;
  bool agreed = true;
};
STAFFROOM_DESCRIBE(AgreeHandOn, (), (support_request, agreed))

/// To the brokers of another organisation: a new request, open there; this one ends.
struct HandOnSupportRequest {
  static constexpr std::string_view name = "hand_on_support_request";
  static constexpr Route route{Method::post, "/support-requests/{support_request}/hand-on"};
  static constexpr Success success = Success::created;
  SupportRequestId support_request;
  OrganisationId broker_node;
  Note reason;
};
STAFFROOM_DESCRIBE(HandOnSupportRequest, (), (support_request, broker_node, reason))

/// Of an evaluated one.
struct CloseSupportRequest {
  static constexpr std::string_view name = "close_support_request";
  static constexpr Route route{Method::post, "/support-requests/{support_request}/close"};
  static constexpr Success success = Success::changed;
  SupportRequestId support_request;
};
STAFFROOM_DESCRIBE(CloseSupportRequest, (), (support_request))

/// Newest first, as far as I may read them.
struct ListSupportRequests {
  static constexpr std::string_view name = "list_support_requests";
  static constexpr Route route{Method::get, "/support-requests"};
  using Item = SupportRequest;
  std::optional<bool> mine;      // that I made, or am a party to by name
  std::optional<bool> brokered;  // that I may take or took, as a broker
  std::optional<SupportState> state;
  std::optional<OrganisationId> organisation;
};
STAFFROOM_DESCRIBE(ListSupportRequests, (), (mine, brokered, state, organisation))

struct GetSupportRequest {
  static constexpr std::string_view name = "get_support_request";
  static constexpr Route route{Method::get, "/support-requests/{support_request}"};
  using Item = SupportRequest;
  SupportRequestId support_request;
};
STAFFROOM_DESCRIBE(GetSupportRequest, (), (support_request))

/// Of schools of a size or in a region.
struct AnsweredShare {
  std::string label;                      // "Up to 100 pupils", "North West"
  std::optional<std::uint32_t> requests;  // absent: from too few schools to say
  std::optional<std::uint32_t> answered;  // found a supporter
  std::optional<std::uint32_t> days;      // median from opening to first response
};
STAFFROOM_DESCRIBE(AnsweredShare, (), (label, requests, answered, days))

struct SupplyAndDemand {
  std::optional<Name> subject;
  std::optional<KeyStage> stage;
  std::uint32_t offers = 0;  // people who may be suggested
  std::uint32_t free_days = 0;
  std::optional<std::uint32_t> requests;  // open or matched in the last 365 days; absent: from too few schools to say
};
STAFFROOM_DESCRIBE(SupplyAndDemand, (), (subject, stage, offers, free_days, requests))

/// Asked at least three times as often as the middle of those who are asked at all.
struct OverAsked {
  PersonId person;
  std::uint32_t asked = 0;  // in the last 365 days
  std::optional<std::uint32_t> free_days;
};
STAFFROOM_DESCRIBE(OverAsked, (), (person, asked, free_days))

struct SupportOverview {
  std::vector<AnsweredShare> by_size;
  std::vector<AnsweredShare> by_region;
  std::vector<SupplyAndDemand> supply;
  std::vector<OverAsked> over_asked;
  std::vector<NamedPerson> names;
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(SupportOverview, (), (by_size, by_region, supply, over_asked, names, seq))

/// For leaders, governors and brokers of the organisation; people are named to leaders and brokers only.
struct GetSupportOverview {
  static constexpr std::string_view name = "get_support_overview";
  static constexpr Route route{Method::get, "/organisations/{organisation}/support-overview"};
  using Answers = SupportOverview;
  OrganisationId organisation;
};
STAFFROOM_DESCRIBE(GetSupportOverview, (), (organisation))

}  // namespace staffroom
