// The law: the state that a client has, plus the events that it receives, is the state it would fetch afresh; for every
// command and every viewer, gains and losses of access included.
#include <doctest/doctest.h>

#include "tests/laws/script.hpp"
#include "tests/support/share.hpp"

namespace staffroom::tests {

TEST_CASE("after every command of the story every viewer's page is what they would fetch afresh") {
  Scenario scenario;
  Law law(scenario);
  story::whole(law);
  law.finish();
  boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Commands>>([&](auto identity) {
    using C = typename decltype(identity)::type;
    CHECK_MESSAGE(law.accepted().contains(std::string(C::name)), "the story never uses " << C::name);
  });
  auto const unsound = scenario.store().verify();
  CHECK_MESSAGE(unsound.empty(), "index rows and records: " << (unsound.empty() ? "" : unsound.front()));
  CHECK(law.checks() > share_of(10'000, 1'000));
  MESSAGE(law.checks() << " pages checked");
}

TEST_CASE("a list that is fetched while frames are still on their way fits together with them") {
  Scenario scenario;
  Law law(scenario, {.lag = 4});
  story::whole(law);
  law.finish();
  CHECK(law.checks() > share_of(2'500, 250));
}

TEST_CASE("a client that was away and asks what it missed ends where one stands who was not") {
  Scenario scenario;
  Law law(scenario, {.resuming = true, .looking = false});
  story::whole(law);
  CHECK(law.resumes() > share_of(2'500, 250));
}

}  // namespace staffroom::tests
