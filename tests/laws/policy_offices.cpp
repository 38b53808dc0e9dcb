// Arranging the cases of administration: a school of its own for each.
#include "tests/laws/policy_offices.hpp"

#include "tests/laws/policy_words.hpp"

namespace staffroom::tests {
namespace {

struct OfficeWorld {
  Scenario& s;
  Office const& it;
  Colleague viewer;
  Colleague admin;   // of the school itself
  Colleague person;  // whom it concerns
  OrganisationId node{}, target{};
  PersonId about{};
  MembershipId membership{};
  TeamId team{};
  InvitationId invitation{};
  ImportId import{};
  EmailId mail{};
  ErasureId erasure{};
  std::string email;  // of somebody new
};

using Ask = std::function<Asking(OfficeWorld const&)>;
struct OfficeEntry {
  char const* record;
  char const* action;
  Ask ask;
  bool listed = false;  // the list shows the invitation or the import
};

/// Who looks: people of the scenario, or somebody made for this school.
Colleague viewer_of(Scenario& s, Office const& it, OrganisationId node, Colleague const& admin) {
  auto const& who = it.situation.who;
  std::map<std::string, Colleague> const known{{"nadia", s.nadia}, {"tom", s.tom}, {"tess", s.tess},
                                               {"hugo", s.hugo},   {"dan", s.dan}, {"priya", s.priya},
                                               {"paul", s.paul},   {"leo", s.leo}};
  if (auto const found = known.find(who); found != known.end()) return found->second;
  if (who == "own admin") return admin;
  if (who == "own head") return s.engages("Hetty Head", node, Role::headteacher);
  if (who == "own staff") return s.engages("Stella Staff", node, Role::staff);
  if (who == "lead" || who == "member") return s.engages("Terry Team", node, Role::staff);
  if (who == "other trust's admin") return s.engages("Maud Moor", s.moor, Role::administrator);
  if (who == "stranger") {
    auto const made =
        s.as_system(CreatePerson{{"Stan Stranger"}, {"stan" + std::to_string(node.value) + "@x.example"}, "x"});
    return {s, PersonId{id_in(*made)}};
  }
  throw std::runtime_error("nobody is " + who);
}

MembershipId membership_at(Scenario& s, PersonId person, OrganisationId node) {
  auto const page = s.nadia.sees(ListOrganisationPeople{.organisation = node, .ended = true});
  for (auto const& it : page.at("items")) {
    if (it.at("person") == person.value) return {it.at("id").get<std::uint64_t>()};
  }
  return {};
}

OfficeWorld arrange(Scenario& s, Office const& it) {
  static std::uint64_t number = 0;
  auto const node = s.found(OrganisationType::school, "School " + std::to_string(++number), s.aire);
  auto const admin = s.engages("Otis Ownadmin", node, Role::administrator);
  auto const viewer = viewer_of(s, it, node, admin);
  auto const email = "person" + std::to_string(number) + "@example.org";
  auto const added = admin.tries(AddPerson{.organisation = node, .person_name = {"Pat Person"}, .email = {email}});
  Colleague pat(s, PersonId{Json::parse(added->record).at("person").get<std::uint64_t>()});
  if (it.concerned == Concerned::administrator) {
    s.nadia.does(ChangeRole{.membership = membership_at(s, pat.id(), node), .role = Role::administrator});
  }
  if (it.concerned == Concerned::elsewhere_too) s.takes_on(pat, s.tarn, Role::staff);
  auto const person = it.concerned == Concerned::viewer ? viewer : pat;
  OfficeWorld w{.s = s, .it = it, .viewer = viewer, .admin = admin, .person = person, .node = node};
  w.target = it.target_administered ? s.aire : s.moor;
  w.about = person.id();
  w.membership = membership_at(s, w.about, node);
  w.email = "new" + std::to_string(number) + "@example.org";
  auto const owner = it.author ? viewer : s.engages("Olive Otheradmin", node, Role::administrator);
  w.invitation = {id_in(owner.does(InviteToOrganisation{.organisation = node, .email = {"i" + w.email}}))};
  w.import = {id_in(owner.does(OpenImport{.organisation = node, .file_name = {"staff.csv"}}))};
  auto const lead = s.engages("Lara Lead", node, Role::subject_lead);
  w.team = lead.founds(node, "Team " + std::to_string(number), Joining::closed, node);
  if (it.situation.who == "lead") lead.appoints(w.team, viewer);
  if (it.situation.who == "member") lead.adds(w.team, viewer);
  auto const mails = s.nadia.sees(ListEmails{node});
  for (auto const& mail : mails.at("items")) {
    if (mail.at("about") == "welcome") w.mail = {mail.at("id").get<std::uint64_t>()};
  }
  auto const above = it.situation.who == "nadia" ? s.tom : s.nadia;
  auto const asker = it.asked_by_viewer ? viewer : it.concerned == Concerned::left ? above : person;
  bool const may_ask = s.store().standing(asker.id())->is_current();
  if (may_ask) w.erasure = {id_in(asker.does(RequestErasure{w.about, ErasureManner::forget_who}))};
  if (it.concerned == Concerned::left) s.ends_memberships_of(pat);
  return w;
}

// ---- what each action asks for

OpenImport staff_file(OfficeWorld const& w) { return {.organisation = w.node, .file_name = {"more.csv"}}; }

std::vector<OfficeEntry> organisation_entries() {
  return {
      {"organisation", "create_child",
       [](OfficeWorld const& w) {
         return Command(
             CreateOrganisation{.type = OrganisationType::partner, .parent = w.s.aire, .title = {"New partner"}});
       }},
      {"organisation", "edit",
       [](OfficeWorld const& w) { return Command(EditOrganisation{.organisation = w.node, .motto = Line{"New."}}); }},
      {"organisation", "close", [](OfficeWorld const& w) { return Command(CloseOrganisation{w.node}); }},
      {"organisation", "reopen", [](OfficeWorld const& w) { return Command(ReopenOrganisation{w.node}); }},
      {"organisation", "move", [](OfficeWorld const& w) { return Command(MoveOrganisation{w.node, w.s.moor}); }},
      {"org_settings", "read", [](OfficeWorld const& w) { return Query(GetSettings{w.node}); }},
      {"org_settings", "edit_rights",
       [](OfficeWorld const& w) {
         return Command(EditSettings{.organisation = w.node, .members_may_invite = w.it.looser, .guest_days = 90});
       }},
      {"org_settings", "edit_caps",
       [](OfficeWorld const& w) {
         return Command(EditSettings{
             .organisation = w.node, .team_reach = Reach::trust, .members_may_invite = w.it.looser, .guest_days = 90});
       }},
  };
}

std::vector<OfficeEntry> staff_entries() {
  return {
      {"person", "create",
       [](OfficeWorld const& w) {
         return Command(
             AddPerson{.organisation = w.node, .person_name = {"New One"}, .email = {w.email}, .role = w.it.given});
       }},
      {"membership", "create",
       [](OfficeWorld const& w) {
         return Command(CreateMembership{.person = w.about, .organisation = w.node, .role = Role::governor});
       }},
      {"membership", "read_dates", [](OfficeWorld const& w) { return Query(GetMembershipTerms{w.membership}); }},
      {"membership", "read_history", [](OfficeWorld const& w) { return Query(GetMembershipTerms{w.membership}); }},
      {"membership", "change_role",
       [](OfficeWorld const& w) { return Command(ChangeRole{.membership = w.membership, .role = Role::governor}); }},
      {"membership", "edit_dates",
       [](OfficeWorld const& w) {
         return Command(EditMembershipDates{.membership = w.membership, .ends = w.s.in_days(30)});
       }},
      {"membership", "give_duty", [](OfficeWorld const& w) { return Command(GiveDuty{w.membership, Duty::broker}); }},
      {"membership", "take_duty", [](OfficeWorld const& w) { return Command(TakeDuty{w.membership, Duty::broker}); }},
      {"membership", "end", [](OfficeWorld const& w) { return Command(EndMembership{w.membership}); }},
      {"person", "edit_name", [](OfficeWorld const& w) { return Command(RenamePerson{w.about, {"New Name"}}); }},
      {"person", "request_erasure",
       [](OfficeWorld const& w) { return Command(RequestErasure{w.about, ErasureManner::forget_who}); }},
      {"person", "export_about", [](OfficeWorld const& w) { return Command(NoteExport{w.about}); }},
      {"person", "edit_email", [](OfficeWorld const& w) { return Command(ChangeEmail{w.about, {"e" + w.email}}); }},
      {"person", "send_reset", [](OfficeWorld const& w) { return Command(SendReset{w.about}); }},
      {"person", "end_sessions", [](OfficeWorld const& w) { return Command(EndSessions{w.about}); }},
      {"person", "disable", [](OfficeWorld const& w) { return Command(DisablePerson{w.about}); }},
      {"person", "enable", [](OfficeWorld const& w) { return Command(EnablePerson{w.about}); }},
      {"person", "approve_erasure", [](OfficeWorld const& w) { return Command(ApproveErasure{w.erasure}); }},
      {"email", "read_status", [](OfficeWorld const& w) { return Query(GetEmail{w.mail}); }},
      {"audit", "read", [](OfficeWorld const& w) { return Query(ListAudit{.organisation = w.node}); }},
      {"audit", "list", [](OfficeWorld const& w) { return Query(ListAudit{.organisation = w.node}); }},
      {"hub_status", "read", [](OfficeWorld const&) { return Query(GetStatus{}); }},
  };
}

std::vector<OfficeEntry> invitation_entries() {
  return {
      {"invitation", "read", [](OfficeWorld const& w) { return Query(GetInvitation{w.invitation}); }},
      {"invitation", "list", [](OfficeWorld const& w) { return Query(ListInvitations{w.node}); }, true},
      {"invitation", "create_for_organisation",
       [](OfficeWorld const& w) {
         return Command(InviteToOrganisation{.organisation = w.node, .email = {w.email}, .role = w.it.given});
       }},
      {"invitation", "create_for_team",
       [](OfficeWorld const& w) { return Command(InviteToTeam{.team = w.team, .email = {w.email}}); }},
      {"invitation", "resend", [](OfficeWorld const& w) { return Command(ResendInvitation{w.invitation}); }},
      {"invitation", "revoke", [](OfficeWorld const& w) { return Command(RevokeInvitation{w.invitation}); }},
      {"import", "read", [](OfficeWorld const& w) { return Query(GetImport{w.import}); }},
      {"import", "list", [](OfficeWorld const&) { return Query(ListImports{}); }, true},
      {"import", "create", [](OfficeWorld const& w) { return Command(staff_file(w)); }},
      {"import", "commit", [](OfficeWorld const& w) { return Command(CommitImport{w.import, {}}); }},
      {"import", "cancel", [](OfficeWorld const& w) { return Command(CancelImport{w.import}); }},
  };
}

std::vector<OfficeEntry> const& office_entries() {
  static std::vector<OfficeEntry> const all = [] {
    auto out = organisation_entries();
    for (auto part : {staff_entries(), invitation_entries()}) out.insert(out.end(), part.begin(), part.end());
    return out;
  }();
  return all;
}

// ---- what is known of the case, told from how it was arranged

struct OfficeGrounds {
  Office const& it;
  OfficeWorld const& w;
  std::string record;
  std::string action;

