#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "base/room.h"

namespace provost {

// Bytes of memory that everything in flight shares: bodies that arrive, work that waits, answers
// that nobody has read yet (design §2.24). Code that needs much memory first takes a Hold, which
// travels with its object and returns the bytes at the end. Each holder belongs to a share: no
// organisation may have more than half of the budget, and unknown callers have a quarter between
// them. Safe from many threads.
class ByteBudget {
 public:
  // Of requests whose caller is not known.
  static constexpr std::string_view strangers = "";

  explicit ByteBudget(std::size_t bytes_max) : bytes_max_(bytes_max) {}
  ByteBudget(const ByteBudget&) = delete;
  ByteBudget& operator=(const ByteBudget&) = delete;

  // Bytes of one share. One that stands for no budget always has room. Used by one thread at a
  // time; the budget must outlive it.
  class Hold {
   public:
    Hold() = default;
    Hold(ByteBudget& budget, std::string_view share) : budget_(&budget), share_(share) {}
    Hold(Hold&& other) noexcept
        : budget_(std::exchange(other.budget_, nullptr)),
          share_(std::move(other.share_)),
          bytes_(std::exchange(other.bytes_, 0)) {}
    Hold& operator=(Hold&& other) noexcept {
      Hold(std::move(other)).swap(*this);
      return *this;
    }
    ~Hold() {
      if (bytes_ > 0) {
        force(0);
      }
    }

    // Changes the number held, if there is room; shrinking always works. Otherwise nothing changes.
    Room resize(std::size_t bytes);
    // The same without checking for room: for memory that exists already and is bounded elsewhere.
    // Others wait until it is released.
    void force(std::size_t bytes);
    // Moves the bytes to another share: the caller is now known.
    void move_to(std::string_view share);
    std::size_t bytes() const { return bytes_; }

   private:
    void swap(Hold& other) noexcept {
      std::swap(budget_, other.budget_);
      share_.swap(other.share_);
      std::swap(bytes_, other.bytes_);
    }
    ByteBudget* budget_ = nullptr;
    std::string share_;
    std::size_t bytes_ = 0;
  };

  std::size_t bytes_max() const { return bytes_max_; }
  std::size_t share_bytes_max(std::string_view share) const {
    return share == strangers ? bytes_max_ / 4 : bytes_max_ / 2;
  }
  std::size_t used() const { return used_; }
  // Whether that share may start new work. Costs almost nothing while little is held.
  Room room(std::string_view share) const;
  // The most that was held at one time since the last call.
  std::size_t take_peak();

 private:
  Room change(std::string_view share, std::size_t from, std::size_t to, bool is_forced);

  const std::size_t bytes_max_;
  mutable std::mutex mutex_;
  std::atomic<std::size_t> used_{0};  // changed under the lock
  std::size_t peak_ = 0;
  std::map<std::string, std::size_t, std::less<>> shares_;  // those that hold something
};

}  // namespace provost
