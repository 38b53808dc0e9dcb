// One of many types: what it holds, copies, moves and refuses.
#include "protocol/one_of.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace staffroom;

namespace {

/// Counts how many of it live.
struct Counted {
  static inline int alive = 0;
  std::string text;
  explicit Counted(std::string said = "made") : text(std::move(said)) { ++alive; }
  Counted(Counted const& other) : text(other.text) { ++alive; }
  Counted(Counted&& other) noexcept : text(std::move(other.text)) { ++alive; }
  Counted& operator=(Counted const&) = default;
  Counted& operator=(Counted&&) = default;
  ~Counted() { --alive; }
};

struct Number {
  int value = 7;
};

using Either = OneOf<boost::mp11::mp_list<Number, Counted, std::string>>;

std::string said_of(Either const& one) {
  struct Say {
    std::string operator()(Number const& it) const { return "number " + std::to_string(it.value); }
    std::string operator()(Counted const& it) const { return "counted " + it.text; }
    std::string operator()(std::string const& it) const { return "text " + it; }
  };
  return visit(Say{}, one);
}

}  // namespace

TEST_CASE("one of many holds what it was given, by default the first of them") {
  Either one;
  CHECK(one.index() == 0);
  CHECK(said_of(one) == "number 7");
  one = std::string("third");
  CHECK(one.index() == 2);
  CHECK(said_of(one) == "text third");
  CHECK(holds_alternative<std::string>(one));
  CHECK(get_if<Number>(&one) == nullptr);
  get<std::string>(one) += " of them";
  CHECK(std::as_const(one).address() == get_if<std::string>(&one));
  CHECK(get<std::string>(std::move(one)) == "third of them");
}

TEST_CASE("one of many throws when another type is asked for") {
  Either const one{Number{3}};
  CHECK_THROWS_AS(static_cast<void>(get<Counted>(one)), std::logic_error);
  CHECK_FALSE(get_if<Number>(static_cast<Either const*>(nullptr)));
}

TEST_CASE("a copy of one of many is a value of its own, a move takes it along, and each is destroyed once") {
  {
    Either one{Counted("first")};
    CHECK(Counted::alive == 1);
    Either copy = one;
    CHECK(Counted::alive == 2);
    get<Counted>(copy).text = "second";
    CHECK(said_of(one) == "counted first");
    void const* const where = copy.address();
    Either const moved = std::move(copy);
    CHECK(moved.address() == where);
    CHECK(said_of(moved) == "counted second");
    CHECK(Counted::alive == 2);
    one = moved;
    CHECK(said_of(one) == "counted second");
    CHECK(Counted::alive == 2);
    one = *&one;
    CHECK(said_of(one) == "counted second");
    one = Number{1};
    CHECK(Counted::alive == 1);
  }
  CHECK(Counted::alive == 0);
}
