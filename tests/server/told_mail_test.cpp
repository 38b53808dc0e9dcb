// Mail that tells people what happens, as a mail server gets it and as Python's own parser reads it; and how it is
// stopped, by the page and by one click (RFC 8058).
#include <doctest/doctest.h>

#include <regex>

#include "server/links.hpp"
#include "server/mail_message.hpp"
#include "server/mail_words.hpp"
#include "store/calendar.hpp"
#include "tests/support/python_script.hpp"
#include "tests/support/support_case.hpp"
#include "tests/support/test_client.hpp"

namespace staffroom::tests {
namespace {

using namespace std::chrono_literals;

/// A hub that mails to a real mail server, with the made-up network in it.
struct Mailing {
  PythonScript receiver{"receive_mail.py", {}};
  std::string port = receiver.line();
  TestServer server{options(port)};
  Scenario s{server.store(), Scenario::Fill::with_teams};
  TestClient client{server.port()};

  static TestServer::Options options(std::string const& port) {
    TestServer::Options out;
    out.populated = false;
    out.mail.smtp_url = "smtp://127.0.0.1:" + port;
    out.mail.from = "Staffroom <hub@staffroom.example>";
    out.mail.tls = false;
    return out;
  }
  /// The next mail to the person; what goes to others is passed over.
  ServerJson mail_to(Colleague const& who) {
    auto const address = server.store().credential_of(who.id())->email.value;
    for (;;) {
      auto const line = receiver.line();
      REQUIRE_FALSE(line.empty());
      auto mail = ServerJson::parse(line);
      if (mail.at("receivers") == ServerJson{address}) return mail;
    }
  }
  /// To show that nothing came before it.
  ServerJson mail_after_reset(Colleague const& who) {
    s.as_system(AskReset{server.store().credential_of(who.id())->email});
    return mail_to(who);
  }
  std::string name_of(Colleague const& who) {
    return ServerJson::parse(server.store().name_json(who.id())).at("name").get<std::string>();
  }
};

std::string header(ServerJson const& mail, std::string const& name) {
  return mail.at("headers").at(name).get<std::string>();
}

/// The path of the address between angle brackets.
std::string unsubscribe_path(ServerJson const& mail) {
  auto const value = header(mail, "list-unsubscribe");
  std::smatch found;
  REQUIRE(std::regex_match(value, found, std::regex("<https?://[^/]+(/unsubscribe/[A-Za-z0-9_-]+)>")));
  return found[1].str();
}

std::string const one_click = "List-Unsubscribe=One-Click";
Headers const as_form{{"Content-Type", "application/x-www-form-urlencoded"}};

bool holds(ServerJson const& mail, std::string const& text) {
  return mail.at("text").get<std::string>().find(text) != std::string::npos ||
         mail.at("html").get<std::string>().find(text) != std::string::npos;
}

/// A week of Carol's: she is mentioned, answers, is asked for help, comes into a team, and has a topic of her own.
struct Week : Mailing {
  SupportCase c{s};
  std::string carol = name_of(s.carol), bob = name_of(s.bob), origin = server.origin();
  std::string team = (s.carol.signs_in(), s.carol.sees(GetTeam{s.maths.team}).at("name").get<std::string>());
  TopicId asked = s.bob.starts(s.maths.general, "Bar models <& more>", "A hidden first message.");
  Ordinal question = s.bob.mentions(asked, s.carol, "A hidden question.");
  TopicId ours;
  SupportRequestId request;

