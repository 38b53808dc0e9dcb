// Which index rows each kind of record has.
#include "store/index_rows.hpp"

#include <algorithm>

#include "store/index_rows_making.hpp"
#include "store/radar.hpp"

namespace staffroom {
namespace rows {
namespace {

Rows rows(Organisation const& it) {
  auto const parent = it.parent ? it.parent->value : 0;
  std::string const listed = it.state == OrganisationState::listed ? "l" : "";
  Rows out{row(IndexKey(Index::organisations_by_parent).u64(parent).id(it.id), listed),
           row(IndexKey(Index::organisation_places).id(it.id), radar::row_of(it))};
  if (!it.register_facts) return out;
  auto const& facts = *it.register_facts;
  if (facts.urn) out.push_back(row(IndexKey(Index::organisations_by_urn).u32(*facts.urn), value_of(it.id.value)));
  if (!facts.group_uid) return out;
  if (it.type == OrganisationType::trust) {
    out.push_back(row(IndexKey(Index::organisations_by_group).u32(*facts.group_uid), value_of(it.id.value)));
  } else if (it.state == OrganisationState::listed) {
    out.push_back(row(IndexKey(Index::schools_awaiting_group).u32(*facts.group_uid).id(it.id)));
  }
  return out;
}

Rows rows(OrgSettings const&) { return {}; }

Rows rows(Person const& it) {
  return {row(IndexKey(Index::people_by_name).text(folded(it.name.value)).byte(0).id(it.id))};
}

Rows rows(Membership const& it) {
  Rows out{row(IndexKey(Index::memberships_by_person).id(it.person).id(it.id)),
           row(IndexKey(Index::memberships_at).id(it.organisation).id(it.id))};
  if (it.state == Standing::current) {
    out.push_back(row(IndexKey(Index::memberships_by_organisation).id(it.organisation).id(it.id)));
  }
  return out;
}

Rows rows(MembershipTerms const& it) {
  Rows out;
  if (it.state == Standing::ended) return out;
  if (it.staff_id) {
    auto key = IndexKey(Index::memberships_by_staff_id).id(it.organisation).byte(std::uint8_t(it.source));
    out.push_back(row(std::move(key.text(it.staff_id->value)), value_of(it.id.value)));
  }
  if (it.state == Standing::planned && it.starts) {
    out.push_back(
        due_row(calendar::local(*it.starts, 0, 0), Kind::membership_terms, it.id.value, Due::start_membership));
  } else if (it.ends) {
    out.push_back(due_row(calendar::end_of(*it.ends), Kind::membership_terms, it.id.value, Due::end_membership));
  }
  return out;
}

Rows rows(Account const&) { return {}; }

Rows rows(Invitation const& it) {
  Rows out{row(IndexKey(Index::invitations_by_organisation).id(it.organisation).descending(it.id.value))};
  if (it.team) out.push_back(row(IndexKey(Index::invitations_by_team).id(*it.team).descending(it.id.value)));
  out.push_back(row(IndexKey(Index::invitations_made_by).id(it.author).descending(it.id.value)));
  if (it.state != InvitationState::pending) return out;
  out.push_back(row(IndexKey(Index::invitations_by_email).text(folded(it.email.value)).byte(0).id(it.id)));
  out.push_back(row(IndexKey(Index::invitations_by_author).id(it.author).descending(it.id.value)));
  out.push_back(due_row(it.expires, Kind::invitation, it.id.value, Due::expire_invitation));
  return out;
}

Rows rows(EmailNote const& it) {
  Rows out;
  if (it.organisation) {
    out.push_back(row(IndexKey(Index::emails_by_organisation).id(*it.organisation).descending(it.id.value)));
  }
  if (it.state == EmailState::due || it.state == EmailState::held || it.state == EmailState::sending) {
    out.push_back(row(IndexKey(Index::emails_due).u64(static_cast<std::uint64_t>(it.next_at.value)).id(it.id)));
  } else {
    out.push_back(due_row(it.created + limits::mail_kept, Kind::email, it.id.value, Due::forget_email));
  }
  return out;
}

Rows rows(ImportJob const& it) {
  Rows out{row(IndexKey(Index::imports_all).descending(it.id.value))};
  switch (it.state) {
    case ImportState::uploaded:
      out.push_back(
          due_row(it.created + limits::import_arrives_within, Kind::import_job, it.id.value, Due::expire_import));
      break;
    case ImportState::expired:
      if (it.chunks > 0) out.push_back(due_row({0}, Kind::import_job, it.id.value, Due::expire_import));
      break;
    case ImportState::checking:
    case ImportState::committing:
      out.push_back(due_row({0}, Kind::import_job, it.id.value, Due::continue_import));
      break;
    case ImportState::ready:
      out.push_back(due_row(it.finished.value_or(it.created) + limits::import_ready_for, Kind::import_job, it.id.value,
                            Due::expire_import));
      break;
    default:
      if (it.chunks == 0) break;  // the rows are gone already
      out.push_back(due_row(it.finished.value_or(it.created) + limits::import_kept, Kind::import_job, it.id.value,
                            Due::expire_import));
  }
  return out;
}

Rows rows(ImportRows const& it) {
  Rows out{row(IndexKey(Index::import_rows_by_import).id(it.import).u32(it.chunk), value_of(it.id.value))};
  for (auto const& line : it.rows) {
    auto const subject = [&](std::uint8_t what, std::uint64_t value) {
      auto key = IndexKey(Index::import_rows_by_subject).id(it.import).byte(what).u64(value).u32(line.number);
      out.push_back(row(std::move(key), value_of(it.id.value)));
    };
    if (line.likeness) subject(0, *line.likeness);
    if (line.membership) subject(1, line.membership->value);
  }
  return out;
}

Rows rows(Erasure const& it) {
  Rows out{row(IndexKey(Index::erasures_all).descending(it.id.value))};
  if (it.state == ErasureState::erasing) {
    out.push_back(due_row({0}, Kind::erasure, it.id.value, Due::continue_erasure));
  }
  return out;
}

Rows rows(LeadMessage const& it) {
  std::uint8_t const answered = it.answered ? 1 : 0;
  return {row(IndexKey(Index::lead_messages_by_team).id(it.team).byte(answered).descending(it.id.value))};
}

Rows rows(Credential const& it) {
  return {row(IndexKey(Index::person_by_email).text(folded(it.email.value)), value_of(it.id.value))};
}

Rows rows(Session const& it) {
  return {row(IndexKey(Index::sessions_by_person).id(it.person).descending(it.id.value)),
          due_row(it.expires, Kind::session, it.id.value, Due::end_session)};
}

Rows rows(SessionSecret const& it) {
  auto value = value_of(it.id.value);
  append_u64(value, it.person.value);
  return {row(IndexKey(Index::session_by_token).text(bytes_from_hex(it.token_hash)), std::move(value))};
}

Rows rows(ApiToken const& it) {
  return {row(IndexKey(Index::api_tokens_by_person).id(it.person).descending(it.id.value)),
          due_row(it.expires, Kind::api_token, it.id.value, Due::end_api_token)};
}

Rows rows(ApiTokenSecret const& it) {
  auto value = value_of(it.id.value);
  append_u64(value, it.person.value);
  return {row(IndexKey(Index::api_token_by_hash).text(bytes_from_hex(it.token_hash)), std::move(value))};
}

Rows rows(Team const& it) { return {row(IndexKey(Index::teams_all).descending(it.id.value))}; }

Rows rows(TeamMembership const& it) {
  if (it.state != Standing::current) return {};
  Rows out{row(IndexKey(Index::team_memberships_by_team).id(it.team).id(it.id)),
           row(IndexKey(Index::team_memberships_by_person).id(it.person).id(it.id))};
  if (it.ends) {
    out.push_back(due_row(calendar::end_of(*it.ends), Kind::team_membership, it.id.value, Due::end_team_membership));
  }
  return out;
}

Rows rows(JoinRequest const& it) {
  bool const pending = it.state == JoinRequestState::pending;
  Rows out{row(IndexKey(Index::join_requests_by_team).id(it.team).byte(pending ? 0 : 1).descending(it.id.value))};
  if (pending) out.push_back(row(IndexKey(Index::join_requests_by_person).id(it.person).descending(it.id.value)));
  return out;
}

Rows rows(Channel const& it) { return {row(IndexKey(Index::channels_by_team).id(it.team).id(it.id))}; }

Rows rows(Topic const& it) {
  if (it.resource) return {row(IndexKey(Index::topics_by_resource).id(*it.resource).descending(it.id.value))};
  if (it.practice) return {row(IndexKey(Index::topics_by_practice).id(*it.practice).descending(it.id.value))};
  return {};
}

Rows rows(TopicActivity const& it) {
  if (it.purge_from) {
    return {due_row({0}, Kind::topic_activity, it.id.value, Due::purge_topic)};
  }
  if (!it.channel) return {};
  auto key = IndexKey(Index::topics_by_activity).id(*it.channel);
  return {row(std::move(key.descending(static_cast<std::uint64_t>(it.last_at.value)).id(it.id)))};
}

Rows rows(Message const&) { return {}; }
Rows rows(MessageRevision const&) { return {}; }

Rows rows(TeamMention const& it) {
  auto value = value_of(it.topic.value);
  append_u32(value, it.ordinal);
  return {row(IndexKey(Index::team_mentions_by_team).id(it.team).descending(it.id.value), std::move(value))};
}

Rows rows(Flag const& it) {
  std::uint8_t const closed = it.state == FlagState::open ? 0 : 1;
  return {row(IndexKey(Index::flags_by_team).id(it.team).byte(closed).descending(it.id.value))};
}

Rows rows(ReadState const& it) {
  if ((!it.resource && !it.practice) || it.level != FollowLevel::follow) return {};
  return {row(IndexKey(Index::bound_topics_followed).id(it.person).id(it.id))};
}

Rows rows(Notification const& it) {
  bool const done = it.state == NotificationState::done;
  Rows out{row(IndexKey(Index::notifications_by_person).id(it.person).byte(done ? 1 : 0).descending(it.id.value))};
  if (!done && it.needs && it.topic) {
    out.push_back(row(IndexKey(Index::notifications_by_topic).id(it.person).id(*it.topic).id(it.id)));
  }
  if (it.resource) {
    out.push_back(row(IndexKey(Index::notifications_by_resource).id(*it.resource).byte(done ? 1 : 0).id(it.id)));
  }
  if (it.practice) {
    out.push_back(row(IndexKey(Index::notifications_by_practice).id(*it.practice).byte(done ? 1 : 0).id(it.id)));
  }
  if (it.support_request) {
    out.push_back(row(IndexKey(Index::notifications_by_support).id(*it.support_request).byte(done ? 1 : 0).id(it.id)));
  }
  if (it.review) {
    out.push_back(row(IndexKey(Index::notifications_by_review).id(*it.review).byte(done ? 1 : 0).id(it.id)));
  }
  if (it.review_cycle) {
    out.push_back(row(IndexKey(Index::notifications_by_cycle).id(*it.review_cycle).byte(done ? 1 : 0).id(it.id)));
  }
  if (it.contract) {
    out.push_back(row(IndexKey(Index::notifications_by_contract).id(*it.contract).byte(done ? 1 : 0).id(it.id)));
  }
  if (it.pool) {
    out.push_back(row(IndexKey(Index::notifications_by_pool).id(*it.pool).byte(done ? 1 : 0).id(it.id)));
  }
  if (it.purchase) {
    out.push_back(row(IndexKey(Index::notifications_by_purchase).id(*it.purchase).byte(done ? 1 : 0).id(it.id)));
  }
  if (it.saving) {
    out.push_back(row(IndexKey(Index::notifications_by_saving).id(*it.saving).byte(done ? 1 : 0).id(it.id)));
  }
  if (!done && it.snoozed_until) {
    out.push_back(due_row(*it.snoozed_until, Kind::notification, it.id.value, Due::wake_notification));
  }
  // (what is snoozed was seen)
  if (it.state == NotificationState::fresh && it.mail_at) {
    out.push_back(due_row(*it.mail_at, Kind::notification, it.id.value, Due::mail_notice));
  }
  return out;
}

// ---- the library

IndexRow file_row(OrganisationId organisation, std::string_view sha256, Kind kind, std::uint64_t id) {
  auto key = IndexKey(Index::files_by_hash).id(organisation).text(bytes_from_hex(sha256));
  return row(std::move(key.byte(std::uint8_t(kind)).u64(id)));
}

Rows rows(Upload const& it) {
  Rows out{row(IndexKey(Index::uploads_by_person).id(it.person).descending(it.id.value)),
           due_row(it.expires, Kind::upload, it.id.value, Due::expire_upload)};
  if (it.sha256) out.push_back(file_row(it.organisation, *it.sha256, Kind::upload, it.id.value));
  return out;
}

Rows rows(Resource const& it) {
  Rows out;
  if (it.state == ResourceState::deleted) {
    out.push_back(due_row({0}, Kind::resource, it.id.value, Due::purge_resource));
    return out;
  }
  out.push_back(row(IndexKey(Index::resources_all).descending(it.id.value)));
  out.push_back(row(IndexKey(Index::resources_by_organisation).id(it.organisation).descending(it.id.value)));
  if (it.team) out.push_back(row(IndexKey(Index::resources_by_team).id(*it.team).descending(it.id.value)));
  add_parties(out, Index::resources_by_party, it);
  std::vector<CurriculumUnitId> units;
  for (auto const& pin : it.pins) {
    if (std::find(units.begin(), units.end(), pin.unit) != units.end()) continue;
    units.push_back(pin.unit);
    out.push_back(row(IndexKey(Index::resources_by_unit).id(pin.unit).descending(it.id.value)));
  }
  if (it.state != ResourceState::published || !it.review_by || it.stale) return out;
  auto const days_before = it.review_reminded ? 0 : limits::review_reminder_days;
  auto const at = calendar::end_of(*it.review_by) + std::chrono::hours{-24 * days_before};
  out.push_back(due_row(at, Kind::resource, it.id.value, it.review_reminded ? Due::pass_review : Due::remind_review));
  return out;
}

Rows rows(ResourceVersion const& it) {
  auto number = IndexKey(Index::versions_by_resource).id(it.resource).u32(~it.number);
  Rows out{row(std::move(number), value_of(it.id.value))};
  switch (it.state) {
    case VersionState::checking:
      out.push_back(row(IndexKey(Index::versions_checking).id(it.id)));
      if (it.check_late) break;
      out.push_back(
          due_row(it.created + limits::check_alarm_after, Kind::resource_version, it.id.value, Due::alarm_check));
      break;
    case VersionState::held:
    case VersionState::quarantined:
      out.push_back(due_row(it.created + limits::held_for, Kind::resource_version, it.id.value, Due::purge_held));
      break;
    default: break;
  }
  if (it.state == VersionState::purged) return out;
  for (auto const& file : it.files) {
    out.push_back(file_row(it.organisation, file.sha256, Kind::resource_version, it.id.value));
  }
  std::sort(out.begin(), out.end());  // the same file twice in a version is one row
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Rows rows(VersionCheck const&) { return {}; }

Rows rows(Approval const& it) {
  return {row(IndexKey(Index::approvals_by_resource).id(it.resource).descending(it.id.value))};
}

Rows rows(ResourceUse const& it) {
  Rows out{row(IndexKey(Index::uses_by_resource).id(it.resource).descending(it.id.value)),
           row(IndexKey(Index::use_by_school).id(it.resource).id(it.organisation), value_of(it.id.value))};
  if (it.state == UseState::in_use && !it.story_asked && !it.story) {
    out.push_back(
        due_row(it.since + limits::use_story_asked_after, Kind::resource_use, it.id.value, Due::ask_use_story));
  }
  return out;
}

Rows rows(UseAuthor const&) { return {}; }

Rows rows(RubricScore const& it) {
  return {row(IndexKey(Index::scores_by_resource).id(it.resource).id(it.person), value_of(it.id.value))};
}

Rows rows(ResourceActivity const&) { return {}; }

Rows rows(ResourceReport const& it) {
  std::uint8_t const resolved = it.state == ReportState::open ? 0 : 1;
  return {row(IndexKey(Index::reports_by_resource).id(it.resource).byte(resolved).descending(it.id.value))};
}

Rows rows(Adaptation const& it) {
  return {row(IndexKey(Index::adaptations_by_source).id(it.source).descending(it.id.value), value_of(it.copy.value)),
          row(IndexKey(Index::adaptation_by_copy).id(it.copy), value_of(it.id.value))};
}

Rows rows(Collection const& it) {
  if (it.state == ResourceState::deleted) {
    return {due_row({0}, Kind::collection, it.id.value, Due::purge_collection)};
  }
  Rows out{row(IndexKey(Index::collections_all).descending(it.id.value))};
  add_parties(out, Index::collections_by_party, it);
  return out;
}

Rows rows(CollectionContents const& it) {
  Rows out;
  for (auto const& item : it.items) {
    out.push_back(row(IndexKey(Index::collections_by_resource).id(item.resource).descending(it.id.value)));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Rows rows(CurriculumUnit const& it) {
  auto order = IndexKey(Index::curriculum_units_all).text(folded(it.subject.value)).byte(0);
  order.byte(std::uint8_t(it.stage)).text(folded(it.title.value)).byte(0).id(it.id);
  auto slug = IndexKey(Index::curriculum_unit_by_slug).text(it.source.value).byte(0).text(it.slug.value);
  return {row(std::move(order)), row(std::move(slug), value_of(it.id.value))};
}

Rows rows(Download const& it) {
  Rows out{row(IndexKey(Index::downloads_by_person).id(it.person).descending(it.id.value)),
           due_row(it.expires, Kind::download, it.id.value, Due::expire_download)};
  if (it.state == DownloadState::preparing) out.push_back(row(IndexKey(Index::downloads_preparing).id(it.id)));
  return out;
}

Rows rows(SearchRebuild const& it) {
  Rows out{row(IndexKey(Index::search_rebuilds_all).descending(it.id.value))};
  if (it.state == RebuildState::waiting || it.state == RebuildState::running) {
    out.push_back(row(IndexKey(Index::search_rebuilds_waiting).id(it.id)));
  }
  return out;
}

}  // namespace

struct RowsOf {
  Rows operator()(auto const& it) const { return rows(it); }
};

}  // namespace rows

std::vector<IndexRow> index_rows(Record const& record) { return visit(rows::RowsOf{}, record); }

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string bytes_from_hex(std::string_view hex) {
  auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
  };
  std::string out;
  if (hex.size() != 64) return out;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    int const high = digit(hex[i]);
    int const low = digit(hex[i + 1]);
    if (high < 0 || low < 0) return {};
    out.push_back(static_cast<char>(high << 4 | low));
  }
  return out;
}

}  // namespace staffroom
