// Which index rows each kind of record has.
#include "store/index_rows.hpp"

#include "protocol/time.hpp"
#include "store/calendar.hpp"

namespace staffroom {
namespace {

using Rows = std::vector<IndexRow>;

std::string value_of(std::uint64_t value) {
  std::string out;
  append_u64(out, value);
  return out;
}

IndexRow row(IndexKey key, std::string value = {}) { return {key.take(), std::move(value)}; }

IndexRow due_row(TimestampMs at, Kind kind, std::uint64_t id, Due what) {
  auto key = IndexKey(Index::due).u64(static_cast<std::uint64_t>(at.value)).byte(std::uint8_t(kind)).u64(id);
  return row(std::move(key), std::string(1, static_cast<char>(what)));
}

Rows rows(Organisation const& it) {
  auto const parent = it.parent ? it.parent->value : 0;
  return {row(IndexKey(Index::organisations_by_parent).u64(parent).id(it.id))};
}

Rows rows(Person const& it) {
  return {row(IndexKey(Index::people_by_name).text(folded(it.name.value)).byte(0).id(it.id))};
}

Rows rows(Membership const& it) {
  Rows out{row(IndexKey(Index::memberships_by_person).id(it.person).id(it.id))};
  if (it.state == Standing::current) {
    out.push_back(row(IndexKey(Index::memberships_by_organisation).id(it.organisation).id(it.id)));
  }
  return out;
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

Rows rows(Topic const&) { return {}; }

Rows rows(TopicActivity const& it) {
  if (it.purge_from) {
    return {due_row({0}, Kind::topic_activity, it.id.value, Due::purge_topic)};
  }
  auto key = IndexKey(Index::topics_by_activity).id(it.channel);
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

Rows rows(ReadState const&) { return {}; }

Rows rows(Notification const& it) {
  bool const done = it.state == NotificationState::done;
  Rows out{row(IndexKey(Index::notifications_by_person).id(it.person).byte(done ? 1 : 0).descending(it.id.value))};
  if (!done && it.needs && it.topic) {
    out.push_back(row(IndexKey(Index::notifications_by_topic).id(it.person).id(*it.topic).id(it.id)));
  }
  if (!done && it.snoozed_until) {
    out.push_back(due_row(*it.snoozed_until, Kind::notification, it.id.value, Due::wake_notification));
  }
  return out;
}

}  // namespace

std::vector<IndexRow> index_rows(Record const& record) {
  return std::visit([](auto const& it) { return rows(it); }, record);
}

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
