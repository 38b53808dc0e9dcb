// Organisations: founding, editing, joining from the register, closing; read by the network, listed ones by
// administrators.
#include <algorithm>
#include <map>

#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/memberships.hpp"
#include "store/organisations.hpp"
#include "store/overlay_view.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

constexpr std::size_t schools_joined_at_once = 200;

/// The organisation, if the actor may read it and do this to it.
Result<std::shared_ptr<Organisation const>> organisation_for(View const& view, Asked const& asked, OrganisationId id,
                                                             Action action) {
  Door const door(view, asked);
  TRY_INTO(auto node, door.readable<Organisation>("ids.organisation", id));
  TRY(door.may(Thing::organisation, action, {.organisation = node->id}));
  TRY(check_version(asked, node->version));
  return node;
}

/// http:// or https://, a host with a dot, and nothing that could end an attribute or hide where it leads.
bool is_website(std::string_view text) {
  auto const lower = folded(text);
  std::string_view rest = lower;
  for (std::string_view const scheme : {"https://", "http://"}) {
    if (!rest.starts_with(scheme)) continue;
    rest.remove_prefix(scheme.size());
    auto const host = rest.substr(0, rest.find_first_of("/?#"));
    bool const plain = host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-:") == std::string_view::npos;
    auto const dot = host.find('.');
    return plain && dot != 0 && dot != std::string_view::npos && !host.ends_with('.') &&
           rest.find_first_of(" \t\"'<>`\\") == std::string_view::npos;
  }
  return false;
}

/// Labels say where people work: they follow the name.
void rename_labels(Change& change, View const& view, Organisation const& renamed) {
  OverlayView after(view);
  after.add(change);
  auto const prefix = IndexKey(Index::memberships_by_organisation).id(renamed.id).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const membership = view.find<Membership>(MembershipId{read_u64(key.substr(9))});
    auto const person = membership ? view.find<Person>(membership->person) : nullptr;
    if (!person) return true;
    std::vector<Membership> all;
    for (auto const& it : tree::memberships_of(view, person->id)) all.push_back(*it);
    auto refreshed = memberships::refreshed(after, *person, all);
    if (refreshed.label != person->label) change.put(std::move(refreshed));
    return true;
  });
}

Result<void> check_fields(Organisation const& node, EditOrganisation const& command) {
  if (command.phase && node.type != OrganisationType::school) {
    return Error::unprocessable("body.phase", "Only a school has a phase.");
  }
  if (command.website && !command.website->empty() && !is_website(command.website->value)) {
    return Error::unprocessable("body.website", "Write the whole address: https://www.example.sch.uk");
  }
  for (auto const& [text, path] : {std::pair(&command.character, "body.character"),
                                   {&command.town, "body.town"},
                                   {&command.motto, "body.motto"}}) {
    if (*text && organisations::length_of((*text)->value) > limits::name_length_max) {
      return Error::unprocessable(path, "At most " + std::to_string(limits::name_length_max) + " characters.");
    }
  }
  return {};
}

/// What is absent stays; an empty text clears.
void set_name(std::optional<Name>& field, std::optional<Line> const& wanted) {
  if (wanted) field = wanted->empty() ? std::nullopt : std::optional(Name{wanted->value});
}
template <class Text>
void set_text(std::optional<Text>& field, std::optional<Text> const& wanted) {
  if (wanted) field = wanted->empty() ? std::nullopt : wanted;
}

void revoke_invitations(Change& change, View const& view, OrganisationId closed) {
  std::size_t seen = 0;
  auto const prefix = IndexKey(Index::invitations_by_organisation).id(closed).take();
  view.scan_index(prefix, {}, [&](std::string_view key, std::string_view) {
    auto const found = view.find<Invitation>(InvitationId{~read_u64(key.substr(9))});
    if (found && found->state == InvitationState::pending) {
      auto revoked = *found;
      revoked.state = InvitationState::revoked;
      ++revoked.version;
      change.put(std::move(revoked));
    }
    return ++seen < limits::decide_scanned_rows_max;
  });
}

bool is_closed_in_register(Organisation const& node) {
  return node.register_facts && node.register_facts->status && folded(node.register_facts->status->value) == "closed";
}

Organisation with_state(Organisation node, OrganisationState state) {
  node.state = state;
  ++node.version;
  return node;
}

}  // namespace

bool organisations::may_hang(OrganisationType type, Organisation const* parent) {
  if (type == OrganisationType::network) return parent == nullptr;
  if (!parent) return false;
  bool const on_network = parent->type == OrganisationType::network;
  bool const on_trust = parent->type == OrganisationType::trust;
  return type == OrganisationType::trust ? on_network : on_network || on_trust;
}

Result<void> organisations::check_joined(Organisation const& node) {
  switch (node.state) {
    case OrganisationState::joined: break;
    case OrganisationState::listed:
      return Error::conflict("not_joined", node.name.value + " is listed only. Let it join first.");
    case OrganisationState::closed: return Error::conflict("closed", node.name.value + " is closed. Reopen it first.");
  }
  return {};
}

std::size_t organisations::length_of(std::string_view text) {
  auto const starts_letter = [](unsigned char byte) { return (byte & 0xC0) != 0x80; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_letter));
}

