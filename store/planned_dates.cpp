// Looking for a person's days in what is theirs: support, askings, things to look after, follow-ups,
// actions, peer reviews, contracts, pools and purchases.
#include "store/planned_dates.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/buying.hpp"
#include "store/calendar.hpp"
#include "store/contracts.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/permissions.hpp"
#include "store/purchases.hpp"
#include "store/reviews.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::size_t rows_max = limits::decide_scanned_rows_max;  // of each list
constexpr std::size_t dates_max = 2'000;
constexpr std::int32_t looked_ahead_days = 365;  // for the next one

/// Where ids stand in the keys of the lists that are walked.
constexpr std::size_t id_of_party = 9, id_of_visit = 13, id_of_notification = 10, id_of_action = 18;

class Dates {
 public:
  Dates(View const& view, PersonId person, Date from, Date to)
      : view_(view),
        person_(person),
        from_(from),
        to_(to),
        asked_(asking({.person = person, .session = {}, .fresh_until = {}}, {})),
        door_(view, asked_) {}

  std::vector<PlannedDate> find() {
    if (!view_.standing(person_)) return {};
    add_support();
    add_askings();
    add_upkeep<Resource>(Index::resources_by_party, DateOf::resource_review);
    add_upkeep<PracticePost>(Index::practice_by_party, DateOf::practice_review);
    add_stories();
    add_actions();
    add_reviews();
    add_review_actions();
    add_contracts();
    add_pools();
    add_purchases();
    auto const order = [](PlannedDate const& it) {
      return std::tuple(it.date, it.from.value_or(0), it.what, it.id, it.title);
    };
    std::sort(found_.begin(), found_.end(), [&](auto const& a, auto const& b) { return order(a) < order(b); });
    return std::move(found_);
  }

 private:
  template <class Visit>
  void walk(IndexKey prefix, Visit const& visit) const {
    std::size_t seen = 0;
    view_.scan_index(prefix.take(), {},
                     [&](std::string_view key, std::string_view) { return visit(key) && ++seen < rows_max; });
  }

  void add(PlannedDate date) {
    if (date.date < from_ || date.date > to_ || found_.size() >= dates_max) return;
    found_.push_back(std::move(date));
  }

  /// A whole day.
  template <class About>
  void add(DateOf what, Date date, About const& about, std::uint64_t id) {
    add({.what = what, .date = date, .title = about.title.value, .self = self_of(Record{about}), .id = id});
  }

  // ---- support that I asked for, or give

  void add_support() {
    walk(std::move(IndexKey(Index::support_requests_by_party).id(person_)), [&](std::string_view key) {
      auto const request = view_.find<SupportRequest>(SupportRequestId{~read_u64(key.substr(id_of_party))});
      bool const mine = request && (request->requester == person_ || request->supporter == person_);
      if (!mine || !door_.may_read(*request)) return true;
      add_visits(*request);
      if (request->agreement) add_agreement(*request, *request->agreement);
      return true;
    });
  }

  void add_visits(SupportRequest const& request) {
    walk(std::move(IndexKey(Index::visits_by_request).id(request.id)), [&](std::string_view key) {
      auto const visit = view_.find<SupportVisit>(SupportVisitId{read_u64(key.substr(id_of_visit))});
      if (!visit || visit->state == VisitState::cancelled || !door_.may_read(*visit)) return true;
      auto const school = view_.find<Organisation>(request.organisation);
      add({.what = DateOf::visit,
           .date = visit->date,
           .from = visit->starts,
           .to = visit->ends,
           .title = request.title.value,
           .place = school ? school->name.value : std::string(),
           .self = self_of(Record{request}),
           .id = visit->id.value});
      bool const owed = visit->state == VisitState::planned || visit->state == VisitState::due_record;
      if (owed && request.supporter == person_) add(DateOf::visit_record, visit->record_by, request, visit->id.value);
      return true;
    });
  }

