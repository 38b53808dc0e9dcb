// The story: school calendars, profiles, best practice, what becomes of it, accepted answers, golden links.
#include "tests/laws/script.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

ProfileFields fields_of(std::uint32_t days) {
  ProfileFields out;
  out.about = {"I teach Year 5."};
  out.email = Email{"staffroom@example.org"};
  out.phases = {{KeyStage::ks2}};
  out.subjects = {{Name{"Maths"}}};
  out.offers = {{Offer::visit, Offer::coach}};
  out.languages = {{Name{"Urdu"}}};
  out.capacity = Capacity{days, {}};
  out.working_days = {{Weekday::monday, Weekday::friday}};
  return out;
}

CreatePractice described(OrganisationId at, std::string title) {
  CreatePractice out{.organisation = at, .title = {std::move(title)}};
  out.result = {"Pupils use the words."};
  out.context = {"They met too few new ones."};
  out.subject = Name{"Maths"};
  out.stages = {{KeyStage::ks2}};
  out.problems = {{Name{"Vocabulary"}}};
  out.steps = {{Note{"Choose six words."}}};
  out.evidence_kind = EvidenceKind::observation;
  out.evidence = {"We looked at books."};
  out.impact = {"They use them."};
  out.visits_offered = true;
  return out;
}

EditPractice edited(PracticeId practice, std::string title, PersonId contact) {
  EditPractice out{.practice = practice, .title = {std::move(title)}};
  auto const as_before = described({}, "");
  out.result = as_before.result;
  out.context = as_before.context;
  out.subject = as_before.subject;
  out.stages = as_before.stages;
  out.problems = as_before.problems;
  out.steps = as_before.steps;
  out.evidence_kind = as_before.evidence_kind;
  out.evidence = as_before.evidence;
  out.impact = as_before.impact;
  out.contact = contact;
  return out;
}

PracticeId publishes(Law& law, Colleague const& who, OrganisationId at, OrganisationId with, std::string title) {
  auto command = described(at, std::move(title));
  command.contact = who.id();
  PracticeId const post{id_in(law.does(who, command))};
  law.does(who, SharePractice{.practice = post, .shared_with = with});
  law.does(who, PublishPractice{post, law.scenario().in_days(90)});
  return post;
}

TopicId asks(Law& law, Colleague const& who, PracticeId practice, std::vector<PersonId> mentions) {
  AskAboutPractice command{.practice = practice, .title = {"Which words?"}, .text = {"Does it work in Year 3?"}};
  command.mentions = {std::move(mentions)};
  return {id_in(law.does(who, command))};
}

void works_together(Law& law, PracticeId post) {
  auto& s = law.scenario();
  law.does(s.bob, InvitePracticeCoauthor{post, s.alice.id()});
  law.does(s.bob, InvitePracticeCoauthor{post, s.dan.id()});
  law.does(s.alice, AcceptPracticeCoauthorship{post});
  law.does(s.dan, LeavePracticeCoauthorship{post});  // says no
  law.does(s.alice, edited(post, "Six words a week", s.bob.id()));
  law.does(s.bob, SharePractice{.practice = post, .shared_with = s.aire});
  law.does(s.bob, PublishPractice{post, s.in_days(90)});
  law.does(s.alice, LeavePracticeCoauthorship{post});
  law.does(s.tess, FeaturePractice{post, true});
  law.does(s.tess, FeaturePractice{post, false});
  law.does(s.bob, TransferPractice{post, s.sana.id()});
  law.does(s.sana, ConfirmPractice{post, s.in_days(120)});
  law.does(s.sana, TransferPractice{post, {}});
}

void is_tried(Law& law, PracticeId post) {
  auto& s = law.scenario();
  AdoptionId const first{id_in(law.does(s.helen, TryPractice{post, s.mosslands}))};
  AdoptionId const second{id_in(law.does(s.harry, TryPractice{post, s.tarn}))};
  TellAdoption told{.adoption = first, .week = 6};
  told.with_whom = {"Two classes."};
  told.changed = {"Four words."};
  told.happened = {"It went well."};
  law.does(s.helen, told);
  law.does(s.helen, SetAdoption{first, AdoptionState::adopted, {}});
  law.does(s.harry, SetAdoption{second, AdoptionState::stopped, {"No time this term."}});
  law.does(s.harry, TryPractice{post, s.tarn});  // is asked later how it went
}

}  // namespace

