// A real store in a temporary folder that is removed at the end, and a hub small enough to see through: one school, one
// team, one topic. For tests of the engine; what people do in a whole network is told by Scenario.
#pragma once
#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace staffroom {

/// So that doctest can print an outcome.
std::ostream& operator<<(std::ostream& out, Accepted const& accepted);

}  // namespace staffroom

namespace staffroom::tests {

/// A folder of its own, removed with everything in it.
class StoreFolder {
 public:
  StoreFolder();
  ~StoreFolder();
  StoreFolder(StoreFolder const&) = delete;
  StoreFolder& operator=(StoreFolder const&) = delete;
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::uint64_t id_of(Accepted const& accepted);

class TempStore {
 public:
  /// The clock is manual unless the settings were changed by `adjust`.
  explicit TempStore(StoreSettings settings = manual());
  static StoreSettings manual();

  Store& operator*() { return *store_; }
  Store* operator->() { return store_.get(); }
  void close() { store_.reset(); }
  /// Errors: as Store::open.
  Result<void> open();
  void reopen();
  StoreSettings& settings() { return settings_; }
  std::filesystem::path const& folder() const { return folder_.path(); }

  Outcome as(PersonId person, Command command, std::string key = {}, std::uint64_t fingerprint = 1);
  /// By the system. Throws when refused.
  Accepted does(Command command);

 private:
  StoreFolder folder_;
  StoreSettings settings_;
  std::unique_ptr<Store> store_;
};

/// Network, trust, school; alice leads the team, bob is a member, carol is only staff.
struct SmallHub {
  explicit SmallHub(TempStore& store);
  SmallHub() = default;

  /// A message of bob's in the topic.
  static PostMessage message(TopicId topic, std::string text);
  OrganisationId network, trust, school;
  PersonId alice, bob, carol;
  MembershipId carols_membership;
  TeamId team;
  ChannelId channel;
  TopicId topic;
};

/// Keeps what is published. Everybody listens to everything, unless `deaf`.
class Listener : public PublicationSink {
 public:
  void publish(std::shared_ptr<Publication const> publication) override { heard.push_back(std::move(publication)); }
  bool listens(Audience) const override { return !deaf; }
  /// All texts for the audience so far, in order.
  std::string text_for(Audience audience) const;

  // Written on the committer's thread: read it when nothing is under way.
  std::vector<std::shared_ptr<Publication const>> heard;
  bool deaf = false;
};

}  // namespace staffroom::tests