  std::string const& who() const { return it.situation.who; }
  bool is_above() const { return is_one_of(who(), {"nadia", "tom"}); }
  bool in_network() const { return !is_one_of(who(), {"priya", "paul", "leo", "stranger"}); }
  bool administers_school() const { return is_above() || who() == "own admin"; }
  bool leads() const { return is_one_of(who(), {"tess", "own head"}); }
  bool belongs() const { return administers_school() || leads() || is_one_of(who(), {"own staff", "lead", "member"}); }
  bool is_self() const { return it.concerned == Concerned::viewer; }
  bool about_person() const { return record == "person"; }
  /// Of a person, an administrator of any of their places is one.
  bool administers() const {
    bool const of_the_other_place = it.concerned == Concerned::elsewhere_too && who() == "other trust's admin";
    if (record == "organisation" && action == "create_child") return is_above();
    return administers_school() || (of_the_other_place && about_person() && action != "create");
  }
  bool is_possible() const {
    bool const needs_membership = record == "membership" && action != "create";
    if (needs_membership && (!w.membership || it.concerned == Concerned::elsewhere_too)) return false;
    if (action == "approve_erasure" && !w.erasure) return false;
    if (record == "email") return w.mail.value != 0 && !is_self();
    // What a partner's or stranger's own record is, the table says of people of the network.
    if (is_self() && !in_network()) return false;
    if (is_self() && (action == "create" || record == "audit")) return false;
    return true;
  }

