#include "log/read_and_wait.h"

#include <future>
#include <utility>

namespace provost::log {

Result<void> read_and_wait(Log& log, OrgKey org, const ReadWork& work) {
  std::promise<Result<void>> done;
  log.read_later(org, work, [&](Result<void> outcome) { done.set_value(std::move(outcome)); });
  return done.get_future().get();
}

}  // namespace provost::log
