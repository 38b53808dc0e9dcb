// Notices and digests in words: what it is, why it comes, when it is sent, how to stop it.
#include "server/mail_notices.hpp"

#include "protocol/limits.hpp"
#include "server/mail_words.hpp"
#include "server/records.hpp"
#include "store/calendar.hpp"
#include "store/digest.hpp"
#include "store/notification_settings.hpp"

namespace staffroom::mail {
namespace {

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  return std::to_string(number) + " " + std::string(number == 1 ? one : many);
}

Unsubscribed stop_of(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::conversations: return Unsubscribed::conversations;
    case NoticeKind::teams: return Unsubscribed::teams;
    case NoticeKind::library: return Unsubscribed::library;
    case NoticeKind::practice: return Unsubscribed::practice;
    case NoticeKind::support: return Unsubscribed::support;
    case NoticeKind::actions: return Unsubscribed::actions;
    case NoticeKind::administration: return Unsubscribed::administration;
    case NoticeKind::reviews: return Unsubscribed::reviews;
    case NoticeKind::buying: return Unsubscribed::buying;
  }
  return Unsubscribed::conversations;
}

class NoticeWriter {
 public:
  NoticeWriter(Telling const& with, EmailNote const& note) : with_(with), note_(note), person_(*note.person) {}

  std::optional<Letter> notice();
  std::optional<Letter> digest();

 private:
  std::string hello() const {
    auto const person = records::find<Person>(with_.store, GetPerson{person_});
    return person ? "Hello " + person->name.value + "," : "Hello,";
  }
  Letter::Line line_of(ToldItem const& item) const {
    auto text = words::sentence_of(item);
    if (item.date) text += " (by " + words::weekday_text(*item.date) + ")";
    return {std::move(text), with_.address + words::page_of(item)};
  }
  void add_items(Letter& letter, std::string heading, std::vector<ToldItem> const& items, std::uint32_t more) const;
  void add_places(Letter& letter, Digest const& found) const;
  void add_dates(Letter& letter, Digest const& found) const;
  /// As it holds for the person, who alone may ask.
  bool comes_daily() const {
    Actor const person{.person = person_, .session = {}, .fresh_until = {}};
    auto const answer = with_.store.ask(person, GetNotificationSetting{person_}, Page{}, ReadTier::disk);
    auto const setting = *answer ? records::read<NotificationSetting>((*answer)->json) : nullptr;
    return setting && setting->digest == DigestPace::daily;
  }
  /// Why it comes and when stands in `why`.
  void close(Letter& letter, Unsubscribed stop, std::string label, std::vector<std::string> why) const;

  Telling const& with_;
  EmailNote const& note_;
  PersonId person_;
};

void NoticeWriter::close(Letter& letter, Unsubscribed stop, std::string label, std::vector<std::string> why) const {
  letter.closing = std::move(why);
  letter.closing.push_back(with_.replies_to.empty() ? "Replies to this mail are not read: answer on the page."
                                                    : "Replies to this mail go to " + with_.replies_to + ".");
  auto const expires = with_.store.now() + std::chrono::milliseconds{limits::unsubscribe_lives};
  auto const token = links::token_of(with_.key, {LinkType::unsubscribe, person_.value, std::uint64_t(stop), expires});
  letter.links = {{std::move(label), with_.address + "/link/" + token},
                  {"Choose how you hear of things", with_.address + "/settings/mail"}};
  letter.unsubscribe = with_.address + "/unsubscribe/" + token;
}

std::optional<Letter> NoticeWriter::notice() {
  auto const found =
      note_.notification ? records::find<Notification>(with_.store, GetNotification{*note_.notification}) : nullptr;
  auto const item = found ? with_.store.told(found->id) : std::nullopt;
  if (!item || found->person != person_) return std::nullopt;
  auto const sentence = words::sentence_of(*item);
  Letter letter;
  letter.subject = sentence;
  letter.paragraphs = {hello(), sentence + (sentence.ends_with('?') ? "" : ".")};
  bool const is_elsewhere = !item->place.empty() && sentence.find(item->place) == sentence.npos;
  if (is_elsewhere) letter.paragraphs.push_back("This is about " + item->place + ".");
  if (item->date) letter.paragraphs.push_back("Please do it by " + words::weekday_text(*item->date) + ".");
  letter.buttons = {{std::string(words::button_of(*item)), with_.address + words::page_of(*item)}};
  auto const kind = stop_of(notice_kind_of(*found));
  std::string const subject(words::subject_of(kind));
  close(letter, kind, "Stop mails like this about " + subject,
        {"You get this mail because this needs you, and you hear of " + subject +
             " at once. It comes in your working hours only, and not at all when you have seen it before.",
         "Nothing is lost when you stop these mails: it stays on your page and in your digest."});
  return letter;
}

