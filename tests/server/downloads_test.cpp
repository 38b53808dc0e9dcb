// Files of versions by HTTP: who gets them, ranges, what a browser may do with them; and several packed into one.
#include <doctest/doctest.h>
#include <zip.h>

#include <fstream>
#include <thread>

#include "protocol/limits.hpp"
#include "server/downloads_sheet.hpp"
#include "server/file_answer.hpp"
#include "tests/support/test_client.hpp"

using namespace staffroom;
using namespace staffroom::tests;

namespace {

std::uint64_t id_of(Accepted const& accepted) { return ServerJson::parse(accepted.record).at("id"); }

/// alice shares what carol, who is staff of the same school, may read.
struct Library {
  Library()
      : alice(server.port(), server.token_of(server.alice)), carol(server.port(), server.token_of(server.carol)) {}

  struct Kept {
    std::string name;
    std::string bytes;
    FileFormat format = FileFormat::text;
    std::string media_type = "text/plain";
    std::string text = {};
  };
  /// A resource that is shared with the school, with these files, checked and clean.
  ResourceId shares(std::string const& title, std::vector<Kept> const& kept) {
    CreateResource create;
    create.organisation = server.school;
    create.title = {title};
    create.licence = Licence::cc_by;
    create.attribution = {"After <Kirkby> & others"};
    ResourceId const resource{id_of(server.does(std::move(create), server.alice))};
    CreateVersion version;
    version.resource = resource;
    version.may_share = true;
    FinishCheck finish;
    for (auto const& file : kept) {
      auto const stored = server.store().files().put_bytes(server.school, file.bytes);
      REQUIRE(stored.has_value());
      if (!file.text.empty()) {
        REQUIRE(server.store().files().put_text(server.school, stored->sha256, file.text));
        REQUIRE(server.store().files().put_preview(server.school, stored->sha256, "\x89PNG"));
      }
      UploadId const upload{id_of(server.does(OpenUpload{server.school, {file.name}, stored->bytes}, server.alice))};
      server.does(StoreUpload{upload, stored->sha256, file.format, {file.media_type}}, server.alice);
      version.uploads.values.push_back(upload);
      VersionFile about{{file.name}, stored->bytes, stored->sha256, file.format, {file.media_type}};
      about.has_text = about.has_preview = !file.text.empty();
      finish.files.values.push_back(std::move(about));
    }
    auto const made = ServerJson::parse(server.does(std::move(version), server.alice).record);
    last_version = ResourceVersionId{made.at("id").get<std::uint64_t>()};
    finish.resource_version = last_version;
    finish.bytes_hash = made.at("bytes_hash");
    // The server's own checks may have been quicker.
    Submission submission;
    submission.command = std::move(finish);
    static_cast<void>(server.store().submit_and_wait(std::move(submission)));
    ShareResource share;
    share.resource = resource;
    share.shared_with = server.school;
    server.does(std::move(share), server.alice);
    auto const today = server.store().now().value / 86'400'000;
    server.does(PublishResource{resource, Date{static_cast<std::int32_t>(today + 300)}}, server.alice);
    return resource;
  }
  std::string file_path(int place = 0) const {
    return "/api/v1/resource-versions/" + std::to_string(last_version.value) + "/files/" + std::to_string(place);
  }
  /// The record, when it is made or has failed.
  ServerJson packs(TestClient& who, ServerJson const& what) {
    auto const begun = who.post("/api/v1/downloads", what);
    REQUIRE(begun.status == 201);
    auto const path = begun.json().at("self").get<std::string>();
    for (int i = 0; i < 1'000; ++i) {
      auto record = who.get(path).json();
      if (record.at("state") != "preparing") return record;
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    FAIL("never made");
    return {};
  }

  TestServer server;
  TestClient alice, carol;
  ResourceVersionId last_version;
};

std::map<std::string, std::string> unpacked(std::string const& bytes) {
  std::map<std::string, std::string> out;
  zip_error_t error;
  zip_error_init(&error);
  auto* source = ::zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto* archive = ::zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  REQUIRE(archive != nullptr);
  for (zip_int64_t i = 0; i < ::zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t about;
    REQUIRE(::zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &about) == 0);
    std::string content(about.size, '\0');
    auto* file = ::zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    REQUIRE(file != nullptr);
    CHECK(::zip_fread(file, content.data(), content.size()) == static_cast<zip_int64_t>(content.size()));
    ::zip_fclose(file);
    out.emplace(about.name, std::move(content));
  }
  ::zip_discard(archive);
  return out;
}

}  // namespace

