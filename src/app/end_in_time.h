#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace provost::app {

// Ensures that a stopping server ends, however busy it is: everything answered is on disk, so the
// process may end at any moment. Outlives everything that it watches.
class EndInTime {
 public:
  // `end` is called when the time is over; the process ends in it.
  explicit EndInTime(std::function<void()> end) : end_(std::move(end)) {}
  // In time: `end` is no longer called.
  ~EndInTime();
  EndInTime(const EndInTime&) = delete;
  EndInTime& operator=(const EndInTime&) = delete;

  // The time begins. Called once.
  void begin(std::chrono::milliseconds time);

 private:
  const std::function<void()> end_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace provost::app
