// How fast the library is searched: makes a hub with many resources whose files hold text, then times searches of one
// teacher with thirty audiences, and how soon a new text is found while others write.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <latch>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "store/resources.hpp"
#include "store/store.hpp"
#include "tools/bench/own_hub.hpp"

namespace staffroom {
namespace {

using bench::Clock;
using bench::fail;
using bench::print_times;
using bench::seconds_since;

/// Made-up words that follow one another as words of a language do: few are very frequent, most are rare.
class Words {
 public:
  explicit Words(std::size_t count) {
    static constexpr std::string_view syllables[] = {
        "ba",   "cor", "den", "fil", "gra", "hos", "jun", "kel", "lim", "mon", "nar", "or",  "pel", "qui", "ras",
        "ston", "ter", "ul",  "vin", "wex", "ya",  "zon", "tri", "sha", "blo", "cre", "dra", "fen", "gly", "ith"};
    std::mt19937_64 random(7);
    while (all_.size() < count) {
      std::string word;
      for (auto left = 2 + random() % 3; left > 0; --left) word += syllables[random() % std::size(syllables)];
      all_.push_back(std::move(word));
    }
    std::vector<double> weights;
    for (std::size_t rank = 0; rank < count; ++rank)
      weights.push_back(1 / std::pow(static_cast<double>(rank) + 3, 1.05));
    pick_ = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
  }
  std::string const& any(std::mt19937_64& random) { return all_[pick_(random)]; }
  std::string const& between(std::mt19937_64& random, std::size_t first, std::size_t last) {
    return all_[first + random() % (last - first)];
  }

 private:
  std::vector<std::string> all_;
  std::discrete_distribution<std::size_t> pick_;
};

class Hub : public bench::OwnHub {
 public:
  explicit Hub(std::filesystem::path const& folder) : OwnHub(folder, true), folder_(folder) {}

  /// All by one person, in this order.
  std::vector<std::uint64_t> all_do(PersonId person, std::vector<Command> commands) const {
    std::vector<std::pair<PersonId, Command>> each;
    for (auto& command : commands) each.emplace_back(person, std::move(command));
    return OwnHub::all_do(std::move(each));
  }

  /// What reading the file would have found, without syncing each.
  void keep_text(OrganisationId organisation, std::string const& sha256, std::string const& text) const {
    auto const folder = folder_ / "derived" / std::to_string(organisation.value);
    std::filesystem::create_directories(folder);
    std::ofstream(folder / (sha256 + ".text"), std::ios::binary) << text;
  }

  OrganisationId network, trust, school;
  PersonId author, viewer, other, admin;
  std::vector<PersonId> authors;  // of the resources: a person's own uploads are few
  std::vector<TeamId> teams;      // the viewer is a member of the first 22
  TopicId topic;

  void found() {
    network = {does({}, CreateOrganisation{OrganisationType::network, std::nullopt, Name{"Network"}})};
    trust = {does({}, CreateOrganisation{OrganisationType::trust, network, Name{"Trust"}})};
    school = {does({}, CreateOrganisation{OrganisationType::school, trust, Name{"School"}})};
    author = employ("Alice", Role::headteacher);
    viewer = employ("Bob", Role::staff);
    other = employ("Carol", Role::staff);
    admin = {does({}, CreatePerson{Name{"Nadia"}, Email{"nadia@network.example"}, "hash"})};
    does({}, CreateMembership{admin, network, Role::administrator});
    constexpr int teams_made = 40;
    constexpr int teams_joined = 22;
    for (int i = 0; i < teams_made; ++i) {
      CreateTeam create{
          school, Name{"Team " + std::to_string(i)}, Purpose{}, TeamArea::curriculum, {}, {}, Joining::open, network};
      teams.push_back({does(author, create)});
      if (i < teams_joined) does(viewer, JoinTeam{teams.back()});
    }
    does(other, JoinTeam{teams.front()});
    constexpr int authors_hired = 100;
    for (int i = 0; i < authors_hired; ++i) {
      authors.push_back(employ("Author" + std::to_string(i), Role::headteacher));
      for (auto const team : teams) does(authors.back(), JoinTeam{team});
    }
    ChannelId const channel{does(author, CreateChannel{teams.front(), Name{"Talk"}, Purpose{}})};
    topic = {does(author, CreateTopic{channel, Title{"Talk"}, MessageText{"Hello."}})};
  }

