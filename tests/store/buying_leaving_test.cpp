// What becomes of pools and contracts when people leave, organisations move, and people are forgotten; and what of
// buying stands in a person's calendar.
#include <doctest/doctest.h>

#include <algorithm>

#include "store/digest.hpp"
#include "store/personal_copy.hpp"
#include "tests/support/buying_case.hpp"

namespace staffroom::tests {
namespace {

std::string buying_copy_of(Scenario& s, Colleague const& about) {
  auto const copy = s.store().data_about(about.id(), about.id());
  REQUIRE(copy.has_value());
  std::string out;
  for (auto const& part : copy->parts) {
    if (part.name != "buying") continue;
    for (auto const& item : part.items) out += item.about + ": " + item.text + "\n" + item.json + "\n";
  }
  return out;
}

bool says(std::string const& text, std::string_view words) { return text.find(words) != std::string::npos; }

std::vector<std::string> days_of(Scenario& s, Colleague const& who) {
  std::vector<std::string> out;
  auto const seen = who.sees(ListDates{s.today(), s.in_days(limits::planned_days_max)});
  for (auto const& it : seen.at("items")) {
    out.push_back(it.at("what").get<std::string>() + " " + it.at("date").get<std::string>());
  }
  return out;
}

}  // namespace

TEST_CASE("buying: a pool passes to whoever manages its organisation when its organiser does so no more") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_signed();
  auto const draft = c.pool_draft();
  auto const over = c.pool_open();
  c.orla.does(CancelPool{over, {"Made twice."}});
  s.ends_memberships_of(c.orla);
  CHECK(c.pool(id).owner == c.tilda.id());  // the trust's business manager
  CHECK(c.pool(draft).owner == c.tilda.id());
  CHECK(c.pool(over).owner == c.orla.id());
  CHECK(c.tilda.told_because(Because::pool_passed_on));
  CHECK(told(c.orla.asks(GetPool{id})) == "not_found");
  CHECK(c.tilda.lists(ListParticipations{draft}).size() == 3);
  CHECK(c.pool(id).total.schools == 2);
  c.tilda.does(ClosePool{id});
  CHECK(s.store().verify().empty());
}

TEST_CASE("buying: who changes role and still manages keeps the pool; with nobody to take it, it stays") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_open();
  s.takes_on(c.orla, c.oak, Role::headteacher);
  CHECK(c.pool(id).owner == c.orla.id());
  PoolId const moors{id_in(c.fay.does(CreatePool{.organisation = c.fell, .terms = c.terms()}))};
  for (auto const& who : {c.felix, c.mo, c.fay}) s.ends_memberships_of(who);
  CHECK(c.pool(moors).owner == c.fay.id());
  auto const felicity = s.engages("Felicity Fells", c.fell, Role::business_manager);
  CHECK(told(felicity.asks(GetPool{moors})) == "not_found");  // a draft of somebody else's
  CHECK(s.store().verify().empty());
}

TEST_CASE("buying: signatures stay when those leave who gave them, and the next head signs on") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_signed();
  s.ends_memberships_of(c.otto);
  CHECK(c.participation(id, c.oak).signatures.values.back().person == c.otto.id());
  CHECK(c.pool(id).total.schools == 2);
  auto const ona = s.engages("Ona Oak", c.oak, Role::headteacher);
  CHECK(ona.finds(GetPool{id}));
  c.signs(ona, id, c.oak, 9, 9);
  CHECK(c.pool(id).total.maximum == 69);
}

TEST_CASE("buying: a school that moves takes its contracts and pools along, and the old trust reads them no more") {
  Scenario s;
  BuyingCase c(s);
  auto wanted = c.wanted_contract(c.oak);
  wanted.shared_with = s.aire;
  auto const trusts = c.contract(c.orla, wanted);
  wanted.details.title = {"Catering"};
  wanted.details.owner = {s.aire, Role::business_manager};
  wanted.shared_with.reset();
  auto const kept_above = c.contract(c.tilda, wanted);
  auto of_aire = c.wanted_contract(s.aire);
  of_aire.details.sites = {{c.oak, c.elm}};
  of_aire.details.owner = {c.oak, Role::business_manager};
  of_aire.shared_with.reset();
  auto const aires = c.contract(c.tilda, of_aire);
  PoolId const pool{id_in(c.tilda.does(c.wanted_pool()))};
  c.tilda.does(OpenPool{pool});
  CHECK(c.ellis.finds(GetContract{trusts}));
  CHECK(c.orla.finds(GetContract{aires}));

  CHECK(told(s.as_system(MoveOrganisation{c.oak, s.moor})) == "accepted");
  CHECK(c.contract(trusts).shared_with == c.oak);  // widening is nobody's side effect
  CHECK(c.contract(kept_above).details.owner == ContractSeat{c.oak, Role::business_manager});
  CHECK(c.contract(aires).details.owner == ContractSeat{s.aire, Role::business_manager});
  for (auto const id : {trusts, kept_above}) {
    CHECK(c.orla.finds(GetContract{id}));
    CHECK(c.orla.finds(GetContractTerms{id}));
    CHECK(c.mo.finds(GetContract{id}));
    for (auto const& who : {c.tilda, c.ellis, s.tess}) CHECK(told(who.asks(GetContract{id})) == "not_found");
    CHECK(told(c.tilda.asks(GetContractTerms{id})) == "not_found");
  }
  CHECK(told(c.orla.asks(GetContract{aires})) == "not_found");
  CHECK(c.tilda.finds(GetContract{aires}));
  // Oakfield's pool goes with it: Tilda manages nothing there any more.
  CHECK(c.pool(pool).owner == c.orla.id());
  CHECK(c.orla.told_because(Because::pool_passed_on));
  CHECK(c.mo.finds(GetPool{pool}));
  CHECK(s.store().verify().empty());
}

