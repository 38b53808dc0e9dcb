// The library in tests.
#include "tests/support/library.hpp"

#include "tests/support/stored_record.hpp"

#include <stdexcept>

#include "protocol/codec.hpp"
#include "store/resources.hpp"

namespace staffroom::tests {
namespace {

/// As the hub itself sees it.
}  // namespace

ResourceId Library::drafts(Colleague const& who, OrganisationId at, std::string_view title) {
  return {id_in(who.does(CreateResource{
      .organisation = at, .title = {std::string(title)}, .subject = Name{"Maths"}, .licence = Licence::cc_by}))};
}

UploadId Library::uploads(Colleague const& who, OrganisationId at, std::string_view name, std::string_view bytes) {
  UploadId const id{id_in(who.does(OpenUpload{at, {std::string(name)}, bytes.size()}))};
  who.does(StoreUpload{id, resources::sha256_of(bytes), FileFormat::pptx, {"application/vnd.ms-powerpoint"}});
  return id;
}

ResourceVersionId Library::adds(Colleague const& who, ResourceId resource, std::string_view bytes) {
  auto const upload = uploads(who, this->resource(resource).organisation, "Fractions.pptx", bytes);
  return {id_in(who.does(
      CreateVersion{.resource = resource, .uploads = {{upload}}, .note = {"Clearer pictures"}, .may_share = true}))};
}

void Library::shares(Colleague const& who, ResourceId resource, OrganisationId with) {
  who.does(ShareResource{.resource = resource, .shared_with = with});
}
void Library::shares(Colleague const& who, ResourceId resource, TeamId with) {
  who.does(ShareResource{.resource = resource, .team = with});
}
void Library::publishes(Colleague const& who, ResourceId resource) {
  who.does(PublishResource{resource, s_.in_days(300)});
}

ResourceId Library::shows(Colleague const& who, OrganisationId at, OrganisationId with, std::string_view title) {
  auto const id = drafts(who, at, title);
  passes(adds(who, id));
  shares(who, id, with);
  publishes(who, id);
  return id;
}

ResourceId Library::shows_team(Colleague const& who, OrganisationId at, TeamId with) {
  auto const id = drafts(who, at);
  passes(adds(who, id));
  shares(who, id, with);
  publishes(who, id);
  return id;
}

void Library::finish(ResourceVersionId version, CheckResult result) {
  auto const it = this->version(version);
  FinishCheck command{.resource_version = version, .bytes_hash = it.bytes_hash, .result = result, .files = it.files};
  for (auto& file : command.files.values) {
    file.pages = 3;
    file.has_text = true;
    file.has_preview = true;
  }
  if (result == CheckResult::found) command.findings = {{Finding{FindingType::upn, 0, {"slide 2, notes"}}}};
  if (result == CheckResult::bad) command.findings = {{Finding{FindingType::virus, 0, {"file"}}}};
  auto const finished = s_.as_system(command);
  if (!finished) throw std::runtime_error("finish_check: " + told(finished));
}

void Library::passes(ResourceVersionId version) { finish(version, CheckResult::passed); }
void Library::finds_pupils(ResourceVersionId version) { finish(version, CheckResult::found); }
void Library::finds_virus(ResourceVersionId version) { finish(version, CheckResult::bad); }

Resource Library::resource(ResourceId id) { return stored_record<Resource>(s_, GetResource{id}); }
ResourceVersion Library::version(ResourceVersionId id) { return stored_record<ResourceVersion>(s_, GetVersion{id}); }
ResourceActivity Library::activity(ResourceId id) { return stored_record<ResourceActivity>(s_, GetActivity{id}); }

ResourceVersion Library::newest(ResourceId id) {
  auto const author = Colleague(s_, resource(id).author);
  return version(ResourceVersionId{author.lists(ListVersions{id}).front()});
}

std::string Library::current_hash(ResourceId id) { return resource(id).current->content_hash; }

}  // namespace staffroom::tests
