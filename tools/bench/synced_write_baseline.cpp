// The baseline of a durable post: one RocksDB batch of the same number of keys and bytes, synced, and nothing else.
//
// Usage: synced_write_baseline FOLDER SECONDS    Prints per_second=… p50_ms=…
#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace {

constexpr int keys_per_post = 4;  // message, activity, index row, window row
constexpr std::size_t bytes_per_key = 225;

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration span) { return std::chrono::duration<double, std::milli>(span).count(); }

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return EXIT_FAILURE;
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* opened = nullptr;
  if (auto const status = rocksdb::DB::Open(options, argv[1], &opened); !status.ok()) {
    std::cerr << status.ToString() << "\n";
    return EXIT_FAILURE;
  }
  std::unique_ptr<rocksdb::DB> const database(opened);
  rocksdb::WriteOptions synced;
  synced.sync = true;
  std::string const value(bytes_per_key, 'x');
  std::vector<double> took;
  auto const begun = Clock::now();
  auto const until =
      begun + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(std::atof(argv[2])));
  for (std::uint64_t post = 0; Clock::now() < until; ++post) {
    rocksdb::WriteBatch batch;
    for (int key = 0; key < keys_per_post; ++key) batch.Put(std::to_string(key) + std::to_string(post), value);
    auto const start = Clock::now();
    if (!database->Write(synced, &batch).ok()) return EXIT_FAILURE;
    took.push_back(milliseconds(Clock::now() - start));
  }
  auto const middle = took.begin() + static_cast<std::ptrdiff_t>(took.size() / 2);
  std::nth_element(took.begin(), middle, took.end());
  std::cout << "per_second="
            << static_cast<double>(took.size()) / std::chrono::duration<double>(Clock::now() - begun).count()
            << " p50_ms=" << *middle << "\n";
  return EXIT_SUCCESS;
}
