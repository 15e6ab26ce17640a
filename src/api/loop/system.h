#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>

#include "admin/insight/health_board.h"
#include "admin/notices/post.h"
#include "api/loop/request_meter.h"
#include "base/clock.h"
#include "store/store.h"

namespace provost::api {

// What the process knows of itself while it runs. Safe from many threads.
struct ProcessFacts {
  admin::HealthBoard board;
  RequestMeter meter;
  // When the certificate in use ends, in milliseconds since 1970; 0 without TLS.
  std::atomic<std::int64_t> certificate_end_ms{0};
};

// The running process, as all event loops share it: what GET /api/v1/system tells the operator.
struct System {
  store::Store& store;
  Timestamp started;
  ProcessFacts& facts;
  admin::Post* post = nullptr;             // null: no mail
  std::filesystem::path data_folder = {};  // empty for a private database
  // At what size the write-ahead log is moved into the database, and at what size writes wait.
  std::uint64_t wal_bytes = 0;
  std::uint64_t wal_bytes_max = 0;
};

}  // namespace provost::api
