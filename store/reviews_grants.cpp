// Who else may read the report: grants of the host, exceptions that were agreed before, and the log of readings.
#include <algorithm>
#include <set>

#include "store/answering.hpp"
#include "store/erasure.hpp"
#include "store/reviews_plans.hpp"

namespace staffroom {
namespace {

constexpr std::size_t grant_holders_max = 5;

struct FoundGrant {
  std::shared_ptr<ReportGrant const> grant;
  reviews::ReviewPtr review;
  bool mine = false;
};

Subject grant_subject(FoundGrant const& it, Asked const& asked) {
  auto subject = reviews::subject_of(it.review);
  subject.grant = it.grant;
  if (it.mine) subject.about = asked.actor.person;
  return subject;
}

/// The grant with its review, if the actor may read it.
Result<FoundGrant> readable_grant(View const& view, Door const& door, Asked const& asked, ReportGrantId id) {
  TRY_INTO(auto grant, door.readable<ReportGrant>("ids.report_grant", id));
  TRY_INTO(auto review, view.get<Review>("ids.report_grant", grant->review));
  bool const mine = !asked.actor.is_system() && grant->state == GrantState::current &&
                    reviews::is_reader(grant->reader, door.standing());
  return FoundGrant{std::move(grant), std::move(review), mine};
}

Result<FoundGrant> grant_for(View const& view, Asked const& asked, ReportGrantId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto it, readable_grant(view, door, asked, id));
  TRY(door.may(Thing::report_grant, action, grant_subject(it, asked)));
  TRY(check_version(asked, it.grant->version));
  return it;
}

Result<void> check_current_grant(ReportGrant const& grant) {
  if (grant.state == GrantState::current) return {};
  return wrong_state("This permission has ended.");
}

bool holds_seat(Membership const& it, ReportSeat seat) {
  switch (seat) {
    case ReportSeat::headteacher:
    case ReportSeat::trust_leader: return it.role == Role::headteacher || it.role == Role::trust_leader;
    case ReportSeat::governor: return it.role == Role::governor;
    case ReportSeat::hub_manager: return it.duties.contains(Duty::hub_manager);
  }
  return false;
}

/// Whoever hosts the review reads the report without a grant.
bool reads_as_host(View const& view, Review const& review, ReportReader const& reader) {
  if (reader.person) {
    auto const hosts = reviews::hosts_of(view, review);
    return std::find(hosts.begin(), hosts.end(), *reader.person) != hosts.end();
  }
  bool const leads = reader.seat == ReportSeat::headteacher || reader.seat == ReportSeat::trust_leader;
  return leads && reader.organisation == review.host;
}

bool is_current_person(View const& view, PersonId person) {
  auto const standing = view.standing(person);
  return standing && standing->is_current() && !erasure::is_forgotten(view, person);
}

Result<void> check_grant_reader(View const& view, Door const& door, Review const& review, ReportReader const& reader) {
  bool const person = reader.person && !reader.seat && !reader.organisation;
  bool const seat = !reader.person && reader.seat && reader.organisation;
  if (!person && !seat) {
    return Error::unprocessable("body.reader", "Name one person, or one role at one organisation.");
  }
  if (person) {
    TRY(door.readable<Person>("body.reader.person", *reader.person));
    if (!is_current_person(view, *reader.person)) {
      return Error::unprocessable("body.reader.person", "They have left. Choose somebody who is here.");
    }
  } else {
    TRY(door.readable<Organisation>("body.reader.organisation", *reader.organisation));
  }
  if (reads_as_host(view, review, reader)) {
    return Error::unprocessable("body.reader", "They read the report already: it belongs to their school.");
  }
  return {};
}

void tell_grant(Change& change, View const& view, Asked& asked, ReportGrant const& grant, Because because) {
  for (auto const person : reviews::holders_of(view, grant.reader)) {
    notify(change, view, asked, {.to = person, .because = because, .report_grant = grant.id});
  }
}

/// What they were told by it goes with it.
void put_notices_again(Change& change, View const& view, ReportGrant const& grant) {
  for (auto const person : reviews::holders_of(view, grant.reader)) {
    for (bool const done : {false, true}) {
      reviews::each_notice(view, person, done, [&](Notification const& it) {
        if (it.report_grant == grant.id && !it.review) change.put(it);
      });
    }
  }
}

}  // namespace

