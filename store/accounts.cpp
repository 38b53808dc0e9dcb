// Sessions and passwords. Secrets arrive hashed; nothing here ever sees a password or a token.
#include <algorithm>

#include "protocol/codec.hpp"
#include "store/accounts.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/digest_plans.hpp"
#include "store/index_rows.hpp"
#include "store/mails.hpp"
#include "store/tree.hpp"

namespace staffroom {
Result<Change> decide(View const& view, Asked& asked, OpenSession const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  auto const standing = view.standing(command.person);
  if (!standing || !standing->is_current()) return Error::not_found();
  auto const account = view.find<Account>(command.person);
  if (account && account->state == AccountState::disabled) return Error::not_found();
  Change change;
  Session session{.id = asked.take<SessionId>(),
                  .person = command.person,
                  .device = command.device,
                  .created = asked.now,
                  .last_seen = asked.now,
                  .expires = asked.now + limits::session_absolute_max};
  SessionSecret secret{.id = session.id,
                       .person = command.person,
                       .token_hash = command.token_hash,
                       .fresh_until = asked.now + limits::session_fresh_for};
  change.put(std::move(session)).put(std::move(secret));
  auto const open = accounts::sessions_of(view, command.person);
  for (std::size_t i = limits::sessions_per_person_max - 1; i < open.size(); ++i) {
    change.remove<Session>(open[i]).remove<SessionSecret>(open[i]);
  }
  digest_plans::begin(change, view, asked, command.person);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, RefreshSession const& command) {
  auto const session = view.find<Session>(command.session);
  auto const secret = view.find<SessionSecret>(command.session);
  if (!session || !secret || session->person != asked.actor.person) return Error::not_found();
  auto used = *session;
  used.last_seen = asked.now;
  ++used.version;
  auto fresh = *secret;
  fresh.fresh_until = asked.now + limits::session_fresh_for;
  ++fresh.version;
  return Change{}.put(std::move(used)).put(std::move(fresh));
}

Result<Change> decide(View const& view, Asked& asked, TouchSession const& command) {
  auto const found = view.find<Session>(command.session);
  if (!found || found->person != asked.actor.person) return Error::not_found();
  auto touched = *found;
  touched.last_seen = asked.now;
  ++touched.version;
  return Change{}.put(std::move(touched));
}

Result<Change> decide(View const& view, Asked& asked, ReplacePassword const& command) {
  Door const door(view, asked);
  auto const credential = view.find<Credential>(asked.actor.person);
  if (!credential) return Error::not_found();
  TRY(door.may(Thing::person, Action::change_password, {.about = asked.actor.person}));
  if (credential->version != command.checked_version) {
    return Error::conflict("changed", "Your password was changed in the meantime. Try again with the new one.");
  }
  auto replaced = *credential;
  replaced.password_hash = command.password_hash;
  Change change;
  accounts::put_credential(change, view, std::move(replaced));
  accounts::end_sessions(change, view, asked.actor.person, command.session);
  mails::note(change, asked,
              {.about = EmailAbout::password_changed,
               .person = asked.actor.person,
               .organisation = mails::organisation_of(view, asked.actor.person),
               .to = credential->email});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EndSession const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const session, door.readable<Session>("ids.session", command.session));
  TRY(door.may(Thing::session, Action::remove, {.about = session->person}));
  return Change{}.remove<Session>(session->id).remove<SessionSecret>(session->id);
}

Result<Answer> answer(View const& view, Asked const& asked, GetMe const&, Page const&) {
  auto const person = view.find<Person>(asked.actor.person);
  auto const credential = view.find<Credential>(asked.actor.person);
  auto const session = view.find<Session>(asked.actor.session);
  if (!person || !credential || !session) return Error::not_found();
  // The asking itself counts as use; its note in the record may still be on its way.
  auto const is_noted_again = asked.now - session->last_seen >= limits::session_touch_every;
  auto const last_seen = is_noted_again ? asked.now : session->last_seen;
  Me me{.person = person->id,
        .name = person->name,
        .label = person->label,
        .email = credential->email,
        .session = session->id,
        .session_idle_ends = std::min(last_seen + limits::session_idle_max, session->expires),
        .session_ends = session->expires,
        .server_time = asked.now,
        .memberships = {},
        .organisations = {}};
  std::vector<OrganisationId> shown;
  auto const show = [&](OrganisationId node) {
    if (std::find(shown.begin(), shown.end(), node) != shown.end()) return;
    shown.push_back(node);
    if (auto const found = view.find<Organisation>(node)) me.organisations.push_back(*found);
  };
  for (auto const& membership : tree::memberships_of(view, person->id)) {
    if (membership->state != Standing::current) continue;
    me.memberships.push_back(*membership);
    show(membership->organisation);
    for (auto const above : tree::ancestors(view, membership->organisation)) show(above);
  }
  Answer out;
  append_json(out.json, me);
  return out;
}

Result<Answer> answer(View const& view, Asked const& asked, ListSessions const&, Page const& page) {
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::sessions_by_person).id(asked.actor.person).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    SessionId const id{~read_u64(key.substr(9))};
    auto const session = view.find<Session>(id);
    if (!session || session->expires <= asked.now || session->last_seen + limits::session_idle_max <= asked.now) {
      return false;
    }
    if (into) into->item_of<Session>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetSession const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Session>("ids.session", query.session));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
