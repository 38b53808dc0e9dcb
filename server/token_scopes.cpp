// The commands by what opens them. One that is added to the hub does not compile until it is told here.
#include "server/token_scopes.hpp"

#include <boost/mp11.hpp>
#include <string>
#include <unordered_map>

#include "protocol/described_json.hpp"
#include "protocol/kinds.hpp"

namespace staffroom {
namespace {

template <class... T>
using List = boost::mp11::mp_list<T...>;

using Talk = List<
    // teams, their places and letters
    CreateTeam, EditTeam, SetJoining, ArchiveTeam, RestoreTeam, JoinTeam, RequestToJoin, WithdrawJoinRequest,
    AcceptJoinRequest, RefuseJoinRequest, WriteToLeads, AnswerLeadMessage, AddTeamMember, AddTeamGuest, ExtendTeamGuest,
    ChangeTeamRelation, GrantChannels, AppointLead, EndTeamMembership, InviteToTeam, FollowTeam,
    // conversations
    CreateChannel, EditChannel, SetPosting, ArchiveChannel, RestoreChannel, CreateTopic, EditTopicTitle,
    EditTopicSummary, AcceptAnswer, ClearAnswer, AgreeTopic, ReopenTopic, LockTopic, UnlockTopic, MoveTopic,
    DeleteTopic, PostMessage, EditMessage, DeleteMessage, React, WithdrawReaction, FlagMessage, ResolveFlag, MarkRead,
    FollowTopic,
    // what is asked of me
    MarkNotificationSeen, MarkNotificationDone, SnoozeNotification, EditNotificationSetting, CreateAction, EditAction,
    ReassignAction, CompleteAction, CancelAction, ReopenAction>;

using Share = List<
    // resources and their versions
    CreateResource, EditResource, ShareResource, PublishResource, WithdrawResource, TakeDownResource, DeleteResource,
    TransferResource, InviteCoauthor, AcceptCoauthorship, LeaveCoauthorship, ConfirmResource, FeatureResource,
    CopyResource, CreateVersion, RestoreVersion, LabelVersion, ReplaceVersion, ConfirmFalseAlarm, DeleteVersion,
    AskApproval, ApproveResource, RefuseApproval, WithdrawApproval, UseResource, TellUse, SetUse, ScoreResource,
    WithdrawScore, ReportResource, ResolveReport, AskAboutResource,
    // collections, files
    CreateCollection, EditCollection, ArrangeCollection, ShareCollection, PublishCollection, WithdrawCollection,
    TakeDownCollection, TransferCollection, DeleteCollection, PrepareDownload, DropDownload, CreateUpload, AppendUpload,
    TerminateUpload, ListUploads, GetUpload,
    // practice, profiles, links
    EditProfile, SetProfileSights, SetSuggestible, CreatePractice, EditPractice, SharePractice, PublishPractice,
    WithdrawPractice, TakeDownPractice, TransferPractice, DeletePractice, InvitePracticeCoauthor,
    AcceptPracticeCoauthorship, LeavePracticeCoauthorship, ConfirmPractice, FeaturePractice, TryPractice, TellAdoption,
    SetAdoption, AskAboutPractice, CreateLink, RemoveLink>;

using Support =
    List<CreateSupportRequest, EditSupportRequest, OpenSupportRequest, SetConfidentiality, DeleteSupportRequest,
         WithdrawSupportRequest, TakeSupportRequest, DeclineSupportRequest, AgreeHandOn, HandOnSupportRequest,
         CloseSupportRequest, AskCandidate, AcceptMatch, DeclineMatch, HandOnMatch, WithdrawMatch, CreateAgreement,
         EditAgreement, SignAgreement, EndAgreement, AnswerMidterm, CreateVisit, EditVisit, CancelVisit, RecordVisit,
         AcknowledgeVisit, SubmitEvaluation, RateUsefulness, CheckQuality>;

using Review = List<CreateReviewCycle, EditReviewCycle, OpenReviewCycle, JoinReviewCycle, LeaveReviewCycle, SetRota,
                    StartReviewCycle, CloseReviewCycle, CancelReviewCycle, HandOverReviewCycle, RequestReview,
                    EditReviewScope, SetReviewDates, ProposeTeam, AcceptTeam, ReplaceReviewer, StepDown,
                    ReleaseReviewer, DelegateReview, NameColleague, WithdrawReview, StartVisit, EndVisit,
                    DeclareInterest, ClearInterest, RefuseInterest, EditSelfReview, SubmitSelfReview, ReopenSelfReview,
                    CreateReviewActivity, EditReviewActivity, CancelReviewActivity, CreateEvidenceNote,
                    EditEvidenceNote, DeleteEvidenceNote, CreateReport, EditReportSection, EditReportSummary,
                    SendReport, ReturnReport, SignReport, RecordDissent, CommentOnReport, AnswerReportComment,
                    CreateReportGrant, EndReportGrant, AskGrantEnd, AgreeGrantEnd, ReadReport, WriteReviewPlan,
                    CreateReviewAction, EditReviewAction, TellReviewAction, CheckImpact, CloseReview, ShareThemes>;

using Buy = List<
    // contracts, suppliers, pools, savings
    CreateContract, EditContract, EditContractMoney, SetContractDocuments, GiveNotice, ExtendContract, EndContract,
    VoidContract, ShareContract, CreateSupplier, EditSupplier, MergeSupplier, CreateExperience, EditExperience,
    WithdrawExperience, ReplyToExperience, CreatePool, EditPool, InviteToPool, SharePool, OpenPool, ClosePool,
    CancelPool, HandOverPool, SignPool, LeavePool, RemoveFromPool, EditBands, EditRadarPlan, CreateSaving, EditSaving,
    ConfirmSaving, DropSaving, VoidSaving, AddContractEntry, RemoveContractEntry,
    // purchases, their quotes and awards
    CreatePurchase, StartPurchase, EditPurchase, SetPurchaseValue, SetTenderPack, NamePurchasePeople, ChooseRoute,
    AdvancePurchase, ReturnPurchase, ApprovePurchase, CancelPurchase, HandOverPurchase, SignTender, DeclareForPurchase,
    ClearPurchaseDeclaration, RefusePurchaseDeclaration, InviteToQuote, RevokeSupplierLink, ExtendDeadline, EnterQuote,
    OpenQuotes, AdmitLateQuote, RejectQuote, ScoreQuote, SubmitScores, SubmitPriceScores, AgreeScores,
    DissentFromScores, CloseModeration, ProposeAward, SignAward, RefuseAward, EditLetters, PublishAward,
    RecordChallenge, ResolveChallenge, ConfirmAward, AbandonAward, CompletePurchase, UploadQuoteScan>;

using Administer = List<CreateOrganisation, EditOrganisation, JoinOrganisation, CloseOrganisation, ReopenOrganisation,
                        EditCalendar, AddPerson, CreateMembership, ChangeRole, EditMembershipDates, GiveDuty, TakeDuty,
                        EndMembership, RenamePerson, InviteToOrganisation, ResendInvitation, RevokeInvitation,
                        SendEmailAgain, UploadImport, MapImportColumns, CommitImport, CancelImport, RebuildSearch>;

/// Accounts and what proves who somebody is; what asks for the password again; what cannot be taken back.
using Never = List<SignIn, SignOut, ChangePassword, ConfirmPassword, ForgotPassword, EndSession, EndSessions, SendReset,
                   ChangeEmail, DisablePerson, EnablePerson, CreateApiToken, RevokeApiToken, RequestErasure,
                   ApproveErasure, RefuseErasure, WithdrawErasure, ShowCalendarAddress, CreateCalendarFeed,
                   DeleteCalendarFeed, MoveOrganisation, EditSettings, AddThreshold>;

/// Of the questions: my own account, sessions (one's own stands in `GetMe`), tokens and addresses, and who asks to be
/// forgotten.
using NeverAsked = List<GetMe, GetAccount, ListSessions, GetSession, ListApiTokens, GetApiToken, GetCalendarFeed,
                        ListErasures, GetErasure, PreviewErasure>;

/// Uploads are seen by who sends them.
using Told =
    boost::mp11::mp_set_difference<boost::mp11::mp_append<Talk, Share, Support, Review, Buy, Administer, Never>,
                                   Queries>;
using Wired = boost::mp11::mp_append<described::RoutedCommands, ServerCommands>;
static_assert(boost::mp11::mp_size<Told>::value == boost::mp11::mp_size<Wired>::value &&
                  boost::mp11::mp_empty<boost::mp11::mp_set_difference<Wired, Told>>::value,
              "a command is missing among the scopes of tokens, or stands there twice");

using Scopes = std::unordered_map<std::string_view, TokenScope>;

template <class Requests>
void add_scope(Scopes& scopes, TokenScope scope) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Requests>>(
      [&](auto identity) { scopes.emplace(decltype(identity)::type::name, scope); });
}

Scopes all_scopes() {
  Scopes scopes;
  add_scope<Talk>(scopes, TokenScope::talk);
  add_scope<Share>(scopes, TokenScope::share);
  add_scope<Support>(scopes, TokenScope::support);
  add_scope<Review>(scopes, TokenScope::review);
  add_scope<Buy>(scopes, TokenScope::buy);
  add_scope<Administer>(scopes, TokenScope::administer);
  add_scope<boost::mp11::mp_set_difference<Queries, NeverAsked, Share>>(scopes, TokenScope::read);
  return scopes;
}

}  // namespace

std::optional<TokenScope> scope_of(std::string_view request) {
  static Scopes const scopes = all_scopes();
  auto const found = scopes.find(request);
  return found == scopes.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace staffroom
