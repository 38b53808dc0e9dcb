// Writing the index: from a record's words, facets and readers to a document of Xapian.
#include "store/search_index.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "store/search_index_terms.hpp"

namespace staffroom::search {
namespace {

constexpr std::size_t words_max = 400'000;  // of one document
constexpr std::size_t stems_kept = 200'000;
constexpr unsigned gap = 100;  // in positions: no phrase reaches over it
constexpr unsigned title_weight = 4;

template <class Work>
auto guarded(Work const& work) {
  try {
    return work();
  } catch (Xapian::DatabaseCorruptError const& error) {
    throw IndexFailed(error.get_description(), true);
  } catch (Xapian::Error const& error) {
    throw IndexFailed(error.get_description());
  }
}

std::string number_term(char prefix, std::uint64_t number) {
  std::string out(1, prefix);
  append_u64(out, number);
  return out;
}

/// The stemmer halves the consonant of "adding" and not of "add", which schools say often.
std::string mended(std::string stem) { return stem == "ad" ? "add" : stem; }

/// Stems of words met before.
class Stems {
 public:
  std::string const& of(std::string const& word) {
    if (auto const known = known_.find(word); known != known_.end()) return known->second;
    if (known_.size() >= stems_kept) known_.clear();
    return known_.emplace(word, mended(stem_(word))).first->second;
  }

 private:
  Xapian::Stem stem_{"english"};
  std::unordered_map<std::string, std::string> known_;
};

/// Fills one document.
class DocumentWriter {
 public:
  DocumentWriter(Xapian::Document& document, Stems& stems) : document_(document), stems_(stems) {}

  void add(SearchText const& text) {
    add_words(text.title, true);
    for (auto const& part : text.texts) add_words(part, false);
    for (auto const person : text.people) document_.add_boolean_term(maker_term(person));
    if (text.team) document_.add_boolean_term(team_term(*text.team));
    if (text.channel) document_.add_boolean_term(channel_term(*text.channel));
    if (text.topic) document_.add_boolean_term(topic_term(*text.topic));
    if (text.resource) document_.add_boolean_term(resource_term(*text.resource));
    if (text.practice) document_.add_boolean_term(practice_term(*text.practice));
    if (text.facets.organisation) document_.add_boolean_term(organisation_term(text.facets.organisation));
    auto const at = time_value(text.at);
    document_.add_value(slot_at, at);
    std::string used;
    append_u32(used, text.uses);
    document_.add_value(slot_used, used + at);
    document_.add_value(slot_facets, encode(text.facets));
    std::string boost;
    append_u16(boost, static_cast<std::uint16_t>(boost_zero + static_cast<int>(text.boost * boost_unit)));
    document_.add_value(slot_boost, boost + at);
    document_.add_value(slot_place, IndexWriter::place_in(text));
  }

 private:
  void add_words(std::string_view text, bool is_title) {
    position_ += gap;
    unsigned const weight = is_title ? title_weight : 1;
    MeaningSpotter spotter;
    WordWalk walk(text);
    for (Word word; words_ < words_max && walk.next(word); ++words_) {
      auto const& stem = stems_.of(word.text);
      document_.add_posting(word.text, ++position_, weight);
      document_.add_term(stem_term(stem), weight);
      if (is_title) document_.add_boolean_term(title_term(stem));
      for (auto const& spotted : spotter.next(word.text)) document_.add_term(meaning_term(spotted.meaning), weight);
    }
  }

  Xapian::Document& document_;
  Stems& stems_;
  unsigned position_ = 0;
  std::size_t words_ = 0;
};

constexpr char audience_prefix = 'A';

std::vector<std::string> audience_terms(Xapian::Document const& document) {
  std::vector<std::string> out;
  auto term = document.termlist_begin();
  term.skip_to(std::string(1, audience_prefix));
  for (; term != document.termlist_end() && (*term)[0] == audience_prefix; ++term) out.push_back(*term);
  return out;
}

void sync_file(std::filesystem::path const& path) {
  int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw IndexFailed("cannot open " + path.string());
  int const failed = ::fsync(descriptor);
  ::close(descriptor);
  if (failed != 0) throw IndexFailed("cannot sync " + path.string());
}

}  // namespace

std::string stem_of(std::string const& word) {
  thread_local Xapian::Stem const stem("english");
  return mended(stem(word));
}

std::string term_of(Audience audience) { return number_term(audience_prefix, audience.value); }
std::string key_term(std::string_view record_key) { return std::string("Q").append(record_key); }
std::string topic_term(TopicId topic) { return number_term('T', topic.value); }
std::string resource_term(ResourceId bound) { return number_term('R', bound.value); }
std::string practice_term(PracticeId bound) { return number_term('P', bound.value); }
std::string maker_term(PersonId person) { return number_term('U', person.value); }
std::string team_term(TeamId team) { return number_term('M', team.value); }
std::string channel_term(ChannelId channel) { return number_term('C', channel.value); }
std::string organisation_term(OrganisationId organisation) { return number_term('O', organisation.value); }

struct IndexWriter::Impl {
  Impl(std::filesystem::path path, Purpose why)
      : folder(std::move(path)),
        purpose(why),
        database(folder.string(), Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS |
                                      (why == Purpose::build ? Xapian::DB_NO_SYNC : 0)) {}

