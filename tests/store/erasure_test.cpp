// Erasing a person: who asks, who decides, what goes, and that no byte of it is left on the disk.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "store/personal_copy.hpp"
#include "tests/support/scenario.hpp"

namespace staffroom::tests {
namespace {

ErasureId asks(Colleague const& who, PersonId person, ErasureManner manner = ErasureManner::forget_who) {
  return {id_in(who.does(RequestErasure{person, manner}))};
}

/// Asked for by one administrator, approved by another, walked to the end.
ErasureId forgets(Scenario& s, PersonId person, ErasureManner manner = ErasureManner::forget_who) {
  auto const erasure = asks(s.tom, person, manner);
  s.nadia.does(ApproveErasure{erasure});
  s.tick();
  return erasure;
}

std::string state_of(Scenario& s, ErasureId erasure) {
  return s.nadia.sees(GetErasure{erasure}).at("state").get<std::string>();
}

/// Files of the folder that hold the text, in any case of letters.
std::vector<std::string> files_with(std::filesystem::path const& folder, std::string text) {
  auto const lower = [](std::string it) {
    for (auto& c : it) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return it;
  };
  text = lower(std::move(text));
  std::vector<std::string> out;
  for (auto const& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    std::ifstream in(file.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    if (lower(bytes.str()).find(text) != std::string::npos) out.push_back(file.path().filename().string());
  }
  return out;
}

}  // namespace

TEST_CASE("a person, or an administrator who covers them, asks; another administrator approves") {
  Scenario s;
  CHECK(told(s.alice.tries(RequestErasure{s.bob.id(), {}})) == "forbidden role");
  CHECK(told(s.hugo.tries(RequestErasure{s.bob.id(), {}})) == "forbidden role");
  auto const own = asks(s.bob, s.bob.id());
  CHECK(told(s.bob.tries(RequestErasure{s.bob.id(), {}})) == "conflict already_asked");
  CHECK(s.tom.told_because(Because::erasure_requested));
  CHECK(told(s.bob.tries(ApproveErasure{own})) == "forbidden role");
  CHECK(told(s.alice.tries(ApproveErasure{own})) == "not_found");
  s.tom.does(ApproveErasure{own});
  CHECK_FALSE(s.tom.told_because(Because::erasure_requested));

  auto const other = asks(s.tom, s.gwen.id());
  CHECK(told(s.tom.tries(ApproveErasure{other})) == "forbidden second_person");
  CHECK(s.nadia.told_because(Because::erasure_requested));
  s.nadia.does(ApproveErasure{other});
  CHECK(s.tom.told_because(Because::erasure_decided));
}

TEST_CASE("what was asked for can be refused by a second person, or withdrawn by who asked") {
  Scenario s;
  auto const first = asks(s.bob, s.bob.id());
  CHECK(told(s.bob.tries(RefuseErasure{first})) == "forbidden second_person");
  CHECK(told(s.tom.tries(WithdrawErasure{first})) == "forbidden role");
  s.bob.does(WithdrawErasure{first});
  CHECK_FALSE(s.tom.told_because(Because::erasure_requested));
  CHECK(told(s.tom.tries(ApproveErasure{first})) == "conflict wrong_state");
  auto const second = asks(s.bob, s.bob.id());
  s.tom.does(RefuseErasure{second});
  CHECK(s.bob.told_because(Because::erasure_decided));
  CHECK(told(s.tom.tries(ApproveErasure{second})) == "conflict wrong_state");
  CHECK(s.sana.sees(GetPerson{s.bob.id()}).at("name") == "Bob Brook");
}

TEST_CASE("the last administrator of the network is not forgotten") {
  Scenario s;
  auto const erasure = asks(s.nadia, s.nadia.id());
  auto const preview = s.nadia.sees(PreviewErasure{s.nadia.id()});
  CHECK(preview.at("obstacles").dump().find("last administrator") != std::string::npos);
  auto const second = s.engages("Second Admin", s.network, Role::administrator);
  s.ends_memberships_of(s.nadia);
  CHECK(told(s.nadia.tries(ApproveErasure{erasure})) == "forbidden role");
  CHECK(told(second.tries(ApproveErasure{erasure})) == "accepted");
}

TEST_CASE("who is forgotten is out at once, and shown as a former member everywhere") {
  Scenario s;
  auto const session = s.bob.signs_in();
  auto const ordinal = s.bob.posts(s.maths.topic, "Bar models first.");
  s.bob.does(MarkRead{s.maths.topic, 1});
  auto const request = s.bob.asks_to_join(s.helen.founds(s.mosslands, "Early years", Joining::by_request, s.network));
  auto const letter = LeadMessageId{id_in(s.bob.does(WriteToLeads{s.phonics.team, {"Bob here, a question."}}))};
  s.sana.mentions(s.maths.topic, s.bob);
  auto const preview = s.tom.sees(PreviewErasure{s.bob.id()});
  CHECK(preview.at("messages") == 1);
  CHECK(preview.at("team_places") == 2);
  CHECK(preview.at("obstacles").empty());

  auto const erasure = asks(s.tom, s.bob.id());
  s.nadia.does(ApproveErasure{erasure});
  CHECK_FALSE(s.store().standing(s.bob.id())->is_current());
  CHECK_FALSE(s.bob.finds(GetSession{session}));
  CHECK_FALSE(s.bob.finds(GetTopic{s.maths.topic}));
  CHECK_FALSE(s.sana.finds(GetPerson{s.bob.id()}));
  auto const page = s.sana.sees(ListMessages{s.maths.topic, {}});
  CHECK(page.at("names").dump().find("Former member") != std::string::npos);
  CHECK(page.at("names").dump().find("Bob") == std::string::npos);
  s.tick();
  CHECK(state_of(s, erasure) == "settling");
  // The words stay, without the name; what was asked and noted is gone.
  CHECK(s.sana.sees(GetMessage{s.maths.topic, ordinal}).at("text") == "Bar models first.");
  CHECK(s.helen.sees(GetJoinRequest{request}).at("note") == "");
  CHECK(s.helen.sees(GetJoinRequest{request}).at("state") == "withdrawn");
  CHECK(s.helen.sees(GetLeadMessage{letter}).at("text") == "");
  CHECK_FALSE(s.store().credential_of(s.bob.id()).has_value());
  auto const done = s.nadia.sees(GetErasure{erasure});
  CHECK(done.at("memberships") == 1);
  CHECK(done.at("team_places") == 2);
  CHECK(done.at("notifications").get<int>() >= 1);
  CHECK(done.at("progress") == "");
  CHECK(s.store().verify().empty());
  CHECK(told(s.tom.tries(RequestErasure{s.bob.id(), {}})) == "conflict already_erased");
}

TEST_CASE("forgetting all empties the messages with their history, and takes the reactions") {
  Scenario s;
  auto const topic = s.bob.starts(s.maths.general, "Bob's title", "Bob's first words");
  auto const ordinal = s.bob.posts(topic, "Bob's second words");
  s.bob.does(EditMessage{topic, ordinal, {"Bob's third words"}, {}});
  auto const sanas = s.sana.posts(topic, "Sana's words");
  s.bob.does(React{topic, sanas, ReactionWord::thanks});
  s.carol.does(React{topic, sanas, ReactionWord::thanks});
  s.bob.does(EditTopicSummary{topic, {"Bob sums up"}});
  auto const erasure = forgets(s, s.bob.id(), ErasureManner::forget_all);
  auto const page = s.sana.sees(ListMessages{topic, {}}).dump() + s.sana.sees(GetTopic{topic}).dump();
  CHECK(page.find("Bob") == std::string::npos);
  CHECK(page.find("Sana's words") != std::string::npos);
  CHECK(s.sana.sees(GetMessage{topic, sanas}).at("reactions").size() == 1);
  CHECK(s.sana.sees(GetMessage{topic, ordinal}).contains("deleted"));
  CHECK(s.sana.lists(ListRevisions{topic, ordinal}).empty());
  CHECK(s.nadia.sees(GetErasure{erasure}).at("messages") == 2);
  CHECK(s.store().verify().empty());
}

TEST_CASE("a long walk goes on where it stood, also over a restart") {
  Scenario s;
  std::vector<TopicId> topics;
  for (int i = 0; i < 3; ++i) {
    topics.push_back(s.bob.starts(s.maths.general, "Topic " + std::to_string(i)));
    for (int n = 0; n < 300; ++n) s.bob.posts(topics.back(), "Words of Bob's " + std::to_string(n));
  }
  auto const erasure = asks(s.tom, s.bob.id(), ErasureManner::forget_all);
  s.nadia.does(ApproveErasure{erasure});
  REQUIRE(s.as_system(Tick{}).has_value());
  REQUIRE(s.as_system(Tick{}).has_value());
  CHECK(state_of(s, erasure) == "erasing");
  s.reopen();
  s.tick();
  CHECK(state_of(s, erasure) == "settling");
  CHECK(s.nadia.sees(GetErasure{erasure}).at("messages") == 903);
  CHECK(s.store().verify().empty());
}

TEST_CASE("when the window has rolled past, no byte of the data folder holds what was forgotten") {
  Scenario s(Scenario::Fill::with_teams, Scenario::Files::plain);
  auto const canary = s.engages("Canaryname Finch", s.kirkby, Role::staff);
  auto const email = "canaryname" + std::string("@");
  auto const topic = s.maths.topic;
  s.sana.adds(s.maths.team, canary);
  s.as_system(CreateMembership{
      .person = canary.id(), .organisation = s.mosslands, .role = Role::staff, .title = Name{"Canarytitle of maths"}});
  auto const ordinal = canary.posts(topic, "Canarywords one");
  canary.does(EditMessage{topic, ordinal, {"Canarywords two"}, {}});
  canary.starts(s.maths.general, "Canarytopic", "Canarywords three");
  canary.does(EditTopicSummary{topic, {"Canarysummary"}});
  canary.does(WriteToLeads{s.phonics.team, {"Canaryletter"}});
  canary.does(FlagMessage{topic, 1, {"Canaryreason"}});
  auto const asked = s.helen.founds(s.mosslands, "Early years", Joining::by_request, s.network);
  canary.does(RequestToJoin{asked, {"Canarynote"}});
  canary.signs_in("Canarydevice on Linux");
  s.reopen();  // some of it now lies in the files of an earlier start
  for (auto const* text : {"canaryname", "canarytitle", "canarywords", "canaryletter", "canarydevice"}) {
    CHECK_MESSAGE(!files_with(s.folder(), text).empty(), text);
  }
  auto const erasure = forgets(s, canary.id(), ErasureManner::forget_all);
  CHECK(state_of(s, erasure) == "settling");
  REQUIRE(s.store().finish_erasures().has_value());
  CHECK(state_of(s, erasure) == "settling");
  s.advance(limits::window_age_max + std::chrono::hours{1});
  REQUIRE(s.store().finish_erasures().has_value());
  CHECK(state_of(s, erasure) == "done");
  for (auto const* text : {"canary", "finch"}) {
    auto const left = files_with(s.folder(), text);
    CHECK_MESSAGE(left.empty(), text << " in " << (left.empty() ? "" : left.front()));
  }
  CHECK(files_with(s.folder(), email).empty());
  CHECK(s.store().verify().empty());
  s.reopen();
  CHECK(files_with(s.folder(), "canary").empty());
  CHECK(s.sana.sees(GetMessage{topic, 1}).at("text") == "How do you start the week?");
}

TEST_CASE("forgetting who leaves the words and takes name and address from every byte") {
  Scenario s(Scenario::Fill::with_teams, Scenario::Files::plain);
  auto const canary = s.engages("Canaryname Finch", s.kirkby, Role::staff);
  s.sana.adds(s.maths.team, canary);
  auto const ordinal = canary.posts(s.maths.topic, "Words that stay.");
  auto const erasure = forgets(s, canary.id());
  s.advance(limits::window_age_max + std::chrono::hours{1});
  REQUIRE(s.store().finish_erasures().has_value());
  CHECK(state_of(s, erasure) == "done");
  CHECK(s.sana.sees(GetMessage{s.maths.topic, ordinal}).at("text") == "Words that stay.");
  CHECK(files_with(s.folder(), "canary").empty());
  CHECK(files_with(s.folder(), "finch").empty());
}

TEST_CASE("a copy of my data holds all that is mine, and none of the words of others") {
  Scenario s;
  s.bob.posts(s.maths.topic, "Bob's own words");
  s.sana.posts(s.maths.topic, "Sana's secret words");
  s.sana.mentions(s.maths.topic, s.bob, "Sana asks Bob");
  s.bob.does(WriteToLeads{s.phonics.team, {"Bob's letter"}});
  s.bob.reports(s.maths.topic, 1);
  auto const whole = [](PersonalCopy const& data) {
    std::string out;
    for (auto const& part : data.parts) {
      for (auto const& it : part.items) out += part.name + ": " + it.about + " " + it.text + " " + it.json + "\n";
    }
    return out;
  };
  auto const own = s.store().data_about(s.bob.id(), s.bob.id());
  REQUIRE(own.has_value());
  auto const text = whole(*own);
  for (auto const* wanted : {"Bob Brook", "Bob's own words", "Bob's letter", "Reasoning in Year 5", "post_message",
                             "Kirkby Road Primary", "mentions: "}) {
    CHECK_MESSAGE(text.find(wanted) != std::string::npos, wanted);
  }
  CHECK(text.find("Sana's secret words") == std::string::npos);
  CHECK(text.find("Sana asks Bob") == std::string::npos);
  CHECK(text.find("How do you start the week?") == std::string::npos);
  CHECK(text.find("argon2id") == std::string::npos);
  // An administrator is no reader of messages: what only Bob may read is not in their copy.
  auto const by_admin = s.store().data_about(s.tom.id(), s.bob.id());
  REQUIRE(by_admin.has_value());
  CHECK(whole(*by_admin).find("Bob Brook") != std::string::npos);
  CHECK(whole(*by_admin).find("Bob's own words") == std::string::npos);
  CHECK(whole(*by_admin).find("Bob's letter") == std::string::npos);
  CHECK_FALSE(s.store().data_about(s.bob.id(), PersonId{999'999}).has_value());
}

}  // namespace staffroom::tests
