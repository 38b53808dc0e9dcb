// Everything that the hub holds about a person, from one snapshot.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "protocol/kinds.hpp"
#include "protocol/result.hpp"

namespace staffroom {

struct Engine;

/// Records as the API shows them, in JSON, by what they are; and names for the page that people read.
struct PersonalCopy {
  std::string person_name;
  TimestampMs made;
  Seq seq = 0;
  struct Part {
    std::string title;  // "Messages that I wrote"
    std::string name;   // its member in data.json: "messages"
    struct Item {
      std::string about;  // what it is, in words, with the names of what it belongs to
      TimestampMs at;     // 0: no time
      std::string text;   // the person's own words, or what the record says
      std::string json;
    };
    std::vector<Item> items;
  };
  std::vector<Part> parts;
};

/// Reads everything once. Who asks about somebody else gets what they may read and no more: an administrator opens no
/// message. Errors: not_found. Throws ReadFailed.
Result<PersonalCopy> collect_copy(Engine& engine, PersonId asker, PersonId person);

}  // namespace staffroom