 private:
  PersonId employ(std::string const& name, Role role) {
    PersonId const person{does({}, CreatePerson{Name{name}, Email{name + "@school.example"}, "hash"})};
    does({}, CreateMembership{person, school, role});
    return person;
  }
  std::filesystem::path folder_;
};

class Filling {
 public:
  Filling(Hub& hub, Words& words) : hub_(hub), words_(words) {}

  std::size_t bytes = 0;

  void fill(std::size_t items) {
    constexpr std::size_t at_once = 150;
    for (std::size_t done = 0; done < items; done += at_once) some(std::min(at_once, items - done));
  }

 private:
  std::string text() {
    std::lognormal_distribution<double> length(std::log(350.0), 0.8);
    constexpr double shortest = 30;
    constexpr double longest = 6'000;
    constexpr int page_words = 60;
    auto const count = static_cast<int>(std::clamp(length(random_), shortest, longest));
    std::string out;
    for (int i = 0; i < count; ++i) {
      out += words_.any(random_);
      out += i % page_words == page_words - 1 ? '\f' : i % 10 == 9 ? '\n' : ' ';
    }
    bytes += out.size();
    return out;
  }

  CreateResource description() {
    static constexpr char const* subjects[] = {"Mathematics", "English", "Science", "History",
                                               "Geography",   "French",  "Music",   "Computing"};
    CreateResource create;
    create.organisation = hub_.school;
    for (int i = 0; i < 4; ++i) create.title.value += words_.any(random_) + " ";
    for (int i = 0; i < 20; ++i) create.summary.value += words_.any(random_) + " ";
    create.subject = Name{subjects[random_() % std::size(subjects)]};
    create.stages = {{static_cast<KeyStage>(random_() % 6)}};
    create.years = {{static_cast<SchoolYear>(random_() % 15)}};
    create.type = static_cast<ResourceType>(random_() % 9);
    create.licence = Licence::cc_by;
    return create;
  }

  void some(std::size_t count) {
    author_ = hub_.authors[turn_++ % hub_.authors.size()];
    std::vector<Command> commands;
    for (std::size_t i = 0; i < count; ++i) commands.emplace_back(description());
    auto const resources = hub_.all_do(author_, std::move(commands));
    commands.clear();
    for (std::size_t i = 0; i < count; ++i) commands.emplace_back(OpenUpload{hub_.school, {"Slides.pptx"}, 100});
    auto const uploads = hub_.all_do(author_, std::move(commands));
    commands.clear();
    std::vector<std::string> hashes;
    for (std::size_t i = 0; i < count; ++i) {
      auto const it = text();
      hashes.push_back(resources::sha256_of(it));
      hub_.keep_text(hub_.school, hashes.back(), it);
      commands.emplace_back(StoreUpload{{uploads[i]}, hashes.back(), FileFormat::pptx, {"application/x"}});
    }
    hub_.all_do(author_, std::move(commands));
    commands.clear();
    for (std::size_t i = 0; i < count; ++i) {
      CreateVersion create;
      create.resource = {resources[i]};
      create.uploads = {{UploadId{uploads[i]}}};
      create.may_share = true;
      commands.emplace_back(create);
    }
    auto const versions = hub_.all_do(author_, std::move(commands));
    publish(resources, versions, hashes);
  }

