#include "app/upkeep.h"

#include <chrono>
#include <utility>

namespace provost::app {
namespace {

using namespace std::chrono_literals;

constexpr auto pause = 1s;

}  // namespace

Upkeep::Upkeep(std::function<void()> work) : work_(std::move(work)), thread_([this] { loop(); }) {}

Upkeep::~Upkeep() {
  end();
}

void Upkeep::ask_to_end() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  wake_.notify_all();
}

void Upkeep::end() {
  ask_to_end();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void Upkeep::loop() {
  std::unique_lock lock(mutex_);
  while (!is_ending_) {
    lock.unlock();
    work_();
    lock.lock();
    wake_.wait_for(lock, pause, [&] { return is_ending_; });
  }
}

}  // namespace provost::app
