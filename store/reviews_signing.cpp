// A report on its way to both signatures: sent, returned, disagreed with, signed.
#include <algorithm>
#include <chrono>

#include "store/calendar.hpp"
#include "store/reviews_reports.hpp"

namespace staffroom {
namespace {

using review_reports::Found;
using reviews::CheckVersion;

bool is_with_host(ReviewReport const& it) {
  return it.state == ReviewReportState::with_host || it.state == ReviewReportState::signing;
}

/// Signatures of another hash count for nothing.
void set_signing_state(ReviewReport& it) {
  it.content_hash = review_reports::content_hash_of(it);
  bool const signed_once = review_reports::is_signed(it, ReportCapacity::host) ||
                           review_reports::is_signed(it, ReportCapacity::lead_reviewer);
  it.state = signed_once ? ReviewReportState::signing : ReviewReportState::with_host;
}

std::vector<PersonId> signers(View const& view, Review const& review, ReportCapacity capacity) {
  return capacity == ReportCapacity::host ? reviews::hosts_of(view, review) : review_reports::leads_of(review);
}

void answer_all_about_report(Change& change, View const& view, ReviewId review) {
  for (auto const because : {Because::report_wanted, Because::report_sent, Because::report_commented,
                             Because::report_returned, Because::report_to_sign}) {
    answer_needs(change, view, review, because);
  }
}

/// The same day a year on; of 29 February the 28th.
Date a_year_after(Date date) {
  using namespace std::chrono;
  auto day = year_month_day{sys_days{days{date.days}}} + years{1};
  if (!day.ok()) day = day.year() / day.month() / last;
  return {static_cast<std::int32_t>(sys_days{day}.time_since_epoch().count())};
}

}  // namespace

// ---- to the host and back

namespace {

Result<void> check_whole(ReviewReport const& it) {
  auto const& headings = it.framework.headings.values;
  for (std::uint32_t i = 0; i < headings.size(); ++i) {
    auto const& all = it.sections.values;
    auto const section = std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.heading == i; });
    auto const path = "body.sections[" + std::to_string(i) + "]";
    auto const named = "\"" + headings[i].title.value + "\"";
    if (section == all.end() || section->sentences.empty()) {
      return Error::unprocessable(path, "Write at least one sentence under " + named + ".");
    }
    for (auto const& sentence : section->sentences) {
      if (sentence.self_review || !sentence.notes.empty()) continue;
      return Error::unprocessable(path, "Sentence " + std::to_string(sentence.number) + " under " + named +
                                            " rests on nothing yet: choose a note, or the self-review.");
    }
  }
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, SendReport const& command) {
  TRY_INTO(auto const it, review_reports::report_for(view, asked, command.review, Action::send));
  TRY(review_reports::check_lead(asked, *it.review, "The lead reviewer sends the report."));
  if (it.report->state != ReviewReportState::drafting) return wrong_state("The report is with the school.");
  if (it.review->state != ReviewState::draft_report) {
    return wrong_state("The visit is not over: end it first, then send the report.");
  }
  TRY(check_whole(*it.report));
  auto report = *it.report;
  report.state = ReviewReportState::with_host;
  report.sent = asked.now;
  report.team.values = review_reports::team_of(*it.review);
  Change change;
  review_reports::put(change, std::move(report));
  auto review = *it.review;
  reviews::enter(review, ReviewState::factual_check);
  review.check_by = calendar::add_working_days(view, asked.today, limits::factual_check_working_days);
  answer_needs(change, view, review.id, Because::report_wanted);
  answer_needs(change, view, review.id, Because::report_returned);
  auto const hosts = reviews::hosts_of(view, review);
  reviews::tell(change, view, asked, review, hosts, {.because = Because::report_sent});
  auto others = review_reports::readers_at_host(view, review);
  std::erase_if(others, [&](PersonId one) { return std::find(hosts.begin(), hosts.end(), one) != hosts.end(); });
  reviews::tell(change, view, asked, review, others, {.because = Because::report_sent, .news = true});
  reviews::put(change, view, *it.review, std::move(review));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ReturnReport const& command) {
  TRY_INTO(auto const it, review_reports::report_for(view, asked, command.review, Action::return_report));
  if (!is_with_host(*it.report)) return wrong_state("Only a report that is with the school can be returned.");
  TRY(check_reason(command.reason, "Say what needs work."));
  if (reviews::comments_of(view, it.review->id).size() >= limits::report_comments_max) {
    return Error::conflict("too_many_comments",
                           "The report has as many comments as it can have. The lead reviewer "
                           "can change it as it is.");
  }
  bool const by_lead = review_reports::is_lead(*it.review, asked.actor.person);
  ReportComment reason{.id = asked.take<ReportCommentId>(),
                       .review = it.review->id,
                       .author = asked.actor.person,
                       .text = command.reason,
                       .created = asked.now};
  if (by_lead) {  // nobody else has to answer it
    reason.outcome = CommentOutcome::changed;
    reason.answered_by = asked.actor.person;
  }
  Change change;
  change.answer_key = record_key<ReviewReport>(it.report->id);
  change.put(std::move(reason));
  auto const told = by_lead ? reviews::hosts_of(view, *it.review) : review_reports::leads_of(*it.review);
  reviews::tell(change, view, asked, *it.review, told, {.because = Because::report_returned, .news = by_lead});
  review_reports::put_back(change, view, asked, *it.review, *it.report);
  return change;
}

// ---- dissent

