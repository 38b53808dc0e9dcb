// The directory: everybody of the network whom one may know, with what one may see of them, filtered, counted, sorted.
#include "store/directory.hpp"

#include <algorithm>
#include <cmath>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/profiles.hpp"
#include "store/profiles_sight.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace directory {
namespace {

constexpr double metres_a_mile = 1609.344;
constexpr std::size_t tag_and_person = 9;

/// A row that hangs on a person; its value lies among all values at `at`.
struct PersonRow {
  PersonId person;
  ProfilePartId part;
  std::size_t at = 0;
  std::size_t size = 0;
};

/// All rows of an index that begins with the person, in their order.
class PersonRows {
 public:
  PersonRows(View const& view, Index index) {
    view.scan_index(IndexKey(index).take(), {}, [&](std::string_view key, std::string_view value) {
      PersonRow row{.person = {read_u64(key.substr(1))}, .at = values_.size(), .size = value.size()};
      if (key.size() > tag_and_person) row.part = {read_u64(key.substr(tag_and_person))};
      rows_.push_back(row);
      values_ += value;
      return true;
    });
  }
  template <class Visit>
  void each_of(PersonId person, Visit const& visit) const {
    auto row = std::lower_bound(rows_.begin(), rows_.end(), person,
                                [](PersonRow const& one, PersonId wanted) { return one.person < wanted; });
    for (; row != rows_.end() && row->person == person; ++row) {
      visit(row->part, std::string_view(values_).substr(row->at, row->size));
    }
  }

 private:
  std::vector<PersonRow> rows_;
  std::string values_;
};

void add_part(Seen& seen, ProfilePartId id, PartFacts const& part) {
  seen.parts.push_back(id);
  seen.phases |= part.phases;
  seen.offers |= part.offers;
  seen.exam_boards |= part.exam_boards;
  seen.send |= part.send;
  if (part.days) seen.days = part.days;
  auto const add = [](std::vector<std::string_view>& to, Texts const& texts) {
    texts.each([&](std::string_view text) { to.push_back(text); });
  };
  add(seen.subjects, part.subjects);
  add(seen.strengths, part.strengths);
  add(seen.languages, part.languages);
  add(seen.other, part.other);
}

Register const* place_of(View const& view, PersonStanding const& standing, std::shared_ptr<Organisation const>& held) {
  for (auto const& role : standing.roles) {
    if (role.on_partner) continue;
    held = view.find<Organisation>(role.organisation);
    auto const* facts = held && held->register_facts ? &*held->register_facts : nullptr;
    if (facts && facts->easting && facts->northing) return facts;
  }
  return nullptr;
}

std::optional<std::uint32_t> miles_between(View const& view, PersonStanding const& a, PersonStanding const& b) {
  std::shared_ptr<Organisation const> held_a;
  std::shared_ptr<Organisation const> held_b;
  auto const* from = place_of(view, a, held_a);
  auto const* to = from ? place_of(view, b, held_b) : nullptr;
  if (!to) return std::nullopt;
  auto const east = double(*from->easting) - double(*to->easting);
  auto const north = double(*from->northing) - double(*to->northing);
  return static_cast<std::uint32_t>(std::lround(std::hypot(east, north) / metres_a_mile));
}

}  // namespace

void for_each_seen(View const& view, PersonStanding const& me, Date today, VisitSeen const& visit) {
  PersonRows const parts(view, Index::profile_parts_by_person);
  PersonRows const loads(view, Index::person_loads);
  PersonRows const profiles(view, Index::profiles_all);
  profiles::Onlooker onlooker(view, me);
  Seen seen;
  std::uint64_t place = 0;
  view.scan_index(IndexKey(Index::people_by_name).take(), {}, [&](std::string_view key, std::string_view) {
    ++place;
    seen.clear();
    seen.person = PersonId{read_u64(key.substr(key.size() - 8))};
    auto const standing = view.standing(seen.person);
    if (!standing || !standing->in_network()) return true;
    seen.standing = standing.get();
    auto const sight = onlooker.sight_of(*standing);
    ProfileFacts facts;
    profiles.each_of(seen.person, [&](ProfilePartId, std::string_view row) { facts = profile_in(row); });
    bool const brokered = facts.suggestible && onlooker.brokers_for(*standing);
    parts.each_of(seen.person, [&](ProfilePartId id, std::string_view row) {
      auto const part = facts_in(row);
      if ((sight && part.sight <= *sight) || (brokered && part.for_matching)) add_part(seen, id, part);
    });
    if ((sight && facts.capacity <= *sight) || brokered) {
      loads.each_of(seen.person, [&](ProfilePartId, std::string_view row) { seen.load = load_in(row, today); });
    }
    visit(place, seen);
    return true;
  });
}

