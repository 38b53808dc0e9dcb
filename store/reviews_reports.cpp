// The report of a review: its sections and sentences, and what they rest on.
#include "store/reviews_reports.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <set>

#include "protocol/json_text.hpp"
#include "store/answering.hpp"
#include "store/calendar.hpp"
#include "store/resources.hpp"

namespace staffroom {

using review_reports::Found;
using reviews::CheckVersion;

// ---- what the rules share

Result<Found> review_reports::report_for(View const& view, Asked const& asked, ReviewId id, Action action,
                                         CheckVersion check) {
  TRY_INTO(auto const review, reviews::review_for_part<ReviewReport>(view, asked, id, Thing::report, action));
  TRY_INTO(auto const report, view.get<ReviewReport>("ids.review", id));
  if (check == CheckVersion::yes) TRY(check_version(asked, report->version));
  return Found{review, report};
}

bool review_reports::is_host(View const& view, Review const& review, PersonId person) {
  if (review.delegate == person) return true;
  auto const standing = view.standing(person);
  return standing && std::any_of(standing->roles.begin(), standing->roles.end(), [&](auto const& role) {
           return role.organisation == review.host &&
                  (role.role == Role::headteacher || role.role == Role::trust_leader);
         });
}

bool review_reports::is_lead(Review const& review, PersonId person) {
  auto const* lead = reviews::lead_of(review);
  return lead && lead->person == person && lead->state == ReviewerState::active;
}

Result<void> review_reports::check_lead(Asked const& asked, Review const& review, std::string words) {
  if (asked.actor.is_system() || is_lead(review, asked.actor.person)) return {};
  return Error::forbidden("role", std::move(words));
}

std::vector<PersonId> review_reports::leads_of(Review const& review) {
  auto const* lead = reviews::lead_of(review);
  return lead ? std::vector<PersonId>{lead->person} : std::vector<PersonId>{};
}

std::vector<PersonId> review_reports::readers_at_host(View const& view, Review const& review) {
  auto people = reviews::hosts_of(view, review);
  for (auto const& one : review.colleagues) {
    if (one.report) people.push_back(one.person);
  }
  return people;
}

bool review_reports::is_signed(ReviewReport const& it, ReportCapacity capacity) {
  return std::any_of(it.signatures.begin(), it.signatures.end(), [&](auto const& signature) {
    return signature.capacity == capacity && signature.hash == it.content_hash;
  });
}

bool review_reports::has_sentence(ReviewReport const& it, std::uint32_t number) {
  return std::any_of(it.sections.begin(), it.sections.end(), [&](auto const& section) {
    return std::any_of(section.sentences.begin(), section.sentences.end(),
                       [&](auto const& sentence) { return sentence.number == number; });
  });
}

bool review_reports::has_open_comments(View const& view, ReviewId review) {
  auto const all = reviews::comments_of(view, review);
  return std::any_of(all.begin(), all.end(), [](auto const& it) { return it->outcome == CommentOutcome::open; });
}

void review_reports::put(Change& change, ReviewReport report) {
  ++report.version;
  report.content_hash = content_hash_of(report);
  change.answer_key = record_key<ReviewReport>(report.id);
  change.put(std::move(report));
}

void review_reports::put_back(Change& change, View const& view, Asked& asked, Review const& review,
                              ReviewReport report) {
  if (report.state == ReviewReportState::drafting) return put(change, std::move(report));
  report.state = ReviewReportState::drafting;
  report.sent.reset();
  put(change, std::move(report));
  for (auto const because : {Because::report_sent, Because::report_to_sign}) {
    answer_needs(change, view, review.id, because);
  }
  auto back = review;
  reviews::enter(back, ReviewState::draft_report);
  back.check_by.reset();
  back.report_by = calendar::add_working_days(view, asked.today, limits::report_working_days);
  reviews::put(change, view, review, std::move(back));
}

void review_reports::tell_once(Change& change, View const& view, Asked& asked, Review const& review,
                               std::vector<PersonId> people, Because because) {
  view.scan_index(IndexKey(Index::notifications_by_review).id(review.id).byte(0).take(), {},
                  [&](std::string_view key, std::string_view) {
                    auto const open = view.find<Notification>(NotificationId{read_u64(key.substr(key.size() - 8))});
                    if (open && open->because == because) std::erase(people, open->person);
                    return true;
                  });
  reviews::tell(change, view, asked, review, people, {.because = because});
}

// ---- the content hash

namespace {

/// [a,b,…], each as the function writes it.
template <class Values, class Write>
std::string json_list(Values const& values, Write const& write) {
  std::string out = "[";
  for (auto const& value : values) {
    if (out.size() > 1) out += ',';
    out += write(value);
  }
  return out + "]";
}

template <class Text>
std::string json_text_of(Text const& text) {
  std::string out;
  append_json_string(out, text.value);
  return out;
}

std::string json_flag(bool value) { return value ? "true" : "false"; }

// Members in the order of their names, all the way down.

std::string json_of(Framework const& it) {
  auto const heading = [](FrameworkHeading const& one) {
    return JsonText().text("prompt", one.prompt.value).text("title", one.title.value).close();
  };
  return JsonText()
      .raw("excellence", json_flag(it.excellence))
      .raw("grades", json_list(it.grades, json_text_of<Name>))
      .raw("headings", json_list(it.headings, heading))
      .text("name", it.name.value)
      .close();
}

std::string json_of(ReportSection const& it) {
  auto const sentence = [](ReportSentence const& one) {
    return JsonText()
        .raw("notes", json_list(one.notes, [](EvidenceNoteId note) { return std::to_string(note.value); }))
        .number("number", std::uint64_t{one.number})
        .raw("self_review", json_flag(one.self_review))
        .text("text", one.text.value)
        .text("type", boost::describe::enum_to_string(one.type, ""))
        .close();
  };
  JsonText json;
  if (it.grade) json.number("grade", std::uint64_t{*it.grade});
  json.number("heading", std::uint64_t{it.heading}).raw("sentences", json_list(it.sentences, sentence));
  return json.close();
}

std::string json_of(Dissent const& it) {
  return JsonText()
      .number("number", std::uint64_t{it.number})
      .number("person", it.person.value)
      .text("text", it.text.value)
      .close();
}

}  // namespace

std::string review_reports::content_hash_of(ReviewReport const& it) {
  JsonText json;
  json.raw("dissents", json_list(it.dissents, [](Dissent const& one) { return json_of(one); }));
  json.text("first_day", to_text(it.first_day)).raw("framework", json_of(it.framework)).number("host", it.host.value);
  json.number("id", it.id.value).text("kind", "review_report").text("last_day", to_text(it.last_day));
  json.raw("questions", json_list(it.questions, json_text_of<Purpose>)).number("schema", std::uint64_t{1});
  json.raw("sections", json_list(it.sections, [](ReportSection const& one) { return json_of(one); }));
  if (it.sent) json.number("sent", it.sent->value);
  json.text("summary", it.summary.value);
  json.raw("team", json_list(it.team, [](PersonId person) { return std::to_string(person.value); }));
  json.text("title", it.title.value);
  return resources::sha256_of(json.close());
}

// ---- writing

namespace {

Result<void> check_being_written(Review const& review) {
  if (review.state == ReviewState::visiting || review.state == ReviewState::draft_report) return {};
  if (review.state < ReviewState::visiting) return wrong_state("The report begins once the visit has begun.");
  return wrong_state("There is a report already.");
}

/// While the team writes it, by any of them; once the host has it, by the lead, and so it comes back.
Result<Found> report_to_edit(View const& view, Asked const& asked, ReviewId id) {
  TRY_INTO(auto it, review_reports::report_for(view, asked, id, Action::edit));
  if (it.report->state == ReviewReportState::final) {
    return wrong_state("The report is signed by both sides: it stays as it is.");
  }
  if (it.report->state != ReviewReportState::drafting) {
    TRY(review_reports::check_lead(asked, *it.review,
                                   "The report is with the school. The lead reviewer can still change it."));
  }
  return it;
}

ReportSection const* section_of(ReviewReport const& it, std::uint32_t heading) {
  auto const& all = it.sections.values;
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.heading == heading; });
  return found == all.end() ? nullptr : &*found;
}

