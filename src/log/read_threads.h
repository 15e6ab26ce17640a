#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "base/line_workers.h"
#include "base/result.h"
#include "log/recorder.h"
#include "log/shelf.h"

namespace provost::log {

using ReadWork = std::function<void(Reader&)>;

struct ReadLimits {
  std::size_t waiting_max = 256;
  std::size_t org_waiting_max = 32;
};

// Looks things up in the log, away from the event loops. Organisations take turns, and none has
// all threads.
class ReadThreads {
 public:
  // One thread for each reader. `on_damage` is called, on one of them, when a search meets a shelf
  // that is damaged.
  ReadThreads(std::vector<std::unique_ptr<Reader>> readers, const ReadLimits& limits,
              std::function<void()> on_damage);
  ReadThreads(const ReadThreads&) = delete;
  ReadThreads& operator=(const ReadThreads&) = delete;

  // An error is Code::too_many_requests when the organisation has as many waiting as it may,
  // Code::overloaded when too many wait in all or the storage cannot be used just now, or
  // Code::internal when it failed.
  void submit(OrgKey org, ReadWork work, const Done& done);
  // Waits until everything submitted is done, and refuses new work.
  void drain() { workers_.drain(); }

 private:
  Result<void> run(Reader& reader, const ReadWork& work) const;

  std::vector<std::unique_ptr<Reader>> readers_;
  const std::function<void()> on_damage_;
  LineWorkers<OrgKey> workers_;
};

}  // namespace provost::log
