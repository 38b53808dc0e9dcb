// Pools: describing what several schools need, asking them, and how it opens, closes and ends. Who signs is in
// pools_signing.cpp.
#include "store/pools.hpp"

#include <algorithm>
#include <set>

#include "store/answering.hpp"
#include "store/money.hpp"
#include "store/organisations.hpp"
#include "store/overlay_view.hpp"
#include "store/seats.hpp"

namespace staffroom {

using buying::PoolPtr;

// ---- what they share

std::vector<PersonId> pools::signers_of(View const& view, OrganisationId school) {
  auto people = nearest_leaders(view, school);
  for (auto const person : nearest_holders(view, school, Role::business_manager)) {
    auto const standing = view.standing(person);
    if (standing && buying::signs_for(view, *standing, school)) people.push_back(person);
  }
  return people;
}

std::vector<PersonId> pools::asked_of(View const& view, OrganisationId school) {
  auto people = signers_of(view, school);
  for (auto const person : buying::managers_of(view, school)) {
    auto const standing = view.standing(person);
    if (standing && buying::manages(view, *standing, school)) people.push_back(person);
  }
  return people;
}

std::vector<PersonId> pools::participants_of(View const& view, Pool const& pool) {
  std::vector<PersonId> people;
  for (auto const& one : pool.schools) {
    if (!one.signed_now) continue;
    auto const more = asked_of(view, one.school);
    people.insert(people.end(), more.begin(), more.end());
  }
  return people;
}

bool pools::is_running(Pool const& pool) { return pool.state <= PoolState::closed; }

Result<void> pools::count_up(View const& view, Change const& change, Pool& pool, std::string_view path) {
  OverlayView after(view);  // in a draft, schools go without a trace
  after.add(change);
  buying::count(after, {}, pool);
  auto const& terms = pool.terms;
  auto& total = pool.total;
  // One line, in the price's own basis: VAT is reckoned, and rounded, of the whole.
  auto times = static_cast<std::int64_t>(total.maximum);
  std::int64_t by = 1;
  if (terms.months > 0) {
    times *= std::int64_t{terms.units_a_year} * (terms.months + terms.extension_months);
    by = 12;
  }
  auto line = terms.price;
  TRY_INTO(line.pence, money::scaled(terms.price.pence, times, by, path));
  TRY(money::check(line, path));
  auto const value = money::split(line);
  total.value_net = value.net;
  total.value_gross = value.gross;
  return {};
}

void pools::answer_asked(Change& change, View const& view, Pool const& after) {
  std::set<PersonId> owing;
  if (after.state == PoolState::open) {
    for (auto const& one : after.schools) {
      if (one.signed_now) continue;
      for (auto const person : asked_of(view, one.school)) owing.insert(person);
    }
  }
  auto const owes_nothing = [&](Notification const& it) { return !owing.contains(it.person); };
  for (auto const because : {Because::pool_opened, Because::pool_sign_again}) {
    answer_needs(change, view, after.id, because, owes_nothing);
  }
}

void pools::close(Change& change, View const& view, Asked& asked, Pool const& pool) {
  for (auto const& it : buying::participations_of(view, pool.id)) {
    if (it->state != ParticipationState::asked) continue;
    auto out = *it;
    out.state = ParticipationState::removed;
    ++out.version;
    change.put(std::move(out));
  }
  auto closed = pool;
  closed.state = PoolState::closed;
  std::erase_if(closed.schools.values, [](auto const& one) { return !one.signed_now; });
  answer_all_needs(change, view, pool.id);
  buying::tell(change, view, asked, participants_of(view, closed),
               {.because = Because::pool_closed, .pool = pool.id, .news = true});
  change.answer_key = record_key<Pool>(pool.id);
  buying::put(change, view, pool, std::move(closed));
}

void pools::give(Change& change, View const& view, Asked& asked, Pool const& pool, PersonId owner) {
  auto given = pool;
  given.owner = owner;
  answer_needs(change, view, pool.id, Because::pool_too_few);
  notify(change, view, asked, {.to = owner, .because = Because::pool_passed_on, .pool = pool.id, .news = true});
  if (pool.state == PoolState::open && pool.close_asked) {
    notify(change, view, asked, {.to = owner, .because = Because::pool_too_few, .pool = pool.id});
  }
  change.answer_key = record_key<Pool>(pool.id);
  buying::put(change, view, pool, std::move(given));
}

// ---- what describes them

namespace {

constexpr std::uint32_t units_a_year_max = 366;

Error refused_term(std::string_view field, std::string what) {
  return Error::unprocessable("body.terms." + std::string(field), std::move(what));
}

Result<void> check_pool_price(Amount const& price, std::string_view field) {
  auto const path = "body.terms." + std::string(field);
  TRY(money::check_price(price, path));
  if (price.pence == 0) return Error::unprocessable(path, "Give a price above nothing, as near as you know it.");
  return {};
}

Result<void> check_pool_dates(PoolTerms const& it) {
  if (it.leave_by > it.join_by) {
    return refused_term("leave_by", "The last day to leave cannot be after the last day to join.");
  }
  if (it.starts <= it.join_by) {
    return refused_term("starts", "What is bought starts after the last day to join.");
  }
  return {};
}

Result<void> check_pool_terms(PoolTerms const& it) {
  if (it.units_a_year < 1 || it.units_a_year > units_a_year_max) {
    return refused_term("units_a_year", "A unit is paid from once to 366 times a year.");
  }
  std::string const months = "At most " + std::to_string(limits::contract_months_max) + " months.";
  if (it.months > limits::contract_months_max) return refused_term("months", months);
  if (it.extension_months > limits::contract_months_max) return refused_term("extension_months", months);
  if (it.months == 0 && it.extension_months > 0) {
    return refused_term("extension_months", "What is bought once has no term that could be extended.");
  }
  TRY(check_pool_price(it.price, "price"));
  if (it.price_limit) {
    TRY(check_pool_price(*it.price_limit, "price_limit"));
    if (it.price_limit->basis != it.price.basis || it.price_limit->vat != it.price.vat) {
      return refused_term("price_limit", "Give it on the same basis and with the same VAT as the price.");
    }
  }
  TRY(check_pool_dates(it));
  return check_words({it.specification.value});
}

/// Joined schools that the actor may read and that are not in the pool yet, each once.
Result<void> check_asked_schools(Door const& door, Many<OrganisationId, limits::pool_schools_max> const& schools,
                                 Pool const* pool) {
  std::set<OrganisationId> seen;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    auto const path = "body.schools[" + std::to_string(i) + "]";
    TRY_INTO(auto const node, door.readable<Organisation>(path, schools.values[i]));
    if (!seen.insert(node->id).second) return Error::unprocessable(path, "This school is named twice.");
    if (node->type != OrganisationType::school) {
      return Error::unprocessable(path, "Only schools take part. Choose a school.");
    }
    TRY(organisations::check_joined(*node));
    auto const is_it = [&](auto const& one) { return one.school == node->id; };
    if (pool && std::any_of(pool->schools.begin(), pool->schools.end(), is_it)) {
      return Error::unprocessable(path, "This school is asked already.");
    }
  }
  if (schools.size() + (pool ? pool->schools.size() : 0) > limits::pool_schools_max) {
    return Error::unprocessable("body.schools",
                                "At most " + std::to_string(limits::pool_schools_max) + " schools buy together.");
  }
  return {};
}

/// A record for each, or the one that they had when they were in it before.
void ask_schools(Change& change, View const& view, Asked& asked, PoolId pool,
                 std::vector<OrganisationId> const& schools) {
  for (auto const school : schools) {
    auto const before = buying::participation_of(view, pool, school);
    Participation one{.pool = pool, .school = school, .created = asked.now};
    if (before) {
      one = *before;
      one.state = ParticipationState::asked;
      one.reason = {};
      ++one.version;
    } else {
      one.id = asked.take<ParticipationId>();
    }
    change.put(std::move(one));
  }
}

/// The people of these schools are asked to sign; each once, the organiser not.
void tell_schools(Change& change, View const& view, Asked& asked, Pool const& pool,
                  std::vector<OrganisationId> const& schools, Because because) {
  std::vector<PersonId> people;
  for (auto const school : schools) {
    auto const more = pools::asked_of(view, school);
    people.insert(people.end(), more.begin(), more.end());
  }
  std::erase(people, pool.owner);
  buying::tell(change, view, asked, people, {.because = because, .pool = pool.id});
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreatePool const& command) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody organises it
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("body.organisation", command.organisation));
  TRY(door.may(Thing::pool, Action::create, {.organisation = node->id, .within = true}));
  TRY_INTO(auto const within, buying::may_be_shared(view, door, node->id, command.shared_with));
  TRY(door.may(Thing::pool, Action::create, {.organisation = node->id, .within = within}));
  TRY(organisations::check_joined(*node));
  TRY(check_asked_schools(door, command.schools, nullptr));
  TRY(check_pool_terms(command.terms));
  Pool made{.id = asked.take<PoolId>(),
            .organisation = node->id,
            .terms = command.terms,
            .owner = asked.actor.person,
            .shared_with = command.shared_with,
            .created = asked.now};
  made.content_hash = buying::hash_of(made.id, made.terms);
  Change change;
  change.answer_key = record_key<Pool>(made.id);
  ask_schools(change, view, asked, made.id, command.schools.values);
  TRY(pools::count_up(view, change, made, "body.terms.price"));
  change.put(std::move(made));
  return change;
}