  void publish(std::vector<std::uint64_t> const& resources, std::vector<std::uint64_t> const& versions,
               std::vector<std::string> const& hashes) {
    constexpr std::int64_t day = 24LL * 3600 * 1000;
    Date const review_by{static_cast<std::int32_t>(hub_.store->now().value / day) + 300};
    std::vector<Command> checks, shares, publications;
    for (std::size_t i = 0; i < resources.size(); ++i) {
      VersionFile const file{{"Slides.pptx"}, 100, hashes[i], FileFormat::pptx, {"application/x"}, 5, true, false};
      FinishCheck finish;
      finish.resource_version = {versions[i]};
      finish.bytes_hash = resources::sha256_of(hashes[i]);
      finish.files = {{file}};
      checks.emplace_back(finish);
      ShareResource share;
      share.resource = {resources[i]};
      auto const where = random_() % 10;
      if (where < 4)
        share.shared_with = hub_.network;
      else if (where < 6)
        share.shared_with = hub_.trust;
      else if (where < 7)
        share.shared_with = hub_.school;
      else
        share.team = hub_.teams[random_() % hub_.teams.size()];
      shares.emplace_back(share);
      PublishResource publication;
      publication.resource = {resources[i]};
      publication.review_by = review_by;
      publications.emplace_back(publication);
    }
    hub_.all_do({}, std::move(checks));
    hub_.all_do(author_, std::move(shares));
    hub_.all_do(author_, std::move(publications));
  }