  Facts facts() const {
    Facts out;
    // An erasure is addressed by itself: who can't read it is told nothing of it.
    if (action == "approve_erasure") out.gets_there = administers_school() || is_self();
    add_relations(out.relations);
    if (out.relations.empty()) {
      bool const partner = is_one_of(who(), {"priya", "paul"});
      out.relations.insert(partner ? "partner" : who() == "leo" ? "former" : "other");
    }
    bool const second = !it.asked_by_viewer && !(is_self() && action == "approve_erasure");
    bool const of_people = record == "person" || record == "membership";
    bool const equal = of_people && action != "create" && who() == "own admin" &&
                       (it.concerned == Concerned::administrator || is_self());
    // Somebody new is nobody's leaver.
    bool const current = it.concerned != Concerned::left || record + action == "personcreate";
    out.truths = {{"fresh", it.situation.fresh},
                  {"covers_target", who() == "nadia"},
                  {"not_looser", !it.looser},
                  {"current", current},
                  {"rank", !equal && rank_of_given()},
                  {"not_self", !is_self()},
                  {"covers", it.concerned != Concerned::elsewhere_too || who() == "nadia"},
                  {"keeps_admin", true},
                  {"second_person", second},
                  {"invite_outside", true},
                  {"partners_allowed", true},
                  {"members_may_invite", false},
                  {"right_of_kind", administers_school()},
                  {"reads", true},
                  {"mine", it.author}};
    return out;
  }

