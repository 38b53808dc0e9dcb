// Included by force into every file that tools/campaigns/coverage.d/rewriting.py rewrote: which mistake is switched on.
//   STAFFROOM_MISTAKE=17       the mistake with this number; none unless set
//   STAFFROOM_REACHED=FILE    at the end, the numbers of all that were passed by, one to a line
//
// A program may also switch them and note what is passed by while it runs (tests/laws/policy_mistakes_test.cpp).
#pragma once
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <type_traits>

namespace mutants {

struct Reached {
  static constexpr unsigned most = 1U << 16U;
  std::atomic<bool> at[most] = {};
  char const* const path = std::getenv("STAFFROOM_REACHED");
  std::atomic<bool> noting{path != nullptr};

  ~Reached() {
    if (!path) return;
    std::FILE* const out = std::fopen(path, "w");
    if (!out) return;
    for (unsigned number = 0; number < most; ++number) {
      if (at[number].load(std::memory_order_relaxed)) std::fprintf(out, "%u\n", number);
    }
    std::fclose(out);
  }
};

inline Reached& reached() {
  static Reached it;
  return it;
}

inline std::atomic<unsigned>& chosen() {
  static std::atomic<unsigned> it = [] {
    char const* const text = std::getenv("STAFFROOM_MISTAKE");
    return text ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : 0U;
  }();
  return it;
}

inline bool is_chosen(unsigned number) {
  auto& all = reached();
  if (all.noting.load(std::memory_order_relaxed)) all.at[number].store(true, std::memory_order_relaxed);
  return number == chosen().load(std::memory_order_relaxed);
}

}  // namespace mutants

/// Whether mistake `number`, counted from 1, is switched on; never where the compiler evaluates it.
constexpr bool mutant(unsigned number) { return !std::is_constant_evaluated() && mutants::is_chosen(number); }

namespace mutants {

/// `left RIGHT_OPERATOR right`, or with the mistake `left WRONG_OPERATOR right`.
template <class RightOperator, class WrongOperator>
constexpr bool compare(unsigned number, auto const& left, auto const& right) {
  return mutant(number) ? static_cast<bool>(WrongOperator()(left, right))
                        : static_cast<bool>(RightOperator()(left, right));
}

struct Less {
  constexpr bool operator()(auto const& a, auto const& b) const { return a < b; }
};
struct LessEqual {
  constexpr bool operator()(auto const& a, auto const& b) const { return a <= b; }
};
struct Greater {
  constexpr bool operator()(auto const& a, auto const& b) const { return a > b; }
};
struct GreaterEqual {
  constexpr bool operator()(auto const& a, auto const& b) const { return a >= b; }
};
struct Equal {
  constexpr bool operator()(auto const& a, auto const& b) const { return a == b; }
};
struct Unequal {
  constexpr bool operator()(auto const& a, auto const& b) const { return a != b; }
};

}  // namespace mutants

extern "C" {
[[gnu::used, gnu::weak]] void staffroom_switch_mistake(unsigned number) { mutants::chosen() = number; }
/// From nothing on.
[[gnu::used, gnu::weak]] void staffroom_note_mistakes() {
  auto& all = mutants::reached();
  for (auto& at : all.at) at.store(false, std::memory_order_relaxed);
  all.noting = true;
}
[[gnu::used, gnu::weak]] bool staffroom_passed_mistake(unsigned number) {
  mutants::reached().noting = false;
  return mutants::reached().at[number];
}
}
