// Who has to do with a request for support, who is told, and what is bound to it.
#include <algorithm>
#include <set>

#include "store/person_load.hpp"
#include "store/seats.hpp"
#include "store/support.hpp"
#include "store/talk.hpp"
#include "store/tree.hpp"

namespace staffroom {

using support::Request;

Subject support::subject_of(Request const& request) {
  return {.organisation = request->organisation, .author = request->requester, .request = request, .within = true};
}

Result<Request> support::request_for(View const& view, Asked const& asked, SupportRequestId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<SupportRequest>("ids.support_request", id));
  TRY(door.may(Thing::support_request, action, subject_of(found)));
  TRY(check_version(asked, found->version));
  return found;
}

Result<Request> support::request_of(View const& view, SupportRequestId id, std::string_view path) {
  return view.get<SupportRequest>(path, id);
}

bool support::has_ended(SupportRequest const& it) {
  return it.state == SupportState::closed || it.state == SupportState::declined ||
         it.state == SupportState::withdrawn || it.state == SupportState::handed_on;
}

// ---- who is told

OrganisationId support::broker_node_for(View const& view, OrganisationId school) {
  auto const above = tree::ancestors(view, school);
  auto const trust = tree::trust_of(view, school);
  if (trust != school && has_broker(view, trust)) return trust;
  if (has_broker(view, school)) return school;
  for (auto const node : above) {
    if (has_broker(view, node)) return node;
  }
  if (trust != school) return trust;
  return above.empty() ? school : above.back();
}

std::vector<PersonId> support::brokers_for(View const& view, SupportRequest const& request) {
  if (request.broker) return {*request.broker};
  return nearest_brokers(view, request.broker_node);
}

void support::tell_brokers(Change& change, View const& view, Asked& asked, SupportRequest const& request,
                           Notice notice) {
  auto people = brokers_for(view, request);
  if (people.empty()) {
    // Leaders beside the school do not read it.
    people = nearest_leaders(view, request.broker_node);
    std::erase_if(people, [&](PersonId person) {
      auto const standing = view.standing(person);
      return !standing || !meets(audience_of(view, Record{request}), standing->audiences);
    });
  }
  if (!people.empty()) return tell(change, view, asked, request, people, std::move(notice));
  for (auto const person : seat_holders(view, request.broker_node)) {
    notify(change, view, asked, {.to = person, .because = Because::broker_wanted});
  }
}

std::vector<PersonId> support::heads_of_requester(View const& view, SupportRequest const& request) {
  return nearest_leaders(view, request.organisation);
}

std::vector<PersonId> support::heads_of_supporter(View const& view, SupportRequest const& request) {
  if (!request.supporter || !request.supporter_school) return {};
  return nearest_leaders(view, *request.supporter_school);
}

std::vector<PersonId> support::parties_of(View const& view, SupportRequest const& request) {
  std::vector<PersonId> out{request.requester};
  auto const add = [&](std::vector<PersonId> const& people) {
    for (auto const person : people) {
      if (std::find(out.begin(), out.end(), person) == out.end()) out.push_back(person);
    }
  };
  add(heads_of_requester(view, request));
  if (request.broker) add({*request.broker});
  if (request.supporter) add({*request.supporter});
  add(heads_of_supporter(view, request));
  return out;
}

std::vector<PersonId> support::readers_lost_without_supporter(View const& view, SupportRequest const& request) {
  if (!request.supporter) return {};
  auto people = heads_of_supporter(view, request);
  people.push_back(*request.supporter);
  auto without = request;
  without.supporter.reset();
  without.supporter_school.reset();
  auto const readers = audience_of(view, Record{without});
  std::erase_if(people, [&](PersonId person) {
    auto const standing = view.standing(person);
    return standing && meets(readers, standing->audiences);
  });
  return people;
}

void support::tell(Change& change, View const& view, Asked& asked, SupportRequest const& request,
                   std::vector<PersonId> const& people, Notice notice) {
  std::set<PersonId> told;
  notice.support_request = request.id;
  for (auto const person : people) {
    if (!told.insert(person).second) continue;
    notice.to = person;
    notify(change, view, asked, notice);
  }
}

// ---- what is bound to a request

namespace {

template <class R, class IdOf>
std::vector<std::shared_ptr<R const>> rows_of(View const& view, std::string const& prefix, IdOf const& id_of) {
  std::vector<std::shared_ptr<R const>> out;
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    if (auto found = view.find<R>(id_of(key))) out.push_back(std::move(found));
    return out.size() < limits::decide_scanned_rows_max;
  });
  return out;
}

/// Puts records that the change does not hold yet, as the view has them.
class PuttingAgain {
 public:
  PuttingAgain(Change& change, View const& view) : change_(change), view_(view), answer_key_(change.answer_key) {
    for (auto const& put : change.puts) held_.insert(put.key);
    for (auto const& [kind, key] : change.removals) held_.insert(key);
  }
  ~PuttingAgain() { change_.answer_key = answer_key_; }
  PuttingAgain(PuttingAgain const&) = delete;
  PuttingAgain& operator=(PuttingAgain const&) = delete;

