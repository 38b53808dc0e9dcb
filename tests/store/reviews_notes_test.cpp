// Evidence notes: for the team alone, while it looks and writes.
#include <doctest/doctest.h>

#include "tests/support/review_case.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

struct Visiting {
  Scenario s;
  ReviewCase c{s};
  ReviewId id = c.visiting();

  EvidenceNoteId writes(Colleague const& who) const { return {id_in(who.does(c.noted(id)))}; }
};

EditEvidenceNote edit_of(EvidenceNoteId note, std::string text) {
  return {.evidence_note = note, .text = {std::move(text)}, .questions = {{1}}, .heading = 0};
}

}  // namespace

TEST_CASE("reviews: notes are written and read by the team, and by nobody else") {
  Visiting b;
  auto& [s, c, id] = b;
  c.kate.does(NameColleague{.review = id, .colleague = c.dev.id(), .report = true});
  auto const note = b.writes(s.erin);
  CHECK(s.alice.finds(GetEvidenceNote{note}));
  CHECK(s.alice.lists(ListEvidenceNotes{id}).front() == note.value);
  for (auto const& who : {c.kate, c.dev, s.tess}) {
    CHECK(told(who.tries(c.noted(id))) == "not_found");
    CHECK_FALSE(who.finds(GetEvidenceNote{note}));
    CHECK(who.lists(ListEvidenceNotes{id}).empty());
  }
  for (auto const& who : {s.harry, s.tom, c.vera, s.bob, s.helen, s.gwen}) {
    CHECK(told(who.tries(c.noted(id))) == "not_found");
    CHECK_FALSE(who.finds(GetEvidenceNote{note}));
    CHECK_FALSE(who.finds(ListEvidenceNotes{id}));
  }
}

TEST_CASE("reviews: a note names questions, a heading and an activity of its review") {
  Visiting b;
  auto& [s, c, id] = b;
  auto wanted = c.noted(id);
  wanted.text = {};
  CHECK(told(s.erin.tries(wanted)) == "unprocessable body.text");
  wanted = c.noted(id);
  wanted.questions = {{0, 2}};
  CHECK(told(s.erin.tries(wanted)) == "unprocessable body.questions[1]");
  wanted.questions = {{1, 1}};
  CHECK(told(s.erin.tries(wanted)) == "unprocessable body.questions[1]");
  wanted.questions = {{0, 1}};
  wanted.heading = 3;
  CHECK(told(s.erin.tries(wanted)) == "unprocessable body.heading");
  wanted.heading.reset();
  wanted.activity = ReviewActivityId{9999};
  CHECK(told(s.erin.tries(wanted)) == "unprocessable body.activity");
  wanted.activity = ReviewActivityId{s.erin.lists(ListReviewActivities{id}).front()};
  CHECK(told(s.erin.tries(wanted)) == "accepted");
}

TEST_CASE("reviews: a note that was typed without a connection keeps when it was written, never the future") {
  Visiting b;
  auto& [s, c, id] = b;
  auto wanted = c.noted(id);
  auto const now = s.store().now();
  wanted.written = now + -90min;
  EvidenceNoteId const early{id_in(s.erin.does(wanted))};
  wanted.written = now + 90min;
  EvidenceNoteId const ahead{id_in(s.erin.does(wanted))};
  auto const written = [&](EvidenceNoteId note) {
    return s.erin.sees(GetEvidenceNote{note}).at("written").get<std::int64_t>();
  };
  CHECK(written(early) == (now + -90min).value);
  CHECK(written(ahead) <= s.store().now().value);
  // Sent again with its key: the same note.
  auto const count = s.erin.lists(ListEvidenceNotes{id}).size();
  auto const once = s.erin.tries(wanted, "note-7");
  auto const again = s.erin.tries(wanted, "note-7");
  CHECK(told(once) == "accepted");
  CHECK(again->repeated);
  CHECK(again->self == once->self);
  CHECK(s.erin.lists(ListEvidenceNotes{id}).size() == count + 1);
}

TEST_CASE("reviews: a note with a pupil's number needs a reason") {
  Visiting b;
  auto& [s, c, id] = b;
  auto wanted = c.noted(id);
  wanted.text = {"NHS number 943 476 5919"};
  CHECK(told(s.erin.tries(wanted)) == "conflict pupil_data");
  auto const note = b.writes(s.erin);
  CHECK(told(s.erin.tries(edit_of(note, "NHS number 943 476 5919"))) == "conflict pupil_data");
  wanted.not_pupil_data = Note{"An example from a poster."};
  CHECK(told(s.erin.tries(wanted)) == "accepted");
}

TEST_CASE("reviews: a note is changed and removed by its author, until the report is sent") {
  Visiting b;
  auto& [s, c, id] = b;
  auto const note = b.writes(s.erin);
  CHECK(told(s.alice.tries(edit_of(note, "Mine now."))) == "forbidden role");
  CHECK(told(s.alice.tries(DeleteEvidenceNote{note})) == "forbidden role");
  CHECK(told(c.kate.tries(edit_of(note, "Mine now."))) == "not_found");
  s.erin.does(edit_of(note, "Half of the children."));
  auto const seen = s.alice.sees(GetEvidenceNote{note});
  CHECK(seen.at("text") == "Half of the children.");
  CHECK(seen.contains("edited"));
  CHECK(told(s.erin.tries(edit_of(note, "All."), {}, 1)) == "precondition_failed version");
  auto const other = b.writes(s.erin);
  s.erin.does(DeleteEvidenceNote{other});
  CHECK_FALSE(s.alice.finds(GetEvidenceNote{other}));
  c.reach(id, ReviewState::draft_report);
  // What the report rests on stays.
  auto const cited = c.report(id).sections.values.front().sentences.values.front().notes.values.front();
  auto const author = s.alice.sees(GetEvidenceNote{cited}).at("author").get<std::uint64_t>();
  auto const& who = author == s.erin.id().value ? s.erin : s.alice;
  CHECK(told(who.tries(DeleteEvidenceNote{cited})) == "conflict in_report");
  c.reach(id, ReviewState::factual_check);
  CHECK(told(s.erin.tries(edit_of(note, "None."))) == "conflict wrong_state");
  CHECK(told(s.erin.tries(c.noted(id))) == "conflict wrong_state");
  CHECK(s.erin.finds(GetEvidenceNote{note}));
}

TEST_CASE("reviews: before the visit there are no notes, and who leaves the team reads none") {
  Scenario s;
  ReviewCase c(s);
  auto const id = c.self_review_submitted();
  CHECK(told(s.erin.tries(c.noted(id))) == "conflict wrong_state");
  c.reach(id, ReviewState::visiting);
  EvidenceNoteId const note{id_in(s.erin.does(c.noted(id)))};
  s.erin.does(StepDown{id, {"I am ill."}});
  CHECK_FALSE(s.erin.finds(GetEvidenceNote{note}));
  CHECK(told(s.erin.tries(edit_of(note, "Changed."))) == "not_found");
  CHECK(s.alice.finds(GetEvidenceNote{note}));
}

}  // namespace staffroom::tests
