// The demo network's organisations.
#include "server/demo_organisations.hpp"

#include <nlohmann/json.hpp>

#include "server/demo_words.hpp"

namespace staffroom {
namespace {

using Json = nlohmann::json;
using Cells = std::vector<std::string>;

std::string text_or_empty(Json const& text) { return text.is_null() ? std::string() : text.get<std::string>(); }
std::string digits(Json const& number) { return std::to_string(number.get<std::uint64_t>()); }
std::uint64_t id_in(std::string const& json) { return Json::parse(json).at("id").get<std::uint64_t>(); }

class Founding {
 public:
  Founding(DemoStore& store, std::string_view content) : store_(store), given_(Json::parse(content)) {}

  Result<std::map<std::string, OrganisationId>> found() {
    TRY(make("network"));
    TRY(import(ImportSource::register_groups, "demo-groups.csv",
               {"Group UID", "Group ID", "Companies House Number", "Group Name", "Group Type", "Group Status",
                "Incorporated on (open date)", "Group Town", "Group Postcode"},
               &Founding::group_row));
    TRY(find_listed());
    TRY(join("trust"));
    TRY(import(ImportSource::register_schools, "demo-schools.csv",
               {"URN",
                "LA (code)",
                "LA (name)",
                "EstablishmentNumber",
                "EstablishmentName",
                "TypeOfEstablishment (name)",
                "EstablishmentStatus (name)",
                "OpenDate",
                "PhaseOfEducation (name)",
                "StatutoryLowAge",
                "StatutoryHighAge",
                "Gender (name)",
                "ReligiousCharacter (name)",
                "Diocese (name)",
                "SchoolCapacity",
                "NumberOfPupils",
                "Trusts (code)",
                "Town",
                "Postcode",
                "GOR (name)",
                "Easting",
                "Northing"},
               &Founding::school_row));
    TRY(find_listed());
    TRY(join("school"));
    TRY(make("partner"));
    TRY(furnish());
    return std::move(made_);
  }

 private:
  /// Nothing when the organisation is none for this file.
  using RowOf = std::optional<Cells> (Founding::*)(Json const&) const;

  std::optional<Cells> group_row(Json const& it) const {
    if (it.at("kind") != "trust") return std::nullopt;
    auto const& facts = it.at("register");
    return Cells{digits(facts.at("group_uid")),
                 facts.at("group_id"),
                 facts.at("companies_house"),
                 it.at("name"),
                 "Multi-academy trust",
                 "Open",
                 facts.at("opened"),
                 it.at("town"),
                 facts.at("postcode")};
  }

  std::optional<Cells> school_row(Json const& it) const {
    if (it.at("kind") != "school") return std::nullopt;
    auto const& facts = it.at("register");
    auto const phase = it.at("phase").get<std::string>();
    auto const character = text_or_empty(it.at("character"));
    return Cells{digits(facts.at("urn")),
                 "999",
                 "Marlshire",
                 digits(facts.at("number")),
                 it.at("name"),
                 facts.at("type"),
                 "Open",
                 facts.at("opened"),
                 phase == "primary"       ? "Primary"
                 : phase == "secondary"   ? "Secondary"
                 : phase == "all_through" ? "All-through"
                                          : "Not applicable",
                 digits(facts.at("ages").at(0)),
                 digits(facts.at("ages").at(1)),
                 "Mixed",
                 character.empty() ? "Does not apply" : character,
                 character == "Church of England" ? "Diocese of Kirkstow" : "Not applicable",
                 digits(facts.at("capacity")),
                 digits(facts.at("pupils")),
                 group_of(it.at("parent")),
                 it.at("town"),
                 facts.at("postcode"),
                 "Yorkshire and the Humber",
                 digits(facts.at("easting")),
                 digits(facts.at("northing"))};
  }

  /// The number of the trust with this key; empty when it is no trust.
  std::string group_of(Json const& key) const {
    for (auto const& it : given_) {
      if (it.at("key") == key && it.at("kind") == "trust") return digits(it.at("register").at("group_uid"));
    }
    return {};
  }

