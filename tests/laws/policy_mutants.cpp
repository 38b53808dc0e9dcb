// One mistake in the table, and the table in force in this program: linked in place of store/policy_in_force.cpp.
#include "tests/laws/policy_mutants.hpp"

#include <algorithm>
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
    auto rules = written_;
    change(rules[at_]);
    out_.push_back({in_words_of_rule(written_[at_]) + what, std::move(rules)});
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

}  // namespace

std::vector<PolicyMutant> policy_mutants() { return Mutating().all(); }

std::size_t mutant_in_force() {
  char const* const text = std::getenv("STAFFROOM_MUTANT");
  return text ? std::strtoul(text, nullptr, 10) : 0;
}

}  // namespace staffroom::tests

namespace staffroom {

std::vector<Rule> policy_in_force() {
  auto const number = tests::mutant_in_force();
  return number == 0 ? written_policy() : tests::policy_mutants().at(number - 1).rules;
}

}  // namespace staffroom
