// Who looks, and how things stand.
#include <array>

#include "tests/laws/policy_cases.hpp"

namespace staffroom::tests {
namespace {

using S = Situation;

void add_places(std::vector<S>& out) {
  for (auto const joining : {Joining::open, Joining::by_request, Joining::closed}) {
    auto const word = joining == Joining::open ? "open" : joining == Joining::closed ? "closed" : "by request";
    auto const about = [&](std::string what) { return what + ", team " + word; };
    for (auto const* who : {"dan", "nadia", "tom", "tess", "milly", "sid", "gwen", "priya", "leo", "olga"}) {
      out.push_back({.name = about(std::string(who) + " outside"), .who = who, .joining = joining});
    }
    out.push_back({.name = about("lead"), .place = Place::lead, .joining = joining});
    out.push_back({.name = about("member"), .place = Place::member, .joining = joining});
    out.push_back({.name = about("guest"), .who = "priya", .place = Place::guest, .joining = joining});
    out.push_back(
        {.name = about("guest elsewhere"), .who = "priya", .place = Place::guest_elsewhere, .joining = joining});
    out.push_back({.name = about("admin, to themselves"), .who = "tom", .joining = joining, .target_self = true});
    out.push_back({.name = about("admin, no lead"), .who = "tom", .joining = joining, .leaderless = true});
    out.push_back({.name = about("admin, no lead, themselves"),
                   .who = "tom",
                   .joining = joining,
                   .leaderless = true,
                   .target_self = true});
  }
}

void add_authors(std::vector<S>& out) {
  out.push_back({.name = "author, gone", .author = true, .joining = Joining::closed});
  out.push_back({.name = "author outside", .author = true, .joining = Joining::by_request});
  out.push_back({.name = "author, lead", .place = Place::lead, .author = true});
  out.push_back({.name = "author, member", .place = Place::member, .author = true});
  out.push_back(
      {.name = "author, guest", .who = "priya", .place = Place::guest, .author = true, .guests_may_start = true});
  out.push_back({.name = "author, admin", .who = "tom", .author = true, .joining = Joining::by_request});
}

void add_shut(std::vector<S>& out) {
  for (auto const shut :
       {Shut::team_archived, Shut::channel_archived, Shut::locked, Shut::for_members, Shut::for_leads}) {
    auto const word = " when shut in way " + std::to_string(static_cast<int>(shut));
    out.push_back({.name = "lead" + word, .place = Place::lead, .shut = shut});
    out.push_back({.name = "member" + word, .place = Place::member, .shut = shut});
    out.push_back(
        {.name = "guest" + word, .who = "priya", .place = Place::guest, .shut = shut, .guests_may_start = true});
    out.push_back({.name = "author, member" + word, .place = Place::member, .author = true, .shut = shut});
    out.push_back({.name = "outside" + word, .shut = shut});
  }
}

void add_rest(std::vector<S>& out) {
  out.push_back(
      {.name = "guest where guests may start", .who = "priya", .place = Place::guest, .guests_may_start = true});
  out.push_back({.name = "colleague as guest", .place = Place::guest});
  out.push_back({.name = "colleague as guest elsewhere", .place = Place::guest_elsewhere, .joining = Joining::closed});
  out.push_back({.name = "lead, a guest without a good end", .place = Place::lead, .ends_well = false});
  out.push_back({.name = "lead, to a target they may not write", .place = Place::lead, .target_writable = false});
  for (auto const* who : {"dan", "nadia", "tom", "gwen", "priya", "leo", "olga"}) {
    out.push_back({.name = std::string(who) + ", own", .who = who, .self = true});
    out.push_back({.name = std::string(who) + ", own, not fresh", .who = who, .self = true, .fresh = false});
    out.push_back({.name = std::string(who) + ", of a leaver", .who = who, .left = true});
  }
  out.push_back({.name = "trust leader, member", .who = "tess", .place = Place::member});
  out.push_back({.name = "member, own", .place = Place::member, .self = true});
  out.push_back({.name = "guest, own", .who = "priya", .place = Place::guest, .self = true});
  out.push_back({.name = "lead, own", .place = Place::lead, .self = true});
  out.push_back({.name = "member, of a leaver", .place = Place::member, .left = true});
}

}  // namespace

std::vector<Situation> const& situations() {
  static std::vector<Situation> const all = [] {
    std::vector<Situation> out;
    add_places(out);
    add_authors(out);
    add_shut(out);
    add_rest(out);
    return out;
  }();
  return all;
}

namespace {

constexpr std::array searched{"organisation", "org_settings",  "audit",           "team",         "person",
                              "profile",      "practice_post", "support_request", "membership",   "channel",
                              "topic",        "message",       "reaction",        "resource",     "collection",
                              "version",      "curriculum",    "profile.name",    "profile.label"};

void add_of_reviews(std::vector<std::pair<std::string, std::string>>& out, std::string const& never) {
  out.emplace_back("review.create", "a cycle that starts makes a review for each of its schools");
  for (auto const* action : {"review.delete", "interest.delete", "report.delete"}) out.emplace_back(action, never);
  for (auto const* action : {"self_review.list", "report.list"}) out.emplace_back(action, "a review has one");
  out.emplace_back("report.download", "it is printed from its page, which reads it");
  for (auto const* record : {"review_cycle", "review", "self_review", "evidence_note", "report"}) {
    out.emplace_back(std::string(record) + ".search", "nothing of peer review is found by the search");
  }
}

void add_of_buying(std::vector<std::pair<std::string, std::string>>& out, std::string const& never) {
  out.emplace_back("contract.delete", never);
  out.emplace_back("contract.download", "the register's file is the server's: its test");
  out.emplace_back("radar.list", "one's radar is read as a whole");
  out.emplace_back("threshold_table.list", "the table is read as a whole");
  out.emplace_back("threshold_table.search", "the table is read as a whole");
  for (auto const* record : {"contract", "pool", "supplier"}) {
    out.emplace_back(std::string(record) + ".search", "found by the search: the oracle of buying");
  }
  for (auto const* record : {"saving", "supplier_experience"}) {
    out.emplace_back(std::string(record) + ".search", "the search finds contracts, pools and suppliers");
  }
}

void add_of_purchases(std::vector<std::pair<std::string, std::string>>& out, std::string const& never,
                      std::string const& link) {
  for (auto const* action : {"purchase.delete", "quote.delete", "quote.search"}) out.emplace_back(action, never);
  out.emplace_back("purchase.search", "found by the search: the oracle of purchases");
  out.emplace_back("quote.download", "the bytes are the server's: the tests of files");
  for (auto const* action : {"read_own", "save", "submit", "replace", "withdraw"}) {
    out.emplace_back(std::string("quote.") + action, link);
  }
  out.emplace_back("supplier_link.open", link);
  for (auto const* action : {"moderation.list", "award.list"}) out.emplace_back(action, "a purchase has one");
}

}  // namespace

std::vector<std::pair<std::string, std::string>> const& actions_to_come() {
  static std::string const never = "no path leads to it: nothing deletes, impersonates or edits the past";
  static std::string const server = "presence is the server's, it never reaches the store";
  static std::string const link = "by the link of a mail, which is its bearer's: tested with the links";
  static std::string const later = "comes with a later issue";
  static std::string const of_person = "name and label are the person's, who is asked about";
  static std::vector<std::pair<std::string, std::string>> const others{
      {"organisation.delete", never},
      {"team.move", later},
      {"org_settings.list", "an organisation's settings are read one by one"},
      {"org_settings.edit_retention", later},
      {"org_settings.edit_mail_defaults", later},
      {"invitation.accept", link},
      {"invitation.decline", link},
      {"import.delete", never},
      {"audit.delete", never},
      {"audit.impersonate", never},
      {"audit.edit_past", never},
      {"team.delete", never},
      {"person.merge", later},
      {"person.delete", never},
      {"person.impersonate", never},
      {"person.edit_past", never},
      {"profile.name.read", of_person},
      {"profile.name.list", of_person},
      {"profile.label.read", of_person},
      {"profile.label.list", of_person},
      {"profile.photo.read", later},
      {"practice_post.ask_visit", "a visit is asked for by a question about the post"},
      {"adoption.delete", never},
      {"action_item.search", "actions are listed with their topic and for their owner: the search finds none"},
      {"notification_setting.list", "how somebody hears of things is read one by one"},
      {"notification_setting.unsubscribe", link},
      {"calendar_feed.list", "a person has at most one"},
      {"calendar_feed.download", "the calendar itself is the server's: the tests of calendars"},
      {"overview.list", "an organisation's overview is read one by one"},
      {"support_evaluation.list", "a request has at most one"},
      {"membership.delete", never},
      {"session.create", "signing in is the server's"},
      {"read_state.list", "marks are shown beside topics only"},
      {"channel.delete", never},
      {"channel.edit_shelf", later},
      {"message.forward", later},
      {"message.convert", "a request or a post is made of it, by creating that: the tests of links"},
      {"version.download", "the bytes are the server's: the tests of files"},
      {"version.compare", later},
      {"use.delete", never},
      {"adaptation.delete", never},
      {"collection.invite_coauthor", later},
      {"collection.accept_coauthorship", later},
      {"collection.leave_coauthorship", later},
      {"collection.set_review_by", later},
      {"collection.confirm_current", later},
      {"presence.read", server},
      {"presence.list", server},
      {"presence.create", server}};
  static auto const all = [] {
    auto out = others;
    add_of_reviews(out, never);
    add_of_buying(out, never);
    add_of_purchases(out, never, link);
    for (auto const* record : searched) {
      out.emplace_back(std::string(record) + ".search",
                       "found and counted by the search: its leak test asks for random viewers");
    }
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
