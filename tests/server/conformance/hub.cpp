// The hub of the tables, and its two kinds of connections.
#include "tests/server/conformance/hub.hpp"

#include <array>
#include <stdexcept>
#include <utility>

#include "tests/support/share.hpp"

namespace staffroom::tests::conformance {
namespace {

constexpr Patience answer_patience{4'000};

class ClearStream final : public Stream {
 public:
  explicit ClearStream(std::uint16_t port) : wire_(port) {}
  void send(std::string_view bytes) override { wire_.send(bytes); }
  std::optional<std::string> receive() override { return wire_.receive(answer_patience); }
  void end() override { wire_.shut_down_sending(); }

 private:
  Wire wire_;
};

class TlsStream final : public Stream {
 public:
  explicit TlsStream(std::uint16_t port) : client_(port) {
    if (!client_.is_open()) throw std::runtime_error("no handshake");
  }
  void send(std::string_view bytes) override { client_.send(bytes); }
  std::optional<std::string> receive() override { return client_.receive(); }
  void end() override { SSL_shutdown(client_.ssl()); }

 private:
  TlsClient client_;
};

class ClearLive final : public Live {
 public:
  ClearLive(std::uint16_t port, std::string const& token) : socket_(port, token) { greeted = socket_.hello(); }
  void send(std::string_view bytes) override { socket_.wire().send(bytes); }
  std::optional<WireFrame> next_frame() override { return socket_.next_frame(answer_patience); }
  void end() override { socket_.wire().shut_down_sending(); }

 private:
  TestSocket socket_;
};

class TlsLive final : public Live {
 public:
  TlsLive(std::uint16_t port, std::string const& token) : client_(port, token) {
    if (client_.go_live() != 101) throw std::runtime_error("no live connection");
    client_.say({{"hello", {{"incarnation", ""}, {"since", 0}}}});
    auto const said = client_.next_frame();
    if (!said) throw std::runtime_error("no answer to hello");
    greeted = ServerJson::parse(said->payload);
  }
  void send(std::string_view bytes) override { client_.send(bytes); }
  std::optional<WireFrame> next_frame() override { return client_.next_frame(); }
  void end() override { SSL_shutdown(client_.ssl()); }

 private:
  TlsClient client_;
};

}  // namespace

Hub::Hub(Over over) : over_(over) {
  TestServer::Options options;
  if (over == Over::tls) options.tls = certificate_.settings();
  server_ = std::make_unique<TestServer>(std::move(options));
  token_ = server_->token_of(server_->bob);
  host_ = "127.0.0.1:" + std::to_string(server_->port());
  bool const is_tls = over == Over::tls;
  post_ = "POST " + server_->messages_path() + " HTTP/1.1\r\nHost: " + host_ + "\r\nOrigin: http" +
          (is_tls ? "s" : "") + "://" + host_ +
          "\r\nContent-Type: application/json\r\nCookie: " + (is_tls ? "__Host-staffroom=" : "staffroom=") + token_ +
          "\r\n";
}

std::unique_ptr<Stream> Hub::connect() const {
  if (over_ == Over::tls) return std::make_unique<TlsStream>(server_->port());
  return std::make_unique<ClearStream>(server_->port());
}

std::unique_ptr<Live> Hub::go_live() const {
  if (over_ == Over::tls) return std::make_unique<TlsLive>(server_->port(), token_);
  return std::make_unique<ClearLive>(server_->port(), token_);
}

std::string Hub::filled(std::string bytes) const {
  using Filling = std::pair<std::string_view, std::string const&>;
  for (auto const& [mark, text] : {Filling{"{host}", host_}, Filling{"{post}", post_}}) {
    for (auto at = bytes.find(mark); at != std::string::npos; at = bytes.find(mark, at + text.size())) {
      bytes.replace(at, mark.size(), text);
    }
  }
  return bytes;
}

bool is_run(Over over, std::size_t row) {
  return over == Over::clear || row % number_from("STAFFROOM_TLS_EVERY", 5) == 0;
}

}  // namespace staffroom::tests::conformance
