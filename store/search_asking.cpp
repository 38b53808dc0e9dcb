// From what a person typed to what is wanted of the index.
#include "store/search_asking.hpp"

#include <algorithm>

#include "store/index_rows.hpp"
#include "store/search_updating.hpp"
#include "store/search_words.hpp"
#include "store/tree.hpp"
#include "store/window.hpp"

namespace staffroom::search {
namespace {

constexpr std::size_t doubtful_events_max = 2'000;
constexpr std::size_t called_max = 50;
constexpr std::size_t looked_at_max = 20;  // hits, to see whether there is one
constexpr std::size_t suggestions_tried_max = 12;
constexpr std::size_t words_put_right_max = 3;

bool holds_all(std::vector<std::string> const& wanted, std::string_view name) {
  auto const words = words_of(name);
  return std::all_of(wanted.begin(), wanted.end(), [&](std::string const& word) {
    auto const stem = stem_of(word);
    return std::any_of(words.begin(), words.end(), [&](std::string const& it) { return stem_of(it) == stem; });
  });
}

}  // namespace

Asking::Asking(View const& view, Asked const& asked, Seq followed, std::shared_ptr<SearchIndex> index)
    : view_(view), asked_(asked), index_(std::move(index)), standing_(view.standing(asked.actor.person)) {
  note_doubts(followed);
}

void Asking::note_doubts(Seq followed) {
  if (view_.seq() <= followed) return;
  std::size_t events = 0;
  view_.scan_window_up(followed, [&](Seq, std::string_view row) {
    auto const group = decode_window_group(row);
    all_doubtful_ |= !group || (events += group->events.size()) > doubtful_events_max;
    if (all_doubtful_) return false;
    for (auto const& event : group->events) {
      if (event.seq <= followed) continue;
      auto doubt = doubt_of(view_, event);
      all_doubtful_ |= doubt.all;
      std::move(doubt.terms.begin(), doubt.terms.end(), std::back_inserter(doubtful_));
    }
    return !all_doubtful_;
  });
  std::sort(doubtful_.begin(), doubtful_.end());
  doubtful_.erase(std::unique(doubtful_.begin(), doubtful_.end()), doubtful_.end());
}

std::shared_ptr<Record const> Asking::readable(std::string const& key) const {
  if (key.empty()) return nullptr;  // only a damaged index holds such a document
  auto const kind = static_cast<Kind>(static_cast<std::uint8_t>(key.front()));
  auto record = view_.find_record(kind, key);
  if (!record || !standing_ || !meets(audience_of(view_, *record), standing_->audiences)) return nullptr;
  if (!search_text(view_, nullptr, *record)) return nullptr;
  return record;
}

Wanted Asking::plain() const {
  Wanted wanted;
  if (standing_) wanted.audiences = standing_->audiences;
  wanted.now = asked_.now;
  wanted.doubtful = doubtful_;
  wanted.all_doubtful = all_doubtful_;
  wanted.is_readable = [this](std::string const& key) { return readable(key) != nullptr; };
  return wanted;
}

Wanted Asking::wanted_for(Search const& query, ParsedQuery const& parsed) {
  auto wanted = plain();
  wanted.terms = parsed.terms;
  wanted.from = parsed.from;
  wanted.until = parsed.until;
  wanted.sort = query.sort.value_or(SearchSort::relevance);
  auto& choice = wanted.choice;
  choice.in = query.in;
  choice.type = query.type;
  if (query.subject) choice.subject = folded_words(query.subject->value);
  choice.stage = query.stage;
  choice.year = query.year;
  choice.licence = query.licence;
  choice.format = query.format;
  choice.organisation = query.organisation;
  choice.approved = query.approved;
  for (auto const& condition : parsed.conditions) add_condition(wanted, condition);
  return wanted;
}

void Asking::add_condition(Wanted& wanted, Condition const& condition) {
  switch (condition.type) {
    case Condition::Type::by: wanted.filters.push_back({makers_called(condition.value), condition.without}); return;
    case Condition::Type::place: wanted.filters.push_back({places_called(condition.value), condition.without}); return;
    default: wanted.conditions.push_back(condition);
  }
}

std::vector<std::string> Asking::called(std::string const& name, SearchKind what) const {
  auto wanted = plain();
  for (auto& word : words_of(name)) wanted.terms.push_back({{std::move(word)}, false, false, 0, 0});
  wanted.in_titles = true;
  wanted.choice.in = what;
  wanted.limit = called_max;
  wanted.count = false;
  std::vector<std::string> keys;
  for (auto& key : index_->find(wanted).keys) {
    if (readable(key)) keys.push_back(std::move(key));
  }
  return keys;
}

std::vector<std::string> Asking::makers_called(std::string const& name) const {
  std::vector<std::string> terms;
  if (name == "me") return {maker_term(asked_.actor.person)};
  for (auto const& key : called(name, SearchKind::person)) {
    terms.push_back(maker_term(PersonId{read_u64(std::string_view(key).substr(1))}));
  }
  return terms;
}

std::vector<std::string> Asking::places_called(std::string const& name) const {
  std::vector<std::string> terms;
  auto const id_in = [](std::string const& key) { return read_u64(std::string_view(key).substr(1)); };
  for (auto const& key : called(name, SearchKind::team)) terms.push_back(team_term(TeamId{id_in(key)}));
  for (auto const& key : called(name, SearchKind::organisation)) {
    terms.push_back(organisation_term(OrganisationId{id_in(key)}));
  }
  // Channels are not found by themselves; those of one's own teams are known by name.
  auto const words = words_of(name);
  if (!standing_) return terms;
  for (auto const& place : standing_->teams) {
    auto const prefix = IndexKey(Index::channels_by_team).id(place.team).take();
    view_.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      ChannelId const id{read_u64(key.substr(prefix.size()))};
      auto const channel = view_.find<Channel>(id);
      bool const is_here = channel && meets(audience_of(view_, *channel), standing_->audiences);
      if (is_here && holds_all(words, channel->name.value)) terms.push_back(channel_term(id));
      return true;
    });
  }
  return terms;
}

