#include "base/byte_budget.h"

#include <algorithm>

namespace provost {

Room ByteBudget::Hold::resize(std::size_t bytes) {
  const Room room = budget_ == nullptr || bytes == bytes_
                        ? Room::there
                        : budget_->change(share_, bytes_, bytes, false);
  bytes_ = room == Room::there ? bytes : bytes_;
  return room;
}

void ByteBudget::Hold::force(std::size_t bytes) {
  if (budget_ != nullptr && bytes != bytes_) {
    budget_->change(share_, bytes_, bytes, true);
  }
  bytes_ = bytes;
}

void ByteBudget::Hold::move_to(std::string_view share) {
  const std::size_t bytes = bytes_;
  force(0);
  share_ = share;
  force(bytes);
}

Room ByteBudget::room(std::string_view share) const {
  const std::size_t used = used_;
  if (used < share_bytes_max(share)) {
    return Room::there;
  }
  if (used >= bytes_max_) {
    return Room::full;
  }
  const std::lock_guard lock(mutex_);
  const auto known = shares_.find(share);
  const bool is_full = known != shares_.end() && known->second >= share_bytes_max(share);
  return is_full ? Room::share_full : Room::there;
}

std::size_t ByteBudget::take_peak() {
  const std::lock_guard lock(mutex_);
  return std::exchange(peak_, used_.load());
}

Room ByteBudget::change(std::string_view share, std::size_t from, std::size_t to, bool is_forced) {
  const std::lock_guard lock(mutex_);
  auto known = shares_.find(share);
  const std::size_t held = known == shares_.end() ? 0 : known->second;
  if (to > from && !is_forced) {
    const std::size_t more = to - from;
    if (used_ + more > bytes_max_) {
      return Room::full;
    }
    if (held + more > share_bytes_max(share)) {
      return Room::share_full;
    }
  }
  used_ = used_ - from + to;
  peak_ = std::max(peak_, used_.load());
  const std::size_t holds = held - from + to;
  if (holds == 0 && known != shares_.end()) {
    shares_.erase(known);
  } else if (known != shares_.end()) {
    known->second = holds;
  } else if (holds > 0) {
    shares_.emplace(share, holds);
  }
  return Room::there;
}

}  // namespace provost
