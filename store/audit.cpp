// The audit trail's rows.
#include "store/audit.hpp"

#include <algorithm>

#include "store/bytes.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::uint8_t row_version = 2;
constexpr std::uint8_t row_version_without_owner = 1;

struct OwnerOf {
  View const& view;

  OrganisationId operator()(Organisation const& it) const { return it.id; }
  OrganisationId operator()(OrgSettings const& it) const { return it.id; }
  OrganisationId operator()(Person const& it) const { return of(it.id); }
  OrganisationId operator()(Membership const& it) const { return it.organisation; }
  OrganisationId operator()(MembershipTerms const& it) const { return it.organisation; }
  OrganisationId operator()(Credential const& it) const { return of(it.id); }
  OrganisationId operator()(Account const& it) const { return of(it.id); }
  OrganisationId operator()(Session const& it) const { return of(it.person); }
  OrganisationId operator()(SessionSecret const& it) const { return of(it.person); }
  OrganisationId operator()(ApiToken const& it) const { return of(it.person); }
  OrganisationId operator()(ApiTokenSecret const& it) const { return of(it.person); }
  OrganisationId operator()(Invitation const& it) const { return it.team ? of(*it.team) : it.organisation; }
  OrganisationId operator()(EmailNote const& it) const {
    if (it.supplier_link) return nobodys;
    if (it.organisation) return *it.organisation;
    return it.person ? of(*it.person) : OrganisationId{};
  }
  OrganisationId operator()(ImportJob const& it) const { return it.organisation; }
  OrganisationId operator()(ImportRows const& it) const {
    auto const job = view.find<ImportJob>(it.import);
    return job ? job->organisation : OrganisationId{};
  }
  OrganisationId operator()(Erasure const& it) const { return it.organisation; }
  OrganisationId operator()(Team const& it) const { return it.organisation; }
  OrganisationId operator()(TeamMembership const& it) const { return of(it.team); }
  OrganisationId operator()(JoinRequest const& it) const { return of(it.team); }
  OrganisationId operator()(LeadMessage const& it) const { return of(it.team); }
  OrganisationId operator()(Channel const& it) const { return of(it.team); }
  OrganisationId operator()(Topic const& it) const {
    if (it.resource) return of(*it.resource);
    if (it.practice) return of(*it.practice);
    return it.team ? of(*it.team) : OrganisationId{};
  }
  OrganisationId operator()(TopicActivity const& it) const { return of(it.id); }
  OrganisationId operator()(Message const& it) const { return of(it.topic); }
  OrganisationId operator()(MessageRevision const& it) const { return of(it.topic); }
  OrganisationId operator()(TeamMention const& it) const { return of(it.team); }
  OrganisationId operator()(Flag const& it) const { return of(it.team); }
  OrganisationId operator()(ReadState const& it) const { return of(it.person); }
  OrganisationId operator()(Notification const& it) const { return of(it.person); }
  OrganisationId operator()(Upload const& it) const { return it.organisation; }
  OrganisationId operator()(Resource const& it) const { return it.organisation; }
  OrganisationId operator()(ResourceVersion const& it) const { return of(it.resource); }
  OrganisationId operator()(VersionCheck const& it) const { return of(it.resource); }
  OrganisationId operator()(Approval const& it) const { return of(it.resource); }
  OrganisationId operator()(ResourceUse const& it) const { return it.organisation; }
  OrganisationId operator()(UseAuthor const& it) const { return of(it.person); }
  OrganisationId operator()(RubricScore const& it) const { return of(it.person); }
  OrganisationId operator()(ResourceActivity const& it) const { return of(it.id); }
  OrganisationId operator()(ResourceReport const& it) const { return it.organisation; }
  OrganisationId operator()(Adaptation const& it) const { return of(it.copy); }
  OrganisationId operator()(Collection const& it) const { return it.organisation; }
  OrganisationId operator()(CollectionContents const& it) const {
    auto const collection = view.find<Collection>(it.id);
    return collection ? collection->organisation : OrganisationId{};
  }
  OrganisationId operator()(CurriculumUnit const&) const { return tree::root(view); }
  OrganisationId operator()(Download const& it) const { return of(it.person); }
  OrganisationId operator()(SearchRebuild const&) const { return tree::root(view); }

