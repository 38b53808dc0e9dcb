// One review from its draft to its end, in words that are found again wherever they come out, with everybody who could
// see something of it or nothing.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/laws/review_matrix.hpp"
#include "tests/support/review_case.hpp"

namespace staffroom::tests {

/// Somebody, and what they are to the review at this moment: a row of the matrix.
struct Onlooker {
  std::string name;
  Colleague who;
  std::string row = "nobody";
  bool named = false;         // of a colleague: for the report
  bool owns_action = false;   // of what comes of the review
  std::set<std::string> own;  // words of what is their own: a declaration, a grant
};

/// What there is of the review by now; 0 of what there is not.
struct ReviewThings {
  ReviewCycleId cycle;
  ReviewId review;
  bool self_review = false, report = false, plan = false, theme = false;
  std::map<PersonId, InterestId> interests;
  ReviewActivityId activity;
  std::vector<EvidenceNoteId> notes;
  ReportCommentId comment;
  std::map<std::string, ReportGrantId> grants;  // by the word of its reason
  ReportReadingId reading;
  ReviewActionId action;
};

class ReviewWalk {
 public:
  /// `looks`: after every command, with whether the state is one to look at closely.
  ReviewWalk(Scenario& scenario, bool keeps_lead);

  void walk(std::function<void(bool closely)> looks);
  /// Only as far as the self-review, and then withdrawn.
  void walk_and_withdraw(std::function<void(bool closely)> looks);

  std::vector<Onlooker>& onlookers() { return onlookers_; }
  ReviewThings const& things() const { return things_; }
  bool is_withdrawn() const { return withdrawn_; }
  ReviewState state() { return state_; }
  bool is_submitted() const { return submitted_; }
  bool is_sent() const { return sent_; }

  /// The parts that this onlooker may see now, as the matrix says.
  std::string parts_of(Onlooker const& it) const;
  /// Whether they see the part with this letter; `mine`: it is their own.
  bool sees(Onlooker const& it, char part, bool mine = false) const;
  /// Words that may reach them, and those of all parts.
  std::set<std::string> words_for(Onlooker const& it) const;
  static std::vector<std::pair<std::string, char>> const& words();

 private:
  std::uint64_t does(Colleague const& who, Command command, std::function<void()> and_so = {});
  Onlooker& the(std::string const& name);
  void look() { looks_(true); }
  void plan();
  void team();
  void prepare();
  void visit();
  void report();
  void sign();
  void after();
  void end();

  Scenario& s_;
  ReviewCase c_;
  Colleague dee_, rex_, sue_, otis_, stella_, nell_;
  bool keeps_lead_;
  std::vector<Onlooker> onlookers_;
  ReviewThings things_;
  ReviewState state_ = ReviewState::draft;
  bool submitted_ = false, sent_ = false, withdrawn_ = false;
  std::function<void(bool)> looks_;
};

}  // namespace staffroom::tests
