// The hub in which crash tests post.
#include "tests/crash/crash_hub.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace staffroom::crash {
namespace {

using Json = nlohmann::json;

std::uint64_t made(Store& store, PersonId by, Command command) {
  auto const outcome = store.submit_and_wait({{by, {}, {}}, std::move(command), {}, 0, std::nullopt, Lane::people});
  ensure(outcome.has_value(), "the hub of a crash test can be made");
  return Json::parse(outcome->record).at("id");
}

Json asked(Store& store, PersonId by, Query const& query, Page const& page) {
  auto const answer = store.ask({by, {}, {}}, query, page, ReadTier::disk);
  ensure(answer && *answer, "the hub of a crash test can be read");
  return Json::parse((*answer)->json);
}

Json all_of(Store& store, PersonId by, Query const& query) {
  Json items = Json::array();
  for (std::string cursor;;) {
    auto const page = asked(store, by, query, {200, cursor});
    for (auto const& item : page.at("items")) items.push_back(item);
    if (page.at("next").is_null()) return items;
    cursor = page.at("next");
  }
}

void make(Store& store) {
  CreateOrganisation const network{OrganisationType::network, std::nullopt, Name{"Network"}};
  OrganisationId const root{made(store, {}, network)};
  OrganisationId const organisation{
      made(store, {}, CreateOrganisation{OrganisationType::school, root, Name{"School"}})};
  PersonId const person{made(store, {}, CreatePerson{Name{"Bob"}, Email{"bob@school.example"}, "hash"})};
  made(store, {}, CreateMembership{person, organisation, Role::headteacher});
  CreateTeam create{organisation, Name{"Maths"}, Purpose{}, TeamArea::curriculum, std::nullopt,
                    {},           Joining::open, root};
  TeamId const team{made(store, person, create)};
  ChannelId const channel{made(store, person, CreateChannel{team, Name{"Talk"}, Purpose{}})};
  for (char const* title : {"One", "Two", "Three"}) {
    made(store, person, CreateTopic{channel, Title{title}, MessageText{"Start."}});
  }
}

}  // namespace

Hub hub_in(Store& store) {
  auto credential = store.credential_of("bob@school.example");
  // A crash between the first steps leaves an unfinished hub: a test begins with a finished one.
  if (!credential) {
    make(store);
    credential = store.credential_of("bob@school.example");
  }
  Hub hub{credential->id, {}, {}};
  for (auto const& team : all_of(store, hub.person, ListTeams{})) hub.team = TeamId{team.at("id")};
  for (auto const& channel : all_of(store, hub.person, ListChannels{hub.team})) {
    for (auto const& topic : all_of(store, hub.person, ListTopics{ChannelId{channel.at("id")}})) {
      hub.topics.push_back(TopicId{topic.at("id")});
    }
  }
  std::sort(hub.topics.begin(), hub.topics.end());
  ensure(hub.topics.size() >= 3, "the hub of a crash test is whole");
  return hub;
}

PostMessage message(TopicId topic, std::string text) {
  PostMessage post;
  post.topic = topic;
  post.text = MessageText{std::move(text)};
  return post;
}

std::map<std::string, int> texts_in(Store& store, Hub const& hub) {
  std::map<std::string, int> texts;
  for (auto const topic : hub.topics) {
    auto const items = all_of(store, hub.person, ListMessages{topic, std::nullopt});
    auto expected = items.size();
    for (auto const& item : items) {
      ensure(item.at("ordinal") == expected--, "messages have no gaps");
      ++texts[item.at("text")];
    }
  }
  return texts;
}

}  // namespace staffroom::crash
