// What needs a person becomes a mail when nobody saw it, in their hours alone; digests tell the rest, once.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "store/calendar.hpp"
#include "store/digest.hpp"
#include "tests/support/scenario.hpp"
#include "tests/support/temp_store.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

/// Waiting mail of a kind for somebody, the first to leave first.
std::vector<EmailNote> waiting(Scenario& s, EmailAbout about, Colleague const& who) {
  auto out = s.store().emails_waiting(10'000);
  std::erase_if(out, [&](EmailNote const& it) { return it.about != about || it.person != who.id(); });
  return out;
}

std::string mail_state_of(Scenario& s, EmailId id) { return s.nadia.sees(GetEmail{id}).at("state").get<std::string>(); }

/// Takes it, and reports that.
std::string hands_over(Scenario& s, EmailId id, EmailResult result = EmailResult::sent) {
  auto const taken = s.as_system(TakeEmail{id});
  if (!taken) return told(taken);
  if (auto const state = mail_state_of(s, id); state != "sending") return state;
  auto const reported = s.as_system(ReportEmail{id, result, {}});
  return reported ? mail_state_of(s, id) : told(reported);
}

/// The mail about the newest mention of Bob, two minutes after, when nothing came between.
EmailId mailed_mention(Scenario& s) {
  s.sana.mentions(s.maths.topic, s.bob);
  s.advance(2min);
  auto const mails = waiting(s, EmailAbout::notice, s.bob);
  REQUIRE_FALSE(mails.empty());
  return mails.back().id;
}

TimestampMs at(std::string_view date, int hour, int minute = 0) {
  return calendar::local(parse_date(date).value(), hour, minute);
}

/// A digest for Bob is noted at this moment, which is a Monday morning.
EmailNote digest_due(Scenario& s) {
  auto const mails = waiting(s, EmailAbout::digest, s.bob);
  REQUIRE(mails.size() == 1);
  return mails.front();
}

std::vector<std::string> needs_in(Digest const& digest) {
  std::vector<std::string> out;
  for (auto const& it : digest.needs) out.push_back(it.self + " " + std::to_string(it.ordinal));
  return out;
}

Digest digest_in(Scenario& s, EmailNote const& note) {
  return s.store().digest(*note.person, *note.covers_from, *note.covers_to);
}

/// As it stands in the record that a command answered with.
EmailNote as_noted(Json const& json) {
  EmailNote note{.person = PersonId{json.at("person").get<std::uint64_t>()}};
  note.covers_from = TimestampMs{json.at("covers_from").get<std::int64_t>()};
  note.covers_to = TimestampMs{json.at("covers_to").get<std::int64_t>()};
  return note;
}

}  // namespace

TEST_CASE("what needs me and was not seen for two minutes becomes a mail; what was seen does not") {
  Scenario s;  // Monday, 2026-09-07, 09:00 in London
  s.sana.mentions(s.maths.topic, s.bob);
  auto const notice = s.bob.told_because(Because::mentioned);
  CHECK(s.bob.sees(GetNotification{notice}).at("mail_at") == s.store().now().value + 120'000);
  s.advance(2min - 1ms);
  CHECK(waiting(s, EmailAbout::notice, s.bob).empty());
  s.advance(1ms);
  auto const mails = waiting(s, EmailAbout::notice, s.bob);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].notification == notice);
  CHECK(mails[0].state == EmailState::due);
  CHECK_FALSE(s.bob.sees(GetNotification{notice}).contains("mail_at"));
  CHECK(hands_over(s, mails[0].id) == "sent");
  s.advance(24h * 3);
  CHECK(waiting(s, EmailAbout::notice, s.bob).empty());  // once
  s.sana.mentions(s.maths.topic, s.bob);
  SUBCASE("marked seen") { s.bob.does(MarkNotificationSeen{s.bob.told_because(Because::mentioned)}); }
  SUBCASE("done") { s.bob.does(MarkNotificationDone{s.bob.told_because(Because::mentioned)}); }
  SUBCASE("answered") { s.bob.posts(s.maths.topic, "Here I am."); }
  SUBCASE("read in the topic") { s.bob.does(MarkRead{s.maths.topic, 3}); }
  SUBCASE("put off, and back again") {
    s.bob.does(SnoozeNotification{s.bob.told_because(Because::mentioned), s.store().now() + 1h});
    s.advance(2h);
    CHECK(s.bob.sees(GetNotification{s.bob.told_because(Because::mentioned)}).at("state") == "fresh");
  }
  s.advance(10min);
  CHECK(waiting(s, EmailAbout::notice, s.bob).empty());
  CHECK(s.store().verify().empty());
}

