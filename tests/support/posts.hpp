// Practice posts for tests: drafts that lack nothing, shown to whom one likes.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

#include "protocol/codec.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {

class Posts {
 public:
  explicit Posts(Scenario& scenario) : s_(scenario) {}

  CreatePractice told(OrganisationId at, std::string_view title = "Talk before writing") const {
    return {.organisation = at,
            .title = {std::string(title)},
            .result = {"They write longer sentences."},
            .context = {"Many found it hard to begin."},
            .pupils = {"Two classes of Year 5"},
            .subject = Name{"Maths"},
            .stages = {{KeyStage::ks2}},
            .problems = {{Name{"Writing"}}},
            .steps = {{Note{"Talk in pairs."}, Note{"Then write."}}},
            .evidence_kind = EvidenceKind::observation,
            .impact = {"Nobody sat before an empty page."}};
  }
  EditPractice edit(PracticeId id) const {
    auto const it = post(id);
    return {.practice = id,
            .title = it.title,
            .result = it.result,
            .context = it.context,
            .pupils = it.pupils,
            .subject = it.subject,
            .stages = it.stages,
            .problems = it.problems,
            .steps = it.steps,
            .evidence_kind = it.evidence_kind,
            .impact = it.impact,
            .contact = it.contact,
            .visits_offered = it.visits_offered,
            .resources = it.resources};
  }
  PracticeId drafts(Colleague const& who, CreatePractice const& told) const { return {id_in(who.does(told))}; }
  PracticeId drafts(Colleague const& who, OrganisationId at) const { return drafts(who, told(at)); }
  void publishes(Colleague const& who, PracticeId id) const { who.does(PublishPractice{id, s_.in_days(300)}); }
  PracticeId shows(Colleague const& who, CreatePractice const& told, OrganisationId with) const {
    auto const id = drafts(who, told);
    who.does(SharePractice{.practice = id, .shared_with = with});
    publishes(who, id);
    return id;
  }
  PracticeId shows(Colleague const& who, OrganisationId at, OrganisationId with) const {
    return shows(who, told(at), with);
  }
  /// As the store has it.
  PracticePost post(PracticeId id) const { return stored<PracticePost>(GetPractice{id}); }
  PracticeActivity activity(PracticeId id) const { return stored<PracticeActivity>(GetPracticeActivity{id}); }
  Adoption adoption(AdoptionId id) const { return stored<Adoption>(GetAdoption{id}); }
  /// Whether the store has what this asks for, whoever reads it.
  bool holds(Query const& query) const { return s_.store().ask({}, query, {1, {}}, ReadTier::disk)->has_value(); }

 private:
  template <class R>
  R stored(Query const& query) const {
    auto const answer = *s_.store().ask({}, query, {1, {}}, ReadTier::disk);
    if (!answer) throw std::runtime_error("not in the store: " + told_why(answer));
    return get<R>(*record_from_json(R::kind, answer->json));
  }
  static std::string told_why(Result<Answer> const& answer) { return tests::told(answer); }

  Scenario& s_;
};

}  // namespace staffroom::tests
