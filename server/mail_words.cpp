// The sentences, one for each cause of a notification: that none is missing is checked when this is compiled.
#include "server/mail_words.hpp"

#include <algorithm>
#include <array>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11.hpp>

#include "protocol/route.hpp"
#include "store/notification_settings.hpp"

namespace staffroom::words {
namespace {

/// {by}, {title} and {place} stand for the item's. `news` empty: as `needs`, when nothing waits for the person too.
struct Saying {
  Because because;
  std::string_view needs, news, button;
};

constexpr std::string_view look = "Look at it", answer = "Answer", reply = "Reply", tell = "Tell";

// clang-format off
constexpr std::array sayings{
    Saying{Because::mentioned, "{by} mentioned you: {title}", "", reply},
    Saying{Because::replied_to, "{by} replied to you: {title}", "", reply},
    Saying{Because::request_accepted, "You are now in {place}", "", look},
    Saying{Because::request_refused, "Your request to join {place} was declined", "", look},
    Saying{Because::made_lead, "You now lead {place}", "", look},
    Saying{Because::added_to_team, "{by} added you to {place}", "", look},
    Saying{Because::lead_needed, "Nobody leads {place} now", "", "Choose a lead"},
    Saying{Because::taken_down, "A lead took down a message of yours in {place}", "", look},
    Saying{Because::wrote_to_leads, "{by} wrote to the leads of {place}", "", answer},
    Saying{Because::leads_answered, "{by} answered what you wrote to {place}", "", look},
    Saying{Because::invitation_accepted, "{title} accepted your invitation to {place}", "", look},
    Saying{Because::invitation_declined, "{title} declined your invitation to {place}", "", look},
    Saying{Because::invitation_expired, "Your invitation of {title} to {place} has expired", "", look},
    Saying{Because::import_finished, "Your import of {title} is ready to look at", "", look},
    Saying{Because::erasure_requested, "{by} asks for personal data to be erased", "", "Look and decide"},
    Saying{Because::erasure_decided, "A request to erase personal data was decided", "", look},
    Saying{Because::version_held, "“{title}” was held back", "", look},
    Saying{Because::version_bad, "The files of “{title}” can’t be used", "", look},
    Saying{Because::version_new, "“{title}” has a new version", "", look},
    Saying{Because::approval_asked, "You are asked to approve “{title}”", "", look},
    Saying{Because::approval_decided, "There is news about the approval of “{title}”", "", look},
    Saying{Because::review_due, "Is “{title}” still right? Its review date comes up", "", "Review it"},
    Saying{Because::review_passed, "“{title}” is shown as out of date now", "", look},
    Saying{Because::coauthor_invited, "{by} asks you to look after “{title}” together", "", answer},
    Saying{Because::coauthor_answered, "{by} answered about looking after “{title}” together", "", look},
    Saying{Because::use_story_wanted, "How did “{title}” go?", "", tell},
    Saying{Because::resource_reported, "A problem with “{title}” was reported", "", look},
    Saying{Because::report_answered, "Your report about “{title}” was answered", "", look},
    Saying{Because::resource_taken_down, "“{title}” was taken down", "", look},
    Saying{Because::resource_passed_on, "You look after “{title}” now", "", look},
    Saying{Because::asked_about_resource, "{by} asked about “{title}”", "", answer},
    Saying{Because::version_purged, "Files of “{title}” that were held back have been deleted", "", look},
    Saying{Because::check_late, "The check of some files takes longer than a day", "", look},
    Saying{Because::false_alarm, "{by} confirmed a false alarm of the pupil-data guard", "", look},
    Saying{Because::practice_taken_down, "“{title}” was taken down", "", look},
    Saying{Because::practice_passed_on, "You look after the practice post “{title}” now", "", look},
    Saying{Because::practice_featured, "{by} featured your practice post “{title}”", "", look},
    Saying{Because::adoption_new, "A school is trying “{title}”", "", look},
    Saying{Because::adoption_follow_up, "Your school has been trying “{title}”: what happened?", "", tell},
    Saying{Because::adoption_told, "A school told what happened with “{title}”", "", look},
    Saying{Because::adoption_changed, "A school has adopted or stopped “{title}”", "", look},
    Saying{Because::asked_about_practice, "{by} asked about “{title}”", "", answer},
    Saying{Because::answer_accepted, "What you wrote is the accepted answer to “{title}”", "", look},
    Saying{Because::support_opened, "{place} asks for support: {title}", "Your school asks for support: {title}", look},
    Saying{Because::support_late, "Nobody has answered yet: {title}", "Brokers have not answered yet: {title}", look},
    Saying{Because::support_taken, "{by} looks after your request: {title}", "", look},
    Saying{Because::support_declined, "The request was declined: {title}", "", look},
    Saying{Because::support_withdrawn, "The request was withdrawn: {title}", "", look},
    Saying{Because::support_handed_on, "The request was handed on to other brokers: {title}", "", look},
    Saying{Because::hand_on_wanted, "May brokers elsewhere look for help? {title}", "", answer},
    Saying{Because::match_asked, "{by} asks for your help: {title}", "", answer},
    Saying{Because::match_answered, "Somebody answered: {title}", "", look},
    Saying{Because::match_ended, "You are no longer asked to help with a request", "", look},
    Saying{Because::release_wanted, "One of your staff said yes to help: {title}", "", look},
    Saying{Because::agreement_wanted, "Write the agreement: {title}", "", "Write it"},
    Saying{Because::agreement_to_sign, "An agreement waits for you to sign: {title}", "", "Read and sign"},
    Saying{Because::agreement_in_force, "The agreement holds: {title}", "", look},
    Saying{Because::agreement_ended, "The agreement has ended: {title}", "", look},
    Saying{Because::midterm_due, "Half way: is it working? {title}", "Half way, somebody said how it works: {title}",
           answer},
    Saying{Because::visit_planned, "A visit is planned: {title}", "", look},
    Saying{Because::visit_changed, "A visit was changed: {title}", "", look},
    Saying{Because::visit_record_due, "Write up the visit: {title}", "", "Write up"},
    Saying{Because::visit_record_late, "The record of a visit is late: {title}", "", look},
    Saying{Because::visit_recorded, "A visit was written up: {title}", "", "Read"},
    Saying{Because::evaluation_due, "Write the evaluation: {title}", "", "Write it"},
    Saying{Because::support_evaluated, "The evaluation is there: {title}", "", look},
    Saying{Because::usefulness_due, "How useful was it, six weeks on? {title}", "", answer},
    Saying{Because::usefulness_rated, "The school said how useful it was: {title}", "", look},
    Saying{Because::quality_checked, "A broker checked the quality: {title}", "", look},
    Saying{Because::support_closed, "The case is closed: {title}", "", look},
    Saying{Because::broker_wanted, "{place} asks for support, and there is no broker", "", look},
    Saying{Because::action_given, "{by} gave you an action: {title}", "", look},
    Saying{Because::action_due, "Your action is nearly due: {title}", "", look},
    Saying{Because::action_late, "The day of your action has passed: {title}", "", look},
    Saying{Because::action_done, "{by} has done an action: {title}", "", look},
    Saying{Because::cycle_opened, "{place} asks your school to join its peer reviews: {title}", "", answer},
    Saying{Because::cycle_joined, "{by} joined for their school: {title}", "", look},
    Saying{Because::cycle_to_start, "The last day to join has passed: {title}", "", "Check and start"},
    Saying{Because::cycle_started, "Peer reviews have started. Say what yours is to look at: {title}",
           "Peer reviews have started: {title}", look},
    Saying{Because::cycle_ended, "These peer reviews are over: {title}", "", look},
    Saying{Because::review_requested, "{place} is ready to plan its review: {title}", "", look},
    Saying{Because::review_scoped, "{place} has said what its review is to look at: {title}", "", look},
    Saying{Because::interest_wanted, "You are asked to review {place}: declare your interests", "", "Declare"},
    Saying{Because::interest_declared, "{by} declared their interests: the review of {place}", "", "Look and decide"},
    Saying{Because::interest_refused, "Somebody cannot review {place}, because of an interest", "", look},
    Saying{Because::team_to_accept, "The team for the review of {place} is ready for you to accept", "", look},
    Saying{Because::review_confirmed, "The review of {place} is confirmed", "", look},
    Saying{Because::review_dates_changed, "The dates of the review of {place} have changed", "", look},
    Saying{Because::self_review_due, "The self-review of {place} is due", "", "Write it"},
    Saying{Because::self_review_submitted, "{place} has sent its self-review", "", "Read"},
    Saying{Because::visit_started, "The review of {place} has begun", "", look},
    Saying{Because::report_wanted, "Write the report of the review of {place}", "", "Write it"},
    Saying{Because::report_sent, "The draft report on {place} is with you to check", "", "Read and check"},
    Saying{Because::report_commented, "{by} commented on the draft report on {place}", "", answer},
    Saying{Because::comment_answered, "Your comment on the draft report on {place} was answered", "", look},
    Saying{Because::report_returned, "The draft report on {place} came back: it needs work", "", look},
    Saying{Because::report_to_sign, "The report on {place} waits for you to sign", "", "Read and sign"},
    Saying{Because::report_final, "The report on {place} is signed and final", "", "Read"},
    Saying{Because::report_granted, "{place} lets you read the report of its review", "", "Read"},
    Saying{Because::grant_end_wanted, "{place} asks to end an agreed permission to read its report", "", answer},
    Saying{Because::plan_wanted, "What will change after the review of {place}? Write the plan", "", "Write it"},
    Saying{Because::review_action_given, "An action from a peer review is yours: {title}", "", look},
    Saying{Because::review_action_late, "The day of your action from a peer review has passed: {title}", "", tell},
    Saying{Because::check_wanted, "What has changed since the review of {place}?", "", tell},
    Saying{Because::review_checked, "{place} has checked what changed since its review", "", look},
    Saying{Because::reviewer_left, "A reviewer has left the team for the review of {place}", "", look},
    Saying{Because::reviewer_wanted, "Find another reviewer for {place}", "Another reviewer is wanted for {place}",
           "Find one"},
    Saying{Because::review_closed, "The review of {place} is closed", "", look},
    Saying{Because::contract_notice_due, "Keep it or leave? The last day to give notice comes up: {title}", "",
           "Decide"},
    Saying{Because::contract_renewed, "The contract has renewed by itself: {title}", "", look},
    Saying{Because::contract_exit_due, "What follows this contract? {title}", "", look},
    Saying{Because::pool_opened, "{place} asks your school to buy together: {title}", "", "Read and answer"},
    Saying{Because::pool_sign_again, "The terms have changed, so your school has to sign again: {title}", "",
           "Read and sign"},
    Saying{Because::pool_signed, "A school has signed to buy together: {title}", "", look},
    Saying{Because::pool_left, "A school no longer buys together with you: {title}", "", look},
    Saying{Because::pool_closed, "The pool is closed, and nobody joins any more: {title}", "", look},
    Saying{Because::pool_cancelled, "The pool was cancelled: {title}", "", look},
    Saying{Because::pool_too_few, "Too few schools have signed: {title}", "", "Decide"},
    Saying{Because::pool_passed_on, "You organise this pool now: {title}", "", look},
    Saying{Because::experience_written, "{by} wrote how your school got on with {title}", "", look},
    Saying{Because::experience_replied, "{by} replied to what your school wrote about {title}", "", look},
    Saying{Because::saving_to_confirm, "A saving waits for you to confirm it: {title}", "", "Check it"},
    Saying{Because::purchase_declare, "Declare your interests in this purchase: {title}", "", "Declare"},
    Saying{Because::purchase_declared, "{by} declared their interests: {title}", "", "Look and decide"},
    Saying{Because::purchase_cleared, "What you declared about this purchase was decided: {title}", "", look},
    Saying{Because::purchase_to_approve, "A purchase waits for your approval: {title}", "", "Read and approve"},
    Saying{Because::purchase_approved, "{by} approved your purchase: {title}", "", look},
    Saying{Because::purchase_to_sign, "Your school is asked to sign before suppliers are asked: {title}", "",
           "Read and sign"},
    Saying{Because::purchase_signed, "A school has signed what goes to suppliers: {title}", "", look},
    Saying{Because::purchase_to_open, "The time for quotes is over: {title}", "", "Open them"},
    Saying{Because::purchase_to_score, "The quotes are open and wait for your scores: {title}", "", "Score"},
    Saying{Because::purchase_to_moderate, "All scores are in, and wait to be agreed: {title}", "", "Agree scores"},
    Saying{Because::purchase_to_award, "The scores are agreed. Propose who is to get it: {title}", "", "Propose"},
    Saying{Because::award_to_sign, "Your school is asked to sign the award: {title}", "", "Read and sign"},
    Saying{Because::award_signed, "A school has signed the award: {title}", "", look},
    Saying{Because::award_refused, "A school does not sign the award, and is out: {title}", "", look},
    Saying{Because::award_published, "The award is published: {title}", "", look},
    Saying{Because::award_to_confirm, "The award can be confirmed now: {title}", "", "Confirm"},
    Saying{Because::award_confirmed, "The award is confirmed: {title}", "", look},
    Saying{Because::purchase_cancelled, "The purchase was cancelled: {title}", "", look},
    Saying{Because::purchase_complete, "The purchase is complete: {title}", "", look},
    Saying{Because::purchase_passed_on, "People have left, so look at who runs this purchase: {title}", "", look},
    Saying{Because::email_off, "Mail to your address came back, so only security mail is sent to it", "", "Check it"},
};
// clang-format on

/// In the order of the enumeration, so that a cause is its place.
constexpr bool all_are_said() {
  bool sound = sayings.size() == boost::mp11::mp_size<boost::describe::describe_enumerators<Because>>::value;
  for (std::size_t at = 0; at < sayings.size(); ++at) {
    sound = sound && sayings[at].because == static_cast<Because>(at) && !sayings[at].needs.empty();
  }
  return sound;
}
static_assert(all_are_said(), "every cause of a notification has its words, in the order of the enumeration");

Saying const& saying_of(Because because) { return sayings[static_cast<std::size_t>(because)]; }

struct Nouns {
  std::string_view title, place;
};

std::string_view bought_noun_of(Because because) {
  switch (because) {
    case Because::contract_notice_due:
    case Because::contract_renewed:
    case Because::contract_exit_due: return "a contract";
    case Because::experience_written:
    case Because::experience_replied: return "a supplier";
    case Because::saving_to_confirm: return "a saving";
    default: return because < Because::purchase_declare ? "a pool" : "a purchase";
  }
}

/// Instead of what has no title, or none for this person.
Nouns nouns_of(Because because) {
  switch (kind_of(because)) {
    case NoticeKind::conversations: return {"a topic", "a team"};
    case NoticeKind::teams: return {"a team", "a team"};
    case NoticeKind::library: return {"a resource", "an organisation"};
    case NoticeKind::practice: return {"a practice post", "an organisation"};
    case NoticeKind::support: return {"a request for support", "A school"};
    case NoticeKind::actions: return {"an action", "a team"};
    case NoticeKind::reviews: return {"a peer review", "a school"};
    case NoticeKind::buying: return {bought_noun_of(because), "a school"};
    case NoticeKind::administration: return {"somebody", "your organisation"};
  }
  return {};
}

void replace(std::string& text, std::string_view mark, std::string_view with) {
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + with.size())) {
    text.replace(at, mark.size(), with);
  }
}

