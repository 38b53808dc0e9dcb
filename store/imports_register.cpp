// Rows of the national register: trusts, schools, and which school followed which. What it says replaces what it said
// before; what an organisation says of itself once it has joined stays. Nothing is made twice, and nothing is moved
// that has joined.
#include <charconv>

#include "protocol/codec.hpp"
#include "store/decide.hpp"
#include "store/imports.hpp"
#include "store/index_rows.hpp"
#include "store/tree.hpp"

namespace staffroom::imports {
namespace {

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "01-09-1992", "01/09/1992" or "1992-09-01" as "1992-09-01"; nothing when it is none of them.
std::optional<Name> day_of(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  bool const year_first = text[4] == '-';
  char const mark = year_first ? '-' : text[2];
  if (mark != '-' && mark != '/') return std::nullopt;
  auto const year = number_of(year_first ? text.substr(0, 4) : text.substr(6));
  auto const month = number_of(year_first ? text.substr(5, 2) : text.substr(3, 2));
  auto const day = number_of(year_first ? text.substr(8) : text.substr(0, 2));
  if (text[year_first ? 7 : 5] != mark || !year || !month || !day) return std::nullopt;
  if (*year < 1000 || *month < 1 || *month > 12 || *day < 1 || *day > 31) return std::nullopt;
  std::string out = std::to_string(*year) + (*month < 10 ? "-0" : "-") + std::to_string(*month);
  return Name{out + (*day < 10 ? "-0" : "-") + std::to_string(*day)};
}

/// What the register writes when it has nothing to say.
bool says_nothing(std::string_view text) {
  for (auto const* none : {"", "Not recorded", "Not applicable", "Does not apply", "None", "Unknown"}) {
    if (text == none) return true;
  }
  return false;
}
std::optional<Name> said(std::string_view text) { return says_nothing(text) ? std::nullopt : text_of<Name>(text); }

std::optional<Phase> phase_of(std::uint32_t code, std::uint32_t type) {
  switch (code) {
    case 1: return Phase::nursery;
    case 2:
    case 3: return Phase::primary;
    case 4:
    case 5: return Phase::secondary;
    case 6: return Phase::sixteen_plus;
    case 7: return Phase::all_through;
    default: break;
  }
  for (std::uint32_t const special : {7U, 8U, 12U, 33U, 36U, 44U}) {
    if (type == special) return Phase::special;
  }
  return std::nullopt;
}

std::optional<Phase> phase_named(std::string_view name) {
  if (name == "Nursery") return Phase::nursery;
  if (name == "Primary" || name == "Middle deemed primary") return Phase::primary;
  if (name == "Secondary" || name == "Middle deemed secondary") return Phase::secondary;
  if (name == "16 plus") return Phase::sixteen_plus;
  return name == "All-through" ? std::optional(Phase::all_through) : std::nullopt;
}

std::optional<Line> website_of(std::string_view text) {
  if (text.empty() || text.find(' ') != std::string_view::npos || text.find('.') == std::string_view::npos) return {};
  auto const lower = folded(text);
  bool const whole = lower.starts_with("http://") || lower.starts_with("https://");
  if (!whole && lower.find(':') != std::string::npos) return {};
  return text_of<Line>(whole ? std::string(text) : "http://" + std::string(text));
}

OrganisationId by_number(View const& view, Index index, std::uint32_t number) {
  OrganisationId found;
  view.scan_index(IndexKey(index).u32(number).take(), {}, [&](std::string_view, std::string_view value) {
    found = OrganisationId{read_u64(value)};
    return false;
  });
  return found;
}

bool is_closed(Rare<Register> const& facts) {
  return facts && facts->status && folded(facts->status->value) == "closed";
}

bool is_same(Organisation const& a, Organisation const& b) { return to_json(a) == to_json(b); }

/// Closing in the register closes what has joined, once: an administrator may open it again.
bool note_closing(Organisation& now, Rare<Register> const& before) {
  if (now.state != OrganisationState::joined || !is_closed(now.register_facts) || is_closed(before)) return false;
  now.state = OrganisationState::closed;
  return true;
}

Planned added(Desk const& desk, Asked& asked, ImportRow row, Organisation made, std::string_view words) {
  made.id = asked.take<OrganisationId>();
  made.state = OrganisationState::listed;
  made.created = asked.now;
  if (auto may = Door(desk.view, asked).may(Thing::organisation, Action::create_child, {.organisation = made.parent});
      !may) {
    return failed(std::move(row), may.error());
  }
  row.organisation = made.id;
  Change change;
  change.put(std::move(made));
  return passed(std::move(row), RowOutcome::added, words, std::move(change));
}

Planned changed(Desk const& desk, Asked& asked, ImportRow row, Organisation const& before, Organisation after,
                std::string words) {
  row.organisation = before.id;
  auto const old_parent = before.parent;
  if (is_same(before, after)) return passed(std::move(row), RowOutcome::same, words);
  Door const door(desk.view, asked);
  if (auto may = door.may(Thing::organisation, Action::edit, {.organisation = before.id}); !may) {
    return failed(std::move(row), may.error());
  }
  if (after.parent != old_parent) {
    if (auto may = door.may(Thing::organisation, Action::create_child, {.organisation = after.parent}); !may) {
      return failed(std::move(row), may.error());
    }
    auto const parent = desk.view.find<Organisation>(*after.parent);
    words = "Now listed under " + (parent ? parent->name.value : std::string("the network")) + ". " + words;
  }
  ++after.version;
  Change change;
  change.put(std::move(after));
  return passed(std::move(row), RowOutcome::changed, words.empty() ? "What the register says has changed." : words,
                std::move(change));
}

/// The fields that follow the register until an organisation has joined; then they are its own.
void follow(Organisation& after, Organisation const& said) {
  after.name = said.name;
  after.town = said.town;
  after.phase = said.phase;
  after.character = said.character;
  after.website = said.website;
}

/// What the register says of a school, as an organisation without id, parent and state.
Organisation school_of(Columns const& columns, ImportRow const& row) {
  auto const cell = [&](std::string_view header) { return columns.cell(row, header); };
  auto const number = [&](std::string_view header) { return number_of(cell(header)); };
  Organisation school{.type = OrganisationType::school};
  if (auto name = text_of<Name>(cell("EstablishmentName"))) school.name = *std::move(name);
  school.phase =
      phase_of(number("PhaseOfEducation (code)").value_or(0), number("TypeOfEstablishment (code)").value_or(0));
  if (!school.phase) school.phase = phase_named(cell("PhaseOfEducation (name)"));
  school.character = said(cell("ReligiousCharacter (name)"));
  school.town = said(cell("Town"));
  school.website = website_of(cell("SchoolWebsite"));
  Register facts{.urn = number("URN"),
                 .group_uid = number("Trusts (code)"),
                 .ukprn = number("UKPRN"),
                 .status = said(cell("EstablishmentStatus (name)")),
                 .establishment_type = said(cell("TypeOfEstablishment (name)")),
                 .gender = said(cell("Gender (name)")),
                 .age_low = number("StatutoryLowAge"),
                 .age_high = number("StatutoryHighAge"),
                 .pupils = number("NumberOfPupils"),
                 .capacity = number("SchoolCapacity"),
                 .local_authority = said(cell("LA (name)")),
                 .region = said(cell("GOR (name)")),
                 .diocese = said(cell("Diocese (name)")),
                 .opened = day_of(cell("OpenDate")),
                 .closed = day_of(cell("CloseDate")),
                 .easting = number("Easting"),
                 .northing = number("Northing"),
                 .postcode = said(cell("Postcode"))};
  auto const authority = number("LA (code)");
  auto const establishment = number("EstablishmentNumber");
  if (authority && establishment && *authority < 1000 && *establishment < 10'000) {
    facts.laestab = *authority * 10'000 + *establishment;
  }
  // Some years' files have the status as a code only.
  auto const status = number("EstablishmentStatus (code)");
  if (!facts.status && status) facts.status = Name{*status == 2 ? "Closed" : "Open"};
  school.register_facts = std::move(facts);
  return school;
}

Organisation trust_of(Columns const& columns, ImportRow const& row) {
  auto const cell = [&](std::string_view header) { return columns.cell(row, header); };
  Organisation trust{.type = OrganisationType::trust};
  if (auto name = text_of<Name>(cell("Group Name"))) trust.name = *std::move(name);
  trust.town = said(cell("Group Town"));
  auto opened = day_of(cell("Incorporated on (open date)"));
  if (!opened) opened = day_of(cell("Open date"));
  trust.register_facts = Register{.group_uid = number_of(cell("Group UID")),
                                  .group_id = said(cell("Group ID")),
                                  .companies_house = said(cell("Companies House Number")),
                                  .ukprn = number_of(cell("UKPRN")),
                                  .status = said(cell("Group Status")),
                                  .establishment_type = said(cell("Group Type")),
                                  .opened = std::move(opened),
                                  .closed = day_of(cell("Closed Date")),
                                  .postcode = said(cell("Group Postcode"))};
  return trust;
}

/// Listed schools that the register names under this trust come to it. How many there were.
std::uint32_t gather_schools(Change& change, Desk const& desk, std::uint32_t group, OrganisationId trust) {
  std::uint32_t moved = 0;
  auto const prefix = IndexKey(Index::schools_awaiting_group).u32(group).take();
  desk.view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const school = desk.view.find<Organisation>(OrganisationId{read_u64(key.substr(5))});
    if (!school || school->parent == trust) return true;
    auto after = *school;
    after.parent = trust;
    ++after.version;
    change.put(std::move(after));
    ++moved;
    return true;
  });
  return moved;
}

