// The story: the library. Files and versions, approval, people who work on a resource, what becomes of it, questions,
// collections, downloads, the curriculum, searching.
#include "tests/laws/script.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

ResourceId makes(Law& law, Colleague const& who, OrganisationId at, std::string title) {
  CreateResource command{.organisation = at, .title = {std::move(title)}};
  command.subject = Name{"Maths"};
  command.licence = Licence::cc_by;
  return {id_in(law.does(who, command))};
}

EditResource edits(ResourceId resource, std::string title) {
  EditResource command{.resource = resource, .title = {std::move(title)}};
  command.subject = Name{"Maths"};
  command.licence = Licence::cc_by;
  return command;
}

UploadId uploads(Law& law, Colleague const& who, OrganisationId at, char digit) {
  UploadId const upload{id_in(law.does(who, OpenUpload{at, {"fractions.pdf"}, 1'000}))};
  law.does(who, StoreUpload{upload, std::string(64, digit), FileFormat::pdf, {"application/pdf"}});
  return upload;
}

ResourceVersionId adds(Law& law, Colleague const& who, OrganisationId at, ResourceId resource, char digit) {
  CreateVersion command{.resource = resource, .uploads = {{uploads(law, who, at, digit)}}};
  command.note = {"Better."};
  command.may_share = true;
  return {id_in(law.does(who, command))};
}

void checks(Law& law, Colleague const& who, ResourceVersionId version, CheckResult result) {
  auto const seen = who.sees(GetVersion{version});
  FinishCheck command{.resource_version = version, .bytes_hash = seen.at("bytes_hash"), .result = result};
  if (result == CheckResult::found) command.findings = {{Finding{FindingType::upn, 0, {"page 1"}}}};
  if (result == CheckResult::bad) command.trouble = Line{"It is not what its name says."};
  law.system(command);
}

/// Published, of files that passed, for the organisation.
ResourceId publishes(Law& law, Colleague const& who, OrganisationId at, OrganisationId with, char digit) {
  auto const resource = makes(law, who, at, std::string("Resource ") + digit);
  checks(law, who, adds(law, who, at, resource, digit), CheckResult::passed);
  law.does(who, ShareResource{.resource = resource, .shared_with = with});
  law.does(who, PublishResource{resource, law.scenario().in_days(90)});
  return resource;
}

Line content_of(Colleague const& who, ResourceId resource) {
  return {who.sees(GetResource{resource}).at("current").at("content_hash")};
}

void approves(Law& law, ResourceId resource) {
  auto& s = law.scenario();
  auto const first = law.does(s.bob, AskApproval{resource});
  law.does(s.sana, RefuseApproval{{id_in(first)}, {"Answers are missing."}});
  law.does(s.bob, AskApproval{resource});
  law.does(s.sana, ApproveResource{resource, content_of(s.sana, resource)});
  law.does(s.bob, edits(resource, "Fractions on the line"));  // it falls
  auto const again = law.does(s.sana, ApproveResource{resource, content_of(s.sana, resource)});
  law.does(s.sana, WithdrawApproval{{id_in(again)}, {"The picture on page two."}});
}

void works_together(Law& law, ResourceId resource) {
  auto& s = law.scenario();
  law.does(s.bob, InviteCoauthor{resource, s.alice.id()});
  law.does(s.bob, InviteCoauthor{resource, s.dan.id()});
  auto const waiting = adds(law, s.bob, s.kirkby, resource, '7');
  checks(law, s.bob, waiting, CheckResult::found);  // what only those who work on it see
  law.does(s.alice, AcceptCoauthorship{resource});
  law.does(s.alice, LabelVersion{waiting, {"Spring"}});
  law.does(s.dan, LeaveCoauthorship{resource});  // says no
  law.does(s.alice, LeaveCoauthorship{resource});
  law.does(s.bob, TransferResource{resource, s.sana.id()});
  law.does(s.sana, ConfirmResource{resource, s.in_days(120)});
  law.does(s.sana, TransferResource{resource, {}});
  law.does(s.tess, FeatureResource{resource, true});
  law.does(s.tess, FeatureResource{resource, false});
  // From the trust to a team, and to everybody.
  law.does(s.bob, ShareResource{.resource = resource, .team = s.maths.team});
  law.does(s.sana, EndTeamMembership{s.place_of(s.carol, s.maths.team)});
  law.does(s.carol, JoinTeam{s.maths.team});
  law.does(s.bob, ShareResource{.resource = resource, .shared_with = s.network});
}

void is_used(Law& law, ResourceId resource) {
  auto& s = law.scenario();
  ResourceUseId const use{id_in(law.does(s.helen, UseResource{resource, s.mosslands}))};
  law.does(s.harry, UseResource{resource, s.tarn});  // is asked later how it went
  law.does(s.helen, TellUse{use, {"Two lessons."}, {"Year 6."}, {"The order."}, {"It went well."}});
  law.does(s.helen, SetUse{use, UseState::stopped});
  law.does(s.helen, SetUse{use, UseState::in_use});
  for (auto const& who : {s.alice, s.erin, s.carol}) law.does(who, ScoreResource{resource, 4, 3, 2, 1});
  law.does(s.alice, ScoreResource{resource, 4, 4, 4, 4});
  law.does(s.erin, WithdrawScore{resource});
  auto const rights = law.does(s.erin, ReportResource{resource, ReportReason::rights, {"The picture on page 2."}});
  auto const mistake = law.does(s.alice, ReportResource{resource, ReportReason::mistake, {"Question 4."}});
  law.does(s.tom, ResolveReport{{id_in(rights)}, {"It is ours."}});
  law.does(s.sana, ResolveReport{{id_in(mistake)}, {"Put right."}});
  law.does(s.erin, ReportResource{resource, ReportReason::pupil_details, {"A name on page 3."}});
}

}  // namespace

void story::resources(Law& law) {
  auto& s = law.scenario();
  auto const resource = makes(law, s.bob, s.kirkby, "Fractions");
  law.does(s.bob, edits(resource, "Fractions on a line"));
  law.does(s.bob, DropUpload{uploads(law, s.bob, s.kirkby, '1')});
  auto const first = adds(law, s.bob, s.kirkby, resource, '2');
  checks(law, s.bob, first, CheckResult::found);
  law.does(s.bob, ConfirmFalseAlarm{first, {"It is an example from the guidance."}});
  law.does(s.bob, ShareResource{.resource = resource, .shared_with = s.aire});
  law.does(s.bob, PublishResource{resource, s.in_days(60)});
  auto const second = adds(law, s.bob, s.kirkby, resource, '3');
  checks(law, s.bob, second, CheckResult::bad);
  ReplaceVersion instead{.resource_version = second, .uploads = {{uploads(law, s.bob, s.kirkby, '4')}}};
  instead.may_share = true;
  ResourceVersionId const third{id_in(law.does(s.bob, instead))};
  checks(law, s.bob, third, CheckResult::passed);
  law.does(s.bob, LabelVersion{third, {"Autumn"}});
  ResourceVersionId const restored{id_in(law.does(s.bob, RestoreVersion{first, {}}))};
  checks(law, s.bob, restored, CheckResult::passed);
  law.does(s.bob, DeleteVersion{first});
  approves(law, resource);
  works_together(law, resource);
  is_used(law, resource);
  // A copy in another trust, which then changes its trust and changes back.
  ResourceId const copy{id_in(law.does(s.carol, CopyResource{resource, s.tarn}))};
  law.does(s.carol, ShareResource{.resource = copy, .shared_with = s.moor});
  if (s.carol.sees(GetResource{copy}).contains("current")) {
    law.does(s.carol, PublishResource{copy, s.in_days(90)});
  }
  law.does(s.nadia, MoveOrganisation{s.tarn, s.aire});
  law.does(s.nadia, MoveOrganisation{s.tarn, s.moor});
  law.does(s.tom, TakeDownResource{resource, {"It names a pupil."}});
  law.does(s.bob, PublishResource{resource, s.in_days(60)});
}

void story::questions(Law& law) {
  auto& s = law.scenario();
  auto const resource = publishes(law, s.bob, s.kirkby, s.aire, '5');
  auto const ask = [&](Colleague const& who, std::vector<PersonId> mentions) {
    AskAboutResource command{.resource = resource, .title = {"Mixed numbers?"}, .text = {"Does it work?"}};
    command.mentions = {std::move(mentions)};
    return TopicId{id_in(law.does(who, command))};
  };
  auto const topic = ask(s.alice, {s.erin.id(), s.dan.id()});
  law.does(s.bob, PostMessage{.topic = topic, .text = {"It does."}, .reply_to = 1U});
  law.does(s.erin, MarkRead{topic, 1});
  law.does(s.helen, FollowTopic{topic, FollowLevel::follow});
  law.does(s.alice, React{topic, 2, ReactionWord::thanks});
  law.does(s.erin, EditTopicSummary{topic, {"It does."}});
  law.does(s.alice, AgreeTopic{topic});
  // It is gone with the resource, and back with it.
  law.does(s.bob, WithdrawResource{resource});
  law.does(s.bob, PublishResource{resource, s.in_days(60)});
  law.does(s.bob, PostMessage{.topic = topic, .text = {"Once more."}, .mentions = {{s.alice.id()}}});
  law.does(s.bob, ShareResource{.resource = resource, .team = s.phonics.team});
  law.does(s.bob, PostMessage{.topic = topic, .text = {"Among us."}});
  law.does(s.helen, EndTeamMembership{s.place_of(s.bob, s.phonics.team)});
  law.does(s.helen, AddTeamMember{s.phonics.team, s.bob.id()});
  law.does(s.bob, ShareResource{.resource = resource, .shared_with = s.aire});
  auto const second = ask(s.erin, {});
  law.does(s.bob, DeleteMessage{second, 1});
  law.does(s.bob, LockTopic{second});
  law.does(s.bob, DeleteTopic{second});
  auto const report = law.does(s.alice, ReportResource{resource, ReportReason::pupil_details, {"Page 3."}});
  law.does(s.bob, DeleteResource{resource});
  for (int i = 0; i < 4; ++i) law.system(Tick{});
  (void)report;
}

void story::collections(Law& law) {
  auto& s = law.scenario();
  auto const open = publishes(law, s.bob, s.kirkby, s.aire, '8');
  auto const inner = publishes(law, s.bob, s.kirkby, s.kirkby, '9');
  CollectionId const id{id_in(law.does(s.bob, CreateCollection{.organisation = s.kirkby, .title = {"Number sense"}}))};
  law.does(s.bob, EditCollection{.collection = id, .title = {"Number sense in Year 4"}});
  law.does(s.bob, ArrangeCollection{id, {{{open, {"Begin here."}}, {inner, {}}}}});
  law.does(s.bob, ShareCollection{.collection = id, .shared_with = s.aire});
  law.does(s.bob, PublishCollection{id});
  law.does(s.bob, ArrangeCollection{id, {{{inner, {}}, {open, {}}}}});
  law.does(s.bob, ShareCollection{.collection = id, .team = s.maths.team});
  law.does(s.bob, WithdrawCollection{id});
  law.does(s.bob, ShareCollection{.collection = id, .shared_with = s.aire});
  law.does(s.bob, PublishCollection{id});
  law.does(s.tom, TakeDownCollection{id, {"Not yet."}});
  law.does(s.bob, TransferCollection{id, s.sana.id()});
  law.does(s.sana, PublishCollection{id});
  CollectionId const second{
      id_in(law.does(s.bob, CreateCollection{.organisation = s.kirkby, .title = {"Not for long"}}))};
  law.does(s.bob, DeleteCollection{second});
  law.system(Tick{});
  DownloadId const download{id_in(law.does(s.alice, PrepareDownload{.collection = id}))};
  AdvanceDownload ready{.download = download, .state = DownloadState::ready, .done = 1, .total = 1, .bytes = 1'000};
  law.system(ready);
  law.does(s.alice, DropDownload{download});
}

void story::curriculum_and_search(Law& law) {
  auto& s = law.scenario();
  PutCurriculumUnit unit{.source = {"Our own"}, .slug = {"fractions"}, .subject = {"Maths"}, .title = {"Fractions"}};
  unit.lessons = {{CurriculumLesson{{"one"}, {"On a line"}, {}, {}}}};
  CurriculumUnitId const id{id_in(law.system(unit))};
  unit.title = {"Fractions and decimals"};
  law.does(s.nadia, unit);
  CreateResource pinned{.organisation = s.kirkby, .title = {"Pinned"}};
  pinned.pins = {{Pin{id, Line{"one"}}}};
  law.does(s.sana, pinned);
  SearchRebuildId const rebuild{id_in(law.does(s.nadia, RebuildSearch{}))};
  law.system(AdvanceRebuild{rebuild, RebuildState::running, 1, 2});
  law.system(AdvanceRebuild{rebuild, RebuildState::done, 2, 2});
}

}  // namespace staffroom::tests
