#include "provision/external_id.h"

#include <algorithm>
#include <cstddef>

#include "base/uuid.h"

namespace provost::provision {
namespace {

// Okta's keys have 20 characters, JumpCloud's 24.
constexpr std::size_t key_bytes_min = 17;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

bool is_nickname(std::string_view external_id) {
  if (external_id.empty() || Uuid::parse(external_id) ||
      std::ranges::none_of(external_id, is_letter)) {
    return false;
  }
  return external_id.size() < key_bytes_min ||
         external_id.find_first_of("@. ") != std::string_view::npos;
}

}  // namespace provost::provision
