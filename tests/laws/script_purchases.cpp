// The story: three academies of two trusts buy what they pooled, through all seven stages with every detour; another
// purchase finds nobody, goes back, and is given up.
#include <doctest/doctest.h>

#include "tests/laws/script.hpp"
#include "tests/laws/working_days.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

/// Who has to do with it: marcus manages Beckside and buys, harry leads its trust and Tarn Lane, tess leads Kirkby Road
/// and Mosslands, helen heads Mosslands. carol takes the chair, erin, dan and gwen look at quality, bob at prices.
/// alice has an interest.
struct Tender {
  Law& law;
  Scenario& s = law.scenario();
  PurchaseId id{};

  static Amount pounds(std::int64_t amount) { return {amount * 100, AmountBasis::net, VatRate::standard}; }
  Json as_hub(Query const& query) const {
    auto const answer = *s.store().ask({}, query, {200, {}}, ReadTier::disk);
    if (!answer) throw std::runtime_error("the hub is told " + told(answer));
    return Json::parse(answer->json);
  }
  void waits_until_over(Date day) const { law.advance(calendar::end_of(day) - s.store().now()); }
  Date deadline() const {
    auto const now = as_hub(GetPurchase{id});
    auto const extended = now.value("extended", Json::array());
    auto const text = extended.empty() ? now.at("pack").at("deadline") : extended.back().at("deadline");
    return *parse_date(text.get<std::string>());
  }

  // ---- what, and how

