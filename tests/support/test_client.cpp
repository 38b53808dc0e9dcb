// The test server and its clients.
#include "tests/support/test_client.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

#include "server/log.hpp"
#include "server/passwords.hpp"

namespace staffroom::tests {
namespace {

using Clock = std::chrono::steady_clock;

bool wait_for(int socket, short events, Clock::time_point until) {
  auto left = std::chrono::duration_cast<Patience>(until - Clock::now()).count();
  pollfd entry{socket, events, 0};
  return left > 0 && ::poll(&entry, 1, static_cast<int>(left)) > 0;
}

std::string lower(std::string text) {
  for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

/// Status and headers of a whole head.
HttpAnswer parse_head(std::string_view head) {
  HttpAnswer answer;
  answer.status = std::stoi(std::string(head.substr(9, 3)));
  auto at = head.find("\r\n") + 2;
  while (at < head.size() && head.substr(at, 2) != "\r\n") {
    auto end = head.find("\r\n", at);
    auto line = head.substr(at, end - at);
    auto colon = line.find(": ");
    auto& value = answer.headers[lower(std::string(line.substr(0, colon)))];
    value += (value.empty() ? "" : "\n") + std::string(line.substr(colon + 2));
    at = end + 2;
  }
  return answer;
}

}  // namespace

// ---- Wire

Wire::Wire(std::uint16_t port, int receive_buffer) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect to the test server");
  }
}

Wire::Wire(Wire&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}

Wire::~Wire() {
  if (socket_ >= 0) ::close(socket_);
}

bool Wire::send(std::string_view bytes) {
  auto until = Clock::now() + enough;
  while (!bytes.empty()) {
    auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EAGAIN && errno != EINTR) {
      return false;
    } else if (!wait_for(socket_, POLLOUT, until)) {
      return false;
    }
  }
  return true;
}

std::optional<std::string> Wire::receive(Patience patience) {
  if (!wait_for(socket_, POLLIN, Clock::now() + patience)) return {};
  std::array<char, 65'536> bytes{};
  auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (count <= 0) return {};
  return std::string(bytes.data(), static_cast<std::size_t>(count));
}

std::optional<std::string> Wire::receive_all(Patience patience) {
  auto until = Clock::now() + patience;
  std::string all;
  for (;;) {
    if (!wait_for(socket_, POLLIN, until)) return {};
    std::array<char, 65'536> bytes{};
    auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (count <= 0) return all;
    all.append(bytes.data(), static_cast<std::size_t>(count));
  }
}

void Wire::shut_down_sending() { ::shutdown(socket_, SHUT_WR); }

// ---- HTTP

std::string HttpAnswer::header(std::string const& name) const {
  auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

TestClient::TestClient(std::uint16_t port, std::string token) : port_(port), token_(std::move(token)), wire_(port) {}

HttpAnswer TestClient::post(std::string const& path, ServerJson const& body, Headers headers) {
  return call("POST", path, body.is_null() ? std::nullopt : std::optional(body.dump()), std::move(headers));
}

HttpAnswer TestClient::call(std::string const& method, std::string const& path, std::optional<std::string> body,
                            Headers headers) {
  auto authority = "127.0.0.1:" + std::to_string(port_);
  headers.try_emplace("Host", authority);
  if (method != "GET" && method != "HEAD") headers.try_emplace("Origin", "http://" + authority);
  if (!token_.empty()) headers.try_emplace("Cookie", "staffroom=" + token_);
  if (body) {
    headers.try_emplace("Content-Type", "application/json");
    headers.try_emplace("Content-Length", std::to_string(body->size()));
  }
  std::string request = method + " " + path + " HTTP/1.1\r\n";
  for (auto const& [name, value] : headers) {
    if (!value.empty()) request += name + ": " + value + "\r\n";
  }
  request += "\r\n" + body.value_or("");
  wire_.send(request);
  auto answer = read_answer(method == "HEAD");
  if (!answer) throw std::runtime_error("no answer to " + method + " " + path);
  return *std::move(answer);
}

std::optional<HttpAnswer> TestClient::read_answer(bool to_head) {
  auto until = Clock::now() + enough;
  auto fill = [&] {
    auto more = wire_.receive(std::chrono::duration_cast<Patience>(until - Clock::now()));
    if (more) unread_ += *more;
    return more.has_value();
  };
  std::size_t end = 0;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return {};
  }
  auto answer = parse_head(std::string_view(unread_).substr(0, end + 4));
  unread_.erase(0, end + 4);
  auto length = answer.header("content-length");
  auto size = length.empty() || to_head ? 0 : std::stoul(length);
  while (unread_.size() < size) {
    if (!fill()) return {};
  }
  answer.body = unread_.substr(0, size);
  unread_.erase(0, size);
  return answer;
}

