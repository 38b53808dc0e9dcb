// From the events of a commit group to what is handed to the network: per audience one text, encoded only where someone
// listens.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/event.hpp"
#include "store/group_view.hpp"
#include "store/store.hpp"

namespace staffroom {

/// The events of one group, in order. Of several puts of one record with the same readers only the last is kept.
class GroupEvents {
 public:
  void clear();
  void add(Seq seq, std::string_view because, Applied const& applied);
  void add_access(Seq seq, std::string_view because, PersonId person, AccessEvent access);
  /// A record that someone still sees although the access event says that they lost its scope.
  void add_put_for(Seq seq, std::string_view because, PersonId person, Kind kind, std::uint64_t id, std::string key,
                   std::shared_ptr<WrittenRecord const> record);
  /// Without those that a later one made needless.
  std::vector<Event> take();

 private:
  std::vector<Event> events_;
  std::vector<bool> superseded_;
  std::unordered_map<std::string, std::size_t> last_put_;
};

/// `gained`: audiences that people carry from this group on, so that someone listens although the sink does not know
/// yet.
void add_parts(Publication& publication, std::vector<Event> const& events, View const& view,
               PublicationSink const& sink, Audiences const& gained);

}  // namespace staffroom
