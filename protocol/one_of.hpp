// A value that is one of very many types. As std::variant, but what it costs the compiler grows with what a file uses,
// not with the square of the list: docs/adr/0025-one-of.md has the figures.
#pragma once
#include <array>
#include <boost/mp11.hpp>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace staffroom {

/// Holds a T of List, by itself, on the heap: moved by its address, copied with its value. Default: the first type.
/// After a move it may only be assigned to or destroyed.
template <class List>
class OneOf {
 public:
  template <class T>
  static constexpr bool holds = boost::mp11::mp_contains<List, T>::value;

  OneOf() : OneOf(std::in_place_type<boost::mp11::mp_first<List>>) {}

  template <class T>
    requires(holds<std::remove_cvref_t<T>>)
  OneOf(T&& value) : OneOf(std::in_place_type<std::remove_cvref_t<T>>, std::forward<T>(value)) {}

  template <class T, class... From>
    requires(holds<T>)
  explicit OneOf(std::in_place_type_t<T>, From&&... from)
      : type_(boost::mp11::mp_find<List, T>::value),
        copy_([](void const* value) -> void* { return new T(*static_cast<T const*>(value)); }),
        value_(new T(std::forward<From>(from)...), [](void* value) { delete static_cast<T*>(value); }) {}

  OneOf(OneOf const& other)
      : type_(other.type_), copy_(other.copy_), value_(other.copy_(other.value_.get()), other.value_.get_deleter()) {}
  OneOf(OneOf&&) noexcept = default;
  OneOf& operator=(OneOf const& other) { return *this = OneOf(other); }
  OneOf& operator=(OneOf&&) noexcept = default;
  ~OneOf() = default;

  /// The place of the held type in List.
  std::size_t index() const { return type_; }
  /// Where the value itself lies.
  void* address() { return value_.get(); }
  void const* address() const { return value_.get(); }

 private:
  std::size_t type_;
  void* (*copy_)(void const*);
  std::unique_ptr<void, void (*)(void*)> value_;
};

template <class T, class List>
bool holds_alternative(OneOf<List> const& one) {
  static_assert(OneOf<List>::template holds<T>);
  return one.index() == boost::mp11::mp_find<List, T>::value;
}

/// Null when it holds another type.
template <class T, class List>
T const* get_if(OneOf<List> const* one) {
  return one && holds_alternative<T>(*one) ? static_cast<T const*>(one->address()) : nullptr;
}
template <class T, class List>
T* get_if(OneOf<List>* one) {
  return one && holds_alternative<T>(*one) ? static_cast<T*>(one->address()) : nullptr;
}

/// Throws std::logic_error when it holds another type: a programming error, as no input decides what is asked for here.
template <class T, class List>
T const& get(OneOf<List> const& one) {
  auto const* value = get_if<T>(&one);
  if (!value) throw std::logic_error("another type is held");
  return *value;
}
template <class T, class List>
T& get(OneOf<List>& one) {
  return const_cast<T&>(get<T>(std::as_const(one)));
}
template <class T, class List>
T&& get(OneOf<List>&& one) {
  return std::move(get<T>(one));
}

/// Calls `visitor` with what is held, as const. All its calls give the same type.
template <class Visitor, class List>
decltype(auto) visit(Visitor&& visitor, OneOf<List> const& one) {
  using Given = decltype(visitor(std::declval<boost::mp11::mp_first<List> const&>()));
  using Called = std::remove_reference_t<Visitor>;
  static constexpr auto calls = []<class... T>(boost::mp11::mp_list<T...>) {
    return std::array<Given (*)(Called&, void const*), sizeof...(T)>{
        [](Called& called, void const* value) -> Given { return called(*static_cast<T const*>(value)); }...};
  }(List{});
  return calls[one.index()](visitor, one.address());
}

}  // namespace staffroom
