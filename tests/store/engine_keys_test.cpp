// Golden bytes: what lies on disks out there is found under these keys and read from these bytes, for ever.
#include <doctest/doctest.h>

#include <boost/mp11.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "protocol/codec.hpp"
#include "store/audit.hpp"
#include "store/commit_state.hpp"
#include "store/derive.hpp"
#include "store/index_rows.hpp"
#include "store/keys.hpp"
#include "store/stored_record.hpp"
#include "tests/store/golden_buying.hpp"
#include "tests/store/golden_inbox.hpp"
#include "tests/store/golden_library.hpp"
#include "tests/store/golden_purchases.hpp"
#include "tests/store/golden_reviews.hpp"
#include "tests/store/golden_support.hpp"

namespace staffroom::tests::golden_bytes {
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

constexpr TimestampMs at{1'788'768'000'000};
constexpr OrganisationId school{3};
constexpr PersonId alice{7};
constexpr PersonId bob{9};
constexpr TeamId team{11};
constexpr ChannelId channel{12};
constexpr TopicId topic{13};

using RecordList = std::vector<Record>;

RecordList of_people() {
  Register const facts{
      .urn = 990'001, .group_uid = 17, .status = Name{"Open"}, .easting = 412'345, .northing = 433'210};
  return {
      Organisation{.id = school,
                   .version = 2,
                   .type = OrganisationType::school,
                   .parent = OrganisationId{2},
                   .state = OrganisationState::listed,
                   .name = Name{"Kirkby Road Primary"},
                   .phase = Phase::primary,
                   .character = Name{"Church of England"},
                   .town = Name{"Leeds"},
                   .ethos = Purpose{"Kind.\nCurious."},
                   .motto = Name{"Together."},
                   .website = Line{"https://kirkby.example"},
                   .crest = Crest{CrestShape::roundel, CrestPattern::bend, CrestSymbol::oak, HouseColour::pine,
                                  HouseColour::ochre},
                   .leads_on = {{Name{"Early reading"}}},
                   .register_facts = facts,
                   .created = at},
      OrgSettings{.id = school,
                  .version = 1,
                  .rights_removed = {{RightRemoved{Name{"team"}, Name{"create"}, Name{"subject_lead"}}}},
                  .team_reach = Reach::trust,
                  .partners_allowed = false,
                  .guest_days = 90},
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
      MembershipTerms{.id = MembershipId{20},
                      .person = alice,
                      .organisation = school,
                      .state = Standing::current,
                      .starts = Date{20'700},
                      .ends = Date{20'789},
                      .source = MembershipSource::staff_file,
                      .staff_id = Name{"A17"}},
      Credential{alice, 1, Email{"Ruth@Kirkby.example"}, "$argon2id$v=19$"},
      Account{.id = alice,
              .email = Email{"ruth@kirkby.example"},
              .state = AccountState::disabled,
              .has_password = true,
              .pending_email = Email{"ruth.fell@kirkby.example"},
              .created = at},
      Session{SessionId{30}, 1, alice, "Firefox on Linux", at, at + std::chrono::minutes{5},
              at + std::chrono::hours{1}},
      SessionSecret{SessionId{30}, 1, alice, std::string(62, '0') + "af", at + std::chrono::minutes{10}},
      ApiToken{.id = ApiTokenId{31},
               .version = 2,
               .person = alice,
               .name = Name{"Timetable"},
               .scopes = {{TokenScope::read, TokenScope::administer}},
               .created = at,
               .expires = at + std::chrono::days{90},
               .last_used = at + std::chrono::hours{1}},
      ApiTokenSecret{ApiTokenId{31}, 1, alice, std::string(62, '0') + "b0"},
  };
}

RecordList of_papers() {
  ImportColumn const column{Line{"Email"}, ImportField::email, Line{"ruth@kirkby.example"}};
  ImportRow const row{.number = 2,
                      .cells = {{Line{"ruth@kirkby.example"}}},
                      .outcome = RowOutcome::same,
                      .problem = Line{"Nothing to do."},
                      .column = Line{"Email"},
                      .person = alice,
                      .membership = MembershipId{20},
                      .organisation = school,
                      .applied = true};
  return {
      Invitation{.id = InvitationId{70},
                 .author = alice,
                 .email = Email{"new@diocese.example"},
                 .person_name = Name{"Priya Patel"},
                 .organisation = OrganisationId{4},
                 .role = Role::partner,
                 .team = team,
                 .relation = TeamRelation::guest,
                 .channels = {{channel}},
                 .ends = Date{20'789},
                 .note = Note{"Welcome."},
                 .generation = 2,
                 .resent_on = Date{20'700},
                 .resent = 1,
                 .created = at,
                 .expires = at + std::chrono::hours{24}},
      EmailNote{.id = EmailId{71},
                .about = EmailAbout::invitation,
                .invitation = InvitationId{70},
                .person = alice,
                .organisation = school,
                .to = Email{"new@diocese.example"},
                .attempts = 1,
                .next_at = at,
                .trouble = Line{"Greylisted."},
                .created = at},
      ImportJob{.id = ImportId{72},
                .author = alice,
                .organisation = school,
                .file_name = Line{"staff.csv"},
                .state = ImportState::committing,
                .columns = {{column}},
                .dropped = {{Line{"Home phone"}}},
                .rows = 1,
                .chunks = 1,
                .members = 3,
                .counts = {.same = 1},
                .created = at,
                .finished = at},
      ImportRows{.id = ImportRowsId{73}, .import = ImportId{72}, .chunk = 0, .rows = {{row}}},
      Erasure{.id = ErasureId{74},
              .person = bob,
              .organisation = school,
              .manner = ErasureManner::forget_all,
              .state = ErasureState::erasing,
              .requested_by = alice,
              .requested = at,
              .decided_by = PersonId{8},
              .decided = at,
              .memberships = 2,
              .messages = 7,
              .progress = "9:17000000000000000d00000005"},
  };
}

RecordList of_teams() {
  return {
      Team{.id = team,
           .version = 4,
           .organisation = school,
           .name = Name{"Maths"},
           .purpose = Purpose{"Fractions"},
           .area = TeamArea::curriculum,
           .subject = Name{"Maths"},
           .phases = {{Phase::primary}},
           .joining = Joining::by_request,
           .reach = OrganisationId{1},
           .leads = {{alice}},
           .members = 2,
           .created = at},
      TeamMembership{
          TeamMembershipId{40}, 1, team, bob, TeamRelation::guest, {{channel}}, Date{20'789}, Standing::current, at},
      JoinRequest{JoinRequestId{50}, 2, team, bob, Note{"Please."}, JoinRequestState::accepted, alice, Note{"Yes."},
                  at},
      LeadMessage{.id = LeadMessageId{51},
                  .team = team,
                  .author = bob,
                  .text = Note{"May I?"},
                  .created = at,
                  .answered_by = alice,
                  .answer = Note{"Gladly."},
                  .answered = at},
      Channel{channel, 1, team, Name{"Talk"}, Purpose{"All"}, Posting::members, true, Archival::archived, at},
  };
}

RecordList of_talk() {
  return {
      Topic{.id = topic,
            .version = 3,
            .channel = channel,
            .team = team,
            .title = Title{"Year 9 · fractions"},
            .state = TopicState::locked,
            .state_before_lock = TopicState::agreed,
            .summary = Summary{SummaryText{"Use bars."}, alice, at},
            .author = alice,
            .created = at},
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
      Notification{.id = NotificationId{64},
                   .person = alice,
                   .because = Because::mentioned,
                   .needs = true,
                   .state = NotificationState::seen,
                   .team = team,
                   .topic = topic,
                   .ordinal = 5,
                   .lead_message = LeadMessageId{51},
                   .invitation = InvitationId{70},
                   .import = ImportId{72},
                   .erasure = ErasureId{74},
                   .by = bob,
                   .created = at,
                   .snoozed_until = at + std::chrono::hours{2}},
  };
}

/// Records of each kind, every member set where it can be.
RecordList records() {
  auto all = of_people();
  for (auto const& part :
       {of_papers(), of_teams(), of_talk(), tests::golden_library(), tests::golden_support(), tests::golden_inbox(),
        tests::golden_reviews(), tests::golden_buying(), tests::golden_purchases()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
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
  AuditEntry const deed{4711, PersonId{7}, "post_message", Kind::message, 60, {1'788'768'000'000}, OrganisationId{3}};
  out << "audit row " << hex_of(encode_audit({deed})) << '\n';
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
  std::set<Kind> kinds;
  for (auto const& record : records()) kinds.insert(kind_of(record));
  CHECK(kinds.size() == boost::mp11::mp_size<Records>::value);
  CHECK_FALSE(stored::decode(Kind::person, "\x02").has_value());
}

TEST_CASE("key order is number order") {
  TopicId const five{5};
  CHECK(record_key<Message>(five, 255) < record_key<Message>(five, 256));
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

}  // namespace staffroom::tests::golden_bytes
