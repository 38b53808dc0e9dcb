// One function for each kind of record: a kind without an answer does not compile.
#include "store/search_text.hpp"

#include <algorithm>

#include "store/bytes.hpp"
#include "store/files.hpp"
#include "store/keys.hpp"
#include "store/view.hpp"

namespace staffroom::search {
namespace {

constexpr std::size_t resource_text_max = 2 * limits::extracted_text_max;

template <class Enum>
unsigned bit_of(Enum value) {
  return 1U << static_cast<unsigned>(value);
}
template <class Enum, std::size_t Size>
unsigned bits_of(Many<Enum, Size> const& all) {
  unsigned bits = 0;
  for (auto const value : all) bits |= bit_of(value);
  return bits;
}

template <std::size_t Size>
std::string joined(Many<Name, Size> const& names) {
  std::string out;
  for (auto const& name : names) out += name.value + " . ";
  return out;
}

class TextOf {
  View const& view;
  Files const* files;
  using Text = std::optional<SearchText>;

 public:
  TextOf(View const& the_view, Files const* the_files) : view(the_view), files(the_files) {}

  Text operator()(Organisation const& it) const {
    auto text = start(SearchKind::organisation, it.name.value, it.created);
    text.facets.organisation = it.id;
    if (it.town) text.texts.push_back(it.town->value);
    if (it.ethos) text.texts.push_back(it.ethos->value);
    if (it.motto) text.texts.push_back(it.motto->value);
    if (it.character) text.texts.push_back(it.character->value);
    text.texts.push_back(joined(it.leads_on));
    if (!it.register_facts) return text;
    auto const& facts = *it.register_facts;
    for (auto const* const fact : {&facts.local_authority, &facts.postcode, &facts.establishment_type}) {
      if (*fact) text.texts.push_back((*fact)->value);
    }
    if (facts.urn) text.texts.push_back(std::to_string(*facts.urn));
    return text;
  }
  Text operator()(Person const& it) const {
    auto text = start(SearchKind::person, it.name.value, it.created);
    text.texts.push_back(it.label);
    text.boost = it.left ? 0 : 1;
    return text;
  }
  Text operator()(Team const& it) const {
    auto text = start(SearchKind::team, it.name.value, it.created);
    text.facets.organisation = it.organisation;
    text.team = it.id;
    text.texts.push_back(it.purpose.value);
    if (it.subject) set_subject(text, it.subject->value);
    text.boost = it.state == Archival::active ? 1 : 0;
    return text;
  }
  Text operator()(Topic const& it) const {
    auto text = start(SearchKind::topic, it.title.value, it.created);
    place(text, it);
    text.people.push_back(it.author);
    if (it.summary) {
      text.texts.push_back(it.summary->text.value);
      text.facets.has |= bit_of(Has::summary);
      text.people.push_back(it.summary->by);
    }
    return text;
  }
  Text operator()(Message const& it) const {
    auto const topic = it.deleted || it.text.empty() ? nullptr : view.find<Topic>(it.topic);
    if (!topic) return std::nullopt;
    auto text = start(SearchKind::message, {}, it.created);
    place(text, *topic);
    text.people.push_back(it.author);
    text.texts.push_back(it.text);
    text.texts.push_back(topic->title.value);
    if (it.text.find("http://") != std::string::npos || it.text.find("https://") != std::string::npos) {
      text.facets.has |= bit_of(Has::link);
    }
    return text;
  }
  Text operator()(Resource const& it) const {
    if (it.state != ResourceState::published) return std::nullopt;
    auto text = start(SearchKind::resource, it.title.value, it.published.value_or(it.created));
    describe(text, it);
    if (it.current) add_current(text, *it.current);
    if (it.licence) text.facets.licence = *it.licence;
    text.facets.type = it.type;
    text.facets.approved = it.approval.has_value();
    if (it.approval) text.facets.has |= bit_of(Has::approval);
    if (it.unit) text.texts.push_back(it.unit->value);
    text.texts.push_back(joined(it.threads) + joined(it.keywords));
    for (auto const& pin : it.pins) add_pin(text, pin);
    for (auto const person : it.coauthors) text.people.push_back(person);
    if (auto const activity = view.find<ResourceActivity>(it.id)) text.uses = activity->uses;
    if (text.uses > 0) text.facets.has |= bit_of(Has::uses);
    constexpr double a_use = 0.1;
    constexpr double uses_at_most = 0.7;
    text.boost = 0.8 + std::min(a_use * text.uses, uses_at_most) + (it.approval ? 0.4 : 0) + (it.featured ? 0.3 : 0) -
                 (it.stale ? 0.8 : 0);
    std::size_t bytes = 0;
    each_file_text(view, files, it, [&](std::uint32_t, std::string const& file) {
      text.texts.push_back(file);
      bytes += file.size();
      return bytes < resource_text_max;
    });
    return text;
  }
  Text operator()(Collection const& it) const {
    if (it.state != ResourceState::published) return std::nullopt;
    auto text = start(SearchKind::collection, it.title.value, it.published.value_or(it.created));
    describe(text, it);
    text.boost = 0.8;
    return text;
  }
  Text operator()(CurriculumUnit const& it) const {
    auto text = start(SearchKind::curriculum, it.title.value, {});
    set_subject(text, it.subject.value);
    text.facets.stages = static_cast<std::uint8_t>(bit_of(it.stage));
    if (it.year) text.facets.years = static_cast<std::uint16_t>(bit_of(*it.year));
    text.texts.push_back(it.description.value);
    text.texts.push_back(joined(it.threads));
    for (auto const& lesson : it.lessons) {
      text.texts.push_back(lesson.title.value);
      text.texts.push_back(lesson.outcome.value);
      text.texts.push_back(joined(lesson.keywords));
    }
    return text;
  }

