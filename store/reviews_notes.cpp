// Evidence notes: what reviewers see and hear, for the team alone.
#include <algorithm>

#include "store/answering.hpp"
#include "store/reviews.hpp"

namespace staffroom {
namespace {

using reviews::CheckVersion;
using reviews::ReviewPtr;

struct FoundNote {
  std::shared_ptr<EvidenceNote const> note;
  ReviewPtr review;
};

Result<void> check_notes_open(Review const& review) {
  if (review.state == ReviewState::visiting || review.state == ReviewState::draft_report) return {};
  if (review.state < ReviewState::visiting) return wrong_state("Notes are written once the visit has begun.");
  return wrong_state("The report is with the school: notes stay as they are.");
}

Result<FoundNote> note_for(View const& view, Asked const& asked, EvidenceNoteId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto const note, door.readable<EvidenceNote>("ids.evidence_note", id));
  TRY_INTO(auto const review, view.get<Review>("ids.evidence_note", note->review));
  auto subject = reviews::subject_of(review);
  subject.author = note->author;
  TRY(door.may(Thing::evidence_note, action, subject));
  TRY(check_version(asked, note->version));
  TRY(check_notes_open(*review));
  return FoundNote{note, review};
}

template <class Command>
Result<void> check_note(View const& view, Review const& review, Command const& command) {
  if (command.text.empty()) return Error::unprocessable("body.text", "Write what you saw or heard.");
  auto const scope = view.find<ReviewScope>(review.id);
  auto const questions = scope ? scope->questions.size() : 0;
  auto const& chosen = command.questions.values;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    auto const before = chosen.begin() + std::ptrdiff_t(i);
    if (chosen[i] >= questions || std::find(chosen.begin(), before, chosen[i]) != before) {
      return Error::unprocessable("body.questions[" + std::to_string(i) + "]",
                                  "Choose questions of this review, each of them once.");
    }
  }
  if (command.heading && (!scope || *command.heading >= scope->framework.headings.size())) {
    return Error::unprocessable("body.heading", "Choose one of the framework's headings, or none.");
  }
  if (command.activity) {
    auto const activity = view.find<ReviewActivity>(*command.activity);
    if (!activity || activity->review != review.id) {
      return Error::unprocessable("body.activity", "Choose an activity of this visit, or none.");
    }
  }
  return check_words({command.text.value}, command.not_pupil_data);
}

template <class Command>
void write_note(EvidenceNote& it, Command const& command) {
  it.text = command.text;
  it.questions = command.questions;
  it.heading = command.heading;
  it.activity = command.activity;
}

bool rests_on(ReviewReport const& report, EvidenceNoteId note) {
  for (auto const& section : report.sections) {
    for (auto const& sentence : section.sentences) {
      if (sentence.notes.contains(note)) return true;
    }
  }
  return false;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreateEvidenceNote const& command) {
  TRY_INTO(auto const review,
           reviews::review_for(view, asked, command.review, Thing::evidence_note, Action::create, CheckVersion::no));
  TRY(check_notes_open(*review));
  TRY(check_note(view, *review, command));
  if (reviews::notes_of(view, review->id).size() >= limits::evidence_notes_max) {
    return Error::conflict("too_many_notes", "This review has as many notes as it can have. Add to one of yours.");
  }
  EvidenceNote made{
      .id = asked.take<EvidenceNoteId>(), .review = review->id, .author = asked.actor.person, .created = asked.now};
  write_note(made, command);
  // A device's clock may be ahead.
  if (command.written) made.written = std::min(*command.written, asked.now);
  return Change{}.put(std::move(made));
}

Result<Change> decide(View const& view, Asked& asked, EditEvidenceNote const& command) {
  TRY_INTO(auto const it, note_for(view, asked, command.evidence_note, Action::edit));
  TRY(check_note(view, *it.review, command));
  auto edited = *it.note;
  write_note(edited, command);
  edited.edited = asked.now;
  ++edited.version;
  return Change{}.put(std::move(edited));
}

Result<Change> decide(View const& view, Asked& asked, DeleteEvidenceNote const& command) {
  TRY_INTO(auto const it, note_for(view, asked, command.evidence_note, Action::remove));
  auto const report = view.find<ReviewReport>(it.review->id);
  if (report && rests_on(*report, it.note->id)) {
    return Error::conflict("in_report", "A sentence of the report rests on this note. Take it out there first.");
  }
  Change change;
  change.answer_key = record_key<EvidenceNote>(it.note->id);
  change.remove<EvidenceNote>(it.note->id);
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListEvidenceNotes const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Review>("ids.review", query.review));
  auto const prefix = IndexKey(Index::evidence_notes_by_review).id(query.review).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<EvidenceNote>(EvidenceNoteId{~read_u64(key.substr(key.size() - 8))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<EvidenceNote>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetEvidenceNote const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<EvidenceNote>("ids.evidence_note", query.evidence_note));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
