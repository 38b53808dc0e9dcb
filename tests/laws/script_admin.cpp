// The story: organisations, people and their accounts, invitations and mail, imports, letters, and who is forgotten.
#include "tests/laws/script.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

std::uint64_t member(Accepted const& accepted, char const* name) {
  return Json::parse(accepted.record).at(name).get<std::uint64_t>();
}

std::string email_of(Scenario& s, PersonId person) { return s.store().credential_of(person)->email.value; }

std::uint32_t credential_version(Scenario& s, PersonId person) { return s.store().credential_of(person)->version; }

std::string state_of(Scenario& s, ImportId import) {
  return s.nadia.sees(GetImport{import}).at("state").get<std::string>();
}

void tick_while(Law& law, ImportId import, std::string const& state) {
  for (int i = 0; i < 50 && state_of(law.scenario(), import) == state; ++i) law.system(Tick{});
}

ImportRow row_of(std::uint32_t number, std::vector<std::string> const& cells) {
  ImportRow row{.number = number};
  for (auto const& it : cells) row.cells.values.push_back({it});
  return row;
}

ImportId opens(Law& law, Colleague const& author, OpenImport command,
               std::vector<std::vector<std::string>> const& rows) {
  command.rows = static_cast<std::uint32_t>(rows.size());
  ImportId const import{id_in(law.does(author, command))};
  AddImportRows add{.import = import, .rows = {}};
  for (std::uint32_t number = 2; auto const& it : rows) add.rows.values.push_back(row_of(number++, it));
  law.does(author, add);
  law.does(author, StartImportCheck{import});
  tick_while(law, import, "checking");
  return import;
}

ImportColumn column(std::string header, std::optional<ImportField> field = {}) {
  return {{std::move(header)}, field, {}};
}

EmailId mail_about(Law& law, Colleague const& who, OrganisationId node, std::string const& state) {
  auto const page = who.sees(ListEmails{node});
  for (auto const& it : page.at("items")) {
    if (it.at("state") == state) return {it.at("id").get<std::uint64_t>()};
  }
  throw std::runtime_error("no mail is " + state + " at step of " + std::to_string(law.checks()));
}

}  // namespace

void story::organisations(Law& law) {
  auto& s = law.scenario();
  auto const made = law.does(
      s.nadia,
      CreateOrganisation{
          .type = OrganisationType::school, .parent = s.moor, .title = {"Cold Edge School"}, .phase = Phase::primary});
  OrganisationId const school{id_in(made)};
  law.does(s.nadia, EditOrganisation{.organisation = school, .motto = Line{"Together."}, .crest = Crest{}});
  law.does(s.nadia, EditOrganisation{.organisation = s.beckside, .title = Name{"Beckside High"}});
  law.does(s.nadia, EditSettings{.organisation = s.moor, .team_reach = Reach::trust, .partners_allowed = false});
  law.does(s.nadia, EditSettings{.organisation = s.moor});
  law.does(s.nadia, CloseOrganisation{school});
  law.does(s.nadia, ReopenOrganisation{school});
  // From one trust to the other, with all its people, and back.
  law.does(s.nadia, MoveOrganisation{s.tarn, s.aire});
  law.does(s.nadia, MoveOrganisation{s.tarn, s.moor});
}

