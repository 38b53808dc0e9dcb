// What becomes of support when people leave or schools move: what waited on a person waits on the seat.
#include <algorithm>

#include "store/overlay_view.hpp"
#include "store/seats.hpp"
#include "store/support_agreements.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

/// Current on the node, or above it.
bool works_at(View const& view, PersonId person, OrganisationId node) {
  auto const standing = view.standing(person);
  return standing && std::any_of(standing->roles.begin(), standing->roles.end(), [&](auto const& role) {
           return !role.on_partner && tree::is_within(view, node, role.organisation);
         });
}

bool brokers(View const& view, PersonId person, OrganisationId node) {
  auto const standing = view.standing(person);
  return standing && std::any_of(standing->roles.begin(), standing->roles.end(), [&](auto const& role) {
           return !role.on_partner && role.duties.contains(Duty::broker) &&
                  tree::is_within(view, node, role.organisation);
         });
}

bool is_current(View const& view, PersonId person) {
  auto const standing = view.standing(person);
  return standing && standing->is_current();
}

/// One request of somebody whose memberships changed; `view` shows them as they are now.
class PassingOn {
 public:
  PassingOn(Change& change, View const& view, Asked& asked, PersonId person, SupportRequest request)
      : change_(change), view_(view), asked_(asked), person_(person), request_(std::move(request)) {}

  void pass(bool reads_otherwise) {
    auto const before = request_.version;
    bool const goes_on = request_.opened && !support::has_ended(request_);
    if (goes_on && pass_supporter()) return;
    if (goes_on) {
      pass_requester();
      pass_broker();
      pass_candidate();
    }
    if (request_.version == before && !reads_otherwise) return;
    auto const id = request_.id;
    change_.put(std::move(request_));
    support::put_bound_again(change_, view_, id);
  }

 private:
  /// True when it is open again, or goes on, without the supporter: that has put it.
  bool pass_supporter() {
    if (request_.supporter != person_ || works_at(view_, person_, *request_.supporter_school)) return false;
    if (request_.state == SupportState::matched || request_.state == SupportState::agreed) {
      support::reopen(change_, view_, asked_, request_, {});
      return true;
    }
    if (request_.state != SupportState::active) return false;
    auto const agreement = request_.agreement ? view_.find<SupportAgreement>(*request_.agreement) : nullptr;
    if (!agreement || agreement->state == AgreementState::ended) return false;
    agreements::end(change_, view_, asked_, request_, {});
    support::tell_brokers(change_, view_, asked_, request_, {.because = Because::match_answered, .by = person_});
    support::tell(change_, view_, asked_, request_, support::parties_of(view_, request_),
                  {.because = Because::agreement_ended, .by = person_, .support_agreement = agreement->id});
    return false;
  }

  void pass_requester() {
    if (request_.requester != person_ || works_at(view_, person_, request_.organisation)) return;
    auto heads = support::heads_of_requester(view_, request_);
    std::erase(heads, person_);
    if (heads.empty()) return;
    request_.requester = heads.front();
    ++request_.version;
    agreements::name_requester(change_, view_, asked_, request_);
    // What needed the one needs the other.
    auto const prefix = IndexKey(Index::notifications_by_support).id(request_.id).byte(0).take();
    view_.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      auto const it = view_.find<Notification>(NotificationId{read_u64(key.substr(10))});
      if (it && it->needs && it->person == person_ && it->because != Because::agreement_to_sign) {
        support::tell(change_, view_, asked_, request_, {request_.requester},
                      {.because = it->because,
                       .by = person_,
                       .support_match = it->support_match,
                       .support_agreement = it->support_agreement,
                       .support_visit = it->support_visit});
      }
      return true;
    });
  }

  void pass_broker() {
    if (request_.broker != person_ || brokers(view_, person_, request_.broker_node)) return;
    request_.broker.reset();
    ++request_.version;
    if (request_.state != SupportState::open) return;
    support::tell_brokers(change_, view_, asked_, request_, {.because = Because::support_opened, .by = person_});
  }

  void pass_candidate() {
    if (!request_.asked.contains(person_)) return;
    for (auto const& it : support::matches_of(view_, request_.id)) {
      if (it->person != person_ || it->state != MatchState::asked || works_at(view_, person_, it->organisation)) {
        continue;
      }
      auto ended = *it;
      ended.state = MatchState::withdrawn;
      ended.answered = asked_.now;
      ++ended.version;
      change_.put(std::move(ended));
      std::erase(request_.asked.values, person_);
      ++request_.version;
      answer_needs(change_, view_, request_.id, Because::match_asked,
                   [&](Notification const& notice) { return notice.person == person_; });
      support::tell_brokers(change_, view_, asked_, request_,
                            {.because = Because::match_answered, .by = person_, .support_match = it->id});
    }
  }

  Change& change_;
  View const& view_;
  Asked& asked_;
  PersonId person_;
  SupportRequest request_;
};

