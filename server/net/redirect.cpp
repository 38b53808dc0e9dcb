// The way to the public address.
#include "server/net/redirect.hpp"

namespace staffroom::net {

Admission Redirect::admit(Request const& request) {
  Response answer;
  answer.status = 308;
  answer.is_in_clear = true;
  answer.close = true;
  answer.add("Location", public_address_ + (request.target.starts_with('/') ? std::string(request.target) : "/"));
  Admission admission;
  admission.answer = std::move(answer);
  return admission;
}

}  // namespace staffroom::net