  Text operator()(PracticePost const& it) const {
    if (it.state != ResourceState::published) return std::nullopt;
    auto text = start(SearchKind::practice, it.title.value, it.published.value_or(it.created));
    describe(text, it);
    for (auto const person : it.coauthors) text.people.push_back(person);
    for (auto const* const words : {&it.context, &it.impact, &it.evidence, &it.differently}) {
      text.texts.push_back(words->value);
    }
    for (auto const* const line : {&it.result, &it.pupils, &it.cost_note, &it.time_note}) {
      text.texts.push_back(line->value);
    }
    for (auto const& step : it.steps) text.texts.push_back(step.value);
    text.texts.push_back(it.cannot_claim.value);
    text.texts.push_back(joined(it.problems));
    for (auto const& pin : it.pins) add_pin(text, pin);
    if (auto const activity = view.find<PracticeActivity>(it.id)) text.uses = activity->trying + activity->adopted;
    if (text.uses > 0) text.facets.has |= bit_of(Has::uses);
    constexpr double a_school = 0.1;
    constexpr double schools_at_most = 0.7;
    text.boost =
        0.8 + std::min(a_school * text.uses, schools_at_most) + (it.featured_by ? 0.3 : 0) - (it.stale ? 0.8 : 0);
    return text;
  }
  Text operator()(SupportRequest const& it) const {
    if (it.state == SupportState::draft) return std::nullopt;
    auto text = start(SearchKind::support_request, it.title.value, it.opened.value_or(it.created));
    describe(text, it);
    text.people.push_back(it.requester);
    for (auto const* const words : {&it.need, &it.outcomes}) text.texts.push_back(words->value);
    text.texts.push_back(it.priority.value);
    return text;
  }

