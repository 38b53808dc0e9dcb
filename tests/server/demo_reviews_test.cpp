// Peer review in the demo network, as it is loaded: a review in each state, with what stands there natural for it.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "server/demo.hpp"
#include "server/records.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

class DemoReviews {
 public:
  explicit DemoReviews(TimestampMs now) : now_(now) {
    std::ostringstream accounts;
    auto const reader = std::filesystem::canonical("/proc/self/exe").parent_path().parent_path() / "staffroom-extract";
    auto const loaded = load_demo(folder_.path(), "a quite long password 42", now, accounts, reader);
    REQUIRE_MESSAGE(loaded.has_value(), loaded.error().detail);
    StoreSettings settings;
    settings.folder = folder_.path();
    settings.manual_clock = true;
    auto opened = Store::open(std::move(settings));
    REQUIRE(opened.has_value());
    store_ = *std::move(opened);
    for (auto const& it : *records::all<Review>(*store_, ListReviews{})) reviews_.emplace(it.state, it);
  }

  Store& store() { return *store_; }
  TimestampMs now() const { return now_; }
  std::multimap<ReviewState, Review> const& reviews() const { return reviews_; }
  Review const& in(ReviewState state) const {
    auto const found = reviews_.find(state);
    REQUIRE(found != reviews_.end());
    return found->second;
  }

  template <class R, class Query>
  std::vector<R> all(Query const& query) {
    auto const found = records::all<R>(*store_, query);
    REQUIRE(found.has_value());
    return *found;
  }
  template <class R, class Query>
  std::shared_ptr<R const> one(Query const& query) {
    return records::find<R>(*store_, query);
  }
  template <class R, class Query>
  std::shared_ptr<R const> shown(std::string_view email, Query const& query) {
    auto const answer = store_->ask(actor_of(email), query, {}, ReadTier::disk);
    return *answer ? records::read<R>((**answer).json) : nullptr;
  }
  /// One page of what a person is shown.
  template <class R, class Query>
  std::vector<R> listed(std::string_view email, Query const& query) {
    auto const answer = store_->ask(actor_of(email), query, {limits::page_size_max, {}}, ReadTier::disk);
    REQUIRE_MESSAGE(answer->has_value(), answer->error().detail);
    std::vector<R> out;
    auto const page = nlohmann::json::parse((*answer)->json);
    for (auto const& item : page.at("items")) out.push_back(get<R>(*record_from_json(R::kind, item.dump())));
    return out;
  }

 private:
  Actor actor_of(std::string_view email) const {
    auto const person = store_->credential_of(email);
    REQUIRE_MESSAGE(person.has_value(), email);
    Actor actor;
    actor.person = person->id;
    return actor;
  }

  TempFolder folder_;
  TimestampMs now_;
  std::unique_ptr<Store> store_;
  std::multimap<ReviewState, Review> reviews_;
};

void check_states(DemoReviews& demo) {
  std::set<ReviewState> states;
  for (auto const& [state, review] : demo.reviews()) {
    states.insert(state);
    CHECK_FALSE(review.visitors.empty());
    bool const has_team = state >= ReviewState::team_proposed;
    CHECK(review.team.empty() == !has_team);
    CHECK(review.final_at.has_value() == (state >= ReviewState::final));
  }
  CHECK(states.size() == 14);
  std::set<CycleState> cycles;
  for (auto const email :
       {"w.garside@marlandcoast.example", "m.trewin@saltmerecoop.example", "d.whitaker@brightholme.example"}) {
    for (auto const& it : demo.listed<ReviewCycle>(email, ListReviewCycles{})) cycles.insert(it.state);
  }
  CHECK(cycles == std::set{CycleState::draft, CycleState::open, CycleState::running});
}

void check_visits(DemoReviews& demo) {
  auto const& visiting = demo.in(ReviewState::visiting);
  CHECK(demo.all<ReviewActivity>(ListReviewActivities{visiting.id}).size() >= 3);
  CHECK(demo.all<EvidenceNote>(ListEvidenceNotes{visiting.id}).size() >= 3);
  // Long ago, and deleted when the work was over.
  CHECK(demo.all<EvidenceNote>(ListEvidenceNotes{demo.in(ReviewState::impact_check).id}).empty());
  CHECK(demo.one<SelfReview>(GetSelfReview{demo.in(ReviewState::self_review_submitted).id})->submitted);
  auto const& asked = demo.in(ReviewState::team_proposed);
  auto const interests = demo.all<Interest>(ListInterests{asked.id});
  CHECK(std::ranges::any_of(interests, [](auto const& it) { return it.hard && it.state == InterestState::refused; }));
}

void check_reports(DemoReviews& demo) {
  auto const& checking = demo.in(ReviewState::factual_check);
  CHECK(demo.one<ReviewReport>(GetReviewReport{checking.id})->state == ReviewReportState::with_host);
  CHECK(demo.all<ReportComment>(ListReportComments{checking.id}).size() >= 2);
  auto const& final = demo.in(ReviewState::final);
  auto const report = demo.one<ReviewReport>(GetReviewReport{final.id});
  REQUIRE(report);
  CHECK(report->state == ReviewReportState::final);
  CHECK(report->signatures.size() == 2);
  CHECK(demo.all<ReportGrant>(ListReportGrants{final.id}).size() == 2);
  CHECK_FALSE(demo.all<ReportReading>(ListReportReadings{final.id}).empty());
  auto const& closed = demo.in(ReviewState::closed);
  CHECK(demo.one<ReviewReport>(GetReviewReport{closed.id})->dissents.size() == 1);
  CHECK(demo.one<ReviewPlan>(GetReviewPlan{closed.id})->checks.size() == 1);
}

}  // namespace

TEST_CASE("demo reviews: one stands in each state, and the report belongs to its school") {
  // Days after Christmas, and after Easter: bank holidays lie among what is told.
  for (auto const now : {TimestampMs{1'799'323'200'000}, TimestampMs{1'775'563'200'000}}) {
    INFO(now.value);
    DemoReviews demo(now);
    check_states(demo);
    check_visits(demo);
    check_reports(demo);
    GetReviewReport const read{demo.in(ReviewState::final).id};
    CHECK(demo.shown<ReviewReport>("j.stanhope@marlbeckhigh.example", read));
    for (auto const email : {"w.garside@marlandcoast.example", "d.whitaker@brightholme.example",
                             "i.rahman@brightholme.example", "m.redfern@staldwyns.example"}) {
      INFO(email);
      CHECK_FALSE(demo.shown<ReviewReport>(email, read));
    }
    CHECK(demo.store().verify().empty());
  }
}

}  // namespace staffroom::tests
