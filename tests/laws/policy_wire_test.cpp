// The oracle over the wire: the policy's cases asked of a running server by HTTP, and as calls of a live connection,
// with the session of whoever asks. What the server answers must be what the written table says.
#include <doctest/doctest.h>

#include <map>

#include "server/passwords.hpp"
#include "tests/laws/policy_bargains.hpp"
#include "tests/laws/policy_cases.hpp"
#include "tests/laws/policy_cases_help.hpp"
#include "tests/laws/policy_offices.hpp"
#include "tests/laws/policy_reviews.hpp"
#include "tests/laws/policy_shelves.hpp"
#include "tests/laws/policy_tenders.hpp"
#include "tests/support/share.hpp"
#include "tests/support/test_client.hpp"

namespace staffroom::tests {
namespace {

constexpr std::size_t situations_per_server = 12;

/// What was answered, as far as it can be compared.
struct Reply {
  std::string answer;  // allow, forbidden, not_found, sign_in_required, or what should never come
  std::string reason;  // of forbidden
  std::string body;    // of not_found: hidden and unknown are the same, byte for byte
};

std::string class_of(int status) {
  switch (status) {
    case 401: return "sign_in_required";
    case 403: return "forbidden";
    case 404: return "not_found";
    case 409:
    case 412:
    case 422: return "allow";  // the door opened; the state or a value said no
    default: return status / 100 == 2 ? "allow" : "status " + std::to_string(status);
  }
}

std::string_view word(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::remove: return "DELETE";
  }
  return "";
}

/// A server, the network in its store, and everybody's browser.
class Theatre {
 public:
  Theatre() : server_({.populated = false}), scenario_(server_.store(), Scenario::Fill::network_only) {}
  Scenario& scenario() { return scenario_; }

  /// Signed in anew when the session has ended meanwhile, as happens to whoever leaves and comes back.
  Reply by_http(PolicyCase const& one, WireForm const& form) {
    auto reply = by_http_once(one, form);
    if (reply.answer == "sign_in_required" && forget(one.viewer)) reply = by_http_once(one, form);
    return reply;
  }

  Reply by_call(PolicyCase const& one, WireForm const& form) {
    auto reply = by_call_once(one, form);
    if (reply.answer == "sign_in_required" && forget(one.viewer)) reply = by_call_once(one, form);
    return reply;
  }

  /// Who has no current membership has no session, whatever the table would allow.
  bool may_sign_in(PersonId person) {
    auto const standing = server_.store().standing(person);
    return standing && standing->is_current();
  }

 private:
  struct Seat {
    std::string token;  // empty: this person can't sign in
    TimestampMs opened;
  };

  Reply by_call_once(PolicyCase const& one, WireForm const& form) {
    auto const seat = seat_of(one.viewer, one.fresh);
    TestSocket socket(server_.port(), seat.token);
    if (socket.status() != 101) return {class_of(socket.status()), {}, {}};
    socket.hello();
    ServerJson call{{"call", 1}, {"command", form.name}};
    if (!form.ids.is_null()) call["ids"] = form.ids;
    if (!form.body.is_null()) call["body"] = form.body;
    socket.send(call);
    while (auto const frame = socket.next()) {
      if (frame->contains("answer")) return {"allow", {}, {}};
      if (!frame->contains("error")) continue;
      return {class_of(frame->at("status").get<int>()), frame->at("reason").get<std::string>(), frame->dump()};
    }
    // What ends one's own session closes the connection that asked for it.
    bool const is_out = !server_.store().session_of(passwords::hash_of_token(seat.token));
    return {is_out ? "allow" : "no answer", {}, {}};
  }

  /// A session in which the password was entered just now, or long ago.
  Seat const& seat_of(PersonId person, bool fresh) {
    auto& seat = seats_[{person, fresh}];
    auto const age = server_.store().now() - seat.opened;
    bool const too_old = fresh && age > limits::session_fresh_for / 2;
    if (!seat.token.empty() && !too_old) return seat;
    auto token = passwords::fresh_token();
    auto const opened = scenario_.as_system(OpenSession{person, passwords::hash_of_token(token), "a test"});
    seat = {opened ? std::move(token) : std::string(), server_.store().now()};
    if (!fresh) scenario_.advance(limits::session_fresh_for + std::chrono::minutes{1});
    return seat;
  }

  /// Whether there was a session to forget.
  bool forget(PersonId person) { return seats_.erase({person, true}) + seats_.erase({person, false}) > 0; }

