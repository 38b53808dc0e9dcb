// Purchases: one school's or many's, in seven stages, each with its gate.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/buying.hpp"
#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/pools.hpp"
#include "protocol/route.hpp"
#include "protocol/text.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// need … handover, in this order; then complete or cancelled.
enum class PurchaseStage : std::uint8_t {
  need,
  market_analysis,
  sourcing_options,
  go_to_market,
  evaluation,
  contract_award,
  handover,
  complete,
  cancelled
};
BOOST_DESCRIBE_ENUM(PurchaseStage, need, market_analysis, sourcing_options, go_to_market, evaluation, contract_award,
                    handover, complete, cancelled)

enum class AgreementType : std::uint8_t { one_off, ongoing };
BOOST_DESCRIBE_ENUM(AgreementType, one_off, ongoing)

enum class ValueType : std::uint8_t { price, extension, delivery, maintenance, running, disposal, other };
BOOST_DESCRIBE_ENUM(ValueType, price, extension, delivery, maintenance, running, disposal, other)

/// amount × times, × the greatest quantity of all schools when it is for each unit.
struct ValueLine {
  Line what;
  ValueType type = ValueType::price;
  Amount amount;
  std::uint32_t times = 1;
  bool per_unit = false;
  friend bool operator==(ValueLine const&, ValueLine const&) = default;
};
STAFFROOM_DESCRIBE(ValueLine, (), (what, type, amount, times, per_unit))

struct PurchaseValue {
  Many<ValueLine, limits::value_lines_max> lines;
  std::int64_t net = 0;  // pence, computed: each line rounded once, then added
  std::int64_t gross = 0;
};
STAFFROOM_DESCRIBE(PurchaseValue, (), (lines, net, gross))

/// A school of the pool that takes part. Signed: by a sign-off of what holds now.
struct PurchaseSchool {
  OrganisationId school;
  std::uint32_t committed = 0;
  std::uint32_t maximum = 0;
  bool tender_signed = false;
  bool award_signed = false;
  friend bool operator==(PurchaseSchool const&, PurchaseSchool const&) = default;
};
STAFFROOM_DESCRIBE(PurchaseSchool, (), (school, committed, maximum, tender_signed, award_signed))

enum class SignOffOf : std::uint8_t { tender, award };
BOOST_DESCRIBE_ENUM(SignOffOf, tender, award)