TEST_CASE("news is never a mail of its own, nor is a kind that is for the digest or the hub") {
  Scenario s;
  auto const mail_at = [&](Because because) {
    return s.bob.sees(GetNotification{s.bob.told_because(because)}).contains("mail_at");
  };
  s.sana.appoints(s.maths.team, s.bob);
  CHECK_FALSE(mail_at(Because::made_lead));
  s.bob.does(EditNotificationSetting{.person = s.bob.id(), .paces = {{{NoticeKind::conversations, MailPace::hub}}}});
  s.sana.mentions(s.maths.topic, s.bob);
  CHECK_FALSE(mail_at(Because::mentioned));
  s.advance(1h);
  CHECK(waiting(s, EmailAbout::notice, s.bob).empty());
  // Administrators are mailed about administration, others find it in the digest.
  s.bob.does(RequestErasure{.person = s.bob.id()});
  s.advance(2min);
  CHECK(waiting(s, EmailAbout::notice, s.tom).size() == 1);
}

TEST_CASE("outside of my hours a mail is held until they begin") {
  Scenario s;
  s.advance_to(at("2026-09-11", 17, 58));  // a Friday
  s.sana.mentions(s.maths.topic, s.bob);
  s.advance(2min);
  auto const mails = waiting(s, EmailAbout::notice, s.bob);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].state == EmailState::held);
  CHECK(mails[0].next_at == at("2026-09-14", 7, 30));
  CHECK(hands_over(s, mails[0].id) == "conflict wrong_state");
  s.advance_to(at("2026-09-14", 7, 30));
  CHECK(hands_over(s, mails[0].id) == "sent");
  // The hours are looked at again at sending, also when the mail server was away.
  auto const late = mailed_mention(s);
  s.advance_to(at("2026-09-14", 18, 0));
  CHECK(hands_over(s, late) == "held");
  CHECK(waiting(s, EmailAbout::notice, s.bob).at(0).next_at == at("2026-09-15", 7, 30));
  s.advance_to(at("2026-09-15", 7, 31));
  CHECK(hands_over(s, late, EmailResult::refused) == "due");
  s.advance(1min);
  CHECK(hands_over(s, late) == "sent");
  CHECK(s.store().verify().empty());
}

TEST_CASE("when its turn comes a mail is looked at again, and dropped when it is over") {
  Scenario s;
  auto const mail = mailed_mention(s);
  auto const notice = s.bob.told_because(Because::mentioned);
  SUBCASE("seen meanwhile") { s.bob.does(MarkNotificationSeen{notice}); }
  SUBCASE("done meanwhile") { s.bob.does(MarkNotificationDone{notice}); }
  SUBCASE("put off") { s.bob.does(SnoozeNotification{notice, s.store().now() + 24h}); }
  SUBCASE("read in the topic") { s.bob.does(MarkRead{s.maths.topic, 2}); }
  SUBCASE("not readable any more") { s.bob.leaves(s.maths.team); }
  SUBCASE("the topic is gone") { s.sana.does(DeleteTopic{s.maths.topic}); }
  SUBCASE("unsubscribed by the link") { REQUIRE(s.as_system(Unsubscribe{s.bob.id(), Unsubscribed::conversations})); }
  SUBCASE("only in the hub") {
    s.bob.does(EditNotificationSetting{.person = s.bob.id(), .paces = {{{NoticeKind::conversations, MailPace::hub}}}});
  }
  SUBCASE("the account is off") {
    s.nadia.signs_in();
    s.tom.signs_in();
    s.tom.does(DisablePerson{s.bob.id()});
  }
  SUBCASE("left") { s.ends_memberships_of(s.bob); }
  SUBCASE("a week late") { s.advance(24h * 7 + 1min); }
  CHECK(hands_over(s, mail) == "dropped");
  CHECK(s.store().verify().empty());
}

