// Uploads and versions: what becomes part of a resource, when others see it, and what is held back.
#include <doctest/doctest.h>

#include "store/resources.hpp"
#include "tests/support/library.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

std::string state_for(Colleague const& who, ResourceVersionId version) {
  return who.sees(GetVersion{version}).at("state").get<std::string>();
}

std::string const long_reason = "These are invented numbers for a training example.";

}  // namespace

TEST_CASE("an upload is opened by people of the organisation and seen by nobody else") {
  Scenario s;
  Library library(s);
  auto const id = library.uploads(s.bob, s.kirkby);
  CHECK(s.bob.lists(ListUploads{}) == std::vector{id.value});
  CHECK(s.bob.sees(GetUpload{id}).at("state") == "stored");
  CHECK_FALSE(s.sana.finds(GetUpload{id}));
  CHECK_FALSE(s.nadia.finds(GetUpload{id}));
  CHECK(s.sana.lists(ListUploads{}).empty());
  CHECK(told(s.sana.tries(DropUpload{id})) == "not_found");
  CHECK(told(s.alice.tries(OpenUpload{s.kirkby, {"a.pdf"}, 3})) == "forbidden role");
  CHECK(told(s.priya.tries(OpenUpload{s.kirkby, {"a.pdf"}, 3})) == "not_found");
  CHECK(told(s.bob.tries(OpenUpload{s.kirkby, {""}, 3})) == "unprocessable body.file_name");
  CHECK(told(s.bob.tries(OpenUpload{s.kirkby, {"a.pdf"}, limits::upload_bytes_max + 1})) == "too_large");
  UploadId const fresh{id_in(s.bob.does(OpenUpload{s.kirkby, {"a.pdf"}, 3}))};
  CHECK(told(s.bob.tries(StoreUpload{fresh, "short", FileFormat::pdf, {"application/pdf"}})) ==
        "unprocessable body.sha256");
  s.bob.does(DropUpload{fresh});
  CHECK_FALSE(s.bob.finds(GetUpload{fresh}));
}

TEST_CASE("no person has more than so many uploads that wait") {
  Scenario s;
  for (std::size_t i = 0; i < limits::uploads_per_person_max; ++i) s.bob.does(OpenUpload{s.kirkby, {"a.pdf"}, 1});
  CHECK(told(s.bob.tries(OpenUpload{s.kirkby, {"a.pdf"}, 1})) == "conflict too_many_uploads");
  s.advance(limits::upload_lives);
  CHECK(told(s.bob.tries(OpenUpload{s.kirkby, {"a.pdf"}, 1})) == "accepted");
}

TEST_CASE("a version is made of one's own uploads of the same organisation, and they go with it") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  auto const mine = library.uploads(s.bob, s.kirkby);
  auto const sanas = library.uploads(s.sana, s.kirkby);
  UploadId const arriving{id_in(s.bob.does(OpenUpload{s.kirkby, {"a.pdf"}, 3}))};
  CreateVersion command{.resource = id, .may_share = true};
  CHECK(told(s.bob.tries(command)) == "unprocessable body.uploads");
  for (auto const foreign : {sanas, arriving, UploadId{99'999}}) {
    command.uploads = {{mine, foreign}};
    CHECK(s.bob.tries(command).error() == Error::not_found("body.uploads[1]"));
  }
  command.uploads = {{mine, mine}};
  CHECK(told(s.bob.tries(command)) == "unprocessable body.uploads[1]");
  command.uploads = {{mine}};
  command.may_share = false;
  CHECK(told(s.bob.tries(command)) == "unprocessable body.may_share");
  command.may_share = true;
  command.address = Line{"https://example.org"};
  CHECK(told(s.bob.tries(command)) == "unprocessable body.uploads");
  command.address.reset();
  ResourceVersionId const version{id_in(s.bob.does(command))};
  CHECK(library.version(version).number == 1);
  CHECK(library.version(version).state == VersionState::checking);
  CHECK(library.version(version).files.values.front().name.value == "Fractions.pptx");
  CHECK_FALSE(s.bob.finds(GetUpload{mine}));
  auto const elsewhere = library.uploads(s.tess, s.aire);
  auto const hers = library.drafts(s.tess, s.kirkby);
  CHECK(s.tess.tries(CreateVersion{.resource = hers, .uploads = {{elsewhere}}, .may_share = true}).error() ==
        Error::not_found("body.uploads[0]"));
}

TEST_CASE("all versions but the first say what is different") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.aire);
  auto const upload = library.uploads(s.bob, s.kirkby, "Fractions 2.pptx", "Thirds");
  CHECK(told(s.bob.tries(CreateVersion{.resource = id, .uploads = {{upload}}, .may_share = true})) ==
        "unprocessable body.note");
}