  void add_agreement(SupportRequest const& request, SupportAgreementId id) {
    auto const agreement = view_.find<SupportAgreement>(id);
    if (!agreement || agreement->state != AgreementState::in_force || !door_.may_read(*agreement)) return;
    add(DateOf::agreement_ends, agreement->ends, request, id.value);
    auto const mine = request.requester == person_ ? SigningCapacity::requester : SigningCapacity::supporter;
    bool const said = std::any_of(agreement->midterm.begin(), agreement->midterm.end(),
                                  [&](MidtermAnswer const& it) { return it.capacity == mine; });
    if (!said) add(DateOf::midterm, agreement->midterm_on, request, id.value);
  }

  void add_askings() {
    walk(std::move(IndexKey(Index::matches_by_person).id(person_)), [&](std::string_view key) {
      auto const match = view_.find<SupportMatch>(SupportMatchId{~read_u64(key.substr(id_of_party))});
      if (!match || match->state != MatchState::asked || !door_.may_read(*match)) return true;
      auto const request = view_.find<SupportRequest>(match->request);
      if (request && door_.may_read(*request)) add(DateOf::answer_match, match->lapses, *request, match->id.value);
      return true;
    });
  }

  // ---- what I look after

  template <class Published>
  void add_upkeep(Index index, DateOf what) {
    walk(std::move(IndexKey(index).id(person_)), [&](std::string_view key) {
      auto const it = view_.find<Published>(decltype(Published::id){~read_u64(key.substr(id_of_party))});
      bool const mine = it && it->owner == person_ && it->state == ResourceState::published && it->review_by;
      if (mine && door_.may_read(*it)) add(what, *it->review_by, *it, it->id.value);
      return true;
    });
  }

  /// What I was asked to tell: until the day on which nobody waits for it any more.
  void add_stories() {
    walk(std::move(IndexKey(Index::notifications_by_person).id(person_).byte(0)), [&](std::string_view key) {
      auto const note = view_.find<Notification>(NotificationId{~read_u64(key.substr(id_of_notification))});
      if (!note || note->because != Because::adoption_follow_up || !note->adoption) return true;
      auto const adoption = view_.find<Adoption>(*note->adoption);
      auto const post = adoption ? view_.find<PracticePost>(adoption->practice) : nullptr;
      if (!post || !door_.may_read(*adoption) || !door_.may_read(*post)) return true;
      for (auto const& one : adoption->follow_ups) {
        if (!one.asked || one.told || one.unanswered) continue;
        Date const last{one.due.days + 2 * limits::follow_up_reminder_days - 1};
        add(DateOf::adoption_story, last, *post, adoption->id.value);
      }
      return true;
    });
  }

  void add_actions() {
    walk(std::move(IndexKey(Index::actions_by_owner).id(person_).byte(0)), [&](std::string_view key) {
      auto const action = view_.find<ActionItem>(ActionId{read_u64(key.substr(id_of_action))});
      if (!action || action->state != ActionState::open || !door_.may_read(*action)) return true;
      add(DateOf::action, action->due, *action, action->id.value);
      return action->due <= to_;  // they come by their day
    });
  }

  // ---- peer review, of my school, or of one that I review

  void add_reviews() {
    std::set<ReviewId> seen;
    walk(std::move(IndexKey(Index::reviews_by_person).id(person_)), [&](std::string_view key) {
      seen.insert(ReviewId{~read_u64(key.substr(id_of_party))});
      return true;
    });
    for (auto const& role : door_.standing().roles) {
      if (role.role != Role::headteacher && role.role != Role::trust_leader) continue;
      walk(std::move(IndexKey(Index::reviews_by_host).id(role.organisation)), [&](std::string_view key) {
        seen.insert(ReviewId{~read_u64(key.substr(id_of_party))});
        return true;
      });
    }
    for (auto const id : seen) {
      auto const review = view_.find<Review>(id);
      if (review && door_.may_read(*review)) add_review(*review);
    }
  }

