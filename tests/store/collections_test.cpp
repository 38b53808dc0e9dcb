// Collections: who makes and shares them, what stands in them for whom, and how they end.
#include <doctest/doctest.h>

#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

CollectionId makes(Colleague const& who, OrganisationId at, std::string title = "Number sense") {
  return {id_in(who.does(CreateCollection{.organisation = at, .title = {std::move(title)}}))};
}

/// Published, with a web address as its content.
ResourceId resource(Scenario& s, Colleague const& who, ShareResource with, std::string title = "Counting") {
  ResourceId const id{id_in(who.does(CreateResource{
      .organisation = s.kirkby, .title = {std::move(title)}, .subject = Name{"Maths"}, .licence = Licence::cc_by}))};
  with.resource = id;
  who.does(with);
  auto const made = who.does(CreateVersion{
      .resource = id, .address = Line{"https://example.org/" + std::to_string(id.value)}, .may_share = true});
  auto const version = who.sees(GetVersion{{id_in(made)}});
  if (version.at("state") == "checking") {
    s.as_system(FinishCheck{.resource_version = {id_in(made)}, .bytes_hash = version.at("bytes_hash")});
  }
  who.does(PublishResource{id, s.in_days(300)});
  return id;
}

void puts(Colleague const& who, CollectionId collection, std::vector<ResourceId> const& items) {
  ArrangeCollection command{.collection = collection, .items = {}};
  for (auto const it : items) command.items.values.push_back({it, {}});
  who.does(command);
}

void shares(Colleague const& who, CollectionId collection, OrganisationId with) {
  who.does(ShareCollection{.collection = collection, .shared_with = with});
  who.does(PublishCollection{collection});
}

std::vector<std::uint64_t> inside(Colleague const& who, CollectionId collection) {
  std::vector<std::uint64_t> out;
  auto const seen = who.sees(GetCollectionItems{collection});
  for (auto const& it : seen.at("items")) out.push_back(it.at("resource"));
  REQUIRE(seen.at("resources").size() == out.size());
  for (std::size_t i = 0; i < out.size(); ++i) CHECK(seen.at("resources")[i].at("id") == out[i]);
  return out;
}

std::vector<std::uint64_t> ids(std::vector<ResourceId> const& all) {
  std::vector<std::uint64_t> out;
  for (auto const it : all) out.push_back(it.value);
  return out;
}

/// Resources of Kirkby Road Primary by Bob: for the trust, for the school, for a team of another school, for the trust.
/// Sana has the school's seat; she is not in the team. Helen, of another school of the trust, leads the team.
struct CollectionShelf {
  Scenario s{Scenario::Fill::with_teams};
  ResourceId first = resource(s, s.bob, {.shared_with = s.aire}, "First");
  ResourceId inner = resource(s, s.bob, {.shared_with = s.kirkby}, "Inner");
  ResourceId ours = resource(s, s.bob, {.team = s.phonics.team}, "Ours");
  ResourceId last = resource(s, s.bob, {.shared_with = s.aire}, "Last");
  CollectionId collection = makes(s.bob, s.kirkby);
};

}  // namespace

TEST_CASE("a collection is made by staff of its organisation, and is a draft that its author alone reads") {
  Scenario s;
  auto const collection = makes(s.bob, s.kirkby);
  CHECK(s.bob.sees(GetCollection{collection}).at("state") == "draft");
  CHECK(told(s.alice.asks(GetCollection{collection})) == "not_found");
  CHECK(told(s.tom.asks(GetCollection{collection})) == "not_found");
  CHECK(s.bob.lists(ListCollections{.mine = true}) == std::vector{collection.value});
  CHECK(s.alice.lists(ListCollections{}).empty());
  CHECK(told(s.dan.tries(CreateCollection{.organisation = s.kirkby, .title = {"Not mine"}})) == "forbidden role");
  CHECK(told(s.priya.tries(CreateCollection{.organisation = s.kirkby, .title = {"Not mine"}})) == "not_found");
}

TEST_CASE("what a collection holds is shown to each reader as far as they read it, without a gap") {
  CollectionShelf it;
  auto& s = it.s;
  puts(s.bob, it.collection, {it.first, it.inner, it.ours, it.last});
  shares(s.bob, it.collection, s.aire);
  CHECK(inside(s.bob, it.collection) == ids({it.first, it.inner, it.ours, it.last}));
  CHECK(inside(s.alice, it.collection) == ids({it.first, it.last}));
  CHECK(inside(s.helen, it.collection) == ids({it.first, it.ours, it.last}));
  CHECK(told(s.dan.asks(GetCollectionItems{it.collection})) == "not_found");
  CHECK(s.alice.asks(GetCollectionItems{it.collection})->json.find("Inner") == std::string::npos);
  // Which collections hold a resource is asked by whoever reads both.
  CHECK(s.alice.lists(ListCollections{.resource = it.last}) == std::vector{it.collection.value});
  CHECK(told(s.alice.asks(ListCollections{.resource = it.inner})) == "not_found");
  // What its author stops sharing is gone from it at once, and comes back to its place.
  s.bob.does(WithdrawResource{it.first});
  CHECK(inside(s.alice, it.collection) == ids({it.last}));
  s.bob.does(PublishResource{it.first, s.in_days(300)});
  CHECK(inside(s.alice, it.collection) == ids({it.first, it.last}));
}

