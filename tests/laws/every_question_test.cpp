// Every question that can be asked, with every filter it takes, about what the law's story left behind: by several
// people, in pages of two lengths, and about what never was.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "protocol/codec.hpp"
#include "protocol/described_json.hpp"
#include "store/derive.hpp"
#include "tests/laws/script.hpp"
#include "tests/laws/twin.hpp"
#include "tests/support/share.hpp"

namespace staffroom::tests {
namespace {

constexpr std::uint64_t id_of_nothing = 999'999'999'998;

using Segments = std::vector<std::string>;

Segments segments_of(std::string_view path) {
  Segments out;
  while (!path.empty()) {
    path.remove_prefix(1);
    auto const end = std::min(path.find('/'), path.size());
    out.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return out;
}

/// "/api/v1/teams/12" and "/teams/12" are the same.
std::string below_api(std::string const& path) { return path.starts_with("/api/v1/") ? path.substr(7) : path; }

bool is_hole(std::string const& segment) { return segment.starts_with('{'); }

/// What there is to ask about: the paths of all records, and their ids by kind.
struct World {
  std::map<std::string, std::vector<Segments>> selves;        // by their first word
  std::map<std::string, std::vector<std::uint64_t>> by_kind;  // "organisation"

  explicit World(Twin const& twin) {
    twin.each_record([&](Record const& record) {
      auto const self = segments_of(below_api(self_of(record)));
      if (!self.empty()) selves[self.front()].push_back(self);
      by_kind[std::string(name_of(kind_of(record)))].push_back(id_of(record));
    });
  }
};

/// One question, whole.
struct Question {
  Endpoint const* endpoint = nullptr;
  PathIds ids;
  PathIds parameters;
  Query query;
  std::string words() const {
    std::string out(endpoint->name);
    for (auto const& [name, value] : ids) out += " " + name + "=" + value;
    for (auto const& [name, value] : parameters) out += "&" + name + "=" + value;
    return out;
  }
};

class Questions {
 public:
  Questions(World const& world, std::mt19937_64& random) : world_(world), random_(random) {}

  /// About the endpoint: with what is in the path filled in several ways, then with its filters.
  std::vector<Question> about(described::RequestType const& type) {
    std::vector<Question> out;
    auto const* endpoint = endpoint_of_query(type.name);
    if (!endpoint) return out;
    for (auto const& ids : paths_of(segments_of(endpoint->path))) {
      add(out, endpoint, ids, {});
      for (auto const& filters : filters_of(type)) add(out, endpoint, ids, filters);
    }
    return out;
  }
  static Endpoint const* endpoint_of_query(std::string_view name) {
    auto const& all = endpoints();
    auto const found =
        std::find_if(all.begin(), all.end(), [&](auto const& it) { return it.is_query && it.name == name; });
    return found == all.end() ? nullptr : &*found;
  }

 private:
  static void add(std::vector<Question>& out, Endpoint const* endpoint, PathIds ids, PathIds filters) {
    auto read = decode_query(*endpoint, ids, filters);
    if (read) out.push_back({endpoint, std::move(ids), std::move(filters), std::move(*read)});
  }

  /// Ids of records that stand where the holes are; a hole behind those may hold anything that stands there.
  std::vector<PathIds> paths_of(Segments const& pattern) {
    if (std::none_of(pattern.begin(), pattern.end(), is_hole)) return {{}};
    auto const last_hole = std::find_if(pattern.rbegin(), pattern.rend(), is_hole);
    auto const known = static_cast<std::size_t>(last_hole.base() - pattern.begin());
    std::vector<PathIds> all;
    auto const found = world_.selves.find(pattern.front());
    if (found == world_.selves.end()) return all;
    for (auto const& self : found->second) {
      if (self.size() < known) continue;
      PathIds ids;
      bool fits = true;
      for (std::size_t i = 0; i < known && fits; ++i) {
        if (is_hole(pattern[i])) {
          ids.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), self[i]);
        } else {
          fits = pattern[i] == self[i];
        }
      }
      if (fits) all.push_back(std::move(ids));
    }
    std::vector<PathIds> some;
    std::sample(all.begin(), all.end(), std::back_inserter(some), 5, random_);
    return some;
  }

  std::vector<std::string> values_of(std::string_view name, described::Type const& type) {
    if (type.form == described::Form::list) return values_of(name, *type.item);
    if (!type.words.empty()) return {type.words.begin(), type.words.end()};
    switch (type.form) {
      case described::Form::boolean: return {"true", "false"};
      case described::Form::date: return {"2026-09-14", "2027-02-01", "2019-01-01"};
      case described::Form::text: return {"maths", "a", "Phonics kept simple"};
      default: break;
    }
    if (!type.is_id) return {"1", "0", "1788768000000"};
    std::vector<std::string> out{std::to_string(id_of_nothing)};
    for (auto const& kind : {std::string(name), std::string("organisation"), std::string("person")}) {
      auto const found = world_.by_kind.find(kind);
      if (found == world_.by_kind.end()) continue;
      for (int i = 0; i < 2; ++i) out.push_back(std::to_string(found->second[random_() % found->second.size()]));
      break;
    }
    return out;
  }