  template <class R>
  void put(R const& record) {
    if (held_.insert(record_key<R>(record.id)).second) change_.put(record);
  }
  template <class R, class IdType>
  void put_stored(IdType id) {
    if (auto const found = view_.find<R>(id)) put(*found);
  }

 private:
  Change& change_;
  View const& view_;
  std::string answer_key_;
  std::set<std::string> held_;
};

}  // namespace

std::vector<std::shared_ptr<SupportMatch const>> support::matches_of(View const& view, SupportRequestId request) {
  return rows_of<SupportMatch>(view, IndexKey(Index::matches_by_request).id(request).take(),
                               [](std::string_view key) { return SupportMatchId{read_u64(key.substr(9))}; });
}

std::vector<std::shared_ptr<SupportAgreement const>> support::agreements_of(View const& view,
                                                                            SupportRequestId request) {
  return rows_of<SupportAgreement>(view, IndexKey(Index::agreements_by_request).id(request).take(),
                                   [](std::string_view key) { return SupportAgreementId{~read_u64(key.substr(9))}; });
}

std::vector<std::shared_ptr<SupportVisit const>> support::visits_of(View const& view, SupportRequestId request) {
  return rows_of<SupportVisit>(view, IndexKey(Index::visits_by_request).id(request).take(),
                               [](std::string_view key) { return SupportVisitId{read_u64(key.substr(13))}; });
}

bool support::has_recorded_visit(View const& view, SupportRequestId request) {
  auto const visits = visits_of(view, request);
  return std::any_of(visits.begin(), visits.end(), [](auto const& it) { return it->record.has_value(); });
}

void support::put_bound_again(Change& change, View const& view, SupportRequestId request) {
  PuttingAgain again(change, view);
  for (auto const& it : matches_of(view, request)) {
    again.put(*it);
    again.put_stored<MatchAnswer>(it->id);
  }
  for (auto const& it : agreements_of(view, request)) again.put(*it);
  for (auto const& it : visits_of(view, request)) again.put(*it);
  auto const found = view.find<SupportRequest>(request);
  if (found && found->evaluation) again.put_stored<SupportEvaluation>(*found->evaluation);
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::notifications_by_support).id(request).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    again.put_stored<Notification>(NotificationId{read_u64(key.substr(10))});
    return ++seen < limits::decide_scanned_rows_max;
  });
}

// ---- askings and promises

void support::end_askings(Change& change, View const& view, Asked& asked, SupportRequest& request, MatchState how) {
  for (auto const& it : matches_of(view, request.id)) {
    if (it->state != MatchState::asked || !request.asked.contains(it->person)) continue;
    auto ended = *it;
    ended.state = how;
    ended.answered = asked.now;
    ++ended.version;
    // Nothing of the request is theirs any more: the asking itself is all that they read.
    notify(change, view, asked, {.to = it->person, .because = Because::match_ended, .support_match = it->id});
    change.put(std::move(ended));
  }
  request.asked = {};
}

std::uint32_t support::promised_days(View const& view, SupportRequest const& request) {
  if (!request.supporter) return 0;
  auto const agreement = request.agreement ? view.find<SupportAgreement>(*request.agreement) : nullptr;
  if (agreement) return agreement->state == AgreementState::ended ? 0 : agreement->days;
  auto const match = request.match ? view.find<SupportMatch>(*request.match) : nullptr;
  return match && match->state == MatchState::accepted ? match->days : 0;
}

void support::free_promises(Change& change, View const& view, Asked& asked, SupportRequest const& request,
                            Note const& reason) {
  auto const days = static_cast<std::int32_t>(promised_days(view, request));
  if (days > 0) person_load::promise_days(change, view, *request.supporter, -days);
  auto const match = request.match ? view.find<SupportMatch>(*request.match) : nullptr;
  if (match && match->state == MatchState::accepted) {
    auto ended = *match;
    ended.state = MatchState::withdrawn;
    ++ended.version;
    change.put(std::move(ended));
  }
  auto const agreement = request.agreement ? view.find<SupportAgreement>(*request.agreement) : nullptr;
  if (agreement && agreement->state != AgreementState::ended) {
    auto ended = *agreement;
    ended.state = AgreementState::ended;
    ended.ended = asked.now;
    ended.end_reason = reason;
    ++ended.version;
    change.put(std::move(ended));
  }
  for (auto const& it : visits_of(view, request.id)) {
    if (it->state != VisitState::planned && it->state != VisitState::due_record) continue;
    // What has happened meanwhile may still be recorded.
    if (request.state == SupportState::active && it->date <= asked.today) continue;
    auto cancelled = *it;
    cancelled.state = VisitState::cancelled;
    ++cancelled.version;
    change.put(std::move(cancelled));
  }
}

void support::reopen(Change& change, View const& view, Asked& asked, SupportRequest request, Note const& reason) {
  free_promises(change, view, asked, request, reason);
  answer_all_needs(change, view, request.id);
  request.state = SupportState::open;
  request.supporter.reset();
  request.supporter_school.reset();
  request.match.reset();
  request.agreement.reset();
  request.agreement_by.reset();
  ++request.version;
  tell_brokers(change, view, asked, request, {.because = Because::match_answered});
  auto const id = request.id;
  change.put(std::move(request));
  put_bound_again(change, view, id);
}

}  // namespace staffroom
