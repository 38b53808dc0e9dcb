// Who looks at the library's cases, and what each is to the record, told from how it was arranged and never from the
// code.
#include "tests/laws/policy_shelves.hpp"

#include <algorithm>

#include "tests/laws/policy_words.hpp"
#include "tests/laws/policy_world.hpp"

namespace staffroom::tests {
namespace {

struct ShelfGrounds {
  Shelf const& it;
  ShelfWorld const& w;
  std::string record;
  std::string action;

  std::string const& who() const { return it.situation.who; }
  bool is_above() const { return is_one_of(who(), {"nadia", "tom", "tess"}); }
  bool is_judge() const { return is_one_of(who(), {"subject lead", "art lead", "author and lead"}); }
  bool is_leader() const { return is_one_of(who(), {"head", "author and head", "tess"}); }
  bool is_admin() const { return is_one_of(who(), {"nadia", "tom", "own admin"}); }
  bool is_author() const { return is_one_of(who(), {"author", "author gone", "author and lead", "author and head"}); }
  /// Has a membership on the school, or above it.
  bool at_school() const {
    bool const staff = is_one_of(who(), {"author", "coauthor", "owner", "staff", "own admin"});
    return staff || is_above() || is_judge() || is_leader();
  }
  bool in_trust() const { return at_school() || is_one_of(who(), {"helen", "candidate"}); }
  bool in_network() const { return !is_one_of(who(), {"paul", "guest", "leo", "stranger"}); }
  bool in_team() const { return is_one_of(who(), {"team lead", "team member"}) || (it.with == With::team && writes()); }
  /// The author shares with a team as its member.
  bool writes() const { return is_author() && who() != "author gone"; }

  bool in_base() const {
    switch (it.with) {
      case With::school: return at_school();
      case With::trust: return in_trust();
      case With::network: return in_network();
      case With::team: return in_team();
    }
    return false;
  }
  bool is_owner() const {
    if (!it.on_seat) return who() == "owner";
    if (it.with == With::team) return who() == "team lead";
    return is_judge() || is_leader();
  }
  bool is_party() const {
    bool const made = is_author() && who() != "author gone";
    bool const asked = of_resource() && is_one_of(who(), {"coauthor", "candidate"});
    return made || asked || is_owner();
  }
  bool of_resource() const { return record != "collection"; }
  bool of_use() const { return record == "use" || record == "adoption"; }
  bool reads() const { return is_party() || (it.state == ResourceState::published && in_base()); }
  bool reads_copy() const { return writes() || (it.copy_shared && in_base()); }
  /// What the own school said of a post that is withdrawn by now.
  bool keeps_adoption() const {
    return record == "adoption" && action == "read" && it.state == ResourceState::withdrawn && at_school();
  }
  /// The other end of the link: of the same school and author, with an owner of its own.
  bool reads_other() const { return is_author() || who() == "owner" || (it.other_shared && in_base()); }
  bool creates() const { return action == "create"; }
  /// What is made in an organisation, or about a resource.
  bool makes_in_school() const {
    return creates() && is_one_of(record, {"resource", "collection", "upload", "practice_post"});
  }

  bool is_possible() const {
    if (record == "approval" && is_one_of(action, {"read", "refuse", "withdraw", "list"})) return w.approval.value != 0;
    if (record == "use" && !creates()) return w.use.value != 0;
    if (record == "adaptation") return w.copy.value != 0;
    if (record == "adoption" && !creates() && w.adoption.value == 0) return false;
    // Of a post that is withdrawn the school keeps what it said to read, not to go on with.
    if (record == "adoption" && action != "read" && it.state == ResourceState::withdrawn && !reads()) return false;
    if (record == "upload" && !creates()) return w.upload.value != 0;
    return true;
  }

  Facts facts() const {
    Facts out;
    add_relations(out.relations);
    if (out.relations.empty()) {
      bool const partner = is_one_of(who(), {"paul", "guest"});
      out.relations.insert(partner ? "partner" : is_one_of(who(), {"leo", "author gone"}) ? "former" : "other");
    }
    bool const makes_version = is_author() || (who() == "coauthor" && of_resource());
    out.truths = {{"reads", reads()},
                  {"cap", is_within_cap()},
                  {"clean", !it.unclean || action == "create"},
                  {"both", reads() && (record == "link" ? reads_other() : reads_copy())},
                  {"granted", false},
                  {"not_own", !makes_version},
                  {"subject_match", !it.has_subject || is_one_of(who(), {"subject lead", "author and lead"})},
                  {"own_school", is_of_user()},
                  {"write_target", may_write_target()},
                  {"licence_allows", !it.all_rights || !it.copies_away}};
    return out;
  }

