// Signing for a school in a pool: who may, in which capacity, for how much, and until when one leaves.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "tests/support/buying_case.hpp"

namespace staffroom::tests {

TEST_CASE("signing: leaders sign, and business managers who hold the duty; for their own school alone") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_open();
  auto const hash = c.pool(id).content_hash;
  auto const tries = [&](Colleague const& who, OrganisationId school) {
    return told(who.tries(SignPool{id, school, 10, 20, {hash}}));
  };
  CHECK(tries(c.orla, c.oak) == "forbidden signatory");                                   // without the duty
  for (auto const school : {c.elm, c.fell}) CHECK(tries(c.otto, school) == "not_found");  // reads nothing of theirs
  CHECK(tries(c.ellis, c.oak) == "not_found");
  CHECK(tries(c.cara, c.coast) == "not_found");
  CHECK(tries(c.grace, c.oak) == "not_found");
  CHECK(tries(c.ollie, c.oak) == "not_found");
  CHECK(tries(s.nadia, c.oak) == "not_found");
  CHECK(told(s.as_system(SignPool{id, c.oak, 1, 2, {hash}})) == "not_found");
  CHECK(tries(s.tess, s.aire) == "unprocessable ids.school");
  CHECK(tries(c.otto, c.oak) == "accepted");
  CHECK(tries(c.ellis, c.elm) == "accepted");
  CHECK(tries(c.mo, c.fell) == "accepted");
  auto const capacity = [&](OrganisationId school) { return c.participation(id, school).signatures.values.back(); };
  CHECK(capacity(c.oak).capacity == PoolCapacity::headteacher);
  CHECK(capacity(c.oak).person == c.otto.id());
  CHECK(capacity(c.oak).content_hash == hash);
  CHECK(capacity(c.elm).capacity == PoolCapacity::signatory);
  CHECK(capacity(c.fell).capacity == PoolCapacity::trust_leader);
  CHECK(c.orla.told_because(Because::pool_signed));
  CHECK(s.store().verify().empty());
}

TEST_CASE("signing: who signs for one school of the pool signs for no other where they work as well") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_open();
  s.takes_on(c.otto, c.fell, Role::staff);
  c.signs(c.otto, id, c.oak, 10, 20);
  auto const hash = c.pool(id).content_hash;
  CHECK(told(c.otto.tries(SignPool{id, c.fell, 10, 20, {hash}})) == "forbidden signatory");
  c.signs(c.felix, id, c.fell, 10, 20);
  CHECK(told(c.otto.tries(SignPool{id, c.fell, 1, 1, {hash}})) == "forbidden signatory");
  CHECK(told(c.otto.tries(LeavePool{id, c.fell, {"Not mine."}})) == "forbidden signatory");
  CHECK(c.participation(id, c.fell).committed == 10);
}

TEST_CASE("signing: it names the terms that were read, and quantities that make sense") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_open();
  auto const hash = c.pool(id).content_hash;
  auto const tries = [&](std::uint32_t committed, std::uint32_t maximum, std::string seen) {
    return told(c.otto.tries(SignPool{id, c.oak, committed, maximum, {std::move(seen)}}));
  };
  CHECK(tries(10, 20, "another") == "conflict changed");
  CHECK(tries(0, 20, hash) == "unprocessable body.committed");
  CHECK(tries(21, 20, hash) == "unprocessable body.maximum");
  CHECK(tries(1, limits::pool_quantity_max + 1, hash) == "unprocessable body.maximum");
  CHECK(tries(1, limits::pool_quantity_max, hash) == "accepted");
  CHECK(tries(10, 10, hash) == "accepted");
  CHECK(told(c.otto.tries(SignPool{id, c.oak, 10, 10, {hash}}, {}, 1)) == "precondition_failed version");

  auto wanted = c.wanted_pool();
  wanted.terms.price = BuyingCase::net(1'000'000);
  wanted.terms.price_limit.reset();
  PoolId const dear{id_in(c.orla.does(wanted))};
  c.orla.does(OpenPool{dear});
  SignPool const sign{dear, c.oak, 1, limits::pool_quantity_max, {c.pool(dear).content_hash}};
  CHECK(told(c.otto.tries(sign)) == "unprocessable body.maximum");  // too much money
}

