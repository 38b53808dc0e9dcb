// The library of the demo network, from server/demo/library/.
#include "server/demo_library.hpp"

#include <nlohmann/json.hpp>

#include "server/curriculum_import.hpp"
#include "server/demo_content.hpp"
#include "server/demo_words.hpp"
#include "server/file_types.hpp"
#include "server/records.hpp"
#include "store/calendar.hpp"
#include "store/files.hpp"

namespace staffroom {
namespace {

using Json = nlohmann::json;

constexpr int reviewed_after_days = 365;  // unless a resource says otherwise
constexpr std::string_view library_folder = "library/";
constexpr std::string_view source = "Fellside curriculum";
constexpr std::string_view attribution =
    "Fellside curriculum, by the schools of the Marl and Coast Schools Partnership. Licensed under CC BY 4.0.";

std::string_view content_of(std::string const& path) {
  for (auto const& [name, content] : demo_content()) {
    if (name == std::string(library_folder) + path) return content;
  }
  throw std::runtime_error("the demo library lacks " + path);
}

Json const& list_in(Json const& given, char const* field) {
  static Json const none = Json::array();
  return given.contains(field) ? given.at(field) : none;
}

std::string text_in(Json const& given, char const* field) { return given.value(field, std::string()); }

template <class Words>
void fill_words(Words& words, Json const& list) {
  for (auto const& it : list) words.values.push_back(word<typename decltype(words.values)::value_type>(it));
}

std::uint64_t id_in(Accepted const& accepted) { return Json::parse(accepted.record).at("id").get<std::uint64_t>(); }

}  // namespace

class DemoLibrary::Maker {
 public:
  Maker(DemoStore& store, DemoDays const& days, Places places)
      : store_(store), days_(days), places_(std::move(places)) {}
  Result<void> make(Plan const& plan);
  std::optional<std::uint64_t> find(std::string const& kind, std::string const& key) const;

 private:
  using Given = std::shared_ptr<Json const>;  // one resource or collection of the files
  using Step = Result<void> (Maker::*)(Json const& given, Json const& step);

  Result<void> make_curriculum();
  void plan_resource(Plan const& plan, Given const& given);
  void plan_steps(Plan const& plan, Given const& given, char const* field, Step step);
  Result<void> share(Json const& given);
  Result<void> copy(Json const& given);
  Result<void> publish(Json const& given);
  Result<void> add_version(Json const& given, Json const& step);
  Result<void> approve(Json const& given, Json const& step);
  Result<void> ask_approval(Json const& given, Json const& step);
  Result<void> feature(Json const& given, Json const& step);
  Result<void> invite(Json const& given, Json const& step);
  Result<void> use(Json const& given, Json const& step);
  Result<void> tell(Json const& given, Json const& step);
  Result<void> score(Json const& given, Json const& step);
  Result<void> ask(Json const& given, Json const& step);
  Result<void> reply(Json const& given, Json const& step);
  Result<void> make_collection(Json const& given);

  Result<UploadId> upload(PersonId author, OrganisationId organisation, std::string const& file);
  Result<void> new_version(Json const& given, Json const& step, std::string const& author);
  template <class Description>
  void describe(Description& command, Json const& given) const;
  PersonId person(std::string const& key) const { return places_.people.at(key); }
  OrganisationId organisation(std::string const& key) const { return places_.organisations.at(key); }
  ResourceId resource(Json const& given) const;

