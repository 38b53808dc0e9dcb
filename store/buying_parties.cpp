// Who has to do with contracts, pools and savings, and how what is bound to them follows when they change.
#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <chrono>
#include <set>

#include "protocol/codec.hpp"
#include "protocol/json_text.hpp"
#include "store/buying.hpp"
#include "store/calendar.hpp"
#include "store/contracts.hpp"
#include "store/following.hpp"
#include "store/money.hpp"
#include "store/organisations_settings.hpp"
#include "store/resources.hpp"
#include "store/seats.hpp"
#include "store/talk.hpp"
#include "store/tree.hpp"

namespace staffroom {

using buying::ContractPtr;
using buying::ParticipationPtr;
using buying::PoolPtr;
using buying::SavingPtr;

// ---- people

AudienceType buying::atom_of(Role role) {
  switch (role) {
    case Role::headteacher:
    case Role::trust_leader: return AudienceType::leaders;
    case Role::administrator: return AudienceType::administrators;
    case Role::governor: return AudienceType::governors;
    default: return AudienceType::managers;
  }
}

bool buying::holds_seat(PersonStanding const& standing, ContractSeat const& seat) {
  Audience const wanted{atom_of(seat.role), seat.organisation.value};
  return std::binary_search(standing.audiences.begin(), standing.audiences.end(), wanted);
}

std::vector<PersonId> buying::people_of(View const& view, ContractSeat const& seat) {
  auto people = holders_on(view, seat.organisation, seat.role);
  return people.empty() ? managers_of(view, seat.organisation) : people;
}

std::vector<PersonId> buying::managers_of(View const& view, OrganisationId organisation) {
  auto people = nearest_holders(view, organisation, Role::business_manager);
  return people.empty() ? seat_holders(view, organisation) : people;
}

std::vector<PersonId> buying::leaders_of(View const& view, OrganisationId organisation) {
  return nearest_leaders(view, organisation);
}

namespace {

bool leads_at(View const& view, PersonStanding const& standing, OrganisationId node) {
  return standing.holds(view, node, Role::headteacher) || standing.holds(view, node, Role::trust_leader);
}

bool is_signatory(View const& view, PersonStanding const& standing, OrganisationId school) {
  return std::any_of(standing.roles.begin(), standing.roles.end(), [&](auto const& role) {
    return role.role == Role::business_manager && role.duties.contains(Duty::signatory) && !role.on_partner &&
           tree::is_within(view, school, role.organisation);
  });
}

}  // namespace

bool buying::signs_for(View const& view, PersonStanding const& standing, OrganisationId school) {
  return leads_at(view, standing, school) || is_signatory(view, standing, school);
}

std::optional<PoolCapacity> buying::capacity_of(View const& view, PersonStanding const& standing,
                                                OrganisationId school) {
  if (standing.holds(view, school, Role::headteacher)) return PoolCapacity::headteacher;
  if (standing.holds(view, school, Role::trust_leader)) return PoolCapacity::trust_leader;
  if (is_signatory(view, standing, school)) return PoolCapacity::signatory;
  return std::nullopt;
}

bool buying::manages(View const& view, PersonStanding const& standing, OrganisationId node) {
  return standing.holds(view, node, Role::business_manager) || leads_at(view, standing, node);
}

OrganisationId buying::managed_node(PersonStanding const& standing) {
  for (auto const& role : standing.roles) {
    bool const manages_it =
        role.role == Role::business_manager || role.role == Role::headteacher || role.role == Role::trust_leader;
    if (manages_it && !role.on_partner) return role.organisation;
  }
  return {};
}

// ---- finding them

Subject buying::subject_of(ContractPtr const& contract) {
  return {.organisation = contract->organisation,
          .author = contract->author.value_or(PersonId{}),
          .contract = contract,
          .within = true};
}

Subject buying::subject_of(PoolPtr const& pool, OrganisationId school) {
  return {.organisation = school ? school : pool->organisation, .pool = pool, .school = school, .within = true};
}

Subject buying::subject_of(SavingPtr const& saving) {
  auto const& figure = saving->had ? *saving->had : saving->expected;
  return {.organisation = saving->organisation,
          .author = saving->author,
          .judged = figure.by,
          .saving = saving,
          .within = true};
}

Result<ContractPtr> buying::contract_for(View const& view, Asked const& asked, ContractId id, Action action,
                                         CheckVersion check) {
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<Contract>("ids.contract", id));
  TRY(door.may(Thing::contract, action, subject_of(found)));
  if (check == CheckVersion::yes) TRY(check_version(asked, found->version));
  return found;
}