  EditPurchase wanted(SpendCategory category) const {
    EditPurchase out{.purchase = id, .title = {"Cleaning, bought together"}, .category = category};
    out.agreement = AgreementType::ongoing;
    out.what = {"Daily cleaning of classrooms and halls."};
    out.why = {"The contracts end."};
    out.starts = s.in_days(90);
    out.months = 24;
    out.market_on = s.in_days(5);
    out.market_notes = {"Five firms work nearby."};
    out.related = RelatedPartyCheck{};
    out.splitting_answer = {"It is work of another kind."};
    return out;
  }
  SetPurchaseValue value() const {
    SetPurchaseValue out{.purchase = id};
    out.lines = {{ValueLine{{"Hours of two years"}, ValueType::price, pounds(18), 104, true},
                  ValueLine{{"Machines"}, ValueType::maintenance, pounds(900), 2, false}}};
    return out;
  }
  SetTenderPack pack(int in_days) const {
    SetTenderPack out{.purchase = id};
    out.pack.specification = {"Every school day from half past three."};
    out.pack.criteria = {{Criterion{{"Method"}, {"How do you clean a hall?"}, 3'500},
                          Criterion{{"People"}, {"Whom do you send?"}, 2'500}}};
    out.pack.price_weight = 4'000;
    out.pack.scale = {{{"Not answered"}, {"In part"}, {"As asked"}}};
    out.pack.deadline = working_day_from(s.in_days(in_days));
    out.pack.contact = {"office@beckside.example"};
    return out;
  }
  void names(std::vector<PurchasePerson> people, std::string reason = {}) const {
    law.does(s.marcus, NamePurchasePeople{id, {std::move(people)}, {std::move(reason)}});
  }
  PurchaseDeclarationId declares(Colleague const& who, std::string words = {}) const {
    return {id_in(law.does(who, DeclareForPurchase{id, words.empty(), {words}}))};
  }
  void clears(Colleague const& by, Colleague const& who) const {
    PurchaseDeclarationId const declared{id_in(law.quietly(who, DeclareForPurchase{id, true, {}}))};
    law.quietly(by, ClearPurchaseDeclaration{declared, {}});
  }
  void advances() const { law.does(s.marcus, AdvancePurchase{id, {}}); }
  void signs_tender(Colleague const& who, OrganisationId school) const {
    auto const hash = who.sees(GetPurchase{id}).at("pack_hash").get<std::string>();
    law.quietly(who, SignTender{id, school, {hash}});
  }

  // ---- suppliers and their quotes

  SupplierId supplier(std::string name) const {
    return {id_in(law.quietly(s.marcus, CreateSupplier{s.beckside, {std::move(name)}}))};
  }
  SupplierLinkId invites(SupplierId supplier, std::string const& who) const {
    InviteToQuote const command{id, supplier, {who + "@supplier.example"}, {"Mx " + who}};
    return {id_in(law.does(s.marcus, command))};
  }
  QuoteId saves(SupplierLinkId link, std::int64_t price) const {
    SaveQuote command{.supplier_link = link};
    command.answers = {{{"With machines, by day."}, {"Two people whom you know."}}};
    command.lines = {{PriceLine{{"An hour"}, pounds(price), 104}}};
    return {id_in(law.quietly(command))};
  }
  void submits(SupplierLinkId link, QuoteId quote) const {
    law.system(SubmitQuote{link, as_hub(GetQuote{quote}).at("content_hash").get<std::string>()});
  }
  PurchaseFile file(char const* name, char digit) const {
    return {{name}, "application/pdf", s.beckside, std::string(64, digit), 1'234};
  }

  // ---- what they are worth

  std::vector<QuoteId> scored() const {
    std::vector<QuoteId> out;
    auto const page = s.carol.sees(ListQuotes{id});
    for (auto const& it : page.at("items")) {
      bool const counts = it.at("state") == "opened" || it.at("state") == "admitted";
      if (counts) out.push_back({it.at("id").get<std::uint64_t>()});
    }
    return out;
  }
  void scores(Colleague const& who, std::uint32_t points) const {
    for (auto const quote : scored()) {
      ScoreQuote command{.quote = quote};
      command.scores = {{CriterionScore{0, points, {"As they describe it."}}, CriterionScore{1, 1, {"Few people."}}}};
      quote == scored().back() ? law.does(who, command) : law.quietly(who, command);
    }
  }
  SubmitPriceScores prices() const {
    std::map<std::uint64_t, std::int64_t> gross;
    auto const page = as_hub(ListQuotePrices{id});
    for (auto const quote : scored()) gross[quote.value] = 0;
    std::int64_t lowest = 0;
    for (auto const& it : page.at("items")) {
      auto const found = gross.find(it.at("id").get<std::uint64_t>());
      if (found == gross.end()) continue;
      found->second = it.at("gross").get<std::int64_t>();
      if (lowest == 0 || found->second < lowest) lowest = found->second;
    }
    SubmitPriceScores out{.purchase = id};
    for (auto const& [quote, price] : gross) {
      auto const part = (2 * 4'000 * lowest + price) / (2 * price);  // rounded half up
      out.scores.values.push_back({{quote}, static_cast<std::uint32_t>(part)});
    }
    return out;
  }
  AgreeScores agreed() const {
    AgreeScores out{.purchase = id};
    for (auto const quote : scored()) {
      for (auto const criterion : {0U, 1U}) out.agreed.values.push_back({quote, criterion, 1, {"We read it again."}});
    }
    return out;
  }
  void signs_award(Colleague const& who, OrganisationId school) const {
    auto const hash = who.sees(GetAward{id}).at("content_hash").get<std::string>();
    law.does(who, SignAward{id, school, {hash}});
  }
};

PurchaseId start_from_pool(Tender& t) {
  auto& s = t.s;
  auto& law = t.law;
  PoolTerms const terms{.title = {"Cleaning of three"},
                        .category = SpendCategory::cleaning_services,
                        .specification = {"Cleaning on school days."},
                        .unit = {"hours a week"},
                        .units_a_year = 52,
                        .price = Tender::pounds(18),
                        .starts = s.in_days(90),
                        .months = 24,
                        .join_by = s.in_days(4),
                        .leave_by = s.in_days(3)};
  CreatePool wanted{.organisation = s.beckside, .terms = terms};
  wanted.schools = {{s.kirkby, s.mosslands, s.tarn}};
  PoolId const pool{id_in(law.quietly(s.marcus, wanted))};
  law.quietly(s.marcus, OpenPool{pool});
  auto const hash = s.marcus.sees(GetPool{pool}).at("content_hash").get<std::string>();
  law.quietly(s.tess, SignPool{pool, s.kirkby, 40, 50, {hash}});
  law.quietly(s.helen, SignPool{pool, s.mosslands, 30, 30, {hash}});
  law.quietly(s.harry, SignPool{pool, s.tarn, 25, 35, {hash}});
  law.quietly(s.marcus, ClosePool{pool});
  law.refuses(s.marcus, StartPurchase{pool}, "conflict leave_by_not_over");
  law.advance(24h * 5);
  law.refuses(s.tess, StartPurchase{pool}, "forbidden role");
  law.refuses(s.dan, StartPurchase{pool}, "not_found");
  t.id = {id_in(law.does(s.marcus, StartPurchase{pool}))};
  law.refuses(s.marcus, StartPurchase{pool});
  return t.id;
}

/// To the day on which it goes to the market; one who is named turns out to have an interest.
void prepare(Tender& t) {
  auto& s = t.s;
  auto& law = t.law;
  law.does(s.marcus, t.wanted(SpendCategory::cleaning_services));
  law.does(s.marcus, t.value());
  // Who takes it over has it, and whoever had it has not.
  law.does(s.marcus, HandOverPurchase{t.id, s.harry.id()});
  law.does(s.harry, HandOverPurchase{t.id, s.marcus.id()});
  t.names({{s.carol.id(), PurchaseRole::chair},
           {s.erin.id(), PurchaseRole::evaluator},
           {s.alice.id(), PurchaseRole::evaluator},
           {s.bob.id(), PurchaseRole::price_evaluator}});
  auto const alices = t.declares(s.alice, "My brother works for one of them.");
  law.refuses(s.alice, ClearPurchaseDeclaration{alices, {}});
  t.advances();
  law.does(s.marcus, RefusePurchaseDeclaration{alices, {"That is too near."}});
  t.clears(s.marcus, s.carol);
  t.clears(s.carol, s.erin);
  law.does(s.harry, ClearPurchaseDeclaration{t.declares(s.marcus), {}});
  t.advances();
  law.quietly(s.marcus, t.pack(8));
  law.does(s.marcus, ChooseRoute{t.id, BuyingRoute::tender, {"More may answer, and all of them know by when."}});
  law.refuses(s.marcus, AdvancePurchase{t.id, {}});
  t.names({{s.carol.id(), PurchaseRole::chair},
           {s.erin.id(), PurchaseRole::evaluator},
           {s.dan.id(), PurchaseRole::evaluator},
           {s.bob.id(), PurchaseRole::price_evaluator}});
  t.clears(s.carol, s.dan);
  t.clears(s.marcus, s.bob);
  t.signs_tender(s.tess, s.kirkby);
  // Another pack: what was signed is signed no more.
  law.does(s.marcus, t.pack(12));
  t.signs_tender(s.tess, s.kirkby);
  t.signs_tender(s.helen, s.mosslands);
  auto const hash = s.harry.sees(GetPurchase{t.id}).at("pack_hash").get<std::string>();
  law.does(s.harry, SignTender{t.id, s.tarn, {hash}});
  law.refuses(s.marcus, ApprovePurchase{t.id, {}});
  law.does(s.harry, ApprovePurchase{t.id, {"Within the plan."}});
  t.advances();
}

/// Four answer: one twice, one withdraws and answers again, one on paper, one too late. Another is asked no more.
void ask_suppliers(Tender& t) {
  auto& s = t.s;
  auto& law = t.law;
  auto const sparkle = t.invites(t.supplier("Sparkle and Sons"), "sparkle");
  auto const brush = t.invites(t.supplier("Brush Limited"), "brush");
  auto const slow = t.invites(t.supplier("Slow and Steady"), "slow");
  auto const never = t.invites(t.supplier("Never Again"), "never");
  law.does(s.marcus, RevokeSupplierLink{never});
  law.refuses(s.carol, InviteToQuote{t.id, t.supplier("Paper Brooms"), {"x@y.example"}, {"X"}}, "not_found");
  auto quote = t.saves(sparkle, 21);
  law.quietly(AttachQuoteFile{sparkle, t.file("Offer.pdf", 'a')});
  law.system(AttachQuoteFile{sparkle, t.file("Draft.pdf", 'b')});
  law.system(DetachQuoteFile{sparkle, 1});
  t.submits(sparkle, quote);
  t.submits(sparkle, t.saves(sparkle, 20));
  t.submits(brush, t.saves(brush, 30));
  law.system(WithdrawQuote{brush});
  law.does(s.marcus, ExtendDeadline{t.id, next_working_day(t.deadline()), {"A holiday falls into it."}});
  t.submits(brush, t.saves(brush, 18));
  QuoteScanId const scan{id_in(law.does(s.marcus, StoreQuoteScan{t.id, t.file("Letter.pdf", 'c')}))};
  EnterQuote paper{.purchase = t.id, .supplier = t.supplier("On Paper"), .received = s.store().now(), .scan = scan};
  paper.answers = {{{"By hand."}, {"We come ourselves."}}};
  paper.lines = {{PriceLine{{"An hour"}, Tender::pounds(25), 104}}};
  law.does(s.marcus, paper);
  law.refuses(s.carol, OpenQuotes{t.id});
  t.waits_until_over(t.deadline());
  t.submits(slow, t.saves(slow, 17));
  law.refuses(s.marcus, ExtendDeadline{t.id, next_working_day(s.in_days(3)), {"Too late for that."}});
  law.does(s.carol, OpenQuotes{t.id});
}

/// The late one is let in, the one on paper is not what was asked. An evaluator is replaced before their scores are in.
void evaluate(Tender& t) {
  auto& s = t.s;
  auto& law = t.law;
  auto const page = s.marcus.sees(ListQuotes{t.id});
  for (auto const& it : page.at("items")) {
    QuoteId const quote{it.at("id").get<std::uint64_t>()};
    if (it.at("state") == "late") law.does(s.marcus, AdmitLateQuote{quote, {"The mail was down all day."}});
    if (!it.contains("supplier_link")) law.does(s.carol, RejectQuote{quote, {"It leaves out the halls."}});
  }
  t.scores(s.dan, 1);
  t.names({{s.carol.id(), PurchaseRole::chair},
           {s.erin.id(), PurchaseRole::evaluator},
           {s.gwen.id(), PurchaseRole::evaluator},
           {s.bob.id(), PurchaseRole::price_evaluator}},
          "He is ill.");
  t.clears(s.carol, s.gwen);
  t.scores(s.erin, 2);
  law.does(s.erin, SubmitScores{t.id});
  law.refuses(s.erin, SubmitScores{t.id});
  law.refuses(s.carol, AgreeScores{t.id, {}}, "not_found");
  law.does(s.bob, t.prices());
  t.scores(s.gwen, 1);
  law.does(s.gwen, SubmitScores{t.id});
  law.does(s.carol, t.agreed());
  law.does(s.erin, DissentFromScores{t.id, {"I would give more for the method."}});
  law.does(s.carol, CloseModeration{.purchase = t.id});
}

/// The first proposal is taken back, one school refuses the second, a bidder asks about it.
void award(Tender& t) {
  auto& s = t.s;
  auto& law = t.law;
  law.does(s.marcus, ProposeAward{t.id, {"The best of three."}});
  t.signs_award(s.tess, s.kirkby);
  law.does(s.marcus, AbandonAward{t.id, {"A figure was read wrongly."}, false});
  law.quietly(s.carol, t.agreed());
  law.quietly(s.carol, CloseModeration{.purchase = t.id});
  law.does(s.marcus, ProposeAward{t.id, {"The best of three, read again."}});
  t.signs_award(s.tess, s.kirkby);
  law.does(s.harry, RefuseAward{t.id, s.tarn, {"Our cleaner stays."}});
  t.signs_award(s.tess, s.kirkby);
  law.refuses(s.marcus, PublishAward{t.id});
  t.signs_award(s.helen, s.mosslands);
  EditLetters letters{.purchase = t.id};
  auto const drafted = s.marcus.sees(GetAwardLetters{t.id});
  for (auto const& it : drafted.at("letters")) {
    letters.letters.values.push_back({{it.at("quote").get<std::uint64_t>()},
                                      {it.at("text").get<std::string>() + " "
                                                                          "Thank you for taking part."}});
  }
  law.does(s.marcus, letters);
  law.does(s.marcus, PublishAward{t.id});
  law.refuses(s.marcus, ConfirmAward{t.id});
  law.does(s.marcus, RecordChallenge{t.id, {"Was the second line counted?"}});
  auto const last_day = s.marcus.sees(GetAward{t.id}).at("standstill_ends").get<std::string>();
  t.waits_until_over(*parse_date(last_day));
  law.refuses(s.marcus, ConfirmAward{t.id}, "conflict challenge_open");
  law.does(s.marcus, ResolveChallenge{t.id, {"It was, and it changes nothing."}});
  law.does(s.marcus, ConfirmAward{t.id});
  CompletePurchase done{.purchase = t.id, .starts = s.in_days(30), .ends = s.in_days(394)};
  done.notice = {3, PeriodUnit::months};
  done.saving = AwardSaving{SavingMethod::previous_estimated, Tender::pounds(250'000), {"What was paid before"}};
  law.does(s.marcus, done);
  law.does(s.marcus, NotePurchaseExport{t.id});
}

/// Nobody answers, it goes back and out again, somebody does, and it is not wanted any more.
PurchaseId find_nobody(Tender& t) {
  auto& s = t.s;
  auto& law = t.law;
  CreatePurchase const wanted{.organisation = s.beckside, .title = {"Windows"}};
  law.refuses(s.dan, wanted);
  t.id = {id_in(law.does(s.marcus, wanted))};
  law.refuses(s.marcus, AdvancePurchase{t.id, {}});
  law.quietly(s.marcus, t.wanted(SpendCategory::cleaning_services));
  law.quietly(s.marcus, t.value());
  law.quietly(s.marcus, t.pack(3));
  t.names({{s.marcus.id(), PurchaseRole::chair},
           {s.erin.id(), PurchaseRole::evaluator},
           {s.gwen.id(), PurchaseRole::evaluator},
           {s.marcus.id(), PurchaseRole::price_evaluator}});
  t.clears(s.harry, s.marcus);
  t.clears(s.marcus, s.erin);
  t.clears(s.marcus, s.gwen);
  for (int i = 0; i < 2; ++i) law.quietly(s.marcus, AdvancePurchase{t.id, {}});
  law.quietly(s.marcus, ChooseRoute{t.id, BuyingRoute::quotes, {"It is little."}});
  law.quietly(s.harry, ApprovePurchase{t.id, {}});
  t.advances();
  auto const link = t.invites(t.supplier("Ladders and Leathers"), "ladders");
  t.waits_until_over(t.deadline());
  law.refuses(s.marcus, OpenQuotes{t.id}, "conflict no_quotes");
  law.does(s.marcus, ReturnPurchase{t.id, {"Nobody answered."}});
  law.quietly(s.marcus, t.pack(6));
  law.quietly(s.harry, ApprovePurchase{t.id, {}});
  t.advances();
  t.submits(link, t.saves(link, 40));
  law.does(s.marcus, CancelPurchase{t.id, {"The roof is mended first."}});
  return t.id;
}

/// Everything that can be wished of a purchase and of what is bound to it.
std::vector<Command> all_wishes(Tender const& t) {
  auto const& id = t.id;
  auto const first = [&](Query const& query) {
    auto const page = t.as_hub(query);
    auto const& items = page.at("items");
    return items.empty() ? std::uint64_t{999'999'999} : items.front().at("id").get<std::uint64_t>();
  };
  SupplierLinkId const link{first(ListSupplierLinks{id})};
  QuoteId const quote{first(ListQuotes{id})};
  PurchaseDeclarationId const declaration{first(ListPurchaseDeclarations{id})};
  PurchaseFile const file = t.file("Late.pdf", 'd');
  Name const hash{std::string(64, '0')};
  auto const day = next_working_day(t.s.in_days(3));
  return {t.wanted(SpendCategory::cleaning_services),
          t.value(),
          t.pack(6),
          NamePurchasePeople{id, {{{t.s.paul.id(), PurchaseRole::evaluator}}}, {"x"}},
          ChooseRoute{id, BuyingRoute::quotes, {"x"}},
          AdvancePurchase{id, {}},
          ReturnPurchase{id, {"x"}},
          ApprovePurchase{id, {}},
          CancelPurchase{id, {"x"}},
          HandOverPurchase{id, t.s.nadia.id()},
          SignTender{id, t.s.kirkby, hash},
          DeclareForPurchase{id, true, {}},
          ClearPurchaseDeclaration{declaration, {}},
          RefusePurchaseDeclaration{declaration, {"x"}},
          InviteToQuote{id, {1}, {"x@y.example"}, {"X"}},
          RevokeSupplierLink{link},
          ExtendDeadline{id, day, {"x"}},
          EnterQuote{.purchase = id},
          OpenQuotes{id},
          AdmitLateQuote{quote, {"x"}},
          RejectQuote{quote, {"x"}},
          ScoreQuote{quote, {}},
          SubmitScores{id},
          SubmitPriceScores{id, {}},
          AgreeScores{id, {}},
          DissentFromScores{id, {"x"}},
          CloseModeration{.purchase = id},
          ProposeAward{id, {"x"}},
          SignAward{id, t.s.kirkby, hash},
          RefuseAward{id, t.s.kirkby, {"x"}},
          EditLetters{id, {}},
          PublishAward{id},
          RecordChallenge{id, {"x"}},
          ResolveChallenge{id, {"x"}},
          ConfirmAward{id},
          AbandonAward{id, {"x"}, false},
          CompletePurchase{.purchase = id, .starts = day, .ends = {day.days + 300}},
          SaveQuote{link, {}, {}, {}},
          AttachQuoteFile{link, file},
          DetachQuoteFile{link, 0},
          SubmitQuote{link, hash.value},
          WithdrawQuote{link},
          StoreQuoteScan{id, file}};
}

/// What has ended changes no more, by whom it is wished; and it is nothing to others.
void wish_in_vain(Tender const& t) {
  for (auto const& wish : all_wishes(t)) {
    t.law.refuses(t.s.dan, wish, "not_found");
    if (holds_alternative<RevokeSupplierLink>(wish)) continue;  // a letter may still wait behind it
    t.law.refuses(t.s.marcus, wish);
    t.law.refuses(t.s.tess, wish);
  }
}

}  // namespace

void story::purchases(Law& law) {
  Tender t{law};
  auto& s = t.s;
  CreateMembership const office{.person = s.harry.id(), .organisation = s.moor, .role = Role::trust_leader};
  MembershipId const harrys{id_in(law.system(office))};
  auto const bought = start_from_pool(t);
  prepare(t);
  ask_suppliers(t);
  evaluate(t);
  award(t);
  wish_in_vain(t);
  auto const given_up = find_nobody(t);
  wish_in_vain(t);
  CHECK(t.as_hub(GetPurchase{bought}).at("stage") == "complete");
  CHECK(t.as_hub(GetPurchase{given_up}).at("stage") == "cancelled");
  law.system(EndMembership{harrys});
}

}  // namespace staffroom::tests
