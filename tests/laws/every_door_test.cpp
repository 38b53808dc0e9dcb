// The door by itself: every row of the policy asked by everybody about any mixture of facts, as no command puts them
// together. It answers whatever it is asked, and only in the words of the row.
#include <doctest/doctest.h>

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "protocol/codec.hpp"
#include "store/permissions.hpp"
#include "tests/laws/script.hpp"
#include "tests/laws/twin.hpp"
#include "tests/support/share.hpp"

namespace staffroom::tests {
namespace {

template <class R>
using All = std::vector<std::shared_ptr<R const>>;

/// What lies in the database, by kind.
struct RecordsByKind {
  std::tuple<All<Organisation>, All<Person>, All<Team>, All<Channel>, All<Topic>, All<TeamMembership>, All<Membership>,
             All<Resource>, All<Collection>, All<PracticePost>, All<ActionItem>, All<SupportRequest>, All<ReviewCycle>,
             All<Review>, All<ReportGrant>, All<Contract>, All<Pool>, All<Saving>, All<Purchase>,
             All<SupplierExperience>, All<ResourceVersion>>
      all;

  explicit RecordsByKind(Twin const& twin) {
    twin.each_record([&](Record const& record) { std::apply([&](auto&... list) { (keep(list, record), ...); }, all); });
  }
  template <class R>
  All<R> const& of() const {
    return std::get<All<R>>(all);
  }

 private:
  template <class R>
  static void keep(All<R>& list, Record const& record) {
    if (auto const* it = get_if<R>(&record)) list.push_back(std::make_shared<R const>(*it));
  }
};

/// Subjects as they come: each fact there or not, most often about what the asker has to do with.
class Subjects {
 public:
  Subjects(RecordsByKind const& facts, std::mt19937_64& random) : facts_(facts), random_(random) {}