TEST_CASE("files: a reader gets the bytes, with a safe name, and a policy that lets nothing run") {
  Library library;
  library.shares("Rivers", {{"Café \"rivers\".txt", "Rivers carry stones."}});
  auto answer = library.carol.get(library.file_path());
  REQUIRE(answer.status == 200);
  CHECK(answer.body == "Rivers carry stones.");
  CHECK(answer.header("content-type") == "text/plain; charset=utf-8");
  CHECK(answer.header("content-disposition") ==
        "attachment; filename=\"Caf_ _rivers_.txt\"; filename*=UTF-8''Caf%C3%A9%20%22rivers%22.txt");
  CHECK(answer.header("x-content-type-options") == "nosniff");
  CHECK(answer.header("content-security-policy").starts_with("sandbox;"));
  CHECK(answer.header("cache-control") == "private, no-cache");
  CHECK(answer.header("accept-ranges") == "bytes");
  auto const etag = answer.header("etag");
  CHECK(etag.size() == 66);
  CHECK(library.carol.get(library.file_path(), {{"If-None-Match", etag}}).status == 304);
  auto const head = library.carol.call("HEAD", library.file_path(), {}, {});
  CHECK(head.header("content-length") == "20");
  CHECK(library.carol.get(library.file_path() + "?inline=1").header("content-disposition").starts_with("inline;"));
  CHECK(library.carol.get(library.file_path() + "?inline=2").status == 400);
  CHECK(library.carol.get(library.file_path(1)).status == 404);
  CHECK(library.carol.post(library.file_path(), ServerJson::object()).status == 405);
}

TEST_CASE("47 files: pages and drawings with scripts are never shown, whatever is asked") {
  Library library;
  library.shares("Pages", {{"a.html", "<script>alert(1)</script>", FileFormat::html, "text/html"},
                           {"a.svg", "<svg onload='alert(1)'/>", FileFormat::other, "image/svg+xml"}});
  for (int place : {0, 1}) {
    auto const answer = library.carol.get(library.file_path(place) + "?inline=1");
    CHECK(answer.status == 200);
    CHECK(answer.header("content-disposition").starts_with("attachment;"));
    CHECK(answer.header("content-type") == "application/octet-stream");
    CHECK(answer.header("x-content-type-options") == "nosniff");
  }
}

