// A long story in which every command happens at least once, in chapters. What a chapter needs it makes itself.
#pragma once
#include "tests/laws/law.hpp"

namespace staffroom::tests {

/// The commands that the story uses. A command that is added to the hub does not compile until it is told here, and the
/// test fails until the story really uses it.
using CommandsInStory = boost::mp11::mp_list<
    // organisations
    CreateOrganisation, EditOrganisation, JoinOrganisation, CloseOrganisation, ReopenOrganisation, MoveOrganisation,
    EditSettings,
    // people
    CreatePerson, AddPerson, CreateMembership, ChangeRole, EditMembershipDates, GiveDuty, TakeDuty, EndMembership,
    RenamePerson,
    // forgetting people
    RequestErasure, ApproveErasure, RefuseErasure, WithdrawErasure, CompleteErasure, NoteExport, NoteAuditRead,
    // accounts
    OpenSession, ReplacePassword, TouchSession, RefreshSession, EndSession, ChangeEmail, SendReset, EndSessions,
    DisablePerson, EnablePerson, OpenApiToken, TouchApiToken, RevokeApiToken,
    // links and mail
    InviteToOrganisation, InviteToTeam, ResendInvitation, RevokeInvitation, AcceptInvitation, DeclineInvitation,
    AskReset, SetPassword, DisownReset, ConfirmEmail, TakeEmail, ReportEmail, SendEmailAgain,
    // imports
    OpenImport, AddImportRows, StartImportCheck, MapImportColumns, CommitImport, CancelImport,
    // teams
    CreateTeam, EditTeam, SetJoining, ArchiveTeam, RestoreTeam, JoinTeam, RequestToJoin, WithdrawJoinRequest,
    AcceptJoinRequest, RefuseJoinRequest, AddTeamMember, WriteToLeads, AnswerLeadMessage,
    // places
    AddTeamGuest, ExtendTeamGuest, ChangeTeamRelation, GrantChannels, AppointLead, EndTeamMembership,
    // channels and topics
    CreateChannel, EditChannel, SetPosting, ArchiveChannel, RestoreChannel, CreateTopic, EditTopicTitle,
    EditTopicSummary, AgreeTopic, ReopenTopic, LockTopic, UnlockTopic, MoveTopic, DeleteTopic,
    // messages
    PostMessage, EditMessage, DeleteMessage, React, WithdrawReaction, FlagMessage, ResolveFlag, MarkRead, FollowTopic,
    // notifications, time
    MarkNotificationSeen, MarkNotificationDone, SnoozeNotification, Tick,
    // resources
    CreateResource, EditResource, ShareResource, PublishResource, WithdrawResource, TakeDownResource, DeleteResource,
    TransferResource, InviteCoauthor, AcceptCoauthorship, LeaveCoauthorship, ConfirmResource, FeatureResource,
    CopyResource,
    // their files, versions and approval
    OpenUpload, StoreUpload, DropUpload, CreateVersion, RestoreVersion, LabelVersion, ReplaceVersion, ConfirmFalseAlarm,
    DeleteVersion, FinishCheck, AskApproval, ApproveResource, RefuseApproval, WithdrawApproval,
    // what becomes of them
    UseResource, TellUse, SetUse, ScoreResource, WithdrawScore, ReportResource, ResolveReport, AskAboutResource,
    // collections, downloads, the curriculum, searching
    CreateCollection, EditCollection, ArrangeCollection, ShareCollection, PublishCollection, WithdrawCollection,
    TakeDownCollection, TransferCollection, DeleteCollection, PrepareDownload, AdvanceDownload, DropDownload,
    PutCurriculumUnit, RebuildSearch, AdvanceRebuild,
    // calendars, profiles
    EditCalendar, EditProfile, SetProfileSights, SetSuggestible,
    // practice, who tries it, answers, links
    CreatePractice, EditPractice, SharePractice, PublishPractice, WithdrawPractice, TakeDownPractice, TransferPractice,
    DeletePractice, InvitePracticeCoauthor, AcceptPracticeCoauthorship, LeavePracticeCoauthorship, ConfirmPractice,
    FeaturePractice, TryPractice, TellAdoption, SetAdoption, AskAboutPractice, AcceptAnswer, ClearAnswer, CreateLink,
    RemoveLink,
    // support
    CreateSupportRequest, EditSupportRequest, OpenSupportRequest, SetConfidentiality, DeleteSupportRequest,
    WithdrawSupportRequest, TakeSupportRequest, DeclineSupportRequest, AgreeHandOn, HandOnSupportRequest,
    CloseSupportRequest, AskCandidate, AcceptMatch, DeclineMatch, HandOnMatch, WithdrawMatch, CreateAgreement,
    EditAgreement, SignAgreement, EndAgreement, AnswerMidterm, CreateVisit, EditVisit, CancelVisit, RecordVisit,
    AcknowledgeVisit, SubmitEvaluation, RateUsefulness, CheckQuality,
    // how one hears of things, calendars' addresses
    EditNotificationSetting, FollowTeam, Unsubscribe, CreateCalendarFeed, DeleteCalendarFeed,
    // actions
    CreateAction, EditAction, ReassignAction, CompleteAction, CancelAction, ReopenAction,
    // peer review: the cycle
    CreateReviewCycle, EditReviewCycle, OpenReviewCycle, JoinReviewCycle, LeaveReviewCycle, SetRota, StartReviewCycle,
    CloseReviewCycle, CancelReviewCycle, HandOverReviewCycle,
    // the review, its team, what they declare
    RequestReview, EditReviewScope, SetReviewDates, ProposeTeam, AcceptTeam, ReplaceReviewer, StepDown, ReleaseReviewer,
    DelegateReview, NameColleague, WithdrawReview, DeclareInterest, ClearInterest, RefuseInterest,
    // the visit
    EditSelfReview, SubmitSelfReview, ReopenSelfReview, StartVisit, EndVisit, CreateReviewActivity, EditReviewActivity,
    CancelReviewActivity, CreateEvidenceNote, EditEvidenceNote, DeleteEvidenceNote,
    // the report, and who reads it
    CreateReport, EditReportSection, EditReportSummary, SendReport, ReturnReport, SignReport, RecordDissent,
    CommentOnReport, AnswerReportComment, CreateReportGrant, EndReportGrant, AskGrantEnd, AgreeGrantEnd, ReadReport,
    // what comes after it
    WriteReviewPlan, CreateReviewAction, EditReviewAction, TellReviewAction, CheckImpact, CloseReview, ShareThemes,
    // buying together: contracts and suppliers
    CreateContract, EditContract, EditContractMoney, SetContractDocuments, GiveNotice, ExtendContract, EndContract,
    VoidContract, ShareContract, AddContractEntry, RemoveContractEntry, CreateSupplier, EditSupplier, MergeSupplier,
    CreateExperience, EditExperience, WithdrawExperience, ReplyToExperience,
    // pools, savings, what one looks for and goes by
    CreatePool, EditPool, InviteToPool, SharePool, OpenPool, ClosePool, CancelPool, HandOverPool, SignPool, LeavePool,
    RemoveFromPool, CreateSaving, EditSaving, ConfirmSaving, DropSaving, VoidSaving, AddThreshold, EditBands,
    EditRadarPlan,
    // purchases: what, by whom, through which gates
    CreatePurchase, StartPurchase, EditPurchase, SetPurchaseValue, SetTenderPack, NamePurchasePeople, ChooseRoute,
    AdvancePurchase, ReturnPurchase, ApprovePurchase, CancelPurchase, HandOverPurchase, SignTender, DeclareForPurchase,
    ClearPurchaseDeclaration, RefusePurchaseDeclaration,
    // quotes
    InviteToQuote, RevokeSupplierLink, ExtendDeadline, SaveQuote, AttachQuoteFile, DetachQuoteFile, SubmitQuote,
    WithdrawQuote, StoreQuoteScan, EnterQuote, OpenQuotes, AdmitLateQuote, RejectQuote,
    // what they are worth, and who gets it
    ScoreQuote, SubmitScores, SubmitPriceScores, AgreeScores, DissentFromScores, CloseModeration, ProposeAward,
    SignAward, RefuseAward, EditLetters, PublishAward, RecordChallenge, ResolveChallenge, ConfirmAward, AbandonAward,
    CompletePurchase, NotePurchaseExport>;
static_assert(boost::mp11::mp_size<CommandsInStory>::value == boost::mp11::mp_size<Commands>::value &&
                  boost::mp11::mp_empty<boost::mp11::mp_set_difference<Commands, CommandsInStory>>::value,
              "a command is missing in the story of the law test: tell it in tests/laws/script.cpp");

namespace story {

void people(Law& law);
void teams(Law& law);
void guests(Law& law);
void leads(Law& law);
void topics(Law& law);
void moves(Law& law);
void messages(Law& law);
void reports_and_marks(Law& law);
void notifications_and_time(Law& law);
void leaving(Law& law);
void organisations(Law& law);
void administration(Law& law);
void invitations(Law& law);
void imports(Law& law);
void letters(Law& law);
void forgetting(Law& law);
void resources(Law& law);
void questions(Law& law);
void collections(Law& law);
void curriculum_and_search(Law& law);
void calendars_and_profiles(Law& law);
void practice(Law& law);
void answers_and_links(Law& law);
void support(Law& law);
void support_that_ends_early(Law& law);
void actions(Law& law);
void actions_that_move(Law& law);
void hearing_of_things(Law& law);
void reviews(Law& law);
void reviews_that_end_early(Law& law);
void buying(Law& law);
void purchases(Law& law);
void whole(Law& law);

}  // namespace story
}  // namespace staffroom::tests
