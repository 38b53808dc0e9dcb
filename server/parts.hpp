// What all network threads share, and what each of them has to itself. Put together by App.
#pragma once
#include <atomic>

#include "server/calendar_feed.hpp"
#include "server/call_batch.hpp"
#include "server/config.hpp"
#include "server/downloads.hpp"
#include "server/hub.hpp"
#include "server/link_desk.hpp"
#include "server/metrics.hpp"
#include "server/net/loop.hpp"
#include "server/net/static_files.hpp"
#include "server/origins.hpp"
#include "server/pool.hpp"
#include "server/presence.hpp"
#include "server/rates.hpp"
#include "server/sign_in.hpp"
#include "server/supplier_desk.hpp"
#include "server/token_cache.hpp"
#include "server/uploads.hpp"
#include "server/watch.hpp"
#include "store/store.hpp"

namespace staffroom {

/// Thread-safe, each member in its own way.
struct Shared {
  Settings const& settings;
  Store& store;
  Hub& hub;
  Presence& presence;
  WorkerPool& readers;  // reads that miss the caches
  SignInDesk& desk;
  LinkDesk& links;
  SupplierDesk& suppliers;
  QuoteFiles& quote_files;
  Rates& rates;
  Metrics& metrics;
  Origins const& origins;
  net::StaticFiles const& files;
  Uploads& uploads;
  Downloads& downloads;
  CalendarFeeds& calendars;
  Watch const& watch;
  std::atomic<bool>& stopping;
};

/// On its thread only.
struct Own {
  net::Loop& loop;
  HubShard& shard;
  TokenCache& tokens;
  CallBatch& calls;
};

}  // namespace staffroom
