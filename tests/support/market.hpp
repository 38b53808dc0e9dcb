// A purchase on the market of a running server, and the suppliers who were asked: by HTTP, as their page does.
#pragma once
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "server/mail_text.hpp"
#include "server/supplier_desk.hpp"
#include "tests/support/purchase_case.hpp"
#include "tests/support/test_client.hpp"

namespace staffroom::tests::market {

inline TestServer::Options nobody_there(bool limits_off = true) {
  TestServer::Options options;
  options.populated = false;
  options.limits_off = limits_off;
  return options;
}

inline std::string document(std::string const& name) {
  std::ifstream file(std::string(STAFFROOM_SOURCE_FOLDER) + "/tests/fixtures/documents/" + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Market {
  explicit Market(TestServer::Options options = nobody_there())
      : server(std::move(options)), s(server.store(), Scenario::Fill::with_teams), c(s), client(server.port()) {
    key = *links::open_key(server.data());
  }
  void goes_to_market(BoughtFor whom = BoughtFor::one) {
    id = c.gone_to_market(whom);
    find_links();
  }
  void find_links() {
    for (auto const link : c.orla.lists(ListSupplierLinks{id})) {
      auto const it = c.link(SupplierLinkId{link});
      (it.supplier == c.bright ? bright : shine) = it.id;
    }
  }
  std::string token(SupplierLinkId link) {
    auto const address = supplier_address("", key, c.link(link));
    return address.substr(address.rfind('/') + 1);
  }
  std::string path(SupplierLinkId link, std::string const& rest = {}) { return path_of(token(link), rest); }
  static std::string path_of(std::string const& token, std::string const& rest = {}) {
    return "/api/v1/supplier/" + token + rest;
  }
  ServerJson view(SupplierLinkId link) {
    auto const answer = client.get(path(link));
    REQUIRE(answer.status == 200);
    return answer.json();
  }
  HttpAnswer saves(SupplierLinkId link, std::int64_t pence, std::string const& answer = "We look every week.") {
    auto const body = quote(pence, answer).dump();
    return client.call("PUT", path(link), body, {});
  }
  static ServerJson quote(std::int64_t pence, std::string const& answer) {
    return {{"answers", {answer, "The same two people."}},
            {"lines",
             {{{"what", "All of it"},
               {"amount", {{"pence", pence}, {"basis", "net"}, {"vat", "standard"}}},
               {"times", 1}}}},
            {"remarks", "Valid for ninety days."}};
  }
  HttpAnswer submits(SupplierLinkId link) {
    auto const hash = view(link).at("draft").at("content_hash");
    return client.post(path(link, "/submit"), {{"content_hash", hash}});
  }
  HttpAnswer sends_file(SupplierLinkId link, std::string const& name, std::string bytes) {
    return client.call("POST", path(link, "/files"), std::move(bytes), named(name));
  }
  static Headers named(std::string const& name) {
    return {{"Content-Type", "application/octet-stream"},
            {"Content-Disposition", "attachment; filename*=UTF-8''" + name}};
  }
  HttpAnswer scans(Colleague const& who, std::string const& name, std::string bytes) {
    TestClient with_session(server.port(), server.token_of(who.id()));
    return with_session.call("POST", "/api/v1/purchases/" + std::to_string(id.value) + "/quote-scans", std::move(bytes),
                             named(name));
  }
  std::vector<EmailNote> mails(EmailAbout about) {
    auto all = server.store().emails_waiting(10'000);
    std::erase_if(all, [&](auto const& it) { return it.about != about; });
    return all;
  }
  mail::Letter letter(EmailNote const& note) {
    auto const letter = mail::letter_of(server.store(), key, "https://hub.example", "", note);
    REQUIRE(letter.has_value());
    return *letter;
  }

  TestServer server;
  Scenario s;
  PurchaseCase c;
  TestClient client;
  links::Key key{};
  PurchaseId id;
  SupplierLinkId bright, shine;
};

inline std::string text_of(mail::Letter const& letter) { return letter.subject + "\n" + mail::plain_text(letter); }

inline bool has(std::string const& text, std::string_view words) { return text.find(words) != text.npos; }

}  // namespace staffroom::tests::market
