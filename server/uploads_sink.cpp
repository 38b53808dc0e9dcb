// A request of tus that carries bytes: they go to the disk on the pool, part by part, while the next part comes.
#include <openssl/evp.h>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/calls.hpp"
#include "server/uploads_tus.hpp"

namespace staffroom::tus {
namespace {

using net::Respond;
using net::Response;

constexpr std::chrono::milliseconds right_checked_every{500};

Error busy() { return {ErrorCode::unavailable, {}, "Too many files are being written. Try again in a moment.", {}}; }

class Digest {
 public:
  explicit Digest(Checksum expected) : expected_(std::move(expected)), context_(::EVP_MD_CTX_new()) {
    ::EVP_DigestInit_ex(context_, expected_.is_sha1 ? ::EVP_sha1() : ::EVP_sha256(), nullptr);
  }
  ~Digest() { ::EVP_MD_CTX_free(context_); }
  Digest(Digest const&) = delete;
  Digest& operator=(Digest const&) = delete;
  void add(std::string_view bytes) { ::EVP_DigestUpdate(context_, bytes.data(), bytes.size()); }
  bool is_as_expected() {
    std::string digest(expected_.digest.size(), '\0');
    ::EVP_DigestFinal_ex(context_, reinterpret_cast<unsigned char*>(digest.data()), nullptr);
    return digest == expected_.digest;
  }

 private:
  Checksum expected_;
  EVP_MD_CTX* context_;
};

/// Of one request. Its jobs follow one another, so its members need no lock.
class Sink final : public net::BodySink, public std::enable_shared_from_this<Sink> {
 public:
  Sink(Uploads& uploads, Store& store, Sender sender, std::optional<Checksum> checksum)
      : uploads_(uploads), store_(store), sender_(std::move(sender)) {
    if (checksum) digest_.emplace(*std::move(checksum));
  }
  void create(OpenUpload command) { creating_ = std::move(command); }
  void append_to(UploadId upload, std::uint64_t offset) {
    upload_ = upload;
    offset_ = offset;
  }

  void take(net::Bytes bytes, std::function<void(bool)> taken) override {
    if (!sender_.is_signed_in()) fail(Error{ErrorCode::sign_in_required, {}, "Sign in again, and go on.", {}});
    auto job = [self = shared_from_this(), bytes = std::move(bytes), taken] {
      self->begin([self, bytes, taken] { taken(self->write(*bytes)); });
    };
    auto const place = uploads_.pool().run_for(sender_.actor.person.value, std::move(job));
    if (place == Taken::yes) return;
    fail(not_taken(place));
    taken(false);
  }

  void finish(bool whole, Respond respond) override {
    auto job = [self = shared_from_this(), whole, respond] {
      if (!whole && !self->has_begun_) return respond(self->failure_ ? problem(*self->failure_) : problem(busy()));
      self->begin([self, whole, respond] { respond(self->conclude(whole)); });
    };
    // What was begun is ended, also of those who send very much.
    if (uploads_.pool().run(std::move(job))) return;
    if (arriving_) uploads_.let_go(arriving_);
    respond(problem(busy()));
  }

 private:
  void fail(Error error) {
    if (!failure_) failure_ = std::move(error);
  }

  /// The record, and the right to write to it, before the first byte.
  void begin(std::function<void()> then) {
    if (has_begun_ || failure_) return then();
    has_begun_ = true;
    std::optional<Upload> record;
    if (creating_) {
      auto opened = uploads_.open(sender_.actor, *creating_);
      if (!opened) fail(opened.error());
      if (opened) record = *std::move(opened);
    } else {
      record = uploads_.find(sender_.actor, upload_);
      if (!record) fail(Error::not_found());
      if (record && record->state == UploadState::stored && offset_ != record->bytes) fail(wrong_offset());
    }
    if (failure_) return then();
    record_ = *record;
    if (record->state == UploadState::stored) return then();
    auto held = [self = shared_from_this(), then](Result<std::shared_ptr<Arriving>> arriving) {
      if (!arriving) self->fail(arriving.error());
      if (arriving) self->start(*arriving);
      then();
    };
    auto stop_reading = [stop = stop()] { stop(); };
    uploads_.hold(*record, std::move(stop_reading), std::move(held));
  }

