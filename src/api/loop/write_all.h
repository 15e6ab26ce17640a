#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "api/loop/await.h"

namespace provost::api {
namespace detail {

// Shared with the store, so that units which are still queued outlive a coroutine that is gone.
template <class T>
struct WritesInFlight {
  struct Slot {
    std::function<Result<T>(store::Writer&)> work;
    std::optional<T> value;
    Result<void> outcome;
  };
  std::vector<Slot> slots;
  std::atomic<std::size_t> pending{0};
  Client client;
};

// What one request may have waiting of its organisation's share.
inline constexpr std::size_t writes_at_once_max = 256;

template <class T>
void start_write(store::Session& session, store::OrgKey org,
                 const std::shared_ptr<WritesInFlight<T>>& writes, std::size_t index,
                 const store::Done& all_done) {
  const auto unit = [writes, index](store::Writer& writer) -> Result<void> {
    if (writes->client.is_gone()) {
      return client_gone();
    }
    TRY_ASSIGN(writes->slots[index].value, writes->slots[index].work(writer));
    return {};
  };
  // Each slot is written by one thread; the counter orders those writes before the last call.
  session.write(org, unit, [writes, index, all_done](const Result<void>& outcome) {
    writes->slots[index].outcome = outcome;
    if (writes->pending.fetch_sub(1, std::memory_order_acq_rel) == 1) {
      all_done({});
    }
  });
}

}  // namespace detail

// Queues several units of work at once, so that the store can commit them together, and waits for
// all of them; of very many, some hundred at a time. Each stands for itself: one that fails leaves
// the others alone. The store's writer runs the units of a session in the order in which they were
// queued.
template <class T>
boost::asio::awaitable<std::vector<Result<T>>> write_all(
    store::Session& session, store::OrgKey org,
    std::vector<std::function<Result<T>(store::Writer&)>> works) {
  const auto writes = std::make_shared<detail::WritesInFlight<T>>();
  for (auto& work : works) {
    writes->slots.push_back({std::move(work), std::nullopt, {}});
  }
  for (std::size_t begin = 0; begin < works.size(); begin += detail::writes_at_once_max) {
    const std::size_t end = std::min(begin + detail::writes_at_once_max, works.size());
    writes->pending = end - begin;
    (void)co_await detail::wait_for_done(writes->client, [&](const store::Done& all_done) {
      for (std::size_t i = begin; i < end; ++i) {
        detail::start_write(session, org, writes, i, all_done);
      }
    });
  }
  std::vector<Result<T>> results;
  for (auto& slot : writes->slots) {
    if (slot.outcome.has_error()) {
      results.emplace_back(std::move(slot.outcome).error());
    } else {
      results.emplace_back(std::move(*slot.value));
    }
  }
  co_return results;
}

}  // namespace provost::api
