// Every way on which something of buying together comes out of the hub, asked by everybody, and compared with who may
// read it at that moment.
#pragma once
#include <doctest/doctest.h>

#include "protocol/codec.hpp"
#include "server/calendar_feed.hpp"
#include "server/contracts_csv.hpp"
#include "server/mail_words.hpp"
#include "server/personal_copy.hpp"
#include "tests/laws/buying_matrix.hpp"
#include "tests/laws/client.hpp"
#include "tests/support/buying_case.hpp"
#include "tests/support/share.hpp"

namespace staffroom::tests {

using Names = std::set<std::string>;
using Watchers = std::vector<std::pair<std::string, Colleague>>;

inline Watchers watchers_of(BuyingCase const& c) {
  return {{"orla", c.orla},     {"tilda", c.tilda}, {"otto", c.otto},   {"tess", c.s.tess}, {"grace", c.grace},
          {"tom", c.s.tom},     {"ollie", c.ollie}, {"ellis", c.ellis}, {"edna", c.edna},   {"nadia", c.s.nadia},
          {"fay", c.fay},       {"felix", c.felix}, {"fred", c.fred},   {"mo", c.mo},       {"cara", c.cara},
          {"priya", c.s.priya}, {"leo", c.s.leo}};
}

/// A record of which is known who reads it now, and by which word it is found again. A live contract's price is in
/// pence with VAT.
struct Thing {
  std::string kind;
  std::uint64_t id = 0;
  Query get;
  std::string word;
  Names readers;
  std::uint64_t of = 0;
  bool live = true;
  std::int64_t annual = 0;
};

class BuyingOracle {
 public:
  BuyingOracle(BuyingCase& c) : c_(c), s_(c.s), watchers_(watchers_of(c)), begun_(s_.store().now()) {
    for (auto const& [name, who] : watchers_) {
      all_.insert(name);
      live_.emplace_back(s_, name, who);
      live_.back().open_everything();
    }
    away_ = live_;
    s_.sink().take();
  }

  Names network() const {
    auto out = all_;
    for (auto const& one : outsiders) out.erase(one);
    return out;
  }
  Thing& the(std::string const& name) { return things_[name]; }
  void leaves(std::string const& name) {
    for (auto& [key, thing] : things_) thing.readers.erase(name);
    all_.erase(name);
  }

  /// After each command, `what`, with the readers as they are now.
  void look(std::string what) {
    what_ = std::move(what);
    events();
    if (!is_in_share(looks++)) return;
    for (auto const& [name, who] : watchers_) {
      for (auto const& [key, thing] : things_) check_get(name, who, key, thing);
      lists(name, who);
      radar(name, who);
      others(name, who);
      file(name, who);
      told(name, who);
    }
    pages();
  }

  std::size_t looks = 0, asked = 0, frames = 0;

 private:
  std::string at(std::string const& name) const { return name + " after " + what_; }

  void check_words(std::string const& name, std::string const& text, std::string const& way) const {
    for (auto const& [key, thing] : things_) {
      bool const leaks = !thing.readers.contains(name) && !thing.word.empty() && text.find(thing.word) != text.npos;
      if (leaks) FAIL_CHECK(at(name) << " is told " << thing.word << " of " << key << " by " << way);
    }
  }

  void check_get(std::string const& name, Colleague const& who, std::string const& key, Thing const& thing) {
    auto const answer = who.asks(thing.get);
    ++asked;
    CHECK_MESSAGE(answer.has_value() == thing.readers.contains(name), at(name) << ": " << key);
    if (answer) return check_words(name, answer->json, "a record");
    CHECK_MESSAGE(answer.error().code == ErrorCode::not_found, at(name) << ": " << key);
  }

  // ---- lists

  std::set<std::uint64_t> readable(std::string const& name, std::string const& kind, std::uint64_t of = 0) const {
    std::set<std::uint64_t> out;
    for (auto const& [key, thing] : things_) {
      if (thing.kind == kind && thing.of == of && thing.readers.contains(name)) out.insert(thing.id);
    }
    return out;
  }

