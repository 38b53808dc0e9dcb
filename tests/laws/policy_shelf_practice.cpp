// Arranging the cases of practice, and what each action asks for.
#include "tests/laws/policy_shelves.hpp"
#include "tests/laws/policy_words.hpp"

namespace staffroom::tests {
namespace {

/// Create and edit describe a post with the same members.
template <class Command>
Command described(ShelfWorld const& w, std::string title) {
  Command out;
  out.title = {std::move(title)};
  out.result = {"Pupils use the words."};
  out.context = {"They met too few new ones."};
  if (w.it.has_subject) out.subject = Name{"Maths"};
  out.stages = {{KeyStage::ks2}};
  out.problems = {{Name{"Vocabulary"}}};
  out.steps = {{Note{"Choose six words."}}};
  out.evidence_kind = EvidenceKind::observation;
  out.evidence = {"We looked at books."};
  out.impact = {"They use them."};
  out.contact = w.author.id();
  return out;
}

CreatePractice made(ShelfWorld const& w, std::string title) {
  auto out = described<CreatePractice>(w, std::move(title));
  out.organisation = w.node;
  return out;
}

SharePractice sharing(ShelfWorld const& w, PracticeId practice) {
  switch (w.it.with) {
    case With::school: return {.practice = practice, .shared_with = w.node};
    case With::trust: return {.practice = practice, .shared_with = w.s.aire};
    case With::network: return {.practice = practice, .shared_with = w.s.network};
    case With::team: break;
  }
  return {.practice = practice, .team = w.team};
}

void adopt(ShelfWorld& w) {
  if (w.it.state == ResourceState::draft) return;
  auto const by = w.it.used_by_viewer ? w.viewer : w.it.used_elsewhere ? w.s.nadia : w.author;
  w.adoption = {id_in(by.does(TryPractice{w.practice, w.user}))};
}

std::vector<ShelfEntry> post_entries() {
  auto const confirm = [](ShelfWorld const& w) { return Command(ConfirmPractice{w.practice, w.s.in_days(60)}); };
  return {
      {"practice_post", "read", [](ShelfWorld const& w) { return Query(GetPractice{w.practice}); }},
      {"practice_post", "list", [](ShelfWorld const&) { return Query(ListPractice{}); },
       [](ShelfWorld const& w) { return key("practice_post", w.practice); }},
      {"practice_post", "create", [](ShelfWorld const& w) { return Command(made(w, "New")); }},
      {"practice_post", "edit",
       [](ShelfWorld const& w) {
         auto command = described<EditPractice>(w, "Renamed");
         command.practice = w.practice;
         return Command(std::move(command));
       }},
      {"practice_post", "publish",
       [](ShelfWorld const& w) { return Command(PublishPractice{w.practice, w.s.in_days(60)}); }},
      {"practice_post", "set_audience",
       [](ShelfWorld const& w) {
         return Command(SharePractice{.practice = w.practice, .shared_with = w.it.over_cap ? w.s.network : w.node});
       }},
      {"practice_post", "withdraw", [](ShelfWorld const& w) { return Command(WithdrawPractice{w.practice}); }},
      {"practice_post", "invite_coauthor",
       [](ShelfWorld const& w) { return Command(InvitePracticeCoauthor{w.practice, w.helper.id()}); }},
      {"practice_post", "set_review_by", confirm},
      {"practice_post", "confirm_current", confirm},
      {"practice_post", "accept_coauthorship",
       [](ShelfWorld const& w) { return Command(AcceptPracticeCoauthorship{w.practice}); }},
      {"practice_post", "leave_coauthorship",
       [](ShelfWorld const& w) { return Command(LeavePracticeCoauthorship{w.practice}); }},
      {"practice_post", "take_down",
       [](ShelfWorld const& w) { return Command(TakeDownPractice{w.practice, {"Why."}}); }},
      {"practice_post", "transfer_owner",
       [](ShelfWorld const& w) { return Command(TransferPractice{w.practice, w.helper.id()}); }},
      {"practice_post", "delete", [](ShelfWorld const& w) { return Command(DeletePractice{w.practice}); }},
      {"practice_post", "feature", [](ShelfWorld const& w) { return Command(FeaturePractice{w.practice, true}); }},
      {"practice_post", "unfeature", [](ShelfWorld const& w) { return Command(FeaturePractice{w.practice, false}); }},
  };
}

std::vector<ShelfEntry> adoption_entries() {
  auto const tells = [](ShelfWorld const& w) {
    TellAdoption command{.adoption = w.adoption, .week = 6};
    command.happened = {"It went well."};
    return Command(std::move(command));
  };
  auto const ties = [](ShelfWorld const& w) {
    return Command(CreateLink{TieType::about, {Linked::practice, w.practice.value}, {Linked::practice, w.other.value}});
  };
  auto const links = [](ShelfWorld const& w) { return Query(ListLinks{Linked::practice, w.practice.value}); };
  auto const link_of = [](ShelfWorld const& w) { return key("link", w.link); };
  return {
      {"adoption", "read", [](ShelfWorld const& w) { return Query(GetAdoption{w.adoption}); }},
      {"adoption", "list", [](ShelfWorld const& w) { return Query(ListAdoptions{w.practice}); },
       [](ShelfWorld const& w) { return key("adoption", w.adoption); }},
      {"adoption", "create", [](ShelfWorld const& w) { return Command(TryPractice{w.practice, w.user}); }},
      {"adoption", "edit", tells},
      {"adoption", "follow_up", tells},
      {"adoption", "change_state",
       [](ShelfWorld const& w) { return Command(SetAdoption{w.adoption, AdoptionState::stopped, {"No time."}}); }},
      {"link", "read", links, link_of},
      {"link", "list", links, link_of},
      {"link", "create", ties},
      {"link", "delete", [](ShelfWorld const& w) { return Command(RemoveLink{w.link}); }},
  };
}

}  // namespace

void arrange_practice(ShelfWorld& w) {
  auto const& by = w.author;
  w.practice = {id_in(by.does(made(w, "Six words a week")))};
  by.does(sharing(w, w.practice));
  by.does(InvitePracticeCoauthor{w.practice, w.coauthor.id()});
  w.coauthor.does(AcceptPracticeCoauthorship{w.practice});
  if (w.it.state != ResourceState::draft) by.does(PublishPractice{w.practice, w.s.in_days(90)});
  by.does(InvitePracticeCoauthor{w.practice, w.candidate.id()});
  adopt(w);
  w.other = {id_in(by.does(made(w, "Another one")))};
  by.does(sharing(w, w.other));
  if (w.it.other_shared) by.does(PublishPractice{w.other, w.s.in_days(90)});
  by.does(TransferPractice{w.other, w.owner.id()});
  by.does(CreateLink{TieType::uses, {Linked::practice, w.practice.value}, {Linked::practice, w.other.value}});
  auto const links = by.sees(ListLinks{Linked::practice, w.practice.value});
  w.link = {links.at("items").at(0).at("link").get<std::uint64_t>()};
  by.does(TransferPractice{w.practice, w.it.on_seat ? std::nullopt : std::optional(w.owner.id())});
  if (w.it.state == ResourceState::withdrawn) by.does(WithdrawPractice{w.practice});
}

std::vector<ShelfEntry> const& practice_entries() {
  static std::vector<ShelfEntry> const all = [] {
    auto out = post_entries();
    for (auto& it : adoption_entries()) out.push_back(std::move(it));
    return out;
  }();
  return all;
}

}  // namespace staffroom::tests
