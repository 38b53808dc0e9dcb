// Who takes part in a pool: schools sign for what they will take, change it, leave, and are taken off again.
#include <algorithm>

#include "store/answering.hpp"
#include "store/organisations.hpp"
#include "store/pools.hpp"

namespace staffroom {

using buying::ParticipationPtr;
using buying::PoolPtr;

namespace {

bool is_in_pool(ParticipationPtr const& it) {
  return it && (it->state == ParticipationState::asked || it->state == ParticipationState::signed_up);
}

bool has_signed_pool(ParticipationPtr const& it) { return it && it->state == ParticipationState::signed_up; }

struct OfPool {
  PoolPtr pool;
  ParticipationPtr one;  // null: the school was never asked and never signed
};

Action signing_of(ParticipationPtr const& it) {
  if (!is_in_pool(it)) return Action::create;
  return has_signed_pool(it) ? Action::change_quantity : Action::sign;
}

Result<void> check_quantities(SignPool const& command) {
  if (command.committed == 0) {
    return Error::unprocessable("body.committed", "Say how much the school will take for certain, at least one.");
  }
  if (command.maximum < command.committed) {
    return Error::unprocessable("body.maximum", "The most that it may take cannot be less than what it will take.");
  }
  if (command.maximum > limits::pool_quantity_max) {
    return Error::unprocessable("body.maximum", "This is too much: at most 10,000,000.");
  }
  return {};
}

Result<void> check_signing_state(Pool const& pool, bool again, Date today) {
  bool const is_closed = pool.state == PoolState::closed;
  if (is_closed && again) {
    if (today <= pool.terms.leave_by) return {};
    return Error::conflict("leave_by_passed", "The day until which quantities could be changed has passed.");
  }
  if (pool.state != PoolState::open) return wrong_state("Schools sign while the pool is open.");
  if (!again && today > pool.terms.join_by) {
    return Error::conflict("too_late", "The day to join by has passed. Ask the organiser for a later one.");
  }
  return {};
}

Result<void> check_pool_school(Pool const& pool, Organisation const& school, bool live) {
  if (school.type != OrganisationType::school) {
    return Error::unprocessable("ids.school", "A trust signs for each of its schools. Choose a school.");
  }
  TRY(organisations::check_joined(school));
  if (!live && pool.schools.size() >= limits::pool_schools_max) {
    return Error::conflict("pool_full", "As many schools as a pool can hold are in it. Ask the organiser.");
  }
  return {};
}

/// The school's record as it will be: with one more signature, the oldest gone when there are too many.
Participation with_signature(Asked& asked, OfPool const& of, SignPool const& command, PoolCapacity capacity) {
  Participation it{.pool = of.pool->id, .school = command.school, .created = asked.now};
  if (of.one) {
    it = *of.one;
    ++it.version;
  } else {
    it.id = asked.take<ParticipationId>();
  }
  it.state = ParticipationState::signed_up;
  it.committed = command.committed;
  it.maximum = command.maximum;
  it.reason = {};
  auto& signatures = it.signatures.values;
  if (signatures.size() >= limits::pool_signatures_max) signatures.erase(signatures.begin());
  signatures.push_back({.person = asked.actor.person,
                        .capacity = capacity,
                        .committed = command.committed,
                        .maximum = command.maximum,
                        .content_hash = of.pool->content_hash,
                        .at = asked.now});
  return it;
}

/// What the pool comes to by the change, as one event.
Result<void> recount_pool(Change& change, View const& view, Pool const& pool) {
  auto counted = pool;
  TRY(pools::count_up(view, change, counted, "body.maximum"));
  pools::answer_asked(change, view, counted);
  change.answer_key = record_key<Pool>(pool.id);
  buying::put(change, view, pool, std::move(counted));
  return {};
}

/// Nobody acts on the place of a school that is in it but who reads that place.
Result<void> check_place_is_read(Door const& door, ParticipationPtr const& it) {
  if (is_in_pool(it) && !door.may_read(*it)) return Error::not_found("ids.pool");
  return {};
}

/// The pool and the school's place in it, if the actor may read the pool and do this for the school.
Result<OfPool> pool_place_for(View const& view, Asked const& asked, PoolId id, OrganisationId school, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto const pool, door.readable<Pool>("ids.pool", id));
  TRY(door.readable<Organisation>("ids.school", school));
  auto const one = buying::participation_of(view, id, school);
  TRY(check_place_is_read(door, one));
  TRY(door.may(Thing::participation, action, buying::subject_of(pool, school)));
  TRY(check_version(asked, pool->version));
  return OfPool{pool, one};
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, SignPool const& command) {
  if (asked.actor.is_system()) return Error::not_found();  // somebody signs
  Door const door(view, asked);
  TRY_INTO(auto const pool, door.readable<Pool>("ids.pool", command.pool));
  TRY_INTO(auto const school, door.readable<Organisation>("ids.school", command.school));
  auto const one = buying::participation_of(view, pool->id, school->id);
  TRY(check_place_is_read(door, one));
  TRY(door.may(Thing::participation, signing_of(one), buying::subject_of(pool, school->id)));
  // Whoever signs for another school of the pool signs for that one alone.
  auto const capacity = buying::capacity_of(view, door.standing(), school->id);
  if (!capacity) return Error::forbidden("signatory", "Only those who may sign for this school can do this.");
  TRY(check_version(asked, pool->version));
  TRY(check_signing_state(*pool, has_signed_pool(one), asked.today));
  TRY(check_pool_school(*pool, *school, is_in_pool(one)));
  if (command.content_hash.value != pool->content_hash) {
    return Error::conflict("changed", "The pool's terms have changed. Read them again, then sign.");
  }
  TRY(check_quantities(command));
  Change change;
  change.put(with_signature(asked, {pool, one}, command, *capacity));
  notify(change, view, asked, {.to = pool->owner, .because = Because::pool_signed, .pool = pool->id, .news = true});
  TRY(recount_pool(change, view, *pool));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, LeavePool const& command) {
  TRY_INTO(auto const place, pool_place_for(view, asked, command.pool, command.school, Action::leave));
  auto const& pool = *place.pool;
  if (pool.state != PoolState::open && pool.state != PoolState::closed) {
    return wrong_state("The pool has ended, or is being bought.");
  }
  if (!has_signed_pool(place.one)) return wrong_state("This school has not signed.");
  if (asked.today > pool.terms.leave_by) {
    return Error::conflict("leave_by_passed", "The last day to leave has passed. Ask the organiser.");
  }
  TRY(check_reason(command.reason, "Say why, for the organiser."));
  auto left = *place.one;
  left.state = ParticipationState::left;
  left.reason = command.reason;
  ++left.version;
  Change change;
  change.put(std::move(left));
  notify(change, view, asked, {.to = pool.owner, .because = Because::pool_left, .pool = pool.id, .news = true});
  TRY(recount_pool(change, view, pool));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RemoveFromPool const& command) {
  TRY_INTO(auto const place, pool_place_for(view, asked, command.pool, command.school, Action::remove));
  auto const& pool = *place.pool;
  if (pool.state != PoolState::draft && pool.state != PoolState::open) {
    return wrong_state("Schools are taken off before the pool closes.");
  }
  if (has_signed_pool(place.one)) {
    return wrong_state("This school has signed. It leaves by itself, until the last day to leave.");
  }
  if (!is_in_pool(place.one)) return wrong_state("This school is not asked.");
  Change change;
  if (pool.state == PoolState::draft && place.one->signatures.empty()) {
    change.remove<Participation>(place.one->id);  // nobody there ever knew
  } else {
    auto removed = *place.one;
    removed.state = ParticipationState::removed;
    ++removed.version;
    change.put(std::move(removed));
  }
  TRY(recount_pool(change, view, pool));
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListParticipations const& query, Page const& page) {
  Door const door(view, asked);
  TRY_INTO(auto const pool, door.readable<Pool>("ids.pool", query.pool));
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::participations_by_pool).id(pool->id).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    ParticipationId const id{read_u64(key.substr(key.size() - 8))};
    auto const found = view.find<Participation>(id);
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<Participation>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetParticipation const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Participation>("ids.participation", query.participation));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