TEST_CASE("a web address is one, and needs no checks") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  for (auto const* bad : {"ftp://example.org", "https://", "javascript:alert(1)", "https://me@example.org",
                          "https://example.org/a b", "example.org"}) {
    CAPTURE(bad);
    CHECK(told(s.bob.tries(CreateVersion{.resource = id, .address = Line{bad}, .may_share = true})) ==
          "unprocessable body.address");
  }
  s.bob.does(CreateVersion{.resource = id, .address = Line{"https://example.org/x?y#z"}, .may_share = true});
  CHECK(library.resource(id).current->address == Line{"https://example.org/x?y#z"});
}

TEST_CASE("nobody but its editors sees a version before it has passed its checks") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  auto const version = library.adds(s.bob, id, "Thirds");
  CHECK(library.resource(id).current->number == 1);
  for (auto const& [name, person] : s.everybody()) {
    CAPTURE(name);
    CHECK(person.finds(GetVersion{version}) == (name == "Bob"));
    CHECK_FALSE((name != "Bob" && person.finds(GetVersionCheck{version})));
  }
  CHECK(s.alice.lists(ListVersions{id}).size() == 1);
  library.finds_pupils(version);
  CHECK_FALSE(s.alice.finds(GetVersion{version}));
  CHECK(state_for(s.bob, version) == "held");
  CHECK(s.bob.sees(ListVersions{id}).at("also")[0].at("kind") == "version_check");
  CHECK(s.alice.sees(ListVersions{id}).at("also").empty());
  CHECK(s.bob.told_because(Because::version_held));
  CHECK(library.resource(id).current->number == 1);
}

TEST_CASE("a version that passed is the current one, and those who use and keep the resource hear of it") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  s.carol.does(UseResource{id, s.tarn});
  auto const version = library.adds(s.bob, id, "Thirds");
  CHECK_FALSE(s.carol.told_because(Because::version_new));
  library.passes(version);
  auto const current = *library.resource(id).current;
  CHECK(current.number == 2);
  CHECK(current.version == version);
  CHECK(current.pages == 3);
  CHECK(current.has_preview);
  CHECK(current.formats == decltype(current.formats){{FileFormat::pptx}});
  CHECK(s.carol.told_because(Because::version_new));
  CHECK_FALSE(s.bob.told_because(Because::version_new));  // it is his own
  CHECK_FALSE(s.dan.told_because(Because::version_new));  // does not use it
  CHECK(s.dan.finds(GetVersion{version}));
}

TEST_CASE("a result for other bytes, or for a version that is not being checked, changes nothing") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  auto const version = library.adds(s.bob, id);
  s.as_system(FinishCheck{.resource_version = version, .bytes_hash = resources::sha256_of("other")});
  CHECK(library.version(version).state == VersionState::checking);
  library.finds_pupils(version);
  library.passes(version);
  CHECK(library.version(version).state == VersionState::held);
  CHECK_FALSE(library.resource(id).current);
  CHECK(told(s.bob.tries(FinishCheck{.resource_version = version})) == "not_found");
}

TEST_CASE("an older version that passes late does not become the current one") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  auto const first = library.adds(s.bob, id, "Halves");
  auto const second = library.adds(s.bob, id, "Thirds");
  library.passes(second);
  library.passes(first);
  CHECK(library.resource(id).current->version == second);
  CHECK(library.version(first).state == VersionState::ready);
}

