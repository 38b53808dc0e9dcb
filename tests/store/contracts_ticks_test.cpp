// What time does to contracts: they begin, are reminded of, renew by themselves and end, also after a long downtime.
#include <doctest/doctest.h>

#include "tests/support/buying_case.hpp"

namespace staffroom::tests {
namespace {

std::size_t count_of(Colleague const& who, std::string_view because, bool open_only = true) {
  std::size_t out = 0;
  auto const page = who.sees(ListNotifications{});
  for (auto const& item : page.at("items")) {
    if (item.at("because") == because && !(open_only && item.at("state") == "done")) ++out;
  }
  return out;
}

Date before_notice(Contract const& it, int days) { return {it.notice_by.days - days}; }

}  // namespace

TEST_CASE("contract ticks: a planned contract begins on its first day") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.starts = s.in_days(10);
  auto const id = c.contract(c.orla, wanted);
  c.moves_to(s.in_days(9));
  CHECK((c.contract(id).state == ContractState::planned));
  c.moves_to(s.in_days(1));
  CHECK((c.contract(id).state == ContractState::current));
  CHECK(c.contract(id).version == 2);
}

TEST_CASE("contract ticks: the seat is reminded 90, 60, 30 and 7 days before the notice date, the newest alone") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.ends = s.in_days(300);
  auto const id = c.contract(c.tilda, wanted);
  auto const made = c.contract(id);
  c.moves_to(before_notice(made, 91));
  CHECK(count_of(c.orla, "contract_notice_due") == 0);
  std::uint32_t sent = 0;
  for (int const days : {90, 60, 30, 7}) {
    c.moves_to(before_notice(made, days));
    CHECK(c.contract(id).reminded == ++sent);
    CHECK(count_of(c.orla, "contract_notice_due") == 1);
    CHECK(count_of(c.orla, "contract_notice_due", false) == sent);
    s.tick();
    CHECK(c.contract(id).reminded == sent);
  }
  for (auto const& who : {c.tilda, c.otto, c.ellis, c.fay, s.tess}) CHECK(count_of(who, "contract_notice_due") == 0);
  // On the notice date there is still time; a day later there is nothing to be done about it.
  c.moves_to(made.notice_by);
  CHECK(count_of(c.orla, "contract_notice_due") == 1);
  c.moves_to({made.notice_by.days + 1});
  CHECK(count_of(c.orla, "contract_notice_due") == 0);
  CHECK(s.store().verify().empty());
}

TEST_CASE("contract ticks: after downtime the newest reminder is sent, and none when the date is over") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.ends = s.in_days(300);
  auto const first = c.contract(c.tilda, wanted);
  wanted.details.ends = s.in_days(210);
  auto const second = c.contract(c.tilda, wanted);
  c.moves_to(before_notice(c.contract(first), 20));  // the other's notice date has passed meanwhile
  CHECK(count_of(c.orla, "contract_notice_due", false) == 1);
  CHECK(c.contract(first).reminded == 3);
  CHECK(c.contract(second).notice_by < s.today());
  // One that is entered with its notice date near is reminded of at once, one that is too late is not.
  wanted.details.ends = s.in_days(110);
  c.contract(c.tilda, wanted);
  wanted.details.ends = s.in_days(60);
  c.contract(c.tilda, wanted);
  s.tick();
  CHECK(count_of(c.orla, "contract_notice_due", false) == 2);
}

TEST_CASE("contract ticks: none is sent where no notice is needed and nothing renews") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.notice = {};
  auto const id = c.contract(c.tilda, wanted);
  c.moves_to(c.contract(id).details.ends);
  CHECK(count_of(c.orla, "contract_notice_due", false) == 0);
  c.moves_to(s.in_days(1));
  CHECK((c.contract(id).state == ContractState::ended));
  CHECK(count_of(c.orla, "contract_exit_due", false) == 0);
}