Result<PoolPtr> buying::pool_for(View const& view, Asked const& asked, PoolId id, Action action, CheckVersion check) {
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<Pool>("ids.pool", id));
  TRY(door.may(Thing::pool, action, subject_of(found)));
  if (check == CheckVersion::yes) TRY(check_version(asked, found->version));
  return found;
}

Result<SavingPtr> buying::saving_for(View const& view, Asked const& asked, SavingId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<Saving>("ids.saving", id));
  TRY(door.may(Thing::saving, action, subject_of(found)));
  TRY(check_version(asked, found->version));
  return found;
}

Result<bool> buying::may_be_shared(View const& view, Door const& door, OrganisationId owner,
                                   std::optional<OrganisationId> shared_with) {
  if (!shared_with || *shared_with == owner) return true;
  TRY_INTO(auto const node, door.readable<Organisation>("body.shared_with", *shared_with));
  if (!tree::is_within(view, owner, node->id)) {
    return Error::unprocessable("body.shared_with", "Share it with the organisation itself, or with one above it.");
  }
  auto const reach = settings::effective(view, owner).contract_reach.value_or(Reach::network);
  if (node->type == OrganisationType::network) return reach == Reach::network;
  return node->type != OrganisationType::trust || reach >= Reach::trust;
}

std::shared_ptr<Supplier const> buying::supplier_of(View const& view, SupplierId id) {
  auto found = view.find<Supplier>(id);
  return found && found->merged_into ? view.find<Supplier>(*found->merged_into) : found;
}

bool buying::used(View const& view, OrganisationId organisation, SupplierId supplier) {
  auto const wanted = supplier_of(view, supplier);
  if (!wanted) return false;
  bool found = false;
  auto const look = [&](SupplierId id) {
    view.scan_index(IndexKey(Index::contracts_by_supplier).id(id).take(), {},
                    [&](std::string_view key, std::string_view) {
                      found = tree::is_within(view, OrganisationId{read_u64(key.substr(9))}, organisation);
                      if (!found) {
                        auto const contract = view.find<Contract>(ContractId{read_u64(key.substr(17))});
                        found = contract && contract->details.sites.contains(organisation);
                      }
                      return !found;
                    });
  };
  look(wanted->id);
  for (auto const id : merged_into(view, wanted->id)) {
    if (!found) look(id);
  }
  return found;
}

// ---- what is bound to them

ParticipationPtr buying::participation_of(View const& view, PoolId pool, OrganisationId school) {
  auto const all = bound_rows<Participation, ParticipationId>(
      view, std::move(IndexKey(Index::participations_by_pool).id(pool).id(school)));
  return all.empty() ? nullptr : all.back();
}

std::vector<ParticipationPtr> buying::participations_of(View const& view, PoolId pool) {
  return bound_rows<Participation, ParticipationId>(view, std::move(IndexKey(Index::participations_by_pool).id(pool)));
}

std::vector<std::shared_ptr<ContractEntry const>> buying::entries_of(View const& view, ContractId contract) {
  return bound_rows<ContractEntry, ContractEntryId>(
      view, std::move(IndexKey(Index::contract_entries_by_contract).id(contract)), true);
}

// ---- changing

namespace {

ContractState state_by_dates(Contract const& it, Date today) {
  if (it.state != ContractState::planned && it.state != ContractState::current) return it.state;
  return it.details.starts > today ? ContractState::planned : ContractState::current;
}

}  // namespace

void buying::put(Change& change, View const& view, Contract const* before, Contract after, Date today) {
  auto const id = after.id;
  auto const notice = notice_date(view, after.details);
  // Another date: the reminders begin anew, if it is to come.
  if (!before || before->notice_by != notice.date) after.reminded = notice.date < today ? contracts::reminders_over : 0;
  if (before && before->details.trigger != after.details.trigger) after.trigger_told = false;
  after.notice_by = notice.date;
  after.notice_provisional = notice.provisional;
  after.state = state_by_dates(after, today);
  after.version = before ? before->version + 1 : 1;
  change.put(std::move(after));
  if (!before) return;
  auto const answer_key = change.answer_key;
  Following following(change, view);
  following.follow(view.find<ContractTerms>(id));
  following.follow(entries_of(view, id));
  following.follow_notices(Index::notifications_by_contract, id.value);
  change.answer_key = answer_key;
}

