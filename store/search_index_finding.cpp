// Finding in the index: from what is wanted to a query of Xapian, walked with its readers as a filter; facets are
// counted on the way.
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "store/search_index.hpp"
#include "store/search_index_terms.hpp"

namespace staffroom::search {
namespace {

/// So many matches are counted at most; past it the total is an estimate.
constexpr Xapian::doccount counted_max = 20'000;
constexpr std::size_t doubtful_max = 5'000;          // documents; past it all are
constexpr std::size_t doubtful_checked_max = 2'000;  // at the door, in one search
constexpr int retries_max = 3;

/// More for what was made lately.
class BoostSource : public Xapian::ValuePostingSource {
 public:
  explicit BoostSource(TimestampMs now) : ValuePostingSource(slot_boost), now_(now) {}
  Xapian::PostingSource* clone() const override { return new BoostSource(now_); }
  std::string name() const override { return "boost"; }
  void init(Xapian::Database const& database) override {
    ValuePostingSource::init(database);
    set_maxweight(boost_max);
  }
  double get_weight() const override {
    ByteReader in(value());
    double const boost = (in.u16() - boost_zero) / boost_unit;
    auto const at = static_cast<double>(in.u64());
    constexpr double year = 365.0 * 24 * 3600 * 1000;
    constexpr double freshness = 0.7;
    double const age = std::max(0.0, static_cast<double>(now_.value) - at) / year;
    return std::clamp(boost + freshness * std::exp2(-age), 0.0, boost_max);
  }

 private:
  static constexpr double boost_max = 3.0;
  std::string_view value() const {
    value_ = get_value();
    return value_;
  }
  TimestampMs now_;
  mutable std::string value_;
};

/// Words that a subject is asked for by: "maths" is Mathematics, "science" also Computer science.
class SubjectMatch {
 public:
  explicit SubjectMatch(std::string const& folded) {
    for (auto const& word : words_of(folded)) stems_.push_back(stem_of(word));
    meanings_ = meanings_of(folded);
  }
  bool matches(std::string const& subject) {
    if (subject.empty()) return false;
    auto const [known, added] = known_.try_emplace(subject, false);
    if (added) known->second = compare(subject);
    return known->second;
  }

 private:
  static std::vector<Meaning> meanings_of(std::string const& text) {
    std::vector<Meaning> out;
    MeaningSpotter spotter;
    auto const words = words_of(text);
    for (auto const& word : words) {
      for (auto const& spotted : spotter.next(word)) {
        if (spotted.words == words.size()) out.push_back(spotted.meaning);
      }
    }
    return out;
  }
  bool compare(std::string const& subject) const {
    auto const theirs = meanings_of(subject);
    auto const shares = [&](Meaning mine) { return std::find(theirs.begin(), theirs.end(), mine) != theirs.end(); };
    if (std::any_of(meanings_.begin(), meanings_.end(), shares)) return true;
    std::unordered_set<std::string> present;
    for (auto const& word : words_of(subject)) present.insert(stem_of(word));
    return std::all_of(stems_.begin(), stems_.end(), [&](auto const& stem) { return present.contains(stem); });
  }
  std::vector<std::string> stems_;
  std::vector<Meaning> meanings_;
  std::unordered_map<std::string, bool> known_;
};

/// Which documents pass, and the facets' counts of those.
class Counting : public Xapian::MatchDecider {
 public:
  Counting(Wanted const& wanted, std::unordered_set<Xapian::docid> const& doubtful, Found& found)
      : wanted_(wanted), doubtful_(doubtful), found_(found) {
    for (auto const& condition : wanted.conditions) {
      subjects_.emplace_back(condition.type == Condition::Type::subject ? condition.value : std::string());
    }
  }

  /// After the walk.
  void give_counts() const {
    for (std::size_t i = 0; i < facet_count; ++i) {
      auto& out = found_.facets[i];
      for (std::size_t value = 0; value < enumerators_max; ++value) {
        if (numbers_[i][value] > 0) out[std::to_string(value)] = numbers_[i][value];
      }
    }
    found_.facets[std::size_t(FacetName::subject)] = {subject_counts_.begin(), subject_counts_.end()};
    for (auto const& [organisation, count] : organisation_counts_) {
      found_.facets[std::size_t(FacetName::organisation)][std::to_string(organisation.value)] = count;
    }
  }

  bool operator()(Xapian::Document const& document) const override {
    auto const facets = decode_facets(document.get_value(slot_facets));
    unsigned missed = 0;
    auto missing = FacetName::in;
    for (std::size_t i = 0; i < facet_count; ++i) {
      if (passes(facets, FacetName(i))) continue;
      missing = FacetName(i);
      if (++missed > 1) return false;
    }
    if (missed == 1 && !wanted_.count) return false;
    for (std::size_t i = 0; i < wanted_.conditions.size(); ++i) {
      if (holds(wanted_.conditions[i], i, facets) == wanted_.conditions[i].without) return false;
    }
    if (is_doubtful(document) && !is_readable(document)) return false;
    if (missed == 0) ++found_.total;
    if (wanted_.count) count(facets, missed == 0 ? std::nullopt : std::optional(missing));
    return missed == 0;
  }

