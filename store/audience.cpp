// Audiences of every kind of record. What a person carries is in person_standing.cpp.
#include "store/audience.hpp"

#include <algorithm>

#include "store/audience_making.hpp"
#include "store/index_rows.hpp"
#include "store/tree.hpp"
#include "store/view.hpp"

namespace staffroom {
namespace audience {

void add(Audiences& out, AudienceType type, std::uint64_t id) { out.emplace_back(type, id); }

/// Everyone of the organisation: on it, below it, and above it; of a partner exactly its own.
void add_organisation(Audiences& out, View const& view, OrganisationId node) {
  add(out, AudienceType::organisation, node.value);
  for (auto const above : tree::ancestors(view, node)) add(out, AudienceType::above, above.value);
}

/// Its administrators: on the node and above it.
void add_administrators(Audiences& out, View const& view, OrganisationId node) {
  add(out, AudienceType::administrators, node.value);
  for (auto const above : tree::ancestors(view, node)) add(out, AudienceType::administrators, above.value);
}

/// Its heads and trust leaders: on the node and above it.
void add_leaders(Audiences& out, View const& view, OrganisationId node) {
  add(out, AudienceType::leaders, node.value);
  for (auto const above : tree::ancestors(view, node)) add(out, AudienceType::leaders, above.value);
}

/// Its brokers: on the node and above it.
void add_brokers(Audiences& out, View const& view, OrganisationId node) {
  add(out, AudienceType::brokers, node.value);
  for (auto const above : tree::ancestors(view, node)) add(out, AudienceType::brokers, above.value);
}

void add_network(Audiences& out, View const& view) {
  if (auto const root = tree::root(view)) add(out, AudienceType::organisation, root.value);
}

bool is_current(View const& view, PersonId person) {
  auto const all = tree::memberships_of(view, person);
  return std::any_of(all.begin(), all.end(), [](auto const& it) { return it->state == Standing::current; });
}

void tidy(Audiences& audiences) {
  std::sort(audiences.begin(), audiences.end());
  audiences.erase(std::unique(audiences.begin(), audiences.end()), audiences.end());
}

bool is_reader(View const& view, PersonId person, Audiences readers) {
  std::sort(readers.begin(), readers.end());
  auto const standing = view.standing(person);
  return standing && meets(readers, standing->audiences);
}

}  // namespace audience

namespace {

using namespace audience;

/// Those who know a person: the network while they are current, their organisations, their administrators, themselves.
void add_knowers(Audiences& out, View const& view, PersonId person) {
  add(out, AudienceType::person, person.value);
  bool current = false;
  for (auto const& membership : tree::memberships_that_count(view, person)) {
    add_administrators(out, view, membership->organisation);
    if (membership->state != Standing::current) continue;
    current = true;
    add_organisation(out, view, membership->organisation);
  }
  if (current) add_network(out, view);
}

void add_conversation(Audiences& out, View const& view, ChannelId channel) {
  auto const found = view.find<Channel>(channel);
  if (!found) return;
  add(out, AudienceType::team, found->team.value);
  add(out, AudienceType::channel_guests, channel.value);
}

bool belongs(View const& view, PersonId person, OrganisationId node) {
  return tree::belongs(view, tree::memberships_of(view, person), node);
}

/// With whom it is shared once it is published.
template <class Shared>
void add_shared_with(Audiences& out, View const& view, Shared const& it) {
  if (it.state != ResourceState::published) return;
  if (it.team) add(out, AudienceType::team, it.team->value);
  if (it.shared_with) add_organisation(out, view, *it.shared_with);
}

template <class Shared>
bool is_shared_with(View const& view, Shared const& it, PersonId person) {
  Audiences readers;
  add_shared_with(readers, view, it);
  std::sort(readers.begin(), readers.end());
  auto const standing = readers.empty() ? nullptr : view.standing(person);
  return standing && meets(readers, standing->audiences);
}

/// Those who work on a resource or a collection: its makers while they belong to its organisation or it is shared with
/// them, and whoever is accountable for it now.
template <class Shared>
void add_editors(Audiences& out, View const& view, Shared const& it) {
  if (it.state == ResourceState::deleted) return;
  bool const author_works = belongs(view, it.author, it.organisation) || is_shared_with(view, it, it.author);
  if (author_works) add(out, AudienceType::person, it.author.value);
  if constexpr (requires { it.coauthors; }) {
    for (auto const person : it.coauthors) {
      if (is_current(view, person)) add(out, AudienceType::person, person.value);
    }
  }
  if (it.owner) return add(out, AudienceType::person, it.owner->value);
  if (it.team) return add(out, AudienceType::team_leads, it.team->value);
  add_leaders(out, view, it.organisation);
  add(out, AudienceType::subject_leads, it.organisation.value);
  for (auto const above : tree::ancestors(view, it.organisation)) add(out, AudienceType::subject_leads, above.value);
}

/// Published: with whom it is shared; else its editors alone, and for a resource who is asked to be one.
template <class Shared>
void add_shared(Audiences& out, View const& view, Shared const& it) {
  if (it.state == ResourceState::deleted) return;
  add_editors(out, view, it);
  if constexpr (requires { it.invited; }) {
    for (auto const person : it.invited) {
      if (is_current(view, person)) add(out, AudienceType::person, person.value);
    }
  }
  add_shared_with(out, view, it);
}

void add_resource(Audiences& out, View const& view, ResourceId resource) {
  if (auto const found = view.find<Resource>(resource)) add_shared(out, view, *found);
}

void add_editors_of(Audiences& out, View const& view, ResourceId resource) {
  if (auto const found = view.find<Resource>(resource)) add_editors(out, view, *found);
}

bool may_read_resource(View const& view, PersonId person, ResourceId resource) {
  Audiences readers;
  add_resource(readers, view, resource);
  return is_reader(view, person, std::move(readers));
}

void add_practice(Audiences& out, View const& view, PracticeId practice) {
  if (auto const found = view.find<PracticePost>(practice)) add_shared(out, view, *found);
}

bool may_read_practice(View const& view, PersonId person, PracticeId practice) {
  Audiences readers;
  add_practice(readers, view, practice);
  return is_reader(view, person, std::move(readers));
}

void add_topic(Audiences& out, View const& view, Topic const& topic) {
  if (topic.channel) add_conversation(out, view, *topic.channel);
  if (topic.resource) add_resource(out, view, *topic.resource);
  if (topic.practice) add_practice(out, view, *topic.practice);
}

void add_topic(Audiences& out, View const& view, TopicId topic) {
  if (auto const found = view.find<Topic>(topic)) add_topic(out, view, *found);
}

bool may_read_topic(View const& view, PersonId person, TopicId topic) {
  Audiences readers;
  add_topic(readers, view, topic);
  return is_reader(view, person, std::move(readers));
}

class AudienceOf {
  View const& view;
  Audiences& out;

