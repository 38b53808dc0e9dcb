// Suppliers by HTTP, without an account: what they see, draft, send and take back; that a link which is not live
// answers as one that never was; and that nobody learns of anybody else's.
#include "store/files.hpp"
#include "tests/support/library.hpp"
#include "tests/support/market.hpp"

using namespace staffroom;
using namespace staffroom::tests;
using namespace staffroom::tests::market;
using namespace std::chrono_literals;

namespace {

/// In the library of Orla's school, looked at and shared with it.
ResourceId has_plan(Market& it, std::string const& bytes) {
  Library library(it.s);
  auto const plan = library.drafts(it.c.orla, it.c.oak, "Floor plan");
  auto const stored = it.server.store().files().put_bytes(it.c.oak, bytes);
  UploadId const upload{id_in(it.c.orla.does(OpenUpload{it.c.oak, {"plan.pdf"}, bytes.size()}))};
  it.c.orla.does(StoreUpload{upload, stored->sha256, FileFormat::pdf, {"application/pdf"}});
  it.c.orla.does(CreateVersion{.resource = plan, .uploads = {{upload}}, .may_share = true});
  for (int i = 0; i < 200 && library.newest(plan).state != VersionState::ready; ++i) std::this_thread::sleep_for(50ms);
  REQUIRE(library.newest(plan).state == VersionState::ready);
  library.shares(it.c.orla, plan, it.c.oak);
  library.publishes(it.c.orla, plan);
  return plan;
}

}  // namespace