 private:
  bool passes(Facets const& it, FacetName facet) const {
    auto const& choice = wanted_.choice;
    auto const has_bit = [](unsigned bits, auto value) { return (bits >> static_cast<unsigned>(value) & 1U) != 0; };
    switch (facet) {
      case FacetName::in: return !choice.in || *choice.in == it.what;
      case FacetName::type: return !choice.type || choice.type == it.type;
      case FacetName::subject: return !choice.subject || *choice.subject == folded_subject(it.subject);
      case FacetName::stage: return !choice.stage || has_bit(it.stages, *choice.stage);
      case FacetName::year: return !choice.year || has_bit(it.years, *choice.year);
      case FacetName::licence: return !choice.licence || choice.licence == it.licence;
      case FacetName::format: return !choice.format || has_bit(it.formats, *choice.format);
      case FacetName::organisation: return !choice.organisation || *choice.organisation == it.organisation;
      case FacetName::approved:
        return !choice.approved || (it.what == SearchKind::resource && *choice.approved == it.approved);
    }
    return true;
  }

  std::string const& folded_subject(std::string const& subject) const {
    auto const [known, added] = folded_.try_emplace(subject);
    if (added) known->second = folded_words(subject);
    return known->second;
  }

  bool holds(Condition const& condition, std::size_t number, Facets const& it) const {
    auto const has_bit = [&](unsigned bits) { return (bits >> condition.choice & 1U) != 0; };
    switch (condition.type) {
      case Condition::Type::subject: return subjects_[number].matches(it.subject);
      case Condition::Type::stage: return has_bit(it.stages);
      case Condition::Type::year: return has_bit(it.years);
      case Condition::Type::type: return it.type && static_cast<std::uint8_t>(*it.type) == condition.choice;
      case Condition::Type::record: return static_cast<std::uint8_t>(it.what) == condition.choice;
      case Condition::Type::has: return has_bit(it.has);
      case Condition::Type::format: return has_bit(it.formats);
      case Condition::Type::by:
      case Condition::Type::place: return true;  // these are filters
    }
    return true;
  }

  bool is_doubtful(Xapian::Document const& document) const {
    return wanted_.all_doubtful || (!doubtful_.empty() && doubtful_.contains(document.get_docid()));
  }
  bool is_readable(Xapian::Document const& document) const {
    if (++checked_ > doubtful_checked_max) {
      found_.total_is_exact = false;
      return false;
    }
    return wanted_.is_readable && wanted_.is_readable(document.get_data());
  }

  /// A document that fails one facet alone is counted in that facet: it would pass if its value were chosen.
  void count(Facets const& it, std::optional<FacetName> only) const {
    auto const counts = [&](FacetName facet) { return !only || *only == facet; };
    auto const add = [&](FacetName facet, unsigned value) { ++numbers_[std::size_t(facet)][value]; };
    auto const add_bits = [&](FacetName facet, unsigned bits) {
      for (unsigned bit = 0; counts(facet) && bits >> bit != 0; ++bit) {
        if ((bits >> bit & 1U) != 0) add(facet, bit);
      }
    };
    if (counts(FacetName::in)) add(FacetName::in, static_cast<unsigned>(it.what));
    if (it.type && counts(FacetName::type)) add(FacetName::type, static_cast<unsigned>(*it.type));
    if (it.licence && counts(FacetName::licence)) add(FacetName::licence, static_cast<unsigned>(*it.licence));
    add_bits(FacetName::stage, it.stages);
    add_bits(FacetName::year, it.years);
    add_bits(FacetName::format, it.formats);
    if (it.what == SearchKind::resource && counts(FacetName::approved)) add(FacetName::approved, it.approved ? 1 : 0);
    if (!it.subject.empty() && counts(FacetName::subject)) ++subject_counts_[it.subject];
    if (it.organisation && counts(FacetName::organisation)) ++organisation_counts_[it.organisation];
  }

  static constexpr std::size_t enumerators_max = 16;
  Wanted const& wanted_;
  std::unordered_set<Xapian::docid> const& doubtful_;
  Found& found_;
  mutable std::vector<SubjectMatch> subjects_;  // one for each condition
  mutable std::unordered_map<std::string, std::string> folded_;
  mutable std::size_t checked_ = 0;
  mutable std::array<std::array<std::uint32_t, enumerators_max>, facet_count> numbers_{};
  mutable std::unordered_map<std::string, std::uint32_t> subject_counts_;
  mutable std::unordered_map<OrganisationId, std::uint32_t> organisation_counts_;
};

class QueryMaker {
 public:
  explicit QueryMaker(Wanted const& wanted) : wanted_(wanted) {}

