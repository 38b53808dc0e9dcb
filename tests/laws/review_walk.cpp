// The walk of one review.
#include "tests/laws/review_walk.hpp"

#include <algorithm>
#include <stdexcept>

namespace staffroom::tests {

std::vector<std::pair<std::string, char>> const& ReviewWalk::words() {
  static std::vector<std::pair<std::string, char>> const all{
      {"scopeword", 'S'},     {"aliceword", 'I'}, {"erinword", 'I'},   {"rexword", 'I'},     {"selfreviewword", 'R'},
      {"timetableword", 'T'}, {"noteword", 'N'},  {"reportword", 'P'}, {"commentword", 'P'}, {"actionword", 'A'},
      {"planword", 'A'},      {"themeword", 'A'}, {"danword", 'G'},    {"gwenword", 'S'}};
  return all;
}

ReviewWalk::ReviewWalk(Scenario& scenario, bool keeps_lead)
    : s_(scenario),
      c_(scenario),
      dee_(s_.engages("Dee Deed", s_.kirkby, Role::staff)),
      rex_(s_.engages("Rex Refused", s_.mosslands, Role::staff)),
      sue_(s_.engages("Sue Successor", s_.mosslands, Role::staff)),
      otis_(s_.engages("Otis Ownadmin", s_.kirkby, Role::administrator)),
      stella_(s_.engages("Stella Staff", s_.kirkby, Role::staff)),
      nell_(s_.engages("Nell Next", s_.beckside, Role::staff)),
      keeps_lead_(keeps_lead),
      onlookers_{{"host", c_.kate, "host"},
                 {"delegate", c_.dev},
                 {"colleague", s_.bob},
                 {"named colleague", s_.sana},
                 {"lead", s_.alice},
                 {"reviewer", s_.erin},
                 {"released reviewer", c_.rosa},
                 {"refused candidate", rex_},
                 {"asked successor", sue_},
                 {"organiser", s_.tess, "organiser"},
                 {"grantee", s_.dan},
                 {"governor", s_.gwen},
                 {"leader above", c_.vera},
                 {"trust administrator", s_.tom},
                 {"network administrator", s_.nadia},
                 {"own administrator", otis_},
                 {"own staff", stella_},
                 {"action owner", dee_},
                 {"visiting head", s_.helen},
                 {"third head", c_.hanif},
                 {"head of a fourth school", s_.harry},
                 {"next head", nell_},
                 {"other staff", s_.marcus},
                 {"partner guest", s_.priya},
                 {"partner administrator", s_.paul},
                 {"leaver", s_.leo}} {
  things_.cycle = c_.running();
  things_.review = c_.review_of(things_.cycle, s_.kirkby);
}

Onlooker& ReviewWalk::the(std::string const& name) {
  auto const found =
      std::find_if(onlookers_.begin(), onlookers_.end(), [&](auto const& one) { return one.name == name; });
  if (found == onlookers_.end()) throw std::runtime_error("nobody is the " + name);
  return *found;
}

std::uint64_t ReviewWalk::does(Colleague const& who, Command command, std::function<void()> and_so) {
  auto const accepted = who.does(std::move(command));
  if (!withdrawn_) state_ = c_.review(things_.review).state;
  if (and_so) and_so();
  if (looks_) looks_(false);
  return id_in(accepted);
}

// ---- what may be seen

std::string ReviewWalk::parts_of(Onlooker const& it) const {
  if (withdrawn_) return {};
  return parts_seen(it.row == "lead" && keeps_lead_ ? "kept lead" : it.row, state_);
}

bool ReviewWalk::sees(Onlooker const& it, char part, bool mine) const {
  auto const parts = parts_of(it);
  auto const has = [&](char one) { return parts.find(one) != std::string::npos; };
  switch (part) {
    case 'I': return has('I') || (mine && has('i'));
    case 'R': return has('R') || (submitted_ && has('r'));
    case 'P': return has('P') || (sent_ && (has('p') || (has('Q') && it.named)));
    case 'A': return has('A') || (mine && (has('a') || it.owns_action) && !withdrawn_);
    case 'G': return has('G') || (mine && has('g'));
    default: return has(part);
  }
}

std::set<std::string> ReviewWalk::words_for(Onlooker const& it) const {
  std::set<std::string> out;
  for (auto const& [word, part] : words()) {
    bool const mine = it.own.contains(word) || (word == "actionword" && it.owns_action);
    // The reason of an exception stands in the scope, and in the grant that comes of it.
    bool const agreed = word == "gwenword" && things_.grants.contains(word) && sees(it, 'G', mine);
    if (sees(it, part, mine) || agreed) out.insert(word);
  }
  return out;
}

// ---- the walk

void ReviewWalk::plan() {
  auto const review = things_.review;
  auto scope = c_.wanted_scope(review);
  scope.questions.values.front() = {"What do they remember? scopeword"};
  scope.exceptions.values.front().reason = {"They hold us to account. gwenword"};
  look();
  does(c_.kate, scope);
  look();
  does(c_.kate, RequestReview{review});
  look();
  does(c_.kate, scope);
  does(c_.kate, DelegateReview{review, c_.dev.id()}, [&] { the("delegate").row = "host"; });
  does(c_.kate, NameColleague{.review = review, .colleague = s_.bob.id()}, [&] { the("colleague").row = "colleague"; });
  does(c_.kate, NameColleague{.review = review, .colleague = s_.sana.id(), .report = true}, [&] {
    the("named colleague").row = "colleague";
    the("named colleague").named = true;
  });
  look();
}

void ReviewWalk::team() {
  auto const review = things_.review;
  ProposeTeam wanted{.review = review, .lead = s_.alice.id()};
  wanted.reviewers = {{s_.erin.id(), c_.rosa.id(), rex_.id()}};
  does(s_.tess, wanted, [&] {
    the("lead").row = "lead";
    for (auto const* one : {"reviewer", "released reviewer", "refused candidate"}) the(one).row = "reviewer";
  });
  look();
  auto const declares = [&](Colleague const& who, InterestType type, std::string word,
                            std::function<void()> and_so = {}) {
    std::vector<InterestPoint> points;
    if (!word.empty()) points.push_back({type, {"I know somebody. " + word}});
    things_.interests[who.id()] = {does(who, DeclareInterest{review, {points}}, std::move(and_so))};
  };
  the("lead").own = {"aliceword"};
  the("reviewer").own = {"erinword"};
  the("refused candidate").own = {"rexword"};
  declares(s_.alice, InterestType::other, "aliceword");
  declares(s_.erin, InterestType::other, "erinword");
  declares(c_.rosa, InterestType::other, "");
  look();
  declares(rex_, InterestType::supplier, "rexword", [&] { the("refused candidate").row = "former"; });
  look();
  for (auto const& who : {s_.alice, s_.erin, c_.rosa}) {
    does(s_.tess, ClearInterest{things_.interests[who.id()], {"It is far enough."}});
  }
  look();
  does(c_.kate, AcceptTeam{review}, [&] { things_.self_review = true; });
  look();
}

void ReviewWalk::prepare() {
  auto const review = things_.review;
  for (auto const heading : {0U, 1U, 2U}) {
    EditSelfReview part{.review = review, .heading = heading, .strengths = {"Plans are clear. selfreviewword"}};
    does(heading == 1 ? s_.bob : c_.dev, part);
  }
  auto row = c_.planned(review);
  row.what = {"Reading timetableword"};
  row.reviewer = s_.erin.id();
  things_.activity = {does(c_.kate, row)};
  look();
  does(c_.kate, SubmitSelfReview{review}, [&] { submitted_ = true; });
  look();
  does(c_.kate, ReopenSelfReview{review}, [&] { submitted_ = false; });
  look();
  does(c_.kate, SubmitSelfReview{review}, [&] { submitted_ = true; });
}

void ReviewWalk::visit() {
  auto const review = things_.review;
  c_.moves_to(*c_.review(review).first_day);
  state_ = c_.review(review).state;
  look();
  for (auto const& who : {s_.erin, c_.rosa}) {
    CreateEvidenceNote note{.review = review, .text = {"Most used the bar. noteword"}, .heading = 1};
    things_.notes.push_back({does(who, note)});
  }
  does(s_.erin, CreateReport{review}, [&] { things_.report = true; });
  for (auto const heading : {0U, 1U, 2U}) {
    EditReportSection section{.review = review, .heading = heading};
    ReportSentence const one{.text = {"They know it. reportword"}, .notes = {{things_.notes.front()}}};
    section.sentences = {{one}};
    does(s_.erin, section);
  }
  look();
  // One is replaced by somebody who has not declared yet.
  does(s_.tess, ReplaceReviewer{review, c_.rosa.id(), sue_.id()}, [&] {
    the("released reviewer").row = "former";
    the("asked successor").row = "successor";
  });
  look();
  does(s_.alice, EndVisit{review});
  look();
}

void ReviewWalk::report() {
  auto const review = things_.review;
  does(s_.alice, SendReport{review}, [&] { sent_ = true; });
  look();
  things_.comment = {does(c_.dev, CommentOnReport{review, 1, {"Not in Year 6. commentword"}})};
  look();
  does(c_.kate, ReturnReport{review, {"Please look again. commentword"}}, [&] { sent_ = false; });
  look();
  auto const page = s_.alice.sees(ListReportComments{review});
  for (auto const& it : page.at("items")) {
    ReportCommentId const waiting{it.at("id").get<std::uint64_t>()};
    does(s_.alice, AnswerReportComment{waiting, CommentOutcome::kept, {"We saw it. commentword"}});
  }
  does(s_.alice, SendReport{review}, [&] { sent_ = true; });
  does(s_.sana, RecordDissent{review, 1, {"I saw less. reportword"}});
  look();
}

void ReviewWalk::sign() {
  auto const review = things_.review;
  auto const signs = [&](Colleague const& who, ReportCapacity capacity, std::function<void()> and_so = {}) {
    does(who, SignReport{review, capacity, {c_.report(review).content_hash}}, std::move(and_so));
  };
  signs(c_.kate, ReportCapacity::host);
  look();
  signs(s_.alice, ReportCapacity::lead_reviewer, [&] {
    the("governor").row = "grantee";
    the("governor").own = {"gwenword"};
    things_.grants["gwenword"] = c_.grants(review).front();
  });
  look();
  CreateReportGrant wanted{.review = review, .reader = {.person = s_.dan.id()}, .reason = {"They help us. danword"}};
  does(c_.kate, wanted, [&] {
    the("grantee").row = "grantee";
    the("grantee").own = {"danword"};
    for (auto const one : c_.grants(review)) {
      if (c_.grant(one).reader.person == s_.dan.id()) things_.grants["danword"] = one;
    }
  });
  does(s_.dan, ReadReport{things_.grants["danword"], ReadingWay::page});
  things_.reading = {c_.kate.lists(ListReportReadings{review}).front()};
  look();
}

void ReviewWalk::after() {
  auto const review = things_.review;
  auto action = c_.wanted_action(review);
  action.title = {"Check what they know actionword"};
  action.owner = dee_.id();
  the("action owner").owns_action = true;
  things_.action = {does(c_.kate, action)};
  WriteReviewPlan plan{.review = review, .workshop_on = s_.today(), .workshop_with = {"All of us"}};
  plan.workshop_notes = {"We read it together. planword"};
  plan.keep_lead = keeps_lead_;
  does(c_.kate, plan, [&] { things_.plan = true; });
  ShareThemes themes{.review = review, .shared = true, .themes = {{Theme{0, true, {"They know it themeword"}}}}};
  does(c_.kate, themes, [&] { things_.theme = true; });
  look();
  // The team's work ends.
  things_.notes.clear();
  state_ = ReviewState::impact_check;
  c_.moves_to({c_.review(review).plan_by->days + 1});
  state_ = c_.review(review).state;
  look();
}

void ReviewWalk::end() {
  auto const review = things_.review;
  does(c_.kate, EndReportGrant{things_.grants["danword"]}, [&] { the("grantee").row = "nobody"; });
  look();
  // Another head comes to the school, and the first one goes.
  s_.takes_on(nell_, s_.kirkby, Role::headteacher);
  the("next head").row = "host";
  look();
  the("host").row = "nobody";
  s_.ends_memberships_of(c_.kate);
  look();
  does(nell_, CloseReview{review});
  look();
}

void ReviewWalk::walk(std::function<void(bool)> looks) {
  looks_ = std::move(looks);
  plan();
  team();
  prepare();
  visit();
  report();
  sign();
  after();
  end();
}

void ReviewWalk::walk_and_withdraw(std::function<void(bool)> looks) {
  looks_ = std::move(looks);
  plan();
  team();
  prepare();
  withdrawn_ = true;
  does(c_.kate, WithdrawReview{things_.review, {"We found no week."}});
  look();
}

}  // namespace staffroom::tests