 private:
  bool may_write_target() const {
    if (record == "link") return is_author() || is_one_of(who(), {"coauthor", "owner"}) || is_owner();
    return it.copies_away ? is_one_of(who(), {"nadia", "carol"}) : at_school();
  }

  bool is_of_user() const { return it.used_elsewhere ? is_one_of(who(), {"nadia", "carol"}) : at_school(); }

  bool is_within_cap() const {
    if (!it.over_cap) return true;
    bool const is_out = it.state == ResourceState::published;
    if (action == "publish") return false;
    if (action == "set_audience") return is_out;  // it is shared so widely already
    return action != "edit" || !is_out || record != "resource";
  }

  void add_roles(std::set<std::string>& out) const {
    if (is_admin()) out.insert("admin");
    if (is_leader()) out.insert("leader");
    if (is_judge()) out.insert("subject_lead");
  }

  void add_relations(std::set<std::string>& out) const {
    if (record == "curriculum") {
      if (in_network()) out.insert("network");
      if (is_one_of(who(), {"paul", "guest"})) out.insert("partner");
      if (who() == "nadia") out.insert("admin");
      return;
    }
    if (record == "upload") {
      if (creates() ? in_network() : w.upload_is_own) out.insert("self");
      if (at_school()) out.insert("colleague");
      return;
    }
    if (makes_in_school()) {
      if (in_network()) out.insert("audience");
      if (at_school()) out.insert("colleague");
      add_roles(out);
      return;
    }
    if (record == "link") {
      if (reads()) out.insert("reader");
      return;
    }
    if (reads() || keeps_adoption()) out.insert("audience");
    if (of_use()) return add_of_use(out);
    if (at_school()) out.insert("colleague");
    add_roles(out);
    if (is_author()) out.insert("author");
    if (is_owner()) out.insert("owner");
    if (of_resource() && who() == "coauthor") out.insert("coauthor");
    if (of_resource() && who() == "candidate") out.insert("candidate");
  }