TEST_CASE("supplier desk: a supplier sees what is asked, drafts, sends, replaces and takes back") {
  Market it;
  it.goes_to_market();
  auto const first = it.client.get(it.path(it.bright));
  REQUIRE(first.status == 200);
  CHECK(first.header("cache-control") == "no-store");
  CHECK(first.header("set-cookie").empty());
  auto const shown = first.json();
  CHECK(shown.at("stage") == "asking");
  CHECK(shown.at("title") == "Cleaning of Oakfield");
  CHECK(shown.at("organisation") == "Oakfield Primary");
  CHECK(shown.at("supplier") == "Bright Floors Ltd");
  CHECK(shown.at("contact_name") == "Bea Bright");
  CHECK(shown.at("criteria").size() == 2);
  CHECK(shown.at("price_weight") == 4000);
  CHECK(shown.at("contact") == "office@oakfield.example");
  CHECK(shown.at("deadline") == it.c.purchase(it.id).deadline_at->value);
  CHECK(shown.at("now") == it.server.store().now().value);
  CHECK_FALSE(shown.contains("draft"));
  CHECK_FALSE(shown.contains("sent"));

  auto const drafted = it.saves(it.bright, 100'000);
  REQUIRE(drafted.status == 200);
  CHECK(drafted.json().at("draft").at("net") == 100'000);
  CHECK(drafted.json().at("draft").at("gross") == 120'000);
  CHECK_FALSE(drafted.json().contains("sent"));
  CHECK(it.client.post(it.path(it.bright, "/submit"), {{"content_hash", "something else"}}).status == 409);
  auto const sent = it.submits(it.bright);
  REQUIRE(sent.status == 200);
  auto const receipt = sent.json().at("sent").at("receipt");
  CHECK_FALSE(sent.json().contains("draft"));
  CHECK(sent.json().at("sent").at("state") == "sealed");
  CHECK(receipt.at("content_hash") == drafted.json().at("draft").at("content_hash"));
  CHECK(receipt.at("at") == it.server.store().now().value);
  CHECK(receipt.at("late") == false);

  // Another one beside it, then instead of it.
  REQUIRE(it.saves(it.bright, 90'000).status == 200);
  CHECK(it.view(it.bright).at("sent").at("gross") == 120'000);
  CHECK(it.view(it.bright).at("draft").at("gross") == 108'000);
  REQUIRE(it.submits(it.bright).status == 200);
  CHECK(it.view(it.bright).at("sent").at("gross") == 108'000);
  auto const taken_back = it.client.post(it.path(it.bright, "/withdraw"), nullptr);
  CHECK(taken_back.status == 200);
  CHECK_FALSE(taken_back.json().contains("sent"));
  CHECK(it.client.post(it.path(it.bright, "/withdraw"), nullptr).status == 409);
}

TEST_CASE("supplier desk: after the deadline a quote is late, and says so; what the schools do is not told") {
  Market it;
  it.goes_to_market();
  REQUIRE(it.saves(it.bright, 100'000).status == 200);
  REQUIRE(it.submits(it.bright).status == 200);
  REQUIRE(it.saves(it.shine, 120'000).status == 200);
  it.c.passes_deadline(it.id);
  CHECK(it.view(it.bright).at("stage") == "over");
  CHECK(it.client.post(it.path(it.bright, "/withdraw"), nullptr).status == 409);
  auto const late = it.submits(it.shine);
  REQUIRE(late.status == 200);
  CHECK(late.json().at("sent").at("state") == "late");
  CHECK(late.json().at("sent").at("receipt").at("late") == true);
  it.c.orla.does(OpenQuotes{it.id});
  CHECK(it.view(it.bright).at("sent").at("state") == "sealed");
  auto const quotes = it.c.orla.sees(ListQuotes{it.id}).at("items");
  for (auto const& quote : quotes) {
    if (quote.at("state") != "late") continue;
    it.c.orla.does(AdmitLateQuote{QuoteId{quote.at("id").get<std::uint64_t>()}, {"The line was down."}});
  }
  CHECK(it.c.quote_by(it.id, it.c.shine).state == QuoteState::admitted);
  CHECK(it.view(it.shine).at("sent").at("state") == "late");
  CHECK(it.saves(it.bright, 1).status == 409);
  CHECK(it.sends_file(it.bright, "maps.pdf", document("maps.pdf")).status == 409);
}

TEST_CASE("supplier desk: files come with the draft, are looked at first, and go back to their supplier only") {
  Market it;
  it.goes_to_market();
  auto const bytes = document("maps.pdf");
  auto const added = it.sends_file(it.bright, "Unsere%20M%C3%A4nner.pdf", bytes);
  REQUIRE(added.status == 200);
  auto const file = added.json().at("draft").at("files").at(0);
  CHECK(file.at("name") == "Unsere Männer.pdf");
  CHECK(file.at("type") == "application/pdf");
  CHECK(file.at("bytes") == bytes.size());
  auto const back = it.client.get(it.path(it.bright, "/files/0"));
  CHECK(back.status == 200);
  CHECK(back.body == bytes);
  CHECK(back.header("x-content-type-options") == "nosniff");
  CHECK(back.header("content-disposition").starts_with("attachment;"));
  CHECK(has(back.header("content-security-policy"), "sandbox"));
  CHECK(it.client.get(it.path(it.bright, "/files/1")).status == 404);
  CHECK(it.client.get(it.path(it.shine, "/files/0")).status == 404);
  REQUIRE(it.saves(it.bright, 100'000).status == 200);
  REQUIRE(it.submits(it.bright).status == 200);
  CHECK(it.client.get(it.path(it.bright, "/sent/0")).body == bytes);
  // A new draft begins as what was sent.
  auto const without = it.client.call("DELETE", it.path(it.bright, "/files/0"), {}, {});
  CHECK(without.status == 200);
  CHECK_FALSE(without.json().at("draft").contains("files"));
  CHECK(without.json().at("sent").at("files").size() == 1);

  struct Refused {
    char const* name;
    std::string bytes;
  };
  std::string const bomb("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\1\x86\xA0\0\1\x86\xA0\x08\x06\0\0\0\0\0\0\0", 33);
  for (auto const& one : {Refused{"quote.exe", "MZ"}, Refused{"quote.pdf", "only words"}, Refused{"quote", "words"},
                          Refused{"quote.pdf", ""}, Refused{"big.png", bomb}, Refused{"", "words"}}) {
    CAPTURE(one.name);
    auto const refused = it.sends_file(it.bright, one.name, one.bytes);
    CHECK(refused.status == 422);
    CHECK_FALSE(refused.json().at("detail").get<std::string>().empty());
  }
  CHECK_FALSE(it.view(it.bright).at("draft").contains("files"));
}

TEST_CASE("supplier desk: what goes with the pack stays what it was, for those who were asked") {
  Market it;
  it.id = it.c.in_sourcing(BoughtFor::one);
  auto const bytes = document("maps.pdf");
  auto const plan = has_plan(it, bytes);
  auto pack = it.c.wanted_pack();
  pack.files.values.push_back(plan);
  it.c.orla.does(SetTenderPack{it.id, pack});
  it.c.orla.does(ChooseRoute{it.id, BuyingRoute::quotes, {"It is what the value asks for."}});
  it.c.names(it.id);
  it.c.clears_all(it.id);
  it.c.otto.does(ApprovePurchase{it.id, {"Within the budget."}});
  it.c.orla.does(AdvancePurchase{it.id, {}});
  it.bright = it.c.invites(it.id, it.c.bright);
  auto const shown = it.view(it.bright).at("pack_files");
  REQUIRE(shown.size() == 1);
  CHECK(shown.at(0).at("name") == "plan.pdf");
  CHECK_FALSE(shown.at(0).contains("sha256"));
  CHECK(it.client.get(it.path(it.bright, "/pack/0")).body == bytes);
  CHECK(it.client.get(it.path(it.bright, "/pack/1")).status == 404);
  CHECK(it.server.store().names_file(it.c.oak, it.c.purchase(it.id).pack_files.values.at(0).sha256));
}

TEST_CASE("supplier desk: no more files than ten, no larger body than was said") {
  Market it;
  it.goes_to_market();
  for (std::size_t i = 0; i < limits::quote_files_max; ++i) {
    REQUIRE(it.sends_file(it.bright, "part.txt", "Part " + std::to_string(i)).status == 200);
  }
  auto const used = it.server.store().files().used(it.c.oak);
  CHECK(it.sends_file(it.bright, "part.txt", "One more").status == 422);
  CHECK(it.server.store().files().used(it.c.oak) == used);  // nothing of it was kept
  TestClient large(it.server.port());
  auto headers = Market::named("large.txt");
  headers["Content-Length"] = std::to_string(limits::quote_file_bytes_max + 1);
  CHECK(large.call("POST", it.path(it.bright, "/files"), std::string("x"), headers).status == 413);
  TestClient wordy(it.server.port());
  auto const words = std::string(limits::supplier_body_bytes_max + 1, ' ');
  CHECK(wordy.call("PUT", it.path(it.bright), words, {}).status == 413);
  TestClient foreign(it.server.port());
  CHECK(foreign.call("PUT", it.path(it.bright), "{}", {{"Origin", "https://evil.example"}}).status == 403);
  TestClient typed(it.server.port());
  CHECK(typed.call("PUT", it.path(it.bright), "{}", {{"Content-Type", "text/plain"}}).status == 415);
}

TEST_CASE("supplier desk: what does not lead anywhere is not found, always alike") {
  Market it;
  it.goes_to_market();
  REQUIRE(it.saves(it.bright, 100'000).status == 200);
  auto const live = it.token(it.bright);
  auto const link = it.c.link(it.bright);
  TimestampMs const ends{it.server.store().now().value + 1'000'000'000'000};
  links::Key foreign{};
  foreign.fill(9);
  std::vector<std::string> dead{std::string(76, 'A'),
                                live.substr(1),
                                live + "A",
                                links::token_of(foreign, {LinkType::quote, link.id.value, link.generation, ends}),
                                links::token_of(it.key, {LinkType::quote, link.id.value, link.generation + 2, ends}),
                                links::token_of(it.key, {LinkType::quote, link.id.value + 1'000'000, 1, ends}),
                                links::token_of(it.key, {LinkType::quote, it.id.value, 1, ends}),
                                links::token_of(it.key, {LinkType::invitation, link.id.value, link.generation, ends}),
                                links::token_of(it.key, {LinkType::calendar, link.id.value, link.generation, ends})};
  // Asked again: another link, and the old one is dead. Revoked: dead, too.
  it.c.invites(it.id, it.c.bright);
  dead.push_back(live);
  dead.push_back(it.token(it.shine));
  it.c.orla.does(RevokeSupplierLink{it.shine});
  auto const unknown = TestClient(it.server.port()).get(Market::path_of("nothing")).body;
  REQUIRE(has(unknown, "not_found"));
  auto const body = Market::quote(1, "x").dump();
  for (auto const& token : dead) {
    CAPTURE(token);
    auto const ask = [&](std::string const& method, std::string const& rest, std::optional<std::string> sent,
                         Headers headers = {}) {
      CAPTURE(rest);
      TestClient client(it.server.port());
      auto const answer = client.call(method, Market::path_of(token, rest), std::move(sent), std::move(headers));
      CHECK(answer.status == 404);
      CHECK(answer.body == unknown);
    };
    ask("GET", "", {});
    ask("PUT", "", body);
    ask("POST", "/submit", R"({"content_hash":"x"})");
    ask("POST", "/withdraw", {});
    ask("POST", "/files", "words", Market::named("a.txt"));
    ask("DELETE", "/files/0", {});
    ask("GET", "/files/0", {});
    ask("GET", "/sent/0", {});
    ask("GET", "/pack/0", {});
  }
  auto const fresh = it.token(it.bright);
  CHECK(it.client.get(Market::path_of(fresh)).status == 200);
  for (auto const* rest : {"/", "/other", "/files", "/files/", "/files/x", "/files/00", "/files/0/1", "/submit"}) {
    CAPTURE(rest);
    CHECK(it.client.get(Market::path_of(fresh, rest)).body == unknown);
  }
  // It is no link of the other kinds.
  CHECK(it.client.get("/api/v1/links/" + fresh).status == 404);
  TestClient other(it.server.port());
  CHECK(other.post("/api/v1/links/" + fresh + "/accept", ServerJson::object()).status == 404);
  CHECK(other.post("/api/v1/links/" + fresh + "/decline", ServerJson::object()).status == 404);
}

TEST_CASE("supplier desk: nothing of one supplier is in what another one gets, to the end") {
  Market it;
  it.goes_to_market();
  auto const before = it.client.get(it.path(it.shine)).body;
  REQUIRE(it.sends_file(it.bright, "bright.txt", "Bright's own words").status == 200);
  REQUIRE(it.saves(it.bright, 123'456, "Bright looks every week.").status == 200);
  REQUIRE(it.submits(it.bright).status == 200);
  CHECK(it.client.get(it.path(it.shine)).body == before);
  auto const is_own = [&](std::string const& body) {
    return !has(body, "Bright") && !has(body, "123456") && !has(body, "148147") && !has(body, "bright");
  };
  REQUIRE(it.saves(it.shine, 500'000, "Now and then.").status == 200);
  REQUIRE(it.submits(it.shine).status == 200);
  it.c.passes_deadline(it.id);
  it.c.orla.does(OpenQuotes{it.id});
  it.c.scores(it.c.ollie, it.id);
  it.c.scores(it.c.fred, it.id);
  it.c.ellis.does(it.c.wanted_prices(it.id));
  it.c.agrees(it.id);
  it.c.tilda.does(CloseModeration{.purchase = it.id});
  CHECK(is_own(it.client.get(it.path(it.shine)).body));
  it.c.orla.does(ProposeAward{it.id, {"The best and the cheapest."}});
  it.c.all_sign_award(it.id);
  CHECK(is_own(it.client.get(it.path(it.shine)).body));  // the letters are drafts
  it.c.orla.does(PublishAward{it.id});

  auto const lost = it.view(it.shine);
  CHECK(lost.at("stage") == "decided");
  CHECK(lost.at("sent").at("state") == "lost");
  CHECK(lost.at("letter").get<std::string>().size() > 20);
  auto own = lost;
  own.erase("letter");
  CHECK(is_own(own.dump()));
  auto const won = it.view(it.bright);
  CHECK(won.at("sent").at("state") == "won");
  CHECK(won.at("letter") != lost.at("letter"));
  CHECK_FALSE(has(won.dump(), "Shine"));
  CHECK_FALSE(has(won.dump(), "Now and then"));
  // Each letter goes to its own supplier.
  auto const mails = it.mails(EmailAbout::award_letter);
  REQUIRE(mails.size() == 2);
  for (auto const& note : mails) {
    auto const& theirs = note.supplier_link == it.bright ? won : lost;
    CHECK(it.letter(note).paragraphs.at(1) == theirs.at("letter").get<std::string>());
    CHECK(note.to == it.c.link(*note.supplier_link).email);
    CHECK_FALSE(note.organisation);
  }
  // The link ends a month after the award.
  auto const address = it.path(it.shine);
  it.s.advance(24h * (limits::supplier_link_days + 40));
  CHECK(it.client.get(address).status == 404);
}

TEST_CASE("supplier desk: a purchase that is cancelled says so, and takes nothing more") {
  Market it;
  it.goes_to_market();
  REQUIRE(it.saves(it.bright, 100'000).status == 200);
  REQUIRE(it.submits(it.bright).status == 200);
  it.c.orla.does(CancelPurchase{it.id, {"The roof comes first."}});
  auto const view = it.view(it.bright);
  CHECK(view.at("stage") == "cancelled");
  CHECK(view.at("sent").at("state") == "shut");
  CHECK_FALSE(has(view.dump(), "roof"));
  CHECK(it.saves(it.bright, 1).status == 409);
  auto const mails = it.mails(EmailAbout::purchase_cancelled);
  CHECK(mails.size() == 2);
  auto const text = text_of(it.letter(mails.at(0)));
  CHECK(has(text, "“Cleaning of Oakfield”"));
  CHECK_FALSE(has(text, "roof"));
}

TEST_CASE("supplier desk: whoever asks too often waits") {
  Market it(nobody_there(false));
  it.goes_to_market();
  auto const path = it.path(it.bright);
  int refused = 0;
  for (int i = 0; i < 90; ++i) refused += it.client.get(path).status == 429 ? 1 : 0;
  CHECK(refused > 10);
  CHECK(it.client.get(it.path(it.shine)).status != 404);
}

TEST_CASE("supplier desk: a scan of a quote on paper is its owner's, and answers for nobody else") {
  Market it;
  it.goes_to_market();
  auto const bytes = document("maps.pdf");
  auto const made = it.scans(it.c.orla, "quote.pdf", bytes);
  REQUIRE(made.status == 201);
  CHECK(made.json().at("kind") == "quote_scan");
  CHECK(made.json().at("file").at("name") == "quote.pdf");
  CHECK(made.header("location") == made.json().at("self").get<std::string>());
  CHECK(it.scans(it.c.orla, "quote.pdf", "only words").status == 422);
  for (auto const& who : {it.c.tilda, it.c.ollie, it.c.otto, it.c.fay, it.s.nadia}) {
    auto const status = it.scans(who, "quote.pdf", bytes).status;
    CHECK((status == 403 || status == 404));
  }
  TestClient stranger(it.server.port());
  CHECK(stranger
            .call("POST", "/api/v1/purchases/" + std::to_string(it.id.value) + "/quote-scans", bytes,
                  Market::named("quote.pdf"))
            .status == 401);
  CHECK(it.scans(it.c.orla, "quote.pdf", bytes).status == 201);
}

TEST_CASE("supplier desk: the sweep keeps what quotes and scans name, and nothing else") {
  Market it;
  it.goes_to_market();
  REQUIRE(it.sends_file(it.bright, "kept.txt", "It is named by a draft.").status == 200);
  REQUIRE(it.sends_file(it.bright, "dropped.txt", "Nobody names it any more.").status == 200);
  auto const scanned = it.scans(it.c.orla, "scan.pdf", document("maps.pdf"));
  REQUIRE(scanned.status == 201);
  auto const hash = [&](std::size_t at) {
    return it.view(it.bright).at("draft").at("files").at(at).at("sha256").get<std::string>();
  };
  auto const kept = hash(0), dropped = hash(1);
  REQUIRE(it.client.call("DELETE", it.path(it.bright, "/files/1"), {}, {}).status == 200);
  auto& store = it.server.store();
  auto const sweeps = [&] {
    return store.files().sweep(store.now(), [&](OrganisationId organisation, std::string_view sha256) {
      return store.names_file(organisation, sha256);
    });
  };
  sweeps();
  it.s.advance(limits::unnamed_file_grace + 1h);
  CHECK(sweeps() == 1);
  CHECK(store.files().find(it.c.oak, kept) != nullptr);
  CHECK(store.files().find(it.c.oak, dropped) == nullptr);
  CHECK(store.files().find(it.c.oak, scanned.json().at("file").at("sha256").get<std::string>()) != nullptr);
  CHECK(it.client.get(it.path(it.bright, "/files/0")).body == "It is named by a draft.");
}

TEST_CASE("supplier desk: without an answer of the virus scanner no file is taken") {
  Scenario s(Scenario::Fill::network_only);
  QuoteFiles files(s.store(), {STAFFROOM_EXTRACTOR, "127.0.0.1:1"});
  auto const taken = files.take(s.kirkby, "quote.txt", "words");
  REQUIRE_FALSE(taken.has_value());
  CHECK(taken.error().code == ErrorCode::unavailable);
  CHECK(s.store().files().used(s.kirkby) == 0);
  auto const mine = files.take_place(7);
  CHECK(mine != nullptr);
  CHECK(files.take_place(7) == nullptr);
  CHECK(files.take_place(8) != nullptr);
}
