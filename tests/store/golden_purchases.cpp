// Golden records of purchases. What is here was written to disks out there: new members are added, none is changed.
#include "tests/store/golden_purchases.hpp"

namespace staffroom::tests {
namespace {
namespace purchases_bytes {

constexpr TimestampMs made{1'788'768'000'000};
constexpr TimestampMs then{1'789'200'000'000};
constexpr Date asked_on{20'703};
constexpr Date closes_on{20'710};
constexpr OrganisationId buyer{3};
constexpr OrganisationId partner{5};
constexpr PersonId buys{7};
constexpr PersonId leads{8};
constexpr PersonId scores{9};
constexpr PersonId prices{10};
constexpr SupplierId bidder{221};
constexpr PurchaseId purchase{240};
constexpr SupplierLinkId asked_link{243};
constexpr QuoteId best{244};
constexpr QuoteId second{245};
std::string const pack_sha = "ab00000000000000000000000000000000000000000000000000000000000001";
std::string const file_sha = "cd00000000000000000000000000000000000000000000000000000000000002";
std::string const gate_sha = "ef00000000000000000000000000000000000000000000000000000000000003";

using RecordList = std::vector<Record>;

Amount pounds(std::int64_t amount) { return {amount * 100, AmountBasis::net, VatRate::standard}; }
PurchaseFile a_file(char const* name) { return {{name}, "application/pdf", buyer, file_sha, 4'711}; }

Purchase at_the_market() {
  Purchase it{.id = purchase, .version = 17, .organisation = buyer, .owner = buys, .title = {"Cleaning together"}};
  it.category = SpendCategory::cleaning_services;
  it.law = ThresholdType::light_touch;
  it.agreement = AgreementType::ongoing;
  it.stage = PurchaseStage::go_to_market;
  it.what = {"Daily cleaning."};
  it.why = {"The contract ends."};
  it.starts = Date{20'789};
  it.months = 36;
  it.market_on = asked_on;
  it.pool = PoolId{223};
  it.schools = {{PurchaseSchool{buyer, 40, 50, true, false}, PurchaseSchool{partner, 20, 25, true, true}}};
  it.value.lines = {{ValueLine{{"Hours"}, ValueType::price, pounds(18), 117, true},
                     ValueLine{{"Machines"}, ValueType::maintenance, pounds(900), 3, false}}};
  it.value.net = 16'065'000;
  it.value.gross = 19'278'000;
  it.market_notes = {"Five firms nearby."};
  it.related = RelatedPartyCheck{true, {"DfE-17"}};
  it.splitting = true;
  it.splitting_answer = {"It is another kind of work."};
  it.asked = {.route = BuyingRoute::quotes, .quotes = 3, .band = {500'000, BuyingRoute::quotes, 3, {"Head"}}};
  it.asked.bands_of = partner;
  it.asked.threshold = Threshold{ThresholdType::light_touch, Date{20'454}, 66'354'000, {"The gazette"}};
  it.asked.over = true;
  it.route = RouteChoice{BuyingRoute::tender, {"More may answer."}, true};
  it.pack.specification = {"Classrooms, halls."};
  it.pack.criteria = {{Criterion{{"How"}, {"How do you do it?"}, 6'000}}};
  it.pack.price_weight = 4'000;
  it.pack.scale = {{{"Nothing"}, {"Some"}, {"All"}}};
  it.pack.files = {{ResourceId{101}}};
  it.pack.deadline = closes_on;
  it.pack.contact = {"office@example.org"};
  it.pack_hash = pack_sha;
  it.pack_files = {{a_file("Plan.pdf")}};
  it.approval = PurchaseApproval{leads, pack_sha, 19'278'000, {"Go on."}, made};
  it.people = {{PurchasePerson{leads, PurchaseRole::chair}, PurchasePerson{scores, PurchaseRole::evaluator},
                PurchasePerson{prices, PurchaseRole::price_evaluator}}};
  it.interests = {{PurchaseInterest{buys, PurchaseInterestState::cleared},
                   PurchaseInterest{leads, PurchaseInterestState::declared},
                   PurchaseInterest{scores, PurchaseInterestState::asked},
                   PurchaseInterest{prices, PurchaseInterestState::refused}}};
  it.sign_offs = {{PurchaseSignOff{buyer, SignOffOf::tender, leads, PoolCapacity::headteacher, pack_sha, made}}};
  it.deadline_at = then;
  it.extended = {{DeadlineExtension{closes_on, {"A holiday."}, made}}};
  it.gates = 3;
  it.last_gate = gate_sha;
  it.created = made;
  return it;
}

RecordList of_purchases() {
  auto const asking = at_the_market();
  auto told = asking;
  told.id = PurchaseId{241};
  told.pool = {};
  told.schools = {};
  told.deadline_told = true;
  told.opened = then;
  told.ended = then;
  told.reason = {"Nobody needs it."};
  told.stage = PurchaseStage::cancelled;
  Notification told_of{.id = NotificationId{249}, .person = scores, .because = Because::purchase_to_score};
  told_of.needs = true;
  told_of.purchase = purchase;
  told_of.by = buys;
  told_of.created = made;
  EmailNote mail{.id = EmailId{250}, .about = EmailAbout::quote_invited, .organisation = buyer};
  mail.to = {"bids@example.org"};
  mail.supplier_link = asked_link;
  mail.next_at = made;
  mail.created = made;
  return {asking,
          told,
          PurchaseGate{PurchaseGateId{242},
                       1,
                       purchase,
                       3,
                       PurchaseStage::sourcing_options,
                       PurchaseStage::go_to_market,
                       buys,
                       made,
                       {"All signed."},
                       R"({"value":19278000})",
                       pack_sha,
                       gate_sha},
          PurchaseDeclaration{PurchaseDeclarationId{251},
                              2,
                              purchase,
                              prices,
                              false,
                              {"My brother works there."},
                              DeclarationState::refused,
                              buys,
                              {"Too near."},
                              made},
          told_of,
          mail};
}

RecordList of_quotes() {
  Quote quote{.id = best, .version = 4, .purchase = purchase, .organisation = buyer, .supplier = bidder};
  quote.supplier_link = asked_link;
  quote.state = QuoteState::opened;
  quote.answers = {{{"By a team of four."}}};
  quote.remarks = {"From May."};
  quote.files = {{a_file("Offer.pdf"), a_file("Offer again.pdf")}};
  quote.content_hash = pack_sha;
  quote.received = made;
  quote.entered_by = buys;
  quote.reason = {"Admitted."};
  QuotePrice price{.id = best, .version = 4, .purchase = purchase};
  price.lines = {{PriceLine{{"Hours"}, pounds(17), 117}}};
  price.net = 198'900;
  price.gross = 238'680;
  return {SupplierLink{asked_link, 3, purchase, bidder, {"bids@example.org"}, {"Bea Bids"}, 2, made, then, true, then},
          quote, price, QuoteScan{QuoteScanId{246}, 1, purchase, buys, a_file("Paper.pdf"), made}};
}

RecordList of_awards() {
  QuoteScore score{.id = QuoteScoreId{247}, .version = 2, .purchase = purchase, .quote = best, .author = scores};
  score.state = ScoreState::submitted;
  score.scores = {{CriterionScore{0, 2, {"All of it."}}}};
  score.submitted = made;
  Moderation agreed{.id = purchase, .version = 5, .state = ModerationState::closed};
  agreed.prices = {{PriceScore{best, 4'000}, PriceScore{second, 3'210}}};
  agreed.priced_by = prices;
  agreed.scored_by = {{scores, leads}};
  agreed.agreed = {{AgreedScore{best, 0, 2, {"Both."}}}};
  agreed.dissents = {{EvaluationDissent{scores, {"I saw less."}, made}}};
  agreed.ranking = {{RankedQuote{best, 6'000, 4'000, 10'000}}};
  agreed.tie_reason = {"The nearer one."};
  agreed.closed = then;
  Award award{.id = purchase, .version = 6, .state = AwardState::published, .winner = best, .supplier = bidder};
  award.reasons = {"The best of two."};
  award.gross = 238'680;
  award.shares = {{AwardShare{buyer, 40, 159'120}, AwardShare{partner, 20, 79'560}}};
  award.refused = {{OrganisationId{6}}};
  award.content_hash = pack_sha;
  award.published = then;
  award.standstill_ends = Date{20'721};
  award.challenges = {{AwardChallenge{then, {"Was it counted?"}, then, {"Yes."}}}};
  award.reason = {"No longer."};
  auto over = award;
  over.id = PurchaseId{241};
  over.state = AwardState::confirmed;
  over.standstill_told = true;
  over.confirmed = then;
  return {score, agreed, award, over,
          AwardLetters{purchase, 2, {{BidderLetter{best, {"You won."}}, BidderLetter{second, {"You did not."}}}}}};
}

}  // namespace purchases_bytes
}  // namespace

std::vector<Record> golden_purchases() {
  using namespace purchases_bytes;
  auto all = of_purchases();
  for (auto const& part : {of_quotes(), of_awards()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace staffroom::tests
