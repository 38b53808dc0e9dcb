// The certificate and its key: reading them, saying what is wrong with them, noticing that they have changed.
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include <array>
#include <chrono>
#include <ctime>
#include <string_view>

#include "server/log.hpp"
#include "server/net/tls.hpp"

namespace staffroom::net {
namespace {

constexpr std::chrono::seconds certificates_look_every{5};
/// A context has the key of its session tickets: with a new one, those of the day before open nothing any more.
constexpr std::chrono::hours tickets_for{12};

/// Only what is considered sound in 2026: elliptic-curve key exchange with forward secrecy, authenticated encryption.
constexpr char const* ciphers_of_1_2 = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr char const* ciphers_of_1_3 = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
constexpr char const* key_exchange_groups = "X25519:P-256:P-384";

std::string tls_complaint() {
  auto const code = ERR_peek_last_error();
  ERR_clear_error();
  if (code == 0) return "unknown";
  char const* reason = ERR_reason_error_string(code);
  return reason ? reason : "error " + std::to_string(code);
}

Error wrong_pem(std::string setting, std::filesystem::path const& file, std::string const& what) {
  return Error::unprocessable(std::move(setting), file.string() + ": " + what);
}

int no_password(char*, int, int, void*) { return -1; }

/// Only HTTP/1.1 is spoken here; who offers names, and not this one, hears so at once.
int choose_protocol(SSL*, unsigned char const** chosen, unsigned char* length, unsigned char const* offered,
                    unsigned int offered_length, void*) {
  static constexpr std::array<unsigned char, 9> ours{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* found = nullptr;
  auto const outcome =
      SSL_select_next_proto(&found, length, ours.data(), static_cast<unsigned>(ours.size()), offered, offered_length);
  if (outcome != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

std::shared_ptr<SSL_CTX> make_context() {
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  ensure(context != nullptr, "OpenSSL has no server method");
  auto* raw = context.get();
  SSL_CTX_set_security_level(raw, 2);
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                               SSL_OP_PRIORITIZE_CHACHA);
  // Buffers of 16 KiB only while something is on its way through them; a record in one call, not header and body.
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(raw, 1);
  SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_timeout(raw, std::chrono::seconds{tickets_for}.count());
  SSL_CTX_set_default_passwd_cb(raw, no_password);
  SSL_CTX_set_alpn_select_cb(raw, choose_protocol, nullptr);
  bool const known = SSL_CTX_set_cipher_list(raw, ciphers_of_1_2) == 1 &&
                     SSL_CTX_set_ciphersuites(raw, ciphers_of_1_3) == 1 &&
                     SSL_CTX_set1_groups_list(raw, key_exchange_groups) == 1;
  ensure(known, "OpenSSL does not know our ciphers");
  return context;
}

TimestampMs certificate_end_of(SSL_CTX* context) {
  std::tm parts{};
  ASN1_TIME_to_tm(X509_get0_notAfter(SSL_CTX_get0_certificate(context)), &parts);
  return {std::int64_t{::timegm(&parts)} * 1'000};
}

TimestampMs certificates_now() {
  auto const now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

/// What changes when a file is written or another is put in its place.
std::string appearance_of(std::filesystem::path const& file) {
  struct stat is{};
  if (::stat(file.c_str(), &is) != 0) return "absent";
  return std::to_string(is.st_ino) + " " + std::to_string(is.st_size) + " " + std::to_string(is.st_mtim.tv_sec) + "." +
         std::to_string(is.st_mtim.tv_nsec) + ";";
}

}  // namespace

struct Certificates::Pair {
  std::shared_ptr<SSL_CTX> context;
  TimestampMs ends;
  std::chrono::steady_clock::time_point made = std::chrono::steady_clock::now();
};

Certificates::Certificates(std::filesystem::path certificate, std::filesystem::path key)
    : certificate_(std::move(certificate)), key_(std::move(key)) {}

Certificates::~Certificates() { stop(); }

Result<std::unique_ptr<Certificates>> Certificates::open(std::filesystem::path certificate, std::filesystem::path key) {
  std::unique_ptr<Certificates> opened(new Certificates(std::move(certificate), std::move(key)));
  TRY(opened->load());
  return opened;
}

Result<void> Certificates::load() {
  seen_ = appearance_of(certificate_) + appearance_of(key_);
  std::error_code ignored;
  for (auto const& [setting, file] : {std::pair("tls.certificate", &certificate_), std::pair("tls.key", &key_)}) {
    if (!std::filesystem::is_regular_file(*file, ignored)) return wrong_pem(setting, *file, "There is no such file.");
  }
  auto pair = std::make_shared<Pair>();
  pair->context = make_context();
  auto* raw = pair->context.get();
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(raw, certificate_.c_str()) != 1) {
    return wrong_pem("tls.certificate", certificate_, "Not a certificate in PEM (" + tls_complaint() + ").");
  }
  if (SSL_CTX_use_PrivateKey_file(raw, key_.c_str(), SSL_FILETYPE_PEM) != 1) {
    return wrong_pem("tls.key", key_, "Not the certificate's key in PEM without a password (" + tls_complaint() + ").");
  }
  pair->ends = certificate_end_of(raw);
  if (pair->ends < certificates_now()) log::warn("certificate_expired", {{"file", certificate_.string()}});
  std::lock_guard lock(mutex_);
  pair_ = std::move(pair);
  return {};
}

void Certificates::look() {
  std::lock_guard looking(looking_);
  std::chrono::steady_clock::time_point made;
  {
    std::lock_guard lock(mutex_);
    made = pair_->made;
  }
  bool const changed = appearance_of(certificate_) + appearance_of(key_) != seen_;
  if (!changed && std::chrono::steady_clock::now() - made < tickets_for) return;
  if (auto const loaded = load(); !loaded) {
    log::error("certificate_not_taken", {{"setting", loaded.error().path}, {"why", loaded.error().detail}});
  } else if (changed) {
    log::info("certificate_taken", {{"file", certificate_.string()}, {"ends_ms", ends().value}});
  }
}

std::shared_ptr<SSL_CTX> Certificates::context() const {
  std::lock_guard lock(mutex_);
  return pair_->context;
}

TimestampMs Certificates::ends() const {
  std::lock_guard lock(mutex_);
  return pair_->ends;
}

void Certificates::start() {
  thread_ = std::thread([this] { run(); });
}

void Certificates::stop() {
  {
    std::lock_guard lock(stop_mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Certificates::run() {
  std::unique_lock lock(stop_mutex_);
  while (!wake_.wait_for(lock, certificates_look_every, [this] { return stopping_; })) {
    lock.unlock();
    look();
    lock.lock();
  }
}

}  // namespace staffroom::net
