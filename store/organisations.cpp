// Organisations: made by the system for now; read by the network and, of a partner, by its own people.
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/index_rows.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

/// Whether a node of the type may hang on the parent: network → trust → school, partners on a network or a trust.
bool may_hang(OrganisationType type, Organisation const* parent) {
  if (type == OrganisationType::network) return parent == nullptr;
  if (!parent) return false;
  bool const on_network = parent->type == OrganisationType::network;
  bool const on_trust = parent->type == OrganisationType::trust;
  return type == OrganisationType::trust ? on_network : on_network || on_trust;
}

}  // namespace

Result<Change> decide(View const& view, Asked& asked, CreateOrganisation const& command) {
  if (!asked.actor.is_system()) return Error::not_found();
  std::shared_ptr<Organisation const> parent;
  if (command.parent) {
    TRY_INTO(parent, view.get<Organisation>("body.parent", *command.parent));
  }
  if (!may_hang(command.type, parent.get())) {
    return Error::unprocessable("body.parent", "An organisation of this type can't hang there.");
  }
  if (command.type == OrganisationType::network && tree::root(view)) {
    return Error::conflict("one_network", "This hub has its network already.");
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

Result<Answer> answer(View const& view, Asked const& asked, ListOrganisations const&, Page const& page) {
  // The tree is walked by parent: the root's row first, then each parent's children.
  Envelope envelope(view);
  Door const door(view, asked);
  auto const prefix = IndexKey(Index::organisations_by_parent).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
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
