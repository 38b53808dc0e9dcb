// THE list: every record, command and query. Adding a kind of work object is one line here; whatever is then missing
// (rule, audience, codec, index) fails to compile until it is answered.
#pragma once
#include <boost/mp11.hpp>

#include "protocol/accounts.hpp"
#include "protocol/accounts_links.hpp"
#include "protocol/action_items.hpp"
#include "protocol/api_tokens.hpp"
#include "protocol/audit.hpp"
#include "protocol/awards.hpp"
#include "protocol/buying.hpp"
#include "protocol/calendar_feeds.hpp"
#include "protocol/contracts.hpp"
#include "protocol/conversations_messages.hpp"
#include "protocol/curriculum.hpp"
#include "protocol/evaluations.hpp"
#include "protocol/imports.hpp"
#include "protocol/links.hpp"
#include "protocol/notifications.hpp"
#include "protocol/notifications_mail.hpp"
#include "protocol/notifications_settings.hpp"
#include "protocol/one_of.hpp"
#include "protocol/organisations.hpp"
#include "protocol/organisations_calendar.hpp"
#include "protocol/organisations_settings.hpp"
#include "protocol/people.hpp"
#include "protocol/people_erasure.hpp"
#include "protocol/pools.hpp"
#include "protocol/practice.hpp"
#include "protocol/practice_adoptions.hpp"
#include "protocol/profiles.hpp"
#include "protocol/purchases.hpp"
#include "protocol/quotes.hpp"
#include "protocol/resources.hpp"
#include "protocol/resources_collections.hpp"
#include "protocol/resources_uses.hpp"
#include "protocol/resources_versions.hpp"
#include "protocol/reviews.hpp"
#include "protocol/reviews_hosting.hpp"
#include "protocol/reviews_plans.hpp"
#include "protocol/reviews_reports.hpp"
#include "protocol/reviews_visits.hpp"
#include "protocol/savings.hpp"
#include "protocol/search.hpp"
#include "protocol/status.hpp"
#include "protocol/supplier_desk.hpp"
#include "protocol/suppliers.hpp"
#include "protocol/support.hpp"
#include "protocol/support_agreements.hpp"
#include "protocol/support_matches.hpp"
#include "protocol/teams.hpp"
#include "protocol/teams_letters.hpp"
#include "protocol/ticks.hpp"

