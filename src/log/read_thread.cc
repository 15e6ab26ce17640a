#include "log/read_thread.h"

#include <exception>
#include <utility>

namespace provost::log {

ReadThread::ReadThread(std::unique_ptr<Reader> reader, std::size_t waiting_max,
                       std::function<void()> on_damage)
    : reader_(std::move(reader)),
      waiting_max_(waiting_max),
      on_damage_(std::move(on_damage)),
      thread_([this] { loop(); }) {}

ReadThread::~ReadThread() {
  drain();
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void ReadThread::submit(ReadWork work, Done done) {
  Job job{std::move(work), std::move(done)};
  if (enqueue(job)) {
    wake_.notify_one();
    return;
  }
  Error error(Code::overloaded, "too many searches of the log are waiting; try again in a second");
  error.retry_after_s = 1;
  job.done(std::move(error));
}

bool ReadThread::enqueue(Job& job) {
  const std::lock_guard lock(mutex_);
  if (is_closed_ || jobs_.size() >= waiting_max_) {
    return false;
  }
  jobs_.push_back(std::move(job));
  return true;
}

void ReadThread::drain() {
  std::unique_lock lock(mutex_);
  is_closed_ = true;
  idle_.wait(lock, [&] { return jobs_.empty() && !is_running_; });
}

void ReadThread::loop() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [&] { return is_stopping_ || !jobs_.empty(); });
    if (jobs_.empty()) {
      return;
    }
    const Job job = std::move(jobs_.front());
    jobs_.pop_front();
    is_running_ = true;
    lock.unlock();
    job.done(run(job.work));
    lock.lock();
    is_running_ = false;
    idle_.notify_all();
  }
}

Result<void> ReadThread::run(const ReadWork& work) {
  try {
    work(*reader_);
    return {};
  } catch (const ShelfDamaged& fault) {
    on_damage_();
    Error error(
        Code::overloaded,
        "the provisioning log was damaged and is replaced by a new one; try again in a moment",
        fault.what());
    error.retry_after_s = 1;
    return error;
  } catch (const ShelfUnavailable& fault) {
    Error error(Code::overloaded, "the provisioning log cannot be read just now; try again later",
                fault.what());
    error.retry_after_s = 5;
    return error;
  } catch (const std::exception& fault) {
    return Error(Code::internal, "the provisioning log could not be read", fault.what());
  }
}

}  // namespace provost::log
