// Identifiers: JSON integers below 2^53, drawn from one sequence for all kinds. A type per kind, so none is mixed up.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace staffroom {

template <class Tag>
struct Id {
  std::uint64_t value = 0;  // 0 is "none" and never on the wire
  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using PersonId = Id<struct PersonTag>;
using OrganisationId = Id<struct OrganisationTag>;
using MembershipId = Id<struct MembershipTag>;
using SessionId = Id<struct SessionTag>;
using TeamId = Id<struct TeamTag>;
using TeamMembershipId = Id<struct TeamMembershipTag>;
using JoinRequestId = Id<struct JoinRequestTag>;
using ChannelId = Id<struct ChannelTag>;
using TopicId = Id<struct TopicTag>;
using MessageId = Id<struct MessageTag>;
using RevisionId = Id<struct RevisionTag>;
using TeamMentionId = Id<struct TeamMentionTag>;
using FlagId = Id<struct FlagTag>;
using NotificationId = Id<struct NotificationTag>;
using LeadMessageId = Id<struct LeadMessageTag>;
using InvitationId = Id<struct InvitationTag>;
using EmailId = Id<struct EmailTag>;
using ImportId = Id<struct ImportTag>;
using ImportRowsId = Id<struct ImportRowsTag>;
using ErasureId = Id<struct ErasureTag>;
using ResourceId = Id<struct ResourceTag>;
using ResourceVersionId = Id<struct ResourceVersionTag>;
using ApprovalId = Id<struct ApprovalTag>;
using ResourceUseId = Id<struct ResourceUseTag>;
using RubricScoreId = Id<struct RubricScoreTag>;
using ResourceReportId = Id<struct ResourceReportTag>;
using AdaptationId = Id<struct AdaptationTag>;
using UploadId = Id<struct UploadTag>;
using CollectionId = Id<struct CollectionTag>;
using CurriculumUnitId = Id<struct CurriculumUnitTag>;
using DownloadId = Id<struct DownloadTag>;
using SearchRebuildId = Id<struct SearchRebuildTag>;
using ProfilePartId = Id<struct ProfilePartTag>;
using PracticeId = Id<struct PracticeTag>;
using AdoptionId = Id<struct AdoptionTag>;
using LinkId = Id<struct LinkTag>;
using SupportRequestId = Id<struct SupportRequestTag>;
using SupportMatchId = Id<struct SupportMatchTag>;
using SupportAgreementId = Id<struct SupportAgreementTag>;
using SupportVisitId = Id<struct SupportVisitTag>;
using SupportEvaluationId = Id<struct SupportEvaluationTag>;
using ActionId = Id<struct ActionTag>;
using ReviewCycleId = Id<struct ReviewCycleTag>;
using ReviewId = Id<struct ReviewTag>;
using InterestId = Id<struct InterestTag>;
using ReviewActivityId = Id<struct ReviewActivityTag>;
using EvidenceNoteId = Id<struct EvidenceNoteTag>;
using ReportCommentId = Id<struct ReportCommentTag>;
using ReportGrantId = Id<struct ReportGrantTag>;
using ReportReadingId = Id<struct ReportReadingTag>;
using ReviewActionId = Id<struct ReviewActionTag>;
using ContractId = Id<struct ContractTag>;
using SupplierId = Id<struct SupplierTag>;
using ExperienceId = Id<struct ExperienceTag>;
using PoolId = Id<struct PoolTag>;
using ParticipationId = Id<struct ParticipationTag>;
using ContractEntryId = Id<struct ContractEntryTag>;
using SavingId = Id<struct SavingTag>;
using PurchaseId = Id<struct PurchaseTag>;
using PurchaseGateId = Id<struct PurchaseGateTag>;
using PurchaseDeclarationId = Id<struct PurchaseDeclarationTag>;
using SupplierLinkId = Id<struct SupplierLinkTag>;
using QuoteId = Id<struct QuoteTag>;
using QuoteScanId = Id<struct QuoteScanTag>;
using QuoteScoreId = Id<struct QuoteScoreTag>;
using ApiTokenId = Id<struct ApiTokenTag>;

/// Position of a command in the total order; of an answer: the snapshot it was read from.
using Seq = std::uint64_t;
/// Position of a message in its topic: 1…n without gaps, never reused.
using Ordinal = std::uint32_t;

inline constexpr std::uint64_t id_max = (std::uint64_t{1} << 53) - 1;

}  // namespace staffroom

template <class Tag>
struct std::hash<staffroom::Id<Tag>> {
  std::size_t operator()(staffroom::Id<Tag> id) const noexcept { return std::hash<std::uint64_t>{}(id.value); }
};