  Xapian::Query make() {
    make_terms();
    bool const has_words = !all_.empty();
    auto query = has_words ? Xapian::Query(Xapian::Query::OP_AND, all_.begin(), all_.end()) : Xapian::Query::MatchAll;
    if (has_words && wanted_.sort == SearchSort::relevance) {
      query = Xapian::Query(Xapian::Query::OP_AND_MAYBE, query, Xapian::Query(&boost_));
    }
    query = Xapian::Query(Xapian::Query::OP_FILTER, query, readers());
    for (auto const& filter : wanted_.filters) add_filter(query, filter);
    if (wanted_.from) {
      query &= Xapian::Query(Xapian::Query::OP_VALUE_GE, slot_at, time_value(*wanted_.from));
    }
    if (wanted_.until && wanted_.until->value > 0) {
      query &= Xapian::Query(Xapian::Query::OP_VALUE_LE, slot_at, time_value({wanted_.until->value - 1}));
    }
    if (!none_.empty()) {
      query = Xapian::Query(Xapian::Query::OP_AND_NOT, query,
                            Xapian::Query(Xapian::Query::OP_OR, none_.begin(), none_.end()));
    }
    return query;
  }
  bool has_words() const { return !all_.empty(); }

 private:
  Xapian::Query readers() const {
    std::vector<std::string> terms;
    for (auto const audience : wanted_.audiences) terms.push_back(term_of(audience));
    if (terms.empty()) return Xapian::Query::MatchNothing;
    return Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
  }

  static void add_filter(Xapian::Query& query, Wanted::Filter const& filter) {
    if (filter.any_of.empty()) {
      if (!filter.without) query = Xapian::Query::MatchNothing;
      return;
    }
    Xapian::Query const any(Xapian::Query::OP_OR, filter.any_of.begin(), filter.any_of.end());
    query = Xapian::Query(filter.without ? Xapian::Query::OP_AND_NOT : Xapian::Query::OP_FILTER, query, any);
  }

  Xapian::Query of_word(std::string const& word) const {
    auto const stem = stem_of(word);
    if (wanted_.in_titles) return Xapian::Query(title_term(stem));
    std::vector<std::string> terms{stem_term(stem)};
    MeaningSpotter spotter;
    for (auto const& spotted : spotter.next(word)) terms.push_back(meaning_term(spotted.meaning));
    return terms.size() == 1 ? Xapian::Query(terms.front())
                             : Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
  }

  void make_terms() {
    bool const only_stop_words = std::all_of(wanted_.terms.begin(), wanted_.terms.end(), [](Term const& term) {
      return term.without || (is_plain(term) && is_stop_word(term.words.front()));
    });
    MeaningSpotter spotter;
    std::vector<std::size_t> plain;  // places in all_ of the words just before, that may be one name together
    for (auto const& term : wanted_.terms) {
      if (!is_plain(term) || term.without) {
        spotter.interrupt();
        plain.clear();
        auto const query = term.quoted || term.words.size() > 1 ? phrase(term.words) : of_word(term.words.front());
        (term.without ? none_ : all_).push_back(query);
        continue;
      }
      auto const& word = term.words.front();
      // A stop word stands in names ("scheme of work") too.
      bool const is_left_out = !only_stop_words && is_stop_word(word);
      plain.push_back(is_left_out ? left_out : all_.size());
      if (!is_left_out) all_.push_back(of_word(word));
      join_name(spotter.next(word), plain);
    }
  }

  /// The last words are a name of something that has several: any of these will do.
  void join_name(std::vector<MeaningSpotter::Spotted> const& spotted, std::vector<std::size_t>& plain) {
    for (auto const& it : spotted) {
      if (it.words < 2 || it.words > plain.size() || wanted_.in_titles) continue;
      auto const from = plain.end() - static_cast<std::ptrdiff_t>(it.words);
      auto const first = std::find_if(from, plain.end(), [](std::size_t place) { return place != left_out; });
      if (first == plain.end()) continue;
      all_.resize(*first);
      all_.emplace_back(meaning_term(it.meaning));
      plain.clear();
      return;
    }
  }

  static Xapian::Query phrase(std::vector<std::string> const& words) {
    return Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end(),
                         static_cast<Xapian::termcount>(words.size()));
  }
  static bool is_plain(Term const& term) { return !term.quoted && term.words.size() == 1; }

  static constexpr std::size_t left_out = ~std::size_t{0};
  Wanted const& wanted_;
  BoostSource boost_{wanted_.now};
  std::vector<Xapian::Query> all_;
  std::vector<Xapian::Query> none_;
};

}  // namespace

