// The parts of the permission table about support and about profiles, as cases that can be tried: a request of a school
// with all that is bound to it, and a person's profile with its sights, by viewers who are something to them.
#pragma once
#include "tests/laws/policy_cases.hpp"

namespace staffroom::tests {

/// How far the case has come.
enum class Stage { draft, open, matched, evaluated };

/// A viewer, and how things stand with the request.
struct Plea {
  Situation situation;  // name and who
  Stage stage = Stage::open;
  Confidentiality confidentiality = Confidentiality::brokers;
  bool choose = false;  // requesters see suggestions and ask people themselves
};
std::vector<Plea> const& pleas();

/// Somebody new with the duty of a broker there.
Colleague broker_at(Scenario& s, OrganisationId at);

class PleaStage {
 public:
  using Case = Plea;
  explicit PleaStage(Scenario& scenario) : scenario_(scenario) {}
  static std::vector<Plea> const& cases() { return pleas(); }
  void visit(Plea const& plea, std::function<void(PolicyCase const&)> const& visit);

 private:
  Scenario& scenario_;
};

/// A viewer, and how far a person shows what.
struct Self {
  Situation situation;  // name and who
  Sight sight = Sight::network;
  bool suggestible = true;
};
std::vector<Self> const& selves();

class SelfStage {
 public:
  using Case = Self;
  explicit SelfStage(Scenario& scenario) : scenario_(scenario) {}
  static std::vector<Self> const& cases() { return selves(); }
  void visit(Self const& self, std::function<void(PolicyCase const&)> const& visit);

 private:
  Scenario& scenario_;
};

}  // namespace staffroom::tests
