#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "base/result.h"

namespace provost {

// Whether there is room where everybody puts something, and where each has a share (design rule
// 24): in lines of work (base/fair_lines.h), in a budget of bytes (base/byte_budget.h).
enum class Room : std::uint8_t {
  there,
  share_full,  // of this one: the others still have room
  full,
};

// What whoever found no room is told: Code::too_many_requests or Code::overloaded, to be tried
// again in a second. `what` is what there is too much of: "many writes waiting".
Error no_room(Room room, std::string_view what);
// The same for memory, or nothing when there is room.
Result<void> check(Room room);

}  // namespace provost
