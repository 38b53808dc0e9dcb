// Where the answer of one request arrives, from whatever thread. For the files of net/ only.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "server/net/http.hpp"
#include "server/net/http_head.hpp"

namespace staffroom::net {

struct Respond::Slot {
  explicit Slot(Loop& its_loop) : loop(its_loop) {}
  ~Slot() {
    // Nobody answered and nobody can any more. The waiting coroutine holds the mailbox, not the slot.
    if (!mail->answered) deliver(problem(Error{ErrorCode::internal, {}, "The request was dropped.", {}}));
  }
  struct Mailbox {
    std::optional<Response> response;
    std::function<void()> wake;
    bool answered = false;  // written by the one who answers
  };
  void deliver(Response response) {
    mail->answered = true;
    auto put = [box = mail, response = std::move(response)]() mutable {
      box->response = std::move(response);
      if (box->wake) std::exchange(box->wake, nullptr)();
    };
    if (loop.is_here() && !mail->wake) {
      put();
    } else {
      loop.post(std::move(put));
    }
  }
  Loop& loop;
  std::shared_ptr<Mailbox> mail = std::make_shared<Mailbox>();
};

}  // namespace staffroom::net