TEST_CASE("buying: a school that takes part goes on doing so when it moves, and its new trust reads what it takes") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_signed();
  auto const one = c.participation(id, c.fell).id;
  CHECK(c.mo.finds(GetParticipation{one}));
  CHECK(told(c.tilda.asks(GetParticipation{one})) == "not_found");
  CHECK(told(s.as_system(MoveOrganisation{c.fell, s.aire})) == "accepted");
  CHECK(c.pool(id).total.schools == 2);
  CHECK(c.pool(id).owner == c.orla.id());
  CHECK(told(c.mo.asks(GetParticipation{one})) == "not_found");
  CHECK(told(c.mo.asks(GetPool{id})) == "not_found");
  CHECK(c.tilda.finds(GetParticipation{one}));
  c.signs(s.tess, id, c.fell, 1, 2);
  CHECK(s.store().verify().empty());
}

TEST_CASE("buying: of a person who is forgotten their signature stays, and their radar goes") {
  Scenario s;
  BuyingCase c(s);
  auto const id = c.pool_signed();
  c.otto.does(EditRadarPlan{.person = c.otto.id(), .km = 40, .days = 60});
  CHECK(says(buying_copy_of(s, c.otto), "How far my radar looks"));
  ErasureId const erasure{id_in(s.tom.does(RequestErasure{c.otto.id(), ErasureManner::forget_who}))};
  s.nadia.does(ApproveErasure{erasure});
  for (int i = 0; i < 3; ++i) s.tick();
  auto const signature = c.participation(id, c.oak).signatures.values.back();
  CHECK(signature.capacity == PoolCapacity::headteacher);
  CHECK(signature.content_hash == c.pool(id).content_hash);
  CHECK_FALSE(says(buying_copy_of(s, c.otto), "How far my radar looks"));
  CHECK(c.pool(id).total.schools == 2);
  CHECK(s.store().verify().empty());
}

TEST_CASE("buying: in a copy of one's data stands what one entered, signed and organised, others' figures not") {
  Scenario s;
  BuyingCase c(s);
  auto const contract = c.contract(c.orla, c.oak);
  auto entry = c.wanted_entry(contract);
  entry.note = {"They came on a Sunday."};
  c.orla.does(entry);
  c.pool_signed();
  auto const orlas = buying_copy_of(s, c.orla);
  CHECK(says(orlas, "A contract that I entered for Oakfield Primary"));
  CHECK(says(orlas, "They came on a Sunday."));
  CHECK(says(orlas, "I organise: Cleaning for three schools"));
  auto const ottos = buying_copy_of(s, c.otto);
  CHECK(says(ottos, "I signed for Oakfield Primary"));
  CHECK_FALSE(says(ottos, "Fell View"));
  s.ends_memberships_of(c.orla);
  auto const after = buying_copy_of(s, c.orla);
  CHECK(says(after, "What I entered about a contract"));
  CHECK_FALSE(says(after, "They came on a Sunday."));
  CHECK_FALSE(says(after, "Cleaning of all buildings"));
}

TEST_CASE("buying: notice dates, ends and days of pools stand in the calendars of those whom they concern") {
  Scenario s;
  BuyingCase c(s);
  auto const contract = c.contract(c.contract(c.orla, c.oak));
  auto const pool = c.pool(c.pool_open());
  auto const in = [&](Colleague const& who, std::string_view what, Date date) {
    auto const days = days_of(s, who);
    return std::find(days.begin(), days.end(), std::string(what) + " " + to_text(date)) != days.end();
  };
  CHECK(in(c.orla, "contract_notice", contract.notice_by));
  CHECK(in(c.orla, "pool_join", pool.terms.join_by));
  CHECK(in(c.otto, "pool_join", pool.terms.join_by));
  CHECK_FALSE(in(c.otto, "pool_leave", pool.terms.leave_by));
  CHECK_FALSE(in(c.fay, "pool_join", pool.terms.join_by));  // she does not sign
  c.signs(c.otto, pool.id, c.oak, 1, 2);
  CHECK(in(c.otto, "pool_leave", pool.terms.leave_by));
  for (auto const& who : {c.otto, c.tilda, c.fay, c.ollie}) {
    CHECK_FALSE(in(who, "contract_notice", contract.notice_by));
  }
  CHECK_FALSE(in(c.conrad, "pool_join", pool.terms.join_by));
  c.orla.does(GiveNotice{contract.id, s.today(), {}});
  CHECK_FALSE(in(c.orla, "contract_notice", contract.notice_by));
}

TEST_CASE("buying: mail tells titles and days, no price and no quantity") {
  Scenario s;
  BuyingCase c(s);
  TimestampMs const begin{s.store().now().value - 1};
  auto const id = c.pool_open();
  auto const digest = s.store().digest(c.felix.id(), begin, s.store().now() + std::chrono::minutes(1));
  REQUIRE(digest.needs.size() == 1);
  auto const& item = digest.needs.front();
  CHECK(item.title == "Cleaning for three schools");
  CHECK(item.place == "Oakfield Primary");
  CHECK(item.date == c.pool(id).terms.join_by);
  CHECK(item.self == "/api/v1/pools/" + std::to_string(id.value));
}

}  // namespace staffroom::tests