TEST_CASE("signing: the total is what the schools signed for, and its value is right to the penny") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_signed();
  auto const total = c.pool(id).total;
  CHECK(total.schools == 2);
  CHECK(total.committed == 150);
  CHECK(total.maximum == 180);
  // £15.50 × 180 hours × 39 weeks × 5 years, and 20 % on the whole.
  CHECK(total.value_net == 54'405'000);
  CHECK(total.value_gross == 65'286'000);
  c.signs(c.otto, id, c.oak, 1, 1);  // a smaller quantity, signed anew
  CHECK(c.pool(id).total.maximum == 61);
  CHECK(c.participation(id, c.oak).signatures.size() == 2);
  CHECK(c.pool(id).total.value_net == 18'437'250);

  auto wanted = c.wanted_pool();
  wanted.terms.price = BuyingCase::net(33);
  wanted.terms.price_limit.reset();
  wanted.terms.months = 0;
  wanted.terms.extension_months = 0;
  PoolId const once{id_in(c.orla.does(wanted))};
  c.orla.does(OpenPool{once});
  c.signs(c.otto, once, c.oak, 1'000, 1'001);
  // VAT is rounded of the whole, not of each: 33,033 pence and 6,606.6.
  CHECK(c.pool(once).total.value_net == 33'033);
  CHECK(c.pool(once).total.value_gross == 39'640);

  wanted.terms.price = BuyingCase::gross(100);
  wanted.terms.months = 7;
  wanted.terms.units_a_year = 1;
  PoolId const gross{id_in(c.orla.does(wanted))};
  c.orla.does(OpenPool{gross});
  c.signs(c.otto, gross, c.oak, 1, 1);
  // 700 twelfths of a pound's pence: 58.33; VAT of it 9.67.
  CHECK(c.pool(gross).total.value_gross == 58);
  CHECK(c.pool(gross).total.value_net == 48);
}

TEST_CASE("signing: every audience of the pool is told of its new total by one event") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_open();
  c.orla.does(SharePool{id, s.network});
  s.sink().take();
  c.signs(c.otto, id, c.oak, 123, 4'567);
  std::size_t told_pool = 0;
  for (auto const& publication : s.sink().take()) {
    for (auto const& part : publication->parts) {
      auto const events = Json::parse(part.last).at("events");
      auto const is_pool = [](Json const& it) { return it.contains("put") && it.at("put").at("kind") == "pool"; };
      auto const count = std::count_if(events.begin(), events.end(), is_pool);
      CHECK(count <= 1);
      if (count == 1) CHECK(part.last.find("\"maximum\":4567") != std::string::npos);
      told_pool += std::size_t(count);
    }
  }
  CHECK(told_pool >= 1);
}

TEST_CASE("signing: whatever is done in whatever order, the pool adds up what is signed, and one record is live") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_open();
  c.orla.does(InviteToPool{id, {{c.coast}}});
  std::vector<std::pair<OrganisationId, Colleague>> const schools{
      {c.oak, c.otto}, {c.elm, c.edna}, {c.fell, c.felix}, {c.coast, c.conrad}};
  std::mt19937 random(7);
  auto const upto = [&](std::uint32_t n) { return std::uint32_t(random() % n); };
  for (int step = 0; step < 120; ++step) {
    auto const& [school, head] = schools[upto(4)];
    auto const committed = 1 + upto(50);
    switch (upto(5)) {
      case 0: head.tries(LeavePool{id, school, {"Bought elsewhere."}}); break;
      case 1: c.orla.tries(RemoveFromPool{id, school}); break;
      case 2: c.orla.tries(InviteToPool{id, {{school}}}); break;
      default: head.tries(SignPool{id, school, committed, committed + upto(9), {c.pool(id).content_hash}}); break;
    }
    if (step == 60) {
      auto terms = c.pool(id).terms;
      terms.months = 12;
      c.orla.does(EditPool{id, terms});
    }
    PoolTotal total;
    std::size_t live = 0;
    for (auto const one : c.orla.lists(ListParticipations{id})) {
      auto const it = c.participation(ParticipationId{one});
      CHECK(it.committed <= it.maximum);
      bool const is_signed = it.state == ParticipationState::signed_up;
      if (is_signed || it.state == ParticipationState::asked) ++live;
      if (!is_signed) continue;
      CHECK(it.signatures.values.back().content_hash == c.pool(id).content_hash);
      ++total.schools;
      total.committed += it.committed;
      total.maximum += it.maximum;
    }
    auto const pool = c.pool(id);
    CHECK(pool.total.schools == total.schools);
    CHECK(pool.total.committed == total.committed);
    CHECK(pool.total.maximum == total.maximum);
    CHECK(pool.total.value_net ==
          1'550 * std::int64_t(total.maximum) * 39 * (pool.terms.months + pool.terms.extension_months) / 12);
    CHECK(pool.schools.size() == live);
  }
  CHECK(c.orla.lists(ListParticipations{id}).size() == 4);
  CHECK(s.store().verify().empty());
}

TEST_CASE("signing: a school that reads the pool joins unasked; one that cannot read it does not") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_open();
  auto const hash = c.pool(id).content_hash;
  CHECK(told(c.conrad.tries(SignPool{id, c.coast, 1, 2, {hash}})) == "not_found");
  c.orla.does(SharePool{id, s.network});
  CHECK(told(c.cara.tries(SignPool{id, c.coast, 1, 2, {hash}})) == "forbidden signatory");
  CHECK(told(c.orla.tries(SignPool{id, c.coast, 1, 2, {hash}})) == "forbidden role");
  c.conrad.does(SignPool{id, c.coast, 1, 2, {hash}});
  CHECK(c.pool(id).schools.size() == 4);
  c.conrad.does(LeavePool{id, c.coast, {"Bought elsewhere."}});
  CHECK(c.pool(id).schools.size() == 3);
  CHECK(c.conrad.finds(GetParticipation{c.participation(id, c.coast).id}));
  c.conrad.does(SignPool{id, c.coast, 3, 4, {hash}});
  auto const again = c.participation(id, c.coast);
  CHECK(again.signatures.size() == 2);
  CHECK(again.reason.empty());
  CHECK(c.orla.lists(ListParticipations{id}).size() == 4);
  CHECK(s.store().verify().empty());
}

