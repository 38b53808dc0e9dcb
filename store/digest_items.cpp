// What one notification is about, as its person may read it now: a title, a place, a day, and what to open.
#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/digest.hpp"
#include "store/permissions.hpp"

namespace staffroom {
namespace {

/// Fills in an item from the records that the notification names, those that the person reads alone.
class Telling {
 public:
  Telling(View const& view, Notification const& told, Door const& door) : view_(view), told_(told), door_(door) {}

  ToldItem tell() {
    out_.because = told_.because;
    out_.needs = told_.needs;
    if (auto const by = told_.by ? view_.find<Person>(*told_.by) : nullptr) out_.by = by->name.value;
    if (auto const team = readable<Team>(told_.team)) lead_to(*team, team->name.value, out_.place);
    // The nearest to what happened comes last.
    if (auto const resource = readable<Resource>(told_.resource)) titled(*resource);
    if (auto const practice = readable<PracticePost>(told_.practice)) titled(*practice);
    add_topic();
    add_support();
    add_action();
    add_reviews();
    add_buying();
    add_administration();
    return std::move(out_);
  }

 private:
  template <class R, class IdType>
  std::shared_ptr<R const> readable(std::optional<IdType> id) const {
    auto found = id ? view_.find<R>(*id) : nullptr;
    return found && door_.may_read(*found) ? found : nullptr;
  }
  template <class R>
  void lead_to(R const& record, std::string const& text, std::string& into) {
    into = text;
    out_.self = self_of(Record{record});
  }
  template <class R>
  void titled(R const& record) {
    lead_to(record, record.title.value, out_.title);
  }

  void add_topic() {
    auto const topic = readable<Topic>(told_.topic);
    if (!topic) return;
    // Of a question the resource or the post is told, by its title; of all else the topic.
    bool const is_question =
        told_.because == Because::asked_about_resource || told_.because == Because::asked_about_practice;
    auto const about = out_.title;
    titled(*topic);
    if (is_question && !about.empty()) out_.title = about;
    out_.ordinal = told_.ordinal.value_or(0);
  }

  void add_support() {
    auto const request = readable<SupportRequest>(told_.support_request);
    if (!request) return;
    titled(*request);
    if (auto const school = view_.find<Organisation>(request->organisation)) out_.place = school->name.value;
    if (!told_.needs) return;
    switch (told_.because) {
      case Because::support_opened:
      case Because::support_late: out_.date = request->answer_by; return;
      case Because::agreement_wanted:
      case Because::agreement_to_sign:
      case Because::release_wanted: out_.date = request->agreement_by; return;
      default: break;
    }
    if (auto const match = readable<SupportMatch>(told_.support_match);
        told_.because == Because::match_asked && match) {
      out_.date = match->lapses;
    }
    auto const visit = readable<SupportVisit>(told_.support_visit);
    if (visit && told_.because == Because::visit_record_due) out_.date = visit->record_by;
  }

  void add_action() {
    auto const action = readable<ActionItem>(told_.action);
    if (!action) return;
    titled(*action);
    out_.ordinal = 0;
    out_.date = action->due;
  }

  /// The cycle's title and the school's name: of what a review says nothing is told.
  void add_reviews() {
    auto const place = [&](OrganisationId id) {
      if (auto const node = view_.find<Organisation>(id)) out_.place = node->name.value;
    };
    if (auto const cycle = readable<ReviewCycle>(told_.review_cycle)) {
      titled(*cycle);
      place(cycle->organisation);
      if (told_.because == Because::cycle_opened) out_.date = cycle->phases.join_by;
    }
    if (auto const review = readable<Review>(told_.review)) {
      titled(*review);
      place(review->host);
      if (told_.needs) out_.date = asked_day(*review);
    }
    if (auto const grant = readable<ReportGrant>(told_.report_grant)) {
      titled(*grant);  // also where it is agreed that it ends
      place(grant->host);
    }
    if (auto const action = readable<ReviewAction>(told_.review_action)) {
      titled(*action);
      place(action->host);
      out_.date = action->due;
    }
  }

  /// Titles and days: no price, no quantity.
  void add_buying() {
    auto const place = [&](OrganisationId id) {
      if (auto const node = view_.find<Organisation>(id)) out_.place = node->name.value;
    };
    if (auto const supplier = readable<Supplier>(told_.supplier)) lead_to(*supplier, supplier->name.value, out_.title);
    if (auto const contract = readable<Contract>(told_.contract)) {
      lead_to(*contract, contract->details.title.value, out_.title);
      place(contract->organisation);
      if (told_.because == Because::contract_notice_due) out_.date = contract->notice_by;
    }
    if (auto const pool = readable<Pool>(told_.pool)) {
      lead_to(*pool, pool->terms.title.value, out_.title);
      place(pool->organisation);
      if (told_.because == Because::pool_opened || told_.because == Because::pool_sign_again) {
        out_.date = pool->terms.join_by;
      }
    }
    if (auto const purchase = readable<Purchase>(told_.purchase)) {
      titled(*purchase);
      place(purchase->organisation);
      bool const before_market = told_.because == Because::purchase_declare ||
                                 told_.because == Because::purchase_to_approve ||
                                 told_.because == Because::purchase_to_sign;
      if (before_market && told_.needs) out_.date = purchase->market_on ? purchase->market_on : purchase->pack.deadline;
    }
    if (auto const saving = readable<Saving>(told_.saving)) {
      titled(*saving);
      place(saving->organisation);
    }
  }

  std::optional<Date> asked_day(Review const& it) const {
    switch (told_.because) {
      case Because::interest_wanted: return it.declare_by;
      case Because::self_review_due: return it.self_review_by;
      case Because::report_wanted:
      case Because::report_returned: return it.report_by;
      case Because::report_sent:
      case Because::report_to_sign: return it.check_by;
      case Because::plan_wanted: return it.plan_by;
      case Because::check_wanted: return it.ninety_days_checked ? it.one_year_on : it.ninety_days_on;
      default: return std::nullopt;
    }
  }

  void add_administration() {
    if (auto const it = readable<Invitation>(told_.invitation)) {
      out_.title = it->person_name ? it->person_name->value : it->email.value;
      auto const node = view_.find<Organisation>(it->organisation);
      if (out_.place.empty() && node) out_.place = node->name.value;
      if (!told_.team) out_.self = self_of(Record{*it});
    }
    if (auto const it = readable<ImportJob>(told_.import)) lead_to(*it, it->file_name.value, out_.title);
    if (auto const it = readable<Erasure>(told_.erasure)) out_.self = self_of(Record{*it});
  }

  View const& view_;
  Notification const& told_;
  Door const& door_;
  ToldItem out_;
};

}  // namespace

std::optional<ToldItem> told_item(View const& view, Notification const& notification) {
  auto const asked = asking({.person = notification.person, .session = {}, .fresh_until = {}}, {});
  Door const door(view, asked);
  if (!door.may_read(notification)) return std::nullopt;
  return Telling(view, notification, door).tell();
}

}  // namespace staffroom
