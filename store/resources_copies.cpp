// Copies to adapt, and where they come from.
#include <algorithm>

#include "protocol/codec.hpp"
#include "protocol/json_text.hpp"
#include "store/answering.hpp"
#include "store/organisations.hpp"
#include "store/resources.hpp"

namespace staffroom {
namespace {

constexpr std::size_t copies_shown = 50;

std::string_view words(Licence licence) {
  switch (licence) {
    case Licence::all_rights: return "all rights reserved";
    case Licence::cc0: return "CC0";
    case Licence::cc_by: return "CC BY";
    case Licence::cc_by_sa: return "CC BY-SA";
    case Licence::cc_by_nc: return "CC BY-NC";
    case Licence::cc_by_nc_sa: return "CC BY-NC-SA";
    case Licence::ogl: return "Open Government Licence";
  }
  return "";
}

/// The first so many characters of valid UTF-8.
std::string cut(std::string text, std::size_t length_max) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (begins && ++length > length_max) {
      text.resize(at);
      break;
    }
  }
  return text;
}

/// Whom to name when the copy is used further: the organisation, not a person, who may be forgotten one day.
Note attribution_of(View const& view, Resource const& source) {
  auto const owner = view.find<Organisation>(source.organisation);
  std::string text = "Adapted from “" + source.title.value + "”";
  if (owner) text += " by " + owner->name.value;
  text += ", version " + std::to_string(source.current ? source.current->number : 1);
  if (source.licence) text += " (" + std::string(words(*source.licence)) + ")";
  text += ".";
  if (!source.attribution.empty()) text += "\n" + source.attribution.value;
  return {cut(std::move(text), limits::note_length_max)};
}

std::shared_ptr<Adaptation const> adaptation_of(View const& view, ResourceId copy) {
  std::shared_ptr<Adaptation const> out;
  auto const prefix = IndexKey(Index::adaptation_by_copy).id(copy).take();
  view.scan_index(prefix, {}, [&](std::string_view, std::string_view id) {
    out = view.find<Adaptation>(AdaptationId{read_u64(id)});
    return false;
  });
  return out;
}

Resource draft_of(View const& view, Asked& asked, Resource const& source, OrganisationId organisation) {
  Resource copy{.id = asked.take<ResourceId>(),
                .organisation = organisation,
                .title = source.title,
                .summary = source.summary,
                .type = source.type,
                .subject = source.subject,
                .stages = source.stages,
                .years = source.years,
                .unit = source.unit,
                .exam_board = source.exam_board,
                .tier = source.tier,
                .pins = source.pins,
                .threads = source.threads,
                .keywords = source.keywords,
                .licence = source.licence,
                .third_party = source.third_party,
                .author = asked.actor.person,
                .owner = asked.actor.person,
                .created = asked.now};
  copy.attribution = attribution_of(view, source);
  return copy;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CopyResource const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const place, resources::place_of(view, door, command.resource));
  TRY_INTO(auto const node, door.readable<Organisation>("body.organisation", command.organisation));
  auto subject = place.subject();
  subject.school = node->id;
  TRY(door.may(Thing::resource, Action::copy_to_adapt, subject));
  TRY(organisations::check_joined(*node));
  auto const& source = *place.resource;
  auto const taken = source.current ? view.find<ResourceVersion>(source.current->version) : nullptr;
  if (!taken) return Error::conflict("no_clean_version", "There is nothing in it yet that could be copied.");
  auto copy = draft_of(view, asked, source, node->id);
  // Its bytes were checked when they came; they stay where they lie.
  ResourceVersion version{.id = asked.take<ResourceVersionId>(),
                          .resource = copy.id,
                          .organisation = taken->organisation,
                          .note = Note{"Copied from version " + std::to_string(taken->number)},
                          .state = VersionState::ready,
                          .files = taken->files,
                          .address = taken->address,
                          .bytes_hash = taken->bytes_hash,
                          .author = asked.actor.person,
                          .created = asked.now,
                          .ready = asked.now};
  Adaptation adaptation{.id = asked.take<AdaptationId>(),
                        .source = source.id,
                        .source_version = taken->id,
                        .copy = copy.id,
                        .created = asked.now};
  Change change;
  change.answer_key = record_key<Resource>(copy.id);
  resources::set_current(change, view, asked, copy, version);
  ResourceActivity activity{.id = copy.id};
  change.put(std::move(copy)).put(std::move(version)).put(std::move(activity)).put(std::move(adaptation));
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, GetLineage const& query, Page const&) {
  Door const door(view, asked);
  TRY_INTO(auto const resource, door.readable<Resource>("ids.resource", query.resource));
  Lineage lineage;
  std::vector<PersonId> named;
  auto const add = [&](std::vector<Resource>& list, ResourceId id) {
    auto const found = door.readable<Resource>("", id);
    if (!found) return false;
    list.push_back(**found);
    auto const more = named_in(Record{**found});
    named.insert(named.end(), more.begin(), more.end());
    return true;
  };
  auto const origin = adaptation_of(view, resource->id);
  if (origin && add(lineage.from, origin->source)) {
    auto const version = view.find<ResourceVersion>(origin->source_version);
    if (version) lineage.from_number = version->number;
  }
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::adaptations_by_source).id(resource->id).take();
  view.scan_index(prefix, {}, [&](std::string_view, std::string_view copy) {
    add(lineage.into, ResourceId{read_u64(copy)});
    return lineage.into.size() < copies_shown && ++seen < limits::decide_scanned_rows_max;
  });
  lineage.names = name_people(view, std::move(named));
  std::string json;
  append_json(json, lineage);
  return Answer{std::move(json), std::nullopt};
}

}  // namespace staffroom