  void add_review(Review const& it) {
    auto const& roles = door_.standing().roles;
    bool const heads = std::any_of(roles.begin(), roles.end(), [&](auto const& role) {
      return role.organisation == it.host && (role.role == Role::headteacher || role.role == Role::trust_leader);
    });
    bool const hosts = heads || it.delegate == person_;
    auto const* place = reviews::place_of(it, person_);
    bool const reviews_it = place && place->state == ReviewerState::active;
    auto const on = [&](DateOf what, std::optional<Date> date) {
      if (date) add(what, *date, it, it.id.value);
    };
    bool const confirmed = it.state >= ReviewState::confirmed;
    if (confirmed && (hosts || reviews_it || reviews::colleague_of(it, person_))) add_review_visit(it);
    if (hosts && it.state == ReviewState::confirmed) on(DateOf::self_review, it.self_review_by);
    if (reviews_it && place->lead && it.state == ReviewState::draft_report) on(DateOf::review_report, it.report_by);
    if (!hosts) return;
    if (it.state == ReviewState::factual_check) on(DateOf::factual_check, it.check_by);
    if (it.state == ReviewState::final) on(DateOf::review_plan, it.plan_by);
    if (it.state < ReviewState::final || it.state == ReviewState::closed) return;
    if (!it.ninety_days_checked) on(DateOf::review_check, it.ninety_days_on);
    on(DateOf::review_check, it.one_year_on);
  }

  void add_review_visit(Review const& it) {
    if (!it.first_day || !it.last_day) return;
    auto const school = view_.find<Organisation>(it.host);
    for (auto day = *it.first_day; day <= *it.last_day; ++day.days) {
      if (!calendar::is_working_day(view_, day)) continue;
      add({.what = DateOf::review_visit,
           .date = day,
           .title = it.title.value,
           .place = school ? school->name.value : std::string(),
           .self = self_of(Record{it}),
           .id = it.id.value});
    }
  }

  void add_review_actions() {
    walk(std::move(IndexKey(Index::review_actions_by_owner).id(person_).byte(0)), [&](std::string_view key) {
      auto const action = view_.find<ReviewAction>(ReviewActionId{read_u64(key.substr(key.size() - 8))});
      if (!action || !door_.may_read(*action)) return true;
      add(DateOf::review_action, action->due, *action, action->id.value);
      return action->due <= to_;  // they come by their day
    });
  }

  // ---- buying together: contracts that I look after, pools that I organise or sign for

  void add_contracts() {
    std::set<std::pair<OrganisationId, Role>> seats;
    for (auto const& role : door_.standing().roles) seats.emplace(role.organisation, role.role);
    for (auto const& [organisation, role] : seats) {
      auto prefix = IndexKey(Index::contracts_by_seat);
      prefix.id(organisation).byte(static_cast<std::uint8_t>(role));
      walk(std::move(prefix), [&](std::string_view key) {
        auto const it = view_.find<Contract>(ContractId{read_u64(key.substr(key.size() - 8))});
        if (!it || !door_.may_read(*it)) return true;
        add_contract(*it);
        return it->notice_by <= to_;  // they come by their notice dates, and end no earlier
      });
    }
  }

  void add_contract(Contract const& it) {
    auto const& details = it.details;
    bool const is_awaited = it.state != ContractState::notice_given && contracts::is_reminded(details);
    auto const on = [&](DateOf what, Date date) {
      add({.what = what, .date = date, .title = details.title.value, .self = self_of(Record{it}), .id = it.id.value});
    };
    if (is_awaited) on(DateOf::contract_notice, it.notice_by);
    on(DateOf::contract_ends, details.ends);
  }

  void add_pools() {
    auto const& me = door_.standing();
    if (!buying::managed_node(me)) return;  // the first who sign manage
    walk(IndexKey(Index::pools_all), [&](std::string_view key) {
      auto const it = view_.find<Pool>(PoolId{~read_u64(key.substr(key.size() - 8))});
      if (!it || (it->state != PoolState::open && it->state != PoolState::closed)) return true;
      bool const organises = it->owner == person_;
      bool takes_part = organises;
      bool has_signed = organises;
      for (auto const& one : it->schools) {
        if (!buying::signs_for(view_, me, one.school)) continue;
        takes_part = true;
        has_signed = has_signed || one.signed_now;
      }
      if (!takes_part || !door_.may_read(*it)) return true;
      if (it->state == PoolState::open) add_pool(DateOf::pool_join, it->terms.join_by, *it);
      if (has_signed) add_pool(DateOf::pool_leave, it->terms.leave_by, *it);
      return true;
    });
  }

