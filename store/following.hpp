// What goes with the change of a record on which the readers of others rest: these are put again, as they are, so that
// those who gain them are told the whole and those who lose them that they are gone.
#pragma once
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "store/audience.hpp"
#include "store/change.hpp"
#include "store/derive.hpp"
#include "store/index_rows.hpp"
#include "store/overlay_view.hpp"

namespace staffroom {

/// The records of the rows under the prefix, whose keys end with the id; inverted where the newest comes first.
template <class R, class IdType>
std::vector<std::shared_ptr<R const>> bound_rows(View const& view, IndexKey key, bool newest_first = false) {
  std::vector<std::shared_ptr<R const>> out;
  view.scan_index(key.take(), {}, [&](std::string_view row, std::string_view) {
    auto const last = read_u64(row.substr(row.size() - 8));
    if (auto found = view.find<R>(IdType{newest_first ? ~last : last})) out.push_back(std::move(found));
    return out.size() < limits::decide_scanned_rows_max;
  });
  return out;
}

/// Puts again, as they are, the records whose readers are others once the change is made.
class Following {
 public:
  Following(Change& change, View const& before) : change_(change), before_(before), after_(before) {
    after_.add(change);
    for (auto const& it : change.puts) held_.insert(it.key);
    for (auto const& it : change.removals) held_.insert(it.second);
  }

  template <class R>
  void follow(std::shared_ptr<R const> const& record) {
    if (!record) return;
    Record any{*record};
    if (held_.contains(key_of(any)) || audience_of(before_, any) == audience_of(after_, any)) return;
    change_.put(*record);
  }
  template <class R>
  void follow(std::vector<std::shared_ptr<R const>> const& records) {
    for (auto const& it : records) follow(it);
  }
  void follow_notices(Index index, std::uint64_t about) {
    for (std::uint8_t const done : {0, 1}) {
      follow(bound_rows<Notification, NotificationId>(before_, std::move(IndexKey(index).u64(about).byte(done))));
    }
  }

 private:
  Change& change_;
  View const& before_;
  OverlayView after_;
  std::set<std::string> held_;
};

}  // namespace staffroom
