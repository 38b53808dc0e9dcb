// Titles, places and snippets of hits: all of it from the view, nothing from the index.
#include "store/search_hits.hpp"

#include "protocol/codec.hpp"
#include "store/files.hpp"
#include "store/search_text.hpp"

namespace staffroom::search {
namespace {

/// Of file texts, in one answer: past it snippets come from summaries.
constexpr std::size_t bytes_quoted_max = 8 * 1024 * 1024;

void add(std::string& place, std::string_view part, std::string_view between = " · ") {
  if (part.empty()) return;
  if (!place.empty()) place += between;
  place += part;
}

std::string words_of_stage(KeyStage stage) {
  if (stage == KeyStage::eyfs) return "Early years";
  return "Key stage " + std::to_string(static_cast<unsigned>(stage));
}

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

std::string HitMaker::name_of(OrganisationId organisation) const {
  auto const found = view_.find<Organisation>(organisation);
  return found && door_.may_read(*found) ? found->name.value : std::string();
}

template <class Shared>
std::string HitMaker::place_of(Shared const& it) const {
  std::string place;
  if (it.subject) add(place, it.subject->value);
  for (auto const stage : it.stages) add(place, words_of_stage(stage));
  add(place, name_of(it.organisation));
  return place;
}

std::string HitMaker::place_of(Topic const& topic) const {
  std::string place;
  if (topic.resource) {
    auto const resource = view_.find<Resource>(*topic.resource);
    if (resource && door_.may_read(*resource)) place = resource->title.value;
    return place;
  }
  auto const team = topic.team ? view_.find<Team>(*topic.team) : nullptr;
  auto const channel = topic.channel ? view_.find<Channel>(*topic.channel) : nullptr;
  if (team && door_.may_read(*team)) add(place, team->name.value);
  if (channel && door_.may_read(*channel)) add(place, channel->name.value, " › ");
  return place;
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
  if (it.town) add(hit.place, it.town->value);
  if (it.parent) add(hit.place, name_of(*it.parent));
  if (it.ethos) quote(hit, it.ethos->value);
}

void HitMaker::fill(SearchHit& hit, Person const& it) {
  hit.title = it.name.value;
  hit.place = it.label;
}

void HitMaker::fill(SearchHit& hit, Team const& it) {
  hit.title = it.name.value;
  if (it.subject) add(hit.place, it.subject->value);
  add(hit.place, name_of(it.organisation));
  quote(hit, it.purpose.value);
}

void HitMaker::fill(SearchHit& hit, Topic const& it) {
  hit.title = it.title.value;
  hit.place = place_of(it);
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
  hit.place = place_of(*topic);
  // The author's name belongs to the message.
  if (auto const author = view_.find<Person>(it.author)) add(hit.place, author->name.value);
}

void HitMaker::fill(SearchHit& hit, Resource const& it) {
  hit.title = it.title.value;
  hit.place = place_of(it);
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
  hit.place = place_of(it);
  hit.at = it.published.value_or(it.created);
  quote(hit, it.summary.value);
}

void HitMaker::fill(SearchHit& hit, CurriculumUnit const& it) {
  hit.title = it.title.value;
  add(hit.place, it.subject.value);
  add(hit.place, words_of_stage(it.stage));
  add(hit.place, it.source.value);
  std::string text = it.description.value;
  for (auto const& lesson : it.lessons) {
    text += '\f' + lesson.title.value + ". " + lesson.outcome.value;
  }
  quote(hit, text);
}

}  // namespace staffroom::search
