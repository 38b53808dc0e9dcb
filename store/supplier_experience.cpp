// How schools got on with a supplier: facts first, one word of each school for each category, and the trust's reply.
#include <algorithm>

#include "store/answering.hpp"
#include "store/buying.hpp"
#include "store/following.hpp"
#include "store/tree.hpp"

namespace staffroom {
namespace {

using ExperiencePtr = std::shared_ptr<SupplierExperience const>;

Subject subject_of_experience(ExperiencePtr const& it) {
  return {.organisation = it->organisation, .author = it->author, .experience = it, .school = it->organisation};
}

Result<ExperiencePtr> experience_for(View const& view, Asked const& asked, ExperienceId id, Action action) {
  Door const door(view, asked);
  TRY_INTO(auto found, door.readable<SupplierExperience>("ids.experience", id));
  auto subject = subject_of_experience(found);
  if (action == Action::reply) subject.organisation = tree::trust_of(view, found->organisation);
  TRY(door.may(Thing::supplier_experience, action, subject));
  TRY(check_version(asked, found->version));
  return found;
}

bool has_told(View const& view, OrganisationId organisation, SupplierId supplier, SpendCategory category) {
  auto const told = bound_rows<SupplierExperience, ExperienceId>(
      view, std::move(IndexKey(Index::experience_by_organisation).id(organisation).id(supplier)));
  return std::any_of(told.begin(), told.end(), [&](auto const& it) { return it->category == category; });
}

}  // namespace

std::vector<ExperiencePtr> buying::experience_of(View const& view, SupplierId supplier) {
  return bound_rows<SupplierExperience, ExperienceId>(
      view, std::move(IndexKey(Index::experience_by_supplier).id(supplier)), true);
}

Result<Change> decide(View const& view, Asked& asked, CreateExperience const& command) {
  Door const door(view, asked);
  TRY_INTO(auto const named, door.readable<Supplier>("ids.supplier", command.supplier));
  TRY(door.readable<Organisation>("body.organisation", command.organisation));
  auto const supplier = buying::supplier_of(view, named->id);
  TRY(door.may(Thing::supplier_experience, Action::create,
               {.organisation = command.organisation,
                .used_supplier = buying::used(view, command.organisation, supplier->id),
                .school = command.organisation}));
  TRY(check_words({command.text.value}));
  if (has_told(view, command.organisation, supplier->id, command.category)) {
    return Error::conflict("experience_exists",
                           "Your organisation has told of this already. Change what it said instead.");
  }
  Change change;
  change.put(SupplierExperience{.id = asked.take<ExperienceId>(),
                                .supplier = supplier->id,
                                .organisation = command.organisation,
                                .author = asked.actor.person,
                                .category = command.category,
                                .delivered = command.delivered,
                                .price_held = command.price_held,
                                .buy_again = command.buy_again,
                                .text = command.text,
                                .created = asked.now,
                                .changed = asked.now});
  auto const trust = tree::trust_of(view, command.organisation);
  buying::tell(change, view, asked, buying::managers_of(view, trust),
               {.because = Because::experience_written, .supplier = supplier->id});
  return change;
}

Result<Change> decide(View const& view, Asked& asked, EditExperience const& command) {
  TRY_INTO(auto const found, experience_for(view, asked, command.experience, Action::edit));
  TRY(check_words({command.text.value}));
  auto experience = *found;
  experience.delivered = command.delivered;
  experience.price_held = command.price_held;
  experience.buy_again = command.buy_again;
  experience.text = command.text;
  experience.changed = asked.now;
  ++experience.version;
  return Change().put(std::move(experience));
}

Result<Change> decide(View const& view, Asked& asked, WithdrawExperience const& command) {
  TRY_INTO(auto const found, experience_for(view, asked, command.experience, Action::withdraw));
  Change change;
  change.remove<SupplierExperience>(found->id);
  change.answer_key = record_key<SupplierExperience>(found->id);
  return change;
}

Result<Change> decide(View const& view, Asked& asked, ReplyToExperience const& command) {
  TRY_INTO(auto const found, experience_for(view, asked, command.experience, Action::reply));
  if (command.text.empty()) return Error::unprocessable("body.text", "Write the reply.");
  TRY(check_words({command.text.value}));
  auto experience = *found;
  bool const is_first = !experience.reply;
  experience.reply = {.by = asked.actor.person, .text = command.text, .at = asked.now};
  ++experience.version;
  Change change;
  change.put(std::move(experience));
  if (is_first) {
    buying::tell(change, view, asked, {found->author},
                 {.because = Because::experience_replied, .supplier = found->supplier});
  }
  return change;
}

Result<Answer> answer(View const& view, Asked const& asked, ListExperience const& query, Page const& page) {
  Door const door(view, asked);
  TRY_INTO(auto const named, door.readable<Supplier>("ids.supplier", query.supplier));
  auto const supplier = buying::supplier_of(view, named->id);
  Envelope envelope(view);
  auto const prefix = IndexKey(Index::experience_by_supplier).id(supplier->id).take();
  return answer_page(view, page, prefix, envelope, [&](std::string_view key, std::string_view, Envelope* into) {
    auto const found = view.find<SupplierExperience>(ExperienceId{~read_u64(key.substr(key.size() - 8))});
    if (!found || !door.may_read(*found)) return false;
    if (into) into->item_of<SupplierExperience>(found->id);
    return true;
  });
}

Result<Answer> answer(View const& view, Asked const& asked, GetExperience const& query, Page const&) {
  TRY_INTO(auto const found, Door(view, asked).readable<SupplierExperience>("ids.experience", query.experience));
  return answer_of(view, *found, found->id);
}

}  // namespace staffroom