  OrganisationId operator()(OrgCalendar const& it) const { return it.id; }
  OrganisationId operator()(Profile const& it) const { return of(it.id); }
  OrganisationId operator()(ProfilePart const& it) const { return of(it.person); }
  OrganisationId operator()(PersonLoad const& it) const { return of(it.id); }
  OrganisationId operator()(PracticePost const& it) const { return it.organisation; }
  OrganisationId operator()(Adoption const& it) const { return it.organisation; }
  OrganisationId operator()(AdoptionAuthor const& it) const { return it.organisation; }
  OrganisationId operator()(PracticeActivity const& it) const { return of(it.id); }
  OrganisationId operator()(Link const& it) const { return of(it.author); }
  OrganisationId operator()(SupportRequest const& it) const { return it.organisation; }
  OrganisationId operator()(SupportMatch const& it) const { return of(it.request); }
  OrganisationId operator()(MatchAnswer const& it) const { return of(it.request); }
  OrganisationId operator()(SupportAgreement const& it) const { return it.requester_school; }
  OrganisationId operator()(SupportVisit const& it) const { return of(it.request); }
  OrganisationId operator()(SupportEvaluation const& it) const { return of(it.request); }
  OrganisationId operator()(ReviewCycle const& it) const { return it.organisation; }
  OrganisationId operator()(Contract const& it) const { return it.organisation; }
  OrganisationId operator()(ContractTerms const& it) const { return of(it.id); }
  OrganisationId operator()(ContractEntry const& it) const { return of(it.contract); }
  OrganisationId operator()(Supplier const& it) const { return it.organisation; }
  OrganisationId operator()(SupplierExperience const& it) const { return it.organisation; }
  OrganisationId operator()(ThresholdTable const& it) const { return it.id; }
  OrganisationId operator()(BuyingBands const& it) const { return it.id; }
  OrganisationId operator()(Pool const& it) const { return it.organisation; }
  OrganisationId operator()(Participation const& it) const { return it.school; }
  OrganisationId operator()(RadarPlan const& it) const { return of(it.id); }
  OrganisationId operator()(ImportMapping const& it) const { return it.id; }
  OrganisationId operator()(Saving const& it) const { return it.organisation; }
  OrganisationId operator()(Purchase const& it) const { return it.organisation; }
  OrganisationId operator()(PurchaseGate const& it) const { return of(it.purchase); }
  OrganisationId operator()(PurchaseDeclaration const& it) const { return of(it.purchase); }
  OrganisationId operator()(SupplierLink const& it) const { return of(it.purchase); }
  OrganisationId operator()(Quote const&) const { return nobodys; }
  OrganisationId operator()(QuotePrice const&) const { return nobodys; }
  OrganisationId operator()(QuoteScan const&) const { return nobodys; }
  OrganisationId operator()(QuoteScore const& it) const { return of(it.purchase); }
  OrganisationId operator()(Moderation const& it) const { return of(it.id); }
  OrganisationId operator()(Award const& it) const { return of(it.id); }
  OrganisationId operator()(AwardLetters const& it) const { return of(it.id); }
  OrganisationId operator()(Review const& it) const { return it.host; }
  OrganisationId operator()(ReviewScope const& it) const { return of(it.id); }
  OrganisationId operator()(Interest const& it) const { return it.host; }
  OrganisationId operator()(SelfReview const& it) const { return of(it.id); }
  OrganisationId operator()(ReviewActivity const& it) const { return of(it.review); }
  OrganisationId operator()(EvidenceNote const& it) const { return of(it.review); }
  OrganisationId operator()(ReviewReport const& it) const { return it.host; }
  OrganisationId operator()(ReportComment const& it) const { return of(it.review); }
  OrganisationId operator()(ReportGrant const& it) const { return it.host; }
  OrganisationId operator()(ReportReading const& it) const { return of(it.review); }
  OrganisationId operator()(ReviewPlan const& it) const { return of(it.id); }
  OrganisationId operator()(ReviewAction const& it) const { return it.host; }
  OrganisationId operator()(ReviewTheme const& it) const { return of(it.id); }
  OrganisationId operator()(NotificationSetting const& it) const { return of(it.id); }
  OrganisationId operator()(DigestPlan const& it) const { return of(it.id); }
  OrganisationId operator()(CalendarFeed const& it) const { return of(it.id); }
  OrganisationId operator()(ActionItem const& it) const {
    auto const topic = view.find<Topic>(it.topic);
    return topic ? (*this)(*topic) : of(it.owner);
  }