ReportSentence const* sentence_of(ReportSection const& section, std::uint32_t number) {
  auto const& all = section.sentences.values;
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.number == number; });
  return found == all.end() ? nullptr : &*found;
}

Result<void> check_sources(View const& view, Review const& review, std::string const& path, ReportSentence const& it,
                           bool self_review_stood) {
  std::set<EvidenceNoteId> named;
  for (std::size_t i = 0; i < it.notes.size(); ++i) {
    auto const note = view.find<EvidenceNote>(it.notes.values[i]);
    if (note && note->review == review.id && named.insert(note->id).second) continue;
    return Error::unprocessable(path + ".notes[" + std::to_string(i) + "]",
                                "Choose notes of this review, each of them once.");
  }
  if (!it.self_review || self_review_stood) return {};
  auto const self_review = view.find<SelfReview>(review.id);
  if (self_review && self_review->submitted) return {};
  return Error::unprocessable(path + ".self_review", "There is no self-review to rest on: choose notes.");
}

Result<void> check_sentences(View const& view, Found const& it, EditReportSection const& command) {
  auto const* before = section_of(*it.report, command.heading);
  std::set<std::uint32_t> numbers;
  for (std::size_t i = 0; i < command.sentences.size(); ++i) {
    auto const& sentence = command.sentences.values[i];
    auto const path = "body.sentences[" + std::to_string(i) + "]";
    auto const* same = before && sentence.number != 0 ? sentence_of(*before, sentence.number) : nullptr;
    if (sentence.number != 0 && (!same || !numbers.insert(sentence.number).second)) {
      return Error::unprocessable(path + ".number",
                                  "A sentence keeps its number, under its heading. A new one has number 0.");
    }
    if (sentence.text.empty()) return Error::unprocessable(path + ".text", "Write the sentence, or take it out.");
    TRY(check_sources(view, *it.review, path, sentence, same && same->self_review));
    bool const stood = same && same->text == sentence.text;
    if (!stood) TRY(check_words({sentence.text.value}, command.not_pupil_data));
  }
  return {};
}

