#pragma once

#include <atomic>
#include <cstdint>
#include <span>

#include "base/clock.h"
#include "base/random.h"

// Hand-written stand-ins for time and chance, for tests only.
namespace provost::testing {

class ManualClock final : public Clock {
 public:
  explicit ManualClock(std::int64_t ms = 1'800'000'000'000) : ms_(ms) {}
  Timestamp now() const override { return {ms_.load()}; }
  void advance_s(std::int64_t seconds) { ms_ += seconds * 1000; }

 private:
  std::atomic<std::int64_t> ms_;
};

// A repeatable stream of bytes (SplitMix64).
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed = 1) : state_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) {
      byte = static_cast<std::uint8_t>(next() >> 32);
    }
  }
  std::uint64_t next() {
    std::uint64_t z = state_.fetch_add(0x9E3779B97F4A7C15) + 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

 private:
  std::atomic<std::uint64_t> state_;
};

}  // namespace provost::testing