// ---- WebSocket

TestSocket::TestSocket(std::uint16_t port, std::string const& token, Headers headers, int receive_buffer)
    : wire_(port, receive_buffer) {
  auto authority = "127.0.0.1:" + std::to_string(port);
  headers.try_emplace("Host", authority);
  headers.try_emplace("Origin", "http://" + authority);
  headers.try_emplace("Upgrade", "websocket");
  headers.try_emplace("Connection", "Upgrade");
  headers.try_emplace("Sec-WebSocket-Version", "13");
  headers.try_emplace("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
  if (!token.empty()) headers.try_emplace("Cookie", "staffroom=" + token);
  std::string request = "GET /api/v1/live HTTP/1.1\r\n";
  for (auto const& [name, value] : headers) {
    if (!value.empty()) request += name + ": " + value + "\r\n";
  }
  wire_.send(request + "\r\n");
  std::size_t end = 0;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos) {
    auto more = wire_.receive();
    if (!more) return;
    unread_ += *more;
  }
  auto answer = parse_head(std::string_view(unread_).substr(0, end + 4));
  status_ = answer.status;
  unread_.erase(0, end + 4);
  if (status_ != 101) body_ = unread_;
}

void TestSocket::send_frame(unsigned char first, std::string_view payload, bool masked) {
  std::string frame(1, static_cast<char>(first));
  auto mask_bit = masked ? 0x80u : 0u;
  if (payload.size() < 126) {
    frame += static_cast<char>(mask_bit | payload.size());
  } else if (payload.size() < 65'536) {
    frame += static_cast<char>(mask_bit | 126);
    frame += static_cast<char>(payload.size() >> 8);
    frame += static_cast<char>(payload.size());
  } else {
    frame += static_cast<char>(mask_bit | 127);
    for (int shift = 56; shift >= 0; shift -= 8) frame += static_cast<char>(std::uint64_t{payload.size()} >> shift);
  }
  if (masked) frame += "\x11\x22\x33\x44";
  constexpr std::string_view mask = "\x11\x22\x33\x44";
  for (std::size_t at = 0; at < payload.size(); ++at) {
    frame += masked ? static_cast<char>(payload[at] ^ mask[at % 4]) : payload[at];
  }
  wire_.send(frame);
}

void TestSocket::send(ServerJson const& frame) { send_frame(0x81, frame.dump()); }

std::optional<WireFrame> TestSocket::next_frame(Patience patience) {
  auto until = Clock::now() + patience;
  auto need = [&](std::size_t size) {
    while (unread_.size() < size) {
      auto more = wire_.receive(std::chrono::duration_cast<Patience>(until - Clock::now()));
      if (!more) return false;
      unread_ += *more;
    }
    return true;
  };
  if (!need(2)) return {};
  auto byte = [&](std::size_t at) { return static_cast<unsigned char>(unread_[at]); };
  std::size_t length = byte(1) & 127, head = 2;
  auto extra = length == 126 ? 2u : length == 127 ? 8u : 0u;
  if (extra > 0) {
    if (!need(head + extra)) return {};
    length = 0;
    for (std::size_t at = 0; at < extra; ++at) length = length << 8 | byte(head + at);
    head += extra;
  }
  if (!need(head + length)) return {};
  WireFrame frame{byte(0), unread_.substr(head, length)};
  unread_.erase(0, head + length);
  return frame;
}

std::optional<ServerJson> TestSocket::next(Patience patience) {
  auto until = Clock::now() + patience;
  while (auto frame = next_frame(std::chrono::duration_cast<Patience>(until - Clock::now()))) {
    if (frame->opcode() == 1) return ServerJson::parse(frame->payload);
    if (frame->opcode() == 9) send_frame(0x8a, frame->payload);
    if (frame->opcode() == 8) return {};
  }
  return {};
}

ServerJson TestSocket::next_with(std::string const& member, Patience patience) {
  auto until = Clock::now() + patience;
  while (auto frame = next(std::chrono::duration_cast<Patience>(until - Clock::now()))) {
    if (frame->contains(member)) return *frame;
  }
  throw std::runtime_error("no frame with " + member);
}

ServerJson TestSocket::hello(std::string const& incarnation, std::uint64_t since) {
  ServerJson frame;
  frame["hello"] = {{"incarnation", incarnation}, {"since", since}};
  send(frame);
  auto answer = next();
  if (!answer) throw std::runtime_error("no answer to hello");
  return *answer;
}

