#include "app/end_in_time.h"

namespace provost::app {

EndInTime::~EndInTime() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void EndInTime::begin(std::chrono::milliseconds time) {
  thread_ = std::thread([this, time] {
    std::unique_lock lock(mutex_);
    if (!wake_.wait_for(lock, time, [&] { return is_over_; })) {
      end_();
    }
  });
}

}  // namespace provost::app
