// Everything that the hub holds about a person: one walk through all records, and through the audit trail.
#include "store/personal_copy.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <set>

#include "protocol/codec.hpp"
#include "store/audit.hpp"
#include "store/derive.hpp"
#include "store/engine.hpp"
#include "store/index_rows.hpp"
#include "store/permissions.hpp"
#include "store/personal_copy_parts.hpp"
#include "store/reviews.hpp"
#include "store/stored_record.hpp"

namespace staffroom {
namespace {

using enum copies::Part;

class Collector {
 public:
  Collector(Engine& engine, PersonId asker, PersonId person)
      : engine_(engine),
        snapshot_(engine.shown()),
        view_(*engine.database, snapshot_, ReadTier::disk, engine.decoded, engine.standings),
        asker_(asker),
        person_(person) {
    data_.parts = copies::empty_parts();
  }

  Result<PersonalCopy> collect() {
    auto const person = view_.find<Person>(person_);
    if (!person) return Error::not_found("ids.person");
    data_.person_name = person->name.value;
    data_.made = engine_.clock.now();
    data_.seq = view_.seq();
    if (auto const credential = view_.find<Credential>(person_)) email_ = folded(credential->email.value);
    auto cursor = engine_.database->cursor(Family::records, {}, {snapshot_.get(), ReadTier::disk});
    for (cursor.any(); cursor.valid(); cursor.next()) look_at(cursor.key(), cursor.value());
    if (asker_ == person_) add_deeds();
    return std::move(data_);
  }

 private:
  void look_at(std::string_view key, std::string_view stored) {
    auto const kind = static_cast<Kind>(static_cast<std::uint8_t>(key.front()));
    if (is_internal(kind) || !concerns(kind, key, stored)) return;
    auto const record = stored::decode(kind, stored);
    if (!record) return;
    if (asker_ != person_ && !reads(view_, {asker_, {}, {}}, *record)) return;
    record_ = &*record;
    visit([this](auto const& it) { add(it); }, *record);
    for (auto const& own : copies::own_in_buying(view_, person_, *record)) {
      put_own(bought_together, own.record, own.about, own.at, own.text);
    }
  }

  /// A record's own id names nobody in what is stored with it.
  static bool has_persons_id(Kind kind) {
    switch (kind) {
      case Kind::person:
      case Kind::account:
      case Kind::profile:
      case Kind::person_load:
      case Kind::notification_setting:
      case Kind::calendar_feed:
      case Kind::radar_plan: return true;
      default: return false;
    }
  }

  bool concerns(Kind kind, std::string_view key, std::string_view stored) {
    if (has_persons_id(kind)) return read_u64(key.substr(1)) == person_.value;
    if (kind == Kind::message_revision) return mine_edited_.contains(std::string(key.substr(1, 12)));
    named_.clear();
    bool const listed = stored::append_named(stored, named_);
    if (!listed || std::find(named_.begin(), named_.end(), person_) != named_.end()) return true;
    return (kind == Kind::invitation || kind == Kind::email) && is_in(stored::json(stored));
  }

  bool is_in(std::string_view text) const { return !email_.empty() && folded(text).find(email_) != std::string::npos; }

  void put(copies::Part part, std::string about, TimestampMs at, std::string text = {}) {
    data_.parts[part].items.push_back({std::move(about), at, std::move(text), to_json(*record_)});
  }

  /// What is mine in the record.
  void put_own(copies::Part part, Record const& own, std::string about, TimestampMs at, std::string text = {}) {
    record_ = &own;
    put(part, std::move(about), at, std::move(text));
  }