  void check_list(std::string const& name, Colleague const& who, std::vector<Query> const& queries,
                  std::set<std::uint64_t> const& may, std::string const& what) {
    std::set<std::uint64_t> shown;
    for (auto const& query : queries) {
      auto const answer = who.asks(query, {200, {}});
      ++asked;
      if (!answer) continue;
      check_words(name, answer->json, "a list");
      auto const page = Json::parse(answer->json);
      for (auto const& one : page.at("items")) shown.insert(one.at("id").get<std::uint64_t>());
    }
    CHECK_MESSAGE(shown == may, at(name) << ": the list of " << what);
  }

  void lists(std::string const& name, Colleague const& who) {
    auto const contracts = readable(name, "contract");
    check_list(
        name, who,
        {ListContracts{}, ListContracts{.state = ContractState::ended}, ListContracts{.state = ContractState::voided}},
        contracts, "contracts");
    check_list(name, who, {ListPools{}}, readable(name, "pool"), "pools");
    check_list(name, who, {ListSavings{}, ListSavings{.state = SavingState::voided}}, readable(name, "saving"),
               "savings");
    check_list(name, who, {ListSuppliers{}}, readable(name, "supplier"), "suppliers");
    check_list(name, who, {ListPurchases{}}, readable(name, "purchase"), "purchases");
    for (auto const& [key, thing] : things_) {
      bool const read = thing.readers.contains(name);
      auto const bound = [&](char const* kind) {
        return read ? readable(name, kind, thing.id) : std::set<std::uint64_t>();
      };
      if (thing.kind == "contract") {
        check_list(name, who, {ListContractEntries{{thing.id}}}, bound("contract_entry"), "entries");
      } else if (thing.kind == "pool") {
        check_list(name, who, {ListParticipations{{thing.id}}}, bound("participation"), "participations");
      } else if (thing.kind == "supplier") {
        check_list(name, who, {ListExperience{{thing.id}}}, bound("supplier_experience"), "experience");
      } else if (thing.kind == "purchase") {
        of_purchase(name, who, {thing.id});
      }
    }
  }

  /// Each by itself: who has left a purchase reads their own declaration still.
  void of_purchase(std::string const& name, Colleague const& who, PurchaseId id) {
    auto const of = [&](char const* kind) { return readable(name, kind, id.value); };
    check_list(name, who, {ListPurchaseGates{id}}, of("purchase_gate"), "gates");
    check_list(name, who, {ListPurchaseDeclarations{id}}, of("purchase_declaration"), "declarations");
    check_list(name, who, {ListSupplierLinks{id}}, of("supplier_link"), "suppliers who are asked");
    check_list(name, who, {ListQuotes{id}}, of("quote"), "quotes");
    check_list(name, who, {ListQuotePrices{id}}, of("quote_price"), "prices");
    check_list(name, who, {ListQuoteScores{id}}, of("quote_score"), "scores");
  }

  // ---- the radar and the overview: of what one reads, and nothing else

  struct Sum {
    std::size_t contracts = 0, known = 0;
    std::int64_t annual = 0;
  };
  Sum live_contracts(std::string const& name) const {
    Sum out;
    for (auto const& [key, thing] : things_) {
      if (thing.kind != "contract" || !thing.live || !thing.readers.contains(name)) continue;
      ++out.contracts;
      auto const& terms = things_.at(of_terms(thing.id));
      if (!terms.readers.contains(name)) continue;
      ++out.known;
      out.annual += terms.annual;
    }
    return out;
  }

  static void add_up(Json const& sums, Sum& out) {
    for (auto const& one : sums) {
      out.contracts += one.at("contracts").get<std::size_t>();
      out.known += one.at("known").get<std::size_t>();
      out.annual += one.at("annual_gross").get<std::int64_t>();
    }
  }

  void check_sum(std::string const& name, Sum const& shown, Sum const& wanted, char const* what) {
    bool const same =
        shown.contracts == wanted.contracts && shown.known == wanted.known && shown.annual == wanted.annual;
    CHECK_MESSAGE(same, at(name) << ": " << what << " say " << shown.contracts << " contracts, " << shown.known
                                 << " with " << shown.annual << "p, not " << wanted.contracts << ", " << wanted.known
                                 << " and " << wanted.annual);
  }

