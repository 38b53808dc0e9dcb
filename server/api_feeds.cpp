// What other programs fetch and send with nothing but an address: the mail program that stops a kind of mail by one
// click (RFC 8058), and the calendar program that follows somebody's calendar. No session, no cookie, no Origin.
#include <algorithm>
#include <charconv>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/api.hpp"
#include "server/calls.hpp"
#include "server/mail_words.hpp"

namespace staffroom {

using net::Admission;
using net::refuse;
using net::Request;
using net::Respond;
using net::Response;
using net::Verb;

namespace {

constexpr std::string_view unsubscribe_root = "/unsubscribe/";
constexpr std::string_view calendar_root = "/calendar/";
constexpr std::string_view calendar_ending = ".ics";

/// As a form in either of the two encodings that mail programs use.
bool is_one_click(std::string_view body) {
  constexpr std::string_view pair = "List-Unsubscribe=One-Click";
  if (body.find("name=\"List-Unsubscribe\"") != body.npos) return body.find("One-Click") != body.npos;
  for (std::size_t at = 0; at <= body.size();) {
    auto const end = std::min(body.find('&', at), body.size());
    auto field = body.substr(at, end - at);
    while (field.ends_with('\n') || field.ends_with('\r')) field.remove_suffix(1);
    if (field == pair) return true;
    at = end + 1;
  }
  return false;
}

Response stopped_answer(Unsubscribed what) {
  Response response;
  response.body = what == Unsubscribed::digest
                      ? "The digest is stopped. You can have it again in your settings on Staffroom.\n"
                      : "Mails about " + std::string(words::subject_of(what)) +
                            " are stopped. What they told of stays on your page and in your digest.\n";
  response.add("Content-Type", "text/plain; charset=utf-8").add("Cache-Control", "no-store");
  return response;
}

/// Nobody may guess what is there: in a header only what a token can hold.
bool is_token(std::string_view text) {
  return !text.empty() && text.size() <= limits::link_token_length_max &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

}  // namespace

std::optional<Admission> Api::admit_feed(Request const& request, std::string_view path) {
  bool const is_unsubscribe = path.starts_with(unsubscribe_root);
  bool const is_calendar = path.starts_with(calendar_root) && path.ends_with(calendar_ending);
  if (!is_unsubscribe && !is_calendar) return {};
  if (!shared_.rates.stranger(address_of(request))) return refuse(too_many_reads());
  if (is_unsubscribe) return admit_unsubscribe(request, path.substr(unsubscribe_root.size()));
  path.remove_prefix(calendar_root.size());
  path.remove_suffix(calendar_ending.size());
  return admit_calendar(request, path);
}

Admission Api::admit_unsubscribe(Request const& request, std::string_view token) {
  if (!is_token(token)) return refuse(Error::not_found());
  if (is_read(request.verb)) {
    // A person who follows the address sees what it does first; looking changes nothing.
    Response response;
    response.status = 302;
    response.add("Location", "/link/" + std::string(token)).add("Cache-Control", "no-store");
    return {std::move(response), 0, nullptr, nullptr};
  }
  if (request.verb != Verb::post) {
    Error error{ErrorCode::method_not_allowed, {}, "This path takes GET, HEAD, POST.", {}};
    return {net::problem(error).add("Allow", "GET, HEAD, POST"), 0, nullptr, nullptr};
  }
  Admission admission;
  admission.body_bytes_max = limits::link_body_bytes_max;
  admission.run = [this, token = std::string(token)](std::string body, Respond respond) {
    if (!is_one_click(body)) {
      return respond(net::problem(Error::bad_request("body", "Send the form List-Unsubscribe=One-Click.")));
    }
    shared_.links.unsubscribe(token, [respond](Result<Unsubscribed> stopped) {
      respond(stopped ? stopped_answer(*stopped) : net::problem(stopped.error()));
    });
  };
  return admission;
}

Admission Api::admit_calendar(Request const& request, std::string_view token) {
  if (!is_read(request.verb)) {
    Error error{ErrorCode::method_not_allowed, {}, "This path takes GET, HEAD.", {}};
    return {net::problem(error).add("Allow", "GET, HEAD"), 0, nullptr, nullptr};
  }
  if (!is_token(token)) return refuse(Error::not_found());
  Admission admission;
  admission.run = [this, token = std::string(token), known = std::string(request.if_none_match)](std::string,
                                                                                                 Respond respond) {
    auto work = [this, token, known, respond] {
      auto feed = shared_.calendars.feed_of(token);
      auto response = feed ? Response{} : net::problem(Error::not_found());
      if (feed) {
        bool const same = known.find(feed->tag) != known.npos;
        response.status = same ? 304 : 200;
        response.add("ETag", feed->tag).add("Cache-Control", "private, no-cache");
        if (!same) {
          response.add("Content-Type", "text/calendar; charset=utf-8");
          response.body = std::move(feed->text);
        }
      }
      respond(std::move(response));
    };
    if (!shared_.readers.run(std::move(work))) {
      respond(net::problem(Error{ErrorCode::unavailable, {}, "Busy. Try again in a moment.", "busy"}));
    }
  };
  return admission;
}

Admission Api::admit_calendar_address(PathIds const& ids, Asking const& asking) {
  std::uint64_t id = 0;
  for (auto const& [name, text] : ids) std::from_chars(text.data(), text.data() + text.size(), id);
  auto const person = asking.signed_in.actor.person;
  if (PersonId{id} != person) return refuse(Error::not_found("ids.person"));
  Admission admission;
  admission.body_bytes_max = limits::link_body_bytes_max;
  admission.run = [this, person](std::string, Respond respond) {
    auto work = [this, person, respond] {
      auto address = shared_.calendars.address_of(person);
      auto response = address ? Response{} : net::problem(Error::not_found("ids.person"));
      if (address) {
        append_json(response.body, CalendarAddress{*std::move(address)});
        response.add("Content-Type", "application/json").add("Cache-Control", "no-store");
      }
      respond(std::move(response));
    };
    auto const taken = shared_.readers.run_for(person.value, std::move(work));
    if (taken != Taken::yes) respond(net::problem(not_taken(taken), 2));
  };
  return admission;
}

}  // namespace staffroom
