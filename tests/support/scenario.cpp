// The made-up network: who is who, and the verbs.
#include "tests/support/scenario.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <boost/describe/enum_to_string.hpp>
#include <stdexcept>

#include "protocol/codec.hpp"
#include "store/calendar.hpp"
#include "store/rocks.hpp"
#include "tests/support/deeds.hpp"

namespace staffroom::tests {
namespace {

std::string in_words(Error const& error) {
  std::string out(to_text(error.code));
  if (!error.reason.empty()) {
    out += " " + error.reason;
  } else if (error.code == ErrorCode::unprocessable || error.code == ErrorCode::bad_request) {
    out += " " + error.path;
  }
  return out;
}

[[noreturn]] void fail(std::string const& what, std::string const& why) { throw std::runtime_error(what + ": " + why); }

std::string name_of_query(Query const& query) {
  return visit([](auto const& it) { return std::string(std::decay_t<decltype(it)>::name); }, query);
}

/// 64 hex digits that differ from session to session.
std::string token_hash(std::uint64_t n) {
  std::string out = std::to_string(n);
  return std::string(64 - out.size(), '0') + out;
}

template <class IdType>
IdType made(Accepted const& accepted) {
  return IdType{id_in(accepted)};
}

}  // namespace

TempFolder::TempFolder() {
  // In memory where that is possible: what a sync does to a disk is tested elsewhere, and it takes most of the time.
  std::error_code ignored;
  std::filesystem::path const memory = "/dev/shm";
  bool const in_memory = std::filesystem::is_directory(memory, ignored) && ::access(memory.c_str(), W_OK) == 0;
  auto pattern = ((in_memory ? memory : std::filesystem::temp_directory_path()) / "staffroom-test-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void RecordingSink::publish(std::shared_ptr<Publication const> publication) {
  std::lock_guard const lock(mutex_);
  publications_.push_back(std::move(publication));
}

std::vector<std::shared_ptr<Publication const>> RecordingSink::take() {
  std::lock_guard const lock(mutex_);
  return std::exchange(publications_, {});
}

std::string told(Outcome const& outcome) { return outcome ? "accepted" : in_words(outcome.error()); }
std::string told(Result<Answer> const& answer) { return answer ? "accepted" : in_words(answer.error()); }

std::uint64_t id_in(Accepted const& accepted) {
  return accepted.record.empty() ? 0 : Json::parse(accepted.record).at("id").get<std::uint64_t>();
}

// ---- somebody

Actor Colleague::actor() const {
  auto& store = scenario_->store();
  return {id_, scenario_->session_of(id_), store.now() + std::chrono::minutes{5}};
}

Outcome Colleague::tries(Command command, std::string key, std::optional<std::uint32_t> if_match) const {
  auto const fingerprint = fingerprint_of(command);
  Submission submission{.actor = actor(),
                        .command = std::move(command),
                        .key = std::move(key),
                        .fingerprint = fingerprint,
                        .if_match = if_match};
  note_deed(scenario_->store(), submission);
  return scenario_->store().submit_and_wait(std::move(submission));
}

Accepted Colleague::does(Command command) const {
  auto const name = visit([](auto const& it) { return std::string(it.name); }, command);
  auto outcome = tries(std::move(command));
  if (!outcome) fail(name, told(outcome) + " (" + outcome.error().path + " " + outcome.error().detail + ")");
  return *outcome;
}

Result<Answer> Colleague::asks(Query const& query, Page const& page) const {
  return *scenario_->store().ask(actor(), query, page, ReadTier::disk);
}

Json Colleague::sees(Query const& query) const {
  auto const answer = asks(query);
  if (!answer) fail(name_of_query(query), told(answer));
  return Json::parse(answer->json);
}

std::vector<std::uint64_t> Colleague::lists(Query const& query) const {
  std::vector<std::uint64_t> out;
  Page page{7, {}};
  while (true) {
    auto const answer = asks(query, page);
    if (!answer) fail(name_of_query(query), told(answer));
    auto const json = Json::parse(answer->json);
    for (auto const& item : json.at("items")) out.push_back(item.at("id").get<std::uint64_t>());
    if (json.at("next").is_null()) return out;
    page.cursor = json.at("next").get<std::string>();
  }
}

bool Colleague::finds(Query const& query) const { return asks(query).has_value(); }

SessionId Colleague::signs_in(std::string_view device) const {
  static std::atomic<std::uint64_t> tokens{1};
  auto const opened = scenario_->as_system(OpenSession{id_, token_hash(tokens++), std::string(device)});
  if (!opened) fail("open_session", told(opened));
  auto const session = made<SessionId>(*opened);
  scenario_->remember_session(id_, session);
  return session;
}

TeamId Colleague::founds(OrganisationId owner, std::string_view name, Joining joining, OrganisationId reach) const {
  return made<TeamId>(does(CreateTeam{.organisation = owner,
                                      .team_name = {std::string(name)},
                                      .purpose = {"For " + std::string(name) + "."},
                                      .area = TeamArea::curriculum,
                                      .subject = {},
                                      .joining = joining,
                                      .reach = reach}));
}

TeamMembershipId Colleague::joins(TeamId team) const { return made<TeamMembershipId>(does(JoinTeam{team})); }

JoinRequestId Colleague::asks_to_join(TeamId team) const {
  return made<JoinRequestId>(does(RequestToJoin{team, {"I teach this too."}}));
}

TeamMembershipId Colleague::adds(TeamId team, Colleague const& person) const {
  return made<TeamMembershipId>(does(AddTeamMember{team, person.id()}));
}

TeamMembershipId Colleague::adds_guest(TeamId team, Colleague const& person, std::vector<ChannelId> channels,
                                       Date ends) const {
  return made<TeamMembershipId>(does(AddTeamGuest{team, person.id(), {std::move(channels)}, ends}));
}

void Colleague::appoints(TeamId team, Colleague const& person) const { does(AppointLead{team, person.id()}); }
void Colleague::removes(TeamMembershipId place) const { does(EndTeamMembership{place}); }
void Colleague::leaves(TeamId team) const { removes(scenario_->place_of(*this, team)); }

ChannelId Colleague::opens(TeamId team, std::string_view name, Posting posting) const {
  return made<ChannelId>(does(CreateChannel{team, {std::string(name)}, {}, posting}));
}

TopicId Colleague::starts(ChannelId channel, std::string_view title, std::string_view text) const {
  return made<TopicId>(does(CreateTopic{channel, {std::string(title)}, {std::string(text)}, {}}));
}

Ordinal Colleague::posts(TopicId topic, std::string_view text) const {
  auto const accepted = does(PostMessage{.topic = topic, .text = {std::string(text)}});
  return Json::parse(accepted.record).at("ordinal").get<Ordinal>();
}

Ordinal Colleague::mentions(TopicId topic, Colleague const& person, std::string_view text) const {
  auto const accepted = does(PostMessage{.topic = topic, .text = {std::string(text)}, .mentions = {{person.id()}}});
  return Json::parse(accepted.record).at("ordinal").get<Ordinal>();
}

Ordinal Colleague::replies(TopicId topic, Ordinal to, std::string_view text) const {
  auto const accepted = does(PostMessage{.topic = topic, .text = {std::string(text)}, .reply_to = to});
  return Json::parse(accepted.record).at("ordinal").get<Ordinal>();
}

FlagId Colleague::reports(TopicId topic, Ordinal ordinal) const {
  return made<FlagId>(does(FlagMessage{topic, ordinal, {"Please look at this."}}));
}

NotificationId Colleague::told_because(Because because) const {
  std::string const word = boost::describe::enum_to_string(because, "");
  auto const page = sees(ListNotifications{});
  for (auto const& item : page.at("items")) {
    if (item.at("because") == word && item.at("state") != "done") {
      return NotificationId{item.at("id").get<std::uint64_t>()};
    }
  }
  return {};
}

// ---- the network

Scenario::Scenario(Files files, Store* store)
    : nadia(*this, {}),
      tom(nadia),
      tess(nadia),
      hugo(nadia),
      helen(nadia),
      harry(nadia),
      sana(nadia),
      marcus(nadia),
      gwen(nadia),
      alice(nadia),
      bob(nadia),
      carol(nadia),
      dan(nadia),
      erin(nadia),
      priya(nadia),
      paul(nadia),
      leo(nadia),
      files_(files),
      store_(store) {}

Scenario::Scenario(Fill fill, Files files) : Scenario(files, nullptr) {
  open();
  this->fill(fill);
}

Scenario::Scenario(Store& store, Fill fill) : Scenario(Files::compressed, &store) { this->fill(fill); }

void Scenario::fill(Fill fill) {
  fill_network();
  if (fill == Fill::with_teams) fill_teams();
}

Scenario::~Scenario() { own_.reset(); }

void Scenario::open() {
  StoreSettings settings;
  settings.folder = folder_.path();
  settings.manual_clock = true;
  settings.compress = files_ == Files::compressed;
  auto opened = Store::open(settings);
  if (!opened) fail("the store does not open", opened.error().detail);
  own_ = std::move(*opened);
  store_ = own_.get();
  store_->set_sink(&sink_);
}

void Scenario::reopen() {
  auto const now = store_->now();
  own_.reset();
  open();
  // Time went on meanwhile: a clock that is moved by hand stands where the last command found it.
  if (store_->now() < now) store_->advance_clock(now - store_->now());
}

std::vector<std::string> Scenario::stored_texts() {
  own_.reset();
  std::vector<std::string> out;
  {
    auto const database = *Database::open({folder_.path() / "database", false, nullptr, {}});
    for (auto const family : {Family::records, Family::indexes, Family::window, Family::meta}) {
      auto cursor = database->cursor(family, {}, {});
      for (cursor.any(); cursor.valid(); cursor.next()) {
        out.push_back(std::string(cursor.key()) + ' ' + std::string(cursor.value()));
      }
    }
  }
  open();
  return out;
}

Outcome Scenario::as_system(Command command) {
  Submission submission{.actor = {}, .command = std::move(command)};
  note_deed(*store_, submission);
  return store_->submit_and_wait(std::move(submission));
}

void Scenario::tick() {
  while (true) {
    auto const due = store_->next_due();
    if (!due || *due > store_->now()) return;
    auto const ticked = as_system(Tick{});
    if (!ticked) fail("tick", told(ticked));
  }
}

void Scenario::advance(std::chrono::milliseconds span) {
  store_->advance_clock(span);
  tick();
}

void Scenario::advance_to(TimestampMs at) { advance(at - store_->now()); }
Date Scenario::today() { return calendar::date_of(store_->now()); }
Date Scenario::in_days(int days) { return {today().days + days}; }

OrganisationId Scenario::found(OrganisationType type, std::string_view name, std::optional<OrganisationId> parent) {
  CreateOrganisation command{.type = type, .parent = parent, .title = {std::string(name)}};
  if (type == OrganisationType::partner) command.partner_type = PartnerType::charity;
  auto const founded = as_system(std::move(command));
  if (!founded) fail("create_organisation", told(founded));
  return made<OrganisationId>(*founded);
}

Colleague Scenario::engages(std::string_view name, OrganisationId at, Role role, std::optional<std::string> subject) {
  auto const email = std::string(name.substr(0, name.find(' '))) + std::to_string(everybody_.size()) + "@example.org";
  auto const person = as_system(CreatePerson{{std::string(name)}, {email}, "$argon2id$hash"});
  if (!person) fail("create_person", told(person));
  Colleague const colleague(*this, made<PersonId>(*person));
  CreateMembership membership{.person = colleague.id(), .organisation = at, .role = role};
  if (subject) membership.subjects = {{Name{*subject}}};
  auto const engaged = as_system(std::move(membership));
  if (!engaged) fail("create_membership", told(engaged));
  everybody_.emplace_back(std::string(name.substr(0, name.find(' '))), colleague);
  return colleague;
}

MembershipId Scenario::takes_on(Colleague const& person, OrganisationId at, Role role) {
  auto const engaged = as_system(CreateMembership{.person = person.id(), .organisation = at, .role = role});
  if (!engaged) fail("create_membership", told(engaged));
  return made<MembershipId>(*engaged);
}

void Scenario::ends_memberships_of(Colleague const& person, OrganisationId only_at) {
  person.signs_in();
  auto const me = person.sees(GetMe{});
  for (auto const& it : me.at("memberships")) {
    if (only_at && it.at("organisation") != only_at.value) continue;
    auto const ended = as_system(EndMembership{MembershipId{it.at("id").get<std::uint64_t>()}});
    if (!ended) fail("end_membership", told(ended));
  }
}

TeamMembershipId Scenario::place_of(Colleague const& person, TeamId team) {
  auto const standing = store_->standing(person.id());
  auto const* place = standing ? standing->place_in(team) : nullptr;
  return place ? place->membership : TeamMembershipId{};
}

ChannelId Scenario::first_channel(TeamId team) {
  auto const standing = store_->standing(sana.id());
  for (auto const& [name, person] : everybody_) {
    if (!place_of(person, team)) continue;
    auto const channels = person.lists(ListChannels{team});
    if (!channels.empty()) return ChannelId{channels.front()};
  }
  return {};
}

SessionId Scenario::session_of(PersonId person) {
  auto const found = sessions_.find(person);
  return found == sessions_.end() ? SessionId{} : found->second;
}

void Scenario::fill_network() {
  network = found(OrganisationType::network, "Two Valleys Partnership", {});
  aire = found(OrganisationType::trust, "Aire Trust", network);
  moor = found(OrganisationType::trust, "Moor Trust", network);
  kirkby = found(OrganisationType::school, "Kirkby Road Primary", aire);
  mosslands = found(OrganisationType::school, "Mosslands High", aire);
  tarn = found(OrganisationType::school, "Tarn Lane Primary", moor);
  beckside = found(OrganisationType::school, "Beckside Academy", moor);
  diocese = found(OrganisationType::partner, "Diocese of Ravensby", network);
  university = found(OrganisationType::partner, "University of the Valleys", aire);
  nadia = engages("Nadia Network", network, Role::administrator);
  tom = engages("Tom Trustadmin", aire, Role::administrator);
  tess = engages("Tess Trustleader", aire, Role::trust_leader);
  hugo = engages("Hugo Schooladmin", mosslands, Role::administrator);
  helen = engages("Helen Head", mosslands, Role::headteacher);
  harry = engages("Harry Head", tarn, Role::headteacher);
  sana = engages("Sana Subjectlead", kirkby, Role::subject_lead, "Maths");
  marcus = engages("Marcus Money", beckside, Role::business_manager);
  gwen = engages("Gwen Governor", kirkby, Role::governor);
  alice = engages("Alice Able", mosslands, Role::staff);
  bob = engages("Bob Brook", kirkby, Role::staff);
  carol = engages("Carol Carr", tarn, Role::staff);
  dan = engages("Dan Dale", beckside, Role::staff);
  erin = engages("Erin Eden", mosslands, Role::staff);
  priya = engages("Priya Partner", diocese, Role::partner);
  paul = engages("Paul Professor", university, Role::administrator);
  leo = engages("Leo Leaver", beckside, Role::staff);
  ends_memberships_of(leo);
}

Scenario::Room Scenario::furnish(Colleague const& lead, TeamId team) {
  Room room{.team = team, .general = first_channel(team), .partners = {}, .topic = {}, .partner_topic = {}};
  room.partners = lead.opens(team, "With partners");
  room.topic = lead.starts(room.general, "Reasoning in Year 5", "How do you start the week?");
  room.partner_topic = lead.starts(room.partners, "Visits", "Who hosts in spring?");
  return room;
}

void Scenario::fill_teams() {
  maths = furnish(sana, sana.founds(kirkby, "Maths", Joining::open, network));
  for (auto const& member : {alice, bob, carol}) member.joins(maths.team);
  sana.adds_guest(maths.team, priya, {maths.partners}, in_days(30));
  phonics = furnish(helen, helen.founds(mosslands, "Phonics", Joining::by_request, aire));
  helen.adds(phonics.team, bob);
  heads = furnish(tess, tess.founds(aire, "Heads", Joining::closed, aire));
  tess.adds(heads.team, helen);
  tess.adds_guest(heads.team, paul, {heads.partners}, in_days(30));
}

}  // namespace staffroom::tests
