// Contracts, pools and suppliers in the one search box: for each reader what they may read, by the supplier's name too.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/buying_case.hpp"
#include "tests/support/searching.hpp"

namespace staffroom::tests {
namespace {

using Titles = std::vector<std::string>;

/// Oakfield's contract for washing windows, of which the description speaks of marmalade; shared with nobody.
struct SearchedBuying : SearchedHub {
  SearchedBuying() {
    auto wanted = buying.wanted_contract(buying.oak);
    wanted.details.title = {"Washing of windows"};
    wanted.details.description = {"Twice a year, with marmalade."};
    wanted.details.supplier = buying.supplier("Quicksilver Panes");
    wanted.shared_with.reset();
    id = buying.contract(buying.orla, wanted);
  }
  void share(std::optional<OrganisationId> with) {
    buying.orla.does(ShareContract{.contract = id, .shared_with = with});
  }

  BuyingCase buying{s()};
  ContractId id;
};

}  // namespace

TEST_CASE("search of buying: a contract is found by those who read it, by its words and its supplier") {
  SearchedBuying it;
  auto& b = it.buying;
  auto const page = it.page(b.orla.id(), "marmalade");
  REQUIRE(page.at("items").size() == 1);
  auto const& hit = page.at("items")[0];
  CHECK(hit.at("what") == "contract");
  CHECK(hit.at("id") == it.id.value);
  CHECK(hit.at("self") == "/api/v1/contracts/" + std::to_string(it.id.value));
  CHECK(hit.at("title") == "Washing of windows");
  CHECK(hit.at("place") == "Quicksilver Panes · Oakfield Primary");
  CHECK(hit.at("snippet").dump().find("marmalade") != std::string::npos);
  CHECK(it.finds(b.orla.id(), "quicksilver in:contracts") == Titles{"Washing of windows"});
  CHECK(it.finds(b.orla.id(), "quicksilver in:suppliers") == Titles{"Quicksilver Panes"});

  // Its managers, leaders and governors; nobody else while it is shared with nobody.
  for (auto const& who : {b.otto, b.tilda, b.grace}) CHECK(it.finds(who.id(), "marmalade").size() == 1);
  for (auto const& who : {b.ollie, b.fay, b.fred, it.s().nadia, it.s().priya}) {
    CHECK(it.finds(who.id(), "marmalade").empty());
    CHECK(it.finds(who.id(), "quicksilver in:contracts").empty());
  }
  it.share(it.s().aire);
  CHECK(it.finds(b.ellis.id(), "marmalade").size() == 1);
  CHECK(it.finds(b.fay.id(), "marmalade").empty());
  it.share(it.s().network);
  CHECK(it.finds(b.fay.id(), "marmalade") == Titles{"Washing of windows"});
  CHECK(it.finds(it.s().priya.id(), "marmalade").empty());
  it.share(std::nullopt);
  CHECK(it.finds(b.fay.id(), "marmalade").empty());
}

TEST_CASE("search of buying: what is void is not found, and what a contract costs finds nothing") {
  SearchedBuying it;
  auto& b = it.buying;
  b.orla.does(EditContractMoney{it.id, {.early_termination = {"Only with rhubarb."}}});
  CHECK(it.finds(b.orla.id(), "rhubarb").empty());
  b.orla.does(VoidContract{it.id, {"Entered twice."}});
  CHECK(it.finds(b.orla.id(), "marmalade").empty());
  CHECK(it.finds(b.orla.id(), "quicksilver") == Titles{"Quicksilver Panes"});
}

TEST_CASE("search of buying: a supplier's new name finds its contracts, and a merged supplier is found as the other") {
  SearchedBuying it;
  auto& b = it.buying;
  auto const before = b.supplier("Quicksilver Panes");
  b.orla.does(EditSupplier{.supplier = before, .supplier_name = {"Zephyr Glazing"}});
  CHECK(it.finds(b.orla.id(), "zephyr in:contracts") == Titles{"Washing of windows"});
  CHECK(it.finds(b.orla.id(), "quicksilver").empty());
  auto const kept = b.supplier("Mistral Windows");
  b.orla.does(MergeSupplier{.supplier = before, .into = kept});
  CHECK(it.finds(b.orla.id(), "zephyr in:suppliers").empty());
  CHECK(it.finds(b.orla.id(), "mistral in:contracts") == Titles{"Washing of windows"});
  CHECK(it.page(b.orla.id(), "mistral in:contracts").at("items")[0].at("place") ==
        "Mistral Windows · Oakfield Primary");
  b.orla.does(EditSupplier{.supplier = kept, .supplier_name = {"Sirocco Windows"}});
  CHECK(it.finds(b.orla.id(), "sirocco in:contracts").size() == 1);
}

TEST_CASE("search of buying: a pool is found by the schools that are asked and those with whom it is shared") {
  SearchedBuying it;
  auto& b = it.buying;
  auto wanted = b.wanted_pool();
  wanted.terms.specification = {"Every window is washed with kumquat."};
  PoolId const pool{id_in(b.orla.does(wanted))};
  CHECK(it.finds(b.orla.id(), "kumquat in:pools") == Titles{wanted.terms.title.value});
  CHECK(it.finds(b.cara.id(), "kumquat").empty());
  b.orla.does(OpenPool{pool});
  CHECK(it.finds(b.fay.id(), "kumquat").size() == 1);
  CHECK(it.finds(b.cara.id(), "kumquat").empty());
  CHECK(it.finds(b.fred.id(), "kumquat").empty());
  b.orla.does(SharePool{pool, it.s().network});
  CHECK(it.finds(b.cara.id(), "kumquat").size() == 1);
  CHECK(it.finds(it.s().priya.id(), "kumquat").empty());
}

}  // namespace staffroom::tests
