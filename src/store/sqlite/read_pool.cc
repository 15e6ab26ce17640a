#include "store/sqlite/read_pool.h"

#include <algorithm>
#include <utility>

#include "store/sqlite/overload.h"
#include "store/sqlite/reads.h"

namespace provost::store::sqlite {
namespace {

Result<void> run_read(Database& database, OrgKey org, const ReadWork& work, Condition& condition) {
  try {
    on_snapshot(database, [&] {
      SqliteReader reader(database, org, RowBudget::unlimited());
      work(reader);
    });
    return {};
  } catch (const Failure& failure) {
    return read_error(condition, failure);
  } catch (const std::exception& fault) {
    return Error(Code::internal, "the store could not read this", fault.what());
  }
}

}  // namespace

ReadPool::ReadPool(const std::filesystem::path& path, const Tuning& tuning,
                   const ReadLimits& limits, Condition& condition)
    : queue_max_(limits.queue_max), condition_(condition) {
  for (std::size_t i = 0; i < std::max<std::size_t>(limits.threads, 1); ++i) {
    databases_.emplace_back(path, tuning);
  }
  for (Database& database : databases_) {
    threads_.emplace_back([this, &database] { loop(database); });
  }
}

ReadPool::~ReadPool() {
  drain();
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_all();
  std::ranges::for_each(threads_, &std::thread::join);
}

void ReadPool::submit(OrgKey org, ReadWork work, Done done) {
  Job job{org, std::move(work), std::move(done)};
  if (!enqueue(job)) {
    job.done(overload::queue_full("long reads"));
  }
}

bool ReadPool::enqueue(Job& job) {
  const std::lock_guard lock(mutex_);
  if (is_closed_ || queue_.size() >= queue_max_) {
    return false;
  }
  queue_.push_back(std::move(job));
  wake_.notify_one();
  return true;
}

void ReadPool::drain() {
  std::unique_lock lock(mutex_);
  is_closed_ = true;
  idle_.wait(lock, [&] { return queue_.empty() && running_ == 0; });
}

void ReadPool::loop(Database& database) {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [&] { return is_stopping_ || !queue_.empty(); });
    if (queue_.empty()) {
      return;
    }
    const Job job = std::move(queue_.front());
    queue_.pop_front();
    ++running_;
    lock.unlock();
    job.done(run_read(database, job.org, job.work, condition_));
    lock.lock();
    --running_;
    idle_.notify_all();
  }
}

}  // namespace provost::store::sqlite
