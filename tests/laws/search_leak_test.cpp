// The law of searching: whatever changed a moment ago, nobody finds or counts what they may not read; and when the
// index has followed, everybody finds all that they may read, counted to the unit.
#include <doctest/doctest.h>

#include <boost/describe/enum_to_string.hpp>
#include <map>
#include <random>
#include <set>

#include "tests/support/searching.hpp"

namespace staffroom::tests {
namespace {

constexpr std::array words{"apricot", "bilberry", "cherry", "damson"};

/// Something that was written, and the words by which it is found.
struct Item {
  SearchKind what;
  std::uint64_t id = 0;
  Ordinal ordinal = 0;  // of a message; `id` is its topic then
  std::set<std::string> words;
};

class Leaks {
 public:
  explicit Leaks(unsigned seed) : random_(seed) {
    auto& s = hub_.s();
    people_ = {s.alice, s.bob, s.carol, s.dan, s.erin, s.helen, s.hugo, s.sana, s.tess, s.priya, s.paul, s.marcus};
    channels_ = {s.maths.general, s.maths.partners, s.phonics.general, s.heads.general, s.heads.partners};
    teams_ = {s.maths.team, s.phonics.team, s.heads.team};
  }

  void run(int steps, int follow_every) {
    for (int step = 1; step <= steps; ++step) {
      change();
      check(false);
      if (step % follow_every != 0) continue;
      hub_.follow();
      for (int i = 0; i < 4; ++i) check(true);
    }
  }

  int hits_seen = 0;

 private:
  std::size_t below(std::size_t many) { return random_() % many; }
  template <class List>
  auto const& one_of(List const& list) {
    return list[below(list.size())];
  }
  std::string word() { return one_of(words); }

  void change() {
    switch (below(18)) {
      case 0:
      case 1: return start_topic();
      case 2:
      case 3:
      case 4: return post();
      case 5:
      case 6: return show();
      case 7: return share();
      case 8: return ask_about();
      case 9: return move_topic();
      case 10: return join_or_leave();
      case 11: return guest();
      case 12: return remove_something();
      case 13:
      case 14: return tell_practice();
      case 15: return share_practice();
      case 16: return ask_for_support();
      default: return leave_or_move();
    }
  }

  void start_topic() {
    auto const [title, text] = std::pair(word(), word());
    auto const made = one_of(people_).tries(CreateTopic{one_of(channels_), {"About " + title}, {"First " + text}});
    if (made) keep_topic(TopicId{id_in(*made)}, title, text);
  }

  void keep_topic(TopicId topic, std::string const& title, std::string const& text) {
    topics_.push_back(topic);
    titles_[topic] = title;
    items_.push_back({SearchKind::topic, topic.value, 0, {title}});
    items_.push_back({SearchKind::message, topic.value, 1, {title, text}});
  }

  void post() {
    if (topics_.empty()) return;
    auto const topic = one_of(topics_);
    auto const text = word();
    PostMessage command;
    command.topic = topic;
    command.text = {"More " + text};
    auto const made = one_of(people_).tries(command);
    if (!made) return;
    auto const ordinal = Json::parse(made->record).at("ordinal").get<Ordinal>();
    items_.push_back({SearchKind::message, topic.value, ordinal, {titles_[topic], text}});
  }

  void show() {
    auto& s = hub_.s();
    auto const title = word();
    auto const text = word();
    bool const in_aire = below(2) == 0;
    auto const& maker = in_aire ? s.bob : s.carol;
    auto const at = in_aire ? s.kirkby : s.tarn;
    auto const home = in_aire ? s.aire : s.moor;
    std::array const audiences{at, home, s.network};
    try {
      auto const id = hub_.shows(maker, at, one_of(audiences), {.title = title, .text = "Page\nOne " + text + "\f"});
      resources_.emplace_back(id, maker);
      items_.push_back({SearchKind::resource, id.value, 0, {title, text}});
    } catch (std::exception const&) {
      // Who left cannot share.
    }
  }

  void share() {
    if (resources_.empty()) return;
    auto& s = hub_.s();
    auto const& [id, maker] = one_of(resources_);
    std::array const nodes{s.kirkby, s.aire, s.network, s.tarn, s.moor};
    ShareResource command;
    command.resource = id;
    if (below(3) == 0) {
      command.team = one_of(teams_);
    } else {
      command.shared_with = one_of(nodes);
    }
    maker.tries(command);
    if (below(3) == 0) maker.tries(WithdrawResource{id});
    if (below(3) == 0) maker.tries(PublishResource{id, s.in_days(200)});
  }

  void ask_about() {
    if (resources_.empty()) return;
    AskAboutResource ask;
    auto const [title, text] = std::pair(word(), word());
    ask.resource = one_of(resources_).first;
    ask.title = {"Asked " + title};
    ask.text = {"Is it " + text};
    auto const made = one_of(people_).tries(ask);
    if (made) keep_topic(TopicId{id_in(*made)}, title, text);
  }