bool is_trust(std::string_view code, std::string_view name) {
  auto const number = number_of(code);
  if (number) return *number == 6 || *number == 10;
  return name == "Multi-academy trust" || name == "Single-academy trust";
}

std::string closed_word(Rare<Register> const& facts) {
  return is_closed(facts) ? std::string("Closed in the register. ") : std::string();
}

}  // namespace

Planned plan_group(Desk const& desk, Asked& asked, ImportRow row) {
  auto const& columns = desk.columns;
  auto const type = columns.cell(row, "Group Type");
  if (!is_trust(columns.cell(row, "Group Type (code)"), type)) {
    return passed(std::move(row), RowOutcome::skipped, "Not an academy trust: left out.");
  }
  auto said_now = trust_of(columns, row);
  auto const group = said_now.register_facts->group_uid;
  if (!group) return failed(std::move(row), "The group's number is missing or is no number.", Line{"Group UID"});
  if (said_now.name.empty()) return failed(std::move(row), "The group's name is missing.", Line{"Group Name"});
  auto const id = by_number(desk.view, Index::organisations_by_group, *group);
  auto const before = id ? desk.view.find<Organisation>(id) : nullptr;
  Planned planned;
  if (!before) {
    said_now.parent = tree::root(desk.view);
    auto const words = closed_word(said_now.register_facts) + "Listed: " + said_now.name.value;
    planned = added(desk, asked, std::move(row), std::move(said_now), words);
  } else {
    auto after = *before;
    after.register_facts = said_now.register_facts;
    after.register_facts->successor = before->register_facts ? before->register_facts->successor : std::nullopt;
    if (before->state == OrganisationState::listed) follow(after, said_now);
    std::string const words = note_closing(after, before->register_facts) ? "Closed in the register: closed here." : "";
    planned = changed(desk, asked, std::move(row), *before, std::move(after), words);
  }
  if (planned.row.outcome == RowOutcome::error) return planned;
  auto const moved = gather_schools(planned.change, desk, *group, *planned.row.organisation);
  if (moved > 0) {
    if (planned.row.outcome == RowOutcome::same) planned.row.outcome = RowOutcome::changed;
    auto const words = planned.row.problem.value_or(Line{}).value;
    auto const come = std::to_string(moved) + (moved == 1 ? " school comes" : " schools come") + " under it.";
    planned.row.problem = text_of<Line>(words.empty() ? come : words + (words.ends_with('.') ? " " : ". ") + come);
  }
  return planned;
}

