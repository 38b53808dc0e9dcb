// Records as JSON, both ways: what is stored is what the API returns.
#include <algorithm>
#include <unordered_set>

#include "protocol/codec.hpp"
#include "protocol/described_json.hpp"

namespace staffroom {
namespace described {
namespace {

/// In the order of the list.
template <class... R>
constexpr std::array<RecordType const*, sizeof...(R)> make_table(boost::mp11::mp_list<R...>) {
  return {&record_of<R>...};
}
constexpr auto table = make_table(Records{});

RecordType const& type_of_record(Record const& record) { return *table[record.index()]; }

template <class R>
Result<Record> read_as(JsonValue const& from) {
  Result<Record> result{Record{std::in_place_type<R>}};
  Reading reading;
  reading.enter("record");
  if (!read_record(from, record_of<R>, result->address(), reading)) return reading.take();
  return result;
}

using Reader = Result<Record> (*)(JsonValue const&);
template <class... R>
constexpr std::array<Reader, sizeof...(R)> make_readers(boost::mp11::mp_list<R...>) {
  return {&read_as<R>...};
}
constexpr auto readers = make_readers(Records{});

}  // namespace

std::span<RecordType const* const> record_types() { return table; }

}  // namespace described

std::string to_json(Record const& record) {
  std::string json;
  json.reserve(512);
  described::write_record(json, described::type_of_record(record), record.address());
  return json;
}

template <class T>
void append_json(std::string& out, T const& value) {
  described::type_of<T>.write(out, &value);
}

template void append_json(std::string&, Me const&);
template void append_json(std::string&, AuditPage const&);
template void append_json(std::string&, ErasurePreview const&);
template void append_json(std::string&, LinkView const&);
template void append_json(std::string&, Lineage const&);
template void append_json(std::string&, CollectionItems const&);
template void append_json(std::string&, SearchPage const&);
template void append_json(std::string&, EffectiveCalendar const&);
template void append_json(std::string&, PlannedDates const&);
template void append_json(std::string&, CalendarAddress const&);
template void append_json(std::string&, DirectoryPage const&);
template void append_json(std::string&, LinkList const&);
template void append_json(std::string&, SuggestionList const&);
template void append_json(std::string&, SupportOverview const&);
template void append_json(std::string&, RotaCheck const&);
template void append_json(std::string&, CycleOverview const&);
template void append_json(std::string&, EffectiveThresholds const&);
template void append_json(std::string&, EffectiveBands const&);
template void append_json(std::string&, Radar const&);
template void append_json(std::string&, BuyingOverview const&);
template void append_json(std::string&, PoolTerms const&);
template void append_json(std::string&, HubStatus const&);
template void append_json(std::string&, NewApiToken const&);
template void append_json(std::string&, GateCheck const&);
template void append_json(std::string&, SplittingView const&);
template void append_json(std::string&, TenderPack const&);
template void append_json(std::string&, Quote const&);
template void append_json(std::string&, QuotePrice const&);
template void append_json(std::string&, SupplierView const&);
template void append_json(std::string&, Framework const&);
template void append_json(std::string&, Organisation const&);
template void append_json(std::string&, Person const&);
template void append_json(std::string&, Membership const&);
template void append_json(std::string&, Credential const&);
template void append_json(std::string&, Session const&);
template void append_json(std::string&, SessionSecret const&);
template void append_json(std::string&, ApiToken const&);
template void append_json(std::string&, ApiTokenSecret const&);
template void append_json(std::string&, Team const&);
template void append_json(std::string&, TeamMembership const&);
template void append_json(std::string&, JoinRequest const&);
template void append_json(std::string&, Channel const&);
template void append_json(std::string&, Topic const&);
template void append_json(std::string&, TopicActivity const&);
template void append_json(std::string&, Message const&);
template void append_json(std::string&, MessageRevision const&);
template void append_json(std::string&, TeamMention const&);
template void append_json(std::string&, Flag const&);
template void append_json(std::string&, ReadState const&);
template void append_json(std::string&, Notification const&);

Result<Record> record_from_json(Kind kind, std::string_view json) {
  auto const type = std::find_if(described::table.begin(), described::table.end(),
                                 [&](auto const* one) { return one->kind == kind; });
  if (type == described::table.end()) return Error::bad_request("record.kind", "no such kind of record");
  TRY_INTO(auto const document, JsonDocument::parse(json, "record"));
  return described::readers[static_cast<std::size_t>(type - described::table.begin())](document.root());
}

std::string self_of(Record const& record) {
  std::string self;
  described::write_self(self, described::type_of_record(record), record.address());
  return self;
}

std::vector<PersonId> named_in(Record const& record) {
  std::vector<PersonId> people;
  for (auto const& field : described::type_of_record(record).fields->fields) {
    if (field.name == "id" || field.type->name_people == nullptr) continue;
    field.type->name_people(field.of(record.address()), people);
  }
  std::unordered_set<PersonId> seen;
  std::erase_if(people, [&](PersonId person) { return !person || !seen.insert(person).second; });
  return people;
}

}  // namespace staffroom
