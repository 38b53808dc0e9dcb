// Deeds with people's files.
#include "tests/crash/cupboard.hpp"

#include <filesystem>

#include "store/files_reading.hpp"

namespace staffroom::crash {

std::string Cupboard::bytes() {
  std::string out(1 + random_() % 6'000, '\0');
  for (auto& byte : out) byte = static_cast<char>(random_());
  return out;
}

void Cupboard::work(Files& files, int deeds) {
  for (int i = 0; i < deeds; ++i) {
    OrganisationId const at{1 + random_() % 3};
    switch (random_() % 6) {
      case 0:
      case 1: put_in_parts(files, at); break;
      case 2: remove(files, at); break;
      case 3: put_text(files, at); break;
      case 4: sweep(files); break;
      default: put(files, at);
    }
  }
}

void Cupboard::put(Files& files, OrganisationId at) {
  if (auto const stored = files.put_bytes(at, bytes())) kept_.insert({at, stored->sha256});
}

void Cupboard::put_in_parts(Files& files, OrganisationId at) {
  UploadId const upload{100 + random_() % 4};
  auto file = files.incoming(upload);
  if (!file) return;
  auto& sent = sent_[upload];
  if ((*file)->bytes() > sent.size()) wrong_ = "an upload goes on behind what was sent of it";
  sent.resize((*file)->bytes());
  for (int part = 0; part < 3; ++part) {
    auto const more = bytes();
    if (!(*file)->append(more)) return;
    sent += more;
    files.note_incoming(**file);
    if (random_() % 4 == 0) return;
  }
  auto const stored = files.complete(**file);
  if (!stored) return;
  if (stored->sha256 != hash_of_bytes(sent)) wrong_ = "an upload is not what was sent";
  if (files.keep(at, **file, *stored)) kept_.insert({at, stored->sha256});
}

void Cupboard::remove(Files& files, OrganisationId at) {
  auto const found = kept_.lower_bound({at, {}});
  if (found == kept_.end()) return;
  auto const place = *found;
  kept_.erase(found);
  files.remove(place.first, place.second);
}

void Cupboard::put_text(Files& files, OrganisationId at) {
  auto const found = kept_.lower_bound({at, {}});
  if (found == kept_.end()) return;
  auto const text = bytes();
  texts_.insert({*found, text});
  static_cast<void>(files.put_text(found->first, found->second, text));
}

void Cupboard::sweep(Files& files) {
  files.sweep(TimestampMs{1'788'768'000'000}, [this](OrganisationId at, std::string_view sha256) {
    return kept_.contains({at, std::string(sha256)}) || random_() % 2 == 0;
  });
}

std::string Cupboard::look(Files& files) const {
  if (!wrong_.empty()) return wrong_;
  for (auto const& [at, sha256] : kept_) {
    if (!files.find(at, sha256)) return "a file that was acknowledged is lost or damaged";
    auto const text = files.text(at, sha256);
    if (text && !texts_.contains({{at, sha256}, *text})) return "the text of a file is another";
  }
  for (auto const& entry : std::filesystem::recursive_directory_iterator(files.folder() / "files")) {
    if (!entry.is_regular_file()) continue;
    OrganisationId const at{std::stoull(entry.path().parent_path().filename().string())};
    if (files.is_damaged(at, entry.path().filename().string())) return "a file is there by halves";
  }
  return {};
}

}  // namespace staffroom::crash
