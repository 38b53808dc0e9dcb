// What erasing a person does to records. The walk goes through the kinds that may hold the person's address or words,
// newest key first, a stretch at each tick; `progress` of the erasure says where it goes on.
#include <algorithm>
#include <array>

#include "protocol/codec.hpp"
#include "store/accounts.hpp"
#include "store/actions.hpp"
#include "store/buying.hpp"
#include "store/decide.hpp"
#include "store/erasure.hpp"
#include "store/index_rows.hpp"
#include "store/places.hpp"
#include "store/profiles.hpp"
#include "store/resources.hpp"
#include "store/reviews.hpp"
#include "store/stored_record.hpp"
#include "store/support.hpp"
#include "store/talk.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr char const* no_address = "former-member@erased.invalid";
constexpr char const* untitled = "Topic of a former member";
/// Before the address that is kept for the walk: no address begins so, and nobody is found by it any more.
constexpr std::string_view being_forgotten = ".";
constexpr std::size_t changes_per_stretch = 200;

/// In this order. Talk is walked only when the words are to be forgotten, too.
constexpr std::array walked{Kind::read_state,
                            Kind::notification,
                            Kind::invitation,
                            Kind::email,
                            Kind::join_request,
                            Kind::lead_message,
                            Kind::import_rows,
                            Kind::upload,
                            Kind::download,
                            Kind::use_author,
                            Kind::rubric_score,
                            Kind::resource,
                            Kind::resource_report,
                            Kind::adoption_author,
                            Kind::practice_post,
                            Kind::support_request,
                            Kind::support_match,
                            Kind::match_answer,
                            Kind::review_interest,
                            Kind::evidence_note,
                            Kind::report_comment,
                            Kind::quote_scan,
                            Kind::quote_score,
                            Kind::purchase_declaration,
                            Kind::flag,
                            Kind::topic,
                            Kind::message};
constexpr std::size_t places_who = walked.size() - 3;  // forget_who walks the first so many

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (unsigned char const byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::string from_hex(std::string_view hex) {
  auto const digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    out.push_back(static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1])));
  }
  return out;
}

/// One stretch of the walk.
class Stretch {
 public:
  Stretch(Change& change, View const& view, Asked& asked, Erasure& erasure)
      : change_(change), view_(view), asked_(asked), erasure_(erasure), person_(erasure.person) {
    // The address is kept for the walk, without a password, and goes with its last stretch.
    auto const credential = view.find<Credential>(person_);
    if (credential && credential->email.value.starts_with(being_forgotten)) {
      email_ = folded(credential->email.value.substr(being_forgotten.size()));
    }
  }

  /// Returns whether the walk is over.
  bool go() {
    auto place = std::size_t{0};
    std::string below;
    if (auto const colon = erasure_.progress.find(':'); colon != std::string::npos) {
      place = std::stoul(erasure_.progress.substr(0, colon));
      below = from_hex(std::string_view(erasure_.progress).substr(colon + 1));
    }
    auto const end = erasure_.manner == ErasureManner::forget_who ? places_who : walked.size();
    for (; place < end; ++place, below.clear()) {
      if (walk(walked[place], below)) continue;
      erasure_.progress = std::to_string(place) + ':' + hex_of(last_);
      return false;
    }
    erasure_.progress.clear();
    return true;
  }

 private:
  /// Returns whether the kind is done.
  bool walk(Kind kind, std::string const& below) {
    std::string prefix(1, static_cast<char>(kind));
    if (kind == Kind::read_state) append_u64(prefix, person_.value);
    bool done = true;
    view_.scan_records_down(prefix, below, [&](std::string_view key, std::string_view stored) {
      if (++seen_ > limits::erasure_rows_per_tick ||
          change_.puts.size() + change_.removals.size() > changes_per_stretch) {
        return done = false;
      }
      last_ = key;
      look_at(kind, key, stored);
      return true;
    });
    return done;
  }