  std::string name_of_team(TeamId id) const {
    auto const team = view_.find<Team>(id);
    return team ? team->name.value : "a team";
  }
  std::string name_of_node(OrganisationId id) const {
    auto const node = view_.find<Organisation>(id);
    return node ? node->name.value : "an organisation";
  }
  std::string title_of(ResourceId id) const {
    auto const resource = view_.find<Resource>(id);
    return resource ? resource->title.value : "a resource that was deleted";
  }
  std::string place_of(TopicId id) const {
    auto const topic = view_.find<Topic>(id);
    if (!topic) return "a topic that was deleted";
    if (topic->resource) return topic->title.value + " (" + title_of(*topic->resource) + ")";
    if (topic->practice) {
      auto const post = view_.find<PracticePost>(*topic->practice);
      return topic->title.value + " (" + (post ? post->title.value : "a practice post that was deleted") + ")";
    }
    return topic->title.value + " (" + name_of_team(topic->team.value_or(TeamId{})) + ")";
  }

  template <class R>
  void add(R const&) {}

  void add(Person const& it) { put(account, "My name", it.created, it.name.value + "\n" + it.label); }
  void add(Account const& it) { put(account, "My address", it.created, it.email.value); }
  void add(Membership const& it) {
    if (it.person == person_) {
      put(memberships, name_of_node(it.organisation), {}, it.title ? it.title->value : std::string());
    }
  }
  void add(MembershipTerms const& it) {
    if (it.person != person_) return;
    auto const dates = (it.starts ? "from " + to_text(*it.starts) : "") + (it.ends ? " to " + to_text(*it.ends) : "");
    put(memberships, name_of_node(it.organisation) + ", dates", {}, dates);
  }
  void add(Profile const& it) {
    if (it.id == person_) put(profile, "My profile", {}, it.fields.about.value);
  }
  void add(PersonLoad const& it) {
    if (it.id != person_) return;
    put(profile, "What is asked of me", {}, std::to_string(it.promised_days) + " days promised");
  }
  void add(Session const& it) { put(sessions, it.device, it.created); }
  void add(ApiToken const& it) { put(sessions, "A token for a program: " + it.name.value, it.created); }
  void add(TeamMembership const& it) {
    if (it.person == person_) put(teams, name_of_team(it.team), it.since);
  }
  void add(Topic const& it) {
    bool const summed_up = it.summary && it.summary->by == person_;
    if (it.author != person_ && !summed_up) return;
    put(topics, place_of(it.id), it.created, summed_up ? it.summary->text.value : std::string());
  }
  void add(Message const& it) {
    if (it.author == person_) {
      put(messages, place_of(it.topic), it.created, it.text);
      if (!it.edited) return;
      std::string key;
      append_u64(key, it.topic.value);
      append_u32(key, it.ordinal);
      mine_edited_.insert(std::move(key));
      return;
    }
    // The words are somebody else's: what is mine is that I was named, or what I gave.
    auto const place = place_of(it.topic) + ", message " + std::to_string(it.ordinal);
    if (it.mentions.contains(person_)) put_bare(mentions, it, place, {});
    for (auto const& reaction : it.reactions) {
      if (reaction.by == person_) put_bare(reactions, it, place, boost::describe::enum_to_string(reaction.word, ""));
    }
  }
  void put_bare(copies::Part part, Message const& it, std::string const& place, std::string const& word) {
    std::string json = "{\"topic\":" + std::to_string(it.topic.value) + ",\"ordinal\":" + std::to_string(it.ordinal);
    if (!word.empty()) json += ",\"word\":\"" + word + "\"";
    data_.parts[part].items.push_back({place, it.created, word, json + "}"});
  }
  void add(MessageRevision const& it) { put(revisions, place_of(it.topic), it.replaced, it.text); }
  void add(ReadState const& it) {
    if (it.person == person_) put(marks, place_of(it.id), {}, "up to message " + std::to_string(it.mark));
  }
  void add(Notification const& it) {
    if (it.person != person_) return;
    put(notifications, boost::describe::enum_to_string(it.because, ""), it.created);
  }
  void add(Invitation const& it) {
    bool const concerned = it.author == person_ || it.person == person_ || is_in(it.email.value);
    if (concerned) put(invitations, it.email.value, it.created, it.note.value);
  }
  void add(JoinRequest const& it) {
    if (it.person == person_) put(requests, name_of_team(it.team), it.created, it.note.value);
  }
  void add(LeadMessage const& it) {
    if (it.author == person_) put(letters, "To the leads of " + name_of_team(it.team), it.created, it.text.value);
    if (it.answered_by == person_ && it.answer) {
      put(letters, "My answer, for " + name_of_team(it.team), it.created, it.answer->value);
    }
  }
  void add(Flag const& it) {
    if (it.author != person_) return;
    auto own = it;
    own.copy.clear();  // somebody else's words
    put_own(reports, Record{own}, place_of(it.topic) + ", message " + std::to_string(it.ordinal), it.created,
            it.reason.value);
  }
  void add(Resource const& it) {
    auto const me = person_;
    bool const mine = it.author == me || it.owner == me || it.coauthors.contains(me) || it.invited.contains(me);
    if (mine) put(resources, it.title.value, it.created, it.author == me ? it.summary.value : std::string());
  }
  void add(ResourceVersion const& it) {
    if (it.author == person_) put(versions, title_of(it.resource), it.created, it.note.value);
  }
  void add(VersionCheck const& it) {
    if (it.confirmed_by != person_) return;
    put(versions, title_of(it.resource) + ", a false alarm", it.created, it.reason ? it.reason->value : "");
  }
  void add(Approval const& it) {
    if (it.asked_by != person_ && it.decided_by != person_) return;
    bool const decided = it.decided_by == person_ && it.reason;
    put(approvals, title_of(it.resource), it.created, decided ? it.reason->value : std::string());
  }
  void add(UseAuthor const& it) {
    if (it.person != person_) return;
    auto const use = view_.find<ResourceUse>(it.id);
    auto const school = use ? name_of_node(use->organisation) : std::string("a school");
    put(uses, title_of(it.resource) + ", " + school, use ? use->since : TimestampMs{});
  }
  void add(RubricScore const& it) {
    if (it.person == person_) put(scores, title_of(it.resource), it.created);
  }
  void add(ResourceReport const& it) {
    if (it.author == person_) put(resource_reports, it.title.value, it.created, it.text.value);
    if (it.answered_by == person_ && it.answer) {
      put(resource_reports, "My answer about " + it.title.value, it.created, it.answer->value);
    }
  }
  void add(PracticePost const& it) {
    auto const me = person_;
    bool const mine = it.author == me || it.owner == me || it.contact == me || it.featured_by == me ||
                      it.coauthors.contains(me) || it.invited.contains(me);
    if (mine) put(practice, it.title.value, it.created, it.author == me ? it.context.value : std::string());
  }
  void add(AdoptionAuthor const& it) {
    if (it.person != person_) return;
    auto const adoption = view_.find<Adoption>(it.id);
    auto const post = view_.find<PracticePost>(it.practice);
    put(adoptions, (post ? post->title.value : "a practice post") + ", " + name_of_node(it.organisation),
        adoption ? adoption->since : TimestampMs{});
  }
  void add(SupportRequest const& it) {
    if (it.requester == person_) return put(support, it.title.value, it.created, it.need.value);
    if (it.supporter != person_ && it.broker != person_) return;
    auto own = it;  // without somebody else's words
    own.need = own.outcomes = {};
    own.priority = {};
    own.reason = {};
    put_own(support, Record{own}, it.title.value, it.created);
  }
  void add(SupportMatch const& it) {
    if (it.author == person_) return put(support, "I asked somebody to help", it.asked, it.message.value);
    if (it.person != person_) return;
    auto own = it;
    own.message = own.override_reason = {};
    put_own(support, Record{own}, "I was asked to help", it.asked);
  }
  void add(MatchAnswer const& it) {
    if (it.person == person_) put(support, "Why I said no", {}, it.reason.value);
  }
  void add(SupportAgreement const& it) {
    bool const signed_it = std::any_of(it.signatures.begin(), it.signatures.end(),
                                       [&](Signature const& one) { return one.person == person_; });
    if (signed_it || it.requester == person_ || it.supporter == person_) {
      put(support, "An agreement", it.created, it.aims.value);
    }
  }
  void add(SupportVisit const& it) {
    if (it.record && it.record->by == person_)
      put(support, "A visit that I recorded", it.created, it.record->happened.value);
  }
  void add(SupportEvaluation const& it) {
    bool const wrote = it.author == person_;
    if (!wrote && it.checked_by != person_) return;
    auto own = it;
    if (wrote) {
      own.check_note = {};
    } else {
      own.changed = own.next = {};
      own.usefulness_note = {};
    }
    Record const shown{std::move(own)};
    record_ = &shown;
    auto const& words = wrote ? it.changed.value : it.check_note.value;
    put(support, wrote ? "An evaluation that I wrote" : "An evaluation that I looked at", it.created, words);
  }
  std::string name_of_review(ReviewId id) const {
    auto const review = view_.find<Review>(id);
    return review ? review->title.value + ", " + name_of_node(review->host) : "a peer review";
  }
  void add(ReviewCycle const& it) {
    if (it.owner == person_) put(peer_reviews, "I organise: " + it.title.value, it.created);
  }
  void add(Review const& it) {
    // Without the others: a former reviewer reads nothing of it any more.
    Review own{.id = it.id,
               .version = it.version,
               .cycle = it.cycle,
               .host = it.host,
               .title = it.title,
               .created = it.created};
    std::string_view part = "I work on it for my school: ";
    if (it.organiser == person_) {
      own.organiser = person_;
      part = "I organise: ";
    }
    if (it.delegate == person_) own.delegate = person_;
    if (auto const* colleague = reviews::colleague_of(it, person_)) own.colleagues.values.push_back(*colleague);
    if (auto const* place = reviews::place_of(it, person_)) {
      own.team.values.push_back(*place);
      part = place->lead ? "I lead the team: " : "I review: ";
    }
    put_own(peer_reviews, Record{own}, std::string(part) + name_of_review(it.id), it.created);
  }
  void add(Interest const& it) {
    if (it.person != person_) return;
    std::string words;
    for (auto const& point : it.points) words += (words.empty() ? "" : "\n") + point.words.value;
    put(peer_reviews, "Interests that I declared: " + name_of_review(it.review), it.declared, std::move(words));
  }
  /// A report is its school's: who reads it no more takes no word of it along, not even their own.
  template <class R>
  bool i_read(R const& it) const {
    return reads(view_, {person_, {}, {}}, Record{it});
  }
  void add(EvidenceNote const&) {}  // what was seen at a school stays with its team: in no copy at all
  void add(ReviewReport const& it) {
    // The report belongs to the school: mine is that I signed it, and where I said otherwise.
    ReviewReport own{.id = it.id, .version = it.version, .host = it.host, .title = it.title};
    std::string words;
    for (auto const& one : it.dissents) {
      if (one.person != person_ || !i_read(it)) continue;
      own.dissents.values.push_back(one);
      words += (words.empty() ? "" : "\n") + one.text.value;
    }
    for (auto const& one : it.signatures) {
      if (one.person == person_) own.signatures.values.push_back(one);
    }
    if (own.dissents.empty() && own.signatures.empty()) return;
    put_own(peer_reviews, Record{own}, "A report that I signed, or my dissent from it: " + name_of_review(it.id),
            it.sent.value_or(TimestampMs{}), std::move(words));
  }
  void add(ReportComment const& it) {
    bool const wrote = it.author == person_;
    if ((!wrote && it.answered_by != person_) || !i_read(it)) return;
    auto own = it;  // without somebody else's words
    (wrote ? own.answer : own.text) = {};
    if (wrote && it.answered_by == person_) own.answer = it.answer;
    put_own(peer_reviews, Record{own},
            (wrote ? "My comment on a report: " : "My answer about a report: ") + name_of_review(it.review), it.created,
            wrote ? own.text.value : own.answer.value);
  }
  void add(ReportGrant const& it) {
    if (it.reader.person != person_) return;
    auto own = it;
    own.reason = {};
    put_own(peer_reviews, Record{own}, "A report that was open to me: " + name_of_review(it.review), it.created);
  }
  void add(ReportReading const& it) {
    if (it.person == person_) put(peer_reviews, "I read a report: " + name_of_review(it.review), it.at);
  }
  void add(ReviewPlan const& it) {
    for (auto const& check : it.checks) {
      if (check.by != person_) continue;
      ReviewPlan own{.id = it.id, .version = it.version};
      own.checks.values.push_back(check);
      put_own(peer_reviews, Record{own}, "What I said has changed: " + name_of_review(it.id), check.at,
              check.words.value);
    }
  }
  void add(ReviewAction const& it) {
    if (it.owner == person_) put(peer_reviews, "An action of mine: " + it.title.value, it.created, it.progress.value);
  }
  void add(ReviewTheme const& it) {
    if (it.by != person_) return;
    auto own = it;
    own.themes = {};
    put_own(peer_reviews, Record{own}, "Themes that I let be counted: " + name_of_review(it.id), it.at);
  }
  void add(NotificationSetting const& it) {
    if (it.id == person_) put(notifications, "How I hear of things", {});
  }
  void add(DigestPlan const&) {}
  void add(CalendarFeed const& it) {
    if (it.id == person_) put(notifications, "My calendar has an address", it.created);
  }
  void add(ActionItem const& it) {
    if (it.author != person_ && it.owner != person_) return;
    put(topics, it.owner == person_ ? "An action of mine" : "An action that I gave", it.created, it.title.value);
  }
  void add(Collection const& it) {
    if (it.author != person_ && it.owner != person_) return;
    put(collections, it.title.value, it.created, it.author == person_ ? it.summary.value : std::string());
  }
  void add(Upload const& it) {
    if (it.person == person_) put(uploads, it.file_name.value, it.created);
  }
  void add(Download const& it) {
    if (it.person == person_) put(downloads, it.title.value, it.created);
  }
  void add(ImportJob const& it) {
    if (it.author == person_) put(imports, it.file_name.value, it.created);
  }
  void add(EmailNote const& it) {
    if (it.supplier_link || (it.person != person_ && !is_in(it.to.value))) return;
    put(mail, boost::describe::enum_to_string(it.about, ""), it.created, it.to.value);
  }
  void add(Erasure const& it) {
    if (it.person == person_) put(erasures, boost::describe::enum_to_string(it.manner, ""), it.requested);
  }

