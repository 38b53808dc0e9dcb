// Golden bytes: what lies on disks out there is found under these keys and read from these bytes, for ever.
#include <doctest/doctest.h>

#include <boost/mp11.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "protocol/codec.hpp"
#include "store/commit_state.hpp"
#include "store/derive.hpp"
#include "store/index_rows.hpp"
#include "store/keys.hpp"
#include "store/stored_record.hpp"

using namespace staffroom;

namespace {

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (unsigned char const byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

/// One record of each kind, every member set where it can be.
std::vector<Record> records() {
  TimestampMs const at{1'788'768'000'000};
  OrganisationId const school{3};
  PersonId const alice{7};
  PersonId const bob{9};
  TeamId const team{11};
  ChannelId const channel{12};
  TopicId const topic{13};
  return {
      Organisation{school, 2, OrganisationType::school, OrganisationId{2}, Name{"Kirkby Road Primary"}, Phase::primary,
                   Name{"Church of England"}, std::nullopt, Name{"Leeds"}, Purpose{"Kind.\nCurious."}, at},
      Person{alice, 1, Name{"Ruth \"Ru\" Fell"}, "Maths lead, Kirkby Road Primary", false, at},
      Membership{MembershipId{20},
                 1,
                 alice,
                 school,
                 Role::subject_lead,
                 Name{"Maths lead"},
                 {{Name{"Maths"}}},
                 {{Duty::broker}},
                 Standing::current},
      Credential{alice, 1, Email{"Ruth@Kirkby.example"}, "$argon2id$v=19$"},
      Session{SessionId{30}, 1, alice, "Firefox on Linux", at, at + std::chrono::minutes{5},
              at + std::chrono::hours{1}},
      SessionSecret{SessionId{30}, 1, alice, std::string(62, '0') + "af"},
      Team{team,
           4,
           school,
           Name{"Maths"},
           Purpose{"Fractions"},
           TeamArea::curriculum,
           Name{"Maths"},
           Joining::by_request,
           OrganisationId{1},
           {{alice}},
           2,
           Archival::active,
           at},
      TeamMembership{
          TeamMembershipId{40}, 1, team, bob, TeamRelation::guest, {{channel}}, Date{20'789}, Standing::current, at},
      JoinRequest{JoinRequestId{50}, 2, team, bob, Note{"Please."}, JoinRequestState::accepted, alice, Note{"Yes."},
                  at},
      Channel{channel, 1, team, Name{"Talk"}, Purpose{"All"}, Posting::members, true, Archival::archived, at},
      Topic{topic, 3, channel, team, Title{"Year 9 · fractions"}, TopicState::locked, TopicState::agreed,
            Summary{SummaryText{"Use bars."}, alice, at}, alice, at},
      TopicActivity{.id = topic, .version = 5, .channel = channel, .messages = 5, .last_at = at, .last_by = bob},
      Message{MessageId{60},
              2,
              topic,
              5,
              bob,
              at,
              "Happy to host — *Thursday*.",
              4,
              {{alice}},
              true,
              at,
              std::nullopt,
              {{Reaction{ReactionWord::thanks, alice}}}},
      MessageRevision{RevisionId{61}, 1, topic, 5, "Happy to host.", at},
      TeamMention{TeamMentionId{62}, 1, team, topic, 5, bob, at},
      Flag{FlagId{63}, 2, team, topic, 5, bob, "copy", alice, Note{"why"}, FlagState::kept, alice, Note{"fine"}, at},
      ReadState{topic, 2, alice, 5, FollowLevel::follow},
      Notification{NotificationId{64}, 1, alice, Because::mentioned, true, NotificationState::seen, team, topic, 5, bob,
                   at, at + std::chrono::hours{2}},
  };
}

/// "<kind> <key> <stored bytes>" and one line for each index row.
std::string golden_text() {
  std::ostringstream out;
  for (auto const& record : records()) {
    out << name_of(kind_of(record)) << '\n';
    out << "  key    " << hex_of(key_of(record)) << '\n';
    auto const stored = stored::encode(record);
    auto const json = stored::json(stored);
    out << "  stored " << hex_of(std::string_view(stored).substr(0, stored.size() - json.size())) << ' ' << json
        << '\n';
    for (auto const& row : index_rows(record)) {
      out << "  index  " << hex_of(row.key) << " = " << hex_of(row.value) << '\n';
    }
  }
  CommitState const state{4711, 4720, {1'788'768'000'000}, 12, 34'567};
  out << "commit_state\n  key    " << hex_of(meta_key(MetaTag::state)) << "\n  value  "
      << hex_of(encode_commit_state(state)) << '\n';
  out << "schema " << hex_of(meta_key(MetaTag::schema)) << ", incarnation " << hex_of(meta_key(MetaTag::incarnation))
      << ", audit of 4711 " << hex_of(audit_key(4711)) << '\n';
  out << "window of 4711 " << hex_of(window_group_key(4711)) << ", idempotency of 7 \"k-1\" "
      << hex_of(idempotency_key(PersonId{7}, "k-1")) << '\n';
  return out.str();
}

}  // namespace

TEST_CASE("keys, stored records and index rows have their golden bytes") {
  std::string const path = std::string(STAFFROOM_SOURCE_FOLDER) + "/tests/golden/storage.txt";
  std::ifstream file(path);
  std::stringstream golden;
  golden << file.rdbuf();
  auto const now = golden_text();
  auto const seen = std::filesystem::temp_directory_path() / "staffroom-golden-storage.txt";
  if (now != golden.str()) std::ofstream(seen) << now;
  // Bytes on disks out there cannot be changed: a difference needs a new schema version and a migration.
  CHECK(now == golden.str());
}

TEST_CASE("a golden record reads back as it was") {
  for (auto const& record : records()) {
    auto const stored = stored::encode(record);
    auto const read = stored::decode(kind_of(record), stored);
    REQUIRE_MESSAGE(read.has_value(), name_of(kind_of(record)));
    CHECK(to_json(*read) == to_json(record));
    std::vector<PersonId> named;
    CHECK(stored::append_named(stored, named));
    CHECK(named == named_in(record));
  }
  CHECK(records().size() == boost::mp11::mp_size<Records>::value);
  CHECK_FALSE(stored::decode(Kind::person, "\x02").has_value());
}

TEST_CASE("key order is number order") {
  TopicId const topic{5};
  CHECK(record_key<Message>(topic, 255) < record_key<Message>(topic, 256));
  CHECK(record_key<Message>(TopicId{255}, 1) < record_key<Message>(TopicId{256}, 1));
  for (std::uint64_t const value : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0x0102030405060708}, id_max}) {
    std::string bytes;
    append_u64(bytes, value);
    CHECK(read_u64(bytes) == value);
  }
}

TEST_CASE("a record that names more people than are listed is still complete") {
  Message message{.id = MessageId{1}, .topic = TopicId{2}, .ordinal = 1, .author = PersonId{3}, .text = "x"};
  for (std::uint64_t i = 10; i < 310; ++i) message.reactions.values.push_back({ReactionWord::thanks, PersonId{i}});
  auto const stored = stored::encode(Record{message});
  std::vector<PersonId> named;
  CHECK_FALSE(stored::append_named(stored, named));
  stored::append_named(Kind::message, stored, named);
  CHECK(named.size() == 301);
  CHECK(stored::json(stored) == to_json(Record{message}));
}