TEST_CASE("contract ticks: what waits for the owner is answered by what the owner does") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto const answered_by = [&](auto const& act) {
    auto wanted = c.wanted_contract(c.oak);
    wanted.details.ends = s.in_days(120);
    wanted.details.extensions_left = 1;
    wanted.details.extension_months = 6;
    auto const id = c.contract(c.tilda, wanted);
    s.tick();
    REQUIRE(count_of(c.orla, "contract_notice_due") == 1);
    act(id);
    return count_of(c.orla, "contract_notice_due");
  };
  CHECK(answered_by([&](ContractId id) { c.tilda.does(GiveNotice{id, s.today(), {"In time."}}); }) == 0);
  CHECK(answered_by([&](ContractId id) { c.tilda.does(ExtendContract{id}); }) == 0);
  CHECK(answered_by([&](ContractId id) { c.tilda.does(EndContract{id, s.in_days(20), {"Agreed."}}); }) == 0);
  CHECK(answered_by([&](ContractId id) { c.tilda.does(VoidContract{id, {"A mistake."}}); }) == 0);
  CHECK(answered_by([&](ContractId id) {
          auto edit = c.edit_of(id);
          edit.details.ends = s.in_days(400);
          c.tilda.does(edit);
        }) == 0);
  auto edited = ContractId{};
  CHECK(answered_by([&](ContractId id) {
          edited = id;
          auto edit = c.edit_of(id);
          edit.details.title = {"Another name"};
          c.tilda.does(edit);
        }) == 1);
  // Another seat: what waited there waits here.
  auto edit = c.edit_of(edited);
  edit.details.owner.role = Role::headteacher;
  c.tilda.does(edit);
  CHECK(count_of(c.orla, "contract_notice_due") == 0);
  CHECK(count_of(c.otto, "contract_notice_due") == 1);
}

TEST_CASE("contract ticks: one that renews by itself goes on without a gap, and its owner hears of it") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.ends = c.date(2027, 1, 31);
  wanted.details.notice = {1, PeriodUnit::months};
  wanted.details.renewal_months = 1;
  auto const id = c.contract(c.tilda, wanted);
  c.moves_to(c.date(2027, 1, 31));
  CHECK(c.contract(id).details.ends == c.date(2027, 1, 31));
  c.moves_to(c.date(2027, 2, 1));
  CHECK((c.contract(id).state == ContractState::current));
  CHECK(c.contract(id).details.ends == c.date(2027, 2, 28));
  CHECK(count_of(c.orla, "contract_renewed") == 1);
  // After downtime it stands where it would stand, told once.
  wanted.details.ends = c.date(2027, 3, 31);
  wanted.details.renewal_months = 12;
  auto const yearly = c.contract(c.tilda, wanted);
  c.moves_to(c.date(2029, 5, 1));
  CHECK(c.contract(yearly).details.ends == c.date(2030, 3, 31));
  CHECK((c.contract(yearly).state == ContractState::current));
  CHECK(c.contract(id).details.ends >= s.today());
  CHECK(c.contract(id).details.ends < Date{s.today().days + 31});
  CHECK(count_of(c.orla, "contract_renewed") == 2);  // one for each
  c.orla.does(GiveNotice{yearly, s.today(), {}});
  CHECK(count_of(c.orla, "contract_renewed") == 1);
  CHECK(s.store().verify().empty());
}

TEST_CASE("contract ticks: once notice is given it ends on its last day, and somebody has to take over") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.renewal_months = 12;
  auto const id = c.contract(c.tilda, wanted);
  c.tilda.does(GiveNotice{id, s.today(), {}});
  c.moves_to(wanted.details.ends);
  CHECK((c.contract(id).state == ContractState::notice_given));
  CHECK(count_of(c.orla, "contract_notice_due", false) == 0);
  c.moves_to(s.in_days(1));
  auto const it = c.contract(id);
  CHECK((it.state == ContractState::ended));
  CHECK(it.details.ends == wanted.details.ends);
  CHECK(it.ended.has_value());
  CHECK(count_of(c.orla, "contract_exit_due") == 1);
  c.orla.does(VoidContract{id, {"Entered twice."}});
  CHECK(count_of(c.orla, "contract_exit_due") == 0);
  auto const version = c.contract(id).version;
  c.moves_to(s.in_days(800));
  CHECK(c.contract(id).version == version);  // nothing is due of what has ended
}