/// New sentences get their numbers; dissent about those that are gone goes with them.
void write_section(ReviewReport& it, EditReportSection const& command) {
  ReportSection section{.heading = command.heading, .grade = command.grade, .sentences = command.sentences};
  for (auto& sentence : section.sentences.values) {
    if (sentence.number == 0) sentence.number = ++it.last_number;
  }
  auto& all = it.sections.values;
  std::erase_if(all, [&](auto const& one) { return one.heading == command.heading; });
  all.push_back(std::move(section));
  std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.heading < b.heading; });
  std::erase_if(it.dissents.values, [&](Dissent const& one) { return !review_reports::has_sentence(it, one.number); });
}

Change edited_report(View const& view, Asked& asked, Found const& it, ReviewReport report) {
  if (review_reports::content_hash_of(report) == it.report->content_hash) {
    return Change::unchanged<ReviewReport>(report.id);
  }
  Change change;
  review_reports::put_back(change, view, asked, *it.review, std::move(report));
  return change;
}

}  // namespace

std::vector<PersonId> review_reports::team_of(Review const& review) {
  auto people = reviews::active_team(review);
  auto const* lead = reviews::lead_of(review);
  auto const at = lead ? std::find(people.begin(), people.end(), lead->person) : people.end();
  if (at != people.end()) std::rotate(people.begin(), at, at + 1);
  return people;
}

Result<Change> decide(View const& view, Asked& asked, CreateReport const& command) {
  auto const id = command.review;
  TRY_INTO(auto const review, reviews::review_for_part<ReviewReport>(view, asked, id, Thing::report, Action::create));
  TRY(check_being_written(*review));
  if (view.find<ReviewReport>(review->id)) return Error::conflict("exists", "There is a report. Open that one.");
  TRY_INTO(auto const scope, view.get<ReviewScope>("ids.review", review->id));
  ReviewReport made{.id = review->id,
                    .host = review->host,
                    .title = review->title,
                    .framework = scope->framework,
                    .questions = scope->questions,
                    .first_day = review->first_day.value_or(asked.today),
                    .last_day = review->last_day.value_or(asked.today),
                    .team = {review_reports::team_of(*review)}};
  for (std::uint32_t i = 0; i < made.framework.headings.size(); ++i) made.sections.values.push_back({.heading = i});
  made.content_hash = review_reports::content_hash_of(made);
  return Change{}.put(std::move(made));
}

Result<Change> decide(View const& view, Asked& asked, EditReportSection const& command) {
  TRY_INTO(auto const it, report_to_edit(view, asked, command.review));
  auto const& framework = it.report->framework;
  if (command.heading >= framework.headings.size()) return Error::not_found("ids.heading");
  if (command.grade && *command.grade >= framework.grades.size()) {
    return Error::unprocessable("body.grade", "Choose one of the framework's grades, or none.");
  }
  TRY(check_sentences(view, it, command));
  auto report = *it.report;
  write_section(report, command);
  return edited_report(view, asked, it, std::move(report));
}

Result<Change> decide(View const& view, Asked& asked, EditReportSummary const& command) {
  TRY_INTO(auto const it, report_to_edit(view, asked, command.review));
  TRY(check_words({command.summary.value}, command.not_pupil_data));
  auto report = *it.report;
  report.summary = command.summary;
  return edited_report(view, asked, it, std::move(report));
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, GetReviewReport const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ReviewReport>("ids.review", query.review));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
