// From events to documents.
#include "store/search_updating.hpp"

#include <array>

#include "store/buying.hpp"
#include "store/index_rows.hpp"
#include "store/stored_record.hpp"

namespace staffroom::search {
namespace {

template <class R>
std::shared_ptr<R const> record_of(View const& view, std::string const& key) {
  auto const found = view.find_record(R::kind, key);
  return found ? std::shared_ptr<R const>(found, &get<R>(*found)) : nullptr;
}

Kind kind_of(std::string const& key) { return static_cast<Kind>(static_cast<std::uint8_t>(key.front())); }

}  // namespace

Doubt doubt_of(View const& view, Event const& event) {
  Doubt doubt;
  if (event.type == Event::Type::access) return doubt;
  if (is_searched(event.kind)) doubt.terms.push_back(key_term(event.key));
  switch (event.kind) {
    case Kind::organisation: doubt.all = event.because == MoveOrganisation::name; break;
    case Kind::topic: doubt.terms.push_back(topic_term(TopicId{event.id})); break;
    case Kind::resource: doubt.terms.push_back(resource_term(ResourceId{event.id})); break;
    case Kind::practice_post: doubt.terms.push_back(practice_term(PracticeId{event.id})); break;
    case Kind::membership: {
      auto const membership = record_of<Membership>(view, event.key);
      if (!membership) {
        doubt.all = true;
        break;
      }
      doubt.terms.push_back(key_term(record_key<Person>(membership->person)));
      doubt.terms.push_back(term_of(Audience(AudienceType::person, membership->person.value)));
      break;
    }
    default: break;
  }
  return doubt;
}

void Updating::put(std::string const& key, Record const& record) {
  if (!put_.insert(key).second) return;
  auto const text = search_text(view_, files_, record);
  if (!text) {
    writer_.remove(key);
    return;
  }
  writer_.put(key, *text, audience_of(view_, record));
}

void Updating::put(Kind kind, std::string const& key) {
  if (put_.contains(key)) return;
  auto const record = view_.find_record(kind, key);
  if (record) {
    put(key, *record);
  } else {
    writer_.remove(key);
  }
}

bool Updating::apply(Event const& event) {
  if (event.type == Event::Type::access) return false;
  // Nobody finds a message by what others thought of it.
  if (event.because == React::name || event.because == WithdrawReaction::name) return false;
  switch (event.kind) {
    case Kind::organisation:
      tree_changed_ |= event.because == MoveOrganisation::name;
      put(event.kind, event.key);
      return true;
    case Kind::person:
    case Kind::team:
    case Kind::message:
    case Kind::collection:
    case Kind::contract:
    case Kind::pool:
    case Kind::purchase:
    case Kind::support_request: put(event.kind, event.key); return true;
    case Kind::supplier:
      put(event.kind, event.key);
      put_supplied(SupplierId{event.id});
      return true;
    case Kind::practice_post:
    case Kind::practice_activity: put_practice(PracticeId{event.id}); return true;
    case Kind::topic: put_topic(event.key, TopicId{event.id}); return true;
    case Kind::resource:
    case Kind::resource_activity: put_resource(ResourceId{event.id}); return true;
    case Kind::resource_version:
      if (auto const version = record_of<ResourceVersion>(view_, event.key)) put_resource(version->resource);
      return true;
    case Kind::curriculum_unit:
      put(event.kind, event.key);
      put_pinned(CurriculumUnitId{event.id});
      return true;
    case Kind::membership: {
      auto const membership = record_of<Membership>(view_, event.key);
      if (!membership) return false;
      put(Kind::person, record_key<Person>(membership->person));
      put_library_of(membership->person);
      return true;
    }
    default: return false;
  }
}

void Updating::put_topic(std::string const& key, TopicId topic) {
  auto const record = view_.find_record(Kind::topic, key);
  auto const text = record ? search_text(view_, files_, *record) : std::nullopt;
  auto const before = writer_.place_of(key);
  bool const moved = !before.empty() && (!text || IndexWriter::place_in(*text) != before);
  put(Kind::topic, key);
  if (!moved) return;
  for (auto const& other : writer_.keys_with(topic_term(topic))) {
    if (other != key) put(kind_of(other), other);
  }
}

void Updating::put_resource(ResourceId resource) {
  auto const key = record_key<Resource>(resource);
  auto const before = writer_.audiences_of(key);
  put(Kind::resource, key);
  // Of a resource that is not found itself the readers are not known: those of its topics are always looked at.
  if (!before || before != writer_.audiences_of(key)) refresh_bound(resource_term(resource));
}

void Updating::put_practice(PracticeId post) {
  auto const key = record_key<PracticePost>(post);
  auto const before = writer_.audiences_of(key);
  put(Kind::practice_post, key);
  if (!before || before != writer_.audiences_of(key)) refresh_bound(practice_term(post));
}

void Updating::refresh_bound(std::string const& term) {
  for (auto const& key : writer_.keys_with(term)) {
    if (!key.empty()) refresh(kind_of(key), key);  // only a damaged index holds an empty one
  }
}

void Updating::refresh(Kind kind, std::string const& key) {
  auto const record = view_.find_record(kind, key);
  if (!record) {
    writer_.remove(key);
    return;
  }
  auto const refreshed = writer_.set_audiences(key, audience_of(view_, *record));
  if (refreshed == IndexWriter::Refreshed::same) return;
  if (kind == Kind::resource) refresh_bound(resource_term(get<Resource>(*record).id));
  if (kind == Kind::practice_post) refresh_bound(practice_term(get<PracticePost>(*record).id));
}

void Updating::put_library_of(PersonId person) {
  if (!libraries_put_.insert(person).second) return;
  auto const each = [&](Index index, Kind kind) {
    std::vector<std::string> keys;
    auto const prefix = IndexKey(index).id(person).take();
    view_.scan_index(prefix, {}, [&](std::string_view row, std::string_view) {
      std::string key(1, static_cast<char>(kind));
      append_u64(key, ~read_u64(row.substr(prefix.size())));
      keys.push_back(std::move(key));
      return true;
    });
    for (auto const& key : keys) refresh(kind, key);
  };
  each(Index::resources_by_party, Kind::resource);
  each(Index::collections_by_party, Kind::collection);
  each(Index::practice_by_party, Kind::practice_post);
  each(Index::support_requests_by_party, Kind::support_request);
}

void Updating::put_pinned(CurriculumUnitId unit) {
  std::vector<ResourceId> pinned;
  auto const prefix = IndexKey(Index::resources_by_unit).id(unit).take();
  view_.scan_index(prefix, {}, [&](std::string_view row, std::string_view) {
    pinned.push_back({~read_u64(row.substr(prefix.size()))});
    return true;
  });
  for (auto const resource : pinned) put_resource(resource);
}

void Updating::put_supplied(SupplierId supplier) {
  std::vector<ContractId> supplied;
  auto const look = [&](SupplierId id) {
    view_.scan_index(IndexKey(Index::contracts_by_supplier).id(id).take(), {}, [&](std::string_view row, auto) {
      supplied.push_back({read_u64(row.substr(row.size() - 8))});
      return true;
    });
  };
  look(supplier);
  for (auto const& merged : buying::merged_into(view_, supplier)) look(merged);
  for (auto const contract : supplied) put(Kind::contract, record_key<Contract>(contract));
}

void Updating::finish(Database const& database, Snapshot const& snapshot) {
  if (!tree_changed_) return;
  constexpr std::array kinds{
      Kind::organisation,  Kind::person,          Kind::team,     Kind::resource, Kind::collection,
      Kind::practice_post, Kind::support_request, Kind::contract, Kind::pool,     Kind::purchase};
  for (auto const kind : kinds) {
    auto cursor =
        database.cursor(Family::records, std::string(1, static_cast<char>(kind)), {&snapshot, ReadTier::disk});
    for (cursor.any(); cursor.valid(); cursor.next()) refresh(kind, std::string(cursor.key()));
  }
}

}  // namespace staffroom::search