  Hub& hub_;
  Words& words_;
  PersonId author_;
  std::size_t turn_ = 0;
  std::mt19937_64 random_{11};
};

std::size_t hits_in(std::string const& json) {
  std::size_t count = 0;
  for (auto place = json.find("\"what\":"); place != std::string::npos; place = json.find("\"what\":", place + 1))
    ++count;
  return count;
}

void time_searches(Hub& hub, char const* what, std::size_t rounds, std::function<Search()> const& make) {
  std::vector<double> times;
  std::size_t hits = 0;
  for (std::size_t i = 0; i < rounds; ++i) {
    Query const query = make();
    auto const began = Clock::now();
    auto const answer = hub.store->ask({hub.viewer, {}, {}}, query, {20, {}}, ReadTier::disk);
    times.push_back(seconds_since(began) * 1'000);
    if (!*answer) fail(answer->error().detail);
    hits += hits_in((*answer)->json);
  }
  print_times(what, times);
  std::printf("    %.1f hits on a page\n", static_cast<double>(hits) / static_cast<double>(rounds));
}

Search asked(std::string q) {
  Search search;
  search.q = SearchWords{std::move(q)};
  return search;
}

void search(Hub& hub, Words& words) {
  std::mt19937_64 random(3);
  constexpr std::size_t rounds = 1'000;
  auto const common = [&] { return words.between(random, 20, 300); };
  auto const usual = [&] { return words.between(random, 100, 5'000); };
  time_searches(hub, "warming up", 200, [&] { return asked(usual()); });
  time_searches(hub, "one usual word", rounds, [&] { return asked(usual()); });
  time_searches(hub, "two usual words", rounds, [&] { return asked(usual() + " " + usual()); });
  time_searches(hub, "one very common word", rounds / 5, [&] { return asked(common()); });
  time_searches(hub, "two very common words", rounds, [&] { return asked(common() + " " + common()); });
  time_searches(hub, "a phrase of two very common words", rounds / 2,
                [&] { return asked("\"" + common() + " " + common() + "\""); });
  time_searches(hub, "a usual word, subject and stage chosen", rounds, [&] {
    auto it = asked(usual());
    it.subject = Name{"Science"};
    it.stage = KeyStage::ks3;
    return it;
  });
  time_searches(hub, "a usual word, operators", rounds,
                [&] { return asked(usual() + " subject:history stage:2 -" + usual()); });
  time_searches(hub, "no words: the library, newest first", 100, [&] {
    Search it;
    it.in = SearchKind::resource;
    return it;
  });
  time_searches(hub, "a misspelled word", 100, [&] {
    auto word = usual();
    std::swap(word[word.size() - 1], word[word.size() - 2]);
    return asked(word + "x");
  });
  // What people do, mixed: the figure that is compared with its target.
  time_searches(hub, "mixed", rounds * 2, [&] {
    auto const what = random() % 10;
    if (what < 3) return asked(usual());
    if (what < 6) return asked(usual() + " " + common());
    if (what < 7) return asked(common());
    if (what < 8) return asked("\"" + common() + " " + common() + "\"");
    auto it = asked(usual() + (what == 8 ? " kind:lesson" : ""));
    it.in = SearchKind::resource;
    if (what == 9) it.stage = KeyStage::ks3;
    return it;
  });
}

void find_new_texts(Hub& hub, Words& words) {
  std::atomic<bool> stop{false};
  std::atomic<int> posted{0};
  std::thread load([&] {
    std::mt19937_64 random(5);
    while (!stop) {
      PostMessage post;
      post.topic = hub.topic;
      for (int i = 0; i < 30; ++i) post.text.value += words.any(random) + " ";
      hub.does(hub.other, post);
      ++posted;
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
  });
  auto const began_all = Clock::now();
  std::vector<double> times;
  constexpr int texts = 60;
  for (int i = 0; i < texts; ++i) {
    PostMessage post;
    post.topic = hub.topic;
    auto const unique = "unheardof" + std::to_string(i);
    post.text = {"Here is " + unique};
    hub.does(hub.other, post);
    auto const began = Clock::now();
    for (bool found = false; !found;) {
      auto const answer = hub.store->ask({hub.viewer, {}, {}}, asked(unique), {5, {}}, ReadTier::disk);
      found = *answer && hits_in((*answer)->json) > 0;
      if (seconds_since(began) > 30) fail("a new text is not found");
      std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    times.push_back(seconds_since(began) * 1'000);
    std::this_thread::sleep_for(std::chrono::milliseconds{37 * (i % 10)});
  }
  stop = true;
  load.join();
  print_times("a new message is found after", times);
  std::printf("    while %.0f messages a second were written\n", posted / seconds_since(began_all));
}

void rebuild(Hub& hub, std::size_t items) {
  auto const began = Clock::now();
  hub.does(hub.admin, RebuildSearch{});
  for (bool done = false; !done; std::this_thread::sleep_for(std::chrono::milliseconds{100})) {
    auto const answer = hub.store->ask({}, ListRebuilds{}, {1, {}}, ReadTier::disk);
    if (answer->has_value() && (*answer)->json.find("\"failed\"") != std::string::npos) fail("the rebuild failed");
    done = answer->has_value() && (*answer)->json.find("\"done\",") != std::string::npos &&
           (*answer)->json.find("\"state\":\"done\"") != std::string::npos;
  }
  auto const took = seconds_since(began);
  std::printf("made anew while serving: %.1f s, %.0f items/s\n", took, static_cast<double>(items) / took);
}

void run(std::filesystem::path const& folder, std::size_t items) {
  Hub hub(folder);
  Words words(40'000);
  hub.found();
  auto const began = Clock::now();
  Filling filling(hub, words);
  filling.fill(items);
  auto const filled = seconds_since(began);
  constexpr auto patience = std::chrono::minutes{60};
  if (!hub.store->wait_for_search(patience)) fail("the index does not follow");
  std::printf("%zu items with %.0f MB of text: written in %.0f s, indexed after %.0f s\n", items,
              static_cast<double>(filling.bytes) / 1e6, filled, seconds_since(began));
  std::printf("the viewer carries %zu audiences\n", hub.store->standing(hub.viewer)->audiences.size());
  std::fflush(stdout);
  search(hub, words);
  find_new_texts(hub, words);
  rebuild(hub, items);
}

}  // namespace
}  // namespace staffroom

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: search_speed FOLDER ITEMS   (FOLDER is made, and not removed)\n");
    return 2;
  }
  staffroom::run(argv[1], std::strtoull(argv[2], nullptr, 10));
}
