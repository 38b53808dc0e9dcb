// Making the search index anew by command: a record says how far it is.
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/permissions.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

Result<void> may(View const& view, Asked const& asked, Action action) {
  auto const root = tree::root(view);
  if (!root) return Error::not_found();
  Subject subject;
  subject.organisation = root;
  return Door(view, asked).may(Thing::search_rebuild, action, subject);
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, RebuildSearch const&) {
  if (asked.actor.is_system()) return Error::not_found();
  TRY(may(view, asked, Action::create));
  bool is_waiting = false;
  view.scan_index(IndexKey(Index::search_rebuilds_waiting).take(), {}, [&](std::string_view, std::string_view) {
    is_waiting = true;
    return false;
  });
  if (is_waiting) {
    return Error::conflict("already_running", "The search index is being made anew already. Wait until that is done.");
  }
  SearchRebuild rebuild;
  rebuild.id = asked.take<SearchRebuildId>();
  rebuild.author = asked.actor.person;
  rebuild.created = asked.now;
  Change change;
  change.put(std::move(rebuild));
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AdvanceRebuild const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  TRY_INTO(auto const found, view.get<SearchRebuild>("ids.search_rebuild", command.search_rebuild));
  bool const is_over = found->state == RebuildState::done || found->state == RebuildState::failed;
  if (is_over) return Change::unchanged<SearchRebuild>(found->id);
  auto rebuild = *found;
  ++rebuild.version;
  rebuild.state = command.state;
  rebuild.done = command.done;
  rebuild.total = command.total;
  if (command.state == RebuildState::done || command.state == RebuildState::failed) rebuild.finished = asked.now;
  Change change;
  change.put(std::move(rebuild));
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, ListRebuilds const&, Page const& page) {
  TRY(may(view, asked, Action::read));
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::search_rebuilds_all).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    if (into) into->item_of<SearchRebuild>(SearchRebuildId{~read_u64(key.substr(prefix.size()))});
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetRebuild const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<SearchRebuild>("ids.search_rebuild", query.search_rebuild));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