std::vector<PersonId> reviews::holders_of(View const& view, ReportReader const& reader) {
  if (reader.person) return {*reader.person};
  std::vector<PersonId> out;
  if (!reader.seat || !reader.organisation) return out;
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::memberships_by_organisation).id(*reader.organisation).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const it = view.find<Membership>(MembershipId{read_u64(key.substr(9))});
    bool const is_it = it && it->state == Standing::current && holds_seat(*it, *reader.seat);
    if (is_it && std::find(out.begin(), out.end(), it->person) == out.end()) out.push_back(it->person);
    return ++seen < limits::decide_scanned_rows_max && out.size() < grant_holders_max;
  });
  return out;
}

void reviews::tell_readers(Change& change, View const& view, Asked& asked, ReviewId review, Because because) {
  std::set<PersonId> told;
  for (auto const& grant : grants_of(view, review)) {
    if (grant->state != GrantState::current) continue;
    for (auto const person : holders_of(view, grant->reader)) {
      if (!told.insert(person).second) continue;
      notify(change, view, asked, {.to = person, .because = because, .report_grant = grant->id});
    }
  }
}

void reviews::open_to_readers(Change& change, View const& view, Asked& asked, Review const& review) {
  auto const scope = view.find<ReviewScope>(review.id);
  if (!scope) return;
  auto const answer_key = change.answer_key;
  for (auto const& exception : scope->exceptions) {
    ReportGrant grant{.id = asked.take<ReportGrantId>(),
                      .review = review.id,
                      .cycle = review.cycle,
                      .host = review.host,
                      .title = review.title,
                      .reader = exception.reader,
                      .agreed = true,
                      .reason = exception.reason,
                      .created = asked.now};
    bool const gone = grant.reader.person && !is_current_person(view, *grant.reader.person);
    if (gone) {
      grant.state = GrantState::ended;
      grant.ended = asked.now;
    }
    change.put(grant);
    if (!gone) tell_grant(change, view, asked, grant, Because::report_granted);
  }
  change.answer_key = answer_key;
}

void reviews::end_grant(Change& change, View const& view, Asked& asked, ReportGrant grant) {
  if (grant.state == GrantState::ended) return;
  grant.state = GrantState::ended;
  grant.ended = asked.now;
  ++grant.version;
  change.put(grant);
  answer_needs(change, view, grant.review, Because::grant_end_wanted,
               [&](Notification const& it) { return it.report_grant == grant.id; });
  put_notices_again(change, view, grant);
}

// ---- commands

