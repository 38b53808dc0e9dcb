// What a person is compared with: filters, words, and the counts beside them.
#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11.hpp>

#include "store/directory.hpp"
#include "store/person_load.hpp"
#include "store/search_words.hpp"

namespace staffroom::directory {
namespace {

constexpr std::size_t facet_values_max = 60;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// Whether a word of the text begins with it.
bool begins_a_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    if (at == 0 || !is_letter(text[at - 1])) return true;
  }
  return false;
}

bool any_is(std::vector<std::string_view> const& texts, std::string const& wanted) {
  std::string key;
  return std::any_of(texts.begin(), texts.end(), [&](auto const text) {
    key.clear();
    fold_into(key, text);
    return key == wanted;
  });
}

template <class Word>
bool has_bit(std::uint32_t bits, Word word) {
  return (bits >> unsigned(word) & 1U) != 0;
}

bool is_at(PersonStanding const& standing, OrganisationId node) {
  return std::any_of(standing.roles.begin(), standing.roles.end(), [&](auto const& role) {
    if (role.on_partner) return false;
    return role.organisation == node || std::find(role.above.begin(), role.above.end(), node) != role.above.end();
  });
}

bool has_role(PersonStanding const& standing, Role wanted) {
  return std::any_of(standing.roles.begin(), standing.roles.end(),
                     [&](auto const& role) { return !role.on_partner && role.role == wanted; });
}

std::string folded_of(std::optional<Name> const& text) {
  std::string out;
  if (text) fold_into(out, text->value);
  return out;
}

}  // namespace