  // Not found by searching: what is private to one person or to those who administer, what only belongs to something
  // that is found, and what is internal.
  Text operator()(OrgSettings const&) const { return std::nullopt; }
  Text operator()(Membership const&) const { return std::nullopt; }
  Text operator()(MembershipTerms const&) const { return std::nullopt; }
  Text operator()(Credential const&) const { return std::nullopt; }
  Text operator()(Account const&) const { return std::nullopt; }
  Text operator()(Session const&) const { return std::nullopt; }
  Text operator()(SessionSecret const&) const { return std::nullopt; }
  Text operator()(ApiToken const&) const { return std::nullopt; }
  Text operator()(ApiTokenSecret const&) const { return std::nullopt; }
  Text operator()(Invitation const&) const { return std::nullopt; }
  Text operator()(EmailNote const&) const { return std::nullopt; }
  Text operator()(ImportJob const&) const { return std::nullopt; }
  Text operator()(ImportRows const&) const { return std::nullopt; }
  Text operator()(Erasure const&) const { return std::nullopt; }
  Text operator()(TeamMembership const&) const { return std::nullopt; }
  Text operator()(JoinRequest const&) const { return std::nullopt; }
  Text operator()(LeadMessage const&) const { return std::nullopt; }
  Text operator()(Channel const&) const { return std::nullopt; }
  Text operator()(TopicActivity const&) const { return std::nullopt; }
  Text operator()(MessageRevision const&) const { return std::nullopt; }
  Text operator()(TeamMention const&) const { return std::nullopt; }
  Text operator()(Flag const&) const { return std::nullopt; }
  Text operator()(ReadState const&) const { return std::nullopt; }
  Text operator()(Notification const&) const { return std::nullopt; }
  Text operator()(ResourceVersion const&) const { return std::nullopt; }
  Text operator()(VersionCheck const&) const { return std::nullopt; }
  Text operator()(Approval const&) const { return std::nullopt; }
  Text operator()(ResourceUse const&) const { return std::nullopt; }
  Text operator()(UseAuthor const&) const { return std::nullopt; }
  Text operator()(RubricScore const&) const { return std::nullopt; }
  Text operator()(ResourceActivity const&) const { return std::nullopt; }
  Text operator()(ResourceReport const&) const { return std::nullopt; }
  Text operator()(Adaptation const&) const { return std::nullopt; }
  Text operator()(Upload const&) const { return std::nullopt; }
  Text operator()(CollectionContents const&) const { return std::nullopt; }
  Text operator()(Download const&) const { return std::nullopt; }
  Text operator()(SearchRebuild const&) const { return std::nullopt; }
  Text operator()(OrgCalendar const&) const { return std::nullopt; }
  Text operator()(Profile const&) const { return std::nullopt; }
  Text operator()(ProfilePart const&) const { return std::nullopt; }
  Text operator()(PersonLoad const&) const { return std::nullopt; }
  Text operator()(Adoption const&) const { return std::nullopt; }
  Text operator()(AdoptionAuthor const&) const { return std::nullopt; }
  Text operator()(PracticeActivity const&) const { return std::nullopt; }
  Text operator()(Link const&) const { return std::nullopt; }
  Text operator()(SupportMatch const&) const { return std::nullopt; }
  Text operator()(MatchAnswer const&) const { return std::nullopt; }
  Text operator()(SupportAgreement const&) const { return std::nullopt; }
  Text operator()(SupportVisit const&) const { return std::nullopt; }
  Text operator()(SupportEvaluation const&) const { return std::nullopt; }
  Text operator()(NotificationSetting const&) const { return std::nullopt; }
  Text operator()(DigestPlan const&) const { return std::nullopt; }
  Text operator()(CalendarFeed const&) const { return std::nullopt; }
  Text operator()(ActionItem const&) const { return std::nullopt; }
  Text operator()(ContractTerms const&) const { return std::nullopt; }
  Text operator()(ContractEntry const&) const { return std::nullopt; }
  Text operator()(SupplierExperience const&) const { return std::nullopt; }
  Text operator()(Participation const&) const { return std::nullopt; }
  Text operator()(RadarPlan const&) const { return std::nullopt; }
  Text operator()(ThresholdTable const&) const { return std::nullopt; }
  Text operator()(BuyingBands const&) const { return std::nullopt; }
  Text operator()(ImportMapping const&) const { return std::nullopt; }
  Text operator()(Saving const&) const { return std::nullopt; }
  Text operator()(PurchaseGate const&) const { return std::nullopt; }
  Text operator()(PurchaseDeclaration const&) const { return std::nullopt; }
  Text operator()(SupplierLink const&) const { return std::nullopt; }
  Text operator()(Quote const&) const { return std::nullopt; }
  Text operator()(QuotePrice const&) const { return std::nullopt; }
  Text operator()(QuoteScan const&) const { return std::nullopt; }
  Text operator()(QuoteScore const&) const { return std::nullopt; }
  Text operator()(Moderation const&) const { return std::nullopt; }
  Text operator()(Award const&) const { return std::nullopt; }
  Text operator()(AwardLetters const&) const { return std::nullopt; }
  Text operator()(Purchase const& it) const {
    auto text = start(SearchKind::purchase, it.title.value, it.created);
    text.facets.organisation = it.organisation;
    text.texts = {it.what.value, it.pack.specification.value};
    return text;
  }
  Text operator()(Contract const& it) const {
    if (it.state == ContractState::voided) return std::nullopt;
    auto text = start(SearchKind::contract, it.details.title.value, it.created);
    text.facets.organisation = it.organisation;
    text.texts = {it.details.description.value, it.details.reference.value, it.details.framework.value};
    auto const supplier = view.find<Supplier>(it.details.supplier);
    if (supplier) text.texts.push_back(supplier->name.value);
    auto const kept = supplier && supplier->merged_into ? view.find<Supplier>(*supplier->merged_into) : nullptr;
    if (kept) text.texts.push_back(kept->name.value);
    return text;
  }
  Text operator()(Pool const& it) const {
    auto text = start(SearchKind::pool, it.terms.title.value, it.created);
    text.facets.organisation = it.organisation;
    text.texts = {it.terms.specification.value};
    return text;
  }
  Text operator()(Supplier const& it) const {
    if (it.merged_into) return std::nullopt;
    auto text = start(SearchKind::supplier, it.name.value, it.created);
    text.texts = {it.company_number.value, it.note.value};
    return text;
  }
  // Of peer review nothing is found: its parties reach it from its own pages.
  Text operator()(ReviewCycle const&) const { return std::nullopt; }
  Text operator()(Review const&) const { return std::nullopt; }
  Text operator()(ReviewScope const&) const { return std::nullopt; }
  Text operator()(Interest const&) const { return std::nullopt; }
  Text operator()(SelfReview const&) const { return std::nullopt; }
  Text operator()(ReviewActivity const&) const { return std::nullopt; }
  Text operator()(EvidenceNote const&) const { return std::nullopt; }
  Text operator()(ReviewReport const&) const { return std::nullopt; }
  Text operator()(ReportComment const&) const { return std::nullopt; }
  Text operator()(ReportGrant const&) const { return std::nullopt; }
  Text operator()(ReportReading const&) const { return std::nullopt; }
  Text operator()(ReviewPlan const&) const { return std::nullopt; }
  Text operator()(ReviewAction const&) const { return std::nullopt; }
  Text operator()(ReviewTheme const&) const { return std::nullopt; }

