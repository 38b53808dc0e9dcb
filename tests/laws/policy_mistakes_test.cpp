// Each mistake that there can be in the permission table, and where this program was built with them (`tools/dev
// campaign matrix`) in what decides who reads: the policy's cases must mind it. In one run, since what is asked changes
// nothing here: each case is asked once as it should be, which tells by which mistakes its answer passes, and once
// more with each of those made. Not among the tests that always run: the campaign counts, and judges.
//
//   STAFFROOM_MISTAKES=FILE   which: one to a line, t17 in the table, s17 in the sources
//   STAFFROOM_RESULTS=FILE    where those that are minded are added, with what is said of them
//   STAFFROOM_SEED, STAFFROOM_SECONDS, STAFFROOM_FIRST: order of the parts, for how long, from which on
#include <doctest/doctest.h>

#include <sys/time.h>
#include <chrono>
#include <csetjmp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <random>

#include "tests/laws/policy_bargains.hpp"
#include "tests/laws/policy_mutants.hpp"
#include "tests/laws/policy_offices.hpp"
#include "tests/laws/policy_pleas.hpp"
#include "tests/laws/policy_reviews.hpp"
#include "tests/laws/policy_rows.hpp"
#include "tests/laws/policy_shelves.hpp"
#include "tests/laws/policy_tenders.hpp"
#include "tests/laws/policy_trying.hpp"
#include "tests/support/share.hpp"

// In tools/campaigns/coverage.d/mutants.hpp; not there in a program without mistakes in its sources.
extern "C" {
[[gnu::weak]] void staffroom_switch_mistake(unsigned number);
[[gnu::weak]] void staffroom_note_mistakes();
[[gnu::weak]] bool staffroom_passed_mistake(unsigned number);
}

namespace staffroom::tests {
namespace {

constexpr std::size_t scenes_per_part = 12;  // a scenario grows with what they arrange
constexpr auto longest_question = std::chrono::seconds{5};

// ---- a question that may crash or never end

sigjmp_buf before_question;
void leave_question(int signal) { siglongjmp(before_question, signal); }

/// Ends what a mistake makes of the program. What the question held is lost: memory, and cursors of the database.
class Fences {
 public:
  Fences() {
    stack_t const ours{space_.data(), 0, space_.size()};
    sigaltstack(&ours, &their_stack_);
    struct sigaction action{};
    action.sa_handler = leave_question;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &action, &before_[i]);
  }
  ~Fences() {
    hurry({});
    for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &before_[i], nullptr);
    sigaltstack(&their_stack_, nullptr);
  }
  Fences(Fences const&) = delete;
  Fences& operator=(Fences const&) = delete;

  /// What is wrong with the answer, as the asking says.
  std::string operator()(std::function<std::string()> const& ask) {
    std::string wrong;
    if (auto const signal = sigsetjmp(before_question, 0)) {
      hurry({});
      ++fallen_;
      return "ends with signal " + std::to_string(signal);
    }
    hurry(longest_question);
    try {
      wrong = ask();
    } catch (std::exception const& exception) {
      wrong = std::string("throws ") + exception.what();
    }
    hurry({});
    return wrong;
  }
  /// How many questions did not come back.
  std::size_t fallen() const { return fallen_; }

 private:
  static void hurry(std::chrono::seconds at_most) {
    itimerval const timer{{0, 0}, {at_most.count(), 0}};
    setitimer(ITIMER_VIRTUAL, &timer, nullptr);
  }

  static constexpr std::array signals{SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGVTALRM};
  std::vector<char> space_ = std::vector<char>(std::size_t{1} << 18U);
  stack_t their_stack_{};
  std::array<struct sigaction, signals.size()> before_{};
  std::size_t fallen_ = 0;
};

// ---- the mistakes

class Mistakes {
 public:
  Mistakes() {
    std::ifstream list(path_from("STAFFROOM_MISTAKES"));
    std::string name;
    while (list >> name) (name.front() == 't' ? in_table_ : in_sources_)[number_in(name)] = 0;
    results_.open(path_from("STAFFROOM_RESULTS"), std::ios::app);
  }

  std::size_t left() const { return in_table_.size() + in_sources_.size(); }
  std::size_t minded() const { return minded_; }
  std::size_t questions() const { return questions_; }
  std::size_t fallen() const { return fallen_; }

  void try_all(PolicyCase const& one, Asker const& asker) {
    Fences fences;
    auto const verdict = judge(one.record, one.action, one.facts);
    note_rules();
    if (staffroom_note_mistakes) staffroom_note_mistakes();
    auto const wrong = complaint(asker, one, verdict);
    auto const by = passed_by();
    CHECK_MESSAGE(wrong.empty(), in_words(one) << ": " << wrong);
    if (!wrong.empty()) return;
    auto const ask = [&] { return complaint(asker, one, verdict); };
    for (auto const number : by.in_table) {
      put_in_force(number);
      judge_one(in_table_, 't', number, fences(ask), one);
      put_in_force(0);
    }
    for (auto const number : by.in_sources) {
      staffroom_switch_mistake(static_cast<unsigned>(number));
      judge_one(in_sources_, 's', number, fences(ask), one);
      staffroom_switch_mistake(0);
    }
    fallen_ += fences.fallen();
  }