TEST_CASE("files: one range is served, several and impossible ones are not") {
  Library library;
  library.shares("Digits", {{"digits.txt", "0123456789"}});
  auto const ask = [&](std::string const& range, Headers more = {}) {
    more["Range"] = range;
    return library.carol.get(library.file_path(), std::move(more));
  };
  auto answer = ask("bytes=2-4");
  CHECK(answer.status == 206);
  CHECK(answer.body == "234");
  CHECK(answer.header("content-range") == "bytes 2-4/10");
  CHECK(ask("bytes=7-").body == "789");
  CHECK(ask("bytes=-3").body == "789");
  CHECK(ask("bytes=8-99").body == "89");
  CHECK(ask("bytes=-99").body == "0123456789");
  answer = ask("bytes=10-");
  CHECK(answer.status == 416);
  CHECK(answer.header("content-range") == "bytes */10");
  CHECK(ask("bytes=-0").status == 416);
  CHECK(ask("lines=1-2").status == 200);
  CHECK(ask("bytes=4-2").status == 200);
  CHECK(ask("bytes=x").status == 200);
  std::string many = "bytes=0-";
  for (int i = 0; i < 1'000; ++i) many += ",0-";
  CHECK(ask(many).status == 416);
  auto const etag = library.carol.get(library.file_path()).header("etag");
  CHECK(ask("bytes=2-4", {{"If-Range", etag}}).status == 206);
  CHECK(ask("bytes=2-4", {{"If-Range", "\"another\""}}).status == 200);
}

TEST_CASE("54 files: an address is worth nothing to others, nor after the right to it is lost") {
  Library library;
  auto const resource =
      library.shares("Rivers", {{"a.txt", "Rivers", FileFormat::text, "text/plain", "River\nRivers"}});
  TestClient dora(library.server.port(), library.server.token_of(library.server.dora));
  auto const unknown = dora.get("/api/v1/resource-versions/999999/files/0");
  for (auto const* part : {"", "/preview", "/text"}) {
    CAPTURE(part);
    CHECK(library.carol.get(library.file_path() + part).status == 200);
    auto const hidden = dora.get(library.file_path() + part);
    CHECK(hidden.status == 404);
    CHECK(hidden.body == unknown.body);
    CHECK(TestClient(library.server.port()).get(library.file_path() + part).status == 401);
  }
  library.server.does(WithdrawResource{resource}, library.server.alice);
  for (auto const* part : {"", "/preview", "/text"}) {
    CHECK(library.carol.get(library.file_path() + part).status == 404);
    CHECK(library.alice.get(library.file_path() + part).status == 200);
  }
}

TEST_CASE("files: what was read out of one is answered by pages, and its first page as a picture") {
  Library library;
  library.shares("Slides",
                 {{"a.txt", "x", FileFormat::text, "text/plain", "One\nfirst \"words\"\fTwo\nmore\f\nno heading"}});
  auto const all = library.carol.get(library.file_path() + "/text").json();
  CHECK(all.at("total") == 3);
  CHECK(all.at("next").is_null());
  CHECK(all.at("pages").at(0) == ServerJson{{"number", 1}, {"heading", "One"}, {"text", "first \"words\""}});
  CHECK(all.at("pages").at(2).at("heading") == "");
  auto const one = library.carol.get(library.file_path() + "/text?from=2&to=2").json();
  CHECK(one.at("pages").size() == 1);
  CHECK(one.at("pages").at(0).at("heading") == "Two");
  CHECK(library.carol.get(library.file_path() + "/text?from=0").status == 400);
  auto const picture = library.carol.get(library.file_path() + "/preview");
  CHECK(picture.header("content-type") == "image/png");
  CHECK(picture.body == "\x89PNG");
  auto const long_text = std::string(700'000, 'a') + "\f" + std::string(700'000, 'b') + "\fc";
  auto const cut = ServerJson::parse(pages_json(long_text, 1, 99));
  CHECK(cut.at("pages").size() == 1);
  CHECK(cut.at("next") == 2);
}

TEST_CASE("files: a large one comes whole while the thread goes on serving others") {
  Library library;
  std::string large(96 * 1024 * 1024, 'x');
  for (std::size_t i = 0; i < large.size(); i += 4'096) large[i] = static_cast<char>('a' + i / 4'096 % 26);
  library.shares("Film", {{"film.txt", large}});
  auto const answer = library.carol.get(library.file_path());
  CHECK(answer.status == 200);
  CHECK(answer.body == large);
  auto const part = library.carol.get(library.file_path(), {{"Range", "bytes=50000000-59999999"}});
  CHECK(part.body == std::string_view(large).substr(50'000'000, 10'000'000));
  // A reader that takes nothing holds up nobody.
  Wire idle(library.server.port(), 4'096);
  idle.send("GET " + library.file_path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(library.server.port()) +
            "\r\nCookie: staffroom=" + library.server.token_of(library.server.carol) + "\r\n\r\n");
  CHECK(library.carol.get("/api/v1/me").status == 200);
}

TEST_CASE("downloads: several resources are packed with a sheet that names their makers") {
  Library library;
  auto const rivers =
      library.shares("Rivers", {{"lesson.txt", "Rivers"}, {"LESSON.txt", "Stones"}, {"../x.txt", "Sand"}});
  auto const hills = library.shares("Hills <b>", {{"lesson.txt", "Hills"}});
  auto const record = library.packs(library.carol, {{"resources", {rivers.value, hills.value}}});
  CHECK(record.at("state") == "ready");
  CHECK(record.at("title") == "2 resources");
  CHECK(record.at("done") == 4);
  auto const path = record.at("self").get<std::string>() + "/file";
  auto const answer = library.carol.get(path);
  REQUIRE(answer.status == 200);
  CHECK(answer.header("content-type") == "application/zip");
  CHECK(answer.header("content-disposition").starts_with("attachment; filename=\"2 resources.zip\""));
  CHECK(answer.body.size() == record.at("bytes").get<std::size_t>());
  auto const files = unpacked(answer.body);
  CHECK(files.at("Rivers/lesson.txt") == "Rivers");
  CHECK(files.at("Rivers/LESSON (2).txt") == "Stones");
  CHECK(files.at("Rivers/-x.txt") == "Sand");
  CHECK(files.at("lesson.txt") == "Hills");
  auto const& sheet = files.at("Who made these.txt");
  for (auto const* words : {"Rivers", "Made by: alice", "CC BY 4.0", "After <Kirkby> & others", "version 1"}) {
    CAPTURE(words);
    CHECK(sheet.find(words) != std::string::npos);
  }
  CHECK(files.at("Who made these.html").find("After &lt;Kirkby&gt; &amp; others") != std::string::npos);
  CHECK(files.at("Who made these.html").find("Hills <b>") == std::string::npos);
  CHECK_FALSE(files.contains("resources.csv"));
  CHECK(library.carol.get(path, {{"Range", "bytes=0-1"}}).body == "PK");
  CHECK(library.alice.get(path).status == 404);
}

TEST_CASE("downloads: my whole library has its metadata in a table, without formulas") {
  Library library;
  library.shares("=HYPERLINK(1)", {{"a.txt", "A"}});
  library.shares("Hills, \"high\"", {{"b.txt", "B"}});
  auto const record = library.packs(library.alice, {{"mine", true}});
  CHECK(record.at("title") == "My library");
  auto const files = unpacked(library.alice.get(record.at("self").get<std::string>() + "/file").body);
  auto const& csv = files.at("resources.csv");
  CHECK(csv.starts_with("\xEF\xBB\xBF\"name\",\"description\",\"learningResourceType\""));
  CHECK(csv.find("\"'=HYPERLINK(1)\"") != std::string::npos);
  CHECK(csv.find("\"Hills, \"\"high\"\"\"") != std::string::npos);
  CHECK(csv.find("https://creativecommons.org/licenses/by/4.0/") != std::string::npos);
  CHECK(csv.find("\"a.txt\"") != std::string::npos);
}

TEST_CASE("downloads: refused when nothing, several things, or hidden things are asked for") {
  Library library;
  auto const rivers = library.shares("Rivers", {{"a.txt", "A"}});
  TestClient dora(library.server.port(), library.server.token_of(library.server.dora));
  CHECK(library.carol.post("/api/v1/downloads", ServerJson::object()).status == 422);
  CHECK(library.carol.post("/api/v1/downloads", {{"mine", true}, {"resources", {rivers.value}}}).status == 422);
  auto const hidden = dora.post("/api/v1/downloads", {{"resources", {rivers.value}}});
  CHECK(hidden.status == 404);
  CHECK(hidden.body == dora.post("/api/v1/downloads", {{"resources", {999'999}}}).body);
  auto const empty = library.packs(library.carol, {{"mine", true}});
  CHECK(empty.at("state") == "failed");
  CHECK(empty.at("failure") == "There is nothing in it that you may download.");
}

TEST_CASE("downloads: rights are asked for again when the file is fetched, and what was lost loses the whole") {
  Library library;
  auto const rivers = library.shares("Rivers", {{"a.txt", "A"}});
  auto const hills = library.shares("Hills", {{"b.txt", "B"}});
  auto const record = library.packs(library.carol, {{"resources", {rivers.value, hills.value}}});
  auto const self = record.at("self").get<std::string>();
  CHECK(library.carol.get(self + "/file").status == 200);
  library.server.does(WithdrawResource{hills}, library.server.alice);
  CHECK(library.carol.get(self + "/file").status == 404);
  auto const after = library.carol.get(self).json();
  CHECK(after.at("state") == "failed");
  CHECK(after.at("failure").get<std::string>().starts_with("Something in it is not shared with you any more."));
  std::size_t zips = 0;
  for (auto const& entry : std::filesystem::directory_iterator(library.server.data() / "downloads")) {
    zips += entry.path().extension() == ".zip" ? 1 : 0;
  }
  CHECK(zips == 0);
}

TEST_CASE("downloads: one that was being made when the hub stopped is made after it, and goes with its record") {
  Library library;
  auto const rivers = library.shares("Rivers", {{"a.txt", "A"}});
  auto& server = library.server;
  std::ofstream(server.data() / "downloads" / "77.new.k3Xz") << "half";
  PrepareDownload prepare;
  prepare.resources.values = {rivers};
  auto const id = id_of(server.does(std::move(prepare), server.carol));
  server.restart();
  TestClient carol(server.port(), server.token_of(server.carol));
  auto const self = "/api/v1/downloads/" + std::to_string(id);
  for (int i = 0; i < 1'000 && carol.get(self).json().at("state") == "preparing"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  CHECK(carol.get(self + "/file").status == 200);
  CHECK_FALSE(std::filesystem::exists(server.data() / "downloads" / "77.new.k3Xz"));
  carol.post("/api/v1/test/clock", {{"advance_ms", 3'600'000 * 25}});
  TestClient later(server.port(), server.token_of(server.carol));
  CHECK(later.get(self + "/file").status == 404);
  CHECK(std::filesystem::is_empty(server.data() / "downloads"));
}

TEST_CASE("downloads: names in an archive are harmless on every system, and each comes once") {
  CHECK(archive_name("con.txt") == "_con.txt");
  CHECK(archive_name("LPT1") == "_LPT1");
  CHECK(archive_name("contents.txt") == "contents.txt");
  CHECK(archive_name("../../etc/passwd") == "-..-etc-passwd");
  CHECK(archive_name("a/b\\c: d?.pdf") == "a-b-c_ d_.pdf");
  CHECK(archive_name("...") == "file");
  auto const long_name = archive_name(std::string(300, 'n') + ".pptx");
  CHECK(long_name.size() == 100);
  CHECK(long_name.ends_with(".pptx"));
  ArchiveNames names;
  CHECK(names.take("", "Plan.docx") == "Plan.docx");
  CHECK(names.take("", "plan.DOCX") == "plan (2).DOCX");
  CHECK(names.take("Week 1/", "Plan.docx") == "Week 1/Plan.docx");
}

TEST_CASE("files: the bytes go when no version names them any more, after a grace longer than a backup takes") {
  Library library;
  auto const rivers = library.shares("Rivers", {{"a.txt", "Rivers"}});
  auto& files = library.server.store().files();
  auto const hash = library.alice.get(library.file_path()).header("etag").substr(1, 64);
  auto const pass = [&](int hours) {
    CHECK(library.alice.post("/api/v1/test/clock", {{"advance_ms", 3'600'000 * hours}}).status == 200);
  };
  pass(60);  // the uploads are over: only the version names it
  REQUIRE(files.find(library.server.school, hash) != nullptr);
  library.server.does(DeleteResource{rivers}, library.server.alice);
  pass(1);
  pass(24);
  CHECK(files.find(library.server.school, hash) != nullptr);
  pass(2);
  CHECK(files.find(library.server.school, hash) == nullptr);
}
