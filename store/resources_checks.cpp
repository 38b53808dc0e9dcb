// What versions go through: content and its hash, the checks' result, becoming current, being purged.
#include <sodium.h>

#include <algorithm>
#include <array>
#include <boost/describe/enum_to_string.hpp>

#include "protocol/json_text.hpp"
#include "store/notices.hpp"
#include "store/organisations.hpp"
#include "store/resources.hpp"

namespace staffroom {

using resources::Place;

std::string resources::sha256_of(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<unsigned char const*>(text.data()), text.size());
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

std::string resources::bytes_hash_of(ResourceVersion const& version) {
  if (version.address) return sha256_of(version.address->value);
  std::string all;
  for (auto const& file : version.files) all += file.sha256;
  return sha256_of(all);
}

std::string resources::content_hash_of(Resource const& resource, ResourceVersion const& version) {
  std::string files = "[";
  for (auto const& file : version.files) {
    if (files.size() > 1) files += ',';
    append_json_string(files, file.sha256);
  }
  JsonText json;  // members in the order of their names
  if (version.address) json.text("address", version.address->value);
  json.raw("files", files + "]").number("id", resource.id.value).text("kind", "resource");
  if (resource.licence) json.text("licence", boost::describe::enum_to_string(*resource.licence, ""));
  json.number("schema", std::uint64_t{1});
  json.text("third_party", boost::describe::enum_to_string(resource.third_party, ""));
  json.text("title", resource.title.value);
  return sha256_of(json.close());
}

std::vector<std::shared_ptr<ResourceVersion const>> resources::versions_of(View const& view, ResourceId resource) {
  std::vector<std::shared_ptr<ResourceVersion const>> out;
  auto const prefix = IndexKey(Index::versions_by_resource).id(resource).take();
  view.scan_index(prefix, {}, [&](std::string_view, std::string_view id) {
    if (auto found = view.find<ResourceVersion>(ResourceVersionId{read_u64(id)})) out.push_back(std::move(found));
    return out.size() < limits::versions_per_resource_max;
  });
  return out;
}

void resources::drop_approvals(Change& change, View const& view, Asked& asked, Resource& resource) {
  bool asked_for = false;
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::approvals_by_resource).id(resource.id).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const found = view.find<Approval>(ApprovalId{~read_u64(key.substr(9))});
    bool const stands = found && (found->state == ApprovalState::asked || found->state == ApprovalState::approved);
    if (stands) {
      auto fallen = *found;
      asked_for = asked_for || fallen.state == ApprovalState::asked;
      fallen.state = ApprovalState::fallen;
      fallen.decided = asked.now;
      ++fallen.version;
      change.put(std::move(fallen));
    }
    return ++seen < limits::decide_scanned_rows_max;
  });
  resource.approval.reset();
  if (asked_for) answer_needs(change, view, resource.id, Because::approval_asked);
}

void resources::set_current(Change& change, View const& view, Asked& asked, Resource& resource,
                            ResourceVersion const& version) {
  CurrentVersion now{.version = version.id,
                     .number = version.number,
                     .files = static_cast<std::uint32_t>(version.files.size()),
                     .address = version.address,
                     .content_hash = content_hash_of(resource, version),
                     .ready = version.ready.value_or(version.created)};
  for (auto const& file : version.files) {
    now.bytes += file.bytes;
    if (now.pages == 0) now.pages = file.pages.value_or(0);
    now.has_preview = now.has_preview || file.has_preview;
    if (!now.formats.contains(file.format)) now.formats.values.push_back(file.format);
  }
  bool const same = resource.current && resource.current->content_hash == now.content_hash;
  if (!same) drop_approvals(change, view, asked, resource);
  resource.current = std::move(now);
}

namespace {

/// Those who work on it, and those who use it once it is shared; not whoever made the version.
void tell_of_new(Change& change, View const& view, Asked& asked, Resource const& resource,
                 ResourceVersion const& version) {
  auto people = resources::editors_of(view, resource);
  if (resource.state == ResourceState::published) {
    for (auto const person : resources::users_of(view, resource.id)) {
      if (std::find(people.begin(), people.end(), person) == people.end()) people.push_back(person);
    }
  }
  for (auto const person : people) {
    if (person == version.author) continue;
    notify(change, view, asked,
           {.to = person,
            .because = Because::version_new,
            .by = version.author,
            .resource = resource.id,
            .resource_version = version.id});
  }
}

/// Administrators learn that it happened, and nothing of what it is.
void tell_administrators(Change& change, View const& view, Asked& asked, OrganisationId organisation, Because because,
                         PersonId by) {
  for (auto const person : resources::administrators_for(view, organisation)) {
    notify(change, view, asked, {.to = person, .because = because, .by = by, .news = true});
  }
}

void answer_held(Change& change, View const& view, ResourceVersion const& version) {
  auto const is_it = [&](Notification const& it) { return it.resource_version == version.id; };
  answer_needs(change, view, version.resource, Because::version_held, is_it);
  answer_needs(change, view, version.resource, Because::version_bad, is_it);
}

}  // namespace

void resources::make_ready(Change& change, View const& view, Asked& asked, Resource resource, ResourceVersion version) {
  version.state = VersionState::ready;
  version.check_late = false;
  version.ready = asked.now;
  change.put(version);
  bool const newest = !resource.current || resource.current->number < version.number;
  if (newest) {
    set_current(change, view, asked, resource, version);
    ++resource.version;
    change.put(resource);
    tell_of_new(change, view, asked, resource, version);
  }
}