struct PurchaseSignOff {
  OrganisationId school;
  SignOffOf what = SignOffOf::tender;
  PersonId person;
  PoolCapacity capacity = PoolCapacity::headteacher;
  std::string content_hash;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(PurchaseSignOff, (), (school, what, person, capacity, content_hash, at))

struct Criterion {
  Name title;
  Note question;             // to the supplier
  std::uint32_t weight = 0;  // basis points of the whole
  friend bool operator==(Criterion const&, Criterion const&) = default;
};
STAFFROOM_DESCRIBE(Criterion, (), (title, question, weight))

/// What goes to suppliers, and by what they are judged. Its hash is what is signed and approved.
struct TenderPack {
  SummaryText specification;
  Many<Criterion, limits::criteria_max> criteria;
  std::uint32_t price_weight = 4000;               // basis points; with those of all criteria 10,000
  Many<Line, limits::scale_points_max> scale;      // what 0, 1, 2 … points mean; the last is the most
  Many<ResourceId, limits::pack_files_max> files;  // of the library; what they are on going to the market is frozen
  std::optional<Date> deadline;                    // quotes are in time until the end of this day
  Line contact;                                    // to whom suppliers put questions
  friend bool operator==(TenderPack const&, TenderPack const&) = default;
};
STAFFROOM_DESCRIBE(TenderPack, (), (specification, criteria, price_weight, scale, files, deadline, contact))

/// A file as it was found clean.
struct PurchaseFile {
  Line name;
  std::string type;             // of its content, as found
  OrganisationId organisation;  // whose file it is
  std::string sha256;
  std::uint64_t bytes = 0;
  friend bool operator==(PurchaseFile const&, PurchaseFile const&) = default;
};
STAFFROOM_DESCRIBE(PurchaseFile, (), (name, type, organisation, sha256, bytes))

enum class PurchaseRole : std::uint8_t { chair, evaluator, price_evaluator };
BOOST_DESCRIBE_ENUM(PurchaseRole, chair, evaluator, price_evaluator)

struct PurchasePerson {
  PersonId person;
  PurchaseRole role = PurchaseRole::evaluator;
  friend bool operator==(PurchasePerson const&, PurchasePerson const&) = default;
};
STAFFROOM_DESCRIBE(PurchasePerson, (), (person, role))

/// What the value, the bands and the threshold ask for; computed.
struct RouteAsked {
  BuyingRoute route = BuyingRoute::quotes;
  std::uint32_t quotes = 0;  // that are wanted at least
  BuyingBand band;
  std::optional<OrganisationId> bands_of;  // whose bands ask for most; absent: the DfE's
  std::optional<Threshold> threshold;      // that holds on the day of going to the market
  bool over = false;                       // the threshold
};
STAFFROOM_DESCRIBE(RouteAsked, (), (route, quotes, band, bands_of, threshold, over))

struct RouteChoice {
  BuyingRoute route = BuyingRoute::quotes;
  Note reason;
  bool deviates = false;  // asks for less than what was asked when it was chosen
};
STAFFROOM_DESCRIBE(RouteChoice, (), (route, reason, deviates))

/// Whether somebody of the trust has to do with a likely supplier. Names nobody: the register of interests does.
struct RelatedPartyCheck {
  bool related = false;
  Line approval;  // reference of the DfE's approval, which a related party above the limit needs before the award
};
STAFFROOM_DESCRIBE(RelatedPartyCheck, (), (related, approval))

struct PurchaseApproval {
  PersonId person;
  std::string content_hash;  // of the pack that was approved
  std::int64_t gross = 0;    // and its value
  Note note;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(PurchaseApproval, (), (person, content_hash, gross, note, at))

struct DeadlineExtension {
  Date deadline;
  Note reason;
  TimestampMs at;
};
STAFFROOM_DESCRIBE(DeadlineExtension, (), (deadline, reason, at))

enum class PurchaseInterestState : std::uint8_t { asked, declared, cleared, refused };
BOOST_DESCRIBE_ENUM(PurchaseInterestState, asked, declared, cleared, refused)

/// How far the declaration of somebody is who has to do with what is sealed: the owner and all who are named.
struct PurchaseInterest {
  PersonId person;
  PurchaseInterestState state = PurchaseInterestState::asked;
  friend bool operator==(PurchaseInterest const&, PurchaseInterest const&) = default;
};
STAFFROOM_DESCRIBE(PurchaseInterest, (), (person, state))

/// Read by its owner, the schools that take part, those named in it, and the business managers, leaders and governors
/// of its organisation.
struct Purchase {
  static constexpr Kind kind = Kind::purchase;
  static constexpr std::string_view path = "/purchases/{id}";
  PurchaseId id;
  std::uint32_t version = 1;
  OrganisationId organisation;
  PersonId owner;
  Title title;
  SpendCategory category = SpendCategory::other;
  ThresholdType law = ThresholdType::goods_services;
  AgreementType agreement = AgreementType::one_off;
  PurchaseStage stage = PurchaseStage::need;
  Note what;
  Note why;
  std::optional<Date> starts;     // of what is bought
  std::uint32_t months = 0;       // its term with all options; 0: once
  std::optional<Date> market_on;  // planned day of going to the market
  std::optional<PoolId> pool;
  Many<PurchaseSchool, limits::pool_schools_max> schools;
  PurchaseValue value;
  Note market_notes;
  std::optional<RelatedPartyCheck> related;
  bool splitting = false;  // with others like it, it would be over a band or the threshold
  Note splitting_answer;
  RouteAsked asked;  // frozen on going to the market
  std::optional<RouteChoice> route;
  TenderPack pack;
  std::string pack_hash;
  Many<PurchaseFile, limits::pack_files_max> pack_files;  // from going to the market: what went
  std::optional<PurchaseApproval> approval;               // while pack and value are what was approved
  Many<PurchasePerson, limits::purchase_people_max> people;
  Many<PurchaseInterest, limits::purchase_people_max> interests;
  Many<PurchaseSignOff, limits::sign_offs_max> sign_offs;  // oldest first; those of another hash count for nothing
  std::optional<TimestampMs> deadline_at;                  // from going to the market: quotes are in time before it
  Many<DeadlineExtension, limits::extensions_max> extended;
  bool deadline_told = false;
  std::optional<TimestampMs> opened;
  std::uint32_t gates = 0;
  std::string last_gate;  // its hash
  TimestampMs created;
  std::optional<TimestampMs> ended;
  Note reason;  // why it was cancelled
};
STAFFROOM_DESCRIBE(Purchase, (),
                   (id, version, organisation, owner, title, category, law, agreement, stage, what, why, starts, months,
                    market_on, pool, schools, value, market_notes, related, splitting, splitting_answer, asked, route,
                    pack, pack_hash, pack_files, approval, people, interests, sign_offs, deadline_at, extended,
                    deadline_told, opened, gates, last_gate, created, ended, reason))

/// A step from one stage to the next, or back; each holds the hash of the one before.
struct PurchaseGate {
  static constexpr Kind kind = Kind::purchase_gate;
  static constexpr std::string_view path = "/purchase-gates/{id}";
  PurchaseGateId id;
  std::uint32_t version = 1;
  PurchaseId purchase;
  std::uint32_t number = 1;
  PurchaseStage from = PurchaseStage::need;
  PurchaseStage to = PurchaseStage::need;
  PersonId by;
  TimestampMs at;
  Note reason;
  std::string facts;     // canonical JSON of what the gate rests on
  std::string previous;  // hash of the gate before; empty: the first
  std::string content_hash;
};
STAFFROOM_DESCRIBE(PurchaseGate, (),
                   (id, version, purchase, number, from, to, by, at, reason, facts, previous, content_hash))

struct CreatePurchase {
  static constexpr std::string_view name = "create_purchase";
  static constexpr Route route{Method::post, "/purchases"};
  static constexpr Success success = Success::created;
  OrganisationId organisation;
  Title title;
  SpendCategory category = SpendCategory::other;
  ThresholdType law = ThresholdType::goods_services;
  AgreementType agreement = AgreementType::one_off;
};
STAFFROOM_DESCRIBE(CreatePurchase, (), (organisation, title, category, law, agreement))

/// For the schools of a pool that have signed, once nobody may leave any more.
struct StartPurchase {
  static constexpr std::string_view name = "start_purchase";
  static constexpr Route route{Method::post, "/pools/{pool}/purchase"};
  static constexpr Success success = Success::created;
  PoolId pool;
};
STAFFROOM_DESCRIBE(StartPurchase, (), (pool))

/// What, why, when: until it goes to the market. `splitting_answer`: why it is bought apart from others like it.
struct EditPurchase {
  static constexpr std::string_view name = "edit_purchase";
  static constexpr Route route{Method::put, "/purchases/{purchase}"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Title title;
  SpendCategory category = SpendCategory::other;
  ThresholdType law = ThresholdType::goods_services;
  AgreementType agreement = AgreementType::one_off;
  Note what;
  Note why;
  std::optional<Date> starts;
  std::uint32_t months = 0;
  std::optional<Date> market_on;
  Note market_notes;
  std::optional<RelatedPartyCheck> related;
  Note splitting_answer;
};
STAFFROOM_DESCRIBE(EditPurchase, (),
                   (purchase, title, category, law, agreement, what, why, starts, months, market_on, market_notes,
                    related, splitting_answer))

struct SetPurchaseValue {
  static constexpr std::string_view name = "set_purchase_value";
  static constexpr Route route{Method::put, "/purchases/{purchase}/value"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Many<ValueLine, limits::value_lines_max> lines;
};
STAFFROOM_DESCRIBE(SetPurchaseValue, (), (purchase, lines))

/// All sign-offs of the tender fall.
struct SetTenderPack {
  static constexpr std::string_view name = "set_tender_pack";
  static constexpr Route route{Method::put, "/purchases/{purchase}/pack"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  TenderPack pack;
};
STAFFROOM_DESCRIBE(SetTenderPack, (), (purchase, pack))

/// In need … sourcing options; later only to replace somebody, with a reason. Who is new is asked to declare.
struct NamePurchasePeople {
  static constexpr std::string_view name = "name_purchase_people";
  static constexpr Route route{Method::put, "/purchases/{purchase}/people"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Many<PurchasePerson, limits::purchase_people_max> people;
  Note reason;
};
STAFFROOM_DESCRIBE(NamePurchasePeople, (), (purchase, people, reason))

struct ChooseRoute {
  static constexpr std::string_view name = "choose_route";
  static constexpr Route route{Method::put, "/purchases/{purchase}/route"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  BuyingRoute way = BuyingRoute::quotes;
  Note reason;
};
STAFFROOM_DESCRIBE(ChooseRoute, (), (purchase, way, reason))

/// To the next stage, through its gate.
struct AdvancePurchase {
  static constexpr std::string_view name = "advance_purchase";
  static constexpr Route route{Method::post, "/purchases/{purchase}/advance"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Note reason;
};
STAFFROOM_DESCRIBE(AdvancePurchase, (), (purchase, reason))

/// Back from evaluation when nothing came, with a reason.
struct ReturnPurchase {
  static constexpr std::string_view name = "return_purchase";
  static constexpr Route route{Method::post, "/purchases/{purchase}/return"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Note reason;
};
STAFFROOM_DESCRIBE(ReturnPurchase, (), (purchase, reason))

/// By a leader who does not own it: what the trust's scheme wants before going to the market.
struct ApprovePurchase {
  static constexpr std::string_view name = "approve_purchase";
  static constexpr Route route{Method::post, "/purchases/{purchase}/approval"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Note note;
};
STAFFROOM_DESCRIBE(ApprovePurchase, (), (purchase, note))

struct CancelPurchase {
  static constexpr std::string_view name = "cancel_purchase";
  static constexpr Route route{Method::post, "/purchases/{purchase}/cancel"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  Note reason;
};
STAFFROOM_DESCRIBE(CancelPurchase, (), (purchase, reason))

struct HandOverPurchase {
  static constexpr std::string_view name = "hand_over_purchase";
  static constexpr Route route{Method::put, "/purchases/{purchase}/owner"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  PersonId owner;
};
STAFFROOM_DESCRIBE(HandOverPurchase, (), (purchase, owner))

/// For a school that takes part, in sourcing options.
struct SignTender {
  static constexpr std::string_view name = "sign_tender";
  static constexpr Route route{Method::put, "/purchases/{purchase}/schools/{school}/tender"};
  static constexpr Success success = Success::changed;
  PurchaseId purchase;
  OrganisationId school;
  Name content_hash;
};
STAFFROOM_DESCRIBE(SignTender, (), (purchase, school, content_hash))

/// Those I may read, newest first.
struct ListPurchases {
  static constexpr std::string_view name = "list_purchases";
  static constexpr Route route{Method::get, "/purchases"};
  using Item = Purchase;
  std::optional<PoolId> pool;
};
STAFFROOM_DESCRIBE(ListPurchases, (), (pool))

struct GetPurchase {
  static constexpr std::string_view name = "get_purchase";
  static constexpr Route route{Method::get, "/purchases/{purchase}"};
  using Item = Purchase;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(GetPurchase, (), (purchase))

struct ListPurchaseGates {
  static constexpr std::string_view name = "list_purchase_gates";
  static constexpr Route route{Method::get, "/purchases/{purchase}/gates"};
  using Item = PurchaseGate;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(ListPurchaseGates, (), (purchase))

/// Whether the chain of gates holds, recomputed.
struct GateCheck {
  bool holds = true;
  std::uint32_t gates = 0;
  std::optional<PurchaseGateId> broken;  // the first that does not fit
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(GateCheck, (), (holds, gates, broken, seq))

struct GetPurchaseGate {
  static constexpr std::string_view name = "get_purchase_gate";
  static constexpr Route route{Method::get, "/purchase-gates/{purchase_gate}"};
  using Item = PurchaseGate;
  PurchaseGateId purchase_gate;
};
STAFFROOM_DESCRIBE(GetPurchaseGate, (), (purchase_gate))

/// Another purchase or contract of the same trust and category, beginning within a year of this one.
struct AlikePurchase {
  std::optional<PurchaseId> purchase;
  std::optional<ContractId> contract;
  std::string title;
  std::int64_t gross = 0;
};
STAFFROOM_DESCRIBE(AlikePurchase, (), (purchase, contract, title, gross))

/// Those alike that I may read, with their money.
struct SplittingView {
  std::vector<AlikePurchase> alike;
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(SplittingView, (), (alike, seq))

struct GetSplitting {
  static constexpr std::string_view name = "get_splitting";
  static constexpr Route route{Method::get, "/purchases/{purchase}/splitting"};
  using Answers = SplittingView;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(GetSplitting, (), (purchase))

struct CheckPurchaseGates {
  static constexpr std::string_view name = "check_purchase_gates";
  static constexpr Route route{Method::get, "/purchases/{purchase}/gates-check"};
  using Answers = GateCheck;
  PurchaseId purchase;
};
STAFFROOM_DESCRIBE(CheckPurchaseGates, (), (purchase))

}  // namespace staffroom