  /// The document that a key has, by its number; 0: none.
  Xapian::docid find(std::string const& key) const {
    auto const term = key_term(key);
    auto const first = database.postlist_begin(term);
    return first == database.postlist_end(term) ? 0 : *first;
  }

  std::filesystem::path folder;
  Purpose purpose;
  Xapian::WritableDatabase database;
  Stems stems;
};

IndexWriter::IndexWriter(std::filesystem::path folder, Purpose purpose)
    : impl_(guarded([&] { return std::make_unique<Impl>(std::move(folder), purpose); })) {}

IndexWriter::~IndexWriter() {
  try {
    if (impl_) impl_->database.close();
  } catch (Xapian::Error const&) {
    // What was not committed is made again by whoever follows next.
  }
}

std::optional<Position> IndexWriter::position() const {
  return guarded([&]() -> std::optional<Position> {
    if (impl_->database.get_metadata("layout") != layout) return std::nullopt;
    auto const seq = impl_->database.get_metadata("seq");
    if (seq.size() != sizeof(Seq)) return std::nullopt;
    return Position{impl_->database.get_metadata("incarnation"), read_u64(seq)};
  });
}

void IndexWriter::put(std::string const& key, SearchText const& text, Audiences const& audiences) {
  guarded([&] {
    Xapian::Document document;
    DocumentWriter(document, impl_->stems).add(text);
    for (auto const audience : audiences) document.add_boolean_term(term_of(audience));
    auto const unique = key_term(key);
    document.add_boolean_term(unique);
    document.set_data(key);
    impl_->database.replace_document(unique, document);
  });
}

bool IndexWriter::remove(std::string const& key) {
  return guarded([&] {
    auto const number = impl_->find(key);
    if (number) impl_->database.delete_document(number);
    return number != 0;
  });
}

IndexWriter::Refreshed IndexWriter::set_audiences(std::string const& key, Audiences const& audiences) {
  return guarded([&] {
    auto const number = impl_->find(key);
    if (!number) return Refreshed::absent;
    auto document = impl_->database.get_document(number);
    auto const before = audience_terms(document);
    std::vector<std::string> after;
    for (auto const audience : audiences) after.push_back(term_of(audience));
    std::sort(after.begin(), after.end());
    if (before == after) return Refreshed::same;
    for (auto const& term : before) document.remove_term(term);
    for (auto const& term : after) document.add_boolean_term(term);
    impl_->database.replace_document(number, document);
    return Refreshed::changed;
  });
}

std::optional<Audiences> IndexWriter::audiences_of(std::string const& key) const {
  return guarded([&]() -> std::optional<Audiences> {
    auto const number = impl_->find(key);
    if (!number) return std::nullopt;
    Audiences out;
    for (auto const& term : audience_terms(impl_->database.get_document(number))) {
      out.emplace_back().value = read_u64(std::string_view(term).substr(1));
    }
    std::sort(out.begin(), out.end());
    return out;
  });
}

std::string IndexWriter::place_in(SearchText const& text) {
  std::string out;
  append_u64(out, text.channel ? text.channel->value : 0);
  append_u64(out, text.team ? text.team->value : 0);
  append_u64(out, text.resource ? text.resource->value : 0);
  append_u64(out, text.practice ? text.practice->value : 0);
  return out + text.title;
}

std::string IndexWriter::place_of(std::string const& key) const {
  return guarded([&] {
    auto const number = impl_->find(key);
    return number ? impl_->database.get_document(number).get_value(slot_place) : std::string();
  });
}

std::vector<std::string> IndexWriter::keys_with(std::string const& term) const {
  return guarded([&] {
    std::vector<std::string> out;
    for (auto it = impl_->database.postlist_begin(term); it != impl_->database.postlist_end(term); ++it) {
      out.push_back(impl_->database.get_document(*it).get_data());
    }
    return out;
  });
}

std::uint64_t IndexWriter::documents() const {
  return guarded([&] { return std::uint64_t{impl_->database.get_doccount()}; });
}

void IndexWriter::commit(std::optional<Position> const& position) {
  guarded([&] {
    if (position) {
      std::string seq;
      append_u64(seq, position->seq);
      impl_->database.set_metadata("layout", std::string(layout));
      impl_->database.set_metadata("incarnation", position->incarnation);
      impl_->database.set_metadata("seq", seq);
    }
    impl_->database.commit();
  });
}

void IndexWriter::finish(Position const& position) {
  commit(std::nullopt);
  // What was written without syncing is on the disk before the index says that it is whole.
  auto const sync_all = [&] {
    for (auto const& file : std::filesystem::directory_iterator(impl_->folder)) sync_file(file.path());
    sync_file(impl_->folder);
    sync_file(impl_->folder.parent_path());
  };
  if (impl_->purpose == Purpose::build) sync_all();
  commit(position);
  if (impl_->purpose == Purpose::build) sync_all();
}

}  // namespace staffroom::search
