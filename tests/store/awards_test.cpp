// Awards: proposed for the best, signed by every school or refused by one, published with letters, standing still,
// challenged, confirmed or given up.
#include <doctest/doctest.h>

#include "protocol/codec.hpp"
#include "tests/support/purchase_case.hpp"

namespace staffroom::tests {
namespace {

std::int64_t sum_of_shares(Award const& award) {
  std::int64_t sum = 0;
  for (auto const& one : award.shares) sum += one.pence;
  return sum;
}

/// The text of the supplier's letter.
std::string letter_to(PurchaseCase const& c, PurchaseId id, SupplierId supplier) {
  auto const quote = c.quote_by(id, supplier).id;
  for (auto const& one : c.letters(id).letters) {
    if (one.quote == quote) return one.text.value;
  }
  return {};
}

bool letter_says(std::string const& text, std::string_view words) { return text.find(words) != std::string::npos; }

Outcome signs(PurchaseCase const& c, Colleague const& who, PurchaseId id, OrganisationId school) {
  return who.tries(SignAward{id, school, {c.award(id).content_hash}});
}

}  // namespace

TEST_CASE("awards: the owner proposes the best, shared out to the penny, and every school is asked") {
  Scenario s;
  PurchaseCase c(s);
  auto const scored = c.scored();
  CHECK(told(c.orla.tries(ProposeAward{scored, {"The best."}})) == "conflict wrong_state");
  c.agrees(scored);
  c.tilda.does(CloseModeration{.purchase = scored});
  auto const id = scored;
  for (auto const& who : {c.otto, c.tilda, c.ollie, c.felix}) {
    CHECK(told(who.tries(ProposeAward{id, {"The best."}})) == "forbidden role");
  }
  for (auto const& who : {s.nadia, c.cara, c.fay}) {
    CHECK(told(who.tries(ProposeAward{id, {"The best."}})) == "not_found");
    CHECK(told(who.asks(GetAward{id})) == "not_found");
  }
  CHECK(told(s.as_system(ProposeAward{id, {"The best."}})) == "not_found");
  CHECK(told(c.orla.tries(ProposeAward{id, {}})) == "unprocessable body.reasons");
  CHECK(told(c.orla.tries(PublishAward{id})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(ProposeAward{id, {"The best and the cheapest."}}, {}, 1)) == "precondition_failed version");
  c.orla.does(ProposeAward{id, {"The best and the cheapest."}});
  auto const award = c.award(id);
  CHECK(award.state == AwardState::proposed);
  CHECK(award.supplier == c.bright);
  CHECK(award.gross == 400'000);
  // 100 and 50 committed
  REQUIRE(award.shares.size() == 2);
  CHECK(award.shares.values[0].school == c.oak);
  CHECK(award.shares.values[0].pence == 266'667);
  CHECK(award.shares.values[1].pence == 133'333);
  CHECK(sum_of_shares(award) == award.gross);
  CHECK(award.content_hash.size() == 64);
  CHECK_FALSE(c.orla.told_because(Because::purchase_to_award));
  for (auto const& who : {c.otto, c.felix}) CHECK(who.told_because(Because::award_to_sign));
  for (auto const& who : {c.tilda, c.ollie, c.fay}) CHECK_FALSE(who.told_because(Because::award_to_sign));
  CHECK(told(c.orla.tries(ProposeAward{id, {"Again."}})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("awards: each school signs what it saw, for itself, once, and only then it is published") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_proposed();
  CHECK(told(signs(c, c.felix, id, c.oak)) == "forbidden own_school");
  CHECK(told(signs(c, c.orla, id, c.oak)) == "forbidden role");
  CHECK(told(signs(c, c.otto, id, c.elm)) != "accepted");
  CHECK(told(signs(c, s.tess, id, c.elm)) == "not_found");  // hers, but it takes no part
  CHECK(told(signs(c, c.cara, id, c.coast)) == "not_found");
  CHECK(told(s.as_system(SignAward{id, c.oak, {c.award(id).content_hash}})) == "not_found");
  CHECK(told(c.otto.tries(SignAward{id, c.oak, {"0123"}})) == "conflict changed");
  CHECK(told(signs(c, c.otto, id, c.oak)) == "accepted");
  CHECK(told(signs(c, c.otto, id, c.oak)) == "conflict wrong_state");
  CHECK_FALSE(c.otto.told_because(Because::award_to_sign));
  CHECK(c.felix.told_because(Because::award_to_sign));
  CHECK(c.orla.told_because(Because::award_signed));
  CHECK(told(c.orla.tries(PublishAward{id})) == "conflict award_unsigned");
  CHECK(told(signs(c, c.mo, id, c.fell)) == "accepted");  // the trust's leader for its school
  CHECK_FALSE(c.felix.told_because(Because::award_to_sign));
  auto const signed_off = c.purchase(id).sign_offs.values.back();
  CHECK(signed_off.what == SignOffOf::award);
  CHECK(signed_off.capacity == PoolCapacity::trust_leader);
  CHECK(signed_off.content_hash == c.award(id).content_hash);
  CHECK(told(c.tilda.tries(PublishAward{id})) == "forbidden role");
  CHECK(told(c.orla.tries(PublishAward{id}, {}, 9)) == "precondition_failed version");
  c.orla.does(PublishAward{id});
  CHECK(told(c.orla.tries(PublishAward{id})) == "conflict wrong_state");
  CHECK(told(signs(c, c.otto, id, c.oak)) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("awards: a school that refuses is out, and the others sign the new shares") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_proposed();
  auto const pool = *c.purchase(id).pool;
  auto const value = c.purchase(id).value.gross;
  auto const threshold = c.purchase(id).asked.threshold;
  auto const first = c.award(id).content_hash;
  c.signs_award(c.otto, id, c.oak);
  CHECK(told(c.otto.tries(RefuseAward{id, c.fell, {"No."}})) == "forbidden own_school");
  CHECK(told(c.felix.tries(RefuseAward{id, c.fell, {}})) == "unprocessable body.reason");
  CHECK(told(s.as_system(RefuseAward{id, c.fell, {"No."}})) == "not_found");
  CHECK(told(c.felix.tries(RefuseAward{id, c.fell, {"The governors said no."}})) == "accepted");
  auto const after = c.purchase(id);
  REQUIRE(after.schools.size() == 1);
  CHECK_FALSE(after.schools.values[0].award_signed);
  CHECK(after.value.gross < value);
  CHECK(after.asked.threshold == threshold);
  auto const award = c.award(id);
  CHECK(award.content_hash != first);
  CHECK(award.refused.values == std::vector{c.fell});
  REQUIRE(award.shares.size() == 1);
  CHECK(sum_of_shares(award) == award.gross);
  CHECK(c.participation(ParticipationId{c.orla.lists(ListParticipations{pool}).back()}).pool == pool);
  CHECK(c.participation(pool, c.fell).state == ParticipationState::left);
  CHECK(c.pool(pool).total.schools == 1);
  CHECK(c.orla.told_because(Because::award_refused));
  CHECK(c.otto.told_because(Because::award_to_sign));
  CHECK_FALSE(c.felix.told_because(Because::award_to_sign));
  CHECK(told(c.felix.asks(GetPurchase{id})) == "not_found");
  CHECK(told(c.felix.asks(GetAward{id})) == "not_found");
  CHECK(told(c.otto.tries(SignAward{id, c.oak, {first}})) == "conflict changed");
  CHECK(told(c.otto.tries(RefuseAward{id, c.oak, {"Neither do we."}})) == "conflict no_schools_left");
  c.signs_award(c.otto, id, c.oak);
  c.orla.does(PublishAward{id});
  CHECK(s.store().verify().empty());
}

TEST_CASE("awards: letters tell each bidder their own scores, and of the others who won") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_proposed();
  auto const lost = letter_to(c, id, c.shine);
  CHECK(letter_says(lost, "Shine & Co"));
  CHECK(letter_says(lost, "to Bright Floors Ltd, whose quote reached a total of 85.00 of 100 points."));
  CHECK(letter_says(lost, "Quality (30.00): 2 of 4. "));
  CHECK(letter_says(lost, "Price: 32.00 of 40.00. Your total: 62.00 of 100 points."));
  CHECK(letter_says(lost, "eight working days"));
  CHECK_FALSE(letter_says(lost, "4,000"));
  CHECK_FALSE(letter_says(lost, "3 of 4"));
  for (auto const& name : {"Ollie", "Fred", "Ellis", "Tilda"}) CHECK_FALSE(letter_says(lost, name));
  auto const won = letter_to(c, id, c.bright);
  CHECK(letter_says(won, "We intend to award the contract to you."));
  CHECK(letter_says(won, "3 of 4"));
  CHECK_FALSE(letter_says(won, "Shine"));
  for (auto const& who : {c.tilda, c.otto, c.ollie, s.nadia}) CHECK(told(who.asks(GetAwardLetters{id})) == "not_found");
  CHECK(c.orla.finds(GetAwardLetters{id}));
  auto const quote = c.quote_by(id, c.shine).id;
  CHECK(told(c.orla.tries(EditLetters{id, {{{QuoteId{987'654}, {"Dear all"}}}}})) ==
        "unprocessable body.letters[0].quote");
  CHECK(told(c.orla.tries(EditLetters{id, {{{quote, {}}}}})) == "unprocessable body.letters[0].text");
  CHECK(told(c.orla.tries(EditLetters{id, {{{quote, {"A"}}, {quote, {"B"}}}}})) ==
        "unprocessable body.letters[1].quote");
  CHECK(told(c.tilda.tries(EditLetters{id, {{{quote, {"A"}}}}})) == "forbidden role");
  CHECK(told(c.orla.tries(EditLetters{id, {{{quote, {"A"}}}}}, {}, 7)) == "precondition_failed version");
  c.orla.does(EditLetters{id, {{{quote, {"Dear Sid, thank you."}}}}});
  CHECK(letter_to(c, id, c.shine) == "Dear Sid, thank you.");
  CHECK(letter_to(c, id, c.bright) == won);
  c.all_sign_award(id);
  c.orla.does(PublishAward{id});
  CHECK(told(c.orla.tries(EditLetters{id, {{{quote, {"Too late"}}}}})) == "conflict wrong_state");
}

TEST_CASE("awards: letters keep to their length, whatever evaluators wrote") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.opened(BoughtFor::one);
  std::string longest;
  while (longest.size() < 900) longest += "It is très good. ";
  for (auto const& who : {c.ollie, c.fred}) {
    for (auto const& it : c.quotes(id)) {
      auto wanted = c.wanted_score(id, it.id, 3);
      for (auto& one : wanted.scores.values) one.reason = {longest};
      who.does(wanted);
    }
    who.does(SubmitScores{id});
  }
  c.ellis.does(c.wanted_prices(id));
  AgreeScores agreed{.purchase = id};
  for (auto const& it : c.quotes(id)) {
    for (std::uint32_t i = 0; i < 2; ++i) agreed.agreed.values.push_back({it.id, i, 3, {}});
  }
  c.tilda.does(agreed);
  c.tilda.does(CloseModeration{.purchase = id});
  c.orla.does(ProposeAward{id, {"The cheapest."}});
  for (auto const& one : c.letters(id).letters) {
    CHECK(one.text.value.size() > 1'500);
    CHECK(letter_says(one.text.value, "…"));
    CHECK(letter_says(one.text.value, "of 100 points."));
    c.orla.does(EditLetters{id, {{one}}});  // it fits the wire
  }
}

TEST_CASE("awards: published, one has won, the others lost, and every bidder is written to") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_published();
  CHECK(c.quote_by(id, c.bright).state == QuoteState::won);
  CHECK(c.quote_by(id, c.shine).state == QuoteState::lost);
  auto const award = c.award(id);
  CHECK(award.published == s.store().now());
  CHECK(award.standstill_ends);
  for (auto const link : c.orla.lists(ListSupplierLinks{id})) {
    auto const expires = c.link(SupplierLinkId{link}).expires;
    REQUIRE(expires);
    CHECK(*expires == calendar::end_of({s.today().days + limits::supplier_link_days}));
  }
  for (auto const& who : {c.tilda, c.ollie, c.fred, c.ellis, c.otto, c.felix}) {
    CHECK(who.told_because(Because::award_published));
  }
  for (auto const& who : {s.nadia, c.cara, c.edna}) CHECK_FALSE(who.told_because(Because::award_published));
  CHECK(s.store().verify().empty());
}

TEST_CASE("awards: a challenge while it stands still blocks confirming until it is resolved") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_proposed();
  CHECK(told(c.orla.tries(RecordChallenge{id, {"Shine asks."}})) == "conflict wrong_state");
  c.all_sign_award(id);
  c.orla.does(PublishAward{id});
  CHECK(told(c.tilda.tries(RecordChallenge{id, {"Shine asks."}})) == "forbidden role");
  CHECK(told(c.orla.tries(RecordChallenge{id, {}})) == "unprocessable body.what");
  CHECK(told(c.orla.tries(ResolveChallenge{id, {"Done."}})) == "conflict wrong_state");
  c.orla.does(RecordChallenge{id, {"Shine & Co: the second criterion was misread."}});
  auto const ends = *c.award(id).standstill_ends;
  c.moves_to(ends);
  CHECK(told(c.orla.tries(ConfirmAward{id})) == "conflict standstill");
  c.moves_to({ends.days + 1});
  CHECK(told(c.orla.tries(ConfirmAward{id})) == "conflict challenge_open");
  CHECK(told(c.orla.tries(RecordChallenge{id, {"Another."}})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(ResolveChallenge{id, {}})) == "unprocessable body.answer");
  c.orla.does(ResolveChallenge{id, {"It was read again by both, with the same result."}});
  CHECK(told(c.tilda.tries(ConfirmAward{id})) == "forbidden role");
  c.orla.does(ConfirmAward{id});
  CHECK(c.award(id).state == AwardState::confirmed);
  CHECK(c.purchase(id).stage == PurchaseStage::handover);
  CHECK(c.gates(id).back().to == PurchaseStage::handover);
  CHECK(c.orla.sees(CheckPurchaseGates{id}).at("holds") == true);
  for (auto const& who : {c.otto, c.felix, c.tilda, c.ollie}) CHECK(who.told_because(Because::award_confirmed));
  CHECK(told(c.orla.tries(ConfirmAward{id})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(AbandonAward{id, {"Too late."}, false})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(ResolveChallenge{id, {"Again."}})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("awards: below the threshold by quotes there is no standstill, and no school to sign") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_proposed(BoughtFor::one);
  REQUIRE(c.award(id).shares.size() == 1);
  CHECK(c.award(id).shares.values[0].school == c.oak);
  CHECK(c.award(id).shares.values[0].pence == 400'000);
  CHECK_FALSE(c.otto.told_because(Because::award_to_sign));
  CHECK_FALSE(letter_says(letter_to(c, id, c.shine), "stand still"));
  c.orla.does(PublishAward{id});
  CHECK_FALSE(c.award(id).standstill_ends);
  CHECK(told(c.orla.tries(RecordChallenge{id, {"Shine asks."}})) == "conflict wrong_state");
  c.orla.does(ConfirmAward{id});
  CHECK(c.purchase(id).stage == PurchaseStage::handover);
}

TEST_CASE("awards: given up, it goes back to moderation with everything as it was, and another is proposed") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_published();
  auto const first = c.award(id).content_hash;
  CHECK(told(c.tilda.tries(AbandonAward{id, {"No."}, false})) == "forbidden role");
  CHECK(told(c.orla.tries(AbandonAward{id, {}, false})) == "unprocessable body.reason");
  c.orla.does(AbandonAward{id, {"The challenge was right."}, false});
  CHECK(c.award(id).state == AwardState::abandoned);
  CHECK(c.purchase(id).stage == PurchaseStage::evaluation);
  CHECK(c.quote_by(id, c.bright).state == QuoteState::opened);
  CHECK(c.quote_by(id, c.shine).state == QuoteState::opened);
  auto const open = c.moderation(id);
  CHECK(open.state == ModerationState::open);
  CHECK(open.ranking.empty());
  CHECK(open.agreed.size() == 4);
  CHECK(c.tilda.told_because(Because::purchase_to_moderate));
  CHECK(told(c.orla.tries(AbandonAward{id, {"Again."}, true})) == "conflict wrong_state");
  for (auto const link : c.orla.lists(ListSupplierLinks{id})) CHECK_FALSE(c.link(SupplierLinkId{link}).expires);
  s.advance(std::chrono::hours(24 * 20));
  CHECK_FALSE(c.award(id).standstill_told);
  CHECK_FALSE(c.orla.told_because(Because::award_to_confirm));
  c.tilda.does(CloseModeration{.purchase = id});
  c.orla.does(ProposeAward{id, {"The best and the cheapest."}});
  CHECK(c.award(id).state == AwardState::proposed);
  CHECK(c.award(id).content_hash != first);
  for (auto const& one : c.purchase(id).schools) CHECK_FALSE(one.award_signed);
  CHECK(told(c.otto.tries(SignAward{id, c.oak, {first}})) == "conflict changed");
  c.all_sign_award(id);
  c.orla.does(PublishAward{id});
  CHECK(c.orla.sees(CheckPurchaseGates{id}).at("holds") == true);
  CHECK(s.store().verify().empty());
}

TEST_CASE("awards: given up for good, the purchase is cancelled") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_proposed();
  auto const pool = *c.purchase(id).pool;
  c.orla.does(AbandonAward{id, {"No money."}, true});
  CHECK(c.award(id).state == AwardState::abandoned);
  CHECK(c.purchase(id).stage == PurchaseStage::cancelled);
  CHECK(c.pool(pool).state == PoolState::closed);
  for (auto const& who : {c.otto, c.felix}) {
    CHECK_FALSE(who.told_because(Because::award_to_sign));
    CHECK(who.told_because(Because::purchase_cancelled));
  }
  CHECK(told(c.orla.tries(ProposeAward{id, {"Again."}})) == "conflict wrong_state");
  CHECK(c.orla.sees(CheckPurchaseGates{id}).at("holds") == true);
  CHECK(s.store().verify().empty());
}

TEST_CASE("awards: what was challenged stays in the file when the award is given up") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_published();
  c.orla.does(RecordChallenge{id, {"Shine & Co: the second criterion was misread."}});
  c.orla.does(AbandonAward{id, {"They are right."}, false});
  c.tilda.does(CloseModeration{.purchase = id});
  c.orla.does(ProposeAward{id, {"After another look."}});
  REQUIRE(c.award(id).challenges.size() == 1);
  CHECK(c.award(id).challenges.values[0].resolved);
  CHECK(c.award(id).challenges.values[0].answer.value == "They are right.");
}

TEST_CASE("awards: a standstill that the calendar does not cover is not begun") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.award_proposed();
  c.all_sign_award(id);
  c.moves_to(PurchaseCase::date(2027, 12, 23));
  CHECK(told(c.orla.tries(PublishAward{id})) == "conflict calendar_not_covered");
  CHECK(c.award(id).state == AwardState::proposed);
}

TEST_CASE("awards: above £40,000 a related party needs the approval's reference, which may come late") {
  Scenario s;
  PurchaseCase c(s);
  auto const id = c.in_sourcing(BoughtFor::one);
  auto edit = c.edit_of(id);
  edit.related = RelatedPartyCheck{true, {}};
  c.orla.does(edit);
  c.orla.does(SetTenderPack{id, c.wanted_pack()});
  c.orla.does(ChooseRoute{id, BuyingRoute::quotes, {"It is what the value asks for."}});
  c.names(id);
  c.clears_all(id);
  c.otto.does(ApprovePurchase{id, {"Within the budget."}});
  c.orla.does(AdvancePurchase{id, {}});
  c.quote_of(c.invites(id, c.bright), limits::related_party_pence + 1);
  c.passes_deadline(id);
  c.orla.does(OpenQuotes{id});
  for (auto const& who : {c.ollie, c.fred}) c.scores(who, id);
  c.ellis.does(c.wanted_prices(id));
  c.agrees(id);
  c.tilda.does(CloseModeration{.purchase = id});
  c.orla.does(ProposeAward{id, {"The only one."}});
  c.orla.does(PublishAward{id});
  CHECK(told(c.orla.tries(ConfirmAward{id})) == "conflict related_party_unapproved");
  edit = c.edit_of(id);
  CHECK(told(c.orla.tries(edit)) == "conflict wrong_state");
  edit.related = RelatedPartyCheck{false, {"ESFA-2026-17"}};
  CHECK(told(c.orla.tries(edit)) == "conflict wrong_state");
  edit.related = RelatedPartyCheck{true, {"ESFA-2026-17"}};
  edit.why = {"Something else."};
  CHECK(told(c.orla.tries(edit)) == "conflict wrong_state");
  edit = c.edit_of(id);
  edit.related = RelatedPartyCheck{true, {"ESFA-2026-17"}};
  c.orla.does(edit);
  c.orla.does(ConfirmAward{id});
  CHECK(c.purchase(id).stage == PurchaseStage::handover);
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