  Reply by_http_once(PolicyCase const& one, WireForm const& form) {
    auto const seat = seat_of(one.viewer, one.fresh);
    browser_.set_token(seat.token);
    std::optional<std::string> body;
    if (form.method != Method::get) body = form.body.is_null() ? "{}" : form.body.dump();
    if (form.method == Method::remove && form.body.is_null()) body.reset();
    auto path = "/api/v1" + form.path;
    auto const separator = form.path.find('?') == std::string::npos ? "?" : "&";
    if (one.listed) path += std::string(separator) + "limit=200";
    std::string cursor;
    while (true) {
      auto const next = cursor.empty() ? std::string() : "&cursor=" + cursor;
      auto const answer = browser_.call(std::string(word(form.method)), path + next, body, {});
      Reply reply{class_of(answer.status), {}, {}};
      if (answer.status >= 400) reply.body = answer.body;
      if (answer.status == 403) reply.reason = answer.json().at("reason");
      if (reply.answer != "allow" || !one.listed) return reply;
      auto const json = answer.json();
      if (holds(one, json)) return reply;
      if (one.record == "audit" || !json.contains("next") || json.at("next").is_null()) return {"not_found", {}, {}};
      cursor = json.at("next");
    }
  }

  TestServer server_;
  Scenario scenario_;
  TestClient browser_{server_.port()};
  std::map<std::pair<PersonId, bool>, Seat> seats_;
};

struct Counts {
  std::size_t by_http = 0;
  std::size_t by_call = 0;
  std::size_t without_session = 0;
};

std::string in_words_of_wire(PolicyCase const& one) {
  return one.record + "." + one.action + " by " + one.situation->name + (one.fresh ? "" : ", long since the password");
}

void check(PolicyCase const& one, Verdict const& verdict, Reply const& reply, char const* how) {
  CHECK_MESSAGE(reply.answer == verdict.answer, in_words_of_wire(one) << how << " " << reply.body);
  if (reply.answer == "forbidden") CHECK_MESSAGE(verdict.reasons.contains(reply.reason), in_words_of_wire(one) << how);
}

void play(Theatre& theatre, PolicyCase const& one, Counts& counts) {
  auto const form = wire_form(one.asking);
  if (!form) return;
  auto const verdict = judge(one.record, one.action, one.facts);
  bool const is_command = std::holds_alternative<Command>(one.asking);
  // What is allowed changes something, so it can be done once only: by turns.
  bool const only_once = is_command && verdict.answer == "allow";
  bool const as_call = only_once && (counts.by_http + counts.by_call) % 2 == 1;
  if (!as_call) {
    auto const reply = theatre.by_http(one, *form);
    if (reply.answer == "sign_in_required") {
      CHECK_MESSAGE(!theatre.may_sign_in(one.viewer), in_words_of_wire(one) << " has no session");
      ++counts.without_session;
      return;
    }
    check(one, verdict, reply, " by HTTP");
    ++counts.by_http;
    if (reply.answer == "not_found" && one.hidden && !one.listed) {
      auto const unknown = theatre.by_http(one, *wire_form(one.unknown));
      CHECK_MESSAGE(unknown.body == reply.body, in_words_of_wire(one) << " differs from an unknown id");
    }
  }
  if (is_command && (as_call || !only_once)) {
    check(one, verdict, theatre.by_call(one, *form), " by a call");
    ++counts.by_call;
  }
}

/// Every `step`th of them, so many on each server: it grows with what they arrange.
template <class Stage, class Case>
void play_all(std::vector<Case> const& all, std::size_t step, Counts& counts) {
  std::vector<Case const*> played;
  for (std::size_t i = 0; i < all.size(); i += step) {
    if (is_in_share(i / step)) played.push_back(&all[i]);
  }
  for (std::size_t first = 0; first < played.size(); first += situations_per_server) {
    Theatre theatre;
    Stage stage(theatre.scenario());
    for (std::size_t i = first; i < std::min(played.size(), first + situations_per_server); ++i) {
      stage.visit(*played[i], [&](PolicyCase const& one) { play(theatre, one, counts); });
    }
  }
}

}  // namespace

TEST_CASE("a running server answers the written policy's cases as it says, by HTTP and by calls") {
  Counts counts;
  play_all<PolicyStage>(situations(), 1, counts);
  play_all<OfficeStage>(offices(), 1, counts);
  // Every third of the others: the store is asked about all.
  play_all<ShelfStage>(shelves(), 3, counts);
  play_all<SelfStage>(selves(), 3, counts);
  play_all<PleaStage>(pleas(), 3, counts);
  play_all<PanelStage>(panels(), 3, counts);
  play_all<BargainStage>(bargains(), 3, counts);
  play_all<TenderStage>(bids(), 3, counts);
  MESSAGE(counts.by_http << " by HTTP, " << counts.by_call << " by calls, " << counts.without_session
                         << " without a session");
  CHECK(counts.by_http > share_of(5'000, 500));
  CHECK(counts.by_call > share_of(2'000, 200));
}

}  // namespace staffroom::tests
