// Arranging the cases of purchases, and what each action asks for.
#include "tests/laws/policy_tenders.hpp"
#include "tests/laws/policy_words.hpp"
#include "tests/laws/working_days.hpp"

namespace staffroom::tests {
namespace {

Amount net_pounds(std::int64_t amount) { return {amount * 100, AmountBasis::net, VatRate::standard}; }

Json hub_sees(Scenario& s, Query const& query) {
  auto const answer = *s.store().ask({}, query, {200, {}}, ReadTier::disk);
  if (!answer) throw std::runtime_error("the hub is told " + told(answer));
  return Json::parse(answer->json);
}

void as_system(Scenario& s, Command command) {
  auto const done = s.as_system(std::move(command));
  if (!done) throw std::runtime_error("the hub itself: " + told(done));
}

Colleague signatory_of(Scenario& s, OrganisationId at) {
  auto const who = s.engages("Sid Signatory", at, Role::business_manager);
  auto const page = s.nadia.sees(ListOrganisationPeople{.organisation = at});
  for (auto const& it : page.at("items")) {
    if (it.at("person") != who.id().value) continue;
    s.nadia.does(GiveDuty{MembershipId{it.at("id").get<std::uint64_t>()}, Duty::signatory});
  }
  return who;
}

}  // namespace

TenderCast::TenderCast(Scenario& scenario)
    : s(scenario),
      lead(s.found(OrganisationType::school, "Leading School", s.aire)),
      mate(s.found(OrganisationType::school, "Mate School", s.aire)),
      other(s.found(OrganisationType::school, "Other School", s.aire)),
      far(s.found(OrganisationType::school, "Far School", s.moor)),
      owner(s.engages("Ora Owner", lead, Role::business_manager)),
      head(s.engages("Hetty Head", lead, Role::headteacher)),
      mate_head(s.engages("Mat Head", mate, Role::headteacher)),
      other_head(s.engages("Ota Head", other, Role::headteacher)),
      chair(s.engages("Cher Chair", far, Role::staff)),
      evaluator(s.engages("Eva Evaluator", far, Role::staff)),
      second(s.engages("Seb Second", far, Role::staff)),
      price(s.engages("Prue Price", far, Role::staff)),
      refused(s.engages("Rex Refused", far, Role::staff)),
      undeclared(s.engages("Uma Undeclared", far, Role::staff)) {}

Colleague TenderCast::viewer(std::string const& who) {
  std::map<std::string, Colleague> const known{{"owner", owner},           {"head", head},     {"mate head", mate_head},
                                               {"other head", other_head}, {"chair", chair},   {"eva", evaluator},
                                               {"second", second},         {"price", price},   {"refused", refused},
                                               {"undeclared", undeclared}, {"tess", s.tess},   {"tom", s.tom},
                                               {"nadia", s.nadia},         {"helen", s.helen}, {"dan", s.dan},
                                               {"paul", s.paul},           {"leo", s.leo}};
  if (auto const found = known.find(who); found != known.end()) return found->second;
  if (auto const found = others.find(who); found != others.end()) return found->second;
  auto const engaged = [&]() -> Colleague {
    auto const manages = [&](OrganisationId at) { return s.engages("Mina Manager", at, Role::business_manager); };
    if (who == "governor") return s.engages("Gus Governor", lead, Role::governor);
    if (who == "keeper") return s.engages("Kit Keeper", lead, Role::administrator);
    if (who == "staff") return s.engages("Stella Staff", lead, Role::staff);
    if (who == "manager") return manages(lead);
    if (who == "mate manager") return manages(mate);
    if (who == "mate signatory") return signatory_of(s, mate);
    if (who == "trust manager") return manages(s.aire);
    if (who == "network manager") return manages(s.network);
    if (who == "far manager") return manages(far);
    auto const email = "stan" + std::to_string(lead.value) + "@x.example";
    return {s, PersonId{id_in(*s.as_system(CreatePerson{{"Stan Stranger"}, {email}, "x"}))}};
  }();
  others.emplace(who, engaged);
  return engaged;
}

namespace {

SetTenderPack pack_of(TenderWorld const& w) {
  SetTenderPack out{.purchase = w.purchase};
  out.pack.specification = {"Cleaning on school days."};
  out.pack.criteria = {{Criterion{{"Method"}, {"How?"}, 6'000}}};
  out.pack.price_weight = 4'000;
  out.pack.scale = {{{"Nothing"}, {"Something"}, {"All"}}};
  out.pack.deadline = next_working_day(w.cast.s.today());
  out.pack.contact = {"office@lead.example"};
  return out;
}

EditPurchase edit_of(TenderWorld const& w) {
  EditPurchase out{.purchase = w.purchase, .title = {"Together"}, .category = SpendCategory::cleaning_services};
  out.what = {"Cleaning."};
  out.why = {"Contracts end."};
  out.starts = w.cast.s.in_days(60);
  out.months = 12;
  out.market_notes = {"Three firms."};
  out.related = RelatedPartyCheck{};
  out.splitting_answer = {"It is other work."};
  return out;
}

SetPurchaseValue value_of(TenderWorld const& w) {
  SetPurchaseValue out{.purchase = w.purchase};
  out.lines = {{ValueLine{{"Hours"}, ValueType::price, net_pounds(10), 10, true}}};
  return out;
}

NamePurchasePeople people_of(TenderWorld const& w, PersonId second, std::string reason = {}) {
  auto const& c = w.cast;
  NamePurchasePeople out{.purchase = w.purchase, .reason = {std::move(reason)}};
  out.people = {{PurchasePerson{c.chair.id(), PurchaseRole::chair},
                 PurchasePerson{c.evaluator.id(), PurchaseRole::evaluator},
                 PurchasePerson{second, PurchaseRole::evaluator},
                 PurchasePerson{w.it.self_price ? c.owner.id() : c.price.id(), PurchaseRole::price_evaluator}}};
  return out;
}

ScoreQuote score_of(QuoteId quote) {
  ScoreQuote out{.quote = quote};
  out.scores = {{CriterionScore{0, 1, {"Some of it."}}}};
  return out;
}

void begin(TenderWorld& w) {
  auto& c = w.cast;
  auto& s = c.s;
  CreatePool wanted{.organisation = c.lead};
  wanted.terms = {.title = {"Together"},
                  .category = SpendCategory::cleaning_services,
                  .specification = {"Cleaning on school days."},
                  .unit = {"hours"},
                  .units_a_year = 1,
                  .price = net_pounds(18),
                  .starts = s.in_days(60),
                  .join_by = s.today(),
                  .leave_by = s.today()};
  wanted.schools = {{c.mate, c.other}};
  PoolId const pool{id_in(c.owner.does(wanted))};
  c.owner.does(OpenPool{pool});
  auto const hash = c.owner.sees(GetPool{pool}).at("content_hash").get<std::string>();
  c.mate_head.does(SignPool{pool, c.mate, 10, 20, {hash}});
  c.other_head.does(SignPool{pool, c.other, 10, 20, {hash}});
  c.owner.does(ClosePool{pool});
  s.advance(std::chrono::hours{25});  // the day on which summer time ends is so long
  w.purchase = {id_in(c.owner.does(StartPurchase{pool}))};
}

PurchaseDeclarationId declares(TenderWorld const& w, Colleague const& who, std::string const& words = {}) {
  return {id_in(who.does(DeclareForPurchase{w.purchase, words.empty(), {words}}))};
}

void clears(Colleague const& by, PurchaseDeclarationId declaration) {
  by.does(ClearPurchaseDeclaration{declaration, {}});
}

/// To the sourcing options.
void describe(TenderWorld& w) {
  auto& c = w.cast;
  c.owner.does(edit_of(w));
  c.owner.does(value_of(w));
  c.owner.does(people_of(w, c.refused.id()));
  auto const refused = declares(w, c.refused, "My sister owns it.");
  c.owner.does(RefusePurchaseDeclaration{refused, {"Too near."}});
  std::map<PersonId, PurchaseDeclarationId> own{{c.refused.id(), refused}};
  for (auto const& who : {c.owner, c.chair, c.price}) {
    if (w.it.self_price && who.id() == c.price.id()) continue;
    own[who.id()] = declares(w, who);
    bool const waits = w.it.own && w.it.leg == Leg::sourcing && who.id() == w.viewer.id();
    if (!waits) clears(c.head, own[who.id()]);
  }
  w.declaration = own[c.evaluator.id()] = declares(w, c.evaluator);
  if (w.it.own && own.contains(w.viewer.id())) w.declaration = own[w.viewer.id()];
  c.owner.does(AdvancePurchase{w.purchase, {}});
  c.owner.does(AdvancePurchase{w.purchase, {}});
  c.owner.does(pack_of(w));
  c.owner.does(ChooseRoute{w.purchase, BuyingRoute::quotes, {"Two are enough."}});
  if (w.it.of_head) c.owner.does(HandOverPurchase{w.purchase, c.head.id()});
  w.content_hash = c.head.sees(GetPurchase{w.purchase}).at("pack_hash").get<std::string>();
}

QuoteId quote_by(TenderWorld& w, std::string const& name, std::int64_t price, SupplierLinkId& link) {
  auto& s = w.cast.s;
  auto const number = name + " " + std::to_string(w.purchase.value);
  w.supplier = {id_in(w.cast.owner.does(CreateSupplier{w.cast.lead, {number}}))};
  link = {id_in(w.cast.owner.does(InviteToQuote{w.purchase, w.supplier, {"bids@x.example"}, {"Bea"}}))};
  SaveQuote saved{.supplier_link = link};
  saved.answers = {{{"By hand."}}};
  saved.lines = {{PriceLine{{"Hours"}, net_pounds(price), 10}}};
  return {id_in(*s.as_system(saved))};
}

void submit(TenderWorld& w, SupplierLinkId link, QuoteId quote) {
  auto& s = w.cast.s;
  as_system(s, SubmitQuote{link, hub_sees(s, GetQuote{quote}).at("content_hash").get<std::string>()});
}

void go_to_market(TenderWorld& w) {
  auto& c = w.cast;
  clears(c.owner, w.it.own ? PurchaseDeclarationId{c.evaluator.lists(ListPurchaseDeclarations{w.purchase}).front()}
                           : w.declaration);
  c.owner.does(people_of(w, c.second.id()));
  auto const seconds = declares(w, c.second);
  clears(c.owner, seconds);
  if (w.it.own && w.viewer.id() == c.second.id()) w.declaration = seconds;
  c.mate_head.does(SignTender{w.purchase, c.mate, {w.content_hash}});
  c.other_head.does(SignTender{w.purchase, c.other, {w.content_hash}});
  c.head.does(ApprovePurchase{w.purchase, {}});
  c.owner.does(AdvancePurchase{w.purchase, {}});
  w.quote = quote_by(w, "First", 20, w.link);
  submit(w, w.link, w.quote);
  SupplierLinkId link;
  w.late = quote_by(w, "Late", 30, link);
  auto const day = c.owner.sees(GetPurchase{w.purchase}).at("pack").at("deadline").get<std::string>();
  if (w.it.leg == Leg::market) return;
  c.s.advance_to(calendar::end_of(*parse_date(day)));
  submit(w, link, w.late);
}

void open_quotes(TenderWorld& w) {
  auto& c = w.cast;
  c.chair.does(OpenQuotes{w.purchase});
  auto const drafted = c.evaluator.does(score_of(w.quote));
  w.score = {id_in(drafted)};
  if (w.viewer.id() != c.undeclared.id()) return;
  c.owner.does(people_of(w, c.undeclared.id(), "She is ill."));
}

void score(TenderWorld& w) {
  auto& c = w.cast;
  c.owner.does(AdmitLateQuote{w.late, {"The mail was down."}});
  c.evaluator.does(score_of(w.late));
  for (auto const quote : {w.quote, w.late}) c.second.does(score_of(quote));
  c.evaluator.does(SubmitScores{w.purchase});
  c.second.does(SubmitScores{w.purchase});
  SubmitPriceScores prices{.purchase = w.purchase};
  prices.scores = {{PriceScore{w.quote, 4'000}, PriceScore{w.late, 2'667}}};
  c.price.does(prices);
}

void confirm(TenderWorld& w) {
  auto& c = w.cast;
  AgreeScores agreed{.purchase = w.purchase};
  agreed.agreed = {{AgreedScore{w.quote, 0, 1, {}}, AgreedScore{w.late, 0, 1, {}}}};
  c.chair.does(agreed);
  c.chair.does(CloseModeration{.purchase = w.purchase});
  c.owner.does(ProposeAward{w.purchase, {"The cheaper one."}});
  w.content_hash = c.owner.sees(GetAward{w.purchase}).at("content_hash").get<std::string>();
  c.mate_head.does(SignAward{w.purchase, c.mate, {w.content_hash}});
  c.other_head.does(SignAward{w.purchase, c.other, {w.content_hash}});
  c.owner.does(PublishAward{w.purchase});
  c.owner.does(ConfirmAward{w.purchase});
}

OrganisationId home_of(TenderWorld const& w) {
  auto const& who = w.it.situation.who;
  if (who == "mate head" || who == "mate manager" || who == "mate signatory") return w.cast.mate;
  if (who == "other head") return w.cast.other;
  if (who == "far manager") return w.cast.far;
  return who == "helen" ? w.cast.s.mosslands : w.cast.lead;
}

}  // namespace

TenderWorld arrange(TenderCast& cast, Bid const& bid) {
  TenderWorld w{.cast = cast, .it = bid, .viewer = cast.viewer(bid.situation.who)};
  w.home = home_of(w);
  w.school = cast.mate;
  w.heir = cast.head.id();
  std::pair<Leg, void (*)(TenderWorld&)> const steps[] = {{Leg::sourcing, begin},      {Leg::sourcing, describe},
                                                          {Leg::market, go_to_market}, {Leg::opened, open_quotes},
                                                          {Leg::scored, score},        {Leg::confirmed, confirm}};
  for (auto const& [leg, step] : steps) {
    if (leg <= bid.leg) step(w);
  }
  return w;
}

TenderWorld spoilt_of(TenderWorld w) {
  constexpr std::uint64_t never = 999'999'999;
  w.home = {never};
  w.purchase = {never};
  w.declaration = {never};
  w.link = {never};
  w.quote = {never};
  w.late = {never};
  w.score = {never};
  return w;
}

// ---- what each action asks for

namespace {

std::vector<TenderEntry> purchase_entries() {
  return {
      {"purchase", "read", [](TenderWorld const& w) { return Query(GetPurchase{w.purchase}); }},
      {"purchase", "list", [](TenderWorld const&) { return Query(ListPurchases{}); },
       [](TenderWorld const& w) { return key("purchase", w.purchase); }},
      {"purchase", "create", [](TenderWorld const& w) { return Command(CreatePurchase{w.home, {"Another"}}); }},
      {"purchase", "edit", [](TenderWorld const& w) { return Command(edit_of(w)); }},
      {"purchase", "set_value", [](TenderWorld const& w) { return Command(value_of(w)); }},
      {"purchase", "set_criteria", [](TenderWorld const& w) { return Command(pack_of(w)); }},
      {"purchase", "choose_route",
       [](TenderWorld const& w) { return Command(ChooseRoute{w.purchase, BuyingRoute::tender, {"More answer."}}); }},
      {"purchase", "advance", [](TenderWorld const& w) { return Command(AdvancePurchase{w.purchase, {}}); }},
      {"purchase", "name_people", [](TenderWorld const& w) { return Command(people_of(w, w.cast.second.id())); }},
      {"purchase", "cancel", [](TenderWorld const& w) { return Command(CancelPurchase{w.purchase, {"Not needed."}}); }},
      {"purchase", "export_file", [](TenderWorld const& w) { return Command(NotePurchaseExport{w.purchase}); }},
      {"purchase", "approve_gate", [](TenderWorld const& w) { return Command(ApprovePurchase{w.purchase, {}}); }},
      {"interest", "read", [](TenderWorld const& w) { return Query(GetPurchaseDeclaration{w.declaration}); }},
      {"interest", "list", [](TenderWorld const& w) { return Query(ListPurchaseDeclarations{w.purchase}); },
       [](TenderWorld const& w) { return key("purchase_declaration", w.declaration); }},
      {"interest", "create", [](TenderWorld const& w) { return Command(DeclareForPurchase{w.purchase, true, {}}); }},
      {"interest", "clear", [](TenderWorld const& w) { return Command(ClearPurchaseDeclaration{w.declaration, {}}); }},
      {"interest", "refuse",
       [](TenderWorld const& w) { return Command(RefusePurchaseDeclaration{w.declaration, {"Near."}}); }},
      {"participation", "sign_off_tender",
       [](TenderWorld const& w) { return Command(SignTender{w.purchase, w.school, {w.content_hash}}); }},
      {"participation", "sign_off_award",
       [](TenderWorld const& w) { return Command(SignAward{w.purchase, w.school, {w.content_hash}}); }},
      {"participation", "refuse_award",
       [](TenderWorld const& w) { return Command(RefuseAward{w.purchase, w.school, {"Too dear."}}); }},
  };
}

std::vector<TenderEntry> quote_entries() {
  return {
      {"supplier_link", "read", [](TenderWorld const& w) { return Query(GetSupplierLink{w.link}); }},
      {"supplier_link", "list", [](TenderWorld const& w) { return Query(ListSupplierLinks{w.purchase}); },
       [](TenderWorld const& w) { return key("supplier_link", w.link); }},
      {"supplier_link", "create",
       [](TenderWorld const& w) { return Command(InviteToQuote{w.purchase, w.supplier, {"a@x.example"}, {"A"}}); }},
      {"supplier_link", "revoke", [](TenderWorld const& w) { return Command(RevokeSupplierLink{w.link}); }},
      {"supplier_link", "extend_all",
       [](TenderWorld const& w) {
         auto const day = next_working_day({w.cast.s.today().days + 7});
         return Command(ExtendDeadline{w.purchase, day, {"A holiday."}});
       }},
      {"quote", "enter_by_hand",
       [](TenderWorld const& w) {
         PurchaseFile const file{{"Paper.pdf"}, "application/pdf", w.cast.lead, std::string(64, 'a'), 99};
         return Command(StoreQuoteScan{w.purchase, file});
       }},
      {"quote", "list", [](TenderWorld const& w) { return Query(ListQuotes{w.purchase}); },
       [](TenderWorld const& w) { return key("quote", w.quote); }},
      {"quote", "read", [](TenderWorld const& w) { return Query(GetQuote{w.quote}); }},
      {"quote", "read_price", [](TenderWorld const& w) { return Query(GetQuotePrice{w.quote}); }},
      {"quote", "open_all", [](TenderWorld const& w) { return Command(OpenQuotes{w.purchase}); }},
      {"quote", "admit_late",
       [](TenderWorld const& w) { return Command(AdmitLateQuote{w.late, {"The mail was down."}}); }},
      {"quote", "reject", [](TenderWorld const& w) { return Command(RejectQuote{w.quote, {"No answers."}}); }},
      {"score", "read", [](TenderWorld const& w) { return Query(GetQuoteScore{w.score}); }},
      {"score", "list", [](TenderWorld const& w) { return Query(ListQuoteScores{w.purchase}); },
       [](TenderWorld const& w) { return key("quote_score", w.score); }},
      {"score", "create", [](TenderWorld const& w) { return Command(score_of(w.late)); }},
      {"score", "edit", [](TenderWorld const& w) { return Command(score_of(w.quote)); }},
      {"score", "submit",
       [](TenderWorld const& w) {
         bool const of_price = w.viewer.id() == w.cast.price.id();
         return of_price ? Command(SubmitPriceScores{w.purchase, {}}) : Command(SubmitScores{w.purchase});
       }},
  };
}

std::vector<TenderEntry> award_entries() {
  return {
      {"moderation", "read", [](TenderWorld const& w) { return Query(GetModeration{w.purchase}); }},
      {"moderation", "edit", [](TenderWorld const& w) { return Command(AgreeScores{w.purchase, {}}); }},
      {"moderation", "close", [](TenderWorld const& w) { return Command(CloseModeration{.purchase = w.purchase}); }},
      {"moderation", "dissent",
       [](TenderWorld const& w) { return Command(DissentFromScores{w.purchase, {"I saw more."}}); }},
      {"award", "read", [](TenderWorld const& w) { return Query(GetAward{w.purchase}); }},
      {"award", "propose", [](TenderWorld const& w) { return Command(ProposeAward{w.purchase, {"The best."}}); }},
      {"award", "edit_letters", [](TenderWorld const& w) { return Command(EditLetters{w.purchase, {}}); }},
      {"award", "publish", [](TenderWorld const& w) { return Command(PublishAward{w.purchase}); }},
      {"award", "record_challenge",
       [](TenderWorld const& w) { return Command(RecordChallenge{w.purchase, {"Why?"}}); }},
      {"award", "confirm", [](TenderWorld const& w) { return Command(ConfirmAward{w.purchase}); }},
      {"award", "abandon",
       [](TenderWorld const& w) { return Command(AbandonAward{w.purchase, {"No longer."}, false}); }},
      {"award", "sign_off",
       [](TenderWorld const& w) { return Command(SignAward{w.purchase, w.school, {w.content_hash}}); }},
      {"award", "read_letter", [](TenderWorld const& w) { return Query(GetAwardLetters{w.purchase}); }},
  };
}

}  // namespace

std::vector<TenderEntry> const& tender_entries() {
  static std::vector<TenderEntry> const all = [] {
    auto out = purchase_entries();
    for (auto part : {quote_entries(), award_entries()}) out.insert(out.end(), part.begin(), part.end());
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
