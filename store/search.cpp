// The search box: what is found, for whom, with what beside it.
#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <map>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/permissions.hpp"
#include "store/search_asking.hpp"
#include "store/search_follower.hpp"
#include "store/search_hits.hpp"
#include "store/search_words.hpp"

namespace staffroom {
namespace {

using search::Asking;
using search::FacetCounts;
using search::FacetName;

constexpr std::size_t facet_values_max = 50;

Error not_searchable(std::string const& why) {
  return {ErrorCode::unavailable, {}, "Searching is not possible just now" + why + " Try again in a minute.", {}};
}

template <class Enum>
std::string word(std::string const& number) {
  return boost::describe::enum_to_string(static_cast<Enum>(std::stoul(number)), "");
}

std::string value_of(FacetName facet, std::string const& counted) {
  switch (facet) {
    case FacetName::in: return word<SearchKind>(counted);
    case FacetName::type: return word<ResourceType>(counted);
    case FacetName::stage: return word<KeyStage>(counted);
    case FacetName::year: return word<SchoolYear>(counted);
    case FacetName::licence: return word<Licence>(counted);
    case FacetName::format: return word<FileFormat>(counted);
    case FacetName::approved: return counted == "1" ? "true" : "false";
    case FacetName::subject:
    case FacetName::organisation: break;
  }
  return counted;
}

/// "maths" and "Maths" are one subject, by the spelling that most use.
FacetCounts merged_subjects(FacetCounts const& counts) {
  std::map<std::string, std::pair<std::string, std::uint32_t>> spelled;
  std::map<std::string, std::uint32_t> totals;
  for (auto const& [subject, count] : counts) {
    auto const folded = search::folded_words(subject);
    totals[folded] += count;
    auto& best = spelled[folded];
    if (count > best.second) best = {subject, count};
  }
  FacetCounts out;
  for (auto const& [folded, count] : totals) out[spelled[folded].first] = count;
  return out;
}

class SearchAnswer {
 public:
  SearchAnswer(View const& view, Asked const& asked, Search const& query, search::Follower& follower, Asking& asking)
      : view_(view), door_(view, asked), query_(query), follower_(follower), asking_(asking) {}

  Result<Answer> make(Page const& page) {
    std::uint32_t position = 0;
    if (!page.cursor.empty()) {
      TRY_INTO(auto const place, decode_cursor(page.cursor));
      if (place.size() != sizeof(std::uint32_t)) {
        return Error::bad_request("query.cursor",
                                  "This cursor is not one of ours: send `next` of the page before as it was.");
      }
      position = read_u32(place);
    }
    auto const typed = query_.q ? query_.q->value : std::string();
    auto const parsed = search::parse_query(typed);
    auto wanted = asking_.wanted_for(query_, parsed);
    search::HitMaker hits(view_, door_, follower_.files(), search::Quoting(parsed.terms));
    collect(wanted, hits, position, page.limit);
    bool const found_nothing = out_.items.empty() && page.cursor.empty() && !parsed.terms.empty();
    if (found_nothing) out_.did_you_mean = asking_.did_you_mean(typed, wanted);
    out_.names = name_people(view_, std::move(named_));
    out_.is_behind = follower_.is_behind();
    out_.seq = view_.seq();
    Answer answer;
    append_json(answer.json, out_);
    return answer;
  }

 private:
  void collect(search::Wanted& wanted, search::HitMaker& hits, std::uint32_t position, std::uint32_t limit) {
    std::uint32_t dropped = 0;
    for (bool is_first = true; position < limits::search_hits_max; is_first = false) {
      wanted.offset = position;
      wanted.limit = std::min<std::size_t>(limit - out_.items.size(), limits::search_hits_max - position);
      wanted.count = is_first;
      auto const found = asking_.find(wanted);
      for (auto const& key : found.keys) {
        if (auto const record = asking_.readable(key)) {
          out_.items.push_back(hits.make(*record));
          add_resource(*record);
        } else {
          ++dropped;
        }
      }
      position += static_cast<std::uint32_t>(found.keys.size());
      if (is_first) {
        out_.total = found.total;
        out_.total_is_exact = found.total_is_exact;
        add_facets(found);
      }
      if (!found.more) return settle_total(dropped);
      if (out_.items.size() == limit) break;
    }
    settle_total(dropped);
    if (position >= limits::search_hits_max) return;
    std::string place;
    append_u32(place, position);
    out_.next = encode_cursor(place);
  }

