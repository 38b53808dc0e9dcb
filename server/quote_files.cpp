// Taking.
#include "server/quote_files.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include "server/clamd.hpp"
#include "server/file_types.hpp"
#include "server/imports.hpp"
#include "server/log.hpp"
#include "store/files.hpp"

namespace staffroom {
namespace {

constexpr unsigned files_at_once = 2;
constexpr std::size_t files_coming_max = 6;  // each may take limits::quote_file_bytes_max of memory, twice

Error refused_file(std::string detail) { return Error::unprocessable("file", std::move(detail)); }

Error not_checked_now() {
  return {ErrorCode::unavailable, {}, "The file can't be checked at this moment. Send it again in a few minutes.", {}};
}

/// A file in memory that goes with the owner of the result; null when there is no room.
std::shared_ptr<OpenFile> in_memory(std::string const& bytes) {
  auto file = std::make_shared<OpenFile>(::memfd_create("quote", MFD_CLOEXEC), bytes.size());
  if (file->descriptor() < 0) return nullptr;
  for (std::size_t at = 0; at < bytes.size();) {
    auto const count = ::write(file->descriptor(), bytes.data() + at, bytes.size() - at);
    if (count <= 0) return nullptr;
    at += static_cast<std::size_t>(count);
  }
  return file;
}

bool is_looked_into(FileFormat format) { return format != FileFormat::audio && format != FileFormat::video; }

}  // namespace

std::string sent_file_name(std::string_view content_disposition) {
  return safe_file_name(file_name_of(content_disposition));
}

QuoteFiles::QuoteFiles(Store& store, FileCheckSettings settings)
    : store_(store),
      settings_(std::move(settings)),
      extractor_(settings_.extractor),
      pool_("quote files", files_at_once, {files_coming_max, files_coming_max}) {}

void QuoteFiles::stop() {
  stopping_ = true;
  pool_.stop();
}

std::shared_ptr<QuoteFiles::Place> QuoteFiles::take_place(std::uint64_t sender) {
  std::lock_guard const lock(mutex_);
  if (senders_.size() >= files_coming_max || !senders_.insert(sender).second) return nullptr;
  return std::make_shared<Place>(*this, sender);
}

void QuoteFiles::Place::give_back() {
  std::lock_guard const lock(files_.mutex_);
  if (!is_given_back_) files_.senders_.erase(sender_);
  is_given_back_ = true;
}

/// Its type, when there is nothing against it.
Result<std::string> QuoteFiles::look_at(std::string const& name, std::string const& bytes) {
  auto const file = in_memory(bytes);
  if (!file) return not_checked_now();
  TRY_INTO(auto const type, type_of_file(name, file->descriptor(), bytes.size()));
  if (!settings_.clamd.empty()) {
    auto const virus = clamd::scan(settings_.clamd, file->descriptor(), bytes.size(), stopping_);
    if (!virus) {
      log::warn("quote_file_not_checked", {{"why", virus.error().detail}});
      return not_checked_now();
    }
    if (*virus) return refused_file("The virus scanner stops this file: " + **virus + ".");
  }
  if (!is_looked_into(type.format)) return type.media_type.value;
  auto const read = extractor_.read(file->descriptor(), type.format, stopping_);
  if (!read) {
    log::warn("quote_file_not_checked", {{"why", read.error().detail}});
    return not_checked_now();
  }
  if (read->outcome.verdict == extract::Verdict::bomb) return refused_file(read->outcome.trouble);
  // Nobody has looked inside.
  if (!read->has_outcome) return refused_file(read->outcome.trouble + " Save it again, or send it as a PDF.");
  return type.media_type.value;
}

Result<PurchaseFile> QuoteFiles::take(OrganisationId organisation, std::string const& name, std::string const& bytes) {
  if (name.empty()) {
    return Error::unprocessable("header.content-disposition", "Say what the file is called, with its ending.");
  }
  TRY_INTO(auto const type, look_at(name, bytes));
  // Room is promised, and what is already there counted, while it is written.
  TRY_INTO(auto const stored, store_.files().put_bytes(organisation, bytes));
  return PurchaseFile{Line{name}, type, organisation, stored.sha256, stored.bytes};
}

}  // namespace staffroom