  Result<void> make(std::string const& kind) {
    for (auto const& it : given_) {
      if (it.at("kind") != kind) continue;
      CreateOrganisation command{.type = word<OrganisationType>(it.at("kind")), .title = {it.at("name")}};
      if (!it.at("parent").is_null()) command.parent = made_.at(it.at("parent"));
      if (!it.at("partner_kind").is_null()) command.partner_type = word<PartnerType>(it.at("partner_kind"));
      TRY_INTO(auto made, store_.run({}, std::move(command), it.at("name")));
      made_[it.at("key")] = {id_in(made.record)};
      if (kind == "network") network_ = made_.at(it.at("key"));
    }
    return {};
  }

  Result<void> import(ImportSource source, std::string const& file, Cells const& headers, RowOf row_of) {
    OpenImport open{.organisation = network_, .source = source, .file_name = {file}};
    for (auto const& header : headers) open.columns.values.push_back({.header = {header}});
    AddImportRows rows;
    for (auto const& it : given_) {
      auto const cells = (this->*row_of)(it);
      if (!cells) continue;
      ImportRow row{.number = static_cast<std::uint32_t>(rows.rows.size() + 2)};
      for (auto const& cell : *cells) row.cells.values.push_back({cell});
      rows.rows.values.push_back(std::move(row));
    }
    open.rows = static_cast<std::uint32_t>(rows.rows.size());
    TRY_INTO(auto const opened, store_.run({}, std::move(open), file));
    rows.import = {id_in(opened.record)};
    auto const job = rows.import;
    TRY(store_.run({}, std::move(rows), file));
    StartImportCheck check{job};
    TRY(store_.run({}, std::move(check), file));
    TRY(let_it_go_on());
    CommitImport commit{job, {}};
    TRY(store_.run({}, std::move(commit), file));
    return let_it_go_on();
  }

  Result<void> let_it_go_on() {
    for (auto due = store_.store().next_due(); due && *due <= store_.store().now(); due = store_.store().next_due()) {
      TRY(store_.run({}, Tick{}, "an import"));
    }
    return {};
  }

  /// Names are unique in the demo network.
  Result<void> find_listed() {
    Page page{limits::page_size_max, {}};
    auto const answer = store_.store().ask({}, ListOrganisations{}, page, ReadTier::disk);
    if (!answer || !*answer) return Error{ErrorCode::internal, {}, "the organisations can't be listed", {}};
    auto const listed = Json::parse((*answer)->json);
    for (auto const& found : listed.at("items")) {
      for (auto const& it : given_) {
        if (it.at("name") == found.at("name")) made_[it.at("key")] = {found.at("id").get<std::uint64_t>()};
      }
    }
    return {};
  }

  Result<void> join(std::string const& kind) {
    for (auto const& it : given_) {
      if (it.at("kind") != kind || it.at("state") != "joined") continue;
      JoinOrganisation command{made_.at(it.at("key"))};
      TRY(store_.run({}, std::move(command), it.at("name")));
    }
    return {};
  }

  /// What an organisation says of itself.
  Result<void> furnish() {
    for (auto const& it : given_) {
      if (it.at("state") != "joined") continue;
      EditOrganisation edit{.organisation = made_.at(it.at("key"))};
      if (!it.at("phase").is_null()) edit.phase = word<Phase>(it.at("phase"));
      edit.character = Line{text_or_empty(it.at("character"))};
      edit.town = Line{text_or_empty(it.at("town"))};
      edit.ethos = Purpose{text_or_empty(it.at("ethos"))};
      edit.motto = Line{text_or_empty(it.at("motto"))};
      edit.website = Line{text_or_empty(it.at("website"))};
      edit.leads_on.emplace();
      for (auto const& subject : it.at("leads_on")) edit.leads_on->values.push_back({subject});
      if (!it.at("crest").is_null()) {
        auto const& crest = it.at("crest");
        edit.crest = Crest{word<CrestShape>(crest.at("shape")), word<CrestPattern>(crest.at("pattern")),
                           word<CrestSymbol>(crest.at("symbol")), word<HouseColour>(crest.at("first")),
                           word<HouseColour>(crest.at("second"))};
      }
      TRY(store_.run({}, std::move(edit), it.at("name")));
    }
    return {};
  }

  DemoStore& store_;
  Json given_;
  OrganisationId network_;
  std::map<std::string, OrganisationId> made_;
};

}  // namespace

Result<std::map<std::string, OrganisationId>> make_demo_organisations(DemoStore& store, std::string_view content) {
  return Founding(store, content).found();
}

}  // namespace staffroom