DirectoryEntry entry_of(View const& view, PersonStanding const& me, Known const& known) {
  DirectoryEntry out;
  if (auto const person = view.find<Person>(known.person)) out.person = *person;
  for (auto const& it : tree::memberships_of(view, known.person)) {
    if (it->state == Standing::current) out.memberships.push_back(*it);
  }
  for (auto const id : known.parts) {
    if (auto const part = view.find<ProfilePart>(id)) profiles::add_part(out.fields, *part);
  }
  if (known.load) {
    out.promised_days = known.load->promised_days;
    out.asked = known.load->asked;
  }
  auto const theirs = view.standing(known.person);
  if (theirs && known.person != me.person) {
    if (auto const miles = miles_between(view, me, *theirs)) out.miles.push_back(*miles);
  }
  return out;
}

namespace {

struct Hit {
  std::uint64_t order = 0;  // smaller first
  std::uint64_t place = 0;  // by name
  Known known;
  friend bool operator<(Hit const& a, Hit const& b) {
    return a.order != b.order ? a.order < b.order : a.place < b.place;
  }
};

constexpr std::uint64_t unknown_last = ~std::uint64_t{0};

std::uint64_t order_of(Seen const& seen, DirectorySort sort) {
  switch (sort) {
    case DirectorySort::asked_least: return seen.load ? seen.load->asked : unknown_last;
    case DirectorySort::free_days: {
      auto const free = seen.free_days();
      return free ? limits::capacity_days_max - *free : unknown_last;
    }
    case DirectorySort::name: break;
  }
  return 0;
}

Hit hit_of(Seen const& seen, std::uint64_t place, DirectorySort sort) {
  return {.order = order_of(seen, sort), .place = place, .known = seen};
}

/// Where a page before ended: the order of its last person, and who it was.
struct Bookmark {
  std::uint64_t order = 0;
  PersonId person;
};

Result<std::optional<Bookmark>> bookmark_in(Page const& page) {
  if (page.cursor.empty()) return std::optional<Bookmark>();
  TRY_INTO(auto const bytes, decode_cursor(page.cursor));
  if (bytes.size() != 16) return Error::bad_request("query.cursor", "This is no cursor of this list. Begin anew.");
  return std::optional(Bookmark{read_u64(bytes), PersonId{read_u64(std::string_view(bytes).substr(8))}});
}

}  // namespace
}  // namespace directory

Result<Answer> answer(View const& view, Asked const& asked, FindPeople const& query, Page const& page) {
  view.take_time();
  TRY_INTO(auto const bookmark, directory::bookmark_in(page));
  DirectoryPage found{.seq = view.seq()};
  auto const me = asked.actor.is_system() ? nullptr : view.standing(asked.actor.person);
  Answer out;
  if (!me || !me->in_network()) {  // guests have no directory
    append_json(out.json, found);
    return out;
  }
  auto const sort = query.sort.value_or(DirectorySort::asked_least);
  directory::Wanted wanted(query);
  directory::Facets facets;
  std::vector<directory::Hit> hits;
  std::uint64_t bookmarked = 0;
  directory::for_each_seen(view, *me, asked.today, [&](std::uint64_t place, directory::Seen& seen) {
    if (bookmark && bookmark->person == seen.person) bookmarked = place;
    if (wanted.has_words() && !wanted.words_stand_in(seen, view.name_json(seen.person))) return;
    auto const failed = wanted.failed_by(seen);
    facets.count(seen, failed);
    if (failed == 0) hits.push_back(directory::hit_of(seen, place, sort));
  });
  std::sort(hits.begin(), hits.end());
  auto from = hits.begin();
  if (bookmark) {
    from = std::upper_bound(hits.begin(), hits.end(),
                            directory::Hit{.order = bookmark->order, .place = bookmarked, .known = {}});
  }
  auto const count = std::min<std::ptrdiff_t>(hits.end() - from, page.limit);
  for (auto it = from; it != from + count; ++it) found.items.push_back(directory::entry_of(view, *me, it->known));
  if (count > 0 && from + count != hits.end()) {
    std::string position;
    append_u64(position, (from + count - 1)->order);
    append_u64(position, (from + count - 1)->known.person.value);
    found.next = encode_cursor(position);
  }
  found.total = static_cast<std::uint32_t>(hits.size());
  found.facets = facets.take(view);
  append_json(out.json, found);
  return out;
}

}  // namespace staffroom
