// Certificates of tests, and their encrypted client.
#include "tests/server/tls_client.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace staffroom::tests {
namespace {

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

void write_pair(std::filesystem::path const& certificate, std::filesystem::path const& key, std::string const& name,
                int days) {
  constexpr long day_seconds = 86'400;
  static long serial = 1;
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> pair(EVP_EC_gen("P-256"), EVP_PKEY_free);
  std::unique_ptr<X509, decltype(&X509_free)> made(X509_new(), X509_free);
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial++);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -400 * day_seconds);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), days * day_seconds);
  X509_set_pubkey(made.get(), pair.get());
  auto* subject = X509_get_subject_name(made.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>(name.c_str()), -1, -1,
                             0);
  X509_set_issuer_name(made.get(), subject);
  X509_sign(made.get(), pair.get(), EVP_sha256());
  File certificate_file(std::fopen(certificate.c_str(), "w")), key_file(std::fopen(key.c_str(), "w"));
  PEM_write_X509(certificate_file.get(), made.get());
  PEM_write_PrivateKey(key_file.get(), pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

}  // namespace

TestCertificate::TestCertificate(std::string const& name, int days) {
  std::string pattern = (std::filesystem::temp_directory_path() / "staffroom-tls-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
  write_pair(certificate(), key(), name, days);
}

TestCertificate::~TestCertificate() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void TestCertificate::replace(std::string const& name, int days) {
  auto const new_certificate = folder_ / "new.pem", new_key = folder_ / "new.key";
  write_pair(new_certificate, new_key, name, days);
  std::filesystem::rename(new_certificate, certificate());
  std::filesystem::rename(new_key, key());
}

TlsSettings TestCertificate::settings() const {
  TlsSettings settings;
  settings.certificate = certificate();
  settings.key = key();
  return settings;
}

TlsClient::TlsClient(std::uint16_t port, std::string token, TlsOptions options)
    : port_(port), token_(std::move(token)), context_(SSL_CTX_new(TLS_client_method())) {
  SSL_CTX_set_security_level(context_, 0);  // the server is to refuse, not the client
  SSL_CTX_set_min_proto_version(context_, options.versions_min);
  SSL_CTX_set_max_proto_version(context_, options.versions_max);
  ssl_ = SSL_new(context_);
  if (!options.protocols.empty()) {
    SSL_set_alpn_protos(ssl_, reinterpret_cast<unsigned char const*>(options.protocols.data()),
                        static_cast<unsigned>(options.protocols.size()));
  }
  if (options.session) SSL_set_session(ssl_, options.session);
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  timeval const patience{enough.count() / 1'000, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  int const on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (options.receive_buffer > 0) {
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &options.receive_buffer, sizeof options.receive_buffer);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect to the test server");
  }
  SSL_set_fd(ssl_, socket_);
  open_ = SSL_connect(ssl_) == 1;
  ERR_clear_error();
}

TlsClient::~TlsClient() {
  if (open_) SSL_shutdown(ssl_);  // or else its session could not be resumed
  ERR_clear_error();
  SSL_free(ssl_);
  SSL_CTX_free(context_);
  ::close(socket_);
}

std::string TlsClient::shown() const {
  std::unique_ptr<X509, decltype(&X509_free)> const certificate(SSL_get1_peer_certificate(ssl_), X509_free);
  std::array<char, 256> name{};
  if (certificate) {
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name.data(), name.size());
  }
  return name.data();
}

bool TlsClient::send(std::string_view bytes) {
  std::size_t sent = 0;
  bool const fine = SSL_write_ex(ssl_, bytes.data(), bytes.size(), &sent) == 1;
  ERR_clear_error();
  return fine;
}

std::optional<std::string> TlsClient::receive() {
  std::array<char, 65'536> bytes{};
  std::size_t count = 0;
  bool const fine = SSL_read_ex(ssl_, bytes.data(), bytes.size(), &count) == 1;
  ERR_clear_error();
  if (!fine) return {};
  return std::string(bytes.data(), count);
}

std::string TlsClient::receive_all() {
  std::string all = std::exchange(unread_, {});
  while (auto more = receive()) all += *more;
  return all;
}

std::string TlsClient::head_of(std::string const& start, Headers headers) const {
  auto const authority = "127.0.0.1:" + std::to_string(port_);
  headers.try_emplace("Host", authority);
  headers.try_emplace("Origin", "https://" + authority);
  if (!token_.empty()) headers.try_emplace("Cookie", "__Host-staffroom=" + token_);
  std::string head = start + " HTTP/1.1\r\n";
  for (auto const& [name, value] : headers) head += name + ": " + value + "\r\n";
  return head + "\r\n";
}

HttpAnswer TlsClient::call(std::string const& method, std::string const& path, std::string const& body,
                           Headers headers) {
  if (!body.empty()) {
    headers.try_emplace("Content-Type", "application/json");
    headers.try_emplace("Content-Length", std::to_string(body.size()));
  }
  send(head_of(method + " " + path, std::move(headers)) + body);
  auto const need = [this](bool got) {
    auto more = got ? std::nullopt : receive();
    if (!got && !more) throw std::runtime_error("no whole answer");
    if (more) unread_ += *more;
    return !got;
  };
  while (need(unread_.find("\r\n\r\n") != std::string::npos)) {
  }
  auto const end = unread_.find("\r\n\r\n") + 2;
  HttpAnswer answer;
  answer.status = std::stoi(unread_.substr(9, 3));
  for (auto at = unread_.find("\r\n") + 2; at < end;) {
    auto const stop = unread_.find("\r\n", at), colon = unread_.find(": ", at);
    auto name = unread_.substr(at, colon - at);
    for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    answer.headers[name] = unread_.substr(colon + 2, stop - colon - 2);
    at = stop + 2;
  }
  unread_.erase(0, end + 2);
  auto const length = answer.header("content-length");
  auto const size = length.empty() || method == "HEAD" ? 0 : std::stoul(length);
  while (need(unread_.size() >= size)) {
  }
  answer.body = unread_.substr(0, size);
  unread_.erase(0, size);
  return answer;
}

int TlsClient::go_live() {
  return call("GET", "/api/v1/live", {},
              {{"Upgrade", "websocket"},
               {"Connection", "Upgrade"},
               {"Sec-WebSocket-Version", "13"},
               {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}})
      .status;
}

void TlsClient::say(ServerJson const& frame) {
  auto const text = frame.dump();
  std::string bytes = "\x81";
  if (text.size() > 125) throw std::runtime_error("say less");
  bytes += static_cast<char>(0x80 | text.size());
  bytes.append(4, '\0');  // the mask that changes nothing
  send(bytes + text);
}

std::optional<WireFrame> TlsClient::next_frame() {
  auto const need = [this](std::size_t size) {
    while (unread_.size() < size) {
      auto more = receive();
      if (!more) return false;
      unread_ += *more;
    }
    return true;
  };
  if (!need(2)) return {};
  auto const byte = [this](std::size_t at) { return static_cast<unsigned char>(unread_[at]); };
  std::size_t length = byte(1), head = 2;
  auto const extra = length == 126 ? 2u : length == 127 ? 8u : 0u;
  if (!need(head + extra)) return {};
  if (extra > 0) length = 0;
  for (std::size_t at = 0; at < extra; ++at) length = length << 8 | byte(head + at);
  head += extra;
  if (!need(head + length)) return {};
  WireFrame frame{byte(0), unread_.substr(head, length)};
  unread_.erase(0, head + length);
  return frame;
}

}  // namespace staffroom::tests