  /// What was counted and turned out not to be for this reader does not count.
  void settle_total(std::uint32_t dropped) {
    if (dropped == 0) return;
    out_.total -= std::min(dropped, out_.total);
    out_.total_is_exact = false;
  }

  void add_resource(Record const& record) {
    auto const* resource = get_if<Resource>(&record);
    if (!resource) return;
    out_.resources.push_back(*resource);
    if (auto const activity = view_.find<ResourceActivity>(resource->id)) out_.activities.push_back(*activity);
    auto const more = named_in(record);
    named_.insert(named_.end(), more.begin(), more.end());
  }

  void add_facets(search::Found const& found) {
    for (std::size_t i = 0; i < search::facet_count; ++i) {
      auto const name = FacetName(i);
      Facet facet{boost::describe::enum_to_string(name, ""), {}};
      auto const counts = name == FacetName::subject ? merged_subjects(found.facets[i]) : found.facets[i];
      for (auto const& [counted, count] : counts) {
        auto label = name == FacetName::organisation ? name_of(counted) : std::string();
        if (name == FacetName::organisation && label.empty()) continue;
        facet.values.push_back({value_of(name, counted), std::move(label), count});
      }
      sort(name, facet.values);
      if (!facet.values.empty()) out_.facets.push_back(std::move(facet));
    }
  }

  std::string name_of(std::string const& organisation) const {
    auto const found = view_.find<Organisation>(OrganisationId{std::stoull(organisation)});
    return found && door_.may_read(*found) ? found->name.value : std::string();
  }

  static void sort(FacetName name, std::vector<FacetValue>& values) {
    bool const has_order = name == FacetName::stage || name == FacetName::year;
    if (has_order) {
      // Enumerators as numbers were sorted as texts.
      auto const place = [&](FacetValue const& it) { return place_of(name, it.value); };
      std::sort(values.begin(), values.end(), [&](auto const& a, auto const& b) { return place(a) < place(b); });
    } else {
      std::sort(values.begin(), values.end(), [](FacetValue const& a, FacetValue const& b) {
        return a.count != b.count ? a.count > b.count : a.label + a.value < b.label + b.value;
      });
    }
    if (values.size() > facet_values_max) values.resize(facet_values_max);
  }

  static unsigned place_of(FacetName name, std::string const& value) {
    if (name == FacetName::stage) {
      return static_cast<unsigned>(search::stage_called(value).value_or(KeyStage::eyfs));
    }
    return static_cast<unsigned>(search::year_called(value).value_or(SchoolYear::nursery));
  }

  View const& view_;
  Door door_;
  Search const& query_;
  search::Follower& follower_;
  Asking& asking_;
  SearchPage out_;
  std::vector<PersonId> named_;
};

}  // namespace

Result<Answer> answer(View const& view, Asked const& asked, Search const& query, Page const& page) {
  view.take_time();
  if (asked.actor.is_system() || !view.standing(asked.actor.person)) return Error::not_found();
  auto* const follower = view.searching();
  if (!follower) return not_searchable(": this hub keeps no index.");
  for (bool is_last = false;; is_last = true) {
    auto const followed = follower->followed();
    auto const index = follower->index();
    if (!index) return not_searchable(": the index is being opened.");
    try {
      Asking asking(view, asked, followed, index);
      return SearchAnswer(view, asked, query, *follower, asking).make(page);
    } catch (search::IndexFailed const&) {
      // It may have been another one's turn meanwhile, and this one be gone.
      if (!is_last && follower->index() != index) continue;
      follower->note_damage();
      return not_searchable(": the index cannot be read, and is made anew.");
    }
  }
}

}  // namespace staffroom
