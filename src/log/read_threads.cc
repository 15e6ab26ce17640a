#include "log/read_threads.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace provost::log {

ReadThreads::ReadThreads(std::vector<std::unique_ptr<Reader>> readers, const ReadLimits& limits,
                         std::function<void()> on_damage)
    : readers_(std::move(readers)),
      on_damage_(std::move(on_damage)),
      workers_(readers_.size(),
               {.items_max = limits.waiting_max,
                .line_items_max = limits.org_waiting_max,
                .line_running_max = std::max<std::size_t>(readers_.size() - 1, 1)}) {}

void ReadThreads::submit(OrgKey org, ReadWork work, const Done& done) {
  const Room room = workers_.submit(org, [this, work = std::move(work), done](std::size_t worker) {
    done(run(*readers_[worker], work));
  });
  if (room != Room::there) {
    done(no_room(room, "many searches of the log waiting"));
  }
}

Result<void> ReadThreads::run(Reader& reader, const ReadWork& work) const {
  try {
    work(reader);
    return {};
  } catch (const ShelfDamaged& fault) {
    on_damage_();
    Error error(
        Code::overloaded,
        "the provisioning log was damaged and is replaced by a new one; try again in a moment",
        fault.what());
    error.retry_after_s = 1;
    return error;
  } catch (const ShelfUnavailable& fault) {
    Error error(Code::overloaded, "the provisioning log cannot be read just now; try again later",
                fault.what());
    error.retry_after_s = 5;
    return error;
  } catch (const std::exception& fault) {
    return Error(Code::internal, "the provisioning log could not be read", fault.what());
  }
}

}  // namespace provost::log
