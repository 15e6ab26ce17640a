#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace provost::simulate {

// SplitMix64. The distributions of the standard library differ between implementations; a seed
// must give the same directory everywhere.
class Rng {
 public:
  explicit Rng(std::uint64_t seed) : state_(seed) {}
  // A stream of its own for one purpose and one index, so that one object's values do not depend on
  // the number of others.
  Rng(std::uint64_t seed, std::string_view purpose, std::uint64_t index);

  std::uint64_t next();
  // A number from 0 to bound - 1; `bound` is not 0.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  // A version 4 UUID in lower case, as Entra writes object ids.
  std::string uuid();
  // Letters and digits, as in Okta's ids.
  std::string alphanumeric(std::size_t length);
  std::string digits(std::size_t length);

 private:
  std::uint64_t state_;
};

}  // namespace provost::simulate