TEST_CASE("contract ticks: on its trigger date the owner begins to look for what follows, once") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.trigger = s.in_days(15);
  auto const id = c.contract(c.tilda, wanted);
  c.moves_to(s.in_days(14));
  CHECK(count_of(c.orla, "contract_exit_due") == 0);
  c.moves_to(s.in_days(1));
  CHECK(count_of(c.orla, "contract_exit_due") == 1);
  c.moves_to(s.in_days(5));
  CHECK(count_of(c.orla, "contract_exit_due", false) == 1);
  auto edit = c.edit_of(id);
  edit.details.trigger = s.in_days(3);
  c.tilda.does(edit);
  CHECK(count_of(c.orla, "contract_exit_due") == 0);
  c.moves_to(s.in_days(3));
  CHECK(count_of(c.orla, "contract_exit_due") == 1);
}

TEST_CASE("contract ticks: what falls due at the same instant is all done") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.notice = {};
  wanted.details.renewal_months = 12;
  wanted.details.starts = s.in_days(5);
  wanted.details.trigger = s.in_days(5);
  wanted.details.ends = s.in_days(95);  // and the first reminder
  auto const id = c.contract(c.tilda, wanted);
  c.moves_to(s.in_days(5));
  CHECK((c.contract(id).state == ContractState::current));
  CHECK(count_of(c.orla, "contract_exit_due") == 1);
  CHECK(count_of(c.orla, "contract_notice_due") == 1);
  // Its last day is the day for notice, too.
  c.moves_to({wanted.details.ends.days + 1});
  CHECK((c.contract(id).state == ContractState::current));
  CHECK(c.contract(id).details.ends > s.today());
  CHECK(count_of(c.orla, "contract_renewed") == 1);
  CHECK(count_of(c.orla, "contract_notice_due") == 0);
  CHECK(s.store().verify().empty());
}

TEST_CASE("contract ticks: an empty seat is the business managers', and nothing is orphaned") {
  Scenario s(Scenario::Fill::network_only);
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.details.ends = s.in_days(250);
  auto const id = c.contract(c.tilda, wanted);
  s.ends_memberships_of(c.orla);
  CHECK_FALSE(c.orla.finds(GetContract{id}));
  c.moves_to(before_notice(c.contract(id), 60));
  CHECK(count_of(c.tilda, "contract_notice_due") == 1);  // the trust's business manager
  auto const next = s.engages("Olaf Next", c.oak, Role::business_manager);
  CHECK(next.finds(GetContractTerms{id}));
  CHECK(told(next.tries(c.edit_of(id))) == "accepted");
}

TEST_CASE("contract ticks: the same result whether ticks came in time or all at once") {
  auto const play = [](bool in_time) {
    Scenario s(Scenario::Fill::network_only);
    BuyingCase c(s);
    std::string out;
    std::vector<ContractId> all;
    for (int i = 0; i < 12; ++i) {
      auto wanted = c.wanted_contract(c.oak);
      wanted.details.starts = s.in_days(-60 + i * 15);
      wanted.details.ends = {wanted.details.starts.days + 40 + i * 37};
      wanted.details.renewal_months = i % 3 == 0 ? 7 : 0;
      if (i % 5 == 0) wanted.details.trigger = wanted.details.starts;
      wanted.details.notice = {static_cast<std::uint32_t>(i % 4) * 20, PeriodUnit::days};
      all.push_back(c.contract(c.tilda, wanted));
    }
    auto const last = s.in_days(400);
    if (in_time) {
      while (s.today() < last) c.moves_to(s.in_days(1));
    } else {
      c.moves_to(last);
    }
    for (auto const id : all) {
      auto const it = c.contract(id);
      out += to_text(it.details.ends) + " " + to_text(it.notice_by) + " " + std::to_string(int(it.state)) + " " +
             std::to_string(it.reminded) + "\n";
    }
    CHECK(s.store().verify().empty());
    return out;
  };
  CHECK(play(true) == play(false));
}

}  // namespace staffroom::tests