  void radar(std::string const& name, Colleague const& who) {
    auto const answer = who.asks(GetRadar{});
    ++asked;
    CHECK_MESSAGE(answer.has_value() == (radar_readers.contains(name) && all_.contains(name)), at(name)
                                                                                                   << ": the radar");
    if (!answer) return;
    check_words(name, answer->json, "the radar");
    auto const page = Json::parse(answer->json);
    auto const wanted = live_contracts(name);
    Sum const total{page.at("contracts").get<std::size_t>(), page.at("known").get<std::size_t>(),
                    page.at("annual_gross").get<std::int64_t>()};
    check_sum(name, total, wanted, "the radar's totals");
    for (auto const* part : {"categories", "suppliers", "organisations"}) {
      Sum parts;
      add_up(page.at(part), parts);
      check_sum(name, parts, wanted, part);
    }
    std::set<std::uint64_t> named;
    auto const contracts = readable(name, "contract");
    for (auto const& group : page.at("groups")) {
      std::set<std::uint64_t> organisations;
      for (auto const& one : group.at("contracts")) {
        auto const id = one.at("contract").get<std::uint64_t>();
        CHECK_MESSAGE(contracts.contains(id), at(name) << ": a group shows " << id);
        CHECK_MESSAGE(named.insert(id).second, at(name) << ": two groups show " << id);
        organisations.insert(one.at("organisation").get<std::uint64_t>());
      }
      CHECK_MESSAGE(organisations.size() >= 2, at(name) << ": a group of one organisation");
      groups_seen = true;
    }
  }

  void others(std::string const& name, Colleague const& who) {
    auto const overview = who.asks(GetBuyingOverview{.organisation = c_.oak});
    bool const may = saving_readers.contains(name) && all_.contains(name);
    CHECK_MESSAGE(overview.has_value() == may, at(name) << ": the overview");
    if (overview) check_words(name, overview->json, "the overview");
    CHECK_MESSAGE(!who.asks(GetBuyingOverview{.organisation = s_.network}), at(name) << ": the network's overview");
    auto const known = network().contains(name);
    CHECK_MESSAGE(who.finds(GetThresholds{}) == known, at(name) << ": thresholds");
    CHECK_MESSAGE(who.finds(GetBands{c_.oak}) == known, at(name) << ": bands");
    auto const from = s_.in_days(-300);
    std::vector<Query> const queries{
        GetHome{},    ListNotifications{}, GetThresholds{}, GetBands{s_.aire},
        ListPeople{}, ListOrganisations{}, ListImports{},   ListDates{.from = from, .to = {from.days + 399}}};
    for (auto const& query : queries) {
      if (auto const answer = who.asks(query)) check_words(name, answer->json, "another page");
    }
    auto const lines = s_.store().audit(who.actor(), ListAudit{.organisation = c_.oak}, {200, {}});
    if (!lines) return;
    std::string json;
    append_json(json, lines->page);
    for (auto const& [key, thing] : things_) {
      bool const told = !thing.word.empty() && json.find(thing.word) != json.npos;
      CHECK_MESSAGE(!told, at(name) << " reads " << thing.word << " in the audit trail");
    }
  }

  /// The register as a file: all that they read, with its money where they read that, but what is void.
  void file(std::string const& name, Colleague const& who) {
    auto const part = s_.store().contract_lines(who.actor(), s_.network, {});
    CHECK_MESSAGE(part.has_value() == network().contains(name), at(name) << ": the file");
    if (!part) return;
    check_words(name, contracts_csv_of(*part), "the file");
    std::set<std::uint64_t> shown, may;
    for (auto const& line : part->lines) {
      bool const with_money = things_.at(of_terms(line.contract.id.value)).readers.contains(name);
      CHECK_MESSAGE(line.money.has_value() == with_money, at(name) << ": money in the file");
      shown.insert(line.contract.id.value);
    }
    for (auto const& [key, thing] : things_) {
      bool const is_void = voided.contains(thing.id);
      if (thing.kind == "contract" && !is_void && thing.readers.contains(name)) may.insert(thing.id);
    }
    CHECK_MESSAGE(shown == may, at(name) << ": the file's contracts");
  }
  std::string of_terms(std::uint64_t contract) const {
    auto const found = std::find_if(things_.begin(), things_.end(), [&](auto const& it) {
      return it.second.kind == "contract_terms" && it.second.id == contract;
    });
    return found == things_.end() ? std::string() : found->first;
  }