void story::administration(Law& law) {
  auto& s = law.scenario();
  auto const added =
      law.does(s.tom, AddPerson{.organisation = s.kirkby, .person_name = {"Ada Added"}, .email = {"ada@example.org"}});
  MembershipId const place{id_in(added)};
  Colleague const ada(s, PersonId{member(added, "person")});
  auto const second = law.does(s.tom, AddPerson{.organisation = s.mosslands,
                                                .person_name = {"Ada Added"},
                                                .email = {"ada@example.org"},
                                                .role = Role::subject_lead,
                                                .subjects = {{Name{"Art"}}},
                                                .starts = s.in_days(2)});
  law.advance(24h * 3);
  law.does(s.tom, ChangeRole{.membership = place, .role = Role::headteacher, .title = Line{"Acting head"}});
  law.does(s.tom, ChangeRole{.membership = place, .role = Role::administrator});
  law.does(s.tom, ChangeRole{.membership = place, .role = Role::staff});
  law.does(s.tom, GiveDuty{place, Duty::broker});
  law.does(s.tom, TakeDuty{place, Duty::broker});
  law.does(s.tom, RenamePerson{ada.id(), {"Ada Addison"}});
  law.does(s.tom, EditMembershipDates{.membership = place, .ends = s.in_days(1)});
  law.advance(24h * 2);
  law.does(s.tom, SendReset{ada.id()});
  law.system(SetPassword{ada.id(), credential_version(s, ada.id()), "$argon2id$first"});
  auto const session = law.system(OpenSession{ada.id(), std::string(64, '7'), "Firefox on Linux"});
  s.remember_session(ada.id(), {id_in(session)});
  law.does(ada, RefreshSession{{id_in(session)}});
  law.does(ada, ChangeEmail{ada.id(), {"ada.addison@example.org"}});
  law.system(ConfirmEmail{ada.id(), {"ada.addison@example.org"}});
  law.does(s.tom, EndSessions{ada.id()});
  law.does(s.tom, DisablePerson{ada.id()});
  law.does(s.tom, EnablePerson{ada.id()});
  law.system(AskReset{{"ada.addison@example.org"}});
  law.system(DisownReset{ada.id(), credential_version(s, ada.id())});
  law.does(s.tom, EndMembership{{id_in(second)}});
  law.does(s.tom, CreateMembership{.person = ada.id(), .organisation = s.kirkby, .role = Role::governor});
}

void story::invitations(Law& law) {
  auto& s = law.scenario();
  auto const invite = [&](std::string const& email) {
    return InvitationId{id_in(law.does(s.tom, InviteToOrganisation{.organisation = s.kirkby, .email = {email}}))};
  };
  auto const first = invite("new.one@example.org");
  law.does(s.tom, ResendInvitation{first});
  law.system(AcceptInvitation{
      .invitation = first, .generation = 2, .person_name = Name{"Nell Newone"}, .password_hash = "$argon2id$hash"});
  law.system(DeclineInvitation{invite("new.two@example.org"), 1});
  law.does(s.tom, RevokeInvitation{invite("new.three@example.org")});
  invite("new.four@example.org");
  auto const team = s.maths.team;
  auto const asked = law.does(s.sana, InviteToTeam{.team = team, .email = {email_of(s, s.gwen.id())}});
  law.does(s.gwen, AcceptInvitation{.invitation = {id_in(asked)}, .generation = 1, .person = s.gwen.id()});
  auto const guest = law.does(s.sana, InviteToTeam{.team = team,
                                                   .email = {"guest@diocese.example.org"},
                                                   .organisation = s.diocese,
                                                   .relation = TeamRelation::guest,
                                                   .channels = {{s.maths.partners}},
                                                   .ends = s.in_days(20)});
  law.system(AcceptInvitation{.invitation = {id_in(guest)},
                              .generation = 1,
                              .person_name = Name{"Greta Guest"},
                              .password_hash = "$argon2id$hash"});
  law.does(s.sana, InviteToTeam{.team = team, .email = {"another@example.org"}});
  // Mail goes out, is uncertain, and is sent again.
  auto const mail = mail_about(law, s.tom, s.kirkby, "due");
  law.system(TakeEmail{mail});
  law.system(ReportEmail{mail, EmailResult::uncertain, Line{"The connection broke."}});
  law.does(s.tom, SendEmailAgain{mail});
  law.system(TakeEmail{mail});
  law.system(ReportEmail{mail, EmailResult::sent, {}});
  law.advance(24h * 15);
}

