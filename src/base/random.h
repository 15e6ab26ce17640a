#pragma once

#include <cstdint>
#include <span>

#include "base/clock.h"
#include "base/uuid.h"

namespace provost {

// Where random bytes come from, so that tests decide what they are. Safe to call from many threads.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

// The operating system's generator by way of libsodium: fit for secrets.
class SecureRandom final : public Random {
 public:
  SecureRandom();
  void fill(std::span<std::uint8_t> bytes) override;
};

// A new resource id: a version 7 UUID of that moment.
ResourceId new_id(Timestamp now, Random& random);

}  // namespace provost
