#include "base/room.h"

#include <string>

namespace provost {

Error no_room(Room room, std::string_view what) {
  const bool is_share = room == Room::share_full;
  Error error(is_share ? Code::too_many_requests : Code::overloaded,
              std::string(is_share ? "this organisation has too " : "the server has too ") +
                  std::string(what) + "; try again in a second");
  error.retry_after_s = 1;
  return error;
}

Result<void> check(Room room) {
  return room == Room::there ? Result<void>() : no_room(room, "much in progress at one time");
}

}  // namespace provost
