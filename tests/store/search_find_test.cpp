// Finding: by words inside files, operators, other names, facets; for each reader what they may read and nothing else.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/support/searching.hpp"

namespace staffroom::tests {
namespace {

using Titles = std::vector<std::string>;

Titles sorted(Titles titles) {
  std::sort(titles.begin(), titles.end());
  return titles;
}

std::string shown(Json const& item) {
  std::string out;
  for (auto const& piece : item.at("snippet")) {
    auto const text = piece.at("text").get<std::string>();
    out += piece.at("hit").get<bool>() ? "<" + text + ">" : text;
  }
  return out;
}

/// value → count of a facet; empty when the facet is not there.
std::map<std::string, unsigned> found_facet(Json const& page, std::string_view name) {
  std::map<std::string, unsigned> out;
  for (auto const& it : page.at("facets")) {
    if (it.at("name") != name) continue;
    for (auto const& value : it.at("values")) out[value.at("value")] = value.at("count");
  }
  return out;
}

/// Bob of Kirkby Road (trust aire) shows things to the network, and to his trust. Alice is of the trust, Carol of
/// another.
struct Shelf : SearchedHub {
  Shelf() {
    auto& it = s();
    fractions = shows(it.bob, it.kirkby, it.network,
                      {.title = "Fractions as parts",
                       .summary = "Six lessons about equal parts.",
                       .text = "Start\nCounting in halves.\fModel\nA tessellation of triangles shows quarters.\f"});
    volcano = shows(it.bob, it.kirkby, it.aire,
                    {.title = "Volcanoes",
                     .subject = "Geography",
                     .text = "Magma\nThe mantle moves slowly.\f",
                     .type = ResourceType::scheme_of_work,
                     .stage = KeyStage::ks2,
                     .year = SchoolYear::y5,
                     .licence = Licence::all_rights});
  }
  ResourceId fractions, volcano;
};

}  // namespace

TEST_CASE("a resource is found by a word that only stands inside its file, and quoted by page") {
  Shelf it;
  auto const page = it.page(it.s().erin.id(), "tessellations");
  REQUIRE(page.at("items").size() == 1);
  auto const& hit = page.at("items")[0];
  CHECK(hit.at("what") == "resource");
  CHECK(hit.at("id") == it.fractions.value);
  CHECK(hit.at("self") == "/api/v1/resources/" + std::to_string(it.fractions.value));
  CHECK(hit.at("title") == "Fractions as parts");
  CHECK(hit.at("place").get<std::string>().starts_with("Mathematics · Key stage 3"));
  CHECK(hit.at("page") == 2);
  CHECK(hit.at("file") == 0);
  CHECK(shown(hit) == "Model A <tessellation> of triangles shows quarters.");
  CHECK(page.at("total") == 1);
  CHECK(page.at("total_is_exact") == true);
  CHECK(page.at("is_behind") == false);
  REQUIRE(page.at("resources").size() == 1);
  CHECK(page.at("resources")[0].at("id") == it.fractions.value);
  CHECK(page.at("activities").size() == 1);
  CHECK(page.at("names")[0].at("id") == it.s().bob.id().value);
}

TEST_CASE("what is not shared with a reader is neither found nor counted nor suggested") {
  Shelf it;
  auto const own = it.s().alice.id();
  auto const other_trust = it.s().carol.id();
  CHECK(it.finds(own, "mantle in:resources") == Titles{"Volcanoes"});
  CHECK(it.finds(other_trust, "mantle").empty());
  CHECK(found_facet(it.page(own, "in:resources"), "subject").contains("Geography"));
  CHECK_FALSE(found_facet(it.page(other_trust, "in:resources"), "subject").contains("Geography"));
  CHECK(it.page(own, "mantel").at("did_you_mean") == "mantle");
  auto const nothing = it.page(other_trust, "mantel");
  CHECK(nothing.at("total") == 0);
  CHECK((!nothing.contains("did_you_mean") || nothing.at("did_you_mean").is_null()));
}

TEST_CASE("drafts, withdrawn resources and versions that are not clean are found by nobody") {
  Shelf it;
  auto& s = it.s();
  it.library().drafts(s.bob, s.kirkby, "Unfinished symphony");
  CHECK(it.finds(s.bob.id(), "symphony").empty());
  it.library().adds(s.bob, it.fractions, "not yet checked: hippopotamus");
  CHECK(it.finds(s.bob.id(), "hippopotamus").empty());
  CHECK(it.finds(s.erin.id(), "tessellation").size() == 1);
  it.replaces(s.bob, it.fractions, "Now\nOnly rhombuses.\f");
  CHECK(it.finds(s.erin.id(), "tessellation").empty());
  CHECK(it.finds(s.erin.id(), "rhombus").size() == 1);
  s.bob.does(WithdrawResource{it.fractions});
  CHECK(it.finds(s.erin.id(), "rhombus").empty());
  CHECK(it.finds(s.bob.id(), "rhombus").empty());
}

TEST_CASE("words are found by their stem, without accents, and in any order; phrases only as they stand") {
  Shelf it;
  auto const who = it.s().alice.id();
  CHECK(it.finds(who, "triangle SHOWING") == Titles{"Fractions as parts"});
  CHECK(it.finds(who, "tésséllation") == Titles{"Fractions as parts"});
  CHECK(it.finds(who, "\"equal parts\"") == Titles{"Fractions as parts"});
  CHECK(it.finds(who, "\"parts equal\"").empty());
  CHECK(it.finds(who, "tessellation -quarters").empty());
  CHECK(it.finds(who, "the mantle of") == Titles{"Volcanoes"});
  CHECK(it.finds(who, "tessellation mantle").empty());
}

TEST_CASE("things with several names are found by each of them") {
  Shelf it;
  auto& s = it.s();
  it.shows(
      s.bob, s.kirkby, s.network,
      {.title = "Handbook", .text = "Part\nFor every teaching assistant who works with special educational needs.\f"});
  auto const who = s.erin.id();
  for (auto const* q :
       {"TA handbook", "teaching assistants handbook", "SEN handbook", "SEND", "learning support assistant"}) {
    CAPTURE(q);
    CHECK(it.finds(who, q) == Titles{"Handbook"});
  }
  CHECK(it.finds(who, "key stage 3 tessellation") == Titles{"Fractions as parts"});
  CHECK(it.finds(who, "KS3 tessellation") == Titles{"Fractions as parts"});
  CHECK(it.finds(who, "maths tessellation") == Titles{"Fractions as parts"});
}

TEST_CASE("each search operator narrows what is found") {
  Shelf it;
  auto& s = it.s();
  auto const who = s.alice.id();
  Titles const volcano{"Volcanoes"};
  Titles const fractions{"Fractions as parts"};
  CHECK(it.finds(who, "subject:geography in:resources") == volcano);
  CHECK(it.finds(who, "subject:maths in:resources") == fractions);
  CHECK(it.finds(who, "-subject:maths in:resources") == volcano);
  CHECK(it.finds(who, "stage:ks2 in:resources") == volcano);
  CHECK(it.finds(who, "year:5") == volcano);
  CHECK(it.finds(who, "kind:scheme") == volcano);
  CHECK(it.finds(who, "has:file has:slides mantle") == volcano);
  CHECK(it.finds(who, "has:link in:resources").empty());
  CHECK(sorted(it.finds(who, "by:bob in:resources")) == sorted({"Fractions as parts", "Volcanoes"}));
  CHECK(it.finds(s.bob.id(), "by:me mantle") == volcano);
  CHECK(it.finds(who, "by:hugo in:resources").empty());
  CHECK(it.finds(who, "by:nobodyofthisname in:resources").empty());
  CHECK(sorted(it.finds(who, "in:\"Kirkby Road\" in:resources")) == sorted({"Fractions as parts", "Volcanoes"}));
  CHECK(it.finds(who, "in:mosslands in:resources").empty());
  CHECK(it.finds(who, "mantle before:2020").empty());
  CHECK(it.finds(who, "mantle after:2020") == volcano);
  CHECK(it.finds(who, "mantle after:2090").empty());
  CHECK(it.finds(who, "Subject:GEOGRAPHY \"mantle moves\" stage:\"key stage 2\"") == volcano);
}

TEST_CASE("messages, topics, people, teams, organisations and units are found, each by who may read it") {
  SearchedHub it;
  auto& s = it.s();
  auto const topic = s.bob.starts(s.maths.general, "Marmalade budget", "Who orders the marmalade?");
  s.carol.posts(topic, "I bought twelve jars yesterday.");
  s.bob.does(EditTopicSummary{topic, {"Carol orders it."}});
  auto const who = s.alice.id();
  CHECK(it.finds(who, "jars") == Titles{"Marmalade budget/2"});
  CHECK(it.finds(s.dan.id(), "jars").empty());
  CHECK(sorted(it.finds(who, "marmalade in:topics")) == Titles{"Marmalade budget"});
  CHECK(it.finds(who, "orders has:summary") == Titles{"Marmalade budget"});
  auto const page = it.page(who, "jars");
  auto const& hit = page.at("items")[0];
  CHECK(hit.at("what") == "message");
  CHECK(hit.at("topic") == topic.value);
  CHECK(hit.at("ordinal") == 2);
  CHECK(hit.at("place").get<std::string>().find("›") != std::string::npos);
  CHECK(shown(hit) == "I bought twelve <jars> yesterday.");
  CHECK(it.finds(who, "by:carol in:messages") == Titles{"Marmalade budget/2"});
  CHECK(it.finds(who, "in:people helen").size() == 1);
  CHECK(it.finds(who, "kirkby in:schools").size() == 1);
  CHECK(it.finds(who, "in:teams").size() >= 1);
  s.as_system(PutCurriculumUnit{.source = {"Oak"},
                                .slug = {"glaciers"},
                                .subject = {"Geography"},
                                .stage = KeyStage::ks2,
                                .title = {"Glaciers"},
                                .lessons = {{{{"one"}, {"Moraine"}}}}});
  CHECK(it.finds(who, "moraine") == Titles{"Glaciers"});
  s.carol.does(DeleteMessage{topic, 2});
  CHECK(it.finds(who, "jars").empty());
}

TEST_CASE("facets count what the reader may read, and the other values of a facet that is chosen") {
  Shelf it;
  auto const who = it.s().alice.id();
  Search search;
  search.in = SearchKind::resource;
  auto const all = it.page(who, search);
  CHECK(all.at("total") == 2);
  CHECK(found_facet(all, "subject") == std::map<std::string, unsigned>{{"Geography", 1}, {"Mathematics", 1}});
  CHECK(found_facet(all, "stage") == std::map<std::string, unsigned>{{"ks2", 1}, {"ks3", 1}});
  CHECK(found_facet(all, "licence") == std::map<std::string, unsigned>{{"all_rights", 1}, {"cc_by", 1}});
  CHECK(found_facet(all, "format") == std::map<std::string, unsigned>{{"pptx", 2}});
  CHECK(found_facet(all, "organisation") == std::map<std::string, unsigned>{{std::to_string(it.s().kirkby.value), 2}});
  CHECK(found_facet(all, "in").at("resource") == 2);
  CHECK(found_facet(all, "in").at("person") > 2);
  search.subject = Name{"mathematics"};
  auto const one = it.page(who, search);
  CHECK(one.at("total") == 1);
  CHECK(found_facet(one, "subject") == std::map<std::string, unsigned>{{"Geography", 1}, {"Mathematics", 1}});
  CHECK(found_facet(one, "stage") == std::map<std::string, unsigned>{{"ks3", 1}});
  search.stage = KeyStage::ks2;
  CHECK(it.page(who, search).at("total") == 0);
}

TEST_CASE("every facet of the request narrows") {
  Shelf it;
  auto const who = it.s().alice.id();
  auto const finds = [&](auto const& choose) {
    Search search;
    search.in = SearchKind::resource;
    choose(search);
    return it.finds(who, search);
  };
  Titles const volcano{"Volcanoes"};
  CHECK(finds([](Search& q) { q.type = ResourceType::scheme_of_work; }) == volcano);
  CHECK(finds([](Search& q) { q.year = SchoolYear::y5; }) == volcano);
  CHECK(finds([](Search& q) { q.licence = Licence::all_rights; }) == volcano);
  CHECK(finds([](Search& q) { q.format = FileFormat::pdf; }).empty());
  CHECK(finds([&](Search& q) { q.organisation = it.s().kirkby; }).size() == 2);
  CHECK(finds([&](Search& q) { q.organisation = it.s().tarn; }).empty());
  CHECK(finds([](Search& q) { q.approved = true; }).empty());
  CHECK(finds([](Search& q) { q.approved = false; }).size() == 2);
}

TEST_CASE("what is approved, and what most schools use, is found so as soon as it is") {
  Shelf it;
  auto& s = it.s();
  auto const who = s.alice.id();
  Search search;
  search.in = SearchKind::resource;
  search.sort = SearchSort::most_used;
  s.carol.does(UseResource{it.fractions, s.tarn});
  CHECK(it.finds(who, search) == Titles{"Fractions as parts", "Volcanoes"});
  s.helen.does(UseResource{it.volcano, s.mosslands});
  s.tess.does(UseResource{it.volcano, s.kirkby});
  CHECK(it.finds(who, search) == Titles{"Volcanoes", "Fractions as parts"});

  s.tess.does(ApproveResource{it.fractions, {it.library().current_hash(it.fractions)}});
  search.approved = true;
  CHECK(it.finds(who, search) == Titles{"Fractions as parts"});
  // A new version is approved by nobody yet.
  it.replaces(s.bob, it.fractions, "Halves, quarters and eighths.\f");
  CHECK(it.finds(who, search).empty());
}

TEST_CASE("search pages go on where the last one ended, each hit once, in the order that is asked for") {
  SearchedHub it;
  auto& s = it.s();
  for (int i = 0; i < 7; ++i) {
    s.advance(std::chrono::hours{1});
    s.bob.posts(s.maths.topic, "Rhubarb number " + std::to_string(i));
  }
  Search search = asking_for("rhubarb");
  search.sort = SearchSort::newest;
  std::vector<unsigned> ordinals;
  Page page{3, {}};
  int pages = 0;
  for (bool more = true; more; ++pages) {
    auto const found = it.page(s.alice.id(), search, page);
    CHECK(found.at("total") == 7);
    for (auto const& item : found.at("items")) ordinals.push_back(item.at("ordinal"));
    more = found.contains("next") && !found.at("next").is_null();
    if (more) page.cursor = found.at("next");
  }
  CHECK(pages == 3);
  CHECK(ordinals.size() == 7);
  CHECK(std::is_sorted(ordinals.rbegin(), ordinals.rend()));
  CHECK(std::set(ordinals.begin(), ordinals.end()).size() == 7);
  auto const wrong = it.folder()->ask({s.alice.id(), {}, {}}, search, {3, "AAAA"}, ReadTier::disk);
  REQUIRE_FALSE(wrong->has_value());
  CHECK(wrong->error().code == ErrorCode::bad_request);
}

TEST_CASE("a word in the title weighs more than one in the text") {
  SearchedHub it;
  auto& s = it.s();
  it.shows(s.bob, s.kirkby, s.network, {.title = "Rivers", .text = "One\nA glacier and other things, once.\f"});
  it.shows(s.bob, s.kirkby, s.network, {.title = "The glacier", .text = "One\nIce and other things, once.\f"});
  CHECK(it.finds(s.erin.id(), "glacier in:resources") == Titles{"The glacier", "Rivers"});
}

TEST_CASE("misspelled words are put right when that finds something") {
  Shelf it;
  auto const who = it.s().alice.id();
  CHECK(it.page(who, "tesslelation of trianlges").at("did_you_mean") == "tessellation of triangles");
  CHECK(it.page(who, "subject:geography mnatle").at("did_you_mean") == "subject:geography mantle");
  auto const unknown = it.page(who, "xylophonist");
  CHECK((!unknown.contains("did_you_mean") || unknown.at("did_you_mean").is_null()));
}

TEST_CASE("hostile search queries end, and in time") {
  Shelf it;
  auto const who = it.s().alice.id();
  std::string many;
  for (int i = 0; i < 100; ++i) many += "a" + std::to_string(i) + " ";
  for (std::string const& q :
       {std::string("\"*"), std::string("a*a*a*a*b"), many, std::string("AND OR NOT NEAR ADJ"),
        std::string("Zfraction Q1 XOR A\"B S:"), std::string("subject:\"\" by:\"*\" in:* -in:*"), std::string(300, '"'),
        std::string(300, '-'), std::string("by:a by:e by:i in:a in:e in:i"), std::string("-fractions"),
        std::string("the and of"), std::string("\xE2\x80\x8B \xE2\x80\xAE")}) {
    CAPTURE(q);
    auto const began = std::chrono::steady_clock::now();
    it.page(who, q);
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds{2});
  }
}

TEST_CASE("searching needs a standing in the hub, and time to read") {
  Shelf it;
  CHECK_FALSE(it.folder()->ask({}, asking_for("fractions"), {50, {}}, ReadTier::disk)->has_value());
  auto const cached =
      it.folder()->ask({it.s().alice.id(), {}, {}}, asking_for("fractions"), {50, {}}, ReadTier::cache_only);
  CHECK_FALSE(cached.has_value());
}

}  // namespace staffroom::tests
