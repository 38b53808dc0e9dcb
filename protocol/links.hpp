// Golden links: typed ties between records, shown on both ends to those who may read both.
#pragma once
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/audit.hpp"
#include "protocol/described.hpp"
#include "protocol/ids.hpp"
#include "protocol/kind.hpp"
#include "protocol/route.hpp"
#include "protocol/time.hpp"

namespace staffroom {

/// What a link may join.
enum class Linked : std::uint8_t { resource, practice, support_request, topic, collection, review };
BOOST_DESCRIBE_ENUM(Linked, resource, practice, support_request, topic, collection, review)

/// `came_of`: made of, or found through; `uses`: rests on; `about`: concerns.
enum class TieType : std::uint8_t { came_of, uses, about };
BOOST_DESCRIBE_ENUM(TieType, came_of, uses, about)

struct LinkEnd {
  Linked what = Linked::resource;
  std::uint64_t id = 0;
  friend bool operator==(LinkEnd const&, LinkEnd const&) = default;
};
STAFFROOM_DESCRIBE(LinkEnd, (), (what, id))

/// Internal: each reader is told of those whose ends they may both read.
struct Link {
  static constexpr Kind kind = Kind::link;
  static constexpr std::string_view path = "";
  LinkId id;
  std::uint32_t version = 1;
  TieType type = TieType::about;
  LinkEnd from;  // "from came of to", "from uses to"
  LinkEnd to;
  std::optional<Ordinal> message;  // of `to`, when that is a topic
  PersonId author;
  TimestampMs created;
};
STAFFROOM_DESCRIBE(Link, (), (id, version, type, from, to, message, author, created))

/// Needs both ends read and one of them yours to edit. Answers nothing: the list of either end tells the rest.
struct CreateLink {
  static constexpr std::string_view name = "create_link";
  static constexpr Route route{Method::post, "/record-links"};
  static constexpr Success success = Success::gone;
  TieType type = TieType::about;
  LinkEnd from;
  LinkEnd to;
};
STAFFROOM_DESCRIBE(CreateLink, (), (type, from, to))

struct RemoveLink {
  static constexpr std::string_view name = "remove_link";
  static constexpr Route route{Method::remove, "/record-links/{link}"};
  static constexpr Success success = Success::gone;
  LinkId link;
};
STAFFROOM_DESCRIBE(RemoveLink, (), (link))

struct LinkedThing {
  std::optional<LinkId> link;  // absent where a post names the resource itself: nothing to remove
  TieType type = TieType::about;
  bool outgoing = true;  // the record asked about is its `from`
  LinkEnd other;
  std::string self;
  std::string title;
  std::string place;  // as of a search hit
  std::optional<Ordinal> message;
  bool mine_to_remove = false;
};
STAFFROOM_DESCRIBE(LinkedThing, (), (link, type, outgoing, other, self, title, place, message, mine_to_remove))

struct LinkList {
  std::vector<LinkedThing> items;
  std::vector<NamedPerson> names;
  Seq seq = 0;
};
STAFFROOM_DESCRIBE(LinkList, (), (items, names, seq))

/// Of one record, oldest first; not_found when I may not read it.
struct ListLinks {
  static constexpr std::string_view name = "list_links";
  static constexpr Route route{Method::get, "/record-links"};
  using Answers = LinkList;
  Linked what = Linked::resource;
  std::uint64_t id = 0;
};
STAFFROOM_DESCRIBE(ListLinks, (), (what, id))

}  // namespace staffroom
