// Arranging the library's cases: a school, a resource and a collection of its own for each.
#include "tests/laws/policy_shelves.hpp"

namespace staffroom::tests {
namespace {

/// Whoever is something to the resource by being that person; others are of the scenario, or made for this school.
Colleague viewer_of(ShelfWorld const& w) {
  auto& s = w.s;
  auto const& who = w.it.situation.who;
  std::map<std::string, Colleague> const known{{"author", w.author},
                                               {"author gone", w.author},
                                               {"author and lead", w.author},
                                               {"author and head", w.author},
                                               {"coauthor", w.coauthor},
                                               {"candidate", w.candidate},
                                               {"owner", w.owner},
                                               {"tom", s.tom},
                                               {"tess", s.tess},
                                               {"nadia", s.nadia},
                                               {"helen", s.helen},
                                               {"dan", s.dan},
                                               {"carol", s.carol},
                                               {"paul", s.paul},
                                               {"leo", s.leo}};
  if (auto const found = known.find(who); found != known.end()) return found->second;
  if (who == "staff") return s.engages("Stella Staff", w.node, Role::staff);
  if (who == "subject lead") return s.engages("Sid Subject", w.node, Role::subject_lead, "Maths");
  if (who == "art lead") return s.engages("Art Lead", w.node, Role::subject_lead, "Art");
  if (who == "head") return s.engages("Hetty Head", w.node, Role::headteacher);
  if (who == "own admin") return s.engages("Otis Ownadmin", w.node, Role::administrator);
  if (who == "team lead" || who == "team member") return s.engages("Terry Team", s.beckside, Role::staff);
  if (who == "guest") return s.engages("Greta Guest", s.diocese, Role::partner);
  if (who == "stranger") {
    auto const email = "stan" + std::to_string(w.node.value) + "@x.example";
    return {s, PersonId{id_in(*s.as_system(CreatePerson{{"Stan Stranger"}, {email}, "x"}))}};
  }
  throw std::runtime_error("nobody is " + who);
}

Colleague author_of(Scenario& s, Shelf const& it, OrganisationId node) {
  auto const& who = it.situation.who;
  if (who == "author and lead") return s.engages("Aud Author", node, Role::subject_lead, "Maths");
  if (who == "author and head") return s.engages("Aud Author", node, Role::headteacher);
  return s.engages("Aud Author", node, Role::staff);
}

void found_team(ShelfWorld& w) {
  auto const lead = w.s.engages("Milly Money", w.node, Role::business_manager);
  w.team = lead.founds(w.node, "Team", Joining::closed, w.node);
  lead.adds(w.team, w.author);
  auto const& who = w.it.situation.who;
  if (who == "team lead") lead.appoints(w.team, w.viewer);
  if (who == "team member") lead.adds(w.team, w.viewer);
  if (who == "guest") {
    lead.adds_guest(w.team, w.viewer, {w.s.first_channel(w.team)}, w.s.in_days(90));
  }
}

ShareResource sharing(ShelfWorld const& w, ResourceId resource) {
  switch (w.it.with) {
    case With::school: return {.resource = resource, .shared_with = w.node};
    case With::trust: return {.resource = resource, .shared_with = w.s.aire};
    case With::network: return {.resource = resource, .shared_with = w.s.network};
    case With::team: break;
  }
  return {.resource = resource, .team = w.team};
}

/// Until the last: the state that the situation wants it in.
void publish(ShelfWorld& w) {
  auto const& by = w.author;
  CreateResource made{.organisation = w.node, .title = {"Fractions"}};
  if (w.it.has_subject) made.subject = Name{"Maths"};
  made.licence = w.it.all_rights ? Licence::all_rights : Licence::cc_by;
  w.resource = {id_in(by.does(made))};
  CreateVersion first{.resource = w.resource, .address = Line{"https://example.org/1"}};
  first.may_share = true;
  w.version = {id_in(by.does(first))};
  by.does(sharing(w, w.resource));
  by.does(InviteCoauthor{w.resource, w.coauthor.id()});
  w.coauthor.does(AcceptCoauthorship{w.resource});
  by.does(InviteCoauthor{w.resource, w.candidate.id()});
  if (w.it.state != ResourceState::draft) by.does(PublishResource{w.resource, w.s.in_days(90)});
}

void use_it(ShelfWorld& w) {
  if (w.it.state == ResourceState::draft) return;
  w.approval = {id_in(w.author.does(AskApproval{w.resource}))};
  auto const seen = w.author.sees(GetResource{w.resource});
  w.content_hash = seen.at("current").at("content_hash").get<std::string>();
  auto const by = w.it.used_by_viewer ? w.viewer : w.it.used_elsewhere ? w.s.nadia : w.author;
  w.use = {id_in(by.does(UseResource{w.resource, w.user}))};
  w.copy = {id_in(w.author.does(CopyResource{w.resource, w.node}))};
  if (!w.it.copy_shared) return;
  w.author.does(sharing(w, w.copy));
  w.author.does(PublishResource{w.copy, w.s.in_days(90)});
}

void hold_one(ShelfWorld& w) {
  UploadId const upload{id_in(w.author.does(OpenUpload{w.node, {"second.pdf"}, 10}))};
  w.author.does(StoreUpload{upload, std::string(64, 'a'), FileFormat::pdf, {"application/pdf"}});
  CreateVersion second{.resource = w.resource, .uploads = {{upload}}};
  second.note = {"More."};
  second.may_share = true;
  w.version = {id_in(w.author.does(second))};
  auto const hash = w.author.sees(GetVersion{w.version}).at("bytes_hash").get<std::string>();
  FinishCheck found{.resource_version = w.version, .bytes_hash = hash, .result = CheckResult::found};
  found.findings = {{Finding{FindingType::upn, 0, {"page 1"}}}};
  w.s.as_system(found);
}

void collect(ShelfWorld& w) {
  auto const& by = w.author;
  w.collection = {id_in(by.does(CreateCollection{.organisation = w.node, .title = {"Number"}}))};
  by.does(ArrangeCollection{w.collection, {{CollectionItem{w.resource, {}}}}});
  auto const with = sharing(w, w.resource);
  by.does(ShareCollection{.collection = w.collection, .team = with.team, .shared_with = with.shared_with});
  if (w.it.state != ResourceState::draft) by.does(PublishCollection{w.collection});
  if (w.it.state == ResourceState::withdrawn) by.does(WithdrawCollection{w.collection});
}

void hand_over(ShelfWorld& w) {
  auto const owner = w.it.on_seat ? std::nullopt : std::optional(w.owner.id());
  w.author.does(TransferCollection{w.collection, owner});
  w.author.does(TransferResource{w.resource, owner});
  if (w.it.state == ResourceState::withdrawn) w.author.does(WithdrawResource{w.resource});
}

/// All that a school has in the library.
void fill_shelf(ShelfWorld& w) {
  publish(w);
  use_it(w);
  if (w.it.unclean) hold_one(w);
  collect(w);
  hand_over(w);
  auto const of_viewer = w.viewer.tries(OpenUpload{w.node, {"mine.pdf"}, 10});
  w.upload_is_own = of_viewer.has_value();
  w.upload = {id_in(w.upload_is_own ? *of_viewer : w.owner.does(OpenUpload{w.node, {"theirs.pdf"}, 10}))};
  if (w.upload_is_own) {
    w.viewer.does(StoreUpload{w.upload, std::string(64, 'e'), FileFormat::pdf, {"application/pdf"}});
  }
  PutCurriculumUnit unit{.source = {"Our own"}, .slug = {"unit-" + std::to_string(w.node.value)}, .subject = {"Maths"}};
  unit.title = {"Fractions"};
  w.unit = {id_in(*w.s.as_system(unit))};
}

}  // namespace

ShelfWorld arrange(Scenario& s, Shelf const& it) {
  static std::uint64_t number = 0;
  auto const node = s.found(OrganisationType::school, "Shelf " + std::to_string(++number), s.aire);
  auto const author = author_of(s, it, node);
  auto const engage = [&](char const* name, OrganisationId at) { return s.engages(name, at, Role::staff); };
  ShelfWorld w{.s = s,
               .it = it,
               .viewer = author,
               .author = author,
               .owner = engage("Olive Owner", node),
               .coauthor = engage("Cora Coauthor", node),
               .candidate = engage("Candy Date", s.mosslands),
               .helper = engage("Helga Helper", node),
               .node = node};
  w.viewer = viewer_of(w);
  w.target = it.copies_away ? s.tarn : node;
  w.user = it.used_elsewhere ? s.tarn : node;
  if (it.with == With::team) found_team(w);
  if (it.practice) {
    arrange_practice(w);
  } else {
    fill_shelf(w);
  }
  if (it.over_cap) s.nadia.does(EditSettings{.organisation = node, .resource_reach = Reach::school});
  if (it.situation.who == "author gone") {
    s.takes_on(w.author, s.tarn, Role::staff);
    s.ends_memberships_of(w.author, node);
  }
  return w;
}

}  // namespace staffroom::tests
