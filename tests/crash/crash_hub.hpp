// The hub in which crash tests post: made at the first start, found again at every later one.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace staffroom::crash {

struct Hub {
  PersonId person;
  TeamId team;
  std::vector<TopicId> topics;
};

/// Makes what is not there yet. Aborts the process when the store refuses.
Hub hub_in(Store& store);
PostMessage message(TopicId topic, std::string text);

/// How often each message text is in the topics, read page by page. Aborts when ordinals have gaps.
std::map<std::string, int> texts_in(Store& store, Hub const& hub);

}  // namespace staffroom::crash
