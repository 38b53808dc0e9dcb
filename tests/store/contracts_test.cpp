// The contract register: who enters and changes contracts, what describes them, who reads them and their money.
#include <doctest/doctest.h>

#include <boost/describe/enum_to_string.hpp>

#include "protocol/codec.hpp"
#include "store/buying.hpp"
#include "tests/support/buying_case.hpp"
#include "tests/support/library.hpp"

namespace staffroom::tests {
namespace {

std::string state_of(BuyingCase const& c, ContractId id) {
  return boost::describe::enum_to_string(c.contract(id).state, "");
}

}  // namespace

TEST_CASE("contracts: business managers and leaders enter them for their own organisation or one below it") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto const wanted = c.wanted_contract(c.oak);
  for (auto const& who : {c.orla, c.otto, c.tilda, s.tess}) CHECK(told(who.tries(wanted)) == "accepted");
  CHECK(told(c.ollie.tries(wanted)) == "forbidden role");
  CHECK(told(c.ellis.tries(wanted)) == "forbidden role");
  CHECK(told(s.nadia.tries(wanted)) == "forbidden role");
  CHECK(told(c.grace.tries(wanted)) == "forbidden role");
  CHECK(told(s.priya.tries(wanted)) == "not_found");
  auto nowhere = wanted;
  nowhere.organisation = OrganisationId{987'654};
  CHECK(told(c.orla.tries(nowhere)) == "not_found");
  auto at_aire = c.wanted_contract(s.aire);
  CHECK(told(c.tilda.tries(at_aire)) == "accepted");
  CHECK(told(c.orla.tries(at_aire)) != "accepted");
  CHECK(s.store().verify().empty());
}

TEST_CASE("contracts: what describes one must hang together") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  using Wanted = CreateContract;
  auto const refused = [&](auto const& spoil) {
    auto wanted = c.wanted_contract(c.oak);
    spoil(wanted);
    return told(c.orla.tries(wanted));
  };
  CHECK(refused([](Wanted& it) { it.details.ends.days = it.details.starts.days - 1; }) ==
        "unprocessable body.details.ends");
  CHECK(refused([](Wanted& it) { it.details.ends = it.details.starts; }) == "accepted");
  CHECK(refused([](Wanted& it) { it.details.notice = {1'101, PeriodUnit::days}; }) ==
        "unprocessable body.details.notice.count");
  CHECK(refused([](Wanted& it) { it.details.notice = {37, PeriodUnit::months}; }) ==
        "unprocessable body.details.notice.count");
  CHECK(refused([](Wanted& it) { it.details.renewal_months = 601; }) == "unprocessable body.details.renewal_months");
  CHECK(refused([](Wanted& it) { it.details.extensions_left = 2; }) == "unprocessable body.details.extension_months");
  CHECK(refused([](Wanted& it) { it.details.extension_months = 12; }) == "unprocessable body.details.extensions_left");
  CHECK(refused([](Wanted& it) {
          it.details.extensions_left = 11;
          it.details.extension_months = 12;
        }) == "unprocessable body.details.extensions_left");
  CHECK(refused([&](Wanted& it) { it.details.sites = {{c.oak, c.oak}}; }) == "unprocessable body.details.sites[1]");
  CHECK(refused([&](Wanted& it) { it.details.sites = {{c.oak, c.fell}}; }) == "unprocessable body.details.sites[1]");
  CHECK(refused([&](Wanted& it) { it.details.sites = {{s.aire}}; }) == "unprocessable body.details.sites[0]");
  CHECK(refused([&](Wanted& it) { it.details.sites = {{OrganisationId{987'654}}}; }) == "not_found");
  CHECK(refused([&](Wanted& it) { it.details.sites = {{c.oak, c.elm}}; }) == "accepted");
  CHECK(refused([](Wanted& it) { it.details.owner.role = Role::staff; }) == "unprocessable body.details.owner.role");
  CHECK(refused([](Wanted& it) { it.details.owner.role = Role::governor; }) == "unprocessable body.details.owner.role");
  CHECK(refused([&](Wanted& it) { it.details.owner.organisation = c.elm; }) ==
        "unprocessable body.details.owner.organisation");
  CHECK(refused([&](Wanted& it) {
          it.details.owner.organisation = c.elm;
          it.details.sites = {{c.elm}};
        }) == "accepted");
  CHECK(refused([&](Wanted& it) { it.details.owner = {s.aire, Role::trust_leader}; }) == "accepted");
  CHECK(refused([](Wanted& it) { it.details.supplier = SupplierId{987'654}; }) == "not_found");
  CHECK(refused([](Wanted& it) { it.details.supplier = {}; }) == "unprocessable body.details.supplier");
  CHECK(refused([](Wanted& it) { it.money.annual->pence = -1; }) == "unprocessable body.money.annual");
  CHECK(refused([](Wanted& it) { it.money.total->pence = limits::pence_max; }) == "unprocessable body.money.total");
  CHECK(refused([](Wanted& it) { it.details.description = {"For B801200005001"}; }) == "conflict pupil_data");
  CHECK(refused([](Wanted& it) { it.money.exit_plan = {"For B801200005001"}; }) == "conflict pupil_data");
  CHECK(refused([&](Wanted& it) { it.shared_with = c.elm; }) == "unprocessable body.shared_with");
  CHECK(refused([&](Wanted& it) { it.shared_with = s.aire; }) == "accepted");
  CHECK(refused([](Wanted& it) { it.shared_with = {}; }) == "accepted");
}

TEST_CASE("contracts: state and notice date follow the dates") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  CHECK(state_of(c, c.contract(c.orla, wanted)) == "current");
  wanted.details.starts = s.in_days(1);
  CHECK(state_of(c, c.contract(c.orla, wanted)) == "planned");
  wanted.details.starts = s.in_days(-400);
  wanted.details.ends = s.today();
  CHECK(state_of(c, c.contract(c.orla, wanted)) == "current");  // its last day is part of it
  wanted.details.ends = s.in_days(-1);
  auto const over = c.contract(c.contract(c.orla, wanted));
  CHECK((over.state == ContractState::ended));
  CHECK(over.ended.has_value());
  // One that renewed by itself meanwhile is entered as it stands now.
  wanted.details.renewal_months = 12;
  auto const renewed = c.contract(c.contract(c.orla, wanted));
  CHECK((renewed.state == ContractState::current));
  CHECK(renewed.details.ends == buying::add_months(s.in_days(-1), 12));

  auto const notice_of = [&](Date ends, NoticePeriod notice) {
    auto it = c.wanted_contract(c.oak);
    it.details.starts = std::min(ends, c.date(2020, 1, 1));
    it.details.ends = ends;
    it.details.notice = notice;
    return to_text(c.contract(c.contract(c.orla, it)).notice_by);
  };
  CHECK(notice_of(c.date(2027, 8, 31), {3, PeriodUnit::months}) == "2027-05-28");  // Mon 31 May: bank holiday
  CHECK(notice_of(c.date(2026, 8, 31), {3, PeriodUnit::months}) == "2026-05-29");  // Sun 31 May
  CHECK(notice_of(c.date(2027, 3, 31), {1, PeriodUnit::months}) == "2027-02-26");  // Sun 28 Feb
  CHECK(notice_of(c.date(2028, 3, 31), {1, PeriodUnit::months}) == "2028-02-29");
  CHECK(notice_of(c.date(2027, 8, 31), {90, PeriodUnit::days}) == "2027-06-02");
  CHECK(notice_of(c.date(2027, 8, 29), {0, PeriodUnit::months}) == "2027-08-29");   // a Sunday: none is needed
  CHECK(notice_of(c.date(2000, 1, 10), {36, PeriodUnit::months}) == "2000-01-01");  // as far as dates reach
}

TEST_CASE("contracts: notice dates beyond the calendar are provisional, and computed again when it grows") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.ends = c.date(2028, 12, 29);
  wanted.details.notice = {1, PeriodUnit::months};
  auto const moving = c.contract(c.orla, wanted);
  wanted.details.ends = c.date(2030, 12, 29);
  auto const far = c.contract(c.orla, wanted);
  CHECK(c.contract(moving).notice_provisional);
  CHECK(to_text(c.contract(moving).notice_by) == "2028-11-29");
  auto const grow = [&] {
    EditCalendar calendar{.organisation = s.network, .covers_until = c.date(2028, 12, 31), .source = {"A made-up day"}};
    calendar.bank_holidays.values.push_back({c.date(2028, 11, 29), {"Made-up day"}});
    return s.as_system(calendar);
  };
  REQUIRE(grow().has_value());
  CHECK(to_text(c.contract(moving).notice_by) == "2028-11-28");
  CHECK_FALSE(c.contract(moving).notice_provisional);
  CHECK(c.contract(far).notice_provisional);
  CHECK(c.contract(far).version == 1);
  CHECK(s.store().verify().empty());
}

TEST_CASE("contracts: who reads them, and who reads what is paid") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.shared_with = {};
  auto const own = c.contract(c.orla, wanted);
  wanted.shared_with = s.aire;
  auto const in_trust = c.contract(c.orla, wanted);
  wanted.shared_with = s.network;
  auto const open = c.contract(c.orla, wanted);
  wanted.money_shared = true;
  auto const with_money = c.contract(c.orla, wanted);
  auto const sight = [&](Colleague const& who) {
    std::string out;
    for (auto const id : {own, in_trust, open, with_money}) {
      bool const terms = who.finds(GetContractTerms{id});
      CHECK(who.finds(ListContractEntries{id}) == terms);
      out += terms ? "£" : who.finds(GetContract{id}) ? "r" : "-";
    }
    return out;
  };
  for (auto const& who : {c.orla, c.otto, c.grace, c.tilda, s.tess}) CHECK(sight(who) == "££££");
  for (auto const& who : {c.ellis, c.ollie, s.tom, s.helen, s.nadia}) CHECK(sight(who) == "-rr£");
  for (auto const& who : {c.fay, c.felix, c.fred, c.mo}) CHECK(sight(who) == "--r£");
  for (auto const& who : {s.priya, s.paul, s.leo}) CHECK(sight(who) == "----");
  CHECK(c.fay.lists(ListContracts{}) == std::vector{open.value, with_money.value});
  CHECK(c.ellis.lists(ListContracts{}).size() == 3);
  CHECK(s.priya.lists(ListContracts{}).empty());
  // Whoever looks after it reads all of it.
  auto handed_on = c.edit_of(own);
  handed_on.details.owner = {s.aire, Role::administrator};
  c.orla.does(handed_on);
  CHECK(sight(s.tom) == "£rr£");
  // Money alone is not shared with nobody.
  c.orla.does(ShareContract{open, {}, true});
  CHECK_FALSE(c.contract(open).money_shared);
}

TEST_CASE("contracts: sharing has its cap, is the owner's or business manager's, and takes its readers with it") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto const id = c.contract(c.orla, c.oak);
  auto const entry = c.entry(c.orla, id);
  CHECK(told(c.otto.tries(ShareContract{id, s.aire})) == "forbidden role");
  CHECK(told(c.fay.tries(ShareContract{id, s.moor})) == "forbidden role");
  CHECK(told(c.orla.tries(ShareContract{id, c.elm})) == "unprocessable body.shared_with");
  CHECK(told(c.orla.tries(ShareContract{id, OrganisationId{987'654}})) == "not_found");
  CHECK(told(c.orla.tries(ShareContract{id, s.aire}, {}, 9)) == "precondition_failed version");
  c.orla.does(ShareContract{id, s.network, true});
  CHECK(c.fred.finds(GetContractEntry{entry}));
  s.sink().take();
  c.orla.does(ShareContract{id, s.aire, true});
  CHECK_FALSE(c.fred.finds(GetContract{id}));
  CHECK_FALSE(c.fred.finds(GetContractTerms{id}));
  CHECK_FALSE(c.fred.finds(GetContractEntry{entry}));
  CHECK(c.ellis.finds(GetContractEntry{entry}));
  // Those who lose it are told of each part of it.
  std::string told_of;
  for (auto const& publication : s.sink().take()) {
    for (auto const& part : publication->parts) told_of += part.last;
  }
  for (auto const part : {"\"contract\"", "\"contract_terms\"", "\"contract_entry\""}) {
    CHECK(told_of.find(part) != std::string::npos);
  }
  auto const before = c.contract(id).version;
  c.orla.does(ShareContract{id, s.aire, true});
  CHECK(c.contract(id).version == before);
  // The trust's settings keep what is new within the trust.
  REQUIRE(s.as_system(EditSettings{.organisation = s.aire, .contract_reach = Reach::trust}).has_value());
  CHECK(told(c.orla.tries(ShareContract{id, s.network})) == "forbidden cap");
  CHECK(told(c.orla.tries(c.wanted_contract(c.oak))) == "forbidden cap");
  CHECK(told(c.orla.tries(ShareContract{id, s.aire})) == "accepted");
}

TEST_CASE("contracts: edits are the owner's and the business managers'; nothing changes after the end") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto const id = c.contract(c.orla, c.oak);
  auto edit = c.edit_of(id);
  CHECK(told(c.orla.tries(edit)) == "accepted");
  CHECK(c.contract(id).version == 1);
  edit.details.title = {"Cleaning and windows"};
  CHECK(told(c.otto.tries(edit)) == "forbidden role");
  CHECK(told(c.fay.tries(edit)) == "forbidden role");
  CHECK(told(s.priya.tries(edit)) == "not_found");
  CHECK(told(c.orla.tries(edit, {}, 2)) == "precondition_failed version");
  CHECK(told(c.orla.tries(edit, {}, 1)) == "accepted");
  CHECK(told(c.tilda.tries(c.edit_of(id))) == "accepted");
  CHECK(c.contract(id).details.title.value == "Cleaning and windows");
  edit.details.ends = s.in_days(-1);
  CHECK(told(c.orla.tries(edit)) == "unprocessable body.details.ends");
  edit.details.ends = s.in_days(300);
  edit.details.sites = {{c.fell}};
  CHECK(told(c.orla.tries(edit)) == "unprocessable body.details.sites[0]");
  c.orla.does(EndContract{id, s.in_days(-1), {"They closed."}});
  CHECK(told(c.orla.tries(c.edit_of(id))) == "conflict wrong_state");
}

TEST_CASE("contracts: money and documents have a version of their own") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto const id = c.contract(c.orla, c.oak);
  EditContractMoney edit{id, c.terms(id).money};
  edit.money.annual = c.gross(1'500'000);
  CHECK(told(c.otto.tries(edit)) == "forbidden role");
  CHECK(told(c.fay.tries(edit)) == "forbidden role");
  c.orla.does(edit);
  CHECK(told(c.orla.tries(edit, {}, 1)) == "precondition_failed version");
  CHECK(told(c.orla.tries(edit, {}, 2)) == "accepted");
  CHECK(c.terms(id).version == 2);
  CHECK(c.contract(id).version == 1);
  edit.money.annual->pence = limits::pence_max + 1;
  CHECK(told(c.orla.tries(edit)) == "unprocessable body.money.annual");

  Library library(s);
  auto const readable = library.drafts(c.orla, c.oak);
  auto const hidden = library.drafts(c.fay, c.fell);
  CHECK(told(c.orla.tries(SetContractDocuments{id, {{readable, hidden}}})) == "not_found");
  CHECK(told(c.orla.tries(SetContractDocuments{id, {{readable, readable}}})) == "unprocessable body.documents[1]");
  c.orla.does(SetContractDocuments{id, {{readable}}});
  CHECK(c.terms(id).documents.values == std::vector{readable});
  // What stands there already is not asked for again.
  CHECK(told(c.tilda.tries(SetContractDocuments{id, {{readable}}})) == "accepted");
  CHECK(c.terms(id).version == 3);
}

TEST_CASE("contracts: notice, options, an early end, mistakes") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.extensions_left = 2;
  wanted.details.extension_months = 12;
  auto const id = c.contract(c.orla, wanted);
  for (auto const& who : {c.otto, c.grace, c.ellis, c.fay}) {
    CHECK(told(who.tries(GiveNotice{id, s.today()})) == "forbidden role");
    CHECK(told(who.tries(ExtendContract{id})) == "forbidden role");
    CHECK(told(who.tries(EndContract{id, s.today(), {"No."}})) == "forbidden role");
    CHECK(told(who.tries(VoidContract{id, {"No."}})) == "forbidden role");
  }
  auto const first_end = wanted.details.ends;
  c.orla.does(ExtendContract{id});
  CHECK(c.contract(id).details.ends == buying::add_months(first_end, 12));
  CHECK(c.contract(id).details.extensions_left == 1);
  c.orla.does(ExtendContract{id});
  CHECK(c.contract(id).details.extensions_left == 0);
  CHECK(told(c.orla.tries(c.edit_of(id))) == "accepted");  // as it stands it is still whole
  CHECK(told(c.orla.tries(ExtendContract{id})) == "conflict no_option_left");

  CHECK(told(c.orla.tries(GiveNotice{id, s.in_days(1)})) == "unprocessable body.given");
  c.orla.does(GiveNotice{id, s.today()});
  CHECK(state_of(c, id) == "notice_given");
  CHECK(told(c.orla.tries(GiveNotice{id, s.today()})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(ExtendContract{id})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(EndContract{id, s.today(), {}})) == "unprocessable body.reason");
  CHECK(told(c.orla.tries(EndContract{id, {wanted.details.starts.days - 1}, {"No."}})) == "unprocessable body.ends");
  CHECK(told(c.orla.tries(EndContract{id, {c.contract(id).details.ends.days + 1}, {"No."}})) ==
        "unprocessable body.ends");
  CHECK(told(c.orla.tries(EndContract{id, s.today(), {"For B801200005001"}})) == "conflict pupil_data");
  c.orla.does(EndContract{id, s.in_days(10), {"They agreed."}});
  CHECK(state_of(c, id) == "notice_given");
  CHECK(c.contract(id).details.ends == s.in_days(10));
  c.orla.does(EndContract{id, s.in_days(-1), {"They closed."}});
  CHECK(state_of(c, id) == "ended");
  CHECK(c.contract(id).reason.value == "They closed.");
  CHECK(told(c.orla.tries(EndContract{id, s.in_days(-2), {"No."}})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(VoidContract{id, {}})) == "unprocessable body.reason");
  auto const entry = c.entry(c.orla, id);
  c.orla.does(VoidContract{id, {"Entered twice."}});
  CHECK(told(c.orla.tries(VoidContract{id, {"Again."}})) == "conflict wrong_state");
  // It stays for those who look after contracts there.
  for (auto const& who : {c.orla, c.tilda}) CHECK(who.finds(GetContract{id}));
  for (auto const& who : {c.otto, c.grace, c.fay, s.tess, s.nadia}) {
    CHECK_FALSE(who.finds(GetContract{id}));
    CHECK_FALSE(who.finds(GetContractTerms{id}));
    CHECK_FALSE(who.finds(GetContractEntry{entry}));
  }
  CHECK(told(c.orla.tries(EditContractMoney{id, c.terms(id).money})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(SetContractDocuments{id, {}})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(ShareContract{id, s.network})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(c.wanted_entry(id))) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("contracts: dates reach to the end of 2100, and nothing goes beyond it") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.ends = c.date(2100, 6, 30);
  wanted.details.extensions_left = 2;
  wanted.details.extension_months = 6;
  auto const id = c.contract(c.orla, wanted);
  c.orla.does(ExtendContract{id});
  CHECK(told(c.orla.tries(ExtendContract{id})) == "conflict too_far");
  CHECK(to_text(c.contract(id).details.ends) == "2100-12-30");
  // A renewal that would lead beyond ends there.
  wanted.details.extensions_left = 0;
  wanted.details.extension_months = 0;
  wanted.details.ends = s.in_days(1);
  wanted.details.renewal_months = 600;
  auto const renewing = c.contract(c.orla, wanted);
  c.moves_to(s.in_days(2));
  auto const first = c.contract(renewing).details.ends;
  CHECK(first > s.in_days(49 * 365));
  c.moves_to({first.days + 1});
  CHECK(to_text(c.contract(renewing).details.ends) == "2100-12-31");
  CHECK(s.store().verify().empty());
}

TEST_CASE("contracts: notice after its last day needs a reason, which is kept") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.ends = s.in_days(20);
  auto const id = c.contract(c.orla, wanted);
  CHECK(told(c.orla.tries(GiveNotice{id, s.today()})) == "unprocessable body.reason");
  // Given in time, and only entered late.
  CHECK(c.contract(id).notice_by < s.today());
  c.orla.does(GiveNotice{id, s.today(), {"They let us go all the same."}});
  CHECK(c.contract(id).reason.value == "They let us go all the same.");
  CHECK(c.contract(id).notice_given == s.today());
}

TEST_CASE("contracts: entries are read as the money is, and removed by whoever entered them") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto const id = c.contract(c.orla, c.oak);
  auto const entry = c.entry(c.orla, id);
  auto wanted = c.wanted_entry(id);
  wanted.date = s.in_days(1);
  CHECK(told(c.orla.tries(wanted)) == "unprocessable body.date");
  wanted = c.wanted_entry(id);
  wanted.what = {};
  CHECK(told(c.orla.tries(wanted)) == "unprocessable body.what");
  wanted = c.wanted_entry(id);
  wanted.amount = c.net(limits::pence_max + 1);
  CHECK(told(c.orla.tries(wanted)) == "unprocessable body.amount");
  wanted.amount = c.net(-500);  // a credit
  CHECK(told(c.orla.tries(wanted)) == "accepted");
  wanted.note = {"For B801200005001"};
  CHECK(told(c.orla.tries(wanted)) == "conflict pupil_data");
  CHECK(told(c.otto.tries(c.wanted_entry(id))) == "forbidden role");
  CHECK(told(s.as_system(c.wanted_entry(id))) == "not_found");
  auto const tildas = c.entry(c.tilda, id);
  auto const listed = c.grace.lists(ListContractEntries{id});
  CHECK(listed.size() == 3);
  CHECK(listed.front() == tildas.value);
  CHECK(told(c.fay.asks(ListContractEntries{id})) == "not_found");
  CHECK(told(c.fay.asks(GetContractEntry{entry})) == "not_found");
  CHECK(told(c.tilda.tries(RemoveContractEntry{entry})) == "forbidden role");
  CHECK(told(c.fay.tries(RemoveContractEntry{entry})) == "not_found");
  c.orla.does(RemoveContractEntry{entry});
  CHECK(told(c.orla.tries(RemoveContractEntry{entry})) == "not_found");
  CHECK(c.grace.lists(ListContractEntries{id}).size() == 2);
}

TEST_CASE("contracts: the list is by last day, of an organisation and what is below it, and filtered") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  std::vector<std::uint64_t> by_end;
  auto const made = [&](Colleague const& who, OrganisationId at, int ends, SpendCategory category) {
    auto wanted = c.wanted_contract(at);
    wanted.details.ends = s.in_days(ends);
    wanted.details.category = category;
    return c.contract(who, wanted);
  };
  auto const third = made(c.orla, c.oak, 300, SpendCategory::gas);
  auto const first = made(c.ellis, c.elm, 100, SpendCategory::gas);
  auto const second = made(c.fay, c.fell, 200, SpendCategory::catering_services);
  auto const fourth = made(c.tilda, s.aire, 400, SpendCategory::insurance);
  auto const ended = made(c.orla, c.oak, -10, SpendCategory::gas);
  using List = std::vector<std::uint64_t>;
  CHECK(c.ollie.lists(ListContracts{}) == List{first.value, second.value, third.value, fourth.value});
  CHECK(c.ollie.lists(ListContracts{.organisation = s.aire}) == List{first.value, third.value, fourth.value});
  CHECK(c.ollie.lists(ListContracts{.organisation = c.oak}) == List{third.value});
  CHECK(c.ollie.lists(ListContracts{.organisation = s.network}).size() == 4);
  CHECK(c.ollie.lists(ListContracts{.category = SpendCategory::gas}) == List{first.value, third.value});
  CHECK(c.ollie.lists(ListContracts{.ends_from = s.in_days(200), .ends_to = s.in_days(300)}) ==
        List{second.value, third.value});
  CHECK(c.ollie.lists(ListContracts{.organisation = s.aire, .ends_from = s.in_days(200)}) ==
        List{third.value, fourth.value});
  CHECK(c.ollie.lists(ListContracts{.state = ContractState::ended}) == List{ended.value});
  CHECK(c.ollie.lists(ListContracts{.organisation = c.oak, .state = ContractState::ended}) == List{ended.value});
  CHECK(c.ollie.lists(ListContracts{.state = ContractState::current}).size() == 4);
  CHECK(c.ollie.lists(ListContracts{.state = ContractState::planned}).empty());
  auto const supplier = c.contract(first).details.supplier;
  CHECK(c.ollie.lists(ListContracts{.supplier = supplier}).size() == 4);
  CHECK(c.ollie.lists(ListContracts{.supplier = c.supplier("Nobody yet")}).empty());
  auto const other = c.supplier("Sparkle Cleaning");
  c.orla.does(MergeSupplier{supplier, other});
  CHECK(c.ollie.lists(ListContracts{.supplier = other}).size() == 4);
  CHECK(c.ollie.lists(ListContracts{.supplier = supplier}).size() == 4);
  CHECK(told(c.ollie.asks(ListContracts{.organisation = OrganisationId{987'654}})) == "not_found");
  CHECK(told(c.ollie.asks(ListContracts{.supplier = SupplierId{987'654}})) == "not_found");
  c.orla.does(VoidContract{third, {"Entered twice."}});
  CHECK(c.ollie.lists(ListContracts{.state = ContractState::voided}).empty());
  CHECK(c.orla.lists(ListContracts{.state = ContractState::voided}) == List{third.value});
}

TEST_CASE("contracts: pages of the list follow each other without gaps, hidden ones between them") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  std::vector<std::uint64_t> open;
  auto wanted = c.wanted_contract(c.oak);
  for (int i = 0; i < 20; ++i) {
    wanted.details.ends = s.in_days(100 + i / 3);  // some end on the same day
    wanted.shared_with = i % 4 == 0 ? std::nullopt : std::optional(s.network);
    auto const id = c.contract(c.orla, wanted);
    if (wanted.shared_with) open.push_back(id.value);
  }
  CHECK(c.fred.lists(ListContracts{}) == open);  // asked for by sevens
  CHECK(c.fred.lists(ListContracts{.organisation = c.oak}) == open);
  CHECK(c.orla.lists(ListContracts{}).size() == 20);
  auto const page = c.fred.asks(ListContracts{}, {15, {}});
  CHECK(Json::parse(page->json).at("next").is_null());  // what is hidden makes no further page
  CHECK(told(c.fred.asks(ListContracts{.organisation = c.oak}, {5, "nonsense"})) == "bad_request query.cursor");
}

}  // namespace staffroom::tests