  /// Each filter alone with each of its values, and a few of two together.
  std::vector<PathIds> filters_of(described::RequestType const& type) {
    std::vector<PathIds> out;
    for (std::size_t i = 0; i < type.fields->fields.size(); ++i) {
      auto const& field = type.fields->fields[i];
      if (type.in_path_has(i)) continue;
      for (auto const& value : values_of(field.name, *field.type)) out.push_back({{std::string(field.name), value}});
    }
    auto const alone = out.size();
    for (std::size_t i = 0; i < std::min<std::size_t>(alone, 8); ++i) {
      auto const& one = out[random_() % alone];
      auto const& other = out[random_() % alone];
      if (one.front().first != other.front().first) out.push_back({one.front(), other.front()});
    }
    return out;
  }

  World const& world_;
  std::mt19937_64& random_;
};

struct AskedTally {
  std::size_t asked = 0, answered = 0, refused = 0, items = 0, paged = 0;
};

class Interview {
 public:
  Interview(Twin const& twin, AskedTally& tally) : twin_(twin), tally_(tally) {}

  void ask(Question const& question, Actor const& actor) {
    auto const answer = twin_.says(actor, question.query);
    ++tally_.asked;
    INFO(question.words() << " by " << actor.person.value);
    if (!answer) {
      ++tally_.refused;
      CHECK_MESSAGE(answer.error().code != ErrorCode::internal, answer.error());
      return;
    }
    ++tally_.answered;
    auto const json = Json::parse(answer->json);
    if (!json.contains("items") || !json.contains("next")) return;
    check_pages(question, actor, json);
    check_items(actor, json);
  }

  /// Of what never was nobody is told anything.
  void ask_about_nothing(Question question, Actor const& actor) {
    if (question.ids.empty()) return;
    auto& id = question.ids.front().second;
    if (id.find_first_not_of("0123456789") != id.npos) return;
    id = std::to_string(id_of_nothing);
    auto read = decode_query(*question.endpoint, question.ids, question.parameters);
    if (!read) return;
    auto const answer = twin_.says(actor, *read);
    CHECK_MESSAGE(!answer, question.words() << " is answered: " << answer->json);
    if (!answer) CHECK_MESSAGE(answer.error().code == ErrorCode::not_found, question.words() << ": " << answer.error());
  }

 private:
  /// In pages of two it is the same list.
  void check_pages(Question const& question, Actor const& actor, Json const& whole) {
    auto const& items = whole.at("items");
    tally_.items += items.size();
    if (items.size() < 3 || items.size() > 40) return;
    ++tally_.paged;
    Json together = Json::array();
    Page page{2, {}};
    for (std::size_t pages = 0; pages <= items.size(); ++pages) {
      auto const part = twin_.says(actor, question.query, page);
      REQUIRE_MESSAGE(part.has_value(), "a later page is refused");
      auto const json = Json::parse(part->json);
      for (auto const& item : json.at("items")) together.push_back(item);
      if (json.at("next").is_null()) break;
      page.cursor = json.at("next").get<std::string>();
    }
    CHECK_MESSAGE(together == items, together.size() << " in pages of two, " << items.size() << " at once");
  }

  /// What is in a list can be asked for by itself.
  void check_items(Actor const& actor, Json const& whole) {
    std::size_t looked_at = 0;
    for (auto const& item : whole.at("items")) {
      if (!item.is_object() || !item.contains("self") || ++looked_at > 3) continue;
      auto const self = item.at("self").get<std::string>();
      auto const routed = route(Method::get, below_api(self));
      if (!routed || !routed->endpoint->is_query) continue;
      auto const query = decode_query(*routed->endpoint, routed->ids, {});
      if (!query) continue;
      auto const alone = twin_.says(actor, *query);
      CHECK_MESSAGE(alone.has_value(), self << " stands in the list, and by itself is refused");
    }
  }

  Twin const& twin_;
  AskedTally& tally_;
};

}  // namespace

TEST_CASE("law: every question with every filter is answered alike in any pages, and says nothing of what never was") {
  Scenario scenario;
  std::mt19937_64 random(20261124);
  AskedTally tally;
  std::set<std::string> answered;
  std::size_t told = 0, turn = 0;
  auto const ask_everything = [&] {
    Twin const twin(scenario);
    World const world(twin);
    Questions questions(world, random);
    Interview asking(twin, tally);
    for (auto const& type : described::request_types()) {
      if (!type.is_query) continue;
      for (auto const& question : questions.about(type)) {
        if (!is_in_share(turn++)) continue;
        auto const before = tally.answered;
        for (int i = 0; i < 3; ++i) asking.ask(question, twin.everybody()[random() % twin.everybody().size()]);
        asking.ask_about_nothing(question, twin.everybody()[random() % twin.everybody().size()]);
        if (tally.answered > before) answered.insert(std::string(type.name));
      }
    }
  };
  Law law(scenario, {.looking = false, .watched = false, .after_each = [&](std::string const&) {
                       if (++told % 200 == 0) ask_everything();
                     }});
  story::whole(law);
  law.finish();
  ask_everything();
  MESSAGE(tally.asked << " asked, " << tally.answered << " answered, " << tally.refused << " refused, " << tally.items
                      << " items, " << tally.paged << " lists in pages, " << answered.size() << " queries");
  CHECK(tally.answered > share_of(6'000, 600));
  CHECK(tally.paged > share_of(250, 25));
}

}  // namespace staffroom::tests