template <class IdType>
std::vector<IdType> ids_under(View const& view, Index index, PersonId person) {
  std::vector<IdType> out;
  view.scan_index(IndexKey(index).id(person).take(), {}, [&](std::string_view key, std::string_view) {
    out.push_back(IdType{~read_u64(key.substr(9))});
    return out.size() < limits::passed_on_per_leaver_max;
  });
  return out;
}

}  // namespace

void support::pass_on(Change& change, View const& view, Asked& asked, PersonId person) {
  auto const requests = ids_under<SupportRequestId>(view, Index::support_requests_by_party, person);
  auto const matches = ids_under<SupportMatchId>(view, Index::matches_by_person, person);
  if (requests.empty() && matches.empty()) return;
  OverlayView after(view);
  after.add(change);
  auto const answer_key = change.answer_key;
  bool const reads_otherwise = is_current(view, person) != is_current(after, person);
  for (auto const id : requests) {
    if (auto const found = after.find<SupportRequest>(id)) {
      PassingOn(change, after, asked, person, *found).pass(reads_otherwise);
    }
  }
  if (reads_otherwise) {
    // Askings that ended, of requests that are theirs no more.
    for (auto const id : matches) {
      auto const held = std::any_of(change.puts.begin(), change.puts.end(),
                                    [&](auto const& put) { return put.key == record_key<SupportMatch>(id); });
      auto const match = held ? nullptr : after.find<SupportMatch>(id);
      if (!match) continue;
      change.put(*match);
      if (auto const why = after.find<MatchAnswer>(id)) change.put(*why);
    }
  }
  change.answer_key = answer_key;
}

void support::move_along(Change& change, View const& view, View const& after, Asked& asked, OrganisationId moved) {
  auto const answer_key = change.answer_key;
  view.scan_index(IndexKey(Index::support_requests_all).take(), {}, [&](std::string_view key, std::string_view) {
    auto const found = view.find<SupportRequest>(SupportRequestId{~read_u64(key.substr(1))});
    if (!found) return true;
    if (found->organisation != moved && found->supporter_school != moved && found->broker_node != moved) return true;
    auto request = *found;
    if (request.organisation == moved && !has_ended(request)) {
      bool const stays = request.handed_from || tree::is_within(after, moved, request.broker_node);
      if (!stays) request.broker_node = broker_node_for(after, moved);
      // Widening is nobody's side effect.
      if (request.confidentiality == Confidentiality::trust) request.confidentiality = Confidentiality::brokers;
      ++request.version;
      if (request.broker && !brokers(after, *request.broker, request.broker_node)) {
        request.broker.reset();
        if (request.state == SupportState::open) {
          tell_brokers(change, after, asked, request, {.because = Because::support_opened});
        }
      }
    }
    auto const id = request.id;
    change.put(std::move(request));
    put_bound_again(change, view, id);
    return true;
  });
  change.answer_key = answer_key;
}

}  // namespace staffroom
