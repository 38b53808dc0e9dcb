// A small made-up network in a temporary store with a clock that is moved by hand, and named people in every role.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace staffroom::tests {

using Json = nlohmann::json;

class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(TempFolder const&) = delete;
  TempFolder& operator=(TempFolder const&) = delete;
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Keeps what the store publishes. Everybody listens to everything.
class RecordingSink : public PublicationSink {
 public:
  void publish(std::shared_ptr<Publication const> publication) override;
  bool listens(Audience) const override { return true; }
  std::vector<std::shared_ptr<Publication const>> take();

 private:
  std::mutex mutex_;
  std::vector<std::shared_ptr<Publication const>> publications_;
};

/// What the asker was told, in words: "accepted", "forbidden may_post", "conflict wrong_state", "not_found",
/// "unprocessable body.reach".
std::string told(Outcome const& outcome);
std::string told(Result<Answer> const& answer);

class Scenario;

/// Somebody in the network. Verbs that name no refusal throw when the store refuses.
class Colleague {
 public:
  Colleague(Scenario& scenario, PersonId id) : scenario_(&scenario), id_(id) {}
  PersonId id() const { return id_; }
  Actor actor() const;

  // Anything.
  Outcome tries(Command command, std::string key = {}, std::optional<std::uint32_t> if_match = {}) const;
  Accepted does(Command command) const;
  Result<Answer> asks(Query const& query, Page const& page = {200, {}}) const;
  Json sees(Query const& query) const;                         // throws when refused
  std::vector<std::uint64_t> lists(Query const& query) const;  // the ids of all pages of a list, newest first
  bool finds(Query const& query) const;                        // not refused

  // Signing in.
  SessionId signs_in(std::string_view device = "Firefox on Linux") const;

  // Teams.
  TeamId founds(OrganisationId owner, std::string_view name, Joining joining, OrganisationId reach) const;
  TeamMembershipId joins(TeamId team) const;
  JoinRequestId asks_to_join(TeamId team) const;
  TeamMembershipId adds(TeamId team, Colleague const& person) const;
  TeamMembershipId adds_guest(TeamId team, Colleague const& person, std::vector<ChannelId> channels, Date ends) const;
  void appoints(TeamId team, Colleague const& person) const;
  void removes(TeamMembershipId place) const;
  void leaves(TeamId team) const;

  // Conversations.
  ChannelId opens(TeamId team, std::string_view name, Posting posting = Posting::everyone) const;
  TopicId starts(ChannelId channel, std::string_view title, std::string_view text = "First.") const;
  Ordinal posts(TopicId topic, std::string_view text) const;
  Ordinal mentions(TopicId topic, Colleague const& person, std::string_view text = "What do you think?") const;
  Ordinal replies(TopicId topic, Ordinal to, std::string_view text = "Yes.") const;
  FlagId reports(TopicId topic, Ordinal ordinal) const;
  /// The newest notification that is open and has this cause; 0 when there is none.
  NotificationId told_because(Because because) const;

 private:
  Scenario* scenario_;
  PersonId id_;
};

class Scenario {
 public:
  enum class Fill { network_only, with_teams };
  /// Plain: not compressed, so that a test can look for words in the bytes of the files.
  enum class Files { compressed, plain };
  explicit Scenario(Fill fill = Fill::with_teams, Files files = Files::compressed);
  /// In a store that is empty and somebody else's, a running server's: nothing is recorded, and it can't be reopened.
  Scenario(Store& store, Fill fill);
  ~Scenario();

  Store& store() { return *store_; }
  RecordingSink& sink() { return sink_; }
  std::filesystem::path const& folder() const { return folder_.path(); }
  /// Closes the store and opens it again.
  void reopen();
  /// Keys and values of everything that lies in the database, of all families. Closes the store and opens it again.
  std::vector<std::string> stored_texts();
  Outcome as_system(Command command);
  /// Moves the clock, then lets every due thing happen.
  void advance(std::chrono::milliseconds span);
  void advance_to(TimestampMs at);
  void tick();
  Date today();
  Date in_days(int days);

  Colleague engages(std::string_view name, OrganisationId at, Role role, std::optional<std::string> subject = {});
  MembershipId takes_on(Colleague const& person, OrganisationId at, Role role);
  OrganisationId found(OrganisationType type, std::string_view name, std::optional<OrganisationId> parent);
  /// Ends the person's current memberships, or the one on a node.
  void ends_memberships_of(Colleague const& person, OrganisationId only_at = {});
  std::vector<std::pair<std::string, Colleague>> everybody() const { return everybody_; }
  TeamMembershipId place_of(Colleague const& person, TeamId team);
  ChannelId first_channel(TeamId team);
  SessionId session_of(PersonId person);
  void remember_session(PersonId person, SessionId session) { sessions_[person] = session; }

  // network → aire (Kirkby Road Primary, Mosslands High) and moor (Tarn Lane Primary, Beckside Academy)
  OrganisationId network, aire, moor, kirkby, mosslands, tarn, beckside;
  OrganisationId diocese, university;  // partners: on the network, and on aire

  // What each of them is, and where, stands in scenario.cpp.
  Colleague nadia, tom, tess, hugo, helen, harry, sana, marcus, gwen, alice, bob, carol, dan, erin, priya, paul, leo;

  struct Room {
    TeamId team;
    ChannelId general;
    ChannelId partners;  // granted to guests
    TopicId topic;       // in general
    TopicId partner_topic;
  };
  Room maths;    // open to the network, of kirkby: lead sana; members alice, bob, carol; guest priya in `partners`
  Room phonics;  // by request in aire, of mosslands: lead helen; member bob
  Room heads;    // closed, of aire: lead tess; member helen; guest paul in `partners`

 private:
  Scenario(Files files, Store* store);
  void open();
  void fill(Fill fill);
  void fill_network();
  void fill_teams();
  Room furnish(Colleague const& lead, TeamId team);

  Files files_;
  TempFolder folder_;
  RecordingSink sink_;
  std::unique_ptr<Store> own_;
  Store* store_;
  std::vector<std::pair<std::string, Colleague>> everybody_;
  std::map<PersonId, SessionId> sessions_;
};

std::uint64_t id_in(Accepted const& accepted);

}  // namespace staffroom::tests