  /// Those in the table that the written table itself tells, where no answer of a case did.
  void compare_rows_with_each() {
    auto const left = in_table_;
    for (auto const& [number, times] : left) {
      put_in_force(number);
      auto const compared = compare_rows(policy_mutants().at(number - 1).rule.thing);
      put_in_force(0);
      auto words = compared.differing.empty() ? std::string() : compared.differing.front();
      if (tells_what_is_hidden(policy_mutants().at(number - 1).rule)) words = "tells what is hidden";
      if (words.empty()) continue;
      results_ << 't' << number << "\tdiffers\t" << words << "\n";
      in_table_.erase(number);
    }
  }

  /// Those that no question minded, and how many passed by.
  void tell_left() {
    for (auto const& [number, times] : in_table_) results_ << "t" << number << "\tlives\t" << times << "\n";
    for (auto const& [number, times] : in_sources_) results_ << "s" << number << "\tlives\t" << times << "\n";
  }

 private:
  using Left = std::map<std::size_t, std::size_t>;  // by number, how many questions passed by
  struct By {
    std::vector<std::size_t> in_table, in_sources;
  };

  static std::string path_from(char const* variable) {
    char const* const text = std::getenv(variable);
    return text ? text : "";
  }
  static std::size_t number_in(std::string const& name) { return std::stoul(name.substr(1)); }

  By passed_by() const {
    By out;
    auto const& rules = rules_noted();
    for (auto const& [number, times] : in_table_) {
      if (rules[policy_mutants().at(number - 1).at]) out.in_table.push_back(number);
    }
    for (auto const& [number, times] : in_sources_) {
      if (staffroom_passed_mistake && staffroom_passed_mistake(static_cast<unsigned>(number))) {
        out.in_sources.push_back(number);
      }
    }
    return out;
  }

  void judge_one(Left& left, char where, std::size_t number, std::string const& wrong, PolicyCase const& one) {
    ++left[number];
    ++questions_;
    if (wrong.empty()) return;
    results_ << where << number << "\tkilled\t" << in_words(one) << ": " << wrong << std::endl;
    left.erase(number);
    ++minded_;
  }

  Left in_table_, in_sources_;
  std::size_t fallen_ = 0;
  std::ofstream results_;
  std::size_t minded_ = 0;
  std::size_t questions_ = 0;
};

/// Some scenes of one stage, in a scenario of their own.
using Part = std::function<void(Mistakes&)>;

template <class Stage, class Case>
void add_parts(std::vector<Part>& out, std::vector<Case> const& all) {
  for (std::size_t first = 0; first < all.size(); first += scenes_per_part) {
    out.push_back([first, &all](Mistakes& mistakes) {
      auto const fallen = mistakes.fallen();
      auto scenario = std::make_unique<Scenario>(Scenario::Fill::network_only);
      auto stage = std::make_unique<Stage>(*scenario);
      for (std::size_t i = first; i < std::min(all.size(), first + scenes_per_part); ++i) {
        stage->visit(all[i], [&](PolicyCase const& one) { mistakes.try_all(one, without_doing(scenario->store())); });
      }
      if (mistakes.fallen() == fallen) return;
      // A database of which cursors were lost is not closed any more: its folder alone goes.
      stage.release();
      std::filesystem::remove_all(scenario.release()->folder());
    });
  }
}

std::vector<Part> all_parts() {
  std::vector<Part> out;
  add_parts<PolicyStage>(out, situations());
  add_parts<OfficeStage>(out, offices());
  add_parts<ShelfStage>(out, shelves());
  add_parts<SelfStage>(out, selves());
  add_parts<PleaStage>(out, pleas());
  add_parts<PanelStage>(out, panels());
  add_parts<BargainStage>(out, bargains());
  add_parts<TenderStage>(out, bids());
  std::mt19937_64 random(number_from("STAFFROOM_SEED", 1));
  for (std::size_t i = out.size(); i > 1; --i) std::swap(out[i - 1], out[random() % i]);
  return out;
}

}  // namespace

TEST_CASE("policy mistakes: the policy's cases mind them" * doctest::skip()) {
  using Clock = std::chrono::steady_clock;
  auto const end = Clock::now() + std::chrono::seconds{number_from("STAFFROOM_SECONDS", 60)};
  Mistakes mistakes;
  nothing_is_done = true;
  auto const parts = all_parts();
  auto at = number_from("STAFFROOM_FIRST", 0);
  for (; at < parts.size() && mistakes.left() > 0 && Clock::now() < end; ++at) parts[at](mistakes);
  nothing_is_done = false;
  if (at == parts.size()) mistakes.compare_rows_with_each();
  mistakes.tell_left();
  std::cout << "figure: " << mistakes.questions() << " - questions asked with a mistake\n"
            << "parts: " << at << " of " << parts.size() << "\n";
}

}  // namespace staffroom::tests
