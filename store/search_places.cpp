// Places of records in words.
#include "store/search_places.hpp"

namespace staffroom::search {

std::string words_of(KeyStage stage) {
  if (stage == KeyStage::eyfs) return "Early years";
  return "Key stage " + std::to_string(static_cast<unsigned>(stage));
}

void add_place(std::string& place, std::string_view part, std::string_view between) {
  if (part.empty()) return;
  if (!place.empty()) place += between;
  place += part;
}

std::string Places::name_of(OrganisationId organisation) const {
  auto const found = view_.find<Organisation>(organisation);
  return found && door_.may_read(*found) ? found->name.value : std::string();
}

template <class Shared>
std::string Places::of_shared(Shared const& it) const {
  std::string place;
  if (it.subject) add_place(place, it.subject->value);
  for (auto const stage : it.stages) add_place(place, words_of(stage));
  add_place(place, name_of(it.organisation));
  return place;
}
template std::string Places::of_shared(Resource const&) const;
template std::string Places::of_shared(Collection const&) const;
template std::string Places::of_shared(PracticePost const&) const;
template std::string Places::of_shared(SupportRequest const&) const;

std::string Places::of(Topic const& topic) const {
  std::string place;
  if (topic.resource) {
    auto const resource = view_.find<Resource>(*topic.resource);
    return resource && door_.may_read(*resource) ? resource->title.value : place;
  }
  if (topic.practice) {
    auto const post = view_.find<PracticePost>(*topic.practice);
    return post && door_.may_read(*post) ? post->title.value : place;
  }
  auto const team = topic.team ? view_.find<Team>(*topic.team) : nullptr;
  auto const channel = topic.channel ? view_.find<Channel>(*topic.channel) : nullptr;
  if (team && door_.may_read(*team)) add_place(place, team->name.value);
  if (channel && door_.may_read(*channel)) add_place(place, channel->name.value, " › ");
  return place;
}

}  // namespace staffroom::search
