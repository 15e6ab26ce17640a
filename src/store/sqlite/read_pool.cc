#include "store/sqlite/read_pool.h"

#include <algorithm>
#include <utility>

#include "store/sqlite/reads.h"

namespace provost::store::sqlite {
namespace {

Result<void> run_read(Database& database, OrgKey org, const ReadWork& work, Condition& condition) {
  try {
    on_snapshot(database, [&] {
      SqliteReader reader(database, org, RowBudget::unlimited());
      work(reader);
    });
    return {};
  } catch (const Failure& failure) {
    return read_error(condition, failure);
  } catch (const std::exception& fault) {
    return Error(Code::internal, "the store could not read this", fault.what());
  }
}

// How many reads one organisation may have running.
std::size_t share_of(const ReadLimits& limits) {
  return std::max<std::size_t>(limits.threads, 1);
}

std::deque<Database> connections(const std::filesystem::path& path, const Tuning& tuning,
                                 std::size_t count) {
  std::deque<Database> databases;
  for (std::size_t i = 0; i < count; ++i) {
    databases.emplace_back(path, tuning);
  }
  return databases;
}

}  // namespace

ReadPool::ReadPool(const std::filesystem::path& path, const Tuning& tuning,
                   const ReadLimits& limits, Condition& condition)
    : condition_(condition),
      databases_(connections(path, tuning, share_of(limits) + 1)),
      workers_(databases_.size(), {.items_max = limits.queue_max,
                                   .line_items_max = limits.org_queue_max,
                                   .line_running_max = share_of(limits)}) {}

void ReadPool::submit(OrgKey line, OrgKey org, ReadWork work, const Done& done) {
  const Room room =
      workers_.submit(line, [this, org, work = std::move(work), done](std::size_t worker) {
        done(run_read(databases_[worker], org, work, condition_));
      });
  if (room != Room::there) {
    done(no_room(room, "many long reads waiting"));
  }
}

}  // namespace provost::store::sqlite
