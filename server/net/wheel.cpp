// The timer wheel: circular lists, one per slot, each with a head that is no deadline itself.
#include "server/net/wheel.hpp"

namespace staffroom::net {

void Deadline::unlink() {
  previous_->next_ = next_;
  next_->previous_ = previous_;
  previous_ = next_ = nullptr;
}

void Deadline::cancel() {
  if (next_) unlink();
}

void Deadline::arm(Wheel& wheel, std::chrono::milliseconds after) {
  cancel();
  auto steps = static_cast<std::uint64_t>((after + Wheel::step - std::chrono::milliseconds{1}) / Wheel::step);
  due_ = wheel.now_ + steps + 1;
  wheel.insert(*this);
}

Wheel::Wheel() {
  heads_.reserve(slots_max);
  for (std::size_t slot = 0; slot < slots_max; ++slot) {
    auto* head = new Deadline;
    head->previous_ = head->next_ = head;
    heads_.push_back(head);
  }
}

Wheel::~Wheel() {
  for (auto* head : heads_) {
    while (head->next_ != head) head->next_->unlink();
    head->previous_ = head->next_ = nullptr;
    delete head;
  }
}

void Wheel::insert(Deadline& deadline) {
  auto* head = heads_[deadline.due_ % slots_max];
  deadline.previous_ = head->previous_;
  deadline.next_ = head;
  head->previous_->next_ = &deadline;
  head->previous_ = &deadline;
}

void Wheel::fire(std::uint64_t slot) {
  auto* head = heads_[slot % slots_max];
  // What is fired may arm deadlines in this very slot, a round later: take the present ones out first.
  Deadline waiting;
  waiting.previous_ = waiting.next_ = &waiting;
  while (head->next_ != head) {
    auto* deadline = head->next_;
    deadline->unlink();
    deadline->previous_ = waiting.previous_;
    deadline->next_ = &waiting;
    waiting.previous_->next_ = deadline;
    waiting.previous_ = deadline;
  }
  while (waiting.next_ != &waiting) {
    auto* deadline = waiting.next_;
    deadline->unlink();
    if (deadline->due_ > now_) {
      insert(*deadline);
    } else {
      deadline->expired_();
    }
  }
  waiting.previous_ = waiting.next_ = nullptr;
}

void Wheel::advance(std::chrono::milliseconds elapsed_since_start) {
  auto target = static_cast<std::uint64_t>(elapsed_since_start / step);
  // After a long pause every slot is visited once, not once for every step that was missed.
  if (target > now_ + slots_max) now_ = target - slots_max;
  while (now_ < target) fire(++now_);
}

}  // namespace staffroom::net