namespace {

/// All signatures fall: who signed is asked again.
void fell_signatures(Change& change, View const& view, Asked& asked, Pool const& pool) {
  std::vector<OrganisationId> fallen;
  for (auto const& it : buying::participations_of(view, pool.id)) {
    bool const is_signed = it->state == ParticipationState::signed_up;
    bool const fell_before = it->state == ParticipationState::asked && !it->signatures.empty();
    if (is_signed || fell_before) fallen.push_back(it->school);
    if (!is_signed) continue;
    auto out = *it;
    out.state = ParticipationState::asked;
    ++out.version;
    change.put(std::move(out));
  }
  answer_needs(change, view, pool.id, Because::pool_sign_again);
  tell_schools(change, view, asked, pool, fallen, Because::pool_sign_again);
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, EditPool const& command) {
  TRY_INTO(auto const pool, buying::pool_for(view, asked, command.pool, Action::edit));
  bool const is_open = pool->state == PoolState::open;
  if (!is_open && pool->state != PoolState::draft) {
    return wrong_state("What was signed for stays as it is: the pool is closed or has ended.");
  }
  TRY(check_pool_terms(command.terms));
  if (is_open && command.terms.join_by < asked.today) {
    return refused_term("join_by", "This day has passed. Give schools until a day that is to come.");
  }
  if (is_open && command.terms.specification.empty()) {
    return refused_term("specification", "Say what is bought, so that everyone signs for the same.");
  }
  if (command.terms == pool->terms) return Change::unchanged<Pool>(pool->id);
  auto edited = *pool;
  edited.terms = command.terms;
  edited.content_hash = buying::hash_of(pool->id, edited.terms);
  Change change;
  change.answer_key = record_key<Pool>(pool->id);
  if (is_open) {
    edited.close_asked = false;
    answer_needs(change, view, pool->id, Because::pool_too_few);
    fell_signatures(change, view, asked, *pool);
  }
  TRY(pools::count_up(view, change, edited, "body.terms.price"));
  buying::put(change, view, *pool, std::move(edited));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, InviteToPool const& command) {
  TRY_INTO(auto const pool, buying::pool_for(view, asked, command.pool, Action::edit));
  bool const is_open = pool->state == PoolState::open;
  if (!is_open && pool->state != PoolState::draft) {
    return wrong_state("Schools are asked before the pool closes.");
  }
  if (is_open && pool->terms.join_by < asked.today) {
    return Error::conflict("too_late", "The day to join by has passed. Choose a later one first.");
  }
  if (command.schools.empty()) return Error::unprocessable("body.schools", "Choose at least one school.");
  TRY(check_asked_schools(Door(view, asked), command.schools, pool.get()));
  auto asking = *pool;
  Change change;
  change.answer_key = record_key<Pool>(pool->id);
  ask_schools(change, view, asked, pool->id, command.schools.values);
  if (is_open) tell_schools(change, view, asked, *pool, command.schools.values, Because::pool_opened);
  TRY(pools::count_up(view, change, asking, "body.schools"));
  buying::put(change, view, *pool, std::move(asking));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, SharePool const& command) {
  using buying::CheckVersion;
  TRY_INTO(auto const pool, buying::pool_for(view, asked, command.pool, Action::set_audience, CheckVersion::no));
  Door const door(view, asked);
  TRY_INTO(auto const within, buying::may_be_shared(view, door, pool->organisation, command.shared_with));
  auto subject = buying::subject_of(pool);
  subject.within = within;
  TRY(door.may(Thing::pool, Action::set_audience, subject));
  TRY(check_version(asked, pool->version));
  if (!pools::is_running(*pool)) return wrong_state("It has ended.");
  if (command.shared_with == pool->shared_with) return Change::unchanged<Pool>(pool->id);
  auto shared = *pool;
  shared.shared_with = command.shared_with;
  Change change;
  buying::put(change, view, *pool, std::move(shared));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, OpenPool const& command) {
  TRY_INTO(auto const pool, buying::pool_for(view, asked, command.pool, Action::open));
  if (pool->state != PoolState::draft) return wrong_state("It is open already, or has ended.");
  if (pool->terms.specification.empty()) {
    return Error::conflict("incomplete", "Say what is bought first, so that everyone signs for the same.");
  }
  if (pool->terms.join_by < asked.today) {
    return Error::conflict("too_late", "The day to join by has passed. Choose a later one first.");
  }
  auto opened = *pool;
  opened.state = PoolState::open;
  std::vector<OrganisationId> schools;
  for (auto const& one : pool->schools) schools.push_back(one.school);
  Change change;
  change.answer_key = record_key<Pool>(pool->id);
  tell_schools(change, view, asked, *pool, schools, Because::pool_opened);
  buying::put(change, view, *pool, std::move(opened));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ClosePool const& command) {
  TRY_INTO(auto const pool, buying::pool_for(view, asked, command.pool, Action::close));
  if (pool->state != PoolState::open) return wrong_state("Only an open pool is closed.");
  if (pool->total.schools < pools::signed_min) {
    return Error::conflict("too_few_signed", "Two schools or more buy together. Wait until a second one has signed.");
  }
  Change change;
  pools::close(change, view, asked, *pool);
  return change;
}

void buying::close_by_date(Change& change, View const& view, Asked& asked, PoolId id) {
  auto const pool = view.find<Pool>(id);
  if (!pool || pool->state != PoolState::open || pool->close_asked) return;
  if (pool->total.schools >= pools::signed_min) return pools::close(change, view, asked, *pool);
  auto waiting = *pool;
  waiting.close_asked = true;
  notify(change, view, asked, {.to = pool->owner, .because = Because::pool_too_few, .pool = id});
  put(change, view, *pool, std::move(waiting));
}

Result<Change> decide(View const& view, Asked& asked, CancelPool const& command) {
  TRY_INTO(auto const pool, buying::pool_for(view, asked, command.pool, Action::cancel));
  if (!pools::is_running(*pool)) return wrong_state("It has ended already, or is being bought.");
  TRY(check_reason(command.reason, "Say why, for the schools that were asked."));
  auto cancelled = *pool;
  cancelled.state = PoolState::cancelled;
  cancelled.reason = command.reason;
  cancelled.ended = asked.now;
  Change change;
  change.answer_key = record_key<Pool>(pool->id);
  answer_all_needs(change, view, pool->id);
  if (pool->state == PoolState::draft) {
    // Nobody else ever saw it, and nobody will.
    for (auto const& it : buying::participations_of(view, pool->id)) change.remove<Participation>(it->id);
    cancelled.schools = {};
    cancelled.shared_with.reset();
  } else {
    std::vector<PersonId> people;
    for (auto const& one : pool->schools) {
      auto const more = pools::asked_of(view, one.school);
      people.insert(people.end(), more.begin(), more.end());
    }
    buying::tell(change, view, asked, people, {.because = Because::pool_cancelled, .pool = pool->id, .news = true});
  }
  buying::put(change, view, *pool, std::move(cancelled));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, HandOverPool const& command) {
  TRY_INTO(auto const pool, buying::pool_for(view, asked, command.pool, Action::hand_over));
  TRY(Door(view, asked).readable<Person>("body.owner", command.owner));
  if (!pools::is_running(*pool)) return wrong_state("It has ended.");
  auto const standing = view.standing(command.owner);
  if (!standing || !buying::manages(view, *standing, pool->organisation)) {
    return Error::unprocessable("body.owner", "Choose a business manager or a leader of the pool's organisation.");
  }
  if (command.owner == pool->owner) return Change::unchanged<Pool>(pool->id);
  Change change;
  pools::give(change, view, asked, *pool, command.owner);
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListPools const&, Page const& page) {
  if (asked.actor.is_system()) return Error::not_found();
  Envelope envelope(view);
  Door const door(view, asked);
  auto const prefix = IndexKey(Index::pools_all).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    PoolId const id{~read_u64(key.substr(key.size() - 8))};
    auto const found = view.find<Pool>(id);
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<Pool>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetPool const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Pool>("ids.pool", query.pool));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
