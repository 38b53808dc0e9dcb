// A hub that is searched.
#include "tests/support/searching.hpp"

#include <stdexcept>

#include "protocol/codec.hpp"
#include "store/files.hpp"

namespace staffroom::tests {

StoreSettings searched() {
  auto settings = TempStore::manual();
  settings.search = true;
  return settings;
}

Search asking_for(std::string_view q) {
  Search search;
  search.q = SearchWords{std::string(q)};
  return search;
}

SearchedHub::SearchedHub(Scenario::Fill fill)
    : temp_(searched()),
      scenario_(std::make_unique<Scenario>(*temp_, fill)),
      library_(std::make_unique<Library>(*scenario_)) {}

void SearchedHub::follow() {
  using namespace std::chrono_literals;
  if (!temp_->wait_for_search(20s)) throw std::runtime_error("the search index does not follow");
}

void SearchedHub::reopen() { temp_.reopen(); }

ResourceVersionId SearchedHub::adds(Colleague const& who, ResourceId resource, std::string_view text) {
  auto const version = library_->adds(who, resource, text);
  auto const it = library_->version(version);
  auto const kept = temp_->files().put_text(it.organisation, it.files.values.front().sha256, text);
  if (!kept) throw std::runtime_error(kept.error().detail);
  library_->passes(version);
  return version;
}

ResourceId SearchedHub::shows(Colleague const& who, OrganisationId at, OrganisationId with, Told const& told) {
  CreateResource create;
  create.organisation = at;
  create.title = {told.title};
  create.summary = {told.summary};
  create.type = told.type;
  create.subject = Name{told.subject};
  create.stages = {{told.stage}};
  create.years = {{told.year}};
  create.licence = told.licence;
  ResourceId const id{id_in(who.does(create))};
  adds(who, id, told.text.empty() ? told.title : told.text);
  library_->shares(who, id, with);
  library_->publishes(who, id);
  return id;
}

void SearchedHub::replaces(Colleague const& who, ResourceId resource, std::string_view text) {
  adds(who, resource, text);
}

Json SearchedHub::page(PersonId person, Search const& search, Page const& page) {
  follow();
  auto const answer = temp_->ask({person, {}, {}}, search, page, ReadTier::disk);
  if (!*answer) throw std::runtime_error("search: " + answer->error().detail);
  return Json::parse((*answer)->json);
}

Json SearchedHub::page(PersonId person, std::string_view q, Page const& page) {
  return this->page(person, asking_for(q), page);
}

std::vector<std::string> SearchedHub::finds(PersonId person, Search const& search) {
  std::vector<std::string> out;
  auto const found = page(person, search);
  for (auto const& item : found.at("items")) {
    auto title = item.at("title").get<std::string>();
    if (item.at("what") == "message") title += "/" + std::to_string(item.at("ordinal").get<unsigned>());
    out.push_back(std::move(title));
  }
  return out;
}

std::vector<std::string> SearchedHub::finds(PersonId person, std::string_view q) {
  return finds(person, asking_for(q));
}

}  // namespace staffroom::tests
