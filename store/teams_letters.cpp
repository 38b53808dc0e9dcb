// Messages to the leads of a team: from whoever may find the team, answered once by one of its leads.
#include <algorithm>

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/notices.hpp"

namespace staffroom {
namespace {

constexpr std::size_t unanswered_max = 5;  // of one person in one team
constexpr std::size_t leads_told_max = 12;

std::size_t waiting_from(View const& view, PersonId author, TeamId team) {
  std::size_t count = 0;
  std::size_t seen = 0;
  view.scan_index(IndexKey(Index::lead_messages_by_team).id(team).byte(0).take(), {}, [&](std::string_view key, auto) {
    auto const found = view.find<LeadMessage>(LeadMessageId{~read_u64(key.substr(10))});
    if (found && found->author == author) ++count;
    return ++seen < limits::decide_scanned_rows_max;
  });
  return count;
}

/// The leads who were told need not answer any more.
void answer_leads(Change& change, View const& view, Team const& team, LeadMessageId message) {
  std::size_t told = 0;
  for (auto const lead : team.leads) {
    if (++told > leads_told_max) return;
    std::size_t seen = 0;
    auto const prefix = IndexKey(Index::notifications_by_person).id(lead).byte(0).take();
    view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
      auto const found = view.find<Notification>(NotificationId{~read_u64(key.substr(10))});
      if (found && found->because == Because::wrote_to_leads && found->lead_message == message) {
        auto done = *found;
        done.state = NotificationState::done;
        done.snoozed_until.reset();
        ++done.version;
        change.put(std::move(done));
        return false;
      }
      return ++seen < limits::home_items_max;
    });
  }
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, WriteToLeads const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const team, door.readable<Team>("ids.team", command.team));
  TRY(door.may(Thing::lead_message, Action::create, {.organisation = team->organisation, .team = team}));
  if (team->state == Archival::archived) {
    return Error::conflict("wrong_state", "This team is archived: nobody would answer.");
  }
  if (team->leads.contains(asked.actor.person)) {
    return Error::conflict("wrong_state", "You lead this team yourself.");
  }
  if (team->leads.empty()) {
    return Error::conflict("no_lead", "This team has no lead at the moment. Its administrators know; try again later.");
  }
  if (command.text.value.empty()) return Error::unprocessable("body.text", "Write a few words to the leads.");
  if (waiting_from(view, asked.actor.person, team->id) >= unanswered_max) {
    return Error::conflict("too_many_waiting",
                           "Five of your messages to these leads wait for an answer. Wait for one of them.");
  }
  LeadMessage message{.id = asked.take<LeadMessageId>(),
                      .team = team->id,
                      .author = asked.actor.person,
                      .text = command.text,
                      .created = asked.now};
  Change change;
  change.put(message);
  std::size_t told = 0;
  for (auto const lead : team->leads) {
    if (++told > leads_told_max) break;
    notify(change, view, asked,
           {.to = lead, .because = Because::wrote_to_leads, .team = team->id, .lead_message = message.id});
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, AnswerLeadMessage const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const message, door.readable<LeadMessage>("ids.lead_message", command.lead_message));
  TRY_INTO(auto const team, view.get<Team>("ids.lead_message", message->team));
  TRY(door.may(Thing::lead_message, Action::answer,
               {.organisation = team->organisation, .team = team, .author = message->author}));
  TRY(check_version(asked, message->version));
  if (message->answered) return Error::conflict("wrong_state", "This message has been answered already.");
  if (command.text.value.empty()) return Error::unprocessable("body.text", "Write an answer.");
  auto answered = *message;
  answered.answered_by = asked.actor.person;
  answered.answer = command.text;
  answered.answered = asked.now;
  ++answered.version;
  Change change;
  change.put(std::move(answered));
  answer_leads(change, view, *team, message->id);
  notify(change, view, asked,
         {.to = message->author, .because = Because::leads_answered, .team = team->id, .lead_message = message->id});
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, ListLeadMessages const& query, Page const& page) {
  Envelope envelope(view);
  Door const door(view, asked);
  TRY(door.readable<Team>("ids.team", query.team));
  auto const prefix = IndexKey(Index::lead_messages_by_team).id(query.team).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    LeadMessageId const id{~read_u64(key.substr(10))};
    if (!door.readable<LeadMessage>("", id)) return false;
    if (into) into->item_of<LeadMessage>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetLeadMessage const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<LeadMessage>("ids.lead_message", query.lead_message));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