  /// After this the digest has come, and is given back.
  ServerJson goes_on() {
    s.advance(2min);
    mail_to(s.carol);
    s.carol.posts(asked, "Answered.");
    ours = s.carol.starts(s.maths.general, "Ours");
    s.bob.posts(ours, "A hidden answer.");
    s.bob.posts(ours, "A hidden second one.");
    s.bob.starts(s.maths.general, "Not hers");
    request = c.opens();
    c.asks(s.carol, request);
    s.advance(2min);
    CHECK(header(mail_to(s.carol), "subject") == "Brenda Broker asks for your help: Bar modelling in Year 4");
    s.helen.adds(s.phonics.team, s.carol);
    s.advance_to(calendar::local({s.today().days + 7}, 7, 29));
    s.advance(1min);
    return mail_to(s.carol);
  }
  std::string page(std::string_view of, std::uint64_t id) const {
    return origin + std::string(of) + std::to_string(id) + "\n";
  }
};

}  // namespace

TEST_CASE("told mail: a real mail server gets a notice two minutes later, with exactly what it should hold") {
  Week w;
  w.s.advance(2min);
  auto const notice = w.mail_to(w.s.carol);
  CHECK(header(notice, "subject") == w.bob + " mentioned you: Bar models <& more>");
  CHECK(header(notice, "from") == "Staffroom <hub@staffroom.example>");
  CHECK(header(notice, "reply-to") == "Replies are not read <no-reply@staffroom.example>");
  CHECK(header(notice, "list-unsubscribe-post") == "List-Unsubscribe=One-Click");
  CHECK(header(notice, "auto-submitted") == "auto-generated");
  CHECK(notice.at("defects").empty());
  std::vector<std::string> const parts{"multipart/alternative", "text/plain", "text/html"};
  CHECK(notice.at("parts") == parts);
  auto const page = w.origin + "/topics/" + std::to_string(w.asked.value) + "?message=" + std::to_string(w.question);
  auto const text = notice.at("text").get<std::string>();
  auto const expected = "Hello " + w.carol + ",\n\n" + w.bob + " mentioned you: Bar models <& more>.\n\n" +
                        "This is about " + w.team + ".\n\nReply:\n" + page + "\n\n" +
                        "You get this mail because this needs you, and you hear of conversations at once. It comes in "
                        "your working hours only, and not at all when you have seen it before.\n\n"
                        "Nothing is lost when you stop these mails: it stays on your page and in your digest.\n\n"
                        "Replies to this mail are not read: answer on the page.\n\n"
                        "Stop mails like this about conversations:\n" +
                        w.origin + "/link/";
  CHECK(text.substr(0, expected.size()) == expected);
  CHECK(text.ends_with("Choose how you hear of things:\n" + w.origin + "/settings/mail\n\n"));
  CHECK(holds(notice, "<a href=\"" + page + "\">Reply</a>"));
  CHECK(holds(notice, "Bar models &lt;&amp; more&gt;"));
  CHECK_FALSE(holds(notice, "hidden"));
  CHECK_FALSE(holds(notice, "<img"));
}

TEST_CASE("told mail: a real mail server gets the week's digest, with exactly what it should hold") {
  Week w;
  auto const digest = w.goes_on();
  CHECK(header(digest, "subject") == "Your week on Staffroom: 1 thing needs you");
  CHECK(header(digest, "list-unsubscribe-post") == "List-Unsubscribe=One-Click");
  CHECK(digest.at("defects").empty());
  auto const expected =
      "Hello " + w.carol + ",\n\nThis is what came since Monday 7 September and still matters.\n\n" +
      "What needs you\n--------------\n" +
      "Brenda Broker asks for your help: Bar modelling in Year 4 (by Monday 14 September)\n" +
      w.page("/support/", w.request.value) + "\nWhat is new\n-----------\n" + w.name_of(w.s.helen) +
      " added you to Phonics\n" + w.page("/teams/", w.s.phonics.team.value) + "\nNew in " + w.team + "\n" +
      std::string(7 + w.team.size(), '-') + "\nOurs: 2 new messages\n" + w.page("/topics/", w.ours.value) +
      "\nThe next seven days\n-------------------\n" +
      "Monday 14 September: Last day to answer whether you can help: Bar modelling in Year 4\n" +
      w.page("/support/", w.request.value) + "\nOpen Staffroom:\n" + w.origin + "/\n\n" +
      "You get this once a week, in your working hours and on school days, when there is something to tell.\n\n" +
      "Replies to this mail are not read: answer on the page.\n\n" + "Stop the digest:\n" + w.origin + "/link/";
  CHECK(digest.at("text").get<std::string>().substr(0, expected.size()) == expected);
  CHECK_FALSE(holds(digest, "hidden"));
  CHECK_FALSE(holds(digest, "Not hers"));
  CHECK_FALSE(holds(digest, "Word problems"));  // of the request, more than its title
  CHECK(holds(digest, "<h2>What needs you</h2>"));
}

TEST_CASE("told mail: one click in the mail program stops the digest, or the mails of a kind, and no others") {
  Week w;
  auto& s = w.s;
  auto const digest = w.goes_on();
  auto const stopped = w.client.call("POST", unsubscribe_path(digest), one_click, as_form);
  CHECK(stopped.status == 200);
  CHECK(stopped.body == "The digest is stopped. You can have it again in your settings on Staffroom.\n");
  CHECK(s.carol.sees(GetNotificationSetting{s.carol.id()}).at("digest") == "never");
  s.bob.posts(w.ours, "Once more.");
  s.advance_to(calendar::local({s.today().days + 7}, 8, 0));
  CHECK(header(w.mail_after_reset(s.carol), "subject") == "Choose a new password for Staffroom");
  s.bob.mentions(s.bob.starts(s.maths.general, "Again"), s.carol);
  s.advance(2min);
  auto const again = w.mail_to(s.carol);
  CHECK(header(again, "subject") == w.bob + " mentioned you: Again");
  CHECK(w.client.call("POST", unsubscribe_path(again), one_click, as_form).status == 200);
  s.bob.mentions(s.bob.starts(s.maths.general, "Not mailed"), s.carol);
  s.advance(2min);
  CHECK(header(w.mail_after_reset(s.carol), "subject") == "Choose a new password for Staffroom");
}

namespace {

/// A hub, and a link in a mail to bob that stops mails about support.
struct Stopping {
  TestServer server;
  TestClient client{server.port()};
  links::Key key = *links::open_key(server.data());
  links::Link link{LinkType::unsubscribe, server.bob.value, std::uint64_t(Unsubscribed::support),
                   server.store().now() + std::chrono::hours{24}};
  std::string token = links::token_of(key, link);