  // ---- mail, calendars, the copy of what is mine: titles, and never prices

  void check_titles(std::string const& name, std::string const& text, std::string const& way) const {
    check_words(name, text, way);
    for (auto const& [key, thing] : things_) {
      bool const is_title = thing.kind == "contract" || thing.kind == "pool" || thing.kind == "supplier" ||
                            thing.kind == "saving" || thing.kind == "purchase";
      bool const told = !is_title && !thing.word.empty() && text.find(thing.word) != text.npos;
      if (told) FAIL_CHECK(at(name) << " reads " << thing.word << " in " << way);
    }
  }

  void told(std::string const& name, Colleague const& who) {
    auto const notices = who.asks(ListNotifications{});
    auto const page = notices ? Json::parse(notices->json) : Json{{"items", Json::array()}};
    for (auto const& one : page.at("items")) {
      for (auto const& [key, thing] : things_) {
        bool const about = number(one, thing.kind.c_str()) == thing.id && thing.id != 0;
        CHECK_MESSAGE((!about || thing.readers.contains(name)), at(name) << " has " << one.dump());
      }
      if (auto const item = s_.store().told({one.at("id").get<std::uint64_t>()})) mail(name, *item);
    }
    auto const digest = s_.store().digest(who.id(), begun_, s_.store().now());
    for (auto const* part : {&digest.needs, &digest.news}) {
      for (auto const& one : *part) mail(name, one);
    }
    auto const from = s_.in_days(-300);
    auto dates = s_.store().planned_dates(who.id(), from, {from.days + 1'200});
    dates.insert(dates.end(), digest.dates.begin(), digest.dates.end());
    for (auto const& one : dates) check_titles(name, words::sentence_of(one), "a date");
    check_titles(name, icalendar_of(dates, "hub", "https://staffroom.example", s_.store().now()), "the calendar");
    // Who has left asks for nothing any more.
    auto const own = s_.store().data_about(who.id(), who.id());
    if (own && all_.contains(name)) {
      check_words(name, copy_as_json(*own) + copy_as_page(*own), "my copy");
    }
  }

  void mail(std::string const& name, ToldItem const& item) const {
    check_titles(name, words::sentence_of(item) + item.place, "mail");
  }

  // ---- live

  void events() {
    auto const publications = s_.sink().take();
    for (std::size_t i = 0; i < live_.size(); ++i) {
      for (auto const& one : publications) live_[i].receive(*one);
      live_[i].drain();
      check_frames(live_[i], "an event");
    }
  }

  void check_frames(Client& client, std::string const& way) {
    for (auto const& frame : client.take_applied()) {
      check_words(client.name(), frame, way);
      ++frames;
    }
  }

  void pages() {
    for (std::size_t i = 0; i < live_.size(); ++i) {
      auto& client = live_[i];
      for (auto const& problem : client.problems()) FAIL_CHECK(at(client.name()) << ": " << problem);
      client.open_everything();
      for (auto const& [key, held] : client.state().bag())
        check_words(client.name(), held.record->dump(), "what is held");
      away_[i].resume();
      check_frames(away_[i], "a replayed event");
      away_[i] = client;
    }
  }

  BuyingCase& c_;
  Scenario& s_;
  Watchers watchers_;
  TimestampMs begun_;
  Names all_;
  std::map<std::string, Thing> things_;
  std::vector<Client> live_, away_;
  std::string what_ = "the beginning";

 public:
  bool groups_seen = false;
  std::set<std::uint64_t> voided;  // contracts
};

}  // namespace staffroom::tests