  void look_at(Kind kind, std::string_view key, std::string_view stored) {
    if (kind == Kind::read_state) {
      change_.removals.emplace_back(kind, std::string(key));
      ++erasure_.other;
      return;
    }
    if (!concerns(kind, stored)) return;
    auto const record = stored::decode(kind, stored);
    if (!record) return;
    visit([this](auto const& it) { forget(it); }, *record);
  }

  /// Whether the record names the person or holds their address; what is not decoded costs little.
  bool concerns(Kind kind, std::string_view stored) {
    named_.clear();
    if (!stored::append_named(stored, named_) || std::find(named_.begin(), named_.end(), person_) != named_.end()) {
      return true;
    }
    bool const may_hold_address = kind == Kind::invitation || kind == Kind::email || kind == Kind::import_rows;
    return may_hold_address && !email_.empty() && folded(stored::json(stored)).find(email_) != std::string::npos;
  }

  bool is_mine(std::string_view address) const { return !email_.empty() && folded(address) == email_; }

  template <class R>
  void forget(R const&) {}

  void forget(Notification const& it) {
    if (it.person != person_) return;
    change_.remove<Notification>(it.id);
    ++erasure_.notifications;
  }

  void forget(Invitation it) {
    bool const written = it.author == person_;
    bool const to_me = it.person == person_ || is_mine(it.email.value);
    if (!written && !to_me) return;
    if (written) it.note = {};
    if (to_me) {
      it.email = {no_address};
      it.person_name.reset();
      it.title.reset();
    }
    if (it.state == InvitationState::pending) it.state = InvitationState::revoked;
    put(std::move(it));
  }

  void forget(EmailNote const& it) {
    if (it.person != person_ && !is_mine(it.to.value)) return;
    change_.remove<EmailNote>(it.id);
    ++erasure_.other;
  }

  void forget(JoinRequest it) {
    bool changed = false;
    if (it.person == person_) {
      changed = true;
      it.note = {};
      if (it.state == JoinRequestState::pending) it.state = JoinRequestState::withdrawn;
    }
    if (it.answered_by == person_ && it.answer) {
      changed = true;
      it.answer = Note{};
    }
    if (changed) put(std::move(it));
  }

  void forget(LeadMessage it) {
    bool changed = false;
    if (it.author == person_) {
      changed = true;
      it.text = {};
      if (!it.answered) it.answered = asked_.now;  // nobody waits for an answer any more
    }
    if (it.answered_by == person_) {
      changed = true;
      it.answer = Note{};
    }
    if (changed) put(std::move(it));
  }

  void forget(ImportRows it) {
    bool changed = false;
    for (auto& row : it.rows.values) {
      bool const holds =
          row.person == person_ || std::any_of(row.cells.begin(), row.cells.end(), [&](auto const& cell) {
            return !email_.empty() && folded(cell.value).find(email_) != std::string::npos;
          });
      if (!holds) continue;
      changed = true;
      for (auto& cell : row.cells.values) cell = {};
      row.problem.reset();
    }
    if (changed) put(std::move(it));
  }

  void forget(Upload const& it) {
    if (it.person == person_) remove<Upload>(it.id);
  }

  void forget(Download const& it) {
    if (it.person == person_) remove<Download>(it.id);
  }

  void forget(UseAuthor const& it) {
    if (it.person == person_) remove<UseAuthor>(it.id);
  }

  void forget(RubricScore const& it) {
    if (it.person != person_) return;
    resources::remove_score(change_, view_, it);
    ++erasure_.other;
  }

  /// What they made stays with their organisation; nobody waits for their answer.
  void forget(Resource it) {
    if (std::erase(it.invited.values, person_) > 0) put(std::move(it));
  }

  void forget(AdoptionAuthor const& it) {
    if (it.person == person_) remove<AdoptionAuthor>(it.id);
  }