  std::string token_with(auto const& change) const {
    auto other = link;
    change(other);
    return links::token_of(key, other);
  }
  ServerJson setting_of(PersonId person) {
    Actor const self{.person = person, .session = {}, .fresh_until = {}};
    auto const found = server.store().ask(self, GetNotificationSetting{person}, {}, ReadTier::disk);
    return ServerJson::parse((*found)->json);
  }
  /// How the person hears of support.
  std::string pace_of(PersonId person) {
    auto const setting = setting_of(person);
    for (auto const& it : setting.at("paces")) {
      if (it.at("what") == "support") return it.at("pace").get<std::string>();
    }
    return {};
  }
};

}  // namespace

TEST_CASE("told mail: the link is looked at without changing anything, and used on its page") {
  Stopping t;
  CHECK(t.pace_of(t.server.bob) == "at_once");
  auto const followed = t.client.get("/unsubscribe/" + t.token);
  CHECK(followed.status == 302);
  CHECK(followed.header("location") == "/link/" + t.token);
  auto const view = t.client.get("/api/v1/links/" + t.token).json();
  CHECK(view.at("type") == "unsubscribe");
  CHECK(view.at("unsubscribe") == "support");
  CHECK(view.at("person_name") == "bob");
  CHECK(view.at("email") == "b…@school.example");
  CHECK(t.client.post("/api/v1/links/" + t.token + "/decline", ServerJson::object()).status == 404);
  CHECK(t.pace_of(t.server.bob) == "at_once");
  CHECK(t.client.post("/api/v1/links/" + t.token + "/accept", ServerJson::object()).status == 204);
  CHECK(t.pace_of(t.server.bob) == "digest");
  CHECK(t.setting_of(t.server.bob).at("digest") == "weekly");
  auto const whole = t.token_with([](auto& it) { it.state = std::uint64_t(Unsubscribed::digest); });
  CHECK(t.client.post("/api/v1/links/" + whole + "/accept", ServerJson::object()).status == 204);
  CHECK(t.setting_of(t.server.bob).at("digest") == "never");
}

TEST_CASE("told mail: nothing but the link itself stops mail, and what is wrong with another is not told") {
  Stopping t;
  auto altered = t.token;
  altered[20] = altered[20] == 'A' ? 'B' : 'A';
  std::vector<std::string> wrong{altered, t.token.substr(1), t.token + "A",
                                 "x",     "..%2F..%2Fetc",   std::string(1'500, 'A')};
  wrong.push_back(t.token_with([&](auto& it) { it.expires = t.server.store().now(); }));
  wrong.push_back(t.token_with([](auto& it) { it.state = 99; }));
  wrong.push_back(t.token_with([](auto& it) { it.id = 999'999; }));
  for (auto const type : {LinkType::invitation, LinkType::password, LinkType::email, LinkType::calendar}) {
    wrong.push_back(t.token_with([&](auto& it) { it.type = type; }));
  }
  auto const unknown = t.client.call("POST", "/unsubscribe/none", one_click, as_form);
  CHECK(unknown.status == 404);
  for (auto const& one : wrong) {
    CAPTURE(one);
    TestClient fresh(t.server.port());
    auto const answer = fresh.call("POST", "/unsubscribe/" + one, one_click, as_form);
    CHECK(answer.status == 404);
    CHECK(answer.body == unknown.body);
  }
  auto const path = "/unsubscribe/" + t.token;
  CHECK(t.client.call("POST", path, "List-Unsubscribe=Two-Clicks", as_form).status == 400);
  CHECK(t.client.call("POST", path, "", as_form).status == 400);
  CHECK(t.client.call("PUT", path, one_click, as_form).status == 405);
  CHECK(t.pace_of(t.server.bob) == "at_once");
}

TEST_CASE("told mail: one click comes from anywhere, as a form of either kind, as often as it likes") {
  Stopping t;
  auto const path = "/unsubscribe/" + t.token;
  auto headers = as_form;
  headers["Origin"] = "https://mail.example";
  auto const stopped = t.client.call("POST", path, one_click, headers);
  CHECK(stopped.status == 200);
  CHECK(stopped.header("content-type") == "text/plain; charset=utf-8");
  CHECK(stopped.header("set-cookie").empty());
  CHECK(stopped.body == "Mails about support are stopped. What they told of stays on your page and in your digest.\n");
  CHECK(t.pace_of(t.server.bob) == "digest");
  CHECK(t.pace_of(t.server.alice) == "at_once");
  std::string const part =
      "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
  CHECK(t.client.call("POST", path, part, {{"Content-Type", "multipart/form-data; boundary=b"}}).status == 200);
  CHECK(t.pace_of(t.server.bob) == "digest");
}

TEST_CASE("told mail: where replies are read is said when somebody reads them") {
  PythonScript receiver("receive_mail.py", {});
  auto options = Mailing::options(receiver.line());
  options.mail.reply_to = "School office <office@school.example>";
  options.populated = true;
  TestServer server(options);
  server.does(PostMessage{.topic = server.topic, .text = {"Question."}, .mentions = {{server.bob}}}, server.alice);
  server.store().advance_clock(2min);
  server.does(Tick{});
  auto const mail = ServerJson::parse(receiver.line());
  CHECK(header(mail, "subject") == "alice mentioned you: Fractions");
  CHECK(header(mail, "reply-to") == "School office <office@school.example>");
  CHECK(holds(mail, "Replies to this mail go to office@school.example."));
}

TEST_CASE("told mail: sections are told alike in both parts, and nothing typed in them becomes a header") {
  mail::Message message;
  message.to = "nia@school.example";
  message.from = {"Staffroom", "hub@staffroom.example"};
  message.reply_to = {"Replies\r\nBcc: all@school.example", "no-reply@staffroom.example"};
  message.id = "email-5-abc@staffroom.example";
  message.letter.subject = "Your week";
  message.letter.sections = {
      {"Café\r\nBcc: x@y.example", {{"<b>One</b>", "https://hub.example/a?b=1&c=2"}, {"Two", {}}}}};
  message.letter.links = {{"Stop", "https://hub.example/link/abc"}};
  message.letter.unsubscribe = "https://hub.example/unsubscribe/abc\r\nBcc: x@y.example";
  auto const bytes = mail::encode(message);
  auto const head = bytes.substr(0, bytes.find("\r\n\r\n"));
  CHECK(head.find("\r\nBcc") == std::string::npos);
  CHECK(head.find("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n") != std::string::npos);
  auto const text = mail::plain_text(message.letter);
  CHECK(text.find("<b>One</b>\nhttps://hub.example/a?b=1&c=2\nTwo\n\nStop:\nhttps://hub.example/link/abc\n") !=
        std::string::npos);
  auto const page = mail::html(message.letter);
  CHECK(page.find("<li><a href=\"https://hub.example/a?b=1&amp;c=2\">&lt;b&gt;One&lt;/b&gt;</a></li>\n<li>Two</li>") !=
        std::string::npos);
  message.letter.unsubscribe.clear();
  CHECK(mail::encode(message).find("List-Unsubscribe") == std::string::npos);
}

TEST_CASE("told mail: what people call their things is put into a sentence as it is") {
  ToldItem item{.because = Because::match_asked, .needs = true, .by = "{title}", .title = "{by} {place} “{title}”"};
  CHECK(words::sentence_of(item) == "{title} asks for your help: {by} {place} “{title}”");
  item = {.because = Because::review_due, .needs = true};
  CHECK(words::sentence_of(item) == "Is a resource still right? Its review date comes up");
  item = {.because = Because::match_asked, .needs = true};
  CHECK(words::sentence_of(item) == "Somebody asks for your help: a request for support");
  item = {.because = Because::support_opened, .title = "Year 6 fractions"};
  CHECK(words::sentence_of(item) == "Your school asks for support: Year 6 fractions");
  CHECK(words::page_of("/api/v1/resources/7") == "/library/7");
  CHECK(words::page_of("/api/v1/support-requests/7") == "/support/7");
  CHECK(words::page_of("/api/v1/topics/7", 3) == "/topics/7?message=3");
  CHECK(words::page_of("/api/v1/erasures/7") == "/admin/erasures");
  CHECK(words::page_of("/api/v1/review-cycles/7") == "/reviews/cycles/7");
  CHECK(words::page_of("/api/v1/report-grants/7") == "/reviews/reports/7");
  item = {.because = Because::plan_wanted, .needs = true, .place = "Hazel Grove", .self = "/api/v1/peer-reviews/7"};
  CHECK(words::sentence_of(item) == "What will change after the review of Hazel Grove? Write the plan");
  CHECK(words::page_of(item) == "/reviews/7/plan");
  item.because = Because::review_confirmed;
  CHECK(words::page_of(item) == "/reviews/7");
  PlannedDate const day{.what = DateOf::factual_check, .self = "/api/v1/peer-reviews/7"};
  CHECK(words::page_of(day) == "/reviews/7/report");
  CHECK(words::page_of("") == "/");
}

TEST_CASE("told mail: what is bought together is told by its title, with the page where it is done") {
  ToldItem item{.because = Because::contract_notice_due,
                .needs = true,
                .title = "Cleaning",
                .place = "Hazel Grove",
                .self = "/api/v1/contracts/7"};
  CHECK(words::sentence_of(item) == "Keep it or leave? The last day to give notice comes up: Cleaning");
  CHECK(words::button_of(item) == "Decide");
  CHECK(words::page_of(item) == "/buying/contracts/7");
  item = {.because = Because::pool_opened, .needs = true, .title = "Copiers", .place = "Hazel Grove"};
  CHECK(words::sentence_of(item) == "Hazel Grove asks your school to buy together: Copiers");
  item = {.because = Because::experience_written, .by = "Asha Verma"};
  CHECK(words::sentence_of(item) == "Asha Verma wrote how your school got on with a supplier");
  item = {.because = Because::saving_to_confirm, .needs = true};
  CHECK(words::sentence_of(item) == "A saving waits for you to confirm it: a saving");
  item = {.because = Because::pool_closed};
  CHECK(words::sentence_of(item) == "The pool is closed, and nobody joins any more: a pool");
  CHECK(words::page_of("/api/v1/pools/7") == "/buying/pools/7");
  CHECK(words::page_of("/api/v1/suppliers/7") == "/buying/suppliers/7");
  CHECK(words::page_of("/api/v1/savings/7") == "/buying/savings/7");
  PlannedDate const day{.what = DateOf::contract_notice, .title = "Cleaning", .self = "/api/v1/contracts/7"};
  CHECK(words::sentence_of(day) == "Last day to give notice: Cleaning");
  CHECK(words::page_of(day) == "/buying/contracts/7");
  CHECK(words::subject_of(Unsubscribed::buying) == "buying together");
}

TEST_CASE("told mail: of purchases titles are told, each with its page; no supplier and no sum") {
  ToldItem item{.because = Because::purchase_to_sign,
                .needs = true,
                .title = "Cleaning",
                .place = "Hazel Grove",
                .self = "/api/v1/purchases/7"};
  CHECK(words::sentence_of(item) == "Your school is asked to sign before suppliers are asked: Cleaning");
  CHECK(words::button_of(item) == "Read and sign");
  CHECK(words::page_of(item) == "/buying/purchases/7");
  item = {.because = Because::purchase_to_open, .needs = true, .title = "Cleaning"};
  CHECK(words::sentence_of(item) == "The time for quotes is over: Cleaning");
  item = {.because = Because::purchase_approved, .by = "Asha Verma", .title = "Cleaning"};
  CHECK(words::sentence_of(item) == "Asha Verma approved your purchase: Cleaning");
  for (auto const because : {Because::purchase_declare, Because::award_to_sign, Because::purchase_passed_on}) {
    item = {.because = because};
    CHECK(words::sentence_of(item).ends_with(": a purchase"));
  }
  PlannedDate day{.what = DateOf::purchase_deadline, .title = "Cleaning", .self = "/api/v1/purchases/7"};
  CHECK(words::sentence_of(day) == "Last day for quotes: Cleaning");
  CHECK(words::page_of(day) == "/buying/purchases/7");
  day.what = DateOf::standstill_ends;
  CHECK(words::sentence_of(day) == "Last day of the standstill: Cleaning");
}

}  // namespace staffroom::tests
