// Comments on a report that is with the school, and the lead reviewer's answers.
#include <algorithm>

#include "store/answering.hpp"
#include "store/reviews_reports.hpp"

namespace staffroom {
namespace {

using reviews::CheckVersion;

bool is_of_host(View const& view, Review const& review, PersonId person) {
  return reviews::colleague_of(review, person) || review_reports::is_host(view, review, person);
}

/// Whether a comment of the host's side, other than this one, waits for the lead.
bool waits_for_lead(View const& view, Review const& review, ReportCommentId but) {
  auto const all = reviews::comments_of(view, review.id);
  return std::any_of(all.begin(), all.end(), [&](auto const& it) {
    return it->id != but && it->outcome == CommentOutcome::open && is_of_host(view, review, it->author);
  });
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CommentOnReport const& command) {
  TRY_INTO(auto const it, review_reports::report_for(view, asked, command.review, Action::comment, CheckVersion::no));
  if (it.report->state != ReviewReportState::with_host) {
    return wrong_state("Comments are made while the report is with the school, before anybody signs.");
  }
  if (command.number != 0 && !review_reports::has_sentence(*it.report, command.number)) {
    return Error::unprocessable("body.number", "There is no such sentence any more. Read the report again.");
  }
  if (command.text.empty()) return Error::unprocessable("body.text", "Write what is wrong, or what is missing.");
  TRY(check_words({command.text.value}, {}));
  if (reviews::comments_of(view, it.review->id).size() >= limits::report_comments_max) {
    return Error::conflict("too_many_comments", "The report has as many comments as it can have. Return it instead.");
  }
  Change change;
  change.put(ReportComment{.id = asked.take<ReportCommentId>(),
                           .review = it.review->id,
                           .number = command.number,
                           .author = asked.actor.person,
                           .text = command.text,
                           .created = asked.now});
  if (is_of_host(view, *it.review, asked.actor.person)) {
    review_reports::tell_once(change, view, asked, *it.review, review_reports::leads_of(*it.review),
                              Because::report_commented);
  } else {
    reviews::tell(change, view, asked, *it.review, reviews::hosts_of(view, *it.review),
                  {.because = Because::report_commented, .news = true});
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AnswerReportComment const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const comment, door.readable<ReportComment>("ids.report_comment", command.report_comment));
  TRY_INTO(auto const it, review_reports::report_for(view, asked, comment->review, Action::respond, CheckVersion::no));
  TRY(review_reports::check_lead(asked, *it.review, "The lead reviewer answers for the team."));
  TRY(check_version(asked, comment->version));
  if (it.report->state == ReviewReportState::final || comment->outcome != CommentOutcome::open) {
    return wrong_state("This comment has its answer.");
  }
  if (command.outcome == CommentOutcome::open) {
    return Error::unprocessable("body.outcome", "Say whether the report was changed or kept as it is.");
  }
  if (command.outcome == CommentOutcome::kept && command.answer.empty()) {
    return Error::unprocessable("body.answer", "Say why it is kept as it is.");
  }
  TRY(check_words({command.answer.value}, {}));
  auto answered = *comment;
  answered.outcome = command.outcome;
  answered.answer = command.answer;
  answered.answered_by = asked.actor.person;
  ++answered.version;
  Change change;
  change.put(std::move(answered));
  reviews::tell(change, view, asked, *it.review, {comment->author}, {.because = Because::comment_answered});
  if (!waits_for_lead(view, *it.review, comment->id)) {
    answer_needs(change, view, it.review->id, Because::report_commented);
  }
  auto const all = reviews::comments_of(view, it.review->id);
  bool const was_last = std::none_of(all.begin(), all.end(), [&](auto const& one) {
    return one->id != comment->id && one->outcome == CommentOutcome::open;
  });
  if (was_last && it.report->state == ReviewReportState::with_host) {
    auto people = reviews::hosts_of(view, *it.review);
    for (auto const person : review_reports::leads_of(*it.review)) people.push_back(person);
    review_reports::tell_once(change, view, asked, *it.review, people, Because::report_to_sign);
  }
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListReportComments const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Review>("ids.review", query.review));
  auto const prefix = IndexKey(Index::report_comments_by_review).id(query.review).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<ReportComment>(ReportCommentId{read_u64(key.substr(key.size() - 8))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<ReportComment>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetReportComment const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ReportComment>("ids.report_comment", query.report_comment));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