class SearchIndex::Reader {
 public:
  explicit Reader(std::string const& folder) : database_(folder) {}

  void refresh() { database_.reopen(); }

  Found find(Wanted const& wanted) {
    auto const began = std::chrono::steady_clock::now();
    Found found;
    auto all_doubtful = wanted;
    auto const doubtful = doubtful_documents(all_doubtful);
    Counting const counting(all_doubtful, doubtful, found);
    QueryMaker maker(wanted);
    Xapian::Enquire enquire(database_);
    enquire.set_query(maker.make());
    if (wanted.sort == SearchSort::most_used) {
      enquire.set_sort_by_value(slot_used, true);
    } else if (wanted.sort == SearchSort::newest || !maker.has_words()) {
      enquire.set_sort_by_value(slot_at, true);
    }
    auto const limit = std::chrono::duration<double>(limits::search_time_max).count();
    enquire.set_time_limit(limit);
    auto const first = static_cast<Xapian::doccount>(wanted.offset);
    auto const many = static_cast<Xapian::doccount>(wanted.limit);
    auto const results = enquire.get_mset(first, many + 1, wanted.count ? counted_max : 0, nullptr, &counting);
    for (auto it = results.begin(); it != results.end(); ++it) {
      if (found.keys.size() == wanted.limit) {
        found.more = true;
        break;
      }
      found.keys.push_back(it.get_document().get_data());
    }
    counting.give_counts();
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - began;
    if (found.total >= counted_max || took.count() >= limit) found.total_is_exact = false;
    return found;
  }

  std::vector<std::string> words_like(std::string const& word) const {
    struct Like {
      std::size_t distance;
      Xapian::doccount documents;
      std::string word;
    };
    constexpr std::size_t short_word = 4;
    constexpr std::size_t long_enough = 3;
    constexpr std::size_t likes_max = 12;
    std::vector<Like> likes;
    if (word.size() < long_enough) return {};
    std::size_t const most = word.size() <= short_word ? 1 : 2;
    // Words that begin with the same letter, or with the second when the first two changed places or the first is one
    // too many.
    std::string const starts = word[0] == word[1] ? word.substr(0, 1) : word.substr(0, 2);
    for (char const start : starts) {
      auto const end = database_.allterms_end(std::string(1, start));
      for (auto term = database_.allterms_begin(std::string(1, start)); term != end; ++term) {
        auto const like = *term;
        auto const far = edit_distance(word, like, most);
        if (far > 0 && far <= most) likes.push_back({far, term.get_termfreq(), like});
      }
    }
    std::sort(likes.begin(), likes.end(), [](Like const& a, Like const& b) {
      return std::tuple(a.distance, b.documents, a.word) < std::tuple(b.distance, a.documents, b.word);
    });
    std::vector<std::string> out;
    for (auto const& like : likes) {
      if (out.size() < likes_max) out.push_back(like.word);
    }
    return out;
  }

 private:
  std::unordered_set<Xapian::docid> doubtful_documents(Wanted& wanted) const {
    std::unordered_set<Xapian::docid> out;
    for (auto const& term : wanted.doubtful) {
      for (auto it = database_.postlist_begin(term); it != database_.postlist_end(term); ++it) {
        out.insert(*it);
        if (out.size() <= doubtful_max) continue;
        wanted.all_doubtful = true;
        return out;
      }
    }
    return out;
  }

  Xapian::Database database_;
};

SearchIndex::SearchIndex(std::filesystem::path folder) : folder_(std::move(folder)) {}
SearchIndex::~SearchIndex() = default;

template <class Work>
auto SearchIndex::with_reader(Work const& work) {
  std::unique_ptr<Reader> reader;
  {
    std::lock_guard const lock(mutex_);
    if (!idle_.empty()) {
      reader = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  for (int attempt = 1;; ++attempt) {
    try {
      if (!reader) {
        reader = std::make_unique<Reader>(folder_.string());
      } else {
        reader->refresh();
      }
      auto out = work(*reader);
      std::lock_guard const lock(mutex_);
      idle_.push_back(std::move(reader));
      return out;
    } catch (Xapian::DatabaseModifiedError const& error) {
      if (attempt > retries_max) throw IndexFailed(error.get_description());
    } catch (Xapian::Error const& error) {
      throw IndexFailed(error.get_description());
    }
  }
}

Found SearchIndex::find(Wanted const& wanted) {
  return with_reader([&](Reader& reader) { return reader.find(wanted); });
}

std::vector<std::string> SearchIndex::words_like(std::string const& word) {
  return with_reader([&](Reader& reader) { return reader.words_like(word); });
}

}  // namespace staffroom::search
