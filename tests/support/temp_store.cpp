// A real store in a temporary folder, and a small hub in it.
#include "tests/support/temp_store.hpp"

#include <stdlib.h>

#include <charconv>
#include <ostream>
#include <stdexcept>

namespace staffroom {

std::ostream& operator<<(std::ostream& out, Accepted const& accepted) {
  return out << "accepted at " << accepted.seq << (accepted.repeated ? " (repeated) " : " ") << accepted.record;
}

}  // namespace staffroom

namespace staffroom::tests {

StoreFolder::StoreFolder() {
  auto pattern = (std::filesystem::temp_directory_path() / "staffroom-store-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder can be made");
  path_ = pattern;
}

StoreFolder::~StoreFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::uint64_t id_of(Accepted const& accepted) {
  constexpr std::string_view field = "\"id\":";
  auto const at = accepted.record.find(field);
  std::uint64_t id = 0;
  if (at == std::string::npos) return id;
  char const* const digits = accepted.record.data() + at + field.size();
  std::from_chars(digits, accepted.record.data() + accepted.record.size(), id);
  return id;
}

StoreSettings TempStore::manual() {
  StoreSettings settings;
  settings.manual_clock = true;
  return settings;
}

TempStore::TempStore(StoreSettings settings) : settings_(std::move(settings)) {
  settings_.folder = folder_.path();
  reopen();
}

Result<void> TempStore::open() {
  TRY_INTO(store_, Store::open(settings_));
  return {};
}

void TempStore::reopen() {
  close();
  if (auto const opened = open(); !opened) throw std::runtime_error(opened.error().detail);
}

Outcome TempStore::as(PersonId person, Command command, std::string key, std::uint64_t fingerprint) {
  Actor const actor{person, {}, {}};
  return store_->submit_and_wait({actor, std::move(command), std::move(key), fingerprint, std::nullopt, Lane::people});
}

Accepted TempStore::does(Command command) {
  auto outcome = as({}, std::move(command));
  if (!outcome) throw std::runtime_error(outcome.error().detail);
  return std::move(*outcome);
}

namespace {

PersonId employ(TempStore& store, std::string const& name, OrganisationId school, Role role, MembershipId* membership) {
  PersonId const person{id_of(store.does(CreatePerson{Name{name}, Email{name + "@school.example"}, "hash"}))};
  MembershipId const made{id_of(store.does(CreateMembership{person, school, role}))};
  if (membership) *membership = made;
  return person;
}

Accepted must(Outcome outcome) {
  if (!outcome) throw std::runtime_error(outcome.error().detail + " " + outcome.error().reason);
  return std::move(*outcome);
}

OrganisationId found(TempStore& store, OrganisationType type, std::optional<OrganisationId> parent, char const* name) {
  return OrganisationId{id_of(store.does(CreateOrganisation{type, parent, Name{name}}))};
}

}  // namespace

SmallHub::SmallHub(TempStore& store) {
  network = found(store, OrganisationType::network, std::nullopt, "Network");
  trust = found(store, OrganisationType::trust, network, "Trust");
  school = found(store, OrganisationType::school, trust, "School");
  alice = employ(store, "Alice", school, Role::headteacher, nullptr);
  bob = employ(store, "Bob", school, Role::staff, nullptr);
  carol = employ(store, "Carol", school, Role::staff, &carols_membership);
  CreateTeam create{school, Name{"Maths"}, Purpose{}, TeamArea::curriculum, std::nullopt, {}, Joining::open, network};
  team = TeamId{id_of(must(store.as(alice, create)))};
  must(store.as(bob, JoinTeam{team}));
  channel = ChannelId{id_of(must(store.as(alice, CreateChannel{team, Name{"Fractions"}, Purpose{}})))};
  topic = TopicId{id_of(must(store.as(alice, CreateTopic{channel, Title{"Year 9"}, MessageText{"Hello."}})))};
}

PostMessage SmallHub::message(TopicId topic, std::string text) {
  PostMessage post;
  post.topic = topic;
  post.text = MessageText{std::move(text)};
  return post;
}

std::string Listener::text_for(Audience audience) const {
  std::string out;
  for (auto const& publication : heard) {
    for (auto const& part : publication->parts) {
      if (part.audience == audience) out += part.last + '\n';
    }
  }
  return out;
}

}  // namespace staffroom::tests