  void add_deeds() {
    scan_audit_rows_down(*engine_.database, {snapshot_.get(), ReadTier::disk}, ~Seq{0}, [&](Seq, std::string_view row) {
      auto const entries = decode_audit(row);
      for (auto const& it : entries.value_or(std::vector<AuditEntry>{})) {
        if (it.person != person_ || it.organisation == nobodys) continue;
        auto const about =
            it.kind == Kind{} ? std::string() : std::string(name_of(it.kind)) + " " + std::to_string(it.id);
        std::string json = "{\"seq\":" + std::to_string(it.seq) + ",\"at\":" + std::to_string(it.at.value) +
                           ",\"command\":\"" + it.command + "\",\"record\":\"" + about + "\"}";
        data_.parts[deeds].items.push_back({it.command, it.at, about, std::move(json)});
      }
      return true;
    });
  }

  Engine& engine_;
  std::shared_ptr<Snapshot const> snapshot_;
  SnapshotView view_;
  PersonId asker_;
  PersonId person_;
  std::string email_;
  PersonalCopy data_;
  Record const* record_ = nullptr;
  std::vector<PersonId> named_;
  std::set<std::string> mine_edited_;  // topic and ordinal of my messages that have earlier texts
};

}  // namespace

Result<PersonalCopy> collect_copy(Engine& engine, PersonId asker, PersonId person) {
  return Collector(engine, asker, person).collect();
}

}  // namespace staffroom
