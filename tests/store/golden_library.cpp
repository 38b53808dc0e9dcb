// Golden records of the library. What is here was written to disks out there: new members are added, none is changed.
#include "tests/store/golden_library.hpp"

namespace staffroom::tests {
namespace {
namespace library_bytes {

constexpr TimestampMs at{1'788'768'000'000};
constexpr OrganisationId school{3};
constexpr OrganisationId trust{2};
constexpr PersonId alice{7};
constexpr PersonId bob{9};
constexpr TeamId team{11};
constexpr ResourceId resource{80};
constexpr ResourceVersionId version{81};
constexpr TopicId bound{82};
std::string const hash_a = "aa00000000000000000000000000000000000000000000000000000000000001";
std::string const hash_b = "bb00000000000000000000000000000000000000000000000000000000000002";

using RecordList = std::vector<Record>;

Resource described() {
  Resource out{.id = resource, .version = 6, .organisation = school, .state = ResourceState::published};
  out.title = {"Fractions on a line"};
  out.summary = {"Three lessons."};
  out.type = ResourceType::scheme_of_work;
  out.subject = Name{"Maths"};
  out.stages = {{KeyStage::ks2, KeyStage::ks3}};
  out.years = {{SchoolYear::y6, SchoolYear::y7}};
  out.unit = Name{"Fractions"};
  out.exam_board = ExamBoard::aqa;
  out.tier = Tier::higher;
  out.pins = {{Pin{CurriculumUnitId{90}, Line{"on-a-line"}}, Pin{CurriculumUnitId{90}, Line{"mixed"}}}};
  out.threads = {{Name{"Number"}}};
  out.keywords = {{Name{"numerator"}}};
  out.licence = Licence::cc_by_sa;
  out.attribution = {"Kirkby Road Primary"};
  out.third_party = ThirdParty::trust_only;
  out.team = team;
  out.author = alice;
  out.owner = bob;
  out.coauthors = {{PersonId{8}}};
  out.invited = {{PersonId{10}}};
  out.current = CurrentVersion{.version = version,
                               .number = 2,
                               .files = 2,
                               .bytes = 70'000,
                               .pages = 12,
                               .formats = {{FileFormat::pdf, FileFormat::docx}},
                               .has_preview = true,
                               .content_hash = hash_a,
                               .ready = at};
  out.approval = ApprovalId{83};
  out.review_by = Date{20'789};
  out.review_reminded = true;
  out.featured = true;
  out.created = at;
  out.published = at;
  return out;
}

RecordList of_versions() {
  auto deleted = described();
  deleted.id = ResourceId{79};
  deleted.state = ResourceState::deleted;
  deleted.taken_down = Note{"It was wrong."};
  VersionFile const file{.name = {"fractions.pdf"},
                         .bytes = 60'000,
                         .sha256 = hash_a,
                         .format = FileFormat::pdf,
                         .media_type = {"application/pdf"},
                         .pages = 12,
                         .has_text = true,
                         .has_preview = true};
  ResourceVersion held{.id = version, .version = 2, .resource = resource, .organisation = school, .number = 2};
  held.label = Name{"Autumn"};
  held.note = {"Answers added."};
  held.state = VersionState::held;
  held.files = {{file, file}};
  held.address = Line{"https://example.org/fractions"};
  held.bytes_hash = hash_b;
  held.restored_from = 1;
  held.check_late = true;
  held.author = alice;
  held.created = at;
  held.ready = at;
  VersionCheck check{.id = version, .version = 1, .resource = resource};
  check.findings = {{Finding{FindingType::upn, 1, {"page 3"}}}};
  check.found = 1;
  check.trouble = Line{"It could not be read."};
  check.confirmed_by = alice;
  check.reason = Note{"A made-up number from the guidance."};
  check.created = at;
  Approval approval{.id = ApprovalId{83}, .version = 2, .resource = resource, .resource_version = version};
  approval.content_hash = hash_a;
  approval.state = ApprovalState::withdrawn;
  approval.asked_by = alice;
  approval.decided_by = bob;
  approval.reason = Note{"Look again."};
  approval.created = at;
  approval.decided = at;
  Upload upload{.id = UploadId{84}, .version = 2, .person = alice, .organisation = school};
  upload.file_name = {"fractions.pdf"};
  upload.bytes = 60'000;
  upload.state = UploadState::stored;
  upload.format = FileFormat::pdf;
  upload.sha256 = hash_b;
  upload.media_type = Name{"application/pdf"};
  upload.created = at;
  upload.expires = at + std::chrono::hours{48};
  return {described(), deleted, held, check, approval, upload};
}

RecordList of_uses() {
  ResourceUse use{.id = ResourceUseId{85}, .version = 2, .resource = resource, .organisation = school};
  use.state = UseState::in_use;
  use.since = at;
  auto told = use;
  told.id = ResourceUseId{86};
  told.state = UseState::stopped;
  told.story_asked = true;
  told.story = UseStory{{"Two lessons."}, {"Year 6."}, {"The order."}, {"It went well."}, at};
  RubricScore score{.id = RubricScoreId{87}, .version = 1, .resource = resource, .person = alice};
  score.clear = 4;
  score.accurate = 3;
  score.adaptable = 2;
  score.created = at;
  ResourceReport report{.id = ResourceReportId{88}, .version = 2, .resource = resource, .organisation = school};
  report.title = {"Fractions on a line"};
  report.reason = ReportReason::rights;
  report.text = {"The picture on page 2."};
  report.author = bob;
  report.state = ReportState::resolved;
  report.answered_by = alice;
  report.answer = Note{"It is out."};
  report.created = at;
  return {use,
          told,
          UseAuthor{.id = ResourceUseId{85}, .version = 1, .resource = resource, .person = alice},
          score,
          ResourceActivity{.id = resource,
                           .version = 4,
                           .uses = 2,
                           .stories = 1,
                           .questions = 3,
                           .scores = 3,
                           .sums = ScoreSums{12, 9, 7, 8}},
          report,
          Adaptation{AdaptationId{89}, 1, resource, version, ResourceId{91}, at}};
}

RecordList of_shelves() {
  CurriculumUnit unit{.id = CurriculumUnitId{90}, .version = 1, .source = {"Our own"}, .slug = {"fractions"}};
  unit.subject = {"Maths"};
  unit.stage = KeyStage::ks2;
  unit.year = SchoolYear::y6;
  unit.title = {"Fractions"};
  unit.description = {"Parts of a whole."};
  unit.threads = {{Name{"Number"}}};
  unit.lessons = {{CurriculumLesson{{"on-a-line"}, {"On a line"}, {"I can place them."}, {{Name{"numerator"}}}}}};
  unit.attribution = {"Kirkby Road Primary"};
  Collection collection{
      .id = CollectionId{92}, .version = 3, .organisation = school, .state = ResourceState::withdrawn};
  collection.title = {"Year 6 maths"};
  collection.summary = {"The whole year."};
  collection.subject = Name{"Maths"};
  collection.stages = {{KeyStage::ks2}};
  collection.years = {{SchoolYear::y6}};
  collection.shared_with = trust;
  collection.author = alice;
  collection.owner = bob;
  collection.created = at;
  collection.published = at;
  collection.items_changed = at;
  collection.taken_down = Note{"It was wrong."};
  CollectionContents contents{.id = CollectionId{92}, .version = 2};
  contents.items = {{CollectionItem{resource, {"Begin here."}}}};
  Download download{.id = DownloadId{93}, .version = 2, .person = alice, .state = DownloadState::failed};
  download.title = {"Year 6 maths"};
  download.resources = {{resource}};
  download.collection = CollectionId{92};
  download.team = team;
  download.mine = true;
  download.done = 3;
  download.total = 4;
  download.bytes = 120'000;
  download.failure = Note{"No space."};
  download.created = at;
  download.expires = at + std::chrono::hours{24};
  SearchRebuild rebuild{.id = SearchRebuildId{94}, .version = 2, .author = alice, .state = RebuildState::running};
  rebuild.done = 10;
  rebuild.total = 100;
  rebuild.created = at;
  rebuild.finished = at;
  return {unit, collection, contents, download, rebuild};
}

/// What older kinds have gained.
RecordList of_questions() {
  Notification told{.id = NotificationId{97}, .person = bob, .because = Because::asked_about_resource};
  told.topic = bound;
  told.ordinal = 1;
  told.resource = resource;
  told.resource_version = version;
  told.resource_use = ResourceUseId{85};
  told.resource_report = ResourceReportId{88};
  told.created = at;
  OrgSettings settings{.id = trust, .version = 1, .resource_reach = Reach::trust, .partners_publish = true};
  return {Topic{.id = bound, .resource = resource, .title = {"Mixed numbers?"}, .author = alice, .created = at},
          TopicActivity{.id = bound, .messages = 1, .last_at = at, .last_by = alice},
          Message{.id = MessageId{96},
                  .topic = bound,
                  .ordinal = 1,
                  .author = alice,
                  .created = at,
                  .text = "Does it work?",
                  .not_pupil_data = Note{"A made-up number from the guidance."}},
          ReadState{.id = bound, .person = alice, .mark = 1, .level = FollowLevel::follow, .resource = resource},
          told,
          settings};
}

}  // namespace library_bytes
}  // namespace

std::vector<Record> golden_library() {
  using namespace library_bytes;
  RecordList all;
  for (auto const& part : {of_versions(), of_uses(), of_shelves(), of_questions()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace staffroom::tests
