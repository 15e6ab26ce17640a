#include "simulate/rng.h"

#include "base/uuid.h"

namespace provost::simulate {
namespace {

std::string draw(Rng& rng, std::string_view alphabet, std::size_t length) {
  std::string out;
  for (std::size_t i = 0; i < length; ++i) {
    out += alphabet[rng.below(alphabet.size())];
  }
  return out;
}

}  // namespace

Rng::Rng(std::uint64_t seed, std::string_view purpose, std::uint64_t index) : state_(seed) {
  for (const char c : purpose) {
    state_ = next() ^ static_cast<unsigned char>(c);
  }
  state_ = next() ^ index;
}

std::uint64_t Rng::next() {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

std::string Rng::uuid() {
  Uuid id;
  for (auto& byte : id.bytes) {
    byte = static_cast<std::uint8_t>(next() >> 56U);
  }
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0fU) | 0x40U);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3fU) | 0x80U);
  return id.to_string();
}

std::string Rng::alphanumeric(std::size_t length) {
  return draw(*this, "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789", length);
}

std::string Rng::digits(std::size_t length) {
  return draw(*this, "0123456789", length);
}

}  // namespace provost::simulate