TEST_CASE("hidden items keep their places: behind the neighbour, or behind the one before it when that goes") {
  CollectionShelf it;
  auto& s = it.s;
  puts(s.bob, it.collection, {it.ours, it.first, it.inner, it.last});
  shares(s.bob, it.collection, s.aire);
  s.bob.does(TransferCollection{it.collection, {}});  // the seat: the school's subject lead has it
  CHECK(inside(s.sana, it.collection) == ids({it.first, it.inner, it.last}));
  puts(s.sana, it.collection, {it.last, it.first, it.inner});
  CHECK(inside(s.bob, it.collection) == ids({it.ours, it.last, it.first, it.inner}));
  puts(s.bob, it.collection, {it.first, it.inner, it.ours, it.last});
  puts(s.sana, it.collection, {it.last, it.first});
  CHECK(inside(s.bob, it.collection) == ids({it.last, it.first, it.ours}));
  puts(s.sana, it.collection, {});
  CHECK(inside(s.bob, it.collection) == ids({it.ours}));
  CHECK(inside(s.sana, it.collection).empty());
}

TEST_CASE("a collection takes what its arranger reads, each once, and no more than there is room for") {
  CollectionShelf it;
  auto& s = it.s;
  auto const arrange = [&](Colleague const& who, std::vector<CollectionItem> items,
                           std::optional<std::uint32_t> if_match = {}) {
    return told(who.tries(ArrangeCollection{it.collection, {std::move(items)}}, {}, if_match));
  };
  auto const hidden = resource(s, s.sana, {.team = s.maths.team});
  s.sana.does(WithdrawResource{hidden});
  auto const refused = s.bob.tries(ArrangeCollection{it.collection, {{{hidden, {}}}}});
  auto const unknown = s.bob.tries(ArrangeCollection{it.collection, {{{ResourceId{999'999}, {}}}}});
  CHECK(told(refused) == "not_found");
  CHECK(refused.error() == unknown.error());
  CHECK(arrange(s.bob, {{it.first, {}}, {it.first, {}}}) == "unprocessable body.items[1].resource");
  CHECK(arrange(s.bob, {{it.first, {"Begin here."}}}, 1) == "accepted");
  // The version is the contents': the description's stays.
  CHECK(arrange(s.bob, {{it.last, {}}}, 1) == "precondition_failed version");
  CHECK(arrange(s.bob, {{it.last, {}}}, 2) == "accepted");
  CHECK(s.bob.sees(GetCollection{it.collection}).at("version") == 1);
  auto const seq = s.store().seq();
  CHECK(arrange(s.bob, {{it.last, {}}}) == "accepted");
  CHECK(s.store().seq() == seq);
  CHECK(arrange(s.alice, {}) == "not_found");
  shares(s.bob, it.collection, s.aire);
  CHECK(arrange(s.alice, {}) == "forbidden role");
}

TEST_CASE("a collection is published to its own organisation, one above it or a team, as far as settings allow") {
  CollectionShelf it;
  auto& s = it.s;
  auto const share = [&](ShareCollection command) {
    command.collection = it.collection;
    return told(s.bob.tries(command));
  };
  CHECK(told(s.bob.tries(PublishCollection{it.collection})) == "conflict no_audience");
  CHECK(share({}) == "unprocessable body.shared_with");
  CHECK(share({.shared_with = s.moor}) == "unprocessable body.shared_with");
  CHECK(share({.team = s.heads.team}) == "not_found");
  CHECK(share({.team = s.maths.team}) == "accepted");
  CHECK(share({.shared_with = s.aire}) == "accepted");
  CHECK(told(s.bob.tries(PublishCollection{it.collection})) == "conflict nothing_inside");
  puts(s.bob, it.collection, {it.first});
  s.bob.does(PublishCollection{it.collection});
  CHECK(told(s.bob.tries(PublishCollection{it.collection})) == "conflict wrong_state");
  s.nadia.does(EditSettings{.organisation = s.kirkby, .resource_reach = Reach::school});
  // What is wider already stays, also when it is edited; it gets no wider, and is not published anew.
  CHECK(told(s.bob.tries(EditCollection{it.collection, {"Renamed"}})) == "accepted");
  CHECK(share({.shared_with = s.network}) == "forbidden cap");
  s.bob.does(WithdrawCollection{it.collection});
  CHECK(told(s.alice.asks(GetCollection{it.collection})) == "not_found");
  CHECK(told(s.bob.tries(PublishCollection{it.collection})) == "forbidden cap");
  CHECK(share({.shared_with = s.kirkby}) == "accepted");
  CHECK(told(s.bob.tries(PublishCollection{it.collection})) == "accepted");
  CHECK(told(s.bob.tries(WithdrawCollection{it.collection}, {}, 1)) == "precondition_failed version");
}

TEST_CASE("an administrator who reads a collection takes it down with a reason; it can be passed on and deleted") {
  CollectionShelf it;
  auto& s = it.s;
  puts(s.bob, it.collection, {it.first});
  CHECK(told(s.tom.tries(TakeDownCollection{it.collection, {"Why."}})) == "not_found");
  shares(s.bob, it.collection, s.aire);
  CHECK(told(s.alice.tries(TakeDownCollection{it.collection, {"Why."}})) == "forbidden role");
  CHECK(told(s.tom.tries(TakeDownCollection{it.collection, {}})) == "unprocessable body.reason");
  s.tom.does(TakeDownCollection{it.collection, {"It names a pupil."}});
  CHECK(told(s.alice.asks(GetCollection{it.collection})) == "not_found");
  CHECK(s.bob.sees(GetCollection{it.collection}).at("taken_down") == "It names a pupil.");
  CHECK(told(s.bob.tries(TransferCollection{it.collection, s.dan.id()})) == "unprocessable body.owner");
  s.bob.does(TransferCollection{it.collection, s.sana.id()});
  CHECK(told(s.sana.tries(DeleteCollection{it.collection})) == "accepted");
  CHECK(told(s.bob.asks(GetCollection{it.collection})) == "not_found");
  CHECK(s.bob.lists(ListCollections{.mine = true}).empty());
  s.tick();
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
