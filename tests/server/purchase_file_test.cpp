// The whole file of a purchase as one zip: what is in it for whom, that its manifest says the truth, and that nobody
// goes on getting what they may read no more.
#include "server/purchase_file.hpp"

#include <doctest/doctest.h>
#include <sodium.h>
#include <zip.h>

#include <chrono>

#include "server/zip_stream.hpp"
#include "store/files.hpp"
#include "tests/support/purchase_case.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

using Unzipped = std::map<std::string, std::string>;

Unzipped unzipped(std::string const& bytes) {
  zip_error_t error;
  zip_error_init(&error);
  auto* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto* const archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  REQUIRE_MESSAGE(archive != nullptr, zip_error_strerror(&error));
  Unzipped out;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0)); ++i) {
    auto* const file = zip_fopen_index(archive, i, 0);
    REQUIRE(file != nullptr);
    std::string text, part(8'192, '\0');
    zip_int64_t read = 0;
    while ((read = zip_fread(file, part.data(), part.size())) > 0) text.append(part, 0, static_cast<std::size_t>(read));
    CHECK(read == 0);  // with the sum of the bytes as it was said before them
    zip_fclose(file);
    out[zip_get_name(archive, i, 0)] = std::move(text);
  }
  zip_discard(archive);
  return out;
}

std::string sha256_hex(std::string const& text) {
  std::string hash(crypto_hash_sha256_BYTES, '\0'), hex(2 * crypto_hash_sha256_BYTES + 1, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), reinterpret_cast<unsigned char const*>(text.data()),
                     text.size());
  sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<unsigned char const*>(hash.data()), hash.size());
  hex.pop_back();
  return hex;
}

std::string whole(PurchaseZip& zip) {
  std::string out;
  while (!zip.is_over()) {
    auto part = zip.next();
    REQUIRE(part.has_value());
    out += *part;
  }
  return out;
}

struct FiledPurchase {
  FiledPurchase() : server(nobody()), s(server.store(), Scenario::Fill::with_teams), c(s) {}
  static TestServer::Options nobody() {
    TestServer::Options options;
    options.populated = false;
    return options;
  }

  std::string path() const { return "/api/v1/purchases/" + std::to_string(id.value) + "/file.zip"; }
  std::string token(Colleague const& who) { return server.token_of(who.id()); }