std::string filled(std::string_view pattern, ToldItem const& item, Nouns nouns) {
  std::string text(pattern);
  // Without a title no quotation marks either.
  if (item.title.empty()) replace(text, "“{title}”", nouns.title);
  // What people typed comes last, so that no mark in it is taken for one of ours.
  auto const at_place = text.find("{place}"), at_title = text.find("{title}"), at_by = text.find("{by}");
  struct Mark {
    std::size_t at;
    std::string_view mark;
    std::string_view with;
  };
  std::array marks{Mark{at_place, "{place}", item.place.empty() ? nouns.place : std::string_view(item.place)},
                   Mark{at_title, "{title}", item.title.empty() ? nouns.title : std::string_view(item.title)},
                   Mark{at_by, "{by}", item.by.empty() ? std::string_view("Somebody") : std::string_view(item.by)}};
  // From the end on: what is put in moves nothing that is still to be replaced.
  std::sort(marks.begin(), marks.end(), [](Mark const& a, Mark const& b) { return a.at > b.at; });
  for (auto const& mark : marks) {
    if (mark.at != text.npos) text.replace(mark.at, mark.mark.size(), mark.with);
  }
  return text;
}

/// Where on the pages of a review it stands.
std::string_view part_of(DateOf what) {
  switch (what) {
    case DateOf::review_visit: return "/timetable";
    case DateOf::self_review: return "/self-review";
    case DateOf::review_report:
    case DateOf::factual_check: return "/report";
    case DateOf::review_plan:
    case DateOf::review_check: return "/plan";
    default: return {};
  }
}