  void add_pool(DateOf what, Date date, Pool const& it) {
    add({.what = what, .date = date, .title = it.terms.title.value, .self = self_of(Record{it}), .id = it.id.value});
  }

  /// Those that I own, am named in, or sign for.
  void add_purchases() {
    std::set<PurchaseId> seen;
    auto const gather = [&](std::string_view key) {
      seen.insert(PurchaseId{~read_u64(key.substr(key.size() - 8))});
      return true;
    };
    walk(std::move(IndexKey(Index::purchases_by_person).id(person_)), gather);
    if (buying::managed_node(door_.standing())) walk(IndexKey(Index::purchases_all), gather);
    for (auto const id : seen) {
      auto const it = view_.find<Purchase>(id);
      if (it && door_.may_read(*it)) add_purchase(*it);
    }
  }

  void add_purchase(Purchase const& it) {
    if (it.stage == PurchaseStage::go_to_market && it.deadline_at) {
      // Quotes are in time before it: until the end of the day before.
      auto const last = calendar::date_of({it.deadline_at->value - 1});
      if (purchases::interest_of(it, person_)) add(DateOf::purchase_deadline, last, it, it.id.value);
      return;
    }
    auto const award = it.stage == PurchaseStage::contract_award ? view_.find<Award>(it.id) : nullptr;
    if (!award || award->state != AwardState::published || !award->standstill_ends) return;
    auto const signs = [&](PurchaseSchool const& one) {
      return buying::signs_for(view_, door_.standing(), one.school);
    };
    bool const waits = it.owner == person_ || std::any_of(it.schools.begin(), it.schools.end(), signs);
    if (waits && door_.may_read(*award)) add(DateOf::standstill_ends, *award->standstill_ends, it, it.id.value);
  }

  View const& view_;
  PersonId person_;
  Date from_;
  Date to_;
  Asked asked_;
  Door door_;
  std::vector<PlannedDate> found_;
};

/// Days without school that have a name, of the school where the person has been longest.
std::vector<NamedDay> closed_days(View const& view, PersonId person, Date from, Date to) {
  std::vector<NamedDay> out;
  for (auto const& membership : tree::memberships_of(view, person)) {
    if (membership->state != Standing::current) continue;
    auto const calendar = calendar::effective(view, membership->organisation);
    for (auto const* days : {&calendar.training_days, &calendar.bank_holidays}) {
      std::copy_if(days->begin(), days->end(), std::back_inserter(out),
                   [&](NamedDay const& it) { return from <= it.date && it.date <= to; });
    }
    break;
  }
  std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.date < b.date; });
  return out;
}

}  // namespace

std::vector<PlannedDate> planned_dates(View const& view, PersonId person, Date from, Date to) {
  return Dates(view, person, from, to).find();
}

Result<Answer> answer(View const& view, Asked const& asked, ListDates const& query, Page const&) {
  if (query.to < query.from) return Error::unprocessable("query.to", "The last day is not before the first.");
  if (query.to.days - query.from.days > limits::planned_days_max) {
    return Error::unprocessable("query.to",
                                "Ask for at most " + std::to_string(limits::planned_days_max) + " days at a time.");
  }
  auto const person = asked.actor.person;
  auto found = planned_dates(view, person, query.from, {query.to.days + looked_ahead_days});
  auto const after = std::find_if(found.begin(), found.end(), [&](auto const& it) { return it.date > query.to; });
  PlannedDates out;
  if (after != found.end()) out.next = after->date;
  found.erase(after, found.end());
  out.items = std::move(found);
  out.closed = closed_days(view, person, query.from, query.to);
  out.seq = view.seq();
  Answer shown;
  append_json(shown.json, out);
  return shown;
}

}  // namespace staffroom