 private:
  static SearchText start(SearchKind what, std::string title, TimestampMs at) {
    SearchText text;
    text.facets.what = what;
    text.title = std::move(title);
    text.at = at;
    return text;
  }

  static void set_subject(SearchText& text, std::string const& subject) {
    text.facets.subject = subject;
    text.texts.push_back(subject);
  }

  static void place(SearchText& text, Topic const& topic) {
    text.topic = topic.id;
    text.team = topic.team;
    text.channel = topic.channel;
    text.resource = topic.resource;
    text.practice = topic.practice;
  }

  /// What resources, collections, practice posts and requests have alike.
  template <class Shared>
  static void describe(SearchText& text, Shared const& it) {
    text.facets.organisation = it.organisation;
    text.facets.stages = static_cast<std::uint8_t>(bits_of(it.stages));
    text.team = it.team;
    if constexpr (requires { it.author; }) text.people.push_back(it.author);
    if constexpr (requires { it.summary; }) text.texts.push_back(it.summary.value);
    if (it.subject) set_subject(text, it.subject->value);
    std::string levels;
    for (auto const stage : it.stages) {
      levels += stage == KeyStage::eyfs ? "eyfs . " : "ks" + std::to_string(static_cast<unsigned>(stage)) + " . ";
    }
    if constexpr (requires { it.years; }) add_years(text, levels, it);
    text.texts.push_back(levels);
  }

  template <class Shared>
  static void add_years(SearchText& text, std::string& levels, Shared const& it) {
    text.facets.years = static_cast<std::uint16_t>(bits_of(it.years));
    for (auto const year : it.years) {
      constexpr unsigned before_first = 1;  // nursery, reception, 1 …
      auto const number = static_cast<unsigned>(year);
      levels += number == 0              ? "nursery . "
                : number == before_first ? "reception . "
                                         : "year " + std::to_string(number - before_first) + " . ";
    }
  }