void buying::put(Change& change, View const& view, Pool const& before, Pool after) {
  auto const id = before.id;
  after.version = before.version + 1;
  change.put(std::move(after));
  auto const answer_key = change.answer_key;
  Following following(change, view);
  following.follow(participations_of(view, id));
  following.follow_notices(Index::notifications_by_pool, id.value);
  change.answer_key = answer_key;
}

void buying::count(View const& view, Change const& change, Pool& pool) {
  std::vector<ParticipationPtr> all = participations_of(view, pool.id);
  for (auto const& it : change.puts) {
    auto const* put = get_if<Participation>(&it.record);
    if (!put || put->pool != pool.id) continue;
    auto const same = [&](auto const& one) { return one->id == put->id; };
    all.erase(std::remove_if(all.begin(), all.end(), same), all.end());
    all.push_back(std::make_shared<Participation const>(*put));
  }
  std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a->school < b->school; });
  pool.schools = {};
  pool.total = {};
  for (auto const& it : all) {
    bool const is_signed = it->state == ParticipationState::signed_up;
    if (!is_signed && it->state != ParticipationState::asked) continue;
    pool.schools.values.push_back({it->school, is_signed});
    if (!is_signed) continue;
    ++pool.total.schools;
    pool.total.committed += it->committed;
    pool.total.maximum += it->maximum;
  }
}

Date buying::add_months(Date date, int months) {
  using namespace std::chrono;
  year_month_day const day{sys_days{days{date.days}}};
  auto moved = day + std::chrono::months{months};
  if (!moved.ok()) moved = year_month_day{moved.year() / moved.month() / last};
  return {static_cast<std::int32_t>(sys_days{moved}.time_since_epoch().count())};
}

buying::NoticeDate buying::notice_date(View const& view, ContractDetails const& details) {
  auto const count = static_cast<int>(details.notice.count);
  auto date =
      details.notice.unit == PeriodUnit::months ? add_months(details.ends, -count) : Date{details.ends.days - count};
  // None is needed: the last day itself, whatever day that is.
  if (count > 0 && !calendar::is_working_day(view, date)) date = calendar::add_working_days(view, date, -1);
  date = std::max(date, Date{10'957});  // 2000-01-01: dates do not reach further
  auto const covers = calendar::effective(view, tree::root(view)).covers_until;
  return {date, date > covers};
}

namespace {

std::string json_of(Amount amount) {
  JsonText json;
  json.text("basis", boost::describe::enum_to_string(amount.basis, "")).number("pence", amount.pence);
  return json.text("vat", boost::describe::enum_to_string(amount.vat, "")).close();
}

}  // namespace

std::string buying::hash_of(PoolId pool, PoolTerms const& it) {
  JsonText json;  // members in the order of their names
  json.text("category", boost::describe::enum_to_string(it.category, ""));
  json.number("extension_months", std::uint64_t{it.extension_months}).number("id", pool.value);
  json.text("join_by", to_text(it.join_by)).text("kind", "pool").text("leave_by", to_text(it.leave_by));
  json.number("months", std::uint64_t{it.months}).raw("price", json_of(it.price));
  if (it.price_limit) json.raw("price_limit", json_of(*it.price_limit));
  json.number("schema", std::uint64_t{1}).text("specification", it.specification.value);
  json.text("starts", to_text(it.starts)).text("title", it.title.value).text("unit", it.unit.value);
  json.number("units_a_year", std::uint64_t{it.units_a_year});
  return resources::sha256_of(json.close());
}

void buying::tell(Change& change, View const& view, Asked& asked, std::vector<PersonId> const& people, Notice notice) {
  std::set<PersonId> told;
  for (auto const person : people) {
    if (!told.insert(person).second) continue;
    notice.to = person;
    notify(change, view, asked, notice);
  }
}

}  // namespace staffroom
