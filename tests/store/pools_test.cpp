// Pools: who makes one, what describes it, who reads it, and how it opens, closes and ends.
#include <doctest/doctest.h>

#include "tests/support/buying_case.hpp"

namespace staffroom::tests {

TEST_CASE("pools: a business manager or leader makes one, and it is theirs alone while it is a draft") {
  Scenario s;
  BuyingCase c(s);
  auto wanted = c.wanted_pool();
  for (auto const& who : {c.ollie, c.grace, c.fay, c.ellis, s.nadia, s.tom}) {
    CHECK(told(who.tries(wanted)) == "forbidden role");
  }
  CHECK(told(s.priya.tries(wanted)) == "not_found");
  CHECK(told(s.leo.tries(wanted)) == "not_found");
  CHECK(told(s.as_system(wanted)) == "not_found");
  for (auto const& who : {c.otto, c.tilda, s.tess}) CHECK(told(who.tries(wanted)) == "accepted");
  wanted.shared_with = s.network;
  PoolId const id{id_in(c.orla.does(wanted))};
  auto const made = c.pool(id);
  CHECK(made.state == PoolState::draft);
  CHECK(made.owner == c.orla.id());
  CHECK(made.schools.size() == 3);
  CHECK(made.total == PoolTotal{});
  CHECK(made.content_hash.size() == 64);
  CHECK(c.orla.lists(ListPools{}) == std::vector{id.value});
  for (auto const& who : {c.otto, c.edna, c.ellis, c.felix, c.fay, c.tilda, s.nadia, s.priya}) {
    CHECK(told(who.asks(GetPool{id})) == "not_found");
    CHECK(told(who.asks(ListParticipations{id})) == "not_found");
    CHECK(told(who.tries(OpenPool{id})) == "not_found");
    CHECK(told(who.tries(SignPool{id, c.elm, 1, 1, {made.content_hash}})) == "not_found");
    CHECK_FALSE(who.told_because(Because::pool_opened));
  }
  CHECK(c.orla.lists(ListParticipations{id}).size() == 3);
  CHECK(told(c.otto.asks(GetParticipation{c.participation(id, c.oak).id})) == "not_found");
  CHECK(told(c.orla.tries(SignPool{id, c.oak, 1, 1, {made.content_hash}})) == "forbidden signatory");
  c.may_sign(c.orla);
  CHECK(told(c.orla.tries(SignPool{id, c.oak, 1, 1, {made.content_hash}})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("pools: what describes one is whole and in order, and schools are asked once") {
  Scenario s;
  BuyingCase c(s);
  auto const refused = [&](auto const& spoil) {
    auto wanted = c.wanted_pool();
    spoil(wanted);
    return told(c.orla.tries(wanted));
  };
  using Wanted = CreatePool;
  CHECK(refused([](Wanted& it) { it.terms.leave_by.days = it.terms.join_by.days + 1; }) ==
        "unprocessable body.terms.leave_by");
  CHECK(refused([](Wanted& it) { it.terms.leave_by = it.terms.join_by; }) == "accepted");
  CHECK(refused([](Wanted& it) { it.terms.starts = it.terms.join_by; }) == "unprocessable body.terms.starts");
  CHECK(refused([](Wanted& it) { it.terms.units_a_year = 0; }) == "unprocessable body.terms.units_a_year");
  CHECK(refused([](Wanted& it) { it.terms.units_a_year = 367; }) == "unprocessable body.terms.units_a_year");
  CHECK(refused([](Wanted& it) { it.terms.months = 601; }) == "unprocessable body.terms.months");
  CHECK(refused([](Wanted& it) { it.terms.extension_months = 601; }) == "unprocessable body.terms.extension_months");
  CHECK(refused([](Wanted& it) { it.terms.months = 0; }) == "unprocessable body.terms.extension_months");
  CHECK(refused([](Wanted& it) { it.terms.price.pence = 0; }) == "unprocessable body.terms.price");
  CHECK(refused([](Wanted& it) { it.terms.price.pence = -5; }) == "unprocessable body.terms.price");
  CHECK(refused([](Wanted& it) { it.terms.price.pence = limits::pence_max + 1; }) == "unprocessable body.terms.price");
  CHECK(refused([](Wanted& it) { it.terms.price_limit->basis = AmountBasis::gross; }) ==
        "unprocessable body.terms.price_limit");
  CHECK(refused([](Wanted& it) { it.terms.price_limit->vat = VatRate::reduced; }) ==
        "unprocessable body.terms.price_limit");
  CHECK(refused([](Wanted& it) { it.terms.price_limit->pence = 0; }) == "unprocessable body.terms.price_limit");
  CHECK(refused([](Wanted& it) { it.terms.price_limit.reset(); }) == "accepted");
  CHECK(refused([](Wanted& it) { it.terms.specification = {"For B801200005001."}; }) == "conflict pupil_data");
  CHECK(refused([](Wanted& it) { it.terms.specification = {}; }) == "accepted");
  CHECK(refused([&](Wanted& it) { it.schools = {{c.oak, c.oak}}; }) == "unprocessable body.schools[1]");
  CHECK(refused([&](Wanted& it) { it.schools = {{c.oak, s.aire}}; }) == "unprocessable body.schools[1]");
  CHECK(refused([&](Wanted& it) { it.schools = {{OrganisationId{987'654}}}; }) == "not_found");
  CHECK(refused([&](Wanted& it) { it.shared_with = s.moor; }) == "unprocessable body.shared_with");
  CHECK(refused([&](Wanted& it) { it.shared_with = OrganisationId{987'654}; }) == "not_found");
  CHECK(refused([&](Wanted& it) { it.shared_with = s.aire; }) == "accepted");
}

TEST_CASE("pools: opening asks those who sign and buy for each school, and lets them read it") {
  Scenario s;
  BuyingCase c(s);
  auto wanted = c.wanted_pool();
  wanted.terms.specification = {};
  PoolId const id{id_in(c.orla.does(wanted))};
  CHECK(told(c.orla.tries(OpenPool{id})) == "conflict incomplete");
  c.orla.does(EditPool{id, c.terms()});
  s.advance(std::chrono::hours(24 * 41));
  CHECK(told(c.orla.tries(OpenPool{id})) == "conflict too_late");
  c.orla.does(EditPool{id, c.terms()});
  c.orla.does(OpenPool{id});
  CHECK(told(c.orla.tries(OpenPool{id})) == "conflict wrong_state");
  for (auto const& who : {c.otto, c.edna, c.ellis, c.felix, c.fay}) {
    CHECK(who.finds(GetPool{id}));
    CHECK(who.told_because(Because::pool_opened));
    CHECK(told(who.tries(CancelPool{id, {"No."}})) == "forbidden role");
  }
  CHECK_FALSE(c.orla.told_because(Because::pool_opened));
  for (auto const& who : {s.tess, c.tilda, c.mo}) CHECK(who.finds(GetPool{id}));  // above an asked school
  for (auto const& who : {c.ollie, c.grace, c.cara, c.conrad, s.nadia, s.tom, s.helen, s.priya}) {
    CHECK(told(who.asks(GetPool{id})) == "not_found");
    CHECK(who.lists(ListPools{}).empty());
    CHECK_FALSE(who.told_because(Because::pool_opened));
  }
  CHECK(s.store().verify().empty());
}

TEST_CASE("pools: sharing widens who reads the pool, not who reads what each school takes") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_signed();
  CHECK(told(c.otto.tries(SharePool{id, s.network})) == "forbidden role");
  CHECK(told(c.orla.tries(SharePool{id, s.moor})) == "unprocessable body.shared_with");
  CHECK(told(c.orla.tries(SharePool{id, s.network}, {}, 1)) == "precondition_failed version");
  c.orla.does(SharePool{id, s.network});
  for (auto const& who : {c.cara, c.ollie, s.helen}) {
    CHECK(who.finds(GetPool{id}));
    CHECK(who.lists(ListPools{}) == std::vector{id.value});
    CHECK(who.lists(ListParticipations{id}).empty());
  }
  CHECK(told(s.priya.asks(GetPool{id})) == "not_found");
  s.sink().take();
  c.orla.does(SharePool{id, {}});
  CHECK(told(c.cara.asks(GetPool{id})) == "not_found");
  s.as_system(EditSettings{.organisation = s.aire, .contract_reach = Reach::trust});
  CHECK(told(c.orla.tries(SharePool{id, s.network})) == "forbidden cap");
  CHECK(told(c.orla.tries(SharePool{id, s.aire})) == "accepted");
  CHECK(s.store().verify().empty());
}

TEST_CASE("pools: changed terms make all signatures fall, and who signed is asked to sign again") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_signed();
  auto const before = c.pool(id);
  auto terms = before.terms;
  CHECK(told(c.orla.tries(EditPool{id, terms})) == "accepted");  // the same: nothing falls
  CHECK(c.pool(id).version == before.version);
  terms.join_by = s.in_days(-1);
  terms.leave_by = s.in_days(-1);
  CHECK(told(c.orla.tries(EditPool{id, terms})) == "unprocessable body.terms.join_by");
  terms = before.terms;
  terms.price = BuyingCase::net(1'600);
  CHECK(told(c.felix.tries(EditPool{id, terms})) == "forbidden role");
  c.orla.does(EditPool{id, terms});
  auto const after = c.pool(id);
  CHECK(after.content_hash != before.content_hash);
  CHECK(after.total == PoolTotal{});
  CHECK(after.schools.size() == 3);
  auto const oak = c.participation(id, c.oak);
  CHECK(oak.state == ParticipationState::asked);
  CHECK(oak.committed == 100);
  CHECK(oak.signatures.size() == 1);
  for (auto const& who : {c.otto, c.felix, c.fay}) CHECK(who.told_because(Because::pool_sign_again));
  for (auto const& who : {c.edna, c.ellis, c.orla}) CHECK_FALSE(who.told_because(Because::pool_sign_again));
  CHECK(told(c.otto.tries(SignPool{id, c.oak, 100, 120, {before.content_hash}})) == "conflict changed");
  c.signs(c.otto, id, c.oak, 100, 120);
  CHECK_FALSE(c.otto.told_because(Because::pool_sign_again));
  CHECK(c.felix.told_because(Because::pool_sign_again));
  CHECK(c.participation(id, c.oak).signatures.size() == 2);
  CHECK(c.pool(id).total.schools == 1);
  terms.price = BuyingCase::net(1'700);
  c.orla.does(EditPool{id, terms});
  c.signs(c.felix, id, c.fell, 10, 10);
  CHECK_FALSE(c.felix.told_because(Because::pool_sign_again));  // of the first time neither
  CHECK_FALSE(c.fay.told_because(Because::pool_sign_again));
  CHECK(c.otto.told_because(Because::pool_sign_again));
  CHECK(s.store().verify().empty());
}

TEST_CASE("pools: more schools are asked while it is a draft or open, each once") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_open();
  CHECK(told(c.otto.tries(InviteToPool{id, {{c.coast}}})) == "forbidden role");
  CHECK(told(c.orla.tries(InviteToPool{id, {}})) == "unprocessable body.schools");
  CHECK(told(c.orla.tries(InviteToPool{id, {{c.coast, c.oak}}})) == "unprocessable body.schools[1]");
  c.orla.does(InviteToPool{id, {{c.coast}}});
  CHECK(c.conrad.told_because(Because::pool_opened));
  CHECK(c.cara.told_because(Because::pool_opened));
  CHECK(c.cara.finds(GetPool{id}));
  CHECK(c.pool(id).schools.size() == 4);
  CHECK(told(c.cara.tries(RemoveFromPool{id, c.coast})) == "forbidden role");
  c.orla.does(RemoveFromPool{id, c.coast});
  CHECK_FALSE(c.cara.finds(GetPool{id}));
  CHECK_FALSE(c.conrad.told_because(Because::pool_opened));
  CHECK(told(c.orla.tries(RemoveFromPool{id, c.coast})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(RemoveFromPool{id, c.fell}, {}, 1)) == "precondition_failed version");
  c.orla.does(InviteToPool{id, {{c.coast}}});  // the same record, asked anew
  CHECK(c.conrad.told_because(Because::pool_opened));
  CHECK(c.orla.lists(ListParticipations{id}).size() == 4);
  c.signs(c.conrad, id, c.coast, 5, 5);
  CHECK(told(c.orla.tries(RemoveFromPool{id, c.coast})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("pools: of a school that is taken off a draft nothing stays") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_draft();
  auto const one = c.participation(id, c.fell).id;
  c.orla.does(RemoveFromPool{id, c.fell});
  CHECK(c.pool(id).schools.size() == 2);
  c.orla.does(OpenPool{id});
  CHECK(told(c.felix.asks(GetParticipation{one})) == "not_found");
  CHECK_FALSE(c.felix.told_because(Because::pool_opened));
  CHECK(s.store().verify().empty());
}

TEST_CASE("pools: closing needs two schools, and puts those out that have not signed") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_open();
  c.signs(c.otto, id, c.oak, 100, 120);
  CHECK(told(c.orla.tries(ClosePool{id})) == "conflict too_few_signed");
  CHECK(told(c.otto.tries(ClosePool{id})) == "forbidden role");
  c.signs(c.felix, id, c.fell, 50, 60);
  c.orla.does(ClosePool{id});
  auto const closed = c.pool(id);
  CHECK(closed.state == PoolState::closed);
  CHECK(closed.total.schools == 2);
  CHECK(closed.schools.size() == 2);
  CHECK(c.participation(id, c.elm).state == ParticipationState::removed);
  CHECK(c.otto.told_because(Because::pool_closed));
  CHECK(c.felix.told_because(Because::pool_closed));
  CHECK_FALSE(c.edna.told_because(Because::pool_opened));
  CHECK_FALSE(c.edna.finds(GetPool{id}));
  CHECK(told(c.orla.tries(ClosePool{id})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(EditPool{id, c.terms()})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(InviteToPool{id, {{c.coast}}})) == "conflict wrong_state");
  CHECK(s.store().verify().empty());
}

TEST_CASE("pools: the day to join by closes it, or tells the organiser that too few have signed") {
  Scenario s;
  BuyingCase c(s);
  auto const enough = c.pool_signed();
  auto const few = c.pool_open();
  c.signs(c.edna, few, c.elm, 10, 10);
  s.advance_to(calendar::end_of(c.pool(few).terms.join_by));
  CHECK(c.pool(enough).state == PoolState::closed);
  CHECK(c.otto.told_because(Because::pool_closed));
  CHECK(c.pool(few).state == PoolState::open);
  CHECK(c.pool(few).close_asked);
  CHECK(c.orla.told_because(Because::pool_too_few));
  s.advance(std::chrono::hours(48));
  CHECK(told(c.otto.tries(SignPool{few, c.oak, 1, 1, {c.pool(few).content_hash}})) == "conflict too_late");
  CHECK(told(c.orla.tries(InviteToPool{few, {{c.coast}}})) == "conflict too_late");
  auto terms = c.pool(few).terms;
  terms.join_by = s.in_days(10);
  c.orla.does(EditPool{few, terms});
  CHECK_FALSE(c.pool(few).close_asked);
  CHECK_FALSE(c.orla.told_because(Because::pool_too_few));
  c.signs(c.otto, few, c.oak, 1, 1);
  c.signs(c.edna, few, c.elm, 10, 10);
  s.advance_to(calendar::end_of(terms.join_by));
  CHECK(c.pool(few).state == PoolState::closed);
  CHECK(s.store().verify().empty());
}

TEST_CASE("pools: a cancelled pool tells the schools why; a draft goes without a word") {
  Scenario s;
  BuyingCase c(s);
  auto wanted = c.wanted_pool();
  wanted.shared_with = s.network;
  PoolId const draft{id_in(c.orla.does(wanted))};
  CHECK(told(c.orla.tries(CancelPool{draft, {}})) == "unprocessable body.reason");
  CHECK(told(c.orla.tries(CancelPool{draft, {"B801200005001"}})) == "conflict pupil_data");
  c.orla.does(CancelPool{draft, {"Made twice."}});
  for (auto const& who : {c.otto, c.felix, c.cara}) {
    CHECK_FALSE(who.finds(GetPool{draft}));
    CHECK_FALSE(who.told_because(Because::pool_cancelled));
  }
  CHECK(c.orla.lists(ListParticipations{draft}).empty());

  auto const id = c.pool_signed();
  c.orla.does(CancelPool{id, {"The county buys for all."}});
  CHECK(c.pool(id).state == PoolState::cancelled);
  CHECK(c.pool(id).ended.has_value());
  for (auto const& who : {c.otto, c.edna, c.ellis, c.felix}) {
    CHECK(who.told_because(Because::pool_cancelled));
    CHECK_FALSE(who.told_because(Because::pool_opened));
    CHECK(who.finds(GetPool{id}));
  }
  CHECK(told(c.orla.tries(CancelPool{id, {"Again."}})) == "conflict wrong_state");
  CHECK(told(c.orla.tries(SharePool{id, s.network})) == "conflict wrong_state");
  CHECK(told(c.otto.tries(LeavePool{id, c.oak, {"Why not."}})) == "conflict wrong_state");
  CHECK(told(c.otto.tries(SignPool{id, c.oak, 1, 2, {c.pool(id).content_hash}})) == "conflict wrong_state");
  s.advance(std::chrono::hours(24 * 60));
  CHECK(c.pool(id).state == PoolState::cancelled);
  CHECK(s.store().verify().empty());
}

TEST_CASE("pools: it is handed over to somebody who manages what its organisation buys") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_open();
  CHECK(told(c.otto.tries(HandOverPool{id, c.otto.id()})) == "forbidden role");
  CHECK(told(c.orla.tries(HandOverPool{id, c.fay.id()})) == "unprocessable body.owner");
  CHECK(told(c.orla.tries(HandOverPool{id, c.ollie.id()})) == "unprocessable body.owner");
  CHECK(told(c.orla.tries(HandOverPool{id, PersonId{987'654}})) == "not_found");
  s.advance_to(calendar::end_of(c.pool(id).terms.join_by));
  CHECK(c.orla.told_because(Because::pool_too_few));
  c.orla.does(HandOverPool{id, c.tilda.id()});
  CHECK(c.pool(id).owner == c.tilda.id());
  CHECK(c.tilda.told_because(Because::pool_passed_on));
  CHECK(c.tilda.told_because(Because::pool_too_few));
  CHECK_FALSE(c.orla.told_because(Because::pool_too_few));
  CHECK(told(c.orla.tries(ClosePool{id})) == "forbidden role");
  CHECK(c.orla.finds(GetPool{id}));  // her school is asked
  CHECK(told(c.tilda.tries(CancelPool{id, {"Too few."}})) == "accepted");
  CHECK(s.store().verify().empty());
}

TEST_CASE("pools: readers of the pool see its schools and its total, not what each school takes") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_open();
  c.signs(c.otto, id, c.oak, 123, 4'567);
  auto const seen = c.edna.sees(GetPool{id});
  CHECK(seen.at("total").at("maximum") == 4'567);
  CHECK(seen.at("schools").size() == 3);
  for (auto const& one : seen.at("schools")) CHECK(one.size() == 2);
  auto const own = c.participation(id, c.elm).id.value;
  CHECK(c.edna.lists(ListParticipations{id}) == std::vector{own});  // her school has not signed
  CHECK(told(c.edna.asks(GetParticipation{c.participation(id, c.oak).id})) == "not_found");
  c.signs(c.ellis, id, c.elm, 10, 20);
  CHECK(c.edna.finds(GetParticipation{c.participation(id, c.oak).id}));
  CHECK(c.ellis.lists(ListParticipations{id}).size() == 3);
  // A business manager without the duty to sign sees her own school's.
  CHECK(c.fay.lists(ListParticipations{id}) == std::vector{c.participation(id, c.fell).id.value});
}

}  // namespace staffroom::tests