Result<Change> decide(View const& view, Asked& asked, CreateOrganisation const& command) {
  Door const door(view, asked);
  std::shared_ptr<Organisation const> parent;
  if (command.parent) {
    TRY_INTO(parent, door.readable<Organisation>("body.parent", *command.parent));
    TRY(door.may(Thing::organisation, Action::create_child, {.organisation = parent->id}));
  } else if (!asked.actor.is_system()) {
    return Error::unprocessable("body.parent", "Say where it belongs: to the network or to a trust.");
  }
  if (!organisations::may_hang(command.type, parent.get())) {
    return Error::unprocessable("body.parent", "An organisation of this type can't hang there.");
  }
  if (command.type == OrganisationType::network && tree::root(view)) {
    return Error::conflict("one_network", "This hub has its network already.");
  }
  if (parent) TRY(organisations::check_joined(*parent));
  if (command.phase && command.type != OrganisationType::school) {
    return Error::unprocessable("body.phase", "Only a school has a phase.");
  }
  if (command.partner_type && command.type != OrganisationType::partner) {
    return Error::unprocessable("body.partner_type", "Only a partner organisation has this.");
  }
  Organisation made{.id = asked.take<OrganisationId>(),
                    .type = command.type,
                    .parent = command.parent,
                    .name = command.title,
                    .phase = command.phase,
                    .character = command.character,
                    .partner_type = command.partner_type,
                    .town = command.town,
                    .ethos = command.ethos,
                    .created = asked.now};
  return Change{}.put(std::move(made));
}

Result<Change> decide(View const& view, Asked& asked, EditOrganisation const& command) {
  TRY_INTO(auto const node, organisation_for(view, asked, command.organisation, Action::edit));
  TRY(check_fields(*node, command));
  auto edited = *node;
  if (command.title) edited.name = *command.title;
  if (command.phase) edited.phase = command.phase;
  set_name(edited.character, command.character);
  set_name(edited.town, command.town);
  set_name(edited.motto, command.motto);
  set_text(edited.ethos, command.ethos);
  set_text(edited.website, command.website);
  if (command.crest) edited.crest = command.crest;
  if (command.leads_on) edited.leads_on = *command.leads_on;
  ++edited.version;
  Change change;
  change.put(edited);
  if (edited.name != node->name) rename_labels(change, view, edited);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, JoinOrganisation const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const node, door.readable<Organisation>("ids.organisation", command.organisation));
  // It becomes a child of its parent: that is the parent's to say.
  TRY(door.may(Thing::organisation, Action::create_child, {.organisation = node->parent}));
  TRY(check_version(asked, node->version));
  if (node->state != OrganisationState::listed) {
    return Error::conflict("wrong_state", "Only an organisation that is listed can join.");
  }
  if (is_closed_in_register(*node)) return Error::conflict("closed", "The register says that this one is closed.");
  if (auto const parent = node->parent ? view.find<Organisation>(*node->parent) : nullptr) {
    TRY(organisations::check_joined(*parent));
  }
  Change change;
  change.put(with_state(*node, OrganisationState::joined));
  if (!command.with_schools) return change;
  for (auto const child : tree::children_of(view, node->id, schools_joined_at_once)) {
    auto const school = view.find<Organisation>(child);
    if (school && school->type == OrganisationType::school && school->state == OrganisationState::listed &&
        !is_closed_in_register(*school)) {
      change.put(with_state(*school, OrganisationState::joined));
    }
  }
  return change;
}

Result<Change> decide(View const& view, Asked& asked, CloseOrganisation const& command) {
  TRY_INTO(auto const node, organisation_for(view, asked, command.organisation, Action::close));
  if (!node->parent) return Error::conflict("root", "The network itself can't be closed.");
  if (node->state != OrganisationState::joined) {
    return Error::conflict("wrong_state", "Only an organisation that has joined can be closed.");
  }
  for (auto const child : tree::children_of(view, node->id, limits::decide_scanned_rows_max)) {
    auto const below = view.find<Organisation>(child);
    if (below && below->state == OrganisationState::joined) {
      return Error::conflict("has_children", "Close or move " + below->name.value + " first.");
    }
  }
  Change change;
  change.put(with_state(*node, OrganisationState::closed));
  revoke_invitations(change, view, node->id);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ReopenOrganisation const& command) {
  TRY_INTO(auto const node, organisation_for(view, asked, command.organisation, Action::reopen));
  if (node->state != OrganisationState::closed) {
    return Error::conflict("wrong_state", "Only an organisation that is closed can be reopened.");
  }
  if (auto const parent = node->parent ? view.find<Organisation>(*node->parent) : nullptr) {
    TRY(organisations::check_joined(*parent));
  }
  return Change{}.put(with_state(*node, OrganisationState::joined));
}

Result<Answer> answer(View const& view, Asked const& asked, ListOrganisations const&, Page const& page) {
  // The tree is walked by parent: the root's row first, then each parent's children. Of thousands of listed ones only
  // those are read that hang below a node which the reader administers.
  Envelope envelope(view);
  Door const door(view, asked);
  std::map<OrganisationId, bool> administered;
  auto const may_see_listed_of = [&](OrganisationId parent) {
    if (asked.actor.is_system()) return true;
    auto const [it, added] = administered.try_emplace(parent, false);
    if (added) it->second = door.standing().holds(view, parent, Role::administrator);
    return it->second;
  };
  auto const prefix = IndexKey(Index::organisations_by_parent).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view listed, Envelope* into) {
    if (!listed.empty() && !may_see_listed_of(OrganisationId{read_u64(key.substr(1))})) return false;
    OrganisationId const id{read_u64(key.substr(9))};
    if (!door.readable<Organisation>("", id)) return false;
    if (into) into->item_of<Organisation>(id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetOrganisation const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<Organisation>("ids.organisation", query.organisation));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