void NoticeWriter::add_items(Letter& letter, std::string heading, std::vector<ToldItem> const& items,
                             std::uint32_t more) const {
  if (items.empty()) return;
  Letter::Section section{std::move(heading), {}};
  for (auto const& item : items) section.lines.push_back(line_of(item));
  if (more > 0) section.lines.push_back({"And " + std::to_string(more) + " more on your page.", with_.address + "/"});
  letter.sections.push_back(std::move(section));
}

void NoticeWriter::add_places(Letter& letter, Digest const& found) const {
  for (auto const& place : found.places) {
    Letter::Section section{"New in " + place.name, {}};
    for (auto const& topic : place.topics) {
      section.lines.push_back({topic.title + ": " + counted(topic.unread, "new message", "new messages"),
                               with_.address + words::page_of(topic.self)});
    }
    if (place.more > 0) section.lines.push_back({"And " + counted(place.more, "more topic.", "more topics."), {}});
    letter.sections.push_back(std::move(section));
  }
}

void NoticeWriter::add_dates(Letter& letter, Digest const& found) const {
  if (found.dates.empty()) return;
  Letter::Section section{"The next seven days", {}};
  for (auto const& date : found.dates) {
    auto text = words::weekday_text(date.date);
    if (auto const hours = words::hours_text(date); !hours.empty()) text += ", " + hours;
    text += ": " + words::sentence_of(date);
    if (!date.place.empty()) text += ", " + date.place;
    section.lines.push_back({std::move(text), with_.address + words::page_of(date)});
  }
  letter.sections.push_back(std::move(section));
}

std::optional<Letter> NoticeWriter::digest() {
  if (!note_.covers_from || !note_.covers_to) return std::nullopt;
  auto const found = with_.store.digest(person_, *note_.covers_from, *note_.covers_to);
  if (found.is_empty()) return std::nullopt;
  bool const is_daily = comes_daily();
  auto const needs = found.needs.size() + found.needs_more;
  Letter letter;
  letter.subject = is_daily ? "Your day on Staffroom: " : "Your week on Staffroom: ";
  letter.subject += needs == 0 ? "what is new" : counted(needs, "thing needs you", "things need you");
  letter.paragraphs = {hello(), "This is what came since " +
                                    words::weekday_text(calendar::date_of(*note_.covers_from)) + " and still matters."};
  add_items(letter, "What needs you", found.needs, found.needs_more);
  if (found.needs_older > 0) {
    letter.paragraphs.push_back("From before, " + counted(found.needs_older, "thing still waits", "things still wait") +
                                " for you on your page.");
  }
  add_items(letter, "What is new", found.news, found.news_more);
  add_places(letter, found);
  if (found.places_more > 0) {
    letter.sections.back().lines.push_back(
        {"And something new in " + counted(found.places_more, "more place.", "more places."), with_.address + "/"});
  }
  add_dates(letter, found);
  letter.buttons = {{"Open Staffroom", with_.address + "/"}};
  std::string const when = is_daily ? "each working day" : "once a week";
  close(letter, Unsubscribed::digest, "Stop the digest",
        {"You get this " + when + ", in your working hours and on school days, when there is something to tell."});
  return letter;
}

}  // namespace

std::optional<Letter> told_letter_of(Telling const& with, EmailNote const& note) {
  if (!note.person) return std::nullopt;
  return note.about == EmailAbout::notice ? NoticeWriter(with, note).notice() : NoticeWriter(with, note).digest();
}

}  // namespace staffroom::mail
