// Titles, places and snippets of hits: all of it from the view, nothing from the index.
#include "store/search_hits.hpp"

#include <algorithm>

#include "protocol/codec.hpp"
#include "store/files.hpp"
#include "store/search_text.hpp"

namespace staffroom::search {
namespace {

/// Of file texts, in one answer: past it snippets come from summaries.
constexpr std::size_t bytes_quoted_max = 8 * 1024 * 1024;

}  // namespace

SearchHit HitMaker::make(Record const& record) {
  SearchHit hit;
  visit(
      [&](auto const& it) {
        hit.what = search_kind_of(it.kind);
        hit.id = it.id.value;
        fill(hit, it);
      },
      record);
  hit.self = self_of(record);
  return hit;
}

void HitMaker::quote(SearchHit& hit, std::string_view text) {
  if (auto quoted = quoting_.quote(text)) {
    hit.snippet = std::move(quoted->pieces);
  } else {
    hit.snippet = Quoting::beginning(text);
  }
}

void HitMaker::fill(SearchHit& hit, Organisation const& it) {
  hit.title = it.name.value;
  if (it.town) add_place(hit.place, it.town->value);
  if (it.parent) add_place(hit.place, places_.name_of(*it.parent));
  if (it.ethos) quote(hit, it.ethos->value);
}

void HitMaker::fill(SearchHit& hit, Person const& it) {
  hit.title = it.name.value;
  hit.place = it.label;
}

void HitMaker::fill(SearchHit& hit, Team const& it) {
  hit.title = it.name.value;
  if (it.subject) add_place(hit.place, it.subject->value);
  add_place(hit.place, places_.name_of(it.organisation));
  quote(hit, it.purpose.value);
}

void HitMaker::fill(SearchHit& hit, Topic const& it) {
  hit.title = it.title.value;
  hit.place = places_.of(it);
  hit.topic = it.id;
  hit.at = it.created;
  if (it.summary) quote(hit, it.summary->text.value);
}

void HitMaker::fill(SearchHit& hit, Message const& it) {
  hit.topic = it.topic;
  hit.ordinal = it.ordinal;
  hit.at = it.created;
  quote(hit, it.text);
  auto const topic = view_.find<Topic>(it.topic);
  if (!topic) return;
  hit.title = topic->title.value;
  hit.place = places_.of(*topic);
  // The author's name belongs to the message.
  if (auto const author = view_.find<Person>(it.author)) add_place(hit.place, author->name.value);
}

void HitMaker::fill(SearchHit& hit, Resource const& it) {
  hit.title = it.title.value;
  hit.place = places_.of(it);
  hit.at = it.published.value_or(it.created);
  quote(hit, it.summary.value);
  quote_files(hit, it);
}

/// The page of the files on which most of the words stand, unless the summary has more of them.
void HitMaker::quote_files(SearchHit& hit, Resource const& it) {
  if (quoting_.is_empty()) return;
  auto const summary = quoting_.quote(it.summary.value);
  std::size_t best = summary ? summary->found : 0;
  bool from_file = false;
  each_file_text(view_, &files_, it, [&](std::uint32_t file, std::string const& text) {
    bytes_quoted_ += text.size();
    if (bytes_quoted_ > bytes_quoted_max) return false;
    auto quoted = quoting_.quote(text);
    if (!quoted || quoted->found < best || (from_file && quoted->found == best)) return true;
    best = quoted->found;
    from_file = true;
    hit.snippet = std::move(quoted->pieces);
    hit.file = file;
    hit.page = quoted->page;
    return true;
  });
}

void HitMaker::fill(SearchHit& hit, Collection const& it) {
  hit.title = it.title.value;
  hit.place = places_.of(it);
  hit.at = it.published.value_or(it.created);
  quote(hit, it.summary.value);
}

/// Where most of the words stand: of what a record holds in several texts.
void HitMaker::quote_best(SearchHit& hit, std::vector<std::string_view> const& texts) {
  std::size_t best = 0;
  for (auto const text : texts) {
    auto quoted = quoting_.is_empty() ? std::nullopt : quoting_.quote(text);
    if (!quoted || quoted->found <= best) continue;
    best = quoted->found;
    hit.snippet = std::move(quoted->pieces);
  }
  if (best > 0) return;
  auto const first = std::find_if(texts.begin(), texts.end(), [](auto const text) { return !text.empty(); });
  if (first != texts.end()) hit.snippet = Quoting::beginning(*first);
}

void HitMaker::fill(SearchHit& hit, PracticePost const& it) {
  hit.title = it.title.value;
  hit.place = places_.of(it);
  hit.at = it.published.value_or(it.created);
  std::vector<std::string_view> texts{it.result.value, it.context.value, it.impact.value, it.pupils.value};
  for (auto const& step : it.steps) texts.push_back(step.value);
  for (auto const& more : {&it.evidence, &it.differently}) texts.push_back(more->value);
  texts.push_back(it.cannot_claim.value);
  quote_best(hit, texts);
}

void HitMaker::fill(SearchHit& hit, SupportRequest const& it) {
  hit.title = it.title.value;
  hit.place = places_.of(it);
  hit.at = it.opened.value_or(it.created);
  quote_best(hit, {it.need.value, it.outcomes.value, it.priority.value});
}

std::string HitMaker::supplier_name(SupplierId id) const {
  auto found = view_.find<Supplier>(id);
  if (found && found->merged_into) found = view_.find<Supplier>(*found->merged_into);
  return found ? found->name.value : std::string();
}

void HitMaker::fill(SearchHit& hit, Contract const& it) {
  hit.title = it.details.title.value;
  add_place(hit.place, supplier_name(it.details.supplier));
  add_place(hit.place, places_.name_of(it.organisation));
  hit.at = it.created;
  quote_best(hit, {it.details.description.value, it.details.reference.value, it.details.framework.value});
}

void HitMaker::fill(SearchHit& hit, Pool const& it) {
  hit.title = it.terms.title.value;
  hit.place = places_.name_of(it.organisation);
  hit.at = it.created;
  quote(hit, it.terms.specification.value);
}

void HitMaker::fill(SearchHit& hit, Supplier const& it) {
  hit.title = it.name.value;
  quote(hit, it.note.value);
}

void HitMaker::fill(SearchHit& hit, Purchase const& it) {
  hit.title = it.title.value;
  hit.place = places_.name_of(it.organisation);
  hit.at = it.created;
  quote_best(hit, {it.what.value, it.pack.specification.value});
}

void HitMaker::fill(SearchHit& hit, CurriculumUnit const& it) {
  hit.title = it.title.value;
  add_place(hit.place, it.subject.value);
  add_place(hit.place, words_of(it.stage));
  add_place(hit.place, it.source.value);
  std::string text = it.description.value;
  for (auto const& lesson : it.lessons) {
    text += '\f' + lesson.title.value + ". " + lesson.outcome.value;
  }
  quote(hit, text);
}

}  // namespace staffroom::search
