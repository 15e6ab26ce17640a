#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace provost::app {

// Calls `work` about once a second, on its own thread: it may wait for the store, and the signal
// thread must not. `work` must catch its exceptions.
class Upkeep {
 public:
  explicit Upkeep(std::function<void()> work);
  ~Upkeep();
  Upkeep(const Upkeep&) = delete;
  Upkeep& operator=(const Upkeep&) = delete;

  // The current run is the last. Does not wait.
  void ask_to_end();
  // Waits for that.
  void end();

 private:
  void loop();

  const std::function<void()> work_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace provost::app
