#include "base/random.h"

#include <stdexcept>

#include <sodium.h>

namespace provost {

SecureRandom::SecureRandom() {
  if (sodium_init() < 0) {
    throw std::runtime_error("libsodium cannot initialise its random generator");
  }
}

void SecureRandom::fill(std::span<std::uint8_t> bytes) {
  randombytes_buf(bytes.data(), bytes.size());
}

ResourceId new_id(Timestamp now, Random& random) {
  std::array<std::uint8_t, 10> noise{};
  random.fill(noise);
  return make_uuid_v7(now.ms, noise);
}

}  // namespace provost