void story::calendars_and_profiles(Law& law) {
  auto& s = law.scenario();
  EditCalendar terms{.organisation = s.aire};
  terms.terms = {{Term{{"This term"}, s.in_days(-30), s.in_days(60)}}};
  terms.training_days = {{NamedDay{s.in_days(7), {"Training day"}}}};
  terms.source = {"The trust's own"};
  law.does(s.tom, terms);
  for (auto const& who : {s.carol, s.dan, s.erin, s.alice, s.sana}) {
    law.does(who, EditProfile{who.id(), fields_of(4)});
  }
  law.does(s.carol, SetProfileSights{s.carol.id(),
                                     {{FieldSight{ProfileField::email, Sight::teams},
                                       FieldSight{ProfileField::languages, Sight::school},
                                       FieldSight{ProfileField::about, Sight::self}}}});
  law.does(s.erin, SetSuggestible{s.erin.id(), false});
  // Who shares a team sees more; who shares a school or a trust, too.
  law.does(s.carol, EndTeamMembership{s.place_of(s.carol, s.maths.team)});
  law.does(s.carol, JoinTeam{s.maths.team});
  law.does(s.bob, EndTeamMembership{s.place_of(s.bob, s.maths.team)});
  law.does(s.bob, JoinTeam{s.maths.team});
  MembershipId const second{
      id_in(law.system(CreateMembership{.person = s.carol.id(), .organisation = s.kirkby, .role = Role::staff}))};
  law.does(s.nadia, GiveDuty{second, Duty::broker});
  law.does(s.erin, SetSuggestible{s.erin.id(), true});
  law.does(s.nadia, TakeDuty{second, Duty::broker});
  law.system(EndMembership{second});
  law.does(s.nadia, MoveOrganisation{s.tarn, s.aire});
  law.does(s.nadia, MoveOrganisation{s.tarn, s.moor});
  law.does(s.carol, SetProfileSights{s.carol.id(), {{FieldSight{ProfileField::capacity, Sight::network}}}});
}

void story::practice(Law& law) {
  auto& s = law.scenario();
  PracticeId const post{id_in(law.does(s.bob, described(s.kirkby, "Six words")))};
  works_together(law, post);
  law.does(s.bob, SharePractice{.practice = post, .shared_with = s.network});
  is_tried(law, post);
  auto const topic = asks(law, s.erin, post, {s.bob.id(), s.dan.id()});
  law.does(s.bob, PostMessage{.topic = topic, .text = {"It does."}, .reply_to = 1U});
  law.does(s.helen, FollowTopic{topic, FollowLevel::follow});
  law.does(s.erin, MarkRead{topic, 2});
  // It is gone with the post, and back with it.
  law.does(s.bob, WithdrawPractice{post});
  law.does(s.bob, PublishPractice{post, s.in_days(60)});
  law.does(s.bob, PostMessage{.topic = topic, .text = {"Once more."}, .mentions = {{s.erin.id()}}});
  law.does(s.bob, SharePractice{.practice = post, .team = s.phonics.team});
  law.does(s.bob, PostMessage{.topic = topic, .text = {"Among us."}});
  law.does(s.helen, EndTeamMembership{s.place_of(s.bob, s.phonics.team)});
  law.does(s.helen, AddTeamMember{s.phonics.team, s.bob.id()});
  law.does(s.bob, SharePractice{.practice = post, .shared_with = s.network});
  law.does(s.tom, TakeDownPractice{post, {"It names a pupil."}});
  law.does(s.bob, PublishPractice{post, s.in_days(45)});
  auto const other = publishes(law, s.sana, s.kirkby, s.aire, "Not for long");
  law.does(s.helen, TryPractice{other, s.mosslands});
  asks(law, s.erin, other, {s.sana.id()});
  law.does(s.sana, WithdrawPractice{other});
  law.does(s.sana, DeletePractice{other});
  for (int i = 0; i < 4; ++i) law.system(Tick{});
}

void story::answers_and_links(Law& law) {
  auto& s = law.scenario();
  CreateTopic question{s.maths.general, {"Has anyone got a number line?"}, {"For Year 3."}, {}};
  question.question = true;
  TopicId const topic{id_in(law.does(s.bob, question))};
  law.does(s.carol, PostMessage{.topic = topic, .text = {"Here."}});
  law.does(s.sana, PostMessage{.topic = topic, .text = {"Or here."}});
  law.does(s.bob, AcceptAnswer{topic, 2});
  law.does(s.bob, AcceptAnswer{topic, 3});
  law.does(s.bob, ClearAnswer{topic});
  law.does(s.sana, AcceptAnswer{topic, 2});
  law.does(s.carol, DeleteMessage{topic, 2});  // and with it the answer
  auto const post = publishes(law, s.bob, s.kirkby, s.aire, "A number line");
  law.does(s.bob, CreateLink{TieType::came_of, {Linked::practice, post.value}, {Linked::topic, topic.value}});
  auto const links = s.bob.sees(ListLinks{Linked::practice, post.value});
  law.does(s.bob, RemoveLink{{links.at("items").at(0).at("link").get<std::uint64_t>()}});
}

}  // namespace staffroom::tests
