// A person's calendar as an address: made, changed and taken away. The address itself is a code over the generation
// (docs/adr/0018), so it is dead when the generation is another or none.
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/permissions.hpp"

namespace staffroom {
namespace {

using Generation = Id<struct CalendarFeedTag>;

/// Somebody else's is unknown, whoever asks.
Result<void> check_mine(View const& view, Asked const& asked, PersonId person, Action action) {
  return Door(view, asked).may(Thing::calendar_feed, action, {.about = person});
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreateCalendarFeed const& command) {
  TRY(check_mine(view, asked, command.person, Action::create));
  TRY(view.get<Account>("ids.person", command.person));
  auto const before = view.find<CalendarFeed>(command.person);
  TRY(check_version(asked, before ? before->version : 0));
  return Change{}.put(CalendarFeed{.id = command.person,
                                   .version = before ? before->version + 1 : 1,
                                   .generation = asked.take<Generation>().value,
                                   .created = asked.now});
}

Result<Change> decide(View const& view, Asked& asked, DeleteCalendarFeed const& command) {
  TRY(check_mine(view, asked, command.person, Action::remove));
  TRY_INTO(auto const found, view.get<CalendarFeed>("ids.person", command.person));
  TRY(check_version(asked, found->version));
  Change change;
  change.answer_key = record_key<CalendarFeed>(found->id);
  change.remove<CalendarFeed>(found->id);
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, GetCalendarFeed const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<CalendarFeed>("ids.person", query.person));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
