// One row's commands, one after another, each on top of those before it.
#pragma once
#include <string>

#include "store/decide.hpp"
#include "store/imports.hpp"
#include "store/overlay_view.hpp"

namespace staffroom::imports {

class RowWork {
 public:
  RowWork(Desk const& desk, Asked& asked) : view_(desk.view), asked_(asked) {}
  template <class C>
  Result<void> run(C const& command) {
    TRY_INTO(auto change, decide(view_, asked_, command));
    view_.add(change);
    return {};
  }
  /// The same; the id that the new record of this kind was given.
  template <class R, class C>
  Result<decltype(R::id)> make(C const& command) {
    TRY_INTO(auto change, decide(view_, asked_, command));
    decltype(R::id) id{};
    for (auto const& put : change.puts) {
      auto const* made = get_if<R>(&put.record);
      if (made && made->version == 1) id = made->id;
    }
    view_.add(change);
    return id;
  }
  template <class R>
  void put(R record) {
    view_.add(Change{}.put(std::move(record)));
  }
  void say(std::string_view words) {
    if (!words_.empty()) words_ += "; ";
    words_ += words;
    ++said_;
  }
  bool any() const { return said_ > 0; }
  View const& view() const { return view_; }
  std::string const& words() const { return words_; }
  Change take() { return view_.take(); }

 private:
  OverlayView view_;
  Asked& asked_;
  std::string words_;
  int said_ = 0;
};

/// As a sentence.
inline std::string capital(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words.empty() ? words : words + ".";
}

}  // namespace staffroom::imports
