// SMTP by libcurl. What matters is to know afterwards whether the mail may have gone: it is never handed over twice.
#include <curl/curl.h>

#include <algorithm>
#include <cstring>

#include "server/mail_delivery.hpp"

namespace staffroom::mail {
namespace {

constexpr long connect_seconds = 15;
constexpr long whole_seconds = 60;
constexpr std::size_t trouble_length_max = 200;

struct CurlDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// How far the conversation with the server got.
struct Conversation {
  std::string_view rest;        // of the message, not yet given to libcurl
  bool all_given = false;       // the server may have the whole mail from here on
  bool names_receiver = false;  // the answers to come are about the receiver or the mail, not about us
  std::string refusal;          // what the server answered to the last command, when that was 4xx or 5xx
  std::atomic<bool> const* stopping = nullptr;
};

std::size_t give(char* into, std::size_t size, std::size_t count, void* with) {
  auto& talk = *static_cast<Conversation*>(with);
  auto const length = std::min(size * count, talk.rest.size());
  std::memcpy(into, talk.rest.data(), length);
  talk.rest.remove_prefix(length);
  if (length == 0) talk.all_given = true;
  return length;
}

int listen_in(CURL*, curl_infotype type, char* text, std::size_t size, void* with) {
  auto& talk = *static_cast<Conversation*>(with);
  std::string_view const line(text, size);
  if (type == CURLINFO_HEADER_IN && (line.starts_with('4') || line.starts_with('5'))) talk.refusal = line;
  if (type == CURLINFO_HEADER_OUT && !line.starts_with("QUIT")) {
    talk.refusal.clear();
    talk.names_receiver = talk.names_receiver || line.starts_with("RCPT TO");
  }
  return 0;
}

int look_up(void* with, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Conversation*>(with)->stopping->load() ? 1 : 0;
}

class SmtpDelivery final : public Delivery {
 public:
  SmtpDelivery(MailSettings settings, std::string sender) : settings_(std::move(settings)), sender_(std::move(sender)) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
  }
  ~SmtpDelivery() override { curl_global_cleanup(); }
  SmtpDelivery(SmtpDelivery const&) = delete;
  SmtpDelivery& operator=(SmtpDelivery const&) = delete;

  Delivered hand_over(std::string const& name, std::string const& to, std::string const& message,
                      std::atomic<bool> const& stopping) override;

 private:
  void set_up(CURL* curl, Conversation& talk) const;
  MailSettings settings_;
  std::string sender_;
};

void SmtpDelivery::set_up(CURL* curl, Conversation& talk) const {
  // Behind the slash: the name that we greet with.
  auto const url = settings_.smtp_url + "/" + sender_.substr(sender_.find('@') + 1);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(settings_.tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!settings_.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, settings_.ca_file.c_str());
  if (!settings_.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, settings_.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, settings_.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // none of the environment's
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, whole_seconds);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl, CURLOPT_READDATA, &talk);
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, listen_in);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &talk);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_up);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &talk);
}

Delivered SmtpDelivery::hand_over(std::string const&, std::string const& to, std::string const& message,
                                  std::atomic<bool> const& stopping) {
  std::unique_ptr<CURL, CurlDeleter> const curl(curl_easy_init());
  if (!curl) return {EmailResult::refused, "No memory to send mail."};
  Conversation talk;
  talk.rest = message;
  talk.stopping = &stopping;
  set_up(curl.get(), talk);
  auto const from = "<" + sender_ + ">";
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, from.c_str());
  std::unique_ptr<curl_slist, CurlDeleter> const receivers(curl_slist_append(nullptr, ("<" + to + ">").c_str()));
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, receivers.get());
  auto const outcome = curl_easy_perform(curl.get());
  if (outcome == CURLE_OK) return {EmailResult::sent, {}};
  if (!talk.refusal.empty()) {
    // The server has decided: it does not have the mail. A 5xx before the receiver was named is about us, not them.
    bool const for_good = talk.refusal.starts_with('5') && talk.names_receiver;
    return {for_good ? EmailResult::bounced : EmailResult::refused, without_addresses(talk.refusal)};
  }
  auto const why = without_addresses(curl_easy_strerror(outcome));
  return {talk.all_given ? EmailResult::uncertain : EmailResult::refused, why};
}

}  // namespace

std::unique_ptr<Delivery> smtp_delivery(MailSettings settings, std::string sender) {
  return std::make_unique<SmtpDelivery>(std::move(settings), std::move(sender));
}

std::string without_addresses(std::string_view text) {
  std::string out;
  std::string word;
  auto const add_word = [&] {
    if (word.empty()) return;
    if (!out.empty()) out += ' ';
    out += word.find('@') == word.npos ? word : "(address)";
    word.clear();
  };
  for (char c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7f) {
      add_word();
    } else {
      word += byte < 0x80 ? c : '?';
    }
  }
  add_word();
  if (out.size() > trouble_length_max) out.resize(trouble_length_max);
  return out;
}

}  // namespace staffroom::mail
