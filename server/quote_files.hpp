// Files that come whole, in one request: suppliers' with a quote, and scans of quotes on paper. Looked at as people's
// uploads are before anything of them is kept: what can't be checked now is not taken.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "protocol/purchases.hpp"
#include "server/extraction.hpp"
#include "server/file_checks.hpp"
#include "server/pool.hpp"
#include "store/store.hpp"

namespace staffroom {

class QuoteFiles {
 public:
  QuoteFiles(Store& store, FileCheckSettings settings);

  /// One of the files that may come at this moment. Given back before the answer, or when it goes.
  class Place {
   public:
    Place(QuoteFiles& files, std::uint64_t sender) : files_(files), sender_(sender) {}
    ~Place() { give_back(); }
    Place(Place const&) = delete;
    Place& operator=(Place const&) = delete;
    void give_back();

   private:
    QuoteFiles& files_;
    std::uint64_t sender_;
    bool is_given_back_ = false;
  };
  /// Null when the sender has one already, or all are taken.
  std::shared_ptr<Place> take_place(std::uint64_t sender);
  /// Checks it, keeps it among the organisation's files. Blocks for up to a minute. Errors: unprocessable in words
  /// (wrong type, a bomb, a virus); unavailable; too_large with the reason `quota`; no_space.
  Result<PurchaseFile> take(OrganisationId organisation, std::string const& name, std::string const& bytes);

  /// For taking. False: too many are waiting.
  [[nodiscard]] bool run(std::function<void()> task) { return pool_.run(std::move(task)); }
  void stop();

 private:
  Result<std::string> look_at(std::string const& name, std::string const& bytes);

  Store& store_;
  FileCheckSettings settings_;
  Extractor extractor_;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::set<std::uint64_t> senders_;
  WorkerPool pool_;
};

/// As the request names it, fit to be shown and saved; empty when it names none.
std::string sent_file_name(std::string_view content_disposition);

}  // namespace staffroom