  void tell_practice() {
    auto& s = hub_.s();
    auto const [title, text] = std::pair(word(), word());
    bool const in_aire = below(2) == 0;
    auto const& maker = in_aire ? s.bob : s.carol;
    std::array const audiences{in_aire ? s.kirkby : s.tarn, in_aire ? s.aire : s.moor, s.network};
    CreatePractice command{.organisation = audiences[0], .title = {"Post " + title}};
    command.context = {"So much " + text};
    command.steps = {{Note{"Begin."}}};
    command.evidence_kind = EvidenceKind::observation;
    command.impact = {"It helped."};
    auto const made = maker.tries(command);
    if (!made) return;
    PracticeId const id{id_in(*made)};
    items_.push_back({SearchKind::practice, id.value, 0, {title, text}});
    posts_.emplace_back(id, maker);
    maker.tries(SharePractice{.practice = id, .shared_with = one_of(audiences)});
    if (below(4) != 0) maker.tries(PublishPractice{id, s.in_days(200)});
    auto const [asked, said] = std::pair(word(), word());
    AskAboutPractice ask{.practice = id, .title = {"Asked " + asked}, .text = {"Is it " + said}};
    auto const topic = below(2) == 0 ? one_of(people_).tries(ask) : maker.tries(ask);
    if (topic) keep_topic(TopicId{id_in(*topic)}, asked, said);
  }

  void share_practice() {
    if (posts_.empty()) return;
    auto& s = hub_.s();
    auto const& [id, maker] = one_of(posts_);
    std::array const nodes{s.kirkby, s.aire, s.network, s.tarn, s.moor};
    SharePractice command{.practice = id};
    if (below(3) == 0) {
      command.team = one_of(teams_);
    } else {
      command.shared_with = one_of(nodes);
    }
    maker.tries(command);
    if (below(3) == 0) maker.tries(WithdrawPractice{id});
    if (below(3) == 0) maker.tries(PublishPractice{id, s.in_days(200)});
    if (below(6) == 0) maker.tries(DeletePractice{id});
  }

  /// A request is made, sent, shown more or less widely, and withdrawn.
  void ask_for_support() {
    auto& s = hub_.s();
    std::array const all{Confidentiality::team, Confidentiality::trust, Confidentiality::brokers};
    if (!requests_.empty() && below(2) == 0) {
      auto const& [id, maker] = one_of(requests_);
      auto const wide = one_of(all);
      auto const team = wide == Confidentiality::team ? std::optional(one_of(teams_)) : std::nullopt;
      maker.tries(SetConfidentiality{id, wide, team});
      if (below(5) == 0) maker.tries(WithdrawSupportRequest{id, {"It is done."}});
      return;
    }
    bool const in_aire = below(2) == 0;
    auto const& maker = in_aire ? s.bob : s.carol;
    auto const [title, text] = std::pair(word(), word());
    CreateSupportRequest command{.organisation = in_aire ? s.kirkby : s.tarn, .title = {"Help " + title}};
    command.need = {"Too little " + text};
    command.stages = {{KeyStage::ks2}};
    command.outcomes = {"A plan."};
    command.wanted_from = s.in_days(1);
    command.wanted_to = s.in_days(90);
    command.ways = {{SupportWay::call}};
    command.confidentiality = one_of(all);
    if (command.confidentiality == Confidentiality::team) command.team = s.maths.team;
    auto const made = maker.tries(command);
    if (!made) return;
    SupportRequestId const id{id_in(*made)};
    requests_.emplace_back(id, maker);
    items_.push_back({SearchKind::support_request, id.value, 0, {title, text}});
    if (below(4) != 0) maker.tries(OpenSupportRequest{id});
  }

  void move_topic() {
    if (!topics_.empty()) one_of(people_).tries(MoveTopic{one_of(topics_), one_of(channels_)});
  }

  void join_or_leave() {
    auto const& person = one_of(people_);
    auto const team = one_of(teams_);
    auto const standing = hub_.folder()->standing(person.id());
    auto const* place = standing ? standing->place_in(team) : nullptr;
    if (place) {
      person.tries(EndTeamMembership{place->membership});
    } else {
      hub_.s().sana.tries(AddTeamMember{team, person.id()});
      hub_.s().helen.tries(AddTeamMember{team, person.id()});
    }
  }

  void guest() {
    auto& s = hub_.s();
    AddTeamGuest add;
    add.team = s.maths.team;
    add.person = one_of(people_).id();
    add.channels = {{below(2) == 0 ? s.maths.partners : s.maths.general}};
    add.ends = s.in_days(30);
    s.sana.tries(add);
  }

  void remove_something() {
    switch (below(4)) {
      case 0:
        if (!topics_.empty()) one_of(people_).tries(DeleteTopic{one_of(topics_)});
        return;
      case 1:
        if (!resources_.empty()) {
          auto const& [id, maker] = one_of(resources_);
          maker.tries(DeleteResource{id});
        }
        return;
      default: {
        if (items_.empty()) return;
        auto const& item = one_of(items_);
        if (item.what == SearchKind::message) {
          one_of(people_).tries(DeleteMessage{TopicId{item.id}, item.ordinal});
        }
      }
    }
  }