Planned plan_school(Desk const& desk, Asked& asked, ImportRow row) {
  auto said_now = school_of(desk.columns, row);
  auto const urn = said_now.register_facts->urn;
  if (!urn) return failed(std::move(row), "The URN is missing or is no number.", Line{"URN"});
  if (said_now.name.empty()) return failed(std::move(row), "The name is missing.", Line{"EstablishmentName"});
  auto const group = said_now.register_facts->group_uid;
  auto const trust = group ? by_number(desk.view, Index::organisations_by_group, *group) : OrganisationId{};
  auto const wanted = trust ? trust : tree::root(desk.view);
  auto const id = by_number(desk.view, Index::organisations_by_urn, *urn);
  auto const before = id ? desk.view.find<Organisation>(id) : nullptr;
  if (!before) {
    said_now.parent = wanted;
    auto const words = closed_word(said_now.register_facts) + "Listed: " + said_now.name.value;
    return added(desk, asked, std::move(row), std::move(said_now), words);
  }
  auto after = *before;
  after.register_facts = said_now.register_facts;
  after.register_facts->successor = before->register_facts ? before->register_facts->successor : std::nullopt;
  std::string words;
  if (before->state == OrganisationState::listed) {
    follow(after, said_now);
    after.parent = wanted;
  } else {
    if (note_closing(after, before->register_facts)) words = "Closed in the register: closed here. ";
    if (trust && before->parent != trust) {
      auto const named = desk.view.find<Organisation>(trust);
      words += "The register names another trust, " + named->name.value + ". Move the school on its own page.";
    }
  }
  return changed(desk, asked, std::move(row), *before, std::move(after), words);
}