 public:
  AudienceOf(View const& the_view, Audiences& audiences) : view(the_view), out(audiences) {}

  void operator()(Organisation const& it) const {
    if (it.state == OrganisationState::listed) return add_administrators(out, view, it.id);
    add_network(out, view);
    if (it.type == OrganisationType::partner) add_organisation(out, view, it.id);
  }
  void operator()(Person const& it) const { add_knowers(out, view, it.id); }
  void operator()(Membership const& it) const { add_knowers(out, view, it.person); }
  void operator()(Credential const&) const {}
  void operator()(OrgSettings const& it) const {
    if (auto const node = view.find<Organisation>(it.id)) (*this)(*node);
  }
  void operator()(MembershipTerms const& it) const {
    add(out, AudienceType::person, it.person.value);
    add_administrators(out, view, it.organisation);
    // Leaders read of the people whom they may know: not of who has left, or has not begun.
    auto const all = tree::memberships_of(view, it.person);
    auto const is_current = [](auto const& membership) { return membership->state == Standing::current; };
    if (std::any_of(all.begin(), all.end(), is_current)) add_leaders(out, view, it.organisation);
  }
  void operator()(Account const& it) const {
    add(out, AudienceType::person, it.id.value);
    for (auto const& membership : tree::memberships_that_count(view, it.id)) {
      add_administrators(out, view, membership->organisation);
    }
  }
  void operator()(Invitation const& it) const {
    add(out, AudienceType::person, it.author.value);
    add_administrators(out, view, it.organisation);
    if (!it.team) return;
    add(out, AudienceType::team_leads, it.team->value);
    if (auto const team = view.find<Team>(*it.team)) add_administrators(out, view, team->organisation);
  }
  void operator()(EmailNote const& it) const {
    if (it.person) add(out, AudienceType::person, it.person->value);
    if (it.organisation) add_administrators(out, view, *it.organisation);
  }
  void operator()(ImportJob const& it) const {
    if (it.author) add(out, AudienceType::person, it.author->value);
    // The rows of a register hold what contracts cost.
    if (it.source != ImportSource::contracts) add_administrators(out, view, it.organisation);
  }
  void operator()(ImportRows const& it) const {
    if (auto const job = view.find<ImportJob>(it.import)) (*this)(*job);
  }
  void operator()(Erasure const& it) const {
    add(out, AudienceType::person, it.person.value);
    add_administrators(out, view, it.organisation);
  }
  void operator()(LeadMessage const& it) const {
    add(out, AudienceType::person, it.author.value);
    add(out, AudienceType::team_leads, it.team.value);
  }
  void operator()(Session const& it) const { add(out, AudienceType::person, it.person.value); }
  void operator()(SessionSecret const&) const {}
  void operator()(ApiToken const& it) const { add(out, AudienceType::person, it.person.value); }
  void operator()(ApiTokenSecret const&) const {}
  void operator()(Team const& it) const {
    add(out, AudienceType::team, it.id.value);
    add(out, AudienceType::team_guests, it.id.value);
    add_administrators(out, view, it.organisation);
    if (it.joining != Joining::closed) add_organisation(out, view, it.reach);
  }
  void operator()(TeamMembership const& it) const {
    add(out, AudienceType::team, it.team.value);
    if (it.state == Standing::current) add(out, AudienceType::person, it.person.value);
    if (it.relation == TeamRelation::guest) {
      for (auto const channel : it.channels) add(out, AudienceType::channel_guests, channel.value);
    } else {
      add(out, AudienceType::team_guests, it.team.value);
    }
    if (auto const team = view.find<Team>(it.team)) add_administrators(out, view, team->organisation);
  }
  void operator()(JoinRequest const& it) const {
    add(out, AudienceType::person, it.person.value);
    add(out, AudienceType::team_leads, it.team.value);
  }
  void operator()(Channel const& it) const {
    add(out, AudienceType::team, it.team.value);
    add(out, AudienceType::channel_guests, it.id.value);
  }
  void operator()(Topic const& it) const { add_topic(out, view, it); }
  void operator()(TopicActivity const& it) const { add_topic(out, view, it.id); }
  void operator()(Message const& it) const { add_topic(out, view, it.topic); }
  void operator()(MessageRevision const& it) const { add_topic(out, view, it.topic); }
  void operator()(TeamMention const& it) const { add_topic(out, view, it.topic); }
  void operator()(Flag const& it) const {
    add(out, AudienceType::person, it.author.value);
    add(out, AudienceType::team_leads, it.team.value);
    if (auto const team = view.find<Team>(it.team)) add_administrators(out, view, team->organisation);
  }
  void operator()(ReadState const& it) const {
    if (may_read_topic(view, it.person, it.id)) add(out, AudienceType::person, it.person.value);
  }
  void operator()(Notification const& it) const {
    // What it speaks of may be gone for the person: then the notification is, too.
    // What somebody is to do stays with them, whatever becomes of its topic; that another one did it is news of it.
    bool const stays = it.action && it.because != Because::action_done;
    if (it.topic && !stays && !may_read_topic(view, it.person, *it.topic)) return;
    // A report may reach those who don't read the resource.
    if (it.resource && !it.resource_report && !may_read_resource(view, it.person, *it.resource)) return;
    if (it.practice && !may_read_practice(view, it.person, *it.practice)) return;
    if (it.support_request && !may_read_request(view, it.person, *it.support_request)) return;
    if (it.review_cycle && !may_read_cycle(view, it.person, *it.review_cycle)) return;
    if (it.review && !it.review_action && !may_read_review(view, it.person, *it.review)) return;
    if (it.report_grant && !it.review && !may_read_grant(view, it.person, *it.report_grant)) return;
    if (it.contract && !may_read_contract(view, it.person, *it.contract)) return;
    if (it.pool && !may_read_pool(view, it.person, *it.pool)) return;
    if (it.purchase && !may_read_purchase(view, it.person, *it.purchase)) return;
    if (it.saving && !may_read_saving(view, it.person, *it.saving)) return;
    if (it.supplier && !may_read_suppliers(view, it.person)) return;
    add(out, AudienceType::person, it.person.value);
  }
  void operator()(NotificationSetting const& it) const { add(out, AudienceType::person, it.id.value); }
  void operator()(DigestPlan const& it) const { add(out, AudienceType::person, it.id.value); }
  void operator()(CalendarFeed const& it) const { add(out, AudienceType::person, it.id.value); }
  void operator()(ActionItem const& it) const {
    add_topic(out, view, it.topic);
    add(out, AudienceType::person, it.owner.value);
  }
  void operator()(Upload const& it) const { add(out, AudienceType::person, it.person.value); }
  void operator()(Resource const& it) const { add_shared(out, view, it); }
  void operator()(ResourceVersion const& it) const {
    bool const clean = it.state == VersionState::ready || it.state == VersionState::purged;
    clean ? add_resource(out, view, it.resource) : add_editors_of(out, view, it.resource);
  }
  void operator()(VersionCheck const& it) const { add_editors_of(out, view, it.resource); }
  void operator()(Approval const& it) const { add_resource(out, view, it.resource); }
  void operator()(ResourceUse const& it) const { add_resource(out, view, it.resource); }
  void operator()(ResourceActivity const& it) const { add_resource(out, view, it.id); }
  void operator()(UseAuthor const& it) const { add_if_read(it.person, it.resource); }
  void operator()(RubricScore const& it) const { add_if_read(it.person, it.resource); }
  void operator()(ResourceReport const& it) const {
    add_if_read(it.author, it.resource);
    add_editors_of(out, view, it.resource);
    bool const for_administrators = it.reason == ReportReason::rights || it.reason == ReportReason::pupil_details;
    if (for_administrators) add_administrators(out, view, it.organisation);
  }
  void operator()(Adaptation const&) const {}
  void operator()(Collection const& it) const { add_shared(out, view, it); }
  void operator()(CollectionContents const&) const {}
  void operator()(CurriculumUnit const&) const { add(out, AudienceType::everyone, 0); }
  void operator()(Download const& it) const { add(out, AudienceType::person, it.person.value); }
  void operator()(SearchRebuild const&) const {
    if (auto const root = tree::root(view)) add(out, AudienceType::administrators, root.value);
  }