/// Where on them it is done.
std::string_view part_of(Because because) {
  switch (because) {
    case Because::self_review_due:
    case Because::self_review_submitted: return "/self-review";
    case Because::report_wanted:
    case Because::report_sent:
    case Because::report_commented:
    case Because::comment_answered:
    case Because::report_returned:
    case Because::report_to_sign:
    case Because::report_final: return "/report";
    case Because::plan_wanted:
    case Because::check_wanted: return "/plan";
    default: return {};
  }
}

constexpr std::array<std::string_view, 7> weekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

/// "6 December"
std::string day_and_month(std::string const& iso) {
  auto const month = static_cast<std::size_t>((iso[5] - '0') * 10 + iso[6] - '0');
  return iso.substr(iso[8] == '0' ? 9 : 8) + " " + std::string(months[month - 1]);
}

std::string clock_text(std::uint32_t minutes) {
  auto const two = [](std::uint32_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

}  // namespace

std::string sentence_of(ToldItem const& item) {
  switch (item.what) {
    case Told::notification: break;
    case Told::team_mention: return filled("{by} wrote to everyone in {place}: {title}", item, {"a topic", "a team"});
    case Told::join_request: return filled("{by} asks to join {place}", item, {"", "a team"});
    case Told::flag: return filled("A message in {place} was reported", item, {"", "a team"});
  }
  auto const& saying = saying_of(item.because);
  auto const pattern = item.needs || saying.news.empty() ? saying.needs : saying.news;
  return filled(pattern, item, nouns_of(item.because));
}

std::string_view button_of(ToldItem const& item) {
  switch (item.what) {
    case Told::notification: return saying_of(item.because).button;
    case Told::team_mention: return "Read";
    case Told::join_request: return answer;
    case Told::flag: return look;
  }
  return look;
}

std::string sentence_of(PlannedDate const& date) {
  switch (date.what) {
    case DateOf::visit: return "Visit: " + date.title;
    case DateOf::visit_record: return "Last day to write up the visit: " + date.title;
    case DateOf::agreement_ends: return "The agreement ends: " + date.title;
    case DateOf::midterm: return "Half way, is it working? " + date.title;
    case DateOf::answer_match: return "Last day to answer whether you can help: " + date.title;
    case DateOf::resource_review: return "Review: " + date.title;
    case DateOf::practice_review: return "Review the practice post: " + date.title;
    case DateOf::adoption_story: return "Last day to tell what happened: " + date.title;
    case DateOf::action: return "Action: " + date.title;
    case DateOf::review_visit: return "Peer review: " + date.title;
    case DateOf::self_review: return "Last day for the self-review: " + date.title;
    case DateOf::review_report: return "Last day to send the report: " + date.title;
    case DateOf::factual_check: return "Last day to check the report: " + date.title;
    case DateOf::review_plan: return "Last day to write the plan: " + date.title;
    case DateOf::review_check: return "What has changed since the review: " + date.title;
    case DateOf::review_action: return "Action from a review: " + date.title;
    case DateOf::contract_notice: return "Last day to give notice: " + date.title;
    case DateOf::contract_ends: return "Last day of the contract: " + date.title;
    case DateOf::purchase_deadline: return "Last day for quotes: " + date.title;
    case DateOf::standstill_ends: return "Last day of the standstill: " + date.title;
    case DateOf::pool_join: return "Last day to join the pool: " + date.title;
    case DateOf::pool_leave: return "Last day to leave the pool: " + date.title;
  }
  return date.title;
}

std::string day_text(Date date) {
  auto const iso = to_text(date);  // 2026-12-06
  return day_and_month(iso) + " " + iso.substr(0, 4);
}

std::string weekday_text(Date date) {
  constexpr int of_first_day = 3;  // 1970-01-01 was a Thursday
  auto const weekday = static_cast<std::size_t>(((date.days % 7) + 7 + of_first_day) % 7);
  return std::string(weekdays[weekday]) + " " + day_and_month(to_text(date));
}

std::string hours_text(PlannedDate const& date) {
  if (!date.from) return {};
  return clock_text(*date.from) + (date.to ? " to " + clock_text(*date.to) : "");
}

std::string_view subject_of(Unsubscribed what) {
  switch (what) {
    case Unsubscribed::conversations: return "conversations";
    case Unsubscribed::teams: return "teams";
    case Unsubscribed::library: return "the library";
    case Unsubscribed::practice: return "best practice";
    case Unsubscribed::support: return "support";
    case Unsubscribed::actions: return "actions";
    case Unsubscribed::administration: return "administration";
    case Unsubscribed::digest: return "your digest";
    case Unsubscribed::reviews: return "peer review";
    case Unsubscribed::buying: return "buying together";
  }
  return {};
}

std::string page_of(std::string_view self, Ordinal ordinal) {
  if (self.starts_with(api_root)) self.remove_prefix(api_root.size());
  struct Page {
    std::string_view record, page;
    bool one;  // it has a page of its own; else it is shown among others
  };
  constexpr std::array pages{Page{"/topics/", "/topics/", true},
                             Page{"/teams/", "/teams/", true},
                             Page{"/resources/", "/library/", true},
                             Page{"/practice/", "/practice/", true},
                             Page{"/support-requests/", "/support/", true},
                             Page{"/actions/", "/actions/", true},
                             Page{"/review-cycles/", "/reviews/cycles/", true},
                             Page{"/peer-reviews/", "/reviews/", true},
                             Page{"/report-grants/", "/reviews/reports/", true},
                             Page{"/review-actions/", "/actions/reviews/", true},
                             Page{"/contracts/", "/buying/contracts/", true},
                             Page{"/pools/", "/buying/pools/", true},
                             Page{"/purchases/", "/buying/purchases/", true},
                             Page{"/suppliers/", "/buying/suppliers/", true},
                             Page{"/savings/", "/buying/savings/", true},
                             Page{"/imports/", "/admin/imports/", true},
                             Page{"/erasures/", "/admin/erasures", false},
                             Page{"/invitations/", "/admin/invitations", false}};
  for (auto const& one : pages) {
    if (!self.starts_with(one.record)) continue;
    std::string path(one.page);
    if (one.one) path += self.substr(one.record.size());
    if (ordinal != 0 && one.record == "/topics/") path += "?message=" + std::to_string(ordinal);
    return path;
  }
  return "/";
}

std::string page_of(PlannedDate const& date) { return page_of(date.self) + std::string(part_of(date.what)); }

std::string page_of(ToldItem const& item) {
  if (item.what == Told::join_request) return page_of(item.self) + "/members";
  if (item.what == Told::flag) return page_of(item.self) + "/reports";
  if (item.what == Told::notification && item.because == Because::email_off) return "/settings";
  auto page = page_of(item.self, item.ordinal);
  if (item.what == Told::notification && item.self.find("/peer-reviews/") != item.self.npos) {
    page += part_of(item.because);
  }
  return page;
}

}  // namespace staffroom::words
