#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "base/result.h"
#include "log/recorder.h"
#include "log/shelf.h"

namespace provost::log {

using ReadWork = std::function<void(Reader&)>;

// Looks things up in the log, away from the event loops.
class ReadThread {
 public:
  // `on_damage` is called when a search meets a shelf that is damaged.
  ReadThread(std::unique_ptr<Reader> reader, std::size_t waiting_max,
             std::function<void()> on_damage);
  // Does what waits.
  ~ReadThread();
  ReadThread(const ReadThread&) = delete;
  ReadThread& operator=(const ReadThread&) = delete;

  // An error is Code::overloaded when too many wait, or Code::internal when the storage failed.
  void submit(ReadWork work, Done done);
  // Waits until everything submitted is done, and refuses what comes later.
  void drain();

 private:
  struct Job {
    ReadWork work;
    Done done;
  };
  bool enqueue(Job& job);
  void loop();
  Result<void> run(const ReadWork& work);

  std::unique_ptr<Reader> reader_;
  const std::size_t waiting_max_;
  const std::function<void()> on_damage_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable idle_;
  std::deque<Job> jobs_;
  bool is_running_ = false;
  bool is_closed_ = false;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace provost::log
