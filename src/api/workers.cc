#include "api/workers.h"

namespace provost::api {

void Workers::submit(const std::string& line, std::function<void()> work, const store::Done& done) {
  const LinePlace place = workers_.submit(line, [work = std::move(work), done](std::size_t) {
    work();
    done({});
  });
  if (place != LinePlace::taken) {
    done(no_place(place, "requests of this kind"));
  }
}

}  // namespace provost::api