  Subject any(PersonId me) {
    Subject out;
    maybe(out.team, 3);
    maybe(out.channel, 3);
    maybe(out.topic, 3);
    maybe(out.place, 5);
    maybe(out.membership, 4);
    maybe(out.target_channel, 5);
    maybe(out.target_team, 5);
    maybe(out.resource, 4);
    maybe(out.collection, 8);
    maybe(out.practice, 5);
    maybe(out.action, 8);
    maybe(out.request, 4);
    maybe(out.cycle, 5);
    maybe(out.review, 4);
    maybe(out.grant, 5);
    maybe(out.contract, 4);
    maybe(out.pool, 5);
    maybe(out.saving, 6);
    maybe(out.purchase, 4);
    maybe(out.experience, 8);
    maybe(out.version, 5);
    if (roll(2)) out.organisation = node();
    if (roll(2)) out.about = person(me);
    if (roll(2)) out.author = person(me);
    if (roll(3)) out.target = person(me);
    if (roll(5)) out.judged = person(me);
    if (roll(2)) out.school = node();
    if (roll(3)) out.target_organisation = node();
    if (roll(3)) out.reach = node();
    if (roll(3)) out.role_given = Role(random_() % 8);
    if (roll(3)) out.joining = Joining(random_() % 3);
    if (roll(3)) out.import_source = ImportSource(random_() % 3);
    if (roll(3)) out.ends = Date{20'800};
    if (roll(3)) out.settings = &settings_;
    if (roll(2)) out.sight = Sight(random_() % 5);
    if (roll(3)) out.writes = roll(2);
    if (roll(2)) out.within = roll(2);
    out.used_supplier = roll(2);
    out.reads_both = roll(2);
    // A topic with what it is bound to, a place with its team: as the hub asks.
    if (out.topic && out.topic->resource && roll(2)) out.resource = find(facts_.of<Resource>(), *out.topic->resource);
    if (out.topic && out.topic->practice && roll(2)) {
      out.practice = find(facts_.of<PracticePost>(), *out.topic->practice);
    }
    if (out.channel && roll(2)) out.team = find(facts_.of<Team>(), out.channel->team);
    return out;
  }

 private:
  bool roll(std::size_t sides) { return random_() % sides == 0; }
  template <class R>
  void maybe(std::shared_ptr<R const>& into, std::size_t sides) {
    auto const& all = facts_.of<R>();
    if (!all.empty() && roll(sides)) into = all[random_() % all.size()];
  }
  template <class R, class IdType>
  static std::shared_ptr<R const> find(All<R> const& all, IdType id) {
    auto const found = std::find_if(all.begin(), all.end(), [&](auto const& it) { return it->id == id; });
    return found == all.end() ? nullptr : *found;
  }
  PersonId person(PersonId me) {
    if (roll(3)) return me;
    if (roll(10)) return PersonId{888'888'888};
    auto const& all = facts_.of<Person>();
    return all[random_() % all.size()]->id;
  }
  OrganisationId node() {
    if (roll(12)) return OrganisationId{888'888'888};
    auto const& all = facts_.of<Organisation>();
    return all[random_() % all.size()]->id;
  }

  RecordsByKind const& facts_;
  std::mt19937_64& random_;
  OrgSettings settings_;
};

bool has(Rule const& rule, Condition condition) {
  return std::find(rule.conditions.begin(), rule.conditions.end(), condition) != rule.conditions.end();
}

/// "role", and each condition that the row or the way to it names.
std::set<std::string> reasons_of(Rule const& rule) {
  std::set<std::string> out{"role"};
  auto const add = [&](std::vector<Condition> const& conditions) {
    for (auto const condition : conditions) out.insert(boost::describe::enum_to_string(condition, ""));
  };
  add(rule.conditions);
  for (auto const& grant : rule.grants) add(grant.only_if);
  if (auto const* reading = rule_for(rule.thing, Action::read)) {
    for (auto const& grant : reading->grants) add(grant.only_if);
  }
  return out;
}

struct DoorTally {
  std::size_t asked = 0, allowed = 0, forbidden = 0;
};

/// One row, one asker, one mixture of facts.
void check_row(Twin const& twin, Rule const& rule, Actor const& actor, Subject const& subject, DoorTally& tally) {
  Asked const asked{.actor = actor, .now = twin.now(), .today = twin.today(), .if_match = {}};
  Door const door(twin.view(), asked);
  for (auto const action : rule.actions) {
    INFO(boost::describe::enum_to_string(rule.thing, "")
         << "." << boost::describe::enum_to_string(action, "") << " asked by " << actor.person.value);
    auto const told = door.may(rule.thing, action, subject);
    ++tally.asked;
    REQUIRE(told == door.may(rule.thing, action, subject));
    if (told) {
      ++tally.allowed;
      // What nobody does to themselves or alone, whoever they are.
      if (has(rule, Condition::fresh)) CHECK(actor.fresh_until > twin.now());
      if (has(rule, Condition::second_person)) CHECK(subject.author != actor.person);
      if (has(rule, Condition::not_self)) CHECK((subject.target ? subject.target : subject.about) != actor.person);
    } else if (told.error().code == ErrorCode::forbidden) {
      ++tally.forbidden;
      CHECK(rule.refused == Refused::forbidden);
      CHECK(reasons_of(rule).contains(told.error().reason));
    } else {
      CHECK(told.error() == Error::not_found());
    }
  }
}

}  // namespace

TEST_CASE("law: the door answers every row about any mixture of facts, in the row's words, alike each time") {
  Scenario scenario;
  std::mt19937_64 random(20261124);
  DoorTally tally;
  auto const ask_all_rows = [&] {
    Twin const twin(scenario);
    RecordsByKind const facts(twin);
    Subjects subjects(facts, random);
    for (auto const& rule : policy()) {
      for (auto actor : twin.everybody()) {
        // Whether the password was entered just now; then their session, which does not know of it, says no.
        if (random() % 4 == 0) actor = {actor.person, {}, {}};
        for (std::uint64_t i = 0; i < share_of(12, 3); ++i) {
          check_row(twin, rule, actor, subjects.any(actor.person), tally);
        }
        check_row(twin, rule, actor, {}, tally);
      }
      check_row(twin, rule, {PersonId{888'888'888}, {}, {}}, subjects.any(PersonId{888'888'888}), tally);
    }
  };
  std::size_t told = 0;
  Law law(scenario, {.looking = false, .watched = false, .after_each = [&](std::string const&) {
                       if (++told % 400 == 0) ask_all_rows();
                     }});
  story::whole(law);
  law.finish();
  ask_all_rows();
  MESSAGE(tally.asked << " asked, " << tally.allowed << " allowed, " << tally.forbidden << " forbidden");
  CHECK(tally.allowed > tally.asked / 50);
  CHECK(tally.forbidden > tally.asked / 50);
}

TEST_CASE("what the policy has no row for does not exist, and who is not there finds nothing") {
  Scenario scenario;
  Twin const twin(scenario);
  Asked const asked{.actor = scenario.nadia.actor(), .now = twin.now(), .today = twin.today(), .if_match = {}};
  Door const door(twin.view(), asked);
  CHECK(rule_for(Thing::hub_status, Action::merge) == nullptr);
  CHECK(door.may(Thing::hub_status, Action::merge, {}).error() == Error::not_found());
  auto const alice = twin.view().find<Person>(scenario.alice.id());
  REQUIRE(alice);
  CHECK(reads(twin.view(), Actor(), Record(*alice)));
  CHECK(reads(twin.view(), scenario.bob.actor(), Record(*alice)));
  CHECK_FALSE(reads(twin.view(), {PersonId{888'888'888}, {}, {}}, Record(*alice)));
}

}  // namespace staffroom::tests