  void add_current(SearchText& text, CurrentVersion const& current) const {
    text.facets.formats = static_cast<std::uint16_t>(bits_of(current.formats));
    if (current.files > 0) text.facets.has |= bit_of(Has::file);
    if (current.address) text.facets.has |= bit_of(Has::link);
    if (current.has_preview) text.facets.has |= bit_of(Has::preview);
    if (current.address) text.texts.push_back(current.address->value);
    auto const version = view.find<ResourceVersion>(current.version);
    if (!version) return;
    for (auto const& file : version->files) text.texts.push_back(file.name.value);
  }

  void add_pin(SearchText& text, Pin const& pin) const {
    auto const unit = view.find<CurriculumUnit>(pin.unit);
    if (!unit) return;
    text.texts.push_back(unit->title.value);
    for (auto const& lesson : unit->lessons) {
      if (pin.lesson && lesson.slug == *pin.lesson) text.texts.push_back(lesson.title.value);
    }
  }
};

}  // namespace

std::string encode(Facets const& facets) {
  std::string out;
  append_u8(out, static_cast<std::uint8_t>(facets.what));
  append_u8(out, facets.type ? static_cast<std::uint8_t>(*facets.type) + 1 : 0);
  append_u8(out, facets.stages);
  append_u16(out, facets.years);
  append_u16(out, facets.formats);
  append_u8(out, facets.has);
  append_u8(out, facets.licence ? static_cast<std::uint8_t>(*facets.licence) + 1 : 0);
  append_u8(out, facets.approved ? 1 : 0);
  append_u64(out, facets.organisation.value);
  out += facets.subject;
  return out;
}

Facets decode_facets(std::string_view bytes) {
  ByteReader in(bytes);
  Facets facets;
  facets.what = static_cast<SearchKind>(in.u8());
  if (auto const type = in.u8()) facets.type = static_cast<ResourceType>(type - 1);
  facets.stages = in.u8();
  facets.years = in.u16();
  facets.formats = in.u16();
  facets.has = in.u8();
  if (auto const licence = in.u8()) facets.licence = static_cast<Licence>(licence - 1);
  facets.approved = in.u8() != 0;
  facets.organisation = {in.u64()};
  facets.subject = in.rest();
  return facets;
}

std::optional<SearchText> search_text(View const& view, Files const* files, Record const& record) {
  return visit(TextOf(view, files), record);
}

bool is_searched(Kind kind) {
  switch (kind) {
    case Kind::organisation:
    case Kind::person:
    case Kind::team:
    case Kind::topic:
    case Kind::message:
    case Kind::resource:
    case Kind::collection:
    case Kind::curriculum_unit:
    case Kind::practice_post:
    case Kind::contract:
    case Kind::pool:
    case Kind::purchase:
    case Kind::supplier:
    case Kind::support_request: return true;
    default: return false;
  }
}

SearchKind search_kind_of(Kind kind) {
  switch (kind) {
    case Kind::organisation: return SearchKind::organisation;
    case Kind::person: return SearchKind::person;
    case Kind::team: return SearchKind::team;
    case Kind::topic: return SearchKind::topic;
    case Kind::message: return SearchKind::message;
    case Kind::collection: return SearchKind::collection;
    case Kind::curriculum_unit: return SearchKind::curriculum;
    case Kind::practice_post: return SearchKind::practice;
    case Kind::support_request: return SearchKind::support_request;
    case Kind::contract: return SearchKind::contract;
    case Kind::pool: return SearchKind::pool;
    case Kind::purchase: return SearchKind::purchase;
    case Kind::supplier: return SearchKind::supplier;
    default: return SearchKind::resource;
  }
}

void each_file_text(View const& view, Files const* files, Resource const& resource, FileVisitor const& visit) {
  auto const version = files && resource.current ? view.find<ResourceVersion>(resource.current->version) : nullptr;
  if (!version || version->state != VersionState::ready) return;
  std::uint32_t number = 0;
  for (auto const& file : version->files) {
    auto const here = number++;
    if (!file.has_text) continue;
    auto const text = files->text(version->organisation, file.sha256);
    if (text && !visit(here, *text)) return;
  }
}

}  // namespace staffroom::search