  void forget(PracticePost it) {
    bool changed = std::erase(it.invited.values, person_) > 0;
    if (it.contact == person_) {
      changed = true;
      it.contact.reset();
      it.visits_offered = false;
    }
    if (changed) put(std::move(it));
  }

  /// A case stays with its schools; what nobody else ever read goes.
  void forget(SupportRequest it) {
    if (it.requester == person_ && !it.opened) return remove<SupportRequest>(it.id);
    if (it.wanted != person_) return;
    it.wanted.reset();
    put(std::move(it));
  }

  void forget(SupportMatch it) {
    if (it.author != person_ || (it.message.empty() && it.override_reason.empty())) return;
    it.message = {};
    it.override_reason = {};
    put(std::move(it));
  }

  void forget(MatchAnswer const& it) {
    if (it.person == person_) remove<MatchAnswer>(it.id);
  }

  /// What was declared stays with the review, as what it is of; the words go.
  void forget(Interest it) {
    bool changed = false;
    auto const empty = [&](Note& words) {
      changed = changed || !words.empty();
      words = {};
    };
    if (it.person == person_) {
      for (auto* points : {&it.points.values, &it.found.values}) {
        for (auto& point : *points) empty(point.words);
      }
    }
    if (it.person == person_ || it.decided_by == person_) empty(it.reason);
    if (changed) put(std::move(it));
  }

  /// A sentence of the report goes on resting on it.
  void forget(EvidenceNote it) {
    if (it.author != person_ || it.text.empty()) return;
    it.text = {};
    put(std::move(it));
  }

  void forget(ReportComment it) {
    bool changed = false;
    if (it.author == person_ && !it.text.empty()) {
      changed = true;
      it.text = {};
    }
    if (it.answered_by == person_ && !it.answer.empty()) {
      changed = true;
      it.answer = {};
    }
    if (changed) put(std::move(it));
  }

  /// What was declared, and what became of it, stays with the purchase; the words go.
  void forget(PurchaseDeclaration it) {
    bool changed = false;
    if (it.person == person_ && !it.words.empty()) {
      changed = true;
      it.words = {};
    }
    if (it.decided_by == person_ && !it.reason.empty()) {
      changed = true;
      it.reason = {};
    }
    if (changed) put(std::move(it));
  }

  /// What was submitted is part of the file; what nobody else ever read goes.
  void forget(QuoteScore const& it) {
    if (it.author == person_ && it.state != ScoreState::submitted) remove<QuoteScore>(it.id);
  }

  /// Not counted: nobody is told that something came.
  void forget(QuoteScan const& it) {
    if (it.author == person_) change_.remove<QuoteScan>(it.id);
  }

  void forget(ResourceReport it) {
    bool changed = false;
    if (it.author == person_ && !it.text.empty()) {
      changed = true;
      it.text = {};
    }
    if (it.answered_by == person_ && it.answer) {
      changed = true;
      it.answer = Note{};
    }
    if (changed) put(std::move(it));
  }

  void forget(Flag it) {
    bool changed = false;
    if (it.author == person_) {
      changed = true;
      it.reason = {};
    }
    if (it.resolved_by == person_ && it.outcome) {
      changed = true;
      it.outcome = Note{};
    }
    if (it.message_author == person_ && !it.copy.empty()) {
      changed = true;
      it.copy.clear();
    }
    if (changed) put(std::move(it));
  }

  void forget(Topic it) {
    bool changed = false;
    if (it.author == person_) {
      changed = true;
      it.title = {untitled};
    }
    if (it.summary && it.summary->by == person_) {
      changed = true;
      it.summary.reset();
    }
    if (changed) put(std::move(it));
  }

