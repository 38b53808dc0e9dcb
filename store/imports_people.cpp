// Rows of staff files: joiners, those whose role or dates change, leavers. Each row is made of the very commands that
// its author could send one by one, and passes the door as they would.
#include <algorithm>
#include <set>

#include "store/accounts.hpp"
#include "store/decide.hpp"
#include "store/imports.hpp"
#include "store/imports_people_words.hpp"
#include "store/imports_row_work.hpp"
#include "store/index_rows.hpp"
#include "store/mails.hpp"
#include "store/memberships.hpp"
#include "store/overlay_view.hpp"
#include "store/tree.hpp"

namespace staffroom::imports {
namespace {

using enum ImportField;

/// What a row says, read but not yet compared with the hub.
struct Wanted {
  std::shared_ptr<Organisation const> node;
  Email email;
  Name name;
  std::optional<Role> role;
  std::optional<Name> title;
  std::optional<Many<Name, 20>> subjects;  // absent: the file says nothing of them
  std::vector<TeamId> teams;
  std::optional<Date> starts, ends;
  std::optional<Name> staff_id;
  bool leaves = false;
};

MembershipSource source_of(ImportJob const& job) {
  return job.source == ImportSource::one_roster ? MembershipSource::one_roster : MembershipSource::staff_file;
}

/// The membership that the row is about: of this source; else one with the same role; else one that is no office of its
/// own. An administrator's is left alone unless the row says administrator, or that the person has left.
std::shared_ptr<Membership const> membership_of(Desk const& desk, PersonId person, Wanted const& wanted) {
  std::shared_ptr<Membership const> best;
  int best_fit = 0;
  for (auto const& it : tree::memberships_of(desk.view, person)) {
    if (it->organisation != wanted.node->id || it->state == Standing::ended) continue;
    auto const terms = memberships::terms_of(desk.view, *it);
    int fit = terms.source == source_of(desk.job) ? 3 : 1;
    bool const is_office = it->role == Role::administrator || (fit < 3 && it->role == Role::governor);
    if (it->role == wanted.role) {
      ++fit;
    } else if (is_office && !wanted.leaves) {
      fit = 0;
    }
    if (fit > best_fit) {
      best = it;
      best_fit = fit;
    }
  }
  return best;
}

std::shared_ptr<Membership const> by_staff_id(Desk const& desk, OrganisationId node, std::string_view id) {
  if (id.empty()) return nullptr;
  auto key = IndexKey(Index::memberships_by_staff_id).id(node).byte(std::uint8_t(source_of(desk.job)));
  auto const wanted = key.text(id).take();
  std::shared_ptr<Membership const> found;
  desk.view.scan_index(wanted, {}, [&](std::string_view stored, std::string_view value) {
    if (stored == wanted) found = desk.view.find<Membership>(MembershipId{read_u64(value)});
    return false;
  });
  return found;
}

std::optional<Name> name_of_person(Desk const& desk, ImportRow const& row) {
  auto const full = desk.columns.cell(row, full_name);
  if (!full.empty()) {
    // "Khan, Sana" as some registers print it.
    auto const comma = full.find(", ");
    if (comma == std::string_view::npos) return text_of<Name>(full);
    return text_of<Name>(std::string(full.substr(comma + 2)) + " " + std::string(full.substr(0, comma)));
  }
  auto const given = desk.columns.cell(row, given_name);
  auto const family = desk.columns.cell(row, family_name);
  return text_of<Name>(std::string(given) + (given.empty() ? "" : " ") + std::string(family));
}

std::optional<Wrong> read_role(Desk const& desk, ImportRow const& row, Wanted& wanted) {
  auto const said = desk.columns.cell(row, ImportField::role);
  wanted.title = text_of<Name>(desk.columns.cell(row, ImportField::title));
  if (desk.columns.has(ImportField::subjects)) wanted.subjects.emplace();
  for (auto& subject : list_of(desk.columns.cell(row, ImportField::subjects))) {
    if (wanted.subjects->size() == wanted.subjects->size_max) break;
    Name one{std::move(subject)};
    if (!wanted.subjects->contains(one)) wanted.subjects->values.push_back(std::move(one));
  }
  if (said.empty()) return {};
  auto word = role_of(said, wanted.node->type);
  if (!word) return Wrong{word.error().detail, ImportField::role};
  wanted.role = word->role;
  if (word->is_title && !wanted.title) wanted.title = text_of<Name>(said);
  if (word->subject && (!wanted.subjects || wanted.subjects->empty())) {
    wanted.subjects.emplace();
    wanted.subjects->values.push_back(*std::move(word->subject));
  }
  return {};
}

std::optional<Wrong> read_days(Desk const& desk, Asked const& asked, ImportRow const& row, Wanted& wanted) {
  auto const first = date_of(desk.columns.cell(row, ImportField::starts));
  if (!first) return Wrong{first.error().detail, ImportField::starts};
  auto const last = date_of(desk.columns.cell(row, ImportField::ends));
  if (!last) return Wrong{last.error().detail, ImportField::ends};
  wanted.starts = *first;
  wanted.ends = *last;
  if (wanted.starts && wanted.ends && *wanted.ends < *wanted.starts) {
    return Wrong{"The last day lies before the first.", ImportField::ends};
  }
  auto const left = has_left(desk.columns.cell(row, ImportField::status));
  if (!left) return Wrong{left.error().detail, ImportField::status};
  wanted.leaves = *left || (wanted.ends && *wanted.ends < asked.today);
  return {};
}

void find_teams(Desk& desk) {
  if (std::exchange(desk.looked_for_teams, true)) return;
  desk.view.scan_index(IndexKey(Index::teams_all).take(), {}, [&](std::string_view key, std::string_view) {
    auto const team = desk.view.find<Team>(TeamId{~read_u64(key.substr(1))});
    if (team && team->state != Archival::archived) desk.teams[folded(team->name.value)].push_back(team->id);
    return true;
  });
}

/// The nearest team of that name: the school's own, then its trust's, then the network's.
std::optional<Wrong> read_teams(Desk& desk, Asked const& asked, ImportRow const& row, Wanted& wanted) {
  auto const names = list_of(desk.columns.cell(row, ImportField::teams));
  if (names.empty()) return {};
  find_teams(desk);
  auto near = tree::ancestors(desk.view, wanted.node->id);
  near.insert(near.begin(), wanted.node->id);
  Door const door(desk.view, asked);
  for (auto const& name : names) {
    std::vector<TeamId> found;
    for (auto const owner : near) {
      if (!found.empty()) break;
      auto const same = desk.teams.find(folded(name));
      if (same == desk.teams.end()) break;
      for (auto const id : same->second) {
        auto const team = door.readable<Team>("", id);
        if (team && (*team)->organisation == owner) found.push_back(id);
      }
    }
    if (found.empty())
      return Wrong{"No team of the school, its trust or the network has this name.", ImportField::teams};
    if (found.size() > 1) return Wrong{"Two teams have this name: rename one of them first.", ImportField::teams};
    wanted.teams.push_back(found.front());
  }
  return {};
}

std::optional<Wrong> read_row(Desk& desk, Asked const& asked, ImportRow const& row, Wanted& wanted) {
  auto const address = folded(desk.columns.cell(row, email));
  if (address.empty()) return Wrong{"The e-mail address is missing.", email};
  if (address.size() > limits::email_length_max || !mails::is_address(address)) {
    return Wrong{"This is no e-mail address.", email};
  }
  wanted.email = Email{address};
  wanted.staff_id = text_of<Name>(desk.columns.cell(row, staff_id));
  if (auto wrong = read_days(desk, asked, row, wanted)) return wrong;
  if (wanted.leaves) return {};
  auto name = name_of_person(desk, row);
  if (!name) return Wrong{"The name is missing.", desk.columns.has(full_name) ? full_name : family_name};
  wanted.name = *std::move(name);
  if (auto wrong = read_role(desk, row, wanted)) return wrong;
  if (wanted.node->state == OrganisationState::listed) {
    return Wrong{wanted.node->name.value + " is listed only: let it join first.", school_urn};
  }
  if (wanted.node->state == OrganisationState::closed)
    return Wrong{wanted.node->name.value + " is closed.", school_urn};
  return read_teams(desk, asked, row, wanted);
}

// ---- what a row does

Result<void> add_to_teams(RowWork& work, Wanted const& wanted, Membership const& membership) {
  if (wanted.teams.empty()) return {};
  if (membership.state != Standing::current) {
    work.say("teams only from the first day on, by another import");
    return {};
  }
  for (auto const team : wanted.teams) {
    auto const standing = work.view().standing(membership.person);
    if (standing && standing->place_in(team)) continue;
    TRY(work.run(AddTeamMember{team, membership.person}));
    work.say("joins the team " + work.view().find<Team>(team)->name.value);
  }
  return {};
}

/// From now on this file speaks for the membership.
bool keep_by_file(RowWork& work, Desk const& desk, Wanted const& wanted, Membership const& membership) {
  auto terms = memberships::terms_of(work.view(), membership);
  bool const ours = terms.source == source_of(desk.job);
  bool const same_id = !wanted.staff_id || terms.staff_id == wanted.staff_id;
  if ((ours && same_id) || membership.role == Role::administrator) return false;
  terms.source = source_of(desk.job);
  if (wanted.staff_id) terms.staff_id = wanted.staff_id;
  ++terms.version;
  work.put(std::move(terms));
  return true;
}

Result<void> change_role(RowWork& work, Wanted const& wanted, Membership const& membership) {
  bool const other_role = wanted.role && *wanted.role != membership.role;
  bool const other_title = wanted.title && wanted.title != membership.title;
  bool const other_subjects = wanted.subjects && *wanted.subjects != membership.subjects;
  if (!other_role && !other_title && !other_subjects) return {};
  ChangeRole command{.membership = membership.id, .role = wanted.role.value_or(membership.role)};
  if (wanted.title) command.title = Line{wanted.title->value};
  command.subjects = wanted.subjects;
  TRY(work.run(command));
  if (other_role) work.say(std::string(name_of(membership.role)) + " becomes " + std::string(name_of(*wanted.role)));
  if (other_title) work.say("job title: " + wanted.title->value);
  if (other_subjects) work.say("other subjects");
  return {};
}

Result<void> change_days(RowWork& work, Desk const& desk, Wanted const& wanted, Membership const& membership) {
  auto const terms = memberships::terms_of(work.view(), membership);
  auto const first = desk.columns.has(starts) && wanted.starts ? wanted.starts : terms.starts;
  auto const last = desk.columns.has(ends) ? wanted.ends : terms.ends;
  if (first == terms.starts && last == terms.ends) return {};
  TRY(work.run(EditMembershipDates{.membership = membership.id, .starts = first, .ends = last}));
  if (first != terms.starts && first) work.say("first day: " + words_of(*first));
  if (last != terms.ends) work.say(last ? "last day: " + words_of(*last) : std::string("without a last day"));
  return {};
}

Planned change_member(Desk const& desk, Asked& asked, ImportRow row, Wanted const& wanted,
                      Membership const& membership) {
  RowWork work(desk, asked);
  if (auto done = change_role(work, wanted, membership); !done) {
    return failed(std::move(row), done.error(), desk.columns.header_of(role));
  }
  if (auto done = change_days(work, desk, wanted, membership); !done) {
    return failed(std::move(row), done.error(), desk.columns.header_of(starts));
  }
  auto const now = work.view().find<Membership>(membership.id);
  if (auto done = add_to_teams(work, wanted, *now); !done) {
    return failed(std::move(row), done.error(), desk.columns.header_of(teams));
  }
  bool const kept = keep_by_file(work, desk, wanted, *now);
  if (kept && !work.any()) work.say("kept by this file from now on");
  auto change = work.take();
  if (change.puts.empty()) return passed(std::move(row), RowOutcome::same, capital(work.words()));
  return passed(std::move(row), RowOutcome::changed, capital(work.words()), std::move(change));
}

/// Where else the author knows the person to be.
std::string also(Desk const& desk, Asked const& asked, PersonId person) {
  Door const door(desk.view, asked);
  for (auto const& it : tree::memberships_of(desk.view, person)) {
    if (it->state != Standing::current || !door.may_read(*it)) continue;
    if (auto const node = door.readable<Organisation>("", it->organisation)) return (*node)->name.value;
  }
  return {};
}

Planned add_member(Desk const& desk, Asked& asked, ImportRow row, Wanted const& wanted, PersonId known) {
  RowWork work(desk, asked);
  bool const partner = wanted.node->type == OrganisationType::partner;
  AddPerson const command{.organisation = wanted.node->id,
                          .person_name = wanted.name,
                          .email = wanted.email,
                          .role = wanted.role.value_or(partner ? Role::partner : Role::staff),
                          .title = wanted.title,
                          .subjects = wanted.subjects.value_or(Many<Name, 20>{}),
                          .starts = wanted.starts,
                          .ends = wanted.ends};
  auto words = "joins " + wanted.node->name.value + " as " + std::string(name_of(command.role));
  if (wanted.starts && *wanted.starts > asked.today) words += " from " + words_of(*wanted.starts);
  if (wanted.ends) words += " until " + words_of(*wanted.ends);
  if (auto const elsewhere = known ? also(desk, asked, known) : ""; !elsewhere.empty())
    words += ", besides " + elsewhere;
  work.say(std::move(words));
  if (auto done = work.run(command); !done) {
    auto const field = done.error().path == "body.email" ? email : role;
    return failed(std::move(row), done.error(), desk.columns.header_of(field));
  }
  auto const person = accounts::person_with(work.view(), wanted.email.value);
  auto const made = tree::memberships_of(work.view(), person).back();
  keep_by_file(work, desk, wanted, *made);
  if (auto done = add_to_teams(work, wanted, *made); !done) {
    return failed(std::move(row), done.error(), desk.columns.header_of(teams));
  }
  row.person = person;
  row.membership = made->id;
  return passed(std::move(row), RowOutcome::added, capital(work.words()), work.take());
}

Planned end_member(Desk const& desk, Asked& asked, ImportRow row, Membership const& membership) {
  if (membership.person == asked.actor.person) {
    return failed(std::move(row), "This is you, and the file says that you left. Another administrator can end it.");
  }
  RowWork work(desk, asked);
  auto const node = desk.view.find<Organisation>(membership.organisation);
  if (auto done = work.run(EndMembership{membership.id}); !done) return failed(std::move(row), done.error());
  work.say("leaves " + (node ? node->name.value : std::string("the organisation")));
  auto const elsewhere = also({work.view(), desk.job}, asked, membership.person);
  auto const standing = work.view().standing(membership.person);
  if (!standing || !standing->is_current()) {
    work.say("access to the hub ends");
  } else if (!elsewhere.empty()) {
    work.say("stays at " + elsewhere);
  }
  return passed(std::move(row), RowOutcome::leaver, capital(work.words()), work.take());
}

}  // namespace

std::string identity_of(Desk& desk, ImportRow const& row) {
  auto const cell = [&](std::string_view header) { return desk.columns.cell(row, header); };
  auto const number = [](std::string_view text) {
    auto const digits = text.find_first_not_of('0');
    return digits == std::string_view::npos ? std::string() : std::string(text.substr(digits));
  };
  switch (desk.job.source) {
    case ImportSource::register_schools: return number(cell("URN"));
    case ImportSource::register_groups: return number(cell("Group UID"));
    case ImportSource::register_links: return {};
    case ImportSource::contracts: return identity_of_contract(desk, row);
    case ImportSource::staff_file:
    case ImportSource::one_roster: break;
  }
  auto const address = folded(desk.columns.cell(row, email));
  if (address.empty()) return {};
  std::optional<Wrong> wrong;
  auto const node = place_of(desk, row, wrong);
  return node ? address + " at " + std::to_string(node->id.value) : address;
}

Planned plan_person(Desk& desk, Asked& asked, ImportRow row) {
  std::optional<Wrong> wrong;
  Wanted wanted;
  auto const fail = [&] { return failed(std::move(row), wrong->words, desk.columns.header_of(wrong->field)); };
  wanted.node = place_of(desk, row, wrong);
  if (!wanted.node) return fail();
  row.organisation = wanted.node->id;
  wrong = read_row(desk, asked, row, wanted);
  // Also of a row with an error: who is in the file has not left.
  auto const known = accounts::person_with(desk.view, folded(desk.columns.cell(row, email)));
  std::shared_ptr<Membership const> membership;
  if (known) membership = membership_of(desk, known, wanted);
  if (!membership) membership = by_staff_id(desk, wanted.node->id, desk.columns.cell(row, staff_id));
  if (membership) {
    row.membership = membership->id;
    row.person = membership->person;
  }
  if (wrong) return fail();
  if (membership && membership->person != known) {
    auto const words =
        "This staff id is known with another e-mail address. Change the address on the person's page first.";
    return failed(std::move(row), words, desk.columns.header_of(email));
  }
  if (wanted.leaves && !membership) return passed(std::move(row), RowOutcome::same, "Has left, and is not here.");
  if (wanted.leaves) return end_member(desk, asked, std::move(row), *membership);
  if (membership) return change_member(desk, asked, std::move(row), wanted, *membership);
  return add_member(desk, asked, std::move(row), wanted, known);
}

Planned plan_leaver(Desk const& desk, Asked& asked, ImportRow row) {
  auto const membership = row.membership ? desk.view.find<Membership>(*row.membership) : nullptr;
  if (!membership || membership->state == Standing::ended) {
    return passed(std::move(row), RowOutcome::same, "Has left already.");
  }
  return end_member(desk, asked, std::move(row), *membership);
}

}  // namespace staffroom::imports