  DemoStore& store_;
  DemoDays const& days_;
  Places places_;
  std::map<std::string, CurriculumUnitId> units_;                      // by slug
  std::map<std::string, ResourceId> resources_;                        // by key
  std::map<std::pair<std::string, std::string>, ResourceUseId> uses_;  // by resource and organisation
  std::map<std::pair<std::string, std::string>, TopicId> topics_;      // by resource and title
};

template <class Description>
void DemoLibrary::Maker::describe(Description& command, Json const& given) const {
  command.title = {given.at("title")};
  command.summary = {given.at("summary")};
  command.type = word<ResourceType>(given.at("type"));
  if (given.contains("subject")) command.subject = Name{given.at("subject")};
  fill_words(command.stages, list_in(given, "stages"));
  fill_words(command.years, list_in(given, "years"));
  if (given.contains("unit")) command.unit = Name{given.at("unit")};
  if (given.contains("exam_board")) command.exam_board = word<ExamBoard>(given.at("exam_board"));
  if (given.contains("tier")) command.tier = word<Tier>(given.at("tier"));
  for (auto const& pin : list_in(given, "pins")) {
    Pin place{units_.at(pin.at("unit")), {}};
    if (pin.contains("lesson")) place.lesson = Line{pin.at("lesson")};
    command.pins.values.push_back(std::move(place));
  }
  for (auto const& thread : list_in(given, "threads")) command.threads.values.push_back({thread});
  for (auto const& keyword : list_in(given, "keywords")) command.keywords.values.push_back({keyword});
  command.licence = word<Licence>(given.at("licence"));
  command.attribution = {text_in(given, "attribution")};
  if (given.contains("third_party")) command.third_party = word<ThirdParty>(given.at("third_party"));
}

ResourceId DemoLibrary::Maker::resource(Json const& given) const { return resources_.at(given.at("key")); }

// ---- resources, their versions and who may see them

Result<UploadId> DemoLibrary::Maker::upload(PersonId author, OrganisationId at, std::string const& file) {
  auto const bytes = content_of("files/" + file);
  OpenUpload open{at, {file}, bytes.size()};
  TRY_INTO(auto const opened, store_.run(author, std::move(open), file));
  UploadId const id{id_in(opened)};
  TRY_INTO(auto const stored, store_.store().files().put_bytes(at, bytes));
  auto const kept = store_.store().files().find(at, stored.sha256);
  TRY_INTO(auto const type, type_of_file(file, kept->descriptor(), kept->bytes()));
  StoreUpload keep{id, stored.sha256, type.format, type.media_type};
  TRY(store_.run(author, std::move(keep), file));
  return id;
}

Result<void> DemoLibrary::Maker::new_version(Json const& given, Json const& step, std::string const& author) {
  CreateVersion command;
  command.resource = resource(given);
  command.note = {text_in(step, "note")};
  if (step.contains("label")) command.label = Name{step.at("label")};
  if (step.contains("address")) command.address = Line{step.at("address")};
  command.may_share = true;
  auto const by = person(author);
  auto const at = organisation(given.at("organisation"));
  for (auto const& file : list_in(step, "files")) {
    TRY_INTO(auto const id, upload(by, at, file));
    command.uploads.values.push_back(id);
  }
  TRY(store_.run(by, std::move(command), given.at("title")));
  store_.check_files();
  return {};
}

Result<void> DemoLibrary::Maker::share(Json const& given) {
  CreateResource command;
  command.organisation = organisation(given.at("organisation"));
  describe(command, given);
  TRY_INTO(auto const made, store_.run(person(given.at("author")), std::move(command), given.at("title")));
  resources_[given.at("key")] = {id_in(made)};
  TRY(new_version(given, given, given.at("author")));
  return publish(given);
}

/// A copy of another school's, changed, with files of its own.
Result<void> DemoLibrary::Maker::copy(Json const& given) {
  auto const author = person(given.at("author"));
  CopyResource command{resources_.at(given.at("copy_of")), organisation(given.at("organisation"))};
  TRY_INTO(auto const made, store_.run(author, command, given.at("title")));
  auto const id = resources_[given.at("key")] = {id_in(made)};
  EditResource edit;
  edit.resource = id;
  describe(edit, given);
  TRY(store_.run(author, std::move(edit), given.at("title")));
  TRY(new_version(given, given, given.at("author")));
  return publish(given);
}

Result<void> DemoLibrary::Maker::publish(Json const& given) {
  if (!given.value("published", true)) return {};
  auto const author = person(given.at("author"));
  ShareResource share;
  share.resource = resource(given);
  if (given.contains("team")) {
    share.team = places_.team(given.at("team"));
  } else {
    share.shared_with = organisation(given.at("shared_with"));
  }
  TRY(store_.run(author, share, given.at("title")));
  PublishResource publish{share.resource, calendar::date_of(store_.store().now())};
  publish.review_by.days += given.value("review_in", reviewed_after_days);
  TRY(store_.run(author, publish, given.at("title")));
  return {};
}

Result<void> DemoLibrary::Maker::add_version(Json const& given, Json const& step) {
  return new_version(given, step, step.at("by"));
}

Result<void> DemoLibrary::Maker::approve(Json const& given, Json const& step) {
  auto const id = resource(given);
  auto const seen = records::find<Resource>(store_.store(), GetResource{id});
  if (!seen || !seen->current) return Error::conflict("no_version", text_in(given, "title") + " has no clean version");
  ApproveResource command{id, {seen->current->content_hash}};
  TRY(store_.run(person(step.at("by")), std::move(command), "approval of " + text_in(given, "title")));
  return {};
}

Result<void> DemoLibrary::Maker::ask_approval(Json const& given, Json const&) {
  AskApproval command{resource(given)};
  TRY(store_.run(person(given.at("author")), command, "a request for approval of " + text_in(given, "title")));
  return {};
}

Result<void> DemoLibrary::Maker::feature(Json const& given, Json const& step) {
  FeatureResource command{resource(given), true};
  TRY(store_.run(person(step.at("by")), command, "featured: " + text_in(given, "title")));
  return {};
}

Result<void> DemoLibrary::Maker::invite(Json const& given, Json const& step) {
  InviteCoauthor invite{resource(given), person(step.at("person"))};
  TRY(store_.run(person(given.at("author")), invite, "co-author of " + text_in(given, "title")));
  AcceptCoauthorship accept{resource(given)};
  if (step.value("accepts", true)) TRY(store_.run(invite.person, accept, "co-author of " + text_in(given, "title")));
  return {};
}

// ---- what became of them

Result<void> DemoLibrary::Maker::use(Json const& given, Json const& step) {
  UseResource command{resource(given), organisation(step.at("organisation"))};
  TRY_INTO(auto const made, store_.run(person(step.at("by")), command, "use of " + text_in(given, "title")));
  uses_[{given.at("key"), step.at("organisation")}] = {id_in(made)};
  return {};
}

Result<void> DemoLibrary::Maker::tell(Json const& given, Json const& step) {
  TellUse command{uses_.at({given.at("key"), step.at("organisation")}),
                  {text_in(step, "what")},
                  {text_in(step, "with_whom")},
                  {text_in(step, "changed")},
                  {text_in(step, "happened")}};
  TRY(store_.run(person(step.at("by")), std::move(command), "a story of " + text_in(given, "title")));
  return {};
}

Result<void> DemoLibrary::Maker::score(Json const& given, Json const& step) {
  auto const points = [&](char const* field) { return step.at(field).get<std::uint32_t>(); };
  ScoreResource command{resource(given), points("clear"), points("accurate"), points("adaptable"), points("inclusive")};
  TRY(store_.run(person(step.at("by")), command, "a score of " + text_in(given, "title")));
  return {};
}

Result<void> DemoLibrary::Maker::ask(Json const& given, Json const& step) {
  AskAboutResource command;
  command.resource = resource(given);
  command.title = {step.at("title")};
  command.text = {step.at("text")};
  TRY_INTO(auto const made, store_.run(person(step.at("by")), std::move(command), step.at("title")));
  topics_[{given.at("key"), step.at("title")}] = {id_in(made)};
  return {};
}

Result<void> DemoLibrary::Maker::reply(Json const& given, Json const& step) {
  PostMessage command;
  command.topic = topics_.at({given.at("key"), step.at("title")});
  command.text = {step.at("text")};
  TRY(store_.run(person(step.at("by")), std::move(command), "an answer to " + text_in(step, "title")));
  return {};
}

Result<void> DemoLibrary::Maker::make_collection(Json const& given) {
  auto const author = person(given.at("author"));
  CreateCollection create;
  create.organisation = organisation(given.at("organisation"));
  create.title = {given.at("title")};
  create.summary = {given.at("summary")};
  if (given.contains("subject")) create.subject = Name{given.at("subject")};
  fill_words(create.stages, list_in(given, "stages"));
  fill_words(create.years, list_in(given, "years"));
  TRY_INTO(auto const made, store_.run(author, std::move(create), given.at("title")));
  ArrangeCollection arrange{{id_in(made)}, {}};
  for (auto const& item : given.at("items")) {
    arrange.items.values.push_back({resources_.at(item.at("resource")), {text_in(item, "note")}});
  }
  auto const id = arrange.collection;
  TRY(store_.run(author, std::move(arrange), given.at("title")));
  ShareCollection share;
  share.collection = id;
  if (given.contains("team")) {
    share.team = places_.team(given.at("team"));
  } else {
    share.shared_with = organisation(given.at("shared_with"));
  }
  TRY(store_.run(author, share, given.at("title")));
  PublishCollection publish{id};
  TRY(store_.run(author, publish, given.at("title")));
  return {};
}

// ---- in which order

void DemoLibrary::Maker::plan_steps(Plan const& plan, Given const& given, char const* field, Step step) {
  for (auto const& it : list_in(*given, field)) {
    // `it` lives as long as `given`, which the act holds.
    plan(days_.moment(it.at("at")), [this, given, &it, step] { return (this->*step)(*given, it); });
  }
}

void DemoLibrary::Maker::plan_resource(Plan const& plan, Given const& given) {
  bool const is_copy = given->contains("copy_of");
  plan(days_.moment(given->at("at")), [this, given, is_copy] { return is_copy ? copy(*given) : share(*given); });
  plan_steps(plan, given, "coauthors", &Maker::invite);
  plan_steps(plan, given, "versions", &Maker::add_version);
  plan_steps(plan, given, "approval_asked", &Maker::ask_approval);
  plan_steps(plan, given, "approvals", &Maker::approve);
  plan_steps(plan, given, "featured", &Maker::feature);
  plan_steps(plan, given, "uses", &Maker::use);
  plan_steps(plan, given, "stories", &Maker::tell);
  plan_steps(plan, given, "scores", &Maker::score);
  plan_steps(plan, given, "questions", &Maker::ask);
  plan_steps(plan, given, "answers", &Maker::reply);
}

Result<void> DemoLibrary::Maker::make_curriculum() {
  CurriculumSource const whose{std::string(source), std::string(attribution)};
  auto files = read_curriculum(content_of("units.jsonl"), content_of("lessons.jsonl"), whose);
  if (!files.problems.empty()) return Error{ErrorCode::internal, {}, files.problems.front(), {}};
  TRY(put_curriculum(store_.store(), std::move(files.units)));
  TRY_INTO(auto const units, records::all<CurriculumUnit>(store_.store(), ListCurriculum{}));
  for (auto const& unit : units) units_[unit.slug.value] = unit.id;
  return {};
}

Result<void> DemoLibrary::Maker::make(Plan const& plan) {
  TRY(make_curriculum());
  for (auto const& [path, content] : demo_content()) {
    if (!path.starts_with(std::string(library_folder) + "resources/")) continue;
    for (auto const& given : Json::parse(content)) plan_resource(plan, std::make_shared<Json const>(given));
  }
  for (auto const& given : Json::parse(content_of("collections.json"))) {
    auto const kept = std::make_shared<Json const>(given);
    plan(days_.moment(given.at("at")), [this, kept] { return make_collection(*kept); });
  }
  return {};
}

std::optional<std::uint64_t> DemoLibrary::Maker::find(std::string const& kind, std::string const& key) const {
  auto const in = [&](auto const& made) {
    auto const place = made.find(key);
    return place == made.end() ? std::nullopt : std::optional(place->second.value);
  };
  if (kind == "resource") return in(resources_);
  return kind == "unit" ? in(units_) : std::nullopt;
}

DemoLibrary::DemoLibrary(DemoStore& store, DemoDays const& days, Places places)
    : maker_(std::make_unique<Maker>(store, days, std::move(places))) {}

DemoLibrary::~DemoLibrary() = default;

Result<void> DemoLibrary::make(Plan const& plan) { return maker_->make(plan); }

std::optional<std::uint64_t> DemoLibrary::find(std::string const& kind, std::string const& key) const {
  return maker_->find(kind, key);
}

}  // namespace staffroom
