// Mail as files, for development: nothing leaves the machine, and a page shows what would have been sent.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

#include "server/mail_delivery.hpp"
#include "server/mail_message.hpp"

namespace staffroom::mail {
namespace {

constexpr std::size_t shown_max = 100;
constexpr char const* ending = ".eml";

class SpoolDelivery final : public Delivery {
 public:
  explicit SpoolDelivery(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Delivered hand_over(std::string const& name, std::string const&, std::string const& message,
                      std::atomic<bool> const&) override {
    auto const file = folder_ / (name + ending);
    auto const beside = file.string() + ".new";
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    // Links open doors: for the owner's eyes only.
    int const descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return trouble();
    auto const written = ::write(descriptor, message.data(), message.size());
    ::close(descriptor);
    bool const whole = written == static_cast<ssize_t>(message.size());
    if (!whole || ::rename(beside.c_str(), file.c_str()) != 0) return trouble();
    return {EmailResult::sent, {}};
  }

 private:
  static Delivered trouble() {
    return {EmailResult::refused, std::string("The spool cannot be written: ") + std::strerror(errno) + "."};
  }
  std::filesystem::path folder_;
};

/// The text with its links to be clicked: addresses that have a line to themselves, as ours have.
std::string with_links(std::string const& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find('\n', at), text.size());
    auto const line = escaped(text.substr(at, end - at));
    bool const is_link = line.starts_with("http://") || line.starts_with("https://");
    out += is_link ? "<a href=\"" + line + "\">" + line + "</a>\n" : line + "\n";
    at = end + 1;
  }
  return out;
}

}  // namespace

std::unique_ptr<Delivery> spool_delivery(std::filesystem::path folder) {
  return std::make_unique<SpoolDelivery>(std::move(folder));
}

std::string spool_page(std::filesystem::path const& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  for (auto const& entry : std::filesystem::directory_iterator(folder, failed)) {
    if (entry.path().extension() == ending) files.push_back(entry.path());
  }
  // Names are numbers of one width: newest first.
  std::sort(files.rbegin(), files.rend());
  if (files.size() > shown_max) files.resize(shown_max);
  std::string out =
      "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Mail that would be sent</title>"
      "</head><body><h1>Mail that would be sent</h1>\n<p>This hub keeps its mail in a folder. Newest first.</p>\n";
  if (files.empty()) out += "<p>No mail yet.</p>\n";
  for (auto const& file : files) {
    std::ifstream stream(file, std::ios::binary);
    std::string const message{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    auto const shown = decode(message);
    out += "<article id=\"" + escaped(file.stem().string()) + "\"><h2>" + escaped(shown.subject) + "</h2>\n<p>To " +
           escaped(shown.to) + ", " + escaped(shown.date) + "</p>\n<pre>" + with_links(shown.text) +
           "</pre></article>\n<hr>\n";
  }
  return out + "</body></html>\n";
}

}  // namespace staffroom::mail
