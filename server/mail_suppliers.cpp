// The words of letters to suppliers.
#include "server/mail_suppliers.hpp"

#include "server/mail_words.hpp"
#include "server/supplier_desk.hpp"
#include "store/calendar.hpp"
#include "store/supplier_pages.hpp"

namespace staffroom::mail {
namespace {

/// "Friday 4 December 2026"
std::string whole_day_text(Date date) { return words::weekday_text(date) + " " + to_text(date).substr(0, 4); }

/// "14:03 on Friday 4 December 2026", by the clocks of London.
std::string moment_text(TimestampMs at) {
  constexpr int hours_of_day = 24;
  constexpr std::int64_t minute = 60'000;
  auto const date = calendar::date_of(at);
  int hour = hours_of_day - 1;
  while (hour > 0 && calendar::local(date, hour, 0) > at) --hour;
  auto const minutes = (at.value - calendar::local(date, hour, 0).value) / minute % 60;
  auto const two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(hour) + ":" + two(minutes) + " on " + whole_day_text(date);
}

/// The last day on which quotes are in time.
std::string deadline_text(TimestampMs deadline) { return whole_day_text(calendar::date_of({deadline.value - 1})); }

struct SupplierWriter {
  SupplierPage const& page;
  SupplierView const& view;
  std::string link;

  std::string hello() const { return "Hello " + view.contact_name + ","; }
  std::string what() const { return "“" + view.title + "”"; }
  std::string who() const {
    if (view.schools.empty()) return view.organisation;
    auto const count = std::to_string(view.schools.size());
    return view.schools.size() == 1 ? view.schools.front() + ", with " + view.organisation + ","
                                    : count + " schools, with " + view.organisation + ",";
  }
  std::string questions() const {
    return view.contact.empty() ? "Put questions to " + view.organisation + ", not to this mail."
                                : "Put questions to: " + view.contact.value + " (not to this mail).";
  }
  static std::string own_link() {
    return "The link is yours alone: whoever has it can answer in the name of your organisation. It needs no account.";
  }

  Letter invited() const {
    Letter letter;
    letter.subject = view.organisation + " asks you for a quote: " + view.title;
    letter.paragraphs = {
        hello(),
        who() + (view.schools.size() > 1 ? " ask " : " asks ") + view.supplier + " for a quote: " + what() + ".",
        "Quotes are in time until the end of " + deadline_text(view.deadline) +
            ". What you send stays sealed until then: nobody reads it, and you may replace it or take "
            "it back."};
    letter.buttons = {{"Read what is asked, and send your quote", link}};
    letter.closing = {own_link(), questions()};
    return letter;
  }
  Letter deadline() const {
    Letter letter;
    letter.subject = "A later deadline: " + view.title;
    letter.paragraphs = {hello(), "The deadline for quotes for " + what() +
                                      " has been moved, for all who are asked alike. "
                                      "Quotes are now in time until the end of " +
                                      deadline_text(view.deadline) + "."};
    letter.buttons = {{"Go to your quote", link}};
    letter.closing = {"A quote that you have sent stays as it is, unless you replace it or take it back.", questions()};
    return letter;
  }
  std::optional<Letter> received() const {
    if (!view.sent || !view.sent->receipt) return std::nullopt;
    auto const& receipt = *view.sent->receipt;
    Letter letter;
    letter.subject = "Your quote has arrived: " + view.title;
    letter.paragraphs = {hello(), "Your quote for " + what() + " arrived at " + moment_text(receipt.at) + "."};
    letter.paragraphs.push_back(
        receipt.late ? "That was after the deadline. The schools decide, when they open the quotes, whether it counts."
                     : "It is sealed until the end of " + deadline_text(view.deadline) +
                           ": until then nobody reads it, and you may replace it or take it back.");
    letter.sections = {{"Its SHA-256, by which you can show what you sent", {{receipt.content_hash, {}}}}};
    if (page.is_live) letter.buttons = {{"Go to your quote", link}};
    letter.closing = {questions()};
    return letter;
  }
  std::optional<Letter> award() const {
    if (!view.letter) return std::nullopt;
    Letter letter;
    letter.subject = "The outcome of your quote: " + view.title;
    letter.paragraphs = {hello(), view.letter->value};
    if (page.is_live) letter.buttons = {{"Read it on your page", link}};
    letter.closing = {questions()};
    return letter;
  }
  Letter withdrawn() const {
    Letter letter;
    letter.subject = "The award has been taken back: " + view.title;
    letter.paragraphs = {hello(),
                         view.organisation + " has taken the award of " + what() +
                             " back. The letter that you had about it no longer stands, and nothing is decided.",
                         "The quotes are looked at again. Yours stays as you sent it; there is nothing to do."};
    letter.buttons = {{"Go to your quote", link}};
    letter.closing = {questions()};
    return letter;
  }
  Letter cancelled() const {
    Letter letter;
    letter.subject = "No quotes are wanted any more: " + view.title;
    letter.paragraphs = {hello(),
                         view.organisation + " has stopped buying " + what() +
                             ". No quotes are wanted any more, and any that were still sealed are never "
                             "opened.",
                         "Thank you for your time."};
    letter.closing = {questions()};
    return letter;
  }
};

}  // namespace

bool is_to_supplier(EmailAbout about) {
  switch (about) {
    case EmailAbout::quote_invited:
    case EmailAbout::quote_deadline:
    case EmailAbout::quote_received:
    case EmailAbout::award_letter:
    case EmailAbout::purchase_cancelled:
    case EmailAbout::award_withdrawn: return true;
    default: return false;
  }
}

std::optional<Letter> supplier_letter_of(Store& store, links::Key const& key, std::string const& address,
                                         EmailNote const& note) {
  auto const page = note.supplier_link ? store.supplier_page(*note.supplier_link) : Error::not_found();
  if (!page) return std::nullopt;
  SupplierWriter const writer{*page, page->view, supplier_address(address, key, page->link)};
  switch (note.about) {
    case EmailAbout::quote_invited: return writer.invited();
    case EmailAbout::quote_deadline: return writer.deadline();
    case EmailAbout::quote_received: return writer.received();
    case EmailAbout::award_letter: return writer.award();
    case EmailAbout::purchase_cancelled: return writer.cancelled();
    case EmailAbout::award_withdrawn: return writer.withdrawn();
    default: return std::nullopt;
  }
}

}  // namespace staffroom::mail