bool Asking::finds_anything(Wanted wanted) const {
  wanted.offset = 0;
  wanted.limit = looked_at_max;
  wanted.count = false;
  auto const found = index_->find(wanted);
  return std::any_of(found.keys.begin(), found.keys.end(), [&](auto const& key) { return readable(key) != nullptr; });
}

Wanted Asking::with_word(Wanted const& wanted, std::size_t term, std::string const& word, bool alone) const {
  auto out = alone ? plain() : wanted;
  // As it is spelled, not its stem: the very word stands in what this reader may read.
  Term right{{word}, false, true, wanted.terms[term].at, wanted.terms[term].end};
  if (alone) {
    out.terms = {std::move(right)};
  } else {
    out.terms[term] = std::move(right);
  }
  return out;
}

/// Words that may have been meant, of which the first that finds something is the best.
std::vector<std::string> Asking::words_for(Wanted const& wanted, std::size_t term, bool alone) const {
  auto likes = index_->words_like(wanted.terms[term].words.front());
  if (likes.size() > suggestions_tried_max) likes.resize(suggestions_tried_max);
  for (auto& like : likes) {
    if (finds_anything(with_word(wanted, term, like, alone))) return {std::move(like)};
  }
  return {};
}

std::optional<std::string> Asking::did_you_mean(std::string const& typed, Wanted const& wanted) {
  std::vector<std::size_t> unknown;
  for (std::size_t i = 0; i < wanted.terms.size(); ++i) {
    auto const& term = wanted.terms[i];
    if (term.without || term.words.size() != 1 || is_stop_word(term.words.front())) continue;
    auto alone = plain();
    alone.terms = {term};
    if (!finds_anything(std::move(alone))) unknown.push_back(i);
  }
  if (unknown.empty() || unknown.size() > words_put_right_max) return std::nullopt;
  bool const alone = unknown.size() > 1;
  auto corrected = wanted;
  for (auto const i : unknown) {
    auto const words = words_for(wanted, i, alone);
    if (words.empty()) return std::nullopt;
    corrected = with_word(corrected, i, words.front(), false);
  }
  if (alone && !finds_anything(corrected)) return std::nullopt;
  auto out = typed;
  for (auto i = unknown.rbegin(); i != unknown.rend(); ++i) {
    auto const& term = corrected.terms[*i];
    if (term.end > out.size() || term.at > term.end) return std::nullopt;
    out.replace(term.at, term.end - term.at, term.words.front());
  }
  return out;
}

}  // namespace staffroom::search