TEST_CASE("of a leaver's mail only the farewell leaves") {
  Scenario s;
  s.bob.signs_in();
  auto const mail = mailed_mention(s);
  s.advance_to(at("2026-09-14", 7, 30));
  auto const digest = digest_due(s);
  s.ends_memberships_of(s.bob);
  CHECK(hands_over(s, mail) == "dropped");
  CHECK(hands_over(s, digest.id) == "dropped");
  CHECK(hands_over(s, waiting(s, EmailAbout::farewell, s.bob).at(0).id) == "sent");
  s.advance(24h * 30);
  for (auto const& note : s.store().emails_waiting(1'000)) CHECK(note.person != s.bob.id());
}

TEST_CASE("each thing is in one digest that was sent; of an uncertain one the next tells again") {
  Scenario s;
  s.bob.signs_in();
  REQUIRE(s.as_system(Unsubscribe{s.bob.id(), Unsubscribed::conversations}));
  s.advance(1h);
  auto const first =
      "/topics/" + std::to_string(s.maths.topic.value) + " " + std::to_string(s.sana.mentions(s.maths.topic, s.bob));
  s.advance_to(at("2026-09-14", 7, 30));
  auto const week = digest_due(s);
  CHECK(week.state == EmailState::due);
  CHECK(week.covers_to == s.store().now() + -1ms);
  CHECK(needs_in(digest_in(s, week)).size() == 1);
  // The hub stopped while it was handed over.
  REQUIRE(s.as_system(TakeEmail{week.id}));
  s.reopen();
  auto const found = digest_due(s);
  CHECK(found.state == EmailState::sending);
  REQUIRE(s.as_system(ReportEmail{week.id, EmailResult::uncertain, {}}));
  s.advance(1h);
  s.sana.mentions(s.maths.topic, s.bob);
  s.advance_to(at("2026-09-21", 7, 30));
  auto const next = digest_due(s);
  CHECK(next.covers_from == week.covers_from);
  CHECK(needs_in(digest_in(s, next)).size() == 2);
  CHECK(hands_over(s, next.id) == "sent");
  // An administrator sends the uncertain one again: what it covers was told.
  s.nadia.does(SendEmailAgain{week.id});
  CHECK(hands_over(s, week.id) == "dropped");
  CHECK(s.bob.sees(GetDigestPlan{s.bob.id()}).at("covers_from") == next.covers_to->value);
  // Nothing came in the third week, and nothing is sent.
  s.advance_to(at("2026-09-28", 7, 30));
  CHECK(hands_over(s, digest_due(s).id) == "dropped");
  s.advance(1h);
  s.sana.mentions(s.maths.topic, s.bob);
  s.advance_to(at("2026-10-05", 7, 30));
  auto const last = digest_due(s);
  CHECK(hands_over(s, last.id) == "sent");
  auto const told_last = needs_in(digest_in(s, last));
  CHECK(told_last.size() == 1);
  CHECK(std::find(told_last.begin(), told_last.end(), first) == told_last.end());
  CHECK(s.store().verify().empty());
}

TEST_CASE("while mail can't leave digests pile up, and each still tells what no other told") {
  Scenario s;
  s.bob.signs_in();
  REQUIRE(s.as_system(Unsubscribe{s.bob.id(), Unsubscribed::conversations}));
  s.bob.does(EditNotificationSetting{
      .person = s.bob.id(), .digest = DigestPace::daily, .paces = {{{NoticeKind::conversations, MailPace::digest}}}});
  for (auto const* day : {"2026-09-08", "2026-09-09", "2026-09-10"}) {
    s.advance(1h);
    s.sana.mentions(s.maths.topic, s.bob);
    s.advance_to(at(day, 7, 30));
  }
  auto const piled = waiting(s, EmailAbout::digest, s.bob);
  REQUIRE(piled.size() == 3);
  REQUIRE(s.as_system(TakeEmail{piled[0].id}));
  REQUIRE(s.as_system(ReportEmail{piled[0].id, EmailResult::refused, {}}));
  CHECK(hands_over(s, piled[1].id) == "sent");
  CHECK(as_noted(s.nadia.sees(GetEmail{piled[1].id})).covers_to == piled[1].covers_to);
  CHECK(hands_over(s, piled[2].id) == "sent");
  CHECK(as_noted(s.nadia.sees(GetEmail{piled[2].id})).covers_from == piled[1].covers_to);
  CHECK(needs_in(digest_in(s, as_noted(s.nadia.sees(GetEmail{piled[2].id})))).size() == 1);
  s.advance(1min);
  CHECK(hands_over(s, piled[0].id) == "dropped");
}

TEST_CASE("a digest that is not wanted any more is not sent") {
  Scenario s;
  s.bob.signs_in();
  s.advance(1h);
  s.sana.mentions(s.maths.topic, s.bob);
  s.advance_to(at("2026-09-14", 7, 30));
  auto const digest = digest_due(s);
  SUBCASE("unsubscribed") { REQUIRE(s.as_system(Unsubscribe{s.bob.id(), Unsubscribed::digest})); }
  SUBCASE("the account is off") { REQUIRE(s.tom.tries(DisablePerson{s.bob.id()})); }
  SUBCASE("all was seen to") {
    s.bob.does(MarkRead{s.maths.topic, 2});
    s.bob.does(MarkNotificationDone{s.bob.told_because(Because::mentioned)});
    s.bob.does(FollowTeam{s.bob.id(), s.maths.team, FollowLevel::mute});
    s.bob.does(FollowTeam{s.bob.id(), s.phonics.team, FollowLevel::mute});
    auto const inbox = s.bob.sees(ListNotifications{});
    for (auto const& item : inbox.at("items")) {
      s.bob.does(MarkNotificationDone{NotificationId{item.at("id").get<std::uint64_t>()}});
    }
  }
  CHECK(hands_over(s, digest.id) == "dropped");
}

TEST_CASE("an address from which three mails in a row come back gets security mail alone, until one arrives") {
  Scenario s;
  s.bob.signs_in();
  auto const account = [&] { return s.bob.sees(GetAccount{s.bob.id()}); };
  auto const resets = [&](EmailResult result) {
    REQUIRE(s.as_system(AskReset{s.store().credential_of(s.bob.id())->email}));
    CHECK(hands_over(s, waiting(s, EmailAbout::reset, s.bob).at(0).id, result) != "dropped");
  };
  CHECK(hands_over(s, mailed_mention(s), EmailResult::bounced) == "bounced");
  CHECK(hands_over(s, mailed_mention(s), EmailResult::bounced) == "bounced");
  CHECK(account().at("bounces") == 2);
  CHECK(hands_over(s, mailed_mention(s)) == "sent");
  CHECK_FALSE(account().contains("bounces"));  // in a row
  auto const waits = mailed_mention(s);
  for (int i = 0; i < 2; ++i) CHECK(hands_over(s, mailed_mention(s), EmailResult::bounced) == "bounced");
  CHECK_FALSE(s.bob.told_because(Because::email_off));
  resets(EmailResult::bounced);
  CHECK(account().at("mail_off") == s.store().now().value);
  CHECK(s.bob.told_because(Because::email_off));
  CHECK(hands_over(s, waits) == "dropped");
  s.sana.mentions(s.maths.topic, s.bob);
  s.advance_to(at("2026-09-14", 9));
  CHECK(waiting(s, EmailAbout::notice, s.bob).empty());
  CHECK(waiting(s, EmailAbout::digest, s.bob).empty());
  SUBCASE("a password's link arrives") { resets(EmailResult::sent); }
  SUBCASE("another address is confirmed") {
    s.bob.does(ChangeEmail{s.bob.id(), {"bob.brook@example.org"}});
    REQUIRE(s.as_system(ConfirmEmail{s.bob.id(), {"bob.brook@example.org"}}));
  }
  CHECK_FALSE(account().contains("mail_off"));
  CHECK_FALSE(s.bob.told_because(Because::email_off));
  CHECK(hands_over(s, mailed_mention(s)) == "sent");
  CHECK(s.store().verify().empty());
}

namespace {

struct MailSpan {
  std::string_view first, last;
};
constexpr std::array aire_terms{MailSpan{"2026-09-03", "2026-10-23"}, MailSpan{"2026-11-02", "2026-12-18"},
                                MailSpan{"2027-01-04", "2027-02-12"}, MailSpan{"2027-02-22", "2027-03-25"},
                                MailSpan{"2027-04-12", "2027-05-28"}, MailSpan{"2027-06-07", "2027-07-20"}};
/// Bank holidays of the year that do not fall on a weekend.
constexpr std::array<std::string_view, 8> bank_holidays{"2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26",
                                                        "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30"};

/// Whether mail may reach somebody at that hour of London's clock, by the table above alone.
bool may_reach(bool in_aire, Date date, int hour) {
  if ((date.days + 3) % 7 > 4 || hour < 8 || hour >= 18) return false;
  auto const is = [&](std::string_view it) { return parse_date(it).value() == date; };
  if (std::any_of(bank_holidays.begin(), bank_holidays.end(), is)) return false;
  return !in_aire || std::any_of(aire_terms.begin(), aire_terms.end(), [&](MailSpan const& it) {
    return parse_date(it.first).value() <= date && date <= parse_date(it.last).value();
  });
}

/// Every hour of a year: people write at all hours, whatever is due is taken, and what leaves is noted.
class Year {
 public:
  explicit Year(Scenario& scenario) : s(scenario) {
    EditCalendar calendar{.organisation = s.aire};
    for (auto const& it : aire_terms) {
      calendar.terms.values.push_back({{"Term"}, parse_date(it.first).value(), parse_date(it.last).value()});
    }
    s.tom.signs_in();
    s.tom.does(calendar);
    for (auto const& [name, person] : s.everybody()) {
      if (person.id() != s.leo.id()) person.signs_in();
    }
  }

  void pass() {
    for (int hour = 0; s.today() < parse_date("2027-09-01").value(); ++hour) {
      s.advance(1h);
      if (hour % 5 == 0) write(hour);
      if (hour % 97 == 0) REQUIRE(s.as_system(AskReset{s.store().credential_of(s.bob.id())->email}));
      if (hour % 31 == 0) see_to_things();
      take_all(hour);
    }
  }

  std::map<EmailAbout, int> left;
  int uncertain = 0;

 private:
  void write(int hour) {
    static constexpr int turns = 3;
    auto const& whom = hour % turns == 0 ? s.bob : hour % turns == 1 ? s.carol : s.alice;
    s.sana.mentions(s.maths.topic, whom);
    if (hour % 4 == 0) s.carol.posts(s.maths.topic, "And another thought.");
  }

  void see_to_things() {
    if (auto const notice = s.carol.told_because(Because::mentioned)) s.carol.does(MarkNotificationDone{notice});
  }

  void take_all(int hour) {
    auto const now = s.store().now();
    for (auto const& note : s.store().emails_waiting(10'000)) {
      if (note.next_at > now) break;
      auto const taken = s.as_system(TakeEmail{note.id});
      REQUIRE(taken);
      auto const record = Json::parse(taken->record);
      if (record.at("state") != "sending") continue;
      check_hour(note);
      // Now and then the mail server is away, or the hub stops in between.
      auto const result = hour % 13 == 0   ? EmailResult::refused
                          : hour % 17 == 0 ? EmailResult::uncertain
                                           : EmailResult::sent;
      if (result == EmailResult::sent) note_sent(note, record);
      if (result == EmailResult::uncertain) ++uncertain;
      REQUIRE(s.as_system(ReportEmail{note.id, result, {}}));
    }
  }

  void check_hour(EmailNote const& note) {
    if (note.about != EmailAbout::notice && note.about != EmailAbout::digest) return;
    auto const date = s.today();
    auto const hour = static_cast<int>((s.store().now() - calendar::local(date, 0, 0)) / 1h);
    auto const standing = s.store().standing(*note.person);
    auto const node = standing->roles.front().organisation;
    bool const in_aire = node == s.aire || node == s.kirkby || node == s.mosslands;
    REQUIRE_MESSAGE(may_reach(in_aire, date, hour), to_text(date), " ", hour);
  }

  void note_sent(EmailNote const& note, Json const& taken) {
    ++left[note.about];
    if (note.notification) REQUIRE(noticed_.insert(*note.notification).second);
    if (note.about != EmailAbout::digest) return;
    auto const digest = digest_in(s, as_noted(taken));
    REQUIRE_FALSE(digest.is_empty());
    for (auto const& it : needs_in(digest)) REQUIRE(told_.insert({*note.person, it}).second);
  }

  Scenario& s;
  std::set<NotificationId> noticed_;
  std::set<std::pair<PersonId, std::string>> told_;
};

}  // namespace

TEST_CASE("over a school year nothing but security mail leaves outside of hours, and nothing is told twice") {
  Scenario s;
  Year year(s);
  year.pass();
  CHECK(year.left[EmailAbout::notice] > 100);
  CHECK(year.left[EmailAbout::digest] > 100);
  CHECK(year.left[EmailAbout::reset] > 50);
  CHECK(year.uncertain > 20);
  CHECK(s.store().verify().empty());
}

}  // namespace staffroom::tests
