// Problems with a resource: told to those who work on it and, for rights and pupils' details, to administrators.
#include <algorithm>

#include "store/answering.hpp"
#include "store/notices.hpp"
#include "store/resources.hpp"

namespace staffroom {
namespace {

constexpr std::size_t open_reports_max = 100;  // of one resource

bool is_for_administrators(ReportReason reason) {
  return reason == ReportReason::rights || reason == ReportReason::pupil_details;
}

/// Whether the person may still hear of an open one. Errors: conflict already_reported, too_many_reports.
Result<void> check_open(View const& view, ResourceId resource, PersonId person, ReportReason reason) {
  bool already = false;
  std::size_t open = 0;
  view.scan_index(IndexKey(Index::reports_by_resource).id(resource).byte(0).take(), {},
                  [&](std::string_view key, auto) {
                    auto const found = view.find<ResourceReport>(ResourceReportId{~read_u64(key.substr(10))});
                    already = found && found->author == person && found->reason == reason;
                    return !already && ++open < open_reports_max;
                  });
  if (already) return Error::conflict("already_reported", "You have reported this. It will be looked at.");
  if (open >= open_reports_max) {
    return Error::conflict("too_many_reports", "Many problems were reported already. They will be looked at.");
  }
  return {};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, ReportResource const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const place, resources::place_of(view, door, command.resource));
  TRY(door.may(Thing::resource_report, Action::create, place.subject()));
  auto const& resource = *place.resource;
  if (command.reason == ReportReason::other && command.text.empty()) {
    return Error::unprocessable("body.text", "Say what is wrong.");
  }
  TRY(check_open(view, resource.id, asked.actor.person, command.reason));
  ResourceReport report{.id = asked.take<ResourceReportId>(),
                        .resource = resource.id,
                        .organisation = resource.organisation,
                        .title = resource.title,
                        .reason = command.reason,
                        .text = command.text,
                        .author = asked.actor.person,
                        .created = asked.now};
  auto people = resources::editors_of(view, resource);
  if (is_for_administrators(report.reason)) {
    for (auto const person : resources::administrators_for(view, resource.organisation)) {
      if (std::find(people.begin(), people.end(), person) == people.end()) people.push_back(person);
    }
  }
  Change change;
  change.put(report);
  for (auto const person : people) {
    notify(
        change, view, asked,
        {.to = person, .because = Because::resource_reported, .resource = resource.id, .resource_report = report.id});
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ResolveReport const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const report, door.readable<ResourceReport>("ids.resource_report", command.resource_report));
  auto const resource = view.find<Resource>(report->resource);
  Subject subject{.organisation = report->organisation, .about = report->author};
  subject.resource = resource;
  if (resource) subject.author = resource->author;
  TRY(door.may(Thing::resource_report, Action::resolve, subject));
  TRY(check_version(asked, report->version));
  if (report->state != ReportState::open) return Error::conflict("wrong_state", "This was answered already.");
  if (command.answer.empty()) return Error::unprocessable("body.answer", "Say what you did about it.");
  auto resolved = *report;
  resolved.state = ReportState::resolved;
  resolved.answered_by = asked.actor.person;
  resolved.answer = command.answer;
  ++resolved.version;
  Change change;
  change.put(resolved);
  answer_needs(change, view, resolved.resource, Because::resource_reported,
               [&](Notification const& it) { return it.resource_report == resolved.id; });
  notify(change, view, asked,
         {.to = resolved.author,
          .because = Because::report_answered,
          .resource = resolved.resource,
          .resource_report = resolved.id});
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, ListReports const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Resource>("ids.resource", query.resource));
  auto const prefix = IndexKey(Index::reports_by_resource).id(query.resource).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    ResourceReportId const id{~read_u64(key.substr(10))};
    if (!door.readable<ResourceReport>("", id)) return false;
    if (into) into->item_of<ResourceReport>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetReport const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ResourceReport>("ids.resource_report", query.resource_report));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
