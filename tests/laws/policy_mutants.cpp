// Tables of permissions with one mistake each: made one after the other, and put in force in place of the written one.
#include "tests/laws/policy_mutants.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/describe/enum_to_string.hpp>
#include <cstdlib>
#include <functional>

#include "store/policy_rules.hpp"

namespace staffroom::tests {
namespace {

template <class Enum>
std::string word_of(Enum value) {
  return boost::describe::enum_to_string(value, "?");
}

std::string in_words_of_rule(Rule const& rule) {
  auto out = word_of(rule.thing);
  for (auto const action : rule.actions) out += " " + word_of(action);
  return out + ": ";
}

class Mutating {
 public:
  std::vector<PolicyMutant> all() {
    for (at_ = 0; at_ < written_.size(); ++at_) {
      without_right();
      without_condition();
      with_one_more();
      add("what was hidden is forbidden, or the other way", [](Rule& rule) {
        rule.refused = rule.refused == Refused::forbidden ? Refused::not_found : Refused::forbidden;
      });
    }
    return std::move(out_);
  }

 private:
  void add(std::string const& what, std::function<void(Rule&)> const& change) {
    auto rule = written_[at_];
    change(rule);
    out_.push_back({in_words_of_rule(written_[at_]) + what, at_, std::move(rule)});
  }

  void without_right() {
    for (std::size_t i = 0; i < written_[at_].grants.size(); ++i) {
      add(word_of(written_[at_].grants[i].relation) + " may not any more",
          [i](Rule& rule) { rule.grants.erase(rule.grants.begin() + static_cast<std::ptrdiff_t>(i)); });
    }
  }

  void without_condition() {
    auto const& rule = written_[at_];
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
      add("whether or not " + word_of(rule.conditions[i]),
          [i](Rule& it) { it.conditions.erase(it.conditions.begin() + static_cast<std::ptrdiff_t>(i)); });
    }
    for (std::size_t g = 0; g < rule.grants.size(); ++g) {
      for (std::size_t i = 0; i < rule.grants[g].only_if.size(); ++i) {
        add(word_of(rule.grants[g].relation) + " whether or not " + word_of(rule.grants[g].only_if[i]),
            [g, i](Rule& it) {
              auto& only_if = it.grants[g].only_if;
              only_if.erase(only_if.begin() + static_cast<std::ptrdiff_t>(i));
            });
      }
    }
  }

  /// Those whom most rules leave out.
  void with_one_more() {
    auto const& rule = written_[at_];
    auto const has = [&](Relation relation) {
      return std::any_of(rule.grants.begin(), rule.grants.end(),
                         [&](auto const& it) { return it.relation == relation; });
    };
    for (auto const relation : {Relation::network, Relation::admin, Relation::leader}) {
      if (has(relation)) continue;
      add(word_of(relation) + " may too", [relation](Rule& it) { it.grants.push_back({relation, {}}); });
    }
  }

  std::vector<Rule> const written_ = written_policy();
  std::size_t at_ = 0;
  std::vector<PolicyMutant> out_;
};

/// The written table, where each action's rule stands in it, and the mistake that is made.
class InForce {
 public:
  InForce() {
    for (std::size_t i = 0; i < written.size(); ++i) {
      for (auto const each : written[i].actions) place(written[i].thing, each) = i + 1;
    }
    char const* const text = std::getenv("STAFFROOM_MUTANT");
    put(text ? std::strtoul(text, nullptr, 10) : 0);
  }
  void put(std::size_t number) {
    mutant = number;
    mistake_ = number == 0 ? nullptr : &policy_mutants().at(number - 1);
  }
  Rule const* find(Thing thing, Action action) {
    auto const at = place(thing, action);
    if (at == 0) return nullptr;
    if (notes) noted[at - 1] = true;
    auto const* wrong = mistake_.load();
    return wrong && wrong->at == at - 1 ? &wrong->rule : &written[at - 1];
  }

  std::vector<Rule> written = written_policy();
  std::atomic<std::size_t> mutant{0};
  std::atomic<bool> notes{false};
  std::vector<bool> noted = std::vector<bool>(written.size());

 private:
  std::size_t& place(Thing thing, Action action) { return places_[std::size_t(thing)][std::size_t(action)]; }

  std::atomic<PolicyMutant const*> mistake_{nullptr};
  std::array<std::array<std::size_t, 192>, 96> places_{};
};

InForce& in_force() {
  static InForce it;
  return it;
}

}  // namespace

std::vector<PolicyMutant> const& policy_mutants() {
  static std::vector<PolicyMutant> const all = Mutating().all();
  return all;
}

std::size_t mutant_in_force() { return in_force().mutant; }
void put_in_force(std::size_t mutant) { in_force().put(mutant); }

void note_rules() {
  auto& noted = in_force().noted;
  noted.assign(noted.size(), false);
  in_force().notes = true;
}

std::vector<bool> const& rules_noted() {
  in_force().notes = false;
  return in_force().noted;
}

}  // namespace staffroom::tests

namespace staffroom {

std::span<Rule const> policy() {
  static std::vector<Rule> const rules = [] {
    auto out = written_policy();
    auto const number = tests::mutant_in_force();
    if (number != 0) out[tests::policy_mutants()[number - 1].at] = tests::policy_mutants()[number - 1].rule;
    return out;
  }();
  return rules;
}

Rule const* rule_for(Thing thing, Action action) { return tests::in_force().find(thing, action); }

}  // namespace staffroom