  /// On the market, and Bright has sent a quote with these files.
  void gets_quote(std::vector<std::pair<std::string, std::string>> const& files) {
    id = c.gone_to_market(BoughtFor::one);
    for (auto const link : c.orla.lists(ListSupplierLinks{id})) {
      if (c.link(SupplierLinkId{link}).supplier == c.bright) bright = {link};
    }
    REQUIRE(c.saves_quote(bright, 400'000).has_value());
    for (auto const& [name, bytes] : files) {
      auto const kept = server.store().files().put_bytes(c.oak, bytes);
      REQUIRE(kept.has_value());
      PurchaseFile const file{{name}, "application/pdf", c.oak, kept->sha256, kept->bytes};
      REQUIRE(told(s.as_system(AttachQuoteFile{bright, file})) == "accepted");
    }
    c.quote_of(bright, 400'000);
  }

  /// The zip by HTTP, in chunks or at once.
  std::string by_http(Colleague const& who) {
    Wire wire(server.port());
    REQUIRE(wire.send("GET " + path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
                      "\r\nCookie: staffroom=" + token(who) + "\r\n\r\n"));
    std::string bytes;
    auto const receive = [&] {
      auto const more = wire.receive();
      REQUIRE(more.has_value());
      bytes += *more;
    };
    while (bytes.find("\r\n\r\n") == bytes.npos) receive();
    auto const end = bytes.find("\r\n\r\n");
    head = bytes.substr(0, end);
    if (auto const length = head.find("Content-Length: "); length != head.npos) {
      auto const wanted = std::stoul(head.substr(length + std::string_view("Content-Length: ").size()));
      while (bytes.size() < end + 4 + wanted) receive();
      return bytes.substr(end + 4);
    }
    while (!bytes.ends_with("\r\n0\r\n\r\n")) receive();
    std::string out;
    for (std::size_t at = end + 4;;) {
      auto const line = bytes.find("\r\n", at);
      auto const size = std::stoul(bytes.substr(at, line - at), nullptr, 16);
      if (size == 0) return out;
      out += bytes.substr(line + 2, size);
      at = line + 2 + size + 2;
    }
  }

  TestServer server;
  Scenario s;
  PurchaseCase c;
  PurchaseId id;
  SupplierLinkId bright;
  std::string head;
};

/// Of the names, those that begin so.
std::vector<std::string> names_in(Unzipped const& all, std::string const& folder) {
  std::vector<std::string> out;
  for (auto const& [name, text] : all) {
    if (name.starts_with(folder)) out.push_back(name);
  }
  return out;
}

}  // namespace

TEST_CASE("purchase file: the owner's is whole, and its manifest has the hash of each entry") {
  FiledPurchase it;
  it.id = it.c.awarded();
  auto const files = unzipped(it.by_http(it.c.orla));
  CHECK(it.head.starts_with("HTTP/1.1 200"));
  CHECK(it.head.find("Content-Type: application/zip") != it.head.npos);
  CHECK(it.head.find("Cache-Control: no-store") != it.head.npos);
  CHECK(it.head.find("filename=\"purchase-" + std::to_string(it.id.value) + ".zip\"") != it.head.npos);
  for (auto const* name : {"summary.txt", "purchase.json", "gates.json", "declarations.json", "suppliers.json",
                           "scores.json", "moderation.json", "award.json", "letters.json", "manifest.txt"}) {
    CHECK_MESSAGE(files.contains(name), name);
  }
  auto const bright = names_in(files, "quotes/01-bright-floors-ltd/");
  CHECK(bright ==
        std::vector<std::string>{"quotes/01-bright-floors-ltd/price.json", "quotes/01-bright-floors-ltd/quote.json"});
  CHECK(names_in(files, "quotes/02-shine-co/").size() == 2);
  std::string expected;
  for (auto const& [name, text] : files) {
    if (name == "manifest.txt") continue;
    CHECK_MESSAGE(files.at("manifest.txt").find(sha256_hex(text) + "  " + name + "\n") != std::string::npos, name);
    if (name.ends_with(".json")) CHECK_NOTHROW(static_cast<void>(ServerJson::parse(text)));
  }
  CHECK(ServerJson::parse(files.at("gates.json")).at("check").at("holds") == true);
  CHECK(ServerJson::parse(files.at("purchase.json")).at("id") == it.id.value);
  auto const& summary = files.at("summary.txt");
  for (auto const* words :
       {"Cleaning for three schools", "sourcing options to go to market", "The chain of gates holds",
        "Tender signed for Oakfield Primary by", "1. Bright Floors Ltd: quality", "Award\n-----",
        "To: Bright Floors Ltd", "for £4,000.00 with VAT", "Standstill until the end of", "Confirmed on"}) {
    CHECK_MESSAGE(summary.find(words) != summary.npos, words);
  }
  CHECK(summary.find(it.c.award(it.id).content_hash) != summary.npos);
}

TEST_CASE("purchase file: before the opening it says nothing of quotes, whether one came or none") {
  FiledPurchase it;
  it.gets_quote({});
  auto const with = unzipped(it.by_http(it.c.orla));
  REQUIRE(told(it.s.as_system(WithdrawQuote{it.bright})) == "accepted");
  auto without = unzipped(it.by_http(it.c.orla));
  CHECK(names_in(with, "quotes").empty());
  REQUIRE(with.size() == without.size());
  for (auto const& [name, text] : with) {
    bool const has_number = name == "gates.json" || name == "manifest.txt";  // of the hub's last change
    if (!has_number) CHECK_MESSAGE(without[name] == text, name);
  }
}

TEST_CASE("purchase file: files come as they were sent, under names that lead nowhere else") {
  FiledPurchase it;
  std::string large;
  for (int i = 0; large.size() < 1'500'000; ++i) large += "line " + std::to_string(i) + "\n";
  it.gets_quote({{"method statement.pdf", large}, {"../../etc/pass:wd", "small"}, {"empty.pdf", ""}});
  it.c.passes_deadline(it.id);
  it.c.orla.does(OpenQuotes{it.id});
  auto const files = unzipped(it.by_http(it.c.orla));
  auto const folder = std::string("quotes/01-bright-floors-ltd/files/");
  CHECK(it.head.find("chunked") != it.head.npos);
  REQUIRE(names_in(files, folder).size() == 3);
  CHECK(files.at(folder + "01-method statement.pdf") == large);
  CHECK(files.at(folder + "02-_.._etc_pass_wd") == "small");
  CHECK(files.at(folder + "03-empty.pdf").empty());
  CHECK(files.at("manifest.txt").find(sha256_hex(large) + "  " + folder + "01-method statement.pdf\n") !=
        std::string::npos);
  CHECK(files.at("manifest.txt").find('#') == std::string::npos);
}

TEST_CASE("purchase file: a head who is not on the panel gets what they may read, others nothing") {
  FiledPurchase it;
  it.id = it.c.scored(BoughtFor::one);
  auto const heads = unzipped(it.by_http(it.c.otto));
  CHECK(names_in(heads, "quotes").empty());
  for (auto const* name : {"scores.json", "moderation.json", "letters.json", "suppliers.json"}) {
    CHECK_MESSAGE(!heads.contains(name), name);
  }
  CHECK(heads.contains("gates.json"));
  CHECK(heads.contains("declarations.json"));
  CHECK(names_in(unzipped(it.by_http(it.c.grace)), "").size() >= 4);  // a governor
  auto const status = [&](Colleague const& who) {
    TestClient client(it.server.port(), it.token(who));
    return client.get(it.path()).status;
  };
  CHECK(status(it.c.ollie) == 403);  // evaluates
  CHECK(status(it.c.conrad) == 404);
  CHECK(status(it.s.nadia) == 404);
}

TEST_CASE("purchase file: the password was entered within ten minutes; the path takes GET and no more") {
  FiledPurchase it;
  it.id = it.c.bare();
  TestClient orla(it.server.port(), it.token(it.c.orla));
  CHECK(orla.get(it.path()).status == 200);
  CHECK(orla.get(it.path() + "?all=1").status == 400);
  CHECK(orla.call("POST", it.path(), "{}", {}).status == 405);
  CHECK(orla.get("/api/v1/purchases/999999/file.zip").status == 404);
  CHECK(orla.get("/api/v1/purchases/0/file.zip").status == 404);
  it.s.advance(std::chrono::minutes(11));
  TestClient late(it.server.port(), it.token(it.c.orla));
  CHECK(late.get(it.path()).status == 200);
  auto const refused = orla.get(it.path());
  CHECK(refused.status == 403);
  CHECK(refused.json().at("reason") == "fresh");
  // Each copy stands in the trail; what was refused does not.
  auto const trail = it.c.orla.sees(ListAudit{.command = Name{"note_purchase_export"}}).at("items");
  REQUIRE(trail.size() == 2);
  CHECK(trail.at(0).at("record") == "purchase");
  CHECK(trail.at(0).at("id") == it.id.value);
  TestClient nobody(it.server.port());
  CHECK(nobody.get(it.path()).status == 401);
}

TEST_CASE("purchase file: who loses the right while it leaves gets no more of it") {
  FiledPurchase it;
  it.gets_quote({{"one.pdf", std::string(900'000, 'x')}, {"two.pdf", std::string(900'000, 'y')}});
  it.c.passes_deadline(it.id);
  it.c.orla.does(OpenQuotes{it.id});
  auto const actor = it.c.orla.actor();
  auto const records = it.server.store().purchase_records(actor, it.id);
  REQUIRE(records.has_value());
  PurchaseZip zip(it.server.store(), actor, *records);
  REQUIRE(zip.next().has_value());
  REQUIRE_FALSE(zip.is_over());
  it.s.ends_memberships_of(it.c.orla);
  auto const after = zip.next();
  REQUIRE_FALSE(after.has_value());
  CHECK(after.error().code == ErrorCode::not_found);
}

TEST_CASE("purchase file: a file that is gone is said to be gone, and one that was changed to be changed") {
  FiledPurchase it;
  it.gets_quote({{"gone.pdf", "first"}, {"changed.pdf", "second"}});
  it.c.passes_deadline(it.id);
  it.c.orla.does(OpenQuotes{it.id});
  auto& files = it.server.store().files();
  files.remove(it.c.oak, sha256_hex("first"));
  auto const changed = files.file_path(it.c.oak, sha256_hex("second"));
  std::filesystem::permissions(changed, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
  std::filesystem::resize_file(changed, 3);
  auto const actor = it.c.orla.actor();
  auto const records = it.server.store().purchase_records(actor, it.id);
  REQUIRE(records.has_value());
  PurchaseZip zip(it.server.store(), actor, *records);
  auto const all = unzipped(whole(zip));
  auto const folder = std::string("quotes/01-bright-floors-ltd/files/");
  auto const gone = all.at(folder + "01-gone.pdf.missing.txt");
  CHECK(gone.find("is not on the hub's disk any more. Its SHA-256 was " + sha256_hex("first")) != std::string::npos);
  CHECK_FALSE(all.contains(folder + "02-changed.pdf"));
  auto const damaged = all.at(folder + "02-changed.pdf.missing.txt");
  CHECK(damaged.find("is damaged on the hub's disk") != std::string::npos);
  CHECK(damaged.find(sha256_hex("second")) != std::string::npos);
}

TEST_CASE("zip stream: past 4 GB places are told in 64 bits") {
  ZipStream zip({1'788'768'000'000});
  static_cast<void>(zip.begin("one", 0xFFFFFFF0U, 0));
  static_cast<void>(zip.begin("two", 16, 0));
  auto const end = zip.finish();
  auto const at = [&](std::string_view mark) { return end.find(mark) != end.npos; };
  CHECK(at(std::string_view("PK\x06\x06", 4)));
  CHECK(at(std::string_view("PK\x06\x07", 4)));
  CHECK(end.substr(end.size() - 22, 4) == std::string_view("PK\x05\x06", 4));
  ZipStream small({1'788'768'000'000});
  static_cast<void>(small.entry("one", "text"));
  CHECK(small.finish().find(std::string_view("PK\x06\x06", 4)) == std::string::npos);
}