TEST_CASE("what is held is let go by an editor who says at length why it is a false alarm") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  auto const version = library.adds(s.bob, id);
  CHECK(told(s.bob.tries(ConfirmFalseAlarm{version, {long_reason}})) == "conflict wrong_state");
  library.finds_pupils(version);
  CHECK(told(s.bob.tries(ConfirmFalseAlarm{version, {"No."}})) == "unprocessable body.reason");
  CHECK(told(s.sana.tries(ConfirmFalseAlarm{version, {long_reason}})) == "not_found");
  s.bob.does(ConfirmFalseAlarm{version, {long_reason}});
  CHECK(library.version(version).state == VersionState::ready);
  CHECK(library.resource(id).current);
  CHECK(s.bob.sees(GetVersionCheck{version}).at("reason") == long_reason);
  CHECK(s.bob.sees(GetVersionCheck{version}).at("confirmed_by") == s.bob.id().value);
  CHECK_FALSE(s.bob.told_because(Because::version_held));
  // The administrators of the trust hear that it happened, and no more: the school has none of its own.
  auto const news = s.tom.told_because(Because::false_alarm);
  REQUIRE(news);
  auto const notification = s.tom.sees(GetNotification{news});
  CHECK(notification.at("by") == s.bob.id().value);
  CHECK_FALSE(notification.contains("resource"));
  CHECK_FALSE(notification.contains("resource_version"));
  CHECK(notification.at("needs") == false);
}

TEST_CASE("a quarantined version can only be replaced or deleted; administrators hear of it without content") {
  Scenario s;
  Library library(s);
  auto const id = library.drafts(s.bob, s.kirkby);
  auto const version = library.adds(s.bob, id);
  library.finds_virus(version);
  CHECK(s.bob.told_because(Because::version_bad));
  auto const news = s.tom.told_because(Because::version_bad);
  REQUIRE(news);
  CHECK_FALSE(s.tom.sees(GetNotification{news}).contains("resource"));
  CHECK(told(s.bob.tries(ConfirmFalseAlarm{version, {long_reason}})) == "conflict wrong_state");
  CHECK(told(s.bob.tries(RestoreVersion{version, {}})) == "conflict wrong_state");
  CHECK(told(s.bob.tries(ReplaceVersion{version, {}, true})) == "unprocessable body.uploads");
  auto const better = library.uploads(s.bob, s.kirkby, "Clean.pptx", "Clean");
  ResourceVersionId const second{id_in(s.bob.does(ReplaceVersion{version, {{better}}, true}))};
  CHECK(library.version(version).state == VersionState::purged);
  CHECK(library.version(version).files.empty());
  CHECK_FALSE(s.bob.finds(GetVersionCheck{version}));
  CHECK_FALSE(s.bob.told_because(Because::version_bad));
  CHECK(library.version(second).state == VersionState::checking);
  CHECK(library.version(second).number == 2);
  CHECK(told(s.bob.tries(ReplaceVersion{second, {{better}}, true})) == "conflict wrong_state");
}

TEST_CASE("an earlier version comes back as a new one, which is checked again") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.aire);
  auto const first = library.newest(id).id;
  library.passes(library.adds(s.bob, id, "Thirds"));
  ResourceVersionId const again{id_in(s.bob.does(RestoreVersion{first, {}}))};
  CHECK(library.version(again).number == 3);
  CHECK(library.version(again).restored_from == 1U);
  CHECK(library.version(again).bytes_hash == library.version(first).bytes_hash);
  CHECK(library.version(again).note.value == "Version 1 again");
  CHECK(library.resource(id).current->number == 2);
  library.passes(again);
  CHECK(library.resource(id).current->number == 3);
  CHECK(told(s.alice.tries(RestoreVersion{first, {}})) == "forbidden role");
}

TEST_CASE("versions carry a label, given and taken by editors") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.aire);
  auto const version = library.newest(id).id;
  CHECK(told(s.alice.tries(LabelVersion{version, {"Best"}})) == "forbidden role");
  s.bob.does(LabelVersion{version, {"As taught in 2026"}});
  CHECK(s.alice.sees(GetVersion{version}).at("label") == "As taught in 2026");
  CHECK(told(s.bob.tries(LabelVersion{version, {std::string(200, 'x')}})) == "unprocessable body.label");
  s.bob.does(LabelVersion{version, {}});
  CHECK_FALSE(s.alice.sees(GetVersion{version}).contains("label"));
}

