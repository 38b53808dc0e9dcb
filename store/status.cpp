// Who may look at how the hub is. What is shown the server knows: it fills in what stands here.
#include "protocol/codec.hpp"
#include "store/answering.hpp"
#include "store/decide.hpp"
#include "store/permissions.hpp"
#include "store/tree.hpp"

namespace staffroom {

Result<Answer> answer(View const& view, Asked const& asked, GetStatus const&, Page const&) {
  Subject subject;
  subject.organisation = tree::root(view);
  if (!subject.organisation) return Error::not_found();
  TRY(Door(view, asked).may(Thing::hub_status, Action::read, subject));
  Answer out;
  append_json(out.json, HubStatus{.now = asked.now, .seq = view.seq()});
  return out;
}

}  // namespace staffroom
