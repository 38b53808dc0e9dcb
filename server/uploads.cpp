// Files on their way.
#include "server/uploads.hpp"

#include <vector>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/file_types.hpp"
#include "server/log.hpp"

namespace staffroom {
namespace {

constexpr unsigned pool_threads = 3;
constexpr std::size_t pool_waiting_max = 10'000;
constexpr std::size_t pool_waiting_of_person_max = 256;  // more than they may have uploads
constexpr int files_niceness = 5;                        // hashing what comes is for the processor
constexpr std::chrono::seconds look_for_idle_every{30};
constexpr std::chrono::minutes idle_kept_open{5};  // so that the next part need not read what came before
constexpr std::chrono::hours sweep_every{6};

Submission by(Actor const& actor, Command command) {
  Submission submission;
  submission.actor = actor;
  submission.command = std::move(command);
  return submission;
}

Result<Upload> upload_in(std::string const& json) {
  TRY_INTO(auto record, record_from_json(Kind::upload, json));
  if (auto* upload = get_if<Upload>(&record)) return std::move(*upload);
  return Error::not_found();
}

}  // namespace

Uploads::Uploads(Store& store, std::uint64_t quota_bytes)
    : store_(store),
      files_(store.files()),
      pool_("files", pool_threads, {pool_waiting_max, pool_waiting_of_person_max}, files_niceness) {
  files_.set_quota(quota_bytes);
}

void Uploads::start() {
  for (auto const& upload : store_.uploads()) {
    if (upload.state != UploadState::receiving) continue;
    std::lock_guard const lock(mutex_);
    // What was promised is kept, also when the settings allow less now.
    if (files_.reserve(upload.organisation, upload.bytes)) rooms_[upload.id] = {upload.organisation, upload.bytes};
  }
  sweep();
  thread_ = std::thread([this] { run(); });
}

void Uploads::stop() {
  {
    std::lock_guard const lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
  pool_.stop();
  std::lock_guard const lock(mutex_);
  arriving_.clear();
}

void Uploads::run() {
  auto next_sweep = std::chrono::steady_clock::now() + sweep_every;
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    wake_.wait_for(lock, look_for_idle_every, [this] { return stopping_; });
    if (stopping_) return;
    lock.unlock();
    close_idle();
    if (std::chrono::steady_clock::now() >= next_sweep) {
      sweep();
      next_sweep = std::chrono::steady_clock::now() + sweep_every;
    }
    lock.lock();
  }
}

std::optional<Upload> Uploads::find(Actor const& actor, UploadId id) {
  auto const answer = store_.ask(actor, GetUpload{id}, {}, ReadTier::disk);
  if (!answer || !*answer) return std::nullopt;
  auto upload = upload_in((*answer)->json);
  if (!upload || upload->expires <= store_.now()) return std::nullopt;
  return *std::move(upload);
}

Result<Upload> Uploads::open(Actor const& actor, OpenUpload command) {
  auto const organisation = command.organisation;
  auto const bytes = command.bytes;
  // Room is promised before the record is there, but to those only who may: others learn nothing of it.
  bool const promised = store_.may_upload(actor, organisation);
  if (promised) TRY(files_.reserve(organisation, bytes));
  auto outcome = store_.submit_and_wait(by(actor, std::move(command)));
  auto upload = outcome ? upload_in(outcome->record) : Result<Upload>(outcome.error());
  if (!upload && promised) files_.release(organisation, bytes);
  if (!upload) return upload;
  if (!promised) {
    if (auto const room = files_.reserve(organisation, bytes); !room) {
      static_cast<void>(store_.submit_and_wait(by(actor, DropUpload{upload->id})));
      return room.error();
    }
  }
  std::lock_guard const lock(mutex_);
  rooms_[upload->id] = {organisation, bytes};
  return upload;
}

void Uploads::hold(Upload record, std::function<void()> stop, Held then) {
  std::shared_ptr<Arriving> arriving;
  std::function<void()> stop_other;
  std::function<void(bool)> gives_way;
  bool is_mine = false;
  {
    std::lock_guard const lock(mutex_);
    auto& place = arriving_[record.id];
    if (!place) place = std::make_shared<Arriving>();
    arriving = place;
    is_mine = !arriving->is_held;
    if (is_mine) {
      arriving->is_held = true;
      arriving->stop = std::move(stop);
      arriving->record = std::move(record);
    } else {
      stop_other = arriving->stop;
      gives_way = std::exchange(arriving->waiting, [this, arriving, stop = std::move(stop), then](bool mine) {
        if (!mine) return then(Error::conflict("locked", "Another request is writing to this upload."));
        {
          std::lock_guard const inner(mutex_);
          arriving->stop = stop;
        }
        then(take_up(arriving));
      });
    }
  }
  if (gives_way) gives_way(false);
  if (stop_other) stop_other();
  if (is_mine) then(take_up(arriving));
}

/// As its holder. The file is opened, and hashed as far as it came, unless it is open still.
Result<std::shared_ptr<Arriving>> Uploads::take_up(std::shared_ptr<Arriving> arriving) {
  if (arriving->is_gone) {
    let_go(arriving);
    return Error::not_found();
  }
  if (!arriving->file) {
    auto file = files_.incoming(arriving->record.id);
    if (!file) {
      let_go(arriving);
      return file.error();
    }
    arriving->file = *std::move(file);
  }
  return arriving;
}

void Uploads::let_go(std::shared_ptr<Arriving> const& arriving) {
  std::function<void(bool)> next;
  {
    std::lock_guard const lock(mutex_);
    arriving->stop = nullptr;
    arriving->left_at = std::chrono::steady_clock::now();
    next = std::exchange(arriving->waiting, nullptr);
    arriving->is_held = next != nullptr;
  }
  if (!next) return;
  auto const shared = std::make_shared<std::function<void(bool)>>(std::move(next));
  if (!pool_.run([shared] { (*shared)(true); })) (*shared)(false);
}

Result<void> Uploads::finish(Actor const& actor, Arriving& arriving) {
  auto const& upload = arriving.record;
  auto const stored = files_.complete(*arriving.file);
  auto file = std::move(arriving.file);  // whoever tries again opens it again
  if (!stored) return stored.error();
  auto const kept = [&]() -> Result<void> {
    // By its descriptor: it has no name but ours.
    auto const opened = files_.open_incoming_to_read(upload.id);
    if (!opened) return Error{ErrorCode::unavailable, {}, "The file could not be read.", {}};
    TRY_INTO(auto const type, type_of_file(upload.file_name.value, opened->descriptor(), stored->bytes));
    if (!store_.may_upload(actor, upload.organisation)) return Error::not_found();
    TRY(files_.keep(upload.organisation, *file, *stored));
    StoreUpload store{upload.id, stored->sha256, type.format, type.media_type};
    auto const outcome = store_.submit_and_wait(by(actor, std::move(store)));
    if (!outcome) return outcome.error();
    return {};
  }();
  bool const may_be_tried_again =
      !kept && (kept.error().code == ErrorCode::unavailable || kept.error().code == ErrorCode::no_space);
  if (may_be_tried_again) return kept;
  arriving.is_gone = true;
  if (!kept) static_cast<void>(store_.submit_and_wait(by({}, DropUpload{upload.id})));
  forget(upload.id, By::holder);
  return kept;
}

Result<void> Uploads::drop(Actor const& actor, UploadId upload, By who) {
  auto const outcome = store_.submit_and_wait(by(actor, DropUpload{upload}));
  if (!outcome) return outcome.error();
  forget(upload, who);
  return {};
}

/// The record is gone, or names its file by now.
void Uploads::forget(UploadId upload, By who) {
  std::function<void()> stop;
  {
    std::lock_guard const lock(mutex_);
    if (auto const found = arriving_.find(upload); found != arriving_.end()) {
      found->second->is_gone = true;
      if (who == By::another) stop = found->second->stop;
      arriving_.erase(found);
    }
  }
  if (stop) stop();
  files_.drop_incoming(upload);
  release_room(upload);
}

void Uploads::release_room(UploadId upload) {
  std::lock_guard const lock(mutex_);
  auto const found = rooms_.find(upload);
  if (found == rooms_.end()) return;
  files_.release(found->second.organisation, found->second.bytes);
  rooms_.erase(found);
}

void Uploads::close_idle() {
  auto const now = std::chrono::steady_clock::now();
  std::lock_guard const lock(mutex_);
  std::erase_if(arriving_, [&](auto const& it) {
    auto const& arriving = *it.second;
    return !arriving.is_held && now - arriving.left_at > idle_kept_open;
  });
}

void Uploads::sweep() {
  std::map<UploadId, bool> known;
  for (auto const& upload : store_.uploads()) known[upload.id] = upload.state == UploadState::receiving;
  std::vector<UploadId> ended;
  {
    std::lock_guard const lock(mutex_);
    for (auto const& [upload, room] : rooms_) {
      // Its record may be younger than the list: it is asked for by itself.
      if (!known.contains(upload)) ended.push_back(upload);
    }
  }
  for (auto const upload : files_.all_incoming()) {
    if (auto const found = known.find(upload); found == known.end() || !found->second) ended.push_back(upload);
  }
  for (auto const upload : ended) {
    auto const answer = store_.ask({}, GetUpload{upload}, {}, ReadTier::disk);
    bool const gone = answer && !*answer && answer->error().code == ErrorCode::not_found;
    auto const there = answer && *answer ? upload_in((*answer)->json) : Result<Upload>(Error::not_found());
    if (gone || (there && there->state == UploadState::stored)) forget(upload, By::another);
  }
  auto const removed = files_.sweep(store_.now(), [this](OrganisationId organisation, std::string_view sha256) {
    return store_.names_file(organisation, sha256);
  });
  if (removed > 0) log::info("files_removed", {{"count", removed}});
}

}  // namespace staffroom