Result<Change> decide(View const& view, Asked& asked, RecordDissent const& command) {
  TRY_INTO(auto const it, review_reports::report_for(view, asked, command.review, Action::dissent));
  if (!is_with_host(*it.report)) {
    return wrong_state("Dissent is recorded while the report is with the school, before both have signed.");
  }
  if (!review_reports::has_sentence(*it.report, command.number)) return Error::not_found("ids.number");
  TRY(check_words({command.text.value}, {}));
  auto const me = asked.actor.person;
  auto report = *it.report;
  auto& all = report.dissents.values;
  auto const mine = std::find_if(all.begin(), all.end(),
                                 [&](auto const& one) { return one.number == command.number && one.person == me; });
  if (mine == all.end() ? command.text.empty() : mine->text == command.text) {
    return Change::unchanged<ReviewReport>(report.id);
  }
  if (command.text.empty()) {
    all.erase(mine);
  } else if (mine != all.end()) {
    mine->text = command.text;
  } else {
    if (all.size() >= limits::dissents_max) {
      return Error::conflict("too_many_dissents", "The report holds as much dissent as it can.");
    }
    all.push_back({command.number, me, command.text});
  }
  set_signing_state(report);
  Change change;
  change.answer_key = record_key<ReviewReport>(report.id);
  for (auto const capacity : {ReportCapacity::host, ReportCapacity::lead_reviewer}) {
    bool const fell = review_reports::is_signed(*it.report, capacity) && !review_reports::is_signed(report, capacity);
    if (!fell) continue;
    review_reports::tell_once(change, view, asked, *it.review, signers(view, *it.review, capacity),
                              Because::report_to_sign);
  }
  auto const others = review_reports::is_host(view, *it.review, me) || reviews::colleague_of(*it.review, me)
                          ? review_reports::leads_of(*it.review)
                          : reviews::hosts_of(view, *it.review);
  reviews::tell(change, view, asked, *it.review, others, {.because = Because::report_commented, .news = true});
  review_reports::put(change, std::move(report));
  return change;
}

// ---- signing

namespace {

Result<void> check_signature(View const& view, Found const& it, SignReport const& command) {
  auto const& report = *it.report;
  if (report.content_hash != command.content_hash.value) {
    return Error::conflict("changed", "It is not what you read any more. Read it again, then sign it.");
  }
  if (review_reports::is_signed(report, command.capacity)) {
    return Error::conflict("already_signed", "This line is signed.");
  }
  if (review_reports::has_open_comments(view, it.review->id)) {
    return Error::conflict("comments_open",
                           "There are comments without an answer. The lead reviewer answers them "
                           "first.");
  }
  if (report.signatures.size() >= limits::signatures_kept_max) {
    return Error::conflict("too_many_signatures", "It was signed and changed too often: nothing more can be signed.");
  }
  return {};
}

/// Bound from here on: no command changes the report any more.
void make_final(Change& change, View const& view, Asked& asked, Review const& before, ReviewReport report) {
  report.state = ReviewReportState::final;
  report.final_at = asked.now;
  review_reports::put(change, std::move(report));
  auto review = before;
  reviews::enter(review, ReviewState::final);
  review.final_at = asked.now;
  review.check_by.reset();
  review.plan_by = Date{asked.today.days + limits::plan_days};
  review.ninety_days_on = Date{asked.today.days + limits::ninety_days};
  review.one_year_on = a_year_after(asked.today);
  answer_all_about_report(change, view, review.id);
  reviews::tell(change, view, asked, review, reviews::hosts_of(view, review), {.because = Because::plan_wanted});
  reviews::tell(change, view, asked, review, reviews::active_team(review), {.because = Because::report_final});
  reviews::open_to_readers(change, view, asked, review);
  change.answer_key = record_key<ReviewReport>(review.id);
  reviews::put(change, view, before, std::move(review));
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, SignReport const& command) {
  TRY_INTO(auto const it, review_reports::report_for(view, asked, command.review, Action::sign, CheckVersion::no));
  if (asked.actor.is_system()) return Error::not_found();
  auto const me = asked.actor.person;
  bool const own_line = command.capacity == ReportCapacity::host ? review_reports::is_host(view, *it.review, me)
                                                                 : review_reports::is_lead(*it.review, me);
  if (!own_line) return Error::forbidden("own_line", "Sign your own line: this one is for somebody else.");
  TRY(check_version(asked, it.report->version));
  if (!is_with_host(*it.report)) {
    return wrong_state("A report is signed while it is with the school, before both have signed.");
  }
  TRY(check_signature(view, it, command));
  auto report = *it.report;
  report.signatures.values.push_back({command.capacity, me, report.content_hash, asked.now});
  set_signing_state(report);
  auto const other = command.capacity == ReportCapacity::host ? ReportCapacity::lead_reviewer : ReportCapacity::host;
  Change change;
  if (review_reports::is_signed(report, other)) {
    make_final(change, view, asked, *it.review, std::move(report));
    return change;
  }
  auto const waited_for = signers(view, *it.review, other);
  for (auto const because : {Because::report_to_sign, Because::report_sent}) {
    answer_needs(change, view, it.review->id, because, [&](Notification const& notice) {
      return std::find(waited_for.begin(), waited_for.end(), notice.person) == waited_for.end();
    });
  }
  review_reports::tell_once(change, view, asked, *it.review, waited_for, Because::report_to_sign);
  review_reports::put(change, std::move(report));
  return change;
}

}  // namespace staffroom