Result<Change> decide(View const& view, Asked& asked, CreateReportGrant const& command) {
  TRY_INTO(auto const review, reviews::review_for(view, asked, command.review, Thing::report_grant, Action::create,
                                                  reviews::CheckVersion::no));
  auto const report = view.find<ReviewReport>(review->id);
  if (!report || report->state != ReviewReportState::final) {
    return wrong_state("The report is not final yet. Once it is signed, you can let others read it.");
  }
  TRY(check_grant_reader(view, Door(view, asked), *review, command.reader));
  if (command.ends && *command.ends < asked.today) {
    return Error::unprocessable("body.ends", "This day is over. Choose today or a later day.");
  }
  TRY(check_words({command.reason.value}, {}));
  std::size_t live = 0;
  for (auto const& it : reviews::grants_of(view, review->id)) {
    if (it->state == GrantState::ended) continue;
    ++live;
    if (it->reader == command.reader) {
      return Error::conflict("already_granted", "They may read this report already.");
    }
  }
  if (live >= limits::report_grants_max) {
    return Error::conflict(
        "too_many", "This report is open to " + std::to_string(live) + " readers already. End one permission first.");
  }
  ReportGrant grant{.id = asked.take<ReportGrantId>(),
                    .review = review->id,
                    .cycle = review->cycle,
                    .host = review->host,
                    .title = review->title,
                    .reader = command.reader,
                    .reason = command.reason,
                    .ends = command.ends,
                    .created = asked.now};
  Change change;
  change.put(grant);
  tell_grant(change, view, asked, grant, Because::report_granted);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EndReportGrant const& command) {
  TRY_INTO(auto const it, grant_for(view, asked, command.report_grant, Action::end));
  TRY(check_current_grant(*it.grant));
  Change change;
  reviews::end_grant(change, view, asked, *it.grant);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AskGrantEnd const& command) {
  TRY_INTO(auto const it, grant_for(view, asked, command.report_grant, Action::ask_end));
  TRY(check_current_grant(*it.grant));
  if (!it.grant->agreed) return wrong_state("You gave this permission yourself: you can end it now.");
  if (it.grant->end_asked) return Change::unchanged<ReportGrant>(it.grant->id);
  auto wanted = *it.grant;
  wanted.end_asked = true;
  ++wanted.version;
  Change change;
  change.put(wanted);
  reviews::tell(change, view, asked, *it.review, {it.review->organiser},
                {.because = Because::grant_end_wanted, .report_grant = wanted.id});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AgreeGrantEnd const& command) {
  TRY_INTO(auto const it, grant_for(view, asked, command.report_grant, Action::agree_end));
  TRY(check_current_grant(*it.grant));
  if (!it.grant->end_asked) return wrong_state("The school has not asked to end this permission.");
  if (it.grant->end_agreed) return Change::unchanged<ReportGrant>(it.grant->id);
  auto agreed = *it.grant;
  agreed.end_agreed = true;
  ++agreed.version;
  Change change;
  change.put(agreed);
  answer_needs(change, view, agreed.review, Because::grant_end_wanted,
               [&](Notification const& notice) { return notice.report_grant == agreed.id; });
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ReadReport const& command) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  TRY_INTO(auto const it, readable_grant(view, door, asked, command.report_grant));
  if (!it.mine) {
    return Error::forbidden("role", "Only those whom this permission names read the report by it.");
  }
  TRY(door.may(Thing::report, Action::read, grant_subject(it, asked)));
  TRY(view.get<ReviewReport>("ids.report_grant", it.review->id));
  Change change;
  change.put(ReportReading{.id = asked.take<ReportReadingId>(),
                           .review = it.review->id,
                           .grant = it.grant->id,
                           .person = asked.actor.person,
                           .way = command.way,
                           .at = asked.now});
  change.answer_key = record_key<ReviewReport>(it.review->id);
  change.lends = true;
  return change;
}

// ---- queries

Result<Answer> answer(View const& view, Asked const& asked, ListReportGrants const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Review>("ids.review", query.review));
  auto const prefix = IndexKey(Index::report_grants_by_review).id(query.review).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<ReportGrant>(ReportGrantId{read_u64(key.substr(key.size() - 8))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<ReportGrant>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, ListMyGrants const&, Page const& page) {
  if (asked.actor.is_system()) return Error::not_found();
  Door const door(view, asked);
  auto const& me = door.standing();
  std::vector<std::string> prefixes{IndexKey(Index::report_grants_by_reader).byte(0).id(me.person).take()};
  std::set<OrganisationId> nodes;
  for (auto const& role : me.roles) {
    if (!nodes.insert(role.organisation).second) continue;
    prefixes.push_back(IndexKey(Index::report_grants_by_reader).byte(1).id(role.organisation).take());
  }
  return answer_merged(view, page, prefixes, [&](std::uint64_t id, Envelope* into) {
    auto const found = view.find<ReportGrant>(ReportGrantId{id});
    if (!found || !reviews::is_reader(found->reader, me) || !door.may_read(*found)) return false;
    if (into) into->item_of<ReportGrant>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetReportGrant const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ReportGrant>("ids.report_grant", query.report_grant));
  return answer_of(view, *found, found->id);
}

Result<Answer> answer(View const& view, Asked const& asked, ListReportReadings const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY_INTO(auto const review, door.readable<Review>("ids.review", query.review));
  // As other lists of a review: nothing in it for who reads the review, and not the log.
  bool const may = door.may(Thing::report_grant, Action::read_log, reviews::subject_of(review)).has_value();
  auto const prefix = IndexKey(Index::report_readings_by_review).id(query.review).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<ReportReading>(ReportReadingId{~read_u64(key.substr(key.size() - 8))});
    if (!found || !may || !door.may_read(*found)) return false;
    if (into) into->item_of<ReportReading>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetReportReading const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<ReportReading>("ids.report_reading", query.report_reading));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