 private:
  /// A head gives roles below their own; where roles are given, administrators give any.
  bool rank_of_given() const {
    return action != "create_for_organisation" || administers_school() || it.given == Role::staff;
  }

  void add_relations(std::set<std::string>& out) const {
    if (record == "organisation" || record == "org_settings") {
      if (in_network()) out.insert("network");
      if (belongs()) out.insert("belongs");
      if (administers()) out.insert("admin");
      if (leads() && record == "org_settings") out.insert("leader");
    } else if (record == "person" || record == "membership") {
      if (in_network()) out.insert("network");
      if (belongs()) out.insert("belongs");
      if (administers()) out.insert("admin");
      if (leads() && record == "membership") out.insert("leader");
      if (is_self()) out.insert("self");
    } else if (record == "hub_status") {
      if (who() == "nadia") out.insert("admin");
    } else if (record == "email" || record == "audit") {
      if (administers()) out.insert("admin");
      if (is_self() || (record == "audit" && it.author)) out.insert("self");
    } else {
      add_of_papers(out);
    }
  }

  void add_of_papers(std::set<std::string>& out) const {
    if (administers()) out.insert("admin");
    bool const creates = action == "create" || action.starts_with("create_");
    // F: forbidden to those who may read the container. The table has no relation for who reads the school and is
    // nothing else to its papers: an author, who may not either, stands for them.
    if (creates && in_network() && action != "create_for_team") out.insert("author");
    if (it.author && !creates) out.insert("author");
    if (record == "import" && belongs()) out.insert("colleague");
    if (record != "invitation") return;
    if (leads() && action == "create_for_organisation") out.insert("leader");
    if (action != "create_for_team") return;
    if (who() == "lead") out.insert("team_lead");
    if (who() == "member") out.insert("team_member");
  }
};

OfficeWorld spoilt_of(OfficeWorld w) {
  w.node = w.target = {never};
  w.about = {never};
  w.membership = {never};
  w.team = {never};
  w.invitation = {never};
  w.import = {never};
  w.mail = {never};
  w.erasure = {never};
  return w;
}

}  // namespace

void OfficeStage::visit(Office const& office, std::function<void(PolicyCase const&)> const& visit) {
  std::optional<OfficeWorld> world;
  world.emplace(arrange(scenario_, office));
  for (bool const changing : {false, true}) {
    for (auto const& entry : office_entries()) {
      OfficeGrounds const grounds{office, *world, entry.record, entry.action};
      if (!grounds.is_possible()) continue;
      auto facts = grounds.facts();
      bool const changes = std::holds_alternative<Command>(entry.ask(*world)) &&
                           judge(entry.record, entry.action, facts).answer == "allow";
      if (changes != changing) continue;
      if (changing && !nothing_is_done) world.emplace(arrange(scenario_, office));
      PolicyCase one{entry.record,
                     entry.action,
                     &office.situation,
                     std::move(facts),
                     world->viewer.id(),
                     office.situation.fresh,
                     entry.ask(*world),
                     entry.ask(spoilt_of(*world)),
                     true,
                     {}};
      bool const creates = std::string(entry.action).starts_with("create");
      // What is hidden from somebody who sees the school is what is in it: nothing to compare with.
      one.hidden = !creates && !entry.listed && std::string(entry.record) != "audit";
      if (entry.listed) {
        one.listed = std::string(entry.record) == "import" ? "import_job/" + std::to_string(world->import.value)
                                                           : "invitation/" + std::to_string(world->invitation.value);
      }
      if (std::string(entry.record) == "audit") one.listed = "deeds";
      visit(one);
    }
  }
}

std::vector<Office> const& offices() {
  static std::vector<Office> const all = [] {
    std::vector<Office> out;
    auto const add = [&](std::string name, std::string who, Office office) {
      office.situation.name = name + " (" + who + ")";
      office.situation.who = std::move(who);
      out.push_back(std::move(office));
    };
    for (auto const* who : {"nadia", "tom", "own admin", "tess", "own head", "own staff", "lead", "member", "hugo",
                            "other trust's admin", "dan", "priya", "paul", "leo", "stranger"}) {
      add("at a school", who, {});
      add("about a leaver", who, {.concerned = Concerned::left});
      add("about an administrator", who, {.concerned = Concerned::administrator});
    }
    for (auto const* who : {"nadia", "tom", "own admin", "own staff", "other trust's admin", "dan"}) {
      add("about somebody of two trusts", who, {.concerned = Concerned::elsewhere_too});
    }
    for (auto const* who : {"own admin", "own staff", "own head"}) {
      add("about themselves", who, {.concerned = Concerned::viewer});
      add("about themselves, not fresh", who, {.situation = {.fresh = false}, .concerned = Concerned::viewer});
    }
    for (auto const* who : {"nadia", "tom", "own admin"}) {
      add("not fresh", who, {.situation = {.fresh = false}});
      add("looser settings", who, {.looser = true});
      add("their own papers", who, {.author = true});
      add("an erasure of their own asking", who, {.asked_by_viewer = true});
    }
    for (auto const* who : {"nadia", "tom", "own head"}) add("giving a head's role", who, {.given = Role::headteacher});
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