  void add_of_use(std::set<std::string>& out) const {
    if (creates()) return;
    // Said by the resource's author unless told otherwise.
    bool const said = it.used_elsewhere ? who() == "nadia" : is_author();
    if (it.used_by_viewer || said) out.insert("author");
    if (is_leader() && !it.used_elsewhere) out.insert("leader");
    if (is_judge() && !it.used_elsewhere) out.insert("subject_lead");
  }
};

ShelfWorld spoilt_of(ShelfWorld w) {
  w.node = w.target = w.user = {never};
  w.resource = w.copy = {never};
  w.version = {never};
  w.approval = {never};
  w.use = {never};
  w.collection = {never};
  w.upload = {never};
  w.unit = {never};
  w.practice = w.other = {never};
  w.adoption = {never};
  w.link = {never};
  return w;
}

void add_published(std::vector<Shelf>& out) {
  for (auto const with : {With::school, With::trust, With::network, With::team}) {
    for (auto const* who : {"author", "coauthor", "candidate", "owner", "staff", "subject lead", "art lead", "head",
                            "own admin", "tom", "tess", "nadia", "helen", "dan", "carol", "paul", "leo", "stranger"}) {
      out.push_back({.situation = {.who = who}, .with = with});
    }
  }
  for (auto const* who : {"team lead", "team member", "guest"}) {
    out.push_back({.situation = {.who = who}, .with = With::team});
    out.push_back({.situation = {.who = who}, .with = With::team, .on_seat = true});
  }
}

void add_hidden(std::vector<Shelf>& out) {
  for (auto const state : {ResourceState::draft, ResourceState::withdrawn}) {
    for (auto const* who :
         {"author", "coauthor", "candidate", "owner", "staff", "subject lead", "head", "own admin", "dan", "leo"}) {
      out.push_back({.situation = {.who = who}, .with = With::trust, .state = state});
    }
  }
  for (auto const* who : {"subject lead", "head", "staff"}) {
    out.push_back({.situation = {.who = who}, .state = ResourceState::withdrawn, .on_seat = true});
  }
  out.push_back({.situation = {.who = "author gone"}});
  out.push_back({.situation = {.who = "author gone"}, .with = With::network});
  out.push_back({.situation = {.who = "author gone"}, .with = With::network, .state = ResourceState::withdrawn});
  for (auto const* who : {"author", "coauthor", "owner", "staff", "head", "subject lead", "dan", "leo", "paul"}) {
    out.push_back({.situation = {.who = who}, .with = With::trust, .unclean = true});
  }
}

void add_judged(std::vector<Shelf>& out) {
  for (auto const* who : {"subject lead", "art lead", "head", "tess", "staff", "author"}) {
    out.push_back({.situation = {.who = who}, .on_seat = true});
    out.push_back({.situation = {.who = who}, .with = With::trust, .has_subject = false});
  }
  for (auto const* who : {"author and lead", "author and head"}) out.push_back({.situation = {.who = who}});
  for (auto const* who : {"author", "coauthor", "owner", "staff"}) {
    out.push_back({.situation = {.who = who}, .with = With::trust, .state = ResourceState::draft, .over_cap = true});
    out.push_back({.situation = {.who = who}, .with = With::network, .over_cap = true});
  }
}

void add_used(std::vector<Shelf>& out) {
  for (auto const* who : {"author", "nadia", "carol", "dan", "staff"}) {
    out.push_back({.situation = {.who = who}, .with = With::network, .copies_away = true, .copy_shared = true});
    out.push_back({.situation = {.who = who}, .with = With::network, .used_elsewhere = true});
  }
  for (auto const* who : {"author", "nadia", "staff", "helen"}) {
    out.push_back({.situation = {.who = who}, .with = With::trust, .all_rights = true, .copy_shared = true});
    out.push_back({.situation = {.who = who}, .with = With::trust, .all_rights = true, .copies_away = true});
  }
  for (auto const* who : {"staff", "head", "subject lead", "tess"}) {
    out.push_back({.situation = {.who = who}, .with = With::trust, .used_by_viewer = true});
  }
}

/// The same parties, audiences and states; what is asked is of practice.
void add_practice(std::vector<Shelf>& out) {
  std::vector<Shelf> all;
  add_published(all);
  add_hidden(all);
  add_judged(all);
  for (auto const* who : {"author", "nadia", "carol", "dan", "staff"}) {
    all.push_back({.situation = {.who = who}, .with = With::network, .used_elsewhere = true});
  }
  for (auto const* who : {"staff", "head", "subject lead", "tess"}) {
    all.push_back({.situation = {.who = who}, .with = With::trust, .used_by_viewer = true});
  }
  for (auto const* who : {"author", "coauthor", "owner", "staff", "head", "helen", "candidate"}) {
    all.push_back({.situation = {.who = who}, .with = With::trust, .other_shared = false});
  }
  for (auto& it : all) {
    if (it.unclean) continue;
    it.practice = true;
    out.push_back(it);
  }
}

}  // namespace

void ShelfStage::visit(Shelf const& shelf, std::function<void(PolicyCase const&)> const& visit) {
  std::optional<ShelfWorld> world;
  world.emplace(arrange(scenario_, shelf));
  for (bool const changing : {false, true}) {
    for (auto const& entry : shelf.practice ? practice_entries() : shelf_entries()) {
      ShelfGrounds const grounds{shelf, *world, entry.record, entry.action};
      if (!grounds.is_possible()) continue;
      auto facts = grounds.facts();
      bool const changes = std::holds_alternative<Command>(entry.ask(*world)) &&
                           judge(entry.record, entry.action, facts).answer == "allow";
      if (changes != changing) continue;
      if (changing && !nothing_is_done) world.emplace(arrange(scenario_, shelf));
      PolicyCase one{entry.record,
                     entry.action,
                     &shelf.situation,
                     std::move(facts),
                     world->viewer.id(),
                     true,
                     entry.ask(*world),
                     entry.ask(spoilt_of(*world)),
                     true,
                     {}};
      if (entry.listed) one.listed = entry.listed(*world);
      if (std::string(entry.record) == "link" && grounds.reads()) {
        // What is hidden of the link is its other end.
        auto hidden = spoilt_of(*world);
        hidden.practice = world->practice;
        one.unknown = entry.ask(hidden);
      }
      if (std::string(entry.record) == "curriculum") one.hidden = false;
      visit(one);
    }
  }
}

std::vector<Shelf> const& shelves() {
  static std::vector<Shelf> const all = [] {
    std::vector<Shelf> out;
    add_published(out);
    add_hidden(out);
    add_judged(out);
    add_used(out);
    add_practice(out);
    for (auto& it : out) {
      it.situation.name = it.situation.who + " at a shelf (" + std::to_string(&it - out.data()) + ")";
    }
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