  void forget(Message it) {
    if (it.author == person_) {
      if (it.deleted) return;
      auto const topic = view_.find<Topic>(it.topic);
      talk::empty_message(change_, view_, topic ? topic->team.value_or(TeamId{}) : TeamId{}, std::move(it), asked_.now);
      ++erasure_.messages;
      return;
    }
    auto const gone = std::erase_if(it.reactions.values, [&](auto const& one) { return one.by == person_; });
    if (gone == 0) return;
    change_.put(std::move(it));
    ++erasure_.other;
  }

  template <class R, class IdType>
  void remove(IdType id) {
    change_.remove<R>(id);
    ++erasure_.other;
  }

  template <class R>
  void put(R record) {
    ++record.version;
    change_.put(std::move(record));
    ++erasure_.other;
  }

  Change& change_;
  View const& view_;
  Asked& asked_;
  Erasure& erasure_;
  PersonId person_;
  std::string email_;
  std::string last_;  // the key looked at last
  std::size_t seen_ = 0;
  std::vector<PersonId> named_;
};

}  // namespace

bool erasure::is_forgotten(View const& view, PersonId person) {
  if (!view.find<Person>(person)) return false;
  auto const credential = view.find<Credential>(person);
  return !credential || credential->email.value.starts_with(being_forgotten);
}

void erasure::leave(Change& change, View const& view, Asked& asked, Erasure& erasure) {
  auto const person = erasure.person;
  auto const standing = view.standing(person);
  std::vector<Membership> after;
  for (auto const& it : tree::memberships_of(view, person)) {
    auto ended = *it;
    ended.title.reset();
    ended.subjects = {};
    ended.duties = {};
    ended.state = Standing::ended;
    ++ended.version;
    after.push_back(ended);
    change.put(std::move(ended));
    ++erasure.memberships;
    if (auto const terms = view.find<MembershipTerms>(it->id)) {
      auto over = *terms;
      over.staff_id.reset();
      over.state = Standing::ended;
      ++over.version;
      change.put(std::move(over));
    }
  }
  if (standing) {
    for (auto const& it : standing->teams) {
      auto const place = view.find<TeamMembership>(it.membership);
      if (!place || place->state != Standing::current) continue;
      places::end(change, view, asked, *place);
      ++erasure.team_places;
    }
  }
  resources::pass_on(change, view, asked, person, after);
  support::pass_on(change, view, asked, person);
  reviews::pass_on(change, view, asked, person);
  buying::pass_on(change, view, asked, person);
  actions::pass_on(change, view, asked, person);
  accounts::end_sessions(change, view, person);
  if (auto const found = view.find<Person>(person)) {
    auto forgotten = *found;
    forgotten.name = {former_member};
    forgotten.label.clear();
    forgotten.left = true;
    ++forgotten.version;
    change.put(std::move(forgotten));
  }
  if (auto const credential = view.find<Credential>(person)) {
    auto locked = *credential;
    locked.password_hash.clear();
    locked.email = {(std::string(being_forgotten) + locked.email.value).substr(0, limits::email_length_max)};
    ++locked.version;
    change.put(std::move(locked));
  }
  change.remove<Account>(person);
  if (view.find<NotificationSetting>(person)) change.remove<NotificationSetting>(person);
  if (view.find<DigestPlan>(person)) change.remove<DigestPlan>(person);
  if (view.find<CalendarFeed>(person)) change.remove<CalendarFeed>(person);
  if (view.find<RadarPlan>(person)) change.remove<RadarPlan>(person);
  profiles::forget(change, view, person);
}

void erasure::go_on(Change& change, View const& view, Asked& asked, Erasure erasure) {
  // Alone in its tick: it must see what others of the tick did to the same records. It comes again with the next one.
  if (erasure.state != ErasureState::erasing || !change.puts.empty() || !change.removals.empty()) return;
  if (Stretch(change, view, asked, erasure).go()) {
    erasure.state = ErasureState::settling;
    erasure.settles = asked.now + limits::window_age_max;
    change.remove<Credential>(erasure.person);
  }
  ++erasure.version;
  change.put(std::move(erasure));
}

}  // namespace staffroom
