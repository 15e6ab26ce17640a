#include "api/loop/workers.h"

namespace provost::api {

void Workers::submit(const std::string& line, std::function<void()> work, const store::Done& done) {
  const Room room = workers_.submit(line, [work = std::move(work), done](std::size_t) {
    work();
    done({});
  });
  if (room != Room::there) {
    done(no_room(room, "many requests of this kind waiting"));
  }
}

}  // namespace provost::api