void resources::purge_version(Change& change, View const& view, Asked& asked, Resource resource,
                              ResourceVersion version) {
  version.state = VersionState::purged;
  version.files = {};
  version.address.reset();
  ++version.version;
  change.put(version);
  if (auto const check = view.find<VersionCheck>(version.id)) change.remove<VersionCheck>(check->id);
  answer_held(change, view, version);
  if (!resource.current || resource.current->version != version.id) return;
  auto const all = versions_of(view, resource.id);
  auto const next = std::find_if(
      all.begin(), all.end(), [&](auto const& it) { return it->state == VersionState::ready && it->id != version.id; });
  if (next != all.end()) {
    set_current(change, view, asked, resource, **next);
  } else {
    drop_approvals(change, view, asked, resource);
    resource.current.reset();
  }
  ++resource.version;
  change.put(std::move(resource));
}

void resources::put_inner_again(Change& change, View const& view, ResourceId resource) {
  for (auto const& version : versions_of(view, resource)) {
    bool const clean = version->state == VersionState::ready || version->state == VersionState::purged;
    if (!clean) change.put(*version);
    if (auto const check = view.find<VersionCheck>(version->id)) change.put(*check);
  }
  std::size_t seen = 0;
  view.scan_index(IndexKey(Index::reports_by_resource).id(resource).take(), {}, [&](std::string_view key, auto) {
    auto const report = view.find<ResourceReport>(ResourceReportId{~read_u64(key.substr(10))});
    if (report) change.put(*report);
    return ++seen < limits::decide_scanned_rows_max;
  });
}

// ---- commands

namespace {

/// What the checks found out about the files, and nothing else of what they say.
void take_facts(ResourceVersion& version, FinishCheck const& command) {
  if (command.files.size() != version.files.size()) return;
  for (std::size_t i = 0; i < version.files.size(); ++i) {
    auto& file = version.files.values[i];
    auto const& told = command.files.values[i];
    if (told.sha256 != file.sha256) continue;
    file.pages = told.pages;
    file.has_text = told.has_text;
    file.has_preview = told.has_preview;
  }
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, FinishCheck const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const found, view.get<ResourceVersion>("ids.resource_version", command.resource_version));
  TRY_INTO(auto const resource, view.get<Resource>("ids.resource_version", found->resource));
  bool const of_it = found->state == VersionState::checking && found->bytes_hash == command.bytes_hash;
  if (!of_it || resource->state == ResourceState::deleted) return Change::unchanged<ResourceVersion>(found->id);
  auto version = *found;
  ++version.version;
  Change change;
  change.answer_key = record_key<ResourceVersion>(version.id);
  if (command.result == CheckResult::passed) {
    take_facts(version, command);
    // A file that could not be read is no reason to hold it; its editors learn that its words are not found.
    if (command.trouble) {
      change.put(
          VersionCheck{.id = version.id, .resource = resource->id, .trouble = command.trouble, .created = asked.now});
    }
    resources::make_ready(change, view, asked, *resource, std::move(version));
    return change;
  }
  bool const held = command.result == CheckResult::found;
  if (held) take_facts(version, command);
  version.state = held ? VersionState::held : VersionState::quarantined;
  version.check_late = false;
  change.put(version);
  change.put(VersionCheck{.id = version.id,
                          .resource = resource->id,
                          .findings = command.findings,
                          .found = std::max(command.found, static_cast<std::uint32_t>(command.findings.size())),
                          .trouble = command.trouble,
                          .created = asked.now});
  auto const because = held ? Because::version_held : Because::version_bad;
  auto people = resources::editors_of(view, *resource);
  if (std::find(people.begin(), people.end(), version.author) == people.end()) people.push_back(version.author);
  for (auto const person : people) {
    notify(change, view, asked,
           {.to = person, .because = because, .resource = resource->id, .resource_version = version.id});
  }
  if (!held) tell_administrators(change, view, asked, resource->organisation, because, version.author);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ConfirmFalseAlarm const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const place, resources::place_of(view, door, command.resource_version));
  TRY(door.may(Thing::version, Action::confirm_false_alarm, place.subject()));
  TRY(check_version(asked, place.version->version));
  if (place.version->state != VersionState::held) {
    return Error::conflict("wrong_state", "Only what is held because of pupils' details can be let go like this.");
  }
  if (organisations::length_of(command.reason.value) < limits::reason_length_min) {
    return Error::unprocessable("body.reason", "Say in at least " + std::to_string(limits::reason_length_min) +
                                                   " characters why nothing in it is about a pupil.");
  }
  Change change;
  auto version = *place.version;
  ++version.version;
  change.answer_key = record_key<ResourceVersion>(version.id);
  answer_held(change, view, version);
  if (auto const found = view.find<VersionCheck>(version.id)) {
    auto confirmed = *found;
    confirmed.confirmed_by = asked.actor.person;
    confirmed.reason = command.reason;
    ++confirmed.version;
    change.put(std::move(confirmed));
  }
  resources::make_ready(change, view, asked, *place.resource, std::move(version));
  tell_administrators(change, view, asked, place.resource->organisation, Because::false_alarm, asked.actor.person);
  return change;
}

}  // namespace staffroom
