// What the viewer of a case is to its record, told from how it was arranged and never from the code; and the cases.
#include "tests/laws/policy_cases.hpp"

#include "tests/laws/policy_world.hpp"

namespace staffroom::tests {
namespace {

bool one_of(std::string const& what, std::initializer_list<char const*> words) {
  return std::any_of(words.begin(), words.end(), [&](char const* it) { return what == it; });
}

/// What a case stands on.
struct CaseGrounds {
  Situation const& it;
  World const& w;
  std::string record;
  std::string action;

  bool in_network() const { return !one_of(it.who, {"priya", "leo", "olga"}); }
  bool at_kirkby_or_above() const { return one_of(it.who, {"nadia", "tom", "tess", "milly", "sid", "gwen"}); }
  bool is_admin() const { return one_of(it.who, {"nadia", "tom"}); }
  bool in_team() const { return it.place == Place::lead || it.place == Place::member; }
  bool is_guest() const { return it.place == Place::guest || it.place == Place::guest_elsewhere; }
  bool reads_topic() const { return in_team() || it.place == Place::guest; }
  bool visible() const { return it.joining != Joining::closed; }
  bool finds_team() const { return (in_network() && visible()) || is_admin() || in_team() || is_guest(); }
  bool creates() const { return one_of(action, {"create", "create_guest", "join"}); }
  bool may_post() const {
    if (it.shut == Shut::locked && record + action != "topiccreate") return false;
    if (it.shut == Shut::for_members) return in_team();
    if (it.shut == Shut::for_leads) return it.place == Place::lead;
    return it.shut != Shut::team_archived && it.shut != Shut::channel_archived;
  }

  /// POLICY §1.3: what holds the record, and who or what the command names, has to be readable first.
  bool gets_there() const {
    auto const what = record + "." + action;
    if (one_of(what, {"team.create"})) return in_network();
    if (one_of(what, {"team.join", "channel.create", "channel.list", "join_request.create", "join_request.list",
                      "team_membership.list", "flag.list"})) {
      return finds_team();
    }
    bool const names_person =
        one_of(what, {"team_membership.create", "team_membership.create_guest", "team.appoint_lead"});
    if (names_person) return finds_team() && in_network();
    if (what == "topic.move") return in_team();  // the channel it moves to is not the guests'
    bool const in_topic = one_of(
        what, {"topic.create", "topic.list", "message.create", "reaction.create", "flag.create", "action_item.create"});
    return (!in_topic && record != "read_state") || reads_topic();
  }

  /// Whether what is asked about cannot be read: then the answer is that of an id that never existed.
  bool is_hidden() const { return !gets_there() || !creates(); }
  /// What is hidden from a guest who sees the team may be the person or the channel that the command names.
  bool hides_target() const {
    bool const names =
        one_of(record + "." + action, {"team_membership.create", "team_membership.create_guest", "team.appoint_lead"});
    return (names && finds_team() && !in_network()) || (record + action == "topicmove" && it.place == Place::guest);
  }

  Facts facts() const {
    Facts out;
    add_relations(out.relations);
    if (out.relations.empty()) {
      out.relations.insert(it.who == "priya" ? "partner" : it.who == "leo" ? "former" : "other");
    }
    add_truths(out.truths);
    return out;
  }

 private:
  void add_place(std::set<std::string>& out) const {
    if (it.place == Place::lead) out.insert("team_lead");
    if (it.place == Place::member) out.insert("team_member");
    if (is_guest()) out.insert("team_guest");
  }

  void add_roles(std::set<std::string>& out) const {
    if (in_network()) out.insert("network");
    if (at_kirkby_or_above()) out.insert("belongs");
    if (is_admin()) out.insert("admin");
    if (it.who == "tess") out.insert("leader");
    if (it.who == "milly") out.insert("business");
    if (it.who == "sid") out.insert("subject_lead");
  }

  void add_relations(std::set<std::string>& out) const {
    if (record == "organisation") return add_roles(out);
    if (record == "team") {
      add_roles(out);
      if (action != "create") add_place(out);
    } else if (record == "person" || record == "membership") {
      add_roles(out);
      if (it.self) out.insert("self");
      if (in_team() && !it.self && !it.left) out.insert("team_mate");
    } else if (one_of(record, {"session", "api_token", "notification", "notification_setting", "calendar_feed"})) {
      if (it.self) out.insert("self");
    } else if (record == "action_item") {
      add_of_action(out);
    } else if (record == "read_state") {
      if (reads_topic()) out.insert("self");
    } else {
      add_of_team(out);
    }
  }

