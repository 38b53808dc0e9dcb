// Links from mails by HTTP: whoever bears one may look and act, with a session or without. Looking changes nothing.
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/api.hpp"
#include "server/calls.hpp"
#include "server/mail_delivery.hpp"

namespace staffroom {

using net::Admission;
using net::refuse;
using net::Request;
using net::Respond;
using net::Response;

namespace {

Response done_answer() {
  Response response;
  response.status = 204;
  response.add("Cache-Control", "no-store");
  return response;
}

Response view_answer(LinkView const& view) {
  Response response;
  append_json(response.body, view);
  response.add("Content-Type", "application/json").add("Cache-Control", "no-store");
  return response;
}

}  // namespace

Admission Api::admit_forgot_password(std::string address) {
  Admission admission;
  admission.body_bytes_max = limits::link_body_bytes_max;
  admission.run = [this, address = std::move(address)](std::string body, Respond respond) {
    auto asked = decode_forgot_password(body);
    if (!asked) return respond(net::problem(asked.error()));
    constexpr int ten_minutes = 600;
    auto taken = shared_.links.forgot(*asked, address);
    auto response = taken ? done_answer() : net::problem(taken.error(), ten_minutes);
    respond(std::move(response));
  };
  return admission;
}

Admission Api::admit_link(Request const& request, std::string_view rest, std::string address) {
  auto const slash = rest.find('/');
  std::string token(rest.substr(0, std::min(slash, limits::link_token_length_max)));
  auto const act = slash == rest.npos ? std::string_view() : rest.substr(slash + 1);
  bool const is_look = is_read(request.verb) && slash == rest.npos;
  bool const is_act = !is_read(request.verb) && (act == "accept" || act == "decline");
  if (!is_look && !is_act) return refuse(Error::not_found());
  if (is_look && request.has_body) return refuse(Error::bad_request("body", "A request that reads has no body."));
  Admission admission;
  admission.body_bytes_max = limits::link_body_bytes_max;
  if (is_look) {
    admission.run = [this, token](std::string, Respond respond) {
      shared_.links.look(
          token, [respond](Result<LinkView> view) { respond(view ? view_answer(*view) : net::problem(view.error())); });
    };
    return admission;
  }
  if (act == "decline") {
    admission.run = [this, token](std::string, Respond respond) {
      shared_.links.decline(token, [respond](Result<Accepted> declined) {
        respond(declined ? done_answer() : net::problem(declined.error()));
      });
    };
    return admission;
  }
  auto signed_in = own_.tokens.who(cookie_value(request.cookie, shared_.origins.cookie_name()));
  LinkDesk::Use use{
      token, {}, signed_in ? signed_in->actor : Actor{}, std::move(address), device_of(request.user_agent)};
  admission.run = [this, use = std::move(use)](std::string body, Respond respond) mutable {
    if (body.empty()) body = "{}";
    auto decoded = decode_use_link(body);
    if (!decoded) return respond(net::problem(decoded.error()));
    use.body = *std::move(decoded);
    shared_.links.accept(std::move(use), [this, respond](Result<LinkDesk::Used> used) {
      if (!used) return respond(net::problem(used.error()));
      if (used->cookie.empty()) return respond(done_answer());
      Response response;
      response.status = 201;
      response.body = used->session.record;
      response.add("Content-Type", "application/json").add("Cache-Control", "no-store");
      response.add("Set-Cookie", cookie_line(used->cookie));
      respond(std::move(response));
    });
  };
  return admission;
}

/// The mail that would have been sent, for developers: on this machine only, and not through a proxy on it.
Admission Api::admit_spool(Request const& request) {
  if (!is_read(request.verb) || !request.peer_is_loopback || request.forwarded_for.data()) {
    return refuse(Error::not_found());
  }
  Admission admission;
  admission.run = [this](std::string, Respond respond) {
    auto show = [this, respond] {
      Response page;
      page.body = mail::spool_page(shared_.settings.mail.spool);
      page.add("Content-Type", "text/html; charset=utf-8").add("Cache-Control", "no-store");
      respond(std::move(page));
    };
    if (!shared_.readers.run(std::move(show))) {
      respond(net::problem(Error{ErrorCode::unavailable, {}, "Busy.", {}}));
    }
  };
  return admission;
}

}  // namespace staffroom