 private:
  OrganisationId of(PracticeId practice) const {
    auto const found = view.find<PracticePost>(practice);
    return found ? found->organisation : OrganisationId{};
  }
  OrganisationId of(PurchaseId purchase) const {
    auto const found = view.find<Purchase>(purchase);
    return found ? found->organisation : OrganisationId{};
  }
  OrganisationId of(ContractId contract) const {
    auto const found = view.find<Contract>(contract);
    return found ? found->organisation : OrganisationId{};
  }
  OrganisationId of(ReviewId review) const {
    auto const found = view.find<Review>(review);
    return found ? found->host : OrganisationId{};
  }
  OrganisationId of(SupportRequestId request) const {
    auto const found = view.find<SupportRequest>(request);
    return found ? found->organisation : OrganisationId{};
  }
  OrganisationId of(PersonId person) const { return owner_of(view, person); }
  OrganisationId of(TeamId id) const {
    auto const team = view.find<Team>(id);
    return team ? team->organisation : OrganisationId{};
  }
  OrganisationId of(ResourceId id) const {
    auto const resource = view.find<Resource>(id);
    return resource ? resource->organisation : OrganisationId{};
  }
  OrganisationId of(TopicId id) const {
    auto const topic = view.find<Topic>(id);
    return topic ? (*this)(*topic) : OrganisationId{};
  }
};

}  // namespace

bool is_audited(Command const& command) {
  return !holds_alternative<MarkRead>(command) && !holds_alternative<TouchSession>(command) &&
         !holds_alternative<TouchApiToken>(command);
}

bool is_note(Command const& command) {
  return holds_alternative<NoteAuditRead>(command) || holds_alternative<NoteExport>(command) ||
         holds_alternative<NotePurchaseExport>(command);
}

bool is_sealed(std::string_view command) {
  return command == SaveQuote::name || command == AttachQuoteFile::name || command == DetachQuoteFile::name ||
         command == SubmitQuote::name || command == WithdrawQuote::name || command == StoreQuoteScan::name ||
         command == EnterQuote::name;
}

OrganisationId owner_of(View const& view, PersonId person) {
  OrganisationId last;
  for (auto const& it : tree::memberships_of(view, person)) {
    if (it->state == Standing::current) return it->organisation;
    last = it->organisation;
  }
  return last;
}

OrganisationId owner_of(View const& view, Record const& record) { return visit(OwnerOf{view}, record); }

std::string encode_audit(std::vector<AuditEntry> const& entries) {
  std::vector<std::string> names;
  std::string rows;
  for (auto const& entry : entries) {
    auto found = std::find(names.begin(), names.end(), entry.command);
    if (found == names.end()) found = names.insert(names.end(), entry.command);
    append_u16(rows, static_cast<std::uint16_t>(found - names.begin()));
    append_u64(rows, entry.seq);
    append_u64(rows, entry.person.value);
    append_u64(rows, static_cast<std::uint64_t>(entry.at.value));
    append_u8(rows, static_cast<std::uint8_t>(entry.kind));
    append_u64(rows, entry.id);
    append_u64(rows, entry.organisation.value);
  }
  std::string out;
  append_u8(out, row_version);
  append_u16(out, static_cast<std::uint16_t>(names.size()));
  for (auto const& name : names) append_text(out, name);
  append_u32(out, static_cast<std::uint32_t>(entries.size()));
  out.append(rows);
  return out;
}

std::optional<std::vector<AuditEntry>> decode_audit(std::string_view bytes) {
  ByteReader in(bytes);
  auto const version = in.u8();
  if (version != row_version && version != row_version_without_owner) return std::nullopt;
  std::vector<std::string> names;
  for (auto left = in.u16(); left > 0 && in.sound(); --left) names.emplace_back(in.text());
  std::vector<AuditEntry> entries;
  for (auto left = in.u32(); left > 0 && in.sound(); --left) {
    auto& entry = entries.emplace_back();
    auto const name = in.u16();
    if (name < names.size()) entry.command = names[name];
    entry.seq = in.u64();
    entry.person = PersonId{in.u64()};
    entry.at = {static_cast<std::int64_t>(in.u64())};
    entry.kind = static_cast<Kind>(in.u8());
    entry.id = in.u64();
    if (version >= row_version) entry.organisation = OrganisationId{in.u64()};
  }
  if (!in.sound() || !in.at_end()) return std::nullopt;
  return entries;
}

}  // namespace staffroom