namespace staffroom {

using Records = boost::mp11::mp_list<
    Organisation, OrgSettings, Person, Membership, MembershipTerms, Credential, Account, Session, SessionSecret,
    Invitation, EmailNote, ImportJob, ImportRows, Erasure, Team, TeamMembership, JoinRequest, LeadMessage, Channel,
    Topic, TopicActivity, Message, MessageRevision, TeamMention, Flag, ReadState, Notification, Resource,
    ResourceVersion, VersionCheck, Approval, ResourceUse, UseAuthor, RubricScore, ResourceActivity, ResourceReport,
    Adaptation, Upload, Collection, CollectionContents, CurriculumUnit, Download, SearchRebuild, OrgCalendar, Profile,
    ProfilePart, PersonLoad, PracticePost, Adoption, AdoptionAuthor, PracticeActivity, Link, SupportRequest,
    SupportMatch, MatchAnswer, SupportAgreement, SupportVisit, SupportEvaluation, NotificationSetting, DigestPlan,
    CalendarFeed, ActionItem, ReviewCycle, Review, ReviewScope, Interest, SelfReview, ReviewActivity, EvidenceNote,
    ReviewReport, ReportComment, ReportGrant, ReportReading, ReviewPlan, ReviewAction, ReviewTheme, Contract,
    ContractTerms, Supplier, SupplierExperience, Pool, Participation, RadarPlan, ThresholdTable, BuyingBands,
    ImportMapping, Saving, ContractEntry, Purchase, PurchaseGate, PurchaseDeclaration, SupplierLink, Quote, QuotePrice,
    QuoteScan, QuoteScore, Moderation, Award, AwardLetters, ApiToken, ApiTokenSecret>;

/// Commands without a `route` are internal: no path leads to them from the wire.
using OrganisationCommands =
    boost::mp11::mp_list<CreateOrganisation, EditOrganisation, JoinOrganisation, CloseOrganisation, ReopenOrganisation,
                         MoveOrganisation, EditSettings, EditCalendar>;
using PeopleCommands =
    boost::mp11::mp_list<CreatePerson, AddPerson, CreateMembership, ChangeRole, EditMembershipDates, GiveDuty, TakeDuty,
                         EndMembership, RenamePerson, RequestErasure, ApproveErasure, RefuseErasure, WithdrawErasure,
                         CompleteErasure, NoteExport>;
using AccountCommands =
    boost::mp11::mp_list<OpenSession, ReplacePassword, TouchSession, RefreshSession, EndSession, ChangeEmail, SendReset,
                         EndSessions, DisablePerson, EnablePerson, InviteToOrganisation, InviteToTeam, ResendInvitation,
                         RevokeInvitation, AcceptInvitation, DeclineInvitation, AskReset, SetPassword, DisownReset,
                         ConfirmEmail, TakeEmail, ReportEmail, SendEmailAgain, NoteAuditRead, OpenApiToken,
                         TouchApiToken, RevokeApiToken>;
using ImportCommands =
    boost::mp11::mp_list<OpenImport, AddImportRows, StartImportCheck, MapImportColumns, CommitImport, CancelImport>;
using TeamCommands = boost::mp11::mp_list<CreateTeam, EditTeam, SetJoining, ArchiveTeam, RestoreTeam, JoinTeam,
                                          RequestToJoin, WithdrawJoinRequest, AcceptJoinRequest, RefuseJoinRequest,
                                          WriteToLeads, AnswerLeadMessage, AddTeamMember, AddTeamGuest, ExtendTeamGuest,
                                          ChangeTeamRelation, GrantChannels, AppointLead, EndTeamMembership>;
using ConversationCommands =
    boost::mp11::mp_list<CreateChannel, EditChannel, SetPosting, ArchiveChannel, RestoreChannel, CreateTopic,
                         EditTopicTitle, EditTopicSummary, AcceptAnswer, ClearAnswer, AgreeTopic, ReopenTopic,
                         LockTopic, UnlockTopic, MoveTopic, DeleteTopic, PostMessage, EditMessage, DeleteMessage, React,
                         WithdrawReaction, FlagMessage, ResolveFlag, MarkRead, FollowTopic, MarkNotificationSeen,
                         MarkNotificationDone, SnoozeNotification, Tick>;
using ResourceCommands =
    boost::mp11::mp_list<CreateResource, EditResource, ShareResource, PublishResource, WithdrawResource,
                         TakeDownResource, DeleteResource, TransferResource, InviteCoauthor, AcceptCoauthorship,
                         LeaveCoauthorship, ConfirmResource, FeatureResource, CopyResource, OpenUpload, StoreUpload,
                         DropUpload, CreateVersion, RestoreVersion, LabelVersion, ReplaceVersion, ConfirmFalseAlarm,
                         DeleteVersion, FinishCheck, AskApproval, ApproveResource, RefuseApproval, WithdrawApproval>;
using ResourceLifeCommands =
    boost::mp11::mp_list<UseResource, TellUse, SetUse, ScoreResource, WithdrawScore, ReportResource, ResolveReport,
                         AskAboutResource, CreateCollection, EditCollection, ArrangeCollection, ShareCollection,
                         PublishCollection, WithdrawCollection, TakeDownCollection, TransferCollection,
                         DeleteCollection, PrepareDownload, AdvanceDownload, DropDownload, PutCurriculumUnit,
                         RebuildSearch, AdvanceRebuild>;
using PracticeCommands =
    boost::mp11::mp_list<EditProfile, SetProfileSights, SetSuggestible, CreatePractice, EditPractice, SharePractice,
                         PublishPractice, WithdrawPractice, TakeDownPractice, TransferPractice, DeletePractice,
                         InvitePracticeCoauthor, AcceptPracticeCoauthorship, LeavePracticeCoauthorship, ConfirmPractice,
                         FeaturePractice, TryPractice, TellAdoption, SetAdoption, AskAboutPractice, CreateLink,
                         RemoveLink>;
using SupportCommands =
    boost::mp11::mp_list<CreateSupportRequest, EditSupportRequest, OpenSupportRequest, SetConfidentiality,
                         DeleteSupportRequest, WithdrawSupportRequest, TakeSupportRequest, DeclineSupportRequest,
                         AgreeHandOn, HandOnSupportRequest, CloseSupportRequest, AskCandidate, AcceptMatch,
                         DeclineMatch, HandOnMatch, WithdrawMatch, CreateAgreement, EditAgreement, SignAgreement,
                         EndAgreement, AnswerMidterm, CreateVisit, EditVisit, CancelVisit, RecordVisit,
                         AcknowledgeVisit, SubmitEvaluation, RateUsefulness, CheckQuality>;
using NotificationCommands =
    boost::mp11::mp_list<EditNotificationSetting, FollowTeam, Unsubscribe, CreateCalendarFeed, DeleteCalendarFeed,
                         CreateAction, EditAction, ReassignAction, CompleteAction, CancelAction, ReopenAction>;
using ReviewCommands = boost::mp11::mp_list<
    CreateReviewCycle, EditReviewCycle, OpenReviewCycle, JoinReviewCycle, LeaveReviewCycle, SetRota, StartReviewCycle,
    CloseReviewCycle, CancelReviewCycle, HandOverReviewCycle, RequestReview, EditReviewScope, SetReviewDates,
    ProposeTeam, AcceptTeam, ReplaceReviewer, StepDown, ReleaseReviewer, DelegateReview, NameColleague, WithdrawReview,
    StartVisit, EndVisit, DeclareInterest, ClearInterest, RefuseInterest, EditSelfReview, SubmitSelfReview,
    ReopenSelfReview, CreateReviewActivity, EditReviewActivity, CancelReviewActivity, CreateEvidenceNote,
    EditEvidenceNote, DeleteEvidenceNote, CreateReport, EditReportSection, EditReportSummary, SendReport, ReturnReport,
    SignReport, RecordDissent, CommentOnReport, AnswerReportComment, CreateReportGrant, EndReportGrant, AskGrantEnd,
    AgreeGrantEnd, ReadReport, WriteReviewPlan, CreateReviewAction, EditReviewAction, TellReviewAction, CheckImpact,
    CloseReview, ShareThemes>;
using BuyingCommands =
    boost::mp11::mp_list<CreateContract, EditContract, EditContractMoney, SetContractDocuments, GiveNotice,
                         ExtendContract, EndContract, VoidContract, ShareContract, CreateSupplier, EditSupplier,
                         MergeSupplier, CreateExperience, EditExperience, WithdrawExperience, ReplyToExperience,
                         CreatePool, EditPool, InviteToPool, SharePool, OpenPool, ClosePool, CancelPool, HandOverPool,
                         SignPool, LeavePool, RemoveFromPool, AddThreshold, EditBands, EditRadarPlan, CreateSaving,
                         EditSaving, ConfirmSaving, DropSaving, VoidSaving, AddContractEntry, RemoveContractEntry>;
using PurchaseCommands = boost::mp11::mp_list<
    CreatePurchase, StartPurchase, EditPurchase, SetPurchaseValue, SetTenderPack, NamePurchasePeople, ChooseRoute,
    AdvancePurchase, ReturnPurchase, ApprovePurchase, CancelPurchase, HandOverPurchase, SignTender, DeclareForPurchase,
    ClearPurchaseDeclaration, RefusePurchaseDeclaration, InviteToQuote, RevokeSupplierLink, ExtendDeadline, EnterQuote,
    OpenQuotes, AdmitLateQuote, RejectQuote, ScoreQuote, SubmitScores, SubmitPriceScores, AgreeScores,
    DissentFromScores, CloseModeration, ProposeAward, SignAward, RefuseAward, EditLetters, PublishAward,
    RecordChallenge, ResolveChallenge, ConfirmAward, AbandonAward, CompletePurchase, SaveQuote, AttachQuoteFile,
    DetachQuoteFile, SubmitQuote, WithdrawQuote, StoreQuoteScan, NotePurchaseExport>;
using Commands =
    boost::mp11::mp_append<OrganisationCommands, PeopleCommands, AccountCommands, ImportCommands, TeamCommands,
                           ConversationCommands, ResourceCommands, ResourceLifeCommands, PracticeCommands,
                           SupportCommands, NotificationCommands, ReviewCommands, BuyingCommands, PurchaseCommands>;

/// Handled by the server before or instead of the committer: they check a secret, or carry a file.
using ServerCommands =
    boost::mp11::mp_list<SignIn, SignOut, ChangePassword, ConfirmPassword, ForgotPassword, UploadImport, CreateUpload,
                         AppendUpload, TerminateUpload, ShowCalendarAddress, UploadQuoteScan, CreateApiToken>;

using Queries = boost::mp11::mp_list<
    GetMe, GetAccount, ListSessions, GetSession, ListOrganisations, GetOrganisation, GetSettings, ListPeople, GetPerson,
    GetMembership, GetMembershipTerms, ListOrganisationPeople, ListErasures, GetErasure, PreviewErasure, ListAudit,
    ListInvitations, ListTeamInvitations, GetInvitation, ListEmails, GetEmail, ListImports, GetImport, ListImportRows,
    GetImportRows, ListTeams, GetTeam, ListTeamMembers, GetTeamMembership, ListJoinRequests, GetJoinRequest,
    ListLeadMessages, GetLeadMessage, ListChannels, GetChannel, ListTopics, GetTopic, GetTopicActivity, ListMessages,
    GetMessage, ListRevisions, GetRevision, GetTeamMention, ListFlags, GetFlag, GetReadState, ListNotifications,
    GetNotification, GetHome, ListResources, GetResource, ListUploads, GetUpload, ListVersions, GetVersion,
    GetVersionCheck, ListApprovals, GetApproval, ListUses, GetUse, GetUseAuthor, GetActivity, ListScores, GetScore,
    ListReports, GetReport, ListResourceTopics, GetLineage, ListCollections, GetCollection, GetCollectionItems,
    ListDownloads, GetDownload, ListCurriculum, GetCurriculumUnit, Search, ListRebuilds, GetRebuild, GetCalendar,
    GetProfile, ListProfileParts, GetProfilePart, GetPersonLoad, FindPeople, ListPractice, GetPractice, ListAdoptions,
    GetAdoption, GetAdoptionAuthor, GetPracticeActivity, ListPracticeTopics, ListLinks, ListSupportRequests,
    GetSupportRequest, GetSupportOverview, ListMatches, GetMatch, GetMatchAnswer, ListSuggestions, GetAgreement,
    ListAgreements, ListVisits, GetVisit, GetEvaluation, GetNotificationSetting, GetDigestPlan, GetCalendarFeed,
    ListDates, ListMyActions, ListActions, GetAction, ListReviewCycles, GetReviewCycle, CheckRota, ListReviews,
    GetReview, GetReviewScope, ListInterests, GetInterest, GetSelfReview, ListReviewActivities, GetReviewActivity,
    ListEvidenceNotes, GetEvidenceNote, GetReviewReport, ListReportComments, GetReportComment, ListReportGrants,
    ListMyGrants, GetReportGrant, ListReportReadings, GetReportReading, GetReviewPlan, ListReviewActions,
    ListMyReviewActions, GetReviewAction, GetReviewTheme, GetCycleOverview, ListContracts, GetContract,
    GetContractTerms, ListSuppliers, GetSupplier, ListExperience, GetExperience, ListPools, GetPool, ListParticipations,
    GetParticipation, GetThresholds, GetBands, GetRadar, GetBuyingOverview, ListSavings, GetSaving, ListContractEntries,
    GetContractEntry, ListPurchases, GetPurchase, ListPurchaseGates, GetPurchaseGate, GetSplitting, CheckPurchaseGates,
    ListPurchaseDeclarations, GetPurchaseDeclaration, ListSupplierLinks, GetSupplierLink, GetQuoteScan, ListQuotes,
    GetQuote, ListQuotePrices, GetQuotePrice, ListQuoteScores, GetQuoteScore, GetModeration, GetAward, GetAwardLetters,
    ListApiTokens, GetApiToken, GetStatus>;

using Record = OneOf<Records>;
using Command = OneOf<Commands>;
using Query = OneOf<Queries>;

template <class R>
using KindTagOf = std::integral_constant<Kind, R::kind>;
static_assert(boost::mp11::mp_is_set<boost::mp11::mp_transform<KindTagOf, Records>>::value,
              "two records share a key tag");

/// On the wire and in events: everything but the internal records.
constexpr bool is_internal(Kind kind) {
  return kind == Kind::credential || kind == Kind::session_secret || kind == Kind::api_token_secret ||
         kind == Kind::adaptation || kind == Kind::collection_contents || kind == Kind::link ||
         kind == Kind::import_mapping;
}

template <class T>
concept OnTheWire = requires { T::route; };

}  // namespace staffroom