  void start(std::shared_ptr<Arriving> const& arriving) {
    arriving_ = arriving;
    if (arriving->file->bytes() != offset_) return fail(wrong_offset());
    arriving->file->mark();
  }

  static Error wrong_offset() { return Error::conflict("offset", "The upload goes on at another offset."); }

  bool write(std::string_view bytes) {
    if (failure_) return false;
    if (!arriving_ || arriving_->file->bytes() + bytes.size() > record_.bytes) {
      fail(Error{ErrorCode::too_large, "body", "There are more bytes than the upload was said to have.", {}});
      return false;
    }
    if (!still_may()) return false;
    if (digest_) digest_->add(bytes);
    if (auto const written = arriving_->file->append(bytes); !written) fail(written.error());
    return !failure_;
  }

  /// Also in the middle of a long body: whoever has left, or lost the right, stops within a second.
  bool still_may() {
    if (arriving_->is_gone) fail(Error::not_found());
    auto const now = std::chrono::steady_clock::now();
    if (!failure_ && now - checked_at_ > right_checked_every) {
      checked_at_ = now;
      if (!store_.may_upload(sender_.actor, record_.organisation)) fail(Error::not_found());
    }
    return !failure_;
  }

  Response conclude(bool whole) {
    auto response = arriving_ ? conclude_held(whole) : failure_ ? problem(*failure_) : placed(record_.bytes);
    if (arriving_) uploads_.let_go(arriving_);
    arriving_.reset();
    return response;
  }

  Response conclude_held(bool whole) {
    auto& file = arriving_->file;
    if (digest_ && file) {
      bool const right = whole && !failure_ && digest_->is_as_expected();
      if (!right) static_cast<void>(file->roll_back());
      if (!right && whole)
        fail(Error{ErrorCode::bad_request, "header.upload-checksum",
                   "The bytes that came are not those that were sent. Send them again.", "checksum"});
    }
    if (creating_ && (failure_ || !whole)) {
      // Nobody learns where it would go on.
      if (!failure_) fail(busy());
      static_cast<void>(uploads_.drop({}, record_.id, Uploads::By::holder));
    }
    if (file && !arriving_->is_gone && !(creating_ && failure_)) store_.files().note_incoming(*file);
    if (failure_) return problem(*failure_);
    auto const offset = file->bytes();
    if (offset == record_.bytes) {
      if (auto const finished = uploads_.finish(sender_.actor, *arriving_); !finished) return problem(finished.error());
    }
    return placed(offset);
  }

  Response placed(std::uint64_t offset) {
    Response response;
    response.status = creating_ ? 201 : 204;
    add_place(response, record_, offset);
    if (creating_) response.add("Location", self_of(Record(record_)));
    return response;
  }

  Uploads& uploads_;
  Store& store_;
  Sender sender_;
  std::optional<Digest> digest_;
  std::optional<OpenUpload> creating_;
  UploadId upload_;
  std::uint64_t offset_ = 0;
  bool has_begun_ = false;
  std::optional<Error> failure_;
  Upload record_;
  std::shared_ptr<Arriving> arriving_;
  std::chrono::steady_clock::time_point checked_at_;
};

}  // namespace

std::shared_ptr<net::BodySink> creating(Uploads& uploads, Store& store, Sender sender, OpenUpload command,
                                        std::optional<Checksum> checksum) {
  auto sink = std::make_shared<Sink>(uploads, store, std::move(sender), std::move(checksum));
  sink->create(std::move(command));
  return sink;
}

std::shared_ptr<net::BodySink> appending(Uploads& uploads, Store& store, Sender sender, UploadId upload,
                                         std::uint64_t offset, std::optional<Checksum> checksum) {
  auto sink = std::make_shared<Sink>(uploads, store, std::move(sender), std::move(checksum));
  sink->append_to(upload, offset);
  return sink;
}

}  // namespace staffroom::tus