TEST_CASE("signing: one leaves until the end of the day to leave, also when the pool has closed") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_signed();
  CHECK(told(c.felix.tries(LeavePool{id, c.fell, {}})) == "unprocessable body.reason");
  CHECK(told(c.felix.tries(LeavePool{id, c.fell, {"B801200005001"}})) == "conflict pupil_data");
  CHECK(told(c.fay.tries(LeavePool{id, c.fell, {"We won't."}})) == "forbidden role");
  CHECK(told(c.edna.tries(LeavePool{id, c.elm, {"We won't."}})) == "forbidden role");
  c.orla.does(ClosePool{id});
  c.signs(c.felix, id, c.fell, 7, 8);
  CHECK(c.pool(id).total.maximum == 128);
  auto const last = c.pool(id).terms.leave_by;
  c.moves_to(last);
  c.felix.does(LeavePool{id, c.fell, {"The governors said no."}});
  CHECK(c.orla.told_because(Because::pool_left));
  CHECK(c.pool(id).total.schools == 1);
  CHECK(c.participation(id, c.fell).reason.value == "The governors said no.");
  CHECK(told(c.felix.asks(GetPool{id})) == "not_found");
  s.advance_to(calendar::end_of(last));
  CHECK(told(c.otto.tries(LeavePool{id, c.oak, {"Late."}})) == "conflict leave_by_passed");
  CHECK(told(c.otto.tries(SignPool{id, c.oak, 1, 2, {c.pool(id).content_hash}})) == "conflict leave_by_passed");
  CHECK(s.store().verify().empty());
}

TEST_CASE("signing: what a person was asked is answered when every school that they sign for has signed") {
  Scenario s;
  BuyingCase c(s);
  s.ends_memberships_of(c.otto);
  s.ends_memberships_of(c.edna);
  auto const id = c.pool_open();
  REQUIRE(s.tess.told_because(Because::pool_opened));  // the nearest who leads both
  c.signs(s.tess, id, c.oak, 1, 2);
  CHECK(s.tess.told_because(Because::pool_opened));
  CHECK(c.ellis.told_because(Because::pool_opened));
  c.signs(c.ellis, id, c.elm, 1, 2);
  CHECK_FALSE(s.tess.told_because(Because::pool_opened));
  CHECK_FALSE(c.ellis.told_because(Because::pool_opened));
  CHECK(c.felix.told_because(Because::pool_opened));
}

TEST_CASE("signing: the newest signatures of a school are kept") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_open();
  for (std::uint32_t i = 1; i <= limits::pool_signatures_max + 3; ++i) c.signs(c.otto, id, c.oak, i, i);
  auto const kept = c.participation(id, c.oak).signatures;
  CHECK(kept.size() == limits::pool_signatures_max);
  CHECK(kept.values.front().maximum == 4);
  CHECK(kept.values.back().maximum == limits::pool_signatures_max + 3);
}

}  // namespace staffroom::tests
