// The whole file of a purchase as one zip.
#include "server/purchase_file.hpp"

#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "protocol/codec.hpp"
#include "server/purchase_summary.hpp"

namespace staffroom {
namespace {

constexpr std::size_t part_bytes = 512 * 1024;
constexpr std::size_t name_bytes_max = 100;
constexpr std::string_view manifest_name = "manifest.txt";

class FileHash {
 public:
  FileHash() { crypto_hash_sha256_init(&state_); }
  void add(std::string_view bytes) {
    crypto_hash_sha256_update(&state_, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  }
  std::string hex() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state_, hash.data());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> out{};
    sodium_bin2hex(out.data(), out.size(), hash.data(), hash.size());
    return out.data();
  }

 private:
  crypto_hash_sha256_state state_{};
};

std::string hash_of_text(std::string_view text) {
  FileHash hash;
  hash.add(text);
  return hash.hex();
}

/// False when it ends before.
bool read_at(OpenFile const& file, std::uint64_t at, std::string& into) {
  std::size_t filled = 0;
  while (filled < into.size()) {
    auto const count =
        ::pread(file.descriptor(), into.data() + filled, into.size() - filled, static_cast<off_t>(at + filled));
    if (count <= 0) return false;
    filled += static_cast<std::size_t>(count);
  }
  return true;
}

std::string two_digits(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// Fit for every file system: no folders, nothing hidden, no marks that some refuse.
std::string entry_name_of(std::string_view name) {
  std::string out;
  for (unsigned char const c : name) {
    bool const odd =
        c < 0x20 || c == 0x7F || std::string_view("/\\:*?\"<>|").find(static_cast<char>(c)) != std::string_view::npos;
    out += odd ? '_' : static_cast<char>(c);
  }
  auto const dot = out.rfind('.');
  auto const ending = dot != out.npos && out.size() - dot <= 10 ? out.substr(dot) : std::string();
  if (out.size() > name_bytes_max) {
    auto end = name_bytes_max - ending.size();
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;  // not within a letter
    out = out.substr(0, end) + ending;
  }
  while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
  auto const first = out.find_first_not_of(". ");
  return first == out.npos ? std::string("file") : out.substr(first);
}

/// "sparkle-cleaning-ltd"
std::string slug_of(std::string_view name) {
  constexpr std::size_t most = 40;
  std::string out;
  for (unsigned char const c : name) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    bool const large = c >= 'A' && c <= 'Z';
    if (letter || large) {
      out += static_cast<char>(large ? c - 'A' + 'a' : c);
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
    if (out.size() == most) break;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "supplier" : out;
}

template <class R>
std::shared_ptr<Record const> any_of(R const& record) {
  return std::make_shared<Record const>(record);
}

template <class R>
std::string list_json(std::vector<R> const& records) {
  std::string out = "[";
  for (auto const& it : records) {
    out += out.size() > 1 ? ",\n" : "\n";
    out += to_json(Record{it});
  }
  return out + "\n]\n";
}

class EntryList {
 public:
  explicit EntryList(PurchaseRecords const& all) : all_(all), whole_(any_of(all.purchase)) {}

  std::vector<PurchaseZip::Entry> take() {
    text("summary.txt", purchase_summary(all_), whole_);
    text("purchase.json", to_json(*whole_) + "\n", whole_);
    std::string check;
    append_json(check, all_.check);
    text("gates.json", "{\"check\":" + check + ",\"gates\":" + list_json(all_.gates) + "}\n", whole_);
    list("declarations.json", all_.declarations);
    list("suppliers.json", all_.links);
    add_bids();
    list("scores.json", all_.scores);
    if (all_.moderation) record("moderation.json", *all_.moderation);
    if (all_.award) record("award.json", *all_.award);
    if (all_.letters) record("letters.json", *all_.letters);
    files("pack", all_.purchase.pack_files, whole_);
    std::move(files_.begin(), files_.end(), std::back_inserter(out_));
    return std::move(out_);
  }

 private:
  void text(std::string name, std::string text, std::shared_ptr<Record const> of) {
    out_.push_back({std::move(name), std::move(text), nullptr, std::move(of)});
  }
  template <class R>
  void record(std::string name, R const& it) {
    auto of = any_of(it);
    auto json = to_json(*of) + "\n";
    text(std::move(name), std::move(json), std::move(of));
  }
  template <class R>
  void list(std::string name, std::vector<R> const& records) {
    if (!records.empty()) text(std::move(name), list_json(records), any_of(records.front()));
  }
  template <class Files>
  void files(std::string const& folder, Files const& files, std::shared_ptr<Record const> const& of) {
    std::size_t number = 0;
    for (auto const& it : files) {
      auto name = folder + "/" + two_digits(++number) + "-" + entry_name_of(it.name.value);
      files_.push_back({std::move(name), {}, std::make_shared<PurchaseFile const>(it), of});
    }
  }

  void add_bids() {
    std::size_t number = 0;
    for (auto const& bid : all_.bids) {
      auto folder = "quotes/" + two_digits(++number);
      if (bid.quote) {
        auto const found = all_.suppliers.find(bid.quote->supplier);
        folder += "-" + slug_of(found != all_.suppliers.end() ? found->second : std::string());
        record(folder + "/quote.json", *bid.quote);
        files(folder + "/files", bid.quote->files, any_of(*bid.quote));
      }
      if (bid.price) record(folder + "/price.json", *bid.price);
    }
  }

  PurchaseRecords const& all_;
  std::shared_ptr<Record const> whole_;
  std::vector<PurchaseZip::Entry> out_;
  std::vector<PurchaseZip::Entry> files_;  // after all texts
};

}  // namespace

std::vector<PurchaseZip::Entry> PurchaseZip::entries_of(PurchaseRecords const& records) {
  return EntryList(records).take();
}

PurchaseZip::PurchaseZip(Store& store, Actor const& actor, PurchaseRecords const& records)
    : store_(store),
      actor_(actor),
      entries_(entries_of(records)),
      whole_(any_of(records.purchase)),
      zip_(records.made) {}

Result<std::string> PurchaseZip::next() {
  std::string part;
  while (!over_ && part.size() < part_bytes) {
    if (place_ == entries_.size()) {
      part += zip_.entry(manifest_name, manifest_) + zip_.finish();
      over_ = true;
      break;
    }
    auto const& entry = entries_[place_];
    bool const readable = store_.still_reads(actor_, *whole_) && store_.still_reads(actor_, *entry.of);
    if (!readable) return Error::not_found();
    if (open_) {
      go_on(part);
    } else if (entry.file) {
      begin_file(part, entry);
    } else {
      part += zip_.entry(entry.name, entry.text);
      note(entry.name, hash_of_text(entry.text));
      ++place_;
    }
    if (open_ && !open_->file) return Error{ErrorCode::unavailable, {}, "A file could not be read. Try again.", {}};
  }
  return part;
}

void PurchaseZip::note(std::string const& name, std::string const& sha256) { manifest_ += sha256 + "  " + name + "\n"; }

/// Read once for what stands before it, which the whole decides, and then again as it leaves.
void PurchaseZip::begin_file(std::string& part, Entry const& entry) {
  auto const& about = *entry.file;
  auto file = store_.files().find(about.organisation, about.sha256);
  if (!file) {
    auto const name = entry.name + ".missing.txt";
    bool const damaged = store_.files().is_damaged(about.organisation, about.sha256);
    auto const why =
        damaged ? "is damaged on the hub's disk: restore it from a backup" : "is not on the hub's disk any more";
    auto const text = std::string("This file ") + why + ". Its SHA-256 was " + about.sha256 + ".\n";
    part += zip_.entry(name, text);
    note(name, hash_of_text(text));
    ++place_;
    return;
  }
  ZipChecksum checksum;
  FileHash hash;
  for (std::uint64_t at = 0; at < file->bytes();) {
    std::string bytes(std::min<std::uint64_t>(part_bytes, file->bytes() - at), '\0');
    if (!read_at(*file, at, bytes)) {
      open_ = Open{};
      return;
    }
    checksum.add(bytes);
    hash.add(bytes);
    at += bytes.size();
  }
  auto const found = hash.hex();
  note(entry.name, found);
  if (found != about.sha256) manifest_ += "# NOT as it came: that was " + about.sha256 + "\n";
  part += zip_.begin(entry.name, static_cast<std::uint32_t>(file->bytes()), checksum.value());
  open_ = Open{std::move(file), 0};
}

void PurchaseZip::go_on(std::string& part) {
  auto& open = *open_;
  std::string bytes(std::min<std::uint64_t>(part_bytes, open.file->bytes() - open.sent), '\0');
  if (!read_at(*open.file, open.sent, bytes)) {
    open.file.reset();
    return;
  }
  open.sent += bytes.size();
  part += bytes;
  if (open.sent < open.file->bytes()) return;
  open_.reset();
  ++place_;
}

}  // namespace staffroom