  void operator()(OrgCalendar const& it) const {
    if (auto const node = view.find<Organisation>(it.id)) (*this)(*node);
  }
  void operator()(Profile const& it) const { add(out, AudienceType::person, it.id.value); }
  void operator()(ProfilePart const& it) const { add_profile_part(out, view, it); }
  void operator()(PersonLoad const& it) const { add_person_load(out, view, it); }
  void operator()(PracticePost const& it) const { add_shared(out, view, it); }
  void operator()(Adoption const& it) const {
    auto const post = view.find<PracticePost>(it.practice);
    if (!post) return;
    add_shared(out, view, *post);
    if (post->state == ResourceState::withdrawn) add_organisation(out, view, it.organisation);
  }
  void operator()(AdoptionAuthor const& it) const {
    if (may_read_practice(view, it.person, it.practice)) add(out, AudienceType::person, it.person.value);
    // Names are told inside the school's trust only, of those who read the post: all of it, or a part.
    auto const post = view.find<PracticePost>(it.practice);
    if (!post || post->state != ResourceState::published || !post->shared_with) return;
    auto const trust = tree::trust_of(view, it.organisation);
    if (tree::is_within(view, trust, *post->shared_with)) {
      add_organisation(out, view, trust);
    } else if (tree::is_within(view, *post->shared_with, trust)) {
      add_organisation(out, view, *post->shared_with);
    }
  }
  void operator()(PracticeActivity const& it) const { add_practice(out, view, it.id); }
  void operator()(Link const&) const {}
  void operator()(SupportRequest const& it) const { add_request(out, view, it); }
  void operator()(SupportMatch const& it) const {
    add_helpers(out, view, it.request);
    if (is_current(view, it.person)) add(out, AudienceType::person, it.person.value);
  }
  void operator()(MatchAnswer const& it) const {
    if (is_current(view, it.person)) add(out, AudienceType::person, it.person.value);
    if (auto const request = view.find<SupportRequest>(it.request)) add_brokers(out, view, request->broker_node);
  }
  void operator()(SupportAgreement const& it) const { add_helpers(out, view, it.request); }
  void operator()(SupportVisit const& it) const { add_helpers(out, view, it.request); }
  void operator()(SupportEvaluation const& it) const { add_helpers(out, view, it.request); }
  void operator()(Review const& it) const { add_review(out, view, it); }
  void operator()(ReviewScope const& it) const { add_scope(out, view, it.id); }
  void operator()(Interest const& it) const { add_interest(out, view, it); }
  void operator()(SelfReview const& it) const { add_self_review(out, view, it); }
  void operator()(ReviewActivity const& it) const { add_timetable(out, view, it.review); }
  void operator()(EvidenceNote const& it) const { add_notes(out, view, it.review); }
  void operator()(ReviewReport const& it) const { add_report(out, view, it.id); }
  void operator()(ReportComment const& it) const { add_report(out, view, it.review); }
  void operator()(ReportGrant const& it) const { add_grant(out, view, it); }
  void operator()(ReportReading const& it) const { add_host(out, view, it.review); }
  void operator()(ReviewPlan const& it) const { add_host(out, view, it.id); }
  void operator()(ReviewTheme const& it) const { add_host(out, view, it.id); }
  void operator()(ReviewCycle const& it) const { add_cycle(out, view, it); }
  void operator()(Contract const& it) const { add_contract(out, view, it); }
  void operator()(BuyingBands const& it) const {
    if (auto const node = view.find<Organisation>(it.id)) (*this)(*node);
  }
  void operator()(ContractTerms const& it) const { add_contract_money(out, view, it.id); }
  void operator()(ContractEntry const& it) const { add_contract_money(out, view, it.contract); }
  void operator()(Supplier const&) const { add_network(out, view); }
  void operator()(SupplierExperience const&) const { add_network(out, view); }
  void operator()(ThresholdTable const&) const { add_network(out, view); }
  void operator()(Pool const& it) const { add_pool(out, view, it); }
  void operator()(Participation const& it) const { add_participation(out, view, it); }
  void operator()(RadarPlan const& it) const { add(out, AudienceType::person, it.id.value); }
  void operator()(ImportMapping const&) const {}
  void operator()(Saving const& it) const { add_saving(out, view, it); }
  void operator()(Purchase const& it) const { add_purchase(out, view, it); }
  void operator()(PurchaseGate const& it) const { add_purchase(out, view, it.purchase); }
  void operator()(PurchaseDeclaration const& it) const { add_declaration(out, view, it); }
  void operator()(SupplierLink const& it) const { add_supplier_link(out, view, it); }
  void operator()(Quote const& it) const { add_quote(out, view, it); }
  void operator()(QuotePrice const& it) const { add_quote_price(out, view, it); }
  void operator()(QuoteScan const& it) const { add(out, AudienceType::person, it.author.value); }
  void operator()(QuoteScore const& it) const { add_score(out, view, it); }
  void operator()(Moderation const& it) const { add_moderation(out, view, it); }
  void operator()(Award const& it) const { add_award(out, view, it.id); }
  void operator()(AwardLetters const& it) const { add_letters(out, view, it.id); }
  void operator()(ReviewAction const& it) const {
    add_host(out, view, it.review);
    add(out, AudienceType::person, it.owner.value);
  }

 private:
  void add_if_read(PersonId person, ResourceId resource) const {
    if (may_read_resource(view, person, resource)) add(out, AudienceType::person, person.value);
  }
};

}  // namespace

bool meets(Audiences const& a, Audiences const& b) {
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    if (*left == *right) return true;
    if (*left < *right) {
      ++left;
    } else {
      ++right;
    }
  }
  return false;
}

Audiences audience_of(View const& view, Record const& record) {
  Audiences out;
  visit(AudienceOf(view, out), record);
  tidy(out);
  return out;
}

}  // namespace staffroom