void fold_into(std::string& out, std::string_view text) {
  if (!is_ascii(text)) {
    out += search::folded_words(text);
    return;
  }
  for (char const c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::optional<std::uint32_t> Seen::free_days() const {
  if (!days) return std::nullopt;
  return person_load::free_days(Capacity{.days_a_term = *days}, load ? load->promised_days : 0);
}

void Seen::clear() {
  phases = offers = exam_boards = send = 0;
  for (auto* texts : {&subjects, &strengths, &languages, &other}) texts->clear();
  parts.clear();
  days.reset();
  load.reset();
}

Wanted::Wanted(FindPeople const& query)
    : query_(query),
      subject_(folded_of(query.subject)),
      strength_(folded_of(query.strength)),
      language_(folded_of(query.language)) {
  if (query.q) words_ = search::words_of(query.q->value);
}

std::uint32_t Wanted::failed_by(Seen const& seen) const {
  std::uint32_t failed = 0;
  auto const fails = [&](Filter filter, bool holds) {
    if (!holds) failed |= bit_of(filter);
  };
  if (query_.subject) fails(Filter::subject, any_is(seen.subjects, subject_));
  if (query_.phase) fails(Filter::phase, has_bit(seen.phases, *query_.phase));
  if (query_.offer) fails(Filter::offer, has_bit(seen.offers, *query_.offer));
  if (query_.free.value_or(false)) fails(Filter::free, seen.free_days().value_or(0) > 0);
  if (query_.strength) fails(Filter::strength, any_is(seen.strengths, strength_));
  if (query_.exam_board) fails(Filter::exam_board, has_bit(seen.exam_boards, *query_.exam_board));
  if (query_.send) fails(Filter::send, has_bit(seen.send, *query_.send));
  if (query_.language) fails(Filter::language, any_is(seen.languages, language_));
  if (query_.role) fails(Filter::role, has_role(*seen.standing, *query_.role));
  if (query_.organisation) fails(Filter::organisation, is_at(*seen.standing, *query_.organisation));
  return failed;
}

bool Wanted::words_stand_in(Seen const& seen, std::string_view name_json) {
  constexpr std::string_view name_begins = ",\"name\":\"";
  constexpr std::string_view label_begins = "\",\"label\":\"";
  text_.clear();
  if (auto const name = name_json.find(name_begins); name != name_json.npos) name_json.remove_prefix(name + 9);
  auto const label = name_json.find(label_begins);
  fold_into(text_, name_json.substr(0, label));
  text_ += '\n';
  if (label != name_json.npos) fold_into(text_, name_json.substr(label + label_begins.size()));
  for (auto const* texts : {&seen.subjects, &seen.strengths, &seen.languages, &seen.other}) {
    for (auto const text : *texts) {
      text_ += '\n';
      fold_into(text_, text);
    }
  }
  return std::all_of(words_.begin(), words_.end(), [&](auto const& word) { return begins_a_word(text_, word); });
}

// ---- facets

void Facets::count_words(Words& into, std::vector<std::string_view> const& words) {
  for (auto const word : words) {
    key_.clear();
    fold_into(key_, word);
    auto& counted = into[key_];
    if (counted.count++ == 0) counted.shown = word;
  }
}

void Facets::count(Seen const& seen, std::uint32_t failed) {
  auto const counts = [&](Filter filter) { return (failed & ~bit_of(filter)) == 0; };
  auto const count_bits = [&](Filter filter, std::uint32_t bits) {
    if (!counts(filter)) return;
    for (unsigned word = 0; bits != 0; ++word, bits >>= 1) numbers_[std::size_t(filter)].at(word) += bits & 1U;
  };
  if (counts(Filter::subject)) count_words(subjects_, seen.subjects);
  count_bits(Filter::phase, seen.phases);
  count_bits(Filter::offer, seen.offers);
  if (counts(Filter::free) && seen.free_days().value_or(0) > 0) ++free_;
  if (counts(Filter::strength)) count_words(strengths_, seen.strengths);
  count_bits(Filter::exam_board, seen.exam_boards);
  count_bits(Filter::send, seen.send);
  if (counts(Filter::language)) count_words(languages_, seen.languages);
  std::uint32_t roles = 0;
  std::vector<OrganisationId> nodes;
  for (auto const& role : seen.standing->roles) {
    if (role.on_partner) continue;
    roles |= 1U << unsigned(role.role);
    for (auto const node : role.above) nodes.push_back(node);
    nodes.push_back(role.organisation);
  }
  count_bits(Filter::role, roles);
  if (!counts(Filter::organisation)) return;
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  for (auto const node : nodes) ++organisations_[node];
}

namespace {

/// The most frequent first, as many as a page shows.
void arrange(DirectoryFacet& facet) {
  std::sort(facet.values.begin(), facet.values.end(),
            [](auto const& a, auto const& b) { return a.count != b.count ? a.count > b.count : a.value < b.value; });
  if (facet.values.size() > facet_values_max) facet.values.resize(facet_values_max);
}

template <class Enum, class Numbers>
DirectoryFacet facet_of(std::string name, Numbers const& numbers) {
  DirectoryFacet facet{.name = std::move(name)};
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto word) {
    auto const count = numbers.at(std::size_t(word.value));
    if (count > 0) facet.values.push_back({.value = word.name, .count = count});
  });
  arrange(facet);
  return facet;
}

template <class Words>
DirectoryFacet facet_of_words(std::string name, Words const& words) {
  DirectoryFacet facet{.name = std::move(name)};
  for (auto const& [key, word] : words) facet.values.push_back({.value = word.shown, .count = word.count});
  arrange(facet);
  return facet;
}

}  // namespace

std::vector<DirectoryFacet> Facets::take(View const& view) const {
  auto const numbers = [&](Filter filter) -> auto const& { return numbers_[std::size_t(filter)]; };
  std::vector<DirectoryFacet> out;
  out.push_back(facet_of_words("subject", subjects_));
  out.push_back(facet_of<KeyStage>("phase", numbers(Filter::phase)));
  out.push_back(facet_of<Offer>("offer", numbers(Filter::offer)));
  out.push_back({.name = "free", .values = {}});
  if (free_ > 0) out.back().values.push_back({.value = "true", .count = free_});
  out.push_back(facet_of_words("strength", strengths_));
  out.push_back(facet_of<ExamBoard>("exam_board", numbers(Filter::exam_board)));
  out.push_back(facet_of<SendNeed>("send", numbers(Filter::send)));
  out.push_back(facet_of_words("language", languages_));
  out.push_back(facet_of<Role>("role", numbers(Filter::role)));
  DirectoryFacet nodes{.name = "organisation"};
  for (auto const& [node, count] : organisations_) {
    nodes.values.push_back({.value = std::to_string(node.value), .count = count});
  }
  arrange(nodes);
  for (auto& it : nodes.values) {
    auto const node = view.find<Organisation>(OrganisationId{std::stoull(it.value)});
    if (node) it.label = node->name.value;
  }
  out.push_back(std::move(nodes));
  return out;
}

}  // namespace staffroom::directory