  void add_of_action(std::set<std::string>& out) const {
    if (reads_topic()) out.insert("audience");
    if (creates()) {
      if (reads_topic()) out.insert("reader");
      return;
    }
    if (w.owned) out.insert("owner");
    if (it.author) out.insert("author");
    if (it.who == "tess") out.insert("leader");
  }

  void add_of_team(std::set<std::string>& out) const {
    add_place(out);
    bool const admins = record == "team_membership" || record == "flag";
    if (admins && is_admin()) out.insert("admin");
    bool const guests_only = action == "extend_guest" || action == "grant_channel";
    bool const own = it.self && it.place != Place::none;
    if (record == "team_membership" && own && !creates() && !guests_only) out.insert("self");
    if (record == "join_request" && in_network()) out.insert("network");
    if (record == "flag" && reads_topic()) out.insert("reader");
    bool const authors = record == "topic" || record == "message" || record == "flag";
    bool const authored = (authors && it.author) || (record == "join_request" && w.asked_by_viewer) ||
                          (record == "reaction" && reads_topic());  // nobody can name somebody else's reaction
    if (authored && !creates()) out.insert("author");
  }

  void add_truths(std::map<std::string, bool>& out) const {
    bool const of_any_channel = creates() && (record == "channel" || record == "team_membership");
    out = {
        {"visible", record == "team" && action == "create" ? true : visible()},
        {"cap", true},
        {"invite_outside", true},
        {"partners_allowed", true},
        {"granted", of_any_channel ? is_guest() : it.place == Place::guest},
        {"reads", reads_topic()},
        {"fresh", it.fresh},
        {"not_self", !it.target_self},
        {"no_lead", it.leaderless},
        {"not_closed_team", visible()},
        {"open_team", it.joining == Joining::open},
        {"by_request", it.joining == Joining::by_request},
        {"may_post", may_post()},
        {"guests_may_start", it.guests_may_start},
        {"write_target", record == "action_item" ? may_post() : it.target_writable && it.shut != Shut::team_archived},
        {"end_date", it.ends_well},
        {"not_own", record == "join_request" ? !w.asked_by_viewer : !it.author},
        {"current", it.self ? it.who != "leo" && it.who != "olga" : !it.left}};
  }
};

/// Whether the action can be asked for in the situation at all.
bool is_possible(Situation const& it, World const& w, Entry const& entry) {
  std::string const record = entry.record;
  if (record == "membership") return w.membership.value != 0;
  if (record == "session") return w.session.value != 0;
  if (record == "api_token") return w.api_token.value != 0 && (it.self || std::string(entry.action) != "create");
  if (record == "notification") return w.notification.value != 0;
  bool const own = record == "notification_setting" || record == "calendar_feed";
  if (own && it.self) return it.who != "leo" && it.who != "olga";
  if (std::string(entry.action) == "change_password") return it.self && w.session && it.who != "leo";
  return true;
}

}  // namespace

PolicyStage::PolicyStage(Scenario& scenario) : scenario_(scenario), cast_(std::make_unique<Cast>(cast_of(scenario))) {}
PolicyStage::~PolicyStage() = default;

void PolicyStage::visit(Situation const& situation, std::function<void(PolicyCase const&)> const& visit) {
  std::optional<World> world;
  auto const anew = [&] {
    if (world) dismantle(*world, *cast_);
    world.emplace(arrange(scenario_, *cast_, situation));
  };
  anew();
  for (bool const changing : {false, true}) {
    for (auto const& entry : policy_entries()) {
      CaseGrounds const grounds{situation, *world, entry.record, entry.action};
      auto facts = grounds.facts();
      facts.gets_there = grounds.gets_there();
      bool const changes = std::holds_alternative<Command>(entry.ask(*world)) &&
                           judge(entry.record, entry.action, facts).answer == "allow";
      if (changes != changing) continue;
      if (changing && !nothing_is_done) anew();
      if (!is_possible(situation, *world, entry)) continue;
      auto spoilt = *world;
      if (grounds.hides_target()) {
        spoilt.target = {never};
        spoilt.target_channel = {never};
      } else if (entry.spoil) {
        entry.spoil(spoilt);
      }
      PolicyCase one{entry.record,    entry.action,      &situation,        std::move(facts),    world->viewer.id(),
                     situation.fresh, entry.ask(*world), entry.ask(spoilt), grounds.is_hidden(), {}};
      if (entry.listed) one.listed = entry.listed(*world);
      visit(one);
    }
  }
  dismantle(*world, *cast_);
}

}  // namespace staffroom::tests
