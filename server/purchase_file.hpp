// The whole file of a purchase as one zip, made while it leaves: records and a summary first, files after them, and at
// the end a manifest with the SHA-256 of every entry, worked out from the bytes that left.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "server/zip_stream.hpp"
#include "store/files.hpp"
#include "store/purchases_records.hpp"
#include "store/store.hpp"

namespace staffroom {

/// One person's, who is asked about again before each part. Blocks on the disk: one thread at a time.
class PurchaseZip {
 public:
  PurchaseZip(Store& store, Actor const& actor, PurchaseRecords const& records);

  /// The next part of the archive. Errors: not_found when something that is still to come may be read no more.
  Result<std::string> next();
  bool is_over() const { return over_; }

  /// Of the entries, in their order: what they are without the bytes of files.
  struct Entry {
    std::string name;
    std::string text;
    std::shared_ptr<PurchaseFile const> file;  // instead of the text
    std::shared_ptr<Record const> of;          // may be read by whoever may read this
  };
  static std::vector<Entry> entries_of(PurchaseRecords const& records);

 private:
  /// A file that is on its way.
  struct Open {
    std::shared_ptr<OpenFile> file;
    std::uint64_t sent = 0;
  };
  void add_texts(std::string& part);
  void begin_file(std::string& part, Entry const& entry);
  void go_on(std::string& part);
  void note(std::string const& name, std::string const& sha256);

  Store& store_;
  Actor actor_;
  std::vector<Entry> entries_;
  std::shared_ptr<Record const> whole_;
  ZipStream zip_;
  std::size_t place_ = 0;  // of the entry that comes next
  std::optional<Open> open_;
  std::string manifest_;
  bool over_ = false;
};

}  // namespace staffroom