int TestSocket::close_code(Patience patience) {
  auto until = Clock::now() + patience;
  while (Clock::now() < until) {
    auto frame = next_frame(std::chrono::duration_cast<Patience>(until - Clock::now()));
    if (!frame) return Clock::now() < until ? 0 : -1;
    if (frame->opcode() != 8) continue;
    if (frame->payload.size() < 2) return 1005;
    return static_cast<unsigned char>(frame->payload[0]) << 8 | static_cast<unsigned char>(frame->payload[1]);
  }
  return -1;
}

// ---- the server

TestServer::TestServer(Options options) : options_(std::move(options)) {
  log::set_level(log::Level::error);
  std::string pattern = (std::filesystem::temp_directory_path() / "staffroom-server-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
  open();
  if (options_.populated) populate();
  app_->start();
}

TestServer::~TestServer() {
  app_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void TestServer::open() {
  Settings settings;
  settings.data_folder = folder_ / "hub";
  settings.listen = "127.0.0.1:0";
  settings.threads = options_.threads;
  settings.limits_off = options_.limits_off;
  settings.manual_clock = options_.manual_clock;
  settings.wheel_speed = options_.wheel_speed;
  settings.static_folder = options_.static_folder;
  settings.public_address = options_.public_address;
  settings.mail = options_.mail;
  settings.tls = options_.tls;
  settings.trusted_proxies = options_.trusted_proxies;
  settings.files.quota_gib = options_.quota_gib;
  if (auto checked = check_settings(settings); !checked) throw std::runtime_error(checked.error().detail);
  if (options_.static_folder.empty()) settings.static_folder.clear();
  StoreSettings store_settings;
  store_settings.file_system = options_.file_system;
  store_settings.space_retry_every = std::chrono::milliseconds{50};
  auto opened = App::open(std::move(settings), std::move(store_settings));
  if (!opened) throw std::runtime_error(opened.error().detail);
  app_ = *std::move(opened);
}

void TestServer::restart() {
  app_.reset();
  open();
  app_->start();
}

namespace {

std::uint64_t id_answered(Accepted const& accepted) { return ServerJson::parse(accepted.record).at("id"); }

}  // namespace

Accepted TestServer::does(Command command, PersonId actor) {
  Submission submission;
  submission.actor.person = actor;
  submission.command = std::move(command);
  auto outcome = store().submit_and_wait(std::move(submission));
  if (!outcome) throw std::runtime_error(std::string(to_text(outcome.error().code)) + " " + outcome.error().detail);
  return *std::move(outcome);
}

PersonId TestServer::add_person(std::string const& name) {
  static std::string const hash = passwords::hash(password);
  CreatePerson create{{name}, {name + "@school.example"}, hash};
  PersonId person{id_answered(does(std::move(create)))};
  CreateMembership join;
  join.person = person;
  join.organisation = name == "dora" ? partner : school;
  join.role = name == "dora" ? Role::partner : name == "alice" ? Role::headteacher : Role::staff;
  does(std::move(join));
  return person;
}

void TestServer::populate() {
  auto organisation = [this](OrganisationType type, std::optional<OrganisationId> parent, std::string name) {
    CreateOrganisation create;
    create.type = type;
    create.parent = parent;
    create.title = {std::move(name)};
    return OrganisationId{id_answered(does(std::move(create)))};
  };
  network = organisation(OrganisationType::network, {}, "Network");
  auto trust = organisation(OrganisationType::trust, network, "Trust");
  school = organisation(OrganisationType::school, trust, "School");
  partner = organisation(OrganisationType::partner, network, "University");
  alice = add_person("alice");
  bob = add_person("bob");
  carol = add_person("carol");
  dora = add_person("dora");
  CreateTeam found;
  found.organisation = school;
  found.team_name = {"Maths"};
  found.joining = Joining::by_request;
  found.reach = network;
  team = {id_answered(does(std::move(found), alice))};
  AddTeamMember add{team, bob};
  does(std::move(add), alice);
  CreateChannel create{team, {"Ideas"}, {}, Posting::everyone};
  channel = {id_answered(does(std::move(create), alice))};
  CreateTopic start{channel, {"Fractions"}, {"First."}, {}};
  topic = {id_answered(does(std::move(start), alice))};
}

std::string TestServer::token_of(PersonId person) {
  auto token = passwords::fresh_token();
  OpenSession open{person, passwords::hash_of_token(token), "a test"};
  does(std::move(open));
  return token;
}

Accepted TestServer::post(PersonId person, std::string const& text) {
  PostMessage message;
  message.topic = topic;
  message.text = {text};
  return does(std::move(message), person);
}

}  // namespace staffroom::tests