  void leave_or_move() {
    auto& s = hub_.s();
    auto const choice = below(10);
    if (choice == 0) s.as_system(MoveOrganisation{s.tarn, below(2) == 0 ? s.aire : s.moor});
    if (choice == 1) s.as_system(MoveOrganisation{s.kirkby, below(2) == 0 ? s.aire : s.moor});
    if (choice == 2) s.ends_memberships_of(one_of(people_));
  }

  bool reads(Colleague const& person, Item const& item) {
    auto const found = [&](Query const& query) -> std::optional<Json> {
      auto const answer = hub_.folder()->ask({person.id(), {}, {}}, query, {1, {}}, ReadTier::disk);
      return *answer ? std::optional(Json::parse((*answer)->json)) : std::nullopt;
    };
    switch (item.what) {
      case SearchKind::topic: return found(GetTopic{TopicId{item.id}}).has_value();
      case SearchKind::message: {
        auto const message = found(GetMessage{TopicId{item.id}, item.ordinal});
        return message && (!message->contains("deleted") || message->at("deleted").is_null());
      }
      case SearchKind::resource: {
        auto const resource = found(GetResource{ResourceId{item.id}});
        return resource && resource->at("state") == "published";
      }
      case SearchKind::practice: {
        auto const post = found(GetPractice{PracticeId{item.id}});
        return post && post->at("state") == "published";
      }
      case SearchKind::support_request: {
        auto const request = found(GetSupportRequest{SupportRequestId{item.id}});
        return request && request->at("state") != "draft";
      }
      default: return false;
    }
  }

  /// One search of one person, against what they would find by reading everything.
  void check(bool has_followed) {
    auto const& person = one_of(people_);
    auto const q = word();
    std::map<std::string, unsigned> expected;  // by kind
    std::set<std::string> readable;
    for (auto const& item : items_) {
      if (!item.words.contains(q) || !reads(person, item)) continue;
      ++expected[name_of(item.what)];
      readable.insert(name_of(item.what) + std::to_string(item.id) + "/" + std::to_string(item.ordinal));
    }
    auto const answer = hub_.folder()->ask({person.id(), {}, {}}, asking_for(q), {200, {}}, ReadTier::disk);
    REQUIRE(answer);
    if (!answer->has_value()) {
      // Who never had a standing finds nothing at all.
      CHECK(readable.empty());
      return;
    }
    auto const page = Json::parse((*answer)->json);
    for (auto const& hit : page.at("items")) {
      auto const what = hit.at("what").get<std::string>();
      bool const is_message = what == "message";
      auto const id = hit.at(is_message ? "topic" : "id").get<std::uint64_t>();
      auto const ordinal = is_message ? hit.at("ordinal").get<Ordinal>() : 0;
      CHECK(readable.contains(what + std::to_string(id) + "/" + std::to_string(ordinal)));
      ++hits_seen;
    }
    auto const total = page.at("total").get<std::size_t>();
    if (has_followed) {
      CHECK(total == readable.size());
      CHECK(page.at("items").size() == readable.size());
      CHECK(page.at("total_is_exact") == true);
    }
    CHECK(total <= readable.size());
    check_facets(page, expected, has_followed);
  }

  static std::string name_of(SearchKind what) { return boost::describe::enum_to_string(what, ""); }

  static void check_facets(Json const& page, std::map<std::string, unsigned> const& expected, bool has_followed) {
    std::map<std::string, unsigned> counted;
    for (auto const& facet : page.at("facets")) {
      if (facet.at("name") != "in") continue;
      for (auto const& value : facet.at("values")) counted[value.at("value")] = value.at("count");
    }
    if (has_followed) CHECK(counted == expected);
    for (auto const& [what, count] : counted) {
      auto const known = expected.find(what);
      CHECK(count <= (known == expected.end() ? 0 : known->second));
    }
  }

  SearchedHub hub_;
  std::mt19937 random_;
  std::vector<Colleague> people_;
  std::vector<ChannelId> channels_;
  std::vector<TeamId> teams_;
  std::vector<TopicId> topics_;
  std::map<TopicId, std::string> titles_;
  std::vector<std::pair<ResourceId, Colleague>> resources_;
  std::vector<std::pair<PracticeId, Colleague>> posts_;
  std::vector<std::pair<SupportRequestId, Colleague>> requests_;
  std::vector<Item> items_;
};

}  // namespace

TEST_CASE("law: nobody finds or counts what they may not read, and everybody finds all that they may") {
  int hits_seen = 0;
  for (unsigned seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    Leaks leaks(seed);
    leaks.run(160, 15);
    hits_seen += leaks.hits_seen;
  }
  CHECK(hits_seen > 300);
}

}  // namespace staffroom::tests
