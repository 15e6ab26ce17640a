#include "api/workers.h"

namespace provost::api {
namespace {

Error queue_full() {
  Error error(Code::overloaded, "the server has too much to do; try again in a second");
  error.retry_after_s = 1;
  return error;
}

}  // namespace

Workers::Workers(std::size_t threads, std::size_t queue_max) : queue_max_(queue_max) {
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { loop(); });
  }
}

Workers::~Workers() {
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

void Workers::submit(std::function<void()> work, store::Done done) {
  Unit unit{std::move(work), std::move(done)};
  if (!enqueue(unit)) {
    unit.done(queue_full());
  }
}

bool Workers::enqueue(Unit& unit) {
  const std::lock_guard lock(mutex_);
  if (is_closed_ || queue_.size() >= queue_max_) {
    return false;
  }
  queue_.push_back(std::move(unit));
  wake_.notify_one();
  return true;
}

void Workers::drain() {
  std::unique_lock lock(mutex_);
  is_closed_ = true;
  idle_.wait(lock, [&] { return queue_.empty() && running_ == 0; });
}

void Workers::loop() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [&] { return is_stopping_ || !queue_.empty(); });
    if (queue_.empty()) {
      return;
    }
    Unit unit = std::move(queue_.front());
    queue_.pop_front();
    ++running_;
    lock.unlock();
    unit.work();
    unit.done({});
    lock.lock();
    --running_;
    idle_.notify_all();
  }
}

}  // namespace provost::api