Planned plan_link(Desk const& desk, Asked& asked, ImportRow row) {
  auto const& columns = desk.columns;
  auto const kind = folded(columns.cell(row, "LinkType"));
  bool const forward = kind.starts_with("successor");
  if (!forward && !kind.starts_with("predecessor")) {
    return passed(std::move(row), RowOutcome::skipped, "Neither successor nor predecessor: left out.");
  }
  auto const one = number_of(columns.cell(row, "URN"));
  auto const other = number_of(columns.cell(row, "LinkURN"));
  if (!one || !other) {
    return failed(std::move(row), "The URN is missing or is no number.", Line{one ? "LinkURN" : "URN"});
  }
  auto const old_school = by_number(desk.view, Index::organisations_by_urn, forward ? *one : *other);
  auto const new_school = by_number(desk.view, Index::organisations_by_urn, forward ? *other : *one);
  auto const before = old_school ? desk.view.find<Organisation>(old_school) : nullptr;
  auto const next = new_school ? desk.view.find<Organisation>(new_school) : nullptr;
  if (!before || !next || !before->register_facts) {
    return passed(std::move(row), RowOutcome::skipped, "One of the two schools is not in the hub: left out.");
  }
  auto after = *before;
  std::string words = next->name.value + " followed " + before->name.value + ".";
  if (after.register_facts->successor && after.register_facts->successor != new_school) {
    words = before->name.value + " has a successor already; the first one stays.";
  } else {
    after.register_facts->successor = new_school;
  }
  return changed(desk, asked, std::move(row), *before, std::move(after), words);
}

}  // namespace staffroom::imports