TEST_CASE("a version is deleted by the owner, unless it is all that is shared; note and date stay") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.aire);
  auto const first = library.newest(id).id;
  CHECK(told(s.bob.tries(DeleteVersion{first})) == "conflict only_version");
  auto const second = library.adds(s.bob, id, "Thirds");
  CHECK(told(s.bob.tries(DeleteVersion{first})) == "conflict only_version");  // the other has not passed yet
  library.passes(second);
  CHECK(told(s.alice.tries(DeleteVersion{first})) == "forbidden role");
  s.bob.does(DeleteVersion{second});
  CHECK(library.resource(id).current->version == first);
  CHECK(library.version(second).state == VersionState::purged);
  CHECK(library.version(second).note.value == "Clearer pictures");
  CHECK(s.alice.finds(GetVersion{second}));  // an old link says that it was removed
  CHECK(told(s.bob.tries(DeleteVersion{second})) == "conflict wrong_state");
  CHECK(told(s.bob.tries(RestoreVersion{second, {}})) == "conflict wrong_state");
  s.bob.does(WithdrawResource{id});
  s.bob.does(DeleteVersion{first});
  CHECK_FALSE(library.resource(id).current);
  CHECK(told(s.bob.tries(PublishResource{id, s.in_days(9)})) == "conflict no_clean_version");
  // The next one goes on counting.
  CHECK(library.version(library.adds(s.bob, id)).number == 3);
}

TEST_CASE("who stops working on a resource but still reads it loses what only editors see") {
  Scenario s;
  Library library(s);
  auto const id = library.shows(s.bob, s.kirkby, s.network);
  s.bob.does(InviteCoauthor{id, s.carol.id()});
  auto const version = library.adds(s.bob, id, "Thirds");
  CHECK_FALSE(s.carol.finds(GetVersion{version}));
  s.sink().take();
  s.carol.does(AcceptCoauthorship{id});
  CHECK(s.carol.finds(GetVersion{version}));
  auto const heard = [&](std::string const& text) {
    for (auto const& publication : s.sink().take()) {
      for (auto const& part : publication->parts) {
        bool const hers = part.audience == Audience(AudienceType::person, s.carol.id().value);
        if (hers && part.last.find(text) != std::string::npos) return true;
      }
    }
    return false;
  };
  CHECK(heard("\"kind\":\"resource_version\""));
  s.carol.does(LeaveCoauthorship{id});
  CHECK(s.carol.finds(GetResource{id}));
  CHECK_FALSE(s.carol.finds(GetVersion{version}));
  CHECK(heard("resource_version"));
}

TEST_CASE("the hash of the content is of its files, address, title, licence and other people's work alone") {
  Resource resource{.id = {7}, .title = {"Fractions “½”"}, .licence = Licence::cc_by};
  ResourceVersion version{.id = {8}, .resource = {7}};
  version.files = {{VersionFile{.name = {"a"}, .sha256 = "aa"}, VersionFile{.name = {"b"}, .sha256 = "bb"}}};
  auto const hash = resources::content_hash_of(resource, version);
  CHECK(hash == resources::sha256_of("{\"files\":[\"aa\",\"bb\"],\"id\":7,\"kind\":\"resource\",\"licence\":\"cc_by\","
                                     "\"schema\":1,\"third_party\":\"none\",\"title\":\"Fractions “½”\"}"));
  resource.summary = {"Other"};
  resource.subject = Name{"Art"};
  resource.team = TeamId{5};
  version.files.values[0].name = {"c"};
  CHECK(resources::content_hash_of(resource, version) == hash);
  auto other = resource;
  other.title = {"Halves"};
  CHECK(resources::content_hash_of(other, version) != hash);
  other = resource;
  other.licence = Licence::cc0;
  CHECK(resources::content_hash_of(other, version) != hash);
  other = resource;
  other.third_party = ThirdParty::trust_only;
  CHECK(resources::content_hash_of(other, version) != hash);
  std::swap(version.files.values[0], version.files.values[1]);
  CHECK(resources::content_hash_of(resource, version) != hash);
  CHECK(resources::sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace staffroom::tests