void story::imports(Law& law) {
  auto& s = law.scenario();
  OpenImport staff{.organisation = s.aire,
                   .source = ImportSource::staff_file,
                   .extent = ImportExtent::delta,
                   .file_name = {"staff.csv"},
                   .columns = {{column("Email", ImportField::email), column("Name", ImportField::full_name),
                                column("School", ImportField::school_name), column("Job", ImportField::role)}}};
  auto const import = opens(law, s.tom, staff,
                            {{"ivy@example.org", "Ivy Imported", "Kirkby Road Primary", "Staff"},
                             {"nobody", "No Address", "Kirkby Road Primary", "Staff"}});
  law.does(s.tom, MapImportColumns{import, staff.columns});
  tick_while(law, import, "checking");
  law.does(s.tom, CommitImport{import, {}});
  tick_while(law, import, "committing");
  auto const second = opens(law, s.tom, staff, {{"jan@example.org", "Jan Second", "Mosslands High", "Staff"}});
  law.does(s.tom, CancelImport{second});
  // A school from the register is listed, seen by administrators, and joins.
  OpenImport schools{.organisation = s.network,
                     .source = ImportSource::register_schools,
                     .extent = ImportExtent::delta,
                     .file_name = {"edubasealldata.csv"},
                     .columns = {{column("URN"), column("EstablishmentName"), column("EstablishmentStatus (name)"),
                                  column("PhaseOfEducation (name)")}}};
  auto const listed = opens(law, s.nadia, schools, {{"990001", "Listed Lane School", "Open", "Primary"}});
  law.does(s.nadia, CommitImport{listed, {}});
  tick_while(law, listed, "committing");
  auto const page = s.nadia.sees(ListOrganisations{});
  for (auto const& it : page.at("items")) {
    if (it.at("state") != "listed") continue;
    law.does(s.nadia, JoinOrganisation{{it.at("id").get<std::uint64_t>()}, false});
    return;
  }
  throw std::runtime_error("the register listed nothing: " + page.dump());
}

void story::letters(Law& law) {
  auto& s = law.scenario();
  auto const team = s.maths.team;
  auto const first = law.does(s.dan, WriteToLeads{team, {"May I bring my class's work?"}});
  auto const second = law.does(s.carol, WriteToLeads{team, {"When do we meet?"}});
  // Who leads changes while it waits.
  law.does(s.sana, AppointLead{team, s.carol.id()});
  law.does(s.sana, AnswerLeadMessage{{id_in(first)}, {"Gladly."}});
  law.does(s.sana, ChangeTeamRelation{s.place_of(s.carol, team), TeamRelation::member});
  law.does(s.sana, AnswerLeadMessage{{id_in(second)}, {"On Monday."}});
  law.does(s.dan, WriteToLeads{team, {"One more thing."}});
}

void story::forgetting(Law& law) {
  auto& s = law.scenario();
  law.does(s.erin, NoteExport{s.erin.id()});
  law.does(s.tom, NoteAuditRead{});
  auto const withdrawn = law.does(s.bob, RequestErasure{s.bob.id(), ErasureManner::forget_all});
  law.does(s.bob, WithdrawErasure{{id_in(withdrawn)}});
  auto const refused = law.does(s.tom, RequestErasure{s.erin.id(), ErasureManner::forget_who});
  law.does(s.nadia, RefuseErasure{{id_in(refused)}});
  auto const who = law.does(s.tom, RequestErasure{s.gwen.id(), ErasureManner::forget_who});
  law.does(s.nadia, ApproveErasure{{id_in(who)}});
  auto const all = law.does(s.bob, RequestErasure{s.bob.id(), ErasureManner::forget_all});
  law.does(s.tom, ApproveErasure{{id_in(all)}});
  for (int i = 0; i < 20; ++i) law.system(Tick{});
  law.advance(limits::window_age_max + 1h);
  law.system(CompleteErasure{{id_in(all)}});
  law.system(CompleteErasure{{id_in(who)}});
}

}  // namespace staffroom::tests
