// Letters to suppliers: what they say, to whom they go, and what becomes of one that comes back.
#include "tests/support/market.hpp"

using namespace staffroom;
using namespace staffroom::tests;
using namespace staffroom::tests::market;

TEST_CASE("letters to suppliers: the invitation brings the link, and comes back to whoever asked") {
  Market it;
  it.goes_to_market();
  auto const mails = it.mails(EmailAbout::quote_invited);
  REQUIRE(mails.size() == 2);
  auto const& note = mails.at(0).supplier_link == it.bright ? mails.at(0) : mails.at(1);
  auto const letter = it.letter(note);
  auto const text = text_of(letter);
  CHECK(letter.subject == "Oakfield Primary asks you for a quote: Cleaning of Oakfield");
  CHECK(letter.buttons.at(0).address == "https://hub.example/supplier/" + it.token(it.bright));
  CHECK(letter.unsubscribe.empty());
  CHECK(has(text, "Hello Bea Bright,"));
  CHECK(has(text, "office@oakfield.example"));
  CHECK(has(text, "until the end of Monday 21 September 2026"));
  CHECK_FALSE(has(text, "Shine"));
  // It came back: the owner is told with the link, nobody with the mail.
  auto const does = [&](Command command) { REQUIRE(told(it.s.as_system(std::move(command))) == "accepted"); };
  does(TakeEmail{note.id});
  does(ReportEmail{note.id, EmailResult::bounced, {}});
  CHECK(it.c.orla.sees(GetSupplierLink{it.bright}).at("bounced") == true);
  CHECK(it.c.orla.sees(GetSupplierLink{it.shine}).at("bounced") == false);
  CHECK_FALSE(it.c.orla.finds(GetEmail{note.id}));
  CHECK_FALSE(it.s.nadia.finds(GetEmail{note.id}));
  // Sent again, to the same address: the older mail would not leave any more.
  it.c.invites(it.id, it.c.bright);
  CHECK(it.c.orla.sees(GetSupplierLink{it.bright}).at("bounced") == false);
  it.c.orla.does(RevokeSupplierLink{it.shine});
  auto const dead = mails.at(0).supplier_link == it.shine ? mails.at(0) : mails.at(1);
  does(TakeEmail{dead.id});
  auto const after = *it.server.store().ask({}, GetEmail{dead.id}, {}, ReadTier::disk);
  CHECK(Json::parse(after->json).at("state") == "dropped");
}

TEST_CASE("letters to suppliers: the receipt, and a later deadline") {
  Market it;
  it.goes_to_market();
  REQUIRE(it.saves(it.bright, 100'000).status == 200);
  REQUIRE(it.submits(it.bright).status == 200);
  auto const receipts = it.mails(EmailAbout::quote_received);
  REQUIRE(receipts.size() == 1);
  auto const text = text_of(it.letter(receipts.at(0)));
  CHECK(has(text, "Your quote has arrived: Cleaning of Oakfield"));
  auto const receipt = it.view(it.bright).at("sent").at("receipt");
  CHECK(has(text, receipt.at("content_hash").get<std::string>()));
  CHECK(has(text, "arrived at 09:00 on Monday 7 September 2026."));
  CHECK(has(text, "It is sealed until the end of"));
  CHECK_FALSE(has(text, "1,200"));
  auto const later = it.c.working_day_in(40);
  it.c.orla.does(ExtendDeadline{it.id, later, {"Two suppliers were on holiday."}});
  auto const moved = it.mails(EmailAbout::quote_deadline);
  REQUIRE(moved.size() == 2);
  auto const words = text_of(it.letter(moved.at(0)));
  CHECK(has(words, "for all who are asked alike"));
  CHECK(has(words, "2026"));
  CHECK_FALSE(has(words, "holiday"));
  // Late: the receipt says it.
  it.c.passes_deadline(it.id);
  REQUIRE(it.saves(it.shine, 1'000).status == 200);
  REQUIRE(it.submits(it.shine).status == 200);
  CHECK(has(text_of(it.letter(it.mails(EmailAbout::quote_received).at(1))), "That was after the deadline."));
}

TEST_CASE("letters to suppliers: an award that is taken back, to all who read its outcome, once") {
  Market it;
  it.id = it.c.award_published();
  it.find_links();
  it.c.orla.does(AbandonAward{it.id, {"A sum was wrong."}, false});
  auto const mails = it.mails(EmailAbout::award_withdrawn);
  REQUIRE(mails.size() == 2);
  CHECK(mails.at(0).to != mails.at(1).to);
  auto const letter = it.letter(mails.at(0));
  auto const text = text_of(letter);
  CHECK(has(text, "The letter that you had about it no longer stands, and nothing is decided."));
  CHECK_FALSE(has(text, "sum was wrong"));
  REQUIRE(letter.buttons.size() == 1);
  CHECK(it.view(*mails.at(0).supplier_link).at("stage") == "over");
  // The outcome that was not read yet is not sent any more; decided anew, the news that nothing is decided is old.
  auto const becomes = [&](EmailNote const& note) {
    REQUIRE(told(it.s.as_system(TakeEmail{note.id})) == "accepted");
    auto const after = *it.server.store().ask({}, GetEmail{note.id}, {}, ReadTier::disk);
    return Json::parse(after->json).at("state").get<std::string>();
  };
  CHECK(becomes(it.mails(EmailAbout::award_letter).at(0)) == "dropped");
  CHECK(becomes(mails.at(0)) == "sending");
  it.c.tilda.does(CloseModeration{.purchase = it.id});
  it.c.orla.does(ProposeAward{it.id, {"The best and the cheapest."}});
  it.c.all_sign_award(it.id);
  it.c.orla.does(PublishAward{it.id});
  CHECK(becomes(mails.at(1)) == "dropped");
}

TEST_CASE("letters to suppliers: an award given up before its letters left tells nobody") {
  Market it;
  it.id = it.c.award_proposed();
  it.c.orla.does(AbandonAward{it.id, {"A sum was wrong."}, false});
  CHECK(it.mails(EmailAbout::award_withdrawn).empty());
}
