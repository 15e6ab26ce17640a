#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "base/fair_lines.h"

namespace provost {

// Threads that do work from fair lines: for what no event loop may do. Safe from many threads.
template <class Key>
class LineWorkers {
 public:
  // Called once, on a worker, with the worker's number; must not throw.
  using Job = std::function<void(std::size_t worker)>;

  LineWorkers(std::size_t threads, const LineLimits& limits) : lines_(limits) {
    for (std::size_t worker = 0; worker < threads; ++worker) {
      threads_.emplace_back([this, worker] { loop(worker); });
    }
  }
  // Does what waits.
  ~LineWorkers() {
    drain();
    {
      const std::lock_guard lock(mutex_);
      is_stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) {
      thread.join();
    }
  }
  LineWorkers(const LineWorkers&) = delete;
  LineWorkers& operator=(const LineWorkers&) = delete;

  // Unless the answer is Room::there the job is dropped. After drain() there is no room.
  Room submit(const Key& key, Job job) {
    const std::lock_guard lock(mutex_);
    if (is_closed_) {
      return Room::full;
    }
    const Room room = lines_.push(key, job);
    if (room == Room::there) {
      wake_.notify_one();
    }
    return room;
  }

  // Waits until everything submitted is done, and refuses new work.
  void drain() {
    std::unique_lock lock(mutex_);
    is_closed_ = true;
    idle_.wait(lock, [&] { return lines_.empty() && running_ == 0; });
  }

 private:
  void loop(std::size_t worker) {
    std::unique_lock lock(mutex_);
    while (true) {
      wake_.wait(lock, [&] { return is_stopping_ || lines_.has_turn(); });
      auto taken = lines_.take();
      if (!taken) {
        return;
      }
      ++running_;
      lock.unlock();
      taken->item(worker);
      // Releases what it holds before it reports completion.
      taken->item = nullptr;
      lock.lock();
      finish(taken->key);
    }
  }

  // The line may have waited for its share, and then nobody was woken for it.
  void finish(const Key& key) {
    --running_;
    lines_.finished(key);
    if (lines_.has_turn()) {
      wake_.notify_one();
    }
    idle_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable idle_;
  FairLines<Key, Job> lines_;
  std::size_t running_ = 0;
  bool is_closed_ = false;
  bool is_stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace provost
